"""Charts and pages show what the frames hold, in both languages, and nothing a document could
smuggle in.
"""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.find.documents import read_documents
from egov_lib.show import charts, layouts, safe_text, style

SAMPLES = Path(__file__).parent.parent / "notebooks" / "sample-documents"
EVENTS = egov.load_table("events")
MAIN = EVENTS[EVENTS["main"]]
SYSTEMS = egov.load_table("systems")
NETWORKS = SYSTEMS[SYSTEMS["kind"] == "network"]
RELATIONS = egov.load_table("relations")
DOCS = egov.load_corpus()
TARGETS = egov.load_table("targets")
LOCAL = SYSTEMS[SYSTEMS["place"].isin(["Yunnan", "Wuhai", "Beijing", "Shenzhen"])]
FOLDER = read_documents(SAMPLES)
CLAUSES = egov.load_table("clauses")
THEMES = egov.load_table("themes")
LOCAL_THEMES = THEMES[THEMES["place"] != "China"]
PAIRS = egov.firmness.binding_pairs(
    egov.firmness.changed_pairs(egov.firmness.load_coded())
)
FORCES = egov.firmness.shares(egov.firmness.load_coded())
TRANSMITTED = egov.transmission(egov.load_corpus(), "opinion-2002", "place")
CHINESE_RE = re.compile("[\u4e00-\u9fff]")
MAKE = {
    "timeline": lambda lang: charts.timeline(MAIN, lang=lang),
    "lineage": lambda lang: charts.lineage(egov.load_table("themes"), lang=lang),
    "firmness": lambda lang: charts.firmness(FORCES, lang=lang),
    "shares": lambda lang: charts.shares(egov.load_table("targets"), lang=lang),
    "outline": lambda lang: charts.outline(CLAUSES, "opinion-2002", lang=lang),
    "atlas": lambda lang: charts.atlas(NETWORKS, RELATIONS, lang=lang),
    "places": lambda lang: charts.places(SYSTEMS["place"].value_counts(), lang=lang),
    "two_aims": lambda lang: charts.two_aims(TARGETS, EVENTS, lang=lang),
    "aims_compared": lambda lang: charts.aims_compared(TARGETS, lang=lang),
    "wholes": lambda lang: charts.wholes(TARGETS, lang=lang),
    "voice_ladders": lambda lang: charts.voice_ladders(
        egov.explorables.voices_known(lang=lang), lang=lang
    ),
    "byte_pairs": lambda lang: charts.byte_pairs("全省ＧＤＰ2.5%", 2, lang=lang),
    "two_walls": lambda lang: charts.two_walls(DOCS, lang=lang),
    "search_missed": lambda lang: charts.search_missed(DOCS, lang=lang),
    "demand_and_report": lambda lang: charts.demand_and_report(DOCS, lang=lang),
    "acts": lambda lang: charts.acts(LOCAL, lang=lang),
    "echoes": lambda lang: charts.echoes(LOCAL_THEMES, lang=lang),
    "plan": lambda lang: charts.plan(CLAUSES, "opinion-2002", lang=lang),
    "ladder": lambda lang: charts.ladder(PAIRS, follow="no-duplication", lang=lang),
    "empty_years": lambda lang: charts.empty_years(EVENTS, lang=lang),
    "files": lambda lang: charts.files(*FOLDER, lang=lang),
    "text_lengths": lambda lang: charts.text_lengths(DOCS, lang=lang),
    "transmission": lambda lang: charts.transmission(TRANSMITTED, lang=lang),
    "travels": lambda lang: charts.travels(TRANSMITTED, lang=lang),
}


def luminance(colour):
    """Return the relative luminance of a #rrggbb colour (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*style.COLOURS, style.INK])
def test_colours_stand_out_from_the_paper(colour):
    """Each colour has at least 4.5 : 1 against white."""
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", MAKE)
def test_each_chart_is_drawn_in_both_languages(name, lang):
    """A title counted from the frame, marks with words for those who can't see them, one look."""
    figure = MAKE[name](lang)
    title = figure.layout.title.text
    assert bool(CHINESE_RE.search(title)) == (lang == "zh")
    assert title.replace("<br>", " ").split()[0] in charts.describe(figure)
    assert "Noto Sans" in figure.layout.template.layout.font.family


@pytest.mark.parametrize("name", MAKE)
def test_a_chart_speaks_the_language_that_was_chosen(name):
    """Without `lang` a chart is in the language of `egov.language`."""
    egov.language("zh")
    try:
        assert MAKE[name](None) == MAKE[name]("zh")
    finally:
        egov.language("en")
    assert MAKE[name](None) == MAKE[name]("en")


def test_a_description_is_in_one_language():
    """The words around a title are in the language asked for."""
    said = charts.describe(MAKE["shares"]("zh"), lang="zh")
    assert said.startswith("图：") and "个标记" in said
    assert not re.search("Chart|Series|marks", said)


def test_each_mark_of_the_timeline_is_one_event_and_leads_to_its_passage():
    """As many marks as events, and the id of each is the row of a passage about it."""
    figure = MAKE["timeline"]("en")
    rows = [int(i) for trace in figure.data if trace.ids is not None for i in trace.ids]
    assert len(rows) == MAIN["event_id"].nunique()
    assert set(EVENTS.loc[rows, "event_id"]) == set(MAIN["event_id"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_label_of_the_timeline_meets_another(lang):
    """In each row labels and marks follow each other, with more than fifty events."""
    timeline = layouts.timeline
    layout = timeline.timeline_layout(MAIN, lang=lang)
    assert len(layout.marks) >= 50
    pixels = style.CHART_WIDTH - timeline.LEFT_PIXELS - timeline.RIGHT_PIXELS
    taken = {}
    for mark in layout.marks:
        left, right = (x / timeline.AXIS * pixels for x in (mark.x, mark.x1))
        width = timeline.label_pixels(mark.label)
        if mark.side == "left":
            left -= width
        else:
            right += width
        assert left >= -timeline.LEFT_PIXELS
        assert right <= pixels + timeline.RIGHT_PIXELS
        taken.setdefault(mark.y, []).append((left, right))
    for spans in taken.values():
        spans.sort()
        ends = [right for _, right in spans]
        assert all(start >= end for (start, _), end in zip(spans[1:], ends))


def test_a_lane_is_a_level_and_no_two_lanes_share_a_row():
    """Every mark is within the lane of its level."""
    layout = layouts.timeline.timeline_layout(MAIN)
    lanes = {lane.level: range(lane.first, lane.last + 1) for lane in layout.lanes}
    assert all(mark.y in lanes[mark.level] for mark in layout.marks)
    rows = [row for lane in lanes.values() for row in lane]
    assert rows == list(range(len(rows)))


def test_a_layout_is_made_of_plain_values():
    """What a page is given as JSON needs no numpy and no pandas."""
    marks = layouts.timeline.timeline_layout(MAIN).marks
    cells = layouts.evidence.lineage_grid(egov.load_table("themes")).cells
    systems = layouts.atlas.atlas_layout(NETWORKS, RELATIONS).systems
    for record in (*marks, *cells, *systems):
        assert json.loads(json.dumps(record)) == list(record)


def test_a_chart_is_small():
    """A timeline of a hundred events is at most 15 KB in either language, no chart over 70 KB.

    The largest holds some 200 passages in two languages.
    """

    def size(figure):
        read = json.loads(figure.to_json())
        written = json.dumps(read, separators=(",", ":"), ensure_ascii=False)
        return len(written.encode("utf-8"))

    first = EVENTS["event_id"].drop_duplicates()[:100]
    hundred = EVENTS[EVENTS["event_id"].isin(first)]
    for lang in ("en", "zh"):
        assert size(charts.timeline(hundred, lang=lang)) <= 15 * 1024
    assert max(size(make("en")) for make in MAKE.values()) <= 70_000


def test_an_empty_frame_gives_a_chart_that_says_so():
    """Nothing to show is said, not hidden."""
    figure = charts.timeline(EVENTS.iloc[:0])
    assert "no event" in figure.layout.annotations[0].text


def test_an_unknown_language_is_refused_with_the_known_ones():
    """The error names the value and the remedy."""
    with pytest.raises(ValueError, match="lang is 'fr': use 'en' or 'zh'"):
        charts.timeline(EVENTS, lang="fr")


def test_the_two_aims_stand_where_their_rows_say():
    """Said in August 2002 and June 2006, due about August 2003 and in 2010; between them the
    years in which no main event begins, counted from the table.
    """
    layout = layouts.story.two_aims(TARGETS, EVENTS)
    said = [aim.said for aim in layout.aims]
    due = [(aim.due_from, aim.due_to) for aim in layout.aims]
    assert [int(day) for day in said] == [2002, 2006]
    assert [tuple(map(int, days)) for days in due] == [(2003, 2003), (2010, 2010)]
    begun = set(MAIN["date_from"].dt.year)
    assert layout.silent == [2003, 2004] and not begun & {2003, 2004}
    assert {2002, 2005} <= begun and layout.events == MAIN["event_id"].nunique()


def test_an_aim_that_is_missing_is_asked_for():
    """The error says which row is not there, and what to give."""
    with pytest.raises(egov.DataError, match="no target 'opinion-one-year'"):
        charts.two_aims(TARGETS.iloc[:0], EVENTS)


def test_the_words_of_both_aims_are_divided_without_loss():
    """What both have is the same on both sides, and the pieces make up the words of the text."""
    for name, both in layouts.story.aspects_compared(TARGETS).items():
        shared = [[p.words for p in side if p.is_shared] for side in both]
        assert shared[0] == shared[1]
        words = tuple("".join(piece.words for piece in side) for side in both)
        assert words == layouts.story.ASPECTS[name]


def test_wholes_are_those_of_the_table():
    """Each is 100 %, or a word for all; one is reported, and it is Wuhai's."""
    rows = {row.target_id: row for row in TARGETS.itertuples()}
    found = layouts.story.wholes(TARGETS)
    for whole in found:
        row = rows[whole.target_id]
        assert row.value == 100 if whole.as_number else "所有" in row.quote
    assert [whole.place for whole in found if whole.is_done] == ["Wuhai"]
    assert sum(whole.as_number for whole in found) == sum(
        (TARGETS["value"] == 100).fillna(False) & (TARGETS["unit"] == "%")
    )


def test_every_system_of_a_place_is_one_square_under_its_act():
    """A group has no square, and a status that is not said is counted apart."""
    layout = layouts.story.acts_of_places(LOCAL)
    single = LOCAL[~LOCAL["group"]]
    assert len(layout.acts) + layout.left_out == len(single)
    status = single.set_index("system_id")["status"]
    assert all(
        layouts.story.ACTS[status[act.system_id]] == act.act for act in layout.acts
    )
    drawn = charts.acts(LOCAL)
    squares = [place for trace in drawn.data for place in zip(trace.x, trace.y)]
    assert len(squares) == len(set(squares)) == len(layout.acts)


def test_every_clause_below_a_head_is_one_square():
    """No head is named twice, and none of another kind hides below it."""
    heads = layouts.plan.plan(CLAUSES, "opinion-2002")
    assert len({head.clause_id for head in heads}) == len(heads)
    own = CLAUSES[CLAUSES["doc_id"] == "opinion-2002"]["clause_id"]
    for head in heads:
        below = own[own.str.startswith(head.clause_id + ".")]
        assert [clause.clause_id for clause in head.below] == below.tolist()
    [squares] = charts.plan(CLAUSES, "opinion-2002").data
    assert len(set(squares.ids)) == len(squares.x)


def test_a_theme_has_one_seat_in_every_place():
    """Marks of a theme share band and seat, so that rows can be read across; none is hidden."""
    layout = layouts.echoes.echoes(LOCAL_THEMES)
    seats = {}
    for mark in layout.marks:
        seats.setdefault(mark.theme_id, set()).add((mark.band, mark.place))
    assert all(len(own) == 1 for own in seats.values())
    assert len(layout.marks) == len(LOCAL_THEMES)
    drawn = [
        place
        for trace in charts.echoes(LOCAL_THEMES).data
        if trace.hovertext is not None
        for place in zip(trace.x, trace.y)
    ]
    assert len(drawn) == len(set(drawn)) == len(layout.marks)


def test_what_nobody_takes_up_is_counted_from_the_table():
    """Every place is silent on it, and on nothing else."""
    layout = layouts.echoes.echoes(LOCAL_THEMES)
    silent = LOCAL_THEMES.groupby("theme_id")["silent"].all()
    assert sorted(layout.unheard) == sorted(silent[silent].index)


def test_every_passage_stands_on_the_rung_of_its_force():
    """One mark a pair and one a beginning; a mark that points down is softer than its pair."""
    layout = layouts.echoes.ladder(PAIRS)
    assert len(layout.marks) == len(PAIRS) + PAIRS["theme_id"].nunique()
    rung = {name: number for number, name in layouts.echoes.RUNGS.items()}
    first = {m.theme_id: m for m in layout.marks if m.how == layouts.echoes.SET}
    for mark in layout.marks:
        bands = first[mark.theme_id].band, mark.band
        if mark.how in ("set", "beside"):
            assert mark.how == "set" or layouts.echoes.BY_ITSELF in bands
            continue
        before, after = (rung[band] for band in bands)
        assert mark.how != "softer" or after < before
        assert mark.how != "firmer" or after > before
    drawn = [
        place
        for trace in charts.ladder(PAIRS).data
        if trace.ids is not None
        for place in zip(trace.x, trace.y)
    ]
    assert len(drawn) == len(set(drawn)) == len(layout.marks)


def test_a_ladder_counts_softer_marks_as_the_table_of_shares_does():
    """The number under a column is that of the table, of passages on the ladder."""
    layout = layouts.echoes.ladder(PAIRS)
    softer = PAIRS[PAIRS["change"] == "softer"]
    counts = {name: share.count for name, share in layout.softer.items() if share.count}
    assert counts == softer.groupby("place").size().to_dict()
    on_ladder = PAIRS[PAIRS["change"] != "beside"].groupby("place").size()
    assert {
        name: share.of for name, share in layout.softer.items()
    } == on_ladder.to_dict()


def test_no_event_stands_on_another_and_none_begins_in_the_gap():
    """A mark for each text that tells an event, each at a place of its own; in the gap stand
    deadlines alone.
    """
    figure = charts.empty_years(EVENTS)
    layout = layouts.story.years_begun(EVENTS)
    named = [trace for trace in figure.data if trace.ids is not None]
    places = [place for trace in named for place in zip(trace.x, trace.y)]
    assert len(places) == len(set(places)) == len(layout.begun)
    told = {(EVENTS.at[mark.row, "event_id"], mark.doc_id) for mark in layout.begun}
    assert len(told) == len(layout.begun)
    aim = "national-network-by-2010"
    assert {(aim, "relay-2006"), (aim, "article-2006")} <= told
    assert len({event_id for event_id, _ in told}) + layout.earlier == layout.events
    assert layout.events == MAIN["event_id"].nunique()
    there = [mark for mark in layout.begun if mark.year in layout.gap]
    assert there and all(mark.is_due for mark in there)
    assert all(mark.year == mark.last_year for mark in layout.begun if mark.is_due)
    assert not charts.empty_years(EVENTS.iloc[:0]).data


def test_a_file_answers_what_its_report_and_its_letterhead_say():
    """Nothing is told of a file that was not read, and of none that it is whole."""
    docs, report = FOLDER
    rows = layouts.story.files_told(docs, report)
    assert sum(row.is_read for row in rows) == report["read"].sum() == len(docs)
    read = [row for row in rows if row.is_read]
    assert sum(not row.told["who"] for row in read) == (docs["issuer"] == "").sum()
    assert sum(not row.told["when"] for row in read) == docs["date"].isna().sum()
    assert sum(not row.told["characters"] for row in read) == (report["lost"] > 0).sum()
    assert not any(row.told["whole"] for row in rows)
    assert not any(any(row.told.values()) for row in rows if not row.is_read)


def test_uncertain_dates_look_uncertain():
    """Open circles are inferred dates, and dotted lines are spans within which something happened
    on some day.
    """
    figure = MAKE["timeline"]("en")
    symbol_of = {}
    for trace in figure.data:
        if trace.ids is not None:
            symbols = np.broadcast_to(trace.marker.symbol, len(trace.ids))
            symbol_of |= dict(zip(map(int, trace.ids), symbols))
    inferred = [row for row, symbol in symbol_of.items() if symbol == 100]
    assert set(EVENTS.loc[inferred, "how_known"]) == {"inferred"}
    lines = [
        trace
        for trace in figure.data
        if trace.mode == "lines" and trace.x[0] is not None
    ]
    assert [trace.line.dash for trace in lines].count("dot") == 1


HOSTILE = "<script>alert(1)</script>电子\u202e政务\u200b<img src=x onerror=alert(1)>"


def test_a_hostile_text_is_shown_and_not_run():
    """Tags are escaped, and characters that nobody sees are written out."""
    shown = safe_text.escape(HOSTILE)
    assert "<script" not in shown and "<img" not in shown
    assert "U+202E" in shown and "U+200B" in shown


def test_a_hostile_label_does_not_reach_a_chart_as_a_tag():
    """plotly draws a few tags of a label: those of a document are escaped before."""
    link = "<a href='javascript:alert(1)'>x</a>"
    row = MAIN.iloc[[0]].assign(label_en=link, quote=HOSTILE)
    assert "<a" not in charts.timeline(row).to_json().replace("\\u003c", "<")


# --- transmission -------------------------------------------------------------------------------

GROUPED = pd.DataFrame(
    {
        "doc_id": [f"d{number}" for number in range(16)],
        "place": ["Yunnan"] * 8 + ["Wuhai"] * 7 + [None],
        "text": [egov.load_corpus()["text"].iloc[0][100 * n :][:400] for n in range(8)]
        + ["天地玄黄宇宙洪荒日月盈昃"] * 8,
    }
)
SPREAD = egov.transmission(GROUPED, "opinion-2002", "place")


def test_a_group_has_a_mark_an_interval_and_its_number():
    """One mark a group; an interval from five documents up; the number is in the label."""
    figure = charts.transmission(SPREAD)
    _, enough, few = figure.data
    assert enough.ids == ("all", "Yunnan", "Wuhai") and few.ids == ("unknown",)
    assert figure.layout.yaxis.ticktext == (
        "all documents (n = 16)",
        "Yunnan (n = 8)",
        "Wuhai (n = 7)",
        "unknown (n = 1)",
    )
    row = SPREAD.groups.set_index("group").loc["Yunnan"]
    assert enough.x[1] == row["weighted"] > 0.8
    assert enough.x[1] - enough.error_x.arrayminus[1] == pytest.approx(
        row["weighted_low"], abs=1e-5
    )


def test_a_clause_is_a_mark_where_it_is_and_a_dash_where_it_is_not():
    """Every clause and group has one of the two; an id leads to both."""
    silent, said = charts.travels(SPREAD, most=5).data
    assert len(silent.x) + len(said.x) == 5 * 3
    assert all(place.endswith("|Yunnan") for place in said.ids)
    never = SPREAD.clauses.query("documents == 0")["clause_id"].head(4).tolist()
    silent, said = charts.travels(SPREAD, clauses=never).data
    assert (len(silent.x), len(said.x)) == (12, 0)


def test_many_groups_keep_the_largest_and_say_so():
    """Forty have room; the title tells of the rest."""
    many = pd.concat([GROUPED] * 5, ignore_index=True)
    many["doc_id"] = [f"d{number}" for number in range(80)]
    many["place"] = [f"p{number % 50}" for number in range(80)]
    found = egov.transmission(many, "opinion-2002", "place")
    for chart in (charts.transmission(found), charts.travels(found)):
        assert "10 small groups left out" in chart.layout.title.text
    with pytest.raises(
        egov.DataError, match="no groups by 'year': choose one of place"
    ):
        charts.transmission(found, by="year")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_for_a_paper_has_the_figures_and_how_they_were_made(lang):
    """Cells are those of the frames; the note has every setting; both forms are complete."""
    groups = egov.paper.transmission_table(SPREAD, lang=lang)
    assert groups.frame.shape == (4, 7)
    assert groups.frame.iloc[0, 1:4].tolist() == ["7", "7", "0"]
    assert groups.frame.iloc[-1, 1] == "16"
    assert groups.frame.iloc[2, 5] == "0.0"  # one document: no interval
    assert "[" in groups.frame.iloc[1, 5]
    for number in ("20", "10", "1,000", "2002", "22"):
        assert number in groups.note
    clauses = egov.paper.clauses_table(SPREAD, most=3, lang=lang)
    assert clauses.frame.shape == (3, 5)
    assert clauses.frame.iloc[0, 0].startswith("opinion-2002:")
    silent = int((SPREAD.clauses["documents"] == 0).sum())
    assert str(silent) in clauses.note
    for table in (groups, clauses):
        assert bool(CHINESE_RE.search(table.caption)) == (lang == "zh")
        assert table.html().count("<tr>") == len(table.frame) + 1
        latex = table.latex()
        assert latex.count(r"\\") == len(table.frame) + 1
        assert latex.count("{") == latex.count("}")


def test_no_cell_is_a_command_of_latex():
    """What a document is called may be a command, or the option of an end of line."""
    words = [r"\input{x}", "[1em]", "50 % & $x_1$", "a^b~c", "*"]
    docs = GROUPED.head(5).assign(place=words)
    found = egov.transmission(docs, "opinion-2002", "place")
    latex = egov.paper.transmission_table(found).latex()
    for written in (
        r"\textbackslash{}input\{x\} &",
        "{}[1em] &",
        r"50 \% \& \$x\_1\$ &",
        r"a\textasciicircum{}b\textasciitilde{}c &",
        "{}* &",
    ):
        assert f"\n{written}" in latex
