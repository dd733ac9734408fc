"""What is measured: forms, repetitions, contradictions, and what is true; before and after."""

from collections.abc import Sequence
from dataclasses import replace

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
    by_kind = events["kind"]
    forms = events[by_kind == "form"]
    copies = events[by_kind == "audited"]
    by_person = copies.groupby("person")
    addresses = by_person["address"].nunique()
    is_contradictory = addresses > 1
    is_repeated = forms.duplicated(["person", "address"])
    is_wrong = copies["address"] != copies["truth"]
    measures = {
        "forms_per_person": len(forms) / len(addresses),
        "repeated_share": is_repeated.mean(),
        "contradictory_share": is_contradictory.mean(),
        "wrong_share": is_wrong.mean(),
        "wrong_days": copies["wrong_days"].mean(),
        "delivered": (by_kind == "delivered").sum(),
        "refused": (by_kind == "refused").sum(),
    }
    return pd.Series(measures, dtype=float)


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
