"""Where the words or the idea of a clause are said again in the other texts.

Two kinds, never mixed: the same words, which are found by comparing the texts, and the same idea,
which readers of the texts laid beside each other (`data/relations.csv`). That two say the same is
no proof that one took it from the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from egov_lib.measure.reuse import shared_passages
from egov_lib.publish.site.words import said
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.read.translations import address, passage
from egov_lib.show.messages import language

PLACE = ["doc_id", "start", "end"]
# How a relation is told from its own side and from the other
TOLD = {
    "same_idea_as": ("same_idea", "same_idea"),
    "answers": ("answers", "answered_by"),
    "follows": ("carries_on", "carried_on_by"),
}


class Saying(NamedTuple):
    """A passage of another text that says what a clause says."""

    address: str
    how: str  # in words
    zh: str
    en: str
    note: str


class _Pair(NamedTuple):
    """A place, and the place that says it elsewhere."""

    start: int
    end: int
    address: str
    how: str
    zh: str
    note: str


def sayings(doc_id: str, start: int, end: int) -> list[Saying]:
    """What is said elsewhere of the clause at *start* to *end*, the same words first.

    >>> sayings("relay-2006", 448, 468)[0].how
    'the same words, 18 characters, word for word; the same idea, as readers judge'
    """
    found: dict[str, Saying] = {}
    for pair in _pairs(language())[doc_id]:
        if pair.start >= end or start >= pair.end:
            continue
        before = found.get(pair.address)
        if before is None:
            english = _english()[pair.address]
            found[pair.address] = Saying(
                pair.address, pair.how, pair.zh, english, pair.note
            )
        elif pair.how not in before.how:
            found[pair.address] = before._replace(
                how=f"{before.how}{said('and_so')}{pair.how}",
                note=before.note or pair.note,
            )
    return list(found.values())


@lru_cache(maxsize=2)
def _pairs(_lang: str) -> dict[str, list[_Pair]]:
    """All pairs of the five texts, by the text of their first place, told in a language."""
    pairs = defaultdict(list)
    for doc_id, pair in [*_same_words(), *_same_ideas()]:
        pairs[doc_id].append(pair)
    return pairs


def _same_words() -> Iterator[tuple[str, _Pair]]:
    """Passages that two texts share, word for word or with changes."""
    shared = _shared()
    others = shared[["other_doc_id", "other_start", "other_end"]]
    shared["at"] = address(others.set_axis(PLACE, axis=1))
    for row in shared.itertuples():
        is_same = row.similarity == 100
        changed = said("word_for_word" if is_same else "with_changes")
        how = said("same_words", count=row.matched, how=changed)
        yield (
            row.doc_id,
            _Pair(row.start, row.end, row.at, how, row.other_quote, ""),
        )


def _same_ideas() -> Iterator[tuple[str, _Pair]]:
    """Clauses that readers of the texts laid beside each other, from both sides."""
    relations = load_table("relations")
    between = relations["between"] == "clauses"
    ties = relations[between & relations["relation"].isin(list(TOLD))]
    clauses = load_table("clauses").set_index("clause_id")
    at = dict(zip(clauses.index, address(clauses[PLACE])))
    for row in ties.itertuples():
        ends = (row.from_id, row.to_id)
        note = "" if pd.isna(row.note) else row.note
        sides = zip(TOLD[row.relation], (ends, ends[::-1]))
        for how, (here, there) in sides:
            own, other = clauses.loc[here], clauses.loc[there]
            if own["doc_id"] == other["doc_id"]:
                continue
            told = said(how, basis=said(f"basis_{row.basis}"))
            yield (
                own["doc_id"],
                _Pair(
                    own["start"],
                    own["end"],
                    at[there],
                    told,
                    other["quote"],
                    note,
                ),
            )


@lru_cache(maxsize=1)
def _shared() -> pd.DataFrame:
    docs = load_corpus()
    return shared_passages(docs, docs)


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """The English of each passage that is said elsewhere."""
    every = _pairs(language()).values()
    pairs = [pair for of_text in every for pair in of_text]
    wanted = list({pair.address: None for pair in pairs})
    return dict(zip(wanted, passage(wanted)["en"]))
