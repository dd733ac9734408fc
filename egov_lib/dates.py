"""Find dates, periods and deadlines in official Chinese, and say which days they mean and how that is known.

A text gives few dates in full. 6月12日 leans on a year named before it, 今年9月 (September this year) on the day the document
was signed, 同日 (the same day) on the date before. So each find is first taken apart (year, month, day, part of a year), what
is missing is filled from the nearest thing that has it, and `grounds` tells which that was. Two finds with 至 or a dash
between them are one range, whose end borrows from its beginning.

It finds what stands in the text. Events dated only in the reader's head (加入世界贸易组织后, after joining the WTO), vague times
(近年来, in recent years), lunar days, weekdays and hours are left out.
"""

# ruff: noqa: E501  Chinese counts double, and a case of an expression stays on its line
from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.numerals import SIGNED_RE, SMALL, YEAR, gather, parse_day, plain, small_number

N = "一二三四五六七八九"
TO = r"\ ?(?:[-—–~～至到]|——)\ ?"
DATE_RE = re.compile(
    rf"""(?=\d|[{N}十零〇廿两][{N}十零〇\ 年月日号天个世季工五]|[今去明翌次昨大前后本上同当下][年天日月半个世前]|前[一二三]|今后|年[底末终初内]
         |月[底末初]|第[\d{N}十]|[近用]\ ?[\d{N}十两]|最近|过去|未来|[“"‘「][{N}十])(?:
    (?:(?<!\d)(?P<year>{YEAR}|\d\d(?=\ ?年\ ?\d{{1,2}}\ ?月)|0\d|[零〇][{N}])\ ?年(?![代级生轮产龄均利薪])度?  # Case 1: 2006年, 今年,
       |(?P<relative>大前年|(?<![以目之当])前年|(?<![今以之此])后年|[今去明翌]年|(?<![{N}两每\d])次年(?![会检审])|本年度?|[上当同]年度?(?![级龄纪]))
    )(?:\ ?的?(?P<month>\d{{1,2}}|十[一二]?|[{N}])\ ?月份?(?:\ ?(?P<day>{SMALL})\ ?(?:[日号]|(?={TO}{SMALL}[日号])))?)?              # with what follows
      (?:\ ?(?P<part>上半年|下半年|第?[一二三四1-4]季度|前[一二三]季度|[上中下]旬|年?[底末初](?![步级中端])|年[终中内]|内(?![蒙容部外资地需])|[春夏秋冬]季))?
    |(?<![\d个.点第数几])(?<!每年)(?P<month2>\d{{1,2}}|十[一二]?|[{N}])\ ?月(?![革球台饼票薪租供息度])份?             # Case 2: 6月12日, no year
      (?:\ ?(?P<day2>{SMALL})\ ?(?:[日号](?!线)|(?={TO}{SMALL}[日号])))?(?:\ ?(?P<part2>[底初末](?![步级])|[上中下]旬))?
    |(?P<near>本月|[上下]个?月|当月|同月)(?![球台])(?:(?P<day3>{SMALL})[日号])?(?P<part3>[底初末](?![步级])|[上中下]旬)?  # Case 3: 本月10日
    |(?<![\d.个每前满足达约])(?P<day4>[12]\d|3[01]|0?[1-9])\ ?日(?![元均常报志益本新程历期子夜照]|以?[内上下](?!午)|之?[内前])  # Case 4: 30日
    |(?P<name>[今昨明](?:天|日(?![头之]))|[前后]天|[同当]日(?!常)|当天)                         # Case 5: 同日, 昨天
    |(?P<part5>[上下]半年|第?[一二三四1-4]季度|前[一二三]季度|年[底末终初内](?!容)|月[底末初])               # Case 6: 年底 alone
    |(?:(?P<century>\d\d|十[八九]|二十一?|[上本])世纪(?:(?P<decade>\d0|[{N}]十)年代)?                       # Case 7: 20世纪90年代初
       |(?<!\d)(?P<decade2>[3-9]0|[三四五六七八九]十)年代)(?P<third>初期?|前期|中期|中叶|末期?|后期)?
    |第(?P<plan2>十[{N}]?|[{N}])个五年(?:计划|规划)(?:期间|时期)?                                           # Case 8: a plan
    |(?P<way>近|最近|过去的?|今后|未来|用)\ ?(?P<count>{SMALL})\ ?(?P<unit>年|个月)(?:左右)?(?P<while>的?时间)?[内来间]?  # Case 9: 近两年
    |(?<![\d第.])(?P<count2>{SMALL})\ ?(?P<unit2>年|个月|个?工作日|[日天])[之以]?内(?![部容])               #         三年内
    |(?<![\d.])(?P<iso>\d{{4}}(?P<dash>[-/.])\d{{1,2}}(?P=dash)\d{{1,2}})(?![\d.])                                        # Case 10: 2006-08-07
    |(?<![\d.])(?P<bare>\d{{4}}(?=(?:{TO}|[、和与])\d{{4}}\ ?年)|\d{{1,2}}(?={TO}\d{{1,2}}\ ?月))                                   # Case 11: 2005—2007年
    |(?P<open>[“"‘「])?(?P<plan>(?:十[{N[:5]}]?|[{N}])五)(?P<close>[”"’」])?(?P<third2>末|初期?)?(?P<term>期间|时期|(?=规划|计划|以来|前|后))?
    )
    """,
    re.VERBOSE,
)
TO_RE = re.compile(TO)
FROM_RE = re.compile(r"(?:(?P<since>自从?|从)|(?P<as_of>截至|截止到?)|(?P<due>到|至|力争))\ ?$")
UNTIL_RE = re.compile(r"(?P<due>[以之]?前(?![三一二者期后])|为?止)|(?P<since>以来|起|开始)|(?P<after>[以之]?后(?!期))")
SHIFT = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "大": -3, "明": 1, "后": 2}
NAMED_DAYS = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}
FIRST_YEARS = [1953, 1958, 1966, *range(1971, 2100, 5)]  # of the five-year plans; 1963 to 1965 belong to none
MOST_CHARS = 2000  # how far a year is carried inside a paragraph
BEFORE_THE_YEAR = 2026  # a two-digit year up to 26 is of this century


class Day(NamedTuple):
    """What the text has named so far: a year, perhaps a month and day, and where."""

    year: int
    month: int = 0
    day: int = 0
    at: int = 0


class Span(NamedTuple):
    """A resolved find: days from `first` to before `last`; None where they are not known."""

    first: dt.date | None
    last: dt.date | None
    precision: str
    how: str = "stated"
    grounds: str = ""
    named: Day | None = None


class Context(NamedTuple):
    """What a find may lean on: the anchor and its source, the day named before, whether that begins a range, the text."""

    anchor: dt.date | None
    source: str
    named: Day | None
    joined: bool
    flat: str
    at: int

    def year(self, word: str) -> tuple[int, str]:
        """The year that *word* (今年, 同年, or nothing) means, and how that is known; 0 where it is not."""
        if self.named and (self.joined or word[:1] in ("同", "当", "次", "翌")):
            return self.named.year + (word[:1] in ("次", "翌")), f"the year named before, {self.named.year}"
        if word[:1] in ("同", "当", "次", "翌"):
            return 0, ""
        if not word and self.named and self._near():
            return self.named.year, f"the year named before, {self.named.year}"
        if self.anchor:
            return self.anchor.year + SHIFT.get(
                word[:1], 0
            ), f"{word or 'the year'} counted from {self.source}, {self.anchor}"
        return (
            (self.named.year + SHIFT.get(word[:1], 0), f"the year last named, {self.named.year}")
            if self.named
            else (0, "")
        )

    def month(self, word: str, day: int) -> tuple[int, int, str]:
        """The year and month that 本月, 上月, 同月 or a day alone means, and how that is known."""
        if self.named and self.named.month and (self.joined or word[:1] in ("同", "当") or (not word and self._near())):
            return self.named.year, self.named.month, f"the month named before, {self.named.year}-{self.named.month:02}"
        if not self.anchor or word[:1] in ("同", "当"):
            return 0, 0, ""
        back = {"上": -1, "下": 1}.get(word[:1], -1 if not word and day > self.anchor.day else 0)
        day_in_month = _later(self.anchor.replace(day=1), back)
        return day_in_month.year, day_in_month.month, f"{word or 'the month'} counted from {self.source}, {self.anchor}"

    def _near(self) -> bool:
        """Tell whether the day named before is still meant: in the same paragraph, a bare year only in the same sentence."""
        between = self.flat[self.named.at : self.at] if self.at - self.named.at < MOST_CHARS else "\n"
        return not set(between) & set("\n" if self.named.month else "\n。；")


def find_dates(docs: pd.DataFrame, anchors: Mapping | pd.Series | None = None) -> pd.DataFrame:
    """Find dates, periods and deadlines, and resolve them to days.

    Relative dates count from the document's anchor: *anchors* (doc_id to date) if given, else the column date of *docs*, else the
    first date that stands on a line by itself, as a signature does. Without any, they keep their row, unresolved.

    Returns findings in the order of the texts; columns: date_from and date_to (first and last day, both included; empty where not
    known), precision (day, ten days, month, quarter, half year, year, decade, century, plan period, span; days, months or years for
    a range), role (at; due: 到, 前; since: 自, 以来, 起; after: 后; as of: 截至; during), how_known (stated; resolved from context;
    unresolved; impossible for a day that does not exist), grounds (what it was resolved with) and anchor. 年底 and 月底 are the last day.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "date": ["2006-08-07"], "text": ["到今年年底，3月24日"]})  # by the end of this year
    >>> find_dates(docs)[["quote", "date_to", "role", "how_known"]].astype(str).values.tolist()
    [['今年年底', '2006-12-31', 'due', 'resolved'], ['3月24日', '2006-03-24', 'at', 'resolved']]
    """
    columns = {"date_from": "datetime64[us]", "date_to": "datetime64[us]"}
    columns |= dict.fromkeys(["precision", "role", "how_known", "grounds"], "str") | {"anchor": "datetime64[us]"}
    given = dict(anchors) if anchors is not None else {}
    dated = dict(zip(docs["doc_id"], docs["date"])) if "date" in docs and "doc_id" in docs else {}
    known = iter(
        [
            choose_anchor(given.get(d), dated.get(d), text)
            for d, text in zip(docs.get("doc_id", ()), docs.get("text", ()))
        ]
    )
    return gather(docs, lambda text: _rows(text, *next(known)), columns)


def choose_anchor(given: object, dated: object, text: object) -> tuple[dt.date | None, str]:
    """Choose the day that relative dates count from, and say where it is from; None where there is none."""
    for value, name in ((given, "the date given for the document"), (dated, "the document's date")):
        day = pd.to_datetime(value, errors="coerce") if value is not None else pd.NaT
        if not pd.isna(day):
            return day.date(), name
    signed = SIGNED_RE.search(plain(text)) if isinstance(text, str) else None
    return (parse_day(signed[0]) if signed else None), "the date of signing in the text"


def _rows(text: str, anchor: dt.date | None, source: str) -> Iterator[tuple]:
    for start, end, span, role in dates(text, anchor, source):
        last = span.last - dt.timedelta(1) if span.last else None
        yield start, end, _day(span.first), _day(last), span.precision, role, span.how, span.grounds, _day(anchor)


def _day(day: dt.date | None) -> np.datetime64:
    return np.datetime64(day or "NaT", "us")


def dates(text: str, anchor: dt.date | None = None, source: str = "the anchor") -> list[tuple[int, int, Span, str]]:
    """List the dates of one text as (start, end, span, role); spans are half-open: `last` is the day after."""
    flat, found = plain(text), []
    named = None
    for m in DATE_RE.finditer(flat):
        start, end = m.span()
        before = found[-1] if found and found[-1][2].named and TO_RE.fullmatch(flat, found[-1][1], start) else None
        context = Context(anchor, source, before[2].named if before else named, bool(before), flat, start)
        try:
            span = _resolve(m, context)
        except (ValueError, OverflowError):  # no such day, or none that a calendar holds
            span = Span(None, None, "day" if "日" in m[0] else "", "impossible", f"there is no {m[0]}")
        if span is None:
            continue
        if before and span.named and span.last and before[2].first and span.last > before[2].first:
            found.pop()
            start, how = before[0], "resolved" if before[2].how == "resolved" else "stated"
            span = span._replace(
                first=before[2].first, precision=f"{span.precision}s", how=how, grounds=before[2].grounds
            )
        named = span.named._replace(at=end) if span.named else named
        found.append((start, end, span, _role(flat, start, end, span.precision)))
    return found


def _role(flat: str, start: int, end: int, precision: str) -> str:
    found = UNTIL_RE.match(flat, end) or FROM_RE.search(flat[max(start - 4, 0) : start])
    if found:
        return found.lastgroup.replace("_", " ")
    return "during" if precision in ("plan period", "decade", "span") or precision.endswith("s") else "at"


def _resolve(m: re.Match, context: Context) -> Span | None:
    """What a match means; None where it is no date after all."""
    if m["iso"]:
        year, month, day = (int(n) for n in re.split("[-/.]", m["iso"]))
        return Span(
            dt.date(year, month, day), dt.date(year, month, day) + dt.timedelta(1), "day", named=Day(year, month, day)
        )
    if m["bare"]:  # the 2005 of 2005—2007年, the 1 of 1—6月
        year, month, grounds = (
            (int(m["bare"]), 0, "")
            if len(m["bare"]) == 4
            else (*context.year("")[:1], int(m["bare"]), context.year("")[1])
        )
        if not year:
            return None
        first, last, precision = _interval(year, month, 0, "")
        return Span(first, last, precision, "resolved" if grounds else "stated", grounds, Day(year, month))
    if m["century"] or m["decade2"]:
        return _decade(m, context)
    if m["plan"] or m["plan2"]:
        return _plan(m)
    if m["count"] or m["count2"]:
        return _count(m, context)
    if m["name"]:
        return _named_day(m, context)
    return _calendar(m, context)


def _calendar(m: re.Match, context: Context) -> Span:
    """Years, months, days and parts of a year; what is not written comes from the context."""
    day = small_number(m["day"] or m["day2"] or m["day3"] or m["day4"] or "")
    month = small_number(m["month"] or m["month2"] or "")
    part = m["part"] or m["part2"] or m["part3"] or m["part5"] or ""
    year, grounds = 0, ""
    if m["year"]:
        year = small_number(m["year"])
        year += 0 if len(m["year"]) > 2 else 2000 if year <= BEFORE_THE_YEAR else 1900
    elif m["relative"]:
        year, grounds = context.year(m["relative"])
    elif m["near"] or (not month and (day or part[:1] == "月")):
        year, month, grounds = context.month(m["near"] or "", day)
    else:
        year, grounds = context.year("")
        if context.joined and month and context.named.month > month:
            year += 1
    how = "resolved" if grounds else "stated"
    if not year:
        return Span(
            None,
            None,
            "day" if day else "month" if month else "year",
            "unresolved",
            "no year in the text before, and no anchor",
        )
    if ((day or m["day"]) and not month) or ((m["month"] or m["month2"]) and not 1 <= month <= 12):
        raise ValueError
    return Span(*_interval(year, month, day, part.lstrip("月")), how, grounds, Day(year, month, day))


def _interval(year: int, month: int, day: int, part: str) -> tuple[dt.date, dt.date, str]:
    """First day, day after the last, and precision of a day, a month, a year or a part of them."""
    if day:
        return dt.date(year, month, day), dt.date(year, month, day) + dt.timedelta(1), "day"
    first, months, precision = (month, 1, "month") if month else (1, 12, "year")
    quarter = next(
        (n for n, names in enumerate(("一1", "二2", "三3", "四4"), start=1) if part.strip("第季度前") in tuple(names)),
        0,
    )
    if "半年" in part:
        first, months, precision = (1 if part[0] == "上" else 7), 6, "half year"
    elif quarter:
        first, months = (1, 3 * quarter) if part[0] == "前" else (3 * quarter - 2, 3)
        precision = "quarters" if part[0] == "前" else "quarter"
    elif part[:1] in ("春", "夏", "秋") or (part in ("初", "年初") and not month):
        first, months, precision = {"春": 3, "夏": 6, "秋": 9}.get(part[0], 1), 3, "quarter"
    begin = dt.date(year, first, 1)
    end = _later(begin, months)
    if part[-1:] in ("底", "末", "终"):
        return end - dt.timedelta(1), end, "day"
    if month and (tenth := {"初": 0, "上": 0, "中": 1, "下": 2}.get(part[:1], -1)) >= 0:
        return (
            begin + dt.timedelta(10 * tenth),
            end if tenth == 2 else begin + dt.timedelta(10 * tenth + 10),
            "ten days",
        )
    return begin, end, precision


def _later(day: dt.date, months: int) -> dt.date:
    """The day some months after or before, kept inside its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _named_day(m: re.Match, context: Context) -> Span | None:
    if m["name"][0] in "同当":
        if not (context.named and context.named.day):
            return Span(None, None, "day", "unresolved", "no day named before")
        day, grounds = dt.date(*context.named[:3]), "the day named before"
    elif not context.anchor:
        return Span(None, None, "day", "unresolved", "no anchor")
    else:
        day, grounds = context.anchor + dt.timedelta(NAMED_DAYS[m["name"][0]]), f"counted from {context.source}"
    return Span(day, day + dt.timedelta(1), "day", "resolved", grounds, Day(day.year, day.month, day.day))


def _decade(m: re.Match, context: Context) -> Span:
    century = {"上": 20, "本": 21}.get(m["century"] or "二十", 0) or small_number(m["century"] or "二十")
    decade = small_number(m["decade"] or m["decade2"] or "")
    years = 10 if m["decade"] or m["decade2"] else 100
    first = (century - 1) * 100 + (decade if years == 10 else 1)
    thirds = {"初": (0, 4 if years == 10 else 1), "前": (0, 4), "中": (4, 7), "末": (7, 10), "后": (7, 10)}
    third = thirds.get((m["third"] or " ")[0], (0, 10))
    begin, end = (first + years * n // 10 for n in third)
    resolved = (m["century"] or "") in ("上", "本") or not m["century"]
    grounds = "taken for the 20th century" if not m["century"] else "counted from the 21st century" if resolved else ""
    return Span(
        dt.date(begin, 1, 1),
        dt.date(end, 1, 1),
        "decade" if years == 10 else "century",
        "resolved" if resolved else "stated",
        grounds,
    )


def _plan(m: re.Match) -> Span | None:
    if m["plan"] and not (m["term"] is not None or m["third2"] or (m["open"] and m["close"])):
        return None
    number = small_number(m["plan2"]) if m["plan2"] else small_number(m["plan"][:-1])
    if not 1 <= number <= len(FIRST_YEARS):
        return None
    first = FIRST_YEARS[number - 1]
    begin, end = dt.date(first, 1, 1), dt.date(first + 5, 1, 1)
    if m["third2"] == "末":
        begin = end - dt.timedelta(1)
    return Span(begin, end, "plan period", "resolved", f"five-year plan {number}: {first} to {first + 4}")


def _count(m: re.Match, context: Context) -> Span | None:
    """近两年, 今后五年, 三年内: so many years or months back or on from the anchor."""
    unit, amount, way = m["unit"] or m["unit2"], small_number(m["count"] or m["count2"]), m["way"] or "内"
    if not amount or (way == "用" and not m["while"]) or (unit == "年" and amount > 100):
        return None
    from_act = m["unit2"] and (
        unit not in ("年", "个月") or context.flat[max(m.start() - 3, 0) : m.start()].strip().endswith(("起", "后"))
    )
    if not context.anchor or from_act:
        return Span(
            None, None, "span", "unresolved", "counts from an act, not from the document" if from_act else "no anchor"
        )
    ahead = way[0] in "今未用内" or bool(re.match("[^，。]{0,2}(?:重点|要|将)", context.flat[m.end() : m.end() + 4]))
    other = _later(context.anchor, (1 if ahead else -1) * amount * (12 if unit == "年" else 1))
    first, last = sorted([context.anchor, other])
    return Span(
        first,
        last + dt.timedelta(1),
        "span",
        "resolved",
        f"{amount} {unit} {'on' if ahead else 'back'} from {context.source}",
    )
