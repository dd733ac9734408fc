"""How much a text looks like Chinese, and how probable it is as a text at all.

The first levels of GB 2312 and Big5 hold the characters that texts are made of, and five hundred of
them make up half of any text; the wrong encoding gives rare ones. So each character belongs to a
kind, and a kind has two figures.

`likeness` is the mean of the points of the Chinese characters: a figure for people. Letters of
other scripts, ① and the frames of tables weigh nothing: they are as much at home in a Chinese text
as the digits are.

`evidence` is the logarithm of the probability of the text, character by character: a figure to
compare two readings of the same bytes. A reading with fewer, more common characters is the more
probable one. A letter of a script with few letters is more probable than any Chinese character, so
no reading of kana, pinyin or Cyrillic as Chinese can win.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits, punctuation
from typing import NamedTuple

import numpy as np

from egov_lib.seen import code_points

# Frequent characters, simplified and traditional, and those of the policy texts.
FREQUENT = set(
    "的一是不了在人有我他这中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后"
    "作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开"
    "但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最"
    "重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度"
    "门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气"
    "題總建設務發國會這來說時個們為過對學經電網務實現關於業進應機長與開兩產當動無點問間義員條業處"
    "體據標準統規劃級領導辦廳強資訊組織會議管理服务信息电网务设总题个们为过对学经电实现关于业进应"
    "机长与开两产当动无点问间义员条统规级领导办厅强资组织议部署推质保障项目完善建设工作发展"
)
MARKS_OF_TEXT = (
    "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％０１２３４５６７８９〇○"
)


class Level(NamedTuple):
    """Rows of a character set: its encoding, and the first and last lead byte."""

    encoding: str
    first: int
    last: int


FIRST_LEVELS = (Level("gb2312", 0xB0, 0xD7), Level("big5", 0xA4, 0xC6))
BASIC_CODES = 0x10000  # each has a kind of its own; beyond, blocks have


class Kind(NamedTuple):
    """What a character is.

    name: the kind
    evidence: natural logarithm of how probable one such character is in a text
    points: what it adds to the likeness; None where it weighs nothing
    """

    name: str
    evidence: float
    points: float | None


# The evidence is the share of the kind in running text, divided by how many characters it has:
# half of a text by 500 frequent characters is ln(0.5 / 500) = -6.9 for each.
_TABLE = (
    Kind("ascii", -4.0, None),  # small letters, digits, blanks
    Kind("ascii capital", -5.0, None),
    Kind("ascii mark", -6.0, None),
    Kind("frequent", -6.9, 1.0),
    Kind("mark", -5.0, 1.0),
    Kind("first level", -9.5, 0.5),
    Kind("rare", -13.5, -1.0),
    Kind("latin", -5.0, None),  # letters with accents, pinyin
    # of alphabets that double-byte encodings hold: Greek, Cyrillic, kana, bopomofo
    Kind("letter", -5.0, None),
    Kind("other letter", -7.5, None),
    # Eleven thousand syllables, and hardly any in Chinese
    Kind("hangul", -10.5, None),
    Kind("frame", -6.0, None),  # of tables, and ① ⑴ ㈠ Ⅳ
    Kind("symbol", -7.0, None),
    Kind("combining", -9.0, None),
    Kind("lost", -10.0, None),  # U+FFFD
    Kind("control", -16.0, -4.0),
    Kind("nothing", -14.0, -2.0),  # private use, surrogates, not assigned
)
KINDS = {kind.name: number for number, kind in enumerate(_TABLE)}

# Letters that one meets. Ranges of code points, the last included.
LATIN = (
    (0x00C0, 0x017F),
    (0x01CD, 0x01DC),
    (0x01F8, 0x01F9),
    (0x1E00, 0x1EFF),
)
ALPHABETS = (
    (0x0386, 0x03CE),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x05D0, 0x05EA),  # Hebrew
    (0x0621, 0x064A),  # Arabic
    (0x3041, 0x3096),  # hiragana
    (0x30A1, 0x30FE),  # katakana
    (0x3105, 0x312D),  # bopomofo
)
FRAMES = (
    (0x2160, 0x217F),  # Ⅳ
    (0x2460, 0x24FF),  # ①
    (0x2500, 0x257F),  # ┌
    (0x2580, 0x25FF),  # ■
    (0x3200, 0x33FF),  # ㈠ ㎡
    (0xFF21, 0xFF3A),  # full-width Latin
    (0xFF41, 0xFF5A),
)
HAN_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9))
BLOCKS = {
    "rare": HAN_BLOCKS,
    "latin": LATIN,
    "letter": ALPHABETS,
    "frame": FRAMES,
    "hangul": ((0xAC00, 0xD7A3),),
}
# Beyond 16 bits: blocks by their first code point, in order.
BEYOND = (
    (0x10000, "other letter"),
    (0x1D000, "symbol"),
    (0x20000, "rare"),
    (0x40000, "nothing"),
)
BY_CATEGORY = {
    "Lu": "other letter",
    "Ll": "other letter",
    "Lt": "other letter",
    "Lm": "other letter",
    "Lo": "other letter",
    "Nd": "other letter",
    "Nl": "symbol",
    "Mn": "combining",
    "Me": "combining",
    "Mc": "combining",
    "Cc": "control",
    "Cs": "nothing",
    "Co": "nothing",
    "Cn": "nothing",
}


class Worth(NamedTuple):
    """The figures of every kind, and the kind of every code point below `BASIC_CODES`."""

    kinds: np.ndarray
    evidence: np.ndarray
    points: np.ndarray
    weights: np.ndarray


@lru_cache
def _worth() -> Worth:
    evidence = np.array([kind.evidence for kind in _TABLE])
    points = np.array([kind.points or 0.0 for kind in _TABLE])
    weights = np.array(
        [kind.points is not None for kind in _TABLE], dtype=float
    )
    return Worth(_kinds(), evidence, points, weights)


def _kinds() -> np.ndarray:
    """Return the number of the kind of each code point of 16 bits; the later rule holds."""
    kinds = np.zeros(BASIC_CODES, dtype=np.uint8)
    for code in range(BASIC_CODES):
        category = unicodedata.category(chr(code))
        name = BY_CATEGORY.get(category, "symbol")
        kinds[code] = KINDS[name]
    for name, blocks in BLOCKS.items():
        for first, last in blocks:
            kinds[first : last + 1] = KINDS[name]
    for name, characters in _characters():
        codes = [ord(character) for character in characters]
        kinds[codes] = KINDS[name]
    return kinds


def _characters() -> Iterator[tuple[str, Iterable[str]]]:
    """Go through the kinds that are lists of characters."""
    yield "ascii mark", punctuation
    yield "ascii capital", ascii_uppercase
    yield "ascii", ascii_lowercase + digits + " \t\n\r"
    yield "symbol", "×÷"  # among the letters of Latin-1
    yield "lost", "\ufffd"
    yield "first level", _first_levels()
    yield "frequent", FREQUENT
    yield "mark", MARKS_OF_TEXT


def _first_levels() -> Iterator[str]:
    """Go through the characters of the first level of GB 2312 and of Big5."""
    for level in FIRST_LEVELS:
        for lead in range(level.first, level.last + 1):
            for trail in range(0x40, 0xFF):
                pair = bytes([lead, trail])
                character = pair.decode(level.encoding, "ignore")[:1]
                if "\u4e00" <= character <= "\u9fff":
                    yield character


def kinds_of(text: str) -> np.ndarray:
    """Return the number of the kind of each character of *text*; `KINDS` names them."""
    codes = code_points(text)
    kinds = _worth().kinds
    if not len(codes) or codes.max() < BASIC_CODES:
        return kinds.take(codes, mode="clip")
    basic = np.minimum(codes, BASIC_CODES - 1)
    known = kinds[basic]
    for first, name in BEYOND:
        known[codes >= first] = KINDS[name]
    return known


def likeness(text: str) -> float:
    """Return how much *text* looks like Chinese.

    1 where every character is frequent, below 0 where most are rare or no text at all; 0 for a text
    without a Chinese character.

    >>> likeness("电子政务"), likeness("鐢靛瓙鏀垮姟"), likeness("e-government")
    (1.0, -0.5, 0.0)
    """
    kinds = kinds_of(text)
    worth = _worth()
    total = worth.weights[kinds].sum()
    if not total:
        return 0.0
    return float(worth.points[kinds].sum() / total)


def count_strays(text: str) -> int:
    """Return how many characters of *text* are neither Chinese nor ASCII, and alone of their kind.

    The letters of a word and the frame of a table stand together, and é stands among the letters of
    ASCII. A wrong encoding scatters letters of every script among Chinese characters.

    >>> count_strays("政务ユ传砰╰"), count_strays("┌──┬──┐"), count_strays("zhèngwù")
    (2, 1, 0)
    """
    return count_stray_kinds(kinds_of(text))


def count_stray_kinds(kinds: np.ndarray) -> int:
    """Do what `count_strays` does, given the kinds of the characters."""
    latin = KINDS["latin"]
    is_other = kinds >= latin  # neither Chinese nor ASCII
    if not is_other.any():
        return 0
    beside_same = np.zeros(len(kinds), dtype=bool)
    beside_same[1:] = kinds[1:] == kinds[:-1]
    is_ascii = kinds == KINDS["ascii"]
    beside_ascii = np.zeros(len(kinds), dtype=bool)
    beside_ascii[1:] = is_ascii[:-1]
    beside_ascii[:-1] |= is_ascii[1:]
    in_a_word = (kinds == latin) & beside_ascii
    strays = is_other & ~beside_same & ~in_a_word
    return int(np.count_nonzero(strays))


def evidence(text: str) -> float:
    """Return how probable *text* is: the natural logarithm, so that differences compare readings.

    >>> evidence("电子政务") > evidence("鐢靛瓙鏀垮姟")  # e-government, read rightly and wrongly
    True
    >>> evidence("ひらがな") > evidence("夫日互卅")  # kana, and what Big5 makes of its bytes
    True
    """
    return evidence_of_kinds(kinds_of(text))


def evidence_of_kinds(kinds: np.ndarray) -> float:
    """Do what `evidence` does, given the kinds of the characters."""
    return float(_worth().evidence.take(kinds).sum())
