"""The same office on SimPy's clock, event by event: the check on `model`.

Here nothing is known beforehand: cases are processes that queue, wait for an officer, and leave the
queue and come back at its head when their card comes. It takes several times as long as `model`,
and a test asks that both give the same days, case by case.
"""

from collections.abc import Generator
from typing import NamedTuple

import numpy as np
import pandas as pd
import simpy

from egov_lib.labs.approvals.model import (
    Cases,
    Days,
    as_frame,
    draw_cases,
    events_of,
)
from egov_lib.labs.approvals.settings import HANDLED_ONLINE, Settings

URGENT, ORDINARY = 0, 1  # priorities in a queue


class Office(NamedTuple):
    """The window at work: its clock, a desk for each department, its cases, and their days."""

    clock: simpy.Environment
    desks: list[simpy.PriorityResource]
    settings: Settings
    cases: Cases
    days: Days


def simulate_by_clock(settings: Settings, seed: int) -> pd.DataFrame:
    """Do what `simulate` does, with a clock for the whole office. Returns the same frame.

    >>> from egov_lib.labs.approvals.model import simulate
    >>> short = Settings(days=5.0, share_supervised=1.0, warning_days=2.0)
    >>> simulate_by_clock(short, seed=1).equals(simulate(short, seed=1))
    True
    """
    cases = draw_cases(settings, np.random.default_rng(seed))
    clock = simpy.Environment()
    desks = [
        simpy.PriorityResource(clock, settings.officers_per_department)
        for _ in range(settings.departments)
    ]
    shape = cases.work_days.shape
    days = Days(np.zeros(shape), np.zeros(shape), np.zeros(shape))
    office = Office(clock, desks, settings, cases, days)
    for case in range(len(cases.applied)):
        clock.process(_handle(office, case))
    clock.run()
    blocks = list(events_of(settings, cases, days))
    return as_frame(settings, cases, blocks)


def _handle(office: Office, case: int) -> Generator:
    """Take one case from its application through every department, and note the days."""
    clock, cases = office.clock, office.cases
    is_paper = cases.channel[case] != HANDLED_ONLINE
    yield clock.timeout(cases.applied[case])
    for department in range(len(office.desks)):
        if department > 0 and is_paper:
            yield clock.timeout(office.settings.transfer_days)
        yield from _have_worked(office, case, department)


def _have_worked(office: Office, case: int, department: int) -> Generator:
    """Take a case that comes to a department through its queue and the work on it."""
    clock, days = office.clock, office.days
    desk = office.desks[department]
    warned_on = office.cases.warned(office.settings)[case]
    work_days = office.cases.work_days[case, department]
    at = (case, department)
    days.queues[at] = clock.now
    request = yield from _wait_at(desk, clock, warned_on)
    days.begins[at] = clock.now
    yield clock.timeout(work_days)
    desk.release(request)
    days.ends[at] = clock.now


def _wait_at(
    desk: simpy.PriorityResource, clock: simpy.Environment, warned_on: float
) -> Generator:
    """Queue until an officer is free; return the request that holds the officer."""
    has_card = clock.now >= warned_on
    if has_card:
        request = desk.request(priority=URGENT)
        yield request
        return request
    request = desk.request(priority=ORDINARY)
    if not request.triggered and warned_on < np.inf:
        card = clock.timeout(warned_on - clock.now)
        yield request | card
        if not request.triggered:
            # The card comes while the case waits: it leaves the queue and comes back at its head.
            request.cancel()
            request = desk.request(priority=URGENT)
    yield request
    return request
