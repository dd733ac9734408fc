"""Drive a notebook whose Python runs in the page: serve the folder, open it, run cells, compare."""

import contextlib
import functools
import http.server
import json
import re
import threading
from collections import Counter
from configparser import ConfigParser

from browser import ROOT

NOTEBOOKS = ROOT / "notebooks"
PATIENCE = (
    600_000  # milliseconds: a page's Python is slow, and a test's machine is busy
)
READY = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
}"""
IS_OPEN = """() => window.jupyterapp && window.jupyterapp.shell.currentWidget
  && window.jupyterapp.shell.currentWidget.context"""
# Run one cell in the kernel of the page; its outputs, in the form of a notebook's file
RUN = """async (code) => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const future = kernel.requestExecute({code});
  const outputs = [];
  future.onIOPub = ({header, content}) => {
    const kind = header.msg_type;
    if (['stream', 'error', 'execute_result', 'display_data'].includes(kind))
      outputs.push({output_type: kind, ...content});
  };
  await future.done;
  return outputs;
}"""
# pandas breaks the lines of a table's plain text by the width of a terminal, which a page has not.
UNSEEN_BESIDE_HTML = {"text/plain"}
NOT_COMPARED = {"image/png", "application/vnd.jupyter.widget-view+json"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, and counts the bytes that were asked for."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_said):
        """Say nothing."""

    def copyfile(self, source, outputfile):
        """Send a file."""
        content = source.read()
        self.server.sent[self.path.partition("?")[0]] += len(content)
        outputfile.write(content)


@contextlib.contextmanager
def served(folder):
    """Serve *folder* on a free port of this machine; give the server, with its `address`."""
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.sent = Counter()
    server.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def open_notebook(page, address, path):
    """Open a notebook, and wait until its kernel is there."""
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/lab/index.html?path={path}")
    page.wait_for_function(IS_OPEN)
    page.evaluate(READY)


def code_cells(path):
    """The code cells of a notebook of the workbook."""
    notebook = json.loads((NOTEBOOKS / path).read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run_cell(page, cell):
    """Run one cell in the page's kernel; return its outputs."""
    return page.evaluate(RUN, "".join(cell["source"]))


def begin_anew(page, path):
    """Let the kernel forget all names, and stand in the folder of a notebook."""
    folder = f"/drive/{path.rpartition('/')[0]}"
    page.evaluate(RUN, f"%reset -f\nimport os; os.chdir({folder!r}); del os")


# --- comparing ----------------------------------------------------------------------------------


@functools.cache
def _masks():
    """What is random by nature, as nbval masks it: patterns with what they become."""
    parser = ConfigParser()
    parser.read(ROOT / "tests" / "nbval_sanitize.cfg", encoding="ascii")
    return [
        (re.compile(parser[name]["regex"]), parser[name].get("replace", ""))
        for name in parser.sections()
    ]


def _masked(value):
    text = "".join(value) if isinstance(value, list) else value
    if not isinstance(text, str):
        return text
    for pattern, instead in _masks():
        text = pattern.sub(instead, text)
    return text


def _shown(outputs):
    """What outputs show, in a form that can be compared: (name of a stream, text), or data by kind.

    Text that is printed piece by piece is one piece.
    """
    shown = []
    for output in outputs:
        if output["output_type"] == "stream":
            name, text = output["name"], "".join(output["text"])
            if shown and shown[-1][0] == name:
                text = shown.pop()[1] + text
            shown.append((name, text))
        elif output["output_type"] != "error":
            unseen = UNSEEN_BESIDE_HTML if "text/html" in output["data"] else set()
            compared = {
                key: value
                for key, value in output["data"].items()
                if key not in NOT_COMPARED | unseen
            }
            shown.append(("", compared))
    # The page's kernel also gives results without data, of which nothing is seen.
    return [_masked_output(*one) for one in shown if one[1]]


def _masked_output(name, content):
    """An output with what is random masked, by the kind of its data."""
    if name:
        return {name: _masked(content)}
    return {kind: _masked(value) for kind, value in content.items()}


def raised(outputs):
    """The error that a cell raised; "" where none."""
    errors = [one for one in outputs if one["output_type"] == "error"]
    return "; ".join(f"{error['ename']}: {error['evalue']}" for error in errors)


def difference(cell, outputs):
    """In what the outputs of a cell differ from those saved with it; "" where in nothing."""
    if raised(outputs):
        return raised(outputs)
    saved, found = _shown(cell["outputs"]), _shown(outputs)
    if [*map(sorted, saved)] != [*map(sorted, found)]:
        warned = " ".join(one.get("stderr", "") for one in found)[-500:]
        return f"{[*map(sorted, found)]}, not {[*map(sorted, saved)]}; {warned}"
    for before, after in zip(saved, found):
        for kind, value in before.items():
            if value != after[kind]:
                return f"{kind}: {_first_difference(value, after[kind])}"
    return ""


def _first_difference(before, after):
    """The first place at which two values differ, with a few characters of both."""
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = (
            (key, before.get(key), after.get(key))
            for key in before.keys() | after.keys()
        )
        return _first_of(pairs)
    if (
        isinstance(before, list)
        and isinstance(after, list)
        and len(before) == len(after)
    ):
        return _first_of(
            (place, *pair) for place, pair in enumerate(zip(before, after))
        )
    one, other = str(before), str(after)
    pairs = enumerate(zip(one, other))
    differing = (place for place, pair in pairs if pair[0] != pair[1])
    place = next(differing, min(len(one), len(other)))
    start = max(place - 20, 0)
    return f"{other[start : place + 40]!r}, not {one[start : place + 40]!r}"


def _first_of(pairs):
    """The first of (place, before, after) that differ."""
    return next(
        f"{place}: {_first_difference(before, after)}"
        for place, before, after in pairs
        if before != after
    )
