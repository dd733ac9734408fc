"""Which numbers of a text count something.

Dates, labels of items, fractions, and the numbers of documents and articles count
nothing here, nor do set phrases (一个时期, a period), slogans in quotation marks, and the
next or the same one (下一个). 三期工程, the third phase of the works, is a rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from egov_lib.find.numerals import numbers, plain
from egov_lib.find.rules import Example, Grammar, Rule, always

NO_QUANTITIES = ("date", "label", "fraction")
MOST_QUOTED = (
    8  # characters up to the closing mark of a slogan such as “三个代表”
)
SINGLE_NUMERALS = "一二三四五六七八九十"
NAMING = tuple("下上另同每某任")  # 下一个: the next one; 同一个: the same one
PARTS_OF_LAWS = tuple("条章节款编号")  # 第三条: article 3
KINDS_OF_PLACES = tuple("省市县区乡镇村")  # 市、区、镇、村四级: four levels

# Phrases with a number that count nothing.
IDLE = Grammar(
    (
        Rule(
            name="one that counts nothing",
            starts="一个",
            pattern="一个(?:时期|时候|方面|重要|新的?|好的?|有)",
            make=always("idle"),
            example=Example("今后一个时期", "for a period to come", None),
        ),
        Rule(
            name="a road, a step",
            starts="一[条步]",
            pattern="一[条步]",
            make=always("idle"),
            example=Example("走出一条道路", "find a road", None),
        ),
        Rule(
            name="slogan of two",
            starts="两个",
            pattern="两个(?:维护|确立)",
            make=always("idle"),
            example=Example("做到两个维护", "uphold the two", None),
        ),
        Rule(
            name="so many digits",
            starts="[一两三四五]位",
            pattern="[一两三四五]位数",
            make=always("idle"),
            example=Example("两位数增长", "growth of two digits", None),
        ),
        Rule(
            name="first of all",
            starts="第",
            pattern="第.{1,3}[，、,]",
            make=always("idle"),
            example=Example("第一，要落实", "first, carry out", None),
        ),
    )
)
# What makes a numeral a rank that is written without 第.
RANKS = Grammar(
    (
        Rule(
            name="session",
            starts="届",
            pattern="届",
            make=always("ordinal"),
            example=Example(
                "党的十五届全会",
                "plenary session of the 15th Central Committee",
                {"quote": "十五届", "kind": "ordinal"},
            ),
        ),
        Rule(
            name="phase",
            starts="期[等工建项规]",
            pattern="期(?=等?工程|建设|项目|规划)",
            make=always("ordinal"),
            example=Example(
                "电子政务三期建设方案",
                "scheme for the third phase of building e-government",
                {"quote": "三期", "kind": "ordinal"},
            ),
        ),
        Rule(
            name="meeting",
            starts="次[^，。；]",
            pattern="次(?=[^，。；]{0,5}(?:会议|全会|大会))",
            make=always("ordinal"),
            example=Example(
                "市政府第十五届九次常务会议",
                "the ninth executive meeting of the fifteenth government",
                [{"quote": "第十五届"}, {"quote": "九次", "kind": "ordinal"}],
            ),
        ),
        Rule(
            name="grade",
            starts="级",
            pattern="级",
            make=always("ordinal"),
            example=Example(
                "建设三级医院",
                "build hospitals of the third grade",
                {"quote": "三级", "kind": "ordinal"},
            ),
        ),
    )
)
# 15届94次会议, 等级3-5级: digits are ranks more seldom than numerals.
GRADE_RE = re.compile(r"届\d{1,3}次$|等级\d[-—至]\d级?$|[-—至]\d级$")
# 10万人次以上: 100,000 persons or more; the quote takes these words in.
BOUND_AFTER_RE = re.compile(
    "(?:及|或|（含）)?(?:以上|以下|以内|之内|左右|上下)"
)


class Quantity(NamedTuple):
    """A number that counts something.

    start, unit_end: where it begins, and where its unit ends
    end: where the words after it end that bound it (以上, or more)
    value, value_to, unit, bound: as in `find_numbers`
    kind: number, money, percent, percentage_point, multiple or ordinal
    """

    start: int
    unit_end: int
    end: int
    value: float
    value_to: float
    unit: str
    bound: str
    kind: str


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the numbers that count something, ranks marked as such."""
    flat = plain(text)
    for start, end, value, value_to, unit, kind, bound, unit_end in numbers(
        text
    ):
        if kind in NO_QUANTITIES:
            continue
        is_bare = kind == "number"
        is_great = (
            is_bare
            and not unit
            and _counts_great_ones(flat, start, end, value)
        )
        if is_great:
            unit = "大"
            unit_end = end + 1
        if is_bare and unit in ("", "号") and not _is_great_sum(flat, end):
            continue
        if _is_idle(flat, start, unit_end) or _is_slogan(flat, start, end):
            continue
        counted = unit or flat[end : end + 1]
        if kind == "ordinal" and counted in PARTS_OF_LAWS:
            continue
        if is_bare and _is_rank(flat, start, end):
            kind = "ordinal"
        bound_end = _bound_end(flat, unit_end)
        yield Quantity(
            start, unit_end, bound_end, value, value_to, unit, bound, kind
        )


def _bound_end(flat: str, unit_end: int) -> int:
    """Where the words end that bound a quantity: 以上 (or more) and the like."""
    after = BOUND_AFTER_RE.match(flat, unit_end)
    return after.end() if after else unit_end


def _counts_great_ones(flat: str, start: int, end: int, value: float) -> bool:
    """Whether a number is as in 三大产业, three (great) industries."""
    is_single = end == start + 1 and 2 <= value <= 10
    return is_single and flat.startswith("大", end)


def _is_great_sum(flat: str, end: int) -> bool:
    """Whether a number needs no unit: 上网人数突破1亿 (over 100 million are online)."""
    return flat[end - 1] in "万亿" and flat[end : end + 1] in "，。；、\n"


def _is_idle(flat: str, start: int, unit_end: int) -> bool:
    """Whether a number belongs to a phrase that counts nothing, or to a product."""
    before = flat[start - 1 : start]
    if IDLE.match(flat, start):
        return True
    if before == "×" or flat.startswith("×", unit_end):
        return True
    return flat[start] == "一" and before in NAMING


def _is_slogan(flat: str, start: int, end: int) -> bool:
    """Whether a number begins a slogan in quotation marks, as “三个代表” does."""
    return (
        flat[start - 1 : start] == "“" and "”" in flat[end : end + MOST_QUOTED]
    )


def _is_rank(flat: str, start: int, end: int) -> bool:
    """Whether a numeral is a rank: 三期工程, the third phase of the works."""
    if flat[start] not in SINGLE_NUMERALS:
        return GRADE_RE.search(flat, max(start - 6, 0), end + 1) is not None
    if flat[start - 1 : start] in KINDS_OF_PLACES:
        return False
    return RANKS.match(flat, end) is not None
