"""Who says it, and through whom: every stretch of the five texts by its layers of voices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from egov_lib.read.corpus import data_folder, load_corpus
from egov_lib.read.translations import passage as find_passage
from egov_lib.show.explorers.base import given_or_table, still_table
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current, word
from egov_lib.show.passages.clauses import chinese_names
from egov_lib.show.remarks import remark


def speakers(
    rows: pd.DataFrame | None = None,
    *,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """See who speaks in each stretch of the texts, and through how many mouths.

    Parameters
    ----------
    rows: None means `load_table("speakers")`.
    chosen: the address of a stretch ("relay-2006:2.7.1-2.7.8").
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> len(speakers().data["lengths"])
    5
    """
    lang = current(lang)
    table = given_or_table(rows, "speakers").reset_index(drop=True)
    names = chinese_names(data_folder())
    addresses = [_address(row) for row in table.itertuples()]
    found = find_passage(addresses).assign(address=addresses)
    places = place_rows(found[["doc_id", "start", "end", "quote"]])
    stretches = [
        _stretch(row, {**place, "address": address}, names)
        for row, place, address in zip(table.itertuples(), places, addresses)
    ]
    texts = load_corpus().set_index("doc_id")["text"]
    own = list(dict.fromkeys(table["doc_id"]))
    data = {
        "stretches": stretches,
        "lengths": {doc: len(texts[doc]) for doc in own},
        "unassigned": {
            doc: _unassigned(texts[doc], doc, stretches) for doc in own
        },
        "texts": texts_of(stretches),
        "opens_on": _longest_relayed(stretches),
    }
    columns = ["doc_id", f"speaker_{lang}", "through", "verb"]
    still = still_table(table, columns, lang)
    return make_view(
        "speakers", data, still, chosen=chosen, filters=filters, lang=lang
    )


def _address(row: Any) -> str:
    """The address of a stretch: its first and its last segment."""
    first = f"{row.doc_id}:{row.first}"
    return first if row.first == row.last else f"{first}-{row.last}"


def _stretch(
    row: Any, place: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, Any]:
    """One stretch: its place, who speaks, through whom, the word that says so, how it is known."""
    through = [name for name in row.through.split(" > ") if name]
    return {
        **place,
        "id": place["address"],
        "en": row.speaker_en,
        "zh": row.speaker_zh,
        "through_en": through,
        "through_zh": [
            names.get(name) or word(name, "zh") for name in through
        ],
        "verb": row.verb,
        "cue": row.quote if isinstance(row.quote, str) else "",
        "how": row.how_known,
        "note": row.note,
        "note_zh": remark(row.note, "zh") if row.note else "",
    }


def _unassigned(
    text: str, doc_id: str, stretches: list[dict]
) -> dict[str, int]:
    """The characters of a text that no stretch has: line breaks, and others.

    >>> _unassigned("AB\\nC.", "x", [{"doc": "x", "start": 0, "end": 2}])
    {'breaks': 1, 'others': 2}
    """
    left = list(text)
    for one in stretches:
        if one["doc"] == doc_id:
            size = one["end"] - one["start"]
            left[one["start"] : one["end"]] = [""] * size
    unsaid = "".join(left)
    breaks = unsaid.count("\n")
    return {"breaks": breaks, "others": len(unsaid) - breaks}


def _longest_relayed(stretches: list[dict]) -> str:
    """The longest stretch that is told through two or more."""
    relayed = [one for one in stretches if len(one["through_en"]) > 1]
    longest = max(
        relayed or stretches, key=lambda one: one["end"] - one["start"]
    )
    return longest["id"]
