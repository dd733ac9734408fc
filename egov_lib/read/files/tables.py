"""Tables of documents: .csv, .tsv, .xlsx and .parquet, with a text in each row.

The columns are known by their names, in English or Chinese (`TEXT_COLUMNS` and the others). Every
column that is not known is kept beside the text. Not done: other separators, second sheets, columns
named by the caller.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.encodings import decode
from egov_lib.read.files.common import Limits, Refused
from egov_lib.read.files.zips import open_package

SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")
SEPARATORS = {".csv": ",", ".tsv": "\t"}
# What columns are called; the first that a table has counts.
TEXT_COLUMNS = ("text", "content", "正文", "内容", "全文", "文本")
ID_COLUMNS = ("doc_id", "id", "编号", "title", "标题", "题名")
DATE_COLUMNS = ("date", "成文日期", "日期")
TITLE_COLUMNS = ("title", "标题", "题名")
KNOWN_COLUMNS = {*ID_COLUMNS, *DATE_COLUMNS, *TITLE_COLUMNS}
SHOWN_CHARS = 80  # of the names of columns, in a message


class TableRow(NamedTuple):
    """A row of a table.

    number: which, from 1
    text: its text, '' where there is none
    doc_id, title, date: what the table calls the document; '' where it does not say
    other: the cells of all other columns
    """

    number: int
    text: str
    doc_id: str
    title: str
    date: str
    other: Mapping[str, Any]


NO_ROW = TableRow(0, "", "", "", "", {})


def table_rows(suffix: str, data: bytes, limits: Limits) -> Iterator[TableRow]:
    """Go through the rows of a table; raises `Refused` for one without a column of texts.

    >>> row = next(table_rows(".csv", "编号,正文,place\\n甲,通知。,Linlan\\n".encode(), Limits()))
    >>> row.doc_id, row.text, row.other
    ('甲', '通知。', {'place': 'Linlan'})
    """
    frame = _read_frame(suffix, data, limits)
    text_column = _text_column(frame)
    for number, cells in enumerate(frame.to_dict("records"), start=1):
        text = cells.pop(text_column)
        yield TableRow(
            number=number,
            text=text if isinstance(text, str) else "",
            doc_id=_first_filled(cells, ID_COLUMNS),
            title=_first_filled(cells, TITLE_COLUMNS),
            date=_first_filled(cells, DATE_COLUMNS),
            other={
                name: cell for name, cell in cells.items() if name not in KNOWN_COLUMNS
            },
        )


def _read_frame(suffix: str, data: bytes, limits: Limits) -> pd.DataFrame:
    if suffix == ".parquet":
        return pd.read_parquet(io.BytesIO(data))
    if suffix == ".xlsx":
        open_package(data, limits)  # looks at its size
        return pd.read_excel(io.BytesIO(data), dtype="str")
    return pd.read_csv(
        io.StringIO(decode(data).text),
        sep=SEPARATORS[suffix],
        dtype="str",
        keep_default_na=False,
        encoding="utf-8",
    )


def _text_column(frame: pd.DataFrame) -> str:
    for column in TEXT_COLUMNS:
        if column in frame:
            return column
    columns = ", ".join(map(str, frame.columns))
    raise Refused(
        f"a table without a column text or 正文 (it has {columns[:SHOWN_CHARS]})",
        "name the column of the texts text",
    )


def parse_dates(dates: Sequence[str]) -> pd.Series:
    """Turn the dates that tables state into days; what is empty or no date is missing.

    >>> parse_dates(["2006-06-12", ""]).isna().tolist()
    [False, True]
    """
    stated = pd.Series(dates, dtype="str")
    return pd.to_datetime(stated, errors="coerce", format="mixed").astype(
        "datetime64[us]"
    )


def _first_filled(cells: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return the cell of the first of the columns *names* that is not empty; '' for none."""
    for name in names:
        if name in cells and pd.notna(cells[name]) and cells[name] != "":
            return str(cells[name])
    return ""
