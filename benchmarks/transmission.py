"""What of the centre is in 1,000 and 10,000 documents, and what that takes: `python
benchmarks/transmission.py [number …]`.

Documents are generated from a seed as in `benchmarks/reuse.py`: running text with set phrases
strewn in and passages of the five editions planted, so the planted share is known. They lie in a
parquet file with 31 places and nine years, and two processes read them. Printed are the seconds of
the processor (of all processes), the most memory that any of them held, how far shares are from
what was planted (of which up to a fifth was edited, and is not equal), how many intervals of places
hold the share of all documents (all are of one population), and what documents without a planted
passage have.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import reuse as generated

import egov_lib as egov
from egov_lib.measure.reuse import Method, normal_form
from egov_lib.read.jobs import process_pool

CENTRAL = egov.load_corpus()[["doc_id", "text", "date"]]
PROCESSES = 2
GROUP = 500  # documents in a row group, the unit of work
PLACES, YEARS = 31, 9


def planted_shares(docs: pd.DataFrame, planted: pd.DataFrame) -> np.ndarray:
    """Return for each document which share of its normal form was planted."""
    texts = dict(zip(docs["doc_id"], docs["text"]))
    chars = dict.fromkeys(texts, 0)
    for row in planted.itertuples():
        passage = texts[row.doc_id][row.start : row.end]
        chars[row.doc_id] += len(normal_form(passage)[0])
    return np.array(
        [chars[doc_id] / len(normal_form(text)[0]) for doc_id, text in texts.items()]
    )


def processor_seconds() -> float:
    """Return the seconds of the processor of this process and those that have ended."""
    return sum(os.times()[:4])


def gigabytes() -> tuple[float, float]:
    """Return the most memory of this process, and of any of those that have ended."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, other = (resource.getrusage(one).ru_maxrss / 1e6 for one in who)
    return own, other


def main(number: int) -> None:
    """Generate, measure, print."""
    docs, planted = generated.make_local(CENTRAL[["doc_id", "text"]], number)
    truth = planted_shares(docs, planted)
    rng = np.random.default_rng(24)
    docs["place"] = [f"place {n:02}" for n in rng.integers(PLACES, size=number)]
    docs["year"] = rng.integers(2002, 2002 + YEARS, size=number)
    megabytes = docs["text"].str.encode("utf-8").str.len().sum() / 1e6
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "docs.parquet")
        docs.to_parquet(path, row_group_size=GROUP)
        del docs, planted
        before = processor_seconds()
        method = Method(passages=False)
        with process_pool(PROCESSES) as pool:
            found = egov.transmission(path, CENTRAL, method=method, executor=pool)
        seconds = processor_seconds() - before
    own, other = gigabytes()
    print(
        f"{number:,} documents, {megabytes:.0f} MB: {seconds:.1f} s of the processor, "
        f"{1000 * seconds / number:.1f} ms a document; at most {own:.2f} GB here "
        f"(documents were made here) and {other:.2f} GB in a worker"
    )
    documents = found.documents
    error = documents["share"] - truth
    without = documents[truth == 0]
    places = found.groups[found.groups["by"] == "place"]
    mean = documents["share"].mean()
    holds = places["share_low"].le(mean) & places["share_high"].ge(mean)
    print(
        f"  share planted {truth.mean():.4f}, edits included, found {mean:.4f}; mean "
        f"distance a document {error.abs().mean():.4f}; {holds.sum()} of {len(places)} "
        f"intervals of places hold that of all; {len(without)} documents without a planted passage "
        f"have {without['share'].mean():.5f}, without set phrases "
        f"{without['weighted'].mean():.5f}; by chance {documents['chance'].mean():.5f}"
    )
    print(
        f"  {(found.clauses['documents'] > 0).sum()} of {len(found.clauses)} clauses are in "
        "some document"
    )


if __name__ == "__main__":
    for wanted in [int(word) for word in sys.argv[1:]] or [1_000, 10_000]:
        main(wanted)
