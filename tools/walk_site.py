"""Walk through the whole book in a browser: every page, figure, control and exercise.

Run after `make site` (`python tools/walk_site.py [FOLDER [WINDOW]]`); it takes some minutes, needs
Chromium and playwright, and changes nothing. It opens each page from the disk on a phone, a laptop
and a projector, in light and dark; draws every figure and view; moves every control; answers every
exercise with something; follows no link outside. It says what it did, and ends with 1 where
anything went wrong. `tests/test_site.py` walks through a few pages in this way.
"""

import shutil
import sys
from collections import Counter
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = {
    "phone": {"width": 390, "height": 844},
    "laptop": {"width": 1366, "height": 768},
    "projector": {"width": 1920, "height": 1080},
}
BOXES = "figure.chart, .view"
# A figure in a folded method is drawn when that is unfolded.
UNFOLD = (
    "document.querySelectorAll('details.method').forEach(one => { one.open = true })"
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOST_BUTTONS = 40  # of a view: an outline has hundreds alike
# Moves every list, slider and box of ticks of a view to another value, and presses its buttons,
# besides those that save a file, leave the page, or forget what is kept.
MOVE = """(view, most) => {
  const unsafe = /download|save|restore|afresh|forget|csv|svg|png|word|print|pin/i;
  const tell = (control, kind) => control.dispatchEvent(new Event(kind, { bubbles: true }));
  let moved = 0;
  for (const control of view.querySelectorAll("select, input[type=range], input[type=checkbox]")) {
    if (!control.isConnected || control.disabled) continue;
    if (control.tagName === "SELECT") control.selectedIndex = control.options.length - 1;
    else if (control.type === "range") control.value = control.max;
    else control.checked = !control.checked;
    tell(control, "input");
    tell(control, "change");
    moved += 1;
  }
  const buttons = [...view.querySelectorAll("button, [role=button], .item")].slice(0, most);
  for (const button of buttons) {
    const words = `${button.textContent} ${button.dataset.do ?? ""} ${button.className}`;
    if (!button.isConnected || button.disabled || unsafe.test(words)) continue;
    button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    moved += 1;
  }
  return moved;
}"""
# Answers an exercise with something of each kind it asks for, and presses "Check".
ANSWER = """(box) => {
  const tell = (control) => {
    for (const kind of ["input", "change"]) {
      control.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  };
  const press = (button) => button?.click();
  const fill = () => {
    for (const field of box.querySelectorAll("input:not([type=file]), textarea, select")) {
      if (field.type === "radio" || field.type === "checkbox") {
        if (!box.querySelector(`[name="${field.name}"]:checked`)) press(field);
      } else if (field.tagName === "SELECT") {
        field.selectedIndex = Math.min(1, field.options.length - 1);
      } else {
        field.value = field.type === "number" ? "2002" : "2002年";
      }
      tell(field);
    }
  };
  fill();
  press(box.querySelector("[data-do=hint]"));
  press(box.querySelector("[data-do=check]"));
}"""


class Walk:
    """A walk through pages that are open in one window; counts what it did, gathers faults."""

    def __init__(self, page, book):
        """Walk in *page*, a page of playwright, through the pages of the folder *book*."""
        self.page = page
        self.book = Path(book).resolve()
        self.done = Counter()
        self.faults = []
        self.at = ""
        page.on("pageerror", lambda error: self.fault(f"error: {error}"))
        page.on("console", self._hear)
        page.on("request", self._ask)

    def fault(self, words):
        """Write down that something is wrong with the page that is open."""
        self.faults.append(f"{self.at}: {words}")

    def _hear(self, said):
        if said.type in ("error", "warning"):
            self.fault(f"the console says {said.text}")

    def _ask(self, asked):
        if not asked.url.startswith(("file:", "data:", "blob:")):
            self.fault(f"asks for {asked.url}")

    def visit(self, name, how=""):
        """Open a page, draw all it has, and see that it doesn't scroll sideways."""
        self.at = f"{name} {how}".strip()
        self.page.goto(f"file://{self.book}/{name}")
        self.done["pages"] += 1
        self.page.evaluate(UNFOLD)
        boxes = self.page.locator(BOXES)
        if not self._draw_all(boxes):
            self.fault("a figure or view is not drawn")
        self.done["figures and views"] += boxes.count()
        if self.page.evaluate(SIDEWAYS) > 0:
            self.fault("scrolls sideways")

    def _draw_all(self, boxes):
        """Stay at each figure and view until it is drawn; whether all were."""
        for number in range(boxes.count()):
            box = boxes.nth(number)
            box.scroll_into_view_if_needed()
            try:
                self.page.wait_for_function(
                    "box => box.dataset.state === 'drawn'",
                    arg=box.element_handle(),
                    timeout=60_000,
                )
            except TimeoutError:
                return False
        return True

    def move_controls(self):
        """Move every control of every view of the page."""
        views = self.page.locator(".view:not([data-view=exercise])")
        for number in range(views.count()):
            moved = views.nth(number).evaluate(MOVE, MOST_BUTTONS)
            self.done["controls"] += moved

    def answer_exercises(self):
        """Answer every exercise of the page; each must say something to it."""
        boxes = self.page.locator("[data-view=exercise]")
        for number in range(boxes.count()):
            box = boxes.nth(number)
            box.evaluate(ANSWER)
            if not box.locator(".verdict").first.inner_text().strip():
                self.fault(f"exercise {box.get_attribute('id')} says nothing")
            self.done["exercises"] += 1


def walk(browser, book, windows=tuple(WINDOWS)):
    """Walk through all pages in some windows, light and dark; return what was done and faults."""
    names = sorted(
        path.relative_to(book).as_posix() for path in Path(book).rglob("*.html")
    )
    done, faults = Counter(), []
    for window in windows:
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=WINDOWS[window], color_scheme=scheme)
            way = Walk(context.new_page(), book)
            for name in names:
                way.visit(name, f"({window}, {scheme})")
                if (window, scheme) == ("laptop", "light"):
                    way.move_controls()
                    way.answer_exercises()
            context.close()
            done += way.done
            faults += way.faults
            print(f"{window}, {scheme}: {dict(way.done)}", flush=True)
    return done, faults


def main(arguments):
    """Walk through the book, and say what was done and what is wrong."""
    book = Path(arguments[0]) if arguments else ROOT / "build" / "site"
    windows = arguments[1:] or list(WINDOWS)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        done, faults = walk(browser, book, windows)
        browser.close()
    print(", ".join(f"{count} {name}" for name, count in done.items()))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
