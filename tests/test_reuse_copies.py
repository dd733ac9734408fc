"""Many copies of one text: what is left out is counted and said, memory is estimated first."""

import random
import warnings

import pandas as pd
import pytest

from egov_lib.findings import DataError
from egov_lib.measure.reuse import seeds, shared_passages

TEXT = "".join(random.Random(5).choices([chr(c) for c in range(0x4E00, 0x5800)], k=120))


def frame(texts, prefix):
    """Give documents with these texts."""
    ids = [f"{prefix}{number}" for number in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "text": texts})


def test_passages_that_are_said_too_often_are_counted_and_named():
    """1,100 copies give no exact run, and a warning says so, with the words and the remedy."""
    docs = frame([TEXT] * 1_100, "d")
    with pytest.warns(
        UserWarning, match=r"docs say a passage more than 1,000 times"
    ) as said:
        found = shared_passages(docs, frame([TEXT], "o"), layers=["exact"])
    assert len(found) == 0
    message = str(said[0].message)
    assert TEXT[:20] in message and "(1,100 times, 120 characters)" in message
    assert "Keep one of each copy" in message


def test_passages_that_are_found_bring_no_warning():
    """900 copies are all found, in silence."""
    docs = frame([TEXT] * 900, "d")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = shared_passages(docs, frame([TEXT] * 2, "o"), layers=["exact"])
    assert len(found) == 1_800 and set(found["chars"]) == {120}


def test_a_batch_that_shares_too_much_is_divided(monkeypatch):
    """Fewer documents at a time find the same passages."""
    docs, others = frame([TEXT] * 40, "d"), frame([TEXT] * 30, "o")
    whole = shared_passages(docs, others)
    monkeypatch.setattr(seeds, "MOST_PAIRS", 40 * 130 * 3)
    pd.testing.assert_frame_equal(shared_passages(docs, others), whole)


def test_a_document_that_would_take_gigabytes_is_refused_before(monkeypatch):
    """The refusal says how much and what to do."""
    monkeypatch.setattr(seeds, "MOST_PAIRS", 100)
    docs, others = frame([TEXT] * 40, "d"), frame([TEXT], "o")
    with pytest.raises(
        DataError, match=r"shares [\d,]+ places .* GB.*Keep one of each"
    ):
        shared_passages(docs, others)
