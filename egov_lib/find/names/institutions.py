"""Find institutions: ministries, governments, commissions, leading groups, collectives.

A body of the centre is known by name (`bodies.csv`), or begins with 国务院 (State Council)
or 国家 (state). Others begin with a place or its kind (省, province) and end as bodies do
(`body_parts.csv`: 委员会, commission; 局, bureau). 各部门 (all departments) and the like
are collectives. The first rule of the table that fits at a place counts.

A body whose place is lines away has no place, and its level is that of the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from egov_lib.find.gazetteers import body_endings, one_of, starts_of, words
from egov_lib.find.names.places import chinese_places, level_of
from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.findings import Document, make

# Characters that are never inside a name: of, and, in … and the kinds of places.
NEVER_INSIDE = "的了和与及在将对向为是把被要从到就由等并或而请按以于有省市县区长各我该其使让"
# How far before 领导小组 (leading group) its name can begin
LEAD_IN_CHARS = 12


class Institution(NamedTuple):
    """What is said of an institution; "" is what its name does not tell."""

    level: str
    place: str
    kind: str


class Passage(NamedTuple):
    """An institution and where it is in the text."""

    start: int
    end: int
    institution: Institution


NATIONAL = Institution("nation", "", "body")
COLLECTIVE = Institution("all", "", "collective")
UNKNOWN_LEVEL = Institution("", "", "body")


def _of_place(match: re.Match, _: object) -> Institution:
    """Make a body of a known place."""
    place = match["place"]
    is_province = place.rstrip("省市") in words("places", level="province")
    level = "province" if is_province else level_of(place, "city")
    return Institution(level, place, "body")


def _of_level(match: re.Match, _: object) -> Institution:
    """Make a body that only names the kind of its place: 市政府, the city government."""
    return Institution(level_of(match["local"], "city"), "", "body")


def _pieces() -> dict[str, str]:
    """The parts of names of institutions."""
    fields = "|".join(words("body_parts", part="field"))
    places = one_of(chinese_places())
    return {
        "body": one_of(words("bodies")),
        "ending": body_endings(),
        # A character inside a name, or a field of government with 和 (and) inside.
        "inside": rf"{fields}|[\u4e00-\u9fff](?<![{NEVER_INSIDE}])",
        # 市政府信息化工作办公室: the informatization office of the city government
        "office_of_government": "(?:(?<=政府){inside}{2,8}?办公[厅室])?",
        "place": f"{places}(?:省|市|自治州|州|地区|盟|壮族自治区|回族自治区|维吾尔自治区"
        "|自治区|特别行政区)?",
        # 省委, the provincial Party committee; but 委员, a member, and 委派, to delegate
        "party_committee": "委(?![员派托])(?:办公[厅室])?",
    }


def _known_bodies() -> tuple[Rule, ...]:
    """Rules for bodies of the centre."""
    return (
        Rule(
            name="body of the centre",
            starts="国务|中共",
            pattern="(?:国务院|中共中央){inside}{0,10}?{ending}"
            "(?:(?<=办公室){inside}{2,6}[组司](?![长织成]))?",
            make=always(NATIONAL),
            example=Example(
                "据国务院信息化工作办公室推广应用组透露",
                "according to the promotion group of the Informatization Office",
                {
                    "quote": "国务院信息化工作办公室推广应用组",
                    "level": "nation",
                },
            ),
        ),
        Rule(
            name="known by name",
            starts=starts_of(words("bodies")),
            pattern="{body}(?![门署])(?:办公厅|党组)?",
            make=always(NATIONAL),
            example=Example(
                "财政部办公厅印发",
                "issued by the general office of the Ministry of Finance",
                {"quote": "财政部办公厅", "level": "nation"},
            ),
        ),
        Rule(
            name="centre",
            starts="中央",
            pattern="中央(?=财政|决定|要求|关于|[和与、]地方)",
            make=always(NATIONAL),
            example=Example(
                "按照中央要求",
                "as the centre requires",
                {"quote": "中央", "level": "nation"},
            ),
        ),
    )


def _bodies_of_places() -> tuple[Rule, ...]:
    """Rules for bodies that begin with a place, the state, or the kind of a place."""
    return (
        Rule(
            name="of a place",
            starts=f"中共|{starts_of(chinese_places())}",
            pattern="(?:中共)?(?P<place>{place})"
            "(?:{party_committee}|{inside}{0,14}?{ending}{office_of_government})",
            make=_of_place,
            example=Example(
                "中共云南省委办公厅",
                "general office of the Yunnan provincial Party committee",
                {
                    "quote": "中共云南省委办公厅",
                    "level": "province",
                    "place": "云南省",
                },
            ),
        ),
        Rule(
            name="of the state",
            starts="国家|中央|中国|中华|全国|中共",
            pattern="(?:国家|中央|中国|中华人民共和国|全国|中共)(?!级)"
            "{inside}{0,14}?{ending}",
            make=always(NATIONAL),
            example=Example(
                "国家信息化领导小组",
                "State Informatization Leading Group",
                {
                    "quote": "国家信息化领导小组",
                    "level": "nation",
                    "kind": "body",
                },
            ),
        ),
        Rule(
            name="of a kind of place",
            starts="[我本全][省市县区州旗镇乡自]|[省市县区州旗镇乡]|自治",
            pattern="(?<!城)"
            "(?P<local>[我本全]?(?:[省市县区州旗镇乡](?![场民域块别间])|自治区)级?)"
            "(?:{party_committee}|{inside}{0,10}?{ending}{office_of_government})",
            make=_of_level,
            example=Example(
                "下设市政府信息化工作办公室",
                "under it the informatization office of the city government",
                {
                    "quote": "市政府信息化工作办公室",
                    "level": "city",
                    "place": "",
                },
            ),
        ),
    )


COLLECTIVES = (
    Rule(
        name="all of a kind",
        starts="各|地方|有关|所有|人民",
        pattern="(?:各级|地方各级|地方|各地方|各有关|有关|各|所有|人民)"
        "(?:党委|人民政府|政府(?:机构|部门)?|人大|政协|党政机关"
        r"|[\u4e00-\u9fff]{0,2}部门|地区|部委|政务机关)",
        make=always(COLLECTIVE),
        example=Example(
            "各有关部门", "all departments concerned", {"quote": "各有关部门"}
        ),
    ),
    Rule(
        name="parts of an organ",
        starts="党委|人大|政府|政协",
        pattern="(?:党委|人大|政府|政协)(?:办(?![公理法事])|部门)",
        make=always(COLLECTIVE),
        example=Example(
            "政府部门", "government departments", {"quote": "政府部门"}
        ),
    ),
    Rule(
        name="organ in a list",
        starts="人大|人民|政府|政协|党组",
        pattern="(?<=[委大府协][、和])(?:人大|人民政府|政府|政协|党组)"
        "(?![部机职工采信网服投公管])",
        make=always(COLLECTIVE),
        example=Example(
            "各级党委、政府",
            "Party committees and governments at all levels",
            [{"quote": "各级党委"}, {"quote": "政府"}],
        ),
    ),
    Rule(
        name="departments of a level",
        starts="副[省市县区]|[省市县区]级",
        pattern=r"副?[省市县区]级(?:以[上下])?[\u4e00-\u9fff]{0,2}部门",
        make=always(COLLECTIVE),
        example=Example(
            "副省级以上政务部门",
            "departments at and above the vice-provincial level",
            {"quote": "副省级以上政务部门"},
        ),
    ),
    Rule(
        name="kind of department",
        starts="业务|职能|主管|相关|不同|同级",
        pattern="(?:业务|职能|主管|相关|不同|同级)部门",
        make=always(COLLECTIVE),
        example=Example(
            "职能部门", "functional departments", {"quote": "职能部门"}
        ),
    ),
)

# A leading group that no rule above took whole, and the words its name can't hold.
GROUP_RE = re.compile("(?:领导|协调|工作)小组(?:办公室)?")
HAN_RE = re.compile(r"[\u4e00-\u9fff]*$")
LEAD_IN_RE = re.compile(
    "[的了和与及在由将对向为是把被要从到就报]|成立|建立|负责|简称|协助"
)


@lru_cache
def grammar() -> Grammar:
    """Return the grammar of institutions."""
    rules = [*_known_bodies(), *_bodies_of_places(), *COLLECTIVES]
    return Grammar(rules, _pieces())


def find_institutions(docs: pd.DataFrame) -> pd.DataFrame:
    """Find institutions: ministries, governments, offices, leading groups, collectives.

    Returns findings in the order of the texts. Columns:
    level: nation, province, city, county or township; all for collectives; empty where
        the name does not tell
    place: the known place it begins with, else empty
    kind: body, or collective such as 各部门 (all departments)

    Raises `DataError` where *docs* is no frame of documents.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["云南省人民政府办公厅和财政部"]})
    >>> find_institutions(docs)[["quote", "level"]].values.tolist()  # Yunnan, Finance
    [['云南省人民政府办公厅', 'province'], ['财政部', 'nation']]
    """
    return make(docs, _find, dict.fromkeys(Institution._fields, "str"))


def _find(document: Document) -> Iterator[tuple]:
    """Yield the institutions of one text; of two that overlap, the first counts."""
    text = document["text"]
    passages = list(_passages(text))
    taken = {passage.end for passage in passages}
    passages += _leading_groups(text, taken)
    done = 0
    for start, end, institution in sorted(passages):
        if start >= done:
            yield start, end, *institution
            done = end


def _passages(text: str) -> Iterator[Passage]:
    """Yield what the rules find."""
    for found in grammar().run(text):
        yield Passage(found.start, found.end, found.record)


def _leading_groups(text: str, taken: set[int]) -> Iterator[Passage]:
    """Yield the leading groups that don't end where an institution does already."""
    for found in GROUP_RE.finditer(text):
        if found.end() not in taken:
            start = _name_start(text, found.start())
            yield Passage(start, found.end(), UNKNOWN_LEVEL)


def _name_start(text: str, group_start: int) -> int:
    """Where the name of a leading group begins: after the last word it can't hold."""
    earliest = max(group_start - LEAD_IN_CHARS, 0)
    before = HAN_RE.search(text[earliest:group_start])[0]
    name = LEAD_IN_RE.split(before)[-1]
    return group_start - len(name)
