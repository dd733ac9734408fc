"""Run a per-document function over many documents: here, in several processes, or elsewhere.

Every finder of the library takes a frame of documents and returns findings, each document by
itself. So a large corpus can be done in batches, in any order and anywhere, and the results joined:
`map_documents` does it, and `executor=` says where. The result is the same to the last row. From
parquet to parquet only names of files and numbers of row groups travel, memory holds a batch a
worker, and a run that was stopped goes on where it stopped.

Not done here: what is not per document (keyness, how widely a passage is spread) is computed from
the joined result.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, NamedTuple

import pandas as pd
from tqdm import tqdm

from egov_lib.findings import DataError

BATCH_DOCUMENTS = 500  # a few MB of text: the function works at full speed, and any memory will do
DELAY_SECONDS = 2
MANY = 10  # units; a lesson has fewer, so no bar that differs at each run is in its saved outputs
if (
    sys.platform == "emscripten"
):  # a page has no threads, and tqdm would say so in a cell
    tqdm.monitor_interval = 0
Find = Callable[[pd.DataFrame], pd.DataFrame]
_IS_QUIET = ContextVar("is_quiet", default=False)


class RowGroup(NamedTuple):
    """A part of a parquet file."""

    file: str
    number: int


class Unit(NamedTuple):
    """A unit of work: the name of the part of the results, and the documents."""

    part: str
    source: pd.DataFrame | RowGroup


class Part(NamedTuple):
    """A part of the results on the disk: the name of its file, and the number of its rows."""

    part: str
    rows: int


def show_progress(
    steps: Sequence | Iterable, label: str, total: int | None = None
) -> Iterable:
    """Go through *steps* with a progress bar if they take long.

    Few steps have a bar only where a terminal shows it.
    """
    many = total is not None and total >= MANY
    disable = False if many else None  # None: only where there is no terminal
    if _IS_QUIET.get():
        disable = True
    return tqdm(
        steps, desc=label, total=total, delay=DELAY_SECONDS, disable=disable
    )


@contextmanager
def no_progress(quiet: bool = True) -> Iterator[None]:
    """Show no progress bars inside `with no_progress():`; *quiet* False changes nothing."""
    token = _IS_QUIET.set(quiet or _IS_QUIET.get())
    try:
        yield
    finally:
        _IS_QUIET.reset(token)


@contextmanager
def process_pool(processes: int) -> Iterator[Executor | None]:
    """Give an executor of so many processes for `map_documents`; None for one, a plain loop.

    Processes begin anew, as they do on Windows: a copy of a program that has threads may hang.
    """
    if processes == 1:
        yield None
        return
    # Late: a Python in a web page has no processes, and can't import what starts them.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=fresh) as pool:
        yield pool


def map_documents(
    function: Find,
    documents: pd.DataFrame | str,
    *,
    executor: Executor | None = None,
    out: str | None = None,
    batch_documents: int = BATCH_DOCUMENTS,
) -> pd.DataFrame:
    """Apply *function* to *documents* batch by batch, and join what it returns in their order.

    Parameters
    ----------
    function: takes a frame of documents, returns a frame; each row must depend on one document
        alone. For a pool of processes it must be importable: a function of a module, or a
        `functools.partial` of one, not a lambda.
    documents: a frame, or the name of a parquet file. Its row groups are the units of work, so
        write it with `docs.to_parquet(name, row_group_size=1000)`.
    executor: None runs a plain loop; else any executor of `concurrent.futures`, or
        `dask.distributed.Client(…).get_executor()`.
    out: a folder for results, one parquet file a unit. Parts that are there are not computed again:
        after a crash, call the same again. Needs pyarrow, as a parquet source does.
    batch_documents: how many documents at a time.

    Returns the joined frame. With *out*, a list of the parts instead:
    part: name of the file
    rows: number of its rows

    Raises `ValueError` for a batch of no documents, and for a folder *out* with parts of another
    job; `DataError` where parquet is needed and this Python has no pyarrow.

    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": ["电子", "政务"]})  # e-, government
    >>> count = lambda docs: docs.assign(chars=docs["text"].str.len())
    >>> map_documents(count, docs)["chars"].tolist()
    [2, 2]
    """
    if batch_documents < 1:
        raise ValueError(
            f"batch_documents is {batch_documents}: use at least 1"
        )
    if out is not None or isinstance(documents, str):
        check_pyarrow("map_documents")
    units = _units(documents, batch_documents)
    if out is not None:
        units = _units_to_do(units, out)
    work = partial(_work, function, batch_documents, out)
    run = executor.map if executor else map
    label = getattr(function, "__name__", "working")
    coming = run(work, units)
    results = list(show_progress(coming, label, len(units)))
    if out is not None:
        return pd.DataFrame(_written_parts(out), columns=Part._fields)
    return _join(results)


def has_pyarrow() -> bool:
    """Whether the library that reads and writes parquet is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def check_pyarrow(who: str) -> None:
    """Raise `DataError` if *who* needs files of parquet, and there is no library for them."""
    if not has_pyarrow():
        raise DataError(
            f"{who} keeps its parts as Parquet files, and this Python has no pyarrow to write "
            "them. Install it (pip install pyarrow); in a web page, work without a folder, or open "
            "the notebook on a computer or on Binder"
        )


def _units(documents: pd.DataFrame | str, batch_documents: int) -> list[Unit]:
    """Divide the documents; no documents are one unit, so that the result has its columns."""
    if isinstance(documents, str):
        sources = _row_groups(documents)
    else:
        sources = _slices(documents, batch_documents)
    total = len(sources)
    return [
        Unit(f"part-{number:06}-of-{total:06}.parquet", source)
        for number, source in enumerate(sources)
    ]


def _row_groups(file: str) -> list[RowGroup]:
    from pyarrow import parquet  # late: only large corpora need it

    number = max(1, parquet.ParquetFile(file).num_row_groups)
    return [RowGroup(file, group) for group in range(number)]


def _slices(docs: pd.DataFrame, rows: int) -> list[pd.DataFrame]:
    starts = range(0, max(1, len(docs)), rows)
    return [docs.iloc[start : start + rows] for start in starts]


def _units_to_do(units: list[Unit], out: str) -> list[Unit]:
    """Return the units that have no part in the folder *out* yet; the folder is made if missing."""
    _disk().create_dir(out)
    written = {written.part for written in _written_parts(out)}
    strange = written - {unit.part for unit in units}
    if strange:
        raise ValueError(
            f"{out} holds {min(strange)}, which is no part of this job: "
            "empty it, or name another folder"
        )
    return [unit for unit in units if unit.part not in written]


def _work(
    function: Find, batch_documents: int, out: str | None, unit: Unit
) -> pd.DataFrame | None:
    """Do one unit: read, find, and write or return. Runs wherever the executor runs it."""
    results = [
        function(batch) for batch in _batches(unit.source, batch_documents)
    ]
    result = results[0] if len(results) == 1 else _join(results)
    if out is None:
        return result
    _write_part(result, f"{out}/{unit.part}")
    return None


def _batches(
    source: pd.DataFrame | RowGroup, batch_documents: int
) -> Iterator[pd.DataFrame]:
    """Read the documents of a unit, at least one frame, each with an index from 0."""
    if isinstance(source, pd.DataFrame):
        yield source.reset_index(drop=True)
        return
    from pyarrow import parquet

    file = parquet.ParquetFile(source.file)
    if not file.metadata.num_rows:
        yield file.schema_arrow.empty_table().to_pandas()
        return
    for batch in file.iter_batches(
        batch_documents, row_groups=[source.number]
    ):
        yield batch.to_pandas()


def read_parts(out: str) -> pd.DataFrame:
    """Read and join the parts that `map_documents` has left in the folder *out*."""
    parts = [
        pd.read_parquet(f"{out}/{written.part}")
        for written in _written_parts(out)
    ]
    return _join(parts)


def _join(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Join frames one below the other; categories stay, those of all parts as they come."""
    joined = pd.concat(parts, ignore_index=True)
    first = parts[0]
    for column in first.columns[first.dtypes == "category"]:
        of_parts = [part[column] for part in parts]
        joined[column] = _join_categories(of_parts)
    return joined


def _join_categories(columns: list[pd.Series]) -> pd.Categorical:
    """Join columns of categories, which need not have the same ones."""
    kind = _common_categories(columns)
    alike = [column.astype(kind) for column in columns]
    return pd.concat(alike).array


def _common_categories(columns: list[pd.Series]) -> pd.CategoricalDtype:
    """Return the type with the categories of all *columns*, in the order in which they come."""
    known = [
        column.cat.categories
        for column in columns
        if len(column.cat.categories)
    ]
    if not known:
        return pd.CategoricalDtype(pd.Index([]))
    return pd.CategoricalDtype(known[0].append(known[1:]).unique())


def _write_part(result: pd.DataFrame, path: str) -> None:
    """Write to a temporary name, then rename, so that an existing part is complete."""
    # Statistics of a column cost more than its writing; those of doc_id let a program skip parts.
    result.to_parquet(
        f"{path}.writing", index=False, write_statistics=["doc_id"]
    )
    _disk().move(f"{path}.writing", path)


def _written_parts(out: str) -> list[Part]:
    """Return the parts that are in the folder *out*, sorted by name."""
    from pyarrow import fs, parquet

    files = _disk().get_file_info(fs.FileSelector(out))
    names = sorted(
        file.base_name for file in files if file.extension == "parquet"
    )
    return [
        Part(name, parquet.read_metadata(f"{out}/{name}").num_rows)
        for name in names
    ]


def _disk() -> Any:
    from pyarrow import fs

    return fs.LocalFileSystem()
