"""Alignment: which characters of two passages correspond, and how that is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


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
    return list(map(Block._make, align_fields(here, there)))


def align_fields(here: str, there: str) -> list[Fields]:
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
    return " ".join(
        write_block(kind == "equal", end - start, other_end - other_start)
        for kind, start, end, other_start, other_end in blocks
    )


@lru_cache(maxsize=1 << 14)
def write_block(is_equal: bool, chars: int, other_chars: int) -> str:
    """Write a block by its sizes; most are one of a few hundred."""
    if is_equal:
        return f"={chars}"
    if other_chars == 0:
        return f"-{chars}"
    if chars == 0:
        return f"+{other_chars}"
    return f"~{chars}:{other_chars}"


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
