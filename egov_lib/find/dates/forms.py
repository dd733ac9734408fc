"""The forms of dates, as tables: what each looks like, what it means, and an example.

`DATES` is the grammar of whole dates. A date of the calendar is a year, a month, a day and a part
of the year, any of which may be missing: 2006年6月12日 (12 June 2006), 今年底 (the end of this
year), 30日 (the 30th). The forms of a year, a month and a part are tables of their own (`YEARS`,
`RELATIVE_YEARS`, `NEAR_MONTHS`, `FEASTS`, `PARTS`, `PARTS_OF`). They are pieces of the patterns in
`DATES`, so a form added to one of them is read in every date.

A row of `DATES` makes a `Span`; what the text does not say, it asks the `Context` for. A row that
makes None keeps its words from being read as another date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from egov_lib.find.dates.context import (
    ANCHOR,
    NAMED,
    NEAREST,
    Context,
    Day,
    Relative,
    Resolved,
    Span,
    later,
    unresolved,
)
from egov_lib.find.dates.lunar import (
    TERMS,
    lunar_days,
    new_years_eves,
    term_days,
)
from egov_lib.find.dates.topics import Topic
from egov_lib.find.numerals import TO_RE, small_number
from egov_lib.find.numerals.values import SMALL, YEAR
from egov_lib.find.rules import Example, Grammar, Rule

NUMERALS = "一二三四五六七八九"  # one to nine
DASHES = r"\-—–~～至到"  # between the two ends of a range
ONE_DAY = dt.timedelta(days=1)
SIGNED = {"date": "2006-09-10"}  # of the examples' documents: a Sunday

PIECES = {
    "to": TO_RE.pattern,
    "numeral": f"[{NUMERALS}]",
    "year_number": YEAR,  # four digits or numerals; 两千零六
    "small": SMALL,  # a month or a day
    "small_numeral": rf"[{NUMERALS}十廿两](?:[{NUMERALS}十][{NUMERALS}十廿卅两]{{0,2}})?",
    "count": rf"[1-8]?\d | [{NUMERALS}]?十[{NUMERALS}]? | [{NUMERALS}两]"
    r"| 半(?=年(?![之以]?[前后]))",
    "week": "周|星期",
}


# --- parts of a year or a month ------------------------------------------------------------------


class Stretch(NamedTuple):
    """Which months of a year a date takes, and what of them.

    first_month: 1 to 12
    months: how many
    precision: month, year, quarter, …
    closes: only the last day is meant: 年底 (the end of the year)
    opens: only the first day is meant: 比年初 (than on the first day of the year)
    tens: the first and the last of a month's three times ten days that are meant (0 to 2); None
        for the whole month
    """

    first_month: int
    months: int
    precision: str
    closes: bool = False
    opens: bool = False
    tens: tuple[int, int] | None = None


WHOLE_YEAR = Stretch(1, 12, "year")
# Spring, …: their first months
SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
TENS = "上中下"  # the first, second and last ten days of a month


def whole(month: int) -> Stretch:
    """A month; the year for month 0."""
    return Stretch(month, 1, "month") if month else WHOLE_YEAR


def part(**changes: object) -> Callable[[re.Match, Stretch], Stretch]:
    """A `make` for a part: changes the stretch that it is a part of."""
    return lambda match, of: of._replace(**changes)


QUARTER_DIGITS = "一二三四1234"
_AND = "[、和及与]第?"
# Quarters that follow each other: 一、三季度 (the first and the third) are two dates.
LISTED_QUARTERS = (
    rf"(?<!\d)[一1]{_AND}[二2](?:{_AND}[三3](?:{_AND}[四4])?)?"
    rf"|(?<!\d)[二2]{_AND}[三3](?:{_AND}[四4])?"
    rf"|(?<!\d)[三3]{_AND}[四4]"
)


def quarter(number: int, *, closes: bool = False) -> Stretch:
    """The first to fourth quarter of a year, or the day that closes it."""
    return Stretch(3 * number - 2, 3, "quarter", closes)


def read_quarter(match: re.Match, of: Stretch) -> Stretch:
    """第三季度 (the third quarter), 四季度末 (the end of the fourth)."""
    return quarter(small_number(match["quarter"]), closes=bool(match["close"]))


def read_quarters(match: re.Match, of: Stretch) -> Stretch:
    """一至三季度 (the first to the third quarter)."""
    first, last = small_number(match["first"]), small_number(match["last"])
    if first >= last:
        return of
    return Stretch(3 * first - 2, 3 * (last - first + 1), "quarters")


def read_listed_quarters(match: re.Match, of: Stretch) -> Stretch:
    """一、二季度 (the first and the second quarter): one span, as they follow each other."""
    named = [small_number(c) for c in match[0] if c in QUARTER_DIGITS]
    first, last = named[0], named[-1]
    return Stretch(3 * first - 2, 3 * (last - first + 1), "quarters")


def read_first_quarters(match: re.Match, of: Stretch) -> Stretch:
    """前三季度 (the first three quarters)."""
    return Stretch(1, 3 * small_number(match["quarters"]), "quarters")


def read_first_months(match: re.Match, of: Stretch) -> Stretch:
    """前8个月 (the first eight months)."""
    months = small_number(match["months"])
    return of._replace(months=months, precision="months") if months else of


def read_beginning(match: re.Match, of: Stretch) -> Stretch:
    """初 (the beginning): of a month its first ten days, of a year its first quarter."""
    return of._replace(tens=(0, 0)) if of.precision == "month" else quarter(1)


def read_beginning_of_year(match: re.Match, of: Stretch) -> Stretch:
    """年初 (the beginning of the year): its first quarter."""
    return of if of.precision == "month" else quarter(1)


def read_tens(match: re.Match, of: Stretch) -> Stretch:
    """上旬, 中下旬 (the first ten days, the second and third) of a month; of a year: unknown."""
    if of.precision != "month":
        return of
    first, last = match["tens"][0], match["tens"][-1]
    return of._replace(tens=(TENS.index(first), TENS.index(last)))


def read_season(match: re.Match, of: Stretch) -> Stretch:
    """春季 (spring): the three months from March."""
    first_month = SEASONS[match["season"]]
    return of._replace(first_month=first_month, months=3, precision="quarter")


# Not 年底步 …, and not a number: 年初三 is a day of the lunar new year.
_PART_PIECES = (
    PIECES
    | {
        "year": rf"(?<![青少老壮几数每半大\d{NUMERALS}十])年",  # 青年 is youth, 每年 every year
        "month": rf"(?<![\d{NUMERALS}十个正腊元])月",  # 3月底 is read with its month
        "no_word": f"(?![步级中端{NUMERALS}十])",
    }
)

# What can be a date by itself; the year or month then comes from the context.
PARTS = Grammar(
    [
        Rule(
            "first half of the year",
            "[上前]半",
            "[上前]半年",
            part(first_month=1, months=6, precision="half year"),
            Example(
                "2006年上半年",
                "the first half of 2006",
                {"date_from": "2006-01-01", "date_to": "2006-06-30"},
            ),
        ),
        Rule(
            "second half of the year",
            "[下后]半",
            "[下后]半年",
            part(first_month=7, months=6, precision="half year"),
            Example(
                "下半年完成验收",
                "acceptance in the second half of the year",
                {
                    "quote": "下半年",
                    "date_from": "2006-07-01",
                    "date_to": "2006-12-31",
                },
                SIGNED,
            ),
        ),
        Rule(
            "quarter",
            "第[一二三四1-4]|[一二三四1-4]季",
            r"第?(?P<quarter>[一二三四]|(?<!\d)[1-4])季度(?P<close>[底末])?",
            read_quarter,
            Example(
                "2014年第三季度",
                "the third quarter of 2014",
                {
                    "date_from": "2014-07-01",
                    "date_to": "2014-09-30",
                    "precision": "quarter",
                },
            ),
        ),
        Rule(
            "first quarter",
            "首季|首个",
            "首个?季度?",
            part(first_month=1, months=3, precision="quarter"),
            Example(
                "2012年首季",
                "the first quarter of 2012",
                {"date_from": "2012-01-01", "date_to": "2012-03-31"},
            ),
        ),
        Rule(
            "quarters in a row",
            rf"第[一二三1-3]|[一二三1-3][第{DASHES} ]",
            r"第?(?P<first>[一二三]|(?<!\d)[1-3]){to}第?(?P<last>[二三四2-4])季度",
            read_quarters,
            Example(
                "2006年一至三季度",
                "the first to the third quarter of 2006",
                {"date_from": "2006-01-01", "date_to": "2006-09-30"},
            ),
        ),
        Rule(
            "quarters listed",
            "第[一二三1-3]|[一二三1-3][、和及与]",
            f"第?(?:{LISTED_QUARTERS})季度",
            read_listed_quarters,
            Example(
                "2006年一、二季度",
                "the first and the second quarter of 2006",
                {
                    "quote": "2006年一、二季度",
                    "date_from": "2006-01-01",
                    "date_to": "2006-06-30",
                },
            ),
        ),
        Rule(
            "first quarters",
            "前[一二三两23]",
            "前(?![23]季)(?P<quarters>[一二三两23])个?季度",
            read_first_quarters,
            Example(
                "今年前三季度",
                "the first three quarters of this year",
                {"date_from": "2006-01-01", "date_to": "2006-09-30"},
                SIGNED,
            ),
        ),
        Rule(
            "first months, by themselves",
            rf"前[\d{NUMERALS}十两半]",
            # Not 期满前三个月, three months before a term ends
            r"(?<![^年度，。；：、（(“\n\ ])前(?P<months>{count})个?月(?![前以之])",
            read_first_months,
            Example(
                "财政年度前三个月",
                "the first three months of the financial year",
                {"quote": "前三个月", "date_to": "2006-03-31"},
                SIGNED,
            ),
        ),
        Rule(
            "first months, in a headline",
            rf"前[\d{NUMERALS}十两半]",
            r"(?<![之以目当提此年底日])前(?!一)(?P<months>{count})月(?![前以之份底末初\d])",
            read_first_months,
            Example(
                "全市前八月完成投资",
                "investment of the city in the first eight months",
                {
                    "quote": "前八月",
                    "date_from": "2006-01-01",
                    "date_to": "2006-08-31",
                },
                SIGNED,
            ),
        ),
        Rule(
            "end of the year",
            "年[底末终]",
            "{year}(?:[底末]{no_word}|终(?!容))",
            part(closes=True),
            Example(
                "年底前全部开通",
                "all to be opened by the end of the year",
                {"quote": "年底", "date_to": "2006-12-31", "precision": "day"},
                SIGNED,
            ),
        ),
        Rule(
            "beginning of the year, compared",
            "年初",
            "(?<=[比较])年初{no_word}",
            part(opens=True),
            Example(
                "存款余额比年初增加",
                "deposits have grown since the beginning of the year",
                {
                    "quote": "年初",
                    "date_from": "2006-01-01",
                    "date_to": "2006-01-01",
                },
                SIGNED,
            ),
        ),
        Rule(
            "beginning of the year",
            "年初",
            "{year}初{no_word}",
            read_beginning_of_year,
            Example(
                "年初下达计划",
                "the plan is handed down at the beginning of the year",
                {
                    "quote": "年初",
                    "date_from": "2006-01-01",
                    "date_to": "2006-03-31",
                },
                SIGNED,
            ),
        ),
        Rule(
            "within the year",
            "年内",
            "{year}内(?!容)",
            part(),
            Example(
                "年内完成",
                "to be done within the year",
                {"quote": "年内"},
                SIGNED,
            ),
        ),
        Rule(
            "end of the month",
            "月[底末]",
            "{month}[底末]{no_word}",
            part(closes=True),
            Example(
                "请于月底前报送",
                "please submit by the end of the month",
                {"quote": "月底", "date_to": "2006-09-30"},
                SIGNED,
            ),
        ),
        Rule(
            "beginning of the month",
            "月初",
            "{month}初{no_word}",
            read_beginning,
            Example(
                "月初报送",
                "to be submitted at the beginning of the month",
                {
                    "quote": "月初",
                    "date_from": "2006-09-01",
                    "date_to": "2006-09-10",
                },
                SIGNED,
            ),
        ),
        Rule(
            "within the month",
            "月内",
            "{month}内(?!容)",
            part(),
            Example(
                "月内上报",
                "to be reported within the month",
                {
                    "quote": "月内",
                    "date_from": "2006-09-01",
                    "date_to": "2006-09-30",
                },
                SIGNED,
            ),
        ),
    ],
    _PART_PIECES,
)

# What is a date only after a year or a month.
PARTS_OF = Grammar(
    [
        Rule(
            "first months",
            "[前头]",
            "(?<=[年度])[前头](?P<months>{count})个?月",
            read_first_months,
            Example(
                "2006年头8个月",
                "the first eight months of 2006",
                {"date_from": "2006-01-01", "date_to": "2006-08-31"},
            ),
        ),
        Rule(
            "ten days of a month",
            "[上中下]",
            "(?P<tens>上中|中下|[上中下])旬",
            read_tens,
            Example(
                "2006年10月中下旬",
                "from the middle to the end of October 2006",
                {"date_from": "2006-10-11", "date_to": "2006-10-31"},
            ),
        ),
        Rule(
            "end",
            "[底末]",
            "[底末]{no_word}",
            part(closes=True),
            Example(
                "2006年3月底",
                "the end of March 2006",
                {"date_from": "2006-03-31", "date_to": "2006-03-31"},
            ),
        ),
        Rule(
            "beginning",
            "初",
            "初{no_word}",
            read_beginning,
            Example(
                "2006年3月初",
                "the beginning of March 2006",
                {"date_from": "2006-03-01", "date_to": "2006-03-10"},
            ),
        ),
        Rule(
            "middle of the year",
            "年中",
            "{year}中(?!容)",
            part(),
            Example(
                "今年年中",
                "in the middle of this year",
                {"quote": "今年年中", "precision": "year"},
                SIGNED,
            ),
        ),
        Rule(
            "within",
            "内",
            "内(?![蒙容部外资地需])",  # 内蒙古 (Inner Mongolia), 内容 (content), …
            part(),
            Example(
                "2006年内",
                "within 2006",
                {"quote": "2006年内", "precision": "year"},
            ),
        ),
        Rule(
            "season",
            "[春夏秋冬]",
            "(?P<season>[春夏秋冬])季?(?!奥)",  # 冬奥会: the Winter Olympics
            read_season,
            Example(
                "2006年秋季",
                "autumn 2006",
                {"date_from": "2006-09-01", "date_to": "2006-11-30"},
            ),
        ),
    ],
    _PART_PIECES,
)


# --- years and months ----------------------------------------------------------------------------

REPUBLIC = 1911  # the year before the first of the Republic of China
BEFORE_THE_YEAR = 2026  # a two-digit year up to 26 is of this century


def read_year(match: re.Match, context: object) -> int:
    """2006年, 二〇〇六年, 两千零六年."""
    return small_number(match["number"])


def read_republican_year(match: re.Match, context: object) -> int:
    """民国98年: the 98th year of the Republic, 2009."""
    return small_number(match["number"]) + REPUBLIC


def read_short_year(match: re.Match, context: object) -> int:
    """98年, 〇五年: of the century that makes it a year before 2027."""
    year = small_number(match["number"])
    return year + 2000 if year + 2000 <= BEFORE_THE_YEAR else year + 1900


_YEAR_PIECES = PIECES | {
    # 年 where it ends a date: not 年级 (grade), 年均 (yearly on average), 年龄 (age), …
    # … but 2020年生产总值 (output of 2020) and 2020年产值
    "sign": r"\ ?年(?![代级轮龄薪]|生(?![产态活猪育])|产(?![值量业])|均(?!价)|利(?![润税用]))度?"
}

YEARS = Grammar(
    [
        Rule(
            "year of the Republic of China",
            rf"\d[年 ]|\d\d[\d年 ]|[{NUMERALS}十廿两零〇][年 ]"
            rf"|[{NUMERALS}十廿两零〇][{NUMERALS}十零〇千][{NUMERALS}十廿卅两零〇年 ]",
            rf"(?<=民[国國])(?P<number>{{year_number}}|\d{{1,2}}|{{small_numeral}}"
            rf"|[零〇九][{NUMERALS}零〇]){{sign}}",
            read_republican_year,
            Example(
                "民国98年",
                "year 98 of the Republic",
                {"date_from": "2009-01-01"},
            ),
        ),
        Rule(
            "year in full",
            r"\d\d\d|\d\d\ |\d\ \d|[一二]\ |两千"
            "|[一二][〇零一二三四五六七八九][〇零一二三四五六七八九]",
            r"(?<!\d)(?<!\d\ )(?P<number>{year_number})(?:\n(?=年))?{sign}",
            read_year,
            Example("二○○六年", "2006", {"date_from": "2006-01-01"}),
        ),
        Rule(
            "year of two digits",
            r"\d\d[年 ]",
            r"(?<!\d)(?P<number>\d\d(?=\ ?年(?:\ ?\d{1,2}\ ?月|[底末初]|[上下]半年))"
            r"|0\d|9\d(?=\ ?年(?![来间历]))"
            rf"|(?<=(?:19|20)\d\d[{DASHES}])\d\d){{sign}}",  # 2006—10年: 2006 to 2010
            read_short_year,
            Example("98年3月", "March 1998", {"date_from": "1998-03-01"}),
        ),
        Rule(
            "year of two numerals",
            f"[零〇九][{NUMERALS}零〇][年 ]",
            rf"(?<![百千万十{NUMERALS}\d])(?P<number>[零〇九][{NUMERALS}零〇]){{sign}}",
            read_short_year,
            Example("〇五年", "2005", {"date_from": "2005-01-01"}),
        ),
    ],
    _YEAR_PIECES,
)


def relative(shift: int, base: str) -> Callable[[re.Match, object], Relative]:
    """A `make` for a year or month that is given by its distance."""
    return lambda match, context: Relative(shift, base, match[0])


_SEASON_PIECES = {"season": "[春夏秋冬](?!奥)"}  # 今春: this spring

RELATIVE_YEARS = Grammar(
    [
        Rule(
            "three years ago",
            "大前",
            "大前年",
            relative(-3, ANCHOR),
            Example(
                "大前年",
                "three years ago",
                {"date_from": "2003-01-01"},
                SIGNED,
            ),
        ),
        Rule(
            "the year before last",
            "前年",
            "(?<![以目之当])前年",
            relative(-2, ANCHOR),
            Example(
                "前年",
                "the year before last",
                {"date_from": "2004-01-01"},
                SIGNED,
            ),
        ),
        Rule(
            "last year",
            "去[年春夏秋冬]",
            "(?<!过)去(?:年|(?={season}))",
            relative(-1, ANCHOR),
            Example(
                "去年9月",
                "last September",
                {"date_from": "2005-09-01"},
                SIGNED,
            ),
        ),
        Rule(
            "this year",
            "今[年春夏秋冬]|本年",
            "今(?:年|(?={season})) | 本年度?",
            relative(0, ANCHOR),
            Example(
                "今年9月",
                "this September",
                {"date_from": "2006-09-01"},
                SIGNED,
            ),
        ),
        Rule(
            "next year",
            "明[年春夏秋冬]",
            "明(?:年|(?={season}))",
            relative(1, ANCHOR),
            Example(
                "明春", "next spring", {"date_from": "2007-03-01"}, SIGNED
            ),
        ),
        Rule(
            "the year after next",
            "后年",
            "(?<![今以之此])后年",
            relative(2, ANCHOR),
            Example(
                "后年",
                "the year after next",
                {"date_from": "2008-01-01"},
                SIGNED,
            ),
        ),
        Rule(
            "the year before it",
            "上[一年]",
            "上一年度? | (?<![不天以])上年度?(?![级龄纪均])",
            relative(-1, NEAREST),
            Example(
                "2003年比上年增长",
                "2003 grew over the year before",
                [
                    {"quote": "2003年"},
                    {"quote": "上年", "date_from": "2002-01-01"},
                ],
                SIGNED,
            ),
        ),
        Rule(
            "the year after it",
            "下[一年]",
            "下一年度? | (?<![不天以])下年度?(?![级龄纪])",
            relative(1, NEAREST),
            Example(
                "下一年度",
                "the coming year",
                {"date_from": "2007-01-01"},
                SIGNED,
            ),
        ),
        Rule(
            "the whole year",
            "全年",
            r"(?<![\d年])全年(?![龄级份制段性候无])",
            relative(0, NEAREST),
            Example(
                "关于2005年工作的总结\n全年培训5次",
                "Review of 2005: five trainings in the whole year",
                [
                    {"quote": "2005年"},
                    {"quote": "全年", "date_from": "2005-01-01"},
                ],
                SIGNED,
            ),
        ),
        Rule(
            "the same year",
            "[当同]年",
            "(?<![不天以])[当同]年度?(?![级龄纪])",
            relative(0, NAMED),
            Example(
                "2004年立项，当年建成",
                "approved in 2004, completed the same year",
                [
                    {"quote": "2004年"},
                    {"quote": "当年", "date_from": "2004-01-01"},
                ],
                SIGNED,
            ),
        ),
        Rule(
            "the following year",
            "[次翌]年|第二",
            rf"翌年 | (?<![{NUMERALS}两每\d])次年(?![会检审])"
            rf"| 第二年(?=\ ?[\d{NUMERALS}十]{{1,2}}\ ?月)",
            relative(1, NAMED),
            Example(
                "2001年底动工，次年竣工",
                "begun at the end of 2001, finished the following year",
                [
                    {"quote": "2001年底"},
                    {"quote": "次年", "date_from": "2002-01-01"},
                ],
                SIGNED,
            ),
        ),
    ],
    _SEASON_PIECES,
)

NEAR_MONTHS = Grammar(
    [
        Rule(
            "this month",
            "本月",
            "本月",
            relative(0, ANCHOR),
            Example(
                "本月15日",
                "the 15th of this month",
                {"date_to": "2006-09-15"},
                SIGNED,
            ),
        ),
        Rule(
            "last month",
            "上[一个月]",
            "上一?个?月",
            relative(-1, ANCHOR),
            Example("上月", "last month", {"date_from": "2006-08-01"}, SIGNED),
        ),
        Rule(
            "next month",
            "下[一个月]",
            "下一?个?月",
            relative(1, ANCHOR),
            Example(
                "下个月", "next month", {"date_from": "2006-10-01"}, SIGNED
            ),
        ),
        Rule(
            "the same month",
            "[当同]月",
            "[当同]月",
            relative(0, NAMED),
            Example(
                "2002年1月成立，当月挂牌",
                "founded in January 2002, opened the same month",
                [
                    {"quote": "2002年1月"},
                    {"quote": "当月", "date_from": "2002-01-01"},
                ],
                SIGNED,
            ),
        ),
    ]
)


# --- feasts --------------------------------------------------------------------------------------


class Feast(NamedTuple):
    """The month and day of a feast; where they move, of each year that is known, else about when.

    name: in English
    is_late: the year that a text gives it may be the lunar one, in which it is a year later
    """

    name: str
    month: int
    day: int
    by_year: Mapping[int, tuple[int, int]] | None = None
    is_late: bool = False


def feast(
    name: str, month: int, day: int, by_year: Mapping | None = None
) -> Callable[[re.Match, object], Feast]:
    """A `make` for a feast."""
    return lambda match, context: Feast(name, month, day, by_year)


def lunar_feast(
    name: str, month: int, day: int
) -> Callable[[re.Match, object], Feast]:
    """A `make` for a feast on a day of the lunar calendar."""
    return lambda match, context: Feast(
        name, month % 12 + 1, 1, lunar_days(month, day)
    )


def read_eve(match: re.Match, context: object) -> Feast:
    """除夕 (the eve of the Spring Festival)."""
    return Feast("eve of the Spring Festival", 1, 31, new_years_eves())


def read_term(match: re.Match, context: object) -> Feast:
    """冬至 (the winter solstice) and the other solar terms."""
    term = match[0][:2]
    month = TERMS.index(term) // 2 + 1
    return Feast(f"term {term}", month, 5, term_days(term))


LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
CLOSING_MONTH = 11  # from here on a lunar month mostly lies in the next year


def read_lunar_day(match: re.Match, context: object) -> Feast | None:
    """农历八月十五 (the fifteenth of the eighth lunar month), 正月初三."""
    text = match[0].replace("初", "").replace(" ", "")
    text = text.removeprefix("农历").removeprefix("阴历")
    leap = text.startswith("闰")
    month_text, _, day_text = text.removeprefix("闰").partition("月")
    month = LUNAR_MONTHS.get(month_text) or small_number(month_text)
    day = small_number(day_text)
    if not 1 <= month <= 12:
        return None
    days = lunar_days(month, day, leap)
    is_late = month >= CLOSING_MONTH
    return Feast("lunar day", month % 12 + 1, 1, days, is_late)


_AROUND = "(?=[之以]?[前后]|期间|起)"  # before, after, during, from

FEASTS = Grammar(
    [
        Rule(
            "New Year's Day",
            "元旦",
            "元旦",
            feast("New Year's Day", 1, 1),
            Example(
                "2007年元旦", "New Year 2007", {"date_from": "2007-01-01"}
            ),
        ),
        Rule(
            "Spring Festival",
            "春节",
            "春节",
            lunar_feast("Spring Festival", 1, 1),
            Example(
                "春节前完成检查",
                "checks to be done before the Spring Festival",
                {"quote": "春节", "date_to": "2007-02-18", "role": "due"},
                {"date": "2007-01-20"},
            ),
        ),
        Rule(
            "Labour Day",
            '劳动|[“"五][五一]',
            f'劳动节 | [“"]?五一[”"]?{_AROUND}',
            feast("Labour Day", 5, 1),
            Example(
                "“五一”期间",
                "around 1 May",
                {"quote": "“五一”", "date_from": "2006-05-01"},
                SIGNED,
            ),
        ),
        Rule(
            "National Day",
            '国庆|[“"][国十]',
            f'国庆节 | “十一”(?=黄金周|长假|假期|前|后|期间) | [“"]?国庆[”"]?{_AROUND}',
            feast("National Day", 10, 1),
            Example(
                "国庆节期间",
                "during National Day",
                {"quote": "国庆节", "date_from": "2006-10-01"},
                SIGNED,
            ),
        ),
        Rule(
            "eve of the Spring Festival",
            "除夕",
            "除夕",
            read_eve,
            Example(
                "2022年除夕",
                "New Year's Eve 2022",
                {"date_from": "2022-01-31"},
            ),
        ),
        Rule(
            "Lantern Festival",
            "元宵",
            "元宵(?:佳?节|前)",
            lunar_feast("Lantern Festival", 1, 15),
            Example(
                "2006年元宵节",
                "the Lantern Festival of 2006",
                {"date_from": "2006-02-12"},
            ),
        ),
        Rule(
            "Dragon Boat Festival",
            "端午",
            "端午(?:佳?节)?",
            lunar_feast("Dragon Boat Festival", 5, 5),
            Example(
                "2024年端午节",
                "the Dragon Boat Festival of 2024",
                {"date_from": "2024-06-10"},
            ),
        ),
        Rule(
            "Double Seventh",
            "七夕",
            "七夕节?",
            lunar_feast("Double Seventh", 7, 7),
            Example(
                "2023年七夕",
                "the Double Seventh of 2023",
                {"date_from": "2023-08-22"},
            ),
        ),
        Rule(
            "Mid-Autumn Festival",
            "中秋",
            "中秋(?:佳?节)?",
            lunar_feast("Mid-Autumn Festival", 8, 15),
            Example(
                "中秋节前",
                "before the Mid-Autumn Festival",
                {"quote": "中秋节", "date_from": "2006-10-06"},
                SIGNED,
            ),
        ),
        Rule(
            "Double Ninth",
            "重阳",
            "重阳(?:佳?节)?(?![镇村乡路街])",
            lunar_feast("Double Ninth", 9, 9),
            Example(
                "2019年重阳节",
                "the Double Ninth of 2019",
                {"date_from": "2019-10-07"},
            ),
        ),
        Rule(
            "Laba Festival",
            "腊八",
            "腊八节?",
            lunar_feast("Laba Festival", 12, 8),
            Example(
                "2018年腊八节",
                "the Laba Festival of 2018",
                {"date_from": "2018-01-24"},
            ),
        ),
        Rule(
            "Qingming",
            "清明",
            # Not 政治清明: an upright government.
            "清明(?:佳?节|(?=期间|假期|小长假|前后|祭扫))",
            read_term,
            Example(
                "2021年清明节",
                "the Qingming Festival of 2021",
                {"date_from": "2021-04-04"},
            ),
        ),
        Rule(
            "solar term",
            "[立夏冬春秋惊芒处霜小大雨谷白寒][春夏秋冬至分蛰种暑降寒水雨满露雪]",
            "(?:立[春夏秋冬]|[夏冬]至|[春秋]分|惊蛰|芒种|处暑|霜降)(?!日报)"
            # 大雪 is also heavy snow, 雨水 rain.
            "|(?:[小大]寒|雨水|谷雨|小满|[小大]暑|白露|寒露|[小大]雪)(?=节气)",
            read_term,
            Example(
                "2020年冬至",
                "the winter solstice of 2020",
                {"quote": "2020年冬至", "date_from": "2020-12-21"},
            ),
        ),
        Rule(
            "lunar day",
            "[农阴]历|[正冬腊闰]|[一二三四五六七八九十][月一二]",
            r"(?:[农阴]历\ ?(?:闰?(?:[正冬腊]|十[一二]?|[一二三四五六七八九])月)"
            r"(?:初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)"
            r"|[正冬腊]月(?:初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十)"
            r"|闰?(?:十[一二]?|[二三四五六七八九])月初[一二三四五六七八九十])",
            read_lunar_day,
            Example(
                "2023年农历八月十五",
                "the fifteenth of the eighth lunar month of 2023",
                {"quote": "2023年农历八月十五", "date_from": "2023-09-29"},
            ),
        ),
    ]
)


# --- dates of the calendar -----------------------------------------------------------------------

# Monday is 0
WEEKDAYS = dict(zip("一二三四五六日天", [0, 1, 2, 3, 4, 5, 6, 6]))
WEEKDAY_AFTER_RE = re.compile(r"[（(]?(?:星期|周)([一二三四五六日天])")


class Written(NamedTuple):
    """What of a date is written; None, 0 and "" for what is not.

    year, month, day: numbers; a feast (春节) gives month and day
    month_text, day_text: as written; 00 has no number
    relative, near_month: 今年 (this year), 上月 (last month)
    same_period: 同期 (the same period) of that year
    part: a row of `PARTS` or `PARTS_OF`, with its match
    """

    year: int | None
    month: int
    month_text: str
    day: int
    day_text: str
    relative: Relative | None
    near_month: Relative | None
    same_period: bool
    feast: Feast | None
    part: tuple[Rule, re.Match] | None


# 2015年上半年情况: figures of a part of a year
PART_OF_YEAR_RE = re.compile("半年|季|月")


def read_calendar(match: re.Match, context: Context) -> Span:
    """Read a date of the calendar; what is not written comes from the context.

    Raises ValueError where there is no such day.
    """
    written = _written(match)
    if written.same_period and not written.month:
        same = _same_period(written.year, context)
        if same or not _is_of_whole_year(context.topic):
            return same or unresolved("span", "of what period is not said")
    year, month, grounds = _year_and_month(written, context)
    day = written.day
    feast_days = written.feast.by_year if written.feast else None
    if feast_days is not None:
        is_lunar_year = written.feast.is_late and written.year is not None
        if is_lunar_year or year not in feast_days:
            return _unknown_feast(written.feast, is_lunar_year)
        month, day = feast_days[year]
    if not year:
        return _no_year(month, day)
    _check_calendar(written, month, day)
    stretch = whole(month)
    if written.part:
        rule, found = written.part
        stretch = rule.make(found, stretch)
    return make_span(year, month, day, stretch, grounds)


def _written(match: re.Match) -> Written:
    """Gather what the groups of a pattern matched."""
    groups = match.groupdict(default="")
    month_text = groups.get("month", "")
    day_text = groups.get("day", "") or groups.get("lone_day", "")
    month = small_number(month_text.replace("元", "一"))  # 元月: January
    day = small_number(day_text)
    found_feast = _read_group(match, groups, "feast", FEASTS)
    if found_feast:
        month, day = found_feast.month, found_feast.day
    return Written(
        year=_read_group(match, groups, "year", YEARS),
        month=month,
        month_text=month_text,
        day=day,
        day_text=day_text,
        relative=_read_group(match, groups, "relative", RELATIVE_YEARS),
        near_month=_read_group(match, groups, "near", NEAR_MONTHS),
        same_period=bool(groups.get("same")),
        feast=found_feast,
        part=_find_part(match, groups),
    )


def _read_group(
    match: re.Match, groups: Mapping[str, str], name: str, grammar: Grammar
) -> object:
    """Read what a group matched by the grammar that is its piece; None where it is empty."""
    if not groups.get(name):
        return None
    return grammar.read(match.string, match.start(name))


def _find_part(
    match: re.Match, groups: Mapping[str, str]
) -> tuple[Rule, re.Match] | None:
    if not groups.get("part"):
        return None
    text, at = match.string, match.start("part")
    return PARTS.match(text, at) or PARTS_OF.match(text, at)


def _same_period(year: int | None, context: Context) -> Span | None:
    """去年同期, 2004年同期 (the same period of last year, of 2004), as the days named before.

    截至8月31日 (as of 31 August) makes a period from the first day of its year. None where the
    paragraph names no period before.
    """
    previous = context.previous
    if not previous or "\n" in context.flat[previous.end : context.start]:
        return None
    before = previous.span
    if not (before.first and before.after):
        return None  # 2003年至今 (from 2003 until now) is no period
    first = before.first
    if previous.role == "as of":
        first = first.replace(month=1, day=1)
    is_same = context.flat.endswith("同期", previous.start, previous.end)
    back = 0 if is_same else 12  # 上年同期 said again is the same
    if year is not None:
        back = 12 * (first.year - year)
    which = "a year before" if year is None else f"in {year} as"
    grounds = f"{which} the days named before"
    precision = before.precision if first == before.first else "span"
    after = later(before.after, -back)
    return Span(later(first, -back), after, precision, "resolved", grounds)


def _is_of_whole_year(topic: Topic | None) -> bool:
    """Whether title or heading are of a year, and of no half year, quarter or months."""
    if not (topic and topic.year):
        return False
    return not PART_OF_YEAR_RE.search(topic.words)


def _year_and_month(written: Written, context: Context) -> Resolved:
    """Find the year and the month (0 for none) of a date."""
    if written.near_month or _lacks_month(written):
        found = context.month(written.near_month, written.day)
        if not written.relative:
            return found
        year = context.year(written.relative)  # 今年本月
        return Resolved(year.year, found.month, year.grounds)
    if written.year is not None:
        return Resolved(written.year, written.month)
    found = context.year(written.relative, written.month, written.day)
    year, grounds = found.year, found.grounds
    if year and not written.relative and context.joined:
        # The end of a range in a month before its beginning is a year later: 8月8日至2月3日.
        year += 1 if 0 < written.month < context.named.month else 0
    if year and written.month and written.day:
        year, grounds = _fit_weekday(year, written, context, grounds)
    return Resolved(year, written.month, grounds)


def _lacks_month(written: Written) -> bool:
    """Return whether there is only a day (30日) or a part of a month (月底)."""
    if written.year is not None or written.relative or written.month:
        return False
    return bool(
        written.day or (written.part and written.part[1][0].startswith("月"))
    )


def _fit_weekday(
    year: int, written: Written, context: Context, grounds: str
) -> tuple[int, str]:
    """Move the year by one where the weekday after the date then fits: 2月6日（星期六）."""
    after = WEEKDAY_AFTER_RE.match(context.flat, context.end)
    if not after:
        return year, grounds
    for other in (year, year + 1, year - 1):
        day = dt.date(other, written.month, written.day)
        if day.weekday() == WEEKDAYS[after[1]]:
            break
    else:
        return year, grounds
    if other == year:
        return year, grounds
    return other, f"the year in which it is {after[0].lstrip('（(')}"


def _unknown_feast(found: Feast, is_lunar_year: bool = False) -> Span:
    if is_lunar_year:
        return unresolved("day", "the year may be the lunar one")
    if not found.by_year:
        return unresolved("day", f"there is no such {found.name}")
    years = f"from {min(found.by_year)} to {max(found.by_year)}"
    return unresolved("day", f"the {found.name} is known {years}")


def _no_year(month: int, day: int) -> Span:
    precision = "year"
    if month:
        precision = "month"
    if day:
        precision = "day"
    return unresolved(precision, "no year in the text before, and no anchor")


def _check_calendar(written: Written, month: int, day: int) -> None:
    if (day or written.day_text) and not month:
        raise ValueError("a day of no month")
    if written.month_text and not 1 <= month <= 12:
        raise ValueError("no such month")


def make_span(
    year: int,
    month: int = 0,
    day: int = 0,
    stretch: Stretch | None = None,
    grounds: str = "",
) -> Span:
    """Return the days of a date: a year, a month, a day, or the *stretch* of it that is meant.

    Raises ValueError or OverflowError where there is no such day.

    >>> span = make_span(2006, 10, stretch=Stretch(10, 1, "month", tens=(1, 2)))
    >>> str(span.first), str(span.after)
    ('2006-10-11', '2006-11-01')
    """
    stretch = stretch or whole(month)
    precision = stretch.precision
    first = dt.date(year, stretch.first_month, day or 1)
    after = first + ONE_DAY if day else later(first, stretch.months)
    if day or stretch.closes:
        first, precision = after - ONE_DAY, "day"
    elif stretch.opens:
        after, precision = first + ONE_DAY, "day"
    elif stretch.tens:
        precision = "ten days"
        month_begins = first
        first = month_begins + 10 * ONE_DAY * stretch.tens[0]
        # The third ten days last to the end of the month
        if stretch.tens[1] < 2:
            after = month_begins + 10 * ONE_DAY * (stretch.tens[1] + 1)
    how = "resolved" if grounds else "stated"
    return Span(first, after, precision, how, grounds, Day(year, month, day))


MONTH_FOLLOWS_RE = re.compile(
    r"\ ?(?:[-—–~～至到]|——|--+)\ ?(?:(?:19|20)\d\d[.．]|至?今|现在)"
)
# 2001.02 任区长: a post follows; in a table of figures another number would
POST_FOLLOWS_RE = re.compile(
    r"[\ \u3000，、：:]{1,4}[\u4e00-\u9fff](?<![万亿千百元个人户家项件吨亩米])[\u4e00-\u9fff]"
)
# What follows a number that counts and is no year.
MEASURE = (
    "余|多|[年度个家万亿元人户项件亩千百米吨公名套台条辆所处种类批次座只株平顷篇场届册栋间幅张册期部位号岁只"
    "级]|人次|平方|立方|美元|小时|分钟"
)


# --- dates by digits, by name, by weeks ----------------------------------------------------------


def read_digits(match: re.Match, context: Context) -> Span:
    """2006-08-07."""
    return make_span(
        int(match["year"]), int(match["month"]), int(match["day"])
    )


def read_end_of_range(match: re.Match, context: Context) -> Span | None:
    """The 2005 of 2005—2007年, the 1 of 1—6月, both of 2006—2020: a range, else no date."""
    flat, end = context.flat, context.end
    begins = flat.startswith(("、", "和", "与"), end) or TO_RE.match(flat, end)
    if not (begins or context.joined):
        return None
    number = int(match["number"])
    if number >= 100:
        return make_span(number)
    year, _, grounds = context.year()
    return make_span(year, number, grounds=grounds) if year else None


def read_month_of_range(match: re.Match, context: Context) -> Span | None:
    """Both ends of 1999.08-2002.02, and 1999.08 before a post; else it is a decimal."""
    following = context.flat[context.end : context.end + 6]
    is_end = context.joined or MONTH_FOLLOWS_RE.match(following)
    if not (is_end or _begins_line_of_life(context)):
        return None
    return make_span(int(match["year"]), int(match["month"]))


def _begins_line_of_life(context: Context) -> bool:
    """Whether a line of a life begins here: 2001.02 任区长 (head of the district)."""
    line_start = context.flat.rfind("\n", 0, context.start) + 1
    if context.flat[line_start : context.start].strip(" \u3000（("):
        return False
    return POST_FOLLOWS_RE.match(context.flat, context.end) is not None


def read_compact_day(match: re.Match, context: Context) -> Span:
    """20230314, in brackets."""
    digits = match["day"]
    return make_span(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def read_year_of_name(match: re.Match, context: Context) -> Span:
    """The 2021 of 2021数字中国建设峰会 (Digital China Summit 2021)."""
    return make_span(int(match["number"]))


def day_by_name(shift: int, base: str) -> Callable[[re.Match, Context], Span]:
    """A `make` for a day that is given by its distance from the anchor or the day named before."""

    def read_day(match: re.Match, context: Context) -> Span:
        origin, grounds = _origin(base, context)
        if not origin:
            return unresolved("day", grounds)
        return _span_of_day(origin + shift * ONE_DAY, grounds)

    return read_day


def _origin(base: str, context: Context) -> tuple[dt.date | None, str]:
    """The day to count from and the grounds; None, and why, where there is none."""
    if base == NAMED:
        if not (context.named and context.named.day):
            return None, "no day named before"
        if context.is_of_each_case():
            return None, "the day of each case that arises"
        named = context.named
        return dt.date(
            named.year, named.month, named.day
        ), "the day named before"
    if not context.anchor:
        return None, "no anchor"
    return context.anchor, f"counted from {context.source}"


def _span_of_day(day: dt.date, grounds: str) -> Span:
    return make_span(day.year, day.month, day.day, grounds=grounds)


def read_two_years(match: re.Match, context: Context) -> Span:
    """今明两年 (this year and the next), 去今两年 (last year and this)."""
    origin, grounds = _origin(ANCHOR, context)
    if not origin:
        return unresolved("years", grounds)
    year = origin.year - match[0].startswith("去")
    first, after = dt.date(year, 1, 1), dt.date(year + 2, 1, 1)
    return Span(first, after, "years", "resolved", grounds)


def read_year_of_two(match: re.Match, context: Context) -> Span:
    """The 2009 and the 2010 of 2009、2010两年."""
    return make_span(int(match["number"]))


def read_weekday_on(match: re.Match, context: Context) -> Span | None:
    """The 周五 of 下周三至周五 (Wednesday to Friday next week)."""
    before = context.previous.span if context.joined else None
    if before is None or before.precision != "day" or not before.first:
        return None
    days_on = WEEKDAYS[match["weekday"]] - before.first.weekday()
    return _span_of_day(before.first + days_on % 7 * ONE_DAY, before.grounds)


WEEKS_ON = {"本": 0, "这": 0, "上": -1, "上上": -2, "下": 1, "下下": 2}
QUARTERS_ON = {"本": 0, "上": -1, "下": 1}


def read_weekday(match: re.Match, context: Context) -> Span:
    """本周五 (this Friday)."""
    monday, grounds = _monday(match["week"], context)
    if not monday:
        return unresolved("day", grounds)
    return _span_of_day(monday + WEEKDAYS[match["weekday"]] * ONE_DAY, grounds)


def read_next_weekday(match: re.Match, context: Context) -> Span:
    """周五前 (before Friday): the next one; 周五下午 (on Friday afternoon): of this week."""
    monday, grounds = _monday("本", context)
    if not monday:
        return unresolved("day", grounds)
    day = monday + WEEKDAYS[match["weekday"]] * ONE_DAY
    if context.ahead() and day < context.anchor:
        day += 7 * ONE_DAY
    return _span_of_day(day, grounds)


def read_weekend(match: re.Match, context: Context) -> Span:
    """本周末 (this weekend): Saturday and Sunday."""
    monday, grounds = _monday(match["week"], context)
    if not monday:
        return unresolved("day", grounds)
    saturday = monday + 5 * ONE_DAY
    return Span(saturday, monday + 7 * ONE_DAY, "days", "resolved", grounds)


def read_week(match: re.Match, context: Context) -> Span:
    """下周 (next week), from Monday to Sunday."""
    monday, grounds = _monday(match["week"], context)
    if not monday:
        return unresolved("day", grounds)
    return Span(monday, monday + 7 * ONE_DAY, "week", "resolved", grounds)


def _monday(word: str, context: Context) -> tuple[dt.date | None, str]:
    """The first day of a week, and the grounds; None, and why, where there is no anchor."""
    origin, grounds = _origin(ANCHOR, context)
    if not origin:
        return None, grounds
    days_on = 7 * WEEKS_ON[word] - origin.weekday()
    return origin + days_on * ONE_DAY, grounds


def read_near_quarter(match: re.Match, context: Context) -> Span:
    """上季度 (last quarter), 本季度末 (the end of this quarter)."""
    origin, grounds = _origin(ANCHOR, context)
    if not origin:
        return unresolved("day", grounds)
    month = later(origin.replace(day=1), 3 * QUARTERS_ON[match["quarter"]])
    stretch = quarter((month.month + 2) // 3, closes=bool(match["close"]))
    return make_span(month.year, stretch=stretch, grounds=grounds)


# --- centuries, decades, plan periods ------------------------------------------------------------

# Of a decade or a century: the tenths that are meant, from … to before ….
TENTHS_OF_CENTURY = {
    "前": (0, 4),
    "中": (4, 7),
    "末": (7, 10),
    "后": (7, 10),
    "初": (0, 1),
}
TENTHS_OF_DECADE = TENTHS_OF_CENTURY | {"初": (0, 4)}
# 1963 to 1965: no plan
FIRST_YEARS_OF_PLANS = [1953, 1958, 1966, *range(1971, 2100, 5)]


def read_century(match: re.Match, context: Context) -> Span:
    """20世纪末 (the end of the 20th century), 本世纪 (this century)."""
    century, grounds = _century(match["century"], context)
    if not century:
        return unresolved("century", grounds)
    first_year = (century - 1) * 100 + 1
    tenths = (
        TENTHS_OF_CENTURY.get(match["third"][:1], (0, 10))
        if match["third"]
        else (0, 10)
    )
    first = dt.date(first_year + 10 * tenths[0], 1, 1)
    after = dt.date(first_year + 10 * tenths[1], 1, 1)
    how = "resolved" if grounds else "stated"
    return Span(first, after, "century", how, grounds)


def read_first_years(match: re.Match, context: Context) -> Span:
    """本世纪头二十年 (the first twenty years of this century)."""
    century, grounds = _century(match["century"], context)
    if not century:
        return unresolved("years", grounds)
    first_year = (century - 1) * 100 + 1
    first = dt.date(first_year, 1, 1)
    after = dt.date(first_year + small_number(match["years"]), 1, 1)
    how = "resolved" if grounds else "stated"
    return Span(first, after, "years", how, grounds)


def read_decade(match: re.Match, context: Context) -> Span:
    """20世纪90年代初 (the early 1990s); 90年代 without a century is of the 20th."""
    century, grounds = 20, "taken for the 20th century"
    if "century" in match.groupdict():
        century, grounds = _century(match["century"], context)
    if not century:
        return unresolved("decade", grounds)
    first_year = (century - 1) * 100 + small_number(match["decade"])
    tenths = (
        TENTHS_OF_DECADE.get(match["third"][:1], (0, 10))
        if match["third"]
        else (0, 10)
    )
    first = dt.date(first_year + tenths[0], 1, 1)
    after = dt.date(first_year + tenths[1], 1, 1)
    how = "resolved" if grounds else "stated"
    return Span(first, after, "decade", how, grounds)


def _century(text: str, context: Context) -> tuple[int, str]:
    """The number of a century, and how it is known (empty where it is written).

    Without a day to count from, 本世纪 (this century) has no number: 0, and why.
    """
    if text not in ("上", "本", "新"):
        return small_number(text), ""
    origin, grounds = _origin(ANCHOR, context)
    if not origin:
        return 0, grounds
    this_century = (origin.year - 1) // 100 + 1
    century = this_century - 1 if text == "上" else this_century
    return century, f"counted from century {this_century}"


def read_plan(match: re.Match, context: Context) -> Span | None:
    """“十五” (the tenth five-year plan), “十一五”末 (the last day of the eleventh)."""
    number = small_number(match["plan"])
    if not 1 <= number <= len(FIRST_YEARS_OF_PLANS):
        return None
    year = FIRST_YEARS_OF_PLANS[number - 1]
    grounds = f"five-year plan {number}: {year} to {year + 4}"
    first, after = dt.date(year, 1, 1), dt.date(year + 5, 1, 1)
    if "末" in (match.groupdict().get("close") or ""):
        first = after - ONE_DAY
    which = match.groupdict().get("which")
    if which:
        year += _place_in_plan(which)
        first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        return Span(first, after, "year", "resolved", grounds)
    some = match.groupdict().get("some")
    if some:
        count = small_number(some[1:].rstrip("年"))
        if not 1 <= count <= YEARS_OF_PLAN.amount:
            return None
        if some[0] == "后":
            first = dt.date(year + 5 - count, 1, 1)
        else:
            after = dt.date(year + count, 1, 1)
    return Span(first, after, "plan period", "resolved", grounds)


def _place_in_plan(which: str) -> int:
    """How many years after the first a year of a plan is: 开局之年 (the opening year) is 0."""
    if "收官" in which or "最后" in which:
        return 4
    return max(small_number(c) for c in "一" + which if c in NUMERALS) - 1


# --- lengths of time -----------------------------------------------------------------------------

# A report on the past years is made in the first months
LAST_MONTH_OF_REPORTS = 3
LEAD_CHARS = 20  # before a length of time
LEAD_RE = re.compile("[，。；：、\n（(]")
# 力争三年内, 用两年, 要在三年内: set out from now on; 毕业两年内: counted from an act
SET_OUT_RE = re.compile(
    "力[争求]|争取|确保|计划|规划|[要将拟用在于]$|今后|未来|目标|就能?|可[以望]?$|有望|[我全本各][国省市县区]$"
)
STARTED = ("起", "后")  # 自受理之日起30日内: within 30 days of acceptance
# 允许在1年内缴清: of each case, not from now on
LAID_DOWN_RE = re.compile("(?:允许|可以?)[^，。；]{0,4}在$")
# 成立两年来: in the two years since it was founded
ACT_BEFORE_RE = re.compile(
    "(?:成立|组建|挂牌|开通|运行|实施|施行|启动|试点|改革|入世|开放|加入|创建)$"
)
# 三年内不得申报, 两年内次数: three years from an act
ACT_AFTER_RE = re.compile(
    '[”"]?(?:次数|不得|不予|再次?|被|受到?|未|没有|发生|累计|连续|又)'
)
# 近两年重点建设: the two years to come
TO_COME_RE = re.compile("[^，。]{0,2}(?:重点|要|将)")


class Length(NamedTuple):
    """A length of time: so many years, months (个月) or days (日, 天, 个工作日)."""

    amount: int
    unit: str


YEARS_OF_PLAN = Length(5, "年")


def read_back(match: re.Match, context: Context) -> Span | None:
    """近三年来 (in the last three years); 近两年重点建设 (the next two years') looks ahead."""
    length = _length(match, context)
    if not length:
        return None
    if length.unit == "年" and match[0].startswith("过去"):
        before = _year_before_topic(context) if length.amount == 1 else None
        years = before or _years_reported(length.amount, context)
        if years:
            return years
    following = context.flat[context.end : context.end + 4]
    ahead = TO_COME_RE.match(following) is not None
    if length.unit == "年" and not ahead:
        return _rough_years(length.amount, context, ahead=False)
    return _from_anchor(length, context, ahead=ahead)


def read_vague(match: re.Match, context: Context) -> Span:
    """日前 (some days ago), 近几年 (in recent years): no days."""
    return unresolved("span", "a vague time")


def read_years_up_to_now(match: re.Match, context: Context) -> Span | None:
    """五年来 (in the five years up to now), 过去五年: calendar years in a report on them."""
    count = small_number(match["count"] or match["these"] or match["since"])
    if not count:
        return None
    if ACT_BEFORE_RE.search(
        context.flat, max(context.start - 4, 0), context.start
    ):
        return unresolved("span", "counts from an act, not from the document")
    years = _years_reported(count, context)
    if years:
        return years
    if match["total"] is not None:
        return None  # 五年新增 (new in five years), outside of a report on these years
    return _rough_years(count, context, ahead=False)


def read_past_year(match: re.Match, context: Context) -> Span:
    """过去的一年 (the past year)."""
    return (
        _year_before_topic(context)
        or _years_reported(1, context)
        or _rough_years(1, context, ahead=False)
    )


def _year_before_topic(context: Context) -> Span | None:
    """The year before the one whose work a heading lays out: 三、2011年的工作."""
    topic = context.topic
    if not (topic and topic.year) or topic.reviews:
        return None
    if context.anchor and context.anchor.year != topic.year:
        return None
    year = topic.year - 1
    return _years(
        year, year, f"the year before that of title or heading, {topic.year}"
    )


def _rough_years(count: int, context: Context, *, ahead: bool) -> Span:
    """So many years back or on, told in round numbers: which ones is not known.

    The years of a heading or title are meant where they are as many.
    """
    topic = context.topic
    if _names_as_many(topic, count) and _may_be_meant(context, ahead):
        grounds = "the time that title or heading names"
        return _years(topic.first, topic.last, grounds)
    year = context.assumed
    if not year:
        return unresolved("span", "a rough time: of which years is not said")
    if ahead:
        return _years(year, year + count - 1, f"from {year} on")
    return _years(year - count + 1, year, f"up to the end of {year}")


def _names_as_many(topic: Topic | None, count: int) -> bool:
    """Whether title or heading name so many years."""
    return (
        bool(topic and topic.first) and topic.last - topic.first + 1 == count
    )


def _may_be_meant(context: Context, ahead: bool) -> bool:
    """Whether the years of title or heading are to come, or have begun, as the words say."""
    if not context.anchor:
        return True
    if ahead:
        return context.topic.last > context.anchor.year
    return context.topic.first <= context.anchor.year


def _years_reported(count: int, context: Context) -> Span | None:
    """The calendar years on which a report looks back; None where it is no such report."""
    topic = context.topic
    if _names_as_many(topic, count) and _may_be_meant(context, ahead=False):
        grounds = "the time that title or heading names"
        return _years(topic.first, topic.last, grounds)
    if context.assumed or (topic and topic.year and topic.reviews):
        last = context.assumed or topic.year
        return _years(last - count + 1, last, f"up to the end of {last}")
    spoken = context.this_year()
    if not spoken.year:
        return None
    if context.anchor and context.anchor.month > LAST_MONTH_OF_REPORTS:
        return None
    last = spoken.year - 1
    return _years(last - count + 1, last, f"up to the end of {last}")


def _years(first: int, last: int, grounds: str) -> Span:
    """From the first day of a year to the last of another."""
    begins, ends = dt.date(first, 1, 1), dt.date(last + 1, 1, 1)
    return Span(
        begins, ends, "years" if last > first else "year", "resolved", grounds
    )


def read_on(match: re.Match, context: Context) -> Span | None:
    """今后五年 (the coming five years)."""
    length = _length(match, context)
    if not length:
        return None
    if length == YEARS_OF_PLAN and not match[0].startswith("用"):
        plan = _plan_named(context)
        if plan:
            return plan
    if length.unit == "年":
        years = _rough_years(length.amount, context, ahead=True)
        if years.first or not match[0].startswith("用"):
            return years
    # 用三年时间 (in the course of three years) sets a last day, as 三年内 does.
    return _from_anchor(length, context, ahead=True)


def _plan_named(context: Context) -> Span | None:
    """今后五年 (the next five years): of the five-year plan that sentence or heading names."""
    previous, topic = context.previous, context.topic
    is_plan = previous and previous.span.precision == "plan period"
    if is_plan and context.flat.find("。", previous.end, context.start) < 0:
        return previous.span._replace(grounds="the plan named before")
    if _names_as_many(topic, 5) and _may_be_meant(context, ahead=True):
        return _years(topic.first, topic.last, "the plan of title or heading")
    return None


def read_in_time(match: re.Match, context: Context) -> Span | None:
    """用三年时间 (in the course of three years); without 时间 (time) no date."""
    return read_on(match, context) if match["time"] else None


def read_within(match: re.Match, context: Context) -> Span | None:
    """三年内 (within three years), of the document or of an act: then it is not known."""
    length = _length(match, context)
    if not length:
        return None
    following = context.flat[context.end : context.end + 4]
    if _counts_from_act(length.unit, context) or ACT_AFTER_RE.match(following):
        return unresolved("span", "counts from an act, not from the document")
    return _from_anchor(length, context, ahead=True)


def read_year_beside(match: re.Match, context: Context) -> Span | None:
    """两年后 (two years later), counted from the year named before or the anchor's."""
    length = _length(match, context)
    if not length:
        return None
    year, _, grounds = context.year()
    if not grounds:
        return unresolved("year", "no anchor")
    shift = length.amount if match["side"] == "后" else -length.amount
    return make_span(year + shift, grounds=grounds)._replace(named=None)


def _length(match: re.Match, context: Context) -> Length | None:
    """Read count and unit; None where there is none, or where it repeats the date before it, as in
    1979年到1982年的四年内 (in the four years from 1979 to 1982)."""
    if _is_of_date_before(context):
        return None
    if match["count"] == "半":
        return Length(6, "个月")
    amount = small_number(match["count"])
    return Length(amount, match["unit"]) if amount else None


def _is_of_date_before(context: Context) -> bool:
    """Whether 的 joins a length to a date that ends right before it."""
    before = context.start - 1
    if not context.flat.startswith("的", before):
        return False
    return bool(context.previous) and context.previous.end == before


def _counts_from_act(unit: str, context: Context) -> bool:
    """Return whether a time within which something is due counts from an act, not from now."""
    lead = context.flat[max(context.start - LEAD_CHARS, 0) : context.start]
    if lead.strip().endswith(STARTED):
        return True
    if unit in ("年", "个月"):
        return context.lays_rules or not _is_free(lead)
    if unit in ("日", "天"):
        return not context.ahead()
    return True  # working days


def _is_free(lead: str) -> bool:
    """Whether the words before a time do not say from when it counts."""
    own = LEAD_RE.split(lead)[-1].strip()
    if LAID_DOWN_RE.search(own):
        return False
    return own == "" or SET_OUT_RE.search(own) is not None


def _from_anchor(length: Length, context: Context, *, ahead: bool) -> Span:
    """The time from the anchor on, or up to it."""
    anchor = context.anchor
    if not anchor:
        return unresolved("span", "no anchor")
    sign = 1 if ahead else -1
    if length.unit in ("日", "天"):
        other = anchor + sign * length.amount * ONE_DAY
    else:
        months = 12 if length.unit == "年" else 1
        other = later(anchor, sign * length.amount * months)
    direction = "on" if ahead else "back"
    grounds = (
        f"{length.amount} {length.unit} {direction} from {context.source}"
    )
    first, after = min(anchor, other), max(anchor, other) + ONE_DAY
    return Span(first, after, "span", "resolved", grounds)


# --- anniversaries -------------------------------------------------------------------------------

# What is celebrated, and the day from which its years are counted.
ANNIVERSARIES = {
    "中国共产党成立": dt.date(1921, 7, 1),
    "建党": dt.date(1921, 7, 1),
    "中国人民解放军(?:建军|成立)": dt.date(1927, 8, 1),
    "建军": dt.date(1927, 8, 1),
    "中华人民共和国成立": dt.date(1949, 10, 1),
    "新中国成立": dt.date(1949, 10, 1),
    "共和国成立": dt.date(1949, 10, 1),
    "建国": dt.date(1949, 10, 1),
    "(?:中国人民)?抗日战争(?:暨世界反法西斯战争)?胜利": dt.date(1945, 9, 3),
    "抗战胜利": dt.date(1945, 9, 3),
    "香港回归(?:祖国)?": dt.date(1997, 7, 1),
    "澳门回归(?:祖国)?": dt.date(1999, 12, 20),
    "辛亥革命": dt.date(1911, 10, 10),
    "五四运动": dt.date(1919, 5, 4),
    "(?:中国)?共青团成立|建团": dt.date(1922, 5, 5),
}


def read_anniversary(match: re.Match, context: Context) -> Span | None:
    """建党100周年 (the hundredth anniversary of the Party): 1 July 2021."""
    count = small_number(match["count"])
    for event, day in ANNIVERSARIES.items():
        if re.fullmatch(event, match["event"]):
            found = make_span(day.year + count, day.month, day.day)
            grounds = f"{count} years from {day}"
            return found._replace(how="resolved", grounds=grounds, named=None)
    return None


# --- whole dates ---------------------------------------------------------------------------------

# Not in 3.12, not after the 9: of 9:30
_NO_DECIMAL = r"(?<![\d.])(?<!\d[:：])"

_DATE_PIECES = PIECES | {
    "years": YEARS,
    "relative_years": RELATIVE_YEARS,
    "near_months": NEAR_MONTHS,
    "feasts": FEASTS,
    "parts": PARTS,
    "parts_of": PARTS_OF,
    "number_begins": _NO_DECIMAL,
    "third": "(?P<third>初期?|前期|中期|中叶|末期?|后期)?",
    "near": "(?P<near>{near_months})(?![球台])",
    # Not 月球 (the moon), 月饼 (mooncakes), 月租 (monthly rent) …; or before the month of a range.
    "month_sign": r"\ ?月(?![革球台饼票薪租供息度])份? | (?={to}\d{1,2}\ ?月)",
    "month": rf"(?P<month>元|\d\ \d(?=\ ?月)|\d{{1,2}}|十[一二]?|一〇|[{NUMERALS}])"
    "(?:{month_sign})",
    # Not after 每年 (every year), 农历 (the lunar calendar), 第 (ordinals), a decimal or a clock.
    "month_alone": rf"(?<![\d个.点第数几])(?<!\d[:：])(?<![每{NUMERALS}十\d]年)(?<![农阴]历)"
    rf"(?<![不未][足满])(?![{NUMERALS}十][{DASHES}])"
    rf"(?P<month>元(?=月)|\d{{1,2}}|十[一二]?|[{NUMERALS}])(?:{{month_sign}})",
    # 2011年10月12来源: in a page's line of source the sign may be missing
    "day_sign": r"\ ?(?:[日号](?!线)|(?=(?:{to}|、){small}[日号])"
    r"|(?<=月\d\d)(?=\ ?(?:来源|作者|发布|编辑|浏览|[)）】\]\n]|\Z)))",
    "day": r"\ ?(?P<day>{small}){day_sign}",
    # Not 每日 (daily), 满30日 (for 30 days), 30日内 (within 30 days), 5日报 (a newspaper) …
    "day_alone": r"{number_begins}(?<![个每前满足达约])"
    rf"(?:(?=(?:[12]\d|3[01]|0?[1-9])\ ?日) | (?<=[{DASHES}])"
    r"(?=(?:\d{1,2}|{small_numeral})[日号]))"
    r"(?P<lone_day>{small}){day_sign}"
    r"(?![元均常报志益本新程历期子夜照]|[以之]?内|以?[上下](?![午班])|之前"
    r"|(?<!于\d日)(?<!于\d\d日)前)",
    "part_after": r"\ ?(?P<feast>{feasts}) | \ ?(?P<part>{parts}|{parts_of})",
    "rest_of_month": "{day}? {part_after}?",
    "rest_of_year": r"(?:(?:{near}|\ ?的?{month}){day}? | {day_alone})? {part_after}?",
}


def _starts_of_time(numerals: str, last: str) -> str:
    """The `starts` of a count with its unit of time and 内 or 后, as in 三年内, 30个工作日后.

    *numerals* is the class of the numerals that the count can begin with. Without *last*, most
    numbers before 个 (a measure word for anything) would be tried.
    """
    digits = r"\d\d[年个工日天 ]"
    tens = f"{numerals}[{NUMERALS}十][{NUMERALS}十年个工日天 ]"
    starts = [digits, tens]
    for one in (r"\d", numerals):
        starts.append(f"{one}[年日天][之以{last}]")
        starts.append(f"{one}个[月工]|{one}工作")
        starts.append(f"{one} [年个工日天]")
    return "|".join(starts)


DATES = Grammar(
    [
        Rule(
            "day in digits",
            r"\d\d\d",
            r"(?<![\d.])(?P<year>\d{4})(?P<dash>[-/.])(?P<month>\d{1,2})(?P=dash)"
            r"(?P<day>\d{1,2})(?![\d.])",
            read_digits,
            Example(
                "发布日期：2006-08-07",
                "published on 7 August 2006",
                {"quote": "2006-08-07", "date_from": "2006-08-07"},
            ),
        ),
        Rule(
            "day in digits without marks",
            r"[12][09]\d",
            r"(?<=[（(《【\[])(?P<day>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
            r"(?=[)）》】\]期])",
            read_compact_day,
            Example(
                "《新闻联播》（20230314）",
                "the news of 14 March 2023",
                {"quote": "20230314", "date_from": "2023-03-14"},
            ),
        ),
        Rule(
            "year before another",
            r"\d\d\d",
            r"{number_begins}(?P<number>\d{4})"
            r"(?=(?:{to}|[、和与])\d{4}\ ?年|{to}\d\d\ ?年)",
            read_end_of_range,
            Example(
                "2005—2007年",
                "2005 to 2007",
                {"date_from": "2005-01-01", "date_to": "2007-12-31"},
            ),
        ),
        Rule(
            "month before another",
            rf"\d[{DASHES} ]|\d\d[{DASHES} ]",
            r"{number_begins}(?P<number>\d{1,2})(?={to}\d{1,2}\ ?月)",
            read_end_of_range,
            Example(
                "1—6月份",
                "January to June",
                {"date_from": "2006-01-01", "date_to": "2006-06-30"},
                SIGNED,
            ),
        ),
        Rule(
            "months with points",
            r"[12][90]\d",
            r"{number_begins}(?P<year>(?:19|20)\d\d)[.．](?P<month>0?[1-9]|1[0-2])(?![\d.．%％万亿元年])",
            read_month_of_range,
            Example(
                "1999.08-2002.02",
                "August 1999 to February 2002",
                {"date_from": "1999-08-01", "date_to": "2002-02-28"},
            ),
        ),
        Rule(
            "years without 年",
            r"[12][90]\d",
            r"{number_begins}(?P<number>(?:19|20)\d\d)"
            rf"(?:(?={{to}}(?:19|20)\d\d(?!\d)) | (?<=[{DASHES}]\d{{4}})(?!\d|\ ?年))",
            read_end_of_range,
            Example(
                "规划（2006—2020）",
                "a plan (2006 to 2020)",
                {"quote": "2006—2020", "date_to": "2020-12-31"},
            ),
        ),
        Rule(
            "year before a name",
            "20[0-3]",
            r"(?:(?<![^\n《“\u3000，。：])) (?P<number>20[0-3]\d)(?=[\u4e00-\u9fff]{2})"
            rf"(?!{MEASURE})",
            read_year_of_name,
            Example(
                "2021数字中国建设峰会",
                "Digital China Summit 2021",
                {"quote": "2021", "date_from": "2021-01-01"},
            ),
        ),
        Rule(
            "this year and the next",
            "今明|去今",
            "(?:今明|去今)两年",
            read_two_years,
            Example(
                "今明两年",
                "this year and the next",
                {"date_from": "2006-01-01", "date_to": "2007-12-31"},
                SIGNED,
            ),
        ),
        Rule(
            "years of two",
            r"[12][90]\d",
            r"{number_begins}(?P<number>(?:19|20)\d\d)(?=(?:[、和与](?:19|20)\d\d)?两年)",
            read_year_of_two,
            Example(
                "2009、2010两年",
                "the two years 2009 and 2010",
                [{"date_from": "2009-01-01"}, {"date_from": "2010-01-01"}],
            ),
        ),
        Rule(
            "yesterday",
            "昨[天日]",
            "昨(?:天|日(?![头之]))",
            day_by_name(-1, ANCHOR),
            Example("昨日", "yesterday", {"date_from": "2006-09-09"}, SIGNED),
        ),
        Rule(
            "today",
            "今[天日]|即日",
            "今(?:天|日(?![头之])) | 即日(?=起)",
            day_by_name(0, ANCHOR),
            Example(
                "即日起受理",
                "accepted from today",
                {"quote": "即日", "date_from": "2006-09-10", "role": "since"},
                SIGNED,
            ),
        ),
        Rule(
            "tomorrow",
            "明[天日]",
            # Not 注明日期 (note the date), 文明天河 (civilised Tianhe)
            "(?<![注写标载申说证表声文透])明(?:天|日(?![头之期]))",
            day_by_name(1, ANCHOR),
            Example("明天", "tomorrow", {"date_from": "2006-09-11"}, SIGNED),
        ),
        Rule(
            "the day before yesterday",
            "前天",
            "(?<!大)前天(?!下)",
            day_by_name(-2, ANCHOR),
            Example(
                "前天",
                "the day before yesterday",
                {"date_from": "2006-09-08"},
                SIGNED,
            ),
        ),
        Rule(
            "the day after tomorrow",
            "后天",
            "(?<!大)后天(?!下)",
            day_by_name(2, ANCHOR),
            Example(
                "后天",
                "the day after tomorrow",
                {"date_from": "2006-09-12"},
                SIGNED,
            ),
        ),
        Rule(
            "the same day",
            "[同当]日|当天",
            "(?<![非含])[同当]日(?![常本]) | (?<!含)当天",
            day_by_name(0, NAMED),
            Example(
                "8月7日印发，同日开会",
                "issued on 7 August, a meeting the same day",
                [
                    {"quote": "8月7日"},
                    {"quote": "同日", "date_from": "2006-08-07"},
                ],
                SIGNED,
            ),
        ),
        Rule(
            "the next day",
            "[次翌]日",
            "[次翌]日",
            day_by_name(1, NAMED),
            Example(
                "8月29日召开，次日结束",
                "opened on 29 August, closed the next day",
                [
                    {"quote": "8月29日"},
                    {"quote": "次日", "date_from": "2006-08-30"},
                ],
                SIGNED,
            ),
        ),
        Rule(
            "day of a week",
            "[本这][一个周星]|[上下][上下一个周星]",
            rf"(?P<week>[本这]|上上?|下下?)一?个?{{week}}(?P<weekday>[{''.join(WEEKDAYS)}])"
            "(?![年岁转边围长期])",
            read_weekday,
            Example(
                "本周五", "this Friday", {"date_from": "2006-09-08"}, SIGNED
            ),
        ),
        Rule(
            "day of a week, alone",
            "周[一二三四五六日天]|星期",
            rf"(?<![\d{NUMERALS}十日号（(本这上下每个一逢])"
            rf"{{week}}(?P<weekday>[{''.join(WEEKDAYS)}])(?=[之以]?前|[上下]午|晚)",
            read_next_weekday,
            Example(
                "请于周五前报送",
                "please submit before Friday",
                {"quote": "周五", "date_from": "2006-09-15", "role": "due"},
                SIGNED,
            ),
        ),
        Rule(
            "day of a week, to which",
            "周[一二三四五六日天]|星期",
            rf"(?<=[{DASHES}]){{week}}(?P<weekday>[{''.join(WEEKDAYS)}])(?![年岁转边围长期])",
            read_weekday_on,
            Example(
                "下周三至周五",
                "Wednesday to Friday next week",
                {"date_from": "2006-09-13", "date_to": "2006-09-15"},
                SIGNED,
            ),
        ),
        Rule(
            "weekend",
            "[本这][一个周星]|[上下][上下一个周星]",
            "(?P<week>[本这]|上上?|下下?)一?个?{week}末(?![年岁转边围长期])",
            read_weekend,
            Example(
                "本周末",
                "this weekend",
                {"date_from": "2006-09-09", "date_to": "2006-09-10"},
                SIGNED,
            ),
        ),
        Rule(
            "week",
            "[本这][一个周星]|[上下][上下一个周星]",
            "(?P<week>[本这]|上上?|下下?)一?个?{week}(?![年岁转边围长期])",
            read_week,
            Example(
                "下周",
                "next week",
                {"date_from": "2006-09-11", "date_to": "2006-09-17"},
                SIGNED,
            ),
        ),
        Rule(
            "this or last quarter",
            "[本上下][一个季]",
            "(?P<quarter>[本上下])[一个]?季度(?P<close>[底末])?",
            read_near_quarter,
            Example(
                "上季度",
                "last quarter",
                {"date_from": "2006-04-01", "date_to": "2006-06-30"},
                SIGNED,
            ),
        ),
        Rule(
            "decade of a century",
            r"\d\d[个世]|十[八九]|二十|[上本][个世]",
            r"(?P<century>(?<!\d)\d\d|十[八九]|二十一?|[上本])个?世纪"
            r"(?P<decade>\d0|{numeral}十)年代{third}",
            read_decade,
            Example(
                "20世纪90年代初",
                "the early 1990s",
                {"date_from": "1990-01-01", "date_to": "1993-12-31"},
            ),
        ),
        Rule(
            "first years of a century",
            r"\d\d[个世]|十[八九]|二十|[上本新][个世]",
            r"(?P<century>(?<!\d)\d\d|十[八九]|二十一?|[上本新])个?世纪"
            r"[头前](?P<years>{count}|[1-9]0)年",
            read_first_years,
            Example(
                "本世纪头二十年",
                "the first twenty years of this century",
                {"date_from": "2001-01-01", "date_to": "2020-12-31"},
                SIGNED,
            ),
        ),
        Rule(
            "century",
            r"\d\d[个世]|十[八九]|二十|[上本][个世]",
            r"(?P<century>(?<!\d)\d\d|十[八九]|二十一?|[上本])个?世纪{third}",
            read_century,
            Example(
                "本世纪初",
                "the beginning of this century",
                {"date_from": "2001-01-01", "date_to": "2010-12-31"},
                SIGNED,
            ),
        ),
        Rule(
            "decade",
            "[3-9]0年|[三四五六七八九]十年",
            r"(?<!\d)(?P<decade>[3-9]0|[三四五六七八九]十)年代{third}",
            read_decade,
            Example("80年代", "the eighties", {"date_from": "1980-01-01"}),
        ),
        Rule(
            "plan period by its number",
            f"第[{NUMERALS}十]",
            "第(?P<plan>十{numeral}?|{numeral})个五年(?:计划|规划)(?:期间|时期)?",
            read_plan,
            Example(
                "第十一个五年规划期间",
                "in the period of the eleventh five-year plan",
                {"date_from": "2006-01-01", "date_to": "2010-12-31"},
            ),
        ),
        Rule(
            "plan period",
            f'[“"‘「『”〝][{NUMERALS}十]|十[一二三四五]|[{NUMERALS}]五',
            '[“"‘「『”〝]? (?P<plan>十[一二三四五]?|{numeral})五 [”"’」』“〞]?'
            "(?P<close>期?末|初期?)? (?:期间|时期)? (?P<some>[前后头][一二两三四]年)?"
            "(?P<which>的?(?:开局|起步|收官|第[一二三四五]|最后一)(?:之?年))?"
            # Without a quotation mark or a word of time it is a number; 五五普法 is a campaign.
            "(?:(?<!五)|(?=规划|计划|以来|前|后))(?!普法)",
            read_plan,
            Example(
                "“十一五”的开局之年，到“十一五”末",
                "the first year of the eleventh plan period, by its end",
                [
                    {"quote": "“十一五”的开局之年", "date_to": "2006-12-31"},
                    {"quote": "“十一五”末", "date_to": "2010-12-31"},
                ],
            ),
        ),
        Rule(
            "last years",
            rf"近[\d{NUMERALS}十两半 ]|最近|过去",
            r"(?:(?<!历时)近|最近|过去的?)\ ?(?P<count>{count})\ ?(?P<unit>年|个月|[天日])"
            "(?:左右)?(?:的?时间)?[内来间]?",
            read_back,
            Example(
                "近三年来",
                "in the last three years",
                {"quote": "近三年来", "how_known": "unresolved"},
                SIGNED,
            ),
        ),
        Rule(
            "vague years",
            "[近这前][几些]|近[年日期]|日前|前不",
            "(?<![以目之最附临靠接邻])(?:[近这前][几些]年来? | 近年来? | 近日 | 前不久"
            " | 近期(?=[，,])"
            rf" | (?<![\d{NUMERALS}十当次同即工作])(?<![\d{NUMERALS}十]\ )日前)"
            "(?![视点亲待货目])",
            read_vague,
            Example(
                "日前召开会议",
                "a meeting was held some days ago",
                {"quote": "日前", "how_known": "unresolved"},
                SIGNED,
            ),
        ),
        Rule(
            "past years, up to now",
            rf"\d[年 ]|\d\d[年 ]|[{NUMERALS}十两半][{NUMERALS}十年 ]|这[\d{NUMERALS}十两半]",
            r"(?:(?<![\d第.满期近去后今来余多])(?P<count>{count})\ ?年(?:多?来|间(?=，)"
            r"|(?P<total>)(?=累计|共(?![同享建商产有])|新增))"
            r"|这(?P<these>{count})年(?:来|间|里)?(?![级前后])"
            r"|(?<=以来的)(?P<since>{count})年(?![级前后内]))",
            read_years_up_to_now,
            Example(
                "五年来，累计投资",
                "invested in the five years up to now",
                {
                    "quote": "五年来",
                    "date_from": "2001-01-01",
                    "date_to": "2005-12-31",
                },
                {"date": "2006-02-01"},
            ),
        ),
        Rule(
            "the past year",
            "过去",
            "过去的?一年",
            read_past_year,
            Example(
                "过去的一年",
                "the past year",
                {"date_from": "2005-01-01", "date_to": "2005-12-31"},
                {"date": "2006-02-01"},
            ),
        ),
        Rule(
            "coming years",
            "今后|未来",
            r"(?:今后|未来)\ ?(?P<count>{count})\ ?(?P<unit>年|个月|[天日])"
            "(?:左右)?(?:的?时间)?[内来间]?",
            read_on,
            Example(
                "今后五年",
                "the coming five years",
                {"quote": "今后五年", "how_known": "unresolved"},
                SIGNED,
            ),
        ),
        Rule(
            "in the course of years",
            rf"用[\d{NUMERALS}十两半 ]",
            r"用\ ?(?P<count>{count})\ ?(?P<unit>年|个月|[天日])"
            "(?:左右)?(?P<time>的?时间)?[内来间]?",
            read_in_time,
            Example(
                "用三年左右的时间",
                "in the course of about three years",
                {"date_from": "2006-09-10", "date_to": "2009-09-10"},
                SIGNED,
            ),
        ),
        Rule(
            "within a time",
            _starts_of_time(f"[{NUMERALS}十两半]", "内"),
            # Not 内部 (inside), 内容 (content), 十年内乱 (ten years' turmoil), 内战 (civil war).
            r"(?<![\d第.满期任大多])(?P<count>{count})\ ?"
            "(?P<unit>年|个月|个?工作日|[日天])[之以]?内(?![部容乱战])",
            read_within,
            Example(
                "三年内完成",
                "to be done within three years",
                {
                    "quote": "三年内",
                    "date_from": "2006-09-10",
                    "date_to": "2009-09-10",
                },
                SIGNED,
            ),
        ),
        Rule(
            "after a time, of an act",
            _starts_of_time(f"[{NUMERALS}十两]", "后"),
            r"(?<=起)(?P<count>{count})\ ?(?P<unit>年|个月|个?工作日|[日天])[之以]?后",
            read_within,
            Example(
                "自公布之日起30日后施行",
                "in force 30 days after it is made public",
                {"quote": "30日后", "how_known": "unresolved"},
                SIGNED,
            ),
        ),
        Rule(
            "anniversary",
            "[中建新共抗香澳辛五][国华党军团中和青战日港门亥四]",
            rf"(?P<event>{'|'.join(ANNIVERSARIES)})"
            rf"\ ?(?P<count>\d{{1,3}}|[{NUMERALS}十百零〇]{{1,5}})\ ?周年",
            read_anniversary,
            Example(
                "庆祝建党100周年",
                "celebrate the hundredth anniversary of the Party",
                {"quote": "建党100周年", "date_from": "2021-07-01"},
            ),
        ),
        Rule(
            "years before or after",
            rf"\d[年 ]|\d\d[年 ]|[{NUMERALS}十两][{NUMERALS}十年 ]",
            r"(?<![\d第.满期任大多])(?P<count>{count})\ ?(?P<unit>年)"
            "[之以]?(?P<side>[前后])(?![期来])",
            read_year_beside,
            Example(
                "2003年试点，两年后推开",
                "a trial in 2003, and two years later everywhere",
                [
                    {"quote": "2003年"},
                    {"quote": "两年后", "date_from": "2005-01-01"},
                ],
                SIGNED,
            ),
        ),
        Rule(
            "year",
            "{years}",
            "(?P<year>{years})(?P<same>的?同期)?{rest_of_year}",
            read_calendar,
            Example(
                "截至2006年8月31日，比2004年同期",
                "as of 31 August 2006, against the same period of 2004",
                [
                    {"quote": "2006年8月31日"},
                    {
                        "quote": "2004年同期",
                        "date_from": "2004-01-01",
                        "date_to": "2004-08-31",
                    },
                ],
            ),
        ),
        Rule(
            "relative year",
            "{relative_years}",
            "(?P<relative>{relative_years})(?P<same>同期)?{rest_of_year}",
            read_calendar,
            Example(
                "2006年上半年增长，比去年同期",
                "grew in the first half of 2006, against the same period of last year",
                [
                    {"quote": "2006年上半年"},
                    {"quote": "去年同期", "date_to": "2005-06-30"},
                ],
                SIGNED,
            ),
        ),
        Rule(
            "near month",
            "{near_months}",
            "{near}{rest_of_month}",
            read_calendar,
            Example(
                "本月15日",
                "the 15th of this month",
                {"date_to": "2006-09-15"},
                SIGNED,
            ),
        ),
        Rule(
            "month",
            rf"\d[月{DASHES} ]|\d\d[月{DASHES} ]|元月|[{NUMERALS}十][{NUMERALS}十月 ]",
            "{month_alone}{rest_of_month}",
            read_calendar,
            Example(
                "8月8日至2月3日",
                "8 August to 3 February",
                {"date_from": "2006-08-08", "date_to": "2007-02-03"},
                SIGNED,
            ),
        ),
        Rule(
            "day",
            rf"\d[日号、{DASHES} ]|\d\d[日号、{DASHES} ]|[{NUMERALS}十廿两][{NUMERALS}十日号]",
            "{day_alone}{part_after}?",
            read_calendar,
            Example(
                "8日上午",
                "on the morning of the 8th",
                {"quote": "8日", "date_from": "2006-09-08"},
                SIGNED,
            ),
        ),
        Rule(
            "feast",
            "{feasts}",
            "(?P<feast>{feasts})",
            read_calendar,
            Example(
                "元旦前",
                "before New Year",
                {"date_from": "2007-01-01"},
                SIGNED,
            ),
        ),
        Rule(
            "part of a year or a month",
            "{parts}",
            "(?P<part>{parts})",
            read_calendar,
            Example(
                "第三季度",
                "the third quarter",
                {"date_to": "2006-09-30"},
                SIGNED,
            ),
        ),
    ],
    _DATE_PIECES,
)
