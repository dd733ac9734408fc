"""In a real JupyterLab a chart and a widget are drawn, in Chinese glyphs; each explorer answers to
mouse, keyboard and touch.
"""

import json

import nbformat
import pytest
from browser import (
    CHROMIUM,
    FLAGS,
    NEEDS_CHROMIUM,
    READY,
    ROOT,
    SCREENSHOTS,
    TOKEN,
    chosen_in,
    jupyterlab,
    point_at_another,
    run_notebook,
    show,
)
from nbformat.sign import NotebookNotary

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


# A chart and a button, as in lesson 00, and every explorer: one notebook, run once in one page of
# JupyterLab, for all tests of this file. That each lesson runs is tested without a browser.
CELLS = [
    "import egov_lib as egov",
    "egov.charts.text_lengths(egov.load_corpus())",
    "egov.explorers.widget_test()",
    *(f"egov.explorers.{name}()" for name in EXPLORERS),
]
DARK = """() => window.jupyterapp.commands.execute(
  'apputils:change-theme', {theme: 'JupyterLab Dark'})"""


def write_notebook(path):
    """Write the notebook of all cells."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell(line) for line in CELLS]
    book.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(book, path)


@pytest.fixture(scope="module")
def lab_page(tmp_path_factory):
    """The notebook, run, in JupyterLab's dark theme on a screen 1024 pixels wide; it keeps what the
    console says.
    """
    from playwright.sync_api import sync_playwright

    folder = tmp_path_factory.mktemp("lab")
    write_notebook(folder / "all.ipynb")
    with jupyterlab(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1024, "height": 900}, has_touch=True)
        page.errors, page.address, page.folder = [], address, folder
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on(
            "console",
            lambda said: said.type == "error" and page.errors.append(said.text),
        )
        run_notebook(page, address, "all.ipynb")
        page.evaluate(DARK)
        page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
        yield page
        browser.close()


@pytest.fixture
def page(lab_page, request):
    """The page; each test leaves a screenshot."""
    yield lab_page
    SCREENSHOTS.mkdir(exist_ok=True)
    lab_page.screenshot(path=SCREENSHOTS / f"{request.node.name}.png")


def show_cell(page, source):
    """Scroll to a cell, and give it."""
    number = CELLS.index(source)
    return show(page, f".jp-Cell[data-windowed-list-index='{number}']")


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


def test_a_chart_and_a_widget_are_drawn_and_the_button_answers(page):
    """As in lesson 00: pressing the button changes the line beside it, and Chinese shows."""
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


@pytest.mark.parametrize("name", EXPLORERS)
def test_each_explorer_answers_in_jupyterlab_to_mouse_keyboard_and_touch(page, name):
    """A key, a click and a tap on a mark show another passage; nothing is wider than the cell; keys
    stay in the explorer.
    """
    cell = show_cell(page, f"egov.explorers.{name}()")
    explorer = cell.locator(f".egov[data-explorer={name}]")
    explorer.locator(".mark.chosen").first.wait_for(timeout=30_000)
    pane = explorer.locator(".pane")
    before = pane.inner_text()
    explorer.locator(".mark[tabindex='0']").first.focus()
    page.keyboard.press("ArrowDown")
    assert pane.inner_text() != before
    for press in (page.mouse.click, page.touchscreen.tap):
        x, y, wanted = point_at_another(explorer)
        press(x, y)
        assert chosen_in(explorer) == wanted
    assert pane.inner_text()
    cells = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    assert page.evaluate(cells) in range(len(CELLS))
    output = cell.locator(".jp-OutputArea-output").first.bounding_box()
    assert explorer.bounding_box()["width"] <= output["width"]
    assert not ours(page.errors), page.errors


def test_the_timeline_follows_its_filter(page):
    """Choosing a document dims the others; a mark leads to its passage."""
    cell = show_cell(page, "egov.explorers.timeline()")
    explorer = cell.locator(".egov[data-explorer=timeline]")
    explorer.locator(".tools button[data-doc=wuhai-2006]").click()
    explorer.locator(".mark.dim").first.wait_for()
    mark = explorer.locator(".picture .mark:not(.dim):not(.chosen)").first
    mark.dispatch_event("click")
    assert "wuhai-2006" in explorer.locator(".pane code").first.inner_text()
    assert not ours(page.errors), page.errors


def test_the_dark_theme_makes_explorers_dark(page):
    """Their paper and ink follow JupyterLab's theme; that every text can be read on both is tested
    on pages.
    """
    colours = """([name]) => {
      const style = getComputedStyle(document.querySelector(`.egov[data-explorer=${name}]`));
      return [style.backgroundColor, style.color];
    }"""
    show_cell(page, "egov.explorers.timeline()")
    paper, ink = page.evaluate(colours, ["timeline"])
    assert (paper, ink) == ("rgb(21, 24, 28)", "rgb(236, 233, 226)")


SAVED = "01-five-sources.ipynb"  # with two explorables and the reader
KERNEL = "() => window.jupyterapp.shell.currentWidget.sessionContext.session"


@pytest.fixture
def saved_page(lab_page):
    """The committed notebook in JupyterLab: trusted, with no kernel, and nothing run."""
    notebook = nbformat.read(ROOT / "notebooks" / SAVED, as_version=4)
    notebook.metadata = {}  # JupyterLab asks before it starts a kernel
    nbformat.write(notebook, lab_page.folder / SAVED)
    NotebookNotary(data_dir=str(lab_page.folder / ".jupyter")).sign(notebook)
    page = lab_page.context.browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{lab_page.address}/doc/tree/{SAVED}?token={TOKEN}")
    page.wait_for_function(READY, timeout=60_000)
    page.locator(".jp-Dialog button", has_text="No Kernel").click(timeout=60_000)
    yield page
    page.close()


def test_a_saved_notebook_is_alive_without_a_kernel(saved_page):
    """Opened again, nothing run: an explorer answers to mouse and keys, an explorable to mouse."""
    reader = show(saved_page, ".egov[data-explorer=reader]")
    chosen = "root => root.egov.view.chosen"
    before = reader.evaluate(chosen)
    reader.locator(".picture .mark:not(.chosen)").nth(2).click()
    clicked = reader.evaluate(chosen)
    saved_page.keyboard.press("ArrowDown")
    assert len({before, clicked, reader.evaluate(chosen)}) == 3
    assert reader.locator(".pane").inner_text()

    voices = show(saved_page, ".egov[data-explorable=voices]")
    voices.locator("button", has_text="Go on without a guess").click()
    item = voices.locator(".thing .item").first
    item.click()
    assert item.get_attribute("aria-pressed") == "true"
    assert saved_page.evaluate(KERNEL) is None


def test_a_page_made_by_nbconvert_is_alive(lab_page, tmp_path):
    """As nbviewer shows a notebook: without a kernel, and without widgets."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="basic", embed_images=True)
    made, _ = exporter.from_filename(str(ROOT / "notebooks" / SAVED))
    (tmp_path / "saved.html").write_text(made, encoding="utf-8")
    page = lab_page.context.browser.new_page()
    page.goto(f"file://{tmp_path}/saved.html")
    reader = page.locator(".egov[data-explorer=reader]")
    reader.locator(".picture .mark:not(.chosen)").nth(2).click()
    assert reader.locator(".mark.chosen").count()
    page.close()
