"""How transmission is measured: what can be set, and what is returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from egov_lib.measure.reuse.normal import check_min_chars
from egov_lib.measure.reuse.settings import Settings, choose_settings
from egov_lib.measure.reuse.weights import FORMULAS

UNKNOWN = "unknown"  # the group of documents without a place, a year, a level
ALL = "all"
TOGETHER = " / "  # between the names of columns that are taken together
FEW = 5  # documents; an interval of fewer says too little

# What the column `note` may say
IS_CENTRAL = "a central document"
NO_TEXT = "no text"
NO_DATE = "no date"
NOT_COMPARED = "not compared"
TOO_FEW = "too few to say"
STOCK_ONLY = "set phrases only"
SHORT = "short: seen only inside a longer passage"


@dataclass(frozen=True)
class Method:
    """How `transmission` measures.

    min_chars, min_matched, settings: of `shared_passages`. Passages of fewer than 20 equal
        characters are mostly stock phrases, so they do not count unless *min_matched* says so.
    formulas: set phrases that count for nothing.
    least_of_clause: the share of a clause's own characters, those outside set phrases, that a
        document must have to have the clause.
    chance_texts: how many texts with the habits of each document are made for the null model; 0
        leaves it out.
    resamples: how often documents are drawn again for the interval of a group.
    together: a column of documents whose equal values are drawn together, such as the clusters of
        `near_duplicates`: copies are no independent witnesses. Documents without a value stand for
        themselves.
    passages: whether the passages are kept; they take most of the memory.
    seed: of all that is drawn.
    """

    min_chars: int = 10
    min_matched: int = 20
    settings: Settings | str = "careful"
    formulas: tuple[str, ...] = tuple(FORMULAS)
    least_of_clause: float = 0.5
    chance_texts: int = 5
    resamples: int = 1000
    together: str = ""
    passages: bool = True
    seed: int = 2002

    def __post_init__(self) -> None:
        """Refuse what can't work."""
        check_min_chars(self.min_chars)
        choose_settings(self.settings, self.min_chars)
        if not 0 < self.least_of_clause <= 1:
            raise ValueError(
                f"least_of_clause is {self.least_of_clause}: use more than 0, at most 1"
            )
        if self.chance_texts < 0:
            raise ValueError(
                f"chance_texts is {self.chance_texts}: use 0 or more"
            )
        if self.resamples < 1:
            raise ValueError(f"resamples is {self.resamples}: use 1 or more")


class Transmission(NamedTuple):
    """What `transmission` returns: five frames, and how they were made."""

    documents: pd.DataFrame
    groups: pd.DataFrame
    clauses: pd.DataFrame
    clause_groups: pd.DataFrame
    passages: pd.DataFrame
    method: Method
