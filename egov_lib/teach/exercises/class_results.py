"""Read the answers of a whole class, for the teacher: counts, mistakes, and what people judge.

`class_summary` says of each exercise how many had it right, which mistake was usual, and which
misconception is behind it. `class_answers` puts the open answers and the claims of all students
side by side, with the points of the rubric that each has ticked.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.show.messages import current, say
from egov_lib.teach.exercises.answers import (
    Answers,
    Record,
    plain,
    read_file,
)
from egov_lib.teach.exercises.bank import (
    Spec,
    find_exercise,
    load_exercises,
    shared,
)
from egov_lib.teach.exercises.feedback import own_words
from egov_lib.teach.exercises.judge import judge
from egov_lib.teach.kept_file import json_files

PEOPLE_JUDGE = ("open", "claim")  # kinds of which no program knows the answer


def class_summary(
    folder: str | Path, *, lang: str | None = None
) -> pd.DataFrame:
    """Summarise the answers of a class: every .json file in *folder* is one student's file.

    Returns a row for each exercise, in their order:
    exercise_id, lesson, level, kind: as in `load_exercises`
    students: how many files were read
    tried: how many students tried it
    right: how many had it right at any time
    shown: how many looked at the worked answer
    tries: average number of tries of the students who tried; empty where no one did
    hints: average number of hints of the same students
    usual_mistake: the wrong answer that most students gave, if any, in *lang*: of a choice the
        words of the option, of a claim its parts
    mistaken: how many gave it
    misconception: what the exercise says to the mistake that most students made, whatever way they
        wrote it; empty where it has no sentence for it
    misled: how many made it
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
    lang = current(lang)
    answers, unread = _answers_of(Path(folder))
    students = [one["exercises"] for one in answers.values()]
    rows = load_exercises()[["exercise_id", "lesson", "level", "kind"]]
    rows["students"] = len(students)
    sums = []
    for exercise_id in rows["exercise_id"]:
        records = [
            student[exercise_id]
            for student in students
            if exercise_id in student
        ]
        sums.append(_sum_up(find_exercise(exercise_id), records, lang))
    summary = rows.join(pd.DataFrame(sums, index=rows.index))
    was_tried = summary["tried"] > 0
    is_judged = ~summary["kind"].isin(PEOPLE_JUDGE)
    shares = summary["right"] / summary["tried"].where(was_tried & is_judged)
    summary["share_right"] = shares.astype("Float64")
    summary.attrs["unread"] = unread
    return summary


def class_sheet(folder: str | Path) -> pd.DataFrame:
    """Make the sheet of a class's answers, as an analysis of questions needs it.

    Parameters
    ----------
    folder: with a file of answers for each student.

    Returns a row for each student, by the name of the file, and a column for each exercise that a
    program judges and somebody tried, in their order: 1 if the student had it right at the first
    try, 0 if later or never, empty if it was not tried.
    `.attrs["unread"]` gives each file that can't be read. Raises `DataError` where there is no
    file at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     text = '{"exercises": {"03-1": {"tries": 1, "right": true, "wrong": []}}}'
    ...     length = Path(folder, "one.json").write_text(text, encoding="utf-8")
    ...     sheet = class_sheet(folder)
    >>> sheet.columns.tolist(), sheet["03-1"].tolist()
    (['03-1'], [1])
    """
    answers, unread = _answers_of(Path(folder))
    exercises = load_exercises()
    judged = exercises[~exercises["kind"].isin(PEOPLE_JUDGE)]["exercise_id"]
    rows = {
        name: {
            exercise_id: int(record["right"] and record["tries"] == 1)
            for exercise_id, record in one["exercises"].items()
            if record["tries"] > 0
        }
        for name, one in answers.items()
    }
    sheet = pd.DataFrame.from_dict(rows, orient="index").sort_index()
    tried = [name for name in judged if name in sheet]
    sheet = sheet[tried].astype("Int64").rename_axis("student")
    sheet.attrs["unread"] = unread
    return sheet


def _answers_of(
    folder: Path,
) -> tuple[dict[str, Answers], dict[str, str]]:
    """Read all files of answers, by the name of the file, and say why others can't be read.

    Raises `DataError` where there is no file at all.
    """
    paths = json_files(folder)
    if not paths:
        raise DataError(
            f"there is no .json file in {folder}: give the folder with your students' files"
        )
    read = {}
    unread = {}
    for path in paths:
        try:
            read[plain(path.name)] = read_file(path, path.name)
        except (OSError, DataError) as error:
            unread[plain(path.name)] = plain(str(error))
    return read, unread


def _sum_up(spec: Spec, records: list[Record], lang: str) -> dict[str, object]:
    """The columns of `class_summary` from "tried" to "misled", of one exercise."""
    tried = [record for record in records if record["tries"] > 0]
    usual, mistaken = _usual_mistake(tried)
    misconception, misled = _misconception(spec, tried, lang)
    tries = [record["tries"] for record in tried]
    hints = [record["hints"] for record in tried]
    return {
        "tried": len(tried),
        "right": sum(record["right"] for record in tried),
        "shown": sum(record["shown"] for record in records),
        "tries": _mean(tries),
        "hints": _mean(hints),
        "usual_mistake": answer_in_words(spec, usual, lang),
        "mistaken": mistaken,
        "misconception": misconception,
        "misled": misled,
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
    return _most_frequent(counts)


def _most_frequent(counts: Counter[str]) -> tuple[str, int]:
    """What was counted most often, and how often; of equals the first in the alphabet."""
    if not counts:
        return "", 0
    return min(counts.items(), key=lambda item: (-item[1], item[0]))


def _misconception(
    spec: Spec, tried: list[Record], lang: str
) -> tuple[str, int]:
    """What is said to the mistake that most students made, and how many made it."""
    counts = Counter()
    for record in tried:
        reasons = {_reason(spec["id"], answer) for answer in record["wrong"]}
        counts.update(reason for reason in reasons if own_words(spec, reason))
    reason, number = _most_frequent(counts)
    words = own_words(spec, reason)[lang] if number else ""
    return words, number


@lru_cache(maxsize=20_000)
def _reason(exercise_id: str, answer: str) -> str:
    """Why an answer is not right, as the judge says."""
    spec = find_exercise(exercise_id)
    given = _slots_of(answer) if spec["kind"] == "claim" else answer
    return judge(spec, given, shared()).because


def _slots_of(answer: str) -> dict[str, str]:
    """The parts of a claim, which are kept as JSON; none where it is something else."""
    try:
        slots = json.loads(answer)
    except ValueError:
        return {}
    return slots if isinstance(slots, dict) else {}


def answer_in_words(spec: Spec, answer: str, lang: str) -> str:
    """An answer as a teacher reads it: an option's words, the parts of a claim, else as typed."""
    if spec["kind"] == "choice":
        return _option_words(spec["options"], answer, lang)
    if spec["kind"] != "claim":
        return answer
    parts = []
    given = _slots_of(answer)
    for slot in spec["slots"]:
        value = str(given.get(slot["slot"], ""))
        words = _option_words(slot.get("options", []), value, lang)
        label = say(f"slot_{slot['slot']}", lang)
        parts.append(f"{label}: {words}")
    return "; ".join(parts) if given else answer


def _option_words(options: list[dict], answer: str, lang: str) -> str:
    """The words of the option with this id, else the answer itself."""
    for option in options:
        if option["id"] == answer:
            return option["text"][lang]
    return answer


# --- what people judge --------------------------------------------------------------------------


def class_answers(
    folder: str | Path, *, lang: str | None = None
) -> pd.DataFrame:
    """Put the open answers and the claims of a class side by side.

    Parameters
    ----------
    folder: with a file of answers for each student.
    lang: "en" or "zh"; None is the language chosen with `language()`.

    Returns a row for each answer, by exercise and then by student:
    exercise_id, lesson, kind: as in `load_exercises`
    student: the name that the student typed, else that of the file
    answer: in words
    verdict: as the student saw it: "unjudged", or "not_yet" for a claim that goes too far
    ticked: how many points of the rubric the student ticked
    points: how many there are
    ticks: the points that were ticked, divided by ` | `
    own_words: what the student wrote beside it, if anything

    `.attrs["unread"]` gives each file that can't be read. Raises `DataError` where there is no
    file at all. `.to_csv(…)` saves it for marking.
    """
    lang = current(lang)
    answers, unread = _answers_of(Path(folder))
    exercises = load_exercises()
    asked = exercises[exercises["kind"].isin(PEOPLE_JUDGE)]
    rows = []
    for exercise_id in asked["exercise_id"]:
        spec = find_exercise(exercise_id)
        for name, one in answers.items():
            record = one["exercises"].get(exercise_id)
            if record is not None and record["answer"]:
                student = one["name"] or name
                rows.append(_answer_row(spec, student, record, lang))
    table = pd.DataFrame(rows, columns=ANSWER_COLUMNS)
    table.attrs["unread"] = unread
    return table


ANSWER_COLUMNS = [
    "exercise_id",
    "lesson",
    "kind",
    "student",
    "answer",
    "verdict",
    "ticked",
    "points",
    "ticks",
    "own_words",
]


def _answer_row(
    spec: Spec, student: str, record: Record, lang: str
) -> dict[str, object]:
    return {
        "exercise_id": spec["id"],
        "lesson": spec["lesson"],
        "kind": spec["kind"],
        "student": student,
        "answer": answer_in_words(spec, record["answer"], lang),
        "verdict": record["verdict"],
        "ticked": len(record["ticks"]),
        "points": len(spec.get("rubric", [])),
        "ticks": " | ".join(record["ticks"]),
        "own_words": record["claim"],
    }
