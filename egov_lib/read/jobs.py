"""Run a per-document function over many documents: here, in several processes, or on several machines.

Every finder of the library takes a frame of documents and returns findings, each document by itself. So a large corpus can be
done in batches, in any order and anywhere, and the results joined: one function does it, and `executor=` says where. The
result is the same to the last row. From parquet to parquet only names of files and numbers of row groups travel, memory holds
a batch a worker, and a run that was stopped goes on where it stopped. What is not per document (keyness, how widely a passage
is spread) is computed from the joined result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

import pandas as pd
from tqdm import tqdm

BATCH_DOCUMENTS = 500  # a few MB of text: enough for the function to work at full speed, little enough for any memory
DELAY_SECONDS = 2
MANY = 10  # units; a lesson has fewer, and its saved outputs hold no bar that differs at each run
Find = Callable[[pd.DataFrame], pd.DataFrame]


def show_progress(steps: Sequence | Iterable, label: str, total: int | None = None) -> Iterable:
    """Go through *steps* with a progress bar if they take long; few steps have one only where a terminal shows it."""
    return tqdm(
        steps,
        desc=label,
        total=total,
        delay=DELAY_SECONDS,
        disable=False if (total or 0) >= MANY else None,
    )


def map_documents(
    function: Find,
    documents: pd.DataFrame | str,
    *,
    executor: Executor | None = None,
    out: str | None = None,
    batch_documents: int = BATCH_DOCUMENTS,
) -> pd.DataFrame:
    """Apply *function* to *documents* batch by batch and join what it returns, in the documents' order.

    Parameters
    ----------
    function: takes a frame of documents, returns a frame; each row must depend on one document alone. For a pool of processes
        it must be importable: a function of a module, or a `functools.partial` of one, not a lambda.
    documents: a frame, or the name of a parquet file; its row groups are the units of work, so write it with
        `docs.to_parquet(name, row_group_size=1000)`.
    executor: None runs a plain loop; else any `concurrent.futures` executor, or `dask.distributed.Client(…).get_executor()`.
    out: a folder for results, one parquet file a unit. Those that are there already are not computed again: after a crash,
        call the same again. Needs pyarrow, as a parquet source does.
    batch_documents: how many documents at a time.

    Returns the joined frame; with *out* a list of the parts instead: part (file name), rows.

    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": ["电子", "政务"]})
    >>> map_documents(lambda docs: docs.assign(chars=docs["text"].str.len()), docs)["chars"].tolist()
    [2, 2]
    """
    if batch_documents < 1:
        raise ValueError(f"batch_documents is {batch_documents}: use at least 1")
    units = _units(documents, batch_documents)
    if out is not None:
        _disk().create_dir(out)
        there = {name for name, _ in _parts(out)}
        if strange := there - {name for name, _ in units}:
            raise ValueError(
                f"{out} holds {min(strange)}, which is no part of this job: empty it, or name another folder"
            )
        units = [unit for unit in units if unit[0] not in there]
    run = (executor.map if executor else map)(partial(_work, function, batch_documents, out), units)
    results = list(show_progress(run, getattr(function, "__name__", "working"), len(units)))
    if out is not None:
        return pd.DataFrame(_parts(out), columns=["part", "rows"])
    return _join(results)


def _join(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The parts below one another; a column of categories stays one, with the categories of all parts as they come."""
    joined = pd.concat(parts, ignore_index=True)
    for column in parts[0].columns[parts[0].dtypes == "category"]:
        kinds = [
            part[column].cat.categories for part in parts if part[column].cat.categories.size
        ] or [pd.Index([])]
        kind = pd.CategoricalDtype(kinds[0].append(kinds[1:]).unique())
        joined[column] = pd.concat([part[column].astype(kind) for part in parts]).array
    return joined


def _units(documents: pd.DataFrame | str, batch_documents: int) -> list[tuple[str, Any]]:
    """The units of work: the name of each part, and its documents, a frame or file and row group."""
    if isinstance(documents, str):
        from pyarrow import parquet  # late: only large corpora need it

        sources = [
            (documents, n) for n in range(max(1, parquet.ParquetFile(documents).num_row_groups))
        ]
    else:
        starts = range(0, max(1, len(documents)), batch_documents)
        sources = [documents.iloc[start : start + batch_documents] for start in starts]
    return [
        (f"part-{n:06}-of-{len(sources):06}.parquet", source) for n, source in enumerate(sources)
    ]


def _work(
    function: Find, batch_documents: int, out: str | None, unit: tuple[str, Any]
) -> pd.DataFrame | None:
    """One unit: read, find, and write or return. Runs wherever the executor runs it."""
    name, source = unit
    if isinstance(source, pd.DataFrame):
        result = function(source.reset_index(drop=True))
    else:
        from pyarrow import parquet

        file = parquet.ParquetFile(source[0])
        batches = file.iter_batches(
            batch_documents, row_groups=[source[1]] if file.num_row_groups else []
        )
        frames = [function(batch.to_pandas()) for batch in batches]
        result = _join(frames or [function(file.schema_arrow.empty_table().to_pandas())])
    if out is None:
        return result
    # Under another name first: a part that is there under its own name is whole, whoever was killed while writing.
    # Statistics of a column cost more than its writing; those of doc_id let a program skip parts.
    result.to_parquet(f"{out}/{name}.writing", index=False, write_statistics=["doc_id"])
    _disk().move(f"{out}/{name}.writing", f"{out}/{name}")
    return None


def _disk() -> Any:
    from pyarrow import fs

    return fs.LocalFileSystem()


def _parts(out: str) -> list[tuple[str, int]]:
    """The parts that are there, with their rows."""
    from pyarrow import fs, parquet

    names = sorted(
        info.base_name
        for info in _disk().get_file_info(fs.FileSelector(out))
        if info.extension == "parquet"
    )
    return [(name, parquet.read_metadata(f"{out}/{name}").num_rows) for name in names]
