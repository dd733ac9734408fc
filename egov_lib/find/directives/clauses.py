"""A text cut into clauses: what stands between two pauses, with its sentence and paragraph.

A line end inside a sentence, as copies from a PDF have it, is no end here. Words in title
marks 《》, and short slogans in quotation marks, are blanked out: what a paper is called
orders nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from egov_lib.find.structure.lines import plain_form
from egov_lib.find.targets.clauses import is_hard_wrapped, is_wrapped

PAUSE_RE = re.compile("[，：；。！？\n]")
SENTENCE_ENDS = "。！？\n"
BLANK = "□"  # as long as what it stands for
NAMED_RE = re.compile(
    r"《[^《》\n]{1,80}》|“(?!十[一二三四五]?五”)[^“”\n]{1,12}”|<[^<>\n]{0,200}>"
)
CLOSING = "”’）"
LEADING_RE = re.compile(r"[\s”’）*#>]+")
# What numbers an item: （一） (1), 一是 (first), 第三，, a dash
MARKER_RE = re.compile(
    r"""
    (?: [-—–•●·▲☆]{1,2}
      | [（(][一二三四五六七八九十百\d]{1,3}[）)]
      | [一二三四五六七八九十]{1,3}(?:[、.．]|是(?:要)?)
      | \d{1,3}(?:[.．、]\d{0,2}(?!\d)|[）)])
      | 第[一二三四五六七八九十百\d]{1,4}(?:[条章节]|(?=，))
      | [①-⑳]
    )[\s\u3000]*
    """,
    re.VERBOSE,
)


class Clause(NamedTuple):
    """A clause.

    start, end: where it is, its pause left out
    words: it as it was read, without the marker of an item
    pause: the mark behind it; "" at the end of the text
    opens_sentence, opens_part, opens_paragraph: whether it is the first of its sentence, of a
        part between two 。 or ；, of its paragraph
    marker: what numbers the item that it opens, or ""
    """

    start: int
    end: int
    words: str
    pause: str
    opens_sentence: bool
    opens_part: bool
    opens_paragraph: bool
    marker: str

    @property
    def words_start(self) -> int:
        """Where its words begin, behind the marker."""
        return self.end - len(self.words)

    @property
    def in_one_line(self) -> str:
        """Its words without the line ends that a copy has inside."""
        return self.words.replace("\n", "")


def blanked(text: str) -> str:
    """Write a text in the plain form, titles and short slogans blanked out, as long as it was."""
    return NAMED_RE.sub(lambda named: BLANK * len(named[0]), plain_form(text))


def cut_clauses(flat: str) -> Iterator[Clause]:
    """Yield the clauses of a text that `blanked` wrote, in order; none is empty."""
    hard = is_hard_wrapped(flat)
    start = 0
    before = "\n"
    for end, pause in _pauses(flat, hard):
        lead = LEADING_RE.match(flat, start, end)
        first = lead.end() if lead else start
        if first < end:
            yield _clause(flat, first, end, before, pause)
            before = ""
        before = _firmer(before, pause)
        start = end + len(pause)


def _pauses(flat: str, hard: bool) -> Iterator[tuple[int, str]]:
    """Yield each pause with its place, and the end of the text."""
    for mark in PAUSE_RE.finditer(flat):
        if mark[0] != "\n" or not is_wrapped(flat, mark.start(), hard):
            yield mark.start(), mark[0]
    yield len(flat), ""


def _firmer(before: str, pause: str) -> str:
    """Of two pauses with nothing between, the one that ends more."""
    for mark in "\n。！？；：，":
        if mark in (before, pause):
            return mark
    return pause


def _clause(
    flat: str, start: int, end: int, before: str, pause: str
) -> Clause:
    opens_sentence = before in SENTENCE_ENDS
    opens_part = opens_sentence or before == "；"
    marker = MARKER_RE.match(flat, start, end)
    words_start = marker.end() if marker else start
    words = flat[words_start:end]
    return Clause(
        start,
        end,
        words,
        pause,
        opens_sentence,
        opens_part,
        before == "\n",
        marker[0].strip() if marker else "",
    )
