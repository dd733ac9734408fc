"""A department sees what it was granted and nothing else; nothing is lost; copies lag as long as
arithmetic says.
"""

from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_lib.labs import common
from egov_lib.labs.exchange import (
    Refused,
    Settings,
    ask,
    desk,
    grant,
    open_exchange,
    register,
    simulate,
    summarise,
)
from egov_lib.show.charts import labs as charts

POPULATION = ["person_id", "birth_year", "address", "name"]
ENTRY = {
    "resource": "population",
    "title": "Population 人口",
    "owner": "public security",
    "base_database": "population",
    "columns": POPULATION,
    "refresh_days": 30,
}
SOME = st.lists(st.sampled_from(POPULATION), unique=True)
# What somebody who wants more might try at a desk.
ATTEMPTS = [
    "select name from population",
    "select * from exchange.log",
    "select * from town.population",
    "select * from secret",
    "attach 'town.duckdb' as more",
    "select * from read_csv('/etc/hosts')",
    "select * from glob('/*')",
    "copy population to 'population.csv'",
    "set enable_external_access = true",
    "set python_enable_replacements = true",
    "reset lock_configuration",
    "install httpfs",
    "select * from query('select name from population')",
    # DuckDB's folder for what does not fit into memory is a door unless it is shut, too.
    "copy population to '.tmp/population.csv'",
    "copy population to '.tmp/population.parquet' (format parquet)",
    "attach '.tmp/more.duckdb' as more",
    "select * from glob('.tmp/*')",
    "select * from read_csv('.tmp/*')",
    "export database '.tmp/all'",
    "import database '.tmp/all'",
    "set temp_directory = '.tmp'",
    "pragma temp_directory = '/tmp'",
    "select * from read_text('/etc/hosts')",
    "select * from read_blob('/etc/hosts')",
    "select * from read_parquet('https://example.org/x.parquet')",
    "select * from '/etc/hosts'",
    "copy (select 1) to '/dev/stdout'",
    "copy population from '/etc/hosts'",
    "pragma enable_external_access",
    "reset enable_external_access",
    "set global memory_limit = '90GB'",
    "pragma memory_limit = '90GB'",
    "load httpfs",
    "force install httpfs from community",
    "attach ':memory:' as more (type sqlite)",
    "create secret s (type s3, key_id 'k', secret 's')",
    "create table more as select * from generate_series(1, 1000000000)",
    "select count(distinct range) from range(1000000000)",
    "select string_agg(md5(range::varchar)) from range(100000000)",
]


@pytest.fixture
def town():
    """An exchange with the population registered and its address granted to the tax office."""
    opened = open_exchange(1, people=20)
    register(opened, **ENTRY)
    grant(
        opened,
        owner="public security",
        department="tax",
        resource="population",
        columns=["person_id", "address"],
    )
    return opened


@given(
    st.lists(st.tuples(st.sampled_from(["tax", "health"]), SOME), max_size=8), st.data()
)
@settings(max_examples=25, deadline=None)
def test_a_department_never_sees_a_column_it_was_not_granted(asked, data):
    """Whatever is granted and asked for, a desk has exactly the columns of answered requests, all
    of them granted.
    """
    town, granted, answered = (
        open_exchange(2, people=5),
        {"tax": set(), "health": set()},
        {"tax": set(), "health": set()},
    )
    register(town, **ENTRY)
    for department in granted:
        columns = data.draw(SOME)
        if columns:
            grant(
                town,
                owner="public security",
                department=department,
                resource="population",
                columns=columns,
            )
        granted[department] = set(columns)
    for department, columns in asked:
        answer = ask(
            town, department=department, resource="population", columns=columns
        )
        assert (answer == "delivered") == (
            bool(columns) and set(columns) <= granted[department]
        )
        answered[department] |= set(columns) if answer == "delivered" else set()
    for department in granted:
        own = desk(town, department)
        seen = {
            c
            for (c,) in own.execute(
                "select column_name from duckdb_columns() where not internal"
            ).fetchall()
        }
        assert seen == answered[department] <= granted[department]
    assert len(town.sql("from exchange.log")) == len(asked), (
        "every request is logged, refused ones too"
    )


@pytest.mark.parametrize("sql", ATTEMPTS)
def test_sql_at_a_desk_cannot_break_out(town, sql):
    """Neither other tables nor files, Python variables, extensions or settings are within reach."""
    secret = pd.DataFrame({"name": ["x"]})  # a variable in whose scope the SQL runs
    ask(town, department="tax", resource="population", columns=["person_id", "address"])
    own = desk(town, "tax")
    with pytest.raises(duckdb.Error):
        own.execute(sql).fetchall()
    assert (
        own.sql("from population").columns == ["person_id", "address"]
        and len(secret) == 1
    )


def test_what_is_delivered_is_whole(town):
    """Every row arrives, with the owner's values, whatever the order of requests."""
    ask(town, department="tax", resource="population", columns=["address"])
    ask(town, department="tax", resource="population", columns=["person_id", "address"])
    delivered = desk(town, "tax").sql("select person_id, address from population").df()
    pd.testing.assert_frame_equal(
        delivered, town.sql("select person_id, address from population").df()
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": None}, "title is None: an entry has resource, title, owner"),
        ({"refresh_days": "monthly"}, "refresh_days is 'monthly'"),
        ({"colour": "red"}, "colour is 'red'"),
        (
            {"base_database": "cars"},
            "base_database is 'cars': use one of population, legal_persons",
        ),
        ({"columns": ["wage"]}, "'population' has no column 'wage': it has person_id"),
        ({"columns": []}, "has no column 'nothing'"),
        (
            {"resource": "catalogue"},
            "'catalogue' has no column 'person_id': it has none at all",
        ),
        ({"owner": "tax"}, "'tax' does not keep 'population': public security does"),
        ({"base_database": "land"}, "'population' is not in 'land'"),
        ({"refresh_days": -5}, "refresh_days is -5: use a number of days from 1"),
    ],
)
def test_a_bad_entry_stays_out_of_the_catalogue(change, message):
    """Metadata that are not whole, well typed and true are refused with the fact and the remedy."""
    town = open_exchange(1, people=5)
    with pytest.raises(Refused, match=message):
        register(town, **ENTRY | change)
    assert len(town.sql("from exchange.catalogue")) == 0


def test_only_the_owner_grants_and_only_what_is_listed(town):
    """Nobody gives away what is another's, nor what the catalogue doesn't offer."""
    with pytest.raises(
        Refused, match="'tax' does not own 'population': public security does"
    ):
        grant(
            town, owner="tax", department="tax", resource="population", columns=["name"]
        )
    with pytest.raises(
        Refused, match="offers no column 'wage': the catalogue lists person_id"
    ):
        grant(
            town,
            owner="public security",
            department="tax",
            resource="population",
            columns=["wage"],
        )


def test_the_data_are_invented_and_follow_their_seed():
    """The same seed gives the same town, another seed another; names are made of calendar signs,
    not of surnames.
    """
    one, same, other = (
        open_exchange(seed).sql("from population").df() for seed in (1, 1, 2)
    )
    assert one.equals(same) and not one.equals(other)
    assert (
        one["name"]
        .str.fullmatch("[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]")
        .all()
    )


STEADY = replace(Settings(), report_share=1, grant_share=1, moves_per_year=1)


@given(
    st.integers(1, 4),
    st.integers(1, 60),
    st.integers(1, 120),
    st.integers(1, 400),
    st.booleans(),
    st.integers(0, 10**6),
)
@settings(max_examples=30, deadline=None)
def test_nothing_is_lost_on_the_way(
    levels, gather_days, fetch_days, days, sharing, seed
):
    """Each form that had time to arrive arrives once in each supplied department, in order; no
    other change does.

    The oracle goes through the days one by one: on gathering days each level takes over what the
    one below has, lowest last; on delivery days departments take over the base.
    """
    chosen = replace(
        STEADY,
        levels=levels,
        gather_days=gather_days,
        fetch_days=fetch_days,
        days=days,
        sharing=sharing,
    )
    chosen = replace(chosen, people=3, departments=3)
    events = simulate(chosen, seed)
    held = {
        row.person: row.address
        for row in events[
            (events["kind"] == "audited") & (events["department"] == 2)
        ].itertuples()
    }
    moved = events[events["kind"] == "moved"]
    if not sharing:
        assert held == {p: int((moved["person"] == p).sum()) for p in range(3)}
        return
    # What each level knows of each person; the top is the base.
    chain = np.zeros((levels, 3), int)
    copy = chain[-1].copy()
    for day in range(1, days + 1):
        for row in moved[moved["day"] == day].itertuples():
            chain[0, row.person] = row.address
        if day % gather_days == 0:
            chain[1:] = chain[:-1].copy()
        if day % fetch_days == 0:
            copy = chain[-1].copy()
    assert [held[p] for p in range(3)] == copy.tolist()
    arrived = events[
        (events["kind"] == "delivered")
        & (events["department"] == 2)
        & (events["address"] > 0)
    ]
    assert len(arrived) == copy.sum()


def test_days_in_the_wrong_are_counted_as_by_hand():
    """The SQL's days between a move and its arrival are those of a plain loop over the events."""
    events = simulate(replace(Settings(), people=15), 4)
    for row in events[events["kind"] == "audited"].itertuples():
        own = events[(events["person"] == row.person)]
        moves = (
            own.loc[own["kind"] == "moved", ["day", "address"]].to_numpy(int).tolist()
        )
        learnt = own[
            own["kind"].isin(["form", "delivered"])
            & (own["department"] == row.department)
        ]
        learnt = learnt[["day", "address"]].to_numpy(int).tolist()
        wrong = 0
        for day in range(730):
            truth = max([a for d, a in moves if d <= day], default=0)
            wrong += truth != max(a for d, a in learnt if d <= day)
        assert wrong == row.wrong_days, row


def test_sharing_saves_exactly_the_forms_of_supplied_departments():
    """With one seed people move alike; who is supplied collects nothing, and the others collect as
    before.
    """
    before, after = (
        simulate(replace(Settings(), sharing=sharing), 4) for sharing in (False, True)
    )
    pd.testing.assert_frame_equal(
        *(e[e["kind"] == "moved"].reset_index(drop=True) for e in (before, after))
    )
    forms = [
        e[e["kind"] == "form"].groupby("department").size() for e in (before, after)
    ]
    supplied = set(after.loc[after["kind"] == "delivered", "department"])
    assert supplied and forms[1].to_dict() == {
        d: n for d, n in forms[0].items() if d not in supplied
    }
    assert set(after.loc[after["kind"] == "refused", "department"]) == set(
        forms[1].index
    ) - {0}


def test_the_wait_for_an_address_is_that_of_theory():
    """A day drawn at random waits half a period for gathering and, periods being multiples, half a
    delivery's in all.
    """
    slow = replace(
        STEADY,
        gather_days=10,
        fetch_days=120,
        moves_per_year=0.05,
        days=1200,
        departments=2,
        people=100,
    )
    runs = common.repeat(simulate, slow, seeds=range(20), summarise=summarise)
    # The first office is never wrong; the other is for (120 - 1) / 2 days a move on average, with
    # 10 moves in 60 years.
    expected = 0.5 * (120 - 1) / 2 * 0.05 * 1200 / 365
    error = runs["wrong_days"].std() / len(runs) ** 0.5
    assert abs(runs["wrong_days"].mean() - expected) < 4 * error
    assert (
        runs["contradictory_share"].between(0, 0.1).all()
        and runs["refused"].eq(0).all()
    )


def test_the_picture_shows_the_days_that_were_counted():
    """The mean share of wrong copies that the chart's title gives is the audited days, spread over
    copies and time.
    """
    events = simulate(replace(Settings(), people=40), 4)
    audited = events[events["kind"] == "audited"]
    share = audited["wrong_days"].sum() / len(audited) / 731
    assert (
        f"{share:.0%} of copies wrong"
        in charts.copies({"shared": events}).layout.title.text
    )
