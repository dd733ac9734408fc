"""What the tables and the library say in English sentences, for a reader of Chinese.

A ground of a date, a note on a change, a field of a source's card, the reason of a lab's setting,
why a file was not read and what to do: `data/translations/remarks.csv` has the Chinese of each, by
its English. A table that has a column for each language (statement_en, statement_zh) is asked
itself.

What changes from case to case stands in braces, in both languages: `{0}` for any words, `{n}` (one
letter) for a number, `{count}` for one word or number. Remarks may be joined, as a report of
reading joins them: kinds with their counts, kinds and remedies.

>>> remark("page numbers (1), broken lines (6)", "zh")
'页码（1）、断行（6）'
>>> remark("the file is empty: download it again, or take it out", "zh")
'文件是空的：请重新下载，或把它拿出文件夹'
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from egov_lib.read.corpus import data_folder, read_table
from egov_lib.show.messages import current, word

# Tables with a sentence in both languages: the English column, then the Chinese one
IN_BOTH = (
    ("translation_remarks", "english", "chinese"),
    ("context", "statement_en", "statement_zh"),
    ("glossary", "definition", "definition_zh"),
    ("hedges", "meaning_en", "meaning_zh"),
    ("directives-log", "reason", "reason_zh"),
    ("questions", "question_en", "question_zh"),
)


# What joins remarks, with what joins them in Chinese: the first divides all others
JOINTS = (("; ", "；"), (": ", "："), (", ", "、"))
COUNT_RE = re.compile(r"(.+) \((\d[\d,]*)\)")
PLACE_RE = re.compile(r"\{(\w+)\}")
LONGEST = 2_000  # characters of a remark: a longer cell is a text


class Form(NamedTuple):
    """A remark with places for what changes, and its Chinese with the same places, called p0 and
    so on."""

    english_re: re.Pattern
    chinese: str


def remark(english: str, lang: str | None = None) -> str:
    """Say a remark in the language of the reader; one without Chinese as it is.

    >>> remark("by reading", "zh"), remark("the date of the notice", "zh")
    ('据文意', '通知的日期')
    >>> remark("the date of the notice", "en")
    'the date of the notice'
    """
    if current(lang) == "en":
        return word(english, "en")
    return remark_in_chinese(english) or english


def remark_in_chinese(english: str) -> str:
    """The Chinese of a remark, or of remarks that are joined; empty where one is not known.

    >>> remark_in_chinese("The conclusion flips: stands in 7 of 8 variations; flips: all three.")
    '结论翻转：8种做法中7种站得住；翻转：三样都改。'
    """
    if len(english) > LONGEST:
        return ""
    said = _joined(english, data_folder())
    if not said and english.endswith("."):
        said = _joined(english[:-1], data_folder())
        return said and f"{said}。"
    return said


@lru_cache(maxsize=4096)
def _joined(english: str, folder: object) -> str:
    """One remark, or several with what joins them; empty where a part is not known."""
    said = _single(english, folder)
    if said:
        return said
    for mark, chinese_mark in JOINTS:
        before, found, after = english.partition(mark)
        while found:
            first = _single(before, folder)
            rest = _joined(after, folder) if first else ""
            if rest:
                return f"{first}{chinese_mark}{rest}"
            head, found, after = after.partition(mark)
            before = f"{before}{mark}{head}"
    return ""


def _single(english: str, folder: object) -> str:
    """The Chinese of one remark, by itself or by its form; empty where it is not known."""
    said = word(english, "zh", "damage")
    if said != english:
        return said
    known = chinese_remarks(folder).get(english)
    if known:
        return known
    counted = COUNT_RE.fullmatch(english)
    kind = _single(counted[1], folder) if counted else ""
    if kind:
        return f"{kind}（{counted[2]}）"
    return _by_its_form(english, folder)


def _by_its_form(english: str, folder: object) -> str:
    for form in _forms(folder):
        found = form.english_re.fullmatch(english)
        if found:
            return form.chinese.format(
                **_in_parentheses(form, found.groupdict())
            )
    return ""


def _in_parentheses(form: Form, taken: dict[str, str]) -> dict[str, str]:
    """What fills the places of a form: a known word in parentheses is said in Chinese.

    >>> remark("the certificate is not accepted (revoked): ask the administrator for one", "zh")
    '证书不被接受（已吊销），请向管理员申请'
    """
    return {
        place: word(said, "zh") if f"（{{{place}}}）" in form.chinese else said
        for place, said in taken.items()
    }


@lru_cache(maxsize=2)
def _forms(folder: object) -> list[Form]:
    """Remarks with places, those that say most first."""
    forms = [
        Form(_pattern(english), PLACE_RE.sub(r"{p\1}", chinese))
        for english, chinese in chinese_remarks(folder).items()
        if PLACE_RE.search(english)
    ]
    return sorted(forms, key=lambda form: -len(form.english_re.pattern))


def _pattern(english: str) -> re.Pattern:
    """What finds a remark whose places are filled."""
    parts = PLACE_RE.split(english)
    for at in range(1, len(parts), 2):
        parts[at] = f"(?P<p{parts[at]}>{_taken_by(parts[at])})"
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts))


def _taken_by(place: str) -> str:
    """The pattern of what a place takes: any words, a number, or one word."""
    if place.isdigit():
        return ".+?"
    return r"-?\d[\d.,]*" if len(place) == 1 else r"\S+?"


@lru_cache(maxsize=2)
def chinese_remarks(_folder: object) -> dict[str, str]:
    """The Chinese of every remark, by its English."""
    remarks = {}
    for table, english, chinese in IN_BOTH:
        rows = read_table(table)
        pairs = zip(rows[english], rows[chinese])
        remarks.update((one, other) for one, other in pairs if one and other)
    return remarks
