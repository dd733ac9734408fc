"""Packages: the zip archives that .docx, .odt, .epub and others are, with parts of XML.

XML is read without entities from outside, without the network and no deeper than 256 elements, so
that no file can make the parser fetch or swell anything.
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any, NamedTuple
from urllib.parse import unquote

from egov_lib.read.files.common import (
    BROKEN,
    GET_LXML,
    Limits,
    Refused,
    one_line,
)
from egov_lib.read.files.zips import open_package

AGAIN = "open it with the program that made it, and save it again"


class Link(NamedTuple):
    """A link from one part of a package to another: its kind, and the part."""

    kind: str
    part: str


def open_parts(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a package; raises `Refused` for a broken archive or one that swells."""
    try:
        return open_package(data, limits)
    except BROKEN as error:
        reason = f"a broken archive ({one_line(error)})"
        raise Refused(reason, "download it again") from error


def read_xml(package: zipfile.ZipFile, part: str) -> Any:
    """Return the root of a part, an element of lxml; raises `Refused` for a broken one."""
    try:
        data = package.read(part)
    except BROKEN as error:
        raise Refused(f"a broken file ({one_line(error)})", AGAIN) from error
    return parse_xml(data)


def parse_xml(data: bytes) -> Any:
    """Return the root of a file of XML; raises `Refused` for a broken one."""
    try:
        from lxml import etree  # late: most folders hold few such files
    except ImportError as error:
        raise Refused("such files need lxml", GET_LXML) from error
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (*BROKEN, etree.XMLSyntaxError) as error:
        raise Refused(f"a broken file ({one_line(error)})", AGAIN) from error


def read_links(package: zipfile.ZipFile, part: str = "") -> dict[str, Link]:
    """Return the links of a part by their ids, or those of the package itself."""
    folder, name = posixpath.split(part)
    links_part = posixpath.join(folder, "_rels", f"{name}.rels")
    if links_part not in package.namelist():
        return {}
    links = {}
    for node in read_xml(package, links_part):
        if node.get("TargetMode") == "External":
            continue
        kind = node.get("Type", "").rpartition("/")[2]
        target = part_name(folder, node.get("Target", ""))
        links[node.get("Id", "")] = Link(kind, target)
    return links


def part_name(folder: str, target: str) -> str:
    """Return the name of the part that a part in *folder* calls *target*.

    >>> part_name("word", "../footnotes.xml"), part_name("word", "/word/a%20b.xml")
    ('footnotes.xml', 'word/a b.xml')
    """
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = posixpath.normpath(posixpath.join("/", folder, path))
    return joined.lstrip("/")
