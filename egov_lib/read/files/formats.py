"""What a file is: its bytes decide, not its name.

A page saved as .txt is read as a page, a photograph called .docx is refused. To add a format, write
a module that makes an `Extracted` of its bytes, and add a row to `FORMATS` or `PACKAGES`, and to
`NO_TEXT`; what can't be read has a row in `unreadable` with the remedy. Only what bytes can't show
is taken from a name: Markdown, and the scripts and styles that a saved page leaves beside it. Sizes
are looked at before contents.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from egov_lib.read.characters import HAN_RE
from egov_lib.read.files import epub, html, markdown, opendocument
from egov_lib.read.files.common import Extracted, Limits, Refused
from egov_lib.read.files.entities import undo_entities
from egov_lib.read.files.mail import is_mail, read_mail
from egov_lib.read.files.packages import open_parts, read_links
from egov_lib.read.files.pdf import is_pdf, read_pdf
from egov_lib.read.files.plain import read_plain
from egov_lib.read.files.unreadable import (
    COMPANION_RE,
    OPENDOCUMENT,
    refuse_package,
    refuse_unreadable,
)
from egov_lib.read.files.word import read_word
from egov_lib.read.files.xml_files import is_xml, read_xml_file

# A document of TeX begins so, after its comments
TEX_RE = re.compile(r"(?:\s*%[^\n]*\n)*\s*\\document(?:class|style)\b")
TEX_COMMAND_RE = re.compile(r"\\[A-Za-z]+")
TEX = "commands of TeX"

# In the cells of data bases a line end may be written as \n; one alone may be a part of a path
ESCAPED_LINE_END_RE = re.compile(r"(?:\\r)?\\n")
LEAST_ESCAPES = 2
ESCAPES = "line ends written as escapes"


class Format(NamedTuple):
    """A kind of file that can be read: how its bytes are recognised, and who reads them."""

    is_it: Callable[[bytes], bool]
    read: Callable[[bytes, Limits], Extracted]


def read_package(data: bytes, limits: Limits) -> Extracted:
    """Read a zip archive that is a document: a Word file, an OpenDocument text, a book.

    Raises `Refused` for any other.
    """
    package = open_parts(data, limits)
    names = set(package.namelist())
    mimetype = package.read("mimetype").strip() if "mimetype" in names else b""
    if mimetype == epub.MIMETYPE or epub.CONTAINER in names:
        return epub.read_epub(data, limits)
    if mimetype.startswith(opendocument.MIMETYPE) or _is_opendocument(names):
        return opendocument.read_opendocument(data, limits)
    for kind, refusal in OPENDOCUMENT.items():
        if mimetype.endswith(kind.encode()):
            raise Refused(*refusal)
    if _is_word(package, names):
        return read_word(data, limits, partial(_read_inside, limits))
    refuse_package(names)


def _is_word(package: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether a package is of Office, and of none of its programs but Word."""
    is_office = "[Content_Types].xml" in names or "_rels/.rels" in names
    if not is_office or _is_other_office(names):
        return False
    kinds = {link.kind for link in read_links(package).values()}
    has_word_part = any(name.startswith("word/") for name in names)
    return "officeDocument" in kinds or has_word_part


def _read_inside(limits: Limits, name: str, data: bytes) -> Extracted:
    """Read a file inside a Word file; one inside that is not looked for."""
    if data.startswith(b"PK\3\4"):
        return read_word(data, limits)
    return read_bytes(name, data, limits)


def _is_opendocument(names: set[str]) -> bool:
    return {
        "content.xml",
        "META-INF/manifest.xml",
    } <= names and "mimetype" not in names


def _is_other_office(names: set[str]) -> bool:
    return any(name.startswith(("xl/", "ppt/", "visio/")) for name in names)


FORMATS = (
    Format(lambda data: data.startswith(b"PK\3\4"), read_package),
    Format(is_pdf, read_pdf),
    Format(is_mail, lambda data, limits: read_mail(data)),
)

# What a file without text is, by its format.
NO_TEXT = {
    "text": ("the file is empty", "download it again, or take it out"),
    "html": (
        "the page holds no text",
        "its text comes by script or in a frame: save it from the browser",
    ),
    "docx": (
        "no text in it",
        "what it shows are pictures: read them with OCR first",
    ),
    "odt": (
        "no text in it",
        "what it shows are pictures: read them with OCR first",
    ),
    "epub": (
        "no text in it",
        "what it shows are pictures: read them with OCR first",
    ),
    "xml": ("no text in it", "take it out"),
    "mht": ("the saved page holds no text", "save it again from the browser"),
    "markdown": ("no text in it", "take it out"),
    "pdf": (
        "no text layer",
        "it is a scan: read it with OCR first, and save with the text",
    ),
}


def read_bytes(name: str, data: bytes, limits: Limits) -> Extracted:
    """Read the text of a file from its bytes.

    Parameters
    ----------
    name: of the file; it only decides whether a text is a page or Markdown.
    data: its bytes, whose number the caller has looked at.
    limits: what is refused as too large.

    Raises `Refused` with the reason and the remedy for whatever is no readable text.

    >>> page = "<html><p>电子<br>政务</p>".encode("gbk")  # e-, government
    >>> found = read_bytes("a.txt", page, Limits())
    >>> found.text, found.format, found.encoding
    ('电子\\n政务', 'html', 'gb18030')
    """
    refuse_unreadable(data)
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


def _read(name: str, data: bytes, limits: Limits) -> Extracted:
    """Read by the first format that recognises the bytes; what none does is text or a page."""
    for format_ in FORMATS:
        if format_.is_it(data):
            return format_.read(data, limits)
    found = read_plain(data)
    if COMPANION_RE.search(name) and not HAN_RE.search(found.text[:2_000]):
        raise Refused("a script or style beside a saved page", "nothing to do")
    if html.is_page(name, found.text):
        return html.read_page(found.text, found.encoding)
    if is_xml(found.text):
        return read_xml_file(found.text, found.encoding, limits)
    text, entities = undo_entities(found.text)
    found = replace(found, text=text, damage=found.damage + entities)
    if TEX_RE.match(text):
        commands = Counter({TEX: len(TEX_COMMAND_RE.findall(text))})
        return replace(found, damage=found.damage + commands)
    if markdown.NAME_RE.search(name):
        text, marks, places = markdown.strip_markdown(text)
        found = replace(
            found,
            text=text,
            format="markdown",
            damage=found.damage + marks,
            places=places,
        )
    return found


def read_cell(text: str) -> Extracted:
    """Read the cell of a table, which may hold a page that a crawler put there.

    >>> read_cell("<p>电子<br>政务</p>").text  # e-, government
    '电子\\n政务'
    """
    text = text.replace("\r\n", "\n")
    if html.is_page("", text):
        return html.read_page(text)
    text, escaped = _undo_escapes(text)
    text, entities = undo_entities(text)
    entities[ESCAPES] += escaped
    return Extracted(text, "text", damage=+entities)


def _undo_escapes(text: str) -> tuple[str, int]:
    """Make line ends of their escapes in a cell on one line; count them."""
    if "\n" in text or text.count("\\n") < LEAST_ESCAPES:
        return text, 0
    return ESCAPED_LINE_END_RE.subn("\n", text)
