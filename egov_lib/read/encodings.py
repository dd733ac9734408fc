"""Decode a stranger's file, and undo mojibake where that can be proved.

Chinese files come in UTF-8, GB18030 (GBK, GB2312), Big5 and UTF-16, with or without a byte-order mark, and most bytes are valid
in several of them: trying one after the other until none fails reads a Big5 page as GBK nonsense. So every encoding is asked
for its reading, and the reading that looks most like Chinese wins: the first levels of GB 2312 and Big5 hold the characters
that texts are made of, and two hundred of them make up half of any text.

Text that was decoded wrongly once (鐢靛瓙鏀垮姟 for 电子政务) is mended line by line, and only with proof: taken
back to bytes and read rightly it is far better Chinese, and no byte was lost on the way. Where a byte is gone (U+FFFD,
锟斤拷) nothing brings it back: such places are counted, never guessed. Other languages' encodings are not told apart.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np

MARKS = {  # byte-order marks; UTF-32 before UTF-16, whose mark it begins with
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
WIDE = ("utf-16-le", "utf-16-be")
NARROW = ("utf-8", "gb18030", "big5")
CANDIDATES = (*NARROW, *WIDE)
SHORT, LONG = (
    60,
    1_000,
)  # bytes; 500 characters in UTF-16 never do without a byte that is a control character elsewhere
LEAST_POINTS = 3  # more than three frequent characters are no accident
FIRST, SAMPLE = (
    6_000,
    60_000,
)  # bytes; two thousand characters tell nearly always, and more than the sample never
DECLARED_RE = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,12})", re.IGNORECASE)
CONTROL_RE = re.compile(rb"[\0-\x08\x0e-\x1f]")  # never in a text in UTF-8, all over one in UTF-16
FAMILY = {"gbk": "gb18030", "gb2312": "gb18030", "big5-hkscs": "big5", "utf8": "utf-8"}
FREQUENT = set(
    "的一是不了在人有我他这中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机"
    "十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气"
    "題總建設務發國會這來說時個們為過對學經電網務實現關於業進應機長與開兩產當動無點問間義員條業處體據標準統規劃級領導辦廳強資訊組織會議管理服务信息电网务设总题个们为过对学经电实现关于业进应机长与开两产当动无点问间义员条统规级领导办厅强资组织议部署推质保障项目完善建设工作发展"
)
WRONG_TURNS = (  # what the bytes were, and what they were taken for
    ("utf-8", "gb18030"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1"), ("gb18030", "cp1252"),
    ("big5", "latin-1"), ("big5", "cp1252"), ("gb18030", "big5"), ("big5", "gb18030"), ("utf-8", "big5"),
)  # fmt: skip
MARKS_OF_TEXT = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％０１２３４５６７８９〇○"
VALID = 2.0  # the score of bytes that are UTF-8 beyond doubt
HAN_RE = re.compile("[\u4e00-\u9fff]")
# Chinese in UTF-8 has a byte E4 to E9 in three: taken for anything else, such a character comes with every third.
LEADS = "".join(
    bytes([a, b]).decode("gb18030")
    for a in range(0xE4, 0xEA)
    for b in range(0x40, 0xFF)
    if b != 0x7F
)
SPOILED_RE = re.compile(f"[{LEADS}ä-é]..[{LEADS}ä-é]")
PIECES_RE = re.compile("([，。、；：！？]+)")  # sound marks: a wrong turn leaves none
LOSS_RE = re.compile("[?\ufffd]*\ufffd[?\ufffd]*")
LOST_RE = re.compile("锟斤拷|锟斤|\ufffd|ï¿½")


class Detected(NamedTuple):
    """An encoding, and how Chinese its reading looks: up to 1, or 2 where the bytes leave no doubt."""

    encoding: str
    score: float


class Decoded(NamedTuple):
    """A text, its encoding, how Chinese it looks, and how many characters could not be read (U+FFFD in the text)."""

    text: str
    encoding: str
    score: float
    lost: int


class Mended(NamedTuple):
    """A text, how it had been misread ("utf-8 read as gb18030"; empty where nothing was mended), lines mended, places lost."""

    text: str
    kind: str
    lines: int
    lost: int


@lru_cache
def _worth() -> tuple[np.ndarray, np.ndarray]:
    """What each character says for its reading being Chinese: points, and how much it counts.

    The characters of the first level of GB 2312 and of Big5 are those that texts are made of.
    """
    table = np.full((0x10000, 2), (-2.0, 1.0))
    table[:0x20], table[0x20:0x80], table[[9, 10, 13]] = (-4, 1), (0, 0), (0, 0)
    table[0x4E00:0xA000] = (-1, 1)
    for name, first, last in (("gb2312", 0xB0, 0xD8), ("big5", 0xA4, 0xC7)):
        pairs = (bytes([a, b]) for a in range(first, last) for b in range(0x40, 0xFF))
        table[
            [
                ord(c)
                for pair in pairs
                if "\u4e00" <= (c := pair.decode(name, "ignore")[:1]) <= "\u9fff"
            ],
            0,
        ] = 0.5
    table[[ord(c) for c in {*FREQUENT, *MARKS_OF_TEXT}]] = (1, 1)
    return table[:, 0].copy(), table[
        :, 1
    ].copy()  # each in one piece of memory, which is ten times as fast to sum


def _chinese(text: str) -> float:
    """How much *text* looks like Chinese: 1 where all is frequent, below 0 where most is rare or no text at all."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    points, total = (worth[np.minimum(codes, 0xFFFF)].sum() for worth in _worth())
    return float(points / total) if total else 0.0


def detect_encoding(data: bytes) -> Detected:
    """Find the encoding of a Chinese file from its bytes.

    A byte-order mark decides; then bytes that are strictly UTF-8 or ASCII, unless they are few and look far more like Chinese
    in UTF-16 (SO6R:g6R is 体制机制); otherwise the reading that looks most like Chinese, where a charset that the page declares
    counts a little. Plain ASCII is called utf-8.

    >>> detect_encoding("電子政務建設".encode("big5")).encoding, detect_encoding("电子政务".encode("gbk")).encoding
    ('big5', 'gb18030')
    """
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return Detected(name, VALID)
    sample = data[:SAMPLE]
    candidates = CANDIDATES if len(sample) < LONG or CONTROL_RE.search(sample) else NARROW
    if (sample.isascii() and b"\0" not in sample) or _score(sample, "utf-8") == VALID:
        wide = WIDE if len(sample) <= SHORT else ()
        candidates = [
            name for name in wide if _score(sample, name) * len(sample) > LEAST_POINTS * 2
        ]
        if not candidates:
            return Detected("utf-8", VALID)
    declared = (
        said[1].decode("ascii").lower() if (said := DECLARED_RE.search(sample[:2048])) else ""
    )
    scores = {
        name: _score(sample, name) + 0.05 * (FAMILY.get(declared, declared) == name)
        for name in candidates
    }
    best = max(scores, key=scores.get)
    return Detected(best, round(scores[best], 3))


def _score(sample: bytes, name: str) -> float:
    text = codecs.getincrementaldecoder(name)("replace").decode(
        sample
    )  # the last character may be cut
    spoiled = text.count("\ufffd") / max(len(text), 1)
    if (
        name == "utf-8"
        and not spoiled
        and len(text) < len(sample)
        and not CONTROL_RE.search(sample)
    ):
        return VALID  # other encodings hardly ever make valid UTF-8
    if not text:
        return -9.0
    plain = len(text.encode("ascii", "ignore")) / len(
        text
    )  # one Chinese character among much ASCII proves little
    return min(score := _chinese(text), score * (1 - plain) / (1 - 0.9 * plain)) - 5 * spoiled


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a Chinese file; what can't be read becomes U+FFFD, and is counted.

    >>> decode(b"\\xff\\xfe" + "电子政务".encode("utf-16-le"))
    Decoded(text='电子政务', encoding='utf-16', score=2.0, lost=0)
    """
    best = detect_encoding(data[:FIRST])
    text = data.decode(best.encoding, errors="replace")
    if len(data) > FIRST and (
        data[:FIRST].isascii() or "\ufffd" in text
    ):  # the first bytes were not enough
        best = detect_encoding(data)
        text = data.decode(best.encoding, errors="replace")
    return Decoded(text, *best, text.count("\ufffd"))


def mend_mojibake(text: str) -> Mended:
    """Undo a wrong decoding line by line where that loses nothing and gives far better Chinese; count what is lost for good.

    A line, or what stands between the marks of a line that is Chinese in part, is mended only if it can be taken back to bytes
    whole, those bytes are valid in the right encoding, and the same wrong turn leads from the mended line to the line as it
    stands. In UTF-8 a byte that was lost as ? spoils its own character alone: that becomes U+FFFD and is counted.

    >>> mend_mojibake("鐢靛瓙鏀垮姟")
    Mended(text='电子政务', kind='utf-8 read as gb18030', lines=1, lost=0)
    >>> mend_mojibake("鍥藉姟闄?")[:1]  # the State Council: 院 had its last byte
    ('国务\ufffd',)
    >>> mend_mojibake("政务锟斤拷信息").lost
    1
    """
    lines = text.split("\n")
    tries = {turn: [_mend_line(line, *turn) for line in lines] for turn in WRONG_TURNS}
    best = max(tries, key=lambda turn: sum(map(_chinese, filter(None, tries[turn]))))
    if done := sum(line is not None for line in tries[best]):
        text = "\n".join(line if new is None else new for line, new in zip(lines, tries[best]))
    return Mended(
        text, f"{best[0]} read as {best[1]}" if done else "", done, len(LOST_RE.findall(text))
    )


def _mend_line(line: str, right: str, wrong: str) -> str | None:
    """The line read rightly, or if only a part of it is spoiled, with that part read rightly; None where nothing is."""
    if (new := _mend(line, right, wrong)) or right != "utf-8" or not SPOILED_RE.search(line):
        return new  # only UTF-8 proves itself in a few characters
    pieces = [
        (SPOILED_RE.search(piece) and _mend(piece, right, wrong)) or piece
        for piece in PIECES_RE.split(line)
    ]
    return mended if (mended := "".join(pieces)) != line else None


def _mend(line: str, right: str, wrong: str) -> str | None:
    """The line read rightly, or None where that can't be proved."""
    if line.isascii() or ("?" in line and right != "utf-8" and wrong != "latin-1"):
        return None  # ? may be a lost byte, which puts all pairs after it out of step
    marks = line.count("?") + line.count("\ufffd")
    try:
        data = b"\xff".join(part.encode(wrong) for part in line.split("\ufffd"))
        new = data.decode(right, "replace" if right == "utf-8" and marks else "strict")
        new = LOSS_RE.sub("\ufffd", new) if marks else new
        lost = new.count("\ufffd")
        proved = lost or new.encode(right).decode(wrong) == line != new
    except UnicodeError:
        return None
    good, han = new.replace("\ufffd", ""), len(HAN_RE.findall(new))
    if not proved or han < 2 or lost > min(marks, (han + 2) // 3):
        return None
    return new if _chinese(good) > max(_chinese(line) + 0.3, 0.4) else None
