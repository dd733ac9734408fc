"""A concordance that searches in the browser: a Chinese phrase, or an English one in the
translation."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

import ipywidgets as widgets
import pandas as pd

from egov_lib.findings import DataError
from egov_lib.measure.concordance import find_phrase, in_context
from egov_lib.read.corpus import load_table
from egov_lib.show.explorers.base import given_or_corpus, still_table
from egov_lib.show.front.texts import texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current
from egov_lib.show.safe_text import escape

# All texts go to the page: more than this would make it slow, and a saved notebook heavy.
MOST_CHARACTERS = 1_000_000
PHRASE = "电子政务"  # e-government


def concordance(
    docs: pd.DataFrame | None = None,
    *,
    phrase: str = PHRASE,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Find a phrase in its contexts, in Chinese or in the English translation.

    Parameters
    ----------
    docs: None means the five sources. At most a million characters in all; for more, use
        `in_context`.
    phrase: what is sought first; ? is any character, * up to ten.
    filters: {"sort": "right"} sorts by what follows; "left" by what comes before.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> concordance(phrase="信息化").filters  # informatization
    {'q': '信息化'}
    """
    lang = current(lang)
    own = given_or_corpus(docs, "concordance")
    characters = int(own["text"].str.len().sum())
    if characters > MOST_CHARACTERS:
        raise DataError(
            f"the concordance got {characters:,} characters and shows at most "
            f"{MOST_CHARACTERS:,}: give fewer documents, or use egov.find_phrase and "
            "egov.in_context"
        )
    whole = [
        {"doc": name, "start": 0, "end": len(text)}
        for name, text in zip(own["doc_id"], own["text"])
    ]
    texts = texts_of(whole, docs)
    in_order = {name: texts[name] for name in own["doc_id"]}
    terms = load_table("glossary")
    english = dict(zip(terms["simplified"], terms["english"]))
    data = {"texts": in_order, "terms": english}
    shown = {"q": phrase, **(filters or {})}
    still = _still(own, shown["q"], lang)
    view = make_view(
        "concordance", data, still, chosen=chosen, filters=shown, lang=lang
    )
    view.children = _controls(view, own)
    return view


def _still(docs: pd.DataFrame, phrase: str, lang: str) -> str:
    """The hits of *phrase* in the Chinese texts, for readers without a script."""
    # A phrase may not begin or end with any character
    found = _places(docs, phrase.strip("?* "))
    hits = in_context(docs, found, width=15)
    return still_table(hits, ["left", "quote", "right", "doc_id"], lang)


def _places(docs: pd.DataFrame, phrase: str) -> pd.DataFrame:
    """Where a phrase stands, as a reader types it; an empty one nowhere.

    Raises `ValueError` for one that begins or ends with ? or *.
    """
    sought = normalize("NFKC", phrase).strip()
    if not sought:
        return find_phrase(docs.iloc[:0], PHRASE)
    kind = "wildcard" if set(sought) & set("?*") else "plain"
    return find_phrase(docs, sought, kind=kind)


def _controls(view: View, docs: pd.DataFrame) -> tuple[widgets.Widget, ...]:
    """A field and a line of ipywidgets, for those who build a panel of their own.

    The field and the phrase of *view* follow each other; the line has the number of places, or why
    a phrase can't be sought.
    """
    field = widgets.Text(view.filters["q"], continuous_update=False)
    line = widgets.HTML(_count(docs, field.value))

    def typed(change: dict) -> None:
        line.value = _count(docs, change["new"])
        view.filters = {**view.filters, "q": change["new"]}

    def sought(change: dict) -> None:
        field.value = change["new"].get("q", "")

    field.observe(typed, names="value")
    view.observe(sought, names="filters")
    return field, line


def _count(docs: pd.DataFrame, phrase: str) -> str:
    """How many places a phrase has, in all and by document; or the reason why it is not sought."""
    if not phrase.strip():
        return ""
    try:
        hits = _places(docs, phrase)
    except ValueError as refusal:  # it begins or ends with a wildcard
        return f"<b>{escape(str(refusal))}</b>"
    each = hits["doc_id"].value_counts(sort=False).items()
    named = ", ".join(f"{escape(str(doc))} {count}" for doc, count in each)
    return f"{len(hits)} · {named}"
