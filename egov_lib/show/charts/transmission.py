"""Charts of what documents share: a pair as a dot plot, and the flows from the clauses of one text to other texts.

Every mark is a passage of `shared_passages`, and has its row as its id; hovering shows both sides. Both charts live without a
kernel: layers and documents are switched in the legend. `explorers.parallels` shows the passage of a mark that was clicked.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_columns
from egov_lib.show.charts.house import COLOURS, FAINT, INK, draw, short

PLACES = [
    "doc_id",
    "start",
    "end",
    "quote",
    "other_doc_id",
    "other_start",
    "other_end",
    "other_quote",
]
LAYERS = {
    "exact": ("word for word", "逐字"),
    "edited": ("edited", "改写"),
    "lists": ("list in another order", "列举换序"),
    "frames": ("same frame, filled anew", "同一句式"),
    "targets": ("same target, other value", "同一指标，数值不同"),
}
QUOTE_CHARS = 40  # of each side, when hovering


def _hover(row: pd.Series) -> str:
    sides = (
        (row.doc_id, row.start, row.quote),
        (row.other_doc_id, row.other_start, row.other_quote),
    )
    return "<br>".join(
        f"<b>{doc_id}</b> {start}: {short(quote, QUOTE_CHARS)}" for doc_id, start, quote in sides
    )


def dot_plot(passages: pd.DataFrame, docs: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw the passages that two documents share, each as a line from its place in one to its place in the other.

    *passages* must be of one pair (filter them by doc_id and other_doc_id); *docs* has the two texts. What both say in the same
    order lies along one slope; what was moved lies off it; a sentence repeated makes a column or a row.
    """
    check_columns(passages, [*PLACES, "layer", "matched"], "a dot plot")
    pairs = list(dict.fromkeys(zip(passages["doc_id"], passages["other_doc_id"])))
    if len(pairs) != 1:
        raise ValueError(
            f"a dot plot shows one pair of documents, but there are passages of {len(pairs)}: filter them"
        )
    ((here, there),) = pairs
    texts = dict(zip(docs["doc_id"], docs["text"]))
    longest = int(passages["matched"].max())
    title = (
        f"{len(passages)} passages of {here} stand in {there} too, the longest with {longest} equal characters",
        f"{here}与{there}有{len(passages)}处相同或相近，最长{longest}字",
    )[lang == "zh"]
    lines = []
    for number, (layer, names) in enumerate(LAYERS.items()):
        rows = passages[passages["layer"] == layer]
        hover = [_hover(row) for row in rows.itertuples()]
        line = {
            "x": [v for a, b in zip(rows["start"], rows["end"]) for v in (a, b, None)],
            "y": [v for a, b in zip(rows["other_start"], rows["other_end"]) for v in (a, b, None)],
            "hovertext": [v for text in hover for v in (text, text, "")],
            "hoverinfo": "text",
            "ids": [str(index) for index in rows.index for _ in range(3)],
            "mode": "lines+markers",
            "name": names[lang == "zh"],
            "line": {"color": COLOURS[number], "width": 4 if layer == "exact" else 2},
            "marker": {"size": 5},
        }
        lines += [line] if len(rows) else []
    label = ("character of", "字位：")[lang == "zh"]
    return draw(
        lines,
        title,
        height=640,
        xaxis={"title": {"text": f"{label} {here}"}, "range": [0, len(texts[here])]},
        yaxis={"title": {"text": f"{label} {there}"}, "range": [len(texts[there]), 0]},
        legend={"orientation": "h", "y": -0.12},
        margin={"l": 70, "r": 20, "t": 60, "b": 90},
        hovermode="closest",
    )


def flows(
    passages: pd.DataFrame,
    docs: pd.DataFrame,
    *,
    clauses: pd.DataFrame | None = None,
    lang: str = "en",
) -> go.Figure:
    """Draw how many characters of each clause of the central texts stand in which other text: a band a clause and text.

    *docs* gives the order of the documents; *clauses*, as `load_table("clauses")` has them, names the parts of each document
    (the deepest that holds a passage whole); without, a document is one part. Bands are as wide as the passages have equal
    characters; passages marked as repeats are left out. A band is no arrow: it says that both have the words, not whence.
    """
    check_columns(passages, [*PLACES, "matched", "repeat"], "a chart of flows")
    rows = passages[~passages["repeat"]]
    rows = rows.assign(part=[_part(row, clauses, lang) for row in rows.itertuples()])
    order = [doc_id for doc_id in docs["doc_id"] if doc_id in set(rows["other_doc_id"])]
    bands = rows.groupby(["doc_id", "part", "other_doc_id"], sort=False)
    parts = list(dict.fromkeys(zip(rows["doc_id"], rows["part"])))
    colours = {
        doc_id: COLOURS[n % len(COLOURS)] for n, doc_id in enumerate(dict.fromkeys(rows["doc_id"]))
    }
    nodes = {
        part: number for number, part in enumerate([*parts, *((doc_id, None) for doc_id in order)])
    }
    title = (
        f"{int(rows['matched'].sum())} characters in {len(rows)} passages stand in two texts",
        f"{len(rows)}处、{int(rows['matched'].sum())}字见于两文",
    )[lang == "zh"]
    chart = {
        "type": "sankey",
        "ids": [str(band["matched"].idxmax()) for _, band in bands],
        "node": {
            "label": [f"{doc_id}: {short(part, 40)}" if part else doc_id for doc_id, part in nodes],
            "color": [colours[doc_id] if part is not None else INK for doc_id, part in nodes],
            "pad": 17,
            "thickness": 14,
        },
        "link": {
            "source": [nodes[doc_id, part] for (doc_id, part, _), _ in bands],
            "target": [nodes[other, None] for (_, _, other), _ in bands],
            "value": [int(band["matched"].sum()) for _, band in bands],
            "customdata": [
                "<br>".join(_hover(row) for row in band.head(3).itertuples()) for _, band in bands
            ],
            "hovertemplate": "%{customdata}<extra>%{value}</extra>",
            "color": FAINT,
        },
    }
    height = 160 + 28 * max(len(parts), 8)
    return draw([chart], title, height=height, margin={"l": 10, "r": 10, "t": 60, "b": 20})


def _part(row: pd.Series, clauses: pd.DataFrame | None, lang: str) -> str:
    """The label of the deepest clause that holds a passage; of the whole text if none does."""
    if clauses is None:
        return ""
    own = clauses[
        (clauses["doc_id"] == row.doc_id)
        & (clauses["start"] <= row.start)
        & (clauses["end"] >= row.end)
    ]
    return str(own.sort_values("depth")[f"label_{lang}"].iloc[-1]) if len(own) else ""
