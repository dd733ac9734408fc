"""Bytes lost from a GBK page.

One lost byte shifts the reading of all pairs after it, up to the next ASCII character. GBK writes a
Chinese character as two bytes. Where the first byte of `省ＧＤＰ2.5%` (2.5 % of the province's GDP)
was lost, the page shows `?。牵模?2.5%`. Taken back to bytes and shifted by one, the inside is
certain; the two half-lost characters at the ends are looked for, and a reading counts only if
losing its first byte gives exactly what the text has.

Not done: slips over anything but full-width capital letters, where nothing proves a reading.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from egov_lib.read.characters import GAP, HAN_RE
from egov_lib.read.cleaning.patterns import replace_match
from egov_lib.read.edit_log import Change, apply_changes

SLIP_RE = re.compile(r"[?\ufffd]([^\x00-\x7f]{2,12})[?\ufffd]")
FULL_WIDTH_CAPITALS_RE = re.compile("[Ａ-Ｚ]+")
FULL_WIDTH_LEAD = 0xA3  # the first byte of every full-width letter in GBK
TO_FULL_WIDTH = 0xFEE0  # from a letter to its full-width form
# Abbreviations of the policy texts of those years: they settle a last letter that lost its second
# byte.
ACRONYMS = (
    "GDP",
    "GNP",
    "CPI",
    "WTO",
    "APEC",
    "CEPA",
    "ICT",
    "ERP",
    "CAD",
    "GIS",
    "GPS",
    "ISO",
    "VPN",
    "IT",
)


def slip(reading: str) -> str:
    """Show *reading* as a GBK page shows it when its first byte is lost.

    >>> slip("省ＧＤＰ2.5%")  # 2.5 % of the province's GDP
    '?。牵模?2.5%'
    """
    rest = reading.encode("gbk", errors="replace")[1:]
    return "?" + rest.decode("gbk", errors="replace").replace("\ufffd", "?")


def find_byte_slips(text: str) -> list[Change]:
    """Find places where one lost byte shifted the reading, and give the reading that is proved.

    The character before the letters is taken from the text's own usage, the last letter from common
    abbreviations. An end that neither settles stays as □.

    >>> [(change.before, change.after) for change in find_byte_slips("全省，占全?。牵模?2.5%")]
    [('?。牵模?', '省ＧＤＰ')]
    """
    if "?" not in text and "\ufffd" not in text:
        return []
    changes = []
    followers = None
    for match in SLIP_RE.finditer(text):
        shown = match[1]
        data = shown.encode("gbk", errors="ignore")
        inside = _letters_inside(shown, data)
        if not inside:
            continue
        if followers is None:
            followers = _followers(text)
        before = text[match.start() - 1 : match.start()]
        first = _first_character(followers.get(before, set()), data[0])
        reading = first + inside + _last_letter(inside)
        if GAP in reading or _is_proved(reading, match[0]):
            note = (
                f"GBK bytes ?? {data.hex(' ').upper()} ??: "
                "one byte spoilt before (shown as ?), so all pairs shifted by one"
            )
            changes.append(replace_match(match, reading, note))
    return changes


def _letters_inside(shown: str, data: bytes) -> str:
    """Return the full-width letters that a slip's inner bytes are; empty for anything else."""
    inside = data[1:-1].decode("gbk", errors="ignore")
    whole = len(data) == 2 * len(shown) and data[-1] == FULL_WIDTH_LEAD
    if whole and len(inside) >= 2 and FULL_WIDTH_CAPITALS_RE.fullmatch(inside):
        return inside
    return ""


def _followers(text: str) -> dict[str, set[str]]:
    """Return for each character of *text* the Chinese characters that come after it there.

    Asked for once a text: looking for each pair again is quadratic where slips are many.
    """
    followers: dict[str, set[str]] = {}
    for before, after in itertools.pairwise(text):
        if HAN_RE.fullmatch(after):
            followers.setdefault(before, set()).add(after)
    return followers


def _first_character(used: set[str], trail: int) -> str:
    """Return the one of the characters *used* whose second byte in GBK is *trail*."""
    fitting = used & _with_trail(trail)
    return next(iter(fitting)) if len(fitting) == 1 else GAP


@lru_cache(maxsize=256)
def _with_trail(trail: int) -> frozenset[str]:
    """Return the Chinese characters whose second byte in GBK is *trail*."""
    pairs = [bytes([lead, trail]) for lead in range(0x81, 0xFF)]
    characters = [pair.decode("gbk", errors="ignore") for pair in pairs]
    return frozenset(c for c in characters if HAN_RE.fullmatch(c))


def _last_letter(inside: str) -> str:
    """Return the full-width letter that makes *inside* a known abbreviation."""
    known = "".join(chr(ord(letter) - TO_FULL_WIDTH) for letter in inside)
    lasts = {
        acronym[-1]
        for acronym in ACRONYMS
        if acronym.startswith(known) and len(acronym) == len(known) + 1
    }
    return chr(ord(lasts.pop()) + TO_FULL_WIDTH) if len(lasts) == 1 else GAP


def _is_proved(reading: str, shown: str) -> bool:
    """Whether *reading* without its first byte, before ASCII, gives what is *shown*."""
    return slip(reading + "0") == shown.replace("\ufffd", "?") + "0"


def mend_byte_slips(text: str) -> str:
    """Make the changes that `find_byte_slips` lists.

    >>> mend_byte_slips("全省，占全?。牵模?2.5%")  # the whole province; of the whole province's GDP
    '全省，占全省ＧＤＰ2.5%'
    """
    return apply_changes(text, find_byte_slips(text)).text
