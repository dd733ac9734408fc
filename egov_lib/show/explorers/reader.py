"""The five texts to be read: clause by clause, Chinese and English, and the file as received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import check_findings
from egov_lib.read.corpus import data_folder, load_log, load_table
from egov_lib.show.explorers.base import given_or_corpus
from egov_lib.show.front.texts import texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current
from egov_lib.show.passages import side_by_side
from egov_lib.show.passages.documents import find_document
from egov_lib.show.passages.elsewhere import TOLD, found_elsewhere
from egov_lib.show.pinyin import sounds
from egov_lib.show.remarks import remark
from egov_lib.show.style import SEALS

STILL_CHARS = 200  # of a text on a page without a kernel, at least


def reader(
    doc_id: str | None = None,
    *,
    docs: pd.DataFrame | None = None,
    findings: Mapping[str, pd.DataFrame] | None = None,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Read a document clause by clause: Chinese and English facing, the file as received beside it,
    who speaks, what was changed and why, and the terms that are met.

    Parameters
    ----------
    doc_id: what is shown first; None is the first document.
    docs: None means the five sources. Documents of the reader's own have neither English nor
        witness.
    findings: what can be highlighted, by name.
    chosen: the address of a clause ("opinion-2002:2.1.13").
    filters: {"columns": "received"} shows the file as received in a third column, "zh" and "en"
        one language; {"sound": "on"} sets the pinyin under the Chinese.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> reader("yunnan-2006").filters
    {'doc': 'yunnan-2006'}
    """
    lang = current(lang)
    own = given_or_corpus(docs, "reader")
    ids = own["doc_id"].tolist()
    first = ids[0] if doc_id is None else doc_id
    find_document(first, docs)  # an unknown one is refused here
    whole = [
        {"doc": name, "start": 0, "end": len(text)}
        for name, text in zip(ids, own["text"])
    ]
    texts = texts_of(whole, docs)
    changes, grounds = _changes(
        [name for name in ids if docs is None and name in SEALS]
    )
    data = {
        "texts": {name: texts[name] for name in ids},
        "changes": changes,
        "grounds": [[note, remark(note, "zh")] for note in grounds],
        "terms": _terms(own["text"]),
        "sounds": {
            name: _sounds(name, data_folder()) for name in ids if docs is None
        },
        "softening": load_table("hedges")[["word", "english"]].values.tolist(),
        "layers": _layers(findings or {}, own),
        "elsewhere": _elsewhere(ids) if docs is None else [],
        "ties": {"kinds": KINDS, "bases": BASES},
    }
    shown = {"doc": first, **(filters or {})}
    still = _still(first, docs, own)
    return make_view(
        "reader", data, still, chosen=chosen, filters=shown, lang=lang
    )


def _changes(
    ids: Sequence[str],
) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """What the editor changed in each text, by place, and the grounds of all, each once.

    A change has its words before and after, the number of its grounds, and its certainty where it
    is not certain.
    """
    changes: dict[str, list[dict[str, Any]]] = {}
    numbers: dict[str, int] = {}
    for doc_id in ids:
        log = load_log(doc_id)
        by_hand = log[log["rule"].str.startswith("edit:")]
        changes[doc_id] = [
            _change(row, numbers.setdefault(row.note, len(numbers)))
            for row in by_hand.itertuples()
        ]
    return changes, list(numbers)


def _change(row: Any, grounds: int) -> dict[str, Any]:
    change = {
        "at": int(row.new_start),
        "before": row.before,
        "after": row.after,
        "grounds": grounds,
    }
    if row.certainty != "certain":
        change["certainty"] = row.certainty
    return change


@lru_cache(maxsize=8)
def _sounds(doc_id: str, _folder: object) -> list[str]:
    """The pinyin of each clause of an edition, by word; kept, because cutting words takes long."""
    source = find_document(doc_id)
    return [
        sounds(source.text[clause.start : clause.end])
        for clause in source.clauses
    ]


def _terms(texts: pd.Series) -> list[list[str]]:
    """The terms of the glossary that the texts have: Chinese, sound, English, what it is in English
    and in Chinese.
    """
    glossary = load_table("glossary")
    whole = "\n".join(texts)
    is_there = [term in whole for term in glossary["simplified"]]
    terms = glossary[is_there]
    shown = ["simplified", "pinyin", "english", "definition", "definition_zh"]
    return terms[shown].to_numpy().tolist()


# How a place is tied to another, by number: a page has some hundred ties
KINDS = tuple(dict.fromkeys(["same_words", *chain(*TOLD.values())]))
BASES = ("", "stated", "inferred")


def _elsewhere(ids: list[str]) -> list[list[int]]:
    """The ties between places of the texts, from either side.

    Each is the number of a text in *ids*, start and end; the same of the other text; the kind and
    the basis by their numbers in `KINDS` and `BASES`; and how many characters are the same.
    """
    rows = []
    for row in found_elsewhere().itertuples():
        own = [ids.index(row.doc_id), row.start, row.end]
        other = [
            ids.index(row.other_doc_id),
            row.other_start,
            row.other_end,
        ]
        tie = [KINDS.index(row.kind), BASES.index(row.basis), row.matched]
        rows.append([int(number) for number in (*own, *other, *tie)])
    return rows


def _layers(
    findings: Mapping[str, pd.DataFrame], docs: pd.DataFrame
) -> dict[str, list[dict[str, Any]]]:
    """What can be highlighted: name -> its places."""
    layers = {}
    for name, found in findings.items():
        check_findings(found, docs)
        there = found[found["start"].notna()]
        places = there[FINDING].itertuples()
        layers[name] = [
            {"doc": row.doc_id, "start": int(row.start), "end": int(row.end)}
            for row in places
        ]
    return layers


def _still(doc_id: str, docs: pd.DataFrame | None, own: pd.DataFrame) -> str:
    """The beginning of a document, for pages without scripts."""
    text = own.set_index("doc_id").loc[doc_id, "text"]
    end = text.find("\n", STILL_CHARS)
    return side_by_side(doc_id, docs=docs, span=(0, end if end >= 0 else None))
