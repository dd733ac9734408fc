"""What is measured in a run of the lab on networks, and how one change at a time is compared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.networks.model import COLUMNS, Event, simulate
from egov_lib.labs.networks.rules import INTERNET, hosts_of, zone_of
from egov_lib.labs.networks.settings import LAYOUTS, Settings

MEASURES = (
    "hosts",
    "lines",
    "cost_wan",
    "cost_lines_wan",
    "cost_adapters_wan",
    "cost_gates_wan",
    "newcomer_weeks",
    "finished_week",
    "doors",
    "met_share",
    "unmet",
    "patches_refused",
    "joined_share",
    "exposed_share",
    "intranet_exposed",
    "attacks_through",
    "taken_share",
    "worst_taken_share",
    "intranet_taken",
)


# --- the network --------------------------------------------------------------------------------


def network_of(events: pd.DataFrame) -> nx.Graph:
    """Return the network that the events built.

    Its nodes are the hosts and the internet; its edges are the lines, with the attributes what
    and gate.

    >>> network = network_of(simulate(Settings(), seed=1))
    >>> network.edges["extranet:hub-centre", "internet:world"]
    {'what': 'door', 'gate': True}
    """
    is_host = events["kind"] == "joins"
    is_line = events["kind"] == "builds"
    hosts = events.loc[is_host, "host"]
    built = events[is_line]
    network = nx.Graph()
    network.add_node(INTERNET)
    network.add_nodes_from(hosts)
    for line in built.itertuples():
        network.add_edge(
            line.host,
            line.other,
            what=line.what,
            gate=line.gate,
        )
    return network


def reach(events: pd.DataFrame, host: str) -> set[str]:
    """Return all other hosts that can be reached from *host*, gates included: the worst case.

    >>> "intranet:centre-0" in reach(simulate(Settings(), seed=1), INTERNET)
    False
    """
    return nx.node_connected_component(network_of(events), host) - {host}


# --- measures -----------------------------------------------------------------------------------


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one run.

    Returns:
    hosts, lines: how many there are
    cost_wan: of all, in 万元 (10,000 yuan)
    cost_lines_wan: of this, for lines and the nodes of a platform
    cost_adapters_wan: of this, for translating between standards
    cost_gates_wan: of this, for the gates of the doors
    newcomer_weeks: that the lines of the last office to join took, added up
    finished_week: when the last line was built
    doors: lines to the internet
    met_share: of the needs for exchange, those that a line or the platform meets
    unmet: needs that the rules refused
    patches_refused: short cuts that they refused
    joined_share: of all pairs of offices, those that the extranet joins without a third office in
        between, whether they need it or not
    exposed_share: of the hosts, those with any path from the internet
    intranet_exposed: how many of these are on the intranet
    attacks_through: how many attacks of the year took a host
    taken_share: of the hosts, those that an attack took; mean of all attacks
    worst_taken_share: the same of the worst attack
    intranet_taken: how many hosts of the intranet any attack took

    >>> measures = summarise(simulate(Settings(), seed=1))
    >>> int(measures["hosts"]), int(measures["doors"]), int(measures["intranet_exposed"])
    (86, 1, 0)
    """
    rows = _rows(events)
    joined = [row for row in rows if row.kind == "joins"]
    built = [row for row in rows if row.kind == "builds"]
    refused = Counter(row.what for row in rows if row.kind == "refused")
    exposed = _exposed(built)
    measures = {
        "hosts": len(joined),
        "lines": len(built),
        **_costs(rows),
        "newcomer_weeks": _newcomer_weeks(joined, built),
        "finished_week": max((row.week for row in built), default=np.nan),
        "doors": sum(row.other == INTERNET for row in built),
        "met_share": _met_share(rows),
        "unmet": refused["need"],
        "patches_refused": refused["patch"],
        "joined_share": _joined_share(joined, built),
        "exposed_share": len(exposed) / max(len(joined), 1),
        "intranet_exposed": _on_intranet(exposed),
        **_losses(rows, len(joined)),
    }
    return pd.Series(measures, index=MEASURES, dtype=float)


def _rows(events: pd.DataFrame) -> list[Event]:
    """The rows of a frame as records: far quicker to count than many small frames."""
    columns = [events[name].tolist() for name in COLUMNS]
    return [Event(*cells) for cells in zip(*columns)]


def _exposed(built: list[Event]) -> set[str]:
    """All hosts with a path from the internet: what `reach` finds, without a frame."""
    network = nx.Graph((row.host, row.other) for row in built)
    if INTERNET not in network:
        return set()
    return nx.node_connected_component(network, INTERNET) - {INTERNET}


def _costs(rows: list[Event]) -> dict[str, float]:
    """What all costs, and of this the adapters and the gates."""
    by_what: Counter[str] = Counter()
    for row in rows:
        by_what[row.what] += row.cost_wan
    total = sum(by_what.values())
    adapters = by_what["adapter"]
    gates = by_what["gate"]
    return {
        "cost_wan": total,
        "cost_lines_wan": total - adapters - gates,
        "cost_adapters_wan": adapters,
        "cost_gates_wan": gates,
    }


def _newcomer_weeks(joined: list[Event], built: list[Event]) -> float:
    """Weeks that the lines of the last office to join took, one after another."""
    if not joined:
        return 0.0
    newcomer = hosts_of(joined[-1].host.partition(":")[2])
    return sum(row.weeks for row in built if row.host in newcomer)


def _met_share(rows: list[Event]) -> float:
    """The share of the needs that were not refused; 1 where nobody needs anything."""
    kinds = [row.kind for row in rows if row.what == "need"]
    if not kinds:
        return 1.0
    return 1 - kinds.count("refused") / len(kinds)


def _joined_share(joined: list[Event], built: list[Event]) -> float:
    """The share of all pairs of offices whose outer hosts share a line or the platform."""
    outer_hosts = {
        row.host
        for row in joined
        if zone_of(row.host) == "extranet" and row.what != "node"
    }
    on_platform = {row.host for row in built if row.what == "platform"}
    pairs = _pairs(len(outer_hosts))
    if not pairs:
        return 0.0
    if on_platform:
        return _pairs(len(outer_hosts & on_platform)) / pairs
    lines = [row for row in built if row.what == "need"]
    return sum(row.host in outer_hosts for row in lines) / pairs


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _losses(rows: list[Event], hosts: int) -> dict[str, float]:
    """What the attacks of the year took."""
    attacks = sum(row.kind == "attacks" for row in rows)
    taken = [row for row in rows if row.kind == "taken"]
    hosts_taken = {row.host for row in taken}
    by_attack = Counter(row.attack for row in taken)
    most_at_once = max(by_attack.values(), default=0)
    whole = max(hosts, 1)
    taken_an_attack = len(taken) / max(attacks, 1)
    return {
        "attacks_through": len(by_attack),
        "taken_share": taken_an_attack / whole,
        "worst_taken_share": most_at_once / whole,
        "intranet_taken": _on_intranet(hosts_taken),
    }


def _on_intranet(hosts: Iterable[str]) -> int:
    return sum(zone_of(host) == "intranet" for host in hosts)


# --- comparison ---------------------------------------------------------------------------------

# What 各自为政 (each for itself) changes about the plan, one thing after the other
CHANGES = {
    "the plan": {},
    "separate lines": {"layout": "separate"},
    "a standard each": {"standards": 5},
    "a door each": {"one_outlet": False},
}
ALL_CHANGES = "all three"


def one_at_a_time(settings: Settings, *, seeds: Sequence[int]) -> pd.DataFrame:
    """Change the plan in one respect at a time, and then in all, with the same seeds.

    So what comes of lines that each office lays for itself is told apart from what comes of five
    standards and of a door for each office.

    Returns the columns of `common.spread` with a column before them:
    change: what differs from *settings*
    """
    together = {}
    for change in CHANGES.values():
        together |= change
    spreads = {}
    for name, change in (CHANGES | {ALL_CHANGES: together}).items():
        changed = replace(settings, **change)
        runs = common.repeat(
            simulate, changed, seeds=seeds, summarise=summarise
        )
        spreads[name] = common.spread(runs)
    return common.stack(spreads, "change")


def compare_layouts(
    settings: Settings, *, name: str, values: Iterable, seeds: Sequence[int]
) -> pd.DataFrame:
    """Vary one setting under both layouts, with the same seeds and all else alike.

    Returns the columns of `common.sweep` with a column before them:
    layout: platform or separate
    """
    sweeps = {
        layout: common.sweep(
            simulate,
            summarise,
            settings=replace(settings, layout=layout),
            name=name,
            values=values,
            seeds=seeds,
        )
        for layout in LAYOUTS
    }
    return common.stack(sweeps, "layout")
