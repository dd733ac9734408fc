"""The best parts of many alignments at a time: which of their blocks are worth keeping.

The blocks of all alignments lie one after the other in arrays, because there are millions of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from egov_lib.measure.arrays import expand_ranges
from egov_lib.measure.reuse.alignment import Fields, write_block
from egov_lib.measure.reuse.stretches import EDIT, EQUAL, LEAST_SCORE

# Taken from the sum of gains between two ranges: no gain makes up for it.
FAR = 1 << 40


class Blocks(NamedTuple):
    """The blocks of several alignments: an entry for each block.

    bounds: `[bounds[n]:bounds[n + 1]]` are the blocks of alignment n.
    start, other_start: where they begin, counted from the beginning of their alignment.
    chars, other_chars: how many characters they have.
    equal: how many of these are equal: all or none.
    """

    bounds: np.ndarray
    start: np.ndarray
    other_start: np.ndarray
    chars: np.ndarray
    other_chars: np.ndarray
    equal: np.ndarray

    @property
    def gains(self) -> np.ndarray:
        """What each block adds to the score of a part."""
        longer = np.maximum(self.chars, self.other_chars)
        return np.where(self.equal > 0, EQUAL * longer, -EDIT * longer)


class Parts(NamedTuple):
    """Parts of alignments: an entry for each.

    alignment: the number of the alignment.
    first, last: `[first:last]` are its blocks, which begin and end with an equal one.
    """

    alignment: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def select(self, which: np.ndarray) -> Parts:
        """Keep some of them."""
        return Parts(*(column[which] for column in self))


def join_parts(parts: Sequence[Parts]) -> Parts:
    """Put several one after the other."""
    return Parts(*map(np.concatenate, zip(*parts)))


def blocks_of(
    alignments: Sequence[list[Fields]],
    lengths: Sequence[int],
    other_lengths: Sequence[int],
) -> Blocks:
    """Put the blocks of alignments into arrays.

    Parameters
    ----------
    lengths, other_lengths: of the two strings of each alignment.
    """
    count = np.array(list(map(len, alignments)), np.intp)
    fields = list(zip(*chain.from_iterable(alignments))) or [()] * 5
    kinds, starts, _, other_starts, _ = fields
    start = np.array(starts, np.int64)
    other_start = np.array(other_starts, np.int64)
    equal = np.array([kind == "equal" for kind in kinds], bool)
    chars = _sizes(start, count, lengths)
    return Blocks(
        bounds=np.append(0, np.cumsum(count, dtype=np.intp)),
        start=start,
        other_start=other_start,
        chars=chars,
        other_chars=_sizes(other_start, count, other_lengths),
        equal=np.where(equal, chars, 0),
    )


def _sizes(
    start: np.ndarray, count: np.ndarray, lengths: Sequence[int]
) -> np.ndarray:
    """Give the sizes of blocks, which follow on each other, from where they begin."""
    lengths = np.array(lengths, np.int64)
    ends = np.cumsum(lengths, dtype=np.int64)
    # As if all strings were one: each block ends where the next one begins.
    begins = start + np.repeat(ends - lengths, count)
    return np.diff(begins, append=ends[-1:])


def best_parts(blocks: Blocks, seeded: tuple[np.ndarray, np.ndarray]) -> Parts:
    """Find the parts of alignments that are worth keeping.

    What is before and behind the best part of an alignment is searched again, as far as it lies in
    *seeded*, start and end of the places here where its seeds are.
    """
    found = [Parts(*np.zeros((3, 0), np.intp))]
    numbers = np.arange(len(blocks.bounds) - 1, dtype=np.intp)
    ranges = Parts(numbers, blocks.bounds[:-1], blocks.bounds[1:])
    while len(ranges.first):
        best, scores = best_of_ranges(blocks, ranges)
        enough = scores >= LEAST_SCORE
        ranges, best = ranges.select(enough), best.select(enough)
        found.append(best)
        before = Parts(best.alignment, ranges.first, best.first)
        behind = Parts(best.alignment, best.last, ranges.last)
        rest = join_parts([before, behind])
        ranges = rest.select(_touch(rest, blocks, seeded))
    return join_parts(found)


def best_of_ranges(blocks: Blocks, ranges: Parts) -> tuple[Parts, np.ndarray]:
    """Find, in each range of blocks, the successive blocks with the highest score, and the score.

    Of several with the same score it is the last, and of these the shortest. Where no block is
    equal the score is 0 or less, and says nothing.

    Source: Kadane's algorithm (Bentley, Communications of the ACM 27, 1984).
    """
    number, block = expand_ranges(ranges.first, ranges.last)
    sizes = ranges.last - ranges.first
    firsts = np.cumsum(sizes, dtype=np.intp) - sizes
    gains = blocks.gains[block]
    steps = gains.copy()
    steps[firsts] -= FAR
    after = np.cumsum(steps, dtype=np.int64)
    before = after - gains
    lowest = np.minimum.accumulate(before)
    scores = after - lowest
    best = np.maximum.reduceat(scores, firsts)
    places = np.arange(len(block), dtype=np.intp)
    is_best = scores == best[number]
    last = np.maximum.reduceat(np.where(is_best, places, 0), firsts)
    # A part that ends somewhere begins at the last place before it where the sum was lowest.
    begins = np.maximum.accumulate(np.where(before == lowest, places, 0))
    first = begins[last]
    return Parts(ranges.alignment, block[first], block[last] + 1), best


def _touch(
    ranges: Parts, blocks: Blocks, seeded: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Say of each range of blocks whether it has any, and reaches into what is seeded."""
    begin, end = (places[ranges.alignment] for places in seeded)
    last = ranges.last - 1
    first = np.minimum(ranges.first, len(blocks.start) - 1)
    ends_behind = blocks.start[last] + blocks.chars[last] > begin
    begins_before = blocks.start[first] < end
    return (ranges.first < ranges.last) & ends_behind & begins_before


def sum_of_parts(values: np.ndarray, parts: Parts) -> np.ndarray:
    """Add up a value of the blocks of each part."""
    sums = np.append(0, np.cumsum(values, dtype=np.int64))
    return sums[parts.last] - sums[parts.first]


def most_of_parts(values: np.ndarray, parts: Parts) -> np.ndarray:
    """Give the greatest of a value of the blocks of each part."""
    number, block = expand_ranges(parts.first, parts.last)
    firsts = np.searchsorted(number, np.arange(len(parts.first)))
    if not len(firsts):
        return np.zeros(0, np.int64)
    return np.maximum.reduceat(values[block], firsts)


def write_parts(blocks: Blocks, parts: Parts) -> list[str]:
    """Write each part as `write_alignment` does."""
    _, block = expand_ranges(parts.first, parts.last)
    is_equal = (blocks.equal[block] > 0).tolist()
    chars = blocks.chars[block].tolist()
    other_chars = blocks.other_chars[block].tolist()
    written = list(map(write_block, is_equal, chars, other_chars))
    ends = np.cumsum(parts.last - parts.first, dtype=np.intp).tolist()
    return [
        " ".join(written[first:last]) for first, last in pairwise([0, *ends])
    ]
