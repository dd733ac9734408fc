"""Rank passages by how unlikely they are by chance, so that stock phrases come last.

The surprise of a passage is what it costs, in bits, to write down its equal characters for somebody
who only knows which character follows which in these documents, as the authors of the null model
do (`chance`). A set phrase costs little, since each of its characters foretells the next. What is
copied must not become a habit by being copied: each stretch of eight characters counts once,
however often it is said.

Source of the model: absolute discounting (Ney, Essen and Kneser 1994), interpolated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import check_columns, check_documents
from egov_lib.measure.arrays import run_sizes, run_starts
from egov_lib.measure.reuse.alignment import read_alignment
from egov_lib.measure.reuse.chance import DISCOUNT, LETTERS
from egov_lib.measure.reuse.normal import BREAK, Normal, normalise
from egov_lib.measure.reuse.seeds import (
    find_keys,
    grams_at,
    is_free_of_borders,
)

NEEDED = ["doc_id", "quote", "other_doc_id", "chars", "alignment"]
COPIED = 8  # characters: a stretch of so many counts once
# Of larger collections every second document is read, or every third
MOST_CHARS = 8_000_000


def rank_passages(
    passages: pd.DataFrame,
    docs: pd.DataFrame,
    others: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Rank passages, those that chance hardly brings first.

    Parameters
    ----------
    passages: from `shared_passages` for *docs* and *others*.
    docs, others: whose habits are learned; of more than eight million characters a part.

    Returns *passages* in that order, with a further column:
    surprise: in bits, what the equal characters cost somebody who knows which character follows
        which in *docs* and *others*. Ten bits more are a thousand times less likely.

    Passages of equal surprise keep their order. What is copied often is as surprising as what is
    copied once: `weight_passages` has how many documents share a passage.

    >>> from egov_lib.measure.reuse import shared_passages
    >>> stock, own = "认真贯彻落实方针政策", "县城东街邮局旧址改作书屋"
    >>> spoken = [stock + word for word in "天地玄黄宇宙洪荒"]
    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": ["。".join([*spoken, own])] * 2})
    >>> docs.loc[1, "text"] = stock + "各" + own
    >>> ranked = rank_passages(shared_passages(docs, layers=["exact"]), docs)
    >>> ranked["quote"].iloc[0]
    '县城东街邮局旧址改作书屋'
    """
    check_columns(passages, NEEDED, "rank_passages")
    texts = check_documents(docs, "rank_passages", distinct=True)
    if others is not None:
        texts += check_documents(others, "rank_passages", distinct=True)
    habits = learn_habits(texts)
    surprise = np.round(_surprises(passages, habits), 1)
    order = np.argsort(-surprise, kind="stable")
    ranked = passages.assign(surprise=surprise).take(order)
    return ranked.reset_index(drop=True)


# --- habits -------------------------------------------------------------------------------------


class Habits(NamedTuple):
    """How often which character follows which.

    single: the chance of each character.
    steps, counts: of both characters, as one number, sorted.
    total, kinds: how often each character is followed by one, and by how many different ones.
    """

    single: np.ndarray
    steps: np.ndarray
    counts: np.ndarray
    total: np.ndarray
    kinds: np.ndarray

    def chances(self, before: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Give the chance of each code after the one *before* it.

        What the discount takes from the steps that were seen goes to all characters, as common as
        they are.
        """
        is_seen, number = find_keys(self.steps, before * LETTERS + codes)
        count = np.zeros(len(codes))
        seen = number[is_seen]
        count[is_seen] = self.counts[seen] - DISCOUNT
        followed = self.total[before]
        total = np.maximum(followed, 1)
        taken = DISCOUNT * self.kinds[before] / total
        left = np.where(followed > 0, taken, 1)
        return count / total + left * self.single[codes]


def learn_habits(texts: Sequence[str]) -> Habits:
    """Learn habits from texts, from each stretch of COPIED characters once."""
    chars = sum(map(len, texts))
    every = max(1, -(-chars // MOST_CHARS))
    done = normalise(texts[::every], BREAK)
    at = _ends_of_distinct(done)
    codes = done.codes.astype(np.int64)
    single = np.bincount(codes[at].astype(np.intp), minlength=LETTERS) + 1.0
    keys = np.sort(codes[at - 1] * LETTERS + codes[at])
    steps, counts = keys[run_starts(keys)], run_sizes(keys)
    first = (steps // LETTERS).astype(np.intp)
    return Habits(
        single=single / single.sum(),
        steps=steps,
        counts=counts,
        total=np.bincount(first, counts, minlength=LETTERS),
        kinds=np.bincount(first, minlength=LETTERS),
    )


def _ends_of_distinct(texts: Normal) -> np.ndarray:
    """Give where each different stretch of COPIED characters ends, of equal ones the first."""
    count = max(0, len(texts.codes) - COPIED + 1)
    places = np.arange(count, dtype=np.int64)
    places = places[is_free_of_borders(texts.codes, places, COPIED)]
    grams = grams_at(texts.codes, COPIED, places)
    _, firsts = np.unique(grams, return_index=True)
    return places[firsts] + COPIED - 1


# --- surprise -----------------------------------------------------------------------------------


def _surprises(passages: pd.DataFrame, habits: Habits) -> np.ndarray:
    """Give the bits that the equal characters of each passage cost."""
    quotes = normalise(passages["quote"].tolist(), BREAK)
    row, at, so_far = _equal_characters(passages, quotes)
    codes = quotes.codes.astype(np.int64)
    chance = habits.single[codes[at]]
    follows = so_far > 0
    after = at[follows]
    before = after - 1
    chance[follows] = habits.chances(codes[before], codes[after])
    cost = -np.log2(chance)
    bits = np.bincount(row, cost, minlength=len(passages))
    return bits.astype(float)


def _equal_characters(
    passages: pd.DataFrame, quotes: Normal
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give of each equal character its row, its place, and how many in a row are before it."""
    rows, firsts, sizes = [], [], []
    places = zip(quotes.firsts.tolist(), passages["alignment"])
    for row, (at, alignment) in enumerate(places):
        for piece in read_alignment(alignment):
            if piece.sign == "=":
                rows.append(row)
                firsts.append(at)
                sizes.append(piece.chars)
            at += piece.chars
    size = np.array(sizes, np.intp)
    row = np.repeat(np.array(rows, np.intp), size)
    first = np.repeat(np.array(firsts, np.int64), size)
    before = np.cumsum(size) - size
    so_far = np.arange(len(row), dtype=np.int64) - np.repeat(before, size)
    return row, first + so_far, so_far
