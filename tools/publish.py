"""Make what a teacher hands out, from the same notebooks as the lessons.

Run by a teacher: `make handout`, `make slides` or `make dashboard-page` (`python tools/publish.py
handout`). It writes `build/handout`, `build/slides` or `build/dashboard.html`, and changes nothing
else.

The handout is the notebooks without their worked answers: solution cells are left out, and
exercises have no Answer button; its folder `print` has a sheet for each of them, with room to
write, and the five texts on paper (`handout.py`). (The table of exercises stays in `data/`, so a
reader who looks for an answer finds it.) The slides are pages for a browser, one for each way to
teach and language, without need of a network; `slides.py` makes them. Their charts are drawn by one
plotly.min.js, that of the installed plotly.
"""

import shutil
import sys
from pathlib import Path

import nbformat
import plotly
from handout import hand_out, sheet, texts_page
from slides import LANGUAGES, deck_page, load_slides

from egov_lib.show.explorers import dashboard

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NOTEBOOKS = ROOT / "notebooks"
LESSONS = [
    *sorted(NOTEBOOKS.glob("[0-9]*.ipynb")),
    *sorted((NOTEBOOKS / "labs").glob("*.ipynb")),
]


def publish_handout(build: Path = BUILD) -> Path:
    """Make the handout of all lessons and labs, those in Chinese below `zh/`; return its folder."""
    folder = build / "handout"
    for path in LESSONS:
        inside = path.relative_to(NOTEBOOKS)
        for lang in LANGUAGES:
            own = in_language(path, lang)
            notebook = hand_out(nbformat.read(own, as_version=4))
            written = nbformat.writes(notebook)
            write_below(folder / own.relative_to(NOTEBOOKS), written)
            page = sheet(nbformat.read(own, as_version=4), lang)
            write_below(folder / "print" / lang / inside.with_suffix(".html"), page)
    for lang in LANGUAGES:
        write_below(folder / "print" / lang / "texts.html", texts_page(lang))
    return folder


def in_language(path: Path, lang: str) -> Path:
    """The notebook of a lesson in a language."""
    inside = path.relative_to(NOTEBOOKS)
    return path if lang == "en" else NOTEBOOKS / lang / inside


def write_below(path: Path, text: str) -> None:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def publish_slides(build: Path = BUILD) -> Path:
    """Make the slides of every way to teach, in both languages, and return their folder."""
    folder = build / "slides"
    assets = folder / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    installed = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shutil.copy(installed, assets)
    for name in load_slides()["decks"]:
        for lang in LANGUAGES:
            page = deck_page(name, lang)
            (folder / f"{name}-{lang}.html").write_text(page, encoding="utf-8")
    return folder


def publish_dashboard(build: Path = BUILD) -> Path:
    """Write the dashboard as one page that works from a disk without Python, and return it."""
    build.mkdir(parents=True, exist_ok=True)
    target = build / "dashboard.html"
    target.write_text(dashboard().page(), encoding="utf-8")
    return target


PARTS = {
    "handout": publish_handout,
    "slides": publish_slides,
    "dashboard-page": publish_dashboard,
}

if __name__ == "__main__":
    wanted = PARTS.get(" ".join(sys.argv[1:]))
    if wanted is None:
        sys.exit(f"Say which: python tools/publish.py {', '.join(PARTS)}.")
    print(f"{sys.argv[1]}: {wanted()}")
