"""The table of exercises: tasks, hints and rubrics, and code that works the answers out.

`data/exercises.csv` holds no answers. Its `answer_code` is a Python expression over this library,
as a reader would write it in a cell, and runs when an answer is needed: so an answer can't drift
from the tables. An exercise that takes its question from the bank (`data/questions.csv`) names it
there; a test holds that the two agree.

The code in the table is the workbook's own and is run as it is: a fork that takes exercises from
strangers runs strangers' code.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.read.corpus import NEWLINE, load_table

LEVELS = ("find", "explain", "compute", "argue")
KEY_COLUMNS = [
    "exercise_id",
    "level",
    "minutes",
    "task_en",
    "answer",
    "reason_en",
    "rubric",
]


# --- exercises ----------------------------------------------------------------------------------


def load_exercises() -> pd.DataFrame:
    """Load all exercises, as findings: the passage proves the answer.

    Returns
    -------
    doc_id, start, end, quote: the passage; empty where no single one proves the answer
    exercise_id: the number of the lesson and of the exercise, as in 03-1
    lesson: the notebook, as in 03-the-2002-opinion
    number: of the exercise in its lesson, from 1
    level: what is asked for, one of `LEVELS`
    minutes: that it takes
    task_en, task_zh: what to do
    kind: number, choice, quote, set or open
    answer_code: a Python expression that works the answer out
    tolerance: by how much a number may be off; empty for not at all
    hint_1, hint_2, hint_3: what to look at, from afar to near
    reason_en: why the answer is right
    occurrence: which one, where the quote is in its text more than once
    rubric: what a full answer to an open question holds, divided by ` | `

    >>> set(load_exercises()["level"]) == set(LEVELS)
    True
    """
    return _exercises().copy()


@lru_cache
def _exercises() -> pd.DataFrame:
    rows = load_table("exercises")
    code = rows["answer_code"].str.replace(NEWLINE, "\n")
    return rows.assign(answer_code=code)


def find_exercise(exercise_id: str) -> pd.Series:
    """Look up one exercise: its row of `load_exercises`.

    Raises `DataError` with the ids of the lesson, or of all lessons, if there is no such exercise.

    >>> find_exercise("03-1")["lesson"]
    '03-the-2002-opinion'
    """
    rows = _exercises()
    found = rows[rows["exercise_id"] == str(exercise_id).strip()]
    if found.empty:
        known = ", ".join(similar_ids(str(exercise_id)))
        raise DataError(
            f"there is no exercise {str(exercise_id)[:40]!r}; there are {known}"
        )
    return found.iloc[0]


def similar_ids(exercise_id: str) -> list[str]:
    """The ids of the lesson that *exercise_id* begins with; else the beginnings of all lessons."""
    ids = _exercises()["exercise_id"]
    lesson = exercise_id.split("-")[0]
    lessons = [known.rpartition("-")[0] for known in ids]
    same = [known for known in ids if known.split("-")[0] == lesson]
    return same or sorted(set(lessons))


# --- the bank of questions ----------------------------------------------------------------------


def question(question_id: str) -> pd.Series:
    """Look up one question of the bank: its options, its answer, its passage, and why.

    Raises `DataError` if there is no such question.

    >>> question("notice-day")["answer"]
    'd'
    """
    bank = _bank()
    if question_id not in bank.index:
        first = ", ".join(bank.index[:3])
        raise DataError(
            f"there is no question {question_id!r} in questions.csv; its ids begin {first}"
        )
    return bank.loc[question_id].copy()


@lru_cache
def _bank() -> pd.DataFrame:
    return load_table("questions").set_index("question_id")


# --- answers ------------------------------------------------------------------------------------


@lru_cache
def answer_to(exercise_id: str) -> object:
    """Work out the right answer to an exercise.

    Returns a number, a row of the bank (of a choice), a set of names, findings (of a quote), or
    what an open question looks at.

    >>> from egov_lib.read.corpus import load_corpus
    >>> int(answer_to("00-1")) == min(map(len, load_corpus()["text"]))
    True
    """
    return run(find_exercise(exercise_id)["answer_code"])


def run(code: str) -> object:
    """Run an `answer_code` with the package by the name readers know."""
    return eval(code, {"egov": import_module("egov_lib")})


def answer_key(lesson: str | None = None) -> pd.DataFrame:
    """Work out all answers, or those of one lesson, for a teacher, in the order of the exercises.

    Returns
    -------
    exercise_id: as in `load_exercises`, like level, minutes, task_en and reason_en
    answer: the answer as text; empty for an open question
    rubric: what a full answer to an open question holds; empty for the others

    >>> answer_key("03-the-2002-opinion")["answer"].iloc[0]
    '8'
    """
    rows = _exercises()
    if lesson is not None:
        rows = rows[rows["lesson"] == lesson]
    answers = [
        answer_in_words(kind, answer_to(exercise_id))
        for exercise_id, kind in zip(rows["exercise_id"], rows["kind"])
    ]
    return rows.assign(answer=answers)[KEY_COLUMNS].reset_index(drop=True)


def answer_in_words(kind: str, answer: object) -> str:
    """Write an answer as a person would; an open question has none."""
    if kind == "choice":
        letter = answer["answer"]
        return f"{letter}. {answer[f'option_{letter}']}"
    if kind == "number":
        number = float(answer)
        return f"{number:.4g}" if number % 1 else f"{int(number)}"
    if kind == "quote":
        return " / ".join(answer["quote"].unique())
    if kind == "set":
        return " / ".join(sorted(map(str, answer)))
    return ""
