"""Read the letterhead of an official document: who issued it, under what number, to whom.

Each field can be read in several places, and they are tried in the order in which they
are trusted: what a portal's own table says of title and number comes before what the text
says. A cover that forwards another document has its own signature; what comes after its
date is the enclosed document.

How titles and signatures are found, and what they miss, is said in `titles` and
`signatures`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.gazetteers import words
from egov_lib.find.numerals import parse_day
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.kinds import (
    HAN,
    ends_as_title,
    forwards,
    is_attachment_label,
    is_day,
    is_delivery,
    is_furniture,
    is_note,
    is_number,
    is_person,
    is_running_text,
    names_addressees,
    names_in,
    names_signers,
    without_seal,
)
from egov_lib.find.structure.lines import (
    Line,
    blanks_for,
    closed_up,
    join,
    plain_form,
)
from egov_lib.find.structure.signatures import find_signature
from egov_lib.find.structure.splitting import run_in_parts, split_lines
from egov_lib.find.structure.titles import (
    bare_title,
    find_title,
    issuer_of,
    take_title,
)
from egov_lib.find.structure.validity import (
    Validity,
    read_validity,
    without_validity,
)
from egov_lib.findings import make
from egov_lib.read.cleaning.patterns import find_matches
from egov_lib.read.corpus import read_table
from egov_lib.seen import keep_by_text

COLUMNS = {
    "title": "str",
    "document_number": "str",
    "issuer": "str",
    "addressees": "str",
    "date": "datetime64[us]",
    "date_quote": "str",
    "date_start": "int64",
    "enclosed_title": "str",
    "enclosed_start": "int64",
    "effective": "datetime64[us]",
    "expiry": "datetime64[us]",
    "adopted": "datetime64[us]",
    "amended": "datetime64[us]",
    "published": "datetime64[us]",
    "date_how_known": "str",
    "effective_how_known": "str",
}
HEAD_LINES = 30  # the letterhead is in the first lines
ENCLOSED_LINES = 5  # in which the enclosed document's title is
# A date of signing without signature is in these first …
DATE_CHARS_ABOVE = 300
DATE_CHARS_BELOW = 60  # … or in these last characters

# 国务院文件: document of the State Council, the red head of a first page
RED_HEAD_RE = re.compile(rf"\s*(?P<issuer>[{HAN}]{{2,30}})文件")
# 某市人民政府代市长: acting mayor of the people's government of a city; 某省省长: governor
# 22 中共某市委关于…的意见: the number of a page or a chapter before a title
PAGE_NUMBER_RE = re.compile(rf"\d{{1,2}}\s+(?=[{HAN}]+[^。；]*关于)")
GOVERNOR = "代?理?(?:省长|市长|区长|县长|州长|旗长|镇长|乡长|主席)"
SPEAKER_RE = re.compile(
    rf"(?:^|[上，）\s])(?P<body>[{HAN}]{{2,24}}?(?:人民政府))\s?{GOVERNOR}"
    rf"|(?:^|[上，）\s])(?P<place>[{HAN}]{{2,20}}?(?:自治区|[省市区县州旗镇乡])){GOVERNOR}"
)
# 某县财政局局长: director of the finance bureau of a county; 中级人民法院院长
HEAD_OF_BODY_RE = re.compile(
    rf"(?:^|[上，）\s])(?P<body>[{HAN}]{{2,24}}?(?:局(?=局长)|厅(?=厅长)|委员会(?=主任)"
    r"|法院(?=院长)|检察院(?=检察长)))(?:局长|厅长|主任|院长|检察长)"
)
REPORT_RE = re.compile(
    rf"(?:\d{{4}}年)?(?P<place>[{HAN}]{{2,14}}?)(?:人民)?政府工作报告"
)
SITE_ENDS = ("网站", "日报", "晚报", "新华社", "人民网", "新华网", "报社")
MOST_BYLINE = 3  # lines below the title in which the bodies may be
LAST_LINES = 4  # in which a source or a compiler may be named
MOST_SOURCE = 30
# A portal's table has as many labels, or fields …
LEAST_LABELS = 4
# … and a label that is no field has a value as long below it.
MOST_UNNAMED_VALUE = 14
ADOPTED_CHARS = 1500  # in which adoption and revision are said
FRONT_MATTER = "---"
FRONT_MATTER_LINES = 30
FRONT_MATTER_FIELDS = {"title": "title", "author": "issuer"}
# 国务院令（第492号）: decree of the State Council
DECREE_TITLE_RE = re.compile(rf"[{HAN}]{{2,40}}令(?:[\s（]*第.{{1,8}}号）?)?")
# 第十四届人民代表大会常务委员会公告: a congress publishes what it passed
CONGRESS_NOTICE_RE = re.compile(
    rf"[{HAN}]{{2,40}}(?:人民代表大会|人大)[{HAN}]{{0,8}}公告(?:\s?（?第.{{1,8}}号）?)?"
)
# 某市财政局等七部门关于…: the finance bureau of a city and six others
SEVERAL_RE = re.compile(
    rf"(?P<first>[{HAN}]{{2,30}}?)等(?:[一二三四五六七八九十]+|\d+)个?(?:部门|单位|部委)关于"
)
# 2004年5月17日某省人民政府发布的《某省港口管理办法》同时废止: the day of what is repealed
REPEALED_RE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日[^。；]{0,60}废止")
# 根据《条例》（国务院令第350号）: the number of a document that is cited
CITED_NUMBER_RE = re.compile(r"》[（(][^（）()\n]{3,30}号[）)]")
KINDS_OF_PLACES = tuple("省市区县州旗盟")
# 2008年11月29日 国务院令第542号公布: one of the decrees that collections of laws list
PUBLISHED_RE = re.compile(
    rf"(?m)^[ \u3000]*(?P<day>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)[ \u3000]*"
    rf"(?P<decree>[{HAN}、]{{2,40}}(?:令第.{{1,8}}号|第.{{1,8}}号令))(?:公布|发布)[ \u3000]*$"
)
# 2012年9月14日 某市第十五届人民代表大会常务委员会第四次会议通过
PASSED_RE = re.compile(
    rf"[（ \u3000]*\d{{4}}年\d{{1,2}}月\d{{1,2}}日\s*"
    rf"(?P<body>[{HAN}]{{4,30}}?人民代表大会(?:常务委员会)?)第[{HAN}\d]{{1,5}}次会议"
    rf"[{HAN}]{{0,4}}通过"
)
NAMELESS = frozenset({"政府", "人民政府"})  # of a place that is not said
PLAN_RE = re.compile("规划|纲要|计划|报告")
# 在武汉市第十一届人民代表大会第一次会议上: whose congress hears a report
CONGRESS_RE = re.compile(
    rf"日\s?在(?P<place>[{HAN}]{{2,16}}?[省市区县州旗])第?[一二三四五六七八九十]{{1,3}}届人民代表大会"
)
TERM_RE = re.compile("第?[一二三四五六七八九十]{1,3}届")
STATE_COUNCIL_DECREE_RE = re.compile("^(?:中华人民共和国)?国务院令")


# 各处室、直属单位：经研究 …, the addressees and the text in one line
ADDRESSED_RE = re.compile(
    r"各[^。；：《》\n]{2,200}?(?:单位|部门|机构|政府|局|委|厅|处室|科室|企业|银行|公司|院|办事处|中心|学校|办|会)：(?=\s?[^\s])"
)


class Head(NamedTuple):
    """The lines of each part of a letterhead; an empty list where there is none.

    labels: what the portal's table says, field -> value.
    above: the lines of the head that are the document's, of whatever part.
    last: the last lines of the text.
    body_start: where the document begins, after a portal's table.
    """

    title: list[Line]
    number: list[Line]
    addressees: list[Line]
    signature: list[Line]
    date: list[Line]
    enclosed: list[Line]
    labels: dict[str, str]
    above: list[Line]
    last: list[Line]
    body_start: int


class PortalTable(NamedTuple):
    """A portal's table above a document: field -> value, and how many lines it takes."""

    fields: dict[str, str]
    lines: int


def read_letterhead(docs: pd.DataFrame) -> pd.DataFrame:
    """Read who issued each document, under what number and title, to whom, and when.

    Returns one row per document, in the order given, even where nothing was found. The
    quote is the title as the text has it. Columns:
    title: its lines joined; of a decree, the regulation that it promulgates
    document_number: in the standard form, 国发〔2015〕40号; the State Council's decrees as
        its register has them, 国令第492号
    issuer: the title's first words, else the signature, else what the page says
    addressees: whom it is sent to
    date: of signing; a notice that forwards another document is dated by its own signature
    date_quote: the date as the text has it
    date_start: where that is, -1 where there is none
    enclosed_title: title of the document after the signature
    enclosed_start: where that title begins, -1 where there is none
    effective: first day in force; that of signing or printing for 自印发之日起 (from issue on)
    expiry: last day in force, stated or counted from effective
    adopted: when a meeting passed it
    amended: when it was last revised, as the text says
    published: when it was printed or made public, as the text says
    date_how_known: signature, page table, head (the first sentence) or end (the last words)
    effective_how_known: stated, or resolved from context

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "国务院办公厅关于电子政务的通知\\n国办发[2006]1号\\n各省人民政府：\\n请执行。"
    >>> text += "\\n国务院办公厅\\n二○○六年一月五日"  # a notice, and its signature
    >>> found = read_letterhead(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["issuer", "document_number", "date"]].astype(str).values.tolist()
    [['国务院办公厅', '国办发〔2006〕1号', '2006-01-05']]
    """
    return make(
        docs, lambda document: [_read_fields(document["text"])], COLUMNS
    )


def letterhead_fields(text: str) -> dict[str, Any]:
    """Read one letterhead without a frame: what `read_letterhead` has in each column."""
    _start, _end, *values = _read_fields(text)
    return dict(zip(COLUMNS, values))


@keep_by_text  # outline and letterhead ask for the same text
def head_of(flat: str) -> Head:
    """Read the letterhead of a text in its plain form; see `read_head`."""
    return read_head(split_lines(flat))


def read_head(lines: list[Line]) -> Head:
    """Say which lines are which part of the letterhead, and of the signature.

    The signature is the one that ends the cover, where there is a cover, or the document.
    """
    lines = [part for line in lines for part in run_in_parts(line)]
    table = _read_front_matter(lines) or _read_portal_table(lines)
    text_start = _find_text(lines, table.lines)
    above = lines[table.lines : text_start]
    own = [
        _without_page_number(line)
        for line in above
        if not _is_foreign(line.text)
    ]
    addressees = [line for line in own if names_addressees(line.text)][-1:]
    in_text = _addressees_in_text(lines[table.lines : text_start + 1])
    if addressees:
        at = own.index(addressees[0])
        addressees = _addressees_above(own, at) + addressees
        own = own[: own.index(addressees[0])]
        text_start = lines.index(addressees[-1])
    number = [line for line in own if is_number(line.text)][:1]
    title = find_title(own, number)
    if not title and "title" not in table.fields:
        title = _title_above_table(lines[: table.lines])
    signature = find_signature(lines, text_start, title)
    return Head(
        title=title,
        number=number,
        addressees=addressees or in_text,
        signature=signature.names,
        date=signature.date,
        enclosed=_enclosed_title(signature.after),
        labels=table.fields,
        above=own,
        last=lines[-LAST_LINES:],
        body_start=lines[table.lines].start if table.lines < len(lines) else 0,
    )


def _without_page_number(line: Line) -> Line:
    """A title without the number that a compiler's page sets before it."""
    number = PAGE_NUMBER_RE.match(line.text)
    return line.part(number.end(), len(line.text)) if number else line


def _title_above_table(lines: list[Line]) -> list[Line]:
    """The title that a page sets above its table; none where no line ends as titles do."""
    own = [line for line in lines if not _is_foreign(line.text)]
    title = find_title(own, [])
    return title if ends_as_title(join(title)) else []


def _addressees_in_text(above: list[Line]) -> list[Line]:
    """The addressees with which a line goes on to the text, of the head or right below."""
    for line in above:
        named = ADDRESSED_RE.match(line.text)
        if named:
            return [line.part(0, named.end())]
    return []


def _addressees_above(own: list[Line], last: int) -> list[Line]:
    """The lines above that name further addressees: a copy may be wrapped by hand."""
    first = last
    while first and _continues_addressees(own[first - 1].text):
        first -= 1
    return own[first:last]


def _continues_addressees(text: str) -> bool:
    """Whether the line holds a list of addressees that goes on below."""
    if is_number(text) or is_day(text) or ends_as_title(bare_title(text)):
        return False
    if "关于" in text or text[-1] in "：》）。" or is_delivery(text):
        return text[-1] in "）" and text.startswith("各")
    listed = "，" in text or "、" in text
    return listed and not names_signers(text) and not forwards(text)


def _read_front_matter(lines: list[Line]) -> PortalTable | None:
    """Read the head between two lines of dashes, as site generators have it."""
    if not lines or lines[0].text != FRONT_MATTER:
        return None
    fields = {}
    for at, line in enumerate(lines[1:FRONT_MATTER_LINES], start=1):
        name, colon, value = line.text.partition("：")
        field = FRONT_MATTER_FIELDS.get(name.strip().lower())
        if field and colon:
            fields[field] = value.strip(" \"'").removesuffix("等")
        if line.text == FRONT_MATTER:
            return PortalTable(fields, at + 1)
    return None


# --- the lines above the text --------------------------------------------------------


@lru_cache
def _label_fields() -> dict[str, str]:
    """Labels of portals' tables, each with its field; "" for what is no field."""
    labels = read_table("portal_labels")
    return dict(zip(labels["label"], labels["field"]))


@lru_cache
def _label_re() -> re.Pattern:
    """A label with its value, in brackets as legal data bases have it: 【发布部门】.

    Portals set blanks between the characters of a label.
    """
    label = "|".join(r"\s*".join(name) for name in _label_fields())
    return re.compile(
        rf"〔?(?P<label>{label})\s*[：〕]：?\s*(?P<value>[^\t]*?)"
        rf"(?=\s*〔?(?:{label})\s*[：〕]|\t|\s\s|\u3000|$)"
    )


@lru_cache
def _first_of_label() -> str:
    """The class of the characters with which a label can begin."""
    firsts = {name[0] for name in _label_fields()}
    return f"[〔{''.join(sorted(firsts))}]"


def _read_portal_table(lines: list[Line]) -> PortalTable:
    """Read the table that a portal puts above a document.

    The value of a label at the end of a line can be on the next one. One field alone is no
    table: its line is then read with the others.
    """
    fields: dict[str, str] = {}
    taken = 0
    named = 0
    waiting = None  # the field whose value is still to come
    for at, line in enumerate(lines[:HEAD_LINES]):
        labels = list(_labels_in(line.text))
        named += len(labels)
        if waiting is not None and not labels:
            is_value = waiting or len(line.text) <= MOST_UNNAMED_VALUE
            labels = [(waiting, line.text)] if is_value else []
            waiting = None
        for field, value in labels:
            taken = at + 1
            waiting = None if value else field
            if field and value:
                fields.setdefault(field, value)
    if len(fields) < 2 and named < LEAST_LABELS:
        taken = 0
    return PortalTable(fields, taken)


def _labels_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield (field, value) for each label of a line; "" where there is none."""
    if "：" not in text and "〕" not in text:
        return  # a label ends with one of them: most lines need no slow search
    for label in find_matches(_label_re(), _first_of_label(), text):
        name = re.sub(r"\s", "", label["label"])
        yield _label_fields()[name], label["value"]


def _find_text(lines: list[Line], start: int) -> int:
    """Return the first line of running text from *start* on, or where the head must end."""
    end = min(len(lines), HEAD_LINES)
    for at in range(start, end):
        if is_running_text(lines[at].text):
            return at
    return end


def _is_foreign(text: str) -> bool:
    """Whether a line above the text belongs to the page, not to the document."""
    return bool(_label_re().match(text)) or is_note(text) or is_furniture(text)


def _enclosed_title(after: list[Line]) -> list[Line]:
    """The title of the document that comes after a cover's date."""
    if len(after) < 2:  # a line alone is a note that was not known as one
        return []
    if is_attachment_label(after[0].text):
        after = after[1:]
    elif after[0].text.startswith(
        "附："
    ):  # 附：答记者问, no document of its own
        return []
    return take_title(after[:ENCLOSED_LINES])


# --- the fields ----------------------------------------------------------------------


def _read_fields(text: str) -> tuple:
    """Read the letterhead of one text: start and end of the title, then each of COLUMNS."""
    flat = plain_form(text)
    lines = split_lines(flat)
    head = head_of(flat)
    shown = _shown_title(head)
    title = head.labels.get("title")
    if not title:
        title = bare_title(_quote(text, shown))
    number = next(_own_numbers(lines, head))
    issuer = next(_issuers(flat, head), "")
    how, day = next(_signing_days(flat, head), ("", None))
    validity = read_validity(flat, day, head.body_start + ADOPTED_CHARS)
    enclosed = _quote(text, head.enclosed)
    return (
        shown[0].start if shown else 0,
        shown[-1].end if shown else 0,
        title,
        number,
        issuer,
        _quote(text, head.addressees).rstrip("：:"),
        _moment(day),
        _quote(text, head.date),
        _start(head.date),
        bare_title(enclosed),
        _start(head.enclosed),
        _moment(validity.effective),
        _moment(validity.expiry),
        _moment(validity.adopted),
        _moment(validity.amended),
        _moment(validity.published),
        how,
        _effective_how_known(validity),
    )


def _moment(day: dt.date | None) -> np.datetime64:
    return np.datetime64(day or "NaT", "us")


def _effective_how_known(validity: Validity) -> str:
    """How the day of coming into force is known; "" where there is none."""
    if validity.effective is None:
        return ""
    return "resolved from context" if validity.from_signing else "stated"


def _quote(text: str, lines: list[Line]) -> str:
    """The words of the text on these lines, joined."""
    return "".join(text[line.start : line.end] for line in lines)


def _start(lines: list[Line]) -> int:
    return lines[0].start if lines else -1


def _shown_title(head: Head) -> list[Line]:
    """The title to show: a decree is known by what it promulgates."""
    is_decree = head.title and (
        DECREE_TITLE_RE.fullmatch(head.title[-1].text)
        or CONGRESS_NOTICE_RE.fullmatch(head.title[-1].text)
    )
    if not head.title:
        return head.enclosed
    return head.enclosed if is_decree and head.enclosed else head.title


def _own_numbers(lines: list[Line], head: Head) -> Iterator[str]:
    """Yield what may be the document's number, the most trusted first.

    That is what the page's table says, then the number on a line of its own, then the
    first before the text. What the table says is taken as it is if it holds no number.
    """
    label = head.labels.get("number", "")
    head_lines = lines[: _first_sentence(lines)]
    above = "\n".join(_without_cited(line.text) for line in head_lines)
    published = _last_published(head)
    decree = published["decree"] if published else ""
    for place in (label, join(head.number), decree, above):
        for number in document_numbers(place):
            yield STATE_COUNCIL_DECREE_RE.sub("国令", number.standard)
    yield STATE_COUNCIL_DECREE_RE.sub("国令", label or decree)


def _last_published(head: Head) -> re.Match | None:
    """The last decree that the head lists, which published the text as it stands."""
    published = None
    for line in head.above:
        published = PUBLISHED_RE.match(line.text) or published
    return published


def _without_cited(line: str) -> str:
    """A line without the numbers behind titles in 《》, unless it begins with such a title.

    >>> _without_cited("根据《条例》（国务院令第350号）")  # on the basis of the Regulations
    '根据《条例》'
    """
    return line if line.startswith("《") else CITED_NUMBER_RE.sub("》", line)


def _first_sentence(lines: list[Line]) -> int:
    """The first line that holds a 。, else where the head must end."""
    for at, line in enumerate(lines):
        if "。" in line.text:
            return at
    return HEAD_LINES


def _issuers(flat: str, head: Head) -> Iterator[str]:
    """Yield what may be the issuer, the most trusted first.

    That is the title's first words, a decree's, the signature, what the page's table says,
    the red head above the document, whose government a speaker leads, the congress that
    passed a law, and the last line.
    """
    signers = _signers(head.signature)
    named = _issuers_in_title(head)
    if named:
        yield _written_apart(named, signers)
    decree = _decreeing(head)
    if decree:
        yield decree
    byline = _byline(head)
    if len(byline) > 1 or (byline and not signers):
        yield "、".join(byline)
    if signers:
        yield "、".join(signers)
    if "issuer" in head.labels:
        yield head.labels["issuer"]
    labelled = issuer_of(bare_title(head.labels.get("title", "")))
    if labelled:
        yield labelled
    yield from _first_of_several(head)
    red_head = RED_HEAD_RE.match(flat)
    if red_head:
        yield red_head["issuer"]
    yield from _governments(head)
    yield from _congresses(head)
    yield from _sources(head.last)


def _first_of_several(head: Head) -> Iterator[str]:
    """Yield the one issuer that a title names of several: 某市财政局等七部门关于…."""
    named = SEVERAL_RE.match(bare_title(join(head.title)))
    if named and names_signers(named["first"]):
        yield named["first"]


def _byline(head: Head) -> list[str]:
    """List the bodies on the line below the title, as communiqués of statistics have it."""
    if not head.title or head.title[-1] not in head.above:
        return []
    below = head.above[head.above.index(head.title[-1]) + 1 :]
    for line in below[:MOST_BYLINE]:
        if names_signers(line.text) and not is_person(line.text):
            return names_in(without_seal(_unbracketed(line.text)))
    return []


def _unbracketed(line: str) -> str:
    """The line without brackets around all of it: （万载县统计局）."""
    is_whole = line.startswith("（") and line.find("）") == len(line) - 1
    return line[1:-1] if is_whole else line


def _signers(signature: list[Line]) -> list[str]:
    """List the bodies that sign; a person is none."""
    signers = []
    for line in signature:
        if is_person(line.text):
            continue
        words = _unbracketed(without_seal(line.text))
        for name in names_in(words):
            signers += split_joint(name)
    return signers


def _issuers_in_title(head: Head) -> list[str]:
    """List the bodies that a title begins with, as far as blanks or marks divide them."""
    title = bare_title(join(head.title))
    named = issuer_of(title)
    if not named:
        return []
    written = " ".join(line.text for line in head.title)
    compact = ""
    parts = [""]
    for character in written:
        if compact == named:
            break
        if character.isspace() or character == "、":
            parts.append("")
            compact += "、" if character == "、" else ""
            continue
        parts[-1] += character
        compact += character
    parts = [part for part in parts if part]
    if len(parts) > 1 and compact == named and all(map(names_signers, parts)):
        return parts
    return [named]


def _written_apart(named: list[str], signers: list[str]) -> str:
    """Write the issuers of a title with marks between, where the signature divides them."""
    title = "".join(named)
    if len(signers) > len(named) and title == "".join(signers):
        return "、".join(signers)
    if len(signers) == 1 and _is_fuller(signers[0], title):
        return signers[0]
    if len(named) == 1:
        named = split_joint(title)
    return "、".join(named)


def _is_fuller(signer: str, title: str) -> bool:
    """Whether the signature writes in full what the title shortens, or leaves out a term.

    江苏省人民政府办公厅 signs what 江苏省政府办公厅 issues, says the title.
    """
    if TERM_RE.sub("", title) == signer:
        return True
    is_of_kind = (
        title[0] in KINDS_OF_PLACES
    )  # 市政府, signed by 南京市人民政府
    if len(signer) <= len(title) or not (is_of_kind or signer[0] == title[0]):
        return False
    return signer[-1] == title[-1] and _has_in_order(signer, title)


def _has_in_order(text: str, characters: str) -> bool:
    """Whether a text has these characters in this order, perhaps with others between."""
    rest = iter(text)
    return all(character in rest for character in characters)


def split_joint(names: str) -> list[str]:
    """Divide names of bodies that are run together, where a known one begins.

    >>> split_joint("财政部教育部")  # Ministry of Finance, Ministry of Education
    ['财政部', '教育部']
    >>> split_joint("教育部办公厅")  # general office of the Ministry of Education
    ['教育部办公厅']
    """
    parts = []
    start = 0
    for cut in _joint_re().finditer(names):
        part, rest = names[start : cut.start()], names[cut.start() :]
        if names_signers(part) and names_signers(rest):
            parts.append(part)
            start = cut.start()
    return [*parts, names[start:]]


@lru_cache
def _joint_re() -> re.Pattern:
    """Where a body can begin right behind another one."""
    known = "|".join(map(re.escape, words("bodies")))
    return re.compile(
        rf"(?<=[部委局厅会署行府室院社])(?!.{{0,12}}(?:分行|支行|分局|办事处)$)"
        rf"(?=(?:{known}|中国(?:银行|证券|保险)|中共|共青团|全国(?:工商联|总工会|妇联)|国家[^机]|最高人民"
        rf"|(?<!国家税务总局)[{HAN}]{{2,3}}[省市]))"
    )


def _decreeing(head: Head) -> str:
    """The body whose decree (令) it is; "" where it is none."""
    above = "\n".join(line.text for line in head.above)
    published = _last_published(head)
    if published and published["decree"].endswith("令"):
        return re.sub("第.{1,8}号令$", "", published["decree"])
    for number in document_numbers(above):
        if number.agency.endswith("令"):
            agency = number.agency.removesuffix("令")
            agency = agency.removeprefix("中华人民共和国")
            is_named = names_signers(agency) and agency not in NAMELESS
            return agency if is_named else ""
    return ""


def _governments(head: Head) -> Iterator[str]:
    """Yield whose government a report or its speaker is of."""
    for line in head.above:
        speaker = SPEAKER_RE.search(line.text)
        if speaker:
            yield speaker["body"] or speaker["place"] + "人民政府"
        head_of_body = HEAD_OF_BODY_RE.search(line.text)
        if head_of_body:
            yield head_of_body["body"]
    title = bare_title(join(head.title))
    report = REPORT_RE.fullmatch(title)
    if report:
        place = report["place"]
        yield place if place.endswith("政府") else place + "政府"
    if "政府工作报告" in title:
        for line in head.above:
            congress = CONGRESS_RE.search(line.text)
            if congress:
                yield congress["place"] + "人民政府"


def _congresses(head: Head) -> Iterator[str]:
    """Yield the congress that passed a local law, as the lines below its title say."""
    if PLAN_RE.search(join(head.title)):
        return  # a plan is the government's, whoever approves it
    for line in head.above:
        passed = PASSED_RE.match(line.text)
        if passed:
            yield passed["body"]


def _sources(last: list[Line]) -> Iterator[str]:
    """Yield a body, a site or a paper that the last lines name."""
    if last and _is_body_alone(last):
        yield _unbracketed(last[-1].text)
    for line in reversed(last):
        text = line.text.strip("（）")
        if len(text) > MOST_SOURCE or is_furniture(line.text):
            continue
        in_brackets = text != line.text
        if line.text.endswith(SITE_ENDS) or (
            in_brackets and names_signers(text)
        ):
            yield text


def _is_body_alone(last: list[Line]) -> bool:
    """Whether the last line is a body that signs without a day, below the end of a sentence."""
    text = last[-1].text
    ends = len(last) > 1 and last[-2].text.endswith(("。", "！", "”"))
    return ends and len(text) <= MOST_SOURCE and names_signers(text)


def _signing_days(flat: str, head: Head) -> Iterator[tuple[str, dt.date]]:
    """Yield what may be the day of signing with how it is known, the most trusted first.

    That is the date of the signature, what the page's table says, and a full date in the
    first sentence or at the very end. A day of coming into force is none of signing.
    """
    start = head.body_start
    first = flat[start : start + DATE_CHARS_ABOVE].partition("。")[0]
    last = flat[-DATE_CHARS_BELOW:]
    published = _last_published(head)
    delivered = [line.text for line in head.above if is_delivery(line.text)]
    places = (
        ("signature", closed_up(join(head.date))),
        ("head", published["day"] if published else ""),
        ("head", delivered[0] if delivered else ""),
        ("page table", head.labels.get("date", "")),
        ("head", without_validity(first)),
        ("end", without_validity(REPEALED_RE.sub(blanks_for, last))),
    )
    for how, place in places:
        day = parse_day(place)
        if day:
            yield how, day
