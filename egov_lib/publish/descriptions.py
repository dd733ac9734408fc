"""How a snapshot describes itself: a methods paragraph, citations, and two descriptions for
programs.

A Frictionless data package says what the tables and their columns are, and an RO-Crate 1.1 what
the files are and who answers for them. Nothing here reads or writes a file: `snapshots` hands in
what it keeps, and writes down what comes back.

The *record* of a snapshot, `snapshot.json`, is a dict with the fields
id: twelve hexadecimal digits
about: title, author, license, date, and what else was said of it
parameters, seed: what was chosen on the way
versions: of Python, of each library, and of the workbook's data
dtypes: of each table, the dtype of each column
sha256: of each file
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from egov_lib.read.citations import TITLE, repository
from egov_lib.read.corpus import load_corpus

MISSING = "\\N"  # how databases write a missing value: the empty text is something else
NOT_STATED = "not stated: ask the author"
# The list of the documents that the results rest on
DOCUMENTS = "documents.csv"

Record = Mapping[str, Any]
Frames = Mapping[str, pd.DataFrame]  # the file of a table: the table


# --- methods ------------------------------------------------------------------------------------

METHODS_EN = (
    "{documents} documents of together {characters} characters were read and analysed with {tool} "
    "({versions}). Parameters: {parameters}. Seed of random numbers: {seed}. Result tables and "
    "their rows: {tables}. All of it is in snapshot {snapshot}, with a SHA-256 hash of every file "
    "and text."
)
METHODS_ZH = (
    "本文用{tool}（{versions}）读取和分析{documents}份文献，共{characters}字。参数：{parameters}。"
    "随机种子：{seed}。结果表及行数：{tables}。全部结果及各文件、各文本的SHA-256值见快照{snapshot}。"
)


def methods(record: Record, frames: Frames) -> str:
    """Write the methods paragraph, in English and Chinese, under a heading."""
    about = record["about"]
    docs = frames[DOCUMENTS]
    tables = [
        f"{Path(name).stem} ({len(frame)})"
        for name, frame in frames.items()
        if name != DOCUMENTS
    ]
    versions = [
        f"{name} {version}" for name, version in record["versions"].items()
    ]
    chosen = [
        f"{name} = {value}" for name, value in record["parameters"].items()
    ]
    facts = {
        "documents": len(docs),
        "characters": f"{docs['chars'].sum():,}",
        "tool": TITLE,
        "versions": ", ".join(versions),
        "snapshot": f"{record['id']} ({about['date']})",
    }
    english = METHODS_EN.format(
        **facts,
        parameters="; ".join(chosen) or "the defaults",
        seed="none" if record["seed"] is None else record["seed"],
        tables=", ".join(tables) or "none",
    )
    chinese = METHODS_ZH.format(
        **facts,
        parameters="; ".join(chosen) or "默认",
        seed="无" if record["seed"] is None else record["seed"],
        tables=", ".join(tables) or "无",
    )
    return f"# {about['title']}: methods\n\n{english}\n\n{chinese}\n"


# --- citations ----------------------------------------------------------------------------------


FIELD_NAME_RE = re.compile("[a-z][a-z_-]*", re.IGNORECASE)


class Entry(NamedTuple):
    """An entry of BibTeX."""

    kind: str
    key: str
    fields: Mapping[str, str]


def citations(record: Record, docs: pd.DataFrame) -> str:
    """Write what to cite, in BibTeX: snapshot, workbook, the sources among *docs*, libraries."""
    about = record["about"]
    name = f"snapshot-{record['id']}"
    fields = {
        **about,
        "year": about["date"][:4],
        "note": f"Snapshot {record['id']}",
    }
    entries = [
        Entry("dataset", name, fields),
        Entry("software", "egov-workbook", _workbook_fields(record)),
        *_source_entries(docs),
        *_library_entries(record),
    ]
    return "\n".join(map(_bibtex, entries))


def _workbook_fields(record: Record) -> dict[str, str]:
    return {
        "title": f"{{{TITLE}}}",
        "author": f"{{{TITLE} contributors}}",
        "url": repository(),
        "version": record["versions"].get("egov_lib", ""),
    }


def _source_entries(docs: pd.DataFrame) -> list[Entry]:
    cards = load_corpus().set_index("doc_id")
    own_ids = [doc_id for doc_id in docs["doc_id"] if doc_id in cards.index]
    cited = cards.loc[own_ids]
    entries = []
    for doc_id, card in cited.iterrows():
        fields = {
            "title": card["title_zh"],
            "author": f"{{{card['issuer']}}}",
            "year": f"{card['date']:%Y}",
        }
        entries.append(Entry("misc", doc_id, fields))
    return entries


def _library_entries(record: Record) -> list[Entry]:
    return [
        Entry(
            "software",
            name.lower(),
            {"title": f"{{{name}}}", "version": version},
        )
        for name, version in record["versions"].items()
        if name not in ("data", "egov_lib")
    ]


def _bibtex(entry: Entry) -> str:
    """One entry; what was said of a snapshot may be anything, and must not end it early."""
    lines = [
        f"  {name} = {{{_in_braces(str(value))}}},\n"
        for name, value in entry.fields.items()
        if value and FIELD_NAME_RE.fullmatch(str(name))
    ]
    return f"@{entry.kind}{{{entry.key},\n{''.join(lines)}}}\n"


def _in_braces(value: str) -> str:
    """A value as braces can hold it: without its own where one of them has no partner."""
    depth = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            break
    return value if depth == 0 else re.sub("[{}]", "", value)


# --- the data package ---------------------------------------------------------------------------

# The only letters that Frictionless admits in a name.
RESOURCE_NAME_RE = re.compile(r"[-a-z0-9._]+")
# By the kind of numpy's dtypes.
TYPES = {"i": "integer", "u": "integer", "f": "number", "b": "boolean"}
TRUTH = {"trueValues": ["True"], "falseValues": ["False"]}


def data_package(
    record: Record, frames: Frames, hashes: Mapping, sizes: Mapping
) -> dict:
    """Describe every table with its columns, as a Frictionless data package.

    Parameters
    ----------
    hashes, sizes: of each file, its SHA-256 and its length in bytes.
    """
    resources = []
    for number, (name, frame) in enumerate(frames.items()):
        stem = Path(name).stem
        is_plain = RESOURCE_NAME_RE.fullmatch(stem)
        resources.append(
            {
                "name": stem if is_plain else f"table-{number}",
                "title": stem,
                "path": name,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "format": "csv",
                "bytes": sizes[name],
                "hash": f"sha256:{hashes[name]}",
                "schema": _schema(frame),
            }
        )
    return {
        "name": f"snapshot-{record['id']}",
        "title": record["about"]["title"],
        "resources": resources,
    }


def _schema(frame: pd.DataFrame) -> dict:
    """Describe the columns of a table."""
    fields = []
    for column, values in frame.items():
        kind = _type(values)
        field = {"name": str(column), "type": kind}
        fields.append(field | TRUTH if kind == "boolean" else field)
    return {"fields": fields, "missingValues": [MISSING]}


def _type(values: pd.Series) -> str:
    """The Frictionless type of a column.

    A column of days is of dates; one with hours is left to the reader's program.
    """
    if values.dtype.kind == "M":
        days = values.dropna()
        return "date" if (days == days.dt.normalize()).all() else "any"
    return TYPES.get(values.dtype.kind, "string")


# --- the crate ----------------------------------------------------------------------------------

CRATE = "https://w3id.org/ro/crate/1.1"
# The context of RO-Crate 1.1 is older than schema.org's sha256.
CONTEXT = [f"{CRATE}/context", {"sha256": "https://schema.org/sha256"}]
FORMATS = {
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "bib": "application/x-bibtex",
}


def crate(record: Record, hashes: Mapping, sizes: Mapping) -> dict:
    """Describe what is in the snapshot, who answers for it, and that the workbook made it, as an
    RO-Crate 1.1.

    *hashes* and *sizes* are those of all files, in their order.
    """
    about = record["about"]
    parts = [_at(quote(name)) for name in hashes]
    root = _root(record, parts)
    author = {"@id": "#author", "@type": "Person", "name": about["author"]}
    graph = [_descriptor(), root, author, *_run(parts)]
    if about["license"].startswith("http"):
        root["license"] = _at(about["license"])
        graph.append(
            _thing(about["license"], "CreativeWork", about["license"])
        )
    affiliation = about.get("affiliation")
    if affiliation:
        root["publisher"] = author["affiliation"] = _at("#affiliation")
        graph.append(_thing("#affiliation", "Organization", affiliation))
    for name, sha in hashes.items():
        file = _thing(quote(name), "File", name)
        file["encodingFormat"] = FORMATS[name.rpartition(".")[2]]
        file["contentSize"] = str(sizes[name])
        file["sha256"] = sha
        graph.append(file)
    return {"@context": CONTEXT, "@graph": graph}


def _at(identifier: str) -> dict[str, str]:
    """Point to a thing of the graph."""
    return {"@id": identifier}


def _thing(identifier: str, kind: str, name: str) -> dict[str, Any]:
    return {"@id": identifier, "@type": kind, "name": name}


def _descriptor() -> dict[str, Any]:
    """Say that the file is an RO-Crate."""
    return {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": _at(CRATE),
        "about": _at("./"),
    }


def _root(record: Record, parts: list[dict]) -> dict[str, Any]:
    """Describe the snapshot as a whole."""
    about = record["about"]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": about["title"],
        "description": "Results with all they rest on",
        "datePublished": about["date"],
        "identifier": record["id"],
        "license": about["license"],
        "author": _at("#author"),
        "hasPart": parts,
    }


def _run(parts: list[dict]) -> list[dict]:
    """Say that the files came out of an analysis with the workbook."""
    tool = repository() or "#workbook"
    run = _thing("#run", "CreateAction", "analysis")
    run |= {"instrument": _at(tool), "result": parts}
    program = _thing(tool, "SoftwareApplication", TITLE)
    if repository():
        program["url"] = repository()
    return [run, program]
