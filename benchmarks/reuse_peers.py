"""Shared passages side by side with the peers, each in a process of its own: `python
benchmarks/reuse_peers.py`.

Documents are those of `benchmarks/reuse.py`. Every method finds in them what of the five editions
is there, on one core; slow ones are given the first 60. In each round every method has a process of
its own, runs once on a few documents to be ready, and then --repeats times; the best counts.
Seconds are of the processor; seriatim's, whose Java nobody counts, are by the clock, and mostly
Spark's own start. `times difflib` is the median over the rounds of the ratio within a round, so
that it holds on a machine that other work shares. Recall and precision are of all documents that a
method was given, `of the first` of the 60 that all have.

Peers are no libraries of the workbook. In an environment of their own, beside the project's:

    python -m venv peers
    peers/bin/pip install text-matcher ahocorasick_rs pyspark==4.0.1 graphframes-py==0.9.3
    peers/bin/pip install intervaltree; peers/bin/pip install --no-deps PASSIM
    PYTHONPATH=$PWD:.venv/lib/python3.11/site-packages peers/bin/python benchmarks/reuse_peers.py

PASSIM is a copy of github.com/dasmiq/passim, which wants Java 17. What is not there is named, with
the error.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import reuse as generated

import egov_lib as egov

COMMON = 60  # documents that every method is given
READY = 6  # documents on which a method runs first


class Method(NamedTuple):
    """A way to find passages.

    find: takes the central and the local documents, gives places in the local ones.
    is_slow: whether it is given few documents, and once.
    module: what must be there; "" if nothing.
    clock: what counts its seconds.
    """

    find: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
    is_slow: bool = False
    module: str = ""
    clock: Callable[[], float] = time.process_time


METHODS = {
    "fast": Method(generated.find_ours("fast")),
    "careful": Method(generated.find_ours("careful")),
    "difflib": Method(generated.find_by_difflib, is_slow=True),
    "text-matcher": Method(generated.find_by_text_matcher, True, "text_matcher"),
    "seriatim": Method(
        generated.find_by_seriatim, True, "passim.seriatim", time.perf_counter
    ),
    "one compiled pass": Method(generated.find_by_one_pass, False, "ahocorasick_rs"),
}


def seconds_of(
    method: Method, central: pd.DataFrame, docs: pd.DataFrame
) -> tuple[float, pd.DataFrame]:
    """Return the seconds that a method takes, and what it finds."""
    start = method.clock()
    found = method.find(central, docs)
    return method.clock() - start, found


def measure(name: str, folder: str, repeats: int) -> None:
    """Run one method in this process, and print what it did as JSON."""
    method = METHODS[name]
    central = egov.load_corpus()[["doc_id", "text"]]
    docs = pd.read_parquet(f"{folder}/docs.parquet")
    planted = pd.read_parquet(f"{folder}/planted.parquet")
    if method.is_slow:
        docs, planted = generated.head((docs, planted), COMMON)
    megabytes = docs["text"].str.encode("utf-8").str.len().sum() / 1e6
    method.find(central, docs.head(READY))
    runs = [seconds_of(method, central, docs) for _ in range(repeats)]
    found = runs[0][1]
    few, own = generated.head((docs, planted), COMMON)
    of_few = found[found["doc_id"].isin(few["doc_id"])]
    scores = generated.score(docs, planted, found)
    scores_of_few = generated.score(few, own, of_few)
    taken = {
        "documents": len(docs),
        "MB/s": megabytes / min(seconds for seconds, _ in runs),
        "recall": scores["recall"],
        "precision": scores["precision"],
        "recall of the first": scores_of_few["recall"],
        "precision of the first": scores_of_few["precision"],
    }
    print(json.dumps(taken))


def in_a_process_of_its_own(name: str, folder: str, repeats: int) -> dict:
    """Measure one method; raises `RuntimeError` with the last line that it wrote if it fails."""
    command = [sys.executable, __file__, "--measure", name, folder]
    command += ["--repeats", str(repeats)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise RuntimeError((ran.stderr.strip().splitlines() or ["no message"])[-1])
    return json.loads(ran.stdout.splitlines()[-1])


def why_missing(method: Method) -> str:
    """Say why a method can't be run; "" if it can."""
    try:
        importlib.import_module(method.module or "sys")
    except ImportError as error:
        return f"not installed ({error})"
    return ""


def run_rounds(folder: str, rounds: int, repeats: int) -> dict[str, list[dict]]:
    """Measure all methods, slow peers but difflib once; name those that can't be."""
    found: dict[str, list[dict]] = {}
    for number in range(rounds):
        for name, method in METHODS.items():
            once = method.is_slow and name != "difflib"
            missing = why_missing(method)
            if number and (once or missing):
                continue
            if missing:
                print(f"{name}: {missing}", flush=True)
                continue
            try:
                taken = in_a_process_of_its_own(name, folder, 1 if once else repeats)
            except RuntimeError as error:
                print(f"{name}: failed ({error})", flush=True)
                continue
            found.setdefault(name, []).append(taken)
    return found


def as_rows(found: dict[str, list[dict]]) -> list[dict]:
    """Make a row of each method: the best speed, and the median of the ratios."""
    rows = []
    for name, runs in found.items():
        best = max(runs, key=lambda run: run["MB/s"])
        pairs = zip(runs, found["difflib"])
        ratios = [own["MB/s"] / peer["MB/s"] for own, peer in pairs]
        row = {"method": name} | best
        row["times difflib"] = statistics.median(ratios)
        row["in each round"] = ", ".join(f"{ratio:.3g}" for ratio in ratios)
        rows.append(row)
    return rows


def main() -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--documents", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=3)
    # How it calls itself
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        measure(*chosen.measure, chosen.repeats)
        return
    central = egov.load_corpus()[["doc_id", "text"]]
    docs, planted = generated.make_local(central, chosen.documents, seed=chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        docs.to_parquet(f"{folder}/docs.parquet")
        planted.to_parquet(f"{folder}/planted.parquet")
        found = run_rounds(folder, chosen.rounds, chosen.repeats)
    generated.say(f"Of {len(docs):,} documents", as_rows(found))


if __name__ == "__main__":
    main()
