"""Find institutions: ministries, governments, commissions, leading groups, collectives.

A body of the centre is known by name (`bodies.csv`, `ministries.csv`), or begins with
国务院 (State Council) or 国家 (state). Others begin with a place or its kind (省, province)
and end as bodies do (`body_parts.csv`: 委员会, commission; 局, bureau); what follows inside
the body belongs to the name (科技司, 刑警支队). A department of a list (`departments.csv`:
财政厅 after 省发展改革委、) needs no place. 各部门 (all departments), 区民政部门 and the
like are collectives. The first rule of the table that fits at a place counts.

Of which place a body is that does not say so is told by `names/levels.py`, what its short
form is short for by `names/full_names.py`. Nothing is linked to a register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pandas as pd

from egov_lib.find.gazetteers import (
    body_endings,
    characters,
    one_of,
    openings_of,
    words,
)
from egov_lib.find.names.full_names import full_name, national_forms
from egov_lib.find.names.levels import (
    NO_RANK_RE,
    Body,
    Mention,
    Resolver,
    widen_left,
)
from egov_lib.find.names.places import chinese_places
from egov_lib.find.names.wrapping import join_lines
from egov_lib.find.rules import (
    START_CHARS,
    Beginnings,
    Example,
    Grammar,
    Rule,
    always,
)
from egov_lib.findings import Document, make

# Characters that are never inside a name: of, and, in … and the kinds of places.
NEVER_INSIDE = "的了和与及在将对向为是把被要从到就由等并或而请按以于有省市县区旗长各我该其使让"
# One Chinese character that may be inside a name.
INSIDE = f"[^\\x00-\u4dff\u9fa6-\U0010ffff{NEVER_INSIDE}]"
# One that may be in the name of a division inside a body: no verb begins with it.
INSIDE_UNIT = f"[^\\x00-\u4dff\u9fa6-\U0010ffff{NEVER_INSIDE}负牵印召成副原]"
# 经济与信息技术中心, centre of economy and information technology: between two
# words of a name whose last word is near
AND_INSIDE = (
    "与(?<=[\u4e00-\u9fff]{2}与)(?=[\u4e00-\u9fff]{2,9}?"
    "(?:中心|所|院|联合会|协会|学会|促进会|委员会|办公室|处))"
)
# 节能监察（监测）中心, centre for supervision (and monitoring) of saving energy
# 城乡建设和交通局, a bureau of two fields; 财政局和审计局 are two bureaus
FIELDS_INSIDE = (
    "和(?<=[\u4e00-\u9fff]{2}和)(?<![局厅委办部院会处府省市县区]和)"
    "(?=[\u4e00-\u9fff]{2,6}?(?:局|委员会)(?:[、，。；：）)\\]\\s,;(（]|$|会同|负责|牵头|等|备案))"
)
# What the committees of congresses and conferences are about
COMMITTEE_FIELDS = (
    "民族|民宗|宪法|法律|法制|监察|监督|内务|内司|社会|财政|财经|预算|经济|教育|教科|教文|科教|文化|文史"
    "|外事|华侨|侨务|环境|环资|城乡|城建|城环|农业|农村|人口|人事|选举|代表资格|代表|提案|委员|港澳台"
)
BRACKETS_INSIDE = (
    "（[\u4e00-\u9fff]{2,7}）"
    "(?=中心|办公室|委员会|总?局|厅|有限|集团|公司|总?医院|学院|所|站)"
)
LEAD_IN_CHARS = (
    30  # how far before 领导小组 (leading group) its name can begin
)
# What makes a 区 a zone and no district: development, high technology, new …
ZONES = (
    "开发|经开|高新|高新技术产业|新|示范|保税|合作|试验|实验|度假|经济|名胜|风景|管理|功能"
    "|产业|工业|园|港|矿|林|景|物流|集聚"
)

# In what begins and ends as a body does: words that make it a kind of bodies, or none.
NO_BODY_RE = re.compile(
    "部门$|设立|成立|建立|采取|公立|便民|属[^于国]|数字政府|法治政府|有限责任|三级|开展|加强"
)

# What the state does, and what is done to it: 国家开好局
STATE_ACTS_RE = re.compile(
    "(?:国家|中央|中国)(?:鼓励|支持|引导|推动|推进|保障|保护|开好|要求|规定|允许|批准|设立|建立|实行|扶持|加强|采取|依法)"
)

# What makes 全国… (of the whole country) a class: public, private, of a grade
CLASS_RE = re.compile(
    "^全国(?:公立|民办|私营|所有|各级|[一二三]级|二级以上|范围|大中|中小)"
)

TO_BUILD = frozenset(
    {"建设", "建成", "依托", "接入", "搭建", "打造", "升级", "作为", "统筹"}
)
SYSTEM_RE = re.compile("平台|作为|的|建设|实行|[分主]?节点|体系|项目")

# 湖南等3省 before 省委: the committees of three provinces
SEVERAL_RE = re.compile(r"(?:\d|[两二三四五六七八九十多])[省市县区]")

NATIONAL = Mention("nation")
COLLECTIVE = Mention("collective")
BARE = Mention("bare")
COMMITTEE = Mention("committee")


def _of_place(match: re.Match, _: object) -> Mention | None:
    """Make a body of a known place; a court without its town is all courts there."""
    place = match["place"]
    if NO_BODY_RE.search(match[0]) or _is_data_centre(match):
        return COLLECTIVE
    if match.end() - match.end("place") == len("法院") and match[0].endswith(
        "法院"
    ):
        has_kind = place[-1] in "省市区州县旗"
        if not has_kind:
            return COLLECTIVE
    return Mention("place", place=place)


def _is_data_centre(match: re.Match) -> bool:
    """Say whether this is a system (建设市大数据中心) and not the body that runs it."""
    if not match[0].endswith("数据中心"):
        return False
    text, start = match.string, match.start()
    is_built = (
        text[max(start - 2, 0) : start] in TO_BUILD or "政务" in match[0]
    )
    return is_built or SYSTEM_RE.match(text, match.end()) is not None


def _of_state(match: re.Match, _: object) -> Mention | None:
    """Make a body of the nation; a company or school (中国地质大学) is of no level."""
    if STATE_ACTS_RE.match(match[0]):
        return None  # 国家鼓励保险公司: the state encourages
    if CLASS_RE.search(match[0]):
        return COLLECTIVE  # 全国三级公立医院: all hospitals of a class
    is_body = NO_RANK_RE.search(match[0]) is None
    return NATIONAL if is_body else Mention("group")


def _of_level(match: re.Match, _: object) -> Mention:
    """Make a body that only names the kind of its place: 市政府, the city government."""
    is_class = match["local"].endswith("级") or NO_BODY_RE.search(match[0])
    text, start = match.string, match.start()
    several = SEVERAL_RE.match(text, max(start - 2, 0), start)
    is_shared_zone = text[start - 1 : start] == "）"
    if (
        is_class
        or several
        or _is_data_centre(match)
        or (is_shared_zone and match["local"] == "区")
    ):
        return COLLECTIVE
    return Mention("local", place=match["local"])


def _of_branch(match: re.Match, _: object) -> Mention:
    """Make a body of the centre, or its branch in a place (人民银行沈阳分行)."""
    if match["branch"]:
        return Mention("branch", place=match["branch"])
    is_shared = match["body"] in words("departments")
    return Mention("shared") if is_shared else NATIONAL


@lru_cache
def _known_names() -> tuple[str, ...]:
    """Names and short forms of the bodies of the centre."""
    return tuple(dict.fromkeys([*words("bodies"), *national_forms()]))


def _look_ahead(fields: Iterable[str]) -> str:
    """Look whether any ending can come before a character that no name has inside.

    Mostly none does, and this is faster to see than by trying every length of a name.
    """
    in_fields = set("".join(fields)) | {"与"}
    never = "".join(sorted(set(NEVER_INSIDE) - in_fields))
    no_name = rf"\x00-@\[-\u4dff\u9fa6-\uff07\uff0a-\U0010ffff{never}"
    firsts = characters(word[0] for word in words("body_parts", part="ending"))
    return f"(?=[^{no_name}{firsts}]*+[{firsts}])"


def _pieces() -> dict[str, str]:
    """The parts of names of institutions."""
    fields = words("body_parts", part="field")
    places = one_of(chinese_places())
    surnames = "".join(name for name in words("surnames") if len(name) == 1)
    return {
        "body": one_of(_known_names()),
        # The places of a collective: 省、自治区、直辖市; 县（市、区）
        "kinds_of_places": "(?:[省市县区州旗镇乡盟、]|街道|自治[区州县旗]"
        "|（[市区县州旗乡镇、自治]{1,8}）"
        "|直辖市|计划单列市|地(?:区(?=、|行)|(?=、[市州盟]))|(?:和|及)(?=直辖市|自治|计划单列|新疆生产|县（)"
        "|新疆生产建设兵团){1,12}",
        "department": one_of(words("departments")),
        "ending": body_endings(),
        "end_ahead": _look_ahead(fields),
        # A character inside a name, or a field of government with 和 (and) inside.
        # and 与 (and), brackets or letters that only some bodies' names have.
        "inside": rf"{INSIDE}|{'|'.join(fields)}|{AND_INSIDE}"
        rf"|{FIELDS_INSIDE}|{BRACKETS_INSIDE}|[A-Z]{{1,4}}",
        # 市政府信息化工作办公室: the informatization office of the city government
        # and 省政府国资委, 省政府发展研究中心: organs that belong to a government
        "office_of_government": "(?:(?<=政府)(?:国资委|{inside}{1,8}?(?:办公[厅室]"
        "|研究中心|研究室|参事室|新闻办|法制办|金融办|侨务办|外事办)|{away}))?",
        # 驻京办: the office that a place keeps in another
        "away": "驻{inside}{1,6}?(?:办事处|联络处|代表处|办(?![公事理法学]))",
        "kind": "省|市|自治州|州|地区|盟|壮族自治区|回族自治区|维吾尔自治区"
        "|自治区|特别行政区",
        # 石拐区 in 包头市石拐区政府, a district of the city of Baotou
        # and 长宁区 in 上海市长宁区政府: 长 else ends an office (市长, mayor)
        "below": rf"(?:长(?=[宁治沙丰海寿垣兴阳岭泰汀葛乐岛安清][区县市]))?"
        rf"{INSIDE}{{1,7}}(?:自治县|[县旗]|(?<![地园城校军景厂矿])区|市)",
        "place": f"{places}{{kind}}?(?:{{below}}){{0,3}}?",
        # 市 written twice: 通辽市市委, the committee of the city of Tongliao
        # 江西财经大学信息管理学院: a school of a university
        "school": "(?:(?<=大学|党校){inside}{0,5}[与和]?{inside}{1,8}?学院)?",
        "again": "(?:(?<=市)市|(?<=县)县|(?<=区)区|(?<=旗)旗)?",
        # 经济技术开发区: a zone, which has a committee as a district has
        "zone": f"{INSIDE}{{0,12}}?(?:{ZONES})区(?:（{INSIDE}{{2,4}}）)?",
        "of_zone": "党工委|管委会|管理委员会|工作委员会|工委|办事处|委员会",
        "session": r"(?:第?[〇一二三四五六七八九十百\d]+届\ ?)?",
        # 省委, the provincial Party committee; but 委员, a member, and 委派, to delegate
        "party_committee": "委(?![员派托任会]|内[^蒙]){party_part}?",
        "party_part": "(?:办公[厅室]|组织部|宣传部|统战部|统一战线工作部|政法委(?:员会)?"
        "|社会工作部|老干部?局|编办|网信办|文明办|台办|改革办|财经办|农办|党校"
        "|政研室|政策研究室|督查室|机要局|机要和保密局|保密办|党史研究室"
        "|{inside}{2,8}?(?:办公室|领导小组(?:办公室)?|工作委员会|委员会|工委)"
        r"|办(?=[、，。；）)\s]|$))",
        # What is inside a body: its Party group, its general office, a division.
        "part": "{committee}|{court}|{of_congress}|{of_zone_part}|{supervisors}|{centre}"
        "|常委会|常务委员会|党组(?!成员|织)|机关党委|党委|党工委|纪委监委|纪委|监委|纪检组"
        "|办公厅|办公室|秘书处|[一二三四五六七八九十]处|{division}",
        "division": r"(?!相关|内设|下属|主管|业务|职能)(?:{in_unit}{1,12}?"
        "|{in_unit}{2,8}[与和]{in_unit}{2,10}?)"
        "(?:司|处|科|室|总队|支队|大队|中队|分局)(?={edge})",
        # A committee of a congress: 全国人大常委会法制工作委员会
        "committee": "(?:(?<=人大)|(?<=政协)|(?<=代表大会)|(?<=常委会)|(?<=务委员会)|(?<=国委员会))"
        "(?:{committee_field})(?:{inside}|[和与]){0,11}?委员会(?:办公室)?",
        "committee_field": COMMITTEE_FIELDS,
        # 全国人大常委会法工委, 市人大常委会预算工委: its short form
        "of_congress": "(?<=常委会|委员会)(?:法制?工委|预算?工委|研究室"
        "|(?:{committee_field}){1,2}工委)",
        # 省国土资源厅信息中心, the information centre of a department
        "centre": "(?<=[局厅部委署]){in_unit}{0,6}?(?:信息|服务|管理|培训|监测|评审|研究)中心"
        "(?={edge})",
        # 高新区管委会招商局: a bureau of the committee of a zone
        "of_zone_part": "(?:(?<=管委会)|(?<=管理委员会)){in_unit}{2,9}"
        "(?:局|办|部|委员会)(?={edge})",
        # 最高人民法院知识产权法庭
        "court": "(?:(?<=法院)|(?<=最高法))(?!审理|关于|设立|成立){inside}{1,7}?法庭",
        # 商务部国际贸易经济合作研究院, 市场监管总局执法稽查局: an institute, a bureau
        "institute": "(?!{verb}|支持|建设|推动|指导|批准|委托|所属|直属|组织|等)(?:{inside}{2,12}?"
        "(?:研究院|研究所|研究中心|规划院|设计院|出版社|干部学院)|(?<=[部局署]){in_unit}{2,6}局(?={edge}|[一二]级))",
        # Fields of work with a character that no other division's name has inside.
        "in_unit": f"(?:{INSIDE_UNIT}|就业|市场|城市|国有|区域|机要|对外|社区|市政)",
        "edge": r"[、，。；：）)（(\s“”》;,]|$|负责|牵头|主任|副|[处科队]长|支队长|大队长"
        "|总队长|党[组委]|印发|关于|[和与及等]|政委|民警|工作[，。；;]"
        # 行政处张立群处长: the name of its head
        rf"|[{surnames}][\u4e00-\u9fff]{{1,2}}(?:副?[处科司局]长|副?主任|同志)",
        "branch": "(?:{place}|[省市](?=中心支行)){inside}{0,8}?"
        "(?:中心支行|[分支]行|营业管理部|营业部|总部|局|总队|海关|分署|(?:专员|特派员?)办(?:事处)?)(?!长){supervisors}?"
        "|(?<=人行|银行){inside}{2,4}[市县区]?(?:中心支行|[分支]行)",
        # 重庆银监局万州监管分局, the sub-office of supervisors in a town
        "supervisors": f"(?:(?<=监局|管局){INSIDE}{{2,4}}[市县区]?监管(?:分局|组))",
        # 卫生部扶贫工作领导小组: a leading group of the ministry
        "group_of_body": r"(?=[^。，、；\n]{2,20}小组)"
        "(?:(?!{verb})(?:{inside}|[与和])){2,20}?"
        "(?:领导小组|协调小组|工作小组)(?:办公室)?",
        "verb": "成立|牵头|设立|组建|会同|联合|建立|关于|印发|负责|组成|下设|参加|指导",
        # 国办函〔2014〕119号 is a document's number
        "no_number": r"(?![发函办电字]{0,3}\s?[〔\[（(„]\s?(?:19|20)\d\d[〕\]）)‟])",
    }


def _known_bodies() -> tuple[Rule, ...]:
    """Rules for bodies of the centre."""
    return (
        Rule(
            name="conference of a term",
            starts="中国人|全国政|政协第",
            pattern=r"(?:中国人民政治协商会议|全国政协|政协)"
            r"第?[一二三四五六七八九十]{1,3}届(?:、第?[一二三四五六七八九十]{1,3}届){0,4}"
            "(?:全国委员会(?:常务委员会|常委会)?|常委会|常务委员会)",
            make=always(NATIONAL),
            example=Example(
                "政协第十四届全国委员会常务委员会第一次会议",
                "first meeting of the Standing Committee of the 14th National Committee",
                {
                    "quote": "政协第十四届全国委员会常务委员会",
                    "level": "nation",
                },
            ),
        ),
        Rule(
            name="body of the centre",
            starts="国务|中共",
            # 国务院政府工作报告 is the report of the State Council.
            pattern="(?:国务院|中共中央)(?!政府){end_ahead}{inside}{0,10}?{ending}(?:(?<=工委)办公室)?"
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
            name="office of the State Council in short",
            starts="国务院",
            pattern="国务院{inside}{2,6}?(?:办|(?<![部常])委)(?={edge})",
            make=always(NATIONAL),
            example=Example(
                "国务院三峡办、水利部",
                "the Three Gorges office of the State Council, the Ministry of Water",
                [
                    {"quote": "国务院三峡办", "level": "nation"},
                    {"quote": "水利部"},
                ],
            ),
        ),
        Rule(
            name="known by name",
            starts=openings_of(_known_names()),
            # 集中办公 (to work in one place) has nothing of 中办 (General Office).
            pattern="(?<![集])(?P<body>{body})(?![门署业贿]){no_number}"
            "(?:驻?(?P<branch>{branch}))?(?:(?:{part}){1,3}|{group_of_body}|{institute})?",
            make=_of_branch,
            example=Example(
                "财政部办公厅印发",
                "issued by the general office of the Ministry of Finance",
                {"quote": "财政部办公厅", "level": "nation"},
            ),
        ),
        Rule(
            name="the Party",
            starts="中国共",
            pattern="中国共产党(?![员章代中]|第[一二三四五六七八九十]+次)(?!{place})",
            make=always(NATIONAL),
            example=Example(
                "在中国共产党领导下",
                "led by the Communist Party of China",
                {"quote": "中国共产党", "level": "nation"},
            ),
        ),
        Rule(
            name="press",
            starts="人民日|光明日|经济日|法治日|工人日|农民日|科技日|解放日|文汇报|新华通|国际广"
            "|央视网|人民网|新华网",
            pattern="(?:(?:人民|光明|经济|法治|工人|农民|科技|解放)日报|文汇报|新华通讯)社"
            "|国际广播电台|(?:央视|人民|新华)网(?=消息|记者|讯|[^\u4e00-\u9fff])",
            make=always(Mention("group")),
            example=Example(
                "光明日报社、新华社等单位",
                "Guangming Daily, Xinhua and other organs",
                [{"quote": "光明日报社"}, {"quote": "新华社"}],
            ),
        ),
        Rule(
            name="state firm",
            starts="国网|国家电|南方电|南网|中国石|中石|中海|中国移|中国电|中国联|中国铁|工商银|农业银"
            "|建设银|交通银|邮储银|农发行",
            pattern="(?:国网|国家电网|南方电网|南网|中国石油|中石油|中石化|中国石化|中海油"
            "|中国移动|中国电信|中国联通|中国铁塔|工商银行|农业银行|建设银行|交通银行|邮储银行|农发行)"
            "(?:{place})?(?:{inside}){0,5}?"
            "(?:(?:有限)?公司|分公司|集团(?:公司)?|[分支]行)(?:党委)?",
            make=always(Mention("group")),
            example=Example(
                "国网甘肃省电力公司、市供电局",
                "the State Grid's company in Gansu; the city's electricity bureau",
                [
                    {"quote": "国网甘肃省电力公司", "level": ""},
                    {"quote": "市供电局"},
                ],
            ),
        ),
        Rule(
            name="production corps",
            starts="新疆生|生产建",
            pattern="(?:新疆)?生产建设兵团(?![\u4e00-\u9fff]{0,6}[局委厅]|第)",
            make=always(Mention("place", "新疆")),
            example=Example(
                "各省和新疆生产建设兵团",
                "all provinces and the production and construction corps of Xinjiang",
                {"quote": "新疆生产建设兵团", "level": "province"},
            ),
        ),
        Rule(
            name="bureau of the production corps",
            starts="新疆生|生产建|兵团[\u4e00-\u9fff]",
            pattern="(?:(?:新疆)?生产建设)?兵团(?!第)(?:{inside}){1,12}?"
            "(?:局(?![面势长限])|厅|委员会|委(?![员派托任])|办公室)",
            make=always(Mention("place", "新疆")),
            example=Example(
                "自治区财政厅、兵团住房和城乡建设局报告",
                "the Region's finance department, the corps's bureau of housing",
                [
                    {"quote": "自治区财政厅"},
                    {"quote": "兵团住房和城乡建设局", "level": "province"},
                ],
            ),
        ),
        Rule(
            name="presidium of a congress",
            starts="大会主|中国共|党的[一二三四五六七八九十]|第[一二三四五六七八九十][一二三四五六七八九十次届]",
            pattern=r"(?:(?:中国共产党|党的)?第?[一二三四五六七八九十]{1,3}[次届](?:全国)?(?:人民)?代表)?大会主席团"
            "|党的[一二三四五六七八九十]{1,3}大主席团",
            make=always(Mention("defined")),
            example=Example(
                "代表大会主席团和全国人大常委会",
                "for the presidium and the Standing Committee of the NPC",
                [{"quote": "大会主席团"}, {"quote": "全国人大常委会"}],
            ),
        ),
        Rule(
            name="high court in short",
            starts="最高法|最高检",
            pattern="最高(?:法(?![定律学人])|检(?![测验查索]))(?:{court})?",
            make=always(NATIONAL),
            example=Example(
                "据最高法知识产权法庭介绍",
                "according to the Intellectual Property Court of the Supreme Court",
                {"quote": "最高法知识产权法庭", "level": "nation"},
            ),
        ),
        Rule(
            name="bank of the whole country",
            starts="国家开|国开行|工商银|农业[发银]|建设银|交通银|邮储银|招商银|农发行|中国[银农工建进邮光]",
            pattern="(?:国家开发|(?:中国)?(?:农业发展|工商|农业|建设)|中国(?:进出口|邮政储蓄|光大)?|交通|邮储|招商)银行"
            "(?![业卡间券]|保险)|国开行|农发行",
            make=always(Mention("group")),
            example=Example(
                "用好农业银行、工商银行贷款",
                "use the loans of the Agricultural Bank and the ICBC",
                [
                    {"quote": "农业银行", "level": ""},
                    {"quote": "工商银行", "level": ""},
                ],
            ),
        ),
        Rule(
            name="centre",
            starts="中央",
            pattern="中央(?=财政|决定|要求|关于|[和与、]地方)",
            make=always(COLLECTIVE),
            example=Example(
                "按照中央要求",
                "as the centre requires",
                {"quote": "中央", "kind": "collective"},
            ),
        ),
        Rule(
            name="session of a national congress",
            starts=r"第[一二三四五六七八九十\d]|[一二三四五六七八九十]届|[一二十][一二三四五六七八九十]",
            pattern=r"(?:第[一二三四五六七八九十\d]{1,3}|[一二]?十?[一二三四五六七八九十])届"
            "(?:全国人民代表大会(?:常务委员会)?|全国人大(?:常委会)?|全国政协)",
            make=always(NATIONAL),
            example=Example(
                "在第九届全国人民代表大会第四次会议上",
                "at the fourth session of the Ninth National People's Congress",
                {"quote": "第九届全国人民代表大会", "level": "nation"},
            ),
        ),
    )


def _bodies_of_places() -> tuple[Rule, ...]:
    """Rules for bodies that begin with a place, the state, or the kind of a place."""
    return (
        Rule(
            name="of a zone in a place",
            starts=f"中共|{openings_of(chinese_places())}",
            pattern="(?:中共)?(?P<place>{place}(?:[—－-]{inside}{1,3})?{zone})"
            "(?:{of_zone})(?:{part}){0,3}",
            make=_of_place,
            example=Example(
                "芜湖高新技术产业开发区党工委书记",
                "Party secretary of the High-Technology Zone of Wuhu",
                {"quote": "芜湖高新技术产业开发区党工委", "level": ""},
            ),
        ),
        Rule(
            name="of a place",
            starts=f"中共|中国共|{openings_of(chinese_places())}",
            pattern="(?:中共|中国共产党)?(?P<place>{place}){again}"
            "(?:{party_committee}|{session}{end_ahead}(?:{inside}){0,14}?{ending}"
            "{office_of_government}{school}(?:{part}){0,3}|{away})",
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
            pattern="(?:国家|中央|中国|中华人民共和国|全国|中共)"
            "(?!级|一体化|特色|式|梦|标准|战略|重点|法律|有关|规定|各|全国)"
            "{end_ahead}(?:{inside}){0,14}?{ending}{school}(?:{part}){0,2}",
            make=_of_state,
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
            name="department in a list",
            starts=openings_of(words("departments")),
            pattern=r"(?:(?<![\u4e00-\u9fff])|(?<=[和与及由同报经向被据给送请至将为者委]))"
            "{department}(?!(?<=政协)(?:提案|民主监督))(?![面部限势分门员长业作代会]|委员)(?:{part}){0,2}",
            make=always(BARE),
            example=Example(
                "云南省发展改革委、财政厅",
                "Development and Reform Commission and Finance Department of Yunnan",
                [
                    {"quote": "云南省发展改革委", "level": "province"},
                    {
                        "quote": "财政厅",
                        "level": "province",
                        "full_name": "云南省财政厅",
                    },
                ],
            ),
        ),
        Rule(
            name="standing committee of the congress named before",
            starts="常委会|常务委",
            pattern="(?<=及其)(?:常委会|常务委员会)",
            make=always(COMMITTEE),
            example=Example(
                "在区人大及其常委会监督下",
                "watched by the district's congress and its standing committee",
                [{"quote": "区人大"}, {"quote": "常委会"}],
            ),
        ),
        Rule(
            name="committee of the zone named before",
            starts="管委会",
            pattern="(?<=[、，])管委会(?=副?主任|主要负责|党)",
            make=always(Mention("zone")),
            example=Example(
                "高新区党工委委员、管委会副主任",
                "member of the Party committee and deputy head of the High-Tech Zone",
                [{"quote": "高新区党工委"}, {"quote": "管委会"}],
            ),
        ),
        Rule(
            name="organ of one's own body",
            starts="[委厅局院校所][党机后行纪团工]",
            pattern="(?:(?<![\u4e00-\u9fff])|(?<=[了我由同报经向被据给送请至将实好]))"
            "[委厅局院校所](?:机关党委|党委|党组|纪委|党总支|团委|工会"
            "|(?:后勤|机关|行政)服务中心)(?![员派托])",
            make=always(Mention("defined")),
            example=Example(
                "会议传达了局党组、院党委的要求",
                "the meeting passed on what the bureau's Party group asked for",
                [{"quote": "局党组"}, {"quote": "院党委"}],
            ),
        ),
        Rule(
            name="of a kind of place",
            starts="[我本全][省市县区州旗镇乡街自]|特别行"
            "|[省市县区州旗镇乡街][\u4e00-\u9fffA-Z（\\d]|自治|兵团",
            pattern="(?<![各级])"
            "(?P<local>特别行政区(?=政府)|[我本全]?(?:省(?![略会内外份直])|市(?!场|民(?![政宗族])|[区值面域]|中心支行)"
            "|区(?![域块别间])(?<![社地园校军景厂片灾专]区)|县(?!域)|州|旗|镇(?!区)|乡(?![镇村])|街道|自治[区县州旗])级?)"
            "(?:{party_committee}|{session}{end_ahead}(?:{inside}){0,14}?{ending}"
            "{office_of_government}{school}(?:{part}){0,3}|{away})",
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
        name="governments of a level",
        starts="[省市县区乡地州]级|副省级",
        pattern="(?:[省市县区乡州]级以[上下](?:地方)?(?:各级)?|县级市|地级市|副省级城?市)"
        "(?:人民)?(?:政府|法院|检察院)(?:[\u4e00-\u9fff]{0,6}部门)?",
        make=always(COLLECTIVE),
        example=Example(
            "县级以上人民政府应当",
            "governments at and above the county level shall",
            {"quote": "县级以上人民政府", "kind": "collective"},
        ),
    ),
    Rule(
        name="all of a kind of place",
        starts="各[省市县区州旗镇乡街自、（直]|[相有]关[省市县区州旗镇乡街自、（]|设区|所在|[所本]辖|辖[市县区乡镇]",
        pattern="(?:各(?![级有地部])|相关|有关|设区的?|所在地?|[所本]?辖)"
        "{kinds_of_places}级?(?:{inside}){0,10}?{ending}(?:、(?:街道)?办事处)?",
        make=always(COLLECTIVE),
        example=Example(
            "各省、自治区、直辖市人民政府",
            "the governments of all provinces, autonomous regions and municipalities",
            {"quote": "各省、自治区、直辖市人民政府", "kind": "collective"},
        ),
    ),
    Rule(
        name="all of a kind of place, behind all sub-bureaus",
        starts="各[分处科单部直开园]",
        pattern="各(?:分局|处室|科室|单位|部门|直属单位|开发区|园区)、"
        "[市县区]（[市县区、]{1,5}）(?:{inside}){1,10}?{ending}",
        make=always(COLLECTIVE),
        example=Example(
            "各分局、县（市）住房保障局：",
            "to all sub-bureaus and the housing bureaus of the counties",
            {"quote": "各分局、县（市）住房保障局", "kind": "collective"},
        ),
    ),
    Rule(
        name="all zones",
        starts="各[经高开新保示园功工产国类][\u4e00-\u9fff]",
        pattern="各{inside}{0,6}?(?:开发|高新|新|保税|示范|园|功能|工业|产业)区"
        "(?:党工委|管委会|管理委员会|管理办公室|管理处)(?:、(?:党工委|管委会))?",
        make=always(COLLECTIVE),
        example=Example(
            "各开发区管委会、各镇人民政府",
            "the committees of all development zones, the governments of all towns",
            [
                {"quote": "各开发区管委会", "kind": "collective"},
                {"quote": "各镇人民政府", "kind": "collective"},
            ],
        ),
    ),
    Rule(
        name="departments of the State Council",
        starts="国务院",
        pattern="国务院(?:各|有关|相关|所属|直属){1,2}(?:部门|部委|机构|单位)",
        make=always(COLLECTIVE),
        example=Example(
            "国务院各部委、各直属机构",
            "all ministries and organs directly under the State Council",
            {"quote": "国务院各部委", "kind": "collective"},
        ),
    ),
    Rule(
        name="all branches of a bank",
        starts="中国人|人民银|人行各",
        pattern="(?:中国人民银行|人民银行|人行)各(?:{kinds_of_places}|{inside}{0,6}?)[分支]行",
        make=always(COLLECTIVE),
        example=Example(
            "人民银行各县（市）支行",
            "the county branches of the People's Bank",
            {"quote": "人民银行各县（市）支行", "kind": "collective"},
        ),
    ),
    Rule(
        name="so many of a kind",
        starts="[个所家][省市县区州旗镇乡街]",
        pattern=r"(?<=[\d一二三四五六七八九十百千两余多几])[个所家](?:[省市县区州旗镇乡、]|街道){1,5}级?"
        "(?:{inside}){0,10}?{ending}",
        make=always(COLLECTIVE),
        example=Example(
            "3个县人民政府和1个镇卫生院",
            "three county governments and one hospital of a town",
            [
                {"quote": "个县人民政府", "kind": "collective"},
                {"quote": "个镇卫生院", "kind": "collective"},
            ],
        ),
    ),
    Rule(
        name="departments of a government",
        starts="[省市县区州旗][人政委]|自治",
        pattern="(?:[省市县区州旗]|自治[区州])(?:人民政府|政府|委)"
        "(?:(?:各|有关|相关|所属|直属|组成|工作){1,2}(?:部门|部委|机构|单位)"
        r"|各[委办局](?:、?[委办局厅室行]){0,3}(?=[、，；：。\s]))",
        make=always(COLLECTIVE),
        example=Example(
            "省政府各部门",
            "all departments of the provincial government",
            {"quote": "省政府各部门", "kind": "collective"},
        ),
    ),
    Rule(
        name="department in charge",
        starts="[省市县区州旗]|自治",
        # The look ahead for the last word spares most places the rest.
        pattern="(?:[省市县区州旗]|自治[区州])(?=[^，。；：、\\n]{1,150}?部门)"
        "级?(?!政府|人民政府)(?:(?!会同|会商){inside}){1,10}?(?:主管|行政|管理)?部门",
        make=always(COLLECTIVE),
        example=Example(
            "由市政务数据主管部门会同",
            "the city's department in charge of government data, together with",
            {"quote": "市政务数据主管部门", "kind": "collective"},
        ),
    ),
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
        starts="党委[办部]|人大[办部]|政府[办部]|政协[办部]",
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

# A group or company that no rule above took whole: its last word, and the words that its
# name can't hold.
END_WORDS = (
    *(
        "领导小组",
        "协调小组",
        "工作小组",
        "联席会议",
        "专项工作组",
        "工作专班",
        "指挥部",
    ),
    *("有限公司", "有限责任公司", "集团", "管委会", "管理委员会"),
    *("村委会", "村民委员会", "居委会", "居民委员会"),
)
BY_END_RE = re.compile(
    "(?:(?:领导|协调|工作)小组|联席会议|专项工作组|工作专班|指挥部)(?:办公室)?(?![长成])"
    "|(?:有限(?:责任)?公司|(?<!大)集团(?=[董党、，。总副])|管委会|管理委员会)(?:党委|党组|党工委)?"
    "|(?:村民?|居民?)委(?:员)?会"
)
# Chinese before a place; with “放管服”, and the dash in 磨憨—磨丁合作区
HAN_RE = re.compile(
    r"(?:[\u4e00-\u9fff]|“[\u4e00-\u9fff]{1,10}”|（[\u4e00-\u9fff]{2,4}）"
    r"|(?<![—－])[—－](?![—－]))*\Z"
)
LEAD_IN_RE = re.compile(
    "[的了由是把被要从就报任经时好到]|第[一二三四五六七八九十百]{1,6}条|发挥|健全|履行|下设|加快|构建|修订|完善|推动|加强"
    "|(?<!效)率(?!先)|带领|前往|走访|考察|来到|允许|(?<![省市县区国])联合"
    "|结合|依托|指导|组织|落实|纳入|支持|鼓励|引导|协同|充分|会同|研究|按照|提请|指定|明确"
    "|强化|利用|引进|培育|打造|提交|成立|建立|负责|简称|协助|关于|印发|决定|设立|组建|通过|根据|召开"
    "|召集|牵头|称为|一次|审议|会议|兼|及其|其他|各"
)
# Where a name can begin in front of such a word; a conjunction before it counts.
HEAD_RE = re.compile(
    r"国务院|国家|中央|全国|(?:\b|[和与及])(?:[我本全]?[省市县区州旗](?![域场]))"
)
JOINED_RE = re.compile("[和与及在将对向以按请并或]")
LONELY = frozenset(
    {"领导小组", "工作小组", "协调小组", "指挥部", "联席会议", "工作专班"}
)
# 联席会议办公室设在国家铁路局: the one office that a text on a conference has
OF_CONFERENCE = "联席会议办公室"
# （以下简称评审委员会): from there on, these words are a name.
DEFINED_RE = re.compile(
    r"以下(?:统|简)?称(?:为)?[：:]?[“\"]?([\u4e00-\u9fff]{1,12}"
    r"(?:组|委员会|办公室|专班|联席会议|局|厅|[^常]委|中心|管委会|指挥部|办|处|公司|集团|体?联|(?<![大社])会))[”\"]?[）)]"
)


@lru_cache
def grammar() -> Grammar:
    """Return the grammar of institutions."""
    rules = [*COLLECTIVES, *_known_bodies(), *_bodies_of_places()]
    return Grammar(rules, _pieces())


HEAD_CHARS = 600  # in which a document's number or date is
YEAR_RE = re.compile(r"(?P<year>(?:19|20)\d\d)(?=[〕\]］）)】年-])")
SHORTEST_STEM = 2  # characters before 集团 (group) that make a name

ZONE_BEFORE_RE = re.compile(f"(?:{ZONES}|军分)$")
# Verbs that no name of a body has inside: take part, visit, convene, hold, chair.
VERB_INSIDE_RE = re.compile(
    "参加|看望|出席|召开|举行|主持|举办|会见|前往|来到"
)

# What somebody is in charge of, and the divisions among that
IN_CHARGE_RE = re.compile("(?:分管|协管|主管|分工联系)(?=[\u4e00-\u9fff])")
UNIT_RE = re.compile(
    r"(?:(?<=[管系])|(?<=、))(?P<unit>[\u4e00-\u9fff]{0,12}?"
    r"(?<![各关属设多个级等])(?:(?<![到随四])处|(?<=业务|综合|财务|人事)科|办公室|研究室|(?<=运行)局|监察室))"
    r"(?=[、，。；（）]|$)"
)
# A bureau or an office behind another body, in a list: 市发改局、文体旅局、信息产业办公室
LISTED_BUREAU_RE = re.compile(
    "[局委办厅室]、(?=(?P<name>(?!国务院|国家|中央|全国|各|有关|相关|其他|其它|[省市县区]直)"
    f"{INSIDE}{{2,8}}?(?:[局厅]|(?<![组会部])办公室|管委会|(?:服务|管理|信息)中心))"
    r"(?:[、，；。）)\],;按等要应负\s]|会同|联合|$))"
)
# A company behind another one: 大连某某集团、某某科技公司; a kind of companies is none
LISTED_COMPANY_RE = re.compile(
    "(?:公司|集团)、(?=(?P<name>(?!各|有关|相关|其他|保险|担保|融资|小额|物业|典当|证券|信托|基金"
    f"|房地产|供[水电热气]|建筑|劳务|租赁|投资|股份){INSIDE}{{2,9}}?公司)[、，。；）)等])"
)
# A committee of a congress behind another one: 全国人大民族委员会、宪法和法律委员会
LISTED_COMMITTEE_RE = re.compile(
    f"委员会[、和](?=(?P<name>(?:{COMMITTEE_FIELDS})(?:{INSIDE}|[和与]){{0,9}}?委员会))"
)
STOP_RE = re.compile("[。；\n]")
LONGEST_CHARGE = 200  # characters

Passage = tuple[
    int, int, Mention
]  # start, end, and how the institution is named

COLUMNS = dict.fromkeys(("level", "place", "kind", "full_name"), "str")


def find_institutions(docs: pd.DataFrame) -> pd.DataFrame:
    """Find institutions: ministries, governments, offices, leading groups, collectives.

    Returns findings in the order of the texts. Columns:
    level: nation, province, city, county or township; all for collectives; empty where
        neither the name tells, nor its list, nor the place whose document it is
    place: the place it begins with, else empty
    kind: body, or collective such as 各部门 (all departments)
    full_name: the official name, with the place that list or document tell and with short
        forms resolved as of the document's year; empty where that is not sure

    Raises `DataError` where *docs* is no frame of documents.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["云南省人民政府办公厅和工信部"]})
    >>> find_institutions(docs)[["quote", "level"]].values.tolist()  # Yunnan, Industry
    [['云南省人民政府办公厅', 'province'], ['工信部', 'nation']]
    """
    return make(docs, _find, COLUMNS)


def _find(document: Document) -> Iterator[tuple]:
    """Yield the institutions of one text; of two that overlap, the first counts."""
    joined = join_lines(document["text"])
    text = joined.text
    found = _kept(_mentions(text))
    resolver = Resolver(text, found, year_of(document, text))
    # （以下简称评审委): what a short form was introduced for, and its level
    short_at = dict(_introduced(text))
    introduced: dict[str, tuple[Body, str]] = {}
    for start, end, mention in found:
        body = resolver.resolve(start, end, mention)
        full = full_name(text[start:end], mention, body)
        if end in short_at and full:
            introduced[short_at[end]] = body, full
        if introduced:
            name, office = _split_office(text[start:end])
            if name in introduced:
                body, full = introduced[name]
                full += office
        yield (
            joined.source(start),
            joined.source_end(end),
            body.level,
            body.place,
            body.kind,
            full,
        )


def _introduced(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a name ends that the text gives a short form, and the short form."""
    for found in _definitions(text):
        opening = found.start() - 1
        if text[opening : opening + 1] in {"（", "("}:
            yield opening, found[1]


def _definitions(text: str) -> Iterator[re.Match]:
    """Yield where the text gives a short form; most texts give none."""
    if "称" in text:
        yield from DEFINED_RE.finditer(text)


def _split_office(name: str) -> tuple[str, str]:
    """Split the office off a name: 评审委办公室 is the office of 评审委."""
    rest = name.removesuffix("办公室")
    return (rest, name[len(rest) :]) if rest else (name, "")


def year_of(document: Document, text: str) -> int | None:
    """Return the document's year: its date's, else that of its number or first lines."""
    date = document.get("date")
    if date is not None and not pd.isna(date):
        return pd.Timestamp(date).year
    found = YEAR_RE.search(text, 0, HEAD_CHARS)
    return int(found["year"]) if found else None


def _mentions(text: str) -> Iterator[Passage]:
    """Yield what the rules find, what is known by its end, and what the text defines."""
    for rule, match in grammar().matches(text):
        mention = rule.make(match, None)
        if mention is None:
            continue
        start, end = match.span()
        if mention.head == "local":
            start, mention = widen_left(text, start, mention)
            start, mention = _with_zone(text, start, mention)
        if text[start - 1 : start] == "团" and match[0].endswith("委"):
            start -= 1  # 团市委, the Youth League's committee of the city
        if mention is None:
            continue
        verb = VERB_INSIDE_RE.search(text, start, end)
        if verb is None:
            yield start, end, mention
        else:
            yield from _behind_verb(text, verb.end(), end)
    yield from _known_by_end(text)
    yield from _in_list_of_bureaus(text)
    yield from _in_charge(text)
    yield from _defined(text)


def _with_zone(
    text: str, start: int, mention: Mention
) -> tuple[int, Mention | None]:
    """Take the zone whose last character is a body's 区 into it; 城市政府 is no body.

    高新区党工委 is the committee of a zone, not of a district (区).
    """
    last = text[start - 1 : start]
    if mention.head != "local" or not last:
        return start, mention
    if last == "城":
        return start, None
    if mention.place != "区":
        return start, mention
    zone_start = _zone_start(text, start)
    if zone_start is None:
        return start, mention
    return zone_start, Mention("zone")


def _zone_start(text: str, end: int) -> int | None:
    """Where the zone begins whose name ends here but for its last character; None for none."""
    earliest = max(end - LEAD_IN_CHARS, 0)
    if ZONE_BEFORE_RE.search(text, earliest, end) is None:
        return None
    before = HAN_RE.search(text[earliest:end])[0]
    offset, _ = _name_start(before)
    return end - len(before) + offset


def _behind_verb(text: str, start: int, end: int) -> Iterator[Passage]:
    """Yield the body behind a verb that a name has inside (北京…参加…人大), if there is one."""
    for at in range(start, end):
        body = _body_between(text, at, end)
        if body is not None:
            yield at, end, body
            return


def _body_between(text: str, start: int, end: int) -> Mention | None:
    """The body whose name fills this place; None where there is none."""
    found = grammar().match(text, start)
    if not found:
        return None
    rule, match = found
    body = rule.make(match, None)
    return body if match.end() == end else None


def _kept(found: Iterator[Passage]) -> list[Passage]:
    """Of passages that overlap keep the first, and of those that begin together the longest."""
    kept, done = [], 0
    for passage in sorted(
        found, key=lambda passage: (passage[0], -passage[1])
    ):
        if passage[0] >= done:
            kept.append(passage)
            done = passage[1]
    return kept


def _known_by_end(text: str) -> Iterator[Passage]:
    """Yield leading groups, companies and committees of zones, from their last word back."""
    for found in _ends(text):
        earliest = max(found.start() - LEAD_IN_CHARS, 0)
        before = HAN_RE.search(text[earliest : found.start()])[0]
        before = before.lstrip("—－")
        start, head = _name_start(before)
        name = before[start:]
        if (
            name == "区"
            and text[found.start() - 2 : found.start() - 1] == "）"
        ):
            continue
        if found[0][0] in "有集":
            name = JOINED_RE.split(name)[-1]
            head = "group" if start else head
        if not name and found[0] in LONELY:
            continue
        if not name and found[0] == OF_CONFERENCE:
            yield *found.span(), Mention("defined")
            continue
        if len(name) < SHORTEST_STEM and head == "group":
            continue
        yield found.start() - len(name), found.end(), _of_head(head, name)


def _in_list_of_bureaus(text: str) -> Iterator[Passage]:
    """Yield the bureaus, companies and committees of a list that are in no table."""
    for before in LISTED_BUREAU_RE.finditer(text):
        yield *before.span("name"), BARE
    if "公司、" in text or "集团、" in text:  # most texts list no companies
        for before in LISTED_COMPANY_RE.finditer(text):
            yield *before.span("name"), Mention("group")
    for before in LISTED_COMMITTEE_RE.finditer(text):
        yield *before.span("name"), COMMITTEE


def _in_charge(text: str) -> Iterator[Passage]:
    """Yield the divisions that somebody is in charge of: 分管办公室、综合处、能源处."""
    for charge in IN_CHARGE_RE.finditer(text):
        for unit in UNIT_RE.finditer(
            text, charge.end(), _end_of_list(text, charge)
        ):
            yield *unit.span("unit"), Mention("division")


def _end_of_list(text: str, charge: re.Match) -> int:
    """Where the sentence ends that says what somebody is in charge of."""
    end = STOP_RE.search(text, charge.end(), charge.end() + LONGEST_CHARGE)
    return end.start() if end else charge.end() + LONGEST_CHARGE


@lru_cache
def _end_words() -> Beginnings:
    """With which three characters such words begin."""
    return Beginnings([list(word[:START_CHARS]) for word in END_WORDS])


def _ends(text: str) -> Iterator[re.Match]:
    """Yield the last words of groups and companies."""
    for at in _end_words().places_in(text):
        is_word = text.startswith(END_WORDS, at)
        found = BY_END_RE.match(text, at) if is_word else None
        if found:
            yield found


def _of_head(head: str, name: str) -> Mention:
    """How an institution is named that has this word, or a group's own, at its beginning."""
    if head in {"国务院", "国家", "中央", "全国"}:
        return NATIONAL
    if head == "group":
        return Mention("group")
    return Mention("local", head)


def _name_start(before: str) -> tuple[int, str]:
    """Where in the words before its end a name begins, and with what: a head, else "group"."""
    lead_in = [found.end() for found in LEAD_IN_RE.finditer(before)]
    start = lead_in[-1] if lead_in else 0
    for found in HEAD_RE.finditer(before[start:]):
        head = found[0].lstrip("和与及")
        return start + found.end() - len(head), head
    joined = [found.end() for found in JOINED_RE.finditer(before, start)]
    return max([start, *joined]), "group"


def _defined(text: str) -> Iterator[Passage]:
    """Yield every place where a name occurs that the text introduces as a short form."""
    names = {found[1] for found in _definitions(text)}
    if not names:
        return
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    any_name = "|".join(longest_first)
    organ = "(?:(?<!办公室)办公室|党委|党组|机关党委|纪委)"
    for found in re.finditer(f"(?:{any_name}){organ}?", text):
        yield found.start(), found.end(), Mention("defined")
