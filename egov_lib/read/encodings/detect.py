"""Find the encoding of a file from its bytes.

A byte-order mark decides. Otherwise each encoding reads a sample, and the reading that is most
probable as a text wins (`likeness.evidence`): bytes that can't be read, rare characters and
characters of private use count against it. Bytes that are strictly UTF-8 are UTF-8, because other
encodings hardly ever make valid UTF-8; only of a few bytes another reading may be far more
probable. A charset that the page declares counts a little, because pages are often wrong.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from egov_lib.read.encodings.likeness import (
    count_stray_kinds,
    evidence_of_kinds,
    kinds_of,
    likeness,
)
from egov_lib.seen import NAMED_SINCE

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
# Hong Kong's characters are an extension of Big5: tried where Big5 itself fails.
EXTENDED = {"big5": "big5hkscs"}
FAMILY = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5-hkscs": "big5",
    "big5hkscs": "big5",
    "utf8": "utf-8",
}
DECLARED_RE = re.compile(
    rb"charset\s*=\s*[\"']?\s*([\w-]{3,12})", re.IGNORECASE
)
DECLARED_BYTES = 2_048  # of a page: its head
DECLARED_BONUS = 5  # of evidence: less than one character that can't be read
# Never in a text in UTF-8, all over one in UTF-16.
CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20)])
ASCII = bytes(range(0x80))

# Halves of a character beyond 16 bits, each written as if it were one
HALVES_RE = re.compile(
    rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]"
)
# The 7-bit form of GB in old mails: pairs of letters between ~{ and ~}
HZ_RE = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){2,}~\}")
MOST_LOST_WITH_MARK = 0.05  # share of bytes that are no UTF-8, after its mark

FIRST_BYTES = 3_000  # a thousand characters settle it nearly always
SAMPLE_BYTES = 60_000  # more changes nothing
# So short, ASCII may be Chinese in UTF-16: SO6R:g6R is 体制机制
SHORT_BYTES = 60
# Beyond ASCII; more that make valid UTF-8 are no accident: one pair of GBK in ten does.
FEW_BYTES = 16
# 500 characters in UTF-16 always have a byte that is a control character.
LONG_BYTES = 1_000
# These are rarer than the others
UNUSUAL = {"utf-16-le": 5, "utf-16-be": 5, "big5hkscs": 4}
VALID_BONUS = 4  # bytes that happen to be valid UTF-8 are rare
# A single letter of another script among Chinese characters is rare
STRAY_PENALTY = 6
LOSS_EVIDENCE = 10  # against a reading, for each character that can't be read
# The sign of a loss that an earlier program saved as UTF-8
LOST_BYTES = "\ufffd".encode()

VALID = 2.0  # the score of bytes that leave no doubt
EMPTY = -9.0  # the score of a reading without a character
# Of the score, for the share of characters that could not be read
LOSS_PENALTY = 5

NAMED_SINCE_RE = re.compile(f"[{''.join(map(chr, NAMED_SINCE))}]")


class Detected(NamedTuple):
    """An encoding, and how Chinese its reading looks: up to 1, or 2 where there is no doubt."""

    encoding: str
    score: float


class Decoded(NamedTuple):
    """A decoded text.

    text: the text, with U+FFFD for what could not be read
    encoding: the encoding that was used
    score: how Chinese the text looks, as in `Detected`
    lost: how many characters could not be read, now or by a program before
    """

    text: str
    encoding: str
    score: float
    lost: int


class Reading(NamedTuple):
    """What an encoding makes of the bytes.

    encoding: the encoding; the extended one where only that can read them all
    text: the text, with U+FFFD for what can't be read
    lost: how many characters that is, not counting those that the bytes hold
    evidence: how probable the text is, less what the losses take
    """

    encoding: str
    text: str
    lost: int
    evidence: float


def detect_encoding(data: bytes) -> Detected:
    """Find the encoding of a Chinese file from its bytes; plain ASCII is called utf-8.

    >>> detect_encoding("電子政務建設".encode("big5")).encoding  # building e-government
    'big5'
    >>> detect_encoding("电子政务".encode("gbk")).encoding
    'gb18030'
    """
    for mark, encoding in MARKS.items():
        if data.startswith(mark) and not _contradicts(mark, data):
            return Detected(encoding, VALID)
    sample = data[:SAMPLE_BYTES]
    readings = {
        encoding: _read(sample, encoding) for encoding in _candidates(sample)
    }
    if list(readings) == ["utf-8"]:
        return Detected("utf-8", VALID)
    totals = {
        encoding: reading.evidence for encoding, reading in readings.items()
    }
    declared = _declared_encoding(sample)
    if declared in totals:
        totals[declared] += DECLARED_BONUS
    most_probable = max(totals, key=totals.get)
    best = readings[most_probable]
    if best.encoding == "utf-8" and not best.lost:
        return Detected("utf-8", VALID)
    return Detected(best.encoding, round(_score(best), 3))


def _contradicts(mark: bytes, data: bytes) -> bool:
    """Whether a text with the mark of UTF-8 is none: a program put it before GBK or Big5."""
    if mark != codecs.BOM_UTF8:
        return False
    sample = data[len(mark) : SAMPLE_BYTES]
    without_saved_losses = sample.replace(LOST_BYTES, b"")
    lost = _decode_sample(without_saved_losses, "utf-8").count("\ufffd")
    return lost > MOST_LOST_WITH_MARK * len(sample)


def _joined_halves(data: bytes) -> bytes:
    """Join characters that a data base wrote as two halves of three bytes (CESU-8).

    Only where that makes valid UTF-8 of what is none: the bytes are characters in GBK too.
    """
    if not HALVES_RE.search(data):
        return data
    joined = HALVES_RE.sub(_joined_half, data)
    try:
        joined.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return joined


def _joined_half(match: re.Match) -> bytes:
    halves = match[0].decode("utf-8", "surrogatepass")
    whole = halves.encode("utf-16", "surrogatepass").decode("utf-16")
    return whole.encode("utf-8")


def _candidates(sample: bytes) -> list[str]:
    """Return the encodings that *sample* may be in; utf-8 alone where there is no doubt."""
    if _count_bytes(sample, CONTROLS):
        return [*NARROW, *WIDE]
    size = len(sample)
    if sample.isascii():
        return ["utf-8", *WIDE] if size <= SHORT_BYTES else ["utf-8"]
    if _is_surely_utf8(sample):
        return ["utf-8"]
    if size >= LONG_BYTES:
        return [*NARROW]
    return [*NARROW, *WIDE]


def _count_bytes(sample: bytes, counted: bytes) -> int:
    """Return how many bytes of *sample* are among *counted*."""
    others = sample.translate(None, delete=counted)
    return len(sample) - len(others)


def _is_surely_utf8(sample: bytes) -> bool:
    """Whether *sample* is valid UTF-8, and too long for an accident."""
    if len(sample) - _count_bytes(sample, ASCII) <= FEW_BYTES:
        return False
    if LOST_BYTES in sample:
        sample = sample.replace(LOST_BYTES, b"")
    return _is_utf8(sample)


def _is_utf8(sample: bytes) -> bool:
    """Whether *sample* is UTF-8 without a saved loss; most others fail at the first characters."""
    try:
        text = _decode_sample(sample, "utf-8", "strict")
    except UnicodeDecodeError:
        return False
    return "\ufffd" not in text


def _declared_encoding(sample: bytes) -> str:
    """Return the encoding that the head of a page declares, or ''."""
    declared = DECLARED_RE.search(sample[:DECLARED_BYTES])
    if not declared:
        return ""
    name = declared[1].decode("ascii").lower()
    return FAMILY.get(name, name)


def _read(sample: bytes, encoding: str) -> Reading:
    """Read *sample*; in the extended form of *encoding* where that loses less."""
    text = _decode_sample(sample, encoding)
    lost = text.count("\ufffd")
    if lost and encoding in EXTENDED:
        wider = EXTENDED[encoding]
        extended = _decode_sample(sample, wider)
        lost_extended = extended.count("\ufffd")
        if lost_extended < lost:
            encoding = wider
            text = extended
            lost = lost_extended
    kinds = kinds_of(text)
    against = STRAY_PENALTY * count_stray_kinds(kinds)
    if encoding == "utf-8":
        lost -= sample.count(LOST_BYTES)
        if not lost:
            against -= VALID_BONUS
    against += UNUSUAL.get(encoding, 0)
    if not text:  # a single byte of UTF-16
        against += LOSS_EVIDENCE * len(sample)
    against += LOSS_EVIDENCE * lost
    evidence = evidence_of_kinds(kinds)
    return Reading(encoding, text, lost, evidence - against)


def _decode_sample(
    sample: bytes, encoding: str, errors: str = "replace"
) -> str:
    # The last character of a sample may be cut, which an incremental decoder forgives.
    whole = len(sample) not in (FIRST_BYTES, SAMPLE_BYTES)
    return codecs.getincrementaldecoder(encoding)(errors).decode(sample, whole)


def _score(reading: Reading) -> float:
    """Return how Chinese a reading looks, less a penalty for what can't be read."""
    if not reading.text:
        return EMPTY
    lost_share = reading.lost / len(reading.text)
    return likeness(reading.text) - LOSS_PENALTY * lost_share


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a Chinese file; what can't be read becomes U+FFFD, and is counted.

    >>> decode(b"\\xff\\xfe" + "电子政务".encode("utf-16-le"))
    Decoded(text='电子政务', encoding='utf-16', score=2.0, lost=0)
    """
    data = _joined_halves(data)
    if data.isascii() and HZ_RE.search(data):
        return _decode_as(Detected("hz", VALID), data)
    if data.startswith(codecs.BOM_UTF8) and _contradicts(
        codecs.BOM_UTF8, data
    ):
        data = data.removeprefix(codecs.BOM_UTF8)
    first = data[:FIRST_BYTES]
    decoded = _decode_as(detect_encoding(first), data)
    if len(data) > FIRST_BYTES and (first.isascii() or decoded.lost):
        # The first bytes were not enough.
        return _decode_as(detect_encoding(data), data)
    return decoded


def _decode_as(detected: Detected, data: bytes) -> Decoded:
    encoding, score = detected
    text = data.decode(encoding, errors="replace")
    if encoding == "gb18030" and NAMED_SINCE_RE.search(text):
        text = text.translate(NAMED_SINCE)
    return Decoded(text, encoding, score, text.count("\ufffd"))
