"""The card of a source: what is known of it, its four dates apart, each with its grounds."""

from __future__ import annotations

import pandas as pd

from egov_lib.read.corpus import load_corpus
from egov_lib.show.messages import label, say
from egov_lib.show.passages.page import Page, page
from egov_lib.show.remarks import remark
from egov_lib.show.safe_text import escape

CARD_FIELDS = (
    "title_zh",
    "title_en",
    "kind",
    "issuer",
    "speaker",
    "relays",
    "event",
    "written",
    "issued",
    "posted",
    "script",
    "completeness",
    "damage",
    "withheld",
    "rights",
    "found_at",
    "file",
    "sha256",
)


def source_card(doc_id: str, *, lang: str | None = None) -> Page:
    """Show what is known of a source, its four dates apart, each with its grounds.

    >>> "<th style='width:11em'>Speaker</th>" in source_card("wuhai-2006")
    True
    """
    card = load_corpus().set_index("doc_id").loc[doc_id]
    rows = [_card_row(card, field, lang) for field in CARD_FIELDS]
    return page(
        f"<b>{escape(doc_id)}</b><table>{''.join(rows)}</table>", lang=lang
    )


def _card_row(card: pd.Series, field: str, lang: str | None) -> str:
    """One line of a card; nothing for a field that is empty."""
    is_date = f"{field}_grounds" in card
    value = _dated(card, field, lang) if is_date else card[field]
    value = remark(value, lang)
    if not value:
        return ""
    head = label(f"card_{field}", lang)
    tag = " lang='zh-Hans'" if field == "title_zh" else ""
    return f"<tr><th style='width:11em'>{head}</th><td{tag}>{escape(value)}</td></tr>"


def _dated(card: pd.Series, layer: str, lang: str | None) -> str:
    """One of the four dates of a source as a sentence, with its grounds."""
    grounds = remark(card[f"{layer}_grounds"], lang)
    first = _day(card.get(f"{layer}_from", card.get(layer)))
    last = _day(card.get(f"{layer}_to", card.get(layer)))
    if first == last == "?":
        return grounds
    span = (
        first if first == last else say("span", lang, first=first, last=last)
    )
    return say("grounds", lang, span=span, grounds=grounds)


def _day(day: pd.Timestamp | None) -> str:
    return f"{day:%Y-%m-%d}" if pd.notna(day) else "?"
