"""Find dates, periods and deadlines in official Chinese, and say which days they mean and how that is known.

A text gives few dates in full. 6月12日 leans on a year named before it, 今年9月 (September this year) on the day the document
was signed, 同日 (the same day) on the date before. So each find is first taken apart (year, month, day, part of a year), what
is missing is filled from the nearest thing that has it, and `grounds` tells which that was. Two finds with 至 or a dash
between them are one range, whose end borrows from its beginning.

It finds what stands in the text. Events dated only in the reader's head (加入世界贸易组织后, after joining the WTO), vague times
(近年来, in recent years; 今冬明春, next winter), lunar days and hours are left out, and all feasts but four (春节前: by the
Spring Festival).
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.numerals import SIGNED_RE, SMALL, TO_RE, YEAR, parse_day, plain, small_number
from egov_lib.findings import Document, make

N = "一二三四五六七八九"
TO = TO_RE.pattern
COUNT = rf"(?:[1-8]?\d|[{N}]?十[{N}]?|[{N}两]|半(?=年(?![之以]?[前后])))"
DATE_RE = re.compile(
    rf"""(?<![\d.])(?P<iso>\d{{4}}(?P<dash>[-/.])\d{{1,2}}(?P=dash)\d{{1,2}})(?![\d.])      # Case 1: 2006-08-07
    |(?<![\d.])(?<!\d[:：])(?P<bare>\d{{4}}(?=(?:{TO}|[、和与])\d{{4}}\ ?年)|\d{{1,2}}(?={TO}\d{{1,2}}\ ?月)
       |(?:19|20)\d\d(?:(?={TO}(?:19|20)\d\d(?!\d))|(?<=[-—–~～至到]\d{{4}})(?!\d|\ ?年)))  # Case 2: 2005—2007年, 2006—2020
    |(?P<name>今明两年|[今昨明](?:天|日(?![头之]))|(?<!大)[前后]天(?!下)|[同当]日(?![常本])|当天|[次翌]日|即日(?=起))  # 3: 昨天
    |(?P<week>[本这]|上上?|下下?)一?个?(?:周|星期)(?P<weekday>[{N[:6]}日天末])?(?![年岁转边围长期])  # Case 4: 本周五
    |(?P<season>[本上下])[一个]?季度(?P<close>[底末])?                          # Case 5: 上季度
    |(?:(?P<century>\d\d|十[八九]|二十一?|[上本](?=个?世))个?世纪(?:(?P<decade>\d0|[{N}]十)年代)?  # Case 6: 20世纪90年代初
       |(?<!\d)(?P<decade2>[3-9]0|[三四五六七八九]十)年代)(?P<third>初期?|前期|中期|中叶|末期?|后期)?
    |第(?P<plan2>十[{N}]?|[{N}])个五年(?:计划|规划)(?:期间|时期)?                # Case 7: a five-year plan
    |[“"‘「]?(?P<plan>(?:十[{N[:5]}]?|[{N}])五)[”"’」]?(?P<third2>期?末|初期?)?(?:期间|时期)?  # “十五”期间
       (?:(?<!五)|(?=规划|计划|以来|前|后))(?!普法)
    |(?P<way>(?<!历时)近|最近|过去的?|今后|未来|用)\ ?(?P<count>{COUNT})\ ?(?P<unit>年|个月|[天日])      # Case 8: 近两年
       (?:左右)?(?P<while>的?时间)?[内来间]?
    |(?<![\d第.满期任大多])(?P<count2>{COUNT})\ ?(?:(?P<unit2>年|个月|个?工作日|[日天])[之以]?内(?![部容乱战])   # 三年内
       |年[之以]?(?P<side>[前后])(?![期来]))  # 两年后
    |(?:(?<!\d)(?P<year>{YEAR}|(?:\d\d(?=\ ?年(?:\ ?\d{{1,2}}\ ?月|[底末初]|[上下]半年))|0\d|9\d(?=\ ?年(?![来间历])))
         |(?<=民国){SMALL}|(?<![百千万十{N}])[零〇九][{N}零〇])\ ?年(?![代级生轮产龄均利薪])度?  # Case 9: 2006年, 98年;
       |(?P<relative>大前年|(?<![以目之当])前年|(?<![今以之此])后年|[今去明翌]年|[今去明](?=[春夏秋冬](?!奥))
         |(?<![{N}两每\d])次年(?![会检审])|本年度?|[上下]一年度?|(?<![不天以])[上下当同]年度?(?![级龄纪])
         |第二年(?=\ ?[\d{N}十]{{1,2}}\ ?月))(?P<same>同期)?)?  # 今年, 去年同期;
      (?:(?P<near>本月|[上下]一?个?月|当月|同月)(?![球台])  # 本月; 8月, alone or with a year;
       |(?(year)|(?(relative)|(?<![\d个.点第数几])(?<!\d[:：])(?<![每{N}十\d]年)(?<![农阴]历)))
         \ ?的?(?P<month>元|\d{{1,2}}|十[一二]?|[{N}])(?:\ ?月(?![革球台饼票薪租供息度])份?|(?={TO}\d{{1,2}}\ ?月)))?
      (?:(?(month)|(?(near)|(?<!\d[:：])(?<![\d.个每前满足达约])  # 12日, the 5 of 5至8日,
           (?:(?=(?:[12]\d|3[01]|0?[1-9])\ ?日)|(?<=[-—–~～至到])(?={SMALL}[日号]))))  # the 十三日 of 十二日至十三日,
         \ ?(?P<day>{SMALL})\ ?(?:[日号](?!线)|(?=(?:{TO}|、){SMALL}[日号]))
         (?(month)|(?(near)|(?![元均常报志益本新程历期子夜照]|[以之]?内|以?[上下](?![午班])|之前
           |(?<!于\d日)(?<!于\d\d日)前))))?  # not 30日前, 30 days ago, but 于30日前
      (?:\ ?(?P<feast>元旦|春节|国庆节|劳动节|“十一”(?=黄金周|长假|假期|前|后|期间)
         |[“"]?(?:五一|国庆)[”"]?(?=[之以]?[前后]|期间|起))  # 春节; 年底, 上半年
       |\ ?(?P<part>[上下前后]半年|第?[一二三四1-4]季度[底末]?|前(?:[一二三两]个?|[23]个)季度
         |(?<=[年度])[前头](?P<months>{COUNT})个?月|(?:上中|中下|[上中下])旬|[年月]?[底末初](?![步级中端{N}十])
         |年[终中内](?!容)|月内(?!容)|内(?![蒙容部外资地需])|[春夏秋冬]季?(?!奥)))?""",
    re.VERBOSE,
)
CUE_RE = re.compile(  # how a date can begin: a plain set of characters first, which is fast, then the look around it
    rf"""[\d{N}十零〇两廿半今去明翌次昨大前后本上同当下这年月第近用最过未春元国劳即“"‘「](?:(?<=\d)(?<!\d\d)
    |(?<=[{N}十零〇两廿半])(?=[{N}十零〇\ 年月日号天个世季工千])|(?<=[今去明翌次昨])(?=[年天日后明春夏秋冬])
    |(?<=[大前后])(?=[年天前半一二三两23])|(?<=[本上同当下这])(?=[年天日月个半世季周星一上下])|(?<=第)(?=[\d{N}十])
    |(?<=年)(?<![青少老壮几数每半大\d{N}十]年)(?=[底末终初内])|(?<=月)(?<![\d{N}十个正腊]月)(?=[底末初内])
    |(?<=[近用])(?=\ ?[\d{N}十两半])|(?<=最)近|(?<=过)去|(?<=未)来|(?<=春)节|(?<=元)[旦月]|(?<=国)庆|(?<=劳)动节|(?<=即)日起
    |(?<=[“"‘「])(?=[{N}十国]))""",
    re.VERBOSE,
)
JOIN_RE = re.compile(  # between the two ends of a range; 9月25日（周三）9:00—9月28日
    rf"(?:\ ?[（(](?:星期|周).[)）])?\ ?(?:[上下]午|凌晨|晚)?\ ?(?:(?:\d{{1,2}}|[零{N}十]{{1,3}})(?:[:：]\d\d|[时点]整?))?{TO}"
)
WEEKDAY_RE = re.compile(rf"[（(]?(?:星期|周)([{N[:6]}日天])")
FROM_RE = re.compile(r"(?:(?P<since>自从?|从)|(?P<as_of>截至|截止到?)|(?P<due>到|至|力争))\ ?$")
UNTIL_RE = re.compile(
    r"(?P<due>[以之]?前(?![三一二两几半者期后夕])|为?止)|(?P<since>以来|起|开始)|(?P<after>[以之]?后(?!期))"
)
AHEAD_RE = re.compile("[将拟]|(?<!申)请|定于|务必|限")  # what is still to come
SHIFT = {
    "去": -1,
    "昨": -1,
    "上": -1,
    "前": -2,
    "大": -3,
    "明": 1,
    "次": 1,
    "翌": 1,
    "下": 1,
    "第": 1,
    "后": 2,
}
WEEKDAYS = dict(zip("一二三四五六日天", [0, 1, 2, 3, 4, 5, 6, 6]))
FIRST_YEARS = [
    1953,
    1958,
    1966,
    *range(1971, 2100, 5),
]  # of the five-year plans; 1963 to 1965 belong to none
FEASTS = {"元": 101, "劳": 501, "五": 501, "国": 1001, "十": 1001}
SPRING = "131 219 207 128 216 205 124 212 201 122 209 129 218 207 126 214 203 123 210 131 219 208 128 216 205 125 212 201 "
SPRING = (
    SPRING + "122 210 129 217 206 126 213 203"
).split()  # month and day of the Spring Festival, from 1995
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
    """What a find may lean on: the anchor and its source, the day named before, the find before, and the text."""

    anchor: dt.date | None
    source: str
    named: Day | None
    previous: tuple | None
    joined: bool  # the previous find and a dash stand before: the end of a range
    flat: str
    start: int
    end: int

    def year(self, word: str, month: int = 0, day: int = 0) -> tuple[int, str]:
        """The year that *word* (今年, 同年, or nothing) means, and how that is known; 0 where it is not."""
        told, shift = word[:1] in ("同", "当", "次", "翌", "第"), SHIFT.get(word[:1], 0)
        leans = told or not self.anchor or (self.joined and not word)
        if self.named and (leans or (word[:1] in ("", "上", "下") and self.near())):
            return self.named.year + shift, f"the year named before, {self.named.year}"
        if told or not self.anchor:
            return 0, ""
        if not word and month and (gap := month - self.anchor.month):
            shift = (
                int(gap <= -6) if self.ahead() else -int(gap >= 8 and day > 0)
            )  # 3月底前, in November; 12月28日, in January
        return (
            self.anchor.year + shift,
            f"{word or 'the year'} counted from {self.source}, {self.anchor}",
        )

    def month(self, word: str, day: int) -> tuple[int, int, str]:
        """The year and month that 本月, 上月, 同月 or a day alone means, and how that is known."""
        told = word[:1] in ("同", "当")
        if (
            self.named
            and self.named.month
            and (told or (not word and (self.joined or self.near())))
        ):
            return (
                self.named.year,
                self.named.month,
                f"the month named before, {self.named.year}-{self.named.month:02}",
            )
        if not self.anchor or told:
            return 0, 0, ""
        shift = SHIFT.get(word[:1], 0)
        if day and not word:
            shift = int(day < self.anchor.day) if self.ahead() else -int(day > self.anchor.day)
        in_month = _later(self.anchor.replace(day=1), shift)
        return (
            in_month.year,
            in_month.month,
            f"{word or 'the month'} counted from {self.source}, {self.anchor}",
        )

    def ahead(self) -> bool:
        """Tell whether the find lies in the future: it is a deadline, or 将, 请 … stands before it."""
        until = UNTIL_RE.match(self.flat, self.end)
        before = re.split("[，。；]", self.flat[max(self.start - 8, 0) : self.start])[-1]
        return bool((until and until["due"]) or AHEAD_RE.search(before))

    def near(self) -> bool:
        """Tell whether the day named before is still meant: in the same paragraph, a bare year only in the same sentence."""
        marks = "\n" if self.named.month else "\n。；"
        at, end = self.named.at, self.start
        return end - at < MOST_CHARS and all(self.flat.find(mark, at, end) < 0 for mark in marks)


def find_dates(docs: pd.DataFrame, anchors: Mapping | pd.Series | None = None) -> pd.DataFrame:
    """Find dates, periods and deadlines, and resolve them to days.

    Relative dates count from the document's anchor: *anchors* (doc_id to date) if given, else the column date of *docs*, else the
    first date that stands on a line by itself, as a signature does. Without any, they keep their row, unresolved.

    Returns findings in the order of the texts; columns: date_from and date_to (first and last day, both included; empty where
    not known; for 年底 and 月底 both are the last day), precision (day, ten days, week, month, quarter, half year, year, decade,
    century, plan period, span; days, months or years for a range), role (at; due: 到, 前; since: 自, 以来, 起; after: 后; as of:
    截至; during), how_known (stated; resolved from context; unresolved; impossible for a day that does not exist), grounds (what
    it was resolved with) and anchor. A time that counts from an act (自受理之日起30日内, or in working days) stays unresolved.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "date": ["2006-08-07"], "text": ["到今年年底，3月24日"]})  # by the end of this year
    >>> find_dates(docs)[["quote", "date_to", "role", "how_known"]].astype(str).values.tolist()
    [['今年年底', '2006-12-31', 'due', 'resolved'], ['3月24日', '2006-03-24', 'at', 'resolved']]
    """
    columns = {"date_from": "datetime64[us]", "date_to": "datetime64[us]"}
    columns |= dict.fromkeys(["precision", "role", "how_known", "grounds"], "str") | {
        "anchor": "datetime64[us]"
    }
    given = dict(anchors) if anchors is not None else {}

    def find(document: Document) -> Iterator[tuple]:
        text = document["text"]
        return _rows(
            text, *choose_anchor(given.get(document["doc_id"]), document.get("date"), text)
        )

    return make(docs, find, columns)


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
        first, last, day = (np.datetime64(day or "NaT", "us") for day in (span.first, last, anchor))
        yield start, end, first, last, span.precision, role, span.how, span.grounds, day


def dates(
    text: str, anchor: dt.date | None = None, source: str = "the anchor"
) -> list[tuple[int, int, Span, str]]:
    """List the dates of one text as (start, end, span, role); spans are half-open: `last` is the day after."""
    flat, found, named, end = plain(text), [], None, 0
    for cue in CUE_RE.finditer(flat):
        m = DATE_RE.match(flat, cue.start()) if cue.start() >= end else None
        if not m or not m[0]:
            continue
        start, end = m.span()
        previous = found[-1] if found else None
        joined = bool(
            previous and previous[2].named and JOIN_RE.fullmatch(flat, previous[1], start)
        )
        context = Context(
            anchor,
            source,
            previous[2].named if joined else named,
            previous,
            joined,
            flat,
            start,
            end,
        )
        try:
            span = READERS.get(m.lastgroup, _calendar)(m, context)
        except (ValueError, OverflowError):  # no such day, or none that a calendar holds
            span = Span(
                None, None, "day" if "日" in m[0] else "", "impossible", f"there is no {m[0]}"
            )
        if span is None:
            continue
        if span.named and not (
            flat[start - 1 : start] in ("比", "较") or flat.startswith(("相比", "以来"), end)
        ):
            named = span.named._replace(
                at=end
            )  # a year compared with, or counted from, is not the year spoken of
        if (
            joined
            and span.named
            and span.last
            and previous[2].first
            and span.last > previous[2].first
        ):
            start, _, first, _ = found.pop()
            how = "resolved" if first.how == "resolved" else "stated"
            span = span._replace(
                first=first.first, precision=f"{span.precision}s", how=how, grounds=first.grounds
            )
        found.append((start, end, span, _role(flat, start, end, span.precision)))
    return found


def _role(flat: str, start: int, end: int, precision: str) -> str:
    found = UNTIL_RE.match(flat, end) or FROM_RE.search(flat[max(start - 4, 0) : start])
    if found:
        return found.lastgroup.replace("_", " ")
    return (
        "during"
        if precision in ("plan period", "decade", "span") or precision.endswith("s")
        else "at"
    )


def _unknown(precision: str, why: str) -> Span:
    return Span(None, None, precision, "unresolved", why)


def _iso(m: re.Match, _: Context) -> Span:
    return _whole(*map(int, re.split("[-/.]", m["iso"])))


def _bare(m: re.Match, context: Context) -> Span | None:
    """The 2005 of 2005—2007年, the 1 of 1—6月; the second year of 2006—2020."""
    number = int(m["bare"])
    begins = context.flat[context.end : context.end + 1] in tuple("、和与") or TO_RE.match(
        context.flat, context.end
    )
    (year, grounds), month = (context.year(""), number) if number < 100 else ((number, ""), 0)
    return _whole(year, month, grounds=grounds) if year and (begins or context.joined) else None


def _calendar(m: re.Match, context: Context) -> Span:
    """Years, months, days, feasts and parts of a year; what is not written comes from the context."""
    month, day = small_number((m["month"] or "").replace("元", "一")), small_number(m["day"] or "")
    part, word, feast = m["part"] or "", m["relative"] or "", (m["feast"] or "").strip('“”"')[:1]
    if feast:
        month, day = divmod(FEASTS.get(feast, 201), 100)
    if (
        m["same"]
        and not month
        and context.named
        and context.near()
        and (before := context.previous[2]).first
    ):
        days = (_later(day, -12) for day in before[:2])
        return Span(*days, before.precision, "resolved", "a year before the days named before")
    if m["near"] or (not (m["year"] or word or month) and (day or part[:1] == "月")):
        year, month, grounds = context.month(m["near"] or "", day)
        year, grounds = context.year(word) if word else (year, grounds)
    elif m["year"]:
        year, grounds = small_number(m["year"]), ""
        republic = (
            context.flat[context.start - 2 : context.start] == "民国"
        )  # its first year is 1912
        year += (
            1911
            if republic
            else 0
            if len(m["year"]) > 2
            else 2000
            if year + 2000 <= BEFORE_THE_YEAR
            else 1900
        )
    else:
        year, grounds = context.year(word, month, day)
        year += bool(year and not word and context.joined and 0 < month < context.named.month)
        after = WEEKDAY_RE.match(context.flat, context.end) if year and month and day else None
        fits = (
            n
            for n in (year, year + 1, year - 1)
            if dt.date(n, month, day).weekday() == WEEKDAYS[after[1]]
        )
        if after and (other := next(fits, year)) != year:  # 2月6日（星期六）
            year, grounds = other, f"the year in which it is {after[0].lstrip('（(')}"
    if feast == "春":
        if not 0 <= year - 1995 < len(SPRING):
            return _unknown(
                "day", f"the Spring Festival is known from 1995 to {1994 + len(SPRING)}"
            )
        month, day = divmod(int(SPRING[year - 1995]), 100)
    if not year:
        return _unknown(
            "day" if day else "month" if month else "year",
            "no year in the text before, and no anchor",
        )
    if ((day or m["day"]) and not month) or (m["month"] and not 1 <= month <= 12):
        raise ValueError
    return _whole(year, month, day, part.lstrip("月"), small_number(m["months"] or ""), grounds)


def _whole(
    year: int, month: int = 0, day: int = 0, part: str = "", so_many: int = 0, grounds: str = ""
) -> Span:
    """A day, a month, a year or a part of them; *so_many* months from its beginning."""
    first, months, precision = (month, 1, "month") if month else (1, 12, "year")
    if "半年" in part:
        first, months, precision = (1 if part[0] in "上前" else 7), 6, "half year"
    elif "季度" in part:
        quarter = 1 + next(
            n for n, names in enumerate(("一1", "二2两", "三3", "四4")) if set(names) & set(part)
        )
        first, months, precision = (
            (1, 3 * quarter, "quarters") if part[0] == "前" else (3 * quarter - 2, 3, "quarter")
        )
    elif so_many:
        months, precision = so_many, "months"
    elif part[:1] in ("春", "夏", "秋", "冬") or (part in ("初", "年初") and not month):
        first, months, precision = (
            {"春": 3, "夏": 6, "秋": 9, "冬": 12}.get(part[0], 1),
            3,
            "quarter",
        )
    begin = dt.date(year, first, day or 1)
    end = begin + dt.timedelta(1) if day else _later(begin, months)
    tenth = {"初": 0, "上": 0, "中": 1, "下": 2}.get(part[:1]) if month else None
    if day or part[-1:] in ("底", "末", "终"):
        begin, precision = end - dt.timedelta(1), "day"
    elif tenth is not None:
        last, precision = tenth + (part[1:2] in ("中", "下")), "ten days"  # 中下旬
        begin, end = (
            begin + dt.timedelta(10 * tenth),
            end if last == 2 else begin + dt.timedelta(10 * last + 10),
        )
    return Span(
        begin, end, precision, "resolved" if grounds else "stated", grounds, Day(year, month, day)
    )


def _later(day: dt.date, months: int) -> dt.date:
    """The day some months after or before, kept inside its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _around(m: re.Match, context: Context) -> Span:
    """同日 and 次日 go by the day named before; 昨日, 本周五 and 上季度 by the anchor."""
    word = m["name"] or m["week"] or m["season"]
    if word[0] in "同当次翌":
        if not (context.named and context.named.day):
            return _unknown("day", "no day named before")
        anchor, grounds = dt.date(*context.named[:3]), "the day named before"
    elif not context.anchor:
        return _unknown("day", "no anchor")
    else:
        anchor, grounds = context.anchor, f"counted from {context.source}"
    shift = SHIFT.get(word[0], 0)
    if word == "今明两年":
        return Span(
            dt.date(anchor.year, 1, 1), dt.date(anchor.year + 2, 1, 1), "years", "resolved", grounds
        )
    if m["season"]:
        begin = _later(anchor.replace(day=1), 3 * shift)
        return _whole(
            begin.year, part=f"{(begin.month + 2) // 3}季度{m['close'] or ''}", grounds=grounds
        )
    if m["week"]:
        anchor += dt.timedelta(7 * shift * len(word) - anchor.weekday())  # its Monday
        shift = WEEKDAYS.get(m["weekday"], 0)
    if m["name"] or m["weekday"] in WEEKDAYS:
        day = anchor + dt.timedelta(shift)
        return _whole(day.year, day.month, day.day, grounds=grounds)
    begin, precision = (
        (anchor + dt.timedelta(5), "days") if m["weekday"] else (anchor, "week")
    )  # 周末
    return Span(begin, anchor + dt.timedelta(7), precision, "resolved", grounds)


def _decade(m: re.Match, context: Context) -> Span:
    now = ((context.anchor.year if context.anchor else 2001) - 1) // 100 + 1
    century = {None: 20, "上": now - 1, "本": now}.get(m["century"]) or small_number(m["century"])
    decade = m["decade"] or m["decade2"]
    years, precision = (10, "decade") if decade else (100, "century")
    first = (century - 1) * 100 + (small_number(decade) if decade else 1)
    thirds = {
        "初": (0, 4 if decade else 1),
        "前": (0, 4),
        "中": (4, 7),
        "末": (7, 10),
        "后": (7, 10),
    }
    begin, end = (
        dt.date(first + years * n // 10, 1, 1) for n in thirds.get((m["third"] or " ")[0], (0, 10))
    )
    grounds = "taken for the 20th century" if not m["century"] else ""
    grounds = f"counted from century {now}" if m["century"] in ("上", "本") else grounds
    return Span(begin, end, precision, "resolved" if grounds else "stated", grounds)


def _plan(m: re.Match, _: Context) -> Span | None:
    number = small_number(m["plan2"] or m["plan"][:-1])
    if not 1 <= number <= len(FIRST_YEARS):
        return None
    first = FIRST_YEARS[number - 1]
    end = dt.date(first + 5, 1, 1)
    begin = end - dt.timedelta(1) if "末" in (m["third2"] or "") else dt.date(first, 1, 1)
    return Span(
        begin, end, "plan period", "resolved", f"five-year plan {number}: {first} to {first + 4}"
    )


def _count(m: re.Match, context: Context) -> Span | None:
    """近两年, 今后五年, 三年内: so many years, months or days back or on from the anchor; 两年后: a year by itself."""
    number, unit, way = m["count"] or m["count2"], m["unit"] or m["unit2"], m["way"] or "内"
    amount, unit = (6, "个月") if number == "半" else (small_number(number), unit)
    told = (
        context.flat[context.start - 1] == "的"
        and context.previous
        and context.previous[1] == context.start - 1
    )
    if not amount or told or (way == "用" and not m["while"]):
        return None  # told: 1979年到1982年的四年内
    if m["side"]:
        year, grounds = context.year("")
        year += amount if m["side"] == "后" else -amount
        return (
            _whole(year, grounds=grounds)._replace(named=None)
            if grounds
            else _unknown("year", "no anchor")
        )
    after = context.flat[max(context.start - 3, 0) : context.start].strip().endswith(("起", "后"))
    if m["unit2"] and (
        after if unit in ("年", "个月") else unit not in "日天" or after or not context.ahead()
    ):
        return _unknown("span", "counts from an act, not from the document")
    if not context.anchor:
        return _unknown("span", "no anchor")
    ahead = way[0] in "今未用内" or bool(
        re.match("[^，。]{0,2}(?:重点|要|将)", context.flat[m.end() : m.end() + 4])
    )
    grounds = f"{amount} {unit} {'on' if ahead else 'back'} from {context.source}"
    amount *= (1 if ahead else -1) * (12 if unit == "年" else 1)
    other = (
        context.anchor + dt.timedelta(amount) if unit in "日天" else _later(context.anchor, amount)
    )
    return Span(
        min(context.anchor, other),
        max(context.anchor, other) + dt.timedelta(1),
        "span",
        "resolved",
        grounds,
    )


READERS = {"iso": _iso, "bare": _bare} | dict.fromkeys(
    ("century", "decade", "decade2", "third"), _decade
)  # by last group
READERS |= dict.fromkeys(("name", "week", "weekday", "season", "close"), _around)
READERS |= dict.fromkeys(("plan", "plan2", "third2"), _plan)
READERS |= dict.fromkeys(("count", "unit", "while", "count2", "unit2", "side"), _count)
