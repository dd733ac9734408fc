"""Run notebooks from top to bottom and save them as they are committed.

Run by whoever changed a lesson or something that a lesson shows: `make notebooks` for all of them,
`python tools/rerun_notebooks.py PATH …` for some. It writes the notebooks themselves: code as ruff
formats it, and outputs. What differs from run to run is left out: the state of widgets (it can be
megabytes) and their random ids, the version of Python, times.
"""

import sys
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode
from notebook_files import NOTEBOOKS, read_notebook, write_notebook

SECONDS_A_CELL = 120  # nbclient can lose an event of a widget and would wait for ever
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def rerun(path: Path) -> None:
    """Run one notebook in its own folder and write it back."""
    notebook = read_notebook(path)
    client = NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        coalesce_streams=True,
        kernel_name="python3",
        resources={"metadata": {"path": path.parent}},
    )
    client.execute()
    notebook.metadata = METADATA
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("execution", None)
        number_widgets(cell, number)
    write_notebook(notebook, path)
    print(f"{path.name}: {path.stat().st_size // 1024} KB")


def number_widgets(cell: NotebookNode, number: int) -> None:
    """Name the widgets of a cell by its number.

    Jupyter draws their names at random; without the state of the widgets they lead nowhere.
    """
    for output in cell.get("outputs", []):
        view = output.get("data", {}).get(WIDGET)
        if view is not None:
            view["model_id"] = f"{number:032x}"


def committed_notebooks() -> list[Path]:
    """All notebooks, without the copies that Jupyter keeps of open ones."""
    found = sorted(NOTEBOOKS.rglob("*.ipynb"))
    return [path for path in found if ".ipynb_checkpoints" not in path.parts]


def main(arguments: list[str]) -> None:
    """Run the notebooks that are named, or all."""
    named = [Path(argument).resolve() for argument in arguments]
    for path in named or committed_notebooks():
        rerun(path)


if __name__ == "__main__":
    main(sys.argv[1:])
