"""A folder of 10,000 files to every finding, measured: `python benchmarks/documents.py [number]`.

The files are generated from a seed as in `benchmarks/reuse.py` (national passages planted in
running text) and damaged as files are: every fourth in GB18030, some in Big5, some as pages with
furniture, some with pinyin. Printed are the MB of UTF-8 text that one core does of each step in a
second of the processor, the whole, the peak of memory, whether a stopped run went on where it
stopped, and whether Dask gave the same rows. The first use, in which expressions are compiled and
dictionaries loaded, takes the same seconds for any number of files: it is printed by itself, and
the whole with it and without.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import opencc
import pandas as pd
import reuse as generated

import egov_lib as egov
from egov_lib.find import dates, names, structure, targets
from egov_lib.find.documents import read_documents
from egov_lib.measure import reuse
from egov_lib.measure import words as segmentation
from egov_lib.read.files import read_files
from egov_lib.read.jobs import map_documents

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from two_workers import two_workers

CENTRAL = egov.load_corpus()[["doc_id", "text"]]
COLUMNS = ["doc_id", "date", "text"]
GROUP = 500  # documents in a row group, the unit of work
FIRST_FILES = 48  # of every kind some
STEPS: dict[str, Callable] = {  # after the files and their letterheads are read
    "outline": structure.parse_outline,
    "dates": dates.find_dates,
    "targets": targets.find_targets,
    "titles": names.find_titles,
    "numbers": names.find_document_numbers,
    "institutions": names.find_institutions,
    "persons": names.find_persons,
    "places": names.find_places,
    "words": partial(segmentation.segment, engine="rjieba"),
    "shared": partial(reuse.shared_passages, CENTRAL, settings="fast"),
}


# A source line above the text, links to other documents below it.
PAGE = (
    "<html><body><p>来源：网</p><p>{}</p>"
    "<p>相关文章</p><ul><li>通知（2012-01-01）</li></ul></body></html>"
)


def write_files(folder: Path, number: int) -> float:
    """Write the generated documents as damaged files; return their size in MB of UTF-8."""
    docs, _ = generated.make_local(CENTRAL, number)
    to_traditional = opencc.OpenCC("s2tw").convert
    for count, (doc_id, text) in enumerate(zip(docs["doc_id"], docs["text"])):
        kind = count % 8
        suffix = "html" if kind == 2 else "txt"
        data = text.encode("utf-8")
        if kind == 0:
            data = text.encode("gb18030")
        elif kind == 1:
            data = to_traditional(text).encode("big5", errors="ignore")
        elif kind == 2:
            data = PAGE.format(text.replace("\n", "</p><p>")).encode("gb18030")
        elif kind == 3:
            data = (
                text.replace("政", "政(zhèng)")
                .replace("电", "电(diàn)")
                .encode("utf-8")
            )
        (folder / f"{doc_id}.{suffix}").write_bytes(data)
    return docs["text"].str.encode("utf-8").str.len().sum() / 1e6


def timed(label: str, size: float, work: Callable):
    """Run *work*, print its speed, and return seconds and result."""
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    print(f"  {label:14}{size / seconds:8.2f} MB/s {seconds:8.1f} s", flush=True)
    return seconds, result


def use_first(files: list[Path]) -> float:
    """Read a few files and run every step on them; return the seconds of the processor."""
    start = time.process_time()
    docs, _ = read_documents({file.name: file.read_bytes() for file in files})
    for find in STEPS.values():
        find(docs[COLUMNS])
    return time.process_time() - start


def stop_at(docs: pd.DataFrame, victim: str) -> pd.DataFrame:
    """Find institutions, but fail at one document: a run that was stopped."""
    if victim in set(docs["doc_id"]):
        raise KeyboardInterrupt
    return names.find_institutions(docs)


def check_resumed(parquet: str, folder: Path) -> bool:
    """Whether a stopped run keeps what it has, and ends with the same rows."""
    last = pd.read_parquet(parquet, columns=["doc_id"])["doc_id"].iloc[-1]
    out = str(folder / "resumed")
    try:
        map_documents(partial(stop_at, victim=last), parquet, out=out)
    except KeyboardInterrupt:
        kept = {p: p.stat().st_mtime_ns for p in Path(out).glob("*.parquet")}
    map_documents(names.find_institutions, parquet, out=out)
    untouched = all(p.stat().st_mtime_ns == then for p, then in kept.items())
    return untouched and pd.read_parquet(out).equals(
        pd.read_parquet(str(folder / "institutions"))
    )


def check_dask(parquet: str, folder: Path, report: pd.DataFrame) -> list[str]:
    """Return the steps whose rows from two Dask workers differ, reading the files among them."""
    differing = []
    with two_workers() as pool:
        docs, again = read_documents(folder / "files", executor=pool)
        if not (
            again.equals(report)
            and docs[COLUMNS].equals(pd.read_parquet(parquet)[COLUMNS])
        ):
            differing.append("read")
        for name, find in STEPS.items():
            map_documents(
                find, parquet, executor=pool, out=str(folder / f"dask-{name}")
            )
            if not pd.read_parquet(folder / f"dask-{name}").equals(
                pd.read_parquet(folder / name)
            ):
                differing.append(name)
    return differing


def main(number: int) -> None:
    """Generate, read, find everything, and print."""
    folder = Path(tempfile.mkdtemp(prefix="egov-benchmark-"))
    (folder / "files").mkdir()
    size = write_files(folder / "files", number)
    print(f"{number:,} files, {size:.0f} MB of text; MB/s on one core")
    first = use_first(sorted((folder / "files").iterdir())[:FIRST_FILES])
    print(f"  first use of all: {first:.1f} s, {FIRST_FILES} files")
    # `read_documents` is these two: reading, mending and cleaning, and what the letterheads say.
    reading, (docs, report) = timed(
        "read, mend", size, lambda: read_files(folder / "files")
    )
    letterheads, heads = timed(
        "letterheads",
        size,
        partial(map_documents, structure.read_letterhead, docs[["doc_id", "text"]]),
    )
    docs["date"] = docs["date"].fillna(heads["date"])
    total = reading + letterheads
    set_apart = (~report["read"]).sum()
    damaged = (report["damage"] != "").sum()
    print(f"  {len(docs):,} read, {set_apart} set apart, {damaged:,} damaged")
    parquet = str(folder / "docs.parquet")
    docs[COLUMNS].to_parquet(parquet, row_group_size=GROUP)
    del docs
    for name, find in STEPS.items():
        out = str(folder / name)
        seconds, _ = timed(
            name, size, lambda find=find, out=out: map_documents(find, parquet, out=out)
        )
        total += seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"whole pipeline {size / total:.2f} MB/s a core, "
        f"{size / (total + first):.2f} with the first use, peak {peak:.2f} GB"
    )
    print(f"a stopped run goes on where it stopped: {check_resumed(parquet, folder)}")
    differing = check_dask(parquet, folder, report)
    steps = len(STEPS) + 1
    same = steps - len(differing)
    print(f"Dask gives the same rows in {same} of {steps} steps {differing or ''}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
