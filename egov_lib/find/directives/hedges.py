"""Words that take something from a statement: how much, how far, when, or how surely.

The words of `data/hedges.csv` and those that later documents use; praise and stress (大力
vigorously, 切实 in earnest) are none. Each row keeps the words in which its word softens
nothing out of its pattern: 积极性 is zeal, 副省级以上 a rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule


class Hedge(NamedTuple):
    """A word that softens, and where it is."""

    start: int
    words: str


def _word(match: re.Match, _context: object) -> Hedge:
    return Hedge(match.start(), match[0])


def _row(name, starts, pattern, chinese, english, hedges) -> Rule:
    """A row whose example is a clause, and the hedges in it."""
    found = {"hedges": hedges} if hedges else {"hedges": ""}
    return Rule(name, starts, pattern, _word, Example(chinese, english, found))


HEDGES = Grammar(
    (
        _row(
            "in the main",
            "基本",
            r"""
                基本(?!建设|应用|信息|情况|农田|药物|医疗|养老|公共|生活
                |单元|原则|要求|思路|制度|条件|权利|法|功能|账户|户|上述
                |公积|保险|需求|素质|知识|技能|盘|面|国策|民生)上?
            """,
            "要基本建成统一的网络",
            "a unified network is to be built in the main",
            "基本",
        ),
        _row(
            "a first form",
            "初步",
            "初步(?!设计|审查|评审|审核)",
            "要初步建立共享机制",
            "a first mechanism of sharing is to be set up",
            "初步",
        ),
        _row(
            "in principle",
            "原则",
            "原则上|原则(?=通过|同意)",
            "原则上要利用统一平台",
            "in principle the unified platform is to be used",
            "原则上",
        ),
        _row(
            "by degrees",
            "[逐稳适]|尽[快可量早]",
            "逐步|逐渐|稳步|适时|适当|适度|尽快|尽早|尽可能|尽量",
            "要逐步规范业务流程",
            "business processes are to be standardized step by step",
            "逐步",
        ),
        _row(
            "with zeal",
            "积极",
            "积极(?!性|作用|预防|分子|影响|因素|因应|意义|贡献|态度|老龄)",
            "要积极推进公共服务",
            "public services are to be advanced actively",
            "积极",
        ),
        _row(
            "with effort",
            "努力|力[争求]|争取",
            r"""
                努力(?!程度)|力争|力求|争取(?!了|[^，。；]{0,6}(?:资金|项目
                |债券|支持|政策))
            """,
            "努力走出一条道路",
            "strive to find a road",
            "努力",
        ),
        _row(
            "about so many",
            "左右|以上|大[约概]|约",
            r"""
                左右(?!手|邻)
                |(?<=[\d%％十百千万亿个家项名人元吨年月天倍])以上|大约|大概
                |约(?=\d)
            """,
            "50%以上的项目要在线处理",
            "50% and more of the items are to be handled online",
            "以上",
        ),
        _row(
            "to an extent",
            "一定",
            r"""
                一定(?:程度上?)?(?=[^，。；]{0,4}的|[^要是会能]{2,4}[，。；]
                |[^要是会能])
            """,
            "中央财政给予一定补助",
            "the central budget gives a certain subsidy",
            "一定",
        ),
        _row(
            "rather",
            "较[大为高好强长多快]|比较",
            "较[大为高好强长多快]|比较(?!优势)",
            "要适应比较完整的体系",
            "be adapted to a fairly complete system",
            "比较",
        ),
        _row(
            "as conditions allow",
            "结合|因地|酌情|有条件",
            "结合[^，。；]{0,8}实际|因地制宜|酌情|有条件的?",
            "要结合本地实际贯彻落实",
            "is to be carried out in the light of local conditions",
            "结合本地实际",
        ),
        _row(
            "can and may",
            "可以|能够",
            "可以|能够",
            "要使项目能够在线处理",
            "items are to be made so that they can be handled online",
            "能够",
        ),
        _row(
            "study and try",
            "探索|研究",
            "探索(?!的)(?=[^，。；]{2})|研究(?:建立|制定|出台|推动|设立)",
            "探索新的服务机制",
            "explore new mechanisms of service",
            "探索",
        ),
        _row(
            "chiefly",
            "主要",
            r"""
                主要(?=[^，。；的]{0,2}(?:运行|用于|是(?!：|$)|承担|负责
                |依靠|通过))
            """,
            "外网要主要运行专业业务",
            "the extranet is to run chiefly professional business",
            "主要",
        ),
    )
)


def hedges_in(words: str) -> Iterator[str]:
    """Yield the words of a clause that soften it.

    >>> list(hedges_in("逐步、积极推进"))  # advance step by step and actively
    ['逐步', '积极']
    """
    for found in HEDGES.run(words):
        yield found.record.words
