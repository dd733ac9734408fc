"""The forms of numbers, as tables: what each looks like, what it is worth, and an example.

A number is a numeral (a row of `NUMBERS`), perhaps with a fraction's 分之 (`SHARES`) or a tail
that says what it is (`TAILS`: %, 成, 个百分点), then what is counted. Words around it bound it
(`BOUNDS_BEFORE`: 不低于, no less than; `BOUNDS_AFTER`: 以上, or more). Words that hold a numeral
and are no number are in `NOT_NUMBERS`: what is not listed there is taken for a number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from egov_lib.find.numerals.values import (
    ARABIC,
    DIGITS,
    HAN_DIGITS,
    HAN_UNITS,
    UNITS,
    VAGUE,
    value_of,
)
from egov_lib.find.rules import (
    START_ITEM_RE,
    Example,
    Grammar,
    Rule,
    always,
)

ALL = rf"\d{HAN_DIGITS}"  # what one digit can be, inside [ ]

PIECES = {
    "arabic": ARABIC,
    "digit": f"[{HAN_DIGITS}]",
    "unit": f"[{HAN_UNITS}]",
    # 百 and 千 are units of measure in 百分点 (percentage point) and 千瓦 (kilowatt), not numerals.
    "item": rf"""
        [{HAN_DIGITS}廿卅十拾万亿]
        | (?<![十拾百])百(?!分点)
        | (?<![十拾百千])千(?![瓦克米伏卡帕赫])
        | 兆(?![瓦赫帕字])
        | 几 | 数(?={{unit}}) | [余多](?=\ ?[万亿])""",
    # Between 7万 and 5千, and between 九 and 九折.
    "blanks": rf"""
        (?:
            \ {{1,2}}(?=[{HAN_UNITS}余多])
            | (?<={{unit}})\ {{1,2}}(?=[{HAN_DIGITS}几]|\d{{1,4}}\ ?{{unit}})
            | \ (?=[{ALL}]\ ?折)
            | (?<=\d)\n(?=[万亿]\ ?[元人户])  # a line of a PDF ends there
        )?""",
    "decimals": r"\ ?点\ ?(?:(?!两){digit})+(?!十|{digit}?分(?!之))(?:\ ?{unit}){0,3}",
    # The look ahead spares most numerals the loop.
    "numeral": rf"""
        (?:{{arabic}}|{{item}})
        (?:
            (?=[{ALL}{HAN_UNITS}廿卅几数余多.\ \n])
            {{blanks}} (?:{{item}}|(?<=[{HAN_UNITS}零\ ]){{arabic}})
        )*
        (?:{{decimals}})?""",
}


class Amount(NamedTuple):
    """What a number is worth.

    value: in full; of a range the lower end
    value_to: the upper end of a range such as 二三十 (twenty or thirty), else None
    kind: number, percent, percentage_point, fraction or multiple
    unit: % or 倍 (times), where the form itself says it; else empty
    vague: it is more than its value, as 十几 (ten and some), 数十 (dozens)
    """

    value: float
    value_to: float | None = None
    kind: str = "number"
    unit: str = ""
    vague: bool = False


class Numeral(NamedTuple):
    """A numeral, for the rules of what follows it.

    text: as written, with plain digits
    amount: what it is worth by itself; None where that is nothing, as of the 百 of 百分之三
    """

    text: str
    amount: Amount | None


# --- measures ------------------------------------------------------------------------------------

CURRENCIES = (
    "美元|美金|美圆|欧元|港元|港币|日元|英镑|韩元|卢布|卢比|澳元|加元|瑞士法郎|法郎|新台币|台币|泰铢|奈拉"
    "|比特币|人民币|元|块钱"
)
KIND_OF_UNIT = dict.fromkeys(CURRENCIES.split("|"), "money")
# Times, month, day
KIND_OF_UNIT |= {"倍": "multiple", "月": "date", "日": "date"}
LOOK_CLOSER = "look closer"  # the measure alone does not tell: 2006年 is a date, 3年 is not
KIND_OF_UNIT |= dict.fromkeys(("", "年", "号"), LOOK_CLOSER)
MEASURES = (
    "千瓦时?|兆瓦|(?:平方)?(?:公里|千米)|(?:平方|立方|厘|毫)米|公[顷斤]|[千毫]克|小时|分钟"
    "|个?工作日|个月|季度|[学课]时|学分|[人批层架车班]次|周[岁年]|方面|部分|标准?箱"
    r"|(?<=\d)[县镇乡村](?![级域政委道])|分(?=[，。；、）的以及者为\s]|$)|项(?!目(?!标))"
)
SHORT_MEASURES = (
    "年月日号天周岁倍层人名户家个件条种类所座处批期届次章节款级位台套辆吨米斤亩克升度点"
    "本份篇部门只头棵株轮场组对型步字张间栋幢宗起例艘架册笔"
)

# --- numerals ------------------------------------------------------------------------------------

# Two digits that follow one another: 二三十 (twenty or thirty), 七八 (seven or eight),
# 两三百 (two or three hundred), 十五六 (fifteen or sixteen); 三五 is three to five.
SPREAD_RE = re.compile(
    f"(?:(?<=[{HAN_UNITS}])|^)"
    "(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?=[十百千万亿]|$)"
)
THREE_OR_FIVE = "三五"
HALF_OF_THEM = ("一半", "半数")
PRICE_TAIL_RE = re.compile(r"\ ?[折打]")  # 三五折 is 35 per cent of a price


def read_numeral(match: re.Match, measured: bool) -> Amount | None:
    """A numeral, perhaps with a share or a tail after it; None where it is worth nothing.

    *measured*: a measure follows, so that 三四个 is three or four, and not 34.
    """
    text = match["numeral"]
    amount = _amount_of(text, measured)
    if match.lastgroup == "numeral":
        return amount
    if match["share"]:
        numeral = Numeral(text, amount)
        return SHARES.read(match.string, match.start("share"), numeral)
    if not PRICE_TAIL_RE.match(match["tail"]):  # 八九成: 80 to 90 per cent
        amount = _amount_of(text, True)
    numeral = Numeral(text, amount)
    return TAILS.read(match.string, match.start("tail"), numeral)


@lru_cache(maxsize=4096)  # a corpus repeats few numbers
def _amount_of(text: str, measured: bool) -> Amount | None:
    value, value_to = _ends_of(text, measured)
    if value is None:
        return None
    kind = "fraction" if text in HALF_OF_THEM else "number"
    return Amount(value, value_to, kind, vague=not VAGUE.isdisjoint(text))


def _ends_of(
    text: str, measured: bool, bare: bool = False
) -> tuple[float | None, float | None]:
    """The value of a numeral, or of a spread such as 二三十 both ends."""
    spread = SPREAD_RE.search(text)
    if not spread or not _is_range(spread, text, measured):
        return value_of(text, bare=bare), None
    before, after = text[: spread.start()], text[spread.end() :]
    low = value_of(before + spread["low"] + after)
    high = value_of(before + spread["high"] + after)
    return low, high


def _is_range(spread: re.Match, text: str, measured: bool) -> bool:
    apart = DIGITS[spread["high"]] - DIGITS[spread["low"]]
    is_near = apart == 1 or spread[0] == THREE_OR_FIVE
    return is_near and (len(text) > 2 or measured)


def read_fraction(match: re.Match, measured: bool) -> Amount | None:
    """3/5, 1 1/2; a tail after it changes nothing."""
    under = float(match["under"])
    if not under:
        return None
    whole = float(match["whole"] or 0)
    return Amount(whole + float(match["over"]) / under, kind="fraction")


def read_doubled(match: re.Match, measured: bool) -> Amount:
    """翻两番: doubled twice, four times as much."""
    times = value_of(match["times"] or "一") or 1
    return Amount(2.0**times, kind="multiple", unit="倍")


def read_half_price(match: re.Match, measured: bool) -> Amount:
    """打对折: half the price."""
    return Amount(50.0, kind="percent", unit="%")


# --- fractions and shares in words ---------------------------------------------------------------


def read_share(match: re.Match, numeral: Numeral) -> Amount | None:
    """五分之一 (a fifth), 百分之三点五 (3.5 per cent), 千分之五 (0.5 per cent)."""
    share = _share(match["over"], numeral.text, numeral)
    if not share or not match["over_to"]:
        return share
    upper = _share(match["over_to"], numeral.text, numeral)
    if not upper or upper.value <= share.value:
        return share
    return share._replace(value_to=upper.value)


def read_mixed_fraction(match: re.Match, numeral: Numeral) -> Amount | None:
    """三又五分之一 (three and a fifth)."""
    if not match["over"]:
        return numeral.amount
    share = _share(match["over"], match["under"], numeral)
    if not share or share.kind != "fraction":
        return share
    whole = value_of(numeral.text) or 0
    return share._replace(value=whole + share.value)


def _share(over_text: str, under_text: str, numeral: Numeral) -> Amount | None:
    over, over_to = _ends_of(over_text, measured=True, bare=True)
    under = value_of(under_text, bare=True)
    if not under or over is None:
        return None
    if UNITS.keys() >= set(numeral.text):  # 百分之, 千分之, 万分之
        most = None if over_to is None else _rounded(over_to / under * 100)
        least = _rounded(over / under * 100)
        return Amount(least, most, kind="percent", unit="%")
    vague = numeral.amount is not None and numeral.amount.vague
    return Amount(over / under, kind="fraction", vague=vague)


def _rounded(value: float) -> float:
    """Without what the float's last digits add: 11.1 of 111 / 1000 * 100."""
    return float(f"{value:.12g}")


SHARES = Grammar(
    [
        Rule(
            "share of",
            r"分|\ ",
            r"\ {0,2}分\ {0,2}之\ {0,2}(?P<minus>负?)(?P<over>{numeral})"
            # 百分之三至五; not 百分之三至五年 (to five years), nor 至五十万.
            rf"(?:[至到](?P<over_to>{{numeral}})"
            rf"(?!\ ?(?:[{SHORT_MEASURES}{HAN_UNITS}余多分%]|{MEASURES})))?",
            read_share,
            Example(
                "增长百分之三点五",
                "grew by 3.5 per cent",
                {
                    "quote": "百分之三点五",
                    "value": 3.5,
                    "unit": "%",
                    "kind": "percent",
                },
            ),
        ),
        Rule(
            "whole number and fraction",
            r"又|\ ",
            r"\ ?又\ ?(?P<under>{numeral})(?=\ ?分\ {0,2}之)"
            r"(?:\ {0,2}分\ {0,2}之\ {0,2}(?P<minus>负?)(?P<over>{numeral}))?",
            read_mixed_fraction,
            Example(
                "三又五分之一",
                "three and a fifth",
                {"quote": "三又五分之一", "value": 3.2, "kind": "fraction"},
            ),
        ),
    ],
    PIECES,
)


# --- tails ---------------------------------------------------------------------------------------


def read_percent(match: re.Match, numeral: Numeral) -> Amount | None:
    """8%, 5‰ (0.5 per cent)."""
    return _percent(numeral, 0.1 if match["sign"] == "‰" else 1)


def read_points(match: re.Match, numeral: Numeral) -> Amount | None:
    """五个百分点: percentage points are no per cent."""
    if not numeral.amount:
        return None
    return numeral.amount._replace(kind="percentage_point", unit="个百分点")


def read_tenths(match: re.Match, numeral: Numeral) -> Amount | None:
    """三成 (30 %), 三成五 and 三成半 (35 %)."""
    amount = numeral.amount
    if not amount:
        return None
    after = (match["after"] or "").strip()
    if after:
        tenth = 0.5 if after == "半" else DIGITS[after] / 10
        amount = amount._replace(value=amount.value + tenth)
    return _percent(numeral._replace(amount=amount), 10)


def read_discount(match: re.Match, numeral: Numeral) -> Amount | None:
    """七五折: 75 % of the price; 九折: 90 %."""
    if not numeral.amount:
        return None
    value = numeral.amount.value
    if value < 1:
        return _percent(numeral, 100)
    return _percent(numeral, 10 if value <= 10 else 1)


def read_dozens(match: re.Match, numeral: Numeral) -> Amount | None:
    """五十打: fifty dozen."""
    return _scaled(numeral.amount, 12) if numeral.amount else None


def _percent(numeral: Numeral, scale: float) -> Amount | None:
    if not numeral.amount:
        return None
    value, value_to, _, _, vague = _scaled(numeral.amount, scale)
    return Amount(_rounded(value), value_to, "percent", "%", vague)


def _scaled(amount: Amount, scale: float) -> Amount:
    value, value_to, *rest = amount
    if value_to is not None:
        value_to *= scale
    return Amount(value * scale, value_to, *rest)


TAILS = Grammar(
    [
        Rule(
            "per cent",
            r"[%‰]|\ [%‰]",
            r"\ ?(?P<sign>%(?![0-9A-F]{2})|‰)",  # %E4 is a byte of a web address
            read_percent,
            Example("增长8%", "grew by 8 %", {"value": 8.0, "unit": "%"}),
        ),
        Rule(
            "percentage points",
            r"个[ 百]|百[ 分]|\ ",
            r"\ {0,4}(?:个\ ?)?百\ ?分\ ?点",
            read_points,
            Example(
                "提高五个百分点",
                "rose by five percentage points",
                {
                    "quote": "五个百分点",
                    "value": 5.0,
                    "kind": "percentage_point",
                },
            ),
        ),
        Rule(
            "tenths",
            r"成|\ 成",
            # Not 成立 (to found), 成为 (to become), 成员 (member), 成功 (success), 成本 (cost) …
            r"\ ?成(?![立为员功本果都分绩就效熟长群交品套人活因败语像型份全行千])"
            rf"(?P<after>半|\ ?{{digit}}(?![{HAN_DIGITS}{HAN_UNITS}个项家]))?",
            read_tenths,
            Example(
                "三成五的企业",
                "35 % of the firms",
                {"quote": "三成五", "value": 35.0, "kind": "percent"},
            ),
        ),
        Rule(
            "discount",
            r"折|\ 折",
            r"\ ?折(?![射叠合算旧磨扣服损中])",  # 折射 (to refract), 折合 (to amount to) …
            read_discount,
            Example(
                "打七五折",
                "at 75 % of the price",
                {"value": 75.0, "unit": "%"},
            ),
        ),
        Rule(
            "dozens",
            r"打|\ 打",
            # Not 打开 (to open), 打击 (to strike), 打造 (to build), 打印 (to print) …
            rf"\ ?打(?![{ALL}开击造击算印包破通电工听断扫黑拐非假卡压进入出下上成了着过])",
            read_dozens,
            Example(
                "五十打", "fifty dozen", {"value": 600.0, "kind": "number"}
            ),
        ),
    ],
    PIECES,
)


# --- words that are no numbers -------------------------------------------------------------------


def _words(name: str, words: str, chinese: str, english: str) -> Rule:
    """A row of words, with bars between, that begin with a numeral and are no number."""
    starts = "|".join(
        "".join(START_ITEM_RE.findall(word)[:2]) for word in words.split("|")
    )
    return Rule(name, starts, words, None, Example(chinese, english, None))


NOT_NUMBERS = (
    _words(
        "words with one",
        "一[扫如视目步切些般定直致律体起样旦贯再度向经并同流心时举应概味连看下手批道段把边路共带窗网齐]"
        "|一[阵哄]|一方面|一系列|一站式|一揽子",
        "一切，一般，一站式",
        "all; in general; one-stop",
    ),
    _words(
        "words with two",
        "二[胡维手氧]|两[会两]|两院院",
        "二维码，两会",
        "a QR code; the two sessions",
    ),
    _words(
        "words with three",
        "三[亚峡方角北]|三明市|三门峡|三沙市",
        "三峡，第三方，三角",
        "the Three Gorges; a third party; a triangle",
    ),
    _words("places with four", "四川|四平市|四会市", "四川", "Sichuan"),
    _words(
        "words with five",
        "五[金卅]|五台山|五指山|五常市|五大连池|五角大楼",
        "五金，五台山",
        "hardware; Mount Wutai",
    ),
    _words("places with six", "六安市|六盘水", "六安市", "Lu'an"),
    _words(
        "words with seven",
        "七夕|七台河",
        "七夕，七台河",
        "the Double Seventh; Qitaihe",
    ),
    _words(
        "words with nine",
        "九[寨龙]|九江市|九华山|九三学社|九九是",
        "九江市，九三学社",
        "Jiujiang; the Jiusan Society",
    ),
    _words("words with ten", "十[堰足]|十月革命", "十堰", "Shiyan"),
    Rule(
        "very",
        "十分",
        # 十分之三 (three tenths) is not read yet.
        r"十分(?:\ {0,2}之\ {0,2}负?{numeral})?",
        None,
        Example("十分重要", "very important", None),
    ),
    Rule(
        "kinds in a row",
        "[一二三四五六七八九][一二三四五六七八九]",
        # Not 五六级大风 (a gale of force five or six).
        "[一二三四五六七八九]{2,5}(?:线|(?:次|大)?产业|流|把手|年级|期(?=工程|项目|建设)"
        "|级(?!风|大风|地震|以))",
        None,
        Example("二三线城市", "cities of the second and third rank", None),
    ),
    _words(
        "sayings of two digits",
        "二八定律|二八法则|二八原则|三三制|三七开|四六级|三五成群",
        "二八定律，三五成群",
        "the rule of eighty and twenty; in small groups",
    ),
    _words(
        "words with nought",
        "零[部售件配星散食碎距担落工排]|零增长|零起点",
        "零售，零部件",
        "retail; parts",
    ),
)


# --- numbers -------------------------------------------------------------------------------------

# What can follow a numeral; the groups are read by the grammars.
_AFTER = {
    "shares": SHARES,
    "tails": TAILS,
    "after": "(?P<share>{shares})? (?P<tail>{tails})?",
}

NUMBERS = Grammar(
    [
        *NOT_NUMBERS,
        Rule(
            "half of them",
            "一半|半数",
            "(?P<numeral>一半|(?<![大多])半数(?!据)){after}",  # 大半数据: most of the data
            read_numeral,
            Example(
                "半数以上的县",
                "more than half of the counties",
                {
                    "quote": "半数",
                    "value": 0.5,
                    "kind": "fraction",
                    "bound": "at least",
                },
            ),
        ),
        Rule(
            "fraction in digits",
            r"\d[/ \d]",
            r"(?=\d{1,3}[/\ ])"  # most numbers end here
            r"(?P<numeral>(?<![\d/])(?:(?P<whole>\d{1,3})\ )?(?P<over>\d{1,3})/(?P<under>\d{1,3})"
            r"(?![\d/])){after}",
            read_fraction,
            Example(
                "3/5",
                "3/5",
                {"quote": "3/5", "value": 0.6, "kind": "fraction"},
            ),
        ),
        Rule(
            "numeral",
            rf"\d|\.\d|[{HAN_DIGITS}{HAN_UNITS}廿卅几]|数[{HAN_UNITS}]",
            "(?P<numeral>{numeral}){after}",
            read_numeral,
            Example(
                "共5亿1万元",
                "500.01 million yuan in all",
                {
                    "quote": "5亿1万",
                    "value": 500010000.0,
                    "unit": "元",
                    "kind": "money",
                },
            ),
        ),
        Rule(
            "half before a tail",
            "半[成折百]",
            "(?P<numeral>半(?=[成折百])百?){after}",
            read_numeral,
            Example(
                "年过半百",
                "past fifty years of age",
                {"quote": "半百", "value": 50.0},
            ),
        ),
        Rule(
            "half of a measure",
            "半[个年月天日小]",
            # Not 上半年 (the first half of the year), 大半年 (most of a year), 半月谈 (a magazine).
            "(?P<numeral>(?<![上下前后多大小年月个])半(?=个?(?:[年月天日](?![报度谈刊])|小时))){after}",
            read_numeral,
            Example(
                "近半年", "nearly half a year", {"value": 0.5, "unit": "年"}
            ),
        ),
        Rule(
            "doubled",
            "翻",
            r"翻了?(?:(?P<times>[一二两三四五六七八九\d])番|一?番)",
            read_doubled,
            Example(
                "翻两番",
                "doubled twice",
                {
                    "quote": "翻两番",
                    "value": 4.0,
                    "unit": "倍",
                    "kind": "multiple",
                },
            ),
        ),
        Rule(
            "half price",
            "对折",
            "对折(?<=打对折)",
            read_half_price,
            Example(
                "打对折", "half the price", {"quote": "对折", "value": 50.0}
            ),
        ),
    ],
    PIECES | _AFTER,
)
# These rows are whole by themselves
WITHOUT_NUMERAL = ("doubled", "half price")


# Two characters whose second is a numeral that ends a word: 统一 (unified), 之一 (one of), 初二.
ENDED_WORDS = {
    f"{first}一" for first in "统統专唯单同进進逐划合归任某之初"
} | {
    "初二",
    "初三",
}
WEEKDAY = "星期"  # 星期三: Wednesday


# --- what is counted -----------------------------------------------------------------------------

# 50元6角三分 (50.63 yuan), 两美元又三美分 (two dollars and three cents).
CENTS_RE = re.compile(
    rf"""
    [又零]?\ ?(?:(?P<tenths>[{ALL}])\ ?[角毛]\ ?)?
    (?:(?P<cents>\d\d?|[{HAN_DIGITS}])\ ?(?:日本|[美欧港])?[分銭钱](?![之钟]))?""",
    re.VERBOSE,
)
CURRENCY_SIGNS = {
    "￥": "元",
    "¥": "元",
    "人民币": "元",
    "US$": "美元",
    "HK$": "港元",
    "$": "美元",
    "€": "欧元",
    "£": "英镑",
}
SIGN_ENDS = tuple(sign[-1] for sign in CURRENCY_SIGNS)
SIGN_RE = re.compile(r"(人民币|US\$|HK\$|[￥¥$€£])\s?$")  # before a number


# --- bounds --------------------------------------------------------------------------------------

MOST_BOUND_CHARS = 9  # of the words before a number
# What a bound can end with: most numbers need no closer look
BOUND_ENDS = frozenset("低少小过高多大≥≤破于逾>到不足满<约近为达是有了币 ")


def _bound(
    name: str, starts: str, words: str, example: tuple[str, str, str]
) -> Rule:
    """A row of words that bound a number; its name says how, up to the comma.

    *example* is the Chinese, its English and the number that is quoted.
    """
    bound, _, _ = name.partition(",")
    chinese, english, quote = example
    result = {"quote": quote, "bound": bound}
    return Rule(
        name, starts, words, always(bound), Example(chinese, english, result)
    )


# Words may come between the bound and the number: 不低于人民币3亿元.
_FILLER = r"[为达到是有了人民币]{0,3}\ ?"

BOUNDS_BEFORE = Grammar(
    [
        _bound(
            "at least, before the number",
            "不[得能应可低少小]|大于|[至最]少|≥",
            "(?:不[得能应可]?[低少小]于|大于或?等于|[至最]少|≥){filler}",
            ("不低于3.5亿元", "no less than 350 million yuan", "3.5亿"),
        ),
        _bound(
            "at most, before the number",
            "不[高多大得能应可超]|小于|[至最]多|最高|≤",
            "(?:不[得能应可]?(?:[高多大]于|超过)|小于或?等于|[至最]多|最高(?:不超过)?|≤){filler}",
            ("不超过30个", "no more than 30", "30"),
        ),
        _bound(
            "more than",
            "超过|突破|[大多高]于|[逾>]",
            "(?:超过|突破|[大多高]于|逾|>){filler}",
            ("突破1亿人", "passed 100 million people", "1亿"),
        ),
        _bound(
            "less than",
            "[低少小]于|不[足到满]|<",
            "(?:[低少小]于|不[足到满]|<){filler}",
            ("不足5人", "fewer than five people", "5"),
        ),
        _bound(
            "less than, of an age",
            "未满",
            "未满{filler}",
            ("子女未满18周岁", "children under 18", "18"),
        ),
        _bound(
            "about, before the number",
            "大[约概]|[约近]|将近|接近",
            "(?:大约|大概|约|将近|接近|近){filler}",
            ("约20万户", "about 200,000 households", "20万"),
        ),
    ],
    {"filler": _FILLER},
)

BOUNDS_AFTER = Grammar(
    [
        _bound(
            "at least, after the number",
            "[及或（(以]",
            "{also}以上",
            ("50%以上", "50 % and more", "50%"),
        ),
        _bound(
            "at most, after the number",
            "[及或（(以之]",
            "{also}(?:以下|以内|之内)",
            ("10人以下", "ten people or fewer", "10"),
        ),
        _bound(
            "about, after the number",
            "[及或（(左上]",
            "{also}(?:左右|上下)",
            ("一年左右", "about a year", "一"),
        ),
    ],
    {"also": "(?:及|或者?|[（(]含[)）])?"},
)

# What follows a number: a measure, and perhaps a bound after it.
MEASURE_RE = re.compile(
    rf"""
    (?P<more>余|多(?![方种样边次]|元化))?  # 200余人: over 200 people
    (?:\ |\n(?=(?:[元项个户家人亩]|公里)(?:[，。；、）]|以[上下内]|左右|的)))?
    (?:(?P<half>[年吨米斤亩]半(?![数价]))|个?(?=比特币))?  # 一年半: a year and a half
    (?P<unit>{CURRENCIES}|{MEASURES}|[{SHORT_MEASURES}])?
    (?P<bound>{BOUNDS_AFTER.piece})?""",
    re.VERBOSE,
)
