"""Save a chart as a picture for a paper: SVG, PDF or PNG, with its Chinese intact.

plotly draws in a browser, so a picture needs one: kaleido, plotly's own exporter, drives a Chrome
or Chromium that is on the machine. Nothing in the walk needs it; where it is missing, the error
says what to install.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import plotly.graph_objects as go

from egov_lib.findings import DataError
from egov_lib.read.writing import write_whole

FORMATS = (".svg", ".pdf", ".png")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
WIDTH = 900  # pixels; a column of a paper at 150 dots an inch
SCALE = 2  # dots of a PNG for each pixel: sharp in print and on a projector


def save_figure(
    figure: go.Figure,
    path: str | Path,
    *,
    width: int = WIDTH,
    height: int | None = None,
) -> Path:
    """Save a chart as a picture, and return its path.

    Parameters
    ----------
    figure: a chart of `egov.charts`, or any figure of plotly.
    path: where to; its ending chooses the format: .svg, .pdf or .png.
    width, height: in pixels; None takes the height that the chart has by itself.

    Raises `DataError` for another ending, and where kaleido or a browser is missing, with what to
    install.

    >>> save_figure(go.Figure(), "chart.gif")
    Traceback (most recent call last):
    egov_lib.findings.DataError: chart.gif: a picture ends in .svg, .pdf or .png
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise DataError(f"{path}: a picture ends in .svg, .pdf or .png")
    if not isinstance(figure, go.Figure):
        raise DataError(
            f"{type(figure).__name__} is no chart: give a figure of plotly, such as "
            "egov.charts.timeline(…); an explorer saves its own picture below it"
        )
    write_whole(path, picture(figure, suffix[1:], width, height))
    return path


def picture(
    figure: go.Figure,
    kind: str,
    width: int = WIDTH,
    height: int | None = None,
    *,
    scale: float = SCALE,
) -> bytes:
    """Draw a chart as the bytes of a picture; *kind* is "svg", "pdf" or "png".

    A PNG has *scale* dots for each pixel.
    """
    _need_exporter()
    return figure.to_image(
        format=kind,
        width=width,
        height=height or figure.layout.height,
        scale=scale if kind == "png" else 1,
    )


def missing() -> str:
    """What is missing for pictures, as a remedy; "" where nothing is."""
    if importlib.util.find_spec("kaleido") is None:
        return "pictures need kaleido: pip install kaleido"
    if not _browser():
        return (
            "pictures need a browser: install Chrome or Chromium, or name one in the "
            "environment variable BROWSER_PATH"
        )
    return ""


def _browser() -> str:
    """The browser that draws: the one that is named, or the first that is on the path."""
    named = os.environ.get("BROWSER_PATH", "")
    if named:
        return named
    found = [shutil.which(name) for name in BROWSERS]
    return next((path for path in found if path), "")


def _need_exporter() -> None:
    why = missing()
    if why:
        raise DataError(why)
    os.environ.setdefault("BROWSER_PATH", _browser())
