"""What the rules share: patterns put together from named cases, and a fast search for them.

A rule that knows several cases lists them in a table, each with a name, a pattern and an example.
`one_of` joins the patterns to one expression with a group a case, so `match.lastgroup` names the
case that was met. Cases are tried in the order of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from egov_lib.read.characters import HAN
from egov_lib.read.edit_log import Change

# Chinese characters and the marks that are only written between them: what is beside these is
# Chinese text.
CHINESE = HAN + "“”‘’《》〈〉（）【】、。"


class Case(NamedTuple):
    """One case of a rule.

    name: a name for the group of the expression
    pattern: what the case looks like
    after: what to put in its place; None where the rule works it out
    note: the reason, for the log
    example: a text before and after the rule
    """

    name: str
    pattern: str
    after: str | None
    note: str
    example: tuple[str, str]


def one_of(cases: Iterable[Case], flags: int = 0) -> re.Pattern:
    """Compile the patterns of *cases* to one, with a group named after each case.

    >>> narrow = Case("narrow", "[0-9]", None, "", ("1", "1"))
    >>> wide = Case("wide", "[０-９]", None, "", ("１", "1"))
    >>> one_of([narrow, wide]).match("２").lastgroup
    'wide'
    """
    return re.compile(
        "|".join(f"(?P<{case.name}>{case.pattern})" for case in cases), flags
    )


def find_matches(
    pattern: re.Pattern, first: str, text: str
) -> Iterator[re.Match]:
    """Find what `pattern.finditer(text)` finds, but try only at characters of the class *first*.

    A search for single characters is several times as fast as trying a long pattern at every place.
    *first* must hold every character with which a match can begin.
    """
    end = 0
    for candidate in re.finditer(first, text):
        start = candidate.start()
        if start < end:
            continue
        match = pattern.match(text, start)
        if match:
            end = match.end()
            yield match


def replace_match(match: re.Match, after: str, note: str) -> Change:
    """Return the change that puts *after* in the place of what was matched."""
    start, end = match.span()
    return Change(start, end, match[0], after, note)
