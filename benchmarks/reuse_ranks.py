"""How many of the passages found were copied, and does ranking put those first: `python
benchmarks/reuse_ranks.py`.

Official language repeats itself, and a passage that two documents share need not be copied. So here
documents are generated from a seed in which much is alike without being copied: some
clauses are stock phrases of 8 to 16 characters, made from terms of the field and some thirty frames
(加强…建设, 推进…工作), the common ones far more often than the rare. Into some are copied passages
of 12 to 120 characters from the central texts, which are generated alike; in half of them one
character in ten is changed. The generator has nothing of the model by which passages are ranked: it
chooses words and phrases, not which character follows which.

A row counts as right if half of its place in the local text, or more, was copied from the document
on its other side. Precision is that of all rows, of those with so many equal characters, and of the
first k rows: as they come, by equal characters, by weight, and by `rank_passages`.
"""

from __future__ import annotations

import argparse
from typing import NamedTuple

import numpy as np
import pandas as pd
from reuse import Vocabulary, edit, load_vocabulary, say

from egov_lib.measure import reuse

FRAMES = [
    *("加强{}建设", "推进{}工作", "建立健全{}体系", "做好{}工作", "完善{}机制"),
    *("大力发展{}", "加快{}步伐", "提高{}水平", "切实抓好{}工作", "进一步规范{}管理"),
    *("积极探索{}模式", "充分发挥{}作用", "全面推行{}制度", "深化{}改革", "优化{}环境"),
    *("认真组织实施{}工程", "努力构建{}格局", "统筹规划{}布局", "高度重视{}工作"),
    *("促进{}健康发展", "落实{}责任", "强化{}监督", "拓宽{}渠道", "保障{}安全"),
    *("整合{}资源", "创新{}方式", "严格执行{}规定", "着力解决{}问题", "开展{}试点"),
]
PHRASES = 1_000  # different stock phrases
PHRASE_CHARS = (8, 16)
FALL = 0.7  # how fast phrases get rarer, from the first to the last
LOCAL_CHARS, CENTRAL_CHARS = 1_500, 6_000
COPIED_CHARS = (12, 120)
ROWS = (100, 300)


class Made(NamedTuple):
    """Central and local documents, and what was copied: doc_id, start, end and other_doc_id."""

    central: pd.DataFrame
    local: pd.DataFrame
    copied: pd.DataFrame


class Writer:
    """Somebody who writes official texts from words and stock phrases."""

    def __init__(
        self, rng: np.random.Generator, vocabulary: Vocabulary, stock_share: float
    ):
        """Make the stock phrases; *stock_share* of the clauses will be one."""
        self.rng = rng
        self.stock_share = stock_share
        self.vocabulary = vocabulary
        terms = vocabulary.phrases
        every = [f.format(t) for f in FRAMES for t in terms.tolist()]
        least, most = PHRASE_CHARS
        fit = [phrase for phrase in every if least <= len(phrase) <= most]
        self.stock = rng.permutation(fit)[:PHRASES]
        shares = np.arange(1.0, len(self.stock) + 1) ** -FALL
        self.cumulated = np.cumsum(shares / shares.sum())

    def words(self) -> str:
        """Give a clause of two to seven words."""
        drawn = self.rng.random(int(self.rng.integers(2, 8)))
        at = np.searchsorted(self.vocabulary.cumulated, drawn)
        at = np.minimum(at, len(self.vocabulary.words) - 1)
        return "".join(self.vocabulary.words[at])

    def phrase(self) -> str:
        """Give a stock phrase."""
        at = np.searchsorted(self.cumulated, self.rng.random())
        return str(self.stock[min(at, len(self.stock) - 1)])

    def clauses(self, chars: int) -> list[str]:
        """Write about so many characters."""
        written: list[str] = []
        length = 0
        while length < chars:
            is_stock = self.rng.random() < self.stock_share
            clause = self.phrase() if is_stock else self.words()
            written.append(clause + ("。" if self.rng.random() < 0.2 else "，"))
            length += len(written[-1])
        return written


def make(central: int, local: int, seed: int, stock_share: float) -> Made:
    """Make so many documents; a local one has none to two copied passages."""
    rng = np.random.default_rng(seed)
    writer = Writer(rng, load_vocabulary(), stock_share)
    sources = ["".join(writer.clauses(CENTRAL_CHARS)) for _ in range(central)]
    texts, copied = [], []
    for number in range(local):
        clauses = writer.clauses(LOCAL_CHARS)
        for _ in range(int(rng.integers(0, 3))):
            source = int(rng.integers(central))
            first = int(rng.integers(len(sources[source]) - COPIED_CHARS[1]))
            last = first + int(rng.integers(*COPIED_CHARS))
            share = 0.1 * int(rng.integers(2))
            passage = edit(
                rng, sources[source][first:last], share, writer.vocabulary.characters
            )
            at = int(rng.integers(1, len(clauses)))
            clauses.insert(at, (passage, source))
        text = ""
        for clause in clauses:
            if isinstance(clause, tuple):
                passage, source = clause
                end = len(text) + len(passage)
                copied.append((f"local-{number}", len(text), end, f"central-{source}"))
                text += passage
            else:
                text += clause
        texts.append(text)
    return Made(
        pd.DataFrame(
            {"doc_id": [f"central-{n}" for n in range(central)], "text": sources}
        ),
        pd.DataFrame({"doc_id": [f"local-{n}" for n in range(local)], "text": texts}),
        pd.DataFrame(copied, columns=["doc_id", "start", "end", "other_doc_id"]),
    )


def are_right(passages: pd.DataFrame, made: Made) -> np.ndarray:
    """Say of each passage whether half of its local side was copied from the central one."""
    lengths = dict(zip(made.local["doc_id"], made.local["text"].str.len()))
    marks: dict[tuple[str, str], np.ndarray] = {}
    for row in made.copied.itertuples():
        key = row.doc_id, row.other_doc_id
        mark = marks.setdefault(key, np.zeros(lengths[row.doc_id], bool))
        mark[row.start : row.end] = True
    right = []
    for row in passages.itertuples():
        mark = marks.get((row.other_doc_id, row.doc_id))
        place = slice(row.other_start, row.other_end)
        right.append(mark is not None and mark[place].mean() >= 0.5)
    return np.array(right, bool)


def found_share(passages: pd.DataFrame, made: Made) -> float:
    """Give the share of copied passages of which half is covered by these rows."""
    lengths = dict(zip(made.local["doc_id"], made.local["text"].str.len()))
    marks: dict[tuple[str, str], np.ndarray] = {}
    for row in passages.itertuples():
        key = row.other_doc_id, row.doc_id
        mark = marks.setdefault(key, np.zeros(lengths[row.other_doc_id], bool))
        mark[row.other_start : row.other_end] = True
    met = [
        marks[row.doc_id, row.other_doc_id][row.start : row.end].mean() >= 0.5
        if (row.doc_id, row.other_doc_id) in marks
        else False
        for row in made.copied.itertuples()
    ]
    return float(np.mean(met))


def show(made: Made) -> None:
    """Print precision by equal characters, and of the first k rows."""
    passages = reuse.shared_passages(made.central, made.local)
    right = are_right(passages, made)
    rows = []
    for least in (0, 12, 16, 20, 30):
        chosen = passages["matched"] >= least
        rows.append(
            {
                "min_matched": least,
                "rows": int(chosen.sum()),
                "precision": right[chosen].mean(),
                "copied passages found": found_share(passages[chosen], made),
            }
        )
    say("All rows, by equal characters", rows)
    documents = len(made.central) + len(made.local)
    weight = reuse.weight_passages(passages, documents)["weight"].to_numpy()
    ranked = reuse.rank_passages(
        passages.assign(row=np.arange(len(passages))), made.central, made.local
    )
    orders = {
        "as they come": np.arange(len(passages)),
        "by equal characters": np.argsort(-passages["matched"], kind="stable"),
        "by weight": np.argsort(-weight, kind="stable"),
        "by rank_passages": ranked["row"].to_numpy(),
    }
    wanted = (*ROWS, int(right.sum()))
    say(
        f"Precision of the first k rows; the last k are as many as were right, of {len(right)}",
        [
            {"order": name}
            | {f"k = {k}": right[np.asarray(order)[:k]].mean() for k in wanted}
            for name, order in orders.items()
        ],
    )


def main() -> None:
    """Make documents, find, rank and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--central", type=int, default=10)
    parser.add_argument("--local", type=int, default=300)
    parser.add_argument("--seed", type=int, default=24)
    parser.add_argument(
        "--stock",
        type=float,
        default=0.04,
        help="share of clauses that are stock phrases",
    )
    chosen = parser.parse_args()
    made = make(chosen.central, chosen.local, chosen.seed, chosen.stock)
    print(
        f"{len(made.central)} central and {len(made.local)} local documents, "
        f"{len(made.copied)} passages copied, {chosen.stock:.1%} of the clauses stock phrases"
    )
    show(made)


if __name__ == "__main__":
    main()
