"""Write the book: the whole workbook as pages that work from a disk, without Python or a network.

Run by whoever wants to read or hand it out: `make site` (`python tools/build_site.py [FOLDER]`).
It writes `build/site`, or the folder that is named, and changes nothing else. `--pack` packs what
is in `build/site` into a zip (`make site-zip`). It needs Sphinx and myst-parser (`pip install -e
".[site]"`); the pages themselves are made by `egov_lib.publish.site`.
"""

import shutil
import sys
import time
from pathlib import Path

from egov_lib.publish.site.book import build

ROOT = Path(__file__).resolve().parent.parent


def pack(book: Path) -> Path:
    """Pack a book into a zip beside it, in a folder of its own; return the zip."""
    name = book.parent / "egov-workbook-book"
    return Path(shutil.make_archive(str(name), "zip", book.parent, book.name))


def main(arguments: list[str]) -> None:
    """Write the book, and say where it is, how large, and how long it took; or pack it."""
    if arguments == ["--pack"]:
        print(pack(ROOT / "build" / "site"))
        return
    out = Path(arguments[0]) if arguments else ROOT / "build" / "site"
    began = time.perf_counter()
    first = build(ROOT, out)
    seconds = time.perf_counter() - began
    sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    pages = len(list(out.rglob("*.html")))
    print(f"{first}: {pages} pages, {sum(sizes) / 1e6:.1f} MB, made in {seconds:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
