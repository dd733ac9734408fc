"""Tell of which place an institution is whose name does not say so.

市政府 (the city government) is that of the city whose document it is; in a list that
begins 省发展改革委、财政厅 the finance department is the province's as well. A level below
that of the document's own place, without a name before it (镇人民政府 in a city's notice),
is no body but all of that kind.

The own place of a document is the first that its head names, a body of the centre counting
as the nation; without one, that of its last lines. Nothing here reads the letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.gazetteers import one_of, words
from egov_lib.find.names.places import chinese_places, level_of
from egov_lib.read.corpus import read_table

RANKS = {"nation": 0, "province": 1, "city": 2, "county": 3, "township": 4}
MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
HEAD_CHARS = 300  # of a document, in which its own place is named
FOOT_CHARS = 200  # of its end, where the signature is
LONGEST_TOWN = 4  # characters of the name of a town before 镇

HAN = "\u4e00-\u9fff"
KIND = "省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|自治州|地区|市|州|盟"
PART_RE = re.compile(
    rf"[{HAN}]{{1,8}}?(?:自治县|自治旗|[县区旗市]|镇|乡|街道)"
)
ZONE_RE = re.compile("(?:开发|高新|新|园|保税|示范|经济|度假|试验|贸|管理)区")
TOWN_RE = re.compile("[镇乡](?:人民政府|政府|党委)|街道|社区|[居村]委会")
NO_RANK_RE = re.compile(
    "(?:公司|集团|大学|(?<!科)学院|军区|煤矿|(?<!人民)银行$|农发行|国开行|纪念馆|卫生院|协会|商会|学会|交易所|研究院|促进会|企业家?联合会|(?:央视|人民|新华)网$)"
    "|(?:开发|高新|新|保税|示范|合作|试验)区(?:管委会|管理委员会|党工委)"
)
INSTITUTE_RE = re.compile(
    "(?:研究院|研究所)$"
)  # of the province whose 省 it has
COUNTY_RE = re.compile(rf"[{HAN}]{{1,6}}?(?:县|市|区|旗)")
OF_PROVINCE_RE = re.compile(
    "(?:海关|分行|(?<![市州盟区])中心支行|专员办|营业管理部)$"
)
OF_CITY_RE = re.compile("[市州盟区]中心支行$")  # 人行济源市中心支行
# What may be between two members of a list: a mark, or the office in the first of them.
LISTED_RE = re.compile(
    "(?:原?(?:[副第一常务]{0,3})(?:常委|委员|书记|主任|[省市县区厅局处科部]长))?"
    r"[、，,和及与\s（()）：:；;]{0,4}"
)
WORDS_BEFORE_TOWN_RE = re.compile(
    "[的了和与及在将对向为是把被要从到就由等并或而请按以于有各该经省市县区旗报送给]"
)


class Mention(NamedTuple):
    """How an institution is named.

    head: nation; place (begins with a known place); branch (of a body of the centre, in a
        place); local (begins with the kind of its place); shared (named like a body of the
        centre and like a department); bare (a department alone); zone, group, defined;
        or collective
    place: the place it begins with, or the word for its kind
    """

    head: str
    place: str = ""


class Body(NamedTuple):
    """What is told of an institution.

    of_place: the whole name of its place, as far as list or document tell
    """

    level: str
    place: str
    kind: str
    of_place: str = ""
    year: int | None = None


ALL_BODIES = Body("all", "", "collective")


class Region(NamedTuple):
    """A place with those it is in: level -> name with its kind, and the lowest level."""

    level: str
    names: dict[str, str]

    def name_of(self, level: str) -> str:
        """The place of this level, written with the place it is in."""
        if level != self.level:
            return self.names.get(level, "")
        return "".join(self.names.values())


# Heads of bodies that are the document's own, or part of one that was named before
OF_DOCUMENT = frozenset({"defined", "division"})
ALL_CONGRESSES_RE = re.compile("各级(?:人大|人民代表大会)常")

NOWHERE = Region("", {})
NATION = Region("nation", {})


@lru_cache
def county_names() -> frozenset[str]:
    """The names of counties, districts and cities of county level."""
    return frozenset(words("counties"))


@lru_cache
def _county_sizes() -> tuple[int, ...]:
    return tuple(sorted({len(name) for name in county_names()}, reverse=True))


@lru_cache
def _known_re() -> re.Pattern:
    """A place on our list with its kind, and what may be below it."""
    known = one_of(chinese_places())
    return re.compile(rf"(?P<name>{known})(?P<kind>{KIND})?")


@lru_cache
def _full_names() -> dict[str, str]:
    """The known places with their kind: 凉山 -> 凉山彝族自治州, a prefecture of the Yi."""
    places = read_table("places")
    return dict(zip(places["name"], places["full_name"]))


@lru_cache
def _provinces() -> frozenset[str]:
    return frozenset(words("places", level="province"))


def region_of(written: str) -> Region:
    """Read a place as it is written, from the top down.

    >>> region_of("重庆市黔江区").names  # Qianjiang District of Chongqing
    {'province': '重庆市', 'county': '黔江区'}
    """
    known = _known_re().match(written)
    if known is None:
        return _below(written, {})
    name = known["name"]
    is_province = name in _provinces()
    names = {"province" if is_province else "city": _full_names()[name]}
    rest = written[known.end() :]
    if is_province:
        second = _known_re().match(rest)
        if second and second["kind"]:
            names["city"] = _full_names()[second["name"]]
            rest = rest[second.end() :]
    return _below(rest, names)


def _below(rest: str, names: dict[str, str]) -> Region:
    """Add the county and town that are written after a city."""
    for part in PART_RE.findall(rest):
        level = _level_below(part)
        names.setdefault(level, part)
    lowest = list(names)[-1] if names else ""
    return Region(lowest, names)


def _level_below(part: str) -> str:
    """The level of a place below the province; a zone has none."""
    if ZONE_RE.search(part) and part not in county_names():
        return ""
    if part.endswith("街道"):
        return "township"
    if part in county_names():
        return "county"
    return level_of(part, "county")


def widen_left(text: str, start: int, mention: Mention) -> tuple[int, Mention]:
    """Take the name of the county or town in front of 区政府 or 镇政府 into the institution."""
    if mention.head != "local" or mention.place[0] in "我本全":
        return start, mention
    kind_end = start + len(mention.place.removesuffix("级"))
    county = _county_before(text, kind_end)
    if county:
        return kind_end - len(county), Mention("place", county)
    if mention.place in {"镇", "乡", "街道"}:
        size = _town_before(text, start)
        if size:
            name = text[start - size : kind_end]
            return start - size, Mention("place", name)
    return start, mention


def _county_before(text: str, end: int) -> str:
    """The longest known county whose name ends here; one of two characters must be alone."""
    known = county_names()
    for size in _county_sizes():
        name = text[max(end - size, 0) : end]
        if name not in known or len(name) != size:
            continue
        before = text[max(end - size - 1, 0) : end - size]
        if size > 2 or _stands_alone_after(before):
            return name
    return ""


def _counties_at_end(name: str) -> set[str]:
    """The known counties with which a name ends, or which it is."""
    ends = {name[at:] for at in range(len(name) - 2)}
    return {end for end in ends if end in county_names()}


def _stands_alone_after(before: str) -> bool:
    """Whether a name begins after this character: no Chinese one, or that of a larger place."""
    return not re.match(f"[{HAN}]", before) or before in "省市州"


def _town_before(text: str, start: int) -> int:
    """How many characters before 镇 are its name: up to a mark or a word no name holds."""
    for size in range(LONGEST_TOWN + 1):
        before = text[start - size - 1 : start - size] if start > size else ""
        is_han = re.match(f"[{HAN}]", before) is not None
        if not is_han or WORDS_BEFORE_TOWN_RE.match(before):
            return size
    return 0


class Resolver:
    """Tells level and place of the institutions of one text, asked from left to right."""

    def __init__(
        self,
        text: str,
        found: Sequence[tuple[int, int, Mention]],
        year: int | None,
    ) -> None:
        """Keep the text, and find whose document it is."""
        self.text = text
        self.year = year
        self.own = own_region(text, found)
        self.named: dict[
            str, str
        ] = {}  # level -> the place last named of that level
        self.counties: set[str] | None = None  # those named, once asked for
        self.on_congresses: bool | None = None
        self.last_end = -1
        self.last = Body("", "", "body")

    def resolve(self, start: int, end: int, mention: Mention) -> Body:
        """Tell the level, the place and the kind of the next institution."""
        if mention.head == "collective":
            return ALL_BODIES
        body = self._resolve(start, self.text[start:end], mention)
        if body.kind == "body":
            self.last_end, self.last = end, body
        return body

    def _resolve(self, start: int, quote: str, mention: Mention) -> Body:
        head = mention.head
        if head == "nation":
            return Body("nation", "", "body", year=self.year)
        if head in {"place", "branch"}:
            return self._of_place(quote, mention.place)
        if head == "local":
            return self._of_kind(quote, mention.place)
        return self._of_context(start, quote, mention)

    def _of_place(self, quote: str, written: str) -> Body:
        region = region_of(written)
        level = region.level
        for rank, name in region.names.items():
            self.named[rank] = name
        if OF_PROVINCE_RE.search(quote):
            level = "province"
        elif OF_CITY_RE.search(quote):
            level = "city"
        elif quote.endswith("支行"):
            level = level or "county"
        elif TOWN_RE.search(quote):
            level = "township"
        elif NO_RANK_RE.search(quote):
            level = ""
        return Body(
            level, written, "body", region.name_of(region.level), self.year
        )

    def _of_kind(self, quote: str, word: str) -> Body:
        """A body of a kind of place that is not named, as 市 (city) in 市政府."""
        level = self._level_of_kind(word)
        if self._is_below_own(level) and level not in self.named:
            return self._one_of_many(level)
        has_no_rank = NO_RANK_RE.search(quote)
        if has_no_rank and not INSTITUTE_RE.search(quote):
            level = ""
        of_place = self.own.name_of(level) or self.named.get(level, "")
        return Body(level, "", "body", of_place, self.year)

    def _one_of_many(self, level: str) -> Body:
        """A body of a level of which there are many here: all of them, unless one is named."""
        county = self._only_county() if level == "county" else ""
        kind = "body" if county else "collective"
        return Body(level, "", kind, county, self.year)

    def _is_below_own(self, level: str) -> bool:
        """Whether a level is below that of the document's own place."""
        own = self.own.level
        return own in RANKS and RANKS.get(level, 0) > RANKS[own]

    def _only_county(self) -> str:
        """The county that a text names, if it names no other."""
        if self.counties is None:
            written = COUNTY_RE.findall(self.text)
            self.counties = set().union(*map(_counties_at_end, set(written)))
        return min(self.counties) if len(self.counties) == 1 else ""

    def _level_of_kind(self, word: str) -> str:
        """The level of 市 (city) and the like, in the document of this place."""
        kind = word.lstrip("我本全").removesuffix("级")
        if kind == "市":
            if self.own.names.get("province", "").startswith(MUNICIPALITIES):
                return "province"
            if self.own.level == "county" and self.own.names[
                "county"
            ].endswith("市"):
                return "county"
        if kind == "街道":
            return "township"
        return level_of(kind, "city")

    def _is_on_congresses(self) -> bool:
        """Whether a text makes rules for the congresses of every level."""
        if self.on_congresses is None:
            self.on_congresses = (
                ALL_CONGRESSES_RE.search(self.text) is not None
            )
        return self.on_congresses

    def _of_context(self, start: int, quote: str, mention: Mention) -> Body:
        """Of the place of the list before it, else of the document's own."""
        between = self.text[max(self.last_end, 0) : start]
        is_listed = self.last_end >= 0 and LISTED_RE.fullmatch(between)
        own_is_unknown = self.own is NOWHERE and mention.head in OF_DOCUMENT
        if (is_listed or own_is_unknown) and self.last.level:
            near = self.last
        else:
            own = self.own.level
            near = Body(own, "", "body", self.own.name_of(own))
        level = near.level
        if quote == "人大常委会" and self._is_on_congresses():
            return Body("all", "", "collective")
        if mention.head == "zone":
            return Body("", "", "body", near.of_place, self.year)
        if mention.head == "shared":
            level = level or "nation"
        elif mention.head == "bare" and level == "nation":
            return Body("all", "", "collective")
        elif not level and "厅" in quote[-1:]:
            level = "province"
        if NO_RANK_RE.search(quote):
            level = ""
        return Body(level, "", "body", near.of_place, self.year)


def own_region(text: str, found: Sequence[tuple[int, int, Mention]]) -> Region:
    """Return the place whose document this is, or the nation; `NOWHERE` if nothing tells."""
    named = _first_region(text, 0, HEAD_CHARS, found)
    if named is NOWHERE:
        return _first_region(text, len(text) - FOOT_CHARS, len(text), found)
    return named


def _first_region(
    text: str, start: int, end: int, found: Sequence[tuple[int, int, Mention]]
) -> Region:
    """Return the first place, or the nation by its body, between two places of the text."""
    start = max(start, 0)
    inside = [(at, one) for at, _, one in found if start <= at < end]
    nation_at = len(text)
    for at, mention in inside:
        if mention.head in {"nation", "shared"}:
            nation_at = at
            break
    first = _first_place(text, start, min(end, nation_at), inside)
    if first and first[0] <= nation_at:
        return region_of(first[1])
    return NATION if nation_at < len(text) else NOWHERE


def _first_place(
    text: str, start: int, end: int, inside: list[tuple[int, Mention]]
) -> tuple[int, str] | None:
    """Where the first place is and its name: of a body's name in *inside*, or one that is known."""
    first = None
    for at, mention in inside:
        if mention.head == "place":
            first = at, mention.place
            break
    known = _known_re().search(text, start, end)
    is_place = known and known["kind"]
    if is_place and (first is None or known.start() < first[0]):
        return known.start(), known[0] + _county_behind(text, known.end())
    return first


def _county_behind(text: str, start: int) -> str:
    """The county whose name begins here, right behind that of its city; '' for none."""
    below = re.match(rf"(?:{PART_RE.pattern})?", text[start:])[0]
    return below if below in county_names() else ""
