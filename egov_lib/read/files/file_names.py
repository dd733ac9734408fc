"""Names of files as people read them, from disks and archives of any system.

Archives made on a Chinese Windows hold their names in GBK or Big5 and don't say so, and programs
that unpack them on another system leave the bytes as they are: Python then shows each as half a
surrogate, which no frame can hold. Here such names are decoded. A name is only shown; the file
itself is always opened by the name that its system gave.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence

from egov_lib.read.characters import HAN_RE
from egov_lib.read.encodings.likeness import likeness

IS_UTF8 = 0x800  # flag of a member of a zip: its name is in UTF-8
DOUBLE_BYTE = ("gb18030", "big5hkscs")
UNICODE_NAME = 0x7075  # an extra field of a member: its name again, in UTF-8
UNICODE_NAME_HEAD = 5  # bytes before the name: a version and a checksum


def readable_name(name: str) -> str:
    """Return a name of a file on a disk without half surrogates.

    >>> readable_name("电子.txt".encode("gbk").decode("utf-8", "surrogateescape"))  # e-
    '电子.txt'
    """
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        data = name.encode(
            "utf-8", "surrogateescape" if _escaped(name) else "replace"
        )
    encoding = names_encoding([data])
    return data.decode(encoding or "utf-8", "backslashreplace")


def _escaped(name: str) -> bool:
    """Whether each half surrogate stands for a byte."""
    halves = [char for char in name if "\ud800" <= char <= "\udfff"]
    return all("\udc80" <= half <= "\udcff" for half in halves)


def names_encoding(names: Sequence[bytes]) -> str:
    """Return the encoding in which all names look most like Chinese; '' for none.

    The names of an archive were written by one system, and together they prove more than one does.
    Two characters in GBK can be valid UTF-8 by chance (通知, notice, is), but hardly Chinese.
    """
    readings = {}
    for encoding in ("utf-8", *DOUBLE_BYTE):
        try:
            text = b"\n".join(names).decode(encoding)
        except UnicodeDecodeError:
            continue
        if not HAN_RE.search(text):
            continue
        if encoding == "utf-8":
            return encoding
        readings[encoding] = likeness(text)
    return max(readings, key=readings.get, default="")


def member_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of the members of a zip as people read them, none twice.

    Of members with one name the second is called (2): an archive may hold both.
    """
    unsaid = [_raw(info) for info in infos if not _says_encoding(info)]
    encoding = names_encoding(unsaid)
    taken: set[str] = set()
    names = []
    for info in infos:
        name = _member_name(info, encoding)
        count = 1
        unique = name
        while unique in taken:
            count += 1
            unique = f"{name} ({count})"
        taken.add(unique)
        names.append(unique)
    return names


def _says_encoding(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & IS_UTF8) or info.filename.isascii()


def _raw(info: zipfile.ZipInfo) -> bytes:
    return info.filename.encode("cp437", errors="replace")


def _member_name(info: zipfile.ZipInfo, encoding: str) -> str:
    stated = _unicode_name(info.extra)
    if stated:
        return stated
    if _says_encoding(info):
        return readable_name(info.filename)
    own = encoding or names_encoding([_raw(info)])
    return _raw(info).decode(own) if own else info.filename


def _unicode_name(extra: bytes) -> str:
    """Return the name in the extra fields of a member; '' for none."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == UNICODE_NAME:
            name = extra[4 + UNICODE_NAME_HEAD : 4 + size]
            return name.decode("utf-8", "replace")
        extra = extra[4 + size :]
    return ""
