"""How fast are words cut, found and counted, against the peers, in one run: `python benchmarks/words.py [--documents 10000]`.

The documents are generated from a seed: words of jieba's dictionary as often as it says they are, and sentences of the five
editions between them. Everybody is given words in its own form beforehand: `Counter` and NLTK a list of strings, we the frame
of `segment`, in which words are numbers already. That numbering is timed where it happens, in `segment`; the line "from texts
to counts" takes both together. Where results can be compared they are: a fast count that differs is an error, not a figure.
NLTK is no part of the workbook; without it its lines are left out.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from math import log
from pathlib import Path

import jieba
import numpy as np
import pandas as pd

import egov_lib as egov
from egov_lib.measure.concordance import dispersion, find_phrase, in_context
from egov_lib.measure.keyness import collocates, keywords
from egov_lib.measure.words import SENTENCE_END_RE, segment

DOCUMENT_CHARS = 1_000  # 3 KB in UTF-8
TERM = "电子政务"  # e-government
SAMPLE = 500  # documents for plain jieba, which would take half a minute for all


def generate(count: int, seed: int = 2002) -> pd.DataFrame:
    """Documents of random words with a mark after every ninth or so; one sentence in eight is from the editions."""
    rng = np.random.default_rng(seed)
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    known = pd.DataFrame([line.split()[:2] for line in lines], columns=["word", "count"])
    known = known[
        known["word"].str.fullmatch(r"[\u4e00-\u9fff]{1,4}") & (known["count"].astype(int) > 50)
    ]
    weights = known["count"].astype(float).to_numpy()
    real = [s for text in egov.load_corpus()["text"] for s in SENTENCE_END_RE.split(text) if s]
    texts = []
    for _ in range(count):
        words = rng.choice(
            known["word"].to_numpy(object), DOCUMENT_CHARS // 2, p=weights / weights.sum()
        )
        parts = [
            "".join(part) + mark for part, mark in zip(np.array_split(words, 56), "，，、。" * 14)
        ]
        places = rng.random(len(parts)) < 1 / 8
        parts = [f"{rng.choice(real)}。" if place else part for place, part in zip(places, parts)]
        texts.append("".join(parts)[:DOCUMENT_CHARS])
    return pd.DataFrame({"doc_id": [f"d{i}" for i in range(count)], "text": texts})


def timed(call, repeat=1):
    """The result of a call and the best of its times: seconds of this process alone, so that a busy machine disturbs less."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        result = call()
        times.append(time.process_time() - start)
    return result, min(times)


def report(what: str, seconds: float, peers: dict[str, float], note: str = "") -> None:
    """One line: our time, and how many times as long each peer takes."""
    ratios = ", ".join(
        f"{peer} {peer_seconds / seconds:.1f} ×" for peer, peer_seconds in peers.items()
    )
    print(f"{what:<42}{seconds:8.3f} s   {ratios}   {note}")


def megabytes(docs: pd.DataFrame) -> float:
    """Size of the texts in UTF-8."""
    return sum(len(text.encode()) for text in docs["text"]) / 1e6


def keyness_by_loop(counter, words: list[str], in_target: list[bool]) -> dict[str, float]:
    """G² of every word with a counter (`Counter`, NLTK's `FreqDist`) and a loop over the vocabulary: the usual way."""
    target = counter(word for word, chosen in zip(words, in_target) if chosen)
    total = counter(words)
    m, n = sum(target.values()), len(words)
    found = {}
    for word, k in total.items():
        a = target[word]
        cells = (
            (a, k * m / n),
            (k - a, k * (n - m) / n),
            (m - a, m - k * m / n),
            (n - m - k + a, (n - k) * (n - m) / n),
        )
        found[word] = 2 * sum(x * log(x / e) for x, e in cells if x)
    return found


def main(count: int) -> None:
    """Print every figure."""
    docs = generate(count)
    size = megabytes(docs)
    print(f"{count} documents, {size:.1f} MB, Python {sys.version.split()[0]}\n")
    sample, tokenizer = docs.head(SAMPLE), jieba.Tokenizer()
    jieba.setLogLevel(30)
    tokenizer.initialize()
    segment(sample.head(1)), segment(sample.head(1), engine="rjieba")  # the dictionaries are loaded
    plain = timed(lambda: [tokenizer.lcut(text, HMM=False) for text in sample["text"]], 3)[
        1
    ] / megabytes(sample)
    ours = timed(lambda: segment(sample), 3)[1] / megabytes(sample)
    words, fast = timed(lambda: segment(docs, engine="rjieba"), 3)
    pd.testing.assert_frame_equal(segment(sample), segment(sample, engine="rjieba"))
    print(
        f"plain jieba {1 / plain:.2f} MB/s (lists); segment(jieba) {1 / ours:.2f} MB/s; both engines cut alike"
    )
    report(
        f"segment(rjieba), {size / fast:.1f} MB/s",
        fast,
        {"segment(jieba)": ours * size, "plain jieba, lists alone": plain * size},
    )

    hits, search = timed(lambda: find_phrase(docs, TERM), 5)
    _, both = timed(lambda: in_context(docs, find_phrase(docs, TERM)), 5)
    keys, keyed = timed(lambda: keywords(words, docs["doc_id"][::2].tolist()), 5)
    counts, counted = timed(lambda: words["word"].value_counts(), 5)
    spread = timed(lambda: dispersion(words))[1]
    company = timed(lambda: collocates(words, TERM))[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"memory at its peak so far: {peak:.2f} GB; {len(words):,} words, {len(counts):,} different\n"
    )

    overlapping = sum(text.startswith(TERM, at) for text in docs["text"] for at in range(len(text)))
    assert len(hits) == overlapping, "a hit was lost"
    pattern = rf"(?P<left>.{{0,15}})(?P<quote>{TERM})(?P<right>.{{0,15}})"
    windows, idiom = timed(lambda: docs["text"].str.extractall(pattern), 2)
    print(
        f"{len(hits):,} hits of {TERM}, none lost; the pandas idiom loses {1 - len(windows) / len(hits):.1%}"
    )
    peers = {"pandas extractall": idiom}
    tokens = "\0".join(words["word"].astype("object")).split(
        "\0"
    )  # as from a tokenizer: each word a string of its own
    try:
        import nltk
    except ImportError:
        nltk = None
    if nltk:
        index, build = timed(lambda: nltk.text.ConcordanceIndex(tokens))
        peers["NLTK index"] = build
        peers["NLTK lines"] = timed(lambda: index.find_concordance(TERM, 60))[1]
    report("find_phrase (no index)", search, {})
    report("find_phrase and in_context", both, peers)

    theirs, by_counter = timed(lambda: Counter(tokens), 2)
    assert counts.to_dict() == dict(theirs), "counts differ"
    peers = {
        "Counter": by_counter,
        "pandas value_counts": timed(lambda: pd.Series(tokens, dtype=object).value_counts())[1],
    }
    if nltk:
        peers["NLTK FreqDist"] = timed(lambda: nltk.FreqDist(tokens), 2)[1]
    report("count all words: word.value_counts()", counted, peers)
    report(
        "from texts to counts",
        fast + counted,
        {"plain jieba and Counter": plain * size + by_counter},
    )
    in_target = (words["doc_id"].cat.codes.to_numpy() % 2 == 0).tolist()
    slow, by_loop = timed(lambda: keyness_by_loop(Counter, tokens, in_target), 2)
    assert np.allclose(keys["g2"].abs(), keys["word"].map(slow), atol=1e-6), "G² differs"
    peers = {"Counter and a loop, G² alone": by_loop}
    if nltk:
        peers["NLTK FreqDist and that loop"] = timed(
            lambda: keyness_by_loop(nltk.FreqDist, tokens, in_target)
        )[1]
    report("keywords, all columns", keyed, peers)
    report("dispersion over all documents", spread, {})
    report("collocates", company, {})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    main(parser.parse_args().documents)
