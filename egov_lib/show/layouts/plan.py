"""Layout of a plan on one page: its heads by kind, and the clauses below each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import check_whole

# The kinds of clauses that are heads of a plan, in the order in which a plan has them.
HEADS = ("problem", "principle", "task", "measure")


class Below(NamedTuple):
    """A clause below a head."""

    clause_id: str
    label_en: str
    label_zh: str
    quote: str


class Head(NamedTuple):
    """One head of a plan: a task, a measure; and what stands below it."""

    clause_id: str
    kind: str
    label_en: str
    label_zh: str
    below: list[Below]


def plan(
    clauses: pd.DataFrame, doc_id: str, kinds: Sequence[str] = HEADS
) -> list[Head]:
    """The heads of one document, kind by kind, each with the clauses below it.

    Parameters
    ----------
    clauses: as `load_table("clauses")` gives them.
    kinds: of clauses; a head is one that has no clause of its kind above it.

    >>> from egov_lib.read.corpus import load_table
    >>> heads = plan(load_table("clauses"), "opinion-2002")
    >>> [sum(head.kind == kind for head in heads) for kind in HEADS]
    [4, 4, 8, 7]
    """
    needed = ["doc_id", "clause_id", "kind", "label_en", "label_zh", "quote"]
    check_whole(clauses, needed, "a plan")
    own = clauses[clauses["doc_id"] == doc_id]
    return [head for kind in kinds for head in _heads(own, kind)]


def _heads(own: pd.DataFrame, kind: str) -> list[Head]:
    heads: list[Head] = []
    for row in own[own["kind"] == kind].itertuples():
        if any(_is_below(row.clause_id, head.clause_id) for head in heads):
            continue
        below = [
            Below(item.clause_id, item.label_en, item.label_zh, item.quote)
            for item in own.itertuples()
            if _is_below(item.clause_id, row.clause_id)
        ]
        heads.append(
            Head(row.clause_id, kind, row.label_en, row.label_zh, below)
        )
    return heads


def _is_below(clause_id: str, head_id: str) -> bool:
    """2.1.3 is below 2.1, and 2.10 is not."""
    return str(clause_id).startswith(f"{head_id}.")
