"""Take official documents apart into their numbered parts, as a tree.

A marker's style has a rank, and what was open before it makes the tree: a part belongs to
the last part before it that is of a wider style. A heading is the line, or the line up to
its first 。 where the text runs on. Lists inside a paragraph are taken apart only where
they count from one.

A heading without any marker inside a numbered document is not told from a paragraph.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from egov_lib.find.structure.kinds import (
    begins_attachment,
    ends_as_title,
    is_day,
    is_note,
)
from egov_lib.find.structure.letterhead import Head, read_head
from egov_lib.find.structure.lines import Line, plain_form
from egov_lib.find.structure.markers import (
    RANK,
    Marker,
    find_lists,
    marker_value,
    match_marker,
)
from egov_lib.find.structure.splitting import split_lines
from egov_lib.findings import make

COLUMNS = {
    "clause_id": "str",
    "parent_id": "str",
    "level": "int64",
    "kind": "str",
    "marker": "str",
    "number": "float64",
    "heading": "str",
    "text_end": "int64",
}
# Ranks of what has no marker, and of items inside a paragraph.
UNMARKED_HEADING = 0
UNNUMBERED = 19  # deeper than any marker at the start of a line
IN_PARAGRAPH = 20  # plus the rank of the style

MOST_HEADING = 60  # characters: a first sentence longer than this is text, no heading
MOST_RUN_IN = 40  # of 120 headings that the text runs on from, the longest has 33
MOST_UNMARKED = 40  # a heading that nobody numbered

SENTENCE_END_RE = re.compile("[。；！？]")
HEADING_END_RE = re.compile("[。：；]")


class Piece(NamedTuple):
    """A stretch of a text that becomes a clause; all places count from the text's start.

    rank: how wide it is, 0 the widest
    marker_end: where its marker ends; `start` where it has none
    heading_start, heading_end: where its heading is; equal where it has none
    """

    start: int
    end: int
    rank: int
    kind: str
    marker_end: int
    heading_start: int
    heading_end: int


class Clause(NamedTuple):
    """A clause that can still take others inside it."""

    rank: int
    clause_id: str
    level: int


class Heading(NamedTuple):
    """The heading after a marker, and where the head of its clause ends."""

    start: int
    end: int
    clause_end: int


def parse_outline(docs: pd.DataFrame) -> pd.DataFrame:
    """Take documents apart into their numbered parts, as a tree.

    Returns findings in the order of the texts, one row per clause. The quote is its marker
    and heading, or its first sentence where it has no heading. Columns:
    clause_id: `doc_id/1.2`, by place in the tree
    parent_id: the clause it belongs to; empty at the top
    level: 1 for the widest style of number that the document uses there, 2 for what is
        inside it …; 0 for what has no number
    kind: of the letterhead title, addressees, number, signature or date; heading; item,
        numbered inside a paragraph or a sentence of a list; article (条); paragraph;
        attachment; note
    marker: as written
    number: the marker's value
    heading: its first sentence, of an item too; empty where that is long
    text_end: where the clause's own text ends, before the next clause

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "一、总体要求\\n（一）指导思想。以应用促发展。\\n（二）原则。统一规划。"
    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": [text]})  # requirements; principles
    >>> parse_outline(docs)[["clause_id", "level", "marker", "heading"]].values.tolist()
    [['d/1', 1, '一、', '总体要求'], ['d/1.1', 2, '（一）', '指导思想'], ['d/1.2', 2, '（二）', '原则']]
    """
    return make(
        docs, lambda document: _clauses(document["text"], document["doc_id"]), COLUMNS
    )


def _clauses(text: str, doc_id: object) -> Iterator[tuple]:
    """Number the pieces, and hang each on the last open piece of wider rank."""
    flat = plain_form(text)
    pieces = sorted(_pieces(flat))
    next_starts = [*(piece.start for piece in pieces[1:]), len(text)]
    open_clauses: list[Clause] = []
    children: dict[str, int] = {}  # how many each clause has so far
    for piece, next_start in zip(pieces, next_starts):
        _close(open_clauses, piece)
        parent = open_clauses[-1] if open_clauses else Clause(-1, "", 0)
        number = children.get(parent.clause_id, 0) + 1
        children[parent.clause_id] = number
        prefix = f"{parent.clause_id}." if parent.clause_id else f"{doc_id}/"
        is_numbered = piece.rank != UNNUMBERED
        level = parent.level + is_numbered
        open_clauses.append(Clause(piece.rank, f"{prefix}{number}", level))
        heading = text[piece.heading_start : piece.heading_end]
        yield (
            piece.start,
            piece.end,
            f"{prefix}{number}",
            parent.clause_id,
            level if is_numbered else 0,
            piece.kind,
            text[piece.start : piece.marker_end].strip(),
            marker_value(flat[piece.start : piece.marker_end]) or math.nan,
            heading.replace("\n", ""),
            max(next_start, piece.end),
        )


def _close(open_clauses: list[Clause], piece: Piece) -> None:
    """Close the clauses that can't take this piece; a title or an attachment closes all."""
    if piece.kind in ("title", "attachment"):
        open_clauses.clear()
    while open_clauses and open_clauses[-1].rank >= piece.rank:
        open_clauses.pop()


def _pieces(flat: str) -> Iterator[Piece]:
    """Yield a piece for each line, and for each item of a list inside one."""
    lines = split_lines(flat)
    head = read_head(lines)
    roles = _roles(head)
    title_ends = _title_ends(head)
    is_numbered = any(match_marker(line.text) for line in lines)
    done = 0
    for line, below in zip(lines, [*lines[1:], Line(0, 0, "")]):
        start, end, text = line
        if start < done:  # the second line of a title
            continue
        if start in title_ends:
            done = title_ends[start]
            yield Piece(start, done, UNNUMBERED, "title", start, start, done)
            continue
        alone = _stands_alone(line, below)
        role = roles.get(start) or _role(text)
        if alone and is_numbered and ends_as_title(text) and not match_marker(text):
            yield Piece(start, end, UNNUMBERED, "title", start, start, end)
        elif role:
            yield Piece(start, end, UNNUMBERED, role, start, start, start)
        else:
            yield from _line_pieces(line, below, alone and not is_numbered)


def _roles(head: Head) -> dict[int, str]:
    """What lines of the letterhead are, by where they start."""
    roles = {}
    for kind in ("number", "addressees", "signature", "date"):
        for line in getattr(head, kind):
            roles[line.start] = kind
    return roles


def _title_ends(head: Head) -> dict[int, int]:
    """Where the titles end, by where they start."""
    titles = [lines for lines in (head.title, head.enclosed) if lines]
    return {lines[0].start: lines[-1].end for lines in titles}


def _role(text: str) -> str:
    """What a line outside the letterhead is: a date, a note or "", text."""
    if is_day(text):
        return "date"
    return "note" if is_note(text) else ""


def _stands_alone(line: Line, below: Line) -> bool:
    """Whether a short line without a full stop is above running text.

    Such a line is a heading that nobody numbered.
    """
    has_mark = any(mark in line.text for mark in "。；：，！")
    return len(line.text) <= MOST_UNMARKED and "。" in below.text and not has_mark


def _line_pieces(line: Line, below: Line, is_heading: bool) -> list[Piece]:
    """Take a line of the body apart: its head, then the items inside it.

    *is_heading* says that the line is a heading that nobody numbered.
    """
    start, end, text = line
    marker = match_marker(text)
    if marker:
        own = _numbered(line, marker, below)
    elif is_heading:
        return [Piece(start, end, UNMARKED_HEADING, "heading", start, start, end)]
    elif begins_attachment(text):
        return [Piece(start, end, UNNUMBERED, "attachment", start, start, start)]
    else:
        stop = SENTENCE_END_RE.search(text)
        sentence_end = start + stop.start() if stop else end
        own = Piece(start, sentence_end, UNNUMBERED, "paragraph", start, start, start)
    items = list(_items(line, own.marker_end - start))
    if items and items[0].start < own.end:
        own = own._replace(end=items[0].start, heading_start=start, heading_end=start)
    return [own, *items]


def _numbered(line: Line, marker: Marker, below: Line) -> Piece:
    """The head of a line that begins with a marker: an article, a heading or an item."""
    start, _, text = line
    rank = RANK[marker.style]
    heading = _find_heading(text, marker.end)
    if marker.style == "条":
        kind = "article"
    elif rank < RANK["——"] and _is_heading(text, marker, heading, below):
        kind = "heading"
    else:
        kind = "item"
    return Piece(
        start,
        start + heading.clause_end,
        rank,
        kind,
        start + marker.end,
        start + heading.start,
        start + heading.end,
    )


def _is_heading(text: str, marker: Marker, heading: Heading, below: Line) -> bool:
    """Whether what follows a marker is a heading, not a sentence of a list.

    A sentence of a list ends in ；, or in 。 with the next item below.
    """
    if not heading.end:
        return False
    rest = text[heading.clause_end :]
    next_marker = match_marker(below.text)
    is_followed = next_marker is not None and next_marker.style == marker.style
    if rest == "；" or (rest == "。" and is_followed):
        return False
    return not rest or heading.clause_end - marker.end <= MOST_RUN_IN


def _find_heading(text: str, start: int) -> Heading:
    """Find the heading after a marker: up to the first 。 ： or ；, if that is near."""
    stop = HEADING_END_RE.search(text, start + 1)
    end = stop.start() if stop else len(text)
    bare = text[start:end].strip(" \u3000")
    if end - start > MOST_HEADING or not bare:
        return Heading(0, 0, end)
    heading_start = text.find(bare, start)
    return Heading(heading_start, heading_start + len(bare), end)


def _items(line: Line, start: int) -> Iterator[Piece]:
    """Yield the items of the lists inside one line, from *start* in the line on."""
    text = line.text[start:]
    offset = line.start + start
    for markers in find_lists(text):
        next_starts = [*(marker.start for marker in markers[1:]), len(text)]
        for marker, next_start in zip(markers, next_starts):
            heading = _find_heading(text, marker.end)
            if heading.end > next_start:
                heading = Heading(0, 0, heading.clause_end)
            yield Piece(
                offset + marker.start,
                offset + min(heading.clause_end, next_start),
                IN_PARAGRAPH + RANK[marker.style],
                "item",
                offset + marker.end,
                offset + heading.start,
                offset + heading.end,
            )
