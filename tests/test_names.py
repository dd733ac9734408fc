"""Titles, document numbers, institutions, persons and places are found by what holds them together."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import one, piles, texts

import egov_lib as egov
from egov_lib.find import names

FINDERS = [
    "find_titles",
    "find_document_numbers",
    "find_institutions",
    "find_persons",
    "find_places",
]
PIECES = [
    "《", "》", "〈", "〉", "国务院", "办公厅", "云南省", "信息化", "领导小组", "温家宝", "总理", "、", "，", "〔2002〕",
    "17号", "国发", "我市", "巴东县", "\n", "\n\n", "令第", "李", "同志", "人大", "和",
]  # fmt: skip


@pytest.mark.parametrize("case", piles("names"))
def test_names_are_found(case):
    """Each name is found whole, in order, and words that share a part with a name give no row."""
    assert getattr(names, case["finder"])(one(case["text"]))["quote"].tolist() == case["found"]


@pytest.mark.parametrize("finder", FINDERS)
@settings(max_examples=120, deadline=None)
@given(text=texts(PIECES))
def test_any_text_gives_findings_that_quote_it(finder, text):
    """Whatever the text, nothing fails, quotes match, and findings come in the order of the text."""
    docs = one(text)
    found = egov.check_findings(getattr(names, finder)(docs), docs)
    assert found["start"].is_monotonic_increasing and (found["end"] > found["start"]).all()


@given(
    st.sampled_from(["〔〕", "[]", "（）", "()", "【】", "［］"]),
    st.integers(1950, 2049),
    st.integers(1, 9999),
)
def test_every_bracket_gives_the_same_standard_number(brackets, year, serial):
    """However it is typed, a document number comes out in the standard form."""
    docs = pd.DataFrame(
        {"doc_id": ["d"], "text": [f"（国办发{brackets[0]}{year}{brackets[1]}{serial}号）"]}
    )
    assert names.find_document_numbers(docs)[["number", "year"]].values.tolist() == [
        [f"国办发〔{year}〕{serial}号", year]
    ]


def test_levels_and_offices_are_told():
    """Institutions carry their level, persons the whole office that stands before them."""
    docs = pd.DataFrame(
        {
            "doc_id": ["d"],
            "text": [
                "国务院办公厅、云南省政协、乌海市委、县人民政府和各部门，中共中央政治局常委、国务院总理温家宝"
            ],
        }
    )
    assert names.find_institutions(docs)["level"].tolist() == [
        "nation",
        "province",
        "city",
        "county",
        "all",
        "nation",
        "nation",
    ]
    assert names.find_persons(docs)["office"].tolist() == ["中共中央政治局常委、国务院总理"]


def test_the_persons_of_our_own_table_are_found():
    """Of the persons our annotation names with an office, all are found again."""
    actors = egov.load_table("actors")
    wanted = actors[
        (actors["kind"] == "person")
        & actors["office_zh"].ne("")
        & ~actors["label_zh"].str.contains("负责人")
    ]
    found = names.find_persons(egov.load_corpus())
    assert set(zip(wanted["doc_id"], wanted["label_zh"])) <= set(
        zip(found["doc_id"], found["quote"])
    )
