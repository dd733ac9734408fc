"""Systems and where they are: a network of what belongs to what, and tiles for places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.charts.base import draw, segments, xy
from egov_lib.show.layouts.atlas import (
    Column,
    System,
    Tie,
    Tile,
    atlas_layout,
    place_tiles,
)
from egov_lib.show.layouts.base import grouped
from egov_lib.show.messages import current, say, word
from egov_lib.show.safe_text import label, short, two_lines
from egov_lib.show.style import BLUE, INK, LEGEND_BELOW, PALE_GREY, colours_of

# --- systems ------------------------------------------------------------------------------------

DASHES = {
    "part_of": "solid",
    "answers": "dash",
    "follows": "dot",
    "same_idea_as": "dashdot",
}
ROW_PIXELS = 32  # room for a label of two lines
LINE_CHARS = {"en": 102, "zh": 56}  # that the labels of one row have together


def atlas(
    systems: pd.DataFrame, relations: pd.DataFrame, *, lang: str | None = None
) -> go.Figure:
    """Draw systems as marks, one column a place (the nation's of 2002 and 2006 apart), and
    relations as lines between them.

    The colour is the kind of system, the line's dash the kind of relation; each mark carries its
    system_id. Relations with an end outside *systems* are left out.

    Parameters
    ----------
    systems, relations: as `load_table` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> systems = load_table("systems").head(3)
    >>> atlas(systems, load_table("relations")).layout.title.text
    '3 systems in 1 places and times, 1 relations between them'
    """
    lang = current(lang)
    layout = atlas_layout(systems, relations, lang=lang)
    columns = max(len(layout.columns), 1)
    title = say(
        "atlas",
        lang,
        systems=len(layout.systems),
        columns=len(layout.columns),
        ties=len(layout.ties),
    )
    traces = [
        *_ties(layout.ties, lang),
        *_systems(layout.systems, LINE_CHARS[lang] // columns, lang),
    ]
    return draw(
        traces,
        title,
        height=170 + ROW_PIXELS * layout.rows,
        margin={"l": 10, "r": 10, "t": 100, "b": 60},
        xaxis={
            "tickvals": list(range(len(layout.columns))),
            "ticktext": [_head(column, lang) for column in layout.columns],
            "side": "top",
            "showgrid": False,
            "range": [-0.3, columns + 0.05],
        },
        yaxis={"visible": False, "range": [layout.rows - 0.3, -0.8]},
        legend=LEGEND_BELOW,
    )


def _head(column: Column, lang: str) -> str:
    """The name of a column, a line a word."""
    name = label(f"{word(column.place, lang)} {column.year}")
    return f"<b>{name.replace(' ', '<br>')}</b>"


def _ties(ties: Sequence[Tie], lang: str) -> Iterator[dict]:
    """A trace for each kind of relation: lines from mark to mark."""
    for relation, dash in DASHES.items():
        own = [tie for tie in ties if tie.relation == relation]
        yield {
            "x": segments((tie.start.x, tie.end.x) for tie in own),
            "y": segments((tie.start.y, tie.end.y) for tie in own),
            "mode": "lines",
            "line": {"width": 1.2, "dash": dash, "color": PALE_GREY},
            "hoverinfo": "skip",
            "name": say(f"tie_{relation}", lang),
        }


def _systems(
    systems: Iterable[System], most: int, lang: str
) -> Iterator[dict]:
    """A trace for each kind of system; lines of labels have at most *most* characters, so that they
    end before the next column.
    """
    by_kind = grouped(systems, key=lambda system: system.kind)
    colour_of = colours_of(by_kind)
    for kind, own in by_kind.items():
        yield {
            **xy(own),
            "ids": [system.system_id for system in own],
            "mode": "markers+text",
            "name": label(word(kind, lang)),
            "text": [_system_label(system, most) for system in own],
            "texttemplate": "\u00a0%{text}",
            "textposition": "middle right",
            "textfont": {"size": 11},
            "hovertext": [short(system.label, 60) for system in own],
            "hovertemplate": "%{hovertext}",
            "marker": {"size": 10, "color": colour_of[kind]},
        }


def _system_label(system: System, most: int) -> str:
    """A label on two lines, with a gap before each."""
    return two_lines(system.label, most).replace("<br>", "<br>\u00a0")


# --- places -------------------------------------------------------------------------------------

# Of a tile with the fewest rows: white letters on it have 4.5 : 1
PALEST = 0.85
EMPTY = 0.08  # of a tile without rows
TILE_PIXELS = 78


def places(counts: pd.Series, *, lang: str | None = None) -> go.Figure:
    """Draw places as tiles in their rough order on the map, shaded by their counts.

    A place of the map without a row is an empty tile; places that are not on the map are named in
    the title.

    Parameters
    ----------
    counts: place -> how many rows, as `value_counts` gives them.

    >>> places(pd.Series({"Wuhai": 3, "Beijing": 1, "Lhasa": 2})).layout.title.text
    '4 rows in 2 places (without a tile: Lhasa 2)'
    """
    layout = place_tiles(counts)
    filled = [tile.count for tile in layout.tiles if tile.count]
    title = say("tiles", lang, rows=sum(filled), places=len(filled))
    if layout.beside:
        named = [
            label(f"{word(place, lang)} {n}")
            for place, n in layout.beside.items()
        ]
        title += say("tiles_beside", lang, places=", ".join(named))
    return draw(
        [_tiles(layout.tiles, lang)],
        title,
        width=760,
        height=520,
        margin={"l": 10, "r": 10, "t": 80, "b": 10},
        xaxis={"visible": False, "range": [0.3, 6.7]},
        yaxis={"visible": False, "range": [4.6, -0.6]},
    )


def _tiles(tiles: Sequence[Tile], lang: str | None) -> dict:
    most = max((tile.count for tile in tiles), default=0)
    return {
        **xy(tiles),
        "ids": [tile.place for tile in tiles],
        "mode": "markers+text",
        "name": say("tile_series", lang),
        "text": [_tile_text(tile, lang) for tile in tiles],
        "textfont": {
            "color": ["white" if tile.count else INK for tile in tiles],
            "size": 12,
        },
        "hoverinfo": "text",
        "showlegend": False,
        "marker": {
            "symbol": "square",
            "size": TILE_PIXELS,
            "color": BLUE,
            "line": {"width": 2, "color": BLUE},
            "opacity": [_opacity(tile.count, most) for tile in tiles],
        },
    }


def _tile_text(tile: Tile, lang: str | None) -> str:
    name = label(word(tile.place, lang)).replace(" ", "<br>")
    return f"<b>{name}</b><br>{tile.count or '–'}"


def _opacity(count: int, most: int) -> float:
    if count == 0:
        return EMPTY
    return round(PALEST + (1 - PALEST) * count / most, 2)
