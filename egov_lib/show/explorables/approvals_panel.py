"""The panel of the approvals lab: half of the licences go online; what is noticed?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from egov_lib import labs
from egov_lib.show.explorables.panel import (
    Bet,
    Control,
    Measure,
    Panel,
    make_panel,
    passages_of,
)
from egov_lib.show.explorables.watched import watch_queue
from egov_lib.show.front.widget import View

PANEL = Panel(
    name="approvals",
    controls=[
        Control("share_items_handled_online", (0.0, 0.5, 1.0), "share"),
        Control("online_first", ("random", "busiest", "rarest"), "name"),
        Control("share_take_up", (0.6, 1.0), "share"),
        Control("officers_per_department", (2, 3)),
        Control("share_agent", (0.0, 1.0), "share"),
    ],
    measures=[
        Measure("total_days", limit=20.0),
        Measure("visits_per_case"),
        Measure("wait_days"),
        Measure("share_handled_online", "share"),
        Measure("share_overdue", "share"),
    ],
    bet=Bet("wait_days", {"online_first": "busiest"}),
    places=[],
    findings=lambda: passages_of(
        ("targets", "relay-half-licences-online"),
        ("targets", "shenzhen-approval-100"),
    ),
    settings=lambda: replace(
        labs.approvals.Settings(),
        share_items_applied_online=1.0,
        work_days_per_case=0.4,
        warm_up_days=60.0,
        days=80.0,
    ),
    watch=watch_queue,
)

WORDS = {
    "title": (
        "Half of the kinds of licence go online: what would an applicant "
        "notice?",
        "一半许可项目上网，申请人会有什么感受？",
    ),
    "lead": (
        "At least half of the items of licence are to be such that they "
        "can be handled online. The texts count items; people bring cases. "
        "An invented office of four departments, eighty working days after "
        "sixty to fill up.",
        "到2010年，一半以上的许可项目能够在线处理。文件数的是项目，大厅办"
        "的是一个个办件。虚构一个办事大厅，四个部门，先运行六十个工作日，再"
        "看八十天。",
    ),
    "ask_guess": (
        "The half that goes online is the busiest half instead of a half "
        "by lot. What happens to the days a case waits in queues?",
        "上网的是最忙的一半，而不是抽签抽中的一半。每个办件排队的天数会怎样？",
    ),
    "label_share_items_handled_online": (
        "Kinds of licence handled online",
        "在线处理的许可项目",
    ),
    "why_share_items_handled_online": (
        "none, or all: to compare",
        "没有或全部：用来对照",
    ),
    "label_online_first": (
        "Which go online first",
        "哪些先上网",
    ),
    "why_online_first": (
        "no text says which",
        "文中没说哪些",
    ),
    "value_random": (
        "by lot",
        "抽签",
    ),
    "value_busiest": (
        "the busiest",
        "最忙的",
    ),
    "value_rarest": (
        "the rarest",
        "最冷门的",
    ),
    "label_share_take_up": (
        "People who use what is online",
        "愿意网上办的申请人",
    ),
    "why_share_take_up": (
        "no text says how many",
        "文中没说有多少",
    ),
    "label_officers_per_department": (
        "Officers in each of the four departments",
        "四个部门各有几人",
    ),
    "why_officers_per_department": (
        "no text counts them",
        "文中没有人数",
    ),
    "label_share_agent": (
        "Cases with an agent for the whole course",
        "全程代办的比例",
    ),
    "why_share_agent": (
        "Wuhai wanted to explore it; no share is given",
        "乌海要探索，没有比例",
    ),
    "measure_total_days": (
        "days from application to result, mean",
        "从申请到办结平均天数",
    ),
    "unit_total_days": (
        "working days",
        "个工作日",
    ),
    "limit_total_days": (
        "the law's 20 days",
        "法定20日",
    ),
    "measure_visits_per_case": (
        "visits a case costs its applicant",
        "申请人要跑几趟",
    ),
    "unit_visits_per_case": (
        "visits",
        "趟",
    ),
    "measure_wait_days": (
        "days in queues, mean",
        "平均排队天数",
    ),
    "unit_wait_days": (
        "working days",
        "个工作日",
    ),
    "measure_share_handled_online": (
        "cases handled online",
        "在线处理的办件",
    ),
    "measure_share_overdue": (
        "cases over the limit",
        "超期的办件",
    ),
    "watch_at_queue": (
        "working day {at} of {last}",
        "第{at}个工作日，共{last}个",
    ),
    "watch_counts": (
        "{way} on the way, {queue} in queues, {desk} at desks, {done} done",
        "路上{way}件，排队{queue}件，在办{desk}件，办结{done}件",
    ),
    "watch_department": (
        "dept. {number}: {waiting} wait",
        "部门{number}：{waiting}件排队",
    ),
    "watch_done": ("done", "办结"),
    "watch_case_c": ("● its applicant goes with it", "● 申请人跟着跑"),
    "watch_case_a": ("■ an agent goes with it", "■ 代办员跟着跑"),
    "watch_case_p": (
        "□ papers alone, applied for online",
        "□ 网上申请，纸质件在部门间流转",
    ),
    "watch_case_o": ("○ handled online", "○ 在线处理"),
    "watch_dashed": ("┄ before", "┄ 之前"),
    "watch_curve_way": ("On the way", "在路上"),
    "watch_curve_queue": ("In queues", "在排队"),
    "watch_mean": ("{means} on average", "平均{means}件"),
    "watch_first_day": ("day 0", "第0日"),
    "watch_last_day": ("day {days}", "第{days}日"),
    "shows": (
        "Items are not cases: the same half is few cases or most of them. "
        "Going online saves ways, for those who use it. It adds no "
        "officer, so the queue stays; a third officer ends it.",
        "项目不等于办件：同样是一半项目，可以只占很少的办件，也可以占大半。上网省"
        "的是跑路，而且只对愿意用的人。它不增加人手，队还是那么长；每个部门加一个人"
        "，队就没了。",
    ),
    "hides": (
        "No text counts applications, officers or days; no number here "
        "describes Shenzhen, Wuhai or any office. The law's 20 days are "
        "from outside and bind one organ, not four in a row.",
        "没有一篇文本给出申请数、人数和天数，这里的数字不说明深圳、乌海或任"
        "何大厅。20日来自五篇之外，管的是一个机关，不是四个机关相加。",
    ),
    "question": (
        "How would the aim have to be worded so that applicants notice?",
        "这个目标要怎么写，申请人才会感觉得到？",
    ),
}


def approvals_panel(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Show the panel of the lab `approvals`: set it, run it, compare.

    Parameters
    ----------
    filters: the settings that it opens with, as the panel's "Copy as code" writes them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> approvals_panel().name
    'approvals_panel'
    """
    return make_panel(
        "approvals_panel", PANEL, WORDS, filters=filters, lang=lang
    )
