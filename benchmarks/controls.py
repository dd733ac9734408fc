"""How quickly every explorer answers to a click, a filter and a search, and whether anything stays
behind after many moves: on a page without a kernel, in JupyterLab and in Voila, in one run, beside
the way of the first edition (a callback in the kernel that makes the figure anew).

An answer is whole when the next frame is painted. The clock is the page's own, from the event to
the first task after that frame; of it, up to 17 ms are the wait for a screen of 60 frames a second.
Because another program can hold the processor meanwhile, the work of the page's own thread is
measured as well, in processor time. The old way has no page: without a kernel nothing answers.

Run: .venv/bin/python benchmarks/controls.py [moves of the memory test]
It needs Chromium and a quiet machine.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import nbformat
from browser import CHROMIUM, FLAGS, jupyterlab, run_notebook, voila
from playwright.sync_api import sync_playwright

from egov_lib.show.explorers import dashboard
from egov_lib.show.front import EXPLORERS

WINDOW = {"width": 1366, "height": 768}
MOST_CLICKS = 12  # on one kind of control of an explorer
OLD_MOVES = 24

# The first edition's timeline: a list whose callback makes the figure in the kernel. Here by the
# quickest of its ways, which sends a figure as one text (2637dc7; FigureWidget before took longer).
OLD = """
import ipywidgets as widgets

import egov_lib as egov
from egov_lib.show.explorers.plotly_widget import Chart

events = egov.load_table("events")
levels = ["all", *events["level"].unique()]
chart = Chart(print)
chart.show(egov.charts.timeline(events))


def redraw(change):
    shown = events if change["new"] == "all" else events[events["level"] == change["new"]]
    chart.show(egov.charts.timeline(shown))


level = widgets.Dropdown(options=levels, description="Level")
level.observe(redraw, "value")
widgets.VBox([level, chart])
"""
# From the change of the list to the frame in which the chart has other marks.
OLD_MOVE = """(move) => new Promise((done, fail) => {
  const field = document.querySelector('.widget-dropdown select');
  const traces = () => [...document.querySelectorAll('.js-plotly-plot .trace')];
  const state = () => traces().map((one) => one.innerHTML.length).join();
  const before = state(), start = performance.now();
  const look = () => {
    const now = state();
    if (now && now !== before) requestAnimationFrame(() => done(performance.now() - start));
    else if (performance.now() - start > 20000) fail('no answer in 20 s');
    else requestAnimationFrame(look);
  };
  field.selectedIndex = move % field.options.length;
  field.dispatchEvent(new Event('change', {bubbles: true}));
  look();
})"""

# Every kind of control of one explorer: a mark is chosen, marks are dimmed, a part is opened, other
# rows are drawn. The kinds' elements are found anew each time, since some are drawn anew.
FIND = """([name, kind]) => {
  const root = document.querySelector(`.egov[data-explorer=${name}]`), { view } = root.egov;
  const filterOf = (key) => view.shownFilters.find((filter) => filter.key === key);
  const draws = (key) => key === "shape" || filterOf(key)?.redraw;
  const buttons = [...root.querySelectorAll(".tools button")];
  return {
    chosen: () => [...root.querySelectorAll(".picture .mark")],
    dimmed: () => buttons.filter((one) => !draws(one.dataset.key)),
    zoomed: () => [...root.querySelectorAll(".row-head")],
    redrawn: () => buttons.filter((one) => draws(one.dataset.key)),
    sought: () => [...root.querySelectorAll(".tools .find")],
  }[kind]();
}"""
KINDS = ("chosen", "dimmed", "zoomed", "sought", "redrawn")
IN_PLACE = (
    "chosen",
    "dimmed",
    "zoomed",
    "sought",
)  # the others draw another text or table
COUNT = f"(given) => ({FIND})(given).length"
# Acts on the element number `at` of a kind; milliseconds until the next frame is painted.
ACT = f"""([name, kind, at]) => new Promise((done) => {{
  const element = ({FIND})([name, kind])[at];
  const {{ port1, port2 }} = new MessageChannel();
  let start = 0;
  port1.onmessage = () => done(performance.now() - start);
  requestAnimationFrame(() => setTimeout(() => {{
    start = performance.now();
    if (kind === "sought") {{
      element.value = element.value ? "" : "net";
      element.dispatchEvent(new Event("input", {{ bubbles: true }}));
    }} else element?.dispatchEvent(new MouseEvent("click", {{ bubbles: true }}));
    requestAnimationFrame(() => port2.postMessage(""));
  }}, 5));
}})"""
MOVE = """([name, moves]) => {
  const view = document.querySelector(`.egov[data-explorer=${name}]`).egov;
  const ids = view.view.items.map((item) => item.id);
  for (let move = 0; move < moves; move += 1) view.choose(ids[move % ids.length]);
}"""


def said(times):
    """Say the median and the 95th percentile in milliseconds, and of how many."""
    slow = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"p50 {statistics.median(times):4.0f} ms, p95 {slow:4.0f} ms, n {len(times)}"


def tell(host, what, times):
    """Print one line of figures, with the load of the machine."""
    if len(times) > 1:
        load = os.getloadavg()[0]
        print(f"{host:6} {what:24} {said(times)}, load {load:.1f}", flush=True)


def work_of(page):
    """A function that gives the seconds that the page's own thread has worked so far."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked():
        metrics = client.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "TaskDuration")

    return worked


def drive(page, host):
    """Drive every explorer of the dashboard that is open; print its times."""
    worked = work_of(page)
    waits = {kind: [] for kind in KINDS}
    works = {kind: [] for kind in KINDS}
    for name in EXPLORERS:
        page.locator(f"[data-tab={name}]").click()
        page.wait_for_selector(f"[data-explorer={name}] .mark.chosen")
        for kind in KINDS:
            count = page.evaluate(COUNT, [name, kind])
            took = []
            for at in range(0, count, max(1, count // MOST_CLICKS)):
                before = worked()
                took.append(page.evaluate(ACT, [name, kind, at]))
                works[kind].append((worked() - before) * 1000)
            waits[kind] += took
            tell(host, f"{name} {kind}", took)
    for kind in KINDS:
        tell(host, f"all {kind}", waits[kind])
        tell(host, f"all {kind}, its thread", works[kind])
    tell(host, "IN PLACE, all", [one for kind in IN_PLACE for one in waits[kind]])
    tell(host, "its thread works", [one for kind in IN_PLACE for one in works[kind]])
    tell(host, "all, redrawn too", [one for took in waits.values() for one in took])


def drive_old(page, host):
    """Choose levels of the old explorer; print its times."""
    page.wait_for_function(
        "() => document.querySelectorAll('.js-plotly-plot .trace').length > 0",
        timeout=300_000,
    )
    page.wait_for_timeout(1000)
    times = [page.evaluate(OLD_MOVE, move) for move in range(1, OLD_MOVES + 1)]
    tell(host, "OLD, a level chosen", times)


def memory(page, moves):
    """Choose marks of the timeline *moves* times; print the heap after a forced collection."""
    client = page.context.new_cdp_session(page)
    page.locator("[data-tab=timeline]").click()
    page.wait_for_selector("[data-explorer=timeline] .mark.chosen")
    for done in range(0, moves + 1, max(1, moves // 5)):
        client.send("HeapProfiler.collectGarbage")
        heap = client.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        nodes = client.send("Memory.getDOMCounters")["nodes"]
        print(f"after {done} moves: {heap:.1f} MB, {nodes} nodes", flush=True)
        page.evaluate(MOVE, ["timeline", max(1, moves // 5)])


def write_notebook(path, code):
    """Write a notebook of one cell."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code.strip())])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, path)


def main(moves):
    """Drive the dashboard in three hosts, and the old explorer in two; test the page's memory."""
    folder = Path(tempfile.mkdtemp())
    target = folder / "dashboard.html"
    target.write_text(dashboard().page(), encoding="utf-8")
    write_notebook(folder / "old.ipynb", OLD)
    line = "import egov_lib as egov\n\negov.explorers.dashboard()"
    write_notebook(folder / "new.ipynb", line)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport=WINDOW)
        page.goto(f"file://{target}")
        page.wait_for_selector(".egov .mark.chosen")
        drive(page, "page")
        memory(page, moves)
        with jupyterlab(folder) as address:
            run_notebook(page, address, "new.ipynb")
            page.wait_for_selector(".egov .mark.chosen", timeout=90_000)
            drive(page, "lab")
            run_notebook(page, address, "old.ipynb")
            drive_old(page, "lab")
        for name, act in (("new", drive), ("old", drive_old)):
            with voila(folder / f"{name}.ipynb", folder) as address:
                page.goto(address, wait_until="commit")
                page.wait_for_selector(
                    ".egov .mark.chosen, .js-plotly-plot", timeout=300_000
                )
                act(page, "voila")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
