"""The panel of the rollout lab: core or country, with how much money and how much waste?"""

from __future__ import annotations

from collections.abc import Mapping

from egov_lib import labs
from egov_lib.show.explorables.panel import (
    Bet,
    Control,
    Measure,
    Panel,
    make_panel,
    passages_of,
)
from egov_lib.show.front.widget import View

PANEL = Panel(
    name="rollout",
    controls=[
        Control("budget_yi", (500.0, 1000.0, 2000.0)),
        Control("share_alone_after", (0.0, 0.1, 0.5), "share"),
        Control("start_by_example", (0.05, 0.15, 0.3)),
        Control("pilot_months", (0, 9)),
    ],
    measures=[
        Measure("coverage_deadline", "share"),
        Measure("coverage_deadline_county", "share"),
        Measure("share_alone", "share"),
        Measure("left_yi"),
    ],
    bet=Bet("coverage_deadline", {"budget_yi": 1000.0}),
    places=["nation-2002", "yunnan-2005"],
    findings=lambda: passages_of(
        ("targets", "article-2000-yi"),
        ("targets", "article-next-five-years"),
    ),
    settings=lambda: labs.rollout.Settings(),
)

WORDS = {
    "title": (
        "One network covering the country by 2010: what would it hang on?",
        "到2010年覆盖全国：要看什么？",
    ),
    "lead": (
        "Sites of four levels join when there is money, an example to "
        "follow, and no wait for a standard. The 200 billion yuan were "
        "named at a forum, 2010 by a speech; prices, sites and pace are "
        "ours.",
        "四级单位要等到有钱、有榜样、不必再等标准，才会接入。2000亿元出自论"
        "坛上的一句话，2010年出自一篇讲话；价格、单位数和快慢是我们的设定。",
    ),
    "ask_guess": (
        "Half the money: 100 billion yuan instead of 200. What happens to "
        "the share of sites connected by the deadline?",
        "钱减一半：1000亿元而不是2000亿元。到期时接入的比例会怎样？",
    ),
    "label_budget_yi": (
        "Money for all levels (100 million yuan)",
        "各级共用的钱（亿元）",
    ),
    "why_budget_yi": (
        "a round number to try",
        "试着设的整数",
    ),
    "label_share_alone_after": (
        "Who still builds alone once there is a standard",
        "有了标准仍各自建设的比例",
    ),
    "why_share_alone_after": (
        "“in principle” leaves a door open, the text doesn't say how wide",
        "“原则上”留了口子，文中没说有多大",
    ),
    "label_start_by_example": (
        "Chance a month to begin when all others have",
        "别人都接入后每月动工的概率",
    ),
    "why_start_by_example": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_pilot_months": (
        "Months for which only pilots may begin",
        "只许试点的月数",
    ),
    "why_pilot_months": (
        "the texts ask for pilots and give no length",
        "文中要求试点，没说多久",
    ),
    "measure_coverage_deadline": (
        "sites connected by the deadline",
        "到期时已接入的单位",
    ),
    "measure_coverage_deadline_county": (
        "counties connected by the deadline",
        "到期时已接入的县",
    ),
    "measure_share_alone": (
        "money spent on building alone",
        "各自建设花掉的钱",
    ),
    "measure_left_yi": (
        "money left",
        "剩下的钱",
    ),
    "unit_left_yi": (
        "× 100 million yuan",
        "亿元",
    ),
    "place_nation_2002": (
        "the opinion's “about a year”",
        "意见的“一年左右”",
    ),
    "place_yunnan_2005": (
        "Yunnan's three years",
        "云南的三年",
    ),
    "shows": (
        "What runs out first, money or time, decides. With much money the "
        "deadline depends on how fast offices follow examples; with "
        "little, no haste helps. What is built alone is paid twice.",
        "先用完的是钱还是时间，结果大不一样。钱够时，看各单位跟得多快；钱不够时"
        "，再赶也没用。各自建设的要付两次钱。",
    ),
    "hides": (
        "No text counts sites, prices or speed, and none reports what was "
        "connected by 2010. The model says what such a plan hangs on, not "
        "what happened.",
        "没有一篇文本给出单位数、价格和速度，也没有报告到2010年接入了多少。"
        "模型只说明这样的计划取决于什么，没有说明实际发生了什么。",
    ),
    "question": (
        "“Covering the country”: down to which office? Who would have to "
        "be counted?",
        "“覆盖全国”要覆盖到哪一级？该数哪些单位？",
    ),
}


def rollout_panel(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Show the panel of the lab `rollout`: set it, run it, compare.

    Parameters
    ----------
    filters: the settings that it opens with, as the panel's "Copy as code" writes them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> rollout_panel().name
    'rollout_panel'
    """
    return make_panel(
        "rollout_panel", PANEL, WORDS, filters=filters, lang=lang
    )
