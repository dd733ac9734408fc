"""Addresses: every passage has one, it leads back, and it survives a changed edition."""

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.findings import COLUMNS
from egov_lib.read import translations
from egov_lib.read.translations import carry_offsets, load_segments

DOCS = egov.load_corpus()
TEXTS = dict(zip(DOCS["doc_id"], DOCS["text"]))
SEGMENTS = load_segments()


def random_findings(number, seed):
    """Return so many findings of one to eighty characters, anywhere in the texts."""
    random_ = random.Random(seed)
    rows = []
    for _ in range(number):
        doc_id = random_.choice(list(TEXTS))
        text = TEXTS[doc_id]
        start = random_.randrange(len(text))
        end = min(len(text), start + random_.randint(1, 80))
        rows.append((doc_id, start, end, text[start:end]))
    return pd.DataFrame(rows, columns=COLUMNS)


def test_three_thousand_findings_go_there_and_back():
    """An exact address gives back exactly the finding that it was made of."""
    findings = random_findings(3000, seed=1)
    addresses = egov.address(findings, exact=True)
    passages = egov.passage(addresses)
    for address, row, back in zip(
        addresses, findings.itertuples(index=False), passages.itertuples(index=False)
    ):
        if "@" in address:
            assert tuple(back[:4]) == tuple(row)
        else:  # whole segments: the line break at the end is left off
            assert back.start == row.start
            assert back.quote == row.quote.rstrip("\n")


def test_an_address_covers_its_finding():
    """Without `exact` the address names the segments that the finding touches."""
    findings = random_findings(500, seed=2)
    passages = egov.passage(egov.address(findings))
    for row, back in zip(
        findings.itertuples(index=False), passages.itertuples(index=False)
    ):
        assert back.start <= row.start
        assert row.quote.rstrip("\n") in back.quote + "\n"


def test_each_segment_is_found_by_its_address():
    """One address, one segment; its English comes with it."""
    assert SEGMENTS["address"].is_unique
    passages = egov.passage(SEGMENTS["address"])
    assert passages["quote"].tolist() == SEGMENTS["quote"].str.rstrip("\n").tolist()
    assert passages["en"].tolist() == SEGMENTS["en"].tolist()


def test_a_paragraph_is_the_beginning_of_its_parts():
    """`opinion-2002:2.1` is task one whole, from its heading to its last clause."""
    task = egov.passage("opinion-2002:2.1")
    assert task["quote"].item().startswith("（一）建设和整合统一的电子政务网络")
    assert task["address"].item().startswith("opinion-2002:2.1.1-2.1.")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("opinion-2002", "is not an address"),
        ("opinion-2002:9.9", "no part '9.9'"),
        ("nowhere:1.1", "no document 'nowhere'"),
        ("opinion-2002:2.1.5-2.1.3", "ends before it begins"),
        ("opinion-2002:2.1.3@9-4", "two places within"),
        ("", "is not an address"),
        (None, "is not an address"),
    ],
)
def test_a_wrong_address_is_answered_with_a_remedy(address, message):
    """The error says what was given and what an address looks like."""
    with pytest.raises(egov.DataError, match=message):
        egov.passage(address)


# --- a changed edition ----------------------------------------------------------------


def changed_text(text, random_):
    """Return *text* with some of an editor's usual changes, and what was changed."""
    marks = "，。、；："
    letters = list(text)
    for _ in range(12):
        at = random_.randrange(len(letters))
        if letters[at] in marks:
            letters[at] = random_.choice(marks)
        elif random_.random() < 0.3:
            letters[at] = random_.choice(["", letters[at] + "，", "□"])
    return "".join(letters)


@pytest.mark.parametrize("seed", range(20))
def test_old_addresses_lead_to_the_same_words_after_a_change(monkeypatch, seed):
    """After an edition is changed a segment has its words, or says which it had."""
    random_ = random.Random(seed)
    doc_id = random_.choice(list(TEXTS))
    text = changed_text(TEXTS[doc_id], random_)
    texts = {f"editions/{doc_id}.txt": text}
    monkeypatch.setattr(translations, "read", texts.__getitem__)
    old = SEGMENTS[SEGMENTS["doc_id"] == doc_id]
    new = load_segments(doc_id)
    assert "".join(new["quote"]) == text
    same = old["quote"].to_numpy() == new["quote"].to_numpy()
    assert (~same).sum() <= 12  # one segment a change at most
    for before, after, unchanged in zip(old.itertuples(), new.itertuples(), same):
        assert after.address == before.address
        assert after.changed_from == ("" if unchanged else before.quote)


def test_an_address_given_up_leads_to_the_one_in_its_place(monkeypatch):
    """A row of moved.csv is followed."""
    monkeypatch.setattr(
        translations, "moved_addresses", lambda: {"opinion-2002:9.9": "2.1.3"}
    )
    assert egov.passage("opinion-2002:9.9")["address"].item() == "opinion-2002:2.1.3"


@given(
    st.text("统一规划建设，。", max_size=40), st.text("统一规划建设，。", max_size=40)
)
@settings(max_examples=200, deadline=None)
def test_carried_offsets_stay_in_order(old, new):
    """Offsets never cross, and the ends of a text stay its ends."""
    offsets = list(range(len(old) + 1))
    carried = carry_offsets(old, new, [*offsets, len(old)])
    assert carried == sorted(carried)
    assert carried[0] == 0
    assert carried[-1] == len(new)


# --- English --------------------------------------------------------------------------


def test_each_finding_of_a_table_has_its_english():
    """Whatever a table quotes can be read in English."""
    events = egov.load_table("events")
    with_english = egov.translate(events)
    there = with_english["start"].notna()
    assert (with_english.loc[there, "en"] != "").all()
    assert with_english.columns[: len(events.columns)].tolist() == list(events.columns)


def test_silence_has_no_address_and_no_english():
    """A row without a passage stays, empty."""
    silent = pd.DataFrame({"doc_id": [""], "start": [pd.NA], "end": [pd.NA]})
    assert egov.translate(silent)[["address", "en", "en_fills"]].values.tolist() == [
        ["", "", False]
    ]
