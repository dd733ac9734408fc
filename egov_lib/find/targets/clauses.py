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

from egov_lib.find.targets.quantities import Quantity
from egov_lib.find.targets.sections import find_sections

SENTENCE_RE = re.compile(r"[^。；！？\n]+")
PAUSE_RE = re.compile("[，：,]")
MOST_BEFORE = (
    300  # characters of a sentence before a quantity that are looked at
)
MOST_AFTER = 200  # characters after it
MOST_DATES = 12  # before it, in its sentence
COMPARING = (
    "比",
    "较",
)  # 比2000年翻一番: double that of 2000, which is no due date

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
WHERE_CHARS = (
    120  # of the sentence before, in which place and body are looked for
)


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
    """A sentence: where it is, and the due date that holds in it, its own or an earlier one."""

    start: int
    end: int
    due: When | None


class Clause(NamedTuple):
    """A quantity with the words around it.

    start, end, words: of the clause, from pause to pause
    head: the words of the sentence before the quantity, 300 characters at most
    before, after: the words of the clause before and after the quantity
    named: the date that the sentence names before the quantity, or None
    due: the due date that holds here, or None
    section: what the stretch of the document does: report, plan, rule, or ""
    following: the words of the sentence after the quantity, 200 characters at most
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
    section: str = ""
    following: str = ""


class Dates:
    """The dates of a text, in its order."""

    def __init__(self, dates: list[When]) -> None:
        """Keep the dates, and where each starts."""
        self.dates = dates
        self.starts = [date.start for date in dates]

    def before(self, place: int, earliest: int) -> list[When]:
        """Return the last dates that start from *earliest* on and not after *place*."""
        last = bisect(self.starts, place)
        dates = self.dates[max(last - MOST_DATES, 0) : last]
        return [date for date in dates if date.start >= earliest]

    def due_by(self, place: int, earliest: int) -> When | None:
        """Return the last due date that starts after *earliest* and not after *place*."""
        first, last = bisect(self.starts, earliest), bisect(self.starts, place)
        due = [date for date in self.dates[first:last] if date.is_due]
        return due[-1] if due else None


def find_clauses(
    flat: str, quantities: Iterable[Quantity], dates: list[When]
) -> Iterator[Clause]:
    """Yield each quantity with its clause; a number that belongs to a date is left out.

    *flat* is a text in plain digits and numerals (`numerals.plain`).
    """
    all_dates = Dates(dates)
    sections = find_sections(flat)
    sentences = _sentences(flat, all_dates)
    sentence = Sentence(0, 0, None)
    for quantity in quantities:
        start = quantity.start
        while sentence.end <= start:
            sentence = next(sentences)
        earliest = max(sentence.start, start - MOST_BEFORE)
        named = all_dates.before(start, earliest)
        if (
            named and start < named[-1].end
        ):  # the 3 of 近3年, in the last 3 years
            continue
        date = _date_of_clause(flat, named)
        clause = _cut_clause(flat, quantity, sentence, date)
        yield clause._replace(section=sections.at(start))


def _sentences(flat: str, dates: Dates) -> Iterator[Sentence]:
    """Yield the sentences; a due date holds until the next, within its paragraph."""
    due = None
    done = -1
    for found in SENTENCE_RE.finditer(flat):
        start, end = found.span()
        due = dates.due_by(end, done) or due
        yield Sentence(start, end, due)
        done = end
        marks = flat[end : end + 2]
        if "\n" in marks:
            due = None


def _date_of_clause(flat: str, named: list[When]) -> When | None:
    """The last of these dates that is none of comparison (比2000年, than in 2000)."""
    for date in reversed(named):
        is_compared = flat[date.start - 1 : date.start] in COMPARING
        if date.role != "since" and not is_compared:
            return date
    return None


def _cut_clause(
    flat: str, quantity: Quantity, sentence: Sentence, named: When | None
) -> Clause:
    """Cut the words around a quantity out of its sentence."""
    start, end = quantity.start, quantity.end
    earliest = max(sentence.start, start - MOST_BEFORE)
    latest = min(sentence.end, end + MOST_AFTER)
    head = flat[earliest:start]
    clause_start = earliest + max(map(head.rfind, "，：,")) + 1
    pause = PAUSE_RE.search(flat, end, latest)
    clause_end = pause.start() if pause else latest
    return Clause(
        quantity,
        clause_start,
        clause_end,
        flat[clause_start:clause_end],
        head,
        flat[clause_start:start],
        flat[end:clause_end],
        named,
        sentence.due,
        following=flat[end:latest],
    )


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
    bodies = WHO_RE.findall(words)
    return bodies[-1] if bodies else ""
