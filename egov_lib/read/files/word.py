"""Word files (.docx, .docm, .dotx): the text as Word shows it, with its automatic numbers.

Paragraphs, tables, text boxes and diagrams (once), footnotes and endnotes (after the text),
equations, signs of symbol fonts, ticked boxes and files that stand inside as text are read; changes
that are tracked are taken as accepted, so moved text is there once and deleted text not at all.
Headers, footers, comments, hidden text, charts, pictures and fields that nobody filled in are left
out, and counted. Elements are known by their names whatever the namespace, because both
editions of the format use the same names.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from egov_lib.read.files.common import Extracted, Limits, Refused
from egov_lib.read.files.equations import equation_text
from egov_lib.read.files.packages import Link, open_parts, read_links, read_xml
from egov_lib.read.files.symbols import symbol_text
from egov_lib.read.files.word_fields import Field
from egov_lib.read.files.word_numbers import (
    MOST_STYLES,
    Place,
    child,
    is_on,
    local_name,
    place_of,
    read_numbers,
    value,
)

USUAL_PART = "word/document.xml"
PRIVATE_RE = re.compile("[\uf000-\uf0ff]")
PAGE_NUMBER_RE = re.compile(r"[\s\d\-—–/第页共]*")
SHOWN_CHARS = 40
# Kinds of damage.
NUMBERS = "numbers made by Word"
NOTES = "notes"
BOXES = "text boxes"
EQUATIONS = "equations"
DELETED = "deleted text"
HIDDEN = "hidden text"
RUNNING = "headers and footers"
COMMENTS = "comments"
PICTURES = "pictures"
SIGNS = "signs without a character"
MERGED = "merged cells"
PARTS = "parts missing in the file"
CHARTS = "charts"
UNFILLED = "fields not filled in"
INSIDE = "files inside the file"

# Elements whose inside is no text of the document.
LEFT_OUT = frozenset(
    [
        *(
            "del",
            "moveFrom",
            "delText",
            "delInstrText",
            "rPr",
            "pPr",
            "sectPr",
        ),
        *(
            "tblPr",
            "tblGrid",
            "tblPrEx",
            "trPr",
            "tcPr",
            "sdtPr",
            "sdtEndPr",
            "rt",
            "fldData",
        ),
    ]
)
CHARACTERS = {
    "br": "\n",
    "cr": "\n",
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
NOTE_MARKS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


# Reads a file that stands inside another, by its name and bytes.
ReadInside = Callable[[str, bytes], Extracted]


def read_word(
    data: bytes, limits: Limits, read_inside: ReadInside | None = None
) -> Extracted:
    """Read the text of a Word file; raises `Refused` for any other or a broken archive.

    Some programs make a Word file of one page of HTML that Word turns into text when it opens it;
    *read_inside* reads such a page.
    """
    package = open_parts(data, limits)
    part = main_part(package)
    root = read_xml(package, part)
    body = child(root, "body")
    if body is None:
        raise Refused(
            "a Word file without a text", "open it in Word, and save it again"
        )
    document = _Document(package, part, read_inside)
    lines = document.lines_of(body)
    lines.extend(document.note_lines())
    document.count_what_stands_beside()
    text = "\n".join(line.strip(" \t") for line in lines).strip("\n")
    return Extracted(
        text, "docx", damage=document.damage, places=document.places
    )


def main_part(package: zipfile.ZipFile) -> str:
    """Return the name of the part with the text: any name, as the package says."""
    names = set(package.namelist())
    for link in read_links(package).values():
        if link.kind == "officeDocument" and link.part in names:
            return link.part
    if USUAL_PART in names:
        return USUAL_PART
    raise Refused("a Word file without its main part", "download it again")


class _Document:
    """A Word file while it is read."""

    def __init__(
        self,
        package: zipfile.ZipFile,
        part: str,
        read_inside: ReadInside | None = None,
    ) -> None:
        self.package = package
        self.read_inside = read_inside
        self.links = read_links(package, part)
        self.damage: Counter = Counter()
        self.places: dict[str, str] = {}
        styles = self._linked("styles")
        self.numbers = read_numbers(self._linked("numbering"), styles)
        self.hidden_styles = _hidden_styles(styles)
        # Whether the paragraph that is read has a style that hides it
        self.is_hidden = False
        # Fields that are open, the innermost last
        self.fields: list[Field] = []
        # Lines of text boxes, until their paragraph ends
        self.boxes: list[str] = []
        # Kind and id, as the text mentions them
        self.notes: list[tuple[str, str]] = []

    def _linked(self, kind: str) -> Any:
        """Return the root of the part of one kind, or None; a broken one is counted."""
        for link in self.links.values():
            if link.kind == kind:
                return self._part(link)
        usual = f"word/{kind}.xml"
        if usual in self.package.namelist():
            return self._part(Link(kind, usual))
        return None

    def _part(self, link: Link) -> Any:
        try:
            return read_xml(self.package, link.part)
        except Refused:
            self.damage[PARTS] += 1
            self.places[PARTS] = link.part
            return None

    # --- blocks

    def lines_of(self, node: Any) -> list[str]:
        """Return the lines of whatever holds paragraphs: a body, a cell, a box, a note."""
        lines: list[str] = []
        goes_on = False  # the mark of the paragraph before was deleted
        for block in node:
            name = local_name(block)
            if name == "p":
                own = self._paragraph(block)
                if goes_on and lines:
                    lines[-1] += own[0]
                    own = own[1:]
                lines.extend(own)
                goes_on = _goes_on_below(block)
            elif name == "tbl":
                lines.extend(self._table(block))
            elif name == "oMathPara":
                lines.append(self._equation(block))
            elif name == "AlternateContent":
                lines.extend(self.lines_of(_choice(block)))
            elif name == "altChunk":
                lines.extend(self._file_inside(block))
            elif name == "sdt" and self._is_unfilled(block):
                continue
            elif name in LEFT_OUT:
                self._count_deleted(block)
            else:
                lines.extend(self.lines_of(block))
        return lines

    def _paragraph(self, node: Any) -> list[str]:
        outer, self.boxes = self.boxes, []
        style = value(child(child(node, "pPr"), "pStyle"))
        self.is_hidden = style in self.hidden_styles
        text = self._inline(node)
        self.is_hidden = False
        if text.strip() or self.boxes:
            text = self._number(node) + text
        lines = [*text.split("\n"), *self.boxes]
        self.boxes = outer
        return lines

    def _number(self, node: Any) -> str:
        place = self._place(node)
        if place is None:
            return ""
        number = self.numbers.next_number(place)
        is_lost = place.list_id not in ("", "0", *self.numbers.lists)
        if is_lost:
            self.places[NUMBERS] = (
                "some are missing, as the file lacks their list"
            )
        self.damage[NUMBERS] += bool(number.strip("• ")) or is_lost
        return number

    def _place(self, node: Any) -> Place | None:
        """Return the place of a paragraph in the lists: its own, or that of its style."""
        properties = child(node, "pPr")
        style = value(child(properties, "pStyle"))
        of_style = self.numbers.by_style.get(style)
        own = child(properties, "numPr")
        if own is None:
            return of_style
        place = place_of(own)
        if not place.list_id and of_style is not None:
            return Place(of_style.list_id, place.level)
        return place

    def _table(self, node: Any) -> list[str]:
        """Return a line a row; a table of one column frames a page, and gives its lines."""
        rows = [
            row for row in _find(node, "tr") if not self._is_deleted_row(row)
        ]
        cells = [list(_find(row, "tc")) for row in rows]
        lines = []
        if max(map(len, cells), default=0) < 2:
            for row in cells:
                for cell in row:
                    lines.extend(self.lines_of(cell))
            return lines
        above: dict[int, str] = {}
        for row in cells:
            texts: list[str] = []
            for cell in row:
                self._add_cell(cell, texts, above)
            if len(row) == 1:
                texts = texts[:1]
            lines.append("\t".join(texts))
        return lines

    def _add_cell(
        self, cell: Any, texts: list[str], above: dict[int, str]
    ) -> None:
        """Add the text of a cell for each column that it spans.

        One that is merged with the cell above has that cell's text: no column moves.
        """
        column = len(texts)
        properties = child(cell, "tcPr")
        lines = [line.strip() for line in self.lines_of(cell)]
        inside = filter(None, lines)
        text = " ".join(inside).replace("\t", " ")
        merged = child(properties, "vMerge")
        if merged is not None and value(merged) != "restart":
            text = text or above.get(column, "")
            self.damage[MERGED] += 1
        above[column] = text
        span = value(child(properties, "gridSpan"))
        width = int(span) if span.isdecimal() else 1
        width = max(min(width, 100), 1)
        texts.extend([text] * width)

    def _is_deleted_row(self, row: Any) -> bool:
        deleted = child(child(row, "trPr"), "del") is not None
        self.damage[DELETED] += deleted
        return deleted

    # --- what is in a line

    def _inline(self, node: Any) -> str:
        return "".join(self._piece(part) for part in node)

    def _note_words_in_field(self) -> None:
        """Note that the field which is open, if there is one, shows words."""
        if self.fields and self.fields[-1].in_result:
            self.fields[-1].shows_words = True

    def _piece(self, node: Any) -> str:
        """Return what one element adds to its line."""
        name = local_name(node)
        if name == "t":
            self._note_words_in_field()
            return node.text or ""
        if name in CHARACTERS:
            return CHARACTERS[name]
        if name in LEFT_OUT:
            self._count_deleted(node)
            return ""
        read = READERS.get(name)
        return read(self, node) if read else self._inline(node)

    def _run(self, node: Any) -> str:
        """Return the text of a run; its font decides what the signs in it are."""
        properties = child(node, "rPr")
        text = self._inline(node)
        if text.strip() and self._is_hidden(properties):
            self._leave_out(HIDDEN, text)
            return ""
        fonts = child(properties, "rFonts")
        if fonts is None or not PRIVATE_RE.search(text):
            return text
        font = value(fonts, "ascii") or value(fonts, "hAnsi")
        return PRIVATE_RE.sub(
            lambda sign: self._sign_text(font, ord(sign[0])), text
        )

    def _is_hidden(self, properties: Any) -> bool:
        """Whether a run is hidden: by itself, by its style, or by that of its paragraph."""
        own = child(properties, "vanish")
        if own is not None:
            return is_on(own)
        style = value(child(properties, "rStyle"))
        return self.is_hidden or style in self.hidden_styles

    def _field_edge(self, node: Any) -> str:
        """Follow where a field begins, has its result, and ends; return what only it shows."""
        kind = value(node, "fldCharType")
        if kind == "begin":
            self.fields.append(Field(choice=_drop_down_choice(node)))
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            return self._field_text(self.fields.pop())
        return ""

    def _instruction(self, node: Any) -> str:
        if self.fields:
            self.fields[-1].instruction += node.text or ""
        return ""

    def _simple_field(self, node: Any) -> str:
        result = self._inline(node)
        if result.strip():
            return result
        return self._field_text(Field(instruction=value(node, "instr")))

    def _field_text(self, field: Field) -> str:
        text = field.text()
        self.damage[EQUATIONS] += bool(text) and not field.choice
        return text

    def _control(self, node: Any) -> str:
        return "" if self._is_unfilled(node) else self._inline(node)

    def _is_unfilled(self, node: Any) -> bool:
        """Whether a control shows only what Word asks for: click here to enter text."""
        properties = child(node, "sdtPr")
        prompts = is_on(child(properties, "showingPlcHdr"))
        text = "".join(_texts(node)).strip()
        if prompts and text:
            self._leave_out(UNFILLED, text)
        return prompts

    def _sign(self, node: Any) -> str:
        code = value(node, "char")
        if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
            return ""
        return self._sign_text(value(node, "font"), int(code, 16))

    def _sign_text(self, font: str, code: int) -> str:
        sign = symbol_text(font, code)
        if not sign:
            sign = chr(code) if 0x20 <= code < 0x110000 else "□"
            self.damage[SIGNS] += "\ue000" <= sign <= "\uf8ff"
        return sign

    def _ruby(self, node: Any) -> str:
        base = child(node, "rubyBase")
        return "" if base is None else self._inline(base)

    def _note(self, node: Any) -> str:
        self.notes.append((NOTE_MARKS[local_name(node)], value(node, "id")))
        return ""

    def _equation(self, node: Any) -> str:
        self.damage[EQUATIONS] += 1
        return equation_text(node)

    def _box_or_picture(self, node: Any) -> str:
        """Put the lines of a text box after its paragraph; count a picture."""
        boxes = list(_first_boxes(node))
        for box in boxes:
            self._box(box)
        if boxes:
            return ""
        names = {local_name(part): part for part in node.iter()}
        drawn = _drawn_letters(node)
        if drawn:
            self._add_box([drawn])
        elif "relIds" in names:
            self._add_box(self._diagram(names["relIds"]))
        elif "chart" in names:
            self._chart(names["chart"])
        elif not names.keys().isdisjoint(PICTURE_NODES):
            self._leave_out(PICTURES, _description(names.get("docPr")))
        return ""

    def _diagram(self, node: Any) -> list[str]:
        """Return the words of a diagram (SmartArt), in the order in which they were written."""
        root = self._linked_part(value(node, "dm"))
        if root is None:
            return []
        points = root.iter("{*}pt")
        return ["".join(_texts(point)) for point in points]

    def _chart(self, node: Any) -> None:
        root = self._linked_part(value(node, "id"))
        title = "" if root is None else " ".join(_texts(root))
        self._leave_out(CHARTS, title)

    def _linked_part(self, link_id: str) -> Any:
        link = self.links.get(link_id)
        if link is None or link.part not in self.package.namelist():
            return None
        return self._part(link)

    def _file_inside(self, node: Any) -> list[str]:
        """Return the lines of a file that Word shows as a part of the text."""
        link = self.links.get(value(node, "id"))
        place = link.part if link else "?"
        if self.read_inside is None or place not in self.package.namelist():
            self._leave_out(INSIDE, place)
            return []
        try:
            found = self.read_inside(place, self.package.read(place))
        except Refused as error:
            self._leave_out(INSIDE, f"{place}: {error}")
            return []
        self.damage += found.damage
        self.places = {**found.places, **self.places}
        return found.text.split("\n")

    def _box(self, node: Any) -> str:
        is_hidden = self.is_hidden
        self._add_box(self.lines_of(node))
        self.is_hidden = is_hidden
        return ""

    def _add_box(self, lines: list[str]) -> None:
        filled = [line for line in lines if line.strip()]
        self.boxes.extend(filled)
        self.damage[BOXES] += bool(filled)

    def _alternate(self, node: Any) -> str:
        return self._inline(_choice(node))

    def _tick_box(self, node: Any) -> str:
        """Return the box of a form: ticked by hand, or by itself."""
        by_hand = child(node, "checked")
        ticked = by_hand if by_hand is not None else child(node, "default")
        return "☑" if is_on(ticked) else "☐"

    def _count_deleted(self, node: Any) -> None:
        if local_name(node) == "del":
            text = "".join(node.itertext()).strip()
            if text:
                self._leave_out(DELETED, text)

    def _leave_out(self, kind: str, text: str) -> None:
        self.damage[kind] += 1
        if text:
            self.places.setdefault(kind, text[:SHOWN_CHARS])

    # --- what stands beside the text

    def note_lines(self) -> list[str]:
        """Return the notes in the order of their mentions, each on its line after the text."""
        by_id = self._notes_by_id()
        lines = []
        for number, mention in enumerate(self.notes, start=1):
            note = by_id.get(mention)
            if note is None:
                continue
            inside = [line.strip() for line in self.lines_of(note)]
            words = " ".join(inside).strip()
            lines.append(f"[{number}] {words}")
        self.damage[NOTES] += len(lines)
        return lines

    def _notes_by_id(self) -> dict[tuple[str, str], Any]:
        """The notes of the kinds that are mentioned, by kind and number."""
        by_id = {}
        for kind in {kind for kind, _ in self.notes}:
            root = self._linked(kind)
            if root is None:
                continue
            for note in root:
                by_id[kind, value(note, "id")] = note
        return by_id

    def count_what_stands_beside(self) -> None:
        """Count headers, footers and comments, which are no part of the text."""
        for link in self.links.values():
            if link.kind not in ("header", "footer", "comments"):
                continue
            root = self._part(link)
            if root is None:
                continue
            is_comments = link.kind == "comments"
            kind = COMMENTS if is_comments else RUNNING
            nodes = root if is_comments else [root]
            for node in nodes:
                letters = "".join([*_texts(node), _drawn_letters(node)])
                words = letters.split()
                text = " ".join(words)
                if not PAGE_NUMBER_RE.fullmatch(text):
                    self._leave_out(kind, text)


PICTURE_NODES = {"blip", "imagedata", "OLEObject"}
# Of the properties of a paragraph: a large first letter, whose word goes on in the next
DROP_CAPS = {"drop", "margin"}
READERS: dict[str, Callable[[_Document, Any], str]] = {
    "r": _Document._run,
    "sym": _Document._sign,
    "ruby": _Document._ruby,
    "footnoteReference": _Document._note,
    "endnoteReference": _Document._note,
    "oMath": _Document._equation,
    "drawing": _Document._box_or_picture,
    "pict": _Document._box_or_picture,
    "object": _Document._box_or_picture,
    "txbxContent": _Document._box,
    "AlternateContent": _Document._alternate,
    "checkBox": _Document._tick_box,
    "fldChar": _Document._field_edge,
    "instrText": _Document._instruction,
    "fldSimple": _Document._simple_field,
    "sdt": _Document._control,
}


def _find(node: Any, name: str) -> Iterator[Any]:
    """Go through the rows of a table or the cells of a row, but not of a table inside."""
    for part in node:
        found = local_name(part)
        if found == name:
            yield part
        elif found not in ("tbl", "tc", "p") and found not in LEFT_OUT:
            yield from _find(part, name)


def _choice(node: Any) -> Any:
    """Return the part of an alternative that Word shows: the first, unless it is empty."""
    parts = [
        part for part in node if local_name(part) in ("Choice", "Fallback")
    ]
    for part in parts:
        if (
            next(part.iter("{*}t", "{*}txbxContent", "{*}blip"), None)
            is not None
        ):
            return part
    return parts[0] if parts else node


def _first_boxes(node: Any) -> Iterator[Any]:
    """Go through the text boxes in a drawing, but not those in a box, nor a box's copy."""
    for part in node:
        name = local_name(part)
        if name == "txbxContent":
            yield part
        elif name == "AlternateContent":
            yield from _first_boxes(_choice(part))
        else:
            yield from _first_boxes(part)


def _goes_on_below(node: Any) -> bool:
    """Whether the next paragraph goes on in the line of this one.

    The end of this one was deleted or moved, or it is a large first letter.
    """
    properties = child(node, "pPr")
    marks = child(properties, "rPr")
    was_deleted = child(marks, "del") is not None
    was_moved = child(marks, "moveFrom") is not None
    letter = value(child(properties, "framePr"), "dropCap")
    return was_deleted or was_moved or letter in DROP_CAPS


def _hidden_styles(styles: Any) -> set[str]:
    """Return the styles that hide their text, or are based on one that does."""
    if styles is None:
        return set()
    basis: dict[str, str] = {}
    hides: dict[str, bool] = {}
    for style in styles.iter("{*}style"):
        name = value(style, "styleId")
        basis[name] = value(child(style, "basedOn"))
        vanish = child(child(style, "rPr"), "vanish")
        if vanish is not None:
            hides[name] = is_on(vanish)
    hidden = set()
    for name in basis:
        at = name
        for _ in range(MOST_STYLES):
            if at in hides or at not in basis:
                break
            at = basis[at]
        if hides.get(at):
            hidden.add(name)
    return hidden


def _drop_down_choice(node: Any) -> str:
    """Return what the drop-down of an old form shows; '' for any other field."""
    choices = child(child(node, "ffData"), "ddList")
    if choices is None:
        return ""
    entries = [value(part) for part in choices.iter("{*}listEntry")]
    for kind in ("result", "default"):
        chosen = value(child(choices, kind))
        if chosen.isdecimal() and int(chosen[:4]) < len(entries):
            return entries[int(chosen)]
    return entries[0] if entries else ""


def _drawn_letters(node: Any) -> str:
    """Return the words that Word draws as a shape (WordArt): red heads, stamps, watermarks."""
    shapes = node.iter("{*}textpath")
    return " ".join(value(shape, "string") for shape in shapes).strip()


def _description(properties: Any) -> str:
    """Return what the writer says of a picture."""
    if properties is None:
        return ""
    return value(properties, "descr") or value(properties, "title")


def _texts(node: Any) -> Iterator[str]:
    return (part.text or "" for part in node.iter() if local_name(part) == "t")
