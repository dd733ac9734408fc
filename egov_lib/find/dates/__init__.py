"""Dates, periods and deadlines in official Chinese: which days they mean and how that is known.

In the order in which the parts rest on each other: `roles` (deadline, beginning, …), `topics` (the
year that title and headings name), `lunar` (lunar months and solar terms), `context` (what a date
leans on), `forms` (the tables of rules), `finder`. To teach it a form, add a row to a table;
`CONTRIBUTING.md` shows how.

A vague time (近年来, in recent years) is found, and stays unresolved. Left out are events that the
reader dates in his head (加入世界贸易组织后, after joining the WTO), except the anniversaries that
are listed, and hours. Lunar days and feasts are known from 1949 to 2050.
"""

from egov_lib.find.dates.context import Date, Span
from egov_lib.find.dates.finder import choose_anchor, dates, find_dates

__all__ = ["Date", "Span", "choose_anchor", "dates", "find_dates"]
