"""Which pairs of documents are worth comparing: those that share enough sampled stretches.

Each stretch lists the documents that have it. From a short list all pairs are taken; from a
long one, as of a stock phrase or a text with a thousand copies, each document and the few
behind it, so that the work stays linear. A family of copies hangs together all the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from egov_lib.measure.arrays import expand_ranges, run_sizes, run_starts
from egov_lib.measure.duplicates.shingles import LEVELS, Sample, limit_of

MOST_IN_LIST = 12  # documents of which all pairs are taken
BEHIND = 3  # of a longer list: so many documents behind each
MOST_AT_ONCE = 4_000_000  # pairs
SLACK = 0.5  # a sample may show so much less than there is
LEAST_SHARED = 2  # stretches, but in the shortest documents


class Candidates(NamedTuple):
    """Pairs of documents, by number, the first before the second."""

    first: np.ndarray
    second: np.ndarray


def candidates(sample: Sample, least: float) -> tuple[Candidates, np.ndarray]:
    """Return the pairs that may share *least* of either, and the weight of each stretch.

    A weight is the logarithm of how many documents there are to each that has the stretch.
    """
    order = np.lexsort((sample.document, sample.number))
    document = sample.document[order].astype(np.int64)
    starts = run_starts(sample.number[order])
    sizes = run_sizes(sample.number[order])
    pair, shared = _count_pairs(document, starts, sizes, len(sample.levels))
    weights = np.zeros(len(order), np.float32)
    of_list = np.log(len(sample.levels) / np.maximum(sizes, 1))
    weights[order] = np.repeat(of_list, sizes)
    first, second = np.divmod(pair, max(len(sample.levels), 1))
    enough = _enough(sample, first, second, shared, least)
    return Candidates(first[enough], second[enough]), weights


def of_one_title(titles: list[str], is_first: np.ndarray) -> Candidates:
    """Return the pairs of documents that have one title: they may be versions.

    Parameters
    ----------
    titles: of each document, "" for none.
    is_first: whether it is the first of its exact copies; the others are left out.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for number in np.flatnonzero(is_first).tolist():
        if titles[number]:
            numbers[titles[number]].append(number)
    pairs = [
        (first, second)
        for same in numbers.values()
        for at, first in enumerate(same)
        for second in _laid_beside(same, at)
    ]
    first, second = np.array(pairs, np.int64).reshape(-1, 2).T
    return Candidates(first, second)


def _laid_beside(same: list[int], at: int) -> list[int]:
    """Those behind one of a list with which it is compared: all, or a few of a long list."""
    if len(same) <= MOST_IN_LIST:
        return same[at + 1 :]
    return same[at + 1 : at + 1 + BEHIND]


def _count_pairs(
    document: np.ndarray, starts: np.ndarray, sizes: np.ndarray, total: int
) -> tuple[np.ndarray, np.ndarray]:
    """Count how many stretches each pair shares; a pair is first * total + second."""
    ends = np.repeat(starts + sizes, sizes)
    at = np.arange(len(document), dtype=np.int64)
    is_long = np.repeat(sizes > MOST_IN_LIST, sizes)
    high = np.where(is_long, np.minimum(at + 1 + BEHIND, ends), ends)
    pairs = [np.zeros(0, np.int64)]
    counts = [np.zeros(0, np.int64)]
    step = MOST_AT_ONCE // MOST_IN_LIST
    for begin in range(0, len(document), step):
        part = slice(begin, begin + step)
        n, m = expand_ranges(at[part] + 1, high[part])
        found = document[n + begin] * total + document[m]
        pair, count = np.unique(found, return_counts=True)
        pairs.append(pair)
        counts.append(count)
    pair, where = np.unique(np.concatenate(pairs), return_inverse=True)
    shared = np.bincount(where, np.concatenate(counts), len(pair))
    return pair, shared


def _enough(
    sample: Sample,
    first: np.ndarray,
    second: np.ndarray,
    shared: np.ndarray,
    least: float,
) -> np.ndarray:
    """Whether a pair shares enough of what the coarser sample of the two has of the smaller."""
    level = np.maximum(sample.levels[first], sample.levels[second])
    smaller = np.full(len(first), np.inf)
    for one_in in LEVELS:
        kept = sample.number <= limit_of(one_in)
        sizes = np.bincount(
            sample.document[kept], minlength=len(sample.levels)
        )
        both = np.minimum(sizes[first], sizes[second])
        smaller = np.where(level == one_in, both, smaller)
    is_enough = shared >= least * SLACK * smaller
    return is_enough & (shared >= np.minimum(LEAST_SHARED, smaller))
