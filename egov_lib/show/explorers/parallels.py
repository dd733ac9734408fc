"""Who repeats whom: the texts side by side, a band for each passage that two of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import DataError
from egov_lib.measure.reuse import explain, shared_passages
from egov_lib.show.explorers.base import given_or_corpus, still_table
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current
from egov_lib.show.style import ORDER

MOST_DOCUMENTS = 12  # beside each other: more have no room
MOST_PASSAGES = 600
LEAST_CHARACTERS = 10  # of a passage that is drawn


def parallels(
    doc_id: str = "article-2006",
    other: str | None = "relay-2006",
    *,
    docs: pd.DataFrame | None = None,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """See which passages two texts share, and what was changed between them, in both languages.

    Parameters
    ----------
    doc_id, other: the pair that is shown first; other None is all others.
    docs: None means the five sources. At most 12 documents; of more, *doc_id* and those that share
        most with it.
    chosen: the id of a passage.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    Raises `DataError` where there is but one document.

    >>> parallels(other=None).filters
    {}
    """
    lang = current(lang)
    own = given_or_corpus(docs, "parallels")
    if len(own) < 2:
        raise DataError(
            "parallels got one document, and compares two or more: give another"
        )
    ids = own["doc_id"].tolist()
    shared = _shared(own)
    if len(ids) > MOST_DOCUMENTS:
        centre = doc_id if doc_id in ids else ids[0]
        ids = _nearest(shared, centre)
        is_here = shared["doc_id"].isin(ids)
        is_there = shared["other_doc_id"].isin(ids)
        shared = shared[is_here & is_there]
    order = _own_texts_first(ids)
    left_out = max(0, len(shared) - MOST_PASSAGES)
    passages = _passages(shared.head(MOST_PASSAGES))
    sides = [side for one in passages for side in one["sides"]]
    lengths = own.set_index("doc_id")["text"].str.len()
    whole = [{"doc": name, "start": 0, "end": 1} for name in order]
    data = {
        "passages": passages,
        "left_out": left_out,
        "least": LEAST_CHARACTERS,
        "order": order,
        "lengths": {name: int(lengths[name]) for name in order},
        "texts": texts_of([*whole, *sides], docs),
    }
    shown = _filter_of_pair(doc_id, other, order)
    columns = ["doc_id", "quote", "other_doc_id", "other_quote", "matched"]
    still = still_table(shared, columns, lang)
    return make_view(
        "parallels",
        data,
        still,
        chosen=chosen,
        filters={**shown, **(filters or {})},
        lang=lang,
    )


def _shared(docs: pd.DataFrame) -> pd.DataFrame:
    """All passages that two of the texts share, the longest first; those of a pair once.
    `is_within`: whether one lies within a longer one of the same pair."""
    shared = shared_passages(docs, min_chars=LEAST_CHARACTERS)
    longest_first = shared.sort_values(
        "matched", ascending=False, kind="stable"
    )
    return longest_first.assign(is_within=_within(longest_first))


def _within(shared: pd.DataFrame) -> pd.Series:
    """Of each passage, whether it lies on both sides within one before it of the same pair."""
    before: dict[tuple[str, str], list[tuple[int, int, int, int]]] = {}
    within = []
    for row in shared.itertuples():
        own = (row.start, row.end, row.other_start, row.other_end)
        longer = before.setdefault((row.doc_id, row.other_doc_id), [])
        is_within = any(_lies_in(own, other) for other in longer)
        within.append(is_within)
        if not is_within:
            longer.append(own)
    return pd.Series(within, index=shared.index, dtype=bool)


def _lies_in(
    own: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> bool:
    """Whether a passage lies within another one in both texts.

    >>> _lies_in((2, 5, 12, 15), (0, 9, 10, 19)), _lies_in((2, 5, 12, 15), (0, 9, 13, 19))
    (True, False)
    """
    is_here = other[0] <= own[0] and own[1] <= other[1]
    is_there = other[2] <= own[2] and own[3] <= other[3]
    return is_here and is_there


def _own_texts_first(ids: list[str]) -> list[str]:
    """The documents in the order of the five texts, then the others as they came."""
    own = [name for name in ORDER if name in ids]
    others = [name for name in ids if name not in own]
    return own + others


def _filter_of_pair(
    doc_id: str, other: str | None, ids: list[str]
) -> dict[str, str]:
    """The filter that shows the two documents asked for; none where one is not among *ids*."""
    if not other or doc_id not in ids or other not in ids:
        return {}
    return {"doc": f"{doc_id},{other}"}


def _nearest(shared: pd.DataFrame, doc_id: str) -> list[str]:
    """A document and those with which it shares most."""
    touching = shared[
        (shared["doc_id"] == doc_id) | (shared["other_doc_id"] == doc_id)
    ]
    others = touching["doc_id"].where(
        touching["doc_id"] != doc_id, touching["other_doc_id"]
    )
    sums = touching.groupby(others)["matched"].sum()
    most = sums.sort_values(ascending=False, kind="stable")
    return [doc_id, *most.index[: MOST_DOCUMENTS - 1]]


def _passages(shared: pd.DataFrame) -> list[dict[str, Any]]:
    """Each shared passage: its two sides, and where they differ, in characters of each side."""
    other = shared[["other_doc_id", "other_start", "other_end", "other_quote"]]
    here = place_rows(shared[FINDING])
    there = place_rows(other.set_axis(FINDING, axis=1))
    passages = []
    named: Counter[str] = Counter()
    for row, one, two in zip(shared.itertuples(), here, there):
        changes, other_changes = _changes(shared.loc[row.Index])
        name = f"{one['address']}={two['address']}@{one['start']}"
        named[name] += 1
        # Of passages in the same clauses that begin alike, each later one has its number.
        again = f"~{named[name]}" if named[name] > 1 else ""
        passages.append(
            {
                "id": name + again,
                "sides": [
                    {**one, "changes": changes},
                    {**two, "changes": other_changes},
                ],
                "matched": int(row.matched),
                "similarity": float(round(row.similarity, 1)),
                "layer": row.layer,
                "within": bool(row.is_within),
            }
        )
    return passages


def _changes(passage: pd.Series) -> tuple[list, list]:
    """Where the sides of a passage differ: [start, end] in each text; an end where only the other
    side has something."""
    at = int(passage["start"])
    other_at = int(passage["other_start"])
    here: list[list[int]] = []
    there: list[list[int]] = []
    for piece in explain(passage).itertuples():
        end = at + len(piece.text)
        other_end = other_at + len(piece.other_text)
        if piece.change != "equal":
            here.append([at, end])
            there.append([other_at, other_end])
        at = end
        other_at = other_end
    return here, there
