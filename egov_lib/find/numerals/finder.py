"""Find the numbers of a text: numeral, tail, measure and bound, each read by its table.

`numbers` goes through one text; `find_numbers` makes findings of a frame of documents. Two numbers
with 至 (to) or a dash between them become one range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from egov_lib.find.numerals.forms import (
    BOUND_ENDS,
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    CENTS_RE,
    CURRENCY_SIGNS,
    ENDED_WORDS,
    KIND_OF_UNIT,
    LOOK_CLOSER,
    MEASURE_RE,
    MOST_BOUND_CHARS,
    NUMBERS,
    SHARES,
    SIGN_ENDS,
    SIGN_RE,
    WEEKDAY,
    WITHOUT_NUMERAL,
    Amount,
)
from egov_lib.find.numerals.values import (
    HAN_DIGITS,
    HAN_UNITS,
    UNITS,
    plain,
    value_of,
)
from egov_lib.find.rules import Rule
from egov_lib.findings import Document, make
from egov_lib.seen import keep_by_text

COLUMNS = {
    "value": "float64",
    "value_to": "float64",
    "unit": "str",
    "kind": "str",
    "bound": "str",
}
HAN = frozenset(HAN_DIGITS + HAN_UNITS)
AFTER_RE = re.compile(BOUNDS_AFTER.piece, re.VERBOSE)  # 以上, 左右, …
TO_RE = re.compile(r"\ ?(?:[-—–~～至到]|——)\ ?")  # between the ends of a range
MOST_TO = 4  # characters of it
# What follows the number of an item (一、) or of a plan (“十五”期间).
LABEL_RE = re.compile(
    r"、|\.(?!\d)|[)）]|[”’\"'](?=期间|时期|规划|计划|以来|末|初|后|前|建设)"
)
# 2.2020年以来: the second item, and a year
LABELLED_YEAR_RE = re.compile(
    r"(?P<label>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?=年)"
)
LABEL_BEFORE = frozenset(("", *'\n（(“‘"。 \u3000'))
MOST_LABEL = 3  # characters
# A dash; but 增长-3.5% is a minus
MINUS_RE = re.compile(r"(?:[^\W长速为]|[)%-])-$")
SIGNS = frozenset("第负-")  # before a number
# These are words by themselves: land, troop, to indulge, to pick up
FORMAL = frozenset("陆伍肆拾")
BEFORE_CHARS = 9  # of a number that are looked at
SHORT_SCALES = frozenset("万亿")


class Number(NamedTuple):
    """A number in a text.

    start, end: its place, with 第 or %, without the measure after it
    value: in full
    value_to: the upper end of a range, else None
    unit: the measure, as written; % for shares; empty where there is none
    kind, bound: see `find_numbers`
    unit_end: where the measure ends
    """

    start: int
    end: int
    value: float
    value_to: float | None
    unit: str
    kind: str
    bound: str
    unit_end: int


def find_numbers(docs: pd.DataFrame) -> pd.DataFrame:
    """Find every number and what it is a number of.

    Returns findings in the order of the texts. The quote is the number with its 第 (ordinal), %,
    成 (tenths) or 个百分点 (percentage points) but without the measure after it, 3.5亿 of 3.5亿元;
    only a sum such as 五元三毛 (5.30 yuan) is quoted whole. Columns:
    value: in full, 350000000; 三成, 七五折 and 千分之五 are 30, 75 and 0.5 per cent; 三分之一 is
        0.333…
    value_to: the upper end of a range such as 3至5年 (3 to 5 years), else empty
    unit: the measure that follows, as written; % for shares
    kind: number, money, percent, percentage_point, fraction, multiple, ordinal; date for a part of
        a date; label for an item's 一、 and the number in “十五”期间
    bound: exact, at least, at most, more than, less than, about, range

    数十 (dozens) and 十几 (ten and some) are "more than" their round part; 若干 (several) has no
    value, and no row. Raises `DataError` where *docs* is no frame of documents.

    >>> text = "投入不低于3.5亿元，增长百分之八"  # invest at least 350 million; grow by 8 %
    >>> found = find_numbers(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["quote", "value", "unit", "bound"]].values.tolist()
    [['3.5亿', 350000000.0, '元', 'at least'], ['百分之八', 8.0, '%', 'exact']]
    """
    return make(docs, _rows, COLUMNS)


def _rows(document: Document) -> list[tuple]:
    """The numbers of a document, without the ends of their measures."""
    return [number[:-1] for number in numbers(document["text"])]


def parse_number(text: str) -> float | None:
    """Give the value of a number in digits, numerals or both; None where *text* is not one.

    A digit after 百, 千 or 万 counts the next lower unit (四百五 is 450); 四百五万 may be 4.05 or
    4.5 million and is no number. 几 and 数 (some) add nothing (十几万 is 100000).

    >>> parse_number("三千五百亿"), parse_number("二〇〇六"), parse_number("电子")
    (350000000000.0, 2006.0, None)
    """
    flat = plain(text)
    found = NUMBERS.match_whole(flat)
    if not found:
        return None
    rule, match = found
    if rule.name in WITHOUT_NUMERAL or match["numeral"] != flat:
        return None
    return value_of(flat)


@keep_by_text  # targets need the numbers that were just found
def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of one text from left to right.

    >>> [(number.value, number.value_to, number.unit) for number in numbers("3至5亿元，八个")]
    [(300000000.0, 500000000.0, '元'), (8.0, None, '个')]
    """
    return tuple(_joined_numbers(plain(text)))


def _joined_numbers(flat: str) -> Iterator[Number]:
    """Yield the numbers of a text, the two ends of a range as one."""
    waiting = None
    for number in _numbers_apart(flat):
        joined = None
        if waiting and number.start - waiting.unit_end <= MOST_TO:
            joined = _join(flat, waiting, number)
        if waiting and not joined:
            yield waiting
        waiting = joined or number
    if waiting:
        yield waiting


def _numbers_apart(flat: str) -> Iterator[Number]:
    """Yield the numbers of a text, both ends of a range by themselves."""
    taken = 0  # up to here the last number reaches with its measure
    for rule, match in NUMBERS.matches(flat):
        start = match.start()
        before = flat[start - 1] if start else "\n"
        if rule.name in WITHOUT_NUMERAL:
            yield _whole_number(rule, match)
        elif start < taken:  # the 三 of 五元三毛
            continue
        elif before + flat[start] in ENDED_WORDS or flat.endswith(
            WEEKDAY, 0, start
        ):
            continue  # the 一 of 统一 (unified), the 三 of 星期三 (Wednesday)
        elif before == "\n" and LABELLED_YEAR_RE.match(flat, start):
            yield from _label_and_year(flat, start)
            taken = match.end()
        elif before in LABEL_BEFORE and _is_label(flat, match):
            label = _label(match)
            if label:
                yield label
        else:
            number, taken = _read(flat, before, rule, match)
            if number:
                yield number


def _whole_number(rule: Rule, match: re.Match) -> Number:
    value, value_to, kind, unit, _ = rule.make(match, False)
    start, end = match.span()
    return Number(start, end, value, value_to, unit, kind, "exact", end)


def _is_label(flat: str, match: re.Match) -> bool:
    """Return whether the number is that of an item (一、) or of a plan (“十五”期间)."""
    start, end = match.span()
    if end - start > MOST_LABEL or match.lastgroup != "numeral":
        return False
    return LABEL_RE.match(flat, end) is not None


def _label_and_year(flat: str, start: int) -> Iterator[Number]:
    """The two numbers of an item that begins with a year: 2.2020年以来, "2. Since 2020"."""
    found = LABELLED_YEAR_RE.match(flat, start)
    end = found.end("label")
    label = float(found["label"])
    yield Number(start, end, label, None, "", "label", "exact", end)
    first, last = found.span("year")
    year = float(found["year"])
    yield Number(
        first, last, year, None, "年", "date", "exact", last + len("年")
    )


def _label(match: re.Match) -> Number | None:
    start, end = match.span()
    value = value_of(match["numeral"])
    if value is None:
        return None
    return Number(start, end, value, None, "", "label", "exact", end)


def _read(
    flat: str, before: str, rule: Rule, match: re.Match
) -> tuple[Number | None, int]:
    """Read a number with its measure and its bound; *before* is the character before it.

    Returns the number (None where it is none after all) and the place up to which its measure
    reaches.
    """
    start, end = match.span()
    measure = MEASURE_RE.match(flat, end)
    counted = measure["unit"] or ""
    taken = measure.start("bound") if measure["bound"] else measure.end()
    amount = _amount(rule, match, measure, before)
    if not amount or _is_other_word(flat, start, end):
        return None, taken
    value, value_to, kind, unit, _ = amount
    if kind == "number":
        unit, kind = counted, KIND_OF_UNIT.get(counted, "number")
        if kind == LOOK_CLOSER:
            unit, kind = _unit_and_kind(flat, match, counted)
    if measure["half"]:  # 一年半 (a year and a half)
        value, unit, end = value + 0.5, measure["half"][0], taken
    elif kind == "money" and counted:
        cents = CENTS_RE.match(flat, taken)
        if cents.lastgroup:
            value += _cents(cents)
            end = taken = cents.end()
    bound = "exact"
    if measure["bound"] or taken > measure.end() or before in BOUND_ENDS:
        bound = _bound(flat, start, taken)
    if bound == "exact":
        bound = _own_bound(amount, measure)
    if before in SIGNS:
        start, value, kind = _with_sign(flat, match, value, kind)
    unit_end = taken if unit else end
    return Number(
        start, end, value, value_to, unit, kind, bound, unit_end
    ), taken


def _amount(
    rule: Rule, match: re.Match, measure: re.Match, before: str
) -> Amount | None:
    """What the number is worth: 近千人次 (nearly 1,000), 百余台 (over 100), or as its rule says."""
    text, is_counted = match["numeral"], bool(measure["unit"])
    if (
        text in UNITS
        and is_counted
        and (before == "近" or measure["more"] == "余")
    ):
        return Amount(float(UNITS[text]))
    return rule.make(match, is_counted)


def _own_bound(amount: Amount, measure: re.Match) -> str:
    """How a number is bound by itself: 十几 (more than ten), 二三十 (twenty or thirty)."""
    if amount.vague or measure["more"]:
        return "more than"
    return "exact" if amount.value_to is None else "range"


def _is_other_word(flat: str, start: int, end: int) -> bool:
    """Return whether it is no number: 翻一番 (doubled) has its own rule, 陆 alone is land."""
    if end - start == 1 and flat[start] in FORMAL:
        return True
    return flat.startswith("番", end)


def _unit_and_kind(flat: str, match: re.Match, unit: str) -> tuple[str, str]:
    """The unit of a number and its kind, where the measure alone does not tell."""
    start, text = match.start(), match["numeral"]
    before = flat[max(start - BEFORE_CHARS, 0) : start]
    if not unit:
        if not before.rstrip().endswith(SIGN_ENDS):
            return "", "number"
        sign = SIGN_RE.search(before)
        return (CURRENCY_SIGNS[sign[1]], "money") if sign else ("", "number")
    # The 17号 of 国发〔2006〕17号 is the number of a document
    if unit == "号":
        dated = before.rstrip().endswith("月")
    else:
        dated = len(text) == 4 and text[0] in "12一二"
    return unit, "date" if dated else "number"


def _with_sign(
    flat: str, match: re.Match, value: float, kind: str
) -> tuple[int, float, str]:
    """Where a number begins with the 第 (ordinal) or minus before it; its value and kind then."""
    start = match.start()
    if flat[start - 1] == "第":
        return start - 1, value, "ordinal"
    if MINUS_RE.search(flat, max(start - BEFORE_CHARS, 0), start):
        return start, value, kind  # a dash
    return start - 1, value if _minus_inside(match) else -value, kind


def _cents(found: re.Match) -> float:
    """The part of a sum after its 元: 6角三分 is 0.63."""
    tenths = value_of(found["tenths"] or "0") or 0
    hundredths = value_of(found["cents"] or "0") or 0
    return tenths / 10 + hundredths / 100


def _minus_inside(match: re.Match) -> bool:
    """Return whether the sign is within: 百分之负三."""
    if not match["share"]:
        return False
    _, share = SHARES.match(match.string, match.start("share"))
    return bool(share["minus"])


def _bound(flat: str, start: int, after: int) -> str:
    """How the number is bound, by the words after its measure or before it."""
    bound = BOUNDS_AFTER.read(flat, after)
    if bound:
        return bound
    if not start or flat[start - 1] not in BOUND_ENDS:
        return "exact"
    found = BOUNDS_BEFORE.match_before(flat, start, MOST_BOUND_CHARS)
    if not found:
        return "exact"
    rule, match = found
    return rule.make(match, None)


def _join(flat: str, low: Number, high: Number) -> Number | None:
    """Two numbers with 至 (to) or a dash between, as a range; None where they are none.

    What the upper end says holds for the lower one: 3至5亿 is in 亿 on both sides.
    """
    if low.unit not in (high.unit, ""):
        return None
    if high.kind == "date" and high.unit != "年":
        return None  # 6月12日至13日 is read as a date
    if low.value_to is not None or high.value_to is not None:
        return None
    if not TO_RE.fullmatch(flat, low.unit_end, high.start):
        return None
    value = low.value * _scale(flat, low, high)
    if value >= high.value or flat[low.start] == "0":
        return None
    return high._replace(
        start=low.start, value=value, value_to=high.value, bound="range"
    )


def _scale(flat: str, low: Number, high: Number) -> float:
    """The 万 and 亿 at the end of the upper number, where the lower one has no unit of its own."""
    scale = 1
    if flat[low.end - 1] in UNITS:
        return scale
    for unit in reversed(flat[high.start : high.end]):
        if unit not in SHORT_SCALES:
            break
        scale *= UNITS[unit]
    return scale
