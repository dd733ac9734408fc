"""Run notebooks from top to bottom and save them as they are committed: `make notebooks`, or give paths.

Saved are the outputs and nothing else that changes from run to run: no widget state (it can be megabytes), no version of
Python, no times.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"


def rerun(path):
    """Run one notebook in its own folder and write it back."""
    notebook = nbformat.read(path, as_version=4)
    # A finite time for each cell: nbclient can lose an event of a widget and would wait for ever.
    NotebookClient(
        notebook,
        timeout=120,
        coalesce_streams=True,
        kernel_name="python3",
        resources={"metadata": {"path": path.parent}},
    ).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, path)
    print(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    chosen = [Path(argument).resolve() for argument in sys.argv[1:]]
    for notebook_path in chosen or sorted(FOLDER.rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in notebook_path.parts:
            rerun(notebook_path)
