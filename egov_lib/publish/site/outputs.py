"""An output of a notebook as HTML for a page of the book.

Style sheets that every output brings along are left out: the book has them once. What is drawn is
left to `figures`.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from egov_lib.publish.site.figures import Cell, Figures
from egov_lib.publish.site.words import said
from egov_lib.read.characters import HAN
from egov_lib.show.front.saved import without_script
from egov_lib.show.messages import column_name, language
from egov_lib.show.safe_text import escape

PLOTLY = "application/vnd.plotly.v1+json"
VIEW_RE = re.compile(r"<(explorer|explorable|exercise|box): (.+)>")
STYLE_RE = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
DESCRIBED_RE = re.compile(r"^(?:Chart|图)[:：]\s*", re.MULTILINE)
TABLE_RE = re.compile(r"<table\b.*?</table>", re.DOTALL)
HEAD_RE = re.compile(r"<th>(\w+_\w+)</th>")  # the name of a column, not a word
# The name of a column, a row or a value in code, with the Chinese below it
HEAD_BELOW_RE = re.compile(
    r'<th((?: [^>]*)?)>([\w ,.%-]+)<small lang="zh">([^<]+)</small></th>'
)
NO_NUMBER = "<td>–</td>"  # where a table has none; pandas writes NaN
ROW_RE = re.compile(r"<tr[^>]*>\s*<th>([^<]*)</th>")
# A date or the name of a document, which is read as one word
WHOLE_RE = re.compile(r"<td>(\d{4}(?:-\d\d){1,2}|[a-z]+-\d{4})</td>")
# A sentence in Chinese, which may break after every character: its column needs a width
LONG_RE = re.compile(f'<td>(?=(?:<span lang="zh">)?[^<]*[{HAN}][^<]{{7,}})')
WIDGET_RE = re.compile(r"(HBox|VBox)\(children=")
# What the keys do in a page of passages: the script of the book does it for all
KEYS_RE = re.compile(r' data-lm-suppress-shortcuts="true" onkeydown="[^"]*"')
DTYPE_RE = re.compile(r"\n(Name: [^\n]*|Length: \d+, )?dtype: \w+\s*$")


def output_html(
    output: Mapping[str, Any], figures: Figures, cell: Cell
) -> str:
    """One output of a *cell*; what it draws is added to *figures*."""
    data = output.get("data", {})
    if PLOTLY in data:
        return figures.html(data, data[PLOTLY], cell)
    if "text/html" in data:
        return shown_html(_text(data["text/html"]))
    text = _text(output.get("text") or data.get("text/plain", ""))
    if cell.said and DESCRIBED_RE.match(text):
        return ""  # the figure has it for those who do not see it
    if WIDGET_RE.match(text):
        return f'<p class="note">{escape(said("widget"))}</p>'
    return f'<pre class="printed" tabindex="0">{escape(without_dtype(text))}</pre>'


def without_dtype(text: str) -> str:
    """What a column prints, without the line on how it is kept.

    >>> without_dtype("a    1\\nName: count, dtype: int64")
    'a    1'
    """
    return DTYPE_RE.sub("", text)


def description(cell: Mapping[str, Any]) -> str:
    """What a cell prints about its figure; empty where it prints nothing."""
    for output in cell["outputs"]:
        printed = _text(output.get("text", ""))
        if DESCRIBED_RE.match(printed):
            return DESCRIBED_RE.sub("", printed).strip()
    return ""


def shown_html(page: str) -> str:
    """An HTML output without the style sheets and the keys that the book has once.

    >>> shown_html("<style>td{}</style><p>a</p>")
    '<div class="made"><p>a</p></div>'
    >>> table = '<table class="dataframe"><tr><td>一个机关接入平台的线路</td></tr></table>'
    >>> '<td class="long">' in shown_html(table)
    True
    """
    page = STYLE_RE.sub("", without_script(page)).strip()
    page = KEYS_RE.sub("", page)
    if 'class="dataframe"' in page:
        page = TABLE_RE.sub(_scrolled, page).replace(' border="1"', "")
        page = page.replace("<td>NaN</td>", NO_NUMBER)
    page = page.replace("<th></th>", "<td></td>")  # a head without a word
    return f'<div class="made">{page}</div>'


def _scrolled(table: re.Match) -> str:
    """A table in a box that scrolls by itself where the screen is narrow."""
    in_words = HEAD_RE.sub(_head, table[0])
    in_words = WHOLE_RE.sub(r'<td class="whole">\1</td>', in_words)
    in_words = LONG_RE.sub('<td class="long">', in_words)
    if language() == "zh":
        in_words = HEAD_BELOW_RE.sub(r'<th\1 title="\2">\3</th>', in_words)
    if rows_are_numbered(in_words):
        in_words = in_words.replace("dataframe", "dataframe numbered", 1)
    return (
        f'<div class="scroll" role="group" aria-label="{said("table")}" tabindex="0">'
        f"{in_words}</div>"
    )


def _head(found: re.Match) -> str:
    """The head of a column in words; its name in the code is told on hover."""
    name = found[1]
    words = column_name(name)[language()]
    return f'<th title="{name}">{escape(words)}</th>'


def rows_are_numbered(table: str) -> bool:
    """Whether the rows of a table are called by numbers that nobody gave a name.

    >>> rows_are_numbered("<tr><th></th><th>a</th></tr><tr><th>3</th><td>x</td></tr>")
    True
    """
    first, *rows = ROW_RE.findall(table) or [None]
    return first == "" and bool(rows) and all(row.isdecimal() for row in rows)


def _text(value: object) -> str:
    """A text of a notebook, which may be kept as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def figure_of(output: Mapping[str, Any]) -> bool:
    """Whether an output is a figure."""
    return PLOTLY in output.get("data", {})


class Shown(NamedTuple):
    """What an output shows that a script draws: its kind and its name."""

    kind: str  # "explorer", "explorable", "exercise" or "box"
    name: str


def view_of(output: Mapping[str, Any]) -> Shown | None:
    """The explorer, explorable, exercise or box that an output is; None for any other.

    >>> view_of({"data": {"text/plain": "<exercise: 03-1>"}})
    Shown(kind='exercise', name='03-1')
    """
    data = output.get("data", {})
    said = VIEW_RE.fullmatch(_text(data.get("text/plain", "")))
    return Shown(said[1], said[2]) if said else None


def still_of(output: Mapping[str, Any]) -> str:
    """What an explorer or exercise shows where no script runs."""
    return without_script(_text(output["data"].get("text/html", "")))


def as_lines(value: object) -> str:
    """JSON of a notebook's cell source as one text."""
    return _text(value)


def packed(data: object) -> str:
    """Data as compact JSON, the same for the same data."""
    return json.dumps(
        data, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def in_letters(data: object) -> str:
    """Data as compact JSON, packed by gzip and written in letters (base64), which the script of a
    page unpacks: a page opened from a disk can load scripts only.

    >>> in_letters([])[:6]
    'H4sIAA'
    """
    bytes_ = gzip.compress(packed(data).encode("utf-8"), mtime=0)
    return base64.b64encode(bytes_).decode("ascii")
