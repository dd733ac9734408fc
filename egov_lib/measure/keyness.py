"""Words that mark one group of texts off from another, and words that keep company with a word.

Both questions are one: a two-by-two table of counts, and how far it is from what chance would give. Two things must be told
apart: how *sure* a difference is (G², chi-square, Fisher's exact test: they grow with the text) and how *large* it is (log
ratio, with its interval: it does not). Whoever tests a thousand words finds fifty by chance, so p-values are corrected; a word
too rare to prove anything, however it fell, is said to be so and not tested at all.

All these tests take words for independent draws, and words of running text are not: they come in bursts and in copied
sentences. So p-values here are too small, and intervals too narrow. `permute` and `egov_lib.measure.robustness` show by how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Integral

import numpy as np
import pandas as pd
from scipy import sparse, special, stats

from egov_lib.findings import DataError, check_columns
from egov_lib.measure.words import number

Counts = np.ndarray | int
ADJUSTMENTS = ("holm", "bh", "none")
SMALL = 5  # an expected count below this: chi-square and G² can't be trusted (Cochran 1954), Fisher's test is used
TIE = 1e-7  # two chances that differ by less than this share are one chance, differently rounded
BATCH = 100  # so many deals at once: a bound for memory
VERDICTS = ("more", "less", "no clear difference", "too few to say")


# --- statistics of a two-by-two table ----------------------------------------------------------------------------------
# a and b: how often the word stands in target and reference; m and n: how many words these have in all.


def expect(a: Counts, b: Counts, m: Counts, n: Counts) -> np.ndarray:
    """Give the four counts to expect if the word were as common in both: word in target, in reference; other words."""
    share = (np.asarray(a, float) + b) / (np.asarray(m, float) + n)
    return np.stack(np.broadcast_arrays(share * m, share * n, (1 - share) * m, (1 - share) * n))


def _observe(a: Counts, b: Counts, m: Counts, n: Counts) -> np.ndarray:
    return np.stack(
        np.broadcast_arrays(
            *(np.asarray(x, float) for x in (a, b, np.subtract(m, a), np.subtract(n, b)))
        )
    )


def log_likelihood(a: Counts, b: Counts, m: Counts, n: Counts, *, cells: int = 4) -> np.ndarray:
    """Give G² = 2 Σ observed · ln(observed / expected), from 0 (no difference) upwards, whichever way it goes.

    *cells* 4 sums over the whole table, as Dunning; 2 leaves the other words out, as Rayson's calculator: nearly the same
    while the word is rare.

    >>> float(log_likelihood(110, 2442, 110 + 111, 2442 + 29114).round(2))  # "the swiss" in Dunning's table
    270.72

    References: Dunning (1993), Computational Linguistics 19(1), 61–74; Rayson & Garside (2000), Workshop on Comparing
    Corpora, 1–6.
    """
    if cells not in (2, 4):
        raise ValueError(f"cells is {cells!r}: use 4 (Dunning) or 2 (Rayson)")
    observed, expected = _observe(a, b, m, n)[:cells], expect(a, b, m, n)[:cells]
    # Rounding can leave a hair less than nothing.
    return np.maximum(2 * special.rel_entr(observed, expected).sum(axis=0), 0)


def chi_square(a: Counts, b: Counts, m: Counts, n: Counts, *, yates: bool = False) -> np.ndarray:
    """Give Pearson's chi-square, from 0 upwards; with *yates* each deviation is first made smaller by up to a half.

    >>> float(chi_square(7, 2, 10, 9).round(3))
    4.337
    """
    observed, expected = _observe(a, b, m, n), expect(a, b, m, n)
    deviation = np.abs(observed - expected)
    if yates:
        deviation = deviation - np.minimum(0.5, deviation)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, deviation**2 / expected, 0).sum(axis=0)


def log_ratio(
    a: Counts, b: Counts, m: Counts, n: Counts, *, level: float = 0.95
) -> tuple[np.ndarray, ...]:
    """Give log2 of the ratio of the two rates, and the ends of its interval at *level*.

    0: equally common; 1: twice as common in the target; −1: half as common. A count of 0 is taken as a half (Hardie), in
    the interval too. The interval is Katz's: ± z · √(1/a − 1/m + 1/b − 1/n), in bits.

    >>> [float(x.round(2)) for x in log_ratio(20, 10, 1000, 1000)]
    [1.0, -0.09, 2.09]

    References: Hardie (2014), Log Ratio: an informal introduction; Katz et al. (1978), Biometrics 34, 469–474.
    """
    if not 0 < level < 1:
        raise ValueError(f"level is {level!r}: use a share between 0 and 1, as 0.95")
    a, b = (np.where(np.asarray(x) == 0, 0.5, np.asarray(x, float)) for x in (a, b))
    middle = np.log2(a / m) - np.log2(b / n)
    reach = (
        stats.norm.ppf((1 + level) / 2)
        * np.sqrt(np.maximum(1 / a - 1 / m + 1 / b - 1 / n, 0))
        / np.log(2)
    )
    return middle, middle - reach, middle + reach


def fisher(a: np.ndarray, b: np.ndarray, m: int, n: int) -> np.ndarray:
    """Give the p of Fisher's exact test, two-sided: all ways to deal out a + b that are no likelier than (a, b).

    Each pair of counts is worked out once, so that a vocabulary costs no more than its different pairs.

    >>> fisher([3], [1], 4, 4).round(4)  # the lady tasting tea
    array([0.4857])
    """
    a, b = np.atleast_1d(a).astype("int64"), np.atleast_1d(b).astype("int64")
    pairs, where = np.unique((a + b) * (m + 1) + a, return_inverse=True)
    k, a = np.divmod(pairs, m + 1)
    least = np.maximum(0, k - n)
    ways = np.minimum(k, m) - least + 1
    pair, firsts = np.repeat(np.arange(len(k)), ways), np.cumsum(ways) - ways
    chances = _chance(np.arange(len(pair)) - (firsts - least)[pair], k[pair], m, n)
    bound = chances[firsts + a - least] * (1 + TIE)
    return np.minimum(np.bincount(pair, chances * (chances <= bound[pair]), minlength=len(k)), 1)[
        where
    ]


def least_p(k: Counts, m: int, n: int) -> np.ndarray:
    """Give the p of Fisher's test for a word that stands *k* times, had it stood all in one group: it can't be smaller.

    >>> least_p([3, 8], 4, 4).round(3)
    array([0.143, 1.   ])
    """
    k, where = np.unique(k, return_inverse=True)
    least, most = np.maximum(0, k - n), np.minimum(k, m)
    low, high = _chance(least, k, m, n), _chance(most, k, m, n)
    one_way = (least == most) | ~np.isclose(low, high, rtol=TIE, atol=0)
    return np.where(one_way, np.minimum(low, high), low + high)[where]


def _chance(a: np.ndarray, k: np.ndarray, m: int, n: int) -> np.ndarray:
    """The chance that *a* of *k* fall into the first group: scipy's hypergeometric distribution, many times as fast."""
    draws = ((m, a), (n, k - a), (m + n, k))
    ways = [
        -np.log1p(among) - special.betaln(among - taken + 1, taken + 1) for among, taken in draws
    ]  # logarithms
    return np.exp(ways[0] + ways[1] - ways[2])


def adjust(p: np.ndarray, how: str = "holm") -> np.ndarray:
    """Correct p-values for their number: "holm" bounds the chance of any false alarm, "bh" the share of false alarms.

    References: Holm (1979), Scandinavian Journal of Statistics 6, 65–70; Benjamini & Hochberg (1995), JRSS B 57, 289–300.
    """
    p = np.asarray(p, float)
    if how not in ADJUSTMENTS:
        raise ValueError(f"correction is {how!r}: use one of {', '.join(ADJUSTMENTS)}")
    if how == "none" or not len(p):
        return p
    if how == "bh":
        return stats.false_discovery_control(p)
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    return np.minimum(stepped, 1)[np.argsort(order)]


# --- keywords ----------------------------------------------------------------------------------------------------------


def keywords(
    words: pd.DataFrame,
    target: Sequence[str],
    *,
    reference: Sequence[str] | None = None,
    cells: int = 4,
    correction: str = "holm",
    level: float = 0.95,
) -> pd.DataFrame:
    """Compare how common each word is in some documents (*target*) and in others (*reference*; None: all the rest).

    Parameters: *words* from `segment`; *cells* 4 or 2 as in `log_likelihood`; *correction* "holm", "bh" or "none" as in
    `adjust`; *level* of the intervals, and 1 − *level* is the error allowed to the verdicts.

    Returns a row a word, from what marks the target most to what it avoids most: word; target, reference (counts);
    target_rate, reference_rate (per 1,000 words); g2 (with a minus where the word is rarer in the target); log_ratio, low,
    high (bits, with the interval, which is not corrected for many words); p (of Fisher's test where a count below 5 is
    expected, else of G²), test (which: "fisher" or "g2"), p_adjusted; verdict: "more" or "less" in the target, "no clear
    difference", or "too few to say": even if it stood all in one group, a word so rare could not have been significant, so
    it is not tested, does not count in the correction (Tarone), and has no p_adjusted (NaN).

    Chi-square, with Yates's correction or without, is `keyness.chi_square(row.target, row.reference, m, n)`, where m and n
    are the sums of these two columns; `permute` tests whole sentences, which words of running text need.

    >>> words = pd.DataFrame({"doc_id": list("aaaaaaaabbbbbbbb"), "word": list("网网网网网网务务政政政政政政政务")})
    >>> keywords(words, ["a"])[["word", "target", "reference", "verdict"]].values.tolist()
    [['网', 6, 0, 'more'], ['务', 2, 1, 'too few to say'], ['政', 0, 7, 'less']]

    Reference: Tarone (1990), Biometrics 46, 515–522.
    """
    side, (codes, kinds) = _sides(words, target, reference), number(words["word"], trim=False)
    a, b = (np.bincount(codes[side == group], minlength=len(kinds)) for group in (0, 1))
    kept = np.flatnonzero(a + b)
    a, b, m, n = a[kept], b[kept], int(a.sum()), int(b.sum())
    g2, more = log_likelihood(a, b, m, n), a * n >= b * m
    small = expect(a, b, m, n).min(axis=0) < SMALL
    p = special.erfc(np.sqrt(g2 / 2))  # chi-square's tail for one degree of freedom
    p[small] = fisher(a[small], b[small], m, n)
    alpha, least = 1 - level, least_p(a + b, m, n)
    testable = least <= alpha / (_tarone(least, alpha) if correction == "holm" else 1)
    adjusted = np.full(len(p), np.nan)
    adjusted[testable] = adjust(p[testable], correction)
    frame = pd.DataFrame({"word": kinds[kept], "target": a, "reference": b})
    frame["target_rate"], frame["reference_rate"] = 1000 * a / m, 1000 * b / n
    frame["g2"] = np.where(more, 1, -1) * (
        g2 if cells == 4 else log_likelihood(a, b, m, n, cells=cells)
    )
    frame["log_ratio"], frame["low"], frame["high"] = log_ratio(a, b, m, n, level=level)
    frame["p"], frame["test"], frame["p_adjusted"] = p, _named(["g2", "fisher"], small), adjusted
    frame["verdict"] = _named(
        VERDICTS, np.where(adjusted <= alpha, np.where(more, 0, 1), np.where(testable, 2, 3))
    )
    return frame.sort_values("g2", ascending=False, kind="stable", ignore_index=True)


def _named(names: Sequence[str], which: np.ndarray) -> pd.Series:
    return pd.Series(names, dtype="str").take(which.astype(int)).reset_index(drop=True)


def compare(
    words: pd.DataFrame, word: str, target: Sequence[str], *, reference: Sequence[str] | None = None
) -> tuple[float, float, float]:
    """Give the log ratio of one word with its 95 % interval (see `log_ratio`): a measure for `egov_lib.measure.robustness`.

    >>> words = pd.DataFrame({"doc_id": list("aaaabbbb"), "word": list("网网务务网政政政")})
    >>> round(compare(words, "网", ["a"])[0], 1)
    1.0
    """
    _check_word(word)
    side = _sides(words, target, reference)
    (a, b), (m, n) = (
        np.bincount(s, minlength=2)[:2].tolist() for s in (side[words["word"] == word], side)
    )
    if not a + b:
        raise DataError(
            f"{word!r} is no word of either group: segment otherwise, or count it with find_phrase"
        )
    return tuple(float(x) for x in log_ratio(a, b, m, n))


def _check_word(word: str) -> None:
    if not isinstance(word, str) or not word:
        raise ValueError(
            f"{word!r} is no word: give one as text, and ask for several one after the other"
        )


def _tarone(least: np.ndarray, alpha: float) -> int:
    """The least number of tests k such that no more than k words could be significant at alpha / k."""
    k = np.arange(1, len(least) + 2)
    return int(k[np.searchsorted(np.sort(least), alpha / k, "right") <= k][0])


def _sides(
    words: pd.DataFrame, target: Sequence[str], reference: Sequence[str] | None
) -> np.ndarray:
    """Where each word stands: 0 in the target, 1 in the reference, 2 in neither."""
    check_columns(words, ["doc_id", "word"], "a comparison")
    for name, given in (("target", target), ("reference", () if reference is None else reference)):
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise TypeError(
                f"{name} is {given!r}: it must be a list of doc_ids, so write [{given!r}]"
            )
    codes, doc_ids = number(words["doc_id"], trim=False)
    # A document's words stand in a row, so there are few places to look up.
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]][: len(codes)])
    documents = doc_ids[codes[starts]].tolist()
    mine = set(target)
    others = set(documents) - mine if reference is None else set(reference)
    if unknown := (mine | others) - set(documents):
        there = ", ".join(map(str, [*dict.fromkeys(documents)][:20]))
        raise DataError(f"there are no words of {min(unknown)!r}; there are of {there}")
    if mine & others:
        raise DataError(
            f"{min(mine & others)!r} is in target and reference: a document can't be compared with itself"
        )
    if not mine or not others:
        empty = "reference" if mine else "target"
        raise DataError(
            f"{empty} is empty: name documents for both, or leave some of these words for the reference"
        )
    sides = np.array([0 if one in mine else 1 if one in others else 2 for one in documents], "int8")
    return np.repeat(sides, np.diff(np.append(starts, len(codes))))


def permute(
    words: pd.DataFrame,
    target: Sequence[str],
    *,
    reference: Sequence[str] | None = None,
    only: str | Sequence[str] | None = None,
    times: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Test differences by dealing out whole sentences to target and reference again and again.

    A word that comes three times in one sentence is dealt out as three, so bursts within a sentence no longer pass for
    evidence; what is shared between sentences (a topic, a copied passage) still does. *only* limits it to a word or some,
    *times* is how often it is dealt, *seed* makes it the same each time.

    Returns a row a word, the smallest p first: word; target, reference (counts); sentences (in how many it stands);
    difference (of the rates, per 1,000 words); p: how often chance made a difference at least as large, (hits + 1) /
    (times + 1), so never 0.

    >>> words = pd.DataFrame({"doc_id": list("aaaabbbb"), "sentence": [0, 0, 1, 1] * 2, "word": list("网网务政政务政政")})
    >>> permute(words, ["a"], only=["网"], times=99)[["target", "reference", "sentences"]].values.tolist()
    [[2, 0, 1]]
    """
    check_columns(words, ["sentence"], "permute")
    if times < 1:
        raise ValueError(f"times is {times!r}: deal at least once")
    side = _sides(words, target, reference)
    chosen = words[side < 2]
    codes, kinds = number(chosen["word"])
    unit = _sentences(chosen)
    first = np.unique(unit, return_index=True)[1]
    label = side[side < 2][first] == 0
    counts = sparse.csr_array((np.ones(len(unit)), (unit, codes)), shape=(len(first), len(kinds)))
    sizes = np.bincount(unit)
    asked = {only} if isinstance(only, str) else set(kinds if only is None else only)
    if unknown := asked.difference(kinds):
        raise DataError(
            f"{min(unknown, key=str)!r} is no word of either group: leave it out of only, or segment otherwise"
        )
    kept = np.flatnonzero(kinds.isin(asked))
    counts, kinds = counts[:, kept], kinds[kept]
    total = counts.sum(axis=0)

    def difference(labels: np.ndarray) -> np.ndarray:
        a, m = labels @ counts, labels @ sizes
        return 1000 * (a / m[:, None] - (total - a) / (sizes.sum() - m)[:, None])

    observed, rng, hits = (
        difference(label[None].astype(float))[0],
        np.random.default_rng(seed),
        np.zeros(len(kinds)),
    )
    for done in range(0, times, BATCH):
        labels = rng.permuted(np.tile(label, (min(BATCH, times - done), 1)), axis=1).astype(float)
        hits += (np.abs(difference(labels)) >= np.abs(observed) - 1e-9).sum(axis=0)
    a = (label.astype(float) @ counts).astype(int)
    frame = pd.DataFrame({"word": kinds, "target": a, "reference": total.astype(int) - a})
    frame["sentences"], frame["difference"], frame["p"] = (
        (counts > 0).sum(axis=0),
        observed,
        (hits + 1) / (times + 1),
    )
    return frame.sort_values("p", kind="stable", ignore_index=True)


# --- collocates --------------------------------------------------------------------------------------------------------


def collocates(
    words: pd.DataFrame, node: str, *, window: int | tuple[int, int] | str = 5, least: int = 2
) -> pd.DataFrame:
    """Find the words that stand near a word (the *node*) more often than chance would have it.

    Parameters: *window* so many words to the left and right (or a pair of numbers), but never out of the sentence;
    "sentence" counts sentences that hold both. *least* leaves out what stands there less often.

    Returns a row a collocate, by log_dice: word; together (how often near: words of it inside the windows, each counted
    once; or sentences); count (of the collocate in all; or its sentences); expected (together, if its places were drawn by
    lot); mi = log2(together / expected), any size, 0 is chance, flatters what is rare; t = (together − expected) /
    √together, below √together, flatters what is common; g2 as in `log_likelihood`, from 0, with a minus where it is less
    than expected; log_dice = 14 + log2(2 · together / (count of the node + count)), 14 if never one without the other,
    one less is half, below 0 means nothing; it does not depend on the size of the corpus.

    >>> words = pd.DataFrame({"doc_id": ["a"] * 6, "sentence": [0, 0, 0, 1, 1, 1], "word": list("信息网信息路")})
    >>> collocates(words, "信", window=1)[["word", "together", "log_dice"]].values.tolist()
    [['息', 2, 14.0]]

    References: Evert (2008), Corpora and collocations, in Lüdeling & Kytö, Corpus Linguistics (the counts); Church & Hanks
    (1990), Computational Linguistics 16, 22–29 (mi); Church et al. (1991), in Zernik, Lexical Acquisition (t); Dunning
    (1993) (g2); Rychlý (2008), RASLAN, 6–9 (log_dice).
    """
    check_columns(words, ["doc_id", "sentence", "word"], "collocates")
    _check_word(node)
    sides = (window, window) if isinstance(window, Integral) else window
    if sides != "sentence" and not (
        np.shape(sides) == (2,) and all(isinstance(x, Integral) and x >= 0 for x in sides)
    ):
        raise ValueError(
            f"window is {window!r}: use a number from 0, a pair of them (left, right), or 'sentence'"
        )
    codes, kinds = number(words["word"])
    is_node = np.isin(kinds, [node])[codes]
    if not is_node.any():
        holding = ", ".join(str(kind) for kind in kinds if node.lower() in kind) or "none"
        raise ValueError(
            f"{node!r} is no word here; words that hold it: {holding}. Segment otherwise, or use `near`"
        )
    if window == "sentence":
        together, count, near, places = _in_sentences(words, codes, is_node)
        nodes = near
    else:
        inside = _in_windows(words, is_node, *sides)
        together, count = (
            np.bincount(codes[keep], minlength=len(kinds)) for keep in (inside, ~is_node)
        )
        near, places, nodes = int(inside.sum()), int((~is_node).sum()), int(is_node.sum())
    keep = (together >= max(least, 1)) & (kinds != node)
    together, count = together[keep], count[keep]
    expected = near * count / max(places, 1)
    g2 = log_likelihood(together, count - together, near, places - near)
    frame = pd.DataFrame(
        {"word": kinds[keep], "together": together, "count": count, "expected": expected}
    )
    frame["mi"], frame["t"] = (
        np.log2(together / expected),
        (together - expected) / np.sqrt(together),
    )
    frame["g2"] = np.where(together < expected, -g2, g2)
    frame["log_dice"] = 14 + np.log2(2 * together / (nodes + count))
    return frame.sort_values(["log_dice", "g2"], ascending=False, kind="stable", ignore_index=True)


def _sentences(words: pd.DataFrame) -> np.ndarray:
    """The number of each word's sentence, over all documents."""
    doc, sentence = number(words["doc_id"])[0], words["sentence"].to_numpy()
    return np.cumsum(np.r_[False, (np.diff(doc) != 0) | (np.diff(sentence) != 0)])


def _in_windows(words: pd.DataFrame, is_node: np.ndarray, left: int, right: int) -> np.ndarray:
    """Which words stand near the node, in its sentence, without the node itself."""
    sentence, nodes = _sentences(words), np.flatnonzero(is_node)
    ends = np.cumsum(np.bincount(sentence))
    starts = np.r_[0, ends[:-1]]
    low = np.maximum(nodes - left, starts[sentence[nodes]])
    high = np.minimum(nodes + right + 1, ends[sentence[nodes]])
    opened, closed = (np.bincount(edge, minlength=len(words) + 1) for edge in (low, high))
    return (np.cumsum(opened - closed)[:-1] > 0) & ~is_node


def _in_sentences(
    words: pd.DataFrame, codes: np.ndarray, is_node: np.ndarray
) -> tuple[np.ndarray, np.ndarray, int, int]:
    """In how many sentences each word stands with the node, and in how many at all; sentences with the node, and all."""
    sentence, kinds = _sentences(words), int(codes.max()) + 1
    with_node = np.bincount(sentence, is_node) > 0
    held = np.unique(sentence * kinds + codes)
    count = np.bincount(held % kinds, minlength=kinds)
    return (
        np.bincount(held[with_node[held // kinds]] % kinds, minlength=kinds),
        count,
        with_node.sum(),
        len(with_node),
    )
