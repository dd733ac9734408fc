"""Take official documents apart into their numbered parts, as a tree.

A marker's style has a rank, and what was open before it makes the tree: a part belongs to
the last part before it that is of a wider style. A heading is the line, or the line up to
its first 。 where the text runs on. Lists inside a paragraph are taken apart only where
they count from one.

A heading without any marker inside a numbered document is read as a paragraph.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from egov_lib.find.structure.kinds import (
    begins_attachment,
    ends_as_title,
    is_day,
    is_note,
)
from egov_lib.find.structure.letterhead import Head, head_of
from egov_lib.find.structure.lines import Line, plain_form
from egov_lib.find.structure.markers import (
    RANK,
    Marker,
    find_lists,
    find_siblings,
    item_places,
    marker_value,
    markers_of_lines,
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

# Characters: a first sentence longer than this is text, no heading
MOST_HEADING = 60
# Of 120 headings that the text runs on from, the longest has 33
MOST_RUN_IN = 40
MOST_UNMARKED = 40  # a heading without a number

SENTENCE_END_RE = re.compile("[。；！？]")
HEADING_END_RE = re.compile("[。：；]")
# 一、总体要求……3: a line of a list of contents, with its page
CONTENTS_RE = re.compile(r"(?:[.．·]{3,}|…{1,}|\t)[\ \u3000]*\d{1,3}$")
ONE_SENTENCE_RE = re.compile("[^。：；]+。")
MARK_RE = re.compile("[。；：，！]")  # which no heading has


NO_LINE = Line(0, 0, "")


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
    """A clause's place in the tree: its piece's rank, its id, its parent's, its level."""

    rank: int
    clause_id: str
    parent_id: str
    level: int


class Place(NamedTuple):
    """A line with what it is taken apart by.

    marker: the marker it begins with, or None
    role: what it is of the letterhead or signature, or ""
    below, marker_below: the line below it, and that line's marker
    above, marker_above: the same of the line above it
    may_hold_items: whether an item may begin inside it
    is_numbered: whether any line of the document begins with a marker
    """

    line: Line
    marker: Marker | None
    role: str
    below: Line
    marker_below: Marker | None
    above: Line
    marker_above: Marker | None
    may_hold_items: bool
    is_numbered: bool


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
        attachment; note, also a line of a list of contents
    marker: as written
    number: the marker's value
    heading: its first sentence, of an item too; empty where that is long
    text_end: where the clause's own text ends, before the next clause

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "一、要求\\n（一）目标。建成网络。\\n（二）原则。统一规划。"  # aims, principles
    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": [text]})
    >>> parse_outline(docs)[["clause_id", "level", "marker", "heading"]].values.tolist()
    [['d/1', 1, '一、', '要求'], ['d/1.1', 2, '（一）', '目标'], ['d/1.2', 2, '（二）', '原则']]
    """
    return make(
        docs,
        lambda document: _clauses(document["text"], document["doc_id"]),
        COLUMNS,
    )


def _clauses(text: str, doc_id: object) -> Iterator[tuple]:
    """Yield the clauses of one text: start, end, then each of COLUMNS."""
    flat = plain_form(text)
    pieces = sorted(_pieces(flat))
    next_starts = [piece.start for piece in pieces[1:]]
    next_starts.append(len(text))
    tree = Tree(f"{doc_id}/")
    for piece, next_start in zip(pieces, next_starts):
        clause = tree.add(piece)
        level = clause.level if piece.rank != UNNUMBERED else 0
        marker = text[piece.start : piece.marker_end]
        plain_marker = flat[piece.start : piece.marker_end]
        heading = text[piece.heading_start : piece.heading_end]
        yield (
            piece.start,
            piece.end,
            clause.clause_id,
            clause.parent_id,
            level,
            piece.kind,
            marker.strip(),
            marker_value(plain_marker) or math.nan,
            heading.replace("\n", ""),
            max(next_start, piece.end),
        )


class Tree:
    """The tree of a document: hangs each piece on the last open one of wider rank."""

    def __init__(self, prefix: str) -> None:
        """Begin a tree whose ids begin with *prefix*."""
        root = Clause(-1, "", "", 0)
        self.prefix = prefix
        self.open = [root]  # what can still take children
        self.children: dict[str, int] = {}  # how many each clause has so far

    def add(self, piece: Piece) -> Clause:
        """Give a piece its place."""
        self._close(piece)
        parent = self.open[-1]
        level = parent.level if piece.rank == UNNUMBERED else parent.level + 1
        own_id = self._next_id(parent.clause_id)
        clause = Clause(piece.rank, own_id, parent.clause_id, level)
        self.open.append(clause)
        return clause

    def _next_id(self, parent_id: str) -> str:
        """The id of the next child of a clause: `doc/1.2` is the second of `doc/1`."""
        number = self.children.get(parent_id, 0) + 1
        self.children[parent_id] = number
        prefix = f"{parent_id}." if parent_id else self.prefix
        return f"{prefix}{number}"

    def _close(self, piece: Piece) -> None:
        """Close what can't take this piece; a title or an attachment closes all."""
        closes_all = piece.kind in ("title", "attachment")
        while len(self.open) > 1 and (
            closes_all or self.open[-1].rank >= piece.rank
        ):
            self.open.pop()


def _pieces(flat: str) -> Iterator[Piece]:
    """Yield a piece for each line, and for each item of a list inside one."""
    lines = split_lines(flat)
    head = head_of(flat)
    title_ends = _title_ends(head)
    done = 0
    for place in _places(flat, lines, _roles(head)):
        start = place.line.start
        if start < done:  # the second line of a title
            continue
        if start in title_ends:
            done = title_ends[start]
            yield _heading_alone(start, done, UNNUMBERED, "title")
        else:
            yield from _line_pieces(place)


def _places(
    flat: str, lines: list[Line], roles: dict[int, str]
) -> Iterator[Place]:
    """Yield the lines with what they are taken apart by."""
    markers = markers_of_lines([line.text for line in lines])
    return map(
        Place,
        lines,
        markers,
        [roles.get(line.start, "") for line in lines],
        [*lines[1:], NO_LINE],
        [*markers[1:], None],
        [NO_LINE, *lines[:-1]],
        [None, *markers[:-1]],
        _may_hold_items(flat, lines),
        itertools.repeat(any(markers)),
    )


def _may_hold_items(flat: str, lines: list[Line]) -> list[bool]:
    """Say of each line whether an item may begin inside it: one look at the text is faster."""
    places = [*item_places(flat), len(flat)]
    nearest = [places[bisect_left(places, line.start)] for line in lines]
    # The mark before an item is not the last character of its line
    return [at < line.end - 1 for at, line in zip(nearest, lines)]


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


def _line_pieces(place: Place) -> list[Piece]:
    """Take a line apart: its head, then the items inside it."""
    start, end, text = place.line
    alone = _is_alone(place)
    if alone and place.is_numbered and ends_as_title(text):
        return [_heading_alone(start, end, UNNUMBERED, "title")]
    if text[-1:].isdecimal() and CONTENTS_RE.search(text):
        return [_without_heading(start, end, "note")]
    role = place.role or _role(text)
    if role:
        return [_without_heading(start, end, role)]
    if place.marker:
        return _numbered_line(place)
    if alone and not place.is_numbered:
        return [_heading_alone(start, end, UNMARKED_HEADING, "heading")]
    if begins_attachment(text):
        return [_without_heading(start, end, "attachment")]
    return _with_items(place, _first_sentence(place.line))


def _numbered_line(place: Place) -> list[Piece]:
    """Take a line apart that begins with a marker; others of its style may follow in it.

    一、总体要求。要统一。二、主要任务。 holds two headings.
    """
    siblings = []
    if place.may_hold_items:
        siblings = find_siblings(place.line.text, place.marker)
    if not siblings:
        return _with_items(place, _numbered(place))
    starts = [0, *(marker.start for marker in siblings)]
    ends = [*starts[1:], len(place.line.text)]
    pieces = []
    for at, (start, end) in enumerate(zip(starts, ends)):
        line = place.line.part(start, end)
        marker = siblings[at - 1] if at else place.marker
        marker = marker._replace(start=0, end=marker.end - start)
        part = place._replace(
            line=line, marker=marker, below=NO_LINE, marker_below=None
        )
        pieces += _with_items(part, _numbered(part))
    return pieces


def _is_alone(place: Place) -> bool:
    """Whether a line is a heading without a number.

    That is a short line without marker and full stop above running text.
    """
    text = place.line.text
    if place.marker or len(text) > MOST_UNMARKED:
        return False
    return "。" in place.below.text and MARK_RE.search(text) is None


def _role(text: str) -> str:
    """What a line outside the letterhead is: a date, a note or "", text."""
    if is_day(text):
        return "date"
    return "note" if is_note(text) else ""


def _heading_alone(start: int, end: int, rank: int, kind: str) -> Piece:
    """A piece that is a heading and nothing else."""
    return Piece(start, end, rank, kind, start, start, end)


def _without_heading(start: int, end: int, kind: str) -> Piece:
    """A piece that has neither marker nor heading."""
    return Piece(start, end, UNNUMBERED, kind, start, start, start)


def _first_sentence(line: Line) -> Piece:
    """The head of a paragraph."""
    stop = SENTENCE_END_RE.search(line.text)
    end = line.start + stop.start() if stop else line.end
    return _without_heading(line.start, end, "paragraph")


def _with_items(place: Place, own: Piece) -> list[Piece]:
    """The head of a line, and the items inside the line, before which the head ends."""
    if not place.may_hold_items:
        return [own]
    line = place.line
    marker_chars = own.marker_end - line.start
    rest = line
    if marker_chars:
        rest = line.part(marker_chars, len(line.text))
    lists = find_lists(rest.text)
    if not lists:
        return [own]
    items = []
    for markers in lists:
        items += _items(rest, markers)
    first = items[0].start
    if first < own.end:
        own = _cut_short(own, first)
    return [own, *items]


def _cut_short(piece: Piece, end: int) -> Piece:
    """A piece that ends before its heading would, and so has none."""
    start = piece.start
    return piece._replace(end=end, heading_start=start, heading_end=start)


def _numbered(place: Place) -> Piece:
    """The head of a line that begins with a marker: an article, a heading or an item."""
    start, _, text = place.line
    marker = place.marker
    heading = _find_heading(text, marker.end)
    return Piece(
        start,
        start + heading.clause_end,
        RANK[marker.style],
        _kind(place, heading),
        start + marker.end,
        start + heading.start,
        start + heading.end,
    )


def _kind(place: Place, heading: Heading) -> str:
    """What a line is that begins with a marker."""
    style = place.marker.style
    if style == "条":
        return "article"
    if RANK[style] >= RANK["——"] or not heading.end:
        return "item"
    rest = place.line.text[heading.clause_end :]
    if not rest:
        return "heading"
    # A sentence of a list ends in ；, or in 。 with the next item below.
    if rest == "；":
        return "item"
    below, above = place.marker_below, place.marker_above
    if rest == "。" and below and below.style == style:
        return "item"
    # The last of them is one, too.
    was_sentence = ONE_SENTENCE_RE.fullmatch(place.above.text) is not None
    if rest == "。" and above and above.style == style and was_sentence:
        return "item"
    is_near = heading.clause_end - place.marker.end <= MOST_RUN_IN
    return "heading" if is_near else "item"


def _find_heading(text: str, start: int) -> Heading:
    """Find the heading after a marker: up to the first 。 ： or ；, if that is near."""
    stop = HEADING_END_RE.search(text, start + 1)
    end = stop.start() if stop else len(text)
    bare = text[start:end].strip(" \u3000")
    if end - start > MOST_HEADING or not bare:
        return Heading(0, 0, end)
    heading_start = text.find(bare, start)
    return Heading(heading_start, heading_start + len(bare), end)


def _items(line: Line, markers: list[Marker]) -> Iterator[Piece]:
    """Yield the items of one list inside a line."""
    next_starts = [marker.start for marker in markers[1:]]
    next_starts.append(len(line.text))
    offset = line.start
    for marker, next_start in zip(markers, next_starts):
        heading = _find_heading(line.text, marker.end)
        if heading.end > next_start:
            heading = Heading(0, 0, heading.clause_end)
        item_end = min(heading.clause_end, next_start)
        rank = IN_PARAGRAPH + RANK[marker.style]
        yield Piece(
            offset + marker.start,
            offset + item_end,
            rank,
            "item",
            offset + marker.end,
            offset + heading.start,
            offset + heading.end,
        )
