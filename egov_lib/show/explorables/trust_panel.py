"""The panel of the trust lab: can a stranger believe a sealed file?"""

from __future__ import annotations

from collections.abc import Mapping

from egov_lib.labs import trust
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
    lab=trust,
    controls=[
        Control("theft_share", (0.0, 0.1, 0.3), "share"),
        Control("notice_days", (1.0, 10.0, 40.0)),
        Control("list_days", (1, 7, 30)),
        Control("copies", (0, 1)),
    ],
    measures=[
        Measure("bad_accepted_share", "share"),
        Measure("good_refused_share", "share"),
        Measure("lost_documents"),
    ],
    bet=Bet("bad_accepted_share", {"theft_share": 0.3}),
    places=["wuhai-2005"],
    findings=lambda: passages_of(
        ("systems", "e-government-trust-system"),
        ("systems", "data-disaster-backup"),
    ),
    settings=trust.Settings,
)

WORDS = {
    "title": (
        "A stolen key, and how long nobody knows",
        "钥匙被偷，多久才有人知道",
    ),
    "lead": (
        "The opinion wants an e-government trust system and backup. Here "
        "officers seal papers for a year; some keys are stolen, one "
        "disaster strikes.",
        "意见要求建立电子政务信任体系和灾备。这里让公务员盖一年的电子章：有"
        "的钥匙被偷，还有一次灾难。",
    ),
    "ask_guess": (
        "Three in ten keys are stolen instead of one in ten. What happens "
        "to the share of bad papers that are believed?",
        "被偷的钥匙从一成变成三成，假文件被当真的比例会怎样？",
    ),
    "label_theft_share": (
        "Officers whose key is stolen in the year",
        "一年中钥匙被偷的人",
    ),
    "why_theft_share": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_notice_days": (
        "Days until a theft is noticed",
        "多少天后才发现失窃",
    ),
    "why_notice_days": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_list_days": (
        "Days between two lists of revoked keys",
        "两次公布吊销名单相隔的天数",
    ),
    "why_list_days": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_copies": (
        "Copies elsewhere",
        "异地备份",
    ),
    "why_copies": (
        "no backup is mentioned",
        "文中没有提到备份",
    ),
    "measure_bad_accepted_share": (
        "bad papers believed",
        "被当真的假文件",
    ),
    "measure_good_refused_share": (
        "honest papers refused",
        "被拒的真文件",
    ),
    "measure_lost_documents": (
        "papers lost in the disaster",
        "灾难中丢失的文件",
    ),
    "unit_lost_documents": (
        "papers",
        "份",
    ),
    "place_wuhai_2005": (
        "Wuhai, 2005",
        "乌海，2005",
    ),
    "shows": (
        "What is believed wrongly is what a thief seals before the theft "
        "is noticed and the next list is out: two delays, added. Whoever "
        "speeds up only one of them soon gains nothing more.",
        "被误信的，是失窃到发现、再到下一份名单公布之前盖的章：两段时间相加"
        "。只缩短其中一段，很快就没有用了。",
    ),
    "hides": (
        "The texts ask for a trust system and for backup. They tell no "
        "theft, no list, no hour; all of these are assumed.",
        "文中只要求信任体系和灾备，没有说失窃、名单和时间，这些都是假设。",
    ),
    "question": (
        "What would have to be on a paper so that a stranger can believe "
        "it in ten years?",
        "文件上要有什么，十年后的陌生人才能相信它？",
    ),
}


def trust_panel(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Show the panel of the lab `trust`: set it, run it, compare.

    Parameters
    ----------
    filters: the settings that it opens with, as the panel's "Copy as code" writes them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> trust_panel().name
    'trust_panel'
    """
    return make_panel("trust_panel", PANEL, WORDS, filters=filters, lang=lang)
