"""Write the book: gather its pages, and let Sphinx put them into their frame.

Sphinx reads Markdown (MyST), links pages, and knows what comes next; the frame, the style and
the script of a page are ours (`workbook/`), so a page stays small and asks for nothing outside
the book.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from egov_lib.findings import DataError
from egov_lib.publish.site import home, machines, reference, texts
from egov_lib.publish.site.described import head_of
from egov_lib.publish.site.figures import Figures
from egov_lib.publish.site.lessons import lesson, raw
from egov_lib.publish.site.lookup import Index, write_index
from egov_lib.publish.site.plan import (
    EDITIONS,
    ENGLISH,
    OTHER_EDITION,
    THEME,
    Edition,
    Group,
    Links,
    Page,
    edition_of,
    read_pages,
    way_to,
)
from egov_lib.publish.site.running import notebook_of, progress_box
from egov_lib.publish.site.views import Views
from egov_lib.publish.site.words import said, words_of_pages
from egov_lib.read.citations import repository
from egov_lib.show.explorables.base import CHINESE_RUN_RE
from egov_lib.show.front.modules import plain_script
from egov_lib.show.front.widget import as_json
from egov_lib.show.messages import language
from egov_lib.show.passages.clauses import KEYS
from egov_lib.show.style import PAGE_CSS, SEALS

SETTINGS = {
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
    # A link to a heading of a page on the web can't be looked up here.
    "suppress_warnings": [
        "myst.xref_missing",
        "myst.header",
        "misc.highlighting_failure",
    ],
}

# Pages of passages that stand in a page of the book; those of views bring their own.
PASSAGE_KEYS = f"""
for (const shown of document.querySelectorAll(".egov-page:not([onkeydown])")) {{
  shown.onkeydown = function (event) {{ {KEYS} }};
}}
"""


def build(root: Path, out: Path, *, runs_here: bool = False) -> Path:
    """Write the book of the repository at *root* into *out*, and return its first page.

    runs_here: whether pages link to the Python in a page that `make lite` puts beside the book

    What was in *out* before is removed. Raises `DataError` where Sphinx warns: a link that leads
    nowhere, or a page that nothing leads to.
    """
    work = out.parent / f".{out.name}-parts"
    for folder in (out, work):
        shutil.rmtree(folder, ignore_errors=True)
    static = out / "_static"
    static.mkdir(parents=True)
    headings: Headings = {}
    spoken = language()
    plans = {}
    for edition in EDITIONS:
        language(edition.lang)
        plans[edition] = read_pages(root, edition)
    found = []
    for edition in EDITIONS:
        language(edition.lang)
        book = _Book(edition, plans, headings, runs_here=runs_here)
        found += book.write(root, out, work)
    language(spoken)
    tables = _write_data(root, out)
    found += machines.of_data(tables)
    machines.write_catalogue(found, out)
    _add_files(static)
    shutil.rmtree(work)
    return out / "index.html"


# The pages of each edition, and the anchors of the headings of each page
Plans = Mapping[Edition, list[Group]]
Headings = dict[str, list["Anchors"]]


def _write_data(root: Path, out: Path) -> list[str]:
    """Write what all editions share besides scripts: texts and tables; return names of tables."""
    write_index(out / "_static" / "index.js")
    texts.write_data(out / "texts")
    machines.write_editions(out / "texts")
    return machines.write_tables(root / "data", out / "tables")


# --- the pages as Sphinx reads them -------------------------------------------------------------


def _write_pages(
    root: Path,
    groups: list[Group],
    source: Path,
    static: Path,
    figures: Figures,
) -> None:
    """Write every page as Markdown below *source*, and what pages share below *static*."""
    edition = edition_of(language())
    views = Views(static, root / "notebooks", edition)
    links = Links(groups)
    made: dict[str, Callable[[], str]] = {
        "reference/glossary": reference.glossary_page,
        "reference/cite": reference.cite_page,
        "teaching/handout": lambda: reference.handout_page(groups),
        "work/case-file": lambda: (
            f"# {said('case_file')}\n\n{raw(views.case_file())}\n"
        ),
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

    for page in home.own_pages(groups):
        _write(source, page.name, written(page))
    _write(source, "index", home.home_page(groups))
    _write(source, "search", reference.search_page())
    _write(source, "passage", texts.passage_page())
    views.write_scripts()


def _write(source: Path, name: str, text: str) -> None:
    path = source / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _add_files(static: Path) -> None:
    """Put style, script and plotly beside the pages."""
    for name in (
        "site.css",
        "site.js",
        "search.js",
        "progress.js",
        "icon.svg",
    ):
        own = THEME / "files" / name
        (static / name).write_text(
            own.read_text(encoding="utf-8"), encoding="utf-8"
        )
    with (static / "site.js").open("a", encoding="utf-8") as script:
        script.write(PASSAGE_KEYS)
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


# --- an edition ---------------------------------------------------------------------------------


class _Book:
    """One edition, while it is written in its language."""

    def __init__(
        self,
        edition: Edition,
        plans: Plans,
        headings: Headings,
        *,
        runs_here: bool,
    ):
        """Know the pages of all editions; *headings* gathers the anchors of the first."""
        self._runs_here = runs_here
        self._edition = edition
        self._groups = plans[edition]
        self._pages = _pages_by_name(plans[edition], edition)
        self._others = [
            _pages_by_name(plans[other], other)
            for other in plans
            if other != edition
        ]
        self._headings = headings
        self._index = Index()

    def write(
        self, root: Path, out: Path, work: Path
    ) -> list[machines.Address]:
        """Write the pages below *out*, the folder of the whole book; return their addresses."""
        edition = self._edition
        source, kept = work / edition.lang, work / f"{edition.lang}-kept"
        source.mkdir(parents=True)
        static, own_out = out / "_static", out / edition.folder
        figures = Figures(own_out)
        _write_pages(root, self._groups, source, static, figures)
        self._run_sphinx(source, own_out, kept)
        self._index.write(static / f"sections-{edition.lang}.js")
        words = f"window.egovWords={as_json(words_of_pages())};\n"
        path = static / f"words-{edition.lang}.js"
        path.write_text(words, encoding="utf-8")
        for left in (".buildinfo", "objects.inv", "genindex.html"):
            (own_out / left).unlink(missing_ok=True)
        if edition != ENGLISH:
            shutil.rmtree(
                own_out / "_static"
            )  # Sphinx's own, which the book has
        shutil.rmtree(own_out / "_sources", ignore_errors=True)
        found = machines.all_addresses(self._groups, figures.all, edition)
        return found + machines.of_files(out, f"{edition.folder}embed")

    def _run_sphinx(self, source: Path, out: Path, kept: Path) -> None:
        """Let Sphinx make the pages."""
        told, warned = StringIO(), StringIO()
        lang = self._edition.lang
        settings = {
            **SETTINGS,
            "project": said("book"),
            "language": {"zh": "zh_CN"}.get(lang, lang),
        }
        with patch_docutils(None), docutils_namespace(), closing(warned):
            app = Sphinx(
                str(source),
                None,
                str(out),
                str(kept),
                "html",
                confoverrides=settings,
                status=told,
                warning=warned,
            )
            app.builder.search = False  # its index can't find Chinese
            app.connect("html-page-context", self._finish)
            app.build()
            problems = warned.getvalue().strip()
        if problems:
            raise DataError(f"Sphinx warns of {problems}")

    def _finish(
        self, _app: Any, name: str, _template: str, context: dict, _tree: Any
    ) -> None:
        """Finish a page that Sphinx has made: its marks, its description, what its frame needs."""
        body = context.get("body")
        if not body:
            return
        title = html.unescape(texts.plain(context.get("title", "")))
        page = self._pages.get(name)
        if page is None:
            page = Page(name, "", title, edition=self._edition)
        toc = context.get("toc") or ""
        body, toc = self._with_anchors(page, body, toc)
        is_searched = not name.startswith("texts/") and name not in UNSEARCHED
        if is_searched:
            self._index.add(page.address, title, body)
        context["body"] = self._marked(tidied(body))
        context["toc"] = self._marked(toc)
        same = [known[name] for known in self._others if name in known]
        if name in self._pages and name not in UNDESCRIBED:
            context |= self._described(page, same)
        context |= _frame(page, self._groups, same)

    def _described(self, page: Page, same: list[Page]) -> dict[str, Any]:
        """What a page has at its head: its description, its notebook, what was answered of it."""
        files = []
        if page.edition == ENGLISH:
            files = machines.files_of(page.name)
        return {
            "described": head_of(page, files, same),
            "notebook": notebook_of(page, runs_here=self._runs_here),
            "progress": progress_box([page]),
        }

    def _marked(self, part: str) -> str:
        """HTML with its Chinese marked, unless Chinese is the language of the page."""
        return mark_chinese(part) if self._edition == ENGLISH else part

    def _with_anchors(
        self, page: Page, body: str, toc: str
    ) -> tuple[str, str]:
        """A page whose headings have the anchors of the English page, so that an address leads to
        the same place in both. Raises `DataError` if the headings are not level.
        """
        own = [Anchors(*found) for found in SECTION_RE.findall(body)]
        english = self._headings.setdefault(page.name, own)
        if len(english) != len(own):
            raise DataError(
                f"{page.address} has {len(own)} headings, the English page {len(english)}: "
                "give the translation the same ones"
            )
        if english is own:
            return body, toc
        names = {one.name: other.name for one, other in zip(own, english)}
        others = iter(english)
        body = SECTION_RE.sub(lambda _: "".join(next(others)), body)
        return with_links(body, names), with_links(toc, names)


class Anchors(NamedTuple):
    """What stands at the head of a section: its anchor, and others that lead there, too."""

    start: str
    name: str
    rest: str


SECTION_RE = re.compile(
    r'(<section [^>]*?id=")([^"]+)("[^>]*>(?:\s*<span id="[^"]*"></span>)*)'
)
WITHIN_RE = re.compile(r'href="#([^"]+)"')


def with_links(page: str, names: Mapping[str, str]) -> str:
    """HTML with its links to sections led to their new names.

    >>> with_links('<a href="#id1">a</a>', {"id1": "summary"})
    '<a href="#summary">a</a>'
    """
    return WITHIN_RE.sub(
        lambda found: f'href="#{names.get(found[1], found[1])}"', page
    )


# Code, and the pieces of it that the style sheet doesn't tell from others
CODE_RE = re.compile(r'<div class="highlight"><pre>.*?</pre>', re.DOTALL)
PLAIN_CODE_RE = re.compile(
    r'<span class="(?!(?:k|kn|kc|ow|c1|s1|s2|sa)")\w+">([^<]*)</span>'
)
# A name in code within a line, as Sphinx marks it
NAME_RE = re.compile(
    r'<code class="docutils literal notranslate">(.*?)</code>', re.DOTALL
)
PIECE_OF_NAME_RE = re.compile(r'<span class="pre">([^<]*)</span>')
# Where room counts as it is written
AS_WRITTEN_RE = re.compile(
    r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL
)
INDENT_RE = re.compile(r">\n\s+<")


def tidied(body: str) -> str:
    """The body of a page without elements of Markdown and Sphinx that say nothing.

    >>> tidied('<code class="docutils literal notranslate"><span class="pre">egov</span></code>')
    '<code class="literal">egov</code>'
    """
    body = body.replace(f'="{OTHER_EDITION}', '="')
    body = EMPTY_HEAD_RE.sub("", body)
    body = NAME_RE.sub(_plain_name, body)
    body = _without_indents(body)
    return CODE_RE.sub(lambda code: PLAIN_CODE_RE.sub(r"\1", code[0]), body)


def _plain_name(name: re.Match) -> str:
    """A name in code without an element for each of its pieces."""
    words = PIECE_OF_NAME_RE.sub(r"\1", name[1])
    return f'<code class="literal">{words}</code>'


def _without_indents(body: str) -> str:
    """HTML without the blanks before the tag that begins a line."""
    pieces = AS_WRITTEN_RE.split(body)  # page, element, its name, page, …
    pages, elements = pieces[::3], [*pieces[1::3], ""]
    plain = [INDENT_RE.sub(">\n<", page) for page in pages]
    return "".join(
        part for both in zip(plain, elements, strict=True) for part in both
    )


def _pages_by_name(groups: list[Group], edition: Edition) -> dict[str, Page]:
    """The pages of an edition by their names, which are the same in all editions."""
    alone = [
        Page(name, "", said("book"), edition=edition)
        for name in ("index", *UNDESCRIBED)
    ]
    pages = [*alone, *(page for group in groups for page in group.pages)]
    return {page.name: page for page in pages if page.edition == edition}


def _frame(
    page: Page, groups: list[Group], same: Sequence[Page]
) -> dict[str, Any]:
    """What the frame of a page says and where it leads."""
    depth = page.address.count("/")
    return {
        "edition": page.edition,
        "groups": groups,
        "repository": repository(),
        "said": said,
        "up": "../" * depth,
        "way": lambda other: way_to(other, page),
        "language_links": [(one, way_to(one, page)) for one in same],
    }


# Pages that show what somebody asks for
UNDESCRIBED = ("search", "passage")
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
