"""What a page offers a reader who works: where its notebook runs, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from egov_lib.publish.site.plan import Page, page_of_lesson
from egov_lib.read.citations import owner_and_name, repository
from egov_lib.show.front.widget import as_json
from egov_lib.teach.exercises import load_exercises


class Notebook(NamedTuple):
    """Where the notebook of a page is, and where it runs without being installed.

    here, fresh: with a Python in the page, below the book: as the reader left it, and as it is in
        the book; empty where no such Python lies beside the book
    """

    source: str
    binder: str
    here: str
    fresh: str


def notebook_of(page: Page, *, runs_here: bool = False) -> Notebook | None:
    """The notebook of a lesson or lab; None for other pages.

    runs_here: whether a Python that runs in the page lies beside the book

    >>> page = Page("lessons/01-five-sources", "notebooks/01-five-sources.ipynb", "Five sources")
    >>> notebook_of(page).binder.partition("/HEAD")[2]
    '?urlpath=lab/tree/notebooks/01-five-sources.ipynb'
    >>> notebook_of(page, runs_here=True).here
    'lite/lab/index.html?path=01-five-sources.ipynb'
    """
    owned = owner_and_name()
    is_run = page.name.startswith(("lessons/", "labs/"))
    if owned is None or not is_run:
        return None
    owner, name = owned
    way = quote(f"lab/tree/{page.source}", safe="/")
    path = quote(page.source.removeprefix("notebooks/"), safe="/")
    return Notebook(
        here=f"lite/lab/index.html?path={path}" if runs_here else "",
        fresh=f"lite/fresh.html?path={path}" if runs_here else "",
        source=f"{repository()}/blob/HEAD/{page.source}",
        binder=f"https://mybinder.org/v2/gh/{owner}/{name}/HEAD?urlpath={way}",
    )


@lru_cache(maxsize=1)
def _exercises() -> dict[str, list[str]]:
    """The exercises of each page, by its name."""
    asked = load_exercises().groupby("lesson", sort=False)["exercise_id"]
    return {page_of_lesson(lesson): ids.tolist() for lesson, ids in asked}


def progress_box(pages: Iterable[Page]) -> str:
    """An element in which a script shows how far a reader is; empty where nothing is asked."""
    lessons = [
        {
            "title": page.title,
            "href": page.address,
            "time": page.time,
            "ids": _exercises()[page.name],
        }
        for page in pages
        if page.name in _exercises()
    ]
    if not lessons:
        return ""
    return (
        '<div class="progress-box" hidden>'
        f'<script type="application/json">{as_json(lessons)}</script></div>'
    )
