"""Traditional characters made simplified, by OpenCC's tables for phrases and characters.

`tw2s`, not `t2s`, which leaves 随著 for 随着. A text is converted only if it is traditional as a
whole, so that a single 著 or a quoted name in a simplified text stays; Japanese and Korean texts
are never converted.

Source: OpenCC, https://github.com/BYVoid/OpenCC. On its own cases a plain table of characters is
right in 58 %.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np

from egov_lib.read.characters import NO_HAN_RE
from egov_lib.read.edit_log import Change, apply_changes

UNFIT_RE = re.compile("([\0\ud800-\udfff]+)")
KANA_OR_HANGUL_RE = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
FIRST_CHARS = (
    200  # enough to see that a text is simplified, up to the end of its phrase
)


@lru_cache
def converter(config: str) -> Callable[[str], str]:
    """Return OpenCC's function for *config* ("tw2s", "s2tw", …).

    It takes any text, and the result has as many characters.

    >>> converter("tw2s")("電子政務")  # e-government
    '电子政务'
    """
    import opencc  # late: its dictionaries take a while to load

    convert = opencc.OpenCC(config).convert

    def convert_any(text: str) -> str:
        # OpenCC stops at a NUL and refuses lone surrogates, so it gets what is between them.
        parts = UNFIT_RE.split(text)
        return "".join(
            part if UNFIT_RE.match(part) else convert(part) for part in parts
        )

    return convert_any


@lru_cache(maxsize=2)  # several rules ask for the same text
def simplified_form(text: str) -> str:
    """Return *text* in simplified characters, whatever it is written in.

    >>> simplified_form("電子政務")
    '电子政务'
    """
    return converter("tw2s")(text)


def _differing_places(text: str, other: str) -> np.ndarray:
    """Return the offsets at which two texts of the same length differ."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    other_codes = np.frombuffer(other.encode("utf-32-le", "surrogatepass"), "<u4")
    return np.flatnonzero(codes != other_codes)


def is_traditional(text: str) -> bool:
    """Return whether more characters of *text* are only traditional than are only simplified.

    Japanese and Korean are not: they share many traditional characters, and are known by kana and
    hangul.

    >>> is_traditional("電子政務"), is_traditional("电子政务"), is_traditional("電子政府の構築")
    (True, False, False)
    """
    if KANA_OR_HANGUL_RE.search(text):
        return False
    simplified = simplified_form(text)
    if simplified == text:
        return False
    only_traditional = len(_differing_places(text, simplified))
    break_after_first = NO_HAN_RE.search(text, FIRST_CHARS)
    first = break_after_first.start() if break_after_first else len(text)
    # The first words settle it where a text is simplified; converting them is cheaper than
    # converting it all.
    only_simplified = _count_simplified(text[:first])
    if only_simplified >= only_traditional:
        return False
    only_simplified += _count_simplified(text[first:])
    return only_traditional > only_simplified


def _count_simplified(text: str) -> int:
    return len(_differing_places(text, converter("s2t")(text)))


def find_traditional(text: str) -> list[Change]:
    """Find what to change to make a traditional text simplified; phrases go before characters.

    A text that is not traditional as a whole is left alone.

    >>> [(change.before, change.after) for change in find_traditional("電子政務")]
    [('電', '电'), ('務', '务')]
    """
    if not is_traditional(text):
        return []
    after = simplified_form(text)
    note = "traditional to simplified"
    return [
        Change(start, end, text[start:end], after[start:end], note)
        for start, end in _runs(_differing_places(text, after))
    ]


def _runs(places: np.ndarray) -> Iterator[tuple[int, int]]:
    """Return start and end of each run of successive *places*; there must be one at least."""
    is_gap = np.diff(places) > 1
    firsts = places[np.concatenate(([True], is_gap))]
    lasts = places[np.concatenate((is_gap, [True]))]
    return zip(firsts.tolist(), (lasts + 1).tolist())


def simplify(text: str) -> str:
    """Make a traditional text simplified; any other text is returned as it is.

    >>> simplify("領導小組")  # leading group
    '领导小组'
    """
    return apply_changes(text, find_traditional(text)).text
