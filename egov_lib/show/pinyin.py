"""The sound of Chinese words in pinyin: by word, spaced, with tone marks.

Whether a character is read one way or another is decided by its word (重 is zhòng in 重要
"important" and chóng in 重复 "duplicate"; 子 is zǐ in 电子 "electronic" and light in others). So a
text is first cut into words. The words of this field are in the table `words`, checked by hand,
and the terms of the glossary have their sound there; the library pypinyin reads what is in neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from egov_lib.measure.words import cut
from egov_lib.read.characters import HAN
from egov_lib.read.corpus import data_folder, read_table
from egov_lib.show.safe_text import escape

TAKE, AS = "以", "为"
HAN_RE = re.compile(f"[{HAN}]")


def sound_out(text: str) -> str:
    """Return *text* as HTML with the sound over each word.

    >>> sound_out("电子政务，")  # e-government
    '<ruby>电子政务<rt>diànzǐ zhèngwù</rt></ruby>，'
    """
    parts = []
    for word, sound in _words_and_sounds(text):
        base = escape(word)
        parts.append(
            f"<ruby>{base}<rt>{escape(sound)}</rt></ruby>" if sound else base
        )
    return "".join(parts)


def sounds(text: str) -> str:
    """Return the sound of *text* as a line: words divided by spaces, marks as they are.

    >>> sounds("重要的电子政务系统")  # an important e-government system
    'zhòngyào de diànzǐ zhèngwù xìtǒng'
    """
    said = [sound or word for word, sound in _words_and_sounds(text)]
    line = " ".join(said)
    return re.sub(
        r"\s+([，。、；：？！”》）])|([“《（])\s+", r"\1\2", line
    ).strip()


def _words_and_sounds(text: str) -> Iterator[tuple[str, str]]:
    """Each word of a text with its sound.

    为 alone is wéi "as" after 以 "take" in the same clause (以需求为导向, "needs as the guide"),
    else wèi "for".
    """
    folder = data_folder()
    takes = False
    for word in cut(text):
        if not HAN_RE.search(word):
            takes = False
        if word == TAKE:
            takes = True
        yield word, "wéi" if word == AS and takes else _sound(word, folder)


@lru_cache(maxsize=20_000)  # a text has few different words
def _sound(word: str, folder: object) -> str:
    """The sound of a word; empty for what is not Chinese."""
    if not HAN_RE.search(word):
        return ""
    known = _known(folder)
    if word in known:
        return known[word]
    if _all_known_re(folder).fullmatch(word):
        parts = _known_re(folder).findall(word)
        return " ".join(known[part] for part in parts)
    # Late: its dictionaries take time to load
    from pypinyin import Style, pinyin

    syllables = [readings[0] for readings in pinyin(word, style=Style.TONE)]
    if len(word) == len(syllables) == 4:  # such words are two and two
        syllables.insert(2, " ")
    return "".join(syllables)


@lru_cache(maxsize=2)
def _known(_folder: object) -> dict[str, str]:
    """The sound of each word of the table, and of each term of the glossary."""
    known = {}
    for table, column in (("glossary", "simplified"), ("words", "word")):
        rows = read_table(table)
        known |= dict(zip(rows[column], rows["pinyin"]))
    return known


@lru_cache(maxsize=2)
def _known_re(folder: object) -> re.Pattern:
    """Any known word, the longest first."""
    words = sorted(_known(folder), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=2)
def _all_known_re(folder: object) -> re.Pattern:
    """Known words, one after the other."""
    return re.compile(f"(?:{_known_re(folder).pattern})++")
