"""The statistics have their published values, agree with scipy, and don't claim too much."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import egov_lib as egov
from egov_lib.measure import keyness
from egov_lib.measure.concordance import near
from egov_lib.measure.words import segment

DOCS = egov.load_corpus()
WORDS = segment(DOCS)
# Dunning 1993, table 2: -2 log lambda, then the four counts of a bigram in 31,777 words of the
# Union Bank of Switzerland.
DUNNING = [
    ("the swiss", 270.72, 110, 2442, 111, 29114),
    ("can be", 263.90, 29, 13, 123, 31612),
    ("previous year", 256.84, 31, 23, 139, 31584),
    ("mineral water", 167.23, 10, 0, 3, 31764),
    ("at the", 157.21, 76, 104, 2476, 29121),
    ("real terms", 157.03, 16, 16, 51, 31694),
    ("natural gas", 146.80, 9, 0, 5, 31763),
    ("owing to", 115.02, 16, 0, 865, 30896),
    ("health insurance", 104.53, 10, 9, 41, 31717),
    ("stiff competition", 100.96, 8, 2, 27, 31740),
]
TABLES = st.tuples(*[st.integers(0, 60)] * 4).filter(
    lambda t: t[0] + t[2] and t[1] + t[3] and t[0] + t[1] and t[2] + t[3]
)


def as_words(**texts):
    """Return words of texts given as words with spaces, sentences divided by full stops."""
    rows = [
        (doc_id, number, word)
        for doc_id, text in texts.items()
        for number, sentence in enumerate(text.split("."))
        for word in sentence.split()
    ]
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "word"])


@pytest.mark.parametrize("row", DUNNING, ids=lambda row: row[0])
def test_log_likelihood_has_dunnings_values(row):
    """All ten bigrams of the table come out to the second decimal."""
    _, published, both, only_first, only_second, neither = row
    found = keyness.log_likelihood(
        both, only_first, both + only_second, only_first + neither
    )
    assert round(float(found), 2) == published


def test_rayson_has_his_calculators_value_and_that_of_his_example():
    """His calculator gives 2.65, and his example of "will" 10.63 (Rayson 2003, 4.4.1)."""
    assert (
        round(float(keyness.log_likelihood(52, 57, 50_000, 75_000, cells=2)), 2) == 2.65
    )
    # Of the manifestos the shares are printed, not the sizes: 515 are 1.83 %, 461 are 2.26 %.
    lengths = np.array([515, 461]) / np.array([[0.01825, 0.02265], [0.01835, 0.02255]])
    near = keyness.log_likelihood(515, 461, lengths[:, 0], lengths[:, 1], cells=2)
    assert near.min() < 10.63 < near.max()


@settings(max_examples=100, deadline=None)
@given(TABLES)
def test_statistics_agree_with_scipy(table):
    """G² of four and of two cells, chi-square and Fisher's test are scipy's."""
    a, b, c, d = table
    m, n, square = a + c, b + d, [[a, b], [c, d]]
    for value, options in (
        (
            keyness.log_likelihood(a, b, m, n),
            {"lambda_": "log-likelihood", "correction": False},
        ),
        (keyness.chi_square(a, b, m, n), {"correction": False}),
    ):
        assert np.isclose(
            value, stats.chi2_contingency(square, **options).statistic, atol=1e-9
        )
    rayson = stats.power_divergence(
        [a, b], keyness.expect(a, b, m, n)[:2], lambda_="log-likelihood"
    ).statistic
    assert np.isclose(keyness.log_likelihood(a, b, m, n, cells=2), rayson, atol=1e-9)
    assert np.isclose(
        keyness.fisher([a], [b], m, n)[0], stats.fisher_exact(square).pvalue
    )


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 500), st.integers(1, 500))
def test_log_ratio_agrees_with_scipys_relative_risk(a, b, more, others):
    """Value and interval are the base-2 logarithms of scipy's relative risk and Katz interval."""
    risk = stats.contingency.relative_risk(a, a + more, b, b + others)
    interval = risk.confidence_interval(0.95)
    assert np.allclose(
        keyness.log_ratio(a, b, a + more, b + others),
        np.log2([risk.relative_risk, *interval]),
    )


def test_intervals_hold_the_truth_as_often_as_they_say():
    """Of texts with a word twice as common, at least 94 % of 95 % intervals say so."""
    rng, m, n = np.random.default_rng(1), 1500, 2200
    for rate in (0.002, 0.01):
        a, b = rng.binomial(m, 2 * rate, 20_000), rng.binomial(n, rate, 20_000)
        _, low, high = keyness.log_ratio(a, b, m, n)
        assert ((low <= 1) & (high >= 1)).mean() >= 0.94


def test_corrections_have_their_published_form():
    """Holm's steps for four p-values, as in R's p.adjust; the share of false alarms as in scipy."""
    p = np.array([0.01, 0.04, 0.03, 0.005])
    assert np.allclose(keyness.adjust(p, "holm"), [0.03, 0.06, 0.06, 0.02])
    assert np.allclose(keyness.adjust(p, "bh"), stats.false_discovery_control(p))
    assert (
        keyness.adjust(p, "none").tolist() == p.tolist()
        and len(keyness.adjust(p[:0])) == 0
    )


def test_keywords_come_in_quantedas_order():
    """The texts of quanteda's tests give its order for the likelihood ratio."""
    words = as_words(
        d1="a a a b b c c c c c c d e f g h h", d2="a a b c c d d d d e f h"
    )
    assert keyness.keywords(words, ["d1"])["word"].tolist() == list("cgbhaefd")
    assert keyness.keywords(words, ["d2"])["word"].tolist() == list("defabhgc")
    tiny = as_words(d1="b b b b b b b a a a", d2="a a a a a a a b b")
    row = keyness.keywords(tiny, ["d1"]).iloc[0]
    assert (row["word"], row["target"], row["reference"], row["test"]) == (
        "b",
        7,
        2,
        "fisher",
    )
    assert np.isclose(row["p"], stats.fisher_exact([[7, 2], [3, 7]]).pvalue)
    assert np.isclose(
        row["g2"],
        stats.chi2_contingency([[7, 2], [3, 7]], False, "log-likelihood").statistic,
    )


def test_counts_and_rates_are_those_of_the_texts():
    """Every count of the table can be counted in the words, and the two groups are all there is."""
    found = keyness.keywords(
        WORDS, ["opinion-2002"], reference=["relay-2006", "article-2006"]
    ).set_index("word")
    ours = WORDS.loc[WORDS["doc_id"] == "opinion-2002", "word"].astype("str")
    assert (
        found["target"].sum() == len(ours)
        and found.loc["标准", "target"] == (ours == "标准").sum()
    )  # standard
    assert np.allclose(found["target_rate"], 1000 * found["target"] / len(ours))
    assert (
        found[["target", "reference"]].sum(axis=1) > 0
    ).all() and "乌海" not in found.index  # Wuhai, not asked for


def test_one_word_alone_is_compared_as_among_all():
    """`compare` gives the row of `keywords`, and refuses a word that neither group has."""
    row = (
        keyness.keywords(WORDS, ["opinion-2002"]).set_index("word").loc["建设"]
    )  # to build
    assert np.allclose(
        keyness.compare(WORDS, "建设", ["opinion-2002"]),
        row[["log_ratio", "low", "high"]].astype(float),
    )
    with pytest.raises(egov.DataError, match="is no word of either group"):
        keyness.compare(
            WORDS, "一网通办", ["opinion-2002"]
        )  # all services on one net: a term of later years


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 3000),
    st.integers(1, 3_000_000),
    st.lists(st.integers(1, 6000), min_size=1, max_size=4),
)
def test_chances_hold_for_corpora_of_any_size(m, n, stood):
    """Fisher's test is scipy's when a short text is laid against millions of words."""
    k = np.minimum(stood, m + n)
    a = np.minimum(m, np.maximum(k // 3, k - n))
    expected = [
        stats.fisher_exact([[x, y], [m - x, n - y]]).pvalue
        for x, y in zip(a.tolist(), (k - a).tolist())
    ]
    assert np.allclose(keyness.fisher(a, k - a, m, n), expected, rtol=1e-5, atol=1e-12)


def test_what_is_too_rare_is_not_judged():
    """'Too few to say' are exactly the words that could not have been significant."""
    found = keyness.keywords(WORDS, ["opinion-2002"])
    k, m, n = (
        (found["target"] + found["reference"]).to_numpy(),
        found["target"].sum(),
        found["reference"].sum(),
    )
    none = np.zeros(len(k), int)
    best = np.minimum(
        keyness.fisher(k, none, m, n), keyness.fisher(none, k, m, n)
    )  # all in one group, or all in the other
    assert np.allclose(best, keyness.least_p(k, m, n))
    untested = found["verdict"] == "too few to say"
    tests = (~untested).sum()
    assert (best[~untested] <= 0.05 / (tests - 1)).all() and (
        best[untested] > 0.05 / (tests + 1)
    ).all()
    assert (found["p_adjusted"].isna() == untested).all()


def test_false_alarms_are_as_rare_as_promised():
    """With both groups from the same urn, one comparison in twenty finds a keyword."""
    rng, urn, alarms = np.random.default_rng(3), 1 / np.arange(2, 400), 0
    doc_id = np.repeat(["a", "b"], [700, 1000])
    for _ in range(100):
        words = pd.DataFrame(
            {"doc_id": doc_id, "word": rng.choice(len(urn), 1700, p=urn / urn.sum())}
        )
        alarms += keyness.keywords(words, ["a"])["verdict"].isin(["more", "less"]).any()
    assert alarms / 100 <= 0.05


def test_a_real_difference_is_found():
    """A word three times as common in the target is found in nearly all of many texts."""
    rng, found = np.random.default_rng(4), 0
    for _ in range(50):
        target, reference = (
            rng.choice(["x", "y", "z"], 2000, p=p)
            for p in ([0.03, 0.5, 0.47], [0.01, 0.5, 0.49])
        )
        words = pd.DataFrame(
            {"doc_id": np.repeat(["a", "b"], 2000), "word": np.r_[target, reference]}
        )
        found += (
            keyness.keywords(words, ["a"]).set_index("word").loc["x", "verdict"]
            == "more"
        )
    assert found >= 45


def test_permutation_agrees_with_all_deals():
    """With six sentences all twenty deals can be tried: the p-value is near their share."""
    words = as_words(a="x x y. x y y. x y y", b="y y y. y x y. y y y")
    parts = [(s.count("x"), 3) for s in ("xxy", "xyy", "xyy", "yyy", "yxy", "yyy")]
    rates = [
        abs(sum(parts[i][0] for i in deal) * 2 - 5)
        for deal in combinations(range(6), 3)
    ]
    exact = np.mean(np.array(rates) >= abs(4 * 2 - 5))
    found = keyness.permutation_test(words, ["a"], only=["x"], times=4000).iloc[0]
    assert abs(found["p"] - exact) < 0.03
    assert (found["target"], found["reference"], found["sentences"]) == (4, 1, 4)


def test_bursts_do_not_pass_for_evidence():
    """Twelve times in one sentence is much for a test of words, not for one of sentences."""
    plain = ". ".join(["y " * 10] * 12)
    words = as_words(a="x " * 12 + ". " + plain, b=plain + ". " + plain)
    assert keyness.keywords(words, ["a"]).set_index("word").loc["x", "p"] < 1e-4
    assert (
        keyness.permutation_test(words, ["a"], only=["x"], times=999)["p"].iloc[0] > 0.2
    )


def test_permutation_is_the_same_each_time():
    """The same seed gives the same p, and no p is 0."""
    one = keyness.permutation_test(
        WORDS, ["opinion-2002"], only="建设", times=9
    )  # to build: a word, not a list of two
    assert one["word"].tolist() == ["建设"]
    runs = [
        keyness.permutation_test(WORDS, ["opinion-2002"], times=99, seed=7)
        for _ in range(2)
    ]
    pd.testing.assert_frame_equal(*runs)
    assert runs[0]["p"].min() == 1 / 100 and len(runs[0]) == WORDS["word"].nunique()


def count_windows(words, node, window):
    """Count collocates word by word, as a reader would: the oracle for the fast way."""
    rows = list(
        words[["doc_id", "sentence", "word"]]
        .astype("str")
        .itertuples(index=False, name=None)
    )
    near_node = [
        i
        for i, row in enumerate(rows)
        if row[2] != node
        and any(
            rows[j][2] == node and rows[j][:2] == row[:2]
            for j in range(max(0, i - window), min(len(rows), i + window + 1))
        )
    ]
    return pd.Series([rows[i][2] for i in near_node]).value_counts(), len(near_node)


@pytest.mark.parametrize("window", [1, 3, 5])
def test_collocates_are_counted_as_a_reader_would(window):
    """Counts, expectation and G² agree with a slow count and with scipy."""
    few = WORDS[WORDS["doc_id"].isin(["opinion-2002", "yunnan-2006"])]
    found = keyness.collocates(few, "电子政务", window=window, least=1).set_index(
        "word"
    )
    slow, places = count_windows(few, "电子政务", window)
    assert found["together"].to_dict() == slow.to_dict()
    others = (few["word"] != "电子政务").sum()
    for row in found.head(25).itertuples():
        table = [
            [row.together, row.count - row.together],
            [places - row.together, others - places - row.count + row.together],
        ]
        assert np.isclose(row.expected, places * row.count / others)
        assert np.isclose(
            abs(row.g2),
            stats.chi2_contingency(table, False, "log-likelihood").statistic,
        )
        assert np.isclose(row.mi, np.log2(row.together / row.expected))
        assert np.isclose(row.t, (row.together - row.expected) / np.sqrt(row.together))


def test_a_window_can_be_lopsided_and_stays_in_its_sentence():
    """Only the words before, or only those after; never those of the next sentence or document."""
    words = as_words(d1="a b node c d. e node f", d2="g node")
    assert set(keyness.collocates(words, "node", window=(1, 0), least=1)["word"]) == {
        "b",
        "e",
        "g",
    }
    assert set(keyness.collocates(words, "node", window=(0, 9), least=1)["word"]) == {
        "c",
        "d",
        "f",
    }


@pytest.mark.parametrize(
    ("both", "x", "y", "published"),
    [(8, 389, 230, 8.7262), (3, 3000, 3000, 4.0342), (5, 5, 5, 14)],
)
def test_log_dice_has_its_published_values(both, x, y, published):
    """14 if neither word is without the other, and the values of Rychlý's formula."""
    texts = ["x y"] * both + ["x"] * (x - both) + ["y"] * (y - both) + ["z"] * 50
    found = keyness.collocates(as_words(d=".".join(texts)), "x", window="sentence")
    assert round(found.set_index("word").loc["y", "log_dice"], 4) == published
    assert found.set_index("word").loc["y", ["together", "count"]].tolist() == [both, y]


def test_each_collocation_leads_to_its_passages():
    """What was counted within sentences can be shown: as many sentences hold both words."""
    node, collocate = (
        WORDS[WORDS["word"] == word] for word in ("电子政务", "网络")
    )  # e-government, network
    counted = (
        keyness.collocates(WORDS, "电子政务", window="sentence")
        .set_index("word")
        .loc["网络", "together"]
    )
    pairs = near(DOCS, (node, collocate), within="sentence")
    found = pairs.merge(WORDS[["doc_id", "start", "sentence"]], on=["doc_id", "start"])
    assert len(found[["doc_id", "sentence"]].drop_duplicates()) == counted


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: keyness.keywords(WORDS, "opinion-2002"),
            TypeError,
            r"write \['opinion-2002'\]",
        ),
        (lambda: keyness.keywords(WORDS, None), TypeError, "target is None"),
        (
            lambda: keyness.keywords(WORDS, []),
            egov.DataError,
            "target is empty: name documents for both",
        ),
        (
            lambda: keyness.keywords(WORDS, ["relay-2006"], level=95),
            ValueError,
            "a share between 0 and 1",
        ),
        (
            lambda: keyness.compare(WORDS, ["建设"], ["relay-2006"]),
            ValueError,
            "is no word: give one as text",
        ),
        (
            lambda: keyness.permutation_test(WORDS, ["relay-2006"], only=["办网"]),
            egov.DataError,
            "'办网' is no word of either",
        ),
        (
            lambda: keyness.permutation_test(WORDS, ["relay-2006"], times=0),
            ValueError,
            "deal at least once",
        ),
        (
            lambda: keyness.collocates(WORDS, "建设", window="paragraph"),
            ValueError,
            r"a pair of them \(left, right\)",
        ),
        (
            lambda: keyness.collocates(WORDS, "建设", window=-1),
            ValueError,
            "use a number from 0",
        ),
        (
            lambda: keyness.collocates(WORDS, ""),
            ValueError,
            "is no word: give one as text",
        ),
        (
            lambda: keyness.keywords(WORDS, ["opinion"]),
            egov.DataError,
            "no words of 'opinion'; there are of",
        ),
        (
            lambda: keyness.keywords(WORDS, DOCS["doc_id"].tolist()),
            egov.DataError,
            "leave some of these words for the reference",
        ),
        (
            lambda: keyness.keywords(WORDS, ["relay-2006"], reference=["relay-2006"]),
            egov.DataError,
            "with itself",
        ),
        (
            lambda: keyness.keywords(WORDS, ["relay-2006"], correction="fdr"),
            ValueError,
            "use one of holm, bh, none",
        ),
        (
            lambda: keyness.keywords(WORDS, ["relay-2006"], cells=3),
            ValueError,
            r"use 4 \(Dunning\) or 2 \(Rayson\)",
        ),
        (
            lambda: keyness.collocates(WORDS, "政务内"),
            ValueError,
            "words that hold it: 政务内网",
        ),  # half of "intranet"
        (
            lambda: keyness.permutation_test(
                WORDS.drop(columns="sentence"), ["relay-2006"]
            ),
            egov.DataError,
            "column 'sentence'",
        ),
    ],
)
def test_a_wrong_call_is_answered_with_a_remedy(call, error, message):
    """The error says what is wrong and what to do."""
    with pytest.raises(error, match=message):
        call()
