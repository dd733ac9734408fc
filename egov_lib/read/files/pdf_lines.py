"""The lines of a PDF become paragraphs again; what belongs to the page and not to the text goes.

A line goes on in the next if it reaches the right edge of its column and ends no sentence. The edge
is where several lines of the column end, so that one wide line does not hide it; widths count a
narrow character as half. Page numbers are known by their form at the edge of a page, or by going up
by one; running heads and feet by coming back at the same place; notes by their mark, their small
print and their place at the foot. Notes follow after the text. All of it is counted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

# Dots that lead to a number of a page: a line of a table of contents
LEADER_RE = re.compile(r"(?:[.．…‥·・]\s?){5,}\s*\d*\s*$")
SENTENCE_END_RE = re.compile(r"[。：；！？…”）》:;!?]\s*$")
ONLY_FIGURES_RE = re.compile(r"[\s\d.,，%％+\-—–/×（）()]*")
# - 3 -, 第3页 共9页 (page 3 of 9), 3 / 9, Page 3, · 3 ·
MARKED_NUMBER_RE = re.compile(
    r"[-—–―·•~_\s]+(?P<dashed>\d{1,4})[-—–―·•~_\s]+|第\s*(?P<page>\d{1,4})\s*页.{0,12}"
    r"|(?P<of>\d{1,4})\s*/\s*\d{1,4}|(?P<ye>\d{1,4})\s*页.{0,8}"
    r"|page\s*(?P<english>\d{1,4}).{0,10}",
    re.IGNORECASE,
)
BARE_NUMBER_RE = re.compile(r"\d{1,4}")
ROMAN_RE = re.compile(
    r"(?=[ivxl])x{0,3}(?:l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
NUMBER_AT_END_RE = re.compile(
    r"^\W*\d{1,4}[\W_]+(?=\w)|(?<=\w)[\W_]+\d{1,4}\W*$"
)
NOTE_RE = re.compile(
    r"[①-⑳❶-❿*＊※†‡]|[\[〔（(]\d{1,2}[\]〕）)]|\d{1,2}\s|注\s*\d{0,2}[：:]"
)
SIGN_RE = re.compile(r"[①-⑳❶-❿*＊※†‡]|[\[〔]\d{1,2}[\]〕]")
DIVIDED_RE = re.compile(r"[A-Za-z]{2}-$")
EDGE_LINES = 2  # at the head and the foot of a page
SHORTER = 2.0  # wide characters by which a full line may miss the edge
INDENT = 2.0  # by which the first line of a paragraph is shorter, where no place is known
NARROW = (0.5, 1.0)  # widths that a narrow character may have
COLUMN_GAP = 4.0  # wide characters between the left edges of two columns
LEAST_COLUMN = 10.0  # wide characters: what is narrower is a cell of a table
LEAST_UPRIGHT = 4  # characters under each other
MOST_DOWN = (
    1.5  # sizes from one to the next; rows of a table are farther apart
)
LEAST_ROWS = 3  # rows of two columns
SAME_ROW = 0.5  # sizes between the feet of two pieces in one row; a mark may be raised
CELL_GAP = 1.0  # sizes between two cells of a row
SAME_SIZE = 0.12
BODY_SHARE = 0.35  # of all characters, in the size of the text
SMALL_PRINT = 0.93  # of the size of the text
LARGE_PRINT = 1.07
APART = 2.0  # sizes between a running head as large as the text and the text
SAME_HEIGHT = 4.0  # points
MOST_HEAD = 25  # characters of a running head that is as large as the text
FAR = 2.4  # sizes between two lines that do not belong together
SHOWN_CHARS = 40
# Kinds of damage.
NUMBERS = "page numbers"
JOINED = "broken lines"
RUNNING = "running heads and feet"
NOTES = "notes"


class Line(NamedTuple):
    """A line of a page.

    text: without blanks at its ends
    x, y: where it begins, in points from the lower left corner; None where that is not known
    size: of its letters in points
    width: in wide characters, once it is measured
    """

    text: str
    x: float | None = None
    y: float | None = None
    size: float = 12.0
    width: float = 0.0

    def measured(self, narrow: float) -> Line:
        """Return the line with its width, if a narrow character is *narrow* of a wide one."""
        kinds = map(unicodedata.east_asian_width, self.text)
        wide = sum(1 for kind in kinds if kind in "WFA")
        return self._replace(width=wide + narrow * (len(self.text) - wide))

    def right(self) -> float:
        """Return where it ends, in wide characters if its place is not known."""
        if self.x is None:
            return self.width
        return self.x + self.width * self.size


class Page(NamedTuple):
    """The lines of a page in their order."""

    lines: list[Line]


def join_lines(pages: list[str]) -> tuple[str, Counter]:
    """Join the lines of pages to paragraphs; return the text, and what was undone with its count.

    >>> text, damage = join_lines(["统一规划，分步\\n实施。\\n- 1 -"])  # planned, and done in steps
    >>> text, dict(damage)
    ('统一规划，分步实施。', {'page numbers': 1, 'broken lines': 1})
    """
    made = [
        Page([Line(line.strip()) for line in page.split("\n") if line.strip()])
        for page in pages
    ]
    text, damage, _ = assemble(made)
    return text, damage


def assemble(pages: Sequence[Page]) -> tuple[str, Counter, dict[str, str]]:
    """Return the text of a document, and what was undone or left out, with counts and places."""
    lines = [list(page.lines) for page in pages]
    damage: Counter = Counter()
    places: dict[str, str] = {}
    body = _body_size(lines)
    damage[NUMBERS] = _drop_page_numbers(lines)
    heads = _drop_running(lines, body)
    # A second line may stand below the first
    heads += _drop_running(lines, body)
    damage[RUNNING] = sum(heads.values())
    if heads:
        first_heads = list(heads)[:3]
        shown = [text[:SHOWN_CHARS] for text in first_heads]
        places[RUNNING] = " / ".join(shown)
    notes, noted = _take_notes(lines, body)
    damage[NOTES] = len(notes)
    if noted:
        places[NOTES] = f"{say_pages(noted)}, moved after the text"
    rows = [_join_rows(page) for page in lines]
    text, joined = _join(_measure(rows))
    damage[JOINED] = joined
    return "\n".join([text, *notes]).strip("\n"), +damage, places


def say_pages(numbers: Iterable[int]) -> str:
    """Return the numbers of pages in short.

    >>> say_pages([2, 3, 4, 9])
    'pages 2-4, 9'
    """
    runs = _runs_of(numbers)
    said = ", ".join(map(_say_run, runs))
    is_one_page = len(runs) == 1 and len(runs[0]) == 1
    return f"page {said}" if is_one_page else f"pages {said}"


def _runs_of(numbers: Iterable[int]) -> list[list[int]]:
    """The numbers in order, those together that follow one another."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _say_run(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the size of the letters of the text: the largest in which much of it is set."""
    chars: Counter = Counter()
    for lines in pages:
        for line in lines:
            chars[round(line.size, 1)] += len(line.text)
    enough = BODY_SHARE * sum(chars.values())
    large = [size for size, count in chars.items() if count >= enough]
    return max(large, default=12.0)


# --- page numbers ---------------------------------------------------------------------------------


class Number(NamedTuple):
    """A line that may be the number of its page: where, its value, and if its form says so."""

    page: int
    at: int
    value: int
    marked: bool


def _drop_page_numbers(pages: list[list[Line]]) -> int:
    """Take out page numbers, and return how many they were.

    A figure alone on a line is text, unless it goes up by one from page to page at their edge.
    """
    found = [
        number
        for page in range(len(pages))
        for number in _numbers(pages, page)
    ]
    bare = {(number.value - number.page, number.page) for number in found}
    steps = Counter(step for step, _ in bare)
    dropped = []
    for number in found:
        step = number.value - number.page
        goes_up = steps[step] >= 2
        if (
            number.marked
            or goes_up
            or _stands_apart(pages[number.page], number)
        ):
            dropped.append(number)
    for number in sorted(dropped, key=lambda number: -number.at):
        del pages[number.page][number.at]
    return len(dropped)


def _numbers(pages: list[list[Line]], page: int) -> Iterator[Number]:
    lines = pages[page]
    for at in _edges(lines):
        text = unicodedata.normalize("NFKC", lines[at].text)
        marked = MARKED_NUMBER_RE.fullmatch(text)
        if marked:
            figures = filter(None, marked.groups())
            value = next(figures)
            yield Number(page, at, int(value), True)
        elif BARE_NUMBER_RE.fullmatch(text):
            yield Number(page, at, int(text), False)
        elif ROMAN_RE.fullmatch(text):
            yield Number(page, at, _roman_value(text), False)


def _roman_value(text: str) -> int:
    """Return the value of a Roman numeral: iv is 4."""
    values = [ROMAN[letter] for letter in text.lower()]
    total = 0
    for value, following in zip(values, [*values[1:], 0]):
        total += value if value >= following else -value
    return total


def _edges(lines: Sequence[Line]) -> list[int]:
    """Return the lines at the head and the foot of a page, by their numbers."""
    return sorted({*_top(lines), *_bottom(lines)})


def _top(lines: Sequence[Line]) -> list[int]:
    return _by_height(lines)[:EDGE_LINES]


def _bottom(lines: Sequence[Line]) -> list[int]:
    return _by_height(lines)[-EDGE_LINES:]


def _by_height(lines: Sequence[Line]) -> list[int]:
    """Return the numbers of lines from the top of the page down."""
    numbers = range(len(lines))
    if any(line.y is None for line in lines):
        return list(numbers)
    return sorted(numbers, key=lambda number: -lines[number].y)


def _stands_apart(lines: Sequence[Line], number: Number) -> bool:
    """Whether a figure is the number of its page, far below or above all text."""
    line = lines[number.at]
    if number.value != number.page + 1 or line.y is None:
        return False
    others = [other.y for at, other in enumerate(lines) if at != number.at]
    nearest = min((abs(other - line.y) for other in others), default=0.0)
    return nearest > 2 * FAR * line.size


# --- running heads --------------------------------------------------------------------------------


class Edge(NamedTuple):
    """A line at the edge of a page: what it says without a number, and where it is."""

    text: str
    is_top: bool
    height: int


def _drop_running(pages: list[list[Line]], body: float) -> Counter:
    """Take out the lines that come back at the edge of pages; return each with its count.

    One in small print goes everywhere. One in the size of the text may be a title or the head of a
    table: it stays on the first page.
    """
    gone: set[tuple[int, int]] = set()
    dropped: Counter = Counter()
    for edge, places in _lines_at_edges(pages, body).items():
        times = len({page for page, _ in places})
        is_rare = times < 2 or 3 * times < len(pages)
        if is_rare or not edge.text:
            continue
        small = [at for at in places if not _may_be_text(pages, at, body)]
        if small:
            gone.update(small)
            dropped[edge.text] += len(small)
    for page, at in sorted(gone, reverse=True):
        del pages[page][at]
    return dropped


def _lines_at_edges(
    pages: list[list[Line]], body: float
) -> dict[Edge, list[tuple[int, int]]]:
    """Page and place of the outermost lines that may come back on other pages, by what they say."""
    met: dict[Edge, list[tuple[int, int]]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for at, edge in _edges_of(lines, body):
            met[edge].append((page, at))
    return met


def _edges_of(lines: list[Line], body: float) -> Iterator[tuple[int, Edge]]:
    """The outermost lines of a page that may come back: their places, and what they say."""
    order = _by_height(lines)
    for at, inner in _outermost(order):
        line = lines[at]
        if _may_run(line, lines[inner], body):
            yield at, _edge(line, at == order[0])


def _may_be_text(
    pages: list[list[Line]], place: tuple[int, int], body: float
) -> bool:
    """Whether a line is as large as the text, and a title or the head of a table."""
    page, at = place
    line = pages[page][at]
    in_text_size = line.y is None or line.size >= SMALL_PRINT * body
    return in_text_size and (page == 0 or len(line.text) > MOST_HEAD)


def _outermost(order: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last line of a page, each with the line beside it."""
    if len(order) < 2:
        return []
    return [(order[0], order[1]), (order[-1], order[-2])]


def _may_run(line: Line, inner: Line, body: float) -> bool:
    """Whether a line may be a running head: not if it is set like the text, and close to it."""
    if line.y is None or inner.y is None:
        return True
    is_text = SMALL_PRINT * body <= line.size <= LARGE_PRINT * body
    return not is_text or abs(line.y - inner.y) > APART * line.size


def _edge(line: Line, is_top: bool) -> Edge:
    text = NUMBER_AT_END_RE.sub("", line.text)
    height = 0 if line.y is None else round(line.y / SAME_HEIGHT)
    return Edge("".join(text.split()), is_top, height)


# --- notes ----------------------------------------------------------------------------------------


def _take_notes(
    pages: list[list[Line]], body: float
) -> tuple[list[str], list[int]]:
    """Take the notes at the foot of pages out; return them, and the numbers of the pages."""
    notes: list[str] = []
    noted = []
    for page, lines in enumerate(pages):
        first = _first_note(lines, body)
        if first is None:
            continue
        numbers = _by_height(lines)
        from_first = numbers.index(first)
        block = sorted(numbers[from_first:])
        found = [lines[at] for at in block]
        notes.extend(_join_notes(found))
        noted.append(page + 1)
        for at in reversed(block):
            del lines[at]
    return notes, noted


def _first_note(lines: Sequence[Line], body: float) -> int | None:
    """Return the number of the line with which the notes of a page begin, or None.

    Notes are in small print; or else they stand apart from the text above, which their mark is in.
    """
    if any(line.y is None for line in lines):
        return None
    first = None
    upwards = _by_height(lines)[::-1]
    for number, number_above in pairwise(upwards):
        line = lines[number]
        above = lines[number_above]
        small = line.size < SMALL_PRINT * body
        if NOTE_RE.match(line.text) and (
            small or _is_called(line, above, lines)
        ):
            first = number
        elif not small:
            break
    return first


def _is_called(line: Line, above: Line, lines: Sequence[Line]) -> bool:
    """Whether a line stands apart, and begins with a mark that is in the text above it."""
    sign = SIGN_RE.match(line.text)
    if sign is None or above.y - line.y < FAR * line.size:
        return False
    higher = (other.text for other in lines if other.y > line.y)
    return any(
        sign[0] in text and not text.startswith(sign[0]) for text in higher
    )


def _join_notes(lines: Sequence[Line]) -> list[str]:
    notes: list[str] = []
    for line in lines:
        if notes and not NOTE_RE.match(line.text):
            notes[-1] += line.text
        else:
            notes.append(line.text)
    return notes


# --- rows -----------------------------------------------------------------------------------------


def _join_rows(lines: Sequence[Line]) -> list[Line]:
    """Put the pieces of one row into one line, and the rows of two columns into their order.

    Programs draw each cell of a table by itself, and a raised mark apart from its line. Cells are
    divided by tabs. Rows of two long pieces are two columns of text, drawn row by row.
    """
    if any(line.x is None or line.y is None for line in lines):
        return list(lines)
    rows: list[list[Line]] = []
    upright = _join_upright(lines)
    for line in (line.measured(NARROW[0]) for line in upright):
        if rows and _is_beside(line, rows[-1][-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    joined: list[Line] = []
    for is_column, group in groupby(rows, key=_are_columns):
        block = list(group)
        if is_column and len(block) >= LEAST_ROWS:
            joined.extend(row[0] for row in block)
            joined.extend(row[1] for row in block)
        else:
            joined.extend(map(_joined_row, block))
    return joined


def _join_upright(lines: Sequence[Line]) -> list[Line]:
    """Put characters that stand under each other into one line: text from top to bottom."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and _is_under(line, runs[-1][-1]):
            runs[-1].append(line)
        else:
            runs.append([line])
    joined: list[Line] = []
    for run in runs:
        joined += _joined_upright(run)
    return joined


def _joined_upright(run: list[Line]) -> list[Line]:
    """Characters under each other as one line, if they are enough to be text."""
    if len(run) < LEAST_UPRIGHT:
        return run
    text = "".join(line.text for line in run)
    return [run[0]._replace(text=text)]


def _is_under(line: Line, before: Line) -> bool:
    """Whether a single wide character stands close under another."""
    for one in (line, before):
        if len(one.text) != 1 or unicodedata.east_asian_width(one.text) != "W":
            return False
    down = before.y - line.y
    is_below = abs(line.x - before.x) < 0.5 * before.size
    return is_below and 0 < down <= MOST_DOWN * before.size


def _is_beside(line: Line, before: Line) -> bool:
    """Whether a piece goes on to the right of the one before, in the same row."""
    size = max(line.size, before.size)
    if line.x < before.right() - 0.5 * size:
        return False
    return abs(line.y - before.y) < SAME_ROW * size


def _are_columns(row: Sequence[Line]) -> bool:
    return len(row) == 2 and all(
        piece.width >= LEAST_COLUMN * 0.8 for piece in row
    )


def _joined_row(row: Sequence[Line]) -> Line:
    text = row[0].text
    for before, piece in pairwise(row):
        gap = piece.x - before.right()
        size = max(before.size, piece.size)
        text += ("\t" if gap > CELL_GAP * size else "") + piece.text
    return row[0]._replace(text=text)


# --- paragraphs -----------------------------------------------------------------------------------


class Column(NamedTuple):
    """A column of a page: its number from the left, and its edges in points."""

    number: int
    left: float
    right: float


def _join(pages: Sequence[Sequence[Line]]) -> tuple[str, int]:
    """Join the lines of all pages to paragraphs; return the text and how many were joined."""
    placed = []
    for page in pages:
        columns = _columns(page)
        placed.extend(zip(page, columns, [page] * len(page)))
    parts: list[str] = []
    joined = 0
    begins = True  # the line before ended its paragraph
    for number, (line, column, page) in enumerate(placed):
        parts.append(line.text)
        goes_on = False
        if number + 1 < len(placed):
            following, next_column, next_page = placed[number + 1]
            goes_on = _is_full(line, column, begins) and _follows(
                line, column, following, next_column, page is next_page
            )
        if goes_on:
            joined += 1
            below = placed[number + 1][0].text
            if _is_divided(line.text, below):
                parts[-1] = line.text[:-1]
            elif _needs_blank(line.text, below):
                parts.append(" ")
        else:
            parts.append("\n")
        begins = not goes_on
    return "".join(parts).strip("\n"), joined


def _measure(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines with their widths.

    In most fonts a figure is half as wide as a Chinese character, in some as wide. Whichever brings
    more lines to the edges of their columns is true of the document.
    """
    measures = []
    for narrow in NARROW:
        measured = [[line.measured(narrow) for line in page] for page in pages]
        measures.append((_at_edges(measured), measured))
    return max(measures, key=lambda measure: measure[0])[1]


def _at_edges(pages: Sequence[Sequence[Line]]) -> int:
    """Return how many lines end at the right edge of their column."""
    return sum(
        abs(column.right - line.right())
        < (0.5 if line.x is None else line.size / 2)
        for page in pages
        for line, column in zip(page, _columns(page))
    )


def _needs_blank(text: str, following: str) -> bool:
    """Whether a blank stands between two words of a language that has blanks."""
    last, first = text[-1], following[:1]
    if not (last.isascii() and first.isascii()):
        return False
    ends_word = last.isalnum() or last in ",;:.)"
    return last.isalpha() or (ends_word and first.isalpha())


def _is_divided(text: str, following: str) -> bool:
    """Whether a word is divided at the end of a line: infor-mation, but not E-Government."""
    return bool(DIVIDED_RE.search(text)) and following[:1].islower()


def _columns(lines: Sequence[Line]) -> list[Column]:
    """Return the column of each line of a page."""
    if any(line.x is None for line in lines):
        edge = _edge_of([line.right() for line in lines], 1.0)
        return [Column(0, 0.0, edge)] * len(lines)
    if not lines:
        return []
    size = median(line.size for line in lines)
    lefts = _lefts(lines, size)
    numbers = [bisect_right(lefts, line.x) - 1 for line in lines]
    rights: dict[int, list[float]] = defaultdict(list)
    for line, number in zip(lines, numbers):
        rights[number].append(line.right())
    columns = {
        number: Column(number, lefts[number], _edge_of(ends, size))
        for number, ends in rights.items()
    }
    return [columns[number] for number in numbers]


def _lefts(lines: Sequence[Line], size: float) -> list[float]:
    """Where columns begin: left edges of lines that lie far from the one before, from the left."""
    starts = sorted({line.x for line in lines})
    lefts = [starts[0]]
    for before, start in pairwise(starts):
        if start - before > COLUMN_GAP * size:
            lefts.append(start)
    return lefts


def _edge_of(rights: Sequence[float], size: float) -> float:
    """Return the right edge of a column: the farthest at which several lines end.

    One line alone may be a wide table or a heading over all columns.
    """
    ends = sorted(rights)
    wanted = max(2, len(ends) // 10)
    for at in range(len(ends) - 1, -1, -1):
        near = at + 1 - bisect_left(ends, ends[at] - SHORTER * size)
        if near >= wanted:
            return ends[at]
    return ends[-1] if ends else 0.0


def _is_full(line: Line, column: Column, begins: bool) -> bool:
    """Whether a line reaches the right edge of its column, and ends no sentence."""
    ends = SENTENCE_END_RE.search(line.text) or LEADER_RE.search(line.text)
    is_row = "\t" in line.text
    if ends or is_row or ONLY_FIGURES_RE.fullmatch(line.text):
        return False
    if line.x is None:
        indent = INDENT if begins else 0
        full_width = column.right - SHORTER - indent
        return column.right > SHORTER and line.width >= full_width
    column_width = column.right - column.left
    if column_width < LEAST_COLUMN * line.size:
        return False
    full_right = column.right - SHORTER * line.size
    return line.right() >= full_right


def _follows(
    line: Line,
    column: Column,
    following: Line,
    next_column: Column,
    same_page: bool,
) -> bool:
    """Whether the next line is where the eye goes on: below, in the next column or page."""
    if "\t" in following.text or ONLY_FIGURES_RE.fullmatch(following.text):
        return False
    if line.x is None or following.x is None:
        return True
    if abs(line.size - following.size) > SAME_SIZE * line.size:
        return False
    if not same_page:
        return next_column.number == 0
    down = line.y - following.y
    if next_column.number == column.number:
        return 0 < down <= FAR * line.size
    return next_column.number == column.number + 1 and down < 0
