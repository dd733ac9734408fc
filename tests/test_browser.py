"""In a real browser the lessons draw charts and widgets, in Chinese glyphs; each explorer answers
to mouse and keyboard.
"""

import json
import shutil

import nbformat
import pytest
from browser import (
    CHROMIUM,
    FLAGS,
    NEEDS_CHROMIUM,
    ROOT,
    SCREENSHOTS,
    jupyterlab,
    run_notebook,
    show,
)

from egov_lib.show.style import FONTS

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
# Glyphs of a missing font are all the same box, so two characters that look alike betray it.
PIXELS = """(text) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext('2d');
  pen.font = "32px " + FONTS;
  return [...text].map(c => {
    pen.clearRect(0, 0, 40, 40);
    pen.fillText(c, 2, 34);
    return canvas.toDataURL();
  });
}""".replace("FONTS", json.dumps(FONTS))


FEWER = """([points, before]) => {
  const now = document.querySelectorAll(points).length;
  return now > 0 && now < before;
}"""
# Where the middle of a band is on the screen: half way along its edge to the right, a little below
# it.
MIDDLE = """(band) => {
  const at = band.getPointAtLength(band.getTotalLength() * 0.25), to = band.getScreenCTM();
  return [at.x * to.a + to.e, at.y * to.d + to.f + 3];
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the notebooks, so that running them here changes nothing."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(
        ROOT / "notebooks",
        folder / "notebooks",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    return folder


@pytest.fixture(scope="module")
def lab(folder):
    """One JupyterLab over that copy for all tests of this file."""
    with jupyterlab(folder) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    """One headless Chromium for all tests of this file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, request):
    """A page that keeps what the console says against our code, and leaves a screenshot."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on(
        "console",
        lambda said: page.errors.append(said.text) if said.type == "error" else None,
    )
    yield page
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{request.node.name}.png")
    page.close()


def ours(errors):
    """Return the console's complaints that speak of charts, widgets or models; the server's own
    are not ours.
    """
    return [
        e
        for e in errors
        if any(
            word in e.lower()
            for word in ("plotly", "widget", "model", "mime", "anywidget")
        )
    ]


def test_start_here_draws_chart_and_widget_and_the_button_answers(lab, page):
    """In 00 a chart and a button are drawn, pressing the button changes the line beside it, and
    Chinese shows.
    """
    run_notebook(page, lab, "notebooks/00-start-here.ipynb")
    chart = show(page, ".js-plotly-plot")
    assert chart.locator(".bars path").count() == 5
    button = show(page, "button.jupyter-button:has-text('Press me')")
    button.click()
    page.wait_for_selector("text=Widgets work.", timeout=10_000)
    glyphs = page.evaluate(PIXELS, "电子政务网")
    assert len(set(glyphs)) == 5, (
        "Chinese shows as boxes: install a Chinese font (Debian: fonts-wqy-microhei)"
    )
    assert not ours(page.errors), page.errors


def test_the_timeline_follows_its_filter_and_shows_passages(lab, page):
    """In 09 both timelines are drawn; choosing the level City leaves fewer marks; an event shows
    its passage and witness.
    """
    run_notebook(page, lab, "notebooks/09-the-whole-timeline.ipynb")
    level = show(page, ".widget-dropdown:has(label:text-is('Level')) select")
    points = ".jp-OutputArea-output:has(.widget-dropdown) .scatterlayer .point"
    page.locator(points).first.wait_for(timeout=30_000)
    before = page.locator(points).count()
    level.select_option(label="City")
    page.wait_for_function(FEWER, arg=[points, before], timeout=30_000)
    event = page.locator(".widget-dropdown:has(label:text-is('Event')) select")
    event.select_option(index=3)
    marks = page.locator(".jp-OutputArea-output:has(.widget-dropdown) .egov-page mark")
    marks.first.wait_for()
    assert marks.count() >= 2, (
        "each passage is marked in the reading text and in the witness"
    )
    assert not ours(page.errors), page.errors


DARK = """() => window.jupyterapp.commands.execute(
  'apputils:change-theme', {theme: 'JupyterLab Dark'})"""
# Each explorer, the list whose entries it shows, and whether its chart has marks to click.
EXPLORERS = {
    "timeline": ("Event", True),
    "reader": ("Go to", False),
    "atlas": ("System", True),
    "commitments": ("Commitment", True),
    "lineage": ("Theme", True),
    "places": ("Place", True),
    "concordance": ("Hit", False),
    "keyness": ("Word", True),
    "parallels": ("Passage", True),
}


@pytest.fixture(scope="module")
def all_explorers(folder, lab, chromium):
    """One notebook with every explorer, run in JupyterLab's dark theme on a screen 1024 pixels
    wide.
    """
    book = nbformat.v4.new_notebook()
    code = [
        "import egov_lib as egov",
        *(f"egov.explorers.{name}()" for name in EXPLORERS),
    ]
    book.cells = [nbformat.v4.new_code_cell(line) for line in code]
    book.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(book, folder / "all.ipynb")
    page = chromium.new_page(viewport={"width": 1024, "height": 900})
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on(
        "console",
        lambda said: page.errors.append(said.text) if said.type == "error" else None,
    )
    run_notebook(page, lab, "all.ipynb")
    page.evaluate(DARK)
    page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
    yield page
    page.close()


def shown(page, cell):
    """Return what a cell's explorer shows below its lists."""
    return cell.locator(".egov-page").all_inner_texts()


def wait_for_another(page, cell, before):
    """Wait until the explorer shows something else than *before*, and goes on showing it: two keys
    have two answers.
    """
    last = before
    for _ in range(40):
        page.wait_for_timeout(300)
        if (now := shown(page, cell)) and now != before and now == last:
            return
        last = now
    raise AssertionError("the explorer shows what it showed before")


@pytest.mark.parametrize("name", EXPLORERS)
def test_each_explorer_answers_in_jupyterlab_to_mouse_and_keyboard(all_explorers, name):
    """A key in its list, and a click on a mark or a choice by mouse, show another passage; nothing
    is wider than the cell.
    """
    page, (label, has_marks) = all_explorers, EXPLORERS[name]
    cell = show(
        page, f".jp-Cell[data-windowed-list-index='{[*EXPLORERS].index(name) + 1}']"
    )
    field = cell.locator(f".widget-dropdown:has(label:text-is('{label}')) select")
    field.wait_for(timeout=20_000)
    if has_marks:
        cell.locator(".egov-chart .main-svg").first.wait_for(timeout=20_000)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"dark-{name}.png")
    before = shown(page, cell)
    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wait_for_another(page, cell, before)
    before, chosen = shown(page, cell), field.input_value()
    if has_marks:
        click_a_mark(page, cell, field, chosen)
        width = cell.locator(".jp-OutputArea-output").first.bounding_box()["width"]
        assert (
            cell.locator(".egov-chart .main-svg").first.bounding_box()["width"] <= width
        )
    else:
        field.select_option(index=0)
    wait_for_another(page, cell, before)
    assert not ours(page.errors), page.errors


def test_a_band_leads_to_both_passages(all_explorers):
    """Beside all others a document is drawn with bands; a click on one chooses its passage, and
    both sides are shown.
    """
    page = all_explorers
    cell = show(
        page,
        f".jp-Cell[data-windowed-list-index='{[*EXPLORERS].index('parallels') + 1}']",
    )
    cell.locator(".widget-dropdown:has(label:text-is('Beside')) select").select_option(
        label="all"
    )
    bands = cell.locator(".sankey-link")
    bands.first.wait_for(timeout=20_000)
    field = cell.locator(".widget-dropdown:has(label:text-is('Passage')) select")
    for number in (
        0,
        1,
    ):  # two, since the list may already stand at the passage of the first
        before = field.input_value()
        bands.nth(number).scroll_into_view_if_needed()
        page.mouse.click(*bands.nth(number).evaluate(MIDDLE))
        page.wait_for_timeout(1500)
    assert field.input_value() != before
    label = field.evaluate("list => list.selectedOptions[0].label")
    names = cell.locator(".egov-page th").all_inner_texts()
    assert names == [
        "article-2006",
        label.replace("\u00a0", " ").split(" · ")[2].split()[0],
    ]
    page.screenshot(path=SCREENSHOTS / "dark-bands.png")
    node = cell.locator(".sankey-node rect.node-rect").first.bounding_box()
    page.mouse.click(node["x"] + node["width"] / 2, node["y"] + 4)
    page.wait_for_timeout(800)
    assert field.evaluate("list => list.selectedOptions[0].label") == label, (
        "a node stands for no passage"
    )
    assert not ours(page.errors), page.errors


def click_a_mark(page, cell, field, chosen):
    """Click marks that have an id until the list has another choice."""
    for number in (3, 8, 13, 18, 5, 11):
        at = cell.locator(".scatterlayer .point").nth(number)
        at.scroll_into_view_if_needed()
        box = at.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for _ in range(30):
            if field.input_value() != chosen:
                return
            page.wait_for_timeout(100)
    raise AssertionError("a click on a mark chooses nothing")


def test_every_text_of_every_explorer_can_be_read_in_the_dark(all_explorers):
    """In the dark theme each text has a contrast of at least 4.5 : 1, in controls, charts and
    passages.
    """
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["color-contrast"]}
    for number, name in enumerate(EXPLORERS, start=1):
        where = f".jp-Cell[data-windowed-list-index='{number}'] .jp-OutputArea-output"
        show(all_explorers, where)
        found = Axe().run(all_explorers, context=where, options=rules).response
        assert found["passes"], f"nothing of {name} was checked"
        assert not found["violations"], [
            node["html"][:120] for node in found["violations"][0]["nodes"][:3]
        ]
