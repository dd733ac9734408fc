"""Titles, numbers, institutions, persons and places are found by what holds them together."""

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
    *("《", "》", "〈", "〉", "、", "，", "\n", "\n\n"),
    *("国务院", "办公厅", "云南省", "信息化", "领导小组", "人大", "和"),
    *("温家宝", "总理", "李", "同志", "我市", "巴东县"),
    *("国发", "〔2002〕", "17号", "令第"),
]


@pytest.mark.parametrize("case", piles("names"))
def test_names_are_found(case):
    """Each name is found whole, in order; words that share a part with a name give no row."""
    find = getattr(names, case["finder"])
    assert find(one(case["text"]))["quote"].tolist() == case["found"]


@pytest.mark.parametrize("finder", FINDERS)
@settings(max_examples=120, deadline=None)
@given(text=texts(PIECES))
def test_any_text_gives_findings_that_quote_it(finder, text):
    """Whatever the text, nothing fails, quotes match, and findings come in its order."""
    docs = one(text)
    found = egov.check_findings(getattr(names, finder)(docs), docs)
    assert found["start"].is_monotonic_increasing
    assert (found["end"] > found["start"]).all()


@given(
    st.sampled_from(["〔〕", "[]", "（）", "()", "【】", "［］"]),
    st.integers(1950, 2049),
    st.integers(1, 9999),
)
def test_every_bracket_gives_the_same_standard_number(brackets, year, serial):
    """However it is typed, a document number comes out in the standard form."""
    opening, closing = brackets
    found = names.find_document_numbers(
        one(f"（国办发{opening}{year}{closing}{serial}号）")
    )
    assert found["number"].tolist() == [f"国办发〔{year}〕{serial}号"]
    assert found["year"].tolist() == [year]


def test_institutions_carry_their_level():
    """General office, consultative conference, city committee, county, all departments."""
    docs = one("国务院办公厅、云南省政协、乌海市委、县人民政府和各部门")
    levels = names.find_institutions(docs)["level"].tolist()
    assert levels == ["nation", "province", "city", "county", "all"]


def test_a_place_is_not_named_twice_in_a_full_name():
    """A commission of a city's government, whose notice names it in full."""
    body = "中山市人民政府国有资产监督管理委员会"
    assert names.find_institutions(one(f"{body}负责。"))["full_name"].tolist() == [body]


def test_an_agency_of_plans_keeps_its_name():
    """The code of an office for planning and natural resources holds 规划, plan, itself."""
    found = names.find_document_numbers(one("取消（宁规划资源〔2021〕308号）的要求"))
    assert found["agency"].tolist() == ["宁规划资源"]


def test_persons_carry_the_whole_office_before_them():
    """Offices joined by 、 are one office."""
    docs = one("中共中央政治局常委、国务院总理温家宝")
    offices = names.find_persons(docs)["office"].tolist()
    assert offices == ["中共中央政治局常委、国务院总理"]


def test_the_persons_of_our_own_table_are_found():
    """Of the persons our annotation names with an office, all are found again."""
    actors = egov.load_table("actors")
    has_office = (actors["kind"] == "person") & actors["office_zh"].ne("")
    is_named = ~actors["label_zh"].str.contains(
        "负责人"
    )  # not just "the one in charge"
    wanted = actors[has_office & is_named]
    found = names.find_persons(egov.load_corpus())
    named = set(zip(found["doc_id"], found["quote"]))
    assert set(zip(wanted["doc_id"], wanted["label_zh"])) <= named


def test_a_text_without_points_is_read_alike_with_the_shorter_list_of_beginnings():
    """Where no name can have a point inside, fewer places are tried, and the same is found."""
    whole = names.persons.grammars(pointed=True)
    short = names.persons.grammars(pointed=False)
    examples = [rule.example.chinese for grammar in whole for rule in grammar.rules]
    plain = "。\n".join(
        text for text in examples if not set(text) & set(names.persons.POINTS)
    )
    text = f"\n{plain}"
    for one_way, other in zip(whole, short, strict=True):
        found = [match.span() for _, match in one_way.matches(text)]
        again = [match.span() for _, match in other.matches(text)]
        assert found == again


def test_the_office_behind_a_name_in_a_list_is_its_office():
    """Members line by line, each name with a wide blank before what its bearer is."""
    text = "组成人员名单\n委员：\n梁大明　　文化部副部长\n"
    text += "王作云　　教育部司长、研究院院长\n黄　文　　科技部副部长"
    found = egov.find_persons(one(text))
    assert found["office"].tolist() == [
        "文化部副部长",
        "教育部司长、研究院院长",
        "科技部副部长",
    ]
