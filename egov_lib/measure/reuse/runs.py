"""Exact runs: the longest sequences of characters that two texts share, found from their seeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from egov_lib.measure.arrays import last_of_each
from egov_lib.measure.reuse.normal import Sides
from egov_lib.measure.reuse.seeds import Seeds


class Box(NamedTuple):
    """Where a passage is in both texts: [start, end) here and [other_start, other_end) there."""

    start: int
    end: int
    other_start: int
    other_end: int


class Boxes(NamedTuple):
    """Where passages are in both texts: an array for each field of `Box`."""

    start: np.ndarray
    end: np.ndarray
    other_start: np.ndarray
    other_end: np.ndarray

    @property
    def how_many(self) -> int:
        """The number of passages."""
        return len(self.start)

    @property
    def lengths(self) -> np.ndarray:
        """Their lengths here."""
        return self.end - self.start

    @property
    def other_lengths(self) -> np.ndarray:
        """Their lengths there."""
        return self.other_end - self.other_start

    def select(self, which: np.ndarray) -> Boxes:
        """Keep some of them."""
        return Boxes(*(column[which] for column in self))

    def select_least(self, least: int) -> Boxes:
        """Keep those that have so many codes."""
        return self.select(self.lengths >= least)

    def rows(self) -> list[Box]:
        """Give them one by one."""
        return list(map(Box, *(column.tolist() for column in self)))


def join_boxes(parts: Sequence[Boxes]) -> Boxes:
    """Put several one after the other."""
    return Boxes(*(np.concatenate(columns) for columns in zip(*parts)))


def as_boxes(boxes: Sequence[Box]) -> Boxes:
    """Make arrays of single boxes."""
    table = np.array(boxes, np.int64).reshape(-1, 4)
    return Boxes(*table.T)


def boxes_between(first: Seeds, last: Seeds, width: int) -> Boxes:
    """Make boxes from the first and the last of some seeds of *width* codes."""
    return Boxes(
        first.here, last.here + width, first.there, last.there + width
    )


def longest_runs(
    seeds: Seeds, sides: Sides, *, width: int, reach: int, least: int
) -> Boxes:
    """Find every longest common run of at least *least* codes that holds a seed.

    Parameters
    ----------
    seeds: of *width* codes. Mostly a run has one among its first *reach* codes and one among its
        last; only where some are left out because they are too common it is longer.
    sides: the texts here and there.
    """
    boxes = _join_seeds(seeds, width)
    for _ in range(reach):
        boxes = _extend(boxes, sides)
    return _extend_all(boxes, sides).select_least(least)


def _extend_all(boxes: Boxes, sides: Sides) -> Boxes:
    """Extend boxes as far as the codes are equal; those that become one are given once."""
    table = np.column_stack(boxes)
    growing = np.arange(len(table))
    grew = False
    while len(growing):
        before = Boxes(*table[growing].T)
        after = _extend(before, sides)
        more = after.lengths > before.lengths
        growing = growing[more]
        table[growing] = np.column_stack(after.select(more))
        grew = grew or len(growing) > 0
    boxes = Boxes(*table.T)
    return unique_boxes(boxes) if grew else boxes


def unique_boxes(boxes: Boxes) -> Boxes:
    """Sort boxes by their fields, and keep each once."""
    ordered = boxes.select(np.lexsort(boxes[::-1]))
    changes = [column[1:] != column[:-1] for column in ordered]
    is_new = np.append(True, np.logical_or.reduce(changes))
    return ordered.select(is_new[: ordered.how_many])


def _join_seeds(seeds: Seeds, width: int) -> Boxes:
    """Join seeds on the same diagonal that overlap or touch."""
    order = np.lexsort((seeds.there, seeds.here - seeds.there))
    seeds = seeds.select(order)
    diagonal = seeds.here - seeds.there
    apart = (np.diff(seeds.there) > width) | (np.diff(diagonal) != 0)
    first = np.flatnonzero(np.append(True, apart)[: len(order)])
    last = last_of_each(first, len(order))
    return boxes_between(seeds.select(first), seeds.select(last), width)


def _extend(boxes: Boxes, sides: Sides) -> Boxes:
    """Make boxes one code longer on each side where that code is equal."""
    here, there = sides.here.codes, sides.there.codes
    start, end, other_start, other_end = boxes
    before = here[start - 1] == there[other_start - 1]
    after = here[end] == there[other_end]
    return Boxes(
        start - before, end + after, other_start - before, other_end + after
    )
