"""The lines of a document, and the plain form in which they are read.

Portals and scanners type brackets, colons and commas in many ways, and digits in two
widths. The grammar of structure reads one plain form. It has the length of the text, so
that a place in one is the same place in the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.numerals import plain

BLANKS = " \t\r\u3000\xa0"  # at the ends of lines; U+3000 indents Chinese paragraphs

# Marks as portals and scanners type them, and as official documents have them.
TYPED = ":;,()[]［］【】﹝﹞"
OFFICIAL = "：；，（）〔〕〔〕〔〕〔〕"
OFFICIAL_FORM = dict(zip(TYPED, OFFICIAL))
TYPED_RE = re.compile(f"[{re.escape(TYPED)}]")


class Line(NamedTuple):
    """A line without the blanks at its ends: where it starts and ends, and its text."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4)
def plain_form(text: str) -> str:
    """Write *text* with plain digits and official brackets, colons and commas."""
    return TYPED_RE.sub(lambda mark: OFFICIAL_FORM[mark[0]], plain(text))
