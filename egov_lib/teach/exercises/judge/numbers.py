"""Read numbers as people type them: 8, eight, 十八, 7½, seven and a half, 五十%, one in four.

`read_quantities` walks through an answer from left to right. At each place the readers of
`READERS` are tried in turn; the first that knows the words there gives a number, and what stands
around it (a unit, "at least", "out of 37") is read with it. `judge_number` compares the one number
that is left with the specification.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from egov_lib.teach.exercises.judge.chinese import in_few_ways
from egov_lib.teach.exercises.judge.plain import alternatives, pattern, words
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    not_yet,
    right,
)

ROUNDING = 1e-9  # two floats that differ by less, in proportion, are equal
PER_CENT = 100
# A month has 30 or 31 days: 45 days are a month and a half, and 26 weeks half a year
CONVERSION = 0.015
# By as many zeros, or places of the point, an answer is wrong that has the right digits
POWERS_OF_TEN = (0.0001, 0.001, 0.01, 0.1, 10, 100, 1000, 10000)
LEAST_DIGITS = 2
SAME_DIGITS = 0.006  # 1.9 has the digits of 18.9, rounded


@dataclass(frozen=True)
class Quantity:
    """A number that was read.

    value: as said, with its scale (2000亿 is 2e11)
    scale: what the last scale word multiplies by; 1 if there was none
    unit: a unit of `words.json`, or ""
    bound: "", "at_least", "at_most", "more_than", "less_than" or "about"
    is_part: a fraction of a whole (half, a quarter, 四分之一)
    of: the whole in "7 of 37"
    end: where the reading goes on
    """

    value: float
    scale: float = 1
    unit: str = ""
    bound: str = ""
    is_part: bool = False
    of: float | None = None
    end: int = 0


# --- one number at one place --------------------------------------------------------------------

FIGURES = pattern(
    r"(?<sign>(?<![\w.])[-+])?"
    r"(?<whole>\d{1,3}(?:[ ,]\d{3})+(?![\d])|\d+)(?<decimals>[.,]\d+)?(?:(?:st|nd|rd|th)(?![a-z]))?"
)
POINT_FIRST = pattern(r"(?<![\w.,])\.(?=\d)")  # .75
FRACTION = pattern(r" ?(?<top>\d+)/(?<bottom>\d+)")


@lru_cache
def _vocabulary() -> dict[str, re.Pattern]:
    """The patterns that are made of the words in `words.json`."""
    known = words()["numbers"]
    small = alternatives([*known["small"], *known["ordinals"]])
    tens = alternatives([*known["tens"]])
    latin_scales = [name for name in known["scales"] if name.isascii()]
    chinese_scales = [name for name in known["scales"] if not name.isascii()]
    digits = "".join(known["chinese_digits"])
    scales = "".join(known["chinese_scales"])
    same, inside = (
        "".join(known["chinese_same"]),
        "".join(known["chinese_inside"]),
    )
    parts = alternatives([*known["parts"]])
    times = [
        word
        for unit in words()["units"].values()
        for word in unit["words"]
        if unit["of"] == "time" and word.isascii()
    ]
    return {
        "below_hundred": pattern(
            rf"(?:(?<tens>{tens})(?:[ -](?<unit>{small}))?|(?<small>{small}))"
        ),
        "scale": pattern(rf"[ -]?(?:{alternatives(latin_scales)})"),
        "chinese_scale": pattern(rf" ?(?:{alternatives(chinese_scales)})"),
        "article": pattern(r"(?<![a-z])an?(?![a-z])"),
        "part": pattern(
            rf"(?:(?<top>{small}|(?<![a-z])an?(?![a-z]))[ -])?(?<bottom>{parts})"
        ),
        "and_part": pattern(
            rf",? (?:and|&) (?:(?<top>{small}|(?<![a-z])an?(?![a-z]))[ -])?(?<bottom>{parts})"
        ),
        "chinese": pattern(
            f"(?:[{digits}{scales}{same}]|[{inside}](?=[{digits}{scales}{same}{inside}])"
            f"|(?<!\\S)[{inside}](?=[个项处条份件种次家]?$))"
            f"[{digits}{scales}{same}{inside}]*"
            f"(?:点(?<decimals>[{digits}{same}{inside}]+))?"
        ),
        "decimals": pattern(rf" point(?<digits>(?:[ -](?:{small}))+)"),
        "one_time": pattern(
            rf"an? (?:full |whole )?(?<unit>{alternatives(times)})"
        ),
        "of_time": pattern(
            rf"[ -](?:of )?(?:an? )?(?<unit>{alternatives(times)})"
        ),
        "all": pattern(alternatives(known["all"])),
        "group": pattern(alternatives([*known["groups"]])),
        "nothing": pattern(alternatives(known["nothing"])),
        "no_number": pattern(alternatives(known["no_numbers"])),
    }


def _figures(text: str, at: int) -> Quantity | None:
    """Figures, with a scale or a fraction after them: 1,500; 25,4; 2000亿; 7 1/2."""
    fraction = pattern(r"(?<top>\d+)/(?<bottom>\d+)(?![\d/])").match(text, at)
    if fraction and float(fraction["bottom"]):
        value = _ratio(fraction)
        return Quantity(value, is_part=True, end=fraction.end())
    found = FIGURES.match(text, at)
    if found is None:
        return None
    value = float(re.sub("[ ,]", "", found["whole"]))
    decimals = found["decimals"]
    if decimals and _is_decimal(decimals, found["whole"]):
        value += float(f"0.{decimals[1:]}")
        end = found.end("decimals")
    elif decimals:
        whole = re.sub("[ ,]", "", found["whole"])
        value = float(f"{whole}{decimals[1:]}")
        end = found.end("decimals")
    else:
        end = found.end()
    if found["sign"] == "-":
        value = -value
    mixed = FRACTION.match(text, end)
    if mixed and float(mixed["bottom"]):
        value += _ratio(mixed)
        return Quantity(value, end=mixed.end())
    whole = _scaled(text, Quantity(value, end=end))
    return _with_smaller_scales(text, _with_chinese_part(text, whole))


def _with_smaller_scales(text: str, whole: Quantity) -> Quantity:
    """A number of figures with Chinese scales, and the smaller ones after it: 1千5百, 1万2千."""
    least = _last_scale(text, whole)
    while least and least > 1:
        piece = _chinese_numeral(text, whole.end) or _figures(text, whole.end)
        if piece is None or not 0 < piece.value < least:
            break
        whole = replace(whole, value=whole.value + piece.value, end=piece.end)
        least = _last_scale(text, whole)
    return whole


def _last_scale(text: str, number: Quantity) -> int | None:
    """The scale with which a number ends, 1000 for 千; None for none."""
    last = text[number.end - 1 : number.end]
    return words()["numbers"]["chinese_scales"].get(last)


def _with_chinese_part(text: str, whole: Quantity) -> Quantity:
    """A number and the fraction that is said after 又 (and): 七又二分之一."""
    if not text.startswith("又", whole.end):
        return whole
    part = _chinese(text, whole.end + 1)
    if part is None or not part.is_part:
        return whole
    return replace(whole, value=whole.value + part.value, end=part.end)


def _ratio(found: re.Match) -> float:
    """The value of a fraction in figures; too many digits give infinity, which is no answer."""
    return float(found["top"]) / float(found["bottom"])


def _is_decimal(decimals: str, whole: str) -> bool:
    """Tell whether what follows a comma or point are decimals: three figures after a comma aren't.

    >>> _is_decimal(",4", "25"), _is_decimal(".535", "1"), _is_decimal(",535", "1")
    (True, True, False)
    """
    return decimals[0] == "." or len(decimals) != 4 or len(whole) > 3


def _scaled(text: str, quantity: Quantity) -> Quantity:
    """The number times the scale words that follow it: 2 thousand, 2000亿, 200 billion."""
    while True:
        found = _vocabulary()["scale"].match(text, quantity.end)
        found = found or _vocabulary()["chinese_scale"].match(
            text, quantity.end
        )
        if found is None:
            return quantity
        scale = words()["numbers"]["scales"][found[0].strip(" -")]
        quantity = replace(
            quantity,
            value=quantity.value * scale,
            scale=quantity.scale * scale,
            end=found.end(),
        )


def _below_hundred(text: str, at: int) -> Quantity | None:
    """One English number word or two: eight, forty-two, the third."""
    found = _vocabulary()["below_hundred"].match(text, at)
    if found is None:
        return None
    values = _values_below_hundred()
    said = [found["tens"], found["unit"], found["small"]]
    value = sum(values[word] for word in said if word)
    return Quantity(float(value), end=found.end())


@lru_cache
def _values_below_hundred() -> dict[str, int]:
    """The value of each English number word that is not a scale (hundred, million)."""
    known = words()["numbers"]
    return known["small"] | known["ordinals"] | known["tens"]


def _english(text: str, at: int) -> Quantity | None:
    """English number words: fifteen hundred, two thousand and five, seven and a half."""
    first = _english_piece(text, at)
    if first is None:
        return None
    decimals = _vocabulary()["decimals"].match(text, first.end)
    if decimals:
        return _scaled(text, _with_decimals(first, decimals))
    total = first
    last_scale = first.scale
    while last_scale > 1:
        gap = pattern(r",? (?:and )?").match(text, total.end)
        piece = _english_piece(text, gap.end()) if gap else None
        if piece is None or piece.value >= last_scale:
            break
        total = replace(total, value=total.value + piece.value, end=piece.end)
        last_scale = piece.scale
    return _with_part(text, total)


def _with_decimals(whole: Quantity, found: re.Match) -> Quantity:
    """The number with the figures that are said after "point": seven point two five."""
    known = words()["numbers"]["small"]
    said = re.split("[ -]", found["digits"].strip(" -"))
    figures = "".join(str(known.get(word, "")) for word in said)
    value = whole.value + float(f"0.{figures or 0}")
    return replace(whole, value=value, end=found.end())


def _english_piece(text: str, at: int) -> Quantity | None:
    """A number below a hundred with its scales: fifteen hundred, a thousand."""
    piece = _below_hundred(text, at)
    if piece is not None:
        return _scaled(text, piece)
    article = _vocabulary()["article"].match(text, at)
    if article is None:
        return None
    year_and_half = pattern(
        r" (?=(?:year|month|day|hour) and a (?:half|quarter))"
    )
    blank = year_and_half.match(text, article.end())
    if blank:
        return Quantity(1.0, end=article.end())
    piece = _scaled(text, Quantity(1.0, end=article.end()))
    return piece if piece.scale > 1 else None


def _with_part(text: str, quantity: Quantity) -> Quantity:
    """The number and a fraction after it: seven and a half."""
    found = _vocabulary()["and_part"].match(text, quantity.end)
    if found is None:
        return quantity
    value = quantity.value + _part_value(found)
    return replace(quantity, value=value, end=found.end())


def _part_value(found: re.Match) -> float:
    top = found["top"]
    is_article = top is None or top in ("a", "an")
    known = words()["numbers"]
    number = 1 if is_article else known["small"].get(top, 1)
    return number / known["parts"][found["bottom"]]


def _english_part(text: str, at: int) -> Quantity | None:
    """A fraction in English words: half, a third, three quarters. "The third" is none."""
    found = _vocabulary()["part"].match(text, at)
    if found is None:
        return None
    alone = found["top"] is None
    if alone and found["bottom"] not in ("half", "quarter"):
        return None
    return Quantity(_part_value(found), is_part=True, end=found.end())


def chinese_value(numeral: str) -> float:
    """The value of a Chinese numeral, with scales or figure by figure.

    >>> chinese_value("一千五百"), chinese_value("二〇〇二"), chinese_value("廿四")
    (1500.0, 2002.0, 24.0)
    """
    numeral = _in_common_signs(numeral)
    digits = words()["numbers"]["chinese_digits"]
    scales = words()["numbers"]["chinese_scales"]
    if not any(sign in scales for sign in numeral):
        return float("".join(str(digits[sign]) for sign in numeral))
    total = section = digit = 0.0  # floats: too many digits give infinity
    for sign in numeral:
        if sign in digits:
            digit = digits[sign]
            continue
        scale = scales[sign]
        if scale >= 10_000:
            total = (total + section + digit or 1) * scale
            section = 0
        else:
            section += (digit or 1) * scale
        digit = 0
    return float(total + section + digit)


def _in_common_signs(numeral: str) -> str:
    """A Chinese numeral with 二十 for 廿, 一 for 壹 and so on."""
    known = words()["numbers"]
    for table in (known["chinese_same"], known["chinese_inside"]):
        for sign, common in table.items():
            numeral = numeral.replace(sign, common)
    return numeral


def _chinese(text: str, at: int) -> Quantity | None:
    """A Chinese numeral, or a fraction or tenths of them: 十八, 负三, 四分之一, 八成."""
    if text.startswith("负", at):
        number = _chinese_numeral(text, at + 1)
        return replace(number, value=-number.value) if number else None
    if text.startswith("百分之", at):
        number = _chinese_numeral(text, at + 3) or _figures(text, at + 3)
        if number is None:
            return None
        return replace(number, unit="percent", scale=1)
    for half in words()["numbers"]["halves"]:
        if text.startswith(half, at):
            return Quantity(0.5, is_part=True, end=at + len(half))
    found = _chinese_numeral(text, at)
    if found is None:
        return None
    if text.startswith("分之", found.end):
        above = _chinese_numeral(text, found.end + 2)
        if above is not None and found.value:
            return Quantity(
                above.value / found.value, is_part=True, end=above.end
            )
    return _with_chinese_part(text, found)


def _chinese_numeral(text: str, at: int) -> Quantity | None:
    found = _vocabulary()["chinese"].match(text, at)
    if found is None:
        return None
    numeral = _in_common_signs(found[0].partition("点")[0])
    value = chinese_value(numeral)
    if found["decimals"]:
        value += _chinese_decimals(found["decimals"])
        return _scaled(text, Quantity(value, end=found.end()))
    last = words()["numbers"]["chinese_scales"].get(numeral[-1], 1)
    scale = last if last >= 10_000 else 1
    return Quantity(value, scale=scale, end=found.end())


def _chinese_decimals(written: str) -> float:
    """The value of the digits after 点 (point)."""
    digits = words()["numbers"]["chinese_digits"]
    decimals = _in_common_signs(written)
    figures = "".join(str(digits.get(sign, "")) for sign in decimals)
    return float(f"0.{figures or 0}")


def _group(text: str, at: int) -> Quantity | None:
    """A word that says how many: both, twice, a couple."""
    found = _vocabulary()["group"].match(text, at)
    if found is None:
        return None
    value = words()["numbers"]["groups"][found[0]]
    return Quantity(float(value), end=found.end())


READERS: tuple[Callable[[str, int], Quantity | None], ...] = (
    _group,
    _english_part,
    _english,
    _chinese,
    _figures,
)


# --- all numbers of an answer -------------------------------------------------------------------


def read_quantities(text: str) -> list[Quantity]:
    """Read all numbers of an answer in plain form, with their units and bounds.

    >>> [(q.value, q.unit) for q in read_quantities("about seven and a half years")]
    [(7.5, 'year')]
    >>> [(q.value, q.of) for q in read_quantities("7 out of the 37")]
    [(7.0, 37.0)]
    """
    text = POINT_FIRST.sub("0.", text)
    text = re.sub(r"(?:minus|负) ?(?=[0-9])", " -", text)
    if _vocabulary()["nothing"].fullmatch(text.strip(" .")):
        return [Quantity(0.0)]  # "not one" is no 1
    found = []
    at = 0
    while at < len(text):
        skipped = _vocabulary()["no_number"].match(text, at)
        if skipped:
            at = skipped.end()
            continue
        quantity = _read_one(text, at)
        if quantity is None:
            at += 1
            continue
        quantity = _with_surroundings(text, at, quantity)
        found.append(quantity)
        at = quantity.end
    return found or _without_figure(text)


def _without_figure(text: str) -> list[Quantity]:
    """The quantity of an answer that names no number: none, a week.

    They are read last, as "30 yuan a year" is about 30.
    """
    if _vocabulary()["nothing"].search(text):
        return [Quantity(0.0)]
    time = _one_time(text)
    return [time] if time else []


def _one_time(text: str) -> Quantity | None:
    """A time without a figure: a week, a fortnight."""
    for at in range(len(text)):
        starts_word = at == 0 or not text[at - 1].isalpha()
        found = _vocabulary()["one_time"].match(text, at)
        if found and starts_word:
            end = found.end()
            unit = _unit_named(found["unit"])
            bound = _bound(text, at, end)
            return Quantity(1.0, unit=unit, end=end, bound=bound)
    return None


def _read_one(text: str, at: int) -> Quantity | None:
    """The number at one place; none in the middle of a word or of a name such as 03-1."""
    for reader in READERS:
        quantity = reader(text, at)
        if quantity is not None:
            return quantity
    return None


def _with_surroundings(text: str, at: int, quantity: Quantity) -> Quantity:
    """The number with the unit, the half, the whole and the bound that stand around it."""
    quantity = _with_unit(text, quantity)
    whole = pattern(
        r" ?(?:out of|of|in|/|,? ?共) ?(?:the |all |every )?"
    ).match(text, quantity.end)
    if whole and not quantity.is_part:
        total = _read_one(text, whole.end())
        if total is not None and total.value:
            quantity = replace(quantity, of=total.value, end=total.end)
    return replace(quantity, bound=_bound(text, at, quantity.end))


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    found = _units().match(text, quantity.end)
    if found is None and quantity.is_part:  # half a year, a quarter of an hour
        found = _vocabulary()["of_time"].match(text, quantity.end)
    if found is None:
        return quantity
    unit = _unit_named(found["unit"])
    quantity = replace(quantity, unit=unit, end=found.end())
    if text.startswith("半", quantity.end):  # 七年半
        return replace(
            quantity, value=quantity.value + 0.5, end=quantity.end + 1
        )
    if unit == "year":
        return _with_months(text, _with_part(text, quantity))
    return _with_part(text, quantity)  # seven years and a half


def _with_months(text: str, years: Quantity) -> Quantity:
    """The years and the months after them: one year and six months, 一年零六个月."""
    gap = pattern(r",? ?(?:and |零|又)?").match(text, years.end)
    months = _read_one(text, gap.end())
    unit = _units().match(text, months.end) if months else None
    if unit is None or unit["unit"] not in ("months", "month", "个月"):
        return years
    value = years.value + months.value / 12
    return replace(years, value=value, end=unit.end())


@lru_cache
def _units() -> re.Pattern:
    names = [
        word for unit in words()["units"].values() for word in unit["words"]
    ]
    return pattern(rf"[ -]?(?:full |whole )?(?<unit>{alternatives(names)})")


def _unit_named(word: str) -> str:
    for name, unit in words()["units"].items():
        if word in unit["words"]:
            return name
    return ""


def _bound(text: str, start: int, end: int) -> str:
    """Which bound is said beside a number; "to be" and a classifier may be between them."""
    known = words()["numbers"]
    before = text[:start].rstrip()
    after = text[end:].lstrip(" ,")
    bound = _bound_between(before, after)
    if bound:
        return bound
    shorter = pattern(known["chinese_before_bound"]).sub("", before)
    counted = pattern(known["classifiers"]).match(after)
    return _bound_between(shorter, after[1:] if counted else after)


def _bound_between(before: str, after: str) -> str:
    """The bound that *before* ends with or *after* begins with."""
    for name, said in words()["bounds"].items():
        if any(_ends_with(before, word) for word in said["before"]):
            return name
        if any(_begins_with(after, word) for word in said["after"]):
            return name
    return ""


def _ends_with(text: str, word: str) -> bool:
    if not text.endswith(word):
        return False
    return not (word[0].isascii() and word[0].isalpha()) or not re.search(
        "[a-z]$", text[: -len(word)]
    )


def _begins_with(text: str, word: str) -> bool:
    if not text.startswith(word):
        return False
    return not (word[-1].isascii() and word[-1].isalpha()) or not re.match(
        "[a-z]", text[len(word) :]
    )


# --- the verdict --------------------------------------------------------------------------------


def judge_number(spec: Mapping[str, Any], text: str) -> Verdict:
    """Compare an answer in plain form with `accept` of a number."""
    accept = spec["accept"]
    text = _without_denied(in_few_ways(text))
    if _is_negated(text):
        return again("negated")
    said = read_quantities(_relevant(text)) or _all_of_them(text, accept)
    quantities = _distinct(said, accept)
    if not quantities:
        return again("no_number")
    if len(quantities) > 1:
        return again("two_numbers")
    quantity = quantities[0]
    if not math.isfinite(quantity.value):
        return again("too_many_digits")
    given = value_in(quantity, accept)
    if given is None:
        return not_yet("other_unit", unit=quantity.unit)
    if not math.isfinite(given):
        return again("too_many_digits")
    if _is_near_as_said(given, quantity, accept):
        is_other = _is_other_bound(quantity, accept)
        return not_yet("bound") if is_other else right()
    return _of_bare_share(spec, quantity, given) or _wrong(
        spec, quantity, given
    )


def _is_near_as_said(
    given: float, quantity: Quantity, accept: Mapping[str, Any]
) -> bool:
    """Tell whether a number is accepted; a time in another unit is as near as calendars allow."""
    if is_near(given, accept):
        return True
    units = words()["units"]
    asked = accept.get("unit")
    own = units.get(quantity.unit, {})
    is_other_time = own.get("of") == "time" and quantity.unit != asked
    if not is_other_time or given <= 0:
        return False
    allowed = max(accept.get("tolerance") or 0, CONVERSION * given)
    return is_near(given, {**accept, "tolerance": allowed})


def _of_bare_share(
    spec: Mapping[str, Any], quantity: Quantity, given: float
) -> Verdict | None:
    """The verdict on a share from 0 to 1 where per cent are asked: 0.066 for 6.6 %.

    It is right, and is said in per cent, too. Where the same number is that of a usual mistake,
    what is meant is asked.
    """
    accept = spec["accept"]
    if not _is_bare_share(quantity, given, accept):
        return None
    if any(
        mistake["when"].get("value") == given
        for mistake in spec.get("mistakes", [])
    ):
        return not_yet("share", given=_short(given))
    if _is_other_bound(quantity, accept):
        return not_yet("bound")
    return right(percent=_short(given * PER_CENT))


def _wrong(
    spec: Mapping[str, Any], quantity: Quantity, given: float
) -> Verdict:
    """Say why a number is wrong: the usual mistake that gives it, or a slip."""
    accept = spec["accept"]
    mistake = _mistake(spec, given)
    if not mistake and _is_from_0_to_1(quantity, given, accept):
        mistake = _mistake(spec, given * PER_CENT)  # the mistake as a share
    if mistake:
        return not_yet(mistake)
    return not_yet(_slip(quantity, given, accept), given=_short(given))


def _all_of_them(text: str, accept: Mapping[str, Any]) -> list[Quantity]:
    """The whole, where a share is asked for and the answer says "all" or "everybody"."""
    every = _vocabulary()["all"].search(text)
    if accept.get("unit") not in ("percent", "share") or every is None:
        return []
    if _bound(text, every.start(), every.end()):  # nearly all
        return []
    return [Quantity(1.0, is_part=True, end=every.end())]


def _relevant(text: str) -> str:
    """The part of an answer that gives the number: after the last "=", without parentheses."""
    results = list(pattern(words()["numbers"]["result"]).finditer(text))
    after = text[results[-1].end() :].strip() if results else ""
    shown = after if read_quantities(after) else text
    outside = re.sub(r"\([^()]*\)", " ", shown)
    said = read_quantities(outside)
    exact = [
        inner
        for inner in re.findall(r"\(([^()]*)\)", shown)
        if _is_one_percentage(inner)
    ]
    if len(said) == 1 and said[0].is_part and len(exact) == 1:
        return exact[0]  # about half (52 %)
    return outside if said else shown


def _is_one_percentage(text: str) -> bool:
    """Tell whether a text holds one number, and that in per cent."""
    read = read_quantities(text)
    return len(read) == 1 and read[0].unit == "percent"


@lru_cache
def _harmless() -> re.Pattern:
    """Words that hold a "not" and deny no number: no less than, not one."""
    bounds = words()["bounds"].values()
    known = [
        word
        for bound in bounds
        for word in [*bound["before"], *bound["after"]]
    ]
    return pattern(alternatives([*known, *words()["numbers"]["nothing"]]))


def _without_denied(text: str) -> str:
    """An answer without the number that it denies, if it gives another: 8, not 7.

    >>> _without_denied("8, not 7"), _without_denied("not 7 but 8"), _without_denied("not 8")
    ('8, ', ' but 8', 'not 8')
    """
    denial = pattern(alternatives(words()["numbers"]["denials"]))
    kept, at = "", 0
    while at < len(text):
        harmless = _harmless().match(text, at)
        if harmless and harmless.end() > at:
            kept += harmless[0]
            at = harmless.end()
            continue
        found = denial.match(text, at)
        end = _end_of_denied(text, found.end()) if found else 0
        kept += "" if end else text[at]
        at = end or at + 1
    return kept if read_quantities(kept) else text


def _end_of_denied(text: str, at: int) -> int:
    """Where the number ends that follows a "not" at once; 0 if none does."""
    start = pattern(" *(?:the |just |all )?").match(text, at).end()
    quantity = _read_one(text, start)
    if quantity:
        return _with_unit(text, quantity).end
    time = _vocabulary()["one_time"].match(text, start)
    return time.end() if time else 0


def _is_negated(text: str) -> bool:
    """Tell whether a number is denied: "not 8" gives no answer."""
    without = _harmless().sub("", text)
    return bool(re.search(alternatives(words()["negations"]), without))


def _distinct(
    quantities: list[Quantity], accept: Mapping[str, Any]
) -> list[Quantity]:
    """Each number once, as it is counted in the unit that is asked for."""
    kept: dict[object, Quantity] = {}
    for quantity in quantities:
        value = value_in(quantity, accept)
        kept.setdefault(quantity.value if value is None else value, quantity)
    return list(kept.values())


def value_in(quantity: Quantity, accept: Mapping[str, Any]) -> float | None:
    """The number in the unit that is asked for; None where its own unit measures something else.

    >>> value_in(Quantity(24.0, unit="month"), {"unit": "year"}) == 2.0
    True
    >>> value_in(Quantity(0.25, is_part=True), {"unit": "percent"})
    25.0
    """
    asked = accept.get("unit")
    if asked in ("percent", "share"):
        return _as_share(quantity, asked)
    if asked in ("yi", "wan"):
        factor = 1e8 if asked == "yi" else 1e4
        if quantity.unit not in ("", "yuan"):
            return None
        is_in_yuan = quantity.unit == "yuan" and quantity.scale == 1
        is_whole = (
            quantity.scale >= 1e4 or quantity.value >= factor or is_in_yuan
        )
        return quantity.value / factor if is_whole else quantity.value
    if not quantity.unit or quantity.unit == asked:
        return quantity.value
    units = words()["units"]
    if units[quantity.unit]["of"] == "share":
        return None
    if not isinstance(asked, str) and units[quantity.unit].get("is_no_count"):
        return None  # 14 KB where things are counted
    if not isinstance(
        asked, str
    ):  # tasks, places …: 个月 or 字 can't be meant
        return quantity.value if quantity.unit != "year" else None
    own = units[quantity.unit]
    wanted = units.get(asked)
    if wanted is None or wanted["of"] != own["of"]:
        return None
    return quantity.value * own["factor"] / wanted["factor"]


def _as_share(quantity: Quantity, asked: str) -> float | None:
    """A part of a whole in per cent or from 0 to 1."""
    whole = PER_CENT if asked == "percent" else 1
    unit = quantity.unit
    if quantity.of and not unit:
        return quantity.value / quantity.of * whole
    if quantity.is_part and not unit:
        return quantity.value * whole
    if not unit or unit == asked:
        return quantity.value
    own = words()["units"][unit]
    if own["of"] != "share":
        return None
    share = quantity.value * own["factor"]
    return share * whole


def is_near(given: float, accept: Mapping[str, Any]) -> bool:
    """Tell whether a number is one of those that are accepted, within the tolerance."""
    wanted = [accept["value"], *accept.get("also", [])]
    allowed = accept.get("tolerance") or 0
    return any(
        abs(given - value) <= allowed + ROUNDING * max(1, abs(value))
        for value in wanted
    )


def _is_other_bound(quantity: Quantity, accept: Mapping[str, Any]) -> bool:
    """Tell whether the answer says "more than" where the text says "at least", and so on."""
    asked = accept.get("bound", "")
    said = quantity.bound
    if said in ("", "about"):
        return bool(accept.get("bound_needed")) and said != asked
    return said != asked


def _mistake(spec: Mapping[str, Any], given: float) -> str:
    """The id of the usual mistake that gives this number, or ""."""
    for mistake in spec.get("mistakes", []):
        when = mistake["when"]
        if "value" in when:
            near = {"value": when["value"], "tolerance": when.get("tolerance")}
            if is_near(given, near):
                return mistake["id"]
        elif "from" in when and when["from"] <= given <= when["to"]:
            return mistake["id"]
    return ""


def _is_bare_share(
    quantity: Quantity, given: float, accept: Mapping[str, Any]
) -> bool:
    """Tell whether a share from 0 to 1 was given where per cent are asked: 0.066 for 6.6 %."""
    return _is_from_0_to_1(quantity, given, accept) and is_near(
        given * PER_CENT, accept
    )


def _is_from_0_to_1(
    quantity: Quantity, given: float, accept: Mapping[str, Any]
) -> bool:
    """Tell whether per cent are asked, and a number between 0 and 1 was given without a unit."""
    is_asked = accept.get("unit") == "percent"
    is_bare = 0 < given < 1 and not quantity.unit
    return is_asked and is_bare


def _slip(quantity: Quantity, given: float, accept: Mapping[str, Any]) -> str:
    """Name the slip by which a wrong number usually comes about."""
    value = accept["value"]
    is_share = accept.get("unit") == "percent" and value
    if is_share and is_near(given * PER_CENT, accept):
        return "share"
    is_of_one = accept.get("unit") == "share" and not quantity.unit
    if is_of_one and is_near(given / PER_CENT, accept):
        return "per_cent"
    if given * value < 0 and is_near(-given, accept):
        return "sign"
    if given % 1 and is_near(given * 1000, accept):
        return "point"
    if math.isclose(abs(given - value), 1) and float(value).is_integer():
        return "one_off"
    if _has_other_zeros(given, accept):
        return "zeros"
    return "too_high" if given > value else "too_low"


def _has_other_zeros(given: float, accept: Mapping[str, Any]) -> bool:
    """Tell whether the digits are right and the size is not: 2.54 for 25.4, 200亿 for 2000亿.

    A single digit tells nothing, but for a sum of money: 80 for 8 need not be a slip with zeros.
    """
    value = accept["value"]
    digits = _short(value).replace(".", "").strip("0")
    if len(digits) < LEAST_DIGITS and accept.get("unit") not in ("yi", "wan"):
        return False
    return any(
        abs(given * power - value) <= SAME_DIGITS * abs(value)
        for power in POWERS_OF_TEN
    )


def _short(value: float) -> str:
    """Write a number as briefly as it allows: 8, 25.4.

    >>> _short(8.0), _short(25.4), _short(1 / 3)
    ('8', '25.4', '0.333333')
    """
    return (
        f"{int(value)}"
        if value == int(value) and abs(value) < 1e15
        else f"{value:.6g}"
    )
