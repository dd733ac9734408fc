"""What several files of tests share: a headless Chromium, and pages opened in it from the disk."""

from collections import defaultdict

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


class Windows:
    """The windows of a file's tests, which each test uses again.

    A new window costs a second of the processor, another address in it a quarter. Each window has
    a storage of its own, which is empty whenever an address is opened.
    """

    def __init__(self, browser):
        """Open nothing yet."""
        self.browser = browser
        self.errors = []
        self.asked = []
        self._free = defaultdict(list)
        self._used = []
        self._opened = 0

    def visit(self, address, size, scheme):
        """Open an address in a window that this test does not use yet."""
        free = self._free[size]
        window = free.pop() if free else self._new(size)
        self._used.append((size, window))
        window.emulate_media(color_scheme=scheme)
        # Another number, or only the part behind # would be another: then nothing is loaded.
        self._opened += 1
        page, _, state = address.partition("#")
        page = page.partition("?")[0]
        window.goto(f"{page}?{self._opened}#{state}")
        return window

    def take_back(self):
        """Free the windows for the next test."""
        for size, window in self._used:
            # While nothing can write any more; of a page on the disk, storage is that of all.
            window.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            window.mouse.move(0, 0)
            self._free[size].append(window)
        self._used = []
        self.errors.clear()
        self.asked.clear()

    def _new(self, size):
        width, height = WIDTHS[size]
        window = self.browser.new_page(
            viewport={"width": width, "height": height}, has_touch=size == "phone"
        )
        window.set_default_timeout(90_000)  # a busy machine is no fault of a page
        window.on("pageerror", lambda error: self.errors.append(str(error)))
        window.on("console", self._hear)
        window.on("request", lambda request: self.asked.append(request.url))
        return window

    def _hear(self, said):
        if said.type == "error":
            self.errors.append(said.text)


@pytest.fixture(scope="module")
def windows(chromium):
    """The windows of this file."""
    return Windows(chromium)


@pytest.fixture
def open_page(windows):
    """Open an address in a window of some size; at the end nothing may have gone wrong."""

    def open_one(address, size="desk", color_scheme="light"):
        shown = windows.visit(address, size, color_scheme)
        shown.wait_for_selector(".egov .foot button:visible")
        return shown

    yield open_one
    errors, asked = [*windows.errors], [*windows.asked]
    windows.take_back()
    outside = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    assert errors == []
    assert outside == []
