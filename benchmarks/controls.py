"""How quickly every explorer answers to a key, a click and a filter, and whether anything is left
behind after many moves: on a page without a kernel, in JupyterLab and in Voila, in one run.

An answer is whole when the next frame is painted. The clock is the page's own, from the event to
the first task after that frame; of it, up to 17 ms are the wait for a screen of 60 frames a second.

Run: .venv/bin/python benchmarks/controls.py [moves of the memory test]
It needs Chromium and a quiet machine.
"""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import nbformat
from browser import CHROMIUM, FLAGS, ROOT, jupyterlab, run_notebook, voila
from playwright.sync_api import sync_playwright

from egov_lib.show.explorers import dashboard
from egov_lib.show.front import EXPLORERS

# Clicks on every mark in turn, then all values of every filter; the times of each in milliseconds.
DRIVE = """async ([name, most]) => {
  const root = document.querySelector(`.egov[data-explorer=${name}]`);
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    requestAnimationFrame(() => port2.postMessage(""));
  });
  const times = { marks: [], filters: [] };
  const act = async (kind, element) => {
    await painted();
    const start = performance.now();
    element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    times[kind].push(await painted() - start);
  };
  const marks = [...root.querySelectorAll(".picture .mark")];
  const step = Math.max(1, Math.floor(marks.length / most));
  for (let at = 0; at < marks.length; at += step) await act("marks", marks[at]);
  for (let at = 0; at < root.querySelectorAll(".tools button").length; at += 1) {
    await act("filters", root.querySelectorAll(".tools button")[at]);
  }
  return times;
}"""
# Clicks on one element and waits until the next frame is painted.
CLICK = """([name, selector, at]) => new Promise((done) => {
  const root = document.querySelector(`.egov[data-explorer=${name}]`);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done();
  root.querySelectorAll(selector)[at]?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  requestAnimationFrame(() => port2.postMessage(""));
})"""
CONTROLS = {"marks": ".picture .mark", "filters": ".tools button"}
MOST_CLICKS = 20  # on one kind of control of an explorer
MOVE = """([name, moves]) => {
  const view = document.querySelector(`.egov[data-explorer=${name}]`).egov;
  const ids = view.view.items.map((item) => item.id);
  for (let move = 0; move < moves; move += 1) view.choose(ids[move % ids.length]);
}"""


def said(times):
    """Say the median and the 95th percentile in milliseconds."""
    slow = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return (
        f"median {statistics.median(times):4.0f} ms, 95th percentile {slow:4.0f} ms "
        f"of {len(times)}"
    )


def drive(page, host):
    """Drive every explorer of the dashboard that is open; print its times."""
    everything = []
    for name in EXPLORERS:
        page.locator(f"[data-tab={name}]").click()
        page.wait_for_selector(f"[data-explorer={name}] .mark.chosen")
        times = page.evaluate(DRIVE, [name, 40])
        for kind, took in times.items():
            if len(took) > 1:
                print(f"{host:6} {name:12} {kind:8} {said(took)}")
        everything += times["marks"] + times["filters"]
    print(f"{host:6} {'all':21} {said(everything)}")


def processor_times(page):
    """Click as `drive` does; print what the page's own thread works, whatever else is running."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked():
        metrics = client.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "TaskDuration")

    everything = []
    for name in EXPLORERS:
        page.locator(f"[data-tab={name}]").click()
        page.wait_for_selector(f"[data-explorer={name}] .mark.chosen")
        for kind, selector in CONTROLS.items():
            count = page.locator(f"[data-explorer={name}] {selector}").count()
            took = []
            for at in range(0, count, max(1, count // MOST_CLICKS)):
                before = worked()
                page.evaluate(CLICK, [name, selector, at])
                took.append((worked() - before) * 1000)
            if len(took) > 1:
                print(f"thread {name:12} {kind:8} {said(took)}")
            everything += took
    print(f"thread {'all':21} {said(everything)}")


def memory(page, moves):
    """Choose marks of the timeline *moves* times; print the heap after a forced collection."""
    client = page.context.new_cdp_session(page)
    page.locator("[data-tab=timeline]").click()
    page.wait_for_selector("[data-explorer=timeline] .mark.chosen")
    for done in range(0, moves + 1, max(1, moves // 5)):
        client.send("HeapProfiler.collectGarbage")
        heap = client.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        print(f"after {done} moves: {heap:.1f} MB")
        page.evaluate(MOVE, ["timeline", max(1, moves // 5)])


def write_notebook(path):
    """Write a notebook that shows the dashboard."""
    line = "import egov_lib as egov\n\negov.explorers.dashboard()"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(line)])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, path)


def main(moves):
    """Drive the dashboard in three hosts, and test the page's memory."""
    folder = Path(tempfile.mkdtemp())
    target = folder / "dashboard.html"
    target.write_text(dashboard().page(), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"file://{target}")
        page.wait_for_selector(".egov .mark.chosen")
        drive(page, "page")
        processor_times(page)
        memory(page, moves)
        write_notebook(folder / "dashboard.ipynb")
        with jupyterlab(folder) as address:
            run_notebook(page, address, "dashboard.ipynb")
            page.wait_for_selector(".egov .mark.chosen", timeout=90_000)
            drive(page, "lab")
        with voila(ROOT / "notebooks" / "dashboard.ipynb", folder) as address:
            page.goto(address, wait_until="commit")
            page.wait_for_selector(".egov .mark.chosen", timeout=90_000)
            drive(page, "voila")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
