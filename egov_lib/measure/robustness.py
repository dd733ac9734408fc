"""Does a conclusion still stand when what we decided on the way is decided otherwise?

A count rests on decisions that nobody asked for: how the text was cut into words, with which dictionary, which words were
left out, which copy was read, which documents were taken in. A *robustness card* measures again under each other decision
and says what becomes of the conclusion. It tries what is listed and nothing else: a card full of "stands" shows that these
decisions do not matter, not that the conclusion is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from egov_lib.measure.words import segment
from egov_lib.read.cleaning import clean
from egov_lib.read.corpus import load_corpus, load_witness

# Words that carry grammar and no subject; their share differs with style and length of sentence.
STOP_WORDS = [*"的和与及等了在为对以于从由向把被将并而或也都就是有其这该此要不中上下", "这些"]
OUTCOMES = ("stands", "weakens", "flips", "can't be computed")


def robustness(
    measure: Callable[..., float | tuple[float, float, float]],
    variations: Mapping[str, Mapping],
    *,
    neutral: float = 0.0,
) -> pd.DataFrame:
    """Measure anew under every variation, and say what becomes of the conclusion.

    Parameters: *measure* gives a number, or a number with the low and high end of its interval; *variations* holds for each
    label what it is called with, the first being how it was done (`vary_words` makes the usual ones); *neutral* is
    the value that would mean "no difference". The conclusion is on which side of neutral the first value lies, and whether
    its interval stays there (without an interval: that it lies there).

    Returns the card, a row a variation: variation, value, low, high, outcome, note. "stands": the same side, as surely
    as before; "weakens": the same side, but the interval now holds neutral (without one: less than half as far from it);
    "flips": the other side, or neutral itself, or a clear difference where there was none; "can't be computed": the note
    says why (if the first can't be, its error is raised). `conclude` says it in a sentence.

    >>> card = robustness(lambda x: x, {"as it was": {"x": 2.0}, "otherwise": {"x": 0.5}, "or so": {"x": -1.0}})
    >>> card["outcome"].tolist()
    ['stands', 'weakens', 'flips']
    """
    rows, base = [], None
    for label, settings in variations.items():
        try:
            found = np.atleast_1d(np.asarray(measure(**settings), float)) - neutral
        except (
            KeyError,
            ValueError,
        ) as error:  # a word that is none under this cut, a group without words
            if not rows:
                raise  # without a first value there is no conclusion to try
            rows.append(
                (label, np.nan, np.nan, np.nan, OUTCOMES[3], f"{type(error).__name__}: {error}")
            )
            continue
        base = found if base is None else base
        value, low, high = (
            found + neutral if len(found) == 3 else (found[0] + neutral, np.nan, np.nan)
        )
        rows.append((label, value, low, high, _outcome(base, found), ""))
    return pd.DataFrame(rows, columns=["variation", "value", "low", "high", "outcome", "note"])


def _outcome(base: np.ndarray, found: np.ndarray) -> str:
    """What becomes of a conclusion; both as distances from neutral, with an interval or without."""
    clear, still_clear = (len(x) == 1 or x[1] > 0 or x[2] < 0 for x in (base, found))
    if not clear:
        return OUTCOMES[2] if still_clear else OUTCOMES[0]
    if np.sign(found[0]) != np.sign(base[0]):
        return OUTCOMES[2]
    far_enough = len(found) == 3 or abs(found[0]) * 2 >= abs(base[0])
    return OUTCOMES[0] if still_clear and far_enough else OUTCOMES[1]


def conclude(card: pd.DataFrame) -> str:
    """Say in a sentence what a card shows.

    >>> conclude(robustness(lambda x: x, {"as it was": {"x": 2.0}, "without a": {"x": -1.0}}))
    'The conclusion flips: stands in 0 of 1 variations; flips: without a.'
    """
    rest = card.iloc[1:]
    parts = [f"stands in {(rest['outcome'] == OUTCOMES[0]).sum()} of {len(rest)} variations"]
    others = [outcome for outcome in OUTCOMES[:0:-1] if (rest["outcome"] == outcome).any()]
    parts += [
        f"{outcome}: {', '.join(rest.loc[rest['outcome'] == outcome, 'variation'])}"
        for outcome in others
    ]
    worst = next(
        (
            outcome
            for outcome in ("flips", "weakens", "stands")
            if (rest["outcome"] == outcome).any()
        ),
        OUTCOMES[3],
    )
    return f"The conclusion {worst}: {'; '.join(parts)}."


def vary_words(
    docs: pd.DataFrame,
    *,
    whole: Sequence[str] = (),
    leave_out: Sequence[str] | None = None,
    witness: bool = True,
    **settings: object,
) -> dict[str, dict]:
    """Make the usual variations of words, each as {"words": …, **settings}, for `robustness`.

    They are: the words as we cut them; without our dictionary; with unknown words guessed; by characters (only if *whole*
    names the terms asked about: each is then a word wherever its characters stand, and every other character is one; of
    terms that overlap the first counts, or the longer); without words of grammar; from the texts as received, and as the
    automatic rules leave them (*witness*; only for the workbook's own documents); and without each document of *leave_out*
    in turn (None: of all). *settings* are handed on to the measure each time; for variations of them (windows, say) add to
    the dict.

    >>> list(vary_words(load_corpus().iloc[:2], whole=["信息化"], witness=False))[2:5]  # informatization
    ['unknown words guessed', 'by characters', 'without words of grammar']
    """
    words = segment(docs)
    varied = {"as we did it": words, "without our dictionary": segment(docs, terms=None)}
    varied["unknown words guessed"] = segment(docs, engine="jieba-hmm")
    if whole:
        terms = pd.DataFrame({"word": list(whole), "frequency": 1})
        varied["by characters"] = segment(docs, terms=terms, engine="characters")
    varied["without words of grammar"] = words[~words["word"].isin(STOP_WORDS)]
    if witness and set(docs["doc_id"]) <= set(load_corpus()["doc_id"]):
        raw = docs.assign(text=[load_witness(doc_id) for doc_id in docs["doc_id"]])
        varied["texts as received"] = segment(raw)
        varied["automatic rules only"] = segment(
            raw.assign(text=[clean(text).text for text in raw["text"]])
        )
    for doc_id in docs["doc_id"] if leave_out is None else leave_out:
        varied[f"without {doc_id}"] = words[words["doc_id"] != doc_id]
    return {label: {"words": cut, **settings} for label, cut in varied.items()}
