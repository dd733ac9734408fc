"""Weigh a claim against the passage that is said to prove it.

A program can see who speaks, which date counts, and some ways in which a claim is wider than its
passage: "all", a number, a year or a place that the passage lacks, a promise claimed as done.
That is as far as it goes: a claim that passes may still be false.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from egov_lib.find.numerals import find_numbers
from egov_lib.findings import COLUMNS as FINDING
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show.messages import pick, say, word
from egov_lib.show.passages import who_speaks
from egov_lib.teach.exercises.quotes import (
    overlapping,
    places_of,
    why_not_found,
)

ALL_RE = re.compile(
    r"(?<!not )\b(all|every\w*|always|whole|entire|each|nobody|none|never)\b"
    "|所有|全部|一切|普遍",
    re.IGNORECASE,
)
ALL_ZH_RE = re.compile("所有|全部|一切|全市|全省|全国|各|都|均|每|凡")
NATION_RE = re.compile(
    r"\b(China|nation\w*|country|provinces|cities)\b|全国|各地|各省"
)
DONE_RE = re.compile(
    r"\b(was|were|is|are|had|has|have|built|\w+ed)\b|已|完成|建成",
    re.IGNORECASE,
)
AIM_RE = re.compile(
    r"\b(to be|will|shall|should|could|must"
    r"|(plan|aim|goal|target|promis|order|want|intend)\w*)\b"
    "|要|计划|目标",
    re.IGNORECASE,
)
YEAR_RE = re.compile("(?:19|20)[0-9]{2}")
# How many characters before and after a passage may hold the year that its sentence refers to.
YEARS_BEFORE, YEARS_AFTER = 200, 60


def check_claim(
    quote: str, claim: str = "", *, lang: str | None = None
) -> str:
    """Say what a quote can carry: where it is, who speaks, which date counts, and whether *claim*
    is wider than it.

    Parameters
    ----------
    quote: words of one of the five texts, in either script and with any marks.
    claim: what they are said to prove, in English or Chinese; or nothing.
    lang: "en" or "zh"; None is the language chosen with `language()`.

    A claim that passes may still be false: see the head of this module.

    >>> # 93 % of the departments at provincial level
    >>> print(check_claim("93%的省级部门", "All provinces had 93 % online."))
    Stands in yunnan-2006. Speaks: unnamed, through Wang Yonggang · 据介绍 “according \
to what was explained”.
    Event: 2006-03-30. On the web on 2006-04-01: so it is no later.
    The claim is wider than the passage: “all” is not in it; it is about Yunnan, not the nation.
    """
    found = places_of(quote)
    if found.empty:
        return why_not_found(quote, lang)
    return describe(found, claim, lang)


def describe(found: pd.DataFrame, claim: str, lang: str | None) -> str:
    """Say who speaks in the passages *found*, when, and in which points a claim is wider."""
    card = _card_of(found)
    lines = [_speaker(found, card, lang), _event(card, lang)]
    if claim:
        points = pick("; ", "；", lang).join(wider_points(found, claim, lang))
        lines += [say("wider", lang, points=points)] if points else []
    return "\n".join(lines)


def _speaker(found: pd.DataFrame, card: pd.Series, lang: str | None) -> str:
    """Where the words are, and whose they are, through whom: a document has many voices."""
    docs = pick(", ", "、", lang).join(found["doc_id"].unique())
    first = found.iloc[0]
    voices = who_speaks(first["doc_id"], first["start"], first["end"], lang)
    who = (
        pick("; ", "；", lang).join(voices)
        or card["issuer"]
        or say("unknown", lang)
    )
    return say("speaks", lang, docs=docs, who=who)


def _card_of(found: pd.DataFrame) -> pd.Series:
    """The card of the first document in which a quote was found."""
    return load_corpus().set_index("doc_id").loc[found["doc_id"].iloc[0]]


def _event(card: pd.Series, lang: str | None) -> str:
    days = _days_of(card)
    says = say("event", lang, days=days)
    if pd.notna(card["posted"]):
        posted = f"{card['posted']:%Y-%m-%d}"
        says += say("posted", lang, day=posted)
    return says


def _days_of(card: pd.Series) -> str:
    """The day of an event, or its first and its last one."""
    first = f"{card['event_from']:%Y-%m-%d}"
    last = f"{card['event_to']:%Y-%m-%d}"
    return first if first == last else f"{first} – {last}"


def wider_points(
    found: pd.DataFrame, claim: str, lang: str | None
) -> list[str]:
    """List what in a claim goes beyond the passages *found*, each point as a phrase."""
    missing = _totality_not_in(found, claim) + _numbers_not_in(found, claim)
    phrases = [say("not_in_it", lang, words=words) for words in missing]
    annotated = _annotated(found)
    places = set(annotated["place"]) or {_card_of(found)["place"]}
    is_wider = _says_nation(claim) and not _are_of_nation(places)
    if is_wider:
        names = pick(", ", "、", lang).join(
            word(place, lang) for place in sorted(places)
        )
        phrases.append(say("place", lang, places=names))
    is_promise = "target" in set(annotated["kind"])
    if is_promise and _says_done(claim):
        phrases.append(say("promise", lang))
    return phrases


def _says_nation(claim: str) -> bool:
    """Return whether a claim speaks of the whole nation."""
    return NATION_RE.search(claim) is not None


def _are_of_nation(places: Iterable[str]) -> bool:
    """Return whether one of the places is the whole nation."""
    return any("China" in place for place in places)


def _says_done(claim: str) -> bool:
    """Return whether a claim says that something was done, not that it was wanted."""
    if AIM_RE.search(claim):
        return False
    return DONE_RE.search(claim) is not None


def _totality_not_in(found: pd.DataFrame, claim: str) -> list[str]:
    """The first "all", "every", "none" of a claim, if its passage has nothing of the kind."""
    every = ALL_RE.search(claim)
    if every is None or ALL_ZH_RE.search(found["quote"].iloc[0]):
        return []
    return [every[0].lower()]


def _annotated(found: pd.DataFrame) -> pd.DataFrame:
    """The targets and systems that share words with *found*: place, and the kind of targets."""
    targets = load_table("targets")[[*FINDING, "place", "kind"]]
    systems = load_table("systems")[[*FINDING, "place"]]
    return overlapping(pd.concat([targets, systems]), found)


def _numbers_not_in(found: pd.DataFrame, claim: str) -> list[str]:
    """The numbers of a claim, as written there, that its passages don't support.

    A passage supports its own numbers, the years near it, and the days of its event.
    """
    claimed = _numbers(claim)
    quoted = _numbers(found["quote"].iloc[0])
    supported = set(quoted["value"])
    supported |= _years_near(found)
    supported |= _event_days(found)
    is_supported = claimed["value"].isin(supported)
    return claimed.loc[~is_supported, "quote"].tolist()


def _numbers(text: str) -> pd.DataFrame:
    """The numbers of one text, as findings."""
    return find_numbers(pd.DataFrame({"doc_id": [""], "text": [text]}))


def _event_days(found: pd.DataFrame) -> set[int]:
    """Years, months and days on which the event began and ended."""
    card = _card_of(found)
    first, last = card["event_from"], card["event_to"]
    return {
        first.year,
        first.month,
        first.day,
        last.year,
        last.month,
        last.day,
    }


def _years_near(found: pd.DataFrame) -> set[float]:
    """The years that are written in the sentences around the passages."""
    texts = load_corpus().set_index("doc_id")["text"]
    years = set()
    for row in found.itertuples():
        first = max(row.start - YEARS_BEFORE, 0)
        near = texts[row.doc_id][first : row.end + YEARS_AFTER]
        years.update(map(float, YEAR_RE.findall(near)))
    return years
