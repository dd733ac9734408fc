"""Numbers as documents write them: 1, 一, 壹, 甲, ①, a, iv.

Word, OpenDocument and pages keep the number of a heading apart from its text, and say only how it
is to be written. `number_text` writes it. The names of the ways are those of Word; `ALIASES` gives
the others.
"""

from __future__ import annotations

from collections.abc import Callable

DECIMAL = "decimal"
DIGITS = "零一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "十", "百", "千")
FORMAL_UNITS = ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
MOST = 9_999  # beyond it no document numbers anything in characters


def number_text(number: int, way: str) -> str:
    """Write a number in one of the ways of `WAYS`; in digits if the way is not known.

    >>> [number_text(12, way) for way in ("decimal", "chineseCounting", "lowerRoman")]
    ['12', '十二', 'xii']
    """
    way = ALIASES.get(way, way)
    if way not in WAYS or not 0 < number <= MOST:
        return str(number)
    return WAYS[way](number)


def chinese(number: int, digits: str = DIGITS, units: tuple = UNITS) -> str:
    """Write a number below 10,000 in Chinese numerals.

    >>> [chinese(number) for number in (1, 10, 11, 20, 105, 110)]
    ['一', '十', '十一', '二十', '一百零五', '一百一十']
    """
    text = ""
    zero = digits[0]
    figures = str(number)
    highest = len(figures) - 1
    for place, figure in enumerate(figures):
        if figure != "0":
            text += digits[int(figure)]
            text += units[highest - place]
        elif text and not text.endswith(zero):
            text += zero
    text = text.rstrip(zero)
    one_ten = DIGITS[1] + UNITS[1]
    return text[1:] if text.startswith(one_ten) else text


def _digit_by_digit(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """Write a, b … z, aa, bb: as Word counts on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _one_of(signs: str) -> Callable[[int], str]:
    """Return a way that has a sign for each number, and goes round."""
    return lambda number: signs[(number - 1) % len(signs)]


def _row(first: str, last: int) -> Callable[[int], str]:
    """Return a way of signs that follow each other in Unicode, as ① to ⑳; digits beyond."""

    def write(number: int) -> str:
        return chr(ord(first) + number - 1) if number <= last else str(number)

    return write


WAYS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseLegalSimplified": lambda number: chinese(
        number, FORMAL_DIGITS, FORMAL_UNITS
    ),
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalFullWidth": lambda number: "".join(
        chr(ord("０") + int(digit)) for digit in str(number)
    ),
    "decimalZero": lambda number: f"{number:02}",
    "ideographDigital": _digit_by_digit,
    "ideographEnclosedCircle": _row("㊀", 10),
    "ideographTraditional": _one_of(STEMS),
    "ideographZodiac": _one_of(BRANCHES),
    "lowerLetter": _letters,
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "upperRoman": lambda number: _roman(number).upper(),
}
# The same in other names: of Word, of pages, of OpenDocument, which gives the first numbers.
ALIASES = {
    "chineseCountingThousand": "chineseCounting",
    "japaneseCounting": "chineseCounting",
    "japaneseDigitalTenThousand": "ideographDigital",
    "taiwaneseCounting": "chineseCounting",
    "taiwaneseCountingThousand": "chineseCounting",
    "taiwaneseDigital": "ideographDigital",
    "ideographLegalTraditional": "chineseLegalSimplified",
    "japaneseLegal": "chineseLegalSimplified",
    "decimalEnclosedCircleChinese": "decimalEnclosedCircle",
    "decimalFullWidth2": "decimalFullWidth",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "壹, 貳, 參, ...": "chineseLegalSimplified",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth",
}
