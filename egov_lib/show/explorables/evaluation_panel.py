"""The panel of the evaluation lab: can places be ranked by what the papers count?"""

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
    name="evaluation",
    controls=[
        Control("likeness", (0.0, 0.5, 1.0)),
        Control("concentration", (2.0, 20.0, 200.0)),
        Control("embellishers", (0, 3)),
        Control("checked", (0, 3)),
        Control("method", ("min-max", "target", "rank"), "name"),
    ],
    measures=[
        Measure("share_first_kept", "share"),
        Measure("share_pairs_flipped", "share"),
        Measure("rank_shift"),
        Measure("embellishers_gain"),
    ],
    bet=Bet("share_first_kept", {"concentration": 2.0}),
    places=[],
    findings=lambda: passages_of(
        ("targets", "shenzhen-goals"),
    ),
    settings=lambda: labs.evaluation.Settings(),
)

WORDS = {
    "title": (
        "Who is first? It depends on the weights",
        "谁排第一？要看权重",
    ),
    "lead": (
        "Five shares that the papers name, twelve districts that we "
        "invented. Nobody says how much each indicator weighs, so weights "
        "are drawn many times and the ranking is made anew.",
        "文中提到的五个百分比，十二个虚构的区。每个指标占多大权重，没有人说过，于是"
        "反复抽取权重，每次重新排名。",
    ),
    "ask_guess": (
        "Let the weights be much less certain. How often does the first "
        "stay first?",
        "如果权重更不确定，第一名保住第一的次数会怎样？",
    ),
    "label_likeness": (
        "How alike the indicators of a district are (correlation)",
        "同一个区各指标的相关",
    ),
    "why_likeness": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_concentration": (
        "How sure the weights are (2: hardly, 200: very)",
        "权重有多确定（2很不确定，200很确定）",
    ),
    "why_concentration": (
        "no text weighs its aims",
        "文中没有权重",
    ),
    "label_embellishers": (
        "Districts that report more than is so",
        "虚报的区",
    ),
    "why_embellishers": (
        "no text speaks of it",
        "文中没有提到",
    ),
    "label_checked": (
        "Indicators that somebody checks",
        "有人核查的指标",
    ),
    "why_checked": (
        "no text says who checks",
        "文中没说谁来核查",
    ),
    "label_method": (
        "How shares become marks",
        "百分比怎样换算成分数",
    ),
    "why_method": (
        "no text says how",
        "文中没有说明",
    ),
    "value_min-max": (
        "from lowest to highest",
        "极差法（最低0分，最高1分）",
    ),
    "value_target": (
        "share of the target",
        "占目标的比例",
    ),
    "value_rank": (
        "by rank",
        "按名次",
    ),
    "measure_share_first_kept": (
        "draws in which the first stays first",
        "第一名不变的次数",
    ),
    "measure_share_pairs_flipped": (
        "pairs of districts that change order",
        "次序颠倒的区对",
    ),
    "measure_rank_shift": (
        "places that a district moves, mean",
        "一个区平均移动的名次",
    ),
    "unit_rank_shift": (
        "places",
        "名",
    ),
    "measure_embellishers_gain": (
        "places won by embellishing",
        "虚报赢得的名次",
    ),
    "unit_embellishers_gain": (
        "places",
        "名",
    ),
    "shows": (
        "A ranking is firm where one district leads in everything, and a "
        "lottery where indicators disagree and weights are anybody's "
        "choice.",
        "一个区样样领先，排名才牢靠；各项指标不一致，权重又由人定，"
        "排名就像抽签。",
    ),
    "hides": (
        "The five shares are aims, of unlike wholes, in unlike places: the "
        "papers' own places can't be ranked by them at all. The districts "
        "are invented.",
        "五个百分比是目标，分母不同，地方不同：凭它们根本不能给文中的地方排"
        "名。这里的区是虚构的。",
    ),
    "question": (
        "Whose choice are the weights, and who gains by them?",
        "权重由谁定？谁因此得利？",
    ),
}


def evaluation_panel(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Show the panel of the lab `evaluation`: set it, run it, compare.

    Parameters
    ----------
    filters: the settings that it opens with, as the panel's "Copy as code" writes them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> evaluation_panel().name
    'evaluation_panel'
    """
    return make_panel(
        "evaluation_panel", PANEL, WORDS, filters=filters, lang=lang
    )
