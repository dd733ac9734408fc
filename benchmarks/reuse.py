"""How fast and how well are shared passages found, against the peers, in one run: `python
benchmarks/reuse.py`.

Local documents are generated from a seed: running text of dictionary words and the field's own
terms, with set phrases strewn in, and passages planted from the five editions: word for word, with
5, 10 or 20 % of the characters edited, in a document whose punctuation was flattened to full
stops, or in traditional script. So it is known what is to be found, and nothing else counts.

A planted passage counts as found if at least half of its characters lie in passages that were
found, a found passage as right if at least half of it was planted; shares of characters are given
beside. Times are of the processor, on one core; that of seriatim, which starts processes of its
own, is by the clock.

Peers that are no part of the workbook's libraries are run if they can be imported: ahocorasick_rs,
one compiled pass, which is the limit; text-matcher; and seriatim, which is passim's successor
(github.com/dasmiq/passim, with pyspark, graphframes-py, intervaltree and Java 17).
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import jieba
import numpy as np
import opencc
import pandas as pd

import egov_lib as egov
from egov_lib.measure import reuse

KINDS = (
    "verbatim",
    "edits 5 %",
    "edits 10 %",
    "edits 20 %",
    "flattened",
    "traditional",
)
DOCUMENT_CHARS = 2_500  # 7.5 KB in UTF-8
PEER_DOCUMENTS = 60  # what slow peers are given
PASSAGE_CHARS = (30, 150)


@dataclass(frozen=True)
class Vocabulary:
    """What the generated text is made of: words with cumulated shares, and characters for edits."""

    words: np.ndarray
    cumulated: np.ndarray
    phrases: np.ndarray
    characters: np.ndarray


def load_vocabulary() -> Vocabulary:
    """Common words by jieba's frequencies, flattened a little, and the terms and set phrases of
    the central texts.
    """
    path = Path(jieba.__file__).parent / "dict.txt"
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split()
        if int(count) >= 200 and re.fullmatch("[\u4e00-\u9fff]{1,4}", word):
            rows.append((word, int(count) ** 0.7))
    words, weights = map(np.array, zip(*rows))
    terms = egov.load_table("terms")["word"]
    # 9 characters: below what counts as a passage
    is_short = terms.str.fullmatch("[\u4e00-\u9fff]{3,9}")
    return Vocabulary(
        words=words,
        cumulated=np.cumsum(weights / weights.sum()),
        phrases=terms[is_short].to_numpy(str),
        characters=np.array(sorted(set("".join(words[:3000])))),
    )


def running_text(
    rng: np.random.Generator, vocabulary: Vocabulary, chars: int
) -> list[str]:
    """Clauses of about *chars* characters in all; one in four holds a term of the field."""
    words = vocabulary.words[
        np.searchsorted(vocabulary.cumulated, rng.random(chars // 2 + 8))
    ].tolist()
    sizes, clauses, at, total = rng.integers(3, 9, chars // 6 + 8).tolist(), [], 0, 0
    for size, chance in zip(sizes, rng.random(len(sizes)).tolist()):
        clause = words[at : at + size]
        at += size
        if chance < 0.25:
            clause.insert(
                int(chance * 400) % (len(clause) + 1),
                str(rng.choice(vocabulary.phrases)),
            )
        clauses.append("".join(clause) + ("。" if chance > 0.8 else "，"))
        total += len(clauses[-1])
        if total >= chars:
            break
    return clauses


def edit(
    rng: np.random.Generator, passage: str, share: float, characters: np.ndarray
) -> str:
    """Change, drop or add *share* of the characters (half are changed, a quarter each dropped and
    added).
    """
    dice, new = rng.random(len(passage)), rng.choice(characters, len(passage))
    kinds = (
        np.minimum((dice / share * 4).astype(int), 4)
        if share
        else np.full(len(passage), 4)
    )
    forms = {
        0: lambda c, n: n,
        1: lambda c, n: n,
        2: lambda c, n: "",
        3: lambda c, n: c + n,
        4: lambda c, n: c,
    }
    return "".join(forms[int(k)](c, n) for k, c, n in zip(kinds, passage, new))


def make_local(
    central: pd.DataFrame, number: int, *, seed: int = 6
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Generate *number* local documents; return them (doc_id, text, kind) and what was planted in
    them.

    Planted, a row a passage: doc_id, start, end (in the local text), other_doc_id, other_start,
    other_end (in the central text), kind.
    """
    rng = np.random.default_rng(seed)
    vocabulary = load_vocabulary()
    to_traditional = opencc.OpenCC("s2t").convert
    texts, planted = [], []
    starts = {
        row.doc_id: [m.end() for m in re.finditer("[，。；：]", row.text)]
        for row in central.itertuples()
    }
    sources = dict(zip(central["doc_id"], central["text"]))
    names = list(sources)
    for document in range(number):
        kind = KINDS[document % len(KINDS)]
        share = float(kind.split()[1]) / 100 if kind.startswith("edits") else 0.0
        clauses = running_text(rng, vocabulary, DOCUMENT_CHARS)
        slots = sorted(
            rng.choice(len(clauses) - 1, int(rng.integers(0, 5)), replace=False) + 1
        )
        parts, at, length = [], 0, 0
        for slot in slots:
            name = names[int(rng.integers(len(names)))]
            first = int(rng.choice(starts[name][:-8]))
            last = min(len(sources[name]), first + int(rng.integers(*PASSAGE_CHARS)))
            passage = edit(rng, sources[name][first:last], share, vocabulary.characters)
            parts += clauses[at:slot]
            length += sum(map(len, clauses[at:slot]))
            planted.append(
                (
                    f"local-{document:06}",
                    length,
                    length + len(passage),
                    name,
                    first,
                    last,
                    kind,
                )
            )
            parts.append(passage)
            length, at = length + len(passage), slot
        text = "".join([*parts, *clauses[at:]])
        if kind == "flattened":
            text = re.sub("[^\u4e00-\u9fff0-9A-Za-z]", ".", text)
        texts.append(to_traditional(text) if kind == "traditional" else text)
    docs = pd.DataFrame(
        {"doc_id": [f"local-{n:06}" for n in range(number)], "text": texts}
    )
    columns = [
        "doc_id",
        "start",
        "end",
        "other_doc_id",
        "other_start",
        "other_end",
        "kind",
    ]
    return docs.assign(
        kind=[KINDS[n % len(KINDS)] for n in range(number)]
    ), pd.DataFrame(planted, columns=columns)


# --- what was found against what was planted ------------------------------------------------------

Spans = pd.DataFrame  # doc_id, start, end in the local text; perhaps other_doc_id


def mark(docs: pd.DataFrame, spans: Spans) -> dict[str, np.ndarray]:
    """Which characters of each document lie in a span."""
    marks = {
        doc_id: np.zeros(len(text), bool)
        for doc_id, text in zip(docs["doc_id"], docs["text"])
    }
    for doc_id, start, end in zip(spans["doc_id"], spans["start"], spans["end"]):
        marks[doc_id][start:end] = True
    return marks


def score(docs: pd.DataFrame, planted: pd.DataFrame, found: Spans) -> dict[str, float]:
    """Recall, precision, both of characters, and recall by kind; a passage counts if half of it is
    covered.
    """
    right, seen = mark(docs, planted), mark(docs, found)
    met = pd.Series(
        [
            seen[d][a:b].mean() >= 0.5
            for d, a, b in planted[["doc_id", "start", "end"]].values
        ],
        dtype=float,
    )
    good = [
        right[d][a:b].mean() >= 0.5
        for d, a, b in found[["doc_id", "start", "end"]].values
    ]
    both = sum((right[d] & seen[d]).sum() for d in right)
    result = {"recall": met.mean(), "precision": float(np.mean(good or [0]))}
    result |= {"recall_chars": both / sum(m.sum() for m in right.values())}
    result |= {"precision_chars": both / max(1, sum(m.sum() for m in seen.values()))}
    return (
        result | met.groupby(planted["kind"].to_numpy()).mean().reindex(KINDS).to_dict()
    )


def local_side(passages: pd.DataFrame) -> Spans:
    """The other side of shared passages."""
    names = {"other_doc_id": "doc_id", "other_start": "start", "other_end": "end"}
    return passages[list(names)].rename(columns=names)


# --- peers ----------------------------------------------------------------------------------------


def find_ours(preset: str) -> Callable[[pd.DataFrame, pd.DataFrame], Spans]:
    """`shared_passages` with a preset."""
    return lambda central, docs: local_side(
        reuse.shared_passages(central, docs, settings=preset)
    )


def find_by_difflib(central: pd.DataFrame, docs: pd.DataFrame) -> Spans:
    """The standard library's SequenceMatcher, on our normal form: its matching blocks of ten
    characters or more.
    """
    forms, rows = [reuse.normal_form(text)[0] for text in central["text"]], []
    for doc_id, text in zip(docs["doc_id"], docs["text"]):
        form, places = reuse.normal_form(text)
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(form)
        for source in forms:
            matcher.set_seq1(source)
            for _, at, size in matcher.get_matching_blocks():
                if size >= 10:
                    rows.append((doc_id, places[at], places[at + size - 1] + 1))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


def find_by_dict(central: pd.DataFrame, docs: pd.DataFrame) -> Spans:
    """A plain dict of eight-character runs, on our normal form: neighbouring hits joined, twelve
    characters at least.
    """
    grams = {
        form[i : i + 8]
        for form in map(first_of_normal_form, central["text"])
        for i in range(len(form) - 7)
    }
    rows = []
    for doc_id, text in zip(docs["doc_id"], docs["text"]):
        form, places = reuse.normal_form(text)
        hits = [i for i in range(len(form) - 7) if form[i : i + 8] in grams]
        cuts = [
            0,
            *(n for n in range(1, len(hits)) if hits[n] - hits[n - 1] > 24),
            len(hits),
        ]
        for a, b in pairwise(cuts):
            if b > a and hits[b - 1] + 8 - hits[a] >= 12:
                rows.append((doc_id, places[hits[a]], places[hits[b - 1] + 7] + 1))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


def first_of_normal_form(text: str) -> str:
    """The normal form without its places."""
    return reuse.normal_form(text)[0]


def find_by_text_matcher(central: pd.DataFrame, docs: pd.DataFrame) -> Spans:
    """text-matcher (Reeve), which knows Latin words only: each character of the normal form is
    spelled as one of six letters.
    """
    from text_matcher.matcher import Matcher, Text

    def spaced(text: str) -> str:
        return " ".join(
            f"q{ord(character):05}" for character in first_of_normal_form(text)
        )

    rows = []
    sources = [
        Text(spaced(text), label, removeStopwords=False)
        for label, text in zip(central["doc_id"], central["text"])
    ]
    for doc_id, text in zip(docs["doc_id"], docs["text"]):
        places = reuse.normal_form(text)[1]
        own = Text(spaced(text), doc_id, removeStopwords=False)
        for source in sources:
            with contextlib.redirect_stdout(io.StringIO()):
                matched = Matcher(
                    source,
                    own,
                    threshold=3,
                    cutoff=5,
                    ngramSize=3,
                    removeStopwords=False,
                ).match()
            for start, end in matched[2]:
                first = start // 7
                last = min(len(places), (end + 1) // 7) - 1
                rows.append((doc_id, places[first], places[last] + 1))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


def find_by_one_pass(central: pd.DataFrame, docs: pd.DataFrame) -> Spans:
    """The limit: one pass of a compiled Aho-Corasick automaton of all eight-character runs of the
    central texts, hits joined as by the dict. Nothing is aligned.
    """
    import ahocorasick_rs

    grams = {
        form[i : i + 8]
        for form in map(first_of_normal_form, central["text"])
        for i in range(len(form) - 7)
    }
    automaton = ahocorasick_rs.AhoCorasick(sorted(grams))
    rows = []
    for doc_id, text in zip(docs["doc_id"], docs["text"]):
        form, places = reuse.normal_form(text)
        found = automaton.find_matches_as_indexes(form, overlapping=True)
        hits = [start for _, start, _ in found]
        cuts = [
            0,
            *(n for n in range(1, len(hits)) if hits[n] - hits[n - 1] > 24),
            len(hits),
        ]
        for a, b in pairwise(cuts):
            if b > a and hits[b - 1] + 8 - hits[a] >= 12:
                rows.append((doc_id, places[hits[a]], places[hits[b - 1] + 7] + 1))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


SERIATIM = (
    "-n 8 --min-match 1 --min-align 10 --gap 40 --maxDF 1000000 "
    "--floating-ngrams --all-pairs --to-extents"
)


def find_by_seriatim(central: pd.DataFrame, docs: pd.DataFrame) -> Spans:
    """seriatim on our normal form, tuned to runs of eight characters; by default it asks for 25
    and finds little.
    """
    places, ids, rows = {}, {}, []
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/in.json", "w", encoding="utf-8") as file:
            for central_text, frame in ((1, central), (0, docs)):
                for doc_id, text in zip(frame["doc_id"], frame["text"]):
                    form, places[doc_id] = reuse.normal_form(text)
                    ids |= {} if central_text else {form: doc_id}
                    file.write(
                        json.dumps(
                            {"id": doc_id, "text": form, "central": central_text}
                        )
                        + "\n"
                    )
        pairs = ["--fields", "central", "--filterpairs", "central = 1 AND central2 = 0"]
        code = "import sys; from passim.seriatim import main; main(sys.argv[1:])"
        command = [
            sys.executable,
            "-c",
            code,
            *SERIATIM.split(),
            *pairs,
            f"{folder}/in.json",
            f"{folder}/out",
        ]
        paths = {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
        }
        subprocess.run(
            command, check=True, capture_output=True, cwd=folder, env=os.environ | paths
        )
        extents = pd.read_parquet(f"{folder}/out/tmp/extents.parquet")
    # "uid2" is a hash: which document it means is seen from the text.
    for _, group in extents.groupby("uid2"):
        text, start, end = group[["text2", "begin2", "end2"]].iloc[0]
        doc_id = next(doc_id for form, doc_id in ids.items() if form[start:end] == text)
        rows += [
            (doc_id, places[doc_id][a], places[doc_id][b - 1] + 1)
            for a, b in zip(group["begin2"], group["end2"])
        ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


def measure(
    name: str,
    find: Callable,
    central: pd.DataFrame,
    local: tuple[pd.DataFrame, pd.DataFrame],
    clock: Callable,
) -> dict:
    """Time one method in seconds of *clock*, and score it."""
    docs, planted = local
    start = clock()
    found = find(central, docs)
    seconds = clock() - start
    megabytes = sum(len(text.encode()) for text in docs["text"]) / 1e6
    return {
        "method": name,
        "documents": len(docs),
        "MB/s": megabytes / seconds,
        **score(docs, planted, found),
    }


# --- the runs -------------------------------------------------------------------------------------


def head(
    local: tuple[pd.DataFrame, pd.DataFrame], number: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The first documents, and what is planted in them."""
    docs = local[0].iloc[:number]
    return docs, local[1][local[1]["doc_id"].isin(docs["doc_id"])].reset_index(
        drop=True
    )


def say(title: str, rows: list[dict]) -> None:
    """Print rows as a Markdown table."""
    frame = pd.DataFrame(rows)
    print(f"\n### {title}\n")
    print(f"| {' | '.join(frame.columns)} |")
    print(f"|{'---|' * len(frame.columns)}")
    for row in frame.itertuples(index=False):
        print(f"| {' | '.join(map(as_cell, row))} |")


def as_cell(value: object) -> str:
    """Write a value, small numbers to three places."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.3f}" if value < 10 else f"{value:.0f}"


def compare_methods(
    central: pd.DataFrame, local: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    """Our presets on all documents, the peers on as many as they manage, each with how much slower
    it is than the default.
    """
    reuse.shared_passages(central)  # the table of characters is made once
    every, own = len(local[0]), time.process_time
    presets = {"careful": every, "fast": every, "sensitive": 2_000}
    methods = [
        (f"settings={name!r}", find_ours(name), size, own)
        for name, size in presets.items()
    ]
    methods += [
        ("dict of 8-grams", find_by_dict, 1_000, own),
        ("difflib", find_by_difflib, PEER_DOCUMENTS, own),
    ]
    if importlib.util.find_spec("ahocorasick_rs"):
        methods.append(("one compiled pass", find_by_one_pass, every, own))
    if importlib.util.find_spec("text_matcher"):
        methods.append(("text-matcher", find_by_text_matcher, PEER_DOCUMENTS, own))
    if importlib.util.find_spec("passim"):
        methods.append(
            ("seriatim", find_by_seriatim, PEER_DOCUMENTS, time.perf_counter)
        )
    methods.append(
        ("the default, on the same few", find_ours("careful"), PEER_DOCUMENTS, own)
    )
    rows = [
        measure(name, find, central, head(local, size), clock)
        for name, find, size, clock in methods
    ]
    for row in rows:
        row["times slower"] = rows[0]["MB/s"] / row["MB/s"]
        row["of difflib"] = row["MB/s"] / rows[4]["MB/s"]
    say("Methods: speed on one core, and recall by kind of damage", rows)


def show_growth(
    central: pd.DataFrame, local: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    """Seconds against documents: the last column is level if growth is linear."""
    rows = []
    for size in (1_250, 2_500, 5_000, 10_000):
        if size <= len(local[0]):
            start = time.process_time()
            reuse.shared_passages(central, local[0].iloc[:size])
            seconds = time.process_time() - start
            rows.append(
                {
                    "documents": size,
                    "seconds": seconds,
                    "ms a document": 1000 * seconds / size,
                }
            )
    say("Growth", rows)


def compare_all_pairs(
    central: pd.DataFrame, local: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    """All local documents with one another, before and after what they took from the centre is
    masked.
    """
    docs = local[0]
    masked = reuse.mask_passages(
        docs, reuse.shared_passages(central, docs, settings="fast")
    )
    rows = []
    for name, frame in (("as they are", docs), ("central passages masked", masked)):
        start = time.process_time()
        found = reuse.shared_passages(frame, settings="pairs")
        rows.append(
            {
                "local documents": name,
                "number": len(docs),
                "seconds": time.process_time() - start,
                "passages": len(found),
            }
        )
    say("All pairs", rows)


def measure_pairs(local: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """`compare_pairs` for 200 documents, with and without the null model."""
    docs = local[0].head(200)
    passages = reuse.shared_passages(docs)
    rows = []
    for chance in (True, False):
        start = time.process_time()
        compared = reuse.compare_pairs(passages, docs, chance=chance)
        seconds = time.process_time() - start
        rows.append({"null model": chance, "rows": len(compared), "seconds": seconds})
    say("Measuring pairs of 200 documents", rows)


# Run in a process of its own, with the folder as its argument. Memory is not asked of getrusage:
# that counts what the parent held when it started this process.
STREAM = r"""
import re, sys, time
from functools import partial
from pathlib import Path

import egov_lib as egov
from egov_lib import jobs, reuse

folder = sys.argv[1]
start = time.perf_counter()
find = partial(reuse.shared_passages, egov.load_corpus(), settings="fast")
parts = jobs.map_documents(find, f"{folder}/local.parquet", out=f"{folder}/found")
seconds = time.perf_counter() - start, time.process_time()
status = Path("/proc/self/status").read_text(encoding="utf-8")
peak = re.search(r"VmHWM:\s*(\d+)", status)[1]
print(*seconds, int(peak) / 1024, parts["rows"].sum())
"""


def stream(
    central: pd.DataFrame, local: tuple[pd.DataFrame, pd.DataFrame], times: int
) -> None:
    """The documents, *times* over, from parquet to parquet in a process of their own, with the
    memory it took.
    """
    with tempfile.TemporaryDirectory() as folder:
        copies = [
            local[0].assign(doc_id=local[0]["doc_id"] + f"-{n}") for n in range(times)
        ]
        pd.concat(copies)[["doc_id", "text"]].to_parquet(
            f"{folder}/local.parquet", row_group_size=2_000
        )
        ran = subprocess.run(
            [sys.executable, "-c", STREAM, folder],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        wall, seconds, peak, rows = map(float, ran.stdout.split())
    row = {
        "documents": times * len(local[0]),
        "seconds": wall,
        "of processor": seconds,
        "peak MB": peak,
        "passages": rows,
    }
    say("Streamed from parquet to parquet", [row])


# As STREAM: all against all, with the number of documents and of processes as arguments.
ALL_PAIRS = r"""
import re, resource, sys, time, warnings
from pathlib import Path

from egov_lib.measure.reuse import stream_passages
from egov_lib.read.jobs import process_pool

folder, processes = sys.argv[1], int(sys.argv[2])
if __name__ == "__main__":
    warnings.simplefilter("ignore")
    start = time.perf_counter()
    with process_pool(processes) as pool:
        parts = stream_passages(
            f"{folder}/docs.parquet", f"{folder}/out", settings="pairs", executor=pool
        )
    wall = time.perf_counter() - start
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() + child.ru_utime + child.ru_stime
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(re.search(r"VmHWM:\s*(\d+)", status)[1])
    print(wall, seconds, peak / 1024, child.ru_maxrss / 1024, parts["rows"].sum())
"""


def stream_all_pairs(docs: pd.DataFrame, sizes: list[int], processes: int) -> None:
    """All documents against all, from files to files, at several sizes."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            columns = docs[["doc_id", "text"]].iloc[:size]
            columns.to_parquet(f"{folder}/docs.parquet", row_group_size=1_000)
            program = Path(folder) / "all_pairs.py"
            program.write_text(ALL_PAIRS, encoding="utf-8")
            ran = subprocess.run(
                [sys.executable, str(program), folder, str(processes)],
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=True,
            )
        wall, seconds, peak, child, found = map(float, ran.stdout.split())
        row = {"documents": size, "processes": processes, "seconds": wall}
        row |= {"of processor": seconds, "passages": found}
        row |= {"peak MB, main": peak, "peak MB, worker": child}
        rows.append(row)
    say("All against all, streamed", rows)


def main() -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--documents",
        type=int,
        default=10_000,
        help="local documents to generate (7.5 KB each)",
    )
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument(
        "--times", type=int, default=10, help="how often over they are streamed"
    )
    parser.add_argument(
        "--all-pairs",
        type=int,
        nargs="*",
        default=[],
        help="numbers of documents that are streamed all against all, and nothing else",
    )
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    central = egov.load_corpus()[["doc_id", "text"]]
    local = make_local(central, chosen.documents, seed=chosen.seed)
    docs, planted = local
    if chosen.all_pairs:
        stream_all_pairs(docs, chosen.all_pairs, chosen.processes)
        return
    megabytes = docs["text"].str.len().sum() * 3 / 1e6
    print(
        f"{len(docs)} local documents, {megabytes:.0f} MB, "
        f"{len(planted)} passages planted"
    )
    compare_methods(central, local)
    show_growth(central, local)
    compare_all_pairs(central, local)
    measure_pairs(local)
    stream(central, local, chosen.times)


if __name__ == "__main__":
    main()
