"""Training and examination (公务员培训和考核): who passes, and does passing show what they can?

There is no time in this lab: one examination. Abilities are in standard deviations.

The opinion of 2002 asks for a training standard, a plan, textbooks, institutions, and a standard
for examining civil servants. The lab examines on the workbook's own question bank, whose every
answer is proved by a passage. Takers are invented. Each has an ability θ, each question a
difficulty b and a discrimination a, and a right answer has the probability
1 / (1 + exp(-a (θ - b))): the two-parameter logistic model (Birnbaum 1968), or with one a for all
questions the Rasch model (1960).

`estimate` finds a and b from the answers alone (Bock and Aitkin 1981). `assemble` picks the form
that meets a blueprint and has the most information at the standard (van der Linden 2005). Real
takers guess, tire, copy and learn from the test; of these only guessing is in the model.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import optimize, special

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting
from egov_lib.read.corpus import load_table

LEVELS = ("find", "explain", "compute", "argue")
MODELS = ("2PL", "Rasch")
# Abilities at which the normal distribution is integrated, and their weights (Gauss and Hermite).
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(31)
SMALLEST_STEP = 1e-5  # of an estimate; smaller ones end the search
ASKED = ("targets", "opinion-training-four-2002")


# --- settings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings:
    """Who sits, what training adds, which form, and where the marks lie.

    Abilities are in standard deviations.
    """

    takers: int = setting(
        value=150, why="an office's staff; no text counts", span=(10, 5000)
    )
    ability_sd: float = setting(
        value=1.0,
        why="the scale's unit; its zero is the mean of the untrained",
        span=(1, 1),
    )
    share_trained: float = setting(
        value=0.5,
        why="the text asks it for all; half here, to compare",
        span=(0, 1),
    )
    training_gain: float = setting(
        value=0.5,
        why="what a course adds, in standard deviations",
        span=(0, 1.5),
    )
    standard: float = setting(
        value=0.0,
        why="the text asks for a standard (考核标准) and gives none",
        span=(-1, 1),
    )
    pass_share: float = setting(
        value=0.6,
        why="60 of 100, the usual mark; the texts have none",
        span=(0.4, 0.9),
    )
    guess_share: float = setting(
        value=0.0,
        why="chance to hit by guessing; 0.25 for four options",
        span=(0, 0.25),
    )
    difficulty: tuple = setting(
        value=(-1.0, -0.3, 0.4, 0.8),
        why="mean of find, explain, compute, argue",
    )
    difficulty_sd: float = setting(
        value=0.5, why="within a level", span=(0, 1)
    )
    discrimination_sd: float = setting(
        value=0.3, why="of its logarithm; 0 is the Rasch model", span=(0, 0.6)
    )
    form: tuple = setting(
        value=(), why="question ids; empty means the whole bank"
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            takers=(1, 100_000),
            ability_sd=(0, 10),
            difficulty_sd=(0, 10),
            discrimination_sd=(0, 3),
            training_gain=(-5, 5),
        )
        if len(self.difficulty) != len(LEVELS):
            levels = ", ".join(LEVELS)
            raise ValueError(
                f"difficulty is {self.difficulty}: give a number for each of {levels}"
            )
        unknown = sorted(set(self.form) - set(_bank()["question_id"]))
        if unknown:
            raise ValueError(
                f"no question {unknown[0]!r} in the bank: `load_questions` lists them"
            )


PRESETS = {
    "nation-2002": {
        "share_trained": Parameter(
            *ASKED, 1.0, "the plan of 2002, carried out for all"
        )
    },
    "nation-2006": {
        "share_trained": Parameter(
            "clauses",
            "article-2006/1.4.5",
            0.3,
            "滞后 (lagging), and no share: under a third is ours",
            span=(0, 0.9),
        )
    },
    "wuhai-2006": {
        "share_trained": Parameter(
            "clauses",
            "wuhai-2006/2.4.4.3",
            0.1,
            "information workers (信息员) are to be trained; they are a few of the staff, and the "
            "speech counts none",
            span=(0, 1),
        )
    },
}
preset = common.preset_of(Settings, PRESETS)


# --- state: the bank, and what chance decides ---------------------------------------------------


def load_questions() -> pd.DataFrame:
    """Load the question bank, as findings: the passage is what proves the answer.

    Columns after doc_id, start, end, quote:
    question_id: the question
    lesson: where it belongs
    level: one of `LEVELS`
    question_en, question_zh: in English and Chinese
    option_a, option_b, option_c, option_d: what may be chosen
    answer: the letter of the right one
    occurrence: which one, where the quote occurs more than once
    why: the reason

    >>> load_questions().loc[0, "quote"]
    '2002年8月5日'
    """
    return _bank().copy()


@lru_cache
def _bank() -> pd.DataFrame:
    return load_table("questions")


def _draw_questions(s: Settings, rng: np.random.Generator) -> pd.DataFrame:
    """Draw the parameters of the whole bank; a question has the same ones in every form."""
    items = _bank()[["question_id", "level"]].reset_index(drop=True)
    mean_of_level = dict(zip(LEVELS, s.difficulty))
    means = items["level"].map(mean_of_level).to_numpy(float)
    items["difficulty"] = rng.normal(means, s.difficulty_sd)
    log_discrimination = rng.normal(0, s.discrimination_sd, len(items))
    items["discrimination"] = np.exp(log_discrimination)
    if not s.form:
        return items
    by_id = items.set_index("question_id")
    of_form = by_id.loc[list(s.form)]
    return of_form.reset_index()


def _draw_takers(s: Settings, rng: np.random.Generator) -> pd.DataFrame:
    """Draw who is trained and how able each taker is."""
    trained = rng.permutation(s.takers) < round(s.share_trained * s.takers)
    ability = rng.normal(0, s.ability_sd, s.takers) + s.training_gain * trained
    return pd.DataFrame(
        {
            "taker": range(s.takers),
            "trained": trained,
            "ability": ability,
            "competent": ability >= s.standard,
        }
    )


# --- step and run -------------------------------------------------------------------------------


def chance_right(
    ability: np.ndarray,
    difficulty: np.ndarray,
    discrimination: np.ndarray | float = 1.0,
) -> np.ndarray:
    """Return the probability of a right answer under the two-parameter logistic model.

    The three arguments are numbers or arrays that numpy can broadcast to one shape.

    >>> float(chance_right(0.5, 0.5))
    0.5
    """
    return special.expit(discrimination * (ability - difficulty))


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let invented takers sit the form.

    Returns one row per event, one taker answering one question:
    taker: number, from 0
    trained: whether the taker had a course
    ability: in standard deviations
    competent: whether the ability is at the standard or above
    passed: whether the share of right answers is pass_share or more
    question_id: the question
    level: one of `LEVELS`
    difficulty, discrimination: of the question
    right: whether the answer is right

    >>> len(simulate(Settings(takers=3, form=("notice-day", "half-bound")), seed=1))
    6
    """
    for_items = np.random.default_rng([seed, 0])
    for_takers = np.random.default_rng([seed, 1])
    for_answers = np.random.default_rng([seed, 2])
    items = _draw_questions(settings, for_items)
    takers = _draw_takers(settings, for_takers)
    knows = chance_right(
        takers["ability"].to_numpy()[:, None],
        items["difficulty"].to_numpy(),
        items["discrimination"].to_numpy(),
    )
    chance = settings.guess_share + (1 - settings.guess_share) * knows
    right = for_answers.random(chance.shape) < chance  # takers x questions
    share_right = right.mean(axis=1)
    # A share that misses the pass mark by a last digit passes.
    takers["passed"] = share_right >= settings.pass_share - 1e-9
    events = takers.merge(items, how="cross")
    return events.assign(right=right.ravel())


# --- measures -----------------------------------------------------------------------------------


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure an examination.

    Returns:
    mean_share_right: of the answers
    share_passed: of the takers
    reliability: formula 20 of Kuder and Richardson (1937), at most 1; empty for a single question
    share_wrongly_passed, share_wrongly_failed: of all takers, compared with their ability
    gain_share: share of right answers of the trained less that of the untrained; empty unless
        there are both

    >>> float(summarise(simulate(Settings(pass_share=0.0), seed=1))["share_passed"])
    1.0
    """
    takers = events.drop_duplicates("taker")
    passed = takers["passed"]
    competent = takers["competent"]
    trained = takers["trained"].to_numpy()
    right = events["right"].to_numpy(float)
    right = right.reshape(len(takers), -1)
    wrongly_passed = passed & ~competent
    wrongly_failed = ~passed & competent
    measures = {
        "mean_share_right": right.mean(),
        "share_passed": passed.mean(),
        "reliability": _reliability(right),
        "share_wrongly_passed": wrongly_passed.mean(),
        "share_wrongly_failed": wrongly_failed.mean(),
        "gain_share": _gain(right, trained),
    }
    return pd.Series(measures, dtype=float)


def _reliability(right: np.ndarray) -> float:
    """Formula 20 of Kuder and Richardson; *right* is takers x questions, of 0 and 1."""
    items = right.shape[1]
    variance = right.sum(axis=1).var()
    if items == 1 or variance == 0:
        return np.nan
    within = right.var(axis=0).sum()
    return items / (items - 1) * (1 - within / variance)


def _gain(right: np.ndarray, trained: np.ndarray) -> float:
    if trained.all() or not trained.any():
        return np.nan
    total = right.sum(axis=1)
    return (total[trained].mean() - total[~trained].mean()) / right.shape[1]


# --- what a sheet of answers says of its questions ---------------------------------------------

UPPER_AND_LOWER = (
    0.27  # of the takers each: the share that tells most (Kelley 1939)
)


def item_analysis(answers: pd.DataFrame) -> pd.DataFrame:
    """Analyse the questions of an examination as teachers do, without a model.

    A good question is one that those get right who get the other questions right.

    Parameters
    ----------
    answers: takers x questions, 1 where right, 0 where not, empty where not tried: `answers_of`
        gives such a sheet, and so does `egov.exercises.class_sheet` of a class's files.

    Returns one row per question, in the order of the columns:
    question_id: the question
    takers: how many tried it
    share_right: of these; the classical difficulty, 1 is the easiest
    discrimination: share right of the best 27 % of the takers less that of the worst 27 %, by
        their other answers
    point_biserial: correlation of the answer with the share right of the taker's other answers;
        empty where all or none were right
    low, high: its 95 % interval (Fisher's z); empty for fewer than four takers

    >>> sheet = pd.DataFrame({"p": [1, 1, 0, 0], "q": [1, 1, 0, 0], "r": [1, 0, 1, 0]})
    >>> item_analysis(sheet)["share_right"].tolist()
    [0.5, 0.5, 0.5]
    """
    sheet = answers.astype(float)
    rows = [_analyse_item(sheet, question) for question in sheet.columns]
    return pd.DataFrame(rows)


def _analyse_item(sheet: pd.DataFrame, question: str) -> dict[str, object]:
    others = sheet.drop(columns=question).mean(axis=1)
    is_known = sheet[question].notna() & others.notna()
    right = sheet.loc[is_known, question].to_numpy()
    rest = others[is_known].to_numpy()
    count = len(right)
    correlation = np.nan
    if count > 1 and np.ptp(right) > 0 and np.ptp(rest) > 0:
        correlation = np.corrcoef(right, rest)[0, 1]
    low, high = _fisher_interval(correlation, count)
    return {
        "question_id": question,
        "takers": int(sheet[question].count()),
        "share_right": sheet[question].mean(),
        "discrimination": _upper_less_lower(right, rest),
        "point_biserial": correlation,
        "low": low,
        "high": high,
    }


def _upper_less_lower(right: np.ndarray, rest: np.ndarray) -> float:
    """Return what the best takers have right more often than the worst, by their other answers."""
    group = round(UPPER_AND_LOWER * len(right))
    if group == 0:
        return np.nan
    by_rest = right[np.argsort(rest, kind="stable")]
    return by_rest[-group:].mean() - by_rest[:group].mean()


def _fisher_interval(correlation: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a correlation."""
    if np.isnan(correlation) or count <= 3 or abs(correlation) >= 1:
        return np.nan, np.nan
    middle = np.arctanh(correlation)
    reach = special.ndtri(0.975) / np.sqrt(count - 3)
    return np.tanh(middle - reach), np.tanh(middle + reach)


# --- from answers to parameters -----------------------------------------------------------------


def answers_of(events: pd.DataFrame) -> pd.DataFrame:
    """Return the answers as a sheet: one row per taker, one column per question, 1 where right.

    `estimate` takes such a sheet, from real takers too.

    >>> answers_of(simulate(Settings(takers=3), seed=1)).shape
    (3, 56)
    """
    sheet = events.pivot(index="taker", columns="question_id", values="right")
    return sheet.astype("int64")


def estimate(
    answers: pd.DataFrame, *, model: str = "2PL", rounds: int = 500
) -> pd.DataFrame:
    """Find difficulty and discrimination of each question from the answers alone.

    The method is marginal maximum likelihood by EM (Bock and Aitkin 1981). Abilities are taken as
    standard normal, which sets zero and unit of the scale.

    Parameters
    ----------
    answers: takers x questions, of 0 and 1, as `answers_of` gives them.
    model: "2PL", or "Rasch" (one discrimination for all questions).
    rounds: of EM, at most.

    Returns one row per question, in the order of the columns:
    question_id: the question
    share_right: of the takers
    discrimination, difficulty: a question that all or none got right has no discrimination and an
        infinite difficulty

    Raises ValueError for answers other than 0 and 1, for another model, and where *rounds* do not
    suffice.

    >>> found = estimate(answers_of(simulate(Settings(), seed=1)), model="Rasch")
    >>> found.nlargest(1, "difficulty")["question_id"].tolist()
    ['still-early']
    """
    if model not in MODELS:
        raise ValueError(f"model is {model!r}: choose 2PL or Rasch")
    if not answers.isin([0, 1]).all(axis=None):
        raise ValueError(
            "the answers hold something else than 0 and 1: decide what a missing answer counts"
        )
    share = answers.mean().to_numpy()
    usable = (share > 0) & (share < 1)
    right = answers.to_numpy(float)[:, usable]
    line = _fit(
        right,
        special.logit(share[usable]),
        shared=model == "Rasch",
        rounds=rounds,
    )

    discrimination = np.full(len(share), np.nan)
    discrimination[usable] = line.slope
    difficulty = np.where(share > 0.5, -np.inf, np.inf)
    difficulty[usable] = -line.intercept / line.slope
    return pd.DataFrame(
        {
            "question_id": answers.columns,
            "share_right": share,
            "discrimination": discrimination,
            "difficulty": difficulty,
        }
    )


class Line(NamedTuple):
    """For each question, the logit of a right answer as a line over ability; or a step of both."""

    slope: np.ndarray
    intercept: np.ndarray


def _fit(
    right: np.ndarray, first: np.ndarray, *, shared: bool, rounds: int
) -> Line:
    """Fit the lines of all questions by EM; *right* is takers x questions.

    The search starts from slope 1 and the intercepts *first*. With *shared*, all have one slope.
    """
    line = Line(np.ones(right.shape[1]), first)
    for _ in range(rounds):
        # One row a node, one column a question
        logit = NODES[:, None] * line.slope + line.intercept
        weight = _place_takers(logit, right)
        sat = weight.sum(axis=1)[:, None]
        right_at_node = weight @ right
        step = _newton(logit, sat, right_at_node, shared=shared)
        line = Line(
            slope=line.slope + step.slope,
            intercept=line.intercept + step.intercept,
        )
        largest = np.abs(step).max()
        if largest < SMALLEST_STEP:
            return line
    raise ValueError(
        f"no estimate after {rounds} rounds: give more rounds, more takers, or model='Rasch'"
    )


def _place_takers(logit: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return how likely each taker is at each node of ability, nodes x takers, by the answers."""
    prior = np.log(NODE_WEIGHTS / NODE_WEIGHTS.sum())[:, None]
    of_right = special.log_expit(logit) @ right.T
    of_wrong = special.log_expit(-logit) @ (1 - right).T
    return special.softmax(of_right + of_wrong + prior, axis=0)


def _newton(
    logit: np.ndarray, sat: np.ndarray, right: np.ndarray, *, shared: bool
) -> Line:
    """Make one Newton step for the logistic regressions of right answers on ability.

    All questions at once. *logit* and *right* are nodes x questions, *sat* is nodes x 1: how many
    takers are expected at a node, and how many right answers.
    """
    node = NODES[:, None]
    chance = special.expit(logit)
    residual = right - sat * chance
    curvature = sat * chance * (1 - chance)
    gradient = Line(
        slope=(residual * node).sum(axis=0),
        intercept=residual.sum(axis=0),
    )
    # The matrix of second derivatives, with its sign turned, is ((a, b), (b, c)).
    a = (curvature * node**2).sum(axis=0)
    b = (curvature * node).sum(axis=0)
    c = curvature.sum(axis=0)
    if shared:
        return _shared_step(gradient, a, b, c)
    return _own_steps(gradient, a, b, c)


def _own_steps(
    gradient: Line, a: np.ndarray, b: np.ndarray, c: np.ndarray
) -> Line:
    """The gradient times the inverse of ((a, b), (b, c)), for each question by itself."""
    determinant = a * c - b**2
    slope = c * gradient.slope - b * gradient.intercept
    intercept = a * gradient.intercept - b * gradient.slope
    return Line(slope / determinant, intercept / determinant)


def _shared_step(
    gradient: Line, a: np.ndarray, b: np.ndarray, c: np.ndarray
) -> Line:
    """Make the step with one slope for all questions; a, b and c are as in `_newton`.

    The slope takes the sum over questions, each intercept then its own step.
    """
    gradients = gradient.slope - b / c * gradient.intercept
    curvatures = a - b**2 / c
    slope = gradients.sum() / curvatures.sum()
    intercept = (gradient.intercept - b * slope) / c
    return Line(np.full_like(a, slope), intercept)


# --- from a blueprint to a form -----------------------------------------------------------------


def assemble(
    items: pd.DataFrame, blueprint: pd.DataFrame, *, at: float = 0.0
) -> pd.DataFrame:
    """Choose the form that meets the blueprint and says most about takers of one ability.

    The method is integer programming (van der Linden 2005).

    Parameters
    ----------
    items: one row per question, with question_id, difficulty, discrimination, and the columns that
        the blueprint names.
    blueprint: one row per demand, with column (empty for the whole form), value, least and most:
        how many questions have this value in this column.
    at: the ability.

    Returns the chosen rows of *items*, in their order, with one more column:
    information: Fisher's, a² p (1 - p)

    Raises ValueError where the demands can't be met together.

    >>> items = pd.DataFrame({"question_id": ["p", "q", "r"], "difficulty": [0.0, 0.1, 3.0],
    ...                       "discrimination": [1.0, 1.0, 1.0]})
    >>> two = pd.DataFrame({"column": [""], "value": [""], "least": [2], "most": [2]})
    >>> assemble(items, two)["question_id"].tolist()
    ['p', 'q']
    """
    discrimination = items["discrimination"]
    chance = chance_right(at, items["difficulty"], discrimination)
    information = discrimination**2 * chance * (1 - chance)
    counted = []
    for demand in blueprint.itertuples():
        if demand.column:
            is_counted = items[demand.column].eq(demand.value)
            counted.append(is_counted.to_numpy(float))
        else:
            counted.append(np.ones(len(items)))
    demands = optimize.LinearConstraint(
        np.array(counted),
        blueprint["least"],
        blueprint["most"],
    )
    found = optimize.milp(
        -information,
        integrality=1,
        bounds=optimize.Bounds(0, 1),
        constraints=demands,
    )
    if not found.success:
        raise ValueError(
            f"no form of {len(items)} questions meets all demands: "
            "lower a least or raise a most"
        )
    is_chosen = found.x > 0.5
    chosen = items.assign(information=information)[is_chosen]
    return chosen.reset_index(drop=True)


def blueprint_of(
    questions: int, *, lessons: int = 4, find: int = 7, argue: int = 3
) -> pd.DataFrame:
    """Make a blueprint for `assemble`.

    Parameters
    ----------
    questions: how many the form has.
    lessons: how many of one lesson it has at most.
    find: how many of the level "find" at most.
    argue: how many of the level "argue" at least.

    >>> blueprint_of(20).query("column == 'level'").values.tolist()
    [['level', 'find', 0, 7], ['level', 'argue', 3, 20]]
    """
    demands = [
        ("", "", questions, questions),
        ("level", "find", 0, find),
        ("level", "argue", argue, questions),
    ]
    for lesson in _bank()["lesson"].unique():
        demands.append(("lesson", lesson, 0, lessons))
    columns = ["column", "value", "least", "most"]
    return pd.DataFrame(demands, columns=columns)


def items_of(events: pd.DataFrame) -> pd.DataFrame:
    """Return the questions of a run with their difficulty, discrimination, level and lesson."""
    questions = events.drop_duplicates("question_id")
    columns = ["question_id", "level", "difficulty", "discrimination"]
    lessons = _bank()[["question_id", "lesson"]]
    return questions[columns].merge(lessons, on="question_id")


def compare_forms(
    settings: Settings, blueprint: pd.DataFrame, *, seeds: Sequence[int]
) -> pd.DataFrame:
    """Examine with an assembled form, with one by lot as long, and with the whole bank.

    Each seed has a bank of its own, from which a form is assembled at the standard; the examiner
    knows what each question is like, which none does.

    Returns one row per seed and form, with the columns of `summarise` and:
    seed: of the run
    form: assembled, by lot or whole bank
    """
    rows = []
    for seed in seeds:
        items = items_of(simulate(replace(settings, form=()), seed))
        chosen = assemble(items, blueprint, at=settings.standard)
        lot = items["question_id"].sample(len(chosen), random_state=seed)
        forms = {
            "assembled": tuple(chosen["question_id"]),
            "by lot": tuple(lot),
            "whole bank": (),
        }
        for name, form in forms.items():
            measures = summarise(simulate(replace(settings, form=form), seed))
            rows.append({"seed": seed, "form": name, **measures})
    return pd.DataFrame(rows)


def estimation_error(
    settings: Settings, *, takers: Sequence[int], seeds: Sequence[int]
) -> pd.DataFrame:
    """Say how far difficulties that are estimated from answers alone lie from the true ones.

    Nobody is trained, and the model is Rasch's, so that nothing but the number of takers counts.

    Returns one row per number of takers and seed:
    takers, seed: of the run
    error: median distance of the questions, in standard deviations of ability
    """
    rows = []
    for count in takers:
        chosen = replace(
            settings, takers=count, share_trained=0.0, discrimination_sd=0.0
        )
        for seed in seeds:
            events = simulate(chosen, seed)
            estimated = estimate(answers_of(events), model="Rasch")
            found = estimated.set_index("question_id")
            true = items_of(events).set_index("question_id")
            off = found["difficulty"] - true["difficulty"]
            error = off.abs().median()
            rows.append({"takers": count, "seed": seed, "error": error})
    return pd.DataFrame(rows)
