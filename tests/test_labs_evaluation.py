"""The lab on evaluation: rankings do not depend on units of measurement, and flip as often as
theory says.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import egov_lib as egov
from egov_lib.labs import common, evaluation
from egov_lib.labs.evaluation import (
    METHODS,
    Settings,
    draw_weights,
    flip_chance,
    make_units,
    normalise,
    simulate,
    summarise,
)

VALUES = st.lists(
    st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=3, max_size=8
).map(lambda rows: pd.DataFrame(rows, dtype=float))


@given(
    values=VALUES,
    scale=st.floats(0.01, 1000),
    shift=st.integers(-500, 500),
    column=st.integers(0, 2),
)
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("method", ["min-max", "z-score", "rank"])
def test_normalised_rankings_do_not_depend_on_the_unit(
    method, values, scale, shift, column
):
    """An indicator in other units (a x + b, a > 0) gives the same comparable values, and so the
    same ranking.
    """
    other = values.copy()
    other[column] = other[column] * scale + shift
    one, two = (normalise(v, method=method).to_numpy() for v in (values, other))
    assert np.allclose(one, two, atol=1e-6)


def test_z_scores_are_scipys():
    """Distances from the mean in standard deviations, as scipy.stats.zscore has them."""
    true = make_units(Settings(), 1)[0]
    assert np.allclose(normalise(true, method="z-score"), stats.zscore(true))


@given(values=VALUES, drop=st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_against_a_target_nobody_is_judged_by_others(values, drop):
    """A unit that leaves does not change the comparable values of the rest: rank reversal is
    impossible.
    """
    targets = [50, 80, 100]
    whole = normalise(values, method="target", targets=targets).drop(index=drop)
    pd.testing.assert_frame_equal(
        whole, normalise(values.drop(index=drop), method="target", targets=targets)
    )


def test_min_max_can_reverse_a_ranking_when_a_third_leaves():
    """With min-max the worst unit sets the scale: without it, first and second change places."""
    values = pd.DataFrame(
        {"online": [60.0, 50.0, 59.0], "open": [50.0, 58.0, 0.0]}, index=["a", "b", "c"]
    )
    best = [
        normalise(v).mul([0.45, 0.55]).sum(axis=1).idxmax()
        for v in (values, values.drop(index="c"))
    ]
    assert best == ["a", "b"]


@pytest.mark.parametrize("method", METHODS)
def test_what_is_equal_for_all_tells_nobody_apart(method):
    """An indicator on which all agree adds the same to every unit and never divides by zero."""
    values = pd.DataFrame({"all": [100.0, 100.0, 100.0], "some": [10.0, 30.0, 20.0]})
    comparable = normalise(values, method=method, targets=[100, 40])
    assert comparable["all"].nunique() == 1 and np.isfinite(comparable).all().all()
    assert comparable["some"].rank().tolist() == [1, 3, 2]


@given(
    seed=st.integers(0, 10_000), concentration=st.floats(0.1, 1000), zero=st.booleans()
)
@settings(max_examples=50, deadline=None)
def test_every_row_of_weights_sums_to_one(seed, concentration, zero):
    """Weights are shares: none is negative, each row sums to 1, and the chosen ones come first."""
    weights = (0.0, 0.3, 0.3, 0.2, 0.2) if zero else (0.2,) * 5
    drawn = draw_weights(
        Settings(weights=weights, concentration=concentration, draws=20), seed
    )
    assert drawn.shape == (21, 5) and (drawn >= 0).all()
    assert np.allclose(drawn.sum(axis=1), 1) and tuple(drawn[0]) == weights


def test_weights_spread_as_dirichlet_says():
    """A weight w drawn with concentration c has mean w and variance w (1 − w) / (c + 1)."""
    drawn = draw_weights(Settings(draws=20_000), 1)[1:]
    assert np.allclose(drawn.mean(axis=0), 0.2, atol=0.003)
    assert np.allclose(drawn.var(axis=0), 0.2 * 0.8 / 21, rtol=0.05)


@pytest.mark.parametrize("weights", [(0.5, 0.5), (0.3, 0.7), (0.8, 0.2)])
@pytest.mark.parametrize("concentration", [2.0, 8.0])
def test_two_units_flip_as_often_as_the_closed_form_says(weights, concentration):
    """In 4,000 draws the share of flipped pairs is Beta's, within its 99.9 % binomial interval."""
    chosen = Settings(
        indicators=evaluation.INDICATORS[:2],
        weights=weights,
        concentration=concentration,
        units=2,
        draws=4000,
        method="target",
        likeness=0.0,
    )
    # Each leads once.
    seed = next(
        s
        for s in range(100)
        if np.ptp(np.sign(np.diff(make_units(chosen, s)[0], axis=0))) == 2
    )
    gaps = -np.diff(
        normalise(make_units(chosen, seed)[0], method="target", targets=[100, 100]),
        axis=0,
    )[0]
    expected = flip_chance(gaps, weights, concentration)
    low, high = stats.binom.interval(0.999, 4000, expected)
    assert 0 < expected < 1
    assert (
        low <= 4000 * summarise(simulate(chosen, seed))["share_pairs_flipped"] <= high
    )


def test_a_unit_ahead_everywhere_never_falls_behind():
    """Dominance: no weights can turn the order of two units if one leads on every indicator; the
    closed form says 0.
    """
    assert flip_chance((0.1, 0.2), (0.5, 0.5), 4) == 0.0
    events = simulate(Settings(likeness=1.0, attained_sd=0.1, concentration=1.0), 3)
    assert summarise(events)["share_pairs_flipped"] == 0


def test_flips_are_kendalls_distance():
    """Without ties the share of flipped pairs is (1 − τ)/2 for scipy's Kendall τ, averaged over the
    draws.
    """
    events = simulate(Settings(), 5)
    ranks = events.pivot(index="draw", columns="unit", values="rank").to_numpy()
    assert all(len(set(row)) == len(row) for row in ranks)
    taus = [stats.kendalltau(ranks[0], row).statistic for row in ranks[1:]]
    assert summarise(events)["share_pairs_flipped"] == pytest.approx(
        np.mean([(1 - tau) / 2 for tau in taus])
    )


def test_surer_weights_flip_less():
    """With the concentration the share of flips falls, to nothing where the weights are certain."""
    flips = [
        common.repeat(
            simulate, Settings(concentration=c), seeds=range(10), summarise=summarise
        )["share_pairs_flipped"].mean()
        for c in (2.0, 20.0, 200.0, 1e6)
    ]
    assert flips == sorted(flips, reverse=True) and flips[0] > 0.1 and flips[-1] < 0.002


def test_shares_of_ranks_sum_to_one():
    """Each unit takes some rank in every draw; a unit's row sums to 1, and so does a rank's column
    where nobody ties.
    """
    table = evaluation.acceptability(simulate(Settings(), 2))
    assert np.allclose(table.sum(axis=1), 1) and np.allclose(table.sum(axis=0), 1)
    assert table.shape == (12, 12)


def test_embellishing_pays_and_others_pay_for_it():
    """Who reports more than is so wins places, honest units lose as many, and a check on all
    indicators ends it.
    """
    liars = Settings(embellishers=3)
    runs = common.repeat(simulate, liars, seeds=range(20), summarise=summarise)
    assert runs["embellishers_gain"].mean() > 1 and (runs["honest_lost"] > 0).all()
    first = simulate(liars, 1).query("draw == 0")
    assert (
        first["embellishes"].sum() == 3
        and (first["honest_rank"] - first["rank"]).sum() == 0
    )
    checked = simulate(replace(liars, checked=5), 1)
    assert (checked["rank"] == checked["honest_rank"]).all() and not checked[
        "embellishes"
    ].any()


def test_nobody_loses_by_embellishing_alone():
    """One unit raising one of its own values keeps or betters its rank, whatever the method."""
    for method in METHODS:
        assert (evaluation.who_gains(Settings(method=method), 1)["gain"] >= 0).all()
    assert len(evaluation.who_gains(Settings(checked=3), 1)) == 12 * 2


def test_values_are_per_cent():
    """No unit has or reports less than nothing or more than all."""
    true, reported = make_units(
        Settings(attained=0.95, embellishers=12, embellishment=0.5), 1
    )
    assert true.min().min() >= 0 and reported.max().max() == 100
    assert (reported >= true).all().all()


def test_indicators_are_findings_with_their_targets():
    """Each indicator leads to its passage, and its target is its number."""
    found = evaluation.find_indicators()
    egov.check_findings(found, egov.load_corpus())
    targets = dict(zip(found["indicator"], found["target_percent"]))
    assert (
        targets["shenzhen-licence-50"] == 50 and targets["shenzhen-approval-100"] == 100
    )


def test_presets_say_what_cannot_be_ranked():
    """One indicator leaves nothing to weigh (Yunnan); where all have everything, all are first
    (Wuhai).
    """
    yunnan, wuhai = (
        simulate(evaluation.preset(name), 1) for name in ("yunnan-2005", "wuhai-2005")
    )
    assert summarise(yunnan)["share_changed"] == 0 and yunnan["rank"].nunique() == 12
    assert summarise(wuhai)["share_pairs_flipped"] == 0, "a tie is no flip"
    assert set(wuhai["rank"]) == {1} and wuhai["unit"].nunique() == 3
    for name in evaluation.PRESETS:
        assert (common.badges(evaluation.preset(name))["badge"] != "changed here").all()


def test_the_same_seed_gives_the_same_frame():
    """Chance is the seed's alone, and another seed gives another run."""
    pd.testing.assert_frame_equal(simulate(Settings(), 7), simulate(Settings(), 7))
    assert not simulate(Settings(), 7).equals(simulate(Settings(), 8))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"weights": (0.5, 0.5)},
            r"weights \(0.5, 0.5\): one from 0 for each of 5 indicators",
        ),
        ({"weights": (0.3,) * 5}, "they sum to 1"),
        ({"units": 1}, "units is 1: choose from 2 to 1000"),
        ({"checked": 6}, "checked is 6"),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong, message):
    """The error names the setting, its value and what will do."""
    with pytest.raises(ValueError, match=message):
        Settings(**wrong)


def test_an_unknown_method_is_answered_with_the_known_ones():
    """The error lists the methods, and says that one of them needs targets."""
    with pytest.raises(
        ValueError, match="'best': choose one of target, min-max, z-score, rank"
    ):
        normalise(pd.DataFrame({"a": [1.0]}), method="best")


def test_no_two_places_of_the_texts_share_an_indicator():
    """So nobody can rank them: every row has one number and holes."""
    table = evaluation.shares_by_place()
    assert (table.notna().sum(axis=1) == 1).all() and table.shape[1] == 4


def test_rank_intervals_are_those_of_two_units_by_hand():
    """A leads by 0.4 and B by 0.1 on the other indicator: under any weights A is second in a fifth
    of the draws, so nine draws of ten need both ranks, and seven of ten one.
    """
    chance = evaluation.flip_chance((0.4, -0.1), (0.5, 0.5), 2)
    assert chance == pytest.approx(0.2)
    weights = np.random.default_rng(1).dirichlet([1, 1], 5000)
    weights = np.vstack([[0.5, 0.5], weights])
    units = pd.DataFrame({"x": [0.4, 0.0], "y": [0.0, 0.1]}, ["A", "B"])
    _, ranks = evaluation.rank_units(units, weights)
    rows = [
        (draw, unit, rank)
        for draw, pair in enumerate(ranks.tolist())
        for unit, rank in zip("AB", pair, strict=True)
    ]
    events = pd.DataFrame(rows, columns=["draw", "unit", "rank"])
    wide = evaluation.rank_intervals(events, level=0.9).loc["A"]
    narrow = evaluation.rank_intervals(events, level=0.5).loc["A"]
    assert wide[["rank", "low", "high"]].tolist() == [1, 1, 2]
    assert narrow[["low", "high"]].tolist() == [1, 1]
    assert wide["kept"] == pytest.approx(0.8, abs=0.02)


def test_the_ends_of_a_ranking_are_firmer_than_its_middle():
    """What the lab's summary says, over forty sets of districts: the first and the last place
    against those from the fifth to the eighth, by more than three standard errors.
    """
    firm = evaluation.firmness(evaluation.Settings(), seeds=range(40))
    middle = firm.loc[5:8]
    for end in (1, 12):
        error = np.hypot(firm.loc[end, "kept_error"], middle["kept_error"].max())
        assert firm.loc[end, "kept"] > middle["kept"].max() + 3 * error
    assert firm.loc[1, "kept"] > 0.8 and middle["kept"].mean() < 0.6


def test_a_small_lie_pays_least_at_the_top():
    """Over forty sets: nothing for the first, most from the fifth place to the tenth."""
    gains = evaluation.gains_by_rank(evaluation.Settings(), seeds=range(40))["gain"]
    assert gains[1] == 0
    assert gains.loc[5:10].mean() > 1.5 * gains.loc[[2, 3, 4, 11, 12]].mean()


def test_ways_to_compare_agree_but_for_few_pairs():
    """Over forty sets each two methods order at most a tenth of the pairs differently."""
    methods = evaluation.compare_methods(evaluation.Settings(), seeds=range(40))
    means = methods.groupby(["one", "other"])[
        ["share_pairs_flipped", "same_first"]
    ].mean()
    assert means["share_pairs_flipped"].between(0.005, 0.1).all()
    assert means["same_first"].between(0.85, 1).all()
