"""The words around a quantity: its sentence, its clause, its date, its place and body.

A clause is the stretch between two pauses. Goals are often a list under one date: within
a paragraph a due date holds until another comes.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from egov_lib.find.dates.topics import (
    LAST_YEAR_RE,
    Topic,
    Topics,
    headings,
)
from egov_lib.find.structure.lines import line_around
from egov_lib.find.targets.quantities import Quantity
from egov_lib.find.targets.sections import RULE, RUNNING_RE, find_sections
from egov_lib.seen import places_of, table_of

SENTENCE_ENDS = table_of("。；！？\n;")
# A line that ends inside a sentence, as copies from a PDF have it: the next one goes on.
GOES_ON_AFTER = frozenset("，、“‘（(及和与或的")
GOES_ON_BEFORE = frozenset("，、。；）)”’的")
# At the end of a line: a paragraph ends here
NEVER_BEFORE = frozenset("。；！？：:\n")
BLANKS = frozenset(" \t\u2002\u2003\u3000\xa0\n\r")
MARKER_RE = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[条章节篇部]|[一二三四五六七八九十]{1,3}[、.．是]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[-—•●·*#]|专栏|附件"
    r"|[^，。；、\n]{2,12}："
)
WRAPPED_SHARE = 0.3  # of the full lines that do not end with a mark
CUT_UNITS = frozenset("年月日万亿元项个户家人亩")
BEFORE_VALUES = frozenset("到达至为于约近超过")
LEAST_WRAPPED = 20  # characters of a line that is full
LIST_ITEM_RE = re.compile(r"[。；]?\s+[-—–•·]")
TERM_LEAD_RE = re.compile(
    r"(?:之?日起|届满[前后]?|[^年月日]后|之日前|证书?|毕业|成立|入职|退役|注册|登记|设立|开业|投产|离校)\s?$"
)
# 力争三年内, 未来五年内: a time to come, and no term of a provision
AHEAD_RE = re.compile("力争|争取|用|未来|今后|近|过去|最近|前|第")
TIMES = ("年", "月", "个月", "天", "日", "小时", "分钟", "工作日", "个工作日")
SHORT_TIMES = ("工作日", "个工作日", "日", "天", "小时")
MOST_HEADING = 34  # characters of a line with a marker that may be a heading
PAUSE_RE = re.compile("[，：,]")
# The mark comes first, and its digits are looked at from there: so a search is fastest
ASCII_MARK_RE = re.compile(r"[,:;()](?:(?<=[;()])|(?!\d)|(?<!\d.))")
WIDE_MARKS = {",": "，", ";": "；", "(": "（", ")": "）", ":": "："}
# Characters of a sentence before a quantity that are looked at
MOST_BEFORE = 300
MOST_AFTER = 200  # characters after it
MOST_DATES = 12  # before it, in its sentence
# 比2000年翻一番: double that of 2000, which is no due date
COMPARING = ("比", "较")

LEVEL_YEAR_RE = re.compile("[增升降减加长高展大][至到]")
PLACE_RE = re.compile(
    r"[我全本各](?:国|省|市|县|区|自治区)"  # 我市: our city
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}(?:省|市(?!场|级)|自治区|县(?!级))"
)
# A body and what it does: 由财政部门负责, the finance departments are responsible.
WHO_RE = re.compile(
    r"(?:由|，|^|：)\s*"
    r"(?P<who>(?:国务院|国家|中央|各|有关|[\u4e00-\u9fff]{2,4}[省市县区])?"
    r"[\u4e00-\u9fff、]{0,14}?"
    r"(?:部门|政府|办公[厅室]|委员会|领导小组|局|厅|财政部"
    r"|[教科工公民司水农商交信]\w{0,5}部|省委|市委|地区))"
    r"(?=要|应|将|负责|会同|牵头|建立|建成|投入|安排|完成|实现|共|已|都|给予)"
)
# How a body of `WHO_RE` ends, before what it does
BODY_ACTS_RE = re.compile(
    "[门府室厅会组局部委区](?:要|应|将|负责|会同|牵头|建立|建成|投入|安排|完成|实现|共|已|都|给予)"
)
# 1.5%、1.0%和 before a value, 和0.8% after it; no words come between.
VALUE = r"\d[\d,.]*\s?(?:[万亿千百]*\s?[^\d，。；、和及或的\s为]{0,3})(?:以[上下])?"
VALUES_BEFORE_RE = re.compile(rf"(?:{VALUE}\s*(?:[、和及或与]|以及)\s*)+$")
VALUES_AFTER_RE = re.compile(rf"^(?:\s*(?:[、和及或与]|以及)\s*{VALUE})+")
TITLE_CHARS = 300  # in which the title is
TITLE_RE = re.compile("方案|规划|计划|行动|要点|公报|报告|意见|措施|办法|纲要")
PERIOD_RE = re.compile(r"\d+\s?[年月日]")
MOST_TOLD = 1000  # characters over which a paragraph's date is carried
LIST_ENDS = frozenset("、和及或与")  # between two values
NEAR = 24  # characters before a quantity in which a bound or a change is looked for
MOST_LIST = 60  # characters of the values before
# Of the sentence before, in which place and body are looked for
WHERE_CHARS = 120


# Words before a quantity, or before its list, that bound it from a distance.
BOUNDS_FAR = (
    (
        "at least",
        re.compile(r"(?:不[得能应可]?[低少小]于|至少)[^，。；\d]{0,16}$"),
    ),
    (
        "at most",
        re.compile(
            r"(?:[不未][得能应可]?超过|不[得能应可]?[高多大]于|最[高多])[^，。；\d]{0,8}$"
        ),
    ),
    ("more than", re.compile(r"(?:突破|超过|(?<![赶反])超|逾)\s*$")),
)
WITHIN_RE = re.compile(r"\s?内(?![容部设外])")
BOUND_WORDS = {
    "以上": "at least",
    "以下": "at most",
    "内": "at most",
    "左右": "about",
}


class When(NamedTuple):
    """A date of the text.

    start, end: where it is
    first, last: its first and last day, both included; None where not known
    precision, role: as in `find_dates`
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    precision: str
    role: str

    @property
    def is_due(self) -> bool:
        """Whether goals that follow in the paragraph are due then."""
        return self.role == "due" or self.precision == "plan period"


class Sentence(NamedTuple):
    """A sentence: where it is, and what its paragraph says of its date.

    due: the due date that holds in it, its own or an earlier one
    told: the date that the paragraph names before it, or None
    """

    start: int
    end: int
    due: When | None
    told: When | None


class Clause(NamedTuple):
    """A quantity with the words around it.

    start, end, words: of the clause, from pause to pause
    head: the words of the sentence before the quantity, 300 characters at most
    before, after: the words of the clause before and after the quantity
    named: the date that the sentence names before the quantity, or None
    due: the due date that holds here, or None
    about: the years of the heading or the title above, or None
    told: the date that the paragraph names before, or None
    section: what the stretch of the document does: report, plan, rule, or ""
    following: the words of the sentence after the quantity, 200 characters at most
    lead: the words of the clause before the quantity, and before the values that stand with
        it in a list (1.5%、1.0%和0.8%的标准)
    tail: the words of the sentence after the unit, and after the values of the list
    """

    quantity: Quantity
    start: int
    end: int
    words: str
    head: str
    before: str
    after: str
    named: When | None
    due: When | None
    about: When | None = None
    told: When | None = None
    section: str = ""
    following: str = ""
    lead: str = ""
    tail: str = ""


class Dates:
    """The dates of a text, in its order."""

    def __init__(self, dates: list[When]) -> None:
        """Keep the dates, and where each starts."""
        self.dates = dates
        self.starts = [date.start for date in dates]
        self.due = [date for date in dates if date.is_due]
        self.due_starts = [date.start for date in self.due]

    def before(self, place: int, earliest: int) -> list[When]:
        """Return the last dates that start from *earliest* on and not after *place*."""
        last = bisect(self.starts, place)
        dates = self.dates[max(last - MOST_DATES, 0) : last]
        return [date for date in dates if date.start >= earliest]

    def due_by(self, place: int, earliest: int) -> When | None:
        """Return the last due date that starts after *earliest* and not after *place*."""
        last = bisect(self.due_starts, place)
        if last and self.due_starts[last - 1] > earliest:
            return self.due[last - 1]
        return None


def with_wide_marks(flat: str) -> str:
    """Return a text whose marks of ASCII are those of Chinese, one for one.

    Pages write 50%,最高 for 50%，最高. A mark between digits is part of a number (1,000; 1:2).

    >>> with_wide_marks("补贴1,000元(含),每户")  # a subsidy of 1,000 yuan, per household
    '补贴1,000元（含），每户'
    """
    if not any(mark in flat for mark in WIDE_MARKS):
        return flat
    return ASCII_MARK_RE.sub(lambda mark: WIDE_MARKS[mark[0]], flat)


def find_clauses(
    flat: str, quantities: Iterable[Quantity], dates: list[When]
) -> Iterator[Clause]:
    """Yield each quantity with its clause; a number that belongs to a date is left out.

    *flat* is a text in plain digits and numerals (`numerals.plain`).
    """
    all_dates = Dates([_as_told(flat, date) for date in dates])
    sections = find_sections(flat)
    topics = Topics(headings(flat))
    of_title = _span_of_title(flat, all_dates)
    sentences = Sentences(flat, all_dates)
    abouts: dict[Topic | None, When | None] = {}  # few headings, many numbers
    for quantity in quantities:
        start = quantity.start
        sentence = sentences.at(start)
        earliest = max(sentence.start, start - MOST_BEFORE)
        named = all_dates.before(start, earliest)
        if named and start < named[-1].end:
            does = sections.at(start)
            if not _is_term(flat, named[-1], quantity, does):
                continue  # the 3 of 近3年, in the last 3 years
            named.pop()
        date = _date_of_clause(flat, named)
        topic = topics.at(start)
        if topic not in abouts:
            abouts[topic] = _about(flat, topic, all_dates) or of_title
        yield _cut_clause(
            flat,
            quantity,
            sentence,
            named=date,
            about=abouts[topic],
            section=sections.at(start),
        )


def _as_told(flat: str, date: When) -> When:
    """Take a date that only names the year of a level (增至2011年的48亿元) for no due date."""
    if date.role != "due":
        return date
    is_level = LEVEL_YEAR_RE.search(flat, max(date.start - 3, 0), date.end)
    is_joined = flat[date.end : date.end + 1] == "的"
    return date._replace(role="at") if is_level and is_joined else date


def _about(flat: str, topic: Topic | None, dates: Dates) -> When | None:
    """The years that a heading or title names, where it names one year or one plan."""
    if topic is None:
        return None
    start = flat.find(topic.words)
    inside = dates.before(start + len(topic.words), start)
    if not topic.first:  # 去年工作回顾: review of last year
        return _past_year(topic, inside)
    first, last = dt.date(topic.first, 1, 1), dt.date(topic.last, 12, 31)
    for date in inside:
        if (date.first, date.last) == (first, last):
            return date
    return When(start, start, first, last, "year", "at")


def _past_year(topic: Topic, inside: list[When]) -> When | None:
    """The year of a heading that reviews last year, as it was resolved there."""
    if not LAST_YEAR_RE.match(topic.words):
        return None
    years = [date for date in inside if date.first and date.last]
    return years[-1] if years else None


def _span_of_title(flat: str, dates: Dates) -> When | None:
    """The years that the title spans: 行动方案（2023—2025年）; None where it names none."""
    for date in dates.before(TITLE_CHARS, 0):
        is_span = date.precision in ("years", "plan period")
        is_resolved = date.first and date.last
        if (
            is_span
            and is_resolved
            and _is_title(line_around(flat, date.start, date.end))
        ):
            return date
    return None


def _is_title(line: str) -> bool:
    """Whether a line is a title, and not running text."""
    return bool(TITLE_RE.search(line)) and not RUNNING_RE.search(line)


def _told_before(flat: str, dates: Dates, start: int) -> When | None:
    """The last date that the paragraph names before the sentence that starts here."""
    earliest = max(start - MOST_TOLD, 0)
    paragraph = flat.rfind("\n", earliest, start) + 1
    named = dates.before(start, max(paragraph, earliest))
    for date in reversed(named):
        is_plain = date.role in ("at", "during", "as of")
        is_compared = flat[date.start - 1 : date.start] in COMPARING
        if date.first and date.last and is_plain and not is_compared:
            return date
    return None


def _is_term(flat: str, date: When, quantity: Quantity, does: str) -> bool:
    """Whether a date is a term that counts from an act, 之日起30日内: it has no days.

    三年内 (within three years) is a date, whose days are not known.
    """
    if TERM_LEAD_RE.search(flat, max(quantity.start - 8, 0), quantity.start):
        return True
    if quantity.unit == "周年":  # 建党100周年: a hundred years, and a day
        return True
    is_open = date.first is None and flat[date.end - 1] in "内前"
    if does in (RULE, "") and is_open and quantity.unit in TIMES:
        return (
            AHEAD_RE.search(flat, max(quantity.start - 4, 0), quantity.start)
            is None
        )
    return is_open and quantity.unit in (*SHORT_TIMES, "个月")


class Sentences:
    """The sentences of a text. Few hold a quantity: only these are looked at."""

    def __init__(self, flat: str, dates: Dates) -> None:
        """Find the marks that may end a sentence."""
        self.flat = flat
        self.dates = dates
        self.marks = places_of(flat, SENTENCE_ENDS).tolist()
        self.hard = is_hard_wrapped(flat)
        self.last = Sentence(0, 0, None, None)

    def at(self, place: int) -> Sentence:
        """Return the sentence around a place; several quantities may be in one."""
        if not self.last.start <= place < self.last.end:
            self.last = self._find(place)
        return self.last

    def _find(self, place: int) -> Sentence:
        """Find the sentence; a due date holds until the next in its paragraph."""
        after = bisect(self.marks, place)
        before = after - 1
        while after < len(self.marks) and not self._ends(after):
            after += 1
        while before >= 0 and not self._ends(before):
            before -= 1
        start = self.marks[before] + 1 if before >= 0 else 0
        is_last = after == len(self.marks)
        end = len(self.flat) if is_last else self.marks[after]
        due = None
        if self.dates.due:
            paragraph_end = self._paragraph_end(before)
            due = self.dates.due_by(end, paragraph_end)
        told = _told_before(self.flat, self.dates, start)
        return Sentence(start, end, due, told)

    def _ends(self, number: int) -> bool:
        """Whether this mark ends a sentence: a line end may be one that a page has set."""
        place = self.marks[number]
        if self.flat[place] != "\n":
            return True
        return not is_wrapped(self.flat, place, self.hard)

    def _paragraph_end(self, number: int) -> int:
        """Where the paragraph before ends, from this mark back; -1 at the head of the text."""
        for before in range(number, -1, -1):
            end = self.marks[before]
            ends_line = "\n" in self.flat[end : end + 2]
            if (
                ends_line
                and self._ends(before)
                and not _lists_on(self.flat, end)
            ):
                return end
        return -1


def _lists_on(flat: str, end: int) -> bool:
    """Whether the next paragraph is an item with a dash: the due date above holds there."""
    return LIST_ITEM_RE.match(flat, end) is not None


def is_hard_wrapped(flat: str) -> bool:
    """Whether the lines of a text end where the page did, and not where a paragraph does."""
    full = [line for line in flat.split("\n") if len(line) >= LEAST_WRAPPED]
    ended = sum(line.rstrip()[-1:] in NEVER_BEFORE for line in full)
    return len(full) - ended > WRAPPED_SHARE * len(full)


def is_wrapped(flat: str, place: int, hard: bool = False) -> bool:
    """Whether the line end at *place* is inside a sentence, as in a copy from a PDF.

    *hard*: it is so all over the text, so that a full line is one that goes on.

    >>> is_wrapped("落实营商环境试点改革，\\n推进", 11)
    True
    """
    before, after = flat[place - 1 : place], flat[place + 1 : place + 2]
    if not before or not after or before in NEVER_BEFORE or after in BLANKS:
        return False
    is_number = before.isdecimal() or before in "万亿"
    if is_number and after in CUT_UNITS:
        return True
    if before in BEFORE_VALUES and after.isdecimal():
        return True
    if MARKER_RE.match(flat, place + 1):
        return False
    if before in GOES_ON_AFTER or after in GOES_ON_BEFORE:
        return True
    if not hard:
        return False
    line_start = flat.rfind("\n", 0, place) + 1
    length = place - line_start
    if length < LEAST_WRAPPED:
        return False
    return length > MOST_HEADING or not MARKER_RE.match(flat, line_start)


def _date_of_clause(flat: str, named: list[When]) -> When | None:
    """The last of these dates that is none of comparison (比2000年, than in 2000)."""
    for date in reversed(named):
        is_compared = flat[date.start - 1 : date.start] in COMPARING
        # 是2010年的2.6倍: that year is only counted from
        is_base = flat[date.start - 1 : date.start] == "是"
        if date.role != "since" and not (is_compared or is_base):
            return date
    return None


def _cut_clause(
    flat: str,
    quantity: Quantity,
    sentence: Sentence,
    *,
    named: When | None,
    about: When | None,
    section: str,
) -> Clause:
    """Cut the words around a quantity out of its sentence."""
    start, end = quantity.start, quantity.end
    earliest = max(sentence.start, start - MOST_BEFORE)
    latest = min(sentence.end, end + MOST_AFTER)
    head = flat[earliest:start]
    clause_start = earliest + max(map(head.rfind, "，：,")) + 1
    pause = PAUSE_RE.search(flat, end, latest)
    clause_end = pause.start() if pause else latest
    lead = flat[clause_start:start]
    if lead.rstrip()[-1:] in LIST_ENDS:
        lead = _without_values(lead)
    lead = lead.replace("\n", "")  # of a line that a page has cut
    tail = flat[quantity.unit_end : latest].replace("\n", "")
    if quantity.bound == "exact":
        bound = _bound_far(quantity, lead, flat, tail)
        if bound != "exact":
            quantity = quantity._replace(bound=bound)
    return Clause(
        quantity,
        clause_start,
        clause_end,
        flat[clause_start:clause_end],
        head.replace("\n", ""),
        flat[clause_start:start].replace("\n", ""),
        flat[end:clause_end].replace("\n", ""),
        named,
        sentence.due,
        about,
        sentence.told,
        section,
        following=flat[end:latest].replace("\n", ""),
        lead=lead,
        tail=VALUES_AFTER_RE.sub("", tail),
    )


def _without_values(lead: str) -> str:
    """Take the values of a list from the end of *lead*; a year or a day is none."""
    values = VALUES_BEFORE_RE.search(lead, max(len(lead) - MOST_LIST, 0))
    if values is None or PERIOD_RE.match(values[0]):
        return lead
    return lead[: values.start()]


def _bound_far(quantity: Quantity, lead: str, flat: str, tail: str) -> str:
    """How words at a distance bound a quantity: 至少建成1所, at least one is to be built."""
    for word, bound in BOUND_WORDS.items():
        if flat.endswith(word, quantity.unit_end, quantity.end):
            return bound
    if quantity.unit in TIMES and WITHIN_RE.match(tail):
        return "at most"
    near = lead[-NEAR:]
    for bound, words in BOUNDS_FAR:
        if words.search(near):
            return bound
    return "exact"


def words_up_to_end(clause: Clause) -> str:
    """Return the words of the sentence in which place and body are looked for."""
    return clause.head[-WHERE_CHARS:] + clause.words


def place_in(words: str) -> str:
    """Return the last place that *words* name, or "".

    >>> place_in("到2010年，我市要建成")  # by 2010 our city is to build
    '我市'
    """
    places = PLACE_RE.findall(words)
    return places[-1] if places else ""


def body_in(words: str) -> str:
    """Return the last body that *words* hold responsible, or "".

    >>> body_in("由财政部门负责投入")  # the finance departments are responsible for paying
    '财政部门'
    """
    if not BODY_ACTS_RE.search(words):
        return ""  # as mostly: quicker than to look for the whole body
    bodies = WHO_RE.findall(words)
    return bodies[-1] if bodies else ""
