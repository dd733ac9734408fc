"""Which numbers of a text count something.

Dates, labels of items, and the numbers of documents and articles count nothing here, nor
do set phrases (一个时期, a period), slogans in quotation marks, and the next or the same one
(下一个). 三期工程, the third phase of the works, is a rank. A fraction that is a share is read in
per cent: 三分之二的乡镇 (two thirds of the townships), 一半以上 (half or more).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from egov_lib.find.numerals import numbers, plain
from egov_lib.find.rules import Example, Grammar, Rule, always

NO_QUANTITIES = ("date", "label")
# A share in words
SHARE_RE = re.compile("分之|一半|半数")
# After 1/3: alone, 6/12 may be a day
AFTER_SHARE_RE = re.compile("及?以[上下]|的[^，。；、]")
MOST_SLOGAN = 40  # characters between its marks
# 一个项目、一名领导、一套方案
SLOGAN_RE = re.compile(
    "(?:[一两三][^、，。；”]{1,10}[、，])+[一两三][^、，。；”]{1,10}"
)
# Characters up to the closing mark of a slogan such as “三个代表”
MOST_QUOTED = 8
SINGLE_NUMERALS = "一二三四五六七八九十"
# 下一个: the next one; 同一个: the same one
NAMING = tuple("下上另同每某任这那哪")
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
            name="a new round, a batch",
            starts="一[轮批种]",
            pattern="(?<=新)一轮|一(?:批(?!次)|种)",
            make=always("idle"),
            example=Example(
                "启动新一轮改革", "start a new round of reform", None
            ),
        ),
        Rule(
            name="one of weight",
            starts="一[项件次场]",
            pattern=r"一(?:项|件|次|场)(?=\n?(?:重\n?[要大]|长期|系统|基础|艰巨|复杂|严肃|大事|好事))",
            make=always("idle"),
            example=Example("作为一项重要工作", "as an important task", None),
        ),
        Rule(
            name="done at one go",
            starts="一[次件]",
            pattern="一次(?:性|办|告知|申报|受理|评价|开标)|(?<=跑)一次|一件事",
            make=always("idle"),
            example=Example(
                "推动更多事项一次办", "more matters done at one go", None
            ),
        ),
        Rule(
            name="the last mile",
            starts="[一两三]公里",
            pattern="(?<=最[后先初])[一两三]公里",
            make=always("idle"),
            example=Example("打通最后一公里", "go the last mile", None),
        ),
        Rule(
            name="one for one",
            starts="一",
            pattern="一[^，。；、\\s](?:一(?![次个])|双|多)[^，。；、\\s]",
            make=always("idle"),
            example=Example("实行一事一议", "case by case", None),
        ),
        Rule(
            name="one net, one door",
            starts="一[张扇个套条盘本片家]",
            pattern="一(?:张(?:网|图|表|清单|蓝图)|扇门|个门|套班子|条龙|盘棋|本账|家人|片天)",
            make=always("idle"),
            example=Example("织密一张网", "weave one net", None),
        ),
        Rule(
            name="plan of so many years",
            starts="[一二三四五六十百千][年日天]|\\d",
            pattern="(?:[一二三四五六十百千]|\\d{1,3}\\ ?)[年日天]"
            "(?=行动|攻坚|倍增|规划|计划(?!期)|禁渔|期(?![间满内末]))",
            make=always("idle"),
            example=Example(
                "印发三年行动方案",
                "issue a scheme of action for three years",
                None,
            ),
        ),
        Rule(
            name="known sets",
            starts="[一两三四五六七八九][项个大国支种]",
            pattern="八项规定|两种资源|两个市场|三支一扶|四项基本原则|五项原则|一国两制"
            "|两个(?:一百年|毫不动摇|务必|结合|巩固)|三个(?:代表|务必|有利于|区分开来)"
            "|四个(?:意识|自信|全面|服从|最严|不摘)|七个有之|三大攻坚战|两大奇迹",
            make=always("idle"),
            example=Example(
                "严格执行中央八项规定",
                "keep strictly to the eight rules of the Central Committee",
                None,
            ),
        ),
        Rule(
            name="first in a name",
            starts="第[一二三]",
            pattern="第(?:一(?:责任|时间|线|书记|要务|要事|动力|资源|生产力|手|观感|步|位的|梯队)"
            "|二课堂|三方)",
            make=always("idle"),
            example=Example(
                "党委书记是第一责任人",
                "the secretary is the first to answer",
                None,
            ),
        ),
        Rule(
            name="one level, one kind",
            starts="一[级类]",
            pattern="(?<=[省市县区乡镇村）)家层])一级(?!医|标准|资质|保护|以上)|(?<=解决)一类(?=问题)",
            make=always("idle"),
            example=Example(
                "下放到乡镇一级办理",
                "handed down to the level of townships",
                None,
            ),
        ),
        Rule(
            name="one after the other",
            starts="一[件项个]",
            pattern="一(?P<measure>[件项个])(?:是|成|抓)?一(?P=measure)|(?<=[是成抓])一[件项个](?=[，。、]|$)",
            make=always("idle"),
            example=Example(
                "抓一件是一件，干一项成一项",
                "what is taken up is done, one by one",
                None,
            ),
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
            starts="期",
            pattern="期(?=等?工程|建设|项目|规划)"
            "|(?<=[厂站园网堤港线程][一二三四五])期(?=[、，。；和及等以扩）])",
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
            # 经三次会议审议 is how often
            pattern="(?<!经.)次(?=[^，。；]{0,5}(?:会议|全会|大会))",
            make=always("ordinal"),
            example=Example(
                "市政府第十五届九次常务会议",
                "the ninth executive meeting of the fifteenth government",
                [{"quote": "第十五届"}, {"quote": "九次", "kind": "ordinal"}],
            ),
        ),
        Rule(
            name="second home",
            starts="套",
            # 两套 are two
            pattern="(?<=二)套(?=(?:及以上)?(?:自住|改善性?|普通)?住?房)",
            make=always("ordinal"),
            example=Example(
                "购买二套住房",
                "buy a second home",
                {"quote": "二套", "kind": "ordinal"},
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
GRADE_OF_SIGHT_RE = re.compile("A级?(?=[、，及和至的]|级|旅游|景区|$)")
LINE_RE = re.compile("线(?!索|下|上)|机组|高炉|煤矿")
LENGTH_AFTER_RE = re.compile("\\ ?(?:[以之]?内|以[上下])(?![午班])")
# 可以延长至二十日, 期限为十日: a length by the words before
LENGTH_BEFORE_RE = re.compile(
    r"(?:延长[至到]|[期时年]限(?:一般)?为|满|不[少超][于过]|连续|累计)$"
)
# 10万人次以上: 100,000 persons or more; the quote takes these words in.
BOUND_AFTER_RE = re.compile(
    r"[\ \n]?(?:及|或者?|[（(]含[)）])?(?:(?<=或)[一两二三\d]{1,3}.)?"
    "(?:以上|以下|以内|之内|左右|上下)"
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


def find_quantities(text: str) -> Iterator[Quantity]:  # noqa: C901 - one number, one way
    """Yield the numbers that count something, ranks marked as such."""
    flat = plain(text)
    found = _shares_in_per_cent(flat, numbers(text))
    for start, end, value, value_to, unit, kind, bound, unit_end in found:
        if kind == "date" and unit == "日":
            # 处10日以上拘留: ten days, and no day of a month
            is_length = value > 31 or _is_length(flat, start, unit_end)
            kind = "number" if is_length else kind
        if kind in NO_QUANTITIES:
            continue
        if not unit and flat.startswith("A", end):
            kind, unit, unit_end = _grade(flat, end, kind)
        if _is_numbered(flat, start, unit, unit_end):
            kind = "ordinal"
        is_bare = kind == "number"
        is_great = (
            is_bare
            and not unit
            and _counts_great_ones(flat, start, end, value)
        )
        if is_great:
            unit = "大"
            unit_end = end + 1
        if (
            is_bare
            and unit in ("", "号")
            and not _is_great_sum(flat, start, end)
        ):
            continue
        if _is_idle(flat, start, unit_end) or _is_slogan(
            flat, start, unit_end
        ):
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


def _shares_in_per_cent(flat: str, found: Iterable[tuple]) -> Iterator[tuple]:
    """The numbers, with a fraction that is a share in per cent, and other fractions left out."""
    for number in found:
        start, end, value, value_to, _, kind, *bounds = number
        if kind != "fraction":
            yield number
        elif _is_share(flat, start, end, value):
            yield (
                start,
                end,
                round(100 * value, 2),
                value_to,
                "%",
                "percent",
                *bounds,
            )


def _is_share(flat: str, start: int, end: int, value: float) -> bool:
    """Whether a fraction is a part of a whole, and not a day or the number of a page."""
    if value > 1:
        return False
    in_words = SHARE_RE.search(flat, start, end)
    return bool(in_words or AFTER_SHARE_RE.match(flat, end))


def _is_numbered(flat: str, start: int, unit: str, unit_end: int) -> bool:
    """Whether it is a number of a line (8号线) or a rank that a line end cuts (第⏎6次)."""
    is_line = unit == "号" and LINE_RE.match(flat, unit_end)
    return bool(is_line) or flat.endswith("第\n", 0, start)


def _grade(flat: str, end: int, kind: str) -> tuple[str, str, int]:
    """Kind, unit and its end of 5A级景区, a sight of the grade 5A; else of a bare number."""
    grade = GRADE_OF_SIGHT_RE.match(flat, end)
    return ("ordinal", "A级", grade.end()) if grade else (kind, "", end)


def _is_length(flat: str, start: int, unit_end: int) -> bool:
    """Whether 10日 is a length of days by the words after it, and not the tenth of a month."""
    if flat[max(start - 2, 0) : start].rstrip()[-1:] == "月":
        return False
    if LENGTH_BEFORE_RE.search(flat, max(start - 6, 0), start):
        return True
    return LENGTH_AFTER_RE.match(flat, unit_end) is not None


def _bound_end(flat: str, unit_end: int) -> int:
    """Where the words end that bound a quantity: 以上 (or more) and the like."""
    after = BOUND_AFTER_RE.match(flat, unit_end)
    return after.end() if after else unit_end


def _counts_great_ones(flat: str, start: int, end: int, value: float) -> bool:
    """Whether a number is as in 三大产业, three (great) industries."""
    is_single = end == start + 1 and 2 <= value <= 10
    return is_single and flat.startswith("大", end)


def _is_great_sum(flat: str, start: int, end: int) -> bool:
    """Whether a number needs no unit: 上网人数突破1亿 (over 100 million are online), 2.3亿标箱.

    千万工程 and 万亿级 are names.
    """
    if flat[end - 1] not in "万亿" or flat[start] in "十百千万亿":
        return False
    return flat[end : end + 1] != "级"


def _is_idle(flat: str, start: int, unit_end: int) -> bool:
    """Whether a number belongs to a phrase that counts nothing, or to a product."""
    before = flat[start - 1 : start]
    if IDLE.match(flat, start):
        return True
    if before == "×" or flat.startswith("×", unit_end):
        return True
    is_bound = flat.endswith(("以上", "以下"), 0, start)
    return flat[start] == "一" and before in NAMING and not is_bound


def _is_slogan(flat: str, start: int, unit_end: int) -> bool:
    """Whether a number begins a slogan in quotation marks, as “三个代表” does.

    In “两张”清单 (the “two” lists) the marks hold the number alone. A slogan may go on:
    “一个项目、一名领导、一套方案”.
    """
    if flat.startswith("”", unit_end):
        return False
    opening = flat.rfind("“", max(start - MOST_SLOGAN, 0), start)
    closing = flat.find("”", start, start + MOST_SLOGAN)
    is_quoted = opening >= 0 and closing >= 0
    if not is_quoted or "”" in flat[opening:start]:
        return False
    begins_quote = opening == start - 1
    is_short = closing < unit_end + MOST_QUOTED
    if begins_quote and is_short:
        return True
    return SLOGAN_RE.fullmatch(flat, opening + 1, closing) is not None


def _is_rank(flat: str, start: int, end: int) -> bool:
    """Whether a numeral is a rank: 三期工程, the third phase of the works."""
    if flat[start] not in SINGLE_NUMERALS:
        return GRADE_RE.search(flat, max(start - 6, 0), end + 1) is not None
    is_of_place = flat[start - 1 : start] in KINDS_OF_PLACES
    if is_of_place and not flat.startswith("届", end):
        return False
    return RANKS.match(flat, end) is not None
