"""Check a choice: a letter, a sentence with a letter, or the beginning of an option."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from egov_lib.teach.exercises.feedback import Attempt, Feedback
from egov_lib.teach.exercises.table import answer_to

LETTERS = "abcd"
# "b", "(b)", "my answer is b", "选b" (choose b), "答案b" (answer b), "b: and the option's words"
LETTER_RE = re.compile(
    r"(?:(?:my|the|is|option|answer|choice|选|答案)[\s:]*)*\(?([a-d])\)?(?:[.:、)].*)?"
)
# Characters of an option that may be typed in place of its letter
LEAST_WORDS = 4


def check(attempt: Attempt) -> Feedback:
    """Compare a choice with the letter that the bank gives as right."""
    question = answer_to(attempt.exercise["exercise_id"])
    chosen = _read_letter(attempt.value, question)
    if not chosen:
        return attempt.unclear("no_choice", attempt.value)
    if chosen == question["answer"]:
        return Feedback(True, "")
    return attempt.wrong("not_it", words=str(question[f"option_{chosen}"]))


def _read_letter(value: object, question: pd.Series) -> str:
    """Read which option is meant; "" where that is not clear."""
    typed = unicodedata.normalize("NFKC", str(value)).casefold().strip(" .。")
    named = LETTER_RE.fullmatch(typed)
    if named:
        return named[1]
    if len(typed) < LEAST_WORDS:
        return ""
    begun = [
        letter
        for letter in LETTERS
        if str(question[f"option_{letter}"]).casefold().startswith(typed)
    ]
    return begun[0] if len(begun) == 1 else ""
