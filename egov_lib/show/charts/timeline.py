"""Events on a line: lanes by level, uncertain ends drawn as uncertain, no label over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.charts.base import TEMPLATE, draw, segments, xy
from egov_lib.show.layouts.base import grouped
from egov_lib.show.layouts.timeline import (
    AXIS,
    LEFT_PIXELS,
    RIGHT_PIXELS,
    Lane,
    Mark,
    Timeline,
    as_events,
    timeline_layout,
)
from egov_lib.show.messages import current, number_of, say, short_name, word
from egov_lib.show.safe_text import label
from egov_lib.show.style import BAND, GREY, INK, LEGEND_BELOW, colours_of

# plotly's numbers for circle, diamond and open circle
SYMBOLS = {"stated": 0, "resolved": 2, "inferred": 100}
SPANS = {"through": {"width": 5}, "within": {"width": 2, "dash": "dot"}}
ROW_PIXELS = 21
# What all traces of a timeline share is said once, or the chart would be twice as heavy.
TRACE_DEFAULTS = {
    "cliponaxis": False,
    "hovertemplate": "%{hovertext}",
    "marker": {"size": 10, "line": {"width": 1.5}},
    "mode": "markers+text",
    "showlegend": False,
    "textfont": {"size": 12},
    "textposition": "middle right",
    "texttemplate": "\u00a0\u00a0%{text}\u00a0\u00a0",
}
TIMELINE_TEMPLATE = go.layout.Template(TEMPLATE)
TIMELINE_TEMPLATE.data.scatter = [TRACE_DEFAULTS]


def timeline(events: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw dated events in lanes by level, one mark an event, its label beside it.

    Each year is drawn as wide as it is rich in events. A thick line is an event that lasts; a
    dotted line, one that happened on some day within it; an arrow, an end that is open. Filled
    marks are dates that the text states, diamonds dates resolved from it, open marks inferences.

    Parameters
    ----------
    events: as `load_table("events")` gives them (rows with the same event_id are passages about
        one event), or any findings with date_from and date_to. Rows without a date are counted in
        the title. An empty frame gives a chart that says so.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    Each mark carries the row label of its passage in *events*, in `ids` of its trace.

    >>> from egov_lib.read.corpus import load_table
    >>> events = load_table("events")
    >>> timeline(events.head(2)).layout.title.text
    '2 events in one text, 2 of them beginning in 2002 (eventful years are drawn wider)'
    """
    return draw_events(as_events(events, lang), lang=lang)


def draw_events(events: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw a timeline of *events*, which has all the columns that `as_events` gives."""
    lang = current(lang)
    layout = timeline_layout(events, lang=lang)
    if not layout.marks:
        return _no_event(lang)
    marks = layout.marks
    documents = _documents(marks)
    last_row = layout.lanes[-1].last
    top = 82 if layout.silent else 60
    return draw(
        [
            *_lines(marks),
            *_marks_and_labels(marks, documents, lang),
            *_key(marks, documents, lang),
        ],
        _title(layout, lang),
        template=TIMELINE_TEMPLATE,
        height=(last_row + 1) * ROW_PIXELS + 105 + top,
        margin={"l": LEFT_PIXELS, "r": RIGHT_PIXELS, "t": top, "b": 105},
        legend=LEGEND_BELOW,
        shapes=[_band(lane) for lane in layout.lanes[::2]],
        xaxis={
            "range": [0, AXIS],
            "tickvals": [one.x for one in (*layout.ticks, *layout.silent)],
            "ticktext": [
                *(tick.year for tick in layout.ticks),
                # A line higher: a silence is narrow
                *(f"{one.first}–{one.last}<br> " for one in layout.silent),
            ],
            "side": "top",
            "tickangle": 0,
        },
        yaxis={
            "range": [last_row + 0.5, -0.5],
            "tickvals": [
                (lane.first + lane.last) / 2 for lane in layout.lanes
            ],
            "ticktext": [
                f"<b>{label(word(lane.level, lang))}</b>"
                for lane in layout.lanes
            ],
            "showgrid": False,
        },
    )


def _no_event(lang: str) -> go.Figure:
    """A chart of nothing that says so."""
    note = {
        "text": say("no_event", lang),
        "showarrow": False,
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
    }
    hidden = {"visible": False}
    return draw(
        [], "", height=160, annotations=[note], xaxis=hidden, yaxis=hidden
    )


def _title(layout: Timeline, lang: str) -> str:
    sources = len({mark.doc_id for mark in layout.marks})
    undated = (
        say("undated", lang, count=layout.undated) if layout.undated else ""
    )
    return say(
        "timeline",
        lang,
        count=len(layout.marks),
        texts=number_of("texts", sources, lang),
        most=layout.richest.x,
        year=layout.richest.year,
        undated=undated,
    )


def _band(lane: Lane) -> dict:
    """The ground of a lane."""
    return {
        "type": "rect",
        "xref": "x domain",
        "x0": 0,
        "x1": 1,
        "y0": lane.first - 0.5,
        "y1": lane.last + 0.5,
        "layer": "below",
        "fillcolor": BAND,
        "line": {"width": 0},
    }


def _lines(marks: Sequence[Mark]) -> Iterator[dict]:
    """Lines for what has length, and arrows for what is open."""
    for span, line in SPANS.items():
        lasting = [mark for mark in marks if mark.lasts and mark.span == span]
        if lasting:
            yield {
                "x": segments((mark.x, mark.x1) for mark in lasting),
                "y": segments((mark.y, mark.y) for mark in lasting),
                "mode": "lines",
                "line": {**line, "color": GREY},
                "hoverinfo": "skip",
            }
    opened = [mark for mark in marks if mark.open_end]
    if opened:
        yield {
            "x": [mark.x1 for mark in opened],
            "y": [mark.y for mark in opened],
            "mode": "markers",
            "marker": {"symbol": "triangle-right", "size": 9, "color": GREY},
            "hoverinfo": "skip",
        }


class _Document(NamedTuple):
    """How the marks of one document look, and what the legend hides and shows together."""

    colour: str
    legend: dict


def _documents(marks: Iterable[Mark]) -> dict[str, _Document]:
    colours = colours_of(mark.doc_id for mark in marks)
    documents = {}
    for number, (doc_id, colour) in enumerate(colours.items()):
        documents[doc_id] = _Document(colour, {"legendgroup": str(number)})
    return documents


def _trace_of(mark: Mark) -> tuple[str, str, bool]:
    """The trace that a mark belongs to: its document, the side of its label, and whether the label
    is at the end of its line, which needs a trace of its own.
    """
    return mark.doc_id, mark.side, mark.side == "right" and mark.lasts


def _marks_and_labels(
    marks: Iterable[Mark], documents: Mapping[str, _Document], lang: str
) -> Iterator[dict]:
    """Traces of marks and their labels."""
    traces = grouped(marks, key=_trace_of)
    for (doc_id, side, label_at_end), own in traces.items():
        legend = documents[doc_id].legend
        signs = _signs(own, documents[doc_id].colour, lang)
        labels = _labels(own, side)
        if label_at_end:
            yield {**signs, **legend, "mode": "markers"}
            yield {**_at_end(own), **legend, **labels}
        else:
            yield {**signs, **legend, **labels}


def _at_end(marks: Sequence[Mark]) -> dict:
    """A trace of text where the lines of marks end."""
    return {
        "x": [mark.x1 for mark in marks],
        "y": [mark.y for mark in marks],
        "mode": "text",
        "hoverinfo": "skip",
    }


def _labels(marks: Sequence[Mark], side: str) -> dict:
    """The labels of marks; the side is said where it is not the usual one."""
    labels = {"text": [mark.label for mark in marks]}
    if side == "left":
        labels["textposition"] = "middle left"
    return labels


def _signs(marks: Sequence[Mark], colour: str, lang: str) -> dict:
    """The marks of one document, with their ids and dates."""
    symbols = [SYMBOLS[mark.how_known] for mark in marks]
    one_symbol = len(set(symbols)) == 1
    return {
        **xy(marks),
        "ids": [str(mark.row) for mark in marks],
        "name": label(short_name(marks[0].doc_id, lang)),
        "hovertext": [mark.dates for mark in marks],
        "marker": {
            "color": colour,
            "symbol": symbols[0] if one_symbol else symbols,
        },
    }


def _key(
    marks: Iterable[Mark], documents: Mapping[str, _Document], lang: str
) -> Iterator[dict]:
    """The legend: documents (a click hides or shows one), how a date is known, what a line
    means.
    """
    for doc_id, document in documents.items():
        square = {"symbol": "square", "color": document.colour}
        name = short_name(doc_id, lang)
        yield _entry(name, marker=square, **document.legend)
    there = {mark.how_known for mark in marks}
    for how_known, symbol in SYMBOLS.items():
        if how_known not in there:
            continue
        sign = {"symbol": symbol, "color": INK}
        yield _entry(word(how_known, lang), marker=sign)
    for span, look in SPANS.items():
        line = {**look, "color": INK}
        yield _entry(word(span, lang), mode="lines", line=line)


def _entry(name: str, **look: object) -> dict:
    """A trace that is only in the legend."""
    shown = {"x": [None], "y": [None], "showlegend": True}
    return {**shown, "name": label(name), **look}
