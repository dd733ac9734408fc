"""Web furniture: lines that belong to the page (source, date, buttons, links), not to the text.

A line is furniture if the whole of it matches a row of `FURNITURE`. Below the last line of running
text everything from the first such line on goes as well, because pages put links to other documents
there.

Not done: furniture inside a line of text, and furniture in other words than the table's. A
document's own line that reads like a row of the table is taken for furniture.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.read.cleaning.script import simplified_form
from egov_lib.read.edit_log import Change, apply_changes


class FurnitureLine(NamedTuple):
    """A kind of line: name, pattern of the whole line in simplified characters, example."""

    name: str
    pattern: str
    example: str


FURNITURE = (
    FurnitureLine(
        "where the text is from",
        "(?:信息|文章|稿件)?来源[:：].{0,60}",
        "来源：中国政府网",
    ),
    FurnitureLine(
        "when the page was posted",
        "(?:更新|发布|录入|添加)(?:时间|日期)[:：].{0,60}",
        "发布时间：2006-03-30",
    ),
    FurnitureLine(
        "how often it was read",
        r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]?\s*\d.{0,20}",
        "浏览次数：312",
    ),
    FurnitureLine("who edited the page", "(?:责任)?编辑[:：].{0,20}", "责任编辑：王明"),
    FurnitureLine("log in", "(?:立即)?(?:登录|注册|登陆)[×x]?|退出", "登录×"),
    FurnitureLine(
        "page buttons",
        "打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|返回(?:顶部|首页|上页).{0,4}",
        "关闭窗口",
    ),
    FurnitureLine("share buttons", "分享(?:到.{0,20})?|扫一扫.{0,20}", "分享到微信"),
    FurnitureLine(
        "size of the letters", r"字[号体][:：]?\s*[【\[]?大.{0,10}", "字号：大 中 小"
    ),
    FurnitureLine(
        "neighbouring pages", "上一[篇条页].{0,60}|下一[篇条页].{0,60}", "下一篇：通知"
    ),
    FurnitureLine(
        "related pages",
        "相关(?:文章|阅读|链接|新闻|推荐|法规).{0,4}|友情链接.{0,4}",
        "相关阅读：",
    ),
    FurnitureLine(
        "comments",
        "评论区?|(?:发表|网友|全部)评论.{0,4}|.{0,6}后参[于与]评论",
        "登录后参与评论",
    ),
    FurnitureLine(
        "questions to a lawyer",
        "该内容对我有帮助.{0,8}|验证手机号|发布咨询|及时追问律师",
        "验证手机号",
    ),
    FurnitureLine(
        "who runs the site",
        "(?:Copyright|版权所有|主办单位[:：]).{0,80}|.{0,40}ICP备.{0,40}",
        "京ICP备05000000号",
    ),
)
FURNITURE_RE = re.compile("|".join(line.pattern for line in FURNITURE), re.IGNORECASE)
LINE_RE = re.compile(r"[^\n]+\n?")
BODY_LINE_CHARS = (
    40  # a line this long with a full stop is text, not a button or a link
)


def find_furniture(text: str) -> list[Change]:
    """Find lines that belong to the web page, and the list of links below the text.

    After the last line of running text everything from the first such line on is furniture,
    whatever it says: that is where pages put their links to other documents, with dates that are
    not the dates of anything in the text.

    >>> page = "来源：中国政府网\\n电子政务"  # source: the government's site; e-government
    >>> [change.before for change in find_furniture(page)]
    ['来源：中国政府网\\n']
    """
    spans = [match.span() for match in LINE_RE.finditer(text)]
    if len(spans) == 1:  # a text of one line is no page
        return []
    lines = [line.strip() for line in simplified_form(text).split("\n") if line]
    furniture = [
        number for number, line in enumerate(lines) if FURNITURE_RE.fullmatch(line)
    ]
    if not furniture:
        return []
    below = _first_below_the_text(lines, furniture)
    changes = []
    for number in furniture:
        start, end = spans[number]
        note = "page furniture"
        if number == below:
            end = len(text)
            note = "furniture and links below the text"
        changes.append(Change(start, end, text[start:end], "", note))
        if number == below:
            break
    return changes


def _first_below_the_text(lines: list[str], furniture: list[int]) -> int | None:
    """Return the number of the first line of furniture after the last line of running text."""
    body = {number for number, line in enumerate(lines) if _is_body(line)}
    body.difference_update(furniture)
    if not body:
        return None
    last = max(body)
    return next((number for number in furniture if number > last), None)


def _is_body(line: str) -> bool:
    return "。" in line and len(line) >= BODY_LINE_CHARS


def drop_furniture(text: str) -> str:
    """Take out the lines that `find_furniture` lists.

    >>> drop_furniture("来源：中国政府网\\n电子政务")  # e-government
    '电子政务'
    """
    return apply_changes(text, find_furniture(text)).text
