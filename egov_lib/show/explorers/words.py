"""Explorers of words: a concordance, the words that mark a text, and passages that two texts share.

Each keeps what was last found, so that a choice in its list needs no new search.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from unicodedata import normalize

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.measure.concordance import find_phrase, in_context
from egov_lib.measure.keyness import keywords
from egov_lib.measure.reuse import explain, shared_passages
from egov_lib.measure.words import segment
from egov_lib.read.corpus import data_folder, load_corpus
from egov_lib.show import charts
from egov_lib.show.explorers.base import (
    ALL,
    FIELD,
    Entry,
    Explorer,
    apply,
    bind,
    choice,
    choose,
    given_or_corpus,
    listing,
    page_of,
    row,
    set_options,
    still_table,
)
from egov_lib.show.explorers.plotly_widget import Chart
from egov_lib.show.messages import current, label, word
from egov_lib.show.passages import STYLE, Page, page
from egov_lib.show.safe_text import escape, one_line
from egov_lib.show.tables import quote_in_english

# --- concordance --------------------------------------------------------------------------------

MOST_HITS = 200  # lines of a concordance that are shown; the count above them is complete
CONTEXT_CHARS = 15  # on either side of a hit
ENTRY_CHARS = 8  # on either side of a hit, in the list
ORDERS = ("position", "left", "right")  # what hits are sorted by


def concordance(
    docs: pd.DataFrame | None = None,
    *,
    phrase: str = "电子政务",  # e-government
    lang: str | None = None,
) -> Explorer:
    """Find a phrase in its contexts: sort them, and read any hit in its passage.

    Parameters
    ----------
    docs: None means the five sources.
    phrase: what is sought first; ? is any character, * up to ten.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    docs = given_or_corpus(docs, "concordance")
    return _Concordance(docs, phrase, current(lang)).box()


class _Concordance:
    """The controls of a concordance and the hits of the last search."""

    def __init__(self, docs: pd.DataFrame, phrase: str, lang: str):
        self.docs, self.lang = docs, lang
        self.sought = _phrase_field(phrase, lang)
        self.source = choice("source", docs["doc_id"], lang)
        self.order = choice("sort", ORDERS, lang, every=False)
        self.hit = listing("hit", lang)
        self.count, self.lines, self.page = (widgets.HTML() for _ in range(3))
        self.hits = _no_hits()

    def box(self) -> Explorer:
        """Let the controls act, and put them into a box."""
        bind([self.sought, self.source, self.order], self.search)
        bind([self.hit], self.read)
        controls = row(self.sought, self.source, self.order)
        children = [controls, self.count, self.lines, self.hit, self.page]
        return Explorer(children, self.lines.value, "concordance")

    def search(self) -> None:
        """Find the phrase; count the hits, list them and set them under each other."""
        nothing = label("nothing", self.lang)
        try:
            self.hits = self.find()
        except (
            ValueError
        ) as refusal:  # such as a phrase that begins with a wildcard
            self.hits = _no_hits()
            nothing = f"<b>{escape(str(refusal))}</b>"
        shown = self.hits.head(MOST_HITS)
        self.count.value = _count_by_document(self.hits)
        self.lines.value = nothing if shown.empty else kwic(shown)
        set_options(self.hit, _hit_entries(shown))

    def find(self) -> pd.DataFrame:
        """The hits in the documents that are chosen, with their contexts."""
        phrase = self.sought.value.strip()
        where = apply(self.docs, {"doc_id": self.source})
        if not phrase:
            return _no_hits()
        is_pattern = "*" in phrase or "?" in phrase
        kind = "wildcard" if is_pattern else "plain"
        hits = find_phrase(where, phrase, kind=kind)
        if hits.empty:  # texts are narrow after cleaning: ２０１０ is 2010
            hits = find_phrase(where, normalize("NFKC", phrase), kind=kind)
        if hits.empty:
            return _no_hits()
        order = self.order.value
        return in_context(where, hits, width=CONTEXT_CHARS, sort=order)

    def read(self) -> None:
        """Show the passage of the hit that is chosen."""
        if self.hit.value is None:
            self.page.value = ""
        else:
            finding = self.hits.loc[self.hit.value, FINDING]
            self.page.value = page_of(finding, self.lang, docs=self.docs)


def _phrase_field(phrase: str, lang: str) -> widgets.Text:
    """A field that answers when the reader has ended, not at every key."""
    return widgets.Text(
        value=phrase,
        description=label("phrase", lang),
        continuous_update=False,
        **FIELD,
    )


def _no_hits() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in (*FINDING, "left", "right")})


def _count_by_document(hits: pd.DataFrame) -> str:
    each = hits["doc_id"].value_counts(sort=False).items()
    counts = ", ".join(f"{doc_id} {count}" for doc_id, count in each)
    return f"{len(hits)} · {counts}"


def _hit_entries(hits: pd.DataFrame) -> list[Entry]:
    entries = []
    for one in hits.itertuples():
        before, after = one.left[-ENTRY_CHARS:], one.right[:ENTRY_CHARS]
        name = f"{one.doc_id} {one.start} · {before}【{one.quote}】{after}"
        entries.append((name.replace("\n", "¶"), one.Index))
    return entries


def kwic(hits: pd.DataFrame) -> Page:
    """Set hits with left and right contexts under each other, the phrase in the middle."""
    rows = "".join(_kwic_row(hit) for hit in hits.itertuples())
    table = f"<table style='table-layout:auto'>{rows}</table>"
    look = "tabindex='0' style='max-height:22em;overflow:auto'"
    return Page(
        f"{STYLE}<div class='egov-page' lang='zh-Hans' {look}>{table}</div>"
    )


def _kwic_row(hit: Any) -> str:
    left = escape(hit.left.replace("\n", "¶"))
    right = escape(hit.right.replace("\n", "¶"))
    return (
        f"<tr><td style='text-align:right!important'>{left}</td>"
        f"<td><mark>{escape(hit.quote)}</mark></td><td>{right}</td>"
        f"<td class='note' lang='en'>{escape(_english_of_hit(hit))}</td>"
        f"<td class='where'>{escape(hit.doc_id)}</td></tr>"
    )


def _english_of_hit(hit: Any) -> str:
    """The English of the clause that a hit is in; nothing for a text of the reader's own."""
    english = quote_in_english(hit.quote, hit.doc_id, int(hit.start))
    return english.removeprefix("in “").removesuffix("”")


# --- keyness ------------------------------------------------------------------------------------

MOST_LINES = 60  # of the places of a word
TOO_FEW = "too few to say"


def keyness(
    words: pd.DataFrame | None = None,
    *,
    docs: pd.DataFrame | None = None,
    target: str | None = None,
    lang: str | None = None,
) -> Explorer:
    """See the words that mark one document off from another or from all others; choose a word to
    see where it is.

    Words too rare to say anything of are left out of the chart.

    Parameters
    ----------
    words: from `segment(docs)`, which is also what None means.
    docs: None means the five sources.
    target: what is shown first; None is the first document.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    given = docs
    docs = given_or_corpus(docs, "keyness")
    if words is None:
        words = (
            _corpus_words(data_folder()) if given is None else segment(docs)
        )
    docs = docs[docs["doc_id"].isin(set(words["doc_id"]))]
    document = choice("document", words["doc_id"], lang, every=False)
    document.value = words["doc_id"].iloc[0] if target is None else target
    reference = choice("reference", words["doc_id"], lang)
    chosen = listing("word", lang)
    page = widgets.HTML()

    def compare() -> pd.DataFrame:
        is_other = reference.value not in (ALL, document.value)
        beside = [reference.value] if is_other else None
        keys = keywords(words, [document.value], reference=beside)
        return keys[keys["word"].str.fullmatch(r"\w+")]

    def show(keys: pd.DataFrame) -> None:
        entries = _word_entries(keys, lang)
        set_options(chosen, entries)
        chart.show(charts.keyness(keys, lang=lang))

    def read() -> None:
        hits = find_phrase(docs, chosen.value) if chosen.value else _no_hits()
        if hits.empty:
            page.value = label("nothing", lang)
        else:
            lines = in_context(docs, hits, width=CONTEXT_CHARS)
            page.value = kwic(lines.head(MOST_LINES))

    chart = Chart(lambda name: choose(chosen, name))
    first = compare()
    show(first)
    for control in (document, reference):
        control.observe(lambda _: show(compare()), names="value")
    bind([chosen], read)
    marking = first[first["verdict"] == "more"]
    columns = ["word", "target", "reference", "log_ratio"]
    still = still_table(marking, columns, lang)
    return Explorer(
        [row(document, reference), chart, chosen, page], still, "keyness"
    )


@lru_cache(maxsize=2)
def _corpus_words(_folder: object) -> pd.DataFrame:
    """The words of the five sources, kept: a tab of the dashboard is made again and again."""
    return segment(load_corpus())


def _word_entries(keys: pd.DataFrame, lang: str) -> list[Entry]:
    entries = []
    for key in keys[keys["verdict"] != TOO_FEW].itertuples():
        verdict = word(key.verdict, lang)
        name = f"{key.word} · {key.target} : {key.reference} · {verdict}"
        entries.append((name, key.word))
    return entries


# --- shared passages ----------------------------------------------------------------------------


def parallels(
    doc_id: str = "article-2006",
    other: str | None = "relay-2006",
    *,
    docs: pd.DataFrame | None = None,
    lang: str | None = None,
) -> Explorer:
    """See what a document shares with another or with all others; each mark or choice shows both
    passages and what was changed.

    Parameters
    ----------
    doc_id, other: what is shown first; other None is all others.
    docs: None means the five sources; of other *docs* the first two are shown first unless
        *doc_id* and *other* are among them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    docs = given_or_corpus(docs, "parallels")
    ids = docs["doc_id"].tolist()
    first = doc_id if doc_id in ids else ids[0]
    pair = (first, _first_other(ids, first, other))
    return _Parallels(docs, pair, current(lang)).box()


class _Parallels:
    """The controls of the explorer of shared passages, and what the pair that is shown shares."""

    def __init__(self, docs: pd.DataFrame, pair: tuple[str, str], lang: str):
        self.docs, self.lang = docs, lang
        self.document = choice("document", docs["doc_id"], lang, every=False)
        self.other = choice("other", docs["doc_id"], lang)
        self.document.value, self.other.value = pair
        self.passage = listing("passage", lang)
        self.page = widgets.HTML()
        self.shared = pd.DataFrame()

    def box(self) -> Explorer:
        """Let the controls act, and put them into a box."""
        chart = Chart(lambda mark_id: choose(self.passage, int(mark_id)))
        bind([self.document, self.other], lambda: self.update(chart))
        bind([self.passage], self.read)
        controls = row(self.document, self.other)
        children = [controls, chart, self.passage, self.page]
        return Explorer(children, self.page.value, "parallels")

    def update(self, chart: Chart) -> None:
        """Find what the pair shares; list and draw it, the longest first."""
        own = apply(self.docs, {"doc_id": self.document})
        others = apply(self.docs, {"doc_id": self.other})
        shared = shared_passages(own, others)
        self.shared = shared.sort_values(
            "matched", ascending=False, kind="stable"
        )
        set_options(self.passage, _passage_entries(self.shared))
        chart.show(self.figure())

    def figure(self) -> go.Figure:
        """A dot plot of a pair, flows to all others."""
        if self.shared.empty:
            nothing = {"text": label("nothing", self.lang)}
            return go.Figure(layout={"title": nothing, "height": 120})
        draw = charts.flows if self.other.value == ALL else charts.dot_plot
        figure = draw(self.shared, self.docs, lang=self.lang)
        return figure.update_layout(width=None)

    def read(self) -> None:
        """Show both sides of the passage that is chosen."""
        if self.passage.value is None:
            self.page.value = label("nothing", self.lang)
        else:
            passage = self.shared.loc[self.passage.value]
            self.page.value = aligned(passage)


def _first_other(ids: list[str], doc_id: str, other: str | None) -> str:
    """With what *doc_id* is compared first."""
    if other is None:
        return ALL
    if other in ids:
        return other
    others = [name for name in ids if name != doc_id]
    return others[0] if others else ALL


def _passage_entries(shared: pd.DataFrame) -> list[Entry]:
    entries = []
    for one in shared.itertuples():
        beside = f"{one.other_doc_id} {one.other_start}"
        quote = _cut(one_line(one.quote), 40)
        name = f"{one.matched} · {one.layer} · {beside} · {quote}"
        entries.append((name, one.Index))
    return entries


def _cut(line: str, most: int) -> str:
    return line if len(line) <= most else line[: most - 1] + "…"


def aligned(passage: pd.Series) -> Page:
    """Both sides of a shared passage under each other, what differs marked; hovering says how."""
    here, there = [], []
    for piece in explain(passage).itertuples():
        here.append(_piece(piece.change, piece.text))
        there.append(_piece(piece.change, piece.other_text))
    rows = _side(passage["doc_id"], here, passage["start"], passage["quote"])
    rows += _side(
        passage["other_doc_id"],
        there,
        passage["other_start"],
        passage["other_quote"],
    )
    return page(f"<table>{rows}</table>")


def _side(doc_id: str, pieces: list[str], start: int, quote: str) -> str:
    """One side of a shared passage, with the English of its clauses."""
    head = f"<th style='width:9em'>{escape(doc_id)}</th>"
    english = escape(quote_in_english(quote, doc_id, int(start)))
    return (
        f"<tr>{head}<td lang='zh-Hans'>{''.join(pieces)}</td>"
        f"<td class='note' lang='en'>{english}</td></tr>"
    )


def _piece(change: str, text: str) -> str:
    """A piece of a passage, marked where the other side has something else."""
    shown = escape(text)
    if change == "equal" or not shown:
        return shown
    return f"<mark title='{change}'>{shown}</mark>"
