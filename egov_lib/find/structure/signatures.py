"""The signature of a document: who signed, when, and what comes after.

A signature is a date on a line of its own, with the names of bodies on that line or on
those above. Of a cover, which forwards another document, it comes in the middle of the
text, and the other document follows.

A signature without a date is not found.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from egov_lib.find.numerals import SIGNED_RE
from egov_lib.find.structure.kinds import (
    forwards,
    is_day,
    is_furniture,
    is_note,
    names_signers,
)
from egov_lib.find.structure.lines import Line

MOST_NAMES = 30  # lines above the date
# Lines above the date that may say that a document is forwarded
COVER_LINES = 3
LINES_AFTER = 11  # in which the title of the forwarded document is looked for
FURNITURE_CHARS = 20  # of a line, in which it is looked for


class Signature(NamedTuple):
    """Who signed, on lines of their own; the date; the first lines that come after it.

    names, date: empty where there is none
    after: empty unless the document is a cover
    """

    names: list[Line]
    date: list[Line]
    after: list[Line]


def find_signature(
    lines: list[Line], body: int, title: list[Line]
) -> Signature:
    """Find who signed and when, and what follows.

    The date is the first one on a line of its own after the text has begun, else the first
    above it.

    Parameters
    ----------
    lines: all lines of the document.
    body: the line with which the text begins, an index into *lines*.
    title: the lines of the title, which are none of the signature.
    """
    dated = _find_date(lines, body)
    if dated is None:
        return Signature([], [], [])
    line = lines[dated]
    day_start, day_end = _day_span(line)
    date = line.part(day_start, day_end)
    names = _names_beside(line)
    if not names:
        names = _names_above(lines, dated, title)
    above = _above(lines, dated)
    is_forwarded = _forward(title) or _forward(above)
    after = []
    if names or is_forwarded:
        after = _lines_after(lines, dated)
    return Signature(names, [date], after)


def _day_span(line: Line) -> tuple[int, int]:
    """Where in its line the date starts and ends."""
    signed = SIGNED_RE.fullmatch(line.text)
    if signed is None:  # every character has a blank behind it
        return 0, len(line.text)
    return signed.span("day")


def _names_beside(line: Line) -> list[Line]:
    """The names that are on the line of the date, before it."""
    day_start, _ = _day_span(line)
    names = line.text[:day_start].strip(" \u3000\xa0（")
    return [Line(line.start, line.start + len(names), names)] if names else []


def _find_date(lines: list[Line], body: int) -> int | None:
    for at in itertools.chain(range(body, len(lines)), range(body)):
        if is_day(lines[at].text):
            return at
    return None


def _names_above(
    lines: list[Line], dated: int, title: list[Line]
) -> list[Line]:
    """The lines right above the date that name bodies, but not those of the title."""
    first = dated
    while first > max(dated - MOST_NAMES, 0):
        line = lines[first - 1]
        if line in title or not names_signers(line.text):
            break
        first -= 1
    return lines[first:dated]


def _above(lines: list[Line], dated: int) -> list[Line]:
    """The lines right above the date, in which a cover says what it is."""
    return lines[max(dated - COVER_LINES, 0) : dated]


def _forward(lines: list[Line]) -> bool:
    """Whether any of these lines says that a document is forwarded."""
    return any(forwards(line.text) for line in lines)


def _lines_after(lines: list[Line], dated: int) -> list[Line]:
    """The lines after the date, without those between cover and forwarded document."""
    after = []
    for line in lines[dated + 1 : dated + 1 + LINES_AFTER]:
        between = is_note(line.text) or is_furniture(
            line.text[:FURNITURE_CHARS]
        )
        if not between:
            after.append(line)
    return after
