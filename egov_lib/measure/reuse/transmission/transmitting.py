"""`transmission`: what of central texts is in which documents, by place, year and level."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_columns, check_whole
from egov_lib.measure.reuse.normal import normal_form
from egov_lib.measure.reuse.transmission.centre import (
    CLAUSE,
    Centre,
    clauses_of,
    find_central,
    prepare_centre,
)
from egov_lib.measure.reuse.transmission.counting import (
    Taken,
    count_by_group,
    count_clauses,
    first_seen,
    measure_groups,
    note_clauses,
)
from egov_lib.measure.reuse.transmission.dates import (
    groups_of,
    spans_of,
    together,
)
from egov_lib.measure.reuse.transmission.measuring import (
    MEASURES,
    find_passages,
    measure_documents,
    numbers_of,
)
from egov_lib.measure.reuse.transmission.method import (
    IS_CENTRAL,
    NO_DATE,
    NO_TEXT,
    TOGETHER,
    UNKNOWN,
    Method,
    Transmission,
)
from egov_lib.read.jobs import map_documents

USUAL = ("place", "year", "level")
HAPPENED = [name for name in MEASURES if name not in ("taken", "problem")]


def transmission(
    docs: pd.DataFrame | str,
    central: pd.DataFrame | str | Collection[str],
    by: str | Sequence[str] | None = None,
    *,
    clauses: pd.DataFrame | None = None,
    method: Method | None = None,
    executor: Any = None,
) -> Transmission:
    """Measure what of central texts is in each of many documents, and where it went.

    That a document and a central text have the same words says nothing of who had them first, nor
    that one was taken from the other: both may quote a third. The columns of dates are for reading
    beside the quotes.

    Parameters
    ----------
    docs: a frame with doc_id and text, and place, level, date or year where they are known; or the
        name of a parquet file of such, for documents that memory can't hold.
    central: a frame with doc_id, text and perhaps date; or the doc_ids of one or more documents of
        *docs* or of the workbook.
    by: the columns of groups, each by itself and all together; "year" is read from date where there
        is no such column. None: those of place, year and level that *docs* have.
    clauses: of the central documents, findings, with a clause_id or an address; they may lie in one
        another. None: the segments of the workbook's documents, the sentences of others.
    method: None means `Method()`: passages of 20 equal characters and more.
    executor: where the work is done, see `jobs.map_documents`.

    Returns five frames and the method. `documents`, one row each, in their order:
    doc_id; each column of *by*; date_from, date_to: the days it may be from
    chars: its length in characters of the normal form
    shared, share: how many of them are in passages that a central text has too; share of chars
    weighted: share, with set phrases counted for nothing
    chance: the same share in texts made by chance with the habits of the document, on average
    chance_most: the most that one of these had
    excess: weighted less chance
    clauses: how many central clauses it has, at least half of each
    note: what is missing: no text, no date, no place; or that it is a central document itself,
        which is not measured
    `groups`, one row for all documents, and for each group of each column:
    by, group: the column and its value
    documents, measured, with_some: how many there are besides the central ones, were measured, and
        share something
    share, weighted, excess: means over the measured documents, each with _low and _high, its
        interval of 95 % by drawing documents again; chance: the mean of chance
    note: where five documents or more are needed
    `clauses`, one row for each central clause, in their order:
    doc_id, start, end, quote, clause_id, and en where it is known
    chars: its length; documents, of, share, low, high: in how many of the measured documents it is,
        with Wilson's interval
    first_from, first_to, first_doc_ids, first_ties, undated, before_centre: when and where it is
        first seen among *docs*, how many may be the first, how many have no date, and how many are
        from before the central text
    note: where a count says little: short clauses, and those of set phrases only
    `clause_groups`: clause_id, by, group, documents, of, share, low, high: the same by group
    `passages`: as `shared_passages` gives them, doc_id the central text and other_doc_id the
        document, with clause_id (which it lies in mostly), formula and weight

    Raises `DataError` for documents without doc_id or text, a doc_id that stands twice, a column of
    *by* that is not there, and central documents that are not known or have no text.

    >>> words = "建设全国统一的电子政务网络平台并推动信息资源共享与业务协同"
    >>> central = pd.DataFrame({"doc_id": ["c"], "text": [words]})  # build one network; share
    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": ["我市" + words, "天地玄黄"]})
    >>> found = transmission(docs, central)
    >>> found.documents[["doc_id", "shared", "share"]].values.tolist()
    [['a', 29, 0.935484], ['b', 0, 0.0]]
    >>> found.clauses[["documents", "of"]].values.tolist()
    [[1, 2]]
    """
    method = method or Method()
    if not isinstance(docs, str):
        check_columns(docs, ["doc_id", "text"], "transmission")
    central = find_central(docs, central)
    known = clauses_of(central, clauses)
    centre = prepare_centre(central, known, method.formulas)
    work = partial(
        _measure_batch, centre, method, _by(by), central["doc_id"].tolist()
    )
    rows = map_documents(work, docs, executor=executor)
    _check_distinct(rows["doc_id"])
    columns = [name for name in rows if name.startswith(GROUP)]
    groups = rows[columns].rename(columns=lambda name: name[len(GROUP) :])
    taken = Taken.of(rows["taken"])
    is_measured = rows["share"].notna().to_numpy()
    counted = _count_clauses(rows, known, central, centre, method)
    everything = groups
    if groups.shape[1] > 1:
        joined = {TOGETHER.join(groups): together(groups)}
        everything = groups.assign(**joined)
    others = ~rows["is_central"].to_numpy()
    return Transmission(
        documents=_documents(rows, groups),
        groups=measure_groups(
            rows[others], everything[others], _clusters(rows)[others], method
        ),
        clauses=counted,
        clause_groups=count_by_group(taken, is_measured, known, groups),
        passages=_passages(
            docs, central[["doc_id", "text"]], known, method, executor
        ),
        method=method,
    )


GROUP = "group of "
CLUSTER = "drawn together"


def _by(by: str | Sequence[str] | None) -> list[str] | None:
    if by is None:
        return None
    return [by] if isinstance(by, str) else list(dict.fromkeys(by))


def _check_distinct(doc_ids: pd.Series) -> None:
    twice = doc_ids.duplicated()
    if twice.any():
        raise DataError(
            f"doc_id {doc_ids[twice].iloc[0]!r} stands twice: give each document its own"
        )


# --- one batch ----------------------------------------------------------------------------------


def _measure_batch(
    centre: Centre,
    method: Method,
    by: list[str] | None,
    central_ids: list,
    docs: pd.DataFrame,
) -> pd.DataFrame:
    """Measure a batch; central documents are left unmeasured."""
    check_columns(docs, ["doc_id", "text"], "transmission")
    check_whole(docs[["doc_id"]], ["doc_id"], "transmission")
    by = _check_by(by, docs)
    if method.together:
        check_columns(docs, [method.together], "Method.together")
    is_central = docs["doc_id"].isin(central_ids)
    spans = spans_of(docs)
    groups = groups_of(docs, spans, by)
    texts = docs[["text"]].mask(is_central, "")
    measured = measure_documents(centre, method, texts)
    notes = _notes(measured, spans, groups, is_central)
    clusters = {CLUSTER: docs[method.together]} if method.together else {}
    return pd.concat(
        [
            docs[["doc_id"]],
            groups.add_prefix(GROUP),
            spans,
            measured.drop(columns="problem"),
            pd.DataFrame({"note": notes, "is_central": is_central} | clusters),
        ],
        axis=1,
    )


def _check_by(by: list[str] | None, docs: pd.DataFrame) -> list[str]:
    there = set(docs.columns)
    if "date" in there:
        there.add("year")
    if by is None:
        return [column for column in USUAL if column in there]
    for column in by:
        if column not in there:
            raise DataError(
                f"the documents have no column {column!r} to group by: add it, or leave it "
                "out of by"
            )
    return by


def _notes(
    measured: pd.DataFrame,
    spans: pd.DataFrame,
    groups: pd.DataFrame,
    is_central: pd.Series,
) -> list[str]:
    """Say of each document what is missing."""
    missing = [
        (is_central, IS_CENTRAL),
        (~is_central & (measured["chars"] == 0), NO_TEXT),
        (spans["date_from"].isna(), NO_DATE),
    ]
    missing += [
        (groups[column] == UNKNOWN, f"no {column}") for column in groups
    ]
    notes = [[] for _ in is_central]
    for rows, note in missing:
        for row in np.flatnonzero(rows):
            notes[row].append(note)
    for row, problem in enumerate(measured["problem"].tolist()):
        if problem:
            notes[row] = [note for note in notes[row] if note != NO_TEXT]
            notes[row].append(problem)
    return ["; ".join(own) for own in notes]


# --- the frames ---------------------------------------------------------------------------------


def _documents(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    spans = rows[["date_from", "date_to"]]
    measures = rows[[*HAPPENED, "note"]]
    return pd.concat([rows[["doc_id"]], groups, spans, measures], axis=1)


def _clusters(rows: pd.DataFrame) -> np.ndarray:
    """Number what is drawn together; a document without a value stands for itself."""
    alone = np.arange(len(rows), dtype=np.int64)
    if CLUSTER not in rows:
        return alone
    numbers, _ = pd.factorize(rows[CLUSTER])
    return np.where(numbers < 0, len(rows) + alone, numbers)


def _count_clauses(
    rows: pd.DataFrame,
    known: pd.DataFrame,
    central: pd.DataFrame,
    centre: Centre,
    method: Method,
) -> pd.DataFrame:
    taken = Taken.of(rows["taken"])
    chars = np.array([len(normal_form(quote)[0]) for quote in known["quote"]])
    counted = count_clauses(
        taken,
        rows["share"].notna().to_numpy(),
        known.assign(chars=chars.astype(np.int64)),
    )
    day_of = dict(zip(central["doc_id"], spans_of(central)["date_from"]))
    central_from = [day_of[doc_id] for doc_id in known["doc_id"]]
    seen = first_seen(taken, rows, known, central_from)
    notes = note_clauses(centre.own_chars, chars, method)
    return pd.concat([counted, seen], axis=1).assign(note=notes)


# --- passages -----------------------------------------------------------------------------------


def central_passages(
    central: pd.DataFrame,
    clauses: pd.DataFrame,
    method: Method,
    docs: pd.DataFrame,
) -> pd.DataFrame:
    """Find the passages of *docs* that central texts have too, for `map_documents`.

    For documents whose passages memory can't hold, run it from parquet to parquet:
    `map_documents(partial(central_passages, central, clauses, method), "docs.parquet", out="…")`.

    Parameters
    ----------
    central: a frame with doc_id and text.
    clauses: as in `Transmission.clauses`.

    Returns what `Transmission.passages` has.
    """
    centre = prepare_centre(central, clauses, method.formulas)
    is_central = docs["doc_id"].isin(central["doc_id"])
    texts = docs["text"].mask(is_central, "")
    parts = _passages_of(centre, method, texts, 0)
    passages = pd.concat(parts, ignore_index=True)
    document = numbers_of(passages["other_doc_id"])
    number = numbers_of(passages["doc_id"])
    ids = central["doc_id"].array.take(number)
    passages["clause_id"] = _clause_of(passages, ids, clauses)
    passages["doc_id"] = ids
    passages["other_doc_id"] = docs["doc_id"].array.take(document)
    return passages


def _passages_of(
    centre: Centre, method: Method, texts: pd.Series, first: int
) -> list[pd.DataFrame]:
    """Find passages; a text that can't be compared has none, as `documents` says."""
    plain = [text if isinstance(text, str) else "" for text in texts]
    try:
        found = find_passages(plain, centre, method)
    except DataError:
        if len(plain) == 1:
            return [find_passages([""], centre, method)]
        middle = len(plain) // 2
        before = _passages_of(centre, method, texts.iloc[:middle], first)
        rest = texts.iloc[middle:]
        return before + _passages_of(centre, method, rest, first + middle)
    numbers = pd.Series(numbers_of(found["other_doc_id"]) + first, dtype=str)
    return [found.assign(other_doc_id=numbers)]


class _Spans(NamedTuple):
    """The clauses of one central document: where they begin and end, and their ids."""

    starts: np.ndarray
    ends: np.ndarray
    ids: list

    def holding(self, start: int, end: int) -> str:
        """Give the clause that holds most of a passage; of several the shortest; '' for none."""
        inside = np.minimum(self.ends, end) - np.maximum(self.starts, start)
        best = np.lexsort((self.ends - self.starts, -inside))[0]
        return self.ids[best] if inside[best] > 0 else ""


def _clause_of(
    passages: pd.DataFrame, doc_ids: Sequence, clauses: pd.DataFrame
) -> list[str]:
    """Give the clause that each passage lies in mostly."""
    spans = {
        doc_id: _Spans(
            *(own[name].to_numpy() for name in CLAUSE[1:3]),
            own["clause_id"].tolist(),
        )
        for doc_id, own in clauses.groupby("doc_id", sort=False)
    }
    places = zip(doc_ids, passages["start"], passages["end"])
    return [
        spans[doc_id].holding(start, end) if doc_id in spans else ""
        for doc_id, start, end in places
    ]


def _passages(
    docs: pd.DataFrame | str,
    central: pd.DataFrame,
    clauses: pd.DataFrame,
    method: Method,
    executor: Any,
) -> pd.DataFrame:
    if not method.passages:
        docs = pd.DataFrame({"doc_id": [], "text": []}, dtype=object)
        executor = None
    work = partial(central_passages, central, clauses, method)
    return map_documents(work, docs, executor=executor)
