"""Catalogue and exchange: what does sharing do to copies, and to the forms that people fill in?

The unit of time is the day.

The lab has two halves. `open_exchange` is a working exchange in DuckDB: the four base databases of
2002 with invented rows, a catalogue whose entries are checked, grants column by column, requests
that are answered or refused, and a log. What a department is given is copied to a desk of its own,
a database of its own, so its SQL cannot reach what was never delivered to it.

`simulate` lets people move house for some time, in SQL that can be read. It asks what becomes of
copies and forms when each department collects for itself, and when one collects and the others are
supplied (横向共享, sharing across; 纵向汇聚, gathering upward). All persons are invented. Purposes,
appeals and the wish not to share are not in the model.
"""

import atexit
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

# --- settings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings:
    """A town whose people move, and the departments that want their address; times in days."""

    sharing: bool = setting(
        "systems",
        "information-resources-exchange-system",
        True,
        "an exchange system is at work",
    )
    levels: int = setting(
        "targets",
        "beijing-two-level-platforms",
        2,
        "Beijing's platforms of districts and city, one above another",
    )
    departments: int = setting(
        value=6,
        why="that keep people's addresses; the first answers for collecting them",
    )
    people: int = setting(
        value=100,
        why="a hundredth of a street office; shares do not hang on it",
    )
    days: int = setting(value=730, why="two years")
    moves_per_year: float = setting(value=0.15, why="share of people who move")
    report_share: float = setting(
        value=0.7,
        why="probability that somebody who moves tells a given office",
    )
    grant_share: float = setting(
        value=0.8, why="probability that a department was granted the address"
    )
    gather_days: int = setting(
        value=30, why="between two gatherings from one level to the next"
    )
    fetch_days: int = setting(
        value=90, why="between two deliveries to a department"
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            levels=(1, 6),
            departments=(1, 50),
            people=(1, 5000),
            days=(1, 3650),
        )
        common.check_limits(
            self,
            moves_per_year=(0, 12),
            gather_days=(1, 3650),
            fetch_days=(1, 3650),
        )


def _on(
    row_id: str, sharing: bool, why: str, **more: Parameter
) -> dict[str, Parameter]:
    """Parameters of one place: whether it shares, as *row_id* says, and what *more* there is.

    *row_id* is a system or, with a stroke, a clause.
    """
    table = "clauses" if "/" in row_id else "systems"
    return {"sharing": Parameter(table, row_id, sharing, why), **more}


THREE_LEVELS = Parameter(value=3, why="county, prefecture, province")
GROUPS = Parameter(
    "systems",
    "chongqing-grouped-sharing-system",
    0.5,
    "sharing in groups; we take half of the pairs",
)
YUNNAN, CHONGQING = (
    "yunnan-2006/3.3.4",
    "chongqing-data-sharing-exchange-centre",
)
PRESETS = {
    "nation-2002": _on(
        "opinion-2002/0.2.5.3.3",
        False,
        "the state that the plan set out to change",
    ),
    "yunnan-2005": _on(
        YUNNAN, True, "the aim, taken as reached", levels=THREE_LEVELS
    ),
    "wuhai-2005": _on(
        "wuhai-data-exchange-system",
        False,
        "to be started in 2006, so not yet there",
    ),
    "beijing-2006": _on(
        "article-2006/3.2.3.4",
        True,
        "due by the end of 2006, taken as reached",
    ),
    "chongqing-2006": _on(
        CHONGQING, True, "being set up, taken as reached", grant_share=GROUPS
    ),
}
preset = common.preset_of(Settings, PRESETS)


# --- a working exchange -------------------------------------------------------------------------

# What a catalogue entry must say, and of which type; the column names of `catalogue`.
ENTRY = {
    "resource": str,
    "title": str,
    "owner": str,
    "base_database": str,
    "columns": list,
    "refresh_days": int,
}
BASES = {  # and who keeps them
    "population": "public security",  # 人口
    "legal_persons": "market regulation",  # 法人单位
    "land": "land office",  # 自然资源和空间地理
    "economy": "statistics",  # 宏观经济
}
# A desk reads nothing from outside, no variable of Python, and can't turn that on again.
SEALED = {
    "temp_directory": "''",  # files there stay allowed otherwise
    "memory_limit": "'256MB'",
    "allow_community_extensions": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
TOWN_SQL = """
create macro pick(i, what, n) as
    cast(md5_number_lower(concat({seed}, '-', i, '-', what)) % n as integer);
create macro street(i) as
    concat(['east', 'south', 'west'][1 + pick(i, 'd', 3)], ' road ', 1 + pick(i, 'a', 300));

create table population as
    select i as person_id,
        1930 + pick(i, 'y', 76) as birth_year,
        street(i) as address,
        substr('甲乙丙丁戊己庚辛壬癸', 1 + pick(i, 's', 10), 1)
            || substr('子丑寅卯辰巳午未申酉戌亥', 1 + pick(i, 'b', 12), 1) as name
    from range({people}) t(i);
create table legal_persons as
    select 9000 + i as org_id,
        concat('firm ', i) as name,
        pick(i, 'r', {people}) as representative_id,
        street(i + {people}) as address,
        3 + pick(i, 'c', 900) as capital_wan
    from range({people} // 4) t(i);
create table land as
    select i + 1 as parcel_id,
        street(i + 2 * {people}) as address,
        1 + pick(i, 'm', 80) as area_mu,
        ['homes', 'works', 'fields'][1 + pick(i, 'u', 3)] as land_use
    from range({people} // 3) t(i);
create table economy as
    select 2000 + i as year, 2000 + pick(i, 'o', 90000) as output_wan
    from range(6) t(i);

create schema exchange;
create table exchange.catalogue (
    resource varchar primary key, title varchar, owner varchar, base_database varchar,
    columns varchar[], refresh_days integer
);
create table exchange.grants (resource varchar, department varchar, column_name varchar);
create table exchange.log (
    number integer, department varchar, resource varchar, columns varchar[], answer varchar
);
"""


class Refused(ValueError):
    """The exchange does not do this; the message says why and what would help."""


def open_exchange(seed: int, *, people: int = 60) -> duckdb.DuckDBPyConnection:
    """Open an exchange with invented data; the connection is the administrator's.

    It sees all tables:
    population: person_id, birth_year, address, name
    legal_persons: org_id, name, representative_id, address, capital_wan (10,000 yuan)
    land: parcel_id, address, area_mu (a fifteenth of a hectare), land_use
    economy: year, output_wan
    exchange.catalogue, exchange.grants, exchange.log: empty, until `register`, `grant` and `ask`

    >>> open_exchange(1).execute("select count(*) from population").fetchone()
    (60,)
    """
    exchange = _new_database()
    exchange.execute(TOWN_SQL.format(seed=int(seed), people=int(people)))
    return exchange


def _new_database() -> duckdb.DuckDBPyConnection:
    # One thread, so that the order of rows never depends on the machine.
    return duckdb.connect(config={"threads": 1})


def register(exchange: duckdb.DuckDBPyConnection, **entry: object) -> None:
    """Put a resource into the catalogue.

    *entry* has the names of `ENTRY`. Raises `Refused` unless it is whole, each value is of its
    type, the columns exist, and the owner keeps that base (`BASES`).

    >>> town = open_exchange(1)
    >>> register(town, resource="economy", title="Economy 经济", owner="statistics",
    ...          base_database="economy", columns=["year", "output_wan"], refresh_days=90)
    >>> town.execute("select resource, owner from exchange.catalogue").fetchall()
    [('economy', 'statistics')]
    """
    for name in [*ENTRY, *sorted(entry)]:
        kind = ENTRY.get(name)
        if kind is None or not isinstance(entry.get(name), kind):
            names = ", ".join(ENTRY)
            raise Refused(
                f"{name} is {entry.get(name)!r}: an entry has {names}, each of its type"
            )
    base = entry["base_database"]
    if base not in BASES:
        raise Refused(
            f"base_database is {base!r}: use one of {', '.join(BASES)}"
        )
    _check_columns_exist(exchange, entry["resource"], entry["columns"])
    _check_owner(entry["resource"], base, entry["owner"])
    if entry["refresh_days"] < 1:
        raise Refused(
            f"refresh_days is {entry['refresh_days']}: use a number of days from 1"
        )
    values = [entry[name] for name in ENTRY]
    exchange.execute(
        "insert into exchange.catalogue values (?, ?, ?, ?, ?, ?)", values
    )


def _check_owner(resource: str, base: str, owner: str) -> None:
    """Refuse an entry by anybody but the keeper of the base, which the resource must be."""
    if resource != base:
        raise Refused(f"{resource!r} is not in {base!r}: it is {resource!r}")
    if owner != BASES[base]:
        raise Refused(
            f"{owner!r} does not keep {base!r}: {BASES[base]} does; ask there"
        )


def _check_columns_exist(
    exchange: duckdb.DuckDBPyConnection, resource: str, columns: list[str]
) -> None:
    sql = """
        select column_name from duckdb_columns()
        where schema_name = 'main' and table_name = ? order by column_index
    """
    there = [name for (name,) in exchange.execute(sql, [resource]).fetchall()]
    missing = [column for column in columns if column not in there]
    if not columns:
        missing = ["nothing"]
    if missing:
        names = ", ".join(there) or "none at all"
        raise Refused(
            f"{resource!r} has no column {missing[0]!r}: it has {names}"
        )


def grant(
    exchange: duckdb.DuckDBPyConnection,
    *,
    owner: str,
    department: str,
    resource: str,
    columns: list[str],
) -> None:
    """Let a department have some columns of a resource.

    Raises `Refused` unless the *owner* is that of the catalogue, and the columns are in it.
    """
    sql = "select owner, columns from exchange.catalogue where resource = ?"
    row = exchange.execute(sql, [resource]).fetchone()
    if row is None:
        row = ("nobody", [])
    listed_owner, listed_columns = row
    if listed_owner != owner or not listed_columns:
        raise Refused(
            f"{owner!r} does not own {resource!r}: {listed_owner} does; ask there"
        )
    for column in columns:
        if column not in listed_columns:
            names = ", ".join(listed_columns)
            raise Refused(
                f"{resource!r} offers no column {column!r}: the catalogue lists {names}"
            )
    rows = [[resource, department, column] for column in columns]
    exchange.executemany("insert into exchange.grants values (?, ?, ?)", rows)


def ask(
    exchange: duckdb.DuckDBPyConnection,
    *,
    department: str,
    resource: str,
    columns: list[str],
) -> str:
    """Ask for columns: all are delivered to the department's desk, or none.

    Returns the answer, "delivered" or "refused: " with the reason; the log keeps both.

    >>> ask(open_exchange(1), department="tax", resource="population", columns=["name"])
    'refused: name is not granted'
    """
    answer = _answer_to(exchange, department, resource, columns)
    number = exchange.execute(
        "select count(*) + 1 from exchange.log"
    ).fetchone()[0]
    row = [number, department, resource, columns, answer]
    exchange.execute("insert into exchange.log values (?, ?, ?, ?, ?)", row)
    return answer


def _answer_to(
    exchange: duckdb.DuckDBPyConnection,
    department: str,
    resource: str,
    columns: list[str],
) -> str:
    sql = "select column_name from exchange.grants where resource = ? and department = ?"
    rows = exchange.execute(sql, [resource, department]).fetchall()
    granted = {name for (name,) in rows}
    for column in columns:
        if column not in granted:
            return f"refused: {column} is not granted"
    return "delivered" if columns else "refused: nothing asked"


def desk(
    exchange: duckdb.DuckDBPyConnection, department: str
) -> duckdb.DuckDBPyConnection:
    """Open a department's own database, where it writes its SQL.

    It holds the columns that were delivered to the department, and nothing else.

    >>> desk(open_exchange(1), "tax").execute("show tables").fetchall()
    []
    """
    own = _new_database()
    sql = """
        select resource, flatten(list(columns)) from exchange.log
        where department = ? and answer = 'delivered' group by 1
    """
    delivered = exchange.execute(sql, [department]).fetchall()
    for resource, columns in delivered:
        quoted = [f'"{column}"' for column in dict.fromkeys(columns)]
        wanted = ", ".join(quoted)
        rows = exchange.sql(f'select {wanted} from "{resource}"')
        own.from_df(rows.df()).create(resource)
    for name, value in SEALED.items():
        own.execute(f"set {name} = {value}")
    return own


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
    return _new_database()


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


# --- measures -----------------------------------------------------------------------------------


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one run.

    Returns:
    forms_per_person: that people filled in
    repeated_share: of the forms, those that tell what another office was told already
    contradictory_share: of the people, those whose copies disagree at the end
    wrong_share: of the copies, those that are wrong at the end
    wrong_days: how long a copy was wrong, mean
    delivered: changes that the exchange brought
    refused: departments

    >>> float(summarise(simulate(Settings(moves_per_year=0), seed=1))["wrong_days"])
    0.0
    """
    by_kind = events["kind"]
    forms = events[by_kind == "form"]
    copies = events[by_kind == "audited"]
    by_person = copies.groupby("person")
    addresses = by_person["address"].nunique()
    is_contradictory = addresses > 1
    is_repeated = forms.duplicated(["person", "address"])
    is_wrong = copies["address"] != copies["truth"]
    measures = {
        "forms_per_person": len(forms) / len(addresses),
        "repeated_share": is_repeated.mean(),
        "contradictory_share": is_contradictory.mean(),
        "wrong_share": is_wrong.mean(),
        "wrong_days": copies["wrong_days"].mean(),
        "delivered": (by_kind == "delivered").sum(),
        "refused": (by_kind == "refused").sum(),
    }
    return pd.Series(measures, dtype=float)
