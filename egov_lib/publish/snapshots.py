"""Keep results so that they can be cited, checked and opened elsewhere: one folder or zip, written once.

A figure in a paper is worth what can be found behind it. A snapshot holds the result tables and charts, the parameters and the
seed, which documents they rest on (by hash, never the texts themselves), the versions of everything that computed, a methods
paragraph and citations, and a SHA-256 of every file. It describes itself twice: as a Frictionless data package, for programs
that read tables, and as an RO-Crate, for archives.

Opening needs neither the documents nor the versions of then; it never writes, and refuses a file that was altered. It does not
run anything again: `differences` says what has changed since, and whoever runs the analysis anew compares the tables.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import platform
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import pandas as pd

from egov_lib.findings import DataError, check_columns
from egov_lib.read.corpus import load_corpus, read

NA = "\\N"  # a missing value, as databases write it: the empty text is something else
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
)
LIBRARIES += ("plotly", "simpy")
# No sign that a path may not have, and no device of Windows, whose every folder has one called nul.
NAME_RE = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[^\0-\x1f\\/:*?\"<>|]*[^\0-\x1f\\/:*?\"<>|. ]",
    re.I,
)
TYPES = {"i": "integer", "u": "integer", "f": "number", "b": "boolean"}
FORMATS = {
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "bib": "application/x-bibtex",
}
CRATE = "https://w3id.org/ro/crate/1.1"
TRUTH = {"trueValues": ["True"], "falseValues": ["False"]}
TITLE, WORKBOOK = "The E-Government Workbook", "https://github.com/egov-workbook/egov-workbook"
UNSAID = "not stated: ask the author"


@dataclass(frozen=True)
class Snapshot:
    """What a snapshot holds. `table(name)` reads a result anew each time, so nothing done to it reaches the snapshot."""

    id: str
    about: Mapping[str, str]
    parameters: Mapping[str, Any]
    seed: int | None
    versions: Mapping[str, str]
    files: Mapping[str, bytes]

    def table(self, name: str) -> pd.DataFrame:
        """A result table as it was, types included; "documents" is the list of the texts with their hashes."""
        path = "documents.csv" if name == "documents" else f"results/{name}.csv"
        if path not in self.files:
            there = sorted(Path(file).stem for file in self.files if file.endswith(".csv"))
            raise DataError(f"the snapshot has no table {name!r}; it has {', '.join(there)}")
        dtypes = json.loads(self.files["snapshot.json"])["dtypes"][path]
        text = io.StringIO(self.files[path].decode("utf-8"), newline="")
        frame = pd.read_csv(
            text, dtype="str", keep_default_na=False, na_values=[NA], encoding="utf-8"
        )
        for column in (c for c, kind in dtypes.items() if kind.startswith("bool")):
            frame[column] = frame[column].map({"True": True, "False": False})
        return frame.astype(dtypes)

    def value(self, name: str) -> Any:
        """A result that is no table: a number, a setting, or a chart as plotly's JSON."""
        return json.loads(self.files[f"results/{name}.json"])

    @property
    def methods(self) -> str:
        """The methods paragraph, in English and Chinese."""
        return self.files["methods.md"].decode("utf-8")

    @property
    def citations(self) -> str:
        """What to cite, in BibTeX: this snapshot, the workbook, its sources if they were used, the libraries."""
        return self.files["citations.bib"].decode("utf-8")

    @property
    def differences(self) -> pd.DataFrame:
        """What is of another version here. Columns: name, then, now (empty where it is not installed)."""
        now = _versions()
        rows = [
            (name, old, now.get(name, ""))
            for name, old in self.versions.items()
            if now.get(name, "") != old
        ]
        return pd.DataFrame(rows, columns=["name", "then", "now"])


def snapshot(
    path: Any,
    results: Mapping[str, Any],
    *,
    docs: pd.DataFrame | None = None,
    parameters: Mapping[str, Any] | None = None,
    seed: int | None = None,
    about: Mapping[str, str] | None = None,
) -> Snapshot:
    """Keep *results* in a new folder, or a new zip if *path* ends in .zip; a snapshot is never written over.

    Parameters
    ----------
    results: name to frame (kept as CSV with its types, the index left out), plotly figure, or anything JSON can hold.
    docs: the documents they rest on; of each the doc_id, its length and its hash are kept, not the text. None: the five sources.
    parameters, seed: whatever was chosen on the way.
    about: title, author, affiliation, license (best as a URL), date (of today if not given), as you want to be cited.

    Returns the `Snapshot`, as `open_snapshot` would. Raises `DataError` if *path* is there already or a result can't be kept.

    >>> import tempfile
    >>> counts = pd.DataFrame({"word": ["政务", "网"], "count": [3, None]})  # governance, net
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     snapshot(f"{folder}/mine.zip", {"counts": counts}, seed=6).table("counts").equals(counts)
    True
    """
    path, docs = Path(path), load_corpus() if docs is None else docs
    check_columns(docs, ["doc_id", "text"], "snapshot")
    if bad := [name for name in results if not NAME_RE.fullmatch(str(name))]:
        raise DataError(
            f"a result can't be called {bad[0]!r}: Windows refuses such a file, use letters and digits"
        )
    if path.exists():
        raise DataError(f"{path} is there already: a snapshot is never written over, name another")
    hashes = [
        (d, len(t), _sha(t.encode("utf-8", "surrogatepass")))
        for d, t in zip(docs["doc_id"], docs["text"])
    ]
    frames = {"documents.csv": pd.DataFrame(hashes, columns=["doc_id", "chars", "sha256"])}
    frames |= {f"results/{n}.csv": r for n, r in results.items() if isinstance(r, pd.DataFrame)}
    files = {name: _csv(frame, name) for name, frame in frames.items()}
    files |= {
        f"results/{n}.json": _json(r, n)
        for n, r in results.items()
        if not isinstance(r, pd.DataFrame)
    }
    given = {
        "title": "Untitled",
        "author": "Anonymous",
        "license": UNSAID,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    record = {
        "about": given | dict(about or {}),
        "parameters": dict(parameters or {}),
        "seed": seed,
    }
    record["versions"] = _versions()
    record["dtypes"] = {
        name: {c: str(t) for c, t in frame.dtypes.items()} for name, frame in frames.items()
    }
    sums = {name: _sha(data) for name, data in sorted(files.items())}
    what = json.dumps(
        [sums, record["parameters"], seed, record["versions"]], sort_keys=True, default=str
    )
    record["id"] = _sha(what.encode("utf-8"))[:12]
    files["methods.md"] = _methods(record, frames).encode("utf-8")
    files["citations.bib"] = _citations(record, docs).encode("utf-8")
    files["datapackage.json"] = _json(_package(record, frames, files))
    record["sha256"] = {name: _sha(data) for name, data in sorted(files.items())}
    files["snapshot.json"] = _json(record, "parameters")
    files["ro-crate-metadata.json"] = _json(_crate(record, files))
    _write(path, files)
    return open_snapshot(path)


def open_snapshot(path: Any) -> Snapshot:
    """Open a snapshot, folder or zip, and check the hash of every file; nothing is written, anywhere.

    Raises `DataError` that names a file which is missing or was altered.
    """
    path = Path(path)
    try:
        if path.is_dir():
            files = {
                p.relative_to(path).as_posix(): p.read_bytes()
                for p in path.rglob("*")
                if p.is_file()
            }
        else:
            with zipfile.ZipFile(path) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
        record = json.loads(files["snapshot.json"])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            f"{path} is no snapshot ({error}): give the folder or zip that snapshot() wrote"
        ) from error
    for name, sha in record["sha256"].items():
        if name not in files or _sha(files[name]) != sha:
            fate = "was altered" if name in files else "is missing"
            raise DataError(
                f"{path}: {name} {fate} since the snapshot was taken: get an untouched copy"
            )
    parts = (MappingProxyType(record[part]) for part in ("about", "parameters"))
    return Snapshot(
        record["id"],
        *parts,
        record["seed"],
        MappingProxyType(record["versions"]),
        MappingProxyType(files),
    )


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found | {
        "data": _sha(read("datapackage.json").encode("utf-8"))[:12]
    }  # editions and tables, by their hashes


def _csv(frame: pd.DataFrame, name: str) -> bytes:
    for column, values in frame.items():
        bad = (
            [v for v in values if not pd.api.types.is_scalar(v) or v == NA]
            if values.dtype.kind == "O"
            else []
        )
        if bad:
            raise DataError(
                f"{name}, column {column}: {bad[0]!r} can't stand in a table: turn it into text or numbers"
            )
    text = frame.to_csv(
        index=False, na_rep=NA, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n", encoding="utf-8"
    )
    return text.encode("utf-8")


def _json(value: Any, name: str = "") -> bytes:
    if hasattr(value, "to_json"):  # a plotly figure
        value = json.loads(value.to_json())
    try:
        return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(
            "utf-8"
        )
    except TypeError as error:
        raise DataError(
            f"{name}: {error}: keep a frame, a figure, or numbers, texts and lists of them"
        ) from error


def _write(path: Path, files: Mapping[str, bytes]) -> None:
    """One zip, the same bytes for the same content, or a folder of files that can only be read."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
            for name, data in sorted(files.items()):
                archive.writestr(
                    zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
                )
        return
    (path / "results").mkdir(parents=True)
    for name, data in files.items():
        (path / name).write_bytes(data)
        (path / name).chmod(0o444)


def _methods(record: dict, frames: Mapping[str, pd.DataFrame]) -> str:
    docs, about, seed = frames["documents.csv"], record["about"], record["seed"]
    versions = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    chosen = "; ".join(f"{name} = {value}" for name, value in record["parameters"].items())
    results = ", ".join(
        f"{Path(n).stem} ({len(frame)})" for n, frame in frames.items() if n != "documents.csv"
    )
    size, kept = f"{docs['chars'].sum():,}", f"{record['id']} ({about['date']})"
    return (
        f"# {about['title']}: methods\n\n{len(docs)} documents of together {size} characters were read and analysed "
        f"with {TITLE} ({versions}). Parameters: {chosen or 'the defaults'}. Seed of random numbers: "
        f"{'none' if seed is None else seed}. Result tables and their rows: {results or 'none'}. All of it is in "
        f"snapshot {kept}, with a SHA-256 hash of every file and text.\n\n"
        f"本文用{TITLE}（{versions}）读取和分析{len(docs)}份文献，共{size}字。参数：{chosen or '默认'}。"
        f"随机种子：{'无' if seed is None else seed}。结果表及行数：{results or '无'}。"
        f"全部结果及各文件、各文本的SHA-256值见快照{kept}。\n"
    )


def _citations(record: dict, docs: pd.DataFrame) -> str:
    about, sources = record["about"], load_corpus().set_index("doc_id")
    note = {"year": about["date"][:4], "note": f"Snapshot {record['id']}"}
    book = {"title": f"{{{TITLE}}}", "author": f"{{{TITLE} contributors}}"}
    book |= {"url": WORKBOOK, "version": record["versions"].get("egov_lib", "")}
    tools = [(n, v) for n, v in record["versions"].items() if n not in ("data", "egov_lib")]
    entries = [
        ("dataset", f"snapshot-{record['id']}", about | note),
        ("software", "egov-workbook", book),
    ]
    for doc_id, card in sources.loc[[d for d in docs["doc_id"] if d in sources.index]].iterrows():
        author = {
            "title": card["title_zh"],
            "author": f"{{{card['issuer']}}}",
            "year": f"{card['date']:%Y}",
        }
        entries.append(("misc", doc_id, author))
    entries += [
        ("software", name.lower(), {"title": f"{{{name}}}", "version": v}) for name, v in tools
    ]
    lines = (
        "".join(f"  {k} = {{{v}}},\n" for k, v in fields.items() if v) for _, _, fields in entries
    )
    return "\n".join(f"@{kind}{{{key},\n{line}}}\n" for (kind, key, _), line in zip(entries, lines))


def _package(record: dict, frames: Mapping[str, pd.DataFrame], files: Mapping[str, bytes]) -> dict:
    """The Frictionless description: every table with its columns."""
    resources = []
    for number, (name, frame) in enumerate(frames.items()):
        stem = Path(name).stem
        fields = [{"name": str(column), "type": _type(values)} for column, values in frame.items()]
        fields = [f | (TRUTH if f["type"] == "boolean" else {}) for f in fields]
        # Frictionless admits no other letters in a name.
        about = {
            "name": stem if re.fullmatch(r"[-a-z0-9._]+", stem) else f"table-{number}",
            "title": stem,
        }
        about |= {"path": name, "profile": "tabular-data-resource", "encoding": "utf-8"}
        about |= {"format": "csv", "bytes": len(files[name]), "hash": "sha256:" + _sha(files[name])}
        resources.append(about | {"schema": {"fields": fields, "missingValues": [NA]}})
    return {
        "name": f"snapshot-{record['id']}",
        "title": record["about"]["title"],
        "resources": resources,
    }


def _type(values: pd.Series) -> str:
    """The Frictionless type of a column; a column of days is of dates, one with hours is left to the reader's program."""
    if values.dtype.kind == "M":
        days = values.dropna()
        return "date" if (days == days.dt.normalize()).all() else "any"
    return TYPES.get(values.dtype.kind, "string")


def _crate(record: dict, files: Mapping[str, bytes]) -> dict:
    """The RO-Crate 1.1 description: what is here, who answers for it, and that the workbook made it."""
    about, parts, tool = (
        record["about"],
        [{"@id": quote(name)} for name in files],
        {"@id": WORKBOOK},
    )
    author = {"@id": "#author", "@type": "Person", "name": about["author"]}
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": about["title"],
        "description": "Results with all they rest on",
    }
    root |= {
        "datePublished": about["date"],
        "identifier": record["id"],
        "license": about["license"],
    }
    root |= {"author": {"@id": "#author"}, "hasPart": parts}
    crate = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "conformsTo": {"@id": CRATE}}
    run = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "analysis",
        "instrument": tool,
        "result": parts,
    }
    program = tool | {"@type": "SoftwareApplication", "name": TITLE, "url": WORKBOOK}
    graph = [crate | {"about": {"@id": "./"}}, root, author, run, program]
    if about["license"].startswith("http"):
        root["license"] = {"@id": about["license"]}
        graph.append({"@id": about["license"], "@type": "CreativeWork", "name": about["license"]})
    if affiliation := about.get("affiliation"):
        root["publisher"] = author["affiliation"] = {"@id": "#affiliation"}
        graph.append({"@id": "#affiliation", "@type": "Organization", "name": affiliation})
    for name, data in files.items():
        size = {"contentSize": str(len(data)), "sha256": _sha(data)}
        kind = FORMATS[name.rpartition(".")[2]]
        graph.append(
            {"@id": quote(name), "@type": "File", "name": name, "encodingFormat": kind, **size}
        )
    # The context of RO-Crate 1.1 is older than schema.org's sha256.
    return {
        "@context": [f"{CRATE}/context", {"sha256": "https://schema.org/sha256"}],
        "@graph": graph,
    }
