"""The table of exercises: tasks, hints and rubrics, and code that works the answers out.

`data/exercises.csv` holds no answers. Its `answer_code` is a Python expression over this library, as a reader would write it
in a cell, and runs when an answer is needed: so an answer can't drift from the tables. An exercise that takes its question
from the bank (`data/questions.csv`) names it there; a test holds that the two agree. The code is ours and is run as it stands:
a fork that takes exercises from strangers runs strangers' code.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.read.corpus import NEWLINE, load_table

LEVELS = ("find", "explain", "compute", "argue")


def load_exercises() -> pd.DataFrame:
    """Load all exercises, as findings: the passage proves the answer; it is empty where no single one does.

    Columns after quote: exercise_id, lesson, number, level (one of `LEVELS`), minutes, task_en, task_zh, kind (number, choice,
    quote, set, open), answer_code, tolerance, hint_1 to hint_3, reason_en, occurrence, rubric (its points divided by ` | `).

    >>> set(load_exercises()["level"]) == set(LEVELS)
    True
    """
    return _table().copy()


@lru_cache
def _table() -> pd.DataFrame:
    rows = load_table("exercises")
    return rows.assign(answer_code=rows["answer_code"].str.replace(NEWLINE, "\n"))


def question(question_id: str) -> pd.Series:
    """Look up one question of the bank, with its options, its answer, its passage and why; `DataError` if there is none.

    >>> question("notice-day")["answer"]
    'd'
    """
    bank = _bank()
    if question_id not in bank.index:
        raise DataError(
            f"there is no question {question_id!r} in questions.csv; its ids begin {', '.join(bank.index[:3])}"
        )
    return bank.loc[question_id].copy()


@lru_cache
def _bank() -> pd.DataFrame:
    return load_table("questions").set_index("question_id")


def find_exercise(exercise_id: str) -> pd.Series:
    """Look up one exercise: its row of `load_exercises`; `DataError` with the ids there are, if there is none.

    >>> find_exercise("03-1")["lesson"]
    '03-the-2002-opinion'
    """
    ids = _table()["exercise_id"]
    if (rows := _table()[ids == str(exercise_id).strip()]).empty:
        like = [i for i in ids if i.split("-")[0] == str(exercise_id).split("-")[0]] or sorted(
            {i[:-2] for i in ids}
        )
        raise DataError(
            f"there is no exercise {str(exercise_id)[:40]!r}; there are {', '.join(like)}"
        )
    return rows.iloc[0]


@lru_cache
def answer_to(exercise_id: str) -> object:
    """Work out the right answer: a number, a row of the bank, a set, findings, or what an open question looks at.

    >>> from egov_lib.read.corpus import load_corpus
    >>> int(answer_to("00-1")) == min(map(len, load_corpus()["text"]))
    True
    """
    return run(find_exercise(exercise_id)["answer_code"])


def answer_key(lesson: str | None = None) -> pd.DataFrame:
    """Work out all answers, or those of one lesson, for a teacher; open exercises have a rubric in place of an answer.

    Columns, in order of the exercises: exercise_id, level, minutes, task_en, answer (as text), reason_en, rubric.

    >>> answer_key("03-the-2002-opinion")["answer"].iloc[0]
    '8'
    """
    rows = _table() if lesson is None else _table()[_table()["lesson"] == lesson]
    answers = [
        answer_in_words(kind, answer_to(i)) for i, kind in zip(rows["exercise_id"], rows["kind"])
    ]
    columns = ["exercise_id", "level", "minutes", "task_en", "answer", "reason_en", "rubric"]
    return rows.assign(answer=answers)[columns].reset_index(drop=True)


def answer_in_words(kind: str, answer: object) -> str:
    """Write an answer as a person would; an open question has none."""
    if kind == "choice":
        letter = answer["answer"]
        return f"{letter}. {answer[f'option_{letter}']}"
    if kind == "number":
        return f"{float(answer):.4g}" if float(answer) % 1 else f"{int(answer)}"
    parts = (
        answer["quote"].unique()
        if kind == "quote"
        else sorted(map(str, answer))
        if kind == "set"
        else ()
    )
    return " / ".join(parts)


def run(code: str) -> object:
    """Run an `answer_code` with the package by the name readers know."""
    return eval(code, {"egov": import_module("egov_lib")})
