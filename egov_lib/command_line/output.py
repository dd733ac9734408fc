"""Write tables and other files into the folder that `--out` names.

Parquet keeps every type and every character. CSV is for R and Excel: UTF-8 with the mark that
Excel looks for, and a cell that a spreadsheet would run as a formula has an apostrophe before it.
Each file is whole or not there (`read.writing`).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd

from egov_lib.findings import whole_characters
from egov_lib.read.writing import write_whole
from egov_lib.show.safe_text import spreadsheet_cell

FORMATS = ("parquet", "csv")
ROW_GROUP = 1000  # rows; the units in which other programs read a part


class Output:
    """The folder of results: where to, in which format, and what is said of each file."""

    def __init__(self, folder: Path, format_: str):
        """Make the folder if it is missing."""
        self.folder = folder
        self.format = format_
        folder.mkdir(parents=True, exist_ok=True)

    def table(self, name: str, frame: pd.DataFrame) -> None:
        """Write a table, and say how many rows it has."""
        if self.format == "csv":
            self.csv(name, frame)
            return
        content = io.BytesIO()
        _whole(frame).to_parquet(
            content, index=False, row_group_size=ROW_GROUP
        )
        self._write(f"{name}.parquet", content.getvalue())
        _say_rows(f"{name}.parquet", frame)

    def csv(self, name: str, frame: pd.DataFrame) -> None:
        """Write a table as CSV, whatever the format of the others."""
        safe = _cell_by_cell(_whole(frame), spreadsheet_cell)
        text = safe.to_csv(index=False, encoding="utf-8", lineterminator="\n")
        self._write(f"{name}.csv", text.encode("utf-8-sig"))
        _say_rows(f"{name}.csv", frame)

    def text(self, name: str, content: str, what: str) -> None:
        """Write a file that is no table, and say what is in it."""
        self.bytes(name, whole_characters(content).encode("utf-8"), what)

    def bytes(self, name: str, content: bytes, what: str) -> None:
        """Write a file as it is, and say what is in it."""
        self._write(name, content)
        click.echo(f"{name}: {what}")

    def _write(self, name: str, content: bytes) -> None:
        write_whole(self.folder / name, content)


def _say_rows(name: str, frame: pd.DataFrame) -> None:
    rows = "row" if len(frame) == 1 else "rows"
    click.echo(f"{name}: {len(frame):,} {rows}")


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Replace halves of characters, which no file can hold."""
    return _cell_by_cell(frame, whole_characters)


def _cell_by_cell(
    frame: pd.DataFrame, change: Callable[[str], str]
) -> pd.DataFrame:
    """Change every text of a frame; what is no text stays."""
    changed = frame.copy()
    for column in frame.columns[frame.dtypes.map(_may_hold_text)]:
        changed[column] = frame[column].map(
            lambda cell: change(cell) if isinstance(cell, str) else cell
        )
    changed.columns = [change(str(column)) for column in frame.columns]
    return changed


def _may_hold_text(dtype: object) -> bool:
    return not pd.api.types.is_numeric_dtype(
        dtype
    ) and not pd.api.types.is_datetime64_any_dtype(dtype)
