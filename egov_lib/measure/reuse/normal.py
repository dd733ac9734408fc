"""The form in which texts are compared: Chinese characters and digits, each in one form, with the way back to the text.

Only equality matters here, so one table over all code points does what a converter needs phrases for: 著 and 着 become the
same, and a text in traditional characters meets its simplified copy at the speed of a look-up. Latin letters are left out
with punctuation and white space, because damaged copies have machine pinyin strewn between their characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from egov_lib.findings import DataError
from egov_lib.read.cleaning import converter

BREAK, OTHER_BREAK = "\x01", "\x02"  # what stands between texts, here and there: never equal
BAND = 16  # places are counted in bands of so many, from the beginning of each text
BORDER = (
    64  # so many of them: wider than any gap, so that nothing reaches from one text into the next
)
NO_MARKS = {ord(BREAK): " ", ord(OTHER_BREAK): " "}


@lru_cache
def _table() -> np.ndarray:
    """For every code point the code of its normal form: 0 for whatever is left out."""
    table = np.zeros(0x110000, np.uint16)
    han = [
        c for a, b in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00)) for c in range(a, b)
    ]
    simplified = np.array(
        [ord(c) for c in converter("tw2s")("\n".join(map(chr, han))) if c != "\n"]
    )
    rare = np.arange(
        0x20000, 0x40000
    )  # beyond 16 bits: folded into the private area, where nothing else lives
    table[han] = np.where(simplified < 0x10000, simplified, 0xE000 + simplified % 0x1900)
    table[rare] = 0xE000 + rare % 0x1900
    for zero in (0x30, 0xFF10):
        table[zero : zero + 10] = np.arange(0x30, 0x3A)
    for same in (BREAK, OTHER_BREAK, "〇"):
        table[ord(same)] = ord(same)
    return table


@dataclass(frozen=True)
class Normal:
    """Texts in normal form, end to end with borders between: their codes, and the way back."""

    codes: np.ndarray
    places: np.ndarray  # of each code in the joined texts
    firsts: np.ndarray  # where each text begins in the codes
    offsets: np.ndarray  # and in the joined texts

    @cached_property
    def phases(self) -> np.ndarray:
        """By how much each code's text, with the border before it, is off a multiple of BAND."""
        return np.repeat(self.firsts % BAND, np.diff(self.firsts - BORDER, append=len(self.codes)))

    def number(self, at: np.ndarray) -> np.ndarray:
        """Which text the codes at *at* belong to."""
        return np.searchsorted(self.firsts, at, side="right") - 1

    def string(self) -> str:
        """The codes as characters."""
        return self.codes.tobytes().decode("utf-16-le", "replace")

    def spans(
        self, start: np.ndarray, end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Carry [start, end) of the codes back: number of the text, start and end in it."""
        number = self.number(start)
        return (
            number,
            self.places[start] - self.offsets[number],
            self.places[end - 1] + 1 - self.offsets[number],
        )


def normalise(texts: Sequence[str], mark: str) -> Normal:
    """Bring *texts* into normal form, with a border of *mark* before and after each."""
    texts = [
        text.translate(NO_MARKS) if BREAK in text or OTHER_BREAK in text else text for text in texts
    ]
    joined = (mark * BORDER).join(["", *texts, ""])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _table()[points]
    places = np.flatnonzero(codes)
    sizes = np.array([len(text) + BORDER for text in texts], np.int64)
    offsets = np.cumsum(sizes) - sizes + BORDER
    return Normal(codes[places], places, np.searchsorted(places, offsets), offsets)


def check_min_chars(min_chars: int) -> None:
    """`ValueError` unless it is a whole number of characters that may mean something."""
    if not isinstance(min_chars, (int, np.integer)) or min_chars < 2:
        raise ValueError(f"min_chars is {min_chars!r}: use a whole number, 2 or more")


def normal_form(text: str) -> tuple[str, np.ndarray]:
    """Give *text* as it is compared, and for each of its characters the place in *text* it came from.

    >>> form, places = normal_form("領(lǐng)導， 小組２００６")  # leading group
    >>> form, places.tolist()
    ('领导小组2006', [0, 7, 10, 11, 12, 13, 14, 15])
    """
    if not isinstance(text, str):
        raise DataError(f"{text!r} is no text: leave it out, or put '' for it")
    done = normalise([text], BREAK)
    return done.string()[BORDER:-BORDER], done.places[BORDER:-BORDER] - BORDER
