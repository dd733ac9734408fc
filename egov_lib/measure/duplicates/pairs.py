"""How much two documents share, and what that makes them: copies, versions, or a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.cited.titles import VERSION_RE, plain_title
from egov_lib.findings import Document, check_documents
from egov_lib.measure.duplicates.candidates import (
    Candidates,
    candidates,
    of_one_title,
)
from egov_lib.measure.duplicates.clusters import cluster
from egov_lib.measure.duplicates.shingles import (
    Sample,
    limit_of,
    sample_all,
    stretches_of,
)

EXACT, EDITED, VERSION = "exact", "edited", "version"
CONTAINED, OVERLAPPING = "contained", "overlapping"
LEAST_OF_VERSION = 0.1
MOST_OF = 0.8  # a document is in another where this share of it is
KEPT_DOCUMENTS = 1_000  # whose stretches are kept while pairs are compared
HEAD_CHARS = 400
LONGEST_TITLE = 80
DAY_RE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
PAIR_COLUMNS = {
    "doc_id": object,
    "other_id": object,
    "kind": "str",
    "similarity": "float64",
    "share": "float64",
    "other_share": "float64",
}


class Duplicates(NamedTuple):
    """What `near_duplicates` returns: two frames."""

    pairs: pd.DataFrame
    clusters: pd.DataFrame


class Pair(NamedTuple):
    """Two documents by number, and how alike they are."""

    first: int
    second: int
    kind: str
    similarity: float
    share: float
    other_share: float


def near_duplicates(docs: pd.DataFrame, *, least: float = 0.5) -> Duplicates:
    """Find the documents that are copies, versions or parts of one another.

    Parameters
    ----------
    docs: a frame with doc_id and text; title and date where it has them, else the first
        line and the days in the first lines are read.
    least: the share of one document that must be in the other; of two documents of one
        title a tenth is enough.

    Returns two frames. `pairs`, the most alike first:
    doc_id, other_id: the two; of a pair of which one is contained, that one comes first
    kind: exact (but for blanks, punctuation and script), version (one title, different
        days), edited (four fifths of each are in the other), contained (of one only), or
        overlapping
    similarity: the larger of the two shares, rare stretches counting more than stock
        phrases; estimated from a sample; from 0 to 1
    share, other_share: how much of doc_id is in other_id, and the reverse, in stretches of
        eight characters; exact
    `clusters`, a row for each document that has a copy or a version:
    doc_id: the document
    cluster: a number, from 1, the largest cluster first
    representative: the longest document of the cluster
    size: how many documents it has

    Of a text with many copies each copy is laid beside the representative (exact) or its
    neighbours only, so that there are never more pairs than about twelve for each stretch
    of a document; a cluster has all of them. What has fewer than eight characters is
    compared as a whole; an empty text is like nothing. A part of fewer than a hundred
    characters may be missed in a long document. The order of the documents makes no
    difference. Raises `DataError` where *docs* is no frame of documents, or a doc_id
    stands twice.

    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": ["加强管理。", "加强管理"]})
    >>> near_duplicates(docs).pairs[["doc_id", "other_id", "kind"]].values.tolist()
    [['a', 'b', 'exact']]
    """
    check_documents(docs, "near_duplicates", distinct=True)
    names = [str(doc_id) for doc_id in docs["doc_id"].tolist()]
    # Always in the order of the names, so that the order of the rows makes no difference
    order = sorted(range(len(names)), key=names.__getitem__)
    documents = docs.iloc[order].to_dict("records")
    texts = [document["text"] for document in documents]
    sample = sample_all(texts)
    first_of = _first_of_same(sample.digests)
    pairs = [
        Pair(first, number, EXACT, 1.0, 1.0, 1.0)
        for number, first in enumerate(first_of)
        if first != number
    ]
    is_first = np.array(first_of, np.int64) == np.arange(len(first_of))
    pairs += _compared(documents, _only(sample, is_first), is_first, least)
    pairs.sort(key=lambda pair: (-pair.similarity, pair.first, pair.second))
    ids = [document["doc_id"] for document in documents]
    linked = [
        (pair.first, pair.second)
        for pair in pairs
        if pair.kind in {EXACT, EDITED, VERSION}
    ]
    return Duplicates(
        pairs=_frame(pairs, ids, docs["doc_id"].dtype),
        clusters=cluster(linked, ids, sample.sizes, docs["doc_id"].dtype),
    )


def _first_of_same(digests: list[bytes]) -> list[int]:
    """Give for each document the first with the same normal form; empty ones are their own."""
    firsts: dict[bytes, int] = {}
    return [
        firsts.setdefault(digest, number) if digest else number
        for number, digest in enumerate(digests)
    ]


def _only(sample: Sample, is_first: np.ndarray) -> Sample:
    """Return the sample without the documents that are exact copies of an earlier one."""
    kept = is_first[sample.document]
    document = sample.document[kept]
    return sample._replace(
        document=document,
        number=sample.number[kept],
        firsts=np.searchsorted(document, np.arange(len(is_first) + 1)),
    )


def _compared(
    documents: Sequence[Document],
    sample: Sample,
    is_first: np.ndarray,
    least: float,
) -> Iterator[Pair]:
    """Yield the candidates that share enough."""
    heads = [Head.of(document) for document in documents]
    found, weights = candidates(sample, least)
    titled = of_one_title([head.title for head in heads], is_first)

    @lru_cache(maxsize=KEPT_DOCUMENTS)
    def stretches(number: int) -> np.ndarray:
        return stretches_of(documents[number]["text"])

    for first, second in _in_order(found, titled):
        shares = _shares(stretches(first), stretches(second))
        if shares is None:
            continue
        kind = _kind(*shares, heads[first], heads[second])
        floor = min(least, LEAST_OF_VERSION) if kind == VERSION else least
        if max(shares) < floor:
            continue
        similarity = _weighted(sample, weights, first, second)
        yield _contained_first(Pair(first, second, kind, similarity, *shares))


def _in_order(*found: Candidates) -> list[tuple[int, int]]:
    """Every pair once, sorted."""
    pairs = set()
    for some in found:
        pairs.update(zip(some.first.tolist(), some.second.tolist()))
    return sorted(pairs)


def _shares(here: np.ndarray, there: np.ndarray) -> tuple[float, float] | None:
    """What share of either document's stretches the other has; None if one has no stretches."""
    if not len(here) or not len(there):
        return None
    both = len(np.intersect1d(here, there, assume_unique=True))
    return both / len(here), both / len(there)


def _contained_first(pair: Pair) -> Pair:
    """The pair, with the document that is in the other one first."""
    is_behind = pair.kind == CONTAINED and pair.share < pair.other_share
    return _reversed(pair) if is_behind else pair


def _reversed(pair: Pair) -> Pair:
    return pair._replace(
        first=pair.second,
        second=pair.first,
        share=pair.other_share,
        other_share=pair.share,
    )


def _weighted(
    sample: Sample, weights: np.ndarray, first: int, second: int
) -> float:
    """The larger of the two shares in the common sample, each stretch with its weight."""
    coarser = max(sample.levels[first], sample.levels[second])
    limit = limit_of(int(coarser))
    here = _up_to(limit, sample, first)
    there = _up_to(limit, sample, second)
    _, at, _ = np.intersect1d(
        sample.number[here],
        sample.number[there],
        assume_unique=True,
        return_indices=True,
    )
    weight = weights[here]
    total = min(weight.sum(), weights[there].sum())
    if not total:
        return 1.0
    share = weight[at].sum() / total
    return float(min(share, 1))


def _up_to(limit: int, sample: Sample, document: int) -> slice:
    """Where the sample has the stretches of a document with numbers up to a limit.

    Numbers are in order, so they are the first ones.
    """
    begin, end = sample.firsts[document], sample.firsts[document + 1]
    some = np.searchsorted(sample.number[begin:end], limit, "right")
    return slice(begin, begin + some)


class Head(NamedTuple):
    """What tells versions of one document apart: its title, and the days at its head."""

    title: str
    days: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> Head:
        """Read a document's columns title and date, else its first lines."""
        head = document["text"][:HEAD_CHARS].strip()
        first_line = head.partition("\n")[0].strip("# \u3000")
        said = document.get("title") or document.get("title_zh")
        title = said if isinstance(said, str) else first_line
        if len(title) > LONGEST_TITLE:
            title = ""
        day = document.get("date")
        days = DAY_RE.findall(head) if day is None or pd.isna(day) else [day]
        return cls(
            VERSION_RE.sub("", plain_title(title)),
            frozenset(map(str, days)),
        )


def _kind(share: float, other_share: float, head: Head, other: Head) -> str:
    """Say what two documents are to each other."""
    is_one_title = head.title and head.title == other.title
    if is_one_title and head.days != other.days:
        return VERSION
    if min(share, other_share) >= MOST_OF:
        return EDITED
    if max(share, other_share) >= MOST_OF:
        return CONTAINED
    return OVERLAPPING


def _frame(pairs: list[Pair], ids: list, dtype: object) -> pd.DataFrame:
    """Make the frame of pairs, with the ids in the place of numbers."""
    columns = {
        "doc_id": [ids[pair.first] for pair in pairs],
        "other_id": [ids[pair.second] for pair in pairs],
        "kind": [pair.kind for pair in pairs],
        "similarity": [pair.similarity for pair in pairs],
        "share": [pair.share for pair in pairs],
        "other_share": [pair.other_share for pair in pairs],
    }
    dtypes = PAIR_COLUMNS | {"doc_id": dtype, "other_id": dtype}
    return pd.DataFrame(
        {
            name: pd.Series(cells, dtype=dtypes[name])
            for name, cells in columns.items()
        }
    )
