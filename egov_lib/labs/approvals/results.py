"""What is measured in a run of the lab on approvals, and how one change at a time is compared."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.approvals.model import NOBODY, simulate
from egov_lib.labs.approvals.settings import (
    APPLIED_ONLINE,
    HANDLED_ONLINE,
    Settings,
)

MEASURES = (
    "cases",
    "share_handled_online",
    "share_applied_online",
    "visits_per_case",
    "agent_ways_per_case",
    "wait_days",
    "total_days",
    "total_days_p90",
    "share_overdue",
    "share_overdue_supervised",
    "share_overdue_others",
    "share_warned",
    "cases_open",
    "officers_busy",
    "share_busy",
    "office_yuan_per_case",
    "applicant_yuan_per_case",
)


class Rows(NamedTuple):
    """Events as columns that numpy can count; each field has one entry per event."""

    day: np.ndarray
    case: np.ndarray
    channel: np.ndarray
    event: np.ndarray
    cost_yuan: np.ndarray
    supervised: np.ndarray

    def of(self, event: str) -> "Rows":
        """Only the rows of one kind of event, in order of the cases."""
        return self.where(self.event == event)

    def where(self, chosen: np.ndarray) -> "Rows":
        """Only some rows, in order of the cases."""
        rows = [column[chosen] for column in self]
        by_case = np.argsort(rows[1], kind="stable")
        return Rows(*(column[by_case] for column in rows))


# --- measures -----------------------------------------------------------------------------------


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure a run.

    Of the cases that applied while it was counted:
    cases: how many
    share_handled_online, share_applied_online: of the cases; what is handled is applied for, too
    visits_per_case: of the applicant
    agent_ways_per_case: ways that an agent goes instead
    wait_days: in queues, all departments together; mean
    total_days: from application to result, mean
    total_days_p90: the 90 % quantile
    share_overdue: of all cases
    share_overdue_supervised, share_overdue_others: of the supervised cases, and of the others;
        empty where there are none
    share_warned: of all cases
    office_yuan_per_case: officers, items online and agents
    applicant_yuan_per_case: ways of the applicants

    Of the days that are counted, whoever applied when:
    cases_open: under way, mean
    officers_busy: at work, mean
    share_busy: of the officers

    >>> measures = summarise(simulate(Settings(), seed=1))
    >>> int(measures["cases"]), round(float(measures["share_busy"]), 1)
    (230, 0.8)
    """
    rows = Rows(*(events[name].to_numpy() for name in Rows._fields))
    counted = rows.where(events["counted"].to_numpy())
    applied = counted.of("applied")
    count = len(applied.case) or np.nan
    total_days = counted.of("result").day - applied.day
    waited = counted.of("begins").day.sum() - counted.of("queues").day.sum()
    is_handled = applied.channel == HANDLED_ONLINE
    is_applied = is_handled | (applied.channel == APPLIED_ONLINE)
    is_late = np.isin(applied.case, counted.of("overdue").case)
    visits = counted.of("visit")
    measures = {
        "cases": len(applied.case),
        "share_handled_online": _mean(is_handled),
        "share_applied_online": _mean(is_applied),
        "visits_per_case": len(visits.case) / count,
        "agent_ways_per_case": len(counted.of("agent goes").case) / count,
        "wait_days": waited / count,
        "total_days": _mean(total_days),
        "total_days_p90": _p90(total_days),
        "share_overdue": _mean(is_late),
        "share_overdue_supervised": _mean(is_late[applied.supervised]),
        "share_overdue_others": _mean(is_late[~applied.supervised]),
        "share_warned": len(counted.of("warning card").case) / count,
        **_load(rows),
        "office_yuan_per_case": _office_yuan(rows, counted) / count,
        "applicant_yuan_per_case": visits.cost_yuan.sum() / count,
    }
    return pd.Series(measures, index=MEASURES, dtype=float)


def _mean(values: np.ndarray) -> float:
    return values.mean() if len(values) else np.nan


def _p90(values: np.ndarray) -> float:
    return np.quantile(values, 0.9) if len(values) else np.nan


def _load(rows: Rows) -> dict[str, float]:
    """What is under way and at work in the days that are counted, of all cases."""
    begin = rows.of("counting begins").day[0]
    end = rows.of("counting ends").day[0]
    length = end - begin or np.nan

    def mean_between(first: str, second: str) -> float:
        """How many are between the two events, on average over the days that are counted."""
        ins = np.clip(rows.of(first).day, begin, end)
        outs = np.clip(rows.of(second).day, begin, end)
        return (outs.sum() - ins.sum()) / length

    busy = mean_between("begins", "ends")
    return {
        "cases_open": mean_between("applied", "result"),
        "officers_busy": busy,
        "share_busy": busy / len(rows.of("officer").case),
    }


def _office_yuan(rows: Rows, counted: Rows) -> float:
    """What the office pays: officers and items by the day, agents by the way."""
    by_day = rows.cost_yuan[rows.case == NOBODY].sum()
    return by_day + counted.of("agent goes").cost_yuan.sum()


# --- comparison ---------------------------------------------------------------------------------


class Step(NamedTuple):
    """What an office may do: its name, the settings that change, and officers that are added."""

    name: str
    changes: dict
    officers: int = 0


NOTHING_ONLINE = {
    "share_items_handled_online": 0.0,
    "share_items_applied_online": 0.0,
}
HALF_ONLINE = {
    "share_items_handled_online": 0.5,
    "share_items_applied_online": 0.5,
}
STEPS = (
    Step("paper only", {}),
    Step("half online, the rarest", HALF_ONLINE | {"online_first": "rarest"}),
    Step(
        "half online, the busiest", HALF_ONLINE | {"online_first": "busiest"}
    ),
    Step("an agent for all", {"share_agent": 1.0}),
    Step("an officer more in each department", {}, officers=1),
)


def one_at_a_time(settings: Settings, *, seeds: Sequence[int]) -> pd.DataFrame:
    """Put everything on paper, and take one step at a time from there, with the same seeds.

    Returns the columns of `common.spread` with a column before them:
    step: what differs from *settings* on paper
    """
    on_paper = replace(settings, **NOTHING_ONLINE)
    spreads = {}
    for step in STEPS:
        officers = on_paper.officers_per_department + step.officers
        changed = replace(
            on_paper, officers_per_department=officers, **step.changes
        )
        runs = common.repeat(
            simulate, changed, seeds=seeds, summarise=summarise
        )
        spreads[step.name] = common.spread(runs)
    return common.stack(spreads, "step")
