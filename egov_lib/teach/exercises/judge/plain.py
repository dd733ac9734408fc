"""The plain form of what a student types: width, case, script and dashes don't count.

Both judges begin here. `plain` is for answers that are read (numbers, dates, names), `bare` for
quotes, which are compared without any mark. The table of traditional characters comes with the
exercises (`data/exercises.json`), so that the page's judge, which has no converter of Chinese,
reads the same.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

HAN = "\u4e00-\u9fff"
HAN_RE = re.compile(f"[{HAN}〇]")
LATIN_RE = re.compile("[a-zA-Z]")
BARE_RE = re.compile(rf"[^{HAN}〇a-z0-9]")
# What can't be seen, or turns the direction of writing
UNSEEN_RE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
LATIN_WORD_RE = re.compile("[a-z0-9]+")
MOST_LETTERS_KEPT = 3  # a word that short has no plural that counts
LONGEST = 4000  # characters of an answer that are read


@lru_cache
def words() -> dict:
    """What both judges know of how people write: `words.json`."""
    path = files("egov_lib.teach.exercises.judge").joinpath("words.json")
    return json.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1000)
def pattern(text: str) -> re.Pattern:
    """A regular expression of `words.json`; its named groups are written as in JavaScript.

    Figures, blanks and letters are those of ASCII, which is what they are in JavaScript.
    """
    return re.compile(re.sub(r"\(\?<(?=[a-z])", "(?P<", text), re.ASCII)


def plain(text: object, simple: Mapping[str, str]) -> str:
    """Write an answer in one width, case and script, fractions as two numbers.

    Parameters
    ----------
    text: as it was typed.
    simple: the simplified character of each traditional one that may be met.

    >>> plain("７½ ＧＤＰ", {})
    '7 1/2 gdp'
    >>> plain("電子政務", {"電": "电", "務": "务"})
    '电子政务'
    """
    typed = str(text)[:LONGEST]
    seen = UNSEEN_RE.sub("", typed)
    with_figures = _replaced(seen, _fractions())
    narrow = unicodedata.normalize("NFKC", with_figures).lower()
    marked = _replaced(narrow, words()["text"]["same"])
    simplified = "".join(simple.get(sign, sign) for sign in marked)
    return re.sub(r"\s+", " ", simplified).strip()


@lru_cache
def _fractions() -> dict[str, str]:
    """The two numbers of each sign that is a fraction, apart from what stands before it."""
    fractions = words()["text"]["fractions"]
    return {sign: f" {numbers}" for sign, numbers in fractions.items()}


def _replaced(text: str, others: Mapping[str, str]) -> str:
    """A text with another in the place of each sign."""
    for sign, other in others.items():
        text = text.replace(sign, other)
    return text


def bare(text: object, simple: Mapping[str, str]) -> str:
    """The characters, letters and figures of a text, without marks and blanks.

    >>> bare("“政府先行”，带动…", {})
    '政府先行带动'
    """
    return BARE_RE.sub("", plain(text, simple))


def alternatives(terms: list[str]) -> str:
    """A pattern for any of some terms, the longest first; Latin ones as whole words.

    >>> re.findall(alternatives(["year", "年"]), "a year, 2年, yearly")
    ['year', '年']
    """
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return "|".join(_whole(term) for term in longest_first)


def _whole(term: str) -> str:
    before = "(?<![a-z])" if re.match("[a-z]", term) else ""
    after = "(?![a-z])" if re.search("[a-z]$", term) else ""
    return f"{before}{re.escape(term)}{after}"


# --- the words of an answer ---------------------------------------------------------------------

AROUND = " .,;:!?'\"`"  # marks at the ends of an answer that don't count


def without_fillers(text: str) -> str:
    """What is left of an answer in plain form without "I think it is", 答案是 and marks around it.

    >>> without_fillers("i think it is 'wuhai'."), without_fillers("答案是:乌海")
    ('wuhai', '乌海')
    """
    shown = text.strip(AROUND)
    begins = pattern(alternatives(words()["fillers"]))
    filler = begins.match(shown)
    while filler and filler.end() < len(shown):
        shown = shown[filler.end() :].strip(AROUND)
        filler = begins.match(shown)
    return shown


def singular(word: str) -> str:
    """A word as it is compared, whether one is meant or several.

    The result is no word of English: "databases" and "database" are the same here, and that's all
    that is asked.

    >>> singular("policies") == singular("policy"), singular("dashes") == singular("dash")
    (True, True)
    """
    if len(word) <= MOST_LETTERS_KEPT:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    one = word[:-1] if is_plural else word
    return (
        one[:-1] if one.endswith("e") and len(one) > MOST_LETTERS_KEPT else one
    )


def latin_words(text: str) -> list[str]:
    """The English words and the figures of a text in plain form, each as it is compared."""
    return [singular(word) for word in LATIN_WORD_RE.findall(text)]
