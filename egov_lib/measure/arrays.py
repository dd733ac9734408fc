"""Steps with arrays that several measures share."""

from __future__ import annotations

import numpy as np

# Bytes: just below the largest block by which glibc sets its limits
LARGE_BLOCK = 30_000_000


def expand_ranges(
    low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """List the pairs (n, m) for which `low[n] <= m < high[n]`, in order.

    It replaces a loop over n with an inner loop over m. A range that ends before it begins is
    empty.

    >>> n, m = expand_ranges(np.array([3, 7, 5]), np.array([5, 7, 6]))
    >>> n.tolist(), m.tolist()
    ([0, 0, 2], [3, 4, 5])
    """
    sizes = np.maximum(high - low, 0).astype(np.intp)
    firsts = np.cumsum(sizes, dtype=np.intp) - sizes
    n = np.repeat(np.arange(len(sizes), dtype=np.intp), sizes)
    m = np.arange(len(n), dtype=np.intp) + np.repeat(low - firsts, sizes)
    return n, m


def code_points(text: str) -> np.ndarray:
    """Give the code point of each character of a text; half characters have one, too.

    >>> code_points("网a").tolist()
    [32593, 97]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def run_starts(values: np.ndarray) -> np.ndarray:
    """Give the places at which a run of equal values begins.

    >>> run_starts(np.array([7, 7, 5, 7])).tolist()
    [0, 2, 3]
    """
    is_new = np.append(True, values[1:] != values[:-1])
    return np.flatnonzero(is_new[: len(values)])


def run_sizes(values: np.ndarray) -> np.ndarray:
    """Give the lengths of the runs of equal values.

    >>> run_sizes(np.array([7, 7, 5, 7])).tolist()
    [2, 1, 1]
    """
    return np.diff(np.append(run_starts(values), len(values)))


def last_of_each(starts: np.ndarray, length: int) -> np.ndarray:
    """Give the last place of each group, from their first places and the number of all places.

    >>> last_of_each(np.array([0, 2, 3]), 6).tolist()
    [1, 2, 5]
    """
    return np.append(starts, length)[1:] - 1


def keep_memory() -> None:
    """Have the allocator keep memory that is freed, for the next arrays.

    Where that is glibc, it gives arrays back to the system at once, and fetches their pages anew,
    one by one, until it has seen a block of their size freed (mallopt(3), M_MMAP_THRESHOLD). A
    fifth of the time of many small batches went there. This block is never written to, so it takes
    no memory; elsewhere nothing happens.
    """
    np.empty(LARGE_BLOCK, np.uint8)


def groups_of_ranges(begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Number the groups of ranges [begin, end) that overlap, each with another of its group.

    >>> groups_of_ranges(np.array([5, 0, 3]), np.array([7, 4, 5])).tolist()
    [1, 0, 0]
    """
    order = np.argsort(begin, kind="stable")
    reach = np.maximum.accumulate(end[order])
    is_new = begin[order][1:] >= reach[:-1]
    numbers = np.zeros(len(begin), np.intp)
    numbers[order[1:]] = np.cumsum(is_new, dtype=np.intp)
    return numbers


def distinct(values: np.ndarray) -> np.ndarray:
    """Give the different values, sorted: `np.unique`, faster where they are nearly sorted.

    >>> distinct(np.array([2, 3, 2])).tolist()
    [2, 3]
    """
    ordered = np.sort(values, kind="stable")
    return ordered[run_starts(ordered)]
