"""Undo mojibake: a text that was decoded with the wrong encoding, where that can be proved.

A line is mended only if it can be taken back to bytes whole, those bytes are valid in the right
encoding, the same wrong turn leads from the mended line to the line as it is, and the mended line
is far better Chinese. In UTF-8 a byte that was lost as ? spoils its own character alone: that
becomes U+FFFD and is counted. In the double-byte encodings it puts all pairs after it out of step,
so such a line stays as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.read.encodings.likeness import likeness


class Turn(NamedTuple):
    """A wrong turn: what the bytes were, and what they were taken for."""

    right: str
    wrong: str


# Of two turns that mend equally well the first is taken.
WRONG_TURNS = (
    Turn("utf-8", "gb18030"),
    Turn("utf-8", "cp1252"),
    Turn("utf-8", "latin-1"),
    Turn("gb18030", "latin-1"),
    Turn("gb18030", "cp1252"),
    Turn("big5", "latin-1"),
    Turn("big5", "cp1252"),
    Turn("gb18030", "big5"),
    Turn("big5", "gb18030"),
    Turn("utf-8", "big5"),
)
LEAST_GAIN = 0.3  # of likeness, over the line as it is
LEAST_LIKENESS = 0.4
LEAST_HAN = 2  # characters; fewer prove nothing

COMMON_HAN_RE = re.compile("[\u4e00-\u9fff]")
SOUND_MARKS_RE = re.compile("([，。、；：！？]+)")  # a wrong turn leaves none
LOSS_RE = re.compile("[?\ufffd]*\ufffd[?\ufffd]*")
LOST_RE = re.compile("锟斤拷|锟斤|\ufffd|ï¿½")


def _lead_characters() -> str:
    """Return what GB18030 makes of the lead bytes of Chinese in UTF-8, E4 to E9.

    Chinese in UTF-8 has such a byte in three: taken for anything else, such a character comes with
    every third.
    """
    pairs = [
        bytes([lead, trail])
        for lead in range(0xE4, 0xEA)
        for trail in range(0x40, 0xFF)
        if trail != 0x7F
    ]
    return b"".join(pairs).decode("gb18030")


SPOILED_RE = re.compile(f"[{_lead_characters()}ä-é]..[{_lead_characters()}ä-é]")


class Mended(NamedTuple):
    """A mended text.

    text: the text
    kind: how it had been misread ("utf-8 read as gb18030"), empty where nothing was mended
    lines: how many lines were mended
    lost: how many places are lost for good
    """

    text: str
    kind: str
    lines: int
    lost: int


class Attempt(NamedTuple):
    """What undoing one turn gives: each line mended or None, and how Chinese the mended are."""

    turn: Turn
    lines: list[str | None]
    gain: float


def mend_mojibake(text: str) -> Mended:
    """Undo a wrong decoding line by line, where that is proved; count what is lost for good.

    One wrong turn is assumed for the whole text: the one that gives most Chinese. Of a line that is
    Chinese in part, the pieces between its marks are mended one by one.

    >>> mend_mojibake("鐢靛瓙鏀垮姟")  # e-government
    Mended(text='电子政务', kind='utf-8 read as gb18030', lines=1, lost=0)
    >>> mend_mojibake("鍥藉姟闄?").text  # the State Council: 院 lost its last byte
    '国务\ufffd'
    >>> mend_mojibake("政务锟斤拷信息").lost  # government affairs … information
    1
    """
    lines = text.split("\n")
    attempts = [_attempt(lines, turn) for turn in WRONG_TURNS]
    best = max(attempts, key=lambda attempt: attempt.gain)
    done = len(lines) - best.lines.count(None)
    kind = ""
    if done:
        kind = f"{best.turn.right} read as {best.turn.wrong}"
        text = _put_in(best.lines, lines)
    lost = len(LOST_RE.findall(text))
    return Mended(text, kind, done, lost)


def _attempt(lines: list[str], turn: Turn) -> Attempt:
    mended = [_mend_line(line, turn) for line in lines]
    gain = sum(likeness(line) for line in mended if line)
    return Attempt(turn, mended, gain)


def _put_in(mended: list[str | None], lines: list[str]) -> str:
    """Return the text of *lines* with those that are mended."""
    pairs = zip(mended, lines)
    return "\n".join(line if new is None else new for new, line in pairs)


def _mend_line(line: str, turn: Turn) -> str | None:
    """Return the line, or its spoiled pieces, read rightly; None where nothing can be proved."""
    mended = _mend(line, turn)
    if mended:
        return mended
    if turn.right != "utf-8" or not SPOILED_RE.search(line):
        return mended  # only UTF-8 proves itself in a few characters
    pieces = [_mend_piece(piece, turn) for piece in SOUND_MARKS_RE.split(line)]
    mended = "".join(pieces)
    return mended if mended != line else None


def _mend_piece(piece: str, turn: Turn) -> str:
    """Return a piece of a line read rightly, or as it is."""
    mended = _mend(piece, turn) if SPOILED_RE.search(piece) else None
    return mended or piece


def _mend(line: str, turn: Turn) -> str | None:
    """Return the line read rightly, or None where that can't be proved."""
    if line.isascii():
        return None
    if "?" in line and turn.right != "utf-8" and turn.wrong != "latin-1":
        return None  # ? may be a lost byte, which puts all pairs after it out of step
    marks = line.count("?") + line.count("\ufffd")
    mended = _read_rightly(line, turn, lossy=marks > 0)
    if mended is None or _lost_too_much(mended, marks):
        return None
    needed = max(likeness(line) + LEAST_GAIN, LEAST_LIKENESS)
    return mended if likeness(mended.replace("\ufffd", "")) > needed else None


def _lost_too_much(mended: str, marks: int) -> bool:
    """Whether too few characters are left, or more are lost than the line has *marks* of loss."""
    lost = mended.count("\ufffd")
    han = len(COMMON_HAN_RE.findall(mended))
    return han < LEAST_HAN or lost > min(marks, (han + 2) // 3)


def _read_rightly(line: str, turn: Turn, *, lossy: bool) -> str | None:
    """Return *line* taken back to bytes and read in the right encoding; None where that fails.

    A *lossy* line holds ? or U+FFFD. In the result they are U+FFFD, which proves nothing and needs
    no proof; a line without loss must become itself again by the same wrong turn.
    """
    errors = "replace" if lossy and turn.right == "utf-8" else "strict"
    try:
        data = b"\xff".join(part.encode(turn.wrong) for part in line.split("\ufffd"))
        mended = data.decode(turn.right, errors)
        if lossy:
            mended = LOSS_RE.sub("\ufffd", mended)
        if "\ufffd" in mended:
            return mended
        back = mended.encode(turn.right).decode(turn.wrong)
    except UnicodeError:
        return None
    return mended if back == line and mended != line else None
