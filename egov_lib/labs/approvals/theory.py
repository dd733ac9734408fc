"""What queueing theory expects of the office, without running it.

With random arrivals, exponential work and c officers a department is the queue M/M/c, which
A. K. Erlang solved for telephone exchanges in 1917. What leaves such a queue arrives at random
again (Burke 1956), and a fixed time on the way keeps it so; so departments in a row are queues of
the same kind, and their waits add up.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from egov_lib.labs.approvals.settings import (
    ONLINE_FIRST,
    Settings,
    demand_of,
)


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


def share_of_cases(settings: Settings) -> float:
    """Say what share of the cases the items handled online are expected to bring.

    That is the most that can be handled online, if everybody takes it up.

    By lot, each item has the same chance, so the share of the cases is that of the items on
    average; a single lot may lie far off.

    >>> round(share_of_cases(Settings(online_first="busiest")), 2)
    0.85
    >>> round(share_of_cases(Settings(online_first="rarest")), 2)
    0.15
    """
    online = settings.items_handled_online
    demand = demand_of(settings)
    if settings.online_first == "busiest":
        return float(demand[:online].sum())
    if settings.online_first == "rarest":
        return float(demand[::-1][:online].sum())
    return online / settings.items


def compare_halves(
    settings: Settings, *, skews: Sequence[float]
) -> pd.DataFrame:
    """Say what the online items bring of the cases, whichever go first, as items grow unlike.

    Returns one row per skew; one column per entry of `ONLINE_FIRST`, as `share_of_cases`.

    >>> compare_halves(Settings(), skews=[0.0, 1.0]).round(2).to_numpy().tolist()
    [[0.5, 0.5, 0.5], [0.85, 0.5, 0.15]]
    """
    rows = {}
    for skew in skews:
        choices = {
            first: replace(settings, skew=skew, online_first=first)
            for first in ONLINE_FIRST
        }
        rows[skew] = {
            first: share_of_cases(choice) for first, choice in choices.items()
        }
    table = pd.DataFrame.from_dict(rows, orient="index")
    return table.rename_axis("skew")


def expect_office(settings: Settings) -> pd.Series:
    """Say what theory expects of the whole office in the long run.

    Cards change who waits, and not how long all wait together (Kleinrock 1976); so they are not
    asked for.

    Returns measures of `summarise`: share_handled_online, wait_days, total_days, cases_open,
    share_busy.

    Raises ValueError where the queue has no end, and for constant work, for which there is no
    such formula.

    >>> expect_office(Settings())[["wait_days", "share_busy"]].round(2).tolist()
    [2.84, 0.8]
    """
    s = settings
    if s.constant_work:
        raise ValueError(
            "constant_work is True: Erlang's formula is for exponential work"
        )
    one = expect_wait(
        s.applications_per_day, s.work_days_per_case, s.officers_per_department
    )
    handled = s.share_take_up * share_of_cases(s)
    transfers = (s.departments - 1) * (1 - handled)
    on_the_way = transfers * s.transfer_days
    total_days = s.departments * one["total_days"] + on_the_way
    return pd.Series(
        {
            "share_handled_online": handled,
            "wait_days": s.departments * one["wait_days"],
            "total_days": total_days,
            "cases_open": s.applications_per_day * total_days,
            "share_busy": one["share_busy"],
        },
        dtype=float,
    )
