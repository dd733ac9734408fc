"""What a passage says of the things that a claim is checked for: places, days, numbers, voices.

A claim is compared with facts of its own clauses, not with the whole paper: a deadline that stands
two paragraphs on does not carry a claim here. `find_dates`, `find_numbers` and the table of voices
give them; the cues of a report (已 "already") and of a demand (要 "must") stand in `words.json`.

What it does not do: understand. A cue is a word, and a claim in a negated or quoted sentence has to
be read by people; so a check ends with "fits" and never with "right".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import pandas as pd

from egov_lib.find.dates import find_dates
from egov_lib.find.numerals import find_numbers
from egov_lib.findings import DataError
from egov_lib.read.corpus import data_folder, load_corpus
from egov_lib.read.translations import passage
from egov_lib.show.messages import say_dates
from egov_lib.show.passages.clauses import chinese_names
from egov_lib.show.passages.documents import (
    Clause,
    Source,
    Voice,
    find_document,
)
from egov_lib.teach.exercises.judge.numbers import (
    Quantity,
    read_quantities,
)

# What `find_numbers` calls a bound, as the judge calls it.
BOUNDS = {
    "at least": "at_least",
    "more than": "more_than",
    "about": "about",
}
MONTHS_OF = {"month": 1, "year": 12}
LEAST_YEAR = 1000  # 2010年 is a year of the calendar, and no span
# Numbers that count nothing: the second point, the heading three.
NO_QUANTITIES = ("date", "label", "ordinal")
CUES = ("done", "ordered", "planned", "whole", "about", "degree")
LISTS = ("places", "dates", "numbers", "voices", *CUES)


@lru_cache
def words() -> dict[str, Any]:
    """The words that both languages of code compare with: `words.json`."""
    path = files("egov_lib.teach.cases").joinpath("words.json")
    return json.loads(path.read_text(encoding="utf-8"))


def facts_at(doc_id: str, start: int, end: int) -> dict[str, Any]:
    """The facts of a passage: those of all clauses that it touches, with its document's place and
    days.

    >>> found = facts_at("yunnan-2006", 0, 40)
    >>> found["places"], found["own_place"]
    (['Yunnan'], ['Yunnan'])
    """
    source = find_document(doc_id)
    by_clause = _facts_of(doc_id, data_folder())
    touched = source.touched(start, end)
    parts = [source.clauses[number].part for number in touched]
    return joined_facts(doc_id, [by_clause[part] for part in parts])


def facts_of_address(address: str) -> dict[str, Any]:
    """The facts of the passage at an address; none for a silent text or an unknown address.

    >>> facts_of_address("relay-2006:2.7.5")["places"]
    ['China']
    """
    return _facts_of_address(address, data_folder())


@lru_cache(maxsize=2000)
def _facts_of_address(address: str, _folder: object) -> dict[str, Any]:
    if ":" not in address:
        return {}
    try:
        found = passage(address).iloc[0]
    except DataError:
        return {}
    start, end = int(found["start"]), int(found["end"])
    return facts_at(found["doc_id"], start, end)


def joined_facts(
    doc_id: str, facts: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The facts of several clauses as those of one passage."""
    together: dict[str, Any] = {name: [] for name in LISTS}
    for one in facts:
        for name in LISTS:
            new = [
                fact
                for fact in one.get(name, [])
                if fact not in together[name]
            ]
            together[name] += new
    return {**together, **document_facts(doc_id)}


def clause_facts(doc_id: str) -> dict[str, dict[str, Any]]:
    """The facts of every clause of a document, by its part; what is empty is left out."""
    return _facts_of(doc_id, data_folder())


def document_facts(doc_id: str) -> dict[str, Any]:
    """Where and when a document itself is from.

    >>> document_facts("wuhai-2006")["own_place"]
    ['Wuhai']
    """
    card = load_corpus().set_index("doc_id").loc[doc_id]
    places = card["place"].split(";")
    days = [
        *_days(card["event_from"], card["event_to"]),
        *_days(card["issued_from"], card["issued_to"]),
    ]
    return {
        "own_place": [place.strip() for place in places],
        "own_days": days,
    }


def _days(first: Any, last: Any) -> list[list[str]]:
    """The interval of two days; none where one of them is missing."""
    if pd.isna(first) or pd.isna(last):
        return []
    return [[f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"]]


@lru_cache(maxsize=16)
def _facts_of(doc_id: str, _folder: object) -> dict[str, dict[str, Any]]:
    """The facts of each clause; kept, because finding dates takes a while."""
    source = find_document(doc_id)
    docs = load_corpus()
    own = docs[docs["doc_id"] == doc_id]
    dates = _dates(find_dates(own))
    numbers = _numbers(find_numbers(own))
    own_place = document_facts(doc_id)["own_place"]
    facts = {}
    for number, clause in enumerate(source.clauses):
        text = source.text[clause.start : clause.end]
        found = {
            "places": _places_in(text, own_place),
            "dates": _within(dates, clause),
            "numbers": _within(numbers, clause),
            "voices": _voices(source, number),
        }
        for kind in CUES:
            found[kind] = _cues(text, kind)
        facts[clause.part] = {
            name: value for name, value in found.items() if value
        }
    return facts


def _within(placed: list[tuple[int, Any]], clause: Clause) -> list[Any]:
    """The facts that begin in a clause."""
    return [
        fact for start, fact in placed if clause.start <= start < clause.end
    ]


def _places_in(text: str, own_place: list[str]) -> list[str]:
    """The places that a clause names, in English; "the whole city" is the document's own."""
    found = [
        english
        for english, names in words()["places"].items()
        if any(name in text for name in names)
    ]
    says_own = any(word in text for word in words()["own_place"])
    if says_own and len(own_place) == 1:
        found += own_place
    return list(dict.fromkeys(found))


def _dates(found: pd.DataFrame) -> list[tuple[int, list[str]]]:
    """Where each date begins, with its first and last day, its words and their English."""
    known = found[found["date_from"].notna() & found["date_to"].notna()]
    return [
        (
            int(row.start),
            [
                f"{row.date_from:%Y-%m-%d}",
                f"{row.date_to:%Y-%m-%d}",
                row.quote,
                _date_in_english(row.quote, row.date_from, row.date_to),
            ],
        )
        for row in known.itertuples()
    ]


def _date_in_english(quote: str, first: Any, last: Any) -> str:
    """A date in English: the span where the words give one, else its days."""
    spans = spans_in(quote)
    if not spans:
        return say_dates(first, last, "en")
    span = spans[0]
    about = "about " if span.bound == "about" else ""
    many = "" if span.value == 1 else "s"
    return f"{about}{span.value:g} {span.unit}{many}"


def spans_in(text: str) -> list[Quantity]:
    """The spans of time of a text; a year of the calendar is none.

    >>> [(span.value, span.unit) for span in spans_in("in about a year")]
    [(1.0, 'year')]
    >>> spans_in("2010年")
    []
    """
    return [
        quantity
        for quantity in read_quantities(text)
        if quantity.unit in MONTHS_OF and quantity.value < LEAST_YEAR
    ]


def _numbers(found: pd.DataFrame) -> list[tuple[int, dict[str, Any]]]:
    """Where each number begins, with its value, its bound and its words."""
    counting = found[~found["kind"].isin(NO_QUANTITIES)]
    return [
        (
            int(row.start),
            {
                "value": float(row.value),
                "percent": row.kind == "percent",
                "bound": BOUNDS.get(row.bound, ""),
                "zh": row.quote,
                "en": _number_in_english(row),
            },
        )
        for row in counting.itertuples()
    ]


def _number_in_english(row: Any) -> str:
    """A number in English, with its bound: "at least 50 %"."""
    sign = " %" if row.kind == "percent" else ""
    bound = row.bound if row.bound in BOUNDS else ""
    return f"{bound} {row.value:,.15g}{sign}".strip()


def _voices(source: Source, number: int) -> list[int]:
    """Who speaks in a clause: a number in `all_voices`."""
    voice = source.voices[number] if source.voices else None
    return [] if voice is None else [all_voices().index(_as_dict(voice))]


def _as_dict(voice: Voice) -> dict[str, Any]:
    names = chinese_names(data_folder())
    return {
        "en": voice.speaker_en,
        "zh": voice.speaker_zh,
        "through_en": list(voice.through),
        "through_zh": [names.get(name, name) for name in voice.through],
    }


def _cues(text: str, kind: str) -> list[str]:
    """The words of a kind that stand in a clause, outside of longer words (需要, 应用)."""
    for other in words()["not_cues"]:
        text = text.replace(other, "")
    found = []
    for cue in words()[kind]:
        found += re.findall(cue, text)[:1]
    return [
        word
        for word in found
        if not any(word != longer and word in longer for longer in found)
    ]


def all_voices() -> list[dict[str, Any]]:
    """Everybody who speaks in the five texts, each with those that pass it on; each once."""
    return _all_voices(data_folder())


@lru_cache(maxsize=4)
def _all_voices(_folder: object) -> list[dict[str, Any]]:
    voices = []
    for doc_id in load_corpus()["doc_id"]:
        for voice in find_document(doc_id).voices:
            one = None if voice is None else _as_dict(voice)
            if one is not None and one not in voices:
                voices.append(one)
    return voices
