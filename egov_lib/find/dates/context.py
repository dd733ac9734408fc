"""What a date leans on: how a missing year or month is found, and how that is known.

A text gives few dates in full. 6月12日 (12 June) leans on a year named before it, 今年9月 (this
September) on the day the document was signed, 同日 (the same day) on the date before. `Context`
holds what one date can lean on, and answers with a year or a month and the grounds for it.

It knows no forms of dates: those are rows of the tables in `forms`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from egov_lib.find.dates.roles import is_due

MOST_CHARS = 2000  # how far a year is carried inside a paragraph
AHEAD_RE = re.compile("[将拟]|(?<!申)请|定于|务必|限")  # will, please, …: still to come
AHEAD_CHARS = 8  # how far before a date such a word is looked for
PAUSE_RE = re.compile("[，。；]")
NEXT_YEAR_MONTHS = 6  # 3月底前 (by the end of March), said in November: next year's
LAST_YEAR_MONTHS = 8  # 12月28日 (28 December), said in January: last year's

ANCHOR, NAMED, NEAREST = (
    "anchor",
    "named",
    "nearest",
)  # what a relative date counts from


class Day(NamedTuple):
    """What the text has named so far.

    year, month, day: 0 where not named
    at: the place in the text
    """

    year: int
    month: int = 0
    day: int = 0
    at: int = 0


class Span(NamedTuple):
    """What a date means.

    first, last: the days from `first` to before `last`; None where they are not known
    precision: day, month, year, … (see `find_dates`)
    how: how it is known: stated, resolved, unresolved or impossible
    grounds: what it was resolved with, or why it was not; empty for what is stated
    named: what a later date can lean on; None where it names no year
    """

    first: dt.date | None
    last: dt.date | None
    precision: str
    how: str = "stated"
    grounds: str = ""
    named: Day | None = None


class Date(NamedTuple):
    """A date in a text: its place, what it means, and its role there (at, due, since, …)."""

    start: int
    end: int
    span: Span
    role: str


class Relative(NamedTuple):
    """A year, month or day told by its distance: 去年 (last year) is one before the anchor's.

    shift: how many on; negative: back
    base: what it counts from: ANCHOR, the document's day; NAMED, what the text named before;
        NEAREST, what the text named before if that is near, else the anchor
    word: as written; empty where the text says nothing
    """

    shift: int
    base: str
    word: str = ""


class Resolved(NamedTuple):
    """A year, or a month of it, and how it is known; year 0 where it is not known."""

    year: int
    month: int = 0
    grounds: str = ""


UNSAID = Relative(0, NEAREST)  # a date without a year, or a day without a month
UNKNOWN = Resolved(0)


class Context(NamedTuple):
    """What one date may lean on.

    anchor: the day that relative dates count from; None where there is none
    source: where the anchor is from, in words
    named: the year, month and day that the text named before
    previous: the date before this one
    joined: only a dash or 至 (to) lies between that date and this one: the end of a range
    flat: the text, with plain digits
    start, end: the place of this date
    """

    anchor: dt.date | None
    source: str
    named: Day | None
    previous: Date | None
    joined: bool
    flat: str
    start: int
    end: int

    def year(
        self, relative: Relative | None = None, month: int = 0, day: int = 0
    ) -> Resolved:
        """Find the year that *relative* means; None: that of *month* and *day* without a year."""
        relative = relative or UNSAID
        if self.named and self._leans_on_named_year(relative):
            grounds = f"the year named before, {self.named.year}"
            return Resolved(self.named.year + relative.shift, 0, grounds)
        if relative.base == NAMED or not self.anchor:
            return UNKNOWN
        shift = relative.shift
        if month and not relative.word:
            shift = self._years_to(month, day)
        told = relative.word or "the year"
        grounds = f"{told} counted from {self.source}, {self.anchor}"
        return Resolved(self.anchor.year + shift, 0, grounds)

    def month(self, relative: Relative | None, day: int) -> Resolved:
        """Find the month that *relative* means; None: that of a *day* without a month."""
        relative = relative or UNSAID
        if self.named and self.named.month and self._leans_on_named_month(relative):
            year, month = self.named.year, self.named.month
            return Resolved(year, month, f"the month named before, {year}-{month:02}")
        if relative.base == NAMED or not self.anchor:
            return UNKNOWN
        shift = relative.shift
        if day and not relative.word:
            shift = self._months_to(day)
        first = later(self.anchor.replace(day=1), shift)
        told = relative.word or "the month"
        grounds = f"{told} counted from {self.source}, {self.anchor}"
        return Resolved(first.year, first.month, grounds)

    def ahead(self) -> bool:
        """Return whether the date is still to come: a deadline, or after 将 (will), 请 (please)."""
        before = self.flat[max(self.start - AHEAD_CHARS, 0) : self.start]
        clause = PAUSE_RE.split(before)[-1]
        return is_due(self.flat, self.end) or AHEAD_RE.search(clause) is not None

    def near(self) -> bool:
        """Return whether what was named before is still meant: in the same paragraph, and where
        only a year was named, in the same sentence."""
        stops = "\n" if self.named.month else "\n。；"
        if self.start - self.named.at >= MOST_CHARS:
            return False
        return all(
            self.flat.find(stop, self.named.at, self.start) < 0 for stop in stops
        )

    def _leans_on_named_year(self, relative: Relative) -> bool:
        if relative.base == NAMED or not self.anchor:
            return True
        if self.joined and not relative.word:
            return True
        return relative.base == NEAREST and self.near()

    def _leans_on_named_month(self, relative: Relative) -> bool:
        if relative.base == NAMED:
            return True
        return not relative.word and (self.joined or self.near())

    def _years_to(self, month: int, day: int) -> int:
        """How many years on a month is that the text gives without a year."""
        gap = month - self.anchor.month
        if self.ahead():
            return 1 if gap <= -NEXT_YEAR_MONTHS else 0
        return -1 if gap >= LAST_YEAR_MONTHS and day > 0 else 0

    def _months_to(self, day: int) -> int:
        """How many months on a day is that the text gives without a month."""
        if self.ahead():
            return 1 if day < self.anchor.day else 0
        return -1 if day > self.anchor.day else 0


def unresolved(precision: str, why: str) -> Span:
    """A date that is found but whose days are not known."""
    return Span(None, None, precision, "unresolved", why)


def later(day: dt.date, months: int) -> dt.date:
    """The day some months after *day* (before it where negative), kept inside its month.

    >>> later(dt.date(2006, 8, 31), -6)
    datetime.date(2006, 2, 28)
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    days_in_month = calendar.monthrange(year, month0 + 1)[1]
    return dt.date(year, month0 + 1, min(day.day, days_in_month))
