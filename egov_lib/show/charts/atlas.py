"""Systems and where they are: a network of what belongs to what, and tiles for the places of the sources."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_columns
from egov_lib.show.charts.house import (
    COLOURS,
    INK,
    LEGEND_BELOW,
    draw,
    short,
    sign,
    two_lines,
    word,
)

LINKS = {
    "part_of": ("solid", "part of", "属于"),
    "implements": ("dash", "implements", "落实"),
    "follows": ("dot", "follows", "承接"),
    "same_idea_as": ("dashdot", "same idea", "同义"),
}
# Columns of the atlas, nation first; a system of another place gets a column of its own.
COLUMN_ORDER = ["China 2002", "China 2006", "Yunnan", "Wuhai", "Beijing", "Shenzhen", "Chongqing"]
ROW_PIXELS = 32  # room for a label of two lines
LABEL_ROOM = {"en": 102, "zh": 56}  # characters of labels that stand beside each other
PALEST = 0.85  # of a tile with the fewest rows: white letters on it have 4.5 : 1
# Tiles in their rough order on the map: column from the west, row from the north. No borders are drawn or meant.
TILES = {
    "Wuhai": (2, 0), "Inner Mongolia": (3, 0), "Beijing": (4, 0), "Shandong": (5, 1), "Shanghai": (6, 2),
    "Chongqing": (2, 2), "Yunnan": (1, 3), "Guizhou": (2, 3), "Shenzhen": (5, 4),
}  # fmt: skip


def atlas(systems: pd.DataFrame, relations: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw systems as marks, a column a place (the nation's of 2002 and 2006 apart), and relations as lines between them.

    *systems* and *relations* as `load_table` gives them; relations with an end outside *systems* are left out. The colour is
    the kind of system, the line's dash the kind of relation; each mark carries its system_id.
    """
    check_columns(
        systems, ["system_id", "doc_id", "place", "kind", "quote", f"label_{lang}"], "an atlas"
    )
    nation = systems["place"] == "China"
    nodes = systems.assign(
        column=systems["place"].where(~nation, "China " + systems["doc_id"].str[-4:])
    )
    columns = [c for c in COLUMN_ORDER if c in set(nodes["column"])]
    columns += [c for c in dict.fromkeys(nodes["column"]) if c not in columns]
    nodes = nodes.sort_values(["kind", "start"] if "start" in nodes else ["kind"], kind="stable")
    nodes["x"], nodes["y"] = nodes["column"].map(columns.index), nodes.groupby("column").cumcount()
    at = dict(zip(nodes["system_id"], zip(nodes["x"].tolist(), nodes["y"].tolist())))
    links = relations[relations["from_id"].isin(at) & relations["to_id"].isin(at)]
    rows = max((y for _, y in at.values()), default=0) + 1
    title = (f"{len(nodes)} systems in {len(columns)} places and times, {len(links)} relations between them",
             f"{len(columns)}处共{len(nodes)}个系统，其间{len(links)}条关系")[lang == "zh"]  # fmt: skip
    heads = nodes.drop_duplicates("column").set_index("column")["place"]
    heads = [c.replace(heads[c], word(heads[c], lang)).replace(" ", "<br>") for c in columns]
    most = LABEL_ROOM[lang] // max(len(columns), 1)
    return draw(
        [*_ties(links, at, lang), *_nodes(nodes, most, lang)],
        title,
        height=170 + ROW_PIXELS * rows,
        margin={"l": 10, "r": 10, "t": 100, "b": 60},
        xaxis={"tickvals": list(range(len(columns))), "ticktext": [f"<b>{head}</b>" for head in heads], "side": "top",
               "showgrid": False, "range": [-0.3, max(len(columns), 1) + 0.05]},
        yaxis={"visible": False, "range": [rows - 0.3, -0.8]},
        legend=LEGEND_BELOW,
    )  # fmt: skip


def _ties(links: pd.DataFrame, at: dict[str, tuple[int, int]], lang: str) -> Iterator[dict]:
    """A trace a kind of relation: lines from mark to mark."""
    for relation, (dash, *names) in LINKS.items():
        own = links[links["relation"] == relation]
        ends = [(at[a], at[b]) for a, b in zip(own["from_id"], own["to_id"])]
        x, y = ([v for a, b in ends for v in (a[axis], b[axis], None)] for axis in (0, 1))
        line = {"width": 1.2, "dash": dash, "color": "#b0b0b0"}
        yield {
            "x": x,
            "y": y,
            "mode": "lines",
            "line": line,
            "hoverinfo": "skip",
            "name": names[lang == "zh"],
        }


def _nodes(nodes: pd.DataFrame, most: int, lang: str) -> Iterator[dict]:
    """A trace a kind of system: marks with labels of at most *most* characters, so that they end before the next column."""
    for number, (kind, own) in enumerate(nodes.groupby("kind", sort=False)):
        labels = own[f"label_{lang}"].tolist()
        yield {
            "x": own["x"].tolist(),
            "y": own["y"].tolist(),
            "ids": own["system_id"].tolist(),
            "mode": "markers+text",
            "name": kind,
            "text": [two_lines(label, most).replace("<br>", "<br>\u00a0") for label in labels],
            "texttemplate": "\u00a0%{text}",
            "textposition": "middle right",
            "textfont": {"size": 11},
            "hovertext": [short(label, 60) for label in labels],
            "hovertemplate": "%{hovertext}",
            "marker": {"size": 10, "color": COLOURS[number % len(COLOURS)]},
        }


def places(counts: pd.Series, *, lang: str = "en") -> go.Figure:
    """Draw places as tiles in their rough order on the map; *counts* (place → how many rows) shades them.

    Places without a tile are named in the title; a place that is named but has no row stands as an empty tile.
    """
    known = counts[counts.index.isin(list(TILES))]
    beside = ", ".join(
        f"{word(place, lang)} {count}" for place, count in counts.items() if place not in TILES
    )
    title = (
        f"{int(known.sum())} rows in {len(known)} places",
        f"{len(known)}处共{int(known.sum())}条",
    )[lang == "zh"]
    title += (
        (f" (without a tile: {beside})", f"（无方格：{beside}）")[lang == "zh"] if beside else ""
    )
    most = int(known.max()) if len(known) else 1
    numbers = [int(known.get(place, 0)) for place in TILES]
    names = [word(place, lang).replace(" ", "<br>") for place in TILES]
    tiles = {
        "x": [x for x, _ in TILES.values()],
        "y": [y for _, y in TILES.values()],
        "ids": list(TILES),
        "mode": "markers+text",
        "name": ("places", "地方")[lang == "zh"],
        "text": [f"<b>{name}</b><br>{number or '–'}" for name, number in zip(names, numbers)],
        "textfont": {"color": ["white" if number else INK for number in numbers], "size": 12},
        "hoverinfo": "text",
        "showlegend": False,
        "marker": {
            "symbol": "square",
            "size": 78,
            "color": COLOURS[0],
            "line": {"width": 2, "color": COLOURS[0]},
            "opacity": [round(PALEST + (1 - PALEST) * n / most, 2) if n else 0.08 for n in numbers],
        },
    }
    axes = {
        "xaxis": {"visible": False, "range": [0.3, 6.7]},
        "yaxis": {"visible": False, "range": [4.6, -0.6]},
    }
    return draw(
        [tiles], title, width=760, height=520, margin={"l": 10, "r": 10, "t": 80, "b": 10}, **axes
    )


def keyness(keys: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw the words that mark a text most and least: log ratio in bits, with its interval. *keys* as `keywords` gives them."""
    check_columns(
        keys,
        ["word", "log_ratio", "low", "high", "target", "reference", "verdict", "g2"],
        "a keyness chart",
    )
    told = keys[keys["verdict"] != "too few to say"]
    rows = (told if len(told) <= 24 else pd.concat([told.head(12), told.tail(12)])).iloc[::-1]
    clear = rows["verdict"].isin(["more", "less"])
    title = (
        f"{clear.sum()} of {len(rows)} words differ clearly",
        f"{len(rows)}个词中{clear.sum()}个差异明显",
    )[lang == "zh"]
    axis = (
        "log ratio, in bits: right of 0 more common in the text",
        "对数比（比特）：0以右更常见于此文",
    )[lang == "zh"]
    names = (("clear", "明显"), ("not clear", "不明显"))
    return draw(
        [
            {
                "x": own["log_ratio"].round(3).tolist(),
                "y": own["word"].tolist(),
                "ids": own["word"].tolist(),
                "mode": "markers",
                "name": name[lang == "zh"],
                "hovertext": [f"{a} : {b}" for a, b in zip(own["target"], own["reference"])],
                "hoverinfo": "text+y",
                "error_x": {
                    "array": (own["high"] - own["log_ratio"]).round(3).tolist(),
                    "arrayminus": (own["log_ratio"] - own["low"]).round(3).tolist(),
                    "symmetric": False,
                    "thickness": 1.2,
                },
                "marker": sign(COLOURS[0], symbol=symbol, size=9),
            }
            for own, symbol, name in zip(
                (rows[clear], rows[~clear]), ("circle", "circle-open"), names
            )
        ],
        title,
        height=130 + 22 * len(rows),
        xaxis={"title": {"text": axis}, "zeroline": True, "zerolinecolor": INK},
        yaxis={"categoryorder": "array", "categoryarray": rows["word"].tolist(), "dtick": 1},
        margin={"l": 110, "r": 20, "t": 50, "b": 50},
        legend={"orientation": "h", "y": 1.06, "x": 0.6},
    )
