"""Read the letterhead of an official document: who issued it, under what number, to whom.

Each field can be read in several places, and they are tried in the order in which they
are trusted: what a portal's own table says of title and number comes before what the text
says. A cover that forwards another document has its own signature; what comes after its
date is the enclosed document.

How titles and signatures are found, and what they miss, is said in `titles` and
`signatures`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.numerals import parse_day
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.kinds import (
    HAN,
    is_attachment_label,
    is_furniture,
    is_note,
    is_number,
    is_running_text,
    names_addressees,
)
from egov_lib.find.structure.lines import Line, join, plain_form
from egov_lib.find.structure.signatures import find_signature
from egov_lib.find.structure.splitting import split_lines
from egov_lib.find.structure.titles import (
    bare_title,
    find_title,
    issuer_of,
    take_title,
)
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
ENCLOSED_LINES = 5  # in which the enclosed document's title is
# A date of signing without signature is in these first …
DATE_CHARS_ABOVE = 300
DATE_CHARS_BELOW = 60  # … or in these last characters

# 国务院文件: document of the State Council, the red head of a first page
RED_HEAD_RE = re.compile(rf"\s*(?P<issuer>[{HAN}]{{2,30}})文件")
# 国务院令（第492号）: decree of the State Council
DECREE_TITLE_RE = re.compile(rf"[{HAN}]{{2,40}}令(?:[\s（]*第.{{1,8}}号）?)?")
STATE_COUNCIL_DECREE_RE = re.compile("^(?:中华人民共和国)?国务院令")


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
    return make(
        docs, lambda document: [_read_fields(document["text"])], COLUMNS
    )


def read_head(lines: list[Line]) -> Head:
    """Say which lines are which part of the letterhead, and of the signature.

    The signature is the one that ends the cover, where there is a cover, or the document.
    """
    table = _read_portal_table(lines)
    text_start = _find_text(lines, table.lines)
    above = lines[table.lines : text_start]
    own = [line for line in above if not _is_foreign(line.text)]
    addressees = [line for line in own if names_addressees(line.text)][-1:]
    if addressees:
        own = own[: own.index(addressees[0])]
        text_start = lines.index(addressees[0])
    number = [line for line in own if is_number(line.text)][:1]
    title = find_title(own, number)
    signature = find_signature(lines, text_start, title)
    return Head(
        title=title,
        number=number,
        addressees=addressees,
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
        labels = list(_labels_in(line.text))
        if waiting and not labels:
            labels = [(waiting, line.text)]
        for field, value in labels:
            taken = at + 1
            waiting = "" if value else field
            if field and value:
                fields.setdefault(field, value)
    if len(fields) < 2:
        taken = 0
    return PortalTable(fields, taken)


def _labels_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield (field, value) for each label of a line; "" where there is none."""
    for label in _label_re().finditer(text):
        name = re.sub(r"\s", "", label["label"])
        yield _label_fields()[name], label["value"]


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


def _enclosed_title(after: list[Line]) -> list[Line]:
    """The title of the document that comes after a cover's date."""
    if len(after) < 2:  # a line alone is a note that was not known as one
        return []
    if is_attachment_label(after[0].text):
        after = after[1:]
    return take_title(after[:ENCLOSED_LINES])


# --- the fields ----------------------------------------------------------------------


def _read_fields(text: str) -> tuple:
    """Read the letterhead of one text: start and end of the title, then each of COLUMNS."""
    flat = plain_form(text)
    lines = split_lines(flat)
    head = read_head(lines)
    shown = _shown_title(head)
    title = head.labels.get("title")
    if not title:
        title = bare_title(_quote(text, shown))
    number = next(_own_numbers(lines, head))
    issuer = next(_issuers(flat, head), "")
    day = next(_signing_days(flat, head), "NaT")
    enclosed = _quote(text, head.enclosed)
    return (
        shown[0].start if shown else 0,
        shown[-1].end if shown else 0,
        title,
        number,
        issuer,
        _quote(text, head.addressees).rstrip("：:"),
        np.datetime64(day, "us"),
        _quote(text, head.date),
        _start(head.date),
        bare_title(enclosed),
        _start(head.enclosed),
    )


def _quote(text: str, lines: list[Line]) -> str:
    """The words of the text on these lines, joined."""
    return "".join(text[line.start : line.end] for line in lines)


def _start(lines: list[Line]) -> int:
    return lines[0].start if lines else -1


def _shown_title(head: Head) -> list[Line]:
    """The title to show: a decree is known by what it promulgates."""
    is_decree = head.title and DECREE_TITLE_RE.fullmatch(head.title[-1].text)
    return head.enclosed if is_decree and head.enclosed else head.title


def _own_numbers(lines: list[Line], head: Head) -> Iterator[str]:
    """Yield what may be the document's number, the most trusted first.

    That is what the page's table says, then the number on a line of its own, then the
    first before the text. What the table says is taken as it is if it holds no number.
    """
    label = head.labels.get("number", "")
    above = "\n".join(line.text for line in lines[: _first_sentence(lines)])
    for place in (label, join(head.number), above):
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
    title = bare_title(join(head.title))
    named = issuer_of(title)
    if named:
        yield named
    if head.signature:
        signed = " ".join(line.text for line in head.signature)
        yield "、".join(re.split(r"\s+", signed))
    if "issuer" in head.labels:
        yield head.labels["issuer"]
    red_head = RED_HEAD_RE.match(flat)
    if red_head:
        yield red_head["issuer"]


def _signing_days(flat: str, head: Head) -> Iterator[dt.date]:
    """Yield what may be the day of signing, the most trusted first.

    That is the date of the signature, what the page's table says, and a full date in the
    first sentence or at the very end.
    """
    places = (
        join(head.date),
        head.labels.get("date", ""),
        flat[:DATE_CHARS_ABOVE].partition("。")[0],
        flat[-DATE_CHARS_BELOW:],
    )
    for place in places:
        day = parse_day(place)
        if day:
            yield day
