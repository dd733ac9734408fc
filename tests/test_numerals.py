"""Numbers are read however they are written; words that only look like numbers are left alone."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from piles import one, piles, read, texts

import egov_lib
from egov_lib.find.numerals import find_numbers, parse_day, parse_number
from egov_lib.findings import check_findings

BAIT = (
    "一二三四五六七八九十百千万亿兆零〇○两几数余多半点分之成折又负第%‰.,，/-－—至个百分点"
    "年月日元翻番0123456789０９．％ 壹拾佰"
    "kKeE^￥\n廿卅打对角毛块钱"
)


def rows(text):
    """Return what is found as lists."""
    return find_numbers(one(text))[
        ["quote", "value", "unit", "kind", "bound"]
    ].values.tolist()


@pytest.mark.parametrize("case", piles("numerals"))
def test_numbers_are_read_with_unit_kind_and_bound(case):
    """Each way of writing gives its value and kind; what only looks like a number, none."""
    found = rows(case["text"])
    assert [row for row in found if row[3] in case.get("kinds", [row[3]])] == case[
        "found"
    ]


RARE = read("numerals", "rare_forms")


@pytest.mark.parametrize("case", RARE, ids=[case["text"] for case in RARE])
def test_rare_forms_give_both_ends(case):
    """Spreads (两三百), groups of three and a digit after a unit are read as they are said."""
    found = find_numbers(one(case["text"]))[["quote", "value", "value_to", "unit"]]
    found = found.astype(object).where(found.notna(), None).values.tolist()
    wanted = [
        [quote, pytest.approx(value), value_to and pytest.approx(value_to), unit]
        for quote, value, value_to, unit in case["found"]
    ]
    assert found == wanted
    if case["kind"] == "a digit after a unit counts the next lower one":
        assert parse_number(case["text"]) == case["found"][0][1]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3至5年", 3, 5, "年"),
        ("3至5亿元", 3e8, 5e8, "元"),
        ("5%—8%", 5, 8, "%"),
        ("二三十个", 20, 30, "个"),
        ("2005—2007年", 2005, 2007, "年"),
    ],
)
def test_a_range_is_one_finding_with_both_ends(text, low, high, unit):
    """The unit and the 亿 of the upper end hold for the lower one too."""
    found = find_numbers(one(text)).iloc[0]
    assert (found["value"], found["value_to"], found["unit"]) == (low, high, unit)


def chinese(number):
    """Write a whole number below 10^12 in numerals, by the rules of a primary school."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    written = ""
    for power, name in ((8, "亿"), (4, "万"), (0, "")):
        part, number = divmod(number, 10**power)
        if not part:
            continue
        text = "".join(
            digits[d] + (units[3 - i] if d else "")
            for i, d in enumerate(map(int, f"{part:04}"))
        )
        text = text.rstrip("零")
        while "零零" in text:
            text = text.replace("零零", "零")
        written += (text if written else text.lstrip("零")) + name
    return written or "零"


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(0, 10**12 - 1))
def test_a_number_written_out_reads_back_as_itself(number):
    """Writing and reading are each other's inverse, for every whole number a budget can hold."""
    assert parse_number(chinese(number)) == number


def read_slowly(numeral):
    """Read by the rule alone: what is before the largest unit, times it, plus the rest."""
    if not numeral:
        return Fraction(0)
    for unit, worth in UNITS_BY_SIZE:
        before, found, after = numeral.rpartition(unit)
        if not found:
            continue
        times = read_slowly(before) if before else 1
        if len(after) == 1 and worth >= 100:  # 四百五: 450
            return times * worth + DIGITS.index(after) * Fraction(worth, 10)
        return times * worth + read_slowly(after)
    whole, point, decimals = numeral.lstrip("零").partition("点")
    if not numeral.isascii():
        written = "".join(str(DIGITS.index(c)) for c in whole or "零")
        if point:
            written += "." + "".join(str(DIGITS.index(c)) for c in decimals)
        return Fraction(written)
    return Fraction(numeral.replace(",", ""))


DIGITS = "零一二三四五六七八九"
UNITS_BY_SIZE = [("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)]
ARABIC = st.sampled_from(["3", "12", "350", "1,200", "2006", "0.5", "3.5", "10.25"])
SECTIONS = st.integers(1, 9999).map(chinese) | st.sampled_from(
    ["十", "一点二五", "零点五"]
)


@st.composite
def numerals(draw):
    """Draw sections with 万 and 亿 after them, in digits, in Chinese or in both: 3.5万亿."""
    section = SECTIONS | ARABIC
    scale = draw(st.sampled_from(["", "万", "亿", "万亿"]))
    head = draw(section) + scale
    if "点" in head:
        return head  # nobody goes on after 一点二五万
    if scale in ("亿", "万亿") and draw(st.booleans()):
        head += draw(st.integers(1000, 9999).map(chinese) | ARABIC) + "万"
    if scale and draw(st.booleans()):
        head += draw(st.integers(1000, 9999).map(chinese) | st.sampled_from(DIGITS[1:]))
    elif not scale and draw(st.booleans()):
        head = draw(st.sampled_from(["四百五", "三千二", "九百一", "一万三"]))
    return head


@settings(max_examples=500, deadline=None)
@given(numerals())
@example("一万二千亿三千五百万")
@example("5亿1万")
@example("四百五")
def test_numerals_are_read_as_a_plain_slow_reader_reads_them(numeral):
    """万 and 亿 in any combination, digits mixed with Chinese, decimals, the short 四百五."""
    assert parse_number(numeral) == float(f"{float(read_slowly(numeral)):.15g}")


@pytest.mark.parametrize("text", ["四百五万", "三千二亿", "3百5万"])
def test_a_numeral_with_two_readings_is_no_number(text):
    """四百五万 may be 4,050,000 or 4,500,000: nobody can tell, so nothing is claimed."""
    assert parse_number(text) is None
    assert find_numbers(one(f"投资{text}元")).empty
    assert parse_number("四百零五万") == 4_050_000


@settings(max_examples=300, deadline=None)
@given(texts(BAIT))
@example("9" * 400)
@example("1e99^99")
def test_any_text_gives_findings_that_quote_it(text):
    """Whatever the text, quotes match, findings are in order, and values are numbers."""
    docs = one(text)
    found = check_findings(find_numbers(docs), docs)
    assert (
        found["start"].is_monotonic_increasing and (found["end"] > found["start"]).all()
    )
    assert not any(math.isnan(value) for value in found["value"])


def test_bad_documents_are_named_with_the_remedy():
    """A frame without text and a text that is none give an error that says which and what to do."""
    with pytest.raises(ValueError, match="needs the column 'text'"):
        find_numbers(pd.DataFrame({"doc_id": ["d"]}))
    with pytest.raises(
        ValueError, match="document 'd' has None for a text: give a string"
    ):
        find_numbers(pd.DataFrame({"doc_id": ["d"], "text": [None]}))


def test_no_documents_give_no_findings_but_all_columns():
    """An empty table in gives an empty table out, with its types."""
    found = find_numbers(pd.DataFrame({"doc_id": [], "text": []}))
    assert found.empty and found["value"].dtype == "float64"


def test_a_day_is_read_in_digits_and_numerals_and_refused_when_there_is_none():
    """The thirtieth of February is no day."""
    assert str(parse_day("二〇〇四年四月廿七日")) == "2004-04-27"
    assert parse_day("2006年2月30日") is None and parse_day("电子政务") is None


@pytest.mark.parametrize(
    "name",
    [
        "find_numbers",
        "find_dates",
        "find_targets",
        "find_titles",
        "parse_outline",
        "read_letterhead",
    ],
)
def test_a_text_alone_is_told_how_to_become_a_frame(name):
    """A beginner gives the text itself: the error shows the frame to make of it."""
    with pytest.raises(ValueError, match=r"pd.DataFrame\(.*2006年8月"):
        getattr(egov_lib, name)("2006年8月")
