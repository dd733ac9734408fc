"""Events on a line: lanes by level, uncertain ends drawn as uncertain, no label over another."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from egov_lib.charts.house import BAND, COLOURS, HOUSE, INK, say_dates, short, word
from egov_lib.corpus import check_columns

SYMBOLS = {"stated": "circle", "resolved": "diamond", "inferred": "circle-open"}
EVENT_COLUMNS = ["event_id", "doc_id", "quote", "date_from", "date_to", "span", "open_end", "how_known", "level"]
ROW_PIXELS, LEFT_PIXELS, RIGHT_PIXELS = 21, 90, 20
MOST_LABEL = 48  # characters of a label beside its mark; hovering shows the whole


def timeline(events: pd.DataFrame, *, lang: str = "en", scale: str = "eventful", width: int = 1000) -> go.Figure:
    """Draw dated events in lanes by level, one mark an event, its label beside it.

    Parameters: *events* as `load_table("events")` gives them (rows with the same event_id are passages about one event);
    *lang* "en" or "zh"; *scale* "eventful" draws each year as wide as it is rich in events, "even" all alike; *width* in
    pixels. A thick line is an event that lasts; a dotted line, one that happened on some day within it; an arrow, an end
    that is open. Filled marks are dates the text states, diamonds dates resolved from it, open marks inferences.
    An empty frame gives an empty chart that says so.
    """
    check_columns(events, [*EVENT_COLUMNS, f"label_{lang}"], "a timeline")
    word("nation", lang)  # refuses an unknown language before anything is drawn
    marks = _marks(events, lang)
    figure = go.Figure(layout={"template": HOUSE, "width": width, "height": 160})
    if marks.empty:
        none = ("no event to show: widen the filter", "没有可显示的事件：请放宽筛选条件")[lang == "zh"]
        figure.add_annotation(text=none, showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper")
        return figure.update_layout(xaxis_visible=False, yaxis_visible=False)
    edges, ticks = _time_scale(marks, scale)
    pixels = width - LEFT_PIXELS - RIGHT_PIXELS
    marks["x0"], marks["x1"] = _place(marks["date_from"], edges), _place(marks["date_to"] + pd.Timedelta(days=1), edges)
    lanes = _pack(marks, pixels, lang)
    _draw(figure, marks, lang)
    bands = [lane for number, lane in enumerate(lanes) if number % 2 == 0]
    for _, top, bottom in bands:
        figure.add_hrect(y0=top - 0.5, y1=bottom + 0.5, fillcolor=BAND, line_width=0, layer="below")
    rows = lanes[-1][2] + 1
    return figure.update_layout(
        title_text=_timeline_title(marks, lang),
        height=rows * ROW_PIXELS + 150,
        margin={"l": LEFT_PIXELS, "r": RIGHT_PIXELS, "t": 60, "b": 90},
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0},
        hovermode="closest",
        xaxis={
            "range": [0, 1],
            "tickvals": [x for _, x in ticks],
            "ticktext": [y for y, _ in ticks],
            "fixedrange": False,
            "side": "top",
            "tickfont": {"size": 12},
        },
        yaxis={
            "range": [rows - 0.5, -0.5],
            "tickvals": [(a + b) / 2 for _, a, b in lanes],
            "showgrid": False,
            "ticktext": [f"<b>{word(lane, lang)}</b>" for lane, _, _ in lanes],
        },
    )


def _marks(events: pd.DataFrame, lang: str) -> pd.DataFrame:
    """One row an event: its surest passage's dates and label, all its documents, and what hovering says."""
    if events.empty:
        return events.iloc[:0].copy()
    surest = events["how_known"].map({how: rank for rank, how in enumerate(SYMBOLS)})
    marks = events.assign(surest=surest).sort_values("surest", kind="stable").drop_duplicates("event_id")
    sources = events.groupby("event_id")["doc_id"].agg(lambda ids: ", ".join(dict.fromkeys(ids)))
    marks["sources"] = marks["event_id"].map(sources)
    marks["label"] = [short(text, MOST_LABEL) for text in marks[f"label_{lang}"]]
    marks["hover"] = [
        "<br>".join(
            [
                f"<b>{short(label, 120)}</b>",
                f"{say_dates(first, last, lang)} ({word(how, lang)})",
                f"“{short(quote, 44)}”",
                sources,
            ]
        )
        for label, first, last, how, quote, sources in marks[
            [f"label_{lang}", "date_from", "date_to", "how_known", "quote", "sources"]
        ].itertuples(index=False, name=None)
    ]
    return marks.sort_values(["date_from", "date_to", "event_id"]).reset_index(drop=True)


def _time_scale(marks: pd.DataFrame, scale: str) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """Where each year begins on an axis from 0 to 1, and which years have room for a tick."""
    if scale not in ("eventful", "even"):
        raise ValueError(f"scale is {scale!r}: use 'eventful' or 'even'")
    first, last = int(marks["date_from"].dt.year.min()), int(marks["date_to"].dt.year.max())
    counts = marks["date_from"].dt.year.value_counts()
    # The square root keeps the richest year from pushing all others aside; 0.25 is what an empty year gets.
    widths = [0.25 + counts.get(y, 0) ** 0.5 if scale == "eventful" else 1.0 for y in range(first, last + 1)]
    starts = np.concatenate([[0.0], np.cumsum(widths) / sum(widths)]).round(4).tolist()
    edges, ticks = list(zip(range(first, last + 2), starts)), []
    for year, x in sorted(edges[:-1], key=lambda edge: -counts.get(edge[0], 0)):  # eventful years are labelled first
        if all(abs(x - other) > 0.036 for _, other in ticks):
            ticks.append((year, x))
    return edges, sorted(ticks)


def _place(days: pd.Series, edges: list[tuple[int, float]]) -> pd.Series:
    starts = dict(edges)

    def x(day: pd.Timestamp) -> float:
        if day.year not in starts or day.year + 1 not in starts:
            return 1.0
        length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
        share = (day.dayofyear - 1) / length
        return round(starts[day.year] + share * (starts[day.year + 1] - starts[day.year]), 4)

    return days.map(x)


def _pack(marks: pd.DataFrame, pixels: int, lang: str) -> list[tuple[str, int, int]]:
    """Give every mark a row so that no label meets another; return the lanes with their first and last row."""
    order = [lane for lane in ("nation", "province", "city") if lane in set(marks["level"])]
    order += [lane for lane in dict.fromkeys(marks["level"]) if lane not in order]
    marks["y"], marks["side"], lanes, top = 0, "right", [], 0
    for lane in order:
        free: list[float] = []  # for every row of the lane, the first free pixel
        for index, mark in marks[marks["level"] == lane].iterrows():
            left, right = mark["x0"] * pixels, max(mark["x1"] * pixels, mark["x0"] * pixels + 12)
            label = sum(12.5 if ord(c) > 0x2E80 else 6.8 for c in mark["label"]) + 18
            if right + label <= pixels + RIGHT_PIXELS:
                right += label
            else:
                left, marks.loc[index, "side"] = left - label, "left"
            row = next((r for r, used in enumerate(free) if used <= left), len(free))
            free[row : row + 1] = [right]
            marks.loc[index, "y"] = top + row
        lanes.append((lane, top, top + len(free) - 1))
        top += len(free)
    return lanes


def _draw(figure: go.Figure, marks: pd.DataFrame, lang: str) -> None:
    """Lines for what has length, then one marker an event, a trace a document; then the key to the signs."""
    documents = list(dict.fromkeys(marks["doc_id"]))
    colours = {doc_id: COLOURS[number % len(COLOURS)] for number, doc_id in enumerate(documents)}
    for doc_id in documents:
        own = marks[marks["doc_id"] == doc_id]
        for span, line in (("through", {"width": 5}), ("within", {"width": 2, "dash": "dot"})):
            rows = own[(own["span"] == span) & (own["date_to"] > own["date_from"])]
            if not rows.empty:
                x = [v for a, b in zip(rows["x0"], rows["x1"]) for v in (a, b, None)]
                y = [v for r in rows["y"] for v in (int(r), int(r), None)]
                figure.add_scatter(
                    x=x,
                    y=y,
                    mode="lines",
                    line={**line, "color": colours[doc_id]},
                    hoverinfo="skip",
                    legendgroup=doc_id,
                    showlegend=False,
                    opacity=0.55,
                )
        opened = own[own["open_end"]]
        if not opened.empty:
            figure.add_scatter(
                x=opened["x1"].tolist(),
                y=opened["y"].tolist(),
                mode="markers",
                hoverinfo="skip",
                marker={"symbol": "triangle-right", "size": 9, "color": colours[doc_id]},
                legendgroup=doc_id,
                showlegend=False,
            )
        figure.add_scatter(
            x=own["x0"].tolist(),
            y=own["y"].tolist(),
            mode="markers",
            legendgroup=doc_id,
            showlegend=False,
            hovertext=own["hover"].tolist(),
            hoverinfo="text",
            marker={
                "size": 10,
                "color": colours[doc_id],
                "symbol": [SYMBOLS[h] for h in own["how_known"]],
                "line": {"width": 1.5, "color": colours[doc_id]},
            },
        )
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=doc_id,
            legendgroup=doc_id,
            marker={"symbol": "square", "size": 11, "color": colours[doc_id]},
        )
    at_end = marks["x1"].where(marks["date_to"] > marks["date_from"], marks["x0"])
    figure.add_scatter(
        x=marks["x0"].where(marks["side"] == "left", at_end).tolist(),
        y=marks["y"].tolist(),
        mode="text",
        text=[f"\u00a0\u00a0{label}\u00a0\u00a0" for label in marks["label"]],
        textfont={"size": 12},
        hoverinfo="skip",
        textposition=["middle " + side for side in marks["side"]],
        showlegend=False,
        cliponaxis=False,
    )
    for how in (h for h in SYMBOLS if h in set(marks["how_known"])):
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=word(how, lang),
            marker={"symbol": SYMBOLS[how], "size": 10, "color": INK, "line": {"width": 1.5, "color": INK}},
        )
    for span, line in (("through", {"width": 5}), ("within", {"width": 2, "dash": "dot"})):
        figure.add_scatter(x=[None], y=[None], mode="lines", name=word(span, lang), line={**line, "color": INK})


def _timeline_title(marks: pd.DataFrame, lang: str) -> str:
    years = marks["date_from"].dt.year
    richest = int(years.value_counts().index[0])
    count, most, sources = len(marks), int((years == richest).sum()), marks["doc_id"].nunique()
    if lang == "zh":
        return f"{count}个事件，其中{most}个始于{richest}年（年份宽度随事件数而定）"
    texts = "one text" if sources == 1 else f"{sources} texts"
    return f"{count} events in {texts}, {most} of them beginning in {richest} (eventful years are drawn wider)"
