"""A department is who its certificate says, sees what it was granted and nothing else; nothing is
lost; copies lag as long as arithmetic says.
"""

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_lib.labs import common, trust
from egov_lib.labs.exchange import (
    BASES,
    ENTRY,
    Refused,
    Session,
    Settings,
    ask,
    before_and_after,
    certify,
    desk,
    grant,
    open_exchange,
    register,
    sign_in,
    simulate,
    summarise,
    withdraw,
)
from egov_lib.labs.exchange.town import TODAY, let_in
from egov_lib.show.charts import labs as charts
from egov_lib.show.explorables import panel
from egov_lib.show.explorables.exchange_panel import PANEL

ATTEMPTS = json.loads(
    (Path(__file__).parent / "cases" / "exchange" / "attempts.json").read_text(
        encoding="utf-8"
    )
)
KINDS = sorted({one["kind"] for one in ATTEMPTS})
POPULATION = ["person_id", "birth_year", "address", "name"]
POPULATION_ENTRY = {
    "resource": "population",
    "title": "Population 人口",
    "base_database": "population",
    "columns": POPULATION,
    "refresh_days": 30,
}
SOME = st.lists(st.sampled_from(POPULATION), unique=True)


class Opened:
    """An exchange with everybody signed in, and the population in its catalogue."""

    def __init__(self, people=20):
        """Certify everybody, let them in, register the population."""
        self.town = open_exchange(1, people=people)
        self.keys = {
            name: certify(self.town, name)
            for name in ["tax", "health", *BASES.values()]
        }
        self.at = {name: sign_in(self.town, key) for name, key in self.keys.items()}
        self.police = self.at["public security"]
        register(self.town, self.police, **POPULATION_ENTRY)

    def allow(self, columns, department="tax"):
        """Grant columns of the population."""
        given = {"department": department, "resource": "population", "columns": columns}
        grant(self.town, self.police, **given)

    def ask(self, columns, department="tax"):
        """Ask for columns of the population."""
        wanted = {"resource": "population", "columns": columns}
        return ask(self.town, self.at[department], **wanted)


@pytest.fixture
def opened():
    """A town in which the tax office may have numbers and addresses."""
    made = Opened()
    made.allow(["person_id", "address"])
    return made


# --- who comes in -----------------------------------------------------------------------------


def test_a_department_is_who_its_certificate_says(opened):
    """Names are read from the certificate; nothing else that is typed makes anybody anybody."""
    for name, session in opened.at.items():
        assert opened.town.who(session) == name


@pytest.mark.parametrize("made_up", ["tax", None, 7, Session("tax"), Session("0" * 32)])
def test_who_has_not_signed_in_gets_nothing(opened, made_up):
    """A name, or a session that one makes oneself, opens no door."""
    given = {"resource": "population", "columns": ["name"]}
    for call in (
        lambda: register(opened.town, made_up, **POPULATION_ENTRY),
        lambda: grant(opened.town, made_up, department="tax", **given),
        lambda: withdraw(opened.town, made_up, department="tax", resource="population"),
        lambda: ask(opened.town, made_up, **given),
        lambda: desk(opened.town, made_up),
    ):
        with pytest.raises(Refused, match="nobody has signed in with this"):
            call()
    assert opened.town.sql("from exchange.log").fetchall() == []


def test_only_a_genuine_certificate_with_its_key_signs_in(opened):
    """A stranger under the right name, a friend whom an officer certified, a revoked key, and an
    old answer to a new question are refused, each for its reason.
    """
    tax = opened.keys["tax"]
    namesake = trust.issue("public security", trust.issue("town", authority=True))
    friend = trust.issue("public security", tax)
    for holder, reason in ((namesake, "unknown issuer"), (friend, "no")):
        with pytest.raises(Refused, match=f"certificate is not accepted .{reason}"):
            sign_in(opened.town, holder)
    old = trust.seal("an earlier number", tax, hour=TODAY)
    with pytest.raises(Refused, match="altered"):
        let_in(opened.town, "a new number", old)
    borrowed = trust.Holder(tax.key, opened.keys["public security"].chain)
    with pytest.raises(Refused, match="altered"):
        sign_in(opened.town, borrowed)
    opened.town.revoked.append(tax.chain[0])
    with pytest.raises(Refused, match="revoked"):
        sign_in(opened.town, tax)


# --- catalogue and grants ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": None}, "title is None: an entry has resource, title, base_database"),
        ({"title": ""}, "title is '': use 1 to 100 signs"),
        ({"title": " Population"}, "signs that can be seen"),
        ({"title": "Pop\u200bulation"}, "signs that can be seen"),
        ({"title": "line\nline"}, "signs that can be seen"),
        ({"title": "x" * 101}, "use 1 to 100 signs"),
        ({"title": "Re\u0301gister"}, "composed signs"),
        ({"refresh_days": "monthly"}, "refresh_days is 'monthly'"),
        ({"refresh_days": True}, "refresh_days is True"),
        ({"refresh_days": 30.0}, "refresh_days is 30.0"),
        ({"refresh_days": -5}, "refresh_days is -5: use a number of days from 1"),
        ({"refresh_days": 0}, "refresh_days is 0"),
        ({"refresh_days": 3651}, "refresh_days is 3651"),
        ({"colour": "red"}, "colour is 'red'"),
        ({"owner": "public security"}, "the owner is who has signed in"),
        ({"base_database": "cars"}, "base_database is 'cars': use one of population"),
        ({"columns": ["wage"]}, "'population' has no column 'wage': it has person_id"),
        ({"columns": []}, "columns are ..: choose from person_id"),
        ({"columns": ("name",)}, "columns is .'name',.: an entry has"),
        ({"columns": "name"}, "columns is 'name'"),
        ({"columns": ["name", "name"]}, "the column 'name' is named twice"),
        ({"columns": [None]}, "has no column None"),
        ({"columns": [["name"]]}, "has no column"),
        ({"columns": ['name", (select 1) as "x']}, "has no column"),
        ({"resource": "catalogue"}, "'catalogue' is not in 'population'"),
        ({"resource": "population; drop table land"}, "is not in 'population'"),
        ({"base_database": "land"}, "'population' is not in 'land'"),
        (
            {"resource": "land", "base_database": "land"},
            "'public security' does not keep",
        ),
        ({}, "'population' is in the catalogue already"),
    ],
)
def test_a_bad_entry_stays_out_of_the_catalogue(opened, change, message):
    """Metadata that are not whole, well typed and true are refused with the fact and the remedy."""
    with pytest.raises(Refused, match=message):
        register(opened.town, opened.police, **POPULATION_ENTRY | change)
    assert len(opened.town.sql("from exchange.catalogue")) == 1


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 9999),
    st.text(max_size=5),
    st.lists(st.text(max_size=3) | st.sampled_from(["year", "output_wan"]), max_size=3),
    st.sampled_from(["economy", "population", ["year"]]),
)


@given(st.dictionaries(st.sampled_from([*ENTRY, "owner", "more"]), ANYTHING))
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_is_refused_or_kept_as_written(entry):
    """No entry raises anything but `Refused`, and one that is kept is whole and true."""
    session = sign_in(TOWN, STATISTICS)
    TOWN.database.execute("delete from exchange.catalogue")
    try:
        register(TOWN, session, **entry)
    except Refused:
        assert TOWN.sql("from exchange.catalogue").fetchall() == []
        return
    (row,) = TOWN.sql("from exchange.catalogue").fetchall()
    assert (row[0], row[2], row[3]) == ("economy", "statistics", "economy")
    assert set(row[4]) <= {"year", "output_wan"} and 1 <= row[5] <= 3650


TOWN = open_exchange(1, people=5)
STATISTICS = certify(TOWN, "statistics")


def test_only_the_owner_grants_and_only_what_is_listed(opened):
    """Nobody gives away what is another's, nor what the entry doesn't offer, nor to strangers."""
    name = {"resource": "population", "columns": ["name"]}
    for thief in ("tax", "land office"):
        with pytest.raises(Refused, match=f"'{thief}' does not own 'population'"):
            grant(opened.town, opened.at[thief], department="tax", **name)
        with pytest.raises(Refused, match="does not own"):
            withdraw(
                opened.town, opened.at[thief], department="tax", resource="population"
            )
    for changes, message in (
        ({"columns": ["wage"]}, "offers no column 'wage': it has person_id"),
        ({"columns": []}, "columns are"),
        ({"department": "cinema"}, "'cinema' has no certificate"),
        ({"resource": "land"}, "'public security' does not own 'land': nobody does"),
    ):
        with pytest.raises(Refused, match=message):
            grant(
                opened.town, opened.police, **{"department": "tax", **name, **changes}
            )


def test_what_is_withdrawn_leaves_the_desk(opened):
    """The owner takes a grant back: nothing more is delivered, and a new desk has nothing."""
    assert opened.ask(["address"]) == "delivered"
    assert desk(opened.town, opened.at["tax"]).tables == ["population"]
    withdraw(opened.town, opened.police, department="tax", resource="population")
    assert opened.ask(["address"]) == "refused: address is not granted"
    assert desk(opened.town, opened.at["tax"]).tables == []


@given(
    st.lists(st.tuples(st.sampled_from(["tax", "health"]), SOME), max_size=6), st.data()
)
@settings(max_examples=8, deadline=None)
def test_a_department_never_sees_a_column_it_was_not_granted(asked, data):
    """Whatever is granted and asked for, a desk has exactly the columns of answered requests, all
    of them granted.
    """
    opened = Opened(people=5)
    granted = {"tax": set(), "health": set()}
    answered = {"tax": set(), "health": set()}
    for department in granted:
        columns = data.draw(SOME)
        if columns:
            opened.allow(columns, department)
        granted[department] = set(columns)
    for department, columns in asked:
        answer = opened.ask(columns, department)
        may = bool(columns) and set(columns) <= granted[department]
        assert (answer == "delivered") == may
        answered[department] |= set(columns) if may else set()
    for department, columns in answered.items():
        own = desk(opened.town, opened.at[department])
        seen = set(own.sql("select * from population")) if own.tables else set()
        assert seen == columns <= granted[department]
    log = opened.town.sql("from exchange.log")
    assert len(log) == len(asked), "every request is logged, refused ones too"


# --- the desk ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tax_desk():
    """The tax office's desk, with numbers and addresses; a query has little time."""
    made = Opened()
    made.allow(["person_id", "address"])
    made.ask(["person_id", "address"])
    own = desk(made.town, made.at["tax"])
    own.seconds = 0.3
    return own


@pytest.mark.parametrize("kind", KINDS)
def test_sql_at_a_desk_cannot_break_out(tax_desk, kind):
    """Each attempt is refused for the reason that the table gives, or gives nothing that is not of
    the desk; afterwards the desk is as it was.
    """
    frames = pd.DataFrame({"name": ["x"]})  # a variable in whose scope the SQL runs
    before = tax_desk.sql("from population")
    secrets = set(pd.DataFrame(frames)["name"]) | {"甲", "public security"}
    for one in [one for one in ATTEMPTS if one["kind"] == kind]:
        if one["answer"] == "refused":
            with pytest.raises(Refused) as refusal:
                tax_desk.sql(one["sql"])
            assert one["reason"] in str(refusal.value), one["sql"]
            assert "/root" not in str(refusal.value) and "/home" not in str(
                refusal.value
            )
        else:
            found = tax_desk.sql(one["sql"]).astype(str)
            assert one["reason"] and not found.isin(secrets - {"x"}).any(axis=None)
    pd.testing.assert_frame_equal(tax_desk.sql("from population"), before)
    assert list(before) == ["person_id", "address"]


def test_there_are_many_attempts():
    """At least 120, each once, and each with an answer."""
    assert len({one["sql"] for one in ATTEMPTS}) == len(ATTEMPTS) >= 120
    assert {one["answer"] for one in ATTEMPTS} == {"refused", "harmless"}


@pytest.mark.parametrize("kind", ["files", "copy and export"])
def test_the_database_alone_keeps_its_doors_shut(tax_desk, kind):
    """Even a query that nobody read before it ran reaches no file."""
    for one in [one for one in ATTEMPTS if one["kind"] == kind]:
        with pytest.raises(duckdb.Error):
            tax_desk._database.execute(one["sql"]).fetchall()
    for name in ("enable_external_access", "temp_directory", "lock_configuration"):
        with pytest.raises(duckdb.Error):
            tax_desk._database.execute(f"set {name} = 'true'")


@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda b: b.decode("latin-1")))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_or_refused(text):
    """No text at a desk raises anything but `Refused`."""
    try:
        EMPTY_DESK.sql(text)
    except Refused as refusal:
        assert str(refusal)


EMPTY_DESK = desk(TOWN, sign_in(TOWN, STATISTICS))


@pytest.mark.parametrize(
    "sql",
    [
        "select split_part(address, ' ', 1) as part, count(*) from population group by part",
        "select a.address from population a join population b using (person_id) limit 3",
        "select address, row_number() over (order by person_id) from population limit 2",
        "with few as (select * from population limit 3) select max(person_id) from few",
        "select case when person_id > 3 then 'a' else 'b' end, address[1:4] from population",
        "from population where address like 'east%' or person_id in (1, 2) order by 1 desc",
    ],
)
def test_ordinary_questions_are_answered(tax_desk, sql):
    """The list of functions is long enough for a lesson in SQL."""
    assert len(tax_desk.sql(sql)) > 0


def test_what_is_delivered_is_whole(opened):
    """Every row arrives, with the owner's values, whatever the order of requests."""
    opened.ask(["address"])
    opened.ask(["person_id", "address"])
    own = desk(opened.town, opened.at["tax"])
    delivered = own.sql("select person_id, address from population")
    pd.testing.assert_frame_equal(
        delivered, opened.town.sql("select person_id, address from population").df()
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


# --- people who move --------------------------------------------------------------------------

STEADY = replace(Settings(), report_share=1, grant_share=1, moves_per_year=1)


@given(
    st.integers(1, 4),
    st.integers(1, 60),
    st.integers(1, 120),
    st.integers(1, 400),
    st.booleans(),
    st.integers(0, 10**6),
)
@settings(max_examples=20, deadline=None)
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


def stored(measure, **changes):
    """A measure of the panel's hundred runs; a test of the panels keeps them true."""
    runs = panel.stored_states("exchange")[panel.key_of(PANEL, changes)]
    return np.array(runs[measure])


def test_the_paradox_holds_in_a_hundred_towns():
    """Sharing saves forms and contradictions, and does not make the copies true."""
    change = {
        measure: stored(measure, sharing=True) - stored(measure)
        for measure in ("forms_per_person", "contradictory_share", "wrong_share")
    }
    assert np.quantile(change["forms_per_person"], 0.95) < 0
    assert np.quantile(change["contradictory_share"], 0.95) < 0
    low, high = np.quantile(change["wrong_share"], [0.05, 0.95])
    assert low < 0 < high and abs(change["wrong_share"].mean()) < 0.02


def test_telling_counts_more_than_faster_delivery():
    """In a hundred towns: if all tell, a copy is wrong far shorter; daily deliveries do less."""
    shared = stored("wrong_days", sharing=True).mean()
    daily = shared - stored("wrong_days", sharing=True, fetch_days=1).mean()
    telling = shared - stored("wrong_days", sharing=True, report_share=1.0).mean()
    assert telling > daily > 0


def test_before_and_after_are_runs_with_the_same_moves():
    """The table's means are those of the runs, and the change is theirs, seed by seed."""
    small = replace(Settings(), people=20, days=200)
    table = before_and_after(small, seeds=range(3)).set_index("measure")
    before, after = (
        common.repeat(
            simulate, replace(small, sharing=s), seeds=range(3), summarise=summarise
        )
        for s in (False, True)
    )
    for measure, row in table.iterrows():
        assert row["before"] == pytest.approx(before[measure].mean())
        assert row["change"] == pytest.approx((after - before)[measure].mean())
        assert row["low"] <= row["change"] <= row["high"]
