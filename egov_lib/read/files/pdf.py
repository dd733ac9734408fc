"""PDF files with a text layer: their lines, with the place of each on its page.

A PDF knows only where strings are drawn. `pypdf` puts them together to lines; here each line keeps
its place and size, from which `pdf_lines` tells paragraphs, columns, page numbers, running heads
and notes. A string that is drawn again almost on itself, to look bold, is read once. Slanted text
is a watermark, and what lies outside the trimmed page are notes of the printer: both are left out.
What was filled into forms is read (`pdf_marks`); comments and attached files are counted, and so
are pages without text, because they are scans. Not done: text in pictures (OCR), Adobe's XFA forms.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter, defaultdict
from itertools import islice
from typing import Any

from egov_lib.read.files.common import (
    BROKEN,
    Extracted,
    Limits,
    Refused,
    one_line,
)
from egov_lib.read.files.pdf_lines import (
    NARROW,
    Line,
    Page,
    assemble,
    say_pages,
)
from egov_lib.read.files.pdf_marks import (
    ATTACHED,
    COMMENTS,
    FIELDS,
    TYPED_OVER,
    find_marks,
    put_beside_labels,
)

HEAD_BYTES = 1_024  # readers accept a PDF that begins within them
HEAD_RE = re.compile(rb"%PDF-\d")
# Operators that draw text, and those that move to where the next is drawn.
DRAWS = {b"Tj", b"TJ", b"'", b'"'}
MOVES = {b"Tm", b"Td", b"TD", b"T*", b"BT"}
SAME_PLACE = 0.12  # of the size of the letters
STROKES = 4  # so often a string is drawn to look bold
UNREADABLE_RE = re.compile("[\0-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
MOST_UNREADABLE = 0.3  # share of characters
CHARACTER_BYTES = 2  # a string that is drawn has one or two a character
# Where a character was drawn twice, `pypdf` sees a gap after it.
GAP_RE = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])"
)
# Kinds of damage.
SCANNED = "pages without text"
BROKEN_PAGES = "pages that can't be read"
BOLD = "text drawn twice"
SLANTED = "slanted text"
OUTSIDE = "text outside the page"
SLANT = 0.1  # least part of a letter's size by which it leans from a line along the page
MOST_OUTSIDE = 5  # lines of the printer outside a page
FAR_CELL = (
    3.0  # sizes between two cells of a row; less is a blank in a heading
)
SHOWN_CHARS = 40


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF; before its first line a crawler may have left other bytes."""
    head = HEAD_RE.search(data[:HEAD_BYTES])
    if head is None:
        return False
    return not data[: head.start()].strip() or b" obj" in data


def read_pdf(data: bytes, limits: Limits) -> Extracted:
    """Read the text layer of a PDF; raises `Refused` for one that is locked or broken."""
    head = HEAD_RE.search(data[:HEAD_BYTES])
    reading = _Reading()
    pages = reading.pages(data[head.start() :], limits)
    text, damage, places = assemble(pages)
    letters = len("".join(text.split()))
    if len(UNREADABLE_RE.findall(text)) > MOST_UNREADABLE * max(letters, 1):
        raise Refused(
            "its text layer holds no characters: the fonts lack their tables",
            "read it with OCR first, and save with the text",
        )
    found = damage + reading.damage
    if not text.strip():
        found = Counter()
    return Extracted(text, "pdf", "", found, places | reading.places())


class _Reading:
    """Reads the pages of a PDF, and counts what can't be read."""

    def __init__(self) -> None:
        self.damage: Counter = Counter()
        self.found: dict[str, list[int]] = defaultdict(list)
        self.said: dict[str, str] = {}  # the first words of a kind

    def places(self) -> dict[str, str]:
        """Return the pages of each kind of damage."""
        places = {}
        for kind, pages in self.found.items():
            numbers = [number for number in pages if number]
            where = [say_pages(numbers)] if numbers else []
            said = [self.said[kind]] if kind in self.said else []
            places[kind] = ": ".join([*where, *said])
        return places

    def pages(self, data: bytes, limits: Limits) -> list[Page]:
        """Return the lines of each page."""
        try:
            import pypdf  # late: most folders hold none
        except ImportError as error:
            raise Refused(
                "PDF files need pypdf", "pip install pypdf"
            ) from error
        # It reports every flaw of every file on the screen.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        broken = (*BROKEN, pypdf.errors.PyPdfError)
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Refused(
                    "locked with a password",
                    "open it, and print it into a new PDF",
                )
            _check_pages(reader, limits)
            self._note_attached(reader)
            sheets = list(islice(reader.pages, limits.pages + 1))
        except broken as error:
            raise Refused(
                f"a broken PDF ({one_line(error)})",
                "open it, and print it into a new PDF",
            ) from error
        pages = []
        for number, sheet in enumerate(sheets, start=1):
            try:
                pages.append(self._page(sheet, number))
            except broken:
                self._note(BROKEN_PAGES, number)
                pages.append(Page([]))
        _check_form(reader, pages)
        if self.damage[BROKEN_PAGES] == len(pages) and pages:
            raise Refused(
                "a broken PDF (no page can be read)",
                "open it, and print it into a new PDF",
            )
        return pages

    def _note(
        self, kind: str, number: int, count: int = 1, said: str = ""
    ) -> None:
        """Count something on a page; page 0 is the file as a whole."""
        if not count:
            return
        self.damage[kind] += count
        self.found[kind].append(number)
        if said:
            self.said.setdefault(kind, said[:SHOWN_CHARS])

    def _note_attached(self, reader: Any) -> None:
        try:
            names = list(reader.attachments)
        except BROKEN:
            return
        for name in names:
            self._note(ATTACHED, 0, said=name)

    def _page(self, sheet: Any, number: int) -> Page:
        pen = _Pen()
        text = sheet.extract_text(
            visitor_text=pen.write, visitor_operand_before=pen.before
        )
        self._note(BOLD, number, pen.doubled)
        stripped = (line.strip() for line in text.split("\n"))
        slanted = [words for words in pen.slanted if words]
        for words in slanted:
            self._note(SLANTED, number, said=words)
        plain = [line for line in stripped if line and line not in slanted]
        lines = pen.lines()
        if [line.text for line in lines] != plain:
            lines = [Line(line) for line in plain]
        else:
            lines = pen.pieces()
        lines = self._cut_to_page(lines, sheet, number)
        lines = self._with_marks(lines, sheet, number)
        if not lines:
            self._note(SCANNED, number)
        if not pen.by_character:
            return Page(lines)
        closed = []
        for line in lines:
            without_gaps = GAP_RE.sub("", line.text)
            closed.append(line._replace(text=without_gaps))
        return Page(closed)

    def _cut_to_page(
        self, lines: list[Line], sheet: Any, number: int
    ) -> list[Line]:
        """Leave out lines outside the page as it is shown and printed."""
        box = sheet.cropbox
        kept = []
        outside = []
        for line in lines:
            is_placed = line.x is not None and line.y is not None
            is_inside = not is_placed or (
                float(box.bottom) <= line.y <= float(box.top)
                and line.x <= float(box.right)
            )
            (kept if is_inside else outside).append(line)
        if not kept or len(outside) > max(len(kept), MOST_OUTSIDE):
            return lines  # the page was moved by a way that we don't follow
        for line in outside:
            self._note(OUTSIDE, number, said=line.text)
        return kept

    def _with_marks(
        self, lines: list[Line], sheet: Any, number: int
    ) -> list[Line]:
        """Add what was filled in and typed over; count comments and attached files."""
        shown = []
        for mark in find_marks(sheet):
            is_text = mark.kind in (FIELDS, TYPED_OVER)
            said = mark.words if mark.kind in (COMMENTS, ATTACHED) else ""
            self._note(mark.kind, number, said=said)
            if is_text:
                shown.append(mark)
        return put_beside_labels(lines, shown)


def _check_form(reader: Any, pages: list[Page]) -> None:
    """Raise `Refused` for a form whose words only Adobe's own reader can draw."""
    root = reader.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    if form is None or "/XFA" not in form.get_object():
        return
    lines = [line.text for page in pages for line in page.lines]
    waits = "".join(lines[:1]).startswith("Please wait")
    if waits or root.get("/NeedsRendering"):
        raise Refused(
            "a form of Adobe (XFA), whose words only Acrobat shows",
            "open it in Acrobat Reader, and print it into a new PDF",
        )


def _check_pages(reader: Any, limits: Limits) -> None:
    """Look at the number of pages that a PDF states, before they are gone through."""
    tree = reader.trailer["/Root"].get_object().get("/Pages")
    stated = tree.get_object().get("/Count", 0) if tree is not None else 0
    if isinstance(stated, int) and stated > limits.pages:
        raise Refused(
            f"it has {stated:,} pages, more than {limits.pages:,}",
            "split it, or raise limits.pages",
        )


def _piece(text: str, cm: Any, tm: Any, size: float) -> Line:
    """A piece of text where it is drawn, in the size that is shown."""
    x, y = _place(cm, tm)
    shown_size = abs(size) * _scale(cm, tm)
    return Line(text, x, y, shown_size)


class _Pen:
    """Follows what is drawn on a page: which text, and where."""

    def __init__(self) -> None:
        self.doubled = 0
        self.by_character = False  # whether single characters were drawn twice
        self.size = 12.0
        self.has_moved = True
        self.drawn: dict[str, list[tuple[float, float]]] = {}
        # Lines as their pieces, which stand far apart in a row
        self.open: list[Line] = []
        self.done: list[list[Line]] = []
        self.slanted: list[str] = []

    def before(self, operator: bytes, operands: Any, cm: Any, tm: Any) -> None:
        """Take out a string that is drawn again almost on itself."""
        if operator == b"Tf" and len(operands) > 1:
            self.size = abs(float(operands[1])) or self.size
        if operator in MOVES:
            self.has_moved = True
        if operator not in DRAWS or not operands:
            return
        if self.has_moved and operator in (b"Tj", b"TJ"):
            self._check_doubled(operands, cm, tm)
        self.has_moved = False

    def _check_doubled(self, operands: Any, cm: Any, tm: Any) -> None:
        string = operands[0]
        if self._is_drawn_again(string, cm, tm):
            self.doubled += 1
            self.by_character |= len(string) <= CHARACTER_BYTES
            operands[0] = type(string)()

    def _is_drawn_again(self, string: Any, cm: Any, tm: Any) -> bool:
        """Note where a string is drawn; whether it was drawn almost there before."""
        here = _place(cm, tm)
        near = SAME_PLACE * self.size * _scale(cm, tm)
        places = self.drawn.setdefault(repr(string), [])
        distances = [_distance(here, there) for there in places[-STROKES:]]
        places.append(here)
        return any(distance < near for distance in distances)

    def write(
        self, text: str, cm: Any, tm: Any, font: Any, size: float
    ) -> None:
        """Take a piece of text from `pypdf`, which may end lines."""
        if text.strip() and _is_slanted(cm, tm):
            self._end_line()
            self.slanted.extend(map(str.strip, text.split("\n")))
            return
        first, *others = text.split("\n")
        self._add(first, cm, tm, size)
        for piece in others:
            self._end_line()
            self._add(piece, cm, tm, size)

    def _end_line(self) -> None:
        if self.open:
            self.done.append(self.open)
        self.open = []

    def _add(self, text: str, cm: Any, tm: Any, size: float) -> None:
        is_blank = not text.strip()
        if is_blank and not self.open:
            return
        piece = _piece(text, cm, tm, size)
        if not self.open or _is_far(piece, self.open[-1]):
            self.open.append(piece)
            return
        before = self.open[-1]
        joined = before.text + text
        self.open[-1] = before._replace(text=joined)

    def lines(self) -> list[Line]:
        """Return the lines of the page, none of them blank."""
        self._end_line()
        return [
            line[0]._replace(
                text="".join(piece.text for piece in line).strip()
            )
            for line in self.done
        ]

    def pieces(self) -> list[Line]:
        """Return the pieces of all lines."""
        return [
            piece._replace(text=piece.text.strip())
            for line in self.done
            for piece in line
        ]


def _is_far(piece: Line, before: Line) -> bool:
    """Whether a piece stands far to the right of the one before, as the next cell of a row."""
    if not piece.text[:1].isspace() or not piece.text.strip():
        return False
    gap = piece.x - before.measured(NARROW[0]).right()
    return gap > FAR_CELL * before.size


def _place(cm: Any, tm: Any) -> tuple[float, float]:
    """Return where the pen is on the page, in points from the lower left corner."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return x, y


def _is_slanted(cm: Any, tm: Any) -> bool:
    """Whether letters are turned by other than a quarter."""
    along = tm[0] * cm[0] + tm[1] * cm[2]
    across = tm[0] * cm[1] + tm[1] * cm[3]
    return min(abs(along), abs(across)) > SLANT * max(abs(along), abs(across))


def _distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    return max(abs(here[0] - there[0]), abs(here[1] - there[1]))


def _scale(cm: Any, tm: Any) -> float:
    """Return by how much letters are drawn larger than their font says."""
    return (abs(tm[3]) or abs(tm[1]) or 1.0) * (
        abs(cm[3]) or abs(cm[1]) or 1.0
    )
