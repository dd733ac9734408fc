"""A concordance that searches in the browser: a Chinese phrase, or an English one in the
translation."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.measure.concordance import find_phrase, in_context
from egov_lib.show.explorers.base import given_or_corpus, still_table
from egov_lib.show.front.texts import texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current

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
    data = {"texts": {name: texts[name] for name in own["doc_id"]}}
    hits = in_context(own, find_phrase(own, PHRASE), width=15)
    still = still_table(hits, ["left", "quote", "right", "doc_id"], lang)
    shown = {"q": phrase, **(filters or {})}
    return make_view(
        "concordance", data, still, chosen=chosen, filters=shown, lang=lang
    )
