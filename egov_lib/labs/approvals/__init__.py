"""Licences: what do online items, agents and supervision do to the way from application to result?

The unit of time is the working day; costs are in yuan.

The texts promise shares of *items* (kinds of licence) that can be applied for or handled online.
People bring *cases*: many of some items, few of others, and an item online helps only those who
take it up. A case passes a queue in each department, one after the other. On paper it travels
between departments, and at the counter its applicant travels with it; an agent for the whole
course (全程代办) goes instead of the applicant. Electronic supervision (电子监察) gives a case
that grows old a warning card, which moves it to the head of the queue, and an overdue card past
its limit.

Read the modules in this order: `settings`, what is known and what is assumed; `model`, how cases
pass the departments; `results`, what is measured; `theory`, what a formula of 1917 expects of the
same office; `clock`, the same office once more on SimPy's clock, as a check. Refusals, missing
papers and tired officers are not in the model.
"""

from egov_lib.labs.approvals.clock import simulate_by_clock
from egov_lib.labs.approvals.model import (
    COLUMNS,
    NOBODY,
    NOWHERE,
    Cases,
    draw_cases,
    simulate,
)
from egov_lib.labs.approvals.results import (
    MEASURES,
    STEPS,
    one_at_a_time,
    summarise,
)
from egov_lib.labs.approvals.settings import (
    AGENT,
    APPLIED_ONLINE,
    CHANNELS,
    COUNTER,
    HANDLED_ONLINE,
    ONLINE_FIRST,
    PRESETS,
    Settings,
    demand_of,
    order_online,
    preset,
)
from egov_lib.labs.approvals.theory import (
    compare_halves,
    expect_office,
    expect_wait,
    share_of_cases,
)

__all__ = [
    "AGENT",
    "APPLIED_ONLINE",
    "CHANNELS",
    "COLUMNS",
    "COUNTER",
    "HANDLED_ONLINE",
    "MEASURES",
    "NOBODY",
    "NOWHERE",
    "ONLINE_FIRST",
    "PRESETS",
    "STEPS",
    "Cases",
    "Settings",
    "compare_halves",
    "demand_of",
    "draw_cases",
    "expect_office",
    "expect_wait",
    "one_at_a_time",
    "order_online",
    "preset",
    "share_of_cases",
    "simulate",
    "simulate_by_clock",
    "summarise",
]
