"""People who move house, tell some offices and not others, and the copies that offices keep.

The unit of time is the day. The model is SQL that can be read. It asks what becomes of copies and
forms when each department collects for itself, and when one collects and the others are supplied.
"""

import atexit
from functools import lru_cache
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

from egov_lib.labs.exchange.settings import Settings
from egov_lib.labs.exchange.town import new_database

# --- state: people who move ---------------------------------------------------------------------


class Town(NamedTuple):
    """What chance decides.

    moves: person, day, address (number, from 0); the first address is that of day 0
    told: a move and an office that the person told of it: person, day, address, office
    supplied: the offices that were granted the address, if anything is shared
    refused: those that were not
    """

    moves: pd.DataFrame
    told: pd.DataFrame
    supplied: list[int]
    refused: list[int]


def _draw(s: Settings, rng: np.random.Generator) -> Town:
    """Draw all that chance decides, in a fixed order.

    So people move alike with and without sharing.
    """
    trips = _draw_trips(s, rng)
    is_told = rng.random((len(trips), s.departments)) < s.report_share
    is_granted = rng.random(s.departments) < s.grant_share

    start = pd.DataFrame({"person": range(s.people), "day": 0, "address": 0})
    trip, office = np.nonzero(is_told)
    supplied, refused = [], []
    if s.sharing:
        # Office 0 collects and needs no grant.
        offices = np.arange(s.departments, dtype=np.int64)[1:]
        supplied = offices[is_granted[1:]].tolist()
        refused = offices[~is_granted[1:]].tolist()
    return Town(
        moves=pd.concat([start, trips]),
        told=trips.iloc[trip].assign(office=office),
        supplied=supplied,
        refused=refused,
    )


def _draw_trips(s: Settings, rng: np.random.Generator) -> pd.DataFrame:
    """Draw who moves on which day."""
    expected = s.moves_per_year * s.days / 365
    moves = rng.poisson(expected, s.people)
    everybody = np.arange(s.people, dtype=np.int64)
    person = everybody.repeat(moves.astype(np.intp))
    day = rng.integers(1, s.days + 1, len(person))
    return _with_addresses(pd.DataFrame({"person": person, "day": day}))


def _with_addresses(trips: pd.DataFrame) -> pd.DataFrame:
    """Put the moves of each person in order, and number the addresses they lead to from 1."""
    trips = trips.sort_values(["person", "day"], ignore_index=True)
    moves_before = trips.groupby("person").cumcount()
    return trips.assign(address=moves_before + 1)


# --- step and run, in SQL -----------------------------------------------------------------------

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


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let people move and tell some offices.

    The same seed gives the same moves with and without sharing.

    Returns one row per event; what does not apply is empty:
    day: from the beginning
    kind: form (somebody fills one in), delivered (the exchange brings a change), moved, refused
        (a department has no grant and collects for itself) or audited (a copy at the end)
    department: number; 0 answers for collecting
    person: number, from 0
    address: number, from 0; what the form or the copy says
    truth: the address where the person lives
    wrong_days: how long in all the copy was wrong

    >>> events = simulate(Settings(people=10, moves_per_year=0), seed=1)
    >>> sorted(set(events["kind"]))
    ['audited', 'delivered', 'form', 'refused']
    """
    town = _draw(settings, np.random.default_rng(seed))
    database = _memory()
    database.register("moves", town.moves)
    database.register("told", town.told)
    sql = RUN_SQL.format(
        **vars(settings), supplied=town.supplied, refused=town.refused
    )
    return database.execute(sql).df().astype(TYPES)
