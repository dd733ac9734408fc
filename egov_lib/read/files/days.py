"""The day that a cell of a table states, in any of the forms that people and programs write.

Every form is a row of `FORMS`: a pattern, and a function that makes a day of what it matched. A
form that can be read in two ways (06-6-12, 6/12/2006, the serial numbers of Excel) is marked as a
guess, so that the report can say so. A cell with two days, a month without a day or a day that does
not exist states no day: the caller keeps the cell. Not done: dates in running text, which
`find.dates` reads.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

# Programs that write UTC write 16:00 of the day before for midnight in China.
CHINA = dt.timedelta(hours=8)
UNIX_START = dt.datetime(1970, 1, 1)
MILLISECOND_DIGITS = 13
# Excel counts days from here; it takes 1900 for a leap year, so no count below 61 is trusted.
EXCEL_START = dt.date(1899, 12, 30)
EXCEL_START_1904 = dt.date(1904, 1, 1)
# The year 0 of the Republic of China, by which documents before 1949 and of Taiwan count.
REPUBLIC = 1911
CENTURY_TURN = 50  # 06 is 2006, 98 is 1998
NUMERALS = {sign: digit for digit, sign in enumerate("〇一二三四五六七八九")}
# What people type for 〇, Cyrillic and Greek О
NUMERALS |= dict.fromkeys("○零OoОΟ", 0)
NUMERAL = "".join(NUMERALS)
MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
)
MONTHS = (*MONTHS, "dec")
MONTH_NAME = rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
# The time of day, with a zone. Only UTC moves the day: a stated offset is the writer's own.
TIME = (
    r"(?:[T ]?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r" ?(?P<utc>Z|UTC|GMT|[+-]00:?00)?)?"
)
SPACES_RE = re.compile(r"(?<=[./-]) +| +(?=[./-])")


class Day(NamedTuple):
    """The day of a cell, if it states one, and whether the cell could be read otherwise."""

    day: dt.date | None
    guessed: bool = False


NO_DAY = Day(None)


class Form(NamedTuple):
    """A way of writing a day: a name, its pattern, what makes the day, and an example."""

    name: str
    pattern: re.Pattern
    make: Callable[[re.Match], Day]
    example: tuple[str, str]


def _form(
    name: str,
    pattern: str,
    make: Callable[[re.Match], Day],
    example: tuple[str, str],
) -> Form:
    return Form(name, re.compile(pattern, re.IGNORECASE), make, example)


def _numbers(match: re.Match) -> Day:
    day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Day(_in_china(match, day))


def _in_china(match: re.Match, day: dt.date) -> dt.date:
    """Return the day it is in China when the time is stated in UTC."""
    if not match["utc"]:
        return day
    time = dt.time(int(match["hour"]), int(match["minute"]))
    return (dt.datetime.combine(day, time) + CHINA).date()


def _numerals(match: re.Match) -> Day:
    year = int("".join(str(NUMERALS[sign]) for sign in match["year"]))
    return Day(dt.date(year, _number(match["month"]), _number(match["day"])))


def _number(text: str) -> int:
    """Read a number below a hundred: 12, 十二, 二十, 卅 are not written for days.

    >>> _number("十二"), _number("二十"), _number("三十一"), _number("6")
    (12, 20, 31, 6)
    """
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    before, ten, after = text.rpartition("十")
    ones = NUMERALS[after] if after else 0
    if not ten:
        return ones
    tens = NUMERALS[before] if before else 1
    return 10 * tens + ones


def _republic(match: re.Match) -> Day:
    year = 1 if match["year"] == "元" else _number(match["year"])
    day = dt.date(
        REPUBLIC + year, _number(match["month"]), _number(match["day"])
    )
    return Day(day)


def _short_year(match: re.Match) -> Day:
    day = dt.date(
        _whole(match["year"]), int(match["month"]), int(match["day"])
    )
    return Day(day, guessed=True)


def _whole(year: str) -> int:
    """Return a year of two digits with its century: 2006 for 06, 1998 for 98."""
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < CENTURY_TURN else 1900)


def _year_last(match: re.Match) -> Day:
    """Read 6/12/2006 with the month first, unless only the day can be first."""
    first, second = int(match["first"]), int(match["second"])
    year = _whole(match["year"])
    if first > 12:
        return Day(dt.date(year, second, first))
    return Day(
        dt.date(year, first, second), guessed=second <= 12 and first != second
    )


def _english(match: re.Match) -> Day:
    month = MONTHS.index(match["name"].lower()) + 1
    return Day(dt.date(_whole(match["year"]), month, int(match["day"])))


def _unix(match: re.Match) -> Day:
    seconds = int(match["seconds"])
    if len(match["seconds"]) == MILLISECOND_DIGITS:
        seconds //= 1000
    moment = UNIX_START + dt.timedelta(seconds=seconds) + CHINA
    return Day(moment.date(), guessed=True)


YMD = r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d)[日号]?"
COMPACT = r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
# Forms that fill a cell; the first that matches counts.
FORMS = (
    _form(
        "year first", YMD + TIME, _numbers, ("2006-6-12 08:00", "2006-06-12")
    ),
    _form(
        "compact",
        rf"{COMPACT}(?:\d{{6}}|{TIME}|T\d{{4,6}}(?P<utc2>Z)?)",
        _numbers,
        ("20060612", "2006-06-12"),
    ),
    _form(
        "republic",
        rf"(?:中华|中華)?民[国國](?P<year>元|[\d{NUMERAL}十]+)年(?P<month>[\d{NUMERAL}十]+)月"
        rf"(?P<day>[\d{NUMERAL}十]+)日",
        _republic,
        ("民国95年6月12日", "2006-06-12"),
    ),
    _form(
        "short year",
        r"'?(?P<year>\d\d)[-.年](?P<month>\d{1,2})[-.月](?P<day>\d{1,2})日?",
        _short_year,
        ("06-6-12", "2006-06-12"),
    ),
    _form(
        "short year, day of one digit",  # only a year is written 06 beside a month written 6
        r"(?P<year>0\d)/(?P<month>[1-9])/(?P<day>\d{1,2})",
        _short_year,
        ("06/6/12", "2006-06-12"),
    ),
    _form(
        "year last",
        r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)"
        r"(?P<year>\d{4}|\d\d)(?: \d{1,2}:.*)?",
        _year_last,
        ("25/6/2006", "2006-06-25"),
    ),
    _form(
        "month by name, day first",
        rf"(?:[a-z]{{3,9}},? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH_NAME},?[ -]"
        r"(?P<year>\d{4}|\d\d)(?:[ ,].*)?",
        _english,
        ("12 Jun 2006", "2006-06-12"),
    ),
    _form(
        "month by name first",
        rf"{MONTH_NAME} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?:[ ,].*)?",
        _english,
        ("June 12, 2006", "2006-06-12"),
    ),
    _form(
        "of Java",
        rf"[a-z]{{3}} {MONTH_NAME} (?P<day>\d{{1,2}}) [\d:]+ (?:[a-z+:\d]+ )?(?P<year>\d{{4}})",
        _english,
        ("Mon Jun 12 00:00:00 CST 2006", "2006-06-12"),
    ),
    _form(
        "seconds since 1970",
        r"(?:/Date\()?(?P<seconds>1\d{9}|1\d{12})(?:[+-]\d{4})?(?:\)/)?",
        _unix,
        ("1150041600", "2006-06-12"),
    ),
)
# Forms that words may stand around: 成文日期：2006年6月12日（星期一） (date of writing, Monday).
INSIDE = (
    _form(
        "year first", rf"(?<!\d){YMD}{TIME}", _numbers, ("于2006年6月12日", "")
    ),
    _form(
        "numerals",
        rf"(?P<year>[{NUMERAL}]{{4}})年(?P<month>[{NUMERAL}十]{{1,3}})月"
        rf"(?P<day>[{NUMERAL}十廿卅]{{1,3}})[日号]",
        _numerals,
        ("二〇〇六年六月十二日", "2006-06-12"),
    ),
)
# A serial number of Excel from 1927 to 2119, with a time of day as its fraction.
SERIAL_RE = re.compile(r"(?P<days>[1-7]\d{4})(?:\.\d+)?")


def parse_day(cell: str, *, from_1904: bool = False) -> Day:
    """Read the day that a cell states.

    Parameters
    ----------
    cell: as it is in the table.
    from_1904: whether the workbook counts its days from 1904, as Excel for the Mac did.

    Returns the day, or none; and whether the cell could be read otherwise.

    >>> str(parse_day("二〇〇六年六月十二日").day), str(parse_day("06-6-12").day)
    ('2006-06-12', '2006-06-12')
    >>> parse_day("39245").guessed, parse_day("2006年6月").day
    (True, None)
    """
    return _parse_day(cell, from_1904)


@lru_cache(maxsize=10_000)
def _counted_day(days: int, from_1904: bool) -> Day:
    """Return the day that a workbook gives as a number of days since its first."""
    start = EXCEL_START_1904 if from_1904 else EXCEL_START
    return Day(start + dt.timedelta(days=days), guessed=True)


def _parse_day(cell: str, from_1904: bool) -> Day:
    text = unicodedata.normalize("NFKC", cell).strip()
    # 1 2日 is the twelfth: in a Chinese date no blank divides anything.
    text = text.replace(" ", "") if "年" in text else SPACES_RE.sub("", text)
    try:
        serial = SERIAL_RE.fullmatch(text)
        if serial:
            return _counted_day(int(serial["days"]), from_1904)
        for form in FORMS:
            match = form.pattern.fullmatch(text)
            if match:
                return form.make(match)
        return _only_day_inside(text)
    except (ValueError, OverflowError, KeyError):  # the thirtieth of February
        return NO_DAY


def _only_day_inside(text: str) -> Day:
    found = {
        form.make(match)
        for form in INSIDE
        for match in form.pattern.finditer(text)
    }
    return found.pop() if len(found) == 1 else NO_DAY


def parse_dates(dates: Sequence[str]) -> pd.Series:
    """Turn the dates that tables state into days; what is empty or no date is missing.

    >>> parse_dates(["2006-06-12", "2006年6月12日", ""]).isna().tolist()
    [False, False, True]
    """
    days = [parse_day(date).day for date in dates]
    return pd.Series(days, dtype="object").astype("datetime64[us]")
