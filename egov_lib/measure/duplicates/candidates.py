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
    total = max(len(sample.levels), 1)
    order = np.lexsort((sample.document, sample.number))
    document = sample.document[order].astype(np.int64)
    number = sample.number[order]
    starts, sizes = run_starts(number), run_sizes(number)
    pair, shared = _count_pairs(document, starts, sizes, total)
    first, second = np.divmod(pair, total)
    enough = _enough(sample, first, second, shared, least)
    found = Candidates(first[enough], second[enough])
    return found, _weights(order, sizes, total)


def _weights(order: np.ndarray, sizes: np.ndarray, total: int) -> np.ndarray:
    """The weight of each stretch: the rarer, the more.

    Parameters
    ----------
    order: where each stretch stands once they are sorted by number.
    sizes: how many documents have each number, in that order.
    total: how many documents there are.
    """
    of_number = np.log(total / np.maximum(sizes, 1))
    weights = np.zeros(len(order), np.float32)
    weights[order] = np.repeat(of_number, sizes)
    return weights


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
    ends = _ends_of_pairing(starts, sizes)
    pairs = [np.zeros(0, np.int64)]
    counts = [np.zeros(0, np.int64)]
    step = MOST_AT_ONCE // MOST_IN_LIST
    for begin in range(0, len(document), step):
        some_ends = ends[begin : begin + step]
        behind = np.arange(len(some_ends), dtype=np.int64) + begin + 1
        n, m = expand_ranges(behind, some_ends)
        found = document[n + begin] * total + document[m]
        pair, count = np.unique(found, return_counts=True)
        pairs.append(pair)
        counts.append(count)
    pair, where = np.unique(np.concatenate(pairs), return_inverse=True)
    shared = np.bincount(where, np.concatenate(counts), len(pair))
    return pair, shared


def _ends_of_pairing(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Before which place each entry's partners end: with its list, or a few places on."""
    ends = np.repeat(starts + sizes, sizes)
    is_long = np.repeat(sizes > MOST_IN_LIST, sizes)
    a_few_on = np.arange(len(ends), dtype=np.int64) + 1 + BEHIND
    return np.where(is_long, np.minimum(a_few_on, ends), ends)


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
