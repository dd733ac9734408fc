"""Books in EPUB: the text of the pages in the order in which a reader turns them.

The package says what its pages are (`OPF`), and each page is read as `html` reads it. The table of
contents, which repeats the headings, is left out. Pages that no reader turns to, because the order
of reading does not name them, and pictures are not read, but counted.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from typing import Any

from egov_lib.read.encodings import decode
from egov_lib.read.files import html
from egov_lib.read.files.common import Extracted, Limits, Refused
from egov_lib.read.files.packages import open_parts, part_name, read_xml
from egov_lib.read.files.word_numbers import local_name

MIMETYPE = b"application/epub+zip"
CONTAINER = "META-INF/container.xml"
# These lock only fonts: the text can be read
FONT_LOCKS = (b"IDPF/2008/embedding", b"ns.adobe.com/pdf/enc#RC")
MISSING = "pages missing in the file"
BESIDE = "pages outside the order of reading"
PAGE_TYPE = "application/xhtml+xml"


def read_epub(data: bytes, limits: Limits) -> Extracted:
    """Read the text of a book; raises `Refused` for one that is locked or broken."""
    package = open_parts(data, limits)
    _check_lock(package)
    names = set(package.namelist())
    texts = []
    damage: Counter = Counter()
    places: dict[str, str] = {}
    lost = []
    pages, beside = _pages(package)
    for part in pages:
        if part not in names:
            lost.append(part)
            continue
        page = html.read_page(decode(package.read(part)).text)
        texts.append(page.text)
        damage += page.damage
        places = {**page.places, **places}
    for kind, parts in ((MISSING, lost), (BESIDE, beside)):
        damage[kind] = len(parts)
        if parts:
            places[kind] = ", ".join(parts[:3])
    text = "\n".join(filter(None, texts))
    return Extracted(text, "epub", "", +damage, places)


def _check_lock(package: zipfile.ZipFile) -> None:
    if "META-INF/encryption.xml" not in package.namelist():
        return
    locks = package.read("META-INF/encryption.xml")
    methods = locks.count(b"EncryptionMethod ")
    if methods > sum(locks.count(lock) for lock in FONT_LOCKS):
        raise Refused(
            "a locked book", "ask its publisher for a copy without the lock"
        )


def _pages(package: zipfile.ZipFile) -> tuple[list[str], list[str]]:
    """Return the parts that are pages, in their order, and those that the order leaves out."""
    opf = _package_part(package)
    root = read_xml(package, opf)
    folder = posixpath.dirname(opf)
    parts: dict[str, str] = {}
    beside: dict[str, str] = {}
    contents = set()
    pages = []
    for node in root.iter():
        kind = local_name(node)
        if kind == "item":
            item = node.get("id", "")
            parts[item] = part_name(folder, node.get("href", ""))
            if "nav" in node.get("properties", "").split():
                contents.add(item)
            elif node.get("media-type") == PAGE_TYPE:
                beside[item] = parts[item]
        elif kind == "itemref" and node.get("idref") not in contents:
            item = node.get("idref", "")
            pages.append(parts.get(item, item))
            beside.pop(item, None)
    return pages, list(beside.values())


def _package_part(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if CONTAINER in names:
        for node in read_xml(package, CONTAINER).iter():
            if (
                local_name(node) == "rootfile"
                and node.get("full-path") in names
            ):
                return node.get("full-path", "")
    found: Any = [name for name in names if name.endswith(".opf")]
    if not found:
        raise Refused(
            "a book without a list of its pages", "download it again"
        )
    return found[0]
