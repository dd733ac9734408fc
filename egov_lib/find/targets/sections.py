"""What a stretch of a document does: it reports, it plans, or it lays down rules.

Where no word beside a quantity tells whether it is wanted or reached, the heading above does
(一、2024年工作回顾, review of 2024; 二、主要任务, main tasks), and above the first heading the
title (管理办法, measures of administration; 行动计划, plan of action). Only their words are looked
at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from egov_lib.find.dates.topics import headings

REPORT, PLAN, RULE, UNSAID = "report", "plan", "rule", ""
HEAD_CHARS, HEAD_LINES = 900, 8  # in which the title is
PORTAL_LINES = 24  # with a portal's table of labels above it
LABEL_RE = re.compile("\\s*[^：:\n]{2,9}[：:]\\s*(?P<value>.*)")
RUNNING_RE = re.compile("[。；]")

RULE_TITLE_RE = re.compile(
    "办法|条例|规定|细则|规则|标准|指南|指引|须知|守则|章程|公告|奖励|奖补|补贴|资助|扶持|申报"
)
PLAN_TITLE_RE = re.compile(
    "方案|计划|规划|要点|意见|措施|任务|打算|清单|目标|实事|纲要|举措|行动|改革|优化|推进|加强"
)
# 规划实施情况评估报告: a report on a plan
REPORT_ON_RE = re.compile(
    "评估报告|(?:实施|落实|执行|完成)情况|统计公报|工作总结"
)
REPORT_TITLE_RE = re.compile("公报|总结|回顾|通报|情况|新闻|快讯|简报|年报")
REPORT_HEADING_RE = re.compile(
    "回顾|总结|成绩|成就|工作情况|完成情况|执行情况|实施情况|发展情况|基本情况|主要工作成效|过去[的一五]"
)
PLAN_HEADING_RE = re.compile(
    "目标|任务|安排|打算|部署|要点|重点工作|工作重点|工作建议|措施|思路|计划|展望|今年工作|总体要求"
)


class Sections(NamedTuple):
    """Where the stretches of a document begin, and what each does."""

    starts: list[int]
    does: list[str]

    def at(self, place: int) -> str:
        """Return what the stretch around a place does: report, plan, rule, or "" if unsaid."""
        return self.does[bisect_right(self.starts, place) - 1]


def find_sections(flat: str) -> Sections:
    """Say for each stretch between headings what it does, by the heading or by the title."""
    of_title = _of_title(flat)
    starts, does = [0], [of_title]
    open_level = None
    for heading in headings(flat):
        topic = heading.topic
        found = _of_heading(topic.words)
        if (
            found is None
            and open_level is not None
            and topic.level > open_level
        ):
            continue
        if found is None and open_level is None:
            continue
        open_level = topic.level if found else None
        starts.append(heading.start)
        does.append(found or of_title)
    return Sections(starts, does)


# How a news agency or a broadcast begins
NEWS_RE = re.compile(
    r"(?:^|\n)[\s【（(]*(?:央视网消息|本报[^，。\n]{0,12}讯|新华社[^，。\n]{1,12}\d日[电讯]|[^，。\n]{2,8}网讯)"
)
# How the first sentence of a notice begins
PREAMBLE_RE = re.compile(
    r"\s*(?:为|根据|按照|经|近[日期]|各[^，。；]{2,40}[：:]?$)"
)


def _of_title(flat: str) -> str:
    """What the document does, by the words of its first lines up to running text."""
    if NEWS_RE.search(flat, 0, HEAD_CHARS):
        return REPORT
    lines = _head_lines(flat)
    title = "".join(lines)
    # The first sentence of a notice may tell of 情况, and is no title for that.
    reported = "".join(line for line in lines if not PREAMBLE_RE.match(line))
    if REPORT_ON_RE.search(reported):
        return REPORT
    tables = (
        (RULE, RULE_TITLE_RE),
        (PLAN, PLAN_TITLE_RE),
    )
    for does, words in tables:
        if words.search(title):
            return does
    return REPORT if REPORT_TITLE_RE.search(reported) else UNSAID


def _head_lines(flat: str) -> list[str]:
    """The first lines up to running text, without a portal's labels and their values."""
    lines = []
    is_value = has_labels = False
    for line in flat[:HEAD_CHARS].split("\n")[:PORTAL_LINES]:
        label = LABEL_RE.fullmatch(line)
        if label:
            has_labels = True
            is_value = not label["value"]
            continue
        if RUNNING_RE.search(line):
            break
        if not is_value:
            lines.append(line)
        is_value = False
    return lines if has_labels else lines[:HEAD_LINES]


def _of_heading(words: str) -> str | None:
    if REPORT_HEADING_RE.search(words):
        return REPORT
    if PLAN_HEADING_RE.search(words):
        return PLAN
    return None
