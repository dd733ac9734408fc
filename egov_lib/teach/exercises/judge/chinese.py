"""The many ways of saying a number in Chinese, put into the few that `numbers` reads.

一千五 is 1,500, 七成半 is 75 %, 一个半月 is a month and a half; 七八个 is two numbers, and 十几个
is none. Each way is a rule of `words.json` with a pattern, what takes its place and an example.
Nothing is computed here: the rules only write one way in the place of another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from egov_lib.teach.exercises.judge.plain import pattern, words


@lru_cache
def _rules() -> list[tuple[re.Pattern, str]]:
    """The pattern of each rule, and what takes the place of what it finds."""
    rules = words()["chinese_ways"]["rules"]
    return [
        (pattern(with_signs(rule["pattern"])), _replacement(rule["by"]))
        for rule in rules
    ]


def with_signs(written: str) -> str:
    """A pattern with the digits in the place of {D}, the scales of {S} and both of {N}."""
    known = words()["numbers"]
    digits = "".join(known["chinese_digits"])
    scales = "".join(known["chinese_scales"])
    filled = written.replace("{D}", digits).replace("{S}", scales)
    return filled.replace("{N}", digits + scales)


def _replacement(by: str) -> str:
    """What takes the place of a match: groups are written $1 in both languages of code."""
    return re.sub(r"\$(\d)", r"\\g<\1>", by)


def in_few_ways(text: str) -> str:
    """Write the numbers of an answer in plain form in the ways that are read.

    >>> in_few_ways("七成半"), in_few_ways("一千五"), in_few_ways("一个半月")
    ('七点五成', '一千五百', '一点五个月')
    >>> in_few_ways("七八个"), in_few_ways("十几个")
    ('七到八个', '个')
    """
    for found, by in _rules():
        text = found.sub(by, text)
    return text
