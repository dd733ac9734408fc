"""Days of the lunar calendar and of the solar terms, 1949 to 2050, in days of the common calendar.

A lunar year begins with the Spring Festival and has twelve or thirteen months of 29 or 30 days:
`_YEARS` says which. A solar term (清明, 冬至) is the day, in China's time, on which the sun's
longitude reaches a multiple of 15 degrees: it is computed, as in J. Meeus, Astronomical
Algorithms, chapter 25. Both were compared, day by day, with the calendar of the library
lunar_python (MIT); in eight years the sun is so near midnight that the day is kept here.

Not known: other years, and hours.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import cache

FIRST_YEAR, LAST_YEAR = 1949, 2050
# Of each year: how many days after 1 January it begins; in hexadecimal, after a first 1, whether
# each month has 30 days; which month is followed by a leap month of the same number, or 0.
_YEARS = """
28.3695.7 47.16ca.0 36.1b55.0 26.2ab5.5 44.14da.0 33.1a5b.0 23.2a57.3
42.152b.0 30.352a.8 48.1e95.0 38.16aa.0 27.35aa.6 45.1ab5.0 35.14b6.0
24.34ae.4 43.1a57.0 32.1526.0 20.3d26.3 39.1d95.0 29.2b55.7 47.156a.0
36.196d.0 26.295d.5 45.14ad.0 33.1a4d.0 22.3a4d.4 41.1d25.0 30.3aa5.8
48.1b54.0 37.1b6a.0 27.32da.6 46.195b.0 35.149b.0 24.3497.4 43.1a4b.0
32.364b.a 50.16a5.0 39.16d4.0 28.35b4.6 47.1ab6.0 36.1957.0 26.292f.5
45.1497.0 34.164b.0 22.2d4a.3 40.1ea5.0 30.2d65.8 49.15ac.0 37.1ab6.0
27.326d.5 46.192e.0 35.1c96.0 23.3a95.4 42.1d4a.0 31.1da5.0 21.2b55.2
39.156a.0 28.355b.7 48.125d.0 37.192d.0 25.392b.5 44.1a95.0 33.1b4a.0
22.36aa.4 40.1ad5.0 30.2ab5.9 49.14ba.0 38.1a5b.0 27.2a57.6 46.152b.0
35.1a93.0 24.2e95.4 42.16aa.0 31.1ad5.0 21.29b5.2 40.14b6.0 28.34ae.6
47.1a4e.0 36.1d26.0 25.3d26.5 43.1d53.0 33.15aa.0 22.2d6a.3 41.196d.0
30.295d.b 49.14ad.0 38.1a4d.0 27.3a4b.6 45.1d25.0 34.1d52.0 23.3b54.5
42.1b5a.0 31.156d.0 21.295b.2 40.149b.0 29.3497.7 47.1a4b.0 36.1aa5.0
25.36a5.5 44.16d2.0 32.1ada.0 22.2ab6.3
"""
_TERMS = """
小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至
小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至
"""
TERMS = _TERMS.split()
# Where the reckoning is off by a day, within minutes of midnight: the days by which.
_CORRECTIONS = {
    (1950, "谷雨"): -1,
    (1951, "冬至"): 1,
    (1978, "小雪"): 1,
    (2008, "小满"): 1,
    (2014, "惊蛰"): 1,
    (2016, "小暑"): 1,
    (2045, "小暑"): 1,
    (2047, "惊蛰"): 1,
}
MonthAndDay = tuple[int, int]
J2000 = 2_451_545.0  # the Julian day of noon on 1 January 2000
DAYS_OF_YEAR = 365.2422  # from one spring to the next
ONE_DAY = dt.timedelta(days=1)


@cache
def months_of(year: int) -> dict[tuple[int, bool], tuple[dt.date, int]]:
    """Give each month of a lunar year, as (number, is it a leap month): first day and length.

    >>> months_of(2020)[4, True]  # the leap fourth month
    (datetime.date(2020, 5, 23), 29)
    """
    begins, lengths, leap = _YEARS.split()[year - FIRST_YEAR].split(".")
    day = dt.date(year, 1, 1) + int(begins) * ONE_DAY
    numbers = [(month, False) for month in range(1, 13)]
    if int(leap, 16):
        numbers.insert(int(leap, 16), (int(leap, 16), True))
    months = {}
    for number, is_long in zip(
        numbers, f"{int(lengths, 16):b}"[1:], strict=True
    ):
        days = 30 if is_long == "1" else 29
        months[number] = (day, days)
        day += days * ONE_DAY
    return months


@cache
def lunar_days(
    month: int, day: int, leap: bool = False
) -> dict[int, MonthAndDay]:
    """Give a day of the lunar calendar in each year of the common one, as (month, day).

    Where a year has two such days (the eighth of the twelfth month in January and in December),
    it is the first.

    >>> lunar_days(8, 15)[2023]  # the Mid-Autumn Festival
    (9, 29)
    """
    found: dict[int, MonthAndDay] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        first, days = months_of(year).get((month, leap), (None, 0))
        if first is not None and day <= days:
            when = first + (day - 1) * ONE_DAY
            found.setdefault(when.year, (when.month, when.day))
    return found


@cache
def new_years_eves() -> dict[int, MonthAndDay]:
    """Give the eve of the Spring Festival in each year of the common calendar.

    >>> new_years_eves()[2022]
    (1, 31)
    """
    eves = {}
    for year, (month, day) in lunar_days(1, 1).items():
        eve = dt.date(year, month, day) - ONE_DAY
        eves[year] = (eve.month, eve.day)
    return eves


@cache
def term_days(term: str) -> dict[int, MonthAndDay]:
    """Give the day of a solar term in each year.

    >>> term_days("清明")[2021], term_days("冬至")[2020]
    ((4, 4), (12, 21))
    """
    number = TERMS.index(term)
    found = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        day = (
            _term_day(year, number)
            + _CORRECTIONS.get((year, term), 0) * ONE_DAY
        )
        found[year] = (day.month, day.day)
    return found


def _term_day(year: int, number: int) -> dt.date:
    """The day on which the sun reaches a term's longitude; 小寒, the first, is at 285 degrees."""
    wanted = (285 + 15 * number) % 360
    new_year = J2000 + (year - 2000) * DAYS_OF_YEAR
    about = new_year + 5 + 15.2184 * number
    julian = _time_of_longitude(wanted, about)
    # Clocks are about 64 s behind the planets' time
    in_china = julian - 64 / 86_400 + 8 / 24
    noon = dt.datetime(2000, 1, 1, 12)
    return (noon + dt.timedelta(days=in_china - J2000)).date()


def _time_of_longitude(wanted: float, about: float) -> float:
    """The Julian day when the sun reaches a longitude, from a day near it."""
    julian = about
    for _ in range(6):
        degrees_ahead = (wanted - _longitude(julian) + 180) % 360 - 180
        julian += degrees_ahead * DAYS_OF_YEAR / 360
    return julian


def _longitude(julian: float) -> float:
    """The sun's apparent longitude in degrees, to about 0.01."""
    centuries = (julian - J2000) / 36_525
    mean = 280.46646 + 36_000.76983 * centuries + 0.0003032 * centuries**2
    anomaly = math.radians(
        357.52911 + 35_999.05029 * centuries - 0.0001537 * centuries**2
    )
    centre = (
        (1.914602 - 0.004817 * centuries) * math.sin(anomaly)
        + (0.019993 - 0.000101 * centuries) * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    node = math.radians(125.04 - 1934.136 * centuries)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(node)) % 360
