"""Find the encoding of a file from its bytes.

A byte-order mark decides. Bytes that are strictly UTF-8 are UTF-8, because other encodings hardly
ever make valid UTF-8. Otherwise each encoding reads a sample, and the reading that looks most like
Chinese wins. A charset that the page declares counts a little, because pages are often wrong.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from egov_lib.read.encodings.likeness import likeness

# Byte-order marks; UTF-32 before UTF-16, whose mark its own begins with.
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WIDE = ("utf-16-le", "utf-16-be")
NARROW = ("utf-8", "gb18030", "big5")
FAMILY = {"gbk": "gb18030", "gb2312": "gb18030", "big5-hkscs": "big5", "utf8": "utf-8"}
DECLARED_RE = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,12})", re.IGNORECASE)
DECLARED_BYTES = 2_048  # of a page: its head
DECLARED_BONUS = 0.05
CONTROL_RE = re.compile(
    rb"[\0-\x08\x0e-\x1f]"
)  # never in a text in UTF-8, all over one in UTF-16

FIRST_BYTES = 6_000  # two thousand characters settle it nearly always
SAMPLE_BYTES = 60_000  # more changes nothing
WIDE_BYTES = 60  # so short, ASCII may be Chinese in UTF-16: SO6R:g6R is 体制机制
LONG_BYTES = (
    1_000  # 500 characters in UTF-16 always have a byte that is a control character
)
WIDE_POINTS = (
    3  # of likeness times characters: more than three frequent ones are no accident
)

VALID = 2.0  # the score of bytes that leave no doubt
EMPTY = -9.0  # the score of a reading without a character
LOSS_PENALTY = 5  # for the share of characters that could not be read


class Detected(NamedTuple):
    """An encoding, and how Chinese its reading looks: up to 1, or 2 where there is no doubt."""

    encoding: str
    score: float


class Decoded(NamedTuple):
    """A decoded text.

    text: the text, with U+FFFD for what could not be read
    encoding: the encoding that was used
    score: how Chinese the text looks, as in `Detected`
    lost: how many characters could not be read
    """

    text: str
    encoding: str
    score: float
    lost: int


def detect_encoding(data: bytes) -> Detected:
    """Find the encoding of a Chinese file from its bytes; plain ASCII is called utf-8.

    >>> detect_encoding("電子政務建設".encode("big5")).encoding  # building e-government
    'big5'
    >>> detect_encoding("电子政务".encode("gbk")).encoding
    'gb18030'
    """
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return Detected(encoding, VALID)
    sample = data[:SAMPLE_BYTES]
    candidates = _candidates(sample)
    if candidates == ["utf-8"]:
        return Detected("utf-8", VALID)
    scores = {encoding: _score(sample, encoding) for encoding in candidates}
    declared = _declared_encoding(sample)
    if declared in scores:
        scores[declared] += DECLARED_BONUS
    best = max(scores, key=scores.get)
    return Detected(best, round(scores[best], 3))


def _candidates(sample: bytes) -> list[str]:
    """Return the encodings that *sample* may be in; utf-8 alone where there is no doubt."""
    plain_ascii = sample.isascii() and b"\0" not in sample
    if plain_ascii or _score(sample, "utf-8") == VALID:
        return _wide_candidates(sample) or ["utf-8"]
    if len(sample) < LONG_BYTES or CONTROL_RE.search(sample):
        return [*NARROW, *WIDE]
    return [*NARROW]


def _wide_candidates(sample: bytes) -> list[str]:
    """Return the forms of UTF-16 in which a few bytes of valid UTF-8 look far more Chinese."""
    if len(sample) > WIDE_BYTES:
        return []
    characters = len(sample) / 2
    return [name for name in WIDE if _score(sample, name) * characters > WIDE_POINTS]


def _declared_encoding(sample: bytes) -> str:
    """Return the encoding that the head of a page declares, or ''."""
    declared = DECLARED_RE.search(sample[:DECLARED_BYTES])
    if not declared:
        return ""
    name = declared[1].decode("ascii").lower()
    return FAMILY.get(name, name)


def _score(sample: bytes, encoding: str) -> float:
    """Return how Chinese *sample* looks in *encoding*, less a penalty for what can't be read."""
    # The last character may be cut, which an incremental decoder forgives.
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    lost = text.count("\ufffd")
    if encoding == "utf-8" and not lost and _is_beyond_doubt(text, sample):
        return VALID
    if not text:
        return EMPTY
    score = likeness(text)
    ascii_share = len(text.encode("ascii", "ignore")) / len(text)
    # One Chinese character among much ASCII proves little.
    discounted = score * (1 - ascii_share) / (1 - 0.9 * ascii_share)
    lost_share = lost / len(text)
    return min(score, discounted) - LOSS_PENALTY * lost_share


def _is_beyond_doubt(text: str, sample: bytes) -> bool:
    """Whether a reading as UTF-8 without a loss has characters beyond ASCII and no control ones."""
    return len(text) < len(sample) and not CONTROL_RE.search(sample)


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a Chinese file; what can't be read becomes U+FFFD, and is counted.

    >>> decode(b"\\xff\\xfe" + "电子政务".encode("utf-16-le"))
    Decoded(text='电子政务', encoding='utf-16', score=2.0, lost=0)
    """
    first = data[:FIRST_BYTES]
    decoded = _decode_as(detect_encoding(first), data)
    if len(data) > FIRST_BYTES and (first.isascii() or decoded.lost):
        return _decode_as(
            detect_encoding(data), data
        )  # the first bytes were not enough
    return decoded


def _decode_as(detected: Detected, data: bytes) -> Decoded:
    text = data.decode(detected.encoding, errors="replace")
    return Decoded(text, detected.encoding, detected.score, text.count("\ufffd"))
