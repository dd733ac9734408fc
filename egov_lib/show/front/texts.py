"""What the front end needs of a text to show passages of it: clauses, voices, dates, citations.

A view gets only the clauses that its rows touch, with a neighbour on either side, so that a saved
notebook stays small. Everything is said in both languages: a switch needs no kernel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.citations import cite, edition_of
from egov_lib.read.corpus import data_folder
from egov_lib.read.translations import address as address_of
from egov_lib.show.messages import LANGUAGES, pick, short_name, word
from egov_lib.show.passages.clauses import chinese_names, dated, is_doubtful
from egov_lib.show.passages.documents import Clause, Source, find_document
from egov_lib.show.passages.marks import (
    altered_places,
    doubt_note,
    hedges,
    hedges_in_english,
)
from egov_lib.show.style import ORDER, SEALS

NEIGHBOURS = 1  # clauses of context on either side
OWN_SEALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Stands in a citation where the address of the passage comes.
SLOT = "{address}"


def place_rows(findings: pd.DataFrame) -> list[dict[str, Any]]:
    """Where each finding is, as the front end wants it; None for start where a text is silent.

    Returns a list of dicts with doc, start, end and address.
    """
    there = findings["start"].notna()
    addresses = pd.Series("", index=findings.index, dtype=object)
    own = there & findings["doc_id"].isin(SEALS)
    if own.any():
        addresses[own] = address_of(findings[own])
    addressed = findings.assign(address=addresses)
    return [_place_row(finding) for finding in addressed.itertuples()]


def _place_row(finding: Any) -> dict[str, Any]:
    start, end = finding.start, finding.end
    row = {"doc": finding.doc_id, "start": None, "end": None}
    row["address"] = finding.address
    if pd.isna(start):
        return row
    if not finding.address:
        row["address"] = f"{finding.doc_id} {start}–{end}"
    row["start"] = int(start)
    row["end"] = int(end)
    return row


def texts_of(
    places: Iterable[Mapping[str, Any]], docs: pd.DataFrame | None = None
) -> dict[str, dict]:
    """The texts that *places* (as `place_rows` gives them) are in, each with the clauses touched.

    Returns a dict by doc_id. Each text has seal, edition (the hash of an edition), title_en,
    title_zh, short_en, short_zh, when_en, when_zh (when it is from, and how that is known),
    cite_en, cite_zh, voices and clauses.
    """
    touched: dict[str, set[int]] = {}
    sources: dict[str, Source] = {}
    for place in places:
        doc_id = place["doc"]
        if doc_id not in sources:
            sources[doc_id] = find_document(doc_id, docs)
            touched[doc_id] = set()
        if place["start"] is not None:
            for number in sources[doc_id].touched(
                place["start"], place["end"]
            ):
                touched[doc_id].update(
                    range(number - NEIGHBOURS, number + NEIGHBOURS + 1)
                )
    order = [doc_id for doc_id in ORDER if doc_id in sources]
    order += [doc_id for doc_id in sources if doc_id not in SEALS]
    return {
        doc_id: _text(sources[doc_id], touched[doc_id], number)
        for number, doc_id in enumerate(order)
    }


def _text(source: Source, numbers: set[int], place: int) -> dict[str, Any]:
    """One text with some of its clauses."""
    shown = [
        number
        for number in sorted(numbers)
        if 0 <= number < len(source.clauses)
    ]
    clauses = _clauses(source)
    text = {
        "seal": _seal(source.doc_id, place),
        "edition": edition_of(source.doc_id)
        if source.card is not None
        else "",
        "title_en": source.titles["en"],
        "title_zh": source.titles["zh"],
        "voices": [_voice(voice) for voice in _voices_of(source)],
        "clauses": [clauses[number] for number in shown],
    }
    for lang in LANGUAGES:
        text[f"short_{lang}"] = short_name(source.doc_id, lang)
        text[f"when_{lang}"] = _when(source, lang)
        text[f"cite_{lang}"] = _citation(source, lang)
    return text


def _voices_of(source: Source) -> list[Any]:
    """The voices of a text, each once."""
    return list(dict.fromkeys(v for v in source.voices if v is not None))


def _clauses(source: Source) -> list[dict[str, Any]]:
    """All clauses of a text; those of an edition are kept, because every view asks for them."""
    if source.witness is None:
        return _all_clauses(source)
    return _edition_clauses(source.doc_id, data_folder())


@lru_cache(maxsize=16)
def _edition_clauses(doc_id: str, _folder: object) -> list[dict[str, Any]]:
    return _all_clauses(find_document(doc_id))


def _all_clauses(source: Source) -> list[dict[str, Any]]:
    voices = _voices_of(source)
    altered = altered_places(source) if source.witness else set()
    doubts = _doubts(source)
    return [
        _clause(source, number, voices, altered, doubts)
        for number in range(len(source.clauses))
    ]


def _seal(doc_id: str, place: int) -> str:
    if doc_id in SEALS:
        return SEALS[doc_id][0]
    return OWN_SEALS[place % len(OWN_SEALS)]


def _voice(voice: Any) -> dict[str, Any]:
    """Who speaks, in both languages, and through whom."""
    names = chinese_names(data_folder())
    return {
        "en": voice.speaker_en,
        "zh": voice.speaker_zh,
        "through_en": list(voice.through),
        "through_zh": [
            names.get(name) or word(name, "zh") for name in voice.through
        ],
        "verb": voice.verb,
        "how": voice.how_known,
    }


class Doubt(NamedTuple):
    """A change of the editor's that is not certain, or a gap: where it is, and its grounds."""

    start: int
    end: int
    grounds_en: str
    grounds_zh: str


def _clause(
    source: Source,
    number: int,
    voices: list,
    altered: set[int],
    doubts: list[Doubt],
) -> dict[str, Any]:
    """A clause with its English, its voice and, of an edition, its place in the file."""
    clause: Clause = source.clauses[number]
    own = {
        "part": clause.part or str(number + 1),
        "start": clause.start,
        "zh": source.text[clause.start : clause.end],
        "en": clause.english,
    }
    soft = hedges(own["zh"], 0, len(own["zh"]), "en")
    if soft:
        softened = hedges_in_english(own["en"], own["zh"], "en")
        chinese = hedges(own["zh"], 0, len(own["zh"]), "zh")
        own["soft"] = [
            [layer.start, layer.end, layer.note, same.note]
            for layer, same in zip(soft, chinese)
        ]
        notes = [layer.note for layer in soft]
        own["soft_en"] = [
            [layer.start, layer.end, notes.index(layer.note)]
            for layer in softened
        ]
    voice = source.voices[number] if source.voices else None
    if voice is not None:
        own["voice"] = voices.index(voice)
        own |= _unless_none(depth=min(len(voice.through), 2))
    doubts_here = _doubts_in(clause, doubts)
    if doubts_here:
        own["doubts"] = doubts_here
    if source.witness is not None:
        own["received"] = _received(source, clause, altered)
        changes = source.changes(clause.start, clause.end)
        own |= _unless_none(changes=len(changes))
    return own


def _unless_none(**count: int) -> dict[str, int]:
    """A count of a clause; none of most, so that it is left out and a saved view stays small.

    >>> _unless_none(changes=2), _unless_none(changes=0)
    ({'changes': 2}, {})
    """
    return {name: number for name, number in count.items() if number}


def _doubts(source: Source) -> list[Doubt]:
    """What is doubtful or lost in a text."""
    if source.log is None:
        return []
    changes = source.log[is_doubtful(source.log)]
    return [
        Doubt(
            int(change.new_start),
            int(change.new_end),
            doubt_note(change, "en"),
            doubt_note(change, "zh"),
        )
        for change in changes.itertuples()
    ]


def _doubts_in(clause: Clause, doubts: list[Doubt]) -> list[list]:
    """What is doubtful in a clause: where it begins and ends there, and its grounds."""
    return [
        [
            max(doubt.start - clause.start, 0),
            min(doubt.end, clause.end) - clause.start,
            doubt.grounds_en,
            doubt.grounds_zh,
        ]
        for doubt in doubts
        if doubt.start < clause.end and doubt.end > clause.start
    ]


def _received(
    source: Source, clause: Clause, altered: set[int]
) -> list[str] | None:
    """The file as received under a clause, as runs: the first as it is in the reading text (it may
    be empty), the second altered, and so on in turn. None where all is as in the reading text.
    """
    start, end = source.received(clause.start, clause.end)
    as_read = source.text[clause.start : clause.end]
    if source.witness[start:end] == as_read:
        return None
    runs = [""] if start in altered else []
    for _, run in groupby(range(start, end), key=altered.__contains__):
        characters = [source.witness[place] for place in run]
        runs.append("".join(characters))
    return runs


def _when(source: Source, lang: str) -> str:
    """When a document is from, and whether the text says so; "" for a reader's own."""
    return "" if source.card is None else dated(source.card, lang)


def _citation(source: Source, lang: str) -> str:
    """A citation with a slot for the address."""
    if not source.has_english:
        return f"{source.doc_id}, {SLOT}"
    address = f"{source.doc_id}:{source.clauses[0].part}"
    return _edition_citation(address, lang, data_folder())


@lru_cache(maxsize=16)
def _edition_citation(address: str, lang: str, _folder: object) -> str:
    style = pick("chicago", "gbt7714", lang)
    return cite(address, style=style).replace(address, SLOT)
