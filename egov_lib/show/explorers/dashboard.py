"""All explorers as one screen for the projector: tabs, each made when it is first opened, in English or Chinese."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from egov_lib.show.explorers.base import Explorer, dispose
from egov_lib.show.explorers.sources import reader
from egov_lib.show.explorers.tables import atlas, ledger, lineage, places, timeline
from egov_lib.show.explorers.words import concordance, keyness, parallels

TABS: dict[tuple[str, str], Callable[..., widgets.Widget]] = {
    ("Timeline", "时间线"): timeline,
    ("Reader", "对读"): reader,
    ("Systems", "系统"): atlas,
    ("Commitments", "承诺"): ledger,
    ("Lineage", "承接"): lineage,
    ("Places", "地方"): places,
    ("Concordance", "检索"): concordance,
    ("Words", "用词"): keyness,
    ("Parallels", "比照"): parallels,
}


# The names of closed tabs are too pale by themselves: below 4.5 : 1 on their ground.
READABLE = "<style>.lm-TabBar-tabLabel,.p-TabBar-tabLabel{color:#222!important}</style>"


def dashboard(*, lang: str = "en") -> Explorer:
    """Put every explorer behind a tab; a tab's explorer is made when it is first opened, so the first screen is quick."""
    language = widgets.ToggleButtons(
        options=[("English", "en"), ("中文", "zh")], value=lang, description=""
    )
    tabs = widgets.Tab(children=[widgets.VBox() for _ in TABS])

    def open_tab(_: object = None) -> None:
        box = tabs.children[tabs.selected_index or 0]
        if not box.children:
            make = list(TABS.values())[tabs.selected_index or 0]
            box.children = (
                wait := widgets.HTML("…"),
            )  # some explorers need a dictionary first, which takes seconds
            box.children = (make(lang=language.value),)
            dispose(wait)

    def translate(_: object = None) -> None:
        tabs.titles = [names[language.value == "zh"] for names in TABS]
        for box in tabs.children:
            dispose(*box.children)
            box.children = ()
        open_tab()

    tabs.observe(open_tab, names="selected_index")
    language.observe(translate, names="value")
    tabs.selected_index = 0
    translate()
    still = "".join(f"<li>{en} {zh}</li>" for en, zh in TABS)
    return Explorer([widgets.HTML(READABLE), language, tabs], f"<ul>{still}</ul>", "dashboard")
