"""The timeline: promises and their dates, what was reported, and the years that stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.show.explorers.base import (
    check_docs,
    given_or_table,
    is_about,
    still_table,
)
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.layouts.timeline import as_events
from egov_lib.show.messages import current, word
from egov_lib.show.passages.documents import find_document
from egov_lib.show.remarks import remark
from egov_lib.show.style import PLACES

# Where the promises of a document were made: the event from which an arc goes to each date due.
# The relay and the article both report the symposium, so their promises begin there; the article
# names a day of its own for Shenzhen only, so Beijing's and Chongqing's have no arc.
ORIGINS = {
    ("opinion-2002", "China"): "opinion-2002-forwarded",
    ("relay-2006", "China"): "egov-symposium-2006",
    ("article-2006", "China"): "egov-symposium-2006",
    ("article-2006", "Shenzhen"): "shenzhen-egov-meeting",
    ("yunnan-2006", "Yunnan"): "yunnan-leading-group-fourth-meeting",
    ("wuhai-2006", "Wuhai"): "wuhai-promotion-meeting",
}
# What an event has to be dated by.
EVENT_COLUMNS = ["date_from", "date_to", "how_known", "span", "open_end"]
OPENS_ON = "unified-network-one-year"
# Units that our own five texts do not have
UNITS = {"元": "yuan", "人次": "visits", "分": "points"}

# The short English of events whose name in the table leaves out what softens them.
SOFTENED = {
    "yunnan-system-by-2007": (
        "Due: Yunnan’s fairly complete system, end of 2007"
    ),
    "egov-framework-formed-2005": "Due: e-government framework, in a first form",
}


def timeline(
    events: pd.DataFrame | None = None,
    *,
    docs: pd.DataFrame | None = None,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Explore events on a line of time: promises and what they were due, what was reported, and
    the years in which the texts date nothing.

    Parameters
    ----------
    events: as `load_table("events")` gives them, which is also what None means, or any findings
        with date_from and date_to (`find_dates`).
    docs: the frame that they were made in; None means the five sources.
    chosen: the event_id of the mark whose passages are shown at first.
    filters: what is filtered at first: {"doc": "opinion-2002", "detail": "all"}.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    Returns a widget: `chosen` and `filters` can be read, set, observed and linked.

    >>> timeline().name
    'timeline'
    """
    lang = current(lang)
    given = given_or_table(events, "events")
    if docs is not None and "event_id" not in given:
        given = _by_document(given)
        filters = {"detail": "all"} if filters is None else filters
    rows = as_events(given, lang).reset_index(drop=True)
    docs_or_corpus = check_docs(rows, docs)
    dated = rows[rows["date_from"].notna()]
    places = place_rows(dated[FINDING])
    data = {
        "events": _events(dated, places),
        "undated": len(rows) - len(dated),
        "texts": texts_of(
            places, docs_or_corpus if docs is not None else None
        ),
        "written": _written(places) if docs is None else {},
        "opens_on": OPENS_ON,
        "places": list(PLACES),
    }
    still = _still(dated, (filters or {}).get("doc", ""), lang)
    return make_view(
        "timeline", data, still, chosen=chosen, filters=filters, lang=lang
    )


def _by_document(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings of a reader's own documents, a lane for each document, labelled in English too.

    The place that a finder cuts out of a sentence (全市 "the whole city") is no name of a lane.

    >>> found = pd.DataFrame({"doc_id": ["plan"], "quote": ["60%以上"], "place": ["全市"]})
    >>> found = found.assign(value=60.0, unit="%", bound="at least")
    >>> _by_document(found)[["place", "label_en"]].values.tolist()
    [['plan', 'at least 60 %']]
    """
    own = findings.assign(place=findings["doc_id"])
    is_counted = {"value", "unit", "bound"} <= set(own)
    if "label_en" in own or not is_counted:
        return own
    return own.assign(label_en=[_in_english(row) for row in own.itertuples()])


def _in_english(row: Any) -> str:
    """A quantity that was found, in English: "at least 60 %"; its quote where it has no number."""
    if pd.isna(row.value):
        return row.quote
    bound = "" if row.bound == "exact" else word(str(row.bound), "en")
    # "pieces" of what, only the sentence tells
    unit = UNITS.get(row.unit) or word(str(row.unit), "en")
    plain = "" if unit.startswith("(") else unit
    return " ".join(part for part in (bound, f"{row.value:,g}", plain) if part)


def _written(places: list[dict]) -> dict[str, str]:
    """The last day on which each text of these passages can have been written: "2006-12-31"."""
    names = {place["doc"] for place in places}
    cards = {name: find_document(name).card for name in sorted(names)}
    return {name: str(card["event_to"])[:10] for name, card in cards.items()}


def _still(dated: pd.DataFrame, doc_id: str, lang: str) -> str:
    """The first events by date, of one document where it is chosen, for pages without a kernel."""
    main = dated[dated["main"]] if "main" in dated else dated
    own = main[main["doc_id"] == doc_id] if doc_id else main
    once = own.drop_duplicates("event_id") if "event_id" in own else own
    by_date = once.sort_values("date_from", kind="stable")
    columns = ["date_from", "date_to", "doc_id", f"label_{lang}"]
    return still_table(by_date, columns, lang)


def _events(rows: pd.DataFrame, places: list[dict]) -> list[dict[str, Any]]:
    """Each event once, with all its passages, by date.

    id, label_en, label_zh; from, to: days; how, span, open; kind, level, place, main;
    origin: the id of the event from which its promise comes, or ""; findings: its passages, each
    with the grounds of its date.
    """
    found: dict[str, dict[str, Any]] = {}
    for row, place in zip(rows.itertuples(), places):
        passage = {
            **place,
            "how": row.how_known,
            "grounds": getattr(row, "grounds", ""),
            "grounds_zh": remark(getattr(row, "grounds", ""), "zh"),
        }
        if row.event_id in found:
            found[row.event_id]["findings"].append(passage)
            continue
        found[row.event_id] = {
            "id": row.event_id,
            "label_en": _label_en(row),
            "label_zh": getattr(row, "label_zh", "") or row.quote,
            "from": f"{row.date_from:%Y-%m-%d}",
            "to": f"{row.date_to:%Y-%m-%d}",
            "how": row.how_known,
            "span": row.span,
            "open": bool(row.open_end),
            "is_about": is_about(row.quote),
            "kind": getattr(row, "kind", ""),
            "level": getattr(row, "level", "document"),
            "place": getattr(row, "place", ""),
            "main": bool(getattr(row, "main", True)),
            "doc": row.doc_id,
            "origin": _origin(row),
            "findings": [passage],
        }
    return sorted(
        found.values(), key=lambda event: (event["from"], event["to"])
    )


def _label_en(row: Any) -> str:
    """Its short English, with the word that softens it and its date where the table leaves them."""
    label = getattr(row, "label_en", "") or row.quote
    return SOFTENED.get(row.event_id, label)


def _origin(row: Any) -> str:
    """The event at which what is due was promised."""
    if getattr(row, "kind", "") != "deadline":
        return ""
    return ORIGINS.get((row.doc_id, row.place), "")
