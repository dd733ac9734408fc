"""A text as its reader sees it, with the way back to the text as it is.

A page shows 行政 where its file has ⾏政 (a radical), and nothing where it has a zero-width blank.
So finders are given what is seen (`see`), and what they find is put back to its places in the text
(`findings.make`): the quote is what the text has. Cleaning undoes the same differences for good.

The tables say which characters are forms of others, and which show nothing. Not here: letters taken
for 〇, which only numerals can tell (`find.numerals`).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from string import ascii_letters, digits
from typing import Any, NamedTuple

import numpy as np

# Radicals of the supplement, and the characters that they are: Unicode's table
# EquivalentUnifiedIdeograph.txt (https://www.unicode.org/Public/UCD/latest/ucd/).
RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧"
    "⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍"
    "⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶"
    "辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
KANGXI = range(0x2F00, 0x2FD6)  # radicals of the Kangxi dictionary
COMPATIBILITY = (range(0xF900, 0xFADA), range(0x2F800, 0x2FA1E))
# Small forms and vertical forms of marks, from Big5 and GB 18030. ︰ is a colon there.
FORMS = "﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹩﹪﹫"
FORMS += "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄"
MARKS = "，、.；：？！—（）｛｝〔〕#&*+-<>=$%@"
MARKS += "，、。：；！？〖〗…：—（）｛｝〔〕【】《》〈〉「」『』"
HALF_WIDTH = "｡｢｣､"
WIDE = "。「」、"

# Code points of private use that Python gives for GB 18030, whose characters Unicode has had since:
# the standard of 2022 names them. A3 A0 was the blank of a Chinese word processor; browsers read it
# so too (https://encoding.spec.whatwg.org/#gb18030-decoder).
NAMED_SINCE = str.maketrans(
    "\ue5e5\ue7c7"
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796"
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
    "\ue816\ue817\ue818\ue831\ue83b\ue855",
    "\u3000\u1e3f"
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
    "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
    "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe",
)

# Zero-width blanks, the byte-order mark, mathematical joiners, fillers of Hangul.
ZERO_WIDTH = "\u200b\u2060\ufeff\u180e\u2061-\u2064\u206a-\u206f\u034f"
FILLERS = "\u115f\u1160\u3164\uffa0"
JOINERS = "\u200c\u200d\u00ad"  # and the soft hyphen
DIRECTIONS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
TAGS = "\U000e0000-\U000e007f"  # a second ASCII, which nothing shows
# Not \x07, which ends a cell in Word's files, nor \x1e, a hyphen there.
CONTROLS = "\x00-\x06\x08\x0e-\x1d\x1f\x7f"
INVISIBLE = (
    ZERO_WIDTH + FILLERS + JOINERS + DIRECTIONS + SELECTORS + TAGS + CONTROLS
)
# Blanks of other widths, and characters that end a line where they are shown.
LAYOUT = str.maketrans(
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\x0b\x0c\u2028\u2029",
    "\u3000" * 14 + "\n" * 4,
)


# ﬁ, ﬃ and others, which the fonts of PDFs have for two or three letters
LIGATURES = range(0xFB00, 0xFB07)


@lru_cache
def forms() -> dict[int, str]:
    """Return what each form of a character is a form of, by code points.

    >>> forms()[ord("⾏")], forms()[ord("﹪")]
    ('行', '%')
    """
    table = dict(
        zip(map(ord, RADICALS + FORMS + HALF_WIDTH), CHARACTERS + MARKS + WIDE)
    )
    for code in KANGXI:
        table[code] = unicodedata.normalize("NFKC", chr(code))
    for block in COMPATIBILITY:
        for code in block:
            unified = unicodedata.normalize("NFC", chr(code))
            # Twelve of the block are characters of their own
            if unified != chr(code):
                table[code] = unified
    for code in LIGATURES:
        table[code] = unicodedata.normalize("NFKC", chr(code))
    return table | NAMED_SINCE


def class_of(codes: list[int]) -> str:
    """Return the inside of a class of a regular expression with these code points."""
    return "".join(re.escape(chr(code)) for code in sorted(codes))


def codes_of(pattern: str) -> list[int]:
    """Return the code points, of 16 bits and of the selectors, that match a class.

    >>> codes_of("[0-9]") == list(range(48, 58))
    True
    """
    codes = [*range(0x10000), *range(0xE0000, 0xE01F0)]
    return list(map(ord, re.findall(pattern, "".join(map(chr, codes)))))


def contains_any(codes: Iterable[int]) -> Callable[[str], bool]:
    """Return a function that says whether a text contains one of the characters *codes*.

    None of *codes* may be a character of `PLAIN`. A text has few others, so this is faster than a
    regular expression.
    """
    characters = frozenset(map(chr, codes))
    if not characters.isdisjoint(PLAIN):
        plain = min(characters & PLAIN)
        raise ValueError(f"{plain!r} is plain: look for it in the text itself")

    def contains(text: str) -> bool:
        return not characters.isdisjoint(unusual_characters(text))

    return contains


def _plain_characters() -> frozenset[str]:
    """Return the usual block of Chinese characters, the letters and digits of ASCII, and ，。、

    And the end of a line.
    """
    chinese = map(chr, range(0x4E00, 0xA000))
    return frozenset([*chinese, *ascii_letters, *digits, *"，。、\n"])


def table_of(characters: Iterable[str]) -> np.ndarray:
    """Return an array that is true at the code points of *characters*.

    The last place is for all code points beyond the others.
    """
    codes = sorted(map(ord, characters))
    table = np.zeros(codes[-1] + 2, dtype=bool)
    table[codes] = True
    return table


def count_of(text: str, table: np.ndarray) -> int:
    """Return how many characters of *text* have code points at which *table* is true."""
    return int(np.count_nonzero(_known(text, table)))


def places_of(text: str, table: np.ndarray) -> np.ndarray:
    """Return the offsets of the characters of *text* at whose code points *table* is true."""
    return np.flatnonzero(_known(text, table)).astype(np.int64, copy=False)


def _known(text: str, table: np.ndarray) -> np.ndarray:
    # A code point beyond the table has its last place
    return table.take(code_points(text), mode="clip")


def code_points(text: str) -> np.ndarray:
    """Return the code point of each character of *text*."""
    # Signed, so that they are indices where integers have 32 bits too
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<i4")


# Of so many characters of texts together a prepared form is kept.
MOST_KEPT_CHARS = 1_000_000


def keep_by_text(prepare: Callable[[str], Any]) -> Callable[[str], Any]:
    """Keep what *prepare* gives of a text, for whoever asks for the same text next.

    The finders are run one after another over the same documents, and several of them need the
    same preparation: plain numerals, lines, numbers. Results are kept for the texts that were
    asked for last, as far as these have `MOST_KEPT_CHARS` together; callers must not change them.
    """
    kept: dict[str, Any] = {}
    chars = 0  # of the texts that are kept
    lock = threading.Lock()

    @wraps(prepare)
    def prepared(text: str) -> Any:
        nonlocal chars
        try:
            return kept[text]
        except KeyError:
            result = prepare(text)
        if len(text) <= MOST_KEPT_CHARS:
            with lock:
                chars += len(text) if text not in kept else 0
                kept[text] = result
                while chars > MOST_KEPT_CHARS:
                    oldest = next(iter(kept))
                    chars -= len(oldest)
                    del kept[oldest]
        return result

    return prepared


# What no damage shows itself by.
PLAIN = _plain_characters()
_NOT_PLAIN = ~table_of(PLAIN)
SHORT_TEXT = 200  # characters: of fewer a set is faster than an array


@lru_cache(maxsize=4)  # all rules ask for the same text
def unusual_characters(text: str) -> frozenset[str]:
    """Return the different characters of *text* that are not in `PLAIN`.

    Most rules look for a few of them: one look at the text answers for all.

    >>> unusual_characters("⾏政，2006年")
    frozenset({'⾏'})
    """
    if len(text) < SHORT_TEXT:
        return frozenset(text) - PLAIN
    codes = code_points(text)
    unusual = codes[_NOT_PLAIN.take(codes, mode="clip")]
    return frozenset(map(chr, set(unusual.tolist())))


INVISIBLE_RE = re.compile(f"[{INVISIBLE}]+")
INVISIBLE_CODES = codes_of(f"[{INVISIBLE}]")
shows_nothing = contains_any(INVISIBLE_CODES)
differs = contains_any([*INVISIBLE_CODES, *forms(), *LAYOUT])
FORM_TABLE = forms() | LAYOUT


class Seen(NamedTuple):
    """A text as it is seen.

    text: the text
    places: for each character of it, its offset in the text as it is; None where they are equal
    """

    text: str
    places: np.ndarray | None


# Several finders ask for the same text, one after the other
@keep_by_text
def see(text: str) -> Seen:
    """Return *text* as its reader sees it.

    >>> see("到2010\\u200b年，⾏政").text
    '到2010年，行政'
    """
    if not differs(text):
        return Seen(text, None)
    shown = text.translate(FORM_TABLE)
    if not shows_nothing(shown):
        return Seen(shown, None)
    visible = np.ones(len(shown), dtype=bool)
    for match in INVISIBLE_RE.finditer(shown):
        visible[match.start() : match.end()] = False
    return Seen(
        INVISIBLE_RE.sub("", shown), np.flatnonzero(visible).astype(np.int64)
    )


def start_in_text(places: np.ndarray | None, start: int, length: int) -> int:
    """Return where a passage that begins at *start* of what is seen begins in the text.

    *length* is that of the text, for a passage at the end of it.
    """
    if places is None:
        return start
    return int(places[start]) if start < len(places) else length


def end_in_text(places: np.ndarray | None, end: int) -> int:
    """Return where a passage that ends at *end* of what is seen ends in the text."""
    if places is None:
        return end
    return int(places[end - 1]) + 1 if end > 0 else 0
