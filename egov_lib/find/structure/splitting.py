"""Split a text into lines, also where a copy lost its line breaks.

A line that holds most of a document is cut where the lost breaks can be recognised: at indents,
at markers that come in their turn (一、 then 二、), around the letterhead's number and
title, and around signature and date. Text that runs on from one paragraph to the next
without any of these stays one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.kinds import genres, names_signers
from egov_lib.find.structure.lines import Line
from egov_lib.find.structure.markers import (
    IN_JOINED_LINES,
    PIECES,
    marker_value,
)
from egov_lib.seen import keep_by_text

# A line is cut if it is longer than the first and holds most of the text, or is longer
# than the second. Characters.
JOINED_CHARS = 120
LONG_CHARS = 1500
MOST_OF_TEXT = 0.8
MOST_LETTERHEAD = 1000  # how far its end is looked for

INDENT = Rule(
    name="indent",
    starts=r"[\ \xa0\u3000]",
    pattern=r"(?<![.、条章节A-Za-z\d])(?<![\ \u3000章].)[\ \xa0\u3000]+"
    r"(?![A-Za-z\d%]|.[\ \u3000])",
    make=always(None),
    example=Example(
        "通知如下。　　为了",
        "is notified as follows. In order to",
        {"quote": "　　"},
    ),
)
CUTS = Grammar((INDENT, *IN_JOINED_LINES), PIECES)
# 国务院办公厅2006年6月1日: General Office of the State Council, 1 June 2006
SIGNATURE_RE = re.compile(
    r"[。）：](?P<who>[^。；，：（）《》]{2,60}?)"
    r"(?P<day>(?:\d{4}|[一二][〇零一二三四五六七八九]{3})年.{1,3}月.{1,3}日)"
    r"(?![，。、至到前以起])"
)
# 云南省人民政府文件: document of the People's Government of Yunnan
RED_HEAD_RE = re.compile("[^关：]{2,40}文件(?!的)")


@lru_cache
def title_in_line() -> re.Pattern:
    """Return what a title looks like inside a line: 关于 … 的通知 (notice on …)."""
    return re.compile(
        rf"(?:关于|印发|转发).{{2,90}}?的{genres()}(?![》〉”、，的和])"
    )


@keep_by_text  # letterhead and outline ask for the same text
def split_lines(flat: str) -> list[Line]:
    """Split a text in its plain form into lines, without blank ones and outer blanks.

    A line that holds a whole document is cut where its lost line breaks can be recognised.
    """
    lines: list[Line] = []
    start = 0
    for text in flat.split("\n"):
        line = Line(start, start + len(text), text)
        if _is_joined(text, len(flat)):
            lines += _parts(line)
        else:
            lines.append(line.stripped())
        start = line.end + 1
    return [line for line in lines if line.text]


def _parts(line: Line) -> list[Line]:
    """Cut a line that holds a whole document."""
    cuts = find_cuts(line.text)
    ends = [*cuts[1:], len(line.text)]
    parts = [line.part(begin, end) for begin, end in zip(cuts, ends)]
    return [part.stripped() for part in parts]


def _is_joined(line: str, text_chars: int) -> bool:
    """Whether a line holds so much of the text that its line breaks must be lost."""
    return len(line) > JOINED_CHARS and len(line) > min(
        LONG_CHARS, MOST_OF_TEXT * text_chars
    )


def find_cuts(line: str) -> list[int]:
    """Return where a line that holds a whole document is cut, from 0 on, in order."""
    cuts = {0}
    cuts.update(_cuts_at_markers(line))
    cuts.update(_cuts_around_signature(line))
    cuts.update(_cuts_around_letterhead(line))
    return sorted(cuts)


def _cuts_at_markers(line: str) -> Iterator[int]:
    """Cuts behind indents, and before markers in their turn: 三、 after 二、, not 五、."""
    # rule: the values that can be followed
    followable: dict[str, set[int]] = {}
    for rule, match in CUTS.matches(line):
        if rule is INDENT:
            yield match.end()
            continue
        value = marker_value(match[0])
        values = followable.setdefault(rule.name, {0})
        is_in_turn = value == 1 or value - 1 in values
        if is_in_turn:
            values.discard(value - 1)
            values.add(value)
            yield match.start()


def _cuts_around_signature(line: str) -> Iterator[int]:
    for found in SIGNATURE_RE.finditer(line):
        if names_signers(found["who"].strip(" \u3000")):
            yield from (found.start("who"), found.start("day"), found.end())


def _cuts_around_letterhead(line: str) -> Iterator[int]:
    """Cuts around the number, behind the title and the red head, and before the text."""
    head = _head_of(line)
    number = _own_number(head)
    number_end = max(number, default=0)
    title = title_in_line().search(head, number_end) or title_in_line().search(
        head
    )
    red_head = RED_HEAD_RE.match(head)
    yield from number
    if title:
        yield title.end()
    if red_head:
        yield red_head.end()
    if title or number:
        yield len(head)


def _head_of(line: str) -> str:
    """The letterhead of a line: up to the addressees' ： or else to the first 。."""
    head = line[: min(line.find("。") + 1, MOST_LETTERHEAD)]
    addressees_end = head.find("：") + 1
    return head[:addressees_end] or head


def _own_number(head: str) -> tuple[int, ...]:
    """Where the document's own number starts and ends; empty where there is none.

    A number before 文 (… 号文, document no. …), ）, 》 or 的 is one that the text mentions.
    """
    for number in document_numbers(head):
        if head[number.end : number.end + 1] not in "文）》的":
            return number.start, number.end
    return ()
