"""By how much something changed, or from what to what.

下降12% (fell by 12 per cent) is the size of a change, 压减至7个工作日 (cut to seven working
days) the level after one; in 由6.1%下降到0.95% (from 6.1 to 0.95 per cent) the first value is
the level before, the second the level after, whose base is the first. The verbs are listed
here: a change that another verb tells is taken for none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.find.targets.clauses import NEAR, Clause

BY, TO, FROM, NONE = "by", "to", "from", ""
VERBS = (
    "提高|提升|上升|上涨|增加|增长|增收|增产|扩大|扩展|扩容|拓展|发展|下降|降低|下调|上调|减少|减产"
    "|压缩|压减|缩减|缩短|精简|回落|调整|调减|减免|收窄|回升"
    "|下滑|下跌|飙升|攀升|跃升|增|升|降|减|缩|涨"
)
# Most quantities have none of these before them, and need no closer look.
VERB_STARTS_RE = re.compile("[收提上增扩拓发下降减压缩精回调升涨幅飙攀跃]")
# 提高到, 减至, 缩短为: to that level.
TO_PATTERN = rf"(?:{VERBS})(?:了|幅)?\ ?(?:到|至|为)"
TO_RE = re.compile(
    rf"(?:{TO_PATTERN}[^，。；\d]{{0,3}}"
    rf"|{TO_PATTERN}(?:\d{{4}}年)的?"
    # 提高业扩带电接火率至93%: what is raised stands between; 增加值达到 is no rise
    rf"|(?:{VERBS})(?![值量额率幅])[^，。；\d]{{1,16}}(?<!达)[至到])\s*$"
)
BY_RE = re.compile(
    rf"(?:(?<!新)(?:{VERBS})(?![率量速值面期])(?:了|近|约|超过?|达到?|幅度?)?[^，。；\d]{{0,3}}"
    r"|[增降涨减]幅[为达]?到?)\s*$"
)
NOT_BY_RE = re.compile("[到至为]\\s*$")
BEFORE_FROM_RE = re.compile(
    r"(?:由|(?<!自)从)(?:\d{4}年[^，。；\d]{0,6}|[^，。；\d]{0,16})\s*$"
)
AFTER_FROM_RE = re.compile(
    rf"\s*[^，。；、]{{0,8}}?(?:{TO_PATTERN}|到|至)[^，。；\d]{{0,6}}(?:\d{{4}}年的?)?\d"
)


class Change(NamedTuple):
    """A change that a quantity tells of.

    how: by (its size), to (the level after it), from (the level before), or "" for none
    base: the level before, where the text gives it; else None
    """

    how: str
    base: float | None = None


def change_of(clause: Clause, previous: Clause | None) -> Change:
    """Return the change that a quantity tells of.

    Parameters
    ----------
    clause: the quantity with its words.
    previous: the quantity before it in the text, or None.
    """
    if is_from(clause):
        return Change(FROM)
    near = clause.lead[-NEAR:]
    if not VERB_STARTS_RE.search(near):
        return Change(NONE)
    if TO_RE.search(near):
        return Change(TO, _base(clause, previous))
    is_by = BY_RE.search(near) and not NOT_BY_RE.search(near)
    if is_by and _is_named_by_aim(clause):
        return Change(NONE)
    return Change(BY if is_by else NONE)


def _is_named_by_aim(clause: Clause) -> bool:
    """Whether it counts the items of a policy: 促进健康发展十条措施, ten measures for growth."""
    return clause.quantity.unit == "条" and clause.lead.endswith("发展")


def is_from(clause: Clause) -> bool:
    """Whether a quantity is the level before a change: the 6.1% of 由6.1%下降到0.95%."""
    near = clause.lead[-NEAR:]
    if "由" not in near and "从" not in near:
        return False
    if not BEFORE_FROM_RE.search(near):
        return False
    return AFTER_FROM_RE.match(clause.following) is not None


def follows_from(clause: Clause, previous: Clause | None) -> bool:
    """Whether the quantity before, in the same clause, is the level from which this one changed."""
    if previous is None or not is_from(previous):
        return False
    return previous.start == clause.start


def _base(clause: Clause, previous: Clause | None) -> float | None:
    if not follows_from(clause, previous):
        return None
    return previous.quantity.value
