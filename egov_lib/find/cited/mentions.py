"""Where a text names a document: the forms, a row each.

The rows are tried in their order at each place. What is found is a `Mention`: where, under
which title and number, and in which form. What it is a mention of is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.cited.titles import STATE, is_document
from egov_lib.find.gazetteers import one_of, openings_of, words
from egov_lib.find.rules import Example, Grammar, Rule
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.markers import N

HAN = r"\u4e00-\u9fff"
IN_MARKS, BROKEN_MARKS = "title", "title, mark lost"
WITHOUT_MARKS, NUMBER, ITSELF = "title without marks", "number", "itself"

# Kinds of documents that 本 (this) says something else of, or nothing.
NO_SELF = {
    "令",
    "法",
    "草案",
    "稿",
    "讲话",
    "安排",
    "说明",
    "行动",
    "总结",
    "战略",
    "标准",
}
BEFORE_BEN = (
    "成资基根书文版样副标原剧课日木脚范"  # 成本 (costs), 资本 (capital) …
)
AFTER_LAW = (
    "律人院官学定庭规案治制典理令"  # 法律 (laws), 法人 (legal person) …
)
SHORTEST_KNOWN = 4  # 刑法 (criminal law) is also a branch of law
ISSUER_CHARS = 40
ISSUER_RE = re.compile(
    r"(?:中共中央|国务院|全国人大常委会|[\u4e00-\u9fff]{2,14}?"
    r"(?:人民政府|政府|办公[厅室]|委员会|领导小组|[部委厅局办会院]))"
    r"(?:[、\s]?(?:国务院|[\u4e00-\u9fff]{2,14}?(?:办公[厅室]|[部委厅局会院])))*\s?\Z"
)
LEAD_RE = re.compile(
    "^.*(?:根据|按照|依据|依照|遵照|参照|贯彻|落实|执行|实施|转发|印发|下发|出台|关于|将|废止|修[改订])"
)
CUE_BEFORE_RE = re.compile(
    r"(?:根据|按照|依据|依照|遵照|参照|贯彻|落实|执行|实施|转发|印发|下发|出台|发布|废止|修[改订])了?\s?\Z"
)
TAIL = r"(?:\s?（(?P<tail>[^（）]{1,80}(?:（[^（）]{1,24}）[^（）]{0,50}){0,2})）)"
PIECES = {"tail": TAIL}
VERSION_RE = re.compile(
    r"(?:(?:19|20)\d\d)?年?[^（），]{0,8}(?:修正|修订|修改)[^（），]{0,4}|(?:19|20)\d\d年?(?:版|本)?"
)
SHORT_NAME_RE = re.compile(
    '(?:以下|下文|下)(?:统|均|合)?[简下]?称(?:为|：)?\\s?[《“"〈]?(?P<name>[^》”"〉，（）]{1,40})'
)
YEAR_BEFORE_RE = re.compile(r"((?:19|20)\d\d)年?(?:版|的)?\s?\Z")


class Mention(NamedTuple):
    """A place that names a document.

    start, end: with the number in brackets behind a title
    form: in marks, mark lost, without marks, number, or itself
    title: as written, without its marks, on one line
    number: in the standard form
    version: the words on the version cited: 2018年修正, as amended in 2018
    short_name: what the text says it will call it from here on; "" for nothing
    title_end: where the title ends; what is behind it is its number, or its short name
    ends_as_document: False for a title that is a document's only where it is known
    """

    start: int
    end: int
    form: str
    title: str
    number: str = ""
    version: str = ""
    short_name: str = ""
    title_end: int = 0
    ends_as_document: bool = True


def _titled(form: str) -> Callable[[re.Match, object], Mention]:
    """Give the `make` of a title in marks, whole or not."""

    def make(match: re.Match, _: object) -> Mention:
        """Make a mention of a title in marks."""
        title = re.sub(r"\s*\n\s*", "", match["title"])
        tail = _read_tail(match)
        is_named = tail.number or tail.short_name
        return tail._replace(
            form=form,
            title=title,
            version=tail.version or _year_before(match),
            ends_as_document=bool(is_named or is_document(title)),
        )

    return make


def _year_before(match: re.Match) -> str:
    """The year of a version that stands right before a title; '' for none."""
    earliest = max(match.start() - 8, 0)
    before = match.string[earliest : match.start()]
    year = YEAR_BEFORE_RE.search(before)
    return year[1] if year else ""


def _read_tail(match: re.Match) -> Mention:
    """Read what is in the brackets behind a title: number, version, short name."""
    closing = match.groupdict().get("close", "")
    title_end = match.end("title") + len(closing)
    written = match["tail"] or ""
    tail = re.sub(r"\s*\n\s*", "", written)
    number = next(document_numbers(tail), None)
    short_name = SHORT_NAME_RE.search(tail)
    version = VERSION_RE.fullmatch(tail.strip())
    is_read = number or short_name or version
    return Mention(
        start=match.start(),
        end=match.end() if is_read else title_end,
        form="",
        title="",
        number=number.standard if number else "",
        version=version[0] if version else "",
        short_name=short_name["name"].strip() if short_name else "",
        title_end=title_end,
    )


def _on_something(match: re.Match, _: object) -> Mention | None:
    """Make a mention of 关于……的通知 (notice on …) and the issuer before it.

    None where neither its number nor a cue says that it is cited.
    """
    mention = _read_tail(match)
    before = _line_before(match)
    named = ISSUER_RE.search(before)
    issuer = LEAD_RE.sub("", named[0]) if named else ""
    before_issuer = before[: len(before) - len(issuer)]
    if not (mention.number or CUE_BEFORE_RE.search(before_issuer)):
        return None
    words = re.sub(r"\s*\n\s*", "", match["title"])
    return mention._replace(
        start=match.start() - len(issuer),
        form=WITHOUT_MARKS,
        title=issuer + words,
    )


def _line_before(match: re.Match) -> str:
    """What stands before a match on its line, as far back as an issuer's name may begin."""
    earliest = max(match.start() - ISSUER_CHARS, 0)
    before = match.string[earliest : match.start()]
    return before.rpartition("\n")[2]


def _named_without_marks(match: re.Match, _: object) -> Mention:
    """Make a mention of a title that is known, or that the state's name introduces."""
    title = re.sub(r"\s*\n\s*", "", match["title"])
    return _read_tail(match)._replace(form=WITHOUT_MARKS, title=title)


def _behind_cue(match: re.Match, _: object) -> Mention:
    """Make a mention of a title that a cue introduces; the cue is no part of it."""
    mention = _named_without_marks(match, _)
    return mention._replace(start=match.start("title"))


def _itself(match: re.Match, _: object) -> Mention:
    start, end = match.span()
    title = match[0].replace("\n", "")
    return Mention(start, end, ITSELF, title, title_end=end)


@lru_cache
def _kinds(*, of_self: bool = False) -> str:
    kinds = sorted(words("genres"), key=len, reverse=True)
    if not of_self:
        return "|".join(kinds)
    # A line may end within 本办法 (these measures) in a copy made from a PDF
    return "|".join(r"\n?".join(kind) for kind in kinds if kind not in NO_SELF)


def mention_rules() -> list[Rule]:
    """Give the rows; a function, since they hold words of the gazetteers."""
    return [
        Rule(
            name="title in marks",
            starts="《",
            pattern=r"《(?P<title>(?:[^《》\n]|《[^《》]{1,90}》|\n(?!\s*\n)){2,200}?)"
            r"(?P<close>\s?》){tail}?",
            make=_titled(IN_MARKS),
            example=Example(
                "根据《行政许可法》，",
                "on the basis of the Administrative Licensing Law,",
                {"form": IN_MARKS, "kind": "basis", "quote": "《行政许可法》"},
            ),
        ),
        Rule(
            name="title whose second mark was lost",
            starts="《",
            pattern=rf"《(?P<title>[^《》\n，。；：！？]{{2,60}}?(?:{_kinds()}))"
            r"(?=[\s，。；：精要的《（]|$){tail}?",
            make=_titled(BROKEN_MARKS),
            example=Example(
                "根据《行政许可法，制定。",
                "on the basis of the Administrative Licensing Law, made; 》 is lost",
                {"form": BROKEN_MARKS, "certainty": "candidate"},
            ),
        ),
        Rule(
            name="this document",
            starts="本",
            pattern=rf"(?<![{BEFORE_BEN}])本\n?(?:若干|实施|工作|行动|暂行|管理|指导|政策|试行"
            rf"|补充|专项|总体|具体){{0,2}}(?:{_kinds(of_self=True)}|法(?![{AFTER_LAW}]))"
            r"(?![期书])",
            make=_itself,
            example=Example(
                "本办法自印发之日起施行。",
                "These measures take effect on the day of issue.",
                {"form": ITSELF, "kind": "self", "quote": "本办法"},
            ),
        ),
        Rule(
            name="on something, without marks",
            starts="关于",
            pattern=r"(?P<title>关于[^《》，。；：！？（）]{4,80}?的(?:若干|指导|实施)*"
            rf"(?:{_kinds()}))(?![{HAN}]*的(?:{_kinds()})){{tail}}?",
            make=_on_something,
            example=Example(
                "按照国务院关于加强管理的通知（国发〔2001〕3号）要求办理。",
                "It is done as the State Council's notice on management (no. 3 of 2001) demands.",
                {"form": WITHOUT_MARKS, "number": "国发〔2001〕3号"},
            ),
        ),
        Rule(
            name="a regulation right behind its cue, without marks",
            starts="[根依]据|[按依]照|贯彻|落实|执行|适用|违反",
            pattern=r"(?:根据|依据|按照|依照|贯彻|落实|执行|适用|违反)了?\n?"
            r"(?P<title>(?![本该上下前其]|有关|相关|国家|法律)(?:(?![的和及等或与])"
            rf"[{HAN}]){{3,24}}?(?:条例(?![的草])|(?:办法|规定|细则|法)(?=第[{N}\d]{{1,4}}条)))"
            "{tail}?",
            make=_behind_cue,
            example=Example(
                "依照某市行政处罚办法第九条的规定办理。",
                "It is handled under Article 9 of a city's measures on penalties.",
                {"form": WITHOUT_MARKS, "quote": "某市行政处罚办法"},
            ),
        ),
        Rule(
            name="a law of the state, without marks",
            starts="中华人",
            pattern=rf"(?P<title>{STATE}[{HAN}、]{{2,30}}?(?:法|条例)(?:实施条例|实施细则)?)"
            rf"(?![{AFTER_LAW}]){{tail}}?",
            make=_named_without_marks,
            example=Example(
                "依照中华人民共和国行政许可法办理。",
                "It is handled under the Administrative Licensing Law.",
                {"form": WITHOUT_MARKS, "title": "中华人民共和国行政许可法"},
            ),
        ),
    ]


def known_rule(titles: Iterable[str]) -> Rule:
    """Give the row for titles that are known, where they have no marks."""
    return Rule(
        name="a known title, without marks",
        starts=openings_of(titles),
        pattern=rf"(?P<title>{one_of(titles)})(?![{AFTER_LAW}]|实施|修正案){{tail}}?",
        make=_named_without_marks,
        example=Example(
            "依照行政许可法办理。",
            "It is handled under the Administrative Licensing Law.",
            {"form": WITHOUT_MARKS, "title": "行政许可法"},
        ),
    )


def grammar_of(titles: Iterable[str]) -> Grammar:
    """Return the grammar of mentions, with these titles known."""
    rules = mention_rules()
    known = [title for title in titles if len(title) >= SHORTEST_KNOWN]
    if known:
        rules.append(known_rule(known))
    return Grammar(rules, PIECES)
