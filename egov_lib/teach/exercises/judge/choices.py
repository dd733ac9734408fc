"""Judge a choice: the id of an option, its letter, or its words in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from egov_lib.teach.exercises.judge.plain import bare, pattern, plain, words
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    not_yet,
    right,
)

LETTERS = "abcdefgh"


def judge_choice(
    spec: Mapping[str, Any], answer: object, simple: Mapping[str, str]
) -> Verdict:
    """Look which option is meant; a wrong one is named by its id, which is its mistake's."""
    chosen = read_choice(spec["options"], answer, simple)
    if chosen is None:
        return again("no_choice")
    if chosen.get("right"):
        return right()
    return not_yet(chosen["id"])


def read_choice(
    options: list[Mapping[str, Any]],
    answer: object,
    simple: Mapping[str, str],
) -> Mapping[str, Any] | None:
    """The option that is meant; None where that is not clear.

    >>> two = [{"id": "x", "text": {"en": "The day"}}, {"id": "y", "text": {"en": "The month"}}]
    >>> [read_choice(two, said, {})["id"] for said in ("y", "(b)", "the answer is a", "the mon")]
    ['y', 'y', 'x', 'y']
    """
    for option in options:
        if answer == option["id"]:
            return option
    typed = plain(answer, simple).strip(" .")
    named = pattern(words()["choices"]["named"]).fullmatch(typed)
    if named and named[1] in LETTERS[: len(options)]:
        return options[LETTERS.index(named[1])]
    typed = bare(typed, simple)
    if len(typed) < words()["choices"]["least_words"]:
        return None
    return _only(options, typed, simple, str.startswith) or _only(
        options, typed, simple, str.__contains__
    )


def _only(
    options: list[Mapping[str, Any]],
    typed: str,
    simple: Mapping[str, str],
    has: Callable[[str, str], bool],
) -> Mapping[str, Any] | None:
    """The one option whose words begin with, or hold, what was typed."""
    meant = [
        option
        for option in options
        if any(
            has(bare(text, simple), typed) for text in option["text"].values()
        )
    ]
    return meant[0] if len(meant) == 1 else None
