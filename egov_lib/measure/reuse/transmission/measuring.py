"""How much of each document is the centre's: one batch of documents, in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import DataError
from egov_lib.measure.arrays import distinct, expand_ranges
from egov_lib.measure.reuse.alignment import read_alignment
from egov_lib.measure.reuse.normal import BREAK, Normal, normalise
from egov_lib.measure.reuse.passages import shared_passages
from egov_lib.measure.reuse.transmission.by_chance import made_by_chance
from egov_lib.measure.reuse.transmission.centre import Centre, sizes_of
from egov_lib.measure.reuse.transmission.method import NOT_COMPARED, Method
from egov_lib.measure.reuse.weights import weight_passages

# With two documents `weight_passages` counts set phrases alone. How many documents have a passage
# is what is measured here, and no reason to discount it.
FORMULAS_ALONE = 2
MEASURES = {
    "chars": "int64",
    "shared": "int64",
    "share": "float64",
    "weighted": "float64",
    "chance": "float64",
    "chance_most": "float64",
    "excess": "float64",
    "clauses": "int64",
    "taken": "str",
    "problem": "str",
}


class Measured(NamedTuple):
    """What texts have of the centre; an entry for each text.

    chars: its length in characters of the normal form
    shared: how many of them are equal in a passage
    weighted: the same, each with the greatest weight of the passages that hold it
    taken: the numbers of the clauses that it has
    """

    chars: np.ndarray
    shared: np.ndarray
    weighted: np.ndarray
    taken: list[np.ndarray]


class Ranges(NamedTuple):
    """Runs of equal characters within passages: of which passage, where on both sides, how long."""

    passage: np.ndarray
    here: np.ndarray
    there: np.ndarray
    length: np.ndarray


def measure_documents(
    centre: Centre, method: Method, docs: pd.DataFrame
) -> pd.DataFrame:
    """Measure a batch of documents, for `map_documents`; each depends on itself alone.

    Parameters
    ----------
    docs: a frame with text; what is no text counts as an empty one.

    Returns one row a document, in their order:
    chars, shared: as in `Measured`
    share, weighted: of chars, from 0 to 1; NaN of no characters
    chance, chance_most: the weighted share of texts made by chance, on average and the most; NaN
        without the null model
    excess: weighted less chance
    clauses: how many central clauses it has
    taken: their numbers, divided by blanks
    problem: why it could not be compared; '' where it was
    """
    texts = [text if isinstance(text, str) else "" for text in docs["text"]]
    try:
        return _measure(centre, method, texts)
    except DataError as error:
        if len(docs) == 1:
            return _not_measured(str(error))
    # One of them can't be compared: find out which
    middle = len(docs) // 2
    halves = (docs.iloc[:middle], docs.iloc[middle:])
    parts = [measure_documents(centre, method, half) for half in halves]
    return pd.concat(parts, ignore_index=True)


def _measure(centre: Centre, method: Method, texts: list[str]) -> pd.DataFrame:
    measured = measure_texts(texts, centre, method)
    share = _ratio(measured.shared, measured.chars)
    weighted = _ratio(measured.weighted, measured.chars)
    by_chance = _shares_by_chance(texts, centre, method)
    chance = by_chance.mean(axis=0)
    columns = {
        "chars": measured.chars,
        "shared": measured.shared,
        "share": share.round(6),
        "weighted": weighted.round(6),
        "chance": chance.round(6),
        "chance_most": by_chance.max(axis=0).round(6),
        "excess": (weighted - chance).round(6),
        "clauses": [len(numbers) for numbers in measured.taken],
        "taken": [" ".join(map(str, own.tolist())) for own in measured.taken],
        "problem": "",
    }
    return pd.DataFrame(columns).astype(MEASURES)


def _not_measured(why: str) -> pd.DataFrame:
    values = dict.fromkeys(MEASURES, np.nan)
    values |= dict.fromkeys(("chars", "shared", "clauses"), 0)
    values |= {"taken": "", "problem": f"{NOT_COMPARED}: {why}"}
    return pd.DataFrame([values]).astype(MEASURES)


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


def _shares_by_chance(
    texts: Sequence[str], centre: Centre, method: Method
) -> np.ndarray:
    """Give the weighted share of texts with the habits of each: a row a draw, a column a text."""
    shares = [np.full(len(texts), np.nan)] if not method.chance_texts else []
    normal = normalise(texts, BREAK)
    firsts, written = normal.firsts.tolist(), normal.string()
    ends = (normal.firsts + sizes_of(normal)).tolist()
    forms = [written[first:end] for first, end in zip(firsts, ends)]
    times = method.chance_texts
    for made in made_by_chance(forms, times=times, seed=method.seed):
        measured = measure_texts(made, centre, method)
        shares.append(_ratio(measured.weighted, measured.chars))
    return np.array(shares)


# --- texts --------------------------------------------------------------------------------------


def measure_texts(
    texts: Sequence[str], centre: Centre, method: Method
) -> Measured:
    """Measure texts against the centre."""
    passages = find_passages(texts, centre, method)
    normal = normalise(texts, BREAK)
    ranges = equal_ranges(passages, centre.normal, normal)
    number, place = expand_ranges(ranges.there, ranges.there + ranges.length)
    weights = passages["weight"].to_numpy(float)[ranges.passage]
    weight = np.zeros(len(normal.codes))
    np.maximum.at(weight, place, weights[number])
    is_equal = np.zeros(len(normal.codes), bool)
    is_equal[place] = True
    return Measured(
        chars=sizes_of(normal),
        shared=_by_text(is_equal, normal),
        weighted=_by_text(weight, normal),
        taken=_clauses_taken(ranges, passages, centre, method, len(texts)),
    )


def _by_text(values: np.ndarray, normal: Normal) -> np.ndarray:
    """Sum values of codes up for each text; borders have none."""
    sums = np.append(0, np.cumsum(values))
    firsts = normal.firsts
    return sums[firsts + sizes_of(normal)] - sums[firsts]


def find_passages(
    texts: Sequence[str], centre: Centre, method: Method
) -> pd.DataFrame:
    """Find what texts share with the centre, weighted by set phrases alone.

    Documents are numbers, as text, on both sides: `doc_id` the centre's, `other_doc_id` the text's.
    """
    numbers = [f"text {number}" for number in range(len(texts))]
    others = pd.DataFrame(
        {"doc_id": numbers, "text": list(texts)}, dtype=object
    )
    passages = shared_passages(
        centre.docs,
        others,
        min_chars=method.min_chars,
        settings=method.settings,
        min_matched=method.min_matched,
    )
    passages.attrs = {}  # what was left out, which a warning has said
    return weigh(passages, method.formulas)


def weigh(passages: pd.DataFrame, formulas: tuple[str, ...]) -> pd.DataFrame:
    """Weigh passages by set phrases alone; each quote is weighed once."""
    different = passages.drop_duplicates("quote")
    weighed = weight_passages(different, FORMULAS_ALONE, formulas=formulas)
    by_quote = weighed.set_index("quote")
    return passages.assign(
        formula=passages["quote"].map(by_quote["formula"]).astype("str"),
        weight=passages["quote"].map(by_quote["weight"]).astype(float),
    )


def numbers_of(doc_ids: pd.Series) -> np.ndarray:
    """Give the numbers in the doc_ids of `find_passages`."""
    return doc_ids.str.removeprefix("text ").astype(np.int64).to_numpy()


def equal_ranges(
    passages: pd.DataFrame, here: Normal, there: Normal
) -> Ranges:
    """Give the runs of equal characters within passages, as places in the codes of both sides."""
    first = _places(passages["doc_id"], passages["start"], here)
    other_first = _places(
        passages["other_doc_id"], passages["other_start"], there
    )
    rows = []
    for number, alignment in enumerate(passages["alignment"].tolist()):
        at, other_at = first[number], other_first[number]
        for sign, chars, other_chars in read_alignment(alignment):
            if sign == "=":
                rows.append((number, at, other_at, chars))
            at += chars
            other_at += other_chars
    return Ranges(*np.array(rows, np.int64).reshape(-1, 4).T)


def _places(
    doc_ids: pd.Series, starts: pd.Series, normal: Normal
) -> list[int]:
    """Give the places in the codes of characters of texts."""
    offset = normal.offsets[numbers_of(doc_ids)]
    return np.searchsorted(normal.places, offset + starts).tolist()


# --- clauses ------------------------------------------------------------------------------------


def _clauses_taken(
    ranges: Ranges,
    passages: pd.DataFrame,
    centre: Centre,
    method: Method,
    texts: int,
) -> list[np.ndarray]:
    """Give the clauses that each text has: enough of their own characters are equal in it."""
    text_of = numbers_of(passages["other_doc_id"])[ranges.passage]
    number, place = expand_ranges(ranges.here, ranges.here + ranges.length)
    is_own = centre.own[place]
    size = len(centre.normal.codes)
    keys = distinct((text_of[number] * size + place)[is_own])
    reached = distinct(keys // size)
    low = np.searchsorted(keys, reached[:, None] * size + centre.starts)
    high = np.searchsorted(keys, reached[:, None] * size + centre.ends)
    least = np.maximum(method.least_of_clause * centre.own_chars, 1)
    row, clause = np.nonzero(high - low >= least)
    bounds = np.searchsorted(reached[row], np.arange(texts + 1))
    return [
        clause[first:last]
        for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist())
    ]
