"""A chart in words and as a table: for those who can't see it, and for those who want its
numbers.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.messages import say

# Marks that end a sentence
ENDS = (".", "?", "!", "。", "？", "！")


def describe(figure: go.Figure, *, lang: str | None = None) -> str:
    """Say in words what a chart shows: its title, its axes, how many marks each series has.

    >>> figure = go.Figure(layout={"title": {"text": "Two marks"}})
    >>> describe(figure.add_scatter(x=[1, 2], y=[3, 4], name="seen"))
    'Chart: Two marks. Series: seen (2 marks).'
    """
    title = figure.layout.title.text or say("untitled", lang)
    sentences = [_sentence("chart", lang, title=_plain(title))]
    for axis in ("xaxis", "yaxis"):
        shown = figure.layout[axis]
        if shown.title.text and shown.visible is not False:
            name = _plain(shown.title.text)
            sentences.append(_sentence("axis", lang, axis=axis[0], title=name))
    counts = Counter()
    for trace in filter(_has_named_marks, figure.data):
        counts[_plain(trace.name)] += len(trace.x)
    series = [
        say("series_of", lang, name=name, count=count)
        for name, count in counts.items()
    ]
    if series:
        joined = say("and_next", lang).join(series)
        sentences.append(_sentence("series", lang, series=joined))
    return say("next_sentence", lang).join(sentences)


def _sentence(key: str, lang: str | None, **found: str) -> str:
    """A sentence with a full stop, unless what it says ends with a mark of its own.

    >>> _sentence("chart", "en", title="Whole of what?")
    'Chart: Whole of what?'
    """
    said = say(key, lang, **found)
    return said if said.endswith(ENDS) else f"{said}{say('full_stop', lang)}"


def table(figure: go.Figure) -> pd.DataFrame:
    """Give the marks of a chart as a table.

    Returns a row a mark, with columns
    series: the name in the legend
    id: what the mark stands for, where the chart says so
    x, y: its place
    text: its label, or what hovering says
    """
    rows = []
    for trace in filter(_has_named_marks, figure.data):
        for number in range(len(trace.x)):
            text = _at(trace.text, number) or _at(trace.hovertext, number)
            mark = {
                "series": _plain(trace.name),
                "id": _at(trace.ids, number),
                "x": _number_or_plain(trace.x[number]),
                "y": _number_or_plain(trace.y[number]),
                "text": _plain(text),
            }
            rows.append(mark)
    return pd.DataFrame(rows, columns=["series", "id", "x", "y", "text"])


def _at(values: Sequence | None, number: int) -> str:
    """One of the values as a string; nothing where there are none, or one for all marks."""
    if values is None or isinstance(values, str):
        return ""
    return str(values[number])


def _has_named_marks(trace: go.Figure) -> bool:
    """Whether a trace draws marks of its own, not a line between marks or an entry of the
    legend.
    """
    if trace.type == "scatter":
        drawn = "markers" in (trace.mode or "markers")
    else:
        drawn = trace.type == "bar"
    if not drawn or not trace.name or trace.x is None:
        return False
    return len(trace.x) > 0 and trace.x[0] is not None


def _number_or_plain(value: object) -> object:
    """A place on an axis: a number, or the label of a category."""
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    """A label without its tags; what only looks like a tag is escaped, and stays."""
    without_tags = re.sub("<[^>]+>", " ", text)
    return html.unescape(without_tags).replace("\u00a0", " ").strip()
