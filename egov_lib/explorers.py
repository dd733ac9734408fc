"""Boxes of widgets around the functions below: choose, and the chart or the passage follows.

Each explorer is a plain function that returns one ipywidgets box. Its controls only choose rows; what is drawn comes from
`charts` and `reading`, so everything an explorer shows can be made in a cell without it. Charts are put into an Output
widget as data, which leaves nothing behind when a control moves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from egov_lib import charts, reading
from egov_lib.corpus import FINDING, check_columns, load_corpus, load_table

WIDE = widgets.Layout(width="100%")
FIELD = {"style": {"description_width": "7em"}, "layout": widgets.Layout(width="31em")}
TEXTS = {
    "level": ("Level", "层级"),
    "source": ("Source", "来源"),
    "known": ("Date is", "日期依据"),
    "years": ("Years", "年份"),
    "event": ("Event", "事件"),
    "detail": ("Show", "显示"),
    "overview": ("main events", "主要事件"),
    "all": ("all", "全部"),
    "item": ("Item", "条目"),
    "silent": ("The text is silent here.", "此处无文。"),
    "document": ("Document", "文献"),
    "marks": ("Mark", "标示"),
    "editor": ("the editor's changes", "编者改动"),
    "every": ("every change", "全部改动"),
    "none": ("nothing", "不标示"),
}


def _text(key: str, lang: str) -> str:
    return TEXTS[key][lang == "zh"]


def _show(out: widgets.Output, figure: go.Figure) -> None:
    """Put a chart into an Output as data: deterministic, and replaced whole at the next call."""
    data = {"application/vnd.plotly.v1+json": json.loads(figure.to_json())}
    out.outputs = ({"output_type": "display_data", "metadata": {}, "data": data},)


def widget_test() -> widgets.HBox:
    """A button and a line beside it that answers: to see whether widgets work on this screen."""
    button, line = widgets.Button(description="Press me 按我"), widgets.HTML("waiting for you 等待中 …")
    button.on_click(lambda _: line.set_trait("value", "<b>Widgets work. 控件可用。</b>"))
    return widgets.HBox([button, line])


def timeline(events: pd.DataFrame | None = None, *, lang: str = "en") -> widgets.VBox:
    """Explore events on a timeline: filter by level, source, certainty and years; choose one to read its passages.

    *events* as `load_table("events")` gives them, which is also what None means; *lang* "en" or "zh".
    """
    events = load_table("events") if events is None else events
    every = (_text("all", lang), None)
    level = widgets.Dropdown(
        description=_text("level", lang),
        **FIELD,
        options=[every, *((charts.word(v, lang), v) for v in dict.fromkeys(events["level"]))],
    )
    source = widgets.Dropdown(
        description=_text("source", lang), **FIELD, options=[every, *((i, i) for i in dict.fromkeys(events["doc_id"]))]
    )
    known = widgets.Dropdown(
        description=_text("known", lang),
        **FIELD,
        options=[every, *((charts.word(v, lang), v) for v in dict.fromkeys(events["how_known"]))],
    )
    detail = widgets.Dropdown(
        description=_text("detail", lang),
        **FIELD,
        options=[(_text("overview", lang), True), (_text("all", lang), False)],
    )
    span = (int(events["date_from"].dt.year.min()), int(events["date_to"].dt.year.max()))
    years = widgets.IntRangeSlider(
        description=_text("years", lang), min=span[0], max=span[1], value=span, continuous_update=False, **FIELD
    )
    choice = widgets.Dropdown(description=_text("event", lang), style=FIELD["style"], layout=WIDE)
    out, page = widgets.Output(), widgets.HTML()

    def selected() -> pd.DataFrame:
        keep = (events["date_to"].dt.year >= years.value[0]) & (events["date_from"].dt.year <= years.value[1])
        for column, value in (("level", level.value), ("doc_id", source.value), ("how_known", known.value)):
            keep &= (events[column] == value) if value is not None else True
        keep &= events["main"] if detail.value and "main" in events else True
        return events[keep].sort_values(["date_from", "date_to", "event_id"])

    def redraw(_=None) -> None:
        rows = selected()
        _show(out, charts.timeline(rows, lang=lang))
        titles = rows.drop_duplicates("event_id")
        choice.options = [
            (f"{charts.say_dates(first, last, lang)} · {label}", event_id)
            for first, last, label, event_id in titles[
                ["date_from", "date_to", f"label_{lang}", "event_id"]
            ].itertuples(index=False, name=None)
        ]
        choice.value = titles["event_id"].iloc[0] if len(titles) else None

    def read(_=None) -> None:
        rows = events[events["event_id"] == choice.value]
        page.value = "".join(
            reading.passage(*row) for row in rows[["doc_id", "start", "end"]].itertuples(index=False, name=None)
        )

    for control in (level, source, known, detail, years):
        control.observe(redraw, names="value")
    choice.observe(read, names="value")
    redraw()
    read()
    controls = widgets.HBox([widgets.VBox([level, source, detail]), widgets.VBox([known, years])])
    return widgets.VBox([controls, out, choice, page])


def browse(findings: pd.DataFrame, by: Sequence[str], *, lang: str = "en") -> widgets.VBox:
    """Browse any findings: a filter for each column of *by*, then a list; choosing an item shows its passage.

    An item is listed by its `label_en` or `label_zh` if it has one, else by its quote. Rows without a passage (silence) are
    listed too and say so.
    """
    check_columns(findings, [*FINDING, *by], "an explorer")
    label = f"label_{lang}" if f"label_{lang}" in findings else "quote"
    every = (_text("all", lang), None)
    filters = {
        column: widgets.Dropdown(
            description=column,
            options=[every, *((charts.word(str(v), lang), v) for v in dict.fromkeys(findings[column].dropna()))],
            **FIELD,
        )
        for column in by
    }
    item = widgets.Dropdown(description=_text("item", lang), style=FIELD["style"], layout=WIDE)
    count, page = widgets.HTML(), widgets.HTML()

    def select(_=None) -> None:
        keep = pd.Series(True, index=findings.index)
        for column, control in filters.items():
            keep &= (findings[column] == control.value) if control.value is not None else True
        rows = findings[keep]
        count.value = f"{len(rows)} / {len(findings)}"
        item.options = [(f"{doc_id} · {name}", i) for i, doc_id, name in zip(rows.index, rows["doc_id"], rows[label])]
        item.value = rows.index[0] if len(rows) else None

    def read(_=None) -> None:
        page.value = "" if item.value is None else _row_page(findings.loc[item.value], lang)

    for control in filters.values():
        control.observe(select, names="value")
    item.observe(read, names="value")
    select()
    read()
    return widgets.VBox(
        [widgets.HBox([*filters.values()], layout=widgets.Layout(flex_flow="row wrap")), count, item, page]
    )


def _row_page(row: pd.Series, lang: str) -> str:
    """One finding: its other columns in a line, and its passage, or the word for silence."""
    told = [
        f"{c}: {row[c]}"
        for c in row.index
        if c not in (*FINDING, "occurrence") and str(row[c]) not in ("", "<NA>", "NaT", "nan")
    ]
    passage = (
        _text("silent", lang)
        if pd.isna(row["start"])
        else reading.passage(row["doc_id"], int(row["start"]), int(row["end"]))
    )
    return f"<div class='egov-page where'>{reading.escape(' · '.join(told))}</div>{passage}"


def reader(doc_id: str | None = None, *, lang: str = "en") -> widgets.VBox:
    """Read a document beside its witness, with the changes marked; hovering a change tells why it was made."""
    docs = load_corpus()
    titles = [(f"{i} · {t}", i) for i, t in zip(docs["doc_id"], docs[f"title_{lang}"])]
    document = widgets.Dropdown(
        description=_text("document", lang),
        options=titles,
        style=FIELD["style"],
        layout=WIDE,
        value=doc_id or docs["doc_id"].iloc[0],
    )
    options = [(_text("editor", lang), "editor"), (_text("every", lang), "all"), (_text("none", lang), "none")]
    marks = widgets.Dropdown(description=_text("marks", lang), options=options, **FIELD)
    page = widgets.HTML(layout=widgets.Layout(max_height="36em", overflow="auto", border="1px solid #ddd"))

    def redraw(_=None) -> None:
        page.value = reading.side_by_side(document.value, changes=marks.value)

    for control in (document, marks):
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([document, marks, page])
