"""How far coders agree, beyond what chance would give.

Two coders who put nearly everything into one code agree often without agreeing on anything.
*Cohen's kappa* compares two coders with what their own shares of each code would give; its
cousin *Krippendorff's alpha* takes any number of coders, with units that some of them left
out, and judges all by one common share. 1 is full agreement, 0 what chance gives.

What it does not do: say who is right. Coders of one school can agree on a mistake.

Sources: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
Psychological Measurement 20 (1960); K. Krippendorff, "Computing Krippendorff's
alpha-reliability" (2011), nominal data.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from egov_lib.findings import DataError


def cohen_kappa(one: Sequence, other: Sequence) -> float:
    """Give Cohen's kappa of two coders who coded the same units, in the same order.

    NaN where both gave one and the same code throughout: chance would do as well.

    >>> one = ["yes"] * 25 + ["no"] * 25
    >>> other = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    >>> round(cohen_kappa(one, other), 2)
    0.4
    """
    if len(one) != len(other):
        raise DataError(
            f"{len(one)} and {len(other)} codes: give both coders the same units"
        )
    if len(one) == 0:
        return np.nan
    both = pd.crosstab(list(one), list(other))
    codes = both.index.union(both.columns)
    shares = both.reindex(index=codes, columns=codes, fill_value=0) / len(one)
    agreed = np.trace(shares.to_numpy())
    by_chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    if np.isclose(by_chance, 1):
        return np.nan
    return float((agreed - by_chance) / (1 - by_chance))


def krippendorff_alpha(codes: pd.DataFrame) -> float:
    """Give Krippendorff's alpha for nominal codes.

    Parameters
    ----------
    codes: one row for each unit, one column for each coder; missing (None, NaN) where a coder left
        a unit out. Units with fewer than two codes count for nothing.

    NaN where all codes are the same, or nothing was coded twice.

    >>> codes = pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]})
    >>> krippendorff_alpha(codes)
    1.0
    """
    counts = code_counts(codes).to_numpy(dtype=float)
    was_coded_twice = counts.sum(axis=1) >= 2
    counts = counts[was_coded_twice]
    coders = counts.sum(axis=1)
    total = coders.sum()
    if not total:
        return np.nan
    # Ordered pairs of different codes inside a unit, each unit weighted by its coders
    differing = _differing_pairs(coders, counts) / (coders - 1)
    observed = differing.sum() / total
    of_all = _differing_pairs(total, counts.sum(axis=0))
    expected = of_all / (total * (total - 1))
    if expected == 0:
        return np.nan
    return float(1 - observed / expected)


def _differing_pairs(total: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Ordered pairs of *total* things that differ; the last axis of *counts* divides them."""
    alike = (counts**2).sum(axis=-1)
    return total**2 - alike


def code_counts(codes: pd.DataFrame) -> pd.DataFrame:
    """Count for each unit how many coders gave it each code.

    >>> code_counts(pd.DataFrame({"a": ["must", "may"], "b": ["must", None]})).values.tolist()
    [[0, 2], [1, 0]]
    """
    given = codes.stack()
    given = given[given.notna()]
    counts = pd.crosstab(given.index.get_level_values(0), given.to_numpy())
    return counts.reindex(codes.index, fill_value=0)


def most_disputed(codes: pd.DataFrame) -> pd.DataFrame:
    """Sort units by how much their coders disagree.

    Parameters are those of `krippendorff_alpha`.

    Returns one row for each unit that two or more coded, most disputed first:
    coders: how many coded it
    agreement: the share of pairs of coders that gave the same code
    codes: the codes with their counts, the most frequent first, as text

    >>> codes = pd.DataFrame({"a": ["must", "may"], "b": ["must", "must"]}, index=["s1", "s2"])
    >>> most_disputed(codes)["agreement"].to_dict()
    {'s2': 0.0, 's1': 1.0}
    """
    counts = code_counts(codes)
    counts = counts[counts.sum(axis=1) >= 2]
    columns = {
        "coders": counts.sum(axis=1),
        "agreement": _pairs_alike(counts),
        "codes": [_in_words(row) for _, row in counts.iterrows()],
    }
    disputed = pd.DataFrame(columns)
    return disputed.sort_values("agreement", kind="stable")


def _pairs_alike(counts: pd.DataFrame) -> pd.Series:
    """The share of ordered pairs of coders of a unit that gave it the same code."""
    coders = counts.sum(axis=1)
    pairs = coders * (coders - 1)
    agreeing = counts * (counts - 1)
    return agreeing.sum(axis=1) / pairs


def _in_words(counts: pd.Series) -> str:
    """Write counts as text: must 3, may 1."""
    given = counts[counts > 0].sort_values(ascending=False, kind="stable")
    return ", ".join(f"{code} {count}" for code, count in given.items())
