"""Compile the modules of a page's packages with the Python of the page, under Node.js.

`build_lite.py` does it last. What is done to each archive is in `lite_bytecode.py`, which the
page's own Python runs, since bytecode belongs to one version of Python.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARCHIVES = {".whl", ".zip"}
# Tests, and what the kernel's completions know of libraries that are not here
NEVER_READ_RE = re.compile(
    r"(?:^|/)tests?/|^jedi/third_party/(?:django-stubs|typeshed/third_party)/"
)


def compile_modules(pyodide: Path, kept: Path, with_sources: Iterable[str]) -> None:
    """Compile the modules of all archives of a folder, in their places.

    pyodide: the folder of a page's Pyodide and packages
    kept: a folder with the same Pyodide, as its makers packed it
    with_sources: names of archives whose modules stay beside their bytecode, to be quoted
    """
    with tempfile.TemporaryDirectory() as place:
        written, compiled = Path(place, "written"), Path(place, "compiled")
        for folder in (written, compiled):
            folder.mkdir()
        for path in pyodide.iterdir():
            if path.suffix in ARCHIVES and has_modules(path):
                copy_of_use(path, written / path.name)
        program = [node(), HERE / "lite" / "compile.mjs", kept, written, compiled]
        subprocess.run([*program, HERE / "lite_bytecode.py", *with_sources], check=True)
        for path in compiled.iterdir():
            shutil.copyfile(path, pyodide / path.name)


def copy_of_use(archive: Path, copy: Path) -> None:
    """Copy an archive without what no page reads."""
    with zipfile.ZipFile(archive) as given, zipfile.ZipFile(copy, "w") as made:
        for entry in given.infolist():
            if not NEVER_READ_RE.search(entry.filename):
                made.writestr(entry, given.read(entry))


def has_modules(archive: Path) -> bool:
    """Whether an archive has modules of Python."""
    with zipfile.ZipFile(archive) as packed:
        return any(name.endswith(".py") for name in packed.namelist())


def node() -> str:
    """The program Node.js: this machine's, or the one that playwright brings for browser tests."""
    here = shutil.which("node")
    if here:
        return here
    return str(distribution("playwright").locate_file("playwright/driver/node"))
