"""A card says what becomes of a conclusion when a decision is taken otherwise."""

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.measure.concordance import find_phrase
from egov_lib.measure.keyness import collocates, compare
from egov_lib.measure.robustness import (
    STOP_WORDS,
    robustness,
    segmentation_variants,
    summarize_robustness,
)

DOCS = egov.load_corpus()
NATION = DOCS[DOCS["doc_id"].isin(["opinion-2002", "relay-2006", "article-2006"])]


def card_of(*found, neutral=0.0):
    """Return the outcomes after the first of a card of given values."""
    variations = {f"v{i}": {"value": value} for i, value in enumerate(found)}
    return robustness(lambda value: value, variations, neutral=neutral)[
        "outcome"
    ].tolist()[1:]


def mirrored(found):
    """Return a value, or a value with its interval, on the other side of 0."""
    return (-found[0], -found[2], -found[1]) if isinstance(found, tuple) else -found


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        ((1.5, 0.5, 2.5), "stands"),
        ((0.9, 0.1, 1.8), "stands"),
        ((0.9, -0.1, 1.9), "weakens"),
        ((-0.2, -1.0, 0.6), "flips"),
        ((-2.0, -3.0, -1.0), "flips"),
        ((0.0, -1.0, 1.0), "flips"),
        (1.1, "stands"),
        (0.9, "weakens"),
        (-0.1, "flips"),
    ],
)
def test_outcomes_follow_side_and_interval(found, outcome):
    """On the same side and clear it stands; unclear it weakens; on the other side it flips."""
    first = (2.0, 1.0, 3.0) if isinstance(found, tuple) else 2.0
    assert card_of(first, found) == [outcome]
    assert card_of(mirrored(first), mirrored(found)) == [outcome], (
        "the same holds below neutral"
    )


def test_no_difference_is_a_conclusion_too():
    """Where no difference was clear, one that becomes clear flips that."""
    assert card_of((0.3, -1, 2), (-0.3, -2, 1), (3, 1, 5)) == ["stands", "flips"]


def test_neutral_need_not_be_zero():
    """A ratio is compared with 1, and the card keeps its own scale."""
    card = robustness(
        lambda value: value, {"a": {"value": 3.0}, "b": {"value": 0.5}}, neutral=1.0
    )
    assert card["outcome"].tolist() == ["stands", "flips"] and card[
        "value"
    ].tolist() == [3.0, 0.5]


def test_what_cannot_be_computed_is_said_with_its_reason():
    """A word that is none under another cut gives a row with the reason."""
    variations = {
        label: {"words": settings["words"]}
        for label, settings in segmentation_variants(NATION, leave_out=[]).items()
        if label in ("as we did it", "without our dictionary", "texts as received")
    }

    def together(words):
        return (
            collocates(words, "信息资源").set_index("word").loc["开发利用", "mi"]
        )  # information resources, exploit

    card = robustness(together, variations).set_index("variation")
    assert card.loc["without our dictionary", "outcome"] == "can't be computed"
    assert "is no word here" in card.loc["without our dictionary", "note"]
    assert "can't be computed: without our dictionary" in summarize_robustness(
        card.reset_index()
    )
    with pytest.raises(ValueError, match="is no word here"):
        robustness(together, {"first": variations["without our dictionary"]})


def test_a_row_that_is_not_there_cannot_be_computed():
    """A measure that looks a word up in a table without it gives a row that names the word."""
    counts = pd.Series({"网": 2.0})  # net
    card = robustness(
        lambda word: counts[word], {"first": {"word": "网"}, "second": {"word": "路"}}
    )
    assert (
        card["outcome"].tolist() == ["stands", "can't be computed"]
        and "路" in card["note"].iloc[1]
    )


def test_a_conclusion_in_a_sentence_counts_what_the_card_shows():
    """The sentence names the worst outcome and what causes it."""
    card = robustness(
        lambda x: x,
        {"first": {"x": 2.0}, "a": {"x": 1.9}, "b": {"x": 0.1}, "c": {"x": -1}},
    )
    assert (
        summarize_robustness(card)
        == "The conclusion flips: stands in 1 of 3 variations; flips: c; weakens: b."
    )
    assert (
        summarize_robustness(card.head(2))
        == "The conclusion stands: stands in 1 of 1 variations."
    )


def test_the_usual_variations_differ_as_they_say():
    """Fewer words without grammar, more without the dictionary, no document twice."""
    varied = {
        label: settings["words"]
        for label, settings in segmentation_variants(NATION).items()
    }
    words = varied["as we did it"]
    assert (
        len(varied["without our dictionary"])
        > len(words)
        > len(varied["without words of grammar"])
    )
    assert not varied["without words of grammar"]["word"].isin(STOP_WORDS).any()
    for doc_id in NATION["doc_id"]:
        assert set(varied[f"without {doc_id}"]["doc_id"]) == set(NATION["doc_id"]) - {
            doc_id
        }
    # The witness of the 2002 opinion is in traditional characters: its "standard" (标准) is 標準.
    received, cleaned = (
        set(varied[label].query("doc_id == 'opinion-2002'")["word"])
        for label in ("texts as received", "automatic rules only")
    )
    assert "标准" not in received and "標" in "".join(received) and "标准" in cleaned


def test_documents_that_nobody_here_has_seen_have_no_witness():
    """Other documents have no files as received; settings are handed on."""
    docs = pd.DataFrame(
        {"doc_id": ["a", "b"], "text": ["电子政务", "信息化"]}
    )  # e-government, informatization
    varied = segmentation_variants(docs, window=3)
    assert "texts as received" not in varied and {
        settings["window"] for settings in varied.values()
    } == {3}


def test_a_keyword_of_2002_survives_its_card():
    """Business systems (业务系统) mark the 2002 opinion however they are counted."""

    others = ["relay-2006", "article-2006"]
    variations = segmentation_variants(
        NATION,
        whole=["业务系统"],
        leave_out=others,
        word="业务系统",
        target=["opinion-2002"],
    )
    card = robustness(compare, variations).set_index("variation")
    unable = card.index[card["outcome"] == "can't be computed"].tolist()
    assert unable == ["without our dictionary", "texts as received"]
    assert set(card.drop(unable)["outcome"]) == {"stands"}


def test_by_characters_a_term_counts_wherever_it_stands():
    """The counts are those of a search, and the size of a text is its characters."""
    asked = [
        "政务",
        "信息",
    ]  # government affairs, information: nearly always part of longer words
    found = segmentation_variants(NATION, whole=asked, leave_out=[], witness=False)[
        "by characters"
    ]["words"]
    for word in asked:
        assert (found["word"] == word).sum() == len(find_phrase(NATION, word))
    others = found[~found["word"].isin(asked)]
    assert others.loc[~others["word"].str.isascii(), "word"].str.len().max() == 1
    assert "by characters" not in segmentation_variants(
        NATION, leave_out=[], witness=False
    )
