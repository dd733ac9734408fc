"""How much faster `compare_pairs` is than in another state of the project: `python
benchmarks/pairs.py OTHER [--documents 60]`.

OTHER is a folder with that state: `git worktree add OTHER fc98c43^` has the last in which each pair
was read anew. Both states compare the same documents of `benchmarks/reuse.py` (all pairs, null
model included), each in a process of its own; seconds are of the processor. What both measure of
the pairs that share something must be the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import reuse as generated

import egov_lib as egov

HERE = Path(__file__).resolve().parent.parent
# Run with either state, with the folder of the documents and the name of the result as arguments.
COMPARE = r"""
import sys, time
import pandas as pd
from egov_lib.measure import reuse

docs = pd.read_parquet(sys.argv[1])
passages = reuse.shared_passages(docs)
start = time.process_time()
compared = reuse.compare_pairs(passages, docs)
print(time.process_time() - start)
compared.to_pickle(sys.argv[2])
"""


def compare(tree: Path, documents: str, result: str) -> tuple[float, pd.DataFrame]:
    """Return the seconds that the state in a folder takes, and what it finds."""
    command = [sys.executable, "-c", COMPARE, documents, result]
    environment = os.environ | {"PYTHONPATH": str(tree)}
    ran = subprocess.run(
        command,
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(ran.stdout.split()[-1]), pd.read_pickle(result)


def main() -> None:
    """Run both, and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("other", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    chosen = parser.parse_args()
    central = egov.load_corpus()[["doc_id", "text"]]
    docs, _ = generated.make_local(central, chosen.documents)
    with tempfile.TemporaryDirectory() as folder:
        documents = f"{folder}/docs.parquet"
        docs.to_parquet(documents)
        before, old = compare(chosen.other, documents, f"{folder}/old")
        after, new = compare(HERE, documents, f"{folder}/new")
    pair = ["doc_id", "other_doc_id"]
    both = old.merge(new, on=pair, suffixes=("", "_new"))
    same = both["chance_runs"].sub(both["chance_runs_new"]).abs().max()
    print(
        f"{len(docs)} documents, {len(docs) * (len(docs) - 1) // 2:,} pairs: {before:.2f} s before "
        f"({len(old):,} rows), {after:.2f} s now ({len(new):,} rows), {before / after:.0f} times "
        f"faster; expected runs of {len(both):,} pairs differ by {same:.6f} at most"
    )


if __name__ == "__main__":
    main()
