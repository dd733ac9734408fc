"""Layouts of sentences as figures: a search laid over words, and two sentences that share much.

Both say of each character whether it fits, so that a figure can light up the few that decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

ANY = "?"  # in a search: any one character
# Characters in a row that two sentences must have to share them
LEAST_SHARED = 5
STOPS = "，。；："


class Cell(NamedTuple):
    """A character with what a search says of it.

    state: "fits", "any" (it stands where the search takes anything), "misfit" (the first that
        does not fit) or "beyond" (after that, or after the end of the search)
    """

    character: str
    state: str


def laid_over(search: str, words: str) -> list[Cell]:
    """Lay a search over words from their first character on.

    >>> [cell.state for cell in laid_over("政务?网", "政务内外网")]
    ['fits', 'fits', 'any', 'misfit', 'beyond']
    """
    cells, is_over = [], False
    for number, character in enumerate(words):
        wanted = search[number] if number < len(search) else ""
        state = _state(wanted, character, is_over)
        is_over = is_over or state in ("misfit", "beyond")
        cells.append(Cell(character, state))
    return cells


def _state(wanted: str, character: str, is_over: bool) -> str:
    if is_over or not wanted:
        return "beyond"
    if wanted == ANY:
        return "any"
    return "fits" if wanted == character else "misfit"


class Stretch(NamedTuple):
    """Some characters of a sentence."""

    words: str
    is_shared: bool  # the other sentence has them, too, wherever they stand


def lines_of(sentence: str, other: str, longest: int) -> list[list[Stretch]]:
    """A sentence in lines that end at a comma, divided into what the other one has and has not.

    Parameters
    ----------
    longest: characters that a line has at most; one without a comma may be longer.

    >>> lines_of("各部门要认真贯彻部署。", "当前，各部门认真贯彻部署。", 20)[0]
    [Stretch(words='各部门要', is_shared=False), Stretch(words='认真贯彻部署。', is_shared=True)]
    """
    shared = _shared(sentence, other)
    lines, start = [], 0
    for end in _line_ends(sentence, longest):
        marked = zip(sentence[start:end], shared[start:end])
        lines.append(list(_stretches(marked)))
        start = end
    return lines


def _shared(sentence: str, other: str) -> list[bool]:
    """For each character whether it is in a run of `LEAST_SHARED` that the other sentence has."""
    shared = [False] * len(sentence)
    for start in range(len(sentence) - LEAST_SHARED + 1):
        end = start + LEAST_SHARED
        if sentence[start:end] in other:
            shared[start:end] = [True] * LEAST_SHARED
    return shared


def _line_ends(sentence: str, longest: int) -> Iterator[int]:
    """Where the lines end: after the last comma that still fits."""
    start, last = 0, 0
    for place, character in enumerate(sentence, start=1):
        if place - start > longest and last > start:
            yield last
            start = last
        if character in STOPS:
            last = place
    yield len(sentence)


def _stretches(marked: Iterator[tuple[str, bool]]) -> Iterator[Stretch]:
    for is_shared, run in groupby(marked, key=lambda pair: pair[1]):
        words = "".join(character for character, _ in run)
        yield Stretch(words, is_shared)
