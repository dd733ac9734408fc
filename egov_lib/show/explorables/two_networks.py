"""Two networks: one shared platform or a line for every need, two walls, a gate, and an attack.

The opinion of 2002 keeps the intranet apart from the extranet and from lower offices by physical
isolation, and puts logical isolation, a gate, between extranet and internet. A reader takes walls
and gate away, changes the layout, and attacks once, again, or a hundred times: the runs of the lab
of networks (`labs.networks.simulate`, seeds 0 to 99). They take minutes, so they are made
beforehand by `tools/two_networks_runs.py` and kept beside this file; a test runs some of them anew.

What it can't show: how networks of 2002 fared. What it asks: what was assumed?
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import product
from statistics import mean
from typing import Any

import pandas as pd

from egov_lib.labs.networks import (
    INTERNET,
    LEVELS,
    UPPER,
    Settings,
    simulate,
)
from egov_lib.read.corpus import load_table
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import pick

RUNS_FILE = "two_networks.json"  # beside this file
RUNS = 100
PICTURED = 10  # of so many runs each host that was taken is kept
ZONES = ("intranet", "office", "extranet")
LAYOUTS = ("platform", "separate")
# What the reader switches, as in the lab's settings, with the row of the systems behind it.
SWITCHES = {
    "physical_isolation": "physical-isolation-intranet-extranet",
    "lower_isolation": "physical-isolation-intranet-lower-offices",
    "logical_isolation": "logical-isolation-extranet-internet",
}

WORDS = {
    "title": (
        "What do the walls, the gate and one shared platform change?",
        "两道墙、一道门、一个统一平台，各改变什么？",
    ),
    "lead": (
        "A model, not evidence: {offices} offices with two computers each (a circle is one; a "
        "platform has {nodes} more, its nodes), and an attack from the internet. Change what you "
        "like, then attack.",
        "这是模型，不是证据：{offices}个机关，各有两台计算机（一个圆圈一台；统一平台另有{nodes}个节点），"
        "攻击来自互联网。先改设置，再发起攻击。",
    ),
    "ask_guess": (
        "Walls and gate as the opinion wants them, the same attack a hundred times: which "
        "layout loses the larger share of its computers on average?",
        "两墙一门都照意见设置，同样攻击一百次：哪种布局平均失守的计算机比例更大？",
    ),
    "guess_platform": ("the shared platform", "统一平台"),
    "guess_separate": ("separate networks", "各自建网"),
    "guess_equal": ("about the same", "差不多"),
    "came": (
        "platform {platform} %, separate {separate} % on average; but no loss at all in "
        "{platform_none} and {separate_none} of 100 runs",
        "平均：统一平台{platform}%，各自建网{separate}%；但100次中分别有{platform_none}次和"
        "{separate_none}次毫无损失",
    ),
    "layout": ("Layout", "布局"),
    "platform": ("one shared platform", "统一平台"),
    "separate": ("separate networks", "各自建网"),
    "physical_isolation": ("wall: intranet | extranet", "墙：内网｜外网"),
    "lower_isolation": (
        "wall: intranet | lower offices",
        "墙：内网｜下级机关",
    ),
    "logical_isolation": ("gate: extranet | internet", "门：外网｜互联网"),
    "attack": ("Attack", "攻击"),
    "attack_once": ("attack once", "攻击一次"),
    "attack_again": ("attack again", "再攻击一次"),
    "attack_many": ("attack 100 times", "攻击100次"),
    "intranet": ("Intranet", "内网"),
    "office": ("Lower offices’ own networks", "下级机关自己的网"),
    "extranet": ("Extranet", "外网"),
    "internet": ("Internet", "互联网"),
    "attacker": ("attacker", "攻击者"),
    "of_zone": ("{taken} of {all} taken", "{all}台失守{taken}台"),
    "before": ("not attacked yet", "尚未攻击"),
    "shares_axis": (
        "share of all computers taken in a run, %",
        "一次攻击中失守计算机的比例，%",
    ),
    "says_before": (
        "Set up: {layout}; {walls} of 3 walls and gates up. Nothing is attacked yet.",
        "设置：{layout}；墙与门共3道，设{walls}道。尚未攻击。",
    ),
    "says_once": (
        "Run {number}: {taken} of {all} computers taken, {intranet} on the intranet. One run says "
        "nothing: attack again.",
        "第{number}次：{all}台计算机失守{taken}台，内网{intranet}台。一次说明不了什么，请再攻击。",
    ),
    "says_many": (
        "100 runs: nothing taken in {none}; {spread}; the worst run loses {worst} %. Intranet "
        "reached in {intranet}.",
        "100次：{none}次毫无损失；{spread}；最坏的一次损失{worst}%。内网失守的有{intranet}次。",
    ),
    "spread_all": (
        "half of the runs lose {median} % or less, nine in ten {ninth} % or less",
        "半数不超过{median}%，九成不超过{ninth}%",
    ),
    "spread_half": (
        "half of the runs lose nothing, nine in ten {ninth} % or less",
        "半数毫无损失，九成不超过{ninth}%",
    ),
    "says_calm": (
        "100 runs: nothing taken in {none}; the worst run loses {worst} %. Intranet reached in "
        "{intranet}.",
        "100次：{none}次毫无损失；最坏的一次损失{worst}%。内网失守的有{intranet}次。",
    ),
    "keys_choose": ("choose", "选择"),
    "keys_do": ("switch, attack", "切换、攻击"),
    "shows": (
        "As set here, the intranet is reached in {platform_intranet} of 100 runs of the platform "
        "and {separate_intranet} of separate networks; on average they lose {platform} % and "
        "{separate} % of their computers. A platform has one way to the internet; separate "
        "networks have one at every office, and lines between offices, along which an attack "
        "runs on.",
        "照现在的设置，各攻击100次，统一平台的内网失守{platform_intranet}次，各自建网失守"
        "{separate_intranet}次；平均失守的计算机，统一平台{platform}%，各自建网{separate}%。统一平台只有"
        "一个出口；各自建网则每个机关一个出口，机关之间又有专线，攻击沿线蔓延。",
    ),
    "hides": (
        "How networks fared. From the text: a platform, two walls, a gate. Assumed by us: "
        "{offices} offices; one outlet for the platform (in Wuhai a rule of 2006), one for each "
        "office alone; a gate lets {leak} % of attacks through; a taken computer takes a neighbour "
        "with {spread} %; {partner} % of pairs of separate offices lay a line between them; "
        "{patch} % of offices tie their two nets where no wall stands; nothing crosses a wall, no "
        "memory stick either.",
        "当时的网络实际如何。平台、两道墙、一道门出自原文；以下是我们假定的：{offices}个机关；统一平台只设"
        "一个出口（乌海2006年有此规定），各自建网则各有一个；每道门放过{leak}%的攻击；失守的计算机以"
        "{spread}%攻下相邻的一台；各自建网时，两两机关之间有{partner}%拉了专线；没有墙的地方，{patch}%的机关把"
        "内外两网相连；什么也过不了墙，移动存储也不例外。",
    ),
    "question": ("What was assumed?", "假定了什么？"),
    "answer": (
        "Every number but the walls: change the gate’s leak or the number of offices in the lab, "
        "and the shares move. That a gate a office is more gates than one is no assumption, but "
        "follows from the layout.",
        "除了墙，所有的数都是假定的：在实验里改变门的漏洞或机关数，比例就变。各机关各有一道门、"
        "门就比一道多，这不是假定，是布局决定的。",
    ),
    "run": ("run", "次"),
    "taken": ("computers taken", "失守计算机"),
    "average": ("average, %", "平均，%"),
    "reached": ("intranet reached", "内网失守的次数"),
    "walls_up": ("{layout}, walls and gate", "{layout}，墙和门"),
    "walls_down": ("{layout}, gate alone", "{layout}，只有门"),
    "gate_down": ("{layout}, walls alone", "{layout}，只有墙"),
    "no_loss": ("runs without loss", "毫无损失的次数"),
    "worst": ("worst, %", "最坏，%"),
    "first_state": (
        "As the opinion wants it: walls and gate",
        "照意见设置：墙与门",
    ),
    "last_state": (
        "100 attacks: walls and gate, the gate alone, the walls alone",
        "攻击100次：墙和门都在、只有门、只有墙",
    ),
}


# --- runs ---------------------------------------------------------------------------------------


def cases() -> Iterator[tuple[str, Settings]]:
    """Every combination of layout, walls and gate, under its name.

    >>> next(iter(cases()))[0]
    'platform:111'
    """
    for layout, *switches in product(
        LAYOUTS, *([(True, False)] * len(SWITCHES))
    ):
        name = f"{layout}:{''.join(str(int(on)) for on in switches)}"
        settings = dict(zip(SWITCHES, switches))
        # One attack a run: the reader attacks. Who builds alone has a door of his own.
        yield (
            name,
            Settings(
                layout=layout,
                one_outlet=layout == "platform",
                attacks=1,
                **settings,
            ),
        )


def hosts_of(settings: Settings) -> dict[str, list[str]]:
    """The offices with a host in each zone; nodes of a platform come with its runs."""
    hosts: dict[str, list[str]] = {zone: [] for zone in ZONES}
    for level in LEVELS:
        inner = "intranet" if level in UPPER else "office"
        count = getattr(settings, f"{level}_offices")
        offices = [f"{level}-{number}" for number in range(count)]
        hosts[inner] += offices
        hosts["extranet"] += offices
    if settings.layout == "platform":
        hosts["intranet"] += [f"hub-{level}" for level in UPPER]
        hosts["extranet"] += [f"hub-{level}" for level in LEVELS]
    return hosts


def run_once(settings: Settings, seed: int) -> list[list[int]]:
    """The places in `hosts_of` of the hosts that an attack takes, by zone, in order of capture."""
    events = simulate(settings, seed)
    taken = events.loc[events["kind"] == "taken", "host"]
    hosts = hosts_of(settings)
    places: list[list[int]] = [[] for _ in ZONES]
    for host in taken:
        if host == INTERNET:
            continue
        zone, _, name = host.partition(":")
        places[ZONES.index(zone)].append(hosts[zone].index(name))
    return places


def make_runs() -> dict[str, dict[str, Any]]:
    """All runs of all cases: of each how many hosts of each zone it takes, of some also which."""
    made = {}
    for name, settings in cases():
        runs = [run_once(settings, seed) for seed in range(RUNS)]
        made[name] = {
            "taken": [[len(zone) for zone in run] for run in runs],
            "pictures": runs[:PICTURED],
        }
    return made


@lru_cache
def load_runs() -> dict[str, dict[str, Any]]:
    """The runs as they were made."""
    file = files("egov_lib.show.explorables").joinpath(RUNS_FILE)
    return json.loads(file.read_text(encoding="utf-8"))


# --- the explorable -----------------------------------------------------------------------------


def two_networks(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Change layout, walls and gate of the two networks of 2002, and attack once or 100 times.

    Parameters
    ----------
    filters: the state it opens in: {"layout": "separate", "physical_isolation": "off", "runs":
        "100"} is a hundred attacks on separate networks without the first wall, {"runs": "2"} the
        second attack alone; {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> two_networks().name
    'two_networks'
    """
    sizes = {
        settings.layout: [len(zone) for zone in hosts_of(settings).values()]
        for _, settings in cases()
    }
    standard = Settings()
    data = {
        "zones": list(ZONES),
        "layouts": list(LAYOUTS),
        "switches": list(SWITCHES),
        "sizes": sizes,
        "cases": load_runs(),
        "pictured": PICTURED,
        "runs": RUNS,
        "offices": sum(
            getattr(standard, f"{level}_offices") for level in LEVELS
        ),
        "percent": {
            "leak": _percent(standard.gate_leak),
            "spread": _percent(standard.spread),
            "partner": _percent(standard.partner_share),
            "patch": _percent(standard.patch_share),
        },
    }
    title = pick(*WORDS["title"], lang)
    content = Content(data, _findings(), title, _first_and_last(data, lang))
    return make_explorable(
        "two_networks", WORDS, content, filters=filters, lang=lang
    )


def _percent(share: float) -> int:
    return round(share * 100)


def _findings() -> pd.DataFrame:
    """The passages of the walls, the gate and the platform."""
    systems = load_table("systems").set_index("system_id")
    rows = systems.loc[[*SWITCHES.values(), "unified-network-platform"]]
    return rows[["doc_id", "start", "end", "quote"]].reset_index(drop=True)


def _first_and_last(data: Mapping[str, Any], lang: str | None) -> list[State]:
    """What is up at first, and how both layouts fare with walls and gate, and without either."""
    switches = [[pick(*WORDS[name], lang)] for name in SWITCHES]
    return [
        State(pick(*WORDS["first_state"], lang), switches),
        State(pick(*WORDS["last_state"], lang), _outcomes(data, lang)),
    ]


def _outcomes(data: Mapping[str, Any], lang: str | None) -> list[list[str]]:
    """How each layout fares with walls and gate, and without either: heads, and a row for each."""
    heads = ["average", "no_loss", "worst", "reached"]
    rows = [["", *(pick(*WORDS[head], lang) for head in heads)]]
    for switched, name in (
        ("111", "walls_up"),
        ("001", "walls_down"),
        ("110", "gate_down"),
    ):
        case = pick(*WORDS[name], lang)
        for layout in LAYOUTS:
            taken = data["cases"][f"{layout}:{switched}"]["taken"]
            fared = _fared(taken, sum(data["sizes"][layout]))
            layout_name = pick(*WORDS[layout], lang)
            rows.append([case.format(layout=layout_name), *fared])
    return rows


def _fared(taken: list[list[int]], size: int) -> list[str]:
    """How a hundred attacks went: share of hosts on average, without loss, worst, and in how many
    the intranet was reached.

    taken: hosts that an attack takes, by zone, the intranet first
    size: all hosts
    """
    shares = [100 * sum(run) / size for run in taken]
    reached = sum(run[ZONES.index("intranet")] > 0 for run in taken)
    return [
        f"{mean(shares):.0f}",
        str(shares.count(0)),
        f"{max(shares):.0f}",
        str(reached),
    ]
