"""Split a text into lines, also where a copy lost its line breaks.

A line that holds most of a document is cut where the lost breaks can be recognised: at indents,
at markers that come in their turn (一、 then 二、), around the letterhead's number and
title, and around signature and date. Text that runs on from one paragraph to the next
without any of these stays one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from egov_lib.find.gazetteers import words
from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.kinds import genres, names_signers
from egov_lib.find.structure.lines import BLANKS, Line
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
DAY = r"(?:\d{4}|[一二][〇零一二三四五六七八九]{3})年.{1,3}月.{1,3}日"
SIGNATURE_RE = re.compile(
    rf"[。）：](?P<who>[^。；，：（）《》]{{2,60}}?)(?P<day>{DAY})(?![，。、至到前以起])"
)
# Without a day there is no signature: few lines need the slow search
DAY_RE = re.compile("年.{1,3}月.{1,3}日")
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
    if not DAY_RE.search(line):
        return
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


# --- lines in which a copy has run parts of a letterhead together -------------------------

# What copies run together in one line: …施行。总　理　　李克强　　2019年10月22日
RUN_IN_SIGNATURE_RE = re.compile(
    r"[。；]\s*(?P<name>(?:总\s*理|主\s*[席任]|[部省市州区县局署行厅]\s*长)[\s\u3000]+"
    r"[\u4e00-\u9fff][\u4e00-\u9fff·\s]{1,5}?)\s+(?P<day>\d{4}年\d{1,2}月\d{1,2}日)\s*$"
)
# 巴住公管委〔2022〕7号巴中市住房公积金管理委员会
RUN_IN_NUMBER_RE = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{2,12}〔\d{4}〕\d{1,5}号)(?=[\u4e00-\u9fff]{4})"
)
# 1政府工作报告——2012年1月3日在…会议上某区人民政府区长某某各位代表：现在
RUN_IN_REPORT_RE = re.compile(
    r"\d{0,2}(?P<title>[\u4e00-\u9fff\d]{0,20}政府工作报告)(?:工作总结)?(?P<delivery>\s*[—－（-][^。；]{8,90}?)?"
    r"\s*(?P<to>各位代表：)"
)

LEAD_TO_TITLE = 60  # characters of a title before 关于, with many issuers
SIGNED_ENDS = frozenset("日）")
SIGNED_CHARS = 80  # of a line's end, in which a day and a note behind it are
Cuts = tuple[int, ...]  # where a line is cut


def _around(group: str) -> Callable[[re.Match, object], Cuts]:
    """A `make` that cuts before and behind a group."""
    return lambda match, _: match.span(group)


def _signed(match: re.Match, _: object) -> Cuts | None:
    """Where signer and day are, unless what is before the day names no signer."""
    if not names_signers(match["who"].strip(BLANKS)):
        return None
    return match.start("who"), *match.span("day")


def _day_with_note(match: re.Match, _: object) -> Cuts:
    """Where the day is, and before it the signer, if one can be told from the words before."""
    before = match.string[: match.start()].rstrip(BLANKS)
    signer = _signer_at_end().search(before)
    who = (signer.start("who"),) if signer else ()
    return *who, *match.span("day")


@lru_cache
def _signer_at_end() -> re.Pattern:
    """A body of the centre, or a government behind a mark, with which a text ends."""
    known = "|".join(map(re.escape, words("bodies")))
    return re.compile(
        rf"(?:(?P<who>(?:{known})(?:办公[厅室])?)|(?<=[。；：，）])\s*[^。；：，（）]{{2,16}}?政府(?:办公[厅室])?)$"
    )


def _run_in_pieces() -> dict[str, str]:
    return {
        "genre": genres(),
        "day": DAY,
        "note": r"（(?:此件|本文|主动公开|信息公开|公开属性)[^）\n]{0,30}）",
        "to_whom": "各[^。；：《》\n]{2,200}?"
        "(?:单位|部门|机构|政府|局|委|厅|公司|院|办事处|中心|办|会)：",
    }


RUN_IN = Grammar(
    (
        Rule(
            name="title and number",
            starts="关于",
            pattern=r"关于[^。；：\n]{2,200}{genre}\ ?"
            r"(?P<number>[\u4e00-\u9fff]{2,12}〔\d{4}〕\ ?\d{1,5}号)(?![文精要规》）的，。等])",
            make=_around("number"),
            example=Example(
                "某市关于加强管理的意见某政发〔2010〕4号",
                "opinions of a city on better management, with the number behind",
                {"quote": "关于加强管理的意见某政发〔2010〕4号"},
            ),
        ),
        Rule(
            name="title and addressees",
            starts="关于",
            pattern=r"关于[^。；：\n]{2,150}的{genre}\ ?(?P<to>{to_whom})",
            make=_around("to"),
            example=Example(
                "关于加强管理的通知各区县人民政府：",
                "notice on better management to the governments of all districts",
                {"quote": "关于加强管理的通知各区县人民政府："},
            ),
        ),
        Rule(
            name="signature behind a sentence",
            starts="[。；）]",
            pattern=r"[。；）]\s{0,20}(?P<who>[^。；，：（）《》\d\n]{2,60}?)\s{0,40}(?P<day>{day})"
            r"\s{0,40}(?=$|{note}|附\ ?件|抄送|主题词)",
            make=_signed,
            example=Example(
                "请认真贯彻落实。国务院办公厅2010年5月31日（此件公开发布）",
                "Please carry out. General Office of the State Council, 31 May 2010 (open)",
                {"quote": "。国务院办公厅2010年5月31日"},
            ),
        ),
        Rule(
            name="day and note",
            starts=r"\d\d\d|[一二][〇零一二三四五六七八九][〇零一二三四五六七八九]",
            pattern=r"(?P<day>{day})\s{0,40}(?={note})",
            make=_day_with_note,
            example=Example(
                "附件：典型做法国务院办公厅 2010年7月24日 （此件公开发布）",
                "Attachment: good practice. General Office, 24 July 2010 (open)",
                {"quote": "2010年7月24日 "},
            ),
        ),
    ),
    _run_in_pieces(),
)


def run_in_parts(line: Line) -> list[Line]:
    """Divide a line in which a copy has run parts of a letterhead together; else keep it."""
    text = line.text
    report = "各位代表" in text and RUN_IN_REPORT_RE.match(text)
    if report:
        spans = [report.span(group) for group in ("title", "delivery", "to")]
        return _parts_at(line, *spans, (report.end(), len(text)))
    number = "〔" in text and RUN_IN_NUMBER_RE.match(text)
    if number:
        return [line.part(0, number.end()), line.part(number.end(), len(text))]
    signature = text.endswith("日") and RUN_IN_SIGNATURE_RE.search(text)
    if signature:
        before = 0, signature.start("name")
        return _parts_at(
            line, before, signature.span("name"), signature.span("day")
        )
    return _cut(line) if _may_be_run_in(text) else [line]


def _may_be_run_in(text: str) -> bool:
    """Whether a line has the words of a title, or ends as signatures do; most have not."""
    if text[-1:] in SIGNED_ENDS and "年" in text[-SIGNED_CHARS:]:
        return True
    return "关于" in text[:LEAD_TO_TITLE] and ("〔" in text or "：" in text)


def _cut(line: Line) -> list[Line]:
    """Cut a line at what the table finds in it."""
    cuts = {0, len(line.text)}
    for found in RUN_IN.run(line.text):
        cuts.update(found.record)
    in_order = sorted(cuts)
    return _parts_at(line, *pairwise(in_order))


def _parts_at(line: Line, *spans: tuple[int, int]) -> list[Line]:
    """The parts of a line at these places, without their outer blanks and the empty ones."""
    parts = [line.part(*span).stripped() for span in spans if span[0] >= 0]
    return [part for part in parts if part.text]
