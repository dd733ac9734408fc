"""Dates, periods and deadlines are found and resolved, and it is said with what."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import one, piles, read, texts

import egov_lib as egov
from egov_lib.find.dates import find_dates

PIECES = (
    "2006年 6月 12日 至 — 今年 同日 底 前 “十五” 期间 近两年 90年代 上半年 第三季度 2月30日"
    " 9999年 0000年 \n 。 13月 32日 以来 二〇〇六年 三年内 去年同期 的 春节 “五一” 元 9999-12-31"
    " 1—6月 2006—2020 上季度 下下周日 两年后 1年前 请 于 比 0001年"
    " 全年 至今 五年来 过去一年 一、 2019年工作回顾 起施行 日前 2018.03"
)


def rows(case):
    """Return what is found in a case as lists."""
    found = find_dates(
        one(case["text"]), {"d": case["anchor"]} if "anchor" in case else None
    )
    days = [
        found[end].dt.strftime("%Y-%m-%d").fillna("NaT")
        for end in ("date_from", "date_to")
    ]
    return [
        list(row)
        for row in zip(found["quote"], *days, found["role"], found["how_known"])
    ]


@pytest.mark.parametrize("case", piles("dates"))
def test_dates_are_found_and_resolved(case):
    """Each way of naming a day gives its days, role and grounds; decimals and lengths give none."""
    assert rows(case) == case["found"]


@pytest.mark.parametrize(("anchor", "text", "days"), read("dates", "sentences"))
def test_plain_administrative_sentences_give_the_right_days(anchor, text, days):
    """Each date that a clerk would read is found, and no other, with its first and last day."""
    found = find_dates(one(text), {"d": anchor})
    found = (
        found[["quote", "date_from", "date_to"]]
        .astype(object)
        .where(found.notna(), None)
        .values.tolist()
    )
    assert [
        [None if day is None else str(day.date()) for day in row[1:]] for row in found
    ] == [row[1:] for row in days]
    assert all(wanted[0] in row[0] for wanted, row in zip(days, found))


VARIANTS = read("dates", "variants")


@pytest.mark.parametrize("case", VARIANTS, ids=[case["text"] for case in VARIANTS])
def test_variants_of_each_kind_give_their_days(case):
    """Anchors, feasts, ranges and scans have their days, or none where none is known."""
    anchors = {"d": case["anchor"]} if "anchor" in case else None
    found = find_dates(one(case["text"]), anchors)
    days = found[["date_from", "date_to"]].astype(object).where(found.notna(), None)
    rows = [
        [quote, *(day and str(day.date()) for day in ends)]
        for quote, ends in zip(found["quote"], days.to_numpy(), strict=True)
    ]
    assert [row[1:] for row in rows] == [wanted[1:] for wanted in case["found"]]
    for row, wanted in zip(rows, case["found"], strict=True):
        assert wanted[0] in row[0]


def test_what_has_no_ground_keeps_its_candidates():
    """去年 after a year is of two years, by whether the text is of that year or of the next."""
    found = find_dates(one("2019年工作回顾。去年完成投资。")).iloc[1]
    assert found["how_known"] == "unresolved"
    assert found["candidates"].startswith("2018-01-01 to 2018-12-31; or 2019-01-01")


@settings(deadline=None)  # a busy machine is no failure
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_reads_back_in_digits_and_in_iso(day):
    """A day written out is that day."""
    written = f"{day.year}年{day.month}月{day.day}日", day.isoformat()
    found = find_dates(pd.DataFrame({"doc_id": [0, 1], "text": written}))
    assert (
        found["date_from"].dt.date.tolist()
        == found["date_to"].dt.date.tolist()
        == [day, day]
    )


@settings(deadline=None)
@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2050, 12, 31)),
    st.sampled_from(["今年", "去年", "明年", "前年", "后年"]),
    st.integers(1, 12),
)
def test_relative_months_agree_with_pandas_periods(anchor, word, month):
    """The month of a relative year is the one pandas counts, first to last day."""
    shift = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2}[word]
    period = pd.Period(year=anchor.year + shift, month=month, freq="M")
    found = find_dates(
        pd.DataFrame({"doc_id": ["d"], "text": [f"{word}{month}月"]}), {"d": anchor}
    ).iloc[0]
    assert (found["date_from"], found["date_to"]) == (
        period.start_time,
        period.end_time.normalize(),
    )
    assert str(anchor) in found["grounds"]


@settings(max_examples=300, deadline=None)
@given(texts(PIECES.split(" ")), st.none() | st.dates())
def test_any_text_gives_findings_that_quote_it(text, anchor):
    """Whatever the text and the anchor, quotes match and no findings overlap or are empty."""
    docs = one(text)
    found = egov.check_findings(
        find_dates(docs, {"d": anchor} if anchor else None), docs
    )
    assert (
        found["start"].iloc[1:].to_numpy() >= found["end"].iloc[:-1].to_numpy()
    ).all()
    known = found.dropna(subset=["date_from", "date_to"])
    is_open = found["date_from"].notna() & found["date_to"].isna()
    assert (found.loc[is_open, "to_known"] == "open").all()
    assert (known["date_from"] <= known["date_to"]).all()
    assert known["how_known"].isin(["stated", "resolved"]).all()
    assert (
        found.loc[found["date_from"].isna(), "how_known"]
        .isin(["unresolved", "impossible"])
        .all()
    )


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("本世纪初", "century"),
        ("本世纪头二十年", "years"),
        ("上世纪90年代", "decade"),
        ("今明两年", "years"),
    ],
)
def test_what_counts_from_the_document_needs_its_day(text, precision):
    """Without a day to count from, "this century" and "this year and the next" stay unresolved."""
    (found,) = find_dates(one(text)).itertuples()
    assert found.how_known == "unresolved" and pd.isna(found.date_from)
    assert (found.quote, found.precision, found.grounds) == (
        text,
        precision,
        "no anchor",
    )


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("2006年二、三季度", ["2006年二、三季度"]),
        ("2006年第一、二、三季度", ["2006年第一、二、三季度"]),
        ("2006年一、三季度", ["2006年", "三季度"]),
    ],
)
def test_quarters_that_follow_each_other_are_one_span(text, quotes):
    """The second and third quarter are half a year; the first and third are not."""
    assert find_dates(one(text))["quote"].tolist() == quotes


def test_the_anchor_given_goes_before_the_column_and_the_signature():
    """The anchor is the argument, else the column date, else the signature; the grounds say."""
    docs = pd.DataFrame(
        {"doc_id": ["d"], "date": ["2005-01-01"], "text": ["今年\n二〇〇四年一月一日"]}
    )
    first = [
        find_dates(d, a).iloc[0]
        for d, a in (
            (docs, {"d": "2006-01-01"}),
            (docs, None),
            (docs.drop(columns="date"), None),
        )
    ]
    assert [found["date_from"].year for found in first] == [2006, 2005, 2004]
    assert (
        "the date given" in first[0]["grounds"]
        and "the document's date" in first[1]["grounds"]
        and "signing" in first[2]["grounds"]
    )


def test_the_stated_dates_of_our_own_table_are_found():
    """Every event whose date the text states is found with its days."""
    events = egov.load_table("events")
    events = events[events["how_known"] == "stated"]
    found = find_dates(egov.load_corpus())
    for event in events.itertuples():
        inside = found[
            (found["doc_id"] == event.doc_id)
            & (found["start"] < event.end)
            & (found["end"] > event.start)
        ]
        assert (
            (inside["date_from"] == event.date_from)
            & (inside["date_to"] == event.date_to)
        ).any(), event.quote
