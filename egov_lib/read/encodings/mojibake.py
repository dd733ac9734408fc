"""Undo mojibake: a text that was decoded with the wrong encoding, where that can be proved.

A line is mended only if it can be taken back to bytes, those bytes are valid in the right encoding,
the same wrong turn leads from the mended line to the line as it is, and the mended line is far more
probable as a text (`likeness.evidence`). Of a line that is sound in part, the spoiled runs are
mended. A turn between two double-byte encodings is nearly always possible, so it proves something
only where the line is bad Chinese as it is.

In UTF-8 a byte that was lost as ? spoils its own character alone: that becomes U+FFFD and is
counted. In the double-byte encodings it puts all pairs after it out of step, so such a line stays
as it is.

Not done: misreadings as an encoding of another language (Shift JIS, EUC-KR, KOI8-R), double-byte
encodings read as Mac Roman, and a spoiled word without a Chinese character.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from egov_lib.read.encodings.likeness import (
    BASIC_CODES,
    KINDS,
    MARKS_OF_TEXT,
    evidence,
    kinds_of,
    likeness,
)
from egov_lib.seen import places_of


class Turn(NamedTuple):
    """A wrong turn: what the bytes were, and what they were taken for."""

    right: str
    wrong: str


# Of two turns that mend equally well the first is taken.
WRONG_TURNS = (
    Turn("utf-8", "gb18030"),
    Turn("utf-8", "cp1252"),
    Turn("utf-8", "latin-1"),
    Turn("utf-8", "mac-roman"),
    Turn("gb18030", "latin-1"),
    Turn("gb18030", "cp1252"),
    Turn("big5", "latin-1"),
    Turn("big5", "cp1252"),
    Turn("gb18030", "big5"),
    Turn("big5", "gb18030"),
    Turn("utf-8", "big5"),
)
SINGLE_BYTE = ("latin-1", "cp1252", "mac-roman")
MOST_TIMES = 3  # that a text was misread the same way, one after the other
MOST_ROUNDS = 3  # of different misreadings

# How much more probable a mended line must be (e to the power of it), before it is believed.
# A sound text is a million times as frequent as a misread one; that bytes make valid UTF-8 by
# accident is rarer still.
PROOF_UTF8 = 8.0
PROOF_DOUBLE_BYTE = 14.0
# Where most lines of a text are proved to be misread, the others need no proof of their own.
PROOF_OF_THE_REST = 2.0
# Against a line, for each single letter of another script in it
STRAY_EVIDENCE = 6.0
LEAST_HAN_DOUBLE_BYTE = 2  # different characters; fewer prove nothing
# Four signs make sixteen pairs, so signs that repeat easily give "Chinese". What
# real Chinese becomes in one byte each are many different signs with letters among
# them: of stretches of the texts three to twenty characters long 95 in 100 have
# these.
LEAST_DIFFERENT = 1.4  # bytes for each different character
ENOUGH_DIFFERENT = 12  # bytes: a long line has no more different ones
LEAST_LETTERS = 1 / 8  # of the different bytes
MOST_SOUND_LIKENESS = 0.35  # of a line that is bad Chinese as it is; sound ones have 0.5 and more
LEAST_LIKENESS = 0.3  # of a mended line

HAN_RE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# A single letter, Greek, Cyrillic, kana or bopomofo, at a Chinese character.
OTHER = "\u0370-\u04ff\u3040-\u30ff\u3105-\u312d"
STRAY_RE = re.compile(
    f"(?<=[\u4e00-\u9fff])[{OTHER}](?![{OTHER}])|(?<![{OTHER}])[{OTHER}](?=[\u4e00-\u9fff])"
)
# Marks and blanks, between which a line is spoiled or not.
SOUND_MARKS = "，。、；：！？（）《》“” \t\u3000"
SOUND_MARKS_RE = re.compile(f"([{SOUND_MARKS}]+)")
MARKS_RE = re.compile(f"[{re.escape(MARKS_OF_TEXT)}]+")
LOSS_RE = re.compile("[?\ufffd]*\ufffd[?\ufffd]*")
# A byte of a misread line that was lost: a run beside it is not whole.
BESIDE_LOSS_RE = re.compile("\ufffd|[^\\x00-\\x7f]\\?|\\?[^\\x00-\\x7f]")
LOST_RE = re.compile("锟斤拷|锟斤|\ufffd|ï¿½")
# One of them is in whatever `LOST_RE` finds
SIGNS_OF_LOSS = ("锟斤", "\ufffd", "ï¿½")
# Characters of two and three bytes: Chinese and its marks, and what they become if misread again.
UTF8_RUN_RE = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe2-\xef][\x80-\xbf]{2})+"
)
# Chinese and its marks alone: among characters misread as GB18030, two of them and more.
# The first is written out: a search is faster for a pattern that begins with a class.
CHINESE_RUN_RE = re.compile(
    rb"[\xe2-\xe9\xef][\x80-\xbf]{2}(?:[\xe2-\xe9\xef][\x80-\xbf]{2})+"
)
# Pairs of a double-byte encoding, taken for letters of one byte.
PAIRS_RE = re.compile(rb"[\x81-\xfe][\xa1-\xfe](?:[\x81-\xfe][\xa1-\xfe])+")
# The letters among them. The second byte of Big5 is an ASCII letter as often as not.
LETTERS_RE = {
    "gb18030": re.compile("[À-ÖØ-öø-ÿ]"),
    "big5": re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]"),
}
# What cp1252 has for control characters of Latin-1. Five it has not: browsers keep those.
CP1252_ONLY = {}
for byte in range(0x80, 0xA0):
    letter = bytes([byte]).decode("cp1252", "ignore")
    if letter:
        CP1252_ONLY[ord(letter)] = byte
CP1252_RE = re.compile(f"[{''.join(map(chr, CP1252_ONLY))}]")
SINGLE_BYTE_RE = re.compile(f"[\x20-\xff{''.join(map(chr, CP1252_ONLY))}]+")
# What a line misread as a single-byte encoding must hold: most lines with accents do not.
_TRAIL = f"\x80-\xbf{''.join(map(chr, CP1252_ONLY))}"
# All signs are within such a run
LETTER_RUN_RE = re.compile(f"[À-þ{_TRAIL}][À-þ{_TRAIL}\ufffd?]*")
SINGLE_BYTE_SIGNS = {
    "utf-8": re.compile(f"[Â-ßâ-ï][{_TRAIL}\ufffd?]"),
    "gb18030": re.compile(f"[À-þ{_TRAIL}][À-þ{_TRAIL}]{{3}}"),
    "big5": re.compile(f"[À-þ{_TRAIL}]"),
}
# A line that holds anything else can't be misread as a whole, and a run has four such letters.
NOT_SINGLE_BYTE_RE = re.compile(
    f"[^\x00-\xff{''.join(map(chr, CP1252_ONLY))}]"
)
# Characters that show that a line may be misread: nearly every misread line has several.
SUSPECT_KINDS = [KINDS["rare"], *range(KINDS["latin"], len(KINDS))]
# Mac Roman has other letters for the same bytes, signs of mathematics among them.
MAC_LETTERS = bytes(range(0x80, 0x100)).decode("mac-roman")
MAC_RUN_RE = re.compile(f"[\x20-\x7e{re.escape(MAC_LETTERS)}]+")
# The lead byte of Chinese or its marks in UTF-8, E2 to E9 or EF, and two bytes that follow one
_MAC_LEADS = bytes([*range(0xE2, 0xEA), 0xEF]).decode("mac-roman")
_MAC_TRAILS = bytes(range(0x80, 0xC0)).decode("mac-roman")
MAC_SIGN_RE = re.compile(f"[{_MAC_LEADS}][{re.escape(_MAC_TRAILS)}]{{2}}")
# What Chinese becomes that was misread twice: the letters of cp1252 have few lead bytes in UTF-8.
# Read as pairs of a double-byte encoding they give rare characters.
TWICE_UTF8_RE = re.compile(
    rb"(?:[\xc2\xc3\xc5\xc6\xcb][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]){3}"
)
FIRST_TRIED = 24  # characters of a line
MOST_ASCENDING = 0.5  # share of bytes that are the byte before plus one: more is a table of letters


def _gb18030_characters(leads: Iterable[int], trails: Iterable[int]) -> str:
    """Return the characters that GB18030 writes as one of *leads* and one of *trails*."""
    pairs = [
        bytes([lead, trail])
        for lead, trail in itertools.product(leads, trails)
    ]
    return b"".join(pairs).decode("gb18030")


# What GB18030 makes of the lead bytes of Chinese in UTF-8, E4 to E9, before any other byte. Chinese
# in UTF-8 has such a byte in three: taken for anything else, such a character comes with every
# third.
_LEADS = _gb18030_characters(
    range(0xE4, 0xEA), [*range(0x40, 0x7F), *range(0x80, 0xFF)]
)
# The same six bytes that `CHINESE_RUN_RE` begins with, as the three characters that they are in
# GB18030, if they begin where a character does: E2 80, 80 E2, 80 80, and so on.
_OF_LEAD = [*range(0xE2, 0xEA), 0xEF]
_OF_TRAIL = range(0x81, 0xC0)
RUN_AS_CHARACTERS_RE = re.compile(
    f"[{_gb18030_characters(_OF_LEAD, [0x80, *_OF_TRAIL])}]"
    f"[{_gb18030_characters(_OF_TRAIL, _OF_LEAD)}]"
    f"[{_gb18030_characters(_OF_TRAIL, [0x80, *_OF_TRAIL])}]"
)
SPOILED_CHARS = 4  # of which the first and the last show it
SPOILED_RE = re.compile(f"[{_LEADS}ä-é]..[{_LEADS}ä-é]")
SPOILED_GB_RE = re.compile(f"[{_LEADS}]..[{_LEADS}]")
# What `SPOILED_RE` finds in a piece between marks
SPOILED_PIECE_RE = re.compile(
    f"[{_LEADS}ä-é][^{SOUND_MARKS}\n]{{2}}[{_LEADS}ä-é]"
)


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
    """What undoing one turn gives: each line mended or None, and how much more probable it is."""

    turn: Turn
    lines: dict[int, str]
    gain: float


class Undone(NamedTuple):
    """What undoing a turn makes of a line, and how much more probable that is."""

    line: str
    gain: float


def mend_mojibake(text: str) -> Mended:
    """Undo a wrong decoding line by line, where that is proved; count what is lost for good.

    The wrong turn that explains most is undone first; then, in what is left, the next.

    >>> mend_mojibake("鐢靛瓙鏀垮姟")  # e-government
    Mended(text='电子政务', kind='utf-8 read as gb18030', lines=1, lost=0)
    >>> mend_mojibake("鍥藉姟闄?").text  # the State Council: 院 lost its last byte
    '国务\ufffd'
    >>> mend_mojibake("政务锟斤拷信息").lost  # government affairs … information
    1
    """
    lines = text.split("\n")
    kinds = []
    mended = {}
    suspects = _suspect_lines(text, lines)
    undone = {}  # of each line: a round leaves most as they are
    rounds = MOST_ROUNDS if suspects else 0
    for _ in range(rounds):
        for number in suspects:
            line = lines[number]
            if line not in undone:
                undone[line] = _undo_turns(line)
        possible = set().union(*(undone[lines[at]] for at in suspects))
        attempts = [
            _attempt(lines, suspects, turn, undone)
            for turn in WRONG_TURNS
            if turn in possible
        ]
        proved = [attempt for attempt in attempts if attempt.lines]
        if not proved:
            break
        best = max(proved, key=lambda attempt: attempt.gain)
        kinds.append(f"{best.turn.right} read as {best.turn.wrong}")
        mended |= best.lines
        for number, line in best.lines.items():
            lines[number] = line
    if mended:
        text = "\n".join(lines)
    lost = _count_lost(text)
    all_kinds = ", ".join(dict.fromkeys(kinds))
    return Mended(text, all_kinds, len(mended), lost)


def _count_lost(text: str) -> int:
    """Return how many places are lost for good."""
    if not any(sign in text for sign in SIGNS_OF_LOSS):
        return 0  # most texts need no slow search
    return len(LOST_RE.findall(text))


def _suspect_lines(text: str, lines: list[str]) -> list[int]:
    """Return the numbers of the lines that hold what a misread line holds."""
    if text.isascii():
        return []
    suspect = _suspect_table()
    places = places_of(text, suspect)
    if not len(places):
        return []
    lengths = [len(line) + 1 for line in lines]
    next_starts = np.cumsum(lengths, dtype=np.int64)
    numbers = np.searchsorted(next_starts, places, side="right")
    once_each = dict.fromkeys(numbers.tolist())
    return list(once_each)


@lru_cache
def _suspect_table() -> np.ndarray:
    """Return a table of the characters of `SUSPECT_KINDS`; all beyond 16 bits are."""
    basic = "".join(map(chr, range(BASIC_CODES)))
    suspect = np.isin(kinds_of(basic), SUSPECT_KINDS)
    return np.append(suspect, True)


def _undo_turns(line: str) -> dict[Turn, Undone]:
    """Undo each turn in *line*; those that leave it as it is are left out."""
    signs = _single_byte_signs(line)
    undone = {}
    for turn in WRONG_TURNS:
        if not _may_be_undone(turn, line, signs):
            continue
        new = _mend_line(line, turn)
        if new is not None:
            undone[turn] = Undone(new, _gain(line, new, turn))
    return undone


def _may_be_undone(turn: Turn, line: str, signs: set[str]) -> bool:
    """Whether *line*, which holds these signs of single-byte encodings, may be misread so."""
    if turn.wrong == "mac-roman":
        return MAC_SIGN_RE.search(line) is not None
    if turn.wrong in SINGLE_BYTE:
        return turn.right in signs
    return True


def _attempt(
    lines: list[str],
    suspects: list[int],
    turn: Turn,
    undone: dict[str, dict[Turn, Undone]],
) -> Attempt:
    """Undo *turn* in every suspect line where that is proved."""
    possible = {}
    for number in suspects:
        of_line = undone[lines[number]]
        if turn in of_line:
            possible[number] = of_line[turn]
    needed = PROOF_UTF8 if turn.right == "utf-8" else PROOF_DOUBLE_BYTE
    proved = _gaining(possible, needed)
    if _are_most(proved, suspects, lines):
        for number in suspects:
            if number not in possible:
                new = _undo_beside_others(lines[number], turn)
                if new is not None:
                    possible[number] = new
        proved = _gaining(possible, PROOF_OF_THE_REST)
    return Attempt(
        turn,
        {number: new.line for number, new in proved.items()},
        sum(new.gain for new in proved.values()),
    )


def _gaining(possible: dict[int, Undone], needed: float) -> dict[int, Undone]:
    """Return the lines that gain as much as is needed."""
    return {
        number: new for number, new in possible.items() if new.gain >= needed
    }


def _are_most(
    proved: Collection[int], suspects: list[int], lines: list[str]
) -> bool:
    """Whether the proved lines are more than half of the suspect ones, or of their characters."""
    if 2 * len(proved) > len(suspects):
        return True
    of_proved = sum(len(lines[number]) for number in proved)
    return 2 * of_proved > sum(len(lines[number]) for number in suspects)


def _undo_beside_others(line: str, turn: Turn) -> Undone | None:
    """Undo *turn* in a line too short to show it, of a text whose other lines are proved.

    A date has two or three characters: 2006Äê3ÔÂ19ÈÕ. None where it can't be undone in the whole
    line, or where other lines prove nothing: what is no letter of Chinese may be sound.
    """
    if turn.wrong not in SINGLE_BYTE:
        return None
    mended = _read_rightly(line, turn, lossy=False)
    if mended is None or likeness(mended) < LEAST_LIKENESS:
        return None
    return Undone(mended, _gain(line, mended, turn))


def _gain(line: str, mended: str, turn: Turn) -> float:
    """Return how much more probable the mended line is."""
    gain = evidence(mended) - evidence(line)
    if turn.right == "utf-8":
        return gain
    # The same pair again and again, ¬¬¬¬¬¬ in a ruled line, is no further evidence.
    characters = HAN_RE.findall(mended)
    gain *= len(set(characters)) / max(len(characters), 1)
    if turn.wrong not in SINGLE_BYTE:
        # One double-byte encoding read as another scatters letters among the characters.
        strays = len(STRAY_RE.findall(line))
        strays_left = len(STRAY_RE.findall(mended))
        gain += STRAY_EVIDENCE * (strays - strays_left)
    return gain


def _mend_line(line: str, turn: Turn) -> str | None:
    """Return the line, or its spoiled runs, read rightly; None where nothing is more probable."""
    mended = _mend_whole(line, turn)
    if mended:
        return mended
    if turn.right == "utf-8":
        return _mend_pieces(line, turn) or _mend_runs(line, turn)
    if turn.wrong in SINGLE_BYTE:
        return _mend_runs(line, turn)
    return None


def _single_byte_signs(line: str) -> set[str]:
    """Return the encodings of which *line* holds what a line misread as a single-byte one holds."""
    letters = " ".join(LETTER_RUN_RE.findall(line))
    signs = {
        right
        for right, pattern in SINGLE_BYTE_SIGNS.items()
        if pattern.search(letters)
    }
    if "gb18030" not in signs and NOT_SINGLE_BYTE_RE.search(line):
        signs.discard("big5")
    return signs


# --- whole lines and pieces -----------------------------------------------------------------------


def _mend_pieces(line: str, turn: Turn) -> str | None:
    """Return a line whose pieces between marks and blanks are read rightly, each by itself."""
    if turn.wrong in SINGLE_BYTE and not _has_loss(line):
        return None  # its runs can be told from the rest letter by letter
    if not _has_spoiled_piece(line, turn):
        return None
    pieces = [_mend_piece(piece, turn) for piece in SOUND_MARKS_RE.split(line)]
    mended = "".join(pieces)
    return mended if mended != line else None


def _has_spoiled_piece(line: str, turn: Turn) -> bool:
    """Whether a piece may be mended: only UTF-8 proves itself in a few characters."""
    if not _is_spoiled(line):
        return False
    if turn.wrong == "gb18030" and not SPOILED_GB_RE.search(line):
        return False
    return SPOILED_PIECE_RE.search(line) is not None


@lru_cache(maxsize=1)  # all turns ask for the same line
def _is_spoiled(line: str) -> bool:
    return SPOILED_RE.search(line) is not None


def _mend_piece(piece: str, turn: Turn) -> str:
    """Return a piece of a line read rightly, or as it is."""
    if len(piece) < SPOILED_CHARS or not SPOILED_RE.search(piece):
        return piece
    return _mend_whole(piece, turn) or _mend_runs(piece, turn) or piece


def _mend_whole(line: str, turn: Turn) -> str | None:
    """Return the line read rightly, or None where that is not Chinese.

    A line that makes valid UTF-8 but no Chinese may have been misread more than once.
    """
    if line.isascii():
        return None
    if "?" in line and turn.right != "utf-8" and turn.wrong != "latin-1":
        return None  # ? may be a lost byte, which puts all pairs after it out of step
    marks = line.count("?") + line.count("\ufffd")
    times = MOST_TIMES if turn.right == "utf-8" else 1
    mended = line
    for _ in range(times):
        mended = _read_rightly(mended, turn, lossy=marks > 0)
        if mended is None:
            return None
        if not _lost_too_much(mended, marks) and _is_better(
            line, mended, turn
        ):
            return mended
    return None


def _lost_too_much(mended: str, marks: int) -> bool:
    """Whether more is lost than is left, or than the line has *marks* of loss."""
    lost = mended.count("\ufffd")
    if not lost:  # one character is enough, and found at once
        return HAN_RE.search(mended) is None
    han = len(HAN_RE.findall(mended))
    return not han or lost > min(marks, han)


def _is_better(line: str, mended: str, turn: Turn) -> bool:
    """Whether the mended line is Chinese, and a double-byte line was not."""
    without_losses = mended.replace("\ufffd", "")
    if likeness(without_losses) < LEAST_LIKENESS:
        return False
    if turn.right == "utf-8":
        return True
    if turn.wrong in SINGLE_BYTE:
        return not _is_table(line) and _has_letters_of_chinese(mended, turn)
    if len(set(HAN_RE.findall(mended))) < LEAST_HAN_DOUBLE_BYTE:
        return False
    return likeness(line) < MOST_SOUND_LIKENESS


def _has_letters_of_chinese(mended: str, turn: Turn) -> bool:
    """Whether the Chinese of *mended* was letters as various as Chinese gives.

    A run of few signs, ¬¬¬¡¡¡ or ±°±°°±, is a ruled line or a figure, no text.
    """
    characters = set(HAN_RE.findall(mended))
    count = len(characters)
    if count < LEAST_HAN_DOUBLE_BYTE:
        return False
    data = "".join(characters).encode(turn.right)
    different = set(data.decode("latin-1"))
    needed = min(LEAST_DIFFERENT * count, ENOUGH_DIFFERENT)
    if len(different) < needed:
        return False
    letters = LETTERS_RE[turn.right].findall("".join(different))
    return len(letters) >= LEAST_LETTERS * len(different)


def _is_table(line: str) -> bool:
    """Whether *line* lists letters in their order, which says nothing."""
    codes = [ord(letter) for letter in line if letter > "\x7f"]
    ascending = sum(
        1
        for code, following in itertools.pairwise(codes)
        if following == code + 1
    )
    return ascending > MOST_ASCENDING * len(codes)


def _read_rightly(line: str, turn: Turn, *, lossy: bool) -> str | None:
    """Return *line* taken back to bytes and read in the right encoding; None where that fails.

    A *lossy* line holds ? or U+FFFD. In the result they are U+FFFD, which proves nothing and needs
    no proof; the bytes of a line without loss must be those that the right encoding writes.
    """
    errors = "replace" if lossy and turn.right == "utf-8" else "strict"
    if errors == "strict" and not _begins_rightly(line, turn):
        return None
    try:
        data = _to_bytes_with_losses(line, turn.wrong)
        mended = data.decode(turn.right, errors)
        if lossy:
            mended = LOSS_RE.sub("\ufffd", mended)
        if "\ufffd" in mended:
            return mended
        written = mended.encode(turn.right)
    except UnicodeError:
        return None
    return mended if written == data and mended != line else None


def _begins_rightly(line: str, turn: Turn) -> bool:
    """Whether the first characters can be read in the right encoding, each byte of them.

    Most lines cannot be: then the whole line need not be taken back to bytes.
    """
    first = line[:FIRST_TRIED]
    if turn.wrong in SINGLE_BYTE or "\ufffd" in first:
        return True  # not known from a part
    decoder = codecs.getincrementaldecoder(turn.right)()
    try:
        decoder.decode(_to_bytes(first, turn.wrong))
    except UnicodeError:
        return False
    return True


def _to_bytes_with_losses(line: str, encoding: str) -> bytes:
    """Encode *line*, with a byte that no encoding has for each U+FFFD."""
    if "\ufffd" not in line:
        return _to_bytes(line, encoding)
    if encoding == "latin-1":
        return line.replace("\ufffd", "\xff").encode("latin-1")
    parts = [_to_bytes(part, encoding) for part in line.split("\ufffd")]
    return b"\xff".join(parts)


def _to_bytes(text: str, encoding: str) -> bytes:
    """Encode *text*; in cp1252 as browsers do, which keep the control characters that it lacks."""
    if encoding == "cp1252" and CP1252_RE.search(text):
        return text.translate(CP1252_ONLY).encode("latin-1")
    return text.encode(encoding)


# --- runs -----------------------------------------------------------------------------------------


def _has_loss(line: str) -> bool:
    """Whether *line* holds a sign of a lost byte, beside a letter that is not ASCII."""
    if "?" not in line and "\ufffd" not in line:
        return False  # most lines need no slow search
    return BESIDE_LOSS_RE.search(line) is not None


def _mend_runs(line: str, turn: Turn) -> str | None:
    """Return a line whose spoiled runs are read rightly; None where there is none."""
    if _has_loss(line):
        return None
    if turn.wrong in SINGLE_BYTE:
        letters_re = (
            MAC_RUN_RE if turn.wrong == "mac-roman" else SINGLE_BYTE_RE
        )
        mended = letters_re.sub(
            lambda match: _mend_letters(match[0], turn), line
        )
    elif turn.wrong == "gb18030" and turn.right == "utf-8":
        mended = _mend_characters(line)
    else:
        return None
    return mended if mended != line else None


def _mend_letters(letters: str, turn: Turn) -> str:
    """Return a run of letters of one byte with the Chinese in it read rightly."""
    if letters.isascii():
        return letters
    try:
        data = _to_bytes(letters, turn.wrong)
    except UnicodeError:
        return letters
    runs = UTF8_RUN_RE if turn.right == "utf-8" else PAIRS_RE
    parts = []
    copied = 0
    for match in runs.finditer(data):
        if turn.right != "utf-8" and TWICE_UTF8_RE.search(match[0]):
            continue  # it lost too much to be undone
        start, end = match.span()
        parts += [letters[copied:start], _mend_run(letters[start:end], turn)]
        copied = end
    return "".join([*parts, letters[copied:]])


def _mend_run(run: str, turn: Turn) -> str:
    """Return a run read rightly, if that is Chinese and more probable; else as it is."""
    if turn.right != "utf-8" and _is_table(run):
        return run
    mended = run
    for _ in range(MOST_TIMES):
        mended = _read_rightly(mended, turn, lossy=False)
        if mended is None:
            return run
        if _is_chinese(mended, turn):
            return mended if evidence(mended) > evidence(run) else run
    return run


def _is_chinese(run: str, turn: Turn) -> bool:
    """Whether *run* has so much Chinese that its bytes are no accident."""
    if turn.right == "utf-8":
        has_han = HAN_RE.search(run) is not None
        return has_han or MARKS_RE.fullmatch(run) is not None
    is_like_chinese = likeness(run) >= LEAST_LIKENESS
    return is_like_chinese and _has_letters_of_chinese(run, turn)


def _mend_characters(line: str) -> str:
    """Return a line with the UTF-8 in it that was read as GB18030 read rightly."""
    if not RUN_AS_CHARACTERS_RE.search(line):
        return line  # most lines need not be taken back to bytes
    data = line.encode("gb18030", "replace")
    place_at = _character_at(data)
    parts = []
    copied = 0
    for match in CHINESE_RUN_RE.finditer(data):
        start, end = (place_at(place) for place in match.span())
        run = match[0].decode("utf-8", "replace")
        # Out of step with the characters it is an accident; 锟斤拷 is a loss that was saved.
        if start is None or end is None or "\ufffd" in run:
            continue
        parts += [line[copied:start], run]
        copied = end
    return "".join([*parts, line[copied:]])


def _character_at(data: bytes) -> Callable[[int], int | None]:
    """Return a function that says which character of *data*, in GB18030, begins at a byte of it.

    None if none begins there. The bytes are asked for in their order.
    """
    decoder = codecs.getincrementaldecoder("gb18030")()
    at = 0
    character = 0

    def character_at(byte: int) -> int | None:
        nonlocal at, character
        character += len(decoder.decode(data[at:byte]))
        at = byte
        begun, _ = decoder.getstate()
        return None if begun else character

    return character_at
