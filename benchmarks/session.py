"""How long until a student sees the first chart, and how much memory a visit takes.

Run: .venv/bin/python benchmarks/session.py [venv]
Starts JupyterLab as Binder and `make lab` do, opens the first notebook in Chromium, runs it, and
stops the clock when its first chart is drawn. Then every lesson is run, one kernel at a time, and
its peak of memory is read from the kernel itself (Linux). With the path of an environment made
from binder/requirements.txt that one is used for both, and its size is printed; Chromium and
Playwright stay outside of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import browser  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

FIRST = "00-start-here.ipynb"
# Run by the environment that is measured: a notebook with one cell more, which says what its
# kernel took at most.
RUN = """
import sys, nbformat, nbclient
ask = "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
book = nbformat.read(sys.argv[1], 4)
book.cells.append(nbformat.v4.new_code_cell(ask))
where = {"metadata": {"path": sys.argv[2]}}
nbclient.NotebookClient(book, timeout=120, kernel_name="python3", resources=where).execute()
print(book.cells[-1].outputs[0].text)
"""


def first_chart(python: str) -> tuple[float, float, float]:
    """Seconds from nothing to a server that answers, then to the open notebook, then to the first
    chart.
    """
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        (Path(folder) / FIRST).write_bytes((ROOT / "notebooks" / FIRST).read_bytes())
        chromium = play.chromium.launch(
            executable_path=browser.CHROMIUM, args=browser.FLAGS
        )
        page, started = chromium.new_page(), time.perf_counter()
        browser.sys.executable = python  # whose JupyterLab is started
        with browser.jupyterlab(Path(folder)) as address:
            answers = time.perf_counter()
            page.goto(f"{address}/doc/tree/{FIRST}?token={browser.TOKEN}&reset")
            page.wait_for_function(browser.READY, timeout=60_000)
            page.wait_for_selector(".jp-Notebook", timeout=60_000)
            opened = time.perf_counter()
            page.evaluate(browser.RUN_ALL)
            browser.show(page, ".js-plotly-plot .plot-container")
            drawn = time.perf_counter()
        chromium.close()
    return answers - started, opened - answers, drawn - opened


def peak_mb(python: str, notebook: Path) -> float:
    """The most memory that the kernel of a lesson held, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"EGOV_ANSWERS": str(Path(folder) / "answers.json")}
        command = [python, "-c", RUN, str(notebook), str(notebook.parent)]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=True, env=environment
        )
    return int(done.stdout.split()[-1]) / 1000


def main(environment: Path | None) -> None:
    """Print the figures."""
    python = str(environment / "bin" / "python") if environment else sys.executable
    if environment:
        size = (
            sum(
                p.stat().st_size
                for p in environment.rglob("*")
                if p.is_file() and not p.is_symlink()
            )
            / 1e6
        )
        print(f"environment {size:.0f} MB")
    server, opened, drawn = first_chart(python)
    print(
        f"server {server:.1f} s, notebook open {opened:.1f} s, first chart {drawn:.1f} s"
    )
    lessons = sorted((ROOT / "notebooks").glob("[01]*.ipynb"))
    peaks = {path.stem: peak_mb(python, path) for path in lessons}
    for name, peak in peaks.items():
        print(f"  {name:28}{peak:6.0f} MB")
    print(f"most memory of a kernel in the whole walk: {max(peaks.values()):.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
