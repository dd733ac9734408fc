"""Slides in a real browser: each fits its 1280 × 720, turns by keys, and prints with its notes."""

import publish
import pytest
import slides
from browser import NEEDS_CHROMIUM

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
DECKS = slides.load_slides()["decks"]
# What reaches out of a slide, into its foot, or out of its own box.
TOO_LARGE = """() => {
  const slide = document.querySelector(".slide.now"), all = slide.getBoundingClientRect();
  const foot = slide.querySelector(":scope > footer").getBoundingClientRect();
  return [...slide.querySelectorAll("h2, .figure *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && (box.right > all.right + 1 || box.bottom > foot.top + 1
      || box.left < all.left - 1 || box.top < all.top - 1);
  }).map((one) => one.outerHTML.slice(0, 90));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All decks, as `make slides` writes them."""
    return publish.publish_slides(tmp_path_factory.mktemp("slides"))


@pytest.fixture
def windows_closed(windows):
    """The windows of this test; at the end nothing may have gone wrong."""
    yield windows
    errors, asked = [*windows.errors], [*windows.asked]
    windows.take_back()
    assert errors == []
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)


@pytest.mark.parametrize("lang", slides.LANGUAGES)
@pytest.mark.parametrize("name", DECKS)
def test_every_slide_fits_and_keys_turn_it(folder, windows_closed, name, lang):
    """Nothing is cut or covers the foot; the last slide is the end."""
    address = f"file://{folder}/{name}-{lang}.html"
    shown = windows_closed.visit(address, "desk", "light")
    count = len(DECKS[name]["slides"])
    for number in range(1, count + 1):
        assert shown.evaluate("location.hash") == f"#{number}"
        while shown.locator(".slide.now .curtain:visible").count():
            shown.keyboard.press("ArrowRight")
        assert shown.evaluate("location.hash") == f"#{number}"
        assert shown.evaluate(TOO_LARGE) == [], number
        shown.keyboard.press("ArrowRight")
    assert shown.evaluate("location.hash") == f"#{count}"
    shown.keyboard.press("Home")
    assert shown.locator(".slide.now h2").count() == 1


def test_what_is_used_on_a_slide_does_not_turn_it(folder, windows_closed):
    """An answer unfolds in its place; a curtain goes step by step, and then the slide turns."""
    shown = windows_closed.visit(f"file://{folder}/six-weeks-en.html", "desk", "light")
    slides_shown = DECKS["six-weeks"]["slides"]
    days = slides_shown.index("days") + 1
    shown.evaluate(f"turn({days - 1})")
    shown.click(".slide.now summary")
    assert shown.evaluate("location.hash") == f"#{days}"
    assert shown.locator(".slide.now .answer[open]").count() == 1
    ladder = slides_shown.index("ladder") + 1
    shown.evaluate(f"turn({ladder - 1})")
    steps = int(shown.get_attribute(".slide.now .curtain", "data-steps"))
    for _ in range(steps):
        assert shown.locator(".slide.now .curtain:visible").count() == 1
        shown.click(".slide.now")
        assert shown.evaluate("location.hash") == f"#{ladder}"
    assert shown.locator(".slide.now .curtain:visible").count() == 0
    shown.click(".slide.now h2")
    assert shown.evaluate("location.hash") == f"#{ladder + 1}"


def test_paper_has_a_slide_a_page_with_its_notes(folder, windows_closed):
    """Printed, every slide and its notes can be seen."""
    address = f"file://{folder}/six-weeks-en.html"
    shown = windows_closed.visit(address, "desk", "light")
    shown.emulate_media(media="print")
    count = len(DECKS["six-weeks"]["slides"])
    assert shown.locator(".slide:visible").count() == count
    assert shown.locator(".notes:visible").count() == count
    assert shown.locator(".curtain:visible").count() == 0
    pages = shown.pdf(prefer_css_page_size=True)
    assert pages.count(b"/Type /Page\n") == count
    shown.emulate_media(media="screen")
