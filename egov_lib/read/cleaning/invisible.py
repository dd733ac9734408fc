"""Characters that can't be seen: they split words, so that no search finds 电[U+200B]子.

Zero-width blanks and joiners, direction marks, the selectors of a glyph's variant, control
characters: at Chinese text none of them shows anything, so they go. Other scripts need some of
them, and there they stay: joiners in Arabic, in Indian scripts and in emoji, zero-width blanks
between words of Thai, direction marks in a line with Hebrew or Arabic, soft hyphens in Latin words.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from egov_lib.read.characters import HAN
from egov_lib.read.cleaning.patterns import replace_match
from egov_lib.read.edit_log import Change, apply_changes
from egov_lib.seen import (
    DIRECTIONS,
    INVISIBLE_RE,
    JOINERS,
    SELECTORS,
    shows_nothing,
)

DIRECTIONS_RE = re.compile(f"[{DIRECTIONS}]")
JOINERS_RE = re.compile(f"[{JOINERS}]+")
SELECTORS_RE = re.compile(f"[{SELECTORS}]")
RIGHT_TO_LEFT_RE = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Scripts that are written with joiners or zero-width blanks, and emoji, which are joined by them.
NEEDING_RE = re.compile(
    "[\u0600-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
    "|[\u20e3\u2600-\u27bf\U0001f000-\U0001faff]"
)
HAN_OR_KANA_RE = re.compile(f"[{HAN}\u3040-\u30ff]")
BYTE_ORDER_MARK = "\ufeff"


def find_invisible(text: str) -> list[Change]:
    """Find characters that show nothing, where no other script needs them.

    >>> [(change.start, change.before) for change in find_invisible("到2010\\u200b年底")]
    [(5, '\\u200b')]
    """
    if not shows_nothing(text):
        return []
    runs = INVISIBLE_RE.finditer(text)
    right_to_left = (
        _lines_right_to_left(text) if DIRECTIONS_RE.search(text) else []
    )
    return [
        replace_match(run, "", "shows nothing")
        for run in runs
        if not _is_needed(run, text)
        and not _is_direction_in(run, right_to_left)
    ]


def _is_needed(run: re.Match, text: str) -> bool:
    """Whether what is beside a run needs it."""
    start, end = run.span()
    signs = run[0]
    before = text[start - 1 : start] if start else ""
    after = text[end : end + 1]
    if start == 0 and signs == BYTE_ORDER_MARK:
        # The sign of an encoding, no damage: `tidy_spaces` takes it
        return True
    if NEEDING_RE.match(before) or NEEDING_RE.match(after):
        return True
    if SELECTORS_RE.search(signs):
        return not HAN_OR_KANA_RE.match(before)
    if JOINERS_RE.fullmatch(signs):
        return _is_foreign_letter(before) and _is_foreign_letter(after)
    return False


def _is_foreign_letter(character: str) -> bool:
    return character.isalpha() and not HAN_OR_KANA_RE.match(character)


def _lines_right_to_left(text: str) -> list[tuple[int, int]]:
    """Return where lines with Hebrew or Arabic begin and end."""
    if not RIGHT_TO_LEFT_RE.search(text):
        return []
    spans = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if RIGHT_TO_LEFT_RE.search(line):
            spans.append((start, end))
        start = end + 1
    return spans


def _is_direction_in(run: re.Match, spans: list[tuple[int, int]]) -> bool:
    """Whether *run* holds a direction mark and is in one of the lines at *spans*."""
    if not spans or not DIRECTIONS_RE.search(run[0]):
        return False
    number = bisect_right(spans, (run.start(), len(run.string))) - 1
    return number >= 0 and run.start() <= spans[number][1]


def drop_invisible(text: str) -> str:
    """Take out the characters that `find_invisible` lists.

    >>> drop_invisible("电\\u200e子政\\u202a务\\u202c")  # e-government, with direction marks
    '电子政务'
    """
    return apply_changes(text, find_invisible(text)).text
