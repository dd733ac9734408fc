"""Quantities are bound to what they count, by when, and told apart as wanted, reached and spent."""

# ruff: noqa: E501  Chinese counts double
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import egov_lib as egov
from egov_lib.targets import find_targets

CASES = Path(__file__).parent / "cases" / "targets"
PIECES = ["到2010年", "50%", "以上", "的", "行政许可项目", "力争", "实现了", "投入", "3.5亿元", "12个", "，", "。", "\n", "；", "我市", "“十五”期间", "翻一番", "第四次", "3至5年", "要"]  # fmt: skip


def cases(name):
    """Return the cases of one pile, each under its label."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


def rows(case):
    """Return what is found in a case as lists."""
    found = find_targets(pd.DataFrame({"doc_id": ["d"], "text": [case["text"]]}))
    found["due"] = found["date_to"].dt.strftime("%Y-%m-%d").fillna("")
    return found[["quote", "value", "unit", "bound", "kind", "subject", "due"]].values.tolist()


@pytest.mark.parametrize("case", cases("in_the_wild"))
def test_quantities_are_bound_to_their_clause(case):
    """Value, unit, bound, kind, subject and date come out as a reader would give them."""
    assert rows(case) == case["found"]


@pytest.mark.parametrize("case", cases("negative"))
def test_what_counts_nothing_is_no_target(case):
    """Dates, items' numbers and set phrases give no row."""
    assert rows(case) == []


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known: see the comment of the case")
def test_quantities_that_are_not_understood_yet(case):
    """What can't be done is on record, and noticed once it can."""
    assert rows(case) == case["found"]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(), st.text(st.characters(codec=None), max_size=40), st.lists(st.sampled_from(PIECES)).map("".join)
    )
)
def test_any_text_gives_findings_that_quote_it(text):
    """Whatever the text, nothing fails, quotes match, and every row has a value and one of the five kinds."""
    docs = pd.DataFrame({"doc_id": ["d"], "text": [text]}, dtype=object)
    found = egov.check_findings(find_targets(docs), docs)
    assert found["value"].notna().all()
    assert set(found["kind"]) <= {"target", "achievement", "input", "count", "ordinal"}


def test_the_cue_that_decides_is_kept():
    """Each kind carries the word that told it."""
    docs = pd.DataFrame({"doc_id": ["d"], "text": ["力争建成12个中心。实现了30%的目标。投入5亿元。"]})
    assert find_targets(docs)[["kind", "cue"]].values.tolist() == [
        ["target", "力争"],
        ["achievement", "实现了"],
        ["input", "投入"],
    ]
