"""Steps with arrays that several measures share."""

from __future__ import annotations

import numpy as np


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


def distinct(values: np.ndarray) -> np.ndarray:
    """Give the different values, sorted: `np.unique`, faster where they are nearly sorted.

    >>> distinct(np.array([2, 3, 2])).tolist()
    [2, 3]
    """
    ordered = np.sort(values, kind="stable")
    return ordered[run_starts(ordered)]
