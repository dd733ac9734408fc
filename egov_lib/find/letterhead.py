"""Read the letterhead of an official document: issuer, number, title, addressees, signature, and the document it forwards.

The letterhead is read from what the lines are (a number, a line that ends in ：, a date alone) and not from where they stand,
since web copies move them, repeat the title, and set their paths and buttons above it. A portal's own table above the text goes
before what the text says of title and number. A document that lost its line breaks is first cut where its markers count, and
around its letterhead and signature.

Not told: a title that neither ends as titles do nor stands alone, and a signature without a date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.numerals import SIGNED_RE, parse_day, plain, small_number
from egov_lib.findings import make

FORM = dict(
    zip(":;,()[]［］【】﹝﹞", "：；，（）〔〕〔〕〔〕〔〕")
)  # as portals and scanners type them
FORM_RE = re.compile(r"[:;,()\[\]［］【】﹝﹞]")
N = "一二三四五六七八九十百零〇"
STYLES = {  # from the widest to the narrowest; what each looks like at the start of a line
    "编": rf"第[{N}\d]{{1,6}}[编篇](?=[\s\u3000]|$)",
    "章": rf"第[{N}\d]{{1,6}}章(?![程节])",
    "节": rf"第[{N}\d]{{1,6}}节(?![能约])",
    "条": rf"第[{N}\d]{{1,6}}条(?:之[{N}])?(?=[\s\u3000]|[^款项、，和至的及规第])",
    "一、": rf"[{N}]{{1,4}}(?:、|\.(?!\d)|\s?，(?=[^{N}]))",
    "（一）": rf"（\s?[{N}]{{1,4}}\s?）、?|[㈠-㈩]",
    "1.": r"\d{1,2}\s?(?:\.(?!\d)|、)",
    "（1）": r"（\s?\d{1,2}\s?）|[⑴-⒇]|\d{1,2}）",
    "①": r"[①-⑳]",
    "——": r"(?:——|──|――|—)(?![—\d])",
    "一是": rf"[{N}]{{1,3}}是(?![否不])|第[{N}]{{1,3}}(?:[，、]|是)|(?:首先|其次|再次|最后)，",
}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
RANK = {name: rank for rank, name in enumerate(STYLES)}
MARKER_RE = re.compile(
    "|".join(f"(?P<m{rank}>{form})" for rank, form in enumerate(STYLES.values()))
)
MARKER_STARTS = frozenset(
    f"第{N}0123456789（首其再最—─―" + "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽" + CIRCLED
)
CUT_RE = re.compile(  # where lines were joined; a marker counts only in its turn
    rf"""
      (?<![.、条章节A-Za-z\d])(?<![ \u3000章].)(?P<blank>[ \xa0\u3000]+)(?![A-Za-z\d%]|.[ \u3000])  # Case 1: a blank
    | (?<![第{N}、和至及条章统单唯之同])(?:  # Case 2: a marker anywhere: 议题一、…
        (?P<m1>第[{N}]{{1,4}}章)
      | (?P<m3>第[{N}]{{1,6}}条(?=[\s\u3000]|[^款项、，和至的及规第]))
      | (?P<m4>[{N}]{{1,3}}、(?=[^{N}、]))
      | (?P<m5>（[{N}]{{1,3}}）(?![项款、和至]))
      | (?P<m6>(?<![\d.])\d{{1,2}}[.、](?![\d%])))
    """,
    re.VERBOSE,
)
CUT_START_RE = re.compile(  # where a cut can be: a plain set of characters first, which is fast, then a look around
    rf"[ \xa0\u3000第（{N}\d](?:(?<=[ \xa0\u3000第])|(?<=（)(?=[{N}])|(?<=[{N}])(?=[{N}、])|(?<=\d)(?=[\d.、]))"
)
CUT_SIGNATURE_RE = re.compile(
    r"(?<=[。）：])(?P<who>[^。；，：（）《》]{2,60}?)(?P<day>(?:\d{4}|[一二][〇零一二三四五六七八九]{3})年.{1,3}月.{1,3}日)"
    r"(?![，。、至到前以起])"
)
JOINED = (
    120,
    1500,
)  # characters from which on a line is cut: one that holds most of the text, any line
NUMBER_RE = re.compile(
    rf"""(?=[〔（〈12第])(?:
      [〔（〈]\s?(?P<year>(?:19|20)\d\d)\s?年?[〕）〉]\s?第?\s?(?P<serial>\d{{1,5}})\s?号  # Case 1: 〔2015〕40号
    | (?<=[发函办字令电\ ])(?P<year2>(?:19|20)\d\d)[\s年]\s?第?(?P<serial2>\d{{1,5}})号  # Case 2: （国发2015 40号）
    | (?<=[令告）年\s])第\s?(?P<serial3>[{N}\d]{{1,6}})\s?号)                          # Case 3: 国务院令第492号
    """,
    re.VERBOSE,
)
AGENCY_RE = re.compile(r"(?P<agency>[\u4e00-\u9fff]{1,16})\s?$")
DECREE_RE = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,16}[令告])\s?(?:（[^（）\n]{1,20}）\s?)?(?:(?:19|20)\d\d年)?\s?$"
)
LEAD_RE = re.compile(  # words that stand before a number and are no part of it
    r".*(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|参照|转发|印发|关于|文件|现将|通知|规定|意见|办法|请示|报告|收悉|废止|以及"
    r"|批复|复函|答复|公告|通告|决定|方案|规划|纲要|(?<!共)和|[见及与或即按由经将])(?=.)"
)
BODY_RE = re.compile(
    r"(?:国务院|办公[厅室]|委员会|人民政府|政府|常委会|[党省市区县工团军纪编政]委|[省市县区]?[局厅署处]|总局|部|法院|检察院|委|银行"
    r"|总行|领导小组|指挥部|协会|联合会|总工会|中心|公司|集团|大学|学院|研究院|公安部|总社|支队|总队|会议|党组|代表大会|书记处"
    r"|[议组院会社办]|(?:总[\s\u3000]*理|[部省市局署行][\s\u3000]*长|主[\s\u3000]*[席任]|委员长)[\s\u3000]*[\u4e00-\u9fff·\s\u3000]{2,6})$"
)
GENRES = (
    "通知|意见|决定|决议|办法|规定|条例|细则|规则|方案|规划|纲要|计划|要点|报告|请示|批复|复函|函|答复|公告|通告|通报|公报|命令|令"
    "|章程|准则|标准|制度|目录|清单|讲话|提纲|纪要|指南|规程|战略|框架|总结|建议|倡议书|指示|预案|安排|措施|行动|大纲|说明|法|草案|稿"
)
GENRE_RE = re.compile(rf"(?:{GENRES})(?:（[^（）\n]{{1,20}}）)?$")
TITLE_RE = re.compile(rf"(?:关于|印发|转发).{{2,90}}?的(?:{GENRES})(?![》〉”、，的和])")
OWN_RE = re.compile(
    rf"《?(?P<who>[^《》]{{0,60}}?)(?:关于|印发|转发).{{2,150}}的(?:{GENRES})(?:（[^（）\n]{{1,20}}）)?》?"
)
LABELS = {
    "标题": "title",
    "发文字号": "number",
    "文号": "number",
    "成文日期": "date",
    "发文日期": "date",
}
LABELS |= dict.fromkeys(("发文机关", "发文单位", "发文机构", "发布机构"), "issuer")
OTHERS = "索引号 主题分类 主题词 发布日期 公开方式 有效性 信息分类 生成日期 名称 关键词 内容概述 公文种类"
_LABEL = "|".join(r"\s*".join(name) for name in (*LABELS, *OTHERS.split()))
LABEL_RE = re.compile(
    rf"(?P<label>{_LABEL})\s*：\s*(?P<value>[^\t]*?)(?=\s*(?:{_LABEL})\s*：|\t|\s\s|\u3000|$)"
)
NOTE_RE = re.compile(
    r"（(?:此件|本文|附件|主动公开|发至|信息公开)[^）\n]{0,30}）|[机绝秘]密.{0,8}|特急|加急|急件|\d{6}|.{0,20}文件|签发人：.*"
)
CALLED_RE = re.compile(
    "(?!.*如下)[^《》。；：]{2,400}："
)  # the line that names whom a document is sent to
FURNITURE_RE = re.compile(
    "来源：|浏览|字号|打印|(?:时间|日期|作者|编辑|位置|地址)：|首页|视力|页面|^[- ]*名 称"
)
ATTACHED_RE = re.compile(rf"附\s?件\s?(?:\d{{1,2}}|[{N}]{{1,2}})?\s?[：.]?")
DECREED_RE = re.compile(r"[\u4e00-\u9fff]{2,40}令(?:[\s（]*第.{1,8}号）?)?")
FORWARD_RE = re.compile(
    r"印发|转发|批转|令(?:[\s（]*第.{1,8}号）?)?$"
)  # a cover, whose document follows its date
ISSUER_RE = re.compile(
    "(?:中华人民共和国)?(.{2,80}?)(?:关于|印发|转发|批转|批准|公布|发布|对|给|致|令|公告|通告|公报)"
)
WRAPPED_RE = re.compile(
    r"《([^《》]*)》|(.*?)[（(][^（）()]{2,20}[〔\[（(]\d{4}[〕\]）)]\s?\d{1,5}\s?号[）)]"
)
SPACED_RE = re.compile(r"(?<=[\u4e00-\u9fff》”])[\s\u3000]+(?=[\u4e00-\u9fff《“])")


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


@lru_cache(maxsize=4)
def plain_form(text: str) -> str:
    """The text with plain digits, and brackets, colons and commas as official documents have them; offsets hold."""
    return FORM_RE.sub(lambda m: FORM[m[0]], plain(text))


def split_lines(flat: str) -> list[Line]:
    """The lines of a text; a line that holds a whole document is cut."""
    found, at = [], 0
    for whole in flat.split("\n"):
        joined = len(whole) > JOINED[0] and len(whole) > min(JOINED[1], 0.8 * len(flat))
        cuts = _cuts(whole) if joined else [0]
        for begin, end in zip(cuts, [*cuts[1:], len(whole)]):
            if text := whole[begin:end].strip(" \t\r\u3000\xa0"):
                start = at + whole.index(text[0], begin)
                found.append(Line(start, start + len(text), text))
        at += len(whole) + 1
    return found


def _cuts(line: str) -> list[int]:
    """Where a line that holds a whole document is cut: at indents, at markers in their turn, around letterhead and signature."""
    cuts, counts, done = {0}, {}, 0
    for start in CUT_START_RE.finditer(line):
        m = CUT_RE.match(line, start.start()) if start.start() >= done else None
        if not m:
            continue
        done = m.end()
        if m["blank"]:
            cuts.add(m.end())
            continue
        value, last = marker_value(m[0]), counts.setdefault(m.lastgroup, {0})
        if value == 1 or value - 1 in last:
            cuts.add(m.start())
            counts[m.lastgroup] = last - {value - 1} | {value}
    for m in CUT_SIGNATURE_RE.finditer(line):
        if _signs(m["who"].strip(" \u3000")):
            cuts.update((m.start("who"), m.start("day"), m.end()))
    head = line[: min(line.find("。") + 1, 1000)]
    head = head[: head.find("：") + 1] or head
    number = next(
        (m[:2] for m in document_numbers(head) if head[m[1] : m[1] + 1] not in "文）》的"), ()
    )
    title = TITLE_RE.search(head, number[1] if number else 0) or TITLE_RE.search(head)
    red = re.match("[^关：]{2,40}文件(?!的)", head)
    cuts.update(
        number, *([m.end()] for m in (title, red) if m), [len(head)] if title or number else ()
    )
    return sorted(cuts)


@lru_cache(maxsize=1000)
def marker_value(marker: str) -> int:
    """The value of a marker, 3 for （三） and ③; 0 where it has none."""
    return (
        CIRCLED.find(marker[:1]) + 1 or small_number(re.sub(rf"[^{N}\d]", "", marker))
        if marker
        else 0
    )


def _is_body(line: Line) -> bool:
    longest = 400 if line.text[-1] == "：" else 100
    return "。" in line.text or len(line.text) > longest or match_marker(line.text) is not None


def match_marker(text: str) -> re.Match | None:
    """The marker that a line begins with, as a match whose last group tells its style; None where there is none."""
    return MARKER_RE.match(text) if text[0] in MARKER_STARTS else None


def is_note(text: str) -> bool:
    """Tell whether a line is about the document and no part of it: 此件公开发布 (this may be published), secret, urgent."""
    return (text[0] in "（机绝秘特加急签0123456789" or text[-2:] == "文件") and bool(
        NOTE_RE.fullmatch(text)
    )


def is_day(text: str) -> bool:
    """Tell whether a line is a date, with or without the issuer before it."""
    return text[-1] in "日号）" and len(text) < 80 and bool(SIGNED_RE.fullmatch(text))


def _is_number(text: str) -> bool:
    found = next(document_numbers(text), None) if text[-1] in "号）〕" else None
    return bool(found) and len(text) < found[1] - found[0] + 8


def _labels(lines: list[Line]) -> tuple[dict[str, str], int]:
    """The table a portal puts above a document, as a dict, and how many lines it takes; a value can stand on the next line."""
    found, taken, waiting = {}, 0, ""
    for at, line in enumerate(lines[:30]):
        labels = list(LABEL_RE.finditer(line.text))
        if waiting and not labels:
            found.setdefault(waiting, line.text)
            taken = at + 1
        waiting = ""
        for m in labels:
            name = LABELS.get(re.sub(r"\s", "", m["label"]), "")
            found |= {name: m["value"]} if name and m["value"] and name not in found else {}
            waiting, taken = "" if m["value"] else name, at + 1
    return found, taken if len(found) > 1 else 0


def read_head(lines: list[Line]) -> Head:
    """Tell the parts of a letterhead, and of the signature that ends the cover or the document."""
    labels, skipped = _labels(lines)
    top = next(
        (i for i, line in enumerate(lines[:30]) if i >= skipped and _is_body(line)),
        min(len(lines), 30),
    )
    own = [
        i
        for i in range(skipped, top)
        if not (LABEL_RE.match(lines[i].text) or is_note(lines[i].text))
    ]
    own = [i for i in own if not FURNITURE_RE.search(lines[i].text)]
    called = next((i for i in own[::-1] if CALLED_RE.fullmatch(lines[i].text)), top)
    head = [lines[i] for i in own if i < called]
    at = next((i for i, line in enumerate(head) if _is_number(line.text)), len(head))
    others = [line for line in head[:at] + head[at + 1 :] if not is_day(line.text)]
    title = _nearest_title(head) or _title(others)
    signature, date, rest = _signature(lines, called, title)
    enclosed = (
        _title(rest[bool(rest and ATTACHED_RE.fullmatch(rest[0].text)) :][:5])
        if len(rest) > 1
        else []
    )
    return Head(title, head[at : at + 1], lines[called:top][:1], signature, date, enclosed, labels)


def _nearest_title(head: list[Line]) -> list[Line]:
    """The lowest title of the form … 关于 … 的通知: what a page repeats above it is its own heading."""
    for at in range(len(head) - 1, -1, -1):
        title = (
            _title(head[at:]) if FORWARD_RE.search(head[at].text) or "关于" in head[at].text else []
        )
        if found := OWN_RE.fullmatch("".join(line.text for line in title)):
            first = at  # issuers stand above it on lines of their own, unless it is said again under the page's source
            bare = not found["who"] and head[at].text not in {line.text for line in head[:at]}
            while first and bare and _signs(head[first - 1].text):
                first -= 1
            return head[first:at] + title
    return []


def _signature(
    lines: list[Line], begun: int, title: list[Line]
) -> tuple[list[Line], list[Line], list[Line]]:
    """Who signed, when, and the lines that follow: at the first date on its own after the text has begun, else at the first."""
    last = next(
        (
            i
            for part in (range(begun, len(lines)), range(begun))
            for i in part
            if is_day(lines[i].text)
        ),
        None,
    )
    if last is None:
        return [], [], []
    start, _, text = lines[last]
    dated = SIGNED_RE.fullmatch(text)
    before = text[: dated.start("day")].strip(" \u3000\xa0（")
    signature = [Line(start, start + len(before), before)] if before else []
    for line in [] if before else lines[max(last - 4, 0) : last][::-1]:
        if line in title or not _signs(line.text):
            break
        signature.insert(0, line)
    covers = signature or any(
        FORWARD_RE.search(line.text) for line in [*title, *lines[max(last - 3, 0) : last]]
    )
    rest = lines[last + 1 : last + 12] if covers else []
    rest = [
        line for line in rest if not (is_note(line.text) or FURNITURE_RE.search(line.text[:20]))
    ]
    return (
        signature,
        [Line(start + dated.start("day"), start + dated.end("day"), dated["day"])],
        rest,
    )


def _signs(text: str) -> bool:
    parts = (
        [text]
        if BODY_RE.search(text)
        else [part for part in re.split(r"[\s\u3000、]+", text) if part]
    )
    return (
        len(text) <= 60
        and not set(text) & set("。；：，")
        and bool(parts)
        and all(BODY_RE.search(p) for p in parts)
    )


def _title(lines: list[Line]) -> list[Line]:
    """The lines from the first on that make one title: up to the last that ends as titles do, or the first alone."""
    taken, whole = [], 0
    for line in lines[:6]:
        over = re.search(
            r"关于|令$|^（|^第.{1,6}号$|^目\s*录$" if whole else r"^目\s*录$", line.text
        )
        over = over or any(
            line.text == t.text for t in taken
        )  # a page's heading, and the title again
        if over or _is_body(line) or len(line.text) > 80 or line.text[-1] in "：；，":
            break
        taken.append(line)
        joined = "".join(t.text for t in taken)
        if GENRE_RE.search(SPACED_RE.sub("", line.text)) and joined.count("《") == joined.count(
            "》"
        ):
            whole = len(taken)
    return taken[: whole or 1]


def document_numbers(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield each document number as (start, end, agency code, year, serial), without the words that lead up to it."""
    flat = plain_form(text)
    for m in NUMBER_RE.finditer(flat):
        agency = (DECREE_RE if m["serial3"] else AGENCY_RE).search(
            flat[max(m.start() - 45, 0) : m.start()]
        )
        if agency:
            name = agency["agency"]
            lead = LEAD_RE.match(name)
            name = name[lead.end() :] if lead else name
            start = m.start() - len(agency[0]) + agency["agency"].rindex(name)
            year, serial = (
                m["year"] or m["year2"] or "",
                m["serial"] or m["serial2"] or m["serial3"],
            )
            yield start, m.end(), text[start : start + len(name)], year, serial


def standard_number(agency: str, year: str, serial: str) -> str:
    """Write a document number the standard way: 国发〔2015〕40号, 国务院令第492号."""
    bare = serial.lstrip("0") or serial
    return f"{agency}〔{year}〕{bare}号" if year else f"{agency}第{bare}号"


def read_letterhead(docs: pd.DataFrame) -> pd.DataFrame:
    """Read who issued each document, under what number and title, to whom, and when it was signed.

    One row a document, in the order given, even where nothing was found. The quote is the title as it stands; columns: title
    (its lines joined; of a decree the regulation it promulgates), document_number (in the standard form, 国发〔2015〕40号; the
    State Council's decrees as its register has them, 国令第492号), issuer (its title's first words, else the signature, else what
    the page says), addressees, date (of signing: a notice that forwards another document is dated by its own signature),
    date_quote and date_start, enclosed_title and enclosed_start (the document after the signature; empty and -1 where none).

    >>> text = "国务院办公厅关于电子政务的通知\\n国办发[2006]1号\\n各省人民政府：\\n请执行。\\n国务院办公厅\\n二○○六年一月五日"
    >>> found = read_letterhead(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["issuer", "document_number", "date"]].astype(str).values.tolist()
    [['国务院办公厅', '国办发〔2006〕1号', '2006-01-05']]
    """
    columns = dict.fromkeys(["title", "document_number", "issuer", "addressees"], "str") | {
        "date": "datetime64[us]"
    }
    columns |= {
        "date_quote": "str",
        "date_start": "int64",
        "enclosed_title": "str",
        "enclosed_start": "int64",
    }
    return make(docs, lambda document: [_letterhead(document["text"])], columns)


def _letterhead(text: str) -> tuple:
    flat = plain_form(text)
    lines = split_lines(flat)
    head = read_head(lines)
    decreed = bool(head.title and head.enclosed and DECREED_RE.fullmatch(head.title[-1].text))
    shown = head.enclosed if decreed else head.title
    parts = (shown, head.enclosed, head.addressees, head.date)
    title, enclosed, called, day_quote = (
        "".join(text[t.start : t.end] for t in part) for part in parts
    )
    title, called = head.labels.get("title") or _bare(title), called.rstrip("：:")
    start, end = (shown[0].start, shown[-1].end) if shown else (0, 0)
    day = np.datetime64(_signed_day(flat, head) or "NaT", "us")
    day_start, below = (part[0].start if part else -1 for part in (head.date, head.enclosed))
    about = title, _number(lines, head), _issuer(head, flat), called
    return start, end, *about, day, day_quote, day_start, _bare(enclosed), below


def _bare(title: str) -> str:
    """A title without the blanks, the 《》 and the number that a page sets in and around it."""
    title = SPACED_RE.sub("", title)
    wrapped = WRAPPED_RE.fullmatch(title)
    return wrapped[wrapped.lastindex] if wrapped else title


def _number(lines: list[Line], head: Head) -> str:
    """The number on a line of its own, else the first before the text; what the page's table says goes before both."""
    top = next((i for i, line in enumerate(lines) if "。" in line.text), 30)
    said = head.labels.get("number", "")
    places = (
        said,
        *(line.text for line in head.number),
        "\n".join(line.text for line in lines[:top]),
    )
    found = next(
        (found for place in places if (found := next(document_numbers(place), None))), None
    )
    number = standard_number(*found[2:]) if found else said
    return re.sub("^(?:中华人民共和国)?国务院令", "国令", number)


def _issuer(head: Head, flat: str) -> str:
    """Who issued it: the first words of the title, else the signature, else the red head (… 文件)."""
    title = _bare("".join(line.text for line in head.title))
    first = ISSUER_RE.match(title)
    if first and _signs(first[1]):
        return first[1].strip()
    signed = "、".join(re.split(r"[\s\u3000]+", " ".join(line.text for line in head.signature)))
    red = re.match(r"[\s\u3000]*([\u4e00-\u9fff]{2,30})文件", flat)
    return signed or head.labels.get("issuer") or (red[1] if red else "")


def _signed_day(flat: str, head: Head) -> dt.date | None:
    """The day of signing; without a signature what the page says, or a full date near the top or at the very end."""
    signed = head.date[0].text if head.date else ""
    places = (signed, head.labels.get("date", ""), flat[:300].partition("。")[0], flat[-60:])
    return next((day for place in places if (day := parse_day(place))), None)
