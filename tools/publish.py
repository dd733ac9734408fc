"""Make what a teacher hands out, from the same notebooks as the lessons.

Run by a teacher: `make handout`, `make slides` or `make dashboard-page` (`python tools/publish.py
handout`). It writes `build/handout`, `build/slides` or `build/dashboard.html`, and changes nothing
else.

The handout is the notebooks without their worked answers: solution cells are left out, and
exercises have no Answer button. (The table of exercises stays in `data/`, so a reader who looks for
an answer finds it.) The slides are pages for a browser, one for each notebook, with reveal.js and
without need of a network; `slides.py` makes them. Figures of all pages are drawn by one
plotly.min.js, that of the installed plotly.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import plotly
from nbformat import NotebookNode
from slides import is_worked_answer, page_of

from egov_lib.show.explorers import dashboard

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NOTEBOOKS = ROOT / "notebooks"
LESSONS = [
    *sorted(NOTEBOOKS.glob("[0-9]*.ipynb")),
    *sorted((NOTEBOOKS / "labs").glob("*.ipynb")),
]
REVEAL = "reveal.js@5.2.1"
ASKING_RE = re.compile(r'(egov\.exercise\("[^"]+")\)')


def hand_out(notebook: NotebookNode) -> NotebookNode:
    """Leave worked answers out of a notebook, and the button that shows them."""
    notebook.cells = [cell for cell in notebook.cells if not is_worked_answer(cell)]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = ASKING_RE.sub(r"\1, answer=False)", cell.source)
    return notebook


def publish(what: str, build: Path = BUILD) -> Path:
    """Make the handout or the slides of all lessons and labs, and return their folder."""
    folder = build / what
    for path in LESSONS:
        notebook = nbformat.read(path, as_version=4)
        inside = path.relative_to(NOTEBOOKS)
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        if what == "handout":
            nbformat.write(hand_out(notebook), target)
        else:
            up = "../" * (len(inside.parts) - 1)
            page = page_of(notebook, up)
            target.with_suffix(".html").write_text(page, encoding="utf-8")
    if what == "slides":
        add_assets(folder / "assets")
    return folder


def publish_dashboard(build: Path = BUILD) -> Path:
    """Write the dashboard as one page that works from a disk without Python, and return it."""
    build.mkdir(parents=True, exist_ok=True)
    target = build / "dashboard.html"
    target.write_text(dashboard().page(), encoding="utf-8")
    return target


def add_assets(folder: Path) -> None:
    """Put plotly and reveal.js beside the slides."""
    folder.mkdir(exist_ok=True)
    installed = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shutil.copy(installed, folder)
    fetch_reveal(folder)


def fetch_reveal(folder: Path) -> None:
    """Copy reveal.js from npm's registry into a folder, unless it is there already."""
    if (folder / "dist" / "reveal.js").exists():
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(
            "make slides takes reveal.js from npm, and there is no npm here: install Node.js "
            "(nodejs.org) and try again."
        )
    with tempfile.TemporaryDirectory() as place:
        fetched = subprocess.run(
            [npm, "pack", "--silent", REVEAL],
            cwd=place,
            capture_output=True,
            text=True,
            check=False,
        )
        if fetched.returncode:
            said = fetched.stderr.strip()[-300:]
            sys.exit(
                f"npm could not fetch {REVEAL}; is there a network? It said: {said}"
            )
        archive = next(Path(place).glob("*.tgz"))
        shutil.unpack_archive(archive, place, filter="data")
        package = Path(place) / "package"
        shutil.copytree(package / "dist", folder / "dist")
        shutil.copytree(package / "plugin", folder / "plugin")
        shutil.copy(package / "LICENSE", folder)


if __name__ == "__main__":
    if sys.argv[1:] == ["dashboard-page"]:
        print(f"dashboard-page: {publish_dashboard()}")
        sys.exit()
    if sys.argv[1:] not in (["handout"], ["slides"]):
        sys.exit(
            "Say which: python tools/publish.py handout, slides, or dashboard-page."
        )
    print(f"{sys.argv[1]}: {publish(sys.argv[1])}")
