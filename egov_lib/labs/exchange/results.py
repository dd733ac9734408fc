"""What is measured: forms, repetitions, contradictions, and what is true; before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from egov_lib.labs import common
from egov_lib.labs.exchange.model import simulate
from egov_lib.labs.exchange.settings import Settings


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one run.

    Returns:
    forms_per_person: that people filled in
    repeated_share: of the forms, those that tell what another office was told already
    contradictory_share: of the people, those whose copies disagree at the end
    wrong_share: of the copies, those that are wrong at the end
    wrong_days: how long a copy was wrong, mean
    delivered: changes that the exchange brought
    refused: departments

    >>> from egov_lib.labs.exchange import Settings, simulate
    >>> float(summarise(simulate(Settings(moves_per_year=0), seed=1))["wrong_days"])
    0.0
    """
    kind = events["kind"].to_numpy()
    forms = _columns(events, kind == "form", ["person", "address"])
    copies = _columns(
        events,
        kind == "audited",
        ["person", "address", "truth", "wrong_days"],
    )
    people = len(np.unique(copies["person"]))
    told = np.unique(np.column_stack([*forms.values()]), axis=0)
    repeated = len(forms["person"]) - len(told)
    said = np.column_stack([copies["person"], copies["address"]])
    addresses = np.bincount(np.unique(said, axis=0)[:, 0])
    measures = {
        "forms_per_person": len(forms["person"]) / people,
        "repeated_share": repeated / len(forms["person"]),
        "contradictory_share": (addresses > 1).sum() / people,
        "wrong_share": (copies["address"] != copies["truth"]).mean(),
        "wrong_days": copies["wrong_days"].mean(),
        "delivered": (kind == "delivered").sum(),
        "refused": (kind == "refused").sum(),
    }
    return pd.Series(measures, dtype=float)


def _columns(
    events: pd.DataFrame, chosen: np.ndarray, names: list[str]
) -> dict[str, np.ndarray]:
    """Some columns of the chosen rows, in which no cell of these is empty."""
    return {
        name: events[name].array[chosen].to_numpy("int64") for name in names
    }


def before_and_after(
    settings: Settings, *, seeds: Sequence[int]
) -> pd.DataFrame:
    """Run the same town twice with each seed: each for itself, then one collects and all share.

    People move alike in both, so what differs comes of sharing alone.

    Returns one row per measure:
    measure: as in `summarise`
    before, after: the mean of all runs
    change: after less before, the mean
    low, high: between which the change lies in nine runs of ten
    """
    runs = {}
    for sharing in (False, True):
        chosen = replace(settings, sharing=sharing)
        table = common.repeat(
            simulate, chosen, seeds=seeds, summarise=summarise
        )
        runs[sharing] = table.drop(columns="seed")
    change = runs[True] - runs[False]
    columns = {
        "before": runs[False].mean(),
        "after": runs[True].mean(),
        "change": change.mean(),
        "low": change.quantile(0.05),
        "high": change.quantile(0.95),
    }
    return pd.DataFrame(columns).rename_axis("measure").reset_index()


# Whether anything is shared, as a table names it
WAYS = {"each for itself": False, "one collects, all share": True}


def compare_sharing(
    settings: Settings, *, name: str, values: Iterable, seeds: Sequence[int]
) -> pd.DataFrame:
    """Vary one setting without and with sharing, with the same seeds and all else alike.

    Returns the columns of `common.sweep` with a column before them:
    way: "each for itself" or "one collects, all share"
    """
    sweeps = {
        way: common.sweep(
            simulate,
            summarise,
            settings=replace(settings, sharing=sharing),
            name=name,
            values=values,
            seeds=seeds,
        )
        for way, sharing in WAYS.items()
    }
    return common.stack(sweeps, "way")
