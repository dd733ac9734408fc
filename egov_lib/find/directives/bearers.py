"""Who is bound by a clause: a body by name, a place, all levels, or nobody that is said.

Only the subject is looked for: at the beginning of the clause, up to the word of force or
the verb, or behind 由 (by). A thing as a subject (电子政务建设必须…, the building of
e-government must …) binds nobody by name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule

BODY, PLACE, ALL, DEPARTMENTS, LOCALITIES, OTHERS, WE = (
    "body",
    "place",
    "all",
    "departments",
    "localities",
    "others",
    "we",
)
UNSPECIFIED, NOBODY = "unspecified", "none"
BOUND = (BODY, PLACE, ALL, DEPARTMENTS, LOCALITIES, OTHERS, WE, UNSPECIFIED)
HAN = "\u4e00-\u9fff"
# What can follow a subject at once
ACTS = (
    r"(?=要|应|必须|须|将|负责|会同|牵头|依法|可|不得|具体|按|根据|在|对|也|都|还|继续|今年|给予|作为|认真"
    r"|切实|进一步|加强|组织|建立|落实|制定|协同|或|结合|以|把|及时|做好|统一|承担|安排|负担|[，：]|$)"
)
PIECES = {
    "acts": ACTS,
    "things": r"(?!电子|信息|业务|网络|系统|项目|服务|工作)",
}


class Bearer(NamedTuple):
    """Who is bound, as the text says it, and of which kind."""

    who: str
    kind: str


def _as(kind: str):
    def make(match, _context) -> Bearer:
        return Bearer(match["who"], kind)

    return make


BEARERS = Grammar(
    (
        Rule(
            "we",
            "我们",
            "(?P<who>我们)",
            _as(WE),
            Example("我们要高度重视", "we must attach weight", {"bound": WE}),
        ),
        Rule(
            "all levels",
            "各[级地部省市区县单街镇成相有参责]|市区",
            r"""(?P<who>
                各级[^，。；：]{0,20}?(?:党委|政府|部门|单位|机关|同志|领导|干部|组织|党组)(?:（[^）]{1,6}）)?(?:和[^，。；要应必]{1,10}?)?
              | 各地[区方]?[、和及]?\ ?各(?:有关|相关)?(?:部门|单位)(?:、各[^，。；要应必]{1,8}?)?
              | 各(?:有关|相关)?(?:部门|单位)[、和及]?\ ?各(?:地[区方]?|[^，。；要应必]{1,6}?)
              | 各(?:省|市|区|县|镇街?|街道)[^，。；要应必]{0,30}?(?:部门|单位)
              | 市区、各部门[^，。；要应必]{0,12}
              | 各(?:有关|成员|相关|参建|责任)?单位
            ){acts}""",
            _as(ALL),
            Example(
                "各级政务部门要公开信息",
                "departments of all levels are to publish information",
                {"bound": ALL},
            ),
        ),
        Rule(
            "departments",
            f"[{HAN}]",
            rf"(?P<who>(?:各|有关|相关|业务|行业|[省市区县]级|主管|职能|[{HAN}]{{0,4}}主管){{1,3}}(?:部门|委办局))(?:和[^，。；要应必]{{1,8}})?{{acts}}",
            _as(DEPARTMENTS),
            Example(
                "各部门要制定计划",
                "the departments are to make plans",
                {"bound": DEPARTMENTS},
            ),
        ),
        Rule(
            "localities",
            "各[地省市州区县]|地方",
            r"(?P<who>各地[区方市]?|各(?:省|市|州|区|县)(?:[^，。；要应必]{0,16}?)(?:政府|党委)?|地方(?:各级)?(?:人民)?政府){acts}",
            _as(LOCALITIES),
            Example(
                "各地要整合资源",
                "the localities are to integrate resources",
                {"bound": LOCALITIES},
            ),
        ),
        Rule(
            "a body by name",
            f"[{HAN}]",
            rf"""(?P<who>{{things}}[{HAN}][{HAN}（）、]{{0,25}}?
                (?:办公[室厅]|委员会|领导小组|协调小组|工作组|工作专班|(?<![个全本总内外干分四])部(?!门|分|署)|(?<![格布格全结])局|厅|(?<!编)委(?!托|员|派)
                 |人民政府|(?<!各级)政府|法院|检察院|管理中心|服务中心|主管部门|(?<=[{HAN}]{{2}})部门|行政机关|人民银行|管委会))
                (?:、[^，。；要应必]{{1,20}}?)?{{acts}}""",
            _as(BODY),
            Example(
                "市政府办公厅要制定规则",
                "the city's General Office is to make rules",
                {"bound": BODY},
            ),
        ),
        Rule(
            "a place",
            f"[{HAN}]",
            rf"(?P<who>我[国省市区县州]|国家|中央财政|中央|[{HAN}]{{2,3}}[省市区县])(?=要|应|必须|将|也|继续|今年|给予|组织|鼓励|支持|对|建立|[，]|在国家)",
            _as(PLACE),
            Example(
                "国家要编制规划",
                "the state is to draw up plans",
                {"bound": PLACE},
            ),
        ),
        Rule(
            "others",
            f"[{HAN}]",
            rf"(?P<who>(?:各|任何|[{HAN}]{{0,4}}){{1,2}}(?:企业|运营商|农户|公民|个人|申请人|当事人|用户|单位|机构|经营者|组织|银行|院校|学校|负责人|人员)){{acts}}",
            _as(OTHERS),
            Example(
                "各运营商要提供服务",
                "the operators are to provide services",
                {"bound": OTHERS},
            ),
        ),
    ),
    PIECES,
)
# What may stand before a subject in its clause
BEFORE_SUBJECT_RE = re.compile(
    r"(?:同时|此外|另外|因此|目前|当前|今后|会议(?:要求|强调|指出)|[一二三四五六七八九]是|凡|由|对此)[，]?"
)
BY_RE = re.compile("由(?!于|此|来|衷|分散|衷)")
FAVOURED_RE = re.compile(
    rf"(?:鼓励|支持|引导|提倡|倡导|允许)(?P<who>[{HAN}、]{{0,16}}?(?:企业|机构|农户|高校|院校|单位|个人|银行|组织|人才|群众|公民|社会资本|主体|力量))"
)


def bearer_of(words: str) -> Bearer | None:
    """Return who is bound, by the words of one clause; None where it does not say.

    >>> bearer_of("具体工作由国务院办公厅牵头")  # the General Office takes the lead
    Bearer(who='国务院办公厅', kind='body')
    """
    favoured = FAVOURED_RE.search(words)
    if favoured:
        return Bearer(favoured["who"], OTHERS)
    # With 由 (by) the one behind it is bound, whatever stands before.
    by = BY_RE.search(words)
    bearer = BEARERS.read(words, by.end()) if by else None
    if bearer:
        return bearer
    before = BEFORE_SUBJECT_RE.match(words)
    return BEARERS.read(words, before.end() if before else 0)
