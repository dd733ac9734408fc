"""A source beside its witness, to be read: changes, damage, findings, glossary and pinyin on request."""

from __future__ import annotations

import ipywidgets as widgets

from egov_lib import reading
from egov_lib.corpus import load_corpus, load_table
from egov_lib.explorers.base import FIELD, LABEL, WIDE, Explorer, choice, offer, text, watch
from egov_lib.explorers.tables import WRAP

TABLES = ("clauses", "mentions", "targets", "events", "actors", "themes")


def reader(doc_id: str | None = None, *, lang: str = "en") -> Explorer:
    """Read a document beside its witness, with the changes marked; hovering a change tells why it was made.

    On request the findings of a table are highlighted, glossary terms explain themselves on hovering, and pinyin stands over
    the characters. "Go to" jumps by the outline.
    """
    docs, clauses, glossary = load_corpus(), load_table("clauses"), load_table("glossary")
    titles = [(f"{i} · {t}", i) for i, t in zip(docs["doc_id"], docs[f"title_{lang}"])]
    document = widgets.Dropdown(
        description=text("document", lang),
        options=titles,
        style=LABEL,
        layout=WIDE,
        value=doc_id or docs["doc_id"].iloc[0],
    )
    options = [(text("editor", lang), "editor"), (text("every", lang), "all"), (text("none", lang), "none")]
    marks = widgets.Dropdown(description=text("marks", lang), options=options, **FIELD)
    table = choice("findings", TABLES, lang)
    table.options = [(text("none", lang), None), *table.options[1:]]
    clause = choice("clause", [], lang, every=False, wide=True)
    terms = widgets.Checkbox(description=text("glossary", lang), indent=False)
    pinyin = widgets.Checkbox(description=text("pinyin", lang), indent=False)
    page = widgets.HTML(layout=widgets.Layout(max_height="36em", overflow="auto", border="1px solid #ddd"))

    def outline() -> None:
        rows = clauses[(clauses["doc_id"] == document.value) & (clauses["depth"] <= 2)]
        names = [f"{'　' * d}{n} {label}" for d, n, label in zip(rows["depth"], rows["number"], rows[f"label_{lang}"])]
        offer(clause, list(zip(names, rows["start"].tolist())))

    def draw() -> None:
        found = load_table(table.value) if table.value else None
        page.value = reading.side_by_side(
            document.value,
            changes=marks.value,
            span=(clause.value or 0, None),
            findings=found,
            glossary=glossary if terms.value else None,
            pinyin=pinyin.value,
        )

    watch([document], outline)
    watch([clause, marks, table, terms, pinyin], draw)
    document.observe(lambda _: draw(), names="value")
    controls = widgets.HBox([marks, table, terms, pinyin], layout=WRAP)
    first = docs.set_index("doc_id").loc[document.value, "text"]
    still = reading.side_by_side(document.value, span=(0, first.find("\n", 200)))
    return Explorer([document, controls, clause, page], still, "reader")
