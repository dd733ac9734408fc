"""Documents that are copies or versions of one another, in clusters with a representative."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd


def cluster(
    linked: list[tuple[int, int]],
    ids: list,
    sizes: np.ndarray,
    dtype: object,
) -> pd.DataFrame:
    """Return a row for each document in a cluster: see `near_duplicates`.

    Parameters
    ----------
    linked: pairs of documents, by number.
    ids: of the documents.
    sizes: their lengths; the longest is the representative, of equal ones the first.
    dtype: of the column doc_id.
    """
    clusters = [
        (max(members, key=lambda number: (sizes[number], -number)), members)
        for members in _members(linked, len(ids))
    ]
    rows = [
        (ids[member], number, ids[representative], len(members))
        for number, (representative, members) in enumerate(clusters, start=1)
        for member in members
    ]
    columns = {
        "doc_id": dtype,
        "cluster": "int64",
        "representative": dtype,
        "size": "int64",
    }
    cells = zip(*rows) if rows else [()] * len(columns)
    return pd.DataFrame(
        {
            name: pd.Series(list(column), dtype=kind)
            for (name, kind), column in zip(columns.items(), cells)
        }
    )


def _members(linked: list[tuple[int, int]], total: int) -> list[list[int]]:
    """Give the documents of each cluster, the largest cluster first."""
    if not linked:
        return []
    # Late: most notebooks look for no copies, and loading scipy takes a while.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    pairs = np.array(linked, np.int64).T
    ones = np.ones(len(linked), np.int8)
    links = coo_array((ones, tuple(pairs)), shape=(total, total))
    _, labels = connected_components(links, directed=False)
    members = defaultdict(list)
    for number in np.unique(pairs).tolist():
        members[labels[number]].append(number)
    return sorted(members.values(), key=_largest_first)


def _largest_first(members: list[int]) -> tuple[int, list[int]]:
    """Sort clusters by size, and those of one size by their first document."""
    return -len(members), members
