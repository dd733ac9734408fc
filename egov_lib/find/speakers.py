"""Who says a stretch of a text, and through whom it reaches us.

A report passes on what others said: 会议强调 (the meeting stressed), 据介绍 (as was
explained), 他还提出 (he also put forward). Such a cue is a clause with a word of saying; each
form is a row of a table. What follows belongs to the one it names, up to the next cue or
the end of the paragraph; words in quotation marks right behind the cue end with the marks.
Of an interview each question and each answer (问：, 答：) is a stretch of its own.

The outermost layer is the document's own voice: the man whose speech the title says it
is, or the text. A cue without a name is "unnamed", as in `data/speakers.csv`. Who said
something without a cue is not found, and neither is where a voice stops inside a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from egov_lib.find.gazetteers import words
from egov_lib.find.names import find_persons
from egov_lib.find.rules import Example, Grammar, Rule, always
from egov_lib.find.structure.letterhead import letterhead_fields
from egov_lib.find.structure.lines import plain_form
from egov_lib.find.structure.titles import issuer_of
from egov_lib.findings import Document, make

THE_TEXT = "the text"
UNNAMED = "unnamed"
COLUMNS = {
    "speaker": "str",
    "through": "str",
    "verb": "str",
    "layer": "int64",
    "cue_start": "int64",
    "end_known": "str",
    "how_known": "str",
}
HAN = r"\u4e00-\u9fff"
PIECES = {
    # what stands between the speaker and the word of saying
    "where": r"(?:\d{1,2}月\d{1,2}日|\d{1,2}日|日前|近日|今天(?:（[^）\n]{2,10}）)?|昨天|当天"
    r"|当日|此前|同日|同一天|随后)?(?:在[^。；，\n]{1,30}?(?:上|中|时|会议|后|媒体))?",
    "also": r"(?:还|又|也|则|并|就?曾经?|最后|同时|特别|进一步|一再|明确|着重|反复|郑重|首先"
    r"|发言|发文|致辞|撰文|发表声明|发表讲话){0,3}",
    "said": r"(?:分析|补充|强调|解释|感慨|总结|介绍|回忆|坦率地|无奈地|高兴地)说"
    r"|指出|强调|表示|认为|透露|坦言|告诉记者|对记者说|直言|号召|重申",
    "may_say": r"要求|提出|说|介绍|称|宣布|建议|希望|呼吁|说明|解释|提到|写道|介绍说|预计|提醒",
    # 国家防总工作组: a group, from its first character to its last word
    "group": "[^\\x00-\u4dff\u9fa6-\U0010ffff组议部]{1,16}+(?:(?:(?<=工作)|(?<=督查)|(?<=检查)"
    "|(?<=领导小))组|(?<=会)议|(?<=指挥)部)",
    "who": r"[^。；，：、\n？！“”（）]{2,45}?",
}
# What is said of things or of nobody, with words that also report.
NO_SPEAKER_RE = re.compile(
    r"^(?:一般|具体|总体|总的|相对|简单|严格|换句话|应该|可以)来?$"
    r"|^(?:组织|邀请|请|听取|推动|引导|指导|深入|研究|通过|围绕|聚焦|积极|总体来)"
    r"|(?:^|的)(?:要|必须|应|应当|可以|按照|根据|为了|对|把|将|进一步|不断|充分|这|那|其|适时|适应|结合|为|明确|达到|按|向|就|经)|"
    r"(?:[要应]|可以|必须|进行|予以|和|及|与|有|是|为|被|所|不|能|再|多次|曾|的|统一|基本|总体|提|技术|有关|相关)$|按照|根据|适应|结合|满足"
)
UNNAMED_RE = re.compile(
    "有关(?:负责人|人士|人员|部门)|(?:现场|会上)$|相关负责人|知情人|人士$|^有人|^有?专家$|^记者$|^某(?:大型|知名|地|些)"
)
GROUPS = ("工作组", "督查组", "检查组", "会议", "领导小组", "指挥部")
PRONOUNS = frozenset({"他", "她", "他们", "她们"})
LEAD_RE = re.compile(r"^.*(?:，|日前|近日|今天|昨天|当天)")
OFFICE = (
    "总书记|书记|主席|主任|总理|委员长|秘书长|组长|司长|[省市县区部局处厅院行校州所科镇乡]长"
    "|委员|专员|司令|经理|教授|董事长|院士|专家|研究员|工程师|部部长|总裁|老板|发言人|同志|先生|女士"
)
AFTER_OFFICE_RE = re.compile(
    rf".*(?:{OFFICE})[、\s]?(?P<name>[{HAN}·]{{2,4}}|[A-Za-z][A-Za-z·.\ ]{{2,30}})"
)
# What a speaker's clause can begin with: but, therefore
BUT_RE = re.compile("^(?:但是|但|而|不过|同时|此外|为此|对此)?据?")
TAIL_RE = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日.*|(?:日前|近日|今天|昨天|当天)?在.+?(?:上|中|时|后|会议)$"
    r"|(?:今天|当天|昨天)（[^）]*）?$|(?:此前|同日|同一天|随后)$"
)
QUOTED_RE = re.compile(r"[：，\s]*“(?P<words>[^”\n]*)”")
# 某某在市会议上的讲话, a speech of somebody; 某某传达精神提纲, notes for passing on
OWN_SPEECH_RE = re.compile(
    rf"^\s*(?P<name>[{HAN}]{{2,4}}?)(?:同志)?(?:在[^\n]{{2,60}}的?(?:讲话|发言|致辞|报告)|传达[^\n]{{2,40}})"
)
SIGNED_BY_RE = re.compile(rf"[（(](?P<name>[{HAN}]{{2,4}})[）)]\s*$")
# 某领导小组第五次会议, the fifth meeting of a leading group
MEETING_NAME_RE = re.compile(
    rf"(?<![{HAN}])[{HAN}]{{4,20}}?第[一二三四五六七八九十\d]{{1,3}}次(?:全体)?会议"
)


# The words of saying; the grammar is run only over what is around them.
SAYING_RE = re.compile(
    "指出|强调|表示|认为|透露|坦言|告诉记者|对记者说|直言|号召|重申|要求|提出|说|介绍|称"
    "|宣布|建议|希望|呼吁|解释|提到|写道|批示|据悉|了解|报道|披露|通报|预计|提醒|显示|勉励|叮嘱|获悉|得知|获知"
    "|据预测|据预报|据分析|据反映|据估计"
)
BEFORE_SAYING = 110  # characters
AFTER_SAYING = 20
ENDS = "。；\n！？"
# A line of a list: with a dash, a number or 一是 (first)
LISTED_RE = re.compile(
    r"[\ \t\u3000]*(?:[-·●]|\d{1,2}[.．、）]|[（(]?[一二三四五六七八九十]+(?:[、）)是]))"
)
LONGEST_QUOTATION = 400  # characters
# A line of a series of tasks, which goes on with what was said before it: 一是, 二要
SERIES_RE = re.compile(r"[\ \t\u3000]*[一二三四五六七八九十]{1,2}(?:是|要)")
# 薛处长: a surname and an office
SURNAME_OFFICE_RE = re.compile(rf"[{HAN}](?:副|代)?(?:{OFFICE})")
# 针对…，在谈到…时，: what leads up to a cue; and the first of two offices of the speaker
LEADS_UP_RE = re.compile(
    "(?:针对|谈到|在谈到|在回答|关于|对于|在讲话中|在肯定)[^。\n]{2,40}，|在讲话中，"
    rf"|(?:为此|对此|同时|此外|但是|不过|会上)，|[{HAN}]{{2,20}}(?:{OFFICE})、"
)
SPEAKS_RE = re.compile("(?:致辞|讲话|发言|传达|介绍|工作)[^。，]{0,20}，")


# 关于……的通知: the title of a document that somebody issues
TITLED_RE = re.compile(
    r"关于[^。]{2,120}?的(?:通知|意见|决定|通告|公告|函|批复)"
)
HEAD_CHARS = 600


class Cue(NamedTuple):
    """A clause that names who says what follows."""

    start: int
    end: int  # where what is said begins
    who: str
    verb: str
    is_known: bool  # False for a pronoun, whose name is before


def _said(match: re.Match, _: object) -> Cue | None:
    """Make a cue of who and a word of saying; None where nobody can say it."""
    who = match["who"]
    if NO_SPEAKER_RE.search(who):
        return None
    return Cue(
        match.start("who"),
        match.end(),
        who,
        match["verb"],
        who not in PRONOUNS,
    )


def _person_said(match: re.Match, _: object) -> Cue | None:
    """Make a cue of a name alone, or a group, and a word that else reports nothing."""
    who = match["who"]
    can_ask = who[0] in _surnames() or who.endswith(GROUPS)
    return _said(match, None) if can_ask else None


def _after_quotation(match: re.Match, _: object) -> Cue | None:
    """Make a cue of words in marks and who said them; it begins with the words."""
    cue = _said(match, None)
    return cue and cue._replace(start=match.start())


def _goes_on(match: re.Match, _: object) -> Cue:
    """Make a cue of a word of saying alone (还强调): the one who spoke before goes on."""
    return Cue(match.start(), match.end(), "", match["verb"], is_known=False)


def _by_report(match: re.Match, _: object) -> Cue:
    """Make a cue of 据…, according to."""
    who = match["who"]
    verb = match["verb"] if who else match[0]
    return Cue(match.start(), match.end(), who, verb, who not in PRONOUNS)


# A speaker is named at the beginning of a clause.
# 新华社讯：, …消息（新闻联播）：, the head of a report, ends in a colon.
CLAUSE = r"(?:(?<![^。；\n，、！？\s上])|(?<=[）讯息]：))"
BEFORE = CLAUSE + rf"(?=[{HAN}“《\dA-Z])"
CUES = Grammar(
    (
        Rule(
            name="according to",
            starts="据",
            pattern=r"(?<![^。；\n，：”！？\s（）但而另])据(?P<who>[^。；，：\n]{0,60}?)"
            r"(?P<verb>介绍|透露|了解|悉|报道|称|披露|通报|预测|预报|分析|反映|估计)(?=[，：])",
            make=_by_report,
            example=Example(
                "据介绍，系统已经建成。",
                "It was explained that the system has been built.",
                {"speaker": "unnamed", "verb": "据介绍"},
            ),
        ),
        Rule(
            name="figures of somebody",
            starts="根据|据",
            pattern=r"(?<![^。；，\n，”！？\s（）])根?据(?P<who>[^。；，：\n]{2,20}?)"
            r"(?:提供的?|发布的?|公布的?|的)(?:数据|报告|统计|调查|资料)(?P<verb>显示)(?=[，：])",
            make=_by_report,
            example=Example(
                "根据某公司提供的数据显示，份额上升。",
                "According to figures of a company, the share grows.",
                {"speaker": "某公司", "verb": "显示"},
            ),
        ),
        Rule(
            name="after a quotation",
            starts="“",
            pattern=r"(?<![^。；\n！？\s])“[^”\n]{4,400}[。，！？…]”[，]?"
            r"(?P<who>[^。；，：、\n？！“”]{2,45}?){where}{also}"
            r"(?P<verb>(?:{said}|{may_say}))(?:到|说)?(?=[，。])",
            make=_after_quotation,
            example=Example(
                "“价格要公开。”市财政局科长王永强说，这很重要。",
                "“Prices must be public,” says section head Wang Yongqiang of the city.",
                {
                    "quote": "“价格要公开。”市财政局科长王永强说，这很重要。",
                    "speaker": "王永强",
                },
            ),
        ),
        Rule(
            name="a person or a group asks, no mark behind",
            starts=rf"[{HAN}]",
            pattern=CLAUSE + rf"(?P<who>[{HAN}]{{2,3}}|{{group}})"
            r"{also}(?P<verb>要求|提出|建议|希望|勉励|叮嘱)"
            r"(?=了|各|全|大家|广大|当地|提前|加强|切实|认真|立即|严格|迅速|抓紧"
            rf"|[{HAN}]{{2,14}}(?:应|要|必须|把|继续|深入|进一步|切实))",
            make=_person_said,
            example=Example(
                "为此，王永强要求全省从业人员应理清思路。某工作组要求提前预置队伍。",
                "Wang Yongqiang asks all staff to be clear. A group asks for teams in advance.",
                [
                    {"speaker": "王永强", "verb": "要求"},
                    {"speaker": "某工作组", "verb": "要求"},
                ],
            ),
        ),
        Rule(
            name="learned from somebody",
            starts="记者",
            pattern=r"(?<![^。；，\n！？\s》])记者(?:[\u4e00-\u9fff]{2,3})?(?:近日|日前|今天|昨天)?从"
            r"(?P<who>[^。；，：\n]{2,30}?)(?P<verb>了解到|获悉|得知|获知)(?=[，：])",
            make=_by_report,
            example=Example(
                "记者从某市信息办获悉，平台年底建成。",
                "Learned from the city's office: the platform is finished this year.",
                {"speaker": "某市信息办", "verb": "获悉"},
            ),
        ),
        Rule(
            name="the same goes on",
            starts="[还并]",
            pattern=CLAUSE
            + r"(?P<who>)[还并](?:进一步|特别|明确)?(?P<verb>{said}|{may_say})(?=[，：“])",
            make=_goes_on,
            example=Example(
                "王永强指出，要用好。还强调，要安全。",
                "Wang Yongqiang said: use it well. And stressed: safely.",
                [
                    {"speaker": "王永强", "verb": "指出"},
                    {"speaker": "王永强", "verb": "强调"},
                ],
            ),
        ),
        Rule(
            name="a written instruction",
            starts=rf"[{HAN}“《\dA-Z]",
            pattern=BEFORE
            + r"(?P<who>{who})的?(?P<verb>批示)(?:是|指出|强调|要求)?(?=[：，])",
            make=_said,
            example=Example(
                "王某副总理的批示是：要抓紧。",
                "Vice-premier Wang's instruction is: make haste.",
                {"speaker": "王某", "verb": "批示"},
            ),
        ),
        Rule(
            name="a pronoun says",
            starts="[他她]",
            pattern=CLAUSE
            + r"(?P<who>[他她]们?){where}{also}(?P<verb>{said}|{may_say})(?=[，：“要应到])",
            make=_said,
            example=Example(
                "王某指出，要用。他还提出，要建。",
                "Wang said: use it. He also put forward: build it.",
                [
                    {"speaker": "王某", "verb": "指出"},
                    {"speaker": "王某", "verb": "提出"},
                ],
            ),
        ),
        Rule(
            name="somebody says",
            starts=rf"[{HAN}“《\dA-Z]",
            pattern=BEFORE
            + r"(?P<who>(?:“[^”\n]{1,12}”|《[^》\n]{1,40}》)?{who}){where}{also}"
            r"(?P<verb>(?:{said}|{may_say}))(?:到|说)?(?=[，：“])",
            make=_said,
            example=Example(
                "会议强调，要统一规划。",
                "The meeting stressed: plan as one.",
                {"speaker": "会议", "verb": "强调", "end_known": "paragraph"},
            ),
        ),
        Rule(
            name="somebody says, no mark behind",
            starts=rf"[{HAN}“《\dA-Z]",
            pattern=BEFORE
            + r"(?P<who>(?:“[^”\n]{1,12}”)?[^。；，：、\n？！“”（）要]{2,30}?){where}{also}"
            r"(?P<verb>指出|强调|表示|提出|宣布)(?=要|应|将)",
            make=_said,
            example=Example(
                "文件提出要建设网络。",
                "The document puts forward that a network be built.",
                {"speaker": "文件", "verb": "提出"},
            ),
        ),
    ),
    PIECES,
)


TURNS = Grammar(
    (
        Rule(
            name="question",
            starts="问|记者",
            pattern=r"(?<![^\n\s])(?:问|记者(?:问|提问)?)：",
            make=always("问"),
            example=Example(
                "问：背景是什么？\n答：为适应形势。",
                "Question: what is behind it? Answer: to meet the situation.",
                [
                    {"speaker": "记者", "verb": "问"},
                    {"speaker": "unnamed", "verb": "答"},
                ],
            ),
        ),
        Rule(
            name="answer",
            starts="答",
            pattern=r"(?<![^\n\s])答：",
            make=always("答"),
            example=Example(
                "某市信息办主任王永强答记者问\n问：背景是什么？\n答：为适应形势。",
                "Wang Yongqiang, head of the city's office, answers the press",
                [
                    {"speaker": "记者", "verb": "问"},
                    {"speaker": "王永强", "verb": "答"},
                ],
            ),
        ),
    )
)
# 某司负责人就《意见》答记者问: who answers the press
ANSWERS_RE = re.compile(
    rf"(?P<who>[{HAN}]{{2,40}}?)(?:就[^\n。]{{2,80}})?(?:接受[^\n。]{{0,30}}采访|答记者问)"
)


def find_speakers(docs: pd.DataFrame) -> pd.DataFrame:
    """Find who says each stretch, and through whom, from the words that report it.

    Returns findings in the order of the texts. Layer 1 is the document's own voice and
    covers all of the text; what it passes on lies inside it, in layer 2, and what an
    enclosed document of another issuer, or the answer of an interview, passes on in layer 3.
    Columns:
    speaker: the name as the text has it, without the office; "unnamed" where the cue names
        nobody, "the text" for the document's own voice
    through: who passes it on: the speaker of layer 1; a report's writer, where the text is
        signed; "" for layer 1
    verb: the word of saying; "" for layer 1
    layer: 1 is the outermost
    cue_start: where the cue begins; -1 for layer 1. What is said begins with the cue
    end_known: why it ends where it does: quotation mark, next cue, paragraph, or text
    how_known: stated; resolved from context for a pronoun

    Raises `DataError` where *docs* is no frame of documents.

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["会议结束。会议强调，要统一规划。"]})
    >>> find_speakers(docs)[["quote", "speaker", "layer"]].values.tolist()[1]
    ['会议强调，要统一规划。', '会议', 2]
    """
    return make(docs, _find, COLUMNS)


def _find(document: Document) -> Iterator[tuple]:
    text = document["text"]
    if not text.strip():
        return
    flat = plain_form(text)
    own = _own_voice(document)
    signed = SIGNED_BY_RE.search(text.rstrip()[-10:])
    through = signed["name"] if signed and own == THE_TEXT else own
    yield 0, len(text), own, "", "", 1, -1, "text", "stated"
    enclosed, issuer = _enclosed(text)
    if issuer:
        yield enclosed, len(text), issuer, own, "", 2, -1, "text", "stated"
    talk = list(_talk(flat))
    for turn in talk:
        yield (
            *(turn.start, turn.end, turn.speaker, through, turn.verb),
            *(2, turn.start, "next cue", "stated"),
        )
    yield from _reported(text, flat, _Frame(through, enclosed, issuer, talk))


class _Frame(NamedTuple):
    """What lies around the stretches that cues report.

    through: who passes on what the document itself reports
    enclosed, issuer: where an enclosed document begins, and whose it is
    talk: the questions and answers
    """

    through: str
    enclosed: int
    issuer: str
    talk: list[Turn]


def _reported(text: str, flat: str, frame: _Frame) -> Iterator[tuple]:
    """Yield the stretches that cues report, in order."""
    naming = _Naming(text, flat)
    cues = list(_with_lead(flat, _cues(flat)))
    following = [cue.start for cue in cues[1:]] + [len(text)]
    for cue, next_start in zip(cues, following):
        speaker = naming.speaker_of(cue)
        turn = _turn_at(frame.talk, cue.start)
        latest = min(next_start, turn.end) if turn else next_start
        end, end_known = _end_of(flat, cue, latest)
        in_own = cue.start < frame.enclosed
        through = frame.through if in_own else frame.issuer
        layer = 2 if in_own and turn is None else 3
        how = "stated" if cue.is_known else "resolved from context"
        if speaker and end > cue.start:
            yield (
                *(cue.start, end, speaker),
                *(turn.speaker if turn else through, cue.verb),
                *(layer, cue.start, end_known, how),
            )


class _Naming:
    """Names who speaks at each cue, asked from left to right."""

    def __init__(self, text: str, flat: str) -> None:
        self.flat = flat
        self.persons = _Persons(text)
        self.known, self.known_at = "", -1  # the last person who spoke
        self.last, self.last_at = "", 0  # the last speaker

    def speaker_of(self, cue: Cue) -> str:
        """Who speaks; "" where nobody has spoken whom 还强调 (also stressed) could mean."""
        speaker = self._named(cue)
        if speaker == "会议":
            speaker = _meeting_before(self.flat, cue.start)
        if _is_person(speaker):
            self.known, self.known_at = speaker, cue.end
        self.last, self.last_at = speaker, cue.end
        return speaker

    def _named(self, cue: Cue) -> str:
        if cue.is_known:
            return self.persons.in_full(name_of(cue.who), cue.start)
        if not cue.who:
            is_near = "\n" not in self.flat[self.last_at : cue.start]
            return self.last if is_near else ""
        paragraph = self.flat.rfind("\n", 0, cue.end) + 1
        if self.known_at < paragraph:
            before = self.persons.before(cue, paragraph)
            self.known = before or self.known
        return self.known or UNNAMED


class Turn(NamedTuple):
    """A question or an answer of an interview, up to the next one."""

    start: int
    end: int
    speaker: str
    verb: str


def _talk(flat: str) -> Iterator[Turn]:
    """Yield the questions and answers of an interview; none where a text has only one kind."""
    if "答：" not in flat:
        return
    found = list(TURNS.run(flat))
    if len({one.record for one in found}) < 2:
        return
    asked = ANSWERS_RE.search(flat, 0, HEAD_CHARS)
    answers = name_of(asked["who"]) if asked else UNNAMED
    ends = [one.start for one in found[1:]] + [len(flat)]
    for one, end in zip(found, ends):
        speaker = answers if one.record == "答" else "记者"
        yield Turn(one.start, end, speaker, one.record)


def _turn_at(talk: list[Turn], at: int) -> Turn | None:
    """The question or answer that this place is in."""
    number = bisect_right(talk, at, key=attrgetter("start"))
    turn = talk[number - 1] if number else None
    return turn if turn and at < turn.end else None


class _Persons:
    """The persons whom a text names; they are looked for when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.named: list[tuple[int, str]] | None = None

    def _before(self, at: int) -> list[tuple[int, str]]:
        if self.named is None:
            docs = pd.DataFrame({"doc_id": [""], "text": [self.text]})
            found = find_persons(docs)
            found = found[found["kind"] == "person"]
            self.named = list(zip(found["start"], found["quote"]))
        return [person for person in self.named if person[0] < at]

    def before(self, cue: Cue, paragraph: int) -> str:
        """The last person named before a pronoun, in its paragraph; "" for none."""
        near = [name for at, name in self._before(cue.end) if at >= paragraph]
        return near[-1] if near else ""

    def in_full(self, speaker: str, at: int) -> str:
        """The name that 薛处长 (division head Xue) is short for; else the words as given."""
        if SURNAME_OFFICE_RE.fullmatch(speaker) is None:
            return speaker
        named = [name for _, name in self._before(at) if name[0] == speaker[0]]
        return named[-1] if named else speaker


def _with_lead(flat: str, cues: Iterator[Cue]) -> Iterator[Cue]:
    """Yield the cues, each with what leads up to it in its sentence, behind the one before."""
    done = 0
    for cue in cues:
        yield _from_sentence(flat, cue, done)
        done = cue.end


def _from_sentence(flat: str, cue: Cue, done: int) -> Cue:
    """Let a cue begin with its sentence, where what is before it leads up to it."""
    earliest = max(cue.start - BEFORE_SAYING, done)
    first = _sentence_start(flat, earliest, cue.start)
    lead = flat[first : cue.start].lstrip()
    is_lead = LEADS_UP_RE.fullmatch(lead) is not None
    if not is_lead and not cue.is_known:
        is_lead = SPEAKS_RE.search(lead) is not None
    return cue._replace(start=cue.start - len(lead)) if is_lead else cue


def _sentence_start(flat: str, earliest: int, at: int) -> int:
    """Where the sentence begins that *at* is in; *earliest* where it begins before that."""
    ends = [flat.rfind(mark, earliest, at) for mark in ENDS]
    return max(max(ends) + 1, earliest)


def _cues(flat: str) -> Iterator[Cue]:
    """Yield the cues, in order; they are looked for around the words of saying."""
    for start, end in _places(flat):
        for found in CUES.run(flat[start:end]):
            cue = found.record
            yield cue._replace(start=start + cue.start, end=start + cue.end)


def _places(flat: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around words of saying, from a sentence's begin, merged."""
    start, end = 0, -1
    for saying in SAYING_RE.finditer(flat):
        earliest = max(saying.start() - BEFORE_SAYING, 0)
        first = _sentence_start(flat, earliest, saying.start())
        first = min(first, _quotation_before(flat, saying.start()))
        if first > end:
            if end > 0:
                yield start, end
            start = first
        end = saying.end() + AFTER_SAYING
    if end > 0:
        yield start, min(end, len(flat))


def _quotation_before(flat: str, at: int) -> int:
    """Where the words in marks begin that somebody is said to have said; else *at*."""
    close = flat.rfind("”", max(at - BEFORE_SAYING, 0), at)
    if close < 0 or flat[close - 1] not in "。，！？…":
        return at
    opening = flat.rfind("“", max(close - LONGEST_QUOTATION, 0), close)
    is_whole = opening >= 0 and "\n" not in flat[opening:at]
    return opening if is_whole else at


def _meeting_before(flat: str, at: int) -> str:
    """The last meeting named before this place; 会议 (the meeting) where none is."""
    named = [match[0] for match in MEETING_NAME_RE.finditer(flat, 0, at)]
    return named[-1] if named else "会议"


def _own_voice(document: Document) -> str:
    """Whose speech the first line says it is, or who issued it; else the text's own."""
    text = document["text"]
    speech = OWN_SPEECH_RE.match(text)
    if speech and speech["name"][0] in _surnames():
        return speech["name"]
    head = _issued_head(text)
    return THE_TEXT if head is None else head["issuer"]


@lru_cache(
    maxsize=2
)  # asked for the document's own voice, and for the enclosed one
def _issued_head(text: str) -> dict | None:
    """Read the letterhead of what somebody issued on something; None for other texts."""
    if TITLED_RE.search(text[:HEAD_CHARS]) is None:
        return None
    head = letterhead_fields(text)
    is_issued = head["issuer"] and head["date_how_known"]
    return head if is_issued and "关于" in head["title"] else None


def _enclosed(text: str) -> tuple[int, str]:
    """Where an enclosed document with an issuer of its own begins, and whose it is."""
    head = _issued_head(text)
    if head is None:
        return len(text), ""
    issuer = issuer_of(head["enclosed_title"])
    start = head["enclosed_start"] if issuer else len(text)
    return int(start), issuer


def _end_of(flat: str, cue: Cue, next_start: int) -> tuple[int, str]:
    """Where what a cue reports ends, and what shows it."""
    quoted_end = _end_of_quoted_sentence(flat, cue.end)
    if quoted_end:
        return min(quoted_end, next_start), "quotation mark"
    paragraph = _paragraph_end(flat, cue.end)
    if next_start < paragraph:
        return next_start, "next cue"
    if paragraph == len(flat) and "\n" in flat:
        return paragraph, "text"
    return paragraph, "paragraph"


def _end_of_quoted_sentence(flat: str, start: int) -> int:
    """Where the quotation ends that begins here and ends a sentence; 0 where there is none."""
    quoted = QUOTED_RE.match(flat, start)
    if quoted and quoted["words"].endswith(("。", "！", "？", "…")):
        return quoted.end()
    return 0


def _paragraph_end(flat: str, at: int) -> int:
    """Where the paragraph ends, with the lines of a list that its colon announces."""
    end = flat.find("\n", at)
    while end > 0 and (
        SERIES_RE.match(flat, end + 1)
        or (flat[end - 1] in "：:；;" and LISTED_RE.match(flat, end + 1))
    ):
        end = flat.find("\n", end + 1)
    return len(flat) if end < 0 else end


@lru_cache
def _surnames() -> frozenset[str]:
    return frozenset(words("surnames"))


def _is_person(speaker: str) -> bool:
    """Whether a speaker can be whom 他 (he) means: a surname and a short name."""
    is_short = 2 <= len(speaker) <= 4
    return is_short and speaker[0] in _surnames() and speaker[-1] != "会"


def name_of(who: str) -> str:
    """Give the name of who speaks, without office, place and time.

    >>> name_of("国务院总理王某"), name_of("某组赵某某司长7月29日在论坛上")
    ('王某', '赵某某')
    >>> name_of("某市有关负责人")  # a person in charge, in some city
    'unnamed'
    """
    who = BUT_RE.sub("", TAIL_RE.sub("", who.strip()).strip())
    if not who or UNNAMED_RE.search(who):
        return UNNAMED
    after = AFTER_OFFICE_RE.fullmatch(who)
    if after and after["name"][0] in _surnames():
        return after["name"]
    return _before_office(who) or who


def _before_office(who: str) -> str:
    """The name right before an office at the end: 赵某某司长 (Director Zhao); "" for none."""
    office = re.search(rf"(?:副|代)?(?:{OFFICE})$", who)
    if office is None:
        return ""
    for chars in (3, 2):
        name = who[max(office.start() - chars, 0) : office.start()]
        if len(name) == chars and name[0] in _surnames():
            return name
    return ""
