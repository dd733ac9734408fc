"""What all charts share: the plotly template, one way to make a figure, the sign of a mark.

The template is passed to each figure and never set for the whole session, so charts of the reader's
own keep their look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import plotly.graph_objects as go

from egov_lib.show.style import CHART_LAYOUT, CHART_WIDTH

TEMPLATE = go.layout.Template(layout=CHART_LAYOUT)


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
