"""Explorers answer to their controls, keep nothing behind, and show something without a kernel."""

import gc

import ipywidgets as widgets
import pytest

import egov_lib as egov
from egov_lib import explorers

NAMES = ["timeline", "reader", "atlas", "ledger", "lineage", "places", "concordance", "keyness", "parallels"]


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


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_explorer_shows_a_passage_at_once_and_without_a_kernel(name, lang):
    """The first screen has a passage or a chart, and a page without a kernel has HTML and a plain name."""
    box = getattr(explorers, name)(lang=lang)
    bundle = box._repr_mimebundle_()
    assert "egov-page" in pages(box)
    assert bundle["text/plain"] == f"<explorer: {name}>" and len(bundle["text/html"]) > 100


def test_a_filter_leaves_fewer_events_and_the_list_follows():
    """Choosing a level draws fewer marks; the list offers just what is drawn."""
    box = explorers.timeline()
    found = controls(box)
    before = len(found["Event"].options)
    found["Level"].value = "city"
    assert 0 < len(found["Event"].options) < before
    drawn = sum(len(trace.ids) for trace in box.children[1].data if trace.ids is not None)
    assert drawn == len(found["Event"].options)


def test_a_filter_that_leaves_nothing_says_so():
    """No traceback, no empty screen."""
    box = explorers.timeline()
    found = controls(box)
    found["From"].value = 1979
    found["To"].value = 1980
    found["Level"].value = "city"
    assert "no event" in str(box.children[1].layout.annotations[0].text)
    assert "Nothing matches" in pages(box)


def test_choosing_an_event_shows_all_its_passages():
    """The symposium stands in two sources, and both are shown."""
    box = explorers.timeline()
    controls(box)["Event"].value = "egov-symposium-2006"
    assert "relay-2006" in pages(box) and "article-2006" in pages(box)


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
    assert any(child.value.startswith(f"{total} ·") for child in box.children if isinstance(child, widgets.HTML))


def test_who_is_ahead_of_the_national_date_is_said():
    """Shenzhen promises the nation's half two years earlier."""
    assert "Shenzhen: 50 %, 730 days before the nation" in pages(explorers.ledger())


def test_moving_a_control_leaves_nothing_behind():
    """After many moves there are as many widgets as before."""
    box = explorers.timeline()
    level = controls(box)["Level"]

    def moves(times):
        for _ in range(times):
            for value in ("nation", "city", None):
                level.value = value
        gc.collect()
        return len(widgets.Widget._instances if hasattr(widgets.Widget, "_instances") else widgets.widget._instances)

    assert moves(2) == moves(8)


def test_the_dashboard_makes_a_tab_when_it_is_opened():
    """Only the first tab is made at the start; opening another makes it; the language translates all."""
    box = explorers.dashboard()
    language, tabs = box.children[1:]
    assert [bool(child.children) for child in tabs.children] == [True] + [False] * 8
    tabs.selected_index = 3
    assert tabs.children[3].children
    language.value = "zh"
    assert tabs.titles[0] == "时间线"
