"""The card of a source: what is known of it, its four dates apart, each with its grounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from egov_lib.read.corpus import load_corpus
from egov_lib.show.messages import (
    FRONT,
    LANGUAGES,
    current,
    label,
    say,
    say_dates,
    short_name,
)
from egov_lib.show.passages.page import Page, page
from egov_lib.show.remarks import remark
from egov_lib.show.safe_text import escape

# What a card tells at once: who says it, what it is, and its four dates
FIRST_FIELDS = (
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
)
# What is folded below: the state of the copy, what may be done with it, and where it is from
OTHER_FIELDS = (
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

    The state of the copy, its rights and where it was found are folded below.

    >>> "<th style='width:11em'>Speaker</th>" in source_card("wuhai-2006")
    True
    """
    card = load_corpus().set_index("doc_id").loc[doc_id]
    first = _card_table(card, FIRST_FIELDS, lang)
    other = _card_table(card, OTHER_FIELDS, lang)
    summary = f"<summary>{label('card_rest', lang)}</summary>"
    name = short_name(doc_id, lang)
    head = escape(say("card_head", lang, name=name, doc_id=doc_id))
    return page(
        f"<b>{head}</b>{first}<details>{summary}{other}</details>", lang=lang
    )


def _card_table(
    card: pd.Series, fields: Sequence[str], lang: str | None
) -> str:
    """Some lines of a card."""
    rows = [_card_row(card, field, lang) for field in fields]
    return f"<table>{''.join(rows)}</table>"


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


IN_BOTH = ("title", "author")  # fields that a card has in both languages
LAYERS = ("event", "written", "issued", "posted")
# The names of rows in the table of context, of which a reader has no use here
CONTEXT_RE = re.compile(r" \(context: [^)]*\)|（context表：[^）]*）")


def four_dates(*, lang: str | None = None) -> Page:
    """Show the four dates of each document side by side, in words, with how each is known and,
    folded, on what grounds.

    >>> "unknown" in four_dates(lang="en")
    True
    """
    lang = current(lang)
    heads = "".join(
        f"<th>{label(f'card_{layer}', lang)}</th>" for layer in LAYERS
    )
    rows = "".join(_dates_row(card, lang) for card in _cards())
    return page(f"<table><tr><th></th>{heads}</tr>{rows}</table>", lang=lang)


def cards_compared(*fields: str, lang: str | None = None) -> Page:
    """Show some fields of all cards side by side, a document a row.

    fields: of the cards, as in "kind"; "title" and "author" in the reader's language.

    >>> "<th>Who tells it</th>" in cards_compared("kind", "author", lang="en")
    True
    """
    lang = current(lang)
    names = [
        f"{field}_{lang}" if field in IN_BOTH else field for field in fields
    ]
    heads = "".join(
        f"<th>{label(f'card_{name}', lang)}</th>" for name in names
    )
    rows = []
    for card in _cards():
        values = [escape(remark(card[name], lang) or "–") for name in names]
        cells = "".join(f"<td>{value}</td>" for value in values)
        rows.append(f"<tr><th>{_short_name(card, lang)}</th>{cells}</tr>")
    return page(
        f"<table><tr><th></th>{heads}</tr>{''.join(rows)}</table>", lang=lang
    )


def _cards() -> list[pd.Series]:
    docs = load_corpus().set_index("doc_id", drop=False)
    return [docs.loc[doc_id] for doc_id in docs.index]


def _short_name(card: pd.Series, lang: str) -> str:
    return escape(dict(zip(LANGUAGES, FRONT[card["doc_id"]]))[lang])


def _dates_row(card: pd.Series, lang: str) -> str:
    cells = "".join(
        f"<td>{_date_in_words(card, layer, lang)}</td>" for layer in LAYERS
    )
    return f"<tr><th>{_short_name(card, lang)}</th>{cells}</tr>"


def _date_in_words(card: pd.Series, layer: str, lang: str) -> str:
    """One date, and whether it is stated; "unknown" where there is none."""
    first = card.get(f"{layer}_from", card.get(layer))
    last = card.get(f"{layer}_to", card.get(layer))
    if pd.isna(last):
        return say("day_unknown", lang)
    grounds = card[f"{layer}_grounds"]
    if grounds.startswith("stated by the page"):
        how = say("day_on_page", lang)
    elif grounds.startswith("stated"):
        how = say("day_stated", lang)
    else:
        how = say("day_inferred", lang)
    days = (
        say("day_by", lang, day=say_dates(last, last, lang))
        if pd.isna(first)
        else say_dates(first, last, lang)
    )
    ground = escape(CONTEXT_RE.sub("", remark(grounds, lang)))
    folded = f"<details><summary>{how}</summary>{ground}</details>"
    return f"{escape(days)}<br><small>{folded}</small>"


def _day(day: pd.Timestamp | None) -> str:
    return f"{day:%Y-%m-%d}" if pd.notna(day) else "?"
