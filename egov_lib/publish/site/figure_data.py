"""The data of a figure as a table: a row for each mark, with the passage that it rests on.

What plotly draws is a list of traces, each with the arrays of its axes. Marks of most charts of the
five texts carry the id of the row that they show; from it comes the address of the passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from egov_lib.read.corpus import load_table
from egov_lib.read.translations import address

MARKUP_RE = re.compile(r"<[^>]+>")
# What a trace may say of its marks, besides where they are
SAID = ("labels", "parents", "values", "text", "hovertext", "ids")
# Tables whose rows are marks, and the columns that are the id of a mark
ROW_IDS = {
    "clauses": ["clause_id"],
    "targets": ["target_id"],
    "systems": ["system_id"],
    "themes": ["theme_id", "doc_id", "place"],
}

# Notebooks whose marks have the number of a row as their id, and the table of that row
NUMBERED = {"09-the-whole-timeline": "events"}

Values = dict[str, Any]


def plain_words(text: object) -> str:
    """Words of a figure without markup; a line that is broken goes on.

    >>> plain_words("<b>by 2010</b><br>all")
    'by 2010 all'
    """
    return MARKUP_RE.sub("", str(text or "").replace("<br>", " ")).strip()


def rows_of(drawn: Mapping[str, Any], stem: str = "") -> list[Values]:
    """What a figure of the notebook *stem* shows, a row for each mark.

    Keys: series (the name of the trace), what its axes have (under their titles), text and
    hovertext (what is written beside a mark), and, where the mark is a row of a table: ids, table,
    and the address of its passage. Keys that no row has a value for are left out, and so are lines
    that say nothing beside marks that do.
    """
    traces = drawn["data"]
    told = list(filter(_says_something, traces)) or traces
    rows = []
    for number, trace in enumerate(told, start=1):
        series = _series(trace) or str(number)
        for mark in _marks(trace, drawn["layout"]):
            rows.append({"series": series, **mark})
    _add_passages(rows, NUMBERED.get(stem))
    used = {
        name: None
        for row in rows
        for name, value in row.items()
        if value not in (None, "")
    }
    return [{name: row.get(name, "") for name in used} for row in rows]


def _series(trace: Mapping[str, Any]) -> str:
    """The name of a trace, or of the traces that it belongs to."""
    return plain_words(trace.get("name") or trace.get("legendgroup"))


def _says_something(trace: Mapping[str, Any]) -> bool:
    """Whether a trace is more than a line for the eye: it has a name or words."""
    return bool(_series(trace)) or any(trace.get(name) for name in SAID)


def _marks(
    trace: Mapping[str, Any], layout: Mapping[str, Any]
) -> Iterator[Values]:
    """The marks of a trace."""
    if trace.get("type") == "heatmap":
        yield from _cells(trace, layout)
    elif trace.get("type") == "sankey":
        yield from _flows(trace)
    else:
        yield from _points(trace, layout)


def _points(
    trace: Mapping[str, Any], layout: Mapping[str, Any]
) -> Iterator[Values]:
    """Points, bars and tiles: arrays beside each other."""
    arrays = {
        _axis_title(trace, layout, axis): trace[axis]
        for axis in ("x", "y")
        if isinstance(trace.get(axis), list)
    }
    for name in SAID:
        if isinstance(trace.get(name), list):
            arrays[name] = trace[name]
    for values in zip_longest(*arrays.values(), fillvalue=""):
        mark = {
            name: plain_words(value) if isinstance(value, str) else value
            for name, value in zip(arrays, values)
        }
        # A break of a line has no place
        if any(value not in (None, "") for value in mark.values()):
            yield mark


def _cells(
    trace: Mapping[str, Any], layout: Mapping[str, Any]
) -> Iterator[Values]:
    """The cells of a grid."""
    across = _axis_title(trace, layout, "x")
    down = _axis_title(trace, layout, "y")
    for y, line in zip(trace["y"], trace["z"]):
        for x, value in zip(trace["x"], line):
            yield {across: x, down: y, "value": value}


def _flows(trace: Mapping[str, Any]) -> Iterator[Values]:
    """The bands between two texts or their parts."""
    names = [plain_words(label) for label in trace["node"]["label"]]
    link = trace["link"]
    flows = zip(link["source"], link["target"], link["value"])
    for source, target, value in flows:
        yield {
            "from": names[source],
            "to": names[target],
            "value": value,
        }


def _axis_title(
    trace: Mapping[str, Any], layout: Mapping[str, Any], axis: str
) -> str:
    """What is on an axis: "x: days", or "x" where the chart doesn't say."""
    named = trace.get(f"{axis}axis", axis)  # "x2" for a second picture
    which = f"{axis}axis{named[1:]}"
    title = layout.get(which, {}).get("title") or {}
    words = plain_words(title.get("text"))
    return f"{axis}: {words}" if words else axis


# --- passages -----------------------------------------------------------------------------------


def _add_passages(rows: list[Values], numbered: str | None) -> None:
    """Add to each row that shows a row of a table the name of the table and its passage."""
    with_id = [row for row in rows if row.get("ids")]
    for table in [numbered] if numbered else ROW_IDS:
        at = _addresses(table)
        for row in with_id:
            if row["ids"] in at:
                row["table"] = table
                row["address"] = at[row["ids"]]


@lru_cache(maxsize=len(ROW_IDS) + len(NUMBERED))
def _addresses(table: str) -> dict[str, str]:
    """The address of each row of a table, by the id that its mark has; empty for silence."""
    rows = load_table(table)
    if table in ROW_IDS:
        ids = rows[ROW_IDS[table]].astype(str).agg("|".join, axis=1)
    else:
        ids = rows.index.astype(str)
    found = address(rows[["doc_id", "start", "end"]])
    # A system has a row for each passage that names it: the first one counts
    return dict(zip(ids[::-1], found[::-1]))
