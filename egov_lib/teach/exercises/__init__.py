"""Exercises with feedback: a task, three hints, a check that says why, a worked answer, progress.

The way of an answer: `widget` (a box) or `cell` (a call) takes it, `bank` knows the exercise,
`judge` gives a verdict, `feedback` says it in words, `answers` writes down what happened. `claims`
and `quotes` say what a passage can carry; `progress_box` and `class_results` read the answers, of
one student and of a class.
"""

from egov_lib import _old_names
from egov_lib.teach.exercises.answers import restore
from egov_lib.teach.exercises.bank import (
    answer_key,
    answer_to,
    find_exercise,
    load_exercises,
    question,
)
from egov_lib.teach.exercises.cell import check
from egov_lib.teach.exercises.claims import check_claim
from egov_lib.teach.exercises.class_results import (
    class_answers,
    class_sheet,
    class_summary,
)
from egov_lib.teach.exercises.feedback import Feedback
from egov_lib.teach.exercises.progress_box import progress
from egov_lib.teach.exercises.voting import kept_vote, vote
from egov_lib.teach.exercises.widget import exercise, worked

__all__ = [
    "Feedback",
    "answer_key",
    "answer_to",
    "check",
    "check_claim",
    "class_answers",
    "class_sheet",
    "class_summary",
    "exercise",
    "find_exercise",
    "kept_vote",
    "load_exercises",
    "progress",
    "question",
    "restore",
    "vote",
    "worked",
]


def __getattr__(name: str) -> object:
    """Give a renamed function under its old name."""
    return _old_names.renamed(__name__, name)
