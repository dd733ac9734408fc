"""Read the letterhead of an official document: who issued it, under what number, to whom.

Each field can be read in several places, and they are tried in the order in which they
are trusted: what a portal's own table says of title and number comes before what the text
says. A cover that forwards another document has its own signature; what comes after its
date is the enclosed document.

Not found: a title that neither ends as titles do nor has a line of its own, and a
signature without a date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.numerals import SIGNED_RE, parse_day
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.kinds import (
    HAN,
    ends_as_title,
    forwards,
    genres,
    is_attachment_label,
    is_day,
    is_furniture,
    is_note,
    is_number,
    is_running_text,
    names_addressees,
    names_signers,
    without_inner_blanks,
)
from egov_lib.find.structure.lines import Line, plain_form
from egov_lib.find.structure.splitting import split_lines
from egov_lib.findings import make
from egov_lib.read.corpus import read_table

COLUMNS = {
    "title": "str",
    "document_number": "str",
    "issuer": "str",
    "addressees": "str",
    "date": "datetime64[us]",
    "date_quote": "str",
    "date_start": "int64",
    "enclosed_title": "str",
    "enclosed_start": "int64",
}
HEAD_LINES = 30  # the letterhead is in the first lines
SIGNATURE_LINES = 4  # above the date
ENCLOSED_LINES = 11  # below it, in which the enclosed document's title is looked for
TITLE_LINES = 6
ENCLOSED_TITLE_LINES = 5
MOST_TITLE_LINE = 80  # characters

# The first words of a title up to 关于 (on), 印发 (issuing) …: the issuer.
ISSUER_RE = re.compile(
    "(?:中华人民共和国)?(?P<issuer>.{2,80}?)"
    "(?:关于|印发|转发|批转|批准|公布|发布|对|给|致|令|公告|通告|公报)"
)
# 国务院文件: document of the State Council, the red head of a first page
RED_HEAD_RE = re.compile(rf"\s*(?P<issuer>[{HAN}]{{2,30}})文件")
# 国务院令（第492号）: decree of the State Council
DECREE_TITLE_RE = re.compile(rf"[{HAN}]{{2,40}}令(?:[\s（]*第.{{1,8}}号）?)?")
STATE_COUNCIL_DECREE_RE = re.compile("^(?:中华人民共和国)?国务院令")
# What a title that begins anew on the next line begins with; 目录 is a table of contents.
NEXT_TITLE_RE = re.compile(r"关于|令$|^（|^第.{1,6}号$|^目\s*录$")
CONTENTS_RE = re.compile(r"^目\s*录$")
# A title in 《》, and one with its number in brackets behind it.
IN_BRACKETS_RE = re.compile("《(?P<title>[^《》]*)》")
WITH_NUMBER_RE = re.compile(
    r"(?P<title>.*?)[（(][^（）()]{2,20}[〔\[（(]\d{4}[〕\]）)]\s?\d{1,5}\s?号[）)]"
)


class Signature(NamedTuple):
    """Who signed, on lines of their own; the date; and the lines that come after it."""

    names: list[Line]
    date: list[Line]
    after: list[Line]


class Head(NamedTuple):
    """The lines of each part of a letterhead; an empty list where there is none.

    labels: what the portal's table says, field -> value.
    """

    title: list[Line]
    number: list[Line]
    addressees: list[Line]
    signature: list[Line]
    date: list[Line]
    enclosed: list[Line]
    labels: dict[str, str]


class PortalTable(NamedTuple):
    """A portal's table above a document: field -> value, and how many lines it takes."""

    fields: dict[str, str]
    lines: int


def read_letterhead(docs: pd.DataFrame) -> pd.DataFrame:
    """Read who issued each document, under what number and title, to whom, and when.

    Returns one row per document, in the order given, even where nothing was found. The
    quote is the title as the text has it. Columns:
    title: its lines joined; of a decree, the regulation that it promulgates
    document_number: in the standard form, 国发〔2015〕40号; the State Council's decrees as
        its register has them, 国令第492号
    issuer: the title's first words, else the signature, else what the page says
    addressees: whom it is sent to
    date: of signing; a notice that forwards another document is dated by its own signature
    date_quote: the date as the text has it
    date_start: where that is, -1 where there is none
    enclosed_title: title of the document after the signature
    enclosed_start: where that title begins, -1 where there is none

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "国务院办公厅关于电子政务的通知\\n国办发[2006]1号\\n各省人民政府：\\n请执行。"
    >>> text += "\\n国务院办公厅\\n二○○六年一月五日"  # a notice, and its signature
    >>> found = read_letterhead(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["issuer", "document_number", "date"]].astype(str).values.tolist()
    [['国务院办公厅', '国办发〔2006〕1号', '2006-01-05']]
    """
    return make(docs, lambda document: [_read_fields(document["text"])], COLUMNS)


def read_head(lines: list[Line]) -> Head:
    """Say which lines are which part of the letterhead, and of the signature.

    The signature is the one that ends the cover, where there is a cover, or the document.
    """
    table = _read_portal_table(lines)
    text_start = _find_text(lines, table.lines)
    own = [
        at for at in range(table.lines, text_start) if not _is_foreign(lines[at].text)
    ]
    called = [at for at in own if names_addressees(lines[at].text)]
    head_end = called[-1] if called else text_start
    head = [lines[at] for at in own if at < head_end]
    numbers = [line for line in head if is_number(line.text)][:1]
    others = [line for line in head if line not in numbers and not is_day(line.text)]
    title = _nearest_title(head) or _take_title(others)
    signature = _find_signature(lines, head_end, title)
    return Head(
        title=title,
        number=numbers,
        addressees=[lines[at] for at in called[-1:]],
        signature=signature.names,
        date=signature.date,
        enclosed=_enclosed_title(signature.after),
        labels=table.fields,
    )


# --- the lines above the text --------------------------------------------------------


@lru_cache
def _label_fields() -> dict[str, str]:
    """Labels of portals' tables, each with its field; "" for what is no field."""
    labels = read_table("portal_labels")
    return dict(zip(labels["label"], labels["field"]))


@lru_cache
def _label_re() -> re.Pattern:
    """A label with its value; portals set blanks between the characters of a label."""
    label = "|".join(r"\s*".join(name) for name in _label_fields())
    return re.compile(
        rf"(?P<label>{label})\s*：\s*(?P<value>[^\t]*?)"
        rf"(?=\s*(?:{label})\s*：|\t|\s\s|\u3000|$)"
    )


def _read_portal_table(lines: list[Line]) -> PortalTable:
    """Read the table that a portal puts above a document.

    The value of a label at the end of a line can be on the next one. One field alone is no
    table: its line is then read with the others.
    """
    fields: dict[str, str] = {}
    taken = 0
    waiting = ""  # the field whose value is still to come
    for at, line in enumerate(lines[:HEAD_LINES]):
        labels = list(_label_re().finditer(line.text))
        if labels:
            taken = at + 1
        elif waiting:
            fields.setdefault(waiting, line.text)
            taken = at + 1
        waiting = ""
        for label in labels:
            field = _label_fields()[re.sub(r"\s", "", label["label"])]
            waiting = "" if label["value"] else field
            if field and label["value"]:
                fields.setdefault(field, label["value"])
    return PortalTable(fields, taken if len(fields) > 1 else 0)


def _find_text(lines: list[Line], start: int) -> int:
    """Return the first line of running text from *start* on, or where the head must end."""
    end = min(len(lines), HEAD_LINES)
    for at in range(start, end):
        if is_running_text(lines[at].text):
            return at
    return end


def _is_foreign(text: str) -> bool:
    """Whether a line above the text belongs to the page, not to the document."""
    return bool(_label_re().match(text)) or is_note(text) or is_furniture(text)


# --- titles --------------------------------------------------------------------------


@lru_cache
def _full_title_re() -> re.Pattern:
    """A whole title: who … 关于 (on) … 的通知 (notice)."""
    return re.compile(
        r"《?(?P<who>[^《》]{0,60}?)(?:关于|印发|转发).{2,150}"
        rf"的{genres()}(?:（[^（）\n]{{1,20}}）)?》?"
    )


def _nearest_title(head: list[Line]) -> list[Line]:
    """Return the lowest title of the form … 关于 … 的通知 (notice on …).

    What a page repeats above it is the page's own heading. Issuers can be on lines of
    their own above the title; but if its line is repeated, the lines between are the page's.
    """
    for at in range(len(head) - 1, -1, -1):
        text = head[at].text
        if not (forwards(text) or "关于" in text):
            continue
        title = _take_title(head[at:])
        whole = _full_title_re().fullmatch(_join(title))
        if whole is None:
            continue
        repeated = any(line.text == text for line in head[:at])
        if whole["who"] or repeated:
            return title
        return _issuers_above(head, at) + title
    return []


def _issuers_above(head: list[Line], title_at: int) -> list[Line]:
    """The lines right above a title that name bodies."""
    first = title_at
    while first and names_signers(head[first - 1].text):
        first -= 1
    return head[first:title_at]


def _take_title(lines: list[Line]) -> list[Line]:
    """Return the lines, from the first on, that make one title.

    They go up to the last line that ends as titles do; where none does, the first line
    alone is the title.
    """
    taken: list[Line] = []
    whole = 0  # so many of the lines taken make a whole title
    for line in lines[:TITLE_LINES]:
        if _begins_anew(line, taken, whole) or not _fits_title(line.text):
            break
        taken.append(line)
        joined = _join(taken)
        open_brackets = joined.count("《") - joined.count("》")
        if not open_brackets and ends_as_title(without_inner_blanks(line.text)):
            whole = len(taken)
    return taken[: whole or 1]


def _begins_anew(line: Line, taken: list[Line], whole: int) -> bool:
    """Whether a line begins something else: the next title, or the same once more."""
    new_re = NEXT_TITLE_RE if whole else CONTENTS_RE
    return bool(new_re.search(line.text)) or any(
        line.text == before.text for before in taken
    )


def _fits_title(text: str) -> bool:
    """Whether a line can be part of a title."""
    if len(text) > MOST_TITLE_LINE or text[-1] in "：；，":
        return False
    return not is_running_text(text)


def _enclosed_title(after: list[Line]) -> list[Line]:
    """The title of the document that follows a cover's date."""
    if len(after) < 2:
        return []
    first = 1 if is_attachment_label(after[0].text) else 0
    return _take_title(after[first:][:ENCLOSED_TITLE_LINES])


def _join(lines: Iterable[Line]) -> str:
    return "".join(line.text for line in lines)


# --- the signature -------------------------------------------------------------------


def _find_signature(lines: list[Line], begun: int, title: list[Line]) -> Signature:
    """Find who signed and when, and what follows.

    The date is the first one on its own line after the text has begun (*begun*, an index
    into *lines*), else the first above it.
    """
    order = [*range(begun, len(lines)), *range(begun)]
    dated = next((at for at in order if is_day(lines[at].text)), None)
    if dated is None:
        return Signature([], [], [])
    start, _, text = lines[dated]
    day = SIGNED_RE.fullmatch(text)
    date = Line(start + day.start("day"), start + day.end("day"), day["day"])
    before = text[: day.start("day")].strip(" \u3000\xa0（")
    if before:
        names = [Line(start, start + len(before), before)]
    else:
        names = _names_above(lines, dated, title)
    above = lines[max(dated - SIGNATURE_LINES + 1, 0) : dated]
    is_cover = bool(names) or any(forwards(line.text) for line in [*title, *above])
    below = lines[dated + 1 : dated + 1 + ENCLOSED_LINES] if is_cover else []
    after = [line for line in below if not _is_between(line.text)]
    return Signature(names, [date], after)


def _names_above(lines: list[Line], dated: int, title: list[Line]) -> list[Line]:
    """The lines right above the date that name bodies, but not those of the title."""
    first = dated
    while first > max(dated - SIGNATURE_LINES, 0):
        line = lines[first - 1]
        if line in title or not names_signers(line.text):
            break
        first -= 1
    return lines[first:dated]


def _is_between(text: str) -> bool:
    """Whether a line between cover and enclosed document belongs to neither."""
    return is_note(text) or is_furniture(text[:20])


# --- the fields ----------------------------------------------------------------------


def _read_fields(text: str) -> tuple:
    """Read the letterhead of one text: start and end of the title, then each of COLUMNS."""
    flat = plain_form(text)
    lines = split_lines(flat)
    head = read_head(lines)
    title = _shown_title(head)
    own_title = head.labels.get("title") or _bare_title(_quote(text, title))
    addressees = _quote(text, head.addressees).rstrip("：:")
    day = next(_signing_days(flat, head), None)
    return (
        title[0].start if title else 0,
        title[-1].end if title else 0,
        own_title,
        next(_own_numbers(lines, head)),
        next(_issuers(flat, head), ""),
        addressees,
        np.datetime64(day or "NaT", "us"),
        _quote(text, head.date),
        _start(head.date),
        _bare_title(_quote(text, head.enclosed)),
        _start(head.enclosed),
    )


def _quote(text: str, lines: list[Line]) -> str:
    """The words of the text on these lines, joined."""
    return "".join(text[line.start : line.end] for line in lines)


def _start(lines: list[Line]) -> int:
    return lines[0].start if lines else -1


def _shown_title(head: Head) -> list[Line]:
    """The title to show: a decree is known by what it promulgates."""
    decreed = (
        head.title and head.enclosed and DECREE_TITLE_RE.fullmatch(head.title[-1].text)
    )
    return head.enclosed if decreed else head.title


def _bare_title(title: str) -> str:
    """A title without what a page sets in and around it: blanks, 《》 and its number."""
    title = without_inner_blanks(title)
    wrapped = IN_BRACKETS_RE.fullmatch(title) or WITH_NUMBER_RE.fullmatch(title)
    return wrapped["title"] if wrapped else title


def _own_numbers(lines: list[Line], head: Head) -> Iterator[str]:
    """Yield what may be the document's number, the most trusted first.

    That is what the page's table says, then the number on a line of its own, then the
    first before the text. What the table says is taken as it is if it holds no number.
    """
    label = head.labels.get("number", "")
    above = "\n".join(line.text for line in lines[: _first_sentence(lines)])
    for place in (label, _join(head.number), above):
        for number in document_numbers(place):
            yield STATE_COUNCIL_DECREE_RE.sub("国令", number.standard)
    yield STATE_COUNCIL_DECREE_RE.sub("国令", label)


def _first_sentence(lines: list[Line]) -> int:
    """The first line that holds a 。, else where the head must end."""
    for at, line in enumerate(lines):
        if "。" in line.text:
            return at
    return HEAD_LINES


def _issuers(flat: str, head: Head) -> Iterator[str]:
    """Yield what may be the issuer, the most trusted first.

    That is the title's first words, the signature, what the page's table says, and the red
    head above the document.
    """
    title = _bare_title(_join(head.title))
    named = ISSUER_RE.match(title)
    if named and names_signers(named["issuer"]):
        yield named["issuer"].strip()
    if head.signature:
        names = " ".join(line.text for line in head.signature)
        yield "、".join(re.split(r"\s+", names))
    if head.labels.get("issuer"):
        yield head.labels["issuer"]
    red_head = RED_HEAD_RE.match(flat)
    if red_head:
        yield red_head["issuer"]


def _signing_days(flat: str, head: Head) -> Iterator[dt.date]:
    """Yield what may be the day of signing, the most trusted first.

    That is the date of the signature, what the page's table says, and a full date in the
    first sentence or at the very end.
    """
    first_sentence = flat[:300].partition("。")[0]
    places = (_join(head.date), head.labels.get("date", ""), first_sentence, flat[-60:])
    for place in places:
        day = parse_day(place)
        if day:
            yield day
