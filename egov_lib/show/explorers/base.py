"""What all explorers share: a box that shows something without a kernel, lists and filters, pages
of findings.

An explorer is a function that returns one box. Its controls only choose rows; what is drawn comes
from `charts` and `passages`, so everything it shows can be made in a cell without it. Whatever a
click chooses can be chosen in a list, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import ipywidgets as widgets
import pandas as pd
from ipywidgets.widgets.trait_types import TypedTuple
from traitlets import Instance

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import (
    DataError,
    check_columns,
    check_documents,
    check_findings,
)
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show.explorers.plotly_widget import Guard
from egov_lib.show.messages import label, say, word
from egov_lib.show.passages import STYLE, passage
from egov_lib.show.safe_text import escape, write_out
from egov_lib.show.tables import english_of, glossed, rows_as_html

# Dicts, so that every widget makes a layout of its own, which can be closed with it.
LABEL = {"description_width": "7em"}
WIDE = {"style": LABEL, "layout": {"width": "auto"}}
# A widget has a margin of 2 pixels on either side.
FIELD = {
    "style": LABEL,
    "layout": {"width": "31em", "max_width": "calc(100% - 4px)"},
}
# The value of the entry "all". No None: a list whose value is None shows nothing, though it has an
# entry for it. No word of a table either.
ALL = "*"
PASSAGE_COLUMNS = {*FINDING, "occurrence"}
EMPTY = {"", "<NA>", "NaT", "nan"}  # how empty cells are written
STILL_ROWS = 12  # of a table on a page without a kernel

Entry = tuple[str, object]  # of a list: what is shown, its value


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


def dispose(*below: widgets.Widget) -> None:
    """Close widgets with all that is in them, layouts and styles too.

    Closing a box alone would leave its parts behind.
    """
    for widget in below:
        dispose(*getattr(widget, "children", ()))
        for name in ("guard", "layout", "style"):
            part = getattr(widget, name, None)
            if part is not None:
                dispose(part)
        widgets.Widget.close(widget)


def row(*controls: widgets.Widget) -> widgets.HBox:
    """Put controls beside each other, as far as there is room."""
    return widgets.HBox(controls, layout={"flex_flow": "row wrap"})


# --- lists --------------------------------------------------------------------------------------


def choice(
    key: str, values: Iterable[object], lang: str, *, every: bool = True
) -> widgets.Dropdown:
    """A list to choose a value from; the first entry is "all" unless *every* is false."""
    options = [_entry(value, lang) for value in dict.fromkeys(values)]
    if every:
        options = [(label("all", lang), ALL), *options]
    return widgets.Dropdown(
        description=label(key, lang), options=options, **FIELD
    )


def _entry(value: object, lang: str) -> Entry:
    """An entry that says *value* in *lang*; a dash where there is nothing to say."""
    name = word(str(value), lang)
    english = english_of(name) if lang == "en" else ""
    return write_out(f"{english} {name}" if english else name) or "–", value


def listing(key: str, lang: str) -> widgets.Dropdown:
    """A list as wide as its explorer, to be filled by `set_options`."""
    return widgets.Dropdown(description=label(key, lang), **WIDE)


def set_options(control: widgets.Dropdown, options: Iterable[Entry]) -> None:
    """Put new entries into a list, keeping its choice if it is still there."""
    held = control.value
    control.options = [(write_out(name), value) for name, value in options]
    values = [value for _, value in control.options]
    if held in values:
        choose(control, held)
    else:
        choose(control, values[0] if values else None)


def choose(control: widgets.Dropdown, value: object) -> None:
    """Choose *value* in a list, if it is there: a mark may be clicked just before it is filtered
    away.
    """
    if value in [known for _, known in control.options]:
        control.value = value


# --- filters ------------------------------------------------------------------------------------


def filters(
    frame: pd.DataFrame, columns: Mapping[str, str], lang: str
) -> dict[str, widgets.Dropdown]:
    """A list for each of *columns* (column: the key of its label), to be used by `apply`."""
    return {
        column: choice(key, frame[column].dropna(), lang)
        for column, key in columns.items()
    }


def apply(
    frame: pd.DataFrame, controls: Mapping[str, widgets.Dropdown]
) -> pd.DataFrame:
    """The rows of *frame* that every filter (column: its list) lets through."""
    keep = pd.Series(True, index=frame.index)
    for column, control in controls.items():
        if control.value != ALL:
            keep &= frame[column] == control.value
    return frame[keep]


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
    if docs.empty:
        raise DataError(
            f"{who} got a frame without documents: see the report of read_documents"
        )
    return docs


def given_or_table(frame: pd.DataFrame | None, name: str) -> pd.DataFrame:
    """The frame that was given, or a table of the workbook where there is none."""
    return load_table(name) if frame is None else frame


def check_docs(
    findings: pd.DataFrame, docs: pd.DataFrame | None
) -> pd.DataFrame:
    """Give the frame that *findings* were made in (None means the five sources), once every one of
    them has been found there.
    """
    docs = load_corpus() if docs is None else docs
    check_columns(findings, FINDING, "an explorer")
    strange = sorted(set(findings["doc_id"]) - set(docs["doc_id"]))
    if strange:
        raise DataError(
            f"a finding is of {strange[0]!r}, which is not in docs: give the frame it was found in "
            "as docs="
        )
    check_findings(findings, docs)
    return docs


def page_of(
    finding: pd.Series, lang: str, *, docs: pd.DataFrame | None = None
) -> str:
    """One finding of *docs* as a page: its other columns in a line, then its passage, or that the
    text is silent.
    """
    line = _other_columns(finding, lang)
    if pd.isna(finding["start"]):
        return f"{line}<div class='egov-page'>{label('silent', lang)}</div>"
    start, end = int(finding["start"]), int(finding["end"])
    return line + passage(finding["doc_id"], start, end, docs=docs, lang=lang)


def pages_of(
    findings: pd.DataFrame, lang: str, *, docs: pd.DataFrame | None = None
) -> str:
    """Several findings under each other, with one style sheet."""
    pages = "".join(
        page_of(one, lang, docs=docs) for _, one in findings.iterrows()
    )
    before, style, after = pages.partition(STYLE)
    return before + style + after.replace(STYLE, "")


def _other_columns(finding: pd.Series, lang: str) -> str:
    """What a finding says besides its passage, names in both languages."""
    said = [
        f"{column}: {glossed(str(value), lang)}"
        for column, value in finding.items()
        if column not in PASSAGE_COLUMNS and str(value) not in EMPTY
    ]
    line = escape(" · ".join(said))
    return f"<div class='egov-page where'>{line}</div>" if said else ""


def still_table(frame: pd.DataFrame, columns: Iterable[str], lang: str) -> str:
    """The first rows of a table as HTML, for pages without a kernel; says how many more there
    are.
    """
    shown = frame.head(STILL_ROWS)
    table = rows_as_html(shown, list(columns), lang)
    more = len(frame) - len(shown)
    return table + (
        f"<p>{say('more_rows', lang, count=more)}</p>" if more else ""
    )
