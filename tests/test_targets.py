"""Quantities are bound to what they count, by when, and told apart: wanted, reached, spent."""

import pandas as pd
import pytest
from hypothesis import given, settings
from piles import one, piles, read, texts

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


VARIANTS = read("targets", "variants")


@pytest.mark.parametrize("case", VARIANTS, ids=[case["text"] for case in VARIANTS])
def test_changes_pairs_and_idle_numbers(case):
    """Change, base, kind and subject come out right; what counts nothing has no row.

    Where a case says null of kind or subject, it is not asked.
    """
    found = find_targets(one(case["text"]))
    assert found["quote"].tolist() == [wanted[0] for wanted in case["found"]]
    for row, wanted in zip(found.itertuples(), case["found"], strict=True):
        _, value, kind, subject, change, base = wanted
        assert row.value == value
        assert kind in (None, row.kind)
        assert subject in (None, row.subject)
        assert row.change == change
        assert pd.isna(row.base) if base is None else row.base == base


@pytest.mark.parametrize(("text", "wanted"), read("targets", "sentences"))
def test_sentences_of_reports_plans_and_rules(text, wanted):
    """Each quantity has its kind, and a subject that holds the words wanted or is a part of them.

    Where a case says null of kind or subject, it is not asked; no quantities: no row.
    """
    found = {row.quote: row for row in find_targets(one(text)).itertuples()}
    assert wanted or not found
    for quote, kind, subject in wanted:
        row = found[quote]
        assert kind in (None, row.kind)
        assert subject is None or subject in row.subject or row.subject in subject


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "某区政府工作报告\n一、2021年工作回顾\n新建学校12所。",
            "2021-01-01 2021-12-31",
        ),
        (
            "某市推进养老服务行动方案（2023—2025年）\n培育企业20家。",
            "2023-01-01 2025-12-31",
        ),
        (
            "2020年1—9月，完成货运量12万吨。旅客发送量达3万人次。",
            "2020-01-01 2020-09-30",
        ),
        ("某市管理办法\n第六条 处1万元以下的罚款。", "NaT NaT"),
    ],
)
def test_the_date_is_that_of_the_sentence_paragraph_heading_or_title(text, days):
    """What is wanted, reached or put in is of the time that its place in the document tells."""
    last = find_targets(one(text)).iloc[-1]
    told = [last["date_from"], last["date_to"]]
    assert " ".join(str(day)[:10] for day in told) == days


def test_a_line_end_inside_a_sentence_is_no_end():
    """A copy from a PDF breaks lines anywhere: subject, unit and bound are read across."""
    text = (
        "到2025年，全市“专精特新”企业达到\n20家，对年产值在3亿\n元以上的企业给予奖励。"
    )
    found = find_targets(one(text))
    assert found[["value", "unit", "kind", "subject"]].values.tolist() == [
        [20.0, "家", "target", "全市“专精特新”企业"],
        [3e8, "元", "rule", "年产值"],
    ]


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
