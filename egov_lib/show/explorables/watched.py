"""One run of a lab's model as its panel shows it moving: a queue day by day, an attack hop by hop.

A panel draws a hundred runs as dots; what happens in one is watched. The run is made beforehand for
every state of the panel, as the dots are, and kept short: of the approvals the first four weeks
that count, of the networks the worst attack of the year. Both are the model's own run with the
first seed, nothing is drawn for show.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

SEED = 0
DAYS = 20  # of a run that are watched: four weeks
PARTS = 100  # of a day: times are whole hundredths
# How a case goes through the office, a letter each.
LETTERS = {
    "counter": "c",
    "agent": "a",
    "applied online": "p",
    "handled online": "o",
}


# --- approvals ----------------------------------------------------------------------------------


class Times(NamedTuple):
    """When each case comes to a department, is begun and ends there; cases x departments."""

    queues: np.ndarray
    begins: np.ndarray
    ends: np.ndarray


def watch_queue(settings: Any) -> dict[str, Any]:
    """The cases that are in the office of the approvals lab in the days that are watched.

    settings: of `labs.approvals`

    Returns a dict; times are hundredths of a working day, counted from the first day watched:
    kind: "queue"
    days, departments, officers: how many of each, officers in a department
    way: how long paper takes from one department to the next
    cases: a letter each, in the order in which they applied: c at the counter, a with an agent,
        p applied for online and then on paper, o handled online
    applied: a time each, negative for those who were there before
    waits, works: a list each: how long it waits and is worked on in one department after another
    """
    from egov_lib.labs import approvals

    events = approvals.simulate(settings, SEED)
    times = _times_of(events, settings.departments)
    begin = settings.warm_up_days
    is_in = (times.ends[:, -1] > begin) & (times.queues[:, 0] < begin + DAYS)
    channels = _channels_of(events)[is_in]
    # Moments are rounded, not what lies between them: so nobody comes before another has gone.
    came, begun, done = (_in_parts(column[is_in] - begin) for column in times)
    return {
        "kind": "queue",
        "days": DAYS,
        "departments": settings.departments,
        "officers": settings.officers_per_department,
        "way": round(settings.transfer_days * PARTS),
        "cases": "".join(LETTERS[channel] for channel in channels),
        "applied": came[:, 0].tolist(),
        "waits": (begun - came).tolist(),
        "works": (done - begun).tolist(),
    }


def _times_of(events: pd.DataFrame, departments: int) -> Times:
    """The times of every case in every department."""
    columns = []
    for event in ("queues", "begins", "ends"):
        rows = events[events["event"] == event]
        by_case = rows.sort_values(["case", "department"], kind="stable")
        columns.append(by_case["day"].to_numpy().reshape(-1, departments))
    return Times(*columns)


def _channels_of(events: pd.DataFrame) -> np.ndarray:
    applied = events[events["event"] == "applied"]
    return applied.sort_values("case", kind="stable")["channel"].to_numpy()


def _in_parts(days: np.ndarray) -> np.ndarray:
    return np.rint(days * PARTS).astype(int)


# --- networks -----------------------------------------------------------------------------------


def watch_attack(settings: Any) -> dict[str, Any]:
    """The network of a run of the networks lab, and the attack of its year that took most.

    settings: of `labs.networks`

    Returns a dict:
    kind: "attack"
    hosts: their names, the internet first
    lines: [host, other] each, as places in hosts
    walls: whether there are: the wall between intranet and extranet, the one between intranet and
        lower offices, the gate to the internet
    attacks: how many there were in the year
    attack: which of them it is, from 1; 0 if none took anything
    taken: [host, from which, hop] each, as places in hosts
    """
    from egov_lib.labs import networks

    events = networks.simulate(settings, SEED)
    joined = events.loc[events["kind"] == "joins", "host"]
    hosts = [networks.INTERNET, *joined]
    place = {host: number for number, host in enumerate(hosts)}
    built = events[events["kind"] == "builds"]
    taken = events[events["kind"] == "taken"]
    worst = (
        taken["attack"].value_counts().sort_index().idxmax()
        if len(taken)
        else 0
    )
    ways = taken[taken["attack"] == worst]
    return {
        "kind": "attack",
        "hosts": hosts,
        "lines": [
            [place[host], place[other]]
            for host, other in zip(built["host"], built["other"], strict=True)
        ],
        "walls": [
            settings.physical_isolation,
            settings.lower_isolation,
            settings.logical_isolation,
        ],
        "attacks": int((events["kind"] == "attacks").sum()),
        "attack": int(worst),
        "taken": [
            [place[host], place[other], int(hop)]
            for host, other, hop in zip(
                ways["host"], ways["other"], ways["hop"], strict=True
            )
        ],
    }
