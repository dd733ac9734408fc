"""What the looser layers share: things of two texts meet by keys, and become rows of passages.

A layer reads *things* in each text (lists, clauses), each with keys, short strings that a
counterpart is likely to share. An index from key to things finds candidates, the layer judges them,
and what it accepts is aligned and made a row as `shared_passages` has it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.measure.reuse.alignment import (
    align,
    equal_lengths,
    write_alignment,
)
from egov_lib.measure.reuse.normal import normal_form

COLUMNS = [
    "doc_id",
    "start",
    "end",
    "quote",
    "other_doc_id",
    "other_start",
    "other_end",
    "other_quote",
    "layer",
    "chars",
    "matched",
    "similarity",
    "longest_run",
    "repeat",
    "note",
    "alignment",
]


class Thing(NamedTuple):
    """Something of a text that may have a counterpart: its keys, and what it is."""

    keys: Iterable[str]
    what: Any


class Meeting(NamedTuple):
    """Two things that share keys, and the documents in which they are."""

    doc_id: str
    other_doc_id: str
    here: Any
    there: Any


class Match(NamedTuple):
    """Two places that a layer takes for a passage and its counterpart.

    matched: how many characters the layer counts as equal; None leaves that to the alignment.
    note: what they have in common.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    matched: int | None
    note: str


Matches = dict[tuple[str, str], list[Match]]  # of each pair of doc_ids


class TextForm:
    """A text in normal form, of which parts can be asked for by their place in the text."""

    def __init__(self, text: str) -> None:
        """Bring a text into normal form."""
        self.form, places = normal_form(text)
        self.places = places.tolist()

    def between(self, start: int, end: int) -> str:
        """Give the normal form of `text[start:end]`."""
        first = bisect_left(self.places, start)
        last = bisect_left(self.places, end)
        return self.form[first:last]


# --- meeting ------------------------------------------------------------------------------------


class _Known(NamedTuple):
    """A thing on this side, with the number and doc_id of its document."""

    document: int
    doc_id: str
    what: Any


class _KeyIndex:
    """Things on this side, looked up by their keys."""

    def __init__(self) -> None:
        self.things: list[_Known] = []
        self.by_key: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, document: int, doc_id: str, thing: Thing) -> None:
        """Add a thing of a document."""
        for key in dict.fromkeys(thing.keys):
            self.by_key[key].append(len(self.things))
        self.things.append(_Known(document, doc_id, thing.what))

    def sharing(self, thing: Thing, least: int) -> list[_Known]:
        """Give the things that share at least so many keys with this one."""
        counts: Counter[int] = Counter()
        for key in dict.fromkeys(thing.keys):
            counts.update(self.by_key.get(key, ()))
        return [
            self.things[at] for at, count in counts.items() if count >= least
        ]


def find_meetings(
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    read: Callable[[str], list[Thing]],
    least: int,
) -> Iterator[Meeting]:
    """Give the pairs of things that share at least *least* keys, in texts that may meet.

    With *others* None a document meets those after it; else those of another doc_id. *read* gives
    the things of a text.
    """
    index = _KeyIndex()
    for document, doc_id, thing in _read_all(docs, read):
        index.add(document, doc_id, thing)
    within_docs = others is None
    there = docs if within_docs else others
    for document, doc_id, thing in _read_all(there, read):
        for known in index.sharing(thing, least):
            if known.doc_id == doc_id:
                continue
            if within_docs and known.document > document:
                continue
            yield Meeting(known.doc_id, doc_id, known.what, thing.what)


def _read_all(
    docs: pd.DataFrame, read: Callable[[str], list[Thing]]
) -> Iterator[tuple[int, str, Thing]]:
    """Give each thing of each document, with the number and doc_id of the document."""
    texts = zip(docs["doc_id"], docs["text"])
    for document, (doc_id, text) in enumerate(texts):
        for thing in read(text):
            yield document, doc_id, thing


def pairs_of(
    docs: pd.DataFrame, others: pd.DataFrame | None
) -> Iterator[tuple[str, str]]:
    """Give the doc_ids of every two documents that are compared."""
    ids = docs["doc_id"].tolist()
    for number, doc_id in enumerate(ids):
        for other_id in (
            ids[number + 1 :] if others is None else others["doc_id"]
        ):
            if doc_id != other_id:
                yield doc_id, other_id


# --- rows ---------------------------------------------------------------------------------------


def as_passages(
    matches: Matches,
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    layer: str,
) -> pd.DataFrame:
    """Align matches and make rows of them, with the columns of `shared_passages`."""
    here = texts_by_id(docs)
    there = here if others is None else texts_by_id(others)
    rows = []
    for (doc_id, other_id), found in matches.items():
        text = here[doc_id]
        other_text = there[other_id]
        for match in dict.fromkeys(found):
            row = _measure(match, text, other_text)
            row["doc_id"] = doc_id
            row["other_doc_id"] = other_id
            row["layer"] = layer
            rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS)


def texts_by_id(docs: pd.DataFrame) -> dict[str, str]:
    """Give the text of each document under its doc_id."""
    return dict(zip(docs["doc_id"], docs["text"]))


def _measure(match: Match, text: str, other_text: str) -> dict[str, Any]:
    """Align a match, and give the columns that say where and how alike it is."""
    quote = text[match.start : match.end]
    other_quote = other_text[match.other_start : match.other_end]
    form, other_form = normal_form(quote)[0], normal_form(other_quote)[0]
    blocks = align(form, other_form)
    lengths = equal_lengths(blocks)
    matched = sum(lengths) if match.matched is None else match.matched
    both_lengths = max(1, len(form) + len(other_form))
    return {
        "start": match.start,
        "end": match.end,
        "quote": quote,
        "other_start": match.other_start,
        "other_end": match.other_end,
        "other_quote": other_quote,
        "chars": len(form),
        "matched": matched,
        "similarity": round(200 * matched / both_lengths, 1),
        "longest_run": max(lengths, default=0),
        "repeat": False,  # known when all rows are there
        "note": match.note,
        "alignment": write_alignment(blocks),
    }
