"""Write a brief as a Word file, with python-docx.

Each kind of block has a style of Word's own (`STYLES`), so that a student can change the look of
the whole brief at once, and Word's outline shows its heads. Characters that a Word file can't hold
are left out; direction marks and other characters that cannot be seen are written out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.run import Run

from egov_lib.show.messages import say
from egov_lib.show.safe_text import write_out
from egov_lib.teach.cases.brief import Block, paragraphs


class Style(NamedTuple):
    """How a kind of block looks in Word."""

    name: str  # Word's own name where it has one
    size: float  # in points
    is_bold: bool
    after: int  # the space under a paragraph, in points


STYLES = {
    "text": Style("Normal", 10.5, False, 4),
    "title": Style("Title", 16, True, 6),
    "head": Style("Heading 1", 12, True, 3),
    "number": Style("Passage", 10.5, True, 2),
    "quote": Style("Quote", 10, False, 1),
    "note": Style("Note", 8.5, False, 3),
}
LATIN, CHINESE = "Calibri", "SimSun"
A4 = (Cm(21), Cm(29.7))
MARGIN = Cm(2)
INDENT = Cm(0.5)  # of a quotation
# What XML can't hold at all
FORBIDDEN_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WRITTEN = datetime(2026, 1, 1)  # nothing in the file says when it was saved


def as_docx(blocks: Iterable[Block]) -> bytes:
    """Write blocks as the bytes of a .docx file.

    >>> as_docx([Block("title", "Did it fail?", "en")])[:2]
    b'PK'
    """
    word = _empty_page()
    for block in blocks:
        if block.kind == "beside":
            _add_sides(word, block)
        else:
            _add_paragraph(word, block)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _empty_page() -> WordDocument:
    """A page of A4 with our styles."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    for kind, look in STYLES.items():
        style = _style(word, look.name)
        _set_style(style, look, kind)
    about = word.core_properties
    about.author = ""
    about.comments = ""
    about.created = about.modified = WRITTEN
    return word


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    """A style of the template, or a new one."""
    if name in word.styles:
        return word.styles[name]
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    return style


def _set_style(style: ParagraphStyle, look: Style, kind: str) -> None:
    style.font.size = Pt(look.size)
    style.font.bold = look.is_bold
    style.font.italic = False
    style.font.name = LATIN
    # Word keeps a font of its own for Chinese, which python-docx has no name for.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), CHINESE)
    for themed in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{themed}"), None)
    style.paragraph_format.space_after = Pt(look.after)
    style.paragraph_format.keep_with_next = kind in ("title", "head", "number")
    if kind == "quote":
        style.paragraph_format.left_indent = INDENT


def _add_paragraph(parent: WordDocument | _Cell, block: Block) -> None:
    look = STYLES.get(block.kind, STYLES["text"])
    text = FORBIDDEN_RE.sub("", write_out(block.text))
    run = parent.add_paragraph(style=look.name).add_run(text)
    if block.lang == "zh":
        _mark_chinese(run)


def _mark_chinese(run: Run) -> None:
    """Say that a run is Chinese, so that Word checks and breaks it as such."""
    properties = run._r.get_or_add_rPr()
    lang = properties.makeelement(
        qn("w:lang"), {qn("w:val"): "zh-CN", qn("w:eastAsia"): "zh-CN"}
    )
    properties.append(lang)


def _add_sides(word: WordDocument, block: Block) -> None:
    """The revision and the first version as two cells of a table."""
    table = word.add_table(rows=1, cols=2)
    revised, first = table.rows[0].cells
    _fill_side(revised, "case_revised", block.text, block.lang)
    _fill_side(first, "case_first", block.also, block.lang)


def _fill_side(cell: _Cell, key: str, text: str, lang: str) -> None:
    """Put a head and the paragraphs of a text into a cell."""
    # A cell is never without a paragraph: the first one is taken away again.
    empty = cell.paragraphs[0]._p
    head = Block("head", say(key, lang), lang)
    _add_paragraph(cell, head)
    cell._tc.remove(empty)
    for paragraph in paragraphs(text, lang):
        _add_paragraph(cell, paragraph)
