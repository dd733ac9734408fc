"""Layouts of single runs of labs: where the hosts of a network are, how its lines bow, what attacks
took of it, and which share of copies is wrong on each day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import check_whole

# How high each network is drawn. Nodes of the platform are above or below the hosts of their level.
HEIGHTS = {"internet": 2.4, "extranet": 1.0, "intranet": 0.0, "office": 0.0}
HUB_HEIGHTS = {"extranet": 1.55, "intranet": -0.55}
WORLD = "internet:world"
LEVELS = ("centre", "province", "city", "county")
LEVEL_GAP = 1.5  # between the offices of two levels, in widths of an office
BOW_POINTS = 9  # that a bowed line is drawn with


class Point(NamedTuple):
    """A place on a picture."""

    x: float
    y: float


class Zone(NamedTuple):
    """The ground of one network."""

    name: str
    left: float
    right: float
    height: float


class Share(NamedTuple):
    """What the audited departments hold of persons' addresses, day by day."""

    wrong: np.ndarray  # the share of copies that are wrong, a number a day
    forms: int  # that persons filled in


class Falls(NamedTuple):
    """What the attacks of a year took.

    hosts: each host that fell -> the share of the attacks that took it
    lines: the lines that an attack came over, as pairs of hosts
    attacks: how many there were
    mean, worst: the share of all hosts that an attack took, on average and at worst
    """

    hosts: dict[str, float]
    lines: set[frozenset[str]]
    attacks: int
    mean: float
    worst: float


# --- networks -----------------------------------------------------------------------------------


def taken_shares(events: pd.DataFrame) -> Falls:
    """Count which hosts fell to how many attacks.

    Parameters
    ----------
    events: as `labs.networks.simulate` gives them.
    """
    attacks = int((events["kind"] == "attacks").sum())
    hosts = int((events["kind"] == "joins").sum())
    taken = events[events["kind"] == "taken"]
    by_host = taken["host"].value_counts() / max(attacks, 1)
    by_attack = taken["attack"].value_counts()
    most = int(by_attack.max()) if len(taken) else 0
    ways = zip(taken["host"], taken["other"])
    return Falls(
        hosts=by_host.to_dict(),
        lines={frozenset(pair) for pair in ways},
        attacks=attacks,
        mean=len(taken) / max(attacks, 1) / max(hosts, 1),
        worst=most / max(hosts, 1),
    )


def host_places(events: pd.DataFrame) -> dict[str, Point]:
    """Where each host is drawn: offices in columns by level, nodes of the platform at the middle of
    their level, the internet over all.

    Parameters
    ----------
    events: as `labs.networks.simulate` gives them; a host is "zone:office" or "zone:hub-level".
    """
    joined = events[events["kind"] == "joins"]
    hosts = joined["host"].tolist()
    column = _office_columns(hosts)
    places = {WORLD: Point(_middle(column.values()), HEIGHTS["internet"])}
    for host in hosts:
        zone, name = host.split(":")
        if name.startswith("hub-"):
            places[host] = _hub_place(zone, name.removeprefix("hub-"), column)
        else:
            places[host] = Point(column[name], HEIGHTS[zone])
    return places


def _hub_place(zone: str, level: str, column: Mapping[str, float]) -> Point:
    """Where a node of the platform is: at the middle of the offices of its level."""
    offices = [x for office, x in column.items() if office.startswith(level)]
    # A node of any other network than the extranet is drawn with the intranet's.
    height = HUB_HEIGHTS.get(zone, HUB_HEIGHTS["intranet"])
    return Point(round(_middle(offices), 2), height)


def _office_columns(hosts: Iterable[str]) -> dict[str, float]:
    """The x of each office, from the centre down to the counties."""
    names = [host.split(":")[1] for host in hosts if "hub" not in host]
    offices = sorted(dict.fromkeys(names), key=_office_rank)
    return {
        office: number + LEVEL_GAP * _office_rank(office)[0]
        for number, office in enumerate(offices)
    }


def _office_rank(office: str) -> tuple[int, int]:
    """The level and the number of an office such as "city-12"."""
    level, number = office.split("-")[:2]
    return LEVELS.index(level), int(number)


def _middle(xs: Iterable[float]) -> float:
    there = list(xs)
    return float(np.mean(there)) if there else 0.0


def zones(places: Mapping[str, Point]) -> list[Zone]:
    """The ground of each network that has hosts; the internet's reaches over all."""
    found = []
    for name, height in HEIGHTS.items():
        xs = _zone_xs(name, places)
        if xs:
            found.append(Zone(name, min(xs) - 0.7, max(xs) + 0.7, height))
    return found


def _zone_xs(name: str, places: Mapping[str, Point]) -> list[float]:
    """The x of each host that is in a network, or under the internet."""
    if name == "internet":
        return [place.x for place in places.values()]
    own = [place for host, place in places.items() if host.startswith(name)]
    return [place.x for place in own if place.y == HEIGHTS[name]]


def line_points(start: Point, end: Point, *, to_world: bool) -> list[Point]:
    """A line between two hosts as points: bowed between hosts of one row, away from the other row;
    straight elsewhere; straight up where it is a door to the internet.
    """
    if to_world:
        end = Point(start.x, end.y)
    if start.y != end.y:
        return [start, end]
    return _bowed(start, end)


def _bowed(start: Point, end: Point) -> list[Point]:
    """A line between two hosts of one row, the more bowed the longer."""
    width = end.x - start.x
    away = 1 if start.y >= 1 else -1
    bow = away * (0.25 + abs(width) / 55)
    share = np.linspace(0, 1, BOW_POINTS)
    xs = start.x + width * share
    ys = start.y + 4 * bow * share * (1 - share)
    return [Point(x, y) for x, y in zip(xs.tolist(), ys.tolist())]


# --- copies -------------------------------------------------------------------------------------

ADDRESS_CHANGES = ["moved", "form", "delivered"]


def wrong_copies(events: pd.DataFrame) -> Share:
    """Compare what departments hold with where persons live, for each day.

    A copy is one department's record of one person's address. It is wrong from the day on which the
    person moves until the department learns of it.

    Parameters
    ----------
    events: as `labs.exchange.simulate` gives them.
    """
    needed = ["day", "kind", "department", "person", "address"]
    check_whole(events, needed, "a chart of copies")
    audited = events[events["kind"] == "audited"]
    departments = audited["department"].unique()
    last_day = audited["day"].max()
    days = np.arange(last_day + 1, dtype=np.int64)
    wrong = np.zeros(len(days))
    for _, own in events.groupby("person"):
        wrong += _wrong_of_person(own, departments, days)
    is_form = events["kind"] == "form"
    return Share(wrong / len(audited), int(is_form.sum()))


def _wrong_of_person(
    events: pd.DataFrame, departments: Iterable[str], days: np.ndarray
) -> np.ndarray:
    """How many departments hold a wrong address of a person, for each day."""
    truth = _addresses(events[events["kind"] == "moved"], days)
    wrong = np.zeros(len(days))
    for department in departments:
        held = _addresses(events[events["department"] == department], days)
        wrong += held != truth
    return wrong


def _addresses(changes: pd.DataFrame, days: np.ndarray) -> np.ndarray:
    """The number of the address that holds on each day; the last change of a day counts."""
    changes = changes[changes["kind"].isin(ADDRESS_CHANGES)]
    changes = changes.sort_values(["day", "address"])
    numbers = np.concatenate([[0], changes["address"].to_numpy(np.int64)])
    changed_on = changes["day"].to_numpy(np.int64)
    return numbers[np.searchsorted(changed_on, days, side="right")]
