"""Explorers of the tables: events, systems, commitments, themes, places, and any findings.

In each, `update` follows the filters (it fills the list and draws the chart), and `read` follows
the list (it shows the passages of what is chosen). The state is in the controls and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ipywidgets as widgets
import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import check_columns
from egov_lib.read.corpus import load_table
from egov_lib.show import charts
from egov_lib.show.explorers.base import (
    ALL,
    FIELD,
    Entry,
    Explorer,
    apply,
    bind,
    check_docs,
    choice,
    choose,
    filters,
    given_or_table,
    listing,
    page_of,
    pages_of,
    row,
    set_options,
    still_table,
)
from egov_lib.show.explorers.plotly_widget import Chart
from egov_lib.show.messages import current, label, say, say_dates, word
from egov_lib.show.safe_text import escape


def widget_test(*, lang: str | None = None) -> widgets.HBox:
    """A button and a line beside it that answers: to see whether widgets work on this screen."""
    button = widgets.Button(description=label("press_me", lang))
    line = widgets.HTML(label("waiting", lang))
    answer = f"<b>{label('widgets_work', lang)}</b>"
    button.on_click(lambda _: line.set_trait("value", answer))
    return widgets.HBox([button, line])


# --- events -------------------------------------------------------------------------------------

EVENT_FILTERS = {"level": "level", "doc_id": "source", "how_known": "known"}
EVENT_COLUMNS = [*FINDING, "how_known", "grounds"]  # of a page


def timeline(
    events: pd.DataFrame | None = None,
    *,
    docs: pd.DataFrame | None = None,
    lang: str | None = None,
) -> Explorer:
    """Explore events on a timeline: filter by level, source, certainty and years; a click or the
    list shows the passages.

    Parameters
    ----------
    events: as `load_table("events")` gives them, which is also what None means, or any findings
        with date_from and date_to (`find_dates`).
    docs: the frame that they were made in; None means the five sources.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    events = charts.as_events(given_or_table(events, "events"), lang)
    events = events.reset_index(
        drop=True
    )  # so that a mark's id is the number of its row
    docs = check_docs(events, docs)
    controls = filters(events, EVENT_FILTERS, lang)
    detail = _detail_list(lang)
    years = _year_lists(events, lang)
    event = listing("event", lang)
    page = widgets.HTML()

    def choose_mark(mark_id: str) -> None:
        event_id = events["event_id"].get(int(mark_id))
        choose(event, event_id)

    def update() -> None:
        rows = apply(events, controls)
        rows = _between(rows, *years)
        rows = _main_events(rows) if detail.value else rows
        entries = _event_entries(rows, lang)
        set_options(event, entries)
        figure = charts.draw_events(rows, lang=lang)
        chart.show(figure)

    def read() -> None:
        rows = events[events["event_id"] == event.value]
        shown = [name for name in EVENT_COLUMNS if name in rows]
        pages = pages_of(rows[shown], lang, docs=docs)
        page.value = pages or label("nothing", lang)

    chart = Chart(choose_mark)
    bind([*controls.values(), detail, *years], update)
    bind([event], read)
    left = widgets.VBox([*controls.values()])
    right = widgets.VBox([detail, *years])
    main = _main_events(events)
    still = still_table(main, ["date_from", "doc_id", f"label_{lang}"], lang)
    return Explorer([row(left, right), chart, event, page], still, "timeline")


def _between(
    rows: pd.DataFrame, first: widgets.Dropdown, last: widgets.Dropdown
) -> pd.DataFrame:
    """The events of the years from *first* to *last*."""
    has_begun = rows["date_from"].dt.year <= last.value
    goes_on = rows["date_to"].dt.year >= first.value
    return rows[has_begun & goes_on]


def _main_events(rows: pd.DataFrame) -> pd.DataFrame:
    """The main events; all where the frame does not say which they are."""
    return rows[rows["main"]] if "main" in rows else rows


def _detail_list(lang: str) -> widgets.Dropdown:
    """Main events only, or all."""
    options = [(label("overview", lang), True), (label("all", lang), False)]
    return widgets.Dropdown(
        description=label("detail", lang), options=options, **FIELD
    )


def _year_lists(
    events: pd.DataFrame, lang: str
) -> tuple[widgets.Dropdown, widgets.Dropdown]:
    """The first and the last year to be shown, at first all.

    Two lists rather than a slider: its handles have no names for those who can't see them.
    """
    years = pd.concat(
        [events["date_from"], events["date_to"]]
    ).dt.year.dropna()
    span = (
        range(int(years.min()), int(years.max()) + 1)
        if len(years)
        else range(1)
    )
    return (
        choice("from", span, lang, every=False),
        choice("to", reversed(span), lang, every=False),
    )


def _event_entries(rows: pd.DataFrame, lang: str) -> list[Entry]:
    """Each event once, by date."""
    each = rows.sort_values(["date_from", "date_to", "event_id"])
    each = each.drop_duplicates("event_id")
    entries = []
    for one in each.assign(label=each[f"label_{lang}"]).itertuples():
        dates = say_dates(one.date_from, one.date_to, lang)
        entries.append((f"{dates} · {one.label}", one.event_id))
    return entries


# --- any findings -------------------------------------------------------------------------------


def browse(
    findings: pd.DataFrame,
    by: Sequence[str] = (),
    *,
    docs: pd.DataFrame | None = None,
    lang: str | None = None,
) -> Explorer:
    """Browse any findings: a filter for each column of *by*, then a list; choosing an item shows
    its passage.

    An item is listed by its `label_en` or `label_zh` if it has one, else by its quote. Rows without
    a passage (silence) are listed too and say so.

    Parameters
    ----------
    docs: the frame that the findings were made in; None means the five sources.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    check_columns(findings, [*FINDING, *by], "an explorer")
    docs = check_docs(findings, docs)
    controls = filters(findings, dict.fromkeys(by, "kind"), lang)
    for column, control in controls.items():
        control.description = column
    count = widgets.HTML()

    def update() -> None:
        rows = apply(findings, controls)
        count.value = f"{len(rows)} / {len(findings)}"

    bind(controls.values(), update)
    item, page = _items(
        findings, controls, docs=docs, lang=lang, first="doc_id"
    )
    columns = ["doc_id", _name_column(findings, lang), *by]
    still = still_table(findings, columns, lang)
    return Explorer(
        [row(*controls.values()), count, item, page], still, "browse"
    )


def _name_column(findings: pd.DataFrame, lang: str) -> str:
    """The column that names a finding in a list."""
    return f"label_{lang}" if f"label_{lang}" in findings else "quote"


def _items(
    findings: pd.DataFrame,
    controls: Mapping[str, widgets.Dropdown],
    *,
    docs: pd.DataFrame,
    lang: str,
    first: str,
) -> tuple[widgets.Dropdown, widgets.HTML]:
    """A list of the findings that the filters let through, and the page of the one chosen.

    Each is named by its column *first* and its label.
    """
    findings = findings.reset_index(drop=True)
    item = listing("item", lang)
    page = widgets.HTML()

    def update() -> None:
        rows = apply(findings, controls)
        entries = _item_entries(rows, first, lang)
        set_options(item, entries)

    def read() -> None:
        if item.value is None:
            page.value = label("nothing", lang)
        else:
            finding = findings.loc[item.value]
            page.value = page_of(finding, lang, docs=docs)

    bind(controls.values(), update)
    bind([item], read)
    return item, page


def _item_entries(rows: pd.DataFrame, first: str, lang: str) -> list[Entry]:
    entries = []
    names = rows[_name_column(rows, lang)]
    for number, where, name in zip(rows.index, rows[first], names):
        entries.append((f"{word(where, lang)} · {name}", number))
    return entries


def places(
    findings: pd.DataFrame | None = None,
    *,
    docs: pd.DataFrame | None = None,
    lang: str | None = None,
) -> Explorer:
    """See what is said of each place: tiles in their rough order on the map, then its rows with
    their passages.

    Parameters
    ----------
    findings: any findings with a column place; None means the systems.
    docs: the frame that they were made in; None means the five sources.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    findings = given_or_table(findings, "systems")
    check_columns(findings, [*FINDING, "place"], "places")
    docs = check_docs(findings, docs)
    place = choice("place", findings["place"], lang)
    controls = {"place": place}
    item, page = _items(
        findings, controls, docs=docs, lang=lang, first="place"
    )
    counts = findings["place"].value_counts()
    chart = Chart(lambda name: choose(place, name))
    chart.show(charts.places(counts, lang=lang))
    table = counts.rename_axis("place").reset_index(name="rows")
    still = still_table(table, ["place", "rows"], lang)
    return Explorer([chart, place, item, page], still, "places")


# --- systems ------------------------------------------------------------------------------------

SYSTEM_FILTERS = {
    "kind": "kind",
    "place": "place",
    "level": "level",
    "status": "status",
    "doc_id": "source",
}


def atlas(
    systems: pd.DataFrame | None = None,
    relations: pd.DataFrame | None = None,
    *,
    lang: str | None = None,
    kind: str = "network",
) -> Explorer:
    """Explore the systems of the sources and their relations: filter by kind, place, level, status
    and source.

    A click or the list shows every passage that names the system.

    Parameters
    ----------
    systems, relations: None means `load_table("systems")` and `load_table("relations")`.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    kind: what is shown first.
    """
    lang = current(lang)
    systems = given_or_table(systems, "systems")
    relations = given_or_table(relations, "relations")
    mentions = load_table("mentions")
    controls = filters(systems, SYSTEM_FILTERS, lang)
    choose(controls["kind"], kind)
    system = listing("system", lang)
    page = widgets.HTML()

    def update() -> None:
        rows = apply(systems, controls)
        entries = _system_entries(rows, lang)
        set_options(system, entries)
        figure = charts.atlas(rows, relations, lang=lang)
        chart.show(figure)

    def read() -> None:
        if system.value is None:
            page.value = label("nothing", lang)
            return
        own = systems.set_index("system_id", drop=False).loc[system.value]
        ties = _ties(system.value, relations, lang)
        others = _other_mentions(own, mentions)
        page.value = page_of(own, lang) + ties + pages_of(others, lang)

    chart = Chart(lambda system_id: choose(system, system_id))
    bind(controls.values(), update)
    bind([system], read)
    first = systems[systems["kind"] == kind]
    columns = ["place", f"label_{lang}", "kind", "status"]
    still = still_table(first, columns, lang)
    return Explorer(
        [row(*controls.values()), chart, system, page], still, "atlas"
    )


def _system_entries(rows: pd.DataFrame, lang: str) -> list[Entry]:
    entries = []
    for one in rows.assign(label=rows[f"label_{lang}"]).itertuples():
        place = word(one.place, lang)
        entries.append((f"{place} · {one.label}", one.system_id))
    return entries


def _other_mentions(system: pd.Series, mentions: pd.DataFrame) -> pd.DataFrame:
    """The passages that name a system, without the one of its own row."""
    own = mentions[mentions["system_id"] == system["system_id"]]
    return own.loc[own["quote"] != system["quote"], FINDING]


def _ties(system_id: str, relations: pd.DataFrame, lang: str) -> str:
    """The relations of a system as a list in HTML."""
    is_start = relations["from_id"] == system_id
    is_end = relations["to_id"] == system_id
    lines = []
    for tie in relations[is_start | is_end].itertuples():
        lines.append(
            f"<li>{escape(tie.from_id)} <b>{word(tie.relation, lang)}</b> "
            f"{escape(tie.to_id)} ({tie.basis})</li>"
        )
    return f"<ul class='egov-page where'>{''.join(lines)}</ul>"


# --- commitments --------------------------------------------------------------------------------

COMMITMENT_FILTERS = {"kind": "kind", "place": "place", "doc_id": "source"}
LICENCES = "许可"  # administrative licences


def commitments(
    targets: pd.DataFrame | None = None, *, lang: str | None = None
) -> Explorer:
    """Explore commitments: shares promised and done on a chart, then every quantity by kind, place
    and source.

    A place that promises the same share of the same thing earlier than the nation is named above
    the list.

    Parameters
    ----------
    targets: None means `load_table("targets")`.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    targets = given_or_table(targets, "targets")
    controls = filters(targets, COMMITMENT_FILTERS, lang)
    target = listing("target", lang)
    page = widgets.HTML()

    def choose_mark(target_id: str) -> None:
        for control in controls.values():
            choose(control, ALL)
        choose(target, target_id)

    def update() -> None:
        rows = apply(targets, controls)
        entries = _commitment_entries(rows, lang)
        set_options(target, entries)

    def read() -> None:
        rows = targets[targets["target_id"] == target.value]
        if rows.empty:
            page.value = label("nothing", lang)
        else:
            page.value = page_of(rows.iloc[0], lang)

    chart = Chart(choose_mark)
    chart.show(charts.shares(targets, lang=lang))
    bind(controls.values(), update)
    bind([target], read)
    ahead = widgets.HTML(_ahead(targets, lang))
    promised = targets[targets["kind"] == "target"]
    columns = ["place", f"label_{lang}", "value", "unit", "date_to"]
    still = still_table(promised, columns, lang)
    children = [chart, ahead, row(*controls.values()), target, page]
    return Explorer(children, still, "commitments")


def _commitment_entries(rows: pd.DataFrame, lang: str) -> list[Entry]:
    entries = []
    for one in rows.assign(label=rows[f"label_{lang}"]).itertuples():
        year = f"{one.date_to:%Y} · " if pd.notna(one.date_to) else ""
        place = word(one.place, lang)
        entries.append((f"{year}{place} · {one.label}", one.target_id))
    return entries


def _ahead(targets: pd.DataFrame, lang: str) -> str:
    """Who promises the same value of the same unit for licences earlier than the nation does."""
    is_promise = (targets["kind"] == "target") & targets["value"].notna()
    promises = targets[is_promise & targets["quote"].str.contains(LICENCES)]
    is_national = promises["level"] == "nation"
    national = promises[is_national].drop_duplicates("value")
    due = dict(zip(national["value"], national["date_to"]))
    lines = []
    for own in promises[~is_national].itertuples():
        earlier = due.get(own.value, own.date_to) - own.date_to
        if earlier > pd.Timedelta(0):
            line = say(
                "ahead",
                lang,
                place=word(own.place, lang),
                value=own.value,
                unit=own.unit,
                days=earlier.days,
            )
            lines.append(line)
    return f"<div class='egov-page'>{'; '.join(lines)}</div>"


# --- themes -------------------------------------------------------------------------------------

UNSAID = [
    "theme_id",
    "label_zh",
    "label_en",
    "silent",
]  # columns that the lists say


def lineage(
    themes: pd.DataFrame | None = None, *, lang: str | None = None
) -> Explorer:
    """Follow a theme from 2002 to each place, silence visible: a click or the lists show what is
    said there.

    Parameters
    ----------
    themes: None means `load_table("themes")`.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    themes = given_or_table(themes, "themes")
    each = themes.drop_duplicates("theme_id")
    theme = listing("theme", lang)
    set_options(theme, zip(each[f"label_{lang}"], each["theme_id"]))
    place = choice("place", themes["place"], lang)
    page = widgets.HTML()

    def choose_mark(cell_id: str) -> None:
        theme_id, _, where = cell_id.split("|")
        choose(theme, theme_id)
        choose(place, where)

    def read() -> None:
        rows = themes[themes["theme_id"] == theme.value]
        rows = apply(rows, {"place": place})
        said = rows.drop(columns=UNSAID, errors="ignore")
        page.value = pages_of(said, lang)

    chart = Chart(choose_mark)
    chart.show(charts.lineage(themes, lang=lang))
    bind([theme, place], read)
    columns = [f"label_{lang}", "doc_id", "place", "manner"]
    still = still_table(themes, columns, lang)
    return Explorer([theme, place, page, chart], still, "lineage")
