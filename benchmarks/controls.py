"""How quickly a control answers in the browser, and whether anything is left behind after many moves.

Run: .venv/bin/python benchmarks/controls.py [moves]   (needs Chromium; a quiet machine)

"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import CHROMIUM, FLAGS, ROOT, voila
from playwright.sync_api import sync_playwright

POINTS = "document.querySelectorAll('.scatterlayer .point').length"
# From the change of the list to the frame in which the chart has other marks: measured inside the page.
MOVE = """([label, value]) => new Promise((done, fail) => {
  const lists = [...document.querySelectorAll('.widget-dropdown')];
  const field = lists.find(d => d.innerText.startsWith(label)).querySelector('select');
  const marks = () => document.querySelectorAll('.scatterlayer .point').length;
  const before = marks(), start = performance.now();
  const look = () => marks() !== before && marks() > 0 ? done(performance.now() - start)
    : performance.now() - start > 10000 ? fail('no answer in 10 s') : requestAnimationFrame(look);
  field.value = [...field.options].find(o => o.text === value).value;
  field.dispatchEvent(new Event('change', {bubbles: true}));
  look();
})"""


def summary(times):
    """Say the median and the 95th percentile in milliseconds."""
    return f"median {statistics.median(times):.0f} ms, 95th percentile {statistics.quantiles(times, n=20)[-1]:.0f} ms"


def main(moves):
    """Move the level of the timeline *moves* times."""
    folder = Path(tempfile.mkdtemp())
    with voila(ROOT / "notebooks" / "dashboard.ipynb", folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--enable-precise-memory-info"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_function(f"() => {POINTS} > 0", timeout=90_000)
        print(f"page to first chart: {time.perf_counter() - start:.1f} s")
        times, memory = [], []
        for move in range(moves):
            times.append(page.evaluate(MOVE, ["Level", ("City", "Nation", "Province", "all")[move % 4]]))
            if move % 20 == 19:
                memory.append(
                    page.evaluate("() => { window.gc && gc(); return performance.memory.usedJSHeapSize / 1e6; }")
                )
            page.wait_for_timeout(60)
        print(f"timeline, a level chosen, {moves} moves: {summary(times)}")
        print(f"memory of the page after every 20 moves, MB: {', '.join(f'{m:.0f}' for m in memory)}")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
