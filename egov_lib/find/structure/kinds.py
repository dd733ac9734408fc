"""What a line of a document can be: a date, a note, a signature, an end of a title …

The letterhead is read from what its lines are, not from where they are: web copies move
lines, repeat the title, and set their paths and buttons above it. So each kind of line
has its own small rules here, and none looks at the lines around.
"""

from __future__ import annotations

import re
from functools import lru_cache

from egov_lib.find.gazetteers import words
from egov_lib.find.numerals import SIGNED_RE
from egov_lib.find.rules import Example, Grammar, Rule
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.lines import closed_up
from egov_lib.find.structure.markers import N, match_marker

MOST_HEAD = 100  # characters: a longer line is running text
MOST_ADDRESSEES = 400  # but a line that ends in ： may name many
MOST_RED_HEAD = 22
MOST_SIGNATURE = 60
MOST_DATED = 80  # a date with the issuer before it
# Characters beside a document number on a line of its own
MOST_AROUND_NUMBER = 8
HAN = r"\u4e00-\u9fff"


def _words(match: re.Match, _: object) -> str:
    """What the rules for lines make: the words that tell the kind."""
    return match[0]


# Lines about a document that are no part of it. The whole line has to match.
NOTES = Grammar(
    (
        Rule(
            name="publication",
            starts="（",
            pattern=r"（(?:此件|本文|附件|主动公开|发至|信息公开|公开属性)[^）\n]{0,30}）$",
            make=_words,
            example=Example(
                "（此件公开发布）",
                "(This document may be published)",
                {"quote": "（此件公开发布）"},
            ),
        ),
        Rule(
            name="secrecy",
            starts="[机绝秘]密",
            pattern="[机绝秘]密.{0,8}$",
            make=_words,
            example=Example(
                "机密★一年", "Confidential, one year", {"quote": "机密★一年"}
            ),
        ),
        Rule(
            name="urgency",
            starts="[特加急]",
            pattern="(?:特急|加急|急件)$",
            make=_words,
            example=Example("特急", "Most urgent", {"quote": "特急"}),
        ),
        Rule(
            name="copy number",
            starts=r"\d",
            pattern=r"\d{6}$",
            make=_words,
            example=Example("000012", "Copy number 12", {"quote": "000012"}),
        ),
        Rule(
            name="signer",
            starts="签",
            pattern="签发人：.*$",
            make=_words,
            example=Example(
                "签发人：王某",
                "Signed for issue by: Wang",
                {"quote": "签发人：王某"},
            ),
        ),
    )
)

# What a web page sets around a document: its path, its buttons, its own dates.
FURNITURE = Grammar(
    (
        Rule(
            name="source",
            starts="来源",
            pattern="来源：",
            make=_words,
            example=Example(
                "来源：政府网",
                "Source: the government's website",
                {"quote": "来源："},
            ),
        ),
        Rule(
            name="button",
            starts="浏览|字号|打印|首页|视力|页面",
            pattern="浏览|字号|打印|首页|视力|页面",
            make=_words,
            example=Example(
                "【字号 大 中 小】",
                "Size of type: large, medium, small",
                {"quote": "字号"},
            ),
        ),
        Rule(
            name="fact of the page",
            starts="时间|日期|作者|编辑|位置|地址",
            pattern="(?:时间|日期|作者|编辑|位置|地址)：",
            make=_words,
            example=Example(
                "发布时间：2006年",
                "Time of publication: 2006",
                {"quote": "时间："},
            ),
        ),
        Rule(
            name="data base",
            starts="〔法|原文|ht|访问|相关|关联|返回|关闭",
            pattern=r"〔法宝引证码〕|原文链接|https?：?//|访问量|关联稿件|返回顶部|关闭窗口",
            make=_words,
            example=Example(
                "原文链接：略",
                "Link to the original: left out",
                {"quote": "原文链接"},
            ),
        ),
        Rule(
            name="greeting",
            starts="欢迎",
            pattern="^欢迎(?:访问|光临|您)",
            make=_words,
            example=Example(
                "欢迎访问某县政府门户网站！",
                "Welcome to the website of the county's government!",
                {"quote": "欢迎访问"},
            ),
        ),
        Rule(
            name="menu",
            starts="[|｜]",
            pattern="[|｜]",
            make=_words,
            example=Example(
                "县委| 县人大",
                "county committee | congress",
                {"quote": "|"},
            ),
        ),
        Rule(
            name="spaced label",
            starts=r"名|\-|\ ",
            pattern=r"^[-\ ]*名\ 称",
            make=_words,
            example=Example("名 称 通知", "Name: notice", {"quote": "名 称"}),
        ),
    )
)

# A cover: what it forwards comes after its date.
FORWARDING = Grammar(
    (
        Rule(
            name="verb",
            starts="[印转]发|批转",
            pattern="印发|转发|批转",
            make=_words,
            example=Example(
                "关于印发办法的通知",
                "Notice on issuing the measures",
                {"quote": "印发"},
            ),
        ),
        Rule(
            name="decree",
            starts="令",
            pattern=r"令(?:[\s（]*第.{1,8}号）?)?$",
            make=_words,
            example=Example(
                "国务院令（第492号）",
                "Decree of the State Council (no. 492)",
                {"quote": "令（第492号）"},
            ),
        ),
    )
)

# Words with which a sentence leads up to a list; no addressee begins with or has them.
ADDRESSEES_RE = re.compile(
    rf"(?!.*(?:如下|以下|下列|[意义]见$))(?!为[了进深切全]|根据|按照|现[将就]|经[市省县区研])"
    rf"(?=.*[{HAN}])[^《》。；：]{{2,400}}："
)
# ——2006年1月9日在某省第十届人民代表大会第四次会议上: when and where a speech was given
DELIVERY_RE = re.compile(
    r"[—－\-]*\s?（?\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?在[^。]{4,60}[上）][^。]{0,60}。?"
)
# （章）, （代章）, （办公室代章）: a seal, perhaps another body's, behind a name
SEAL_RE = re.compile(r"\s?（[^（）]{0,20}(?:章|印)）$")
SEALED_RE = re.compile(r"（(?P<name>[^（）]{2,30}?)代?章?）")
ATTACHMENT_RE = re.compile(rf"附\s?件\s?(?:\d{{1,2}}|[{N}]{{1,2}})?\s?[：.]?")
# 总　理　温家宝: Premier Wen Jiabao
PERSON_SIGNS_RE = re.compile(
    r"(?:总\s*理|[部省市州区县局署行厅]\s*长|主\s*[席任]|委员长)"
    rf"[\s：]*[{HAN}·\s]{{2,6}}$"
)
BETWEEN_NAMES_RE = re.compile(r"[\s、]+")
INNER_BLANK_RE = re.compile(
    rf"(?<=[{HAN}》”])\s+(?=[{HAN}《“\d])|(?<=\d)\s+(?=[{HAN}])"
)


@lru_cache
def genres() -> str:
    """Write a pattern for the kind of a document, the last word of its title."""
    return f"(?:{'|'.join(words('genres'))})"


@lru_cache
def _note_re() -> re.Pattern:
    return re.compile(NOTES.piece, re.VERBOSE)


@lru_cache
def _title_end() -> re.Pattern:
    return re.compile(rf"{genres()}(?:（[^（）\n]{{1,20}}）)?$")


@lru_cache
def _signature_ends() -> tuple[str, ...]:
    return words("body_parts", part="signature")


def is_running_text(text: str) -> bool:
    """Whether a line is part of the document's text, not of its letterhead."""
    if is_delivery(text):
        return False
    longest = MOST_ADDRESSEES if text.endswith("：") else MOST_HEAD
    is_title = "关于" in text and ends_as_title(text)
    if is_title and len(text) < MOST_ADDRESSEES:
        longest = MOST_ADDRESSEES
    has_sentence = "。" in text
    if has_sentence or len(text) > longest:
        return True
    return match_marker(text) is not None


def is_note(text: str) -> bool:
    """Whether a line is about the document and no part of it.

    >>> is_note("（此件公开发布）")  # this document may be published
    True
    """
    return is_red_head(text) or _note_re().match(text) is not None


def is_red_head(text: str) -> bool:
    """Whether a line is the head of a first page, printed in red: … 文件 (document of …).

    >>> is_red_head("云南省人民政府文件")  # document of the People's Government of Yunnan
    True
    """
    return text.endswith("文件") and len(text) <= MOST_RED_HEAD


def is_furniture(text: str) -> bool:
    """Whether a line is what a web page sets around a document.

    >>> is_furniture("【字号 大 中 小】")  # size of type: large, medium, small
    True
    """
    return FURNITURE.search(text) is not None


def forwards(text: str) -> bool:
    """Whether a line is of a cover, which passes on another document.

    >>> forwards("关于印发电子政务办法的通知")  # notice on issuing measures on e-government
    True
    """
    return FORWARDING.search(text) is not None


def names_addressees(text: str) -> bool:
    """Whether a line names whom a document is sent to.

    >>> names_addressees("各省人民政府：")  # to the people's governments of all provinces
    True
    >>> names_addressees("现通知如下：")  # is notified as follows
    False
    """
    return ADDRESSEES_RE.fullmatch(text) is not None


def is_attachment_label(text: str) -> bool:
    """Whether a line is 附件 (attachment) alone, perhaps with its number."""
    return ATTACHMENT_RE.fullmatch(text) is not None


def begins_attachment(text: str) -> bool:
    """Whether a line begins with 附件 (attachment).

    >>> begins_attachment("附件1：分工表")  # attachment 1: division of work
    True
    """
    return ATTACHMENT_RE.match(text) is not None


def is_delivery(text: str) -> bool:
    """Whether a line says when and where a speech or report was given.

    >>> is_delivery("——2006年1月9日在市第四次会议上")  # on 9 January 2006 at the …
    True
    """
    return DELIVERY_RE.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether a line is a date, with or without the issuer before it.

    >>> is_day("国务院　2006年6月1日")  # State Council, 1 June 2006
    True
    """
    may_be = text[-1] in "日号）" and len(text) < MOST_DATED
    return may_be and SIGNED_RE.fullmatch(closed_up(text)) is not None


def is_number(text: str) -> bool:
    """Whether a line is a document number, give or take a few characters.

    >>> is_number("国发〔2015〕40号")
    True
    """
    if text[-1] not in "号）〕":
        return False
    number = next(document_numbers(text), None)
    if number is None:
        return False
    return len(text) < number.end - number.start + MOST_AROUND_NUMBER


def ends_as_title(text: str) -> bool:
    """Whether a line ends with the kind of a document.

    >>> ends_as_title("电子政务管理办法（试行）")  # measures on e-government (for trial)
    True
    """
    return _title_end().search(text) is not None


def names_signers(text: str) -> bool:
    """Whether a line holds nothing but names of bodies, or a person with an office.

    >>> names_signers("财政部　教育部")  # Ministry of Finance, Ministry of Education
    True
    >>> names_signers("加强领导")  # strengthen leadership
    False
    """
    if any(mark in text for mark in "。；："):
        return False
    text = without_seal(text)
    parts = names_in(text)
    if len(parts) > 1 and all(map(_is_signer, parts)):
        return True
    if len(text) > MOST_SIGNATURE or "，" in text:
        return False
    return _is_signer(text)


def without_seal(text: str) -> str:
    """Write a name without its seal in brackets, and a spaced one closed up.

    >>> without_seal("财 政 部（章）")  # Ministry of Finance (seal)
    '财政部'
    """
    text = closed_up(SEAL_RE.sub("", text) or text)
    sealed = SEALED_RE.fullmatch(text)
    return sealed["name"] if sealed else text


def names_in(text: str) -> list[str]:
    """List the names on a line of a signature.

    >>> names_in("财政部　教育部")  # Ministry of Finance, Ministry of Education
    ['财政部', '教育部']
    """
    return [part for part in BETWEEN_NAMES_RE.split(closed_up(text)) if part]


def is_person(text: str) -> bool:
    """Whether a person signs on this line, not a body.

    >>> is_person("市　长　王某")  # Mayor Wang
    True
    """
    return PERSON_SIGNS_RE.search(text) is not None


def _is_signer(name: str) -> bool:
    return name.endswith(_signature_ends()) or bool(
        PERSON_SIGNS_RE.search(name)
    )


def without_inner_blanks(title: str) -> str:
    """Write a title without the blanks that a page sets inside it."""
    return INNER_BLANK_RE.sub("", title)
