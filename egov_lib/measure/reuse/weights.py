"""How much of a shared passage everybody says: set phrases, and what many documents have.

Nothing is dropped: each passage gets a weight, from 0 (nothing of its own) to 1.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import check_columns
from egov_lib.measure.reuse.normal import normal_form

# Set phrases that documents of these years repeat, no matter who issued them.
FORMULAS = {
    "以邓小平理论和三个代表重要思想为指导": (
        "guided by Deng Xiaoping Theory and the important thought of the Three Represents"
    ),
    "贯彻落实科学发展观": "put into practice the scientific outlook on development",
    "全面落实科学发展观": "fully put into practice the scientific outlook on development",
    "以信息化带动工业化": "let informatization drive industrialization",
    "以工业化促进信息化": "let industrialization further informatization",
    "走新型工业化道路": "take the new road to industrialization",
    "全面建设小康社会": "build a moderately prosperous society in all respects",
    "构建社会主义和谐社会": "build a harmonious socialist society",
    "又快又好": "fast and well",
    "国民经济和社会发展": "national economic and social development",
    "改革开放以来": "since reform and opening up",
    "改革开放和社会主义现代化建设": "reform, opening up and socialist modernization",
    "具有十分重要的意义": "is of very great significance",
    "重要性和紧迫性": "importance and urgency",
    "认真贯彻落实": "conscientiously carry out",
    "方针政策": "lines and policies",
    "加强领导": "strengthen leadership",
    "统一思想提高认识": "unify thinking, raise awareness",
    "中共中央政治局委员": "member of the Political Bureau of the Central Committee",
    "国务院副总理": "Vice Premier of the State Council",
    "国家信息化领导小组": "State Informatization Leading Group",
    "国务院信息化工作办公室": "State Council Informatization Office",
}
HERE = ["doc_id", "start", "end", "other_doc_id"]
THERE = ["other_doc_id", "other_start", "other_end", "doc_id"]


class Weight(NamedTuple):
    """The weight of a passage, and what it rests on.

    formulas: the set phrases in it.
    spread: in how many documents its characters are, on average.
    """

    formulas: list[str]
    spread: float
    weight: float


def weight_passages(
    passages: pd.DataFrame,
    documents: int,
    *,
    formulas: Collection[str] = tuple(FORMULAS),
) -> pd.DataFrame:
    """Weigh passages down by how much of them everybody says; nothing is dropped.

    Parameters
    ----------
    passages: from `shared_passages`.
    documents: how many documents were compared in all.
    formulas: set phrases that count for nothing; an empty tuple switches the list off.

    Returns *passages* with further columns:
    formula: the set phrases in it, divided by ；
    spread: in how many documents, its own included, the characters of the passage are on average,
        as far as *passages* tell
    weight: from 0 to 1, the mean over its characters of log(documents / spread) / log(documents /
        2), and of 0 in a set phrase

    So a passage that only two documents share weighs 1, one that all share 0. With only two
    documents the spread says nothing, and only the set phrases count.

    >>> from egov_lib.measure.reuse import shared_passages
    >>> text = "国家信息化领导小组"  # State Informatization Leading Group
    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": [text, text]})
    >>> weight_passages(shared_passages(docs, min_chars=9), 2)["weight"].tolist()
    [0.0]

    Source: inverse document frequency (Spärck Jones 1972), scaled.
    """
    check_columns(passages, [*HERE, *THERE, "quote"], "weight_passages")
    is_number = isinstance(documents, (int, np.integer))
    if not is_number or (len(passages) and documents < 2):
        raise ValueError(
            f"documents is {documents!r}: say how many were compared, len(docs), which are 2 or "
            "more"
        )
    if isinstance(formulas, str):
        formulas = [formulas]
    phrases = _by_form(formulas)
    spreads = _spread_of_places(passages)
    weights = []
    places = passages[["doc_id", "start", "end", "quote"]]
    for doc_id, start, end, quote in places.itertuples(index=False):
        spread = spreads[doc_id][start:end]
        weight = _weigh(quote, spread, documents, phrases)
        weights.append(weight)
    formulas_inside = ["；".join(weight.formulas) for weight in weights]
    spread_of_each = [weight.spread for weight in weights]
    weight_of_each = [weight.weight for weight in weights]
    return passages.assign(
        formula=formulas_inside,
        spread=spread_of_each,
        weight=weight_of_each,
    )


def _by_form(formulas: Collection[str]) -> dict[str, str]:
    """Give set phrases under their normal form, without those that have none."""
    forms = {normal_form(formula)[0]: formula for formula in formulas}
    return {form: formula for form, formula in forms.items() if form}


def _spread_of_places(passages: pd.DataFrame) -> dict[str, np.ndarray]:
    """Count, for each character of each document, in how many documents it is, its own included.

    Characters behind the last passage of a document are not counted.
    """
    places = _places_in_docs(passages)
    last = places.groupby("doc_id")["end"].max()
    spreads = {doc_id: np.ones(end) for doc_id, end in last.items()}
    for (doc_id, _), rows in places.groupby(["doc_id", "with"]):
        length = len(spreads[doc_id])
        spreads[doc_id] += _covered(rows["start"], rows["end"], length)
    return spreads


def _places_in_docs(passages: pd.DataFrame) -> pd.DataFrame:
    """Give doc_id, start, end and the document it is shared with, of both sides of passages.

    Documents that are only the other side are left out.
    """
    names = ["doc_id", "start", "end", "with"]
    sides = [
        passages[columns].set_axis(names, axis=1) for columns in (HERE, THERE)
    ]
    places = pd.concat(sides)
    return places[places["doc_id"].isin(set(passages["doc_id"]))]


def _covered(starts: pd.Series, ends: pd.Series, length: int) -> np.ndarray:
    """Say of each place whether a span covers it."""
    covered = np.zeros(length, bool)
    for start, end in zip(starts, ends):
        covered[start:end] = True
    return covered


def _weigh(
    quote: str, spread: np.ndarray, documents: int, phrases: dict[str, str]
) -> Weight:
    """Weigh one passage, given the spread of each character of its quote."""
    form, places = normal_form(quote)
    inside = [phrase for phrase in phrases if phrase in form]
    formulas = [phrases[phrase] for phrase in inside]
    if not form:
        return Weight(formulas, 0.0, 0.0)
    spread = spread[places]
    own = _outside_of(inside, form) * _rarity(spread, documents)
    return Weight(
        formulas=formulas,
        spread=_rounded_mean(spread, 2),
        weight=_rounded_mean(own, 3),
    )


def _rounded_mean(values: np.ndarray, digits: int) -> float:
    return round(float(values.mean()), digits)


def _rarity(spread: np.ndarray, documents: int) -> np.ndarray | float:
    """Give 1 for what only two of the documents have, 0 for what all have."""
    if documents <= 2:
        return 1.0
    return np.log(np.maximum(documents / spread, 1)) / np.log(documents / 2)


def _outside_of(phrases: list[str], form: str) -> np.ndarray:
    """Give 1 for each character of a form that is in none of the phrases, 0 for the others."""
    own = np.ones(len(form))
    for phrase in phrases:
        for at in range(len(form)):
            if form.startswith(phrase, at):
                own[at : at + len(phrase)] = 0
    return own
