"""Hard texts as tests: the piles in tests/cases/<room>, and texts that nobody would write."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import strategies as st

CASES = Path(__file__).parent / "cases"
KNOWN = pytest.mark.xfail(strict=True, reason="known: see the comment of the case")


def read(room, pile):
    """Return the cases of one file."""
    return json.loads((CASES / room / f"{pile}.json").read_text(encoding="utf-8"))


def piles(room):
    """Return a room's cases under their labels: in the wild, negative (nothing is found), and what
    is known to fail.
    """
    marks = {"in_the_wild": (), "negative": (), "known_failures": KNOWN}
    return [
        pytest.param({"found": []} | case, id=f"{pile}: {case['label']}", marks=mark)
        for pile, mark in marks.items()
        for case in read(room, pile)
    ]


def one(text):
    """Return a table of one document; object strings, since pandas' own can't hold half a
    character.
    """
    return pd.DataFrame({"doc_id": ["d"], "text": [text]}, dtype=object)


def texts(pieces):
    """Draw any text at all, with half characters, or *pieces* put together in any order."""
    return st.one_of(
        st.text(),
        st.text(st.characters(codec=None), max_size=40),
        st.lists(st.sampled_from(pieces)).map("".join),
    )
