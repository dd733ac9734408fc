"""All documents against all, block by block: the rows of one machine, in bounded memory."""

import random
import shutil
import tracemalloc
import warnings
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.measure import reuse
from egov_lib.measure.reuse import left_out, shared_passages, stream
from egov_lib.measure.reuse.stream import read_passages, stream_passages
from egov_lib.read.jobs import map_documents, process_pool

DOCS = egov.load_corpus()[["doc_id", "text"]].head(5)
# A stock text in every second copy, so that much is said too often
STOCK = "".join(random.Random(7).choices([chr(c) for c in range(0x4E00, 0x5800)], k=60))
MANY = pd.concat(
    [
        DOCS.assign(
            doc_id=DOCS["doc_id"] + f"-{n}",
            text=DOCS["text"].str.slice(700 * n, 700 * n + 2_000) + STOCK * (n % 2),
        )
        for n in range(6)
    ],
    ignore_index=True,
)
CHOICES = {
    "careful": {},
    "much left out": {"settings": reuse.Settings(most_places=3, most_copies=4)},
    "pairs": {"settings": "pairs"},
    "pairs, much left out": {"settings": reuse.Settings(8, most_places=3, winnow=True)},
    "exact alone": {"layers": ["exact"], "min_chars": 12},
    "long ones": {"min_matched": 20},
}


@pytest.fixture(autouse=True)
def no_warnings():
    """What is left out is compared, not warned of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.parametrize("choice", CHOICES)
def test_blocks_give_the_rows_of_one_machine(choice, tmp_path):
    """The same rows in the same order, and the same account of what is left out."""
    options = CHOICES[choice]
    whole = shared_passages(MANY, **options)
    parts = stream_passages(MANY, str(tmp_path), block_documents=7, **options)
    found = read_passages(str(tmp_path))
    pd.testing.assert_frame_equal(found, whole)
    pd.testing.assert_frame_equal(left_out(found), left_out(whole))
    assert found.attrs == whole.attrs
    assert len(parts) == 5 * 6 / 2 and parts["rows"].sum() == len(whole) > 0
    assert left_out(whole).empty == ("left out" not in choice)


FEW = st.text(alphabet="电子政务建设", max_size=40)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(FEW, min_size=1, max_size=6), st.integers(1, 6), st.integers(1, 4))
def test_any_documents_in_any_blocks_give_the_same(tmp_path, texts, most, block):
    """Whatever is said how often, and wherever the blocks are cut."""
    ids = [f"d{n}" for n in range(len(texts))]
    docs = pd.DataFrame({"doc_id": ids, "text": texts})
    for winnow in (False, True):
        chosen = reuse.Settings(4, most_places=most, most_copies=most, winnow=winnow)
        shutil.rmtree(tmp_path)
        stream_passages(
            docs, str(tmp_path), settings=chosen, min_chars=5, block_documents=block
        )
        whole = shared_passages(docs, settings=chosen, min_chars=5)
        found = read_passages(str(tmp_path))
        pd.testing.assert_frame_equal(found, whole)
        assert found.attrs == whole.attrs


def test_a_stopped_run_goes_on_where_it_stopped(tmp_path):
    """Parts that are there are not made again; the others are, and the rows are the same."""
    out = str(tmp_path)
    stream_passages(MANY, out, block_documents=10)
    whole = read_passages(out)
    files = sorted((tmp_path / "passages").glob("*.parquet"))
    times = [file.stat().st_mtime_ns for file in files]
    files[2].unlink()
    (tmp_path / "frequent-exact.npz").unlink()
    stream_passages(MANY, out, block_documents=10)
    again = [file.stat().st_mtime_ns for file in files]
    assert [a == b for a, b in zip(times, again)].count(False) == 1
    pd.testing.assert_frame_equal(read_passages(out), whole)


def write_strangers(folder, blocks):
    """Write blocks of ten texts of 1,000 characters that have little in common."""
    rng = np.random.default_rng(24)
    codes = rng.integers(0x4E00, 0x5600, size=(10 * blocks, 1_000))
    texts = ["".join(map(chr, row)) for row in codes.tolist()]
    ids = [f"d{n:04}" for n in range(len(texts))]
    file = str(folder / f"{blocks}.parquet")
    pd.DataFrame({"doc_id": ids, "text": texts}).to_parquet(file, row_group_size=10)
    return file


def most_memory(work):
    """Return the most memory that something takes beyond what was taken before, in bytes."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["careful", "pairs"])
def test_three_times_the_documents_take_no_more_memory(tmp_path, monkeypatch, settings):
    """Memory is that of two blocks, however many there are.

    But for the counters of seeds, which have a bound of their own: here they are held small.
    """
    monkeypatch.setattr(stream, "MOST_BITS", stream.LEAST_BITS)
    few, many = write_strangers(tmp_path, 3), write_strangers(tmp_path, 9)
    run = partial(stream_passages, settings=settings)
    run(few, str(tmp_path / "before"))  # what is made once is made
    of_few = most_memory(lambda: run(few, str(tmp_path / "few")))
    of_many = most_memory(lambda: run(many, str(tmp_path / "many")))
    assert of_many < 1.3 * of_few


def test_against_the_centre_memory_is_that_of_a_batch(tmp_path):
    """Five times the documents, read from a file batch by batch, take no more."""
    few, many = write_strangers(tmp_path, 4), write_strangers(tmp_path, 20)
    find = partial(shared_passages, DOCS)
    find(MANY)  # the index of the centre is kept
    of_few = most_memory(lambda: map_documents(find, few, out=f"{few} found"))
    of_many = most_memory(lambda: map_documents(find, many, out=f"{many} found"))
    assert of_many < 1.3 * of_few


def test_a_pool_gives_the_same(tmp_path):
    """Two processes, which share nothing but the files."""
    with process_pool(2) as pool:
        stream_passages(MANY, str(tmp_path), executor=pool, block_documents=15)
    pd.testing.assert_frame_equal(read_passages(str(tmp_path)), shared_passages(MANY))


def test_dask_gives_the_same_from_a_parquet_file(tmp_path):
    """Two workers of Dask; the row groups of the file are the blocks."""
    from two_workers import two_workers

    file = str(tmp_path / "docs.parquet")
    MANY.to_parquet(file, row_group_size=11)
    with two_workers() as executor:
        stream_passages(file, str(tmp_path / "out"), executor=executor)
    pd.testing.assert_frame_equal(
        read_passages(str(tmp_path / "out")), shared_passages(MANY)
    )


def test_a_folder_of_another_job_is_refused(tmp_path):
    """Other documents or another question would mix two results."""
    out = str(tmp_path)
    stream_passages(MANY, out, block_documents=15)
    with pytest.raises(ValueError, match="holds results for other min_chars"):
        stream_passages(MANY, out, block_documents=15, min_chars=12)
    with pytest.raises(ValueError, match="holds results for other documents"):
        stream_passages(MANY.head(20), out, block_documents=15)


def test_what_cannot_be_streamed_is_refused_with_a_remedy(tmp_path, monkeypatch):
    """Looser layers, a doc_id in two blocks, and a block whose index would take gigabytes."""
    out = str(tmp_path / "out")
    with pytest.raises(
        ValueError, match=r"'frames' can't be streamed.*shared_passages"
    ):
        stream_passages(MANY, out, layers=["exact", "frames"])
    file = str(tmp_path / "docs.parquet")
    pd.concat([MANY, MANY.head(1)]).to_parquet(file, row_group_size=30)
    with pytest.raises(ValueError, match="stands twice in"):
        stream_passages(file, out)
    monkeypatch.setattr(stream, "MOST_BYTES", 1_000_000)
    with pytest.raises(ValueError, match=r"would take about .* row_group_size=1000"):
        stream_passages(file, out)


def test_no_documents_give_no_rows_with_every_column(tmp_path):
    """An empty frame is one empty result."""
    stream_passages(MANY.head(0), str(tmp_path))
    pd.testing.assert_frame_equal(
        read_passages(str(tmp_path)), shared_passages(MANY.head(0))
    )
    assert Path(tmp_path, "job.json").exists()
