"""What a quantity counts: a piece of its clause.

After a measure word the subject follows (24个全省性专网, 24 networks of the whole
province); of a share or a sum it follows 的, or stands before. What stands before is cut
at its verbs, not parsed, and the last piece is taken: it is right more often than it is
whole.
"""

from __future__ import annotations

import re

from egov_lib.find.targets.clauses import Clause

SHARES = ("percent", "percentage_point", "money", "multiple")
# What follows a quantity, up to a verb or a mark.
FOLLOWING_RE = re.compile(
    r"(?:的|多)?(?P<subject>[^、，。；：（）()“”\s]{1,24}?)"
    r"(?=实现|能够|可[在以]|纳入|达到|建设$|等|的|$|[、，。；：（）()“”\s])"
)
# What stands before a subject and is none: a date, a comparison.
LEAD_IN_RE = re.compile(
    r"^.*?[\d一二两三四五六七八九十]\ ?年[底末初内]?(?:前(?![年期]))?|^.*?[今去明全]年|比[^比]*$"
)
# Between the pieces of what stands before a quantity.
VERB_RE = re.compile(
    """
      要求|实现了?|完成了?|建成了?|建立了?|达到了?|达|取得了?  # require, achieve …
    | 增长了?|提高到?了?|下降到?了?|降低到?了?  # grow, raise, fall, lower
    | 开通了?|覆盖|超过|突破  # open, cover, exceed
    | 投入|安排|拨付|出资|投资  # put in, allot, pay, invest
    | 共有?|已经?|(?<![拥具所没])有(?![率效])|为|是|到|占|近|约  # in all, already, have, be, …
    | 不低于|不少于|不超过|至少|最多  # at least, at most
    | 加快|推进|促进|完善|建设|包括|纳入  # speed up, promote, improve, build, include
    | 培育|新增|新建|修复|改造|打造|评选
    | 分别|给予|预期目标|办理|缩减至?|最[高快低]|首次|进行|每年|按照?|较[^，]*?前|减少了?
    | 力争|争取|确保|要|将|抓好|着力  # strive, ensure, shall, will, work on
    """,
    re.VERBOSE,
)

MARKS = "的了，、 \n\u3000“”（）()：:"
VALUE_RE = re.compile(r"\d[\d,.]*\ ?\n?[%％]?[^、，。；和及与（]{0,4}")
PAUSE_RE = re.compile("[，,：]")
MEMBERS_RE = re.compile("[、和及与]")
FROM_RE = re.compile(
    "^对|[由从]$"
)  # 对…, of; 由6.1%下降到, fell from 6.1 % to
CHANGE_RE = re.compile(
    "增长|下降|减少|增加|提高|降低|上升|回落|同比|减产|增产"
)
# Values before the last subject of a list: 封山育林20万亩、禁牧休牧(90万亩).
VALUE_BEFORE_RE = re.compile(r"^.*\d[^、，和及]*[、和及]")
INSIDE_RE = re.compile(r"^.*[（(]|^.*其中")  # 医师579人（其中执业医师493人）
GRANT_RE = re.compile(
    r"(?:[^，。；]{0,6}[、和]\ ?\d[^，。；]{0,24}?)?\s?的?(?P<grant>[^，。；、\d\s]{0,6}"
    r"(?:奖励(?:支持)?|奖金|奖补|补贴|补助|资助|贴息"
    "|经费(?=支持)|资金支持|支持))"
)


def subject_of(clause: Clause) -> str:
    """Return what the quantity of a clause counts, or "" where the clause does not say."""
    special = _of_grant(clause) or _of_pairs(clause)
    if special:
        return special
    found = FOLLOWING_RE.match(clause.after)
    following = found["subject"].strip(MARKS) if found else ""
    if clause.quantity.unit == "部" and following[:1] in ("门", "委"):
        return f"部{following[0]}"  # 6部委: six ministries and commissions
    if following and _is_followed(clause):
        return following
    before = _last_piece(clause.before)
    if before is None or VALUE_RE.search(before):
        before = _of_first_value(clause.before) or before
    says_nothing = not following and not clause.before.strip(MARKS)
    if before is None and (is_change(clause) or says_nothing):
        before = _of_clause_before(clause)
    return following if before is None else before


def _is_followed(clause: Clause) -> bool:
    """Whether the subject comes after: of shares and sums, only where 的 joins it."""
    is_share = clause.quantity.kind in SHARES
    if clause.quantity.kind == "percent" and GRANT_RE.match(clause.following):
        return False
    return not is_share or clause.after.startswith("的")


def _last_piece(words: str) -> str | None:
    """The last piece of words between verbs; None where there is no piece."""
    own = VALUE_BEFORE_RE.sub("", INSIDE_RE.sub("", words.rstrip("（( ")))
    pieces = VERB_RE.split(LEAD_IN_RE.sub("", own))
    pieces = [piece for piece in pieces if len(piece.strip(MARKS)) > 1]
    if not pieces:
        return None
    return FROM_RE.sub("", pieces[-1].strip(MARKS))


def _of_grant(clause: Clause) -> str:
    """What is paid: 给予20万元奖励 (a reward of 200,000 yuan is given); "" where nothing is."""
    if clause.quantity.kind != "money":
        return ""
    found = GRANT_RE.match(clause.following)
    return found["grant"].strip(MARKS) if found else ""


def _of_pairs(clause: Clause) -> str:
    """Of 分别 (respectively): what stands in the place of this value among the subjects.

    A、B分别减少4.42%和5.95%: the first value is of A, the second of B.
    """
    head, mark, values = clause.head.rpartition("分别")
    if not mark or PAUSE_RE.search(values):
        return ""
    place = len(VALUE_RE.findall(values))
    subjects = _subjects_before(head)
    if not subjects:
        return ""
    return subjects[place] if place < len(subjects) else subjects[-1]


def _subjects_before(head: str) -> list[str]:
    """The members of a list before 分别; of values reported before it, what they are of."""
    last = head.rstrip("，, ")
    clauses = [part for part in PAUSE_RE.split(last) if part]
    if clauses and not VALUE_RE.search(clauses[-1]) and head == last:
        words = LEAD_IN_RE.sub("", clauses[-1])
        members = [part.strip(MARKS) for part in MEMBERS_RE.split(words)]
        return [VERB_RE.split(part)[-1] or part for part in members if part]
    found = []
    for part in clauses:
        value = VALUE_RE.search(part)
        subject = _last_piece(part[: value.start()]) if value else None
        if subject:
            found.append(subject)
    return found


def _of_first_value(words: str) -> str | None:
    """What the first of several values is of: 收入首次突破10亿元、30亿元."""
    value = VALUE_RE.search(words)
    return _last_piece(words[: value.start()]) if value else None


def is_change(clause: Clause) -> bool:
    """Whether a quantity is by how much something changed that the clause before names."""
    return CHANGE_RE.search(clause.before) is not None


def _of_clause_before(clause: Clause) -> str | None:
    """What the clause before is about: 支出3亿元，增长24% (spending of 3e8, up by 24 %)."""
    head = clause.head[: len(clause.head) - len(clause.before)]
    for part in reversed(PAUSE_RE.split(head)):
        value = VALUE_RE.search(part)
        subject = _last_piece(part[: value.start()] if value else part)
        if subject:
            return subject
    return None
