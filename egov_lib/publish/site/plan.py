"""Which pages the book has, in which order, and where links between files of the repository lead.

A page is known by its name, which is also its address ("lessons/03-the-2002-opinion" is
`lessons/03-the-2002-opinion.html`). These names are permanent: people cite them.
"""

from __future__ import annotations

import json
import posixpath
import re
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from egov_lib.read.citations import repository
from egov_lib.show.front import EXPLORERS
from egov_lib.show.style import SEALS

# The frame of a page, its style and its scripts
THEME = files("egov_lib.publish.site") / "workbook"
OWNER_RE = re.compile(r"https://github\.com/([\w.-]+)/([\w.-]+)")
LINK_RE = re.compile(r"\]\(([^()\s]+)\)")
TITLE_RE = re.compile(r"^# (.+)$", re.MULTILINE)
# The title and numbers of a lesson are in a table at its head.
TIME_RE = re.compile(r"\| \*\*Time\*\* \| ([^|]+) \|")


class Page(NamedTuple):
    """A page that is made from a file of the repository."""

    name: str  # its address, without .html
    source: str  # the path of the file in the repository
    title: str
    time: str = ""  # how long a lesson takes


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
GLOSSARY = Page("reference/glossary", "docs/glossary.md", "Glossary")
CITE = Page("reference/cite", "CITATION.cff", "How to cite")
HANDOUT = Page("teaching/handout", "", "Handout")
CASE_FILE = Page("work/case-file", "", "Case file")


def page_of_lesson(lesson: str) -> str:
    """The name of the page of a lesson or lab, as the table of exercises names it.

    >>> page_of_lesson("01-five-sources"), page_of_lesson("labs/trust")
    ('lessons/01-five-sources', 'labs/trust')
    """
    return lesson if "/" in lesson else f"lessons/{lesson}"


def site_address() -> str:
    """Where the book is on the web: the Pages of its repository.

    The address of the repository is set once, in pyproject.toml (`make address`); without one
    it is empty, and links lead on from the page itself.

    >>> site_address()
    'https://egov-workbook.github.io/egov-workbook/'
    """
    found = OWNER_RE.fullmatch(repository())
    if found is None:
        return ""
    owner, name = found.groups()
    return f"https://{owner}.github.io/{name}/"


def read_pages(root: Path) -> list[Group]:
    """All pages of the book in the order of reading, without the first page and the search."""
    notebooks = root / "notebooks"
    lessons = [
        _page(root, path, f"lessons/{path.stem}")
        for path in sorted(notebooks.glob("[0-9]*.ipynb"))
    ]
    labs = [
        _page(root, path, f"labs/{path.stem}")
        for path in sorted((notebooks / "labs").glob("*.ipynb"))
    ]
    teaching = [
        _page(root, root / path, name) for path, name in TEACHING.items()
    ]
    reference = [
        _page(root, root / path, name) for path, name in REFERENCE.items()
    ]
    return [
        Group("Lessons", lessons),
        Group("The five texts", _texts()),
        Group("Your work", [CASE_FILE]),
        Group("Explorers", [_explorer(name) for name in EXPLORERS]),
        Group("Labs", labs),
        Group("Teaching", [*teaching, HANDOUT]),
        Group("Reference", [GLOSSARY, *reference, CITE]),
    ]


def _texts() -> list[Page]:
    return [
        Page(f"texts/{doc_id}", f"data/editions/{doc_id}.txt", doc_id)
        for doc_id in SEALS
    ]


def _explorer(name: str) -> Page:
    source = "notebooks/dashboard.ipynb" if name == EXPLORERS[0] else ""
    return Page(f"explorers/{name}", source, name)


def _page(root: Path, path: Path, name: str) -> Page:
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
    )


class Links:
    """Where links in the files of the repository lead in the book."""

    def __init__(self, groups: list[Group]):
        """Know the pages of all *groups*."""
        self._names = {
            page.source: page.name
            for group in groups
            for page in group.pages
            if page.source
        }
        self._names["README.md"] = "index"

    def rewrite(self, text: str, page: Page) -> str:
        """The Markdown of a page with its links leading to pages, or to the repository."""

        def target(found: re.Match) -> str:
            return f"]({self._target(found[1], page)})"

        return LINK_RE.sub(target, text)

    def _target(self, link: str, page: Page) -> str:
        if ":" in link or link.startswith("#"):
            return link
        path, _, anchor = link.partition("#")
        folder = posixpath.dirname(page.source)
        file = posixpath.normpath(posixpath.join(folder, path))
        if file not in self._names:
            return f"{repository()}/blob/HEAD/{file}"
        name = self._names[file]
        here = posixpath.dirname(page.name)
        way = posixpath.relpath(name, here or ".")
        return f"{way}.md#{anchor}" if anchor else f"{way}.md"
