"""Find persons by their office, or by 同志 (comrade), and wherever else the name occurs.

A name is a surname (`surnames.csv`) with one or two characters, perhaps with a blank
inside (罗　平); names of minorities and foreigners have a point inside (买买提・艾力) or the
characters that foreign names are written with. A name counts where an office
(`offices.csv`) is beside it, in a list beside such a name, in a line of a list of members
(王　平　省财政厅厅长), after 联系人： (contact), before 在…会议上的讲话 (speech at …), before
表示 (says) at the head of a sentence, or in brackets under an article. A name once found is
found again without office.

Missed are persons without any of these. Words that are no names, though they look like
some, are on a list (`not_names.csv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from egov_lib.find.gazetteers import (
    characters,
    one_of,
    openings_of,
    words,
)
from egov_lib.find.names.person_lists import persons_in_lists
from egov_lib.find.rules import Example, Grammar, Rule
from egov_lib.findings import make

OFFICE_CHARS = 60  # how far before its last word an office can begin
NAME_CHARS = 5  # how far before an office a name can begin, with 等
POINTED_CHARS = 12  # how far one with a point inside can
LISTED_CHARS = 5  # how long a name in a list before it can be


class Person(NamedTuple):
    """A name and where it is, with the office that tells it is one, or ""."""

    start: int
    end: int
    office: str
    kind: str = "person"


class Grammars(NamedTuple):
    """The ways in which a name is known; see the examples of their rules.

    offices: run over the text, gives what follows from an office
    after, listed, before, pointed, foreign: tried beside an office, or the name before
    speakers, met, attending, rows, roles: run over the text after a line break
    doctrines: run over the text
    """

    offices: Grammar
    after: Grammar
    listed: Grammar
    before: Grammar
    pointed: Grammar
    foreign: Grammar
    speakers: Grammar
    met: Grammar
    attending: Grammar
    rows: Grammar
    roles: Grammar
    doctrines: Grammar


# Surnames of the Naxi, Dai, Hui and Yi, and others that are mostly other words: behind an
# office and a blank, and those that few words begin with behind an office
RAREST_SURNAMES = "刀冶妥雒尧"
RARE_SURNAMES = RAREST_SURNAMES + "和年岩才母撒虎普字罕"
SPACED_CHARS = 8  # how far before an office a name with blanks can begin

# Characters with which foreign names are written; few other words have three in a row.
FOREIGN = (
    "阿埃艾安奥巴拜班保鲍贝本比彼别宾波伯博勃布采查茨达戴丹德邓迪丁杜多顿尔厄恩法凡菲费芬"
    "佛弗福夫盖甘冈高戈哥格葛古哈海汉豪赫亨胡华怀霍基吉加贾简杰金卡凯坎康考柯科克肯库奎昆拉"
    "莱兰朗劳勒雷里利力立莲廉列林隆卢鲁路伦罗洛马玛迈麦曼芒梅门蒙米密敏明莫默姆穆纳娜南内尼"
    "涅宁纽诺努帕潘庞佩彭皮平珀普齐契恰强乔切琴日茹瑞若萨塞赛桑瑟森沙珊申圣施什史舒斯松苏索"
    "塔泰坦汤特提铁廷图托瓦万旺威韦维温文沃乌西希锡谢辛休雅亚扬耶伊依因尤云赞扎詹泽兹佐登额"
)
POINTS = "·・•‧．"
HAN_CLASS = "[\u4e00-\u9fff]"
# A character of a name with points: none of a conjunction's or of an office's last ones.
PART_OF_NAME = (
    r"[^\x00-\u4dff\u9fa6-\U0010ffff的和与及在将对向为被由等并长委员理记任]"
)


POINTED_NAME = (
    rf"{PART_OF_NAME}{{1,7}}?(?:[{POINTS}]{PART_OF_NAME}{{1,7}}?){{1,4}}?"
)
NEVER = "(?!)"  # matches nothing
SPACES = frozenset(" \u3000\u00a0")
# Insides of classes
BLANK = r"\ \t\u3000\u00a0\u2003"
ROLES_BEGIN = "组副成主委出列参与请缺记责执监计法召联负通编摄作撰经承签校审"
ANYTHING = r"\x00-\U0010ffff"


def _pieces(*, pointed: bool) -> dict[str, str]:
    """The parts of names, and what may be around them.

    *pointed*: names may have a point inside; without it fewer places are tried.
    """
    surnames = words("surnames")
    single = characters(name for name in surnames if len(name) == 1)
    compound = "|".join(name for name in surnames if len(name) > 1)
    offices = one_of(words("offices"))
    head = _surnames_begin() + BLANK
    return {
        "surname": f"[{single}]",  # of one character
        "office": offices,
        "blank": BLANK,
        "name": f"(?:{compound}|[{single}]){{given}}",
        # With a blank inside, as in lists whose names are made equally wide.
        "wide_name": f"(?:[{single}][\\ \\u3000]{{1,3}}{{given}}|{{name}}{{given}}?)",
        # With a blank behind every character: 王 旭 东, and no second name behind it
        "spaced": f"[{single}](?:[{{blank}}]{{1,2}}{{given}}){{2}}",
        "no_second_name": r"(?![{blank}]{1,3}[\u4e00-\u9fff](?:[{blank}、，。]|$))",
        # Surnames that are mostly other words: 和 (and), 刀 (knife)
        "rare_name": f"[{RARE_SURNAMES}]{{given}}{{2}}",
        "rarest_name": f"[{RAREST_SURNAMES}]{{given}}{{1,2}}",
        "foreign": f"[{FOREIGN}]{{3,9}}",
        "pointed": POINTED_NAME if pointed else NEVER,
        # What may come first at the head of a line, for the `starts` of rules: of a Chinese
        # name, of any name, and of a line of a list, which a number or a role may begin
        "name_head": head,
        "any_head": ANYTHING if pointed else head + FOREIGN,
        "row_head": ANYTHING if pointed else head + ROLES_BEGIN + r"\d",
        # A character of a given name; most others begin the next word.
        "given": r"[\u4e00-\u9fff](?<![的了和与及在将对向为是把被要从到就由等并省市县区"
        r"委办厅局部院会组党府副任受各])",
        # The last character of a name that marks hold together with other names.
        "last_given": r"[\u4e00-\u9fff]"
        r"(?<![的了等省市县区委办厅局部院会组党府处科所站校社队团司室])",
        # Three names or more, with 、 or 和 (and) between
        "names": "{listed_name}(?:[、和]{listed_name}){2,41}",
        "listed_name": f"(?:{compound}|[{single}])[\u4e00-\u9fff]{{1,2}}?"
        "(?=[、，。等和\n；]|出席|参加|陪同|列席)",
        # A name that 、 and 为 (as) hold; its characters may be any: 胡和平
        "held": f"(?:{{pointed}}|(?:{compound}|[{single}])[\u4e00-\u9fff]{{1,2}}?)",
        "blanks": r"[\ \t\u3000\u00a0\u2003]{0,9}",
        # What comes after a name: a mark, a verb of speaking or meeting, another office.
        "edge": rf"(?=[，。、；：！？,;:\s（）()《》“”\d]|$|{VERBS}|{offices})",
        "mark": r"(?=[，。、；：！？,;:\s（）()<]|$)",
        "members": "出席人员|列席人员|参会人员|参加人员|与会人员|出席|列席|参会|与会|请假"
        "|缺席|主持人|主持|记录人|记录|责任人|执笔|监票人|计票人|法定代表人|组长|副组长|组员|成员|召集人|联系人|联络员|负责人|记者|通讯员|编辑|责编"
        "|摄影|作者|撰稿|秘书长|副秘书长|主任|副主任|委员|主编|经办人|承办人|签发人|校对|审核",
        "role": "组{blanks}长|副{blanks}组{blanks}长|成{blanks}员|主{blanks}任"
        "|副{blanks}主{blanks}任|委{blanks}员|{members}",
    }


VERBS = (
    "主持|出席|指出|强调|要求|说|讲话|作|率|在|对|到|与|和|及|同志|等|参加|会见|介绍|表示|宣布"
    "|致|签署|任|为|的|先后|分别|以|还|也|一行|带队|深入|听取|检查|视察|考察|传达|就|亲自|向|是"
    "|代表|主任|受到?|各位|被|颁发|宣读|发表|签发|赶赴|抵达|慰问|看望|汇报|走访|率团"
)


@lru_cache
def grammars(*, pointed: bool = True) -> Grammars:
    """Return the grammars of persons.

    *pointed*: names may have a point inside. Most texts have no such point, and a name then
    begins with a surname or a foreign sound, not with any character.
    """
    pieces = _pieces(pointed=pointed)
    tables = (
        _offices(),
        _names_after(),
        _names_listed(),
        _names_before(),
        _pointed_before(),
        FOREIGN_BEFORE,
        SPEAKERS,
        MET,
        ATTENDING,
        ROWS,
        ROLES,
        DOCTRINES,
    )
    return Grammars(*(Grammar(rules, pieces) for rules in tables))


def _surname_starts() -> str:
    return f"[{_surnames_begin()}]"


def _surnames_begin() -> str:
    return characters(name[0] for name in words("surnames"))


def _offices() -> tuple[Rule, ...]:
    return (
        Rule(
            name="office",
            starts=openings_of(words("offices")),
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
            name="name with a point after an office",
            starts=HAN_CLASS,
            pattern="(?P<name>{pointed}){edge}",
            make=_name_span,
            example=Example(
                "县长买买提·艾力主持会议",
                "Maimaiti Aili, head of the county, chairs the meeting",
                {"quote": "买买提·艾力", "office": "县长"},
            ),
        ),
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
        Rule(
            name="foreign name after an office",
            starts=f"[{FOREIGN}]",
            pattern="(?P<name>{foreign}{edge})",
            make=_name_span,
            example=Example(
                "会见白俄罗斯总理戈洛夫琴科。",
                "meets the Prime Minister of Belarus, Golovchenko",
                {"quote": "戈洛夫琴科", "office": "白俄罗斯总理"},
            ),
        ),
        Rule(
            name="after an office and a blank",
            starts=r"[\ \t\u3000\u00a0\u2003：:]",
            pattern=r"(?:[：:]|[\ \t\u3000\u00a0\u2003]){blanks}"
            "(?P<name>{spaced}{edge}{no_second_name}|{wide_name}{mark}|{rare_name}{edge})",
            make=_name_span,
            example=Example(
                "市长　王　平\n",
                "Mayor: Wang Ping",
                {"quote": "王　平", "office": "市长"},
            ),
        ),
        Rule(
            name="rare surname after an office",
            starts=f"[{RAREST_SURNAMES}]",
            pattern="(?P<name>{rarest_name}){edge}",
            make=_name_span,
            example=Example(
                "州长刀建国出席",
                "Dao Jianguo, head of the prefecture, attends",
                {"quote": "刀建国", "office": "州长"},
            ),
        ),
    )


def _names_listed() -> tuple[Rule, ...]:
    return (
        Rule(
            name="in a list",
            starts="[、和]",
            pattern="[、和](?P<name>{name}(?:{edge}|{given}{edge})"
            "|{surname}[\u4e00-\u9fff]?{last_given}(?=[、，。）]|等[，。出同])|{rarest_name}{edge})"
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
            pattern=r"(?:(?<![\u4e00-\u9fff])|(?<=[组由据和了彻照着循在对向与同受经为沿实])"
            r"|(?<=尊敬的)|(?<=委托)|(?<=\d年))"
            r"(?P<name>{name}{given}?|{spaced})等?\n?"
            # 采购处薛小明处长: after a body, only a name of three characters
            r"|(?<=[处科室局厅院办])(?P<whole>{name}{given}|{surname}[\u4e00-\u9fff]省)",
            make=_name_span,
            example=Example(
                "据赵小凡司长透露",
                "as director-general Zhao Xiaofan reveals",
                {"quote": "赵小凡", "office": "司长"},
            ),
        ),
    )


def _pointed_before() -> tuple[Rule, ...]:
    return (
        Rule(
            name="name with a point before an office",
            starts=HAN_CLASS,
            pattern=r"(?<![\u4e00-\u9fff])(?P<name>{pointed})等?\n?",
            make=_name_span,
            example=Example(
                "买买提・艾力局长出席",
                "Director Maimaiti Aili attends",
                {"quote": "买买提・艾力", "office": "局长"},
            ),
        ),
    )


def _name_span(match: re.Match, _: object) -> tuple[int, int]:
    """Where the name is."""
    return match.span("name")


FOREIGN_BEFORE = (
    Rule(
        name="foreign name before an office of a state",
        starts=f"[{FOREIGN}]",
        pattern=r"(?:(?<![\u4e00-\u9fff])|(?<=[和同与向由]))(?P<name>{foreign})"
        r"|(?<=尊敬的)(?P<whole>{foreign})",
        make=_name_span,
        example=Example(
            "尊敬的梅德韦杰夫总理，李克强总理和拉赫蒙总统",
            "Dear Prime Minister Medvedev; Premier Li Keqiang and President Rahmon",
            [
                {"quote": "梅德韦杰夫", "office": "总理"},
                {"quote": "李克强", "office": "总理"},
                {"quote": "拉赫蒙", "office": "总统"},
            ],
        ),
    ),
)
# Offices of states, before which a name may stand that no surname begins.
OFFICES_OF_STATE = frozenset(
    {
        "总统",
        "总理",
        "副总理",
        "第一副总理",
        "首相",
        "副首相",
        "国王",
        "外长",
        "议长",
        "主席",
    }
)
FOREIGN_CHARS = 9  # how long a foreign name without a point is


def _spans_of_list(match: re.Match, _: object) -> list[Person]:
    """The names of a list in a text before which a line break was put."""
    start = match.start("list") - 1
    parts = LIST_MARK_RE.split(match["list"])
    persons = []
    for part in parts:
        end = start + len(part)
        if part.strip("、， \u3000"):
            persons.append(Person(start, end, ""))
        start = end
    return persons


def _holders(match: re.Match, _: object) -> list[Person]:
    """The names of a list, each with the office of all, in a text after a line break."""
    start = match.start("list") - 1
    persons = []
    for name in match["list"].split("、"):
        persons.append(
            Person(start, start + len(name), match["office"].strip())
        )
        start += len(name) + 1
    return persons


def _names_of_sentence(match: re.Match, _: object) -> list[Person]:
    """The names of a list without offices, in a text before which a line break was put."""
    offset = match.start("list") - 1
    return [
        Person(offset + name.start("name"), offset + name.end("name"), "")
        for name in LISTED_NAME_RE.finditer(match["list"])
    ]


def _row_of_list(match: re.Match, _: object) -> list[Person]:
    """The name and the office of a line, in a text before which a line break was put."""
    start, end = match.span("name")
    office = BLANK_RE.sub("", match["office"])
    return [Person(start - 1, end - 1, office)]


def _person_after_break(match: re.Match, _: object) -> list[Person]:
    """The name alone, in a text before which a line break was put."""
    start, end = match.span("name")
    return [Person(start - 1, end - 1, "")]


def _met(match: re.Match, _: object) -> list[Person]:
    """The name of who was met or congratulated, in a text before which a break was put."""
    group = "name" if match["name"] else "elected"
    start, end = match.span(group)
    return [Person(start - 1, end - 1, "")]


BLANK_RE = re.compile(f"[{BLANK}]")
SAYING = "表示|指出|强调|认为|介绍说|介绍|说|透露|宣布|致辞|主持|出席|参加|陪同|率队|带队"

SPEAKERS = (
    Rule(
        name="speaker in a title",
        starts=r"\n[{name_head}]",
        pattern=r"\n[\ \t\u3000]{0,9}(?P<name>{name}{given}?)(?:同志)?"
        r"(?:在[^\n。]{2,60}(?:讲话|报告|发言|致辞)|传达)",
        make=_person_after_break,
        example=Example(
            "何永林在信息化建设大会上的讲话",
            "Speech of He Yonglin at the congress on informatization",
            {"quote": "何永林", "office": ""},
        ),
    ),
    Rule(
        name="speaker at the head of a sentence",
        starts=r"[\n。>][{any_head}]",
        pattern=r"[\n。>]{blanks}(?P<name>{foreign}|{pointed}|{name}{given})(?:同志)?"
        rf"(?:(?:{SAYING})[，,：:]|(?:参加|陪同)(?:参加)?(?:会见|座谈|活动|调研|考察|检查)"
        "|出席会议|主持会议|简历|参加上述)",
        make=_person_after_break,
        example=Example(
            "双方交谈。穆赫贝尔表示，愿加深关系。吴政隆参加会见。",
            "They talked. Mokhber said they wish closer ties. Wu Zhenglong was present.",
            [
                {"quote": "穆赫贝尔", "office": ""},
                {"quote": "吴政隆", "office": ""},
            ],
        ),
    ),
    Rule(
        name="what a leader did",
        starts=r"[\n。>][{name_head}\d]",
        pattern=r"[\n。>]{blanks}(?:\d{1,2}[.．、])?(?P<name>{name}{given}?)"
        "(?:致电|致信|主持召开|电贺|会见[^时。]|出席[^会]|同[^，。]{2,12}(?:会谈|通话)|赴[^，。]{2,8}调研)",
        make=_person_after_break,
        example=Example(
            "1.李学文致电祝贺鲍德尔就任总统",
            "1. Li Xuewen congratulates Paudel by telegram on becoming president",
            [
                {"quote": "李学文", "office": ""},
                {"quote": "鲍德尔", "office": "总统"},
            ],
        ),
    ),
    Rule(
        name="appointed",
        starts=r"\n[{row_head}]",
        pattern=r"\n{blanks}(?P<name>{pointed}|{name}{given}?)(?:同志)?(?:任|为|的)"
        r"(?P<office>[\u4e00-\u9fff（）()、\ ]{0,50}?{office})(?:（[^）\n]{1,20}）)?(?:职务)?"
        r"(?=[\ \t\u3000]*(?:$|[\n，,；;。、（(]))",
        make=_row_of_list,
        example=Example(
            "任命：\n李明霞为市教育局局长；",
            "Appointed are: Li Mingxia, head of the city's education bureau;",
            {"quote": "李明霞", "office": "市教育局局长"},
        ),
    ),
    Rule(
        name="appointed in a sentence",
        starts="任命|免去|聘任|聘请|提名|选举|推选|罢免|接受",
        pattern="(?:任命|免去|聘任|聘请|提名|选举|推选|罢免|接受)(?:[：:][\\ \\n]?)?"
        "(?P<name>{pointed}|{name}{given}?)(?:同志)?(?:为|的|任|担任|辞去)"
        r"(?P<office>[\u4e00-\u9fff（）()、\ ]{0,40}?{office})(?:（[^）\n]{1,20}）)?(?:职务)?"
        r"(?=[\ \t\u3000]*(?:$|[\n，,；;。、（(的]))",
        make=_row_of_list,
        example=Example(
            "任命王学文为省财政厅厅长；免去赵国栋的省财政厅副厅长职务。",
            "Wang Xuewen is appointed head of finance; Zhao Guodong is relieved.",
            [
                {"quote": "王学文", "office": "省财政厅厅长"},
                {"quote": "赵国栋", "office": "省财政厅副厅长"},
            ],
        ),
    ),
    Rule(
        name="several appointed at once",
        starts="任命|免去|通过|选举|推选|增选|增补",
        pattern="(?:任命|免去|(?:任命|免去)?(?:通过了?|选举|推选|增[选补])(?=[\u4e00-\u9fff]{2,4}、))"
        "(?P<list>{held}(?:、{held}){0,30})(?:同志)?(?:为|的)"
        r"(?P<office>[\u4e00-\u9fff（）\ ]{0,40}?{office})(?=[职\s\n，,；;。、（(]|$)",
        make=_holders,
        example=Example(
            "免去胡和清、李明霞的省财政厅副厅长职务；通过了王国平、陈希文为大会副秘书长。",
            "Two deputy heads of finance are relieved; two deputy secretaries are approved.",
            [
                {"quote": "胡和清", "office": "省财政厅副厅长"},
                {"quote": "李明霞", "office": "省财政厅副厅长"},
                {"quote": "王国平", "office": "大会副秘书长"},
                {"quote": "陈希文", "office": "大会副秘书长"},
            ],
        ),
    ),
    Rule(
        name="honoured or punished",
        starts="授予|表彰|给予|评选|命名|推荐|追授",
        pattern="(?:授予|表彰|给予|评选|命名|推荐|追授)(?P<list>(?:{pointed}|{name}{given}?)"
        "(?:、(?:{pointed}|{surname}[\u4e00-\u9fff]?{last_given}))+)"
        r"(?=等?\d+[名位人]|[两二三四五六七八九十]+[名位人]|等|同志|“|为)",
        make=_spans_of_list,
        example=Example(
            "授予刘志华、陈玉兰、阿不都·热合曼等30名同志“先进工作者”称号",
            "Liu Zhihua, Chen Yulan, Abdu Rahman and others, 30 in all, are honoured",
            [
                {"quote": "刘志华", "office": ""},
                {"quote": "陈玉兰", "office": ""},
                {"quote": "阿不都·热合曼", "office": ""},
            ],
        ),
    ),
    Rule(
        name="row of a table with 男 or 女",
        starts=r"\n[{row_head}]",
        pattern=r"\n{blanks}(?:\d{1,3}[\t\ ]{1,3})?(?P<name>{wide_name}|{pointed})"
        r"[\t\ ，,]{1,3}[男女](?=[\t\ ，,\n])",
        make=_person_after_break,
        example=Example(
            "1\t王建国\t男\t市财政局\t科长\n",
            "1, Wang Jianguo, male, finance bureau of the city, section head",
            {"quote": "王建国", "office": ""},
        ),
    ),
    Rule(
        name="byline",
        starts="[（(]",
        pattern=r"[（(](?:(?:记者|作者|编辑|责任编辑|摄影|通讯员|供稿|来源)[：:\ ]?)?"
        r"(?P<name>{name}{given}?)[)）][\ \t]{0,9}(?m:$)",
        make=_person_after_break,
        example=Example(
            "会议在昆明召开。（王永刚）",
            "The meeting was held in Kunming. (Wang Yonggang)",
            {"quote": "王永刚", "office": ""},
        ),
    ),
)
# Lists without offices; the names count only if all of them are no ordinary words.
ATTENDING = (
    Rule(
        name="who attends, at the head of a sentence",
        starts=r"[\n。>][{name_head}]",
        pattern=r"[\n。>]{blanks}(?P<list>{names})(?=等?(?:同志|领导)?[，和]?[^。\n]{0,40}?"
        "(?:出席|参加|陪同|列席|主持))(?!等(?:部门|单位|[省市县区地]|领域|行业|方面|企业))",
        make=_names_of_sentence,
        example=Example(
            "何运平、曹家和、张焕明，有关部门负责人出席会议。",
            "He Yunping, Cao Jiahe, Zhang Huanming and heads of departments attend.",
            [{"quote": "何运平"}, {"quote": "曹家和"}, {"quote": "张焕明"}],
        ),
    ),
    Rule(
        name="who else attends",
        starts="人士[还有包分]|领导[还有包分]|代表[还有包分]|嘉宾[还有包分]"
        "|同志[还有包分]|人员[还有包分]|专家[还有包分]|委员[还有包分]",
        pattern="(?:人士|领导|代表|嘉宾|同志|人员|专家|委员)(?:还?有|包括|分别是)"
        "(?P<list>{names})(?=[等。，；\n])",
        make=_names_of_sentence,
        example=Example(
            "出席会议的党外人士还有何运平、张焕明和李克勤等。",
            "Present were also He Yunping, Zhang Huanming and Li Keqin.",
            [{"quote": "何运平"}, {"quote": "张焕明"}, {"quote": "李克勤"}],
        ),
    ),
)
MET = (
    Rule(
        name="met with",
        starts="会见|祝贺",
        pattern="(?:会见(?P<name>{foreign}|{pointed}|{name}{given})(?:一行)?时"
        "|祝贺(?P<elected>{foreign}|{pointed})(?=就任|当选|连任))",
        make=_met,
        example=Example(
            "会见拉苏尔佐达时，双方交谈",
            "On meeting Rasulzoda, both talked",
            {"quote": "拉苏尔佐达", "office": ""},
        ),
    ),
    Rule(
        name="leaders in a list",
        starts="领导[同干{name_head}]|嘉宾[{name_head}]|负责人|专家[{name_head}]",
        pattern="(?:领导|嘉宾|领导同志|领导干部|负责人员|专家)(?P<list>{name}{given}?"
        r"(?:、{surname}[\u4e00-\u9fff]?{last_given}(?=[、等，。和参出]))+)",
        make=_spans_of_list,
        example=Example(
            "市领导何运平、曹和家、张焕明参加",
            "the city's leaders He Yunping, Cao Hejia and Zhang Huanming take part",
            [
                {"quote": "何运平", "office": ""},
                {"quote": "曹和家", "office": ""},
                {"quote": "张焕明", "office": ""},
            ],
        ),
    ),
)
ROWS = (
    Rule(
        name="line of a list of members",
        starts=r"\n[{row_head}]",
        pattern=r"\n{blanks}(?:{role}[：:]?{blanks})?(?P<name>{wide_name}|{pointed})"
        # 王 旭 东部长 is one name
        r"(?![\ \u3000]{1,2}{given}{office})[\ \t\u3000\u00a0\u2003]{1,9}"
        r"(?P<office>[\u4e00-\u9fff（）()、\ \d]{0,40}?{office})"
        r"(?=[\ \t\u3000]*(?:$|[\n（(、，;；]))",
        make=_row_of_list,
        example=Example(
            "组　长：王清　省长\n　　罗　平 省科技厅厅长\n",
            "Head: Governor Wang Qing\n Luo Ping, head of the Department of Science",
            [
                {"quote": "王清", "office": "省长"},
                {"quote": "罗　平", "office": "省科技厅厅长"},
            ],
        ),
    ),
)
ROWS += (
    Rule(
        name="after an office with blanks inside",
        starts=r"[总省市县区州局部厅署主][{blank}]",
        pattern=r"(?<![\u4e00-\u9fff])(?P<office>(?:总[{blank}]{1,4}理"
        r"|[省市县区州局部厅署][{blank}]{1,4}长|主[{blank}]{1,4}[席任]))"
        r"[{blank}：:]{1,9}(?P<name>{wide_name}){mark}",
        make=_row_of_list,
        example=Example(
            "自公布之日起施行。总　理　　李志强　　2004年5月1日",
            "In force from its publication. Premier Li Zhiqiang, 1 May 2004",
            {"quote": "李志强", "office": "总理"},
        ),
    ),
)
ROLES = (
    Rule(
        name="named after a role",
        starts=r"[组副成主委召联负记通编责摄作撰经承签校审出列参与请缺执监计法]"
        r"[长组员任集系络责者讯辑影稿主委编办发对核席会加假持录笔票定\ \t\u3000\u00a0\u2003]",
        pattern=r"{role}(?:及?(?:联系)?(?:电话|方式))?[：:]{blanks}(?P<list>{wide_name}"
        r"(?:[、，\ \u3000]{1,3}{wide_name}(?=[、，。；;\s（(]|$))*){mark}",
        make=_spans_of_list,
        example=Example(
            "联系人：李　明，电话：12345",
            "Contact: Li Ming, telephone 12345",
            {"quote": "李　明", "office": ""},
        ),
    ),
)
DOCTRINES = (
    Rule(
        name="doctrine",
        starts="毛泽|邓小|习近",
        pattern="(?P<name>毛泽东(?=思想)|邓小平(?=理论)"
        r"|习近平(?=\n?(?:新时代|[\u4e00-\u9fff]{2,4}思想)))",
        make=_name_span,
        example=Example(
            "以邓小平理论为指导",
            "guided by Deng Xiaoping Theory",
            {"quote": "邓小平", "office": "", "kind": "doctrine"},
        ),
    ),
)

# What no office has inside it: neither Chinese nor its marks, nor a blank beside 、.
NO_OFFICE_RE = re.compile(
    r"[^\u4e00-\u9fff、（）“”\ \u3000]|(?<!、)[\ \u3000](?!、)"
)
# Words before an office that are no part of it: by, according to, appoints, meeting …
LEAD_IN_RE = re.compile(
    r"由|据|任命|选举|会议上?|以及|(?<=[\u4e00-\u9fff])和(?=中共|国务院|省|市)"
    r"|主持|会见|出席|邀请|陪同|代表(?=省|市|县|国务院)|对(?=[\u4e00-\u9fff]{2,6}(?:[省市]|首相|总理|总统))"
)
# Between the names of a list; a blank inside a name is followed by one character.
LIST_MARK_RE = re.compile(
    r"([、，]|[\ \u3000]+(?=[\u4e00-\u9fff]{2})"
    r"|[\ \u3000]+(?=[\u4e00-\u9fff][\ \u3000][\u4e00-\u9fff]))"
)
LISTED_NAME_RE = re.compile(
    r"(?:\A|[、和])(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[、和]|\Z)(?!和(?:、|\Z))"
)
# Forms of address, which are no offices.
ADDRESSES = frozenset({"同志", "先生", "女士"})
# 代表 (deputy, but also: on behalf of) tells a name only before a mark.
DOUBTFUL = frozenset(
    {"代表", "委员", "教授", "记者", "研究员", "党组成员", "党委委员"}
)
MARK_RE = re.compile(r"[，。、；：！？\s）)]|$|先后|分别发言|发言|介绍")
# Places that begin as offices end (新区长乐, 市长沙县) and go on as hardly any surname does
PLACES_IN_CHANG = (
    *("长乐", "长沙", "长春", "长治", "长丰", "长海", "长寿"),
    *("长垣", "长兴", "长阳", "长岭", "长泰", "长汀"),
)
IN_BODY_RE = re.compile("(?:同志)?(?:纪念馆|干部学院|故居|陵园|纪念堂|基金会)")
DOCTRINE = "doctrine"
POINT_RE = re.compile(f"[{POINTS}]")
# The point first, as a search is fastest for a few characters
POINT_INSIDE_RE = re.compile(
    f"[{POINTS}](?<={PART_OF_NAME}[{POINTS}])(?={PART_OF_NAME})"
)


def find_persons(docs: pd.DataFrame) -> pd.DataFrame:
    """Find persons by their office, or by 同志 (comrade), and wherever else the name occurs.

    Returns findings in the order of the texts; the quote is the name. Columns:
    office: all that is before the name up to the pause, the title after it, or what the
        sentence says that the person held; empty where the name is alone
    kind: person, or doctrine where only a theory is named after its author

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "国务院总理温家宝主持会议。温家宝指出"  # the Premier chairs; points out
    >>> found = find_persons(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["quote", "office"]].values.tolist()
    [['温家宝', '国务院总理'], ['温家宝', '']]
    """
    columns = {"office": "str", "kind": "str"}
    return make(docs, lambda document: _persons(document["text"]), columns)


class Reading(NamedTuple):
    """A text, and the persons found in it so far, by where the name starts."""

    text: str
    persons: dict[int, Person]


def _persons(text: str) -> Iterator[Person]:
    """Yield the persons of one text, in order."""
    reading = Reading(text, {})
    known = grammars(pointed=_has_pointed_name(text))
    after_break = f"\n{text}"
    listed = [Person(*person) for person in persons_in_lists(text)]
    _keep_listed(reading, listed)
    _keep_all(reading, after_break, (known.rows, known.roles))
    for found in known.offices.run(text, reading):
        _add(reading, found.record)
    _keep_all(reading, after_break, (known.speakers, known.met))
    _keep_attending(reading, after_break, known.attending)
    _keep_doctrines(reading, known.doctrines)
    yield from _wherever_named(text, reading.persons)


def _has_pointed_name(text: str) -> bool:
    """Whether a name may have a point inside; most texts have no point, which is soon seen."""
    if not any(point in text for point in POINTS):
        return False
    return POINT_INSIDE_RE.search(text) is not None


def _keep_all(
    reading: Reading, after_break: str, in_order: Iterable[Grammar]
) -> None:
    """Keep what each grammar finds; the text begins with a line break."""
    for grammar in in_order:
        for found in grammar.run(after_break):
            _keep(reading, found.record)


def _keep_attending(
    reading: Reading, after_break: str, attending: Grammar
) -> None:
    """Keep the lists of who attended in which all words are names."""
    text = reading.text
    for found in attending.run(after_break):
        names = [text[one.start : one.end] for one in found.record]
        if all(map(_is_name, names)):
            _keep(reading, found.record)


def _keep_doctrines(reading: Reading, doctrines: Grammar) -> None:
    """Keep the names in doctrines, as 邓小平 in 邓小平理论 (Deng Xiaoping Theory)."""
    for found in doctrines.run(reading.text):
        start, end = found.record
        reading.persons[start] = Person(start, end, "", DOCTRINE)


def _keep(reading: Reading, persons: list[Person]) -> None:
    """Keep persons that are not known at that place, and are no ordinary words."""
    for person in persons:
        if _is_name(reading.text[person.start : person.end]):
            reading.persons.setdefault(person.start, person)


def _add(reading: Reading, persons: list[Person]) -> None:
    """Keep persons, whose names were looked at before, that are not known at that place."""
    for person in persons:
        reading.persons.setdefault(person.start, person)


def _keep_listed(reading: Reading, persons: list[Person]) -> None:
    """Keep the persons of lists, unless most of a list's words are ordinary ones."""
    known = [
        person
        for person in persons
        if _is_name(reading.text[person.start : person.end])
    ]
    if 2 * len(known) >= len(persons):
        for person in known:
            reading.persons.setdefault(person.start, person)


def _wherever_named(text: str, persons: dict[int, Person]) -> Iterator[Person]:
    """Yield the persons, and every other place where one of their names occurs."""
    if not persons:
        return
    names = {text[person.start : person.end] for person in persons.values()}
    any_name = "|".join(
        map(re.escape, sorted(names, key=lambda name: (-len(name), name)))
    )
    for found in re.finditer(any_name, text):
        if IN_BODY_RE.match(text, found.end()):
            continue  # 谷文昌纪念馆: a body that is named after somebody
        named_again = Person(found.start(), found.end(), "")
        person = persons.get(found.start(), named_again)
        if person.end != found.end():
            person = named_again
        if not person.office and person.kind != DOCTRINE:
            person = person._replace(office=_office_after(text, person.end))
        yield person


def _office_after(text: str, end: int) -> str:
    """The office right after a name, or what the sentence says that the person held."""
    title = _title_re().match(text, end)
    if title and title[0] not in ADDRESSES | DOUBTFUL:
        return title[0]
    held = _held_re().match(text, end)
    return held["office"] if held else ""


@lru_cache
def _title_re() -> re.Pattern:
    return re.compile(one_of(words("offices")))


@lru_cache
def _held_re() -> re.Pattern:
    """李克强同志历任河南省委副书记 (successively held), 不再担任国务院总理 (no longer holds)."""
    offices = one_of(words("offices"))
    return re.compile(
        r"(?:同志)?[^，。；：、\n致贺祝见]{0,12}?(?:就任|历任|先后任|担任|兼任|出任|当选为|任)"
        rf"(?P<office>[\u4e00-\u9fff、，]{{0,100}}{offices})(?![长])"
    )


def _beside_office(match: re.Match, reading: Reading) -> list[Person]:
    """Make the persons that an office tells: after it, with those listed, or before it."""
    text = reading.text
    if _begins_place(text, match.end() - 1):
        return []
    if match[0] in ADDRESSES:
        return _named_before(match, text)
    named = _take_name(grammars().after, text, match.end())
    if named and match[0] in DOUBTFUL and not MARK_RE.match(text, named[1]):
        named = None
    if named is None:
        return _named_before(match, text)
    office = _whole_office(match, reading)
    persons = []
    while named:
        start, end = named
        persons.append(Person(start, end, office))
        named = _take_name(grammars().listed, text, end)
    # The next office is told from here, so that it does not begin with these names.
    _add(reading, persons)
    return persons


def _begins_place(text: str, at: int) -> bool:
    """Whether the last character of an office begins a place: 福州新区长乐直管区."""
    return text.startswith(PLACES_IN_CHANG, at)


def _take_name(grammar: Grammar, text: str, at: int) -> tuple[int, int] | None:
    """Return where the name is that begins at this place, or None."""
    found = grammar.match(text, at)
    named = _checked_name(found, text)
    if named or found is None:
        return named
    # 副市长马力、孙学敏: an ordinary word too, but an office and a mark hold it.
    start, end = found[1].span("name")
    is_held = text[start - 1 : start] == "长" and text[end : end + 1] in {
        "、",
        "，",
    }
    beginnings, _ = _not_names()
    return (
        (start, end)
        if is_held and text[start : start + 2] not in beginnings
        else None
    )


def _named_before(match: re.Match, text: str) -> list[Person]:
    """The persons whose names are right before an office, the last of a list first."""
    if match[0] == "代表":
        return []
    if match[0] in DOUBTFUL and not MARK_RE.match(text, match.end()):
        return []
    start = match.start()
    if POINT_RE.search(text, max(start - POINTED_CHARS, 0), start):
        found = grammars().pointed.match_before(text, start, POINTED_CHARS)
    else:
        is_spaced = text[start - 2 : start - 1] in SPACES
        reach = SPACED_CHARS if is_spaced else NAME_CHARS
        found = grammars().before.match_before(text, start, reach)
    named = _checked_name(found, text)
    if named is None and match[0] in OFFICES_OF_STATE:
        found = grammars().foreign.match_before(text, start, FOREIGN_CHARS)
        named = _checked_name(found, text)
    office = "" if match[0] in ADDRESSES else match[0]
    persons = []
    while named:
        persons.append(Person(*named, office))
        start = named[0]
        if text[start - 1 : start] != "、":
            break
        found = grammars().before.match_before(text, start - 1, LISTED_CHARS)
        named = _checked_name(found, text)
    return persons


def _checked_name(
    found: tuple[Rule, re.Match] | None, text: str
) -> tuple[int, int] | None:
    """Return where a name is, unless it is an ordinary word or begins as one does."""
    if found is None:
        return None
    match = found[1]
    is_after_body = match["name"] is None
    start, end = match.span("whole" if is_after_body else "name")
    return (start, end) if _is_name(text[start:end]) else None


def _is_name(name: str) -> bool:
    """Say whether a name is no ordinary word, as far as the list of such words knows."""
    beginnings, whole = _not_names()
    return name not in whole and name[:2] not in beginnings


@lru_cache
def _not_names() -> tuple[frozenset[str], frozenset[str]]:
    """Words that no name begins with, and words that are no name."""
    beginnings = words("not_names", only_whole=False)
    return frozenset(beginnings), frozenset(words("not_names"))


def _whole_office(match: re.Match, reading: Reading) -> str:
    """The office before a name: back to the last pause, past the offices joined by 、.

    It begins after the name before it: of 部长李建国、副部长 the second is deputy only.
    """
    start = match.start()
    if match[0] in ADDRESSES:
        return ""
    earliest = max(start - OFFICE_CHARS, 0)
    last = [person.end for person in _near(reading, earliest, start)]
    begins = max([earliest, *last])
    before = _after_last_pause(reading.text[begins:start])
    qualified = LEAD_IN_RE.split(before)[-1]
    return qualified.lstrip("、（“” \u3000") + match[0]


def _after_last_pause(words: str) -> str:
    """What stands behind the last mark or word that no office goes across."""
    last_end = 0
    for pause in NO_OFFICE_RE.finditer(words):
        last_end = pause.end()
    return words[last_end:]


def _near(reading: Reading, start: int, end: int) -> Iterator[Person]:
    """Yield the persons named between two places."""
    for at in range(start, end):
        person = reading.persons.get(at)
        if person and person.end <= end:
            yield person
