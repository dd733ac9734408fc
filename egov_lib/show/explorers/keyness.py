"""Which words are whose: the words that mark one text off from the others, with their intervals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import DataError
from egov_lib.measure.keyness import keywords
from egov_lib.measure.words import segment
from egov_lib.read.corpus import data_folder, load_corpus, load_table
from egov_lib.show.explorers.base import given_or_corpus, still_table
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current

MOST_WORDS = 26  # of a text, by how surely they mark it
MOST_PLACES = 4  # of a word that are shown as passages
MOST_DOCUMENTS = 12
TOO_FEW = "too few to say"
CLEAR = ("more", "less")

# Words that say how others belong together, of which a heading tells nothing.
GRAMMAR = frozenset("的了是在和与及由以从到向为将要还更上中型个")
MOST_LONGER = 2  # words that are named because a word is within them

# What has no row in the dictionary: numbers are read by everybody, these by readers of Chinese.
SMALL_WORDS = {
    "的": "of, ’s",
    "了": "particle of completion",
    "是": "is",
    "在": "in, at",
    "和": "and",
    "与": "and, with",
    "及": "and, as well as",
    "由": "by",
    "以": "by, with",
    "从": "from",
    "到": "to, until",
    "向": "towards",
    "为": "for, to be",
    "将": "will",
    "要": "must, is to",
    "还": "still, also",
    "更": "more",
    "新": "new",
    "大": "large",
    "上": "on, above",
    "中": "in, middle",
    "型": "type",
    "个": "measure word",
    "年": "year",
    "月": "month",
    "日": "day",
    "二": "two",
    "四": "four",
}


def keyness(
    words: pd.DataFrame | None = None,
    *,
    docs: pd.DataFrame | None = None,
    target: str | None = None,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """See the words that mark a text off from all others, how surely, and where they are.

    Words too rare to say anything of are left out.

    Parameters
    ----------
    words: from `segment(docs)`, which is also what None means.
    docs: None means the five sources; of more than 12 the first 12 are compared.
    target: what is shown first; None is the first document.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> keyness(target="wuhai-2006").filters
    {'target': 'wuhai-2006'}
    """
    lang = current(lang)
    own = given_or_corpus(docs, "keyness")
    if words is None:
        words = _corpus_words(data_folder()) if docs is None else segment(own)
    own = own[own["doc_id"].isin(set(words["doc_id"]))].head(MOST_DOCUMENTS)
    ids = own["doc_id"].tolist()
    if not ids:
        raise DataError(
            "keyness got documents without a word: give texts with some Chinese in them"
        )
    if target is not None and target not in ids:
        known = ", ".join(map(str, ids))
        raise DataError(
            f"there is no document {target!r}: choose among {known}"
        )
    keys = {name: _tested(words, name) for name in ids}
    rows = {name: _words_of(keys[name], words, own, name) for name in ids}
    places = [
        place
        for found in rows.values()
        for row in found
        for place in row["findings"]
    ]
    whole = [{"doc": name, "start": 0, "end": 1} for name in ids]
    data = {
        "rows": rows,
        "tested": {name: len(keys[name]) for name in ids},
        "clear": {name: _clear_of(keys[name]) for name in ids},
        "sizes": {name: int((words["doc_id"] == name).sum()) for name in ids},
        "texts": texts_of([*whole, *places], docs),
    }
    first = ids[0] if target is None else target
    marking = pd.DataFrame(rows[first])
    columns = ["word", "english", "count", "others", "log_ratio"]
    still = still_table(marking, columns, lang) if len(marking) else ""
    return make_view(
        "keyness",
        data,
        still,
        chosen=chosen,
        filters={"target": first, **(filters or {})},
        lang=lang,
    )


@lru_cache(maxsize=2)
def _corpus_words(_folder: object) -> pd.DataFrame:
    """The words of the five sources, kept: cutting them takes seconds."""
    return segment(load_corpus())


def _within_all(word: str, docs: pd.DataFrame, doc_id: str) -> tuple[int, int]:
    """How often the characters of a word stand in a text, and in the others: within longer words,
    too.

    docs: doc_id, text in lower case, as words are.

    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": ["业务系统", "办公业务系统"]})
    >>> _within_all("业务系统", docs, "a")  # business system; business system of offices
    (1, 1)
    """
    counts = docs["text"].str.count(re.escape(word))
    here = int(counts[docs["doc_id"] == doc_id].sum())
    return here, int(counts.sum()) - here


def _longer(
    word: str, known: pd.Series, english: Mapping[str, str]
) -> list[dict[str, str]]:
    """The first words that a word is within: label_zh, label_en with what they mean.

    >>> _longer("业务", pd.Series(["业务", "业务系统"]), {"业务系统": "business system"})
    [{'label_zh': '业务系统', 'label_en': '业务系统 business system'}]
    """
    is_longer = known.str.contains(word, regex=False) & (known != word)
    return [
        {
            "label_zh": longer,
            "label_en": f"{longer} {english.get(longer, '')}".strip(),
        }
        for longer in known[is_longer].head(MOST_LONGER)
    ]


def _places_of(places: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    """Of the places of a word the first in a text, and the first in the others."""
    is_here = places["doc_id"] == doc_id
    here, others = places[is_here], places[~is_here].head(MOST_PLACES // 2)
    first = here.head(MOST_PLACES - len(others))
    return pd.concat([first, others])[FINDING]


@lru_cache(maxsize=2)
def _english_words(_folder: object) -> dict[str, str]:
    """What words and terms most often mean in these texts."""
    words, terms = load_table("words"), load_table("glossary")
    known = dict(zip(words["word"], words["english"]))
    named = dict(zip(terms["simplified"], terms["english"]))
    return SMALL_WORDS | known | named


def _tested(words: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    """The words of which something can be said at all: those that were tested."""
    keys = keywords(words, [doc_id])
    return keys[keys["verdict"] != TOO_FEW]


def _clear_of(keys: pd.DataFrame) -> dict[str, int]:
    """How many words are clearly more frequent in a text, and how many less: all, not only those
    that are shown.
    """
    counts = keys["verdict"].value_counts()
    return {verdict: int(counts.get(verdict, 0)) for verdict in CLEAR}


def _words_of(
    keys: pd.DataFrame, words: pd.DataFrame, docs: pd.DataFrame, doc_id: str
) -> list[dict[str, Any]]:
    """The words that mark one text most surely, whether it has more or less of them, by log ratio.

    word, english; count: times in it; others: times in all others; within_here, within_others: the
    same of its characters, within longer words, too; longer: such words; grammar: whether it only
    joins other words; rank: how surely it marks the text, 0 for the most; log_ratio: doublings of
    the rate, with low and high, the ends of its interval of 95 %; verdict; findings: places of it.
    """
    written = keys[keys["word"].str.fullmatch(r"\w+")]
    surest = written.sort_values(
        "g2", key=abs, ascending=False, kind="stable"
    ).head(MOST_WORDS)
    ranks = {word: rank for rank, word in enumerate(surest["word"])}
    ordered = surest.sort_values("log_ratio", ascending=False, kind="stable")
    english = _english_words(data_folder())
    by_word = words[words["word"].isin(ordered["word"])].groupby("word")
    found = [
        _places_of(by_word.get_group(word), doc_id) for word in ordered["word"]
    ]
    # One call for all: an address costs a search of its own.
    places = iter(place_rows(pd.concat(found)) if found else [])
    known = pd.Series(words["word"].unique())
    lowered = docs.assign(text=docs["text"].str.lower())
    rows = []
    for key, own in zip(ordered.itertuples(), found):
        here, others = _within_all(key.word, lowered, doc_id)
        rows.append(
            {
                "word": key.word,
                "english": english.get(key.word, ""),
                "count": int(key.target),
                "others": int(key.reference),
                "within_here": here,
                "within_others": others,
                "longer": _longer(key.word, known, english),
                "grammar": key.word in GRAMMAR,
                "rank": ranks[key.word],
                "log_ratio": round(float(key.log_ratio), 2),
                "low": round(float(key.low), 2),
                "high": round(float(key.high), 2),
                "verdict": key.verdict,
                "findings": [next(places) for _ in range(len(own))],
            }
        )
    return rows
