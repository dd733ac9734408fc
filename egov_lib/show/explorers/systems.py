"""The atlas of systems: every system the texts name, by kind and place, as far as it is said to
exist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show.explorers.base import (
    given_or_table,
    in_order,
    in_same_words,
    still_table,
)
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current
from egov_lib.show.remarks import remark
from egov_lib.show.style import PLACES

# The rows of the atlas, and the kinds of systems in each.
ROWS = (
    ("networks", ("network",)),
    ("platforms", ("platform",)),
    ("data", ("database", "catalogue", "exchange", "centre")),
    ("portals", ("portal", "site", "service")),
    ("applications", ("business system", "application", "project")),
    ("safety", ("security", "trust", "backup", "emergency")),
    ("others", ()),
)
# The columns, from the centre down: the nation by year, then places.
NATION, *REGIONS = PLACES
COLUMNS = ("nation-2002", "nation-2006", *REGIONS)
OPENS_ON = "yunnan-24-business-networks"


def systems(
    rows: pd.DataFrame | None = None,
    *,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Explore the systems that the texts name: a square each, filled as far as it is said to exist.

    Parameters
    ----------
    rows: None means `load_table("systems")`.
    chosen: a system_id.
    filters: {"open": "data"} opens another row with its names; {"state": "there"} dims the rest.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> systems(filters={"open": "data"}).filters
    {'open': 'data'}
    """
    lang = current(lang)
    rows = given_or_table(rows, "systems").drop_duplicates("system_id")
    rows = rows.reset_index(drop=True)
    places = place_rows(rows[FINDING])
    ties = _ties(rows)
    shown = [
        {**_system(row, place, ties.get(row.system_id, [])), **_date_of(row)}
        for row, place in zip(rows.itertuples(), places)
    ]
    data = {
        "systems": shown,
        "rows": [row for row, _ in ROWS],
        "columns": _columns(shown),
        "texts": texts_of(places),
        "opens_on": OPENS_ON,
    }
    columns = [f"label_{lang}", "place", "kind", "status"]
    still = still_table(rows, columns, lang)
    return make_view(
        "systems", data, still, chosen=chosen, filters=filters, lang=lang
    )


def atlas(
    rows: pd.DataFrame | None = None,
    relations: pd.DataFrame | None = None,
    *,
    kind: str = "network",
    lang: str | None = None,
) -> View:
    """The atlas of systems as the first edition called it: *kind* is the row that is open.

    *relations* is read from the workbook's table in any case.
    """
    return systems(rows, filters={"open": _row_of(kind)}, lang=lang)


def _system(row: Any, place: dict, ties: list[dict]) -> dict[str, Any]:
    """One system: names, kind, state, place, what it is said to be, and its ties to others."""
    return {
        **place,
        "id": row.system_id,
        "label_en": row.label_en,
        "label_zh": row.label_zh,
        "kind": row.kind,
        "row": _row_of(row.kind),
        "status": row.status,
        "place": row.place,
        "column": _column_of(row.doc_id, row.place),
        "level": row.level,
        "what": row.what,
        "what_zh": remark(row.what, "zh") if row.what else "",
        "note": row.note,
        "note_zh": remark(row.note, "zh") if row.note else "",
        "ties": ties,
    }


def _date_of(row: Any) -> dict[str, Any]:
    """Of when a state is told: `as_of`, whether that is but the date of the text, and the days
    within which it came to be ("" where no result is told in the same words).
    """
    written = load_corpus().set_index("doc_id")["date"].astype(str)
    events = load_table("events").query("kind == 'result'")
    results = in_same_words(events[events["date_from"].notna()], row)
    result = next(results.itertuples(), None)
    as_of = str(row.status_as_of)
    return {
        "as_of": as_of,
        "is_text_date": written.get(row.doc_id, "").startswith(as_of),
        "done_from": str(result.date_from)[:10] if result else "",
        "done_to": str(result.date_to)[:10] if result else "",
    }


def _row_of(kind: str) -> str:
    """The row of the atlas in which a kind of system is.

    >>> _row_of("catalogue"), _row_of("evaluation")
    ('data', 'others')
    """
    for row, kinds in ROWS:
        if kind in kinds:
            return row
    return ROWS[-1][0]


def _column_of(doc_id: str, place: str) -> str:
    """The column of a system.

    >>> _column_of("wuhai-2006", "Inner Mongolia"), _column_of("relay-2006", "China")
    ('Inner Mongolia', 'nation-2006')
    """
    if place == NATION:
        return "nation-2002" if doc_id == "opinion-2002" else "nation-2006"
    return place


def _columns(shown: list[dict]) -> list[str]:
    """The columns that have a system, in order; places of the reader's own come last."""
    return in_order(sorted(system["column"] for system in shown), COLUMNS)


def _ties(rows: pd.DataFrame) -> dict[str, list[dict]]:
    """By system_id: its relations to other systems of the frame, in both directions."""
    relations = load_table("relations")
    relations = relations[relations["between"] == "systems"]
    known = set(rows["system_id"])
    found: dict[str, list[dict]] = {}
    for tie in relations.itertuples():
        if tie.from_id not in known or tie.to_id not in known:
            continue
        for own, other, way in (
            (tie.from_id, tie.to_id, "to"),
            (tie.to_id, tie.from_id, "from"),
        ):
            found.setdefault(own, []).append(
                {
                    "relation": tie.relation,
                    "way": way,
                    "other": other,
                    "basis": tie.basis,
                }
            )
    return found
