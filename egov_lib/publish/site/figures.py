"""The figures of the book: each with its data, its sources, its code, and a page of its own.

A figure is drawn by the one plotly.min.js of the book from the data that the notebook was saved
with. Beside the book's pages, in `figures/`, stand its data as a table and as JSON, its picture,
and a small page that shows it alone: for a course system, which shows a page in a frame, or for a
slide. A figure is known by the id of its cell, which stays when cells are added.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.publish.site.figure_data import plain_words, rows_of
from egov_lib.publish.site.plan import ENGLISH, THEME, Page
from egov_lib.publish.site.words import said
from egov_lib.read.citations import site_address
from egov_lib.read.writing import write_json
from egov_lib.show.front.texts import short_name
from egov_lib.show.front.widget import as_json
from egov_lib.show.messages import language
from egov_lib.show.safe_text import escape
from egov_lib.show.style import SEALS

UP = "../"  # figures and the pages that show them are one folder below the book's
# What plotly draws: traces, how they are laid out, and what a slider moves through
DRAWN = ("data", "layout", "frames")
NAMED_TABLE_RE = re.compile(r'load_table\("(\w+)"')


class Figure(NamedTuple):
    """A figure of the book."""

    figure_id: str
    page: Page
    title: str
    said: str  # what it shows, in words
    drawn: Mapping[str, Any]  # as plotly has it
    code: str
    rows: list[dict[str, Any]]

    @property
    def anchor(self) -> str:
        """Where it is in its page."""
        return f"figure-{self.figure_id}"

    @property
    def file(self) -> str:
        """Its files in its edition, without their endings."""
        return f"figures/{self.figure_id}"

    @property
    def address(self) -> str:
        """Where it is in the book."""
        return f"{self.page.address}#{self.anchor}"

    @property
    def up(self) -> str:
        """The way from its page to the folder of the book, where the tables are."""
        return UP + self.page.edition.to_root


class Cell(NamedTuple):
    """The cell of a notebook that draws a figure."""

    cell_id: str
    page: Page
    code: str
    said: str


class Figures:
    """All figures of the book, in the order of their pages."""

    def __init__(self, out: Path):
        """Write into *out*, the folder of an edition."""
        self._folder = out / "figures"
        self._folder.mkdir(parents=True, exist_ok=True)
        self.all: list[Figure] = []

    def html(self, data: Mapping[str, Any], drawn: Any, cell: Cell) -> str:
        """The figure of an output in its page; its files are written."""
        figure = self._figure(drawn, cell)
        self.all.append(figure)
        encoded = "".join(data.get("image/png") or "")
        picture = self._folder / f"{figure.figure_id}.png"
        picture.write_bytes(base64.b64decode(encoded))
        if figure.page.edition == ENGLISH:  # the same for all
            self._write_data(figure)
        self._write_drawn(figure)
        self._write_alone(figure)
        return _box(figure, _foot(figure))

    def _figure(self, drawn: Mapping[str, Any], cell: Cell) -> Figure:
        """What is known of a figure; a second one of a cell has a number after its id."""
        before = [
            one
            for one in self.all
            if one.figure_id.split("-")[0] == cell.cell_id
        ]
        number = f"-{len(before) + 1}" if before else ""
        layout = drawn["layout"]
        title = plain_words(layout.get("title", {}).get("text"))
        return Figure(
            figure_id=f"{cell.cell_id}{number}",
            page=cell.page,
            title=title or cell.page.title,
            said=cell.said or title,
            drawn={key: drawn[key] for key in DRAWN if drawn.get(key)},
            code=cell.code,
            rows=rows_of(drawn, cell.page.name.rpartition("/")[2]),
        )

    def _write_data(self, figure: Figure) -> None:
        """Write what a figure shows as a table and, with what it is, as JSON."""
        table = pd.DataFrame(figure.rows)
        path = self._folder / f"{figure.figure_id}.csv"
        # With a mark of its encoding, which Excel looks for
        table.to_csv(
            path, index=False, encoding="utf-8-sig", lineterminator="\n"
        )
        record = {
            "title": figure.title,
            "description": figure.said,
            "address": f"{site_address()}{figure.address}",
            "tables": tables_of(figure),
            "texts": texts_of(figure),
            "passages": passages_of(figure),
            "code": figure.code,
            "rows": figure.rows,
        }
        write_json(path.with_suffix(".json"), record)

    def _write_drawn(self, figure: Figure) -> None:
        """Write what plotly draws as a script: both pages that show the figure ask for it."""
        name = f"{figure.page.edition.folder}{figure.file}"
        line = f'egovPool["{name}"]={as_json(figure.drawn)};\n'
        path = self._folder / f"{figure.figure_id}.js"
        path.write_text(line, encoding="utf-8")

    def _write_alone(self, figure: Figure) -> None:
        """Write the page that shows a figure alone."""
        path = self._folder / f"{figure.figure_id}.html"
        own = figure.page._replace(name=figure.file)
        page = alone(figure.title, _box(figure, ""), figure.address, own)
        path.write_text(page, encoding="utf-8")


def _box(figure: Figure, foot: str) -> str:
    """A figure: its picture, which a script replaces by its drawing."""
    said = escape(figure.said)
    layout = figure.drawn["layout"]
    size = f"{layout.get('width', 840)} / {layout.get('height', 450)}"
    return (
        f'<figure class="chart" id="{figure.anchor}" role="group" aria-label="{said}" '
        f'data-drawn="{figure.page.edition.folder}{figure.file}">'
        f'<div class="drawing" tabindex="0" style="aspect-ratio:{size}">'
        f'<img src="{UP}{figure.file}.png" alt="{said}" loading="lazy"></div>'
        f"{foot}</figure>"
    )


@lru_cache(maxsize=1)
def _frame() -> Template:
    """The frame of a page that shows one thing alone."""
    return Template((THEME / "alone.html").read_text(encoding="utf-8"))


def alone(title: str, box: str, shown_at: str, own: Page) -> str:
    """A page with one figure or explorer, and a line that leads to where it is in the book.

    *box* is its HTML; *shown_at* its address in the book; *own* is this page. The code that
    embeds it names the book on the web: a course system can't show a page from a disk.
    """
    frame = (
        f'<iframe src="{site_address()}{own.address}" title="{escape(title)}" '
        'width="100%" height="600" loading="lazy"></iframe>'
    )
    up = UP + own.edition.to_root
    views = f'<link rel="stylesheet" href="{up}_static/views.css">'
    return _frame().substitute(
        lang=own.edition.lang,
        tag=own.edition.tag,
        book=said("book"),
        title=escape(title),
        up=up,
        views=views if "data-view=" in box else "",
        box=box,
        frame=escape(frame),
        shown_at=f"{up}{shown_at}",
        shown_words=said("shown_at"),
        copy_words=said("copy_embed"),
        address=f"{site_address()}{shown_at}",
    )


# --- what stands under a figure -----------------------------------------------------------------


def _foot(figure: Figure) -> str:
    """Data, picture, sources, code, the page that shows it alone, and how to cite it."""
    file, data = f"{UP}{figure.file}", f"{figure.up}{figure.file}"
    links = {
        f"{data}.csv": said("data_csv"),
        f"{data}.json": "JSON",
        f"{file}.png": said("picture"),
        f"#code-{figure.figure_id}": said("code"),
        f"{file}.html": said("embed"),
    }
    listed = " ".join(
        f'<a href="{href}">{words}</a>' for href, words in links.items()
    )
    citation = escape(citation_of(figure))
    return (
        f'<figcaption class="of-figure">{listed} '
        f'<button type="button" data-copy="{citation}" hidden>'
        f"{said('copy_citation')}</button>{_sources(figure)}</figcaption>"
    )


def _sources(figure: Figure) -> str:
    """The texts, tables and passages that a figure rests on, folded."""
    lines = []
    texts = texts_of(figure)
    if texts:
        links = said("listed").join(
            f'<a href="{UP}texts/{doc_id}.html">{escape(short_name(doc_id, language()))}</a>'
            for doc_id in texts
        )
        lines.append(f"<li>{said('texts_are')} {links}</li>")
    tables = tables_of(figure)
    if tables:
        links = said("listed").join(
            f'<a href="{figure.up}tables/{name}.csv">{name}.csv</a>'
            for name in tables
        )
        meant = f"{figure.up}reference/data.html"
        lines.append(
            f"<li>{said('tables_are')} {links} "
            f'(<a href="{meant}">{said("what_columns_mean")}</a>)</li>'
        )
    passages = passages_of(figure)
    if passages:
        links = " ".join(passage_link(one) for one in passages)
        counted = said("passages_are", count=len(passages))
        lines.append(f"<li>{counted} {links}</li>")
    if not lines:
        return f'<span class="made-up">{said(_origin(figure.page))}</span>'
    return (
        f"<details><summary>{said('sources')}</summary>"
        f"<ul>{''.join(lines)}</ul></details>"
    )


def _origin(page: Page) -> str:
    """The key of the sentence on what a figure is made of that rests on no text or table."""
    if page.name.startswith("labs/"):
        return "made_by_model"
    is_of_samples = page.name.endswith("/10-your-own-documents")
    return "made_of_samples" if is_of_samples else "made_here"


def passage_link(at: str) -> str:
    """A link to a passage, for a page one folder below the book's."""
    doc_id, _, _ = at.partition(":")
    return f'<a href="{UP}texts/{doc_id}.html#{at}"><code>{at}</code></a>'


def citation_of(figure: Figure) -> str:
    """How to cite a figure: its title, where it is, and its permanent address."""
    return said(
        "cite_figure",
        title=figure.title,
        figure=figure.figure_id,
        page=figure.page.title,
        book=said("book"),
        address=f"{site_address()}{figure.address}",
    )


def texts_of(figure: Figure) -> list[str]:
    """The texts that a figure names, in their order."""
    named = json.dumps(figure.drawn["data"], ensure_ascii=False)
    said = {at.partition(":")[0] for at in passages_of(figure)}
    return [doc_id for doc_id in SEALS if doc_id in named or doc_id in said]


def tables_of(figure: Figure) -> list[str]:
    """The tables of which a figure shows rows, or that its cell loads."""
    tables = [row["table"] for row in figure.rows if row.get("table")]
    tables += NAMED_TABLE_RE.findall(figure.code)
    return list(dict.fromkeys(tables))


def passages_of(figure: Figure) -> list[str]:
    """The passages of the rows that a figure shows, each once."""
    found = [row["address"] for row in figure.rows if row.get("address")]
    return list(dict.fromkeys(found))
