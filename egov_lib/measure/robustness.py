"""Does a conclusion still hold when the decisions made on the way are made differently?

A count rests on many small decisions: how the text was cut into words, with which
dictionary, which words were left out, which copy was read, which documents were included. A
*robustness card* measures again under each other decision and says what becomes of the conclusion.
It tries what is listed and nothing else: a card full of "stands" shows that these decisions do not
matter, not that the conclusion is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib import _old_names
from egov_lib.measure.words import segment
from egov_lib.read.cleaning import clean
from egov_lib.read.corpus import load_corpus, load_witness

# Words with grammar and no subject ("of", "and", "these"); their share differs with the style and
# the length of sentences.
STOP_WORDS = [
    *"的和与及等了在为对以于从由向把被将并而或也都就是有其这该此要不中上下",
    "这些",
]
OUTCOMES = ("stands", "weakens", "flips", "can't be computed")
STANDS, WEAKENS, FLIPS, NOT_COMPUTED = OUTCOMES
COLUMNS = ["variation", "value", "low", "high", "outcome", "note"]


class _Estimate(NamedTuple):
    """What a measure gives: a value, perhaps with its interval (else None)."""

    value: float
    low: float | None = None
    high: float | None = None

    def is_clear(self, neutral: float) -> bool:
        """Whether the interval does not hold neutral; without an interval it is taken as clear."""
        return self.low is None or self.low > neutral or self.high < neutral


NO_ESTIMATE = _Estimate(np.nan, np.nan, np.nan)


def robustness(
    measure: Callable[..., float | tuple[float, float, float]],
    variations: Mapping[str, Mapping],
    *,
    neutral: float = 0.0,
) -> pd.DataFrame:
    """Measure again under every variation, and say what becomes of the conclusion.

    Parameters
    ----------
    measure: gives a number, or a number with the low and high end of its interval.
    variations: label -> the keyword arguments with which *measure* is called; the first is how it
        was done. `segmentation_variants` makes the usual ones.
    neutral: the value that would mean "no difference".

    The conclusion is on which side of neutral the first value is, and whether its interval stays
    there (without an interval, that it is there).

    Returns the card, one row for each variation:
    variation: its label
    value, low, high: what was measured; NaN where there is none
    outcome:
        "stands": the same side, as clearly as before
        "weakens": the same side, but the interval now holds neutral; without an interval, less than
            half as far from it
        "flips": the other side, or neutral itself, or a clear difference where there was none
        "can't be computed": the measure raised a ValueError or KeyError
    note: the error, if there was one

    Raises the error of the first variation, because then there is no conclusion to try.

    >>> settings = {"as it was": {"x": 2.0}, "otherwise": {"x": 0.5}, "or so": {"x": -1.0}}
    >>> robustness(lambda x: x, settings)["outcome"].tolist()
    ['stands', 'weakens', 'flips']
    """
    rows = []
    first = None
    for label, settings in variations.items():
        try:
            measured = measure(**settings)
            found = _as_estimate(measured)
        # No such word, a group without words
        except (KeyError, ValueError) as error:
            if first is None:
                raise
            note = f"{type(error).__name__}: {error}"
            rows.append((label, *NO_ESTIMATE, NOT_COMPUTED, note))
            continue
        if first is None:
            first = found
        outcome = _outcome(first, found, neutral)
        rows.append((label, *found, outcome, ""))
    card = pd.DataFrame(rows, columns=COLUMNS)
    return card.astype({"value": float, "low": float, "high": float})


def _as_estimate(measured: float | tuple[float, float, float]) -> _Estimate:
    numbers = np.atleast_1d(np.asarray(measured, float)).tolist()
    if len(numbers) not in (1, 3):
        raise TypeError(
            f"the measure gives {measured!r}: let it give a number, or (number, low, high)"
        )
    return _Estimate(*numbers)


def _outcome(first: _Estimate, found: _Estimate, neutral: float) -> str:
    """Say what becomes of the conclusion drawn from the *first* estimate."""
    still_clear = found.is_clear(neutral)
    if not first.is_clear(neutral):
        return FLIPS if still_clear else STANDS
    before = first.value - neutral
    now = found.value - neutral
    if np.sign(now) != np.sign(before):
        return FLIPS
    if not still_clear:
        return WEAKENS
    has_interval = found.low is not None
    if has_interval or 2 * abs(now) >= abs(before):
        return STANDS
    return WEAKENS


def summarize_robustness(card: pd.DataFrame) -> str:
    """Say in a sentence what a card shows.

    >>> card = robustness(lambda x: x, {"as it was": {"x": 2.0}, "without a": {"x": -1.0}})
    >>> summarize_robustness(card)
    'The conclusion flips: stands in 0 of 1 variations; flips: without a.'
    """
    variations = card.iloc[1:]  # the first is how it was done
    labels = _labels_by_outcome(variations)
    stands = len(labels.get(STANDS, ()))
    parts = [f"stands in {stands} of {len(variations)} variations"]
    for outcome in (NOT_COMPUTED, FLIPS, WEAKENS):
        if outcome in labels:
            named = ", ".join(labels[outcome])
            parts.append(f"{outcome}: {named}")
    found = "; ".join(parts)
    worst = _worst(labels)
    return f"The conclusion {worst}: {found}."


def _worst(labels: dict[str, list[str]]) -> str:
    """Give the worst outcome; what can't be computed counts only where nothing else can."""
    for outcome in (FLIPS, WEAKENS, STANDS):
        if outcome in labels:
            return outcome
    return NOT_COMPUTED


def _labels_by_outcome(card: pd.DataFrame) -> dict[str, list[str]]:
    """Give the variations that have each outcome."""
    labels: dict[str, list[str]] = {}
    for label, outcome in zip(card["variation"], card["outcome"]):
        labels.setdefault(outcome, []).append(label)
    return labels


def segmentation_variants(
    docs: pd.DataFrame,
    *,
    whole: Sequence[str] = (),
    leave_out: Sequence[str] | None = None,
    witness: bool = True,
    **settings: object,
) -> dict[str, dict]:
    """Make the usual variations of words, for `robustness`.

    They are: the words as we cut them; without our dictionary; with unknown words guessed; by
    characters; without words of grammar; from the texts as received; from what the automatic rules
    make of these; and without each document in turn.

    Parameters
    ----------
    docs: a frame with doc_id and text.
    whole: the terms asked about. By characters each of them is a word wherever its characters
        occur, and every other character is one; of terms that overlap the first counts, or the
        longer. Without *whole* this variation is left out.
    leave_out: the documents to leave out in turn; None is all of them.
    witness: whether to add the texts as received, which only the workbook's own documents have.
    settings: further arguments of the measure, the same each time. For variations of these
        (windows, say) add to the dict.

    Returns label -> {"words": a frame of words, **settings}; the first is "as we did it".

    >>> two = load_corpus().iloc[:2]
    >>> variants = segmentation_variants(two, whole=["信息化"], witness=False)  # informatization
    >>> list(variants)[2:5]
    ['unknown words guessed', 'by characters', 'without words of grammar']
    """
    words = segment(docs)
    variants = {
        "as we did it": words,
        "without our dictionary": segment(docs, terms=None),
        "unknown words guessed": segment(docs, engine="jieba-hmm"),
    }
    if whole:
        variants["by characters"] = _by_characters(docs, whole)
    is_grammar = words["word"].isin(STOP_WORDS)
    variants["without words of grammar"] = words[~is_grammar]
    if witness and _are_ours(docs):
        variants |= _witness_variants(docs)
    if leave_out is None:
        leave_out = docs["doc_id"]
    for doc_id in leave_out:
        is_other = words["doc_id"] != doc_id
        variants[f"without {doc_id}"] = words[is_other]
    arguments = {}
    for label, cut in variants.items():
        arguments[label] = {"words": cut, **settings}
    return arguments


def _are_ours(docs: pd.DataFrame) -> bool:
    """Whether all documents are the workbook's own."""
    return set(docs["doc_id"]) <= set(load_corpus()["doc_id"])


def _by_characters(docs: pd.DataFrame, whole: Sequence[str]) -> pd.DataFrame:
    """Cut texts into characters, except the terms asked about."""
    terms = pd.DataFrame({"word": list(whole), "frequency": 1})
    return segment(docs, terms=terms, engine="characters")


def _witness_variants(docs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Words of the texts as received, and of what the automatic rules make of these."""
    witnesses = [load_witness(doc_id) for doc_id in docs["doc_id"]]
    cleaned = [clean(text).text for text in witnesses]
    return {
        "texts as received": segment(docs.assign(text=witnesses)),
        "automatic rules only": segment(docs.assign(text=cleaned)),
    }


def __getattr__(name: str) -> object:
    """Answer to the names of the first edition."""
    return _old_names.renamed(__name__, name)
