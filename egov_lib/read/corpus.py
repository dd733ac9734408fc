"""Load and check documents, editions and tables.

A source stands in `data/sources/` byte for byte as received: the *witness*. Its reading text is an *edition*: the
automatic rules of `cleaning`, then the editor's changes in `data/edits/<doc_id>.csv`. Both are logged in
`data/editions/<doc_id>.csv`, so every character of the reading text can be followed back to the file.

Everything said about a text is a *finding*: a row that begins `doc_id, start, end, quote`, and `text[start:end] == quote`
holds. The tables in `data/` keep only the quote (and which occurrence of it, where it stands more than once): offsets are
computed and checked when a table is loaded, so a table can't drift from its text. What doesn't fit raises `DataError`,
with file, line, column, value and remedy.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, Trail, check_columns, follow_back, locate
from egov_lib.read.edit_log import COLUMNS, Change, offset_maps

NEWLINE = "¶"  # how a line break is written in the CSV files of changes, so that a change stays on one line
LOG_COLUMNS = [*COLUMNS, "certainty", "rivals"]


def data_folder() -> Path:
    """Find the data: in `EGOV_DATA` if set, else inside the installed package, else beside it in the repository."""
    here = Path(__file__).resolve().parent.parent
    places = (
        [Path(os.environ["EGOV_DATA"])]
        if "EGOV_DATA" in os.environ
        else [here / "data", here.parent / "data"]
    )
    for place in places:
        if (place / "documents.csv").is_file():
            return place
    raise DataError(
        f"no documents.csv in {', '.join(map(str, places))}: install the package again, or set EGOV_DATA"
    )


# --- documents -------------------------------------------------------------------------------------------------------


def load_corpus() -> pd.DataFrame:
    """Load the five documents in the order of their dates, one a row, with their reading texts.

    Columns: doc_id, title_zh, title_en, level, place, date (the event's first possible day), then every other column of
    the source cards (`data/README.md` explains each), and last text.

    >>> load_corpus()["doc_id"].tolist()
    ['opinion-2002', 'yunnan-2006', 'relay-2006', 'article-2006', 'wuhai-2006']
    """
    docs = read_table("documents")
    docs["text"] = [read(f"editions/{doc_id}.txt") for doc_id in docs["doc_id"]]
    docs.insert(5, "date", docs["event_from"])
    return docs.sort_values("date", kind="stable", ignore_index=True)


def load_witness(doc_id: str) -> str:
    """Load one source as received; `data/documents.csv` holds its hash.

    >>> load_witness("yunnan-2006")[:7]  # on the morning of the 30th
    '30日上午,云'
    """
    cards = read_table("documents").set_index("doc_id")
    return read(f"sources/{cards.loc[_known(doc_id, cards.index), 'file']}")


def load_log(doc_id: str) -> pd.DataFrame:
    """Load every change between the witness and the reading text, in the order they were made.

    Columns: step (from 1), rule (the editor's step is `edit:` and the kind of change), start, end (in the text before
    the step), before, after, new_start, new_end (in the text after it), note, certainty (certain, probable, possible,
    unknown), rivals (other readings, divided by ` | `).
    """
    _known(doc_id, read_table("documents")["doc_id"])
    return read_changes(f"editions/{doc_id}.csv", LOG_COLUMNS)


def to_witness(findings: pd.DataFrame) -> pd.DataFrame:
    """Carry findings back to the source files as received.

    Returns *findings* with three columns more: witness_start, witness_end, witness_quote.

    >>> found = pd.DataFrame({"doc_id": ["yunnan-2006"], "start": [12], "end": [19]})  # informatization leading group
    >>> to_witness(found)["witness_quote"].tolist()
    ['信息化領(lǐng)導(dǎo)小組']
    """
    return follow_back(findings, load_trail)


@lru_cache
def load_trail(doc_id: str) -> Trail:
    """The way from a reading text back to its file, through every logged change."""
    log = load_log(doc_id)
    steps = [to_changes(rows) for _, rows in log.groupby("step", sort=True)]
    witness = load_witness(doc_id)
    return Trail(witness, *offset_maps(witness, steps))


# --- tables ----------------------------------------------------------------------------------------------------------


def load_table(name: str) -> pd.DataFrame:
    """Load a table of `data/`, typed as `data/datapackage.json` says; one that quotes the texts comes as findings.

    A table with doc_id and quote gets start and end, computed from the reading text. A quote that stands there more than
    once must say which occurrence is meant (column occurrence, from 1). The glossary gets a column for each document: how
    often the term stands there.

    >>> load_table("events").columns[:4].tolist()
    ['doc_id', 'start', 'end', 'quote']
    """
    frame = read_table(name)
    if name == "glossary":
        texts = load_corpus().set_index("doc_id")["text"]
        return frame.assign(
            **{
                doc_id: [text.count(term) for term in frame["simplified"]]
                for doc_id, text in texts.items()
            }
        )
    return (
        locate(frame, load_corpus(), file=f"{name}.csv")
        if {"doc_id", "quote"} <= set(frame.columns)
        else frame
    )


@lru_cache
def package() -> dict:
    """`data/datapackage.json`: what each table holds and how it is typed."""
    return json.loads(read("datapackage.json"))


def fields_of(name: str) -> dict[str, dict]:
    """The columns of a table by name, each with its type, description and constraints."""
    return {field["name"]: field for field in _table_resource(name)["schema"]["fields"]}


def _table_resource(name: str) -> dict:
    """The entry of a table in `data/datapackage.json`."""
    tables = {r["name"]: r for r in package()["resources"] if "schema" in r}
    if name not in tables:
        raise DataError(
            f"there is no table called {name!r}; the tables are {', '.join(sorted(tables))}"
        )
    return tables[name]


PANDAS_TYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "str"}


def read_table(name: str) -> pd.DataFrame:
    """A table as it stands in its file, typed, without offsets; yours to change."""
    path = data_folder() / _table_resource(name)["path"]
    return _read_table(name, path, path.stat().st_mtime_ns).copy()


@lru_cache
def _read_table(name: str, path: Path, _changed: int) -> pd.DataFrame:
    """The same, read once for as long as its file stays unchanged: explorers ask again at every press."""
    fields = fields_of(name)
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    check_columns(frame, fields, f"{name}.csv (see datapackage.json)")
    for column, field in fields.items():
        frame[column] = _typed(frame[column], field["type"], f"{name}.csv")
    return frame[list(fields)]


def _typed(values: pd.Series, kind: str, file: str) -> pd.Series:
    """*values* as *kind*; the first that doesn't fit is named with its line."""
    if kind in ("integer", "number"):
        typed = pd.to_numeric(values, errors="coerce").astype("Float64")
    elif kind == "date":
        typed = pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")
    elif kind == "boolean":
        typed = values.map({"true": True, "false": False})
    else:
        return values.fillna("")
    if (bad := typed.isna() & values.notna()).any():
        line = int(np.flatnonzero(bad)[0]) + 2
        raise DataError(
            f"{file}, line {line}, column {values.name}: {values[line - 2]!r} is no {kind}: correct the value"
        )
    return typed if kind == "date" else typed.astype(PANDAS_TYPES[kind])


# --- files -------------------------------------------------------------------------------------------------------------


def read_changes(name: str, columns: list[str]) -> pd.DataFrame:
    """A CSV file of changes, with line breaks for the ¶ that stand for them."""
    frame = pd.read_csv(data_folder() / name, dtype="str", keep_default_na=False, encoding="utf-8")
    check_columns(frame, columns, name)
    for column in set(columns) & {"step", "start", "end", "new_start", "new_end"}:
        frame[column] = frame[column].astype("int64")
    for column in ("before", "after", "rivals"):
        frame[column] = frame[column].str.replace(NEWLINE, "\n")
    return frame[columns]


def to_changes(rows: pd.DataFrame) -> list[Change]:
    """The rows of a log or of an editor's file as changes."""
    places = rows if "new_start" in rows else rows.assign(new_start=0, new_end=0)
    columns = ["start", "end", "before", "after", "note", "new_start", "new_end"]
    return [Change(*row) for row in places[columns].itertuples(index=False, name=None)]


def read(name: str) -> str:
    """A file of `data/` as text, its line ends untouched."""
    return (data_folder() / name).read_bytes().decode("utf-8")


def _known(doc_id: str, doc_ids: Iterable[str]) -> str:
    if doc_id not in set(doc_ids):
        raise DataError(f"there is no document {doc_id!r}; there are {', '.join(doc_ids)}")
    return doc_id
