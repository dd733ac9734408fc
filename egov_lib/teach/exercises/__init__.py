"""Exercises with feedback: task, three hints, a check with reason and passage, worked answer, progress. Hands names on."""

from egov_lib.teach.exercises.asking import check, exercise
from egov_lib.teach.exercises.checks import Feedback, weigh
from egov_lib.teach.exercises.record import class_summary, progress, restore
from egov_lib.teach.exercises.table import (
    answer_key,
    answer_to,
    find_exercise,
    load_exercises,
    question,
)

__all__ = [
    "Feedback",
    "answer_key",
    "answer_to",
    "check",
    "class_summary",
    "exercise",
    "find_exercise",
    "load_exercises",
    "progress",
    "question",
    "restore",
    "weigh",
]
