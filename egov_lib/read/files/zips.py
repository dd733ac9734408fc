"""Archives: the members of a .zip, and the packages that .docx and .xlsx files are.

Nothing is unpacked to the disk, and sizes are looked at before contents: an archive that swells a
thousandfold is never opened. No archive inside an archive is opened either.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from egov_lib.read.files.common import BROKEN, Limits, Refused, one_line
from egov_lib.read.files.file_names import member_names

SMALL_BYTES = 1_000_000  # unpacked: no bomb, whatever the ratio
MOST_PACKAGE = 10  # a package may have so many times the bytes of a file
IS_LOCKED = 0x1  # flag of a member


class Member(NamedTuple):
    """A file in a zip: its name as people read it, and its entry in the archive."""

    name: str
    info: zipfile.ZipInfo


def members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Member]:
    """Go through the files of an archive; raises `Refused` if together they are too large."""
    total = _unpacked_bytes(archive)
    if total > limits.total_bytes:
        raise Refused(
            f"unpacked it has {total:,} bytes: a zip bomb?",
            "unpack it yourself, and give the folder",
        )
    infos = [info for info in archive.infolist() if not info.is_dir()]
    yield from map(Member, member_names(infos), infos)


def _unpacked_bytes(archive: zipfile.ZipFile) -> int:
    return sum(info.file_size for info in archive.infolist())


def check_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Raise `Refused` for a member that is locked or too large, before it is opened."""
    if info.flag_bits & IS_LOCKED:
        raise Refused(
            "locked with a password", "unpack it, and give the folder"
        )
    if info.file_size > max(SMALL_BYTES, limits.ratio * info.compress_size):
        raise Refused(
            f"{info.compress_size:,} bytes swell to {info.file_size:,}: a zip bomb?",
            "take it out",
        )
    if info.file_size > limits.file_bytes:
        raise Refused(
            f"unpacked it has {info.file_size:,} bytes, more than {limits.file_bytes:,}",
            "split it",
        )


def open_package(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a .docx or .xlsx, which are zip archives; raises `Refused` for one that swells."""
    package = zipfile.ZipFile(io.BytesIO(data))
    size = len(data)
    total = _unpacked_bytes(package)
    usual = max(SMALL_BYTES, limits.ratio * size)
    most = min(usual, MOST_PACKAGE * limits.file_bytes)
    if total > most:
        reason = f"{size:,} bytes swell to {total:,}: a zip bomb?"
        raise Refused(reason, "take it out")
    return package


def read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo | int
) -> bytes:
    """Return the bytes of a member; raises `Refused` for one that is damaged.

    A member is asked for by its place, because two can have one name.
    """
    info = archive.infolist()[member] if isinstance(member, int) else member
    try:
        return archive.read(info)
    except BROKEN as error:
        raise Refused(
            f"damaged in the archive ({one_line(error)})",
            "download the archive again, or unpack it with another program",
        ) from error
