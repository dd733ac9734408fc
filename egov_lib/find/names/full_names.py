"""Resolve what an institution's short form is short for: 发改委, 省委组织部, 工信部.

A body of the centre goes by `ministries.csv`, which knows from when to when it had its
name: 国家药监局 in 2012 and in 2019 are two bodies. A department of a place goes by
`departments.csv`; in front of it comes the place that the name, its list or its document
tell. Where no place is known, nothing is resolved.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from egov_lib.find.names.levels import Body, Mention
from egov_lib.read.corpus import read_table

LONGEST_DEPARTMENT = 12  # characters of a row of `departments.csv`, at most
STILL = 9999  # the year to which a body has a name that it has today
COMMITTEE_RE = re.compile("委(?!员会)")
GOVERNMENT_RE = re.compile("政府")


class Term(NamedTuple):
    """A full name and the years in which a form stood for it."""

    name: str
    year_from: int
    year_to: int


@lru_cache
def _terms() -> dict[str, list[Term]]:
    """Every form of a body of the centre -> what it was short for, the latest last."""
    terms: dict[str, list[Term]] = {}
    rows = read_table("ministries").sort_values("year_from", kind="stable")
    for row in rows.to_dict("records"):
        until = row["year_to"]
        last = STILL if pd.isna(until) else int(until)
        term = Term(row["name"], int(row["year_from"]), last)
        short = [form for form in row["short_forms"].split("；") if form]
        for form in [row["name"], *short]:
            terms.setdefault(form, []).append(term)
    bodies = read_table("bodies")
    for form, name in zip(bodies["name"], bodies["full_name"]):
        terms.setdefault(form, [Term(name or form, 0, STILL)])
    return terms


def national_forms() -> tuple[str, ...]:
    """List the names and short forms of bodies of the centre."""
    return tuple(_terms())


@lru_cache
def _departments() -> dict[str, str]:
    """Names of departments as lists have them -> their full names."""
    rows = read_table("departments")
    pairs = zip(rows["name"], rows["full_name"])
    return {name: full or name for name, full in pairs}


def full_name(quote: str, mention: Mention, body: Body) -> str:
    """Return the official name of an institution, or "" where it is not sure."""
    if body.kind != "body":
        return ""
    name = re.sub(r"\s", "", quote)
    is_central = mention.head in {"nation", "branch"}
    if is_central or (mention.head == "shared" and body.level == "nation"):
        return _national(name, body.year)
    if mention.head == "place":
        at = name.find(mention.place)
        rest = name[at + len(mention.place) :]
        return _local(body.of_place or mention.place, rest)
    is_company = not body.level and mention.head in {"group", "bare"}
    if not body.of_place or is_company:
        return ""
    return _local(body.of_place, _without_kind(name, mention))


def _without_kind(name: str, mention: Mention) -> str:
    """The name without the word for the kind of its place."""
    return name.removeprefix(mention.place)


def _national(name: str, year: int | None) -> str:
    """Resolve the longest form that the name begins with, as of the year."""
    for size in range(len(name), 1, -1):
        terms = _terms().get(name[:size])
        if terms:
            return _in_year(terms, year) + name[size:]
    return name


def _in_year(terms: list[Term], year: int | None) -> str:
    """The name that a form was short for in the year; the latest where none fits."""
    for term in terms:
        if year is not None and term.year_from <= year <= term.year_to:
            return term.name
    return terms[-1].name


def _local(place: str, rest: str) -> str:
    """Put the place before the full name of its organ; of a committee, the Party too."""
    if rest == "委":
        return f"中共{place}委员会"
    if rest == "政协":
        return f"中国人民政治协商会议{place}委员会"
    if COMMITTEE_RE.match(rest):
        return f"中共{place}委{_department(rest[1:])}"
    if rest.startswith(("纪委", "组织部", "宣传部", "统战部", "政法委")):
        middle = "" if rest.startswith("纪委") else "委"
        return f"中共{place}{middle}{_department(rest)}"
    if GOVERNMENT_RE.match(rest) and not place.endswith("特别行政区"):
        return f"{place}人民{rest}"
    return place + _department(rest)


def _department(rest: str) -> str:
    """Write the department that this begins with in full."""
    for size in range(min(len(rest), LONGEST_DEPARTMENT), 1, -1):
        full = _departments().get(rest[:size])
        if full:
            return full + rest[size:]
    return rest
