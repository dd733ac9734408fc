"""How firmly each clause of a text is said: ordered, asked for, allowed, hoped, or not at all.

Official Chinese has a word for every degree: 严禁 (strictly forbidden), 必须 (must), 要 (is
to), 鼓励 (encouraged), 力争 (strive). A clause without such a word takes its force from the
clause before, from the list it stands in, or from being a bare imperative. The codes are
those of the codebook in `data/README.md`.

In the order in which they rest on each other: `clauses` (a text cut at its pauses, with its
sentences and paragraphs), `cues` (the words of each degree, as a table), `hedges` (words
that soften), `bearers` (who is bound), and `finder`, which holds `find_directives`.
"""

from egov_lib.find.directives.baseline import keyword_baseline
from egov_lib.find.directives.cues import FORCES
from egov_lib.find.directives.finder import find_directives, judge_units

__all__ = ["FORCES", "find_directives", "judge_units", "keyword_baseline"]
