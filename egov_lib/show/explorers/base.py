"""What all explorers share: a box that shows something without a kernel, a chart whose marks answer, a list, a passage.

An explorer is a plain function that returns one box. Its controls only choose rows; what is drawn comes from `charts` and
`reading`, so everything it shows can be made in a cell without it. Whatever a click chooses can be chosen in a list, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go
from ipywidgets.widgets.trait_types import TypedTuple
from traitlets import Instance

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import DataError, check_columns, check_findings
from egov_lib.read.corpus import load_corpus
from egov_lib.show import charts
from egov_lib.show import passages as reading
from egov_lib.show.explorers.panel import Chart, Guard
from egov_lib.show.messages import label as text

# Dicts, so that every widget makes a layout of its own, which can be closed with it. A widget has a margin of 2 pixels.
LABEL = {"description_width": "7em"}
WIDE = {"style": LABEL, "layout": {"width": "auto"}}
FIELD = {"style": LABEL, "layout": {"width": "31em", "max_width": "calc(100% - 4px)"}}
ALL = "all 全部"  # no None: a list whose value is None shows nothing, though it has an entry for it


def _guarded(children: tuple[widgets.Widget, ...], box: Explorer) -> list[str]:
    return widgets.widget_serialization["to_json"]([*children, box.guard], box)


def dispose(*below: widgets.Widget) -> None:
    """Close widgets with all that is in them, layouts and styles too: a closed box alone would leave its parts behind."""
    for widget in below:
        parts = (getattr(widget, name, None) for name in ("guard", "layout", "style"))
        dispose(*getattr(widget, "children", ()), *filter(None, parts))
        widgets.Widget.close(widget)


class Explorer(widgets.VBox):
    """A box with a *still*: HTML that pages without a kernel (a saved notebook, a printed one) show in its place."""

    # The page gets one child more than Python sees.
    children = TypedTuple(Instance(widgets.Widget)).tag(
        sync=True, **{**widgets.widget_serialization, "to_json": _guarded}
    )

    def __init__(self, children: Iterable[widgets.Widget], still: str, name: str):
        """Box *children*; *still* and *name* are what pages without a kernel show."""
        self._still, self._name, self.guard = still, name, Guard()
        super().__init__(list(children))
        self.add_class("egov-explorer")

    def _repr_mimebundle_(self, **kwargs: object) -> dict:
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": f"<explorer: {self._name}>", "text/html": self._still}


def stand_in(findings: pd.DataFrame, docs: pd.DataFrame | None) -> pd.DataFrame:
    """Give the frame that *findings* stand in (None means the five sources), once every one of them does stand there."""
    docs = load_corpus() if docs is None else docs
    check_columns(findings, FINDING, "an explorer")
    if strange := sorted(set(findings["doc_id"]) - set(docs["doc_id"])):
        raise DataError(
            f"a finding is of {strange[0]!r}, which is not in docs: give the frame it was found in as docs="
        )
    check_findings(findings, docs)
    return docs


def choice(
    key: str, values: Iterable[object], lang: str, *, every: bool = True
) -> widgets.Dropdown:
    """A list to choose from, its values said in *lang*; the first entry is ALL unless *every* is false."""
    options = [
        (reading.write_out(charts.word(str(value), lang)) or "–", value)
        for value in dict.fromkeys(values)
    ]
    options = [(ALL, ALL), *options] if every else options
    return widgets.Dropdown(description=text(key, lang), options=options, **FIELD)


def listing(key: str, lang: str) -> widgets.Dropdown:
    """A list as wide as its explorer, to be filled by `offer`."""
    return widgets.Dropdown(description=text(key, lang), **WIDE)


def sieve(frame: pd.DataFrame, columns: dict[str, str], lang: str) -> dict[str, widgets.Dropdown]:
    """A filter for each of *columns* (column: the word for it), to be used by `pick`."""
    return {column: choice(key, frame[column].dropna(), lang) for column, key in columns.items()}


def row(*controls: widgets.Widget) -> widgets.HBox:
    """Controls beside each other, as far as there is room."""
    return widgets.HBox(controls, layout={"flex_flow": "row wrap"})


def pick(frame: pd.DataFrame, filters: dict[str, widgets.Dropdown]) -> pd.DataFrame:
    """The rows of *frame* that every filter (column name: control) lets through."""
    keep = pd.Series(True, index=frame.index)
    for column, control in filters.items():
        if control.value != ALL:
            keep &= frame[column] == control.value
    return frame[keep]


def watch(controls: Iterable[widgets.Widget], act: Callable[[], None]) -> None:
    """Call *act* now and whenever a control changes."""
    for control in controls:
        control.observe(lambda _: act(), names="value")
    act()


def follow(
    controls: Iterable[widgets.Widget], draw: Callable[[], go.Figure], chosen: Callable[[str], None]
) -> Chart:
    """A chart that is drawn anew whenever a control changes; a click on a mark calls *chosen* with its id."""
    chart = Chart(draw(), chosen)
    for control in controls:
        control.observe(lambda _: chart.show(draw()), names="value")
    return chart


def offer(control: widgets.Dropdown, options: list[tuple[str, object]]) -> None:
    """Put new options into a list, keeping its choice if it is still there; what can't be seen is written out."""
    held = control.value
    control.options = [(reading.write_out(name), value) for name, value in options]
    values = [value for _, value in options]
    choose(control, held if held in values else values[0] if values else None)


def choose(control: widgets.Dropdown, value: object) -> None:
    """Choose *value* in a list, if it is there: a click may come after its mark was filtered away."""
    if value in [known for _, known in control.options]:
        control.value = value


def page_of(finding: pd.Series, lang: str, *, docs: pd.DataFrame | None = None) -> str:
    """One finding of *docs* as a page: its other columns in a line, then its passage, or the word for silence."""
    skip = {*FINDING, "occurrence"}
    told = [
        f"{c}: {v}"
        for c, v in finding.items()
        if c not in skip and str(v) not in ("", "<NA>", "NaT", "nan")
    ]
    line = f"<div class='egov-page where'>{reading.escape(' · '.join(told))}</div>" if told else ""
    if pd.isna(finding["start"]):
        return f"{line}<div class='egov-page'>{text('silent', lang)}</div>"
    return line + reading.passage(
        finding["doc_id"], int(finding["start"]), int(finding["end"]), docs=docs
    )


def still_table(frame: pd.DataFrame, columns: Iterable[str], *, most: int = 12) -> str:
    """The first rows of a table as HTML, for pages without a kernel; says how many more there are."""
    rows = frame[list(columns)].head(most)
    said = rows.apply(
        lambda column: column.map(lambda v: reading.escape(v) if isinstance(v, str) else v)
    )
    shown = said.to_html(index=False, escape=False, border=0)
    rest = len(frame) - most
    return shown + (f"<p>… {rest} more 另有{rest}条</p>" if rest > 0 else "")
