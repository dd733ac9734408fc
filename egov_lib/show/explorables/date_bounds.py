"""Date bounds: the Yunnan report says “on the morning of the 30th” (30日上午). Of which month?

A reader puts clues on and takes them off, and sees which 30ths each rules out. Two are in the text
(results told, an aim still ahead), one is the path of another page with the same text, one is the
calendar of holidays, which is outside the texts and rules nothing out. Bounds come from the tables
of quantities, events and documents; which months have a 30th, from the calendar.

What it can't show: which of the two days that are left it was. What it asks: which clue carries
most?
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.find.dates.lunar import lunar_days
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import current, pick

DOC_ID = "yunnan-2006"
DAY_WORDS = "30日上午"
DAY = 30
# A path that holds a day: gzdt/2006-04-01/content_242281.htm
PATH_RE = re.compile(r"\w+/\d{4}-\d\d/\d\d/\w+\.\w+")
# The first days of the lunar year that were public holidays (rules of 1999; outside the texts)
HOLIDAY_DAYS = 3
# What a calendar of the texts cannot tell; its fact is in the table of context.
HOLIDAY_FACT = "spring-festival-2006"

WORDS = {
    "title": ("Which 30th was it?", "究竟是哪个30日？"),
    "lead": (
        "The report says “{day}” (on the morning of the 30th) and leaves month and year out. Put "
        "a clue on: it rules days out. Take it off: they come back.",
        "报道只说“{day}”，没有年月。放上一条线索，就排除一些日子；拿掉，日子又回来。",
    ),
    "ask_guess": (
        "{years} have {all} days that are a 30th. How many are left, once text and page have been "
        "used?",
        "{years}共有{all}个30日。用过文本和网页之后，还剩几个？",
    ),
    "no_unit": (" days", "个"),
    "clue_results": ("Results of {year} are told", "已讲{year}年的成果"),
    "clue_ahead": (
        "An aim for the end of {year} lies ahead",
        "{year}年底的目标尚在将来",
    ),
    "clue_page": (
        "A page with the same text has a day in its path",
        "同文网页的路径里有日期",
    ),
    "clue_holiday": ("New Year holiday", "春节假期"),
    "from_text": ("in the text", "文本中"),
    "from_page": ("outside: a web page", "文本外：网页"),
    "from_calendar": ("outside: the calendar", "文本外：日历"),
    "not_before": ("not before {day}", "不早于{day}"),
    "not_after": ("not after {day}", "不晚于{day}"),
    "unlikely_in": (
        "{days}: unlikely, not ruled out",
        "{days}：不大可能，但不能排除",
    ),
    "clue_on": ("on", "已用"),
    "clue_off": ("off", "未用"),
    "of_year": ("Year", "年"),
    "fits": ("fits", "可能"),
    "no_such_day": ("no 30th", "没有30日"),
    "out_by": ("ruled out by clue {letters}", "由线索{letters}排除"),
    "unlikely": (
        "fits, unlikely by clue {letters}",
        "可能，据线索{letters}不大像",
    ),
    "key_out": ("ruled out by that clue", "被该线索排除"),
    "key_unlikely": ("unlikely", "不大可能"),
    "use_all": ("All that text and page say", "文本和网页的线索全用"),
    "says_all": (
        "No clue yet: all {count} days fit.",
        "还没有用线索：{count}天都可能。",
    ),
    "says_many": (
        "{count} of {all} days fit, from {first} to {last}.",
        "{all}天中有{count}天可能，从{first}到{last}。",
    ),
    "says_few": (
        "{count} of {all} days fit: {days}.",
        "{all}天中有{count}天可能：{days}。",
    ),
    "says_unlikely": (
        "{day} was in the New Year holiday: unlikely, not ruled out.",
        "{day}在春节假期内：不大可能，但不能排除。",
    ),
    "or_word": (" or ", "或"),
    "keys_move": ("move between clues", "在线索间移动"),
    "keys_toggle": ("put on, take off", "放上、拿掉"),
    "shows": (
        "The text alone leaves {by_text} days, in two years. The day in the path leaves {left}: "
        "{days}. The edition’s 30 March rests on more than the text, and its card says so.",
        "只凭文本，还有两年里的{by_text}天可能；加上路径里的日期，剩{left}天：{days}。本书的3月30日"
        "不只靠文本，来源卡片上写明了。",
    ),
    "hides": (
        "Which of the two. That {day} was a holiday speaks against it, and news is printed within "
        "days, which speaks for the other; neither is proof. The path is that of another page: it "
        "bounds the day and doesn’t name it.",
        "是这两天中的哪一天。{day}放假，不像开会；新闻几天内就会见报，另一天更像；但都不是证明。"
        "路径属于另一个网页：它只给出界限，不指明日子。",
    ),
    "question": ("Which clue carries most?", "哪条线索最有分量？"),
    "answer": (
        "Take one off and see how many days come back. Without the path {page} are left, without "
        "the results {results}. Without the aim ahead {ahead}, as with it: it adds nothing to the "
        "other two.",
        "拿掉一条，看有几天回来。没有路径剩{page}天，没有成果剩{results}天；没有将来的目标剩"
        "{ahead}天，同有它时一样：另两条在时，它不起作用。",
    ),
    "first_state": ("Without a clue", "不用线索"),
    "last_state": (
        "With text and page; letters are the clues that rule a day out",
        "用文本和网页的线索；字母是排除该日的线索",
    ),
}


class Clue(NamedTuple):
    """Something that bounds the day of the meeting.

    key: its name in the state and in WORDS
    source: "text", "page" or "outside"
    words: what is read: words of the text, or a path
    english, chinese: what it says
    not_before, not_after: the bounds; None where there is none
    unlikely: days that it makes unlikely, without ruling them out
    """

    key: str
    source: str
    words: str
    english: str = ""
    chinese: str = ""
    not_before: date | None = None
    not_after: date | None = None
    unlikely: tuple[date, ...] = ()

    def rules_out(self, day: date) -> bool:
        """Say whether the meeting can't have been on that day.

        >>> Clue("page", "page", "", not_after=date(2006, 4, 1)).rules_out(date(2006, 4, 30))
        True
        """
        is_early = self.not_before is not None and day < self.not_before
        is_late = self.not_after is not None and day > self.not_after
        return is_early or is_late


# --- the clues ----------------------------------------------------------------------------------


def find_clues() -> list[Clue]:
    """The clues to the day, each with the bound that a table gives it.

    >>> [clue.key for clue in find_clues()]
    ['results', 'ahead', 'page', 'holiday']
    """
    events = load_table("events")
    events = events[events["doc_id"] == DOC_ID]
    told = _latest_result(events)
    ahead = events[events["kind"] == "deadline"].iloc[0]
    card = load_corpus().set_index("doc_id").loc[DOC_ID]
    path = PATH_RE.search(card["found_at"])[0]
    # The path is a bound only as far as the edition takes it for one.
    bound = card["written_to"].date()
    fact = load_table("context").set_index("fact_id").loc[HOLIDAY_FACT]
    return [
        Clue(
            "results",
            "text",
            told["quote"],
            told["label_en"],
            told["label_zh"],
            not_before=told["date_to"].date(),
        ),
        Clue(
            "ahead",
            "text",
            ahead["quote"],
            ahead["label_en"],
            ahead["label_zh"],
            not_after=ahead["date_to"].date(),
        ),
        Clue("page", "page", path, not_after=bound),
        Clue(
            "holiday",
            "outside",
            "",
            fact["statement_en"],
            fact["statement_zh"],
            unlikely=_holidays(bound.year),
        ),
    ]


def _latest_result(events: pd.DataFrame) -> pd.Series:
    """The first of the results that are told of the latest whole year."""
    results = events[events["kind"] == "result"]
    is_of_a_year = results["precision"] == "year"
    latest = results.loc[is_of_a_year, "date_to"].max()
    return results[is_of_a_year & (results["date_to"] == latest)].iloc[0]


def _holidays(year: int) -> tuple[date, ...]:
    """The public holidays at the Spring Festival of a year."""
    month, day = lunar_days(1, 1)[year]
    new_year = date(year, month, day)
    return tuple(
        new_year + timedelta(days=number) for number in range(HOLIDAY_DAYS)
    )


# --- the days -----------------------------------------------------------------------------------


def thirtieths(first_year: int, last_year: int) -> list[date]:
    """Every 30th of these years; February has none.

    >>> len(thirtieths(2006, 2006))
    11
    """
    months = [
        (year, month)
        for year in range(first_year, last_year + 1)
        for month in range(1, 13)
    ]
    return [
        date(year, month, DAY)
        for year, month in months
        if calendar.monthrange(year, month)[1] >= DAY
    ]


def _years(clues: Sequence[Clue]) -> tuple[int, int]:
    """From the year whose results are told to the year after the aim."""
    results, ahead, *_ = clues
    return results.not_before.year, ahead.not_after.year + 1


def _day_rows(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    """Each 30th with the clues that rule it out, and those that make it unlikely."""
    return [
        {
            "day": day.isoformat(),
            "out": [clue.key for clue in clues if clue.rules_out(day)],
            "unlikely": [clue.key for clue in clues if day in clue.unlikely],
        }
        for day in thirtieths(*_years(clues))
    ]


# --- the explorable -----------------------------------------------------------------------------


def date_bounds(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Put clues to the day of the Yunnan meeting on and take them off, and see which 30ths fit.

    Parameters
    ----------
    filters: the state it opens in: {"results": "1", "page": "1"} has two clues on; {} is before a
        guess. The clues are results, ahead, page, holiday.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> date_bounds().name
    'date_bounds'
    """
    clues = find_clues()
    days = _day_rows(clues)
    text = load_corpus().set_index("doc_id").at[DOC_ID, "text"]
    findings = pd.DataFrame(
        [
            _place(text, DAY_WORDS),
            *(_place(text, c.words) for c in clues if c.source == "text"),
        ]
    )
    data = {
        "day_words": DAY_WORDS,
        "clues": [_clue_row(clue) for clue in clues],
        "days": days,
        "years": list(_years(clues)),
    }
    title = pick(*WORDS["title"], lang)
    content = Content(data, findings, title, _first_and_last(days, lang))
    return make_explorable(
        "date_bounds", WORDS, content, filters=filters, lang=lang
    )


def _place(text: str, words: str) -> dict[str, Any]:
    """Where the report has these words, as a finding."""
    start = text.index(words)
    return {
        "doc_id": DOC_ID,
        "start": start,
        "end": start + len(words),
        "quote": words,
    }


def _clue_row(clue: Clue) -> dict[str, Any]:
    """A clue as the script wants it."""
    return {
        "key": clue.key,
        "source": clue.source,
        "words": clue.words,
        "en": clue.english,
        "zh": clue.chinese,
        "not_before": _iso(clue.not_before),
        "not_after": _iso(clue.not_after),
        "unlikely": [day.isoformat() for day in clue.unlikely],
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _first_and_last(
    days: Sequence[Mapping[str, Any]], lang: str | None
) -> list[State]:
    """All 30ths by year and month, and those that text and page leave."""
    letters = {"results": "A", "ahead": "B", "page": "C"}
    heads = [
        pick(*WORDS["of_year"], current(lang)),
        *(str(month) for month in range(1, 13)),
    ]
    years = sorted({row["day"][:4] for row in days})
    by_day = {row["day"]: row for row in days}

    def cells(year: str, is_used: bool) -> list[str]:
        found = []
        for month in range(1, 13):
            row = by_day.get(f"{year}-{month:02}-{DAY}")
            out = "".join(letters[key] for key in row["out"]) if row else "–"
            found.append(out if row is None or (is_used and out) else str(DAY))
        return [year, *found]

    return [
        State(
            pick(*WORDS[caption], lang),
            [heads, *(cells(year, is_used) for year in years)],
        )
        for caption, is_used in (("first_state", False), ("last_state", True))
    ]
