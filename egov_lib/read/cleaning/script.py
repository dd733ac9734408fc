"""Traditional characters made simplified, by OpenCC's tables for phrases and characters.

`tw2s`, not `t2s`, which leaves 随著 for 随着. A text is converted only if it is traditional as a
whole, so that a single 著 or a quoted name in a simplified text stays. Japanese and Korean are
never converted: a text of them as a whole, and a sentence of them in a Chinese text. One の in a
sentence, or a middle dot that was typed as katakana, does not make it Japanese.

Source: OpenCC, https://github.com/BYVoid/OpenCC. On its own cases a plain table of characters is
right in 58 %.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path

import numpy as np

from egov_lib.read.characters import HAN_RUN_RE, NO_HAN_RE
from egov_lib.read.edit_log import Change, apply_changes, new_change
from egov_lib.seen import (
    codes_of,
    contains_any,
    count_of,
    places_of,
    table_of,
)

UNFIT_RE = re.compile("([\0\ud800-\udfff]+)")
# Letters alone: ・ and ー are typed in Chinese names and titles too.
FOREIGN = "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\uac00-\ud7a3"
KANA_OR_HANGUL_RE = re.compile(f"[{FOREIGN}]")
has_kana_or_hangul = contains_any(codes_of(f"[{FOREIGN}]"))
KANA_OR_HANGUL_RUN_RE = re.compile(f"[{FOREIGN}]+")
# Share of kana and hangul: a Japanese sentence has a third and more, a name at least a tenth.
SURELY_FOREIGN = 0.25
LEAST_FOREIGN = 0.1
# Sentences, and what is between quotation marks.
OPENING = tuple("「『“《〈(（")
SENTENCES_RE = re.compile("[^\n。！？；，、「」『』“”《》〈〉()（）]+")
# Enough to see that a text is simplified, up to the end of its phrase
FIRST_CHARS = 200
# Blocks whose characters OpenCC converts: radicals, Chinese characters, compatibility forms.
CONVERTED_BLOCKS = (
    range(0x2E80, 0x2FE0),
    range(0x3400, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x32400),
)
# Characters that tw2s changes in phrases only (答覆, answer, to 答复), by the tables of 1.4.2.
ONLY_IN_PHRASES_TW2S = "藉沈坏哩瞭覆衹甦俱彷秘"
# The same for s2t (一只鸡, a hen, to 一隻雞).
ONLY_IN_PHRASES_S2T = (
    "了仇仿佛俊修借僵克具冢冬凌出刮制千升卜卷只合吊同向吣呆周咽哄喂噪回困坐堤"
    "夫奸姜娘家局巨布席幸庵弦彩御志念恤愈戚扇才扎托扣折抵拐拿挨挽捆搜斤斫昆暗"
    "曲札朱杆杯松板果栗核梁棱檗欲沈沾泛注浚溪漓澄焰狸玩琅症矩私秋穗筱糊系耇胄"
    "背胡致舍芸苔蒙蔑藤表谷豆象酸雕面"
)
# What `changed_alone` finds, so that nobody waits for it; `make data` writes it.
CHANGED_ALONE = Path(__file__).with_name("changed_alone.txt")
FEW_CHANGING = 50  # one in so many characters: more are a traditional text


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
    places = places_of(text, _changing())
    if not len(places):
        return text
    convert = converter("tw2s")
    if len(places) * FEW_CHANGING > len(text):
        return convert(text)
    parts = []
    copied = 0
    for place in places.tolist():
        if place < copied:
            continue
        # No phrase of the tables goes beyond a mark.
        start = text.rfind("，", copied, place) + 1 or copied
        end = text.find("，", place)
        if end < 0:
            end = len(text)
        parts += [text[copied:start], convert(text[start:end])]
        copied = end
    return "".join([*parts, text[copied:]])


def simplifying_changes(text: str) -> bool:
    """Whether *text* has a character that is simplified, alone or in a phrase.

    >>> simplifying_changes("電子政務"), simplifying_changes("电子政务")
    (True, False)
    """
    return count_of(text, _changing()) > 0


@lru_cache
def _changing() -> np.ndarray:
    """Return a table of the characters without which tw2s changes nothing in a text."""
    return table_of([*_stored("tw2s"), *ONLY_IN_PHRASES_TW2S])


@lru_cache
def _perhaps_simplified() -> np.ndarray:
    """Return a table of the characters without which s2t changes nothing in a text."""
    return table_of([*_stored("s2t"), *ONLY_IN_PHRASES_S2T])


@lru_cache
def _surely_simplified() -> np.ndarray:
    """Return a table of characters that s2t changes in whatever phrase they are.

    Those that no traditional character set has, Hong Kong's included.
    """
    return table_of(
        character
        for character in _stored("s2t")
        if not character.encode("big5hkscs", "ignore")
    )


@lru_cache(maxsize=1)
def _all_stored() -> dict[str, str]:
    lines = CHANGED_ALONE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _stored(config: str) -> str:
    """What `changed_alone` finds, from its file."""
    return _all_stored()[config]


def characters_changed_by_tw2s() -> str:
    """All characters that are simplified when they stand alone, as one text."""
    return _stored("tw2s")


def changed_alone(config: str) -> str:
    """All characters that OpenCC changes when they stand alone, as one text.

    >>> "務" in changed_alone("tw2s"), "务" in changed_alone("tw2s")
    (True, False)
    """
    characters = list(map(chr, chain(*CONVERTED_BLOCKS)))
    converted = converter(config)("\n".join(characters)).split("\n")
    pairs = zip(characters, converted)
    return "".join(before for before, after in pairs if before != after)


def write_changed_alone() -> None:
    """Write the file of what `changed_alone` finds, after a new version of OpenCC."""
    lines = [
        f"{config}\t{changed_alone(config)}\n" for config in ("tw2s", "s2t")
    ]
    CHANGED_ALONE.write_text("".join(lines), encoding="utf-8", newline="\n")


def _differing_places(text: str, other: str) -> np.ndarray:
    """Return the offsets at which two texts of the same length differ."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    other_codes = np.frombuffer(
        other.encode("utf-32-le", "surrogatepass"), "<u4"
    )
    return np.flatnonzero(codes != other_codes)


def is_traditional(text: str) -> bool:
    """Return whether more characters of *text* are only traditional than are only simplified.

    Japanese and Korean are not: they share many traditional characters, and are known by kana and
    hangul.

    >>> is_traditional("電子政務"), is_traditional("电子政务"), is_traditional("電子政府の構築")
    (True, False, False)
    """
    most_traditional = count_of(text, _changing())
    least_simplified = count_of(text, _surely_simplified())
    if least_simplified >= most_traditional:
        return False  # most texts: nothing need be converted
    simplified = simplified_form(text)
    if simplified == text or _is_foreign(text):
        return False
    only_traditional = len(_differing_places(text, simplified))
    if only_traditional > count_of(text, _perhaps_simplified()):
        return True
    break_after_first = NO_HAN_RE.search(text, FIRST_CHARS)
    first = break_after_first.start() if break_after_first else len(text)
    # The first words settle it where a text is simplified; converting them is cheaper than
    # converting it all.
    only_simplified = _count_simplified(text[:first])
    if only_simplified >= only_traditional:
        return False
    only_simplified += _count_simplified(text[first:])
    return only_traditional > only_simplified


def _is_foreign(text: str) -> bool:
    """Whether *text* has so much kana or hangul that it is Japanese or Korean."""
    if not has_kana_or_hangul(text):
        return False
    foreign_runs = KANA_OR_HANGUL_RUN_RE.findall(text)
    han_runs = HAN_RUN_RE.findall(text)
    foreign = sum(map(len, foreign_runs))
    han = sum(map(len, han_runs))
    share = foreign / (foreign + han)
    if share >= SURELY_FOREIGN:
        return True
    if share < LEAST_FOREIGN:
        return False
    # Japanese writes 国 and 会: 國 and 會 beside の are Chinese.
    to_japanese = converter("t2jp")
    return to_japanese(text) == text


def _foreign_places(text: str) -> np.ndarray:
    """Return the offsets of all characters in sentences that are Japanese or Korean."""
    places = [np.zeros(0, dtype=np.int64)]
    if has_kana_or_hangul(text):
        for match in SENTENCES_RE.finditer(text):
            if _is_foreign_sentence(match):
                places.append(np.arange(*match.span(), dtype=np.int64))
    return np.concatenate(places)


def _is_foreign_sentence(sentence: re.Match) -> bool:
    """Whether a sentence in a Chinese text is Japanese or Korean.

    One letter proves that only of what is quoted: の is an ornament of Chinese names too.
    """
    if not _is_foreign(sentence[0]):
        return False
    start = sentence.start()
    quoted = start > 0 and sentence.string[start - 1] in OPENING
    return quoted or len(KANA_OR_HANGUL_RE.findall(sentence[0])) > 1


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
    places = _differing_places(text, after)
    foreign = _foreign_places(text)
    if len(foreign):
        places = np.setdiff1d(places, foreign, assume_unique=True)
    starts, ends = _runs(places)
    traditional = [text[start:end] for start, end in zip(starts, ends)]
    simplified = [after[start:end] for start, end in zip(starts, ends)]
    # Made all at once, because a text may have thousands; the places after the step are not known
    note = repeat("traditional to simplified")
    unknown = repeat(0)
    columns = (starts, ends, traditional, simplified, note, unknown, unknown)
    return list(map(new_change, repeat(Change), zip(*columns)))


def _runs(places: np.ndarray) -> tuple[list[int], list[int]]:
    """Return the starts and the ends of the runs of successive *places*."""
    if not len(places):
        return [], []
    is_gap = np.diff(places) > 1
    firsts = places[np.concatenate(([True], is_gap))]
    lasts = places[np.concatenate((is_gap, [True]))]
    return firsts.tolist(), (lasts + 1).tolist()


def simplify(text: str) -> str:
    """Make a traditional text simplified; any other text is returned as it is.

    >>> simplify("領導小組")  # leading group
    '领导小组'
    """
    return apply_changes(text, find_traditional(text)).text
