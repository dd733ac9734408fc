"""Find persons by their office, or by 同志 (comrade), and wherever else the name occurs.

A name is a surname (`surnames.csv`) with one or two characters. It counts where an office
(`offices.csv`) is beside it, in a list after such a name, before 在…会议上的讲话 (speech
at …), or in brackets under an article. A name once found is found again without office.

Missed are persons without office anywhere, and of a list before its office all but the
last. Words that begin as names do are on a list (`not_names.csv`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from egov_lib.find.gazetteers import characters, one_of, starts_of, words
from egov_lib.find.rules import Example, Grammar, Rule
from egov_lib.findings import make

OFFICE_CHARS = 60  # how far before its last word an office can begin
# How far before an office a name can begin, with 等 (and others)
NAME_CHARS = 5


class Person(NamedTuple):
    """A name and where it is, with the office that tells it is one, or ""."""

    start: int
    end: int
    office: str


class Grammars(NamedTuple):
    """The ways in which a name is known; see the examples of their rules.

    offices: run over the text, gives what follows from an office
    after, listed, before: tried beside an office, or beside the name before
    speakers: run over the text after a line break
    doctrines: run over the text
    """

    offices: Grammar
    after: Grammar
    listed: Grammar
    before: Grammar
    speakers: Grammar
    doctrines: Grammar


def _pieces() -> dict[str, str]:
    """The parts of names, and what may be around them."""
    surnames = words("surnames")
    single = characters(name for name in surnames if len(name) == 1)
    compound = "|".join(name for name in surnames if len(name) > 1)
    offices = one_of(words("offices"))
    return {
        "office": offices,
        "name": f"(?:{compound}|[{single}]){{given}}",
        # A character of a given name; most others begin the next word.
        "given": r"[\u4e00-\u9fff](?<![的了和与及在将对向为是把被要从到就由等并省市县区"
        r"委办厅局部院会组党府副任])",
        # What comes after a name: a mark, a verb of speaking or meeting, another office.
        "edge": rf"(?=[，。、；：！？\s（）()《》“”]|$|{VERBS}|{offices})",
    }


VERBS = (
    "主持|出席|指出|强调|要求|说|讲话|作|率|在|对|到|与|和|及|同志|等|参加|会见|介绍|表示|宣布"
    "|致|签署|任|为|的|先后|分别|以|还|也|一行|带队|深入|听取|检查|视察|考察|传达|就|亲自|向|是"
    "|代表|主任"
)


@lru_cache
def grammars() -> Grammars:
    """Return the grammars of persons."""
    pieces = _pieces()
    tables = (
        _offices(),
        _names_after(),
        _names_listed(),
        _names_before(),
        SPEAKERS,
        DOCTRINES,
    )
    return Grammars(*(Grammar(rules, pieces) for rules in tables))


def _surname_starts() -> str:
    return f"[{characters(name[0] for name in words('surnames'))}]"


def _offices() -> tuple[Rule, ...]:
    return (
        Rule(
            name="office",
            starts=starts_of(words("offices")),
            pattern="{office}",
            make=_beside_office,
            example=Example(
                "国务院总理温家宝主持会议。温家宝指出",
                "Premier Wen Jiabao chairs the meeting. Wen Jiabao points out",
                [
                    {"quote": "温家宝", "office": "国务院总理"},
                    {"quote": "温家宝", "office": ""},
                ],
            ),
        ),
    )


def _names_after() -> tuple[Rule, ...]:
    return (
        Rule(
            name="after an office",
            starts=_surname_starts(),
            pattern="(?P<name>{name}(?:{given}{edge}|{edge}|{given}))",
            make=_name_span,
            example=Example(
                "云南省长助理李磊出席",
                "Li Lei, assistant governor of Yunnan, attends",
                {"quote": "李磊", "office": "云南省长助理"},
            ),
        ),
    )


def _names_listed() -> tuple[Rule, ...]:
    return (
        Rule(
            name="in a list",
            starts="[、和]",
            pattern="[、和](?P<name>{name}(?:{edge}|{given}{edge}))"
            "(?![省市县区委部局厅])",
            make=_name_span,
            example=Example(
                "副组长周永康、郭伯雄出席会议",
                "the deputy heads Zhou Yongkang and Guo Boxiong attend the meeting",
                [
                    {"quote": "周永康", "office": "副组长"},
                    {"quote": "郭伯雄", "office": "副组长"},
                ],
            ),
        ),
    )


def _names_before() -> tuple[Rule, ...]:
    return (
        Rule(
            name="before an office",
            starts=_surname_starts(),
            # The office can be on the next line.
            pattern=r"(?:(?<![\u4e00-\u9fff])|(?<=[组由据和了]))"
            r"(?P<name>{name}{given}?)等?\n?",
            make=_name_span,
            example=Example(
                "据赵小凡司长透露",
                "as director-general Zhao Xiaofan reveals",
                {"quote": "赵小凡", "office": "司长"},
            ),
        ),
    )


def _name_span(match: re.Match, _: object) -> tuple[int, int]:
    """Where the name is."""
    return match.span("name")


def _span_after_break(match: re.Match, _: object) -> tuple[int, int]:
    """Where the name is in a text before which a line break was put."""
    start, end = match.span("name")
    return start - 1, end - 1


SPEAKERS = (
    Rule(
        name="speaker in a title",
        starts=r"\n",
        pattern=r"\n[\ \t\u3000]{0,9}(?P<name>{name}{given}?)(?:同志)?"
        r"(?:在[^\n。]{2,60}(?:讲话|报告|发言|致辞)|传达)",
        make=_span_after_break,
        example=Example(
            "何永林在信息化建设大会上的讲话",
            "Speech of He Yonglin at the congress on informatization",
            {"quote": "何永林", "office": ""},
        ),
    ),
    Rule(
        name="byline",
        starts="[（(]",
        pattern=r"[（(](?P<name>{name}{given}?)[)）][\ \t]{0,9}(?m:$)",
        make=_span_after_break,
        example=Example(
            "会议在昆明召开。（王永刚）",
            "The meeting was held in Kunming. (Wang Yonggang)",
            {"quote": "王永刚", "office": ""},
        ),
    ),
)
DOCTRINES = (
    Rule(
        name="doctrine",
        starts="毛泽|邓小|习近",
        pattern="(?P<name>毛泽东(?=思想)|邓小平(?=理论)|习近平(?=新时代))",
        make=_name_span,
        example=Example(
            "以邓小平理论为指导",
            "guided by Deng Xiaoping Theory",
            {"quote": "邓小平", "office": ""},
        ),
    ),
)

BEFORE_OFFICE_RE = re.compile(r"[\u4e00-\u9fff、（）“”]*$")
# Words before an office that are no part of it: by, according to, appoints, meeting …
LEAD_IN_RE = re.compile(
    r"由|据|任命|选举|会议|以及|(?<=[\u4e00-\u9fff])和(?=中共|国务院|省|市)"
)


def find_persons(docs: pd.DataFrame) -> pd.DataFrame:
    """Find persons by their office, or by 同志 (comrade), and wherever else the name occurs.

    Returns findings in the order of the texts; the quote is the name. Columns:
    office: all that is before the name up to the pause, or the title after it; empty where
        the name is alone

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "国务院总理温家宝主持会议。温家宝指出"  # the Premier chairs; points out
    >>> found = find_persons(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["quote", "office"]].values.tolist()
    [['温家宝', '国务院总理'], ['温家宝', '']]
    """
    return make(
        docs, lambda document: _persons(document["text"]), {"office": "str"}
    )


def _persons(text: str) -> Iterator[Person]:
    """Yield the persons of one text, in order."""
    persons: dict[int, Person] = {}  # by where the name starts
    for found in grammars().offices.run(text, text):
        for person in found.record:
            persons[person.start] = person
    for start, end in _without_office(text):
        person = Person(start, end, "")
        persons.setdefault(start, person)
    yield from _wherever_named(text, persons)


def _without_office(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names are that are known without an office."""
    speakers = grammars().speakers.run(f"\n{text}")
    doctrines = grammars().doctrines.run(text)
    for found in itertools.chain(speakers, doctrines):
        yield found.record


def _wherever_named(text: str, persons: dict[int, Person]) -> Iterator[Person]:
    """Yield the persons, and every other place where one of their names occurs."""
    if not persons:
        return
    names = {text[person.start : person.end] for person in persons.values()}
    any_name = "|".join(sorted(names, key=lambda name: (-len(name), name)))
    for found in re.finditer(any_name, text):
        named_again = Person(found.start(), found.end(), "")
        yield persons.get(found.start(), named_again)


def _beside_office(match: re.Match, text: str) -> list[Person]:
    """Make the persons that an office tells: after it, with those listed, or before it."""
    named = _take_name(grammars().after, text, match.end())
    if named is None:
        return _named_before(match, text)
    office = _whole_office(match, text)
    persons = []
    while named:
        start, end = named
        persons.append(Person(start, end, office))
        named = _take_name(grammars().listed, text, end)
    return persons


def _take_name(grammar: Grammar, text: str, at: int) -> tuple[int, int] | None:
    """Return where the name is that begins at this place, or None."""
    found = grammar.match(text, at)
    return _checked_name(found, text)


def _named_before(match: re.Match, text: str) -> list[Person]:
    """The person whose name is right before an office, as a list."""
    found = grammars().before.match_before(text, match.start(), NAME_CHARS)
    named = _checked_name(found, text)
    return [Person(*named, match[0])] if named else []


def _checked_name(
    found: tuple[Rule, re.Match] | None, text: str
) -> tuple[int, int] | None:
    """Return where a name is, unless it begins as an ordinary word does."""
    if found is None:
        return None
    start, end = found[1].span("name")
    is_word = text[start : start + 2] in _not_names()
    return None if is_word else (start, end)


@lru_cache
def _not_names() -> frozenset[str]:
    return frozenset(words("not_names"))


def _whole_office(match: re.Match, text: str) -> str:
    """The office before a name: back to the last pause, past the offices joined by 、."""
    start, end = match.span()
    earliest = max(start - OFFICE_CHARS, 0)
    before = BEFORE_OFFICE_RE.search(text[earliest:start])[0]
    qualified = LEAD_IN_RE.split(before)[-1].lstrip("、（）“”")
    return qualified + text[start:end]
