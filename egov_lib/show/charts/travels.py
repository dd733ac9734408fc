"""What many documents have in common with central texts, by group, and which clauses are where."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from egov_lib.measure.reuse import Transmission
from egov_lib.show.charts.base import draw, marker, xy
from egov_lib.show.layouts.travels import (
    Bar,
    Cell,
    Grid,
    Row,
    clause_grid,
    group_bars,
)
from egov_lib.show.messages import current, say, word
from egov_lib.show.safe_text import label, short
from egov_lib.show.style import BLUE, INK, LEGEND_BELOW, RED, SILENT

GROUP_CHARS = 24
ROW_PIXELS = 26
CLAUSE_PIXELS = 36
CLAUSE_CHARS = {"en": 48, "zh": 24}  # of a clause's label
LARGEST = (
    22  # pixels of the mark of a clause that all documents of a group have
)
SMALLEST = 7
MOST_LEVEL = 8  # heads that have room beside each other
TITLE_PIXELS = 36  # from the top of a chart of clauses to its title


def transmission(
    found: Transmission, *, by: str = "place", lang: str | None = None
) -> go.Figure:
    """Draw how much of the documents of each group central texts have too, with its interval.

    A filled mark is the mean share with set phrases counted for nothing, its bar the interval of
    95 %; of fewer than five documents there is an open mark and no bar. A small cross is what texts
    made by chance have. Shares say nothing of who had the words first.

    Parameters
    ----------
    found: as `egov.transmission(docs, central)` gives it.
    by: a column of groups.

    >>> import pandas as pd
    >>> import egov_lib as egov
    >>> found = egov.transmission(egov.load_corpus(), "opinion-2002", "place")
    >>> transmission(found, by="place").layout.title.text
    'On average 0.4 % of a document is also in a central text (n = 4)'
    """
    lang = current(lang)
    layout = group_bars(found, by)
    whole = layout.bars[0]
    everything = say("transmission_all", lang, n=whole.documents)
    names = [everything, *(_name(bar, lang) for bar in layout.bars[1:])]
    title = say(
        "transmission",
        lang,
        share=_percent(whole.mean),
        documents=whole.documents,
    )
    if layout.unmeasured:
        title += say("transmission_unmeasured", lang, n=layout.unmeasured)
    if layout.left_out:
        title += say("transmission_left_out", lang, n=layout.left_out)
    return draw(
        _traces(layout.bars, names, lang),
        title,
        height=170 + ROW_PIXELS * len(names),
        margin={"l": 210, "r": 20, "t": 60, "b": 100},
        legend=LEGEND_BELOW,
        xaxis={
            "title": {"text": say("transmission_axis", lang)},
            "tickformat": ".1~%",
            "range": _room(layout.bars),
        },
        yaxis={
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "range": [len(names) - 0.4, -0.6],
            "showgrid": False,
        },
    )


def _room(bars: Sequence[Bar]) -> list[float]:
    """From 0 to what is drawn farthest right, with room for a mark on either side."""
    drawn = [bar.mean if bar.is_few else bar.high for bar in bars]
    most = max((end for end in drawn if not math.isnan(end)), default=0.0)
    most = most or 0.01
    return [round(-0.02 * most, 4), round(1.05 * most, 4)]


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.1f}"


def _name(bar: Bar, lang: str) -> str:
    return say(
        "group_of",
        lang,
        name=short(word(bar.name, lang), GROUP_CHARS),
        n=bar.documents,
    )


def _traces(
    bars: Sequence[Bar], names: Sequence[str], lang: str
) -> list[dict]:
    """What chance brings, then groups with an interval, then those of few documents."""
    numbered = list(enumerate(bars))
    enough = [(n, bar) for n, bar in numbered if not bar.is_few]
    few = [(n, bar) for n, bar in numbered if bar.is_few]
    chance = [(n, bar) for n, bar in numbered if not math.isnan(bar.chance)]
    return [
        {
            "x": [bar.chance for _, bar in chance],
            "y": [n for n, _ in chance],
            "mode": "markers",
            "name": say("transmission_chance", lang),
            "hoverinfo": "skip",
            "marker": marker(RED, symbol="x-thin", size=7),
        },
        _means(enough, names, say("transmission_mean", lang))
        | {"error_x": _intervals([bar for _, bar in enough])},
        _means(
            few, names, say("transmission_few", lang), symbol="circle-open"
        ),
    ]


def _means(
    numbered: Sequence[tuple[int, Bar]],
    names: Sequence[str],
    name: str,
    symbol: str = "circle",
) -> dict:
    return {
        "x": [bar.mean for _, bar in numbered],
        "y": [n for n, _ in numbered],
        "ids": [str(bar.name) for _, bar in numbered],
        "mode": "markers",
        "name": name,
        "hovertext": [
            f"{names[n]}<br>{_percent(bar.mean)} % [{_percent(bar.low)}, {_percent(bar.high)}]"
            for n, bar in numbered
        ],
        "hoverinfo": "text",
        "marker": marker(BLUE, symbol=symbol, size=9),
    }


def _intervals(bars: Iterable[Bar]) -> dict:
    return {
        "array": [round(bar.high - bar.mean, 6) for bar in bars],
        "arrayminus": [round(bar.mean - bar.low, 6) for bar in bars],
        "symmetric": False,
        "thickness": 1.5,
        "width": 3,
    }


# --- clauses ------------------------------------------------------------------------------------


def travels(
    found: Transmission,
    *,
    by: str = "place",
    most: int = 20,
    clauses: Sequence[str] | None = None,
    lang: str | None = None,
) -> go.Figure:
    """Draw which central clauses are in the documents of which group: one row a clause.

    A mark is as large as the share of the group's documents that have the clause, with their number
    when hovering; a dash is silence. The title says how many clauses are in no document at all.

    Parameters
    ----------
    found: as `egov.transmission(docs, central)` gives it.
    by: a column of groups.
    most: how many clauses are drawn: those that are in most documents, in the centre's order.
    clauses: the clause_ids to draw instead, those of silence among them.

    >>> import egov_lib as egov
    >>> found = egov.transmission(egov.load_corpus(), "opinion-2002", "place")
    >>> travels(found).layout.title.text
    '3 of 209 central clauses are in some document, 206 in none'
    """
    lang = current(lang)
    wanted = None if clauses is None else list(clauses)
    grid = clause_grid(found, by, most=most, clauses=wanted)
    title = say(
        "travels",
        lang,
        some=grid.travelling,
        clauses=grid.clauses,
        none=grid.clauses - grid.travelling,
    )
    if grid.left_out:
        title += say("transmission_left_out", lang, n=grid.left_out)
    is_wide = len(grid.heads) > MOST_LEVEL
    top = 190 if is_wide else 110
    height = top + 70 + CLAUSE_PIXELS * max(len(grid.rows), 1)
    figure = draw(
        [_silent(grid.cells, lang), _said(grid, lang)],
        title,
        height=height,
        margin={"l": 330, "r": 10, "t": top, "b": 70},
        legend=LEGEND_BELOW,
        xaxis=_heads(grid, is_wide, lang),
        yaxis={
            "tickvals": list(range(len(grid.rows))),
            "ticktext": [_clause(row, lang) for row in grid.rows],
            "range": [len(grid.rows) - 0.4, -0.6],
            "tickfont": {"size": 11},
        },
    )
    # Above the heads, not between them
    above = {"y": 1 - TITLE_PIXELS / height, "yref": "container"}
    return figure.update_layout(title=above)


def _heads(grid: Grid, is_wide: bool, lang: str) -> dict:
    """The groups; on one line and aslant where there are many."""
    key = "group_of" if is_wide else "group_over"
    return {
        "tickvals": list(range(len(grid.heads))),
        "ticktext": [
            say(
                key,
                lang,
                name=short(word(head.name, lang), GROUP_CHARS),
                n=head.of,
            )
            for head in grid.heads
        ],
        "side": "top",
        "tickangle": -60 if is_wide else 0,
        "showgrid": False,
        "range": [-0.6, max(len(grid.heads), 1) - 0.4],
        "tickfont": {"size": 11},
    }


def _clause(row: Row, lang: str) -> str:
    """A clause in the language of the chart, with its Chinese below where there is English."""
    chinese = short(row.quote, CLAUSE_CHARS["zh"])
    if lang == "zh" or not row.en:
        return chinese
    return f"{short(row.en, CLAUSE_CHARS['en'])}<br>{chinese}"


def _silent(cells: Sequence[Cell], lang: str) -> dict:
    """A dash for each clause that no document of a group has."""
    silent = [cell for cell in cells if not cell.documents]
    return {
        **xy(silent),
        "mode": "markers",
        "hoverinfo": "skip",
        "name": say("travels_silent", lang),
        "marker": {
            "symbol": "line-ew",
            "size": 8,
            "line": {"width": 2, "color": SILENT},
        },
    }


def _said(grid: Grid, lang: str) -> dict:
    """A mark for each clause that some document of a group has."""
    said = [cell for cell in grid.cells if cell.documents]
    return {
        **xy(said),
        "ids": [
            f"{cell.clause_id}|{grid.heads[cell.x].name}" for cell in said
        ],
        "mode": "markers",
        "name": say("travels_said", lang),
        "hovertext": [_hover(cell, grid, lang) for cell in said],
        "hoverinfo": "text",
        "marker": {
            "size": [_size(cell) for cell in said],
            "color": INK,
            "opacity": 1,
            "line": {"width": 0},
        },
    }


def _size(cell: Cell) -> float:
    """The area of a mark grows with the share."""
    return round(
        SMALLEST + (LARGEST - SMALLEST) * math.sqrt(cell.documents / cell.of),
        1,
    )


def _hover(cell: Cell, grid: Grid, lang: str) -> str:
    name = label(word(grid.heads[cell.x].name, lang))
    said = say(
        "travels_hover",
        lang,
        name=name,
        n=cell.documents,
        of=cell.of,
        low=_percent(cell.low),
        high=_percent(cell.high),
    )
    return f"{said}<br>{short(grid.rows[cell.y].quote, 40)}"
