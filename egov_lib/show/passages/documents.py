"""A document to be shown: its titles, its text in clauses, its witness, and what was changed.

One of the five sources has a witness, a translation, and a card that says when it is from. A
document of the reader's own has its text alone, and is its own witness.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_columns
from egov_lib.read.corpus import (
    data_folder,
    load_corpus,
    load_log,
    load_table,
    load_witness,
    to_witness,
)
from egov_lib.read.translations import load_segments


class Clause(NamedTuple):
    """A segment of a text with its English, or a paragraph of a text that has none."""

    start: int
    end: int  # without the line break
    part: str = ""
    english: str = ""
    note: str = ""
    certainty: str = "certain"
    changed_from: str = ""


class Voice(NamedTuple):
    """Who says a stretch of clauses, through whom, with what word, and how that is known."""

    speaker_en: str
    speaker_zh: str
    through: tuple[str, ...]
    verb: str
    how_known: str
    note: str


@dataclass(frozen=True)
class Source:
    """A document to be shown.

    Of the five sources, `places` has a row for each character of the text: where it begins and
    ends in the witness. `card` is the row of its source card; `voices` has one for each clause.
    """

    doc_id: str
    titles: Mapping[str, str]
    text: str
    clauses: Sequence[Clause]
    witness: str | None = None
    places: np.ndarray | None = None
    log: pd.DataFrame | None = None
    card: pd.Series | None = None
    voices: Sequence[Voice | None] = ()

    @property
    def has_english(self) -> bool:
        """Whether it is translated."""
        return any(clause.english for clause in self.clauses)

    def received(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* to *end* are in the witness."""
        first = int(self.places[min(start, len(self.places) - 1), 0])
        if end <= start:
            return first, first
        return first, max(first, int(self.places[end - 1, 1]))

    def touched(self, start: int, end: int) -> list[int]:
        """The numbers of the clauses that hold a character of a span."""
        last = max(end, start + 1)
        return [
            number
            for number, clause in enumerate(self.clauses)
            if clause.start < last and clause.end > start
        ]

    def is_filled(self, start: int, end: int, numbers: Sequence[int]) -> bool:
        """Whether a span has all words of the clauses with these *numbers*."""
        if not numbers:
            return False
        first, last = self.clauses[numbers[0]], self.clauses[numbers[-1]]
        outside = self.text[first.start : start] + self.text[end : last.end]
        return not any(character.isalnum() for character in outside)

    def changes(self, start: int, end: int) -> pd.DataFrame:
        """The changes of the edition that touch a span; a column at has where each ends."""
        if self.log is None:
            return pd.DataFrame(columns=["rule", "at", "new_start", "new_end"])
        touching = self.log["at"].between(start, end, inclusive="right")
        return self.log[touching]


def find_document(doc_id: str, docs: pd.DataFrame | None = None) -> Source:
    """Find a document in *docs* (None means the five sources).

    It has a witness only if its text is one of the workbook's own editions: a document of the
    reader's is its own witness. Raises `DataError` where there is no such document.
    """
    folder = data_folder()
    edition = (
        _edition(doc_id, folder) if doc_id in _edition_ids(folder) else None
    )
    if docs is None:
        _check_known(doc_id, _edition_ids(folder))
        return edition
    check_columns(docs, ["doc_id", "text"], "a page")
    known = docs["doc_id"].tolist()
    _check_known(doc_id, known)
    row = docs.iloc[known.index(doc_id)]
    if edition is not None and edition.text == row["text"]:
        return edition
    text = row["text"]
    return Source(str(doc_id), _titles(row), text, _paragraphs(text))


def _check_known(doc_id: str, known: Sequence[str]) -> None:
    if doc_id not in known:
        some = ", ".join(map(str, known[:6]))
        raise DataError(
            f"there is no document {doc_id!r} among {some} …: give the frame it was found in as "
            "docs="
        )


def _paragraphs(text: str) -> list[Clause]:
    """The lines of a text, for want of clauses."""
    return [Clause(*found.span()) for found in re.finditer(r"[^\n]+", text)]


TITLE_COLUMNS = {
    "en": ("title_en", "title_zh", "title"),
    "zh": ("title_zh", "title", "title_en"),
}


def _titles(document: pd.Series) -> dict[str, str]:
    """The title of a document in each language; the other's where it has but one, or nothing."""
    titles = {}
    for lang, columns in TITLE_COLUMNS.items():
        there = [
            column for column in columns if pd.notna(document.get(column))
        ]
        titles[lang] = str(document[there[0]]) if there else ""
    return titles


# --- the editions -------------------------------------------------------------------------------


# Kept, because a page is asked for at every press of a key. The folder is part of what an edition
# is known by: tests read from another.
@lru_cache
def _edition(doc_id: str, _folder: object) -> Source:
    row = load_corpus().set_index("doc_id").loc[doc_id]
    text = row["text"]
    starts = np.arange(len(text), dtype=np.int64)
    each = pd.DataFrame({"doc_id": doc_id, "start": starts, "end": starts + 1})
    places = to_witness(each)[["witness_start", "witness_end"]].to_numpy()
    segments = load_segments(doc_id)
    clauses = [_clause(segment) for segment in segments.itertuples()]
    parts = [clause.part for clause in clauses]
    return Source(
        doc_id,
        _titles(row),
        text,
        clauses or _paragraphs(text),
        load_witness(doc_id),
        places,
        _located_log(doc_id),
        row,
        _voices(doc_id, parts),
    )


@lru_cache
def _edition_ids(_folder: object) -> list[str]:
    return load_corpus()["doc_id"].tolist()


def _clause(segment: NamedTuple) -> Clause:
    """A row of the table of segments, without the line break at its end."""
    line = segment.quote.rstrip("\n")
    return Clause(
        segment.start,
        segment.start + len(line),
        segment.part,
        segment.en,
        segment.note,
        segment.certainty,
        segment.changed_from,
    )


def _located_log(doc_id: str) -> pd.DataFrame:
    """The log of an edition with one more column.

    at: where each change ends in the reading text: what later steps insert or delete before it
        moves it
    """
    log = load_log(doc_id)
    # The last character of what was put in is followed; of a deletion, the place itself.
    is_written = (log["after"] != "").to_numpy()
    at = log["new_end"].to_numpy(np.int64) - is_written
    step_of_change = log["step"].to_numpy(np.int64)
    for step in range(1, step_of_change.max() + 1):
        is_earlier = step_of_change < step
        changes = log[step_of_change == step]
        shifts = _shifts(changes, at[is_earlier])
        at[is_earlier] += shifts
    return log.assign(at=at + is_written)


def _shifts(changes: pd.DataFrame, places: np.ndarray) -> np.ndarray:
    """How far the changes of one step, in the order of the text, move each of the *places*."""
    growth = changes["after"].str.len() - changes["before"].str.len()
    total = np.cumsum(growth.to_numpy(np.int64))
    shift_after = np.concatenate([[0], total]).astype(np.int64)
    ends = changes["end"].to_numpy(np.int64)
    changes_before = np.searchsorted(ends, places, side="right")
    return shift_after[changes_before]


def _voices(doc_id: str, parts: list[str]) -> list[Voice | None]:
    """Who says each of the clauses with these *parts*; None where the table does not say."""
    voices: list[Voice | None] = [None] * len(parts)
    stretches = load_table("speakers")
    for stretch in stretches[stretches["doc_id"] == doc_id].itertuples():
        if stretch.first not in parts or stretch.last not in parts:
            continue
        first, last = parts.index(stretch.first), parts.index(stretch.last)
        through = tuple(name for name in stretch.through.split(" > ") if name)
        voice = Voice(
            stretch.speaker_en,
            stretch.speaker_zh,
            through,
            stretch.verb,
            stretch.how_known,
            stretch.note,
        )
        voices[first : last + 1] = [voice] * (last + 1 - first)
    return voices
