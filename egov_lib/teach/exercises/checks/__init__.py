"""Check an answer: by the kind of exercise, in words, without ever failing.

Each kind of exercise has a module here with one function `check`, which takes an `Attempt` and
returns a `Feedback`. Numbers, choices and sets are compared with the worked-out answer, however
people write them. A quote is looked up whatever its script and its marks. An open question is not
judged: its quotes are looked up, and its rubric is shown for the reader, a neighbour or a teacher
to judge by.

To add a kind, add a module, a row to `CHECKS`, and a sentence that says what to type to
`show.messages`.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from egov_lib.findings import whole_characters
from egov_lib.show.messages import say
from egov_lib.teach.exercises.checks import (
    choice,
    name_set,
    number,
    open_question,
    quote,
)
from egov_lib.teach.exercises.feedback import Attempt, Feedback, proof

CHECKS: dict[str, Callable[[Attempt], Feedback]] = {
    "number": number.check,
    "choice": choice.check,
    "set": name_set.check,
    "quote": quote.check,
    "open": open_question.check,
}


def judge(
    row: pd.Series, value: object, *, claim: str = "", lang: str | None = None
) -> Feedback:
    """Check *value* against one exercise; any value that can be written as text gets a reply.

    Parameters
    ----------
    row: a row of `load_exercises`.
    value: the answer, as for `check`.
    claim: what the passage is said to prove; only exercises of the kind "quote" read it.
    lang: "en" or "zh"; None is the language chosen with `language()`.

    A right answer comes with its reason and the passage that proves it; a wrong one with neither.

    >>> from egov_lib.teach.exercises.table import find_exercise
    >>> judge(find_exercise("03-1"), "many")
    'many' can't be read as a number: give one such as 12 or 3.5.
    """
    check = CHECKS[row["kind"]]
    if isinstance(value, str):
        value = whole_characters(value)
    attempt = Attempt(row, value, whole_characters(claim), lang)
    feedback = check(attempt)
    if not feedback.right:
        return feedback
    says = f"{say('right', lang)}{feedback.says}{row['reason_en']}"
    return Feedback(True, says, feedback.page or proof(row))
