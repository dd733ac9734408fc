"""White space that is layout: indents, trailing blanks, carriage returns, empty lines.

A page break, a vertical tab and Unicode's own line separators end a line, but no program looks for
them there: they become line ends. Blanks between all characters of a line are made by OCR, or by a
typist who spread a title; they go, because no search sees through them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from egov_lib.read.characters import HAN
from egov_lib.read.cleaning.patterns import (
    CHINESE,
    Case,
    find_matches,
    one_of,
    replace_match,
)
from egov_lib.read.edit_log import Change, apply_changes
from egov_lib.seen import codes_of, contains_any

BLANK = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACES = (
    Case(
        "mark",  # of the byte order, at the very beginning
        r"\A\ufeff",
        "",
        "mark",
        ("\ufeff电子", "电子"),
    ),
    Case(
        "returns",  # the line ends of other systems
        r"\r\n?",
        "\n",
        "returns",
        ("电\r\n子", "电\n子"),
    ),
    Case(
        "edges",  # indents and trailing blanks
        rf"^[{BLANK}]+|[{BLANK}]+$",
        "",
        "edges",
        ("　　电子 ", "电子"),
    ),
    Case(
        "lines",  # more than one empty line, and empty lines at either end
        r"(?<=\n\n)\n+|\A\n+|(?<=\n)\n+\Z",
        "",
        "lines",
        ("电\n\n\n\n子", "电\n\n子"),
    ),
    Case(
        "after",  # a blank after a wide mark
        rf"(?<=[，。、；：])[ \u00a0\u2000-\u200a\u202f\u205f]+(?=[{CHINESE}])",
        "",
        "after",
        ("电子， 政务", "电子，政务"),
    ),
)
SPACE_OF = {case.name: case for case in SPACES}
SPACE_RE = one_of(SPACES, re.MULTILINE)
# Where a match can begin: a run of blanks as a whole, so that a long one is looked at once.
FIRST_SPACE = rf"[{BLANK}]+|[\r\ufeff]"
FIRST_SPACE_OR_LINE = rf"{FIRST_SPACE}|\n"
has_blank = contains_any(codes_of(rf"[{BLANK}\r\ufeff]"))


def find_spaces(text: str) -> list[Change]:
    """Find indents, trailing blanks, carriage returns, rows of empty lines.

    >>> [(change.before, change.note) for change in find_spaces("　　电子\\r\\n政务 ")]
    [('\\u3000\\u3000', 'edges'), ('\\r\\n', 'returns'), (' ', 'edges')]
    """
    first = FIRST_SPACE
    if _has_empty_lines(text):
        first = FIRST_SPACE_OR_LINE
    elif not has_blank(text):
        return []
    changes = []
    for match in find_matches(SPACE_RE, first, text):
        space = SPACE_OF[match.lastgroup]
        changes.append(replace_match(match, space.after, space.note))
    return changes


def _has_empty_lines(text: str) -> bool:
    """Whether *text* has more than one empty line in a row, or one at either end."""
    return "\n\n\n" in text or text.startswith("\n") or text.endswith("\n\n")


def tidy_spaces(text: str) -> str:
    """Take out the white space that `find_spaces` lists.

    >>> tidy_spaces("　　电子\\r\\n政务 ")
    '电子\\n政务'
    """
    return apply_changes(text, find_spaces(text)).text


# --- line ends ------------------------------------------------------------------------------------

# Form feed, vertical tab, Unicode's line and paragraph separators. U+0085 ends a line too, but in
# Latin texts it is what is left of an ellipsis: it counts after Chinese only.
NEXT_LINE = f"(?<=[{HAN}，。；：！？、）”])\x85"
LINE_ENDS = (
    Case(
        "beside",  # a line end: nothing to add
        r"(?<=\n)[\x0b\x0c\u2028\u2029]+|[\x0b\x0c\u2028\u2029]+(?=[\r\n]|\Z)",
        "",
        "beside a line end",
        ("电子\n\f政务", "电子\n政务"),
    ),
    Case(
        "alone",
        rf"[\x0b\x0c\u2028\u2029]+|{NEXT_LINE}",
        "\n",
        "ends a line",
        ("电子\u2028政务", "电子\n政务"),
    ),
)
LINE_END_OF = {case.name: case for case in LINE_ENDS}
LINE_END_RE = one_of(LINE_ENDS)
has_line_end = contains_any(map(ord, "\x0b\x0c\u2028\u2029\x85"))


def find_line_ends(text: str) -> list[Change]:
    """Find form feeds, vertical tabs and separators of Unicode, which end a line unseen.

    >>> [change.after for change in find_line_ends("一、总则\u2028第一条")]
    ['\\n']
    """
    if not has_line_end(text):
        return []
    changes = []
    for match in find_matches(
        LINE_END_RE, r"[\x0b\x0c\u2028\u2029\x85]", text
    ):
        end = LINE_END_OF[match.lastgroup]
        changes.append(replace_match(match, end.after, end.note))
    return changes


def mend_line_ends(text: str) -> str:
    """Put line ends at the places that `find_line_ends` lists.

    >>> mend_line_ends("一、总则\u2028第一条")  # general rules; article 1
    '一、总则\\n第一条'
    """
    return apply_changes(text, find_line_ends(text)).text


# --- blanks between characters --------------------------------------------------------------------

# Characters of a line with blanks between them; 科 技 部 is a signature
LEAST_SPREAD = 5
MOST_WORDS = 0.2  # share of pieces of a line that are more than a character
# Chinese figures, weekdays and stems in a row are the head of a table.
LISTED = frozenset("一二三四五六七八九十〇零日甲乙丙丁戊己庚辛壬癸是否有无")
GAP_RE = re.compile(rf"(?<=[^{BLANK}\n])[{BLANK}](?=[^{BLANK}\n])")
# Written out, because a search is faster for a pattern that begins with a class.
SPREAD_RE = re.compile(rf"[{BLANK}]" + rf"[^{BLANK}\n][{BLANK}]" * 3)
FIGURES = frozenset("0123456789.%")
WIDE_MARK_RE = re.compile(f"[{CHINESE}，；：！？]")


def find_gaps(text: str) -> list[Change]:
    """Find single blanks between the characters of a line that is spread as a whole.

    Two blanks and more are a gap that somebody meant.

    >>> len(find_gaps("电 子 政 务 建 设")), len(find_gaps("科 技 部"))
    (5, 0)
    """
    if not has_blank(text) or not SPREAD_RE.search(text):
        return []
    changes = []
    start = 0
    for line in text.split("\n"):
        if _is_spread(line):
            changes += _gaps_of(text, start, start + len(line))
        start += len(line) + 1
    return changes


def _is_spread(line: str) -> bool:
    """Whether the pieces of a line between blanks are nearly all single characters, and words."""
    pieces = line.split()
    single = [piece for piece in pieces if len(piece) == 1]
    han = set("".join(single)) - LISTED
    chinese = [piece for piece in han if WIDE_MARK_RE.match(piece)]
    if len(single) < LEAST_SPREAD or len(chinese) < LEAST_SPREAD - 2:
        return False
    return len(pieces) - len(single) <= MOST_WORDS * len(pieces)


def _gaps_of(text: str, start: int, end: int) -> Iterator[Change]:
    """Go through the blanks of a spread line that are between two characters of one text."""
    for match in GAP_RE.finditer(text, start, end):
        before, after = text[match.start() - 1], text[match.end()]
        if _are_of_one_text(before, after):
            yield replace_match(match, "", "between the characters of a line")


def _are_of_one_text(before: str, after: str) -> bool:
    """Whether a blank between these two characters is no more than spread."""
    is_at_mark = WIDE_MARK_RE.match(before) or WIDE_MARK_RE.match(after)
    return bool(is_at_mark) or _are_figures(before, after)


def _are_figures(before: str, after: str) -> bool:
    return before in FIGURES and after in FIGURES


def close_gaps(text: str) -> str:
    """Take out the blanks that `find_gaps` lists.

    >>> close_gaps("2 0 0 6 年 电 子 政 务 建 设")  # building e-government in 2006
    '2006年电子政务建设'
    """
    return apply_changes(text, find_gaps(text)).text
