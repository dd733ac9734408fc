"""Show a text as a page: a passage with its English, a whole text beside its witness, a source's
card.

Everything here returns a `Page`, HTML that a notebook shows as such. Whatever comes from a document
is escaped, and characters that can't be seen (zero-width, direction marks) are written out, so a
hostile source is shown and never run. `passage` is the one door to a passage: explorers, checks and
lessons show theirs with it.

>>> import egov_lib as egov
>>> shown = egov.passages.passage("opinion-2002:2.1.4")
>>> "The e-government network consists of" in shown
True
"""

from __future__ import annotations

from egov_lib.show.passages.cards import (
    cards_compared,
    four_dates,
    source_card,
)
from egov_lib.show.passages.clauses import (
    CHANGES,
    passage,
    side_by_side,
    who_speaks,
)
from egov_lib.show.passages.documents import Source, find_document
from egov_lib.show.passages.page import STYLE, Page, font_sample, page
from egov_lib.show.passages.readers import marks_differing
from egov_lib.show.safe_text import escape
from egov_lib.show.style import FONTS

__all__ = [
    "CHANGES",
    "FONTS",
    "STYLE",
    "Page",
    "Source",
    "cards_compared",
    "escape",
    "find_document",
    "font_sample",
    "four_dates",
    "marks_differing",
    "page",
    "passage",
    "side_by_side",
    "source_card",
    "who_speaks",
]
