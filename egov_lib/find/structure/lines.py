"""The lines of a document, and the plain form in which they are read.

Portals and scanners type brackets, colons and commas in many ways, and digits in two
widths. The grammar of structure reads one plain form. It has the length of the text, so
that a place in one is the same place in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from egov_lib.find.numerals import plain
from egov_lib.seen import keep_by_text

BLANKS = " \t\r\u3000\xa0"  # at the ends of lines; U+3000 indents Chinese paragraphs

# Marks as portals and scanners type them, and as official documents have them.
TYPED = ":;,()[]［］【】﹝﹞"
OFFICIAL = "：；，（）〔〕〔〕〔〕〔〕"
OFFICIAL_FORM = dict(zip(TYPED, OFFICIAL))
SPACED_RE = re.compile(r"\S(?:\s+\S){2,}")
# Collections of laws as Markdown begin their titles so
MARKDOWN_RE = re.compile(r"^#{1,6}(?=\ )", re.MULTILINE)
TYPED_RE = re.compile(f"[{re.escape(TYPED)}]")


class Line(NamedTuple):
    """A line: where it starts and ends in the document, and its text in the plain form."""

    start: int
    end: int
    text: str

    def part(self, start: int, end: int) -> Line:
        """Return a part of the line; *start* and *end* count from the line's start."""
        return Line(self.start + start, self.start + end, self.text[start:end])

    def stripped(self) -> Line:
        """Return the line without the blanks at its ends."""
        text = self.text.strip(BLANKS)
        if len(text) == len(self.text):
            return self
        blanks_before = len(self.text) - len(self.text.lstrip(BLANKS))
        return self.part(blanks_before, blanks_before + len(text))


def line_around(text: str, start: int, end: int) -> str:
    """Return the line that holds the stretch from *start* to *end*.

    >>> line_around("国务院\\n国发〔2015〕17号\\n", 4, 14)
    '国发〔2015〕17号'
    """
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    return text[line_start : line_end if line_end >= 0 else len(text)]


def closed_up(text: str) -> str:
    """Write a line without its blanks where every character has one behind it.

    >>> closed_up("财 政 部"), closed_up("财政部 教育部")  # ministries of finance, education
    ('财政部', '财政部 教育部')
    """
    return re.sub(r"\s", "", text) if SPACED_RE.fullmatch(text) else text


def join(lines: Iterable[Line]) -> str:
    """Write lines as one, as a title that was broken into lines."""
    return "".join(line.text for line in lines)


@keep_by_text
def plain_form(text: str) -> str:
    """Write *text* with plain digits and official brackets, colons and commas."""
    flat = plain(text)
    if "#" in flat:
        flat = MARKDOWN_RE.sub(lambda mark: " " * len(mark[0]), flat)
    return TYPED_RE.sub(lambda mark: OFFICIAL_FORM[mark[0]], flat)


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


def run_in_parts(line: Line) -> list[Line]:
    """Divide a line in which a copy has run parts of a letterhead together; else keep it."""
    text = line.text
    report = "各位代表" in text and RUN_IN_REPORT_RE.match(text)
    if report:
        spans = [report.span(group) for group in ("title", "delivery", "to")]
        rest = report.end(), len(text)
        return [
            line.part(*span).stripped()
            for span in (*spans, rest)
            if 0 <= span[0] < span[1]
        ]
    number = "〔" in text and RUN_IN_NUMBER_RE.match(text)
    if number:
        return [line.part(0, number.end()), line.part(number.end(), len(text))]
    signature = text.endswith("日") and RUN_IN_SIGNATURE_RE.search(text)
    if signature:
        before = 0, signature.start("name")
        spans = before, signature.span("name"), signature.span("day")
        return [line.part(*span).stripped() for span in spans]
    return [line]
