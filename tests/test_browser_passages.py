"""A page of passages in a real browser: light on both sides, keys, narrow screens, no scripts."""

import contextlib

import pytest
from browser import NEEDS_CHROMIUM

from egov_lib import passages

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
HEAD = (
    "<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
    "<title>Passages</title><style>:root{color-scheme:light dark}</style><body>"
)
ADDRESS = "article-2006:1.2.7"
COLOUR = "cell => getComputedStyle(cell.parentElement).backgroundColor"
LIT = {"light": "rgb(255, 227, 148)", "dark": "rgb(92, 74, 12)"}
CARD = {"light": "rgb(255, 255, 255)", "dark": "rgb(28, 32, 37)"}


@pytest.fixture
def shown(chromium):
    """Return what shows some HTML as a page of its own, in a window that shares nothing."""

    @contextlib.contextmanager
    def show(content, *, width=1366, scheme="light", scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 768},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        page = context.new_page()
        page.set_content(HEAD + content)
        yield page
        context.close()

    return show


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_clause_under_the_pointer_is_lit_on_both_sides(shown, scheme):
    """Pointer or keyboard, Chinese or English: the row of both has the ground of what is meant."""
    with shown(passages.passage(ADDRESS), scheme=scheme) as page:
        for column in ("td.zh", "td.en"):
            row = page.locator("tr[tabindex]").first
            assert row.locator(column).evaluate(COLOUR) == CARD[scheme]
            row.locator(column).hover()
            for cell in ("td.zh", "td.en"):
                assert row.locator(cell).evaluate(COLOUR) == LIT[scheme]
            page.mouse.move(0, 0)
        page.locator("tr[tabindex]").first.focus()
        assert page.locator("td.en").first.evaluate(COLOUR) == LIT[scheme]


def test_keys_go_from_clause_to_clause_and_open_the_file(shown):
    """Down and up move the focus, R opens and closes the file as received, Esc lets go."""
    with shown(passages.passage(ADDRESS)) as page:
        rows = page.locator("tr[tabindex]")
        rows.first.focus()
        hit = next(
            n
            for n in range(rows.count())
            if "hit" in rows.nth(n).get_attribute("class")
        )
        for _ in range(hit):
            page.keyboard.press("ArrowDown")
        assert rows.nth(hit).evaluate("row => row === document.activeElement")
        details = rows.nth(hit).locator("details")
        assert details.get_attribute("open") is None
        page.keyboard.press("r")
        assert details.get_attribute("open") is not None
        page.keyboard.press("ArrowUp")
        assert rows.nth(hit - 1).evaluate("row => row === document.activeElement")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("content", [ADDRESS, None], ids=["passage", "whole text"])
def test_on_a_phone_the_english_is_under_its_clause(shown, content):
    """At 390 pixels nothing scrolls sideways."""
    made = (
        passages.passage(content) if content else passages.side_by_side("yunnan-2006")
    )
    with shown(made, width=390) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        row = page.locator("tr[tabindex]").first
        chinese = row.locator("td.zh").bounding_box()
        english = row.locator("td.en").bounding_box()
        assert english["y"] >= chinese["y"] + chinese["height"] - 1
        assert english["x"] == chinese["x"]


def test_without_scripts_and_styles_it_is_a_table_of_two_columns(shown):
    """Everything can be read and the file opened."""
    bare = str(passages.passage(ADDRESS)).replace(passages.STYLE, "")
    with shown(bare, scripts=False) as page:
        row = page.locator("tr.hit").first
        chinese = row.locator("td.zh").bounding_box()
        english = row.locator("td.en").bounding_box()
        assert english["x"] > chinese["x"] and english["y"] == chinese["y"]
        row.locator("summary").click()
        assert row.locator("details .received").is_visible()


def test_one_click_selects_a_citation(shown):
    """Without a script, so that it can be copied anywhere."""
    with shown(passages.passage(ADDRESS)) as page:
        page.locator("details.cite summary").click()
        field = page.locator(".copy").first
        field.click()
        selected = page.evaluate("getSelection().toString()").strip()
        assert selected == field.inner_text().strip()
