"""How clearly a clause says what is to be done: with a number, with a date.

Only what a calendar can tell is a date here (近期, soon, is none), and only what says how much
is to be done is a measure: numbers that count what follows (五个转变, the five changes) are not.
"""

from __future__ import annotations

import re

DATE_RE = re.compile(
    r"""
      到?(?:20\d\d年?|二〇..年)(?:\d{1,2}月)?底?   # by the end of 2010
    | [今明]年(?:年?底)?                           # this year
    | “十[一二三四五]五”                           # a plan of five years
    | 近?[一二两三四五]年(?:内|左右)?              # two years or so
    | \d{1,3}个?(?:工作日|日|天|小时|月|年)内      # within ten days
    | 年底 | \d{1,2}月底?前 | 本年度 | 第[一二三四]季度 | [上下]半年 | 世纪中叶
    """,
    re.VERBOSE,
)
# 五年来 (in the last five years)
PAST_RE = re.compile("今年以来|年来")
MEASURE_RE = re.compile(
    r"""
      \d[\d.,]*\s?(?:[%％万亿家项人名所条吨亩元件户处座台套次批种场期门天倍]
        |个(?!百分)|百分点|公里|小时|分钟|工作日|平方)
    | [一二两三四五六七八九十百千]{1,3}[家万亿所座倍] | [一二三四五六七八九十]成
    | 百分之 | 翻番
    | 全部 | 所有 | 一律 | 凡 | 每[年月周季个人半]   # all, each
    """,
    re.VERBOSE,
)
COUNTS_ITEMS_RE = re.compile(
    "[三四五六七八九十两]个(?:转变|方面)|[三四五六七八九十]项(?:工作|任务|措施)"
)


def names_date(words: str) -> bool:
    """Whether a clause names an end or a stretch that a calendar can tell.

    >>> names_date("到2010年建成"), names_date("在近期内")  # built by 2010, soon
    (True, False)
    """
    if PAST_RE.search(words):
        return False
    return DATE_RE.search(words) is not None


def is_measured(words: str) -> bool:
    """Whether a clause says how much is to be done.

    >>> is_measured("50%以上在线处理"), is_measured("促进五个转变")  # half online, five changes
    (True, False)
    """
    return MEASURE_RE.search(COUNTS_ITEMS_RE.sub("", words)) is not None
