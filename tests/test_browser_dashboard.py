"""The dashboard in a real browser: every explorer is drawn, answers to mouse, keyboard and touch,
and can be used by everybody.
"""

import pytest
from browser import (
    CHROMIUM,
    FLAGS,
    NEEDS_CHROMIUM,
    ROOT,
    SCREENSHOTS,
    chosen_in,
    faults,
    point_at_another,
    voila,
)

from egov_lib.show.front import EXPLORERS

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
# Faults of what Voila and ipywidgets themselves put on the page; ours to report there, not to mend
# here.
NOT_OURS = {"landmark-one-main", "region", "page-has-heading-one"}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The dashboard, open."""
    from playwright.sync_api import sync_playwright

    folder = tmp_path_factory.mktemp("voila")
    with (
        voila(ROOT / "notebooks" / "dashboard.ipynb", folder) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, has_touch=True)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(address, wait_until="commit")
        page.wait_for_selector(".egov .mark.chosen", timeout=300_000)
        yield page
        browser.close()


def open_tab(page, name):
    """Open one tab and give its explorer."""
    page.locator(f"[data-tab={name}]").click()
    explorer = page.locator(f".egov[data-explorer={name}]")
    explorer.locator(".mark.chosen").first.wait_for(timeout=30_000)
    return explorer


@pytest.mark.parametrize("name", EXPLORERS)
def test_each_explorer_answers_to_mouse_keyboard_and_touch(page, name):
    """A click, a tap and the arrow after it show other passages, at once; heading, picture, passage
    and foot are on one screen.
    """
    explorer = open_tab(page, name)
    for press in (page.mouse.click, page.touchscreen.tap):
        x, y, wanted = point_at_another(explorer)
        press(x, y)
        assert chosen_in(explorer) == wanted
    pane = explorer.locator(".pane")
    before = pane.inner_text()
    page.keyboard.press("ArrowDown")
    if chosen_in(explorer) == wanted:  # it was the last
        page.keyboard.press("ArrowUp")
    assert pane.inner_text() != before
    assert pane.locator(".source").first.inner_text()
    for part in ("h2.finding", ".picture", ".pane", ".foot"):
        box = explorer.locator(part).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 768, part
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"voila-{name}.png")


def test_the_reader_sounds_and_shows_the_file_as_received(page):
    """Pinyin by word under the Chinese, and a third column, on request."""
    explorer = open_tab(page, "reader")
    explorer.locator(".tools button", has_text="with pinyin").click()
    assert explorer.locator(".pinyin", has_text="diànzǐ zhèngwù").count() > 10
    explorer.locator(".tools button", has_text="as received").click()
    assert explorer.locator(".as-received u").count() > 10


def test_the_screen_speaks_chinese(page):
    """Choosing 中文 translates questions and explorer, and keeps the tab."""
    open_tab(page, "lineage")
    page.locator("button", has_text="中文").click()
    page.locator(".dash-tabs button", has_text="何时何事").wait_for(timeout=10_000)
    assert page.locator("[data-explorer=lineage]").count() == 1
    page.locator("button", has_text="English").click()
    page.locator(".dash-tabs button", has_text="What happened when").wait_for()


def test_no_serious_fault_of_accessibility(page):
    """axe-core finds nothing serious or critical on the dashboard, and the console no error."""
    for tab in EXPLORERS:
        open_tab(page, tab)
        ours = [fault for fault in faults(page) if fault[0] not in NOT_OURS]
        assert ours == [], tab
    assert not page.errors, page.errors
