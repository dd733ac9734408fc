"""A source beside its witness, to be read: changes, damage, findings, glossary and pinyin on request."""

from __future__ import annotations

from collections.abc import Mapping

import ipywidgets as widgets
import pandas as pd

from egov_lib.find.structure import parse_outline
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show import passages as reading
from egov_lib.show.explorers.base import FIELD, Explorer, choice, listing, offer, row, text, watch

TABLES = ("clauses", "mentions", "targets", "events", "actors", "themes")


def reader(
    doc_id: str | None = None,
    *,
    docs: pd.DataFrame | None = None,
    findings: Mapping[str, pd.DataFrame] | None = None,
    lang: str = "en",
) -> Explorer:
    """Read a document beside its witness, with the changes marked; hovering a change tells why it was made.

    On request findings are highlighted, glossary terms explain themselves on hovering, and pinyin stands over the characters.
    "Go to" jumps by the outline. *docs* None means the five sources; documents of your own have no witness and stand alone.
    *findings* are what can be highlighted, by name; None offers the workbook's tables for its own sources.
    """
    own = docs is not None
    docs = load_corpus() if docs is None else docs
    findings = dict.fromkeys(() if own else TABLES) if findings is None else findings
    titles = docs.get(f"title_{lang}", docs.get("title", docs["doc_id"]))
    document = listing("document", lang)
    offer(document, [(f"{i} · {t}", i) for i, t in zip(docs["doc_id"], titles)])
    document.value = document.value if doc_id is None else doc_id
    options = [
        (text("editor", lang), "editor"),
        (text("every", lang), "all"),
        (text("none", lang), "none"),
    ]
    marks = widgets.Dropdown(description=text("marks", lang), options=options, **FIELD)
    table = choice("findings", findings, lang)
    table.options = [(text("none", lang), ""), *table.options[1:]]
    clause = listing("clause", lang)
    terms = widgets.Checkbox(description=text("glossary", lang), indent=False)
    pinyin = widgets.Checkbox(description=text("pinyin", lang), indent=False)
    page = widgets.HTML(
        layout=widgets.Layout(max_height="36em", overflow="auto", border="1px solid #ddd")
    )

    def outline() -> None:
        rows = _clauses(docs[docs["doc_id"] == document.value], own, lang)
        before = [] if rows and rows[0][2] == 0 else [(0, text("beginning", lang), 0)]
        offer(clause, [(f"{'　' * depth}{name}", start) for depth, name, start in [*before, *rows]])

    def draw() -> None:
        found = findings[table.value] if table.value else None
        page.value = reading.side_by_side(
            document.value,
            docs=docs,
            changes=marks.value,
            span=(clause.value or 0, None),
            findings=load_table(table.value) if table.value and found is None else found,
            aids=[
                aid for aid, control in (("glossary", terms), ("pinyin", pinyin)) if control.value
            ],
        )

    watch([document], outline)
    watch([clause, marks, table, terms, pinyin], draw)
    document.observe(lambda _: draw(), names="value")
    controls = row(*([] if own else [marks]), table, terms, pinyin)
    first = docs.set_index("doc_id").loc[document.value, "text"]
    end = first.find("\n", 200)
    still = reading.side_by_side(document.value, docs=docs, span=(0, end if end >= 0 else None))
    return Explorer([document, controls, clause, page], still, "reader")


def _clauses(docs: pd.DataFrame, own: bool, lang: str) -> list[tuple[int, str, int]]:
    """The upper two levels of a document's outline: depth, name, start; the table's for a source, else as it is found."""
    if own:
        rows = parse_outline(docs)
        rows = rows[(rows["level"] <= 2) & (rows["kind"] != "paragraph")]
        names = [
            f"{marker} {heading or quote[:30]}"
            for marker, heading, quote in zip(rows["marker"], rows["heading"], rows["quote"])
        ]
        return list(zip(rows["level"], names, rows["start"]))
    rows = load_table("clauses")
    rows = rows[rows["doc_id"].isin(docs["doc_id"]) & (rows["depth"] <= 2)]
    names = rows["number"] + " " + rows[f"label_{lang}"]
    return list(zip(rows["depth"], names, rows["start"]))
