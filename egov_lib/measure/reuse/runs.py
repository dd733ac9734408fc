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
    """Find every longest common run of at least *least* codes.

    Parameters
    ----------
    seeds: of *width* codes. Every such run must have one among its first *reach* codes and one
        among its last, and between them none farther from the next than *width*.
    sides: the texts here and there.
    """
    boxes = _join_seeds(seeds, width)
    for _ in range(reach):
        boxes = _extend(boxes, sides)
    return boxes.select(boxes.lengths >= least)


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
