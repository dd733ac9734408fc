"""Judge names and terms, one or several, in any order and with any separator.

A name has equivalents: its English and its Chinese, an id with or without its module. They come
with the specification. Case, script, width, blanks, dashes and articles don't count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from egov_lib.teach.exercises.judge.plain import pattern, plain, words
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    not_yet,
    right,
)

IGNORED = re.compile(r"[\s_'\"`.()\[\]{}-]")
MOST_SHOWN = 3  # names that a message repeats


def judge_names(
    spec: Mapping[str, Any], answer: object, simple: Mapping[str, str]
) -> Verdict:
    """Compare names with those of `accept`; say which are missing and which don't belong."""
    known = _known(spec["accept"], simple)
    given = read_names(answer, known, simple)
    if not given:
        return again("no_names")
    named = [known.get(key) for key in given]
    found = {name for name in named if name is not None}
    extra = [shown for key, shown in given.items() if key not in known]
    wanted = [accepted["name"] for accepted in spec["accept"]]
    if not extra and len(found) == len(wanted):
        in_order = [name for name in named if name is not None]
        if spec.get("order") and in_order != wanted:
            return not_yet("order")
        return right()
    mistake = _mistake(spec, found, given, simple)
    if mistake:
        return not_yet(mistake)
    counts = {"found": len(found), "all": len(wanted)}
    if extra:
        shown = ", ".join(extra[:MOST_SHOWN])
        return not_yet("extra", extra=shown, **counts)
    return not_yet("missing", **counts)


def _known(
    accept: list[Mapping[str, Any]], simple: Mapping[str, str]
) -> dict[str, str]:
    """The name that each way of writing stands for."""
    known = {}
    for accepted in accept:
        for written in [accepted["name"], *accepted.get("also", [])]:
            known[key_of(written, simple)] = accepted["name"]
    return known


def key_of(name: str, simple: Mapping[str, str]) -> str:
    """A name as it is compared.

    >>> key_of("the E-Government", {}), key_of("egov.cleaning.mend_dashes()", {})
    ('egovernment', 'menddashes')
    """
    shown = plain(name, simple)
    if re.fullmatch(
        r"[a-z_]+(\.[a-z_0-9]+)+(\(\))?", shown
    ):  # an id with its module
        shown = shown.rpartition(".")[2]
    for article in words()["names"]["articles"]:
        shown = shown.removeprefix(f"{article} ")
    return IGNORED.sub("", shown)


@lru_cache
def _between() -> re.Pattern:
    return pattern("|".join(words()["names"]["between"]))


def read_names(
    answer: object, known: Mapping[str, str], simple: Mapping[str, str]
) -> dict[str, str]:
    """Read the names of an answer: as they are compared, and as they were given.

    Blanks, and an "and" inside a name, divide only where the whole is not *known*.
    """
    items = _items(answer)
    names = {}
    for item in items:
        for name in _divided(plain(item, simple), known, simple):
            key = key_of(name, simple)
            if key:
                names[key] = name
    return names


def _items(answer: object) -> list[str]:
    if isinstance(answer, Iterable) and not isinstance(answer, str):
        return [str(item) for item in answer]
    return str(answer).split("\n")


def _divided(
    text: str, known: Mapping[str, str], simple: Mapping[str, str]
) -> list[str]:
    """The names in one line of an answer."""
    text = _without_filler(re.sub(r"[\[\]{}\"]", " ", text).strip(" .,;:"))
    if key_of(text, simple) in known or not text:
        return [text] if text else []
    without_gloss = re.sub(r"\s*\([^()]*\)", "", text)
    if key_of(without_gloss, simple) in known:
        return [without_gloss]
    parts = [part.strip(" .") for part in _between().split(without_gloss)]
    parts = [_without_filler(part) for part in parts if part]
    if len(parts) > 1:
        return [
            name for part in parts for name in _divided(part, known, simple)
        ]
    blanks = text.split(" ")
    if any(key_of(word, simple) in known for word in blanks):
        return blanks
    return [text]


def _without_filler(text: str) -> str:
    """The names without "it is", "the answer is", 答案是."""
    for filler in words()["names"]["fillers"]:
        if text.startswith(filler) and len(text) > len(filler):
            rest = text[len(filler) :].strip(" :")
            is_word = not (
                filler[-1].isascii() and rest and text[len(filler)].isalpha()
            )
            if is_word:
                return rest
    return text


def _mistake(
    spec: Mapping[str, Any],
    found: set[str],
    given: Mapping[str, str],
    simple: Mapping[str, str],
) -> str:
    """The id of the usual mistake: a name that does not belong, or one that is missing."""
    for mistake in spec.get("mistakes", []):
        when = mistake["when"]
        if "has" in when and key_of(when["has"], simple) in given:
            return mistake["id"]
        if "lacks" in when and when["lacks"] not in found:
            return mistake["id"]
    return ""
