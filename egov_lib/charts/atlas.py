"""Systems and where they are: a network of what belongs to what, and tiles for the places of the sources."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from egov_lib.charts.house import COLOURS, HOUSE, INK, short
from egov_lib.corpus import check_columns

LINKS = {
    "part_of": ("solid", "part of", "属于"),
    "implements": ("dash", "implements", "落实"),
    "follows": ("dot", "follows", "承接"),
    "same_idea_as": ("dashdot", "same idea", "同义"),
}
# Columns of the atlas, nation first; a system of another place gets a column of its own.
COLUMN_ORDER = ["China 2002", "China 2006", "Yunnan", "Wuhai", "Beijing", "Shenzhen", "Chongqing"]
ROW_PIXELS = 24
# Tiles in their rough order on the map: column from the west, row from the north. No borders are drawn or meant.
TILES = {
    "Wuhai": (2, 0), "Inner Mongolia": (3, 0), "Beijing": (4, 0), "Shandong": (5, 1), "Shanghai": (6, 2),
    "Chongqing": (2, 2), "Yunnan": (1, 3), "Guizhou": (2, 3), "Shenzhen": (5, 4),
}  # fmt: skip
ZH = {
    "Wuhai": "乌海", "Inner Mongolia": "内蒙古", "Beijing": "北京", "Shandong": "山东", "Shanghai": "上海",
    "Chongqing": "重庆", "Yunnan": "云南", "Guizhou": "贵州", "Shenzhen": "深圳",
}  # fmt: skip


def atlas(systems: pd.DataFrame, relations: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw systems as marks, a column a place (the nation's of 2002 and 2006 apart), and relations as lines between them.

    *systems* and *relations* as `load_table` gives them; relations with an end outside *systems* are left out. The colour is
    the kind of system, the line's dash the kind of relation; each mark carries its system_id.
    """
    check_columns(systems, ["system_id", "doc_id", "place", "kind", "quote", f"label_{lang}"], "an atlas")
    nodes = systems.assign(column=systems["place"])
    nation = nodes["place"] == "China"
    nodes.loc[nation, "column"] = "China " + nodes.loc[nation, "doc_id"].str[-4:]
    columns = [c for c in COLUMN_ORDER if c in set(nodes["column"])]
    columns += [c for c in dict.fromkeys(nodes["column"]) if c not in columns]
    nodes = nodes.sort_values(["kind", "start"] if "start" in nodes else ["kind"], kind="stable")
    nodes["x"] = nodes["column"].map(columns.index)
    nodes["y"] = nodes.groupby("column").cumcount()
    at = nodes.set_index("system_id")[["x", "y"]]
    links = relations[relations["from_id"].isin(at.index) & relations["to_id"].isin(at.index)]
    rows = int(nodes["y"].max()) + 1 if len(nodes) else 1
    title = (f"{len(nodes)} systems in {len(columns)} places and times, {len(links)} relations between them",
             f"{len(columns)}处共{len(nodes)}个系统，其间{len(links)}条关系")[lang == "zh"]  # fmt: skip
    figure = go.Figure(
        layout={"template": HOUSE, "width": 1000, "height": 150 + ROW_PIXELS * rows, "title": {"text": title}}
    )
    for relation, (dash, *names) in LINKS.items():
        own = links[links["relation"] == relation]
        ends = [(at.loc[a], at.loc[b]) for a, b in zip(own["from_id"], own["to_id"])]
        x = [v for a, b in ends for v in (int(a["x"]), int(b["x"]), None)]
        y = [v for a, b in ends for v in (int(a["y"]), int(b["y"]), None)]
        line = {"width": 1.2, "dash": dash, "color": "#b0b0b0"}
        figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", name=names[lang == "zh"])
    most = max(int(135 / max(len(columns), 1)), 12)  # characters of a label, so that it ends before the next column
    for kind, colour in zip(dict.fromkeys(nodes["kind"]), COLOURS * len(nodes)):
        own = nodes[nodes["kind"] == kind]
        figure.add_scatter(
            x=own["x"].tolist(),
            y=own["y"].tolist(),
            ids=own["system_id"].tolist(),
            mode="markers+text",
            name=kind,
            text=[short(label, most) for label in own[f"label_{lang}"]],
            texttemplate="\u00a0%{text}",
            textposition="middle right",
            textfont={"size": 11},
            hovertext=[short(label, 60) for label in own[f"label_{lang}"]],
            hovertemplate="%{hovertext}",
            marker={"size": 10, "color": colour},
        )
    return figure.update_layout(
        margin={"l": 10, "r": 10, "t": 80, "b": 60},
        xaxis={
            "tickvals": list(range(len(columns))),
            "ticktext": [f"<b>{c}</b>" for c in columns],
            "side": "top",
            "showgrid": False,
            "range": [-0.3, max(len(columns), 1) + 0.05],
        },
        yaxis={"visible": False, "range": [rows - 0.3, -0.8]},
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0},
    )


def places(counts: pd.Series, *, lang: str = "en") -> go.Figure:
    """Draw places as tiles in their rough order on the map; *counts* (place → how many rows) shades them.

    Places without a tile are named in the title; a place that is named but has no row stands as an empty tile.
    """
    known = counts[counts.index.isin(list(TILES))]
    beside = ", ".join(f"{place} {count}" for place, count in counts.items() if place not in TILES)
    title = (f"{int(known.sum())} rows in {len(known)} places", f"{len(known)}处共{int(known.sum())}条")[lang == "zh"]
    title += (f" (without a tile: {beside})", f"（无方格：{beside}）")[lang == "zh"] if beside else ""
    most = int(known.max()) if len(known) else 1
    figure = go.Figure(layout={"template": HOUSE, "width": 760, "height": 520, "title": {"text": title}})
    names = [ZH[place] if lang == "zh" else place for place in TILES]
    numbers = [int(known.get(place, 0)) for place in TILES]
    figure.add_scatter(
        x=[x for x, _ in TILES.values()],
        y=[y for _, y in TILES.values()],
        ids=list(TILES),
        mode="markers+text",
        name=("places", "地方")[lang == "zh"],
        text=[f"<b>{name.replace(' ', '<br>')}</b><br>{number or '–'}" for name, number in zip(names, numbers)],
        textfont={"color": ["white" if number else INK for number in numbers], "size": 12},
        hoverinfo="text",
        showlegend=False,
        marker={
            "symbol": "square",
            "size": 84,
            "color": COLOURS[0],
            "line": {"width": 2, "color": COLOURS[0]},
            "opacity": [0.62 + 0.38 * n / most if n else 0.08 for n in numbers],
        },
    )
    return figure.update_layout(
        xaxis={"visible": False, "range": [0.3, 6.7]}, yaxis={"visible": False, "range": [4.6, -0.6]},
        margin={"l": 10, "r": 10, "t": 80, "b": 10},
    )  # fmt: skip


def keyness(keys: pd.DataFrame, *, lang: str = "en", most: int = 12) -> go.Figure:
    """Draw the words that mark a text most and least: log ratio in bits, with its interval. *keys* as `keywords` gives them."""
    check_columns(keys, ["word", "log_ratio", "low", "high", "target", "reference", "verdict", "g2"], "a keyness chart")
    told = keys[keys["verdict"] != "too few to say"]
    rows = pd.concat([told.head(most), told.tail(min(most, max(len(told) - most, 0)))]).iloc[::-1]
    clear = int(rows["verdict"].isin(["more", "less"]).sum())
    title = (f"{clear} of {len(rows)} words differ clearly", f"{len(rows)}个词中{clear}个差异明显")[lang == "zh"]
    figure = go.Figure(
        layout={"template": HOUSE, "width": 860, "height": 130 + 22 * len(rows), "title": {"text": title}}
    )
    for verdict, symbol, name in (
        ("clear", "circle", ("clear", "明显")),
        ("no", "circle-open", ("not clear", "不明显")),
    ):
        own = rows[rows["verdict"].isin(["more", "less"]) == (verdict == "clear")]
        figure.add_scatter(
            x=own["log_ratio"].round(3).tolist(),
            y=own["word"].tolist(),
            ids=own["word"].tolist(),
            mode="markers",
            name=name[lang == "zh"],
            hovertext=[f"{a} : {b}" for a, b in zip(own["target"], own["reference"])],
            hoverinfo="text+y",
            error_x={"array": (own["high"] - own["log_ratio"]).round(3).tolist(), "thickness": 1.2, "symmetric": False,
                     "arrayminus": (own["log_ratio"] - own["low"]).round(3).tolist()},
            marker={"size": 9, "symbol": symbol, "color": COLOURS[0], "line": {"width": 2, "color": COLOURS[0]}},
        )  # fmt: skip
    axis = ("log ratio, in bits: right of 0 more common in the text", "对数比（比特）：0以右更常见于此文")[lang == "zh"]
    return figure.update_layout(
        xaxis={"title": {"text": axis}, "zeroline": True, "zerolinecolor": INK},
        yaxis={"categoryorder": "array", "categoryarray": rows["word"].tolist(), "dtick": 1},
        margin={"l": 110, "r": 20, "t": 50, "b": 50}, legend={"orientation": "h", "y": 1.06, "x": 0.6},
    )  # fmt: skip
