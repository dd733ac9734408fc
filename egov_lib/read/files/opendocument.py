"""OpenDocument texts (.odt), as LibreOffice writes them: paragraphs, lists with numbers, tables.

Notes come after the text, text boxes and shapes after their paragraph. Text deleted with changes
recorded stays out, and so do hidden text, comments, headers and footers. They and pictures are
counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from egov_lib.read.files.common import Extracted, Limits, Refused
from egov_lib.read.files.numbering import number_text
from egov_lib.read.files.packages import open_parts, read_xml
from egov_lib.read.files.word import (
    BOXES,
    COMMENTS,
    DELETED,
    HIDDEN,
    NOTES,
    PAGE_NUMBER_RE,
    PICTURES,
    RUNNING,
    SHOWN_CHARS,
)
from egov_lib.read.files.word_numbers import local_name, value

MIMETYPE = b"application/vnd.oasis.opendocument.text"
NUMBERS = "numbers made by the program"
LEVELS = 10
MOST_REPEATED = 100  # cells or blanks that one element stands for
LEFT_OUT = frozenset(
    [
        *(
            "tracked-changes",
            "annotation-end",
            "sequence-decls",
            "forms",
            "ruby-text",
        ),
        *(
            "variable-decls",
            "user-field-decls",
            "table-column",
            "table-columns",
        ),
    ]
)


# What can be drawn with words in it
SHAPES = frozenset(
    [
        *("text-box", "custom-shape", "rect", "circle", "ellipse", "line"),
        *("polyline", "polygon", "path", "caption", "connector", "measure"),
    ]
)
HEADS = ("header", "footer")  # and header-left, footer-first …
HIDDEN_PIECES = {"hidden-text", "hidden-paragraph"}


class Level(NamedTuple):
    """How the numbers of a level look: the way of writing, what stands around, how many levels."""

    way: str
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


@dataclass
class List:
    """A list while it is read: its style, and the last number of each level."""

    style: str
    counters: list[int] = field(default_factory=lambda: [0] * LEVELS)


def read_opendocument(data: bytes, limits: Limits) -> Extracted:
    """Read the text of an OpenDocument file; raises `Refused` for a broken one."""
    package = open_parts(data, limits)
    names = package.namelist()
    if "content.xml" not in names:
        raise Refused(
            "an OpenDocument file without its content", "download it again"
        )
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in package.read(manifest):
        raise Refused(
            "locked with a password", "open it, and save it without one"
        )
    root = read_xml(package, "content.xml")
    styles = read_xml(package, "styles.xml") if "styles.xml" in names else None
    document = _Document([part for part in (root, styles) if part is not None])
    body = next(
        (
            node
            for node in root.iter()
            if local_name(node) == "text" and len(node)
        ),
        root,
    )
    lines = [*document.lines_of(body), *document.notes]
    text = "\n".join(line.strip(" \t") for line in lines).strip("\n")
    if styles is not None:
        document.count_what_stands_beside(styles)
    return Extracted(
        text, "odt", damage=document.damage, places=document.places
    )


class _Document:
    """An OpenDocument file while it is read."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self.damage: Counter = Counter()
        self.places: dict[str, str] = {}
        self.hidden_styles: set[str] = set()
        self.notes: list[str] = []
        self.boxes: list[str] = []
        self.lists: list[List] = []
        # The last list of each style, which goes on
        self.done: dict[str, List] = {}
        self.levels: dict[str, dict[int, Level]] = {}
        self.headings = List("outline")
        for root in roots:
            self._read_levels(root)
            self._read_hidden_styles(root)

    def _read_levels(self, root: Any) -> None:
        for node in root.iter():
            name = local_name(node)
            if name not in ("list-style", "outline-style"):
                continue
            style = (
                "outline" if name == "outline-style" else value(node, "name")
            )
            levels = {}
            for part in node:
                depth = value(part, "level")
                if depth.isdecimal():
                    levels[int(depth)] = _level(part)
            self.levels[style] = levels

    def _read_hidden_styles(self, root: Any) -> None:
        """Note the styles that hide their text; those of a style below it are met later."""
        for style in root.iter("{*}style"):
            hides = any(
                value(part, "display") == "none"
                for part in style.iter("{*}text-properties")
            )
            if (
                hides
                or value(style, "parent-style-name") in self.hidden_styles
            ):
                self.hidden_styles.add(value(style, "name"))

    def _is_hidden(self, node: Any) -> bool:
        """Whether nothing of an element is seen; what it says is counted."""
        is_hidden = (
            value(node, "display") == "none"
            or value(node, "style-name") in self.hidden_styles
            or local_name(node) in HIDDEN_PIECES
        )
        if is_hidden:
            words = _words(node) or value(node, "string-value")
            if words:
                self._leave_out(HIDDEN, words)
        return is_hidden

    def _leave_out(self, kind: str, words: str) -> None:
        self.damage[kind] += 1
        if words:
            self.places.setdefault(kind, words[:SHOWN_CHARS])

    def count_what_stands_beside(self, styles: Any) -> None:
        """Count headers and footers, which are no part of the text."""
        for page in styles.iter("{*}master-page"):
            for part in page:
                words = _words(part)
                is_head = local_name(part).startswith(HEADS)
                if is_head and not PAGE_NUMBER_RE.fullmatch(words):
                    self._leave_out(RUNNING, words)

    # --- blocks

    def lines_of(self, node: Any) -> list[str]:
        """Return the lines of whatever holds paragraphs."""
        lines: list[str] = []
        for block in node:
            name = local_name(block)
            if name in ("p", "h"):
                lines.extend(self._paragraph(block))
            elif name == "list":
                lines.extend(self._list(block))
            elif name == "table":
                lines.extend(self._table(block))
            elif name in LEFT_OUT:
                self._count_left_out(block)
            elif name == "frame" or name in SHAPES:
                lines.extend(self._drawn(block))
            elif not self._is_hidden(block):
                lines.extend(self.lines_of(block))
        return lines

    def _drawn(self, node: Any) -> list[str]:
        """Return the lines of what is drawn on a page, and not in a paragraph."""
        outer, self.boxes = self.boxes, []
        self._piece(node)
        lines, self.boxes = self.boxes, outer
        return lines

    def _paragraph(self, node: Any) -> list[str]:
        if self._is_hidden(node):
            return []
        outer, self.boxes = self.boxes, []
        number = ""
        if local_name(node) == "h":
            level = value(node, "outline-level")
            number = self._next_number(self.headings, int(level or 1))
        lines = [*(number + self._inline(node)).split("\n"), *self.boxes]
        self.boxes = outer
        return lines

    def _list(self, node: Any) -> list[str]:
        style = value(node, "style-name")
        if self.lists:
            opened = self.lists[-1]
        elif value(node, "continue-numbering") == "true" or value(
            node, "continue-list"
        ):
            opened = self.done.get(style) or List(style)
        else:
            opened = List(style)
        self.lists.append(opened)
        self.done[style] = opened
        lines: list[str] = []
        for item in node:
            own = self.lines_of(item)
            numbered = local_name(item) == "list-item"
            if numbered and own and local_name(item[0]) != "list":
                own[0] = self._next_number(opened, len(self.lists)) + own[0]
            lines.extend(own)
        self.lists.pop()
        return lines

    def _next_number(self, opened: List, depth: int) -> str:
        """Count on at a level of a list, and return the number as it is shown."""
        levels = self.levels.get(opened.style, {})
        level = levels.get(depth)
        if level is None or not 1 <= depth < LEVELS:
            return ""
        counters = opened.counters
        if counters[depth]:
            counters[depth] += 1
        else:
            counters[depth] = level.start
        below = depth + 1
        counters[below:] = [0] * (LEVELS - below)
        if not level.way:
            return ""
        highest = max(1, below - level.shown)
        numbers = []
        for at in range(highest, below):
            if at in levels:
                number = counters[at] or 1
                numbers.append(number_text(number, levels[at].way))
        self.damage[NUMBERS] += 1
        text = level.before + ".".join(numbers) + level.after
        return text if text[-1:] in "、．）：" else text + " "

    def _table(self, node: Any) -> list[str]:
        rows = [self._cells(row) for row in _rows(node)]
        lines = []
        if max(map(len, rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    lines.extend(cell.lines)
            return lines
        above: list[str] = []
        for row in rows:
            texts: list[str] = []
            for cell in row:
                column = len(texts)
                text = cell.text()
                if cell.covered and cell.from_above and column < len(above):
                    text = above[column]
                elif cell.covered and texts:
                    text = texts[-1]
                texts.append(text)
            above = texts
            spanned = [
                cell.covered and not cell.from_above for cell in row[1:]
            ]
            is_one_cell = bool(spanned) and all(spanned)
            if is_one_cell:
                texts = texts[:1]
            lines.append("\t".join(texts))
        return lines

    def _cells(self, row: Any) -> list[Cell]:
        cells: list[Cell] = []
        covered_by_span = 0
        for node in row:
            name = local_name(node)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            covered = name == "covered-table-cell"
            repeated = value(node, "number-columns-repeated")
            number = int(repeated) if repeated.isdecimal() else 1
            lines = [line for line in self.lines_of(node) if line.strip()]
            for _ in range(min(number, MOST_REPEATED)):
                from_above = covered and covered_by_span <= 0
                cells.append(Cell(lines, covered, from_above))
                covered_by_span -= covered
            if not covered:
                span = value(node, "number-columns-spanned")
                covered_by_span = int(span) - 1 if span.isdecimal() else 0
        while len(cells) > 1 and not cells[-1].lines and not cells[-1].covered:
            cells.pop()
        return cells

    # --- what is in a line

    def _inline(self, node: Any) -> str:
        parts = [_collapse(node.text)]
        for part in node:
            parts.append(self._piece(part))
            parts.append(_collapse(part.tail))
        return "".join(parts)

    def _piece(self, node: Any) -> str:
        """Return what one element adds to its line."""
        name = local_name(node)
        if name == "s":
            count = value(node, "c")
            return " " * min(
                int(count) if count.isdecimal() else 1, MOST_REPEATED
            )
        if name in ("tab", "line-break"):
            return "\t" if name == "tab" else "\n"
        if name == "note":
            self._note(node)
        elif name in SHAPES:
            self._shape(node)
        elif name == "annotation":
            comment = " ".join(map(_words, node.iter("{*}p")))
            self._leave_out(COMMENTS, comment)
        elif name == "image":
            frame = node.getparent()
            said = [*frame.iter("{*}title"), *frame.iter("{*}desc")]
            self._leave_out(PICTURES, " ".join(map(_words, said)))
        elif not (
            name in LEFT_OUT or _is_description(node) or self._is_hidden(node)
        ):
            return self._inline(node)
        return ""

    def _shape(self, node: Any) -> None:
        """Put the lines of a text box or a shape after its paragraph."""
        lines = [line for line in self.lines_of(node) if line.strip()]
        self.boxes.extend(lines)
        self.damage[BOXES] += bool(lines)

    def _note(self, node: Any) -> None:
        body = next(
            (part for part in node if local_name(part) == "note-body"), None
        )
        if body is not None:
            words = " ".join(line.strip() for line in self.lines_of(body))
            self.damage[NOTES] += 1
            self.notes.append(f"[{self.damage[NOTES]}] {words}")

    def _count_left_out(self, node: Any) -> None:
        if local_name(node) == "tracked-changes":
            changes = [
                part for part in node.iter() if local_name(part) == "deletion"
            ]
            for change in changes:
                self._leave_out(DELETED, _words(change))


class Cell(NamedTuple):
    """A cell of a table: its lines, whether another covers it, and whether that is above it."""

    lines: list[str]
    covered: bool
    from_above: bool

    def text(self) -> str:
        """Return the cell in one line."""
        return " ".join(line.strip() for line in self.lines).replace("\t", " ")


def _is_description(node: Any) -> bool:
    """Whether an element only says what a picture shows, for those who don't see it."""
    return "svg-compatible" in node.tag


def _words(node: Any) -> str:
    """Return all words in an element, in one line."""
    return " ".join("".join(node.itertext()).split())


def _level(node: Any) -> Level:
    shown = value(node, "display-levels")
    start = value(node, "start-value")
    return Level(
        way=value(node, "num-format"),
        before=value(node, "num-prefix"),
        after=value(node, "num-suffix"),
        shown=int(shown) if shown.isdecimal() else 1,
        start=int(start) if start.isdecimal() else 1,
    )


def _rows(node: Any) -> Iterator[Any]:
    for part in node:
        name = local_name(part)
        if name == "table-row":
            yield part
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(part)


def _collapse(text: str | None) -> str:
    """Return text with its runs of blanks as one: the format has elements for others."""
    if not text:
        return ""
    words = text.split()
    inside = " ".join(words)
    if not words:
        return " " if text.isspace() and "\n" not in text else ""
    before = " " if text[0] in " \t" else ""
    after = " " if text[-1] in " \t" else ""
    return before + inside + after
