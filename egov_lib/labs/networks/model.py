"""How the network of the lab grows, office by office, and how it is attacked.

Offices join in random order. Each asks for the lines that it needs; `rule` says which of them may
be laid. Chance is drawn before anything is built, in a fixed order, so that two layouts with the
same seed have the same offices with the same needs. Then come the attacks, each by itself: what an
attack has taken is cleaned before the next one.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.labs.networks.rules import (
    INTERNET,
    hosts_of,
    level_of,
    offices_of,
    outlet_of,
    rule,
    zone_of,
)
from egov_lib.labs.networks.settings import LEVELS, UPPER, Settings

CARRIED = {"intranet", "extranet"}  # the zones that a platform carries
WEEKS_A_YEAR = 52


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
    attack: int = 0
    hop: int = 0


COLUMNS = list(Event._fields)


class Line(NamedTuple):
    """A line that somebody wishes for.

    what: platform, need, patch or door
    host, other: its ends
    weeks: to agree on it and lay it
    needs_adapter: whether its ends follow different standards
    is_carried: whether the platform joins its ends already
    """

    what: str
    host: str
    other: str
    weeks: float = 0.0
    needs_adapter: bool = False
    is_carried: bool = False


class Chance(NamedTuple):
    """What chance decides about n offices.

    needs: n x n, symmetric: which pairs have something to exchange
    secret: n x n, symmetric: which needs may not run on the extranet
    patches: n: who asks for a cable between its own inner and outer host
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


# --- step ---------------------------------------------------------------------------------------


def _build_platform(
    log: list[Event], offices: Iterable[str], settings: Settings
) -> None:
    """Build the platform of both networks; the top node of the extranet has the outlet."""
    in_use = {level_of(office) for office in offices}
    intranet = _hubs("intranet", UPPER, in_use)
    extranet = _hubs("extranet", LEVELS, in_use)
    _build_chain(log, intranet, settings.platform_cost_wan)
    _build_chain(log, extranet, settings.platform_cost_wan)
    if settings.one_outlet and extranet:
        outlet = Line("door", outlet_of(settings), INTERNET)
        _lay(log, 0.0, outlet, settings)


def _hubs(zone: str, possible: Iterable[str], in_use: set[str]) -> list[str]:
    """The nodes of one network: one for each level that has an office, from the top."""
    levels = [level for level in possible if level in in_use]
    return [f"{zone}:hub-{level}" for level in levels]


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
    inner, outer = hosts_of(offices[number])
    on_platform = settings.layout == "platform"
    lines = []
    if on_platform:
        lines += _lines_to_platform(number, (inner, outer), chance)
    earlier = chance.order[:turn]
    partners = earlier[chance.needs[number, earlier]]
    for other in partners:
        line = _line_to_partner(number, other, offices, chance, on_platform)
        lines.append(line)
    if chance.patches[number]:
        lines.append(Line("patch", inner, outer))
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
    carried = [host for host in hosts if zone_of(host) in CARRIED]
    return [
        Line("platform", host, _node_of(host), weeks, needs_adapter)
        for host in carried
    ]


def _node_of(host: str) -> str:
    """The node of the platform for a host: that of its network and of its office's level."""
    network_and_level, _, _ = host.partition("-")
    return network_and_level.replace(":", ":hub-")


def _line_to_partner(
    number: int,
    other: int,
    offices: list[str],
    chance: Chance,
    on_platform: bool,
) -> Line:
    """Return the line between two offices that have something to exchange.

    Where the platform joins both networks already, it is carried and costs nothing.
    """
    inner, outer = hosts_of(offices[number])
    other_inner, other_outer = hosts_of(offices[other])
    is_secret = chance.secret[number, other]
    host = inner if is_secret else outer
    other_host = other_inner if is_secret else other_outer
    zones = {zone_of(host), zone_of(other_host)}
    if on_platform and zones <= CARRIED:
        return Line("need", host, other_host, is_carried=True)
    return Line(
        "need",
        host,
        other_host,
        weeks=chance.weeks[number, other],
        needs_adapter=chance.standard[number] != chance.standard[other],
    )


def _lay(
    log: list[Event], week: float, line: Line, settings: Settings
) -> float:
    """Lay one line, or log that nothing is laid; return the weeks it took."""
    verdict = rule(line.host, line.other, settings)
    ends = line.host, line.other
    if verdict == "never":
        log.append(Event(week, "refused", line.what, *ends))
        return 0.0
    if line.is_carried:
        log.append(Event(week, "carried", line.what, *ends))
        return 0.0
    done = week + line.weeks
    has_gate = verdict == "gate"
    prices = {
        "platform": settings.access_cost_wan,
        "need": settings.line_cost_wan,
    }
    price = prices.get(line.what, 0.0)
    log.append(
        Event(done, "builds", line.what, *ends, has_gate, price, line.weeks)
    )
    if line.needs_adapter:
        price = settings.adapter_cost_wan
        log.append(Event(done, "buys", "adapter", *ends, cost_wan=price))
    if has_gate:
        price = settings.gate_cost_wan
        log.append(Event(done, "buys", "gate", *ends, cost_wan=price))
    return line.weeks


# --- attacks ------------------------------------------------------------------------------------


def _attack_for_a_year(
    log: list[Event], settings: Settings, rng: np.random.Generator
) -> list[Event]:
    """Return the events of all attacks, spread evenly over the year after the last line.

    Each line has one number of luck for each attack. It does not depend on *gate_leak* and
    *spread*; so whatever falls at some leak also falls at a greater one.
    """
    lines = [event for event in log if event.kind == "builds"]
    network = _lines_of_hosts(lines)
    falls = _draw_falls(lines, settings, rng)
    events = []
    for begin, own_falls in zip(_begins(log, settings), falls):
        events.append(begin)
        events += _attack(begin, network, own_falls.tolist())
    return events


def _draw_falls(
    lines: list[Event], settings: Settings, rng: np.random.Generator
) -> np.ndarray:
    """Draw whether an attack that reaches one end of a line takes the other; attacks x lines."""
    luck = rng.random((settings.attacks, len(lines)))
    chances = [_chance_to_fall(line, settings) for line in lines]
    return luck < np.array(chances)


def _begins(log: list[Event], settings: Settings) -> Iterator[Event]:
    """The beginning of each attack, spread evenly over the year after the last line."""
    last_week = max((event.week for event in log), default=0.0)
    for number in range(1, settings.attacks + 1):
        since_last = WEEKS_A_YEAR * number / settings.attacks
        week = last_week + since_last
        yield Event(week, "attacks", other=INTERNET, attack=number)


def _lines_of_hosts(lines: list[Event]) -> dict[str, list[tuple[str, int]]]:
    """Return for each host its lines: the host at the other end, and the number of the line."""
    network: dict[str, list[tuple[str, int]]] = {INTERNET: []}
    for number, line in enumerate(lines):
        network.setdefault(line.host, []).append((line.other, number))
        network.setdefault(line.other, []).append((line.host, number))
    return network


def _chance_to_fall(line: Event, settings: Settings) -> float:
    """The probability that one attack gets over one line."""
    if line.other != INTERNET:
        return settings.spread
    return settings.gate_leak if line.gate else 1.0


def _attack(
    begin: Event, network: dict[str, list], falls: list[bool]
) -> list[Event]:
    """Let one attack run from the internet, host by host, until no line gives way."""
    taken = {INTERNET}
    front = deque([(INTERNET, 0)])
    events = []
    while front:
        attacker, hop = front.popleft()
        for host, line in network[attacker]:
            if host in taken or not falls[line]:
                continue
            taken.add(host)
            front.append((host, hop + 1))
            event = begin._replace(
                kind="taken", host=host, other=attacker, hop=hop + 1
            )
            events.append(event)
    return events


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let all offices join in random order, lay what they need, then attack for a year.

    Returns one row per event:
    week: when, from the beginning
    kind: joins (a host is there), builds (a line), carried (a need that the platform meets without
        a line), buys (a gate or an adapter), refused (a line that the rules forbid), attacks (an
        attack begins) or taken (a host falls to it)
    what: node or line of the platform, need, patch (a short cut within an office), door, gate or
        adapter
    host: the host, or one end of the line
    other: the line's other end; for taken, where the attack came from
    gate: whether the line has one
    cost_wan: in 万元 (10,000 yuan)
    weeks: how long the line took
    attack: the number of the attack, from 1; else 0
    hop: how many lines from the internet a host was taken; else 0

    >>> events = simulate(Settings(one_outlet=False, standards=4), seed=1)
    >>> sorted(events["kind"].unique())
    ['attacks', 'builds', 'buys', 'carried', 'joins', 'refused', 'taken']
    """
    rng = np.random.default_rng(seed)
    offices = offices_of(settings)
    chance = _draw(settings, len(offices), rng)
    log: list[Event] = []
    begin = 0.0
    if settings.layout == "platform":
        _build_platform(log, offices, settings)
        begin = settings.platform_weeks
    for turn, number in enumerate(chance.order):
        week = turn * settings.weeks_between + begin
        joining = hosts_of(offices[number])
        log += [Event(week, "joins", host=host) for host in joining]
        for line in _wishes(turn, offices, chance, settings):
            week += _lay(log, week, line, settings)
    # Attacks have chances of their own: what is built does not change their luck.
    luck_of_attacks = np.random.default_rng([seed, 1])
    log += _attack_for_a_year(log, settings, luck_of_attacks)
    if not log:
        return pd.DataFrame(columns=COLUMNS)
    # Column by column: pandas takes three times as long for a list of rows
    values = zip(*log)
    columns = zip(COLUMNS, values)
    return pd.DataFrame(dict(columns))
