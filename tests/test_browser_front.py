"""Every explorer on a page from the disk, without a kernel: mouse, keyboard, touch, both
languages, hostile texts.
"""

import pytest
from browser import CHROMIUM, FLAGS, NEEDS_CHROMIUM, SCREENSHOTS
from test_front import make

import egov_lib as egov
from egov_lib.show.front import EXPLORERS
from egov_lib.show.front.widget import page as page_of

pytestmark = NEEDS_CHROMIUM
WIDTHS = {"desk": (1366, 768), "phone": (390, 844), "projector": (1920, 1080)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A page for each explorer."""
    folder = tmp_path_factory.mktemp("pages")
    for name in EXPLORERS:
        (folder / f"{name}.html").write_text(make(name).page(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def chromium():
    """One headless Chromium for all tests of this file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open an address in a window of some size; at the end nothing may have gone wrong."""
    opened, errors, asked = [], [], []

    def open_one(address, size="desk", **options):
        width, height = WIDTHS[size]
        shown = chromium.new_page(
            viewport={"width": width, "height": height},
            has_touch=size == "phone",
            **options,
        )
        shown.on("pageerror", lambda error: errors.append(str(error)))
        shown.on(
            "console",
            lambda said: said.type == "error" and errors.append(said.text),
        )
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto(address)
        shown.wait_for_selector(".egov .foot button")
        opened.append(shown)
        return shown

    yield open_one
    for shown in opened:
        shown.close()
    assert errors == []
    assert [
        url for url in asked if not url.startswith(("file:", "data:", "blob:"))
    ] == []


def chosen(shown):
    """Return the id of the chosen mark."""
    return shown.evaluate("document.querySelector('.egov').egov.view.chosen")


@pytest.mark.parametrize("name", EXPLORERS)
def test_it_opens_on_a_finding_with_its_passage(folder, open_page, name):
    """Heading, marks and a passage in both languages are there at once."""
    shown = open_page(f"file://{folder}/{name}.html")
    assert shown.inner_text("h2.finding")
    assert shown.locator(".picture .mark").count() > 10
    assert shown.locator(".pane .zh").count() >= 1
    assert shown.locator(".pane .en").first.inner_text()
    SCREENSHOTS.mkdir(exist_ok=True)
    shown.screenshot(path=SCREENSHOTS / f"front-{name}.png")


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_click_and_the_keys_choose_a_mark(folder, open_page, name):
    """The passage follows; the arrow goes on to the next mark, and only it can be tabbed to."""
    shown = open_page(f"file://{folder}/{name}.html")
    before = shown.inner_text(".pane")
    other = shown.locator(".picture .mark:not(.chosen):not([data-again])").nth(3)
    wanted = other.get_attribute("data-id")
    other.dispatch_event("click")
    assert chosen(shown) == wanted
    assert shown.inner_text(".pane") != before
    shown.keyboard.press("ArrowRight")
    assert chosen(shown) != wanted
    focused = "document.activeElement.dataset.id"
    assert shown.evaluate(focused) == chosen(shown)
    assert shown.locator(".picture .mark[tabindex='0']").count() == 1


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_filter_dims_marks_and_draws_none_anew(folder, open_page, name):
    """The same elements stay, and some are dim."""
    shown = open_page(f"file://{folder}/{name}.html")
    shown.evaluate("window.kept = [...document.querySelectorAll('.picture .mark')]")
    shown.locator(".tools button[aria-pressed='false']").first.click()
    shown.wait_for_selector(".picture .mark.dim")
    assert shown.evaluate(
        "window.kept.every((mark, at) => "
        "document.querySelectorAll('.picture .mark')[at] === mark)"
    )


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_table_is_one_switch_away(folder, open_page, name):
    """Human heads, twelve rows, and a button for the rest."""
    shown = open_page(f"file://{folder}/{name}.html")
    shown.locator(".tools .switch").last.locator("button").last.click()
    assert shown.locator(".table tbody tr").count() == 12
    heads = shown.locator(".table th").all_inner_texts()
    assert not [head for head in heads if "_" in head or not head.strip()]
    shown.locator(".table .button").click()
    assert shown.locator(".table tbody tr").count() > 12


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_state_is_in_the_address(folder, open_page, name):
    """A view that is opened by its address shows what was chosen."""
    shown = open_page(f"file://{folder}/{name}.html")
    shown.locator(".picture .mark:not(.chosen):not([data-again])").nth(
        2
    ).dispatch_event("click")
    address, wanted = shown.url, chosen(shown)
    assert f"#{name}?" in address
    assert chosen(open_page(address)) == wanted


@pytest.mark.parametrize("name", EXPLORERS)
def test_chinese_is_a_switch_that_keeps_the_place(folder, open_page, name):
    """The words of the frame change, the chosen mark stays."""
    shown = open_page(f"file://{folder}/{name}.html#{name}?lang=zh")
    heading = shown.inner_text("h2.finding")
    assert any("\u4e00" <= character <= "\u9fff" for character in heading)
    for text in shown.locator(".foot button, .tools button").all_inner_texts():
        assert any("\u4e00" <= character <= "\u9fff" for character in text), text


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("name", EXPLORERS)
def test_nothing_scrolls_sideways(folder, open_page, name, size):
    """At a desk, on a projector, on a phone."""
    shown = open_page(f"file://{folder}/{name}.html", size)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert shown.evaluate(wide) <= 0
    # No word of the picture is cut off at its edge.
    beyond = """() => {
      const svg = document.querySelector('.picture > svg');
      if (!svg) return [];
      const edge = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.right > edge.right + 2 || box.left < edge.left - 2;
      }).map((text) => text.textContent);
    }"""
    assert shown.evaluate(beyond) == []


@pytest.mark.parametrize("name", EXPLORERS)
def test_on_a_phone_the_passage_opens_under_the_line_that_was_tapped(
    folder, open_page, name
):
    """What changes is beside the finger."""
    shown = open_page(f"file://{folder}/{name}.html", "phone")
    line = shown.locator(".list .line:not(.chosen)").nth(1)
    line.tap()
    after = "document.querySelector('.line.chosen').nextElementSibling.className"
    assert shown.evaluate(after) == "pane"
    for button in shown.locator(".list .line").all()[:5]:
        assert button.bounding_box()["height"] >= 44


@pytest.mark.parametrize("name", EXPLORERS)
def test_pictures_and_rows_can_be_saved(folder, open_page, name):
    """SVG with its title and source, and CSV that no spreadsheet runs."""
    shown = open_page(f"file://{folder}/{name}.html")
    with shown.expect_download() as saved:
        shown.locator(".foot button", has_text="SVG").click()
    picture = saved.value.path().read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "The E-Government Workbook" in picture
    with shown.expect_download() as saved:
        shown.locator(".foot button", has_text="CSV").click()
    rows = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert len(rows) > 10


def test_hostile_texts_are_shown_and_never_run(tmp_path, open_page):
    """Markup in every field of every row is text; what can't be seen is written out."""
    import pandas as pd

    from egov_lib.show.explorers.timeline import timeline

    hostile = "<img src=x onerror=window.ran=1>\u202e\u200b2006年"
    docs = pd.DataFrame({"doc_id": ["<b>a</b>"], "text": [hostile]})
    rows = pd.DataFrame(
        {
            "doc_id": ["<b>a</b>"],
            "start": [0],
            "end": [len(hostile)],
            "quote": [hostile],
            "date_from": ["2006-01-01"],
            "date_to": ["2006-12-31"],
            "grounds": [hostile],
        }
    )
    target = tmp_path / "hostile.html"
    target.write_text(timeline(rows, docs=docs).page(), encoding="utf-8")
    shown = open_page(f"file://{target}")
    assert shown.evaluate("window.ran === undefined")
    assert shown.locator("img").count() == 0
    assert "[U+202E]" in shown.inner_text(".pane")


def test_several_explorers_share_a_page(tmp_path, open_page):
    """Each has its own place, and the modules are there once."""
    data = {name: make(name).data for name in EXPLORERS[:2]}
    target = tmp_path / "two.html"
    target.write_text(page_of(data), encoding="utf-8")
    shown = open_page(f"file://{target}")
    assert shown.locator("section.egov").count() == 2
    assert egov.language() == "en"
