"""What a file is: its bytes decide, not its name.

A page saved as .txt is read as a page, a photograph called .docx is refused. To add a format, write
a module that makes an `Extracted` of its bytes, and add a row to `FORMATS` and `NO_TEXT`; what
can't be read has a row in `UNREADABLE` with the remedy. Sizes are looked at before contents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from egov_lib.read.files import html
from egov_lib.read.files.common import Extracted, Limits, Refused
from egov_lib.read.files.entities import undo_entities
from egov_lib.read.files.pdf import read_pdf
from egov_lib.read.files.plain import read_plain
from egov_lib.read.files.word import read_word


class Unreadable(NamedTuple):
    """A kind of file that is no text: its first bytes, what it is, and what to do."""

    start: bytes
    reason: str
    remedy: str


UNREADABLE = (
    Unreadable(
        b"\xd0\xcf\x11\xe0",
        "an old Office file",
        "open it and save it as .docx or .xlsx",
    ),
    Unreadable(b"{\\rtf", "an RTF file", "open it and save it as .docx"),
    Unreadable(b"\x89PNG", "a picture", "read it with OCR first"),
    Unreadable(b"\xff\xd8\xff", "a picture", "read it with OCR first"),
    Unreadable(b"Rar!", "a RAR archive", "unpack it, and give the folder"),
    Unreadable(b"7z\xbc\xaf", "a 7z archive", "unpack it, and give the folder"),
)


class Format(NamedTuple):
    """A kind of file that can be read: how its bytes are recognised, and who reads them."""

    is_it: Callable[[bytes], bool]
    read: Callable[[bytes, Limits], Extracted]


FORMATS = (
    Format(lambda data: data.startswith(b"PK\3\4"), read_word),
    Format(
        lambda data: data.lstrip().startswith(b"%PDF-"),
        lambda data, limits: read_pdf(data),
    ),
)

# What a file without text is, by its format.
NO_TEXT = {
    "text": ("the file is empty", "download it again, or take it out"),
    "html": (
        "the page holds no text",
        "its text comes by script: save it from the browser",
    ),
    "docx": ("no text in it", "what it shows are pictures: read them with OCR first"),
    "pdf": (
        "no text layer",
        "it is a scan: read it with OCR first, and save with the text",
    ),
}


def read_bytes(name: str, data: bytes, limits: Limits) -> Extracted:
    """Read the text of a file from its bytes.

    Parameters
    ----------
    name: of the file; it only decides whether a text is a page.
    data: its bytes, whose number the caller has looked at.
    limits: what is refused as too large.

    Raises `Refused` with the reason and the remedy for whatever is no readable text.

    >>> page = "<html><p>电子<br>政务</p>".encode("gbk")  # e-, government
    >>> found = read_bytes("a.txt", page, Limits())
    >>> found.text, found.format, found.encoding
    ('电子\\n政务', 'html', 'gb18030')
    """
    _refuse_unreadable(data)
    found = _read(name, data, limits)
    if not found.text.strip():
        kind = found.format if data.strip() else "text"
        raise Refused(*NO_TEXT[kind])
    longest = max(map(len, found.text.split("\n")))
    if longest > limits.line_chars:
        raise Refused(
            f"a line of {longest:,} characters: no document",
            "break its lines, or raise limits.line_chars",
        )
    return found


def _refuse_unreadable(data: bytes) -> None:
    for kind in UNREADABLE:
        if data.startswith(kind.start):
            raise Refused(kind.reason, kind.remedy)


def _read(name: str, data: bytes, limits: Limits) -> Extracted:
    """Read by the first format that recognises the bytes; what none does is text or a page."""
    for format_ in FORMATS:
        if format_.is_it(data):
            return format_.read(data, limits)
    found = read_plain(data)
    if html.is_page(name, found.text):
        return html.read_page(found.text, found.encoding)
    text, entities = undo_entities(found.text)
    return replace(found, text=text, damage=found.damage + entities)


def read_cell(text: str) -> Extracted:
    """Read the cell of a table, which may hold a page that a crawler put there.

    >>> read_cell("<p>电子<br>政务</p>").text  # e-, government
    '电子\\n政务'
    """
    text = text.replace("\r\n", "\n")
    if html.is_page("", text):
        return html.read_page(text)
    text, entities = undo_entities(text)
    return Extracted(text, "text", damage=entities)
