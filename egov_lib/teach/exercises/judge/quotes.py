"""Judge a quote: is it in a text, and does it hold the words that decide?

A quote is compared in its bare form, so script, width and marks don't count. It may be typed,
pasted with its English gloss or with the name of who says it, cut by "…", or named by its address
(`opinion-2002:2.1.3`; `2.1.3` where the exercise is about one text). Being in
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
BESIDE = 12  # characters between copied words and the deciding ones that are still one place
FAR = 1_000_000  # more characters than a text has


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
    accept = spec["accept"]
    typed = plain(answer, simple)
    address = _address_of(typed, accept["docs"], texts)
    quote = address.words or _words_of(typed, simple, texts)
    if not HAN_RE.search(quote):
        if address.because:
            return again(address.because, address=address.written)
        return again("english" if LATIN_RE.search(typed) else "no_quote")
    if len(quote.replace("…", "")) < words()["quotes"]["least"]:
        return again("too_short")
    places = find_places(quote, texts)
    if not places:
        return _not_found(spec, quote, texts)
    here = [place for place in places if _is_accepted(place, accept)]
    if here and _decides(quote, accept, simple):
        return _judge_deciding(spec, typed, quote, here, shared)
    gap = _nearest_gap(places, _deciding_places(accept, shared))
    near = 0 if address.words else BESIDE
    is_here = abs(gap) <= near or bool(here and "within" in accept)
    mistake = _mistake(spec, quote, places, is_here=is_here)
    if mistake:
        return not_yet(mistake)
    return _why_not_deciding(accept, places, gap, near)


def _judge_deciding(
    spec: Mapping[str, Any],
    typed: str,
    quote: str,
    here: list[Place],
    shared: Mapping[str, Any],
) -> Verdict:
    """Judge a quote that has the deciding words: what else is in it, and what stands beside it."""
    simple, texts = shared["simple"], shared["texts"]
    accept = spec["accept"]
    whole = texts[here[0].doc]["bare"][here[0].start : here[0].end]
    if any(bare(part, simple) in whole for part in accept.get("without", [])):
        mistake = _mistake(spec, quote, here, is_here=True)
        return not_yet(mistake or "holds_other")
    if len(whole) > (accept.get("longest") or words()["quotes"]["longest"]):
        return not_yet("too_long")
    said = _mistake_beside(spec, typed)
    return not_yet(said) if said else right()


def _mistake_beside(spec: Mapping[str, Any], typed: str) -> str:
    """The id of the mistake that is said beside a right quote: another speaker; or ""."""
    for mistake in spec.get("mistakes", []):
        beside = mistake["when"].get("beside", [])
        if any(said in typed for said in beside):
            return mistake["id"]
    return ""


# --- where the quote is -------------------------------------------------------------------------


class Address(NamedTuple):
    """What an address gives: its words, or why it gives none.

    words: of the segment or of the range, in bare form; "" for no address
    because: "no_address" where no text has it, "which_text" where several may be meant; else ""
    written: the address, for a message
    """

    words: str = ""
    because: str = ""
    written: str = ""


def _address_of(
    typed: str, docs: list[str], texts: Mapping[str, Any]
) -> Address:
    """Read an address or a range: `opinion-2002:2.1.3`, `the opinion, 2.1.3`, or without its text.

    Without, it is one of *docs*, those that the exercise is about.
    """
    rules = words()["quotes"]
    found = pattern(rules["address"]).search(typed)
    if found is not None:
        doc, first, last = found.groups()
        return _resolved([doc], first, last, texts)
    short = pattern(rules["short_address"]).fullmatch(typed)
    if short is None:
        return Address()
    doc, first, last = short.groups()
    named = [rules["doc_names"][doc]] if doc else docs
    return _resolved(named, first, last, texts)


def _resolved(
    docs: list[str], first: str, last: str | None, texts: Mapping[str, Any]
) -> Address:
    """The words of an address in the one document of *docs* that has it."""
    written = f"{first}-{last}" if last else first
    stretches = []
    for doc in docs:
        segments = texts[doc]["segments"] if doc in texts else {}
        ends = [f"{doc}:{first}", f"{doc}:{last or first}"]
        if all(end in segments for end in ends):
            begin, end = segments[ends[0]][0], segments[ends[1]][1]
            stretches.append(texts[doc]["bare"][begin:end])
    if len(stretches) > 1:
        return Address(because="which_text", written=written)
    if not stretches or not stretches[0]:
        return Address(because="no_address", written=written)
    return Address(words=stretches[0])


def _words_of(
    typed: str, simple: Mapping[str, str], texts: Mapping[str, Any]
) -> str:
    """The Chinese words of what was typed, parts that are cut out as "…".

    Tried in this order, until one is in a text: all of it; without its gloss; what stands between
    quotation marks; without any Latin letters; without the name beside it (黄菊：…, …（黄菊）).
    """
    rules = words()["quotes"]
    without_gloss = pattern(rules["gloss"]).sub(" ", typed)
    marked = "…".join(
        found[1] for found in pattern(rules["marked"]).finditer(without_gloss)
    )
    without_latin = re.sub("[a-z]+", " ", without_gloss)
    tried = [typed, without_gloss, marked, without_latin]
    for beside in rules["beside"]:
        tried.append(pattern(beside).sub(" ", without_latin))
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


def _why_not_deciding(
    accept: Mapping[str, Any], places: list[Place], gap: int, near: int
) -> Verdict:
    """Why a quote that is in a text doesn't settle it: another text, another place, too little.

    gap: to the deciding words, as `_nearest_gap` gives it
    near: the longest gap at which it is the right place, and only too little is copied
    """
    if not any(place.doc in accept["docs"] for place in places):
        docs = dict.fromkeys(place.doc for place in places)
        return not_yet("elsewhere", docs=", ".join(docs))
    if abs(gap) <= near or gap == FAR:
        return not_yet("lacks_deciding")
    return not_yet("further_on" if gap > 0 else "further_back")


def _deciding_places(
    accept: Mapping[str, Any], shared: Mapping[str, Any]
) -> list[Place]:
    """Every accepted place of the deciding words."""
    simple, texts = shared["simple"], shared["texts"]
    places = []
    for group in accept["deciding"]:
        quote = "…".join(bare(part, simple) for part in group)
        found = find_places(quote, texts)
        places += [place for place in found if _is_accepted(place, accept)]
    return places


def _nearest_gap(places: list[Place], deciding: list[Place]) -> int:
    """The shortest way from a place to a deciding one of the same text, in characters.

    0 where they share some, 1 where they touch, `FAR` where no text has both; less than 0 where
    the deciding one stands before.
    """
    gaps = [
        _gap(place, wanted)
        for place in places
        for wanted in deciding
        if place.doc == wanted.doc
    ]
    return min(gaps, key=abs, default=FAR)


def _gap(place: Place, wanted: Place) -> int:
    if place.end <= wanted.start:
        return wanted.start - place.end + 1
    if place.start >= wanted.end:
        return wanted.end - place.start - 1
    return 0


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
