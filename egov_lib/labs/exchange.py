"""Catalogue and exchange: who holds which data, who may have which column, and what it does to copies and forms.

Two halves. `open_exchange` is a working exchange in DuckDB: the four base databases of 2002 with invented rows, a catalogue
whose entries are checked, grants column by column, requests that are answered or refused, and a log. What a department is
given is copied to a desk of its own, a database of its own: its SQL can't reach what was never delivered to it.
`simulate` lets people move house for some time, in SQL that can be read, and asks what copies and forms become of it when each
department collects for itself, and when one collects and the others are supplied (横向共享, sharing across; 纵向汇聚, gathering
upward). All persons are invented. Purposes, appeals and the wish not to share are outside this model.
"""

import atexit
from dataclasses import dataclass
from functools import lru_cache

import duckdb
import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting


@dataclass(frozen=True)
class Settings:
    """A town whose people move, and the departments that want their address; times in days."""

    sharing: bool = setting(
        "systems", "information-resources-exchange-system", True, "an exchange system is at work"
    )
    levels: int = setting(
        "targets",
        "beijing-two-level-platforms",
        why="platforms from district to city, one above another",
    )
    departments: int = setting(
        value=6, why="that keep people's addresses; the first answers for collecting them"
    )
    people: int = setting(value=100, why="a hundredth of a street office; shares do not hang on it")
    days: int = setting(value=730, why="two years")
    moves_per_year: float = setting(value=0.15, why="share of people who move")
    report_share: float = setting(
        value=0.7, why="probability that somebody who moves tells a given office"
    )
    grant_share: float = setting(
        value=0.8, why="probability that a department was granted the address"
    )
    gather_days: int = setting(value=30, why="between two gatherings from one level to the next")
    fetch_days: int = setting(value=90, why="between two deliveries to a department")
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self, levels=(1, 6), departments=(1, 50), people=(1, 5000), days=(1, 3650)
        )
        common.check_limits(
            self, moves_per_year=(0, 12), gather_days=(1, 3650), fetch_days=(1, 3650)
        )


def _on(row_id: str, sharing: bool, why: str, **more: Parameter) -> dict[str, Parameter]:
    return {"sharing": Parameter("systems", row_id, sharing, why), **more}


THREE_LEVELS = Parameter(value=3, why="county, prefecture, province")
GROUPS = Parameter(
    "systems",
    "chongqing-grouped-sharing-system",
    0.5,
    "sharing in groups; we take half of the pairs",
)
YUNNAN, CHONGQING = (
    "yunnan-horizontal-sharing-vertical-aggregation",
    "chongqing-data-sharing-exchange-centre",
)
PRESETS = {
    "nation-2002": _on(
        "sharing-and-interconnection-lacking", False, "the state that the plan set out to change"
    ),
    "yunnan-2005": _on(YUNNAN, True, "the aim, taken as reached", levels=THREE_LEVELS),
    "wuhai-2005": _on(
        "wuhai-data-exchange-system", False, "to be started in 2006, so not yet there"
    ),
    "beijing-2006": _on(
        "beijing-cross-department-exchange", True, "due by the end of 2006, taken as reached"
    ),
    "chongqing-2006": _on(CHONGQING, True, "being set up, taken as reached", grant_share=GROUPS),
}
preset = common.preset_of(Settings, PRESETS)


# What a catalogue entry must say, and of which type; the column names of `catalogue`.
ENTRY = {
    "resource": str,
    "title": str,
    "owner": str,
    "base_database": str,
    "columns": list,
    "refresh_days": int,
}
BASES = (
    "population",
    "legal_persons",
    "land",
    "economy",
)  # 人口, 法人单位, 自然资源和空间地理, 宏观经济
# Nothing from outside, no Python variable, no way to turn that on again.
SEALED = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}


class Refused(ValueError):
    """The exchange doesn't do this; the message says why and what would help."""


INVENTED = """
create macro pick(i, what, n) as cast(md5_number_lower(concat({seed}, '-', i, '-', what)) % n as integer);
create macro street(i) as concat(['east', 'south', 'west'][1 + pick(i, 'd', 3)], ' road ', 1 + pick(i, 'a', 300));
create table population as select i as person_id, 1930 + pick(i, 'y', 76) as birth_year, street(i) as address,
    substr('甲乙丙丁戊己庚辛壬癸', 1 + pick(i, 's', 10), 1) || substr('子丑寅卯辰巳午未申酉戌亥', 1 + pick(i, 'b', 12), 1) as name
    from range({people}) t(i);
create table legal_persons as select 9000 + i as org_id, concat('firm ', i) as name, pick(i, 'r', {people})
    as representative_id, street(i + {people}) as address, 3 + pick(i, 'c', 900) as capital_wan from range({people} // 4) t(i);
create table land as select i + 1 as parcel_id, street(i + 2 * {people}) as address, 1 + pick(i, 'm', 80) as area_mu,
    ['homes', 'works', 'fields'][1 + pick(i, 'u', 3)] as land_use from range({people} // 3) t(i);
create table economy as select 2000 + i as year, 2000 + pick(i, 'o', 90000) as output_wan from range(6) t(i);
create schema exchange;
create table exchange.catalogue (resource varchar primary key, title varchar, owner varchar, base_database varchar,
    columns varchar[], refresh_days integer);
create table exchange.grants (resource varchar, department varchar, column_name varchar);
create table exchange.log (number integer, department varchar, resource varchar, columns varchar[], answer varchar);
"""


def open_exchange(seed: int, *, people: int = 60) -> duckdb.DuckDBPyConnection:
    """Open an exchange with invented data; the connection is the administrator's and sees everything.

    Tables: population (person_id, birth_year, address, name), legal_persons (org_id, name, representative_id, address,
    capital_wan), land (parcel_id, address, area_mu, land_use), economy (year, output_wan); and in the schema exchange:
    catalogue, grants and log. The catalogue is empty: `register` fills it.

    >>> open_exchange(1).execute("select count(*) from population").fetchone()
    (60,)
    """
    exchange = duckdb.connect(config={"threads": 1})
    exchange.execute(INVENTED.format(seed=int(seed), people=int(people)))
    return exchange


def register(exchange: duckdb.DuckDBPyConnection, **entry: object) -> None:
    """Put a resource into the catalogue, if the entry is whole, well typed, and names columns that are there."""
    if wrong := [k for k in ENTRY if not isinstance(entry.get(k), ENTRY[k])] + sorted(
        set(entry) - set(ENTRY)
    ):
        raise Refused(
            f"{wrong[0]} is {entry.get(wrong[0])!r}: an entry has {', '.join(ENTRY)}, each of its type"
        )
    if entry["base_database"] not in BASES:
        raise Refused(f"base_database is {entry['base_database']!r}: use one of {', '.join(BASES)}")
    there = _column_names(exchange, entry["resource"])
    if missing := [c for c in entry["columns"] if c not in there] or (
        [] if entry["columns"] else ["nothing"]
    ):
        raise Refused(
            f"{entry['resource']!r} has no column {missing[0]!r}: it has {', '.join(there) or 'none at all'}"
        )
    exchange.execute(
        "insert into exchange.catalogue values (?, ?, ?, ?, ?, ?)", [entry[k] for k in ENTRY]
    )


def _column_names(exchange: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    sql = "select column_name from duckdb_columns() where schema_name = 'main' and table_name = ? order by column_index"
    return [name for (name,) in exchange.execute(sql, [table]).fetchall()]


def grant(
    exchange: duckdb.DuckDBPyConnection,
    *,
    owner: str,
    department: str,
    resource: str,
    columns: list[str],
) -> None:
    """Let a department have some columns of a resource; only its owner can, and only columns of the catalogue."""
    row = exchange.execute(
        "select owner, columns from exchange.catalogue where resource = ?", [resource]
    ).fetchone()
    if not row or row[0] != owner:
        raise Refused(
            f"{owner!r} does not own {resource!r}: {row[0] if row else 'nobody'} does; ask there"
        )
    if missing := [c for c in columns if c not in row[1]]:
        raise Refused(
            f"{resource!r} offers no column {missing[0]!r}: the catalogue lists {', '.join(row[1])}"
        )
    exchange.executemany(
        "insert into exchange.grants values (?, ?, ?)", [[resource, department, c] for c in columns]
    )


def ask(
    exchange: duckdb.DuckDBPyConnection, *, department: str, resource: str, columns: list[str]
) -> str:
    """Ask for columns: all are delivered to the department's desk, or none; the log keeps both. Returns the answer."""
    sql = "select column_name from exchange.grants where resource = ? and department = ?"
    granted = {name for (name,) in exchange.execute(sql, [resource, department]).fetchall()}
    lacking = [c for c in columns if c not in granted]
    answer = (
        f"refused: {lacking[0]} is not granted"
        if lacking
        else "delivered"
        if columns
        else "refused: nothing asked"
    )
    number = exchange.execute("select count(*) + 1 from exchange.log").fetchone()[0]
    exchange.execute(
        "insert into exchange.log values (?, ?, ?, ?, ?)",
        [number, department, resource, columns, answer],
    )
    return answer


def desk(exchange: duckdb.DuckDBPyConnection, department: str) -> duckdb.DuckDBPyConnection:
    """Open a department's own database, with the columns delivered to it and nothing else; there it writes its SQL."""
    own = duckdb.connect(config={"threads": 1})
    sql = "select resource, flatten(list(columns)) from exchange.log where department = ? and answer = 'delivered' group by 1"
    for resource, columns in exchange.execute(sql, [department]).fetchall():
        wanted = ", ".join(f'"{c}"' for c in dict.fromkeys(columns))
        own.from_df(exchange.sql(f'select {wanted} from "{resource}"').df()).create(resource)
    for name, value in SEALED.items():
        own.execute(f"set {name} = {value}")
    return own


# Whoever collects for himself learns from a form at once; a department that is supplied learns when the base knows, which is
# some gatherings later, and its next delivery has come. The comments name the steps; the tables stay for a curious reader.
RUN = """
create or replace temp macro collects(o) as not list_contains({supplied}::int[], o);
create or replace temp macro next(day, every) as ((day + every - 1) // every) * every;
create or replace temp macro due(day) as next(if({levels} = 1 or day = 0, day, next(day, {gather_days})
    + ({levels} - 2) * {gather_days}), {fetch_days});
create or replace temp table forms as  -- everybody at the start, then whoever tells an office that he moved
    select 0 as day, o as office, person, 0 as address from range({departments}) a(o), range({people}) b(person)
    where collects(o) union all select day, office, person, address from told where collects(office);
create or replace temp table learnt as
    select day, office as department, person, address, 'form' as kind from forms union all
    select due(day), o, person, address, 'delivered' from forms, range({departments}) a(o)
    where office = 0 and not collects(o) and due(day) <= {days};
create or replace temp table states as  -- for each copy: what is true and what it says, from each change to the next
    with changes as (
        select day, o as department, person, address as actual, null as held, 0 as step from moves, range({departments}) a(o)
        union all select day, department, person, null, address, 1 from learnt)
    select *, last_value(actual ignore nulls) over w as truth, last_value(held ignore nulls) over w as says,
        lead(day, 1, {days}) over (partition by department, person order by day, step, held, actual) - day as lasts
    from changes window w as (partition by department, person order by day, step, held, actual rows unbounded preceding);
select day, kind, department, person, address, null as truth, null as wrong_days from learnt
union all select day, 'moved', null, person, address, address, null from moves where day > 0
union all select least({fetch_days}, {days}), 'refused', unnest({refused}::int[]), null, null, null, null
union all select {days}, 'audited', department, person, max(says), max(truth),
    coalesce(sum(lasts) filter (truth <> says), 0) from states group by department, person
order by day, kind, department, person, address
"""
TYPES = dict.fromkeys(
    ["department", "person", "address", "truth", "wrong_days"], "Int64"
)  # whether or not some are empty


@lru_cache  # opening a database takes longer than a run
def _memory() -> duckdb.DuckDBPyConnection:
    atexit.register(_memory.cache_clear)  # or DuckDB complains when Python ends
    return duckdb.connect(config={"threads": 1})


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let people move and tell some offices; a row an event. The same seed gives the same moves with and without sharing.

    Columns: day; kind (form: somebody fills one in; delivered: the exchange brings a change; moved; refused: a department
    has no grant and collects for itself; audited: a copy at the end); department (number; 0 answers for collecting); person;
    address (number, from 0; what the form or the copy says); truth (where the person lives); wrong_days (how long in all
    the copy was wrong). What doesn't apply is empty.
    """
    rng, offices = np.random.default_rng(seed), settings.departments
    person = np.repeat(
        np.arange(settings.people),
        rng.poisson(settings.moves_per_year * settings.days / 365, settings.people),
    )
    trips = pd.DataFrame({"person": person, "day": rng.integers(1, settings.days + 1, len(person))})
    trips = trips.sort_values(["person", "day"], ignore_index=True)
    trips["address"] = trips.groupby("person").cumcount() + 1
    at, office = np.nonzero(rng.random((len(trips), offices)) < settings.report_share)
    granted = np.flatnonzero(rng.random(offices) < settings.grant_share)
    supplied = [int(o) for o in granted if o and settings.sharing]
    refused = [o for o in range(1, offices) if o not in supplied and settings.sharing]
    start = pd.DataFrame({"person": range(settings.people), "day": 0, "address": 0})
    db = (
        _memory()
        .register("moves", pd.concat([start, trips]))
        .register("told", trips.iloc[at].assign(office=office))
    )
    return (
        db.execute(RUN.format(**vars(settings), supplied=supplied, refused=refused))
        .df()
        .astype(TYPES)
    )


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one run: forms_per_person; repeated_share (of forms, telling what another office was told already);
    contradictory_share (of people, whose copies disagree at the end); wrong_share (of copies, at the end); wrong_days
    (of a copy, on average); delivered; refused (departments)."""
    forms, audited = events[events["kind"] == "form"], events[events["kind"] == "audited"]
    measures = {
        "forms_per_person": len(forms) / audited["person"].nunique(),
        "repeated_share": forms.duplicated(["person", "address"]).mean(),
        "contradictory_share": (audited.groupby("person")["address"].nunique() > 1).mean(),
        "wrong_share": (audited["address"] != audited["truth"]).mean(),
        "wrong_days": audited["wrong_days"].mean(),
    }
    counts = events["kind"].value_counts()
    return pd.Series(
        measures | {kind: counts.get(kind, 0) for kind in ("delivered", "refused")}, dtype=float
    )
