"""The central documents: which they are, their clauses, and what a worker needs of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import (
    DataError,
    check_columns,
    check_documents,
    check_whole,
)
from egov_lib.measure.reuse.normal import (
    BORDER,
    BREAK,
    Normal,
    normal_form,
    normalise,
)
from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import load_segments

SENTENCE_RE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;\n]+|$)")
CLAUSE = ["doc_id", "start", "end", "quote", "clause_id"]


class Centre(NamedTuple):
    """Central texts in normal form, and their clauses in it.

    docs: a frame with doc_id (a number, as text) and text
    normal: the texts
    own: of each code, whether it is outside set phrases
    starts, ends: of each clause, in codes
    own_chars: of each clause, how many of its characters are outside set phrases
    """

    docs: pd.DataFrame
    normal: Normal
    own: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    own_chars: np.ndarray


def find_central(
    docs: pd.DataFrame | str, central: pd.DataFrame | str | Collection[str]
) -> pd.DataFrame:
    """Return the central documents: a frame as it is, or those with the doc_ids given.

    They are looked for among *docs*, then among the workbook's five. Raises `DataError` for one
    that is in neither.
    """
    if isinstance(central, pd.DataFrame):
        found = central
    else:
        wanted = [central] if isinstance(central, str) else list(central)
        found = _look_up(docs, wanted)
    texts = check_documents(found, "transmission", distinct=True)
    if not any(text.strip() for text in texts):
        raise DataError("the central documents have no text: name others")
    check_whole(found[["doc_id", "text"]], ["doc_id", "text"], "transmission")
    return found.reset_index(drop=True)


def _look_up(docs: pd.DataFrame | str, wanted: Sequence[str]) -> pd.DataFrame:
    if isinstance(docs, str):
        docs = pd.read_parquet(docs, filters=[("doc_id", "in", wanted)])
    parts = []
    for doc_id in wanted:
        for place in (docs, load_corpus()):
            own = place[place["doc_id"] == doc_id]
            if len(own):
                parts.append(own)
                break
        else:
            raise DataError(
                f"no document {doc_id!r}: name one of the documents, or one of "
                f"{', '.join(load_corpus()['doc_id'])}"
            )
    if not parts:
        raise DataError("no central document is named: name one at least")
    return pd.concat(parts, ignore_index=True)


def clauses_of(
    central: pd.DataFrame, clauses: pd.DataFrame | None
) -> pd.DataFrame:
    """Return the clauses of the central documents as findings with a clause_id.

    Parameters
    ----------
    central: a frame with doc_id and text.
    clauses: findings in them, as `load_table("clauses")` or `load_table("translations")` gives
        them; those of other documents are left out. None: the segments of the workbook's five
        documents, with address and English, and the sentences of others.
    """
    if clauses is None:
        parts = [_own_clauses(*row) for row in _rows(central)]
        return pd.concat(parts, ignore_index=True)
    check_columns(clauses, CLAUSE[:4], "transmission")
    is_known = clauses["doc_id"].isin(central["doc_id"])
    kept = clauses[is_known & clauses["start"].notna()]
    kept = kept.reset_index(drop=True)
    if "clause_id" not in kept:
        address = kept.get("address", pd.Series(kept.index.astype(str)))
        kept = kept.assign(clause_id=address)
    _check_places(kept, central)
    extra = [column for column in ("en",) if column in kept]
    return kept[[*CLAUSE, *extra]].astype({"start": int, "end": int})


def _rows(central: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(central["doc_id"].tolist(), central["text"].tolist())


def _check_places(clauses: pd.DataFrame, central: pd.DataFrame) -> None:
    texts = dict(_rows(central))
    rows = clauses[CLAUSE].itertuples(index=False, name=None)
    for doc_id, start, end, quote, clause_id in rows:
        if texts[doc_id][int(start) : int(end)] != quote:
            raise DataError(
                f"clause {clause_id!r} does not stand at {start} to {end} of {doc_id!r}: give "
                "the clauses of these central texts"
            )


def _own_clauses(doc_id: str, text: str) -> pd.DataFrame:
    """Cut one document: into the workbook's segments where it is ours, else into sentences."""
    segments = load_segments()
    own = segments[segments["doc_id"] == doc_id]
    if len(own) and _stand_in(own, text):
        columns = own[[*CLAUSE[:4], "address", "en"]]
        return columns.rename(columns={"address": "clause_id"})
    spans = [found.span() for found in SENTENCE_RE.finditer(text)]
    spans = [(a, b) for a, b in spans if len(normal_form(text[a:b])[0])]
    rows = [
        (doc_id, start, end, text[start:end], f"{doc_id}:{number}")
        for number, (start, end) in enumerate(spans, start=1)
    ]
    return pd.DataFrame(rows, columns=CLAUSE, dtype=object).assign(en="")


def _stand_in(segments: pd.DataFrame, text: str) -> bool:
    places = zip(segments["start"], segments["end"], segments["quote"])
    return all(text[start:end] == quote for start, end, quote in places)


def prepare_centre(
    central: pd.DataFrame, clauses: pd.DataFrame, formulas: Collection[str]
) -> Centre:
    """Bring central texts into normal form, with clauses and set phrases marked."""
    numbers = pd.Series(range(len(central))).astype(str)
    docs = pd.DataFrame(
        {
            "doc_id": numbers.astype(object),
            "text": central["text"].astype(object).array,
        }
    )
    normal = normalise(docs["text"].tolist(), BREAK)
    own = outside_formulas(normal, formulas)
    document = pd.Index(central["doc_id"]).get_indexer(clauses["doc_id"])
    offsets = normal.offsets[document]
    starts = np.searchsorted(normal.places, offsets + clauses["start"])
    ends = np.searchsorted(normal.places, offsets + clauses["end"])
    before = np.append(0, np.cumsum(own))
    return Centre(
        docs=docs,
        normal=normal,
        own=own,
        starts=starts,
        ends=ends,
        own_chars=before[ends] - before[starts],
    )


def outside_formulas(normal: Normal, formulas: Collection[str]) -> np.ndarray:
    """Say of each code whether it is in no set phrase."""
    outside = np.ones(len(normal.codes), bool)
    written = normal.string()
    for formula in formulas:
        form = normal_form(formula)[0]
        at = written.find(form) if form else -1
        while at >= 0:
            outside[at : at + len(form)] = False
            at = written.find(form, at + 1)
    return outside


def sizes_of(normal: Normal) -> np.ndarray:
    """Give how many characters of the normal form each text has."""
    ends = np.append(normal.firsts[1:], len(normal.codes))
    return ends - normal.firsts - BORDER
