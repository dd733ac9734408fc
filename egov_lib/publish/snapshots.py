"""Keep results so that they can be cited, checked and opened elsewhere: one folder or zip, written
once.

A figure in a paper is worth what can be found behind it. A snapshot holds the result tables and
charts, the parameters and the seed, which documents they rest on (by hash, never the texts
themselves), the versions of everything that computed, a methods paragraph and citations, two
descriptions for programs (`descriptions`), and a SHA-256 of every file.

Opening needs neither the documents nor the versions of then. It never writes, and refuses what was
altered: the id of a snapshot is a hash of everything in it (`_identify`), so whoever cites the id
cites all of it. It does not run anything again: `differences` says what has changed since, and
whoever runs the analysis again compares the tables.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import platform
import re
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath, PurePosixPath
from types import MappingProxyType
from typing import Any

import pandas as pd

from egov_lib.findings import DataError, check_columns
from egov_lib.publish import descriptions
from egov_lib.publish.descriptions import DOCUMENTS, MISSING, NOT_STATED
from egov_lib.read.corpus import load_corpus, read
from egov_lib.read.writing import beside, write_whole

LIBRARIES = (
    "egov_lib",
    "numpy",
    "pandas",
    "scipy",
    "jieba",
    "rjieba",
    "OpenCC",
    "rapidfuzz",
    "networkx",
    "plotly",
    "simpy",
)
# No character that a path may not have, and no name that Windows keeps for a device.
NAME_RE = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))"
    r"[^\0-\x1f\\/:*?\"<>|]*[^\0-\x1f\\/:*?\"<>|. ]",
    re.IGNORECASE,
)
ID_DIGITS = 12  # of a SHA-256
ID_RE = re.compile("[0-9a-f]{12}")
NO_ID = "0" * ID_DIGITS  # in the place of the id, while it is being made
RECORD = "snapshot.json"
CRATE = "ro-crate-metadata.json"
# The files that hold the id.
DESCRIBING = ("methods.md", "citations.bib", "datapackage.json")
# What a snapshot may hold: a small file can claim to unpack to any size.
MOST_FILES = 10_000
MOST_BYTES = 500_000_000
# Read before anything is known of it; a byte of JSON may take thirty in memory
MOST_RECORD_BYTES = 10_000_000
# How often each file names the id. A file is compared without it, with zeros in its place: counted,
# nobody can put zeros for the id, or the id for zeros.
ID_PLACES = {
    "methods.md": 2,
    "citations.bib": 2,
    "datapackage.json": 1,
    CRATE: 1,
}
# What a file manager leaves in a folder, or puts into a zip.
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
LITTER_FOLDER = "__MACOSX"
# The time of each file in a zip: the same content gives the same bytes
NO_TIME = (1980, 1, 1, 0, 0, 0)

READ_ONLY = 0o444
# The fields of snapshot.json, besides the seed, which may be anything.
FIELDS = {
    "id": str,
    "about": dict,
    "parameters": dict,
    "versions": dict,
    "dtypes": dict,
    "sha256": dict,
}
# What zipfile raises for a broken or encrypted zip, or one packed in an unknown way; json, for a
# text nested too deeply, raises RecursionError, which is a RuntimeError.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)

Files = dict[str, bytes]  # path in the snapshot, with slashes: content


@dataclass(frozen=True)
class Snapshot:
    """What a snapshot holds.

    id: twelve hexadecimal digits, to cite it by
    about: title, author, license, date, and what else was said of it
    parameters, seed: what was chosen on the way
    versions: of Python, the libraries and the workbook's data, at that time
    files: all files, path to content
    """

    id: str
    about: Mapping[str, str]
    parameters: Mapping[str, Any]
    seed: int | None
    versions: Mapping[str, str]
    files: Mapping[str, bytes]

    def table(self, name: str) -> pd.DataFrame:
        """Return a result table as it was, types included.

        It is read again each time, so nothing done to it reaches the snapshot. "documents" is the
        list of the texts: doc_id, chars, sha256. Raises `DataError` if there is no such table.
        """
        path = DOCUMENTS if name == "documents" else f"results/{name}.csv"
        if path not in self.files:
            tables = [
                Path(file) for file in self.files if file.endswith(".csv")
            ]
            known = ", ".join(sorted(table.stem for table in tables))
            raise DataError(
                f"the snapshot has no table {name!r}; it has {known}"
            )
        record = json.loads(self.files[RECORD])
        return _read_csv(self.files[path], record["dtypes"][path])

    def value(self, name: str) -> Any:
        """Return a result that is no table: a number, a setting, or a chart as plotly's JSON."""
        return json.loads(self.files[f"results/{name}.json"])

    @property
    def methods(self) -> str:
        """The methods paragraph, in English and Chinese."""
        return self.files["methods.md"].decode("utf-8")

    @property
    def citations(self) -> str:
        """What to cite, in BibTeX: this snapshot, the workbook, its sources if used, libraries."""
        return self.files["citations.bib"].decode("utf-8")

    @property
    def differences(self) -> pd.DataFrame:
        """What is of another version here.

        name: Python, a library, or data
        then: the version when the snapshot was taken
        now: the version here; empty where it is not installed
        """
        now = _versions()
        rows = []
        for name, then in self.versions.items():
            here = now.get(name, "")
            if here != then:
                rows.append((name, then, here))
        return pd.DataFrame(rows, columns=["name", "then", "now"])


# --- taking a snapshot --------------------------------------------------------------------------


def snapshot(
    path: Any,
    results: Mapping[str, Any],
    *,
    docs: pd.DataFrame | None = None,
    parameters: Mapping[str, Any] | None = None,
    seed: int | None = None,
    about: Mapping[str, str] | None = None,
) -> Snapshot:
    """Keep *results* in a new folder, or a new zip if *path* ends in .zip.

    Parameters
    ----------
    path: a snapshot is never written over, so nothing may be there yet.
    results: name to frame (kept as CSV with its types, the index left out), plotly figure, or
        anything JSON can hold.
    docs: the documents they rest on; of each the doc_id, its length and its hash are kept, not the
        text. None means the five sources.
    parameters, seed: whatever was chosen on the way.
    about: title, author, affiliation, license (best as a URL), date (of today if not given), as
        you want to be cited.

    Returns the `Snapshot`, as `open_snapshot` would. Raises `DataError` if *path* is there already
    or a result can't be kept.

    >>> import tempfile
    >>> counts = pd.DataFrame({"word": ["政务", "网"], "count": [3, None]})  # governance, net
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept = snapshot(f"{folder}/mine.zip", {"counts": counts}, seed=6)
    >>> kept.table("counts").equals(counts)
    True
    """
    path = Path(path)
    docs = load_corpus() if docs is None else docs
    check_columns(docs, ["doc_id", "text"], "snapshot")
    _check_names(results)
    if path.exists():
        raise DataError(
            f"{path} is there already: a snapshot is never written over, name another"
        )
    frames = {DOCUMENTS: _list_of_documents(docs)}
    values = {}
    for name, result in results.items():
        if isinstance(result, pd.DataFrame):
            frames[f"results/{name}.csv"] = result
        else:
            values[f"results/{name}.json"] = result
    files = {name: _csv(frame, name) for name, frame in frames.items()}
    files |= {
        name: _json(value, Path(name).stem) for name, value in values.items()
    }
    record = {
        "about": _about(about),
        "parameters": dict(parameters or {}),
        "seed": seed,
        "versions": _versions(),
        "dtypes": {name: _dtypes(frame) for name, frame in frames.items()},
    }
    # Described twice: the id is a hash of the descriptions, which name it.
    draft = _describe({**record, "id": NO_ID}, frames, docs, files)
    record["id"] = _identify(draft)
    files = _describe(record, frames, docs, files)
    _check_size(path, _sizes(files))
    _write(path, files)
    return open_snapshot(path)


def _check_names(results: Mapping[str, Any]) -> None:
    taken = {"documents": "the list of documents"}
    for name in results:
        if not NAME_RE.fullmatch(str(name)):
            raise DataError(
                f"a result can't be called {name!r}: Windows refuses such a file, use letters and "
                "digits"
            )
        # Windows and macOS take A and a for the same file
        other = taken.setdefault(str(name).casefold(), repr(name))
        if other != repr(name):
            raise DataError(
                f"a result can't be called {name!r}, as {other} is: choose another name"
            )


def _list_of_documents(docs: pd.DataFrame) -> pd.DataFrame:
    """List the documents by doc_id, length in characters, and hash of the text."""
    # Half a surrogate pair, which UTF-8 doesn't know, has a hash too.
    hashes = [
        _sha256(text.encode("utf-8", "surrogatepass")) for text in docs["text"]
    ]
    return pd.DataFrame(
        {
            "doc_id": list(docs["doc_id"]),
            "chars": [len(text) for text in docs["text"]],
            "sha256": hashes,
        }
    )


def _about(given: Mapping[str, str] | None) -> dict[str, str]:
    """What is said of the snapshot, with something for whatever was not *given*."""
    return {
        "title": "Untitled",
        "author": "Anonymous",
        "license": NOT_STATED,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        **(given or {}),
    }


def _dtypes(frame: pd.DataFrame) -> dict[str, str]:
    return {column: str(dtype) for column, dtype in frame.dtypes.items()}


def _describe(
    record: dict, frames: descriptions.Frames, docs: pd.DataFrame, files: Files
) -> Files:
    """Return *files* with those that describe them; the later ones name the earlier ones."""
    files = dict(files)
    methods = descriptions.methods(record, frames)
    files["methods.md"] = _encode(methods, "about")
    citations = descriptions.citations(record, docs)
    files["citations.bib"] = _encode(citations, "about")
    package = descriptions.data_package(
        record, frames, _hashes(files), _sizes(files)
    )
    files["datapackage.json"] = _json(package, "about")
    record = {**record, "sha256": _hashes(files)}
    files[RECORD] = _json(record, "parameters")
    crate = descriptions.crate(record, _hashes(files), _sizes(files))
    files[CRATE] = _json(crate, "about")
    return files


def _identify(files: Files) -> str:
    """Make the id of a snapshot from all its files.

    The files that hold the id are taken as they are without it: with zeros in its place, and in the
    place of the hashes that follow from it.
    """
    record = json.loads(files[RECORD])
    own_id = record.pop("id")
    listed = record.pop("sha256")
    neutral = {name: files[name] for name in listed}
    for name in DESCRIBING:
        neutral[name] = _blank(files[name], own_id)
    following = [_sha256(files[name]) for name in (*DESCRIBING, RECORD)]
    crate = files[CRATE]
    for digits in (own_id, *following):
        crate = _blank(crate, digits)
    neutral[CRATE] = crate
    return _id_of(record, neutral)


def _id_of(record: Mapping[str, Any], neutral: Files) -> str:
    """The first digits of the hash of a record and of the hashes of its files."""
    content = json.dumps([record, _hashes(neutral)], sort_keys=True)
    return _sha256(content.encode("utf-8"))[:ID_DIGITS]


def _blank(content: bytes, digits: str) -> bytes:
    """Put zeros in the place of an id or a hash."""
    zeros = b"0" * len(digits)
    return content.replace(digits.encode("ascii"), zeros)


def _hashes(files: Files) -> dict[str, str]:
    return {name: _sha256(content) for name, content in files.items()}


def _sizes(files: Files) -> dict[str, int]:
    return {name: len(content) for name, content in files.items()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _versions() -> dict[str, str]:
    """The versions of all that computes here; of the data, the hash of their description."""
    found = {"Python": platform.python_version()}
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    description = read("datapackage.json").encode("utf-8")
    found["data"] = _sha256(description)[:ID_DIGITS]
    return found


# --- opening a snapshot -------------------------------------------------------------------------


def open_snapshot(path: Any) -> Snapshot:
    """Open a snapshot, folder or zip, and check the hash of every file; nothing is written.

    Raises `DataError` that names a file which is missing, was altered or was added, and for what is
    larger than a snapshot may be.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept = snapshot(f"{folder}/mine.zip", {"answer": 42})
    ...     open_snapshot(f"{folder}/mine.zip").value("answer")
    42
    """
    path = Path(path)
    try:
        files = _read_folder(path) if path.is_dir() else _read_zip(path)
        record = json.loads(files[RECORD])
    except DataError:
        raise
    except (OSError, KeyError, ValueError, *BROKEN_ZIP) as error:
        raise DataError(
            f"{path} is no snapshot ({error}): give the folder or zip that snapshot() wrote"
        ) from error
    _check_record(path, record)
    _check_files(path, record, files)
    return Snapshot(
        id=record["id"],
        about=MappingProxyType(record["about"]),
        parameters=MappingProxyType(record["parameters"]),
        seed=record["seed"],
        versions=MappingProxyType(record["versions"]),
        files=MappingProxyType(files),
    )


def _check_record(path: Path, record: Any) -> None:
    """Raise `DataError` unless *record* has the fields of a snapshot, each of its type."""
    is_whole = isinstance(record, dict) and record.keys() >= FIELDS.keys() | {
        "seed"
    }
    if is_whole:
        is_whole = all(
            isinstance(record[name], kind) for name, kind in FIELDS.items()
        )
    if is_whole:
        is_whole = ID_RE.fullmatch(record["id"]) is not None
    if not is_whole:
        raise DataError(
            f"{path} is no snapshot ({RECORD} lacks a field, or has one of another kind): give the "
            "folder or zip that snapshot() wrote"
        )


def _check_files(path: Path, record: Mapping[str, Any], files: Files) -> None:
    """Raise `DataError` unless the files are those of the record, and give its id."""
    listed = record["sha256"]
    _check_hashes(path, listed, files)
    added = files.keys() - {RECORD, CRATE, *listed}
    if added:
        _refuse(path, f"{min(added)} was added")
    if not (_is_described(listed, files) and _is_as_written(record, files)):
        _refuse(path, f"{RECORD} or {CRATE} was altered")


def _is_described(listed: Mapping[str, str], files: Files) -> bool:
    """Whether all files are there that describe a snapshot."""
    return CRATE in files and listed.keys() >= set(DESCRIBING)


def _is_as_written(record: Mapping[str, Any], files: Files) -> bool:
    """Whether the files that hold the id, or hashes that follow from it, are as `_describe` made
    them: the record to the byte (JSON may say a thing twice), the others with each id and hash.
    """
    own_id = record["id"].encode("ascii")
    for name, count in ID_PLACES.items():
        if files[name].count(own_id) != count:
            return False
    for name in (*DESCRIBING, RECORD):
        sha256 = _sha256(files[name]).encode("ascii")
        if files[CRATE].count(sha256) != 1:
            return False
    if files[RECORD] != _json(record):
        return False
    return _identify(files) == record["id"]


def _check_hashes(path: Path, listed: Mapping[str, str], files: Files) -> None:
    """Raise `DataError` unless each file that is listed is there, with its hash."""
    for name, sha256 in listed.items():
        if name not in files:
            _refuse(path, f"{name} is missing")
        if _sha256(files[name]) != sha256:
            _refuse(path, f"{name} was altered")


def _refuse(path: Path, fate: str) -> None:
    raise DataError(
        f"{path}: {fate} since the snapshot was taken: get an untouched copy"
    )


def _read_folder(path: Path) -> Files:
    # First, or a wrong folder is walked with all below it
    if not (path / RECORD).is_file():
        raise FileNotFoundError(f"there is no {RECORD}")
    paths = [
        file
        for file in sorted(path.rglob("*"))
        if not _is_litter(file) and not file.is_dir()
    ]
    for file in paths:
        if not file.is_file():
            raise DataError(
                f"{path}: {file.name} is no file: get an untouched copy"
            )
    names = {file.relative_to(path).as_posix(): file for file in paths}
    sizes = {name: file.stat().st_size for name, file in names.items()}
    _check_size(path, sizes)
    return {name: file.read_bytes() for name, file in names.items()}


def _is_litter(file: PurePath) -> bool:
    return file.name in LITTER or LITTER_FOLDER in file.parts


def _read_zip(path: Path) -> Files:
    if path.exists() and not path.is_file():
        raise DataError(f"{path} is no snapshot: it is a device or a pipe")
    with zipfile.ZipFile(path) as archive:
        members = [
            member
            for member in archive.infolist()
            if not member.is_dir()
            and not _is_litter(PurePosixPath(member.filename))
        ]
        sizes = {member.filename: member.file_size for member in members}
        if len(sizes) < len(members):
            raise DataError(
                f"{path} has two files of one name: get an untouched copy"
            )
        # zipfile gives no more bytes of a file than it declares here.
        _check_size(path, sizes)
        return {member.filename: archive.read(member) for member in members}


def _check_size(path: Path, sizes: Mapping[str, int]) -> None:
    """Raise `DataError` for more files, or more bytes, than a snapshot may have."""
    total = sum(sizes.values())
    if len(sizes) > MOST_FILES or total > MOST_BYTES:
        raise DataError(
            f"{path} has {len(sizes):,} files of together {total:,} bytes; a snapshot may "
            f"have {MOST_FILES:,} and {MOST_BYTES:,}: keep fewer results in one"
        )
    own = sizes.get(RECORD, 0)
    if own > MOST_RECORD_BYTES:
        raise DataError(
            f"{path}: {RECORD} has {own:,} bytes and may have {MOST_RECORD_BYTES:,}: keep large "
            "parameters as a result"
        )


# --- files --------------------------------------------------------------------------------------


def _csv(frame: pd.DataFrame, name: str) -> bytes:
    """Write a table as CSV; `DataError` for a cell that would not come back as it is."""
    for column, values in frame.items():
        if values.dtype.kind == "O":
            _check_cells(values, f"{name}, column {column}")
    text = frame.to_csv(
        index=False,
        na_rep=MISSING,
        quoting=csv.QUOTE_NONNUMERIC,
        lineterminator="\n",
        encoding="utf-8",
    )
    return _encode(text, name)


def _check_cells(values: pd.Series, where: str) -> None:
    for value in values:
        is_sign = isinstance(value, str) and value == MISSING
        if is_sign or not pd.api.types.is_scalar(value):
            raise DataError(
                f"{where}: {value!r} can't be kept in a table: turn it into text or numbers"
            )


def _read_csv(content: bytes, dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Read a table with its types; the opposite of `_csv`."""
    frame = pd.read_csv(
        io.StringIO(content.decode("utf-8"), newline=""),
        dtype="str",
        keep_default_na=False,
        na_values=[MISSING],
        encoding="utf-8",
    )
    for column, dtype in dtypes.items():
        if dtype.startswith("bool"):
            frame[column] = frame[column].map({"True": True, "False": False})
    return frame.astype(dtypes)


def _json(value: Any, name: str = "") -> bytes:
    """Write a result as JSON; `DataError` with its *name* if JSON can't hold it."""
    if hasattr(value, "to_json"):  # a plotly figure
        value = json.loads(value.to_json())
    try:
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    except TypeError as error:
        raise DataError(
            f"{name}: {error}: keep a frame, a figure, or numbers, texts and lists of them"
        ) from error
    return _encode(f"{text}\n", name)


def _encode(text: str, name: str) -> bytes:
    """Encode as UTF-8; `DataError` with the *name* of a result that has half a character."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = text[error.start]
        raise DataError(
            f"{name}: {half!r} is half a character, which no file can hold: replace or drop it"
        ) from None


def _write(path: Path, files: Files) -> None:
    """Write one zip, or a folder of files that can only be read; all of it, or nothing.

    It is written under another name first, and renamed when it is whole.
    """
    aside = beside(path)
    try:
        if path.suffix.lower() == ".zip":
            _write_zip(aside, files)
        else:
            _write_folder(aside, files)
        _put_in_place(aside, path)
    except OSError as error:
        raise DataError(
            f"the snapshot can't be written to {path}: {error.strerror or error}"
        ) from error
    finally:
        _remove(aside)
    if path.is_dir():
        for name in files:
            # Some drives know no such thing
            with suppress(OSError):
                (path / name).chmod(READ_ONLY)


def _put_in_place(aside: Path, path: Path) -> None:
    """Give what is whole its name; raise `FileExistsError` if another has taken it meanwhile.

    Renaming a file replaces what is there, so a second name is made: that fails if it is taken.
    """
    if aside.is_dir():
        aside.rename(path)  # fails where a folder with files is
        return
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except (
        OSError,
        AttributeError,
    ):  # a drive, or a page, in which a file has but one name
        aside.rename(path)


def _write_folder(path: Path, files: Files) -> None:
    (path / "results").mkdir(parents=True)
    for name, content in files.items():
        write_whole(path / name, content)


def _write_zip(path: Path, files: Files) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            member = zipfile.ZipInfo(name, NO_TIME)
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    write_whole(path, packed.getvalue())


def _remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
