"""Pictures: every committed chart has one for pages where no script runs, and a paper gets SVG,
PDF and PNG.
"""

import base64
import json
import re

import plotly.graph_objects as go
import pytest
from notebook_files import committed_notebooks

import egov_lib as egov
from egov_lib.publish import pictures
from egov_lib.show.front import saved

CHART = "application/vnd.plotly.v1+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
VIEW_RE = re.compile(r"<explor(?:er|able): (\w+)>")
SMALL = go.Figure(
    {"data": [{"type": "bar", "x": ["电子政务"], "y": [3]}], "layout": {"height": 300}}
)


@pytest.mark.parametrize("path", committed_notebooks(), ids=lambda path: path.stem)
def test_every_committed_chart_has_a_picture(path):
    """GitHub, nbviewer and a PDF show charts only as pictures."""
    for number, cell in enumerate(
        json.loads(path.read_text(encoding="utf-8"))["cells"]
    ):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if CHART not in data:
                continue
            assert "image/png" in data, (
                f"cell {number}: run `python tools/rerun_notebooks.py {path}` where kaleido and "
                "a Chrome or Chromium are installed"
            )
            drawn = base64.b64decode("".join(data["image/png"]))
            assert drawn.startswith(b"\x89PNG") and len(drawn) > 3000


@pytest.mark.parametrize("path", committed_notebooks(), ids=lambda path: path.stem)
def test_every_committed_view_is_alive_and_no_notebook_is_large(path):
    """JupyterLab shows a widget whose kernel is gone as an error; a script draws it instead."""
    assert path.stat().st_size <= 1_000_000
    for number, cell in enumerate(
        json.loads(path.read_text(encoding="utf-8"))["cells"]
    ):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            named = VIEW_RE.fullmatch("".join(data.get("text/plain", [])))
            if named is None or named[1] not in saved.ALIVE:
                continue
            page = "".join(data["text/html"])
            assert page != saved.without_script(page) and WIDGET not in data, (
                f"cell {number}: run `python tools/rerun_notebooks.py {path}`"
            )


def test_a_figure_is_saved_with_its_chinese(tmp_path):
    """The words of an SVG are text: they can be searched and edited."""
    if pictures.missing():
        pytest.skip(pictures.missing())
    saved = egov.save_figure(SMALL, tmp_path / "chart.svg")
    text = saved.read_text(encoding="utf-8")
    assert text.startswith("<svg") and "电子政务" in text
    assert [path.name for path in tmp_path.iterdir()] == ["chart.svg"]


@pytest.mark.parametrize("chart", [egov.charts.transmission, egov.charts.travels])
def test_transmission_is_saved_for_a_paper(tmp_path, chart):
    """With its numbers of documents, clauses and places as text, in Chinese."""
    if pictures.missing():
        pytest.skip(pictures.missing())
    found = egov.transmission(egov.load_corpus(), "opinion-2002", "place")
    saved = egov.save_figure(chart(found, lang="zh"), tmp_path / "chart.svg")
    text = saved.read_text(encoding="utf-8")
    assert "云南" in text and "1篇" in text


@pytest.mark.parametrize(
    ("figure", "name", "says"),
    [
        (SMALL, "chart.gif", "ends in .svg, .pdf or .png"),
        (SMALL, "chart", "ends in .svg, .pdf or .png"),
        ("a chart", "chart.svg", "str is no chart"),
    ],
)
def test_what_cannot_be_saved_says_what_to_give(tmp_path, figure, name, says):
    """No file is begun."""
    with pytest.raises(egov.DataError, match=says):
        egov.save_figure(figure, tmp_path / name)
    assert not any(tmp_path.iterdir())


def test_a_missing_exporter_is_named_with_its_remedy(tmp_path, monkeypatch):
    """Nothing in the walk needs it; who asks for a picture is told what to install."""
    monkeypatch.setattr(pictures.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(egov.DataError, match="pip install kaleido"):
        egov.save_figure(SMALL, tmp_path / "chart.png")
    monkeypatch.undo()
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(pictures.shutil, "which", lambda name: None)
    with pytest.raises(egov.DataError, match="install Chrome or Chromium"):
        egov.save_figure(SMALL, tmp_path / "chart.png")
