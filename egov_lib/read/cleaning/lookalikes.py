"""Characters that look like others: a search for what the reader sees does not find them.

A PDF gives radicals (⾏) where the page shows characters (行); old character sets have forms of a
mark that is small (﹪) or stands on its side (︵), and second code points of characters (U+FA08); a
typist takes О from a Cyrillic keyboard for 〇. Each has one reading, and that is put in.

Not done: letters of other alphabets in Latin words, and characters of private use that no standard
has named since; those are counted in a report.
"""

from __future__ import annotations

import re

from egov_lib.read.characters import HAN
from egov_lib.read.cleaning.patterns import (
    Case,
    find_matches,
    one_of,
    replace_match,
)
from egov_lib.read.edit_log import Change, apply_changes
from egov_lib.seen import HALF_WIDTH, class_of, contains_any, forms

DIGITS = "一二三四五六七八九"
# For 〇: O and o of Latin, Cyrillic, Greek and full-width letters, and a large circle. ○ stays: it
# is printed in documents.
ZEROS = "OoОоΟοＯｏ◯"
# For 一: the long sound of Japanese, and dashes that a reader of scans takes it for
DASHES = "ー—–－─"
ONES = dict.fromkeys(map(ord, DASHES), "一")
# What is before one that is taken for 一; looked for as plain strings, which is fast
BEFORE_ONE = ("第", "十", "\n", "\n（", "\n(")
ZERO_TABLE = dict.fromkeys(map(ord, ZEROS), "〇")
COUNTED = "年月日号期届章条款项个人万亿元"


# Forms of 16 bits, then those beyond: together in one class they are searched for slowly.
SHORT_FORMS = class_of(
    [
        code
        for code in forms()
        if code <= 0xFFFF and chr(code) not in HALF_WIDTH
    ]
)
LONG_FORMS = "[\U0002f800-\U0002fa1d]"
LOOKALIKES = (
    Case(
        "form",
        f"[{SHORT_FORMS}]|{LONG_FORMS}",
        None,
        "a form of a character",
        ("⾏政许可80﹪", "行政许可80%"),  # administrative licences, 80 %
    ),
    Case(
        "half_width",  # but not in Japanese of half-width kana
        f"(?<![ｦ-ﾟ])[{HALF_WIDTH}](?![ｦ-ﾟ])",
        None,
        "a half-width mark",
        ("电子政务､信息化｡", "电子政务、信息化。"),
    ),
    Case(
        "year",  # of four characters, before 年 or the bracket of a document number
        rf"[一二](?:[{DIGITS}〇零○]|[{ZEROS}]){{3}}(?=[ \u3000]?[年〕］\]])",
        None,
        "a letter for 〇",
        ("二ОО六年", "二〇〇六年"),  # 2006
    ),
    Case(
        "zero",  # between digits, or between a digit and what is counted
        rf"(?<=[{DIGITS}〇])[{ZEROS}]{{1,3}}(?=[{DIGITS}〇{COUNTED}])",
        None,
        "a letter for 〇",
        ("三О日", "三〇日"),  # the 30th
    ),
    Case(
        "one",  # in 第一章, 十一、, at the head of a line before 、, or in brackets there
        rf"(?<=第)[{DASHES}](?=[章节条款届次批])"
        rf"|(?<=十)[{DASHES}](?=[章节条款届次、日月])"
        rf"|(?<![^\n])[{DASHES}](?=、[{HAN}])"
        rf"|(?<=\n[（(])[{DASHES}](?=[）)][{HAN}])",
        None,
        "a dash for 一",
        ("第ー章　总则", "第一章　总则"),  # chapter 1, general rules
    ),
)
LOOKALIKE_OF = {case.name: case for case in LOOKALIKES}
TABLES = {"form": forms(), "half_width": forms(), "one": ONES}
LOOKALIKE_RE = one_of(LOOKALIKES)
FIRST = f"[{SHORT_FORMS}{HALF_WIDTH}一二{ZEROS}{DASHES}]|{LONG_FORMS}"
has_form = contains_any(forms())
has_other_zero = contains_any(map(ord, ZEROS[2:]))  # but for O and o
ZERO_RE = re.compile(f"[{DIGITS}〇零○][{ZEROS}]")


def find_lookalikes(text: str) -> list[Change]:
    """Find characters that look like others, where there is one reading.

    >>> [(change.before, change.after) for change in find_lookalikes("⾏政，二ОО六年")]
    [('⾏', '行'), ('二ОО六', '二〇〇六')]
    """
    has_any = has_form(text) or _has_zero(text) or _has_one(text)
    if not has_any:
        return []
    changes = []
    for match in find_matches(LOOKALIKE_RE, FIRST, text):
        kind = match.lastgroup
        before = match[0]
        table = TABLES.get(kind, ZERO_TABLE)
        after = before.translate(table)
        if after != before:
            note = LOOKALIKE_OF[kind].note
            change = replace_match(match, after, note)
            changes.append(change)
    return changes


def _has_one(text: str) -> bool:
    """Whether *text* has a dash where 一 is counted."""
    dashes = [dash for dash in DASHES if dash in text]
    if text[:1] in dashes:
        return True
    return any(
        before + dash in text for dash in dashes for before in BEFORE_ONE
    )


def _has_zero(text: str) -> bool:
    """Whether *text* has a letter for 〇 after a figure."""
    if "O" not in text and "o" not in text and not has_other_zero(text):
        return False
    return ZERO_RE.search(text) is not None


def restore_characters(text: str) -> str:
    """Put in the characters that `find_lookalikes` lists.

    >>> restore_characters("⾏政许可项⽬")  # items of administrative licensing
    '行政许可项目'
    """
    return apply_changes(text, find_lookalikes(text)).text
