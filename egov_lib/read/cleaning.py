"""Repair any Chinese text, and say what was repaired.

Web copies of official documents are damaged in a handful of known ways. Each way has one rule here, and each rule comes
as twins: `find_glosses(text)` lists the changes it would make, with offsets; `drop_glosses(text)` makes them. `clean()`
runs all rules until none has anything left to say and keeps every step, so that each character of the result can be
followed back to the character it came from.

The rules look for a *kind of damage in the whole text* before they touch a single mark: parentheses survive unless they
hold machine-made pinyin, full stops survive unless every mark of the text was flattened to one. They do not interpret.
Where a flattened pause was a full stop and where a comma, and what a lost title said, only a reader can tell: that is an
editor's work and lives in `data/edits/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from egov_lib.read.edit_log import Change, Step, apply_changes, list_changes, offset_maps

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_RUN_RE = re.compile(f"[{HAN}]+")
HAN_RE = re.compile(f"[{HAN}]")
NO_HAN_RE = re.compile(f"[^{HAN}]")
GAP = "□"  # the philologist's sign for a character that can't be read


@dataclass(frozen=True)
class Cleaned:
    """The result of `clean`: `raw` as it came, `text` as it is now, and every step between them."""

    raw: str
    text: str
    steps: tuple[Step, ...]

    def log(self) -> pd.DataFrame:
        """List every change, one a row; `changes.list_changes` explains the columns."""
        return list_changes(self.steps)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in `raw` that [start, end) of `text` came from.

        >>> done = clean("領(lǐng)導(dǎo)小組(zǔ)")  # leading group, with pinyin
        >>> done.text, done.to_raw(0, 2)
        ('领导小组', (0, 8))
        """
        starts, ends = offset_maps(self.raw, [step.changes for step in self.steps])
        return int(starts[start]), int(max(starts[start], ends[end]))


def clean(text: str, *, without: Sequence[str] = ()) -> Cleaned:
    """Repair *text* by the automatic rules; text that shows no damage comes back as it is.

    Parameters: `without` names rules to leave out (see `RULES`), so that a step can be undone and looked at.
    The rules run in order, again and again until none finds anything, so `clean(clean(x).text)` changes nothing more.

    >>> clean("各級領導").text
    '各级领导'
    >>> clean("中小企业，州(市)县。").steps
    ()
    """
    if unknown := set(without) - set(RULES):
        raise ValueError(
            f"there is no rule called {sorted(unknown)[0]!r}; the rules are {', '.join(RULES)}"
        )
    raw, steps, silent = text, [], 0
    rules = [(name, find) for name, find in RULES.items() if name not in without]
    for name, find in rules * MOST_PASSES:
        if silent == len(rules):
            break
        changes, silent = find(text), silent + 1
        if changes:
            text, step = apply_changes(text, changes, rule=name)
            steps, silent = [*steps, step], 0
    return Cleaned(raw, text, tuple(steps))


def _matches(pattern: re.Pattern, first: str, text: str) -> Iterator[re.Match]:
    """What `pattern.finditer` finds, tried only at the *first* characters a match can have: many times as fast."""
    at = 0
    for m in re.finditer(first, text):
        if m.start() >= at and (found := pattern.match(text, m.start())):
            at = found.end()
            yield found


# --- 1. web furniture ------------------------------------------------------------------------------------------------

FURNITURE_RE = re.compile(
    r"""
      (?:信息|文章|稿件)?来源[:：].{0,60}                              # Case 1: where a page says it has its text from
    | (?:更新|发布|录入|添加)(?:时间|日期)[:：].{0,60}                  # Case 2: when the page was posted
    | (?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]?\s*\d.{0,20}         # Case 3: counters
    | (?:责任)?编辑[:：].{0,20}
    | (?:立即)?(?:登录|注册|登陆)[×x]?|退出|打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|返回(?:顶部|首页|上页).{0,4}  # buttons
    | 分享(?:到.{0,20})?|扫一扫.{0,20}|字[号体][:：]?\s*[【\[]?大.{0,10}|上一[篇条页].{0,60}|下一[篇条页].{0,60}
    | 相关(?:文章|阅读|链接|新闻|推荐|法规).{0,4}|友情链接.{0,4}|评论区?|(?:发表|网友|全部)评论.{0,4}|.{0,6}后参[于与]评论
    | 该内容对我有帮助.{0,8}|验证手机号|发布咨询|及时追问律师
    | (?:Copyright|版权所有|主办单位[:：]).{0,80}|.{0,40}ICP备.{0,40}
    """,
    re.VERBOSE | re.IGNORECASE,
)
BODY_LINE_CHARS = (
    40  # a line with a full stop and this many characters is text, not a button or a link
)


def find_furniture(text: str) -> list[Change]:
    """Find lines that belong to the web page: source and date lines, buttons, counters, and the list of links below.

    After the last line of running text everything from the first such line on is furniture, whatever it says: that is
    where pages put their links to other documents, with dates that are not the dates of anything in the text.
    """
    lines = [m.span() for m in re.finditer(r"[^\n]+\n?", text)]
    if len(lines) == 1:
        return []
    shadows = [line.strip() for line in _simplified(text).split("\n") if line]
    marked = [bool(FURNITURE_RE.fullmatch(shadow)) for shadow in shadows]
    if not any(marked):
        return []
    bodies = [
        i
        for i, line in enumerate(shadows)
        if "。" in line and len(line) >= BODY_LINE_CHARS and not marked[i]
    ]
    below = range(bodies[-1] + 1, len(lines)) if bodies else range(0)
    tail = next((i for i in below if marked[i]), len(lines))
    first = [
        Change(s, e, text[s:e], "", "page furniture")
        for (s, e), m in zip(lines[:tail], marked)
        if m
    ]
    if tail == len(lines):
        return first
    start = lines[tail][0]
    return [
        *first,
        Change(start, len(text), text[start:], "", "furniture and links below the text"),
    ]


# --- 2. bytes lost from a GBK page -----------------------------------------------------------------------------------

SLIP_RE = re.compile(r"[?\ufffd]([^\x00-\x7f]{2,12})[?\ufffd]")
ACRONYMS = ("GDP", "GNP", "CPI", "WTO", "APEC", "CEPA", "ICT", "ERP", "CAD", "GIS", "GPS", "ISO", "VPN", "IT")  # fmt: skip


def slip(reading: str) -> str:
    """Show *reading* as a GBK page shows it when its first byte is lost: the oracle for `find_byte_slips`.

    >>> slip("省ＧＤＰ2.5%")  # "of the province's GDP 2.5 %"
    '?。牵模?2.5%'
    """
    return "?" + reading.encode("gbk", errors="replace")[1:].decode(
        "gbk", errors="replace"
    ).replace("\ufffd", "?")


def find_byte_slips(text: str) -> list[Change]:
    """Find places where one lost byte shifted the reading of a GBK page, and give the reading that proves itself.

    Only slips over full-width letters are mended: there the bytes inside are certain, and the two half-lost characters
    at the ends are taken from the text's own usage (the character before) and from common abbreviations (the last
    letter). A reading is accepted only if losing its first byte gives exactly what stands in the text; an end that
    can't be settled stays as □.
    """
    changes = []
    for m in SLIP_RE.finditer(text):
        data = m[1].encode("gbk", errors="ignore")
        inner = data[1:-1].decode("gbk", errors="ignore")
        if (
            len(data) != 2 * len(m[1])
            or len(inner) < 2
            or not re.fullmatch("[Ａ-Ｚ]+", inner)
            or data[-1] != 0xA3
        ):
            continue
        known = "".join(chr(ord(c) - 0xFEE0) for c in inner)
        lasts = {
            a[len(known)] for a in ACRONYMS if a.startswith(known) and len(a) == len(known) + 1
        }
        pairs = (
            bytes([lead, data[0]]).decode("gbk", errors="ignore") for lead in range(0x81, 0xFF)
        )
        firsts = {
            c
            for c in pairs
            if HAN_RE.fullmatch(c) and m.start() and text[m.start() - 1] + c in text
        }
        last = chr(ord(lasts.pop()) + 0xFEE0) if len(lasts) == 1 else GAP
        first = firsts.pop() if len(firsts) == 1 else GAP
        reading = first + inner + last
        proved = GAP not in reading and slip(reading + "0") == m[0].replace("\ufffd", "?") + "0"
        if proved or GAP in reading:
            note = f"GBK bytes ?? {data.hex(' ').upper()} ??: one byte lost before, so all pairs shifted by one"
            changes.append(Change(*m.span(), m[0], reading, note))
    return changes


# --- 3. machine-made pinyin after characters -------------------------------------------------------------------------

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
GLOSS_RE = re.compile(
    rf"""(?<=[{HAN}])
    [(（](
        (?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?      # initial
        [aoeiuü{TONED}]{{1,3}}                    # final, with or without its tone mark
        (?:ng|n|r)?
    )[)）]""",
    re.VERBOSE | re.IGNORECASE,
)
LEAST_GLOSSES = (
    3  # one or two glosses are an author's help with a rare name; a machine leaves dozens
)


def find_glosses(text: str) -> list[Change]:
    """Find pinyin syllables in parentheses after a character, where a machine has strewn them over the text.

    Parentheses that hold anything else, 州(市) or (王永刚), are not touched, nor is a text with fewer than three
    glosses. A syllable without a tone mark counts only in a text where others carry one.

    >>> drop_glosses("領(lǐng)導(dǎo)小組(zǔ)到州(市)縣")
    '領導小組到州(市)縣'
    """
    found = list(_matches(GLOSS_RE, "[(（]", text))
    if sum(any(c in TONED for c in m[1].lower()) for m in found) < LEAST_GLOSSES:
        return []
    return [Change(*m.span(), m[0], "", "machine pinyin") for m in found]


# --- 4. traditional characters ---------------------------------------------------------------------------------------

UNFIT_RE = re.compile("([\0\ud800-\udfff]+)")
KANA_OR_HANGUL_RE = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")


@lru_cache
def _converter(config: str) -> Callable[[str], str]:
    import opencc  # late: loading its dictionaries takes time that a reader of simplified texts need not spend

    convert = opencc.OpenCC(config).convert
    # OpenCC stops at a NUL and refuses lone surrogates: it is given what stands between them.
    return lambda text: "".join(
        p if UNFIT_RE.match(p) else convert(p) for p in UNFIT_RE.split(text)
    )


@lru_cache(maxsize=2)  # several rules ask for the same text
def _simplified(text: str) -> str:
    """*text* in simplified characters. `tw2s`, not `t2s`, which leaves 随著 for 随着."""
    return _converter("tw2s")(text)


def _differing(text: str, other: str) -> np.ndarray:
    """The places where a text and its conversion differ; no entry of OpenCC's tw2s and s2t changes the length."""
    codes = [np.frombuffer(t.encode("utf-32-le", "surrogatepass"), "<u4") for t in (text, other)]
    return np.flatnonzero(codes[0] != codes[1])


def is_traditional(text: str) -> bool:
    """Tell whether more characters of *text* are only traditional than are only simplified; Japanese and Korean are not.

    >>> is_traditional("電子政務"), is_traditional("电子政务"), is_traditional("電子政府の構築")
    (True, False, False)
    """
    if KANA_OR_HANGUL_RE.search(text) or (simplified := _simplified(text)) == text:
        return False
    more = len(_differing(text, simplified))
    first = next((m.start() for m in NO_HAN_RE.finditer(text, 200)), len(text))
    for part in (text[:first], text[first:]):  # a text's first words settle it if it is simplified
        more -= len(_differing(part, _converter("s2t")(part))) if more > 0 else 0
    return more > 0


def find_traditional(text: str) -> list[Change]:
    """Find what to change to make a traditional text simplified: phrases first (OpenCC `tw2s`), Han characters only.

    A text that is not traditional as a whole is left alone, so a single 著 or a quoted name stays.
    """
    if not is_traditional(text):
        return []
    after, places = _simplified(text), _differing(text, _simplified(text))
    edges = np.diff(places) > 1
    starts, ends = places[np.r_[True, edges]].tolist(), (places[np.r_[edges, True]] + 1).tolist()
    return [
        Change(s, e, text[s:e], after[s:e], "traditional to simplified")
        for s, e in zip(starts, ends)
    ]


# --- 5. punctuation flattened to full stops --------------------------------------------------------------------------

FLAT_DOT_RE = re.compile(rf"(?<=[{HAN}'\"”’)）])\.(?=[{HAN}\d'\"“‘(（]|\s|$)|(?<=\d)\.(?=[{HAN}])")
MARKS_RE = re.compile("[，。、；：,;:]")
LEAST_FLAT_DOTS = 3
PAUSE_RE = re.compile(
    rf"""
      (?<!\d)(?:(?<=[{HAN}])|(?<=[{HAN}]\.)(?=\d+\.(?:以[上下内]|左右|的)))  # Case 1: 项目50.以上 was 项目50%以上
      (?P<percent>(?:100|\d{{1,2}})\.)(?=[{HAN}.])
    | (?P<ordinal>(?:(?<=[.\n])|\A)[一二三四五六七八九十]{{1,3}}\.(?=[{HAN}]))  # Case 2: .二.围绕 was 。二、围绕
    | (?P<stop>\.(?=\s*(?:\n|\Z)))                                    # Case 3: the end of a line
    | (?P<pause>(?<=[{HAN}'\"”’)）])\.(?=[{HAN}\d'\"“‘(（《])|(?<=\d)\.(?=[{HAN}'\"“‘(（《]))  # Case 4: any pause,
    """,  # but never a point between two digits
    re.VERBOSE,
)

FLATTENED = {
    "percent": ("%", "a percentage sign was lost"), "ordinal": ("、", "after an ordinal"),
    "stop": ("。", "a pause at the end of a line"), "pause": ("，", "a pause of unknown kind"),
}  # fmt: skip


def find_flattened(text: str) -> list[Change]:
    """Find the marks to restore in a text whose punctuation was all flattened to `.`

    Which mark a pause was can't be known from the text alone: it becomes ， and at the end of a line 。; a number up to
    100 without a measure word was a percentage. Texts that kept their own marks are not touched.

    >>> drop_flattening("要统筹.协调.项目50.以上在线.增长2.5倍.")
    '要统筹，协调，项目50%以上在线，增长2.5倍。'
    """
    dots = sum(1 for _ in _matches(FLAT_DOT_RE, r"\.", text))
    if dots < LEAST_FLAT_DOTS or dots <= 4 * len(MARKS_RE.findall(text)):
        return []
    found = _matches(PAUSE_RE, r"[.\d一二三四五六七八九十]", text)
    return [Change(m.end() - 1, m.end(), ".", *FLATTENED[m.lastgroup]) for m in found]


# --- 6 to 9. quotes, dashes, widths, spaces --------------------------------------------------------------------------

QUOTE_RE = re.compile(r"""(?<![A-Za-z0-9])(['"])([^'"\n]{1,200})\1(?![A-Za-z])""")
DASH_RE = re.compile(
    rf"""
      (?P<lost>(?<=\d年)\?(?=\d{{4}}年)|(?<=\d{{4}})\?(?=\d{{4}}年))   # Case 1: 2006年?2020年, lost with its bytes
    | (?P<long>(?:(?<=[{HAN}“”》])|^)(?:-{{2,}}|―+|─+|－{{2,}})(?=[{HAN}“”《\n]|$))  # Case 2: typed for ——
    """,
    re.VERBOSE | re.MULTILINE,
)
WIDTHS = str.maketrans(
    ",;:!?" + "".join(map(chr, range(0xFF01, 0xFF5F))),
    "，；：！？" + "".join(map(chr, range(33, 127))),
)
NEAR = HAN + "“”‘’《》〈〉（）【】、。"
WIDTH_RE = re.compile(
    rf"""
      (?P<mark>(?<=[{NEAR}])[,;:](?!/)|(?<=[{NEAR}])[!?](?=[\s”’》）]|$)|(?<=[0-9A-Za-z%)])[,;](?=[{NEAR}]))  # Case 1
    | (?P<full>[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0e]+)   # Case 2: full-width letters, digits, % + .
    """,
    re.VERBOSE | re.MULTILINE,
)
SPACE_RE = re.compile(
    rf"""
      (?P<invisible>\A\ufeff|(?<=[{NEAR}])[\u200b\u200c\u200d\u2060\ufeff\u00ad]+)     # Case 1: characters nobody sees
    | (?P<returns>\r\n?)                                                              # Case 2: other systems' line ends
    | (?P<edges>^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$)                              # Case 3: indents and trailing space
    | (?P<lines>(?<=\n\n)\n+|\A\n+|(?<=\n)\n+\Z)                                      # Case 4: more than one empty line
    | (?P<after>(?<=[，。、；：])[ \u00a0]+(?=[{NEAR}]))                               # Case 5: a space after a wide mark
    """,
    re.VERBOSE | re.MULTILINE,
)


def find_straight_quotes(text: str) -> list[Change]:
    """Find straight quotes around or beside Chinese, in pairs on one line, to be made “…”; apostrophes stay."""
    changes = []
    for m in _matches(QUOTE_RE, """['"]""", text):
        beside = text[max(m.start() - 1, 0) : m.start()] + text[m.end() : m.end() + 1]
        if HAN_RE.search(m[2] + beside):
            changes.append(Change(m.start(), m.start() + 1, m[1], "“", "straight quote"))
            changes.append(Change(m.end() - 1, m.end(), m[1], "”", "straight quote"))
    return changes


def find_broken_dashes(text: str) -> list[Change]:
    """Find a dash between years that was lost as `?`, and dashes typed as hyphens or bars at Chinese text."""
    says = {"lost": ("—", "a dash lost from a GBK page"), "long": ("——", "typed for ——")}
    return [
        Change(*m.span(), m[0], *says[m.lastgroup]) for m in _matches(DASH_RE, "[?―─－-]", text)
    ]


def find_widths(text: str) -> list[Change]:
    """Find narrow , ; : ! ? beside Chinese to be made wide, and wide letters, digits, ％ and ＋ to be made narrow.

    Parentheses stay as they are: they enclose Latin as often as Chinese.
    """
    found = _matches(WIDTH_RE, "[,;:!?０-９Ａ-Ｚａ-ｚ％＋．]", text)
    return [Change(*m.span(), m[0], m[0].translate(WIDTHS), "width") for m in found]


def find_spaces(text: str) -> list[Change]:
    """Find indents, trailing and invisible characters, carriage returns, and more than one empty line in a row."""
    found = _matches(SPACE_RE, r"[\s\u200b-\u200d\u2060\ufeff\u00ad]", text)
    return [Change(*m.span(), m[0], "\n" if m["returns"] else "", m.lastgroup) for m in found]


def _twin(find: Callable[[str], list[Change]]) -> Callable[[str], str]:
    def repair(text: str) -> str:
        return apply_changes(text, find(text))[0]

    repair.__doc__ = (
        f"Make the changes that `{find.__name__}` lists; the rest of the text stays as it is."
    )
    return repair


RULES: dict[str, Callable[[str], list[Change]]] = {
    "drop_furniture": find_furniture, "mend_byte_slips": find_byte_slips, "drop_glosses": find_glosses,
    "simplify": find_traditional, "drop_flattening": find_flattened, "curl_quotes": find_straight_quotes,
    "mend_dashes": find_broken_dashes, "fix_widths": find_widths, "tidy_spaces": find_spaces,
}  # fmt: skip
drop_furniture, mend_byte_slips, drop_glosses, simplify, drop_flattening, *_last = map(
    _twin, RULES.values()
)
curl_quotes, mend_dashes, fix_widths, tidy_spaces = _last
MOST_PASSES = 12  # two are enough for every text seen; a rule that feeds another may want one more
