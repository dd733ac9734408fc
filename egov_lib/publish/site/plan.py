"""Which pages the book has, in which order, and where links between files of the repository lead.

A page is known by its name, which is also its address ("lessons/03-the-2002-opinion" is
`lessons/03-the-2002-opinion.html`). These names are permanent: people cite them.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from egov_lib.publish.site.words import said
from egov_lib.read.citations import repository
from egov_lib.show.front import EXPLORERS
from egov_lib.show.front.texts import short_name
from egov_lib.show.messages import FRONT, pick
from egov_lib.show.style import SEALS

# The frame of a page, its style and its scripts
THEME = files("egov_lib.publish.site") / "workbook"
LINK_RE = re.compile(r"\]\(([^()\s]+)\)")
# A page under the name of its file: a link to it, a heading of a notebook, a lesson that is named
FILE_RE = re.compile(
    r"\[`([\w-]+(?:\.md)?)`\](?=\()|(?<=^### )`([\w-]+)`|`(\d\d-[\w-]+)`(?!\])",
    re.MULTILINE,
)
TITLE_RE = re.compile(r"^# (.+)$", re.MULTILINE)
# The title and numbers of a lesson are in a table at its head.
TIME_RE = re.compile(r"\| \*\*(?:Time|时间)\*\* \| ([^|]+) \|")
NUMBER_RE = re.compile(r"\d\d(?=-)")  # of a lesson, in the name of its file
NOTEBOOKS = "notebooks/"


class Edition(NamedTuple):
    """The book in one language."""

    lang: str
    folder: str  # its pages are below it: "" or "zh/"

    @property
    def tag(self) -> str:
        """Its language as HTML says it."""
        return "zh-Hans" if self.lang == "zh" else self.lang

    @property
    def called(self) -> str:
        """What its readers call its language."""
        return "中文" if self.lang == "zh" else "English"

    @property
    def to_root(self) -> str:
        """The way from its first page to the folder of the whole book.

        >>> Edition("zh", "zh/").to_root
        '../'
        """
        return "../" * self.folder.count("/")


ENGLISH = Edition("en", "")
EDITIONS = (ENGLISH, Edition("zh", "zh/"))


def edition_of(lang: str) -> Edition:
    """The edition in a language.

    >>> edition_of("zh").folder
    'zh/'
    """
    return next(edition for edition in EDITIONS if edition.lang == lang)


class Page(NamedTuple):
    """A page that is made from a file of the repository."""

    name: str  # its address in its edition, without .html
    source: str  # the path of the file in the repository
    title: str
    time: str = ""  # how long a lesson takes
    edition: Edition = ENGLISH

    @property
    def address(self) -> str:
        """Its address in the book.

        >>> Page("labs/trust", "", "", edition=EDITIONS[1]).address
        'zh/labs/trust.html'
        """
        return f"{self.edition.folder}{self.name}.html"


class Group(NamedTuple):
    """Pages that stand under one heading in the list at the left."""

    title: str
    pages: list[Page]


# Files that are pages by themselves: where they are, and the name of the page.
REFERENCE = {
    "data/README.md": "reference/data",
    "docs/api.md": "reference/api",
    "docs/architecture.md": "reference/architecture",
    "docs/command-line.md": "reference/command-line",
    "docs/forking.md": "reference/forking",
}
TEACHING = {
    "notebooks/learning-paths.md": "teaching/learning-paths",
    "notebooks/instructor/guide.md": "teaching/guide",
    "notebooks/instructor/answer-key.ipynb": "teaching/answer-key",
    "notebooks/instructor/class-summary.ipynb": "teaching/class-summary",
}
# Pages that are made from tables: their names, where their data are, and the key of their title
GLOSSARY = ("reference/glossary", "docs/glossary.md", "glossary")
CITE = ("reference/cite", "CITATION.cff", "how_to_cite")
HANDOUT = ("teaching/handout", "", "handout")
CASE_FILE = ("work/case-file", "", "case_file")


def page_of_lesson(lesson: str) -> str:
    """The name of the page of a lesson or lab, as the table of exercises names it.

    >>> page_of_lesson("01-five-sources"), page_of_lesson("labs/trust")
    ('lessons/01-five-sources', 'labs/trust')
    """
    return lesson if "/" in lesson else f"lessons/{lesson}"


def read_pages(root: Path, edition: Edition = ENGLISH) -> list[Group]:
    """All pages of an edition in the order of reading, without its first page and the search.

    What has no translation is in the list as the page of the English edition.
    """
    return [
        Group(said("lessons"), _notebooks(root, "", edition)),
        Group(said("five_texts"), _texts(edition)),
        Group(said("your_work"), [_made(CASE_FILE, edition)]),
        Group(
            said("explorers"), [_explorer(name, edition) for name in EXPLORERS]
        ),
        Group(said("labs"), _notebooks(root, "labs", edition)),
        Group(
            said("teaching"),
            [*_files(root, TEACHING, edition), _made(HANDOUT, edition)],
        ),
        Group(
            said("reference"),
            [
                _made(GLOSSARY, edition),
                *_files(root, REFERENCE, edition),
                _made(CITE, edition),
            ],
        ),
    ]


def _notebooks(root: Path, folder: str, edition: Edition) -> list[Page]:
    """The lessons, or the labs, that an edition has."""
    place = root / "notebooks" / edition.folder / folder
    pattern = "*.ipynb" if folder else "[0-9]*.ipynb"
    return [
        _page(root, path, f"{folder or 'lessons'}/{path.stem}", edition)
        for path in sorted(place.glob(pattern))
    ]


def _files(
    root: Path, files: Mapping[str, str], edition: Edition
) -> list[Page]:
    """The pages of files, each in the edition's language, or else in English."""
    pages = []
    for source, name in files.items():
        own = root / translated_path(source, edition)
        is_own = edition == ENGLISH or own.exists()
        path = own if is_own else root / source
        pages.append(_page(root, path, name, edition if is_own else ENGLISH))
    return pages


def translated_path(source: str, edition: Edition) -> str:
    """Where the translation of a file of the repository is, if there is one.

    >>> translated_path("notebooks/learning-paths.md", EDITIONS[1])
    'notebooks/zh/learning-paths.md'
    >>> translated_path("data/README.md", EDITIONS[1])
    'data/README.zh.md'
    """
    if edition == ENGLISH:
        return source
    if source.startswith(NOTEBOOKS):
        inside = source.removeprefix(NOTEBOOKS)
        return f"{NOTEBOOKS}{edition.folder}{inside}"
    start, ending = posixpath.splitext(source)
    return f"{start}.{edition.lang}{ending}"


def _made(page: tuple[str, str, str], edition: Edition) -> Page:
    """A page that is made from tables."""
    name, source, title = page
    return Page(name, source, said(title), edition=edition)


def _texts(edition: Edition) -> list[Page]:
    return [
        Page(
            f"texts/{doc_id}",
            f"data/editions/{doc_id}.txt",
            short_name(doc_id, edition.lang),
            edition=edition,
        )
        for doc_id in SEALS
    ]


def _explorer(name: str, edition: Edition) -> Page:
    """The page of an explorer; the first is where links to the dashboard lead."""
    is_first = name == EXPLORERS[0]
    source = f"{NOTEBOOKS}{edition.folder}dashboard.ipynb" if is_first else ""
    title = pick(*FRONT[f"question_{name}"], edition.lang)
    return Page(f"explorers/{name}", source, title, edition=edition)


def _page(root: Path, path: Path, name: str, edition: Edition) -> Page:
    """The page of a file; its title is its first heading."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        first_cell = json.loads(text)["cells"][0]
        text = "".join(first_cell["source"])
    title = TITLE_RE.search(text)
    time = TIME_RE.search(text)
    return Page(
        name,
        path.relative_to(root).as_posix(),
        title[1] if title else path.stem,
        time[1].strip() if time else "",
        edition,
    )


class Links:
    """Where links in the files of the repository lead in the book."""

    def __init__(self, groups: list[Group]):
        """Know the pages of all *groups*."""
        self._pages = {
            page.source: page
            for group in groups
            for page in group.pages
            if page.source
        }
        self._pages["README.md"] = Page("index", "README.md", "")
        chinese = Page("index", "README.zh.md", "", edition=EDITIONS[1])
        self._pages["README.zh.md"] = chinese
        self.lessons = [
            page
            for page in self._pages.values()
            if page.name.startswith(("lessons/", "labs/"))
        ]
        self._titles = {
            posixpath.basename(page.name): page.title for page in self.lessons
        }  # by the name of a file
        self._titles |= {
            posixpath.basename(page.source): page.title
            for page in self._pages.values()
            if page.source.endswith(".md") and "README" not in page.source
        }

    def rewrite(self, text: str, page: Page) -> str:
        """The Markdown of a page with its links leading to pages, or to the repository."""

        def target(found: re.Match) -> str:
            return f"]({self._target(found[1], page)})"

        if page.source.endswith(".md"):
            text = FILE_RE.sub(self._titled, text)
        return LINK_RE.sub(target, text)

    def _titled(self, found: re.Match) -> str:
        """A notebook's number and title for the name of its file; the number alone where its title
        follows.
        """
        name = next(filter(None, found.groups()))
        title = self._titles.get(name)
        if title is None:
            return found[0]
        is_link = bool(found[1])
        number = NUMBER_RE.match(name)
        behind = found.string[found.end() :]
        line, _, _ = behind.partition("\n")
        if f"| {title} |" in line:
            return f"[{number[0]}]" if number and is_link else found[0]
        words = f"{number[0]} {title}" if number else title
        return f"[{words}]" if is_link else words

    def _target(self, link: str, page: Page) -> str:
        if ":" in link or link.startswith("#"):
            return link
        path, _, anchor = link.partition("#")
        folder = posixpath.dirname(page.source)
        file = posixpath.normpath(posixpath.join(folder, path))
        if file not in self._pages:
            return f"{repository()}/blob/HEAD/{file}"
        other = self._pages[file]
        if other.edition != page.edition:
            return f"{OTHER_EDITION}{way_to(other, page)}"
        here = posixpath.dirname(page.name)
        way = posixpath.relpath(other.name, here or ".")
        return f"{way}.md#{anchor}" if anchor else f"{way}.md"


# Stands before a link to another edition, which Sphinx does not know; taken away afterwards.
OTHER_EDITION = "https://edition.invalid/"


def way_to(other: Page, page: Page) -> str:
    """The link that leads from a page to another one, of its edition or not.

    >>> way_to(Page("labs/trust", "", ""), Page("index", "", "", edition=EDITIONS[1]))
    '../labs/trust.html'
    """
    here = posixpath.dirname(page.address)
    return posixpath.relpath(other.address, here or ".")
