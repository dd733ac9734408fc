"""Which year a text speaks of, and in which year it speaks.

A title or a heading with one year (2024年工作回顾, review of the work of 2024) says what the
paragraphs below are about, until a heading of its level or above takes over: there 全年 (the whole
year) and 9月 (September) are of that year. 今年 (this year) is another thing: the year in which the
text speaks. It is the document's date, else its number, else what title and headings leave open
to one year only.

Only lines are looked at, by their first characters and their length; no outline is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from egov_lib.find.numerals import small_number
from egov_lib.find.numerals.values import YEAR
from egov_lib.seen import keep_by_text

LEAST_YEAR = 1000  # a year written in full
SIXTH_PLAN = 1981  # its first year; each has five
TITLE, PART = 0, 1  # levels above those of the markers
MOST_TITLE_CHARS = 900  # the title is in the first characters …
MOST_TITLE_LINES = 24  # … and lines: a portal's table of labels may be above
# 主题分类：2022年公报: a label of a portal's table with its value is no title
LABELLED_RE = re.compile(r"[^\n：:]{2,8}[：:]")
# The last row is the level of what has no marker, but looks like a heading.
LEVELS = {"part": PART, "numeral": 2, "bracket": 3, "digit": 4, "bare": PART}
# It begins with the line end before the heading: `re` finds that faster than it tries ^.
HEADING_RE = re.compile(
    r"""
    \n[\ \t\u3000\xa0\#*]*
    (?:
        (?P<part>第[一二三四五六七八九十]{1,3}(?:部分|[章篇]))
      | (?P<numeral>[一二三四五六七八九十]{1,3}[、.．])
      | (?P<bracket>[（(][一二三四五六七八九十]{1,3}[)）])
      | (?P<digit>\d{1,2}[.．、](?!\d))
      | (?P<bare>(?=[^\n。，；：]{4,32}$)
            (?=[^\n]*(?:年|[十一二三四五]五)[^\n]*
               (?:回顾|总结|工作|情况|任务|安排|目标|打算|展望|部署|要点|成就|业绩|历程)))
    )
    [\ \u3000]?(?P<words>[^\n。；]{0,40})(?=[。；\n]|$)
    """,
    re.VERBOSE | re.MULTILINE,
)
YEAR_RE = re.compile(
    rf"(?<!\d)(?P<first>{YEAR})\ ?年(?!代|\ ?\d{{1,2}}\ ?月\ ?\d)"
)
# （2023年5月）, the month of a document, is no title
BARE_MONTH_RE = re.compile(
    r"[（(]?[^，。；]{0,12}年\ ?.{1,3}月(?:\ ?.{1,3}日)?[)）]?"
)
SPAN_OF_YEARS_RE = re.compile(
    rf"(?P<first>{YEAR}|\d\d)\ ?年?\ ?[-—–~～至到]+\ ?(?P<last>{YEAR}|\d\d)\ ?年"
)
PLAN_RE = re.compile(
    '[“"‘「『”](?P<plan>十[一二三四五六]?|[六七八九])五[”"’」』“]'
)
REVIEW_RE = re.compile(
    "回顾|总结|情况|成就|成绩|公报|通报|决算|统计|年度报告|年报|月报"
)
# 一、去年工作回顾 (review of the work of last year), 过去一年工作回顾
LAST_YEAR_RE = re.compile(
    "(?:去年|过去的?一年|上一?年)(?:度|的)?[^，。；：]{0,8}(?:回顾|总结|工作|情况)"
)
REVIEW_OF_WORK_RE = re.compile("回顾|总结")
OUTLOOK_RE = re.compile(
    "安排|任务|部署|打算|展望|要点|计划|目标|工作(?:重点|思路|要求|建议)|主要工作"
)
RUNNING_RE = re.compile("[，。；]")  # a title has none of these
# 2023年工作总结 (summary of the work of 2023): written at its end, or after it
SUMMARY_RE = re.compile(
    rf"(?P<year>{YEAR})\ ?年(?:度|[上下]半年)?[^，。；\n\d]{{0,24}}总结"
)
# 2023年预算执行情况和2024年预算草案: report of 2023, put before a congress in 2024
DRAFT_TITLE_RE = re.compile(
    rf"{YEAR}\ ?年[^，。；\n\d]{{0,30}}执行情况[^，。；\n\d]{{0,3}}(?P<year>{YEAR})"
    r"\ ?年[^，。；\n\d]{0,30}草案"
)
# 国发〔2006〕1号: the document's own number is a line by itself.
OWN_NUMBER_RE = re.compile(
    r"^[ \t\u3000]*[\u4e00-\u9fff]{1,14}[ ]?[〔\[［﹝（(【]((?:19|20)\d\d)[〕\]］﹞）)】]"
    r"第?[ ]?\d{1,5}[ ]?号[ \t\u3000]*$",
    re.MULTILINE,
)
OUTLOOK_TITLE_RE = re.compile(
    "政府工作报告|工作要点|工作计划|工作安排|工作任务|行动计划|实施方案|工作方案"
)


class Topic(NamedTuple):
    """What the text below a title or a heading is about.

    level: 0 for the title; the greater, the lower
    first, last: its years; 0 where it names several that are no span
    words: of the title or the heading
    """

    level: int
    first: int
    last: int
    words: str

    @property
    def year(self) -> int:
        """The year, where it is one; else 0."""
        return self.first if self.first == self.last else 0

    @property
    def reviews(self) -> bool:
        """Whether it looks back on its year."""
        return REVIEW_RE.search(self.words) is not None

    def resolved(self, spoken: int) -> Topic:
        """Give 去年工作回顾 (review of last year) its year, where the year of speaking is known."""
        if not spoken or self.first or not LAST_YEAR_RE.match(self.words):
            return self
        return self._replace(first=spoken - 1, last=spoken - 1)

    @property
    def summed_up(self) -> int:
        """The year of which it is a summary (总结); else 0."""
        summary = SUMMARY_RE.search(self.words)
        return small_number(summary["year"]) if summary else 0


class Heading(NamedTuple):
    """A title or heading: where it starts, and its topic; its years are 0 where it names none."""

    start: int
    topic: Topic


class Spoken(NamedTuple):
    """The year in which a text speaks, where no date says it; 0 if not known.

    source: how it is known, in words
    """

    year: int
    source: str


UNKNOWN_YEAR = Spoken(0, "")


@keep_by_text  # dates and targets ask for the same text
def headings(flat: str) -> list[Heading]:
    """List the title and the headings of a text, in its order."""
    title = _title(flat)
    found = [Heading(0, title)] if title else []
    for match in HEADING_RE.finditer(f"\n{flat}"):
        words = match["words"]
        found.append(Heading(match.start(), _topic(_level(match), words)))
    return found


def _level(match: re.Match) -> int:
    for name, level in LEVELS.items():
        if match[name] is not None:
            return level
    raise ValueError(
        f"{match[0]!r} is no heading: HEADING_RE has another kind"
    )


def _title(flat: str) -> Topic | None:
    """The topic of the title: of the first lines, up to the first that is running text."""
    lines = []
    for line in flat[:MOST_TITLE_CHARS].split("\n")[:MOST_TITLE_LINES]:
        if RUNNING_RE.search(line) or (
            lines and HEADING_RE.match(f"\n{line}")
        ):
            break
        if line.strip():
            lines.append(line.strip())
    for line in lines:
        topic = _topic(TITLE, line)
        is_label = (
            LABELLED_RE.match(line) is not None
            or BARE_MONTH_RE.fullmatch(line) is not None
        )
        if topic.first and not is_label and not _is_day(line):
            return topic
    return None


def _is_day(line: str) -> bool:
    """Return whether a line holds a day, as one that says when and where a report was given."""
    return (
        re.search(r"月\ ?[\d一二三四五六七八九十]{1,3}\ ?[日号]", line)
        is not None
    )


def _topic(level: int, words: str) -> Topic:
    """Read the years that a title or heading names."""
    if "年" not in words and "五" not in words:
        return Topic(level, 0, 0, words)
    plan = PLAN_RE.search(words)
    if plan:
        first = SIXTH_PLAN + 5 * (small_number(plan["plan"]) - 6)
        return Topic(level, first, first + 4, words)
    span = SPAN_OF_YEARS_RE.search(words)
    if span:
        return _topic_of_span(level, span, words)
    years = {small_number(year["first"]) for year in YEAR_RE.finditer(words)}
    if len(years) != 1:
        return Topic(level, 0, 0, words)
    (year,) = years
    return Topic(level, year, year, words)


def _topic_of_span(level: int, span: re.Match, words: str) -> Topic:
    """The years of 行动方案（2023—2025年）; none where one is of two digits."""
    first, last = small_number(span["first"]), small_number(span["last"])
    if first < LEAST_YEAR or last <= first:
        return Topic(level, 0, 0, words)
    return Topic(level, first, last, words)


class Topics:
    """The topic that holds at each place, asked for from left to right."""

    def __init__(self, found: list[Heading]) -> None:
        """Keep the headings."""
        self._rest = iter(found)
        self._next = next(self._rest, None)
        self._open: list[Topic] = []

    def at(self, place: int) -> Topic | None:
        """Return the topic that holds at a place: that of the nearest heading with a year."""
        while self._next and self._next.start <= place:
            topic = self._next.topic
            self._open = [
                above for above in self._open if above.level < topic.level
            ]
            if topic.first or _names_years(topic.words):
                self._open.append(topic)
            self._next = next(self._rest, None)
        return self._open[-1] if self._open else None


def _names_years(words: str) -> bool:
    """Return whether a heading speaks of some time, though not of one year or plan."""
    if "年" not in words:
        return False
    found = YEAR_RE.search(words) or LAST_YEAR_RE.match(words)
    return found is not None


def year_spoken(flat: str, found: list[Heading]) -> Spoken:
    """Tell in which year a text without a date speaks: by its number, its title, its headings."""
    number = OWN_NUMBER_RE.search(flat[:1500])
    if number:
        return Spoken(int(number[1]), "the document's number")
    draft = DRAFT_TITLE_RE.search(flat[:MOST_TITLE_CHARS])
    if draft:
        return Spoken(small_number(draft["year"]), "the title")
    named = [heading.topic for heading in found if heading.topic.year]
    for topic in named:
        is_title = topic.level == TITLE
        if (
            is_title
            and OUTLOOK_TITLE_RE.search(topic.words)
            and not topic.reviews
        ):
            return Spoken(topic.year, "the title")
    return _by_headings(flat, named)


def _by_headings(flat: str, named: list[Topic]) -> Spoken:
    """By a review of one year and plans for the next: spoken at the turn of the year."""
    reviewed = [topic.year for topic in _with(named, REVIEW_OF_WORK_RE)]
    planned = [
        topic.year for topic in _with(named, OUTLOOK_RE) if not topic.reviews
    ]
    if not planned:
        return UNKNOWN_YEAR
    if reviewed and planned[0] == reviewed[0] + 1 and "明年" in flat:
        return (
            UNKNOWN_YEAR
            if "去年" in flat
            else Spoken(reviewed[0], "the headings")
        )
    return Spoken(planned[0], "the headings")


def _with(topics: list[Topic], words: re.Pattern) -> Iterator[Topic]:
    return (topic for topic in topics if words.search(topic.words))
