"""The panel of the trust lab: can a stranger believe a sealed file?"""

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
from egov_lib.show.front.widget import View

PANEL = Panel(
    name="trust",
    controls=[
        Control("hour_from", ("check", "claim", "stamp"), "name"),
        Control("kept", ("seal", "evidence", "new stamps"), "name"),
        Control("waits", (False, True), "name"),
        Control("copies", (0, 1)),
    ],
    measures=[
        Measure("bad_accepted_share", "share"),
        Measure("good_refused_share", "share"),
        Measure("later_good_share", "share"),
        Measure("later_bad_share", "share"),
        Measure("lost_documents"),
    ],
    bet=Bet("bad_accepted_share", {"waits": True}),
    places=["wuhai-2005"],
    findings=lambda: passages_of(
        ("systems", "e-government-trust-system"),
        ("systems", "data-disaster-backup"),
    ),
    # Three thefts a year instead of one, so that most runs have the gap from theft to list.
    settings=lambda: replace(labs.trust.Settings(), theft_share=0.3),
)

WORDS = {
    "title": (
        "Can a stranger believe a sealed file, today and in ten years?",
        "盖了电子印章的文件，今天和十年后的陌生人都能相信吗？",
    ),
    "lead": (
        "The opinion wants an e-government trust system and backup. Here "
        "officers seal papers for a year; three keys in ten are stolen, one "
        "disaster strikes. Ten years later somebody looks again.",
        "意见要求建立电子政务信任体系和灾备。这里让公务员盖一年的电子印章：十"
        "把密钥有三把失窃，还有一次灾难。十年后再来验章。",
    ),
    "ask_guess": (
        "Whoever checks a seal waits for the next list of stolen keys, up to "
        "a week. What happens to the share of bad papers that are believed?",
        "验章的人等下一份吊销名单出来再验，最多等一周。被当真的假文件比例会怎样？",
    ),
    "label_hour_from": (
        "The hour at which a seal must have been good",
        "以哪个时刻判断章是否有效",
    ),
    "why_hour_from": (
        "no text names time stamps",
        "文中没有提到时间戳",
    ),
    "value_check": ("of the check", "验章的时刻"),
    "value_claim": ("the sealer claims", "盖章人自称的时刻"),
    "value_stamp": ("a time stamp proves", "时间戳证明的时刻"),
    "label_kept": (
        "What the archive keeps",
        "档案里留什么",
    ),
    "why_kept": (
        "no text says what is kept",
        "文中没有说留什么",
    ),
    "value_seal": ("the seal", "只留章"),
    "value_evidence": ("and stamp and lists", "连同时间戳和名单"),
    "value_new stamps": ("and new stamps in time", "并按时补盖新时间戳"),
    "label_waits": (
        "The check waits for the next list",
        "等下一份名单再验章",
    ),
    "why_waits": (
        "a document is wanted at once; waiting to compare",
        "文件急用，不等；等待作对照",
    ),
    "label_copies": (
        "Copies elsewhere",
        "异地备份",
    ),
    "why_copies": (
        "the opinion asks for backup; none to compare, as in Wuhai before 2006",
        "意见要求灾备；没有备份作对照，如2006年以前的乌海",
    ),
    "measure_later_good_share": (
        "honest papers that count in ten years",
        "十年后仍有效的真文件",
    ),
    "measure_later_bad_share": (
        "bad papers that pass in ten years",
        "十年后仍能混过的假文件",
    ),
    "measure_bad_accepted_share": (
        "bad papers believed at first",
        "当时被当真的假文件",
    ),
    "measure_good_refused_share": (
        "honest papers refused at first",
        "当时被拒的真文件",
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
        "乌海，2005年",
    ),
    "shows": (
        "Waiting for the list narrows the gap in which a thief is believed, "
        "and refuses a few honest papers more. For ten years a stamp alone "
        "is not enough: with the lists of its day and a new stamp in time "
        "honest papers last. So does what passed before the list knew, and "
        "if the claimed hour counts, what a thief has dated back.",
        "等名单，窃密者得手的空当就变小，也会多拒几份真文件。要管十年，光有时"
        "间戳不够：留下当日的名单，并按时补盖新时间戳，真文件才一直有效。名"
        "单出来以前混过的假文件也一样；如果采信自称的时刻，倒填日期的也留住"
        "了。",
    ),
    "hides": (
        "The texts ask for a trust system and for backup. They tell no "
        "theft, no list, no stamp; all of these are assumed.",
        "文中只要求信任体系和灾备，没有说失窃、名单和时间戳，这些都是假设。",
    ),
    "question": (
        "What would have to be on a paper so that a stranger can believe "
        "it in ten years?",
        "文件上要附什么，十年后的陌生人才能相信它？",
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
