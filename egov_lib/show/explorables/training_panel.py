"""The panel of the training lab: what would an examination of civil servants prove?"""

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
    name="training",
    controls=[
        Control("share_trained", (0.1, 0.3, 0.5, 1.0), "share"),
        Control("training_gain", (0.0, 0.5, 1.5)),
        Control("pass_share", (0.5, 0.6, 0.7), "share"),
        Control("guess_share", (0.0, 0.25), "share"),
    ],
    measures=[
        Measure("share_wrongly_passed", "share"),
        Measure("share_wrongly_failed", "share"),
        Measure("share_passed", "share"),
        Measure("gain_share", "share"),
    ],
    bet=Bet("share_wrongly_passed", {"guess_share": 0.25}),
    places=["nation-2006", "wuhai-2006"],
    findings=lambda: passages_of(
        ("clauses", "article-2006/1.4.5"),
    ),
    settings=lambda: labs.training.Settings(),
)

WORDS = {
    "title": (
        "What would an examination prove?",
        "一场考试能证明什么？",
    ),
    "lead": (
        "The opinion of 2002 wants civil servants trained and examined; no "
        "text has a question, a mark or a result. Here an invented office "
        "sits the workbook's own questions.",
        "2002年的意见要求培训、考核公务员，但没有一篇文本给出试题、分数或结"
        "果。这里让一个虚构的机关来答本书的题。",
    ),
    "ask_guess": (
        "Let everybody be able to guess: one chance in four. What happens "
        "to the share of people who pass though they fall short of the "
        "standard?",
        "如果每题都能瞎猜（四分之一的概率），够不上标准却及格的人，比例会怎"
        "样？",
    ),
    "label_share_trained": (
        "Trained before the examination",
        "考前受过培训的",
    ),
    "why_share_trained": (
        "the papers ask for training of all and count nobody",
        "文中要求人人培训，没有写人数",
    ),
    "label_training_gain": (
        "What a course adds (standard deviations)",
        "培训的效果（标准差）",
    ),
    "why_training_gain": (
        "no text gives it",
        "文中没有给出",
    ),
    "label_pass_share": (
        "Right answers needed to pass",
        "及格所需的答对率",
    ),
    "why_pass_share": (
        "60 of 100 is the usual mark; the texts have none",
        "通常是60分，文中没有",
    ),
    "label_guess_share": (
        "Chance to be right by guessing",
        "瞎猜答对的概率",
    ),
    "why_guess_share": (
        "one in four with four options",
        "四选一就是四分之一",
    ),
    "measure_share_wrongly_passed": (
        "passed, though below the standard",
        "够不上标准却及格",
    ),
    "measure_share_wrongly_failed": (
        "failed, though up to the standard",
        "达到标准却不及格",
    ),
    "measure_share_passed": (
        "passed",
        "及格",
    ),
    "measure_gain_share": (
        "right answers of the trained, less those of the untrained",
        "受训者比未受训者多答对的",
    ),
    "place_nation_2006": (
        "the nation, 2006: training lags",
        "全国，2006年：培训滞后",
    ),
    "place_wuhai_2006": (
        "Wuhai, 2006",
        "乌海，2006年",
    ),
    "shows": (
        "The two errors trade: whoever raises the mark fails more who are "
        "able, whoever lowers it passes more who are not. Guessing "
        "acts as a lower mark. A longer paper makes their sum smaller.",
        "两种错误此消彼长：提高分数线会多误伤，降低分数线会多放过。能瞎猜，"
        "等于降低分数线。多出题，两种错误的总和才会减少。",
    ),
    "hides": (
        "No text counts civil servants trained, gives a question or a "
        "result. Every number here is assumed but the question bank, which "
        "is the workbook's own.",
        "没有一篇文本说培训了多少公务员，也没有试题和成绩。除了题库是本书自"
        "己的，这里的数字都是假设。",
    ),
    "question": (
        "“Training lags”, says the article. Measured by what?",
        "文章说培训“滞后”，是拿什么衡量的？",
    ),
}


def training_panel(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Show the panel of the lab `training`: set it, run it, compare.

    Parameters
    ----------
    filters: the settings that it opens with, as the panel's "Copy as code" writes them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> training_panel().name
    'training_panel'
    """
    return make_panel(
        "training_panel", PANEL, WORDS, filters=filters, lang=lang
    )
