"""Find the dates of a text: run the table of forms, resolve each date, join ranges.

A row of `forms.DATES` reads what is written; what is missing is filled from what has it: the
sentence, title and headings (`topics`), the document's day. `grounds` says which that was. Two
dates with 至 (to) or a dash between them become one range, whose end borrows from its beginning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

import numpy as np
import pandas as pd

from egov_lib.find.dates.context import (
    LAYS_RULES_RE,
    NEAREST,
    TITLE_CHARS,
    Context,
    Date,
    Span,
)
from egov_lib.find.dates.forms import DATES, ONE_DAY, RELATIVE_YEARS
from egov_lib.find.dates.roles import role_of
from egov_lib.find.dates.topics import (
    UNKNOWN_YEAR,
    Topics,
    headings,
    year_spoken,
)
from egov_lib.find.numerals import SIGNED_RE, TO_RE, parse_day, plain
from egov_lib.find.numerals.values import BLANK, DAY_RE
from egov_lib.find.rules import Rule
from egov_lib.find.structure.letterhead import head_of
from egov_lib.find.structure.lines import join, line_around, plain_form
from egov_lib.findings import Document, make

COLUMNS = {
    "date_from": "datetime64[us]",
    "date_to": "datetime64[us]",
    "precision": "str",
    "role": "str",
    "how_known": "str",
    "grounds": "str",
    "anchor": "datetime64[us]",
    "from_known": "str",
    "to_known": "str",
    "candidates": "str",
}
# Between the two ends of a range: a weekday, a part of the day, an hour, then a dash or 至 (to), as
# in 9月25日（周三）9:00—9月28日.
JOIN_RE = re.compile(
    rf"""
    (?:\ ?[（(](?:星期|周).[)）])?
    \ ?(?:[上下]午|凌晨|晚)?
    \ ?(?:(?:\d{{1,2}}|[零一二三四五六七八九十]{{1,3}})(?:[:：]\d\d|[时点]整?))?
    (?:{TO_RE.pattern}|\ ?--+\ ?|\s?[至到]\s?)
    """,
    re.VERBOSE,
)
# A report says when and where it was given: 2001年3月5日在…会议上.
GIVEN_RE = re.compile(
    rf"^(?:[^\n。；，\d]{{0,24}}(?:——|－－|--))?[\s—－（(-]*(?P<day>{DAY_RE.pattern})[^\n。；，]{{0,4}}[在于][^\n。；]{{3,60}}[会议上）)]\s*$",
    re.MULTILINE,
)
# Where a line can end that is a date.
DAY_AT_END_RE = re.compile(rf"[日号][)）]?{BLANK}{{0,99}}(?=\n|\Z)")
GIVEN_CHARS = 800
# In the first lines: a page's stamp (时间：2021/6/9), a report's day, a number of a broadcast.
STAMP_RE = re.compile(
    r"""
    (?<!\d) (?P<y>(?:19|20)\d\d)
    (?P<mark>[-/.]|\ ?年\ ?|(?=\d{4}(?!\d)))
    (?P<m>[01]?\d) (?:[-/.]|\ ?月\ ?|(?<=\d{6}))
    (?P<d>[0-3]?\d) (?:(?!\d)|(?=[0-2]\d[:：][0-5]\d))  # 2022-12-0808:13, an hour run in
    """,
    re.VERBOSE,
)
STAMP_CHARS = 400
# 2012年1月3日在某区第四届人民代表大会第一次会议上: when a report was given
GIVEN_AFTER_RE = re.compile(r"\s?日\s?在[^\n。；，]{3,60}?(?:会议|大会)上")
TOLD_AFTER_RE = re.compile(r"\s?日?(?:[在于起前后至到以]|召开)")
# 2003年至今: from 2003 until now; but 至今年, 至今春, 至今明两年 end with a date of their own
OPEN_RE = re.compile(
    r"\ ?[-—–~～]{0,2}\ ?(?:以来)?"
    r"(?:[至迄]今(?![年天日后春夏秋冬]|明两)|到现在|至目前)"
)
BORROWED = ("the year named before", "the month named before")
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
        *docs*, else the day on which the text says it was given, was signed or put on its page.
        Without a day, the year of the document's number, title or headings serves 今年 (this
        year); where there is none, relative dates keep their row, unresolved.

    Returns findings in the order of the texts, with
    date_from, date_to: first and last day, both included; empty where not known (for 年底, the end
        of the year, and 月底 both are the last day)
    precision: day, ten days, week, month, quarter, half year, year, decade, century, plan period,
        span; days, months, … for a range
    role: at; due (到 by, 前 before); since (自, 以来, 起); after (后); as of (截至); during
    how_known: stated; resolved from context; unresolved; impossible (no such day)
    grounds: what it was resolved with
    anchor: the day that it could count from
    from_known, to_known: how each end is known, as in how_known; open: it goes on (至今, until now)
    candidates: of what is unresolved, the days by the years that the text names

    A time that counts from an act (自受理之日起30日内, within 30 days of acceptance) or in working
    days stays unresolved, and so do years told in round numbers (近三年, the last three years),
    unless title, heading or plan name as many. Raises `DataError` where *docs* is no frame
    of documents.

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
    sources = {
        "the date given for the document": given,
        "the document's date": dated,
    }
    for source, value in sources.items():
        day = _read_day(value)
        if not pd.isna(day):
            return day.date(), source
    return _choose_in_text(text) if isinstance(text, str) else (None, "")


def _read_day(value: object) -> pd.Timestamp | None:
    """Read a day of any form; what a frame of days holds is one already."""
    if value is None or value is pd.NaT or isinstance(value, pd.Timestamp):
        return value
    return pd.to_datetime(value, errors="coerce")


def _choose_in_text(text: str) -> tuple[dt.date | None, str]:
    """The date of signing, else the date that the first lines give, as a page's stamp does."""
    flat = plain(text)
    given = GIVEN_RE.search(flat[:GIVEN_CHARS])
    if given:
        return parse_day(given["day"]), "the day on which it was given"
    signed = [parse_day(line["day"]) for line in islice(_signed(flat), 2)]
    if len(signed) == 1:
        return signed[0], "the date of signing in the text"
    signed_day = _day_of_head(text) if signed else None
    if signed_day:
        return signed_day, "the date of signing in the text"
    stamp = _stamp(flat)
    if stamp is None or _is_put_up_later(flat, stamp):
        return None, ""
    return stamp, "the date in the first lines"


def _day_of_head(text: str) -> dt.date | None:
    """The day that stands in the document's own head."""
    head = head_of(plain_form(text))
    return parse_day(join(head.date))


def _stamp(flat: str) -> dt.date | None:
    """The first day that the first lines give; a day that a sentence tells of is none."""
    for stamp in STAMP_RE.finditer(flat[:STAMP_CHARS]):
        if _is_told(flat, stamp):
            continue
        try:
            year, month, day = (
                int(part) for part in stamp.group("y", "m", "d")
            )
            return dt.date(year, month, day)
        except ValueError:  # no such day: a number that looks like a date
            continue
    return None


def _is_told(flat: str, stamp: re.Match) -> bool:
    """Whether a day is inside a sentence: 自2019年1月1日法庭成立以来, since it was founded."""
    if GIVEN_AFTER_RE.match(flat, stamp.end()):
        return False
    if TOLD_AFTER_RE.match(flat, stamp.end()):
        return True
    line = line_around(flat, *stamp.span())
    lead = flat[flat.rfind("\n", 0, stamp.start()) + 1 : stamp.start()]
    return "。" in line and re.search(r"[\u4e00-\u9fff]$", lead) is not None


def _is_put_up_later(flat: str, stamp: dt.date) -> bool:
    """Whether a page's day is years after its text, by the text's number or title."""
    spoken = year_spoken(flat, headings(flat))
    return bool(spoken.year) and stamp.year > spoken.year + 1


def _signed(flat: str) -> Iterator[re.Match]:
    """Yield the lines that are a date, as a signature is: only lines that end with a day."""
    for day in DAY_AT_END_RE.finditer(flat):
        line_start = flat.rfind("\n", 0, day.start()) + 1
        line = SIGNED_RE.match(flat, line_start)
        if line:
            yield line


def _row(found: Date, anchor: dt.date | None) -> tuple:
    """A date as a row of `find_dates`: both days included."""
    span = found.span
    last = span.after - ONE_DAY if span.after else None
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
        span.known_from,
        span.known_to,
        _written(span.candidates),
    )


def _written(candidates: tuple) -> str:
    """Candidates in words: 2018-01-01 to 2018-12-31; or 2019-01-01 to …."""
    spans = [f"{first} to {after - ONE_DAY}" for first, after in candidates]
    return "; or ".join(spans)


@lru_cache(maxsize=1024)  # a document repeats few days
def _numpy_day(day: dt.date | None) -> np.datetime64:
    return np.datetime64(day or "NaT", "us")


def dates(
    text: str, anchor: dt.date | None = None, source: str = "the anchor"
) -> list[Date]:
    """List the dates of one text.

    *anchor* is the day that relative dates count from, *source* says where it is from. The spans
    are half-open: `after` is the day after the last.

    >>> [(date.start, date.end, str(date.span.first)) for date in dates("于2006年8月7日印发")]
    [(1, 10, '2006-08-07')]
    """
    flat = plain(text)
    lays_rules = LAYS_RULES_RE.search(flat, 0, TITLE_CHARS) is not None
    titles = headings(flat)
    topics = Topics(titles)
    spoken = UNKNOWN_YEAR if anchor else year_spoken(flat, titles)
    spoken_year = anchor.year if anchor else spoken.year
    found = []
    named = stated = None
    years = []  # stated so far: candidates for what is unresolved
    for rule, match in DATES.matches(flat):
        start, end = match.span()
        previous = found[-1] if found else None
        joined = _is_joined(flat, previous, start)
        leans_on = previous.span.named if joined else named
        topic = topics.at(start)
        if topic:
            topic = topic.resolved(spoken_year)
        context = Context(
            anchor,
            source,
            leans_on,
            previous,
            joined,
            flat,
            start,
            end,
            topic,
            spoken,
            stated,
            lays_rules=lays_rules,
        )
        span = _read(rule, match, context)
        if span is None:
            continue
        if span.how == "unresolved":
            span = _with_candidates(span, rule, match, context, years)
        if span.named and not _is_compared(flat, start, end):
            if not _is_only_counted(rule, match):
                named = span.named._replace(at=end)
            if span.how == "stated":
                stated = span.named._replace(at=end)
                years = [span.named.year, *years[:1]]
        if joined and _goes_on(previous.span, span):
            start, span = previous.start, _join(previous.span, span)
            found.pop()
        opened = OPEN_RE.match(flat, end) if span.first else None
        if opened:
            end = opened.end()
            span = span._replace(after=None, precision="span", how_last="open")
        found.append(
            Date(start, end, span, role_of(flat, start, end, span.precision))
        )
    return found


def _is_only_counted(rule: Rule, match: re.Match) -> bool:
    """Return whether a year only counts from another, as 上年 (the year before): it moves none."""
    if rule.name != "relative year" or match["month"]:
        return False
    relative = RELATIVE_YEARS.read(match.string, match.start("relative"))
    return relative.base == NEAREST and relative.shift != 0


def _with_candidates(
    span: Span, rule: Rule, match: re.Match, context: Context, years: list[int]
) -> Span:
    """Say which days an unresolved date would be by the years that the text states."""
    bases = dict.fromkeys(years)
    if rule.name == "relative year":  # a text of the year, or of the next
        bases |= dict.fromkeys(year + 1 for year in years)
    if context.topic and context.topic.year:
        bases[context.topic.year] = None
        bases[context.topic.year + 1] = None
    if context.anchor:
        bases[context.anchor.year - 1] = None
        bases[context.anchor.year] = None
    candidates = []
    for year in sorted(bases):
        tried = _read(rule, match, context._replace(assumed=year))
        if tried and tried.first and tried.after:
            candidates.append((tried.first, tried.after))
    return span._replace(candidates=tuple(dict.fromkeys(candidates)))


def _read(rule: Rule, match: re.Match, context: Context) -> Span | None:
    """Read a match by its rule; a day that does not exist keeps its place."""
    try:
        return rule.make(match, context)
    # No such day, or none that a calendar holds
    except (ValueError, OverflowError):
        precision = "day" if "日" in match[0] else ""
        return Span(
            None, None, precision, "impossible", f"there is no {match[0]}"
        )


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
    if not (second.named and second.after and first.first):
        return False
    return second.after > first.first


def _join(first: Span, second: Span) -> Span:
    """The range from the beginning of one date to the end of the other."""
    how_last = second.how
    # The year or month of the beginning
    if second.grounds.startswith(BORROWED):
        how_last = first.how
    is_resolved = "resolved" in (first.how, how_last)
    return second._replace(
        first=first.first,
        precision=f"{second.precision}s",
        how="resolved" if is_resolved else "stated",
        grounds=first.grounds or (second.grounds if is_resolved else ""),
        how_first=first.how,
        how_last=how_last,
    )
