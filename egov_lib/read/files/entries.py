"""What there is to read: every file of a folder, every member of a zip, every row of a table.

Whatever was given becomes a list of entries, without reading the large ones; each has its line in
the report, read or not. No name from an archive is ever opened as a path, and a link that leads out
of the folder is not followed.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

from egov_lib.findings import DataError
from egov_lib.read.files import tables, zips
from egov_lib.read.files.common import BROKEN, Limits, Refused, one_line
from egov_lib.read.files.file_names import readable_name
from egov_lib.read.files.tables import USUAL, Columns, TableRow

# Files that an operating system or Office leaves in folders.
SYSTEM_RE = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)"
)
DIVIDERS_RE = re.compile(r"[/\\#]")
# Archives that are looked into when the entries are listed
CONTAINERS = (*tables.SUFFIXES, ".zip")
LINK_OUT = "a link that leads out of the folder: put the file itself there"
NO_FILE = "a pipe or a device, no file: put the file itself there"


class Entry(NamedTuple):
    """One line of the report to be.

    file: its name there: the path below the folder, then `#` and a row, or `/` and a member
    data: its bytes, if they were given
    path: else where it is on the disk
    member: and which member of the zip there, by its place among them; None if it is none
    row: the row of a table, instead of all these
    refused: why it can't be read, and what to do
    """

    file: str
    data: bytes | None = None
    path: str = ""
    member: int | None = None
    row: TableRow | None = None
    refused: str = ""


# A file on the disk, or one that was given as bytes
Source = Path | io.BytesIO


class Look(NamedTuple):
    """How to look into what was given: the bounds, and the names of columns in tables."""

    limits: Limits
    columns: Columns = USUAL


def list_entries(
    given: Any, limits: Limits, columns: Columns = USUAL
) -> Iterator[Entry]:
    """Go through everything in what was given, as `read_files` explains it.

    Raises `DataError` for a path that does not exist.

    >>> given = {"a.txt": b"", "b.csv": b"text\\nx\\ny\\n"}
    >>> [entry.file for entry in list_entries(given, Limits())]
    ['a.txt', 'b.csv#1', 'b.csv#2']
    """
    look = Look(limits, columns)
    if isinstance(given, Mapping):
        uploads = list(given.items())
    elif isinstance(given, Sequence) and not isinstance(given, str):
        uploads = [(upload["name"], upload["content"]) for upload in given]
    else:
        yield from _path(Path(given), look)
        return
    for name, data in uploads:
        source = io.BytesIO(bytes(data))
        yield from _file(readable_name(name), source, look)


def _path(path: Path, look: Look) -> Iterator[Entry]:
    name = readable_name(path.name)
    if path.is_dir():
        yield from _folder(path, look)
    elif path.is_file():
        yield from _file(name, path, look)
    elif path.exists():
        yield Entry(name, refused=NO_FILE)
    else:
        raise DataError(
            f"{path} does not exist: give a folder, a zip, a table or a file; "
            f"now you are in {Path.cwd()}"
        )


def _folder(folder: Path, look: Look) -> Iterator[Entry]:
    """Go through a folder and all below it, sorted by name."""
    home = folder.resolve()
    unread: list[OSError] = []
    found = sorted(_walk(folder, unread.append))
    for path in found:
        name = readable_name(path.relative_to(folder).as_posix())
        try:
            refused = _say_no_file(path, home)
        except (OSError, RuntimeError) as error:  # a link that leads to itself
            refused = f"can't be opened ({one_line(error)}): put the file itself there"
        if refused:
            yield Entry(name, refused=refused)
        else:
            yield from _file(name, path, look)
    for error in unread:
        name = readable_name(os.path.relpath(error.filename, folder))
        remedy = "give yourself the right to read it"
        yield Entry(name, refused=f"a folder that can't be opened: {remedy}")


def _walk(folder: Path, tell: Callable[[OSError], None]) -> Iterator[Path]:
    """Go through all files below a folder, and links to folders, which are not followed."""
    for place, folders, files in os.walk(folder, onerror=tell):
        for name in files:
            yield Path(place, name)
        for name in folders:
            if Path(place, name).is_symlink():
                yield Path(place, name)


def _say_no_file(path: Path, home: Path) -> str:
    """Return why something in a folder is not read; '' for a file."""
    if path.is_file() and not path.is_symlink():
        return ""  # nearly all: the others ask the disk several times more
    if path.is_symlink() and not path.resolve().is_relative_to(home):
        return LINK_OUT
    if path.is_dir():
        return "a link to a folder: its files are read where they are"
    if not path.exists():
        return "a link that leads nowhere: put the file itself there"
    return "" if path.is_file() else NO_FILE


def _file(
    name: str, source: Source, look: Look, *, inside: bool = False
) -> Iterator[Entry]:
    """Go through one file; *inside* an archive no other archive is opened."""
    try:
        check_name(name)
        suffix = _suffix(name)
        if suffix in tables.SUFFIXES or _is_table_in_disguise(
            source, suffix, look
        ):
            yield from _table(name, source, look)
        elif suffix == ".zip" and inside:
            raise Refused(
                "an archive inside an archive",
                "unpack it, and give the folder",
            )
        elif suffix == ".zip":
            yield from _zip(name, source, look)
        elif isinstance(source, Path):
            yield Entry(name, path=str(source))
        else:
            data = read_bounded(source, look.limits.file_bytes)
            yield Entry(name, data=data)
    except Refused as error:
        yield Entry(name, refused=str(error))
    except (*BROKEN, ImportError) as error:
        reason = f"can't be opened ({one_line(error)})"
        refusal = Refused(
            reason, "download it again, or save it as .csv or .zip"
        )
        yield Entry(name, refused=str(refusal))


def _is_table_in_disguise(source: Source, suffix: str, look: Look) -> bool:
    if suffix not in tables.DISGUISED:
        return False
    data = read_bounded(source, look.limits.table_bytes)
    return tables.is_table(data, look.limits, look.columns)


def _table(name: str, source: Source, look: Look) -> Iterator[Entry]:
    """Go through the rows of a table, and of all its sheets.

    The rows of the first sheet that has texts are named `#1`, those of others `#sheet!1`.
    """
    data = read_bounded(source, look.limits.table_bytes)
    sheets = list(
        tables.table_sheets(_suffix(name), data, look.limits, look.columns)
    )
    if not sheets:
        raise Refused(
            "the table is empty", "download it again, or take it out"
        )
    is_first = True
    for sheet in sheets:
        place = f"{name}#" if is_first else f"{name}#{sheet.name}!"
        rows = 0
        try:
            for row in tables.table_rows(sheet, look.columns):
                yield Entry(f"{place}{row.number}", row=row)
                rows += 1
            if not rows:
                raise Refused(
                    "a table without rows", "fill it in, or take it out"
                )
        except Refused as error:
            if len(sheets) == 1:
                raise
            yield Entry(f"{name}#{sheet.name}", refused=str(error))
        is_first = is_first and not rows


def _zip(name: str, source: Source, look: Look) -> Iterator[Entry]:
    """Go through the members of a zip; one that is damaged does not stop the others."""
    with zipfile.ZipFile(source) as archive:
        places = {id(info): at for at, info in enumerate(archive.infolist())}
        for member in zips.members(archive, look.limits):
            file = f"{name}/{member.name}"
            place = places[id(member.info)]
            try:
                check_name(member.name)
                zips.check_member(member.info, look.limits)
                if (
                    isinstance(source, Path)
                    and _suffix(file) not in CONTAINERS
                ):
                    yield Entry(file, path=str(source), member=place)
                    continue
                data = io.BytesIO(zips.read_member(archive, member.info))
            except Refused as error:
                yield Entry(file, refused=str(error))
                continue
            yield from _file(file, data, look, inside=True)


def check_name(name: str) -> None:
    """Raise `Refused` for a name that leads out of its folder, on whatever system it was made.

    >>> check_name("2006/notice.txt")
    >>> check_name("Thumbs.db")
    Traceback (most recent call last):
    ...
    egov_lib.read.files.common.Refused: a file of the operating system: nothing to do
    """
    # Knows drives, shares and both kinds of slashes
    place = PureWindowsPath(name)
    if ".." in place.parts or place.root or place.drive:
        raise Refused(
            "its name leads out of the folder",
            'rename it; names with ".." and absolute paths are not read',
        )
    if SYSTEM_RE.search(name.replace("\\", "/")):
        raise Refused("a file of the operating system", "nothing to do")


def read_bounded(source: Source, most: int) -> bytes:
    """Return the bytes of a file; raises `Refused` before it reads more than *most*."""
    if isinstance(source, Path):
        _check_size(source.stat().st_size, most)
        return source.read_bytes()
    data = source.getvalue()
    _check_size(len(data), most)
    return data


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise Refused(
            f"it has {size:,} bytes, more than {most:,}",
            "split it, or raise the bound: limits=Limits(…)",
        )


def _suffix(name: str) -> str:
    return PureWindowsPath(name).suffix.lower()


# --- doc_ids --------------------------------------------------------------------------------------


def name_entries(entries: Sequence[Entry]) -> list[str]:
    """Return a doc_id for each entry, never the same twice.

    It is what the table calls it, or the file's name without suffix, with its folders only where
    two are the same.

    >>> name_entries([Entry("a/x.txt"), Entry("b/x.txt"), Entry("a/y.html")])
    ['a-x.txt', 'b-x.txt', 'y']
    """
    wanted = [_wanted_name(entry) for entry in entries]
    often = Counter(wanted)
    taken = set()
    names = []
    for name, entry in zip(wanted, entries):
        if often[name] > 1:
            name = DIVIDERS_RE.sub("-", entry.file)
        while name in taken:
            name += "~"
        taken.add(name)
        names.append(name)
    return names


def _wanted_name(entry: Entry) -> str:
    if entry.row is None:
        return PureWindowsPath(entry.file).stem
    if entry.row.doc_id:
        return entry.row.doc_id
    table, _, number = entry.file.partition("#")
    place = number.replace("!", "-")  # of a sheet: plan.xlsx#2006!3
    return f"{PureWindowsPath(table).stem}-{place}"
