"""The lab on approvals agrees with queueing theory, conserves cases and follows the texts."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from egov_lib.labs import approvals, common
from egov_lib.labs.approvals import Settings, expect_wait, simulate, summarise

# One department, no cards, nothing online: the queue M/M/c. Long enough that the warm-up forgets
# the empty desks.
QUEUE = Settings(
    applications_per_day=4.0,
    departments=1,
    officers_per_department=3,
    work_days_per_case=0.6,
    share_items_handled_online=0.0,
    share_items_applied_online=0.0,
    transfer_days=0.0,
    days=300.0,
    warm_up_days=100.0,
)


def means(given_settings, seeds=range(24)):
    """Measure one run a seed."""
    return common.repeat(
        simulate, given_settings, seeds=seeds, summarise=summarise
    ).set_index("seed")


def interval(values, confidence=0.99):
    """Return Student's interval for the mean of independent runs."""
    return stats.t.interval(
        confidence, len(values) - 1, loc=np.mean(values), scale=stats.sem(values)
    )


@pytest.mark.parametrize(("officers", "load"), [(1, 0.7), (2, 1.5), (3, 2.1)])
def test_one_department_is_the_queue_of_erlang(officers, load):
    """The mean wait of M/M/c lies within the 99 % interval of 24 runs, for 1 to 3 officers."""
    runs = means(
        replace(QUEUE, officers_per_department=officers, work_days_per_case=load / 4)
    )
    low, high = interval(runs["wait_days"])
    assert low <= expect_wait(4.0, load / 4, officers)["wait_days"] <= high
    assert (high - low) < 0.6 * expect_wait(4.0, load / 4, officers)["wait_days"], (
        "an interval so wide proves nothing"
    )


def test_departments_in_a_row_are_queues_of_erlang_each():
    """Burke (1956): what leaves M/M/c arrives at random again, so three departments make one wait
    three times.
    """
    runs = means(replace(QUEUE, departments=3, days=200.0))
    low, high = interval(runs["wait_days"])
    assert low <= 3 * expect_wait(4.0, 0.6, 3)["wait_days"] <= high


def test_constant_work_waits_half_as_long():
    """Pollaczek and Khinchine: with one officer and equal cases (M/D/1) the mean wait is half that
    of M/M/1.
    """
    runs = means(
        replace(
            QUEUE,
            officers_per_department=1,
            work_days_per_case=0.175,
            constant_work=True,
        )
    )
    low, high = interval(runs["wait_days"])
    assert low <= expect_wait(4.0, 0.175, 1)["wait_days"] / 2 <= high


@pytest.mark.parametrize(
    ("load", "officers"), [(0.5, 1), (2.0, 3), (9.0, 10), (180.0, 190)]
)
def test_erlang_agrees_with_the_poisson_distribution(load, officers):
    """Erlang's C from scipy's Poisson distribution, another way of writing it."""
    blocked = stats.poisson.pmf(officers, load) / stats.poisson.cdf(officers, load)
    oracle = blocked / (1 - load / officers * (1 - blocked))
    assert expect_wait(load, 1.0, officers)["share_waiting"] == pytest.approx(oracle)


def test_theory_refuses_a_queue_without_end():
    """Two officers can't do the work of two: the error says so and what helps."""
    with pytest.raises(
        ValueError, match=r"work for 2 officers comes to 2.*add officers"
    ):
        expect_wait(4.0, 0.5, 2)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"officers_per_department": 3, "departments": 2, "online_first": "busiest"},
        {"share_supervised": 1.0, "warning_days": 8.0},
    ],
)
def test_the_default_office_is_in_its_steady_state(changes):
    """After the warm-up of 60 days the whole office does what theory expects of the long run: busy
    officers, waits, days, open cases (Little), share online. Within 3 standard errors of 60 runs.
    """
    chosen = replace(Settings(), **changes)
    expected = approvals.expect_office(chosen)
    runs = means(chosen, range(60))[expected.index]
    off = (runs.mean() - expected) / runs.sem().clip(lower=1e-9)
    assert off.abs().max() < 3, off


def test_an_office_that_opens_waits_less_than_it_will():
    """Without warm-up sixty days show far less than the formula, which tells of the long run."""
    busy = Settings(work_days_per_case=0.47, warm_up_days=0.0)
    opening = means(busy, range(40))["wait_days"]
    low, high = interval(opening, 0.999)
    assert low > 4 and high < 7
    assert approvals.expect_office(busy)["wait_days"] == pytest.approx(14.27, abs=0.01)


@given(
    seed=st.integers(0, 10_000),
    departments=st.integers(1, 3),
    online=st.sampled_from([0.0, 0.5, 1.0]),
    supervised=st.sampled_from([0.0, 0.4, 1.0]),
    constant=st.booleans(),
    officers=st.integers(1, 3),
)
@settings(max_examples=25, deadline=None)
def test_both_engines_give_the_same_events(
    seed, departments, online, supervised, constant, officers
):
    """The queue worked off department by department and SimPy's clock agree, event by event; and
    cases are neither lost nor doubled.
    """
    chosen = Settings(
        days=15.0,
        warm_up_days=5.0,
        departments=departments,
        officers_per_department=officers,
        share_items_handled_online=online,
        share_items_applied_online=1.0,
        share_supervised=supervised,
        share_agent=0.3,
        constant_work=constant,
        warning_days=2.0,
    )
    events = simulate(chosen, seed)
    pd.testing.assert_frame_equal(events, approvals.simulate_by_clock(chosen, seed))
    own = events[events["case"] != approvals.NOBODY]
    for event in ("queues", "begins", "ends"):
        rows = own[own["event"] == event]
        assert not rows.duplicated(["case", "department"]).any()
        assert len(rows) == own["case"].nunique() * departments


def test_the_load_is_that_of_all_cases_in_the_days_that_count():
    """Busy officers and open cases, counted on a fine grid of moments, of whoever applied when."""
    chosen = Settings(days=20.0, warm_up_days=10.0)
    events = simulate(chosen, 4)
    moments = np.linspace(10, 30, 4001)
    measures = summarise(events)
    for measure, first, second in (
        ("cases_open", "applied", "result"),
        ("officers_busy", "begins", "ends"),
    ):
        came = np.sort(events.loc[events["event"] == first, "day"])
        went = np.sort(events.loc[events["event"] == second, "day"])
        there = np.searchsorted(came, moments) - np.searchsorted(went, moments)
        assert measures[measure] == pytest.approx(there.mean(), rel=0.01)
    assert measures["share_busy"] == measures["officers_busy"] / 8


def test_no_department_has_more_officers_at_work_than_it_has():
    """The desks are never overfull, and all officers work at some time."""
    events = simulate(Settings(), 3)
    for department in range(4):
        own = events[events["department"] == department]
        began = np.sort(own.loc[own["event"] == "begins", "day"])
        ended = np.sort(own.loc[own["event"] == "ends", "day"])
        at_work = np.arange(1, len(began) + 1) - np.searchsorted(ended, began, "right")
        assert at_work.max() == Settings().officers_per_department


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_cards_leave_the_mean_wait_and_move_it(share):
    """Who is late changes with the cards; how long all wait together does not (Kleinrock). With
    cards for all precedence hardly counts, and as many are late as with none.
    """
    paper = Settings(share_items_handled_online=0.0, limit_days=15.0, warning_days=11.0)
    without = means(paper, range(40))
    carded = means(replace(paper, share_supervised=share), range(40))
    wait_low, wait_high = interval(carded["wait_days"] - without["wait_days"])
    assert wait_low < 0 < wait_high and wait_high - wait_low < 0.4
    if share == 1.0:
        low, high = interval(carded["share_overdue"] - without["share_overdue"])
        assert low < 0 < high and high - low < 0.06
        return
    gain = carded["share_overdue_others"] - carded["share_overdue_supervised"]
    pays = carded["share_overdue_others"] - without["share_overdue"]
    assert interval(gain)[0] > 0.05 and interval(pays)[0] > 0.03


def test_every_yuan_is_somebodys():
    """Costs follow from ways, officers, items and agents, and from nothing else."""
    chosen = Settings(share_agent=0.5, share_items_applied_online=0.8)
    measures = summarise(simulate(chosen, 2))
    ways = measures[["visits_per_case", "agent_ways_per_case"]]
    assert measures["applicant_yuan_per_case"] == pytest.approx(50 * ways.iloc[0])
    by_day = 60 * (8 * 100 + 30 * 2) / measures["cases"]
    assert measures["office_yuan_per_case"] == pytest.approx(by_day + 20 * ways.iloc[1])


def test_one_step_at_a_time_changes_what_it_should():
    """An agent spares ways and no day, an officer days and no way; the rarest half online meets the
    target and saves less than the busiest.
    """
    table = approvals.one_at_a_time(Settings(), seeds=range(10))
    means_of = table.pivot(index="step", columns="measure", values="mean")
    paper, agent = means_of.loc["paper only"], means_of.loc["an agent for all"]
    officer = means_of.loc["an officer more in each department"]
    rare, busy = (
        means_of.loc[f"half online, the {which}"] for which in ("rarest", "busiest")
    )
    assert (agent["visits_per_case"], paper["visits_per_case"]) == (1, 5)
    assert agent["total_days"] == pytest.approx(paper["total_days"])
    assert officer["visits_per_case"] == 5 and officer["wait_days"] < 0.5 < 2.5
    assert busy["total_days"] < rare["total_days"] - 3
    for half in (rare, busy):
        assert half["wait_days"] == pytest.approx(paper["wait_days"], abs=0.5)


def test_cards_change_the_order_and_not_the_sum_of_waiting():
    """With equal work a card only swaps places in the queue: the same total, other people, fewer of
    them overdue.
    """
    busy = replace(
        QUEUE,
        officers_per_department=1,
        work_days_per_case=0.24,
        constant_work=True,
        days=200.0,
    )
    busy = replace(busy, warm_up_days=0.0, limit_days=4.0, warning_days=1.0)
    without, carded = (
        simulate(replace(busy, share_supervised=share), 5) for share in (0.0, 0.5)
    )
    waits = [summarise(events)["wait_days"] for events in (without, carded)]
    assert waits[0] == pytest.approx(waits[1])
    order = [
        events.loc[events["event"] == "begins", "case"].tolist()
        for events in (without, carded)
    ]
    assert order[0] != order[1] and sorted(order[0]) == sorted(order[1])
    late = carded["event"].value_counts()
    assert 0 <= late.get("overdue card", 0) < 0.2 * late["overdue"], (
        "half are supervised, and they are served first"
    )


def test_only_paper_is_on_its_way_between_departments():
    """Between the end in one department and the queue of the next lie transfer_days on paper, and
    no time online.
    """
    events = simulate(Settings(), 2)
    events = events[events["case"] != approvals.NOBODY]
    ends, queues = (
        events[events["event"] == kind].set_index(["case", "department"])["day"]
        for kind in ("ends", "queues")
    )
    after = queues[queues.index.get_level_values("department") > 0]
    way = (
        after.to_numpy()
        - ends.reindex(
            [(case, department - 1) for case, department in after.index]
        ).to_numpy()
    )
    channel = events.drop_duplicates("case").set_index("case")["channel"]
    online = (
        channel[after.index.get_level_values("case")].eq("handled online").to_numpy()
    )
    assert (
        np.allclose(way[online], 0)
        and np.allclose(way[~online], Settings().transfer_days)
        and online.any()
    )


def test_cards_go_to_the_supervised_alone_and_in_time():
    """A warning card comes at warning_days after application, an overdue card at limit_days, and
    only where due.
    """
    chosen = Settings(share_supervised=0.5, transfer_days=6.0)
    events = simulate(chosen, 1)
    first = events[events["event"] == "applied"].set_index("case")["day"]
    for kind, days in [
        ("warning card", chosen.warning_days),
        ("overdue card", chosen.limit_days),
        ("overdue", 20.0),
    ]:
        rows = events[events["event"] == kind]
        assert len(rows) and np.allclose(rows["day"] - rows["case"].map(first), days)
    overdue, carded = (
        set(events.loc[events["event"] == kind, "case"])
        for kind in ("overdue", "overdue card")
    )
    assert carded < overdue


@pytest.mark.parametrize(
    ("channel", "visits"),
    [("counter", 5), ("agent", 1), ("applied online", 1), ("handled online", 0)],
)
def test_visits_follow_from_the_channel(channel, visits):
    """Four departments and the result at the counter; one way to an agent or with the originals;
    none at home.
    """
    events = simulate(Settings(share_items_applied_online=0.8, share_agent=0.5), 2)
    own = events[events["channel"] == channel]
    assert (own["event"] == "visit").sum() == visits * own["case"].nunique() > -1
    assert own["case"].nunique() > 5


def test_half_of_the_items_is_not_half_of_the_cases():
    """Which items go online decides what half of them means: with the busiest first nearly all
    cases, with the rarest few.
    """
    half = Settings(
        share_take_up=1.0, applications_per_day=50.0, officers_per_department=30
    )
    share = {
        first: summarise(simulate(replace(half, online_first=first), 1))[
            "share_handled_online"
        ]
        for first in approvals.ONLINE_FIRST
    }
    weights = 1 / np.arange(1, half.items + 1)
    expected = weights[:30].sum() / weights.sum()
    assert share["busiest"] == pytest.approx(expected, abs=0.02) and share[
        "rarest"
    ] == pytest.approx(1 - expected, abs=0.02)


def test_the_same_seed_gives_the_same_frame():
    """Chance is the seed's alone, and another seed gives another run."""
    pd.testing.assert_frame_equal(simulate(Settings(), 7), simulate(Settings(), 7))
    assert not simulate(Settings(), 7).equals(simulate(Settings(), 8))


def test_presets_carry_the_passages_they_rest_on():
    """Shenzhen's shares are read from its targets, and their badges quote them."""
    assert {
        name: approvals.preset(name).share_items_handled_online
        for name in approvals.PRESETS
    } == {
        "nation-2002": 0.0,
        "nation-2010": 0.5,
        "wuhai-2006": 0.2,
        "shenzhen-2008": 0.5,
    }
    badges = common.badges(approvals.preset("shenzhen-2008")).set_index("parameter")
    assert badges.loc["share_supervised", "badge"] == "from the text"
    # Electronic supervision.
    assert "电子监察" in badges.loc["share_supervised", "quote"]
    assert (badges["badge"] != "changed here").all()


def test_an_office_without_applicants_has_nothing_to_measure():
    """No application gives an empty frame with its columns, and measures that are empty and not an
    error.
    """
    events = simulate(Settings(applications_per_day=0.0), 1)
    assert (
        events.columns.tolist() == list(approvals.COLUMNS)
        and (events["case"] == approvals.NOBODY).all()
    )
    assert summarise(events)["cases"] == 0 and np.isnan(summarise(events)["wait_days"])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"share_take_up": 1.5}, "share_take_up is 1.5"),
        ({"online_first": "best"}, "choose one of busiest, random, rarest"),
        ({"share_items_applied_online": 0.1}, "raise share_items_applied_online"),
        ({"warning_days": 30.0}, "warning_days is 30.0: choose from 0 to 20"),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong, message):
    """The error names the setting, its value and what will do."""
    with pytest.raises(ValueError, match=message):
        Settings(**wrong)
