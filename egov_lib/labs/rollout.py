"""Rollout: how far does a platform reach by its deadline, as money, example and rules allow?

The unit of time is the month; money is in 亿元 (100 million yuan).

Sites of four levels join one platform. Offices adopt what others already have (Bass 1969): some by
themselves, more the more neighbours run it. The texts add three things. Pilots come first (试点),
so that nobody rushes in (一哄而起). Each level pays for itself (分别负担). And before there is a
standard, many build alone (各自为政) and must build again: that is the cost of duplication
(重复建设).

Deadlines are inputs and may be missed: the texts set one year, two years and 2010, and do not say
what became of the first two. Prices, numbers of offices below the province and the pull of example
are assumed; so the curves say "if", never "was".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

LEVELS = ("centre", "province", "prefecture", "county")
PAID = ("begins", "begins alone", "begins again")
EVENTS = (
    "exists",
    "money",
    *PAID,
    "runs alone",
    "connected",
    "waits",
    "deadline",
    "ends",
)
NO_MONEY = (0.0,) * len(LEVELS)
COST_YI = (5.0, 8.0, 1.2, 0.25)
ROUNDING = 1e-9  # so that money which is enough but for a last digit is enough


# --- settings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings:
    """Who is to join, with what money, by when, and how offices follow each other.

    Times are in months, money in 亿元 (100 million yuan).
    """

    sites: tuple = setting(
        value=(60, 31, 333, 2862),
        why="bodies and places of 2005, from general knowledge",
    )
    cost_yi: tuple = setting(
        value=COST_YI, why="one site of each level; no text prices one"
    )
    budget_yi: float = setting(
        "targets",
        "article-2000-yi",
        why="announced at a forum, for five years of e-government",
    )
    budget_shares: tuple = setting(
        value=(0.2, 0.15, 0.25, 0.4),
        why="each level pays for itself; the sum is undivided",
    )
    months: float = setting(
        "targets", "article-next-five-years", scale=12, why="2006 to 2010"
    )
    deadline_month: float = setting(
        "targets",
        "relay-network-nation",
        60.0,
        "by 2010, read as the end of that year, in months from 2006",
    )
    money_every_months: int = setting(
        value=12, why="budgets are voted by the year", span=(1, 60)
    )
    pilot_sites: tuple = setting(
        value=(2, 1, 6, 20),
        why="the texts ask for pilots and name Shenzhen first",
    )
    pilot_months: int = setting(
        value=9, why="until the others may begin", span=(0, 36)
    )
    standard_month: int = setting(
        value=12,
        why="when norms are out and building alone ends for most",
        span=(0, 60),
    )
    share_alone_before: float = setting(
        value=0.5,
        why="who begins before there is a standard builds alone",
        span=(0, 1),
    )
    share_alone_after: float = setting(
        value=0.1,
        why="in principle (原则上) leaves a door open",
        span=(0, 1),
    )
    cost_alone: float = setting(
        value=0.8,
        why="a system of one's own, as a share of a site's cost",
        span=(0.2, 2),
    )
    start_by_itself: float = setting(
        value=0.01,
        why="chance a month to begin without an example (innovation)",
        span=(0, 0.5),
    )
    start_by_example: float = setting(
        value=0.15,
        why="the same once all of its level are connected (imitation)",
        span=(0, 0.5),
    )
    build_months: int = setting(
        value=6, why="from begin to connection", span=(1, 24)
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            start_by_itself=(0, 1),
            start_by_example=(0, 1),
            cost_alone=(0, 10),
            budget_yi=(0, 1e6),
            months=(1, 600),
            deadline_month=(0, self.months),
            build_months=(1, 120),
        )
        for name in ("sites", "cost_yi", "budget_shares", "pilot_sites"):
            values = getattr(self, name)
            if len(values) != len(LEVELS) or min(values) < 0:
                levels = ", ".join(LEVELS)
                raise ValueError(
                    f"{name} is {values!r}: give a number from 0 for each of {levels}"
                )
        if not np.isclose(sum(self.budget_shares), 1) or not any(self.sites):
            raise ValueError(
                f"{self.sites} sites, {self.budget_shares} of the budget: "
                "one site at least; shares sum to 1"
            )


def _place(
    row_id: str, months: int, sites: tuple, why: str
) -> dict[str, Parameter]:
    """Parameters of a place that orders its own offices; without *row_id* no text gives its term.

    It has money for a fifth more than its sites cost, granted whole and shared as they cost.
    """
    need_yi = np.array(sites) * COST_YI
    shares = need_yi / need_yi.sum()
    span = None if row_id else (1, 60)
    term = Parameter(
        "targets" if row_id else "", row_id, months, why, span=span
    )
    return {
        "months": term,
        "deadline_month": term,
        "sites": Parameter(value=sites, why=why),
        "money_every_months": Parameter(
            value=months, why="a project is granted whole", span=(1, 60)
        ),
        "budget_yi": Parameter(
            value=round(1.2 * need_yi.sum(), 2),
            why="a fifth more than its sites cost",
            span=(0, 2000),
        ),
        "budget_shares": Parameter(
            value=tuple(shares.tolist()), why="as its sites cost"
        ),
        "pilot_sites": Parameter(
            value=(0, 1, 1, 1), why="one of each level below the centre"
        ),
        "pilot_months": Parameter(
            value=3, why="a small place is quicker", span=(0, 36)
        ),
        "standard_month": Parameter(
            value=3, why="as soon as the pilots stand", span=(0, 60)
        ),
        "start_by_itself": Parameter(
            value=0.2,
            why="by order of the place's own government",
            span=(0, 0.5),
        ),
        "build_months": Parameter(
            value=3, why="smaller than a nation's", span=(1, 24)
        ),
    }


OVER = Parameter(
    value=101,
    why="August 2002 to the end of 2010, to see when it would have been reached",
    span=(12, 120),
)
YEARLY = Parameter(
    value=round(2000 * 101 / 60, 2),
    why="the yearly sum that was announced for 2006–2010, in these years too",
    span=(100, 10_000),
)
MUST = Parameter(
    "targets", "chongqing-all-networks-channel", 0.0, "凡 … 必须: all … must"
)
YUNNAN = Parameter(
    "targets",
    "yunnan-16-prefectures",
    (0, 1, 16, 128),
    "16 prefectures; 128 counties from outside",
)
WUHAI = Parameter(
    "targets",
    "wuhai-three-districts",
    (0, 0, 1, 3),
    "the city and its 3 districts",
)
ONE = Parameter("targets", "opinion-one-year", scale=12)
TWO = Parameter("targets", "opinion-two-years", scale=12)
PRESETS = {
    "nation-2002": {
        "deadline_month": ONE,
        "months": OVER,
        "budget_yi": YEARLY,
    },
    "portals-2002": {
        "deadline_month": TWO,
        "months": OVER,
        "budget_yi": YEARLY,
    },
    "nation-2010": {},
    "yunnan-2005": _place(
        "yunnan-plan-three-years", 36, (0, 1, 16, 128), "2005–2007"
    )
    | {"sites": YUNNAN},
    "wuhai-2005": _place("", 12, (0, 0, 1, 3), "a year; the speech gives none")
    | {"sites": WUHAI},
    "beijing-2006": _place(
        "beijing-two-level-platforms",
        12,
        (0, 1, 0, 18),
        "2006; 18 districts, from outside",
    ),
    "shenzhen-2008": _place(
        "shenzhen-goals",
        29,
        (0, 0, 1, 6),
        "from August 2006; 6 districts, from outside",
    ),
    "chongqing-2006": _place(
        "",
        12,
        (0, 1, 0, 40),
        "a year, and 40 districts, from outside; the rule has no date",
    )
    | {"share_alone_before": MUST, "share_alone_after": MUST},
}
preset = common.preset_of(Settings, PRESETS)


# --- state --------------------------------------------------------------------------------------


class Event(NamedTuple):
    """What happens to some sites of one level; `simulate` says what each column means."""

    month: int
    level: str
    event: str
    sites: int
    money_yi: float


COLUMNS = list(Event._fields)


class Start(NamedTuple):
    """Who would begin this month.

    event: one of `PAID`
    origin, goal: the state that the sites leave, and the one they reach when they have built
    sites: how many of each level
    price: of one, as a share of a site's cost
    """

    event: str
    origin: str
    goal: str
    sites: np.ndarray
    price: float


@dataclass
class State:
    """Where the rollout is; every array has one number per level.

    sites, cost_yi: how many there are, and what one costs
    payment_yi: what comes whenever money comes
    purse_yi: money that is left
    waiting, alone, connected: sites; those that are building are in none of the three
    finishing: the month -> what is finished then: the state that sites reach, and how many do
    """

    sites: np.ndarray
    cost_yi: np.ndarray
    payment_yi: np.ndarray
    purse_yi: np.ndarray
    waiting: np.ndarray
    alone: np.ndarray
    connected: np.ndarray
    finishing: dict[int, list[tuple[str, np.ndarray]]] = field(
        default_factory=dict
    )

    def finish_later(self, sites: np.ndarray, goal: str, month: int) -> None:
        """Remember that sites will have built by some month, and what they reach then."""
        self.finishing.setdefault(month, []).append((goal, sites))

    def move(
        self, sites: np.ndarray, *, out_of: str = "", into: str = ""
    ) -> None:
        """Take sites out of one of the states, or put them into one."""
        if out_of:
            setattr(self, out_of, getattr(self, out_of) - sites)
        if into:
            setattr(self, into, getattr(self, into) + sites)


def _begin_state(s: Settings) -> State:
    """Return the state before the first month: everybody waits, and no money has come."""
    sites = np.array(s.sites)
    nobody = np.zeros(len(LEVELS), dtype=np.int64)
    payments = np.ceil(s.months / s.money_every_months)
    return State(
        sites=sites,
        cost_yi=np.array(s.cost_yi),
        payment_yi=s.budget_yi * np.array(s.budget_shares) / payments,
        purse_yi=np.zeros(len(LEVELS)),
        waiting=sites,
        alone=nobody,
        connected=nobody,
    )


# --- step: what happens in a month --------------------------------------------------------------


def _finish(state: State, month: int, log: list[Event]) -> None:
    """Let the sites that have built run, alone or connected."""
    for goal, sites in state.finishing.pop(month, []):
        state.move(sites, into=goal)
        event = "runs alone" if goal == "alone" else "connected"
        _note(log, month, event, sites)


def _note_connected(
    log: list[Event], month: int, event: str, connected: np.ndarray
) -> None:
    """Log how many sites of each level are connected, also where none is."""
    for level, sites in zip(LEVELS, connected):
        log.append(Event(month, level, event, int(sites), 0.0))


def _pay_in(state: State, month: int, log: list[Event]) -> None:
    """Give each level its part of the budget."""
    state.purse_yi = state.purse_yi + state.payment_yi
    nobody = np.zeros_like(state.sites)
    _note(log, month, "money", nobody, state.payment_yi)


def _who_would_begin(
    s: Settings, state: State, month: int, rng: np.random.Generator
) -> list[Start]:
    """Return the sites that would begin this month, in the order in which they are paid."""
    if month < s.pilot_months:
        begun = state.sites - state.waiting
        pilots = np.clip(np.array(s.pilot_sites) - begun, 0, state.waiting)
        return [Start("begins", "waiting", "connected", pilots, 1.0)]
    share_alone = s.share_alone_before
    if month >= s.standard_month:
        share_alone = s.share_alone_after
    covered = state.connected / np.maximum(state.sites, 1)
    chance = s.start_by_itself + s.start_by_example * covered
    chance = np.minimum(chance, 1)
    ready = rng.binomial(state.waiting, chance)
    again = rng.binomial(state.alone, chance)
    alone = rng.binomial(ready, share_alone)
    if month < s.standard_month:
        again = np.zeros_like(again)
    return [
        Start("begins again", "alone", "connected", again, 1.0),
        Start("begins", "waiting", "connected", ready - alone, 1.0),
        Start("begins alone", "waiting", "alone", alone, s.cost_alone),
    ]


def _begin(
    state: State, start: Start, month: int, done: int, log: list[Event]
) -> None:
    """Let as many begin as their level can pay, to be finished in the month *done*.

    The others wait for money.
    """
    able = _able_to_pay(state, start)
    paid_yi = able * start.price * state.cost_yi
    state.purse_yi = state.purse_yi - paid_yi
    state.move(able, out_of=start.origin)
    state.finish_later(able, start.goal, done)
    _note(log, month, start.event, able, paid_yi)
    _note(log, month, "waits", start.sites - able)


def _able_to_pay(state: State, start: Start) -> np.ndarray:
    """Return how many of the sites their level can pay, whole sites."""
    price_yi = start.price * state.cost_yi
    affordable = state.purse_yi / np.maximum(price_yi, ROUNDING)
    able = np.minimum(start.sites, affordable + ROUNDING)
    return able.astype(np.int64)


def _note(
    log: list[Event],
    month: int,
    event: str,
    sites: np.ndarray,
    money_yi: Iterable[float] = NO_MONEY,
) -> None:
    """Log an event of each level that has sites or money in it."""
    for level, count, money in zip(LEVELS, sites, money_yi):
        if count or money:
            log.append(Event(month, level, event, int(count), float(money)))


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Roll out month by month.

    Returns one row per event of some sites of one level:
    month: from 0
    level: one of `LEVELS`
    event: one of `EVENTS`: "exists" counts all sites, "deadline" and "ends" those connected by
        then, "waits" those who can't pay yet
    sites: how many
    money_yi: in 亿元 (100 million yuan); coming in at "money", going out where sites begin

    >>> events = simulate(preset("wuhai-2005"), seed=1)
    >>> events.loc[events["event"] == "ends", ["level", "sites"]].values.tolist()
    [['centre', 0], ['province', 0], ['prefecture', 1], ['county', 3]]
    """
    rng = np.random.default_rng(seed)
    state = _begin_state(settings)
    log: list[Event] = []
    last = int(settings.months)
    _note(log, 0, "exists", state.waiting)
    for month in range(last + 1):
        _finish(state, month, log)
        if month == int(settings.deadline_month):
            _note_connected(log, month, "deadline", state.connected)
        if month == last:
            _note_connected(log, month, "ends", state.connected)
            break
        if month % settings.money_every_months == 0:
            _pay_in(state, month, log)
        for start in _who_would_begin(settings, state, month, rng):
            _begin(state, start, month, month + settings.build_months, log)
    return pd.DataFrame(log, columns=COLUMNS)


# --- measures -----------------------------------------------------------------------------------


def adoption(events: pd.DataFrame) -> pd.DataFrame:
    """Count who is connected, month by month.

    Returns one row per level and month:
    month: from 0
    level: one of `LEVELS`, or "all"
    sites: connected so far
    share: of the level's sites

    >>> adoption(simulate(preset("wuhai-2005"), seed=1)).query("level == 'all'")["sites"].max()
    np.int64(4)
    """
    exist = _sites_by_level(events, "exists")
    levels = [level for level in LEVELS if level in exist.index]
    last = events["month"].max()
    connected = events[events["event"] == "connected"]
    newly = connected.pivot_table(
        index="month",
        columns="level",
        values="sites",
        aggfunc="sum",
        fill_value=0,
    )
    newly = newly.reindex(index=range(last + 1), columns=levels, fill_value=0)
    so_far = newly.cumsum()
    so_far["all"] = so_far.sum(axis=1)
    exist["all"] = exist.sum()
    curves = so_far.melt(
        ignore_index=False,
        var_name="level",
        value_name="sites",
    )
    curves = curves.reset_index()
    of_all = curves["level"].map(exist)
    return curves.assign(share=curves["sites"] / of_all)


def _sites_by_level(events: pd.DataFrame, event: str) -> pd.Series:
    return events[events["event"] == event].set_index("level")["sites"]


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure a run.

    Returns:
    coverage_deadline, coverage_end: share of all sites that are connected by then
    month_90: when nine tenths were connected; empty if they never were
    spent_yi, left_yi: money, in 亿元 (100 million yuan)
    alone_yi: paid for building alone, whether it is replaced later or not
    share_alone: of the money spent
    months_waited: site-months without money
    coverage_deadline_<level>: of each level that has sites

    >>> float(summarise(simulate(preset("wuhai-2005"), seed=1))["coverage_end"])
    1.0
    """
    rows = _rows(events)
    exist = _count_by_level(rows, "exists")
    by_deadline = _count_by_level(rows, "deadline")
    by_end = _count_by_level(rows, "ends")
    everybody = sum(exist.values())
    paid_in = sum(row.money_yi for row in rows if row.event == "money")
    spent = sum(row.money_yi for row in rows if row.event in PAID)
    alone = sum(row.money_yi for row in rows if row.event == "begins alone")
    measures = {
        "coverage_deadline": sum(by_deadline.values()) / everybody,
        "coverage_end": sum(by_end.values()) / everybody,
        "month_90": _month_reached(rows, 0.9 * everybody),
        "spent_yi": spent,
        "left_yi": paid_in - spent,
        "alone_yi": alone,
        "share_alone": alone / spent if spent else np.nan,
        "months_waited": sum(
            row.sites for row in rows if row.event == "waits"
        ),
    }
    for level, sites in exist.items():
        measures[f"coverage_deadline_{level}"] = by_deadline[level] / sites
    return pd.Series(measures, dtype=float)


def _rows(events: pd.DataFrame) -> list[Event]:
    """The rows of a frame as records: far quicker to count than many small frames."""
    columns = [events[name].tolist() for name in COLUMNS]
    return [Event(*cells) for cells in zip(*columns)]


def _count_by_level(rows: list[Event], event: str) -> dict[str, int]:
    return {row.level: row.sites for row in rows if row.event == event}


def _month_reached(rows: list[Event], sites: float) -> float:
    """The month in which so many sites were connected; nan if they never were."""
    connected = 0
    for row in rows:
        if row.event == "connected":
            connected += row.sites
            if connected >= sites - ROUNDING:
                return row.month
    return np.nan
