"""Many copies of one text: what is left out is counted and said, memory is estimated first."""

import random
import warnings
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_reuse import slow_runs

from egov_lib.findings import DataError, check_findings
from egov_lib.measure import reuse
from egov_lib.measure.reuse import left_out, passages, search, seeds, shared_passages
from egov_lib.read.jobs import map_documents

TEXT = "".join(random.Random(5).choices([chr(c) for c in range(0x4E00, 0x5800)], k=120))
OTHER_TEXT = "".join(
    random.Random(6).choices([chr(c) for c in range(0x5800, 0x6000)], k=60)
)
PLACES = ["start", "end", "other_start", "other_end"]


def frame(texts, prefix):
    """Give documents with these texts."""
    ids = [f"{prefix}{number}" for number in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "text": texts})


def quietly(*args, **options):
    """Give what is shared, without the warning."""
    with warnings.catch_warnings(action="ignore"):
        return shared_passages(*args, **options)


@pytest.mark.parametrize("copies", [101, 1_100])
def test_of_many_copies_each_is_listed_beside_the_first(copies):
    """Every copy has a row, and a warning says what is not listed, with the words and a remedy."""
    docs = frame([TEXT] * copies, "d")
    with pytest.warns(UserWarning, match="a passage said too often") as said:
        found = shared_passages(docs, layers=["exact"])
    assert set(found["doc_id"]) == {"d0"} and found["chars"].eq(120).all()
    assert set(found["other_doc_id"]) == set(docs["doc_id"]) - {"d0"}
    missing = copies * (copies - 1) // 2 - len(found)
    message = str(said[0].message)
    assert f"{missing:,} pairs are not" in message and TEXT[:20] in message
    assert f"({copies:,} times)" in message and "keep one of each copy" in message


def test_passages_that_are_found_bring_no_warning():
    """Of a hundred copies each is listed with each, in silence."""
    docs = frame([TEXT] * 100, "d")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = shared_passages(docs, layers=["exact"])
    assert len(found) == 100 * 99 / 2 and found.attrs == {}


def test_more_copies_never_bring_fewer_documents():
    """There is no number of copies from which on a document is no longer named."""
    for copies in (99, 100, 101, 300):
        found = quietly(frame([TEXT] * copies, "d"), layers=["exact"])
        named = {*found["doc_id"], *found["other_doc_id"]}
        assert len(named) == copies


def test_what_is_left_out_is_a_table_of_findings():
    """Each passage where it is first, how often it is said, how many pairs that hides, a remedy."""
    texts = [f"{TEXT}{OTHER_TEXT}"] * 5 + [TEXT] * 3
    docs = frame(texts, "d")
    chosen = reuse.Settings(most_copies=4, most_places=2)
    found = quietly(docs, settings=chosen)
    table = left_out(found)
    check_findings(table, docs)
    assert table["layer"].tolist() == ["edited", "exact"]
    assert table["times"].tolist() == [8, 8] and table["quote"].eq(texts[0]).all()
    assert table["pairs"].tolist() == [28, 21] and table["remedy"].ne("").all()
    assert found.attrs["left_out"]["layers"]["exact"] == {"passages": 1, "pairs": 21}
    kept = found[found["matched"] > 100]
    pd.testing.assert_frame_equal(left_out(kept), table)
    assert left_out(quietly(docs.head(2))).empty


def test_batches_and_files_keep_what_is_left_out(tmp_path):
    """So that it is not lost on the way: joined batches have it, and a parquet file."""
    docs, others = frame([TEXT] * 120, "d"), frame([TEXT] * 4, "o")
    whole = quietly(docs, others)
    with warnings.catch_warnings(action="ignore"):
        joined = map_documents(
            lambda batch: shared_passages(docs, batch), others, batch_documents=2
        )
    whole.to_parquet(tmp_path / "found.parquet")
    for frame_of in (joined, pd.read_parquet(tmp_path / "found.parquet")):
        pd.testing.assert_frame_equal(left_out(frame_of), left_out(whole))
    assert left_out(whole).query("layer == 'exact'")["pairs"].tolist() == [119]


def test_pairs_that_are_not_measured_whole_are_told():
    """Between two copies that are listed beside a third nothing is measured, and it is said."""
    docs = frame([TEXT] * 101, "d")
    found = quietly(docs, layers=["exact"])
    with pytest.warns(UserWarning, match=r"4,950 pairs share more than is measured"):
        reuse.compare_pairs(found, docs, chance=False)


def slow_exact(texts, least, most_copies):
    """Every longest common run that holds a seed that is rare, or is the first of its kind here.

    Seeds are looked up at every so many places of the other text.
    """
    width = (2 * least + 2) // 3
    reach = least - width + 1
    forms = [reuse.normal_form(text)[0] for text in texts]
    seed_places = [
        (number, at)
        for number, form in enumerate(forms)
        for at in range(len(form) - width + 1)
    ]
    times = Counter(forms[n][at : at + width] for n, at in seed_places)
    first = {}
    for number, at in seed_places:
        first.setdefault(forms[number][at : at + width], (number, at))
    for n, m in combinations(range(len(forms)), 2):
        for i, j, k, _ in slow_runs(forms[n], forms[m], least):
            for step in range(k, k + (j - i) - width + 1):
                seed = forms[m][step : step + width]
                is_first = first[seed] == (n, i + step - k)
                if step % reach == 0 and (times[seed] <= most_copies or is_first):
                    yield n, m, i, j, k
                    break


FEW = st.text(alphabet="电子政务建设", max_size=40)


@settings(max_examples=80, deadline=None)
@given(st.lists(FEW, min_size=2, max_size=6), st.integers(2, 8), st.integers(1, 9))
def test_runs_said_too_often_are_those_of_a_plain_search(texts, least, most):
    """Rare ones each with each, frequent ones with the first, all as long as they are."""
    chosen = reuse.Settings(most_copies=most)
    docs = frame(texts, "d")
    found = quietly(docs, min_chars=least, settings=chosen, layers=["exact"])
    number = dict(zip(docs["doc_id"], range(len(docs))))
    fast = {
        (
            number[row.doc_id],
            number[row.other_doc_id],
            row.start,
            row.end,
            row.other_start,
        )
        for row in found.itertuples()
    }
    assert fast == set(slow_exact(texts, least, most))
    assert len(fast) == len(found)


@settings(max_examples=40, deadline=None)
@given(st.lists(FEW, min_size=2, max_size=6), st.integers(1, 9))
def test_batches_make_no_difference_where_much_is_left_out(texts, most):
    """Which places are looked up does not hang on what else is looked up."""
    chosen = reuse.Settings(most_copies=most)
    docs = frame(texts, "d")
    whole = quietly(docs, min_chars=4, settings=chosen)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "BATCH_CHARS", 5)
        pd.testing.assert_frame_equal(
            quietly(docs, min_chars=4, settings=chosen), whole
        )


def test_thinned_seeds_lose_no_copy_either():
    """With "pairs" a text with 21 copies is listed beside its first, and the warning says so."""
    docs = frame([TEXT] * 21, "d")
    with pytest.warns(UserWarning, match="a passage said too often"):
        found = shared_passages(docs, settings="pairs")
    assert len(found) == 20 and set(found["doc_id"]) == {"d0"}
    rarer = replace(reuse.PRESETS["pairs"], most_places=21)
    assert len(shared_passages(docs, settings=rarer)) == 21 * 20 / 2


def test_a_batch_that_shares_too_much_is_divided(monkeypatch):
    """Fewer documents at a time find the same passages."""
    docs, others = frame([TEXT] * 40, "d"), frame([TEXT] * 30, "o")
    whole = quietly(docs, others)
    monkeypatch.setattr(seeds, "MOST_PAIRS", 40 * 130 * 3)
    pd.testing.assert_frame_equal(quietly(docs, others), whole)


def test_a_document_that_would_take_gigabytes_is_refused_before(monkeypatch):
    """The refusal says how much and what to do."""
    monkeypatch.setattr(seeds, "MOST_PAIRS", 100)
    docs, others = frame([TEXT] * 40, "d"), frame([TEXT], "o")
    with pytest.raises(
        DataError, match=r"shares [\d,]+ places .* GB.*Keep one of each"
    ):
        shared_passages(docs, others)


def test_rows_that_would_take_gigabytes_are_refused_before(monkeypatch):
    """The rows are counted before they are made."""
    monkeypatch.setattr(passages, "MOST_BYTES", 1_000_000)
    with pytest.raises(DataError, match=r"share 780 passages, .* GB: use stream_"):
        shared_passages(frame([TEXT] * 40, "d"), layers=["exact"])
