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
from egov_lib.find.dates.topics import UNKNOWN_YEAR, Spoken, Topic

MOST_CHARS = 2000  # how far a year is carried inside a paragraph
# Will, please, …: still to come
AHEAD_RE = re.compile("[将拟]|(?<!申)请|定于|务必|限")
AHEAD_CHARS = 8  # how far before a date such a word is looked for
PAUSE_RE = re.compile("[，。；\n]")
# 全年目标, 确保全年: of the year that has begun
PLANNED_RE = re.compile("目标|任务|确保|力争|争取|预[计期]|计划|安排|要|将")
BY = ("到", "至")  # 到年末: by the end of the year
PLANNED_CHARS = 16  # how far from a date they are looked for
LAST_MONTH_OF_FIGURES = 6  # in which figures of the whole last year come out
# 3月底前 (by the end of March), said in November: next year's
NEXT_YEAR_MONTHS = 6
LAST_YEAR_MONTHS = 8  # 12月28日 (28 December), said in January: last year's

# 自10月1日起施行: in force from 1 October
IN_FORCE_RE = re.compile(
    "起(?:正式|全面|开始)?(?:施行|实施|执行|生效|试行|启用|实行|停止|废止)"
)
# 前报送: sent in before
SENT_IN_RE = re.compile("[以之]?前[^，。；]{0,8}[报送交]")

# 某市…管理办法, a line that ends so: the document lays down rules, for every year to come
LAYS_RULES_RE = re.compile(
    r"(?:办法|条例|规定|细则|规则|规程|守则|指南|指引|须知)(?:[（(][^（）()\n]{1,14}[)）])?》?(?:的通知)?\s*(?=\n)"
)
TITLE_CHARS = 300  # in which the title is
# 每年3月, 一个纳税年度: said of each year; 申请当年, 毕业当年: the year of an act
EACH_RE = re.compile("每个?(?:[年月季]|自然)|一个[^，。；]{0,4}年度|逐年|历年")
ACT_RE = re.compile(
    "(?:[申报]请?|申报|受理|入学|毕业|出生|注册|登记|缴费|发生|认定|到达?|死亡|退休)$"
)
SENTENCE_RE = re.compile("[。；\n]")
MOST_SENTENCE = 120  # characters of a sentence that are looked at
# The year of whatever case arises, where rules speak
OF_EACH_CASE = frozenset(
    (
        "上年度",
        "上一年度",
        "下年度",
        "下一年度",
        "当年",
        "当年度",
        "次年",
        "翌年",
    )
)

# What a relative date counts from
ANCHOR, NAMED, NEAREST = ("anchor", "named", "nearest")


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

    first, after: its first day, and the day after its last; None where they are not known
    precision: day, month, year, … (see `find_dates`)
    how: how it is known: stated, resolved, unresolved or impossible
    grounds: what it was resolved with, or why it was not; empty for what is stated
    named: what a later date can lean on; None where it names no year
    how_first, how_last: how its ends are known, where that is not `how`; open: it goes on
    candidates: of what is unresolved, the days it would be by the years named: from, before
    """

    first: dt.date | None
    after: dt.date | None
    precision: str
    how: str = "stated"
    grounds: str = ""
    named: Day | None = None
    how_first: str = ""
    how_last: str = ""
    candidates: tuple[tuple[dt.date, dt.date], ...] = ()

    @property
    def known_from(self) -> str:
        """How its first day is known."""
        return self.how_first or self.how

    @property
    def known_to(self) -> str:
        """How its last day is known; open: it goes on (至今, until now)."""
        return self.how_last or self.how


class Date(NamedTuple):
    """A date in a text: its place, what it means, and its role there (at, due, since, …)."""

    start: int
    end: int
    span: Span
    role: str


class Relative(NamedTuple):
    """A year, month or day given by its distance: 去年 (last year) is one before the anchor's.

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


YEAR_OF_REPORT = "本年度"
RECENT_MONTHS = 2  # in which what a text tells of was just past
LAST_MONTH_OF_REPORTS = 3  # in which reports on the last year are made
OF_LAST_FIGURES = ("全年", "年末")  # of the last year, in figures of it
OF_YEAR_SPOKEN_OF = ("全年", "上年")  # of the year that the paragraph is about
THIS_YEAR = Relative(0, ANCHOR, "this year")
# A date without a year, or a day without a month
UNSAID = Relative(0, NEAREST)
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
    topic: what title or heading say that the text here is about, or None
    spoken: the year in which the text speaks, where there is no anchor
    stated: the last year that the text states in full, and where
    assumed: a year to try, for a date that is else unresolved; 0 for none
    lays_rules: the title is one of rules
    """

    anchor: dt.date | None
    source: str
    named: Day | None
    previous: Date | None
    joined: bool
    flat: str
    start: int
    end: int
    topic: Topic | None = None
    spoken: Spoken = UNKNOWN_YEAR
    stated: Day | None = None
    assumed: int = 0
    lays_rules: bool = False

    def is_of_each_case(self) -> bool:
        """Whether a relative date is of each case that may arise: 申请人上年度 (in rules)."""
        before = self.flat[max(self.start - MOST_SENTENCE, 0) : self.start]
        sentence = SENTENCE_RE.split(before)[-1]
        if EACH_RE.search(sentence) or ACT_RE.search(sentence):
            return True
        is_named = (
            self.previous is not None
            and self.previous.span.how == "stated"
            and self.previous.end > self.start - len(sentence)
        )
        return self.lays_rules and not is_named

    def year(
        self, relative: Relative | None = None, month: int = 0, day: int = 0
    ) -> Resolved:
        """Find the year that *relative* means; None: that of *month* and *day* without a year."""
        relative = relative or UNSAID
        shift = relative.shift
        if self.assumed:
            return Resolved(self.assumed + shift)
        if relative.word in OF_EACH_CASE and self.is_of_each_case():
            return UNKNOWN
        if relative.base == ANCHOR:
            return self._year_spoken(relative)
        if self.named and self._leans_on_named_year(relative):
            if month == 12 and not self.joined and self._precedes_new_year():
                shift -= 1
            return _from_named(self.named, shift)
        if relative.base == NAMED:
            return self._from_paragraph(shift)
        if month and not relative.word:
            return self._year_of_month(month, day)
        return self._year_of_topic(relative) or self._year_else(relative)

    def month(self, relative: Relative | None, day: int) -> Resolved:
        """Find the month that *relative* means; None: that of a *day* without a month."""
        relative = relative or UNSAID
        if relative.base == NAMED and self.is_of_each_case():
            return UNKNOWN
        has_month_before = self.named and self.named.month
        if has_month_before and self._leans_on_named_month(relative):
            year, month = self.named.year, self.named.month
            grounds = f"the month named before, {year}-{month:02}"
            return Resolved(year, month, grounds)
        if relative.base == NAMED or not self.anchor:
            return UNKNOWN
        shift = relative.shift
        if day and not relative.word:
            shift = self._months_to(day)
        this_month = self.anchor.replace(day=1)
        first = later(this_month, shift)
        what = relative.word or "the month"
        grounds = f"{what} counted from {self.source}, {self.anchor}"
        return Resolved(first.year, first.month, grounds)

    def ahead(self) -> bool:
        """Return whether the date is still to come: a deadline, or after 将 (will), 请 (please)."""
        before = self.flat[max(self.start - AHEAD_CHARS, 0) : self.start]
        clause = PAUSE_RE.split(before)[-1]
        return (
            is_due(self.flat, self.end) or AHEAD_RE.search(clause) is not None
        )

    def near(self) -> bool:
        """Return whether what was named before is still meant: in the same paragraph, and where
        only a year was named, in the same sentence."""
        stops = "\n" if self.named.month else "\n。；"
        return self._reaches(self.named, stops)

    def this_year(self) -> Resolved:
        """Return the year in which the text speaks."""
        return self._year_spoken(THIS_YEAR)

    def _year_spoken(self, relative: Relative) -> Resolved:
        """The year of 今年 (this year), 去年 (last year): from the anchor, never from the text."""
        if self._sums_up_last_year():
            return UNKNOWN
        if relative.word.startswith(YEAR_OF_REPORT):
            reported = self._year_of_report(relative)
            if reported:
                return reported
        if self.anchor:
            grounds = (
                f"{relative.word} counted from {self.source}, {self.anchor}"
            )
            return Resolved(self.anchor.year + relative.shift, 0, grounds)
        if self.spoken.year:
            said = f"{self.spoken.source}, {self.spoken.year}"
            grounds = f"{relative.word} counted from {said}"
            return Resolved(self.spoken.year + relative.shift, 0, grounds)
        return UNKNOWN

    def _year_of_report(self, relative: Relative) -> Resolved | None:
        """The year of 本年度 in a report on a year; None where the day of the text tells it."""
        if self.topic and self.topic.year and self.topic.reviews:
            return self._year_of_topic(relative)
        may_be_last = (
            self.anchor and self.anchor.month <= LAST_MONTH_OF_REPORTS
        )
        return UNKNOWN if may_be_last and not self.ahead() else None

    def _sums_up_last_year(self) -> bool:
        """Whether a summary of a year is dated in the next: 今年 may be either of them."""
        if not (self.anchor and self.topic):
            return False
        return self.anchor.year == self.topic.summed_up + 1

    def _year_of_topic(self, relative: Relative) -> Resolved | None:
        """The year that title or heading name, some on or back."""
        if not (self.topic and self.topic.year):
            return None
        year = self.topic.year
        if not relative.word and self._is_said_after(year):
            return None
        where = "title" if self.topic.level == 0 else "heading"
        return Resolved(
            year + relative.shift, 0, f"the year of the {where}, {year}"
        )

    def _is_said_after(self, year: int) -> bool:
        """Whether what is still to come is of a year after this one, by the anchor."""
        return bool(self.anchor and self.anchor.year > year and self.ahead())

    def _year_else(self, relative: Relative) -> Resolved:
        """The year by the anchor, else by the paragraph."""
        if relative.word.startswith(OF_YEAR_SPOKEN_OF):
            paragraph = self._from_paragraph(relative.shift)
            if paragraph.year:
                return paragraph
        word = relative.word or self.flat[self.start : self.end]
        if word in OF_LAST_FIGURES and self._turns_year():
            return UNKNOWN
        if self.anchor or self.spoken.year:
            word = relative.word or "the year"
            return self._year_spoken(relative._replace(word=word))
        return self._from_paragraph(relative.shift)

    def _turns_year(self) -> bool:
        """Whether 全年 (the whole year) may be the last or this: said in the first half year."""
        if not self.anchor or self.anchor.month > LAST_MONTH_OF_FIGURES:
            return False
        is_due = self.flat[max(self.start - 1, 0) : self.start] in BY
        return not (is_due or self.ahead() or self._is_planned())

    def _is_planned(self) -> bool:
        """Whether words of planning are beside the date: 确保完成全年目标."""
        before = self.flat[max(self.start - PLANNED_CHARS, 0) : self.start]
        after = self.flat[self.end : self.end + PLANNED_CHARS]
        clauses = (PAUSE_RE.split(before)[-1], PAUSE_RE.split(after)[0])
        return any(PLANNED_RE.search(clause) for clause in clauses)

    def _year_of_month(self, month: int, day: int) -> Resolved:
        """The year of a month that has none: by title or heading, by the anchor, by the text."""
        topic = self._year_of_topic(UNSAID)
        if topic and self._is_told_before(topic.year, month, day):
            topic = None
        if topic and not self._is_sent_in_before(topic.year, month):
            if self._may_be_anchors(topic.year, month):
                return UNKNOWN
            if month == 12 and self._is_about_new_year():
                return topic._replace(year=topic.year - 1)
            return topic
        if not self.anchor:
            return self._year_else(UNSAID)
        if self._may_be_of_last_year(month, day):
            return UNKNOWN
        shift = self._years_to(month, day)
        grounds = f"the year counted from {self.source}, {self.anchor}"
        return Resolved(self.anchor.year + shift, 0, grounds)

    def _is_told_before(self, year: int, month: int, day: int) -> bool:
        """Whether it was just past when a text on the next year was written: 12月6日, on 2023."""
        anchor = self.anchor
        if not anchor or anchor.year != year - 1 or self.ahead():
            return False
        is_recent = 0 <= anchor.month - month < RECENT_MONTHS
        return is_recent and (month, day) <= (anchor.month, anchor.day)

    def _may_be_of_last_year(self, month: int, day: int) -> bool:
        """Whether a month that is far ahead may be the last year's: 12月, said in January."""
        gap = month - self.anchor.month
        if day or gap < LAST_YEAR_MONTHS:
            return False
        is_due = self.flat[max(self.start - 1, 0) : self.start] in BY
        return not (is_due or self.ahead() or self._is_planned())

    def _precedes_new_year(self) -> bool:
        """Whether a day in December is the one before the 1 January that was named."""
        is_january = self.named.month == 1
        return is_january and self._is_about_new_year()

    def _is_about_new_year(self) -> bool:
        """Whether the line names 元旦 (New Year's Day): its holidays begin in December."""
        line_start = max(self.flat.rfind("\n", 0, self.start), 0)
        return self.flat.find("元旦", line_start, self.start) >= 0

    def _may_be_anchors(self, year: int, month: int) -> bool:
        """Whether a month may also be of the year in which a later document looks back."""
        if not (self.anchor and self.topic.level == 0 and self.topic.reviews):
            return False
        return self.anchor.year == year + 1 and month <= self.anchor.month

    def _is_sent_in_before(self, year: int, month: int) -> bool:
        """Whether it is a deadline for reports on plans of the next year, or on the last."""
        if not self.anchor or self.anchor.year >= year:
            return False
        following = self.flat[self.end : self.end + 12]
        return (
            month >= self.anchor.month
            and SENT_IN_RE.match(following) is not None
        )

    def _from_paragraph(self, shift: int) -> Resolved:
        """A year counted from the last one that the paragraph states."""
        for day in (self.named, self.stated):
            if day and self._reaches(day, "\n"):
                return _from_named(day, shift)
        return UNKNOWN

    def _reaches(self, named: Day, stops: str) -> bool:
        """Whether nothing lies between a date named before and this one that would stop it."""
        if self.start - named.at >= MOST_CHARS:
            return False
        return all(
            self.flat.find(stop, named.at, self.start) < 0 for stop in stops
        )

    def _leans_on_named_year(self, relative: Relative) -> bool:
        if self.joined and not relative.word:
            return True
        return relative.base == NEAREST and self.near()

    def _leans_on_named_month(self, relative: Relative) -> bool:
        if relative.base == NAMED:
            return self._reaches(self.named, "\n")
        return not relative.word and (self.joined or self.near())

    def _years_to(self, month: int, day: int) -> int:
        """How many years on a month is that the text gives without a year."""
        gap = month - self.anchor.month
        # 自10月1日起施行: from then on
        if IN_FORCE_RE.match(self.flat, self.end):
            is_past = gap < 0 or (gap == 0 and 0 < day < self.anchor.day)
            return 1 if is_past else 0
        if self.ahead():
            return 1 if gap <= -NEXT_YEAR_MONTHS else 0
        return -1 if gap >= LAST_YEAR_MONTHS and day > 0 else 0

    def _months_to(self, day: int) -> int:
        """How many months on a day is that the text gives without a month."""
        if self.ahead():
            return 1 if day < self.anchor.day else 0
        return -1 if day > self.anchor.day else 0


def _from_named(named: Day, shift: int) -> Resolved:
    return Resolved(
        named.year + shift, 0, f"the year named before, {named.year}"
    )


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
