"""Quantities are bound to what they count, by when, and told apart: wanted, reached, spent."""

import pandas as pd
import pytest
from hypothesis import given, settings
from piles import one, piles, texts

import egov_lib as egov
from egov_lib.find.targets import find_targets

SHOWN = ["quote", "value", "unit", "bound", "kind", "subject", "due"]
KINDS = {"target", "achievement", "input", "count", "ordinal", "rule"}
PIECES = [
    *("到2010年", "“十五”期间", "50%", "以上", "3.5亿元", "12个", "翻一番", "第四次"),
    *("3至5年", "三大", "的", "行政许可项目", "我市", "力争", "实现了", "投入", "要"),
    *("，", "。", "；", "\n", "“", "”"),
]


@pytest.mark.parametrize("case", piles("targets"))
def test_quantities_are_bound_to_their_clause(case):
    """Value, unit, bound, kind, subject and date come out as a reader would give them."""
    found = find_targets(one(case["text"]))
    found["due"] = found["date_to"].dt.strftime("%Y-%m-%d").fillna("")
    assert found[SHOWN].values.tolist() == case["found"]


@settings(max_examples=300, deadline=None)
@given(texts(PIECES))
def test_any_text_gives_findings_that_quote_it(text):
    """Whatever the text, nothing fails, quotes match, and every row has a value and a kind."""
    docs = one(text)
    found = egov.check_findings(find_targets(docs), docs)
    assert found["value"].notna().all()
    assert set(found["kind"]) <= KINDS


def test_dates_that_were_found_already_change_nothing():
    """Given the dates of the same documents, the targets are the same."""
    docs = egov.load_corpus()
    with_dates = find_targets(docs, egov.find_dates(docs))
    pd.testing.assert_frame_equal(with_dates, find_targets(docs))


def test_the_cue_that_decides_is_kept():
    """Each kind carries the word that told it."""
    found = find_targets(one("力争建成12个中心。实现了30%的目标。投入5亿元。"))
    assert found[["kind", "cue"]].values.tolist() == [
        ["target", "力争"],
        ["achievement", "实现了"],
        ["input", "投入"],
    ]


def test_a_date_at_the_start_holds_whatever_ends_the_text():
    """What stands before the first date is nothing, not the last character of the text."""
    found = find_targets(one("“十五”期间培训10万人次，与上期相比"))
    assert found["date_quote"].tolist() == ["“十五”期间"]
