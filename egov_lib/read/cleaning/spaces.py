"""White space that is layout: indents, trailing blanks, carriage returns, empty lines.

Invisible characters (zero-width spaces, soft hyphens) go with it.
"""

from __future__ import annotations

import re

from egov_lib.read.cleaning.patterns import (
    CHINESE,
    Case,
    find_matches,
    one_of,
    replace_match,
)
from egov_lib.read.edit_log import Change, apply_changes

SPACES = (
    Case(
        "invisible",  # zero-width spaces and joiners, soft hyphens
        rf"\A\ufeff|(?<=[{CHINESE}])[\u200b\u200c\u200d\u2060\ufeff\u00ad]+",
        "",
        "invisible",
        ("电\u200b子", "电子"),
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
        r"^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$",
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
        rf"(?<=[，。、；：])[ \u00a0]+(?=[{CHINESE}])",
        "",
        "after",
        ("电子， 政务", "电子，政务"),
    ),
)
SPACE_OF = {case.name: case for case in SPACES}
SPACE_RE = one_of(SPACES, re.MULTILINE)


def find_spaces(text: str) -> list[Change]:
    """Find indents, trailing and invisible characters, carriage returns, rows of empty lines.

    >>> [(change.before, change.note) for change in find_spaces("　　电子\\r\\n政务 ")]
    [('\\u3000\\u3000', 'edges'), ('\\r\\n', 'returns'), (' ', 'edges')]
    """
    changes = []
    for match in find_matches(SPACE_RE, r"[\s\u200b-\u200d\u2060\ufeff\u00ad]", text):
        space = SPACE_OF[match.lastgroup]
        changes.append(replace_match(match, space.after, space.note))
    return changes


def tidy_spaces(text: str) -> str:
    """Take out the white space that `find_spaces` lists.

    >>> tidy_spaces("　　电子\\r\\n政务 ")
    '电子\\n政务'
    """
    return apply_changes(text, find_spaces(text)).text
