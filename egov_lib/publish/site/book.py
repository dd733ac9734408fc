"""Write the book: gather its pages, and let Sphinx put them into their frame.

Sphinx reads Markdown (MyST), links pages, and knows what comes next; the frame, the style and
the script of a page are ours (`workbook/`), so a page stays small and asks for nothing outside
the book.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from egov_lib.findings import DataError
from egov_lib.publish.site import home, machines, reference, texts
from egov_lib.publish.site.described import head_of
from egov_lib.publish.site.figures import Figures
from egov_lib.publish.site.lessons import lesson, raw
from egov_lib.publish.site.lookup import Index
from egov_lib.publish.site.plan import THEME, Group, Links, Page, read_pages
from egov_lib.publish.site.running import notebook_of, progress_box
from egov_lib.publish.site.views import Views
from egov_lib.read.citations import repository
from egov_lib.show.explorables.base import CHINESE_RUN_RE
from egov_lib.show.front.modules import plain_script
from egov_lib.show.messages import FRONT
from egov_lib.show.style import PAGE_CSS, SEALS

TITLE = "The E-Government Workbook"
SETTINGS = {
    "project": TITLE,
    "extensions": ["myst_parser"],
    "html_theme": "workbook",
    "html_theme_path": [str(THEME.parent)],
    "templates_path": [],
    "html_static_path": [],
    "html_copy_source": False,
    "html_use_index": False,
    "html_show_sphinx": False,
    "myst_heading_anchors": 4,
    "myst_enable_extensions": ["dollarmath"],
    "highlight_language": "python",
    "language": "en",
    # A link to a heading of a page on the web can't be looked up here.
    "suppress_warnings": [
        "myst.xref_missing",
        "myst.header",
        "misc.highlighting_failure",
    ],
}


def build(root: Path, out: Path) -> Path:
    """Write the book of the repository at *root* into *out*, and return its first page.

    What was in *out* before is removed. Raises `DataError` where Sphinx warns: a link that leads
    nowhere, or a page that nothing leads to.
    """
    work = out.parent / f".{out.name}-parts"
    for folder in (out, work):
        shutil.rmtree(folder, ignore_errors=True)
    source = work / "source"
    static = out / "_static"
    static.mkdir(parents=True)
    source.mkdir(parents=True)
    groups = _named(read_pages(root))
    figures = Figures(out)
    _write_pages(root, groups, source, static, figures)
    index = Index()
    _run_sphinx(source, out, work / "kept", groups, index)
    index.write(static / "index.js")
    texts.write_data(out / "texts")
    machines.write_editions(out / "texts")
    tables = machines.write_tables(root / "data", out / "tables")
    found = machines.all_addresses(groups, figures.all, tables)
    found += machines.of_files(out / "embed")
    machines.write_catalogue(found, out)
    _add_files(static)
    shutil.rmtree(work)
    for left in (".buildinfo", "objects.inv", "genindex.html"):
        (out / left).unlink(missing_ok=True)
    return out / "index.html"


def _named(groups: list[Group]) -> list[Group]:
    """The groups with the names of texts and explorers in words."""
    named = []
    for group in groups:
        pages = []
        for page in group.pages:
            if page.name.startswith("texts/"):
                page = page._replace(title=texts.title_of(page))
            if page.name.startswith("explorers/"):
                page = page._replace(title=FRONT[f"question_{page.title}"][0])
            pages.append(page)
        named.append(Group(group.title, pages))
    return named


# --- the pages as Sphinx reads them -------------------------------------------------------------


def _write_pages(
    root: Path,
    groups: list[Group],
    source: Path,
    static: Path,
    figures: Figures,
) -> None:
    """Write every page as Markdown below *source*, and what pages share below *static*."""
    views = Views(static, root / "notebooks")
    links = Links(groups)
    made: dict[str, Callable[[], str]] = {
        "reference/glossary": reference.glossary_page,
        "reference/cite": reference.cite_page,
        "teaching/handout": lambda: reference.handout_page(groups),
        "work/case-file": lambda: f"# Case file\n\n{raw(views.case_file())}\n",
    }

    def written(page: Page) -> str:
        if page.name in made:
            return made[page.name]()
        folder, _, name = page.name.partition("/")
        if folder == "texts":
            return texts.text_page(name)
        if folder == "explorers":
            return f"# {page.title}\n\n{raw(views.explorer(name))}\n"
        text = (root / page.source).read_text(encoding="utf-8")
        if page.source.endswith(".ipynb"):
            return lesson(text, page, links, figures, views)
        return links.rewrite(text, page)

    for group in groups:
        for page in group.pages:
            _write(source, page.name, written(page))
    _write(source, "index", home.home_page(groups))
    _write(source, "search", reference.SEARCH_PAGE)
    _write(source, "passage", f"# A passage\n\n{texts.PASSAGE_PAGE}\n")
    views.write_scripts()


def _write(source: Path, name: str, text: str) -> None:
    path = source / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _add_files(static: Path) -> None:
    """Put style, script and plotly beside the pages."""
    for name in ("site.css", "site.js", "search.js", "progress.js"):
        own = THEME / "files" / name
        (static / name).write_text(
            own.read_text(encoding="utf-8"), encoding="utf-8"
        )
    # What pages use of the front end without its views: pins and the answers to exercises
    pins = plain_script("front/pins.js", "egovPins")
    (static / "pins.js").write_text(pins, encoding="utf-8")
    answers = plain_script("exercises/kept.js", "egovAnswers")
    (static / "answers.js").write_text(answers, encoding="utf-8")
    seals = "".join(
        f"[data-doc={doc_id}]{{--seal:light-dark({light},{dark})}}\n"
        for doc_id, (_, light, dark) in SEALS.items()
    )
    with (static / "site.css").open("a", encoding="utf-8") as style:
        style.write(seals + PAGE_CSS)
    plotly = files("plotly") / "package_data" / "plotly.min.js"
    (static / "plotly.min.js").write_bytes(plotly.read_bytes())


# --- Sphinx -------------------------------------------------------------------------------------


def _run_sphinx(
    source: Path, out: Path, kept: Path, groups: list[Group], index: Index
) -> None:
    """Let Sphinx make the pages; *index* gathers what the search looks through."""
    said, warned = StringIO(), StringIO()
    settings = {
        **SETTINGS,
        "html_context": {"groups": groups, "repository": repository()},
    }
    with patch_docutils(None), docutils_namespace(), closing(warned):
        app = Sphinx(
            str(source),
            None,
            str(out),
            str(kept),
            "html",
            confoverrides=settings,
            status=said,
            warning=warned,
        )
        app.builder.search = False  # its index can't find Chinese
        app.connect("html-page-context", _finish_page(index, groups))
        app.build()
        problems = warned.getvalue().strip()
    if problems:
        raise DataError(f"Sphinx warns of {problems}")


def _finish_page(index: Index, groups: list[Group]) -> Callable:
    """Mark the Chinese of each page as Chinese, add it to the index, and describe it."""
    pages = {page.name: page for group in groups for page in group.pages}
    pages["index"] = Page("index", "README.md", TITLE)

    def finish(
        _app: Any, name: str, _template: str, context: dict, _tree: Any
    ) -> None:
        body = context.get("body")
        if not body:
            return
        title = html.unescape(texts.plain(context.get("title", "")))
        if not name.startswith("texts/") and name not in UNSEARCHED:
            index.add(name, title, body)
        context["body"] = mark_chinese(EMPTY_HEAD_RE.sub("", body))
        if name in pages:
            files = machines.files_of(name)
            context["described"] = head_of(pages[name], files)
            context["notebook"] = notebook_of(pages[name])
            context["progress"] = progress_box([pages[name]])
        context["toc"] = mark_chinese(context.get("toc") or "")

    return finish


# Pages of which every line is found as a segment, a term, or an exercise of its lesson
UNSEARCHED = {
    "index",
    "search",
    "passage",
    "reference/glossary",
    "teaching/handout",
}
# The head of a table that has none: Markdown can't leave it out.
EMPTY_HEAD_RE = re.compile(
    r"<thead>\s*<tr[^>]*>\s*(?:<th[^>]*><p></p></th>\s*)+</tr>\s*</thead>"
)
PIECE_RE = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
VOID = {"br", "img", "hr", "input", "wbr", "col", "source", "meta", "link"}
TAG_NAME_RE = re.compile(r"</?([a-zA-Z][\w-]*)")


def mark_chinese(page: str) -> str:
    """HTML in which every run of Chinese is marked as Chinese, unless it is already.

    >>> mark_chinese('<p>the word 政务 and <b lang="zh-Hans">网</b></p>')
    '<p>the word <span lang="zh-Hans">政务</span> and <b lang="zh-Hans">网</b></p>'
    """
    pieces = []
    # For each open element, whether Chinese in it is left alone
    closed: list[bool] = []
    for piece in PIECE_RE.split(page):
        if not piece.startswith("<"):
            is_left = bool(closed) and closed[-1]
            pieces.append(piece if is_left else _marked(piece))
            continue
        pieces.append(piece)
        name = TAG_NAME_RE.match(piece)
        if name is None or name[1] in VOID or piece.endswith("/>"):
            continue
        if piece.startswith("</"):
            if closed:
                closed.pop()
            continue
        above = bool(closed) and closed[-1]
        closed.append(above or _leaves_alone(name[1], piece))
    return "".join(pieces)


def _leaves_alone(name: str, tag: str) -> bool:
    """Whether an element says its own language, or holds no text to be read."""
    return name in ("script", "style", "svg", "title") or 'lang="zh' in tag


def _marked(text: str) -> str:
    return CHINESE_RUN_RE.sub(
        lambda run: f'<span lang="zh-Hans">{run[0]}</span>', text
    )
