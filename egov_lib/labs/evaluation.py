"""Performance evaluation (绩效评估): indicators made comparable, weighed, added up; units ranked; and how firm the ranking is.

The opinion of 2002 wants a mechanism to be studied, Yunnan and Shenzhen want one, Wuhai honours its advanced units. No text
gives weights, so every ranking rests on somebody's choice. The lab ranks the same units under many weights drawn around the
chosen ones (Dirichlet), and under reports that some units embellish. Indicators and targets are read from the texts; units
and their values are invented. The steps are the OECD's and JRC's (*Handbook on Constructing Composite Indicators*, 2008), the
shares of ranks Lahdelma and Salminen's (SMAA-2, 2001). Sums let good values make up for bad ones: that too is a choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

METHODS = ("target", "min-max", "z-score", "rank")
_FULL = ("shenzhen-disclosure-100", "shenzhen-approval-100", "shenzhen-supervision-100")
INDICATORS = (*_FULL, "shenzhen-licence-50", "wuhai-all-organs")
_targets = lru_cache(lambda row_ids: find_indicators(row_ids)["target_percent"].to_numpy(float))


@dataclass(frozen=True)
class Settings:
    """What is measured, how it is weighed, how sure the weights are, and who embellishes."""

    indicators: tuple = setting(
        "targets", "shenzhen-goals", INDICATORS, "Shenzhen's four shares; the fifth is Wuhai's"
    )
    units: int = setting(value=12, why="districts of a city, invented")
    attained: float = setting(value=0.7, why="mean of what is reached, as a share of the target")
    attained_sd: float = setting(value=0.15, why="between units; values above 100 % are cut off")
    likeness: float = setting(value=0.5, why="correlation between the indicators of a unit")
    method: str = setting(value="min-max", why="the commonest; no text says how")
    weights: tuple = setting(value=(0.2,) * 5, why="equal, since no text weighs")
    concentration: float = setting(
        value=20.0, why="how sure the weights are: a weight of 0.2 varies by 0.09"
    )
    draws: int = setting(value=200, why="so that a share is known within 0.04")
    embellishers: int = setting(value=0, why="units that report more than is so")
    embellishment: float = setting(value=0.1, why="how much more, as a share of the target")
    checked: int = setting(
        value=0, why="indicators, from the first, that somebody checks: they are reported truly"
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self, units=(2, 1000), draws=(1, 100_000), likeness=(0, 1), embellishers=(0, self.units)
        )
        common.check_limits(
            self,
            attained=(0, 2),
            attained_sd=(0, 2),
            concentration=(1e-3, 1e6),
            embellishment=(0, 1),
        )
        common.check_limits(self, checked=(0, len(self.indicators)))
        if (
            len(w := self.weights) != len(self.indicators)
            or min(w) < 0
            or not np.isclose(sum(w), 1)
        ):
            raise ValueError(
                f"weights {w}: one from 0 for each of {len(self.indicators)} indicators; they sum to 1"
            )


ALL, WEBSITES, ONE = (
    "wuhai-all-organs",
    "yunnan-93-percent",
    Parameter(value=(1.0,), why="its only share"),
)
PRESETS = {
    "shenzhen-2008": {
        "indicators": Parameter("targets", "shenzhen-goals", INDICATORS[:4], "its four shares"),
        "weights": Parameter(value=(0.25,) * 4, why="equal, since no text weighs"),
    },
    "yunnan-2005": {
        "indicators": Parameter("targets", WEBSITES, (WEBSITES,), "its only share"),
        "weights": ONE,
    },
    "wuhai-2005": {
        "indicators": Parameter("targets", ALL, (ALL,), "its only share"),
        "weights": ONE,
        "attained": Parameter("targets", ALL, scale=0.01),
        "attained_sd": Parameter("targets", ALL, 0.0, "所有 (all): no unit is behind"),
        "units": Parameter("targets", "wuhai-three-districts"),
    },
}
preset = common.preset_of(Settings, PRESETS)


def find_indicators(row_ids: Sequence[str] = INDICATORS) -> pd.DataFrame:
    """The passages that indicators rest on, as findings. Columns after quote: indicator, label_zh, label_en, target_percent."""
    rows = [common.row_of(Parameter("targets", row_id)) for row_id in row_ids]
    found = pd.DataFrame(rows)[[*FINDING, "target_id", "label_zh", "label_en", "value"]]
    return found.rename(columns={"target_id": "indicator", "value": "target_percent"}).reset_index(
        drop=True
    )


def make_units(settings: Settings, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Invent the units: a frame of what is so and one of what they report, in per cent, a row a unit, a column an indicator."""
    s, rng = settings, np.random.default_rng([seed, 0])
    own, shared = (
        rng.standard_normal((s.units, len(s.indicators))),
        rng.standard_normal((s.units, 1)),
    )
    z = np.sqrt(s.likeness) * shared + np.sqrt(1 - s.likeness) * own
    target, names = (
        _targets(s.indicators),
        [f"unit {number:02}" for number in range(1, s.units + 1)],
    )
    true = pd.DataFrame(
        np.clip((s.attained + s.attained_sd * z) * target, 0, 100), names, s.indicators
    )
    reported = true.copy()
    who, what = rng.permutation(s.units)[: s.embellishers], slice(s.checked, None)
    reported.iloc[who, what] = np.minimum(
        reported.iloc[who, what] + s.embellishment * target[what], 100
    )
    return true, reported


def draw_weights(settings: Settings, seed: int) -> np.ndarray:
    """Draw weights around the chosen ones (Dirichlet): a row a draw, the chosen ones first; every row sums to 1."""
    alpha = np.maximum(np.array(settings.weights) * settings.concentration, 1e-9)
    return np.vstack(
        [settings.weights, np.random.default_rng([seed, 1]).dirichlet(alpha, settings.draws)]
    )


def normalise(
    values: pd.DataFrame, *, method: str = "min-max", targets: Sequence[float] | None = None
) -> pd.DataFrame:
    """Make indicators comparable; more is better. What is equal for all tells nobody apart.

    "min-max": 0 for the worst unit, 1 for the best; "z-score": distance from the mean in standard deviations; "rank": share of
    the others that are worse (ties half). For these three the unit of measurement does not matter. "target": share of the
    target reached, at most 1; needs *targets*, and is the only one by which a unit is not judged by the others.

    >>> normalise(pd.DataFrame({"share": [20.0, 50.0, 80.0]}))["share"].tolist()
    [0.0, 0.5, 1.0]
    """
    if method not in METHODS or (method == "target" and targets is None):
        raise ValueError(
            f"method is {method!r}: choose one of {', '.join(METHODS)}; 'target' needs targets"
        )
    if method == "target":
        return (values / np.array(targets, dtype=float)).clip(upper=1)
    if method == "rank":
        return (values.rank() - 1) / (len(values) - 1)
    low, width = (
        (values.min(), np.ptp(values, axis=0))
        if method == "min-max"
        else (values.mean(), values.std(ddof=0))
    )
    return (values - low) / np.where(width > 1e-9 * values.abs().max(), width, np.inf)


def rank_units(comparable: pd.DataFrame, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Score and rank the units: two arrays, a row a set of weights, a column a unit; rank 1 is best, ties share the best."""
    scores = (np.atleast_2d(weights) @ comparable.to_numpy().T).round(12)
    return scores, stats.rankdata(-scores, method="min", axis=1)


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Rank invented units under many weights; a row an event: one unit placed in one ranking.

    Columns: draw (0: the chosen weights), unit, embellishes, score, rank (1 is best), honest_rank (had all reported truly).
    """
    true, reported = make_units(settings, seed)
    comparable = [
        normalise(x, method=settings.method, targets=_targets(settings.indicators))
        for x in (reported, true)
    ]
    (scores, ranks), (_, honest) = (
        rank_units(values, draw_weights(settings, seed)) for values in comparable
    )
    rows = pd.MultiIndex.from_product([range(len(ranks)), true.index], names=["draw", "unit"])
    columns = {"score": scores.ravel(), "rank": ranks.ravel(), "honest_rank": honest.ravel()}
    embellishes = np.tile((reported > true + 1e-9).any(axis=1), len(ranks))
    return pd.DataFrame({"embellishes": embellishes} | columns, index=rows).reset_index()


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure how firm a ranking is: share_first_kept (draws whose first is first with the chosen weights), share_pairs_flipped
    (pairs of units in the other order than with these; mean over draws), share_changed (draws with any flip), rank_shift (mean
    places moved), embellishers_gain (places won, mean) and honest_lost (honest units behind), both with the chosen weights.
    """
    ranks = events.pivot(index="draw", columns="unit", values="rank").to_numpy(float)
    base, drawn = ranks[0], ranks[1:]
    one, other = np.triu_indices(ranks.shape[1], 1)
    flipped = (drawn[:, one] - drawn[:, other]) * (base[one] - base[other]) < 0
    first = (
        events.query("draw == 0")
        .assign(won=lambda f: f["honest_rank"] - f["rank"])
        .groupby("embellishes")["won"]
    )
    measures = {
        "share_first_kept": (drawn[:, base == 1] == 1).any(axis=1).mean(),
        "share_pairs_flipped": flipped.mean(),
        "share_changed": flipped.any(axis=1).mean(),
        "rank_shift": np.abs(drawn - base).mean(),
        "embellishers_gain": first.mean().get(True, np.nan),
        "honest_lost": first.agg(lambda won: (won < 0).sum()).get(False, 0),
    }
    return pd.Series(measures, dtype=float)


def acceptability(events: pd.DataFrame) -> pd.DataFrame:
    """Share of the draws in which each unit (a row, in order of the chosen weights) takes each rank (a column)."""
    table = (
        events.query("draw > 0")
        .groupby("unit")["rank"]
        .value_counts(normalize=True)
        .unstack(fill_value=0.0)
    )
    order = events.query("draw == 0").sort_values(["rank", "unit"])["unit"]
    return table.reindex(index=order, columns=range(1, len(order) + 1), fill_value=0.0)


def flip_chance(gaps: Sequence[float], weights: Sequence[float], concentration: float) -> float:
    """Say exactly how likely two units change places when two weights are drawn around the chosen ones.

    *gaps* are the first unit's lead over the second on each of two comparable indicators. The first weight is then drawn from
    Beta(c w₁, c w₂), and the order turns where w gap₁ + (1 − w) gap₂ changes sign. No lead on both sides: never.

    >>> flip_chance((0.4, -0.1), (0.5, 0.5), 2)  # uniform weights: it turns at w = 0.2
    0.2
    """
    if (one := gaps[0]) * (two := gaps[1]) >= 0:
        return 0.0
    turn = two / (two - one)
    below = float(stats.beta.cdf(turn, *(concentration * np.array(weights, dtype=float))))
    return round(below if weights[0] > turn else 1 - below, 12)


def who_gains(settings: Settings, seed: int) -> pd.DataFrame:
    """Let each unit alone embellish one indicator. Columns: unit, indicator, rank (all honest), rank_if, gain (places won)."""
    s, true, targets, rows = (
        settings,
        make_units(settings, seed)[0],
        _targets(settings.indicators),
        [],
    )

    def places(values: pd.DataFrame) -> np.ndarray:
        return rank_units(normalise(values, method=s.method, targets=targets), np.array(s.weights))[
            1
        ][0]

    for i, j in product(range(s.units), range(s.checked, len(targets))):
        values = true.copy()
        values.iloc[i, j] = min(values.iloc[i, j] + s.embellishment * targets[j], 100)
        rows.append((true.index[i], true.columns[j], int(places(true)[i]), int(places(values)[i])))
    frame = pd.DataFrame(rows, columns=["unit", "indicator", "rank", "rank_if"])
    return frame.assign(gain=frame["rank"] - frame["rank_if"])
