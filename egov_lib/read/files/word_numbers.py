"""The numbers that Word makes by itself: 一、 （一） 1. in front of paragraphs.

A paragraph says which list it belongs to and at which level, or its style does; the list says how
the number of each level looks. Here the paragraphs are counted as Word counts them, so that the
text reads as it looks on the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from egov_lib.read.files.numbering import DECIMAL, number_text

LEVELS = 9
BULLET = "bullet"
NO_NUMBER = "none"
PLACE_RE = re.compile(r"%([1-9])")
WIDE_END = "、．）：〕】》"
MOST_STYLES = 20  # of a chain of styles, each based on the next


class Level(NamedTuple):
    """How the numbers of one level of a list look.

    way: of writing the number, a key of `numbering.WAYS`
    pattern: with %1 for the number of the first level
    start: the first number
    restart: after which level it begins anew, from 1; 0 for never, None for any above
    in_digits: whether numbers of other levels are written in digits in it
    gap: between the number and the text
    style: of the paragraphs that have this level
    """

    way: str = DECIMAL
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    in_digits: bool = False
    gap: str = "tab"
    style: str = ""


class Place(NamedTuple):
    """Where a paragraph is in the lists: the list, and the level from 0."""

    list_id: str
    level: int


@dataclass
class Numbers:
    """Counts the paragraphs of a document.

    lists: the levels of each list, by its id
    counts_with: the definition that lists share, and with it their counters
    by_style: the place that a style of paragraphs gives
    """

    lists: Mapping[str, list[Level]]
    counts_with: Mapping[str, str]
    restarted: set[str]
    by_style: Mapping[str, Place]
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next_number(self, place: Place) -> str:
        """Count a paragraph, and return its number as Word shows it; '' for none."""
        levels = self.lists.get(place.list_id)
        if not levels or not 0 <= place.level < len(levels):
            return ""
        counters = self._count(place, levels)
        level = levels[place.level]
        if level.way == NO_NUMBER:
            text = PLACE_RE.sub("", level.pattern)
            return _with_gap(text, level)
        if level.way == BULLET:
            return "• "

        def number_of(match: re.Match) -> str:
            other = int(match[1]) - 1
            number = counters[other]
            if number is None:
                number = levels[other].start
            if level.in_digits and other != place.level:
                return number_text(number, DECIMAL)
            return number_text(number, levels[other].way)

        text = PLACE_RE.sub(number_of, level.pattern)
        return _with_gap(text, level)

    def _count(self, place: Place, levels: list[Level]) -> list[int | None]:
        """Count on at a level; the levels below it begin anew."""
        shared = self.counts_with.get(place.list_id, place.list_id)
        counters = self.counters.setdefault(shared, [None] * LEVELS)
        at = place.level
        is_begun = place.list_id in self.begun
        if place.list_id in self.restarted and not is_begun:
            counters[at:] = [None] * (LEVELS - at)
        self.begun.add(place.list_id)
        before = counters[at]
        if before is None:
            counters[at] = levels[at].start
        else:
            counters[at] = before + 1
        for lower in range(at + 1, len(levels)):
            restart = levels[lower].restart
            if restart is None or at < restart:
                counters[lower] = None
        return counters


def _with_gap(number: str, level: Level) -> str:
    """Put a blank between number and text, as Word's tab looks, but not after a wide mark."""
    if not number or level.gap == "nothing" or number[-1] in WIDE_END:
        return number
    return number + " "


# --- reading the parts ----------------------------------------------------------------------------


def read_numbers(numbering: Any, styles: Any) -> Numbers:
    """Read the lists of a document from its parts numbering.xml and styles.xml, or None."""
    definitions = {}
    linked: dict[str, list[Level]] = {}  # by the style that names them
    counts_with = {}
    lists = {}
    restarted = set()
    for node in _children(numbering, "abstractNum"):
        levels = [_level(level) for level in _children(node, "lvl")]
        link = value(child(node, "styleLink")) or value(
            child(node, "numStyleLink")
        )
        if levels and link:
            linked[link] = levels
        definition_id = value(node, "abstractNumId")
        definitions[definition_id] = levels or linked.get(link, [])
    for node in _children(numbering, "num"):
        list_id = value(node, "numId")
        shared = value(child(node, "abstractNumId"))
        levels = list(definitions.get(shared, ()))
        for override in _children(node, "lvlOverride"):
            if _override(override, levels):
                restarted.add(list_id)
        lists[list_id] = levels
        counts_with[list_id] = shared
    by_style = _places_of_styles(styles, lists)
    return Numbers(lists, counts_with, restarted, by_style)


def _level(node: Any) -> Level:
    restart = child(node, "lvlRestart")
    start = value(child(node, "start"))
    return Level(
        way=_way(node),
        pattern=value(child(node, "lvlText")),
        start=_whole(start, 1),
        restart=None if restart is None else _whole(value(restart), 0),
        in_digits=is_on(child(node, "isLgl")),
        gap=value(child(node, "suff")) or "tab",
        style=value(child(node, "pStyle")),
    )


def _way(node: Any) -> str:
    """Return the way a level writes numbers; of one that old Words don't know, the fallback."""
    found = [
        value(part) for part in node.iter() if local_name(part) == "numFmt"
    ]
    return next((way for way in found if way and way != "custom"), DECIMAL)


def _override(node: Any, levels: list[Level]) -> bool:
    """Change a level as a list wants it; return whether the list begins to count anew."""
    number = _whole(value(node, "ilvl"), 0)
    if not 0 <= number < len(levels):
        return False
    own = child(node, "lvl")
    if own is not None:
        levels[number] = _level(own)
    start = child(node, "startOverride")
    if start is not None:
        first = _whole(value(start), 1)
        levels[number] = levels[number]._replace(start=first)
    return start is not None


def _places_of_styles(styles: Any, lists: Mapping[str, list[Level]]) -> dict:
    """Return the place in the lists that each style of paragraphs gives."""
    nodes = {
        value(node, "styleId"): node for node in _children(styles, "style")
    }
    places = {}
    for style in nodes:
        place = _place_of_style(style, nodes)
        if place is not None:
            places[style] = place
    for list_id, levels in lists.items():
        for number, level in enumerate(levels):
            place = places.get(level.style)
            if not level.style or place is None:
                continue
            if place.list_id == list_id:
                places[level.style] = Place(list_id, number)
    return places


def _place_of_style(style: str, nodes: Mapping[str, Any]) -> Place | None:
    for _ in range(MOST_STYLES):
        node = nodes.get(style)
        if node is None:
            return None
        properties = child(node, "pPr")
        numbered = None if properties is None else child(properties, "numPr")
        if numbered is not None:
            return place_of(numbered)
        style = value(child(node, "basedOn"))
    return None


def place_of(numbered: Any) -> Place:
    """Return the place that a `numPr` states; the list 0 means no number."""
    return Place(
        value(child(numbered, "numId")),
        _whole(value(child(numbered, "ilvl")), 0),
    )


# --- nodes ----------------------------------------------------------------------------------------


def local_name(node: Any) -> str:
    """Return the name of an element without its namespace: both editions of Word's have two."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def child(node: Any, name: str) -> Any:
    """Return the first child of that name, or None."""
    return next(iter(_children(node, name)), None)


def _children(node: Any, name: str) -> list[Any]:
    if node is None:
        return []
    return [found for found in node if local_name(found) == name]


def value(node: Any, name: str = "val") -> str:
    """Return an attribute of an element, whatever its namespace; '' for none."""
    if node is None:
        return ""
    for key, text in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return text
    return ""


def is_on(node: Any) -> bool:
    """Whether a property is there and not switched off."""
    return node is not None and value(node) not in (
        "0",
        "false",
        "off",
        "none",
    )


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise
