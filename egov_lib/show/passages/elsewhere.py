"""Where the words or the idea of a place are found again in the other texts.

Two kinds, never mixed: the same words, which are found by comparing the texts, and the same idea,
which readers of the texts laid beside each other (`data/relations.csv`). That two say the same is
no proof that one took it from the other.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from egov_lib.read.corpus import data_folder, load_table
from egov_lib.read.translations import address
from egov_lib.show.passages.same_words import same_words

PLACE = ["doc_id", "start", "end"]
OTHER = ["other_doc_id", "other_start", "other_end"]
COLUMNS = [
    *PLACE,
    *OTHER,
    "other_quote",
    "kind",
    "basis",
    "matched",
    "is_same",
    "note",
    "other_address",
]
# How a relation is told from its own side and from the other
TOLD = {
    "same_idea_as": ("same_idea", "same_idea"),
    "answers": ("answers", "answered_by"),
    "follows": ("carries_on", "carried_on_by"),
}


def found_elsewhere() -> pd.DataFrame:
    """Every place of the five texts with a place of another text that says the same.

    Returns a row a pair, from either side, the same words first: doc_id, start, end;
    other_doc_id, other_start, other_end, other_quote, other_address; kind ("same_words", or how
    an idea is told: "same_idea", "answers", "answered_by", "carries_on", "carried_on_by"); basis
    (how a tie is known, "" for words); matched (characters in common, 0 for ideas); is_same (word
    for word); note.

    >>> found_elsewhere()["kind"].value_counts()["same_words"]
    np.int64(126)
    """
    return _found(data_folder())


@lru_cache(maxsize=2)
def _found(_folder: object) -> pd.DataFrame:
    both = pd.concat([_same_words(), _same_ideas()], ignore_index=True)
    others = both[OTHER].set_axis(PLACE, axis=1)
    return both.assign(other_address=address(others).to_numpy())[COLUMNS]


def _same_words() -> pd.DataFrame:
    """Passages that two texts share, word for word or with changes."""
    return pd.DataFrame(same_words()).assign(
        kind="same_words", basis="", note=""
    )


def _same_ideas() -> pd.DataFrame:
    """Clauses that readers of the texts laid beside each other, from both sides."""
    relations = load_table("relations")
    between = relations["between"] == "clauses"
    ties = relations[between & relations["relation"].isin(list(TOLD))]
    there = ties.assign(kind=ties["relation"].map(lambda name: TOLD[name][0]))
    back = ties.assign(kind=ties["relation"].map(lambda name: TOLD[name][1]))
    turned = {"from_id": "to_id", "to_id": "from_id"}
    # Both sides of a tie stay together
    sides = pd.concat([there, back.rename(columns=turned)])
    sides = sides.sort_index(kind="stable")
    clauses = load_table("clauses").set_index("clause_id")
    own = clauses.loc[sides["from_id"], PLACE]
    other = clauses.loc[sides["to_id"], [*PLACE, "quote"]]
    places = {name: own[name].to_numpy() for name in PLACE}
    others = dict(zip([*OTHER, "other_quote"], other.to_numpy(dtype=object).T))
    notes = sides["note"].fillna("")
    told = sides[["kind", "basis"]].assign(
        note=notes, matched=0, is_same=False, **places, **others
    )
    return told[told["doc_id"] != told["other_doc_id"]]
