"""How quickly every control of the dashboard answers to a key, and whether anything is left behind
after many moves.

An answer is whole when nothing in the explorer changes any more: the chart, the list and the
passage are all redrawn and painted. The clock is the page's own, from the key's event to the frame
after the last change.

Run: .venv/bin/python benchmarks/controls.py [moves of the memory test]
It needs Chromium and a quiet machine.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import CHROMIUM, FLAGS, ROOT, voila
from playwright.sync_api import TimeoutError, sync_playwright

TABS = (
    "Timeline",
    "Reader",
    "Systems",
    "Commitments",
    "Lineage",
    "Places",
    "Concordance",
    "Words",
    "Parallels",
)
PANEL = ".widget-tab-contents > .lm-Widget:not(.lm-mod-hidden)"
QUIET_MS = 250  # so long nothing may change before an answer counts as whole
WATCH = """() => {
  window.answer = {key: 0, last: 0};
  const painted = () => setTimeout(() => { answer.last = performance.now(); });
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  new MutationObserver(() => requestAnimationFrame(painted)).observe(document.body, all);
  document.addEventListener('keydown', (event) => {
    answer.key = event.timeStamp;
    answer.last = 0;
  }, true);
}"""
WHOLE = f"() => answer.last > 0 && performance.now() - answer.last > {QUIET_MS}"


def press(page, key):
    """Press a key; give the milliseconds until all is answered, or None if nothing changed."""
    page.keyboard.press(key)
    try:
        page.wait_for_function(WHOLE, timeout=2000, polling=20)
    except TimeoutError:
        return None
    return page.evaluate("answer.last - answer.key")


def drive(page, presses):
    """Move through every list of every explorer; give the times of each in milliseconds, as
    {(tab, list): [times]}.
    """
    times = {}
    for tab in TABS:
        page.locator(".lm-TabBar-tab", has_text=tab).click()
        lists = page.locator(f"{PANEL} .widget-dropdown")
        lists.first.wait_for(timeout=60_000)
        page.wait_for_timeout(2500)
        for number in range(lists.count()):
            name, field = (
                lists.nth(number).locator("label").inner_text(),
                lists.nth(number).locator("select"),
            )
            field.focus()
            half = min(presses, field.locator("option").count() - 1)
            page.wait_for_timeout(300)
            took = [
                press(page, key) for key in ["ArrowDown"] * half + ["ArrowUp"] * half
            ]
            times[tab, name] = [ms for ms in took if ms is not None]
    return times


def said(times):
    """Say the median and the 95th percentile in milliseconds."""
    median = statistics.median(times)
    slow = times[0]
    if len(times) > 1:
        slow = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"median {median:4.0f} ms, 95th percentile {slow:4.0f} ms of {len(times)}"


def memory(page, client):
    """The page's heap after a forced collection and the kernels' resident memory, in MB."""
    client.send("HeapProfiler.collectGarbage")
    heap = client.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    kernels = [
        p
        for p in psutil.Process().children(recursive=True)
        if "ipykernel_launcher" in " ".join(p.cmdline())
    ]
    return f"page {heap:.1f} MB, kernel {sum(p.memory_info().rss for p in kernels) / 1e6:.1f} MB"


def main(moves):
    """Drive every explorer, then move the timeline's level *moves* times."""
    folder = Path(tempfile.mkdtemp())
    with (
        voila(ROOT / "notebooks" / "dashboard.ipynb", folder) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(".scatterlayer .point", timeout=90_000)
        print(f"page to first chart: {time.perf_counter() - start:.1f} s")
        page.evaluate(WATCH)
        times = drive(page, 3)
        for (tab, name), took in times.items():
            print(f"{tab:12} {name:12} {said(took) if took else 'nothing to change'}")
        print(f"{'all':25} {said([ms for took in times.values() for ms in took])}")
        client = page.context.new_cdp_session(page)
        page.locator(".lm-TabBar-tab", has_text="Timeline").click()
        page.wait_for_timeout(500)
        page.locator(
            f"{PANEL} .widget-dropdown:has(label:text-is('Level')) select"
        ).focus()
        for move in range(1, moves + 1):
            press(page, "ArrowDown" if move % 6 in (1, 2, 3) else "ArrowUp")
            if move in (20, 100) or move % 200 == 0:
                print(f"after {move} moves: {memory(page, client)}")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
