"""Find places: provinces and cities, what is named below them, countries, and 我市 (our city).

Provinces and cities of prefecture level are known by name (`places.csv`, the codes of
2006 with some later names). Names of counties and below are known only after a city, or
by their ending after one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from egov_lib.find.gazetteers import one_of, openings_of, words
from egov_lib.find.rules import Example, Grammar, Rule
from egov_lib.findings import Document, make
from egov_lib.read.corpus import read_table

# The ends of names of places, from the highest level down; 自治区 is tried before 区.
LEVEL_ENDS = {
    "world": ("世界", "全球"),
    "nation": ("国",),
    "province": ("省", "自治区", "直辖市", "特别行政区"),
    "city": ("市", "州", "盟", "地区"),
    "county": ("县", "区", "旗"),
    "township": ("乡", "镇"),
}


class Place(NamedTuple):
    """What is said of a place: its level, and whether it is on our list."""

    level: str
    known: bool


@lru_cache
def levels_of_names() -> dict[str, str]:
    """The known places, name -> level."""
    places = read_table("places")
    return dict(zip(places["name"], places["level"]))


@lru_cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(words("places", ordinary_word=True))


def chinese_places() -> tuple[str, ...]:
    """List the names of provinces and cities."""
    return words("places", level="province") + words("places", level="city")


def level_of(name: str, default: str = "") -> str:
    """Return the level of a place by the end of its name; *default* where it tells none.

    >>> level_of("我市"), level_of("自治区"), level_of("县级")  # our city, region, county's
    ('city', 'province', 'county')
    """
    name = name.removesuffix("级")
    for level, ends in LEVEL_ENDS.items():
        if name.endswith(ends):
            return level
    return default


def _make_known(match: re.Match, _: object) -> Place | None:
    """Make a place of a name on our list, perhaps with counties and villages behind it."""
    name, below = match["name"], match["below"]
    if name in _ordinary_words() and not match["kind"]:
        return None
    if not below:
        return Place(levels_of_names()[name], True)
    level = "county" if below.endswith(LEVEL_ENDS["county"]) else "township"
    return Place(level, True)


def _make_country(match: re.Match, _: object) -> Place:
    return Place(levels_of_names()[match[0]], False)


def _make_by_end(match: re.Match, _: object) -> Place:
    return Place(level_of(match[0]), False)


PIECES = {
    "ending": "省|市(?!场|级|民|委|值|政府)|自治州|州|地区|盟"
    "|(?:壮族|回族|维吾尔)?自治区|特别行政区",
    # 巴东县官渡口镇马鬃山村: Badong county, Guandukou town, Mazongshan village
    "below": r"(?:[\u4e00-\u9fff](?<![的了和与及在等省市县区])){1,4}?"
    "(?:县(?!级|委)|(?<![军地治])区(?!域|委|别|块)|旗(?!下)|镇|乡(?!村|市)|村)",
}
EVERYWHERE = (
    Rule(
        name="our own",
        starts="[我全本][国省市县区州自]",
        pattern="[我全本](?:国|省|市|县|区|州|自治区)(?!际|民|务|场|域|长|委)",
        make=_make_by_end,
        example=Example(
            "我市", "our city", {"quote": "我市", "level": "city"}
        ),
    ),
    Rule(
        name="autonomous region",
        starts="自治",
        pattern="(?<!治)自治区(?!党)",
        make=_make_by_end,
        example=Example(
            "推动自治区发展",
            "help the autonomous region develop",
            {"quote": "自治区", "level": "province"},
        ),
    ),
    Rule(
        name="every",
        starts="各[省市县区州]",
        pattern="各(?:省|市|县|区|州)(?!级|委|长)",
        make=_make_by_end,
        example=Example(
            "各省", "every province", {"quote": "各省", "level": "province"}
        ),
    ),
    Rule(
        name="world",
        starts="世界|全球",
        pattern="世界(?![贸银卫杯大博])|全球",
        make=_make_by_end,
        example=Example(
            "当今世界发展",
            "the world develops today",
            {"quote": "世界", "level": "world"},
        ),
    ),
    Rule(
        name="several levels",
        starts="副省|[省地州区县市][市县]",
        pattern="副省级城市|省市(?!长|级|场)|区县|市县(?!级)|县市(?!级)|州市|地市(?!级)",
        make=_make_by_end,
        example=Example(
            "延伸到区县",
            "reach down to districts and counties",
            {"quote": "区县", "level": "county"},
        ),
    ),
)


@lru_cache
def grammar() -> Grammar:
    """Return the grammar of places, which begins with those on our list."""
    known = chinese_places()
    countries = words("places", level="world") + words(
        "places", level="nation"
    )
    on_our_list = (
        Rule(
            name="known",
            starts=openings_of(known),
            pattern="(?P<name>{known})(?P<kind>{ending})?(?P<below>(?:{below})*)",
            make=_make_known,
            example=Example(
                "湖北省巴东县官渡口镇马鬃山村",
                "Mazongshan village in Hubei",
                {"quote": "湖北省巴东县官渡口镇马鬃山村", "level": "township"},
            ),
        ),
        Rule(
            name="country",
            starts=openings_of(countries),
            pattern="{country}",
            make=_make_country,
            example=Example(
                "与东盟合作",
                "cooperate with ASEAN",
                {"quote": "东盟", "level": "world"},
            ),
        ),
    )
    names = {"known": one_of(known), "country": one_of(countries)}
    return Grammar([*on_our_list, *EVERYWHERE], PIECES | names)


def find_places(docs: pd.DataFrame) -> pd.DataFrame:
    """Find places: known ones, what is named below them, countries, and 我市 (our city).

    Returns findings in the order of the texts. Columns:
    level: world, nation, province, city, county or township
    known: True for a name on our list of provinces and cities of prefecture level

    Raises `DataError` where *docs* is no frame of documents.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["湖北省巴东县和我市"]})
    >>> find_places(docs)[["quote", "level"]].values.tolist()  # a county in Hubei, our city
    [['湖北省巴东县', 'county'], ['我市', 'city']]
    """
    return make(docs, _find, {"level": "str", "known": "bool"})


def _find(document: Document) -> Iterator[tuple]:
    for found in grammar().run(document["text"]):
        yield found.start, found.end, *found.record
