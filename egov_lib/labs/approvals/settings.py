"""What the lab on approvals takes as given: cases, desks, prices, limits, and the ground of each.

The texts give shares of items and name the agent and the supervision. No text counts applications,
officers, days or yuan; each assumed number has the range that we hold possible.
"""

from dataclasses import dataclass

import numpy as np

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

CHANNELS = ("counter", "agent", "applied online", "handled online")
COUNTER, AGENT, APPLIED_ONLINE, HANDLED_ONLINE = CHANNELS
ONLINE_FIRST = ("busiest", "random", "rarest")

HALF = Parameter("targets", "relay-half-licences-online", scale=0.01)


@dataclass(frozen=True)
class Settings:
    """A window of a city: what comes in, what is online, who handles it, what is supervised.

    Times are in working days, costs in yuan.
    """

    applications_per_day: float = setting(
        value=4.0, why="no text counts applications", span=(0.5, 50)
    )
    items: int = setting(
        value=60,
        why="no text counts the kinds of licence",
        span=(20, 700),
    )
    skew: float = setting(
        value=1.0,
        why="some items are asked for daily, others once a year; 0: all alike",
        span=(0, 1.5),
    )
    share_items_applied_online: float = setting(
        value=0.5,
        why="what is handled online is applied for online",
        span=(0.5, 1),
    )
    share_items_handled_online: float = setting(
        "targets", "relay-half-licences-online", scale=0.01
    )
    online_first: str = setting(
        value="random", why="no text says which items go online first"
    )
    share_take_up: float = setting(
        value=0.6, why="no text says how many use what is online", span=(0, 1)
    )
    share_agent: float = setting(
        value=0.0, why="an agent only where a preset has one", span=(0, 1)
    )
    departments: int = setting(
        value=4, why="no text counts them", span=(1, 10)
    )
    officers_per_department: int = setting(
        value=2, why="no text counts them", span=(1, 10)
    )
    work_days_per_case: float = setting(
        value=0.4,
        why="so that officers are busy 80 % of their time",
        span=(0.05, 0.49),
    )
    constant_work: bool = setting(
        value=False, why="cases differ: exponential, the M of M/M/c"
    )
    transfer_days: float = setting(
        value=3.0,
        why="a paper file on its way to the next department",
        span=(0, 10),
    )
    limit_days: float = setting(
        "context",
        "licence-law-limit",
        20.0,
        "one organ's limit, taken for four; no text of the five has one",
        span=(5, 45),
    )
    warning_days: float = setting(
        value=15.0, why="three quarters of the limit", span=(1, 45)
    )
    share_supervised: float = setting(
        value=0.0,
        why="no national text asks for it; Shenzhen does",
        span=(0, 1),
    )
    officer_day_yuan: float = setting(
        value=100.0, why="an officer's day, with desk", span=(40, 400)
    )
    visit_yuan: float = setting(
        value=50.0, why="an applicant's half day and fare", span=(5, 300)
    )
    agent_way_yuan: float = setting(
        value=20.0, why="an agent goes for several at once", span=(2, 100)
    )
    item_day_yuan: float = setting(
        value=2.0, why="one item's upkeep online, a day", span=(0.2, 50)
    )
    days: float = setting(
        value=60.0,
        why="a quarter of a year that is counted, after the warm-up",
        span=(20, 1000),
    )
    warm_up_days: float = setting(
        value=60.0,
        why="desks open empty; who applies in these first days is not counted",
        span=(0, 1000),
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            applications_per_day=(0, 1e4),
            days=(0, 1e5),
            warm_up_days=(0, 1e5),
            items=(1, 1e4),
            skew=(0, 10),
            departments=(1, 50),
            officers_per_department=(1, 1e4),
            work_days_per_case=(0, 1e3),
            transfer_days=(0, 1e3),
            limit_days=(0, np.inf),
            warning_days=(0, self.limit_days),
            officer_day_yuan=(0, 1e6),
            visit_yuan=(0, 1e6),
            agent_way_yuan=(0, 1e6),
            item_day_yuan=(0, 1e6),
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

    @property
    def items_handled_online(self) -> int:
        """How many items are handled online, a whole number."""
        return round(self.share_items_handled_online * self.items)

    @property
    def items_applied_online(self) -> int:
        """How many can be applied for online; a whole number."""
        return round(self.share_items_applied_online * self.items)


# --- items and cases ----------------------------------------------------------------------------


def demand_of(settings: Settings) -> np.ndarray:
    """Return the share of each item in all applications, the busiest first.

    Zipf's law: with a skew of 1 the second item is asked for half as often as the first, the third
    a third as often.

    >>> demand_of(Settings(items=2)).round(3).tolist()
    [0.667, 0.333]
    """
    place = np.arange(1, settings.items + 1, dtype=float)
    weights = 1 / place**settings.skew
    return weights / weights.sum()


def order_online(settings: Settings, shuffled: np.ndarray) -> np.ndarray:
    """Return for each item, the busiest first, its turn to go online, from 0.

    *shuffled* are the items in the order of a lot.
    """
    by_demand = np.arange(settings.items, dtype=np.int64)
    if settings.online_first == "busiest":
        return by_demand
    if settings.online_first == "rarest":
        return by_demand[::-1]
    return shuffled


# --- places -------------------------------------------------------------------------------------

NONE_YET = Parameter(
    "clauses",
    "opinion-2002/2.4.5.2",
    0.0,
    "to come to the portals: none yet",
)
FEW = Parameter(value=0.2, why="the speech gives no share", span=(0, 1))
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
