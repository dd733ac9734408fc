"""How much two documents share, beside dates, lineage and chance.

Each measure says its direction. None says who copied: two texts may share a third, and a later page
may keep an earlier wording. What speaks for a direction is put beside the shares and left to the
reader.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_columns, check_documents
from egov_lib.measure.reuse.alignment import read_alignment
from egov_lib.measure.reuse.chance import expected_of_pairs
from egov_lib.measure.reuse.left_out import ATTRIBUTE
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
# The columns that are measured, and what they hold
KINDS = {
    "chars": np.int64,
    "shared": np.int64,
    "share": float,
    "weighted": float,
    "runs": np.int64,
    "longest_run": np.int64,
}
MOST_ROWS = 40_000_000
ROW_BYTES = 150  # of memory, for each row and on the way to it
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


class _Passages(NamedTuple):
    """One side of many passages: an array for each field of `_Passage`, and what runs need."""

    start: np.ndarray
    end: np.ndarray
    quote: np.ndarray
    alignment: np.ndarray
    weight: np.ndarray
    chars: np.ndarray
    is_exact: np.ndarray

    @classmethod
    def of(cls, passages: pd.DataFrame, prefix: str) -> _Passages:
        """Take one side, "" or "other_", of passages."""
        weight = np.ones(len(passages))
        if "weight" in passages:
            weight = passages["weight"].to_numpy()
        return cls(
            start=passages[f"{prefix}start"].to_numpy(),
            end=passages[f"{prefix}end"].to_numpy(),
            quote=passages[f"{prefix}quote"].to_numpy(object),
            alignment=passages["alignment"].to_numpy(object),
            weight=weight,
            chars=passages["chars"].to_numpy(),
            is_exact=(passages["layer"] == "exact").to_numpy(),
        )

    def select(self, rows: np.ndarray) -> _Passages:
        """Keep some of them."""
        return _Passages(*(column[rows] for column in self))

    def rows(self) -> Iterator[_Passage]:
        """Give them one by one."""
        return map(
            _Passage, self.start, self.quote, self.alignment, self.weight
        )


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
    chance: False leaves out the null model, which takes most of the time.

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

    What `shared_passages` lists beside the first document only is not measured between the others;
    a warning says so. Raises `DataError` if there are passages of documents that are not given, and
    before a result is made that would take gigabytes.

    >>> from egov_lib.measure.reuse import shared_passages
    >>> text = "各级党政主要领导同志要亲自抓"  # leaders at all levels must take charge themselves
    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": [text, text + "乙丙丁戊己庚辛"]})
    >>> compared = compare_pairs(shared_passages(docs), docs)
    >>> compared[["doc_id", "chars", "shared", "share"]].values.tolist()
    [['a', 14, 14, 1.0], ['b', 21, 14, 0.6667]]
    """
    check_columns(passages, NEEDED, "compare_pairs")
    check_min_chars(min_chars)
    _warn_of_left_out(passages)
    both = _all_documents(docs, others)
    _check_known(passages, both.index)
    pairs = _all_pairs(docs, others, both.index)
    texts = [_Text.of(text) for text in both["text"]]
    measured = _measure_pairs(passages, pairs, texts, both.index)
    compared = _both_directions(pairs, measured, texts, both.index)
    compared["chance_runs"] = np.nan
    if chance:
        forms = [text.form for text in texts]
        expected = expected_of_pairs(forms, *pairs, min_chars)
        compared["chance_runs"] = np.repeat(expected, 2)
    if "weight" not in passages:
        compared = compared.drop(columns="weighted")
    return _with_facts(compared, both)


class _Pairs(NamedTuple):
    """Which documents are compared: the number of each document of each pair."""

    here: np.ndarray
    there: np.ndarray


def _all_pairs(
    docs: pd.DataFrame, others: pd.DataFrame | None, known: pd.Index
) -> _Pairs:
    """Give every two documents that are compared, in the order of `pairs_of`.

    Raises `DataError` where the rows would take more memory than should be taken unasked.
    """
    theirs = docs if others is None else others
    most_pairs = len(docs) * len(theirs)
    if others is None:
        most_pairs = len(docs) * (len(docs) - 1) // 2
    _check_memory(2 * most_pairs)
    here, there = _product(len(docs), len(theirs), each_once=others is None)
    numbers_here = known.get_indexer(docs["doc_id"])[here]
    numbers_there = known.get_indexer(theirs["doc_id"])[there]
    differ = numbers_here != numbers_there
    return _Pairs(numbers_here[differ], numbers_there[differ])


def _warn_of_left_out(passages: pd.DataFrame) -> None:
    """Warn where pairs share more than is listed, because it is said too often."""
    said = passages.attrs.get(ATTRIBUTE, {"layers": {}})
    counts = said["layers"].get("exact")
    if counts:
        warnings.warn(
            f"{counts['passages']:,} passages are listed beside the first document that has them "
            f"only: {counts['pairs']:,} pairs share more than is measured here. Keep one of each "
            "copy (near_duplicates), or raise most_copies of Settings",
            stacklevel=3,
        )


def _product(
    here: int, there: int, *, each_once: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Pair each number below *here* with each below *there*, or only with those above its own."""
    if each_once:
        return np.triu_indices(here, 1)
    first = np.repeat(np.arange(here, dtype=np.intp), there)
    second = np.tile(np.arange(there, dtype=np.intp), here)
    return first, second


def _check_memory(rows: int) -> None:
    """Refuse what would take gigabytes, before it is taken."""
    if rows > MOST_ROWS:
        gigabytes = rows * ROW_BYTES / 1e9
        raise DataError(
            f"compare_pairs would give {rows:,} rows, which take about {gigabytes:.0f} GB: "
            "compare fewer documents at a time, for example each portion with the central "
            "texts as docs and the portion as others"
        )


def _measure_pairs(
    passages: pd.DataFrame,
    pairs: _Pairs,
    texts: list[_Text],
    known: pd.Index,
) -> dict[tuple[int, int], tuple[Shared, Shared]]:
    """Measure both sides of the pairs that share something, under their two numbers."""
    runs = passages[passages["layer"].isin(RUNS)]
    here = known.get_indexer(runs["doc_id"])
    there = known.get_indexer(runs["other_doc_id"])
    rows_of = runs.groupby([here, there]).indices
    sides = _Passages.of(runs, ""), _Passages.of(runs, "other_")
    return {
        (first, second): (
            _measure(sides[0].select(rows), texts[first], is_other=False),
            _measure(sides[1].select(rows), texts[second], is_other=True),
        )
        for (first, second), rows in rows_of.items()
    }


def _both_directions(
    pairs: _Pairs,
    measured: dict[tuple[int, int], tuple[Shared, Shared]],
    texts: list[_Text],
    known: pd.Index,
) -> pd.DataFrame:
    """Give two rows for each pair, one for each of its documents; most pairs share nothing."""
    document = np.column_stack(pairs).ravel()
    other = np.column_stack(pairs[::-1]).ravel()
    chars = np.array([len(text.form) for text in texts], np.int64)
    values = {
        name: np.zeros(len(document), kind) for name, kind in KINDS.items()
    }
    values["chars"] = chars[document]
    row_of = _row_of_pair(pairs, measured, len(texts))
    for pair, sides in measured.items():
        for row, shared in enumerate(sides, start=row_of.get(pair, -2)):
            if row >= 0:
                for name, value in shared._asdict().items():
                    values[name][row] = value
    ids = known.array
    named = {"doc_id": ids.take(document), "other_doc_id": ids.take(other)}
    return pd.DataFrame(named | values)


def _row_of_pair(
    pairs: _Pairs, measured: Collection[tuple[int, int]], documents: int
) -> dict[tuple[int, int], int]:
    """Give the first row of each pair that was measured; a pair that isn't compared has none."""
    keys = pairs.here.astype(np.int64) * documents + pairs.there
    wanted = [here * documents + there for here, there in measured]
    is_wanted = np.flatnonzero(np.isin(keys, np.array(wanted, np.int64)))
    here, there = pairs.here[is_wanted], pairs.there[is_wanted]
    measured_pairs = zip(here.tolist(), there.tolist())
    return dict(zip(measured_pairs, (2 * is_wanted).tolist()))


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
            of = both[fact]
            here = of.reindex(compared["doc_id"])
            there = of.reindex(compared["other_doc_id"])
            compared[fact] = here.array
            compared[f"other_{fact}"] = there.array
    return compared


def _check_known(passages: pd.DataFrame, doc_ids: pd.Index) -> None:
    named = pd.concat([passages["doc_id"], passages["other_doc_id"]])
    strange = named[~named.isin(doc_ids)]
    if len(strange):
        raise DataError(
            f"there are passages of {strange.iloc[0]!r}, which is not among the documents: give "
            "those compared"
        )


def _measure(passages: _Passages, text: _Text, *, is_other: bool) -> Shared:
    """Measure one side of the passages of a pair."""
    equal = np.zeros(text.length, bool)
    weight = np.zeros(text.length)
    for passage in passages.rows():
        places = _equal_places(passage, is_other=is_other)
        equal[places] = True
        weight[places] = np.maximum(weight[places], passage.weight)
    exact = passages.is_exact
    return Shared(
        chars=len(text.form),
        shared=int(equal.sum()),
        share=_share(equal, text),
        weighted=_share(weight, text),
        runs=_count_outermost(passages.start[exact], passages.end[exact]),
        longest_run=int(passages.chars[exact].max(initial=0)),
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
