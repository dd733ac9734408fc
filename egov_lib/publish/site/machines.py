"""The book for programs: tables and texts as files beside the pages, and what addresses there are.

`addresses.json` lists every address that the book promises to keep: pages, segments, figures,
exercises, terms, and the files with their data. `sitemap.xml` lists the pages for search engines.
"""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from egov_lib.publish.exports import to_tei
from egov_lib.publish.site.figures import Figure
from egov_lib.publish.site.plan import (
    EDITIONS,
    ENGLISH,
    Edition,
    Group,
    page_of_lesson,
)
from egov_lib.publish.site.texts import addresses
from egov_lib.publish.site.words import said
from egov_lib.read.citations import site_address
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.read.writing import write_json
from egov_lib.show.front.texts import short_name
from egov_lib.show.style import SEALS
from egov_lib.teach.exercises import load_exercises

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Address(NamedTuple):
    """An address of the book that is promised to stay."""

    address: str
    kind: str
    title: str


def write_tables(data: Path, folder: Path) -> list[str]:
    """Copy the tables of *data* into *folder*, each as JSON, too; return their names.

    `datapackage.json` beside them says what each column is.
    """
    folder.mkdir()
    package = json.loads(
        (data / "datapackage.json").read_text(encoding="utf-8")
    )
    write_json(folder / "datapackage.json", package)
    names = sorted(path.stem for path in data.glob("*.csv"))
    for name in names:
        shutil.copyfile(data / f"{name}.csv", folder / f"{name}.csv")
        (folder / f"{name}.json").write_text(_records(name), encoding="utf-8")
    return names


def _records(name: str) -> str:
    """The rows of a table as JSON."""
    table = load_table(name)
    return table.to_json(
        orient="records", force_ascii=False, date_format="iso"
    )


def write_editions(folder: Path) -> None:
    """Write each text as TEI, with the changes of its edition and its English."""
    docs = load_corpus()
    for doc_id in SEALS:
        one = docs[docs["doc_id"] == doc_id]
        to_tei(one, {}, folder / f"{doc_id}.xml")


def files_of(name: str) -> list[str]:
    """The files with the data of a page.

    >>> files_of("texts/wuhai-2006")
    ['texts/wuhai-2006.csv', 'texts/wuhai-2006.json', 'texts/wuhai-2006.xml']
    """
    if name.startswith("texts/"):
        return [f"{name}{ending}" for ending in (".csv", ".json", ".xml")]
    if name == "reference/data":
        return ["tables/datapackage.json"]
    return []


# --- the list of addresses ----------------------------------------------------------------------


def all_addresses(
    groups: Iterable[Group], figures: Iterable[Figure], edition: Edition
) -> list[Address]:
    """Every address of an edition, as it is in the book."""
    below = edition.folder
    own = [
        Address(f"{below}index.html", "page", said("book")),
        Address(f"{below}search.html", "page", said("search")),
        Address(f"{below}passage.html", "page", said("passage_by_address")),
    ]
    pages = [page for group in groups for page in group.pages]
    own += [
        Address(page.address, "page", page.title)
        for page in pages
        if page.edition == edition
    ]
    own += _of_texts(below)
    own += _of_figures(figures)
    own += _of_exercises(below)
    own += _of_terms(below)
    return own


def of_data(tables: Iterable[str]) -> Iterator[Address]:
    """The files of tables and texts, which all editions share."""
    for doc_id in SEALS:
        for file in files_of(f"texts/{doc_id}"):
            yield Address(file, "text", short_name(doc_id, "en"))
    for name in tables:
        for ending in ("csv", "json"):
            yield Address(f"tables/{name}.{ending}", "table", name)


def _of_texts(below: str) -> Iterator[Address]:
    for at in addresses():
        doc_id = at.partition(":")[0]
        yield Address(f"{below}texts/{doc_id}.html#{at}", "segment", at)


def of_files(out: Path, folder: str) -> list[Address]:
    """The pages in a folder of the book that show an explorer or explorable alone."""
    return [
        Address(f"{folder}/{path.name}", "embed", path.stem)
        for path in sorted((out / folder).glob("*.html"))
    ]


def _of_figures(figures: Iterable[Figure]) -> Iterator[Address]:
    for figure in figures:
        yield Address(figure.address, "figure", figure.title)
        shared = ("csv", "json") if figure.page.edition == ENGLISH else ()
        for ending in ("html", "png", *shared):
            file = f"{figure.page.edition.folder}{figure.file}.{ending}"
            yield Address(file, "file of a figure", figure.title)


def _of_exercises(below: str) -> Iterator[Address]:
    for asked in load_exercises().itertuples():
        at = f"{page_of_lesson(asked.lesson)}.html#{asked.exercise_id}"
        yield Address(f"{below}{at}", "exercise", asked.exercise_id)


def _of_terms(below: str) -> Iterator[Address]:
    for term in load_table("glossary").itertuples():
        at = f"{below}reference/glossary.html#{term.term_id}"
        yield Address(at, "term", f"{term.simplified} {term.english}")


def write_catalogue(found: Iterable[Address], out: Path) -> None:
    """Write the list of addresses, and the pages for search engines."""
    found = list(found)
    folders = {one.lang: one.folder for one in EDITIONS if one != ENGLISH}
    of_editions = tuple(folders.values())
    # What is the same in every edition is told once.
    told = [
        one._asdict()
        for one in found
        if one.kind == "page" or not one.address.startswith(of_editions)
    ]
    catalogue = {
        "site": site_address(),
        "about": "Addresses that stay, below the address of the site. What a page has at an "
        "anchor, it has in the other editions, too",
        "editions": folders,
        "addresses": told,
    }
    write_json(out / "addresses.json", catalogue)
    pages = [one.address for one in found if one.kind == "page"]
    lines = [
        f"<url><loc>{html.escape(site_address() + page)}</loc></url>"
        for page in pages
    ]
    whole = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="{SITEMAP}">\n' + "\n".join(lines) + "\n</urlset>\n"
    )
    (out / "sitemap.xml").write_text(whole, encoding="utf-8")
    told = f"User-agent: *\nAllow: /\nSitemap: {site_address()}sitemap.xml\n"
    (out / "robots.txt").write_text(told, encoding="utf-8")
