"""All explorers on one screen: a question a tab, for the projector and as a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from egov_lib.show.explorers.commitments import commitments
from egov_lib.show.explorers.concordance import concordance
from egov_lib.show.explorers.keyness import keyness
from egov_lib.show.explorers.lineage import lineage
from egov_lib.show.explorers.parallels import parallels
from egov_lib.show.explorers.places import places
from egov_lib.show.explorers.reader import reader
from egov_lib.show.explorers.speakers import speakers
from egov_lib.show.explorers.systems import systems
from egov_lib.show.explorers.timeline import timeline
from egov_lib.show.front.widget import View, make_view
from egov_lib.show.messages import FRONT, current, pick
from egov_lib.show.safe_text import escape

# In the order of the questions; the reader has every clause, and its texts serve all.
TABS: dict[str, Callable[..., View]] = {
    "timeline": timeline,
    "commitments": commitments,
    "lineage": lineage,
    "systems": systems,
    "places": places,
    "parallels": parallels,
    "speakers": speakers,
    "keyness": keyness,
    "concordance": concordance,
    "reader": reader,
}
SHARED = ("texts", "words", "source_line")


def dashboard(
    *,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Put every explorer behind a question; a switch changes the language of all.

    Parameters
    ----------
    filters: {"tab": "systems"} is the tab that is opened first; others as the explorer has them.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> list(dashboard().data["views"])[:2]
    ['timeline', 'commitments']
    """
    lang = current(lang)
    views, texts = {}, {}
    for name, make in TABS.items():
        view = make(lang=lang)
        views[name] = _own(view)
        if name == "reader":
            texts = view.data["texts"]
        view.close()
    questions = [pick(*FRONT[f"question_{name}"], lang) for name in TABS]
    listed = "".join(f"<li>{escape(question)}</li>" for question in questions)
    return make_view(
        "dashboard",
        {"views": views, "texts": texts},
        f"<ul>{listed}</ul>",
        chosen=chosen,
        filters=filters,
        lang=lang,
    )


def _own(view: View) -> dict[str, Any]:
    """What an explorer has of its own: its data without what all share, and its first filters."""
    data = {
        key: value for key, value in view.data.items() if key not in SHARED
    }
    return {"data": data, "filters": dict(view.filters)}
