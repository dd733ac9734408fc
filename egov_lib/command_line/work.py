"""Read the documents and find what is in them, so that a run that was stopped can go on.

The finders go through the documents batch by batch (`read.jobs.map_documents`) and leave their
parts in a folder beside the results, under a name that is made from the documents: the same command
takes up what is there, and a changed collection begins anew. When all is written, the parts go.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import Executor
from importlib.metadata import version
from pathlib import Path

import click
import pandas as pd

from egov_lib.command_line.output import Output
from egov_lib.find.dates import find_dates
from egov_lib.find.directives import find_directives
from egov_lib.find.documents import read_documents
from egov_lib.find.names import (
    find_document_numbers,
    find_institutions,
    find_persons,
    find_places,
)
from egov_lib.find.structure import parse_outline, read_letterhead
from egov_lib.find.targets import find_targets
from egov_lib.read.jobs import has_pyarrow, map_documents, read_parts
from egov_lib.show.safe_text import one_line, write_out

# The tables of `find`, and what finds them: each document by itself.
FINDERS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "letterheads": read_letterhead,
    "outline": parse_outline,
    "dates": find_dates,
    "targets": find_targets,
    "institutions": find_institutions,
    "persons": find_persons,
    "places": find_places,
    "document_numbers": find_document_numbers,
    "directives": find_directives,
}
PARTS = "parts"
KEY_DIGITS = 12  # of a SHA-256


def read_corpus(
    given: Path, executor: Executor | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the documents; what was not read is named on stderr, with its remedy."""
    docs, report = read_documents(str(given), executor=executor)
    for entry in unread(report).itertuples():
        file, remedy = visible(entry.file), visible(entry.remedy)
        click.echo(f"not read: {file}: {remedy}", err=True)
    return docs, report


def unread(report: pd.DataFrame) -> pd.DataFrame:
    """The lines of files that were not read; copies of others are not missed."""
    is_copy = report["duplicate_of"] != ""
    return report[~report["read"] & ~is_copy]


def visible(text: str) -> str:
    """Put a text on one line, without characters that steer a terminal."""
    return write_out(one_line(text))


def run_finder(
    name: str, docs: pd.DataFrame, output: Output, executor: Executor | None
) -> pd.DataFrame:
    """Run one of `FINDERS` over the documents, from where an earlier run stopped."""
    find = FINDERS[name]
    if not has_pyarrow():  # parts are parquet
        return map_documents(find, docs, executor=executor)
    folder = _parts_folder(output, docs) / name
    folder.mkdir(parents=True, exist_ok=True)
    map_documents(find, docs, executor=executor, out=str(folder))
    return read_parts(str(folder))


def forget_parts(output: Output) -> None:
    """Remove the parts, once all tables are written."""
    shutil.rmtree(output.folder / PARTS, ignore_errors=True)


def _parts_folder(output: Output, docs: pd.DataFrame) -> Path:
    """Name the folder of parts by the documents and by the version of what reads them."""
    cells = docs[["doc_id", "date", "text"]].astype("str")
    rows = pd.util.hash_pandas_object(cells, index=False)
    key = hashlib.sha256(rows.to_numpy().tobytes())
    key.update(version("egov_lib").encode("ascii"))
    return output.folder / PARTS / key.hexdigest()[:KEY_DIGITS]
