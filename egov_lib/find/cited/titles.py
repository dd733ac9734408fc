"""How titles are compared: one plain form, and the shorter forms that official prose uses.

A notice of the State Council on issuing a plan is cited by its whole title, from 关于
(on) on without its issuer, or by the plan's title alone; a law with or without 中华人民
共和国 (of the People's Republic of China); measures without their （试行）(for trial). A
full form names one document; a short form may be that of several.
"""

from __future__ import annotations

import re

from egov_lib.find.gazetteers import words
from egov_lib.find.structure.lines import plain_form

STATE = "中华人民共和国"
# What copies set in and around titles as they please.
MARKS_RE = re.compile(r"[\s“”\"‘’'「」『』《》〈〉<>＜＞﹤﹥·]")
DASHES_RE = re.compile("[-—–―－﹣─~～至]+(?=[0-9])")
# （2018年修正）, as amended in 2018: the same law
VERSION_RE = re.compile(
    r"（[^（）]*(?:修正|修订|修改)[^（）]*）$|（(?:19|20)\d\d-\d\d-\d\d）$"
)
# （试行）, for trial: an addition that is often left out
ADDITION_RE = re.compile(r"（[^（）]{1,20}）$")
# 国务院关于印发……的通知, notice of the State Council on issuing …
ISSUES_RE = re.compile(
    "^(?P<issuer>.{0,60}?)(?:关于)?(?:印发|转发|批转|发布|公布)"
    "(?P<title>.{4,}?)的?(?:通知|公告|函|决定)$"
)
ON_RE = re.compile("^(?P<issuer>[^（）]{2,80}?)(?P<title>关于.+)$")
SHORTEST_WITHOUT_ISSUER = 10  # 关于加强管理的通知 could be anybody's

# What ends a title beside the kinds of documents in `genres.csv`.
OTHER_KINDS = (
    "公约",
    "协定",
    "协议",
    "宪章",
    "声明",
    "宣言",
    "政策",
    "举措",
    "要求",
    "规范",
    "白皮书",
    "通则",
    "总则",
    "守则",
    "共识",
    "文件",
    "指引",
    "指标",
    "名单",
    "基准",
    "汇报",
    "体系",
    "党章",
    "宪法",
    "法典",
    "解释",
    "修正案",
    "议定书",
    "备忘录",
    "任务书",
    "导则",
    "议程",
    "路线图",
    "须知",
    "分工",
    "规格",
)
# Forms to fill in, certificates, newspapers: no documents that are cited.
NO_DOCUMENT_RE = re.compile(
    "(?:申请|申报|登记|审批|审核|备案|统计|评分|推荐|调查|汇总|记录|签到|情况|信息|样)表$"
    "|(?:申请|申报|承诺|通知|告知|决定|协议|责任|任命|委托|聘|证明|确认|意见|报告|合格)书$"
    "|证$|证书$|执照$|合同$|证明$|台账$|回执$|报$|联播$|访谈$|周刊$|月刊$|杂志$|日历$"
)
ENDING_RE = re.compile(
    r"(?:（[^（）]*）|\d+条|[\d年版本一二三四五六七八九十]+)+$"
)


def plain_title(title: str) -> str:
    """Write a title as titles are compared: without blanks, quotation marks, inner brackets.

    >>> plain_title("关于印发〈中国制造 2025〉的通知")  # notice on issuing Made in China 2025
    '关于印发中国制造2025的通知'
    """
    return DASHES_RE.sub("-", MARKS_RE.sub("", plain_form(title)))


def full_forms(title: str) -> set[str]:
    """Give the forms that name one document: without the state's name, and the version.

    >>> sorted(full_forms("中华人民共和国公司法（2018年修正）"))  # the Company Law, as amended
    ['中华人民共和国公司法', '公司法']
    """
    plain = VERSION_RE.sub("", plain_title(title))
    return {plain, plain.removeprefix(STATE)} - {""}


def short_forms(title: str) -> set[str]:
    """Give the forms that may be those of several documents: see the module.

    >>> sorted(short_forms("国务院关于印发促进大数据发展行动纲要的通知"))
    ['促进大数据发展行动纲要', '关于印发促进大数据发展行动纲要的通知']
    """
    forms = set()
    plain = VERSION_RE.sub("", plain_title(title))
    for whole in (plain, enclosed_title(plain)):
        forms |= {whole, _without_issuer(whole)}
    forms |= {ADDITION_RE.sub("", form) for form in forms}
    return {form for form in forms if len(form) > 1} - full_forms(title)


def enclosed_title(plain: str) -> str:
    """Give the title of what a notice issues or forwards; "" where it does neither."""
    issues = ISSUES_RE.match(plain)
    return issues["title"] if issues else ""


def issuer_in(plain: str) -> str:
    """Give the words before 关于 (on), or before 印发 (issuing); "" for none."""
    named = ON_RE.match(plain) or ISSUES_RE.match(plain)
    return named["issuer"] if named else ""


def _without_issuer(plain: str) -> str:
    named = ON_RE.match(plain)
    if named and len(named["title"]) >= SHORTEST_WITHOUT_ISSUER:
        return named["title"]
    return plain


def is_document(title: str) -> bool:
    """Whether a title in 《》 is that of a document, and no form, permit, book or newspaper.

    >>> is_document("政务公开工作要点"), is_document("食品经营许可证")  # points; a permit
    (True, False)
    """
    plain = plain_title(title)
    if NO_DOCUMENT_RE.search(plain):
        return False
    kinds = (*words("genres"), *OTHER_KINDS)
    return ENDING_RE.sub("", plain).endswith(kinds) or "关于" in plain
