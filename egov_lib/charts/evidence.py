"""Charts of what the tables hold: texts, outlines, commitments, lineage."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from egov_lib.charts.house import HOUSE


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
