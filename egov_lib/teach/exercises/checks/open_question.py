"""Answer some sentences of a reader's own: look their quotes up, and show the rubric.

No program judges such an answer; `Feedback.right` is always None.
"""

from __future__ import annotations

import re

from egov_lib.teach.exercises.feedback import (
    Attempt,
    Feedback,
    proof,
    rubric_points,
)
from egov_lib.teach.exercises.quotes import (
    is_too_short,
    places_of,
    why_not_found,
)

# Chinese between quotation marks.
MARKED_RE = re.compile(
    '[“「『"]([^“”「」『』"\n]*[\u4e00-\u9fff][^“”「」『』"\n]*)[”」』"]'
)
# Chinese without quotation marks: what is shorter than six characters is a term, not a quote.
UNMARKED_RE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z%，、；]{5,}")


def check(attempt: Attempt) -> Feedback:
    """Say of each quote whether it is in a text, then what a full answer would hold."""
    exercise = attempt.exercise
    lines = _look_up_quotes(attempt)
    if not lines and "quote" in exercise["rubric"]:
        lines = [attempt.say("no_quote")]
    lines.append(attempt.say("people"))
    lines += rubric_points(exercise)
    return Feedback(None, "\n".join(lines), proof(exercise))


def _look_up_quotes(attempt: Attempt) -> list[str]:
    """A line for each quote of an answer."""
    text = str(attempt.value)
    marked = MARKED_RE.findall(text)
    unmarked = UNMARKED_RE.findall(MARKED_RE.sub("", text))
    lines = []
    for quote in dict.fromkeys([*marked, *unmarked]):
        if is_too_short(quote):
            lines.append(attempt.say("look_up", quote=quote))
            continue
        found = places_of(quote)
        if not found.empty:
            docs = ", ".join(found["doc_id"].unique())
            lines.append(attempt.say("stands", quote=quote, docs=docs))
        # Without marks it may be the writer's own Chinese
        elif quote in marked:
            lines.append(why_not_found(quote, attempt.lang))
    return lines
