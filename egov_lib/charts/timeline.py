"""Events on a line: lanes by level, uncertain ends drawn as uncertain, no label over another."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from egov_lib.charts.house import BAND, COLOURS, HOUSE, INK, say_dates, short, word
from egov_lib.corpus import check_columns

SYMBOLS = {"stated": 0, "resolved": 2, "inferred": 100}  # plotly: circle, diamond, open circle
LINE = "#9a9a9a"
HOW = {"stated": "", "resolved": " ≈", "inferred": " ?"}  # what a date is followed by on hovering
SPANS = {"through": {"width": 5}, "within": {"width": 2, "dash": "dot"}}
# What all traces of a timeline share is said once, or the chart would be twice as heavy.
TEMPLATE = go.layout.Template(HOUSE)
TEMPLATE.data.scatter = [
    {
        "cliponaxis": False,
        "hovertemplate": "%{hovertext}",
        "marker": {"size": 10, "line": {"width": 1.5}},
        "textfont": {"size": 12},
        "texttemplate": "\u00a0\u00a0%{text}\u00a0\u00a0",
    }
]
ROW_PIXELS, LEFT_PIXELS, RIGHT_PIXELS = 21, 90, 20
MOST_LABEL = 42  # characters of a label beside its mark; hovering shows the whole


def timeline(events: pd.DataFrame, *, lang: str = "en", scale: str = "eventful", width: int = 1000) -> go.Figure:
    """Draw dated events in lanes by level, one mark an event, its label beside it.

    Parameters: *events* as `load_table("events")` gives them (rows with the same event_id are passages about one event), or
    any findings with date_from and date_to; rows without a date are counted in the title;
    *lang* "en" or "zh"; *scale* "eventful" draws each year as wide as it is rich in events, "even" all alike; *width* in
    pixels. A thick line is an event that lasts; a dotted line, one that happened on some day within it; an arrow, an end
    that is open. Filled marks are dates the text states, diamonds dates resolved from it, open marks inferences.
    Each mark carries the row label of its passage in *events* (`ids` of its trace). An empty frame gives a chart that says so.
    """
    word("nation", lang)  # refuses an unknown language before anything else
    events = as_events(events, lang)
    dated = events[["date_from", "date_to"]].notna().all(axis=1)
    marks = _marks(events[dated], lang)
    figure = go.Figure(layout={"template": TEMPLATE, "width": width, "height": 160})
    if marks.empty:
        none = ("no event to show: widen the filter", "没有可显示的事件：请放宽筛选条件")[lang == "zh"]
        figure.add_annotation(text=none, showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper")
        return figure.update_layout(xaxis_visible=False, yaxis_visible=False)
    edges, ticks = _time_scale(marks, scale)
    pixels = width - LEFT_PIXELS - RIGHT_PIXELS
    marks["x0"], marks["x1"] = _place(marks["date_from"], edges), _place(marks["date_to"] + pd.Timedelta(days=1), edges)
    lanes = _pack(marks, pixels, lang)
    _draw(figure, marks, lang)
    # Written out, since add_hrect takes longer than all marks together.
    band = {
        "type": "rect",
        "xref": "x domain",
        "x0": 0,
        "x1": 1,
        "fillcolor": BAND,
        "line": {"width": 0},
        "layer": "below",
    }
    bands = [{**band, "y0": first - 0.5, "y1": last + 0.5} for _, first, last in lanes[::2]]
    rows = lanes[-1][2] + 1
    return figure.update_layout(
        title_text=_timeline_title(marks, lang) + _said_of_undated(int((~dated).sum()), lang),
        height=rows * ROW_PIXELS + 165,
        margin={"l": LEFT_PIXELS, "r": RIGHT_PIXELS, "t": 60, "b": 105},
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0},
        hovermode="closest",
        shapes=bands,
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


def as_events(findings: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Give dated findings the columns of events that they lack: each row is then an event by itself, labelled by its quote.

    >>> found = pd.DataFrame({"doc_id": ["a"], "quote": ["2006年"], "date_from": ["2006-01-01"], "date_to": ["2006-12-31"]})
    >>> as_events(found)[["event_id", "label_en", "span", "how_known", "level"]].values.tolist()
    [['0', '2006年', 'within', 'stated', 'document']]
    """
    check_columns(findings, ["doc_id", "quote", "date_from", "date_to"], "a timeline")
    lacking = {
        "event_id": [str(number) for number in range(len(findings))],
        f"label_{lang}": findings["quote"],
        "span": "within",
        "open_end": False,
        "how_known": "stated",
        "level": "document",
    }
    dates = {end: pd.to_datetime(findings[end]) for end in ("date_from", "date_to")}
    return findings.assign(**dates, **{name: value for name, value in lacking.items() if name not in findings})


def _said_of_undated(count: int, lang: str) -> str:
    return (f"; {count} without a date", f"；另有{count}条无日期")[lang == "zh"] if count else ""


def _marks(events: pd.DataFrame, lang: str) -> pd.DataFrame:
    """One row an event: its surest passage's dates and label, and what hovering says."""
    if events.empty:
        return events.iloc[:0].copy()
    surest = events["how_known"].map({how: rank for rank, how in enumerate(SYMBOLS)})
    marks = events.assign(surest=surest).sort_values("surest", kind="stable").drop_duplicates("event_id")
    marks["label"] = [short(text, MOST_LABEL) for text in marks[f"label_{lang}"]]
    # Short, since a chart is saved with its notebook: the label stands beside the mark, the document in its colour.
    marks["hover"] = [
        f"{say_dates(first, last, lang)}{HOW[how]}<br>“{short(quote, 8)}”"
        for first, last, how, quote in zip(marks["date_from"], marks["date_to"], marks["how_known"], marks["quote"])
    ]
    return marks.sort_values(["date_from", "date_to", "event_id"]).reset_index(names="row")


def _time_scale(marks: pd.DataFrame, scale: str) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """Where each year begins on an axis from 0 to 1, and which years have room for a tick."""
    if scale not in ("eventful", "even"):
        raise ValueError(f"scale is {scale!r}: use 'eventful' or 'even'")
    first, last = int(marks["date_from"].dt.year.min()), int(marks["date_to"].dt.year.max())
    counts = marks["date_from"].dt.year.value_counts()
    # The square root keeps the richest year from pushing all others aside; 0.25 is what an empty year gets.
    widths = [0.25 + counts.get(y, 0) ** 0.5 if scale == "eventful" else 1.0 for y in range(first, last + 1)]
    starts = np.concatenate([[0.0], np.cumsum(widths) / sum(widths)]).round(3).tolist()
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
        share = (day.day_of_year - 1) / length
        return round(starts[day.year] + share * (starts[day.year + 1] - starts[day.year]), 3)

    return days.map(x)


def _pack(marks: pd.DataFrame, pixels: int, lang: str) -> list[tuple[str, int, int]]:
    """Give every mark a row so that no label meets another; return the lanes with their first and last row."""
    order = [lane for lane in ("nation", "province", "city") if lane in set(marks["level"])]
    order += [lane for lane in dict.fromkeys(marks["level"]) if lane not in order]
    rows, sides = pd.Series(0, index=marks.index), pd.Series("right", index=marks.index)
    lanes, top = [], 0
    for lane in order:
        free: list[float] = []  # for every row of the lane, the first free pixel
        own = marks[marks["level"] == lane]
        for index, x0, x1, label in zip(own.index, own["x0"], own["x1"], own["label"]):
            left, right = x0 * pixels, max(x1 * pixels, x0 * pixels + 12)
            length = sum(12.5 if ord(c) > 0x2E80 else 6.8 for c in label) + 18
            if right + length <= pixels + RIGHT_PIXELS:
                right += length
            else:
                left, sides[index] = left - length, "left"
            row = next((r for r, used in enumerate(free) if used <= left), len(free))
            free[row : row + 1] = [right]
            rows[index] = top + row
        lanes.append((lane, top, top + len(free) - 1))
        top += len(free)
    marks["y"], marks["side"] = rows, sides
    return lanes


def _draw(figure: go.Figure, marks: pd.DataFrame, lang: str) -> None:
    """Lines for what has length, then the marks with their labels (a trace a document and side), then the key."""
    for span, line in SPANS.items():
        rows = marks[(marks["span"] == span) & (marks["date_to"] > marks["date_from"])]
        if not rows.empty:
            x = [v for a, b in zip(rows["x0"], rows["x1"]) for v in (a, b, None)]
            y = [v for r in rows["y"] for v in (int(r), int(r), None)]
            line = {**line, "color": LINE}
            figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)
    opened = marks[marks["open_end"]]
    marker = {"symbol": "triangle-right", "size": 9, "color": LINE}
    x, y = opened["x1"].tolist(), opened["y"].tolist()
    figure.add_scatter(x=x, y=y, mode="markers", marker=marker, hoverinfo="skip", showlegend=False)
    beyond = (marks["side"] == "right") & (marks["date_to"] > marks["date_from"])  # the label stands at the line's end
    colours = dict(zip(dict.fromkeys(marks["doc_id"]), COLOURS * len(marks)))
    for (doc_id, side, far), own in marks.groupby(["doc_id", "side", beyond], sort=False):
        signs = [SYMBOLS[how] for how in own["how_known"]]
        colour = colours[doc_id]
        figure.add_scatter(
            x=own["x0"].tolist(),
            y=own["y"].tolist(),
            ids=own["row"].astype(str).tolist(),
            mode="markers" if far else "markers+text",
            name=doc_id,
            hovertext=own["hover"].tolist(),
            marker={"color": colour, "symbol": signs},
            showlegend=False,
            **({} if far else _label(own["label"], side)),
        )
    own = marks[beyond]
    x, y = own["x1"].tolist(), own["y"].tolist()
    figure.add_scatter(x=x, y=y, mode="text", hoverinfo="skip", showlegend=False, **_label(own["label"], "right"))
    for doc_id, colour in colours.items():
        _key(figure, doc_id, {"symbol": "square", "size": 11, "color": colour})
    for how in (h for h in SYMBOLS if h in set(marks["how_known"])):
        sign = {"symbol": SYMBOLS[how], "color": INK}
        _key(figure, word(how, lang) + HOW[how], sign)
    for span, line in SPANS.items():
        figure.add_scatter(x=[None], y=[None], mode="lines", name=word(span, lang), line={**line, "color": INK})


def _label(labels: pd.Series, side: str) -> dict:
    """The labels of a trace, on one side of their marks."""
    return {
        "text": labels.tolist(),
        "textposition": f"middle {side}",
    }


def _key(figure: go.Figure, name: str, marker: dict) -> None:
    """An entry of the legend by itself."""
    figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker=marker)


def _timeline_title(marks: pd.DataFrame, lang: str) -> str:
    years = marks["date_from"].dt.year
    richest = int(years.value_counts().index[0])
    count, most, sources = len(marks), int((years == richest).sum()), marks["doc_id"].nunique()
    if lang == "zh":
        return f"{count}个事件，其中{most}个始于{richest}年（年份宽度随事件数而定）"
    texts = "one text" if sources == 1 else f"{sources} texts"
    return f"{count} events in {texts}, {most} of them beginning in {richest} (eventful years are drawn wider)"
