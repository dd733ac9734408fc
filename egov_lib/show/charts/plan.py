"""A plan on one page: a row a head, a square a clause below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.charts.base import (
    NO_AXIS,
    QUIET,
    document_colour,
    draw,
    note,
    rule,
    under_title,
)
from egov_lib.show.layouts.plan import HEADS, Head
from egov_lib.show.layouts.plan import plan as plan_layout
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import label
from egov_lib.show.style import INK

LABEL_PIXELS = {"en": 452, "zh": 305}  # for the names of heads
ROW_PIXELS = 20
BAND = 2.2  # rows from the last head of a kind to the first of the next


def plan(
    clauses: pd.DataFrame, doc_id: str, *, lang: str | None = None
) -> go.Figure:
    """Draw a plan on one page: what it finds wrong, its principles, tasks and measures; a square
    is a clause below its head.

    Parameters
    ----------
    clauses: as `load_table("clauses")` gives them.
    doc_id: the document.

    >>> from egov_lib.read.corpus import load_table
    >>> plan(load_table("clauses"), "opinion-2002").layout.title.text
    '83 of 163 squares stand under the tasks'
    """
    lang = current(lang)
    heads = plan_layout(clauses, doc_id)
    places = _rows(heads)
    foot = max(places, default=0.0) + 1
    widest = max((len(head.below) for head in heads), default=1)
    total = sum(len(head.below) for head in heads)
    tasks = sum(len(head.below) for head in heads if head.kind == "task")
    figure = draw(
        [_squares(heads, places, doc_id, lang)],
        say(
            "plan",
            lang,
            tasks=tasks,
            clauses=total,
        ),
        height=int(95 + ROW_PIXELS * (foot + 0.6)),
        margin={"l": LABEL_PIXELS[lang], "r": 10, "t": 72, "b": 10},
        showlegend=False,
        annotations=[
            {
                **under_title(say("plan_key", lang)),
                "xshift": 8 - LABEL_PIXELS[lang],  # as far in as the title
            },
            *_band_names(heads, places, lang),
        ],
        shapes=[
            rule(round(y - 1.45, 2), 0, widest + 0.5)
            for _, y in _first_of_kinds(heads, places)
        ],
        xaxis={**NO_AXIS, "range": [0, widest + 0.5]},
        yaxis={
            "range": [foot - 0.3, -1.6],
            "tickvals": places,
            "ticktext": [
                label(head.label_en if lang == "en" else head.label_zh)
                for head in heads
            ],
            "tickfont": {"size": 12},
            "showgrid": False,
        },
    )
    # The head begins at the names, not at the squares
    at_left = {"x": 0.01, "xref": "container"}
    return figure.update_layout(title=at_left)


def _rows(heads: Iterable[Head]) -> list[float]:
    """The height of each head; a new kind begins after a gap."""
    rows: list[float] = []
    kind = None
    for head in heads:
        step = 1 if head.kind == kind else BAND
        rows.append(round(rows[-1] + step, 2) if rows else 0.0)
        kind = head.kind
    return rows


def _first_of_kinds(
    heads: Sequence[Head], places: Sequence[float]
) -> Iterator[tuple[str, float]]:
    seen = set()
    for head, y in zip(heads, places):
        if head.kind not in seen:
            seen.add(head.kind)
            yield head.kind, y


def _band_names(
    heads: Sequence[Head], places: Sequence[float], lang: str
) -> Iterator[dict]:
    """What each kind is, over its first row."""
    for kind, y in _first_of_kinds(heads, places):
        name = f"<b>{say(f'plan_{kind}', lang)}</b>" if kind in HEADS else ""
        yield note(0.3, round(y - 0.85, 2), name, colour=QUIET)


def _squares(
    heads: Sequence[Head], places: Sequence[float], doc_id: str, lang: str
) -> dict:
    """The clauses below each head, from the left; those that tell what is wrong in ink."""
    colour = document_colour(doc_id)
    marks = [
        (number, y, clause, INK if head.kind == "problem" else colour)
        for head, y in zip(heads, places)
        for number, clause in enumerate(head.below, start=1)
    ]
    return {
        "x": [number for number, *_ in marks],
        "y": [y for _, y, *_ in marks],
        "ids": [clause.clause_id for _, _, clause, _ in marks],
        "mode": "markers",
        "name": label(doc_id),
        "hovertext": [
            _said(clause.label_en, clause.quote)
            if lang == "en"
            else label(clause.quote)
            for _, _, clause, _ in marks
        ],
        "hoverinfo": "text",
        "marker": {
            "symbol": "square",
            "size": 10,
            "color": [shown for *_, shown in marks],
        },
        "cliponaxis": False,
    }


def _said(english: str, quote: str) -> str:
    return f"{label(english)}<br>{label(quote)}"
