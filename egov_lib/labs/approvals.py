"""Licences from application to result: queues at desks, files on their way, cards from electronic supervision (电子监察).

The texts promise shares of *items* (kinds of licence) that can be applied for or handled online; people bring *cases*, many
of some items and few of others. An item online helps only whoever takes it up. A case passes a queue in each department, one
after the other. On paper it travels between departments, at the counter its applicant with it; an agent for the whole course
(全程代办) goes instead. A supervised case that grows old gets a warning card and moves to the head of the queue; past its
limit, an overdue card. The clock is SimPy's, in working days. With one department and no cards this is the queue M/M/c of
the textbooks, and the tests hold it to their formula. It knows no refusals, no missing papers and no tired officers.
"""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import simpy

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, check_limits, setting

CHANNELS = ("counter", "agent", "applied online", "handled online")
ONLINE_FIRST = ("busiest", "random", "rarest")
LATE = ("overdue", "overdue card", "warning card")
LEGAL = "Article 42 of the Administrative Licence Law (2003); the five texts name no limit"
HALF = Parameter("targets", "relay-half-licences-online", scale=0.01)


@dataclass(frozen=True)
class Settings:
    """A window of a city: what comes in, what is online, who handles it, what supervision sees. Days are working days."""

    applications_per_day: float = setting(value=4.0, why="no text counts applications")
    items: int = setting(value=60, why="no text counts the kinds of licence")
    share_items_applied_online: float = setting(
        value=0.5, why="what is handled online is applied for online"
    )
    share_items_handled_online: float = setting("targets", "relay-half-licences-online", scale=0.01)
    online_first: str = setting(value="random", why="no text says which items go online first")
    share_take_up: float = setting(value=0.6, why="no text says how many use what is online")
    share_agent: float = setting(value=0.0, why="an agent only where a preset has one")
    departments: int = setting(value=4, why="no text counts them")
    officers_per_department: int = setting(value=2, why="no text counts them")
    work_days_per_case: float = setting(
        value=0.47, why="so that officers are busy 94 % of their time"
    )
    constant_work: bool = setting(value=False, why="cases differ: exponential, the M of M/M/c")
    transfer_days: float = setting(value=3.0, why="a paper file on its way to the next department")
    limit_days: float = setting(value=20.0, why=LEGAL)
    warning_days: float = setting(value=15.0, why="three quarters of the limit")
    share_supervised: float = setting(value=0.0, why="no national text asks for it; Shenzhen does")
    days: float = setting(value=60.0, why="a quarter of a year of applications")
    warm_up_days: float = setting(
        value=0.0, why="the desks open empty; cases of these first days are left out"
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
        )
        check_limits(
            self, departments=(1, 50), officers_per_department=(1, 1e4), work_days_per_case=(0, 1e3)
        )
        check_limits(
            self, transfer_days=(0, 1e3), limit_days=(0, np.inf), warning_days=(0, self.limit_days)
        )
        if self.online_first not in ONLINE_FIRST:
            raise ValueError(
                f"online_first is {self.online_first!r}: choose one of {', '.join(ONLINE_FIRST)}"
            )
        if self.share_items_applied_online < self.share_items_handled_online:
            raise ValueError(
                "more items are handled online than applied for: raise share_items_applied_online"
            )


NONE_YET = Parameter(
    "systems", "portal-administrative-approval-service", 0.0, "to come to the portals: none yet"
)
FEW = Parameter(value=0.2, why="the speech gives no share")
PRESETS = {
    "nation-2002": {"share_items_applied_online": NONE_YET, "share_items_handled_online": NONE_YET},
    "nation-2010": {"share_items_handled_online": HALF},
    "wuhai-2006": {
        "share_agent": Parameter(
            "systems", "wuhai-online-approval-agency-service", 1.0, "to explore; read as done"
        ),
        "share_items_handled_online": FEW,
        "share_items_applied_online": FEW,
    },
    "shenzhen-2008": {
        "share_items_applied_online": Parameter("targets", "shenzhen-approval-100", scale=0.01),
        "share_items_handled_online": Parameter("targets", "shenzhen-licence-50", scale=0.01),
        "share_supervised": Parameter("targets", "shenzhen-supervision-100", scale=0.01),
    },
}
preset = common.preset_of(Settings, PRESETS)


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let applications come for a while, and handle them all; the desks close when the last has its result.

    Columns, in order of time: day, case, item (0 is the busiest), channel (one of `CHANNELS`), department (from 0; −1 where
    none has it), event (applied, visit, queues, begins, ends, result, overdue; for a supervised case also warning card and
    overdue card). Cases that apply in the warm-up are handled but left out.
    """
    day, item, channel, *_ = cases = _draw(settings, np.random.default_rng(seed))
    environment, log = simpy.Environment(), []
    desks = [
        simpy.PriorityResource(environment, settings.officers_per_department)
        for _ in range(settings.departments)
    ]
    for number, case in enumerate(zip(*(part.tolist() for part in cases))):
        environment.process(_handle(environment, desks, settings, (number, *case), log))
    environment.run()
    events = pd.DataFrame(log, columns=["day", "case", "department", "event"])
    number = events["case"].to_numpy(int)
    events.insert(2, "item", item[number])
    events.insert(3, "channel", np.array(CHANNELS, dtype=object)[channel[number]])
    return events[day[number] >= settings.warm_up_days].sort_values(
        "day", kind="stable", ignore_index=True
    )


def _draw(s: Settings, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """All that chance decides, in a fixed order, so that settings with other shares see the same applicants; inf is never."""
    count = rng.poisson(s.applications_per_day * s.days)
    day = np.sort(rng.uniform(0, s.days, count))
    weights = 1 / np.arange(
        1, s.items + 1
    )  # Zipf: the second item is asked for half as often as the first
    item = rng.choice(s.items, count, p=weights / weights.sum())
    place = {
        "busiest": np.arange(s.items),
        "random": rng.permutation(s.items),
        "rarest": np.arange(s.items)[::-1],
    }
    takes_up, by_agent, supervised = rng.random((3, count))
    work = rng.exponential(s.work_days_per_case, (count, s.departments))
    turn = place[s.online_first][item] if count else item  # when the item goes online, from 0
    handled, applied = (
        turn < round(n * s.items)
        for n in (s.share_items_handled_online, s.share_items_applied_online)
    )
    online = takes_up < s.share_take_up
    channel = np.select(
        [handled & online, applied & online, by_agent < s.share_agent], [3, 2, 1], 0
    )
    work = np.full_like(work, s.work_days_per_case) if s.constant_work else work
    return (
        day,
        item,
        channel,
        np.where(supervised < s.share_supervised, day + s.warning_days, np.inf),
        work,
    )


def _handle(
    environment: simpy.Environment, desks: list, s: Settings, case: tuple, log: list
) -> Generator:
    """One case's way: to each desk in turn, its queue, its officer, and home."""
    number, day, _, channel, warned_at, work = case
    yield environment.timeout(day)
    log.append((environment.now, number, -1, "applied"))
    for place, desk in enumerate(desks):
        if place and channel != 3:
            yield environment.timeout(s.transfer_days)
        if channel == 0 or (
            place == 0 and channel < 3
        ):  # at the counter everywhere; else once, with papers or agent
            log.append((environment.now, number, place, "visit"))
        log.append((environment.now, number, place, "queues"))
        request = desk.request(priority=int(environment.now < warned_at))
        if not request.triggered and environment.now < warned_at < np.inf:
            yield request | environment.timeout(warned_at - environment.now)
            if (
                not request.triggered
            ):  # the card falls due while it waits: leave the queue, come back at its head
                request.cancel()
                request = desk.request(priority=0)
        yield request
        log.append((environment.now, number, place, "begins"))
        yield environment.timeout(work[place])
        desk.release(request)
        log.append((environment.now, number, place, "ends"))
    late = [day + s.limit_days, warned_at + s.limit_days - s.warning_days, warned_at]
    log.extend((t, number, -1, kind) for t, kind in zip(late, LATE) if environment.now > t)
    log.extend(
        (environment.now, number, -1, kind) for kind in ["result", "visit"][: 1 + (channel == 0)]
    )


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure a run: cases, share_handled_online, share_applied_online (handled ones included), visits_per_case, wait_days
    (in queues, all departments together), total_days (application to result, mean), total_days_p90, share_overdue,
    share_warned (of all cases), cases_open (mean, from the first application to the last result), officers_busy (mean).
    """
    days = dict(list(events.groupby("event")["day"]))
    applied, queues, begins, ends, result, *marked = (
        days.get(kind, events["day"].iloc[:0])
        for kind in ("applied", "queues", "begins", "ends", "result", "visit", *LATE)
    )
    order = [events.loc[times.index, "case"].to_numpy(int).argsort() for times in (result, applied)]
    total = result.to_numpy()[order[0]] - applied.to_numpy()[order[1]]
    channel = events.loc[applied.index, "channel"]
    count, span = len(applied) or np.nan, result.max() - applied.min()
    moves = events["event"].map({"applied": 1, "result": -1}).fillna(0).cumsum().to_numpy()
    measures = {
        "cases": len(applied),
        "share_handled_online": (channel == CHANNELS[3]).mean(),
        "share_applied_online": channel.isin(CHANNELS[2:]).mean(),
        "visits_per_case": len(marked[0]) / count,
        "wait_days": (begins.sum() - queues.sum()) / count,
        "total_days": total.mean() if len(total) else np.nan,
        "total_days_p90": np.quantile(total, 0.9) if len(total) else np.nan,
        "share_overdue": len(marked[1]) / count,
        "share_warned": len(marked[3]) / count,
        "cases_open": (np.diff(events["day"]) * moves[:-1]).sum() / span,
        "officers_busy": (ends.sum() - begins.sum()) / span,
    }
    return pd.Series(measures, dtype=float)


def expect_wait(arrivals_per_day: float, work_days: float, officers: int) -> pd.Series:
    """Say what theory expects of the queue M/M/c: random arrivals, exponential work, c officers at one desk.

    Returns share_busy (of the officers), share_waiting (Erlang's C), wait_days, total_days, cases_open (Little: arrivals
    times total_days). References: Erlang (1917); Gross et al., *Fundamentals of Queueing Theory* (2008), 2.3.

    >>> float(expect_wait(2, 1, 3)["share_waiting"].round(4))
    0.4444
    """
    load = arrivals_per_day * work_days
    if load >= officers:
        raise ValueError(
            f"work for {load:g} officers comes to {officers}: the queue grows without end; add officers"
        )
    blocked = 1.0
    for server in range(1, officers + 1):  # Erlang's B, server by server: factorials would overflow
        blocked = load * blocked / (server + load * blocked)
    waiting = blocked / (1 - load / officers * (1 - blocked))
    wait = waiting * work_days / (officers - load)
    total = wait + work_days
    names = ["share_busy", "share_waiting", "wait_days", "total_days", "cases_open"]
    return pd.Series([load / officers, waiting, wait, total, arrivals_per_day * total], index=names)
