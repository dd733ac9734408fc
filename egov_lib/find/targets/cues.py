"""The words that tell whether a quantity is wanted, reached, put in or merely counted.

Each table holds the cues of one kind, in small groups. What counts is the nearest cue
before the quantity, in its clause or sentence; without one, a date to come makes a goal.
The word itself is kept, so that a reader can judge the judgement.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.targets.changes import FROM, NONE, TO, Change
from egov_lib.find.targets.clauses import TIMES, Clause, When
from egov_lib.find.targets.sections import PLAN, REPORT
from egov_lib.find.targets.sections import RULE as RULE_SECTION

CUE_CHARS = 60  # how far before a quantity a cue counts
INPUT, GOAL, DONE, COUNT, ORDINAL = (
    "input",
    "target",
    "achievement",
    "count",
    "ordinal",
)
RULE = "rule"
SHALL_RE = re.compile("应当|必须|不得|可以|可自荐")
# In a report only these look ahead; in a plan only those look back.
STRONG_GOAL_RE = re.compile("力[争求]|争取|确保|目标|计划|规划|拟|预[计期]|将")
STRONG_DONE_RE = re.compile("了|已|累计|同比|超额|目前|[共现]有")
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
            pattern="(?:计划|规划)(?=[到在于新投建用改培引实打完组开])|拟|预计|预期",
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
                "全省共有60%的县联网",
                "60 per cent of the counties are linked",
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
                [{"cue": "达"}, {"kind": DONE, "cue": "达"}],
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


# What a rule sets: a fine, a limit, a time to answer, how often, how long it is in force.
RULE_BEFORE_RE = re.compile(
    r"""
    不[得能应]?(?:超过|少于|低于|高于|多于)\D{0,4}$ | 最多不?超?过?$
    | 处以?(?:[^，。；]{0,6}至)?$ | 有效期限?[为是]?$ | (?:税|费|利)率[为按]?$
    | 每(?:季度|[年月周天日次人户间台])[^，。；]{0,12}$ | 每$ | 满$ | 必须在$ | 之?日起\D{0,4}$
    | 按[照]?(?:不低于)?[^，。；]{0,16}$ | 等级\d?[-—至]?$
    """,
    re.VERBOSE,
)
RULE_AFTER_RE = re.compile(
    r"""
    \ ?\n?(?:以[上下]|及以[上下])?(?:的?罚款|的?标准|有效期|不得)
    | [^，。；]{0,3}(?:及?以[上下])\s*的(?=[^，。；\s])
    | [^，。；]{0,3}(?:工作日|小时|[日天])?[之以]?内(?![部容])
    """,
    re.VERBOSE,
)
# What counts from an act or punishes is a rule, whatever else is said.
STRONG_RULE_RE = re.compile(
    r"之?日起\D{0,4}$|处以?$|有效期限?[为是]?$|期?满前?\D{0,2}$"
)
# 对产值10亿元以上的企业: of firms with so much or more; 对…达到3亿元的企业.
THRESHOLD_LEAD_RE = re.compile("(?:对|凡|符合)[^，。；]*$")
THRESHOLD_TAIL_RE = re.compile(
    r"\s?(?:[（(]含[)）])?(?:[及或]?以[上下])?\s?的[^，。；\s]"
)
# 得分低于60分的为不合格: fewer than 60 points is a fail.
CASE_TAIL_RE = re.compile(
    r"[^，。；]{0,8}的\s*(?:为[^了]|不[得予能可]|可以?(?![^，。；]{0,4}[在网])|应当?|必?须)"
)
REACHING_RE = re.compile(r"(?:达到?|[年]?满|超过|突破|不[少低]于)\s*$")
# A condition of a grant: 收入达到10亿元的, 给予奖励 (if income reaches …, a reward is given).
CONDITION_AFTER_RE = re.compile(
    r"\ ?\n?(?:[（(]含[)）])?(?:[及或]?以[上下]|至)?[^，。；]{0,24}的(?=[，,、]|\s|$)"
)
GRANT_RE = re.compile("给予|奖励|奖补|奖金|补贴|补助|资助|贴息|扶持|参照")
GRANT_BEFORE_RE = re.compile(
    "(?:给予|补助|补贴|奖励|资助|支持|最高(?:不超过)?)[^，。；]{0,14}$"
)
GRANT_AFTER_RE = re.compile(
    r"\ ?\n?(?:、\d[^，。；]{0,20}?)?的?(?:比例|标准)?(?:给予)?(?:一次性)?的?"
    "[^，。；]{0,6}(?:奖励|奖金|奖补|补贴|补助|资助|贴息|支持)"
)
WEIGHT_RE = re.compile(r"[（(]$")
# What is done, without 了 or 已: a plan or a report, by the section.
DOING_RE = re.compile(
    "新增|新建|建设|培育|打造|完成|实现|达到?|建成|改造|修复|实施|培训|引进|组织|开展|办理|解决"
    "|评选|创建|建立|压减|缩减|压缩|提高|提升|下降|降低|减少|增长|增加|扩大|突破|超过|布局|推动|受益"
    "|获|交付|脱贫|制定|修订|签约|到位|出口|收入|植|禁|育|率|总量|产量|总额|增加值|利用|试点|认定|接待|发放|签订|破获|抓获|救助|帮扶|查处|受理|铺设|吸引|举办|惠及"
)
BODIES_RE = re.compile(r"\s?(?:部门|单位|省|市|县|区|国家|地区|内容)")
SHARE_OF_SUM_RE = re.compile(r"按照?[^，。；]{2,40}$")
THEN_GIVEN_RE = re.compile(r"[^，。；]{0,6}[，,]\s*(?:一次性)?给予")
CAP_RE = re.compile(r"(?:最高|不超过|[封上][顶限])[^，。；\d]{0,8}$")
STOCK_RE = re.compile(
    "(?:共有|现有|拥有(?!量)|设有|辖|(?<![具所没只拥保])有(?![量率效序限关]))[^，。；]{0,6}$"
    "|包括|包含"
)
DONE_END_RE = re.compile(r"了\s?(?:约|近|超过?)?\s?$")
STOCK_WORDS = ("共有", "现有", "目前有")
TO_WORDS_RE = re.compile("提高到|降低?到")
# What earns or is earned, and no money put in.
EARNED_RE = re.compile(
    "收入|产值|生产总值|增加值|销售|利润|利税|税收|零售|出口|进口|贸易|存款|余额|消费|营业额|交易额"
    "|成交|签约|挽回|节约|节省|减免|减税|损失|资产|产出|营收|价值"
)
REACHED_RE = re.compile(
    "达到?|完成|增长|下降|减少|增加|提高|提升|上升|降低|压缩|缩短|缩减|压减|减至|降至|增至|扩大"
    "|发展到|同比|超过|突破|签约|累计|获|新增|挽回|共计?(?=[查受办发完开培接组建成收追打破救])"
)


def judge(clause: Clause, change: Change, anchor: dt.date | None) -> Verdict:
    """Say whether a quantity is wanted, reached, put in, ruled, counted or a rank.

    Parameters
    ----------
    clause: the quantity with the words around it.
    change: the change that the quantity tells of.
    anchor: the day of the document, or None; what is dated later is still to come.
    """
    quantity = clause.quantity
    if quantity.kind == ORDINAL:
        return Verdict(ORDINAL, "")
    after_unit = clause.words[quantity.unit_end - clause.start :]
    if quantity.kind == "number" and LISTED.match(after_unit, 0):
        return Verdict(COUNT, "")
    if _sums_up(clause) and (
        quantity.unit == "部" or BODIES_RE.match(after_unit)
    ):
        return Verdict(COUNT, "等")
    judged = (
        _judge_grant(clause)
        or _judge_input(clause)
        or _judge_rule(clause, change)
    )
    return judged or _judge_mood(clause, change, anchor)


def _sums_up(clause: Clause) -> bool:
    """Whether it counts a list before it: 财政部等6部门, six with the Ministry of Finance."""
    quantity = clause.quantity
    is_plain = quantity.kind == "number" and quantity.bound == "exact"
    if not is_plain or quantity.unit in TIMES:
        return False
    return clause.before.rstrip().endswith("等")


def _judge_grant(clause: Clause) -> Verdict | None:
    """Of a promise of money: what is given is put in, what it depends on is a rule."""
    given = GRANT_RE.search(clause.head) or GRANT_RE.search(clause.following)
    if not given or clause.section == REPORT:
        return None
    is_share = clause.quantity.kind in ("money", "percent")
    before = GRANT_BEFORE_RE.search(clause.lead)
    if is_share and (before or GRANT_AFTER_RE.match(clause.tail)):
        return Verdict(INPUT, before[0] if before else given[0])
    if is_share and _is_given_share(clause):
        return Verdict(INPUT, given[0])
    is_capped = CAP_RE.search(clause.lead) and GRANT_RE.search(clause.head)
    if clause.quantity.kind == "money" and is_capped:
        return Verdict(INPUT, given[0])
    if CONDITION_AFTER_RE.match(clause.tail) or clause.quantity.bound in (
        "at least",
        "at most",
    ):
        return Verdict(RULE, given[0])
    return None


def _is_given_share(clause: Clause) -> bool:
    """Whether a share of a sum is paid: 按合同金额的30%，给予一次性奖补."""
    of_sum = SHARE_OF_SUM_RE.search(clause.lead)
    return bool(of_sum and THEN_GIVEN_RE.match(clause.tail))


def _judge_rule(clause: Clause, change: Change) -> Verdict | None:
    """Say that a rule sets a quantity: a limit, a fine, a deadline counted from an act."""
    if clause.section == REPORT:
        return None
    strong = STRONG_RULE_RE.search(clause.lead)
    if strong:
        return Verdict(RULE, strong[0].strip())
    threshold = _threshold(clause)
    if threshold:
        return Verdict(RULE, threshold)
    in_rule = clause.section == RULE_SECTION
    if change.how in (FROM, TO) and not in_rule:
        return None  # 压减到7个工作日内: a level to be reached
    before = RULE_BEFORE_RE.search(clause.lead)
    after = RULE_AFTER_RE.match(clause.following)
    cue = before or after
    if cue and (in_rule or not _last_cue(GOAL_CUES, clause.lead)):
        return Verdict(RULE, cue[0].strip())
    is_weight = clause.quantity.kind == "percent" and WEIGHT_RE.search(
        clause.lead
    )
    if is_weight and clause.tail[:1] in ("）", ")"):
        return Verdict(RULE, "")
    if in_rule and (SHALL_RE.search(clause.head)):
        return Verdict(RULE, SHALL_RE.search(clause.head)[0])
    return None


def _threshold(clause: Clause) -> str:
    """The word that makes a quantity a condition: 对产值10亿元以上的企业; "" where none does."""
    is_limit = clause.quantity.bound not in ("exact", "about", "range")
    if is_limit and CASE_TAIL_RE.match(clause.tail):
        return "的"
    if not THRESHOLD_TAIL_RE.match(clause.tail):
        return ""
    lead = THRESHOLD_LEAD_RE.search(clause.lead)
    if lead and (is_limit or REACHING_RE.search(clause.lead)):
        return lead[0][:1]
    return ""


def is_reached(clause: Clause) -> bool:
    """Whether a quantity is one to be reached: 达到3亿元, 满60周岁."""
    return REACHING_RE.search(clause.lead) is not None


def _judge_input(clause: Clause) -> Verdict | None:
    """Say that a quantity is put in, if a word beside it says so."""
    cue = _last_cue(INPUT_CUES, clause.lead)
    is_money = clause.quantity.kind == "money"
    if cue and clause.quantity.kind in ("percent", "percentage_point"):
        return None  # 投资增长12%: investment grew
    if cue and EARNED_RE.search(clause.lead, clause.lead.rfind(cue.word)):
        return None  # 财政拨款收入, 投入资金实现产值: what was earned
    if cue is None and is_money:
        after = _first_cue(INPUT_CUES, clause.after)
        cue = after if after and after.start == 0 else None
    return Verdict(INPUT, cue.word) if cue else None


def _judge_mood(
    clause: Clause, change: Change, anchor: dt.date | None
) -> Verdict:
    """Tell wanted from reached by the nearest cue, by the date, by the section."""
    ahead = _is_ahead(clause, anchor)
    done, goal = _done_and_goal(clause, ahead)
    if _sums_up(clause) and not (done or goal):
        return Verdict(COUNT, "等")
    stock = STOCK_RE.search(clause.before)
    if stock and clause.quantity.kind == "number":
        return Verdict(COUNT, stock[0])
    if done:
        is_stock = (
            done.word in STOCK_WORDS and clause.quantity.kind == "number"
        )
        return Verdict(COUNT if is_stock else DONE, done.word)
    if goal and not _is_told_change(clause, change, goal):
        return Verdict(GOAL, goal.word)
    if ahead:
        date = _date(clause)
        return Verdict(GOAL, "到" if date.role == "due" else "")
    late = _first_cue(DONE_CUES, clause.after)
    if late and (clause.section != PLAN or STRONG_DONE_RE.search(late.word)):
        return Verdict(DONE, late.word)
    return _judge_by_section(clause, change)


def _done_and_goal(
    clause: Clause, ahead: bool
) -> tuple[Cue | None, Cue | None]:
    """The cues of what was reached and of what is wanted, as far as they hold here."""
    done = _last_cue(DONE_CUES, clause.head) or _done_at_end(clause.lead)
    wanted = _last_cue(GOAL_CUES, clause.head)
    goal = wanted or _first_cue(GOAL_CUES, clause.after)
    is_weak = goal and not STRONG_GOAL_RE.match(goal.word)
    if clause.section == REPORT and is_weak:
        goal = None
    if done and (done.kind == EITHER or not STRONG_DONE_RE.search(done.word)):
        is_dated = clause.named and clause.named.first
        is_planned = clause.section == PLAN and not is_dated
        if ahead or goal or is_planned:
            done = None
    if done and wanted and goal and wanted.start > done.start:
        done = None
    return done, goal


def _done_at_end(lead: str) -> Cue | None:
    """The 了 right before a quantity: 审议通过了3个文件, passed three documents."""
    found = DONE_END_RE.search(lead)
    return Cue(found.start(), "了", DONE) if found else None


def _is_told_change(clause: Clause, change: Change, goal: Cue) -> bool:
    """Whether 提高到 (raise to) tells what was: 由45%提高到52.5%, from 45 to 52.5 per cent."""
    has_base = change.how == FROM or change.base is not None
    is_weak = TO_WORDS_RE.match(goal.word) is not None
    return has_base and is_weak and clause.section != PLAN


def _judge_by_section(clause: Clause, change: Change) -> Verdict:
    """Without a cue: a plan's quantities are wanted, a report's reached, if something is done."""
    is_counted = clause.quantity.kind == "number"
    words = clause.head[-CUE_CHARS:] if clause.section else clause.before
    doing = _last(DOING_RE, words) or _last(DOING_RE, clause.after)
    if clause.section == PLAN and doing:
        return Verdict(GOAL, doing)
    if clause.section == RULE_SECTION and (
        not is_counted or clause.quantity.bound != "exact"
    ):
        return Verdict(RULE, "")
    is_total = clause.lead.rstrip().endswith("量")
    if clause.section == REPORT and (doing or is_total or not is_counted):
        return Verdict(DONE, doing)
    is_limit = clause.quantity.bound in ("at least", "at most")
    if is_counted and is_limit and doing:
        return Verdict(GOAL, doing)
    reached = _last(REACHED_RE, clause.before)
    is_told = change.how != NONE or (doing and clause.named)
    if reached or is_told:
        return Verdict(DONE, reached or doing)
    if clause.quantity.kind != "money":
        return Verdict(COUNT, "")
    earned = _last(EARNED_RE, clause.before)
    return Verdict(DONE if earned else INPUT, earned)


def _last(words: re.Pattern, text: str) -> str:
    """The last of these words in a text, or ""."""
    return next(
        (match[0] for match in reversed(list(words.finditer(text)))), ""
    )


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
