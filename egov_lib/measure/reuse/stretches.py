"""Stretches: places in two texts where seeds gather near a diagonal, so that they may be alike.

A pair of places has a *diagonal*: the distance between the two. It stays the same as long as two
texts agree, and shifts where something is inserted. Diagonals are cut into bands; seeds of one band
that are near each other form a stretch, which is worth aligning character by character. Most
stretches are a single seed by chance, so they are dropped by what can be seen cheaply.

The scheme is that of BLAST (Altschul et al., Journal of Molecular Biology 215, 1990).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from egov_lib.measure.arrays import last_of_each
from egov_lib.measure.reuse.normal import BAND, BORDER, Sides
from egov_lib.measure.reuse.runs import (
    Box,
    Boxes,
    as_boxes,
    boxes_between,
    join_boxes,
    unique_boxes,
)
from egov_lib.measure.reuse.seeds import Seeds, read_codes
from egov_lib.measure.reuse.settings import Settings

EQUAL = 2  # what an equal character adds to the score of an alignment
EDIT = 1  # what an edit takes away
# A diagonal is a band and a place in it: these bits
BAND_BITS = BAND.bit_length() - 1
IN_BAND = BAND - 1
LEAST_SCORE = 8  # what scores less is no passage
# Taken from the score between two stretches: no score makes up for it
FAR = 1 << 20

# Codes around a stretch that are compared first, four at a time: how far before its start and
# behind its end each four begin.
STEPS_BEFORE, STEPS_BEHIND = (-8, -4), (0, 4, 8)
CODES_AROUND = 4 * (len(STEPS_BEFORE) + len(STEPS_BEHIND))
# Of the codes around a run so many must be equal, or it is no edited passage.
LEAST_NEAR = 2
# Around the first seed: where a short passage would have its equal characters.
PEEK = np.arange(-8, 40, dtype=np.int64)

ALL_BUT_FIRST_BITS = np.uint64(0x7FFF7FFF7FFF7FFF)  # of each of four codes


class Stretches(NamedTuple):
    """Where seeds gather, and how well they score.

    The score is that of the best sequence of seeds, if nothing between them is equal.
    """

    boxes: Boxes
    scores: np.ndarray


# --- from seeds to stretches --------------------------------------------------------------------


class _Packing(NamedTuple):
    """How a seed is packed into one integer, so that one sort brings the seeds of a band together.

    From high to low: the band of its diagonal, its place there, and its diagonal in the band.

    place_bits: how many bits a place there needs.
    shift: by how much the bands are shifted.
    """

    place_bits: int
    shift: int

    @property
    def offset(self) -> int:
        """What is added to diagonals so that none is below 0."""
        return (BAND << self.place_bits) + self.shift

    def pack(self, seeds: Seeds) -> np.ndarray:
        """Pack seeds; 64 bits are needed for texts of more than some thousand characters."""
        diagonal = seeds.here - seeds.there + self.offset
        band = diagonal >> BAND_BITS
        packed = (band << self.place_bits | seeds.there) << BAND_BITS
        return packed | (diagonal & IN_BAND)

    def unpack(self, packed: np.ndarray) -> Seeds:
        """Give the seeds back."""
        band_and_place, in_band = packed >> BAND_BITS, packed & IN_BAND
        band = band_and_place >> self.place_bits
        there = band_and_place & ((1 << self.place_bits) - 1)
        here = band * BAND + in_band - self.offset + there
        return Seeds(here, there)


def find_stretches(
    seeds: Seeds, sides: Sides, settings: Settings
) -> Stretches:
    """Find where seeds gather near a diagonal.

    Bands begin with each text, so results don't depend on neighbouring texts. They are laid twice,
    the second time half a band on, so that the edge of a band cuts no passage both times.
    """
    if len(seeds.here) == 0:
        return Stretches(as_boxes([]), np.zeros(0, np.int64))
    placed = _place_in_bands(seeds, sides)
    place_bits = int(placed.there.max()).bit_length()
    found = _gather(placed, _Packing(place_bits, 0), settings)
    shifted = _gather(placed, _Packing(place_bits, BAND // 2), settings)
    return _place_back(_join(found, _without_single_runs(shifted)), sides)


def _join(found: Stretches, shifted: Stretches) -> Stretches:
    boxes = join_boxes([found.boxes, shifted.boxes])
    return Stretches(boxes, np.append(found.scores, shifted.scores))


def _place_in_bands(seeds: Seeds, sides: Sides) -> Seeds:
    """Shift the places of each text so that it begins with a band."""
    here = seeds.here - sides.here.phases.take(seeds.here)
    there = seeds.there - sides.there.phases.take(seeds.there)
    return Seeds(
        here.astype(np.int64, copy=False), there.astype(np.int64, copy=False)
    )


def _place_back(found: Stretches, sides: Sides) -> Stretches:
    """Undo `_place_in_bands`."""
    start, end, other_start, other_end = found.boxes
    # A border is longer than a band, so a shifted place is still in the same text or before it.
    back = sides.here.phases[start]
    other_back = sides.there.phases[other_start]
    boxes = Boxes(
        start + back,
        end + back,
        other_start + other_back,
        other_end + other_back,
    )
    return Stretches(boxes, found.scores)


def _gather(seeds: Seeds, packing: _Packing, settings: Settings) -> Stretches:
    """Find the stretches within bands that score enough."""
    packed = np.sort(packing.pack(seeds))
    first, last, scores = _score_groups(packed, settings)
    enough = scores >= EQUAL * settings.least_seeded
    begin = packing.unpack(packed[first[enough]])
    finish = packing.unpack(packed[last[enough]])
    boxes = boxes_between(begin, finish, settings.seed_chars)
    return Stretches(boxes, scores[enough])


def _score_groups(
    packed: np.ndarray, settings: Settings
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Group sorted seeds that are near each other; give first, last and score of each group."""
    # Between two bands the step is longer than any gap, since a border is before the first place.
    step = np.diff(packed >> BAND_BITS)
    drift = np.abs(np.diff(packed & IN_BAND))
    apart = step > settings.gap_chars
    first = np.flatnonzero(np.append(True, apart))
    gain = EQUAL * np.minimum(step, settings.seed_chars) - EDIT * drift
    best = _best_gains(np.where(apart, -FAR, gain), first)
    return (
        first,
        last_of_each(first, len(packed)),
        EQUAL * settings.seed_chars + best,
    )


def _best_gains(gain: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Give the largest sum of successive gains, 0 at least, within each group.

    *first* are the first places of the groups; between two groups the gain is -FAR.
    """
    total = np.cumsum(np.append(0, gain), dtype=np.int64)
    return np.maximum.reduceat(total - np.minimum.accumulate(total), first)


def _without_single_runs(found: Stretches) -> Stretches:
    """Leave out stretches whose seeds are one run: with bands unshifted they were found, too."""
    several = found.scores != EQUAL * found.boxes.other_lengths
    return Stretches(found.boxes.select(several), found.scores[several])


# --- which of them are promising ----------------------------------------------------------------


def keep_promising(
    stretches: Stretches, sides: Sides, settings: Settings
) -> Boxes:
    """Drop stretches that are exact runs, or would score too little if they were aligned.

    What costs least comes first: how many codes just before and behind are equal too.
    """
    boxes, scores = stretches
    bare = _are_bare(boxes, sides, settings)
    is_chain = _are_chains(stretches, bare, sides)
    # Chains of two seeds or more are aligned, whatever is between them.
    sure = is_chain & (scores >= 2 * EQUAL * settings.seed_chars)
    unsure = boxes.select(~sure & (is_chain | ~bare))
    promising = unsure.select(_score_enough(unsure, sides))
    return unique_boxes(join_boxes([boxes.select(sure), promising]))


def _are_bare(boxes: Boxes, sides: Sides, settings: Settings) -> np.ndarray:
    """Say of each stretch whether too little is equal around it for an edited passage."""
    near = _count_equal_around(boxes, sides)
    too_short = boxes.other_lengths + near < settings.least_matched
    return too_short | (near < LEAST_NEAR)


def _are_chains(
    stretches: Stretches, bare: np.ndarray, sides: Sides
) -> np.ndarray:
    """Say of each stretch whether its seeds are more than one run.

    A run of which some seeds are too common scores less than a run. Where it matters, because the
    stretch is *bare*, the codes themselves are compared.
    """
    boxes, scores = stretches
    is_chain = scores != EQUAL * boxes.other_lengths
    same_length = boxes.lengths == boxes.other_lengths
    doubtful = np.flatnonzero(bare & is_chain & same_length)
    is_chain[doubtful] = _differ(boxes.select(doubtful), sides)
    return is_chain


def _differ(boxes: Boxes, sides: Sides) -> np.ndarray:
    """Say of each box whether its two sides differ."""
    here, there = sides.here.codes, sides.there.codes
    differ = []
    for start, end, other_start, other_end in boxes.rows():
        side, other_side = here[start:end], there[other_start:other_end]
        differ.append(side.tobytes() != other_side.tobytes())
    return np.array(differ, bool)


def _count_equal_around(boxes: Boxes, sides: Sides) -> np.ndarray:
    """Count the equal codes just before and behind each stretch."""
    unequal = np.zeros(boxes.how_many, np.int64)
    for step in STEPS_BEFORE:
        unequal += _count_unequal(
            boxes.start + step, boxes.other_start + step, sides
        )
    for step in STEPS_BEHIND:
        unequal += _count_unequal(
            boxes.end + step, boxes.other_end + step, sides
        )
    return CODES_AROUND - unequal


def _count_unequal(
    at: np.ndarray, other_at: np.ndarray, sides: Sides
) -> np.ndarray:
    """Count the unequal codes among the four from each pair of places."""
    here, there = (
        read_codes(sides.here.codes, 4),
        read_codes(sides.there.codes, 4),
    )
    differ = here[at] ^ there[other_at]
    # The first bit of each code is set if any of the others is, by an overflow, or if it was.
    overflow = (differ & ALL_BUT_FIRST_BITS) + ALL_BUT_FIRST_BITS
    return np.bitwise_count((overflow | differ) & ~ALL_BUT_FIRST_BITS)


def _score_enough(boxes: Boxes, sides: Sides) -> np.ndarray:
    """Say of each stretch whether it scores enough, and more than its longest run does.

    An alignment is tried that stays on the diagonal of the first seed, or changes once to that of
    the last. It looks only at the codes of PEEK; longer stretches are all kept.
    """
    on_first = _equal_codes(boxes, sides, boxes.start - boxes.other_start)
    on_last = _equal_codes(boxes, sides, boxes.end - boxes.other_end)
    drift = np.abs(boxes.lengths - boxes.other_lengths)
    best = _best_scores(on_first, on_last, EDIT * drift)
    longest = np.maximum(_longest_runs(on_first), _longest_runs(on_last))
    enough = (best >= LEAST_SCORE) & (best > EQUAL * longest)
    return enough | (boxes.other_lengths > PEEK[-1])


def _equal_codes(
    boxes: Boxes, sides: Sides, diagonal: np.ndarray
) -> np.ndarray:
    """Say which codes of PEEK are equal on a diagonal: one row for each box."""
    here, there = sides.here.codes, sides.there.codes
    other_at = boxes.other_start[:, None] + PEEK
    at = other_at + diagonal[:, None]
    # Beyond the end the last code is taken: a border, which equals nothing.
    codes = here[np.minimum(at, len(here) - 1)]
    return codes == there[np.minimum(other_at, len(there) - 1)]


def _best_scores(
    on_first: np.ndarray, on_last: np.ndarray, change: np.ndarray
) -> np.ndarray:
    """Give the best score of any alignment that changes the diagonal once, or never.

    Each row of *on_first* and *on_last* says which codes are equal on a diagonal; *change* is what
    it costs to change from the first to the last.
    """
    first, last = _running_scores(on_first), _running_scores(on_last)
    # The best that ends at each place on the first diagonal, begun anywhere.
    ends_on_first = first - np.minimum.accumulate(np.minimum(first, 0), axis=1)
    # The best that ends there on the last, changed to from the first at any place before.
    changed = np.maximum(ends_on_first - change.astype(np.int16)[:, None], 0)
    ends_on_last = last + np.maximum.accumulate(changed - last, axis=1)
    return np.maximum(ends_on_first.max(axis=1), ends_on_last.max(axis=1))


def _running_scores(equal: np.ndarray) -> np.ndarray:
    """Give the score of each row from its beginning to each place."""
    gains = np.where(equal, np.int16(EQUAL), np.int16(-EDIT))
    return np.cumsum(gains, axis=1, dtype=np.int16)


def _longest_runs(equal: np.ndarray) -> np.ndarray:
    """Give the length of the longest run of equal codes in each row."""
    place = np.arange(equal.shape[1], dtype=np.int16)
    last_unequal = np.maximum.accumulate(
        np.where(equal, np.int16(-1), place), axis=1
    )
    return (place - last_unequal).max(axis=1)


def merge_stretches(boxes: Boxes) -> list[Box]:
    """Join stretches that overlap on both sides, and give them with the longest first.

    A passage that drifts by more than a band is found in parts, one for each band.
    """
    merged: list[Box] = []
    # The numbers of those that reach beyond the current place.
    still_open: list[int] = []
    order = np.argsort(boxes.other_start, kind="stable")
    for box in boxes.select(order).rows():
        still_open = [
            n for n in still_open if merged[n].other_end > box.other_start
        ]
        for number in still_open:
            if _belong_together(merged[number], box):
                merged[number] = _hull(merged[number], box)
                break
        else:
            still_open.append(len(merged))
            merged.append(box)
    return sorted(merged, key=_length_there, reverse=True)


def _belong_together(known: Box, box: Box) -> bool:
    """Whether two boxes, which overlap there, do so here too and are near the same diagonal."""
    if known.start >= box.end or box.start >= known.end:
        return False
    shift = (known.start - known.other_start) - (box.start - box.other_start)
    return abs(shift) <= BORDER


def _hull(known: Box, box: Box) -> Box:
    """The smallest box that holds both; *known* begins first there."""
    return Box(
        min(known.start, box.start),
        max(known.end, box.end),
        known.other_start,
        max(known.other_end, box.other_end),
    )


def _length_there(box: Box) -> int:
    return box.other_end - box.other_start
