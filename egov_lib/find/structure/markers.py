"""How official documents number their parts: the styles of markers and their ranks.

Documents number by rule: 一、 holds （一）, that holds 1., and that holds （1）. Laws count
编 (part), 章 (chapter), 节 (section) and 条 (article). Speeches count 一是 (one is) and
第一 (first) inside a paragraph. A style is named after the marker it begins with.

The same style looks different at the start of a line, inside a paragraph, and in a text
that lost its line breaks, where less can be trusted: hence three tables of rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.numerals import small_number
from egov_lib.find.rules import Example, Grammar, Rule

N = "一二三四五六七八九十百零〇"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# From the widest style to the narrowest.
STYLES = (
    "编",
    "章",
    "节",
    "条",
    "一、",
    "（一）",
    "1.",
    "1.1",
    "1.1.1",
    "1.1.1.1",
    "（1）",
    "①",
    "——",
    "一是",
)
RANK = {style: rank for rank, style in enumerate(STYLES)}

PIECES = {
    "n": f"[{N}]",
    "number": rf"[{N}\d]{{1,6}}",
    # 第三条　为了 is a heading; 第三条的规定, "what article 3 says", is none.
    "new_words": r"(?=\s|[^款项、，和至的及规第])",
    "pause": r"[。；：，]\s?",
}


class Marker(NamedTuple):
    """A marker: its style, and where it starts and ends."""

    style: str
    start: int
    end: int


def _style(style: str) -> Callable[[re.Match, object], Marker]:
    """What a rule for markers of this style makes: the whole match is the marker."""
    return lambda match, _: Marker(style, *match.span())


def _item(style: str) -> Callable[[re.Match, object], Marker]:
    """The same inside a paragraph, where a mark comes before the marker."""
    return lambda match, _: Marker(style, *match.span("marker"))


def _decimal(match: re.Match, _: object) -> Marker:
    """What a rule for decimal markers makes: the style tells how deep 1.1.1 is."""
    depth = match[0].count(".")
    return Marker("1" + ".1" * depth, *match.span())


AT_LINE_START = (
    Rule(
        name="part",
        starts="第",
        pattern=r"第{number}[编篇](?=\s|$)",
        make=_style("编"),
        example=Example(
            "第一编　总则", "Part One: General provisions", {"quote": "第一编"}
        ),
    ),
    Rule(
        name="chapter",
        starts="第",
        pattern="第{number}章(?![程节])",
        make=_style("章"),
        example=Example(
            "第二章　职责", "Chapter Two: Duties", {"quote": "第二章"}
        ),
    ),
    Rule(
        name="section",
        starts="第",
        pattern="第{number}节(?![能约])",
        make=_style("节"),
        example=Example(
            "第三节　网络", "Section Three: Networks", {"quote": "第三节"}
        ),
    ),
    Rule(
        name="article",
        starts="第",
        pattern="第{number}条(?:之{n})?{new_words}",
        make=_style("条"),
        example=Example(
            "第四条之一　本法所称信息",
            "Article 4-1: Information in this law means",
            {"quote": "第四条之一"},
        ),
    ),
    Rule(
        name="first level",
        starts=f"[{N}]",
        pattern=rf"{{n}}{{1,4}}(?:、|\.(?!\d)|\s?，(?=[^{N}]))",
        make=_style("一、"),
        example=Example(
            "一、总体要求", "1. General requirements", {"quote": "一、"}
        ),
    ),
    Rule(
        name="second level",
        starts="[（㈠-㈩]",
        pattern=r"（\s?{n}{1,4}\s?）、?|[㈠-㈩]",
        make=_style("（一）"),
        example=Example(
            "（二）工作目标", "(2) Goals of the work", {"quote": "（二）"}
        ),
    ),
    Rule(
        name="decimal",
        starts="[0-9][0-9.]",
        # 2.5亿元 (250 million yuan) and 3.2% are values.
        pattern=r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?![\d.])"
        r"(?!\s?(?:[%％‰万亿元个人年月日倍千百公平吨米度版小～-]|至|到))(?=\s|[\u4e00-\u9fff“《（])",
        make=_decimal,
        example=Example(
            "1.1.2 编制依据", "1.1.2 Grounds of the plan", {"quote": "1.1.2"}
        ),
    ),
    Rule(
        name="third level",
        starts="[0-9]",
        pattern=r"[0-9]{1,2}\s?(?:\.(?!\d)|、)",
        make=_style("1."),
        example=Example(
            "3.加强领导", "3. Strengthen leadership", {"quote": "3."}
        ),
    ),
    Rule(
        name="fourth level",
        starts="[（⑴-⒇0-9]",
        pattern=r"（\s?\d{1,2}\s?）|[⑴-⒇]|[0-9]{1,2}）",
        make=_style("（1）"),
        example=Example(
            "（4）统筹规划", "(4) Plan as a whole", {"quote": "（4）"}
        ),
    ),
    Rule(
        name="circled",
        starts="[①-⑳]",
        pattern="[①-⑳]",
        make=_style("①"),
        example=Example("②内网", "(ii) the inner network", {"quote": "②"}),
    ),
    Rule(
        name="dash",
        starts="[—─―]",
        pattern=r"(?:——|──|――|—)(?![—\d])",
        make=_style("——"),
        example=Example(
            "——统一规划，加强领导。",
            "- Unified planning, stronger leadership.",
            {"quote": "——"},
        ),
    ),
    Rule(
        name="one is",
        starts=f"[{N}]",
        pattern="{n}{1,3}是(?![否不])",
        make=_style("一是"),
        example=Example(
            "一是整合资源。",
            "One is to integrate resources.",
            {"quote": "一是"},
        ),
    ),
    Rule(
        name="ordinal",
        starts="第",
        pattern="第{n}{1,3}(?:[，、]|是)",
        make=_style("一是"),
        example=Example(
            "第二，加强领导。", "Second, lead well.", {"quote": "第二，"}
        ),
    ),
    Rule(
        name="adverb",
        starts="[首其再最]",
        pattern="(?:首先|其次|再次|最后)，",
        make=_style("一是"),
        example=Example(
            "其次，要推进应用。", "Next, promote use.", {"quote": "其次，"}
        ),
    ),
)

# An item inside a paragraph comes after a mark, perhaps with a blank between.
ITEM_STARTS = rf"[。；：，][\s（\d①-⑳{N}第]"

IN_PARAGRAPH = (
    Rule(
        name="second level",
        starts=ITEM_STARTS,
        pattern="{pause}(?P<marker>（{n}{1,3}）)",
        make=_item("（一）"),
        example=Example(
            "解决以下问题。（一）坚持服务",
            "Solve these problems. (1) Keep serving",
            {"quote": "（一）"},
        ),
    ),
    Rule(
        name="third level",
        starts=ITEM_STARTS,
        pattern=r"{pause}(?P<marker>\d{1,2}\.(?![\d%]))",
        make=_item("1."),
        example=Example(
            "包括：1.内网",
            "It includes: 1. the inner network",
            {"quote": "1."},
        ),
    ),
    Rule(
        name="fourth level",
        starts=ITEM_STARTS,
        pattern=r"{pause}(?P<marker>（\d{1,2}）)",
        make=_item("（1）"),
        example=Example(
            "包括：（1）内网",
            "It includes: (1) the inner network",
            {"quote": "（1）"},
        ),
    ),
    Rule(
        name="circled",
        starts=ITEM_STARTS,
        pattern="{pause}(?P<marker>[①-⑳])",
        make=_item("①"),
        example=Example(
            "包括：①内网", "It includes: (i) the inner network", {"quote": "①"}
        ),
    ),
    Rule(
        name="first level",
        starts=ITEM_STARTS,
        pattern=rf"{{pause}}(?P<marker>{{n}}{{1,3}}、(?=[^{N}、]))",
        make=_item("一、"),
        example=Example(
            "构建和谐新乌海，一、认清形势",
            "Build a harmonious new Wuhai, 1. See the situation clearly",
            {"quote": "一、"},
        ),
    ),
    Rule(
        name="one is",
        starts=ITEM_STARTS,
        pattern="{pause}(?P<marker>{n}{1,3}是(?![否不]))",
        make=_item("一是"),
        example=Example(
            "关键是转变，一是要注重应用；",
            "Change is the key: one is to attend to use;",
            {"quote": "一是"},
        ),
    ),
    Rule(
        name="ordinal",
        starts=ITEM_STARTS,
        pattern="{pause}(?P<marker>第{n}{1,3}(?:[，、]|要|是))",
        make=_item("一是"),
        example=Example(
            "抓好以下工作：第一，要推进",
            "Do this work: first, to promote",
            {"quote": "第一，"},
        ),
    ),
)

IN_JOINED_LINES = (
    Rule(
        name="chapter",
        starts="第",
        pattern="{no_word}第{n}{1,4}章",
        make=_style("章"),
        example=Example(
            "通知如下：第一章总则",
            "is notified as follows: Chapter One: General provisions",
            {"quote": "第一章"},
        ),
    ),
    Rule(
        name="article",
        starts="第",
        pattern="{no_word}第{n}{1,6}条{new_words}",
        make=_style("条"),
        example=Example(
            "总则第一条　为了",
            "General provisions. Article 1: In order to",
            {"quote": "第一条"},
        ),
    ),
    Rule(
        name="first level",
        starts=f"[{N}][{N}、]",
        pattern=rf"{{no_word}}{{n}}{{1,3}}、(?=[^{N}、])",
        make=_style("一、"),
        example=Example(
            "通知如下。一、总体要求",
            "is notified as follows. 1. General requirements",
            {"quote": "一、"},
        ),
    ),
    Rule(
        name="second level",
        starts=f"（[{N}]",
        pattern="{no_word}（{n}{1,3}）(?![项款、和至])",
        make=_style("（一）"),
        example=Example(
            "总体要求（一）指导思想",
            "General requirements (1) Guiding thought",
            {"quote": "（一）"},
        ),
    ),
    Rule(
        name="third level",
        starts=r"\d[\d.、]",
        pattern=r"{no_word}(?<![\d.])\d{1,2}[.、](?![\d%])",
        make=_style("1."),
        example=Example(
            "指导思想1.统一规划",
            "Guiding thought 1. Unified planning",
            {"quote": "1."},
        ),
    ),
)
# In a text without line breaks, 第十一章 holds no 一章, 统一、 ends a word, and 之一、 is
# "one of".
PIECES["no_word"] = f"(?<![第{N}、和至及条章统单唯之同])"

DECIMALS = ("1.1", "1.1.1", "1.1.1.1")
DECIMAL_RE = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
# 2　组织体系: a chapter of a decimal outline
CHAPTER_RE = re.compile(r"(?P<number>\d{1,2})[\s\u3000]*(?=[\u4e00-\u9fff])")
MARKERS = Grammar(AT_LINE_START, PIECES)
ITEMS = Grammar(IN_PARAGRAPH, PIECES)


def match_marker(text: str) -> Marker | None:
    """Return the marker that a line begins with, or None.

    >>> match_marker("（一）指导思想")  # (1) Guiding thought
    Marker(style='（一）', start=0, end=3)
    """
    found = MARKERS.match(text, 0)
    if found is None:
        return None
    rule, match = found
    return rule.make(match, None)


def markers_of_lines(texts: list[str]) -> list[Marker | None]:
    """Return the marker that each line of a document begins with, or None.

    1.1 is a marker only where the document counts so: it has two such lines, and one of
    them is a first (2.1). There, a line 2　组织体系 that has a 2.1 below is one, too.
    """
    markers = [match_marker(text) for text in texts]
    decimal = {
        text[: marker.end]: marker
        for text, marker in zip(texts, markers)
        if marker and marker.style in DECIMALS
    }
    counts = len(decimal) > 1 and any(
        written.endswith(".1") for written in decimal
    )
    if not decimal:
        return markers
    chapters = (
        {written.partition(".")[0] for written in decimal} if counts else set()
    )
    for at, (text, marker) in enumerate(zip(texts, markers)):
        chapter = CHAPTER_RE.match(text)
        if chapter and chapter["number"] in chapters:
            markers[at] = Marker("1.", 0, chapter.end("number"))
        elif marker and marker.style in DECIMALS and not counts:
            markers[at] = None
    return markers


def item_places(text: str) -> list[int]:
    """Return where in a text an item inside a paragraph may begin, to spare most lines the rules.

    It begins with the mark before its marker.
    """
    return ITEMS.places_in(text)


def find_siblings(text: str, own: Marker) -> list[Marker]:
    """Return what follows a line's own marker in the same line: 二、 after 一、.

    >>> find_siblings("一、要求。要统一。二、任务。", Marker("一、", 0, 2))  # aims; tasks
    [Marker(style='一、', start=9, end=11)]
    """
    value = marker_value(text[own.start : own.end])
    siblings = []
    for rule, match in ITEMS.matches(text):
        marker = rule.make(match, None)
        is_next = marker_value(text[marker.start : marker.end]) == value + 1
        if marker.style == own.style and is_next:
            siblings.append(marker)
            value += 1
    return siblings


def find_lists(text: str) -> list[list[Marker]]:
    """Return the lists inside a paragraph, each as its markers.

    A list has two items or more and counts 1, 2, 3 …; what is out of turn is no marker.

    >>> find_lists("要点：一是应用；二是整合。")  # the points: one is use; two is integration
    [[Marker(style='一是', start=3, end=5), Marker(style='一是', start=8, end=10)]]
    """
    lists: dict[str, list[Marker]] = {}
    for rule, match in ITEMS.matches(text):
        marker = rule.make(match, None)
        items = lists.setdefault(rule.name, [])
        if marker_value(text[marker.start : marker.end]) == len(items) + 1:
            items.append(marker)
    return [items for items in lists.values() if len(items) > 1]


@lru_cache(maxsize=1000)
def marker_value(marker: str) -> int:
    """Return the value of a marker, 3 for （三） and ③; 0 where it has none."""
    if not marker:
        return 0
    if DECIMAL_RE.fullmatch(marker.strip()):
        return int(marker.strip().rpartition(".")[2])
    circled = CIRCLED.find(marker[0]) + 1
    return circled or small_number(re.sub(rf"[^{N}\d]", "", marker))
