"""Find the dates of a text: run the table of forms, resolve each date, join ranges.

A row of `forms.DATES` reads what is written; what is missing is filled from the nearest thing that
has it (`context`), and `grounds` says which that was. Two dates with 至 (to) or a dash between them
become one range, whose end borrows from its beginning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from egov_lib.find.dates.context import Context, Date, Span
from egov_lib.find.dates.forms import DATES, ONE_DAY
from egov_lib.find.dates.roles import role_of
from egov_lib.find.numerals import SIGNED_RE, TO_RE, parse_day, plain
from egov_lib.find.rules import Rule
from egov_lib.findings import Document, make

COLUMNS = {
    "date_from": "datetime64[us]",
    "date_to": "datetime64[us]",
    "precision": "str",
    "role": "str",
    "how_known": "str",
    "grounds": "str",
    "anchor": "datetime64[us]",
}
# Between the two ends of a range: a weekday, a part of the day, an hour, then a dash or 至 (to), as
# in 9月25日（周三）9:00—9月28日.
JOIN_RE = re.compile(
    rf"""
    (?:\ ?[（(](?:星期|周).[)）])?
    \ ?(?:[上下]午|凌晨|晚)?
    \ ?(?:(?:\d{{1,2}}|[零一二三四五六七八九十]{{1,3}})(?:[:：]\d\d|[时点]整?))?
    {TO_RE.pattern}
    """,
    re.VERBOSE,
)
COMPARED = ("比", "较")  # than: 比2005年6月增长, grew from June 2005
COMPARED_AFTER = ("相比", "以来")  # compared with, since


def find_dates(
    docs: pd.DataFrame, anchors: Mapping | pd.Series | None = None
) -> pd.DataFrame:
    """Find dates, periods and deadlines, and resolve them to days.

    Parameters
    ----------
    docs: a frame with doc_id and text, perhaps date (the day of the document).
    anchors: doc_id -> the day that relative dates count from; without it the column date of
        *docs*, else the first date on a line by itself, as a signature has it. Where there is
        none, relative dates keep their row, unresolved.

    Returns findings in the order of the texts, with
    date_from, date_to: first and last day, both included; empty where not known (for 年底, the end
        of the year, and 月底 both are the last day)
    precision: day, ten days, week, month, quarter, half year, year, decade, century, plan period,
        span; days, months, … for a range
    role: at; due (到 by, 前 before); since (自, 以来, 起); after (后); as of (截至); during
    how_known: stated; resolved from context; unresolved; impossible (no such day)
    grounds: what it was resolved with
    anchor: the day that it could count from

    A time that counts from an act (自受理之日起30日内, within 30 days of acceptance) or in working
    days stays unresolved. Raises `DataError` where *docs* is no frame of documents.

    >>> text = "到今年年底，3月24日"  # by the end of this year; 24 March
    >>> docs = pd.DataFrame({"doc_id": ["d"], "date": ["2006-08-07"], "text": [text]})
    >>> find_dates(docs)[["quote", "date_to", "role", "how_known"]].astype(str).values.tolist()
    [['今年年底', '2006-12-31', 'due', 'resolved'], ['3月24日', '2006-03-24', 'at', 'resolved']]
    """
    given = {} if anchors is None else dict(anchors)

    def find(document: Document) -> Iterator[tuple]:
        text = document["text"]
        given_day = given.get(document["doc_id"])
        anchor, source = choose_anchor(given_day, document.get("date"), text)
        for found in dates(text, anchor, source):
            yield _row(found, anchor)

    return make(docs, find, COLUMNS)


def choose_anchor(
    given: object, dated: object, text: object
) -> tuple[dt.date | None, str]:
    """Choose the day that relative dates count from, and say where it is from.

    Parameters
    ----------
    given: what the caller gives for the document
    dated: the document's column date
    text: the text, whose signature is the last resort

    Returns the day (None where there is none) and its source in words.
    """
    sources = {"the date given for the document": given, "the document's date": dated}
    for source, value in sources.items():
        day = pd.to_datetime(value, errors="coerce") if value is not None else pd.NaT
        if not pd.isna(day):
            return day.date(), source
    signed = SIGNED_RE.search(plain(text)) if isinstance(text, str) else None
    return parse_day(signed[0]) if signed else None, "the date of signing in the text"


def _row(found: Date, anchor: dt.date | None) -> tuple:
    """A date as a row of `find_dates`: both days included."""
    span = found.span
    last = span.last - ONE_DAY if span.last else None
    return (
        found.start,
        found.end,
        _numpy_day(span.first),
        _numpy_day(last),
        span.precision,
        found.role,
        span.how,
        span.grounds,
        _numpy_day(anchor),
    )


def _numpy_day(day: dt.date | None) -> np.datetime64:
    return np.datetime64(day or "NaT", "us")


def dates(
    text: str, anchor: dt.date | None = None, source: str = "the anchor"
) -> list[Date]:
    """List the dates of one text.

    *anchor* is the day that relative dates count from, *source* says where it is from. The spans
    are half-open: `last` is the day after.

    >>> [(date.start, date.end, str(date.span.first)) for date in dates("于2006年8月7日印发")]
    [(1, 10, '2006-08-07')]
    """
    flat = plain(text)
    found = []
    named = None
    for rule, match in DATES.matches(flat):
        start, end = match.span()
        previous = found[-1] if found else None
        joined = _is_joined(flat, previous, start)
        leans_on = previous.span.named if joined else named
        context = Context(anchor, source, leans_on, previous, joined, flat, start, end)
        span = _read(rule, match, context)
        if span is None:
            continue
        if span.named and not _is_compared(flat, start, end):
            named = span.named._replace(at=end)
        if joined and _goes_on(previous.span, span):
            start, span = previous.start, _join(previous.span, span)
            found.pop()
        found.append(Date(start, end, span, role_of(flat, start, end, span.precision)))
    return found


def _read(rule: Rule, match: re.Match, context: Context) -> Span | None:
    """Read a match by its rule; a day that does not exist keeps its place."""
    try:
        return rule.make(match, context)
    except (ValueError, OverflowError):  # no such day, or none that a calendar holds
        precision = "day" if "日" in match[0] else ""
        return Span(None, None, precision, "impossible", f"there is no {match[0]}")


def _is_joined(flat: str, previous: Date | None, start: int) -> bool:
    """Return whether only a dash or 至 (to) lies between a date and the one before it."""
    if not (previous and previous.span.named):
        return False
    return JOIN_RE.fullmatch(flat, previous.end, start) is not None


def _is_compared(flat: str, start: int, end: int) -> bool:
    """Return whether a date is only compared with, or counted from; the text is not about it."""
    return flat[max(start - 1, 0) : start] in COMPARED or flat.startswith(
        COMPARED_AFTER, end
    )


def _goes_on(first: Span, second: Span) -> bool:
    """Return whether a date after a dash ends the range that the date before the dash begins."""
    if not (second.named and second.last and first.first):
        return False
    return second.last > first.first


def _join(first: Span, second: Span) -> Span:
    """The range from the beginning of one date to the end of the other."""
    return second._replace(
        first=first.first,
        precision=f"{second.precision}s",
        how="resolved" if first.how == "resolved" else "stated",
        grounds=first.grounds,
    )
