"""Parallel frames: clauses that are built alike on both sides and filled differently.

A text uses some clause openings again and again, 紧紧围绕…，推进…，实现… (centre on …, promote …,
bring about …), or a skeleton, 以…为… (with … as …). Where two texts use the same, one may follow
the other without sharing a run. In damaged copies every mark has become a full stop, so any mark
parts clauses. What is found is a proposal and must be read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pandas as pd

from egov_lib.measure.reuse.alignment import align, equal_lengths
from egov_lib.measure.reuse.matching import (
    Match,
    Matches,
    TextForm,
    Thing,
    as_passages,
    find_meetings,
)

LEAST_OPENING = 4  # characters of the first of a frame's two openings
LEAST_NEXT_OPENING = 2  # of a third clause and those after it
# Per cent; clauses more alike than this are an edited passage, no frame.
MOST_ALIKE = 80.0
CLAUSE_RE = re.compile(r"[^\s，,。；;：:！!？?.]+")
SENTENCE_END_RE = re.compile(r"[。\n]")
# What leads in and is no part of a clause: 第一, （二）(ordinals), 要 (must), 同时 (also).
LEAD_RE = re.compile(
    r"""
    (?: 第?[一二三四五六七八九十]+[、是]?
      | [（(][一二三四五六七八九十]+[）)]
      | [要须應应将] | 必须 | 同时
    )+ (?=\w{4})
    """,
    re.VERBOSE,
)
# What a clause may be built like, each under its name.
SKELETONS = {
    # with … as …
    "以…为…": re.compile(r"(?:坚持|形成|突出)?以(.{2,14}?)为(.{1,10})"),
    # let … further …
    "以…促…": re.compile(r"以(.{1,10}?)(?:促进?|带动?|推动?)(.{1,10})"),
    # from … to …
    "从…向…": re.compile(
        r"(?:实现|促进|推动)?[从由](.{2,16}?)(?:走?向|到)(.{2,16}?)(?:转变|转化|过渡)?"
    ),
    # take … for …
    "把…作为…": re.compile(r"把(.{2,16}?)作为(.{2,16})"),
    # hold to … together with …
    "坚持…与…相结合": re.compile(r"坚持(.{1,10}?)[与和同](.{1,10}?)相结合"),
}
# Characters of a skeleton's name, dots included, from which no filling need be shared.
LONG_SKELETON = 7


class Clause(NamedTuple):
    """A clause: its normal form, and where it is in the text."""

    form: str
    start: int
    end: int


class Opening(NamedTuple):
    """A place where two clauses may open a frame.

    clauses: those of the sentence from there on.
    times: how often the text has these two openings.
    """

    clauses: list[Clause]
    times: int


class Skeleton(NamedTuple):
    """Successive clauses with the same skeleton.

    name: that of the skeleton.
    times: how many clauses of the text have it.
    """

    name: str
    clauses: list[Clause]
    times: int


def find_frames(
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    targets: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find clauses that are built alike on both sides and filled differently.

    Either two clauses or more open alike, or each has one of the SKELETONS and one filling is
    shared. A frame is what a text uses in parallel, so one of the two must have it at least twice.

    Returns passages. *targets* is not used.
    """
    matches: Matches = defaultdict(list)
    kinds = {read_openings: _match_openings, read_skeletons: _match_skeletons}
    for read, match in kinds.items():
        for meeting in find_meetings(docs, others, read, 1):
            found = match(meeting.here, meeting.there)
            if found is None:
                continue
            pair = (meeting.doc_id, meeting.other_doc_id)
            matches[pair].append(found)
    return as_passages(matches, docs, others, "frames")


# --- clauses ------------------------------------------------------------------------------------


def _sentences(text: str) -> Iterator[list[Clause]]:
    """Give the clauses of each sentence, without what leads in."""
    text_form = TextForm(text)
    sentence: list[Clause] = []
    last_end = 0
    for match in CLAUSE_RE.finditer(text):
        start, end = match.span()
        lead = LEAD_RE.match(text, start, end)
        if lead:
            start = lead.end()
        if sentence and SENTENCE_END_RE.search(text, last_end, start):
            yield sentence
            sentence = []
        form = text_form.between(start, end)
        sentence.append(Clause(form, start, end))
        last_end = end
    yield sentence


def _as_match(
    here: Sequence[Clause], there: Sequence[Clause], note: str
) -> Match | None:
    """Make a match of two runs of clauses; None if they are so alike that they are no frame."""
    form = "".join(clause.form for clause in here)
    other_form = "".join(clause.form for clause in there)
    if _similarity(form, other_form) >= MOST_ALIKE:
        return None
    return Match(
        here[0].start, here[-1].end, there[0].start, there[-1].end, None, note
    )


def _similarity(form: str, other_form: str) -> float:
    """Give twice the equal characters over both lengths, in per cent."""
    equal = sum(equal_lengths(align(form, other_form)))
    return 200 * equal / max(1, len(form) + len(other_form))


# --- openings -----------------------------------------------------------------------------------


def read_openings(text: str) -> list[Thing]:
    """Read every place in a text where the openings of two clauses may be a frame."""
    found = list(_places_to_open(text))
    times = Counter(key for key, _ in found)
    return [
        Thing([key], Opening(clauses, times[key])) for key, clauses in found
    ]


def _places_to_open(text: str) -> Iterator[tuple[str, list[Clause]]]:
    """Give the key of each two openings, and the clauses of their sentence from there on."""
    for sentence in _sentences(text):
        for number, (clause, next_clause) in enumerate(pairwise(sentence)):
            key = _opening_key(clause.form, next_clause.form)
            if key:
                yield key, sentence[number:]


def _opening_key(form: str, next_form: str) -> str:
    """Give the beginnings of two clauses, "" if they are too short to open a frame."""
    if len(form) <= LEAST_OPENING or not next_form:
        return ""
    return form[:LEAST_OPENING] + next_form[0]


def _match_openings(here: Opening, there: Opening) -> Match | None:
    """Match the clauses that open alike."""
    if max(here.times, there.times) < 2:
        return None
    openings = _common_openings(here.clauses, there.clauses)
    number = len(openings)
    clauses = here.clauses[:number]
    other_clauses = there.clauses[:number]
    if openings[0] in (clauses[0].form, other_clauses[0].form):
        return None  # no filling
    note = "…，".join(openings) + "…"
    return _as_match(clauses, other_clauses, note)


def _common_openings(
    here: Sequence[Clause], there: Sequence[Clause]
) -> list[str]:
    """Give what the first two clauses begin with on both sides, and those after them that do."""
    openings = []
    for clause, other in zip(here, there):
        opening = _common_beginning(clause.form, other.form)
        if len(openings) >= 2 and len(opening) < LEAST_NEXT_OPENING:
            break
        openings.append(opening)
    return openings


def _common_beginning(a: str, b: str) -> str:
    """Give the beginning that two strings share."""
    for number, (character, other) in enumerate(zip(a, b)):
        if character != other:
            return a[:number]
    return a[: len(b)]


# --- skeletons ----------------------------------------------------------------------------------


def read_skeletons(text: str) -> list[Thing]:
    """Read every run of clauses with the same skeleton."""
    runs = list(_skeleton_runs(text))
    times: Counter[str] = Counter()
    for name, clauses in runs:
        times[name] += len(clauses)
    things = []
    for name, clauses in runs:
        keys = _keys(name, clauses)
        skeleton = Skeleton(name, clauses, times[name])
        things.append(Thing(keys, skeleton))
    return things


def _skeleton_runs(text: str) -> Iterator[tuple[str, list[Clause]]]:
    """Give the name of the skeleton and the clauses of each run."""
    for sentence in _sentences(text):
        for name, clauses in groupby(sentence, key=_skeleton_of):
            if name:
                yield name, list(clauses)


def _skeleton_of(clause: Clause) -> str | None:
    """Give the name of the skeleton that a clause has."""
    for name, pattern in SKELETONS.items():
        if pattern.fullmatch(clause.form):
            return name
    return None


def _keys(name: str, clauses: Sequence[Clause]) -> list[str]:
    """Give the name, or for a short skeleton the name with the ends of each filling."""
    if len(name) >= LONG_SKELETON:
        return [name]
    keys = []
    for clause in clauses:
        for filling in SKELETONS[name].fullmatch(clause.form).groups():
            keys += [f"{name}{filling[:2]}-", f"{name}-{filling[-2:]}"]
    return keys


def _match_skeletons(here: Skeleton, there: Skeleton) -> Match | None:
    if max(here.times, there.times) < 2:
        return None
    return _as_match(here.clauses, there.clauses, here.name)
