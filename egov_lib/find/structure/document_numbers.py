"""Document numbers: 国办发〔2015〕40号, no. 40 of 2015 of the State Council's General Office.

A number is found by its year in brackets, or by 第…号 (no. …) after a decree; the code of
the agency is what comes before it, without the words that lead up to it (根据, on the
basis of).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from egov_lib.find.numerals import small_number
from egov_lib.find.rules import Example, Grammar, Rule
from egov_lib.find.structure.lines import plain_form
from egov_lib.find.structure.markers import N
from egov_lib.findings import Document, make

# How far before its number an agency is looked for, and the bodies of a decree
AGENCY_CHARS = 17
DECREE_CHARS = 45
# How far before the next serial of a list its first number is, and that one
LISTED_CHARS = 70
LIST_BEGINS_RE = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,16})\s?[〔（〈]\s?(?P<year>(?:19|20)\d\d)\s?年?[〕）〉]\s?第?\s?"
    r"\d{1,5}\s?号?(?:[、和及]\ ?\d{1,5}号?)*$"
)
AGENCY_RE = re.compile(r"(?P<agency>[\u4e00-\u9fff]{1,16})\s?\Z")
# 国务院令（第二次修订）2004年, decree of the State Council (second revision) of 2004
DECREE_RE = re.compile(
    r"(?P<agency>(?:[\u4e00-\u9fff]{2,16}[部委局署行会院府厅]、){0,5}[\u4e00-\u9fff]{1,16}[令告]"
    # a congress, with its name and term
    r"|[\u4e00-\u9fff]{2,24}(?:人民代表大会|人大)(?:常务委员会|常委会)?公告)\s?"
    r"(?:（[^（）\n]{1,20}）\s?)?"
    r"(?:(?P<year>(?:19|20)\d\d)年)?\s?\Z"
)


class DocumentNumber(NamedTuple):
    """A document number: where it is, the agency's code, year (or "") and serial."""

    start: int
    end: int
    agency: str
    year: str
    serial: str

    @property
    def standard(self) -> str:
        """The number in its standard form: 国发〔2015〕40号, 国务院令第492号, 公告2021年第3号."""
        serial = _in_digits(self.serial)
        if self.year and self.agency.endswith("公告"):
            return f"{self.agency}{self.year}年第{serial}号"
        if self.year:
            return f"{self.agency}〔{self.year}〕{serial}号"
        return f"{self.agency}第{serial}号"


def _in_digits(serial: str) -> str:
    """Write a serial in digits, without zeros before it: 三十六 is 36, 040 is 40."""
    if serial.isdecimal():
        return serial.lstrip("0") or serial
    value = small_number(serial)
    return str(value) if value else serial


def _next_number(match: re.Match, text: str) -> DocumentNumber | None:
    """Make a number of a serial alone (、9号), of the year and agency of the one before."""
    before = match.string[max(match.start() - LISTED_CHARS, 0) : match.start()]
    first = LIST_BEGINS_RE.search(before)
    if first is None:
        return None
    start, end = match.span("serial")
    agency = LEAD_RE.sub("", first["agency"])
    return DocumentNumber(
        start, match.end(), agency, first["year"], text[start:end]
    )


def _year_first(match: re.Match, text: str) -> DocumentNumber:
    """Make a number whose year stands before the agency: (2006)沪府发12号."""
    start, end = match.span("agency")
    return DocumentNumber(
        match.start(),
        match.end(),
        text[start:end],
        match["year"],
        match["serial"],
    )


def _numbered(match: re.Match, text: str) -> DocumentNumber | None:
    """Make a number of a year and a serial; nothing where no agency comes before them."""
    earliest = max(match.start() - AGENCY_CHARS, 0)
    agency = AGENCY_RE.search(match.string, earliest, match.start())
    return _with_agency(agency, match, text, match["year"])


def _decreed(match: re.Match, text: str) -> DocumentNumber | None:
    """Make a number of a decree's serial."""
    earliest = max(match.start() - DECREE_CHARS, 0)
    agency = DECREE_RE.search(match.string, earliest, match.start())
    return _with_agency(agency, match, text, "")


def _decree_after(match: re.Match, text: str) -> DocumentNumber:
    """Make a number of a decree whose issuer comes after its serial."""
    start, end = match.span("agency")
    return DocumentNumber(
        start=match.start(),
        end=match.end(),
        agency=text[start:end],
        year="",
        serial=match["serial"],
    )


def _with_agency(
    agency: re.Match | None, match: re.Match, text: str, year: str
) -> DocumentNumber | None:
    if agency is None:
        return None
    start, end = agency.span("agency")
    if agency["agency"].endswith("公告"):
        year = year or agency["year"] or ""
    lead = LEAD_RE.match(match.string, start, end)
    if lead:
        start = lead.end()
    return DocumentNumber(
        start=start,
        end=match.end(),
        agency=text[start:end],
        year=year,
        serial=match["serial"],
    )


NUMBER_RULES = (
    Rule(
        name="year in brackets",
        starts=r"[〔（〈][\s12]",
        pattern=r"[〔（〈]\s?(?P<year>(?:19|20)\d\d)\s?年?[〕）〉]\s?第?\s?"
        rf"(?P<serial>\d{{1,5}}|[{N}]{{1,7}})(?:\s?号|(?=(?:、\d{{1,5}}){{1,5}}号))",
        make=_numbered,
        example=Example(
            "根据国发[2015] 040号",
            "on the basis of document no. 40 of 2015 of the State Council",
            {"agency": "国发", "number": "国发〔2015〕40号"},
        ),
    ),
    Rule(
        name="next serial of a list",
        starts=r"[、和及][\d\ ]",
        pattern=r"(?<=[号\d])[、和及]\ ?(?P<serial>\d{1,5})"
        r"(?:号(?!楼|线|院|公告|令)|(?=(?:、\d{1,5}){1,5}号))",
        make=_next_number,
        example=Example(
            "厅字〔2006〕8号、9号",
            "documents no. 8 and 9 of 2006 of the General Office",
            [
                {"quote": "厅字〔2006〕8号"},
                {"quote": "9号", "number": "厅字〔2006〕9号"},
            ],
        ),
    ),
    Rule(
        name="year before the agency",
        starts="（[12]",
        pattern=r"（(?P<year>(?:19|20)\d\d)）\ ?(?P<agency>[\u4e00-\u9fff]{1,9}?[发函办规])"
        r"\ ?第?(?P<serial>\d{1,5})号",
        make=_year_first,
        example=Example(
            "（2006）沪府发第12号",
            "document no. 12 of 2006 of the government of Shanghai",
            {"agency": "沪府发", "number": "沪府发〔2006〕12号"},
        ),
    ),
    Rule(
        name="year without brackets",
        starts="19|20",
        pattern=r"(?<=[发函办字令电\ ])(?P<year>(?:19|20)\d\d)[\s年]\s?第?(?P<serial>\d{1,5})号",
        make=_numbered,
        example=Example(
            "（国发2015 40号）",
            "(document no. 40 of 2015 of the State Council)",
            {"agency": "国发", "number": "国发〔2015〕40号"},
        ),
    ),
    Rule(
        name="decree, its number first",
        starts="第",
        pattern=rf"第\s?(?P<serial>[{N}\d]{{1,6}})\s?号"
        r"(?P<agency>国务院令|主席令|[\u4e00-\u9fff]{2,14}?(?:人民政府|部|总局|总署|委员会|局)令)",
        make=_decree_after,
        example=Example(
            "第492号国务院令",
            "decree no. 492 of the State Council",
            {"agency": "国务院令", "number": "国务院令第492号"},
        ),
    ),
    Rule(
        name="decree",
        starts="第",
        pattern=rf"(?<=[令告）年\s])第\s?(?P<serial>[{N}\d]{{1,6}})\s?号",
        make=_decreed,
        example=Example(
            "根据国务院令第492号",
            "on the basis of decree no. 492 of the State Council",
            {"agency": "国务院令", "number": "国务院令第492号"},
        ),
    ),
    Rule(
        name="decree, its number in brackets",
        starts=r"（[第\s]",
        pattern=rf"(?<=[令告\s])（\s?第\s?(?P<serial>[{N}\d]{{1,6}})\s?号\s?）",
        make=_decreed,
        example=Example(
            "某市人民政府令\n（第16号）",
            "decree of the government of a city (no. 16)",
            {"agency": "某市人民政府令", "number": "某市人民政府令第16号"},
        ),
    ),
)
NUMBERS = Grammar(NUMBER_RULES)

# Words that come before a number and are no part of it, and what may lead up to them.
LEAD_RE = re.compile(
    r""".*(?:
        根据|按照|依据|依照|遵照|参照|贯彻|落实|执行  # on the basis of, carrying out
      | 转发|印发|关于|现将  # forwarding, issuing, on, now
      | 文件|通知|规定|意见|办法|请示|报告|收悉|废止|批复|复函|答复|公告|通告  # kinds of documents
      | 通报|的函|细则|预案
      | 决定|方案|规划(?!(?:和自然)?资源)|纲要  # not 宁规划资源〔2021〕308号, an agency
      | 以及|(?<!共)和(?!信息化|社会保障|城乡|自然资源|旅游|改革|计划生育|科技|体育)
      | (?<=[\d\ ])日
      | 经(?!信|贸|济|委|发|管|建|科|开|商)|[见及与或即按由将以]  # and, see, or, by
    )(?=.)""",
    re.VERBOSE,
)


def find_document_numbers(docs: pd.DataFrame) -> pd.DataFrame:
    """Find document numbers such as 中办发〔2002〕17号, in any brackets, and of decrees.

    Returns findings in the order of the texts. Columns:
    agency: the code before the year
    year: 0 where the number has none, as those of decrees (国务院令第492号)
    serial: as written
    number: in the standard form, with 〔〕 and without blanks

    Raises `DataError` where *docs* is no frame of documents.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["根据国办发[2015]40 号"]})  # based on
    >>> find_document_numbers(docs)["number"].tolist()
    ['国办发〔2015〕40号']
    """
    columns = {
        "agency": "str",
        "year": "int64",
        "serial": "str",
        "number": "str",
    }
    return make(docs, _find, columns)


def _find(document: Document) -> Iterator[tuple]:
    for number in document_numbers(document["text"]):
        start, end, agency, year, serial = number
        yield start, end, agency, int(year or 0), serial, number.standard


def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Yield the document numbers of *text*, without the words that lead up to them.

    >>> [number.standard for number in document_numbers("根据国发[2015]040号")]
    ['国发〔2015〕40号']
    """
    for found in NUMBERS.run(plain_form(text), text):
        yield found.record
