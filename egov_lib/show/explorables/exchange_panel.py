"""The panel of the exchange lab: is agreement truth?"""

from __future__ import annotations

from collections.abc import Mapping

from egov_lib import labs
from egov_lib.show.explorables.panel import (
    Bet,
    Control,
    Measure,
    Panel,
    make_panel,
    passages_of,
)
from egov_lib.show.front.widget import View

PANEL = Panel(
    name="exchange",
    controls=[
        Control("sharing", (False, True), "name"),
        Control("report_share", (0.2, 0.7, 1.0), "share"),
        Control("fetch_days", (1, 30, 90)),
        Control("grant_share", (0.5, 0.8, 1.0), "share"),
    ],
    measures=[
        Measure("wrong_share", "share"),
        Measure("contradictory_share", "share"),
        Measure("forms_per_person"),
        Measure("wrong_days"),
    ],
    bet=Bet("wrong_share", {"sharing": True}),
    places=["beijing-2006", "chongqing-2006"],
    findings=lambda: passages_of(
        ("systems", "information-resources-exchange-system"),
        ("targets", "beijing-two-level-platforms"),
    ),
    settings=lambda: labs.exchange.Settings(sharing=False),
)

WORDS = {
    "title": (
        "If all offices share one copy, is it true?",
        "各部门共用一份数据，数据就对吗？",
    ),
    "lead": (
        "People move and tell some offices, not all. Each office keeps its "
        "own copy of the address, or one collects it and the others fetch "
        "it.",
        "人搬了家，只告诉一些部门。每个部门各存一份地址，或者一家采集、各家"
        "取用。",
    ),
    "ask_guess": (
        "The offices begin to share. What happens to the share of copies "
        "that are wrong?",
        "各部门开始共享。错误地址所占的比例会怎样？",
    ),
    "label_sharing": (
        "One collects, all share",
        "一家采集，各家共享",
    ),
    "why_sharing": (
        "each for itself: where the plan began",
        "各自采集：计划开始时的样子",
    ),
    "label_report_share": (
        "Chance that somebody who moved tells an office",
        "搬家的人告知某个部门的概率",
    ),
    "why_report_share": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_fetch_days": (
        "Days between two deliveries",
        "两次送达相隔的天数",
    ),
    "why_fetch_days": (
        "no text gives it; districts report upward every 30 days, so 1 is "
        "no faster than 30",
        "文中没有给出；区每30天才上报一次，所以1天不比30天快",
    ),
    "label_grant_share": (
        "Chance that an office was granted the address",
        "部门获准使用地址的概率",
    ),
    "why_grant_share": (
        "no text gives it",
        "文中没有给出",
    ),
    "measure_wrong_share": (
        "copies that are wrong",
        "错误的副本",
    ),
    "measure_contradictory_share": (
        "people whose copies disagree",
        "副本互相矛盾的人",
    ),
    "measure_forms_per_person": (
        "forms a person fills in",
        "每人填的表",
    ),
    "unit_forms_per_person": (
        "forms",
        "张",
    ),
    "measure_wrong_days": (
        "days a copy stays wrong, mean",
        "副本平均错多少天",
    ),
    "unit_wrong_days": (
        "days",
        "天",
    ),
    "place_beijing_2006": (
        "Beijing, 2006, its aim taken as reached",
        "北京，2006年，假定目标已达到",
    ),
    "place_chongqing_2006": (
        "Chongqing, 2006, its aim taken as reached",
        "重庆，2006年，假定目标已达到",
    ),
    "shows": (
        "Sharing saves forms and much of the contradiction. It doesn't make "
        "the copies true: if the one office that collects was not told, all "
        "whom it supplies are wrong together, and nothing contradicts them.",
        "共享省了表格，矛盾也少了许多，却不能让数据变准：采集的那一家没得到消息，"
        "各家就一起错，而且没有什么会提醒它们。",
    ),
    "hides": (
        "No text counts people, moves, forms or errors. That systems agree "
        "is all a text could have counted, and none does.",
        "文中没有人口、搬家、表格和差错的数字。文本至多能统计系统是否一致，而"
        "且没有一篇统计过。",
    ),
    "question": (
        "Who would notice a mistake on which all systems agree?",
        "所有系统错得一致，谁来发现？",
    ),
}


def exchange_panel(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Show the panel of the lab `exchange`: set it, run it, compare.

    Parameters
    ----------
    filters: the settings that it opens with, as the panel's "Copy as code" writes them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> exchange_panel().name
    'exchange_panel'
    """
    return make_panel(
        "exchange_panel", PANEL, WORDS, filters=filters, lang=lang
    )
