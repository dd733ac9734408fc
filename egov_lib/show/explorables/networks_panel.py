"""The panel of the networks lab: each office its own lines, or one platform for all?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from egov_lib import labs
from egov_lib.show.explorables.panel import (
    Bet,
    Control,
    Measure,
    Panel,
    make_panel,
    passages_of,
)
from egov_lib.show.explorables.watched import watch_attack
from egov_lib.show.front.widget import View

PANEL = Panel(
    name="networks",
    controls=[
        Control("layout", ("platform", "separate"), "name"),
        Control("one_outlet", (True, False), "name"),
        Control("standards", (1, 3)),
        Control("gate_leak", (0.0, 0.05, 0.2, 0.5, 1.0), "share"),
        Control("physical_isolation", (True, False), "name"),
    ],
    measures=[
        Measure("taken_share", "share"),
        Measure("cost_wan"),
        Measure("joined_share", "share"),
        Measure("worst_taken_share", "share"),
        Measure("intranet_exposed"),
    ],
    bet=Bet("taken_share", {"layout": "separate"}),
    places=["yunnan-2005", "wuhai-2005"],
    findings=lambda: passages_of(
        ("systems", "unified-network-platform"),
    ),
    # With a leak of 5 % no attack gets through in more than half of the years: nothing to see.
    settings=lambda: replace(labs.networks.Settings(), gate_leak=0.2),
    watch=watch_attack,
)

WORDS = {
    "title": (
        "Each for itself, or one platform: what do the walls and the one "
        "door change?",
        "各自为政还是统一平台：墙和一个出口改变什么？",
    ),
    "lead": (
        "The opinion calls each going its own way the fault and a unified "
        "platform the cure. Two layouts of the same invented offices, a "
        "dozen attacks a year.",
        "意见批评“各自为政”，要求建统一平台。同样一批虚构的机关，"
        "两种连接办法，一年十几次攻击。",
    ),
    "ask_guess": (
        "Take the platform away: every pair of offices lays its own line. "
        "With all else alike, what happens to the share of hosts that "
        "attacks take?",
        "不要平台，两两自己拉线。其他都一样，被攻陷的主机比例会怎样？",
    ),
    "label_layout": (
        "How offices are connected",
        "机关怎样相连",
    ),
    "why_layout": (
        "both are tried; the opinion wants the first",
        "两种都试；意见要的是前一种",
    ),
    "value_platform": (
        "one platform",
        "统一平台",
    ),
    "value_separate": (
        "lines of their own",
        "各自拉线",
    ),
    "label_one_outlet": (
        "One door to the internet for all",
        "共用一个互联网出口",
    ),
    "why_one_outlet": (
        "Wuhai's rule; the opinion has none",
        "乌海的规定，意见里没有",
    ),
    "label_standards": (
        "Standards in use",
        "在用的标准数",
    ),
    "why_standards": (
        "one is the opinion's aim; three to compare",
        "意见要求统一；三个作对照",
    ),
    "label_gate_leak": (
        "Chance that a gate lets an attack through",
        "一道闸放过一次攻击的概率",
    ),
    "why_gate_leak": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_physical_isolation": (
        "Wall between intranet and extranet",
        "内外网之间有墙",
    ),
    "why_physical_isolation": (
        "without it: what the opinion forbids",
        "没有墙：意见所不许",
    ),
    "measure_taken_share": (
        "hosts taken by an attack, mean",
        "一次攻击平均攻陷的主机",
    ),
    "measure_cost_wan": (
        "cost",
        "花费",
    ),
    "unit_cost_wan": (
        "× 10,000 yuan",
        "万元",
    ),
    "measure_joined_share": (
        "pairs of offices that the extranet joins directly",
        "外网上直接连通的机关对",
    ),
    "measure_worst_taken_share": (
        "hosts taken by the worst attack",
        "最坏一次攻陷的主机",
    ),
    "measure_intranet_exposed": (
        "intranet hosts with a path from the internet",
        "从互联网够得着的内网主机",
    ),
    "unit_intranet_exposed": (
        "hosts",
        "台",
    ),
    "place_yunnan_2005": (
        "Yunnan, 2005",
        "云南，2005年",
    ),
    "place_wuhai_2005": (
        "Wuhai, 2005",
        "乌海，2005年",
    ),
    "watch_at_attack": ("hop {at} of {last}", "第{at}跳，共{last}跳"),
    "watch_attack": (
        "the worst of {attacks} attacks, hop {hop}: {taken} of {all} hosts, {inside} on the "
        "intranet",
        "{attacks}次中最坏的一次，第{hop}跳：{all}台攻陷{taken}台，内网{inside}台",
    ),
    "watch_no_attack": (
        "none of the {attacks} attacks got through",
        "{attacks}次攻击一次也没有进来",
    ),
    "watch_intranet": ("Intranet", "内网"),
    "watch_own": ("Lower offices’ own networks", "下级机关自己的网"),
    "watch_extranet": ("Extranet", "外网"),
    "watch_internet": ("Internet", "互联网"),
    "watch_key_attack": (
        "○ a host · □ a node of the platform · ● taken · ═ wall · ┅ gate · ▲ the attacker.",
        "○ 主机 · □ 平台节点 · ● 被攻陷 · ═ 墙 · ┅ 闸 · ▲ 攻击者。",
    ),
    "shows": (
        "The wall keeps the intranet whole whatever the layout. What the "
        "platform brings is reach: everybody can exchange with everybody. "
        "Many doors and many standards are what makes separate networks "
        "dear and open.",
        "不管怎么连，墙都护住内网。平台带来的是互通：各机关都能交换。各自建"
        "网又贵又不安全，是因为出口多、标准多。",
    ),
    "hides": (
        "Offices, prices and attacks are invented. No text counts a line, "
        "a gate or an attack, and none says that a platform was cheaper.",
        "机关、价格和攻击都是虚构的。没有一篇文本数过线路、闸或攻击，也没"
        "有一篇说平台更便宜。",
    ),
    "question": (
        "Whose files are on which side of the wall, and who decides that?",
        "哪些文件放在墙的哪一边？由谁来定？",
    ),
}


def networks_panel(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Show the panel of the lab `networks`: set it, run it, compare.

    Parameters
    ----------
    filters: the settings that it opens with, as the panel's "Copy as code" writes them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> networks_panel().name
    'networks_panel'
    """
    return make_panel(
        "networks_panel", PANEL, WORDS, filters=filters, lang=lang
    )
