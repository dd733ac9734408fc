"""All documents against all, from files to files: memory holds two blocks, whatever the number.

The result is that of `shared_passages`. What hangs on all documents at once is how often each seed
is said, so that is counted first: seeds fall into so many counters that few share one, and those
whose counter is high are counted one by one. Then each two blocks are compared by themselves. Every
step goes through `map_documents`, so it runs on a pool or on Dask, and goes on where it stopped.

Source of the counters: Cormode and Muthukrishnan, Journal of Algorithms 55, 2005.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_documents
from egov_lib.measure.arrays import run_sizes, run_starts
from egov_lib.measure.reuse.left_out import ATTRIBUTE, describe, join, warn
from egov_lib.measure.reuse.normal import (
    BREAK,
    Normal,
    check_min_chars,
    normalise,
)
from egov_lib.measure.reuse.passages import (
    RUNS,
    found_passages,
    in_order,
    plain_documents,
)
from egov_lib.measure.reuse.search import (
    Indexed,
    Query,
    all_grams,
    batches,
    index_block,
    index_rules,
    left_out_of,
    search_batch,
)
from egov_lib.measure.reuse.seeds import Frequent
from egov_lib.measure.reuse.settings import Settings, choose_settings
from egov_lib.read.jobs import (
    Executor,
    check_pyarrow,
    map_documents,
    read_parts,
)

BLOCK_DOCUMENTS = 1_000
BLOCK_BYTES = (
    40  # of memory for each byte of a block's text, on the way to its index
)
MOST_BYTES = 8_000_000_000
LEAST_BITS, MOST_BITS = 16, 26  # of counters: 128 MB at most
FULL = 65_535  # where a counter stops
# Files in the folder of results
JOB, DOCUMENTS = "job.json", "documents.parquet"
COUNTS, SEEDS, PASSAGES = "counts", "frequent", "passages"


class Job(NamedTuple):
    """What a worker needs to know: the file of documents, the folder of results, and the query."""

    file: str
    out: str
    query: Query
    min_matched: int
    bits: int


def stream_passages(  # noqa: PLR0913  each is a choice of the reader
    documents: pd.DataFrame | str,
    out: str,
    *,
    executor: Executor | None = None,
    min_chars: int = 10,
    layers: Sequence[str] = RUNS,
    settings: Settings | str | None = None,
    min_matched: int = 0,
    block_documents: int = BLOCK_DOCUMENTS,
) -> pd.DataFrame:
    """Find what `shared_passages` finds among all documents, from files to files.

    Parameters
    ----------
    documents: a frame with doc_id and text, or the name of a parquet file, whose row groups are the
        blocks: write it with `docs.to_parquet(name, row_group_size=1000)`.
    out: a folder for results. What is there is not computed again: after a crash, call the same
        again. Needs pyarrow.
    executor: as in `map_documents`: None, a pool of processes, or one of Dask.
    min_chars, layers, settings, min_matched: as in `shared_passages`, but only the layers "exact"
        and "edited". For thousands of documents use settings="pairs".
    block_documents: of a frame, how many documents are a block.

    Returns a frame of the parts, one for each two blocks: part, its file in the folder passages of
    *out*, and rows. `read_passages` joins them. Each process holds the index of one block, the text
    of another, what they share, and the frequent seeds: about 65 bytes for each byte of a block's
    text, 256 MB for counting, 32 bytes for each seed that is said too often. The time grows with
    the square of the number of blocks, as far as it goes into looking up seeds.

    Raises `ValueError` for a folder with results of another job, `DataError` for blocks whose index
    would take gigabytes, and where there is no pyarrow.

    >>> import tempfile
    >>> text = "要按照统一规划，加快建设电子政务网络。"  # speed up building networks
    >>> docs = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": [text] * 3})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     parts = stream_passages(docs, folder, block_documents=2)
    ...     passages = read_passages(folder)
    >>> parts["rows"].tolist(), passages["other_doc_id"].tolist()
    ([1, 2, 0], ['b', 'c', 'c'])
    """
    check_pyarrow("stream_passages")
    _check_layers(layers)
    query = _query(min_chars, layers, settings)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    file = _as_file(documents, folder, block_documents)
    blocks = _block_sizes(file)
    job = Job(file, out, query, min_matched, _counter_bits(sum(blocks)))
    _claim(job)
    numbers = np.arange(len(blocks), dtype=np.int64)
    for count, fold, name in (
        (_count_seeds, _fold_counts, COUNTS),
        (_count_one_by_one, _fold_frequent, SEEDS),
    ):
        _run(count, pd.DataFrame({"block": numbers}), job, name, executor)
        fold(job, len(blocks))
    here, there = np.triu_indices(len(blocks))
    pairs = pd.DataFrame({"block": here, "other_block": there})
    parts = _run(_compare_blocks, pairs, job, PASSAGES, executor)
    _indexed_block.cache_clear()
    warn(_left_out_of_all(out))
    return parts


def read_passages(out: str) -> pd.DataFrame:
    """Read the passages that `stream_passages` left in *out*: the frame of `shared_passages`.

    All rows are the same, in the same order: by the other document, the document, layer and place.
    It takes memory for all of them. To read a part, use `pandas.read_parquet` on one of the files.
    """
    file = json.loads(_path(out, JOB).read_text(encoding="utf-8"))["file"]
    ids = pd.read_parquet(file, columns=["doc_id"])
    passages = in_order(read_parts(f"{out}/{PASSAGES}"), ids, ids)
    description = _left_out_of_all(out)
    passages.attrs = {ATTRIBUTE: description} if description["named"] else {}
    return passages


# --- what is asked, and of which documents ------------------------------------------------------


def _check_layers(layers: Sequence[str]) -> None:
    other = [layer for layer in layers if layer not in RUNS]
    if other:
        raise ValueError(
            f"the layer {other[0]!r} can't be streamed, only {' and '.join(RUNS)}: "
            "use shared_passages for it"
        )


def _query(
    min_chars: int, layers: Sequence[str], settings: Settings | str | None
) -> Query:
    check_min_chars(min_chars)
    return Query(
        min_chars=min_chars,
        exact="exact" in layers,
        edited="edited" in layers,
        settings=choose_settings(settings, min_chars),
    )


def _as_file(
    documents: pd.DataFrame | str, folder: Path, block_documents: int
) -> str:
    """Give the name of a parquet file of the documents, whose row groups are the blocks."""
    if isinstance(documents, str):
        return documents
    if block_documents < 1:
        raise ValueError(
            f"block_documents is {block_documents}: use at least 1"
        )
    check_documents(documents, "stream_passages", distinct=True)
    file = folder / DOCUMENTS
    aside = file.with_suffix(".writing")
    columns = documents[["doc_id", "text"]]
    columns.to_parquet(aside, index=False, row_group_size=block_documents)
    aside.replace(file)
    return str(file)


def _block_sizes(file: str) -> list[int]:
    """Give the size of each block in bytes, and refuse blocks that would take gigabytes."""
    from pyarrow import parquet  # late: only large corpora need it

    metadata = parquet.read_metadata(file)
    sizes = [
        metadata.row_group(number).total_byte_size
        for number in range(metadata.num_row_groups)
    ]
    largest = max(sizes, default=0)
    if largest * BLOCK_BYTES > MOST_BYTES:
        raise DataError(
            f"{file} has a row group of {largest:,} bytes, whose index would take about "
            f"{largest * BLOCK_BYTES / 1e9:.0f} GB: write it with row_group_size="
            f"{BLOCK_DOCUMENTS}"
        )
    return sizes


def _counter_bits(size: int) -> int:
    """Give the bits of the number of a counter: about one counter for two bytes of text."""
    return min(MOST_BITS, max(LEAST_BITS, size.bit_length() - 1))


def _claim(job: Job) -> None:
    """Write down what the folder is for, or refuse one that is for something else."""
    asked = {
        "file": job.file,
        "documents": _digest(job.file),
        "min_chars": job.query.min_chars,
        "exact": job.query.exact,
        "edited": job.query.edited,
        "settings": asdict(job.query.settings),
        "min_matched": job.min_matched,
    }
    path = _path(job.out, JOB)
    if path.exists():
        known = json.loads(path.read_text(encoding="utf-8"))
        differ = [name for name in asked if known.get(name) != asked[name]]
        if differ:
            raise ValueError(
                f"{job.out} holds results for other {differ[0]} ({known.get(differ[0])}): "
                "empty it, or name another folder"
            )
    path.write_text(json.dumps(asked, indent=1), encoding="utf-8")


def _digest(file: str) -> str:
    """Say in short which documents a file has; refuse one that has a doc_id twice."""
    digest = hashlib.sha256()
    seen: set[str] = set()
    for block in _all_blocks(file):
        check_documents(block, "stream_passages", distinct=True)
        twice = seen.intersection(block["doc_id"])
        if twice:
            raise DataError(
                f"doc_id {min(twice)!r} stands twice in {file}: give each document its own"
            )
        seen.update(block["doc_id"])
        rows = pd.util.hash_pandas_object(block, index=False)
        digest.update(rows.to_numpy().tobytes())
    return digest.hexdigest()


def _all_blocks(file: str) -> Iterator[pd.DataFrame]:
    from pyarrow import parquet

    for number in range(parquet.read_metadata(file).num_row_groups):
        yield _read_block(file, number)


def _read_block(file: str, number: int) -> pd.DataFrame:
    from pyarrow import parquet

    columns = ["doc_id", "text"]
    block = parquet.ParquetFile(file).read_row_group(number, columns=columns)
    return block.to_pandas()


def _path(out: str, name: str) -> Path:
    return Path(out) / name


def _run(
    function: Callable[[Job, pd.DataFrame], pd.DataFrame],
    units: pd.DataFrame,
    job: Job,
    name: str,
    executor: Executor | None,
) -> pd.DataFrame:
    """Do one step through `map_documents`: a row of *units* is a unit of work, a part a file."""
    return map_documents(
        partial(function, job),
        units,
        executor=executor,
        out=str(_path(job.out, name)),
        batch_documents=1,
    )


# --- which seeds are said too often -------------------------------------------------------------


def _limits(query: Query) -> dict[str, int]:
    """Give for each kind of seeds the places from which on they are said too often."""
    if query.settings.winnow:
        return {"thinned": query.settings.most_places}
    exact, edited = index_rules(query, is_within=True)
    limits = {"exact": exact.most_places, "edited": edited.most_places}
    return {
        kind: limit for kind, limit in limits.items() if getattr(query, kind)
    }


def _count_seeds(job: Job, units: pd.DataFrame) -> pd.DataFrame:
    """Count the seeds of one block by the counters into which they fall."""
    texts = _block_texts(job, units["block"].iat[0])
    parts = []
    for kind in _limits(job.query):
        grams, _ = all_grams(texts, job.query, kind)
        counters = np.sort(_counters(grams, job.bits))
        counts = {
            "kind": kind,
            "counter": counters[run_starts(counters)].astype(np.uint32),
            "times": run_sizes(counters).astype(np.uint32),
        }
        parts.append(pd.DataFrame(counts))
    return pd.concat(parts, ignore_index=True)


def _block_texts(job: Job, block: int) -> Normal:
    docs = plain_documents(_read_block(job.file, block))
    return normalise(docs["text"].tolist(), BREAK)


def _counters(grams: np.ndarray, bits: int) -> np.ndarray:
    return grams >> np.uint64(64 - bits)


def _fold_counts(job: Job, blocks: int) -> None:
    """Add the counters of all blocks, one block in memory at a time."""
    tables = {
        kind: np.zeros(1 << job.bits, np.uint16) for kind in _limits(job.query)
    }
    for part in _read_each(job, COUNTS, blocks):
        for kind, rows in part.groupby("kind"):
            table = tables[kind]
            at = rows["counter"].to_numpy()
            total = table[at].astype(np.int64) + rows["times"].to_numpy()
            table[at] = np.minimum(total, FULL)
    for kind, table in tables.items():
        np.save(_path(job.out, f"{COUNTS}-{kind}.npy"), table)


def _read_each(job: Job, name: str, blocks: int) -> Iterator[pd.DataFrame]:
    """Read the parts of a step, one a block."""
    files = sorted(_path(job.out, name).glob("*.parquet"))
    for file in files[:blocks]:
        yield pd.read_parquet(file)


def _count_one_by_one(job: Job, units: pd.DataFrame) -> pd.DataFrame:
    """Count those seeds of one block whose counters say that they may be too many."""
    texts = _block_texts(job, units["block"].iat[0])
    parts = []
    for kind, limit in _limits(job.query).items():
        grams, places = all_grams(texts, job.query, kind)
        table = np.load(_path(job.out, f"{COUNTS}-{kind}.npy"), mmap_mode="r")
        many = np.flatnonzero(table[_counters(grams, job.bits)] > limit)
        order = many[np.argsort(grams[many], kind="stable")]
        ordered = grams[order]
        starts = run_starts(ordered)
        counts = {
            "kind": kind,
            "key": ordered[starts],
            "times": run_sizes(ordered),
            "first": places[order[starts]],
        }
        parts.append(pd.DataFrame(counts))
    return pd.concat(parts, ignore_index=True)


class _Firsts(NamedTuple):
    """Seeds, sorted: how often each is said, in which block first, and at which place there."""

    keys: np.ndarray
    times: np.ndarray
    blocks: np.ndarray
    places: np.ndarray

    def add(self, other: _Firsts) -> _Firsts:
        """Add the seeds of later blocks."""
        joined = _Firsts(*map(np.concatenate, zip(self, other)))
        order = np.argsort(joined.keys, kind="stable")
        joined = _Firsts(*(column[order] for column in joined))
        starts = run_starts(joined.keys)
        if not len(starts):
            return joined
        times = np.add.reduceat(joined.times, starts)
        firsts = _Firsts(*(column[starts] for column in joined))
        return firsts._replace(times=times)


def _fold_frequent(job: Job, blocks: int) -> None:
    """Add up the seeds counted one by one, and keep those that are said too often."""
    none = np.zeros(0, np.int64)
    limits = _limits(job.query)
    known = {
        kind: _Firsts(none.astype(np.uint64), none, none, none)
        for kind in limits
    }
    for block, part in enumerate(_read_each(job, SEEDS, blocks)):
        for kind, rows in part.groupby("kind"):
            of_block = _Firsts(
                keys=rows["key"].to_numpy(),
                times=rows["times"].to_numpy(),
                blocks=np.full(len(rows), block, np.int64),
                places=rows["first"].to_numpy(),
            )
            known[kind] = known[kind].add(of_block)
    for kind, seeds in known.items():
        many = seeds.times > limits[kind]
        chosen = _Firsts(*(column[many] for column in seeds))
        np.savez(_path(job.out, f"{SEEDS}-{kind}.npz"), **chosen._asdict())


# --- each two blocks ----------------------------------------------------------------------------


def _compare_blocks(job: Job, units: pd.DataFrame) -> pd.DataFrame:
    """Find what the documents of two blocks share, each with each."""
    here, there = units["block"].iat[0], units["other_block"].iat[0]
    indexed, docs = _indexed_block(job, int(here))
    is_within = here == there
    others = docs if is_within else _plain_block(job, int(there))
    texts = others["text"].tolist()
    order = np.arange(len(docs), dtype=np.intp)

    def meets(first: int, last: int) -> np.ndarray | None:
        return order[:, None] < order[first:last] if is_within else None

    found = [
        part
        for places in batches(texts)
        for part in search_batch(indexed, texts, places, meets, job.query)
    ]
    passages = found_passages(found, docs, others, job.min_matched)
    if is_within:
        missing = left_out_of(indexed, job.query, is_within=True)
        passages.attrs = {ATTRIBUTE: describe(missing, docs)}
    return passages


def _plain_block(job: Job, block: int) -> pd.DataFrame:
    return plain_documents(_read_block(job.file, block))


# Units come in the order of their first block, so a process mostly has its index already.
@lru_cache(maxsize=1)
def _indexed_block(job: Job, block: int) -> tuple[Indexed, pd.DataFrame]:
    docs = _plain_block(job, block)
    known = {kind: _frequent(job, kind, block) for kind in _limits(job.query)}
    return index_block(docs["text"].tolist(), job.query, known), docs


def _frequent(job: Job, kind: str, block: int) -> Frequent:
    """Give the seeds that are said too often, with the first places of those first said here."""
    with np.load(_path(job.out, f"{SEEDS}-{kind}.npz")) as stored:
        seeds = _Firsts(**{name: stored[name] for name in _Firsts._fields})
    firsts = np.where(seeds.blocks == block, seeds.places, -1)
    return Frequent(seeds.keys, seeds.times, firsts)


def _left_out_of_all(out: str) -> dict:
    """Join what the parts say was left out; it is beside the passages in their files."""
    from pyarrow import parquet

    said = []
    for file in sorted(_path(out, PASSAGES).glob("*.parquet")):
        kept = parquet.read_schema(file).metadata.get(b"PANDAS_ATTRS", b"{}")
        attrs = json.loads(kept)
        if ATTRIBUTE in attrs:
            said.append(attrs[ATTRIBUTE])
    return join(said)
