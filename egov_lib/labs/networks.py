"""Networks: intranet, extranet and internet, built one office after another under the isolation rules of 2002.

The opinion of 2002 splits the government network in two: an intranet of the offices of vice-province level and above, and
an extranet for work that faces society. Between the two stands physical isolation, between extranet and internet logical
isolation. It complains that every department builds for itself (各自为政) and asks for one platform (统一平台). The lab lays
every line somebody wishes for, refuses what the rules forbid, and lets an attack run from the internet.
A host is a name, `zone:level-number`, so its zone can be read off it. Lines are cables: a memory stick carried across is
outside this model. Costs and weeks are assumed; only their proportions between two layouts mean anything.
"""

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

INTERNET = "internet:world"
UPPER = ("centre", "province")  # vice-province level and above
CARRIED = "ie"  # intranet and extranet, which a platform carries, by the first letter of a host
LEVELS = (*UPPER, "city", "county")
COLUMNS = ["week", "kind", "what", "host", "other", "gate", "cost_wan", "weeks"]


@dataclass(frozen=True)
class Settings:
    """What is built, under which rules, and what it costs; costs in 万元 (10,000 yuan), times in weeks."""

    layout: str = setting(
        "systems",
        "unified-network-platform",
        "platform",
        "one platform; the other layout: separate",
    )
    centre_offices: int = setting(value=6, why="a small country: every ministry counts for several")
    province_offices: int = setting(value=10, why="one province, its larger departments")
    city_offices: int = setting(value=10, why="prefecture-level cities of that province")
    county_offices: int = setting(value=14, why="a few counties of each city")
    physical_isolation: bool = setting(
        "systems", "physical-isolation-intranet-extranet", True, "no line joins the two"
    )
    lower_isolation: bool = setting(
        "systems", "physical-isolation-intranet-lower-offices", True, "nor to offices below"
    )
    logical_isolation: bool = setting(
        "systems", "logical-isolation-extranet-internet", True, "a gate at every door"
    )
    one_outlet: bool = setting(
        "systems", "wuhai-unified-outlet", True, "Wuhai's rule; holds where there is a platform"
    )
    standards: int = setting(
        "systems", "unified-technical-norms", 1, "one standard for all; before, each its own"
    )
    partner_share: float = setting(
        value=0.3, why="share of pairs of offices with something to exchange"
    )
    secret_share: float = setting(
        value=0.2, why="share of such needs that may not run on the extranet"
    )
    patch_share: float = setting(
        value=0.1, why="share of offices that ask for a forbidden short cut to the internet"
    )
    platform_weeks: float = setting(
        "targets", "opinion-one-year", scale=52, why="about a year; offices join when it stands"
    )
    platform_cost_wan: float = setting(
        value=200, why="the node of one level in one network, with its line upward"
    )
    access_cost_wan: float = setting(value=10, why="one office's line to the platform")
    line_cost_wan: float = setting(
        value=10, why="a line between two offices costs what a line to the platform does"
    )
    adapter_cost_wan: float = setting(
        value=5, why="translating between two standards, for each line"
    )
    line_weeks: float = setting(
        value=6, why="mean time to agree on one line and lay it; talks one after another"
    )
    weeks_between: float = setting(value=1, why="between two offices that begin")
    gate_leak: float = setting(
        value=0.05, why="probability that in a year some attack gets through one gate"
    )
    spread: float = setting(value=0.3, why="probability that a taken host takes a given neighbour")
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        offices = dict.fromkeys((f"{level}_offices" for level in LEVELS), (0, 200))
        common.check_limits(self, **offices, standards=(1, 100), gate_leak=(0, 1), spread=(0, 1))
        if self.layout not in ("platform", "separate"):
            raise ValueError(f"layout is {self.layout!r}: use 'platform' or 'separate'")


def _place(row_id: str, **offices: Parameter) -> dict[str, Parameter]:
    none = dict.fromkeys(
        (f"{level}_offices" for level in LEVELS), Parameter(value=0, why="not part of this place")
    )
    return (
        none
        | offices
        | {"layout": Parameter("systems", row_id, "platform", "read as one platform for all")}
    )


ALL_ORGANS = Parameter(value=30, why="all of them, says the text, and not how many")
YUNNAN, WUHAI = "yunnan-unified-e-government-infrastructure", "wuhai-office-business-network"
YUNNAN_OFFICES = {
    "province_offices": Parameter(
        "targets", "yunnan-24-networks", why="a department for each business network"
    ),
    "city_offices": Parameter("targets", "yunnan-16-prefectures", why="one office for each"),
}
WUHAI_OFFICES = {
    "province_offices": Parameter(
        "systems", "inner-mongolia-e-government-network", 1, "the region's end of the line"
    ),
    "county_offices": Parameter(
        "targets", "wuhai-three-districts", why="one office for each district"
    ),
}
COUNTIES = Parameter(
    value=40, why="Chongqing's districts and counties in 2006, from outside the texts"
)
PRESETS = {
    "nation-2002": {},
    "yunnan-2005": _place(YUNNAN, **YUNNAN_OFFICES),
    "wuhai-2005": _place(WUHAI, city_offices=ALL_ORGANS, **WUHAI_OFFICES),
    "shenzhen-2008": _place(
        "shenzhen-unified-party-government-network", province_offices=ALL_ORGANS
    ),
    "chongqing-2006": _place(
        "chongqing-unified-network-channel", province_offices=ALL_ORGANS, county_offices=COUNTIES
    ),
}
preset = common.preset_of(Settings, PRESETS)


def rule(host: str, other: str, settings: Settings) -> str:
    """Say how two hosts may be joined: "free", through a "gate", "open" to the internet without one, or "never".

    That the intranet keeps off the internet too is our inference: the text isolates it from the extranet, which is nearer.
    What it leaves open, lower offices to the extranet, is free here.

    >>> rule("intranet:centre-0", "internet:world", Settings())
    'never'
    """
    zones = {host.split(":")[0], other.split(":")[0]}
    if "intranet" in zones and len(zones) > 1:
        return (
            "never"
            if (settings.lower_isolation if "office" in zones else settings.physical_isolation)
            else "free"
        )
    if "internet" in zones and len(zones) > 1:
        return "gate" if settings.logical_isolation else "open"
    return "free"


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let all offices join in random order, lay what they need, then attack from the internet; a row an event.

    Columns: week, kind (joins: a host is there; builds: a line; refused: a line the rules forbid; taken: a host falls to
    the attack), what (node or line of the platform, need, patch, door), host, other (the line's other end; for taken, where
    the attack came from), gate (whether the line has one), cost_wan (万元), weeks (how long the line took).
    """
    rng, log = np.random.default_rng(seed), []
    offices = [
        f"{level}-{n}" for level in LEVELS for n in range(getattr(settings, f"{level}_offices"))
    ]
    square = (len(offices), len(offices))
    needs, secret = (
        rng.random(square) < s for s in (settings.partner_share, settings.secret_share)
    )
    patches, order = rng.random(square[0]) < settings.patch_share, rng.permutation(square[0])
    weeks = rng.gamma(4, settings.line_weeks / 4, square)  # an sd of half the mean
    standard, platform = (
        rng.integers(settings.standards, size=square[0]),
        settings.layout == "platform",
    )
    if platform:
        _lay_platform(log, {o.split("-")[0] for o in offices}, settings)
    for turn, i in enumerate(order):
        at, ends = (
            turn * settings.weeks_between + platform * settings.platform_weeks,
            _hosts(offices[i]),
        )
        log.extend((at, "joins", "", host, "", False, 0.0, 0.0) for host in ends)
        served = [end for end in ends if platform and end[0] in CARRIED]
        lines = [
            (
                "platform",
                end,
                end.split("-")[0].replace(":", ":hub-"),
                weeks[i, i],
                standard[i] != 0,
            )
            for end in served
        ]
        for j in (j for j in order[:turn] if needs[min(i, j), max(i, j)]):
            a, b = list(zip(ends, _hosts(offices[j])))[0 if secret[min(i, j), max(i, j)] else 1]
            if not (a in served and b[0] in CARRIED):
                lines.append(("need", a, b, weeks[i, j], standard[i] != standard[j]))
        lines += [("patch", ends[0], INTERNET, 0.0, False)] if patches[i] else []
        lines += (
            [] if platform and settings.one_outlet else [("door", ends[1], INTERNET, 0.0, False)]
        )
        for line in lines:
            at += _lay(log, at, line, settings)
    return pd.DataFrame(log + _attack(log, settings, rng), columns=COLUMNS)


def _hosts(office: str) -> tuple[str, str]:
    """An office's inner host, on the intranet or below it on an office network, and its host on the extranet."""
    return (
        f"{'intranet' if office.split('-')[0] in UPPER else 'office'}:{office}",
        f"extranet:{office}",
    )


def _lay_platform(log: list, levels: set[str], settings: Settings) -> None:
    """A node for each level in use, in each of the two networks, joined in a chain; the top one has the outlet."""
    for zone, own in (("intranet", UPPER), ("extranet", LEVELS)):
        hubs = [f"{zone}:hub-{level}" for level in own if level in levels]
        log.extend(
            (0.0, "joins", "node", hub, "", False, settings.platform_cost_wan, 0.0) for hub in hubs
        )
        log.extend((0.0, "builds", "platform", *pair, False, 0.0, 0.0) for pair in pairwise(hubs))
        if zone == "extranet" and settings.one_outlet and hubs:
            _lay(log, 0.0, ("door", hubs[0], INTERNET, 0.0, False), settings)


def _lay(log: list, at: float, line: tuple, settings: Settings) -> float:
    """Lay one line, or log that the rules refuse it; return the weeks it took."""
    what, a, b, weeks, differ = line
    if (verdict := rule(a, b, settings)) == "never":
        log.append((at, "refused", what, a, b, False, 0.0, 0.0))
        return 0.0
    cost = {"platform": settings.access_cost_wan, "need": settings.line_cost_wan}.get(what, 0.0)
    log.append(
        (
            at + weeks,
            "builds",
            what,
            a,
            b,
            verdict == "gate",
            cost + differ * settings.adapter_cost_wan,
            weeks,
        )
    )
    return weeks


def _attack(log: list, settings: Settings, rng: np.random.Generator) -> list:
    """A year of attacks: doors give way or hold, then every line from a taken host is tried once."""
    network, end = (
        network_of(pd.DataFrame(log, columns=COLUMNS)),
        max((row[0] for row in log), default=0.0),
    )
    taken, front, rows = {INTERNET}, [INTERNET], []
    while front:
        host = front.pop(0)
        for other, line in network[host].items():
            chance = (
                (settings.gate_leak if line["gate"] else 1.0)
                if host == INTERNET
                else settings.spread
            )
            if other not in taken and rng.random() < chance:
                taken.add(other)
                front.append(other)
                rows.append((end, "taken", "", other, host, False, 0.0, 0.0))
    return rows


def network_of(events: pd.DataFrame) -> nx.Graph:
    """The network that the events built: hosts as nodes, lines as edges with what and gate."""
    network = nx.Graph()
    network.add_nodes_from([INTERNET, *events.loc[events["kind"] == "joins", "host"]])
    built = events.loc[events["kind"] == "builds", ["host", "other", "what", "gate"]]
    network.add_edges_from(
        (a, b, {"what": what, "gate": gate}) for a, b, what, gate in built.itertuples(index=False)
    )
    return network


def reach(events: pd.DataFrame, host: str) -> set[str]:
    """All other hosts that can be reached from *host* over the lines, gates included: the worst that can happen."""
    return nx.node_connected_component(network_of(events), host) - {host}


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one run: hosts, lines, cost_wan, newcomer_weeks (of the last office to join), finished_week, doors,
    unmet (needs refused), patches_refused, exposed_share (of hosts, with any path from the internet), taken_share,
    intranet_exposed and intranet_taken (hosts)."""
    kinds = events["kind"]
    built, refused, joined = (events[kinds == kind] for kind in ("builds", "refused", "joins"))
    exposed, taken = reach(events, INTERNET), events.loc[kinds == "taken", "host"].tolist()
    newcomer = joined["host"].iloc[-1].split(":")[1] if len(joined) else ""
    measures = {"hosts": len(joined), "lines": len(built), "cost_wan": events["cost_wan"].sum()}
    measures["newcomer_weeks"] = built.loc[
        built["host"].str.endswith(f":{newcomer}"), "weeks"
    ].sum()
    measures["finished_week"] = built["week"].max()
    measures["doors"] = built["other"].eq(INTERNET).sum()
    measures["unmet"], measures["patches_refused"] = (
        refused["what"].eq(what).sum() for what in ("need", "patch")
    )
    for name, hosts in (("exposed", exposed), ("taken", taken)):
        measures[f"{name}_share"] = len(hosts) / max(len(joined), 1)
        measures[f"intranet_{name}"] = sum(host.startswith("intranet:") for host in hosts)
    return pd.Series(measures, dtype=float)
