"""Read a date as people type it: 2002-08-05, 5 August 2002, 二〇〇二年八月五日, the end of 2010.

A date is an interval of days: "August 2002" is the whole month. An answer is right if its interval
is one of those that the specification accepts, so that a month is no answer where the day is asked.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from egov_lib.teach.exercises.judge.numbers import chinese_value
from egov_lib.teach.exercises.judge.plain import alternatives, pattern, words
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    not_yet,
    right,
)

LONGEST_NUMERAL = 8  # signs of a year, month or day
CHINESE_NUMBER = re.compile(
    "[零〇一二三四五六七八九十两廿卅壹贰叁肆伍陆柒捌玖拾]+"
)
CHINESE_YEAR = re.compile("[一二壹贰][零〇九玖][零〇一二三四五六七八九]{2}")


class Days(NamedTuple):
    """An interval of days, both ends included, as ISO dates; "" for a year that was not said."""

    first: str
    last: str
    start: int
    end: int


@lru_cache
def _rules(name: str = "rules") -> list[re.Pattern]:
    months = alternatives([*words()["months"]])
    rules = words()["dates"][name]
    return [
        pattern(rule["pattern"].replace("{MONTH}", months)) for rule in rules
    ]


def read_dates(text: str) -> list[Days]:
    """Read all dates of an answer in plain form, from left to right.

    >>> [day[:2] for day in read_dates("on 5 august 2002")]
    [('2002-08-05', '2002-08-05')]
    >>> [day[:2] for day in read_dates("二〇〇六年三月")]
    [('2006-03-01', '2006-03-31')]
    """
    text = _figures_for_chinese(text)
    found = _all_dates(text, _rules()) or _all_dates(
        text, _rules("months_alone")
    )
    return _joined(text, found)


def _all_dates(text: str, rules: list[re.Pattern]) -> list[Days]:
    """All dates that some rules find."""
    found = []
    at = 0
    while at < len(text):
        days = _date_at(text, at, rules)
        if days is not None:
            found.append(days)
        at = days.end if days else at + 1
    return found


def _figures_for_chinese(text: str) -> str:
    """Write Chinese numerals before 年, 月 and 日 in figures.

    >>> _figures_for_chinese("二〇〇二年八月五日")
    '2002年8月5日'
    """
    return CHINESE_NUMBER.sub(_in_figures, text)


def _in_figures(found: re.Match) -> str:
    """A Chinese numeral in figures if it is part of a date, else as it is written."""
    numeral = found[0]
    is_date = _is_beside_unit(found) or CHINESE_YEAR.fullmatch(numeral)
    if not is_date or len(numeral) > LONGEST_NUMERAL:
        return numeral
    return str(int(chinese_value(numeral)))


def _is_beside_unit(found: re.Match) -> bool:
    """Whether a numeral stands before 年, 月, 日 or 号 (year, month, day) or behind 月."""
    before = found.string[: found.start()]
    after = found.string[found.end() :]
    is_before_unit = after.startswith(("年", "月", "日", "号"))
    return is_before_unit or before.endswith("月")


def _date_at(text: str, at: int, rules: list[re.Pattern]) -> Days | None:
    for rule in rules:
        found = rule.match(text, at)
        if found is None:
            continue
        groups = found.groupdict().items()
        interval = _interval({name: said for name, said in groups if said})
        if interval is not None:
            return Days(*interval, at, found.end())
    return None


def _interval(said: dict[str, str]) -> tuple[str, str] | None:
    """The first and the last day of what was said; None where there is no such day."""
    at_end = said.get("end") or said.get("chinese_end")
    if at_end:
        return f"{at_end}-12-31", f"{at_end}-12-31"
    begun = said.get("start") or said.get("chinese_start")
    if begun:
        return f"{begun}-01-01", f"{begun}-06-30"
    if "second_half" in said:
        return f"{said['second_half']}-07-01", f"{said['second_half']}-12-31"
    year = int(said.get("year", 0))
    month = int(said.get("month", 0))
    if "word" in said:
        month = words()["months"][said["word"]]
    day = int(said.get("day", 0))
    if month > 12 and 0 < day <= 12:
        month, day = day, month
    leap_year = year or 2000
    if not month:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    if not 1 <= month <= 12:
        return None
    last_day = monthrange(leap_year, month)[1]
    if day > last_day:
        return None
    named = f"{year:04d}" if year else ""
    first, last = (day, day) if day else (1, last_day)
    return (
        f"{named}-{month:02d}-{first:02d}",
        f"{named}-{month:02d}-{last:02d}",
    )


def _joined(text: str, found: list[Days]) -> list[Days]:
    """Two dates with "to" or "and" between them become one interval; equal ones are one."""
    if len(found) == 2 and _are_ends_of_one(text, *found):
        earlier, later = found
        return [Days(earlier.first, later.last, 0, len(text))]
    distinct = {days[:2]: days for days in found}
    return list(distinct.values())


def _are_ends_of_one(text: str, earlier: Days, later: Days) -> bool:
    """Whether a word that links stands between two dates, the second after the first."""
    between = text[earlier.end : later.start].strip()
    is_link = between in words()["dates"]["links"]
    return is_link and earlier.last < later.first


def judge_date(spec: Mapping[str, Any], text: str) -> Verdict:
    """Compare an answer in plain form with the intervals that are accepted."""
    found = read_dates(text)
    if not found:
        return again("no_date")
    accepted = [tuple(interval) for interval in spec["accept"]["dates"]]
    if len(found) > 1:
        is_span = _are_ends(text, found, accepted)
        return right() if is_span else again("two_dates")
    days = found[0]
    is_accepted = days[:2] in accepted or _is_last_month(days, accepted)
    if is_accepted or _lacks_year_alone(days, accepted):
        return right()
    mistake = _mistake(spec, days)
    if mistake:
        return not_yet(mistake)
    if any(_holds(days, interval) for interval in accepted):
        return not_yet("too_coarse")
    return not_yet("other_date")


def _are_ends(
    text: str, found: list[Days], accepted: list[tuple[str, str]]
) -> bool:
    """Tell whether two dates are the ends of what is asked, whatever is said between them."""
    if len(found) != 2 or pattern(words()["dates"]["no_links"]).search(text):
        return False
    return (found[0].first, found[1].last) in accepted


def _is_last_month(days: Days, accepted: list[tuple[str, str]]) -> bool:
    """Tell whether the last month is given where the year and its last day are accepted."""
    year = days.last[:4]
    is_december = days[:2] == (f"{year}-12-01", f"{year}-12-31")
    by_its_end = {(f"{year}-01-01", days.last), (days.last, days.last)}
    return is_december and by_its_end <= set(accepted)


def _lacks_year_alone(days: Days, accepted: list[tuple[str, str]]) -> bool:
    """Tell whether the day is right and no year was said."""
    if not _lacks_year(days):
        return False
    return any(days[:2] == _said_alike(days, other) for other in accepted)


def _lacks_year(days: Days) -> bool:
    return days.first.startswith("-")


def _said_alike(days: Days, interval: tuple[str, str]) -> tuple[str, str]:
    """An interval as far as a date says it: without its year where the date has none.

    An interval of more than one year stays as it is, and so is equal to no date without a year.
    """
    first, last = interval
    if _lacks_year(days) and first[:4] == last[:4]:
        return first[4:], last[4:]
    return first, last


def _holds(days: Days, interval: tuple[str, str]) -> bool:
    first, last = _said_alike(days, interval)
    return days.first <= first and last <= days.last


def _mistake(spec: Mapping[str, Any], days: Days) -> str:
    """The id of the usual mistake that gives this date, or ""."""
    for mistake in spec.get("mistakes", []):
        when = mistake["when"]
        if "year" in when and days.first.startswith(str(when["year"])):
            return mistake["id"]
        if "date" in when and _is_said_of(days, when["date"]):
            return mistake["id"]
    return ""


def _is_said_of(days: Days, interval: list[str]) -> bool:
    """Whether the days are those of an interval, said as exactly as they are."""
    first, last = _said_alike(days, tuple(interval))
    return (days.first, days.last) == (first, last)


def interval_of(written: str) -> list[str]:
    """The interval of a date in a specification: 2002, 2002-08, 2002-08-05 or two with a slash.

    >>> interval_of("2002-08"), interval_of("2002/2003-06-30")
    (['2002-08-01', '2002-08-31'], ['2002-01-01', '2003-06-30'])
    """
    if "/" in written:
        first, last = written.split("/")
        return [interval_of(first)[0], interval_of(last)[1]]
    year, *rest = map(int, written.split("-"))
    if not rest:
        return [f"{written}-01-01", f"{written}-12-31"]
    if len(rest) == 2:
        day = date(year, *rest).isoformat()
        return [day, day]
    last_day = monthrange(year, *rest)[1]
    return [f"{written}-01", f"{written}-{last_day:02d}"]
