"""How fast are words cut, found and counted, against the peers, in one run: `python
benchmarks/words.py [--documents 10000]`.

The documents are generated from a seed: words of jieba's dictionary as often as it says they are,
and sentences of the five editions between them. Everybody is given words in its own form
beforehand: `Counter` and NLTK a list of strings, we the frame of `segment`, in which words are
numbers already. That numbering is timed where it happens, in `segment`; the line "from texts to
counts" takes both together. Where results can be compared they are: a fast count that differs is
an error, not a figure. NLTK is no part of the workbook; without it its lines are left out.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass
from math import log
from pathlib import Path

import jieba
import numpy as np
import pandas as pd

import egov_lib as egov
from egov_lib.measure.concordance import dispersion, find_phrase, in_context
from egov_lib.measure.keyness import collocates, keywords
from egov_lib.measure.words import SENTENCE_END_RE, segment

try:
    import nltk
except ImportError:
    nltk = None

DOCUMENT_CHARS = 1_000  # 3 KB in UTF-8
TERM = "电子政务"  # e-government
SAMPLE = 500  # documents for plain jieba, which would take half a minute for all


def generate(count: int, seed: int = 2002) -> pd.DataFrame:
    """Documents of random words with a mark after every ninth or so; one sentence in eight is from
    the editions.
    """
    rng = np.random.default_rng(seed)
    known = common_words()
    words = known["word"].to_numpy(object)
    weights = known["count"].to_numpy(float)
    real = real_sentences()
    texts = []
    for _ in range(count):
        drawn = rng.choice(words, DOCUMENT_CHARS // 2, p=weights / weights.sum())
        pieces = zip(np.array_split(drawn, 56), "，，、。" * 14)
        parts = ["".join(piece) + mark for piece, mark in pieces]
        for number in np.flatnonzero(rng.random(len(parts)) < 1 / 8):
            parts[number] = f"{rng.choice(real)}。"
        texts.append("".join(parts)[:DOCUMENT_CHARS])
    return pd.DataFrame({"doc_id": [f"d{i}" for i in range(count)], "text": texts})


def common_words() -> pd.DataFrame:
    """Words of jieba's dictionary, with how often it says they are."""
    path = Path(jieba.__file__).parent / "dict.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split()[:2] for line in lines]
    known = pd.DataFrame(rows, columns=["word", "count"]).astype({"count": int})
    is_short = known["word"].str.fullmatch(r"[\u4e00-\u9fff]{1,4}")
    return known[is_short & (known["count"] > 50)]


def real_sentences() -> list[str]:
    """The sentences of the editions."""
    sentences = []
    for text in egov.load_corpus()["text"]:
        sentences += [part for part in SENTENCE_END_RE.split(text) if part]
    return sentences


def timed(call, repeat=1):
    """The result of a call and the best of its times: seconds of this process alone, so that a
    busy machine disturbs less.
    """
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


def keyness_by_loop(
    counter, words: list[str], in_target: list[bool]
) -> dict[str, float]:
    """G² of every word with a counter (`Counter`, NLTK's `FreqDist`) and a loop over the
    vocabulary: the usual way.
    """
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


def as_tokens(words: pd.DataFrame) -> list[str]:
    """The words as from a tokenizer: each a string of its own."""
    return "\0".join(words["word"].astype("object")).split("\0")


@dataclass(frozen=True)
class Cut:
    """Documents cut into words, and how long that takes.

    words: all documents cut by rjieba, in the form of `segment` and as strings.
    seconds: of `segment` with rjieba.
    plain_seconds: of plain jieba, estimated from a sample.
    """

    words: pd.DataFrame
    tokens: list[str]
    seconds: float
    plain_seconds: float


def time_cutting(docs: pd.DataFrame) -> Cut:
    """Cut all documents by rjieba, and a sample by jieba and by plain jieba."""
    size, sample = megabytes(docs), docs.head(SAMPLE)
    tokenizer = jieba.Tokenizer()
    jieba.setLogLevel(30)
    tokenizer.initialize()
    for engine in ("jieba", "rjieba"):  # their dictionaries are loaded
        segment(sample.head(1), engine=engine)

    def cut_plainly() -> list[list[str]]:
        return [tokenizer.lcut(text, HMM=False) for text in sample["text"]]

    _, plain = timed(cut_plainly, 3)
    _, ours = timed(lambda: segment(sample), 3)
    words, fast = timed(lambda: segment(docs, engine="rjieba"), 3)
    pd.testing.assert_frame_equal(segment(sample), segment(sample, engine="rjieba"))
    sampled = megabytes(sample)
    print(
        f"plain jieba {sampled / plain:.2f} MB/s (lists); "
        f"segment(jieba) {sampled / ours:.2f} MB/s; both engines cut alike"
    )
    plain_seconds = plain * size / sampled
    peers = {
        "segment(jieba)": ours * size / sampled,
        "plain jieba, lists alone": plain_seconds,
    }
    report(f"segment(rjieba), {size / fast:.1f} MB/s", fast, peers)
    return Cut(words, as_tokens(words), fast, plain_seconds)


def time_finding(docs: pd.DataFrame, tokens: list[str]) -> None:
    """Find a term with its surroundings: no hit may be lost."""
    hits, search = timed(lambda: find_phrase(docs, TERM), 5)
    _, both = timed(lambda: in_context(docs, find_phrase(docs, TERM)), 5)
    overlapping = sum(
        text.startswith(TERM, at) for text in docs["text"] for at in range(len(text))
    )
    assert len(hits) == overlapping, "a hit was lost"
    pattern = rf"(?P<left>.{{0,15}})(?P<quote>{TERM})(?P<right>.{{0,15}})"
    windows, idiom = timed(lambda: docs["text"].str.extractall(pattern), 2)
    print(
        f"{len(hits):,} hits of {TERM}, none lost; "
        f"the pandas idiom loses {1 - len(windows) / len(hits):.1%}"
    )
    peers = {"pandas extractall": idiom}
    if nltk:
        index, build = timed(lambda: nltk.text.ConcordanceIndex(tokens))
        peers["NLTK index"] = build
        _, peers["NLTK lines"] = timed(lambda: index.find_concordance(TERM, 60))
    report("find_phrase (no index)", search, {})
    report("find_phrase and in_context", both, peers)


def time_counting(cut: Cut) -> None:
    """Count all words: the counts must agree."""
    counts, counted = timed(lambda: cut.words["word"].value_counts(), 5)
    theirs, by_counter = timed(lambda: Counter(cut.tokens), 2)
    assert counts.to_dict() == dict(theirs), "counts differ"
    strings = pd.Series(cut.tokens, dtype=object)
    _, by_pandas = timed(strings.value_counts)
    peers = {"Counter": by_counter, "pandas value_counts": by_pandas}
    if nltk:
        _, peers["NLTK FreqDist"] = timed(lambda: nltk.FreqDist(cut.tokens), 2)
    report("count all words: word.value_counts()", counted, peers)
    peers = {"plain jieba and Counter": cut.plain_seconds + by_counter}
    report("from texts to counts", cut.seconds + counted, peers)


def time_measuring(docs: pd.DataFrame, cut: Cut) -> None:
    """Keywords, dispersion and collocates: G² must agree with a loop."""
    words = cut.words
    keys, keyed = timed(lambda: keywords(words, docs["doc_id"][::2].tolist()), 5)
    in_target = (words["doc_id"].cat.codes.to_numpy() % 2 == 0).tolist()
    slow, by_loop = timed(lambda: keyness_by_loop(Counter, cut.tokens, in_target), 2)
    same = np.allclose(keys["g2"].abs(), keys["word"].map(slow), atol=1e-6)
    assert same, "G² differs"
    peers = {"Counter and a loop, G² alone": by_loop}
    if nltk:
        _, peers["NLTK FreqDist and that loop"] = timed(
            lambda: keyness_by_loop(nltk.FreqDist, cut.tokens, in_target)
        )
    report("keywords, all columns", keyed, peers)
    report("dispersion over all documents", timed(lambda: dispersion(words))[1], {})
    report("collocates", timed(lambda: collocates(words, TERM))[1], {})


def main(count: int) -> None:
    """Print every figure."""
    docs = generate(count)
    size = megabytes(docs)
    print(f"{count} documents, {size:.1f} MB, Python {sys.version.split()[0]}\n")
    cut = time_cutting(docs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"memory at its peak so far: {peak:.2f} GB; {len(cut.words):,} words, "
        f"{cut.words['word'].nunique():,} different\n"
    )
    time_finding(docs, cut.tokens)
    time_counting(cut)
    time_measuring(docs, cut)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    main(parser.parse_args().documents)
