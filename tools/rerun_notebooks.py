"""Run notebooks from top to bottom and save them as they are committed.

Run by whoever changed a lesson or something that a lesson shows: `make notebooks` for all of them,
`python tools/rerun_notebooks.py PATH …` for some. It writes the notebooks themselves: code as ruff
formats it, and outputs. What differs from run to run is left out: the state of widgets (it can be
megabytes), their random ids, the version of Python, times. Explorers and explorables are kept
as HTML that draws them without a kernel (`egov_lib/show/front/saved.py`). Every chart gets a
picture beside its JSON, for pages where no script runs (GitHub, nbviewer, a PDF); one that did not
change keeps its own, and nbval compares no pictures. That needs kaleido and a Chrome or Chromium;
without them the charts that changed have none, which is said, and a test fails.
"""

import base64
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import plotly.graph_objects as go
from nbclient import NotebookClient
from nbformat import NotebookNode
from notebook_files import committed_notebooks, read_notebook, write_notebook
from small_png import smaller

from egov_lib.publish import pictures
from egov_lib.show.front import saved

SECONDS_A_CELL = 120  # nbclient can lose an event of a widget and would wait for ever
WIDGET = "application/vnd.jupyter.widget-view+json"
CHART = "application/vnd.plotly.v1+json"
PICTURE = "image/png"
VIEW_RE = re.compile(r"<explor(?:er|able): (\w+)>")
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
    kept = pictures_by_chart(notebook)
    client = NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        coalesce_streams=True,
        kernel_name="python3",
        resources={"metadata": {"path": path.parent}},
    )
    client.execute()
    notebook.metadata = METADATA
    keep_views_alive(notebook, client.widget_state)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    add_pictures(notebook, kept)
    write_notebook(notebook, path)
    print(f"{path.name}: {path.stat().st_size // 1024} KB")


def keep_views_alive(notebook: NotebookNode, states: Mapping[str, Mapping]) -> None:
    """Leave HTML or text in the place of every widget; the HTML of views gets a script.

    JupyterLab would show the widget, and of one whose kernel is gone only an error.

    states: the state of every widget by its model id
    """
    pages, views = [], []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if WIDGET not in data:
                continue
            state = states[data.pop(WIDGET)["model_id"]]
            shown = VIEW_RE.fullmatch(data["text/plain"])
            if shown and shown[1] in saved.ALIVE:
                pages.append(data)
                views.append(saved.SavedView(shown[1], state))
    for data, script in zip(pages, saved.scripts(views), strict=True):
        data["text/html"] += script


def charts_of(notebook: NotebookNode) -> Iterator[dict]:
    """The data of every output that is a chart."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if CHART in data:
                yield data


def pictures_by_chart(notebook: NotebookNode) -> dict[str, str]:
    """The pictures that a notebook has, each by the chart that it shows."""
    return {
        as_text(data[CHART]): data[PICTURE]
        for data in charts_of(notebook)
        if PICTURE in data
    }


def as_text(chart: dict) -> str:
    """A chart as text that is the same for the same chart."""
    return json.dumps(chart, sort_keys=True)


def add_pictures(notebook: NotebookNode, kept: dict[str, str]) -> None:
    """Put a picture beside every chart: the one it had, or a new one."""
    for data in charts_of(notebook):
        picture = kept.get(as_text(data[CHART]))
        if picture is None and not pictures.missing():
            figure = go.Figure(data[CHART]["data"], data[CHART]["layout"])
            drawn = pictures.picture(figure, "png", scale=1)
            picture = base64.b64encode(drawn).decode("ascii")
        if picture is None:
            print(f"a chart has no picture: {pictures.missing()}")
            continue
        drawn = smaller(base64.b64decode(picture))
        data[PICTURE] = base64.b64encode(drawn).decode("ascii") + "\n"


def main(arguments: list[str]) -> None:
    """Run the notebooks that are named, or all."""
    named = [Path(argument).resolve() for argument in arguments]
    for path in named or committed_notebooks():
        rerun(path)


if __name__ == "__main__":
    main(sys.argv[1:])
