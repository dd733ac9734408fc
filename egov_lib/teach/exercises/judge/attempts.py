"""Tell an attempt at an open question from nonsense; nothing here judges what it says.

Counted are different words: "asdf" holds none (no word of English lacks a vowel or has four
consonants in a row at its beginning), "banana banana banana" holds one. Chinese is counted by
characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from egov_lib.teach.exercises.judge.plain import HAN_RE, words
from egov_lib.teach.exercises.judge.verdict import Verdict, again, unjudged

WORD_RE = re.compile("[a-z]+(?:['-][a-z]+)*")
VOWEL_RE = re.compile("[aeiouy]")
# Letters that are struck without thinking: five consonants in a row, or neighbours on the keys
STRUCK_RE = re.compile(
    "[bcdfghjklmnpqrstvwxz]{5}|(.)\\1\\1|asdf|sdfg|dfgh|qwer|wert|zxcv|hjkl"
)


def judge_open(spec: Mapping[str, Any], text: str) -> Verdict:
    """Take an answer in plain form for reading against the rubric, or ask for some sentences."""
    least = spec.get("least") or words()["attempts"]["least_words"]
    if is_attempt(text, least):
        return unjudged("rubric")
    return again("nonsense" if len(text) > 3 else "empty")


def is_attempt(text: str, least: int = 5) -> bool:
    """Tell whether a text holds enough different words to be read by a person.

    >>> is_attempt("asdf qwer zxcv asdf hjkl"), is_attempt("no text says that it was missed")
    (False, True)
    >>> is_attempt("五份文件都没有说它没有完成。")
    True
    """
    found = {
        word
        for word in WORD_RE.findall(text)
        if VOWEL_RE.search(word) and not STRUCK_RE.search(word)
    }
    han = set(HAN_RE.findall(text))
    rules = words()["attempts"]
    needed_han = rules["least_han"]
    latin_share = len(found) / least
    han_share = len(han) / needed_han
    return latin_share + han_share >= 1
