"""`find_directives`: how firmly each clause is said, by its own words or by what reaches it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from egov_lib.find.directives.bearers import (
    BODY,
    NOBODY,
    PLACE,
    UNSPECIFIED,
    Bearer,
    bearer_of,
)
from egov_lib.find.directives.clarity import is_measured, names_date
from egov_lib.find.directives.clauses import Clause, blanked, cut_clauses
from egov_lib.find.directives.cues import (
    CUES,
    EFFECT,
    ENCOURAGED,
    FORCES,
    GOAL,
    HOPED,
    LAID_DOWN,
    LOOKS_AHEAD,
    MADE_SURE,
    MAY,
    MUST,
    NONE,
    PROHIBITED,
    PURPOSE,
    REPORT,
    RULED,
    SET,
    SHOULD,
    TRIED,
    Cue,
)
from egov_lib.find.directives.hedges import HEDGES
from egov_lib.find.directives.verbs import FRAME_RE, is_imperative
from egov_lib.find.targets.sections import REPORT as REPORT_SECTION
from egov_lib.find.targets.sections import RULE as RULE_SECTION
from egov_lib.find.targets.sections import find_sections
from egov_lib.findings import Document, make

COLUMNS = {
    "force": "str",
    "cue": "str",
    "how_known": "str",
    "bound": "str",
    "who": "str",
    "measurable": "bool",
    "dated": "bool",
    "named": "bool",
    "hedges": "str",
}
NOTHING = (NONE, "", "", NOBODY, "", False, False, False, "")
RANK = {force: rank for rank, force in enumerate(FORCES)}
# How a force is known
OWN, CARRIED, LISTED, IMPERATIVE, ARTICLE, UNSAID = (
    "own word",
    "carried",
    "list",
    "imperative",
    "article",
    "",
)
# What hands its force on to the clauses behind it
HANDED_ON = (MUST, SHOULD, ENCOURAGED, HOPED, MAY)
ANSWERS = ("负责", "牵头")
# What a list announces: goals, or things to do
GOALS_RE = re.compile("目标(?:任务)?[^，。；]{0,6}(?:是|为|如下)?$|愿景")
GOALS_HEADING_RE = re.compile(
    "(?:总体|主要|发展|具体|工作|建设|阶段性?){0,2}目标"
)
TASKS_RE = re.compile(
    "(?<!存在)(?<!存在的主要)(?<!突出)"
    "(?:任务|重点|指导思想|原则|工作|措施|要求|问题|方面|安排|要点|批示)"
    "[^，。；]{0,4}(?:是|为|如下|以下)?$"
)
# What a paper's data sheet says of it: 发布时间：2024-08-22 (published on …)
SHEET_RE = re.compile(
    "(?:发布|成文|印发|浏览|发稿|更新)(?:时间|日期|次数)$|来源$|作者$"
    "|^[^，。；]{0,4}(?:单位|部门|范围|电话|地址|联系人|时间|网址|邮箱)$"
)
# What a list of conditions is called: 申报条件：, conditions of application
CONDITIONS_RE = re.compile("(?:条件|资格|材料)$")
# What only says what there is: 文件主要有：, the papers are
DEFINES_RE = re.compile(
    "是指|所称|^(?:[^，。；]{2,20})?(?:包括|分为|属于)|主要有|(?:目的|任务|宗旨)是|适用本|本[^，。；]{2,4}适用|制定本|修改为"
)
# What a preamble ends in: 经…研究决定 (has been decided), 现通知如下 (notice is given as follows)
DECIDES_RE = re.compile(
    "经[^，。；]{2,30}(?:研究|同意|批准|审议|审定|通过|讨论)|(?:现|特)(?:就|将|对|制定|作|提出|下发|印发"
    "|公告|通告|通知|补充)|(?:制定|提出|采取)(?:本|以下|如下|[^，。；]{0,24}(?:规定|办法|措施|细则|意见|方案)(?:（|$))"
    "|如下(?:意见|措施|通知|规定|方案|办法)?$|^(?:决定|特此)"
)
# What it begins with
GROUNDS_RE = re.compile("为(?!期)|根据|按照|依据|结合|鉴于")
# The last word of a heading without a predicate, or of a title
NOUN_RE = re.compile(
    "(?:措施|目标|任务|原则|要求|意义|意见|通知|方案|办法|规定|情况|思想|计划"
    "|规划|要点|精神|讲话|报告|清单|批复|决定|公告|条例|细则|指南|安排|形势"
    r"|问题|成效|进展|标准|[总附]\s*则)$"
)
HEADING_CHARS = 40
CHAPTER_RE = re.compile("第[一二三四五六七八九十百零]+[章节]")
# Where an article begins: 第三条
ARTICLE_RE = re.compile("第[一二三四五六七八九十百零]+条")
ARTICLES_RE = re.compile(rf"^\s*{ARTICLE_RE.pattern}", re.MULTILINE)
LEAST_ARTICLES = 4  # that a statute has
# 落实减税要求: carry out the demands; what ends with a noun may have a verb
DOES_RE = re.compile(
    "(?:全面|认真|严格|抓好|切实)?(?:落实|贯彻|执行|完成|制定|编制|明确|实现"
    "|实施|出台|发布|公布|健全|完善|建立)(?!.*的..$)"
)
# 违反规定的 (whoever breaks the rules), 完成后 (after completion): no predicate
CONDITION_RE = re.compile("[^，。；]的$|(?:时|后|之前|之后|以来|以前|期间)$")
# A predicate whose subject is before: …，是重要举措 (… is an important measure)
JUDGES_RE = re.compile("(?:都|均|也|才)?(?:是|具有|成为|已成为|需要|标志着)")
# An item that is a case: （一）未按规定办理的 (whoever did not do it by the rules)
ITEM_RE = re.compile("[^，。；]的$")
# What is to be done with the subject before it
OF_TOPIC_RE = re.compile("(?:也|都|均)?(?:要|必须|应|采取|由|原则上)")
# 继续完善已取得成效的系统: go on to improve systems that have had effect
REPORTED_NOUN_RE = re.compile(
    "(?:继续|完善|整合|利用|充分|加强|抓好|巩固)[^，。；]*(?:已|取得|正在)[^，。；]*的"
)
# 应当公开的信息: information that shall be published
ATTRIBUTE_RE = re.compile("[^，。；的]{0,3}的[^，。；]{0,6}$|[^，。；的]{2}的")
RUNS_ON = "…"
LEAST_OVERLAP = 2  # characters that a unit shares with a clause of it
# What says that a list comes: 按照下列程序 (by the following procedure)
LISTED_RE = re.compile("[下以]列|如下|以下")
# How news begins
NEWS_RE = re.compile(
    "新闻联播|央视网消息|新华社|本[报网]讯|本报记者|记者从|通讯员|记者[^，。；\n]{0,8}报道"
    "|答记者问|回答了记者|日电"
)
NEWS_TITLE_RE = re.compile(
    "[一二三四五六七八九十多][项大]?(?:措施|举措)|召开|举行|举办|推行|出台|调研|视察|会见|考察"
    "|走访|启动|助力|获|亮相|首[个次]"
)
# A portal's line below a title: 2011年09月28来源
PORTAL_RE = re.compile(r"\d{1,2}日? ?来源[：:]")
# What the public is told to do
PUBLIC_NOTICE_RE = re.compile(
    r"\s*[^\n]*\n?[^\n]{0,40}(?:通告|公告|告知书)\s*\n"
)
OFFICIAL_TITLE_RE = re.compile(
    "通知|意见|方案|办法|条例|规定|细则|公告|通告|决定|批复|规划|计划|纲要|要点|措施$|复函|讲话|致辞|□"
)
NEWS_CHARS = 300
AT_LEAST_RE = re.compile("不(?:低于|少于|高于|超过|多于|超)")
# What compares with another time reports: 同比 (over the same time of last year)
COMPARES_RE = re.compile("[同环]比|比上?年")


class Judged(NamedTuple):
    """A clause with its force, and what the clauses around it need to know.

    own: the words of force in it
    bearer: who is bound, named in it or before; own_bearer: named in it
    is_dated: whether a date holds
    is_frame: whether it only says how (按照…, according to)
    is_topic: whether it may be the subject of what follows
    judges: whether its subject is what stands before (是…的措施, is a measure)
    """

    clause: Clause
    own: list[Cue]
    force: str
    cue: str
    how_known: str
    bearer: Bearer | None
    own_bearer: Bearer | None
    is_dated: bool
    is_frame: bool
    is_topic: bool
    judges: bool


class Reach(NamedTuple):
    """What reaches a clause from those before it.

    force: of the part, up to 。 or ；
    goes_on: what a date ahead (到2010年，) gives up to 。
    reported: whether the sentence reports what was done
    bearer, is_dated: of the sentence
    of_list: what an announced list gives to its items; "" outside of lists
    list_bearer, list_dated: of the sentence that announced it
    list_marker: the kind of marker of its lines; "?" while it isn't known, "…" where the list
        goes on in its line
    outer_list, outer_marker: the force and marker of the list whose item announced this one
    purpose: whether only a purpose was named so far (为了…, in order to)
    listed: whether its sentence said that a list comes (下列, the following)
    told: whether the whole text is news, which asks for nothing by a bare verb
    """

    force: str = ""
    goes_on: str = ""
    reported: bool = False
    bearer: Bearer | None = None
    is_dated: bool = False
    of_list: str = ""
    list_bearer: Bearer | None = None
    list_dated: bool = False
    list_marker: str = ""
    outer_list: str = ""
    outer_marker: str = ""
    purpose: bool = False
    listed: bool = False
    told: bool = False

    def entering(self, clause: Clause) -> Reach:
        """What still reaches a clause that opens a part, a sentence or a paragraph."""
        reach = self
        if clause.opens_part:
            reach = reach._replace(force="", purpose=False)
        if clause.opens_sentence:
            reach = reach._replace(
                goes_on="",
                reported=False,
                bearer=None,
                is_dated=False,
                listed=False,
            )
        if not reach.of_list:
            return reach
        if clause.opens_paragraph:
            return reach._in_line(clause.marker)
        if reach.list_marker == "?" and clause.opens_sentence:
            reach = reach._replace(list_marker=RUNS_ON)
        is_over = clause.opens_sentence and reach.of_list == NONE
        return reach._without_list() if is_over else reach

    def _without_list(self) -> Reach:
        return self._replace(
            of_list="",
            list_bearer=None,
            list_dated=False,
            list_marker="",
            outer_list="",
            outer_marker="",
        )

    def _in_line(self, marker: str) -> Reach:
        """What reaches a line below an announced list: it goes on while the markers are alike."""
        kind = re.sub(r"[一二三四五六七八九十百\d]+", "n", marker)
        kind = "" if ARTICLE_RE.match(marker) else kind
        if kind and kind == self.outer_marker:
            return self._replace(of_list=self.outer_list, list_marker=kind)
        if kind and self.list_marker == "?":
            return self._replace(list_marker=kind)
        if kind == self.list_marker:
            return self
        if not kind and self.list_marker == "?" and self.of_list == HOPED:
            return self._replace(list_marker=RUNS_ON)
        return self._without_list()

    def leaving(self, judged: Judged) -> Reach:
        """What reaches the clause behind the judged one."""
        reach = self
        if judged.own_bearer:
            reach = reach._replace(bearer=judged.own_bearer)
        if names_date(judged.clause.in_one_line):
            reach = reach._replace(is_dated=True)
        if LISTED_RE.search(judged.clause.words):
            reach = reach._replace(listed=True)
        kinds = {cue.kind for cue in judged.own}
        names_purpose = PURPOSE in kinds or reach.purpose
        reach = reach._replace(purpose=names_purpose and judged.force == NONE)
        if judged.how_known == OWN:
            reach = reach._after_own_word(judged.force, kinds)
        elif judged.force == NONE:
            is_ahead = LOOKS_AHEAD in kinds and not reach.force
            goes_on = HOPED if is_ahead else reach.goes_on
            reported = reach.reported or REPORT in kinds
            reach = reach._replace(goes_on=goes_on, reported=reported)
        if judged.clause.pause == "：":
            return reach._opened(judged)
        return reach._below_goals() if _heads_goals(judged) else reach

    def _below_goals(self) -> Reach:
        """What reaches the lines below a heading of goals."""
        return self._replace(of_list=HOPED, force="", list_marker="?")

    def _after_own_word(self, force: str, kinds: set[str]) -> Reach:
        """What reaches the clause behind one with a word of force."""
        reach = self
        if force in HANDED_ON and EFFECT not in kinds:
            reach = reach._replace(force=force)
        return reach if force == HOPED else reach._replace(goes_on="")

    def _opened(self, judged: Judged) -> Reach:
        """What a list gives to its items, by the words before the colon."""
        of_list = _force_of_list(judged, self.listed)
        if not of_list:
            return self
        is_item = self.list_marker not in ("", "?", RUNS_ON)
        if is_item and self.list_marker != self.outer_marker:
            outer = {
                "outer_list": self.of_list,
                "outer_marker": self.list_marker,
            }
        else:
            outer = {}
        return self._replace(
            **outer,
            of_list=of_list,
            force="",
            list_bearer=self.bearer,
            list_dated=self.is_dated,
            list_marker="?",
        )


def _heads_goals(judged: Judged) -> bool:
    """Whether it is a heading such as 二、主要目标 (main goals), with the goals below."""
    clause = judged.clause
    is_line = clause.opens_paragraph and clause.pause == "\n"
    is_heading = is_line and judged.force == NONE and bool(clause.marker)
    return is_heading and GOALS_HEADING_RE.fullmatch(clause.words) is not None


def _force_of_list(judged: Judged, listed: bool) -> str:
    """The force that a clause before a colon announces; "" where it announces no list.

    listed: whether its sentence said before that a list comes, as 有下列行为之一的，处罚款： does
        (whoever does one of the following is fined)
    """
    words = judged.clause.words
    if SHEET_RE.search(words):
        return ""
    is_laid_down = any(cue.kind in (LAID_DOWN, SET) for cue in judged.own)
    if is_laid_down and not (listed or LISTED_RE.search(words)):
        return ""  # 责任单位：, responsible unit
    if GOALS_RE.search(words):
        return HOPED
    if judged.force in (PROHIBITED, MUST, MAY, HOPED):
        return judged.force
    if CONDITIONS_RE.search(words):
        return MUST
    if TASKS_RE.search(words) or judged.force == SHOULD:
        return SHOULD
    return NONE if LISTED_RE.search(words) or DEFINES_RE.search(words) else ""


def find_directives(docs: pd.DataFrame) -> pd.DataFrame:
    """Say of every clause how firmly it binds, whom, how clearly, and with which hedges.

    A clause goes from pause to pause. Its force is its own word's (必须 must, 要 is to); else what
    the clause before hands on within its sentence, what its list was announced as, or that of a
    bare imperative. Clauses that bind nobody have a row too, of force none: they are the
    denominator. The codes are defined in `data/README.md`.

    Parameters
    ----------
    docs: a frame with doc_id and text.

    Returns findings, one row for each clause:
    force: prohibited, must, should, tried, encouraged, may, hoped or none
    cue: the word that tells it, "" where none stands in the clause
    how_known: own word, carried, list, imperative, article (of a statute); "" for none
    bound: body, place, all, departments, localities, others, we, unspecified; none with none
    who: as the text names who is bound
    measurable: whether a number says how much
    dated: whether a date holds
    named: whether one bearer is named
    hedges: words that soften it, divided by ；

    What it can't know: whether an order was obeyed, or meant. An imperative in a report of what
    was done looks like one in a plan; the heading above decides.

    >>> text = "各部门要加强整合，严禁重复建设。"  # departments are to integrate, not duplicate
    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    >>> find_directives(docs)[["quote", "force", "bound"]].values.tolist()
    [['各部门要加强整合', 'should', 'departments'], ['严禁重复建设', 'prohibited', 'departments']]
    """
    return make(docs, _find, COLUMNS)


def judge_units(docs: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Say of given stretches, such as segments or sentences, what `find_directives` says.

    Of several clauses in one stretch the firmest counts; hedges, numbers and dates are of all.

    Parameters
    ----------
    docs: a frame with doc_id and text.
    units: a frame with doc_id, start, end.

    Returns *units* with the columns of `find_directives`.
    """
    found = find_directives(docs)
    by_document = dict(list(found.groupby("doc_id", sort=False)))
    rows = []
    for unit in units.itertuples():
        clauses = by_document.get(unit.doc_id, found.iloc[:0])
        rows.append(_judge_unit(clauses, unit.start, unit.end))
    judged = pd.DataFrame(rows, index=units.index, columns=list(COLUMNS))
    kept = units.drop(columns=[name for name in COLUMNS if name in units])
    return kept.join(judged.astype(COLUMNS))


def _judge_unit(clauses: pd.DataFrame, start: int, end: int) -> tuple:
    """The values of the columns for one stretch."""
    ends = clauses["end"].clip(upper=end)
    starts = clauses["start"].clip(lower=start)
    inside = clauses[ends - starts >= LEAST_OVERLAP]
    if inside.empty:
        return NOTHING
    firmest = inside.loc[inside["force"].map(RANK).idxmin()]
    row = {name: firmest[name] for name in COLUMNS}
    for name in ("measurable", "dated"):
        row[name] = bool(inside[name].any())
    row["hedges"] = "；".join(hedge for hedge in inside["hedges"] if hedge)
    return tuple(row.values())


def _find(document: Document) -> Iterator[tuple]:
    flat = blanked(document["text"])
    cues = _ByPlace([found.record for found in CUES.run(flat)])
    hedges = _ByPlace([found.record for found in HEDGES.run(flat)])
    judged = _without_purposes(_without_preambles(_judge(flat, cues)))
    if len(ARTICLES_RE.findall(flat)) >= LEAST_ARTICLES:
        judged = _with_what_articles_lay_down(judged)
    for item in _with_what_leads_up(judged):
        clause = item.clause
        softened = [hedge.words for hedge in hedges.inside(clause)]
        yield clause.start, clause.end, *_row(item, "；".join(softened))


class _ByPlace:
    """Words with their places, to be asked for by clause."""

    def __init__(self, words: list) -> None:
        """Keep the words, in their order, and where each starts."""
        self.words = words
        self.starts = [word.start for word in words]

    def inside(self, clause: Clause) -> list:
        """The words that start in a clause."""
        first = bisect_left(self.starts, clause.start)
        last = bisect_left(self.starts, clause.end)
        return self.words[first:last]


def _row(item: Judged, hedges: str) -> tuple:
    """The values of the columns, for one clause."""
    if item.force == NONE:
        return (*NOTHING[:-1], hedges)
    bearer = item.bearer or Bearer("", UNSPECIFIED)
    return (
        item.force,
        item.cue,
        item.how_known,
        bearer.kind,
        bearer.who,
        is_measured(item.clause.in_one_line),
        item.is_dated,
        bearer.kind in (BODY, PLACE),
        hedges,
    )


def _judge(flat: str, cues: _ByPlace) -> Iterator[Judged]:
    """Give each clause its force, in the order of the text."""
    sections = find_sections(flat)
    is_notice = PUBLIC_NOTICE_RE.match(flat) is not None
    reach = Reach(told=_is_news(flat))
    for clause in cut_clauses(flat):
        reach = reach.entering(clause)
        section = sections.at(clause.start)
        is_report = section == REPORT_SECTION
        own = _own_cues(clause, cues)
        if section != RULE_SECTION and not is_notice:
            own = [cue for cue in own if cue.kind != RULED]
        judged = _judge_clause(clause, own, reach, is_report)
        yield judged
        reach = reach.leaving(judged)


def _is_news(flat: str) -> bool:
    """Whether a text is news: by how it begins, or by a title that tells what was done."""
    if NEWS_RE.search(flat, 0, NEWS_CHARS):
        return True
    title = flat.lstrip().partition("\n")[0]
    is_told = NEWS_TITLE_RE.search(title) or PORTAL_RE.search(
        flat, 0, NEWS_CHARS
    )
    return bool(is_told) and OFFICIAL_TITLE_RE.search(title) is None


def _own_cues(clause: Clause, cues: _ByPlace) -> list[Cue]:
    """The words of force of a clause; of one that a copy has cut, those of the whole line."""
    if "\n" not in clause.words:
        return cues.inside(clause)
    return [found.record for found in CUES.run("\n" + clause.in_one_line)]


def _judge_clause(
    clause: Clause, own: list[Cue], reach: Reach, is_report: bool
) -> Judged:
    force, cue, how_known = _force_of(clause, own, reach, is_report)
    own_bearer = bearer_of(clause.in_one_line)
    of_list = reach.list_bearer if reach.of_list else None
    is_dated = names_date(clause.in_one_line) or reach.is_dated
    is_none = force == NONE
    return Judged(
        clause,
        own,
        force,
        cue,
        how_known,
        bearer=own_bearer or reach.bearer or of_list,
        own_bearer=own_bearer,
        is_dated=is_dated or (bool(reach.of_list) and reach.list_dated),
        is_frame=is_none and FRAME_RE.match(clause.words) is not None,
        is_topic=is_none and not own and clause.pause == "，",
        judges=_judges_what_is_before(clause, own, is_none),
    )


def _judges_what_is_before(
    clause: Clause, own: list[Cue], is_none: bool
) -> bool:
    """Whether what stands before is the subject: …，是重要举措; 推进…，实行…是一项制度."""
    if JUDGES_RE.match(clause.words):
        return True
    says_is = any(cue.words == "是" for cue in own)
    return is_none and says_is and is_imperative(clause.in_one_line)


def _force_of(
    clause: Clause, own: list[Cue], reach: Reach, is_report: bool
) -> tuple[str, str, str]:
    """The force of a clause, the word that tells it, and how it is known."""
    if clause.pause == "？" or _is_noun_heading(clause, own):
        return NONE, "", UNSAID
    is_past = any(cue.kind == REPORT for cue in own)
    is_purpose = any(cue.kind == PURPOSE for cue in own)
    if reach.of_list and ITEM_RE.search(clause.words):
        return reach.of_list, "", LISTED if reach.of_list != NONE else UNSAID
    # 会议要求，一是… (the meeting asked: first …)
    is_quoted = clause.marker.endswith("是")
    is_told = is_report or (reach.told and not is_quoted)
    telling = [
        cue
        for cue in own
        if _tells(
            cue, clause, is_purpose, is_past, is_told and not reach.force
        )
        and not (reach.reported and _is_figure(cue))
        and not _is_governed(cue, reach)
    ]
    if telling:
        cue = _deciding(telling)
        is_ability = cue.force == MAY and reach.of_list == HOPED
        return HOPED if is_ability else cue.force, cue.words, OWN
    if _binds_nobody(clause, own, reach):
        return NONE, "", UNSAID
    force, how_known = _from_before(clause, reach)
    if force == NONE:
        return NONE, "", UNSAID
    if force:
        return force, "", how_known
    is_told = is_told or reach.reported
    if is_imperative(clause.in_one_line) and not is_told:
        return SHOULD, "", IMPERATIVE
    return NONE, "", UNSAID


def _is_noun_heading(clause: Clause, own: list[Cue]) -> bool:
    """Whether a line is a title, or a heading without a predicate: 三、主要措施, measures."""
    if not clause.opens_paragraph or clause.pause not in ("\n", ""):
        return False
    if CHAPTER_RE.match(clause.marker):
        return True
    if clause.start == 0:
        return True
    is_told = any(cue.force in (MUST, SHOULD) for cue in own)
    is_told = is_told or DOES_RE.match(clause.words) is not None
    is_short = len(clause.words) <= HEADING_CHARS and not is_told
    return is_short and NOUN_RE.search(clause.words) is not None


def _tells(
    cue: Cue,
    clause: Clause,
    is_purpose: bool,
    is_past: bool,
    is_report: bool,
) -> bool:
    """Whether a word of force tells the force of its clause."""
    if cue.force == NONE:
        return False
    is_sure = cue.force in (MUST, PROHIBITED, SHOULD)
    if is_purpose and cue.gives_way:
        return False
    if AT_LEAST_RE.fullmatch(cue.words) and is_imperative(clause.words):
        return False  # 安排不低于2000万元: set aside no less than 20 million
    is_told = is_past or (is_report and cue.kind != GOAL)
    if is_told and (cue.gives_way or not is_sure) and cue.force != MAY:
        return False
    if cue.force in (MUST, MAY, PROHIBITED) and cue.words != "必须":
        behind = clause.in_one_line.rpartition(cue.words)[2]
        return ATTRIBUTE_RE.match(behind) is None
    return True


def _is_governed(cue: Cue, reach: Reach) -> bool:
    """Whether what was said before holds, not the word.

    可以…先行先试 (may … try it out), 将…，确保 (will … and make sure), 为…，防止… (in order
    to … and prevent …), and what has an effect in a list of what must be or may not be.
    """
    is_aim = cue.kind == EFFECT or (cue.force == PROHIBITED and cue.gives_way)
    if is_aim and reach.purpose:
        return True
    if cue.kind == EFFECT:
        return reach.of_list in (PROHIBITED, MUST)
    if reach.force == ENCOURAGED:
        return cue.words == "探索"
    if reach.force == MAY:
        return cue.force == TRIED
    return HOPED in (reach.force, reach.of_list) and cue.words in MADE_SURE


def _is_figure(cue: Cue) -> bool:
    """Whether a word only says a figure, which a report does too: 利率为, 预计."""
    return cue.kind == SET or cue.words == "预计"


def _without_later_mild(cues: list[Cue]) -> list[Cue]:
    """The words without those of trying behind favouring, or of favouring behind trying."""
    mild = [cue.force for cue in cues if cue.force in (TRIED, ENCOURAGED)]
    later = {force for force in mild if force != mild[0]}
    return [cue for cue in cues if cue.force not in later]


def _without_what_is_governed(cues: list[Cue]) -> list[Cue]:
    """The words without those that another governs.

    可以责令改正 (may order to mend it) is may, 要负责回收 (is to answer for it) is no more than 要.
    """
    first = cues[0]
    if first.words == "要":
        return [cue for cue in cues if cue.words not in ANSWERS]
    if first.force != MAY:
        return cues
    governed = (LAID_DOWN, RULED, SET)
    mild = (TRIED, ENCOURAGED)
    return [
        cue
        for cue in cues
        if cue.kind not in governed and cue.force not in mild
    ]


def _deciding(cues: list[Cue]) -> Cue:
    """The word that decides: the firmest, but trying and favouring before a mere 要 (is to).

    支持…开展试点 favours a trial of others, 试点…鼓励 is a trial: of the two the first counts.
    """
    cues = _without_what_is_governed(cues)
    forces = {cue.force for cue in cues}
    cues = _without_later_mild(cues)
    is_softened = forces & {TRIED, ENCOURAGED}
    if is_softened and not forces & {PROHIBITED, MUST}:
        cues = [cue for cue in cues if cue.force != SHOULD]
    return min(cues, key=lambda cue: RANK[cue.force])


def _binds_nobody(clause: Clause, own: list[Cue], reach: Reach) -> bool:
    """Whether a clause without a word of force reports, names a purpose or a condition."""
    kinds = {cue.kind for cue in own if cue.force == NONE}
    if CONDITION_RE.search(clause.words) and clause.pause in ("，", "："):
        return True
    if kinds == {REPORT}:
        is_goal = reach.of_list == HOPED
        return not is_goal and not REPORTED_NOUN_RE.match(clause.words)
    return bool(kinds)


def _from_before(clause: Clause, reach: Reach) -> tuple[str, str]:
    """The force that reaches a clause from before, and how; "" where none does."""
    if clause.pause == "：" and _announces(clause.words):
        is_order = reach.force in (MUST, SHOULD)
        return (reach.force if is_order else NONE), CARRIED
    if reach.goes_on or reach.force:
        return reach.goes_on or reach.force, CARRIED
    is_told = reach.reported and not is_imperative(clause.in_one_line)
    if is_told and reach.of_list == SHOULD:
        return "", UNSAID
    return reach.of_list, LISTED


def _announces(words: str) -> bool:
    return bool(GOALS_RE.search(words) or TASKS_RE.search(words))


def _without_preambles(judged: Iterable[Judged]) -> list[Judged]:
    """Take the force from what only gives grounds for a paper: 为…，支持…，经…研究决定.

    In a sentence that begins with grounds (in order to, according to) and comes to a decision, or
    to what is made known, what stands before that is purpose.
    """
    result: list[Judged] = []
    opened = 0
    for item in judged:
        if item.clause.opens_sentence:
            opened = len(result)
        result.append(item)
        if DECIDES_RE.search(item.clause.in_one_line) and GROUNDS_RE.match(
            result[opened].clause.words
        ):
            result[opened:] = [_as_purpose(each) for each in result[opened:]]
    return result


def _without_purposes(judged: Iterable[Judged]) -> list[Judged]:
    """Take the force from what goes on with a purpose: 为了…，规范流程，要…, in order to."""
    result: list[Judged] = []
    opened = 0
    for item in judged:
        if item.clause.opens_part:
            opened = len(result)
        result.append(item)
        is_act = item.how_known == OWN and item.force in (MUST, SHOULD)
        first = result[opened]
        names_purpose = any(cue.kind == PURPOSE for cue in first.own)
        if is_act and names_purpose and first.force == NONE:
            between = result[opened:-1]
            result[opened:-1] = [_as_bare_purpose(each) for each in between]
            opened = len(result) - 1
    return result


def _as_bare_purpose(item: Judged) -> Judged:
    if item.how_known not in (IMPERATIVE, LISTED):
        return item
    return item._replace(force=NONE, cue="", how_known=UNSAID)


def _with_what_articles_lay_down(judged: list[Judged]) -> list[Judged]:
    """Give what a statute says without a word of force: it lays down, and so must be.

    国家 (the state) with a bare verb is asked for, not bound.
    """
    result: list[Judged] = []
    opened = 0
    for item in judged:
        if item.clause.opens_part:
            opened = len(result)
        result.append(item)
        if item.clause.pause in ("。", "；") and _lays_down(result[opened:]):
            is_state = result[opened].clause.words.startswith("国家")
            force = SHOULD if is_state else MUST
            result[-1] = item._replace(force=force, cue="", how_known=ARTICLE)
    return result


def _lays_down(part: list[Judged]) -> bool:
    """Whether a part of an article says what is so, and neither defines nor reports it."""
    first, last = part[0].clause, part[-1]
    is_item = bool(first.marker) and not ARTICLE_RE.match(first.marker)
    is_said = any(
        item.force != NONE and item.how_known != IMPERATIVE for item in part
    )
    if is_item or is_said or last.how_known == LISTED:
        return False
    if any(cue.kind in (REPORT, PURPOSE) for cue in last.own):
        return False
    if last.clause.words.endswith("的"):
        return False
    return not any(
        item.judges or DEFINES_RE.search(item.clause.words) for item in part
    )


def _as_purpose(item: Judged) -> Judged:
    """A clause as part of a preamble: it binds nobody, unless it says 必须 (must) or 要 (is to)."""
    is_firm = item.force in (MUST, SHOULD, PROHIBITED)
    if item.how_known == OWN and is_firm and item.cue not in MADE_SURE:
        return item
    return item._replace(force=NONE, cue="", how_known=UNSAID)


def _with_what_leads_up(judged: list[Judged]) -> list[Judged]:
    """Give frames (按照…, according to) and bare subjects the force of the act that follows.

    An act that is itself the subject (加快…，是…的要求: speeding up … is required by …) is none.
    """
    following = None
    result = []
    for item in reversed(judged):
        if following is not None:
            item = _before(item, following)
        result.append(item)
        following = None if item.clause.opens_part else item
    return result[::-1]


def _before(item: Judged, following: Judged) -> Judged:
    """A clause in the light of the one that follows in its part."""
    is_subject = item.how_known in (IMPERATIVE, LISTED)
    compares = any(COMPARES_RE.match(cue.words) for cue in following.own)
    is_told = compares and (item.cue == "预计" or item.how_known == IMPERATIVE)
    if (following.judges and is_subject) or is_told:
        return item._replace(force=NONE, cue="", how_known=UNSAID, judges=True)
    is_led_up = item.is_frame or (
        item.is_topic and OF_TOPIC_RE.match(following.clause.words) is not None
    )
    if not is_led_up or following.force == NONE:
        return item
    return item._replace(
        force=following.force,
        how_known=CARRIED,
        bearer=item.bearer or following.bearer,
    )
