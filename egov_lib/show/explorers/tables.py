"""Explorers of the tables: events, systems, commitments, themes, places, and any findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import check_columns
from egov_lib.read.corpus import load_table
from egov_lib.show import charts
from egov_lib.show.explorers.base import (
    ALL,
    FIELD,
    Explorer,
    choice,
    choose,
    follow,
    listing,
    offer,
    page_of,
    pick,
    row,
    sieve,
    stand_in,
    still_table,
    text,
    watch,
)


def widget_test() -> widgets.HBox:
    """A button and a line beside it that answers: to see whether widgets work on this screen."""
    button, line = (
        widgets.Button(description="Press me 按我"),
        widgets.HTML("waiting for you 等待中 …"),
    )
    button.on_click(lambda _: line.set_trait("value", "<b>Widgets work. 控件可用。</b>"))
    return widgets.HBox([button, line])


def timeline(
    events: pd.DataFrame | None = None, *, docs: pd.DataFrame | None = None, lang: str = "en"
) -> Explorer:
    """Explore events on a timeline: filter by level, source, certainty and years; a click or the list shows the passages.

    *events* as `load_table("events")` gives them, which is also what None means, or any dated findings (`find_dates`);
    *docs* is the frame they stand in, None the five sources; *lang* "en" or "zh".
    """
    events = charts.as_events(load_table("events") if events is None else events, lang).reset_index(
        drop=True
    )
    docs = stand_in(events, docs)
    filters = sieve(events, {"level": "level", "doc_id": "source", "how_known": "known"}, lang)
    amounts = [(text("overview", lang), True), (text("all", lang), False)]
    detail = widgets.Dropdown(description=text("detail", lang), options=amounts, **FIELD)
    years = pd.concat([events["date_from"], events["date_to"]]).dt.year.dropna()
    span = range(int(years.min()), int(years.max()) + 1) if len(years) else range(1)
    # Two lists rather than a slider: its handles have no names for those who can't see them.
    first, last = (
        choice("from", span, lang, every=False),
        choice("to", reversed(span), lang, every=False),
    )
    event, page = listing("event", lang), widgets.HTML()

    def draw() -> go.Figure:
        rows = pick(events, filters)
        rows = rows[
            (rows["date_to"].dt.year >= first.value) & (rows["date_from"].dt.year <= last.value)
        ]
        if detail.value and "main" in rows:
            rows = rows[rows["main"]]
        each = rows.sort_values(["date_from", "date_to", "event_id"]).drop_duplicates("event_id")
        named = zip(each["date_from"], each["date_to"], each[f"label_{lang}"], each["event_id"])
        offer(
            event,
            [
                (f"{charts.say_dates(a, b, lang)} · {label}", event_id)
                for a, b, label, event_id in named
            ],
        )
        return charts.timeline(rows, lang=lang)

    def read() -> None:
        rows = events[events["event_id"] == event.value]
        shown = [c for c in (*FINDING, "how_known", "grounds") if c in rows]
        pages = [page_of(passage, lang, docs=docs) for _, passage in rows[shown].iterrows()]
        page.value = "".join(pages) or text("nothing", lang)

    left, right = [*filters.values()], [detail, first, last]
    panel = follow(
        [*left, *right], draw, lambda mark: choose(event, events["event_id"].get(int(mark)))
    )
    watch([event], read)
    main = events[events["main"]] if "main" in events else events
    still = still_table(main, ["date_from", "doc_id", f"label_{lang}"])
    return Explorer(
        [row(widgets.VBox(left), widgets.VBox(right)), panel, event, page], still, "timeline"
    )


def browse(
    findings: pd.DataFrame,
    by: Sequence[str] = (),
    *,
    docs: pd.DataFrame | None = None,
    lang: str = "en",
) -> Explorer:
    """Browse any findings: a filter for each column of *by*, then a list; choosing an item shows its passage.

    An item is listed by its `label_en` or `label_zh` if it has one, else by its quote. Rows without a passage (silence) are
    listed too and say so. *docs* is the frame that the findings stand in, None the five sources.
    """
    check_columns(findings, [*FINDING, *by], "an explorer")
    docs, filters = stand_in(findings, docs), sieve(findings, dict.fromkeys(by, "kind"), lang)
    for column, control in filters.items():
        control.description = column
    count = widgets.HTML()

    def say(rows: int) -> None:
        count.value = f"{rows} / {len(findings)}"

    item, page = _items(findings, filters, docs=docs, lang=lang, first="doc_id", said=say)
    still = still_table(findings, ["doc_id", _label(findings, lang), *by])
    return Explorer([row(*filters.values()), count, item, page], still, "browse")


def _label(findings: pd.DataFrame, lang: str) -> str:
    return f"label_{lang}" if f"label_{lang}" in findings else "quote"


def _items(
    findings: pd.DataFrame,
    filters: dict[str, widgets.Dropdown],
    *,
    docs: pd.DataFrame,
    lang: str,
    first: str,
    said: Callable[[int], None] = lambda rows: None,
) -> tuple[widgets.Dropdown, widgets.HTML]:
    """A list of the findings that the filters let through, each named by its column *first* and its label, and its passage."""
    findings, item, page = findings.reset_index(drop=True), listing("item", lang), widgets.HTML()

    def select() -> None:
        rows = pick(findings, filters)
        said(len(rows))
        named = zip(rows.index, rows[first], rows[_label(rows, lang)])
        offer(item, [(f"{where} · {name}", number) for number, where, name in named])

    def read() -> None:
        page.value = (
            text("nothing", lang)
            if item.value is None
            else page_of(findings.loc[item.value], lang, docs=docs)
        )

    watch(filters.values(), select)
    watch([item], read)
    return item, page


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
    same = ("kind", "place", "level", "status")
    filters = sieve(systems, dict(zip(same, same)) | {"doc_id": "source"}, lang)
    choose(filters["kind"], kind)
    system, page = listing("system", lang), widgets.HTML()

    def draw() -> go.Figure:
        rows = pick(systems, filters)
        named = zip(rows["system_id"], rows["place"], rows[f"label_{lang}"])
        offer(system, [(f"{place} · {name}", system_id) for system_id, place, name in named])
        return charts.atlas(rows, relations, lang=lang)

    def read() -> None:
        if system.value is None:
            page.value = text("nothing", lang)
            return
        own = systems.set_index("system_id", drop=False).loc[system.value]
        ties = relations[
            (relations["from_id"] == system.value) | (relations["to_id"] == system.value)
        ]
        told = "".join(
            f"<li>{tie.from_id} <b>{tie.relation}</b> {tie.to_id} ({tie.basis})</li>"
            for tie in ties.itertuples()
        )
        others = mentions[
            (mentions["system_id"] == system.value) & (mentions["quote"] != own["quote"])
        ]
        pages = [page_of(other[FINDING], lang) for _, other in others.iterrows()]
        page.value = (
            page_of(own, lang) + f"<ul class='egov-page where'>{told}</ul>" + "".join(pages)
        )

    panel = follow(filters.values(), draw, lambda system_id: choose(system, system_id))
    watch([system], read)
    still = still_table(
        systems[systems["kind"] == kind], ["place", f"label_{lang}", "kind", "status"]
    )
    return Explorer([row(*filters.values()), panel, system, page], still, "atlas")


def ledger(targets: pd.DataFrame | None = None, *, lang: str = "en") -> Explorer:
    """Explore commitments: shares promised and done on a chart, then every quantity by kind, place and source.

    A place that promises the same share of the same thing earlier than the nation is named above the list.
    """
    targets = load_table("targets") if targets is None else targets
    filters = sieve(targets, {"kind": "kind", "place": "place", "doc_id": "source"}, lang)
    target, page = listing("target", lang), widgets.HTML()

    def chosen(target_id: str) -> None:
        for control in filters.values():
            choose(control, ALL)
        choose(target, target_id)

    def select() -> None:
        rows = pick(targets, filters)
        dates = [f"{day:%Y} · " if pd.notna(day) else "" for day in rows["date_to"]]
        named = zip(dates, rows["place"], rows[f"label_{lang}"], rows["target_id"])
        offer(
            target,
            [(f"{date}{place} · {label}", target_id) for date, place, label, target_id in named],
        )

    def read() -> None:
        rows = targets[targets["target_id"] == target.value]
        page.value = page_of(rows.iloc[0], lang) if len(rows) else text("nothing", lang)

    panel = follow([], lambda: charts.shares(targets, lang=lang), chosen)
    watch(filters.values(), select)
    watch([target], read)
    still = still_table(
        targets[targets["kind"] == "target"], ["place", f"label_{lang}", "value", "unit", "date_to"]
    )
    ahead = widgets.HTML(_ahead(targets, lang))
    return Explorer([panel, ahead, row(*filters.values()), target, page], still, "ledger")


def _ahead(targets: pd.DataFrame, lang: str) -> str:
    """Who promises the same value of the same unit for licences (许可) earlier than the nation does."""
    same = targets[
        targets["quote"].str.contains("许可")
        & (targets["kind"] == "target")
        & targets["value"].notna()
    ]
    nation = same[same["level"] == "nation"].drop_duplicates("value").set_index("value")["date_to"]
    ahead = [
        (f"{own.place}: {own.value:g} {own.unit}, {(nation[own.value] - own.date_to).days} days before the nation",
         f"{own.place}：{own.value:g}{own.unit}，早于全国{(nation[own.value] - own.date_to).days}天")[lang == "zh"]
        for own in same[same["level"] != "nation"].itertuples()
        if own.value in nation.index and own.date_to < nation[own.value]
    ]  # fmt: skip
    return f"<div class='egov-page'>{'; '.join(ahead)}</div>"


def lineage(themes: pd.DataFrame | None = None, *, lang: str = "en") -> Explorer:
    """Follow a theme from 2002 to each place, silence visible: a click or the lists show what is said there."""
    themes = load_table("themes") if themes is None else themes
    labels = themes.drop_duplicates("theme_id").set_index("theme_id")[f"label_{lang}"]
    theme = listing("theme", lang)
    offer(theme, [(label, theme_id) for theme_id, label in labels.items()])
    place, page = choice("place", themes["place"], lang), widgets.HTML()

    def chosen(key: str) -> None:
        theme_id, _, where = key.split("|")
        choose(theme, theme_id)
        choose(place, where)

    def read() -> None:
        rows = themes[themes["theme_id"] == theme.value]
        rows = rows[rows["place"] == place.value] if place.value != ALL else rows
        said = rows.drop(columns=["theme_id", "label_zh", "label_en", "silent"], errors="ignore")
        page.value = "".join(page_of(finding, lang) for _, finding in said.iterrows())

    panel = follow([], lambda: charts.lineage(themes, lang=lang), chosen)
    watch([theme, place], read)
    still = still_table(themes, [f"label_{lang}", "doc_id", "place", "manner"])
    return Explorer([theme, place, page, panel], still, "lineage")


def places(
    findings: pd.DataFrame | None = None, *, docs: pd.DataFrame | None = None, lang: str = "en"
) -> Explorer:
    """See what is said of each place: tiles in their rough order on the map, then its rows with their passages.

    *findings* is any table with a column place; None means the systems. *docs* is the frame they stand in, None the five
    sources.
    """
    findings = load_table("systems") if findings is None else findings
    check_columns(findings, [*FINDING, "place"], "places")
    docs = stand_in(findings, docs)
    place, counts = choice("place", findings["place"], lang), findings["place"].value_counts()
    item, page = _items(findings, {"place": place}, docs=docs, lang=lang, first="place")
    panel = follow([], lambda: charts.places(counts, lang=lang), lambda name: choose(place, name))
    still = still_table(counts.rename_axis("place").reset_index(name="rows"), ["place", "rows"])
    return Explorer([panel, place, item, page], still, "places")
