"""What all charts share: the plotly template, one way to make a figure, the sign of a mark.

The template is passed to each figure and never set for the whole session, so charts of the reader's
own keep their look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import plotly.graph_objects as go

from egov_lib.show.style import CHART_LAYOUT, CHART_WIDTH, INK, SEALS

TEMPLATE = go.layout.Template(layout=CHART_LAYOUT)
WRONG = "#a84300"  # of what is lost, fits not, or stands between


class HasPlace(Protocol):
    """A record of a layout that says where it is drawn."""

    x: float
    y: float


def draw(
    traces: Iterable[dict],
    title: str,
    *,
    width: int = CHART_WIDTH,
    height: int | None = None,
    **layout: object,
) -> go.Figure:
    """Make a figure from traces as plain dicts.

    plotly checks it once as a whole: adding traces to a figure one by one checks each several
    times, which took most of a redraw.
    """
    size = (
        {"width": width}
        if height is None
        else {"width": width, "height": height}
    )
    look = {"template": TEMPLATE, "title": {"text": title}}
    return go.Figure(
        {"data": list(traces), "layout": {**look, **size, **layout}}
    )


def marker(
    colour: str, *, symbol: str | Sequence[str] = "circle", size: int = 13
) -> dict:
    """A mark whose edge has its colour too, so that an open one is seen as well as a filled one."""
    return {
        "symbol": symbol,
        "size": size,
        "color": colour,
        "line": {"width": 2, "color": colour},
    }


def segments(pairs: Iterable[tuple]) -> list:
    """The coordinates of separate lines in one trace: both ends of each, then a gap.

    >>> segments([(0, 1), (5, 6)])
    [0, 1, None, 5, 6, None]
    """
    return [value for start, end in pairs for value in (start, end, None)]


def xy(marks: Iterable[HasPlace]) -> dict:
    """The places of marks, as a trace has them."""
    marks = list(marks)
    return {"x": [mark.x for mark in marks], "y": [mark.y for mark in marks]}


# --- words on a picture -------------------------------------------------------------------------

RULE = "#DDD8CC"  # lines between rows, bars behind marks
QUIET = "#51585F"  # notes
NO_AXIS = {"visible": False, "fixedrange": True}
NOTE_SIZE = 12


def document_colour(doc_id: str) -> str:
    """The colour of one of the five documents; ink for one of the reader's own.

    >>> document_colour("relay-2006"), document_colour("mine")
    ('#6C2B82', '#222222')
    """
    return SEALS[doc_id][1] if doc_id in SEALS else INK


def note(x: float, y: float, text: str, **look: object) -> dict:
    """Words that begin at a place of the picture; *size* and *colour* are those of the letters."""
    font = {
        "size": look.pop("size", NOTE_SIZE),
        "color": look.pop("colour", INK),
    }
    place = {"x": x, "y": y, "text": text, "font": font, "showarrow": False}
    start = {"xanchor": "left", "align": "left", "yanchor": "middle"}
    return {**place, **start, **look}


def under_title(text: str, pixels: int = 0) -> dict:
    """The line under a title: what was counted, and how many there are.

    It stands *pixels* above the picture, which may have an axis at its top.
    """
    on_paper = {"xref": "paper", "yref": "paper", "yanchor": "bottom"}
    return note(0, 1, text, colour=QUIET, size=13, yshift=pixels, **on_paper)


def box(x: Sequence[float], y: Sequence[float], **look: object) -> dict:
    """A rectangle from one place to another, below what is written in it.

    *edge*, *width* and *is_open* (dashed) are those of its outline.
    """
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    outline = {
        "color": look.pop("edge", INK),
        "width": look.pop("width", 1.5),
    }
    if look.pop("is_open", False):
        outline["dash"] = "dash"
    return {"type": "rect", "layer": "below", **ends, "line": outline, **look}


def unseen(
    texts: Sequence[str],
    name: str,
    places: Sequence[tuple[float, float]] = (),
    **more: object,
) -> dict:
    """Marks that nobody sees, for the table of the figure: one a text, by themselves in a column.

    *texts* and *name* must be safe (`label`).
    """
    in_order = places or [(0, row) for row in range(len(texts))]
    return {
        "x": [x for x, _ in in_order],
        "y": [y for _, y in in_order],
        "hovertext": list(texts),
        "hoverinfo": "skip",
        "mode": "markers",
        "name": name,
        "marker": {"size": 1, "opacity": 0},
        **more,
    }


def rule(y: float, x0: float, x1: float) -> dict:
    """A line between two rows."""
    line = {"color": RULE, "width": 1}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y, "y1": y, "line": line}
