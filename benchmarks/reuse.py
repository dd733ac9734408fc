"""How fast and how well are shared passages found, against the peers, in one run: `python benchmarks/reuse.py`.

Local documents are generated from a seed: running text of dictionary words and the field's own terms, with set phrases strewn
in, and passages planted from the five editions: word for word, with 5, 10 or 20 % of the characters edited, in a document whose
punctuation was flattened to full stops, or in traditional script. So it is known what is to be found, and nothing else counts.

A planted passage counts as found if at least half of its characters are in passages that lead to its own place in the central
text (or to one that says the same there); a found passage is right if at least half of it was planted. Shares of characters
are given beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np
import opencc
import pandas as pd

import egov_lib as egov
from egov_lib import reuse

KINDS = ("verbatim", "edits 5 %", "edits 10 %", "edits 20 %", "flattened", "traditional")
DOCUMENT_CHARS = 2_500  # 7.5 KB in UTF-8
PASSAGE_CHARS = (30, 150)


@dataclass(frozen=True)
class Vocabulary:
    """What the generated text is made of: words with cumulated shares, and characters for edits."""

    words: np.ndarray
    cumulated: np.ndarray
    phrases: np.ndarray
    characters: np.ndarray


def load_vocabulary() -> Vocabulary:
    """Common words by jieba's frequencies, flattened a little, and the terms and set phrases of the central texts."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    rows = [(word, int(count) ** 0.7) for word, count, _ in map(str.split, lines) if int(count) >= 200]
    rows = [row for row in rows if re.fullmatch("[\u4e00-\u9fff]{1,4}", row[0])]
    words, weights = map(np.array, zip(*rows))
    phrases = egov.load_table("terms")["word"]
    phrases = phrases[phrases.str.fullmatch("[\u4e00-\u9fff]{3,9}")].to_numpy(str)  # 9: below what counts as a passage
    weights = np.cumsum(weights / weights.sum())
    return Vocabulary(words, weights, phrases, np.array(sorted(set("".join(words[:3000])))))


def running_text(rng: np.random.Generator, vocabulary: Vocabulary, chars: int) -> list[str]:
    """Clauses of about *chars* characters in all; one in four holds a term of the field."""
    words = vocabulary.words[np.searchsorted(vocabulary.cumulated, rng.random(chars // 2 + 8))].tolist()
    sizes, clauses, at, total = rng.integers(3, 9, chars // 6 + 8).tolist(), [], 0, 0
    for size, chance in zip(sizes, rng.random(len(sizes)).tolist()):
        clause = words[at : at + size]
        at += size
        if chance < 0.25:
            clause.insert(int(chance * 400) % (len(clause) + 1), str(rng.choice(vocabulary.phrases)))
        clauses.append("".join(clause) + ("。" if chance > 0.8 else "，"))
        total += len(clauses[-1])
        if total >= chars:
            break
    return clauses


def edit(rng: np.random.Generator, passage: str, share: float, characters: np.ndarray) -> str:
    """Change, drop or add *share* of the characters (half are changed, a quarter each dropped and added)."""
    dice, new = rng.random(len(passage)), rng.choice(characters, len(passage))
    kinds = np.minimum((dice / share * 4).astype(int), 4) if share else np.full(len(passage), 4)
    forms = {0: lambda c, n: n, 1: lambda c, n: n, 2: lambda c, n: "", 3: lambda c, n: c + n, 4: lambda c, n: c}
    return "".join(forms[int(k)](c, n) for k, c, n in zip(kinds, passage, new))


def make_local(central: pd.DataFrame, number: int, *, seed: int = 6) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Generate *number* local documents; return them (doc_id, text, kind) and what was planted in them.

    Planted, a row a passage: doc_id, start, end (in the local text), other_doc_id, other_start, other_end (in the
    central text), kind.
    """
    rng, vocabulary, to_traditional = np.random.default_rng(seed), load_vocabulary(), opencc.OpenCC("s2t").convert
    texts, planted = [], []
    starts = {row.doc_id: [m.end() for m in re.finditer("[，。；：]", row.text)] for row in central.itertuples()}
    sources = dict(zip(central["doc_id"], central["text"]))
    names = list(sources)
    for document in range(number):
        kind = KINDS[document % len(KINDS)]
        share = float(kind.split()[1]) / 100 if kind.startswith("edits") else 0.0
        clauses = running_text(rng, vocabulary, DOCUMENT_CHARS)
        slots = sorted(rng.choice(len(clauses) - 1, int(rng.integers(0, 5)), replace=False) + 1)
        parts, at, length = [], 0, 0
        for slot in slots:
            name = names[int(rng.integers(len(names)))]
            first = int(rng.choice(starts[name][:-8]))
            last = min(len(sources[name]), first + int(rng.integers(*PASSAGE_CHARS)))
            passage = edit(rng, sources[name][first:last], share, vocabulary.characters)
            parts += clauses[at:slot]
            length += sum(map(len, clauses[at:slot]))
            planted.append((f"local-{document:06}", length, length + len(passage), name, first, last, kind))
            parts.append(passage)
            length, at = length + len(passage), slot
        text = "".join([*parts, *clauses[at:]])
        if kind == "flattened":
            text = re.sub("[^\u4e00-\u9fff0-9A-Za-z]", ".", text)
        texts.append(to_traditional(text) if kind == "traditional" else text)
    docs = pd.DataFrame({"doc_id": [f"local-{n:06}" for n in range(number)], "text": texts})
    columns = ["doc_id", "start", "end", "other_doc_id", "other_start", "other_end", "kind"]
    return docs.assign(kind=[KINDS[n % len(KINDS)] for n in range(number)]), pd.DataFrame(planted, columns=columns)
