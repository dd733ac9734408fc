"""The same target with another value: quantities whose wording agrees and whose number does not.

"50 % of licensing online by 2010" in one text, "by 2008" in another. What is found is a proposal
and must be read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise, product
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.findings import check_columns
from egov_lib.measure.reuse.matching import (
    Match,
    Matches,
    as_passages,
    pairs_of,
    texts_by_id,
)
from egov_lib.measure.reuse.normal import normal_form

LEAST_AGREEMENT = 0.5  # of the wording of two targets, in pairs of characters
MOST_CLAUSE_CHARS = 80  # before and behind a quantity
# Marks that part clauses, but no decimal point, as in 2.5.
PAUSE_RE = re.compile(r"[\s，,。；;：:！!？?]|(?<!\d)\.|\.(?!\d)")
NEEDED = ["doc_id", "start", "end", "value", "unit", "date_to"]


class Quantity(NamedTuple):
    """A quantity and the clause around it.

    start, end: where the clause is.
    due: when it is to be reached; NaT if that is not said.
    pairs: the pairs of neighbouring characters of the clause, without digits.
    """

    start: int
    end: int
    unit: str
    value: float
    due: pd.Timestamp
    pairs: Counter


def find_same_targets(
    docs: pd.DataFrame, others: pd.DataFrame | None, targets: pd.DataFrame
) -> pd.DataFrame:
    """Find quantities of the same unit and much the same wording whose value or date differs.

    Parameters
    ----------
    docs, others: as in `shared_passages`.
    targets: a frame with doc_id, start, end, value, unit, date_to (the date by which it is due) and
        perhaps date_role and written.

    Two wordings agree if they share half of their pairs of characters (Dice's coefficient).

    Returns passages; the note says both values.
    """
    check_columns(targets, NEEDED, "the layer 'targets'")
    quantities = _read_quantities(targets, _texts_of(docs, others))
    matches: Matches = defaultdict(list)
    for doc_id, other_id in pairs_of(docs, others):
        known = quantities.get(doc_id, ())
        other_known = quantities.get(other_id, ())
        for here, there in product(known, other_known):
            if _is_another_value(here, there):
                match = _as_match(here, there)
                matches[doc_id, other_id].append(match)
    return as_passages(matches, docs, others, "targets")


def _texts_of(
    docs: pd.DataFrame, others: pd.DataFrame | None
) -> dict[str, str]:
    """Give the texts of both sides under their doc_ids."""
    texts = texts_by_id(docs)
    if others is not None:
        texts |= texts_by_id(others)
    return texts


def _read_quantities(
    targets: pd.DataFrame, texts: dict[str, str]
) -> dict[str, list[Quantity]]:
    """Give the quantities of each document."""
    has_value = targets["value"].notna()
    is_asked = targets["doc_id"].isin(texts)
    known = targets[has_value & is_asked]
    if "written" in known:
        # A list that we counted has no wording.
        known = known[known["written"].fillna(True)]
    quantities = defaultdict(list)
    for target in known.itertuples():
        quantity = _read_quantity(target, texts[target.doc_id])
        quantities[target.doc_id].append(quantity)
    return quantities


def _read_quantity(target: Any, text: str) -> Quantity:
    """Read the clause around a target, a row of the frame."""
    start, end = _clause_around(text, target.start, target.end)
    form = normal_form(text[start:end])[0]
    pairs = Counter(pairwise(re.sub(r"\d", "", form)))
    is_due = getattr(target, "date_role", "due") == "due"
    due = target.date_to if is_due else pd.NaT
    return Quantity(start, end, target.unit, float(target.value), due, pairs)


def _clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the clause around [start, end), as far as it is no longer than a clause can be."""
    first = max(0, start - MOST_CLAUSE_CHARS)
    last = min(len(text), end + MOST_CLAUSE_CHARS)
    for pause in PAUSE_RE.finditer(text, first, start):
        first = pause.end()
    after = PAUSE_RE.search(text, end, last)
    return first, after.start() if after else last


def _is_another_value(here: Quantity, there: Quantity) -> bool:
    """Whether two quantities are worded alike and differ in value or date."""
    if here.unit != there.unit:
        return False
    same_date = (
        here.due == there.due or pd.isna(here.due) or pd.isna(there.due)
    )
    if here.value == there.value and same_date:
        return False
    return _dice(here.pairs, there.pairs) >= LEAST_AGREEMENT


def _dice(a: Counter, b: Counter) -> float:
    """Give the share of both that is common to them, from 0 to 1."""
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _as_match(here: Quantity, there: Quantity) -> Match:
    note = f"{_say(here)} | {_say(there)}"
    return Match(here.start, here.end, there.start, there.end, None, note)


def _say(quantity: Quantity) -> str:
    value = f"{quantity.value:g} {quantity.unit}".strip()
    if pd.isna(quantity.due):
        return value
    return f"{value} by {quantity.due:%Y-%m-%d}"
