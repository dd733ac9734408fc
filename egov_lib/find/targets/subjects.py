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
LEAD_IN_RE = re.compile(r"^.*?年[底末初内]?|比[^比]*$")
# Between the pieces of what stands before a quantity.
VERB_RE = re.compile(
    """
      要求|实现了?|完成了?|建成了?|建立了?|达到了?|达|取得了?  # require, achieve …
    | 增长了?|提高到?了?|下降到?了?|降低到?了?  # grow, raise, fall, lower
    | 开通了?|覆盖|超过|突破  # open, cover, exceed
    | 投入|安排|拨付|出资|投资  # put in, allot, pay, invest
    | 共有?|已经?|有|为|是|到|占|近|约  # in all, already, have, be, to, amount to, about
    | 不低于|不少于|不超过|至少|最多  # at least, at most
    | 加快|推进|促进|完善|建设|包括|纳入  # speed up, promote, improve, build, include
    | 力争|争取|确保|要|将|抓好|着力  # strive, ensure, shall, will, work on
    """,
    re.VERBOSE,
)


def subject_of(clause: Clause) -> str:
    """Return what the quantity of a clause counts, or "" where the clause does not say."""
    found = FOLLOWING_RE.match(clause.after)
    following = found["subject"] if found else ""
    if following and _is_followed(clause):
        return following
    before = _last_piece(clause.before)
    return following if before is None else before


def _is_followed(clause: Clause) -> bool:
    """Whether the subject comes after: of shares and sums, only where 的 joins it."""
    is_share = clause.quantity.kind in SHARES
    return not is_share or clause.after.startswith("的")


def _last_piece(words: str) -> str | None:
    """The last piece of words between verbs; None where there is no piece."""
    pieces = VERB_RE.split(LEAD_IN_RE.sub("", words))
    pieces = [piece for piece in pieces if len(piece) > 1]
    return pieces[-1].strip("的了，、 “”") if pieces else None
