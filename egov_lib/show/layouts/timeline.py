"""The layout of a timeline: one mark an event, in lanes by level, no label over another.

Years are drawn as wide as they are rich in events, on an axis of whole numbers from 0 to AXIS.
Each lane is packed row by row: an event goes into the first row where its label meets no other.
How wide a label is can only be estimated here (fonts differ), so estimates are generous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import check_whole
from egov_lib.show.messages import current
from egov_lib.show.safe_text import short
from egov_lib.show.style import CHART_WIDTH

AXIS = 1000  # whole numbers are shorter than fractions, and a chart is saved with its notebook
LEFT_PIXELS, RIGHT_PIXELS = 90, 20  # margins beside the axis
MARK_PIXELS = 12  # a mark and the gap after it
LABEL_CHARS = {"en": 40, "zh": 32}  # of a label beside its mark, at most
TICK_GAP = 0.048 * AXIS  # two years nearer than this would overlap
EMPTY_YEAR = 0.25  # the width of a year without events; one event gives 1 more
SUREST_FIRST = ("stated", "resolved", "inferred")
LEVELS = ("nation", "province", "city")
NEEDED = ["doc_id", "quote", "date_from", "date_to"]


class Mark(NamedTuple):
    """One event as it is drawn."""

    row: Any  # the label of its passage's row in the frame
    doc_id: str
    level: str
    how_known: str
    span: str  # "through" lasts from the first day to the last, "within" is some day between
    open_end: bool
    lasts: bool  # more than one day
    year: int  # in which it begins
    label: str
    dates: str  # in digits, as short as they allow
    x: int  # on the axis, where it begins
    x1: int  # where it ends
    y: int = 0  # the row, counted from the top
    side: str = "right"  # on which side of the mark its label is


class Lane(NamedTuple):
    """The rows of one level, first and last included."""

    level: str
    first: int
    last: int


class Year(NamedTuple):
    """Where a year begins on the axis."""

    year: int
    x: int


class Silence(NamedTuple):
    """Years one after the other in which nothing begins, and the middle of them on the axis."""

    first: int
    last: int
    x: int


class Timeline(NamedTuple):
    """Everything that a timeline shows."""

    marks: list[Mark]
    lanes: list[Lane]
    ticks: list[Year]  # the years that have room for a tick
    undated: int  # rows without a date, which are not drawn
    richest: Year | None  # the year with most events; x is their number
    silent: list[Silence]  # two years or more without an event


def as_events(findings: pd.DataFrame, lang: str | None = None) -> pd.DataFrame:
    """Give dated findings the columns of events that they lack.

    Each row is then an event by itself, labelled by its quote. Columns that are there stay.

    Parameters
    ----------
    findings: needs doc_id, quote, date_from and date_to.
    lang: whose label column is filled, `label_en` or `label_zh`; None is the language chosen.

    >>> found = pd.DataFrame({"doc_id": ["a"], "quote": ["2006年"]})  # the year 2006
    >>> found = found.assign(date_from="2006-01-01", date_to="2006-12-31")
    >>> as_events(found)[["event_id", "label_en", "span", "how_known", "level"]].values.tolist()
    [['0', '2006年', 'within', 'stated', 'document']]
    """
    check_whole(findings, NEEDED, "a timeline")
    defaults = {
        "event_id": [str(number) for number in range(len(findings))],
        f"label_{current(lang)}": findings["quote"],
        "span": "within",
        "open_end": False,
        "how_known": "stated",
        "level": "document",
    }
    lacking = {
        name: cells for name, cells in defaults.items() if name not in findings
    }
    return findings.assign(
        date_from=pd.to_datetime(findings["date_from"]),
        date_to=pd.to_datetime(findings["date_to"]),
        **lacking,
    )


def timeline_layout(
    events: pd.DataFrame, *, lang: str | None = None, width: int = CHART_WIDTH
) -> Timeline:
    """Lay out the dated rows of *events*, which has all the columns that `as_events` gives.

    Parameters
    ----------
    events: rows with the same event_id are passages about one event; the surest one is drawn.
    width: of the whole picture, in pixels.

    >>> dated = pd.DataFrame({"doc_id": ["a"], "quote": ["2006年"]})  # the year 2006
    >>> dated = dated.assign(date_from="2006-01-01", date_to="2006-12-31")
    >>> layout = timeline_layout(as_events(dated))
    >>> (mark,) = layout.marks
    >>> mark.label, mark.dates, mark.x, mark.x1, mark.y
    ('2006年', '2006', 0, 1000, 0)
    """
    lang = current(lang)
    undated = int(events["date_from"].isna().sum())
    rows = _surest_rows(events)
    if rows.empty:
        return Timeline([], [], [], undated, None, [])
    years = rows["date_from"].dt.year
    events_in = Counter(years.tolist())
    last_year = int(rows["date_to"].dt.year.max())
    edges = _year_edges(int(years.min()), last_year, events_in)
    marks = _unpacked_marks(rows, edges, lang)
    marks, lanes = _pack(marks, width - LEFT_PIXELS - RIGHT_PIXELS)
    ticks = _ticks(edges, events_in)
    richest = Year(*events_in.most_common(1)[0])
    silent = list(_silences(edges, events_in))
    return Timeline(marks, lanes, ticks, undated, richest, silent)


def _surest_rows(events: pd.DataFrame) -> pd.DataFrame:
    """One row an event, the one whose date is known best, in the order of the dates."""
    dated = events[events["date_from"].notna() & events["date_to"].notna()]
    rank = {how: number for number, how in enumerate(SUREST_FIRST)}
    ranked = dated.assign(rank=dated["how_known"].map(rank))
    surest = ranked.sort_values("rank", kind="stable").drop_duplicates(
        "event_id"
    )
    return surest.sort_values(["date_from", "date_to", "event_id"])


def _unpacked_marks(
    rows: pd.DataFrame, edges: Mapping[int, int], lang: str
) -> list[Mark]:
    """The marks at their places along the axis; their rows are still to be found."""
    marks = []
    for event in rows.assign(label=rows[f"label_{lang}"]).itertuples():
        day_after = event.date_to + pd.Timedelta(days=1)
        marks.append(
            Mark(
                row=event.Index,
                doc_id=event.doc_id,
                level=event.level,
                how_known=event.how_known,
                span=event.span,
                open_end=bool(event.open_end),
                lasts=event.date_to > event.date_from,
                year=event.date_from.year,
                label=short(event.label, LABEL_CHARS[lang]),
                dates=digits(event.date_from, event.date_to),
                x=_place(event.date_from, edges),
                x1=_place(day_after, edges),
            )
        )
    return marks


def digits(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Write a closed interval of days in digits, each end no longer than it need be.

    >>> digits(pd.Timestamp("1990-01-01"), pd.Timestamp("2002-08-05"))
    '1990–2002-08-05'
    >>> digits(pd.Timestamp("2001-01-01"), pd.Timestamp("2001-12-31"))
    '2001'
    """
    start = f"{first:%Y-%m-%d}".removesuffix("-01").removesuffix("-01")
    end = f"{last:%Y-%m-%d}"
    if end.endswith("-12-31"):
        end = end[:4]
    elif last.is_month_end:
        end = end[:7]
    return end if first == last or start == end else f"{start}–{end}"


# --- along the axis -----------------------------------------------------------------------------


def _year_edges(
    first: int, last: int, events_in: Mapping[int, int]
) -> dict[int, int]:
    """Where on the axis each year from *first* to *last* begins, and where the last one ends."""
    years = range(first, last + 1)
    # The square root keeps the richest year from pushing all others aside.
    widths = [EMPTY_YEAR + events_in.get(year, 0) ** 0.5 for year in years]
    ends = np.cumsum(widths) / sum(widths) * AXIS
    starts = [0, *ends.round().astype(np.int64).tolist()]
    return dict(zip(range(first, last + 2), starts))


def _place(day: pd.Timestamp, edges: Mapping[int, int]) -> int:
    """Where a day is on the axis; days after the last year are at its end."""
    start, end = edges.get(day.year), edges.get(day.year + 1)
    if start is None or end is None:
        return AXIS
    days_in_year = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    share = (day.day_of_year - 1) / days_in_year
    return round(start + share * (end - start))


def _ticks(
    edges: Mapping[int, int], events_in: Mapping[int, int]
) -> list[Year]:
    """The years that have room for a tick; eventful years come first."""
    years = [Year(year, x) for year, x in list(edges.items())[:-1]]
    ticks: list[Year] = []
    for year in sorted(years, key=lambda year: -events_in.get(year.year, 0)):
        if all(abs(year.x - other.x) > TICK_GAP for other in ticks):
            ticks.append(year)
    return sorted(ticks)


def _silences(
    edges: Mapping[int, int], events_in: Mapping[int, int]
) -> Iterator[Silence]:
    """Stretches of two years or more in which no event begins.

    >>> list(_silences({2002: 0, 2003: 40, 2004: 60, 2005: 80, 2006: 100}, {2002: 1, 2005: 2}))
    [Silence(first=2003, last=2004, x=60)]
    """
    full = sorted(events_in)
    for before, after in pairwise(full):
        if after - before > 2:
            first, last = before + 1, after - 1
            yield Silence(first, last, (edges[first] + edges[after]) // 2)


# --- rows ---------------------------------------------------------------------------------------


class _Placed(NamedTuple):
    """A mark and the pixels of the axis that it takes with its label."""

    mark: Mark
    left: float
    right: float


def _pack(marks: Sequence[Mark], pixels: int) -> tuple[list[Mark], list[Lane]]:
    """Give every mark a row so that no label meets another; *pixels* is how long the axis is."""
    ends_of: dict[str, list[float]] = {level: [] for level in _levels(marks)}
    packed = []
    for mark in marks:
        placed = _beside(mark, pixels)
        row = _take_row(placed, ends_of[mark.level])
        packed.append(placed.mark._replace(y=row))
    lanes = _lanes(ends_of)
    top = {lane.level: lane.first for lane in lanes}
    stacked = [mark._replace(y=top[mark.level] + mark.y) for mark in packed]
    return stacked, lanes


def _levels(marks: Sequence[Mark]) -> list[str]:
    """The levels of the marks from the nation down; unknown ones come last."""
    there = dict.fromkeys(mark.level for mark in marks)
    known = [level for level in LEVELS if level in there]
    return known + [level for level in there if level not in known]


def _lanes(ends_of: Mapping[str, Sequence[float]]) -> list[Lane]:
    """The lanes under each other, each as high as it has rows."""
    lanes = []
    top = 0
    for level, ends in ends_of.items():
        lanes.append(Lane(level, top, top + len(ends) - 1))
        top += len(ends)
    return lanes


def _beside(mark: Mark, pixels: int) -> _Placed:
    """Put the label of a mark on the side that has room."""
    left = mark.x / AXIS * pixels
    right = max(mark.x1 / AXIS * pixels, left + MARK_PIXELS)
    room_left = left + LEFT_PIXELS
    room_right = pixels + RIGHT_PIXELS - right
    label = _fitted(mark.label, max(room_left, room_right))
    taken = label_pixels(label)
    if taken <= room_right:
        side = "right"
        right += taken
    else:
        side = "left"
        left -= taken
    return _Placed(mark._replace(label=label, side=side), left, right)


def _fitted(label: str, room: float) -> str:
    """A label cut until it has room."""
    while label_pixels(label) > room:
        label = label.removesuffix("…")[:-1] + "…"
    return label


def _take_row(placed: _Placed, ends: list[float]) -> int:
    """Take the first row of a lane that is free; *ends* has the first free pixel of each row."""
    for row, end in enumerate(ends):
        if end <= placed.left:
            ends[row] = placed.right
            return row
    ends.append(placed.right)
    return len(ends) - 1


def label_pixels(label: str) -> float:
    """How wide a label is at most, with the gaps around it.

    Chinese characters, dashes and dots are as wide as they are high.
    """
    wide = sum(ord(character) > 0x2000 for character in label)
    return 12.5 * wide + 6.8 * (len(label) - wide) + 18
