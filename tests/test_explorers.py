"""Explorers answer to their controls, keep nothing behind, and show something without a kernel."""

import gc
import json
import re
import zlib

import ipywidgets as widgets
import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.show import explorers
from egov_lib.show.explorers.base import ALL
from egov_lib.show.explorers.plotly_widget import Chart

NAMES = [
    "timeline",
    "reader",
    "atlas",
    "commitments",
    "lineage",
    "places",
    "concordance",
    "keyness",
    "parallels",
]


def controls(box, kind=widgets.Dropdown):
    """Return all controls of a kind in a box, by their labels."""
    found = {}
    for child in getattr(box, "children", ()):
        if isinstance(child, kind):
            found[child.description] = child
        found |= controls(child, kind)
    return found


def pages(box):
    """Return everything the box shows as HTML, joined."""
    if isinstance(box, widgets.HTML):
        return box.value
    return "".join(pages(child) for child in getattr(box, "children", ()))


def drawn_in(box):
    """Return the figure that the box's chart shows, as plotly.js gets it."""
    return json.loads(chart_of(box).figure)


def chart_of(box):
    """Return the chart of a box."""
    (chart,) = (child for child in box.children if isinstance(child, Chart))
    return chart


def click(box, mark):
    """Say what the page says of a click on a mark."""
    chart_of(box)._handle_custom_msg({"chosen": mark}, [])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_explorer_shows_a_passage_at_once_and_without_a_kernel(name, lang):
    """The first screen has a passage or a chart, and a page without a kernel has HTML and a plain
    name.
    """
    box = getattr(explorers, name)(lang=lang)
    bundle = box._repr_mimebundle_()
    assert "egov-page" in pages(box)
    assert bundle["text/plain"] == f"<explorer: {name}>"
    assert len(bundle["text/html"]) > 100


@pytest.mark.parametrize("name", [*NAMES, "dashboard"])
def test_an_explorer_speaks_one_language(name):
    """Labels, entries that are no values, and the still are English or Chinese, never both."""
    for lang in ("en", "zh"):
        box = getattr(explorers, name)(lang=lang)
        still = box._repr_mimebundle_()["text/html"]
        said = [*controls(box), *re.findall("<p>(.*?)</p>", still)]
        for control in controls(box).values():
            said += [shown for shown, value in control.options if value == ALL]
        if name == "dashboard":
            said += [*box.children[2].titles, *re.findall("<li>(.*?)</li>", still)]
        assert said
        for words in said:
            assert bool(re.search("[\u4e00-\u9fff]", words)) == (lang == "zh"), words
            assert lang == "en" or not re.search("[a-z]", words), words


def test_the_old_name_of_commitments_answers_with_the_new_one():
    """`explorers.ledger` gives the same explorer, with a line that says its name."""
    with pytest.warns(DeprecationWarning, match="now called commitments"):
        assert explorers.ledger is explorers.commitments
    with pytest.raises(AttributeError, match="no 'ledgers'; it has atlas"):
        explorers.ledgers  # noqa: B018


def test_a_filter_leaves_fewer_events_and_the_list_follows():
    """Choosing a level draws fewer marks; the list has just what is drawn."""
    box = explorers.timeline()
    found = controls(box)
    before = len(found["Event"].options)
    found["Level"].value = "city"
    assert 0 < len(found["Event"].options) < before
    drawn = sum(len(trace.get("ids", ())) for trace in drawn_in(box)["data"])
    assert drawn == len(found["Event"].options)


def test_a_filter_that_leaves_nothing_says_so():
    """No traceback, no empty screen."""
    box = explorers.timeline()
    found = controls(box)
    found["From"].value = 1979
    found["To"].value = 1980
    found["Level"].value = "city"
    assert "no event" in drawn_in(box)["layout"]["annotations"][0]["text"]
    assert "Nothing matches" in pages(box)


def test_choosing_an_event_shows_all_its_passages():
    """The symposium stands in two sources, and both are shown."""
    box = explorers.timeline()
    controls(box)["Event"].value = "egov-symposium-2006"
    assert "relay-2006" in pages(box) and "article-2006" in pages(box)


def test_a_click_on_a_mark_chooses_its_event():
    """What the page says of a click is answered in the list; an id that was filtered away meanwhile
    changes nothing.
    """
    box = explorers.timeline()
    marks = [row for trace in drawn_in(box)["data"] for row in trace.get("ids", ())]
    wanted = marks[-1]
    click(box, wanted)
    assert (
        controls(box)["Event"].value
        == egov.load_table("events").loc[int(wanted), "event_id"]
    )
    controls(box)["Level"].value = "nation"
    kept = controls(box)["Event"].value
    click(box, "3" * 9)
    assert controls(box)["Event"].value == kept


def test_a_page_without_plotly_gets_the_copy_that_python_has(monkeypatch):
    """It is sent once it is asked for, packed, and is no part of what a notebook could save."""
    chart, sent = chart_of(explorers.timeline()), []
    monkeypatch.setattr(chart, "send", lambda said, buffers: sent.extend(buffers))
    chart._handle_custom_msg({"wants": "plotly"}, [])
    (packed,) = sent
    assert b"plotly.js v" in zlib.decompress(packed)[:100]
    assert len(str(chart.get_state())) < 30_000


def test_silence_is_shown_as_silence():
    """A theme that a place does not speak of is listed, and says so."""
    box = explorers.lineage()
    found = controls(box)
    found["Theme"].value, found["Place"].value = "network-isolation", "Chongqing"
    assert "silent" in pages(box)


def test_a_concordance_counts_as_str_count_does():
    """The number of hits is the number of places."""
    box = explorers.concordance(phrase="信息化")
    total = egov.load_corpus()["text"].str.count("信息化").sum()
    lines = [child.value for child in box.children if isinstance(child, widgets.HTML)]
    assert any(line.startswith(f"{total} ·") for line in lines)


def test_a_phrase_that_cannot_be_sought_is_answered_with_the_reason():
    """A wildcard at the end shows no hits and says why; the next phrase is found."""
    box = explorers.concordance()
    field = controls(box, widgets.Text)["Phrase"]
    field.value = "信息*"
    assert "must begin and end with a character" in pages(box)
    assert controls(box)["Hit"].value is None
    field.value = "信息?"
    assert controls(box)["Hit"].value is not None


def test_who_is_ahead_of_the_national_date_is_said():
    """Shenzhen promises the nation's half two years earlier."""
    assert "Shenzhen: 50 %, 730 days before the nation" in pages(
        explorers.commitments()
    )


# e-government network; all connected by 1 June 2005; general rules; informatization
HOSTILE = (
    "<script>alert(1)</script>电子\u202e政务\u200b网<img src=x onerror=alert(1)>，"
    "2005年6月1日前100%联网。\n一、总则\n信息化。"
)
OWN = pd.DataFrame(
    {
        "doc_id": ["own-1", "own-2"],
        "text": [HOSTILE, "信息化领导小组。\n2006年3月5日，电子政务网开通。"],
    }
)
OWN_EXPLORERS = {
    "concordance": lambda: explorers.concordance(OWN, phrase="电子"),
    "browse": lambda: explorers.browse(egov.find_targets(OWN), ["doc_id"], docs=OWN),
    "timeline": lambda: explorers.timeline(egov.find_dates(OWN), docs=OWN),
    "keyness": lambda: explorers.keyness(docs=OWN),
    "places": lambda: explorers.places(
        egov.find_dates(OWN).assign(place="Wuhai"), docs=OWN
    ),
    "reader": lambda: explorers.reader(
        docs=OWN, findings={"dates": egov.find_dates(OWN)}
    ),
}


@pytest.mark.parametrize("name", OWN_EXPLORERS)
def test_documents_of_ones_own_are_shown_in_their_passages_and_not_run(name):
    """A finding of a text that nobody here has seen leads to its passage; tags and characters that
    can't be seen are written out.
    """
    box = OWN_EXPLORERS[name]()
    shown = pages(box) + box._repr_mimebundle_()["text/html"]
    assert "egov-page" in pages(box) and "政务" in shown
    assert "<script" not in shown and "<img" not in shown
    listed = "".join(str(control.options) for control in controls(box).values())
    assert not set("\u202e\u200b") & set(shown + listed)
    assert "as received" not in shown, "what a reader gave is its own witness"


def test_every_date_of_ones_own_is_a_mark_that_leads_to_its_passage():
    """Each dated finding is one event of the list, and choosing it shows its words in the text."""
    box = OWN_EXPLORERS["timeline"]()
    event = controls(box)["Event"]
    assert len(event.options) == len(egov.find_dates(OWN)) == 2
    event.index = 1
    assert "<mark>2006年3月5日</mark>" in pages(box)


def test_the_reader_goes_through_a_text_of_ones_own():
    """Its outline is found, its findings are highlighted, glossary and pinyin work, and there is
    one column.
    """
    box = OWN_EXPLORERS["reader"]()
    assert "总则" in str(controls(box)["Go to"].options)
    controls(box)["Highlight"].value = "dates"
    for tick in controls(box, widgets.Checkbox).values():
        tick.value = True
    for sign in ('class="found"', 'class="term', "<ruby>", "<th>text</th>"):
        assert sign in pages(box)


def test_a_finding_of_an_unknown_document_is_refused_with_the_remedy():
    """Without the frame it was found in, an explorer says which one it needs, at once."""
    found = egov.find_dates(OWN)
    remedy = r"'own-1', which is not in docs: give the frame .* as docs="
    for explorer in (explorers.timeline, explorers.browse):
        with pytest.raises(egov.DataError, match=remedy):
            explorer(found)
    with pytest.raises(egov.DataError, match=r"'own-1' among opinion-2002, .* docs="):
        egov.passages.passage("own-1", 0, 2)
    with pytest.raises(egov.DataError, match="from 900 to 902, but the text has 27"):
        egov.passages.passage("own-2", 900, 902, docs=OWN)


def test_a_finding_without_a_date_is_counted_and_not_drawn():
    """The title says how many rows have no date."""
    found = egov.find_dates(OWN).assign(date_from=[pd.NaT, pd.Timestamp("2006-03-05")])
    assert "1 without a date" in egov.charts.timeline(found).layout.title.text
    assert len(controls(explorers.timeline(found, docs=OWN))["Event"].options) == 1


def test_moving_a_control_leaves_nothing_behind():
    """After many moves there are as many widgets as before."""
    box = explorers.timeline()
    level = controls(box)["Level"]

    def moves(times):
        for _ in range(times):
            for value in ("nation", "city", ALL):
                level.value = value
        gc.collect()
        return len(widgets.widget._instances)

    assert moves(2) == moves(8)


def test_the_dashboard_makes_a_tab_when_it_is_opened():
    """Only the first tab is made at the start, others when they are opened; the switch of language
    translates all.
    """
    box = explorers.dashboard()
    language, tabs = box.children[1:]
    assert [bool(child.children) for child in tabs.children] == [True] + [False] * 8
    tabs.selected_index = 3
    assert tabs.children[3].children
    language.value = "zh"
    assert tabs.titles[0] == "时间线"


def test_nothing_of_a_closed_tab_stays_behind():
    """Changing the language again and again leaves as many widgets, layouts and styles among them,
    as there were.
    """
    box = explorers.dashboard()
    language, tabs = box.children[1:]

    def turn(times):
        for _ in range(times):
            for index in range(len(tabs.children)):
                tabs.selected_index = index
            language.value = "zh" if language.value == "en" else "en"
        gc.collect()
        return len(widgets.widget._instances)

    assert turn(2) == turn(2)


def test_a_list_set_back_to_all_says_so():
    """A click on a share takes all filters away, and each then shows "all" rather than nothing."""
    box = explorers.commitments()
    controls(box)["Place"].value = "Yunnan"
    click(box, egov.load_table("targets")["target_id"].iloc[0])
    filters = [controls(box)[name] for name in ("Kind", "Place", "Source")]
    assert {control.label for control in filters} == {"all"}


def test_an_empty_value_is_listed_as_a_dash():
    """A filter has an entry for the rows that have no value."""
    found = egov.find_dates(OWN).assign(basis=["", "by day"])
    box = explorers.browse(found, ["basis"], docs=OWN)
    shown = [name for name, _ in controls(box)["basis"].options]
    assert shown == ["all", "–", "by day"]
