"""Web furniture: lines that belong to the page (source, date, buttons, links), not to the text.

A line is furniture if the whole of it matches a row of `FURNITURE`. Some of them no document has.
Others are written in documents too (主办单位：, organiser; 来源：, source; 相关法规, related laws):
they are furniture only at the edge of the page, before the first or after the last line that is
surely text. Surely text are long sentences, articles, attachments, and a signature with its date.

Below the last of those everything from the first line of the page on goes as well, because pages
put links to other documents there.

Not done: furniture inside a line of text, and furniture in other words than the table's. The tables
that portals put above a document stay: `find.structure` reads number and date in them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.read.cleaning.script import simplified_form, simplifying_changes
from egov_lib.read.edit_log import Change, apply_changes

ANYWHERE = "anywhere"  # no document has such a line
EDGE = "edge"  # above and below the text
FOOT = "foot"  # below it, among other lines of the page


class FurnitureLine(NamedTuple):
    """A kind of line.

    name: what it is
    where: on which part of the page it is furniture
    ends_text: whether what follows it below the text is the page's too
    pattern: of the whole line, in simplified characters
    example: a line of the kind
    """

    name: str
    where: str
    ends_text: bool
    pattern: str
    example: str


BUTTON = (
    "打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|收藏(?:本页|本站)?|推荐(?:给朋友)?|我要纠错|"
    "返回(?:顶部|首页|上页|列表)?|加入收藏|设为首页|分享|繁体|简体|[大中小]|字[号体][:：]?"
)
SHARED_ON = (
    "QQ空间|QQ好友|新浪微博|腾讯微博|微博|微信好友|微信|朋友圈"
    "|人人网|开心网|豆瓣网?|百度贴吧|复制链接|更多"
)
# Parts of a site, as the rows of links above and below a page name them
SECTION = (
    "(?:网站|返回)?[首主]页|设为首页|加入收藏|网站地图|联系我们|关于我们|网站声明|法律声明|隐私声明"
    "|登录|注册|登陆|无障碍(?:浏览|阅读)?|繁体(?:中文|版)?|简体(?:中文|版)?|English|RSS|手机版|站内搜索"
    "|(?:政务|信息|政府信息)公开|(?:网上)?办事(?:服务)?|政民互动|互动交流|公众参与|新闻(?:中心|动态)"
    "|(?:领导|市长|局长|公众)信箱|通知公告|政策法规|机构(?:设置|职能)|招聘信息|帮助"
)
# What pages add to whose they are
NO_COPYING = "(?:未经|请勿|严禁|转载|如需|建议|技术支持|联系)"
FURNITURE = (
    FurnitureLine(
        "where the text is from",
        EDGE,
        False,
        "(?:信息|文章|稿件)?来源[:：].{0,60}",
        "来源：中国政府网",
    ),
    FurnitureLine(
        "when the page was posted",
        EDGE,
        False,
        "(?:更新|发布|录入|添加)(?:时间|日期)[:：].{0,60}",
        "发布时间：2006-03-30",
    ),
    FurnitureLine(
        "how often it was read",
        ANYWHERE,
        False,
        r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]?\s*\d.{0,20}",
        "浏览次数：312",
    ),
    FurnitureLine(
        "who edited the page",
        EDGE,
        False,
        "[（(【[]?(?:责任)?编辑[:：].{0,20}",
        "责任编辑：王明",
    ),
    FurnitureLine(
        "log in",
        ANYWHERE,
        True,
        "立即(?:登录|注册|登陆)|(?:登录|注册|登陆)[×x]",
        "登录×",
    ),
    FurnitureLine(
        "log in, in a word", EDGE, True, "登录|注册|登陆|退出", "退出"
    ),
    FurnitureLine(
        "page buttons",
        EDGE,
        True,
        "打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|返回(?:顶部|首页|上页).{0,4}",
        "关闭窗口",
    ),
    FurnitureLine(
        "a row of buttons",
        ANYWHERE,
        True,
        rf"(?:[【\[（(]?\s*(?:{BUTTON})\s*[】\])）]?[\s|｜]*){{2,12}}",
        "【打印】【关闭】",
    ),
    FurnitureLine(
        "share buttons",
        ANYWHERE,
        True,
        rf"分享(?:到.{{0,20}}|[:：].{{0,40}})?|扫一扫.{{0,20}}|(?:(?:{SHARED_ON})[\s|、]*){{2,12}}",
        "分享到微信",
    ),
    FurnitureLine(
        "size of the letters",
        ANYWHERE,
        False,
        r"[【\[]?(?:浏览)?字[号体][:：]?\s*[【\[]?大.{0,10}|视力保护色.{0,20}",
        "字号：大 中 小",
    ),
    FurnitureLine(
        "where the page is on the site",
        ANYWHERE,
        False,
        r"(?:您|你)(?:现在|当前|目前)?(?:的|所在的?|所处的?)?位置[:：].{0,80}"
        r"|(?:现在|当前|目前)(?:的|所在的?|所处的?)?位置[:：].{0,80}"
        r"|(?:所在|所处)?位置[:：].{0,60}[>›»＞→].{0,60}"
        r"|(?:网站)?[首主]页\s*(?:[>›»＞→]|-{1,2}>).{0,80}",
        "当前位置：首页 > 政务公开 > 通知",
    ),
    FurnitureLine(
        "neighbouring pages",
        EDGE,
        True,
        "上一[篇条页].{0,60}|下一[篇条页].{0,60}",
        "下一篇：通知",
    ),
    FurnitureLine(
        "related pages",
        EDGE,
        True,
        "相关(?:文章|阅读|链接|新闻|推荐|法规).{0,4}|友情链接(?:[:：][^。]{0,200})?",
        "相关阅读：",
    ),
    FurnitureLine(
        "comments",
        EDGE,
        True,
        "评论区?|(?:发表|网友|全部)评论.{0,4}|.{0,6}后参[于与]评论",
        "登录后参与评论",
    ),
    FurnitureLine(
        "questions to a lawyer",
        ANYWHERE,
        True,
        "该内容对我有帮助.{0,8}|验证手机号|发布咨询|及时追问律师",
        "验证手机号",
    ),
    FurnitureLine(
        "head of a database of laws",
        ANYWHERE,
        False,
        "【(?:法规类别|法规名称|发布部门|颁布单位|发文字号|文号|批准部门|批准日期|发布日期|颁布日期"
        "|实施日期|时效性|效力级别|失效日期|失效依据|唯一标志|内容分类|全文)】.{0,60}"
        "|(?:法规类别|效力级别|法宝引证码|唯一标志)[:：].{0,60}|时效性[:：][^，。；]{0,12}|.{0,40}法宝引证码.{0,40}",
        "【效力级别】 国务院规范性文件",
    ),
    FurnitureLine(
        "a row of links",
        ANYWHERE,
        True,
        rf"(?:.{{0,20}}[！!]\s*)?(?:{SECTION})(?:\s*[|｜]\s*(?:{SECTION})){{1,14}}\s*[|｜]?",
        "网站地图 | 联系我们 | 关于我们",
    ),
    FurnitureLine(
        "a code to scan",
        EDGE,
        True,
        "(?:长按|扫描|扫码|识别|微信扫).{0,16}二维码[^。]{0,16}|关注[^。]{0,24}公众号[^。]{0,8}|阅读原文",
        "长按识别二维码",
    ),
    FurnitureLine(
        "who runs the site",
        ANYWHERE,
        True,
        rf"(?:Copyright|©).{{0,80}}|版权所有[^。]{{0,80}}(?:。{NO_COPYING}.{{0,60}})?。?|.{{0,40}}(?:ICP备|公网安备|网站标识码).{{0,40}}",
        "京ICP备05000000号",
    ),
    FurnitureLine(
        "whose site it is",
        FOOT,
        True,
        "(?:主办|承办|协办)(?:单位)?[:：].{0,80}|技术支持[:：].{0,60}",
        "主办单位：某市人民政府办公室",
    ),
)
FURNITURE_RE = re.compile(
    "|".join(line.pattern for line in FURNITURE), re.IGNORECASE
)
FURNITURE_RES = [re.compile(line.pattern, re.IGNORECASE) for line in FURNITURE]
LINE_RE = re.compile(r"[^\n]+\n?")
# With what such a line begins, and what those hold that begin with anything: few lines need a look.
FIRST_OF_FURNITURE = frozenset(
    "来信文稿更发录添浏阅点访责编立登注退打关收返推我加设分繁简大中小字【[（(扫Qq新腾微朋人开豆百复视您你"
    "识长现当目的所位网首主上下相友评全该验及法效时唯版©Cc承协技"
)
MOST_INSIDE = 100  # characters of such a line
# No row of the table allows more characters, blanks, bars and 、 between links not counted.
MOST_FURNITURE = 300
INSIDE_FURNITURE = (
    "|",  # a row of links
    "｜",
    "后参与评论",
    "后参于评论",
    "法宝引证码",
    "P备",
    "p备",
    "公网安备",
    "网站标识码",
)

# --- what is surely text --------------------------------------------------------------------------

# A line this long with a full stop is text, not a button or a link
BODY_LINE_CHARS = 40
NUMBER = "[一二三四五六七八九十百零〇]"
DAY_RE = re.compile(
    r"[（(]?(?:.{0,30}[\s　])?(?:\d{4}|[一二][一二三四五六七八九〇○零OＯ0]{3})\s?年\s?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日[）)]?"
)
BODY_RE = re.compile(
    rf"第{NUMBER}{{1,5}}[章节条款].*"  # an article, or its heading
    rf"|(?:{NUMBER}{{1,3}}、|[（(]{NUMBER}{{1,3}}[)）]).*"
    r"|附(?:[件表录则]?[:：]|[件表]\s?\d).*|附[件表]"
    r"|(?:抄送|主题词|联系人|注|说明)[:：].*"
    r"|特此(?:通知|公告|函[告复]|批复|报告|说明).{0,2}"
    r"|[（(]此件.{0,20}[)）].{0,2}"
)
# How bodies' names end: above a date such a line is a signature.
ISSUER_RE = re.compile(
    r".{1,60}(?:局|厅|部|委|委员会|办|办公室|院|府|政府|会|中心|公司|署|司|组|小组|处|党组|室|站|社|行)"
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
    lines = [line.strip() for line in text.split("\n") if line]
    if len(lines) == 1:  # a text of one line is no page
        return []
    candidates = _candidates(text, lines)
    found = simplified_form("\n".join(candidates.values())).split("\n")
    kinds = {}
    for number, line in zip(candidates, found):
        if FURNITURE_RE.fullmatch(line):
            kinds[number] = _kind_of(line)
    if not kinds:
        return []
    spans = [match.span() for match in LINE_RE.finditer(text)]
    simplified = simplified_form(text).split("\n")
    lines = [line.strip() for line in simplified if line]
    body = _body_lines(lines, kinds)
    furniture = _furniture_at(kinds, body)
    below = _first_below_the_text(furniture, kinds, body)
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


def _candidates(text: str, lines: list[str]) -> dict[int, str]:
    """Return the lines that may be furniture once they are simplified, by their numbers."""
    look_inside = simplifying_changes(text) or any(
        words in text for words in INSIDE_FURNITURE
    )
    candidates = {}
    for number, line in enumerate(lines):
        if _is_too_long(line):
            continue  # running text: it need not be simplified to know that
        first = line[:1]
        if (
            first in FIRST_OF_FURNITURE
            or (look_inside and len(line) <= MOST_INSIDE)
            or (look_inside and simplifying_changes(first))
        ):
            candidates[number] = line
    return candidates


def _is_too_long(line: str) -> bool:
    """Whether *line* has more characters than any furniture."""
    if len(line) <= MOST_FURNITURE:
        return False
    without_blanks = "".join(line.split())
    bars = sum(map(line.count, "|｜、"))
    return len(without_blanks) - bars > MOST_FURNITURE


def _kind_of(line: str) -> FurnitureLine:
    """Return the first row of the table that matches the whole of *line*."""
    matching = zip(FURNITURE, FURNITURE_RES)
    return next(kind for kind, pattern in matching if pattern.fullmatch(line))


def _body_lines(
    lines: list[str], kinds: dict[int, FurnitureLine]
) -> list[int]:
    """Return the numbers of the lines that are surely text."""
    body = []
    above = ""  # the last line that was not empty
    above_is_body = False
    for number, line in enumerate(lines):
        if not line:
            continue
        is_body = number not in kinds and _is_body(line, above, above_is_body)
        if is_body:
            body.append(number)
        above, above_is_body = line, is_body
    return body


def _is_body(line: str, above: str, above_is_body: bool) -> bool:
    """Whether *line* is surely text, given the line above it."""
    if "。" in line and len(line) >= BODY_LINE_CHARS:
        return True
    if BODY_RE.fullmatch(line):
        return True
    if not DAY_RE.fullmatch(line):
        return False
    return (
        above_is_body
        or above.endswith("。")
        or ISSUER_RE.fullmatch(above) is not None
    )


def _furniture_at(
    kinds: dict[int, FurnitureLine], body: list[int]
) -> list[int]:
    """Return the lines that are furniture where they are."""
    first = body[0] if body else len(kinds) + max(kinds)
    last = body[-1] if body else -1
    proved = [
        number for number, kind in kinds.items() if kind.where == ANYWHERE
    ]
    last_proved = max(proved, default=-1)
    furniture = []
    for number, kind in kinds.items():
        is_furniture = kind.where == ANYWHERE
        if kind.where == EDGE:
            is_furniture = number < first or number > last
        elif kind.where == FOOT:
            is_furniture = last < number < last_proved
        if is_furniture:
            furniture.append(number)
    return furniture


def _first_below_the_text(
    furniture: list[int], kinds: dict[int, FurnitureLine], body: list[int]
) -> int | None:
    """Return the first line after the last line of text from which on everything is the page's."""
    if not body:
        return None
    ending = (n for n in furniture if n > body[-1] and kinds[n].ends_text)
    return next(ending, None)


def drop_furniture(text: str) -> str:
    """Take out the lines that `find_furniture` lists.

    >>> drop_furniture("来源：中国政府网\\n电子政务")  # e-government
    '电子政务'
    """
    return apply_changes(text, find_furniture(text)).text
