"""How memory and seconds grow with the number of documents, streamed, on two cores: `python
benchmarks/growth.py [--documents 1000 10000 100000] [--measures centre transmission …]`.

Documents are those of `benchmarks/reuse.py` (7.5 KB each; beyond 10,000 the same ones again under
other ids), for `duplicates` those of `benchmarks/duplicates.py` (2.7 KB each, three in ten of them
copies). They lie in a parquet file. Each measure at each size has a process of its own:

centre: `shared_passages` with the five editions, settings="fast", through `map_documents`.
transmission: `transmission`, null model, groups and intervals included.
pairs: `stream_passages`, all against all, settings="pairs". Its time grows with the square of the
    number of blocks, so 10,000 documents are the most unless --most-pairs says more.
duplicates: `near_duplicates`, in one process, in memory.

Seconds are by the clock, and of the processor, of all processes together. Memory is the most that
the process held, and the most of any worker.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

import egov_lib as egov
from egov_lib.measure.duplicates import near_duplicates
from egov_lib.measure.reuse import Method, shared_passages, stream_passages
from egov_lib.read.jobs import map_documents, process_pool

PROCESSES = 2
GROUP = 500  # documents in a row group, the unit of work
MADE = 10_000  # different documents; more are these again
MOST_PAIRS = 10_000
PLACES, YEARS = 31, 9


# --- what is measured ---------------------------------------------------------------


def centre(file: str, out: str) -> int:
    """Find what of the five editions is in the documents; give the number of passages."""
    find = partial(shared_passages, egov.load_corpus(), settings="fast")
    with process_pool(PROCESSES) as pool:
        parts = map_documents(find, file, out=out, executor=pool)
    return int(parts["rows"].sum())


def transmission(file: str, out: str) -> int:
    """Measure what is the centre's; give the number of documents that have something."""
    central = egov.load_corpus()[["doc_id", "text", "date"]]
    method = Method(passages=False)
    with process_pool(PROCESSES) as pool:
        found = egov.transmission(file, central, method=method, executor=pool)
    return int((found.documents["shared"] > 0).sum())


def pairs(file: str, out: str) -> int:
    """Lay all documents beside one another; give the number of passages."""
    with process_pool(PROCESSES) as pool:
        parts = stream_passages(file, out, settings="pairs", executor=pool)
    return int(parts["rows"].sum())


def duplicates(file: str, out: str) -> int:
    """Find copies; give the number of pairs."""
    return len(near_duplicates(pd.read_parquet(file)).pairs)


MEASURES = {work.__name__: work for work in (centre, transmission, pairs, duplicates)}


def measure(name: str, file: str) -> None:
    """Run one measure in this process, and print what it took as JSON."""
    warnings.simplefilter("ignore")
    clock = time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        rows = MEASURES[name](file, out)
    clock = time.perf_counter() - clock
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    taken = {"seconds": clock, "of processor": sum(os.times()[:4])}
    taken |= {"GB": own_gigabytes(), "GB, worker": worker, "found": rows}
    print(json.dumps(taken))


def own_gigabytes() -> float:
    """Give the most memory of this process; getrusage would count its parent's, too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / 1e6


# --- the runs -----------------------------------------------------------------------


def write_documents(number: int, name: str, file: Path) -> None:
    """Write the documents that a measure wants."""
    if name == "duplicates":
        import duplicates as made

        docs, _ = made.make_documents(number, 1_000)
        docs.to_parquet(file, row_group_size=GROUP)
        return
    import reuse as made

    central = egov.load_corpus()[["doc_id", "text"]]
    docs, _ = made.make_local(central, min(number, MADE))
    copies = [
        docs.assign(doc_id=docs["doc_id"] + f"-{first}")
        for first in range(0, number, MADE)
    ]
    docs = pd.concat(copies, ignore_index=True).head(number)
    rng = np.random.default_rng(24)
    docs["place"] = [f"place {n:02}" for n in rng.integers(PLACES, size=number)]
    docs["year"] = rng.integers(2002, 2002 + YEARS, size=number)
    docs.to_parquet(file, row_group_size=GROUP)


def run(*arguments: str) -> str:
    """Run this program in a process of its own, and return what it printed."""
    command = [sys.executable, __file__, *arguments]
    ran = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    )
    return ran.stdout


def as_line(name: str, number: int, taken: dict) -> str:
    """Write a row of the table."""
    each = 1000 * taken["of processor"] / number
    cells = [f"`{name}`", f"{number:,}", f"{taken['seconds']:.0f}"]
    cells += [f"{taken['of processor']:.1f}", f"{each:.2f}"]
    cells += [f"{taken['GB']:.2f}", f"{taken['GB, worker']:.2f}", f"{taken['found']:,}"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Run what was asked for, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    sizes = [1_000, 10_000, 100_000]
    parser.add_argument("--documents", type=int, nargs="+", default=sizes)
    parser.add_argument("--measures", nargs="+", default=list(MEASURES))
    parser.add_argument("--most-pairs", type=int, default=MOST_PAIRS)
    # How it calls itself
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--write", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        measure(*chosen.measure)
        return
    if chosen.write:
        number, name, file = chosen.write
        write_documents(int(number), name, Path(file))
        return
    heads = ["measure", "documents", "seconds", "of processor", "ms each"]
    heads += ["GB", "GB, worker", "found"]
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    for name in chosen.measures:
        for number in chosen.documents:
            if name == "pairs" and number > chosen.most_pairs:
                continue
            with tempfile.TemporaryDirectory() as folder:
                file = f"{folder}/docs.parquet"
                run("--write", str(number), name, file)
                taken = json.loads(run("--measure", name, file))
            print(as_line(name, number, taken), flush=True)


if __name__ == "__main__":
    main()
