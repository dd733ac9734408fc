"""Charts of what models did: many runs as a line with its spread, shares as a grid, takers and
questions on one scale.

A band reaches from the 5 to the 95 % quantile of the runs: a line without a band would present
chance as knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_whole
from egov_lib.show.charts.base import TEMPLATE
from egov_lib.show.messages import code_word, say
from egov_lib.show.safe_text import label as safe_label
from egov_lib.show.style import BLUE, CHART_WIDTH, GREY, INK, colour

SPREAD = ["mean", "low", "high"]
LOW, HIGH = 0.05, 0.95  # the quantiles of a band
FEW_POINTS = 16  # fewer are marked on the line
DOTTED = {"dash": "dot", "color": INK}  # a line across
SHARE_NAMES = ("share", "coverage")  # what the name of a per cent begins with


# --- bands --------------------------------------------------------------------------------------


def bands(
    runs: pd.DataFrame,
    x: str,
    *,
    y: str,
    by: str | None = None,
    marks: Mapping[str, float] | None = None,
    title: str = "",
) -> go.Figure:
    """Draw how *y* goes with *x*: a line for the mean of the runs and a band for nine tenths of
    them.

    Parameters
    ----------
    runs: one row a run and *x*, as `repeat` gives them, or the measures of a `sweep`, of which *y*
        is drawn.
    by: a column; each of its values gets a line and a band.
    marks: label -> x of lines across, such as deadlines.

    An axis is in per cent where its name begins with share or coverage and no value exceeds 1.

    >>> runs = pd.DataFrame({"month": [0, 0, 1, 1], "coverage": [0.1, 0.3, 0.4, 0.6]})
    >>> hull, line = bands(runs, "month", y="coverage").data
    >>> [round(mean, 2) for mean in line.y]
    [0.2, 0.5]
    """
    keys = [x] if by is None else [x, by]
    check_whole(runs, keys, "a chart of bands")
    is_sweep = "measure" in runs
    spread = runs[runs["measure"] == y] if is_sweep else _spread(runs, keys, y)
    check_whole(spread, [*keys, *SPREAD], "a chart of bands")
    figure = _empty_figure(title, height=440)
    parts = [("", spread)] if by is None else spread.groupby(by, sort=False)
    for number, (name, rows) in enumerate(parts):
        for trace in _band(rows, x, _named(name), colour(number)):
            figure.add_scatter(**trace)
    for label, at in (marks or {}).items():
        annotation = {"text": _named(label), "yanchor": "bottom"}
        figure.add_vline(x=at, line=DOTTED, annotation=annotation)
    return figure.update_layout(
        showlegend=by is not None,
        margin={"t": 70, "r": 20},
        xaxis=_axis(x, largest=spread[x].max()),
        yaxis={
            **_axis(y, largest=spread["high"].max()),
            "rangemode": "tozero",
        },
    )


def _empty_figure(title: str, *, height: int, **layout: object) -> go.Figure:
    look = {"template": TEMPLATE, "height": height, "width": CHART_WIDTH}
    text = _named(title)
    return go.Figure(layout={**look, "title": {"text": text}, **layout})


def _named(name: object, lang: str | None = None) -> str:
    """A title or a name that the code of a cell gives, in the language of the reader."""
    return safe_label(code_word(str(name), lang))


def _spread(runs: pd.DataFrame, keys: Sequence[str], y: str) -> pd.DataFrame:
    """The mean and the quantiles of *y* for each combination of *keys*."""
    check_whole(runs, [*keys, y], "a chart of bands")
    groups = runs.groupby(list(keys), sort=False)[y]
    low, high = groups.quantile(LOW), groups.quantile(HIGH)
    spread = pd.DataFrame({"mean": groups.mean(), "low": low, "high": high})
    return spread.reset_index()


def _band(rows: pd.DataFrame, x: str, name: str, shade: str) -> Iterator[dict]:
    """The hull of a band, there along its upper side and back along the lower, and its line."""
    places = rows[x].tolist()
    mean, low, high = (
        rows[part].astype(float).round(4).tolist() for part in SPREAD
    )
    yield {
        "x": places + places[::-1],
        "y": high + low[::-1],
        "legendgroup": name,
        "mode": "none",
        "fill": "toself",
        "fillcolor": shade,
        "opacity": 0.22,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    yield {
        "x": places,
        "y": mean,
        "name": name,
        "legendgroup": name,
        "mode": "lines+markers" if len(places) < FEW_POINTS else "lines",
        "line": {"color": shade, "width": 3},
    }


def _axis(name: str, *, largest: float) -> dict:
    """The title of an axis and the form of its numbers."""
    is_share = name.startswith(SHARE_NAMES) and largest <= 1
    said = code_word(name)
    words = name.replace("_", " ") if said == name else said
    return {
        "title": {"text": safe_label(words)},
        "tickformat": ".0%" if is_share else None,
    }


# --- a grid of shares ---------------------------------------------------------------------------

LEAST_SHOWN = 0.005  # smaller shares would be written as 0 %


def grid(shares: pd.DataFrame, *, title: str = "") -> go.Figure:
    """Draw a table of shares as a grid, the darker the larger; rows and columns keep their order,
    and each cell has its per cent.

    >>> (cells,) = grid(pd.DataFrame([[0.75, 0.25]], index=["a"])).data
    >>> cells.text
    (['75%', '25%'],)
    """
    values = shares.to_numpy(float).round(4).tolist()
    figure = _empty_figure(title, height=130 + 30 * len(shares))
    figure.add_heatmap(
        z=values,
        x=[safe_label(column) for column in shares.columns],
        y=[safe_label(row) for row in shares.index],
        text=[[_per_cent(value) for value in row] for row in values],
        texttemplate="%{text}",
        colorscale=[[0, "#ffffff"], [0.5, "#7fb2d0"], [1, BLUE]],
        zmin=0,
        zmax=1,
        xgap=1,
        ygap=1,
        showscale=False,
        hovertemplate="%{y}, %{x}: %{z:.0%}<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_layout(
        margin={"t": 100, "l": 90}, title={"yref": "container", "y": 0.97}
    )
    columns = _named(shares.columns.name or "")
    return figure.update_xaxes(
        type="category", side="top", title={"text": columns}
    )


def _per_cent(share: float) -> str:
    return "" if share < LEAST_SHOWN else f"{share:.0%}"


# --- takers and questions -----------------------------------------------------------------------

STEP = 0.25  # of ability, in standard deviations
ABILITIES = np.arange(-4, 4 + STEP, STEP)
LEVEL_WIDTH = 0.22  # of the right half, for the questions of one level
QUESTION_WIDTH = 0.045  # four questions are drawn beside each other


def wright_map(
    abilities: pd.Series,
    questions: pd.DataFrame,
    *,
    standard: float,
    title: str = "",
    lang: str | None = None,
) -> go.Figure:
    """Draw takers and questions on one scale: to the left how many takers have an ability, to the
    right each question at its difficulty.

    A taker whose ability equals a question's difficulty gets it right half of the time (Wright and
    Stone, *Best Test Design*, 1979). Questions without a finite difficulty are left out.

    Parameters
    ----------
    abilities: one number a taker, in standard deviations.
    questions: has question_id, level and difficulty.
    standard: the ability that passes.
    """
    check_whole(
        questions, ["question_id", "level", "difficulty"], "a Wright map"
    )
    figure = _empty_figure(title, height=620, bargap=0.05)
    figure.add_bar(**_takers(abilities, lang))
    for number, (level, rows) in enumerate(
        questions.groupby("level", sort=False)
    ):
        name = _named(level, lang)
        figure.add_scatter(**_questions(rows, name, number))
    label = {"text": say("standard", lang), "x": 1, "xanchor": "right"}
    figure.add_hline(y=standard, line=DOTTED, annotation=label)
    figure.update_xaxes(
        showticklabels=False,
        range=[-1.05, 1.05],
        title={"text": say("wright_x", lang)},
    )
    return figure.update_yaxes(
        title={"text": say("wright_y", lang)}, range=[-3.6, 3.6]
    )


def _takers(abilities: pd.Series, lang: str | None) -> dict:
    """Bars to the left, the longest as long as the axis."""
    counts, edges = np.histogram(abilities, bins=ABILITIES)
    most = max(counts.max(), 1)
    lengths = -counts / most
    middles = (edges[:-1] + edges[1:]) / 2
    hover = say("takers_near", lang, count="%{customdata}", ability="%{y:.2f}")
    return {
        "x": lengths.round(3).tolist(),
        "y": middles.tolist(),
        "customdata": counts.tolist(),
        "hovertemplate": f"{hover}<extra></extra>",
        "orientation": "h",
        "name": say("takers", lang),
        "marker": {"color": GREY},
    }


def _questions(rows: pd.DataFrame, level: str, number: int) -> dict:
    """The questions of one level, easier ones below, four beside each other."""
    is_finite = np.isfinite(rows["difficulty"])
    finite = rows[is_finite].sort_values("difficulty", kind="stable")
    beside = np.arange(len(finite), dtype=np.int64) % 4
    left = 0.12 + LEVEL_WIDTH * number
    xs = left + QUESTION_WIDTH * beside
    ys = finite["difficulty"]
    names = [safe_label(name) for name in finite["question_id"]]
    return {
        "x": xs.round(3).tolist(),
        "y": ys.round(3).tolist(),
        "mode": "markers",
        "name": level,
        "text": names,
        "hovertemplate": "%{text}: %{y:.2f}<extra></extra>",
        "marker": {"size": 11, "color": colour(number)},
    }
