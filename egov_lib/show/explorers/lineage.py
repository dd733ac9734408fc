"""What became of each idea: every theme of 2002 and 2006 in every text and place, silence shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show.explorers.base import given_or_table, in_order, still_table
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import current
from egov_lib.show.remarks import remark
from egov_lib.show.style import PLACES, SEALS

OPENS_ON = "network-isolation"
# Names that are too long for a line that has both languages: English, Chinese.
SHORTER = {
    "office-and-business-networks": ("Office networks", ""),
    "business-cooperation": ("Departments cooperate", ""),
    "city-and-social-management": ("", "城市与社会管理"),
    "reach-to-lower-levels": ("", "向基层延伸"),
    "function-change": ("", "转变职能"),
    "electronic-documents": ("", "电子文档"),
    "information-resources": ("", "信息资源利用"),
    "unified-network": ("", "统一的网络"),
    "business-systems": ("", "业务系统与金字工程"),
    "incentives-publicity": ("", "表彰与宣传"),
    "strategy-2006-2020": ("", "信息化发展战略"),
    "place-of-e-government": ("", "电子政务地位"),
    "growth-mode": ("", "转变增长方式"),
    "application-over-building": ("", "深化应用"),
    "exchange-system": ("", "信息交换体系"),
}


def lineage(
    themes: pd.DataFrame | None = None,
    *,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Follow each idea through the texts and places: who sets it, who takes it up in which words,
    who is silent.

    Parameters
    ----------
    themes: None means `load_table("themes")`.
    chosen: a theme_id, or theme_id|doc_id|place.
    filters: {"fate": "never"} for the ideas of 2002 that no later text has; "every", "new".
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> len(lineage().data["voices"])
    8
    """
    lang = current(lang)
    rows = given_or_table(themes, "themes").reset_index(drop=True)
    cells = _cells(rows)
    voices = _voices(rows)
    places = [cell for cells_of in cells.values() for cell in cells_of]
    data = {
        "themes": _themes(rows, cells),
        "voices": [{"doc": doc, "place": place} for doc, place in voices],
        "lengths": _lengths(voices),
        "texts": texts_of(
            [place for cell in places for place in cell["findings"]]
        ),
        "opens_on": OPENS_ON,
    }
    columns = [f"label_{lang}", "doc_id", "place", "manner"]
    still = still_table(rows, columns, lang)
    return make_view(
        "lineage", data, still, chosen=chosen, filters=filters, lang=lang
    )


def _voices(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """The columns: each text and the place it speaks of, from the centre down.

    >>> _voices(load_table("themes"))[2:5]
    [('article-2006', 'China'), ('yunnan-2006', 'Yunnan'), ('wuhai-2006', 'Wuhai')]
    """
    own = set(rows[["doc_id", "place"]].itertuples(index=False, name=None))
    documents = in_order(sorted(doc for doc, _ in own), tuple(SEALS))
    places = in_order(sorted(place for _, place in own), PLACES)
    return [
        (doc, place)
        for place in places
        for doc in documents
        if (doc, place) in own
    ]


def _cells(rows: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """By theme_id: what each voice says, one dict a voice.

    doc, place; manner: how it is taken up, "" where the voice is silent; note, note_zh; findings:
    its passages.
    """
    found: dict[str, dict[tuple, dict]] = {}
    places = place_rows(rows[FINDING])
    for row, place in zip(rows.itertuples(), places):
        cells = found.setdefault(row.theme_id, {})
        cell = cells.setdefault(
            (row.doc_id, row.place),
            {
                "doc": row.doc_id,
                "place": row.place,
                "manner": row.manner,
                "note": row.note,
                "note_zh": remark(row.note, "zh"),
                "findings": [],
            },
        )
        if place["start"] is not None:
            cell["findings"].append(place)
    return {
        theme_id: list(cells.values()) for theme_id, cells in found.items()
    }


def _themes(
    rows: pd.DataFrame, cells: Mapping[str, list[dict]]
) -> list[dict[str, Any]]:
    """Each theme with its names, its group and its cells, in the order of the groups."""
    groups = load_table("theme_groups").set_index("theme_id")
    names = rows.drop_duplicates("theme_id").set_index("theme_id")
    order = [theme for theme in groups.index if theme in cells]
    order += [theme for theme in cells if theme not in groups.index]
    themes = []
    for theme_id in order:
        known = groups.loc[theme_id] if theme_id in groups.index else {}
        label = names.at[theme_id, "label_en"]
        label_zh = names.at[theme_id, "label_zh"]
        short_en, short_zh = SHORTER.get(theme_id, ("", ""))
        themes.append(
            {
                "id": theme_id,
                "label_en": label,
                "label_zh": label_zh,
                "short_en": short_en or known.get("short_en", label),
                "short_zh": short_zh or label_zh,
                "group_en": known.get("group_en", ""),
                "group_zh": known.get("group_zh", ""),
                "cells": cells[theme_id],
            }
        )
    return themes


def _lengths(voices: list[tuple[str, str]]) -> dict[str, int]:
    """How many characters each text has: a short text is silent on more."""
    texts = load_corpus().set_index("doc_id")["text"]
    return {doc: len(texts[doc]) for doc, _ in voices if doc in texts.index}
