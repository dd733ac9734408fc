"""The lines of a document, and the plain form in which they are read.

Portals and scanners type brackets, colons and commas in many ways, and digits in two
widths. The grammar of structure reads one plain form. It has the length of the text, so
that a place in one is the same place in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from egov_lib.find.numerals import plain
from egov_lib.seen import contains_any, keep_by_text

BLANKS = " \t\r\u3000\xa0"  # at the ends of lines; U+3000 indents Chinese paragraphs

# Marks as portals and scanners type them, and as official documents have them.
TYPED = ":;,()[]［］【】﹝﹞"
OFFICIAL = "：；，（）〔〕〔〕〔〕〔〕"
OFFICIAL_FORM = dict(zip(TYPED, OFFICIAL))
SPACED_RE = re.compile(r"\S(?:\s+\S){2,}")
# Collections of laws as Markdown begin their titles so
MARKDOWN_RE = re.compile(r"^#{1,6}(?=\ )", re.MULTILINE)
TYPED_RE = re.compile(f"[{re.escape(TYPED)}]")
has_typed = contains_any(map(ord, TYPED))


class Line(NamedTuple):
    """A line: where it starts and ends in the document, and its text in the plain form."""

    start: int
    end: int
    text: str

    def part(self, start: int, end: int) -> Line:
        """Return a part of the line; *start* and *end* count from the line's start."""
        return Line(self.start + start, self.start + end, self.text[start:end])

    def stripped(self) -> Line:
        """Return the line without the blanks at its ends."""
        text = self.text.strip(BLANKS)
        if len(text) == len(self.text):
            return self
        blanks_before = len(self.text) - len(self.text.lstrip(BLANKS))
        return self.part(blanks_before, blanks_before + len(text))


def line_around(text: str, start: int, end: int) -> str:
    """Return the line that holds the stretch from *start* to *end*.

    >>> line_around("国务院\\n国发〔2015〕17号\\n", 4, 14)
    '国发〔2015〕17号'
    """
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    return text[line_start : line_end if line_end >= 0 else len(text)]


def closed_up(text: str) -> str:
    """Write a line without its blanks where every character has one behind it.

    >>> closed_up("财 政 部"), closed_up("财政部 教育部")  # ministries of finance, education
    ('财政部', '财政部 教育部')
    """
    return re.sub(r"\s", "", text) if SPACED_RE.fullmatch(text) else text


def join(lines: Iterable[Line]) -> str:
    """Write lines as one, as a title that was broken into lines."""
    return "".join(line.text for line in lines)


def blanks_for(match: re.Match) -> str:
    """As many blanks as the match has characters, so that what follows keeps its place."""
    return " " * len(match[0])


@keep_by_text
def plain_form(text: str) -> str:
    """Write *text* with plain digits and official brackets, colons and commas."""
    flat = plain(text)
    if "#" in flat:
        flat = MARKDOWN_RE.sub(blanks_for, flat)
    if not has_typed(flat):
        return flat
    return TYPED_RE.sub(lambda mark: OFFICIAL_FORM[mark[0]], flat)
