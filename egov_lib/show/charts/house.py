"""One look for every figure, and the words for what is drawn.

The template is small (a chart's JSON stays a few KB) and is passed to each figure, never set for the whole session.
Colours can be told apart by colour-blind readers and stand out from the paper by at least 4.5 : 1. Fonts are named so that
Chinese is drawn wherever a Chinese font is installed. Values of the tables are said in English and in Chinese.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.messages import word  # noqa: F401
from egov_lib.show.passages import FONTS, write_out

INK, FAINT, BAND = "#222222", "#d9d9d9", "#f4f4f1"
# Okabe and Ito's colours for colour-blind readers (2008), darkened until each has 4.5 : 1 against white.
COLOURS = ("#00619a", "#a84300", "#00704f", "#8f3f73", "#5c5400", "#444444")
HOUSE = go.layout.Template(
    layout={
        "font": {"family": FONTS, "size": 13, "color": INK},
        "title": {"x": 0, "xanchor": "left", "xref": "paper", "font": {"size": 16}},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "colorway": COLOURS,
        "hoverlabel": {
            "bgcolor": "white",
            "align": "left",
            "font": {"family": FONTS, "size": 13, "color": INK},
        },
        "xaxis": {"gridcolor": FAINT, "zeroline": False},
        "yaxis": {"gridcolor": FAINT, "zeroline": False},
    }
)
WIDTH = 840  # pixels: what a notebook has room for on a screen 1024 wide
LEGEND_BELOW = {"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0}


def draw(
    traces: Sequence[dict],
    title: str,
    *,
    width: int = WIDTH,
    height: int | None = None,
    **layout: object,
) -> go.Figure:
    """Make a figure in the house's look from traces as plain dicts.

    Checked once as a whole: adding traces to a figure one by one checks each several times, which took most of a redraw.
    """
    size = {"width": width} | ({"height": height} if height else {})
    return go.Figure(
        {"data": traces, "layout": {"template": HOUSE, "title": {"text": title}, **size, **layout}}
    )


def sign(colour: str, *, symbol: str | list[str] = "circle", size: int = 13) -> dict:
    """A mark whose edge has its colour too, so that an open one is seen as well as a filled one."""
    return {"symbol": symbol, "size": size, "color": colour, "line": {"width": 2, "color": colour}}


def say_dates(first: pd.Timestamp, last: pd.Timestamp, lang: str = "en") -> str:
    """Write a closed interval of days as briefly as it allows: a day, a month, a year, or two ends.

    >>> say_dates(pd.Timestamp("2006-06-12"), pd.Timestamp("2006-06-13"))
    '12–13 June 2006'
    >>> say_dates(pd.Timestamp("2006-09-01"), pd.Timestamp("2006-09-30"), lang="zh")
    '2006年9月'
    """
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    whole_month = first.day == 1 and last == first + pd.offsets.MonthEnd(0)
    if lang == "zh":
        if whole_years:
            return (
                f"{first.year}年" if first.year == last.year else f"{first.year}年至{last.year}年"
            )
        if whole_month:
            return f"{first.year}年{first.month}月"
        start, end = (f"{d.year}年{d.month}月{d.day}日" for d in (first, last))
        return start if first == last else f"{start}至{end}"
    if whole_years:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if whole_month:
        return f"{first:%B} {first.year}"
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {first:%B} {first.year} – {end}"


def short(text: str, most: int) -> str:
    """*text* on one line, cut after *most* characters, with nothing in it that HTML would take for a tag."""
    line = write_out(" ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;")
    return line if len(line) <= most else line[: most - 1] + "…"


def two_lines(text: str, most: int) -> str:
    """*text* on at most two lines of about *most* characters, broken at a space if it has one there.

    >>> two_lines("Supervision and oversight of government", 24), two_lines("统一的电子政务网络", 5)  # network of e-government
    ('Supervision and<br>oversight of government', '统一的电子<br>政务网络')
    """
    line = " ".join(text.split())
    cut = max(line.rfind(" ", most // 3, most + 1), 0) or most
    return (
        short(line, most)
        if len(line) <= most
        else f"{short(line[:cut], most)}<br>{short(line[cut:], most)}"
    )


def describe(figure: go.Figure) -> str:
    """Say in words what a chart shows, for those who can't see it: its title, its axes, and how many marks each series has.

    >>> describe(go.Figure(layout={"title": {"text": "Two marks"}}).add_scatter(x=[1, 2], y=[3, 4], name="seen"))
    'Chart: Two marks. Series: seen (2 marks).'
    """
    said = [f"Chart: {_plain(figure.layout.title.text or 'without a title')}."]
    for axis in ("xaxis", "yaxis"):
        if (named := figure.layout[axis].title.text) and figure.layout[axis].visible is not False:
            said.append(f"{axis[0]} axis: {_plain(named)}.")
    counts = Counter()
    for trace in filter(_named_marks, figure.data):
        counts[trace.name] += len(trace.x)
    series = ", ".join(f"{name} ({count} marks)" for name, count in counts.items())
    return " ".join([*said, f"Series: {series}."] if series else said)


def table(figure: go.Figure) -> pd.DataFrame:
    """Give the marks of a chart as a table: what is drawn, in words. Columns: series, id, x, y, text (label or hover text)."""
    rows = [
        (
            trace.name,
            at(trace.ids, i),
            trace.x[i],
            trace.y[i],
            _plain(at(trace.text, i) or at(trace.hovertext, i)),
        )
        for trace in figure.data
        if _named_marks(trace)
        for i in range(len(trace.x))
    ]
    return pd.DataFrame(rows, columns=["series", "id", "x", "y", "text"])


def at(values: Sequence | None, place: int) -> str:
    """The value at *place* as a string, or nothing where there are no values."""
    return "" if values is None or isinstance(values, str) else str(values[place])


def _named_marks(trace: go.Figure) -> bool:
    """Whether a trace draws marks of its own, rather than a line between them or an entry of the legend."""
    drawn = trace.type == "bar" or (
        trace.type == "scatter" and "markers" in (trace.mode or "markers")
    )
    return bool(
        drawn and trace.name and trace.x is not None and len(trace.x) and trace.x[0] is not None
    )


def _plain(text: str) -> str:
    return re.sub("<[^>]+>", " ", html.unescape(text)).replace("\u00a0", " ").strip()
