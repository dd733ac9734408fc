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

from egov_lib.find.names.levels import MUNICIPALITIES, Body, Mention
from egov_lib.read.corpus import read_table

LONGEST_DEPARTMENT = 12  # characters of a row of `departments.csv`, at most
CONGRESS_RE = re.compile(
    r"第?(?P<term>[一二三四五六七八九十\d]+届)全国人大(?P<committee>常委会)?"
)
STILL = 9999  # the year to which a body has a name that it has today
COMMITTEE_RE = re.compile("委(?!员会)")
KIND_RE = re.compile("(?:省|市|(?:壮族|回族|维吾尔)?自治区)$")
# Bureaus that the centre's supervisors of banks and of securities had in the provinces.
SUPERVISORS = {
    "银保监局": "中国银行保险监督管理委员会",
    "证监局": "中国证券监督管理委员会",
}
GOVERNMENT_RE = re.compile("政府")


# 贵阳高新技术产业开发区, whose 区 has a committee as a district has
ZONE_RE = re.compile(
    "(?:开发|高新|新|保税|示范|合作|试验|实验)区(?=管委会|党工委)"
)


class Term(NamedTuple):
    """A full name and the years in which a form stood for it."""

    name: str
    year_from: int
    year_to: int


@lru_cache
def _terms() -> dict[str, list[Term]]:
    """Every form of a body of the centre -> what it was short for, the latest last."""
    terms: dict[str, list[Term]] = {}
    ministries = read_table("ministries")
    by_year = ministries.sort_values("year_from", kind="stable")
    for row in by_year.itertuples():
        last_year = STILL if pd.isna(row.year_to) else int(row.year_to)
        term = Term(row.name, int(row.year_from), last_year)
        for form in (row.name, *row.short_forms.split("；")):
            if form:
                terms.setdefault(form, []).append(term)
    for row in read_table("bodies").itertuples():
        always = Term(row.full_name or row.name, 0, STILL)
        terms.setdefault(row.name, [always])
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


SESSION_RE = re.compile(r"^第?[〇一二三四五六七八九十百\d]{1,4}届\s?")


def full_name(quote: str, mention: Mention, body: Body) -> str:
    """Return the official name of an institution, or "" where it is not sure."""
    if body.kind != "body":
        return ""
    name = "".join(quote.split())
    head = mention.head
    of_nation = head == "shared" and body.level == "nation"
    if head in {"nation", "branch"} or of_nation:
        return _national(name, body.year)
    zone = ZONE_RE.search(name)
    if zone and head in {"place", "zone", "group"}:
        return _of_zone(name, zone.end())
    if head == "place":
        # 兵团财政局 is of a place that its name does not say
        _, _, rest = name.partition(mention.place)
        of_place = body.of_place or mention.place
        return _local(of_place, rest or name)
    is_company = not body.level and head in {"group", "bare"}
    if not body.of_place or is_company:
        return ""
    kind = _without_kind(name, mention)
    return _local(body.of_place, kind)


def _of_zone(name: str, end: int) -> str:
    """Write the committee of a zone in full; its Party committee begins with 中共."""
    zone, committee = name[:end], name[end:]
    if committee.startswith("党工委"):
        return f"中共{zone}工作委员会{committee[3:]}"
    return f"{zone}管理委员会{committee[3:]}"


def _without_kind(name: str, mention: Mention) -> str:
    """The name without the word for the kind of its place."""
    return name.removeprefix(mention.place)


def _national(name: str, year: int | None) -> str:
    """Resolve the longest form that the name begins with, as of the year."""
    for size in range(len(name), 1, -1):
        terms = _terms().get(name[:size])
        if terms:
            return _in_year(terms, year) + name[size:]
    return _congress(name)


def _congress(name: str) -> str:
    """Write 十四届全国人大常委会 (14th NPC Standing Committee) in full; else the name."""
    found = CONGRESS_RE.fullmatch(name)
    if found is None:
        return name
    committee = "常务委员会" if found["committee"] else ""
    return f"第{found['term']}全国人民代表大会{committee}"


def _in_year(terms: list[Term], year: int | None) -> str:
    """The name that a form was short for in the year; the latest where none fits."""
    for term in terms:
        if year is not None and term.year_from <= year <= term.year_to:
            return term.name
    return terms[-1].name


def _local(place: str, rest: str) -> str:
    """Put the place before the full name of its organ; of a committee, the Party too."""
    rest = rest.removeprefix(place)  # 中山市人民政府国有资产监督管理委员会
    if place[-1:] in "市县区旗" and rest[:1] == place[-1:]:
        rest = rest[1:]  # 通辽市市委
    rest = SESSION_RE.sub(
        "", rest
    )  # 省六届人大: the congress, whatever its term
    if rest in {"委", "党委"}:
        return f"中共{place}委员会"
    special = _special(place, rest)
    if special:
        return special
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


def _special(place: str, rest: str) -> str:
    """Write courts, councils for state assets and branches of the centre in full, or ""."""
    kind = rest.removeprefix("人民")
    if kind == "法院" or rest == "检察院":
        return place + _court(place, rest)
    if kind.removeprefix("政府") == "国资委":
        return f"{place}人民政府国有资产监督管理委员会"
    if rest == "税务局":
        return f"国家税务总局{place}税务局"
    if rest == "海关":
        return f"中华人民共和国{_without_its_kind(place)}海关"
    if rest in SUPERVISORS:
        return f"{SUPERVISORS[rest]}{_without_its_kind(place)}监管局"
    return ""


def _court(place: str, rest: str) -> str:
    """The name of a court by the rank of its place, or of a procuratorate."""
    if rest == "检察院":
        return "人民检察院"
    if place.startswith(MUNICIPALITIES) and len(place) == len("上海市"):
        return "高级人民法院"
    if place.endswith(("省", "自治区")):
        return "高级人民法院"
    is_city = place.endswith(("州", "盟", "地区")) or place in _cities()
    return "中级人民法院" if is_city else "人民法院"


@lru_cache
def _cities() -> frozenset[str]:
    """The full names of cities of prefecture level."""
    places = read_table("places")
    return frozenset(places.loc[places["level"] == "city", "full_name"])


def _without_its_kind(place: str) -> str:
    """The place without 省 or 市 at its end: 郑州市 -> 郑州."""
    return KIND_RE.sub("", place)


def _department(rest: str) -> str:
    """Write the department that this begins with in full."""
    for size in range(min(len(rest), LONGEST_DEPARTMENT), 1, -1):
        full = _departments().get(rest[:size])
        if full:
            return full + rest[size:]
    return rest
