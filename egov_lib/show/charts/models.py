"""Charts of what models did: many runs as a line with its spread, shares as a grid, takers and questions on one scale.

A band reaches from the 5 to the 95 % quantile of the runs: a line without a band would pass chance off as knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_columns
from egov_lib.show.charts.house import COLOURS, HOUSE, INK, WIDTH

SPREAD = ["mean", "low", "high"]


def bands(
    runs: pd.DataFrame,
    x: str,
    *,
    y: str,
    by: str | None = None,
    marks: Mapping[str, float] | None = None,
    title: str = "",
) -> go.Figure:
    """Draw how *y* goes with *x*: a line for the mean of the runs, a band for nine tenths of them, one of each for every *by*.

    *runs* holds a row a run and *x* (as `repeat` gives them), or the measures of a `sweep`, of which *y* is drawn. *marks* are
    labelled lines across, such as deadlines. A mean of x or y between 0 and 1 whose name says share or coverage is a per cent.
    """
    runs = runs[runs["measure"] == y] if "measure" in runs else _spread(runs, x, y=y, by=by)
    check_columns(runs, [x, *SPREAD, *([by] if by else [])], "a chart of bands")
    figure = go.Figure(
        layout={"template": HOUSE, "height": 440, "width": WIDTH, "title": {"text": title}}
    )
    for number, (name, rows) in enumerate(runs.groupby(by, sort=False) if by else [("", runs)]):
        colour, places = COLOURS[number % len(COLOURS)], rows[x].tolist()
        values = {part: rows[part].astype(float).round(4).tolist() for part in SPREAD}
        hull = {
            "x": places + places[::-1],
            "y": values["high"] + values["low"][::-1],
            "legendgroup": str(name),
        }
        look = {
            "fill": "toself",
            "fillcolor": colour,
            "opacity": 0.22,
            "hoverinfo": "skip",
            "showlegend": False,
        }
        figure.add_scatter(**hull, mode="none", **look)
        line = {"x": places, "y": values["mean"], "name": str(name), "legendgroup": str(name)}
        mode = "lines+markers" if len(places) < 16 else "lines"
        figure.add_scatter(**line, mode=mode, line={"color": colour, "width": 3})
    for label, at in (marks or {}).items():
        figure.add_vline(
            x=at,
            line={"dash": "dot", "color": INK},
            annotation={"text": label, "yanchor": "bottom"},
        )
    figure.update_layout(showlegend=by is not None, margin={"t": 70, "r": 20})
    for axis, name in (("xaxis", x), ("yaxis", y)):
        per_cent = (
            name.startswith(("share", "coverage"))
            and runs[x if axis == "xaxis" else "high"].max() <= 1
        )
        figure.layout[axis].update(
            title={"text": name.replace("_", " ")}, tickformat=".0%" if per_cent else None
        )
    return figure.update_yaxes(rangemode="tozero")


def _spread(runs: pd.DataFrame, x: str, *, y: str, by: str | None) -> pd.DataFrame:
    check_columns(runs, [x, y, *([by] if by else [])], "a chart of bands")
    groups = runs.groupby([by, x] if by else [x], sort=False)[y]
    spread = {"mean": groups.mean(), "low": groups.quantile(0.05), "high": groups.quantile(0.95)}
    return pd.DataFrame(spread).reset_index()


def grid(shares: pd.DataFrame, *, title: str = "") -> go.Figure:
    """Draw a table of shares as a grid, the darker the larger; rows and columns as they stand, each cell with its per cent."""
    values = shares.to_numpy(float).round(4)
    size = {"height": 130 + 30 * len(shares), "width": WIDTH}
    figure = go.Figure(layout={"template": HOUSE, **size, "title": {"text": title}})
    figure.add_heatmap(
        z=values.tolist(),
        x=[str(c) for c in shares.columns],
        y=[str(i) for i in shares.index],
        text=[["" if v < 0.005 else f"{v:.0%}" for v in row] for row in values],
        texttemplate="%{text}",
        colorscale=[[0, "#ffffff"], [0.5, "#7fb2d0"], [1, COLOURS[0]]],
        zmin=0,
        zmax=1,
        xgap=1,
        ygap=1,
        showscale=False,
        hovertemplate="%{y}, %{x}: %{z:.0%}<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_layout(margin={"t": 100, "l": 90}, title={"yref": "container", "y": 0.97})
    return figure.update_xaxes(
        type="category", side="top", title={"text": str(shares.columns.name or "")}
    )


def wright_map(
    abilities: pd.Series, questions: pd.DataFrame, *, standard: float, title: str = ""
) -> go.Figure:
    """Draw takers and questions on one scale: to the left how many takers have an ability, to the right each question.

    *questions* has question_id, level and difficulty. A taker level with a question gets it right half of the time (Wright and
    Stone, *Best Test Design*, 1979).
    """
    check_columns(questions, ["question_id", "level", "difficulty"], "a Wright map")
    counts, edges = np.histogram(abilities, bins=np.arange(-4, 4.25, 0.25))
    size = {"height": 620, "width": WIDTH, "title": {"text": title}}
    figure = go.Figure(layout={"template": HOUSE, **size, "bargap": 0.05})
    bars = {
        "x": (-counts / max(counts.max(), 1)).round(3).tolist(),
        "y": ((edges[:-1] + edges[1:]) / 2).tolist(),
    }
    hover = {
        "customdata": counts.tolist(),
        "hovertemplate": "%{customdata} takers near %{y:.2f}<extra></extra>",
    }
    figure.add_bar(**bars, **hover, orientation="h", name="takers", marker={"color": "#9a9a9a"})
    for number, (level, rows) in enumerate(questions.groupby("level", sort=False)):
        finite = rows[np.isfinite(rows["difficulty"])].sort_values("difficulty")
        figure.add_scatter(
            x=(0.12 + 0.22 * number + 0.045 * (np.arange(len(finite)) % 4)).round(3).tolist(),
            y=finite["difficulty"].round(3).tolist(),
            mode="markers",
            name=str(level),
            text=finite["question_id"].tolist(),
            hovertemplate="%{text}: %{y:.2f}<extra></extra>",
            marker={"size": 11, "color": COLOURS[number % len(COLOURS)]},
        )
    label = {"text": "standard", "x": 1, "xanchor": "right"}
    figure.add_hline(y=standard, line={"dash": "dot", "color": INK}, annotation=label)
    figure.update_xaxes(
        showticklabels=False, range=[-1.05, 1.05], title={"text": "← takers · questions by level →"}
    )
    return figure.update_yaxes(
        title={"text": "ability, difficulty (standard deviations)"}, range=[-3.6, 3.6]
    )
