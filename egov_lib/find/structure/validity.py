"""The days of a document beside its signing: in force, at an end, adopted, amended, published.

Official texts say them in fixed words: 自…起施行 (in force from …), 有效期三年 (valid for
three years), …会议通过 (adopted at a meeting), 根据…修订 (revised), …印发 (printed). Each form
is a row. What another document says of itself is not told apart, unless the sentence
names another in 《》.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from egov_lib.find.numerals import parse_day, small_number
from egov_lib.find.rules import Example, Grammar, Rule

DAY = (
    r"(?:\d{4}|[一二][〇零一二三四五六七八九]{3})\s?年\s?"
    r"[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
)
# The first three digits of its year
DAY_STARTS = r"\d\d\d|[一二][〇零一二三四五六七八九][〇零一二三四五六七八九]"
PIECES = {
    "day": DAY,
    "years": r"[\d一二两三四五六七八九十]{1,3}",
    "force": r"施行|执行|实施|生效|试行|实行",
    "issued": r"印发|发布|公布|颁布|下发|发文|签发",
}
LONGEST = 60  # characters before a rule's match in which another document would be named


class Validity(NamedTuple):
    """What a text says of a document's days; None where it says nothing.

    effective: when it comes into force
    expiry: the last day on which it is in force
    adopted: when a meeting passed it
    amended: when it was last revised
    published: when it was made public or printed
    from_signing: whether it comes into force with its issue, whose day is elsewhere
    years: for how many years it is in force; 0 where the text does not say
    """

    effective: dt.date | None
    expiry: dt.date | None
    adopted: dt.date | None
    amended: dt.date | None
    published: dt.date | None
    from_signing: bool
    years: int


def _day(kind: str) -> Any:
    """Make the kind of day and the day of the group `day`."""

    def make(match: re.Match, _: object) -> tuple[str, Any]:
        return kind, parse_day(re.sub(r"\s", "", match["day"]))

    return make


def _from_issue(match: re.Match, _: object) -> tuple[str, Any]:
    return "issue", True


def _span_of_years(match: re.Match, _: object) -> tuple[str, Any]:
    return "span", (int(match["first"]), int(match["last"]))


def _term(match: re.Match, _: object) -> tuple[str, Any]:
    return "years", small_number(match["years"])


RULES = (
    Rule(
        name="in force from a day",
        starts="[自从于][\\d一二\\s]",
        pattern="[自从于]\\s?(?P<day>{day})\\s?(?:起|开始)?(?:正式)?{force}",
        make=_day("effective"),
        example=Example(
            "本办法自2006年5月1日起施行",
            "These measures are in force from 1 May 2006",
            {"kind": "effective", "value": "2006-05-01"},
        ),
    ),
    Rule(
        name="in force with its issue",
        starts="[自从由][印发公颁下签\\s]",
        pattern="[自从由]\\s?{issued}之?日起?(?:正式)?(?:开始)?{force}",
        make=_from_issue,
        example=Example(
            "本通知自印发之日起执行",
            "This notice is in force from the day of its issue",
            {"kind": "issue", "value": "True"},
        ),
    ),
    Rule(
        name="valid from a year to a year",
        starts="[实执试施][行施][年期]|有效期",
        pattern="(?:(?:[实执试施]行|实施)(?:年限|期限?)|有效期限?)为?\\s?"
        "(?P<first>\\d{4})年?\\s?(?:至|到|[-—－~～]{1,2})\\s?(?P<last>\\d{4})年(?!\\s?\\d)",
        make=_span_of_years,
        example=Example(
            "本政策实行年限为2006年至2008年",
            "This policy is in force from 2006 to 2008",
            {"kind": "span", "value": "(2006, 2008)"},
        ),
    ),
    Rule(
        name="valid to a day",
        starts="有效|执行|试行|实施|施行",
        pattern="(?:有效期限?|执行期限?|试行期限?)(?:自本?[^。；，]{0,20}起?)?\\s?(?:截止|截至|至|到)\\s?(?P<day>{day})",
        make=_day("expiry"),
        example=Example(
            "有效期至2008年12月31日",
            "valid to 31 December 2008",
            {"kind": "expiry", "value": "2008-12-31"},
        ),
    ),
    Rule(
        name="valid for years",
        starts="有效|执行|试行|实施|施行",
        pattern="(?:有效期限?|执行期限?|试行期限?|施行期限?|实施期限?)(?:暂定)?为?\\s?(?P<years>{years})\\s?年",
        make=_term,
        example=Example(
            "有效期三年",
            "valid for three years",
            {"kind": "years", "value": "3"},
        ),
    ),
    Rule(
        name="valid for years, the years first",
        starts="暂定",
        pattern="暂定(?P<years>{years})\\s?年有?效?期?",
        make=_term,
        example=Example(
            "暂定三年有效期",
            "valid, for now, for three years",
            {"kind": "years", "value": "3"},
        ),
    ),
    Rule(
        name="revised",
        starts=DAY_STARTS,
        pattern="(?P<day>{day})(?:(?!\\d{4}\\s?年)[^。；\\n）]){0,60}?(?:修订|修正|修改)(?!稿)",
        make=_day("amended"),
        example=Example(
            "根据2010年3月5日某市政府令修订",
            "revised by decree of the city of 5 March 2010",
            {"kind": "amended", "value": "2010-03-05"},
        ),
    ),
    Rule(
        name="adopted",
        starts=DAY_STARTS,
        pattern="(?P<day>{day})(?:[^。；\\n）自]|自治){0,45}?(?:会议|全会|会)(?:修订|审议|讨论|表决)?(?:通过|审议)",
        make=_day("adopted"),
        example=Example(
            "已经2006年4月9日市政府常务会议审议通过",
            "was adopted on 9 April 2006 at an executive meeting of the city",
            {"kind": "adopted", "value": "2006-04-09"},
        ),
    ),
    Rule(
        name="approved by a congress",
        starts=DAY_STARTS,
        pattern="(?P<day>{day})(?:[^。；\\n）自]|自治){0,45}?(?:会议|全会|会)批准",
        make=_day("approved"),
        example=Example(
            "2006年5月3日某省人民代表大会常务委员会第九次会议批准",
            "approved on 3 May 2006 by the Standing Committee of the province",
            {"kind": "approved", "value": "2006-05-03"},
        ),
    ),
    Rule(
        name="published with a decree",
        starts=DAY_STARTS,
        # A look ahead for the end, which few days have, saves the search for a beginning
        pattern="(?P<day>{day})(?=.{1,68}号[公发]布)"
        "(?:[^。；\\n）自]|自治){0,30}?令?第.{1,6}号(?:公布|发布)",
        make=_day("published"),
        example=Example(
            "2005年9月9日某局令第28号公布",
            "published by decree no. 28 of a bureau on 9 September 2005",
            {"kind": "published", "value": "2005-09-09"},
        ),
    ),
    Rule(
        name="printed",
        starts=DAY_STARTS,
        pattern="(?P<day>{day})\\s?(?:印发|印制)",
        make=_day("published"),
        example=Example(
            "某市政府办公厅2006年6月7日印发",
            "printed by the general office of the city on 7 June 2006",
            {"kind": "published", "value": "2006-06-07"},
        ),
    ),
)
VALIDITY = Grammar(RULES, PIECES)
# The words without which no row applies; looking for them is faster than the grammar, and fastest
# where each begins with a character, not with a class.
CUE_RE = re.compile(
    "施[行施]|执[行施]|试[行施]|实[行施]|生效|有效期|效期[至为]|通过|批准|修[订正改]|印发|印制"
    "|暂定|号[公发]布|审议"
)
# Which rows each word can be of: without one of its words, no row is tried in a stretch. A
# meeting (会) counts where it passes something.
OF_FORCE = ("in force from a day", "in force with its issue")
OF_TERM = ("valid from a year to a year", "valid to a day", "valid for years")
ROWS_OF_WORD = {
    **dict.fromkeys(
        ("施行", "执行", "实施", "生效", "试行", "实行"), OF_FORCE + OF_TERM
    ),
    "有效": OF_TERM,
    "暂定": ("valid for years, the years first",),
    **dict.fromkeys(("修订", "修正", "修改"), ("revised",)),
    "会": ("adopted",),
    "批准": ("approved by a congress",),
    **dict.fromkeys(("公布", "发布"), ("published with a decree",)),
    **dict.fromkeys(("印发", "印制"), ("printed",)),
}
WORD_RE = re.compile(
    "施行|执行|实施|生效|试行|实行|有效|暂定|修[订正改]|批准|[公发]布|印[发制]"
    "|会(?=议?(?:修订|审议|讨论|表决)?(?:通过|审议))"
)
# In a sentence that names another document, what shows that its own days are meant.
OWN_RE = re.compile(
    "本[^市省县区州部局次年月届科地级人质]|已经|业经|现予|之日起|日起|各政策"
)
TERMS = frozenset({"expiry", "years", "span"})
# A line break inside a sentence: after a comma, or between two characters of a long line. The
# break comes first, and what is before it is looked at from there: so only breaks are looked at.
WRAPPED_RE = re.compile(
    r"\n(?:(?<=，\n)|(?<=\n[\u4e00-\u9fff]\n)"
    r"|(?<=[^\n]{20}[\u4e00-\u9fff\d]\n)(?<!日\n)(?=[\u4e00-\u9fff\d]))"
)


def read_validity(flat: str, signed: dt.date | None, ahead: int) -> Validity:
    """Read what a text says of its own days.

    Parameters
    ----------
    flat: the text in its plain form.
    signed: the day of signing, from which a term can count.
    ahead: how many characters of the head may say when it was adopted or revised.
    """
    said: dict[str, Any] = {}
    for kind, value, start in _days_of(flat):
        early = kind in {"adopted", "amended"}
        if early and start > ahead:
            continue
        if kind == "amended" or kind not in said:
            said[kind] = value
    effective = said.get("effective")
    published = said.get("published")
    from_signing = "issue" in said and effective is None
    if from_signing:
        effective = published or signed
    first_year, last_year = said.get("span", (0, 0))
    if first_year and effective is None:
        effective = dt.date(first_year, 1, 1)
    if last_year:
        said.setdefault("expiry", dt.date(last_year, 12, 31))
    years = said.get("years", 0)
    return Validity(
        effective=effective,
        expiry=said.get("expiry") or _last_day(effective, years),
        adopted=said.get("adopted"),
        amended=said.get("amended"),
        published=published,
        from_signing=from_signing,
        years=years,
    )


def _days_of(flat: str) -> Iterator[tuple[str, Any, int]]:
    """Yield the kind, the day and the place of each row that applies."""
    if not CUE_RE.search(flat):
        return
    for start, end in _places(flat):
        yield from _days_in(flat, start, end)


def _days_in(
    flat: str, start: int, end: int
) -> Iterator[tuple[str, Any, int]]:
    """Yield the same of one stretch around a cue."""
    closed = _without_wraps(flat[start:end])
    for found in rows_for(closed).run(closed):
        kind, value = found.record
        if value and _is_own(kind, closed, found.start):
            yield kind, value, start + found.start


def rows_for(stretch: str) -> Grammar:
    """Return the rows that can apply in a stretch, by its words."""
    return _rows_of(frozenset(WORD_RE.findall(stretch)))


@lru_cache(maxsize=256)  # stretches have few of the words, in few combinations
def _rows_of(words: frozenset[str]) -> Grammar:
    """Return the rows that have one of these words."""
    return VALIDITY.part(
        chain.from_iterable(ROWS_OF_WORD[word] for word in words)
    )


def _is_own(kind: str, flat: str, at: int) -> bool:
    """Whether a sentence speaks of its own document, not of a measure or another text."""
    sentence = flat[max(flat.rfind("。", 0, at) + 1, at - 2 * LONGEST, 0) : at]
    is_aside = sentence.rfind("（") > max(
        sentence.rfind("）"), sentence.find("》"), 0
    )
    if kind in TERMS and is_aside and "》" in sentence:
        return False  # （榕政综〔2022〕1号，有效期3年）: of a document that is cited
    if kind in TERMS or (kind == "effective" and "》" in sentence):
        return OWN_RE.search(sentence) is not None
    return True


def _without_wraps(stretch: str) -> str:
    """Close up lines that a page broke off inside a sentence; the length stays.

    What moves is the break: it goes to the end of the stretch, and so do offsets a little.
    """
    closed = WRAPPED_RE.sub("", stretch)
    return closed + "\n" * (len(stretch) - len(closed))


def _places(flat: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around the cues, merged where they meet."""
    start = end = 0
    for cue in CUE_RE.finditer(flat):
        first = max(cue.start() - 2 * LONGEST, 0)
        last = min(cue.end() + 40, len(flat))
        if first > end:
            if end:
                yield start, end
            start = first
        end = last
    if end:
        yield start, end


def without_validity(text: str) -> str:
    """Blank out the days that are not of signing; the length stays."""
    text = _without_wraps(text)
    kept = list(text)
    for rule, match in rows_for(text).matches(text):
        if rule.name != "published with a decree":
            kept[match.start() : match.end()] = " " * len(match[0])
    return "".join(kept)


def _last_day(first: dt.date | None, years: int) -> dt.date | None:
    """The last day of so many years from a day on."""
    if first is None or not years:
        return None
    try:
        following = first.replace(year=first.year + years)
    except ValueError:  # 29 February
        following = dt.date(first.year + years, 3, 1)
    return following - dt.timedelta(days=1)
