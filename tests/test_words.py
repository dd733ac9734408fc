"""Words are findings, terms stay whole, and both engines cut alike."""

import json
import random
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.measure import words as segmentation
from egov_lib.measure.words import as_codes, cut, segment, term_frequencies

CASES = Path(__file__).parent / "cases" / "segmentation"
DOCS = egov.load_corpus()
TERMS = egov.load_table("terms")
WORDS = segment(DOCS)


def cases(name):
    """Return the cases of one pile, each under its label."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


def words_of(text, **settings):
    """Return the words of one text."""
    return segment(pd.DataFrame({"doc_id": ["a"], "text": [text]}), **settings)[
        "word"
    ].tolist()


@pytest.mark.parametrize("case", cases("in_the_wild"))
def test_terms_stay_whole_in_context(case):
    """A core term is one word where it stands in a source, and the source has that passage."""
    assert case["word"] in words_of(case["text"])
    assert case["text"] in DOCS.set_index("doc_id").loc[case["source"], "text"].replace(
        "\n", ""
    )


def test_terms_in_context_are_many():
    """At least sixty different terms are looked at."""
    assert len({case.values[0]["word"] for case in cases("in_the_wild")}) >= 60


@pytest.mark.parametrize("case", cases("negative"))
def test_terms_do_not_glue_other_words(case):
    """Characters of two words that happen to spell a term stay two words, as in jieba."""
    assert words_of(case["text"]) == case["words"] == cut(case["text"])


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known: see the comment of the case")
def test_cuts_that_are_not_right_yet(case):
    """What the dictionary can't do is on record, and noticed once it can."""
    assert words_of(case["text"]) == case["words"]


def test_half_a_character_parts_words_in_both_engines():
    """A lone surrogate, which pandas' own strings and Rust refuse, is passed over like a blank."""
    docs = pd.DataFrame(
        {
            "doc_id": ["d"],
            "text": pd.Series(["政务\ud800内网，电子签章\udc00"], dtype=object),
        }
    )
    words = segment(docs, engine="rjieba")
    assert words["word"].tolist() == ["政务", "内", "网", "电子签章"]
    pd.testing.assert_frame_equal(segment(docs), words)


def test_words_are_findings_in_order():
    """Each word stands where it says, in the order of the text, and never over another."""
    egov.check_findings(WORDS, DOCS)
    for _, rows in WORDS.groupby("doc_id", observed=True):
        assert (rows["start"].to_numpy()[1:] >= rows["end"].to_numpy()[:-1]).all()


def test_no_character_that_counts_is_lost():
    """What lies between the words has no letter, digit or Chinese character."""
    for doc_id, text in zip(DOCS["doc_id"], DOCS["text"]):
        mine = WORDS[WORDS["doc_id"] == doc_id]
        assert "".join(mine["quote"].astype("str")) == "".join(
            c for c in text if c.isalnum()
        )


def test_both_cuts_can_be_laid_side_by_side():
    """With the dictionary a text has fewer words, and the same characters."""
    plain = segment(DOCS, terms=None)
    assert len(plain) > len(WORDS)
    assert "".join(plain["quote"].astype("str")) == "".join(
        WORDS["quote"].astype("str")
    )
    assert "政务内网" in set(WORDS["word"]) - set(plain["word"])  # government intranet


def test_a_dictionary_of_your_own():
    """A new term stays whole once it is given, and nobody else's jieba learns it."""
    import jieba

    term = pd.DataFrame(
        {"word": ["一网通办"], "frequency": term_frequencies(["一网通办"]).values()}
    )  # all on one net
    assert words_of("推行一网通办", terms=term) == ["推行", "一网通办"]
    assert "一网通办" not in jieba.dt.FREQ and "一网通办" not in words_of(
        "推行一网通办"
    )


def test_a_term_torn_by_its_neighbours_is_raised():
    """A frequency that holds a term alone may not hold it in a sentence; it is raised."""
    frequencies = term_frequencies(
        ["金卡", "金审"], texts="金融监管（含金卡）"
    )  # golden card, golden audit
    there = frequencies["金卡"]
    assert there > frequencies["金审"]
    held = pd.DataFrame({"word": ["金卡"], "frequency": [there]})
    assert cut("含金卡", held) == ["含", "金卡"]


def mixed_texts(count, seed):
    """Return texts made of words of jieba's dictionary, runs of the sources, odd characters."""
    chance, known = random.Random(seed), list(segmentation._tags())
    raw = "".join(map(egov.load_witness, DOCS["doc_id"]))
    odd = "2005-2007 A-B c_d 3.5% C++ AT&T \r\n\t　。—😀𠀀々é-1.0__%+#İ〇③Ａ²½"
    odd += "\x00\u200b\ufeff\uffff"

    def piece():
        at = chance.randrange(len(raw))
        return chance.choice(
            [chance.choice(odd), chance.choice(known), raw[at : at + 40]]
        )

    return ["".join(piece() for _ in range(25)) for _ in range(count)]


def test_both_engines_cut_alike():
    """jieba and rjieba give the same words at the same places, with our dictionary and without."""
    docs = pd.DataFrame({"doc_id": range(150), "text": mixed_texts(150, seed=5)})
    for terms in ("ours", None):
        cut_by_jieba = segment(docs, terms=terms)
        pd.testing.assert_frame_equal(
            cut_by_jieba, segment(docs, terms=terms, engine="rjieba")
        )
        tokenizer = segmentation._tokenizer(
            segmentation._read_terms(TERMS if terms else None)
        )
        plain = [p for text in docs["text"] for p in tokenizer.lcut(text, HMM=False)]
        assert cut_by_jieba["quote"].tolist() == [
            p for p in plain if segmentation.WORD_RE.search(p)
        ]
    pd.testing.assert_frame_equal(WORDS, segment(DOCS, engine="rjieba"))


def test_flags_are_those_of_jieba():
    """Where jieba.posseg has the same word without guessing, it has the same tag."""
    import jieba.posseg

    tagger = jieba.posseg.POSTokenizer(segmentation._new_tokenizer())
    theirs = {
        (p.word, p.flag) for text in DOCS["text"] for p in tagger.lcut(text, HMM=False)
    }
    plain = segment(DOCS, terms=None, flag=True)
    ours = set(zip(plain["quote"].astype("str"), plain["flag"].astype("str")))
    tagged = {word for word, _ in theirs if not word.isdigit()}
    assert {pair for pair in ours if pair[0] in tagged} <= theirs and len(
        ours & theirs
    ) > 1000


def test_our_terms_have_their_own_flags():
    """The tag of a term is that of the dictionary it came with."""
    flagged = segment(DOCS, flag=True)
    assert set(flagged.loc[flagged["word"] == "国家信息化领导小组", "flag"]) == {
        "nt"
    }  # the State leading group: a body


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "政务内网，电子签章。政务公开！",
            [0, 0, 1],
        ),  # intranet, electronic seals. Open government!
        ("“政务内网。”\n电子签章", [0, 1]),
        ("政务内网；电子签章", [0, 0]),
        ("", []),
        ("\n\n。电子签章。", [0]),
        ("政务内网\r\n电子签章", [0, 1]),
    ],
)
def test_sentences_end_where_readers_end_them(text, sentences):
    """A full stop takes its closing quote and its line break along; a semicolon ends nothing."""
    assert (
        segment(pd.DataFrame({"doc_id": ["a"], "text": [text]}))["sentence"].tolist()
        == sentences
    )


def test_words_can_be_cut_by_characters():
    """A term then occurs as often as its characters do; Latin words stay whole."""
    asked = pd.DataFrame(
        {"word": ["政务", "信息化"], "frequency": 1}
    )  # government affairs, informatization
    found = segment(DOCS, terms=asked, engine="characters")
    for word in asked["word"]:
        assert (found["word"] == word).sum() == sum(
            text.count(word) for text in DOCS["text"]
        )
    assert words_of("GDP政务网2.5%", terms=asked, engine="characters") == [
        "gdp",
        "政务",
        "网",
        "2",
        "5",
    ]


def test_unknown_words_can_be_guessed():
    """The example of jieba's manual: 杭研 (a research institute) is in no dictionary."""
    text = "他来到了网易杭研大厦"  # he came to the Hangyan building of NetEase
    assert "杭研" in words_of(text, engine="jieba-hmm") and "杭研" not in words_of(text)


def test_marks_are_no_words():
    """The list of words to count from holds what stands there as a word, and nothing else."""
    for column in ("word", "quote"):
        assert set(WORDS[column].cat.categories) == set(WORDS[column])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_cut_into_findings(texts):
    """Whatever the text, every letter and digit is in one word, where it says."""
    docs = pd.DataFrame(
        {"doc_id": [f"d{i}" for i in range(len(texts))], "text": texts}, dtype="object"
    )
    words = segment(docs)
    egov.check_findings(words, docs)
    for doc_id, text in zip(docs["doc_id"], texts):
        mine = words[words["doc_id"] == doc_id]
        inside = {i for s, e in zip(mine["start"], mine["end"]) for i in range(s, e)}
        assert {i for i, c in enumerate(text) if c.isalnum()} <= inside


def test_capitals_are_one_word():
    """GDP and gdp are counted together; the quotes stay as written."""
    words = segment(pd.DataFrame({"doc_id": ["a"], "text": ["GDP，gdp"]}))
    assert words["word"].tolist() == ["gdp", "gdp"] and words["quote"].tolist() == [
        "GDP",
        "gdp",
    ]


def test_it_is_silent(capfd):
    """Loading the dictionaries writes nothing to the screen."""
    segmentation._tokenizer.cache_clear()
    cut("电子政务")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("docs", "settings", "error", "message"),
    [
        (
            {"doc_id": ["a"], "text": [None]},
            {},
            egov.DataError,
            "'a' has None for a text",
        ),
        (
            {"doc_id": ["a", "a"], "text": ["", ""]},
            {},
            egov.DataError,
            "'a' stands twice",
        ),
        ({"doc_id": [None], "text": [""]}, {}, egov.DataError, "without a doc_id"),
        (
            {"doc_id": ["a"], "text": [""]},
            {"terms": ["网"]},
            ValueError,
            "use 'ours', None, or a frame",
        ),
        (
            {"doc_id": ["a"], "text": [""]},
            {"terms": pd.DataFrame({"word": ["网"], "frequency": [None]})},
            egov.DataError,
            "a number above 0",
        ),
        ({"doc_id": ["a"]}, {}, egov.DataError, "needs the column 'text'"),
        (
            {"doc_id": ["a"], "text": [""]},
            {"engine": "thulac"},
            ValueError,
            "use one of jieba, rjieba, jieba-hmm, characters",
        ),
        (
            {"doc_id": ["a"], "text": [""]},
            {"terms": "mine"},
            ValueError,
            "use 'ours', None, or a frame",
        ),
    ],
)
def test_odd_input_is_answered_with_a_remedy(docs, settings, error, message):
    """The error says what is wrong and what to do."""
    with pytest.raises(error, match=message):
        segment(pd.DataFrame(docs, dtype="object"), **settings)


def test_numbering_leaves_out_what_is_not_there():
    """Categories that no row has get no number."""
    codes, kinds = as_codes(
        pd.Series(pd.Categorical(["b", "c", "b"], categories=["a", "b", "c"]))
    )
    assert codes.tolist() == [0, 1, 0] and kinds.tolist() == ["b", "c"]
