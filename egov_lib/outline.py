"""Read the form of an official document: its letterhead, and its outline as a tree.

Chinese official documents number their parts by rule: 一、 holds （一）, that holds 1., that holds （1）; laws count 章, 节 and 条;
speeches count 第一 and 一是 inside a paragraph. A marker's place in that order, and what was open before it, make the tree. A
heading is the line, or the line up to its first 。 where the text runs on. Lists inside a paragraph are taken apart only
where they count from one.

The letterhead is read from what the lines are (a number, a line that ends in ：, a date alone) and not from where they
stand, since web copies move them. A heading without any marker inside a numbered document is not told from a paragraph.
"""

# ruff: noqa: E501  Chinese counts double, and a case of an expression stays on its line
from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.numerals import SIGNED_RE, gather, parse_day, parse_number, plain

N = "一二三四五六七八九十百零〇"
STYLES = {  # from the widest to the narrowest; what each looks like at the start of a line
    "编": rf"第[{N}\d]{{1,6}}[编篇](?=[\s\u3000]|$)",
    "章": rf"第[{N}\d]{{1,6}}章(?![程节])",
    "节": rf"第[{N}\d]{{1,6}}节(?![能约])",
    "条": rf"第[{N}\d]{{1,6}}条(?:之[{N}])?(?=[\s\u3000]|[^款项、，和至的及规第])",
    "一、": rf"[{N}]{{1,4}}(?:、|[.．](?!\d)|\s?，(?=[^{N}]))",
    "（一）": rf"[（(]\s?[{N}]{{1,4}}\s?[）)]、?|[㈠-㈩]",
    "1.": r"\d{1,2}\s?(?:[.．](?!\d)|、)",
    "（1）": r"[（(]\s?\d{1,2}\s?[）)]|[⑴-⒇]|\d{1,2}[）)]",
    "①": r"[①-⑳]",
    "——": r"(?:——|──|――|—)(?![—\d])",
    "一是": rf"[{N}]{{1,3}}是(?![否不])|第[{N}]{{1,3}}(?:[，、,]|是)|(?:首先|其次|再次|最后)[，,]",
}
RANK = {name: rank for rank, name in enumerate(STYLES)}
MARKER_RE = re.compile("|".join(f"(?P<m{rank}>{form})" for rank, form in enumerate(STYLES.values())))
LINE_RE = re.compile(r"[^\n]+")
INLINE_RE = re.compile(
    rf"""
    (?<=[。；：，;:])\s?(?:
      (?P<m5>[（(][{N}]{{1,3}}[）)])                      # Case 1: 问题。（一）坚持 …
    | (?P<m6>\d{{1,2}}[.．](?![\d%]))
    | (?P<m7>[（(]\d{{1,2}}[）)])
    | (?P<m8>[①-⑳])
    | (?P<m4>[{N}]{{1,3}}、(?=[^{N}、]))                   # Case 2: a text whose lines were all joined
    | (?P<m10>[{N}]{{1,3}}是(?![否不])|第[{N}]{{1,3}}(?:[，、,]|要|是))  # Case 3: 一是 … 二是 …, 第一，
    )""",
    re.VERBOSE,
)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
UNNUMBERED = 19  # deeper than any marker at the start of a line, wider than an item inside it
MOST_HEADING = 60  # characters: a first sentence longer than this is text, not a heading
NUMBER_RE = re.compile(
    rf"""
      [〔\[［【﹝（(〈]\s?(?P<year>(?:19|20)\d\d)\s?年?[〕\]］】﹞）)〉]\s?第?\s?(?P<serial>\d{{1,5}})\s?号      # Case 1: 国发〔2015〕40号
    | (?<=[发函办字令电\ ])(?P<year2>(?:19|20)\d\d)[\s年]\s?第?(?P<serial2>\d{{1,5}})号                  # Case 2: （国发2015 40号）
    | (?<=[令告）)年\s])第\s?(?P<serial3>[{N}\d]{{1,6}})\s?号                                              # Case 3: 国务院令第492号
    """,
    re.VERBOSE,
)
AGENCY_RE = re.compile(r"(?P<agency>[\u4e00-\u9fff]{1,16})\s?$")
DECREE_RE = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,16}[令告])\s?(?:[（(][^（()）\n]{1,20}[）)]\s?)?(?:(?:19|20)\d\d年)?\s?$"
)
LEAD_RE = re.compile(  # words that stand before a number and are no part of it
    r".*(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|参照|转发|印发|关于|文件|现将|通知|规定|意见|办法|请示|报告|收悉|废止|以及|(?<!共)和|[见及与或即按由经将])(?=.)"
)
BODY_RE = re.compile(
    r"(?:国务院|办公[厅室]|委员会|人民政府|政府|常委会|[党省市区县工团军纪编政]委|[省市县区]?[局厅署处]|总局|部|法院|检察院|委|银行|总行|领导小组|指挥部|协会|联合会|总工会|"
    r"中心|公司|集团|大学|学院|研究院|公安部|总社|支队|总队|会议|党组|代表大会|书记处|议|组|院|会|社)$"
)
GENRE_RE = re.compile(
    r"(?:通知|意见|决定|决议|办法|规定|条例|细则|规则|方案|规划|纲要|计划|要点|报告|请示|批复|复函|函|答复|公告|通告|通报|公报|命令|令|章程|准则|标准|制度|目录|清单|"
    r"讲话|提纲|纪要|指南|规程|战略|框架|总结|建议|倡议书|指示|预案|安排|措施|行动|大纲|说明|法|草案|稿)(?:[（(][^（()）\n]{1,20}[）)])?$"
)
LABELS = {
    "标题": "title",
    "发文机关": "issuer",
    "发文单位": "issuer",
    "发布机构": "issuer",
    "发文字号": "number",
    "文号": "number",
    "成文日期": "date",
}
LABEL_RE = re.compile(
    r"(?P<label>标\s*题|发\s*文\s*(?:机\s*关|单\s*位|字\s*号)|发布机构|文\s*号|成\s*文\s*日\s*期)\s*[：:]\s*(?P<value>[^\n\t]{2,120}?)(?=[\t\n]|\s{2}|\u3000|$)"
)
NOTE_RE = re.compile(
    r"[（(](?:此件|本文|附件|主动公开|发至|信息公开)[^）)\n]{0,30}[）)]|[机绝秘]密.{0,8}|特急|加急|急件|\d{6}|.{0,20}文件|索\s?引\s?号.*|主题分类.*|发布日期.*"
)
FURNITURE_RE = re.compile(r"来源[：:]|浏览|字号|打印|(?:时间|日期|作者|编辑)[：:]")
ATTACHED_RE = re.compile(rf"附\s?件\s?(?:\d{{1,2}}|[{N}]{{1,2}})?\s?[：:]?")
COLUMNS = {"clause_id": "str", "parent_id": "str", "level": "int64", "kind": "str", "marker": "str", "number": "float64"} | {"heading": "str", "text_end": "int64"}  # fmt: skip


class Line(NamedTuple):
    """A line without the blanks at its ends."""

    start: int
    end: int
    text: str


class Head(NamedTuple):
    """Where the parts of a letterhead stand; each a list of lines, empty where there is none."""

    title: list[Line]
    number: list[Line]
    addressees: list[Line]
    signature: list[Line]
    date: list[Line]
    enclosed: list[Line]
    labels: dict[str, str]


def _lines(flat: str) -> list[Line]:
    found = []
    for m in LINE_RE.finditer(flat):
        if text := m[0].strip(" \t\r\u3000\xa0"):
            start = m.start() + m[0].index(text[0])
            found.append(Line(start, start + len(text), text))
    return found


def _is_body(line: Line) -> bool:
    longest = 400 if line.text[-1] in "：:" else 100
    return "。" in line.text or len(line.text) > longest or bool(MARKER_RE.match(line.text))


def _is_number(text: str) -> bool:
    found = next(document_numbers(text), None)
    return bool(found) and len(text) < found[1] - found[0] + 8


def _head(flat: str, lines: list[Line]) -> Head:
    """Tell the parts of a letterhead, and of the signature that ends the cover or the document."""
    labels = {LABELS[re.sub(r"\s", "", m["label"])]: m["value"].strip() for m in LABEL_RE.finditer(flat[:3000])}
    top = next((i for i, line in enumerate(lines[:30]) if _is_body(line)), min(len(lines), 30))
    colons = (i for i, line in enumerate(lines[:top]) if line.text[-1] in "：:" and not LABEL_RE.match(line.text + " "))
    called = next(colons, None)
    head = [
        line for line in lines[: top if called is None else called]
        if not (NOTE_RE.fullmatch(line.text) or LABEL_RE.match(line.text + "\n") or FURNITURE_RE.search(line.text))
    ]  # fmt: skip
    at = next((i for i, line in enumerate(head) if _is_number(line.text)), len(head))
    undated = [[line for line in part if not SIGNED_RE.fullmatch(line.text)] for part in (head[:at], head[at + 1 :])]
    titles = [_title(part) for part in undated]
    title = next((t for t in titles if t and GENRE_RE.search(t[-1].text)), titles[0] or titles[1])
    begun = top if called is None else called
    signature, date, rest = _signature(flat, lines, lines[begun].start if begun < len(lines) else 0, title)
    skip = 1 if rest and ATTACHED_RE.fullmatch(rest[0].text) else 0
    enclosed = _title(rest[skip : skip + 5]) if len(rest) > skip + 1 else []
    addressees = [] if called is None else [lines[called]]
    return Head(title, head[at : at + 1], addressees, signature, date, enclosed, labels)


def _signature(
    flat: str, lines: list[Line], begun: int, title: list[Line]
) -> tuple[list[Line], list[Line], list[Line]]:
    """Who signed, when, and the lines that follow: at the first date on its own after the text has begun, else at the first."""
    dated = SIGNED_RE.search(flat, begun) or SIGNED_RE.search(flat)
    last = next((i for i, line in enumerate(lines) if dated and line.start <= dated.start("day") < line.end), None)
    if last is None:
        return [], [], []
    before = lines[last].text[: dated.start("day") - lines[last].start].strip(" \u3000\xa0(（")
    signature = [Line(lines[last].start, lines[last].start + len(before), before)] if before else []
    for line in [] if before else lines[max(last - 4, 0) : last][::-1]:
        if line in title or not _signs(line.text):
            break
        signature.insert(0, line)
    rest = [line for line in lines[last + 1 : last + 12] if not NOTE_RE.fullmatch(line.text)] if signature else []
    return signature, [Line(*dated.span("day"), dated["day"])], rest


def _signs(text: str) -> bool:
    parts = [p for p in re.split(r"[\s\u3000、]+", text) if p]
    return len(text) <= 60 and not set(text) & set("。；：，") and bool(parts) and all(BODY_RE.search(p) for p in parts)


def _title(lines: list[Line]) -> list[Line]:
    """The lines from the first on that make one title: up to the last that ends as titles do, or the first alone."""
    taken = []
    for line in lines[:6]:
        if _is_body(line) or len(line.text) > 80 or line.text[-1] in "：:；，" or SIGNED_RE.fullmatch(line.text):
            break
        taken.append(line)
        joined = "".join(t.text for t in taken)
        if GENRE_RE.search(line.text) and joined.count("《") == joined.count("》"):
            return taken
    return taken[:1]


def document_numbers(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield each document number as (start, end, agency code, year, serial), without the words that lead up to it."""
    flat = plain(text)
    for m in NUMBER_RE.finditer(flat):
        agency = (DECREE_RE if m["serial3"] else AGENCY_RE).search(flat[max(m.start() - 45, 0) : m.start()])
        if agency:
            name = agency["agency"]
            lead = LEAD_RE.match(name)
            name = name[lead.end() :] if lead else name
            start = m.start() - len(agency[0]) + agency["agency"].rindex(name)
            year, serial = m["year"] or m["year2"] or "", m["serial"] or m["serial2"] or m["serial3"]
            yield start, m.end(), text[start : start + len(name)], year, serial


def read_letterhead(docs: pd.DataFrame) -> pd.DataFrame:
    """Read who issued each document, under what number and title, to whom, and when it was signed.

    One row a document, in the order given, even where nothing was found. The quote is the title as it stands; columns: title
    (its lines joined), document_number, issuer (its title's first words, else the signature, else what the page says), addressees,
    date (of signing: a notice that forwards another document is dated by its own signature), date_quote and date_start,
    enclosed_title and enclosed_start (the document after the signature; empty and -1 where none).

    >>> text = "国务院办公厅关于电子政务的通知\\n国办发〔2006〕1号\\n各省人民政府：\\n请执行。\\n国务院办公厅\\n二○○六年一月五日"
    >>> read_letterhead(pd.DataFrame({"doc_id": ["d"], "text": [text]}))[["issuer", "document_number", "date"]].astype(str).values.tolist()
    [['国务院办公厅', '国办发〔2006〕1号', '2006-01-05']]
    """
    columns = dict.fromkeys(["title", "document_number", "issuer", "addressees"], "str") | {"date": "datetime64[us]"}
    columns |= {"date_quote": "str", "date_start": "int64", "enclosed_title": "str", "enclosed_start": "int64"}
    return gather(docs, lambda text: [_letterhead(text)], columns)


def _letterhead(text: str) -> tuple:
    flat = plain(text)
    lines = _lines(flat)
    head = _head(flat, lines)
    title = "".join(text[line.start : line.end] for line in head.title)
    top = next((line.start for line in lines if "。" in line.text), len(text))
    numbers = [text[s:e] for s, e, *_ in document_numbers(text[:top])]
    start, end = (head.title[0].start, head.title[-1].end) if head.title else (0, 0)
    day = _signed_day(flat, head)
    where = head.date[0] if head.date else Line(-1, -1, "")
    enclosed = "".join(text[line.start : line.end] for line in head.enclosed)
    return (
        start, end, head.labels.get("title") or title, head.labels.get("number") or (numbers[0] if numbers else ""),
        head.labels.get("issuer") or _issuer(title, head, text), head.addressees[0].text.rstrip("：:") if head.addressees else "",
        np.datetime64(day or "NaT", "us"), text[where.start : where.end] if head.date else "", where.start,
        enclosed, head.enclosed[0].start if head.enclosed else -1,
    )  # fmt: skip


def _issuer(title: str, head: Head, flat: str) -> str:
    """Who issued it: the first words of the title, else the signature, else the red head (… 文件)."""
    first = re.match(r"(.{2,80}?)(?:关于|印发|转发|批转|批准|公布|发布|对|给|致|令|公告|通告|公报)", title)
    if first and _signs(first[1]):
        return first[1].strip()
    signed = [name for line in head.signature for name in re.split(r"[\s\u3000]+", line.text) if name]
    red = re.match(r"[\s\u3000]*([\u4e00-\u9fff]{2,30})文件\s*\n", flat)
    return "、".join(signed) or (red[1] if red else "")


def _signed_day(flat: str, head: Head) -> dt.date | None:
    """The day of signing; without a signature what the page says, or a full date near the top or at the very end."""
    places = [
        head.date[0].text if head.date else "",
        head.labels.get("date", ""),
        flat[:300].partition("。")[0],
        flat[-60:],
    ]
    return next((day for place in places if (day := parse_day(place))), None)


def parse_outline(docs: pd.DataFrame) -> pd.DataFrame:
    """Take documents apart into their numbered parts, as a tree.

    Returns findings in the order of the texts, a row a clause: its marker and heading, or its first sentence where it has no
    heading. Columns: clause_id and parent_id (empty at the top; ids are `doc_id/1.2`, by place), level (1 for the widest style of
    number the document uses there, 2 for what is inside it …; 0 for what has no number), kind (title, addressees, number, signature
    or date of the letterhead; heading; item, numbered inside a paragraph or without a heading; article 条; paragraph; attachment),
    marker (as written), number (its value), heading (empty where the text runs on too long), text_end (where the clause's own text
    ends, before the next clause).

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["一、总体要求\\n（一）指导思想。以应用促发展。\\n（二）原则。统一规划。"]})
    >>> parse_outline(docs)[["clause_id", "level", "marker", "heading"]].values.tolist()
    [['d/1', 1, '一、', '总体要求'], ['d/1.1', 2, '（一）', '指导思想'], ['d/1.2', 2, '（二）', '原则']]
    """
    ids = iter(docs.get("doc_id", []))
    return gather(docs, lambda text: _clauses(text, f"{next(ids)}/"), COLUMNS)


def _clauses(text: str, prefix: str) -> Iterator[tuple]:
    """Number the pieces and hang each on the last open piece of wider rank."""
    open_, counts = [], {}  # open_: (rank, id, level) of the pieces that can still take children
    flat = plain(text)
    pieces = sorted(_pieces(flat))
    for (start, end, rank, kind, marker, heading), after in zip(pieces, [*pieces[1:], (len(text),)]):
        while open_ and (open_[-1][0] >= rank or kind in ("title", "attachment")):
            open_.pop()
        _, parent, level = open_[-1] if open_ else (0, "", 0)
        level += rank != UNNUMBERED
        counts[parent] = counts.get(parent, 0) + 1
        own = f"{parent}.{counts[parent]}" if parent else f"{prefix}{counts[parent]}"
        open_.append((rank, own, level))
        value = parse_number(re.sub(rf"[^{N}\d]", "", marker)) if marker else None
        if heading and (at := flat.find(heading, start, end)) >= 0:
            heading = text[at : at + len(heading)]
        row = start, end, own, parent, level if rank != UNNUMBERED else 0, kind, marker
        yield *row, math.nan if value is None else value, heading, max(after[0], end)


def _pieces(flat: str) -> Iterator[tuple]:
    """Yield (start, end, rank, kind, marker, heading) for every line, and for the items of lists inside a line."""
    lines = _lines(flat)
    head = _head(flat, lines)
    roles = {line.start: kind for kind in ("number", "addressees", "signature", "date") for line in getattr(head, kind)}
    titles = {block[0].start: block[-1].end for block in (head.title, head.enclosed) if block}
    styled = any(MARKER_RE.match(line.text) for line in lines)
    done = 0
    for line, below in zip(lines, [*lines[1:], Line(0, 0, "")]):
        if line.start < done:  # the second line of a title
            continue
        if line.start in titles or (
            styled and _stands_alone(line, below) and GENRE_RE.search(line.text) and not MARKER_RE.match(line.text)
        ):
            done = titles.get(line.start, line.end)
            yield line.start, done, UNNUMBERED, "title", "", flat[line.start : done].replace("\n", "")
            continue
        if line.start in roles or SIGNED_RE.fullmatch(line.text) or NOTE_RE.fullmatch(line.text):
            kind = roles.get(line.start) or ("date" if SIGNED_RE.fullmatch(line.text) else "note")
            yield line.start, line.end, UNNUMBERED, kind, "", ""
            continue
        yield from _line_pieces(line, below, styled)


def _line_pieces(line: Line, below: Line, styled: bool) -> list[tuple]:
    """A line of the body: its head, then the items inside it."""
    rank, kind, marker, heading, m = UNNUMBERED, "paragraph", "", "", MARKER_RE.match(line.text)
    after = end = _sentence(line.text, 0)
    if m:
        rank, marker = int(m.lastgroup[1:]), m[0].strip()
        end, heading = _heading(line.text, m.end())
        kind = "article" if rank == RANK["条"] else "heading" if heading and rank < RANK["——"] else "item"
        after = m.end()
    elif ATTACHED_RE.match(line.text):
        kind, after, end = "attachment", len(line.text), len(line.text)
    elif not styled and _stands_alone(line, below):
        rank, kind, heading, after, end = 0, "heading", line.text, len(line.text), len(line.text)
    else:
        after = 0
    items = list(_inline(line, after))
    if items and items[0][0] < line.start + end:
        end, heading = items[0][0] - line.start, ""
    return [(line.start, line.start + end, rank, kind, marker, heading), *items]


def _stands_alone(line: Line, below: Line) -> bool:
    """Tell whether a short line without a full stop stands above running text: a heading nobody numbered."""
    return len(line.text) <= 40 and not set(line.text) & set("。；：，！") and "。" in below.text


def _sentence(text: str, start: int) -> int:
    stop = re.compile("[。；！？]").search(text, start)
    return stop.start() if stop else len(text)


def _heading(text: str, start: int) -> tuple[int, str]:
    """Where a clause's head ends, and its heading: up to the first 。 or ： if that is near, else none."""
    stop = re.compile("。|(?<=.)：|；").search(text, start)
    end = stop.start() if stop else len(text)
    if end - start > MOST_HEADING:
        return end, ""
    return end, text[start:end].strip(" \u3000")


def _inline(line: Line, start: int) -> Iterator[tuple]:
    """Items of lists inside one line, of each style that counts 1, 2, 3 … there."""
    runs = {}
    for m in INLINE_RE.finditer(line.text, start):
        mark = m[m.lastgroup]
        value = parse_number(re.sub(rf"[^{N}\d①-⑳]", "", mark)) if mark not in CIRCLED else CIRCLED.index(mark) + 1
        run = runs.setdefault((m.lastgroup, mark[:1] == "第"), [])
        if value == len(run) + 1:
            run.append((m.end() - len(mark), m.end(), mark))
    for (group, _), run in runs.items():
        rank = UNNUMBERED + 1 + int(group[1:])
        for (begin, after, mark), following in zip(run, [*run[1:], (len(line.text),)]) if len(run) > 1 else ():
            end, heading = _heading(line.text, after)
            end = min(end, following[0])
            heading = heading if after + len(heading) <= following[0] else ""
            yield line.start + begin, line.start + end, rank, "item", mark, heading
