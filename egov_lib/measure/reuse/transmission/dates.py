"""When and where a document is from: spans of days, and the groups it belongs to.

A document may state a day, a month or a year; it is then from some day of that span.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import whole_characters
from egov_lib.measure.reuse.transmission.method import TOGETHER, UNKNOWN

DATE_RE = re.compile(
    r"\s*(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2}))?)?(?!\d)"
)
DAY = "datetime64[us]"


class Days(NamedTuple):
    """The first and the last day on which something may have been; NaT where it is unknown."""

    first: pd.Timestamp
    last: pd.Timestamp


NEVER = Days(pd.NaT, pd.NaT)


def days_of(value: object) -> Days:
    """Read a date that may be a day, a month or a year.

    >>> [str(day)[:10] for day in days_of("2006-02")]
    ['2006-02-01', '2006-02-28']
    >>> days_of("last year")
    Days(first=NaT, last=NaT)
    """
    if isinstance(value, (pd.Timestamp, datetime, date)):
        return _day(value)
    if isinstance(value, np.datetime64):
        return _day(pd.Timestamp(value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = DATE_RE.match(str(value))
    if not found:
        return NEVER
    year, month, day = (found[name] for name in ("year", "month", "day"))
    try:
        first = pd.Timestamp(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return NEVER
    if day:
        return Days(first, first)
    if month:
        return Days(first, first + pd.offsets.MonthEnd(0))
    return Days(first, first + pd.offsets.YearEnd(0))


def _day(value: date) -> Days:
    if pd.isna(value):
        return NEVER
    day = pd.Timestamp(value).tz_localize(None).normalize()
    return Days(day, day)


def spans_of(docs: pd.DataFrame) -> pd.DataFrame:
    """Give date_from and date_to of each document, from its date, or else its year."""
    spans = [NEVER] * len(docs)
    for column in ("year", "date"):
        if column in docs:
            stated = map(days_of, docs[column])
            spans = [
                before if pd.isna(days.first) else days
                for before, days in zip(spans, stated)
            ]
    first, last = zip(*spans) if spans else ((), ())
    return pd.DataFrame(
        {
            "date_from": pd.Series(list(first), docs.index, DAY),
            "date_to": pd.Series(list(last), docs.index, DAY),
        }
    )


def groups_of(
    docs: pd.DataFrame, spans: pd.DataFrame, by: Sequence[str]
) -> pd.DataFrame:
    """Give the group of each document in each column of *by*, as text."""
    groups = {}
    for column in by:
        if column == "year" and "year" not in docs:
            groups[column] = _years(spans)
        else:
            groups[column] = docs[column].map(_name).astype(object)
    return pd.DataFrame(groups, index=docs.index)


def _years(spans: pd.DataFrame) -> pd.Series:
    first, last = spans["date_from"].dt.year, spans["date_to"].dt.year
    known = first.notna() & (first == last)
    names = first.where(known, 0).astype(int).astype(str)
    return names.where(known, UNKNOWN).astype(object)


def _name(value: object) -> str:
    """The name of a group; a year that became 2006.0 in a column with gaps is 2006 again."""
    if pd.isna(value):
        return UNKNOWN
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return whole_characters(str(value)).strip() or UNKNOWN


def together(groups: pd.DataFrame) -> pd.Series:
    """Join the groups of all columns: 'Yunnan / 2006'."""
    names = [groups[column].tolist() for column in groups]
    joined = [TOGETHER.join(parts) for parts in zip(*names)]
    return pd.Series(joined, groups.index, dtype=object)
