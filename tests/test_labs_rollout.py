"""The lab on rollout keeps its books of money and sites, and follows Bass where Bass applies."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from egov_lib.labs import common, rollout
from egov_lib.labs.rollout import LEVELS, Settings, adoption, simulate, summarise

# No pilots, no building alone, money without end: nothing is left but who follows whom.
FREE = Settings(
    sites=(0, 0, 0, 40_000),
    budget_shares=(0.0, 0.0, 0.0, 1.0),
    budget_yi=1e6,
    pilot_months=0,
    share_alone_before=0.0,
    share_alone_after=0.0,
    build_months=1,
)
PAID = ["begins", "begins alone", "begins again"]


def test_without_example_adoption_is_geometric():
    """If nobody follows anybody, the share connected is 1 − (1 − p)^t, within the binomial's 99 %
    interval in every month.
    """
    curve = adoption(simulate(replace(FREE, start_by_example=0.0), 1)).query(
        "level == 'county'"
    )
    expected = 1 - 0.99 ** curve["month"].to_numpy()
    low, high = stats.binom.interval(0.9999, 40_000, expected)
    assert ((low <= curve["sites"]) & (curve["sites"] <= high)).all()


def test_with_example_adoption_follows_bass():
    """Among very many sites the curve is Bass's: dF/dt = (p + q F)(1 − F), in closed form, as far
    as months allow.
    """
    p, q = 0.003, 0.06
    curve = adoption(
        simulate(
            replace(
                FREE,
                start_by_itself=p,
                start_by_example=q,
                months=150,
                deadline_month=150,
            ),
            1,
        )
    )
    curve = curve.query("level == 'county'")
    decay = np.exp(-(p + q) * curve["month"].to_numpy())
    bass = (1 - decay) / (1 + q / p * decay)
    assert np.abs(curve["share"] - bass).max() < 0.025
    assert bass[-1] > 0.99


CHOICES = st.builds(
    Settings,
    budget_yi=st.sampled_from([0.0, 100.0, 1000.0, 2000.0]),
    pilot_months=st.integers(0, 24),
    standard_month=st.integers(0, 36),
    share_alone_before=st.floats(0, 1),
    share_alone_after=st.floats(0, 1),
    build_months=st.integers(1, 12),
)


@given(chosen=CHOICES, seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_money_and_sites_are_conserved(chosen, seed):
    """No level ever spends more than it got or begins more sites than it has; what is begun is
    finished or under way.
    """
    events = simulate(chosen, seed)
    for at, level in enumerate(LEVELS):
        own = events[events["level"] == level]
        flow = own["money_yi"].where(own["event"] == "money", -own["money_yi"])
        assert (flow.cumsum() > -1e-6).all()
        counts = (
            own.groupby("event")["sites"].sum().reindex(rollout.EVENTS, fill_value=0)
        )
        assert (
            counts["begins"] + counts["begins alone"]
            <= counts["exists"]
            == chosen.sites[at]
        )
        assert counts["begins again"] <= counts["runs alone"] <= counts["begins alone"]
        late = own[own["month"] > chosen.months - chosen.build_months]
        under_way = late.loc[
            late["event"].isin(["begins", "begins again"]), "sites"
        ].sum()
        assert (
            counts["begins"] + counts["begins again"] == counts["connected"] + under_way
        )
        assert counts["ends"] == counts["connected"]
    measures = summarise(events)
    assert measures["spent_yi"] + measures["left_yi"] == pytest.approx(chosen.budget_yi)


@given(chosen=CHOICES, seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_adoption_never_falls(chosen, seed):
    """Curves rise, lie between 0 and 1, cover every month, and end where the summary says."""
    curves = adoption(simulate(chosen, seed)).set_index(["level", "month"])["share"]
    for level in [*LEVELS, "all"]:
        assert (
            curves[level].is_monotonic_increasing and curves[level].between(0, 1).all()
        )
        assert curves[level].index.tolist() == list(range(int(chosen.months) + 1))
    assert summarise(simulate(chosen, seed))["coverage_end"] == pytest.approx(
        curves["all"].iloc[-1]
    )


def test_the_price_of_each_begin_is_the_price_list():
    """A site on the platform costs its level's price, one built alone the stated part of it, built
    again the price once more.
    """
    events = simulate(Settings(), 4)
    price = events["level"].map(dict(zip(LEVELS, Settings().cost_yi)))
    part = events["event"].map(
        {"begins": 1.0, "begins again": 1.0, "begins alone": Settings().cost_alone}
    )
    rows = events["event"].isin(PAID)
    assert np.allclose(events["money_yi"][rows], (events["sites"] * price * part)[rows])
    assert set(PAID) == set(events["event"][rows])


def test_nobody_but_pilots_begins_in_the_pilot_phase():
    """Before the pilots are over exactly the pilot sites have begun, and none of them alone."""
    chosen = replace(Settings(), pilot_months=12)
    first = simulate(chosen, 2).query("month < 12")
    begun = first[first["event"].isin(PAID)]
    assert set(begun["event"]) == {"begins"}
    assert begun.groupby("level")["sites"].sum().reindex(LEVELS).tolist() == list(
        chosen.pilot_sites
    )


def test_before_the_standard_all_build_alone_if_so_set_and_none_after():
    """The share that builds alone changes in the month of the standard, and only then do the lone
    ones begin again.
    """
    chosen = replace(
        Settings(),
        pilot_months=0,
        standard_month=24,
        share_alone_before=1.0,
        share_alone_after=0.0,
    )
    month = (
        simulate(chosen, 1)
        .query("event in @PAID")
        .groupby("event")["month"]
        .agg(["min", "max"])
    )
    assert (
        month.loc["begins alone", "max"]
        < 24
        <= month.loc[["begins", "begins again"], "min"].min()
    )


def test_one_rule_for_all_leaves_nothing_to_build_twice():
    """Chongqing's 凡 … 必须 (all … must): nothing is spent on building alone, and more are in time
    than if half did.
    """
    chongqing = rollout.preset("chongqing-2006")
    half = replace(chongqing, share_alone_before=0.5, share_alone_after=0.5)
    with_rule, without = (
        common.repeat(simulate, chosen, seeds=range(20), summarise=summarise)
        for chosen in (chongqing, half)
    )
    assert (with_rule["alone_yi"] == 0).all() and (without["alone_yi"] > 0).all()
    assert with_rule["coverage_deadline"].mean() > without["coverage_deadline"].mean()


def test_the_budget_and_the_deadlines_are_read_from_the_texts():
    """2000亿 (200 billion yuan) over five years, one year, two years and 2010 come from their rows,
    not from the code.
    """
    default, one, two = (
        Settings(),
        rollout.preset("nation-2002"),
        rollout.preset("portals-2002"),
    )
    assert (default.budget_yi, default.months, default.deadline_month) == (2000, 60, 60)
    assert (one.deadline_month, two.deadline_month) == (12, 24)
    assert one.budget_yi / one.months == pytest.approx(
        default.budget_yi / default.months
    )
    badges = common.badges(default).set_index("parameter")
    # Will reach 200 billion yuan.
    assert badges.loc["budget_yi", "quote"] == "将达到2000亿元"


@pytest.mark.parametrize("name", rollout.PRESETS)
def test_every_preset_runs_and_shows_its_grounds(name):
    """Each place can be simulated, and each of its settings is from the text or assumed with a
    reason.
    """
    chosen = rollout.preset(name)
    assert 0 <= summarise(simulate(chosen, 0))["coverage_deadline"] <= 1
    badges = common.badges(chosen)
    assert (badges["badge"] != "changed here").all() and (badges["table"] != "").any()


def test_the_same_seed_gives_the_same_frame():
    """Chance is the seed's alone, and another seed gives another run."""
    pd.testing.assert_frame_equal(simulate(Settings(), 7), simulate(Settings(), 7))
    assert not simulate(Settings(), 7).equals(simulate(Settings(), 8))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"sites": (1, 2, 3)},
            "sites is .*: give a number from 0 for each of centre, province, prefecture, county",
        ),
        ({"budget_shares": (0.5, 0.5, 0.5, 0.5)}, "shares sum to 1"),
        ({"sites": (0, 0, 0, 0)}, "one site at least"),
        ({"deadline_month": 80}, "deadline_month is 80: choose from 0 to 60"),
        ({"start_by_example": 2}, "start_by_example is 2"),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong, message):
    """The error names the setting, its value and what will do."""
    with pytest.raises(ValueError, match=message):
        Settings(**wrong)


def repeated(chosen, count=40):
    """Measure one run a seed."""
    return common.repeat(
        rollout.simulate, chosen, seeds=range(count), summarise=rollout.summarise
    )


def test_coverage_at_the_end_is_that_of_the_curve():
    """The measures, counted from the rows, against the adoption curve."""
    for name in ("nation-2010", "yunnan-2005", "nation-2002"):
        events = rollout.simulate(rollout.preset(name), 4)
        measures = rollout.summarise(events)
        curve = rollout.adoption(events).query("level == 'all'")
        assert measures["coverage_end"] == pytest.approx(curve["share"].iloc[-1])
        reached = curve.loc[curve["share"] >= 0.9, "month"].min()
        assert measures["month_90"] == reached


def test_one_deadline_has_two_readings():
    """With haste a year brings a fifth of the country; of the core, given all the country's money,
    three fifths, given twice that, all, and with its own 35 % as little as of the country: the
    lab's words, over forty seeds.
    """
    hasty = replace(
        rollout.preset("nation-2002"),
        pilot_months=0,
        standard_month=0,
        build_months=3,
        start_by_itself=0.5,
    )
    core = replace(hasty, sites=(60, 31, 0, 0), budget_shares=(0.5, 0.5, 0.0, 0.0))
    richer = replace(core, budget_yi=2 * core.budget_yi)
    share_of_core = sum(hasty.budget_shares[:2])
    poorer = replace(core, budget_yi=share_of_core * core.budget_yi)
    assert round(share_of_core, 2) == 0.35
    bounds = [(0.18, 0.24), (0.57, 0.67), (0.97, 1.0), (0.18, 0.28)]
    settings = (hasty, core, richer, poorer)
    for chosen, (least, most) in zip(settings, bounds, strict=True):
        reached = repeated(chosen)["coverage_deadline"].quantile([0.05, 0.95])
        assert least <= reached.iloc[0] and reached.iloc[1] <= most


def test_money_without_haste_changes_nothing_in_the_first_year():
    """Five times the money, with the pace as assumed, quicker, or quicker still: within a year no
    more is connected (the lab's sentence under the brakes).
    """
    early = rollout.preset("nation-2002")
    prompt = replace(early, pilot_months=0, standard_month=0)
    for chosen in (early, prompt, replace(prompt, build_months=3)):
        richer = replace(chosen, budget_yi=5 * chosen.budget_yi)
        reached, with_money = (
            repeated(way)["coverage_deadline"].mean() for way in (chosen, richer)
        )
        assert with_money == pytest.approx(reached, abs=0.005)


def test_duplication_hides_in_the_sum():
    """From nobody alone to eight in ten the sum spent moves by an eighth, and coverage falls to a
    third.
    """
    settings = rollout.Settings()
    few, many = (
        repeated(replace(settings, share_alone_after=share), 20).mean()
        for share in (0.0, 0.8)
    )
    assert many["spent_yi"] == pytest.approx(few["spent_yi"], rel=1 / 8)
    assert few["coverage_end"] > 0.9 and many["coverage_end"] < 0.4
    richer = repeated(replace(settings, share_alone_after=0.8, budget_yi=4000), 20)
    assert many["left_yi"] > 300  # it is not the money that is missing
    assert richer["coverage_end"].mean() == pytest.approx(
        many["coverage_end"], abs=0.01
    )
