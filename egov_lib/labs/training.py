"""Training and examination of civil servants (公务员培训和考核): a standard, a bank of questions, a form, takers, a pass mark.

The opinion of 2002 asks for a training standard, a plan, textbooks, institutions, and a standard for examining. The lab examines
on the workbook's own bank, whose every answer is proved by a passage. Takers are invented: each has an ability θ, each question
a difficulty b and a discrimination a; a right answer has the chance 1 / (1 + exp(−a (θ − b))), the two-parameter logistic model
(Birnbaum 1968; with one a for all, Rasch 1960). `estimate` finds a and b from the answers alone (Bock and Aitkin 1981);
`assemble` picks the form that a blueprint asks for and that tells most at the standard (van der Linden 2005). Real takers guess,
tire, copy and learn from the test; of these only guessing is in the model.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import optimize, special

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting
from egov_lib.read.corpus import load_table

LEVELS = ("find", "explain", "compute", "argue")
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(31)
ASKED = ("targets", "opinion-training-four-2002")


@dataclass(frozen=True)
class Settings:
    """Who sits, what training adds, which form, and where the marks lie; abilities in standard deviations."""

    takers: int = setting(value=150, why="an office's staff; no text counts")
    ability_sd: float = setting(
        value=1.0, why="the scale's unit; its zero is the mean of the untrained"
    )
    share_trained: float = setting(value=0.5, why="the text asks it for all; half here, to compare")
    training_gain: float = setting(value=0.5, why="what a course adds, in standard deviations")
    standard: float = setting(
        value=0.0, why="the text asks for a standard (考核标准) and gives none"
    )
    pass_share: float = setting(value=0.6, why="60 of 100, the usual mark; the texts have none")
    guess_share: float = setting(value=0.0, why="chance to hit by guessing; 0.25 for four options")
    difficulty: tuple = setting(
        value=(-1.0, -0.3, 0.4, 0.8), why="mean of find, explain, compute, argue"
    )
    difficulty_sd: float = setting(value=0.5, why="within a level")
    discrimination_sd: float = setting(value=0.3, why="of its logarithm; 0 is the Rasch model")
    form: tuple = setting(value=(), why="question ids; empty means the whole bank")
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(self, takers=(1, 100_000), ability_sd=(0, 10))
        common.check_limits(
            self, difficulty_sd=(0, 10), discrimination_sd=(0, 3), training_gain=(-5, 5)
        )
        if len(self.difficulty) != len(LEVELS):
            raise ValueError(
                f"difficulty is {self.difficulty}: give a number for each of {', '.join(LEVELS)}"
            )
        if unknown := sorted(set(self.form) - set(_bank()["question_id"])):
            raise ValueError(f"no question {unknown[0]!r} in the bank: `load_questions` lists them")


PRESETS = {
    "nation-2002": {
        "share_trained": Parameter(*ASKED, 1.0, "the plan of 2002, carried out for all")
    },
    "nation-2006": {
        "share_trained": Parameter(
            "systems", "user-training-lagging", 0.3, "滞后 (lagging): under a third"
        )
    },
    "wuhai-2006": {"share_trained": Parameter(value=0.1, why="an aim for the years to come")},
}
preset = common.preset_of(Settings, PRESETS)


def load_questions() -> pd.DataFrame:
    """Load the question bank, as findings: the passage is what proves the answer.

    Columns after quote: question_id, lesson, level (one of `LEVELS`), question_en, question_zh, option_a to option_d, answer (a
    to d), occurrence, why.

    >>> load_questions().loc[0, "quote"]
    '2002年8月5日'
    """
    return _bank().copy()


@lru_cache
def _bank() -> pd.DataFrame:
    return load_table("questions")


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let invented takers sit the form; a row an event: one taker answers one question.

    Columns: taker, trained, ability, competent (ability at the standard or above), passed (share of right answers pass_share or
    more), question_id, level, difficulty, discrimination, right. Questions have the same parameters in every form.
    """
    s, (for_items, for_takers, for_answers) = (
        settings,
        (np.random.default_rng([seed, k]) for k in range(3)),
    )
    items = _bank()[["question_id", "level"]].reset_index(drop=True)
    mean = items["level"].map(dict(zip(LEVELS, s.difficulty))).to_numpy(float)
    items["difficulty"] = for_items.normal(mean, s.difficulty_sd)
    items["discrimination"] = np.exp(for_items.normal(0, s.discrimination_sd, len(items)))
    items = items.set_index("question_id").loc[list(s.form) or items["question_id"]].reset_index()
    trained = for_takers.permutation(s.takers) < round(s.share_trained * s.takers)
    ability = for_takers.normal(0, s.ability_sd, s.takers) + s.training_gain * trained
    chance = chance_right(
        ability[:, None], items["difficulty"].to_numpy(), items["discrimination"].to_numpy()
    )
    right = for_answers.random(chance.shape) < s.guess_share + (1 - s.guess_share) * chance
    people = {
        "taker": range(s.takers),
        "trained": trained,
        "ability": ability,
        "competent": ability >= s.standard,
    }
    people["passed"] = right.mean(axis=1) >= s.pass_share - 1e-9
    return pd.DataFrame(people).merge(items, how="cross").assign(right=right.ravel())


def chance_right(
    ability: np.ndarray, difficulty: np.ndarray, discrimination: np.ndarray | float = 1.0
) -> np.ndarray:
    """The chance of a right answer under the two-parameter logistic model.

    >>> float(chance_right(0.5, 0.5))
    0.5
    """
    return special.expit(discrimination * (ability - difficulty))


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure an examination: mean_share_right, share_passed, reliability (formula 20 of Kuder and Richardson, 1937; at most 1),
    share_wrongly_passed and share_wrongly_failed (of all takers, against their ability), gain_share (right answers of the trained
    less those of the untrained; empty unless there are both).
    """
    right = events["right"].to_numpy(float).reshape(events["taker"].nunique(), -1)
    takers = events.drop_duplicates("taker")
    items, total, trained = right.shape[1], right.sum(axis=1), takers["trained"].to_numpy()
    within = right.var(axis=0).sum()
    both = 0 < trained.sum() < len(trained)
    measures = {
        "mean_share_right": right.mean(),
        "share_passed": takers["passed"].mean(),
        "reliability": items / (items - 1) * (1 - within / total.var())
        if items > 1 and total.var()
        else np.nan,
        "share_wrongly_passed": (takers["passed"] & ~takers["competent"]).mean(),
        "share_wrongly_failed": (~takers["passed"] & takers["competent"]).mean(),
        "gain_share": (total[trained].mean() - total[~trained].mean()) / items if both else np.nan,
    }
    return pd.Series(measures, dtype=float)


def answers_of(events: pd.DataFrame) -> pd.DataFrame:
    """The answers as a sheet: a row a taker, a column a question, 1 where right; what `estimate` takes, from real takers too."""
    return events.pivot(index="taker", columns="question_id", values="right").astype(int)


def estimate(answers: pd.DataFrame, *, model: str = "2PL", rounds: int = 500) -> pd.DataFrame:
    """Find difficulty and discrimination of each question from the answers alone (marginal maximum likelihood, by EM).

    *answers* as `answers_of` gives them; *model* "2PL" or "Rasch" (one discrimination for all). Abilities are taken as standard
    normal, which sets zero and unit of the scale. Columns, a row a question in order: question_id, share_right, discrimination,
    difficulty; a question that all or none got right has an infinite difficulty and no discrimination.
    """
    if model not in ("2PL", "Rasch"):
        raise ValueError(f"model is {model!r}: choose 2PL or Rasch")
    if not answers.isin([0, 1]).all(axis=None):
        raise ValueError(
            "the answers hold something else than 0 and 1: decide what a missing answer counts"
        )
    share = answers.mean().to_numpy()
    x = answers.to_numpy(float)[:, usable := (share > 0) & (share < 1)]
    slope, intercept = np.ones(x.shape[1]), special.logit(share[usable])
    prior = np.log(NODE_WEIGHTS / NODE_WEIGHTS.sum())[:, None]
    for _ in range(rounds):
        logit = NODES[:, None] * slope + intercept  # a row a node of ability, a column a question
        likelihood = special.log_expit(logit) @ x.T + special.log_expit(-logit) @ (1 - x).T + prior
        weight = special.softmax(likelihood, axis=0)  # how likely each taker sits at each node
        step = _newton(logit, weight.sum(axis=1)[:, None], weight @ x, shared=model == "Rasch")
        slope, intercept = slope + step[0], intercept + step[1]
        if np.abs(step).max() < 1e-5:
            break
    else:
        raise ValueError(
            f"no estimate after {rounds} rounds: give more rounds, more takers, or model='Rasch'"
        )
    full = {
        "discrimination": np.full(len(share), np.nan),
        "difficulty": np.where(share > 0.5, -np.inf, np.inf),
    }
    full["discrimination"][usable], full["difficulty"][usable] = slope, -intercept / slope
    return pd.DataFrame({"question_id": answers.columns, "share_right": share} | full)


def _newton(logit: np.ndarray, sat: np.ndarray, right: np.ndarray, *, shared: bool) -> np.ndarray:
    """One Newton step for slopes and intercepts of logistic regressions of right answers on ability, all questions at once."""
    p, node = special.expit(logit), NODES[:, None]
    miss, bend = right - sat * p, sat * p * (1 - p)
    gradient = np.array([(miss * node).sum(axis=0), miss.sum(axis=0)])
    a, b, c = (bend * node**2).sum(axis=0), (bend * node).sum(axis=0), bend.sum(axis=0)
    if shared:  # one slope: its step takes the sum over questions, each intercept then its own
        slope = (gradient[0] - b / c * gradient[1]).sum() / (a - b**2 / c).sum()
        return np.array([np.full_like(a, slope), (gradient[1] - b * slope) / c])
    return np.array([c * gradient[0] - b * gradient[1], a * gradient[1] - b * gradient[0]]) / (
        a * c - b**2
    )


def assemble(items: pd.DataFrame, blueprint: pd.DataFrame, *, at: float = 0.0) -> pd.DataFrame:
    """Choose the form that fulfils the blueprint and tells most about takers of ability *at* (integer programming).

    *items* has question_id, difficulty, discrimination and the blueprint's columns. *blueprint*: a row a demand, with column
    (empty for the whole form), value, least, most. Returns the chosen rows of *items*, in order, with information (Fisher's,
    a² p (1 − p)). Raises ValueError if the demands can't be met together.
    """
    p = chance_right(at, items["difficulty"], items["discrimination"])
    told = items.assign(information=items["discrimination"] ** 2 * p * (1 - p))
    demands = blueprint[["column", "value"]].itertuples(index=False, name=None)
    masks = [
        items[column].eq(value) if column else pd.Series(True, items.index)
        for column, value in demands
    ]
    bound = optimize.LinearConstraint(
        np.array(masks, dtype=float), blueprint["least"], blueprint["most"]
    )
    found = optimize.milp(
        -told["information"], integrality=1, bounds=optimize.Bounds(0, 1), constraints=bound
    )
    if not found.success:
        raise ValueError(
            f"no form of {len(items)} questions meets all demands: lower a least or raise a most"
        )
    return told[found.x > 0.5].reset_index(drop=True)
