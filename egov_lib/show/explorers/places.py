"""What is told of each place: networks and systems, promises, results, problems, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import check_whole
from egov_lib.read.corpus import load_table
from egov_lib.show.explorers.base import (
    check_docs,
    in_order,
    in_same_words,
    still_table,
)
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current
from egov_lib.show.style import PLACES

# What a text can do in speaking of a place, in the order of the columns.
ACTS = ("promised", "there", "building", "achieved", "events")
# The state of a system that each word of the table means.
STATES = {
    "completed": "there",
    "existing": "there",
    "improving": "building",
    "under construction": "building",
    "required": "promised",
    "planned": "promised",
    "wanted": "promised",
}
EVENT_ACTS = {"deadline": "promised", "result": "achieved", "plan": "promised"}
# What is told of a system and of an event in the same words is one thing: an event of the act at
# left is counted with a system of an act at right.
ONE_THING = {
    "promised": ("promised", "building"),
    "achieved": ("there",),
    "events": ("there", "building"),
}


def places(
    findings: pd.DataFrame | None = None,
    *,
    docs: pd.DataFrame | None = None,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """See what is told of each place, act by act: a square is a thing told, a small one a part.

    A system and an event (its date, its result) in the same words of a text are one thing.

    Parameters
    ----------
    findings: any findings with a column place, and perhaps kind, which gives the columns; None
        means the systems, the dates due, the results and the other main events of the workbook.
    docs: the frame that they were made in; None means the five sources.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> places().data["places"][:2]
    ['China', 'Yunnan']
    """
    lang = current(lang)
    rows = _own_rows() if findings is None else _given_rows(findings, lang)
    docs_or_corpus = check_docs(rows, docs)
    there = rows[rows["start"].notna()].reset_index(drop=True)
    marks = [
        _mark(number, row, place)
        for number, (row, place) in enumerate(
            zip(there.itertuples(), place_rows(there[FINDING]))
        )
    ]
    data = {
        "marks": marks,
        "places": in_order(there["place"], PLACES),
        "acts": in_order(there["act"], ACTS),
        "levels": dict(zip(there["place"], there["level"])),
        "texts": texts_of(marks, docs_or_corpus if docs is not None else None),
    }
    counts = there["place"].value_counts(sort=False)
    table = counts.rename_axis("place").reset_index(name="passages")
    still = still_table(table, ["place", "passages"], lang)
    return make_view(
        "places", data, still, chosen=chosen, filters=filters, lang=lang
    )


def _mark(number: int, row: Any, place: dict) -> dict[str, Any]:
    return {
        **place,
        "id": f"{row.place}|{row.act}|{number}",
        "label_en": row.label_en,
        "label_zh": row.label_zh,
        "place": row.place,
        "act": row.act,
        "whole_en": row.whole_en,
        "whole_zh": row.whole_zh,
        "is_due": bool(row.is_due),
        "again_en": row.again_en,
        "again_zh": row.again_zh,
    }


COLUMNS = [*FINDING, "label_en", "label_zh", "place", "level", "act"]
WHOLE = ["whole_en", "whole_zh"]  # of what a system is part; "" for a whole
AGAIN = [
    "again_en",
    "again_zh",
]  # the event that is told in the same words; "" for none


def _own_rows() -> pd.DataFrame:
    """The workbook's own: systems by their state, then what is due, what is reported, what
    happened."""
    systems = load_table("systems").drop_duplicates("system_id")
    states = systems["status"].map(STATES)
    systems = _with_wholes(systems.assign(act=states))
    events = load_table("events").drop_duplicates("event_id")
    is_shown = events["main"] & (events["kind"] != "period")
    events = events[is_shown]
    acts = events["kind"].map(EVENT_ACTS).fillna("events")
    # A plan in 《》 is a document, which is there; any other is still to be carried out.
    is_titled = events["quote"].str.startswith("《")
    is_document = (events["kind"] == "plan") & is_titled
    acts = acts.mask(is_document, "events")
    events = events.assign(act=acts, is_due=events["kind"] == "deadline")
    both = pd.concat(_told_once(systems, events))
    known = both[both["act"].notna()]
    words = [*WHOLE, *AGAIN]
    known = known.assign(**known[words].fillna(""))
    return known[[*COLUMNS, *words, "is_due"]].reset_index(drop=True)


def _told_once(
    systems: pd.DataFrame, events: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Systems with the events that are told in the same words, and the events that are left.

    Systems gain `is_due`, `again_en` and `again_zh` (label of the event). Parts are left alone:
    they are not counted.
    """
    systems = systems.reset_index(drop=True)
    systems = systems.assign(is_due=False, again_en="", again_zh="")
    wholes = systems[systems["whole_en"].isna()]
    is_left = []
    for event in events.itertuples():
        same = in_same_words(wholes, event)
        same = same[same["act"].isin(ONE_THING[event.act])]
        is_left.append(same.empty)
        for name in ("label_en", "label_zh"):
            again = name.replace("label", "again")
            systems.loc[same.index, again] = getattr(event, name)
        systems.loc[same.index, "is_due"] |= event.is_due
    return systems, events[is_left]


def _with_wholes(systems: pd.DataFrame) -> pd.DataFrame:
    """Systems with the name of what each is part of, in both languages."""
    ties = load_table("relations")
    is_part = (ties["between"] == "systems") & (ties["relation"] == "part_of")
    parts = ties[is_part].drop_duplicates("from_id").set_index("from_id")
    whole = systems["system_id"].map(parts["to_id"])
    names = systems.set_index("system_id")
    return systems.assign(
        whole_en=whole.map(names["label_en"]),
        whole_zh=whole.map(names["label_zh"]),
    )


def _given_rows(findings: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Findings of the reader's own, with the columns that they lack."""
    check_whole(findings, [*FINDING, "place"], "places")
    lacking = {
        "label_en": findings["quote"],
        "label_zh": findings["quote"],
        "level": "",
        "act": findings.get("kind", pd.Series("", index=findings.index)),
        "whole_en": "",
        "whole_zh": "",
        "is_due": False,
        "again_en": "",
        "again_zh": "",
    }
    missing = {
        name: cells for name, cells in lacking.items() if name not in findings
    }
    return findings.assign(**missing)
