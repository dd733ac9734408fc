"""The form in which texts are compared: Chinese characters and digits, and the way back.

Only equality matters here, so one table over all code points does what a converter needs phrases
for: 著 and 着 (two spellings of a particle) become the same, and a text in traditional characters
meets its simplified copy at the speed of a look-up. Latin letters are left out with punctuation and
white space, because damaged copies have machine-made pinyin between their characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from egov_lib.findings import DataError
from egov_lib.measure.arrays import code_points
from egov_lib.read.cleaning import converter
from egov_lib.read.cleaning.script import characters_changed_by_tw2s

# What is put between texts, on the one side and on the other: never equal.
BREAK, OTHER_BREAK = "\x01", "\x02"
NO_BREAKS = {ord(BREAK): " ", ord(OTHER_BREAK): " "}
# How many of them: more than any gap, so that nothing reaches from one text into the next.
BORDER = 64
BAND = 16  # diagonals are cut into bands of so many, counted from the beginning of each text

HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
ZEROS = (0x30, 0xFF10)  # the digit 0, narrow and wide
# Characters beyond 16 bits are folded into the private area, which texts don't use.
RARE_BLOCKS = (0x20000, 0x40000)
PRIVATE_AREA, PRIVATE_SIZE = 0xE000, 0x1900


@lru_cache
def _table() -> np.ndarray:
    """Make the table from code points to the codes of the normal form; 0 is left out."""
    table = np.zeros(0x110000, np.uint16)
    for start, stop in HAN_BLOCKS:
        table[start:stop] = np.arange(start, stop, dtype=np.int64)
    _put_simplified_codes(table)
    rare = np.arange(*RARE_BLOCKS, dtype=np.int64)
    table[rare] = _fold(rare)
    digits = np.arange(ord("0"), ord("9") + 1, dtype=np.uint16)
    for zero in ZEROS:
        table[zero : zero + len(digits)] = digits
    for same in (BREAK, OTHER_BREAK, "〇"):
        code = ord(same)
        table[code] = code
    return table


def _put_simplified_codes(table: np.ndarray) -> None:
    """Give the characters of the table that are simplified the codes of their simplified form."""
    changed = code_points(characters_changed_by_tw2s())
    in_table = changed[table[changed] > 0]
    # One character a line, so that no two of them are converted as a phrase.
    block = "\n".join(map(chr, in_table.tolist()))
    simplified = converter("tw2s")(block).replace("\n", "")
    codes = code_points(simplified).astype(np.int64)
    table[in_table] = np.where(codes < 0x10000, codes, _fold(codes))


def _fold(codes: np.ndarray) -> np.ndarray:
    return PRIVATE_AREA + codes % PRIVATE_SIZE


@dataclass(frozen=True)
class Normal:
    """Texts in normal form, one after the other with borders between them.

    codes: the characters, as 16-bit integers.
    places: where each code is in the joined texts.
    firsts: where each text begins in *codes*.
    offsets: where each text begins in the joined texts.
    """

    codes: np.ndarray
    places: np.ndarray
    firsts: np.ndarray
    offsets: np.ndarray

    @cached_property
    def phases(self) -> np.ndarray:
        """How far the text of each code, or its border, begins behind a multiple of BAND."""
        sizes = np.diff(self.firsts - BORDER, append=len(self.codes))
        return np.repeat(self.firsts % BAND, sizes.astype(np.intp))

    def document_of(self, at: np.ndarray) -> np.ndarray:
        """Give the number of the document to which each code belongs."""
        return np.searchsorted(self.firsts, at, side="right") - 1

    def string(self) -> str:
        """Give the codes as characters, one for each; half characters are such."""
        return self.codes.astype("<u4").view(f"<U{len(self.codes)}").item()

    def spans(
        self, start: np.ndarray, end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Carry [start, end) of the codes back: number of the document, start and end in it."""
        document = self.document_of(start)
        offset = self.offsets[document]
        first = self.places[start] - offset
        last = self.places[end - 1] - offset
        return document, first, last + 1

    def span(self, start: int, end: int) -> tuple[int, int, int]:
        """Carry one [start, end) back, as `spans` does."""
        found = self.spans(np.array([start]), np.array([end]))
        document, first, last = (int(column[0]) for column in found)
        return document, first, last

    def as_other_side(self) -> Normal:
        """Give the same texts with borders that are equal to none of these."""
        borders = self.codes == ord(BREAK)
        codes = np.where(borders, np.uint16(ord(OTHER_BREAK)), self.codes)
        return Normal(codes, self.places, self.firsts, self.offsets)


class Sides(NamedTuple):
    """The texts that are compared, with borders that are never equal."""

    here: Normal
    there: Normal


def normalise(texts: Sequence[str], mark: str) -> Normal:
    """Bring texts into normal form, with a border of *mark* before and after each."""
    texts = [_without_breaks(text) for text in texts]
    border = mark * BORDER
    joined = border.join(["", *texts, ""])
    # `take` that need not look for bounds, and `!=`, cost half of what indexing costs.
    # Signed, because unsigned ones are no indices where integers have 32 bits.
    codes = _table().take(code_points(joined).view("<i4"), mode="clip")
    places = np.flatnonzero(codes != 0)
    offsets = _offsets(texts)
    return Normal(
        codes.take(places), places, np.searchsorted(places, offsets), offsets
    )


def _offsets(texts: Sequence[str]) -> np.ndarray:
    """Give where each text begins if all are joined with borders."""
    sizes = np.array([BORDER + len(text) for text in texts], np.int64)
    return np.cumsum(sizes, dtype=np.int64) - sizes + BORDER


def _without_breaks(text: str) -> str:
    if BREAK in text or OTHER_BREAK in text:
        return text.translate(NO_BREAKS)
    return text


def check_min_chars(min_chars: int) -> None:
    """Raise `ValueError` unless it is a whole number of characters, and more than one."""
    if not isinstance(min_chars, (int, np.integer)) or min_chars < 2:
        raise ValueError(
            f"min_chars is {min_chars!r}: use a whole number, 2 or more"
        )


def normal_form(text: str) -> tuple[str, np.ndarray]:
    """Give a text as it is compared.

    Returns (form, places): the characters that are compared, and where each is in *text*.

    >>> form, places = normal_form("領(lǐng)導， 小組２００６")  # leading group
    >>> form, places.tolist()
    ('领导小组2006', [0, 7, 10, 11, 12, 13, 14, 15])
    """
    if not isinstance(text, str):
        raise DataError(f"{text!r} is no text: leave it out, or put '' for it")
    done = normalise([text], BREAK)
    form = done.string()[BORDER:-BORDER]
    places = done.places[BORDER:-BORDER] - BORDER
    return form, places
