"""The report: a line for every entry, whether it was read or not.

A line says what the file is, what was wrong with it, what was mended, what is lost and what to do.
Of files with the same characters the first is kept, and the others name it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from egov_lib.read.characters import HAN
from egov_lib.read.files.common import Extracted, Refused
from egov_lib.read.repair import repair_text

# Copies have the same characters, whatever their marks and blanks.
COMPARED_RE = re.compile(f"[{HAN}A-Za-z0-9]+")

# The columns, in order; `read_files` explains them.
REPORT = [
    "file",
    "doc_id",
    "read",
    "format",
    "bytes",
    "encoding",
    "script",
    "chars",
    "damage",
    "places",
    "mended",
    "lost",
    "removed",
    "duplicate_of",
    "remedy",
]


class Line(NamedTuple):
    """What one entry gives: its part of the report, then what is kept of its text.

    A file that can't be read has only `bytes` and `remedy`. `raw` is the text as decoded, and `key`
    the characters by which copies are recognised.
    """

    read: bool = False
    format: str = ""
    bytes: int = 0
    encoding: str = ""
    script: str = ""
    chars: int = 0
    damage: str = ""
    places: str = ""
    mended: str = ""
    lost: int = 0
    removed: str = ""
    remedy: str = ""
    raw: str = ""
    text: str = ""
    key: str = ""


LINE_TYPES = dict.fromkeys(Line._fields, "str")
LINE_TYPES |= {
    "read": "bool",
    "bytes": "int64",
    "chars": "int64",
    "lost": "int64",
}


def frame_of_lines(lines: Sequence[Line]) -> pd.DataFrame:
    """Return lines as a frame whose types do not depend on what was read."""
    # Column by column: pandas would guess the types of all cells first
    cells = zip(*lines) if lines else [[] for _ in LINE_TYPES]
    columns = {
        name: pd.Series(list(column), dtype=dtype)
        for (name, dtype), column in zip(LINE_TYPES.items(), cells)
    }
    return pd.DataFrame(columns)


def line_of_text(found: Extracted, size: int) -> Line:
    """Repair the text of a file of *size* bytes, and return its line."""
    repaired = repair_text(found.text, found.damage)
    line = Line(
        format=found.format,
        bytes=size,
        encoding=found.encoding,
        places="; ".join(
            f"{kind}: {place}" for kind, place in found.places.items()
        ),
        **repaired._asdict(),
    )
    if not repaired.text.strip():
        return line._replace(
            remedy="nothing but page furniture: look for the page itself"
        )
    key = "".join(COMPARED_RE.findall(repaired.text)) or repaired.text
    return line._replace(read=True, raw=found.text, key=key)


def line_of_refusal(refusal: Refused, size: int, format_: str = "") -> Line:
    """Return the line of a file that can't be read."""
    return Line(format=format_, bytes=size, remedy=str(refusal))


def set_copies_apart(lines: pd.DataFrame) -> pd.DataFrame:
    """Mark each line whose text has the characters of an earlier one as not read.

    Parameters
    ----------
    lines: columns doc_id and those of `Line`.

    Returns *lines* with one more column:
    duplicate_of: the doc_id that is kept, '' for a line that is no copy
    """
    was_read = lines["read"]
    first_with: dict[str, str] = {}
    firsts = [
        first_with.setdefault(key, doc_id) if read else ""
        for key, doc_id, read in zip(lines["key"], lines["doc_id"], was_read)
    ]
    kept = pd.Series(firsts, lines.index, "str")
    is_copy = was_read & (kept != lines["doc_id"])
    remedy = "the same characters as " + kept + ": left out, nothing to do"
    return lines.assign(
        read=was_read & ~is_copy,
        remedy=lines["remedy"].mask(is_copy, remedy),
        duplicate_of=kept.where(is_copy, ""),
    )
