"""Charts and pages show what the frames hold, in both languages, and nothing a document could smuggle in."""

import json
import re

import numpy as np
import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.show import charts
from egov_lib.show import passages as reading

EVENTS = egov.load_table("events")
MAIN = EVENTS[EVENTS["main"]]
SYSTEMS, RELATIONS, CLAUSES = (
    egov.load_table(name) for name in ("systems", "relations", "clauses")
)
MAKE = {
    "timeline": lambda lang: charts.timeline(MAIN, lang=lang),
    "lineage": lambda lang: charts.lineage(egov.load_table("themes"), lang=lang),
    "shares": lambda lang: charts.shares(egov.load_table("targets"), lang=lang),
    "outline": lambda lang: charts.outline(CLAUSES, "opinion-2002", lang=lang),
    "atlas": lambda lang: charts.atlas(SYSTEMS[SYSTEMS["kind"] == "network"], RELATIONS, lang=lang),
    "places": lambda lang: charts.places(SYSTEMS["place"].value_counts(), lang=lang),
    "text_lengths": lambda lang: charts.text_lengths(egov.load_corpus(), lang=lang),
}


def luminance(colour):
    """Return the relative luminance of a #rrggbb colour (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*charts.COLOURS, "#222222"])
def test_colours_stand_out_from_the_paper(colour):
    """Each colour of the house has at least 4.5 : 1 against white."""
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", MAKE)
def test_each_chart_is_drawn_in_both_languages(name, lang):
    """A title counted from the frame, marks with words for those who can't see them, the house template."""
    figure = MAKE[name](lang)
    said = charts.describe(figure)
    assert bool(re.search("[\u4e00-\u9fff]", figure.layout.title.text)) == (lang == "zh")
    assert figure.layout.title.text.split()[0] in said
    assert "Noto Sans" in figure.layout.template.layout.font.family


def test_each_mark_of_the_timeline_is_one_event_and_leads_to_its_passage():
    """As many marks as events, and the id of each is the row of a passage about it."""
    figure = MAKE["timeline"]("en")
    rows = [int(i) for trace in figure.data if trace.ids is not None for i in trace.ids]
    assert len(rows) == MAIN["event_id"].nunique()
    assert set(EVENTS.loc[rows, "event_id"]) == set(MAIN["event_id"])


def test_no_label_of_the_timeline_meets_another():
    """In each row labels and marks follow each other without overlap, with more than fifty events."""
    marks = charts.timeline.__globals__["_marks"](MAIN, "en")
    assert len(marks) >= 50
    place = charts.timeline.__globals__
    edges, _ = place["_time_scale"](marks)
    marks["x0"] = place["_place"](marks["date_from"], edges)
    marks["x1"] = place["_place"](marks["date_to"] + pd.Timedelta(days=1), edges)
    place["_pack"](marks, 890)
    for _, row in marks.groupby("y"):
        row = row.sort_values("x0")
        assert (row["x0"].to_numpy()[1:] >= row["x1"].to_numpy()[:-1]).all()


def test_a_chart_is_small():
    """A timeline of a hundred events is at most 15 KB in either language, and no chart is over 60 KB."""

    def size(figure):
        return len(
            json.dumps(
                json.loads(figure.to_json()), separators=(",", ":"), ensure_ascii=False
            ).encode("utf-8")
        )

    hundred = EVENTS[EVENTS["event_id"].isin(EVENTS["event_id"].drop_duplicates()[:100])]
    assert max(size(charts.timeline(hundred, lang=lang)) for lang in ("en", "zh")) <= 15_000
    assert max(size(make("en")) for make in MAKE.values()) <= 60_000


def test_an_empty_frame_gives_a_chart_that_says_so():
    """Nothing to show is said, not hidden."""
    figure = charts.timeline(EVENTS.iloc[:0])
    assert "no event" in figure.layout.annotations[0].text


def test_an_unknown_language_is_refused_with_the_known_ones():
    """The error names the value and the remedy."""
    with pytest.raises(ValueError, match="lang is 'fr': use 'en' or 'zh'"):
        charts.timeline(EVENTS, lang="fr")


def test_uncertain_dates_look_uncertain():
    """Open circles are inferred dates, and dotted lines are spans within which something happened on some day."""
    figure = MAKE["timeline"]("en")
    shown = {
        int(i): symbol
        for trace in figure.data
        if trace.ids is not None
        for i, symbol in zip(trace.ids, np.broadcast_to(trace.marker.symbol, len(trace.ids)))
    }
    assert {EVENTS.loc[i, "how_known"] for i, s in shown.items() if s == 100} == {"inferred"}
    dotted = [
        trace
        for trace in figure.data
        if trace.mode == "lines" and trace.line.dash == "dot" and trace.x[0] is not None
    ]
    assert len(dotted) == 1


HOSTILE = "<script>alert(1)</script>电子\u202e政务\u200b<img src=x onerror=alert(1)>"


def test_a_hostile_text_is_shown_and_not_run():
    """Tags are escaped, and characters that nobody sees are written out."""
    shown = reading.escape(HOSTILE)
    assert "<script" not in shown and "<img" not in shown
    assert "U+202E" in shown and "U+200B" in shown


def test_a_hostile_label_does_not_reach_a_chart_as_a_tag():
    """plotly draws a few tags of a label: those of a document are escaped before."""
    row = MAIN.iloc[[0]].assign(label_en="<a href='javascript:alert(1)'>x</a>", quote=HOSTILE)
    assert "<a" not in charts.timeline(row).to_json().replace("\\u003c", "<")


def test_a_passage_shows_reading_text_and_witness():
    """The words of a finding are marked in both."""
    text = egov.load_corpus().set_index("doc_id").loc["yunnan-2006", "text"]
    start = text.index("信息化领导小组")
    page = reading.passage("yunnan-2006", start, start + 7)
    assert re.findall("<mark>(.*?)</mark>", page) == ["信息化领导小组", "信息化領(lǐng)導(dǎo)小組"]


def test_side_by_side_loses_no_character():
    """What the reader shows of the edition, its marks taken away, is the edition."""
    text = egov.load_corpus().set_index("doc_id").loc["article-2006", "text"]
    page = reading.side_by_side(
        "article-2006", findings=egov.load_table("targets"), aids=["glossary"]
    )
    left = re.findall(r"<tr><td>(.*?)</td><td>", page, re.DOTALL)
    assert "\n".join(re.sub("<[^>]+>", "", cell) for cell in left) == text
    sounded = reading.side_by_side("article-2006", aids=["pinyin"])
    bare = re.sub(
        "<rt>.*?</rt>", "", "\n".join(re.findall(r"<tr><td>(.*?)</td><td>", sounded, re.DOTALL))
    )
    assert re.sub("<[^>]+>", "", bare) == text


def test_the_card_keeps_four_dates_apart():
    """Event, writing, issue and posting each have a line with its grounds."""
    card = reading.source_card("opinion-2002")
    assert all(
        word in card
        for word in ("Event 事件日期", "Written 撰写日期", "Issued 发布日期", "Posted 上网日期")
    )
    assert "2020-12-19" in card and "27 of the page" in card
