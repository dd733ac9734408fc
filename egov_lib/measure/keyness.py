"""Find words that mark one group of texts off from another, and words that accompany a word.

Both questions are the same: a two-by-two table of counts, and how far it is from what chance would
give. Two things must be kept apart: how *certain* a difference is (G², chi-square, Fisher's exact
test: they grow with the text) and how *large* it is (the log ratio with its interval, which does
not). A thousand tests find fifty words by chance, so p-values are corrected; a word too rare to be
significant however it had fallen is reported as such and not tested.

These tests take words for independent draws, but the words of running text come in bursts and in
copied sentences. So p-values here are too small, and intervals too narrow. `permutation_test` and
`egov_lib.measure.robustness` show by how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_lib import _old_names
from egov_lib.findings import DataError, check_columns
from egov_lib.measure.arrays import (
    distinct,
    expand_ranges,
    run_sizes,
    run_starts,
)
from egov_lib.measure.words import as_codes

if TYPE_CHECKING:
    from scipy import sparse

# scipy is imported where it computes: most notebooks never count so, and loading it takes a while,
# in a web page more than all else.

Counts = np.ndarray | int
ADJUSTMENTS = ("holm", "bh", "none")
VERDICTS = ("more", "less", "no clear difference", "too few to say")
MORE, LESS, UNCLEAR, TOO_FEW = range(4)  # places in VERDICTS
TARGET, REFERENCE, NEITHER = range(3)  # the group that a document belongs to
# Where a smaller count is expected, G² can't be trusted (Cochran 1954): Fisher's test is used.
LEAST_EXPECTED = 5
TIE = 1e-7  # chances that differ by a smaller share are equal, but differently rounded
BATCH = 100  # deals at a time: a bound on memory
SHOWN_IDS = 20  # doc_ids that an error message lists


# --- statistics of a two-by-two table -----------------------------------------------------------
# a and b: how often the word occurs in target and reference; m and n: how many words they have.


def expect(a: Counts, b: Counts, m: Counts, n: Counts) -> np.ndarray:
    """Give the counts to expect if the word were equally common in both groups.

    Returns four rows: the word in the target, the word in the reference, all other words in the
    target, all other words in the reference.

    >>> expect(3, 1, 10, 10).tolist()
    [2.0, 2.0, 8.0, 8.0]
    """
    share = (np.asarray(a, float) + b) / (np.asarray(m, float) + n)
    return _stack(share * m, share * n, (1 - share) * m, (1 - share) * n)


def _observe(a: Counts, b: Counts, m: Counts, n: Counts) -> np.ndarray:
    return _stack(a, b, np.subtract(m, a), np.subtract(n, b))


def _stack(*rows: Counts) -> np.ndarray:
    arrays = [np.asarray(row, float) for row in rows]
    return np.stack(np.broadcast_arrays(*arrays))


def log_likelihood(
    a: Counts, b: Counts, m: Counts, n: Counts, *, cells: int = 4
) -> np.ndarray:
    """Give the log-likelihood ratio G² = 2 Σ observed · ln(observed / expected).

    It is 0 if the word is equally common in both groups and grows with the difference, whichever
    way that goes. *cells* 4 sums over the whole table, as Dunning; 2 leaves the other words out, as
    Rayson's calculator does: nearly the same while the word is rare.

    >>> float(log_likelihood(110, 2442, 110 + 111, 2442 + 29114).round(2))  # Dunning's "the swiss"
    270.72

    References: Dunning (1993), Computational Linguistics 19(1), 61-74; Rayson and Garside (2000),
    Workshop on Comparing Corpora, 1-6.
    """
    if cells not in (2, 4):
        raise ValueError(f"cells is {cells!r}: use 4 (Dunning) or 2 (Rayson)")
    from scipy import special

    observed = _observe(a, b, m, n)[:cells]
    expected = expect(a, b, m, n)[:cells]
    g2 = 2 * special.rel_entr(observed, expected).sum(axis=0)
    return np.maximum(g2, 0)  # rounding can leave it slightly below 0


def chi_square(a: Counts, b: Counts, m: Counts, n: Counts) -> np.ndarray:
    """Give Pearson's chi-square = Σ (observed - expected)² / expected, from 0 upwards.

    >>> float(chi_square(7, 2, 10, 9).round(3))
    4.337
    """
    observed = _observe(a, b, m, n)
    expected = expect(a, b, m, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = (observed - expected) ** 2 / expected
    return np.where(expected > 0, terms, 0).sum(axis=0)


def log_ratio(
    a: Counts, b: Counts, m: Counts, n: Counts, *, level: float = 0.95
) -> tuple[np.ndarray, ...]:
    """Give the binary logarithm of the ratio of the two rates, with its interval at *level*.

    Returns (value, low, high) in bits. 0: equally common; 1: twice as common in the target; -1:
    half as common. A count of 0 is taken as a half (Hardie), in the interval too. The interval is
    Katz's: ± z · √(1/a - 1/m + 1/b - 1/n), in bits.

    >>> [float(x.round(2)) for x in log_ratio(20, 10, 1000, 1000)]
    [1.0, -0.09, 2.09]

    References: Hardie (2014), Log Ratio: an informal introduction; Katz et al. (1978), Biometrics
    34, 469-474.
    """
    _check_level(level)
    a, b = _half_for_zero(a), _half_for_zero(b)
    value = np.log2(a / m) - np.log2(b / n)
    reach = _katz_reach(a, b, m, n, level)
    return value, value - reach, value + reach


def _check_level(level: float) -> None:
    """Raise ValueError for a level of confidence that is no share."""
    if not 0 < level < 1:
        raise ValueError(
            f"level is {level!r}: use a share between 0 and 1, as 0.95"
        )


def _half_for_zero(count: Counts) -> np.ndarray:
    return np.where(np.asarray(count) == 0, 0.5, np.asarray(count, float))


def _katz_reach(
    a: np.ndarray, b: np.ndarray, m: Counts, n: Counts, level: float
) -> np.ndarray:
    """Give half the width of the interval of a log ratio, in bits."""
    from scipy import stats

    z = stats.norm.ppf((1 + level) / 2)
    variance = 1 / a - 1 / m + 1 / b - 1 / n
    return z * np.sqrt(np.maximum(variance, 0)) / np.log(2)


# --- exact tests --------------------------------------------------------------------------------


def fisher(a: np.ndarray, b: np.ndarray, m: int, n: int) -> np.ndarray:
    """Give the two-sided p of Fisher's exact test.

    It is the chance of all ways to deal a + b occurrences out to the two groups that are no
    likelier than (a, b). Equal pairs of counts are computed once, so a vocabulary costs no more
    than its different pairs.

    >>> fisher([3], [1], 4, 4).round(4)  # the lady tasting tea
    array([0.4857])
    """
    a = np.atleast_1d(a).astype(np.int64)
    b = np.atleast_1d(b).astype(np.int64)
    tables, where = np.unique((a + b) * (m + 1) + a, return_inverse=True)
    k, a = np.divmod(tables, m + 1)
    return _two_sided_p(a, k, m, n)[where]


def _two_sided_p(a: np.ndarray, k: np.ndarray, m: int, n: int) -> np.ndarray:
    """Sum the chances of all ways to deal *k* out that are no likelier than *a* in the first."""
    least, most = _range_of_deals(k, m, n)
    table, dealt = expand_ranges(least, most + 1)
    chances = _chance(dealt, k[table], m, n)
    bound = _chance(a, k, m, n) * (1 + TIE)
    counted = chances * (chances <= bound[table])
    p = np.bincount(table, counted, minlength=len(k))
    return np.minimum(p, 1)


def least_p(k: Counts, m: int, n: int) -> np.ndarray:
    """Give the smallest p that Fisher's test can have for a word that occurs *k* times.

    It is reached if all occurrences are in one group.

    >>> least_p([3, 8], 4, 4).round(3)
    array([0.143, 1.   ])
    """
    k, where = np.unique(np.asarray(k, np.int64), return_inverse=True)
    least, most = _range_of_deals(k, m, n)
    low = _chance(least, k, m, n)
    high = _chance(most, k, m, n)
    equally_likely = np.isclose(low, high, rtol=TIE, atol=0) & (least != most)
    p = np.where(equally_likely, low + high, np.minimum(low, high))
    return p[where]


def _range_of_deals(
    k: np.ndarray, m: int, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """How many of *k* occurrences the first group gets at least and at most."""
    return np.maximum(0, k - n), np.minimum(k, m)


def _chance(a: np.ndarray, k: np.ndarray, m: int, n: int) -> np.ndarray:
    """Give the chance that *a* of *k* occurrences fall into the first group.

    This is scipy's hypergeometric distribution, many times as fast.
    """
    first, second = _log_choose(m, a), _log_choose(n, k - a)
    return np.exp(first + second - _log_choose(m + n, k))


def _log_choose(total: int, taken: np.ndarray) -> np.ndarray:
    """The logarithm of the number of ways to take so many of *total*."""
    from scipy import special

    return -np.log1p(total) - special.betaln(total - taken + 1, taken + 1)


def adjust(p: np.ndarray, how: str = "holm") -> np.ndarray:
    """Correct p-values for their number.

    *how* "holm" bounds the chance of any false alarm, "bh" the share of false alarms, and "none"
    leaves them as they are.

    >>> adjust([0.01, 0.04, 0.03]).round(2).tolist()
    [0.03, 0.06, 0.06]

    References: Holm (1979), Scandinavian Journal of Statistics 6, 65-70; Benjamini and Hochberg
    (1995), JRSS B 57, 289-300.
    """
    p = np.asarray(p, float)
    if how not in ADJUSTMENTS:
        raise ValueError(
            f"correction is {how!r}: use one of {', '.join(ADJUSTMENTS)}"
        )
    if how == "none" or not len(p):
        return p
    if how == "bh":
        from scipy import stats

        return stats.false_discovery_control(p)
    order = np.argsort(p, kind="stable")
    tests_left = np.arange(len(p), 0, -1, dtype=np.intp)
    stepped = np.maximum.accumulate(p[order] * tests_left)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(stepped, 1)
    return adjusted


# --- keywords -----------------------------------------------------------------------------------


def keywords(
    words: pd.DataFrame,
    target: Sequence[str],
    *,
    reference: Sequence[str] | None = None,
    cells: int = 4,
    correction: str = "holm",
    level: float = 0.95,
) -> pd.DataFrame:
    """Compare how common each word is in some documents and in others.

    Parameters
    ----------
    words: from `segment`.
    target: doc_ids of the documents asked about.
    reference: doc_ids of the documents to compare with; None is all the rest.
    cells: 4 or 2, as in `log_likelihood`.
    correction: "holm", "bh" or "none", as in `adjust`.
    level: of the intervals; 1 - *level* is the error allowed to the verdicts.

    Returns one row for each word, from what marks the target most to what it avoids most:
    word: the word
    target, reference: how often it occurs in each group
    target_rate, reference_rate: the same per 1,000 words
    g2: log likelihood, negative where the word is rarer in the target
    log_ratio, low, high: in bits, with the interval, which is not corrected for many words
    p: of Fisher's test where a count below 5 is expected, else of G²
    test: which of the two, "fisher" or "g2"
    p_adjusted: p corrected for the number of tests; NaN for "too few to say"
    verdict: "more" or "less" in the target, "no clear difference", or "too few to say": the word
        could not have been significant if all its occurrences had been in one group, so it is not
        tested and does not count in the correction (Tarone)

    `chi_square(row.target, row.reference, m, n)` gives chi-square, where m and n are the sums of
    these two columns. `permutation_test` deals out whole sentences, which is the fairer test for
    running text.

    >>> texts = {"a": "网网网网网网务务", "b": "政政政政政政政务"}
    >>> rows = [(doc_id, word) for doc_id, text in texts.items() for word in text]
    >>> words = pd.DataFrame(rows, columns=["doc_id", "word"])
    >>> keywords(words, ["a"])[["word", "target", "reference", "verdict"]].values.tolist()
    [['网', 6, 0, 'more'], ['务', 2, 1, 'too few to say'], ['政', 0, 7, 'less']]

    Reference: Tarone (1990), Biometrics 46, 515-522.
    """
    side = _sides(words, target, reference)
    codes, kinds = as_codes(words["word"], trim=False)
    a = _count(codes[side == TARGET], len(kinds))
    b = _count(codes[side == REFERENCE], len(kinds))
    occurring = np.flatnonzero(a + b)
    a, b = a[occurring], b[occurring]
    m, n = int(a.sum()), int(b.sum())
    small = expect(a, b, m, n).min(axis=0) < LEAST_EXPECTED
    p = _p_values(a, b, m, n, small)
    testable = _testable(a + b, m, n, correction, 1 - level)
    adjusted = np.full(len(p), np.nan)
    adjusted[testable] = adjust(p[testable], correction)
    is_more = a * n >= b * m
    g2 = log_likelihood(a, b, m, n, cells=cells)
    value, low, high = log_ratio(a, b, m, n, level=level)
    verdict = np.where(is_more, MORE, LESS)
    verdict[~(adjusted <= 1 - level)] = UNCLEAR
    verdict[~testable] = TOO_FEW
    frame = pd.DataFrame(
        {
            "word": kinds[occurring],
            "target": a,
            "reference": b,
            "target_rate": 1000 * a / m,
            "reference_rate": 1000 * b / n,
            "g2": np.where(is_more, g2, -g2),
            "log_ratio": value,
            "low": low,
            "high": high,
            "p": p,
            "test": _names(["g2", "fisher"], small),
            "p_adjusted": adjusted,
            "verdict": _names(VERDICTS, verdict),
        }
    )
    return frame.sort_values(
        "g2", ascending=False, kind="stable", ignore_index=True
    )


def _count(codes: np.ndarray, kinds: int) -> np.ndarray:
    """How often each of the codes 0 to *kinds* - 1 occurs; 64 bits, for products of counts."""
    return np.bincount(codes, minlength=kinds).astype(np.int64)


def _p_values(
    a: np.ndarray, b: np.ndarray, m: int, n: int, small: np.ndarray
) -> np.ndarray:
    """Give the p of Fisher's test where counts are *small*, else of G²."""
    from scipy import special

    g2 = log_likelihood(a, b, m, n)
    # The tail of chi-square with one degree of freedom.
    p = special.erfc(np.sqrt(g2 / 2))
    p[small] = fisher(a[small], b[small], m, n)
    return p


def _testable(
    k: np.ndarray, m: int, n: int, correction: str, alpha: float
) -> np.ndarray:
    """Say of each word, which occurs *k* times, whether it could have been significant."""
    least = least_p(k, m, n)
    tests = _tarone(least, alpha) if correction == "holm" else 1
    return least <= alpha / tests


def _tarone(least: np.ndarray, alpha: float) -> int:
    """The smallest number k such that no more than k words could be significant at alpha / k."""
    k = np.arange(1, len(least) + 2)
    could_be = np.searchsorted(np.sort(least), alpha / k, "right")
    return int(k[could_be <= k][0])


def _names(
    names: Sequence[str], which: np.ndarray
) -> pd.api.extensions.ExtensionArray:
    return pd.array(names, dtype="str").take(which.astype(np.intp))


def compare(
    words: pd.DataFrame,
    word: str,
    target: Sequence[str],
    *,
    reference: Sequence[str] | None = None,
) -> tuple[float, float, float]:
    """Give the log ratio of one word with its 95 % interval: a measure for `robustness`.

    Parameters are those of `keywords`. Returns (value, low, high) as `log_ratio`. Raises
    `DataError` if neither group has the word.

    >>> words = pd.DataFrame({"doc_id": list("aaaabbbb"), "word": list("网网务务网政政政")})
    >>> round(compare(words, "网", ["a"])[0], 1)
    1.0
    """
    _check_word(word)
    side = _sides(words, target, reference)
    is_word = words["word"] == word
    a, b = _size_of_groups(side[is_word])
    m, n = _size_of_groups(side)
    if a + b == 0:
        raise DataError(
            f"{word!r} is no word of either group: segment otherwise, or count it with find_phrase"
        )
    found = log_ratio(a, b, m, n)
    value, low, high = map(float, found)
    return value, low, high


def _size_of_groups(side: np.ndarray) -> tuple[int, int]:
    """How many words target and reference have."""
    return int((side == TARGET).sum()), int((side == REFERENCE).sum())


def _check_word(word: str) -> None:
    if not isinstance(word, str) or not word:
        raise ValueError(
            f"{word!r} is no word: give one as text, and ask for several one after the other"
        )


# --- target and reference -----------------------------------------------------------------------


def _sides(
    words: pd.DataFrame, target: Sequence[str], reference: Sequence[str] | None
) -> np.ndarray:
    """Give the group of each word: TARGET, REFERENCE or NEITHER."""
    check_columns(words, ["doc_id", "word"], "a comparison")
    _check_ids(target, reference)
    documents, sizes = _document_runs(words["doc_id"])
    groups = _groups(documents, target, reference)
    sides = [groups.get(doc_id, NEITHER) for doc_id in documents]
    return np.repeat(np.array(sides, np.int8), sizes)


def _document_runs(doc_ids: pd.Series) -> tuple[list[str], np.ndarray]:
    """Give the documents one after the other, and how many words each has.

    The words of a document follow one another, so there are few documents to look up.
    """
    codes, kinds = as_codes(doc_ids, trim=False)
    documents = kinds[codes[run_starts(codes)]]
    return documents.tolist(), run_sizes(codes)


def _groups(
    documents: list[str],
    target: Sequence[str],
    reference: Sequence[str] | None,
) -> dict[str, int]:
    """Give the group, TARGET or REFERENCE, of each document that is in one."""
    mine = set(target)
    others = set(documents) - mine if reference is None else set(reference)
    _check_groups(mine, others, documents)
    return dict.fromkeys(mine, TARGET) | dict.fromkeys(others, REFERENCE)


def _check_ids(target: Sequence[str], reference: Sequence[str] | None) -> None:
    given_ids = {"target": target}
    if reference is not None:
        given_ids["reference"] = reference
    for name, given in given_ids.items():
        if not isinstance(given, str) and isinstance(given, Iterable):
            continue
        raise TypeError(
            f"{name} is {given!r}: it must be a list of doc_ids, so write [{given!r}]"
        )


def _check_groups(
    mine: set[str], others: set[str], documents: list[str]
) -> None:
    """Raise `DataError` unless both groups have documents that are there, and none in common."""
    unknown = (mine | others) - set(documents)
    if unknown:
        known = list(dict.fromkeys(documents))[:SHOWN_IDS]
        there = ", ".join(map(str, known))
        raise DataError(
            f"there are no words of {min(unknown)!r}; there are of {there}"
        )
    if mine & others:
        raise DataError(
            f"{min(mine & others)!r} is in target and reference: a document can't be compared "
            "with itself"
        )
    if not mine or not others:
        empty = "reference" if mine else "target"
        raise DataError(
            f"{empty} is empty: name documents for both, or leave some of these words for the "
            "reference"
        )


# --- a permutation test -------------------------------------------------------------------------


class _Sentences(NamedTuple):
    """Sentences to deal out to target and reference.

    counts: how often each word (a column) is in each sentence (a row), sparse.
    totals: how often each word is in all of them.
    sizes: how many words each sentence has.
    in_target: whether it is in the target.
    """

    counts: sparse.csr_array
    totals: np.ndarray
    sizes: np.ndarray
    in_target: np.ndarray


def permutation_test(
    words: pd.DataFrame,
    target: Sequence[str],
    *,
    reference: Sequence[str] | None = None,
    only: str | Sequence[str] | None = None,
    times: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Test differences by dealing out whole sentences to target and reference at random.

    A word that comes three times in a sentence is dealt out as three, so bursts within a sentence
    no longer count as evidence; what sentences share (a topic, a copied passage) still does.

    Parameters
    ----------
    words, target, reference: as in `keywords`.
    only: one word, or several; None is all.
    times: how often sentences are dealt out.
    seed: the same seed gives the same result.

    Returns one row for each word, the smallest p first:
    word: the word
    target, reference: how often it occurs in each group
    sentences: in how many sentences it occurs
    difference: of the rates, per 1,000 words
    p: how often chance made a difference at least as large, (hits + 1) / (times + 1), so never 0

    >>> words = pd.DataFrame({"doc_id": list("aaaabbbb"), "sentence": [0, 0, 1, 1] * 2})
    >>> words["word"] = list("网网务政政务政政")
    >>> found = permutation_test(words, ["a"], only=["网"], times=99)
    >>> found[["target", "reference", "sentences"]].values.tolist()
    [[2, 0, 1]]
    """
    check_columns(words, ["sentence"], "permutation_test")
    if times < 1:
        raise ValueError(f"times is {times!r}: deal at least once")
    side = _sides(words, target, reference)
    is_dealt = side != NEITHER
    words, side = words[is_dealt], side[is_dealt]
    codes, kinds = as_codes(words["word"])
    asked = _asked_words(only, kinds)
    sentences = _count_by_sentence(words, side, codes, len(kinds), asked)
    observed = _rate_differences(sentences, sentences.in_target[None])[0]
    hits = _count_hits(sentences, np.abs(observed), times, seed)
    in_target = sentences.in_target.astype(float) @ sentences.counts
    in_reference = sentences.totals - in_target
    frame = pd.DataFrame(
        {
            "word": kinds[asked],
            "target": in_target.astype(np.int64),
            "reference": in_reference.astype(np.int64),
            "sentences": (sentences.counts > 0).sum(axis=0),
            "difference": observed,
            "p": (hits + 1) / (times + 1),
        }
    )
    return frame.sort_values("p", kind="stable", ignore_index=True)


def _asked_words(
    only: str | Sequence[str] | None, kinds: pd.Index
) -> np.ndarray:
    """Give the places in *kinds* of the words asked for."""
    if only is None:
        return np.arange(len(kinds))
    asked = {only} if isinstance(only, str) else set(only)
    unknown = asked.difference(kinds)
    if unknown:
        raise DataError(
            f"{min(unknown, key=str)!r} is no word of either group: leave it out of only, or "
            "segment otherwise"
        )
    return np.flatnonzero(kinds.isin(asked))


def _count_by_sentence(
    words: pd.DataFrame,
    side: np.ndarray,
    codes: np.ndarray,
    kinds: int,
    asked: np.ndarray,
) -> _Sentences:
    """Count the words asked for in each sentence."""
    from scipy import sparse

    sentence = _sentence_of_each(words)
    sizes = np.bincount(sentence)
    firsts = np.cumsum(sizes, dtype=np.intp) - sizes
    entries = (np.ones(len(sentence)), (sentence, codes))
    counts = sparse.csr_array(entries, shape=(len(sizes), kinds))[:, asked]
    return _Sentences(
        counts, counts.sum(axis=0), sizes, side[firsts] == TARGET
    )


def _rate_differences(
    sentences: _Sentences, in_target: np.ndarray
) -> np.ndarray:
    """Give the difference of the rates, per 1,000 words, of each word in each deal.

    Each row of *in_target* is a deal: whether each sentence is in the target.
    """
    dealt = in_target.astype(float)
    a = dealt @ sentences.counts
    m = (dealt @ sentences.sizes)[:, None]
    rest = sentences.sizes.sum() - m
    return 1000 * (a / m - (sentences.totals - a) / rest)


def _count_hits(
    sentences: _Sentences, observed: np.ndarray, times: int, seed: int
) -> np.ndarray:
    """How many deals give each word a difference at least as large as the one observed."""
    rng = np.random.default_rng(seed)
    hits = np.zeros(len(observed))
    for done in range(0, times, BATCH):
        deals = np.tile(sentences.in_target, (min(BATCH, times - done), 1))
        differences = _rate_differences(sentences, rng.permuted(deals, axis=1))
        hits += (np.abs(differences) >= observed - 1e-9).sum(axis=0)
    return hits


# --- collocates ---------------------------------------------------------------------------------


class _Company(NamedTuple):
    """Counts of what is near the node.

    together: how often each word is near it.
    counts: how often each word occurs in all.
    near: how many places are near the node.
    places: how many places there are.
    nodes: how often the node occurs.
    """

    together: np.ndarray
    counts: np.ndarray
    near: int
    places: int
    nodes: int


def collocates(
    words: pd.DataFrame,
    node: str,
    *,
    window: int | tuple[int, int] | str = 5,
    least: int = 2,
) -> pd.DataFrame:
    """Find the words that are near a word (the *node*) more often than by chance.

    Parameters
    ----------
    words: from `segment`.
    node: the word whose company is asked for.
    window: how many words to the left and right are near (or a pair of numbers), but never outside
        the sentence; "sentence" counts sentences that hold both words instead.
    least: words that are near less often are left out.

    Returns one row for each collocate, the highest log_dice first:
    word: the collocate
    together: how often it is in a window of the node, each occurrence counted once (or sentences)
    count: how often it occurs in all (or in how many sentences)
    expected: together, if its places were drawn by lot
    mi: log2(together / expected), any size, 0 is chance; favours rare words
    t: (together - expected) / √together, below √together; favours common words
    g2: as in `log_likelihood`, negative where together is less than expected
    log_dice: 14 + log2(2 · together / (count of the node + count)); 14 if neither word is ever
        without the other, one less is half as often, below 0 means nothing. It does not depend on
        the size of the corpus.

    Raises `ValueError` if *node* is no word here or the window can't be read.

    >>> words = pd.DataFrame({"doc_id": ["a"] * 6, "sentence": [0, 0, 0, 1, 1, 1]})
    >>> words["word"] = list("信息网信息路")
    >>> collocates(words, "信", window=1)[["word", "together", "log_dice"]].values.tolist()
    [['息', 2, 14.0]]

    References: Evert (2008), Corpora and collocations, in Lüdeling and Kytö, Corpus Linguistics
    (the counts); Church and Hanks (1990), Computational Linguistics 16, 22-29 (mi); Church et al.
    (1991), in Zernik, Lexical Acquisition (t); Dunning (1993) (g2); Rychlý (2008), RASLAN, 6-9
    (log_dice).
    """
    check_columns(words, ["doc_id", "sentence", "word"], "collocates")
    _check_word(node)
    sides = _window_sides(window)
    codes, kinds = as_codes(words["word"])
    is_node = _is_node(node, codes, kinds)
    sentence = _sentence_of_each(words)
    if sides is None:
        company = _in_sentences(sentence, codes, is_node, len(kinds))
    else:
        is_near = _near_node(sentence, is_node, *sides)
        company = _in_windows(is_near, codes, is_node, len(kinds))
    is_often = company.together >= max(least, 1)
    keep = is_often & (kinds != node)
    together, count = company.together[keep], company.counts[keep]
    near, others = company.near, company.places - company.near
    expected = near * count / max(company.places, 1)
    g2 = log_likelihood(together, count - together, near, others)
    frame = pd.DataFrame(
        {
            "word": kinds[keep],
            "together": together,
            "count": count,
            "expected": expected,
            "mi": np.log2(together / expected),
            "t": (together - expected) / np.sqrt(together),
            "g2": np.where(together < expected, -g2, g2),
            "log_dice": 14 + np.log2(2 * together / (company.nodes + count)),
        }
    )
    return frame.sort_values(
        ["log_dice", "g2"], ascending=False, kind="stable", ignore_index=True
    )


def _window_sides(
    window: int | tuple[int, int] | str,
) -> tuple[int, int] | None:
    """How many words to the left and right are near; None for the sentence."""
    if isinstance(window, str) and window == "sentence":
        return None
    sides = (window, window) if isinstance(window, Integral) else window
    is_pair = np.shape(sides) == (2,)
    if not is_pair or not all(
        isinstance(side, Integral) and side >= 0 for side in sides
    ):
        raise ValueError(
            f"window is {window!r}: use a number from 0, a pair of them (left, right), or "
            "'sentence'"
        )
    return tuple(sides)


def _is_node(node: str, codes: np.ndarray, kinds: pd.Index) -> np.ndarray:
    """Say of each word whether it is the node; `ValueError` if none is."""
    is_node = (kinds == node)[codes]
    if not is_node.any():
        holding = [str(kind) for kind in kinds if node.lower() in kind]
        raise ValueError(
            f"{node!r} is no word here; words that hold it: {', '.join(holding) or 'none'}. "
            "Segment otherwise, or use `near`"
        )
    return is_node


def _sentence_of_each(words: pd.DataFrame) -> np.ndarray:
    """Number the sentences of all documents; give the number of each word's."""
    document = as_codes(words["doc_id"])[0]
    sentence = words["sentence"].to_numpy()
    changes = (np.diff(document) != 0) | (np.diff(sentence) != 0)
    return np.cumsum(np.append(False, changes), dtype=np.intp)


def _in_windows(
    is_near: np.ndarray, codes: np.ndarray, is_node: np.ndarray, kinds: int
) -> _Company:
    """Count the words in the windows of the node, each occurrence once, without the node."""
    near = codes[is_near]
    others = codes[~is_node]
    return _Company(
        together=_count(near, kinds),
        counts=_count(others, kinds),
        near=len(near),
        places=len(others),
        nodes=int(is_node.sum()),
    )


def _near_node(
    sentence: np.ndarray, is_node: np.ndarray, left: int, right: int
) -> np.ndarray:
    """Say of each word whether it is near the node, in its sentence, and not the node itself."""
    nodes = np.flatnonzero(is_node)
    ends = np.cumsum(np.bincount(sentence), dtype=np.intp)
    starts = np.append(0, ends)
    low = np.maximum(nodes - left, starts[sentence[nodes]])
    high = np.minimum(nodes + right + 1, ends[sentence[nodes]])
    return _covered(low, high, len(sentence)) & ~is_node


def _covered(low: np.ndarray, high: np.ndarray, length: int) -> np.ndarray:
    """Say of each place from 0 to *length* - 1 whether it is in one of the ranges [low, high)."""
    opened = np.bincount(low, minlength=length + 1)
    closed = np.bincount(high, minlength=length + 1)
    return np.cumsum(opened - closed)[:-1] > 0


def _in_sentences(
    sentence: np.ndarray, codes: np.ndarray, is_node: np.ndarray, kinds: int
) -> _Company:
    """Count the sentences that hold each word, with the node and in all."""
    with_node = np.bincount(sentence, is_node) > 0
    nodes = int(with_node.sum())
    # A word counts once in a sentence.
    keys = sentence.astype(np.int64) * kinds + codes
    keys = distinct(keys)
    in_sentence, word = np.divmod(keys, kinds)
    word = word.astype(np.intp)
    is_beside = with_node[in_sentence]
    beside_node = word[is_beside]
    return _Company(
        together=_count(beside_node, kinds),
        counts=_count(word, kinds),
        near=nodes,
        places=len(with_node),
        nodes=nodes,
    )


def __getattr__(name: str) -> object:
    """Answer to the names of the first edition."""
    return _old_names.renamed(__name__, name)
