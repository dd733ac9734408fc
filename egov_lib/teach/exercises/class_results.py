"""Summarise the answers of a whole class, for the teacher."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.teach.exercises.answers import Record, plain, read_file
from egov_lib.teach.exercises.bank import load_exercises


def class_summary(folder: str | Path) -> pd.DataFrame:
    """Summarise the answers of a class: every .json file in *folder* is one student's file.

    Returns a row for each exercise, in their order:
    exercise_id, lesson, level, kind: as in `load_exercises`
    students: how many files were read
    tried: how many students tried it
    right: how many had it right at any time
    shown: how many looked at the worked answer
    tries: average number of tries of the students who tried; empty where no one did
    hints: average number of hints of the same students
    usual_mistake: the wrong answer that most students gave, if any
    mistaken: how many gave it
    share_right: share of the students who tried that had it right, from 0 to 1; empty where no
        one tried, and for open questions and claims, which no program judges

    `.attrs["unread"]` gives each file that can't be read, with the reason; all others are counted.
    Raises `DataError` where there is no file at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "one.json")
    ...     text = '{"exercises": {"03-1": {"tries": 2, "wrong": ["7"]}}}'
    ...     length = path.write_text(text, encoding="utf-8")
    ...     summary = class_summary(folder).set_index("exercise_id")
    >>> summary.at["03-1", "usual_mistake"]
    '7'
    """
    folder = Path(folder)
    paths = _files_of(folder)
    if not paths:
        raise DataError(
            f"there is no .json file in {folder}: give the folder with your students' files"
        )
    students, unread = _read_files(paths)
    rows = load_exercises()[["exercise_id", "lesson", "level", "kind"]]
    rows["students"] = len(students)
    sums = []
    for exercise_id in rows["exercise_id"]:
        records = [
            student[exercise_id]
            for student in students
            if exercise_id in student
        ]
        sums.append(_sum_up(records))
    summary = rows.join(pd.DataFrame(sums, index=rows.index))
    was_tried = summary["tried"] > 0
    is_judged = ~summary["kind"].isin(["open", "claim"])
    shares = summary["right"] / summary["tried"].where(was_tried & is_judged)
    summary["share_right"] = shares.astype("Float64")
    summary.attrs["unread"] = unread
    return summary


def _files_of(folder: Path) -> list[Path]:
    """The files of answers of a folder, whichever way their names are written."""
    if not folder.is_dir():
        return []
    named = [
        path for path in folder.iterdir() if not path.name.startswith(".")
    ]
    return sorted(path for path in named if path.suffix.lower() == ".json")


def _read_files(
    paths: list[Path],
) -> tuple[list[dict[str, Record]], dict[str, str]]:
    """Read all files of answers: each student's records, and the files that can't be read."""
    students = []
    unread = {}
    for path in paths:
        try:
            answers = read_file(path, path.name)
        except (OSError, DataError) as error:
            unread[plain(path.name)] = plain(str(error))
        else:
            students.append(answers["exercises"])
    return students, unread


def _sum_up(records: list[Record]) -> dict[str, object]:
    """The columns of `class_summary` from "tried" to "mistaken", of one exercise."""
    tried = [record for record in records if record["tries"] > 0]
    usual, mistaken = _usual_mistake(tried)
    return {
        "tried": len(tried),
        "right": sum(record["right"] for record in tried),
        "shown": sum(record["shown"] for record in records),
        "tries": _mean([record["tries"] for record in tried]),
        "hints": _mean([record["hints"] for record in tried]),
        "usual_mistake": usual,
        "mistaken": mistaken,
    }


def _mean(counts: list[int]) -> float | None:
    return sum(counts) / len(counts) if counts else None


def _usual_mistake(tried: list[Record]) -> tuple[str, int]:
    """The wrong answer that most students gave, and how many did.

    Case and blanks don't count. Of two equally frequent ones, the first in the alphabet.
    """
    counts = Counter()
    for record in tried:
        counts.update(
            {answer.strip().casefold() for answer in record["wrong"]}
        )
    if not counts:
        return "", 0
    return min(counts.items(), key=lambda item: (-item[1], item[0]))
