"""A source beside its witness, to be read: changes, damage, findings, glossary and pinyin on
request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import ipywidgets as widgets
import pandas as pd

from egov_lib.find.structure import parse_outline
from egov_lib.read.corpus import load_table
from egov_lib.show.explorers.base import (
    FIELD,
    Explorer,
    bind,
    choice,
    given_or_corpus,
    listing,
    row,
    set_options,
)
from egov_lib.show.messages import current, label
from egov_lib.show.passages import side_by_side

TABLES = ("clauses", "mentions", "targets", "events", "actors", "themes")
PAGE_LAYOUT = {
    "max_height": "36em",
    "overflow": "auto",
    "border": "1px solid #ddd",
}
STILL_CHARS = 200  # of a text on a page without a kernel, at least
HEADING_CHARS = 30  # of a clause without a heading
INDENT = "　"  # of a lower level: a space as wide as a Chinese character


class Clause(NamedTuple):
    """An entry of the outline."""

    depth: int
    name: str
    start: int


def reader(
    doc_id: str | None = None,
    *,
    docs: pd.DataFrame | None = None,
    findings: Mapping[str, pd.DataFrame] | None = None,
    lang: str | None = None,
) -> Explorer:
    """Read a document beside its witness, with the changes marked; hovering a change tells why it
    was made.

    On request findings are highlighted, glossary terms explain themselves on hovering, and pinyin
    is over the characters. "Go to" jumps by the outline.

    Parameters
    ----------
    doc_id: what is shown first; None is the first document.
    docs: None means the five sources. Documents of the reader's own have no witness.
    findings: what can be highlighted, by name; None offers the workbook's tables for its sources.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    own = docs is not None
    docs = given_or_corpus(docs, "reader")
    if findings is None:
        names = () if own else TABLES
        findings = dict.fromkeys(
            names
        )  # each table is loaded when it is asked for
    document = _documents(docs, doc_id, lang)
    marks = _marks(lang)
    table = _tables(findings, lang)
    clause = listing("clause", lang)
    terms = widgets.Checkbox(description=label("glossary", lang), indent=False)
    pinyin = widgets.Checkbox(description=label("pinyin", lang), indent=False)
    page = widgets.HTML(layout=PAGE_LAYOUT)

    def fill_outline() -> None:
        chosen = docs[docs["doc_id"] == document.value]
        clauses = (
            _found_clauses(chosen) if own else _known_clauses(chosen, lang)
        )
        if not clauses or clauses[0].start > 0:
            clauses = [Clause(0, label("beginning", lang), 0), *clauses]
        entries = [
            (INDENT * one.depth + one.name, one.start) for one in clauses
        ]
        set_options(clause, entries)

    def read() -> None:
        found = findings[table.value] if table.value else None
        if table.value and found is None:
            found = load_table(table.value)
        asked = {"glossary": terms.value, "pinyin": pinyin.value}
        page.value = side_by_side(
            document.value,
            docs=docs,
            changes=marks.value,
            span=(clause.value or 0, None),
            findings=found,
            aids=[aid for aid, is_asked in asked.items() if is_asked],
            lang=lang,
        )

    bind([document], fill_outline)
    bind([document, clause, marks, table, terms, pinyin], read)
    shown = [table, terms, pinyin] if own else [marks, table, terms, pinyin]
    still = _still(document.value, docs, lang)
    return Explorer([document, row(*shown), clause, page], still, "reader")


def _documents(
    docs: pd.DataFrame, doc_id: str | None, lang: str
) -> widgets.Dropdown:
    """The list of documents, with their titles."""
    titles = docs.get(f"title_{lang}", docs.get("title", docs["doc_id"]))
    document = listing("document", lang)
    named = zip(docs["doc_id"], titles)
    set_options(
        document, [(f"{name} · {title}", name) for name, title in named]
    )
    if doc_id is not None:
        document.value = doc_id
    return document


def _marks(lang: str) -> widgets.Dropdown:
    """The list of changes that can be marked."""
    options = [
        (label("editor", lang), "editor"),
        (label("every", lang), "all"),
        (label("none", lang), "none"),
    ]
    return widgets.Dropdown(
        description=label("marks", lang), options=options, **FIELD
    )


def _tables(findings: Mapping[str, object], lang: str) -> widgets.Dropdown:
    """The list of findings that can be highlighted; none at first."""
    table = choice("findings", findings, lang, every=False)
    table.options = [(label("none", lang), ""), *table.options]
    return table


def _still(doc_id: str, docs: pd.DataFrame, lang: str) -> str:
    """The beginning of a document, for pages without a kernel."""
    text = docs.set_index("doc_id").loc[doc_id, "text"]
    end = text.find("\n", STILL_CHARS)
    span = (0, end if end >= 0 else None)
    return side_by_side(doc_id, docs=docs, span=span, lang=lang)


def _found_clauses(docs: pd.DataFrame) -> list[Clause]:
    """The upper two levels of an outline as it is found in a text."""
    rows = parse_outline(docs)
    rows = rows[(rows["level"] <= 2) & (rows["kind"] != "paragraph")]
    return [
        Clause(
            one.level,
            f"{one.marker} {one.heading or one.quote[:HEADING_CHARS]}",
            one.start,
        )
        for one in rows.itertuples()
    ]


def _known_clauses(docs: pd.DataFrame, lang: str) -> list[Clause]:
    """The upper two levels of a source's outline, from the table of clauses."""
    rows = load_table("clauses")
    rows = rows[rows["doc_id"].isin(docs["doc_id"]) & (rows["depth"] <= 2)]
    names = rows["number"] + " " + rows[f"label_{lang}"]
    return [Clause(*one) for one in zip(rows["depth"], names, rows["start"])]
