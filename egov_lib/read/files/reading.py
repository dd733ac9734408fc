"""Read everything that was given into two frames: the documents and the report."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from egov_lib.read.files.common import (
    BROKEN,
    Extracted,
    Limits,
    Refused,
    one_line,
)
from egov_lib.read.files.days import parse_dates
from egov_lib.read.files.entries import (
    Entry,
    list_entries,
    name_entries,
    read_bounded,
)
from egov_lib.read.files.formats import read_bytes, read_cell
from egov_lib.read.files.grids import NO_VALUE
from egov_lib.read.files.report import (
    REPORT,
    Line,
    frame_of_lines,
    line_of_refusal,
    line_of_text,
    set_copies_apart,
)
from egov_lib.read.files.tables import NO_ROW, USUAL, Columns, TableRow
from egov_lib.read.files.zips import read_member
from egov_lib.read.jobs import map_documents
from egov_lib.read.reading_remedies import READING_REMEDIES

BATCH_ENTRIES = 100
TABLE_ROW = "table row"
# Names of columns that a table's own columns may not take: those of documents, letterheads,
# reports.
LETTERHEAD = ["title", "document_number", "issuer", "date"]
TAKEN = {*REPORT, *LETTERHEAD, *Line._fields, "extra"}

OpenZips = Mapping[str, zipfile.ZipFile]


def read_files(
    given: Any,
    *,
    columns: Columns = USUAL,
    limits: Limits | None = None,
    executor: Any = None,
    raw: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a folder, a zip, a table, one file or an upload, and report on every file.

    Parameters
    ----------
    given: a folder (with all below it), a .zip, a table (.csv, .tsv, .json, .xlsx or .parquet
        with a column of texts, in all its sheets), one file, {name: bytes}, or the `value` of an
        ipywidgets `FileUpload`. `formats` lists what is read.
    columns: what the columns of tables are called; by itself common names are known, as text, 正文,
        内容 and full_text for the texts.
    limits: what is refused as too large; None means `Limits()`.
    executor: None reads one file after the other; see `jobs.map_documents`.
    raw: also keep each text as decoded, before it is mended and cleaned.

    Returns two frames. The documents, in the order of the files (a folder is sorted by name):
    doc_id: from the file's name, or what a table calls it
    file: the name in the report
    title: what a table calls it, or ''
    date: the day that a table states, or missing
    a table's other columns: as table_… where a name is taken
    raw: the text as decoded, if asked for
    text: the text, mended and cleaned

    The report, with a line for every file:
    file: path below the folder, with `#` and a row, or `/` and a member of a zip
    doc_id: as in the documents
    read: whether it is in the documents
    format: text, html, docx, pdf, odt, epub, mht, markdown, xml or table row
    bytes: its size
    encoding: how it was decoded, '' where the format says it
    script: traditional (as it came), simplified, or no Chinese
    chars: characters of the repaired text
    damage: each kind of damage, and of what was left out, moved or guessed, with its count
    places: where that was, for the kinds that have a place
    mended: how many lines had been misread, and how; each was mended with proof
    lost: places that nothing brings back
    removed: the lines that were taken out as page furniture, by their first words; they are in
        `raw`, and `clean(raw, without=["drop_furniture"])` keeps them
    duplicate_of: the doc_id of a document with the same characters, which is kept
    remedy: why it was not read or what could not be undone, and what to do; '' for nothing

    Raises `DataError` for a path that does not exist. No file raises: it has its line.

    >>> docs, report = read_files({"a.txt": "電子政務。".encode("big5"), "b.txt": b""})
    >>> docs[["doc_id", "text"]].values.tolist()  # e-government
    [['a', '电子政务。']]
    >>> report["remedy"].tolist()
    ['', 'the file is empty: download it again, or take it out']
    """
    limits = limits or Limits()
    entries = list(list_entries(given, limits, columns))
    named = pd.DataFrame({"doc_id": name_entries(entries)}, dtype="str")
    named["entry"] = pd.Series(entries, dtype="object")
    read_batch = partial(_read_batch, limits=limits, raw=raw)
    lines = map_documents(
        read_batch, named, executor=executor, batch_documents=BATCH_ENTRIES
    )
    lines = set_copies_apart(lines)
    docs = _documents(lines, ["raw", "text"] if raw else ["text"])
    return docs, lines[REPORT]


def _documents(lines: pd.DataFrame, text_columns: list[str]) -> pd.DataFrame:
    """Return the documents among the lines, with what tables state of them."""
    docs = lines[["doc_id", "file", "title", "date"]]
    docs = docs.join(_other_columns(lines))
    docs = docs.join(lines[text_columns])
    return docs[lines["read"]].reset_index(drop=True)


def _other_columns(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of tables that are not known, under names that are not taken."""
    others = pd.DataFrame(lines["other"].tolist(), index=lines.index)
    names = {}
    for name in others:
        free = f"table_{name}" if name in TAKEN else name
        while free != name and free in others:
            free += "_"
        names[name] = free
    return others.rename(columns=names)


def _read_batch(
    named: pd.DataFrame, *, limits: Limits, raw: bool
) -> pd.DataFrame:
    """Read some entries; return a line for each, with what tables say of them."""
    entries = named["entry"].tolist()
    with ExitStack() as stack:
        open_zips = _open_zips(entries, stack)
        lines = [_read_entry(entry, open_zips, limits) for entry in entries]
    if not raw:  # half as much again to hold and to copy
        lines = [line._replace(raw="") for line in lines]
    names = named[["doc_id"]].assign(file=[entry.file for entry in entries])
    return names.join([frame_of_lines(lines), _stated_by_tables(entries)])


def _open_zips(entries: Sequence[Entry], stack: ExitStack) -> OpenZips:
    """Open each zip on the disk once; *stack* closes them."""
    paths = {entry.path for entry in entries if entry.member is not None}
    return {path: stack.enter_context(zipfile.ZipFile(path)) for path in paths}


def _stated_by_tables(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return what tables state of their rows: title, date, and the cells of all other columns."""
    rows = [entry.row or NO_ROW for entry in entries]
    stated = {
        "title": pd.Series([row.title for row in rows], dtype="str"),
        "date": parse_dates([row.date for row in rows]),
        "other": pd.Series([row.other for row in rows], dtype="object"),
    }
    return pd.DataFrame(stated)


def _read_entry(entry: Entry, open_zips: OpenZips, limits: Limits) -> Line:
    if entry.refused:
        return Line(remedy=entry.refused)
    if entry.row is not None:
        return _read_row(entry.row)
    size = 0
    try:
        data = _bytes_of(entry, open_zips, limits)
        size = len(data)
        found = read_bytes(entry.file, data, limits)
    except Refused as error:
        return line_of_refusal(error, size)
    except BROKEN as error:
        reason = f"can't be opened ({one_line(error)})"
        remedy = "download it again, or give yourself the right to read it"
        return line_of_refusal(Refused(reason, remedy), size)
    return line_of_text(found, size)


def _bytes_of(entry: Entry, open_zips: OpenZips, limits: Limits) -> bytes:
    if entry.member is not None:  # its size was looked at when it was listed
        return read_member(open_zips[entry.path], entry.member)
    if entry.path:
        return read_bounded(Path(entry.path), limits.file_bytes)
    return entry.data


def _read_row(row: TableRow) -> Line:
    """Read the row of a table, which was decoded as a whole."""
    size = len(row.text.encode("utf-8", "replace"))
    if row.refused:
        return Line(format=TABLE_ROW, bytes=size, remedy=row.refused)
    found = read_cell(row.text)
    if not found.text.strip():
        refusal = Refused("the row has no text", "fill it in, or take it out")
        if NO_VALUE in row.damage:
            reason = "the text is a formula whose value was not saved"
            refusal = Refused(reason, READING_REMEDIES[NO_VALUE])
        return line_of_refusal(refusal, size, TABLE_ROW)
    damage = Counter(row.damage) + found.damage
    places = {**found.places, **row.places}
    extracted = Extracted(found.text, TABLE_ROW, "", damage, places)
    return line_of_text(extracted, size)
