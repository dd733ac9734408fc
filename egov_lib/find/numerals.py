"""Find numbers in Chinese text, however they are written, and give their values.

二十, 百分之九十, 3.5亿, ２００６, 两千零八, 十几万, 三成 and 翻一番 all become floats. One expression finds runs of digits and
numeral characters; a small reader gives a run its value or rejects it; what is around it (第, 不低于, 以上, 元) says what kind
of number it is. Words that only hold a numeral character, 一切 (all) or 四川 (Sichuan), are on a list: what is not listed is
taken for a number. What a number counts is not judged here (see `targets`), and dates are not put together (see `dates`).
"""

import datetime as dt
import math
import re
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from egov_lib.findings import make

WIDE = "０１２３４５６７８９．％＋－／　萬億兩倆俩點負幾數餘個貳參陸貮○圓仟佰壹贰叁柒捌玖Ｋｋｅ號後內從間節對過來"
PLAIN = dict(
    zip(
        WIDE,
        "0123456789.%+-/ 万亿两两两点负几数余个二三陆二〇元千百一二三七八九Kke号后内从间节对过来",
    )
)
WIDE_RE = re.compile(f"[{WIDE}]")
ZERO_RE = re.compile(
    "[一二][一二三四五六七八九〇零0OoＯｏ]{3}(?=[ 　]?年)"
)  # 二OO六年, with letters for the zeros
WIDE_COMMA_RE = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3})")
D, U = "零〇一二三四五六七八九两陆伍肆", "十百千万亿兆拾"
DIGITS = dict(zip(D, [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 6, 5, 4]))
UNITS = dict(zip(U, [10, 100, 1000, 10**4, 10**8, 10**12, 10]))
ARABIC = (  # the parts of 192.168.0.1 and of item 1.2.1 are whole numbers, and no decimals
    r"(?:(?<=\d\.)\d++|(?:\d{1,3}(?:,\d{3})+(?!\d)|\d++)(?:\.\d++(?!\.\d))?"
    r"(?:[eE][+-]?\d{1,2}(?!\d)|\^[+-]{0,2}\d{1,2}(?!\d)|\ ?[kK](?![A-Za-z\d]))?|(?<![\d.])\.\d+)"
)
HAN_ITEM = (  # 30千瓦 is 30 kilowatts
    rf"[{D}廿卅十拾万亿]|(?<![十拾百])百(?!分点)|(?<![十拾百千])千(?![瓦克米伏卡帕赫])|兆(?![瓦赫帕字])"
    rf"|几|数(?=[{U}])|[余多](?=\ ?[万亿])"
)
BLANKS = (  # between 7万 and 5千, between 九 and 九折
    rf"(?:\ {{1,2}}(?=[{U}余多])|(?<=[{U}])\ {{1,2}}(?=[{D}几]|\d{{1,4}}\ ?[{U}])|\ (?=[\d{D}]\ ?折))?"
)
BODY = (
    rf"(?:{ARABIC}|{HAN_ITEM})(?:{BLANKS}(?:{HAN_ITEM}|(?<=[{U}零\ ]){ARABIC}))*"
    rf"(?:\ ?点\ ?(?:(?!两)[{D}])+(?!十|[{D}]?分(?!之))(?:\ ?[{U}]){{0,3}})?"
)
NUMBER_RE = re.compile(
    rf"""(?=[\d.{D}{U}廿卅几数半])
    (?P<body>一半|(?<![大多])半数(?!据)|(?<![\d/])(?:\d{{1,3}}\ )?\d{{1,3}}/\d{{1,3}}(?![\d/])|{BODY}      # Case 0: 3/5
      |半(?=[成折百])百?                                                # 半成, 半百; 半年, but not 上半年
      |(?<![上下前后多大小年月个])半(?=个?(?:[年月天日](?![报度谈刊])|小时)))
    (?:\ ?又\ ?(?P<and>{BODY})(?=\ ?分\ {{0,2}}之))?             # Case 1: 三又五分之一, a whole number and a fraction
    (?:\ {{0,2}}分\ {{0,2}}之\ {{0,2}}(?P<minus>负?)(?P<over>{BODY}))?          # Case 2: 五分之一, 百分之三点五
    (?:(?P<percent>\ ?(?:%(?![0-9A-F]{{2}})|‰))
     | (?P<point>\ {{0,4}}(?:个\ ?)?百\ ?分\ ?点)               # Case 3: percentage points are not percent
     | (?P<tenths>\ ?成(?![立为员功本果都分绩就效熟长群交品套人活因败语像型份全行千])
        (?P<half>半|\ ?[{D}](?![{D}{U}个项家]))?)
     | (?P<off>\ ?折(?![射叠合算旧磨扣服损中]))                 # Case 4: 三成 is 30 %, 七五折 is 75 %
     | (?P<dozen>\ ?打(?![{D}\d开击造击算印包破通电工听断扫黑拐非假卡压进入出下上成了着过]))  # Case 5: 五十打, dozens
    )?""",
    re.VERBOSE,
)
RARE_RE = re.compile(
    r"翻了?(?:([一二两三四五六七八九\d])番|一?番)|对折(?<=打对折)"
)  # 翻两番: doubled twice
CURRENCY = "美元|美金|美圆|欧元|港元|港币|日元|英镑|韩元|卢布|卢比|澳元|加元|瑞士法郎|法郎|新台币|台币|泰铢|奈拉|比特币"
CURRENCY += "|人民币|元|块钱"
MEASURE = "千瓦时?|兆瓦|(?:平方)?(?:公里|千米)|(?:平方|立方|厘|毫)米|公[顷斤]|[千毫]克|小时|分钟|个?工作日|个月|季度|[人批层]次"
MEASURE += "|周岁|方面|部分"
SIMPLE = "年月日号天周岁倍层人名户家项个件条种类所座处批期届次章节款级位台套辆吨米斤亩克升度点本份篇部门只头棵株轮场组对型步字"
UNIT_RE = re.compile(
    r"(?P<more>余|多(?![方种样边次]|元化))?\ ?(?:(?P<half>[年吨米斤亩]半(?![数价]))|个?(?=比特币))?"
    rf"(?P<unit>{CURRENCY}|{MEASURE}|[{SIMPLE}])?"
)
CENTS_RE = re.compile(  # 50元6角三分, 两美元又三美分
    rf"[又零]?\ ?(?:(?P<tenths>[\d{D}])\ ?[角毛]\ ?)?(?:(?P<cents>\d\d?|[{D}])\ ?(?:日本|[美欧港])?[分銭钱](?![之钟]))?"
)
BEFORE_RE = re.compile(
    r"(?:(?P<at_least>不得?[低少小]于|大于或?等于|[至最]少|≥)|(?P<at_most>不[高多大]于|不得?超过|小于或?等于|[至最]多|≤)"
    r"|(?P<more_than>超过|突破|[大多高]于|逾|>)|(?P<less_than>[低少小]于|不[足到满]|<)|(?P<about>大约|大概|约|将近|接近|近))"
    r"[为达到是有了人民币]{0,3}\ ?$"
)
AFTER_RE = re.compile(
    r"(?:及|或|（含）)?(?:(?P<at_least>以上)|(?P<at_most>以下|以内|之内)|(?P<about>左右|上下))"
)
BEFORE_ENDS = frozenset(
    "低少小过高多大≥≤破于逾>到不足满<约近为达是有了币 "
)  # most numbers need no search for 不低于
HAN = frozenset(D + U)
VAGUE = frozenset("几数余多")
MINUS_RE = re.compile(r"(?:[^\W长速为]|[)%-])-$")  # a dash, not a minus; 增长-3.5%
TO_RE = re.compile(r"\ ?(?:[-—–~～至到]|——)\ ?")
NEXT_RE = re.compile(
    r"([一二三四五六七八])([二三四五六七八九])(?=[十百千万亿]|$)"
)  # 二三十: twenty or thirty
SIGNS = {
    "￥": "元",
    "¥": "元",
    "人民币": "元",
    "US$": "美元",
    "HK$": "港元",
    "$": "美元",
    "€": "欧元",
    "£": "英镑",
}
CURRENCIES = frozenset(CURRENCY.split("|"))
SIGN_RE = re.compile(r"(人民币|US\$|HK\$|[￥¥$€£])\s?$")
FALSE_RE = re.compile(  # words that begin with a numeral and are no number: all, some, generally …; places; set phrases
    "一(?:[扫如视目步切些般定直致律体起样旦贯再度向经并同流心时举应概味连看下手批道段把边路共带窗网齐阵哄]|方面|系列|站式|揽子)"
    "|二[胡维手氧]|三(?:[亚峡方角北]|明市|门峡|沙市)|四(?:川|平市|会市)|五(?:[金卅]|台山|指山|常市|大连池|角大楼)|六(?:安市|盘水)"
    "|七(?:台河|夕)|九(?:[寨龙]|江市|华山|三学社|九是)|十(?:[堰分足]|月革命)|两(?:[会两]|院院)|零(?:[部售件配星散食碎距担落工排]|增长|起点)"
)
LABEL_RE = re.compile(r"、|\.(?!\d)|[)）]|[”’\"'](?=期间|时期|规划|计划|以来|末|初|后|前|建设)")
LABEL_BEFORE = frozenset('\n（(“‘"。 \u3000') | {
    ""
}  # 一、 and （一） before an item; “十五” the plan
TAKEN = {f"{c}一" for c in "统統专唯单同进進逐划合归任某之初"} | {
    "初二",
    "初三",
}  # 统一, 之一: the 一 ends a word

YEAR = r"(?:\d{4}|[一二][〇零一二三四五六七八九]{3}|两千[零〇][一二三四五六七八九])"
SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅两]{1,4})"
DAY_RE = re.compile(rf"(?<!\d)({YEAR})\ ?年\ ?({SMALL})\ ?月\ ?({SMALL})\ ?[日号]")
BLANK = r"[ \t\u3000\xa0]"
SIGNED_RE = (
    re.compile(  # a line that is a date, with or without the issuer before it, as a signature is
        rf"^{BLANK}{{0,99}}(?:[^\n。；，：:]{{2,40}}{BLANK}|[(（])?{BLANK}{{0,99}}"
        rf"(?P<day>{DAY_RE.pattern})[)）]?{BLANK}{{0,99}}$",
        re.MULTILINE,
    )
)


def parse_day(text: str) -> dt.date | None:
    """Give the first full day in *text*, in digits or numerals; None where there is none, or no such day.

    >>> parse_day("二○○六年六月十二日")
    datetime.date(2006, 6, 12)
    """
    found = DAY_RE.search(plain(text))
    try:
        return dt.date(*map(small_number, found.groups())) if found else None
    except ValueError:
        return None


def small_number(text: str) -> int:
    """Give the value of a year, month or day; 0 where it is none."""
    return int(_value(text) or 0)


@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """Make digits and numerals of any width and script the plain ones; the length stays, so offsets hold."""
    flat = WIDE_RE.sub(lambda m: PLAIN[m[0]], WIDE_COMMA_RE.sub(",", text))
    odd = any(
        letter in flat for letter in ("O", "o", "Ｏ", "ｏ", "二0")
    )  # most texts need no second look
    return ZERO_RE.sub(lambda m: re.sub("[0OoＯｏ]", "〇", m[0]), flat) if odd else flat


def parse_number(text: str) -> float | None:
    """Give the value of a number in digits, numerals or both; None where *text* is not one.

    A digit after 百, 千 or 万 counts the next lower unit (四百五 is 450); 几 and 数 count as nothing known (十几万 is 100000).

    >>> parse_number("三千五百亿"), parse_number("1.2万亿"), parse_number("二〇〇六"), parse_number("电子")
    (350000000000.0, 1200000000000.0, 2006.0, None)
    """
    found = NUMBER_RE.fullmatch(plain(text))
    return _value(found["body"]) if found and found["body"] == found[0] else None


@lru_cache(maxsize=4096)  # a corpus repeats few numbers
def _value(body: str, *, bare: bool = False) -> float | None:
    """The value of a run; *bare* lets a unit stand alone, as the 百 of 百分之三."""
    if body.isdecimal() and body.isascii():
        return float(body)
    if body in ("一半", "半", "半数", "半百"):
        return 50.0 if body == "半百" else 0.5
    whole, _, decimals = (
        body.replace(" ", "").replace("廿", "二十").replace("卅", "三十").partition("点")
    )
    if not bare and re.match(rf"[百千](?![{D}])|[万亿兆]", whole):
        return None
    if decimals:
        tail = decimals.rstrip(U)
        base, scale = (
            _value(whole),
            _value(decimals[len(tail) :], bare=True) if tail != decimals else 1,
        )
        return (
            None
            if base is None
            else float(f"{base:.0f}.{''.join(str(DIGITS[c]) for c in tail)}") * (scale or 1)
        )
    if len(whole) > 1 and not set(whole) - DIGITS.keys():  # digit by digit: 二〇〇六
        return float("".join(str(DIGITS[c]) for c in whole)) if "两" not in whole else None
    total = section = last = 0.0
    number, vague = None, False
    for token in re.findall(rf"{ARABIC}|.", whole):
        if token in UNITS:
            last = UNITS[token]
            if last < 10**4:
                section += (number or 1) * last
            else:
                section += number or 0
                total = (
                    (total + section or 1) * last
                    if total < last or not section
                    else total + section * last
                )
                section = 0.0
            number = None
        elif token in "几数余多":
            vague = True
        elif number:
            return None
        else:
            number = float(DIGITS[token]) if token in DIGITS else _arabic(token)
    if number and last >= 100 and whole[-1] in DIGITS and whole[-2] in UNITS:
        number *= last / 10
    return None if vague and not last else float(f"{total + section + (number or 0):.15g}")


def _arabic(token: str) -> float:
    base, _, power = re.sub("[kK]", "e3", token.replace(",", "")).replace("--", "").partition("^")
    value, exponent = float(base), float(power or 1)
    return value**exponent if value and abs(math.log10(value) * exponent) < 300 else value


def find_numbers(docs: pd.DataFrame) -> pd.DataFrame:
    """Find every number and what it is a number of.

    Returns findings in the order of the texts. The quote is the number with its 第, %, 成 or 个百分点 but without the measure
    after it, 3.5亿 of 3.5亿元 (only a sum such as 五元三毛 is quoted whole). Columns: value (in full: 350000000; 三成, 七五折 and
    千分之五 are 30, 75 and 0.5 per cent, 三分之一 is 0.333…); value_to (upper end of a range such as 3至5年, else empty); unit
    (the measure that follows, as written; % for shares); kind (number, money, percent, percentage_point, fraction, multiple,
    ordinal, date for the parts of a date, label for an item's 一、 and the number in “十五”期间); bound (exact, at least, at
    most, more than, less than, about, range). 数十 and 十几 are "more than" their round part; 若干 (several) has no value, and
    no row.

    >>> found = find_numbers(pd.DataFrame({"doc_id": ["d"], "text": ["投入不低于3.5亿元，增长百分之八"]}))  # invest; grow
    >>> found[["quote", "value", "unit", "bound"]].values.tolist()
    [['3.5亿', 350000000.0, '元', 'at least'], ['百分之八', 8.0, '%', 'exact']]
    """
    types = {
        "value": "float64",
        "value_to": "float64",
        "unit": "str",
        "kind": "str",
        "bound": "str",
    }
    return make(docs, lambda document: (row[:7] for row in numbers(document["text"])), types)


def numbers(text: str) -> Iterator[tuple]:
    """Yield what `find_numbers` finds in one text: start, end, value, value_to, unit, kind, bound, and where the unit ends."""
    flat, waiting = plain(text), None
    for row in sorted([*_singles(flat), *_rare(flat)]):
        joined = _range(flat, waiting, row) if waiting else None
        if waiting and not joined:
            yield waiting
        waiting = joined or row
    if waiting:
        yield waiting


def _rare(flat: str) -> Iterator[tuple]:
    """翻一番, twice as much, and 打对折, half the price, which no numeral begins."""
    for m in RARE_RE.finditer(flat):
        half = m[0].endswith("折")
        value, unit, kind = (
            (50.0, "%", "percent")
            if half
            else (2.0 ** (_value(m[1] or "一") or 1), "倍", "multiple")
        )
        yield m.start(), m.end(), value, math.nan, unit, kind, "exact", m.end()


def _singles(flat: str) -> Iterator[tuple]:
    stop = 0
    for m in NUMBER_RE.finditer(flat):
        start, end = m.span()
        if start < stop:  # the 三 of 五元三毛
            continue
        before, body = flat[max(start - 9, 0) : start], m["body"]
        last = before[-1:]
        if flat[start] in HAN and (
            last + flat[start] in TAKEN or before[-2:] == "星期" or FALSE_RE.match(flat, start)
        ):
            continue
        if end - start == len(body) < 4 and last in LABEL_BEFORE and LABEL_RE.match(flat, end):
            if (value := _value(body)) is not None:
                yield start, end, value, math.nan, "", "label", "exact", end
            continue
        after = UNIT_RE.match(flat, end)
        counted, stop = after["unit"] or "", after.end()
        value, high, kind, unit = _read(m, bool(counted))
        if body in UNITS and counted and (after["more"] == "余" or last == "近"):
            value, kind = float(UNITS[body]), "number"  # 百余台, 近千人次
        if value is None or m[0] in ("陆", "伍", "肆", "拾") or flat.startswith("番", end):
            continue
        if kind == "number":
            unit, kind = _kind(before, counted, body)
        if after["half"]:  # 一年半
            end, value, unit = stop, value + 0.5, after["half"][0]
        elif (
            kind == "money"
            and counted
            and (cents := CENTS_RE.match(flat, stop))
            and cents.lastgroup
        ):
            value += (_value(cents["tenths"] or "0") or 0) / 10 + (
                _value(cents["cents"] or "0") or 0
            ) / 100
            end = stop = cents.end()
        bound = _bound(flat, before, stop, bool(after["more"]) or not VAGUE.isdisjoint(body))
        bound = "range" if high == high and bound == "exact" else bound
        if last == "第":
            start, kind = start - 1, "ordinal"
        elif last in ("负", "-") and not MINUS_RE.search(before):
            start, value = start - 1, value if m["minus"] else -value
        yield start, end, value, high, unit, kind, bound, stop if unit else end


def _read(m: re.Match, measured: bool) -> tuple[float | None, float, str, str]:
    """Value, upper value, kind and unit of a match; no value where it is no number after all."""
    body, high = m["body"], math.nan
    if m.lastgroup == "body" and body.isdecimal() and body.isascii():
        return float(body), high, "number", ""
    if "/" in body:
        *whole, over, under = (float(n) for n in re.findall(r"\d+", body))
        return (sum(whole) + over / under if under else None), high, "fraction", ""
    if m["over"]:
        under, over = _value(m["and"] or body, bare=True), _value(m["over"], bare=True)
        if not under or over is None:
            return None, high, "", ""
        if not set(body) - UNITS.keys():
            return float(f"{over / under * 100:.12g}"), high, "percent", "%"
        return (_value(body) or 0 if m["and"] else 0) + over / under, high, "fraction", ""
    spread = NEXT_RE.search(body)
    if (
        spread
        and DIGITS[spread[2]] - DIGITS[spread[1]] == 1
        and (len(body) > 2 or measured)
        and set(body) - set(D[:2])
    ):
        value, high = (
            _value(body[: spread.start()] + spread[n] + body[spread.end() :]) for n in (1, 2)
        )
    else:
        value = _value(body)
    if value is None:
        return None, high, "", ""
    if m["point"]:
        return value, high, "percentage_point", "个百分点"
    if m["percent"]:
        scale = 0.1 if "‰" in m["percent"] else 1
    elif m["tenths"]:
        scale = 10
        value += (0.5 if m["half"] == "半" else DIGITS[m["half"].strip()] / 10) if m["half"] else 0
    elif m["off"]:
        scale = 100 if value < 1 else 10 if value <= 10 else 1
    else:
        scale = 12 if m["dozen"] else 1
        return value * scale, high * scale, "fraction" if body in ("一半", "半数") else "number", ""
    return float(f"{value * scale:.12g}"), high * scale, "percent", "%"


def _kind(before: str, unit: str, body: str) -> tuple[str, str]:
    if not unit and (sign := SIGN_RE.search(before)):
        return SIGNS[sign[1]], "money"
    if unit in CURRENCIES:
        return unit, "money"
    day = unit in ("月", "日") or (
        unit == "号" and before.rstrip().endswith("月")
    )  # 17号 is the number of a document
    dated = day or (unit == "年" and len(body) == 4 and body[0] in "12一二")
    return unit, "multiple" if unit == "倍" else "date" if dated else "number"


def _bound(flat: str, before: str, stop: int, vague: bool) -> str:
    found = AFTER_RE.match(flat, stop)
    if not found and before[-1:] in BEFORE_ENDS:
        found = BEFORE_RE.search(before)
    return found.lastgroup.replace("_", " ") if found else "more than" if vague else "exact"


def _range(flat: str, low: tuple, high: tuple) -> tuple | None:
    """Two numbers with 至 or a dash between, as one; 3至5亿 is in 亿 on both sides."""
    units_fit = low[4] == high[4] or low[4] == ""
    dates = high[5] == "date" and high[4] != "年"
    if (
        dates
        or not units_fit
        or not TO_RE.fullmatch(flat, low[7], high[0])
        or low[3] == low[3]
        or high[3] == high[3]
    ):
        return None
    scale = 1
    for unit in flat[high[0] : high[1]][::-1]:
        if unit not in "万亿" or flat[low[1] - 1] in U:
            break
        scale *= UNITS[unit]
    if low[2] * scale >= high[2] or flat[low[0]] == "0":
        return None
    return low[0], high[1], low[2] * scale, high[2], high[4], high[5], "range", high[7]
