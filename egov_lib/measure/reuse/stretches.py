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

from egov_lib.measure.arrays import (
    expand_ranges,
    groups_of_ranges,
    last_of_each,
)
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


NO_STRETCHES = Stretches(as_boxes([]), np.zeros(0, np.int64))


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
        return NO_STRETCHES
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
    packed, first = _large_groups(packed, settings)
    if not len(first):
        return NO_STRETCHES
    scores = _score_groups(packed, first, settings)
    enough = np.flatnonzero(scores >= EQUAL * settings.least_seeded)
    last = last_of_each(first, len(packed))
    begin = packing.unpack(packed[first[enough]])
    finish = packing.unpack(packed[last[enough]])
    boxes = boxes_between(begin, finish, settings.seed_chars)
    return Stretches(boxes, scores[enough])


def _large_groups(
    packed: np.ndarray, settings: Settings
) -> tuple[np.ndarray, np.ndarray]:
    """Group sorted seeds that are near each other, and leave out groups of too few.

    Gives the seeds that are left, and the numbers of the first of each group.
    """
    # Between two bands the step is longer than any gap, since a border is before the first place.
    apart = np.diff(packed >> BAND_BITS) > settings.gap_chars
    first = np.flatnonzero(np.append(True, apart))
    sizes = np.diff(first, append=len(packed))
    # No score is higher than that of seeds which overlap nowhere.
    is_large = sizes * settings.seed_chars >= settings.least_seeded
    left = packed[np.repeat(is_large, sizes)]
    sizes = sizes[is_large]
    return left, np.cumsum(sizes, dtype=np.intp) - sizes


def _score_groups(
    packed: np.ndarray, first: np.ndarray, settings: Settings
) -> np.ndarray:
    """Give the score of each group of seeds, of which the *first* are known."""
    step = np.diff(packed >> BAND_BITS)
    drift = np.abs(np.diff(packed & IN_BAND))
    gain = EQUAL * np.minimum(step, settings.seed_chars) - EDIT * drift
    gain[first[1:] - 1] = -FAR
    return EQUAL * settings.seed_chars + _best_gains(gain, first)


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
    """Say of each box, whose sides are equally long, whether they differ."""
    here, there = sides.here.codes, sides.there.codes
    number, at = expand_ranges(boxes.start, boxes.end)
    shift = boxes.other_start - boxes.start
    unequal = here[at] != there[at + shift[number]]
    return np.bincount(number[unequal], minlength=boxes.how_many) > 0


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
    """Say which codes of PEEK are equal on a diagonal: a column for each box, a row a place."""
    here, there = sides.here.codes, sides.there.codes
    other_at = boxes.other_start + PEEK[:, None]
    at = other_at + diagonal
    # Beyond the end the last code is taken: a border, which equals nothing.
    codes = here[np.minimum(at, len(here) - 1)]
    return codes == there[np.minimum(other_at, len(there) - 1)]


def _best_scores(
    on_first: np.ndarray, on_last: np.ndarray, change: np.ndarray
) -> np.ndarray:
    """Give the best score of any alignment that changes the diagonal once, or never.

    Each column of *on_first* and *on_last* says which codes are equal on a diagonal; *change* is
    what it costs to change from the first to the last.
    """
    first, last = _running_scores(on_first), _running_scores(on_last)
    # The best that ends at each place on the first diagonal, begun anywhere.
    ends_on_first = first - np.minimum.accumulate(np.minimum(first, 0))
    # The best that ends there on the last, changed to from the first at any place before.
    changed = np.maximum(ends_on_first - change.astype(np.int16), 0)
    ends_on_last = last + np.maximum.accumulate(changed - last)
    return np.maximum(ends_on_first.max(axis=0), ends_on_last.max(axis=0))


def _running_scores(equal: np.ndarray) -> np.ndarray:
    """Give the score of each column from its beginning to each place."""
    gains = equal * np.int16(EQUAL + EDIT) - np.int16(EDIT)
    return np.cumsum(gains, axis=0, dtype=np.int16)


def _longest_runs(equal: np.ndarray) -> np.ndarray:
    """Give the length of the longest run of equal codes in each column."""
    so_far = np.cumsum(equal, axis=0, dtype=np.int16)
    before_run = np.maximum.accumulate(np.where(equal, 0, so_far), axis=0)
    return (so_far - before_run).max(axis=0)


def merge_stretches(boxes: Boxes) -> Boxes:
    """Join stretches that overlap on both sides, and give them with the longest first.

    A passage that drifts by more than a band is found in parts, one for each band. Of equally long
    ones that comes first which begins first there.
    """
    boxes = boxes.select(np.argsort(boxes.other_start, kind="stable"))
    diagonal = boxes.start - boxes.other_start
    together = have_neighbours(
        (diagonal, diagonal), (boxes.other_start, boxes.other_end)
    )
    alone = np.flatnonzero(~together)
    merged, firsts = _merge(boxes, np.flatnonzero(together))
    every = join_boxes([boxes.select(alone), merged])
    number = np.append(alone, firsts)
    return every.select(np.lexsort((number, -every.other_lengths)))


Ranges = tuple[np.ndarray, np.ndarray]  # where each begins and ends


def have_neighbours(diagonals: Ranges, there: Ranges) -> np.ndarray:
    """Say of each of some things whether others are near its diagonals and overlap it there.

    Parameters
    ----------
    diagonals: the least and the greatest diagonal of each; those up to BORDER apart are near.
    there: where it begins and ends there.
    """
    least, greatest = diagonals
    begin, end = there
    band = groups_of_ranges(least, greatest + BORDER + 1)
    # Ranges of different bands are moved apart.
    shift = band * (end.max(initial=0) + 1)
    group = groups_of_ranges(begin + shift, end + shift)
    return np.bincount(group)[group] > 1


def _merge(boxes: Boxes, which: np.ndarray) -> tuple[Boxes, np.ndarray]:
    """Join some of the boxes, which are sorted by other_start, as far as they belong together.

    Gives what became of them, and of each the number of its first box.
    """
    merged: list[Box] = []
    firsts: list[int] = []
    # The places in *merged* of those that reach beyond the current place.
    still_open: list[int] = []
    for number, box in zip(which.tolist(), boxes.select(which).rows()):
        still_open = [
            n for n in still_open if merged[n].other_end > box.other_start
        ]
        for known in still_open:
            if _belong_together(merged[known], box):
                merged[known] = _hull(merged[known], box)
                break
        else:
            still_open.append(len(merged))
            merged.append(box)
            firsts.append(number)
    return as_boxes(merged), np.array(firsts, np.intp)


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
