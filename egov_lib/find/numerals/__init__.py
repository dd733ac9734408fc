"""Numbers in Chinese text, however they are written, and their values.

二十, 百分之九十, 3.5亿, ２００６, 两千零八, 十几万, 三成 (three tenths) and 翻一番 (doubled)
all become floats. In the order in which the parts rest on each other: `values` reads a numeral,
`forms` has the tables of rules, `finder` puts number, measure and bound together. To teach it a
form, add a row to a table of `forms`; `CONTRIBUTING.md` shows how.

What a number counts is not judged here (see `targets`), and dates are not put together (see
`dates`).
"""

from egov_lib.find.numerals.finder import (
    AFTER_RE,
    TO_RE,
    Number,
    find_numbers,
    numbers,
    parse_number,
)
from egov_lib.find.numerals.values import (
    SIGNED_RE,
    parse_day,
    plain,
    small_number,
)

__all__ = [
    "AFTER_RE",
    "SIGNED_RE",
    "TO_RE",
    "Number",
    "find_numbers",
    "numbers",
    "parse_day",
    "parse_number",
    "plain",
    "small_number",
]
