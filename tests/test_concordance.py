"""No hit is lost, every context is the text's own, and dispersion has its published values."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.measure.concordance import dispersion, find_phrase, in_context, near
from egov_lib.measure.keyness import collocates
from egov_lib.measure.words import segment

CASES = Path(__file__).parent / "cases" / "concordance"
DOCS = egov.load_corpus()
WORDS = segment(DOCS)
TEXTS = dict(zip(DOCS["doc_id"], DOCS["text"]))


def one(text):
    """Return a frame of one document."""
    return pd.DataFrame({"doc_id": ["a"], "text": [text]})


def cases(name):
    """Return the cases of one pile, each under its label."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


def found_in(case):
    """Return the quotes that a case's search finds."""
    if "near" in case:
        return near(one(case["text"]), tuple(case["near"]), within=case["within"])[
            "quote"
        ].tolist()
    return find_phrase(one(case["text"]), case["phrase"], kind=case["kind"])[
        "quote"
    ].tolist()


@pytest.mark.parametrize("case", [*cases("in_the_wild"), *cases("negative")])
def test_searches_find_what_a_reader_would(case):
    """Each search finds the passages listed, and nothing else."""
    assert found_in(case) == case["quotes"]
    assert case["source"] not in TEXTS or case["text"] in TEXTS[case["source"]]


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known: see the comment of the case")
def test_searches_that_miss(case):
    """What a search by characters can't know is on record."""
    assert found_in(case) == case["quotes"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("网务的。\n", max_size=30), max_size=4),
    st.text("网务的。", min_size=1, max_size=3),
)
def test_no_hit_is_lost(texts, phrase):
    """Every place where a phrase begins is found, also overlapping ones, also by wild cards."""
    docs = pd.DataFrame(
        {"doc_id": [f"d{i}" for i in range(len(texts))], "text": texts}, dtype="object"
    )
    expected = [
        (f"d{i}", at)
        for i, text in enumerate(texts)
        for at in range(len(text))
        if text.startswith(phrase, at)
    ]
    for kind in ("plain", "wildcard"):
        found = find_phrase(docs, phrase, kind=kind)
        assert list(zip(found["doc_id"], found["start"])) == expected
        egov.check_findings(found, docs)


def test_a_window_in_the_pattern_would_lose_hits():
    """The idiom .{0,20}phrase.{0,20} swallows neighbours; positions first lose none."""
    found = find_phrase(DOCS, "信息化")  # informatization
    swallowed = DOCS["text"].str.findall(".{0,20}信息化.{0,20}").str.len().sum()
    assert len(found) == DOCS["text"].str.count("信息化").sum() > swallowed


@settings(max_examples=100, deadline=None)
@given(st.text("网务的，。\n", max_size=40), st.integers(0, 6))
def test_a_context_is_the_text_itself(text, width):
    """Left, finding and right are the text, as wide as asked for unless it ends."""
    shown = in_context(one(text), find_phrase(one(text), "网"), width=width)
    for row in shown.itertuples():
        assert (
            text[max(0, row.start - width) : row.end + width]
            == row.left + row.quote + row.right
        )
        assert row.line.replace("¶", "\n") == f"{row.left}【网】{row.right}"
        assert row.position == row.start / len(text)


@pytest.mark.parametrize("width", [0, 1, 4])
def test_a_context_counted_in_words_begins_and_ends_with_words(width):
    """So many whole words stand on each side, fewer only at the ends of the document."""
    found = find_phrase(DOCS, "电子政务", words=WORDS)
    shown = in_context(DOCS, found, width=width, words=WORDS)
    assert (shown["left"].str.len() > 0).any() == (width > 0)
    for row in shown.itertuples():
        mine = WORDS[WORDS["doc_id"] == row.doc_id]
        left = mine[
            (mine["start"] >= row.start - len(row.left)) & (mine["end"] <= row.start)
        ]
        before, after = mine[mine["end"] <= row.start], mine[mine["start"] >= row.end]
        right = mine[
            (mine["start"] >= row.end) & (mine["end"] <= row.end + len(row.right))
        ]
        assert (len(left), len(right)) == (
            min(width, len(before)),
            min(width, len(after)),
        )
        assert (
            row.left_word == ([*before["quote"]] or [""])[-1]
            and row.right_word == ([*after["quote"]] or [""])[0]
        )


@pytest.mark.parametrize(
    ("width", "left", "right"),
    [
        ("sentence", "要统一", "建设。"),
        ("paragraph", "加强领导。要统一", "建设。“完”"),
    ],  # unify … building
)
def test_a_context_can_be_the_sentence_or_the_paragraph(width, left, right):
    """A sentence ends after its mark, a paragraph at its line break, which is left out."""
    docs = one("标题\n加强领导。要统一政务网建设。“完”\n又及")
    shown = in_context(docs, find_phrase(docs, "政务网"), width=width)
    assert shown[["left", "right"]].values.tolist() == [[left, right]]


def test_contexts_are_sorted_away_from_the_finding():
    """Sorted left, lines whose nearest characters agree stand together; sorted right likewise."""
    docs = one("甲乙网丙，丁乙网戊，己庚网丙")
    hits = find_phrase(docs, "网")
    left, right = (
        in_context(docs, hits, width=2, sort=side) for side in ("left", "right")
    )
    assert left["left"].tolist() == sorted(left["left"], key=lambda s: s[::-1])
    assert right["right"].tolist() == sorted(right["right"])
    by_word = in_context(
        DOCS, find_phrase(DOCS, "电子政务"), words=WORDS, sort="right"
    )["right_word"]
    assert by_word.tolist() == sorted(by_word)


def test_any_finding_can_be_shown_with_its_heading_and_its_witness():
    """A target is carried to its paragraph, its clause and its place in the file."""
    targets = egov.load_table("targets")
    clauses = egov.load_table("clauses")
    shown = in_context(DOCS, targets, width="paragraph", headings=clauses)
    assert len(shown) == len(targets) and (shown["heading"] != "").mean() > 0.9
    for row in shown.head(40).itertuples():
        assert (
            f"{row.left}{row.quote}{row.right}" in TEXTS[row.doc_id].split("\n")
            or "\n" in row.quote
        )
        before = clauses[
            (clauses["doc_id"] == row.doc_id) & (clauses["start"] <= row.start)
        ]
        assert row.heading == (
            before.sort_values("start", kind="stable")["quote"].iloc[-1]
            if len(before)
            else ""
        )
    assert "witness_quote" in egov.to_witness(shown)


def test_a_concordance_survives_a_csv_file(tmp_path):
    """Written and read again, a concordance is the same."""
    shown = in_context(
        DOCS, find_phrase(DOCS, ["金关", "金税"])
    )  # golden customs, golden tax
    shown.to_csv(tmp_path / "kwic.csv", index=False, encoding="utf-8")
    again = pd.read_csv(tmp_path / "kwic.csv", encoding="utf-8", keep_default_na=False)
    pd.testing.assert_frame_equal(shown, again, check_dtype=False)


def test_words_tell_whole_words_from_parts_of_them():
    """政务 (government affairs) stands far more often as characters than as a word."""
    parts, whole = find_phrase(DOCS, "政务"), find_phrase(DOCS, "政务", words=WORDS)
    assert len(whole) == (WORDS["word"] == "政务").sum() < len(parts) / 5
    # The order of the words handed in makes no difference.
    pd.testing.assert_frame_equal(
        whole, find_phrase(DOCS, "政务", words=WORDS.sample(frac=1, random_state=1))
    )


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.text("甲乙的。\n", max_size=20), min_size=1, max_size=3),
    st.integers(0, 5),
    st.booleans(),
)
def test_near_finds_every_pair(texts, within, ordered):
    """The pairs are those that a comparison of all with all finds."""
    docs = pd.DataFrame({"doc_id": [f"d{i}" for i in range(len(texts))], "text": texts})
    expected = []
    for i, text in enumerate(texts):
        hits = [(m.start(), m.end(), m[0]) for m in re.finditer("甲|乙", text)]
        expected += [
            (f"d{i}", a, d, c - b)
            for a, b, x in hits
            for c, d, y in hits
            if 0 <= c - b <= within
            and (x, y) in [("甲", "乙"), ("乙", "甲")][: 1 if ordered else 2]
        ]
    found = near(docs, ("甲", "乙"), within=within, ordered=ordered)
    assert sorted(
        map(tuple, found[["doc_id", "start", "end", "gap"]].values)
    ) == sorted(expected)
    egov.check_findings(found, docs)


def test_near_counts_words_and_keeps_to_sentences():
    """Given words the gap is in words; in a sentence any gap will do, over its end none."""
    close = near(DOCS, ("信息", "共享"), within=1, words=WORDS)
    assert set(close["gap"]) == {0, 1} and "信息资源的共享" in set(
        close["quote"]
    )  # sharing of information resources
    same = near(DOCS, ("信息", "共享"), within="sentence", words=WORDS)
    assert not same["quote"].str.contains("[。！？\n]").any() and len(same) > len(close)


def test_gries_has_his_values_again():
    """Parts of 9 to 11 words with 1 to 5 hits give DP .18, normed .22, D .785."""
    rows = [
        (part, "a" if i < hits else f"{part}{i}")
        for part, hits in enumerate(range(1, 6))
        for i in range(SIZES[part])
    ]
    found = (
        dispersion(pd.DataFrame(rows, columns=["doc_id", "word"]))
        .set_index("word")
        .loc["a"]
    )
    assert found["count"] == 15 and found["parts"] == found["range"] == 5
    assert np.allclose(
        [found["dp"], found["dp_norm"], found["juilland_d"]],
        [0.18, 0.18 / 0.82, 0.785],
        atol=5e-4,
    )


SIZES = (9, 10, 10, 10, 11)


@pytest.mark.parametrize("parts", ["doc_id", 3, 7])
def test_dispersion_is_what_its_formulas_say(parts):
    """Worked out densely, part by part, all measures come out the same."""
    found = dispersion(WORDS, parts=parts).set_index("word")
    part = (
        np.arange(len(WORDS)) * parts // len(WORDS)
        if isinstance(parts, int)
        else WORDS[parts]
    )
    table = pd.crosstab(WORDS["word"].astype("str"), part).loc[found.index]
    sizes, n = table.sum(), table.shape[1]
    share = table.div(table.sum(axis=1), axis=0)
    rates = table / sizes
    dp = (share - sizes / sizes.sum()).abs().sum(axis=1) / 2
    assert np.allclose(found["dp"], dp) and np.allclose(
        found["dp_norm"], dp / (1 - sizes.min() / sizes.sum())
    )
    assert np.allclose(
        found["juilland_d"],
        1 - rates.std(axis=1, ddof=0) / rates.mean(axis=1) / np.sqrt(n - 1),
    )
    assert (found["range"] == (table > 0).sum(axis=1)).all() and found[
        "parts"
    ].unique() == [n]


def test_one_part_says_nothing_of_evenness():
    """With a single document the normed measures are undefined, and no warning is raised."""
    found = dispersion(WORDS[WORDS["doc_id"] == "yunnan-2006"])
    assert (
        found[["dp_norm", "juilland_d"]].isna().all(axis=None)
        and found["dp"].abs().max() < 1e-12
    )


def test_nothing_found_is_an_empty_frame_with_all_columns():
    """Zero hits can be passed on from function to function."""
    none = find_phrase(
        DOCS, "一网通办", words=WORDS
    )  # all services on one net: a term of later years
    shown = in_context(DOCS, none, words=WORDS, headings=WORDS, sort="left")
    assert len(none) == len(shown) == 0 and {"left", "right", "line", "heading"} <= set(
        shown
    )
    assert len(near(DOCS, ("一网通办", "政务"))) == len(dispersion(WORDS.iloc[:0])) == 0


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: find_phrase(DOCS, ""),
            ValueError,
            "must begin and end with a character",
        ),
        (
            lambda: find_phrase(DOCS, "信息*", kind="wildcard"),
            ValueError,
            "must begin and end with a character",
        ),
        (
            lambda: find_phrase(DOCS, "信息", kind="glob"),
            ValueError,
            "use 'plain', 'wildcard' or 'regex'",
        ),
        (lambda: find_phrase(DOCS, [2002]), ValueError, "phrase is 2002"),
        (
            lambda: find_phrase(DOCS, "(", kind="regex"),
            ValueError,
            "is not a regular expression",
        ),
        (
            lambda: find_phrase(DOCS.assign(text=None), "信息"),
            egov.DataError,
            "'opinion-2002' has",
        ),
        (
            lambda: find_phrase(pd.concat([DOCS, DOCS]), "信息"),
            egov.DataError,
            "'opinion-2002' stands twice",
        ),
        (lambda: near(DOCS, "信息"), ValueError, "give two, as"),
        (
            lambda: near(DOCS, ("信息", "共享"), within=2.5),
            ValueError,
            "'sentence' or 'paragraph'",
        ),
        (
            lambda: near(DOCS, (DOCS, "共享")),
            egov.DataError,
            "needs the column 'start'",
        ),
        (
            lambda: in_context(DOCS, WORDS.head(), width=None),
            ValueError,
            "'sentence' or 'paragraph'",
        ),
        (
            lambda: in_context(DOCS, WORDS.head(), headings=DOCS),
            egov.DataError,
            "needs the column 'start'",
        ),
        (lambda: dispersion(WORDS, parts=0), ValueError, "a number from 1"),
        (
            lambda: dispersion(WORDS, parts=["doc_id"]),
            ValueError,
            "the name of a column",
        ),
        (
            lambda: in_context(DOCS, WORDS.head(), width="line"),
            ValueError,
            "'sentence' or 'paragraph'",
        ),
        (
            lambda: in_context(DOCS, WORDS.head(), sort="up"),
            ValueError,
            "use 'position', 'left' or 'right'",
        ),
        (
            lambda: in_context(DOCS.iloc[1:], WORDS),
            egov.DataError,
            "findings in 'opinion-2002'",
        ),
        (
            lambda: in_context(DOCS, egov.load_table("themes")),
            egov.DataError,
            "without a place",
        ),
        (
            lambda: dispersion(WORDS.assign(half=np.nan), parts="half"),
            egov.DataError,
            "column 'half' has empty cells",
        ),
        (
            lambda: dispersion(WORDS, parts="chapter"),
            egov.DataError,
            "needs the column 'chapter'",
        ),
    ],
)
def test_a_wrong_call_is_answered_with_a_remedy(call, error, message):
    """The error says what is wrong and what to do."""
    with pytest.raises(error, match=message):
        call()


def test_lesson_04_shows_how_uneven_a_word_of_one_text_is_and_says_what_chance_gives():
    """The 0.73 of its table, and the quarter of all places that lies near "e-government"."""
    rows = WORDS.groupby("doc_id", observed=True).size() / len(WORDS)
    company = collocates(WORDS, "电子政务").set_index("word")
    development = company.loc["发展"]
    share = development["expected"] / development["count"]
    told = [
        f"<td>{1 - rows['opinion-2002']:.2f}</td>",
        f"a quarter of all places ({100 * share:.0f} %)",
        f"of the {development['count']:.0f} places of",
        f"a quarter, {development['expected']:.0f}, would be there by chance",
    ]
    assert round(100 * rows["wuhai-2006"]) == round(100 * rows["opinion-2002"])
    path = Path(__file__).parents[1] / "notebooks" / "04-words-in-chinese.ipynb"
    prose = path.read_text(encoding="utf-8")
    assert [words for words in told if words not in prose] == []
