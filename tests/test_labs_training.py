"""The lab on training: a bank with proofs, parameters found again from answers, forms that fulfil
their blueprint.
"""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats

import egov_lib as egov
from egov_lib.labs import common, training
from egov_lib.labs.training import (
    LEVELS,
    Settings,
    answers_of,
    assemble,
    chance_right,
    estimate,
    load_questions,
    simulate,
    summarise,
)

BANK = load_questions()
OPTIONS = ["option_a", "option_b", "option_c", "option_d"]
MANY = Settings(takers=1500, share_trained=0.0)


# --- the bank -------------------------------------------------------------------------------------


def test_every_answer_of_the_bank_is_proved_by_a_passage():
    """At least 40 questions, each with an id of its own and a passage of its document."""
    assert len(BANK) >= 40 and BANK["question_id"].is_unique
    egov.check_findings(BANK, egov.load_corpus())


def test_every_question_is_whole():
    """Question in both languages, four different options, one answer among them, a known level and
    lesson, and a reason.
    """
    assert (
        BANK[["question_en", "question_zh", *OPTIONS, "why", "quote"]].map(len) > 0
    ).all(axis=None)
    assert (BANK[OPTIONS].nunique(axis=1) == 4).all()
    assert set(BANK["answer"]) == set("abcd") and set(BANK["level"]) == set(LEVELS)
    assert BANK["lesson"].str.fullmatch(r"\d\d-[a-z0-9-]+|labs/[a-z]+").all()
    assert (
        BANK["question_zh"].str.contains(r"[\u4e00-\u9fff]").all()
        and BANK["lesson"].nunique() >= 10
    )


def test_the_bank_can_not_be_passed_without_reading():
    """No letter is right much oftener than the others, and the longest option is right no oftener
    than chance.
    """
    assert (
        BANK["answer"]
        .value_counts()
        .between(len(BANK) / 4 - 2, len(BANK) / 4 + 2)
        .all()
    )
    right = BANK.apply(lambda row: len(row[f"option_{row['answer']}"]), axis=1)
    others = BANK.apply(
        lambda row: max(len(row[o]) for o in OPTIONS if o[-1] != row["answer"]), axis=1
    )
    assert (right > others).mean() <= 0.25


# --- the model ------------------------------------------------------------------------------------


def parameters(events):
    """Return the true parameters of each question, in the order of the estimates."""
    return events.drop_duplicates("question_id").set_index("question_id").sort_index()


def test_difficulty_and_discrimination_are_found_again_from_answers_alone():
    """From 1,500 takers both come back, without bias, and with the small error that so many takers
    allow.
    """
    events = simulate(MANY, 1)
    true, found = (
        parameters(events),
        estimate(answers_of(events)).set_index("question_id"),
    )
    error = found["difficulty"] - true["difficulty"]
    assert abs(error.mean()) < 0.1 and error.std() < 0.12
    assert np.corrcoef(found["discrimination"], true["discrimination"])[0, 1] > 0.94
    assert abs(np.log(found["discrimination"] / true["discrimination"]).mean()) < 0.05


def test_rasch_agrees_with_counting_pairs():
    """Two questions differ by log(n₁₀/n₀₁), whoever sat (Rasch): the conditional likelihood of a
    pair, in closed form.
    """
    chosen = replace(
        MANY, discrimination_sd=0.0, takers=6000, form=tuple(BANK["question_id"][:12])
    )
    answers = answers_of(simulate(chosen, 3))
    found = estimate(answers, model="Rasch").set_index("question_id")
    assert np.ptp(found["discrimination"]) < 1e-9 and found["discrimination"].iloc[
        0
    ] == pytest.approx(1, abs=0.05)
    for one, other in combinations(answers.columns, 2):
        only_one, only_other = (
            (answers[a] > answers[b]).sum() for a, b in ((one, other), (other, one))
        )
        gap = np.log(only_one / only_other)
        error = np.sqrt(1 / only_one + 1 / only_other)
        assert (
            abs(found["difficulty"][other] - found["difficulty"][one] - gap) < 4 * error
        )


@pytest.mark.parametrize("model", ["2PL", "Rasch"])
def test_the_estimate_is_the_maximum_that_scipy_finds(model):
    """EM ends where scipy's general optimiser ends on the same marginal likelihood, written out
    anew with finer nodes.
    """
    chosen = replace(MANY, takers=800, form=tuple(BANK["question_id"][:5]))
    answers = answers_of(simulate(chosen, 2))
    grid = np.linspace(-6, 6, 121)
    density = np.log(stats.norm.pdf(grid) / stats.norm.pdf(grid).sum())

    patterns, takers = np.unique(answers.to_numpy(), axis=0, return_counts=True)

    def minus_log_likelihood(vector):
        slope = vector[:-5] if model == "2PL" else np.repeat(vector[0], 5)
        p = special.expit(slope * grid[:, None] + vector[-5:])
        chances = np.where(patterns[:, None, :] == 1, p, 1 - p).prod(axis=2)
        return -takers @ special.logsumexp(np.log(chances) + density, axis=1)

    best = optimize.minimize(
        minus_log_likelihood, np.r_[np.ones(5 if model == "2PL" else 1), np.zeros(5)]
    ).x
    found = estimate(answers, model=model)
    # The mirror image, all slopes and abilities negative, is as likely.
    slope = np.abs(best[:-5])
    assert np.allclose(found["discrimination"], slope, atol=0.01)
    assert np.allclose(found["difficulty"], -best[-5:] / slope, atol=0.01)


def test_questions_that_all_or_none_got_right_keep_their_row():
    """Their difficulty is infinite and their discrimination unknown; the others are estimated as if
    they were not there.
    """
    answers = answers_of(simulate(replace(MANY, takers=300), 1)).iloc[:, :8]
    odd = estimate(answers.assign(all=1, none=0)).set_index("question_id")
    assert (
        odd.loc["all", "difficulty"] == -np.inf
        and odd.loc["none", "difficulty"] == np.inf
    )
    assert odd.loc[["all", "none"], "discrimination"].isna().all()
    plain = estimate(answers).set_index("question_id")
    pd.testing.assert_frame_equal(odd.loc[plain.index], plain)


def test_guessing_bends_the_estimates():
    """If a quarter is hit by guessing and the model doesn't know, questions seem easier and
    discriminate less.
    """
    honest, lucky = (
        estimate(
            answers_of(
                simulate(
                    replace(MANY, form=tuple(BANK["question_id"][:24]), guess_share=g),
                    4,
                )
            )
        )
        for g in (0.0, 0.25)
    )
    assert lucky["difficulty"].mean() < honest["difficulty"].mean() - 0.3
    assert lucky["discrimination"].mean() < honest["discrimination"].mean() - 0.1


def test_who_knows_nothing_scores_what_guessing_gives():
    """Against questions far too hard the share of right answers is the guess share, within its
    binomial interval.
    """
    hopeless = replace(
        MANY, difficulty=(30.0,) * 4, guess_share=0.25, discrimination_sd=0.0
    )
    answers = simulate(hopeless, 1)["right"]
    low, high = stats.binom.interval(0.999, len(answers), 0.25)
    assert low <= answers.sum() <= high


def test_training_gains_what_the_model_says():
    """The trained answer more often right by E[P(θ + g − b)] − E[P(θ − b)], integrated with scipy
    over the normal.
    """
    chosen = replace(
        MANY,
        share_trained=0.5,
        training_gain=0.8,
        difficulty=(0.0,) * 4,
        difficulty_sd=0.0,
        discrimination_sd=0.0,
    )
    expected = np.diff(
        [stats.norm.expect(lambda x, g=g: special.expit(x + g)) for g in (0.0, 0.8)]
    )[0]
    gains = common.repeat(
        simulate, replace(chosen, takers=600), seeds=range(20), summarise=summarise
    )["gain_share"]
    low, high = stats.t.interval(0.99, 19, loc=gains.mean(), scale=stats.sem(gains))
    assert low <= expected <= high


# --- the examination ------------------------------------------------------------------------------


@given(seed=st.integers(0, 1000), takers=st.integers(20, 60))
@settings(max_examples=15, deadline=None)
def test_reliability_is_cronbachs_alpha(seed, takers):
    """For answers right or wrong, formula 20 is α, here from the covariances of the questions: k c̄
    / (v̄ + (k − 1) c̄).
    """
    events = simulate(Settings(takers=takers), seed)
    covariance = np.cov(answers_of(events).to_numpy(), rowvar=False)
    k = len(covariance)
    mean = (covariance.sum() - np.trace(covariance)) / (k * (k - 1))
    alpha = k * mean / (np.trace(covariance) / k + (k - 1) * mean)
    assert summarise(events)["reliability"] == pytest.approx(alpha)


def test_a_longer_form_is_more_reliable_as_spearman_and_brown_say():
    """Four times as many like questions raise the reliability r to 4 r / (1 + 3 r)."""
    alike = replace(
        MANY, difficulty=(0.0,) * 4, difficulty_sd=0.0, discrimination_sd=0.0
    )
    short, whole = (
        summarise(simulate(replace(alike, form=tuple(BANK["question_id"][:n])), 6))[
            "reliability"
        ]
        for n in (14, 56)
    )
    assert whole == pytest.approx(4 * short / (1 + 3 * short), abs=0.01)


def test_a_longer_form_misjudges_fewer():
    """Takers whose result and ability disagree become fewer with the length of the form."""
    fair = Settings(
        takers=600, share_trained=0.0, difficulty=(0.0,) * 4, pass_share=0.5
    )
    wrong = []
    for length in (5, 15, 45):
        runs = common.repeat(
            simulate,
            replace(fair, form=tuple(BANK["question_id"][:length])),
            seeds=range(8),
            summarise=summarise,
        )
        wrong.append(
            (runs["share_wrongly_passed"] + runs["share_wrongly_failed"]).mean()
        )
    assert wrong[0] > wrong[1] > wrong[2] > 0


def pool(seed=1):
    """Return the bank with parameters, as `assemble` takes it."""
    columns = ["level", "difficulty", "discrimination"]
    lessons = BANK.set_index("question_id")[["lesson"]]
    return parameters(simulate(Settings(), seed))[columns].join(lessons).reset_index()


def blueprint(*rows):
    """Return a blueprint from rows of column, value, least, most."""
    return pd.DataFrame(rows, columns=["column", "value", "least", "most"])


def test_a_form_fulfils_its_blueprint():
    """Every demand of length, level and lesson is met at once, and no question comes twice."""
    form = assemble(
        pool(),
        blueprint(
            ("", "", 20, 20),
            ("level", "find", 6, 8),
            ("level", "argue", 2, 20),
            ("lesson", "03-the-2002-opinion", 0, 5),
        ),
    )
    assert len(form) == 20 and form["question_id"].is_unique
    assert (
        6 <= (form["level"] == "find").sum() <= 8
        and (form["level"] == "argue").sum() >= 2
    )
    assert (form["lesson"] == "03-the-2002-opinion").sum() <= 5


@pytest.mark.parametrize("seed", range(4))
def test_no_other_form_tells_more(seed):
    """Among all forms of 4 of 12 questions with two to be found, the chosen one has the most
    information: counted out.
    """
    items = pool(seed).iloc[:12]
    form = assemble(items, blueprint(("", "", 4, 4), ("level", "find", 2, 2)), at=0.3)
    p = chance_right(0.3, items["difficulty"], items["discrimination"])
    information = (items["discrimination"] ** 2 * p * (1 - p)).tolist()
    found = (items["level"] == "find").tolist()
    best = max(
        sum(information[i] for i in four)
        for four in combinations(range(12), 4)
        if sum(found[i] for i in four) == 2
    )
    assert form["information"].sum() == pytest.approx(best)


def test_a_blueprint_that_nothing_fulfils_is_refused():
    """The error says that no form will do and what to change."""
    with pytest.raises(
        ValueError,
        match="no form of 56 questions meets all demands: lower a least or raise a most",
    ):
        assemble(pool(), blueprint(("", "", 10, 10), ("level", "argue", 9, 10)))


def test_an_assembled_form_examines_as_well_as_a_longer_one_at_random():
    """Fifteen questions chosen for the standard misjudge no more takers than fifteen drawn at
    random.
    """
    chosen = Settings(takers=2000, share_trained=0.0, pass_share=0.5)
    items = pool(5)
    best = assemble(items, blueprint(("", "", 15, 15)))["question_id"]
    drawn = items["question_id"].sample(15, random_state=1)
    wrong = []
    for form in (best, drawn):
        events = simulate(replace(chosen, form=tuple(form)), 5)
        score = events.groupby("taker")["right"].mean()
        ability = events.drop_duplicates("taker").set_index("taker")["ability"]
        wrong.append(1 - stats.spearmanr(score, ability).statistic)
    assert wrong[0] < wrong[1]


@pytest.mark.parametrize("name", training.PRESETS)
def test_every_preset_runs_and_shows_its_grounds(name):
    """Each preset can be simulated, and none of its settings is without a ground."""
    chosen = training.preset(name)
    assert 0 <= summarise(simulate(chosen, 0))["share_passed"] <= 1
    badges = common.badges(chosen).set_index("parameter")
    assert (badges["badge"] != "changed here").all()
    assert badges.loc["share_trained", "badge"] == (
        "our reading" if name == "nation-2002" else "assumed"
    )


def test_the_same_seed_gives_the_same_frame():
    """Chance is the seed's alone, another seed gives another run, and a shorter form leaves its
    questions as they were.
    """
    pd.testing.assert_frame_equal(simulate(Settings(), 7), simulate(Settings(), 7))
    assert not simulate(Settings(), 7).equals(simulate(Settings(), 8))
    few = parameters(simulate(Settings(form=tuple(BANK["question_id"][3:9])), 7))[
        "difficulty"
    ]
    pd.testing.assert_series_equal(
        few, parameters(simulate(Settings(), 7))["difficulty"][few.index]
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"difficulty": (0.0, 1.0)},
            "give a number for each of find, explain, compute, argue",
        ),
        ({"form": ("no-such",)}, "no question 'no-such' in the bank"),
        ({"pass_share": 60}, "pass_share is 60: choose from 0 to 1"),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong, message):
    """The error names the setting, its value and what will do."""
    with pytest.raises(ValueError, match=message):
        Settings(**wrong)


def test_odd_sheets_are_refused():
    """A missing answer, an unknown model or too few rounds is an error with its remedy, not a
    number.
    """
    answers = answers_of(simulate(Settings(takers=30), 1)).iloc[:, :5]
    with pytest.raises(ValueError, match="decide what a missing answer counts"):
        estimate(answers.astype(float).replace({0.0: np.nan}))
    with pytest.raises(ValueError, match="'3PL': choose 2PL or Rasch"):
        estimate(answers, model="3PL")
    with pytest.raises(ValueError, match="no estimate after 2 rounds"):
        estimate(answers, rounds=2)


def test_the_point_biserial_is_scipys_with_the_other_answers():
    """Each question against the share right of the taker's other answers, interval included."""
    sheet = training.answers_of(training.simulate(Settings(takers=80), 3))
    table = training.item_analysis(sheet).set_index("question_id")
    for question in sheet.columns[:8]:
        rest = sheet.drop(columns=question).mean(axis=1)
        expected = stats.pearsonr(sheet[question], rest)
        interval = expected.confidence_interval()
        row = table.loc[question]
        assert row["point_biserial"] == pytest.approx(expected.statistic)
        assert (row["low"], row["high"]) == pytest.approx(tuple(interval))


def test_item_analysis_finds_what_the_model_expects():
    """Under local independence the covariance of an answer with the others is that of their
    chances over ability: integrated by Gauss and Hermite, against 4,000 takers.
    """
    chosen = Settings(takers=4000, share_trained=0.0)
    events = training.simulate(chosen, 5)
    items = training.items_of(events).set_index("question_id").sort_index()
    nodes, weights = np.polynomial.hermite_e.hermegauss(41)
    weights = weights / weights.sum()
    chance = training.chance_right(
        nodes[:, None],
        items["difficulty"].to_numpy(),
        items["discrimination"].to_numpy(),
    )
    mean = weights @ chance
    total = chance.sum(axis=1)
    found = training.item_analysis(training.answers_of(events))
    found = found.set_index("question_id").loc[items.index]
    expected = []
    for number in range(len(items)):
        own, rest = chance[:, number], total - chance[:, number]
        covariance = weights @ (own * rest) - mean[number] * (weights @ rest)
        others = np.delete(chance, number, axis=1)
        within = (weights @ (others * (1 - others))).sum()
        variance = weights @ rest**2 - (weights @ rest) ** 2 + within
        spread = np.sqrt(mean[number] * (1 - mean[number]) * variance)
        expected.append(covariance / spread)
    assert np.abs(found["point_biserial"] - expected).max() < 0.06
    assert np.abs(found["share_right"] - mean).max() < 0.03


def test_item_analysis_leaves_out_what_was_not_tried():
    """An empty cell is no wrong answer."""
    sheet = pd.DataFrame({"p": [1, 0, None], "q": [1, 0, 1], "r": [1, 0, 0]})
    row = training.item_analysis(sheet).set_index("question_id").loc["p"]
    assert row["takers"] == 2 and row["share_right"] == 0.5
    assert row["point_biserial"] == pytest.approx(1) and np.isnan(row["low"])


def test_an_assembled_form_is_more_reliable_than_a_lot():
    """Over twelve banks: choice helps, length helps more."""
    forms = training.compare_forms(
        Settings(pass_share=0.5), training.blueprint_of(20), seeds=range(12)
    )
    table = forms.pivot(index="seed", columns="form", values="reliability")
    assert (table["assembled"] > table["by lot"]).mean() > 0.8
    assert (table["whole bank"] > table["assembled"]).all()


def test_four_times_the_takers_halve_the_error():
    """The error of the estimated difficulties falls with the square root of the takers."""
    bank = training.load_questions()["question_id"]
    chosen = Settings(form=tuple(bank[:6]))
    errors = training.estimation_error(chosen, takers=[100, 400], seeds=range(20))
    mean = errors.groupby("takers")["error"].mean()
    assert mean[100] / mean[400] == pytest.approx(2, abs=0.7)
