"""What papers don't tell: the years in which nothing begins, the questions a file leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.charts.base import (
    QUIET,
    document_colour,
    draw,
    marker,
    note,
    rule,
    under_title,
)
from egov_lib.show.layouts import story
from egov_lib.show.layouts.story import Begun, FileRow, Years
from egov_lib.show.messages import current, in_words, say, short_name, word
from egov_lib.show.safe_text import label
from egov_lib.show.style import BAND, INK, SILENT

# --- years in which nothing begins --------------------------------------------------------------

EVENTS_A_LINE = 5
EVENT_STEP, LINE_STEP = (
    0.17,
    1,
)  # between events, in years; between their lines, in rows
KNOWN_SYMBOLS = {
    "stated": "circle",
    "resolved": "diamond",
    "inferred": "circle-open",
}
DUE_SYMBOL = "triangle-down-open"
DUE_STATED_SYMBOL = "triangle-down"


def empty_years(events: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw main events by text and year, and the years in which none begins.

    An event stands in the row of every text that tells it, under the year in which it begins, with
    a line to the end of the time that its text gives it; a deadline, a triangle, under the year in
    which it is due. Filled circles and triangles are dates that the text states, diamonds dates
    resolved from it, open marks inferences; an open triangle is a day that was reckoned.

    Parameters
    ----------
    events: as `load_table("events")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> empty_years(load_table("events").query("main")).layout.title.text
    '68 main events, in the row of every paper that tells them'
    """
    lang = current(lang)
    layout = story.years_begun(events)
    tops = _tops_of_documents(layout)
    foot = tops.pop("")
    edges = (layout.years[0] - 0.5, layout.years[-1] + 0.5)
    earlier = say("years_earlier", lang, count=layout.earlier)
    said = say("years_counted", lang) + (earlier if layout.earlier else "")
    notes = [under_title(said, 26)]
    return draw(
        [
            *_times_of_events(layout, tops, lang),
            *_events_of_documents(layout, tops, lang),
            *_key_of_dates(layout.begun, lang),
        ],
        say("years_begun", lang, count=layout.events),
        height=int(175 + 22 * foot),
        margin={"l": 120, "r": 10, "t": 110, "b": 50},
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        annotations=[
            *notes,
            *_notes_on_gap(layout.gap, layout.events, foot, lang),
        ],
        shapes=[
            *_grounds_of_gap(layout.gap, foot),
            *(rule(round(top - 0.75, 2), *edges) for top in tops.values()),
        ],
        xaxis={
            "range": list(edges),
            "tickvals": layout.years,
            "side": "top",
            "showgrid": False,
        },
        yaxis={
            "range": [foot - 0.6, -0.8],
            "tickvals": list(tops.values()),
            "ticktext": [label(short_name(name, lang)) for name in tops],
            "showgrid": False,
        },
    )


def _tops_of_documents(layout: Years) -> dict[str, float]:
    """Where the row of each text begins, and under "" where the last one ends."""
    tops, top = {}, 0.0
    for doc_id in layout.documents:
        tops[doc_id] = top
        own = [mark for mark in layout.begun if mark.doc_id == doc_id]
        last_line = max(mark.place for mark in own) // EVENTS_A_LINE
        top = round(top + LINE_STEP * last_line + 1.8, 1)
    return {**tops, "": top}


def _events_of_documents(
    layout: Years, tops: dict[str, float], lang: str
) -> Iterator[dict]:
    """The events of each text, in lines under their year."""
    for doc_id, top in tops.items():
        own = [mark for mark in layout.begun if mark.doc_id == doc_id]
        places = [_place_of_event(mark, top) for mark in own]
        yield {
            "x": [x for x, _ in places],
            "y": [y for _, y in places],
            "ids": [str(mark.row) for mark in own],
            "mode": "markers",
            "name": label(short_name(doc_id, lang)),
            "hovertext": [_event_name(mark, lang) for mark in own],
            "hoverinfo": "text",
            "showlegend": False,
            "marker": marker(
                document_colour(doc_id),
                symbol=[_symbol(mark) for mark in own],
                size=9,
            ),
        }


def _symbol(mark: Begun) -> str:
    """The sign of an event: a triangle for a deadline, filled when its date is stated."""
    if not mark.is_due:
        return KNOWN_SYMBOLS[mark.how_known]
    return DUE_STATED_SYMBOL if mark.how_known == "stated" else DUE_SYMBOL


def _place_of_event(mark: Begun, top: float) -> tuple[float, float]:
    """Where an event stands in the row of its text that begins at *top*."""
    line, column = divmod(mark.place, EVENTS_A_LINE)
    first = (EVENTS_A_LINE - 1) / 2
    x = round(mark.year + EVENT_STEP * (column - first), 2)
    return x, round(top + LINE_STEP * line, 1)


def _times_of_events(
    layout: Years, tops: dict[str, float], lang: str
) -> Iterator[dict]:
    """Lines from events to the end of the time that their texts give them."""
    xs, ys = [], []
    for mark in layout.begun:
        if not mark.is_due and mark.last_year > mark.year:
            x, y = _place_of_event(mark, tops[mark.doc_id])
            xs += [x, min(mark.last_year, layout.years[-1]) + 0.4, None]
            ys += [y, y, None]
    if xs:
        yield {
            "x": xs,
            "y": ys,
            "mode": "lines",
            "name": say("years_time", lang),
            "hoverinfo": "skip",
            "line": {"width": 1, "color": SILENT},
        }


def _event_name(mark: Begun, lang: str) -> str:
    name = mark.label_en if lang == "en" else mark.label_zh
    return f"{label(name)} ({word(mark.how_known, lang)})"


def _key_of_dates(begun: Sequence[Begun], lang: str) -> Iterator[dict]:
    """The legend: how a date is known."""
    there = {mark.how_known for mark in begun}
    for how_known, symbol in KNOWN_SYMBOLS.items():
        if how_known in there:
            yield {
                "x": [None],
                "y": [None],
                "mode": "markers",
                "name": label(word(how_known, lang)),
                "marker": marker(INK, symbol=symbol, size=9),
            }
    if any(mark.is_due for mark in begun):
        yield {
            "x": [None],
            "y": [None],
            "mode": "markers",
            "name": say("years_due", lang),
            "marker": marker(INK, symbol=DUE_SYMBOL, size=9),
        }


def _grounds_of_gap(gap: Sequence[int], foot: float) -> Iterator[dict]:
    if gap:
        yield {
            "type": "rect",
            "layer": "below",
            "x0": gap[0] - 0.5,
            "x1": gap[-1] + 0.5,
            "y0": -0.75,
            "y1": foot - 0.6,
            "fillcolor": BAND,
            "line": {"width": 0},
        }


def _notes_on_gap(
    gap: Sequence[int], count: int, foot: float, lang: str
) -> Iterator[dict]:
    if gap:
        middle = (gap[0] + gap[-1]) / 2
        centred = {"xanchor": "center", "align": "center"}
        said = say("years_gap", lang, count=count)
        yield note(middle, foot / 2, said, size=13, colour=QUIET, **centred)


# --- what files can't tell ----------------------------------------------------------------------

FILE_PIXELS = 21


def files(
    docs: pd.DataFrame, report: pd.DataFrame, *, lang: str | None = None
) -> go.Figure:
    """Draw which questions each file of a folder answers: a dot where it does, an empty square
    where it doesn't; a file that could not be read answers none.

    Parameters
    ----------
    docs, report: as `read_documents` gives them.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "issuer": [""], "document_number": [""]})
    >>> report = pd.DataFrame({"doc_id": ["a"], "read": [True], "lost": [1], "damage": [""]})
    >>> files(docs.assign(date=pd.NaT), report).layout.title.text
    'Seven questions, and the files that leave them open'
    """
    lang = current(lang)
    rows = story.files_told(docs, report)
    heads = [
        f"{say(f'file_{name}', lang)}<br>{_left_open(rows, name, lang)}"
        for name in story.ASKED
    ]
    read = sum(row.is_read for row in rows)
    counts = {"count": len(rows), "read": read, "unread": len(rows) - read}
    counted = say("files_counted", lang, **counts)
    return draw(
        [_answers(rows, told, lang) for told in (True, False)]
        + [_unread(rows, lang)],
        say("files", lang, questions=in_words(len(story.ASKED), lang)),
        height=228 + FILE_PIXELS * len(rows),
        margin={"l": 185, "r": 10, "t": 178, "b": 50},
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        annotations=[under_title(counted, 56)],
        xaxis={
            "range": [-0.5, len(heads) - 0.5],
            "tickvals": list(range(len(heads))),
            "ticktext": heads,
            "side": "top",
            "tickangle": 0,
            "showgrid": False,
            "tickfont": {"size": 12},
        },
        yaxis={
            "range": [len(rows) - 0.4, -0.6],
            "tickvals": list(range(len(rows))),
            "ticktext": [label(row.name) for row in rows],
            "tickfont": {"size": 11.5},
        },
    )


def _left_open(rows: Sequence[FileRow], name: str, lang: str) -> str:
    """How many of the files that were read leave a question open."""
    read = [row for row in rows if row.is_read]
    count = sum(not row.told[name] for row in read)
    return say("file_open", lang, count=count, of=len(read))


def _answers(rows: Sequence[FileRow], told: bool, lang: str) -> dict:
    """The dots of what is told, or the empty squares of what is not."""
    places = [
        (x, y)
        for y, row in enumerate(rows)
        for x, name in enumerate(story.ASKED)
        if row.is_read and row.told[name] is told
    ]
    look = marker(INK, size=7) if told else marker("white", symbol="square")
    edge = {"line": {"width": 1.5, "color": INK}}
    return {
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "mode": "markers",
        "name": say("file_told" if told else "file_untold", lang),
        "hovertext": [say(f"file_{story.ASKED[x]}", lang) for x, _ in places],
        "hoverinfo": "text",
        "marker": look if told else {**look, **edge},
    }


def _unread(rows: Sequence[FileRow], lang: str) -> dict:
    """A dash across for each file that could not be read."""
    unread = [y for y, row in enumerate(rows) if not row.is_read]
    places = [(x, y) for y in unread for x in range(len(story.ASKED))]
    return {
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "mode": "markers",
        "name": say("file_unread", lang),
        "hoverinfo": "skip",
        "marker": {
            "symbol": "line-ew",
            "size": 9,
            "line": {"width": 2, "color": SILENT},
        },
    }
