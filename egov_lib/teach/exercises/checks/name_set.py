"""Check a set of names, in any order and with any separator.

Case, script, width, blanks and dashes don't count, since people leave them out. A name must still
be the one that the tables write: "Yunnan" is not "yunnan-2006".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from egov_lib.read.cleaning import simplify
from egov_lib.teach.exercises.feedback import Attempt, Feedback
from egov_lib.teach.exercises.table import answer_to

BETWEEN_RE = re.compile(r"[,、;\n]|\s/\s|&|\band\b|[和与及]")
GLOSS_RE = re.compile(r"(?<=\w)\s*\([^()]*\)")  # 电子政务 (e-government)
BRACKETS_RE = re.compile(r"[\[\]{}()'\"“”]")
IGNORED_RE = re.compile(r"[\s_-]")
MOST_EXTRA = 3  # names that don't belong, of which a message tells


def check(attempt: Attempt) -> Feedback:
    """Compare a set of names with the answer; say how many were found, and which don't belong."""
    answer = answer_to(attempt.exercise["exercise_id"])
    right = {_plain(str(name)) for name in answer}
    given = read_names(attempt.value, right)
    if not given:
        return attempt.unclear("no_names", attempt.value)
    if given.keys() == right:
        return Feedback(True, "")
    found = right & given.keys()
    says = attempt.say("found", found=len(found), all=len(right))
    extra = [written for name, written in given.items() if name not in right]
    if extra:
        names = ", ".join(extra[:MOST_EXTRA])
        says += attempt.say("extra", names=names)
    return Feedback(False, says)


def read_names(value: object, known: Collection[str]) -> dict[str, str]:
    """Read the names in a text or a collection: as they are compared, and as they were given.

    Blanks divide names only where that gives one of the *known* ones: some names hold blanks.
    """
    names = {}
    for item in _items(value):
        for name in _divide(item.strip(" .。"), known):
            names[_plain(name)] = name
    return names


def _items(value: object) -> list[str]:
    """The items of a collection, or the parts of a text between commas and their like."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(item) for item in value]
    text = unicodedata.normalize("NFKC", str(value))
    text = GLOSS_RE.sub("", text)
    text = BRACKETS_RE.sub("", text)
    return BETWEEN_RE.split(text)


def _divide(item: str, known: Collection[str]) -> list[str]:
    words = item.split()
    if not words:
        return []
    is_known = _plain(item) in known
    holds_known = any(_plain(word) in known for word in words)
    return words if holds_known and not is_known else [item]


def _plain(name: str) -> str:
    """A name without what people change or leave out: case, script, width, blanks, dashes."""
    narrow = unicodedata.normalize("NFKC", name)
    return IGNORED_RE.sub("", simplify(narrow).casefold())
