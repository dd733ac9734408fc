"""Many documents in batches, anywhere, whatever is killed: the result is that of a plain loop."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.measure import reuse
from egov_lib.read import jobs

DOCS = egov.load_corpus()[["doc_id", "text"]].head(5)  # however many a fork has
LOCAL = pd.concat(
    [DOCS.assign(doc_id=DOCS["doc_id"] + f"-copy-{n}") for n in range(4)],
    ignore_index=True,
)
FIND = partial(reuse.shared_passages, DOCS.iloc[:2])
WHOLE = FIND(LOCAL)


@pytest.fixture
def parquet(tmp_path):
    """Return the name of a parquet file of the local documents, in six row groups."""
    LOCAL.to_parquet(tmp_path / "local.parquet", row_group_size=4)
    return str(tmp_path / "local.parquet")


@pytest.mark.parametrize("batch_documents", [1, 3, 500])
def test_batches_give_what_one_call_gives(batch_documents):
    """However many documents are done at a time, the joined result is the same to the last row."""
    pd.testing.assert_frame_equal(
        jobs.map_documents(FIND, LOCAL, batch_documents=batch_documents), WHOLE
    )


FINDERS = [
    *(
        getattr(egov, name)
        for name in egov.__all__
        if name.startswith("find_") and name != "find_phrase"
    ),
    *(egov.parse_outline, egov.read_letterhead, egov.repair_documents, FIND),
    partial(egov.segment, engine="rjieba"),
    partial(egov.find_phrase, phrase="电子政务"),  # e-government
]


@pytest.fixture(scope="module")
def cluster():
    """Return the executor of a Dask cluster of two workers on this machine."""
    from two_workers import two_workers

    with two_workers() as executor:
        yield executor


@pytest.mark.parametrize(
    "find", FINDERS, ids=lambda find: getattr(find, "func", find).__name__
)
def test_each_finder_gives_the_same_wherever_it_runs(find, cluster):
    """Rows, order, types, categories, index and attributes are those of one call.

    An empty document in a batch changes nothing.
    """
    docs = pd.concat([LOCAL.iloc[:5], LOCAL.iloc[5:6].assign(text="")]).set_index(
        pd.Index(list("uvwxyz"))
    )
    whole = find(docs)
    for options in (
        {"batch_documents": 1},
        {"batch_documents": 4, "executor": cluster},
    ):
        found = jobs.map_documents(find, docs, **options)
        pd.testing.assert_frame_equal(
            found, whole.reset_index(drop=True), check_categorical=True
        )
        assert found.attrs == whole.attrs


def test_a_pool_gives_what_a_loop_gives(parquet):
    """Any executor of concurrent.futures, from a frame or from a file."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        pd.testing.assert_frame_equal(
            jobs.map_documents(FIND, LOCAL, executor=pool, batch_documents=3), WHOLE
        )
        pd.testing.assert_frame_equal(
            jobs.map_documents(FIND, parquet, executor=pool), WHOLE
        )


def test_results_go_from_parquet_to_parquet(parquet, tmp_path):
    """A row group makes a part; together they are the result; the list says how long each is."""
    out = str(tmp_path / "found")
    parts = jobs.map_documents(FIND, parquet, out=out, batch_documents=2)
    assert len(parts) == 5 and parts["rows"].sum() == len(WHOLE)
    pd.testing.assert_frame_equal(pd.read_parquet(out), WHOLE, check_dtype=False)


def test_a_stopped_run_goes_on_where_it_stopped(parquet, tmp_path):
    """What is there is not computed again; what failed is."""
    out, seen = str(tmp_path / "found"), []

    def find(docs, broken):
        seen.extend(docs["doc_id"])
        if broken and LOCAL["doc_id"][9] in set(docs["doc_id"]):
            raise RuntimeError("the power is off")
        return FIND(docs)

    with pytest.raises(RuntimeError, match="the power is off"):
        jobs.map_documents(partial(find, broken=True), parquet, out=out)
    assert seen == LOCAL["doc_id"][:12].tolist()
    seen.clear()
    jobs.map_documents(partial(find, broken=False), parquet, out=out)
    assert seen == LOCAL["doc_id"][8:].tolist()
    pd.testing.assert_frame_equal(pd.read_parquet(out), WHOLE, check_dtype=False)


def test_parts_of_another_job_are_refused(parquet, tmp_path):
    """A folder with parts of another division is not mixed with this one's."""
    out = str(tmp_path / "found")
    jobs.map_documents(FIND, LOCAL, out=out, batch_documents=7)
    with pytest.raises(
        ValueError,
        match=r"part-000000-of-000003\.parquet, which is no part of this job: empty it",
    ):
        jobs.map_documents(FIND, parquet, out=out)


def test_without_a_library_for_parquet_the_remedy_is_said(
    parquet, tmp_path, monkeypatch
):
    """As in a web page: no error of another library, and nothing is left in the folder."""
    monkeypatch.setattr(jobs, "has_pyarrow", lambda: False)
    out = str(tmp_path / "parts")
    for call in (
        lambda: jobs.map_documents(FIND, parquet),
        lambda: jobs.map_documents(FIND, LOCAL, out=out),
        lambda: reuse.stream_passages(LOCAL, out),
    ):
        with pytest.raises(egov.DataError, match="pip install pyarrow"):
            call()
    assert not Path(out).exists()
    assert jobs.map_documents(FIND, LOCAL).equals(WHOLE)


def test_no_document_gives_every_column(tmp_path):
    """Nothing to do is no error, from a frame or from a file."""
    LOCAL.iloc[:0].to_parquet(tmp_path / "none.parquet")
    for source in (LOCAL.iloc[:0], str(tmp_path / "none.parquet")):
        found = jobs.map_documents(FIND, source)
        assert found.empty and found.columns.tolist() == WHOLE.columns.tolist()
    with pytest.raises(ValueError, match="batch_documents is 0"):
        jobs.map_documents(FIND, LOCAL, batch_documents=0)


def test_a_killed_worker_changes_nothing(parquet, tmp_path, cluster):
    """If one of two workers is killed in the middle of its work, the result is that of a loop."""
    flag, out = tmp_path / "killed", str(tmp_path / "found")

    def find_or_die(find, docs, victim, flag):
        if victim in set(docs["doc_id"]) and not Path(flag).exists():
            Path(flag).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return find(docs)

    work = partial(find_or_die, FIND, victim=LOCAL["doc_id"][9], flag=str(flag))
    parts = jobs.map_documents(work, parquet, executor=cluster, out=out)
    assert flag.exists() and parts["rows"].sum() == len(WHOLE)
    pd.testing.assert_frame_equal(pd.read_parquet(out), WHOLE, check_dtype=False)


def test_long_work_shows_how_far_it_is(capsys, monkeypatch):
    """Many units have a bar, in a notebook too; the few of a lesson have none."""
    monkeypatch.setattr(jobs, "DELAY_SECONDS", 0)
    for units in (jobs.MANY, jobs.MANY - 1):
        list(jobs.show_progress(range(units), "reading", units))
        assert ("reading: 100%" in capsys.readouterr().err) == (units == jobs.MANY)
