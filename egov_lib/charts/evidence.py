"""Charts of what the tables hold: texts, outlines, commitments, lineage."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from egov_lib.charts.house import COLOURS, HOUSE, INK, short
from egov_lib.corpus import check_columns


def text_lengths(docs: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw the length of each document's text in characters, one bar a document."""
    lengths = docs["text"].str.len()
    longest = docs["doc_id"].iloc[int(lengths.argmax())]
    title = (f"{longest} is the longest text", f"最长的文本是{longest}")[lang == "zh"]
    figure = go.Figure(
        layout={"template": HOUSE, "height": 90 + 34 * len(docs), "width": 700, "title": {"text": title}}
    )
    figure.add_bar(
        x=lengths.tolist(),
        y=docs["doc_id"].tolist(),
        orientation="h",
        text=lengths.tolist(),
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    label = ("characters", "字符数")[lang == "zh"]
    return figure.update_layout(
        yaxis_autorange="reversed", xaxis_title=label, margin={"l": 110, "r": 20, "t": 45, "b": 45}
    )


def outline(clauses: pd.DataFrame, doc_id: str, *, lang: str = "en", deepest: int = 3) -> go.Figure:
    """Draw the outline of one document as a tree one can walk: click a clause to go in, the top bar to come back.

    *clauses* as `load_table("clauses")` gives them; clauses deeper than *deepest* are left out. Works without a kernel.
    """
    check_columns(
        clauses, ["clause_id", "doc_id", "parent_id", "depth", "kind", "quote", f"label_{lang}"], "an outline"
    )
    rows = clauses[(clauses["doc_id"] == doc_id) & (clauses["depth"] <= deepest)]
    leaves = ~rows["clause_id"].isin(rows["parent_id"])
    title = (
        f"{doc_id}: {len(rows)} clauses, {int((rows['depth'] == 1).sum())} at the top",
        f"{doc_id}：{len(rows)}条，顶层{int((rows['depth'] == 1).sum())}条",
    )[lang == "zh"]
    figure = go.Figure(layout={"template": HOUSE, "height": 680, "title": {"text": title}})
    kinds = list(dict.fromkeys(rows["kind"]))
    figure.add_icicle(
        ids=[doc_id, *rows["clause_id"]],
        labels=[
            doc_id,
            *(short(f"{n} {label}".strip(), 60) for n, label in zip(rows["number"], rows[f"label_{lang}"])),
        ],
        parents=["", *(parent or doc_id for parent in rows["parent_id"])],
        values=[0, *leaves.astype(int)],
        hovertext=[doc_id, *(short(quote, 60) for quote in rows["quote"])],
        hoverinfo="label+text",
        tiling={"orientation": "h"},
        maxdepth=3,
        sort=False,
        leaf={"opacity": 1},
        textfont={"color": "white", "size": 13},
        marker={
            "colors": [INK, *(COLOURS[kinds.index(k) % len(COLOURS)] for k in rows["kind"])],
            "line": {"color": "white", "width": 1},
        },
    )
    return figure.update_layout(margin={"l": 0, "r": 0, "t": 50, "b": 10})


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
    check_columns(themes, ["theme_id", "doc_id", "place", "silent", "manner", "quote", f"label_{lang}"], "a lineage")
    voices = themes.groupby("theme_id")["silent"].agg(lambda silent: int((~silent).sum())).sort_values(kind="stable")
    labels = themes.drop_duplicates("theme_id").set_index("theme_id")[f"label_{lang}"]
    row = {theme: number for number, theme in enumerate(voices.index)}
    places = list(dict.fromkeys(zip(themes["doc_id"], themes["place"])))
    column = {place: number for number, place in enumerate(places)}
    at = themes.assign(x=[column[p] for p in zip(themes["doc_id"], themes["place"])], y=themes["theme_id"].map(row))
    silent = int(themes["silent"].sum())
    title = (
        f"{len(voices)} themes: {silent} of {len(themes)} places on the grid are silent",
        f"{len(voices)}个主题：{len(themes)}格中{silent}格无声",
    )[lang == "zh"]
    figure = go.Figure(
        layout={"template": HOUSE, "height": 150 + 21 * len(voices), "width": 1000, "title": {"text": title}}
    )
    quiet = at[at["silent"]]
    figure.add_scatter(
        x=quiet["x"].tolist(),
        y=quiet["y"].tolist(),
        mode="markers",
        hoverinfo="skip",
        name=("silent", "无声")[lang == "zh"],
        marker={"symbol": "line-ew", "size": 9, "line": {"width": 2, "color": SILENT}},
    )
    for manner, (symbol, colour, *names) in MANNERS.items():
        own = at[at["manner"] == manner]
        figure.add_scatter(
            x=own["x"].tolist(),
            y=own["y"].tolist(),
            ids=(own["theme_id"] + "|" + own["doc_id"] + "|" + own["place"]).tolist(),
            mode="markers",
            name=names[lang == "zh"],
            hovertext=[short(quote, 20) for quote in own["quote"]],
            hoverinfo="text",
            marker={
                "symbol": symbol,
                "size": 13,
                "color": COLOURS[colour],
                "line": {"width": 2, "color": COLOURS[colour]},
            },
        )
    return figure.update_layout(
        margin={"l": 320, "r": 20, "t": 130, "b": 70},
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0},
        xaxis={
            "tickvals": list(range(len(places))),
            "side": "top",
            "tickangle": 0,
            "showgrid": False,
            "range": [-0.5, len(places) - 0.5],
            "ticktext": [
                place if doc.startswith("article") and place != "China" else f"{doc}<br>{place}"
                for doc, place in places
            ],
        },
        yaxis={
            "tickvals": list(row.values()),
            "ticktext": [short(labels[theme], 44) for theme in row],
            "range": [-0.7, len(voices) - 0.3],
        },
    )


def shares(targets: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw every percentage of the sources at its date: filled where it is reported as done, open where it is promised.

    *targets* as `load_table("targets")` gives them. Only shares of a whole with a date are drawn, one mark an item.
    """
    check_columns(targets, ["doc_id", "value", "unit", "bound", "kind", "date_to", "place", f"label_{lang}"], "shares")
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
    figure = go.Figure(layout={"template": HOUSE, "height": 460, "width": 1000, "title": {"text": title}})
    rows = rows.sort_values(["date_to", "value"], ascending=False).reset_index(drop=True)
    names = {"achievement": ("reported as done", "报告已成"), "target": ("promised", "承诺")}
    for number, (kind, (symbol, dash)) in enumerate(
        {"achievement": ("circle", "solid"), "target": ("circle-open", "dot")}.items()
    ):
        own, colour = rows[rows["kind"] == kind], COLOURS[number]
        figure.add_scatter(
            x=[v for value in own["value"] for v in (0, value, None)],
            y=[v for y in own.index for v in (y, y, None)],
            mode="lines",
            line={"width": 3, "dash": dash, "color": colour},
            hoverinfo="skip",
            showlegend=False,
        )
        bounds = ["≥ " if bound == "at least" else "" for bound in own["bound"]]
        figure.add_scatter(
            x=own["value"].astype(float).tolist(),
            y=own.index.tolist(),
            ids=own["target_id"].tolist(),
            mode="markers+text",
            text=[f"\u00a0\u00a0{b}{v:g} %" for b, v in zip(bounds, own["value"])],
            textposition="middle right",
            name=names[kind][lang == "zh"],
            hovertext=[short(q, 50) for q in own["quote"]],
            hoverinfo="text",
            marker={"symbol": symbol, "size": 13, "color": colour, "line": {"width": 2, "color": colour}},
        )
    ticks = [
        f"{short(label, 50)} · <b>{place} {day.year}</b>"
        for label, place, day in zip(rows[f"label_{lang}"], rows["place"], rows["date_to"])
    ]
    return figure.update_layout(
        xaxis={"range": [0, 115], "ticksuffix": " %"},
        yaxis={"tickvals": rows.index.tolist(), "ticktext": ticks, "showgrid": False},
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0},
        margin={"l": 430, "r": 20, "t": 50, "b": 80},
        height=140 + 36 * len(rows),
    )


def threads(earlier: pd.DataFrame, later: pd.DataFrame, relations: pd.DataFrame, *, lang: str = "en") -> go.Figure:
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
        places |= {clause: round(number * step, 2) for number, clause in enumerate(frame["clause_id"])}
    loose = [
        sum(i not in ends for i in frame["clause_id"])
        for frame, ends in ((earlier, {old for old, _ in pairs}), (later, {new for _, new in pairs}))
    ]
    title = (
        f"{len(pairs)} threads; {loose[0]} earlier and {loose[1]} later clauses have none",
        f"{len(pairs)}条承接线；前文{loose[0]}条、后文{loose[1]}条无承接",
    )[lang == "zh"]
    figure = go.Figure(layout={"template": HOUSE, "width": 1000, "height": 110 + 46 * rows, "title": {"text": title}})
    for (old, new), direct in pairs.items():
        figure.add_scatter(
            x=[0, 1],
            y=[places[old], places[new]],
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
            line={"width": 3 if direct else 1.5, "color": COLOURS[0]},
            opacity=0.8,
        )
    for x, frame, side in ((0, earlier, "left"), (1, later, "right")):
        figure.add_scatter(
            x=[x] * len(frame),
            ids=frame["clause_id"].tolist(),
            y=[places[i] for i in frame["clause_id"]],
            mode="markers+text",
            showlegend=False,
            text=[
                f"\u00a0{short(f'{n} {label}'.strip(), 46)}\u00a0"
                for n, label in zip(frame["number"], frame[f"label_{lang}"])
            ],
            hovertext=[short(quote, 50) for quote in frame["quote"]],
            hoverinfo="text",
            textposition=f"middle {side}",
            marker={"size": 9, "color": INK},
        )
    return figure.update_layout(
        xaxis={"visible": False, "range": [-1.45, 2.45]},
        margin={"l": 0, "r": 0, "t": 50, "b": 20},
        yaxis={"visible": False, "range": [rows - 0.5, -0.6]},
    )
