"""What a provision sets: a rate, a ceiling, a term, a condition, whatever its document is called.

Notices on housing, taxes, funds and schools are seldom called rules (办法), but most of
their numbers are: 首付款比例不低于20% (20 per cent or more), 最高额度调整为80万元
(a ceiling of 800,000 yuan), 1个月后仍未销售的 (what is not sold after a month). So it is
asked of what parameter a quantity is, what its clause compares, and of what acts of
citizens its sentence tells. A parameter with a due date is a goal all the same.
"""

from __future__ import annotations

import re

from egov_lib.find.targets.clauses import TIMES, Clause
from egov_lib.find.targets.sections import PLAN, REPORT, RULE

# What an authority sets: 首付款比例, 最高额度, 保证金, 容积率, 建筑面积.
PARAMETER_RE = re.compile(
    r"""
    首付款?|利率|税率|费率|征收率|限额|额度|上限|下限|封顶|保证金|起始价|底价|起拍价|容积率|进深|层高|得房率
    | (?:年|期)限|时限|有效期|补贴期|月供|缴存(?:比例|基数|额|余额|时间)
    | (?:缴存|提取|贷款|缴交|缴纳|首付|配建|计提|分摊)
      [^，。；]{0,6}(?:比例|倍数|额|次数|年数|标准)
    | 建筑面积|水平投影面积|套型|户型|年龄|周岁|准备金|抵押率|成数|房龄|最[低高长短多少](?!气|人民)
    """,
    re.VERBOSE,
)
# How it is set: 提高到, 上浮20%, 放宽至, 调增至, 按…执行, 为.
SETTING_RE = re.compile(
    r"(?:调整|调增|调减|调高|调低|提高|提升|降低?|下调|上调|放宽|延长|增加|减少|缩短|恢复|统一|确定|执行|上浮|下浮)"
    r"[^，。；]{0,12}$|(?:为|由|从|按照?|不[得应能]?[低高少多大小]于|不[得应能]?超过|达到?|[满足]|在)[^，。；]{0,20}$"
)
# 由最高60万元、双职工100万元: who has it stands between
SET_BEFORE_RE = re.compile(
    r"(?:额度?|比例|利率|限额|标准)[^，。；]{0,12}(?:调整|提高|降低|增|上浮|放宽|执行|延长|恢复)"
)
# 不得大于, 小于144平方米: what is compared, in a provision
COMPARED_RE = re.compile(
    r"(?:不得?|应|须)?(?:[大小高低少多]于|超过|超出|不足|未满|不满|满)\s?[^，。；]{0,24}$"
)
# 高于全国1.3个百分点: compared with what is told, and no limit
TOLD_WITH_RE = re.compile(
    "(?:[高低多少大小]于|超过|超出)(?:全[国省市县区]|上年|去年|同期|[^，。；]{0,6}平均)"
)
LIMIT_RE = re.compile("不|应|须|[大小高低少]于|未满")
# 免征五年房产税: a relief
EXEMPT_RE = re.compile(r"(?:免[征收缴交除]|减免|减半|减按)\s?$")
COMPARED_AFTER_RE = re.compile(
    r"\s?(?:[（(]含[^）)]{0,6}[）)])?(?:及?以[上下内外])?的?(?:[^，。；]{0,30})"
    r"(?:的[，、；]|的?[，]?[^。；]{0,20}(?:不计|可以?|应当?|须|按|不得|给予|视为|准予|免))"
)
# 1个月后仍未销售的, 两年内房票未使用: a time on which something depends
TIME_AFTER_RE = re.compile(
    r"\s?(?:[以之]?[内后前]|以[上下])[^，。；]{0,30}"
    r"(?:的(?=[，；。（）\s]|[^，。；]{1,12}(?:可|应|不|予))|未|可|应|不得|享受)"
)
# 二年内在本市连续居住, 截至…之日前二年内: a time in which something must have been
TIME_BACK_RE = re.compile(r"(?:之日|申请|近|连续|累计|满|时间|间隔)\s?$")
# Words of what citizens and firms do under a provision.
ACTS_RE = re.compile(
    r"""
    贷款|首付|按揭|公积金|缴[存纳费交]|提取|购房|购买|住房|房屋|房源
    | 保证金|出让|预售|网签|契税
    | 增值税|所得税|纳税
    | 不动产|(?<!知识)产权|租[赁房金]|业主|申请|申报|落户|户籍|迁[入移]|居住证
    | 社保|社会保险|签订[^，。；]{0,8}合同
    | 竞买|竞得|土地价款|规划条件|容积率|车位|征收|补贴|补助|奖励|减免|抵扣|扣除|收费|费用
    """,
    re.VERBOSE,
)
# What remains a goal whatever the provision is about.
GOAL_OF_PLAN_RE = re.compile(
    "力[争求]|争取|目标|计划|规划(?!条件|许可|用地|技术|设计)|新增|新建|新开工|建成|筹集"
    "|开工|完成|改造|覆盖|普及|实现|化率|投资(?!额)|到位"
)
# 答复率, a rate that comes out; 利率 and 税率 are set. 压减 and 精简: what offices do to themselves
OUTCOME_RE = re.compile(
    r"(?<![利税费积押房收])率[^，。；]{0,6}$|压减|压缩|精简|(?:办理|审批|办结)(?:时[限间]|环节)"
)
FLOORS = frozenset(("层", "楼", "层楼"))
AGES = frozenset(("周岁", "岁", "周"))
AREAS = frozenset(
    (
        "平方米",
        "㎡",
        "米",
        "亩",
        "平米",
        "倍",
        "元/平方米",
        "周",
        "周岁",
        "岁",
        "成",
        "期",
    )
)
SET_KINDS = frozenset(("money", "percent", "percentage_point", "multiple"))
# 经三次会议审议后: how often something is to be done first
TIMES_FIRST_RE = re.compile(r"(?:经过?|进行)(?:一、)?$")


def provision_of(clause: Clause) -> str:
    """Return the word by which a quantity is one that a provision sets, or "".

    Not in a report, nor where the sentence names a day by which it is due.

    Parameters
    ----------
    clause: the quantity with the words around it.
    """
    if clause.section == REPORT or _is_due(clause):
        return ""
    quantity = clause.quantity
    lead = clause.lead
    if quantity.unit in FLOORS:
        return quantity.unit
    if quantity.unit in AGES and quantity.bound == "range":
        return quantity.unit
    if quantity.unit == "次" and TIMES_FIRST_RE.search(lead):
        return "经"
    if quantity.unit in TIMES and _is_time_of_case(clause):
        return "内"
    if not _is_measured(clause) or _is_of_plan(lead):
        return ""
    return _set_by(clause)


def _is_of_plan(lead: str) -> bool:
    """Whether the words before are those of a plan's figure: 新增, 覆盖率, 压减."""
    return bool(GOAL_OF_PLAN_RE.search(lead) or OUTCOME_RE.search(lead))


def _is_due(clause: Clause) -> bool:
    date = clause.named
    return date is not None and date.role == "due" and bool(date.last)


def _is_measured(clause: Clause) -> bool:
    """Whether it is a share, a sum, a time or a size, and no number of things."""
    quantity = clause.quantity
    is_measure = quantity.unit in TIMES or quantity.unit in AREAS
    return quantity.kind in SET_KINDS or is_measure


def _set_by(clause: Clause) -> str:
    """The parameter, or the comparison, by which a measure is set."""
    lead = clause.lead
    parameter = PARAMETER_RE.search(lead)
    if parameter and (
        SETTING_RE.search(lead) or clause.quantity.unit in TIMES
    ):
        return parameter[0]
    before = SET_BEFORE_RE.search(clause.head)
    if before and PARAMETER_RE.search(clause.head):
        return before[0]
    acts = ACTS_RE.search(clause.head) or ACTS_RE.search(clause.following)
    compared = COMPARED_RE.search(lead)
    if compared and TOLD_WITH_RE.match(compared[0]):
        return ""
    if compared and (
        acts or (clause.section != PLAN and LIMIT_RE.match(compared[0]))
    ):
        return compared[0][:2].strip()
    if EXEMPT_RE.search(lead):
        return "免"
    if not acts:
        return ""
    if clause.quantity.bound in (
        "at least",
        "at most",
        "more than",
        "less than",
    ):
        return acts[0] if COMPARED_AFTER_RE.match(clause.tail) else ""
    return ""


def _is_time_of_case(clause: Clause) -> bool:
    """Whether something depends on a time, or must have been in it."""
    if TIME_AFTER_RE.match(clause.tail):
        return True
    if clause.tail.lstrip().startswith(("来", "以来")):
        return False  # 近20多年来: what was so long
    back = TIME_BACK_RE.search(clause.lead)
    if back is None or back[0].strip() != "连续":
        return back is not None
    # 连续四年获奖 tells; 连续缴存满一年 is a condition
    acts = ACTS_RE.search(clause.words) or ACTS_RE.search(clause.head)
    return clause.section == RULE or acts is not None


def is_of_acts(clause: Clause) -> str:
    """Return the act under a provision that the sentence of a measure tells of, or "".

    For a measure that no word tells the kind of: 缴纳出让价款的50%.
    """
    if clause.section == REPORT or _is_due(clause) or not _is_measured(clause):
        return ""
    if _is_of_plan(clause.lead):
        return ""
    acts = ACTS_RE.search(clause.words) or ACTS_RE.search(clause.head)
    return acts[0] if acts else ""
