"""Load and check the workbook's documents, editions and tables.

A source is in `data/sources/` byte for byte as received: the *witness*. Its reading text is an
*edition*: the automatic rules of `cleaning`, then the editor's changes in
`data/edits/<doc_id>.csv`. Both are logged in `data/editions/<doc_id>.csv`, so every character of
the reading text can be followed back to the file.

The tables in `data/` keep only the quote that a row rests on, and which occurrence of it where it
occurs more than once. Offsets are computed and checked when a table is loaded, so a table can't
drift from its text. What doesn't fit raises `DataError`, with file, line, column, value and remedy.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from egov_lib.findings import (
    DataError,
    Trail,
    check_columns,
    follow_back,
    locate,
)
from egov_lib.read.edit_log import COLUMNS, Change, offset_maps

PACKAGE = Path(__file__).resolve().parent.parent
NEWLINE = "¶"  # a line break in the CSV files of changes, so that a change stays on one line
SEGMENTS = "translations"  # a table that is kept in a file for each document
LOG_COLUMNS = [*COLUMNS, "certainty", "rivals"]
OFFSET_COLUMNS = {"step", "start", "end", "new_start", "new_end"}
WORD_COLUMNS = ("before", "after", "rivals")


def data_folder() -> Path:
    """Find the data: in `EGOV_DATA` if set, else in the installed package or beside it."""
    places = _possible_folders()
    for place in places:
        if (place / "documents.csv").is_file():
            return place
    looked_in = ", ".join(map(str, places))
    raise DataError(
        f"no documents.csv in {looked_in}: install the package again, or set EGOV_DATA"
    )


def _possible_folders() -> list[Path]:
    if "EGOV_DATA" in os.environ:
        return [Path(os.environ["EGOV_DATA"])]
    return [PACKAGE / "data", PACKAGE.parent / "data"]


# --- documents ------------------------------------------------------------------------------------


def load_corpus() -> pd.DataFrame:
    """Load the documents with their reading texts, in the order of their dates.

    Returns a frame with one row a document:
    doc_id: its name, as in every table
    title_zh: its title in Chinese
    title_en: its title in English
    level: nation, province or city
    place: where it was issued
    date: the event's first possible day
    then every other column of the source cards (`data/README.md` explains each)
    text: the reading text

    >>> load_corpus()["doc_id"].tolist()
    ['opinion-2002', 'yunnan-2006', 'relay-2006', 'article-2006', 'wuhai-2006']
    """
    docs = read_table("documents")
    docs["text"] = [
        read(f"editions/{doc_id}.txt") for doc_id in docs["doc_id"]
    ]
    docs.insert(5, "date", docs["event_from"])
    return docs.sort_values("date", kind="stable", ignore_index=True)


def load_witness(doc_id: str) -> str:
    """Load one source as received; `data/documents.csv` holds its hash.

    >>> load_witness("yunnan-2006")[:7]  # on the morning of the 30th
    '30日上午,云'
    """
    cards = read_table("documents").set_index("doc_id")
    _check_known(doc_id, cards.index)
    return read(f"sources/{cards.loc[doc_id, 'file']}")


def load_log(doc_id: str) -> pd.DataFrame:
    """Load every change between the witness and the reading text, in the order they were made.

    Returns a frame with one row a change:
    step: number of the step, from 1
    rule: the rule that made it; for the editor `edit:` and the kind of change
    start: where the replaced words begin in the text before the step, in characters
    end: where they end
    before: the replaced words
    after: what replaces them
    new_start: where the replacement begins in the text after the step
    new_end: where it ends
    note: the reason
    certainty: certain, probable, possible or unknown
    rivals: other readings, divided by ` | `

    >>> load_log("yunnan-2006")[["rule", "before", "after"]].values.tolist()[0]
    ['mend_byte_slips', '?。牵模?', '省ＧＤＰ']
    """
    _check_known(doc_id, read_table("documents")["doc_id"])
    return read_changes(f"editions/{doc_id}.csv", LOG_COLUMNS)


def to_witness(findings: pd.DataFrame) -> pd.DataFrame:
    """Carry findings back to the source files as received.

    Returns *findings* with three more columns:
    witness_start: where the passage begins in the file, in characters
    witness_end: where it ends
    witness_quote: the words of the file

    >>> found = pd.DataFrame({"doc_id": ["yunnan-2006"], "start": [12], "end": [19]})
    >>> to_witness(found)["witness_quote"].tolist()  # informatization leading group
    ['信息化領(lǐng)導(dǎo)小組']
    """
    return follow_back(findings, load_trail)


@lru_cache
def load_trail(doc_id: str) -> Trail:
    """Load the way from a reading text back to its file, through every logged change."""
    log = load_log(doc_id)
    steps = [to_changes(rows) for _, rows in log.groupby("step", sort=True)]
    witness = load_witness(doc_id)
    starts, ends = offset_maps(witness, steps)
    return Trail(witness, starts, ends)


def _check_known(doc_id: str, doc_ids: Iterable[str]) -> None:
    if doc_id not in set(doc_ids):
        raise DataError(
            f"there is no document {doc_id!r}; there are {', '.join(doc_ids)}"
        )


# --- tables ---------------------------------------------------------------------------------------


def load_table(name: str) -> pd.DataFrame:
    """Load a table of `data/`, typed as `data/datapackage.json` says.

    A table with doc_id and quote is returned as findings: with start and end, computed from the
    reading text. A quote that occurs more than once must say which occurrence is meant (column
    occurrence, from 1). The glossary gets a column for each document: how often the term occurs
    there. "translations" are the segments of all documents that are translated, each with its
    address and its English (`load_segments` in `read.translations` explains the columns);
    "speakers" says who speaks in which of them, and through whom.
    Raises `DataError` for a name that is no table, and for a value or quote that doesn't fit.

    >>> load_table("events").columns[:4].tolist()
    ['doc_id', 'start', 'end', 'quote']
    """
    if name == SEGMENTS:
        # Late, because segments are computed from what is loaded here.
        from egov_lib.read.translations import load_segments

        return load_segments()
    frame = read_table(name)
    if name == "glossary":
        return _count_terms(frame)
    if {"doc_id", "quote"} <= set(frame.columns):
        return locate(frame, load_corpus(), file=f"{name}.csv")
    return frame


def _count_terms(glossary: pd.DataFrame) -> pd.DataFrame:
    """Add a column for each document: how often each term occurs there."""
    texts = load_corpus().set_index("doc_id")["text"]
    for doc_id, text in texts.items():
        glossary[doc_id] = [
            text.count(term) for term in glossary["simplified"]
        ]
    return glossary


@lru_cache
def package() -> dict:
    """Load `data/datapackage.json`: what each table holds and how it is typed."""
    return json.loads(read("datapackage.json"))


def fields_of(name: str) -> dict[str, dict]:
    """Return the columns of a table by name, each with its type, description and constraints.

    Raises `DataError` with the known names for a name that is no table.

    >>> fields_of("events")["doc_id"]["type"]
    'string'
    """
    return {
        field["name"]: field
        for field in _table_resource(name)["schema"]["fields"]
    }


def _table_resource(name: str) -> dict:
    """Return the entry of a table in `data/datapackage.json`."""
    tables = {}
    for resource in package()["resources"]:
        if "schema" in resource:
            tables[resource["name"]] = resource
    if name not in tables:
        known = ", ".join(sorted([*tables, SEGMENTS]))
        raise DataError(
            f"there is no table called {name!r}; the tables are {known}"
        )
    return tables[name]


PANDAS_TYPES = {
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "string": "str",
}


def read_table(name: str) -> pd.DataFrame:
    """Read a table as it is in its file, typed, without offsets; the frame is yours to change."""
    path = data_folder() / _table_resource(name)["path"]
    return _read_table(name, path, path.stat().st_mtime_ns).copy()


@lru_cache
def _read_table(name: str, path: Path, _changed: int) -> pd.DataFrame:
    """Read a table once for as long as its file is unchanged: explorers ask at every press."""
    fields = fields_of(name)
    frame = pd.read_csv(
        path,
        dtype="str",
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    check_columns(frame, fields, f"{name}.csv (see datapackage.json)")
    for column, field in fields.items():
        frame[column] = _typed(frame[column], field["type"], f"{name}.csv")
    return frame[list(fields)]


def _typed(values: pd.Series, kind: str, file: str) -> pd.Series:
    """Return *values* as *kind*; the first that doesn't fit is named with its line."""
    if kind in ("integer", "number"):
        typed = pd.to_numeric(values, errors="coerce").astype("Float64")
    elif kind == "date":
        typed = pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")
    elif kind == "boolean":
        typed = values.map({"true": True, "false": False})
    else:
        return values.fillna("")
    bad = typed.isna() & values.notna()
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise DataError(
            f"{file}, line {row + 2}, column {values.name}: {values[row]!r} is no {kind}: "
            "correct the value"
        )
    return typed if kind == "date" else typed.astype(PANDAS_TYPES[kind])


# --- files ----------------------------------------------------------------------------------------


def read_changes(name: str, columns: list[str]) -> pd.DataFrame:
    """Read a CSV file of changes; each ¶ in its words becomes the line break that it stands for."""
    frame = pd.read_csv(
        data_folder() / name,
        dtype="str",
        keep_default_na=False,
        encoding="utf-8",
    )
    check_columns(frame, columns, name)
    for column in OFFSET_COLUMNS.intersection(columns):
        frame[column] = frame[column].astype("int64")
    for column in WORD_COLUMNS:
        frame[column] = frame[column].str.replace(NEWLINE, "\n")
    return frame[columns]


def to_changes(rows: pd.DataFrame) -> list[Change]:
    """Turn the rows of a log or of an editor's file into changes."""
    # An editor's file: the changes are not made yet
    if "new_start" not in rows:
        rows = rows.assign(new_start=0, new_end=0)
    records = rows[list(Change._fields)].itertuples(index=False, name=None)
    return [Change(*record) for record in records]


def read(name: str) -> str:
    """Read a file of `data/` as text, its line ends untouched."""
    return (data_folder() / name).read_bytes().decode("utf-8")
