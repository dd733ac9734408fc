"""The sheets of a table file as rows of cells: .csv and its kin, .json, .xlsx and .parquet.

Here a file becomes rows; what the columns mean is decided in `tables`. The separator of a text is
the one that gives its head a column of texts; if none does, the usual one of its suffix. Cells of
Excel become text as a reader sees it. A table that a program saved as a page, and called .xls, is
read cell by cell. Bounds are looked at while reading: a table of a million
columns or of nothing but commas never fills the memory.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, starmap
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.encodings import decode
from egov_lib.read.files import html, json_rows
from egov_lib.read.files.common import Limits, Refused
from egov_lib.read.files.packages import read_xml
from egov_lib.read.files.word_numbers import local_name
from egov_lib.read.files.zips import open_package

# What divides the cells of a text; the first is tried first.
SEPARATORS = (",", "\t", ";", "|", "，", "；", "^", "¦", "\x01")
EXCEL_HINT_RE = re.compile(r"\A\ufeff?sep=(.)\r?\n", re.IGNORECASE)
FIRST_ROWS = 20  # of a table, among which its head is looked for
FIRST_CHARS = 100_000  # of a table, to find its separator in
# How Excel writes a character that XML can't hold: _x000D_ is the end of a line.
ESCAPED_RE = re.compile(r"_x([0-9A-Fa-f]{4})_")
MERGED = "cells merged over rows"
HIDDEN = "rows of a hidden sheet"
NO_VALUE = "formulas without a value"
BROKEN_LINES = "broken records"
HIDDEN_ROWS = "hidden rows"
HIDDEN_COLUMNS = "hidden columns"
COMMENTS = "comments"
# What lies on a sheet and is in no cell, by the element that draws it
ON_SHEETS = {"pic": "pictures", "sp": "text boxes", "graphicFrame": "charts"}
# Number formats: 0.0% and 000
PER_CENT_RE = re.compile(r"0(?:\.(?P<places>0+))?%")
ZEROS_RE = re.compile("0{2,}")
# How programs keep Excel from taking an id for a number: ="001"
GUARDED_RE = re.compile('="([^"]*)"')
SHOWN_CHARS = 40
LONGEST_CELL = 2**31 - 1  # the most that `csv` takes on every machine


class Place(NamedTuple):
    """A cell of a sheet, by the numbers of its row and column, from 1."""

    row: int
    column: int


class Row(NamedTuple):
    """The cells of a row with its number in the sheet, and what was lost or undone in it."""

    number: int
    cells: Sequence[Any]
    damage: tuple[str, ...] = ()
    places: Mapping[str, str] = {}


class Sheet(NamedTuple):
    """A table, before anybody knows what its columns are.

    name: of the sheet in its workbook; '' if there is only one
    rows: its rows, the head among them
    from_1904: whether it counts days from 1904
    has_head: whether the first row is the head for certain
    """

    name: str
    rows: Iterable[Row]
    from_1904: bool = False
    has_head: bool = False


FindHead = Callable[[Sequence[Row]], int | None]


def read_sheets(
    suffix: str, data: bytes, limits: Limits, find_head: FindHead
) -> Iterator[Sheet]:
    """Go through the sheets of a table file; its bytes decide what it is, not its suffix.

    Parameters
    ----------
    suffix: of its name: .tsv hints at tabs.
    data: its bytes.
    limits: what is refused as too large.
    find_head: returns the number of the row that is the head, or None.

    >>> sheets = read_sheets(".csv", b"text;place\\nx;y\\n", Limits(), lambda rows: 0)
    >>> [row.cells for row in next(sheets).rows]
    [['text;place'], ['x;y']]
    """
    if data.startswith(b"PAR1"):
        yield _parquet_sheet(data, limits)
    elif data.startswith(b"PK\3\4"):
        yield from _excel_sheets(data, limits)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "an old Excel file, or a locked one", "save it as .xlsx or .csv"
        )
    elif suffix in json_rows.SUFFIXES:
        yield _json_sheet(data, limits)
    elif suffix in (".xlsx", ".parquet"):
        raise Refused(
            f"it is no {suffix} file, whatever its name says",
            "name it .csv if it is text, or download it again",
        )
    else:
        yield _text_sheet(suffix, data, limits, find_head)


# --- text -----------------------------------------------------------------------------------------


def _text_sheet(
    suffix: str, data: bytes, limits: Limits, find_head: FindHead
) -> Sheet:
    text = decode(data).text.lstrip("\ufeff")
    if html.is_page("", text):
        lines = html.read_page(text).text.split("\n")
        cells = (line.split("\t") for line in lines)
        return Sheet("", _bounded(_numbered(cells), limits))
    hint = EXCEL_HINT_RE.match(text)
    if hint:
        separator = hint[1]
        text = text[hint.end() :]
    else:
        separator = _find_separator(suffix, text, limits, find_head)
    return Sheet("", _text_rows(text, separator, limits))


def _find_separator(
    suffix: str, text: str, limits: Limits, find_head: FindHead
) -> str:
    """Return the separator with which the table has a column of texts."""
    usual = "\t" if suffix == ".tsv" else ","
    beginning = text[:FIRST_CHARS]
    others = [sign for sign in SEPARATORS if sign in beginning]
    for separator in (usual, *others):
        rows = _first_rows(beginning, separator, limits)
        if find_head(rows) is not None:
            return separator
    return usual


def _first_rows(beginning: str, separator: str, limits: Limits) -> list[Row]:
    """The first rows of a table, if this is its separator."""
    cells = _cells(beginning, separator, csv.QUOTE_MINIMAL)
    numbered = _bounded(_numbered(cells), limits)
    return list(islice(numbered, FIRST_ROWS))


def _text_rows(text: str, separator: str, limits: Limits) -> Iterator[Row]:
    """Go through the rows of a text; an empty line is none."""
    quoting = csv.QUOTE_MINIMAL
    if _has_open_quote(text, separator):
        quoting = _better_quoting(text, separator)
    return _bounded(_numbered(_cells(text, separator, quoting)), limits)


def _numbered(rows: Iterable[list[str]]) -> Iterator[Row]:
    filled = filter(None, rows)
    return starmap(Row, enumerate(filled, start=1))


def _cells(text: str, separator: str, quoting: int) -> Iterator[list[str]]:
    # Exports of data bases write a quotation mark in a cell as \" and not as "".
    escapes = "\\" if '\\"' in text and '""' not in text else None
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        quoting=quoting,
        quotechar=_quotation_mark(text, separator),
        escapechar=escapes,
    )
    rows = _with_long_cells(reader)
    if '="' not in text:
        return rows
    return ([GUARDED_RE.sub(_unguarded, cell) for cell in row] for row in rows)


def _unguarded(match: re.Match) -> str:
    is_cell = match.span() == (0, len(match.string))
    return match[1] if is_cell else match[0]


def _quotation_mark(text: str, separator: str) -> str:
    """Return the mark around cells: the single one, if cells of most rows begin and end with it."""
    if '"' in text or "'" not in text:
        return '"'
    edge = re.escape(separator)
    cells = re.findall(rf"(?:^|{edge})'[^'\n]*'(?={edge}|\r?$)", text, re.M)
    rows = text.count("\n")
    return "'" if 2 * len(cells) > rows else '"'


def _better_quoting(text: str, separator: str) -> int:
    """Return whether quotation marks stand around cells, or are only text.

    Read rightly, more rows have as many cells as the head.
    """
    as_wide = {}
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        widths = [len(row) for row in _cells(text, separator, quoting) if row]
        as_wide[quoting] = widths.count(widths[0]) if widths else 0
    return max(as_wide, key=as_wide.get)


def _with_long_cells(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Let a cell hold a whole document: by itself `csv` allows 131,072 characters."""
    while True:
        before = csv.field_size_limit(LONGEST_CELL)
        try:
            row = next(reader)
        except StopIteration:
            return
        finally:
            csv.field_size_limit(before)
        yield row


def _has_open_quote(text: str, separator: str) -> bool:
    """Whether a cell opens with a quotation mark that does not close at the end of a cell.

    It would take all up to the next mark for a single cell.
    """
    if '"' not in text:
        return False
    edge = rf"\r|\n|{re.escape(separator)}"
    inside = text.replace('\\"', "").replace('""', "")
    opening = re.findall(rf'(?:\A|{edge})"', inside)
    closing = re.findall(rf'"(?:\Z|{edge})', inside)
    return len(opening) != len(closing)


def _bounded(rows: Iterable[Row], limits: Limits) -> Iterator[Row]:
    """Hand rows on, and stop before they are too many or too wide."""
    cells = 0
    for row in rows:
        width = len(row.cells)
        cells += width
        if width > limits.columns:
            raise Refused(
                f"a row has {width:,} cells, more than {limits.columns:,}",
                "keep the columns you need, or raise limits.columns",
            )
        if cells > limits.cells:
            raise Refused(
                f"it has more than {limits.cells:,} cells",
                "keep the columns you need, split it, or raise limits.cells",
            )
        yield row


def _json_sheet(data: bytes, limits: Limits) -> Sheet:
    text = decode(data).text.removeprefix("\ufeff")
    cells, broken = json_rows.json_rows(text)
    rows = list(_bounded(starmap(Row, enumerate(cells, start=1)), limits))
    rows[-1] = _with_damage(
        rows[-1], [(BROKEN_LINES, line) for line in broken]
    )
    return Sheet("", rows, has_head=True)


# --- Excel ----------------------------------------------------------------------------------------


def _excel_sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Go through the sheets in which something stands."""
    package = open_package(data, limits)  # looks at its size
    parts = _sheet_parts(package)
    if sum(part.count(b"<c ") for part in parts) > limits.cells:
        raise Refused(
            f"it has more than {limits.cells:,} cells",
            "keep the columns you need, split it, or raise limits.cells",
        )
    import openpyxl  # late: most folders hold none

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = None
    if any(b"<f" in part for part in parts):
        formulas = openpyxl.load_workbook(io.BytesIO(data))
    beside = _beside_cells(package)
    for sheet in book.worksheets:
        unreckoned = _unreckoned(sheet, formulas)
        rows = list(_bounded(_excel_rows(sheet, unreckoned), limits))
        if rows:
            # What lies on the sheets is said once
            rows[-1] = _with_damage(rows[-1], beside)
            beside = []
            yield Sheet(sheet.title, rows, from_1904=book.epoch.year == 1904)


def _beside_cells(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return what is drawn on the sheets: the kind of each thing, and its words."""
    found = []
    tags = [f"{{*}}{kind}" for kind in ON_SHEETS]
    for name in package.namelist():
        if not name.startswith("xl/drawings/drawing"):
            continue
        drawing = read_xml(package, name)
        for node in drawing.iter(*tags):
            words = "".join(text.text or "" for text in node.iter("{*}t"))
            kind = ON_SHEETS[local_name(node)]
            if words or kind != ON_SHEETS["sp"]:
                found.append((kind, words))
    return found


def _with_damage(row: Row, found: Sequence[tuple[str, str]]) -> Row:
    """Return a row that also tells of the kinds in *found*, with the first words of each."""
    kinds = [kind for kind, _ in found]
    places = {}
    for kind, words in found:
        if words:
            places.setdefault(kind, words[:SHOWN_CHARS])
    return row._replace(
        damage=(*row.damage, *kinds),
        places={**row.places, **places},
    )


def _sheet_parts(package: zipfile.ZipFile) -> list[bytes]:
    names = [name for name in package.namelist() if "worksheets/" in name]
    return [package.read(name) for name in names]


def _filled(sheet: Any) -> dict[Place, Any]:
    """Return the cells of a sheet that hold something, by their places.

    Not by `iter_rows`: formats reach to row 1,048,576, and it would make a cell of each.
    """
    return {
        Place(*place): _as_shown(cell)
        for place, cell in sheet._cells.items()
        if cell.value not in (None, "")
    }


def _unreckoned(sheet: Any, formulas: Any) -> set[Place]:
    """Return where a formula stands whose value the program that wrote it did not save."""
    if formulas is None:
        return set()
    written = _filled(formulas[sheet.title])
    shown = _filled(sheet)
    return {place for place in written if place not in shown}


def _excel_rows(sheet: Any, unreckoned: set[Place]) -> Iterator[Row]:
    """Go through the rows of a sheet in which something stands."""
    shown = _filled(sheet)
    merged = _merged_over_rows(sheet)
    hidden = () if sheet.sheet_state == "visible" else (HIDDEN,)
    all_cells = merged | shown
    width = max((place.column for place in all_cells), default=0)
    by_row = _values_by_row(all_cells)
    damage = _damage_of_rows(merged, unreckoned)
    found = _unseen_in_rows(sheet)
    columns_hidden = _hidden_columns(sheet, width)
    for number in sorted(by_row):
        values = by_row[number]
        cells = [_as_text(values.get(column + 1)) for column in range(width)]
        row = Row(number, cells, (*hidden, *damage[number]))
        unseen = [*found.get(number, ()), *columns_hidden]
        yield _with_damage(row, unseen)
        columns_hidden = []  # said once


def _values_by_row(cells: Mapping[Place, Any]) -> dict[int, dict[int, Any]]:
    """Values by row and column."""
    by_row: dict[int, dict[int, Any]] = defaultdict(dict)
    for place, value in cells.items():
        by_row[place.row][place.column] = value
    return by_row


def _damage_of_rows(
    merged: Iterable[Place], unreckoned: Iterable[Place]
) -> dict[int, list[str]]:
    """What is said of each row: a cell that was merged, one whose value was never reckoned."""
    damage: dict[int, list[str]] = defaultdict(list)
    for place in merged:
        damage[place.row].append(MERGED)
    for place in unreckoned:
        damage[place.row].append(NO_VALUE)
    return damage


def _unseen_in_rows(sheet: Any) -> dict[int, list[tuple[str, str]]]:
    """Return for each row whether it is hidden, and the comments on its cells."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, row in sheet.row_dimensions.items():
        if row.hidden:
            hidden = (HIDDEN_ROWS, f"row {number}")
            found[number].append(hidden)
    for (number, _), cell in sheet._cells.items():
        if cell.comment is None:
            continue
        words = (cell.comment.text or "").split()
        comment = (COMMENTS, " ".join(words))
        found[number].append(comment)
    return found


def _hidden_columns(sheet: Any, width: int) -> list[tuple[str, str]]:
    return [
        (HIDDEN_COLUMNS, f"column {letter}")
        for letter, column in sheet.column_dimensions.items()
        if column.hidden and (column.min or 1) <= width
    ]


def _as_shown(cell: Any) -> Any:
    """Return the value of a cell; per cents and ids with zeros before them as they look."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    form = cell.number_format or ""
    per_cent = PER_CENT_RE.fullmatch(form)
    if per_cent:
        places = len(per_cent["places"] or "")
        return f"{value:.{places}%}"
    if ZEROS_RE.fullmatch(form) and value == int(value):
        return f"{int(value):0{len(form)}}"
    return value


def _merged_over_rows(sheet: Any) -> dict[Place, Any]:
    """Return what each cell shows that is merged with one above it."""
    shown = {}
    for area in sheet.merged_cells.ranges:
        top = area.min_row
        column = area.min_col
        value = sheet.cell(top, column).value
        if value in (None, ""):
            continue
        for row in range(top + 1, area.max_row + 1):
            shown[Place(row, column)] = value
    return shown


def _as_text(value: Any) -> str | None:
    """Return a cell of Excel as text: 7 for 7.0, and a line break for its escape."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str) and "_x" in value:
        return ESCAPED_RE.sub(lambda escape: chr(int(escape[1], 16)), value)
    return str(value)


# --- parquet --------------------------------------------------------------------------------------


def _parquet_sheet(data: bytes, limits: Limits) -> Sheet:
    from pyarrow import parquet  # late: only large corpora need it

    shape = parquet.ParquetFile(io.BytesIO(data)).metadata
    groups = [
        shape.row_group(number) for number in range(shape.num_row_groups)
    ]
    unpacked = sum(group.total_byte_size for group in groups)
    width = shape.num_columns
    if unpacked > limits.table_bytes or width > limits.columns:
        raise Refused(
            f"unpacked it has {unpacked:,} bytes in {width:,} columns",
            "keep the columns you need, split it, or raise the bound: limits=Limits(…)",
        )
    frame = pd.read_parquet(io.BytesIO(data))
    head = [str(name) for name in frame.columns]
    rows = [head]
    for values in frame.itertuples(index=False, name=None):
        rows.append([_decoded(value) for value in values])
    numbered = starmap(Row, enumerate(rows, start=1))
    return Sheet("", _bounded(numbered, limits), has_head=True)


def _decoded(value: Any) -> Any:
    """Return a text that was saved as bytes as text."""
    return decode(value).text if isinstance(value, bytes) else value
