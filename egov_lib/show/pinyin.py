"""The sound of Chinese words in pinyin: by word, spaced, with tone marks.

Whether a character is read one way or another is decided by its word (重 is zhòng in 重要
"important" and chóng in 重复 "duplicate"; 子 is zǐ in 电子 "electronic" and light in others). So a
text is first cut into words. The words of this field are in the table `pinyin`, checked by hand,
and the terms of the glossary have their sound there; the library pypinyin reads what is in neither.
"""

from __future__ import annotations

import re
from functools import lru_cache

from egov_lib.measure.words import cut
from egov_lib.read.characters import HAN
from egov_lib.read.corpus import data_folder, read_table
from egov_lib.show.safe_text import escape

HAN_RE = re.compile(f"[{HAN}]")
SYLLABLE_RE = re.compile(
    r"[^aeiouüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]*"  # what it begins with
    r"(?:[iu]?[āáǎàaēéěèeōóǒòo][iou]?|[iīíǐìuūúǔùüǖǘǚǜ][ūúǔùīíǐìui]?)"  # its vowels
    r"(?:ng(?![aeiouāáǎàēéěèīíǐìōóǒòūúǔù])|n(?![aeiouāáǎàēéěèīíǐìōóǒòūúǔù])|r$)?",
    re.IGNORECASE,
)


def sound_out(text: str) -> str:
    """Return *text* as HTML with the sound over each word.

    >>> sound_out("电子政务，")  # e-government
    '<ruby>电子政务<rt>diànzǐ zhèngwù</rt></ruby>，'
    """
    parts = []
    for word in _words(text):
        sound = _sound(word)
        base = escape(word)
        parts.append(f"<ruby>{base}<rt>{escape(sound)}</rt></ruby>" if sound else base)
    return "".join(parts)


def sounds(text: str) -> str:
    """Return the sound of *text* as a line: words divided by spaces, marks as they are.

    >>> sounds("重要的电子政务系统")  # an important e-government system
    'zhòngyào de diànzǐ zhèngwù xìtǒng'
    """
    said = [_sound(word) or word for word in _words(text)]
    line = " ".join(said)
    return re.sub(r"\s+([，。、；：？！”》）])|([“《（])\s+", r"\1\2", line).strip()


def _words(text: str) -> list[str]:
    """Cut a text into words, those of the table whole."""
    words = []
    for number, part in enumerate(_known_re(data_folder()).split(text)):
        is_known = number % 2 == 1
        words += [part] if is_known else cut(part)
    return words


def _sound(word: str) -> str:
    """The sound of a word; empty for what is not Chinese."""
    if not HAN_RE.search(word):
        return ""
    known = _known(data_folder()).get(word)
    if known:
        return known
    from pypinyin import Style, pinyin  # late: its dictionaries take time to load

    return "".join(readings[0] for readings in pinyin(word, style=Style.TONE))


@lru_cache(maxsize=2)
def _known(_folder: object) -> dict[str, str]:
    """The sound of each word of the table, and of each term of the glossary."""
    known = {}
    for table, column in (("glossary", "simplified"), ("pinyin", "word")):
        rows = read_table(table)
        known |= dict(zip(rows[column], rows["pinyin"]))
    return known


@lru_cache(maxsize=2)
def _known_re(_folder: object) -> re.Pattern:
    """Any known word, the longest first."""
    words = sorted(_known(_folder), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, words))})")
