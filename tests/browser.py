"""Drive JupyterLab in a headless Chromium: start a server, open a notebook, run it, look at what
it shows.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "test"
CHROMIUM = (
    shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"),
        reason="no Chromium here: install it (Debian: apt-get install chromium "
        "fonts-wqy-microhei) to run the browser tests",
    ),
]
SCREENSHOTS = ROOT / "test-artefacts"
# Without these Chromium asks the network for updates and hosts of its own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = "() => window.jupyterapp && window.jupyterapp.restored.then(() => true)"
RUN_ALL = """async () => {
  const app = window.jupyterapp;
  const panel = app.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  await app.commands.execute('notebook:run-all-cells');
  return true;
}"""
# Each code cell as (has it run, did it raise), from the model: the page itself draws only the
# cells in view.
CELLS = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  const raised = (outputs) =>
    [...Array(outputs.length).keys()].some(i => outputs.get(i).type === 'error');
  return cells.filter(c => c.type === 'code')
    .map(c => [c.executionCount !== null, raised(c.outputs)]);
}"""


@contextlib.contextmanager
def jupyterlab(folder):
    """Serve *folder* in JupyterLab on a free port of this machine; give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True",
    ]
    own = {
        name: str(folder / ".jupyter")
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTER_DATA_DIR",  # which notebooks are trusted
        )
    }
    # the settings that `make lab` and Binder use
    own["JUPYTER_CONFIG_PATH"] = str(ROOT / "binder")
    command = [sys.executable, "-m", "jupyter", "lab", *arguments]
    log = (folder / "server.log").open("w", encoding="utf-8")
    server = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | own)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/status?token={TOKEN}")
        yield address
    finally:
        server.terminate()
        server.wait(60)
        log.close()


@contextlib.contextmanager
def voila(notebook, folder):
    """Serve one notebook as an app without code; give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A finite time: Voila, too, can lose an event of a widget and would wait for ever.
    command = [
        sys.executable,
        "-m",
        "voila",
        str(notebook),
        "--no-browser",
        f"--port={port}",
        "--VoilaExecutor.timeout=240",
    ]
    own = {"JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder)}
    log = (folder / "voila.log").open("w", encoding="utf-8")
    server = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | own)
    try:
        _wait_for_port(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(60)
        log.close()


def _wait_for_port(port, seconds=60):
    for _ in range(seconds * 5):
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port), timeout=5),
        ):
            return
        time.sleep(0.2)
    raise TimeoutError(
        f"nothing listened on port {port} within {seconds} s: see the log in the test's folder"
    )


def _wait_for(address, seconds=60):
    for _ in range(seconds * 5):
        with (
            contextlib.suppress(URLError, ConnectionError),
            urlopen(address, timeout=5),
        ):
            return
        time.sleep(0.2)
    raise TimeoutError(
        f"nothing answered at {address} within {seconds} s: see server.log in the test's folder"
    )


def run_notebook(page, address, name):
    """Open a notebook in a fresh kernel, run all its cells, and wait until each has run without an
    error.
    """
    page.goto(f"{address}/doc/tree/{name}?token={TOKEN}&reset")
    page.wait_for_function(READY, timeout=60_000)
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget && "
        "window.jupyterapp.shell.currentWidget.context"
    )
    page.evaluate(RUN_ALL)
    page.wait_for_function(f"() => ({CELLS})().every(([ran]) => ran)", timeout=120_000)
    assert not any(raised for _, raised in page.evaluate(CELLS)), (
        f"a cell of {name} raised an error"
    )


def show(page, selector):
    """Scroll to the first match and wait until it is drawn; JupyterLab draws cells only when they
    come near.
    """
    for _ in range(80):
        if page.locator(selector).count():
            page.locator(selector).first.scroll_into_view_if_needed()
            return page.locator(selector).first
        page.locator(".jp-WindowedPanel-outer").first.evaluate(
            "e => e.scrollBy(0, 500)"
        )
        page.wait_for_timeout(150)
    raise AssertionError(f"nothing in the notebook matches {selector}")


# --- explorers --------------------------------------------------------------------------------

# The middle of a mark that is not chosen, and which a finger or a mouse there would meet.
ANOTHER = """async (root) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const marks = root.querySelectorAll(".picture .mark:not(.chosen):not(.dim):not([data-again])");
  for (const mark of [...marks].slice(1)) {
    const shape = mark.querySelector(".hit-area, .shared") ?? mark;
    shape.scrollIntoView({ block: "center", behavior: "instant" });
    await painted();
    await painted(); // rows that were out of view have their true heights now
    const { left, top, width, height } = shape.getBoundingClientRect();
    const x = left + width / 2, y = top + height / 2;
    if (document.elementFromPoint(x, y)?.closest(".mark") === mark) return [x, y, mark.dataset.id];
  }
  return null;
}"""


# What the pages of this folder keep in the browser, in order.
STORED = "() => JSON.stringify(Object.entries(localStorage).sort())"


def open_again(shown, address=None):
    """Open a page anew, or the page at `address`, as a reader does who comes back later.

    Chromium may start another process for it, which hears what the last page kept a moment after
    its own scripts have run: so wait until that is there, and load the page once more.
    """
    kept = shown.evaluate(STORED)
    shown.goto(address or shown.url)
    shown.wait_for_function(f"kept => ({STORED})() === kept", arg=kept)
    shown.reload()


def address_of(shown):
    """Return the address of a page, which says what was done last a moment later."""
    shown.wait_for_timeout(150)
    return shown.evaluate("location.href")


def point_at_another(explorer):
    """Where a mark that is not chosen can be clicked or tapped, and its id: (x, y, id)."""
    place = explorer.evaluate(ANOTHER)
    assert place, "no mark can be met by a finger or a mouse"
    return place


def chosen_in(explorer):
    """The id of the mark that an explorer has chosen."""
    return explorer.evaluate("root => root.egov.view.chosen")


# --- accessibility ------------------------------------------------------------------------------

GRAVE = ("serious", "critical")
# What can be another in dark: all other rules are about elements, which are the same.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
AXE = """async ({within, options}) => {
  const {violations, passes} = await axe.run(within ?? document, options);
  const said = violations.map((rule) =>
    ({id: rule.id, impact: rule.impact, at: rule.nodes.map((node) => node.html.slice(0, 120))}));
  return [said, passes.map((rule) => rule.id)];
}"""


@cache
def _axe_script():
    return (
        files("axe_playwright_python")
        .joinpath("axe.min.js")
        .read_text(encoding="utf-8")
    )


def faults(page, *, rules=None, within=None, impacts=GRAVE, preload=True):
    """What axe-core finds on a page: the id of each rule and where it is broken first.

    rules: only these, all when None
    within: a selector of what is looked at, the page when None
    impacts: how grave, all when None
    preload: whether style sheets are asked for again, which a page from a disk can't
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_script())
    options = {"resultTypes": ["violations"], "preload": preload}
    if rules is not None:
        options["runOnly"] = rules
    given = {"within": within, "options": options}
    found, passed = page.evaluate(AXE, given)
    if rules is None or "color-contrast" in rules:
        looked_at = {*passed, *(fault["id"] for fault in found)}
        assert "color-contrast" in looked_at, "axe-core has looked at no text"
    return [
        (fault["id"], fault["at"][:3])
        for fault in found
        if impacts is None or fault["impact"] in impacts
    ]


def choose_scheme(page, scheme):
    """Turn a page to light or dark, with no colour left on its way from one to the other."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach((change) => change.finish())")


def faults_in_light_and_dark(page, **options):
    """`faults` of a page in light, and in dark those of the colours."""
    choose_scheme(page, "light")
    in_light = faults(page, **options)
    choose_scheme(page, "dark")
    in_dark = faults(page, rules=RULES_OF_COLOUR, **options)
    choose_scheme(page, "light")
    return [("light", *fault) for fault in in_light] + [
        ("dark", *fault) for fault in in_dark
    ]
