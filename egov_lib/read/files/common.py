"""What the readers of all formats share: limits, refusals, and what they return."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

# What a reader raises on a file that only looks like its own kind.
BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
    SyntaxError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)
ERROR_CHARS = 80  # of an error's message, in a report


@dataclass(frozen=True)
class Limits:
    """What a file may be at most: far above any document, far below what stops a machine.

    file_bytes: of one file, or one member of an archive
    line_chars: of one line of text
    table_bytes: of one table; it is read as a whole and takes up to five times as much memory
    columns: of a table
    cells: of a table, or of all sheets of a workbook
    pages: of a PDF
    total_bytes: of all files of an archive, unpacked
    ratio: unpacked to packed size, over 1 MB: text reaches 20, a zip bomb 1,000
    """

    file_bytes: int = 20_000_000
    line_chars: int = 1_000_000
    table_bytes: int = 300_000_000
    columns: int = 1_000
    cells: int = 5_000_000
    pages: int = 5_000
    total_bytes: int = 4_000_000_000
    ratio: int = 200


# What helps where lxml is missing: a program for itself, or a Python in a web page
GET_LXML = (
    "pip install lxml; where nothing can be installed, as in a web page, save the file as plain "
    "text: the other files are read all the same"
)


class Refused(Exception):
    """A file that can't be read, with the reason and the remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        """Keep both, so that the exception can be sent from one process to another."""
        super().__init__(reason, remedy)

    def __str__(self) -> str:
        """Return the line of the report."""
        return ": ".join(self.args)


@dataclass(frozen=True)
class Extracted:
    """The text of a file, before anything in it is repaired.

    text: the text
    format: what the file is, as in a report
    encoding: empty where the format says it
    damage: what was left out, moved, guessed or undone while reading, each kind with its count
    places: where that was, for the kinds that have a place: a page, a line, the words
    """

    text: str
    format: str
    encoding: str = ""
    damage: Counter = field(default_factory=Counter)
    places: Mapping[str, str] = field(default_factory=dict)


def one_line(error: BaseException) -> str:
    """Return an error in at most one line: its kind and the beginning of its message."""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message[:ERROR_CHARS]}"
