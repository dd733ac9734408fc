"""The codebook of directives in words of both languages, for those who code by it.

Its English is that of `data/README.md`, "How firmly it is said", word for word (a test compares
them). `FORCE` has how firmly a thing is said, from the firmest on, and `BOUND` who is to act.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """A code: what it is called, what it means, how it is told.

    code: as `data/directives.csv` has it
    en, zh: its name
    means_en, means_zh: its definition
    cues: words that tell it, in Chinese with their English
    edge_en, edge_zh: a borderline case, or ""
    """

    code: str
    en: str
    zh: str
    means_en: str
    means_zh: str
    cues: tuple[tuple[str, str], ...] = ()
    edge_en: str = ""
    edge_zh: str = ""


FORCE = (
    Code(
        "prohibited",
        "prohibited",
        "禁止",
        "an act or a state of affairs is ruled out",
        "不许有某种行为或状态",
        (
            ("严禁", "strictly forbidden"),
            ("禁止", "forbidden"),
            ("不得", "may not"),
            ("杜绝", "put an end to"),
            ("防止", "prevent"),
            ("避免", "avoid"),
        ),
        "防止 in a purpose (为防止…, in order to prevent) rules nothing out",
        "目的里的“防止”（为防止……）不禁止什么",
    ),
    Code(
        "must",
        "must",
        "必须",
        "an unconditional duty, or an arrangement laid down as settled",
        "无条件的义务，或已经定下的安排",
        (
            ("必须", "must"),
            ("应当", "shall"),
            ("务必", "without fail"),
            ("一律", "without exception"),
            ("确保", "make sure"),
            ("由…负责", "… is responsible for"),
            ("物理隔离", "are physically isolated"),
        ),
        "what only defines is none: 由政务内网和政务外网构成 (consists of intranet and extranet)",
        "只下定义的编“无”：由政务内网和政务外网构成",
    ),
    Code(
        "should",
        "should",
        "要求",
        "an act is asked for",
        "要求做某事",
        (
            ("要", "is to"),
            ("请", "please"),
            ("", "a bare imperative (加快… speed up)"),
            ("", "an item of a list of tasks, principles or measures"),
        ),
        "优先使用国产设备 (prefer domestic equipment) under 要",
        "“要”管着的“优先使用国产设备”",
    ),
    Code(
        "tried",
        "tried",
        "尝试",
        "a trial, a study or an effort is asked for, not the deed",
        "要求试、研究或努力，不要求做成",
        (
            ("探索", "explore"),
            ("试点", "try out"),
            ("研究建立", "study and establish"),
            ("力争", "strive to"),
            ("努力", "make efforts to"),
        ),
        "研究和制定 (study and draw up) asks for the deed: should; 规范试点 (regulate trials) too",
        "“研究和制定”要求做成：要求；“规范试点”也是",
    ),
    Code(
        "encouraged",
        "encouraged",
        "鼓励",
        "the act of others is favoured and left to them",
        "赞成别人去做，做不做由别人",
        (
            ("鼓励", "encourage"),
            ("支持", "support"),
            ("引导", "guide"),
            ("提倡", "advocate"),
        ),
        "加强指导 (step up guidance) is an act of one's own: should; 值得借鉴 (worth learning "
        "from) only praises: none",
        "“加强指导”是自己的行为：要求；“值得借鉴”只是赞许：无",
    ),
    Code(
        "may",
        "may",
        "可以",
        "something is allowed, or left to choice",
        "允许做，或由人选择",
        (("可以", "may"), ("允许", "allow"), ("有权", "has the right")),
        "可以示范 (can set an example) is an ability: none. The five texts allow nothing",
        "“可以示范”说的是能力：无。五篇文本没有允许什么",
    ),
    Code(
        "hoped",
        "goal",
        "目标",
        "a goal, an expectation or an intention is set out, and nobody is told to act",
        "提出目标、预期或打算，没有叫谁去做",
        (
            ("目标是", "the goals are"),
            ("到2010年建成", "by 2010 … is built"),
            ("将", "will"),
            ("使", "so that"),
        ),
        "a goal with 要 in it (电子政务要发挥更大的作用, e-government is to play a greater part) "
        "is should",
        "目标里有“要”的（电子政务要发挥更大的作用）编“要求”",
    ),
    Code(
        "none",
        "none",
        "无",
        "it reports, argues, defines, greets; titles, signatures, noun headings; purposes and "
        "grounds alone",
        "报告、议论、定义、问候；标题、落款、名词小标题；单说目的或理由",
        (
            ("取得成效", "has had results"),
            ("为了", "in order to"),
            ("随着", "as"),
            ("指出", "pointed out"),
        ),
        "现转发给你们 (is herewith forwarded to you) does it by saying it",
        "“现转发给你们”说了就是做了",
    ),
)
BOUND = (
    Code("body", "a body", "指名机构", "one by name", "点了名的机构"),
    Code(
        "place",
        "a place",
        "国家或某地",
        "a state, province or city",
        "国家、某省或某市",
    ),
    Code(
        "all",
        "everybody",
        "各级各方",
        "all levels, or localities and departments",
        "各级，或各地各部门",
    ),
    Code("departments", "departments", "各部门", "each of them", "每个部门"),
    Code("localities", "localities", "各地", "each of them", "每个地方"),
    Code("others", "others", "其他人", "firms, farmers …", "企业、农户等"),
    Code(
        "we", "we", "我们", "whoever speaks, with the hearers", "说话人与听众"
    ),
    Code(
        "unspecified",
        "not said",
        "未指明",
        "nobody, or a thing as subject",
        "没说是谁，或主语是事物",
    ),
    Code("none", "nobody", "无人", "its force is none", "语气为“无”"),
)
FORCE_BY_CODE = {row.code: row for row in FORCE}
BOUND_BY_CODE = {row.code: row for row in BOUND}


def name_of(dimension: str, code: str, lang: str) -> str:
    """The name of a code of a dimension, "force" or "bound"; the code itself where none has it.

    >>> name_of("force", "must", "zh"), name_of("bound", "unspecified", "en")
    ('必须', 'not said')
    """
    rows = FORCE_BY_CODE if dimension == "force" else BOUND_BY_CODE
    row = rows.get(code)
    if row is None:
        return code
    return row.zh if lang == "zh" else row.en
