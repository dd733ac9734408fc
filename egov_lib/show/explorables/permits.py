"""Permits: half of the kinds online, and how many cases is that?

The aim for 2010 counts kinds of licence: at least half can be handled online. People bring cases,
many of some kinds and few of others. A reader puts kinds online one by one, or the busiest half,
the rarest half, a half by lot; sets how many use what is online; and sees the share of cases.

A model, not evidence, and the demand, the draws and the order are those of the lab of approvals:
60 kinds, the second asked for half as often as the first. No text counts kinds or cases. What it
can't show: any city's cases. What it asks: which target would a citizen notice?
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from egov_lib.read.corpus import load_table
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import current, pick

TARGET = "relay-half-licences-online"
DRAWS = 100
LOTS = 5  # halves by lot that are offered, one after the other
TAKE_UPS = (20, 40, 60, 80, 100)  # per cent
NINE_IN_TEN = (0.05, 0.95)

WORDS = {
    "title": (
        "Half of the permits are online: would a citizen notice?",
        "一半许可项目上网了：老百姓感觉得到吗？",
    ),
    "lead": (
        "A model, not evidence. A tile is a kind of permit, as large as its cases are many; "
        "press it to put it online. Its dark part is what is handled online.",
        "这是模型，不是证据。一个方块是一种许可项目，面积表示办件多少；点击就上网。涂黑的是网上办理的"
        "部分。",
    ),
    "ask_guess": (
        "A city puts the {count} rarest of {all} kinds online and reports 50 %. How many in 100 "
        "cases are of these kinds?",
        "某市把{all}种许可项目里办件最少的{count}种放上网，报告“50%”。100件办件里有几件属于这些项目？",
    ),
    "in_hundred": (" in 100", "件"),
    "tile_of": (
        "kind {number}: {cases} cases in {days} days, {state}",
        "第{number}种：{days}天{cases}件，{state}",
    ),
    "is_online": ("online", "已上网"),
    "is_offline": ("at the counter", "在窗口"),
    "busiest": ("The busiest {count}", "办件最多的{count}种"),
    "rarest": ("The rarest {count}", "办件最少的{count}种"),
    "by_lot": ("{count} by lot", "抽签{count}种"),
    "take_up": (
        "Who use what is online, in 100 applicants",
        "能网上办时，100人中有几人用",
    ),
    "bar_items": ("Kinds online", "上网的项目"),
    "bar_cases": ("Cases of these kinds", "这些项目的办件"),
    "bar_handled": ("Cases handled online", "网上办理的办件"),
    "the_aim": ("the aim: {share} % or more", "目标：{share}%以上"),
    "from_the_text": ("from the text", "出自文本"),
    "is_assumed": ("assumed", "假设"),
    "ground_share": (
        "{share} % or more of the items (by 2010, as we read it)",
        "{share}%以上的项目（到2010年，是我们的读法）",
    ),
    "ground_kinds": (
        "an item is a kind; there are {all}",
        "一项就是一种，共{all}种",
    ),
    "ground_demand": (
        "the second kind half as often as the first, the third a third",
        "第二种办件是第一种的一半，第三种是三分之一",
    ),
    "ground_cases": ("{cases} cases in {days} days", "{days}天{cases}件"),
    "ground_take_up": ("the same use of all kinds", "各项目使用率相同"),
    "says_now": (
        "{count} of {all} kinds online are {items} % of the kinds and {cases} % of the cases; "
        "with {take} in 100 using them {handled} % of all cases are handled online.",
        "{all}种里上网{count}种，占项目的{items}%、办件的{cases}%；100人中有{take}人用，全部办件的"
        "{handled}%在网上办理。",
    ),
    "says_met": ("The aim is met.", "目标达到了。"),
    "says_short": ("The aim asks for {more} more.", "离目标还差{more}种。"),
    "keys_move": ("move between kinds", "在项目间移动"),
    "keys_press": ("put online, take off", "上网、撤下"),
    "shows": (
        "Any {count} kinds meet the aim. In the model the busiest {count} have {busiest} % of the "
        "cases and the rarest {rarest} %. By lot it is {low} to {high} % in nine of ten among "
        "{draws} draws: the aim leaves nearly all open.",
        "任何{count}种都能达到目标。在模型里，办件最多的{count}种占办件的{busiest}%，最少的占"
        "{rarest}%；抽签{draws}次，十有九次在{low}%到{high}%之间：目标几乎什么都没定。",
    ),
    "hides": (
        "What any city’s cases are: no text counts kinds, cases or use. Were all kinds asked for "
        "alike, half of the kinds would be half of the cases. “Can” ({can}) be handled online is "
        "not “is”.",
        "任何城市的实际办件：文本没有统计项目、办件和使用率。如果各项目办件一样多，一半项目就是一半"
        "办件。“{can}”在线处理，不等于已经在线处理。",
    ),
    "question": (
        "Which target would a citizen notice?",
        "什么样的目标老百姓感觉得到？",
    ),
    "answer": (
        "One whose whole is cases: then putting the rarest kinds online helps nobody’s figures. "
        "Exercise 8 asks you to write one.",
        "以办件为总体的目标：这样，只把办件最少的项目放上网就不算数了。怎样写，见第8题。",
    ),
    "kind_head": ("Kind", "项目"),
    "cases_head": ("Cases in 100", "每100件中"),
    "first_state": (
        "The rarest half online",
        "办件最少的一半上网",
    ),
    "last_state": ("The busiest half online", "办件最多的一半上网"),
}
CAN = "能够"  # the word of the aim


# --- what the model says ------------------------------------------------------------------------


@lru_cache
def run_model() -> dict[str, Any]:
    """Demand, halves by lot and the share of cases in many draws, as the lab of approvals has them.

    Returns a dict: days, cases (in these days, as the model expects), take_up (per cent), shares
    (of each kind, the busiest first), half (how many kinds the aim asks for), lots, and by order
    of going online the middle and the ends of nine draws in ten, in per cent.
    """
    # The lab needs SimPy; the other explorables must load without it.
    from egov_lib.labs import approvals

    settings = approvals.Settings(warm_up_days=0.0)
    half = round(settings.share_items_handled_online * settings.items)
    shares = approvals.demand_of(settings)
    lots = [
        approvals.order_online(settings, _shuffled(settings.items, seed))
        for seed in range(LOTS)
    ]
    draws = {
        order: _draw_shares(approvals, order)
        for order in approvals.ONLINE_FIRST
    }
    return {
        "days": round(settings.days),
        "cases": round(settings.applications_per_day * settings.days),
        "take_up": round(100 * settings.share_take_up),
        "shares": [round(float(share), 6) for share in shares],
        "half": half,
        "lots": [np.flatnonzero(lot < half).tolist() for lot in lots],
        "draws": draws,
    }


def _shuffled(items: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).permutation(items)


def _draw_shares(approvals: Any, order: str) -> list[int]:
    """In nine draws of ten, from where to where the share of cases of the online half is."""
    settings = approvals.Settings(
        online_first=order, share_take_up=1.0, warm_up_days=0.0
    )
    shares = []
    for seed in range(DRAWS):
        cases = approvals.draw_cases(settings, np.random.default_rng(seed))
        is_online = cases.channel == approvals.HANDLED_ONLINE
        shares.append(is_online.mean())
    return [round(100 * end) for end in np.quantile(shares, NINE_IN_TEN)]


# --- the explorable -----------------------------------------------------------------------------


def permits(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Put kinds of permit online, set how many use them, and see the share of cases.

    Parameters
    ----------
    filters: the state it opens in: {"online": "1,2,3", "take": "80"} has the three busiest kinds
        online and 80 in 100 using them; {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> permits().name
    'permits'
    """
    targets = load_table("targets")
    aim = targets[targets["target_id"] == TARGET]
    model = run_model()
    data = {
        **model,
        "aim": round(float(aim["value"].iloc[0])),
        "take_ups": list(TAKE_UPS),
        "draw_count": DRAWS,
        "can": CAN,
    }
    title = pick(*WORDS["title"], lang)
    content = Content(data, aim, title, _first_and_last(model, current(lang)))
    return make_explorable(
        "permits", WORDS, content, filters=filters, lang=lang
    )


def _first_and_last(model: Mapping[str, Any], lang: str) -> list[State]:
    """The share of cases with the rarest and with the busiest half online."""
    shares, half = model["shares"], model["half"]
    heads = [
        pick(*WORDS[key], lang)
        for key in ("bar_items", "bar_cases", "bar_handled")
    ]

    def rows(online: list[float]) -> list[list[str]]:
        cases = 100 * sum(online)
        handled = cases * model["take_up"] / 100
        sign = pick(" %", "%", lang)
        return [
            heads,
            [
                f"{half} / {len(shares)}",
                f"{cases:.0f}{sign}",
                f"{handled:.0f}{sign}",
            ],
        ]

    return [
        State(pick(*WORDS["first_state"], lang), rows(shares[-half:])),
        State(pick(*WORDS["last_state"], lang), rows(shares[:half])),
    ]
