"""What explorers and panels share: their documents and findings checked, a table for pages where
no script runs, and a box of ipywidgets with such a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import ipywidgets as widgets
import pandas as pd
from ipywidgets.widgets.trait_types import TypedTuple
from traitlets import Instance

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import (
    DataError,
    check_documents,
    check_findings,
    check_whole,
)
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show.explorers.plotly_widget import Guard
from egov_lib.show.messages import say
from egov_lib.show.tables import reading

# Dicts, so that every widget makes a layout of its own, which can be closed with it.
LABEL = {"description_width": "7em"}
WIDE = {"style": LABEL, "layout": {"width": "auto"}}
STILL_ROWS = 12  # of a table on a page without a kernel
# Words after which the last day of what is due is no bound: it may also fall later
ABOUT = ("左右", "前后")


# --- the box ------------------------------------------------------------------------------------


def _with_guard(
    children: Sequence[widgets.Widget], box: Explorer
) -> list[str]:
    return widgets.widget_serialization["to_json"]([*children, box.guard], box)


class Explorer(widgets.VBox):
    """A box with a *still*: HTML that pages without a kernel (a saved notebook, a printed one) show
    in its place.
    """

    # The page gets one child more than Python sees.
    children = TypedTuple(Instance(widgets.Widget)).tag(
        sync=True, **{**widgets.widget_serialization, "to_json": _with_guard}
    )

    def __init__(
        self, children: Iterable[widgets.Widget], still: str, name: str
    ):
        """Box *children*; *still* and *name* are what pages without a kernel show."""
        self._still, self._name, self.guard = still, name, Guard()
        super().__init__(list(children))
        self.add_class("egov-explorer")

    def _repr_mimebundle_(self, **kwargs: object) -> dict:
        bundle = super()._repr_mimebundle_(**kwargs)
        plain = f"<explorer: {self._name}>"
        return {**bundle, "text/plain": plain, "text/html": self._still}


def bind(
    controls: Iterable[widgets.Widget], update: Callable[[], None]
) -> None:
    """Call *update* now and whenever one of the controls changes."""
    for control in controls:
        control.observe(lambda _: update(), names="value")
    update()


# --- findings as HTML ---------------------------------------------------------------------------


def given_or_corpus(docs: pd.DataFrame | None, who: str) -> pd.DataFrame:
    """Return the documents that an explorer shows: those that were given, or the five sources.

    Raises `DataError` for a frame without a row (as when every file was refused), and for one with
    a doc_id twice.
    """
    if docs is None:
        return load_corpus()
    check_documents(docs, who, distinct=True)
    check_whole(docs, ["doc_id", "text"], who)
    if docs.empty:
        raise DataError(
            f"{who} got a frame without documents: see the report of read_documents"
        )
    return docs


def given_or_table(frame: pd.DataFrame | None, name: str) -> pd.DataFrame:
    """The frame that was given, or a table of the workbook where there is none."""
    return load_table(name) if frame is None else frame


def in_order(found: Iterable[str], order: Sequence[str]) -> list[str]:
    """Give what was found, each once, in a known order; what is not in it comes last, as found.

    >>> in_order(["Harbin", "Wuhai", "China", "Wuhai"], ["China", "Wuhai"])
    ['China', 'Wuhai', 'Harbin']
    """
    each_once = list(dict.fromkeys(found))
    known = [one for one in order if one in each_once]
    return known + [one for one in each_once if one not in order]


def in_same_words(rows: pd.DataFrame, told: Any) -> pd.DataFrame:
    """The rows that tell of a place in words of one text that *told* (a row) has, too.

    >>> rows = pd.DataFrame({"doc_id": "a", "start": [0, 5], "end": [4, 9], "place": "Wuhai"})
    >>> in_same_words(rows, rows.loc[1]).index.tolist()
    [1]
    """
    # As Python's strings: half a character can be compared with no others
    is_same_place = rows["place"].astype(object) == told.place
    is_same_text = rows["doc_id"].astype(object) == told.doc_id
    meets = (rows["start"] < told.end) & (rows["end"] > told.start)
    return rows[is_same_place & is_same_text & meets]


def is_about(words: str) -> bool:
    """Whether words give the time of what is due only about.

    >>> is_about("要用一年左右的时间"), is_about("到2010年")  # in about a year; by 2010
    (True, False)
    """
    return any(word in words for word in ABOUT)


def check_docs(
    findings: pd.DataFrame, docs: pd.DataFrame | None
) -> pd.DataFrame:
    """Give the frame that *findings* were made in (None means the five sources), once every one of
    them has been found there.
    """
    docs = load_corpus() if docs is None else docs
    check_whole(findings, FINDING, "an explorer")
    strange = sorted(set(findings["doc_id"]) - set(docs["doc_id"]))
    if strange:
        raise DataError(
            f"a finding is of {strange[0]!r}, which is not in docs: give the frame it was found in "
            "as docs="
        )
    check_findings(findings, docs)
    return docs


def still_table(frame: pd.DataFrame, columns: Iterable[str], lang: str) -> str:
    """The first rows of a table as HTML, for pages without a kernel; says how many more there
    are.
    """
    shown = frame.head(STILL_ROWS)
    place = [name for name in ("start",) if name in frame]
    table = reading(shown[list(dict.fromkeys([*columns, *place]))], lang=lang)
    more = len(frame) - len(shown)
    return table + (
        f"<p>{say('more_rows', lang, count=more)}</p>" if more else ""
    )
