"""Layouts of shared passages: the two places of each, and the bands from clauses to other texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.findings import check_whole
from egov_lib.show.layouts.base import grouped
from egov_lib.show.messages import current

SIDES = [
    "doc_id",
    "start",
    "end",
    "quote",
    "other_doc_id",
    "other_start",
    "other_end",
    "other_quote",
]


class Side(NamedTuple):
    """A shared passage in one of its two texts."""

    doc_id: str
    start: int
    end: int
    quote: str


class Shared(NamedTuple):
    """A shared passage: a row of `shared_passages`."""

    row: Any  # its label in the frame
    layer: str
    matched: int  # equal characters
    here: Side
    there: Side
    part: str = ""  # the label of the clause that holds it here


class Band(NamedTuple):
    """The passages that a part of one text shares with another text."""

    doc_id: str
    part: str  # the label of a clause; "" for a text without clauses
    other_doc_id: str
    matched: int  # equal characters of all its passages
    longest: Any  # the row of the passage with most of them
    passages: list[Shared]


class Flows(NamedTuple):
    """Everything that a chart of flows shows."""

    bands: list[Band]
    others: list[str]  # the doc_ids on the right

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What is on the left, as (doc_id, part)."""
        return list(
            dict.fromkeys((band.doc_id, band.part) for band in self.bands)
        )

    @property
    def matched(self) -> int:
        """Equal characters of all bands."""
        return sum(band.matched for band in self.bands)

    @property
    def passages(self) -> int:
        """How many passages the bands hold."""
        return sum(len(band.passages) for band in self.bands)


def shared_rows(passages: pd.DataFrame) -> list[Shared]:
    """The rows of `shared_passages` as records, in their order."""
    check_whole(
        passages, [*SIDES, "layer", "matched"], "a chart of shared passages"
    )
    rows = []
    for row in passages.itertuples():
        rows.append(
            Shared(
                row.Index,
                row.layer,
                int(row.matched),
                here=Side(row.doc_id, row.start, row.end, row.quote),
                there=Side(
                    row.other_doc_id,
                    row.other_start,
                    row.other_end,
                    row.other_quote,
                ),
            )
        )
    return rows


def flow_bands(
    passages: pd.DataFrame,
    docs: pd.DataFrame,
    *,
    clauses: pd.DataFrame | None = None,
    lang: str | None = None,
) -> Flows:
    """Gather the passages of each clause and other text into a band; repeats are left out.

    Parameters
    ----------
    passages: as `shared_passages` gives them.
    docs: gives the order of the documents.
    clauses: as `load_table("clauses")` gives them; a passage belongs to the deepest clause that
        holds it whole. Without clauses a document is one part.
    """
    check_whole(passages, [*SIDES, "matched", "repeat"], "a chart of flows")
    clauses_of = _clauses_by_document(clauses, current(lang))
    firsts = passages[~passages["repeat"].astype(bool)]
    rows = []
    for shared in shared_rows(firsts):
        part = _part(shared.here, clauses_of)
        rows.append(shared._replace(part=part))
    bands = [_band(own) for own in grouped(rows, key=_ends).values()]
    reached = {band.other_doc_id for band in bands}
    others = [doc_id for doc_id in docs["doc_id"] if doc_id in reached]
    return Flows(bands, others)


def _ends(shared: Shared) -> tuple[str, str, str]:
    """What a band connects."""
    return shared.here.doc_id, shared.part, shared.there.doc_id


def _band(passages: list[Shared]) -> Band:
    """The band of passages with the same ends."""
    longest = max(passages, key=lambda shared: shared.matched)
    return Band(
        *_ends(longest),
        matched=sum(shared.matched for shared in passages),
        longest=longest.row,
        passages=passages,
    )


class _Clause(NamedTuple):
    doc_id: str
    start: int
    end: int
    label: str


def _clauses_by_document(
    clauses: pd.DataFrame | None, lang: str
) -> Mapping[str, list[_Clause]]:
    """The clauses of each document, from the top of its outline down."""
    if clauses is None:
        return {}
    located = clauses[clauses["start"].notna()].sort_values(
        "depth", kind="stable"
    )
    rows = zip(
        located["doc_id"],
        located["start"],
        located["end"],
        located[f"label_{lang}"],
    )
    return grouped(
        (_Clause(*row) for row in rows), key=lambda clause: clause.doc_id
    )


def _part(side: Side, clauses_of: Mapping[str, list[_Clause]]) -> str:
    """The label of the last clause, which is the deepest, that holds a passage; "" if none does."""
    label = ""
    for clause in clauses_of.get(side.doc_id, ()):
        if clause.start <= side.start and side.end <= clause.end:
            label = str(clause.label)
    return label
