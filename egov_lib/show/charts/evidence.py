"""Charts of what the tables hold: texts, outlines, commitments, lineage."""

from __future__ import annotations

from collections import Counter
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


def text_lengths(docs: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw the length of each document's text in characters, one bar a document."""
    lengths = docs["text"].str.len()
    longest = docs["doc_id"].iloc[int(lengths.argmax())]
    title = (f"{longest} is the longest text", f"最长的文本是{longest}")[lang == "zh"]
    bars = {
        "type": "bar",
        "x": lengths.tolist(),
        "y": docs["doc_id"].tolist(),
        "orientation": "h",
        "text": lengths.tolist(),
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }
    axis = {"title": {"text": ("characters", "字符数")[lang == "zh"]}}
    size = {
        "width": 700,
        "height": 90 + 34 * len(docs),
        "margin": {"l": 110, "r": 20, "t": 45, "b": 45},
    }
    return draw([bars], title, xaxis=axis, yaxis={"autorange": "reversed"}, **size)


OUTLINE_LABEL = {"en": 42, "zh": 22}  # characters that a column of the outline has room for


def outline(clauses: pd.DataFrame, doc_id: str, *, lang: str = "en") -> go.Figure:
    """Draw the outline of one document as a tree one can walk: click a clause to go in, the left bar to come back.

    *clauses* as `load_table("clauses")` gives them; the upper three levels are drawn. Works without a kernel. At first
    two levels are seen, each clause of the second as high as its label needs; hovering gives the words of the text.
    """
    check_columns(
        clauses,
        ["clause_id", "doc_id", "parent_id", "depth", "kind", "quote", f"label_{lang}"],
        "an outline",
    )
    rows = clauses[(clauses["doc_id"] == doc_id) & (clauses["depth"] <= 3)]
    top, kinds = int((rows["depth"] == 1).sum()), list(dict.fromkeys(rows["kind"]))
    seen: dict[str, str] = {}  # which clause of the upper two levels each clause is, or lies in
    for clause, parent, depth in zip(rows["clause_id"], rows["parent_id"], rows["depth"]):
        seen[clause] = clause if depth <= 2 else seen[parent]
    leaves = [clause for clause in seen if clause not in set(rows["parent_id"])]
    share = Counter(seen[leaf] for leaf in leaves)
    names = (
        short(f"{n} {label}".strip(), OUTLINE_LABEL[lang])
        for n, label in zip(rows["number"], rows[f"label_{lang}"])
    )
    tree = {
        "type": "icicle",
        "ids": [doc_id, *rows["clause_id"]],
        "labels": [doc_id, *names],
        "parents": ["", *(parent or doc_id for parent in rows["parent_id"])],
        "values": [
            0,
            *(round(1 / share[seen[clause]], 3) if clause in leaves else 0 for clause in seen),
        ],
        "hovertext": [doc_id, *(short(quote, 60) for quote in rows["quote"])],
        "hoverinfo": "label+text",
        "tiling": {"orientation": "h"},
        "maxdepth": 3,
        "sort": False,
        "leaf": {"opacity": 1},
        "textfont": {"color": "white", "size": 12},
        "marker": {
            "colors": [INK, *(COLOURS[kinds.index(kind) % len(COLOURS)] for kind in rows["kind"])],
            "line": {"color": "white", "width": 1},
        },
    }
    title = (
        f"{doc_id}: {len(rows)} clauses, {top} at the top",
        f"{doc_id}：{len(rows)}条，顶层{top}条",
    )[lang == "zh"]
    look = {
        "margin": {"l": 0, "r": 0, "t": 50, "b": 10},
        "uniformtext": {"minsize": 10, "mode": "hide"},
    }
    return draw([tree], title, height=60 + 19 * len(share), **look)


SILENT = "#8a8a8a"
MANNERS = {
    "sets": ("circle", 0, "sets it", "首先提出"),
    "word for word": ("circle", 1, "word for word", "逐字"),
    "edited": ("circle", 2, "edited", "改写"),
    "in aim only": ("circle-open", 3, "in aim only", "仅意旨"),
    "local form": ("diamond", 4, "local form", "地方形式"),
    "reports done": ("square", 5, "reports it done", "报告已成"),
}


def lineage(themes: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw what each source says on each theme, silence included: a row a theme, a column a source and place.

    *themes* as `load_table("themes")` gives them. The sign tells in what manner the theme is taken up; a dash is silence.
    """
    check_columns(
        themes,
        ["theme_id", "doc_id", "place", "silent", "manner", "quote", f"label_{lang}"],
        "a lineage",
    )
    voices = (
        themes.groupby("theme_id")["silent"]
        .agg(lambda silent: int((~silent).sum()))
        .sort_values(kind="stable")
    )
    labels = themes.drop_duplicates("theme_id").set_index("theme_id")[f"label_{lang}"]
    row = {theme: number for number, theme in enumerate(voices.index)}
    places = list(dict.fromkeys(zip(themes["doc_id"], themes["place"])))
    column = {place: number for number, place in enumerate(places)}
    at = themes.assign(
        x=[column[p] for p in zip(themes["doc_id"], themes["place"])], y=themes["theme_id"].map(row)
    )
    silent = int(themes["silent"].sum())
    title = (
        f"{len(voices)} themes: {silent} of {len(themes)} places on the grid are silent",
        f"{len(voices)}个主题：{len(themes)}格中{silent}格无声",
    )[lang == "zh"]
    quiet = at[at["silent"]]
    silence = {
        "x": quiet["x"].tolist(),
        "y": quiet["y"].tolist(),
        "mode": "markers",
        "hoverinfo": "skip",
        "name": ("silent", "无声")[lang == "zh"],
        "marker": {"symbol": "line-ew", "size": 9, "line": {"width": 2, "color": SILENT}},
    }
    heads = [f"{'<br>'.join(doc.rsplit('-', 1))}<br>{word(place, lang)}" for doc, place in places]
    return draw(
        [silence, *(_manner(at[at["manner"] == manner], *look, lang=lang) for manner, look in MANNERS.items())],
        title,
        height=150 + 23 * len(voices),
        margin={"l": {"en": 345, "zh": 160}[lang], "r": 10, "t": 130, "b": 70},
        legend=LEGEND_BELOW,
        xaxis={"tickvals": list(range(len(places))), "ticktext": heads, "side": "top", "tickangle": 0, "showgrid": False,
               "range": [-0.5, len(places) - 0.5], "tickfont": {"size": 11}},
        yaxis={"tickvals": list(row.values()), "ticktext": [two_lines(labels[theme], 54) for theme in row],
               "range": [-0.7, len(voices) - 0.3], "tickfont": {"size": 11}},
    )  # fmt: skip


def _manner(own: pd.DataFrame, symbol: str, colour: int, *names: str, lang: str) -> dict:
    return {
        "x": own["x"].tolist(),
        "y": own["y"].tolist(),
        "ids": (own["theme_id"] + "|" + own["doc_id"] + "|" + own["place"]).tolist(),
        "mode": "markers",
        "name": names[lang == "zh"],
        "hovertext": [short(quote, 20) for quote in own["quote"]],
        "hoverinfo": "text",
        "marker": sign(COLOURS[colour], symbol=symbol),
    }


def shares(targets: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw every percentage of the sources at its date: filled where it is reported as done, open where it is promised.

    *targets* as `load_table("targets")` gives them. Only shares of a whole with a date are drawn, one mark an item.
    """
    check_columns(
        targets,
        ["doc_id", "value", "unit", "bound", "kind", "date_to", "place", f"label_{lang}"],
        "shares",
    )
    rows = targets[
        (targets["unit"] == "%")
        & targets["date_to"].notna()
        & targets["kind"].isin(["target", "achievement"])
        & (targets["value"] >= 20)
    ].drop_duplicates(["place", "value", "date_to", "subject_en"])
    done = int((rows["kind"] == "achievement").sum())
    title = (
        f"{done} shares reported as done, {len(rows) - done} promised",
        f"{done}项百分比报告已成，{len(rows) - done}项为承诺",
    )[lang == "zh"]
    rows = rows.sort_values(["date_to", "value"], ascending=False).reset_index(drop=True)
    ticks = [
        f"{short(label, 60)}<br><b>{word(place, lang)} {day.year}</b>"
        for label, place, day in zip(rows[f"label_{lang}"], rows["place"], rows["date_to"])
    ]
    return draw(
        [trace for number in range(len(KINDS)) for trace in _kind(rows, number, lang)],
        title,
        xaxis={"range": [0, 120], "ticksuffix": " %", "dtick": 50},
        yaxis={"tickvals": rows.index.tolist(), "ticktext": ticks, "showgrid": False},
        legend=LEGEND_BELOW,
        margin={"l": {"en": 425, "zh": 265}[lang], "r": 10, "t": 50, "b": 80},
        height=140 + 42 * len(rows),
    )


# What a share is, its sign, its line, and its names.
KINDS = (
    ("achievement", "circle", "solid", "reported as done", "报告已成"),
    ("target", "circle-open", "dot", "promised", "承诺"),
)


def _kind(rows: pd.DataFrame, number: int, lang: str) -> Iterator[dict]:
    """The lines and the signs of the shares of one kind."""
    (kind, symbol, dash, *names), colour = KINDS[number], COLOURS[number]
    own = rows[rows["kind"] == kind]
    yield {
        "x": [v for value in own["value"].tolist() for v in (0, value, None)],
        "y": [v for y in own.index for v in (y, y, None)],
        "mode": "lines",
        "line": {"width": 3, "dash": dash, "color": colour},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    bounds = ["≥ " if bound == "at least" else "" for bound in own["bound"]]
    yield {
        "x": own["value"].astype(float).tolist(),
        "y": own.index.tolist(),
        "ids": own["target_id"].tolist(),
        "mode": "markers+text",
        "text": [f"\u00a0\u00a0{b}{v:g} %" for b, v in zip(bounds, own["value"])],
        "textposition": "middle right",
        "name": names[lang == "zh"],
        "hovertext": [short(quote, 50) for quote in own["quote"]],
        "hoverinfo": "text",
        "marker": sign(colour, symbol=symbol),
    }


def threads(
    earlier: pd.DataFrame, later: pd.DataFrame, relations: pd.DataFrame, *, lang: str = "en"
) -> go.Figure:
    """Draw which clauses of a later text take up which of an earlier one: two columns, a thread for each relation.

    *earlier* and *later* are rows of `load_table("clauses")`; a relation between clauses that lie below them counts as theirs.
    A thick thread is a relation between the clauses themselves. A clause without a thread was not taken up, or is new.
    """
    links = relations[relations["between"] == "clauses"]
    pairs = {}
    for link in links.itertuples():
        new = next((i for i in later["clause_id"] if f"{link.from_id}.".startswith(f"{i}.")), None)
        old = next((i for i in earlier["clause_id"] if f"{link.to_id}.".startswith(f"{i}.")), None)
        if new and old:
            direct = (link.from_id, link.to_id) == (new, old)
            pairs[old, new] = pairs.get((old, new), False) or direct
    rows = max(len(earlier), len(later))
    places = {}
    for frame in (earlier, later):
        step = (rows - 1) / max(len(frame) - 1, 1)
        places |= {
            clause: round(number * step, 2) for number, clause in enumerate(frame["clause_id"])
        }
    loose = [
        sum(i not in ends for i in frame["clause_id"])
        for frame, ends in (
            (earlier, {old for old, _ in pairs}),
            (later, {new for _, new in pairs}),
        )
    ]
    title = (
        f"{len(pairs)} threads; {loose[0]} earlier and {loose[1]} later clauses have none",
        f"{len(pairs)}条承接线；前文{loose[0]}条、后文{loose[1]}条无承接",
    )[lang == "zh"]
    lines = [
        {
            "x": [0, 1],
            "y": [places[old], places[new]],
            "mode": "lines",
            "hoverinfo": "skip",
            "line": {"width": 3 if direct else 1.5, "color": COLOURS[0]},
            "opacity": 0.8,
        }
        for (old, new), direct in pairs.items()
    ]
    ends = [_clauses(frame, x, places, lang) for x, frame in enumerate((earlier, later))]
    return draw(
        [*lines, *ends],
        title,
        height=110 + 46 * rows,
        showlegend=False,
        xaxis={"visible": False, "range": [-1.9, 2.9]},
        margin={"l": 0, "r": 0, "t": 50, "b": 20},
        yaxis={"visible": False, "range": [rows - 0.5, -0.6]},
    )


def _clauses(clauses: pd.DataFrame, x: int, places: dict[str, float], lang: str) -> dict:
    """The clauses of one text as marks in a column, with their labels outside."""
    labels = (
        f"{n} {label}".strip() for n, label in zip(clauses["number"], clauses[f"label_{lang}"])
    )
    return {
        "x": [x] * len(clauses),
        "y": [places[i] for i in clauses["clause_id"]],
        "ids": clauses["clause_id"].tolist(),
        "mode": "markers+text",
        "text": [two_lines(label, {"en": 38, "zh": 22}[lang]) for label in labels],
        "texttemplate": "\u00a0%{text}\u00a0",
        "hovertext": [short(quote, 50) for quote in clauses["quote"]],
        "hoverinfo": "text",
        "textposition": ("middle left", "middle right")[x],
        "marker": {"size": 9, "color": INK},
    }
