"""Look a quote up in the five texts, whatever its script and its marks.

Nobody should fail for a comma or a traditional character, so a quote that is not there to the
letter is looked up again by its form: simplified, without marks (`normal_form`). Where it is found,
the words of the reading text are given back; where it isn't, how far it can be followed. What a
quote proves is asked in `claims`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.measure.reuse.normal import normal_form
from egov_lib.read.corpus import load_corpus, load_witness
from egov_lib.show.messages import say

LEAST_QUOTE = 4  # characters without marks: what is shorter proves nothing
SHOWN_QUOTE = 30  # characters of a quote that a message repeats
FOLLOWED = 60  # characters of a quote that are followed to where it breaks off


class Place(NamedTuple):
    """Where a quote was found, as a row of findings."""

    doc_id: str
    start: int
    end: int
    quote: str


class Source(NamedTuple):
    """A document in which quotes are looked up.

    text: its reading text
    witness: the file as received
    form: the reading text simplified and without marks
    places: for each character of *form*, its place in *text*
    """

    text: str
    witness: str
    form: str
    places: np.ndarray


@lru_cache
def _sources() -> dict[str, Source]:
    """The five documents by their doc_id."""
    docs = load_corpus()
    return {
        doc_id: Source(text, load_witness(doc_id), *normal_form(text))
        for doc_id, text in zip(docs["doc_id"], docs["text"])
    }


def places_of(quote: str) -> pd.DataFrame:
    """Find every place of *quote* in the five texts, as findings.

    If it is nowhere to the letter, it is looked up without marks and in simplified characters.

    Returns
    -------
    doc_id: the document
    start, end: where the words begin and end there, in characters
    quote: the words of the reading text

    >>> places_of("十二金")["doc_id"].tolist()  # "the twelve golden projects": in none of them
    []
    >>> places_of("各自爲政, 重複建設")["quote"].tolist()  # each for itself, building twice
    ['各自为政，重复建设']
    """
    places = _literal_places(quote) or _similar_places(normal_form(quote)[0])
    return pd.DataFrame(places, columns=FINDING)


def is_too_short(quote: str) -> bool:
    """Tell whether a quote is too short to prove anything: fewer than four characters."""
    return len(normal_form(quote)[0]) < LEAST_QUOTE


def _literal_places(quote: str) -> list[Place]:
    """Every place that has *quote* to the letter."""
    places = []
    for doc_id, source in _sources().items():
        for found in re.finditer(re.escape(quote), source.text):
            places.append(Place(doc_id, found.start(), found.end(), quote))
    return places


def _similar_places(form: str) -> list[Place]:
    """Every place whose form is *form*, with the words of the reading text."""
    if not form:
        return []
    places = []
    for doc_id, source in _sources().items():
        for found in re.finditer(re.escape(form), source.form):
            first, after = found.span()
            start = int(source.places[first])
            end = int(source.places[after - 1]) + 1
            words = source.text[start:end]
            places.append(Place(doc_id, start, end, words))
    return places


def why_not_found(quote: str, lang: str | None = None) -> str:
    """Say why a quote isn't found: it was taken out of the text, or breaks off after some words."""
    shown = quote[:SHOWN_QUOTE]
    for doc_id, source in _sources().items():
        if quote in source.witness:
            return say("only_as_received", lang, quote=shown, doc_id=doc_id)
    says = say("nowhere", lang, quote=shown)
    beginning = _longest_beginning(normal_form(quote)[0])
    if beginning:
        says += say("held", lang, quote=beginning[:SHOWN_QUOTE])
    return says


def _longest_beginning(form: str) -> str:
    """The longest beginning of a quote, of two characters at least, that is in a text; or ""."""
    for length in range(min(len(form), FOLLOWED), 1, -1):
        places = _similar_places(form[:length])
        if places:
            return places[0].quote
    return ""


def overlapping(rows: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Pair findings with the places of a quote that share words with them.

    Returns a row for each pair: the columns of *rows*, then start_found, end_found and quote_found.
    """
    pairs = rows.merge(found, on="doc_id", suffixes=("", "_found"))
    begins_before = pairs["start"] < pairs["end_found"]
    ends_after = pairs["end"] > pairs["start_found"]
    return pairs[begins_before & ends_after]
