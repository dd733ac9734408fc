"""The title of a document: where it is among the lines of a letterhead, and its parts.

A title says who, 关于 (on) what, and of which kind the document is: 国务院关于 … 的通知,
notice of the State Council on …. It can be broken into lines, and a web page repeats it.

A title that neither ends as titles do nor has a line of its own is not found.
"""

from __future__ import annotations

import re
from functools import lru_cache

from egov_lib.find.structure.kinds import (
    ends_as_title,
    forwards,
    genres,
    is_day,
    is_number,
    is_running_text,
    names_signers,
    without_inner_blanks,
)
from egov_lib.find.structure.lines import Line, join

MOST_LINES = 6
MOST_LINE = 80  # characters
MOST_JOINT = 250  # of a line in which many issue a document on something

# How a line begins or ends that is no more part of a whole title above it.
NEXT_TITLE_RE = re.compile(r"关于|令$|^（|^第.{1,6}号$|^目\s*录$")
CONTENTS_RE = re.compile(r"^目\s*录$")  # table of contents
# A title in 《》, and one with its number in brackets behind it.
IN_BRACKETS_RE = re.compile("《(?P<title>[^《》]*)》")
WITH_NUMBER_RE = re.compile(
    r"(?P<title>.*?)[（(][^（）()]{2,20}[〔\[（(]\d{4}[〕\]）)]\s?\d{1,5}\s?号[）)]"
)
# The document's number behind a title, in the same line.
NUMBER_BEHIND_RE = re.compile(
    r"(?P<title>.*的(?:通知|意见|规定|决定|办法|通告|公告|函|批复|报告))"
    r"\s*[\u4e00-\u9fff]{2,12}\s?[〔\[【（(]\s?\d{4}\s?[〕\]】）)]\s?\d{1,5}\s?号"
)
# A date in brackets behind a title, as compilers set it.
DATE_BEHIND_RE = re.compile(
    r"\s*[（(]\s?\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?[）)]$"
)
# Footnotes of a page at the end of a title: 统计公报[1]
NOTE_BEHIND_RE = re.compile(r"[〔\[]\d{1,2}[〕\]]$")
# 关于举办展会的通告: a title that no further line goes on
NOTICE_RE = re.compile("关于[^《》]+的(?:通知|通告|公告|函|批复|通报)$")
# 省人民政府办公厅印发, on a line of its own above the rest of a title
ISSUING_RE = re.compile("(?:印发|转发|批转)$")
# The issuer: the first words of a title.
ISSUER_RE = re.compile(
    "(?:中华人民共和国)?(?P<issuer>.{2,200}?)"
    "(?:关于|印发|转发|批转|批准|公布|发布|对|给|致|令|公告|通告|公报)"
)


@lru_cache
def _whole_title_re() -> re.Pattern:
    return re.compile(
        r"《?(?P<who>[^《》]{0,200}?)(?:关于|印发|转发).{2,150}"
        rf"的{genres()}(?:（[^（）\n]{{1,20}}）)?》?"
    )


def find_title(head: list[Line], number: list[Line]) -> list[Line]:
    """Return the lines of the title.

    Parameters
    ----------
    head: the lines above the text that are of the letterhead.
    number: the one of them that is the document's number, or none.
    """
    title = _nearest_title(head)
    if title:
        return title
    rest = [
        line for line in head if line not in number and not is_day(line.text)
    ]
    return take_title(rest)


def _nearest_title(head: list[Line]) -> list[Line]:
    """Return the lowest title of the form … 关于 … 的通知 (notice on …).

    What a page repeats above it is the page's own heading. Issuers can be on lines of
    their own above the title; but where the title is repeated, these are the page's.
    """
    for at in reversed(range(len(head))):
        text = head[at].text
        if "关于" not in text and not forwards(text):
            continue
        title = take_title(head[at:])
        words = join(title)
        whole = _whole_title_re().fullmatch(words)
        if whole is None:
            continue
        is_repeated = _is_among(text, head[:at])
        if whole["who"] or is_repeated:
            return title
        signers = _signers_above(head, at)
        return signers + title
    return []


def _signers_above(head: list[Line], title_at: int) -> list[Line]:
    """The lines right above a title that name bodies."""
    first = title_at
    while first and _is_issuing(head[first - 1].text):
        first -= 1
    return head[first:title_at]


def _is_issuing(text: str) -> bool:
    """Whether a line names bodies, perhaps with the verb that the title goes on from: 印发."""
    return names_signers(ISSUING_RE.sub("", text))


def take_title(lines: list[Line]) -> list[Line]:
    """Return the lines, from the first on, that make one title.

    They go up to the last line that ends as titles do; where none does, the first line
    alone is the title.
    """
    taken: list[Line] = []
    whole = 0  # so many of the lines taken make a whole title
    for line in lines[:MOST_LINES]:
        next_re = NEXT_TITLE_RE if whole else CONTENTS_RE
        if next_re.search(line.text) or _is_among(line.text, taken):
            break
        if whole and _says_again(join(taken), line.text):
            break
        if not _fits(line.text) or is_number(line.text) or is_day(line.text):
            break
        taken.append(line)
        if _is_whole(taken):
            whole = len(taken)
    if not whole and taken and _is_open(taken[0].text):
        return taken
    return taken[: whole or 1]


def _says_again(title: str, below: str) -> bool:
    """Whether a line below a whole title is a title too: a page's heading, and the text's."""
    is_whole_notice = NOTICE_RE.search(title) is not None
    return (
        is_whole_notice and below[0] not in "的《（" and ends_as_title(below)
    )


def _is_open(text: str) -> bool:
    """Whether a line begins a title that has to go on: it says 关于, and no kind."""
    return "关于" in text and "号" not in text and not text.endswith("》")


def _is_among(text: str, lines: list[Line]) -> bool:
    return any(line.text == text for line in lines)


def _fits(text: str) -> bool:
    """Whether a line can be part of a title."""
    longest = MOST_JOINT if "关于" in text else MOST_LINE
    if len(text) > longest or text[-1] in "：；，":
        return False
    return not is_running_text(text)


def _is_whole(lines: list[Line]) -> bool:
    """Whether lines end as titles do, outside of 《》."""
    title = join(lines)
    if title.count("《") != title.count("》"):
        return False
    return ends_as_title(DATE_BEHIND_RE.sub("", without_inner_blanks(title)))


def bare_title(title: str) -> str:
    """Write a title without what a page sets in and around it: blanks, 《》, its number.

    >>> bare_title("关于电子政务 的通知（国办发〔2015〕40号）")  # notice on e-government
    '关于电子政务的通知'
    """
    title = DATE_BEHIND_RE.sub("", without_inner_blanks(title))
    title = NOTE_BEHIND_RE.sub("", title)
    wrapped = (
        IN_BRACKETS_RE.fullmatch(title)
        or WITH_NUMBER_RE.fullmatch(title)
        or NUMBER_BEHIND_RE.fullmatch(title)
    )
    return wrapped["title"] if wrapped else title


def issuer_of(title: str) -> str:
    """Return the issuer that a title begins with; "" where it names none.

    >>> issuer_of("国务院办公厅关于电子政务的通知")  # notice of the General Office on …
    '国务院办公厅'
    """
    named = ISSUER_RE.match(title)
    if (
        named
        and "日" not in title[: named.end()]
        and names_signers(named["issuer"])
    ):
        return named["issuer"].strip()
    return ""
