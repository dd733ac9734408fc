"""What is known by which title and number: the documents of a frame, and a table.

A citation is resolved by its number or by its title, in full or in short. Where a short
form is that of several documents, nothing is chosen: they are kept as candidates. A number
that contradicts a title keeps the two apart, and so does an issuer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd
from rapidfuzz.distance import Levenshtein

from egov_lib.find.cited.titles import (
    STATE,
    enclosed_title,
    full_forms,
    issuer_in,
    plain_title,
    short_forms,
)
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.letterhead import letterhead_fields
from egov_lib.findings import check_columns
from egov_lib.read.corpus import read_table

DIVIDER = "；"  # between short titles, and between years, in a table
END_CHARS = 7  # by which a misspelled title is looked for
SHORTEST_MISSPELLED = 14
DIGIT_RE = re.compile(r"[\d一二三四五六七八九十]")
LETTERS_RE = re.compile("[\u4e00-\u9fff]+")
YEAR_RE = re.compile(r"(?:19|20)\d\d")

DOCUMENTS, KNOWN = "documents", "known documents"
TITLE_COLUMNS = ("title", "title_zh")
NUMBER_COLUMNS = ("document_number", "number")

# Bodies of the centre; what others issue under the same short title is another document.
CENTRAL_RE = re.compile(
    "^(?:中共中央|中央|国务院|国办|中办|党中央|国家|全国|中华人民共和国|中国)"
    "|^[^省市县区州]{2,8}部$|总局$"
)
LOCAL_RE = re.compile(
    "[省市县区州旗]|^(?:我|本)[省市县区州]|自治区|厅$|(?<!总)(?<!国家)局$"
)


class Entry(NamedTuple):
    """A document that can be cited.

    target: its doc_id, or its known_id
    where: documents or known documents
    title, number, issuer: as far as known
    years: of the version that this is; "" where it is the document in all its versions
    """

    target: str
    where: str
    title: str
    number: str
    issuer: str
    years: str


class Resolution(NamedTuple):
    """What a citation is resolved to, and how.

    target, where: "" where it is not
    how_known: number, title, short title, similar title, several, or not in the tables
    candidates: the targets between which nothing decides
    """

    target: str
    where: str
    how_known: str
    candidates: tuple[str, ...] = ()


NOT_THERE = Resolution("", "", "not in the tables")


class Register:
    """Titles and numbers of documents, and what they are the titles and numbers of."""

    def __init__(self, entries: Iterable[tuple[Entry, list[str]]]) -> None:
        """Keep the entries, each with its further titles."""
        self.full: dict[str, list[Entry]] = defaultdict(list)
        self.short: dict[str, list[Entry]] = defaultdict(list)
        self.numbers: dict[str, list[Entry]] = defaultdict(list)
        self.ends: dict[str, set[str]] = defaultdict(set)
        self.entries = list(entries)
        for entry, further in self.entries:
            self._add(entry, further)

    @property
    def further_titles(self) -> list[str]:
        """The short titles that the table itself gives."""
        return [title for _, further in self.entries for title in further]

    def joined(self, entries: Iterable[tuple[Entry, list[str]]]) -> Register:
        """Return a register of these entries and of what is in this one."""
        return Register([*entries, *self.entries])

    def _add(self, entry: Entry, further: list[str]) -> None:
        for form in full_forms(entry.title):
            self.full[form].append(entry)
            self._add_ends(form)
        shorts = short_forms(entry.title)
        for title in further:
            shorts |= full_forms(title) | short_forms(title)
        for form in shorts:
            self.short[form].append(entry)
            self._add_ends(form)
        if entry.number:
            self.numbers[number_key(entry.number)].append(entry)

    def _add_ends(self, form: str) -> None:
        if len(form) >= SHORTEST_MISSPELLED:
            self.ends[form[:END_CHARS]].add(form)
            self.ends[form[-END_CHARS:]].add(form)

    def resolve(
        self, title: str, number: str, issuer: str, years: str
    ) -> Resolution:
        """Resolve a citation by what it gives: title, number, issuer before it, years."""
        by_number = self._by_number(number)
        if by_number and (not title or len(by_number) == 1):
            return _chosen(by_number, "number", years)
        named = issuer or issuer_in(plain_title(title))
        for how_known, found in self._by_title(title):
            fitting = [
                entry
                for entry in found
                if _numbers_agree(number, entry)
                and (how_known == "title" or _issuers_agree(named, entry))
            ]
            if fitting:
                return _chosen(fitting, how_known, years)
        return NOT_THERE

    def _by_number(self, number: str) -> list[Entry]:
        """Return what has this number, without words that lead up to it: 抓好国发〔2015〕40号."""
        key = number_key(number) if number else ""
        agency = LETTERS_RE.match(key)
        for start in range(max(len(agency[0]) - 1, 0) if agency else 0):
            if key[start:] in self.numbers:
                return self.numbers[key[start:]]
        return []

    def _by_title(self, title: str) -> Iterator[tuple[str, list[Entry]]]:
        """Yield what has this title, the surest way first."""
        if not title:
            return
        forms = full_forms(title)
        yield "title", _all_of(self.full, forms)
        yield "short title", _all_of(self.short, forms)
        plain = plain_title(title)
        if not issuer_in(plain) and enclosed_title(plain):
            enclosed = {enclosed_title(plain)}
            yield "short title", _all_of(self.full, enclosed)
            yield "short title", _all_of(self.short, enclosed)
        similar = set(self._misspelled(plain))
        yield "similar title", _all_of(self.full, similar)
        yield "similar title", _all_of(self.short, similar)

    def _misspelled(self, plain: str) -> Iterator[str]:
        """Yield the titles that differ in one character, which is no digit.

        One of the two ends is whole then, and by that they are found.
        """
        if len(plain) < SHORTEST_MISSPELLED:
            return
        ends = (plain[:END_CHARS], plain[-END_CHARS:])
        for form in set().union(*(self.ends.get(end, set()) for end in ends)):
            if Levenshtein.distance(plain, form, score_cutoff=1) > 1:
                continue
            if DIGIT_RE.findall(plain) == DIGIT_RE.findall(form):
                yield form


def _all_of(
    entries: dict[str, list[Entry]], forms: Iterable[str]
) -> list[Entry]:
    """Return the entries of any of these forms, each once, in the order of the register."""
    found: dict[str, Entry] = {}
    for form in sorted(forms):
        for entry in entries.get(form, []):
            found.setdefault(entry.target, entry)
    return list(found.values())


def _chosen(entries: list[Entry], how_known: str, years: str) -> Resolution:
    """Resolve to the one document; the frame's own ones come before the table's."""
    of_frame = [entry for entry in entries if entry.where == DOCUMENTS]
    entries = of_frame or entries
    if years and len(entries) > 1:
        entries = _of_years(entries, years) or entries
    first = entries[0]
    targets = tuple(dict.fromkeys(entry.target for entry in entries))
    if len(targets) > 1:
        return Resolution("", "", "several", targets)
    return Resolution(first.target, first.where, how_known)


def _of_years(entries: list[Entry], years: str) -> list[Entry]:
    """The entries of which a year is among those that are written in *years*."""
    written = set(YEAR_RE.findall(years))
    return [entry for entry in entries if written & _years(entry)]


def _years(entry: Entry) -> set[str]:
    return set(YEAR_RE.findall(entry.years))


def _numbers_agree(number: str, entry: Entry) -> bool:
    if not number or not entry.number:
        return True
    return number_key(number) == number_key(entry.number)


def _issuers_agree(named: str, entry: Entry) -> bool:
    """Whether the body named with a short title can be the document's issuer.

    Not where one of them is of the centre and the other of a place.
    """
    if not named or not entry.issuer:
        return True
    if named in entry.issuer or entry.issuer in named:
        return True
    if CENTRAL_RE.search(entry.issuer):
        return CENTRAL_RE.search(named) is not None
    return not CENTRAL_RE.search(named)


@lru_cache(maxsize=100_000)
def number_key(number: str) -> str:
    """Write a number as numbers are compared.

    >>> number_key("中华人民共和国国务院令 第492号"), number_key("国令第492号")
    ('国务院令492号', '国务院令492号')
    """
    found = next(document_numbers(number), None)
    standard = found.standard if found else number
    key = re.sub(r"[\s第〔〕（）]", "", standard).removeprefix(STATE)
    return re.sub("^国令", "国务院令", key)


# --- what is entered ----------------------------------------------------------------


def known_documents() -> pd.DataFrame:
    """Read the table of known documents (`data/README.md` explains its columns)."""
    return read_table("known_documents")


def entries_of_table(
    known: pd.DataFrame,
) -> Iterator[tuple[Entry, list[str]]]:
    """Yield the entries of a table of known documents, each with its short titles."""
    check_columns(known, ["known_id", "title"], "the table of known documents")
    for row in known.fillna("").to_dict("records"):
        entry = Entry(
            target=str(row["known_id"]),
            where=KNOWN,
            title=row["title"],
            number=row.get("number", ""),
            issuer=row.get("issuer", ""),
            years="",
        )
        shorts = row.get("short_titles", "").split(DIVIDER)
        yield entry, [short for short in shorts if short]


def entries_of_documents(
    docs: pd.DataFrame,
) -> Iterator[tuple[Entry, list[str]]]:
    """Yield the entries of a frame of documents: by its columns, else by the letterheads."""
    for document in docs.to_dict("records"):
        head = letterhead_fields(document["text"])
        title = _said(document, TITLE_COLUMNS) or head["title"]
        number = _said(document, NUMBER_COLUMNS)
        issuer = _said(document, ("issuer",))
        entry = Entry(
            target=str(document["doc_id"]),
            where=DOCUMENTS,
            title=title,
            number=number or head["document_number"],
            issuer=issuer or head["issuer"],
            years=title,
        )
        further = [head["title"], head["enclosed_title"]]
        yield entry, [words for words in further if words]


def _said(document: dict, columns: Iterable[str]) -> str:
    """Give what the first of these columns says; "" where none does."""
    for column in columns:
        value = document.get(column)
        if isinstance(value, str) and value:
            return value
    return ""
