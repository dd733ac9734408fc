"""How cases pass through the departments: one run of the lab on approvals.

Chance decides first who applies when, for what, on which channel, and how much work it makes. Then
the departments are gone through one after the other: since no case goes back, a department's queue
can be worked off once it is known who comes when. `clock` does the same with a clock for the whole
office, as one would watch it; both give the same days.
"""

import heapq
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.labs.approvals.settings import (
    AGENT,
    APPLIED_ONLINE,
    COUNTER,
    HANDLED_ONLINE,
    Settings,
    demand_of,
    order_online,
)

COLUMNS = (
    "day",
    "case",
    "item",
    "channel",
    "department",
    "event",
    "cost_yuan",
    "supervised",
    "counted",
)
NOWHERE = -1  # the department of a case that none has
NOBODY = -1  # the case, or the item, of an event that has none


# --- what chance decides ------------------------------------------------------------------------


class Cases(NamedTuple):
    """What chance decides about the applications; each field has one entry per case.

    applied: the day of the application; cases are in this order
    item: its kind of licence; 0 is the busiest
    channel: one of `CHANNELS`
    supervised: whether it gets a card when it grows old
    work_days: cases x departments
    """

    applied: np.ndarray
    item: np.ndarray
    channel: np.ndarray
    supervised: np.ndarray
    work_days: np.ndarray

    def warned(self, s: Settings) -> np.ndarray:
        """The day of the warning card of each case that is still under way then; inf for none."""
        card = self.applied + s.warning_days
        return np.where(self.supervised, card, np.inf)


def draw_cases(s: Settings, rng: np.random.Generator) -> Cases:
    """Draw all that chance decides.

    The draws come in a fixed order, so that settings with other shares see the same applicants.
    """
    last_day = s.warm_up_days + s.days
    count = rng.poisson(s.applications_per_day * last_day)
    applied = np.sort(rng.uniform(0, last_day, count))
    item = rng.choice(s.items, count, p=demand_of(s))
    shuffled = rng.permutation(s.items)
    takes_up, by_agent, supervised = rng.random((3, count))
    shape = (count, s.departments)
    work_days = rng.exponential(s.work_days_per_case, shape)

    if s.constant_work:
        work_days[:] = s.work_days_per_case
    turn = order_online(s, shuffled)[item]
    return Cases(
        applied=applied,
        item=item,
        channel=_choose_channel(s, turn, takes_up, by_agent),
        supervised=supervised < s.share_supervised,
        work_days=work_days,
    )


def _choose_channel(
    s: Settings, turn: np.ndarray, takes_up: np.ndarray, by_agent: np.ndarray
) -> np.ndarray:
    """Return the channel of each case.

    *turn* is that of its item to go online; *takes_up* and *by_agent* are uniform random numbers.
    """
    is_willing = takes_up < s.share_take_up
    can_be_handled = turn < s.items_handled_online
    can_be_applied_for = turn < s.items_applied_online
    channel = np.select(
        [
            is_willing & can_be_handled,
            is_willing & can_be_applied_for,
            by_agent < s.share_agent,
        ],
        [HANDLED_ONLINE, APPLIED_ONLINE, AGENT],
        COUNTER,
    )
    return channel.astype(object)


# --- the way through the office -----------------------------------------------------------------


class Days(NamedTuple):
    """When a department has each case; cases x departments.

    queues: when it comes there
    begins, ends: of the work on it
    """

    queues: np.ndarray
    begins: np.ndarray
    ends: np.ndarray


def pass_departments(s: Settings, cases: Cases) -> Days:
    """Take all cases through every department to their results."""
    shape = cases.work_days.shape
    days = Days(np.zeros(shape), np.zeros(shape), np.zeros(shape))
    warned = cases.warned(s)
    is_paper = cases.channel != HANDLED_ONLINE
    way = np.where(is_paper, s.transfer_days, 0.0)
    came = cases.applied
    for department in range(s.departments):
        work = cases.work_days[:, department]
        begins = work_off(came, warned, work, s.officers_per_department)
        ends = begins + work
        days.queues[:, department] = came
        days.begins[:, department] = begins
        days.ends[:, department] = ends
        came = ends + way
    return days


def work_off(
    came: np.ndarray, warned: np.ndarray, work: np.ndarray, officers: int
) -> np.ndarray:
    """Work off the queue of one department, and return the day on which each case is begun.

    An officer who is free takes the case that has had a card for longest, or else the one that
    came first; where nobody waits, the next to come.

    >>> came, no_card = np.array([0.0, 1.0, 2.0]), np.full(3, np.inf)
    >>> work_off(came, no_card, np.array([4.0, 4.0, 4.0]), officers=1).tolist()
    [0.0, 4.0, 8.0]
    >>> work_off(came, np.array([9.0, 9.0, 3.0]), np.array([4.0, 4.0, 4.0]), officers=1).tolist()
    [0.0, 8.0, 4.0]
    """
    urgent_from = np.maximum(came, warned)
    with_card = np.flatnonzero(warned < np.inf)
    in_order_of_cards = with_card[
        np.argsort(urgent_from[with_card], kind="stable")
    ]
    is_begun = [False] * len(came)
    ordinary = _not_begun(np.argsort(came, kind="stable"), is_begun)
    urgent = _not_begun(in_order_of_cards, is_begun)
    first, card = next(ordinary, None), next(urgent, None)
    came_on, urgent_on = came.tolist(), urgent_from.tolist()
    takes = work.tolist()
    begins = [0.0] * len(came)
    free = [0.0] * officers  # when each officer is free, the first one first
    while first is not None:
        day = max(free[0], came_on[first])
        has_card = card is not None and urgent_on[card] <= day
        case = card if has_card else first
        begins[case] = day
        is_begun[case] = True
        heapq.heapreplace(free, day + takes[case])
        if is_begun[first]:
            first = next(ordinary, None)
        if card is not None and is_begun[card]:
            card = next(urgent, None)
    return np.array(begins)


def _not_begun(order: np.ndarray, is_begun: list[bool]) -> Iterator[int]:
    """Go through cases in an order; leave out those that are begun when it is their turn."""
    for case in order.tolist():
        if not is_begun[case]:
            yield case


# --- what is written down -----------------------------------------------------------------------


class Block(NamedTuple):
    """Events of one kind, one per case in *case*.

    department: of all of them
    yuan: what one costs
    """

    event: str
    case: np.ndarray
    day: np.ndarray
    department: int = NOWHERE
    yuan: float = 0.0


def events_of(s: Settings, cases: Cases, days: Days) -> Iterator[Block]:
    """Give the events of all cases, each case's own in the order in which they happen."""
    everybody = np.arange(len(cases.applied), dtype=np.int64)
    at_counter = np.flatnonzero(cases.channel == COUNTER)
    by_agent = np.flatnonzero(cases.channel == AGENT)
    on_paper = np.flatnonzero(cases.channel != HANDLED_ONLINE)
    yield Block("applied", everybody, cases.applied)
    for department in range(s.departments):
        queues = days.queues[:, department]
        # At the counter the applicant comes to every department, otherwise once, with the papers.
        come = on_paper if department == 0 else at_counter
        yield Block("visit", come, queues[come], department, s.visit_yuan)
        yield Block(
            "agent goes",
            by_agent,
            queues[by_agent],
            department,
            s.agent_way_yuan,
        )
        yield Block("queues", everybody, queues, department)
        yield Block(
            "begins", everybody, days.begins[:, department], department
        )
        yield Block("ends", everybody, days.ends[:, department], department)
    result = days.ends[:, -1]
    yield from _cards(s, cases, result)
    yield Block("result", everybody, result)
    yield Block("visit", at_counter, result[at_counter], yuan=s.visit_yuan)
    yield Block(
        "agent goes", by_agent, result[by_agent], yuan=s.agent_way_yuan
    )


def _cards(s: Settings, cases: Cases, result: np.ndarray) -> Iterator[Block]:
    """Give what comes of cases that are still under way on a certain day."""
    warning = cases.warned(s)
    limit = cases.applied + s.limit_days
    card = np.where(cases.supervised, limit, np.inf)
    due = {"warning card": warning, "overdue": limit, "overdue card": card}
    for event, day in due.items():
        late = np.flatnonzero(result > day)
        yield Block(event, late, day[late])


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let applications come, first for the warm-up, then for the days that count.

    The desks close when the last case has its result.

    Returns one row per event, in order of time:
    day: in working days from the opening
    case: number, from 0; -1 for what belongs to none
    item: the kind of licence, from 0, the busiest; -1 for none
    channel: one of `CHANNELS`; empty for what belongs to no case
    department: number, from 0; -1 where none has the case
    event: applied, visit (of the applicant), agent goes, queues, begins, ends, result, overdue; of
        a supervised case also warning card and overdue card; without a case: officer (at a desk for
        the days that count), item online (the same), counting begins, counting ends
    cost_yuan: what it costs the applicant (visit) or the office (agent, officer, item online)
    supervised: whether the case gets a card when it grows old
    counted: whether the case applied after the warm-up

    >>> events = simulate(Settings(days=5.0, warm_up_days=0.0, share_take_up=0.0), seed=1)
    >>> events.loc[events["case"] == 0, "event"].tolist()[:5]
    ['applied', 'visit', 'queues', 'begins', 'ends']
    """
    cases = draw_cases(settings, np.random.default_rng(seed))
    days = pass_departments(settings, cases)
    return as_frame(settings, cases, list(events_of(settings, cases, days)))


def as_frame(s: Settings, cases: Cases, blocks: list[Block]) -> pd.DataFrame:
    """Put the events of all cases into one frame, in order of time, after those of the office."""
    sizes = [len(block.case) for block in blocks]
    case = np.concatenate([block.case for block in blocks])
    day = np.concatenate([block.day for block in blocks])
    # Whatever happens to one case at the same time keeps the order of the blocks.
    order = np.lexsort([case, day])
    kinds = np.array([block.event for block in blocks], dtype=object)
    departments = [block.department for block in blocks]
    yuan = [block.yuan for block in blocks]
    office = _office_rows(s)
    applied = cases.applied[case]
    columns = {
        "day": day,
        "case": case,
        "item": cases.item[case],
        "channel": cases.channel[case],
        "department": np.repeat(departments, sizes),
        "event": np.repeat(kinds, sizes),
        "cost_yuan": np.repeat(yuan, sizes),
        "supervised": cases.supervised[case],
        "counted": applied >= s.warm_up_days,
    }
    ordered = {
        name: pd.Series(
            np.concatenate([office[name], values[order]]),
            dtype=object if values.dtype == object else None,
        )
        for name, values in columns.items()
    }
    return pd.DataFrame(ordered)


def _office_rows(s: Settings) -> dict[str, np.ndarray]:
    """The events that belong to no case, as columns: when counting begins and ends, who is paid."""
    begin, end = s.warm_up_days, s.warm_up_days + s.days
    departments = np.arange(s.departments, dtype=np.int64)
    desks = np.repeat(departments, s.officers_per_department)
    online = np.arange(s.items_handled_online, dtype=np.int64)
    kinds = ["counting begins", "counting ends", "officer", "item online"]
    sizes = [1, 1, len(desks), len(online)]
    days = [begin, end, begin, begin]
    officer_yuan = s.officer_day_yuan * s.days
    item_yuan = s.item_day_yuan * s.days
    yuan = [0.0, 0.0, officer_yuan, item_yuan]
    count = sum(sizes)
    before_desks = [NOWHERE, NOWHERE]
    nowhere = np.full(len(online), NOWHERE)
    before_online = np.full(2 + len(desks), NOBODY)
    return {
        "day": np.repeat(days, sizes),
        "case": np.full(count, NOBODY),
        "item": np.concatenate([before_online, online]),
        "channel": np.full(count, "", dtype=object),
        "department": np.concatenate([before_desks, desks, nowhere]),
        "event": np.repeat(np.array(kinds, dtype=object), sizes),
        "cost_yuan": np.repeat(yuan, sizes),
        "supervised": np.zeros(count, dtype=bool),
        "counted": np.zeros(count, dtype=bool),
    }
