"""Explorers of the tables: events, systems, commitments, themes, places, and any findings."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from egov_lib import charts
from egov_lib.corpus import FINDING, check_columns, load_table
from egov_lib.explorers.base import (
    FIELD,
    Explorer,
    choice,
    choose,
    follow,
    offer,
    page_of,
    pick,
    stand_in,
    still_table,
    text,
    watch,
)


def widget_test() -> widgets.HBox:
    """A button and a line beside it that answers: to see whether widgets work on this screen."""
    button, line = widgets.Button(description="Press me 按我"), widgets.HTML("waiting for you 等待中 …")
    button.on_click(lambda _: line.set_trait("value", "<b>Widgets work. 控件可用。</b>"))
    return widgets.HBox([button, line])


def timeline(events: pd.DataFrame | None = None, *, docs: pd.DataFrame | None = None, lang: str = "en") -> Explorer:
    """Explore events on a timeline: filter by level, source, certainty and years; a click or the list shows the passages.

    *events* as `load_table("events")` gives them, which is also what None means, or any dated findings (`find_dates`);
    *docs* is the frame they stand in, None the five sources; *lang* "en" or "zh".
    """
    events = charts.as_events(load_table("events") if events is None else events, lang).reset_index(drop=True)
    docs = stand_in(events, docs)
    filters = {
        "level": choice("level", events["level"], lang),
        "doc_id": choice("source", events["doc_id"], lang),
        "how_known": choice("known", events["how_known"], lang),
    }
    detail = widgets.Dropdown(
        description=text("detail", lang), options=[(text("overview", lang), True), (text("all", lang), False)], **FIELD
    )
    years = pd.concat([events["date_from"], events["date_to"]]).dt.year.dropna()
    span = range(int(years.min()), int(years.max()) + 1) if len(years) else range(1)
    # Two lists rather than a slider: its handles have no names for those who can't see them.
    first, last = choice("from", span, lang, every=False), choice("to", reversed(span), lang, every=False)
    event = choice("event", [], lang, every=False, wide=True)
    page = widgets.HTML()

    def chosen(row: str) -> None:
        choose(event, events["event_id"].get(int(row)))

    def draw() -> go.Figure:
        rows = pick(events, filters)
        rows = rows[(rows["date_to"].dt.year >= first.value) & (rows["date_from"].dt.year <= last.value)]
        if detail.value and "main" in rows:
            rows = rows[rows["main"]]
        each = rows.sort_values(["date_from", "date_to", "event_id"]).drop_duplicates("event_id")
        named = zip(each["date_from"], each["date_to"], each[f"label_{lang}"], each["event_id"])
        offer(event, [(f"{charts.say_dates(a, b, lang)} · {label}", event_id) for a, b, label, event_id in named])
        return charts.timeline(rows, lang=lang)

    def read() -> None:
        rows = events[events["event_id"] == event.value]
        shown = [c for c in (*FINDING, "how_known", "grounds") if c in rows]
        page.value = "".join(page_of(row[shown], lang, docs=docs) for _, row in rows.iterrows()) or text(
            "nothing", lang
        )

    panel = follow([*filters.values(), detail, first, last], draw, chosen)
    watch([event], read)
    controls = widgets.HBox([widgets.VBox([*filters.values()]), widgets.VBox([detail, first, last])], layout=WRAP)
    still = still_table(
        events[events["main"]] if "main" in events else events, ["date_from", "doc_id", f"label_{lang}"]
    )
    return Explorer([controls, panel, event, page], still, "timeline")


WRAP = widgets.Layout(flex_flow="row wrap")


def browse(
    findings: pd.DataFrame, by: Sequence[str] = (), *, docs: pd.DataFrame | None = None, lang: str = "en"
) -> Explorer:
    """Browse any findings: a filter for each column of *by*, then a list; choosing an item shows its passage.

    An item is listed by its `label_en` or `label_zh` if it has one, else by its quote. Rows without a passage (silence) are
    listed too and say so. *docs* is the frame that the findings stand in, None the five sources.
    """
    check_columns(findings, [*FINDING, *by], "an explorer")
    findings, docs = findings.reset_index(drop=True), stand_in(findings, docs)
    label = f"label_{lang}" if f"label_{lang}" in findings else "quote"
    filters = {column: choice("kind", findings[column].dropna(), lang) for column in by}
    for column, control in filters.items():
        control.description = column
    item, count, page = choice("item", [], lang, every=False, wide=True), widgets.HTML(), widgets.HTML()

    def select() -> None:
        rows = pick(findings, filters)
        count.value = f"{len(rows)} / {len(findings)}"
        offer(item, [(f"{doc_id} · {name}", i) for i, doc_id, name in zip(rows.index, rows["doc_id"], rows[label])])

    def read() -> None:
        page.value = text("nothing", lang) if item.value is None else page_of(findings.loc[item.value], lang, docs=docs)

    watch(filters.values(), select)
    watch([item], read)
    controls = widgets.HBox([*filters.values()], layout=WRAP)
    return Explorer([controls, count, item, page], still_table(findings, ["doc_id", label, *by]), "browse")


def atlas(
    systems: pd.DataFrame | None = None,
    relations: pd.DataFrame | None = None,
    *,
    lang: str = "en",
    kind: str = "network",
) -> Explorer:
    """Explore the systems of the sources and their relations: filter by kind, place, level, status and source.

    A click or the list shows every passage that names the system. The tables default to `load_table("systems")` and
    `load_table("relations")`; *kind* is what is shown first.
    """
    systems = load_table("systems") if systems is None else systems
    relations = load_table("relations") if relations is None else relations
    mentions = load_table("mentions")
    filters = {
        "kind": choice("kind", systems["kind"], lang),
        "place": choice("place", systems["place"], lang),
        "level": choice("level", systems["level"], lang),
        "status": choice("status", systems["status"], lang),
        "doc_id": choice("source", systems["doc_id"], lang),
    }
    filters["kind"].value = kind if kind in set(systems["kind"]) else None
    system, page = choice("system", [], lang, every=False, wide=True), widgets.HTML()

    def chosen(system_id: str) -> None:
        choose(system, system_id)

    def draw() -> go.Figure:
        rows = pick(systems, filters)
        offer(
            system,
            [(f"{p} · {name}", i) for i, p, name in zip(rows["system_id"], rows["place"], rows[f"label_{lang}"])],
        )
        return charts.atlas(rows, relations, lang=lang)

    def read() -> None:
        if system.value is None:
            page.value = text("nothing", lang)
            return
        row = systems.set_index("system_id", drop=False).loc[system.value]
        ties = relations[(relations["from_id"] == system.value) | (relations["to_id"] == system.value)]
        told = "".join(
            f"<li>{tie.from_id} <b>{tie.relation}</b> {tie.to_id} ({tie.basis})</li>" for tie in ties.itertuples()
        )
        others = mentions[(mentions["system_id"] == system.value) & (mentions["quote"] != row["quote"])]
        pages = [page_of(other[FINDING], lang) for _, other in others.iterrows()]
        page.value = page_of(row, lang) + f"<ul class='egov-page where'>{told}</ul>" + "".join(pages)

    panel = follow(filters.values(), draw, chosen)
    watch([system], read)
    controls = widgets.HBox([*filters.values()], layout=WRAP)
    still = still_table(systems[systems["kind"] == kind], ["place", f"label_{lang}", "kind", "status"])
    return Explorer([controls, panel, system, page], still, "atlas")


def ledger(targets: pd.DataFrame | None = None, *, lang: str = "en") -> Explorer:
    """Explore commitments: shares promised and done on a chart, then every quantity by kind, place and source.

    A place that promises the same share of the same thing earlier than the nation is named above the list.
    """
    targets = load_table("targets") if targets is None else targets
    filters = {
        "kind": choice("kind", targets["kind"], lang),
        "place": choice("place", targets["place"], lang),
        "doc_id": choice("source", targets["doc_id"], lang),
    }
    target, page = choice("target", [], lang, every=False, wide=True), widgets.HTML()

    def chosen(target_id: str) -> None:
        for control in filters.values():
            control.value = None
        choose(target, target_id)

    def select() -> None:
        rows = pick(targets, filters)
        dates = [f"{day:%Y} · " if pd.notna(day) else "" for day in rows["date_to"]]
        named = zip(dates, rows["place"], rows[f"label_{lang}"], rows["target_id"])
        offer(target, [(f"{date}{place} · {label}", target_id) for date, place, label, target_id in named])

    def read() -> None:
        row = targets[targets["target_id"] == target.value]
        page.value = page_of(row.iloc[0], lang) if len(row) else text("nothing", lang)

    panel = follow([], lambda: charts.shares(targets, lang=lang), chosen)
    watch(filters.values(), select)
    watch([target], read)
    controls = widgets.HBox([*filters.values()], layout=WRAP)
    still = still_table(targets[targets["kind"] == "target"], ["place", f"label_{lang}", "value", "unit", "date_to"])
    return Explorer([panel, widgets.HTML(_ahead(targets, lang)), controls, target, page], still, "ledger")


def _ahead(targets: pd.DataFrame, lang: str) -> str:
    """Who promises the same value of the same unit for licences (许可) earlier than the nation does."""
    same = targets[targets["quote"].str.contains("许可") & (targets["kind"] == "target") & targets["value"].notna()]
    nation = same[same["level"] == "nation"].drop_duplicates("value").set_index("value")["date_to"]
    ahead = [
        (f"{row.place}: {row.value:g} {row.unit}, {(nation[row.value] - row.date_to).days} days before the nation",
         f"{row.place}：{row.value:g}{row.unit}，早于全国{(nation[row.value] - row.date_to).days}天")[lang == "zh"]
        for row in same[same["level"] != "nation"].itertuples()
        if row.value in nation.index and row.date_to < nation[row.value]
    ]  # fmt: skip
    return f"<div class='egov-page'>{'; '.join(ahead)}</div>"


def lineage(themes: pd.DataFrame | None = None, *, lang: str = "en") -> Explorer:
    """Follow a theme from 2002 to each place, silence visible: a click or the lists show what is said there."""
    themes = load_table("themes") if themes is None else themes
    labels = themes.drop_duplicates("theme_id").set_index("theme_id")[f"label_{lang}"]
    theme = choice("theme", [], lang, every=False, wide=True)
    offer(theme, [(label, theme_id) for theme_id, label in labels.items()])
    place, page = choice("place", themes["place"], lang), widgets.HTML()

    def chosen(key: str) -> None:
        theme_id, _, where = key.split("|")
        choose(theme, theme_id)
        choose(place, where)

    def read() -> None:
        rows = themes[themes["theme_id"] == theme.value]
        rows = rows[rows["place"] == place.value] if place.value is not None else rows
        page.value = "".join(
            page_of(row, lang, hide=("theme_id", "label_zh", "label_en", "silent")) for _, row in rows.iterrows()
        )

    panel = follow([], lambda: charts.lineage(themes, lang=lang), chosen)
    watch([theme, place], read)
    still = still_table(themes, [f"label_{lang}", "doc_id", "place", "manner"])
    return Explorer([theme, place, page, panel], still, "lineage")


def places(findings: pd.DataFrame | None = None, *, docs: pd.DataFrame | None = None, lang: str = "en") -> Explorer:
    """See what is said of each place: tiles in their rough order on the map, then its rows with their passages.

    *findings* is any table with a column place; None means the systems. *docs* is the frame they stand in, None the five
    sources.
    """
    findings = load_table("systems") if findings is None else findings.reset_index(drop=True)
    check_columns(findings, [*FINDING, "place"], "places")
    docs = stand_in(findings, docs)
    label = f"label_{lang}" if f"label_{lang}" in findings else "quote"
    place, item, page = (
        choice("place", findings["place"], lang),
        choice("item", [], lang, every=False, wide=True),
        widgets.HTML(),
    )

    def chosen(name: str) -> None:
        choose(place, name)

    def select() -> None:
        rows = pick(findings, {"place": place})
        offer(item, [(f"{where} · {name}", i) for i, where, name in zip(rows.index, rows["place"], rows[label])])

    def read() -> None:
        page.value = text("nothing", lang) if item.value is None else page_of(findings.loc[item.value], lang, docs=docs)

    counts = findings["place"].value_counts()
    panel = follow([], lambda: charts.places(counts, lang=lang), chosen)
    watch([place], select)
    watch([item], read)
    still = still_table(counts.rename_axis("place").reset_index(name="rows"), ["place", "rows"])
    return Explorer([panel, place, item, page], still, "places")
