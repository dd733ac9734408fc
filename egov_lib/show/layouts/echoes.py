"""Layouts of two pictures of small marks in cells: what places take up of a plan, and what becomes
of its force on the way.

A column is a place, a band of rows a group of themes or a rung of force; a mark stands for one
passage, and its cell fills line by line from the left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.findings import check_whole
from egov_lib.measure.firmness import (
    FIRMNESS,
    SOFTER,
    Share,
    change_shares,
    on_ladder,
)
from egov_lib.read.corpus import load_table
from egov_lib.show.layouts.story import _in_order
from egov_lib.show.style import PLACES


class Mark(NamedTuple):
    """One passage in the cell of its column and band."""

    mark_id: str  # theme_id|doc_id|place
    theme_id: str
    doc_id: str
    column: str
    band: str
    place: int  # in its cell, from 0
    how: str  # what its sign says
    address: str  # "" of silence, and where a frame has none
    quote: str


# --- what places take up ------------------------------------------------------------------------

# How a place takes a theme up, as the picture tells it apart.
TAKEN_UP = {
    "word for word": "same words",
    "edited": "same words",
    "in aim only": "same aim",
    "local form": "own form",
    "sets": "own form",
    "reports done": "reported done",
}
SILENT = "silent"
MANNERS = (*dict.fromkeys(TAKEN_UP.values()), SILENT)
OTHER_GROUP = "other"  # of a theme that the table of groups does not have


class Echoes(NamedTuple):
    """What each place takes up of each theme."""

    places: list[str]
    groups: dict[str, int]  # group -> how many themes it has
    marks: list[Mark]
    themes: int
    unheard: list[str]  # themes on which every place is silent


def echoes(themes: pd.DataFrame) -> Echoes:
    """What each place takes up, by groups of themes; a theme has the same seat in every column.

    Parameters
    ----------
    themes: rows of `load_table("themes")` of the places that are compared.

    >>> themes = load_table("themes")
    >>> layout = echoes(themes[themes["place"].isin(["Wuhai", "Beijing"])])
    >>> layout.places, layout.themes, "network-isolation" in layout.unheard
    (['Wuhai', 'Beijing'], 69, True)
    """
    needed = ["theme_id", "doc_id", "place", "silent", "manner", "quote"]
    check_whole(themes, needed, "echoes")
    group_of = load_table("theme_groups").set_index("theme_id")["group"]
    seats, groups = _seats(themes["theme_id"], group_of.to_dict())
    marks = [
        Mark(
            mark_id=f"{row.theme_id}|{row.doc_id}|{row.place}",
            theme_id=row.theme_id,
            doc_id=row.doc_id,
            column=row.place,
            band=seats[row.theme_id][0],
            place=seats[row.theme_id][1],
            how=SILENT if row.silent else TAKEN_UP.get(row.manner, "own form"),
            address="",
            quote=row.quote,
        )
        for row in themes.drop_duplicates(
            ["theme_id", "doc_id", "place"]
        ).itertuples()
    ]
    heard = {mark.theme_id for mark in marks if mark.how != SILENT}
    unheard = [theme for theme in seats if theme not in heard]
    places = _in_order(themes["place"], PLACES)
    return Echoes(places, groups, marks, len(seats), unheard)


def a_row_each(layout: Echoes) -> Echoes:
    """The same with a band for each theme, in the order of their seats."""
    marks = [
        mark._replace(band=mark.theme_id, place=0) for mark in layout.marks
    ]
    rows = dict.fromkeys((mark.theme_id for mark in _by_seat(layout)), 1)
    return layout._replace(groups=rows, marks=marks)


def _by_seat(layout: Echoes) -> list[Mark]:
    """The marks in the order of the groups and of the seats in them."""
    order = list(layout.groups)
    return sorted(
        layout.marks, key=lambda mark: (order.index(mark.band), mark.place)
    )


def _seats(
    theme_ids: pd.Series, group_of: Mapping[str, str]
) -> tuple[dict[str, tuple[str, int]], dict[str, int]]:
    """The group of each theme and its place there, in the order of the table of groups."""
    there = set(theme_ids)
    known = [theme for theme in group_of if theme in there]
    others = sorted(there.difference(known))
    seats: dict[str, tuple[str, int]] = {}
    groups: Counter[str] = Counter()
    for theme in known + others:
        group = group_of.get(theme, OTHER_GROUP)
        seats[theme] = group, groups[group]
        groups[group] += 1
    return seats, dict(groups)


# --- what becomes of the force ------------------------------------------------------------------

# The rungs from the firmest down, with the force that names each.
RUNGS = {5: "must", 4: "should", 3: "tried", 2: "encouraged"}
BY_ITSELF = "hoped"  # the band beside the ladder: goals
SET = "set"  # how a passage stands that the others are compared with
FIRST = "first"  # its column


class Ladder(NamedTuple):
    """Passages on the rungs of force, column by column."""

    columns: list[str]  # FIRST, then places
    voices: dict[str, str]  # column -> doc_id of most of its passages
    marks: list[Mark]
    softer: dict[
        str, Share
    ]  # column -> how many of those on the ladder are softer

    @property
    def has_goals(self) -> bool:
        """Whether anything stands beside the ladder."""
        return any(mark.band == BY_ITSELF for mark in self.marks)


def ladder(pairs: pd.DataFrame) -> Ladder:
    """Where each passage of pairs stands on the ladder of force.

    Parameters
    ----------
    pairs: as `egov.firmness.binding_pairs(egov.firmness.changed_pairs(coded))` gives them.

    >>> import egov_lib as egov
    >>> coded = egov.firmness.load_coded()
    >>> pairs = egov.firmness.binding_pairs(egov.firmness.changed_pairs(coded))
    >>> layout = ladder(pairs)
    >>> layout.has_goals, layout.softer["Wuhai"].of
    (True, 35)
    """
    needed = ["theme_id", "place", "address", "force", "quote", "change"]
    needed += [f"other_{name}" for name in ("address", "force", "quote")]
    check_whole(pairs, needed, "a ladder")
    first = pairs.drop_duplicates("theme_id").to_dict("records")
    later = pairs.to_dict("records")
    seen: Counter[tuple[str, str]] = Counter()
    marks = [_first_mark(row, seen) for row in first]
    marks += [_later_mark(row, seen) for row in later]
    places = _in_order(pairs["place"], PLACES)
    columns = [FIRST, *places]
    return Ladder(
        columns,
        {column: _voice(marks, column) for column in columns},
        marks,
        _softer(pairs),
    )


def _first_mark(row: Mapping[str, Any], seen: Counter) -> Mark:
    band = _rung(row["force"])
    return Mark(
        mark_id=f"{row['theme_id']}|{_document(row['address'])}|China",
        theme_id=row["theme_id"],
        doc_id=_document(row["address"]),
        column=FIRST,
        band=band,
        place=_next(seen, FIRST, band),
        how=SET,
        address=row["address"],
        quote=row["quote"],
    )


def _later_mark(row: Mapping[str, Any], seen: Counter) -> Mark:
    band, doc_id = _rung(row["other_force"]), _document(row["other_address"])
    return Mark(
        mark_id=f"{row['theme_id']}|{doc_id}|{row['place']}",
        theme_id=row["theme_id"],
        doc_id=doc_id,
        column=row["place"],
        band=band,
        place=_next(seen, row["place"], band),
        how=row["change"],
        address=row["other_address"],
        quote=row["other_quote"],
    )


def _rung(force: str) -> str:
    """The force that names the rung; the band beside the ladder for what has none."""
    return RUNGS.get(FIRMNESS.get(force, 0), BY_ITSELF)


def _document(address: str) -> str:
    return address.partition(":")[0]


def _next(seen: Counter, column: str, band: str) -> int:
    """The next free place of a cell."""
    seen[column, band] += 1
    return seen[column, band] - 1


def _voice(marks: Sequence[Mark], column: str) -> str:
    texts = Counter(mark.doc_id for mark in marks if mark.column == column)
    return texts.most_common(1)[0][0] if texts else ""


def _softer(pairs: pd.DataFrame) -> dict[str, Share]:
    """The share of softer pairs of each place, of those on the ladder, by themes."""
    found = change_shares(on_ladder(pairs), by="place")
    softer = found[found["change"] == SOFTER]
    return {
        row.place: Share(row.count_, row.of, row.share, row.low, row.high)
        for row in softer.rename(columns={"count": "count_"}).itertuples()
    }
