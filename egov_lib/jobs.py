"""Run a per-document function over many documents: here, in several processes, or on several machines.

Every finder of the library takes a frame of documents and returns findings, each document by itself. So a large corpus can be
done in batches, in any order and anywhere, and the results joined: one function does it, and `executor=` says where. Nothing
else changes, and the result is the same to the last row. From parquet to parquet only names of files and numbers of row groups
travel, memory holds one batch a worker, and a run that was stopped goes on where it stopped.

What is not per document (keyness, how widely a passage is spread) is not for this: compute it from the joined result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

import pandas as pd
from tqdm import tqdm

BATCH_DOCUMENTS = 500  # a few MB of text: enough for the function to work at full speed, little enough for any memory
QUIET_SECONDS = 2  # short jobs show no bar
Find = Callable[[pd.DataFrame], pd.DataFrame]


def show_progress(steps: Sequence | Iterable, label: str, total: int | None = None) -> Iterable:
    """Go through *steps* with a progress bar, if they take long and someone is at a terminal to see it."""
    return tqdm(steps, desc=label, total=total, delay=QUIET_SECONDS, disable=None)


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
    function: takes a frame of documents, returns a frame; each row must depend on one document alone. For other processes it
        must be importable there: a function of a module, or a `functools.partial` of one, not a lambda.
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
    work = partial(_work, function, batch_documents, out)
    units = _units(documents, batch_documents)
    if out is not None:
        units = _missing(units, out)
    done = show_progress(
        (executor.map if executor else map)(work, units), getattr(function, "__name__", "working"), len(units)
    )
    results = list(done)
    if out is not None:
        return _parts(out)
    return pd.concat(results, ignore_index=True) if results else function(_first(documents))


Unit = tuple[str, Any]  # the name of its part, and the documents: a frame, or file and row group


def _units(documents: pd.DataFrame | str, batch_documents: int) -> list[Unit]:
    if isinstance(documents, str):
        import pyarrow.parquet as pq  # late: only large corpora need it

        groups = pq.ParquetFile(documents).num_row_groups
        return [(f"part-{number:06}-of-{groups:06}.parquet", (documents, number)) for number in range(groups)]
    starts = range(0, len(documents), batch_documents)
    return [
        (f"part-{n:06}-of-{len(starts):06}.parquet", documents.iloc[start : start + batch_documents])
        for n, start in enumerate(starts)
    ]


def _first(documents: pd.DataFrame | str) -> pd.DataFrame:
    """No document at all, but every column."""
    return (pd.read_parquet(documents) if isinstance(documents, str) else documents).iloc[:0]


def _work(function: Find, batch_documents: int, out: str | None, unit: Unit) -> pd.DataFrame | None:
    """One unit: read, find, and write or return. Runs wherever the executor runs it."""
    name, source = unit
    if isinstance(source, tuple):
        import pyarrow.parquet as pq

        batches = pq.ParquetFile(source[0]).iter_batches(batch_documents, row_groups=[source[1]])
        frames = [function(batch.to_pandas()) for batch in batches]
        result = pd.concat(frames, ignore_index=True)
    else:
        result = function(source.reset_index(drop=True))
    if out is None:
        return result
    # Under another name first: a part that is there under its own name is whole, whoever was killed while writing.
    result.to_parquet(f"{out}/{name}.writing", index=False)
    _disk().move(f"{out}/{name}.writing", f"{out}/{name}")
    return None


def _disk():
    from pyarrow import fs

    return fs.LocalFileSystem()


def _missing(units: list[Unit], out: str) -> list[Unit]:
    """The units whose part is not there yet; parts of another division are refused."""
    _disk().create_dir(out)
    there, expected = set(_parts(out)["part"]), {name for name, _ in units}
    if there - expected:
        raise ValueError(
            f"{out} holds {min(there - expected)}, which is no part of this job: empty it, or name another folder"
        )
    return [unit for unit in units if unit[0] not in there]


def _parts(out: str) -> pd.DataFrame:
    import pyarrow.parquet as pq
    from pyarrow import fs

    names = sorted(
        info.base_name for info in _disk().get_file_info(fs.FileSelector(out)) if info.extension == "parquet"
    )
    return pd.DataFrame({"part": names, "rows": [pq.read_metadata(f"{out}/{name}").num_rows for name in names]})
