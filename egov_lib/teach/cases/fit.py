"""Lay the fields of a claim beside its passage: place, day, number, voice, whole, done or demanded.

Each check says that a field *fits*, that it goes *beyond* the passage, and in what, or that a
program could not check it. It never says that a claim is right: whether words carry a claim is for
people to judge. `fit.js` does the same in a page; one table of cases runs through both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from egov_lib.teach.cases.facts import (
    MONTHS_OF,
    all_voices,
    spans_in,
    words,
)
from egov_lib.teach.exercises.judge.dates import read_dates
from egov_lib.teach.exercises.judge.numbers import Quantity, read_quantities
from egov_lib.teach.exercises.judge.plain import plain

FITS, BEYOND, UNCHECKED = "fits", "beyond", "unchecked"
ROUNDING = 1e-6
BY_YEAR_RE = re.compile(r"到(\d{4})年")
LATIN_WORD_RE = re.compile("[a-z]{3,}")


class Check(NamedTuple):
    """What came of one check.

    field: of the claim: where, when, how_much, whose_word, whole, verb
    fits: "fits", "beyond" or "unchecked"
    because: the reason, a sentence of `messages` ("case_date_other")
    found: what the sentence names, as the passage has it
    found_en: the same with its English, where `found` is Chinese alone
    """

    field: str
    fits: str
    because: str
    found: str = ""
    found_en: str = ""


def check_claim(
    claim: Mapping[str, str],
    facts: Mapping[str, Any],
    simple: Mapping[str, str],
) -> list[Check]:
    """Check the fields of a claim that were filled in.

    Parameters
    ----------
    claim: by `pins.FIELDS`.
    facts: of its passage, as `facts.facts_at` gives them.
    simple: the simplified character of each traditional one.

    >>> facts = {"dates": [["2010-01-01", "2010-12-31", "2010年", "2010"]]}
    >>> [check.because for check in check_claim({"when": "2008"}, facts, {})]
    ['date_other']
    """
    said = {name: plain(value, simple) for name, value in claim.items()}
    checks = [
        check(said, facts)
        for check in (
            _where,
            _degree,
            _when,
            _about,
            _how_much,
            _whose_word,
            _whole,
        )
    ]
    checks.append(_verb(claim.get("verb", ""), facts))
    return [check for check in checks if check is not None]


def _where(said: Mapping[str, str], facts: Mapping[str, Any]) -> Check | None:
    text = said.get("where", "")
    if not text:
        return None
    named = _places_named(text)
    here = facts.get("places", [])
    own = facts.get("own_place", [])
    if not named:
        return Check("where", UNCHECKED, "place_unknown")
    if all(place in here for place in named):
        return Check("where", FITS, "place_named", _in_both(named))
    if not here and all(place in own for place in named):
        return Check("where", FITS, "place_of_document", _in_both(own))
    return Check("where", BEYOND, "place_other", _in_both(here or own))


def _places_named(text: str) -> list[str]:
    """The places of `words.json` that a text names, in either language."""
    return [
        english
        for english, names in words()["places"].items()
        if _holds(text, english.lower()) or any(name in text for name in names)
    ]


def _in_both(places: list[str]) -> str:
    """Places in both languages: "China 中国"."""
    names = words()["places"]
    return _listed(
        [f"{place} {names.get(place, [''])[0]}".strip() for place in places]
    )


class _Interval(NamedTuple):
    """The first and the last of some days, as 2002-08-05."""

    first: str
    last: str

    def is_within(self, other: _Interval) -> bool:
        """Whether all of these days are days of the other interval."""
        return other.first <= self.first and self.last <= other.last

    def meets(self, other: _Interval) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def _when(said: Mapping[str, str], facts: Mapping[str, Any]) -> Check | None:
    text = said.get("when", "")
    if not text:
        return None
    claims = read_dates(text)
    dates = facts.get("dates", [])
    quotes = _in_two(_quotes(dates), {date[2]: date[3] for date in dates})
    if not claims:
        return _how_long(text, dates, quotes)
    claimed = _Interval(claims[0].first, claims[0].last)
    here = [_Interval(first, last) for first, last, *_ in dates]
    if any(days.is_within(claimed) for days in here):
        return Check("when", FITS, "date_said", *quotes)
    if any(claimed.is_within(days) for days in here):
        return Check("when", BEYOND, "date_finer", *quotes)
    if any(claimed.meets(days) for days in here):
        return Check("when", UNCHECKED, "date_overlaps", *quotes)
    own = [_Interval(*days) for days in facts.get("own_days", [])]
    if any(days.is_within(claimed) for days in own):
        return Check("when", FITS, "date_of_document")
    if not here:
        return Check("when", BEYOND, "date_none")
    return Check("when", BEYOND, "date_other", *quotes)


def _how_long(
    text: str, dates: list[list[str]], quotes: tuple[str, str]
) -> Check:
    """A claim that gives a span and no day: "in about a year", 一年左右."""
    claimed = months_in(text)
    if not claimed:
        return Check("when", UNCHECKED, "date_unread")
    if not dates:
        return Check("when", BEYOND, "date_none")
    here = [month for quote in _quotes(dates) for month in months_in(quote)]
    if not here:
        return Check("when", UNCHECKED, "date_no_span", *quotes)
    if claimed[0] in here:
        return Check("when", FITS, "date_said", *quotes)
    return Check("when", BEYOND, "date_other", *quotes)


def months_in(text: str) -> list[float]:
    """How many months each span of a text has.

    >>> months_in("in about a year"), months_in("近两年"), months_in("2010年")
    ([12.0], [24.0], [])
    """
    return [span.value * MONTHS_OF[span.unit] for span in spans_in(text)]


def _quotes(dates: list[list[str]]) -> list[str]:
    return [date[2] for date in dates]


def _about(said: Mapping[str, str], facts: Mapping[str, Any]) -> Check | None:
    """A passage says "about" and the claim does not."""
    softened = facts.get("about", [])
    text = f"{said.get('when', '')} {said.get('how_much', '')}".strip()
    if not softened or not text or _any_word(text, words()["about"]):
        return None
    return Check("when", BEYOND, "about_lost", *_cues(softened))


def _degree(said: Mapping[str, str], facts: Mapping[str, Any]) -> Check | None:
    """A passage says "largely" and the claim does not."""
    here = facts.get("degree", [])
    text = said.get("what", "")
    if not here or not text or _any_word(text, words()["degree"]):
        return None
    return Check("what", BEYOND, "degree_lost", *_cues(here))


def _how_much(
    said: Mapping[str, str], facts: Mapping[str, Any]
) -> Check | None:
    text = said.get("how_much", "")
    if not text:
        return None
    here = facts.get("numbers", [])
    english = {fact["zh"]: fact["en"] for fact in here}
    for claimed in read_quantities(text):
        same = [fact for fact in here if _is_same(claimed, fact)]
        if not here:
            return Check("how_much", BEYOND, "number_none")
        if not same:
            shown = _in_two([fact["zh"] for fact in here], english)
            return Check("how_much", BEYOND, "number_other", *shown)
        if same[0]["bound"] == "at_least" and claimed.bound != "at_least":
            shown = _in_two([same[0]["zh"]], english)
            return Check("how_much", BEYOND, "bound_lost", *shown)
    if read_quantities(text):
        return Check("how_much", FITS, "number_said")
    return Check("how_much", UNCHECKED, "number_unread")


def _is_same(claimed: Quantity, fact: Mapping[str, Any]) -> bool:
    """Whether a number that was claimed is one of the passage; a share may be said as 0.93."""
    is_share = claimed.unit == "percent"
    if is_share and not fact["percent"]:
        return False
    value = claimed.value
    if fact["percent"] and claimed.is_part:
        value = value * 100
    return math.isclose(value, fact["value"], rel_tol=ROUNDING)


def _whose_word(
    said: Mapping[str, str], facts: Mapping[str, Any]
) -> Check | None:
    text = said.get("whose_word", "")
    if not text:
        return None
    everybody = all_voices()
    here = [everybody[number] for number in facts.get("voices", [])]
    if not here:
        return Check("whose_word", UNCHECKED, "voice_unknown")
    shown = f"{here[0]['en']} ({here[0]['zh']})"
    if any(_is_named(text, [voice["en"], voice["zh"]]) for voice in here):
        return Check("whose_word", FITS, "voice_named", shown)
    is_unnamed = here[0]["en"].endswith("unnamed")
    if is_unnamed and _any_word(text, words()["nobody"]):
        return Check("whose_word", FITS, "voice_unnamed")
    through = [
        name
        for voice in here
        for name in [*voice["through_en"], *voice["through_zh"]]
    ]
    if any(_is_named(text, [name]) for name in through):
        return Check("whose_word", BEYOND, "voice_relayed", shown)
    if any(_is_named(text, [one["en"], one["zh"]]) for one in everybody):
        return Check("whose_word", BEYOND, "voice_other", shown)
    return Check("whose_word", UNCHECKED, "voice_unknown")


def _is_named(text: str, names: list[str]) -> bool:
    """Whether a text has a name: all of its longer words, or of those none but the name's."""
    said = set(LATIN_WORD_RE.findall(text))
    for name in names:
        lower = name.lower()
        if lower in text:
            return True
        latin = set(LATIN_WORD_RE.findall(lower))
        if latin and latin <= said:
            return True
        if said and said <= latin:
            return True
    return False


def _whole(said: Mapping[str, str], facts: Mapping[str, Any]) -> Check | None:
    """A claim says "all"; does the passage?"""
    fields = ("who", "what", "how_much")
    text = " ".join(said.get(name, "") for name in fields)
    says_whole = _any_word(text, words()["whole"])
    if not says_whole:
        return None
    here = facts.get("whole", [])
    if not here:
        return Check("whole", BEYOND, "whole_more")
    return Check("whole", FITS, "whole_said", *_cues(here))


# What is claimed, which cues carry it, and what is said where only others are there.
VERB_RULES = {
    "done": (("done",), {"ordered": "done_more", "planned": "done_more"}),
    "doing": (("done",), {"ordered": "done_more", "planned": "done_more"}),
    "ordered": (
        ("ordered",),
        {"planned": "plan_no_order", "done": "report_no_order"},
    ),
    "planned": (("planned", "ordered"), {"done": "report_no_plan"}),
}

EITHER = "要"  # "is to": an order, or an aim


def _verb(verb: str, facts: Mapping[str, Any]) -> Check | None:
    """Done, demanded or planned: what the words of the passage bear."""
    if not verb:
        return None
    if verb not in VERB_RULES:
        return Check("verb", UNCHECKED, "no_cue")
    carry, others = VERB_RULES[verb]
    for kind in carry:
        cues = facts.get(kind)
        if cues == [EITHER]:
            return Check("verb", FITS, "cue_either", *_cues(cues))
        if cues:
            return Check("verb", FITS, "cue_said", *_cues(cues))
    for kind, because in others.items():
        cues = facts.get(kind)
        if cues:
            return Check("verb", BEYOND, because, *_cues(cues))
    return Check("verb", UNCHECKED, "no_cue")


def _any_word(text: str, known: list[str]) -> bool:
    return any(_holds(text, word) for word in known)


def _holds(text: str, word: str) -> bool:
    """Whether a text has a word; a Latin one as a whole word."""
    if not re.match("[a-z]", word):
        return word in text
    pattern = rf"(?<![a-z]){re.escape(word)}(?![a-z])"
    return re.search(pattern, text) is not None


def _listed(found: list[str]) -> str:
    return ", ".join(found)


def _cues(found: list[str]) -> tuple[str, str]:
    """Words of a passage, and the same with their English."""
    years = {
        cue: BY_YEAR_RE.sub(r"by \1", cue)
        for cue in found
        if BY_YEAR_RE.match(cue)
    }
    return _in_two(found, words()["gloss"] | years)


def _in_two(found: list[str], english: Mapping[str, str]) -> tuple[str, str]:
    """What was found in Chinese, and the same with its English: 要 (“is to”)."""
    both = [
        f"{chinese} (“{english[chinese]}”)" if chinese in english else chinese
        for chinese in found
    ]
    return _listed(found), _listed(both)
