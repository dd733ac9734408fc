"""What a page of the book says of itself to programs: to search engines, Zotero, catalogues.

Dublin Core and Highwire's tags are read by reference managers, schema.org's JSON-LD by search
engines. They say what the page shows and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from egov_lib.publish.site.plan import Page
from egov_lib.publish.site.words import SITE, said
from egov_lib.read.citations import site_address
from egov_lib.read.corpus import load_corpus
from egov_lib.show.front.widget import as_json
from egov_lib.show.safe_text import escape

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
# The kinds of files that stand beside a text or the tables
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xml": "application/tei+xml",
}
MINUTES_RE = re.compile(r"(\d+) ?(?:minutes|分钟)")


def head_of(
    page: Page, files: Iterable[str] = (), others: Sequence[Page] = ()
) -> str:
    """The elements of a page's head that describe it.

    *files*: the addresses of files with the data of the page; *others*: the same page in other
    languages.
    """
    lines = [f'<link rel="canonical" href="{_address(page)}">']
    if others:
        lines += [
            f'<link rel="alternate" hreflang="{one.edition.tag}" href="{_address(one)}">'
            for one in (page, *others)
        ]
    lines += [
        f'<meta name="{name}" content="{escape(value)}">'
        for name, value in _tags(page)
        if value
    ]
    lines += [
        f'<link rel="alternate" type="{_media_type(file)}" href="{_address_of(file)}">'
        for file in files
    ]
    described = as_json(_linked_data(page, files))
    lines.append(f'<script type="application/ld+json">{described}</script>')
    return "\n".join(lines)


def _address(page: Page) -> str:
    return _address_of(page.address)


def _address_of(file: str) -> str:
    return f"{site_address()}{file}"


def _media_type(file: str) -> str:
    return MEDIA_TYPES[file[file.rindex(".") :]]


@lru_cache(maxsize=8)
def _card(doc_id: str) -> pd.Series:
    """The source card of a text."""
    return load_corpus().set_index("doc_id").loc[doc_id]


def _card_of(page: Page) -> pd.Series | None:
    folder, _, name = page.name.partition("/")
    return _card(name) if folder == "texts" else None


def _tags(page: Page) -> Iterator[tuple[str, str]]:
    """Dublin Core and Highwire's tags; of a text its own title, authors and date."""
    card = _card_of(page)
    if card is None:
        title, authors, date = page.title, [said("contributors")], ""
        language, rights = page.edition.tag, LICENSE
    else:
        title = f"{card['title_en']} [{card['title_zh']}]"
        authors = _authors(card)
        date = _date(card)
        language, rights = "zh", str(card["rights"])
    yield "description", described_in_words(page)
    yield "citation_title", title
    for author in authors:
        yield "citation_author", author
    yield "citation_publication_date", date.replace("-", "/")
    yield "citation_inbook_title", said("book")
    yield "citation_language", language
    yield "citation_public_url", _address(page)
    yield "DC.title", title
    for author in authors:
        yield "DC.creator", author
    yield "DC.date", date
    yield "DC.type", "Text"
    yield "DC.language", language
    yield "DC.identifier", _address(page)
    yield "DC.relation.isPartOf", said("book")
    yield "DC.rights", rights


def _authors(card: pd.Series) -> list[str]:
    """Who wrote a text, or else who issued it."""
    for column in ("author_en", "issuer"):
        names = str(card[column]) if pd.notna(card[column]) else ""
        if names:
            return [name.strip() for name in names.split(";")]
    return []


def _date(card: pd.Series) -> str:
    """The day of a text where its card gives one, else the year, if it is sure."""
    first, last = card["issued_from"], card["issued_to"]
    if pd.isna(first):
        first, last = card["event_from"], card["event_to"]
    if first == last:
        return first.strftime("%Y-%m-%d")
    return str(first.year) if first.year == last.year else ""


def described_in_words(page: Page) -> str:
    """A page in a sentence, for a list of results."""
    folder = page.name.partition("/")[0]
    key = f"kind_{folder}"
    kind = said(key if key in SITE else "kind_page")
    return said("described", kind=kind, title=page.title)


# --- schema.org ---------------------------------------------------------------------------------


def _linked_data(page: Page, files: Iterable[str]) -> dict[str, Any]:
    """The page in the words of schema.org."""
    card = _card_of(page)
    common = {
        "@context": "https://schema.org",
        "@type": _kind(page),
        "@id": _address(page),
        "url": _address(page),
        "name": page.title,
        "description": described_in_words(page),
        "inLanguage": ["zh", "en"] if card is not None else page.edition.tag,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "Book", "name": said("book")},
        "publisher": {"@type": "Organization", "name": said("contributors")},
    }
    if card is None:
        common["license"] = LICENSE
    else:
        common["alternateName"] = card["title_zh"]
        common["creator"] = [
            {"@type": "Organization", "name": name} for name in _authors(card)
        ]
        common["usageInfo"] = str(card["rights"])
    minutes = MINUTES_RE.match(page.time)
    if minutes:
        common["timeRequired"] = f"PT{minutes[1]}M"
    if common["@type"] == "LearningResource":
        common["learningResourceType"] = (
            "lab" if page.name.startswith("labs/") else "lesson"
        )
        common["teaches"] = page.title
    distribution = [
        {
            "@type": "DataDownload",
            "encodingFormat": _media_type(file),
            "contentUrl": _address_of(file),
        }
        for file in files
    ]
    if distribution:
        common["distribution"] = distribution
    return common


def _kind(page: Page) -> str:
    """What schema.org calls a page of this kind."""
    folder = page.name.partition("/")[0]
    if folder in ("lessons", "labs"):
        return "LearningResource"
    if folder == "texts" or page.name == "reference/data":
        return "Dataset"
    return "WebPage"
