"""What several files of tests share: a headless Chromium, and pages opened in it from the disk."""

import pytest
from browser import CHROMIUM, FLAGS

WIDTHS = {"desk": (1366, 768), "phone": (390, 844), "projector": (1920, 1080)}


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
