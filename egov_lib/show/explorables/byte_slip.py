"""Bytes: one byte of 全省ＧＤＰ2.5% turns into `?`, and every pair after it is read wrongly.

The Yunnan report has `全?。牵模?2.5%`. A reader turns a byte of the restored line into `?`, sees
the rest pair up anew, and lays the result beside the file; then puts another character in place
of 省 "province" and sees which still give the file's nonsense. Every state is decoded here, by
GB 18030 (which GBK is part of); a test lets a browser decode them as well.

What it can't show: which program lost the byte. What it asks: the bytes leave many characters
possible, so what chose 省?
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.characters import HAN
from egov_lib.read.corpus import load_corpus
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import pick
from egov_lib.show.passages.documents import find_document

DOC_ID = "yunnan-2006"
RULE = "mend_byte_slips"
ENCODING = "gb18030"
UNREADABLE = "?"  # what a page shows for a byte that is no character
LOST_BYTE = ord(UNREADABLE)
ASCII = 0x80  # bytes below are a character each
# Characters that follow 全 at least so often are offered in place of 省.
OFTEN = 5
# A common character that ends in the same byte as 省; 全场 is "the whole hall".
RIVAL = "场"
# The rows of GB 2312 that hold characters: the common ones.
COMMON_LEADS = range(0xB0, 0xF8)

# English of single characters, where a state shows one.
GLOSSES = {
    "全": "whole",
    "省": "province",
    "市": "city",
    "面": "side",
    "国": "nation",
    "保": "protect",
    "局": "bureau",
    "场": "hall",
    "。": "full stop",
    "牵": "to pull",
    "模": "model",
    "校": "school",
    "妫": "(a name)",
    "郑": "(a name)",
    "＃": "number sign",
}

WORDS = {
    "title": (
        "How did “{reading}”, the province’s GDP, turn into “{shown}”?",
        "“{reading}”怎么变成了“{shown}”？",
    ),
    "lead": (
        "In GBK, the encoding of Chinese pages in 2006, a Chinese character is two bytes, read "
        "two by two; a byte below 80 (hexadecimal) is a character by itself.",
        "2006年中文网页多用GBK编码：一个汉字占两个字节，两个两个地读；小于80（十六进制）的字节自成一个字符。",
    ),
    "ask_guess": (
        "The byte {byte}, the first of {character}, turns into “?”. How many of these {all} "
        "characters, as they were written, will be lost?",
        "{character}的第一个字节{byte}变成“?”。原来写下的这{all}个字符中，会丢失几个？",
    ),
    "guess_one": ("1: only {character}", "1个：只有{character}"),
    "guess_some": ("{count}: {characters}", "{count}个：{characters}"),
    "guess_all": ("all {count}", "全部{count}个"),
    "came": (
        "{count} of {all}: {characters}",
        "{all}个中的{count}个：{characters}",
    ),
    "written": ("as written", "本来的写法"),
    "paired": ("{byte} turned into ?", "{byte}变成?之后"),
    "received": ("the file as received", "收到时的文件"),
    "matches": (
        "{count} of {all} signs match",
        "{all}个符号中有{count}个相同",
    ),
    "tile": ("byte {byte} of {character}", "{character}的字节{byte}"),
    "alone": ("alone", "落单"),
    "turned": ("turned", "已变"),
    "nothing": ("no character", "无此字"),
    "turn_it": ("Turn {byte} into ?", "把{byte}变成?"),
    "with_word": ("with {character}", "换成{character}"),
    "keys_choose": ("choose a byte", "选字节"),
    "keys_turn": ("turn it into ?", "变成?"),
    "drag": ("or pull it away", "也可以拖走"),
    "says_whole": (
        "Every byte has its partner: {read}.",
        "每个字节都有伴：{read}。",
    ),
    "says_lost": (
        "{byte} is lost: {count} of {all} characters come out wrong. The line is now {read}.",
        "{byte}丢了：{all}个字符中有{count}个读错，这一行成了{read}。",
    ),
    "says_same": (
        "{byte} is lost, and the line is the file’s, sign for sign: {read}.",
        "{byte}丢了，这一行与文件一字不差：{read}。",
    ),
    "shows": (
        "One byte explains all {wrong} wrong signs of the file. The bytes prove the letters "
        "{proved}, and that the character before them ended in {last}.",
        "一个字节就解释了文件中全部{wrong}个错字。字节能证明字母{proved}，也能证明前面那个字的第二个"
        "字节是{last}。",
    ),
    "shows_out": (
        "{character} is ruled out: with this byte lost, its line is not the file’s. So much bytes "
        "can do.",
        "“{character}”排除了：丢掉这个字节，得不到文件里的那一行。字节能做的就是排除。",
    ),
    "hides": (
        "Which character it was: {candidates} common ones end in {last}, {rival} “{english}” among "
        "them. Nor when it happened, or by which program.",
        "原来是哪个字：以{last}结尾的常用汉字有{candidates}个，“{rival}”也在内。也不知道是什么时候、"
        "什么程序弄丢的。",
    ),
    "question": ("What chose {character}?", "是什么选定了“{character}”？"),
    "answer": (
        "Not the bytes: {rival} “{english}” gives the file’s line as well. But of the {followers} "
        "characters that follow {before} in the five texts one ends in {last}: {character}; and "
        "this report says {phrase} {count} times elsewhere. Context chose it, and the reading is "
        "as sure as the context.",
        "不是字节：换成“{rival}”，得到的也是文件里的那一行。但五篇文本中跟在“{before}”后面的字有"
        "{followers}个，其中以{last}结尾的只有一个：{character}；这篇报道另有{count}处说“{phrase}”。"
        "选定它的是上下文，所以它的把握只有上下文那么大。",
    ),
    "answer_city": (
        "Try {city} “city”: the same loss gives {rival}, without a full stop.",
        "试试“{city}”：同样丢一个字节，得到的是{rival}，没有句号。",
    ),
    "first_state": ("As written", "本来的写法"),
    "last_state": ("{byte} turned into ?", "{byte}变成?之后"),
    "head_word": ("Character after {before}", "“{before}”后的字"),
    "head_lost": ("Byte lost", "丢失的字节"),
    "head_read": ("Read as", "读出来是"),
    "head_count": ("Characters that come out wrong", "读错的字符数"),
    "head_match": ("Signs as in the file", "与文件相同的符号数"),
}


class Group(NamedTuple):
    """Bytes that are read as one character."""

    sign: str  # "?" where there is none
    start: int  # of its first byte
    count: int  # of its bytes
    why: str  # "" for a character; else "turned", "alone" or "nothing"


class Slip(NamedTuple):
    """What was read wrongly, as the log of changes has it, with what is around it."""

    before: str  # the character before: 全
    reading: str  # 省ＧＤＰ
    after: str  # 2.5%
    shown: str  # ?。牵模?
    start: int  # of the reading, in the reading text
    end: int

    def line(self, first: str = "") -> str:
        """The whole line, with *first* in place of the first character of the reading."""
        return (
            self.before
            + (first or self.reading[0])
            + self.reading[1:]
            + self.after
        )

    @property
    def received(self) -> str:
        """The line as the file has it."""
        return self.before + self.shown + self.after


# --- what the log says --------------------------------------------------------------------------


def find_slip() -> Slip:
    """The damaged place of the Yunnan report.

    >>> find_slip().line(), find_slip().received
    ('全省ＧＤＰ2.5%', '全?。牵模?2.5%')
    """
    source = find_document(DOC_ID)
    change = source.log[source.log["rule"] == RULE].iloc[0]
    # The reading text has the letters narrow: another rule, which keeps their number.
    end = int(change["at"])
    start = end - len(change["after"])
    text = source.text
    after = re.match("[0-9.]+%", text[end:])
    return Slip(
        text[start - 1],
        change["after"],
        after[0],
        change["before"],
        start,
        end,
    )


def followers(before: str) -> Counter:
    """How often each Chinese character follows *before* in the five reading texts.

    >>> followers("全")["省"]
    8
    """
    pattern = re.compile(f"{before}([{HAN}])")
    return Counter(
        character
        for text in load_corpus()["text"]
        for character in pattern.findall(text)
    )


def candidates(last: int) -> list[str]:
    """The common characters (of GB 2312) whose second byte is *last*.

    >>> len(candidates(0xA1))
    72
    """
    pairs = [bytes([lead, last]) for lead in COMMON_LEADS]
    found = [pair.decode("gb2312", errors="ignore") for pair in pairs]
    return [character for character in found if character]


# --- reading bytes ------------------------------------------------------------------------------


def lose(data: bytes, place: int) -> bytes:
    """The bytes with the one at *place* turned into `?`."""
    return data[:place] + bytes([LOST_BYTE]) + data[place + 1 :]


def read_groups(data: bytes, lost: int = -1) -> list[Group]:
    """Read bytes as GB 18030 does, and keep which of them make a character.

    *lost* is the place of the byte that was turned into `?`.

    >>> "".join(group.sign for group in read_groups(lose("省ＧＤＰ2".encode("gbk"), 0), 0))
    '?。牵模?2'
    """
    groups = []
    at = 0
    while at < len(data):
        size = 1 if data[at] < ASCII else 2
        try:
            sign = data[at : at + size].decode(ENCODING)
        except UnicodeDecodeError:
            size = 1
            group = Group(UNREADABLE, at, size, "alone")
        else:
            group = Group(sign, at, size, "")
            if at == lost:
                group = group._replace(why="turned")
            elif unicodedata.category(sign) == "Co":  # for private use
                group = Group(UNREADABLE, at, size, "nothing")
        groups.append(group)
        at += size
    return groups


def _state(word: bytes, place: int, received: str) -> dict[str, Any]:
    """The line with one byte lost (none: -1).

    groups: [sign, start, count, why] of each sign; gone: the characters that come out wrong;
    same: for each sign of the file, whether the line has it there.
    """
    whole = read_groups(word)
    groups = whole
    if place >= 0:
        groups = read_groups(lose(word, place), lost=place)
    gone = [group.sign for group in whole if group not in groups]
    signs = [group.sign for group in groups]
    same = [
        number < len(signs) and signs[number] == sign
        for number, sign in enumerate(received)
    ]
    return {
        "groups": [list(group) for group in groups],
        "gone": gone,
        "same": same,
    }


# --- the explorable -----------------------------------------------------------------------------


def byte_slip(
    *,
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Turn a byte of 全省ＧＤＰ2.5% into `?`, see every pair after it read wrongly, and ask what
    chose 省 "province".

    Parameters
    ----------
    filters: the state it opens in: {"lost": "2"} is with its third byte lost, {"word": "市"} with
        another character in place of 省; {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> byte_slip().name
    'byte_slip'
    """
    slip = find_slip()
    data = _data(slip)
    findings = pd.DataFrame(
        {
            "doc_id": [DOC_ID],
            "start": [slip.start],
            "end": [slip.end],
            "quote": [find_document(DOC_ID).text[slip.start : slip.end]],
        }
    )
    title = pick(*WORDS["title"], lang).format(
        reading=slip.reading, shown=slip.shown
    )
    content = Content(data, findings, title, _first_and_last(data, lang))
    return make_explorable(
        "byte_slip", WORDS, content, filters=filters, lang=lang
    )


def _data(slip: Slip) -> dict[str, Any]:
    """All states, and what the sentences are filled with."""
    used = followers(slip.before)
    offered = [slip.reading[0], RIVAL]
    offered += [
        character
        for character, count in used.most_common()
        if count >= OFTEN and character not in offered
    ]
    states = {}
    encoded = {}
    for character in offered:
        word = slip.line(character).encode(ENCODING)
        encoded[character] = [f"{byte:02X}" for byte in word]
        states[character] = {
            str(place): _state(word, place, slip.received)
            for place in range(-1, len(word))
        }
    last = slip.reading[0].encode(ENCODING)[-1]
    fitting = [one for one in used if one.encode(ENCODING)[-1] == last]
    return {
        "slip": slip._asdict(),
        "received": slip.received,
        "bytes": encoded,
        "states": states,
        "lost": str(len(slip.before.encode(ENCODING))),
        "last": f"{last:02X}",
        # The letters whose both bytes the file still has, in order
        "proved": slip.reading[1:-1],
        "candidates": len(candidates(last)),
        "followers": len(used),
        "fitting": fitting,
        "rival": RIVAL,
        "elsewhere": _elsewhere(slip),
        "glosses": GLOSSES,
    }


def _elsewhere(slip: Slip) -> int:
    """How often the text has the phrase (全省) at other places."""
    phrase = slip.before + slip.reading[0]
    return find_document(DOC_ID).text.count(phrase) - 1


def _first_and_last(data: Mapping[str, Any], lang: str | None) -> list[State]:
    """The whole line, and the damaged one."""
    word = data["slip"]["reading"][0]
    names = data["bytes"][word]

    states = data["states"][word]
    lost = int(data["lost"])
    byte = names[lost]
    damaged = [*names[:lost], f"{LOST_BYTE:02X}", *names[lost + 1 :]]
    first = pick(*WORDS["first_state"], lang)
    last = pick(*WORDS["last_state"], lang).format(byte=byte)
    return [
        State(first, _signs_and_bytes(states["-1"], names)),
        State(last, _signs_and_bytes(states[data["lost"]], damaged)),
    ]


def _signs_and_bytes(
    state: Mapping[str, Any], names: list[str]
) -> list[list[str]]:
    """A row of signs, and under each its bytes."""
    signs, pairs = [], []
    for sign, start, count, _ in state["groups"]:
        signs.append(sign)
        pairs.append(" ".join(names[start : start + count]))
    return [signs, pairs]
