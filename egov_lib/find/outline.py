"""Take official documents apart into their numbered parts, as a tree.

Chinese official documents number their parts by rule: 一、 holds （一）, that holds 1., that holds （1）; laws count 章, 节, 条;
speeches count 第一 and 一是 inside a paragraph. A marker's place in that order, and what was open before it, make the tree.
A heading is the line, or the line up to its first 。 where the text runs on. Lists inside a paragraph are taken apart only
where they count from one. A heading without any marker inside a numbered document is not told from a paragraph.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pandas as pd

from egov_lib.find.letterhead import (  # read_letterhead is handed on
    ATTACHED_RE,
    GENRE_RE,
    RANK,
    Line,
    N,
    is_day,
    is_note,
    marker_value,
    match_marker,
    plain_form,
    read_head,
    read_letterhead,
    split_lines,
)  # fmt: skip
from egov_lib.findings import make

__all__ = ["parse_outline", "read_letterhead"]


INLINE_RE = re.compile(
    rf"""
    [。；：，]\s?(?:
      (?P<m5>（[{N}]{{1,3}}）)                      # Case 1: 问题。（一）坚持 …
    | (?P<m6>\d{{1,2}}\.(?![\d%]))
    | (?P<m7>（\d{{1,2}}）)
    | (?P<m8>[①-⑳])
    | (?P<m4>[{N}]{{1,3}}、(?=[^{N}、]))             # Case 2: the lines of a section joined
    | (?P<m10>[{N}]{{1,3}}是(?![否不])|第[{N}]{{1,3}}(?:[，、]|要|是))  # Case 3: 一是 … 二是 …, 第一，
    )""",
    re.VERBOSE,
)
SENTENCE_RE, HEAD_END_RE = re.compile("[。；！？]"), re.compile("[。：；]")
UNNUMBERED = 19  # deeper than any marker at the start of a line, wider than an item inside it
MOST_HEADING = 60  # characters: a first sentence longer than this is text, not a heading
MOST_RUN_IN = (
    40  # characters: of 120 headings set in bold that the text runs on from, the longest has 33
)
COLUMNS = {"clause_id": "str", "parent_id": "str", "level": "int64", "kind": "str", "marker": "str"}
COLUMNS |= {"number": "float64", "heading": "str", "text_end": "int64"}


def parse_outline(docs: pd.DataFrame) -> pd.DataFrame:
    """Take documents apart into their numbered parts, as a tree.

    Returns findings in the order of the texts, a row a clause: its marker and heading, or its first sentence where it has no
    heading. Columns: clause_id and parent_id (empty at the top; ids are `doc_id/1.2`, by place), level (1 for the widest style
    of number the document uses there, 2 for what is inside it …; 0 for what has no number), kind (title, addressees, number,
    signature or date of the letterhead; heading; item, numbered inside a paragraph or a sentence of a list; article 条;
    paragraph; attachment; note), marker (as written), number (its value), heading (its first sentence, of an item too; empty
    where that is long), text_end (where the clause's own text ends, before the next clause).

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["一、总体要求\\n（一）指导思想。以应用促发展。\\n（二）原则。统一规划。"]})
    >>> parse_outline(docs)[["clause_id", "level", "marker", "heading"]].values.tolist()
    [['d/1', 1, '一、', '总体要求'], ['d/1.1', 2, '（一）', '指导思想'], ['d/1.2', 2, '（二）', '原则']]
    """
    return make(
        docs, lambda document: _clauses(document["text"], f"{document['doc_id']}/"), COLUMNS
    )


def _clauses(text: str, prefix: str) -> Iterator[tuple]:
    """Number the pieces and hang each on the last open piece of wider rank."""
    open_, counts = [], {}  # open_: (rank, id, level) of the pieces that can still take children
    flat = plain_form(text)
    pieces = sorted(_pieces(flat))
    for (start, end, rank, kind, marked, begin, stop), after in zip(
        pieces, [*pieces[1:], (len(text),)]
    ):
        while open_ and (open_[-1][0] >= rank or kind in ("title", "attachment")):
            open_.pop()
        _, parent, level = open_[-1] if open_ else (0, "", 0)
        level += rank != UNNUMBERED
        counts[parent] = counts.get(parent, 0) + 1
        own = f"{parent}.{counts[parent]}" if parent else f"{prefix}{counts[parent]}"
        open_.append((rank, own, level))
        heading = text[begin:stop].replace("\n", "")
        row = (
            start,
            end,
            own,
            parent,
            level if rank != UNNUMBERED else 0,
            kind,
            text[start:marked].strip(),
        )
        yield *row, marker_value(flat[start:marked]) or math.nan, heading, max(after[0], end)


def _pieces(flat: str) -> Iterator[tuple]:
    """Yield each line, and each item of a list inside one: start, end, rank, kind, end of marker, start and end of heading."""
    lines = split_lines(flat)
    head = read_head(lines)
    roles = {
        line.start: kind
        for kind in ("number", "addressees", "signature", "date")
        for line in getattr(head, kind)
    }
    titles = {block[0].start: block[-1].end for block in (head.title, head.enclosed) if block}
    styled = any(match_marker(line.text) for line in lines)
    done = 0
    for line, below in zip(lines, [*lines[1:], Line(0, 0, "")]):
        start, end, text = line
        if start < done:  # the second line of a title
            continue
        alone = start not in titles and _stands_alone(line, below)
        if start in titles or (
            alone and styled and GENRE_RE.search(text) and not match_marker(text)
        ):
            done = titles.get(start, end)
            yield start, done, UNNUMBERED, "title", start, start, done
        elif kind := roles.get(start) or (
            "date" if is_day(text) else "note" if is_note(text) else ""
        ):
            yield start, end, UNNUMBERED, kind, start, start, start
        else:
            yield from _line_pieces(line, below, alone and not styled)


def _line_pieces(line: Line, below: Line, alone: bool) -> list[tuple]:
    """A line of the body: its head, then the items inside it."""
    start, text = line.start, line.text
    rank, kind, marked, heading, m = UNNUMBERED, "paragraph", 0, (0, 0), match_marker(text)
    if m:
        rank, marked = int(m.lastgroup[1:]), m.end()
        stop, heading = _heading(text, marked)
        after = match_marker(below.text or " ")
        listed = text[stop:] == "；" or (
            text[stop:] == "。" and after and after.lastgroup == m.lastgroup
        )
        heads = (
            heading[1]
            and rank < RANK["——"]
            and not listed
            and (stop == len(text) or stop - marked <= MOST_RUN_IN)
        )
        kind = "article" if rank == RANK["条"] else "heading" if heads else "item"
        items = list(_inline(line, marked))
    elif ATTACHED_RE.match(text) or alone:
        rank, kind, heading = (
            (0, "heading", (0, len(text))) if alone else (UNNUMBERED, "attachment", (0, 0))
        )
        stop, items = len(text), []
    else:
        stop, items = _sentence(text), list(_inline(line, 0))
    if items and items[0][0] < start + stop:
        stop, heading = items[0][0] - start, (0, 0)
    return [
        (start, start + stop, rank, kind, start + marked, start + heading[0], start + heading[1]),
        *items,
    ]


def _stands_alone(line: Line, below: Line) -> bool:
    """Tell whether a short line without a full stop stands above running text: a heading nobody numbered."""
    return len(line.text) <= 40 and "。" in below.text and not set(line.text) & set("。；：，！")


def _sentence(text: str) -> int:
    stop = SENTENCE_RE.search(text)
    return stop.start() if stop else len(text)


def _heading(text: str, start: int) -> tuple[int, tuple[int, int]]:
    """Where a clause's head ends, and where its heading stands: up to the first 。 ： or ； if that is near, else nowhere."""
    stop = HEAD_END_RE.search(text, start + 1)
    end = stop.start() if stop else len(text)
    if end - start > MOST_HEADING:
        return end, (0, 0)
    bare = text[start:end].strip(" \u3000")
    return end, (begin := text.find(bare, start), begin + len(bare)) if bare else (0, 0)


def _inline(line: Line, start: int) -> Iterator[tuple]:
    """Items of lists inside one line, of each style that counts 1, 2, 3 … there."""
    runs = {}
    for m in INLINE_RE.finditer(line.text, start):
        mark = m[m.lastgroup]
        run = runs.setdefault((m.lastgroup, mark[:1] == "第"), [])
        if marker_value(mark) == len(run) + 1:
            run.append((m.end() - len(mark), m.end()))
    for (group, _), run in runs.items():
        rank = UNNUMBERED + 1 + int(group[1:])
        for (begin, after), following in (
            zip(run, [*run[1:], (len(line.text),)]) if len(run) > 1 else ()
        ):
            end, heading = _heading(line.text, after)
            end = min(end, following[0])
            heading = heading if heading[1] <= following[0] else (0, 0)
            places = (begin, end, after, *heading)
            begin, end, after, *heading = (line.start + place for place in places)
            yield begin, end, rank, "item", after, *heading
