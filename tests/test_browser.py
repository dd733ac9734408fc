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

from egov_lib.show.front import EXPLORERS
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


def test_the_timeline_follows_its_filter_and_python_reads_it(lab, page):
    """In 09 the chart and the explorer are drawn; choosing a document dims the others; a mark leads
    to its passage.
    """
    run_notebook(page, lab, "notebooks/09-the-whole-timeline.ipynb")
    explorer = show(page, ".egov[data-explorer=timeline]")
    explorer.locator(".tools button[data-doc=wuhai-2006]").click()
    explorer.locator(".mark.dim").first.wait_for()
    mark = explorer.locator(".picture .mark:not(.dim):not(.chosen)").first
    mark.dispatch_event("click")
    assert "wuhai-2006" in explorer.locator(".pane code").first.inner_text()
    assert not ours(page.errors), page.errors


DARK = """() => window.jupyterapp.commands.execute(
  'apputils:change-theme', {theme: 'JupyterLab Dark'})"""


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


@pytest.mark.parametrize("name", EXPLORERS)
def test_each_explorer_answers_in_jupyterlab_to_mouse_and_keyboard(all_explorers, name):
    """A key and a click on a mark show another passage; nothing is wider than the cell; keys stay
    in the explorer.
    """
    page = all_explorers
    number = [*EXPLORERS].index(name) + 1
    cell = show(page, f".jp-Cell[data-windowed-list-index='{number}']")
    explorer = cell.locator(f".egov[data-explorer={name}]")
    explorer.locator(".mark.chosen").first.wait_for(timeout=30_000)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"dark-{name}.png")
    pane = explorer.locator(".pane")
    before = pane.inner_text()
    explorer.locator(".mark[tabindex='0']").first.focus()
    page.keyboard.press("ArrowDown")
    assert pane.inner_text() != before
    before = pane.inner_text()
    explorer.locator(".picture .mark:not(.chosen):not(.head)").nth(5).dispatch_event(
        "click"
    )
    assert pane.inner_text() != before
    cells = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    assert page.evaluate(cells) in range(len(EXPLORERS) + 1)
    output = cell.locator(".jp-OutputArea-output").first.bounding_box()
    assert explorer.bounding_box()["width"] <= output["width"]
    assert not ours(page.errors), page.errors


def test_the_dark_theme_makes_explorers_dark(all_explorers):
    """Their paper and ink follow JupyterLab's theme; that every text can be read on both is tested
    on pages.
    """
    colours = """([name]) => {
      const style = getComputedStyle(document.querySelector(`.egov[data-explorer=${name}]`));
      return [style.backgroundColor, style.color];
    }"""
    show(all_explorers, ".jp-Cell[data-windowed-list-index='1']")
    paper, ink = all_explorers.evaluate(colours, ["timeline"])
    assert (paper, ink) == ("rgb(21, 24, 28)", "rgb(236, 233, 226)")
