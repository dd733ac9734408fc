"""What the other texts say of a clause: the same words or the same idea, told in words.

Which places say the same is found in `show/passages/elsewhere.py`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any, NamedTuple

from egov_lib.publish.site.words import said
from egov_lib.read.translations import passage
from egov_lib.show.messages import language
from egov_lib.show.passages.elsewhere import found_elsewhere


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
    for row in found_elsewhere().itertuples():
        pair = _Pair(
            row.start,
            row.end,
            row.other_address,
            _told(row),
            row.other_quote,
            row.note,
        )
        pairs[row.doc_id].append(pair)
    return pairs


def _told(row: Any) -> str:
    """How two places say the same."""
    if row.kind != "same_words":
        return said(row.kind, basis=said(f"basis_{row.basis}"))
    changed = said("word_for_word" if row.is_same else "with_changes")
    return said("same_words", count=row.matched, how=changed)


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """The English of each passage that is said elsewhere."""
    every = _pairs(language()).values()
    pairs = [pair for of_text in every for pair in of_text]
    wanted = list({pair.address: None for pair in pairs})
    return dict(zip(wanted, passage(wanted)["en"]))
