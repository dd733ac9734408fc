"""Pages: the text of HTML as its reader sees it, a line a block.

Scripts, forms, the sounds above characters (ruby), what a style hides (`html_hidden`), frames,
films and other things that are embedded are left out, and counted. A table of data becomes a line a
row, each cell in its column whatever cells span; a table that only lays a page out becomes lines.
The numbers of ordered lists and the marks of quotations are written as the browser shows them.
Which lines of it all are furniture of the site is decided later, by `cleaning`. Not done: pages
whose text comes by script, and styles in files of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from egov_lib.read.files.common import GET_LXML, Extracted, Refused
from egov_lib.read.files.entities import undo_entities
from egov_lib.read.files.html_hidden import Unseen
from egov_lib.read.files.numbering import DECIMAL, number_text

PAGE_RE = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta"
    r"|frameset|table|div|p|span|font|center|section|article|h[1-6]|[uo]l|script|style)\b",
    re.IGNORECASE | re.DOTALL,
)
PAGE_NAME_RE = re.compile(r"\.(?:[sx]?html?|xht)$", re.IGNORECASE)
HEAD_CHARS = 2_000  # of a file: a page shows what it is within them

BLOCKS = frozenset(
    [
        *(
            "p",
            "div",
            "br",
            "li",
            "tr",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
        ),
        *(
            "dl",
            "dd",
            "dt",
            "section",
            "article",
            "header",
            "footer",
            "nav",
            "hr",
            "pre",
        ),
        *(
            "center",
            "caption",
            "address",
            "blockquote",
            "form",
            "fieldset",
            "legend",
            "main",
        ),
        *(
            "aside",
            "figure",
            "figcaption",
            "details",
            "summary",
            "xmp",
            "listing",
        ),
        *("plaintext", "menu", "dir", "dialog"),
        "text",  # of a drawing (svg): a word of its own
    ]
)
CELLS = {"td", "th"}
LIST_STARTS = {"ol", "ul", "menu", "dir"}
AS_TYPED = {"pre", "xmp", "listing", "plaintext"}  # line breaks count
SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "select",
    "button",
    "textarea",
    "iframe",
    "title",
    "noframes",
    "datalist",
    "annotation",  # the source of a formula, which stands there already
    "annotation-xml",
    "desc",  # of a drawing, as title is
    "metadata",
}
SOUNDS = {"rt", "rp", "rtc"}  # ruby: how a character is read, above it
NO_NUMBER_RE = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)

# Ways in which a style writes the numbers of a list, as `numbering` calls them
LIST_STYLE_RE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(?<![\w-])([a-z]+(?:-[a-z]+)+)",
    re.IGNORECASE,
)
STYLE_WAYS = {
    **dict.fromkeys(
        (
            *("cjk-ideographic", "simp-chinese-informal"),
            *("trad-chinese-informal", "japanese-informal"),
        ),
        "chineseCounting",
    ),
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "decimal-leading-zero": "decimalZero",
    **dict.fromkeys(("lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "upperLetter"),
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
CHINESE_WAYS = {
    *("chineseCounting", "chineseLegalSimplified", "ideographDigital"),
    *("ideographTraditional", "ideographZodiac"),
}

# Blanks as HTML counts them; a run with a line break is none between two wide characters.
# Both begin where a run begins and never go back: a long run is looked at once.
BREAK_RE = re.compile(r"(?<![ \t\r\n\f])[ \t\f]*+[\r\n][ \t\r\n\f]*")
BREAK = "\r"
SPACES_RE = re.compile(r"[^\S\r]+")
WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…"
WIDE_BREAK_RE = re.compile(rf"(?<=[{WIDE}])\r[\r ]*(?=[{WIDE}])")
TAB_RE = re.compile(r"(?:(?<! ) ++)?+\t *")
# A tag, its quotes closed; the possessive marks keep the search linear.
LONG_TAG_RE = re.compile(
    r"<[a-zA-Z][^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+"
)
MOST_ATTRIBUTES = 5_000  # of a tag: the parser compares each with all others
TAG_RE = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>?|<!--|-->"
)
# Of a table's characters in one cell: a page laid out as a table
LAYOUT_SHARE = 0.8
LAYOUT_CHARS = 500
MOST_SPAN = 100  # rows or columns of a cell; a hostile page says 1,000,000
SPANNED_A_CELL = 20  # cells that spans may make of one, over a whole table …
SPANNED_CELLS = 10_000  # … and of all
SHOWN_CHARS = 40  # of what is left out, in a report
# Kinds of damage.
HIDDEN = "hidden text"
SHOWN_LATER = "text hidden at first"
PICTURES = "pictures"
PICTURE_TAGS = {"img", "image"}
FORM_FIELDS = "form fields"
FRAMES = "frames"
EMBEDDED = "embedded objects"
STRUCK = "struck-out text"
ORNAMENT = 16  # pixels: what is no wider or higher is an icon or a counter
FILLED_IN = {"textarea", "select"}
FRAME_TAGS = {"iframe", "frame"}
# What shows something that is no text; inside it is what browsers show that can't
EMBEDDING = {"object", "embed", "applet", "video", "audio", "canvas"}
MOST_INSTEAD = (
    100  # characters of that; what is longer is the text after a tag left open
)
STRIKES = {"s", "strike", "del"}
QUOTES = (("“", "”"), ("‘", "’"))
TYPED_INTO = {"text", "search", "email", "tel", "url", "number", "date"}
RUBY = "ruby"
NUMBERS = "numbers made by the page"
SPANS = "cells that span others"
TOO_DEEP = "a page nested too deeply"


def is_page(name: str, text: str) -> bool:
    """Whether a text file is HTML, by how it begins or by its name.

    >>> is_page("notice.txt", "<p>通知</p>"), is_page("notice.txt", "通知")  # notice
    (True, False)
    """
    return bool(PAGE_RE.match(text[:HEAD_CHARS]) or PAGE_NAME_RE.search(name))


def text_of(page: str) -> str:
    """Return the text of a page, a line a block, cells of a table divided by tabs.

    >>> text_of("<p>电子<br>政务</p><script>x = 1</script>")  # e-, government
    '电子\\n政务'
    """
    return read_page(page).text


def read_page(
    page: str, encoding: str = "", *, in_frame: bool = False
) -> Extracted:
    """Return the text of a page, and what of it was left out.

    A page that stands in the frame of another is read with it, but none in its own frames.

    >>> found = read_page("<ruby>政<rt>zhèng</rt></ruby>府<i style='display:none'>8K</i>")
    >>> found.text, dict(found.damage)
    ('政府', {'ruby': 1, 'hidden text': 1})
    """
    root = _parse(page)
    if root is None:
        parts = _flat(page)
        has_text = bool("".join(parts).strip())
        damage = Counter([TOO_DEEP] if has_text else [])
        return Extracted(_tidy_lines(parts), "html", encoding, damage)
    writer = _Writer(root, in_frame=in_frame)
    if writer.shows_itself_later():
        writer = _Writer(root, in_frame=in_frame, show_hidden=True)
    text, entities = undo_entities(_tidy_lines(writer.parts))
    damage = writer.damage + entities
    return Extracted(text, "html", encoding, damage, writer.say_places())


def _tidy_lines(parts: list[str]) -> str:
    lines = [_tidy(line) for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line.strip())


def _tidy(line: str) -> str:
    if BREAK in line:  # most lines need no slow search
        line = WIDE_BREAK_RE.sub("", line).replace(BREAK, " ")
    if "\t" in line:
        line = TAB_RE.sub("\t", line)
    return line.strip(" \t\xa0")


# --- the tree -------------------------------------------------------------------------------------


def _parse(page: str) -> Any:
    """Return the tree of a page, an element of lxml; None where the parser gives up."""
    try:
        from lxml import etree  # late: most folders hold few pages
    except ImportError as error:
        raise Refused("web pages need lxml", GET_LXML) from error
    if _has_monstrous_tag(page):
        return None
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = page.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        return None
    gave_up = any("LIMIT" in error.type_name for error in parser.error_log)
    return None if gave_up else root


def _has_monstrous_tag(page: str) -> bool:
    tags = LONG_TAG_RE.finditer(page)
    long = (
        tag[0] for tag in tags if tag.end() - tag.start() > 2 * MOST_ATTRIBUTES
    )
    return any(len(tag.split()) > MOST_ATTRIBUTES for tag in long)


def _flat(page: str) -> list[str]:
    """Return the text of a page that no parser takes: tags become line breaks."""
    parts = []
    silent = ""
    last = 0
    for tag in TAG_RE.finditer(page):
        name = (tag["name"] or tag[0]).lower()
        if not silent:
            parts.append(BREAK_RE.sub(BREAK, page[last : tag.start()]))
            if name in BLOCKS or name in CELLS:
                parts.append("\n")
            if name in ("script", "style", "<!--") and not tag["end"]:
                silent = "-->" if name == "<!--" else name
        elif name == silent:
            silent = ""
        last = tag.end()
    if not silent:
        parts.append(page[last:])
    return parts


class Cell(NamedTuple):
    """A cell of a table with the numbers of rows and columns that it spans."""

    text: str
    rows: int
    columns: int


class _Table:
    """A table of data while its page is read."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.foot: list[list[Cell]] = []  # shown last, wherever it is written
        self.open_row: list[Cell] = []
        self.parts: list[str] | None = None  # of the cell that is open

    def has_rows(self) -> bool:
        """Whether a row was begun."""
        return bool(self.rows or self.foot)

    def add_row(self, element: Any = None) -> None:
        """Begin a row, in the foot if it stands there."""
        section = None if element is None else element.getparent()
        in_foot = section is not None and section.tag == "tfoot"
        self.open_row = []
        (self.foot if in_foot else self.rows).append(self.open_row)


class _Writer:
    """Writes the text of a page, with line breaks and tabs for its elements."""

    def __init__(
        self, root: Any, *, show_hidden: bool = False, in_frame: bool = False
    ) -> None:
        self.root = root
        self.show_hidden = show_hidden
        self.in_frame = in_frame
        self.unseen = Unseen(root)
        self.damage: Counter = Counter()
        self.left_out: list[str] = []  # hidden texts
        self.shown: dict[str, list[str]] = {}  # of what else is counted
        self.quotes = 0  # that are open
        self.left_open = 0  # embedded things, whose tags end after the text
        self.parts: list[str] = []
        self.data_tables = _data_tables(root)
        self.tables: list[_Table] = []
        # The last number of each open list; None: a list without numbers
        self.numbers: list[int | None] = []
        self.as_typed = 0
        self._walk()

    def shows_itself_later(self) -> bool:
        """Whether most of the page is hidden: a script shows it when it is loaded."""
        hidden = sum(map(len, self.left_out))
        return hidden > sum(len(part.strip()) for part in self.parts)

    def say_places(self) -> dict[str, str]:
        """Return what was hidden, as much as a report can show."""
        kind = SHOWN_LATER if self.show_hidden else HIDDEN
        found = {kind: self.left_out, **self.shown}
        return {
            kind: " / ".join(text[:SHOWN_CHARS] for text in texts[:3])
            for kind, texts in found.items()
            if texts
        }

    def _count(self, kind: str, shown: str | None) -> None:
        """Count one thing of a kind; *shown* says which it is, as far as that is known."""
        self.damage[kind] += 1
        words = " ".join((shown or "").split())
        if words:
            self.shown.setdefault(kind, []).append(words)

    def _walk(self) -> None:
        """Go through all elements, without recursion: pages nest two thousand deep."""
        from lxml import etree

        steps = etree.iterwalk(self.root, events=("start", "end"))
        left_out = None
        for event, element in steps:
            if event == "start":
                if self._is_left_out(element):
                    steps.skip_subtree()
                    left_out = element
                else:
                    self._start(element)
                    self._text(element.text)
                continue
            if element is not left_out:
                self._end(element)
            elif element.tag in BLOCKS:
                self._write("\n")
            self._text(element.tail)

    def _is_left_out(self, element: Any) -> bool:
        """Whether nothing in an element is seen; what is lost with it is counted."""
        name = element.tag
        if name in FILLED_IN:
            self._count(FORM_FIELDS, _filled_in(element))
        elif name in FRAME_TAGS:
            self._frame(element)
        elif name in EMBEDDING and self._shows_no_text(element):
            return True
        if name in SILENT:
            return True
        if name in SOUNDS:
            self.damage[RUBY] += name == "rt"
            return True
        if not self.unseen.hides(element):
            return False
        text = " ".join("".join(element.itertext()).split())
        if text:
            self.left_out.append(text)
            self.damage[SHOWN_LATER if self.show_hidden else HIDDEN] += 1
        return not self.show_hidden

    def _shows_no_text(self, element: Any) -> bool:
        """Whether an embedded thing has at most a few words in its place; it is counted."""
        if self.left_open and len(element):
            return False
        if not _says_little(element):
            self.left_open += 1
            return False
        if not _is_ornament(element):
            self._count(EMBEDDED, _source(element))
        return True

    def _frame(self, element: Any) -> None:
        """Write the page in a frame if it stands there; else count the frame."""
        page = element.get("srcdoc", "")
        if page.strip() and not self.in_frame:
            inside = read_page(page, in_frame=True)
            self._write("\n" + inside.text + "\n")
            self.damage += inside.damage
        elif not (_is_ornament(element) or self.unseen.hides(element)):
            self._count(FRAMES, element.get("src"))

    def _start(self, element: Any) -> None:
        name = element.tag
        if name in PICTURE_TAGS and not _is_ornament(element):
            self._count(PICTURES, element.get("alt"))
        elif name == "input" and _is_filled_in(element):
            self._count(FORM_FIELDS, element.get("value"))
        elif name in STRIKES:
            self._count(STRUCK, element.text)
        elif name == "q":
            self._write(QUOTES[self.quotes % 2][0])
            self.quotes += 1
        self._start_block(element)
        self.as_typed += name in AS_TYPED

    def _start_block(self, element: Any) -> None:
        """Begin a line, a table, a cell or a list."""
        name = element.tag
        if name == "table" and element in self.data_tables:
            self.tables.append(_Table())
        elif self.tables and name == "tr":
            self.tables[-1].add_row(element)
        elif self.tables and name in CELLS:
            self.tables[-1].parts = []
        elif name in BLOCKS:
            self._write("\n")
        elif name in CELLS:
            self._write("\t")
        if name == "li" or name in LIST_STARTS:
            self._start_list_or_item(element)

    def _start_list_or_item(self, element: Any) -> None:
        name = element.tag
        if name in LIST_STARTS:
            first = _first_number(element)
            self.numbers.append(first)
            return
        next_number = self.numbers[-1] if self.numbers else None
        if name != "li" or next_number is None:
            return
        number = _whole(element.get("value"), next_number)
        of_list = element.getparent()
        backwards = of_list.get("reversed") is not None
        self.numbers[-1] = number - 1 if backwards else number + 1
        if _is_link(element):
            return
        style = _way_of_numbers(of_list)
        text = number_text(number, style)
        self._write(text + ("、" if style in CHINESE_WAYS else ". "))
        self.damage[NUMBERS] += 1

    def _end(self, element: Any) -> None:
        name = element.tag
        self.as_typed -= name in AS_TYPED
        if name in LIST_STARTS and self.numbers:
            self.numbers.pop()
        if name == "q" and self.quotes:
            self.quotes -= 1
            self._write(QUOTES[self.quotes % 2][1])
        if name == "table" and element in self.data_tables:
            self._write_table(self.tables.pop())
        elif (
            self.tables and name in CELLS and self.tables[-1].parts is not None
        ):
            self._end_cell(element)
        elif name in BLOCKS:
            self._write("\n")

    def _end_cell(self, element: Any) -> None:
        table = self.tables[-1]
        lines = _tidy_lines(table.parts).replace("\t", " ").split("\n")
        cell = Cell(
            " ".join(lines),
            _span(element, "rowspan"),
            _span(element, "colspan"),
        )
        if not table.has_rows():
            table.add_row()
        table.open_row.append(cell)
        table.parts = None
        if cell.rows > 1 or cell.columns > 1:
            self.damage[SPANS] += 1

    def _write_table(self, table: _Table) -> None:
        rows = [*table.rows, *table.foot]
        lines = ("\t".join(row) for row in _lay_out(rows))
        self._write("\n" + "\n".join(lines) + "\n")

    def _write(self, text: str) -> None:
        """Write into the cell that is open, or else onto the page."""
        if self.tables and self.tables[-1].parts is not None:
            self.tables[-1].parts.append(text)
        else:
            self.parts.append(text)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.as_typed:
            self._write(text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            if "\n" in text or "\r" in text:  # else no slow search
                text = BREAK_RE.sub(BREAK, text)
            self._write(SPACES_RE.sub(" ", text))


def _whole(text: str | None, otherwise: int) -> int:
    """Return the number that an attribute states."""
    found = re.match(r"\s*(-?\d{1,6})", text or "")
    return int(found[1]) if found else otherwise


def _span(element: Any, name: str) -> int:
    """Return how many rows or columns a cell spans."""
    return min(max(_whole(element.get(name), 1), 1), MOST_SPAN)


def _is_ornament(element: Any) -> bool:
    """Whether a picture is too small to show text: an icon, or a counter."""
    width = _whole(element.get("width"), ORNAMENT + 1)
    height = _whole(element.get("height"), ORNAMENT + 1)
    return min(width, height) <= ORNAMENT


def _filled_in(element: Any) -> str:
    """Return what is chosen or written in a field."""
    if element.tag == "textarea":
        return element.text or ""
    options = list(element.iter("option"))
    chosen = [option for option in options if "selected" in option.attrib]
    first = (chosen or options)[:1]
    return "".join(first[0].itertext()) if first else ""


def _says_little(element: Any) -> bool:
    """Whether an embedded thing has only a few words in its place, or none."""
    instead = "".join(element.itertext())
    return len(instead.strip()) <= MOST_INSTEAD


def _source(element: Any) -> str:
    """Return the address of what is embedded, from the element or its parts."""
    for part in element.iter():
        for name in ("data", "src", "code"):
            if part.get(name):
                return part.get(name)
        if part.get("name", "").lower() in ("movie", "src", "filename"):
            return part.get("value", "")
    return ""


def _is_filled_in(element: Any) -> bool:
    """Whether an input shows words of its own, which are not in the text."""
    kind = element.get("type", "text").lower()
    return kind in TYPED_INTO and bool(element.get("value", "").strip())


def _first_number(element: Any) -> int | None:
    """Return the first number of a list; None for one that shows none."""
    no_number = NO_NUMBER_RE.search(element.get("style", ""))
    if element.tag != "ol" or no_number:
        return None
    first = 1
    if element.get("reversed") is not None:
        first = sum(1 for item in element if item.tag == "li")
    return _whole(element.get("start"), first)


def _way_of_numbers(element: Any) -> str:
    """Return the way in which a list writes its numbers, by its style or its type."""
    styled = LIST_STYLE_RE.search(element.get("style", ""))
    way = STYLE_WAYS.get(styled[1].lower()) if styled else None
    return way or element.get("type", DECIMAL)


def _is_link(element: Any) -> bool:
    """Whether an item of a list is nothing but a link: lists of links are menus."""
    own = (element.text or "").strip()
    children = [child for child in element if isinstance(child.tag, str)]
    links = all(
        child.tag == "a" and not (child.tail or "").strip()
        for child in children
    )
    return bool(children) and not own and links


# --- tables ---------------------------------------------------------------------------------------


class _Shape:
    """What is known of a table before its page is written."""

    def __init__(self) -> None:
        self.holds_table = False
        self.rows = 0
        self.in_row = 0
        self.widest = 0
        self.chars = 0
        self.in_cell = 0
        self.longest = 0

    def is_data(self) -> bool:
        """Whether the table is one of rows and columns, and no frame of a page."""
        if self.holds_table or self.rows < 2 or self.widest < 2:
            return False
        one_cell = self.longest > LAYOUT_SHARE * self.chars
        return not (one_cell and self.longest > LAYOUT_CHARS)


def _data_tables(root: Any) -> set[Any]:
    """Return the tables that hold data, found in one walk through the page."""
    from lxml import etree

    if next(root.iter("table"), None) is None:
        return set()
    shapes: dict[Any, _Shape] = {}
    opened: list[_Shape] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == "table":
            if event == "end":
                opened.pop()
                continue
            if opened:
                opened[-1].holds_table = True
            shapes[element] = _Shape()
            opened.append(shapes[element])
        elif opened and event == "start":
            _look_at(element, opened[-1])
        if opened and event == "end" and element.tail:
            _count_chars(opened[-1], element.tail)
    return {element for element, shape in shapes.items() if shape.is_data()}


def _look_at(element: Any, shape: _Shape) -> None:
    if element.tag == "tr":
        shape.rows += 1
        shape.in_row = 0
    elif element.tag in CELLS:
        shape.in_row += 1
        shape.widest = max(shape.widest, shape.in_row)
        shape.in_cell = 0
    if element.text:
        _count_chars(shape, element.text)


def _count_chars(shape: _Shape, text: str) -> None:
    chars = len(text.strip())
    shape.chars += chars
    shape.in_cell += chars
    shape.longest = max(shape.longest, shape.in_cell)


def _lay_out(rows: list[list[Cell]]) -> Iterator[list[str]]:
    """Return the rows of a table with a text for each column.

    A cell that spans others is repeated in each, so that no column moves; one that fills its whole
    row is a heading, and written once. Spans that would make far more cells than were written are
    a trap, and count as one.
    """
    left = SPANNED_CELLS + SPANNED_A_CELL * sum(map(len, rows))
    # What reaches down from the rows above, by column
    below: dict[int, Cell] = {}
    for row in rows:
        texts: list[str] = []
        next_below: dict[int, Cell] = {}
        for cell in _with_those_from_above(row, below, texts):
            if left < 0:
                cell = Cell(cell.text, 1, 1)
            if cell.rows > 1:
                remaining = Cell(cell.text, cell.rows - 1, 1)
                end = len(texts) + cell.columns
                for column in range(len(texts), end):
                    next_below[column] = remaining
            texts.extend([cell.text] * cell.columns)
        left -= len(texts)
        below = next_below
        is_heading = len(row) == 1 and row[0].columns == len(texts)
        yield texts[:1] if is_heading else texts


def _with_those_from_above(
    row: list[Cell], below: dict[int, Cell], texts: list[str]
) -> Iterator[Cell]:
    """Go through the cells of a row and those that reach into it; *texts* grows meanwhile."""
    last = max(below, default=-1)
    cells = iter(row)
    while True:
        cell = below.get(len(texts)) or next(cells, None)
        if cell is None:
            if len(texts) > last:
                return
            cell = Cell("", 1, 1)
        yield cell
