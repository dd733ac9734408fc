"""The outline is a tree of what a document numbers; the letterhead is read from its lines."""

import pandas as pd
import pytest
from hypothesis import given, settings
from piles import one, piles, read, texts

import egov_lib as egov
from egov_lib.find.structure import parse_outline, read_letterhead

PIECES = [
    *(
        "一、",
        "（一）",
        "1.",
        "（1）",
        "①",
        "——",
        "一是",
        "二是",
        "第一条",
        "第一章 总则",
    ),
    *("总体要求", "建设" * 80, "。", "：", "\n", "\n\n", " ", "\u3000", "《", "附件"),
    *("国发〔2015〕40号", "国务院", "2006年6月1日", "关于意见的通知"),
    *("标题：", "发布日期:", "中华人民共和国国务院令"),
]
FIELDS = ["title", "document_number", "issuer", "addressees", "enclosed_title", "date"]
DAYS = ["effective", "expiry", "adopted", "amended"]
NUMBERED = (  # numbers of clauses that the finder knows, as our annotation writes them
    "[（(]?[一二三四五六七八九十]+[）)]?、?|——|第[一二三四五]|[一二三四五六七]是"
)


@pytest.mark.parametrize("case", piles("outline"))
def test_numbered_parts_are_found_with_level_and_heading(case):
    """Each style of numbering gives its level and heading; values and dates make none."""
    found = parse_outline(one(case["text"]))
    numbered = found.loc[found["level"] > 0, ["level", "marker", "heading"]]
    assert numbered.values.tolist() == case["found"]


@pytest.mark.parametrize(
    "case", read("outline", "letterheads"), ids=lambda c: c["label"]
)
def test_letterheads_are_read(case):
    """Each field comes out as the portal's own table has it."""
    found = read_letterhead(one(case["text"]))
    found["date"] = found["date"].dt.strftime("%Y-%m-%d").fillna("")
    assert found[FIELDS].iloc[0].to_dict() == {field: case[field] for field in FIELDS}


@pytest.mark.parametrize(
    "case", read("structure", "letterheads"), ids=lambda c: c["label"]
)
def test_letterheads_of_all_shapes_are_read_with_their_days(case):
    """Signing, coming into force, expiry, adoption and revision are told apart."""
    found = read_letterhead(one(case["text"])).iloc[0]
    for field in [*FIELDS[:4], "date", *DAYS]:
        value = found[field]
        if field in DAYS or field == "date":
            value = "" if pd.isna(value) else f"{value:%Y-%m-%d}"
        assert value == case[field], field


@settings(max_examples=250, deadline=None)
@given(texts(PIECES))
def test_any_text_gives_a_tree_whose_clauses_quote_it(text):
    """Whatever the text, quotes match, and every clause comes after the one it belongs to."""
    docs = one(text)
    found = egov.check_findings(parse_outline(docs), docs)
    assert found["start"].is_monotonic_increasing
    assert found["clause_id"].is_unique
    assert (found["text_end"] >= found["end"]).all()
    before = {""}
    for clause, parent in zip(found["clause_id"], found["parent_id"]):
        assert parent in before
        assert clause.startswith(parent or "d/")
        before.add(clause)


@settings(max_examples=250, deadline=None)
@given(texts(PIECES))
def test_any_text_gives_one_letterhead_that_quotes_it(text):
    """Whatever the text, there is one row, and what it quotes is where it says."""
    docs = one(text)
    found = egov.check_findings(read_letterhead(docs), docs)
    assert len(found) == 1
    date_start, date_quote = found.loc[0, ["date_start", "date_quote"]]
    assert date_start < 0 or text.startswith(date_quote, date_start)


def test_the_numbered_clauses_of_our_own_table_are_found():
    """Nine of ten clauses that the annotation gives a number are found where they begin."""
    clauses = egov.load_table("clauses")
    wanted = clauses[clauses["number"].str.fullmatch(NUMBERED)]
    found = parse_outline(egov.load_corpus())
    hits = pd.merge(wanted, found, on=["doc_id", "start"])
    assert len(wanted) > 50
    assert len(hits) >= 0.9 * len(wanted)
