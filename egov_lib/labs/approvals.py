"""Licences: what do online items, agents and supervision do to the way from application to result?

The unit of time is the working day; the clock is SimPy's.

The texts promise shares of *items* (kinds of licence) that can be applied for or handled online.
People bring *cases*: many of some items, few of others, and an item online helps only those who
take it up. A case passes a queue in each department, one after the other. On paper it travels
between departments, and at the counter its applicant travels with it; an agent for the whole
course (全程代办) goes instead of the applicant. Electronic supervision (电子监察) gives a case
that grows old a warning card, which moves it to the head of the queue, and an overdue card past
its limit.

With one department and no cards this is the queue M/M/c of the textbooks; the tests compare it
with their formula. Refusals, missing papers and tired officers are not in the model.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import simpy

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, check_limits, setting

CHANNELS = ("counter", "agent", "applied online", "handled online")
COUNTER, AGENT, APPLIED_ONLINE, HANDLED_ONLINE = CHANNELS
ONLINE_FIRST = ("busiest", "random", "rarest")
NOWHERE = -1  # the department of a case that none has
URGENT, ORDINARY = 0, 1  # priorities in a queue


# --- settings -----------------------------------------------------------------------------------

LEGAL = "Article 42 of the Administrative Licence Law (2003); the five texts name no limit"
HALF = Parameter("targets", "relay-half-licences-online", scale=0.01)


@dataclass(frozen=True)
class Settings:
    """A window of a city: what comes in, what is online, who handles it, what is supervised.

    Times are in working days.
    """

    applications_per_day: float = setting(
        value=4.0, why="no text counts applications"
    )
    items: int = setting(value=60, why="no text counts the kinds of licence")
    share_items_applied_online: float = setting(
        value=0.5, why="what is handled online is applied for online"
    )
    share_items_handled_online: float = setting(
        "targets", "relay-half-licences-online", scale=0.01
    )
    online_first: str = setting(
        value="random", why="no text says which items go online first"
    )
    share_take_up: float = setting(
        value=0.6, why="no text says how many use what is online"
    )
    share_agent: float = setting(
        value=0.0, why="an agent only where a preset has one"
    )
    departments: int = setting(value=4, why="no text counts them")
    officers_per_department: int = setting(value=2, why="no text counts them")
    work_days_per_case: float = setting(
        value=0.47, why="so that officers are busy 94 % of their time"
    )
    constant_work: bool = setting(
        value=False, why="cases differ: exponential, the M of M/M/c"
    )
    transfer_days: float = setting(
        value=3.0, why="a paper file on its way to the next department"
    )
    limit_days: float = setting(value=20.0, why=LEGAL)
    warning_days: float = setting(
        value=15.0, why="three quarters of the limit"
    )
    share_supervised: float = setting(
        value=0.0, why="no national text asks for it; Shenzhen does"
    )
    days: float = setting(
        value=60.0, why="a quarter of a year of applications"
    )
    warm_up_days: float = setting(
        value=0.0,
        why="the desks open empty; cases of these first days are left out",
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        check_limits(
            self,
            applications_per_day=(0, 1e4),
            days=(0, 1e5),
            warm_up_days=(0, self.days),
            items=(1, 1e4),
            departments=(1, 50),
            officers_per_department=(1, 1e4),
            work_days_per_case=(0, 1e3),
            transfer_days=(0, 1e3),
            limit_days=(0, np.inf),
            warning_days=(0, self.limit_days),
        )
        if self.online_first not in ONLINE_FIRST:
            choices = ", ".join(ONLINE_FIRST)
            raise ValueError(
                f"online_first is {self.online_first!r}: choose one of {choices}"
            )
        if self.share_items_applied_online < self.share_items_handled_online:
            raise ValueError(
                "more items are handled online than applied for: raise share_items_applied_online"
            )


NONE_YET = Parameter(
    "clauses",
    "opinion-2002/2.4.5.2",
    0.0,
    "to come to the portals: none yet",
)
FEW = Parameter(value=0.2, why="the speech gives no share")
PRESETS = {
    "nation-2002": {
        "share_items_applied_online": NONE_YET,
        "share_items_handled_online": NONE_YET,
    },
    "nation-2010": {"share_items_handled_online": HALF},
    "wuhai-2006": {
        "share_agent": Parameter(
            "systems",
            "wuhai-online-approval-agency-service",
            1.0,
            "the speech says: explore; taken as done for all paper cases",
            span=(0, 1),
        ),
        "share_items_handled_online": FEW,
        "share_items_applied_online": FEW,
    },
    "shenzhen-2008": {
        "share_items_applied_online": Parameter(
            "targets", "shenzhen-approval-100", scale=0.01
        ),
        "share_items_handled_online": Parameter(
            "targets", "shenzhen-licence-50", scale=0.01
        ),
        "share_supervised": Parameter(
            "targets", "shenzhen-supervision-100", scale=0.01
        ),
    },
}
preset = common.preset_of(Settings, PRESETS)


# --- state --------------------------------------------------------------------------------------


class Case(NamedTuple):
    """What chance decides about one application.

    number: from 0, in the order of application
    day: of the application
    item: its kind of licence; 0 is the busiest
    channel: one of `CHANNELS`
    warned_on: the day of its warning card, if it is still under way; inf without supervision
    work_days: its work in each department
    """

    number: int
    day: float
    item: int
    channel: str
    warned_on: float
    work_days: list[float]


class Office(NamedTuple):
    """The window at work: its clock, a desk for each department, and its log.

    An entry of the log is (day, number of the case, department, event).
    """

    clock: simpy.Environment
    desks: list[simpy.PriorityResource]
    settings: Settings
    log: list[tuple[float, int, int, str]]


def _draw_cases(s: Settings, rng: np.random.Generator) -> list[Case]:
    """Draw all that chance decides.

    The draws come in a fixed order, so that settings with other shares see the same applicants.
    """
    count = rng.poisson(s.applications_per_day * s.days)
    day = np.sort(rng.uniform(0, s.days, count))
    item = rng.choice(s.items, count, p=_demand(s.items))
    shuffled = rng.permutation(s.items)
    takes_up, by_agent, supervised = rng.random((3, count))
    shape = (count, s.departments)
    work_days = rng.exponential(s.work_days_per_case, shape)

    if s.constant_work:
        work_days[:] = s.work_days_per_case
    goes_online = _order_online(s, shuffled)[item]
    channel = _choose_channel(s, goes_online, takes_up, by_agent)
    is_supervised = supervised < s.share_supervised
    warned_on = np.where(is_supervised, day + s.warning_days, np.inf)
    rows = zip(
        range(count),
        day.tolist(),
        item.tolist(),
        channel.tolist(),
        warned_on.tolist(),
        work_days.tolist(),
    )
    return [Case(*row) for row in rows]


def _demand(items: int) -> np.ndarray:
    """Return the share of each item in all applications.

    Zipf: the second item is asked for half as often as the first.
    """
    weights = 1 / np.arange(1, items + 1)
    return weights / weights.sum()


def _choose_channel(
    s: Settings,
    goes_online: np.ndarray,
    takes_up: np.ndarray,
    by_agent: np.ndarray,
) -> np.ndarray:
    """Return the channel of each case.

    *goes_online* is the turn of its item to go online; *takes_up* and *by_agent* are uniform
    random numbers.
    """
    handled = round(s.share_items_handled_online * s.items)
    applied = round(s.share_items_applied_online * s.items)
    is_willing = takes_up < s.share_take_up
    return np.select(
        [
            is_willing & (goes_online < handled),
            is_willing & (goes_online < applied),
            by_agent < s.share_agent,
        ],
        [HANDLED_ONLINE, APPLIED_ONLINE, AGENT],
        COUNTER,
    )


def _order_online(s: Settings, shuffled: np.ndarray) -> np.ndarray:
    """Return for each item, the busiest first, its turn to go online, from 0."""
    by_demand = np.arange(s.items, dtype=np.int64)
    if s.online_first == "busiest":
        return by_demand
    if s.online_first == "rarest":
        return by_demand[::-1]
    return shuffled


# --- step ---------------------------------------------------------------------------------------


def _handle(office: Office, case: Case) -> Generator:
    """Take one case from its application through every department to its result."""
    clock = office.clock

    def note(event: str, department: int = NOWHERE) -> None:
        office.log.append((clock.now, case.number, department, event))

    yield clock.timeout(case.day)
    note("applied")
    for department, desk in enumerate(office.desks):
        travels = department > 0 and case.channel != HANDLED_ONLINE
        if travels:
            yield clock.timeout(office.settings.transfer_days)
        if _applicant_comes(case, department):
            note("visit", department)
        note("queues", department)
        request = yield from _wait_at(desk, clock, case)
        note("begins", department)
        yield clock.timeout(case.work_days[department])
        desk.release(request)
        note("ends", department)
    for event, day in _falls_due(office.settings, case).items():
        if clock.now > day:
            office.log.append((day, case.number, NOWHERE, event))
    note("result")
    if case.channel == COUNTER:
        note("visit")


def _applicant_comes(case: Case, department: int) -> bool:
    """At the counter the applicant comes to every department; otherwise once, with the papers.

    A case handled online needs no visit.
    """
    if case.channel == COUNTER:
        return True
    return department == 0 and case.channel != HANDLED_ONLINE


def _wait_at(
    desk: simpy.PriorityResource, clock: simpy.Environment, case: Case
) -> Generator:
    """Queue until an officer is free; return the request that holds the officer."""
    has_card = clock.now >= case.warned_on
    if has_card:
        request = desk.request(priority=URGENT)
        yield request
        return request
    request = desk.request(priority=ORDINARY)
    if not request.triggered and case.warned_on < np.inf:
        card = clock.timeout(case.warned_on - clock.now)
        yield request | card
        if not request.triggered:
            # The card comes while the case waits: it leaves the queue and comes back at its head.
            request.cancel()
            request = desk.request(priority=URGENT)
    yield request
    return request


def _falls_due(s: Settings, case: Case) -> dict[str, float]:
    """Return what comes of a case that is still under way, and the day on which it does."""
    return {
        "overdue": case.day + s.limit_days,
        "overdue card": case.warned_on + s.limit_days - s.warning_days,
        "warning card": case.warned_on,
    }


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let applications come for a while and handle them all.

    The desks close when the last case has its result. Cases that apply in the warm-up are handled
    but left out.

    Returns one row per event, in order of time:
    day: in working days from the opening
    case: number, from 0
    item: the kind of licence, from 0, the busiest
    channel: one of `CHANNELS`
    department: number, from 0; -1 where none has the case
    event: applied, visit, queues, begins, ends, result, overdue; of a supervised case also
        warning card and overdue card

    >>> events = simulate(Settings(days=5.0, departments=1, share_take_up=0.0), seed=1)
    >>> events.loc[events["case"] == 0, "event"].tolist()
    ['applied', 'visit', 'queues', 'begins', 'ends', 'result', 'visit']
    """
    rng = np.random.default_rng(seed)
    cases = _draw_cases(settings, rng)
    clock = simpy.Environment()
    officers = settings.officers_per_department
    desks = []
    for _ in range(settings.departments):
        desk = simpy.PriorityResource(clock, officers)
        desks.append(desk)
    office = Office(clock, desks, settings, log=[])
    for case in cases:
        clock.process(_handle(office, case))
    clock.run()
    return _as_frame(office.log, cases, settings.warm_up_days)


def _as_frame(
    log: list[tuple], cases: list[Case], warm_up_days: float
) -> pd.DataFrame:
    """Return the log of the cases after the warm-up, with item and channel of each case."""
    events = pd.DataFrame(log, columns=["day", "case", "department", "event"])
    number = events["case"].to_numpy(np.intp)
    applied_on = _column(cases, "day", np.float64)
    items = _column(cases, "item", np.int64)
    channels = _column(cases, "channel", np.object_)
    events.insert(2, "item", items[number])
    events.insert(3, "channel", channels[number])
    is_counted = applied_on[number] >= warm_up_days
    counted = events[is_counted]
    return counted.sort_values("day", kind="stable", ignore_index=True)


def _column(cases: list[Case], name: str, kind: type) -> np.ndarray:
    """One field of all cases, in the order of their numbers."""
    return np.array([getattr(case, name) for case in cases], dtype=kind)


# --- measures -----------------------------------------------------------------------------------


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure a run.

    Returns:
    cases: how many
    share_handled_online, share_applied_online: of the cases; what is handled is applied for, too
    visits_per_case: of the applicant
    wait_days: in queues, all departments together; mean
    total_days: from application to result, mean
    total_days_p90: the 90 % quantile
    share_overdue, share_warned: of all cases
    cases_open: mean from the first application to the last result
    officers_busy: mean over the same time

    >>> int(summarise(simulate(Settings(days=5.0), seed=1))["cases"])
    17
    """
    days = _Days(events)
    applied, result = days.of("applied"), days.of("result")
    count = len(applied) or np.nan
    span = result.max() - applied.min()
    channel = events.loc[applied.index, "channel"]
    is_handled = channel == HANDLED_ONLINE
    is_applied = is_handled | (channel == APPLIED_ONLINE)
    total = _total_days(events, applied, result)
    measures = {
        "cases": len(applied),
        "share_handled_online": is_handled.mean(),
        "share_applied_online": is_applied.mean(),
        "visits_per_case": days.count("visit") / count,
        "wait_days": days.between("queues", "begins") / count,
        "total_days": total.mean(),
        "total_days_p90": total.quantile(0.9),
        "share_overdue": days.count("overdue") / count,
        "share_warned": days.count("warning card") / count,
        "cases_open": _open_case_days(events) / span,
        "officers_busy": days.between("begins", "ends") / span,
    }
    return pd.Series(measures, dtype=float)


class _Days:
    """The days of events, by the kind of event."""

    def __init__(self, events: pd.DataFrame):
        self.by_event = dict(list(events.groupby("event")["day"]))
        self.none = events["day"].iloc[:0]

    def of(self, event: str) -> pd.Series:
        return self.by_event.get(event, self.none)

    def count(self, event: str) -> int:
        return len(self.of(event))

    def between(self, first: str, second: str) -> float:
        """The days from each *first* event to its *second*, added up."""
        return self.of(second).sum() - self.of(first).sum()


def _total_days(
    events: pd.DataFrame, applied: pd.Series, result: pd.Series
) -> pd.Series:
    """Days from application to result of each case, in the order of their numbers."""
    applied_on = applied.set_axis(events.loc[applied.index, "case"])
    result_on = result.set_axis(events.loc[result.index, "case"])
    return result_on.sort_index() - applied_on.sort_index()


def _open_case_days(events: pd.DataFrame) -> float:
    """The number of cases under way, added up over time: cases times days."""
    change = events["event"].map({"applied": 1, "result": -1}).fillna(0)
    under_way = change.cumsum().to_numpy()
    return (np.diff(events["day"]) * under_way[:-1]).sum()


def expect_wait(
    arrivals_per_day: float, work_days: float, officers: int
) -> pd.Series:
    """Say what theory expects of the queue M/M/c.

    M/M/c: random arrivals, exponential work, c officers at one desk.

    Returns:
    share_busy: of the officers
    share_waiting: of the cases, the probability that a case has to wait (Erlang's C)
    wait_days: in the queue, mean
    total_days: with the work, mean
    cases_open: arrivals times total_days (Little's law)

    Raises ValueError where more work comes in than the officers can do.

    References: Erlang (1917); Gross et al., *Fundamentals of Queueing Theory* (2008), 2.3.

    >>> float(expect_wait(2, 1, 3)["share_waiting"].round(4))
    0.4444
    """
    load = arrivals_per_day * work_days
    if load >= officers:
        raise ValueError(
            f"work for {load:g} officers comes to {officers}: "
            "the queue grows without end; add officers"
        )
    # Erlang's B, server by server: factorials would overflow.
    blocked = 1.0
    for server in range(1, officers + 1):
        blocked = load * blocked / (server + load * blocked)
    share_waiting = blocked / (1 - load / officers * (1 - blocked))
    wait_days = share_waiting * work_days / (officers - load)
    total_days = wait_days + work_days
    return pd.Series(
        {
            "share_busy": load / officers,
            "share_waiting": share_waiting,
            "wait_days": wait_days,
            "total_days": total_days,
            "cases_open": arrivals_per_day * total_days,
        }
    )
