"""Alignment: which characters of two passages correspond, and which parts of that are passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from egov_lib.measure.reuse.normal import BORDER
from egov_lib.measure.reuse.runs import Box
from egov_lib.measure.reuse.settings import Settings
from egov_lib.measure.reuse.stretches import EDIT, EQUAL, LEAST_SCORE

MARGIN = 24  # characters by which a passage may reach beyond its seeds
# Diagonals are looked up by so many at a time, more than BORDER
NEIGHBOURHOOD = 256


class Block(NamedTuple):
    """A piece of an alignment: [start, end) here and [other_start, other_end) there.

    kind: "equal", "replace", "delete" (only here) or "insert" (only there).
    """

    kind: str
    start: int
    end: int
    other_start: int
    other_end: int


Fields = tuple[str, int, int, int, int]  # of a block, with or without names


class Piece(NamedTuple):
    """A piece of a written alignment: its sign, and how many characters it has here and there."""

    sign: str
    chars: int
    other_chars: int


# --- aligning two strings -----------------------------------------------------------------------


def align(here: str, there: str) -> list[Block]:
    """Align two strings at the least cost.

    >>> for block in align("电子政务", "电子商务"):  # e-government, e-commerce
    ...     print(*block)
    equal 0 2 0 2
    replace 2 3 2 3
    equal 3 4 3 4
    """
    return list(map(Block._make, _align(here, there)))


def _align(here: str, there: str) -> list[Fields]:
    """Align two strings, with the fields of blocks: they are made by the million."""
    return Levenshtein.opcodes(here, there).as_list()


def equal_lengths(blocks: Sequence[Fields]) -> list[int]:
    """Give the lengths of the equal blocks."""
    return [
        end - start for kind, start, end, _, _ in blocks if kind == "equal"
    ]


def write_alignment(blocks: Sequence[Fields]) -> str:
    """Write an alignment in short.

    "=12" is twelve equal characters, "~2:3" two characters for three, "-1" one only here, "+4" four
    only there.

    >>> write_alignment(align("加快建设电子政务", "加快电子政务网"))  # (speed up) e-government
    '=2 -2 =4 +1'
    """
    return " ".join([_write_block(*block) for block in blocks])


def _write_block(
    kind: str, start: int, end: int, other_start: int, other_end: int
) -> str:
    if kind == "equal":
        return f"={end - start}"
    if kind == "replace":
        return f"~{end - start}:{other_end - other_start}"
    if kind == "delete":
        return f"-{end - start}"
    return f"+{other_end - other_start}"


def read_alignment(alignment: str) -> list[Piece]:
    """Read what `write_alignment` wrote.

    >>> [tuple(piece) for piece in read_alignment("=2 ~1:2 +3")]
    [('=', 2, 2), ('~', 1, 2), ('+', 0, 3)]
    """
    return [_read_piece(part[0], part[1:]) for part in alignment.split()]


def _read_piece(sign: str, numbers: str) -> Piece:
    if sign == "~":
        chars, other_chars = map(int, numbers.split(":"))
        return Piece(sign, chars, other_chars)
    number = int(numbers)
    chars = 0 if sign == "+" else number
    other_chars = 0 if sign == "-" else number
    return Piece(sign, chars, other_chars)


# --- the best parts of an alignment -------------------------------------------------------------


class Part(NamedTuple):
    """The blocks from *first* to before *last* of an alignment, and their score."""

    first: int
    last: int
    score: int


def best_part(blocks: Sequence[Fields]) -> Part:
    """Find the successive blocks with the highest score; of equal ones the last.

    It begins and ends with an equal block, or is empty where there is none.
    """
    best_first = best_last = best_score = 0
    first = score = 0
    number = 0
    for kind, start, end, other_start, other_end in blocks:
        number += 1
        chars = end - start
        if kind == "equal":
            score += EQUAL * chars
            if score >= best_score:
                best_first, best_last, best_score = first, number, score
            continue
        other_chars = other_end - other_start
        score -= EDIT * (chars if chars > other_chars else other_chars)
        if score <= 0:
            first, score = number, 0
    return Part(best_first, best_last, best_score)


def _best_parts(
    blocks: list[Fields], seeded: tuple[int, int]
) -> Iterator[list[Fields]]:
    """Give the parts of an alignment that are worth keeping, the best first.

    What is before and behind the best part is searched again, as far as it lies in *seeded*, start
    and end of the place here where the seeds are.
    """
    waiting = [blocks]
    while waiting:
        blocks = waiting.pop()
        first, last, score = best_part(blocks)
        if score < LEAST_SCORE:
            continue
        yield blocks[first:last]
        before = blocks[:first]
        behind = blocks[last:]
        for rest in (behind, before):
            if _touches(rest, seeded):
                waiting.append(rest)


def _touches(blocks: Sequence[Fields], seeded: tuple[int, int]) -> bool:
    if not blocks:
        return False
    (_, start, *_), (_, _, end, *_) = blocks[0], blocks[-1]
    return end > seeded[0] and start < seeded[1]


# --- from stretches to passages -----------------------------------------------------------------


class Edited(NamedTuple):
    """A passage found by alignment.

    matched: how many characters are equal.
    longest_run: how many of them in a row.
    alignment: as `write_alignment` writes it.
    """

    box: Box
    matched: int
    longest_run: int
    alignment: str


class _Known:
    """Boxes that are dealt with, looked up by their diagonal."""

    def __init__(self) -> None:
        self.boxes: defaultdict[int, list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Remember a box, for all boxes whose diagonal is near its own."""
        diagonal = box.start - box.other_start
        lowest = (diagonal - BORDER) // NEIGHBOURHOOD
        highest = (diagonal + BORDER) // NEIGHBOURHOOD
        self.boxes[lowest].append(box)
        if highest != lowest:
            self.boxes[highest].append(box)

    def hold(self, box: Box) -> bool:
        """Whether a known box holds this one, near the same diagonal."""
        start, end, other_start, other_end = box
        diagonal = start - other_start
        near = self.boxes.get(diagonal // NEIGHBOURHOOD, ())
        for first, last, other_first, other_last in near:
            if first > start or last < end:
                continue
            if other_first > other_start or other_last < other_end:
                continue
            if abs(first - other_first - diagonal) <= BORDER:
                return True
        return False


def align_stretches(
    stretches: Sequence[Box],
    sides: tuple[str, str],
    settings: Settings,
    min_chars: int,
) -> list[Edited]:
    """Align stretches and give the edited passages in them.

    Parameters
    ----------
    stretches: in the order in which they are aligned; what an earlier one held is not aligned
        again.
    sides: the texts here and there, in normal form.
    min_chars: a passage must be as long on one side at least.
    """
    found = []
    known = _Known()
    for stretch in stretches:
        if known.hold(stretch):
            continue
        for box, blocks in _align_stretch(stretch, sides):
            lengths = equal_lengths(blocks)
            matched = sum(lengths)
            if not _is_alike(box, matched, settings) or known.hold(box):
                continue
            known.add(box)
            # Without an edit it is an exact run.
            if len(blocks) > 1 and _longer_side(box) >= min_chars:
                written = write_alignment(blocks)
                found.append(Edited(box, matched, max(lengths), written))
    return found


def _align_stretch(
    stretch: Box, sides: tuple[str, str]
) -> Iterator[tuple[Box, list[Fields]]]:
    """Align a stretch with a margin around it; give where its best parts are, and their blocks."""
    start, end, other_start, other_end = stretch
    here, there = start - MARGIN, other_start - MARGIN
    blocks = _align(
        sides[0][here : end + MARGIN], sides[1][there : other_end + MARGIN]
    )
    for part in _best_parts(blocks, (MARGIN, MARGIN + end - start)):
        _, first, _, other_first, _ = part[0]
        _, _, last, _, other_last = part[-1]
        yield (
            Box(
                here + first,
                here + last,
                there + other_first,
                there + other_last,
            ),
            part,
        )


def _is_alike(box: Box, matched: int, settings: Settings) -> bool:
    """Whether enough characters are equal, in number and in share."""
    if matched < settings.least_matched:
        return False
    start, end, other_start, other_end = box
    both_lengths = end - start + other_end - other_start
    return 200 * matched >= settings.least_similarity * both_lengths


def _longer_side(box: Box) -> int:
    return max(box.end - box.start, box.other_end - box.other_start)
