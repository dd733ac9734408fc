"""Punctuation flattened: a copy in which ， 、 ； ： 。 and % all became a full stop of ASCII.

Which mark a pause was can't be known from the text alone. It becomes ， and at the end of a line
。; an editor decides the rest. A number up to 100 without a measure word was a percentage. Texts
that kept their own marks are not touched.
"""

from __future__ import annotations

import re

from egov_lib.read.characters import HAN
from egov_lib.read.cleaning.patterns import Case, find_matches, one_of
from egov_lib.read.edit_log import Change, apply_changes

# The dot comes first, because a search is fastest for a character.
FLAT_DOT_RE = re.compile(
    rf"\.(?<=[{HAN}'\"”’)）]\.)(?=[{HAN}\d'\"“‘(（]|\s|$)"  # after words
    rf"|\.(?<=\d\.)(?=[{HAN}])"  # after a number
)
MARKS = "，。、；：,;:"
LEAST_FLAT_DOTS = 3
DOTS_A_MARK = 4  # so many flat dots for each mark that the text kept: fewer are slips of the pen
NUMERAL = "一二三四五六七八九十"

PAUSES = (
    Case(
        "percent",
        # a number after a word, or after a dot if "or more", "or less", "about", "of" follows
        rf"(?<!\d)(?:(?<=[{HAN}])|(?<=[{HAN}]\.)(?=\d+\.(?:以[上下内]|左右|的)))"
        rf"(?:100|\d{{1,2}})\.(?=[{HAN}.])",
        "%",
        "a percentage sign was lost",
        ("项目50.以上", "项目50%以上"),  # 50 % and more of the items
    ),
    Case(
        "ordinal",
        rf"(?:(?<=[.\n])|\A)[{NUMERAL}]{{1,3}}\.(?=[{HAN}])",
        "、",
        "after an ordinal",
        ("二.围绕", "二、围绕"),  # second, around
    ),
    Case(
        "stop",
        r"\.(?=\s*(?:\n|\Z))",
        "。",
        "a pause at the end of a line",
        ("要统筹.", "要统筹。"),  # must be coordinated
    ),
    Case(
        "pause",  # but never a point between two digits
        rf"(?<=[{HAN}'\"”’)）])\.(?=[{HAN}\d'\"“‘(（《])|(?<=\d)\.(?=[{HAN}'\"“‘(（《])",
        "，",
        "a pause of unknown kind",
        ("统筹.协调", "统筹，协调"),  # plan, coordinate
    ),
)
PAUSE_OF = {case.name: case for case in PAUSES}
PAUSE_RE = one_of(PAUSES)
# A digit begins a case only with a dot behind it or behind the next two.
FIRST_OF_PAUSE = rf"[.\d{NUMERAL}](?:(?<=\.)|(?=[\d{NUMERAL}]{{0,2}}\.))"


def find_flattened(text: str) -> list[Change]:
    """Find the marks to restore in a text whose punctuation was all flattened to `.`

    >>> found = find_flattened("要统筹.协调.项目50.以上在线.增长2.5倍.")
    >>> [change.after for change in found]
    ['，', '，', '%', '，', '。']
    """
    if not _is_flattened(text):
        return []
    found = find_matches(PAUSE_RE, FIRST_OF_PAUSE, text)
    return [_restore(match) for match in found]


def _restore(match: re.Match) -> Change:
    """Return the change of the dot, the last character of *match*, to the mark that it was."""
    dot = match.end() - 1
    pause = PAUSE_OF[match.lastgroup]
    return Change(dot, dot + 1, ".", pause.after, pause.note)


def _is_flattened(text: str) -> bool:
    most = text.count(".")
    if most < LEAST_FLAT_DOTS:
        return False  # most texts: the marks need not be counted
    marks = sum(map(text.count, MARKS))
    usual = DOTS_A_MARK * marks
    if most <= usual:
        return False  # however many of the dots are flat
    dots = len(FLAT_DOT_RE.findall(text))
    are_many = dots >= LEAST_FLAT_DOTS
    return are_many and dots > usual


def drop_flattening(text: str) -> str:
    """Put the marks that `find_flattened` lists for the dots.

    >>> # plan, coordinate; 50 % and more of the items online; a growth of 2.5 times
    >>> drop_flattening("要统筹.协调.项目50.以上在线.增长2.5倍.")
    '要统筹，协调，项目50%以上在线，增长2.5倍。'
    """
    return apply_changes(text, find_flattened(text)).text
