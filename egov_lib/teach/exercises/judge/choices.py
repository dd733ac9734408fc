"""Judge a choice: the id of an option, its letter, or its words in either language.

Words count as an option's only where they are in no other: all of them, how it begins, a part of
it, or its words with some left out. Words that a "not" of the option turns round are not its words,
and words that say nothing ("they", 没有) choose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from egov_lib.teach.exercises.judge.plain import (
    AROUND,
    HAN,
    HAN_RE,
    pattern,
    plain,
    singular,
    without_fillers,
    words,
)
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    not_yet,
    right,
)

NO_SIGN = re.compile(f"[^{HAN}〇a-z0-9]+")
BLANK_BESIDE_HAN = re.compile(f" (?=[{HAN}〇])|(?<=[{HAN}〇]) ")
LATIN_WORD = re.compile("[a-z0-9]+")
LETTERS = "abcdefgh"


def judge_choice(
    spec: Mapping[str, Any], answer: object, simple: Mapping[str, str]
) -> Verdict:
    """Look which option is meant; a wrong one is named by its id, which is its mistake's."""
    asked = spaced(plain(" ".join(spec.get("task", {}).values()), simple))
    chosen = read_choice(spec["options"], answer, simple, asked)
    if chosen is None:
        return again("no_choice")
    if chosen.get("right"):
        return right()
    return not_yet(chosen["id"])


def read_choice(
    options: list[Mapping[str, Any]],
    answer: object,
    simple: Mapping[str, str],
    asked: str = "",
) -> Mapping[str, Any] | None:
    """The option that is meant; None where that is not clear. *asked*: the words of the task.

    >>> two = [{"id": "x", "text": {"en": "The day"}}, {"id": "y", "text": {"en": "The month"}}]
    >>> [read_choice(two, said, {})["id"] for said in ("y", "(b)", "I think it is A", "the month")]
    ['y', 'y', 'x', 'y']
    """
    for option in options:
        if answer == option["id"]:
            return option
    typed = plain(answer, simple).strip(AROUND)
    named = pattern(words()["choices"]["named"]).fullmatch(typed)
    if named:
        return _by_letter(
            options, named["letter"], named["rest"] or "", simple
        )
    chosen = _by_words(options, typed, simple, asked)
    return chosen or _by_words(options, without_fillers(typed), simple, asked)


def _by_letter(
    options: list[Mapping[str, Any]],
    letter: str,
    rest: str,
    simple: Mapping[str, str],
) -> Mapping[str, Any] | None:
    """The option of a letter; none where what follows names another."""
    place = _place_of(letter)
    if place is None or place >= len(options):
        return None
    if _may_be_said(options, letter, simple):
        return None
    if pattern(words()["choices"]["second"]).search(rest):
        return None
    chosen = options[place]
    if not rest:
        return chosen
    other = _by_words(options, rest.strip(AROUND), simple)
    if other is None or other is chosen:
        return chosen
    return None


def _place_of(letter: str) -> int | None:
    """The place of the option that a letter or a number names; None where it names none."""
    for place, letters in enumerate(words()["choices"]["places"]):
        if letter in letters.split():
            return place
    return None


def _may_be_said(
    options: list[Mapping[str, Any]], letter: str, simple: Mapping[str, str]
) -> bool:
    """Tell whether a number may be meant as what an option says, and not as its place."""
    is_letter = letter in LETTERS or letter in "甲乙丙丁戊己庚辛"
    # "3" may be the 3 of "3 networks", and is not in 2003
    alone = re.compile(rf"(?<!\d){re.escape(letter)}(?!\d)")
    return not is_letter and any(
        alone.search(plain(text, simple))
        for option in options
        for text in option["text"].values()
    )


# --- an option by its words ---------------------------------------------------------------------


def _by_words(
    options: list[Mapping[str, Any]],
    answer: str,
    simple: Mapping[str, str],
    asked: str = "",
) -> Mapping[str, Any] | None:
    """The one option that an answer fits most closely; None where two are fitted alike.

    A word of the task (*asked*) tells no option from another.
    """
    typed = spaced(answer)
    telling = _beyond_task(typed, asked)
    for fits in FITS:
        meant = [
            option
            for option in options
            if any(
                fits(spaced(plain(text, simple)), typed, telling)
                for text in option["text"].values()
            )
        ]
        if len(meant) > 1:
            return None
        if meant:
            texts = [
                spaced(plain(text, simple))
                for text in meant[0]["text"].values()
            ]
            is_denied = any(_is_turned_round(text, typed) for text in texts)
            return None if is_denied else meant[0]
    return None


def spaced(text: str) -> str:
    """A text in plain form without marks, one blank between its English words.

    >>> spaced("no: nobody says, 没有 总数")
    'no nobody says没有总数'
    """
    return BLANK_BESIDE_HAN.sub("", NO_SIGN.sub(" ", text)).strip()


def _beyond_task(typed: str, asked: str) -> set[str]:
    """The words of an answer that say something and are not in the task; Chinese as one word."""
    in_task = {singular(word) for word in LATIN_WORD.findall(asked)}
    latin = LATIN_WORD.findall(typed)
    said = {singular(word) for word in latin if not _is_empty(word)}
    if HAN_RE.search(typed) and typed not in asked:
        said.add(typed)
    return said - in_task


def _is_all(text: str, typed: str, _telling: set[str]) -> bool:
    return text == typed


def _begins(text: str, typed: str, _telling: set[str]) -> bool:
    """Tell whether an option begins with an answer that is long enough to be meant so."""
    least = words()["choices"]["least_beginning"]
    is_long = (
        len(HAN_RE.findall(typed)) >= least["han"]
        or len(LATIN_WORD.findall(typed)) >= least["latin"]
    )
    return is_long and _says_something(typed) and text.startswith(typed)


def _is_part(text: str, typed: str, telling: set[str]) -> bool:
    """Tell whether an answer is a part of an option, from the beginning of a word on."""
    at = text.find(typed)
    if at < 0 or not telling or not _says_something(typed):
        return False
    return not (LATIN_WORD.match(typed) and LATIN_WORD.match(text[:at][-1:]))


def _is_turned_round(text: str, typed: str) -> bool:
    """Tell whether a "not" of the option stands before the part of it that was typed."""
    at = text.find(typed)
    return at > 0 and _ends_denied(text[:at].rstrip())


def _has_all_words(text: str, typed: str, telling: set[str]) -> bool:
    """Tell whether an option has every English word of an answer, in any order."""
    if HAN_RE.search(typed) or len(telling) < 2 or not _says_something(typed):
        return False
    told = LATIN_WORD.findall(text)
    if not telling <= {singular(word) for word in told}:
        return False
    asked = LATIN_WORD.findall(typed)
    return _negators(asked) == _negators(told)


def _negators(latin: list[str]) -> set[str]:
    """Those of these words that deny something."""
    return set(words()["negators"]).intersection(latin)


def _has_signs_in_order(text: str, typed: str, telling: set[str]) -> bool:
    """Tell whether a Chinese answer is an option with some of its characters left out."""
    least = words()["choices"]["least_subsequence"]
    if (
        len(typed) < least
        or not telling
        or LATIN_WORD.search(typed)
        or typed in words()["empty_han"]
    ):
        return False
    start = text.find(typed[0])
    at = start
    for sign in typed:
        at = text.find(sign, at) + 1
        if at == 0:
            return False
    stretch = text[max(0, start - 2) : at]
    is_close = at - start <= 2 * len(typed) + 2
    return is_close and _denials(stretch) == _denials(typed)


FITS: tuple[Callable[[str, str, set[str]], bool], ...] = (
    _is_all,
    _begins,
    _is_part,
    _has_all_words,
    _has_signs_in_order,
)


def _says_something(typed: str) -> bool:
    """Tell whether an answer has a word that can tell one option from another."""
    if typed in words()["empty_han"]:
        return False
    if len(HAN_RE.findall(typed)) >= words()["choices"]["least_han"]:
        return True
    latin = LATIN_WORD.findall(typed)
    telling = [word for word in latin if not _is_empty(word)]
    is_long = any(map(_is_long, telling))
    return is_long or (len(latin) > 1 and bool(telling))


def _is_long(word: str) -> bool:
    """Whether a word is so long that it tells something alone."""
    return len(word) >= words()["choices"]["least_word"]


def _is_empty(word: str) -> bool:
    """Tell whether a word of English says nothing by itself, or turns round what is said."""
    return any(
        word in words()[name] for name in ("empty", "little", "negators")
    )


def _ends_denied(text: str) -> bool:
    """Tell whether a "not" is just before what follows; "no" alone is an answer, and turns none."""
    if text.endswith((*words()["negators_han"], "没有")):
        return True
    last = text.rpartition(" ")[2]
    return text != "no" and last in words()["negators"]


def _denials(text: str) -> list[str]:
    """Each Chinese word for "not" in a text, with the character after it, which it denies."""
    negators = "".join(words()["negators_han"])
    return re.findall(f"[{negators}].?", text.replace("没有", "没"))
