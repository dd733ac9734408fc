"""Judge a quote: is it in a text, and does it hold the words that decide?

A quote is compared in its bare form, so script, width and marks don't count. It may be typed,
pasted with its English gloss, cut by "…", or named by its address (`opinion-2002:2.1.3`). Being in
the text is not enough: the deciding words of the specification must be in the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from egov_lib.teach.exercises.judge.plain import (
    HAN_RE,
    LATIN_RE,
    bare,
    pattern,
    plain,
    words,
)
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    not_yet,
    right,
)

FOLLOWED = 60  # characters of a quote that are compared with the nearest words
LEAST_NEAR = 2  # characters that make words "near"


class Place(NamedTuple):
    """Where a quote was found: a document and the stretch of its bare text."""

    doc: str
    start: int
    end: int


def judge_quote(
    spec: Mapping[str, Any], answer: object, shared: Mapping[str, Any]
) -> Verdict:
    """Look a quote up, then look for the deciding words in it.

    Parameters
    ----------
    spec: with `accept`: docs, deciding (groups of words, of which one must be there whole),
        without (words that must not be there), within (a stretch of the bare text), longest.
    answer: as it was typed.
    shared: "simple", the table of traditional characters, and "texts", by document its "bare" text
        and its "segments" {address: [start, end]}.
    """
    simple, texts = shared["simple"], shared["texts"]
    typed = plain(answer, simple)
    quote = _from_address(typed, texts) or _words_of(typed, simple, texts)
    if not HAN_RE.search(quote):
        return again("english" if LATIN_RE.search(typed) else "no_quote")
    if len(quote.replace("…", "")) < words()["quotes"]["least"]:
        return again("too_short")
    places = find_places(quote, texts)
    if not places:
        return _not_found(spec, quote, texts)
    accept = spec["accept"]
    here = [place for place in places if _is_accepted(place, accept)]
    whole = (
        texts[here[0].doc]["bare"][here[0].start : here[0].end] if here else ""
    )
    if here and _decides(quote, accept, simple):
        if any(
            bare(part, simple) in whole for part in accept.get("without", [])
        ):
            mistake = _mistake(spec, quote, here, is_here=True)
            return not_yet(mistake or "holds_other")
        if len(whole) > (
            accept.get("longest") or words()["quotes"]["longest"]
        ):
            return not_yet("too_long")
        return right()
    mistake = _mistake(spec, quote, places, is_here=bool(here))
    if mistake:
        return not_yet(mistake)
    if not here:
        return not_yet(
            "elsewhere", docs=", ".join(dict.fromkeys(p.doc for p in places))
        )
    return not_yet("lacks_deciding")


def _from_address(typed: str, texts: Mapping[str, Any]) -> str:
    """The words of an address or of a range of them; "" where there is none."""
    found = pattern(words()["quotes"]["address"]).search(typed)
    if found is None:
        return ""
    doc, first_part, last_part = found.groups()
    if doc not in texts:
        return ""
    segments = texts[doc]["segments"]
    first = segments.get(f"{doc}:{first_part}")
    last = segments.get(f"{doc}:{last_part or first_part}")
    if first is None or last is None:
        return ""
    begin, end = first[0], last[1]
    return texts[doc]["bare"][begin:end]


def _words_of(
    typed: str, simple: Mapping[str, str], texts: Mapping[str, Any]
) -> str:
    """The Chinese words of what was typed, parts that are cut out as "…".

    Tried in this order, until one is in a text: all of it; without its gloss; what stands between
    quotation marks; without any Latin letters.
    """
    rules = words()["quotes"]
    without_gloss = pattern(rules["gloss"]).sub(" ", typed)
    marked = "…".join(
        found[1] for found in pattern(rules["marked"]).finditer(without_gloss)
    )
    without_latin = re.sub("[a-z]+", " ", without_gloss)
    tried = [typed, without_gloss, marked, without_latin]
    shown = [_cut(one, simple) for one in tried]
    for one in shown:
        if len(one) >= rules["least"] and find_places(one, texts):
            return one
    return shown[3]


def _cut(typed: str, simple: Mapping[str, str]) -> str:
    """The bare parts of a quote, with "…" where something is left out."""
    parts = pattern(words()["quotes"]["cut"]).split(typed)
    bares = [bare(part, simple) for part in parts]
    return "…".join(part for part in bares if part)


def find_places(quote: str, texts: Mapping[str, Any]) -> list[Place]:
    """Every place of a bare quote; its parts must follow each other in one text."""
    first, *others = quote.split("…")
    places = []
    for doc, text in texts.items():
        at = text["bare"].find(first) if first else -1
        while at >= 0:
            end = _end_of(text["bare"], at + len(first), others)
            if end:
                places.append(Place(doc, at, end))
            at = text["bare"].find(first, at + 1)
    return places


def _end_of(text: str, at: int, parts: list[str]) -> int:
    """Where the last of the parts ends, each looked for after the one before; 0 if one is not."""
    for part in parts:
        found = text.find(part, at)
        if found < 0 or found - at > FOLLOWED * 5:
            return 0
        at = found + len(part)
    return at


def _is_accepted(place: Place, accept: Mapping[str, Any]) -> bool:
    if place.doc not in accept["docs"]:
        return False
    within = accept.get("within")
    return not within or (place.start < within[1] and place.end > within[0])


def _decides(
    quote: str, accept: Mapping[str, Any], simple: Mapping[str, str]
) -> bool:
    """Tell whether all words of one of the deciding groups are in the quote."""
    return any(
        all(bare(part, simple) in quote for part in group)
        for group in accept["deciding"]
    )


def _mistake(
    spec: Mapping[str, Any],
    quote: str,
    places: list[Place],
    *,
    is_here: bool,
) -> str:
    """The id of the usual mistake that this quote is, or "".

    That words are lacking is said only of a quote from the right place.
    """
    for mistake in spec.get("mistakes", []):
        when = mistake["when"]
        if "has" in when and when["has"] in quote:
            return mistake["id"]
        if "only" in when and when["only"] == quote:
            return mistake["id"]
        if "lacks" in when and is_here and when["lacks"] not in quote:
            return mistake["id"]
        if "doc" in when and all(place.doc == when["doc"] for place in places):
            return mistake["id"]
    return ""


def _not_found(
    spec: Mapping[str, Any], quote: str, texts: Mapping[str, Any]
) -> Verdict:
    near = nearest(quote, texts, spec["accept"]["docs"])
    return not_yet("not_found", near=near) if near else not_yet("nowhere")


def nearest(quote: str, texts: Mapping[str, Any], docs: list[str]) -> str:
    """The longest run of a quote's characters that is in a text, of the documents asked for first.

    >>> nearest("甲乙丙丁", {"d": {"bare": "子乙丙丑"}}, ["d"])
    '乙丙'
    """
    searched = _asked_for_first(texts, docs)
    joined = quote.replace("…", "")[:FOLLOWED]
    for run in _runs(joined):
        if any(run in text for text in searched):
            return run
    return ""


def _asked_for_first(texts: Mapping[str, Any], docs: list[str]) -> list[str]:
    """The bare texts, those of the documents asked for before the others."""
    asked_for = [doc for doc in docs if doc in texts]
    others = [doc for doc in texts if doc not in docs]
    return [texts[doc]["bare"] for doc in (*asked_for, *others)]


def _runs(characters: str) -> Iterator[str]:
    """The runs of a quote's characters, from the longest to those of `LEAST_NEAR`."""
    for length in range(len(characters), LEAST_NEAR - 1, -1):
        for start in range(len(characters) - length + 1):
            yield characters[start : start + length]
