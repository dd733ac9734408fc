"""Copies, versions and parts are told apart, whatever the order of the documents."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import texts

import egov_lib as egov
from egov_lib.measure.duplicates import near_duplicates
from egov_lib.measure.duplicates.candidates import MOST_IN_LIST

KINDS = {"exact", "edited", "version", "contained", "overlapping"}
RNG = np.random.default_rng(24)
CHARACTERS = np.array([chr(code) for code in range(0x4E00, 0x5E00)])


def prose(chars):
    """Return running text of characters drawn at random, from the seed of this file."""
    return "".join(RNG.choice(CHARACTERS, chars))


def frame(texts_by_id):
    """Return a frame of documents; object strings, which can hold half a character."""
    ids, bodies = list(texts_by_id), list(texts_by_id.values())
    return pd.DataFrame({"doc_id": ids, "text": bodies}, dtype=object)


def kinds(texts_by_id, **options):
    """Give the kind of each pair found, by its two ids."""
    pairs = near_duplicates(frame(texts_by_id), **options).pairs
    return {(row.doc_id, row.other_id): row.kind for row in pairs.itertuples()}


LONG, OTHER = prose(3000), prose(3000)
EDITED = LONG[:1000] + prose(20) + LONG[1020:]


def test_what_differs_in_blanks_punctuation_and_script_is_exact():
    """A copy with other marks, or in traditional characters, is the same."""
    pair = kinds(
        {"a": "加强电子政务建设，推进信息化。", "b": " 加強電子政務建設\n推進信息化"}
    )
    assert pair == {("a", "b"): "exact"}


def test_a_changed_sentence_makes_an_edited_copy():
    """Four fifths of each are in the other."""
    assert kinds({"a": LONG, "b": EDITED, "c": OTHER}) == {("a", "b"): "edited"}


def test_a_part_comes_first_in_its_pair():
    """The share of a part that is in the whole is 1; the reverse is what the part makes up."""
    pairs = near_duplicates(frame({"whole": LONG, "z part": LONG[300:900]})).pairs
    row = pairs.iloc[0]
    assert (row.doc_id, row.other_id, row.kind) == ("z part", "whole", "contained")
    assert row.share == 1 and 0.15 < row.other_share < 0.25


@pytest.mark.parametrize("chars", [100, 200, 800])
def test_short_documents_inside_a_long_one_are_found(chars):
    """From a hundred characters up, a part is found in a long document."""
    parts = {f"part {n}": LONG[110 * n : 110 * n + chars] for n in range(20)}
    found = kinds({"whole": LONG} | parts)
    inside = {pair for pair, kind in found.items() if pair[1] == "whole"}
    assert len(inside) >= 19


def test_one_title_with_different_days_makes_versions():
    """An amended law is a version; a copy of the same day with a mistake is only edited."""
    head = "某市数据条例\n2010年5月6日通过\n"
    amended = head + "2020年7月8日修正\n" + EDITED
    found = kinds({"old": head + LONG, "new": amended, "copy": head + EDITED})
    assert found == {
        ("new", "old"): "version",
        ("copy", "new"): "version",
        ("copy", "old"): "edited",
    }


def test_a_version_that_was_rewritten_is_found_by_its_title():
    """A quarter of the text is enough where the title is the same."""
    docs = pd.DataFrame(
        {
            "doc_id": ["old", "new"],
            "title": ["某市数据条例", "某市数据条例（2020年修正）"],
            "date": ["2010-05-06", "2020-07-08"],
            "text": [LONG, LONG[:800] + OTHER],
        }
    )
    pairs = near_duplicates(docs).pairs
    assert pairs["kind"].tolist() == ["version"]


def test_a_family_of_many_copies_is_one_cluster_and_few_pairs():
    """Pairs grow with the number of copies, not with its square."""
    copies = {}
    for number in range(60):
        at = 40 * number
        copies[f"copy {number}"] = LONG[:at] + prose(6) + LONG[at:]
    found = near_duplicates(frame(copies | {"other": OTHER}))
    assert found.clusters["cluster"].tolist() == [1] * 60
    assert len(found.pairs) < 60 * MOST_IN_LIST


def test_the_representative_is_the_longest():
    """It stands for the cluster, and each document of it says so."""
    found = near_duplicates(frame({"a": LONG, "b": EDITED + OTHER[:200], "c": LONG}))
    assert set(found.clusters["representative"]) == {"b"}
    assert found.clusters["size"].tolist() == [3, 3, 3]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(texts([LONG[:300], LONG[100:900], OTHER[:50], "，"]), max_size=6),
    st.randoms(),
)
def test_the_order_of_the_documents_makes_no_difference(bodies, random):
    """Whatever the texts, the same pairs and clusters, with shares from 0 to 1."""
    ids = [f"d{number}" for number in range(len(bodies))]
    docs = frame(dict(zip(ids, bodies)))
    here = near_duplicates(docs)
    random.shuffle(ids)
    there = near_duplicates(frame({i: bodies[int(i[1:])] for i in ids}))
    pd.testing.assert_frame_equal(here.pairs, there.pairs)
    pd.testing.assert_frame_equal(here.clusters, there.clusters)
    numbers = here.pairs[["similarity", "share", "other_share"]]
    assert numbers.isna().sum().sum() == 0 and numbers.stack().between(0, 1).all()
    assert set(here.pairs["kind"]) <= KINDS


@pytest.mark.parametrize(
    "ids", [["", "\x00", "\ud83d"], ["=1+1", "<b>", "'"], [1, 2, 3]]
)
def test_any_ids_are_given_back(ids):
    """An id is only handed through, numbers as numbers."""
    found = near_duplicates(frame(dict.fromkeys(ids, "加强管理")))
    assert set(found.clusters["doc_id"]) == set(ids)


def test_numbers_stay_numbers():
    """The column of ids has the type that it had."""
    docs = pd.DataFrame({"doc_id": [1, 2], "text": ["加强管理", "加强管理"]})
    assert near_duplicates(docs).pairs["doc_id"].dtype == docs["doc_id"].dtype


@pytest.mark.parametrize("bodies", [[], [""], ["", ""], ["，", "。"], [" ", "\n"]])
def test_nothing_is_like_nothing(bodies):
    """An empty frame, and empty texts, have no pairs; but two equal marks are two copies."""
    found = near_duplicates(frame({f"d{n}": body for n, body in enumerate(bodies)}))
    assert found.pairs.empty and found.clusters.empty
    assert found.pairs.columns.tolist()[:3] == ["doc_id", "other_id", "kind"]


def test_the_same_id_twice_is_refused():
    """A pair names its documents by their ids."""
    with pytest.raises(egov.DataError, match="stands twice"):
        near_duplicates(pd.DataFrame({"doc_id": ["a", "a"], "text": ["", ""]}))
