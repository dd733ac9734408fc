"""Explorers of words: a concordance, the words that mark a text, and passages that two texts share."""

from __future__ import annotations

from functools import lru_cache

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.measure.concordance import find_phrase, in_context
from egov_lib.measure.keyness import keywords
from egov_lib.measure.reuse import explain, shared_passages
from egov_lib.measure.words import segment
from egov_lib.read.corpus import load_corpus
from egov_lib.show import charts
from egov_lib.show import passages as reading
from egov_lib.show.explorers.base import (
    ALL,
    FIELD,
    Explorer,
    choice,
    choose,
    follow,
    listing,
    offer,
    page_of,
    row,
    still_table,
    text,
    watch,
)

MOST_HITS = 200  # lines of a concordance that are shown; the count above them is complete


def concordance(
    docs: pd.DataFrame | None = None, *, phrase: str = "电子政务", lang: str = "en"
) -> Explorer:
    """Find a phrase in its contexts (? is any character, * up to ten): sort them, and read any hit in its passage."""
    docs = load_corpus() if docs is None else docs
    sought = widgets.Text(
        value=phrase, description=text("phrase", lang), continuous_update=False, **FIELD
    )
    source = choice("source", docs["doc_id"], lang)
    order = choice("sort", ["position", "left", "right"], lang, every=False)
    hit, (count, lines, page) = listing("hit", lang), (widgets.HTML() for _ in range(3))
    found: dict[str, pd.DataFrame] = {}

    def search() -> None:
        where = docs if source.value == ALL else docs[docs["doc_id"] == source.value]
        words = sought.value.strip()
        hits = (
            find_phrase(where, words, kind="wildcard" if set(words) & {"*", "?"} else "plain")
            if words
            else _none()
        )
        hits = (
            in_context(where, hits, width=15, sort=order.value)
            if len(hits)
            else hits.assign(left="", right="")
        )
        found["hits"] = hits
        each = hits["doc_id"].value_counts(sort=False).items()
        count.value = f"{len(hits)} · " + ", ".join(f"{doc_id} {number}" for doc_id, number in each)
        shown = hits.head(MOST_HITS)
        lines.value = kwic(shown) if len(hits) else text("nothing", lang)
        offer(hit, [(f"{d} {s} · {a[-8:]}【{q}】{b[:8]}".replace("\n", "¶"), i) for i, d, s, q, a, b in
                    shown[["doc_id", "start", "quote", "left", "right"]].itertuples(name=None)])  # fmt: skip

    def read() -> None:
        page.value = (
            ""
            if hit.value is None
            else page_of(found["hits"].loc[hit.value, FINDING], lang, docs=docs)
        )

    watch([sought, source, order], search)
    watch([hit], read)
    return Explorer(
        [row(sought, source, order), count, lines, hit, page], lines.value, "concordance"
    )


def _none() -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [], "start": [], "end": [], "quote": []})


def kwic(hits: pd.DataFrame) -> reading.Page:
    """Set hits with left and right contexts under each other, the phrase in the middle."""
    hits = hits.assign(**{side: hits[side].str.replace("\n", "¶") for side in ("left", "right")})
    cells = "".join(
        f"<tr><td style='text-align:right!important'>{reading.escape(left)}</td><td><mark>{reading.escape(quote)}</mark></td>"
        f"<td>{reading.escape(right)}</td><td class='where'>{reading.escape(doc_id)}</td></tr>"
        for doc_id, left, quote, right in hits[["doc_id", "left", "quote", "right"]].itertuples(
            index=False, name=None
        )
    )
    return reading.Page(
        f"{reading.STYLE}<div class='egov-page' lang='zh-Hans' tabindex='0' style='max-height:22em;overflow:auto'>"
        f"<table style='table-layout:auto'>{cells}</table></div>"
    )


@lru_cache(maxsize=2)
def _corpus_words() -> pd.DataFrame:
    return segment(load_corpus())


def keyness(
    words: pd.DataFrame | None = None,
    *,
    docs: pd.DataFrame | None = None,
    target: str | None = None,
    lang: str = "en",
) -> Explorer:
    """See the words that mark one document off from another or from all others; choose a word to see where it stands.

    *words* from `segment(docs)`, which is also what None means; *docs* None means the five sources, *target* None the first
    document. Words too rare to say anything of are left out of the chart.
    """
    words = (_corpus_words() if docs is None else segment(docs)) if words is None else words
    docs = load_corpus() if docs is None else docs
    document = choice("document", words["doc_id"], lang, every=False)
    document.value = target or words["doc_id"].iloc[0]
    reference = choice("reference", words["doc_id"], lang)
    word, page = listing("word", lang), widgets.HTML()
    found: dict[str, pd.DataFrame] = {}

    def draw() -> go.Figure:
        beside = None if reference.value in (ALL, document.value) else [reference.value]
        found["keys"] = keys = keywords(words, [document.value], reference=beside)
        keys = keys[keys["word"].str.fullmatch(r"\w+")]
        told = keys[keys["verdict"] != "too few to say"]
        columns = told[["word", "target", "reference", "verdict"]].itertuples(
            index=False, name=None
        )
        offer(
            word,
            [
                (f"{name} · {here} : {there} · {verdict}", name)
                for name, here, there, verdict in columns
            ],
        )
        return charts.keyness(keys, lang=lang)

    def read() -> None:
        known = docs[docs["doc_id"].isin(set(words["doc_id"]))]
        hits = find_phrase(known, word.value) if word.value else _none()
        page.value = (
            kwic(in_context(known, hits, width=15).head(60)) if len(hits) else text("nothing", lang)
        )

    panel = follow([document, reference], draw, lambda name: choose(word, name))
    watch([word], read)
    first = found["keys"]  # beside all others, as it was drawn
    still = still_table(
        first[first["verdict"] == "more"], ["word", "target", "reference", "log_ratio"]
    )
    return Explorer([row(document, reference), panel, word, page], still, "keyness")


def parallels(
    doc_id: str = "article-2006",
    other: str | None = "relay-2006",
    *,
    docs: pd.DataFrame | None = None,
    lang: str = "en",
) -> Explorer:
    """See what a document shares with another or with all others; each mark or choice shows both passages and what was changed.

    *docs* None means the five sources; of other *docs* the first two are shown first unless *doc_id* and *other* are named.
    """
    docs = load_corpus() if docs is None else docs
    ids = docs["doc_id"].tolist()
    left, right = choice("document", ids, lang, every=False), choice("other", ids, lang)
    left.value = doc_id if doc_id in ids else ids[0]
    beside = next((name for name in ids if name != left.value), ALL)
    right.value = ALL if other is None else other if other in ids else beside
    passage, page = listing("passage", lang), widgets.HTML()
    found: dict[str, pd.DataFrame] = {}

    def draw() -> go.Figure:
        others = docs if right.value == ALL else docs[docs["doc_id"] == right.value]
        shared = shared_passages(docs[docs["doc_id"] == left.value], others)
        found["passages"] = shared = shared.sort_values("matched", ascending=False, kind="stable")
        offer(passage, [(_named(own), own.Index) for own in shared.itertuples()])
        if shared.empty:
            return go.Figure(layout={"title": {"text": text("nothing", lang)}, "height": 120})
        chart = charts.flows if right.value == ALL else charts.dot_plot
        return chart(shared, docs, lang=lang).update_layout(width=None)

    def read() -> None:
        page.value = (
            text("nothing", lang)
            if passage.value is None
            else aligned(found["passages"].loc[passage.value])
        )

    panel = follow([left, right], draw, lambda mark: choose(passage, int(mark)))
    watch([passage], read)
    return Explorer([row(left, right), panel, passage, page], page.value, "parallels")


def _named(passage: tuple) -> str:
    quote = " ".join(passage.quote.split())
    beside = f"{passage.other_doc_id} {passage.other_start}"
    return f"{passage.matched} · {passage.layer} · {beside} · {quote if len(quote) <= 40 else quote[:39] + '…'}"


def aligned(passage: pd.Series) -> reading.Page:
    """Two sides of a shared passage under each other, what differs marked; hovering says how."""
    sides: tuple[list[str], list[str]] = ([], [])
    for piece in explain(passage).itertuples():
        for side, shown in zip(
            sides, (reading.escape(piece.text), reading.escape(piece.other_text))
        ):
            side.append(
                shown
                if piece.change == "equal" or not shown
                else f"<mark title='{piece.change}'>{shown}</mark>"
            )
    names = (passage["doc_id"], passage["other_doc_id"])
    rows = "".join(
        f"<tr><th style='width:9em'>{n}</th><td>{''.join(s)}</td></tr>"
        for n, s in zip(names, sides)
    )
    return reading.Page(
        f"{reading.STYLE}<div class='egov-page' lang='zh-Hans'><table>{rows}</table></div>"
    )
