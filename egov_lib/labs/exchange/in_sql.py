"""The model of `model` written a second time, as SQL that can be read beside it.

Both must give the same events; the tests compare them. It takes five times as long as the first.
"""

import atexit
from functools import lru_cache

import duckdb
import numpy as np
import pandas as pd

from egov_lib.labs.exchange.model import Town, draw_town
from egov_lib.labs.exchange.settings import Settings
from egov_lib.labs.exchange.town import new_database

# An office that collects for itself learns from a form at once. An office that is supplied learns
# when the base knows, some gatherings later, and its next delivery has come.
RUN_SQL = """
create or replace temp macro collects(o) as
    not list_contains({supplied}::int[], o);
create or replace temp macro next(day, every) as
    ((day + every - 1) // every) * every;
create or replace temp macro due(day) as next(
    if({levels} = 1 or day = 0,
        day,
        next(day, {gather_days}) + ({levels} - 2) * {gather_days}),
    {fetch_days}
);

-- Everybody fills in a form at the start, then all who tell an office that they moved.
create or replace temp table forms as
    select 0 as day, o as office, person, 0 as address
    from range({departments}) a(o), range({people}) b(person)
    where collects(o)
    union all
    select day, office, person, address from told where collects(office);

-- What reaches each copy: its own forms, or a delivery of the forms of office 0.
create or replace temp table learnt as
    select day, office as department, person, address, 'form' as kind from forms
    union all
    select due(day), o, person, address, 'delivered'
    from forms, range({departments}) a(o)
    where office = 0 and not collects(o) and due(day) <= {days};

-- For each copy: what is true and what it says, from each change to the next.
create or replace temp table states as
    with changes as (
        select day, o as department, person, address as actual, null as held, 0 as step
        from moves, range({departments}) a(o)
        union all
        select day, department, person, null, address, 1 from learnt
    )
    select *,
        last_value(actual ignore nulls) over w as truth,
        last_value(held ignore nulls) over w as says,
        lead(day, 1, {days}) over (
            partition by department, person order by day, step, held, actual
        ) - day as lasts
    from changes
    window w as (
        partition by department, person order by day, step, held, actual
        rows unbounded preceding
    );

-- The events. Addresses only grow, so the largest of a person is the last.
select day, kind, department, person, address, null as truth, null as wrong_days from learnt
union all
select day, 'moved', null, person, address, address, null from moves where day > 0
union all
select least({fetch_days}, {days}), 'refused', unnest({refused}::int[]), null, null, null, null
union all
select {days}, 'audited', department, person, max(says), max(truth),
    coalesce(sum(lasts) filter (truth <> says), 0)
from states group by department, person
order by day, kind, department, person, address
"""
# Whole numbers, whether or not some are missing.
TYPES = dict.fromkeys(
    ["department", "person", "address", "truth", "wrong_days"], "Int64"
)


@lru_cache  # opening a database takes longer than a run
def _memory() -> duckdb.DuckDBPyConnection:
    # Otherwise DuckDB complains when Python ends
    atexit.register(_memory.cache_clear)
    return new_database()


def simulate_in_sql(settings: Settings, seed: int) -> pd.DataFrame:
    """Do what `simulate` does, in the database.

    >>> from egov_lib.labs.exchange import simulate
    >>> simulate_in_sql(Settings(), seed=1).equals(simulate(Settings(), seed=1))
    True
    """
    rng = np.random.default_rng(seed)
    town = draw_town(settings, rng)
    database = _memory()
    database.register("moves", _moves(town, settings))
    database.register("told", town.told._asdict())
    sql = RUN_SQL.format(
        **vars(settings),
        supplied=town.supplied.tolist(),
        refused=town.refused.tolist(),
    )
    events = database.execute(sql).df()
    return events.astype(TYPES)


def _moves(town: Town, settings: Settings) -> pd.DataFrame:
    """All moves, and before them the address of day 0."""
    start = pd.DataFrame(
        {"day": 0, "person": range(settings.people), "address": 0}
    )
    return pd.concat([start, pd.DataFrame(town.moves._asdict())])
