"""The outline is a tree of what the document numbers; the letterhead is read from what its lines are."""

import pandas as pd
import pytest
from hypothesis import given, settings
from piles import one, piles, read, texts

import egov_lib as egov
from egov_lib.find.structure import parse_outline, read_letterhead

PIECES = [
    "一、", "（一）", "1.", "（1）", "①", "——", "一是", "二是", "第一条", "第一章 总则", "总体要求", "。", "：", "\n", "\n\n",
    "国发〔2015〕40号", "国务院", "2006年6月1日", "《", "关于意见的通知", "附件", " ", "\u3000", "标题：",
    "中华人民共和国国务院令", "发布日期:", "建设" * 80,
]  # fmt: skip


@pytest.mark.parametrize("case", piles("outline"))
def test_numbered_parts_are_found_with_level_and_heading(case):
    """Each style of numbering gives its level and its heading; decimals, dates and stray numbers make no level."""
    found = parse_outline(one(case["text"]))
    assert (
        found.loc[found["level"] > 0, ["level", "marker", "heading"]].values.tolist()
        == case["found"]
    )


@pytest.mark.parametrize("case", read("outline", "letterheads"), ids=lambda case: case["label"])
def test_letterheads_are_read(case):
    """Title, number, issuer, addressees, day of signing and enclosed document come out as the portal's own table has them."""
    found = read_letterhead(one(case["text"])).iloc[0]
    got = {
        key: found[key]
        for key in ("title", "document_number", "issuer", "addressees", "enclosed_title")
    }
    got["date"] = "" if pd.isna(found["date"]) else f"{found['date']:%Y-%m-%d}"
    assert got == {
        key: value for key, value in case.items() if key not in ("label", "source", "text")
    }


@settings(max_examples=250, deadline=None)
@given(texts(PIECES))
def test_any_text_gives_a_tree_whose_clauses_quote_it(text):
    """Whatever the text, nothing fails, quotes match, every parent came before, and a child is one level deeper."""
    docs = one(text)
    found = egov.check_findings(parse_outline(docs), docs)
    assert found["start"].is_monotonic_increasing and found["clause_id"].is_unique
    before = {""}
    for clause, parent in zip(found["clause_id"], found["parent_id"]):
        assert parent in before and clause.startswith(parent or "d/")
        before.add(clause)
    assert (found["text_end"] >= found["end"]).all()


@settings(max_examples=250, deadline=None)
@given(texts(PIECES))
def test_any_text_gives_one_letterhead_that_quotes_it(text):
    """Whatever the text, there is one row, and what it quotes stands where it says."""
    docs = one(text)
    found = egov.check_findings(read_letterhead(docs), docs)
    assert len(found) == 1
    row = found.iloc[0]
    assert row["date_start"] < 0 or text[row["date_start"] :].startswith(row["date_quote"])


def test_the_numbered_clauses_of_our_own_table_are_found():
    """Nine of ten clauses that the annotation gives a number are found where they begin."""
    clauses = egov.load_table("clauses")
    wanted = clauses[
        clauses["number"].str.fullmatch(
            "[（(]?[一二三四五六七八九十]+[）)]?、?|——|第[一二三四五]|[一二三四五六七]是"
        )
    ]
    found = parse_outline(egov.load_corpus())
    starts = set(zip(found["doc_id"], found["start"]))
    hits = sum(
        (doc_id, start) in starts for doc_id, start in zip(wanted["doc_id"], wanted["start"])
    )
    assert len(wanted) > 50 and hits >= 0.9 * len(wanted)
