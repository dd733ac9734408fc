"""From documents to groups and clauses: means, shares, and their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.measure.reuse.transmission.method import (
    ALL,
    FEW,
    SHORT,
    STOCK_ONLY,
    TOO_FEW,
    UNKNOWN,
    Method,
)

MEANS = ("share", "weighted", "excess")  # that have an interval
CONFIDENCE = (2.5, 97.5)  # percentiles: an interval of 95 %
Z = 1.959964  # of the normal distribution, for 95 %
MOST_DRAWN = 2_000_000  # numbers at a time
NAMED = 5  # documents that may be the first


class Group(NamedTuple):
    """Some of the documents: those of one value of a column, or all."""

    by: str
    name: str
    rows: np.ndarray


def groups_in(groups: pd.DataFrame, *, whole: bool = True) -> Iterator[Group]:
    """Give all documents (if *whole*), then each group of each column, sorted by name.

    Documents whose group is unknown come last.
    """
    if whole:
        yield Group(ALL, ALL, np.arange(len(groups), dtype=np.intp))
    for column in groups:
        rows_of = groups.groupby(column).indices
        for name in sorted(rows_of, key=lambda name: (name == UNKNOWN, name)):
            yield Group(column, name, rows_of[name])


# --- means of groups ----------------------------------------------------------------------------


def measure_groups(
    documents: pd.DataFrame,
    groups: pd.DataFrame,
    clusters: np.ndarray,
    method: Method,
) -> pd.DataFrame:
    """Give the means of each group with their intervals, by drawing documents again.

    Parameters
    ----------
    documents: as `measure_documents` gives them.
    groups: of each document, a column for each of *by*.
    clusters: of each document, a number; those with one number are drawn together.
    """
    is_measured = documents["share"].notna().to_numpy()
    values = documents[[*MEANS, "chance"]].to_numpy(float)
    has_some = documents["shared"].to_numpy() > 0
    rows = []
    for group in groups_in(groups):
        own = group.rows[is_measured[group.rows]]
        means = _means(values[own])
        bounds = _intervals(values[own, : len(MEANS)], clusters[own], method)
        row = {
            "by": group.by,
            "group": group.name,
            "documents": len(group.rows),
            "measured": len(own),
            "with_some": int(has_some[own].sum()),
        }
        for name, mean, (low, high) in zip(MEANS, means, bounds.T):
            row |= {name: mean, f"{name}_low": low, f"{name}_high": high}
            if name == "weighted":
                row["chance"] = means[-1]
        row["note"] = TOO_FEW if len(own) < FEW else ""
        rows.append(row)
    return pd.DataFrame(rows)


def _means(values: np.ndarray) -> np.ndarray:
    if not len(values):
        return np.full(values.shape[1], np.nan)
    return values.mean(axis=0).round(6)


def _intervals(
    values: np.ndarray, clusters: np.ndarray, method: Method
) -> np.ndarray:
    """Give low and high of the mean of each column, one column each; NaN of fewer than two."""
    _, cluster = np.unique(clusters, return_inverse=True)
    sizes = np.bincount(cluster)
    if len(sizes) < 2:
        return np.full((2, values.shape[1]), np.nan)
    sums = np.zeros((len(sizes), values.shape[1]))
    np.add.at(sums, cluster, values)
    rng = np.random.default_rng(method.seed)
    means = [
        sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)[:, None]
        for drawn in _draws(len(sizes), method.resamples, rng)
    ]
    return np.percentile(np.concatenate(means), CONFIDENCE, axis=0).round(6)


def _draws(
    size: int, resamples: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """Draw as many of so many, with replacement, again and again; some rows at a time."""
    at_once = max(1, MOST_DRAWN // size)
    for first in range(0, resamples, at_once):
        count = min(at_once, resamples - first)
        yield rng.integers(size, size=(count, size), dtype=np.int32)


# --- clauses ------------------------------------------------------------------------------------


class Taken(NamedTuple):
    """Which document has which clause: a pair of numbers each, by document."""

    document: np.ndarray
    clause: np.ndarray

    @classmethod
    def of(cls, taken: pd.Series) -> Taken:
        """Read what `measure_documents` wrote."""
        lists = [list(map(int, numbers.split())) for numbers in taken]
        sizes = [len(numbers) for numbers in lists]
        joined = [number for numbers in lists for number in numbers]
        document = np.repeat(np.arange(len(lists), dtype=np.intp), sizes)
        return cls(document, np.array(joined, np.intp))


def wilson(count: np.ndarray, of: int) -> tuple[np.ndarray, np.ndarray]:
    """Give low and high of a share, by Wilson's score interval of 95 %.

    Unlike a bootstrap it has a width where none, or all, have it. Source: Wilson, Journal of the
    American Statistical Association 22 (1927).

    >>> low, high = wilson(np.array([0, 5]), 10)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 0.237], [0.278, 0.763])
    """
    if not of:
        nothing = np.full(len(count), np.nan)
        return nothing, nothing
    share = count / of
    drawn_in = 1 + Z**2 / of
    centre = (share + Z**2 / (2 * of)) / drawn_in
    variance = share * (1 - share) / of
    spread = np.sqrt(variance + Z**2 / (4 * of**2))
    half = Z * spread / drawn_in
    low = np.where(count == 0, 0.0, centre - half)
    high = np.where(count == of, 1.0, centre + half)
    return low.round(6), high.round(6)


def _shares(count: np.ndarray, of: int) -> dict[str, np.ndarray]:
    low, high = wilson(count, of)
    share = count / of if of else np.full(len(count), np.nan)
    return {
        "documents": count,
        "of": np.full(len(count), of),
        "share": np.round(share, 6),
        "low": low,
        "high": high,
    }


def count_clauses(
    taken: Taken, is_measured: np.ndarray, clauses: pd.DataFrame
) -> pd.DataFrame:
    """Add to the clauses in how many documents each is."""
    count = np.bincount(taken.clause, minlength=len(clauses))
    return clauses.assign(**_shares(count, int(is_measured.sum())))


def count_by_group(
    taken: Taken,
    is_measured: np.ndarray,
    clauses: pd.DataFrame,
    groups: pd.DataFrame,
) -> pd.DataFrame:
    """Count for each clause and group in how many documents of the group the clause is."""
    parts = []
    for group in groups_in(groups, whole=False):
        inside = np.zeros(len(groups), bool)
        inside[group.rows] = True
        inside &= is_measured
        own = taken.clause[inside[taken.document]]
        count = np.bincount(own, minlength=len(clauses))
        parts.append(
            clauses[["clause_id"]].assign(
                by=group.by,
                group=group.name,
                **_shares(count, int(inside.sum())),
            )
        )
    columns = ["clause_id", "by", "group", *_shares(np.zeros(0), 0)]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True)


def note_clauses(
    own_chars: np.ndarray, chars: np.ndarray, method: Method
) -> list[str]:
    """Say of which clauses a count says little."""
    short = chars < max(method.min_chars, method.min_matched)
    notes = np.where(short, SHORT, "")
    return np.where(own_chars == 0, STOCK_ONLY, notes).tolist()


# --- first seen ---------------------------------------------------------------------------------


def first_seen(
    taken: Taken,
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    central_from: Sequence[pd.Timestamp],
) -> pd.DataFrame:
    """Say of each clause which documents may be the first to have it, as far as dates tell.

    Parameters
    ----------
    documents: with doc_id, date_from and date_to.
    central_from: of each clause, the first day on which its own document may be from.

    A document may be the first if it may be from the day by which one surely had the clause, or
    before. Returns, in the order of *clauses*:
    first_from, first_to: from the earliest possible day of the first to the day by which one had it
    first_doc_ids: those that may be the first, five at most, divided by ；
    first_ties: how many may be
    undated: how many documents with the clause have no date, and may be earlier still
    before_centre: how many are from before the central document itself
    """
    order = np.argsort(taken.clause, kind="stable")
    document, clause = taken.document[order], taken.clause[order]
    bounds = np.searchsorted(clause, np.arange(len(clauses) + 1))
    columns = ["doc_id", "date_from", "date_to"]
    plain = [documents[column].to_numpy() for column in columns]
    rows = []
    for number, central_day in enumerate(central_from):
        own = document[bounds[number] : bounds[number + 1]]
        rows.append(_first(*(column[own] for column in plain), central_day))
    names = (
        "first_from first_to first_doc_ids first_ties undated before_centre"
    )
    found = pd.DataFrame(rows, columns=names.split(), index=clauses.index)
    days = dict.fromkeys(names.split()[:2], "datetime64[us]")
    return found.astype(days)


def _first(
    doc_ids: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    central_day: pd.Timestamp,
) -> tuple:
    is_dated = ~np.isnat(first)
    undated = int((~is_dated).sum())
    if not is_dated.any():
        return pd.NaT, pd.NaT, "", 0, undated, 0
    surely = last[is_dated].min()
    may_be = is_dated & ~(first > surely)
    named = [str(doc_id) for doc_id in doc_ids[may_be][:NAMED]]
    before = 0
    if not pd.isna(central_day):
        day = np.datetime64(central_day)
        before = int((last[is_dated] < day).sum())
    earliest = first[may_be].min()
    ties = int(may_be.sum())
    return earliest, surely, "；".join(named), ties, undated, before
