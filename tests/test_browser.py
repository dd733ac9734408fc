"""In a real browser the lessons draw their charts and widgets, in Chinese glyphs, and answer to a control."""

import shutil

import pytest
from browser import CHROMIUM, FLAGS, NEEDS_CHROMIUM, ROOT, SCREENSHOTS, jupyterlab, run_notebook, show

pytestmark = NEEDS_CHROMIUM
# Glyphs of a missing font are all the same box, so two characters that look alike betray it.
PIXELS = """(text) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext('2d');
  pen.font = "32px 'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif";
  return [...text].map(c => { pen.clearRect(0, 0, 40, 40); pen.fillText(c, 2, 34); return canvas.toDataURL(); });
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab over a copy of the notebooks, so that running them here changes nothing."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
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
    page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
    yield page
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{request.node.name}.png")
    page.close()


def ours(errors):
    """Return the console's complaints that speak of charts, widgets or models; the server's own are not ours."""
    return [e for e in errors if any(word in e.lower() for word in ("plotly", "widget", "model", "mime", "anywidget"))]


def test_start_here_draws_chart_and_widget_and_the_button_answers(lab, page):
    """In 00 a chart and a button are drawn, pressing the button changes the line beside it, and Chinese shows."""
    run_notebook(page, lab, "notebooks/00-start-here.ipynb")
    chart = show(page, ".js-plotly-plot")
    assert chart.locator(".bars path").count() == 5
    button = show(page, "button.jupyter-button:has-text('Press me')")
    button.click()
    page.wait_for_selector("text=Widgets work.", timeout=10_000)
    glyphs = page.evaluate(PIXELS, "电子政务网")
    assert len(set(glyphs)) == 5, "Chinese shows as boxes: install a Chinese font (Debian: fonts-wqy-microhei)"
    assert not ours(page.errors), page.errors


def test_the_timeline_follows_its_filter_and_shows_passages(lab, page):
    """In 09 both timelines are drawn; choosing the level City leaves fewer marks; an event shows its passage and witness."""
    run_notebook(page, lab, "notebooks/09-the-whole-timeline.ipynb")
    level = show(page, ".widget-dropdown:has(label:text-is('Level')) select")
    points = ".jp-OutputArea-output:has(.widget-dropdown) .scatterlayer .point"
    page.locator(points).first.wait_for(timeout=30_000)
    before = page.locator(points).count()
    level.select_option(label="City")
    page.wait_for_function(
        "([points, before]) => { const n = document.querySelectorAll(points).length; return n > 0 && n < before; }",
        arg=[points, before],
        timeout=30_000,
    )
    event = page.locator(".widget-dropdown:has(label:text-is('Event')) select")
    event.select_option(index=3)
    marks = page.locator(".jp-OutputArea-output:has(.widget-dropdown) .egov-page mark")
    marks.first.wait_for()
    assert marks.count() >= 2, "each passage is marked in the reading text and in the witness"
    assert not ours(page.errors), page.errors
