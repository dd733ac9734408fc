"""Tables of documents: .csv, .tsv, .xlsx and .parquet, with a text in each row.

The columns are known by their names, in English or Chinese (`TEXT_COLUMNS` and the others), or the
caller names them. Every column that is not used is kept beside the text. A row with too many or too
few cells is read where its text stands under the head of the texts without a doubt, and refused
where it may have shifted; either way the report says so. How a file becomes rows is in `grids`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.cleaning.script import simplified_form
from egov_lib.read.files import json_rows
from egov_lib.read.files.common import Limits, Refused
from egov_lib.read.files.days import parse_day
from egov_lib.read.files.grids import (
    COMMENTS,
    FIRST_ROWS,
    HIDDEN_COLUMNS,
    HIDDEN_ROWS,
    MERGED,
    Row,
    Sheet,
    read_sheets,
)

SUFFIXES = (
    *(".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet"),
    *json_rows.SUFFIXES,
)
# What programs call .xls is often a page or a text with tabs; it is a table if it has texts
DISGUISED = (".xls", ".et")
# What columns are called, whatever the case and blanks; the first that a table has counts.
TEXT_COLUMNS = (
    *(
        "text",
        "content",
        "正文",
        "内容",
        "全文",
        "文本",
        "full_text",
        "body",
        "contents",
    ),
    *(
        "正文内容",
        "文章内容",
        "文件内容",
        "政策内容",
        "全文内容",
        "文本内容",
        "内容全文",
    ),
    *(
        "文件正文",
        "文章正文",
        "公文正文",
        "政策正文",
        "文件全文",
        "政策全文",
        "政策文本",
    ),
    *(
        "原文",
        "main_text",
        "raw_text",
        "article",
        "article_text",
        "document_text",
        "txt",
    ),
)
TITLE_COLUMNS = (
    *(
        "title",
        "标题",
        "题名",
        "文件标题",
        "文件名称",
        "政策名称",
        "政策标题",
        "文章标题",
    ),
)
ID_COLUMNS = ("doc_id", "id", "编号", "docid", "document_id", *TITLE_COLUMNS)
# The day of signing first, then days on which a document went out.
# The day of the document; then days on which it went out, which are also kept as they are.
DATE_COLUMNS = ("date", "成文日期", "日期", "成文时间")
PUBLISHED_COLUMNS = (
    *(
        "签发日期",
        "印发日期",
        "发文日期",
        "发文时间",
        "发布日期",
        "发布时间",
        "公布日期",
    ),
    *("publish_date", "pub_date", "publication_date", "published", "时间"),
)
# Blanks and marks that nobody sees in a name.
INVISIBLE_RE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff_-]+")
LONGEST_NAME = 40  # characters of a name of a column
LEAST_ROW_NAMES = 2  # rows: of one row anything can be thought
# What programs write where there is nothing.
NOTHING = {"", "nan", "null", "none", "\\n", "n/a", "#n/a", "nil", "<na>"}
ERRORS = {
    *(
        "#ref!",
        "#value!",
        "#name?",
        "#div/0!",
        "#null!",
        "#num!",
        "#getting_data",
    ),
}
SHOWN_CHARS = 80  # of the names of columns, or of a line, in a message
# A cell of Excel holds no more, and it cuts off the rest
EXCEL_CELL_CHARS = 32_767
# Kinds of damage.
NO_DATE = "dates not understood"
GUESSED_DATE = "dates guessed"
CUT_OFF = "texts cut off by Excel"
TOO_MANY = "cells beyond the columns"
TOO_FEW = "cells missing at the end of the row"
ABOVE_HEAD = "lines above the head"
ROW_NAMES = "row names without a head"
SAID_OF_HEAD = {HIDDEN_ROWS, HIDDEN_COLUMNS, COMMENTS}
HEAD_AGAIN = "heads repeated in the table"


class Columns(NamedTuple):
    """The names of the columns as the caller gives them; '' means the usual names."""

    text: str = ""
    doc_id: str = ""
    title: str = ""
    date: str = ""


USUAL = Columns()


class TableRow(NamedTuple):
    """A row of a table.

    number: which, from 1
    text: its text, '' where there is none
    doc_id, title, date: what the table calls the document; '' where it does not say
    other: the cells of all other columns
    damage: what was left out, shifted or guessed, each kind with its count
    places: where
    refused: why it is not read, and what to do; '' if it is
    """

    number: int
    text: str = ""
    doc_id: str = ""
    title: str = ""
    date: str = ""
    other: Mapping[str, Any] = {}
    damage: Mapping[str, int] = {}
    places: Mapping[str, str] = {}
    refused: str = ""


NO_ROW = TableRow(0)


class Head(NamedTuple):
    """The head of a table: which column is which, by its place; the first that is filled counts.

    names: of all columns, none twice
    text: the column of the texts
    doc_ids, titles, dates: columns that name and date a document
    """

    names: list[str]
    text: int
    doc_ids: list[int]
    titles: list[int]
    dates: list[int]


def table_sheets(
    suffix: str, data: bytes, limits: Limits, columns: Columns = USUAL
) -> Iterator[Sheet]:
    """Go through the sheets of a table file, see `grids.read_sheets`."""
    find_head = partial(_head_number, columns=columns)
    return read_sheets(suffix, data, limits, find_head)


def is_table(data: bytes, limits: Limits, columns: Columns = USUAL) -> bool:
    """Whether a file of an unsure name is a table with a column of texts."""
    if data.startswith(b"PK\3\4"):
        return True
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return False
    for sheet in table_sheets(".tsv", data, limits, columns):
        first = list(islice(sheet.rows, FIRST_ROWS))
        if _head_number(first, columns) is not None:
            return True
    return False


def table_rows(sheet: Sheet, columns: Columns = USUAL) -> Iterator[TableRow]:
    """Go through the rows of a table; raises `Refused` for one without a column of texts.

    >>> data = "编号,正文,place\\n甲,通知。,Linlan\\n".encode()
    >>> row = next(table_rows(next(table_sheets(".csv", data, Limits()))))
    >>> row.doc_id, row.text, row.other
    ('甲', '通知。', {'place': 'Linlan'})
    """
    rows = iter(sheet.rows)
    first = list(islice(rows, 1 if sheet.has_head else FIRST_ROWS))
    at = _head_number(first, columns)
    if at is None:
        _refuse(first, columns)
    body = [*first[at + 1 :], *rows]
    cells = first[at].cells
    damage, places = _of_head(first[: at + 1])
    if body and _goes_on(cells, body[0], columns):
        cells = _joined_head(cells, body.pop(0).cells)
    if _row_names_come_first(cells, body, columns):
        cells = ["", *cells]
        damage[ROW_NAMES] = 1
    if at:
        damage[ABOVE_HEAD] = at
        places[ABOVE_HEAD] = " / ".join(map(_shown, first[:at]))
    head = _read_head(cells, body, columns)
    for row in body:
        if list(row.cells) == list(cells):
            damage[HEAD_AGAIN] += 1  # a crawler that went on wrote it again
            continue
        made = _read_row(row, head, sheet)
        # What was found in the table as a whole is said once, of its first row.
        yield made._replace(
            number=row.number - first[at].number,
            damage=damage + Counter(made.damage),
            places=places | made.places,
        )
        damage, places = Counter(), {}


# --- the head -------------------------------------------------------------------------------------


def _head_number(rows: Sequence[Row], columns: Columns) -> int | None:
    """Return the number of the row that is the head of a table.

    It has a column of texts. Below the first row, where a note may have the same word, it has
    another column too.
    """
    for number, row in enumerate(rows):
        filled = sum(1 for cell in row.cells if not _is_nothing(cell))
        if _text_column(row.cells, columns) is not None and (
            number == 0 or filled > 1
        ):
            return number
    return None


def _text_column(cells: Sequence[Any], columns: Columns) -> int | None:
    found = _places(cells, columns.text, TEXT_COLUMNS)
    return found[0] if found else None


def _of_head(rows: Sequence[Row]) -> tuple[Counter, dict[str, str]]:
    """Return what was met in the head that a reader should know, and where."""
    damage: Counter = Counter()
    places: dict[str, str] = {}
    for row in rows:
        damage.update(kind for kind in row.damage if kind in SAID_OF_HEAD)
        places |= row.places
    return damage, places


def _goes_on(head: Sequence[Any], below: Row, columns: Columns) -> bool:
    """Whether the head goes on in the next row: its column of texts has the same name there.

    In a workbook the cell of that name is merged over both rows; elsewhere another cell of the row
    must be a usual name too, for a text may be the word itself.
    """
    upper, lower = list(head), list(below.cells)
    if len(upper) != len(lower) or upper == lower:
        return False
    text = _text_column(head, columns)
    if _plain(upper[text]) != _plain(lower[text]):
        return False
    if MERGED in below.damage:
        return True
    others = lower[:text] + lower[text + 1 :]
    return _has_usual_name(others)


def _has_usual_name(cells: Sequence[Any]) -> bool:
    """Whether one of the cells is a usual name of a column of ids or of dates."""
    usual = {_plain(name) for name in (*ID_COLUMNS, *DATE_COLUMNS)}
    return any(_plain(cell) in usual for cell in cells)


def _joined_head(head: Sequence[Any], below: Sequence[Any]) -> list[Any]:
    """Return the names of a head in two rows: the lower one says more."""
    return [
        upper if _is_nothing(lower) else lower
        for upper, lower in zip(head, below)
    ]


def _places(
    cells: Sequence[Any], named: str, usual: Sequence[str]
) -> list[int]:
    """Return where the columns are: the one that the caller names, or those of the usual names."""
    names = [_plain(cell) for cell in cells]
    wanted = [named] if named else usual
    plain = [_plain(name) for name in wanted]
    return [names.index(name) for name in plain if name in names]


def _plain(name: Any) -> str:
    """Return a name of a column without what does not count: width, case, blanks, marks, script.

    >>> _plain("內容 ") == _plain("内容")
    True
    """
    text = unicodedata.normalize("NFKC", str(name))
    text = INVISIBLE_RE.sub("", text).casefold()
    if len(text) > LONGEST_NAME:
        return text  # a text, whose characters would be converted for nothing
    return simplified_form(text)


def _refuse(first: Sequence[Row], columns: Columns) -> None:
    if not first:
        raise Refused(
            "the table is empty", "download it again, or take it out"
        )
    shown = _shown(first[0])
    wanted = columns.text or "text or 正文"
    raise Refused(
        f"a table without a column {wanted} (it has {shown})",
        "name the column of the texts: text='…' in read_documents, or text in the table",
    )


def _shown(row: Row) -> str:
    names = [str(cell) for cell in row.cells if not _is_nothing(cell)]
    return ", ".join(names)[:SHOWN_CHARS]


def _row_names_come_first(
    head: Sequence[Any], body: Sequence[Row], columns: Columns
) -> bool:
    """Whether each row has a name before its first cell, which has no head.

    R and pandas write such tables. The proof: each row has one cell more than the head, no first
    cell is met twice, and the longest cell is where the texts then are.
    """
    if len(body) < LEAST_ROW_NAMES:
        return False
    width = len(head) + 1
    if any(len(row.cells) != width for row in body):
        return False
    names = {row.cells[0] for row in body}
    if len(names) < len(body):
        return False
    text = _text_column(head, columns) + 1
    longest = 0
    for row in body:
        longest += _is_longest(row.cells, text)
    return longest > 0.9 * len(body)


def _is_longest(cells: Sequence[Any], at: int) -> bool:
    lengths = [len(str(cell)) for cell in cells]
    return at < len(cells) and lengths[at] == max(lengths)


def _read_head(
    cells: Sequence[Any], body: Sequence[Row], columns: Columns
) -> Head:
    for named in (columns.doc_id, columns.title, columns.date):
        if named and not _places(cells, named, ()):
            there = ", ".join(map(str, cells))
            shown = there[:SHOWN_CHARS]
            raise Refused(
                f"a table without a column {named} (it has {shown})",
                "name a column that it has, or leave the argument out",
            )
    dates = (*DATE_COLUMNS, *PUBLISHED_COLUMNS)
    return Head(
        names=_names(cells, body),
        text=_text_column(cells, columns),
        doc_ids=_places(cells, columns.doc_id, ID_COLUMNS),
        titles=_places(cells, columns.title, TITLE_COLUMNS),
        dates=_places(cells, columns.date, dates),
    )


def _names(cells: Sequence[Any], body: Sequence[Row]) -> list[str]:
    """Return the names of all columns; one that is met again gets a number.

    Columns at the end in which nothing stands, not even a name, are left out.
    """
    names: list[str] = []
    for number, cell in enumerate(cells):
        name = str(cell).strip()
        if _is_nothing(cell):
            name = f"Unnamed: {number}"
        again = names.count(name)
        while f"{name}.{again}" in names:
            again += 1
        if again:
            name = f"{name}.{again}"
        names.append(name)
    last = len(names) - 1
    while _is_nothing(cells[last]) and _is_empty(body, last):
        names.pop()
        last -= 1
    return names


def _is_empty(body: Sequence[Row], column: int) -> bool:
    return all(
        column >= len(row.cells) or _is_nothing(row.cells[column])
        for row in body
    )


def _is_nothing(cell: Any) -> bool:
    if cell is None or cell is pd.NaT or cell is pd.NA or cell != cell:
        return True
    return isinstance(cell, str) and not cell.strip()


# --- a row ----------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """The first filled cell among some columns: its column and what stands in it."""

    column: int = -1
    text: str = ""


def _read_row(row: Row, head: Head, sheet: Sheet) -> TableRow:
    width = len(head.names)
    cells = list(row.cells)
    while len(cells) > width and _is_nothing(cells[-1]):
        cells.pop()  # separators at the end of a row
    damage = Counter(row.damage)
    missing = width - len(cells)
    if missing > 0:
        damage[TOO_FEW] = missing
    elif missing < 0:
        damage[TOO_MANY] = -missing
    if missing and not _is_longest(cells, head.text):
        return TableRow(0, refused=_say_shifted(len(cells), width))
    cells.extend([None] * missing)
    text = cells[head.text]
    if isinstance(text, str) and len(text) == EXCEL_CELL_CHARS:
        damage[CUT_OFF] = 1
    if _says_nothing(text):
        text = ""
    stated = _stated(cells, head, sheet)
    return stated._replace(
        text=text,
        damage=damage + stated.damage,
        places={**row.places, **stated.places},
    )


def _say_shifted(cells: int, width: int) -> str:
    reason = f"{cells} cells in a table of {width} columns, and which is which is unsure"
    remedy = "put a cell that holds a separator or a line break between quotation marks"
    return str(Refused(reason, remedy))


def _says_nothing(text: Any) -> bool:
    """Whether a cell holds no text: a number of a parquet file, or the word of a program."""
    if not isinstance(text, str):
        return True
    word = text.strip().casefold()
    return word in NOTHING or word in ERRORS


def _stated(cells: list, head: Head, sheet: Sheet) -> TableRow:
    """Return what a row states of its document, and all cells that were not used for it."""
    title = _first_filled(cells, head.titles)
    doc_id = _first_filled(cells, head.doc_ids)
    date = _first_filled(cells, head.dates)
    day = parse_day(date.text, from_1904=sheet.from_1904)
    used = {head.text, title.column, doc_id.column}
    if (
        day.day
        and not day.guessed
        and not _is_published(head.names[date.column])
    ):
        used.add(date.column)
    kind = ""
    if date.text and not day.day:
        kind = NO_DATE
    elif day.guessed:
        kind = GUESSED_DATE
    names = [*head.names, *(f"beyond {n}" for n in range(1, len(cells) + 1))]
    empty = {*head.doc_ids, *head.titles, *head.dates}
    other = {
        name: cell
        for place, (name, cell) in enumerate(zip(names, cells))
        if place not in used and not (place in empty and _is_nothing(cell))
    }
    return TableRow(
        number=0,
        doc_id=doc_id.text,
        title=title.text,
        date=day.day.isoformat() if day.day else "",
        other=other,
        damage=Counter([kind] if kind else []),
        places={kind: date.text[:SHOWN_CHARS]} if kind else {},
    )


def _is_published(name: str) -> bool:
    return _plain(name) in map(_plain, PUBLISHED_COLUMNS)


def _first_filled(cells: Sequence[Any], columns: Sequence[int]) -> Cell:
    """Return the first of *columns* whose cell is not empty."""
    for column in columns:
        if not _is_nothing(cells[column]):
            return Cell(column, str(cells[column]))
    return Cell()
