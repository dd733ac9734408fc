"""All explorers as one screen for the projector: tabs, each made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from egov_lib.show.explorers.base import Explorer, dispose
from egov_lib.show.explorers.sources import reader
from egov_lib.show.explorers.tables import (
    atlas,
    commitments,
    lineage,
    places,
    timeline,
)
from egov_lib.show.explorers.words import concordance, keyness, parallels
from egov_lib.show.messages import LANGUAGE_NAMES, current, label
from egov_lib.show.style import TABS_CSS, style_tag

TABS: dict[str, Callable[..., Explorer]] = {
    "tab_timeline": timeline,
    "tab_reader": reader,
    "tab_atlas": atlas,
    "tab_commitments": commitments,
    "tab_lineage": lineage,
    "tab_places": places,
    "tab_concordance": concordance,
    "tab_keyness": keyness,
    "tab_parallels": parallels,
}


def dashboard(*, lang: str | None = None) -> Explorer:
    """Put every explorer behind a tab; a switch changes the language of all.

    A tab's explorer is made when it is first opened, so the first screen is quick.
    """
    language = widgets.ToggleButtons(
        options=LANGUAGE_NAMES, value=current(lang)
    )
    tabs = widgets.Tab(
        children=[widgets.VBox() for _ in TABS], selected_index=0
    )

    def open_tab() -> None:
        number = tabs.selected_index or 0
        if not tabs.children[number].children:
            make = list(TABS.values())[number]
            _fill(tabs.children[number], make, language.value)

    def translate() -> None:
        tabs.titles = [label(tab, language.value) for tab in TABS]
        for box in tabs.children:
            dispose(*box.children)
            box.children = ()
        open_tab()

    tabs.observe(lambda _: open_tab(), names="selected_index")
    language.observe(lambda _: translate(), names="value")
    translate()
    still = "".join(f"<li>{label(tab, lang)}</li>" for tab in TABS)
    head = widgets.HTML(style_tag(TABS_CSS))
    return Explorer([head, language, tabs], f"<ul>{still}</ul>", "dashboard")


def _fill(box: widgets.VBox, make: Callable[..., Explorer], lang: str) -> None:
    """Put an explorer into the box of its tab; until it is made, the box says that it is coming."""
    wait = widgets.HTML(
        "…"
    )  # some explorers load a dictionary, which takes seconds
    box.children = (wait,)
    box.children = (make(lang=lang),)
    dispose(wait)
