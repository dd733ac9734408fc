"""Sheets that people correct in Excel, R or an editor: written safely, read with every check.

A sheet is CSV in UTF-8 with the mark that Excel looks for. What a spreadsheet may do to it on the
way back is undone: GBK of a Chinese Windows, days as 2023/6/1, an apostrophe before a formula.
"""

import io
import re
from pathlib import Path

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.read.writing import write_whole
from egov_lib.show.safe_text import FORMULA_SIGNS, spreadsheet_cell

CARD_COLUMNS = ["doc_id", "title", "document_number", "issuer", "date", "file"]
PLACE = ["keep", "doc_id", "start", "end", "quote", "sentence"]
DAY_RE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
YES = ("yes", "y", "1", "true", "是")
NO = ("no", "n", "0", "false", "否")


def save_sheet(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as a sheet; a cell that would run as a formula gets an apostrophe."""
    texts = frame.copy()
    for name in texts:
        texts[name] = [_as_cell(value) for value in frame[name]]
    text = texts.to_csv(index=False, encoding="utf-8", lineterminator="\n")
    write_whole(path, text.encode("utf-8-sig"))


def _as_cell(value: object) -> object:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return spreadsheet_cell(value) if isinstance(value, str) else value


def load_sheet(path: Path, needed: list[str]) -> pd.DataFrame:
    """Read a sheet, every cell as text; raise DataError where a needed column is missing."""
    if not path.exists():
        raise DataError(f"{path} is not there: run the step before this one")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    frame = pd.read_csv(
        io.StringIO(text), dtype=str, keep_default_na=False, encoding="utf-8"
    )
    missing = [name for name in needed if name not in frame]
    if missing:
        raise DataError(
            f"{path} has no column {missing[0]}: save it with commas between the columns, "
            "and its first line as it was"
        )
    for name in frame:
        frame[name] = [_without_apostrophe(cell) for cell in frame[name]]
    return frame


def _without_apostrophe(cell: str) -> str:
    is_guarded = cell.startswith("'") and cell[1:].lstrip(" ").startswith(FORMULA_SIGNS)
    return cell[1:] if is_guarded else cell


def read_day(cell: str) -> pd.Timestamp:
    """A day with its year first; NaT for anything else, since 6/1/2023 may be two days.

    >>> read_day("2023/6/1"), read_day("6/1/2023")
    (Timestamp('2023-06-01 00:00:00'), NaT)
    """
    found = DAY_RE.fullmatch(cell.strip())
    return (
        pd.to_datetime("-".join(found.groups()), errors="coerce") if found else pd.NaT
    )


def load_documents(home: Path) -> pd.DataFrame:
    """The cards as they were corrected, with the text of each edition as it stands now.

    Columns: those of the sheet, `date` as a day, `text`.
    """
    docs = load_sheet(home / "documents.csv", CARD_COLUMNS)
    for doc_id in docs["doc_id"][docs["doc_id"].duplicated()]:
        raise DataError(f"documents.csv has {doc_id} twice: delete one of the rows")
    days = docs["date"].map(read_day)
    no_days = docs[days.isna() & docs["date"].ne("")]
    if len(no_days):
        said = ", ".join(f"{row.doc_id} {row.date!r}" for row in no_days.itertuples())
        raise DataError(
            f"documents.csv, date: no day: {said}: write it as 2023-06-01, "
            "or leave it empty where only a month or a year is known"
        )
    docs["date"] = pd.to_datetime(days)
    docs["text"] = [_edition(home, doc_id) for doc_id in docs["doc_id"]]
    return docs


def _edition(home: Path, doc_id: str) -> str:
    path = home / "editions" / f"{doc_id}.txt"
    if path.parent != home / "editions" or not path.exists():
        raise DataError(
            f"documents.csv names {doc_id}, but {path} is not there: "
            "delete the row, or put the text there"
        )
    return path.read_text(encoding="utf-8-sig")


def load_tables(home: Path, docs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Each table as it was reviewed; `keep` is yes, no or empty; places are checked.

    A row of a document that was taken out is left out. The index counts the rows of the sheet
    below its head, from 0. Raises DataError where the answer is neither yes nor no, or a kept
    quote does not stand in its edition.
    """
    texts = dict(zip(docs["doc_id"], docs["text"]))
    tables = {}
    for path in sorted((home / "tables").glob("*.csv")):
        rows = load_sheet(path, PLACE)
        rows = rows[rows["doc_id"].isin(texts)].copy()
        rows["keep"] = [_decision(path.name, row) for row in rows.itertuples()]
        places = [_place(path.name, row, texts) for row in rows.itertuples()]
        rows["start"] = [start for start, _ in places]
        rows["end"] = [end for _, end in places]
        tables[path.stem] = rows
    return tables


def load_strays(home: Path, docs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The answered rows of documents that `documents.csv` does not name, table by table.

    They are used nowhere, but somebody wrote them: of a document that was taken out, or with a
    doc_id that was mistyped.
    """
    strays = {}
    for path in sorted((home / "tables").glob("*.csv")):
        rows = load_sheet(path, PLACE)
        is_stray = ~rows["doc_id"].isin(docs["doc_id"])
        strays[path.stem] = rows[is_stray & rows["keep"].str.strip().ne("")]
    return strays


def _decision(sheet: str, row: tuple) -> str:
    answer = row.keep.strip().lower()
    if answer in YES:
        return "yes"
    if answer in NO:
        return "no"
    if answer:
        raise DataError(
            f"{sheet}, row {row.Index + 2}: keep is {row.keep!r}: write yes, no or nothing"
        )
    return ""


def _place(sheet: str, row: tuple, texts: dict[str, str]) -> tuple[int, int]:
    """Where a quote stands: where it was found, or, in a text edited since, its nearest place."""
    text, quote = texts[row.doc_id], row.quote
    start = int(float(row.start or 0))
    if quote and text.startswith(quote, start):
        return start, start + len(quote)
    places = [at for at in range(len(text)) if quote and text.startswith(quote, at)]
    if not places:
        if row.keep != "yes":
            return 0, 0
        raise DataError(
            f"{sheet}, row {row.Index + 2}: {row.doc_id} has no {quote!r}: "
            "copy the words from its edition, or write no in keep"
        )
    nearest = min(places, key=lambda at: abs(at - start))
    return nearest, nearest + len(quote)
