"""The words that tell whether a quantity is wanted, reached, put in or merely counted.

Each table holds the cues of one kind, in small groups. What counts is the nearest cue
before the quantity, in its clause or sentence; without one, a date to come makes a goal.
The word itself is kept, so that a reader can judge the judgement.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.targets.clauses import Clause, When

CUE_CHARS = 60  # how far before a quantity a cue counts
INPUT, GOAL, DONE, COUNT, ORDINAL = "input", "target", "achievement", "count", "ordinal"
# What a cue says that is of a goal as often as of an achievement.
EITHER = "either"

INPUT_CUES = Grammar(
    (
        Rule(
            name="invest",
            starts="投[资入]|总投",
            pattern="总?投资|投入",
            make=always(INPUT),
            example=Example(
                "太钢投资4800万元",
                "Taiyuan Steel invests 48 million yuan",
                {"kind": INPUT, "cue": "投资"},
            ),
        ),
        Rule(
            name="allot",
            starts="安排|拨[付款]",
            pattern="安排|拨[付款]",
            make=always(INPUT),
            example=Example(
                "财政安排5亿元",
                "the budget allots 500 million yuan",
                {"kind": INPUT, "cue": "安排"},
            ),
        ),
        Rule(
            name="pay",
            starts="出资|补[助贴]|资助|注入|负担|支出",
            pattern="出资|补[助贴]|资助|注入|负担|支出",
            make=always(INPUT),
            example=Example(
                "由企业出资3亿元",
                "companies pay 300 million yuan",
                {"kind": INPUT, "cue": "出资"},
            ),
        ),
        Rule(
            name="funds",
            starts="经费|耗资|筹[集措]",
            pattern="经费|耗资|筹[集措]",
            make=always(INPUT),
            example=Example(
                "工程耗资2亿元",
                "the works cost 200 million yuan",
                {"kind": INPUT, "cue": "耗资"},
            ),
        ),
        Rule(
            name="use",
            starts=r"用[一两\d]",
            pattern=r"用(?=[一两\d])",
            make=always(INPUT),
            example=Example(
                "用一个平台办3亿元的业务",
                "do business of 300 million yuan with one platform",
                [{"quote": "一个"}, {"kind": INPUT, "cue": "用"}],
            ),
        ),
    )
)
GOAL_CUES = Grammar(
    (
        Rule(
            name="strive",
            starts="力[争求]|争取|确保|努力|目标",
            pattern="力争|争取|力求|确保|努力|目标",
            make=always(GOAL),
            example=Example(
                "力争建成12个中心",
                "strive to build 12 centres",
                {"kind": GOAL, "cue": "力争"},
            ),
        ),
        Rule(
            name="plan",
            starts="[计规]划|拟|预[计期]",
            pattern="(?:计划|规划)(?=[到在于新投建用])|拟|预计|预期",
            make=always(GOAL),
            example=Example(
                "计划新增12个中心",
                "it is planned to add 12 centres",
                {"kind": GOAL, "cue": "计划"},
            ),
        ),
        Rule(
            name="will",
            starts="将",
            pattern="将要?",
            make=always(GOAL),
            example=Example(
                "将建成12个中心",
                "will build 12 centres",
                {"kind": GOAL, "cue": "将"},
            ),
        ),
        Rule(
            name="shall",
            starts="要",
            pattern="(?<![主重纲摘])要(?![求素点害])",  # 主要: main; 要求: require
            make=always(GOAL),
            example=Example(
                "各地要建成12个中心",
                "all places are to build 12 centres",
                {"kind": GOAL, "cue": "要"},
            ),
        ),
        Rule(
            name="should",
            starts="应|须",
            pattern="应当?(?![用急付])|须",  # 应用: use; 应急: emergency
            make=always(GOAL),
            example=Example(
                "各地应当建成12个中心",
                "all places should build 12 centres",
                {"kind": GOAL, "cue": "应当"},
            ),
        ),
        Rule(
            name="can",
            starts="能够|可[在以]",
            pattern="能够|可(?=[在以])",
            make=always(GOAL),
            example=Example(
                "50%以上的项目能够在线处理",
                "half of the items or more can be handled online",
                {"kind": GOAL, "cue": "能够"},
            ),
        ),
        Rule(
            name="change to",
            starts="提高|降[低到]|控制",
            pattern="提高到|降低?到|控制在",
            make=always(GOAL),
            example=Example(
                "普及率提高到60%",
                "raise the share to 60 per cent",
                {"kind": GOAL, "cue": "提高到"},
            ),
        ),
        Rule(
            name="work on",
            starts="着力|纳入|突出|加[快强]|启动|推进",
            pattern="着力|纳入|突出|(?:加快|启动|推进|加强)(?!了)",
            make=always(GOAL),
            example=Example(
                "加快12个园区建设",
                "speed up the building of 12 parks",
                {"kind": GOAL, "cue": "加快"},
            ),
        ),
    )
)
DONE_CUES = Grammar(
    (
        Rule(
            name="completed",
            starts="[实完建达取]",
            pattern="(?:实现|完成|建成|建立|达到|取得)了",
            make=always(DONE),
            example=Example(
                "建成了12个中心",
                "has built 12 centres",
                {"kind": DONE, "cue": "建成了"},
            ),
        ),
        Rule(
            name="already",
            starts="取得|已",
            # 已取得初步成效的4个工程, 4 works that have first results, are no achievement
            pattern="(?:取得|已经?)(?![^，。；、]{0,12}的)",
            make=always(DONE),
            example=Example(
                "已经联网12个县",
                "has already linked 12 counties",
                {"kind": DONE, "cue": "已经"},
            ),
        ),
        Rule(
            name="changed",
            starts="增长|提高|下降|降低|翻了",
            pattern="增长了?(?!率)|提高了|下降了|降低了|翻了",
            make=always(DONE),
            example=Example(
                "收入增长12%",
                "income has grown by 12 per cent",
                {"kind": DONE, "cue": "增长"},
            ),
        ),
        Rule(
            name="put to use",
            starts="开通|覆盖|形成",
            pattern="开通了|覆盖了|形成了",
            make=always(DONE),
            example=Example(
                "开通了12个网站",
                "has opened 12 websites",
                {"kind": DONE, "cue": "开通了"},
            ),
        ),
        Rule(
            name="compared",
            starts="超额|同比|累计|突破",
            pattern="超额|同比|累计|突破",
            make=always(DONE),
            example=Example(
                "累计培训12万人次",
                "120,000 persons have been trained in all",
                {"kind": DONE, "cue": "累计"},
            ),
        ),
        Rule(
            name="there are",
            starts="[共现]有|目前",
            pattern="共有|现有|目前有",
            make=always(DONE),
            example=Example(
                "全省共有12个中心",
                "the province has 12 centres in all",
                {"kind": DONE, "cue": "共有"},
            ),
        ),
        Rule(
            name="reach a figure",
            starts=r"达\d",
            pattern=r"达(?=\d)",
            make=always(DONE),
            example=Example(
                "普及率达60%，12个县联网",
                "the share reaches 60 per cent, and 12 counties are linked",
                [{"cue": ""}, {"kind": DONE, "cue": "达"}],
            ),
        ),
        Rule(
            name="reach",
            starts="实现|达到|建立|接入",
            pattern="实现|达到|建立|接入",
            make=always(EITHER),
            example=Example(
                "目标实现12%的增长",
                "the aim is to reach growth of 12 per cent",
                {"kind": GOAL, "cue": "目标"},
            ),
        ),
    )
)


class Verdict(NamedTuple):
    """What kind a quantity is of, and the word that tells it, or ""."""

    kind: str
    cue: str


class Cue(NamedTuple):
    """A cue in the words around a quantity: where, the word, and what it tells."""

    start: int
    word: str
    kind: str


# 五个转变、七项任务: five shifts, seven tasks. That many items follow, whatever the mood.
LISTED = Grammar(
    (
        Rule(
            name="items of a list",
            starts="[重主基具大转任工方原问关环要措目意统坚]",
            pattern="(?:重点|主要|基本|具体|重大|大)?"
            "(?:转变|任务|工作|方面|原则|问题|关系|环节|要求|措施|目标|意见|关键|重点|统一|坚持)",
            make=always(COUNT),
            example=Example(
                "要着力抓好七项工作",
                "work on seven tasks",
                {"quote": "七项", "kind": COUNT, "cue": ""},
            ),
        ),
    )
)


def judge(clause: Clause, anchor: dt.date | None) -> Verdict:
    """Say whether a quantity is wanted, reached, put in, counted or a rank.

    Parameters
    ----------
    clause: the quantity with the words around it.
    anchor: the day of the document, or None; what is dated later is still to come.
    """
    quantity = clause.quantity
    if quantity.kind == ORDINAL:
        return Verdict(ORDINAL, "")
    after_unit = clause.words[quantity.unit_end - clause.start :]
    if quantity.kind == "number" and LISTED.match(after_unit, 0):
        return Verdict(COUNT, "")
    return _judge_input(clause) or _judge_mood(clause, anchor)


def _judge_input(clause: Clause) -> Verdict | None:
    """Say that a quantity is put in, if a word beside it says so."""
    cue = _last_cue(INPUT_CUES, clause.before)
    if cue is None and clause.quantity.kind == "money":
        after = _first_cue(INPUT_CUES, clause.after)
        cue = after if after and after.start == 0 else None
    return Verdict(INPUT, cue.word) if cue else None


def _judge_mood(clause: Clause, anchor: dt.date | None) -> Verdict:
    """Tell wanted from reached by the nearest cue, or by a date that is still to come."""
    ahead = _is_ahead(clause, anchor)
    done = _last_cue(DONE_CUES, clause.head)
    wanted = _last_cue(GOAL_CUES, clause.head)
    goal = wanted or _first_cue(GOAL_CUES, clause.after)
    if done and done.kind == EITHER and (ahead or goal):
        done = None
    if done and wanted and wanted.start > done.start:
        done = None
    if done:
        return Verdict(DONE, done.word)
    if goal:
        return Verdict(GOAL, goal.word)
    if ahead:
        date = _date(clause)
        return Verdict(GOAL, "到" if date.role == "due" else "")
    late = _first_cue(DONE_CUES, clause.after)
    if late:
        return Verdict(DONE, late.word)
    is_money = clause.quantity.kind == "money"
    return Verdict(INPUT if is_money else COUNT, "")


def _date(clause: Clause) -> When | None:
    """The date of the sentence, or the due date that holds in it."""
    return clause.named or clause.due


def _is_ahead(clause: Clause, anchor: dt.date | None) -> bool:
    """Whether the date of a clause is still to come."""
    date = _date(clause)
    if date is None:
        return False
    if date.role == "due":
        return True
    return bool(anchor and date.first and date.first > anchor)


def _last_cue(cues: Grammar, words: str) -> Cue | None:
    """Return the last cue near the end of *words*."""
    last = None
    for rule, match in cues.matches(words[-CUE_CHARS:]):
        last = Cue(match.start(), match[0], rule.make(match, None))
    return last


def _first_cue(cues: Grammar, words: str) -> Cue | None:
    """Return the first cue in *words*."""
    found = cues.search(words)
    if found is None:
        return None
    rule, match = found
    return Cue(match.start(), match[0], rule.make(match, None))
