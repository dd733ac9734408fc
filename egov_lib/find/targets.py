"""Find the quantities a document promises, reports, spends or counts, each bound to what it is about.

A number becomes a target only with its clause: what is counted, by when, where, who answers for it, and the word that tells
whether it is wanted (力争, 到2010年), reached (实现了), put in (投入) or merely counted. That word is kept in `cue`, so that a
reader can judge the judgement. Goals are often a list under one date: within a paragraph a due date holds until another comes.

The subject is a piece of the clause cut at its verbs, not parsed: it is right more often than it is whole. Lists that the text
does not number (three aims, uncounted), slogans (三个代表) and vague amounts (一批, 大量) have no row, nor have the numbers of
documents, articles and items.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect
from collections.abc import Iterator

import numpy as np
import pandas as pd

from egov_lib.find.dates import Span, choose_anchor
from egov_lib.find.dates import dates as find_days
from egov_lib.find.numerals import AFTER_RE, numbers, plain
from egov_lib.findings import Document, make

SENTENCE_RE, PAUSE_RE = re.compile(r"[^。；！？\n]+"), re.compile("[，：,]")
INPUT_RE = re.compile(
    r"总?投资|投入|安排|拨[付款]|出资|补助|补贴|资助|注入|经费|耗资|筹[集措]|负担|支出|用(?=一|两|\d)"
)
GOAL_RE = re.compile(
    r"力争|争取|力求|确保|努力|目标|(?:计划|规划)(?=到|在|于|新|投|建|用)|拟|预计|预期|将要?|(?<![主重纲摘])要(?!求|素|点|害)"
    r"|应当?(?!用|急|付)|须|能够|可(?=在|以)|提高到|降低?到|控制在|着力|纳入|突出|(?:加快|启动|推进|加强)(?!了)"
)
DONE_RE = re.compile(
    r"实现了|完成了|建成了|建立了|达到了|取得了|(?:取得|已经?)(?![^，。；、]{0,12}的)|增长了?(?!率)|提高了|下降了|降低了|开通了|覆盖了|超额"
    r"|同比|累计|突破|翻了|共有|现有|目前有|达(?=\d)|实现|达到|建立|接入|形成了"
)
VERB_RE = re.compile(
    r"要求|实现了?|完成了?|建成了?|建立了?|达到了?|达|取得了?|增长了?|提高到?了?|下降到?了?|降低到?了?|开通了?|覆盖|超过|突破|投入"
    r"|安排|拨付|出资|投资|共有?|已经?|有|为|是|到|占|近|约|不低于|不少于|不超过|至少|最多|加快|推进|促进|完善|建设|包括|纳入|力争"
    r"|争取|确保|要|将|抓好|着力"
)
MOST_CHARS, MOST_DATES = 300, 12  # how far back in a sentence its words and dates are looked for
SHARES = ("percent", "percentage_point", "money", "multiple")
IDLE_RE = re.compile(  # nothing is counted
    r"一个(?:时期|时候|方面|重要|新的?|好的?|有)|一[条步]|两个(?:维护|确立)|[一两三四五]位数|第.{1,3}[，、,]"
)
NAMING = tuple("下上另同每某任")  # 下一个: the next one, 同一个: the same
PARTS = tuple("条章节款编号")  # of laws: 第三条 is no quantity
LEVELS = tuple("省市县区乡镇村")  # 市、区、镇、村四级: four levels
LISTED_RE = re.compile(  # five shifts, seven tasks: how many items the text goes on to list, whatever its mood
    "(?:重点|主要|基本|具体|重大|大)?(?:转变|任务|工作|方面|原则|问题|关系|环节|要求|措施|目标|意见|关键|重点|统一|坚持)"
)
RANKED_RE = re.compile(
    "届|期(?=工程|建设|项目|规划)|级"
)  # 三期工程, the third phase; 三级医院, of the third grade
PLACE_RE = re.compile(
    r"[我全本各](?:国|省|市|县|区|自治区)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}(?:省|市(?!场|级)|自治区|县(?!级))"
)
WHO_RE = re.compile(
    r"(?:由|，|^|：)\s*((?:国务院|国家|中央|各|有关|[\u4e00-\u9fff]{2,4}[省市县区])?[\u4e00-\u9fff、]{0,14}?"
    r"(?:部门|政府|办公[厅室]|委员会|领导小组|局|厅|财政部|[教科工公民司水农商交信]\w{0,5}部|省委|市委|地区))"
    r"(?=要|应|将|负责|会同|牵头|建立|建成|投入|安排|完成|实现|共|已|都|给予)"
)
FOLLOWING_RE = re.compile(
    r"(?:的|多)?([^、，。；：（）()“”\s]{1,24}?)(?=实现|能够|可[在以]|纳入|达到|建设$|等|的|$|[、，。；：（）()“”\s])"
)
LED_RE = re.compile(
    r"^.*?年[底末初内]?|比[^比]*$"
)  # what stands before a subject and is none: a date, a comparison


def find_targets(docs: pd.DataFrame, dates: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find quantities with a unit, and bind each to its clause.

    Dates are resolved as in `find_dates`, with the column date or the signature as the anchor; give *dates*, what it found in the
    same documents, and they are not looked for again.

    Returns findings in the order of the texts; the quote is the number with its unit and 以上 or the like. Columns: value,
    value_to, unit, bound (as in `find_numbers`: 174.5亿元 is 174.5e8 元), kind (target, achievement, input; count: also of the
    items of a list, 七项任务, seven tasks; ordinal), cue (the word that tells the kind; empty where none does), subject,
    date_from, date_to and date_quote (the due date, or the date of the clause; empty where there is none), place and who (as the
    sentence names them; empty where it does not), clause (the stretch between two pauses).

    >>> text = "到2010年，50%以上的行政许可项目能够实现在线处理。"  # half of all permits can be handled online
    >>> found = find_targets(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["quote", "bound", "kind", "subject", "date_quote"]].values.tolist()
    [['50%以上', 'at least', 'target', '行政许可项目', '2010年']]
    """
    columns = dict.fromkeys(("value", "value_to"), "float64")
    columns |= dict.fromkeys(("unit", "bound", "kind", "cue", "subject"), "str")
    columns |= dict.fromkeys(("date_from", "date_to"), "datetime64[us]")
    columns |= dict.fromkeys(("date_quote", "place", "who", "clause"), "str")
    given = None if dates is None else _by_document(dates)

    def find(document: Document) -> Iterator[tuple]:
        text = document["text"]
        anchor, source = (
            choose_anchor(None, document.get("date"), text) if given is None else (None, "")
        )
        days = (
            (find_days(text, anchor, source), anchor)
            if given is None
            else given.get(document["doc_id"], ([], None))
        )
        return _targets(text, *days)

    return make(docs, find, columns)


def _by_document(dates: pd.DataFrame) -> dict:
    """The same for each document, from what `find_dates` returned."""
    found = {}
    columns = ["doc_id", "start", "end", "date_from", "date_to", "precision", "role", "anchor"]
    for doc_id, start, end, *days, precision, role, anchor in zip(
        *(dates[name].tolist() for name in columns)
    ):
        first, last, anchor = (None if pd.isna(day) else day.date() for day in (*days, anchor))
        span = Span(first, last and last + dt.timedelta(1), precision)
        found.setdefault(doc_id, ([], anchor))[0].append((start, end, span, role))
    return found


def _quantities(flat: str, text: str) -> Iterator[tuple]:
    """The numbers that count something, with ranks told as such."""
    for start, end, value, high, unit, kind, bound, stop in numbers(text):
        before, after, bare = flat[start - 1 : start], flat[end : end + 1], kind == "number"
        if bare and not unit and after == "大" and end == start + 1 and 2 <= value <= 10:
            unit, stop = "大", end + 1  # 三大产业: three industries
        idle = (
            IDLE_RE.match(flat, start)
            or "×" in (before, flat[stop : stop + 1])
            or (flat[start] == "一" and before in NAMING)
        )
        named = (before == "“" and "”" in flat[end : end + 8]) or (
            kind == "ordinal" and (unit or after) in PARTS
        )
        if idle or named or kind in ("date", "label", "fraction") or (bare and unit in ("", "号")):
            continue
        if (
            bare
            and flat[start] in "一二三四五六七八九十"
            and before not in LEVELS
            and RANKED_RE.match(flat, end)
        ):
            kind = "ordinal"
        yield start, value, high, unit, kind, bound, stop


def _targets(text: str, days: list[tuple], anchor: dt.date | None) -> Iterator[tuple]:
    flat = plain(text)
    starts = [day[0] for day in days]
    sentences = SENTENCE_RE.finditer(flat)
    sentence, done, carried = None, 0, None
    for start, value, high, unit, number, bound, end in _quantities(flat, text):
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
        own = next(
            (d for d in named[::-1] if d[3] != "since" and flat[d[0] - 1] not in "比较"), None
        )
        day = own or carried
        listed = number == "number" and LISTED_RE.match(flat, end)
        after = AFTER_RE.match(flat, end)
        end = after.end() if after else end
        head = flat[near:start]
        left = max(map(head.rfind, "，：,")) + 1 + near
        pause = PAUSE_RE.search(flat, end, min(sentence.end(), end + 200))
        right = pause.start() if pause else min(sentence.end(), end + 200)
        kind, cue = "ordinal" if number == "ordinal" else "count", ""
        if kind == "count" and not listed:
            kind, cue = _kind(head, flat[left:start], flat[end:right], number, day, anchor)
        subject = _subject(flat[left:start], flat[end:right], number in SHARES)
        span = _span(day if kind in ("target", "input") else own, text)
        row = start, end, value, high, unit, bound, kind, cue, subject
        yield *row, *span, *_where(head[-120:] + flat[left:right]), text[left:right].strip()


def _span(day: tuple | None, text: str) -> tuple:
    """First day, last day and wording of the date a quantity goes with."""
    start, end, span, _ = day or (0, 0, Span(None, None, ""), "")
    last = span.last and span.last - dt.timedelta(1)
    return *(np.datetime64(end or "NaT", "us") for end in (span.first, last)), text[start:end]


def _kind(
    head: str, before: str, after: str, number: str, day: tuple | None, anchor: dt.date | None
) -> tuple:
    """Tell wanted, reached, put in and counted apart by the nearest word; without one, a date to come makes a goal."""
    if spent := _last(INPUT_RE, before) or (number == "money" and INPUT_RE.match(after)):
        return "input", spent[0]
    ahead = bool(day and (day[3] == "due" or (anchor and day[2].first and day[2].first > anchor)))
    done, ahead_of = _last(DONE_RE, head), _last(GOAL_RE, head)
    goal = ahead_of or GOAL_RE.search(after)
    if done and done[0] in ("实现", "达到", "建立", "接入") and (ahead or goal):
        done = None
    if done and not (ahead_of and ahead_of.start() > done.start()):
        return "achievement", done[0]
    if goal or ahead:
        return "target", goal[0] if goal else "到" if day and day[3] == "due" else ""
    late = DONE_RE.search(after)
    return (
        ("achievement", late[0]) if late else ("input", "") if number == "money" else ("count", "")
    )


def _last(pattern: re.Pattern, text: str) -> re.Match | None:
    return max(pattern.finditer(text[-60:]), key=re.Match.start, default=None)


def _subject(before: str, after: str, share: bool) -> str:
    """What is counted: after a measure word what follows; of a share or a sum what follows 的, else what stands before it."""
    following = FOLLOWING_RE.match(after)
    if following and (not share or after.startswith("的")):
        return following[1]
    pieces = [piece for piece in VERB_RE.split(LED_RE.sub("", before)) if len(piece) > 1]
    return pieces[-1].strip("的了，、 “”") if pieces else (following[1] if following else "")


def _where(said: str) -> tuple[str, str]:
    """Place and responsible body, as the sentence names them up to here."""
    places, who = PLACE_RE.findall(said), WHO_RE.findall(said)
    return (places[-1] if places else ""), (who[-1] if who else "")
