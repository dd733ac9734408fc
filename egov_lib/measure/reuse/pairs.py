"""How much two documents share, beside dates, lineage and chance.

Each measure says its direction. None says who copied: two texts may share a third, and a later page
may keep an earlier wording. What speaks for a direction is put beside the shares and left to the
reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_columns, check_documents
from egov_lib.measure.reuse.alignment import read_alignment
from egov_lib.measure.reuse.chance import expected_by_chance
from egov_lib.measure.reuse.matching import pairs_of
from egov_lib.measure.reuse.normal import check_min_chars, normal_form

NEEDED = [
    "doc_id",
    "start",
    "end",
    "quote",
    "other_doc_id",
    "other_start",
    "other_end",
    "other_quote",
    "layer",
    "chars",
    "alignment",
]
RUNS = ("exact", "edited")  # the layers that are measured
FACTS = ("date", "relays")  # columns of documents that are put beside


class Shared(NamedTuple):
    """What one document of a pair has in common with the other; the columns of `compare_pairs`."""

    chars: int
    shared: int
    share: float
    weighted: float
    runs: int
    longest_run: int


class _Text(NamedTuple):
    """A text: its length in characters, and its normal form."""

    length: int
    form: str

    @classmethod
    def of(cls, text: str) -> _Text:
        """Measure a text."""
        return cls(len(text), normal_form(text)[0])


class _Passage(NamedTuple):
    """One side of a passage: where it begins, its quote, which characters are equal, its weight."""

    start: int
    quote: str
    alignment: str
    weight: float


def compare_pairs(
    passages: pd.DataFrame,
    docs: pd.DataFrame,
    others: pd.DataFrame | None = None,
    *,
    min_chars: int = 10,
    chance: bool = True,
) -> pd.DataFrame:
    """Measure what each document shares with each other one, in both directions.

    Parameters
    ----------
    passages: from `shared_passages` for *docs* and *others* with the same *min_chars*.
    docs, others: as in `shared_passages`.
    min_chars: the least length of a run.
    chance: False leaves out the null model, which takes about a millisecond for each pair.

    Returns one row for each document and each it was compared with:
    doc_id, other_doc_id: the two documents
    chars: the length of doc_id in characters of the normal form
    shared: how many of them are equal in the other
    share: shared / chars, from 0 to 1: how much of *doc_id* the other has too. It is directional:
        a short text may be whole in a long one, of which it is a small part
    weighted: the same with the weight of each passage; only if *passages* were weighted
    runs: places of doc_id with an exact run; those inside a longer one are not counted
    longest_run: in characters
    chance_runs: how many such runs chance would bring, see `expected_by_chance`
    date, other_date, relays, other_relays: where *docs* have them

    Raises `DataError` if there are passages of documents that are not given.

    >>> from egov_lib.measure.reuse import shared_passages
    >>> text = "各级党政主要领导同志要亲自抓"  # leaders at all levels must take charge themselves
    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": [text, text + "乙丙丁戊己庚辛"]})
    >>> compared = compare_pairs(shared_passages(docs), docs)
    >>> compared[["doc_id", "chars", "shared", "share"]].values.tolist()
    [['a', 14, 14, 1.0], ['b', 21, 14, 0.6667]]
    """
    check_columns(passages, NEEDED, "compare_pairs")
    check_min_chars(min_chars)
    both = _all_documents(docs, others)
    _check_known(passages, both.index)
    texts = {doc_id: _Text.of(text) for doc_id, text in both["text"].items()}
    runs = passages[passages["layer"].isin(RUNS)]
    no_runs = runs.iloc[:0]
    by_pair = dict(iter(runs.groupby(["doc_id", "other_doc_id"])))
    rows = []
    for doc_id, other_id in pairs_of(docs, others):
        here, there = texts[doc_id], texts[other_id]
        found = by_pair.get((doc_id, other_id), no_runs)
        expected = np.nan
        if chance:
            expected = expected_by_chance(here.form, there.form, min_chars)
        shared = _measure(found, "", here)
        other_shared = _measure(found, "other_", there)
        rows.append((doc_id, other_id, *shared, expected))
        rows.append((other_id, doc_id, *other_shared, expected))
    columns = ["doc_id", "other_doc_id", *Shared._fields, "chance_runs"]
    compared = pd.DataFrame(rows, columns=columns)
    if "weight" not in passages:
        compared = compared.drop(columns="weighted")
    return _with_facts(compared, both)


def _all_documents(
    docs: pd.DataFrame, others: pd.DataFrame | None
) -> pd.DataFrame:
    """Check the documents of both sides, and give each once, under its doc_id."""
    sides = [docs] if others is None else [docs, others]
    for side in sides:
        check_documents(side, "compare_pairs", distinct=True)
    return pd.concat(sides).drop_duplicates("doc_id").set_index("doc_id")


def _with_facts(compared: pd.DataFrame, both: pd.DataFrame) -> pd.DataFrame:
    """Put dates and lineage beside the measures, where documents have them."""
    for fact in FACTS:
        if fact in both:
            compared[fact] = compared["doc_id"].map(both[fact])
            compared[f"other_{fact}"] = compared["other_doc_id"].map(
                both[fact]
            )
    return compared


def _check_known(passages: pd.DataFrame, doc_ids: pd.Index) -> None:
    named = pd.concat([passages["doc_id"], passages["other_doc_id"]])
    strange = named[~named.isin(doc_ids)]
    if len(strange):
        raise DataError(
            f"there are passages of {strange.iloc[0]!r}, which is not among the documents: give "
            "those compared"
        )


def _measure(passages: pd.DataFrame, prefix: str, text: _Text) -> Shared:
    """Measure one side, "" or "other_", of the passages of a pair."""
    equal = np.zeros(text.length, bool)
    weight = np.zeros(text.length)
    for passage in _one_side(passages, prefix):
        places = _equal_places(passage, is_other=bool(prefix))
        equal[places] = True
        weight[places] = np.maximum(weight[places], passage.weight)
    exact = passages[passages["layer"] == "exact"]
    start = exact[f"{prefix}start"].to_numpy()
    end = exact[f"{prefix}end"].to_numpy()
    lengths = exact["chars"].to_numpy()
    return Shared(
        chars=len(text.form),
        shared=int(equal.sum()),
        share=_share(equal, text),
        weighted=_share(weight, text),
        runs=_count_outermost(start, end),
        longest_run=int(lengths.max(initial=0)),
    )


def _one_side(passages: pd.DataFrame, prefix: str) -> Iterator[_Passage]:
    weights = (
        passages["weight"] if "weight" in passages else np.ones(len(passages))
    )
    return map(
        _Passage,
        passages[f"{prefix}start"],
        passages[f"{prefix}quote"],
        passages["alignment"],
        weights,
    )


def _equal_places(passage: _Passage, is_other: bool) -> np.ndarray:
    """Give the places in the text of the characters of a passage that are equal on both sides."""
    compared = passage.start + normal_form(passage.quote)[1]
    is_equal = np.zeros(len(compared), bool)
    first = 0
    for piece in read_alignment(passage.alignment):
        last = first + (piece.other_chars if is_other else piece.chars)
        if piece.sign == "=":
            is_equal[first:last] = True
        first = last
    return compared[is_equal]


def _share(values: np.ndarray, text: _Text) -> float:
    return round(float(values.sum()) / max(1, len(text.form)), 4)


def _count_outermost(start: np.ndarray, end: np.ndarray) -> int:
    """Count the spans that lie in no other."""
    ends = end[np.lexsort((-end, start))]
    inside = ends[1:] <= np.maximum.accumulate(ends)[:-1]
    return len(ends) - int(inside.sum())
