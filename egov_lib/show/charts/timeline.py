"""Events on a line: lanes by level, uncertain ends drawn as uncertain, no label over another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_columns
from egov_lib.show.charts.house import (
    BAND,
    COLOURS,
    HOUSE,
    INK,
    LEGEND_BELOW,
    WIDTH,
    draw,
    short,
    word,
)

SYMBOLS = {"stated": 0, "resolved": 2, "inferred": 100}  # plotly: circle, diamond, open circle
LINE = "#9a9a9a"
SPANS = {"through": {"width": 5}, "within": {"width": 2, "dash": "dot"}}
# What all traces of a timeline share is said once, or the chart would be twice as heavy.
TEMPLATE = go.layout.Template(HOUSE)
TEMPLATE.data.scatter = [
    {
        "cliponaxis": False,
        "hovertemplate": "%{hovertext}",
        "marker": {"size": 10, "line": {"width": 1.5}},
        "mode": "markers+text",
        "showlegend": False,
        "textfont": {"size": 12},
        "textposition": "middle right",
        "texttemplate": "\u00a0\u00a0%{text}\u00a0\u00a0",
    }
]
MARK_COLUMNS = [
    "event_id",
    "doc_id",
    "quote",
    "date_from",
    "date_to",
    "span",
    "open_end",
    "how_known",
    "level",
]
AXIS = 1000  # whole numbers are shorter than fractions
ROW_PIXELS, LEFT_PIXELS, RIGHT_PIXELS = 21, 90, 20
MOST_LABEL = {"en": 40, "zh": 18}  # characters of a label beside its mark


def timeline(events: pd.DataFrame, *, lang: str = "en") -> go.Figure:
    """Draw dated events in lanes by level, one mark an event, its label beside it.

    Parameters: *events* as `load_table("events")` gives them (rows with the same event_id are passages about one event), or
    any findings with date_from and date_to; rows without a date are counted in the title; *lang* "en" or "zh".
    Each year is drawn as wide as it is rich in events. A thick line is an event that lasts; a dotted line, one that happened
    on some day within it; an arrow, an end that is open. Filled marks are dates the text states, diamonds dates resolved
    from it, open marks inferences. Each mark carries the row label of its passage in *events* (`ids` of its trace). An
    empty frame gives a chart that says so.
    """
    word("nation", lang)  # refuses an unknown language before anything else
    events = as_events(events, lang)
    marks = _marks(events, lang)
    undated = int(events["date_from"].isna().sum())
    if marks.empty:
        none = ("no event to show: widen the filter", "没有可显示的事件：请放宽筛选条件")[
            lang == "zh"
        ]
        said = {
            "text": none,
            "showarrow": False,
            "x": 0.5,
            "y": 0.5,
            "xref": "paper",
            "yref": "paper",
        }
        hidden = {"visible": False}
        return draw([], "", height=160, annotations=[said], xaxis=hidden, yaxis=hidden)
    edges, ticks = _time_scale(marks)
    marks["x0"], marks["x1"] = (
        _place(marks["date_from"], edges),
        _place(marks["date_to"] + pd.Timedelta(days=1), edges),
    )
    lanes = _pack(marks, WIDTH - LEFT_PIXELS - RIGHT_PIXELS)
    rows = lanes[-1][2] + 1
    band = {"type": "rect", "xref": "x domain", "x0": 0, "x1": 1, "layer": "below"}
    band |= {"fillcolor": BAND, "line": {"width": 0}}
    return draw(
        [*_lines(marks), *_signs(marks), *_key(marks, lang)],
        _timeline_title(marks, undated, lang),
        template=TEMPLATE,
        height=rows * ROW_PIXELS + 165,
        margin={"l": LEFT_PIXELS, "r": RIGHT_PIXELS, "t": 60, "b": 105},
        legend=LEGEND_BELOW,
        shapes=[{**band, "y0": first - 0.5, "y1": last + 0.5} for _, first, last in lanes[::2]],
        xaxis={"range": [0, AXIS], "tickvals": [x for _, x in ticks], "ticktext": [y for y, _ in ticks], "side": "top",
               "tickangle": 0},
        yaxis={"range": [rows - 0.5, -0.5], "tickvals": [(a + b) / 2 for _, a, b in lanes], "showgrid": False,
               "ticktext": [f"<b>{word(lane, lang)}</b>" for lane, _, _ in lanes]},
    )  # fmt: skip


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
    return findings.assign(
        **dates, **{name: value for name, value in lacking.items() if name not in findings}
    )


def _marks(events: pd.DataFrame, lang: str) -> pd.DataFrame:
    """One row a dated event: its surest passage's dates and label, and what hovering says."""
    rows = events[[*MARK_COLUMNS, f"label_{lang}"]]
    rows = rows[rows["date_from"].notna() & rows["date_to"].notna()]
    surest = rows["how_known"].map({how: rank for rank, how in enumerate(SYMBOLS)})
    marks = (
        rows.assign(surest=surest).sort_values("surest", kind="stable").drop_duplicates("event_id")
    )
    marks["label"] = [short(text, MOST_LABEL[lang]) for text in marks[f"label_{lang}"]]
    # Short, since a chart is saved with its notebook: the label stands beside the mark, the sign tells how the date is known.
    marks["dates"] = [
        _iso(first, last) for first, last in zip(marks["date_from"], marks["date_to"])
    ]
    return marks.sort_values(["date_from", "date_to", "event_id"]).reset_index(names="row")


def _iso(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """A closed interval of days in digits, each end no longer than it need be.

    >>> _iso(pd.Timestamp("1990-01-01"), pd.Timestamp("2002-08-05")), _iso(*pd.to_datetime(["2001-01-01", "2001-12-31"]))
    ('1990–2002-08-05', '2001')
    """
    start = f"{first:%Y-%m-%d}".removesuffix("-01").removesuffix("-01")
    end = f"{last:%Y-%m-%d}"
    end = (
        end.removesuffix("-12-31")
        if end.endswith("-12-31")
        else end[:7]
        if last.is_month_end
        else end
    )
    return end if first == last or start == end else f"{start}–{end}"


def _time_scale(marks: pd.DataFrame) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where each year begins on an axis from 0 to AXIS, and which years have room for a tick."""
    first, last = int(marks["date_from"].dt.year.min()), int(marks["date_to"].dt.year.max())
    counts = marks["date_from"].dt.year.value_counts()
    # The square root keeps the richest year from pushing all others aside; 0.25 is what an empty year gets.
    widths = [0.25 + counts.get(y, 0) ** 0.5 for y in range(first, last + 1)]
    starts = (
        np.concatenate([[0], np.cumsum(widths) / sum(widths) * AXIS]).round().astype(int).tolist()
    )
    edges, ticks = list(zip(range(first, last + 2), starts)), []
    for year, x in sorted(
        edges[:-1], key=lambda edge: -counts.get(edge[0], 0)
    ):  # eventful years are labelled first
        if all(abs(x - other) > 0.048 * AXIS for _, other in ticks):
            ticks.append((year, x))
    return edges, sorted(ticks)


def _place(days: pd.Series, edges: list[tuple[int, int]]) -> pd.Series:
    starts = dict(edges)

    def x(day: pd.Timestamp) -> int:
        if day.year not in starts or day.year + 1 not in starts:
            return AXIS
        length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
        share = (day.day_of_year - 1) / length
        return round(starts[day.year] + share * (starts[day.year + 1] - starts[day.year]))

    return days.map(x)


def _pack(marks: pd.DataFrame, pixels: int) -> list[tuple[str, int, int]]:
    """Give every mark a row so that no label meets another; return the lanes with their first and last row."""
    order = [lane for lane in ("nation", "province", "city") if lane in set(marks["level"])]
    order += [lane for lane in dict.fromkeys(marks["level"]) if lane not in order]
    rows, sides, labels = {}, dict.fromkeys(marks.index, "right"), {}
    lanes, top = [], 0
    for lane in order:
        free: list[float] = []  # for every row of the lane, the first free pixel
        own = marks[marks["level"] == lane]
        for index, x0, x1, label in zip(own.index, own["x0"], own["x1"], own["label"]):
            left, right = x0 / AXIS * pixels, max(x1 / AXIS * pixels, x0 / AXIS * pixels + 12)
            room = pixels + RIGHT_PIXELS - right, left + LEFT_PIXELS
            while _pixels(label) > max(room):  # it would leave the paper on either side
                label = label.removesuffix("…")[:-1] + "…"
            labels[index] = label
            if _pixels(label) <= room[0]:
                right += _pixels(label)
            else:
                left, sides[index] = left - _pixels(label), "left"
            row = next((r for r, used in enumerate(free) if used <= left), len(free))
            free[row : row + 1] = [right]
            rows[index] = top + row
        lanes.append((lane, top, top + len(free) - 1))
        top += len(free)
    marks["y"], marks["side"], marks["label"] = map(pd.Series, (rows, sides, labels))
    return lanes


def _pixels(label: str) -> float:
    """How wide a label is beside its mark, at most; Chinese, dashes and dots are as wide as they are high."""
    return sum(12.5 if ord(c) > 0x2000 else 6.8 for c in label) + 18


def _lines(marks: pd.DataFrame) -> Iterator[dict]:
    """Lines for what has length, and arrows for what is open."""
    for span, line in SPANS.items():
        rows = marks[(marks["span"] == span) & (marks["date_to"] > marks["date_from"])]
        x = [v for a, b in zip(rows["x0"], rows["x1"]) for v in (a, b, None)]
        y = [v for r in rows["y"].tolist() for v in (r, r, None)]
        if x:
            yield {
                "x": x,
                "y": y,
                "mode": "lines",
                "line": {**line, "color": LINE},
                "hoverinfo": "skip",
            }
    opened = marks[marks["open_end"].astype(bool)]
    arrows = {
        "marker": {"symbol": "triangle-right", "size": 9, "color": LINE},
        "mode": "markers",
        "hoverinfo": "skip",
    }
    if len(opened):
        yield {"x": opened["x1"].tolist(), "y": opened["y"].tolist(), **arrows}


def _signs(marks: pd.DataFrame) -> Iterator[dict]:
    """The marks with their labels, a trace a document and side; the label of a mark with a line stands at the line's end."""
    far = (marks["side"] == "right") & (marks["date_to"] > marks["date_from"])
    colours = dict(zip(dict.fromkeys(marks["doc_id"]), COLOURS * len(marks)))
    for (doc_id, side, beyond), own in marks.groupby(["doc_id", "side", far], sort=False):
        y, group = own["y"].tolist(), {"legendgroup": str(list(colours).index(doc_id))}
        symbols = [SYMBOLS[how] for how in own["how_known"]]
        symbols = symbols[0] if len(set(symbols)) == 1 else symbols
        label = {
            "text": own["label"].tolist(),
            **({} if side == "right" else {"textposition": "middle left"}),
        }
        sign = {
            "x": own["x0"].tolist(),
            "y": y,
            "ids": own["row"].astype(str).tolist(),
            "name": doc_id,
            "hovertext": own["dates"].tolist(),
            "marker": {"color": colours[doc_id], "symbol": symbols},
            **group,
        }
        if beyond:
            yield {**sign, "mode": "markers"}
            yield {
                "x": own["x1"].tolist(),
                "y": y,
                "mode": "text",
                "hoverinfo": "skip",
                **label,
                **group,
            }
        else:
            yield {**sign, **label}


def _key(marks: pd.DataFrame, lang: str) -> Iterator[dict]:
    """The legend: documents (a click hides or shows one), how a date is known, what a line means."""
    nowhere = {"x": [None], "y": [None], "showlegend": True}
    for number, (doc_id, colour) in enumerate(
        zip(dict.fromkeys(marks["doc_id"]), COLOURS * len(marks))
    ):
        yield {
            **nowhere,
            "name": doc_id,
            "legendgroup": str(number),
            "marker": {"symbol": "square", "color": colour},
        }
    for how in (h for h in SYMBOLS if h in set(marks["how_known"])):
        yield {**nowhere, "name": word(how, lang), "marker": {"symbol": SYMBOLS[how], "color": INK}}
    for span, line in SPANS.items():
        yield {**nowhere, "mode": "lines", "name": word(span, lang), "line": {**line, "color": INK}}


def _timeline_title(marks: pd.DataFrame, undated: int, lang: str) -> str:
    years = marks["date_from"].dt.year
    richest = int(years.value_counts().index[0])
    count, most, sources = len(marks), int((years == richest).sum()), marks["doc_id"].nunique()
    if lang == "zh":
        left = f"；另有{undated}条无日期" if undated else ""
        return f"{count}个事件，其中{most}个始于{richest}年（年份宽度随事件数而定）{left}"
    texts, left = (
        "one text" if sources == 1 else f"{sources} texts",
        f"; {undated} without a date" if undated else "",
    )
    return f"{count} events in {texts}, {most} of them beginning in {richest} (eventful years are drawn wider){left}"
