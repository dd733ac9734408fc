"""Write a brief as a Word file: the smallest package that Word, LibreOffice and Pages open.

A .docx is a zip archive of a few XML files: what is in it, which part is the document, the text and
its styles. That is all a page of text needs, so no library is asked for; the tests read the file
with python-docx. Texts are escaped by the XML writer.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable

from egov_lib.show.messages import say
from egov_lib.show.safe_text import write_out
from egov_lib.teach.cases.brief import Block, paragraphs

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.styles+xml"/></Types>'
)
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
    f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PARTS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
    f'Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
)
# Style of each kind of block: its name in Word, size in half points, bold, space after it in
# twentieths of a point.
STYLES = {
    "text": ("Normal", 21, False, 80),
    "title": ("Title", 32, True, 120),
    "head": ("heading 1", 24, True, 60),
    "number": ("Passage", 21, True, 40),
    "quote": ("Quote", 20, False, 20),
    "note": ("Note", 17, False, 60),
}
PAGE = {"w": "11906", "h": "16838"}  # A4, in twentieths of a point
MARGIN = "1134"  # 2 cm
# What XML can't hold at all
FORBIDDEN_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EARLY = (1980, 1, 1, 0, 0, 0)  # the same file each time


def as_docx(blocks: Iterable[Block]) -> bytes:
    """Write blocks as the bytes of a .docx file.

    >>> as_docx([Block("title", "Did it fail?", "en")])[:2]
    b'PK'
    """
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT,
        "word/_rels/document.xml.rels": PARTS,
        "word/document.xml": _document(blocks),
        "word/styles.xml": _styles(),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, date_time=EARLY)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)
    return file.getvalue()


def _add(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    """Add an element of WordprocessingML."""
    given = {f"{{{W}}}{key}": value for key, value in attributes.items()}
    return ET.SubElement(parent, f"{{{W}}}{name}", given)


def _written(root: ET.Element) -> str:
    ET.register_namespace("w", W)
    return HEAD + ET.tostring(root, encoding="unicode")


def _document(blocks: Iterable[Block]) -> str:
    root = ET.Element(f"{{{W}}}document")
    body = _add(root, "body")
    for block in blocks:
        if block.kind == "beside":
            _add_sides(body, block)
        else:
            _add_paragraph(body, block)
    section = _add(body, "sectPr")
    _add(section, "pgSz", **PAGE)
    sides = ("top", "right", "bottom", "left")
    _add(section, "pgMar", **dict.fromkeys(sides, MARGIN))
    return _written(root)


def _add_paragraph(parent: ET.Element, block: Block) -> None:
    paragraph = _add(parent, "p")
    properties = _add(paragraph, "pPr")
    _add(properties, "pStyle", val=_style_id(block.kind))
    run = _add(paragraph, "r")
    if block.lang == "zh":
        _add(_add(run, "rPr"), "lang", val="zh-CN", eastAsia="zh-CN")
    text = _add(run, "t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = FORBIDDEN_RE.sub("", write_out(block.text))


def _add_sides(body: ET.Element, block: Block) -> None:
    """The revision and the first version as two cells of a table."""
    table = _add(body, "tbl")
    properties = _add(table, "tblPr")
    _add(properties, "tblW", w="5000", type="pct")
    grid = _add(table, "tblGrid")
    row = _add(table, "tr")
    sides = (("case_revised", block.text), ("case_first", block.also))
    for key, text in sides:
        _add(grid, "gridCol", w="4819")
        cell = _add(row, "tc")
        _add(_add(cell, "tcPr"), "tcW", w="2500", type="pct")
        _add_paragraph(cell, Block("head", say(key, block.lang), block.lang))
        for paragraph in paragraphs(text, block.lang):
            _add_paragraph(cell, paragraph)


def _style_id(kind: str) -> str:
    name = STYLES.get(kind, STYLES["text"])[0]
    return name.title().replace(" ", "")


def _styles() -> str:
    root = ET.Element(f"{{{W}}}styles")
    for kind, (name, size, is_bold, after) in STYLES.items():
        own = {"type": "paragraph", "styleId": _style_id(kind)}
        if kind == "text":
            own["default"] = "1"
        style = _add(root, "style", **own)
        _add(style, "name", val=name)
        if kind != "text":
            _add(style, "basedOn", val="Normal")
        _add(style, "qFormat")
        paragraph = _add(style, "pPr")
        if kind in ("title", "head", "number"):
            _add(paragraph, "keepNext")
        _add(paragraph, "spacing", after=str(after))
        if kind == "quote":
            _add(paragraph, "ind", left="284")
        if kind == "head":
            _add(paragraph, "outlineLvl", val="0")
        run = _add(style, "rPr")
        _add(
            run, "rFonts", ascii="Calibri", hAnsi="Calibri", eastAsia="SimSun"
        )
        if is_bold:
            _add(run, "b")
        _add(run, "sz", val=str(size))
    return _written(root)
