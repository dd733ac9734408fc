"""Layouts of systems and places: systems in columns by place, with their relations; places as
tiles in their rough order on the map.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import check_whole
from egov_lib.show.messages import current
from egov_lib.show.style import PLACES

NATION, *REGIONS = PLACES
# The columns of the five sources, the nation first; systems of another place get one of their own.
COLUMN_ORDER = (
    (NATION, "2002"),
    (NATION, "2006"),
    *((region, "") for region in REGIONS),
)
# Places as (column from the west, row from the north). No borders are drawn or meant.
TILES = {
    "Wuhai": (2, 0),
    "Inner Mongolia": (3, 0),
    "Beijing": (4, 0),
    "Shandong": (5, 1),
    "Shanghai": (6, 2),
    "Chongqing": (2, 2),
    "Yunnan": (1, 3),
    "Guizhou": (2, 3),
    "Shenzhen": (5, 4),
}


class Column(NamedTuple):
    """A column of the atlas: a place and, of the nation, the year of the source."""

    place: str
    year: str


class System(NamedTuple):
    """A system at its place: *x* is the number of its column, *y* that of its row."""

    system_id: str
    kind: str
    label: str
    x: int
    y: int


class Tie(NamedTuple):
    """A relation between two systems that are both drawn."""

    relation: str
    start: System
    end: System


class Atlas(NamedTuple):
    """Everything that an atlas shows."""

    columns: list[Column]
    systems: list[System]
    ties: list[Tie]
    rows: int  # of the longest column, at least 1


class Tile(NamedTuple):
    """A place on the map and how many rows speak of it."""

    place: str
    x: int
    y: int
    count: int


class Tiles(NamedTuple):
    """All places that have a tile, and the counts of those that have none."""

    tiles: list[Tile]
    beside: dict[str, int]  # place -> count


def atlas_layout(
    systems: pd.DataFrame, relations: pd.DataFrame, *, lang: str | None = None
) -> Atlas:
    """Put systems into columns by place, sorted by kind, and find the relations between them.

    The nation's systems of 2002 and of 2006 have a column each. Relations with an end outside
    *systems* are left out.

    Parameters
    ----------
    systems, relations: as `load_table` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> layout = atlas_layout(load_table("systems").head(3), load_table("relations"))
    >>> layout.columns, len(layout.systems), len(layout.ties)
    ([Column(place='China', year='2002')], 3, 1)
    """
    label = f"label_{current(lang)}"
    needed = ["system_id", "doc_id", "place", "kind", "quote", label]
    check_whole(systems, needed, "an atlas")
    order = ["kind", "start"] if "start" in systems else ["kind"]
    rows = systems.assign(label=systems[label])
    rows = rows.sort_values(order, kind="stable")
    columns = _columns(rows)
    placed = _place(rows, columns)
    most = max((system.y for system in placed), default=0) + 1
    return Atlas(columns, placed, _ties(placed, relations), most)


def _place(rows: pd.DataFrame, columns: list[Column]) -> list[System]:
    """Put each system under the last one of its column."""
    # How many systems each column has so far
    filled: Counter[Column] = Counter()
    placed = []
    for row in rows.itertuples():
        column = _column_of(row.place, row.doc_id)
        placed.append(
            System(
                row.system_id,
                row.kind,
                row.label,
                x=columns.index(column),
                y=filled[column],
            )
        )
        filled[column] += 1
    return placed


def _columns(systems: pd.DataFrame) -> list[Column]:
    """The columns that have a system: those of the five sources in their order, then others."""
    pairs = zip(systems["place"], systems["doc_id"])
    there = dict.fromkeys(_column_of(place, doc_id) for place, doc_id in pairs)
    known = [Column(*column) for column in COLUMN_ORDER if column in there]
    return known + [column for column in there if column not in known]


def _column_of(place: str, doc_id: str) -> Column:
    return Column(place, doc_id[-4:] if place == NATION else "")


def _ties(systems: list[System], relations: pd.DataFrame) -> list[Tie]:
    """The relations whose two ends are drawn."""
    by_id = {system.system_id: system for system in systems}
    ties = []
    for row in relations.itertuples():
        start, end = by_id.get(row.from_id), by_id.get(row.to_id)
        if start is not None and end is not None:
            ties.append(Tie(row.relation, start, end))
    return ties


def place_tiles(counts: pd.Series) -> Tiles:
    """Put counts (place -> how many rows) on the map; every place of the map has a tile.

    >>> layout = place_tiles(pd.Series({"Wuhai": 3, "Lhasa": 2}))
    >>> layout.tiles[0], layout.beside
    (Tile(place='Wuhai', x=2, y=0, count=3), {'Lhasa': 2})
    """
    tiles = [
        Tile(place, x, y, int(counts.get(place, 0)))
        for place, (x, y) in TILES.items()
    ]
    beside = {
        place: int(count)
        for place, count in counts.items()
        if place not in TILES
    }
    return Tiles(tiles, beside)
