"""How much a text looks like Chinese.

The first levels of GB 2312 and Big5 hold the characters that texts are made of, and two hundred of
them make up half of any text; the wrong encoding gives rare ones. So each character has points, and
the likeness of a text is their mean. ASCII has no weight: it is the same in every encoding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

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
MARKS_OF_TEXT = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％０１２３４５６７８９〇○"


class Level(NamedTuple):
    """Rows of a character set: its encoding, and the first and last lead byte."""

    encoding: str
    first: int
    last: int


FIRST_LEVELS = (Level("gb2312", 0xB0, 0xD7), Level("big5", 0xA4, 0xC6))
NEUTRAL = [
    9,
    10,
    13,
    *range(0x20, 0x80),
]  # tab, line ends, ASCII: the same in every encoding
BEYOND = 0xFFFF  # rarer characters all have the points of this code

POINTS_FREQUENT = 1.0
POINTS_FIRST_LEVEL = 0.5
POINTS_RARE = -1.0
POINTS_OTHER = -2.0  # letters of other scripts, symbols
POINTS_CONTROL = -4.0


class Worth(NamedTuple):
    """What each code point adds to the likeness of a text: its points, and how much it weighs."""

    points: np.ndarray
    weights: np.ndarray


@lru_cache
def _worth() -> Worth:
    points = np.full(BEYOND + 1, POINTS_OTHER)
    points[0x4E00:0xA000] = POINTS_RARE
    points[_codes(_first_levels())] = POINTS_FIRST_LEVEL
    points[_codes({*FREQUENT, *MARKS_OF_TEXT})] = POINTS_FREQUENT
    points[:0x20] = POINTS_CONTROL
    weights = np.ones(BEYOND + 1)
    points[NEUTRAL] = 0
    weights[NEUTRAL] = 0
    return Worth(points, weights)


def _codes(characters: Iterable[str]) -> list[int]:
    return [ord(character) for character in characters]


def _first_levels() -> Iterator[str]:
    """Go through the characters of the first level of GB 2312 and of Big5."""
    for level in FIRST_LEVELS:
        for lead in range(level.first, level.last + 1):
            for trail in range(0x40, 0xFF):
                pair = bytes([lead, trail])
                character = pair.decode(level.encoding, "ignore")[:1]
                if "\u4e00" <= character <= "\u9fff":
                    yield character


def likeness(text: str) -> float:
    """Return how much *text* looks like Chinese.

    1 where every character is frequent, below 0 where most are rare or no text at all; 0 for ASCII.

    >>> likeness("电子政务"), likeness("鐢靛瓙鏀垮姟"), likeness("e-government")
    (1.0, -0.5, 0.0)
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    codes = np.minimum(codes, BEYOND)
    worth = _worth()
    total = worth.weights[codes].sum()
    if not total:
        return 0.0
    return float(worth.points[codes].sum() / total)
