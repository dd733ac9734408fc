"""Marks of the wrong form beside Chinese text: straight quotes, broken dashes, widths.

Chinese text has “ ” for quotes, —— for a dash and ， ； ： ！ ？ a character wide; letters, digits,
% and + are narrow. Parentheses stay as they are: they enclose Latin as often as Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from egov_lib.read.characters import HAN, HAN_RE
from egov_lib.read.cleaning.patterns import (
    CHINESE,
    Case,
    find_matches,
    one_of,
    replace_match,
)
from egov_lib.read.edit_log import Change, apply_changes
from egov_lib.seen import codes_of, contains_any

# --- straight quotes ------------------------------------------------------------------------------

QUOTE_RE = re.compile(
    r"""(?<![A-Za-z0-9])(['"])([^'"\n]{1,200})\1(?![A-Za-z])"""
)


def find_straight_quotes(text: str) -> list[Change]:
    """Find straight quotes at Chinese, in pairs on one line, to be made “ and ”; apostrophes stay.

    >>> # during the Tenth Five-Year Plan
    >>> [change.after for change in find_straight_quotes("'十五'期间")]
    ['“', '”']
    """
    if "'" not in text and '"' not in text:
        return []
    changes = []
    for match in find_matches(QUOTE_RE, """['"]""", text):
        start, end = match.span()
        before = max(start - 1, 0)
        with_neighbours = text[before : end + 1]
        if HAN_RE.search(with_neighbours):
            changes += _curl(match)
    return changes


def _curl(match: re.Match) -> Iterator[Change]:
    """Go through the two changes that a pair of quotes needs."""
    start = match.start()
    last = match.end() - 1
    yield Change(start, start + 1, match[1], "“", "straight quote")
    yield Change(last, last + 1, match[1], "”", "straight quote")


def curl_quotes(text: str) -> str:
    """Curl the quotes that `find_straight_quotes` lists.

    >>> curl_quotes("'十五'期间, it's")
    "“十五”期间, it's"
    """
    return apply_changes(text, find_straight_quotes(text)).text


# --- dashes ---------------------------------------------------------------------------------------

DASHES = (
    Case(
        "lost",  # between two years
        r"(?<=\d年)\?(?=\d{4}年)|(?<=\d{4})\?(?=\d{4}年)",
        "—",
        "a dash lost from a GBK page",
        ("2006年?2020年", "2006年—2020年"),
    ),
    Case(
        "long",  # at Chinese text, or at the beginning or end of a line
        rf"(?:(?<=[{HAN}“”》])|^)(?:-{{2,}}|―+|─+|－{{2,}})(?=[{HAN}“”《\n]|$)",
        "——",
        "typed for ——",
        ("建设--全国", "建设——全国"),  # construction: the nation's
    ),
)
DASH_OF = {case.name: case for case in DASHES}
DASH_RE = one_of(DASHES, re.MULTILINE)
FIRST_OF_DASH = "[?―─－-]"
has_dash = contains_any(codes_of(FIRST_OF_DASH))


def find_broken_dashes(text: str) -> list[Change]:
    """Find dashes between years that were lost as `?`, and dashes typed as hyphens or bars.

    >>> [change.after for change in find_broken_dashes("2006年?2020年，建设--全国")]
    ['—', '——']
    """
    if not has_dash(text):
        return []
    changes = []
    for match in find_matches(DASH_RE, FIRST_OF_DASH, text):
        dash = DASH_OF[match.lastgroup]
        changes.append(replace_match(match, dash.after, dash.note))
    return changes


def mend_dashes(text: str) -> str:
    """Put dashes at the places that `find_broken_dashes` lists.

    >>> mend_dashes("2006年?2020年")
    '2006年—2020年'
    """
    return apply_changes(text, find_broken_dashes(text)).text


# --- widths ---------------------------------------------------------------------------------------

ASCII_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))  # ！ to ～
ASCII_NARROW = "".join(map(chr, range(33, 127)))
OTHER_WIDTH = str.maketrans(",;:!?" + ASCII_WIDE, "，；：！？" + ASCII_NARROW)

WIDTHS = (
    Case(
        "mark",
        rf"(?<=[{CHINESE}])[,;:](?!/)"  # but not the colon of http://
        rf"|(?<=[{CHINESE}])[!?](?=[\s”’》）]|$)"
        rf"|(?<=[0-9A-Za-z%)])[,;](?=[{CHINESE}])",
        None,
        "width",
        ("规划,建设", "规划，建设"),  # planning, construction
    ),
    Case(
        "letters",  # and digits, ％ ＋ ．
        r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0e]+",
        None,
        "width",
        ("ＧＤＰ２％", "GDP2%"),
    ),
)
WIDTH_RE = one_of(WIDTHS, re.MULTILINE)
FIRST_OF_WIDTH = "[,;:!?０-９Ａ-Ｚａ-ｚ％＋．]"
has_other_width = contains_any(codes_of(FIRST_OF_WIDTH))


def find_widths(text: str) -> list[Change]:
    """Find narrow , ; : ! ? beside Chinese, and wide letters, digits, ％ ＋ and ．

    >>> [(change.before, change.after) for change in find_widths("规划,ＧＤＰ")]
    [(',', '，'), ('ＧＤＰ', 'GDP')]
    """
    if not has_other_width(text):
        return []
    changes = []
    for match in find_matches(WIDTH_RE, FIRST_OF_WIDTH, text):
        changes.append(
            replace_match(match, match[0].translate(OTHER_WIDTH), "width")
        )
    return changes


def fix_widths(text: str) -> str:
    """Give the characters that `find_widths` lists their other width.

    >>> fix_widths("规划,ＧＤＰ")
    '规划，GDP'
    """
    return apply_changes(text, find_widths(text)).text
