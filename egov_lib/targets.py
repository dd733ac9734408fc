"""Find the quantities a document promises, reports, spends or counts, each bound to what it is about.

A number becomes a target only with its clause: what is counted, by when, where, who answers for it, and the word that tells
whether it is wanted (力争, 到2010年), reached (实现了), put in (投入) or merely counted. That word is kept in `cue`, so that a reader can
judge the judgement. Goals are often a list under one date: within a paragraph a due date holds until another comes.

The subject is a piece of the clause cut at its verbs, not parsed: it is right more often than it is whole. Lists that the text does
not number (three aims, uncounted) are not counted here, and vague amounts (一批, 大量) have no row.
"""

# ruff: noqa: E501  Chinese counts double, and a case of an expression stays on its line
from __future__ import annotations

import datetime as dt
import re
from bisect import bisect
from collections.abc import Iterator

import numpy as np
import pandas as pd

from egov_lib.dates import choose_anchor, dates
from egov_lib.numerals import AFTER_RE, gather, numbers, plain

SENTENCE_RE = re.compile(r"[^。；！？\n]+")
INPUT_RE = re.compile(
    r"总投资|投资|投入|安排|拨付|拨款|出资|补助|补贴|资助|注入|经费|耗资|筹集|筹措|负担|支出|用(?=一|两|\d)"
)
GOAL_RE = re.compile(
    r"力争|争取|力求|确保|努力|目标|(?:计划|规划)(?=到|在|于|新|投|建|用)|拟|预计|预期|将要?|(?<![主重纲摘])要(?!求|素|点|害)|应当?(?!用|急|付)|须|能够|可(?=在|以)|提高到|降低?到|控制在|着力|纳入|突出"
)
DONE_RE = re.compile(
    r"实现了|完成了|建成了|建立了|达到了|取得了?|已经?|增长了?(?!率)|提高了|下降了|降低了|开通了|覆盖了|超额|同比|累计|突破|翻了|共有|现有|目前有|达(?=\d)|实现|达到|建立|接入|形成了"
)
VERB_RE = re.compile(
    r"要求|实现了?|完成了?|建成了?|建立了?|达到了?|达|取得了?|增长了?|提高到?了?|下降到?了?|降低到?了?|开通了?|覆盖|超过|突破|投入|安排|拨付|出资|投资|共有?|已经?|有|为|是|到|占|近|约|不低于|"
    r"不少于|不超过|至少|最多|加快|推进|促进|完善|建设|包括|纳入|力争|争取|确保|要|将|抓好|着力"
)
MOST_CHARS, MOST_DATES = 300, 12  # how far back in a sentence its words and dates are looked for
SHARES = ("percent", "percentage_point", "money", "multiple")
IDLE_RE = re.compile(
    "一个(?:时期|时候|方面|重要|新的?|好的?|有)|一[条步]|三个代表|两个(?:维护|确立)"
)  # nothing is counted
PLACE_RE = re.compile(
    r"[我全本各](?:国|省|市|县|区|自治区)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}(?:省|市(?!场|级)|自治区|县(?!级))"
)
WHO_RE = re.compile(
    r"(?:由|，|^|：)\s*((?:国务院|国家|中央|各|有关|[\u4e00-\u9fff]{2,4}[省市县区])?[\u4e00-\u9fff、]{0,14}?(?:部门|政府|办公[厅室]|委员会|领导小组|局|厅|财政部|[教科工公民司水农商交信]\w{0,5}部|省委|市委|地区))"
    r"(?=要|应|将|负责|会同|牵头|建立|建成|投入|安排|完成|实现|共|已|都|给予)"
)


def find_targets(docs: pd.DataFrame) -> pd.DataFrame:
    """Find quantities with a unit, and bind each to its clause.

    Dates are resolved as in `find_dates`, with the column date or the signature as the anchor.

    Returns findings in the order of the texts; the quote is the number with its unit and 以上 or the like. Columns: value, value_to, unit,
    bound (as in `find_numbers`: 174.5亿元 is 174.5e8 元), kind (target, achievement, input, count, ordinal), cue (the word that tells the kind;
    empty where none does), subject, date_from, date_to and date_quote (the due date, or the date of the clause; empty where there is
    none), place and who (as the sentence names them; empty where it does not), clause (the stretch between two pauses).

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["到2010年，50%以上的行政许可项目能够实现在线处理。"]})  # half of all permits online
    >>> find_targets(docs)[["quote", "bound", "kind", "subject", "date_quote"]].values.tolist()
    [['50%以上', 'at least', 'target', '行政许可项目', '2010年']]
    """
    columns = {
        "value": "float64",
        "value_to": "float64",
        "unit": "str",
        "bound": "str",
        "kind": "str",
        "cue": "str",
        "subject": "str",
    }
    columns |= {"date_from": "datetime64[us]", "date_to": "datetime64[us]"} | dict.fromkeys(
        ["date_quote", "place", "who", "clause"], "str"
    )
    dated = iter(docs["date"] if "date" in docs else [None] * len(docs))
    return gather(docs, lambda text: _targets(text, *choose_anchor(None, next(dated), text)), columns)


def _targets(text: str, anchor: dt.date | None, source: str) -> Iterator[tuple]:
    flat = plain(text)
    found = [
        n
        for n in numbers(text)
        if n[5] not in ("date", "label", "fraction") and (n[4] or n[5] != "number") and not IDLE_RE.match(flat, n[0])
    ]
    days = dates(text, anchor, source) if found else []
    starts = [day[0] for day in days]
    sentences = SENTENCE_RE.finditer(flat)
    sentence, done, carried = None, 0, None
    for start, _, value, high, unit, kind, bound, end in found:
        while sentence is None or sentence.end() <= start:
            if sentence is not None and "\n" in flat[sentence.end() : sentence.end() + 2]:
                carried = None
            sentence = next(sentences)
            for day in days[done : (done := bisect(starts, sentence.end()))]:
                carried = day if day[3] == "due" or day[2].precision == "plan period" else carried
        near = max(sentence.start(), start - MOST_CHARS)
        last = bisect(starts, start)
        named = [day for day in days[max(last - MOST_DATES, 0) : last] if day[0] >= near]
        if named and start < named[-1][1]:  # the 3 of 近3年 belongs to a date
            continue
        after = AFTER_RE.match(flat, end)
        end = after.end() if after else end
        own = next((d for d in named[::-1] if d[3] != "since" and flat[d[0] - 1] not in "比较"), None)
        day = own or carried
        head = flat[near:start]
        left = max(flat.rfind(mark, near, start) for mark in "，：,") + 1 or near
        right = min(
            (at for mark in "，：,。；\n" if (at := flat.find(mark, end, end + 200)) >= 0),
            default=min(len(flat), end + 200),
        )
        kind_found, cue = (
            ("ordinal", "") if kind == "ordinal" else _kind(head, flat[left:start], flat[end:right], kind, day, anchor)
        )
        subject = _subject(flat[left:start], flat[end:right], kind in SHARES)
        span = _span(day if kind_found in ("target", "input") else own, text)
        row = start, end, value, high, unit, bound, kind_found, cue, subject
        yield *row, *span, *_where(head, flat[left:right]), text[left:right].strip()


def _span(day: tuple | None, text: str) -> tuple:
    """First day, last day and wording of the date a quantity goes with."""
    if day is None or day[2].first is None:
        return np.datetime64("NaT", "us"), np.datetime64("NaT", "us"), text[day[0] : day[1]] if day else ""
    first, last = day[2].first, day[2].last - dt.timedelta(1)
    return np.datetime64(first, "us"), np.datetime64(last, "us"), text[day[0] : day[1]]


def _kind(
    head: str, before: str, after: str, number: str, day: tuple | None, anchor: dt.date | None
) -> tuple[str, str]:
    """Tell wanted, reached, put in and counted apart by the nearest word; a date to come makes a goal of what has no other sign."""
    if spent := _last(INPUT_RE, before) or (INPUT_RE.match(after) and number == "money" and INPUT_RE.match(after)):
        return "input", spent[0]
    ahead = bool(day and (day[3] == "due" or (anchor and day[2].first and day[2].first > anchor)))
    done, goal = _last(DONE_RE, head), _last(GOAL_RE, head) or GOAL_RE.search(after)
    if done and done[0] in ("实现", "达到", "建立", "接入") and (ahead or goal):
        done = None
    if done and not (goal and goal.re is GOAL_RE and goal.string == head[-60:] and goal.start() > done.start()):
        return "achievement", done[0]
    if goal or ahead:
        return "target", goal[0] if goal else "到" if day and day[3] == "due" else ""
    late = DONE_RE.search(after)
    return ("achievement", late[0]) if late else ("input", "") if number == "money" else ("count", "")


def _last(pattern: re.Pattern, text: str) -> re.Match | None:
    found = list(pattern.finditer(text[-60:]))
    return found[-1] if found else None


def _subject(before: str, after: str, share: bool) -> str:
    """What is counted: after a measure word what follows; of a share or a sum what follows 的, else what stands before it."""
    following = re.match(
        r"(?:的|多)?([^、，。；：（）()“”\s]{1,24}?)(?=实现|能够|可[在以]|纳入|达到|建设$|等|的|$|[、，。；：（）()“”\s])",
        after,
    )
    if following and (not share or after.startswith("的")):
        return following[1]
    pieces = [piece for piece in VERB_RE.split(re.sub(r"^.*?年[底末初内]?|比[^比]*$", "", before)) if len(piece) > 1]
    return pieces[-1].strip("的了，、 “”") if pieces else (following[1] if following else "")


def _where(head: str, clause: str) -> tuple[str, str]:
    """Place and responsible body, as the sentence names them up to here."""
    places = PLACE_RE.findall(head[-120:] + clause)
    who = WHO_RE.findall(head[-120:] + clause)
    return (places[-1] if places else ""), (who[-1] if who else "")
