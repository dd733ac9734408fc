"""A Python in a web page: a library is fetched when something first imports it.

In a page (Pyodide, under JupyterLite) nothing is installed: the kernel fetches what a cell names in
its imports, with all that this needs. Most lessons need few libraries, so only what all of them
need comes with ours. The rest is fetched by its import, in whatever module that stands, where the
browser can wait in the middle of a computation (WebAssembly's Promise Integration, which Chromium
has). In other browsers all of it is fetched before the cell runs that follows the first.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder

# What only some lessons and labs use, by the names that are imported
LATER = (
    "cryptography",
    "docx",
    "duckdb",
    "jieba",
    "lxml",
    "networkx",
    "opencc",
    "openpyxl",
    "pypdf",
    "pypinyin",
    "scipy",
    "simpy",
)
# The kernel reads it in a cell, and fetches; nothing runs it.
ASKING = f"if False: import {', '.join(LATER)}\n"


class Fetching(MetaPathFinder):
    """Finds a module by fetching the package that has it, and waiting for it."""

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,
        target: object = None,
    ) -> ModuleSpec | None:
        """Fetch the package of a module of `LATER`; None for all others."""
        if name not in LATER:
            return None
        import pyodide_js
        from pyodide.ffi import run_sync

        run_sync(pyodide_js.loadPackagesFromImports(f"import {name}"))
        importlib.invalidate_caches()
        return PathFinder.find_spec(name)


def fetch_on_import() -> None:
    """Let imports fetch what they need, from now on; nothing is done outside a page."""
    if sys.platform != "emscripten":
        return
    from pyodide.ffi import can_run_sync

    if can_run_sync():
        sys.meta_path.append(Fetching())
    else:
        _ask_in_the_next_cell()


def _ask_in_the_next_cell() -> None:
    """Put the imports of all of `LATER` before the next cell that runs, for the kernel to see."""
    notebook = sys.modules.get("IPython")
    shell = notebook and notebook.get_ipython()
    if not shell:
        return

    def ask_once(lines: list[str]) -> list[str]:
        shell.input_transformers_post.remove(ask_once)
        return [ASKING, *lines]

    shell.input_transformers_post.append(ask_once)
