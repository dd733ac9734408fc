"""Edited passages: stretches are aligned with a margin around them, and their best parts kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from egov_lib.findings import collector_paused
from egov_lib.measure.arrays import expand_ranges, run_starts
from egov_lib.measure.reuse.alignment import align_fields
from egov_lib.measure.reuse.normal import BORDER
from egov_lib.measure.reuse.parts import (
    Blocks,
    Parts,
    best_parts,
    blocks_of,
    most_of_parts,
    sum_of_parts,
    write_parts,
)
from egov_lib.measure.reuse.runs import Box, Boxes, as_boxes, join_boxes
from egov_lib.measure.reuse.settings import Settings
from egov_lib.measure.reuse.stretches import have_neighbours

MARGIN = 24  # characters by which a passage may reach beyond its seeds
AT_ONCE = 4096  # stretches that are aligned at a time, a bound on memory
# Diagonals are looked up by so many at a time, more than BORDER
NEIGHBOURHOOD = 256


class Edited(NamedTuple):
    """Passages found by alignment: an entry for each.

    boxes: where they are.
    matched: how many characters are equal.
    longest_run: how many of them in a row.
    alignments: as `write_alignment` writes them.
    """

    boxes: Boxes
    matched: np.ndarray
    longest_run: np.ndarray
    alignments: list[str]

    def select(self, which: np.ndarray) -> Edited:
        """Keep those whose entry in *which* is true."""
        written = zip(self.alignments, which.tolist())
        return Edited(
            self.boxes.select(which),
            self.matched[which],
            self.longest_run[which],
            [alignment for alignment, is_kept in written if is_kept],
        )


NOTHING = Edited(
    as_boxes([]), np.zeros(0, np.int64), np.zeros(0, np.int64), []
)


def align_stretches(
    stretches: Boxes,
    sides: tuple[str, str],
    settings: Settings,
    min_chars: int,
) -> Edited:
    """Align stretches and give the edited passages in them.

    Parameters
    ----------
    stretches: in the order of their importance; what is in a passage of an earlier one is no
        passage of its own.
    sides: the texts here and there, in normal form.
    min_chars: a passage must be as long on one side at least.
    """
    passages, numbers = [NOTHING], [np.zeros(0, np.intp)]
    for first in range(0, stretches.how_many, AT_ONCE):
        some = stretches.select(slice(first, first + AT_ONCE))
        found, stretch = _align_some(some, sides, settings)
        passages.append(found)
        numbers.append(stretch + first)
    found, stretch = _join(passages), np.concatenate(numbers)
    is_new = _are_new(found.boxes, stretch, stretches)
    # Without an edit it is an exact run.
    longer_side = np.maximum(*_both_lengths(found.boxes))
    has_edits = found.matched < longer_side
    is_long = longer_side >= min_chars
    return found.select(is_new & has_edits & is_long)


def _join(passages: Sequence[Edited]) -> Edited:
    boxes, matched, longest_run, alignments = zip(*passages)
    return Edited(
        join_boxes(boxes),
        np.concatenate(matched),
        np.concatenate(longest_run),
        list(chain.from_iterable(alignments)),
    )


def _both_lengths(boxes: Boxes) -> tuple[np.ndarray, np.ndarray]:
    return boxes.lengths, boxes.other_lengths


def _align_some(
    stretches: Boxes, sides: tuple[str, str], settings: Settings
) -> tuple[Edited, np.ndarray]:
    """Align stretches; give the parts that are alike, and the number of the stretch of each."""
    blocks = _blocks_around(stretches, sides)
    seeds_begin = np.full(stretches.how_many, MARGIN)
    parts = best_parts(blocks, (seeds_begin, seeds_begin + stretches.lengths))
    # Those of a stretch in the order of their places.
    parts = parts.select(np.argsort(parts.first, kind="stable"))
    boxes = _boxes_of(parts, blocks, stretches)
    matched = sum_of_parts(blocks.equal, parts)
    is_alike = _are_alike(boxes, matched, settings)
    parts = parts.select(is_alike)
    found = Edited(
        boxes.select(is_alike),
        matched[is_alike],
        most_of_parts(blocks.equal, parts),
        write_parts(blocks, parts),
    )
    return found, parts.alignment


def _blocks_around(stretches: Boxes, sides: tuple[str, str]) -> Blocks:
    """Align stretches with a margin around each."""
    here, there = sides
    quotes = _cut_with_margin(here, stretches.start, stretches.end)
    other_quotes = _cut_with_margin(
        there, stretches.other_start, stretches.other_end
    )
    lengths, other_lengths = (
        list(map(len, quotes)),
        list(map(len, other_quotes)),
    )
    with collector_paused():
        alignments = list(map(align_fields, quotes, other_quotes))
        return blocks_of(alignments, lengths, other_lengths)


def _cut_with_margin(
    text: str, start: np.ndarray, end: np.ndarray
) -> list[str]:
    """Cut stretches out of a text, each with a margin on both sides."""
    places = zip((start - MARGIN).tolist(), (end + MARGIN).tolist())
    return [text[first:last] for first, last in places]


def _boxes_of(parts: Parts, blocks: Blocks, stretches: Boxes) -> Boxes:
    """Give where parts are in both texts."""
    first, last = parts.first, parts.last - 1
    here = stretches.start[parts.alignment] - MARGIN
    there = stretches.other_start[parts.alignment] - MARGIN
    return Boxes(
        here + blocks.start[first],
        here + blocks.start[last] + blocks.chars[last],
        there + blocks.other_start[first],
        there + blocks.other_start[last] + blocks.other_chars[last],
    )


def _are_alike(
    boxes: Boxes, matched: np.ndarray, settings: Settings
) -> np.ndarray:
    """Say of each box whether enough characters are equal, in number and in share."""
    both_lengths = boxes.lengths + boxes.other_lengths
    enough = matched >= settings.least_matched
    return enough & (200 * matched >= settings.least_similarity * both_lengths)


# --- what earlier passages hold -----------------------------------------------------------------


def _are_new(
    boxes: Boxes, stretch: np.ndarray, stretches: Boxes
) -> np.ndarray:
    """Say of each passage whether no earlier one holds it, or the whole stretch it is of.

    Parameters
    ----------
    boxes: of passages, those of a stretch next to each other.
    stretch: the number of the stretch of each.
    """
    is_new = np.ones(boxes.how_many, bool)
    firsts = run_starts(stretch)
    stretches = stretches.select(stretch[firsts])
    lasts = np.append(firsts[1:], boxes.how_many)
    # Most are so far from the others that none can hold them.
    doubtful = np.flatnonzero(_are_near_others(boxes, firsts, stretches))
    number, place = expand_ranges(firsts[doubtful], lasts[doubtful])
    passages = zip(number.tolist(), boxes.select(place).rows())
    rows = stretches.select(doubtful).rows()
    is_new[place] = list(_first_seen(rows, passages))
    return is_new


def _first_seen(
    stretches: Sequence[Box], passages: Iterable[tuple[int, Box]]
) -> Iterator[bool]:
    """Say of each passage whether none of an earlier stretch holds it, or its stretch.

    *passages* are the number of the stretch and the place of each, in this order.
    """
    known = _Known()
    for number, own in groupby(passages, key=itemgetter(0)):
        boxes = [box for _, box in own]
        is_held = known.hold(stretches[number])
        are_new = [not is_held and not known.hold(box) for box in boxes]
        for box in compress(boxes, are_new):
            known.add(box)
        yield from are_new


def _are_near_others(
    boxes: Boxes, firsts: np.ndarray, stretches: Boxes
) -> np.ndarray:
    """Say of each stretch whether it or a passage in it is near another stretch, or one in that.

    *firsts* are the first passages of each stretch in *boxes*.
    """
    if not len(firsts):
        return np.zeros(0, bool)
    diagonals = _ranges(
        stretches.start - stretches.other_start,
        boxes.start - boxes.other_start,
        firsts,
    )
    begin, _ = _ranges(stretches.other_start, boxes.other_start, firsts)
    _, end = _ranges(stretches.other_end, boxes.other_end, firsts)
    return have_neighbours(diagonals, (begin, end))


def _ranges(
    values: np.ndarray, more: np.ndarray, firsts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the least and the greatest of a value of each stretch, and of those of its passages."""
    least = np.minimum(values, np.minimum.reduceat(more, firsts))
    greatest = np.maximum(values, np.maximum.reduceat(more, firsts))
    return least, greatest


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
