"""Find the titles of documents in 《》, and those inside them.

Titles nest: 《关于印发〈办法〉的通知》, notice on issuing the measures. In a copy that lost
a bracket the title is still found, up to the next pause, and marked as incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import make

BRACKET_RE = re.compile("[《》〈〉\n]")
PAUSE_RE = re.compile("[，。；：！？\n《〈]")
# Characters; a bracket that stays open longer was never closed
MOST_TITLE = 150


class Title(NamedTuple):
    """A title with its brackets: where it is, its words, depth, and whether it is whole."""

    start: int
    end: int
    title: str
    depth: int
    complete: bool


def find_titles(docs: pd.DataFrame) -> pd.DataFrame:
    """Find the titles of documents in 《》, with those inside them.

    Returns findings in the order of the texts; the quote keeps its brackets. Columns:
    title: without the brackets, on one line
    depth: 0; 1 for a title inside a title, in 《》 or 〈〉; and so on
    complete: False where a bracket is missing; the quote then ends at the next pause

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "转发《关于印发〈办法〉的通知》"  # forwards a notice on measures
    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": [text]})
    >>> find_titles(docs)[["title", "depth"]].values.tolist()
    [['关于印发〈办法〉的通知', 0], ['办法', 1]]
    """
    return make(
        docs,
        lambda document: sorted(_titles(document["text"])),
        {"title": "str", "depth": "int64", "complete": "bool"},
    )


def _titles(text: str) -> Iterator[Title]:
    """Yield titles in the order in which they end."""
    # Where the brackets are that are still open, outermost first
    opened: list[int] = []
    last_break = -1
    for found in BRACKET_RE.finditer(text):
        at, mark = found.start(), found[0]
        while opened and at - opened[0] > MOST_TITLE:
            yield _broken_title(text, opened.pop(0))
        if mark in "《〈":
            opened.append(at)
        elif mark == "\n":
            is_empty_line = at == last_break + 1
            if is_empty_line:
                opened.clear()  # a title ends with its paragraph
            last_break = at
        elif opened:
            start = opened.pop()
            title = text[start + 1 : at].replace("\n", "")
            yield Title(start, at + 1, title, len(opened), True)
    for start in opened:
        yield _broken_title(text, start)


def _broken_title(text: str, start: int) -> Title:
    """A title whose bracket was never closed: up to the next pause."""
    latest = min(len(text), start + MOST_TITLE)
    pause = PAUSE_RE.search(text, start + 1, latest)
    end = pause.start() if pause else latest
    return Title(start, end, text[start + 1 : end], 0, False)
