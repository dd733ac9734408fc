"""Find the persons of lists: who attends, is appointed or honoured, line after line.

A list is told by its layout. Either each line is a name with the office right behind it
(王凯明省委常委, as text from a PDF has it, where a table had two columns); one such line
alone is none. Or lines hold names under a role (副组长：, deputy heads), perhaps each with
its body in brackets. Or they hold nothing but names, or a name and a body, under a heading
that announces persons (参会人员签到, 先进个人名单). A heading that announces other things
(产品名单, list of products) tells nothing.

The offices of the last kind of list are not in the lines, so none is given; under a role
the role is the office, unless the brackets hold one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.gazetteers import characters, one_of, words
from egov_lib.find.names.levels import county_names
from egov_lib.find.names.places import chinese_places

HAN = "\u4e00-\u9fff"
BLANK = r"\ \t\u3000\u00a0\u2003"
FEWEST_NAMES = 3  # in lines that hold only names
SHARE_OF_NAMES = 0.75  # of what the lines of a list hold
LINES_TO_HEADING = 3  # at most, from a list up to the line that announces it
LONGEST_PLACE = 8  # characters of the name of a county
# What announces persons, at the end of a line.
HEADING_RE = re.compile(
    "(?:名单|签到表?|签名|个人|人员|成员|代表|委员|专家|教师|工作者|同志|选手|学员|考生|党员"
    "|候选人|干部|标兵|模范|能手|工匠|出席|列席|参会|请假|缺席|志愿者|律师|医师|工程师)"
    rf"(?:名单)?(?:（[^）\n]{{1,30}}）|\([^)\n]{{1,30}}\))?[：:]?[{BLANK}]*$"
)
# Lists of other things.
THINGS_RE = re.compile(
    "单位|企业|公司|产品|项目|药|品种|地区|机构|学校|景区|村|社区|地点|会议室|事项|目录"
)
COLUMN_HEADS = frozenset(
    {"姓名", "单位", "职务", "序号", "性别", "签名", "联系电话", "备注"}
)


GROUP_RE = re.compile(r"\(\?P<\w+>")


class Listed(NamedTuple):
    """A name in a list and where it is, with the office behind it, or ""."""

    start: int
    end: int
    office: str


class Line(NamedTuple):
    """A line of a text that is not empty, and where it begins."""

    start: int
    text: str


class Patterns(NamedTuple):
    """How lines of lists are written.

    row: a name with the office right behind it
    names: nothing but names
    beside: a name beside a body
    item: one name, or other words, of a line of names
    role: what a role and a colon begin
    members: nothing but names, each perhaps with its body in brackets
    member: one of these
    """

    row: re.Pattern
    names: re.Pattern
    beside: re.Pattern
    item: re.Pattern
    role: re.Pattern
    members: re.Pattern
    member: re.Pattern


# The roles of a leading group, with the blanks that make them equally wide
ROLES = (
    "副?组长|成员|组员|副?总?指挥长?|副?召集人|副?主任委员|副?理事长|顾问|副?主任"
    "|委员|副?秘书长"
)


@lru_cache
def _patterns() -> Patterns:
    surnames = words("surnames")
    single = characters(name for name in surnames if len(name) == 1)
    compound = "|".join(name for name in surnames if len(name) > 1)
    offices = one_of(words("offices"))
    places = one_of(chinese_places())
    given = f"(?:[{HAN}](?<![省市县区的了等]))"
    close = f"(?:(?:{compound}){given}{{1,2}}|[{single}]{given}{{1,2}}?)"
    name = (
        f"(?:(?:{compound}){given}{{1,2}}|[{single}]{given}{{1,2}}"
        rf"|[{single}][\ \u3000]{{1,3}}[{HAN}](?![{HAN}])"
        f"|[{HAN}]{{2,6}}[·・•‧．][{HAN}]{{2,6}})"
    )
    number = rf"(?:[（(]?\d{{1,3}}[）).．、]?[{BLANK}]*)?"
    role = rf"(?:[{HAN}{BLANK}]{{0,6}}[员长人任集][{BLANK}]*[：:][{BLANK}]*)?"
    begins = (
        "省|市|县|区|州|自治|国家|国网|中共|中国|人行|党|团委|全国|公安|原|副|政府"
        f"|{places}|{one_of(words('departments'))}"
    )
    other = f"[{HAN}]{{2,5}}"
    divider = rf"(?:[、，,；;][{BLANK}]*|[{BLANK}]+)"
    body = rf"[{HAN}（）()\d、]{{4,40}}"
    spaced_roles = "|".join(_with_blanks(role) for role in ROLES.split("|"))
    bracketed = rf"[（(](?P<body>[{HAN}、]{{2,30}})[）)]"
    member = rf"(?P<name>{name})(?:[{BLANK}]*{bracketed})?"
    plain_member = GROUP_RE.sub("(?:", member)
    return Patterns(
        row=re.compile(
            rf"[{BLANK}]*(?P<role>{role})(?P<name>{close})"
            rf"(?P<office>(?={begins})[{HAN}（）、]{{0,36}}?{offices})[{BLANK}]*"
        ),
        names=re.compile(
            rf"[{BLANK}]*{number}(?:{name}|{other})(?:{divider}(?:{name}|{other}))*"
            rf"[。；;]?[{BLANK}]*"
        ),
        beside=re.compile(
            rf"[{BLANK}]*{number}(?:(?P<name>{name})[{BLANK}]+{body}"
            rf"|{body}[{BLANK}：:]+(?P<last>{name}))[{BLANK}]*"
        ),
        item=re.compile(f"(?P<name>{name}(?![{HAN}]))|{other}"),
        role=re.compile(rf"[{BLANK}]*(?P<role>{spaced_roles})[{BLANK}]*[：:]"),
        members=re.compile(
            rf"[{BLANK}]*{plain_member}(?:{divider}{plain_member})*[。；;]?[{BLANK}]*"
        ),
        member=re.compile(rf"{member}(?=[、，,；;。{BLANK}]|$)"),
    )


def _with_blanks(role: str) -> str:
    """Write a role so that blanks may be between its characters; ? belongs to one."""
    parts = re.findall(r".\??", role)
    return rf"[{BLANK}]*".join(parts)


def persons_in_lists(text: str) -> Iterator[Listed]:
    """Yield the persons of the lists of a text, in order within each kind of list."""
    lines = list(_lines(text))
    yield from _under_roles(lines)
    yield from _rows(lines)
    yield from _under_headings(lines)


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not empty."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Line(start, line.rstrip("\r"))
        start += len(line) + 1


def _rows(lines: list[Line]) -> Iterator[Listed]:
    """Yield the persons of lines that hold a name and an office without a blank between."""
    found = [_row_of(line.text) for line in lines]
    for at, match in enumerate(found):
        if match is None:
            continue
        if _begins_with_place(match["name"] + match["office"]):
            continue
        beside = found[max(at - 1, 0) : at] + found[at + 1 : at + 2]
        if match["role"] or any(beside):
            line_start = lines[at].start
            start, end = match.span("name")
            yield Listed(
                line_start + start,
                line_start + end,
                match["office"],
            )


def _row_of(text: str) -> re.Match | None:
    """A line that is a name with an office; None for any other, and for a long one."""
    if len(text) >= 60:
        return None
    return _patterns().row.fullmatch(text)


def _under_roles(lines: list[Line]) -> Iterator[Listed]:
    """Yield the persons of a role, on its line and on those below that hold only names."""
    patterns = _patterns()
    role = ""
    for line in lines:
        has_colon = "：" in line.text or ":" in line.text
        named = patterns.role.match(line.text) if has_colon else None
        start = named.end() if named else 0
        if named:
            role = re.sub(r"\s", "", named["role"])
        if role and patterns.members.fullmatch(line.text, start):
            yield from _members(line, start, role)
            continue
        is_role_alone = named and start == len(line.text.rstrip())
        role = role if is_role_alone else ""


def _members(line: Line, start: int, role: str) -> Iterator[Listed]:
    """Yield the persons of a role on the rest of a line, from its character *start* on."""
    for member in _patterns().member.finditer(line.text, start):
        begin, end = member.span("name")
        office = _office_of(member["body"] or "", role)
        yield Listed(line.start + begin, line.start + end, office)


def _office_of(body: str, role: str) -> str:
    """The office in the brackets behind a name; where a body is there, the role."""
    return body if body.endswith(words("offices")) else role


def _begins_with_place(words_: str) -> bool:
    """Say whether a county's name is at the beginning: 石景山区区长 has no name of a person."""
    counties = county_names()
    return any(
        words_[:size] in counties for size in range(2, LONGEST_PLACE + 1)
    )


def _under_headings(lines: list[Line]) -> Iterator[Listed]:
    """Yield the persons of lines of names under a heading that announces persons."""
    at = 0
    while at < len(lines):
        if not _announces(lines[at].text):
            at += 1
            continue
        block = _block_after(lines, at + 1)
        if block:
            yield from _names_of(block)
        at += 1 + len(block)


def _announces(line: str) -> bool:
    """Say whether a line announces persons, and no other things."""
    return (
        len(line) < 60
        and bool(HEADING_RE.search(line))
        and not THINGS_RE.search(line)
    )


def _block_after(lines: list[Line], at: int) -> list[Line]:
    """The lines of names that follow, with up to two lines of column heads before them."""
    first = at
    while first < min(
        at + LINES_TO_HEADING - 1, len(lines)
    ) and not _is_listed(lines[first].text):
        first += 1
    block = []
    for line in lines[first:]:
        if not _is_listed(line.text):
            break
        block.append(line)
    return block


def _is_listed(line: str) -> bool:
    """Say whether a line can be one of a list of names."""
    if len(line) > 200 or set(line.split()) & COLUMN_HEADS:
        return False
    patterns = _patterns()
    return bool(
        patterns.names.fullmatch(line) or patterns.beside.fullmatch(line)
    )


def _names_of(block: list[Line]) -> list[Listed]:
    """The names of a block of lines; none where too many of its words are no names."""
    names = []
    count = 0  # of words, whether they are names or not
    for line in block:
        spans, others = _items_of(line.text)
        count += len(spans) + others
        names += _listed(line, spans, _office_beside(line.text))
    needed = max(FEWEST_NAMES, SHARE_OF_NAMES * count)
    return names if len(names) >= needed else []


def _listed(
    line: Line, spans: list[tuple[int, int]], office: str
) -> Iterator[Listed]:
    """The persons at these places of a line; a place has the form of a name, too."""
    for start, end in spans:
        if not _is_place(line.text[start:end]):
            yield Listed(line.start + start, line.start + end, office)


def _office_beside(text: str) -> str:
    """The office behind the only name of a line (王安　科技部副部长); "" for a body."""
    found = _patterns().beside.fullmatch(text)
    if not found or not found["name"]:
        return ""
    behind = text[found.end("name") :].strip()
    return behind if behind.endswith(words("offices")) else ""


def _items_of(text: str) -> tuple[list[tuple[int, int]], int]:
    """Where a line has words of the form of a name, and how many others it has."""
    patterns = _patterns()
    found = patterns.beside.fullmatch(text)
    if found:
        group = "name" if found["name"] else "last"
        return [found.span(group)], 0
    items = list(patterns.item.finditer(text))
    spans = [item.span() for item in items if item["name"]]
    return spans, len(items) - len(spans)


def _is_place(name: str) -> bool:
    """Say whether this is a place that looks like a name (石家庄, Shijiazhuang)."""
    return name in chinese_places() or name in county_names()
