"""What lies on the pages of a PDF and is not drawn with the text: fields, comments, attached files.

What somebody filled into a form, ticked, or typed over a page is seen by every reader; it is read,
beside the label in its row. Comments and highlights are the remarks of one reader, and attached
files are documents of their own: both are left out, and counted with their words or names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from egov_lib.read.files.common import BROKEN
from egov_lib.read.files.pdf_lines import Line

FIELDS = "form fields filled in"
TYPED_OVER = "text typed over the pages"
COMMENTS = "comments"
ATTACHED = "attachments"
REMARKS = frozenset(
    [
        *("/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly"),
        *("/Caret", "/Square", "/Circle", "/Ink", "/Line", "/Polygon"),
        *("/PolyLine", "/Stamp"),
    ]
)
IS_HIDDEN = 0x2  # flags of a mark
IS_NO_VIEW = 0x20
IS_BUTTON = 0x10000  # flag of a field that is only pressed
MOST_PARENTS = 20
MOST_MARKS = 20_000  # of a page
TICKED, EMPTY = "☑", "☐"
NEAR = 4.0  # sizes between a box and its label


class Mark(NamedTuple):
    """One mark: its kind, its words, and its box: left, bottom, right, top."""

    kind: str
    words: str
    box: tuple[float, float, float, float]


def find_marks(sheet: Any) -> Iterator[Mark]:
    """Go through the marks of a page; one that is broken is passed over."""
    listed = sheet.get("/Annots")
    listed = listed.get_object() if listed is not None else []
    for reference in list(listed)[:MOST_MARKS]:
        try:
            mark = _mark(reference.get_object())
        except BROKEN:
            continue
        if mark is not None and (mark.words or mark.kind == ATTACHED):
            yield mark


def _mark(node: Any) -> Mark | None:
    flags = int(node.get("/F", 0))
    if flags & (IS_HIDDEN | IS_NO_VIEW):
        return None
    kind = node.get("/Subtype")
    box = _box(node)
    said = str(node.get("/Contents", "")).strip()
    if kind == "/Widget":
        return Mark(FIELDS, _field_value(node), box)
    if kind == "/FreeText":
        return Mark(TYPED_OVER, said, box)
    if kind == "/FileAttachment":
        file = node.get("/FS", {}).get_object()
        name = file.get("/UF") or file.get("/F") or said
        return Mark(ATTACHED, str(name), box)
    return Mark(COMMENTS, said, box) if kind in REMARKS else None


def _box(node: Any) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top of a mark, whichever corners are given."""
    x, y, right, top = (float(edge) for edge in node.get("/Rect"))
    return min(x, right), min(y, top), max(x, right), max(y, top)


def _field_value(node: Any) -> str:
    """Return what a field shows; '' for one that is empty, and for a button."""
    kind = _inherited(node, "/FT")
    value = _inherited(node, "/V")
    if kind == "/Btn":
        if int(_inherited(node, "/Ff") or 0) & IS_BUTTON:
            return ""
        state = node.get("/AS", value)
        return EMPTY if state in (None, "/Off", "") else TICKED
    if kind not in ("/Tx", "/Ch") or value is None:
        return ""
    values = value if isinstance(value, list) else [value]
    shown = _choices(node) if kind == "/Ch" else {}
    texts = [str(one.get_object()) for one in values]
    return "、".join(shown.get(text, text) for text in texts).strip()


def _inherited(node: Any, key: str) -> Any:
    """Return an entry of a field, or that of the field it belongs to."""
    for _ in range(MOST_PARENTS):
        if node.get(key) is not None:
            return node.get(key).get_object()
        parent = node.get("/Parent")
        if parent is None:
            return None
        node = parent.get_object()
    return None


def _choices(node: Any) -> dict[str, str]:
    """Return what a list shows for each value that it exports."""
    shown = {}
    for choice in _inherited(node, "/Opt") or []:
        pair = choice.get_object()
        if isinstance(pair, list) and len(pair) == 2:
            shown[str(pair[0])] = str(pair[1])
    return shown


def put_beside_labels(lines: list[Line], marks: list[Mark]) -> list[Line]:
    """Return the lines of a page with what was filled in, each after the label in its row.

    A box to tick stands before its label. What has no label in its row is a line of its own, below
    the last line that is higher on the page.
    """
    lines = list(lines)
    for mark in sorted(marks, key=_from_the_top):
        first, *others = mark.words.replace("\r", "\n").split("\n")
        at = _put_first(lines, mark, first)
        below = len(lines) if at is None else at + 1
        others = [words for words in others if words.strip()]
        lines[below:below] = [
            _own_line(words, mark, number)
            for number, words in enumerate(others, start=1)
        ]
    return lines


def _from_the_top(mark: Mark) -> tuple[float, float]:
    left, _, _, top = mark.box
    return -top, left


def _put_first(lines: list[Line], mark: Mark, words: str) -> int | None:
    """Put the first line of a mark among *lines*; return where what follows it goes below.

    None is the end of the page: a box to tick may have no label before it.
    """
    before = _label_before(lines, mark)
    is_box = words in (TICKED, EMPTY)
    after = _label_after(lines, mark) if is_box else None
    if after is not None:
        label = lines[after]
        lines[after] = label._replace(text=f"{words} {label.text}")
        return before
    if before is not None:
        label = lines[before]
        lines[before] = label._replace(text=label.text + words)
        return before
    at = _place_in_order(lines, mark)
    lines.insert(at, _own_line(words, mark, 0))
    return at


def _own_line(words: str, mark: Mark, number: int) -> Line:
    left, bottom, _, top = mark.box
    y = top - 12.0 * (number + 1) if number else (bottom + top) / 2
    return Line(words, left, y)


def _is_in_row(line: Line, mark: Mark) -> bool:
    _, bottom, _, top = mark.box
    if line.x is None or line.y is None:
        return False
    return bottom - 0.5 * line.size <= line.y <= top


def _label_before(lines: list[Line], mark: Mark) -> int | None:
    """Return the number of the nearest line to the left of a field, in its row."""
    before = [
        (line.x, at)
        for at, line in enumerate(lines)
        if _is_in_row(line, mark) and line.x <= mark.box[0]
    ]
    return max(before)[1] if before else None


def _label_after(lines: list[Line], mark: Mark) -> int | None:
    """Return the number of the nearest line to the right of a box, in its row."""
    right = mark.box[2]
    after = [
        (line.x, at)
        for at, line in enumerate(lines)
        if _is_in_row(line, mark) and -1 <= line.x - right <= NEAR * line.size
    ]
    return min(after)[1] if after else None


def _place_in_order(lines: list[Line], mark: Mark) -> int:
    higher = [
        at
        for at, line in enumerate(lines)
        if line.y is not None and line.y > mark.box[3]
    ]
    return max(higher) + 1 if higher else (0 if lines else len(lines))
