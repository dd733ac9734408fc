"""The same words in two of the five texts, cut where words begin and end, without mere names.

What is found by comparing characters may begin inside a word: 总理 (premier) inside 副总理
(vice-premier), and then two ranks are called the same words. And whoever names the same body,
meeting or office says nothing that another has said. So a shared passage is cut on both sides to
whole words, and is left out where names, titles and dates are all that is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.dates import find_dates
from egov_lib.find.names import find_institutions, find_persons
from egov_lib.measure.reuse import shared_passages
from egov_lib.measure.reuse.alignment import read_alignment
from egov_lib.measure.reuse.normal import normal_form
from egov_lib.measure.words import segment
from egov_lib.read.corpus import load_corpus, load_table

LEAST_SAME = 8  # characters that two texts share, without marks: the least that is shown
LEAST_OWN = 4  # of them that belong to no name, title or date


class SameWords(NamedTuple):
    """Words of one text that stand in another, too.

    matched: how many characters are the same, without marks
    is_same: nothing else stands between them, in either text
    """

    doc_id: str
    start: int
    end: int
    other_doc_id: str
    other_start: int
    other_end: int
    other_quote: str
    matched: int
    is_same: bool


@lru_cache(maxsize=1)
def same_words() -> list[SameWords]:
    """All passages that two of the five texts share, each from both sides.

    >>> any(row.other_quote.startswith("总理") for row in same_words())  # "premier"
    False
    """
    docs = load_corpus()
    texts = dict(zip(docs["doc_id"], docs["text"]))
    inside = _inside_words(docs)
    named = _named(docs)
    rows = [
        _cut(row, texts, inside)
        for row in shared_passages(docs, docs).itertuples()
    ]
    return [
        row
        for row in rows
        if row is not None and _says_more(row, texts, named)
    ]


def _cut(
    row: NamedTuple, texts: dict[str, str], inside: dict[str, np.ndarray]
) -> SameWords | None:
    """A shared passage, cut to whole words on both sides; None where too little is left."""
    here, there = inside[row.doc_id], inside[row.other_doc_id]
    pairs = list(_equal_pairs(row))
    while pairs and (here[pairs[0][0]] or there[pairs[0][1]]):
        del pairs[0]
    while pairs and (here[pairs[-1][0] + 1] or there[pairs[-1][1] + 1]):
        del pairs[-1]
    if len(pairs) < LEAST_SAME:
        return None
    (start, other_start), (last, other_last) = pairs[0], pairs[-1]
    end, other_end = last + 1, other_last + 1
    quote = texts[row.doc_id][start:end]
    other_quote = texts[row.other_doc_id][other_start:other_end]
    forms = [normal_form(words)[0] for words in (quote, other_quote)]
    return SameWords(
        row.doc_id,
        start,
        end,
        row.other_doc_id,
        other_start,
        other_end,
        other_quote,
        matched=len(pairs),
        is_same=forms[0] == forms[1],
    )


def _equal_pairs(row: NamedTuple) -> Iterator[tuple[int, int]]:
    """The places of each character that is the same, in the one text and in the other."""
    places = row.start + normal_form(row.quote)[1]
    other_places = row.other_start + normal_form(row.other_quote)[1]
    at = other_at = 0
    for piece in read_alignment(row.alignment):
        if piece.sign == "=":
            both = zip(places[at:], other_places[other_at:])
            for _, (place, other) in zip(range(piece.chars), both):
                yield int(place), int(other)
        at += piece.chars
        other_at += piece.other_chars


def _says_more(
    row: SameWords, texts: dict[str, str], named: dict[str, np.ndarray]
) -> bool:
    """Tell whether a passage says more than names, titles and dates, on either side."""
    sides = [
        (row.doc_id, row.start, row.end),
        (row.other_doc_id, row.other_start, row.other_end),
    ]
    for doc_id, start, end in sides:
        _, places = normal_form(texts[doc_id][start:end])
        if np.count_nonzero(~named[doc_id][start + places]) < LEAST_OWN:
            return False
    return True


def _inside_words(docs: pd.DataFrame) -> dict[str, np.ndarray]:
    """By text, for each place and the end: whether it is inside a word, not where one begins."""
    inside = {
        doc_id: np.zeros(len(text) + 1, dtype=bool)
        for doc_id, text in zip(docs["doc_id"], docs["text"])
    }
    for word in segment(docs).itertuples():
        inside[word.doc_id][word.start + 1 : word.end] = True
    return inside


def _named(docs: pd.DataFrame) -> dict[str, np.ndarray]:
    """By text, for each place: whether it is in a name, a title or a date."""
    named = {
        doc_id: np.zeros(len(text), dtype=bool)
        for doc_id, text in zip(docs["doc_id"], docs["text"])
    }
    bodies = find_institutions(docs)
    bodies = bodies[bodies["kind"] == "body"]
    persons = find_persons(docs)
    for frame in (bodies, persons, find_dates(docs)):
        for row in frame.itertuples():
            named[row.doc_id][row.start : row.end] = True
    for row in persons.itertuples():
        _mark_office(row, named[row.doc_id])
    events = load_table("events")
    meetings = events.loc[events["kind"] == "meeting", "label_zh"].unique()
    for doc_id, text in zip(docs["doc_id"], docs["text"]):
        for meeting in meetings:
            for found in re.finditer(re.escape(meeting), text):
                named[doc_id][found.start() : found.end()] = True
    return named


def _mark_office(person: NamedTuple, named: np.ndarray) -> None:
    """Mark the office that stands before a person's name."""
    before = person.start - len(person.office)
    named[max(before, 0) : person.start] = True
