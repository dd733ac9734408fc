"""Layouts of what documents share with central texts: groups, and which clauses are in which."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from egov_lib.findings import DataError, check_whole
from egov_lib.measure.reuse import Transmission
from egov_lib.measure.reuse.transmission.method import ALL, FEW, UNKNOWN
from egov_lib.show.style import PLACES

MOST_GROUPS = 40
MEANS = ["weighted", "weighted_low", "weighted_high", "chance"]
LEVELS = ("nation", "province", "prefecture-level city", "city", "county")


class Bar(NamedTuple):
    """A group: how much of its documents central texts have too."""

    name: str
    documents: int  # that were measured
    mean: float
    low: float
    high: float
    chance: float
    is_few: bool  # too few to say


class Bars(NamedTuple):
    """What a chart of groups shows."""

    bars: list[Bar]  # the whole first
    left_out: int  # groups that have no room
    unmeasured: int  # documents that could not be measured


def group_bars(found: Transmission, by: str) -> Bars:
    """Lay out the groups of one column, all documents first.

    Years are in their order, other groups from the most to the least; those of unknown place or
    year come last. Of many groups the largest are shown.
    """
    check_whole(
        found.groups,
        ["by", "group", "documents", "measured", *MEANS],
        "a chart of transmission",
    )
    whole = found.groups[found.groups["by"] == ALL]
    own = _groups_of(found.groups, by)
    shown = _largest(own[own["measured"] > 0], "measured")
    bars = [_bar(row) for row in shown.itertuples()]
    bars.sort(key=lambda bar: _rank(bar, by))
    counts = whole[["documents", "measured"]].sum()
    return Bars(
        bars=[_bar(row) for row in whole.itertuples()] + bars,
        left_out=int((own["measured"] > 0).sum()) - len(shown),
        unmeasured=int(counts["documents"] - counts["measured"]),
    )


def _groups_of(groups: pd.DataFrame, by: str) -> pd.DataFrame:
    own = groups[groups["by"] == by]
    if own.empty:
        known = [name for name in groups["by"].unique() if name != ALL]
        raise DataError(
            f"there are no groups by {by!r}: choose one of {', '.join(map(str, known))}"
        )
    return own


def _largest(groups: pd.DataFrame, size: str) -> pd.DataFrame:
    order = groups[size].sort_values(ascending=False, kind="stable")
    return groups.loc[order.index[:MOST_GROUPS]]


def _bar(row: tuple) -> Bar:
    return Bar(
        row.group,
        int(row.measured),
        *(float(getattr(row, name)) for name in MEANS),
        is_few=row.measured < FEW,
    )


def _rank(bar: Bar, by: str) -> tuple:
    is_unknown = bar.name == UNKNOWN
    return (
        (is_unknown, bar.name)
        if by == "year"
        else (is_unknown, -bar.mean, bar.name)
    )


# --- clauses ------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """A central clause and a group of documents."""

    clause_id: str
    x: int
    y: int
    documents: int  # of the group that have the clause
    of: int
    low: float
    high: float


class Row(NamedTuple):
    """A central clause."""

    clause_id: str
    quote: str
    en: str


class Head(NamedTuple):
    """A group of documents, and how many were measured."""

    name: str
    of: int


class Grid(NamedTuple):
    """What a grid of clauses and groups shows."""

    rows: list[Row]
    heads: list[Head]
    cells: list[Cell]
    travelling: int  # clauses that are in some document
    clauses: int  # all of them
    left_out: int  # groups that have no room


def clause_grid(
    found: Transmission, by: str, *, most: int, clauses: list[str] | None
) -> Grid:
    """Lay out which clauses are in the documents of which group.

    Parameters
    ----------
    by: the column of groups.
    most: how many clauses at most, those that are in most documents, in the centre's order.
    clauses: the clause_ids of these instead.
    """
    check_whole(
        found.clauses,
        ["clause_id", "quote", "documents"],
        "a chart of clauses",
    )
    check_whole(
        found.clause_groups,
        ["clause_id", "by", "group", "documents", "of", "low", "high"],
        "a chart of clauses",
    )
    own = _groups_of(found.clause_groups, by)
    own = own[own["of"] > 0]
    known = own.drop_duplicates("group")
    heads = [
        Head(*row) for row in _largest(known, "of")[["group", "of"]].values
    ]
    heads.sort(key=lambda head: _head_rank(head, by))
    shown = _chosen(found.clauses, most, clauses)
    rows = [
        Row(row.clause_id, row.quote, getattr(row, "en", ""))
        for row in shown.itertuples()
    ]
    x_of = {head.name: x for x, head in enumerate(heads)}
    y_of = {row.clause_id: y for y, row in enumerate(rows)}
    inside = own["clause_id"].isin(y_of) & own["group"].isin(x_of)
    cells = [
        Cell(
            row.clause_id,
            x_of[row.group],
            y_of[row.clause_id],
            int(row.documents),
            int(row.of),
            float(row.low),
            float(row.high),
        )
        for row in own[inside].itertuples()
    ]
    return Grid(
        rows,
        heads,
        cells,
        travelling=int((found.clauses["documents"] > 0).sum()),
        clauses=len(found.clauses),
        left_out=len(known) - len(heads),
    )


def _chosen(
    clauses: pd.DataFrame, most: int, wanted: list[str] | None
) -> pd.DataFrame:
    if wanted is not None:
        return clauses[clauses["clause_id"].isin(wanted)]
    some = clauses[clauses["documents"] > 0]
    order = some["documents"].sort_values(ascending=False, kind="stable")
    return some.loc[order.index[:most]].sort_index()


def _head_rank(head: Head, by: str) -> tuple:
    """Years in their order, levels and our places in theirs, others by name; unknown last."""
    order = {"level": LEVELS, "place": PLACES}.get(by, ())
    place = order.index(head.name) if head.name in order else len(order)
    return (head.name == UNKNOWN, place, head.name)
