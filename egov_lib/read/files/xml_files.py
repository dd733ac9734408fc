"""Documents that are one file of XML: Word's and LibreOffice's "flat" forms, feeds, records.

Word writes its package of parts as one file (flat OPC), Word 2003 its own XML; LibreOffice writes
.fodt. They are packed as their zipped sisters are, and read by the same readers. Of any other XML,
and of one that is not well formed, only the tags are cut out, which is said in the report.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from egov_lib.read.files import html
from egov_lib.read.files.common import Extracted, Limits, Refused
from egov_lib.read.files.entities import undo_entities
from egov_lib.read.files.opendocument import read_opendocument
from egov_lib.read.files.packages import parse_xml
from egov_lib.read.files.word import USUAL_PART, read_word
from egov_lib.read.files.word_numbers import local_name, value

DECLARATION_RE = re.compile(r"\ufeff?\s*<\?xml\b[^>]*\?>", re.IGNORECASE)
TAG_RE = re.compile("<[^<>]*>")
TAGS = "tags of XML"
AS_XLSX = ("an Excel table in XML", "open it and save it as .xlsx or .csv")


def is_xml(text: str) -> bool:
    """Whether a text file says that it is XML.

    >>> is_xml('<?xml version="1.0"?><record/>'), is_xml("<p>")
    (True, False)
    """
    return DECLARATION_RE.match(text) is not None


def read_xml_file(text: str, encoding: str, limits: Limits) -> Extracted:
    """Read a document that is one file of XML; raises `Refused` for a table of Excel.

    >>> found = read_xml_file('<?xml version="1.0"?><r><a>通知</a></r>', "utf-8", Limits())
    >>> found.text, dict(found.damage)  # notice
    ('通知', {'tags of XML': 2})
    """
    content = DECLARATION_RE.sub("", text, count=1).encode("utf-8", "replace")
    try:
        root = parse_xml(content)
    except Refused:
        return _without_tags(text, encoding)
    kind = local_name(root)
    if kind == "package":
        return read_word(_packed_parts(root), limits)
    if kind == "wordDocument":
        return read_word(_zipped({USUAL_PART: content}), limits)
    if kind == "document" and value(root, "mimetype"):
        return read_opendocument(_zipped({"content.xml": content}), limits)
    if kind == "Workbook":
        raise Refused(*AS_XLSX)
    damage = Counter({TAGS: sum(1 for _ in root.iter())})
    return Extracted("\n".join(_lines(root)), "xml", encoding, damage)


def _without_tags(text: str, encoding: str) -> Extracted:
    """Cut the tags out of a file that no parser takes."""
    words, tags = TAG_RE.subn("\n", text)
    plain, entities = undo_entities(words)
    lines = [line.strip() for line in plain.split("\n")]
    damage = Counter({TAGS: tags}) + entities
    return Extracted("\n".join(filter(None, lines)), "xml", encoding, damage)


def _zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def _packed_parts(root: Any) -> bytes:
    """Return the package of Word that a flat file describes."""
    from lxml import etree  # late: most folders hold few such files

    parts = {}
    for part in root:
        name = value(part, "name").lstrip("/")
        for held in part:
            kind = local_name(held)
            if kind == "xmlData" and len(held):
                parts[name] = etree.tostring(held[0], encoding="utf-8")
            elif kind == "binaryData":
                parts[name] = _decoded(held.text or "")
    return _zipped(parts)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""


def _lines(root: Any) -> Iterator[str]:
    """Go through the texts of all elements."""
    for text in root.itertext():
        words = text.strip()
        # Feeds hold pages, with their tags written as entities
        if words and html.is_page("", words):
            words = html.text_of(words)
        if words:
            yield words
