"""What a date is for in its sentence: a deadline (due), a beginning (since), a day counted up to.

The words before and after a date tell its role: 到2010年 (by 2010) is due, 2003年以来 (since 2003)
is a beginning. Each word is a row below.
"""

from __future__ import annotations

from egov_lib.find.rules import Example, Grammar, Rule, always

# Precisions of what lasts by itself
LASTING = ("plan period", "decade", "span")
MOST_CHARS = 4  # of the words before a date
ENDS_BEFORE = frozenset("自从至止到争于晚迟 \n")  # with which they end

AFTER = Grammar(
    [
        Rule(
            "by, after the date",
            "[以之前为止]",
            "[以之]?前(?![三一二两几半者期后夕]) | 为?止",
            always("due"),
            Example(
                "2010年以前完成",
                "to be done before 2010",
                {"quote": "2010年", "role": "due"},
            ),
        ),
        Rule(
            "since, after the date",
            "[以起开]",
            "以来|起|开始",
            always("since"),
            Example(
                "2003年以来",
                "since 2003",
                {"quote": "2003年", "role": "since"},
            ),
        ),
        Rule(
            "after",
            "[以之后]",
            "[以之]?后(?!期)",
            always("after"),
            Example(
                "2003年以后",
                "after 2003",
                {"quote": "2003年", "role": "after"},
            ),
        ),
    ]
)

# A blank or the end of a line may come between the word and the date.
BEFORE = Grammar(
    [
        Rule(
            "since, before the date",
            "[自从]",
            r"(?:自从?|从)\ ?\n?",
            always("since"),
            Example(
                "自2015年1月1日施行",
                "in force from 1 January 2015",
                {"quote": "2015年1月1日", "role": "since"},
            ),
        ),
        Rule(
            "as of",
            "截",
            r"(?:截至|截止到?)\ ?\n?",
            always("as of"),
            Example(
                "截至2006年6月",
                "as of June 2006",
                {"quote": "2006年6月", "role": "as of"},
            ),
        ),
        Rule(
            "by, before the date",
            "[到至力不最]",
            # Not 增加到2010年的5919元: the level of that year.
            r"(?:(?<![加高长降少升])到|至|力争|不[晚迟]于|(?:最[晚迟]|至迟)于?)\ ?\n?",
            always("due"),
            Example("到2010年", "by 2010", {"quote": "2010年", "role": "due"}),
        ),
    ]
)


def role_of(flat: str, start: int, end: int, precision: str) -> str:
    """Return the role of the date that begins at *start* and ends at *end*.

    due: 到, 前 (by, before); since: 自, 以来, 起; after: 后; as of: 截至; during: what lasts by
    itself, such as a plan period or a range; at: any other date.
    """
    after = AFTER.read(flat, end)
    if after:
        return after
    if flat[start - 1 : start] in ENDS_BEFORE:
        before = BEFORE.match_before(flat, start, MOST_CHARS)
        if before:
            rule, match = before
            return rule.make(match, None)
    # "years", "months" and "days" are ranges
    lasts = precision in LASTING or precision.endswith("s")
    return "during" if lasts else "at"


def is_due(flat: str, end: int) -> bool:
    """Return whether the date that ends here is a deadline by the word after it."""
    return AFTER.read(flat, end) == "due"
