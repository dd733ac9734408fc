"""Networks: what does one platform change, compared with lines that every office lays for itself?

The unit of time is the week; costs are in 万元 (10,000 yuan).

The opinion of 2002 splits the government network in two: an intranet, chiefly of the offices of
vice-province level and above, and an extranet for services to society and for business that need
not run on the intranet. The two are isolated physically from each other, and the extranet
logically from the internet. It complains that networks are built each for itself (各自为政) and
asks for one platform (统一平台). The lab lets the offices join one after another, lays every line
that somebody wishes for, refuses what the rules forbid, and lets an attack run from the internet.

A host is a name, `zone:level-number`, so its zone can be read off it. Lines are cables: a memory
stick that is carried across is not in the model. Costs and weeks are assumed; only their
proportions between two layouts mean anything.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

INTERNET = "internet:world"
LEVELS = ("centre", "province", "city", "county")
UPPER = ("centre", "province")  # vice-province level and above
CARRIED = {"intranet", "extranet"}  # the zones that a platform carries


# --- settings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings:
    """What is built, under which rules, and what it costs.

    Costs are in 万元 (10,000 yuan), times in weeks.
    """

    layout: str = setting(
        "systems",
        "unified-network-platform",
        "platform",
        "one platform; the other layout: separate",
    )
    centre_offices: int = setting(
        value=6, why="a small country: every ministry counts for several"
    )
    province_offices: int = setting(
        value=10, why="one province, its larger departments"
    )
    city_offices: int = setting(
        value=10, why="prefecture-level cities of that province"
    )
    county_offices: int = setting(value=14, why="a few counties of each city")
    physical_isolation: bool = setting(
        "systems",
        "physical-isolation-intranet-extranet",
        True,
        "no line joins the two",
    )
    lower_isolation: bool = setting(
        "systems",
        "physical-isolation-intranet-lower-offices",
        True,
        "nor to offices below",
    )
    logical_isolation: bool = setting(
        "systems",
        "logical-isolation-extranet-internet",
        True,
        "a gate at every door",
    )
    one_outlet: bool = setting(
        "clauses",
        "wuhai-2006/2.5.1.4",
        True,
        "Wuhai's rule; holds where there is a platform",
    )
    standards: int = setting(
        "targets",
        "opinion-five-norms",
        1,
        "one standard for all; before, each its own",
    )
    partner_share: float = setting(
        value=0.3, why="share of pairs of offices with something to exchange"
    )
    secret_share: float = setting(
        value=0.2, why="share of such needs that may not run on the extranet"
    )
    patch_share: float = setting(
        value=0.1,
        why="share of offices that ask for a forbidden short cut to the internet",
    )
    platform_weeks: float = setting(
        "targets",
        "opinion-one-year",
        scale=52,
        why="about a year; offices join when it stands",
    )
    platform_cost_wan: float = setting(
        value=200,
        why="the node of one level in one network, with its line upward",
    )
    access_cost_wan: float = setting(
        value=10, why="one office's line to the platform"
    )
    line_cost_wan: float = setting(
        value=10,
        why="a line between two offices costs what a line to the platform does",
    )
    adapter_cost_wan: float = setting(
        value=5, why="translating between two standards, for each line"
    )
    line_weeks: float = setting(
        value=6,
        why="mean time to agree on one line and lay it; talks one after another",
    )
    weeks_between: float = setting(
        value=1, why="between two offices that begin"
    )
    gate_leak: float = setting(
        value=0.05,
        why="probability that in a year some attack gets through one gate",
    )
    spread: float = setting(
        value=0.3, why="probability that a taken host takes a given neighbour"
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        offices = {f"{level}_offices": (0, 200) for level in LEVELS}
        common.check_limits(
            self,
            **offices,
            standards=(1, 100),
            gate_leak=(0, 1),
            spread=(0, 1),
        )
        if self.layout not in ("platform", "separate"):
            raise ValueError(
                f"layout is {self.layout!r}: use 'platform' or 'separate'"
            )


def _place(row_id: str, **offices: Parameter) -> dict[str, Parameter]:
    """Parameters of one place: one platform, as *row_id* says, and no offices but those named."""
    none = Parameter(value=0, why="not part of this place")
    parameters = {f"{level}_offices": none for level in LEVELS}
    parameters |= offices
    parameters["layout"] = Parameter(
        "systems", row_id, "platform", "read as one platform for all"
    )
    return parameters


ALL_ORGANS = Parameter(
    value=30, why="all of them, says the text, and not how many"
)
YUNNAN, WUHAI = (
    "yunnan-unified-e-government-infrastructure",
    "wuhai-office-business-network",
)
YUNNAN_OFFICES = {
    "province_offices": Parameter(
        "targets",
        "yunnan-24-networks",
        why="a department for each business network",
    ),
    "city_offices": Parameter(
        "targets", "yunnan-16-prefectures", why="one office for each"
    ),
}
WUHAI_OFFICES = {
    "province_offices": Parameter(
        "systems",
        "inner-mongolia-e-government-network",
        1,
        "the region's end of the line",
    ),
    "county_offices": Parameter(
        "targets", "wuhai-three-districts", why="one office for each district"
    ),
}
COUNTIES = Parameter(
    value=40,
    why="Chongqing's districts and counties in 2006, from outside the texts",
)
PRESETS = {
    "nation-2002": {},
    "yunnan-2005": _place(YUNNAN, **YUNNAN_OFFICES),
    "wuhai-2005": _place(WUHAI, city_offices=ALL_ORGANS, **WUHAI_OFFICES),
    "shenzhen-2008": _place(
        "shenzhen-unified-party-government-network",
        province_offices=ALL_ORGANS,
    ),
    "chongqing-2006": _place(
        "chongqing-unified-network-channel",
        province_offices=ALL_ORGANS,
        county_offices=COUNTIES,
    ),
}
preset = common.preset_of(Settings, PRESETS)


# --- the rules ----------------------------------------------------------------------------------


def rule(host: str, other: str, settings: Settings) -> str:
    """Say how two hosts may be joined.

    Returns "free", "gate" (only through a gate), "open" (to the internet without a gate) or
    "never". That the intranet keeps off the internet too is our inference: the text isolates it
    from the extranet, which is nearer. What the text leaves open, lower offices to the extranet,
    is free here.

    >>> rule("intranet:centre-0", "internet:world", Settings())
    'never'
    """
    zones = {_zone(host), _zone(other)}
    if len(zones) == 1:
        return "free"
    if "intranet" in zones:
        to_office = "office" in zones
        isolated = (
            settings.lower_isolation
            if to_office
            else settings.physical_isolation
        )
        return "never" if isolated else "free"
    if "internet" in zones:
        return "gate" if settings.logical_isolation else "open"
    return "free"


def _zone(host: str) -> str:
    return host.partition(":")[0]


# --- state --------------------------------------------------------------------------------------


class Event(NamedTuple):
    """What happens in some week; `simulate` says what each column means."""

    week: float
    kind: str
    what: str = ""
    host: str = ""
    other: str = ""
    gate: bool = False
    cost_wan: float = 0.0
    weeks: float = 0.0


COLUMNS = list(Event._fields)


class Line(NamedTuple):
    """A line that somebody wishes for.

    what: platform, need, patch or door
    host, other: its ends
    weeks: to agree on it and lay it
    needs_adapter: whether its ends follow different standards
    """

    what: str
    host: str
    other: str
    weeks: float = 0.0
    needs_adapter: bool = False


class Chance(NamedTuple):
    """What chance decides about n offices.

    needs: n x n, symmetric: which pairs have something to exchange
    secret: n x n, symmetric: which needs may not run on the extranet
    patches: n: who asks for a forbidden short cut to the internet
    order: n: the numbers of the offices, as they join
    weeks: n x n: to lay a line from one office to another; the diagonal is for the platform
    standard: n: the number of each office's standard; 0 is the platform's
    """

    needs: np.ndarray
    secret: np.ndarray
    patches: np.ndarray
    order: np.ndarray
    weeks: np.ndarray
    standard: np.ndarray


def _draw(s: Settings, count: int, rng: np.random.Generator) -> Chance:
    """Draw all that chance decides about *count* offices, in a fixed order."""
    pairs = (count, count)
    return Chance(
        needs=_draw_pairs(count, s.partner_share, rng),
        secret=_draw_pairs(count, s.secret_share, rng),
        patches=rng.random(count) < s.patch_share,
        order=rng.permutation(count),
        weeks=rng.gamma(4, s.line_weeks / 4, pairs),  # the sd is half the mean
        standard=rng.integers(s.standards, size=count),
    )


def _draw_pairs(
    count: int, share: float, rng: np.random.Generator
) -> np.ndarray:
    """Draw a share of all pairs, as a symmetric matrix of bool."""
    drawn = rng.random((count, count)) < share
    upper = np.triu(drawn, 1)
    return upper | upper.T


def _offices(s: Settings) -> list[str]:
    """Return the names of all offices: `centre-0`, `centre-1`, …, from the top level down."""
    offices = []
    for level in LEVELS:
        count = getattr(s, f"{level}_offices")
        offices += [f"{level}-{number}" for number in range(count)]
    return offices


def _level(office: str) -> str:
    return office.partition("-")[0]


def _hosts(office: str) -> tuple[str, str]:
    """Return an office's inner host and its outer one.

    The inner host is on the intranet, or below it on an office network; the outer one is on the
    extranet.
    """
    inner_zone = "intranet" if _level(office) in UPPER else "office"
    return f"{inner_zone}:{office}", f"extranet:{office}"


# --- step ---------------------------------------------------------------------------------------


def _build_platform(
    log: list[Event], offices: Iterable[str], settings: Settings
) -> None:
    """Build the platform of both networks; the top node of the extranet has the outlet."""
    in_use = {_level(office) for office in offices}
    for zone, possible in (("intranet", UPPER), ("extranet", LEVELS)):
        nodes = [
            f"{zone}:hub-{level}" for level in possible if level in in_use
        ]
        _build_chain(log, nodes, settings.platform_cost_wan)
    if settings.one_outlet and nodes:
        _lay(log, 0.0, Line("door", nodes[0], INTERNET), settings)


def _build_chain(log: list[Event], nodes: list[str], cost_wan: float) -> None:
    """Build the nodes of one network and join each to the next one below."""
    for node in nodes:
        log.append(Event(0.0, "joins", "node", node, cost_wan=cost_wan))
    for node, node_below in pairwise(nodes):
        log.append(Event(0.0, "builds", "platform", node, node_below))


def _wishes(
    turn: int, offices: list[str], chance: Chance, settings: Settings
) -> list[Line]:
    """Return the lines that the office wants which joins at this *turn*, in order."""
    number = chance.order[turn]
    inner, outer = _hosts(offices[number])
    on_platform = settings.layout == "platform"
    lines = []
    if on_platform:
        lines += _lines_to_platform(number, (inner, outer), chance)
    earlier = chance.order[:turn]
    partners = earlier[chance.needs[number, earlier]]
    for other in partners:
        lines += _lines_to_partner(number, other, offices, chance, on_platform)
    if chance.patches[number]:
        lines.append(Line("patch", inner, INTERNET))
    has_outlet = on_platform and settings.one_outlet
    if not has_outlet:
        lines.append(Line("door", outer, INTERNET))
    return lines


def _lines_to_platform(
    number: int, hosts: Iterable[str], chance: Chance
) -> list[Line]:
    """Return an office's lines to the nodes of its level, for the hosts that a platform carries."""
    weeks = chance.weeks[number, number]
    needs_adapter = chance.standard[number] != 0
    lines = []
    for host in hosts:
        if _zone(host) in CARRIED:
            node = host.partition("-")[0].replace(":", ":hub-")
            lines.append(Line("platform", host, node, weeks, needs_adapter))
    return lines


def _lines_to_partner(
    number: int,
    other: int,
    offices: list[str],
    chance: Chance,
    on_platform: bool,
) -> list[Line]:
    """Return the line between two offices that have something to exchange.

    There is none where the platform joins them already.
    """
    inner, outer = _hosts(offices[number])
    other_inner, other_outer = _hosts(offices[other])
    host, other_host = outer, other_outer
    if chance.secret[number, other]:
        host, other_host = inner, other_inner
    zones = {_zone(host), _zone(other_host)}
    if on_platform and zones <= CARRIED:
        return []
    weeks = chance.weeks[number, other]
    needs_adapter = chance.standard[number] != chance.standard[other]
    return [Line("need", host, other_host, weeks, needs_adapter)]


def _lay(
    log: list[Event], week: float, line: Line, settings: Settings
) -> float:
    """Lay one line, or log that the rules refuse it; return the weeks it took."""
    verdict = rule(line.host, line.other, settings)
    if verdict == "never":
        log.append(Event(week, "refused", line.what, line.host, line.other))
        return 0.0
    costs = {
        "platform": settings.access_cost_wan,
        "need": settings.line_cost_wan,
    }
    cost = costs.get(line.what, 0.0)
    if line.needs_adapter:
        cost += settings.adapter_cost_wan
    done = week + line.weeks
    has_gate = verdict == "gate"
    log.append(
        Event(
            done,
            "builds",
            line.what,
            line.host,
            line.other,
            has_gate,
            cost,
            line.weeks,
        )
    )
    return line.weeks


def _attack(
    log: list[Event], settings: Settings, rng: np.random.Generator
) -> list[Event]:
    """Return a year of attacks.

    Doors give way or hold; then every line from a taken host is tried once.
    """
    network = network_of(pd.DataFrame(log, columns=COLUMNS))
    last_week = max((event.week for event in log), default=0.0)
    taken = {INTERNET}
    front = deque([INTERNET])
    events = []
    while front:
        attacker = front.popleft()
        lines = network[attacker]
        for host in lines:
            if host in taken:
                continue
            has_gate = lines[host]["gate"]
            chance = _chance_to_fall(attacker, has_gate, settings)
            if rng.random() < chance:
                taken.add(host)
                front.append(host)
                event = Event(last_week, "taken", host=host, other=attacker)
                events.append(event)
    return events


def _chance_to_fall(
    attacker: str, has_gate: bool, settings: Settings
) -> float:
    """The probability that an attack over one line takes the host at its other end."""
    if attacker != INTERNET:
        return settings.spread
    return settings.gate_leak if has_gate else 1.0


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let all offices join in random order, lay what they need, then attack from the internet.

    Returns one row per event:
    week: when, from the beginning
    kind: joins (a host is there), builds (a line), refused (a line that the rules forbid) or taken
        (a host falls to the attack)
    what: node or line of the platform, need, patch (a short cut) or door
    host: the host, or one end of the line
    other: the line's other end; for taken, where the attack came from
    gate: whether the line has one
    cost_wan: in 万元 (10,000 yuan)
    weeks: how long the line took

    >>> events = simulate(Settings(layout="separate", standards=4), seed=1)
    >>> events["kind"].unique().tolist()
    ['joins', 'builds', 'refused', 'taken']
    """
    rng = np.random.default_rng(seed)
    offices = _offices(settings)
    chance = _draw(settings, len(offices), rng)
    log: list[Event] = []
    begin = 0.0
    if settings.layout == "platform":
        _build_platform(log, offices, settings)
        begin = settings.platform_weeks
    for turn, number in enumerate(chance.order):
        week = turn * settings.weeks_between + begin
        for host in _hosts(offices[number]):
            log.append(Event(week, "joins", host=host))
        for line in _wishes(turn, offices, chance, settings):
            week += _lay(log, week, line, settings)
    log += _attack(log, settings, rng)
    return pd.DataFrame(log, columns=COLUMNS)


# --- measures -----------------------------------------------------------------------------------


def network_of(events: pd.DataFrame) -> nx.Graph:
    """Return the network that the events built.

    Its nodes are the hosts and the internet; its edges are the lines, with the attributes what
    and gate.

    >>> network = network_of(simulate(Settings(), seed=1))
    >>> network.edges["extranet:hub-centre", "internet:world"]
    {'what': 'door', 'gate': True}
    """
    joined = events[events["kind"] == "joins"]
    built = events[events["kind"] == "builds"]
    network = nx.Graph()
    network.add_nodes_from([INTERNET, *joined["host"]])
    for line in built.itertuples():
        network.add_edge(line.host, line.other, what=line.what, gate=line.gate)
    return network


def reach(events: pd.DataFrame, host: str) -> set[str]:
    """Return all other hosts that can be reached from *host*, gates included: the worst case.

    >>> "intranet:centre-0" in reach(simulate(Settings(), seed=1), INTERNET)
    False
    """
    return nx.node_connected_component(network_of(events), host) - {host}


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one run.

    Returns:
    hosts, lines: how many there are
    cost_wan: of all, in 万元 (10,000 yuan)
    newcomer_weeks: that the lines of the last office to join took, added up
    finished_week: when the last line was built
    doors: lines to the internet
    unmet: needs that the rules refused
    patches_refused: short cuts that they refused
    exposed_share: of the hosts, those with any path from the internet
    intranet_exposed: how many of these are on the intranet
    taken_share: of the hosts, those that the attack took
    intranet_taken: how many of these are on the intranet

    >>> measures = summarise(simulate(Settings(), seed=1))
    >>> int(measures["hosts"]), int(measures["doors"]), int(measures["intranet_exposed"])
    (86, 3, 0)
    """
    kind = events["kind"]
    joined = events[kind == "joins"]
    built = events[kind == "builds"]
    refused = events.loc[kind == "refused", "what"]
    taken = events.loc[kind == "taken", "host"]
    exposed = reach(events, INTERNET)
    hosts = max(len(joined), 1)
    is_door = built["other"] == INTERNET
    is_need = refused == "need"
    is_patch = refused == "patch"
    measures = {
        "hosts": len(joined),
        "lines": len(built),
        "cost_wan": events["cost_wan"].sum(),
        "newcomer_weeks": _newcomer_weeks(joined, built),
        "finished_week": built["week"].max(),
        "doors": is_door.sum(),
        "unmet": is_need.sum(),
        "patches_refused": is_patch.sum(),
        "exposed_share": len(exposed) / hosts,
        "intranet_exposed": _on_intranet(exposed),
        "taken_share": len(taken) / hosts,
        "intranet_taken": _on_intranet(taken),
    }
    return pd.Series(measures, dtype=float)


def _newcomer_weeks(joined: pd.DataFrame, built: pd.DataFrame) -> float:
    """Weeks that the lines of the last office to join took, one after another."""
    if joined.empty:
        return 0.0
    newcomer = joined["host"].iloc[-1].partition(":")[2]
    is_newcomers = built["host"].str.endswith(f":{newcomer}")
    return built.loc[is_newcomers, "weeks"].sum()


def _on_intranet(hosts: Iterable[str]) -> int:
    return sum(_zone(host) == "intranet" for host in hosts)
