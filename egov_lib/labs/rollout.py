"""From pilot to everywhere: sites of four levels join one platform, month by month, as far as money, example and rules allow.

Offices adopt what others already have (Bass 1969): some by themselves, more the more neighbours run it. The texts add three
things. Pilots come first (试点), so that nobody rushes in (一哄而起); each level pays for itself (分别负担); and before there is
a standard, many build alone (各自为政) and must build again: that is what duplication (重复建设) costs. Deadlines are inputs and
may be missed: the texts set one year, two years and 2010, and do not say what became of the first two.
Prices, numbers of offices below the province and the pull of example are assumed; so curves say "if", never "was".
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

LEVELS = ("centre", "province", "prefecture", "county")
PAID = ("begins", "begins alone", "begins again")
EVENTS = ("exists", "money", *PAID, "runs alone", "connected", "waits", "deadline", "ends")
COST_YI = (5.0, 8.0, 1.2, 0.25)
COLUMNS = ["month", "level", "event", "sites", "money_yi"]


@dataclass(frozen=True)
class Settings:
    """Who is to join, with what money, by when, and how offices follow each other. Money in 亿元 (100 million yuan)."""

    sites: tuple = setting(
        value=(60, 31, 333, 2862), why="bodies and places of 2005, from general knowledge"
    )
    cost_yi: tuple = setting(value=COST_YI, why="one site of each level; no text prices one")
    budget_yi: float = setting(
        "targets", "article-2000-yi", why="announced at a forum, for the five years of the plan"
    )
    budget_shares: tuple = setting(
        value=(0.2, 0.15, 0.25, 0.4), why="each level pays for itself; the sum is undivided"
    )
    months: float = setting("targets", "article-next-five-years", scale=12, why="2006 to 2010")
    deadline_month: float = setting(
        "targets", "article-next-five-years", scale=12, why="to the end of 2010"
    )
    money_every_months: int = setting(value=12, why="budgets are voted by the year")
    pilot_sites: tuple = setting(
        value=(2, 1, 6, 20), why="the texts ask for pilots and name Shenzhen first"
    )
    pilot_months: int = setting(value=9, why="until the others may begin")
    standard_month: int = setting(
        value=12, why="when norms are out and building alone ends for most"
    )
    share_alone_before: float = setting(
        value=0.5, why="who begins before there is a standard builds alone"
    )
    share_alone_after: float = setting(value=0.1, why="in principle (原则上) leaves a door open")
    cost_alone: float = setting(value=0.8, why="a system of one's own, as a share of a site's cost")
    start_by_itself: float = setting(
        value=0.01, why="chance a month to begin without an example (innovation)"
    )
    start_by_example: float = setting(
        value=0.15, why="the same once all of its level are connected (imitation)"
    )
    build_months: int = setting(value=6, why="from begin to connection")
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            start_by_itself=(0, 1),
            start_by_example=(0, 1),
            cost_alone=(0, 10),
            budget_yi=(0, 1e6),
        )
        common.check_limits(
            self, months=(1, 600), deadline_month=(0, self.months), build_months=(1, 120)
        )
        for name in ("sites", "cost_yi", "budget_shares", "pilot_sites"):
            if len(values := getattr(self, name)) != len(LEVELS) or min(values) < 0:
                raise ValueError(
                    f"{name} is {values!r}: give a number from 0 for each of {', '.join(LEVELS)}"
                )
        if not np.isclose(sum(self.budget_shares), 1) or not any(self.sites):
            raise ValueError(
                f"{self.sites} sites, {self.budget_shares} of the budget: one site at least; shares sum to 1"
            )


def _place(row_id: str, months: int, sites: tuple, why: str) -> dict[str, Parameter]:
    """A place that orders its own offices: money for a fifth more than its sites cost, granted whole, shared as they cost."""
    need = np.array(sites) * COST_YI
    own = {
        "sites": (sites, why),
        "money_every_months": (months, "a project is granted whole"),
        "budget_yi": (round(1.2 * need.sum(), 2), "a fifth more than its sites cost"),
        "budget_shares": (tuple((need / need.sum()).tolist()), "as its sites cost"),
        "pilot_sites": ((0, 1, 1, 1), "one of each level below the centre"),
        "pilot_months": (3, "a small place is quicker"),
        "standard_month": (3, "as soon as the pilots stand"),
        "start_by_itself": (0.2, "by order of the place's own government"),
        "build_months": (3, "smaller than a nation's"),
    }
    given = {"months": months, "deadline_month": months}
    found = {name: Parameter("targets", row_id, value, why) for name, value in given.items()}
    return found | {
        name: Parameter(value=value, why=reason) for name, (value, reason) in own.items()
    }


OVER = Parameter(
    value=101, why="August 2002 to the end of 2010, to see when it would have been reached"
)
YEARLY = Parameter(
    "targets",
    "article-2000-yi",
    scale=101 / 60,
    why="the yearly sum of 2006–2010, in these years too",
)
MUST = Parameter("targets", "chongqing-all-networks-channel", 0.0, "凡 … 必须: all … must")
YUNNAN = Parameter(
    "targets", "yunnan-16-prefectures", (0, 1, 16, 128), "16 prefectures; 128 counties from outside"
)
WUHAI = Parameter("targets", "wuhai-three-districts", (0, 0, 1, 3), "the city and its 3 districts")
ONE, TWO = (
    Parameter("targets", f"opinion-{years}", scale=12) for years in ("one-year", "two-years")
)
PRESETS = {
    "nation-2002": {"deadline_month": ONE, "months": OVER, "budget_yi": YEARLY},
    "portals-2002": {"deadline_month": TWO, "months": OVER, "budget_yi": YEARLY},
    "nation-2010": {},
    "yunnan-2005": _place("yunnan-plan-three-years", 36, (0, 1, 16, 128), "2005–2007")
    | {"sites": YUNNAN},
    "wuhai-2005": _place("wuhai-three-districts", 12, (0, 0, 1, 3), "2005") | {"sites": WUHAI},
    "beijing-2006": _place(
        "beijing-two-level-platforms", 12, (0, 1, 0, 18), "2006; 18 districts, from outside"
    ),
    "shenzhen-2008": _place(
        "shenzhen-goals-counted", 29, (0, 0, 1, 6), "from August 2006; 6 districts, from outside"
    ),
    "chongqing-2006": _place(
        "chongqing-all-networks-channel", 12, (0, 1, 0, 40), "2006; 40 districts, from outside"
    )
    | {"share_alone_before": MUST, "share_alone_after": MUST},
}
preset = common.preset_of(Settings, PRESETS)


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Roll out month by month; a row an event of some sites of one level.

    Columns: month (from 0), level, event (one of `EVENTS`), sites (how many), money_yi (亿元: in at "money", out where sites
    begin). "exists" counts all sites, "deadline" and "ends" those connected by then, "waits" those who can't pay yet.
    """
    s, rng, log = settings, np.random.default_rng(seed), []
    cost, purse, due = np.array(s.cost_yi), np.zeros(4), {}  # due: what will be finished, by month
    state = {"waiting": np.array(s.sites), "alone": np.zeros(4, int), "connected": np.zeros(4, int)}
    payment = s.budget_yi * np.array(s.budget_shares) / np.ceil(s.months / s.money_every_months)
    ends = [("deadline", s.deadline_month), ("ends", s.months)]
    _note(log, 0, "exists", state["waiting"])
    for month in range(int(s.months) + 1):
        for place, count in due.pop(month, []):
            state[place] = state[place] + count
            _note(log, month, {"alone": "runs alone"}.get(place, place), count)
        for event in (kind for kind, end in ends if month == int(end)):
            log += [
                (month, level, event, int(n), 0.0) for level, n in zip(LEVELS, state["connected"])
            ]
        if month == int(s.months):
            return pd.DataFrame(log, columns=COLUMNS)
        if month % s.money_every_months == 0:
            purse = purse + payment
            _note(log, month, "money", np.zeros(4, int), payment)
        for event, origin, goal, wish, price in _wishes(s, rng, month, state):
            payable = (
                purse / np.maximum(price * cost, 1e-9) + 1e-9
            )  # the last digit of a float is forgiven
            able = np.minimum(wish, payable).astype(int)
            purse, state[origin] = purse - able * price * cost, state[origin] - able
            due.setdefault(month + s.build_months, []).append((goal, able))
            _note(log, month, event, able, able * price * cost)
            _note(log, month, "waits", wish - able)


def _wishes(s: Settings, rng: np.random.Generator, month: int, state: dict) -> list[tuple]:
    """Who would begin this month: event, from and to which state, how many of each level, price of one (of its cost)."""
    waiting, alone, sites = state["waiting"], state["alone"], np.array(s.sites)
    if month < s.pilot_months:
        return [
            (
                "begins",
                "waiting",
                "connected",
                np.clip(np.array(s.pilot_sites) - sites + waiting, 0, waiting),
                1.0,
            )
        ]
    covered = state["connected"] / np.maximum(sites, 1)
    chance = np.minimum(s.start_by_itself + s.start_by_example * covered, 1)
    ready, again = rng.binomial(waiting, chance), rng.binomial(alone, chance)
    lone = rng.binomial(
        ready, s.share_alone_before if month < s.standard_month else s.share_alone_after
    )
    return [
        ("begins again", "alone", "connected", again * (month >= s.standard_month), 1.0),
        ("begins", "waiting", "connected", ready - lone, 1.0),
        ("begins alone", "waiting", "alone", lone, s.cost_alone),
    ]


def _note(
    log: list, month: int, event: str, sites: np.ndarray, money: np.ndarray | None = None
) -> None:
    money = np.zeros(4) if money is None else money
    log += [
        (month, level, event, int(n), float(yi))
        for level, n, yi in zip(LEVELS, sites, money)
        if n or yi
    ]


def adoption(events: pd.DataFrame) -> pd.DataFrame:
    """Count who is connected, month by month. Columns: month, level (and "all"), sites (connected so far), share."""
    new = events[events["event"] == "connected"]
    counts = new.pivot_table(
        index="month", columns="level", values="sites", aggfunc="sum", fill_value=0
    )
    there = events[events["event"] == "exists"].set_index("level")["sites"]
    levels = [level for level in LEVELS if level in there.index]
    curves = counts.reindex(
        index=range(events["month"].max() + 1), columns=levels, fill_value=0
    ).cumsum()
    curves["all"], there["all"] = curves.sum(axis=1), there.sum()
    long = curves.melt(ignore_index=False, var_name="level", value_name="sites").reset_index()
    return long.assign(share=long["sites"] / long["level"].map(there))


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure a run: coverage_deadline and coverage_end (share of all sites), month_90 (when nine tenths were connected; empty
    if never), spent_yi, left_yi, alone_yi (paid for building alone: what duplication costs), share_alone (of the money spent),
    months_waited (site-months without money); then coverage_deadline of each level there is.
    """
    sums = events.groupby("event")[["sites", "money_yi"]].sum().reindex(EVENTS, fill_value=0)
    everyone = adoption(events).query("level == 'all'").set_index("month")["share"]
    spent = sums.loc[list(PAID), "money_yi"].sum()
    late = events[events["event"] == "deadline"].set_index("level")["sites"]
    there = events[events["event"] == "exists"].set_index("level")["sites"]
    measures = {
        "coverage_deadline": late.sum() / there.sum(),
        "coverage_end": everyone.iloc[-1],
        "month_90": everyone.index[everyone >= 0.9].min(),
        "spent_yi": spent,
        "left_yi": sums.loc["money", "money_yi"] - spent,
        "alone_yi": sums.loc["begins alone", "money_yi"],
        "share_alone": sums.loc["begins alone", "money_yi"] / spent if spent else np.nan,
        "months_waited": sums.loc["waits", "sites"],
    }
    return pd.Series(
        measures | {f"coverage_deadline_{at}": late[at] / n for at, n in there.items()}, dtype=float
    )
