"""Load and check documents, editions and tables: the only room that opens files.

A source stands in `data/sources/` byte for byte as received: the *witness*. Its reading text is an *edition*: the
automatic rules of `cleaning`, then the editor's changes in `data/edits/<doc_id>.csv`. Both are logged in
`data/editions/<doc_id>.csv`, so every character of the reading text can be followed back to the file.

Everything said about a text is a *finding*: a row that begins `doc_id, start, end, quote`, and `text[start:end] == quote`
holds. The tables in `data/` keep only the quote (and which occurrence of it, where it stands more than once): offsets are
computed and checked when a table is loaded, so a table can't drift from its text. What doesn't fit raises `DataError`,
with file, line, column, value and remedy.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from egov_lib.changes import COLUMNS, Change, apply_changes, list_changes, offset_maps
from egov_lib.cleaning import HAN, clean

NEWLINE = "¶"  # how a line break is written in the CSV files of changes, so that a change stays on one line
LOG_COLUMNS = [*COLUMNS, "certainty", "rivals"]
EDIT_COLUMNS = ["start", "end", "before", "after", "kind", "certainty", "note", "rivals"]
CERTAINTIES = ("certain", "probable", "possible", "unknown")
FINDING = ["doc_id", "start", "end", "quote"]


class DataError(ValueError):
    """Something in `data/` or in a given frame doesn't fit; the message says what, where, and what to do."""


def data_folder() -> Path:
    """Find the data: in `EGOV_DATA` if set, else inside the installed package, else beside it in the repository."""
    here = Path(__file__).resolve().parent
    places = [Path(os.environ["EGOV_DATA"])] if "EGOV_DATA" in os.environ else [here / "data", here.parent / "data"]
    for place in places:
        if (place / "documents.csv").is_file():
            return place
    raise DataError(f"no documents.csv in {', '.join(map(str, places))}: install the package again, or set EGOV_DATA")


# --- documents -------------------------------------------------------------------------------------------------------


def load_corpus() -> pd.DataFrame:
    """Load the five documents in the order of their dates, one a row, with their reading texts.

    Columns: doc_id, title_zh, title_en, level, place, date (the event's first possible day), then every other column of
    the source cards (`data/README.md` explains each), and last text.

    >>> load_corpus()["doc_id"].tolist()
    ['opinion-2002', 'yunnan-2006', 'relay-2006', 'article-2006', 'wuhai-2006']
    """
    docs = _read_table("documents")
    docs["text"] = [_read(f"editions/{doc_id}.txt") for doc_id in docs["doc_id"]]
    docs.insert(5, "date", docs["event_from"])
    return docs.sort_values("date", kind="stable", ignore_index=True)


def load_witness(doc_id: str) -> str:
    """Load one source as received; `data/documents.csv` holds its hash.

    >>> load_witness("yunnan-2006")[:7]  # on the morning of the 30th
    '30日上午,云'
    """
    cards = _read_table("documents").set_index("doc_id")
    return _read(f"sources/{cards.loc[_known(doc_id, cards.index), 'file']}")


def load_log(doc_id: str) -> pd.DataFrame:
    """Load every change between the witness and the reading text, in the order they were made.

    Columns: step (from 1), rule (the editor's step is `edit:` and the kind of change), start, end (in the text before
    the step), before, after, new_start, new_end (in the text after it), note, certainty (certain, probable, possible,
    unknown), rivals (other readings, divided by ` | `).
    """
    _known(doc_id, _read_table("documents")["doc_id"])
    return _read_changes(f"editions/{doc_id}.csv", LOG_COLUMNS)


def to_witness(findings: pd.DataFrame) -> pd.DataFrame:
    """Carry findings back to the source files as received.

    Returns *findings* with three columns more: witness_start, witness_end, witness_quote.

    >>> found = pd.DataFrame({"doc_id": ["yunnan-2006"], "start": [12], "end": [19]})  # informatization leading group
    >>> to_witness(found)["witness_quote"].tolist()
    ['信息化領(lǐng)導(dǎo)小組']
    """
    check_columns(findings, FINDING[:3], "to_witness")
    result = findings.copy()
    columns = ["witness_start", "witness_end", "witness_quote"]
    result[columns] = pd.DataFrame([[0, 0, ""]] * len(result), index=result.index, columns=columns)
    for doc_id, rows in findings.groupby("doc_id", sort=False):
        starts, ends = _maps(doc_id)
        if rows["end"].max() >= len(starts) or rows["start"].min() < 0:
            raise DataError(
                f"a finding in {doc_id} reaches to {rows['end'].max()}, past the reading text's "
                f"{len(starts) - 1} characters: was it found in another text?"
            )
        first = starts[rows["start"].to_numpy(int)]
        last = np.maximum(first, ends[rows["end"].to_numpy(int)])
        witness = load_witness(doc_id)
        result.loc[rows.index, columns[0]] = first
        result.loc[rows.index, columns[1]] = last
        result.loc[rows.index, columns[2]] = [witness[s:e] for s, e in zip(first, last)]
    return result


@lru_cache
def _maps(doc_id: str) -> tuple[np.ndarray, np.ndarray]:
    log = load_log(doc_id)
    steps = [_to_changes(rows) for _, rows in log.groupby("step", sort=True)]
    return offset_maps(load_witness(doc_id), steps)


# --- tables ----------------------------------------------------------------------------------------------------------


def load_table(name: str) -> pd.DataFrame:
    """Load a table of `data/`, typed as `data/datapackage.json` says; one that quotes the texts comes as findings.

    A table with doc_id and quote gets start and end, computed from the reading text. A quote that stands there more than
    once must say which occurrence is meant (column occurrence, from 1).

    >>> load_table("events").columns[:4].tolist()
    ['doc_id', 'start', 'end', 'quote']
    """
    frame = _read_table(name)
    return locate(frame, load_corpus(), file=f"{name}.csv") if {"doc_id", "quote"} <= set(frame.columns) else frame


def locate(rows: pd.DataFrame, docs: pd.DataFrame, *, file: str = "the table") -> pd.DataFrame:
    """Turn rows with doc_id and quote (and, where needed, occurrence) into findings: doc_id, start, end, quote first.

    A row whose quote and doc_id are both empty (silence, or a fact from outside) keeps its place with start and end empty.
    """
    check_columns(rows, ["doc_id", "quote"], file)
    texts = dict(zip(docs["doc_id"], docs["text"]))
    occurrences = rows["occurrence"] if "occurrence" in rows else pd.Series(pd.NA, index=rows.index)
    starts = [
        _find_quote(texts, doc_id, quote, occurrence, where=f"{file}, line {line}")
        for line, (doc_id, quote, occurrence) in enumerate(zip(rows["doc_id"], rows["quote"], occurrences), start=2)
    ]
    start = pd.array(starts, dtype="Int64")
    end = start + rows["quote"].fillna("").str.len().astype("Int64").array
    if not start.isna().any():
        start, end = start.astype("int64"), end.astype("int64")
    rest = [c for c in rows.columns if c not in FINDING]
    return pd.DataFrame({"doc_id": rows["doc_id"], "start": start, "end": end, "quote": rows["quote"]}).join(rows[rest])


def _find_quote(texts: dict[str, str], doc_id: str, quote: str, occurrence: int | None, *, where: str) -> int | None:
    """The offset of *quote* in its text, or None where there is none to find."""
    if pd.isna(quote) or quote == "":
        return None
    if doc_id not in texts:
        raise DataError(f"{where}, column doc_id: {doc_id!r} is none of {', '.join(texts)}: correct the doc_id")
    text, places, at = texts[doc_id], [], -1
    while (at := text.find(quote, at + 1)) >= 0:
        places.append(at)
    if not places:
        raise DataError(f"{where}, column quote: {quote!r} does not stand in {doc_id}: copy it from the reading text")
    if pd.isna(occurrence) and len(places) > 1:
        raise DataError(
            f"{where}, column quote: {quote!r} stands {len(places)} times in {doc_id}: quote more, or say which "
            "in the column occurrence"
        )
    number = 1 if pd.isna(occurrence) else int(occurrence)
    if not 1 <= number <= len(places):
        raise DataError(f"{where}, column occurrence: {number}, but {quote!r} stands {len(places)} times in {doc_id}")
    return places[number - 1]


def check_columns(frame: pd.DataFrame, needed: Iterable[str], who: str) -> None:
    """Raise `DataError` if *frame* lacks a column; *who* needs it."""
    if missing := [c for c in needed if c not in frame.columns]:
        raise DataError(f"{who} needs the column {missing[0]!r}; there are {', '.join(map(str, frame.columns))}")


def check_findings(findings: pd.DataFrame, docs: pd.DataFrame) -> pd.DataFrame:
    """Check that `text[start:end] == quote` for every row, and hand the findings on unchanged."""
    check_columns(findings, FINDING, "a frame of findings")
    texts = dict(zip(docs["doc_id"], docs["text"]))
    for number, (doc_id, start, end, quote) in enumerate(findings[FINDING].itertuples(index=False, name=None)):
        if not pd.isna(start) and texts[doc_id][start:end] != quote:
            found = texts[doc_id][start:end]
            raise DataError(f"row {number}: at {start} to {end} of {doc_id} stands {found!r}, not {quote!r}")
    return findings


@lru_cache
def _package() -> dict:
    return json.loads(_read("datapackage.json"))


def _fields(name: str) -> dict[str, dict]:
    for resource in _package()["resources"]:
        if resource["name"] == name and "schema" in resource:
            return {field["name"]: field for field in resource["schema"]["fields"]}
    tables = sorted(r["name"] for r in _package()["resources"] if "schema" in r)
    raise DataError(f"there is no table called {name!r}; the tables are {', '.join(tables)}")


PANDAS_TYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "str"}


def _read_table(name: str) -> pd.DataFrame:
    fields = _fields(name)
    path = data_folder() / f"{name}.csv"
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


# --- editions --------------------------------------------------------------------------------------------------------


def build_edition(doc_id: str) -> tuple[str, pd.DataFrame]:
    """Make the reading text of a source and the log of all its changes, from the witness and `data/edits/`."""
    done = clean(load_witness(doc_id))
    edits = _read_changes(f"edits/{doc_id}.csv", EDIT_COLUMNS)
    if bad := set(edits["certainty"]) - set(CERTAINTIES):
        raise DataError(f"edits/{doc_id}.csv, column certainty: {bad.pop()!r} is none of {', '.join(CERTAINTIES)}")
    try:
        text, step = apply_changes(done.text, _to_changes(edits), rule="edit")
    except ValueError as error:
        raise DataError(f"edits/{doc_id}.csv: {error}") from error
    log = list_changes([*done.steps, step])
    by_hand = log["rule"] == "edit"
    log["certainty"], log["rivals"] = "certain", ""
    log.loc[log["note"] == "a pause of unknown kind", "certainty"] = "unknown"
    log.loc[by_hand, ["certainty", "rivals"]] = edits[["certainty", "rivals"]].to_numpy()
    log.loc[by_hand, "rule"] = ("edit:" + edits["kind"]).to_numpy()
    return text, log


def build_editions() -> None:
    """Write `data/editions/` anew, the hashes in `data/datapackage.json`, and the dictionary in `data/README.md`."""
    folder = data_folder()
    for doc_id in _read_table("documents")["doc_id"]:
        text, log = build_edition(doc_id)
        (folder / "editions" / f"{doc_id}.txt").write_bytes(text.encode("utf-8"))
        for column in ("before", "after"):
            log[column] = log[column].str.replace("\n", NEWLINE)
        log.to_csv(folder / "editions" / f"{doc_id}.csv", index=False, encoding="utf-8", lineterminator="\n")
    package = json.loads(_read("datapackage.json"))
    guide = _read("README.md").partition(DICTIONARY)[0] + DICTIONARY + _dictionary(package)
    (folder / "README.md").write_bytes(guide.encode("utf-8"))
    for resource in package["resources"]:
        for path in [resource["path"]] if isinstance(resource["path"], str) else []:
            data = (folder / path).read_bytes()
            resource["bytes"], resource["hash"] = len(data), "sha256:" + hashlib.sha256(data).hexdigest()
    written = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_bytes(written.encode("utf-8"))


DICTIONARY = "## The columns\n"


def _dictionary(package: dict) -> str:
    """Every column of every table in words, from the schema: the part of `data/README.md` that is not written by hand."""
    parts = []
    for resource in (r for r in package["resources"] if "schema" in r):
        rows = [f"| `{f['name']}` | {f['type']} | {f['description']} |" for f in resource["schema"]["fields"]]
        parts += [f"\n### `{resource['path']}`: {resource['title']}\n", "| column | type | meaning |", "|---|---|---|", *rows]
    return "\n".join(parts) + "\n"


def compare_marks(text: str, other: str, *, shortest: int = 10) -> pd.DataFrame:
    """Compare the punctuation of two texts wherever they share a run of characters: how well do two readers agree?

    Runs of at least *shortest* equal characters (Han and ASCII letters and digits; marks, spaces and line breaks apart) are
    laid side by side; wherever either text has a mark inside such a run, there is a row. Columns: start (offset in *text*),
    left (the six characters before), mark, other_mark, right (the six after), agree.

    >>> compare_marks("统一规划、统一建设，统一平台。", "统一规划，统一建设，统一平台。", shortest=4)["agree"].tolist()
    [False, True]
    """
    (bare, marks, starts), (other_bare, other_marks, _) = _part_marks(text), _part_marks(other)
    matcher = SequenceMatcher(None, bare, other_bare, autojunk=False)
    rows = [
        (starts[a + i], bare[max(0, a + i - 6) : a + i], marks[a + i], other_marks[b + i], bare[a + i : a + i + 6])
        for a, b, size in matcher.get_matching_blocks()
        if size >= shortest
        for i in range(1, size)
        if marks[a + i] or other_marks[b + i]
    ]
    frame = pd.DataFrame(rows, columns=["start", "left", "mark", "other_mark", "right"])
    return frame.assign(agree=frame["mark"] == frame["other_mark"])


def _part_marks(text: str) -> tuple[str, list[str], list[int]]:
    """The bare characters of *text*; what stands before each of them (□ and white space left out); and where."""
    found = list(re.finditer(f"([^{HAN}A-Za-z0-9]*)([{HAN}A-Za-z0-9])", text))
    return "".join(m[2] for m in found), [re.sub(r"[\s□]", "", m[1]) for m in found], [m.start() for m in found]


def load_reader(doc_id: str, reader: str) -> str:
    """Load a text as one reader ("a" or "b") punctuated it alone, without seeing the other texts."""
    return _read(f"edits/readers/{doc_id}.{reader}.txt")


def _read_changes(name: str, columns: list[str]) -> pd.DataFrame:
    frame = pd.read_csv(data_folder() / name, dtype="str", keep_default_na=False, encoding="utf-8")
    check_columns(frame, columns, name)
    for column in set(columns) & {"step", "start", "end", "new_start", "new_end"}:
        frame[column] = frame[column].astype("int64")
    for column in ("before", "after", "rivals"):
        frame[column] = frame[column].str.replace(NEWLINE, "\n")
    return frame[columns]


def _to_changes(rows: pd.DataFrame) -> list[Change]:
    places = rows if "new_start" in rows else rows.assign(new_start=0, new_end=0)
    columns = ["start", "end", "before", "after", "note", "new_start", "new_end"]
    return [Change(*row) for row in places[columns].itertuples(index=False, name=None)]


def _read(name: str) -> str:
    """A file of `data/` as text, its line ends untouched."""
    return (data_folder() / name).read_bytes().decode("utf-8")


def _known(doc_id: str, doc_ids: Iterable[str]) -> str:
    if doc_id not in set(doc_ids):
        raise DataError(f"there is no document {doc_id!r}; there are {', '.join(doc_ids)}")
    return doc_id
