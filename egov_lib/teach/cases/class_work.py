"""What a class wrote, side by side: open answers, claims and case files, for the teacher to mark.

`mark_class` shows all of it per question or per student, each answer with the points of its rubric:
what the student ticked, and a box for the teacher. What is ticked is kept in `class-marks.csv` in
the same folder (the points of a brief in `case-marks.csv`, where `class_files` reads them, too).
`class_work` gives the same as a table. Nothing is graded by a program.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.read.writing import write_whole
from egov_lib.show.front import CASES
from egov_lib.show.front.modules import widget_module
from egov_lib.show.front.widget import look, script_path, without_halves
from egov_lib.show.messages import LANGUAGES, current, say
from egov_lib.teach.cases.class_files import (
    MarksView,
    as_csv,
    check_file,
    give_points,
    read_each,
    read_marks,
    rows_of_marks,
    still_of,
)
from egov_lib.teach.cases.pins import FIELD_CHARS, RUBRIC, Case, read_case
from egov_lib.teach.cases.view import box_words
from egov_lib.teach.exercises.answers import Answers, Record, read_answers
from egov_lib.teach.exercises.bank import find_exercise, load_exercises
from egov_lib.teach.exercises.class_results import (
    PEOPLE_JUDGE,
    answer_in_words,
)
from egov_lib.teach.kept_file import plain

NAME = CASES[2]
MARKS = "class-marks.csv"
BRIEF = "case-file"  # the question that a brief answers
COLUMNS = [
    "question",
    "kind",
    "student",
    "file",
    "answer",
    "own_words",
    "own_ticks",
    "ticks",
    "points",
    "of",
    "comment",
]


class Handed(NamedTuple):
    """What a folder holds: answers and case files by the name of the file, and what is neither."""

    answers: dict[str, Answers]
    cases: dict[str, Case]
    unread: dict[str, str]


def read_folder(folder: Path) -> Handed:
    """Read every .json file of a folder as answers or as a case file, whichever it is.

    Raises `DataError` where there is no file at all.
    """
    answers: dict[str, Answers] = {}
    cases: dict[str, Case] = {}

    def take(name: str, raw: bytes) -> None:
        # What holds no answers is a case file, or no file of ours.
        try:
            answers[name] = read_answers(raw, name)
        except DataError:
            cases[name] = read_case(raw, name)

    return Handed(answers, cases, read_each(folder, take, "files"))


def class_work(folder: str | Path, *, lang: str | None = None) -> pd.DataFrame:
    """Put what a class wrote into one table: open answers, claims and briefs, with all ticks.

    Parameters
    ----------
    folder: with the students' `my-answers.json` and `my-case-file.json`, under any names; the
        teacher's marks in it are read, too.
    lang: "en" or "zh", of claims; None is the language chosen with `language()`.

    Returns a row for each answer and each brief, by question and then by file:
    question: the exercise, or `case-file`
    kind: open, claim or case
    student, file: the name that the student typed, else that of the file; and the file
    answer: in words
    own_words: what the student wrote beside a claim; of a brief its question
    own_ticks: numbers of the rubric's points that the student ticked; of a brief the own points
    ticks: the same, as the teacher ticked them; of a brief the points of each row
    points, of: how many the teacher gave, and how many there are; points are empty until given
    comment: the teacher's

    `.attrs["unread"]` gives each file that can't be read, with the reason. Raises `DataError` where
    there is no file at all. `as_csv` writes it for a spreadsheet.
    """
    lang = current(lang)
    folder = Path(folder)
    handed = read_folder(folder)
    marks = read_ticks(folder)
    rows = [_answer_row(item, marks, lang) for item in _answers(handed)]
    points = read_marks(folder)
    rows += [
        _brief_row(name, case, points.get(name, {}))
        for name, case in handed.cases.items()
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table[["points", "of"]] = table[["points", "of"]].astype("Int64")
    table.attrs["unread"] = handed.unread
    return table


class Item(NamedTuple):
    """One answer that people judge."""

    file: str
    student: str
    spec: dict[str, Any]
    record: Record


def _answers(handed: Handed) -> list[Item]:
    """All open answers and claims, by exercise and then by file."""
    exercises = load_exercises()
    asked = exercises[exercises["kind"].isin(PEOPLE_JUDGE)]["exercise_id"]
    return [
        Item(
            name,
            one["name"] or name,
            find_exercise(exercise_id),
            one["exercises"][exercise_id],
        )
        for exercise_id in asked
        for name, one in handed.answers.items()
        if one["exercises"].get(exercise_id, {}).get("answer")
    ]


def _answer_row(
    item: Item, marks: Mapping[str, Mapping[str, Any]], lang: str
) -> dict[str, Any]:
    spec, record = item.spec, item.record
    in_file = marks.get(item.file, {})
    mark = in_file.get(spec["id"])
    answer = answer_in_words(spec, record["answer"], lang)
    return {
        "question": spec["id"],
        "kind": spec["kind"],
        "student": item.student,
        "file": item.file,
        "answer": answer,
        "own_words": record["claim"],
        "own_ticks": " ".join(record["ticks"]),
        "ticks": " ".join(mark["ticks"]) if mark else "",
        "points": len(mark["ticks"]) if mark else None,
        "of": len(spec.get("rubric", [])),
        "comment": mark["comment"] if mark else "",
    }


def _brief_row(
    name: str, case: Case, marks: Mapping[str, str]
) -> dict[str, Any]:
    given = {row: marks[row] for row in RUBRIC if marks.get(row)}
    own = {row: case["ticks"][row] for row in RUBRIC if row in case["ticks"]}
    return {
        "question": BRIEF,
        "kind": "case",
        "student": case["name"] or name,
        "file": name,
        "answer": case["brief"]["text"],
        "own_words": case["brief"]["question"],
        "own_ticks": _as_pairs(own),
        "ticks": _as_pairs(given),
        "points": sum(int(points) for points in given.values())
        if given
        else None,
        "of": 3 * len(RUBRIC),
        "comment": marks.get("comment", ""),
    }


def _as_pairs(points: Mapping[str, object]) -> str:
    """Points as words: answer 3, limits 0."""
    return ", ".join(f"{row} {number}" for row, number in points.items())


# --- the teacher's ticks ------------------------------------------------------------------------


def read_ticks(folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """The teacher's ticks and comments, by file and question; none where no table can be read."""
    marks: dict[str, dict[str, dict[str, Any]]] = {}
    for file, row in rows_of_marks(folder / MARKS):
        question = row.get("question")
        if question:
            of_file = marks.setdefault(file, {})
            of_file[question] = _mark_of(row)
    return marks


def _mark_of(row: Mapping[str, str | None]) -> dict[str, Any]:
    """The ticks and the comment of a row; a cell may be missing."""
    ticks = row.get("ticks") or ""
    comment = row.get("comment") or ""
    return {"ticks": ticks.split(), "comment": plain(comment, FIELD_CHARS)}


def tick(
    folder: str | Path,
    file: str,
    question: str,
    *,
    ticks: list[str],
    comment: str = "",
) -> None:
    """Write the points of the rubric that an answer holds into `class-marks.csv`.

    *ticks* are numbers of the points, "1" being the first. Raises `DataError` for a file or an
    exercise that is not there, and for a point that the rubric has not.
    """
    folder = Path(folder)
    check_file(folder, file)
    count = len(find_exercise(question).get("rubric", []))
    numbers = [str(number) for number in range(1, count + 1)]
    odd = [given for given in ticks if given not in numbers]
    if odd:
        raise DataError(
            f"{question} has points 1 to {count}, not {odd[0]!r}: give numbers of its points"
        )
    marks = read_ticks(folder)
    kept = {"ticks": sorted(ticks, key=int), "comment": comment}
    marks.setdefault(file, {})[question] = kept
    rows = [
        {
            "file": name,
            "question": asked,
            "ticks": " ".join(mark["ticks"]),
            "comment": mark["comment"],
        }
        for name, given in marks.items()
        for asked, mark in given.items()
    ]
    table = pd.DataFrame(rows)
    write_whole(folder / MARKS, as_csv(table).encode("utf-8"))


# --- side by side -------------------------------------------------------------------------------


class ClassWorkView(MarksView):
    """What a class wrote, per question or per student: what is ticked is saved."""

    _esm = widget_module(script_path(NAME))
    _css = look((NAME,))
    name = "work of a class"
    module = NAME
    title = "case_work"
    part = "mark"

    def __init__(self, folder: Path, lang: str):
        """Show the answers and case files of *folder*."""
        self._folder = folder
        handed = read_folder(folder)
        answers = _answers(handed)
        data = {
            "words": box_words(),
            "case_rubric": list(RUBRIC),
            "questions": _questions(answers, has_cases=bool(handed.cases)),
            "work": [_shown(item) for item in answers]
            + [_shown_case(*one) for one in handed.cases.items()],
            "unread": handed.unread,
        }
        files = {*handed.answers, *handed.cases}
        marks = {
            name: given
            for name, given in read_ticks(folder).items()
            if name in files
        }
        for name, points in read_marks(folder).items():
            if name in handed.cases:
                marks[name] = {BRIEF: points}
        still = _still(data["work"], lang)
        super().__init__(without_halves(data), still, lang=lang, marks=marks)
        self.on_msg(self._hear)

    def write(
        self, message: Mapping[str, Any], mark: Mapping[str, Any]
    ) -> None:
        """Write down what was ticked: ticks of an answer, or points of a brief."""
        file, question = str(message.get("file")), str(message.get("question"))
        if question == BRIEF:
            give_points(self._folder, file, mark)
            return
        ticks = mark.get("ticks")
        ticks = ticks if isinstance(ticks, list) else []
        tick(
            self._folder,
            file,
            question,
            ticks=[str(number) for number in ticks],
            comment=plain(str(mark.get("comment", "")), FIELD_CHARS),
        )


def mark_class(
    folder: str | Path, *, lang: str | None = None
) -> ClassWorkView:
    """Show what a class wrote side by side, per question or per student, with rubrics to tick.

    What is ticked goes into `class-marks.csv` and `case-marks.csv` in *folder*, which `class_work`
    reads. Raises `DataError` where there is no file.
    """
    return ClassWorkView(Path(folder), current(lang))


def _questions(
    answers: list[Item], *, has_cases: bool
) -> list[dict[str, Any]]:
    """The questions that somebody answered: task and rubric in both languages."""
    specs = {item.spec["id"]: item.spec for item in answers}
    questions = [
        {
            "id": spec["id"],
            "task": spec["task"],
            "rubric": spec.get("rubric", []),
        }
        for spec in specs.values()
    ]
    if has_cases:
        task = {lang: say("case_file", lang) for lang in LANGUAGES}
        questions.append({"id": BRIEF, "task": task, "rubric": []})
    return questions


def _shown(item: Item) -> dict[str, Any]:
    """What is shown of one answer."""
    record = item.record
    return {
        "file": item.file,
        "student": item.student,
        "question": item.spec["id"],
        "answer": {
            lang: answer_in_words(item.spec, record["answer"], lang)
            for lang in LANGUAGES
        },
        "beside": record["claim"],
        "own": record["ticks"],
    }


def _shown_case(name: str, case: Case) -> dict[str, Any]:
    """What is shown of one brief."""
    text = case["brief"]["text"]
    own = {row: case["ticks"].get(row, "") for row in RUBRIC}
    return {
        "file": name,
        "student": case["name"] or name,
        "question": BRIEF,
        "answer": dict.fromkeys(LANGUAGES, text),
        "beside": case["brief"]["question"],
        "own": own,
    }


def _still(work: list[dict[str, Any]], lang: str) -> str:
    """The answers one under the other, for pages without scripts."""
    texts = [
        (f"{one['question']} – {one['student']}", one["answer"][lang])
        for one in work
    ]
    return still_of(say("case_work", lang), texts)
