"""With what intent a text names a document: the words before it and behind it.

The nearest cue before the mention, in its clause, decides: 根据 (on the basis of), 落实
(carrying out), 印发 (issuing). What repeals or amends often comes behind: 《……》同时废止
(… is repealed at the same time). One cue governs a whole list of titles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.find.rules import Example, Grammar, Rule, always

BASIS, CARRY_OUT, ISSUE = "basis", "carry out", "issue"
AMEND, REPEAL, REFER = "amend", "repeal", "refer"
SELF, MENTION = "self", "mention"
KINDS = (BASIS, CARRY_OUT, ISSUE, AMEND, REPEAL, REFER, SELF, MENTION)

CLAUSE_CHARS = 90
# Where a clause begins. A line may end anywhere in a copy made from a PDF.
CLAUSE_START_RE = re.compile(r"[，。；：！？]|\n\s*\n")
CLAUSE_END_RE = re.compile(r"[，。；：！？（]|\n\s*\n")
NEAR_CHARS = 20


class Cue(NamedTuple):
    """The words that say with what intent a document is named."""

    kind: str
    start: int
    end: int
    is_near: bool
    is_weak: bool  # gives way to a cue on the mention's other side


class Clause(NamedTuple):
    """The words of a clause without blanks and line ends, and where each is in the text."""

    words: str
    places: list[int]

    @classmethod
    def of(cls, flat: str, start: int, end: int) -> Clause:
        """Close up a stretch of a text."""
        places = [at for at in range(start, end) if not flat[at].isspace()]
        return cls("".join(flat[at] for at in places), places)

    def tells_of(self, end: int) -> bool:
        """Whether 的 follows a cue: 印发的《……》, the … that was issued.

        It tells of the document, and does not say what is done with it here.
        """
        return self.words[end : end + 1] == "的"


def _before(
    kind: str, pattern: str, starts: str, chinese: str, english: str
) -> Rule:
    example = Example(chinese, english, {"kind": kind})
    return Rule(f"{kind}: {pattern}", starts, pattern, always(kind), example)


PUSH_ON = "推进|推动"  # 推动……出台: to push on that … be issued
BEFORE_RULES = (
    _before(
        BASIS,
        r"(?:根据|依据|按照|依照|遵照|遵守|遵循|比照|基于|符合|适用)(?:了|着)?",
        "[根依]据|[按依遵比]照|遵[守循]|基于|符合|适用",
        "根据《行政许可法》，决定如下。",
        "On the basis of the Administrative Licensing Law it is decided as follows.",
    ),
    _before(
        BASIS,
        r"(?<![^\s，。；：、的应须])[按依](?=\Z|[《国省市中])",
        "[按依]",
        "按《行政许可法》办理。",
        "It is handled under the Administrative Licensing Law.",
    ),
    _before(
        REPEAL,
        r"不再执行|停止执行|废止",
        "不再|停止|废止",
        "废止《某市管理办法》。",
        "The administrative measures of a city are repealed.",
    ),
    _before(
        REFER,
        r"参照|参考|参见|详见|结合|对照|(?<=[（，])见",
        "参[照考见]|详见|结合|对照|见",
        "参照《行政许可法》办理。",
        "It is handled with reference to the Administrative Licensing Law.",
    ),
    _before(
        CARRY_OUT,
        r"(?:贯彻|落实|执行|实施|宣传|学习|履行|用好|遵行)(?!方案|意见|细则|办法|情况|条例"
        r"|纲要|计划|机构|单位|主体)(?:了|好|到位)?",
        "贯彻|落实|执行|实施|宣传|学习|履行|用好|遵行",
        "认真落实《行政许可法》。",
        "The Administrative Licensing Law is to be carried out in earnest.",
    ),
    _before(
        CARRY_OUT,
        PUSH_ON,
        "推[进动]",
        "推动《行政许可法》落地。",
        "The Administrative Licensing Law is to be pushed on.",
    ),
    _before(
        AMEND,
        r"修改|修订|修正|补充|调整",
        "修[改订正]|补充|调整",
        "修订《某市管理办法》。",
        "The administrative measures of a city are to be revised.",
    ),
    _before(
        ISSUE,
        r"印发|转发|批转|发布|公布|颁布|出台|下发|制发|制定|制订|编制|起草|拟定|报送|呈报|上报",
        "[印转下制颁发公]发|批转|[发公颁]布|出台|制[定订]|编制|起草|拟定|报送|呈报|上报",
        "印发《某市管理办法》。",
        "The administrative measures of a city are issued.",
    ),
    _before(
        MENTION,
        r"违反|不符合|除|违背",
        "违[反背]|不符|除",
        "违反《行政许可法》的，",
        "Who violates the Administrative Licensing Law",
    ),
)
BEFORE = Grammar(BEFORE_RULES)
WEAK = {rule.name for rule in BEFORE_RULES if rule.pattern == PUSH_ON}


def _behind(
    kind: str, pattern: str, starts: str, chinese: str, english: str
) -> Rule:
    example = Example(chinese, english, {"kind": kind})
    return Rule(
        f"{kind}, behind: {pattern}", starts, pattern, always(kind), example
    )


BEHIND_RULES = (
    _behind(
        REPEAL,
        "废止|失效|停止执行|不再执行|停止使用",
        "废止|失效|停止|不再",
        "《某市管理办法》同时废止。",
        "The administrative measures of a city are repealed at the same time.",
    ),
    _behind(
        AMEND,
        "修改为|修改如下|如下修改|修[订改正]|修正",
        "修[改订正]|如下",
        "对《某市管理办法》作如下修改：",
        "The administrative measures of a city are amended as follows:",
    ),
    _behind(
        ISSUE,
        "印发|转发|发布|公布|颁布|出台|下发|批转",
        "[印转下]发|批转|[发公颁]布|出台",
        "现将《某市管理办法》印发给你们。",
        "The administrative measures of a city are herewith issued to you.",
    ),
    _behind(
        BASIS,
        "规定|要求|精神|明确|为依据",
        "规定|要求|精神|明确|为依",
        "《行政许可法》第九条规定的情形",
        "the cases that Article 9 of the Administrative Licensing Law sets out",
    ),
    _behind(
        CARRY_OUT,
        "落实|贯彻|实施|执行",
        "落实|贯彻|实施|执行",
        "《行政许可法》的实施",
        "the carrying out of the Administrative Licensing Law",
    ),
)
BEHIND = Grammar(BEHIND_RULES)
BEHIND_CHARS = {REPEAL: 24, AMEND: 24, ISSUE: 60, BASIS: 14, CARRY_OUT: 8}
# 已经市政府同意，现印发 (approved by the city's government and herewith issued)
APPROVED_RE = re.compile(
    r"\s*(?:已|业|经)[^。；]{2,80}?(?:同意|通过|批准|审定)[^，。；]{0,8}，"
)


def cue_before(flat: str, start: int, latest_end: int) -> Cue | None:
    """Return the nearest cue before a mention, in its clause; None for none.

    Parameters
    ----------
    flat: the text in its plain form, mentions blanked out.
    start: where the mention begins.
    latest_end: where the mention before it ends.
    """
    earliest = max(start - CLAUSE_CHARS, latest_end, 0)
    for clause_end in CLAUSE_START_RE.finditer(flat, earliest, start):
        earliest = clause_end.end()
    clause = Clause.of(flat, earliest, start)
    found = list(BEFORE.run(clause.words))
    if not found:
        return None
    governing = [cue for cue in found if not clause.tells_of(cue.end)]
    cue = (governing or found)[-1]
    return Cue(
        kind=cue.record,
        start=clause.places[cue.start],
        end=clause.places[cue.end - 1] + 1,
        is_near=len(clause.words) - cue.end <= NEAR_CHARS,
        is_weak=not governing or cue.rule in WEAK,
    )


def cue_behind(flat: str, end: int) -> Cue | None:
    """Return the first cue behind a mention that is near enough for its kind."""
    approved = APPROVED_RE.match(flat, end)
    begin = approved.end() if approved else end
    clause_end = CLAUSE_END_RE.search(flat, begin)
    stop = clause_end.start() if clause_end else len(flat)
    clause = Clause.of(flat, begin, min(stop, begin + CLAUSE_CHARS))
    for found in BEHIND.run(clause.words):
        if found.start <= BEHIND_CHARS[found.record]:
            return Cue(
                kind=found.record,
                start=clause.places[found.start],
                end=clause.places[found.end - 1] + 1,
                is_near=found.start <= NEAR_CHARS,
                is_weak=found.record in (BASIS, CARRY_OUT),
            )
    return None
