"""Word files (.docx): paragraphs, tables, line breaks and tabs of the main part.

What was deleted with changes tracked stays out, and so does the fallback that repeats a text box.
Numbers that Word makes by itself (一、 二、 as automatic lists) are not in the file as text: they
are counted as missing. Not done: footnotes, headers and footers, equations.
"""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from egov_lib.read.files.common import BROKEN, Extracted, Limits, Refused, one_line
from egov_lib.read.files.zips import open_package

MAIN_PART = "word/document.xml"
MISSING_NUMBERS = "numbers made by Word"
# Every element of the text, but not the copy of a text box that old programs read.
ELEMENTS = ".//w:*[not(ancestor::*[local-name()='Fallback'])]"
SIGNS = {"p": "\n", "tr": "\n", "br": "\n", "cr": "\n", "tab": "\t"}


def read_word(data: bytes, limits: Limits) -> Extracted:
    """Read the text of a Word file; raises `Refused` for any other or a broken archive."""
    _check_is_word(data, limits)
    nodes = _open(data).xpath(ELEMENTS)
    text = "".join(_text_of(node) for node in nodes)
    lines = [line.strip(" \t") for line in text.split("\n")]
    numbered = sum(1 for node in nodes if _local_name(node) == "numPr")
    damage = Counter({MISSING_NUMBERS: numbered})
    return Extracted("\n".join(lines).strip("\n"), "docx", damage=damage)


def _text_of(node: Any) -> str:
    """Return what one element adds to the text, without the elements in it."""
    kind = _local_name(node)
    if kind == "t":
        return node.text or ""
    if kind == "p" and _local_name(node.getparent()) == "tc":
        return "\t"  # a paragraph in a cell does not begin a line
    return SIGNS.get(kind, "")


def _check_is_word(data: bytes, limits: Limits) -> None:
    try:
        members = open_package(data, limits).namelist()
    except BROKEN as error:
        raise Refused(
            f"a broken archive ({one_line(error)})", "download it again"
        ) from error
    if MAIN_PART not in members:
        raise Refused(
            "an archive, whatever its name says", "name it .zip or .xlsx if it is one"
        )


def _open(data: bytes) -> Any:
    """Return the body of a Word file, an element of lxml."""
    try:
        import docx  # late: most folders hold none
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise Refused(
            "Word files need python-docx", "pip install python-docx"
        ) from error
    try:
        return docx.Document(io.BytesIO(data)).element.body
    except (*BROKEN, OpcError) as error:
        raise Refused(
            f"a broken Word file ({one_line(error)})",
            "open it in Word, and save it again",
        ) from error


def _local_name(node: Any) -> str:
    return node.tag.rpartition("}")[2]
