"""Performance evaluation (绩效评估): who is best, and how firm is the ranking?

There is no time in this lab: one evaluation, of invented units, on indicators in per cent.

Indicators are made comparable, weighed and added up; then the units are ranked. The opinion of
2002 wants a mechanism to be studied, Yunnan and Shenzhen want one, Wuhai honours its advanced
units. No text gives weights, so every ranking rests on somebody's choice. The lab ranks the same
units under many weights drawn around the chosen ones (Dirichlet), and under reports that some
units embellish. Indicators and targets are read from the texts; units and values are invented.

The steps are those of OECD and JRC, *Handbook on Constructing Composite Indicators* (2008); the
shares of ranks are those of SMAA-2 (Lahdelma and Salminen, 2001). A sum lets good values make up
for bad ones: that too is a choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

METHODS = ("target", "min-max", "z-score", "rank")
SHENZHEN = (
    "shenzhen-disclosure-100",
    "shenzhen-approval-100",
    "shenzhen-supervision-100",
    "shenzhen-licence-50",
)
INDICATORS = (*SHENZHEN, "wuhai-all-organs")
# All that the five texts give as a share of what government has or is to have; growth is none.
SOURCES = (
    *INDICATORS,
    "yunnan-93-percent",
    "relay-half-licences-online",
)
CERTAIN = 1e-9  # what differs by less is equal: a last digit must not decide


# --- settings -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings:
    """What is measured, how it is weighed, how sure the weights are, and who embellishes."""

    indicators: tuple = setting(
        "targets",
        "shenzhen-goals",
        INDICATORS,
        "Shenzhen's four shares; the fifth is Wuhai's",
    )
    units: int = setting(
        value=12, why="districts of a city, invented", span=(2, 40)
    )
    attained: float = setting(
        value=0.7,
        why="mean of what is reached, as a share of the target",
        span=(0.2, 1),
    )
    attained_sd: float = setting(
        value=0.15,
        why="between units; values above 100 % are cut off",
        span=(0, 0.4),
    )
    likeness: float = setting(
        value=0.5,
        why="correlation between the indicators of a unit",
        span=(0, 1),
    )
    method: str = setting(
        value="min-max", why="the commonest; no text says how"
    )
    weights: tuple = setting(
        value=(0.2,) * 5, why="equal, since no text weighs"
    )
    concentration: float = setting(
        value=20.0,
        why="how sure the weights are: a weight of 0.2 varies by 0.09",
        span=(2, 1000),
    )
    draws: int = setting(
        value=200,
        why="so that the standard error of a share is at most 0.04",
        span=(100, 10_000),
    )
    embellishers: int = setting(
        value=0, why="units that report more than is so", span=(0, 12)
    )
    embellishment: float = setting(
        value=0.1,
        why="how much more, as a share of the target",
        span=(0, 0.5),
    )
    checked: int = setting(
        value=0,
        why="indicators, from the first, that somebody checks: they are reported truly",
        span=(0, 5),
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            units=(2, 1000),
            draws=(1, 100_000),
            likeness=(0, 1),
            embellishers=(0, self.units),
            attained=(0, 2),
            attained_sd=(0, 2),
            concentration=(1e-3, 1e6),
            embellishment=(0, 1),
            checked=(0, len(self.indicators)),
        )
        weights, count = self.weights, len(self.indicators)
        if (
            len(weights) != count
            or min(weights) < 0
            or not np.isclose(sum(weights), 1)
        ):
            raise ValueError(
                f"weights {weights}: one from 0 for each of {count} indicators; they sum to 1"
            )


ALL = "wuhai-all-organs"
WEBSITES = "yunnan-93-percent"
ONE_WEIGHT = Parameter(value=(1.0,), why="its only share")
PRESETS = {
    "shenzhen-2008": {
        "indicators": Parameter(
            "targets", "shenzhen-goals", SHENZHEN, "its four shares"
        ),
        "weights": Parameter(
            value=(0.25,) * 4, why="equal, since no text weighs"
        ),
    },
    "yunnan-2005": {
        "indicators": Parameter(
            "targets", WEBSITES, (WEBSITES,), "its only share"
        ),
        "weights": ONE_WEIGHT,
    },
    "wuhai-2005": {
        "indicators": Parameter("targets", ALL, (ALL,), "its only share"),
        "weights": ONE_WEIGHT,
        "attained": Parameter(
            "targets", ALL, 1.0, "所有 (all), read as 100 %"
        ),
        "attained_sd": Parameter(
            "targets", ALL, 0.0, "所有 (all): no unit is behind"
        ),
        "units": Parameter("targets", "wuhai-three-districts"),
    },
}
preset = common.preset_of(Settings, PRESETS)


# --- state: units and weights -------------------------------------------------------------------


def find_indicators(row_ids: Sequence[str] = INDICATORS) -> pd.DataFrame:
    """Return the passages that indicators rest on, as findings.

    *row_ids* are ids of the table of targets. Columns after doc_id, start, end, quote:
    indicator: the id
    label_zh, label_en: what it is called
    target_percent: what is to be reached; 100 where the text has a word, all (所有), and no number

    >>> find_indicators(["shenzhen-licence-50"])["target_percent"].tolist()
    [50.0]
    """
    rows = [common.row_of(Parameter("targets", row_id)) for row_id in row_ids]
    columns = [*FINDING, "target_id", "label_zh", "label_en", "value"]
    found = pd.DataFrame(rows)[columns].reset_index(drop=True)
    found["value"] = found["value"].fillna(100.0)
    return found.rename(
        columns={"target_id": "indicator", "value": "target_percent"}
    )


def shares_by_place() -> pd.DataFrame:
    """Lay the places of the texts side by side: what each gives in per cent, or as all (所有).

    Returns one row per indicator, one column per place; a hole where the place has no such number.
    The indicators are those of `SOURCES`, each a share of another whole.

    >>> table = shares_by_place()
    >>> table.shape, int(table.notna().sum(axis=1).max())  # no two places share an indicator
    ((7, 4), 1)
    """
    rows = [common.row_of(Parameter("targets", row_id)) for row_id in SOURCES]
    found = pd.DataFrame(rows)
    found["value"] = found["value"].fillna(100.0)
    table = found.pivot(index="target_id", columns="place", values="value")
    table = table.reindex(list(SOURCES))
    labels = found.set_index("target_id")["label_en"]
    return table.rename(index=labels).rename_axis("share of what")


@lru_cache
def _targets(row_ids: tuple[str, ...]) -> np.ndarray:
    return find_indicators(row_ids)["target_percent"].to_numpy(float)


def make_units(
    settings: Settings, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Invent the units.

    Returns two frames, what is true and what is reported, in per cent, with one row per unit and
    one column per indicator.

    >>> true, reported = make_units(Settings(), seed=1)
    >>> true.shape, true.equals(reported)  # nobody embellishes by default
    ((12, 5), True)
    """
    rng = np.random.default_rng([seed, 0])
    true = _draw_true(settings, rng)
    in_any_order = rng.permutation(settings.units)
    embellishers = in_any_order[: settings.embellishers]
    reported = _embellish(true, embellishers, settings)
    return _as_table(true, settings), _as_table(reported, settings)


def _as_table(values: np.ndarray, s: Settings) -> pd.DataFrame:
    """Units x indicators, with the names of both."""
    names = [f"unit {number:02}" for number in range(1, s.units + 1)]
    return pd.DataFrame(values, names, s.indicators)


def _embellish(
    true: np.ndarray, embellishers: np.ndarray, s: Settings
) -> np.ndarray:
    """Let some units report more, at most 100 %, on every indicator that nobody checks."""
    more = s.embellishment * _targets(s.indicators)
    more[: s.checked] = 0
    reported = true.copy()
    reported[embellishers] += more
    return np.minimum(reported, 100)


def _draw_true(s: Settings, rng: np.random.Generator) -> np.ndarray:
    """Draw what is true, units x indicators, in per cent.

    Any two indicators of a unit have the correlation `likeness`.
    """
    own = rng.standard_normal((s.units, len(s.indicators)))
    shared = rng.standard_normal((s.units, 1))
    deviation = np.sqrt(s.likeness) * shared + np.sqrt(1 - s.likeness) * own
    attained = s.attained + s.attained_sd * deviation
    return np.clip(attained * _targets(s.indicators), 0, 100)


def draw_weights(settings: Settings, seed: int) -> np.ndarray:
    """Draw weights around the chosen ones, by a Dirichlet distribution.

    Returns (draws + 1) x indicators: the chosen weights first, then one row per draw; every row
    sums to 1.

    >>> draw_weights(Settings(draws=3), seed=1).shape
    (4, 5)
    """
    rng = np.random.default_rng([seed, 1])
    chosen = np.array(settings.weights)
    alpha = np.maximum(chosen * settings.concentration, 1e-9)
    return np.vstack([chosen, rng.dirichlet(alpha, settings.draws)])


# --- step: from values to ranks -----------------------------------------------------------------


def normalise(
    values: pd.DataFrame,
    *,
    method: str = "min-max",
    targets: Sequence[float] | None = None,
) -> pd.DataFrame:
    """Make indicators comparable; more is better.

    A constant indicator does not discriminate: it is the same for all units afterwards.

    Parameters
    ----------
    values: one row per unit, one column per indicator.
    method: "min-max": 0 for the worst unit, 1 for the best; "z-score": distance from the mean in
        standard deviations; "rank": share of the other units that are worse, ties counting half.
        For these three the unit of measurement does not matter. "target": share of the target
        reached, at most 1; the only one by which a unit is not judged by the others.
    targets: for "target", one number per indicator, in the units of *values*.

    Returns a frame of the shape of *values*. Raises ValueError for another method, and where
    "target" has no targets.

    >>> normalise(pd.DataFrame({"share": [20.0, 50.0, 80.0]}))["share"].tolist()
    [0.0, 0.5, 1.0]
    """
    if method not in METHODS or (method == "target" and targets is None):
        methods = ", ".join(METHODS)
        raise ValueError(
            f"method is {method!r}: choose one of {methods}; 'target' needs targets"
        )
    comparable = _comparable_numbers(values.to_numpy(float), method, targets)
    return pd.DataFrame(comparable, values.index, values.columns)


def _comparable_numbers(
    values: np.ndarray, method: str, targets: Sequence[float] | None
) -> np.ndarray:
    """Do what `normalise` does, units x indicators."""
    if method == "target":
        return np.minimum(values / np.array(targets, dtype=float), 1)
    if method == "rank":
        worse = stats.rankdata(values, axis=0) - 1
        others = len(values) - 1
        return worse / others
    if method == "min-max":
        zero = values.min(axis=0)
        width = np.ptp(values, axis=0)
    else:
        zero = values.mean(axis=0)
        width = values.std(axis=0)
    is_constant = width <= CERTAIN * np.abs(values).max(axis=0)
    width = np.where(is_constant, np.inf, width)
    return (values - zero) / width


def rank_units(
    comparable: pd.DataFrame, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Score and rank the units under one or more sets of weights.

    Parameters
    ----------
    comparable: units x indicators, as `normalise` returns them.
    weights: indicators, or sets x indicators.

    Returns two arrays, sets x units: the scores, and the ranks; rank 1 is best, and ties share the
    better rank.

    >>> scores, ranks = rank_units(pd.DataFrame({"a": [0.0, 1.0], "b": [1.0, 0.5]}), (0.5, 0.5))
    >>> scores.tolist(), ranks.tolist()
    ([[0.5, 0.75]], [[2, 1]])
    """
    scores = np.atleast_2d(weights) @ comparable.to_numpy().T
    scores = scores.round(12)
    return scores, stats.rankdata(-scores, method="min", axis=1)


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Rank invented units under many weights.

    Returns one row per event, the placing of one unit in one ranking:
    draw: number; 0 has the chosen weights
    unit: its name
    embellishes: whether it reports more than is true
    score: the weighted sum of its comparable indicators
    rank: 1 is best
    honest_rank: the rank if all had reported truly

    >>> events = simulate(Settings(units=3, draws=1), seed=1)
    >>> events.loc[events["draw"] == 0, "rank"].tolist()
    [1, 2, 3]
    """
    true, reported = make_units(settings, seed)
    weights = draw_weights(settings, seed)
    scores, ranks = rank_units(_comparable(reported, settings), weights)
    _, honest_ranks = rank_units(_comparable(true, settings), weights)
    adds = reported > true + CERTAIN
    embellishes = adds.any(axis=1)

    draws = len(ranks)
    rows = pd.MultiIndex.from_product(
        [range(draws), true.index],
        names=["draw", "unit"],
    )
    columns = {
        "embellishes": np.tile(embellishes, draws),
        "score": scores.ravel(),
        "rank": ranks.ravel(),
        "honest_rank": honest_ranks.ravel(),
    }
    events = pd.DataFrame(columns, index=rows)
    return events.reset_index()


def _comparable(values: pd.DataFrame, s: Settings) -> pd.DataFrame:
    return normalise(values, method=s.method, targets=_targets(s.indicators))


# --- measures -----------------------------------------------------------------------------------


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure how firm a ranking is.

    Returns:
    share_first_kept: of the draws, those whose first is also first with the chosen weights
    share_pairs_flipped: of the pairs of units, those in the other order than with the chosen
        weights; mean over draws
    share_changed: of the draws, those with any flip
    rank_shift: places that a unit moves, mean
    embellishers_gain: places that an embellisher wins with the chosen weights, mean; empty without
    honest_lost: honest units that fall behind with the chosen weights

    >>> float(summarise(simulate(Settings(concentration=1e6), seed=1))["share_first_kept"])
    1.0
    """
    by_draw = events.pivot(index="draw", columns="unit", values="rank")
    ranks = by_draw.to_numpy(float)
    chosen = ranks[0]
    drawn = ranks[1:]
    flipped = _pairs_flipped(chosen, drawn)
    ranks_of_first = drawn[:, chosen == 1]
    first_kept = (ranks_of_first == 1).any(axis=1)
    by_chosen = events[events["draw"] == 0]
    won = by_chosen["honest_rank"] - by_chosen["rank"]
    embellishes = by_chosen["embellishes"]
    won_by_honest = won[~embellishes]
    measures = {
        "share_first_kept": first_kept.mean(),
        "share_pairs_flipped": flipped.mean(),
        "share_changed": flipped.any(axis=1).mean(),
        "rank_shift": np.abs(drawn - chosen).mean(),
        "embellishers_gain": won[embellishes].mean(),
        "honest_lost": (won_by_honest < 0).sum(),
    }
    return pd.Series(measures, dtype=float)


def _pairs_flipped(chosen: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Say for each draw and pair of units whether their order is the other than the chosen one."""
    one, other = np.triu_indices(len(chosen), 1)
    distance_drawn = drawn[:, one] - drawn[:, other]
    distance_chosen = chosen[one] - chosen[other]
    return distance_drawn * distance_chosen < 0


def rank_intervals(
    events: pd.DataFrame, *, level: float = 0.9
) -> pd.DataFrame:
    """Say between which ranks each unit lies in most of the draws.

    Returns one row per unit, in the order of the chosen weights:
    rank: with the chosen weights
    low, high: the ranks between which it lies in at least *level* of the draws, half of the rest
        on each side
    width: how many ranks lie between, 0 where there is one only
    kept: share of the draws in which it has just its rank

    >>> sure = simulate(Settings(units=3, concentration=1e6), seed=1)
    >>> rank_intervals(sure)["width"].tolist()
    [0, 0, 0]
    """
    by_draw = events.pivot(index="draw", columns="unit", values="rank")
    chosen = by_draw.loc[0].sort_values(kind="stable")
    drawn = by_draw.drop(index=0)[chosen.index]
    outside = (1 - level) / 2
    low = drawn.quantile(outside, interpolation="lower")
    high = drawn.quantile(1 - outside, interpolation="higher")
    return pd.DataFrame(
        {
            "rank": chosen,
            "low": low,
            "high": high,
            "width": high - low,
            "kept": (drawn == chosen).mean(),
        }
    )


def firmness(settings: Settings, *, seeds: Sequence[int]) -> pd.DataFrame:
    """Say for each place of a ranking how firm it is, over many sets of invented units.

    Returns one row per rank; means over *seeds*, and standard errors of these:
    kept, kept_error: share of the draws in which the unit of this rank keeps it
    width, width_error: of its interval (`rank_intervals`)
    """
    found = []
    for seed in seeds:
        intervals = rank_intervals(simulate(settings, seed))
        # Equal scores share a rank: every place of the list counts once.
        found.append(intervals.assign(rank=range(1, len(intervals) + 1)))
    by_rank = pd.concat(found).groupby("rank")[["kept", "width"]]
    errors = by_rank.sem().add_suffix("_error")
    return by_rank.mean().join(errors)


def compare_methods(
    settings: Settings, *, seeds: Sequence[int]
) -> pd.DataFrame:
    """Rank the same units by each way of making indicators comparable.

    Returns one row per pair of methods and seed:
    seed, one, other: the two methods
    share_pairs_flipped: of the pairs of units, those in the other order
    same_first: whether both have the same first
    """
    rows = []
    for seed in seeds:
        _, reported = make_units(settings, seed)
        values = reported.to_numpy()
        ranks = {
            method: _ranks(values, replace(settings, method=method))
            for method in METHODS
        }
        for one, other in combinations(METHODS, 2):
            flipped = _pairs_flipped(ranks[one], ranks[other][None])
            first = (ranks[one] == 1) & (ranks[other] == 1)
            rows.append((seed, one, other, flipped.mean(), first.any()))
    columns = ["seed", "one", "other", "share_pairs_flipped", "same_first"]
    return pd.DataFrame(rows, columns=columns)


def gains_by_rank(settings: Settings, *, seeds: Sequence[int]) -> pd.DataFrame:
    """Say at which places of a ranking a small lie pays, over many sets of invented units.

    Returns one row per rank when all are honest:
    gain: places won by embellishing one indicator, mean over seeds and indicators
    error: standard error, from seed to seed
    lies: how many lies there were
    """
    found = []
    for seed in seeds:
        gains = who_gains(settings, seed)
        found.append(gains.groupby("rank")["gain"].agg(["mean", "size"]))
    by_rank = pd.concat(found).groupby("rank")
    return pd.DataFrame(
        {
            "gain": by_rank["mean"].mean(),
            "error": by_rank["mean"].sem(),
            "lies": by_rank["size"].sum(),
        }
    )


def acceptability(events: pd.DataFrame) -> pd.DataFrame:
    """Return the share of the draws in which each unit takes each rank.

    One row per unit, in the order of the chosen weights; one column per rank.

    >>> acceptability(simulate(Settings(units=3, concentration=1e6), seed=1))[1].tolist()
    [1.0, 0.0, 0.0]
    """
    drawn = events[events["draw"] > 0]
    chosen = events[events["draw"] == 0].sort_values(["rank", "unit"])
    shares = drawn.groupby("unit")["rank"].value_counts(normalize=True)
    table = shares.unstack(fill_value=0.0)
    ranks = range(1, len(chosen) + 1)
    return table.reindex(index=chosen["unit"], columns=ranks, fill_value=0.0)


def flip_chance(
    gaps: Sequence[float], weights: Sequence[float], concentration: float
) -> float:
    """Return exactly how likely two units change places when two weights are drawn.

    With two indicators the first weight, w, is drawn from Beta(c w₁, c w₂), and the order turns
    where w gap₁ + (1 − w) gap₂ changes sign. If one unit leads on both, it never does.

    Parameters
    ----------
    gaps: the first unit's lead over the second on each of two comparable indicators.
    weights: the two chosen weights, w₁ and w₂.
    concentration: c, as in `Settings`.

    >>> flip_chance((0.4, -0.1), (0.5, 0.5), 2)  # uniform weights: it turns at w = 0.2
    0.2
    """
    first_gap, second_gap = gaps
    if first_gap * second_gap >= 0:
        return 0.0
    turn = second_gap / (second_gap - first_gap)
    first_weight, second_weight = weights
    beta = stats.beta(
        concentration * first_weight,
        concentration * second_weight,
    )
    chance = float(beta.cdf(turn))
    if first_weight <= turn:
        chance = 1 - chance
    return round(chance, 12)


def who_gains(settings: Settings, seed: int) -> pd.DataFrame:
    """Let each unit alone embellish one indicator, each that nobody checks in turn.

    Returns one row per unit and indicator:
    unit: its name
    indicator: its id
    rank: when all are honest
    rank_if: when this unit embellishes this indicator
    gain: places won

    >>> int(who_gains(Settings(), seed=1)["gain"].min())
    0
    """
    true, _ = make_units(settings, seed)
    honest_ranks = _ranks(true.to_numpy(), settings)
    unchecked = list(enumerate(settings.indicators))[settings.checked :]
    rows = []
    for unit, name in enumerate(true.index):
        rank = int(honest_ranks[unit])
        for indicator, indicator_id in unchecked:
            rank_if = _rank_if_embellished(unit, indicator, true, settings)
            gain = rank - rank_if
            rows.append((name, indicator_id, rank, rank_if, gain))
    columns = ["unit", "indicator", "rank", "rank_if", "gain"]
    return pd.DataFrame(rows, columns=columns)


def _rank_if_embellished(
    unit: int, indicator: int, true: pd.DataFrame, settings: Settings
) -> int:
    """The rank of a unit that reports more on one indicator, at most 100 %, while all others are
    honest.
    """
    reported = true.to_numpy().copy()
    more = settings.embellishment * _targets(settings.indicators)[indicator]
    told = reported[unit, indicator] + more
    reported[unit, indicator] = min(told, 100)
    return int(_ranks(reported, settings)[unit])


def _ranks(values: np.ndarray, s: Settings) -> np.ndarray:
    """Return the rank of each unit with the chosen weights; *values* are units x indicators."""
    comparable = _comparable_numbers(values, s.method, _targets(s.indicators))
    scores = (comparable @ np.array(s.weights)).round(12)
    return stats.rankdata(-scores, method="min")
