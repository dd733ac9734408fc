"""Write the book: the whole workbook as pages that work from a disk, without Python or a network.

Run by whoever wants to read or hand it out: `make site` (`python tools/build_site.py [FOLDER]`).
It writes `build/site`, or the folder that is named, and changes nothing else. With `--runs-here`
each lesson links to the Python that `make lite` puts beside the book. `--pack` packs what is in
`build/site` into a zip (`make site-zip`), without that Python. It needs Sphinx and myst-parser
(`pip install -e ".[site]"`); the pages themselves are made by `egov_lib.publish.site`.
"""

import re
import sys
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from slides import LANGUAGES, deck_page, load_slides

from egov_lib.publish.site.book import build

ROOT = Path(__file__).resolve().parent.parent

STILL_RE = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def pack(book: Path) -> Path:
    """Pack a book into a zip beside it, in a folder of its own; return the zip."""
    packed = book.parent / "egov-workbook-book.zip"
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(book.rglob("*")):
            if path.is_file() and book / "lite" not in path.parents:
                archive.write(path, path.relative_to(book.parent))
    return packed


def write_slides(out: Path) -> None:
    """Put the slides of each way to teach beside the book, drawn by the book's own script."""
    for lang in LANGUAGES:
        edition = "" if lang == "en" else f"{lang}/"
        inside = f"{edition}teaching/slides"
        folder = out / inside
        up = "../" * len(inside.split("/"))
        folder.mkdir(parents=True)
        plotly = f"{up}_static/plotly.min.js"
        for name in load_slides()["decks"]:
            # Slides are turned by a script: without one there is no need of still pictures.
            page = STILL_RE.sub("", deck_page(name, lang, plotly))
            (folder / f"{name}.html").write_text(page, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Write the book, and say where it is, how large, and how long it took; or pack it."""
    if arguments == ["--pack"]:
        print(pack(ROOT / "build" / "site"))
        return
    runs_here = "--runs-here" in arguments
    folders = [argument for argument in arguments if argument != "--runs-here"]
    unknown = [argument for argument in folders if argument.startswith("-")]
    if unknown or len(folders) > 1:
        raise SystemExit(f"{' '.join(folders)}: give one folder, --runs-here or --pack")
    out = Path(folders[0]) if folders else ROOT / "build" / "site"
    began = time.perf_counter()
    first = build(ROOT, out, runs_here=runs_here)
    write_slides(out)
    seconds = time.perf_counter() - began
    sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    pages = len(list(out.rglob("*.html")))
    print(f"{first}: {pages} pages, {sum(sizes) / 1e6:.1f} MB, made in {seconds:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
