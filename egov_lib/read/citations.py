"""Cite a passage: document, address, date as far as it is known, and the edition that was read.

A citation must lead another reader to the same words. So it names the document as its own
page does, the address of the passage, how its date is known, and the edition by the first
digits of its hash: the reading text can be corrected later, the hash says which one was read.
It ends with the link that opens the passage in the book.

Four styles: "chicago" (notes and bibliography, 17th edition), "gbt7714" (GB/T 7714-2015),
"bibtex" and "csl" (CSL-JSON, which Zotero and pandoc read).
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import passage

TITLE = "The E-Government Workbook"
TITLE_ZH = "电子政务工作簿"
OWNER_RE = re.compile(r"https://github\.com/([\w.-]+)/([\w.-]+)")
# Of an edition's sha256: enough to tell all editions ever made apart
HASH_DIGITS = 10
# What each document is, in the terms of CSL, of BibTeX and of GB/T 7714 (Z: other, N: newspaper).
KINDS = {
    "notice forwarding an opinion": ("legislation", "misc", "Z"),
    "news report of a meeting": ("article-newspaper", "article", "N"),
    "outline of a relaying speech": ("speech", "misc", "Z"),
    "survey article": ("article", "article", "Z"),
    "speech": ("speech", "misc", "Z"),
}
OTHER_KIND = ("document", "misc", "Z")


class Source(NamedTuple):
    """What a citation says of a document."""

    doc_id: str
    authors_en: list[str]
    authors_zh: list[str]
    title_en: str
    title_zh: str
    kind: str
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    date_is_stated: bool
    edition: str


def cite(address: str, *, style: str = "chicago") -> str:
    """Cite the passage at an address.

    *address* is a segment, a range or a whole paragraph (see `passage`); *style* is chicago,
    gbt7714, bibtex or csl. Raises `DataError` for an unknown style or address.

    >>> print(cite("wuhai-2006:t"))
    He Yonglin. “Speech by He Yonglin at the Meeting of Wuhai City to Advance Informatization \
and E-Government Work” [何永林在乌海市信息化建设与电子政务工作推进大会上的讲话]. [Between \
1 September and 31 December 2006]. Passage wuhai-2006:t. In The E-Government Workbook, edition \
290363e72a. https://egov-workbook.github.io/egov-workbook/passage.html#wuhai-2006:t.
    """
    if style not in STYLES:
        raise DataError(
            f"there is no style {style!r}: use {', '.join(STYLES)}"
        )
    found = passage(address).iloc[0]
    return STYLES[style](_source(found["doc_id"]), found)


@lru_cache(maxsize=64)
def _source(doc_id: str) -> Source:
    """What the source card of a document says, as a citation needs it."""
    card = load_corpus().set_index("doc_id").loc[doc_id]
    stated = not pd.isna(card["issued_from"])
    first, last = (
        ("issued_from", "issued_to") if stated else ("event_from", "event_to")
    )
    return Source(
        doc_id=doc_id,
        authors_en=_names(card["author_en"]),
        authors_zh=_names(card["author_zh"]),
        title_en=card["title_en"],
        title_zh=card["title_zh"],
        kind=card["kind"],
        first_day=card[first],
        last_day=card[last],
        date_is_stated=stated,
        edition=edition_of(doc_id),
    )


def edition_of(doc_id: str) -> str:
    """The first digits of the hash of a reading text: they say which edition was read.

    >>> edition_of("wuhai-2006")
    '290363e72a'
    """
    text = load_corpus().set_index("doc_id").loc[doc_id, "text"]
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:HASH_DIGITS]


def _names(cell: str) -> list[str]:
    """Names of a cell, divided by semicolons."""
    return [name.strip() for name in cell.split(";") if name.strip()]


@lru_cache(maxsize=1)
def repository() -> str:
    """The address of the workbook's repository, as pyproject.toml has it; "" if unknown."""
    try:
        links = metadata("egov_lib").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    for link in links:
        label, _, address = link.partition(", ")
        if label == "Repository":
            return address
    return ""


def owner_and_name() -> tuple[str, str] | None:
    """The owner and the name of the repository; None where it is not on GitHub, or unknown.

    >>> owner_and_name()
    ('egov-workbook', 'egov-workbook')
    """
    found = OWNER_RE.fullmatch(repository())
    return (found[1], found[2]) if found else None


def site_address() -> str:
    """Where the book is on the web: the Pages of its repository.

    The address of the repository is set once, in pyproject.toml (`make address`); without one
    it is empty, and links lead on from the page itself.

    >>> site_address()
    'https://egov-workbook.github.io/egov-workbook/'
    """
    owned = owner_and_name()
    if owned is None:
        return ""
    owner, name = owned
    return f"https://{owner}.github.io/{name}/"


def link_to(address: str) -> str:
    """The link that opens a passage in the book; without a book, the repository.

    >>> link_to("wuhai-2006:t")
    'https://egov-workbook.github.io/egov-workbook/passage.html#wuhai-2006:t'
    """
    site = site_address()
    return f"{site}passage.html#{address}" if site else repository()


# --- styles ---------------------------------------------------------------------------


def _chicago(source: Source, found: pd.Series) -> str:
    """Notes and bibliography, 17th edition; a translated title stands before the original."""
    parts = []
    if source.authors_en:
        parts.append(_join_english(source.authors_en))
    parts += [
        f"“{source.title_en}” [{source.title_zh}]",
        _english_date(source),
        f"Passage {found['address']}",
        f"In {TITLE}, edition {source.edition}",
    ]
    link = link_to(found["address"])
    if link:
        parts.append(link)
    return ". ".join(parts) + "."


def _gbt7714(source: Source, found: pd.Series) -> str:
    """GB/T 7714-2015: 责任者. 题名[文献类型标识/载体]. (日期). 出处."""
    letter = KINDS.get(source.kind, OTHER_KIND)[2]
    date = _chinese_date(source)
    parts = [
        ", ".join(source.authors_zh) or "佚名",  # author unknown
        f"{source.title_zh}[{letter}/OL]",
        f"({date})",
        f"{TITLE_ZH}, 校读本{source.edition}, {found['address']}",
    ]
    link = link_to(found["address"])
    if link:
        parts.append(link)
    return ". ".join(parts) + "."


def _bibtex(source: Source, found: pd.Series) -> str:
    """One entry; braces keep names of bodies whole."""
    fields = {
        "title": f"{{{source.title_en}}}",
        "titleaddon": source.title_zh,
        "howpublished": f"In {TITLE}, edition {source.edition}",
        "year": str(source.first_day.year),
        "note": f"Passage {found['address']}. {_english_date(source)}",
        "language": "chinese",
    }
    if source.authors_en:
        author = " and ".join(f"{{{name}}}" for name in source.authors_en)
        fields = {"author": author, **fields}
    link = link_to(found["address"])
    if link:
        fields["url"] = link
    kind = KINDS.get(source.kind, OTHER_KIND)[1]
    key = found["address"].replace(":", "-")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _csl(source: Source, found: pd.Series) -> str:
    """CSL-JSON, a list of one item, with the passage in both languages in its note."""
    days = [source.first_day, source.last_day]
    if source.first_day == source.last_day:
        days = days[:1]
    issued: dict = {
        "date-parts": [[day.year, day.month, day.day] for day in days]
    }
    if not source.date_is_stated:
        issued["circa"] = True
    item = {
        "id": found["address"],
        "type": KINDS.get(source.kind, OTHER_KIND)[0],
        "title": source.title_zh,
        "author": [{"literal": name} for name in source.authors_zh],
        "issued": issued,
        "container-title": TITLE,
        "version": source.edition,
        "locator": found["address"],
        "language": "zh-CN",
        "note": f"{source.title_en}. {found['quote']} | {found['en']}",
        "URL": link_to(found["address"]),
    }
    given = {name: value for name, value in item.items() if value}
    return json.dumps([given], ensure_ascii=False, indent=1)


STYLES = {
    "chicago": _chicago,
    "gbt7714": _gbt7714,
    "bibtex": _bibtex,
    "csl": _csl,
}


def _join_english(names: list[str]) -> str:
    """Names as Chicago joins them: A; A and B; A, B, and C."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _english_date(source: Source) -> str:
    """The date in words; what is inferred is in square brackets, as cataloguers do."""
    first = source.first_day
    last = source.last_day
    last_in_words = f"{last.day} {last:%B} {last.year}"
    if first == last and source.date_is_stated:
        return last_in_words
    if first == last:
        return f"[{last_in_words}]"
    first_in_words = f"{first.day} {first:%B}"
    if first.year != last.year:
        first_in_words += f" {first.year}"
    return f"[Between {first_in_words} and {last_in_words}]"


def _chinese_date(source: Source) -> str:
    """The date in digits; what is inferred is in square brackets, as the standard asks."""
    first, last = f"{source.first_day:%Y-%m-%d}", f"{source.last_day:%Y-%m-%d}"
    written = first if first == last else f"{first}/{last}"
    return written if source.date_is_stated else f"[{written}]"
