"""How fast and how well are copies found, beside datasketch, in one run: `python
benchmarks/duplicates.py`.

Documents are generated from a seed: words by the frequencies of jieba's dictionary, one
sentence in four a stock sentence that others have too. Seven in ten are originals; the rest
are made from one of them: word for word, with 2, 5 or 10 % of the characters changed, or a
part of 300 characters. So it is known what is to be found: each copy with its original.

Seconds are of the processor on one core, memory is the most that the process held, the
documents included. How both grow is seen by two sizes. datasketch (MinHashLSH of 128
permutations over the same stretches of eight characters, threshold .5) is run on fewer
documents where it can be imported; its pairs are candidates, and it tells no kinds.

With `--laws FOLDER`, a copy of github.com/LawRefBook/Laws, R-precision on the versions of
one law is given: of the R most similar documents, how many are the R other versions. Titles
and dates are cut off, so that the words alone decide; plain containment (which share of a
law's stretches another one has) is computed in the same run.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import resource
import time
from collections import Counter, defaultdict
from pathlib import Path

import jieba
import numpy as np
import pandas as pd

from egov_lib.measure.duplicates import near_duplicates
from egov_lib.measure.duplicates.shingles import stretches_of

SEED = 20261129
KINDS = ("exact", "edits 2 %", "edits 5 %", "edits 10 %", "part")
ORIGINALS = 0.7
PART_CHARS = 300
STOCK_SENTENCES = 2_000
SENTENCE_WORDS = 12
DATED_RE = re.compile(r"\(\d{4}-\d\d-\d\d\)$")
HEAD_END = "<!-- INFO END -->"


# --- made documents -----------------------------------------------------------------


def load_words() -> tuple[np.ndarray, np.ndarray]:
    """Return common words, and their shares summed up."""
    path = Path(jieba.__file__).parent / "dict.txt"
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if int(row[1]) >= 200]
    words = np.array([row[0] for row in rows])
    weights = np.array([int(row[1]) ** 0.7 for row in rows])
    return words, np.cumsum(weights / weights.sum())


def write_sentences(rng: np.random.Generator, count: int) -> list[str]:
    """Return sentences of words drawn at random."""
    words, shares = load_words()
    drawn = words[np.searchsorted(shares, rng.random(count * SENTENCE_WORDS))]
    rows = drawn.reshape(count, SENTENCE_WORDS).tolist()
    return ["".join(row) + "。" for row in rows]


def edit(rng: np.random.Generator, text: str, share: float) -> str:
    """Put other characters in the place of this share of them."""
    characters = np.array(list(text))
    changed = rng.random(len(characters)) < share
    characters[changed] = rng.permutation(characters)[changed]
    return "".join(characters)


def make_documents(total: int, chars: int) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the documents, and of each copy the original (copy -> original)."""
    rng = np.random.default_rng(SEED)
    stock = write_sentences(rng, STOCK_SENTENCES)
    texts: list[str] = []
    for _ in range(round(total * ORIGINALS)):
        texts.append("")
    sentences_each = chars // (2 * SENTENCE_WORDS) + 1
    for number in range(len(texts)):
        if number % 1000 == 0:
            fresh = write_sentences(rng, 1000 * sentences_each)
        first = number % 1000 * sentences_each
        own = fresh[first : first + sentences_each]
        places = np.flatnonzero(rng.random(len(own)) < 0.25)
        for place, one in zip(places, rng.integers(len(stock), size=len(places))):
            own[place] = stock[one]
        texts[number] = "".join(own)
    originals, made = len(texts), {}
    while len(texts) < total:
        original = int(rng.integers(originals))
        kind = KINDS[len(texts) % len(KINDS)]
        made[f"{len(texts)} {kind}"] = str(original)
        texts.append(copy(rng, texts[original], kind))
    ids = [str(number) for number in range(originals)] + list(made)
    return pd.DataFrame({"doc_id": ids, "text": texts}), made


def copy(rng: np.random.Generator, text: str, kind: str) -> str:
    """Make a copy of this kind."""
    if kind == "exact":
        return text
    if kind == "part":
        start = int(rng.integers(max(len(text) - PART_CHARS, 1)))
        return text[start : start + PART_CHARS]
    return edit(rng, text, int(kind.split()[1]) / 100)


# --- finding them -------------------------------------------------------------------


def groups(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Give for each document those that it is a pair with."""
    found = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def recalls(pairs: list[tuple[str, str]], made: dict[str, str]) -> dict[str, float]:
    """Give the share of copies found, by kind: with their original or another copy of it.

    Exact copies of one text are laid beside the first of them only.
    """
    found = groups(pairs)
    right, of_kind = Counter(), Counter()
    for document, original in made.items():
        kind = document.split(" ", 1)[1]
        of_kind[kind] += 1
        family = {original} | {d for d in found[original] if made.get(d) == original}
        right[kind] += bool(found[document] & family)
    return {kind: right[kind] / of_kind[kind] for kind in KINDS}


def precision(pairs: list[tuple[str, str]], made: dict[str, str]) -> float:
    """Give the share of pairs that have one original."""
    right = [made.get(a, a) == made.get(b, b) for a, b in pairs]
    return float(np.mean(right)) if right else 1.0


def seconds_of(work) -> tuple[float, object]:
    """Return the seconds of the processor that something takes, and what it gives."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def gigabytes() -> float:
    """Give the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def show(
    name: str, docs: pd.DataFrame, made: dict, seconds: float, pairs: list
) -> None:
    """Print a line: documents, seconds, seconds for 100,000, recall by kind, precision."""
    found = recalls(pairs, made)
    by_kind = ", ".join(f"{kind} {found[kind]:.3f}" for kind in KINDS)
    chars = docs["text"].str.len().mean()
    print(
        f"{name}: {len(docs):,} documents of {chars:,.0f} characters, {seconds:.1f} s "
        f"({seconds / len(docs) * 1e5:.0f} s for 100,000), {gigabytes():.2f} GB; "
        f"recall: {by_kind}; precision {precision(pairs, made):.3f}"
    )


def run_ours(total: int, chars: int) -> None:
    """Measure `near_duplicates`."""
    docs, made = make_documents(total, chars)
    print(f"documents made: {gigabytes():.2f} GB")
    seconds, found = seconds_of(lambda: near_duplicates(docs))
    pairs = list(zip(found.pairs["doc_id"], found.pairs["other_id"]))
    show("near_duplicates", docs, made, seconds, pairs)


def run_datasketch(total: int, chars: int) -> None:
    """Measure datasketch on the same kind of documents."""
    if importlib.util.find_spec("datasketch") is None:
        print(
            "datasketch is not installed: pip install datasketch in an environment of its own"
        )
        return
    from datasketch import MinHash, MinHashLSH

    docs, made = make_documents(total, chars)

    def find() -> list[tuple[str, str]]:
        lsh = MinHashLSH(threshold=0.5, num_perm=128)
        pairs = []
        for doc_id, text in zip(docs["doc_id"], docs["text"]):
            sketch = MinHash(num_perm=128)
            shingles = {text[at : at + 8] for at in range(len(text) - 7)}
            sketch.update_batch([shingle.encode() for shingle in shingles])
            pairs += [(other, doc_id) for other in lsh.query(sketch)]
            lsh.insert(doc_id, sketch)
        return pairs

    seconds, pairs = seconds_of(find)
    show("datasketch", docs, made, seconds, pairs)


# --- versions of laws ---------------------------------------------------------------


def read_laws(folder: Path) -> pd.DataFrame:
    """Read the laws without titles and dates; `law` is the file's name without its day."""
    rows = []
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if HEAD_END in text and path.name != "_index.md":
            law = path.parent / DATED_RE.sub("", path.stem)
            rows.append((str(path), text.split(HEAD_END)[1].strip(), str(law)))
    return pd.DataFrame(rows, columns=["doc_id", "text", "law"])


def r_precision(ranked: dict[str, list[str]], law_of: dict[str, str]) -> float:
    """Of the R most similar documents, how many are the R other versions of the law."""
    versions = Counter(law_of.values())
    shares = []
    for doc_id, law in law_of.items():
        others = versions[law] - 1
        if others:
            nearest = ranked[doc_id][:others]
            shares.append(sum(law_of[other] == law for other in nearest) / others)
    return float(np.mean(shares))


def rank(rows: list[tuple[str, str, float]]) -> dict[str, list[str]]:
    """Put the others of each document in the order of their likeness."""
    ranked = defaultdict(list)
    for doc_id, other, _ in sorted(rows, key=lambda row: (-row[2], row[1])):
        ranked[doc_id].append(other)
    return ranked


def run_laws(folder: Path) -> None:
    """Compare ours with plain containment on the versions of laws."""
    laws = read_laws(folder)
    law_of = dict(zip(laws["doc_id"], laws["law"]))
    pairs = near_duplicates(laws[["doc_id", "text"]], least=0.05).pairs
    rows = [
        row
        for pair in pairs.itertuples()
        for row in (
            (pair.doc_id, pair.other_id, pair.similarity),
            (pair.other_id, pair.doc_id, pair.similarity),
        )
    ]
    print(
        f"{len(laws):,} laws: R-precision {r_precision(rank(rows), law_of):.3f}, "
        f"plain containment {r_precision(rank(contained(laws)), law_of):.3f}"
    )


def contained(laws: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Give which share of each law with versions each other document has."""
    own = {row.doc_id: stretches_of(row.text) for row in laws.itertuples()}
    holders = np.concatenate(list(own.values()))
    sizes = [len(stretches) for stretches in own.values()]
    documents = np.repeat(np.arange(len(own)), sizes)
    order = np.argsort(holders, kind="stable")
    holders, documents = holders[order], documents[order]
    ids, rows = list(own), []
    versions = Counter(laws["law"])
    for doc_id, law in zip(laws["doc_id"], laws["law"]):
        if versions[law] < 2 or not len(own[doc_id]):
            continue
        low = np.searchsorted(holders, own[doc_id])
        high = np.searchsorted(holders, own[doc_id], "right")
        having = np.concatenate([documents[a:b] for a, b in zip(low, high)])
        shared = np.bincount(having, minlength=len(ids)) / len(own[doc_id])
        nearest = np.argsort(-shared, kind="stable")[:40].tolist()
        rows += [(doc_id, ids[n], shared[n]) for n in nearest if ids[n] != doc_id]
    return rows


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--chars", type=int, default=1_000)
    parser.add_argument(
        "--peer", type=int, default=2_000, help="documents for datasketch"
    )
    parser.add_argument("--laws", type=Path)
    options = parser.parse_args()
    run_datasketch(options.peer, options.chars)
    for total in sorted(options.documents):
        run_ours(total, options.chars)
    if options.laws:
        run_laws(options.laws)


if __name__ == "__main__":
    main()
