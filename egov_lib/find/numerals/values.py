"""Read numerals: make digits of any width and script plain, and give a number or a day its value.

二十, 3.5亿, ２００６, 两千零八 and 十几万 all become floats. A Chinese numeral is read from left
to right: a digit waits for its unit, units below 万 (ten thousand) add up to a section, and 万, 亿
(hundred million) and 兆 (million million) multiply what is before them. Whether a run of numerals
in a text is a number at all is not judged here (see `numerals`).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache

from egov_lib.seen import SHORT_TEXT, count_of, keep_by_text, table_of

# Full-width, traditional, formal and circled forms, and under each the plain one.
WIDE = (
    "０１２３４５６７８９．％＋－／　\u2009\u202f\xa0"
    "萬億兩倆俩點負幾數餘個貳參陸貮○圓仟佰壹贰叁柒捌玖Ｋｋｅ號後內從間節對過來"
)
PLAIN = (
    "0123456789.%+-/    "
    "万亿两两两点负几数余个二三陆二〇元千百一二三七八九Kke号后内从间节对过来"
)
PLAIN_OF = dict(zip(WIDE, PLAIN, strict=True))
WIDE_RE = re.compile(f"[{WIDE}]")
WIDE_COMMA_RE = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3})")  # １，２００
# 二OO六年 (2006), with letters for the noughts: Latin, Cyrillic or Greek, or a large circle.
NOUGHTS = "OoＯｏОоΟο◯⭕⚪"
LETTER_YEAR_RE = re.compile(
    f"[一二][一二三四五六七八九〇零0{NOUGHTS}]{{3}}(?=[ 　]?年)"
)
# 二O日
LETTER_DAY_RE = re.compile(f"(?<=[年月])[一二三][{NOUGHTS}](?=[月日])")
# A text without these has no such year. The digit comes first, as one class, which is fast.
LETTER_NOUGHTS_RE = re.compile(
    "[一二三四五六七八九12]"
    f"(?:(?<=[一二三四五六七八九])[0{NOUGHTS}]|(?<=[12])[0-9]?[{NOUGHTS}])"
)
# 2O18年: a scan has the letter O for zero.
LETTER_DIGITS_RE = re.compile(
    rf"(?<![\dA-Za-z])[12][\d{NOUGHTS}]{{3}}(?=[ 　]?年)"
)

HAN_DIGITS = "零〇一二三四五六七八九两陆伍肆"
HAN_UNITS = "十百千万亿兆拾"
VAGUE = frozenset("几数余多")  # some: 十几 is more than ten
DIGITS = dict(
    zip(HAN_DIGITS, [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 6, 5, 4], strict=True)
)
UNITS = dict(
    zip(HAN_UNITS, [10, 100, 1000, 10**4, 10**8, 10**12, 10], strict=True)
)
SECTION = 10**4  # from here on a unit multiplies the whole section before it
HALVES = {"半": 0.5, "一半": 0.5, "半数": 0.5, "半百": 50.0}

# Without one of these, only a 0 behind a numeral shows another form of a number.
OTHER_FORMS = table_of(WIDE + NOUGHTS)
ZERO_BEHIND_RE = re.compile("0(?<=[一二三四五六七八九]0)")

# What can follow a number whose groups of three are set apart: 3 500万元, 12 345人.
GROUPED = (
    "万亿余多元美港日欧英个人户家项件条种类所座处批次级位台套辆"
    "吨米斤亩公平立千克毫本份篇只头棵株岁名"
)
# A number in digits, as a verbose expression. The parts of 192.168.0.1 and of item 1.2.1 are whole
# numbers, and no decimals.
ARABIC = rf"""
    \d++(?![,.eE^kK\ ])  # most numbers
    | (?<=\d\.)\d++
    | (?<![\d.,\n第表图])\d{{1,3}}(?:\ \d{{3}})+(?:\.\d+)?(?!\d)(?=\ ?[{GROUPED}])
    | (?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d++) (?:\.\d++(?!\.\d))?
      (?:[eE][+-]?\d{{1,2}}(?!\d) | \^[+-]{{0,2}}\d{{1,2}}(?!\d) | \ ?[kK](?![A-Za-z\d]))?
    | (?<![\d.])\.\d+
"""
BLANK_RE = re.compile(r"[ \n]")
TOKEN_RE = re.compile(rf"{ARABIC}|.", re.VERBOSE)
# A unit with nothing to multiply
NO_COUNT_RE = re.compile(rf"[百千](?![{HAN_DIGITS}])|[万亿兆]")
# 四百五万 is 4.05 or 4.5 million: written out it would have 零 (zero) or 十 (ten).
TWO_READINGS_RE = re.compile("[百千][1-9一二三四五六七八九两](?=[万亿兆])")
MOST_POWER = 300  # of ten that a float holds

# 20 06年, 1 2日: a copy from a PDF may have a blank inside.
YEAR = (
    r"(?:\d{4}|(?:\d\ \d{3}|\d\d\ \d\d|\d{3}\ \d|[12](?:\ \d){3})(?=\ ?年)"
    r"|[一二](?:\ [〇零一二三四五六七八九]){3}(?=\ ?年)"
    "|[一二][〇零一二三四五六七八九]{3}|两千[零〇][一二三四五六七八九])"
)
# A month or a day.
SMALL = r"(?:\d\ \d(?=\ ?[月日号])|\d{1,2}|[一二三]〇|[一二三四五六七八九十廿卅两]{1,4})"
DAY_RE = re.compile(
    rf"(?<!\d)({YEAR})\ ?年\ ?({SMALL})\ ?月\ ?({SMALL})\ ?[日号]"
)
BLANK = r"[ \t\u3000\xa0]"
# A line that is a date, with or without the issuer before it, as a signature is.
SIGNED_RE = re.compile(
    rf"^{BLANK}{{0,99}}(?:[^\n。；，：:]{{2,40}}{BLANK}|[(（])?{BLANK}{{0,99}}"
    rf"(?P<day>{DAY_RE.pattern})[)）]?{BLANK}{{0,99}}$",
    re.MULTILINE,
)


# Many finders ask for the same text, one after the other
@keep_by_text
def plain(text: str) -> str:
    """Make digits and numerals of any width and script the plain ones.

    The length stays, so offsets hold.

    >>> plain("１２萬，二OO六年")
    '12万，二〇〇六年'
    """
    if not _may_have_other_forms(text):
        return text
    flat = text
    if WIDE_RE.search(text):
        flat = WIDE_COMMA_RE.sub(",", text)
        flat = WIDE_RE.sub(lambda match: PLAIN_OF[match[0]], flat)
    if LETTER_NOUGHTS_RE.search(flat):
        flat = LETTER_YEAR_RE.sub(_with_noughts, flat)
        flat = LETTER_DAY_RE.sub(_with_noughts, flat)
        flat = LETTER_DIGITS_RE.sub(_with_zeros, flat)
    return flat


def _may_have_other_forms(text: str) -> bool:
    """Whether digits or numerals may be in other forms; one look at a long text is faster."""
    if len(text) < SHORT_TEXT or count_of(text, OTHER_FORMS):
        return True
    return ZERO_BEHIND_RE.search(text) is not None


def _with_noughts(match: re.Match) -> str:
    return re.sub(f"[0{NOUGHTS}]", "〇", match[0])


def _with_zeros(match: re.Match) -> str:
    return re.sub(f"[{NOUGHTS}]", "0", match[0])


def parse_day(text: str) -> dt.date | None:
    """Give the first full day in *text*, in digits or numerals; None where there is none.

    >>> parse_day("二○○六年六月十二日")
    datetime.date(2006, 6, 12)
    """
    if "月" not in text:
        return None  # most places where a day may be: no slow search
    found = DAY_RE.search(plain(text))
    if not found:
        return None
    year, month, day = (small_number(part) for part in found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:  # 2月30日: the thirtieth of February
        return None


def small_number(text: str) -> int:
    """Give the value of a year, month or day; 0 where it is none."""
    return int(value_of(text) or 0)


@lru_cache(maxsize=4096)  # a corpus repeats few numbers
def value_of(numeral: str, *, bare: bool = False) -> float | None:
    """Give the value of a plain numeral, in digits, in Chinese or mixed; None where it has none.

    With *bare*, a unit may be by itself, as the 百 (hundred) of 百分之三 (three of a hundred). 几
    and 数 (some) count as nothing known: 十几万 is 100000. 四百五万, which has two readings, has no
    value.

    >>> value_of("三千五百亿"), value_of("1.2万亿"), value_of("四百五"), value_of("万")
    (350000000000.0, 1200000000000.0, 450.0, None)
    """
    if numeral.isdecimal() and numeral.isascii():
        return float(numeral)
    if numeral in HALVES:
        return HALVES[numeral]
    if "/" in numeral:
        return None  # 3/5 is read by its rule
    written_out = (
        BLANK_RE.sub("", numeral).replace("廿", "二十").replace("卅", "三十")
    )
    whole, _, decimals = written_out.partition("点")
    if not bare and NO_COUNT_RE.match(whole):
        return None
    if TWO_READINGS_RE.search(whole):
        return None
    if decimals:
        return _decimal(whole, decimals)
    if len(whole) > 1 and DIGITS.keys() >= set(whole):
        return _digit_by_digit(whole)
    return _by_place(whole)


def _decimal(whole: str, decimals: str) -> float | None:
    """三点五, and 三点五万 (35,000)."""
    base = value_of(whole)
    if base is None:
        return None
    digits = decimals.rstrip(HAN_UNITS)
    units = decimals[len(digits) :]
    scale = value_of(units, bare=True) if units else None
    fraction = "".join(str(DIGITS[digit]) for digit in digits)
    return float(f"{base:.0f}.{fraction}") * (scale or 1)


def _digit_by_digit(numeral: str) -> float | None:
    """二〇〇六: 2006; 两 (two of a thing) is not written so."""
    if "两" in numeral:
        return None
    return float("".join(str(DIGITS[digit]) for digit in numeral))


def _by_place(numeral: str) -> float | None:
    """两千零八, 5亿1万, 四百五: digits with the units they multiply."""
    total = section = unit = 0.0
    digit = None  # the number that waits for its unit
    vague = False
    for token in TOKEN_RE.findall(numeral):
        if token in UNITS:
            unit = UNITS[token]
            if unit < SECTION:
                section += (digit or 1) * unit
            else:
                total = _multiplied(total, section + (digit or 0), unit)
                section = 0.0
            digit = None
        elif token in VAGUE:
            vague = True
        elif digit:
            return None  # two digits in a row
        else:
            digit = _digit(token)
    if vague and not unit:
        return None
    if digit and unit >= 100 and _ends_short(numeral):
        digit *= unit / 10
    return float(f"{total + section + (digit or 0):.15g}")


def _multiplied(total: float, section: float, unit: float) -> float:
    """What 万, 亿 or 兆 makes of the total so far and the section before it."""
    if total < unit or not section:
        return (total + section or 1) * unit  # 万亿: of the whole
    return total + section * unit  # 一亿二千万: of the section


def _ends_short(numeral: str) -> bool:
    """Return whether the last digit counts the next lower unit: 四百五 (450), 13万2."""
    last = numeral[-1]
    return (last in DIGITS or last.isdecimal()) and numeral[-2] in UNITS


def _digit(token: str) -> float:
    return float(DIGITS[token]) if token in DIGITS else _arabic(token)


def _arabic(token: str) -> float:
    """1,200, 3k, 1e5, 10^3."""
    token = re.sub("[kK]", "e3", token.replace(",", "")).replace("--", "")
    base, _, power = token.partition("^")
    value, exponent = float(base), float(power or 1)
    if value and abs(math.log10(value) * exponent) < MOST_POWER:
        return value**exponent
    return value
