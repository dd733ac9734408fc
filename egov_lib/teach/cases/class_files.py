"""The case files of a whole class, side by side: what each holds, and the teacher's points.

`class_case_files` gives a row for each student; `mark_case_files` shows the briefs with the
rubric, and keeps the points in `case-marks.csv` in the same folder. A file that can't be
read is named, and the others are shown. Nothing is graded by a program: the counts beside a brief
say what is in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import traitlets

from egov_lib.findings import DataError
from egov_lib.read.writing import write_whole
from egov_lib.show.front import CASES
from egov_lib.show.front.modules import widget_module
from egov_lib.show.front.widget import (
    View,
    look,
    page,
    script_path,
    without_halves,
)
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import escape, spreadsheet_cell, write_out
from egov_lib.teach.cases.brief import count_words, missing
from egov_lib.teach.cases.casefile import checks_of, say_check
from egov_lib.teach.cases.pins import (
    FIELD_CHARS,
    MOST_POINTS,
    RUBRIC,
    Case,
    read_case,
)
from egov_lib.teach.cases.view import box_data
from egov_lib.teach.kept_file import json_files, plain, read_bytes

NAME = CASES[1]
MARKS = "case-marks.csv"
COUNTS = ("words", "pins", "against", "silent", "beyond", "first_words")
COLUMNS = [
    "file",
    "student",
    "question",
    *COUNTS,
    "has_revised",
    "missing",
    "text",
    "first",
    "addresses",
    *(f"own_{row}" for row in RUBRIC),
    *RUBRIC,
    "points",
    "comment",
]


def class_case_files(
    folder: str | Path, *, lang: str | None = None
) -> pd.DataFrame:
    """Put the case files of a class side by side: every .json file in *folder* is a student's.

    Parameters
    ----------
    folder: with the files; the points in its `case-marks.csv` are read, too.
    lang: "en" or "zh", of what is said; None is the language chosen with `language()`.

    Returns a row for each file, by its name:
    file, student: the file, and the name that the student typed, else that of the file
    question: of the brief
    words, first_words: of the text as it is, and of the first version
    pins, against, silent: how many pins, and how many of each kind
    beyond: how many fields of claims go beyond their passages
    has_revised: whether the text was changed after it was submitted
    missing: what the brief lacks, divided by ` | `
    text, first: the brief as it is, and as it was submitted
    addresses: of the pins, divided by `; `
    own_answer, own_claims, own_voice, own_counter, own_limits: the student's own points, 0 to 3
    answer, claims, voice, counter, limits: the teacher's, empty until given
    points: their sum; empty until one is given
    comment: the teacher's

    `.attrs["unread"]` gives each file that can't be read, with the reason. Raises `DataError` where
    there is no file at all. `as_csv` writes it for a spreadsheet.
    """
    lang = current(lang)
    folder = Path(folder)
    cases, unread = read_cases(folder)
    marks = read_marks(folder)
    rows = [
        {**_row(name, case, lang), **_marked(marks.get(name, {}))}
        for name, case in cases.items()
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    points = [*(f"own_{row}" for row in RUBRIC), *RUBRIC, "points"]
    table[points] = table[points].astype("Int64")
    table.attrs["unread"] = unread
    return table


def read_cases(folder: Path) -> tuple[dict[str, Case], dict[str, str]]:
    """Read all case files of a folder, by the name of the file, and say why others can't be read.

    Raises `DataError` where there is no file at all.
    """
    cases: dict[str, Case] = {}

    def take(name: str, raw: bytes) -> None:
        cases[name] = read_case(raw, name)

    unread = read_each(folder, take, "case files")
    return cases, unread


def read_each(
    folder: Path, take: Callable[[str, bytes], None], wanted: str
) -> dict[str, str]:
    """Hand every .json file of a folder on, and say why others can't be read.

    Parameters
    ----------
    take: gets the name of a file and its bytes; raises `DataError` for what it can't use.
    wanted: what the folder should hold, for the message: "case files".

    Raises `DataError` where there is no file at all.
    """
    paths = json_files(folder)
    if not paths:
        raise DataError(
            f"there is no .json file in {folder}: give the folder with your students' {wanted}"
        )
    unread = {}
    for path in paths:
        name = plain(path.name, FIELD_CHARS)
        try:
            take(name, read_bytes(path, name))
        except (OSError, DataError) as error:
            unread[name] = plain(str(error), FIELD_CHARS)
    return unread


def _row(name: str, case: Case, lang: str) -> dict[str, Any]:
    brief = case["brief"]
    strengths = [pin["strength"] for pin in case["pins"]]
    checks = [check for pin in case["pins"] for check in checks_of(pin)]
    own = {f"own_{row}": case["ticks"].get(row) for row in RUBRIC}
    return {
        "file": name,
        "student": case["name"] or name,
        "question": brief["question"],
        "words": count_words(brief["text"]),
        "pins": len(strengths),
        "against": strengths.count("against"),
        "silent": strengths.count("silent"),
        "beyond": sum(check.fits == "beyond" for check in checks),
        "first_words": count_words(brief["first"]),
        "has_revised": brief["first"] not in ("", brief["text"]),
        "missing": " | ".join(missing(case, lang)),
        "text": brief["text"],
        "first": brief["first"],
        "addresses": "; ".join(pin["address"] for pin in case["pins"]),
        **own,
    }


def _marked(marks: Mapping[str, str]) -> dict[str, Any]:
    """The teacher's points for one file, as numbers, with their sum."""
    points = {row: _points(marks.get(row)) for row in RUBRIC}
    given = [number for number in points.values() if number is not None]
    return {
        **points,
        "points": sum(given) if given else None,
        "comment": marks.get("comment", ""),
    }


def _is_mark(row: str, given: object) -> bool:
    """Whether this is a comment, or points for a row of the rubric."""
    if row == "comment" and isinstance(given, str):
        return True
    return row in RUBRIC and _points(given) is not None


def _points(written: object) -> int | None:
    """Points as a number; None for anything that the rubric has not."""
    known = {str(points): points for points in range(MOST_POINTS + 1)}
    return known.get(str(written).strip())


# --- the teacher's points -----------------------------------------------------------------------


def read_marks(folder: Path) -> dict[str, dict[str, str]]:
    """The points that were given, by file; none where there is no table of them, or another one."""
    return {
        file: {
            name: plain(row.get(name) or "", FIELD_CHARS)
            for name in (*RUBRIC, "comment")
        }
        for file, row in rows_of_marks(folder / MARKS)
    }


def rows_of_marks(path: Path) -> list[tuple[str, dict[str, str]]]:
    """The rows of a table of marks, each with the file that it marks.

    None where there is no table, or where it can't be read.
    """
    try:
        raw = read_bytes(path, path.name)
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    except (OSError, DataError, ValueError, csv.Error):
        return []
    # An apostrophe keeps a spreadsheet from running a name (`as_csv`).
    return [
        (row["file"].removeprefix("'"), row) for row in rows if row.get("file")
    ]


def check_file(folder: Path, file: str) -> None:
    """Raise `DataError` where *folder* has no student's file of that name."""
    known = {plain(path.name, FIELD_CHARS) for path in json_files(folder)}
    if file not in known:
        raise DataError(
            f"there is no {file!r} in {folder}: give the name of a student's file"
        )


def give_points(
    folder: str | Path, file: str, points: Mapping[str, object]
) -> None:
    """Write points, or a comment, for one file into `case-marks.csv`.

    *points* has rows of the rubric (answer, claims, voice, counter, limits), 0 to 3, and "comment".
    Raises `DataError` for another row or number, and for a file that is not there.
    """
    folder = Path(folder)
    check_file(folder, file)
    for row, given in points.items():
        _check_mark(row, given)
    marks = read_marks(folder)
    own = {name: str(given) for name, given in points.items()}
    marks[file] = {**marks.get(file, {}), **own}
    write_whole(folder / MARKS, _table_of_marks(marks))


def _table_of_marks(marks: Mapping[str, Mapping[str, str]]) -> bytes:
    """The marks of all files as `case-marks.csv` has them."""
    rows = [{"file": name, **given} for name, given in marks.items()]
    table = pd.DataFrame(rows, columns=["file", *RUBRIC, "comment"])
    return as_csv(table).encode("utf-8")


def _check_mark(row: str, given: object) -> None:
    """Raise `DataError` for a row that is not of the rubric, or points that it can't have."""
    if not _is_mark(row, given):
        rows = ", ".join(RUBRIC)
        raise DataError(
            f"{row} with {given!r} is no mark: use {rows} with 0 to {MOST_POINTS}"
        )


def as_csv(table: pd.DataFrame) -> str:
    """A table as CSV that Excel reads as UTF-8 and in which no cell is a formula."""
    safe = table.map(_safe_cell)
    return "\ufeff" + safe.to_csv(
        index=False, lineterminator="\r\n", encoding="utf-8"
    )


def _safe_cell(value: object) -> object:
    """A text that a spreadsheet would run gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    return spreadsheet_cell(write_out(value))


# --- side by side -------------------------------------------------------------------------------


class BoardView(View):
    """What a class handed in, side by side; its script is drawn by `board.js`."""

    kind = "box"
    module: str  # its script, of `CASES`
    title: str  # the key of its title in `messages`

    def page(self) -> str:
        """The same as a page; what it shows is saved as CSV by its button."""
        return page(
            {self.module: self.data},
            title=say(self.title, self.lang),
            lang=self.lang,
            stills=[self._still],
        )


class MarksView(BoardView):
    """A board with rubrics: what is ticked is sent here and written down.

    A kind of it says with `write` where a mark goes; what `write` can't use is told on the screen.
    """

    part: str  # of a message from the script, which holds the mark
    marks = traitlets.Dict().tag(sync=True)

    def write(
        self, message: Mapping[str, Any], mark: Mapping[str, Any]
    ) -> None:
        """Keep the mark of a message; raises `DataError` for what can't be kept."""
        raise NotImplementedError(
            "a kind of MarksView says with `write` where a mark goes"
        )

    def _hear(
        self, _widget: object, message: object, _buffers: object
    ) -> None:
        """Write down what was ticked, and say what could not be written."""
        if not isinstance(message, Mapping):
            return
        mark = message.get(self.part)
        if not isinstance(mark, Mapping):
            return
        try:
            self.write(message, mark)
        except (OSError, DataError) as error:
            self.send({"problem": str(error)})
            return
        self.send({"problem": ""})


def still_of(title: str, texts: Iterable[tuple[str, str]]) -> str:
    """Texts one under the other, each with its heading, for pages without scripts."""
    sections = "".join(
        f"<h3>{escape(heading)}</h3><p>{escape(text)}</p>"
        for heading, text in texts
    )
    return f'<div class="egov egov-still"><h2>{escape(title)}</h2>{sections}</div>'


class ClassFilesView(MarksView):
    """The briefs of a class beside each other, with the rubric: what is ticked is saved."""

    _esm = widget_module(script_path(NAME))
    _css = look((NAME,))
    name = "case files of a class"
    module = NAME
    title = "case_class"
    part = "points"

    def __init__(self, folder: Path, lang: str):
        """Show the case files of *folder*."""
        self._folder = folder
        cases, unread = read_cases(folder)
        shown = [_shown(name, case) for name, case in cases.items()]
        words = box_data()
        data = {name: words[name] for name in ("words", "docs", "rubric")} | {
            "students": shown,
            "unread": unread,
        }
        marks = {
            name: given
            for name, given in read_marks(folder).items()
            if name in cases
        }
        super().__init__(
            without_halves(data), _still(shown, lang), lang=lang, marks=marks
        )
        self.on_msg(self._hear)

    def write(
        self, message: Mapping[str, Any], mark: Mapping[str, Any]
    ) -> None:
        """Write down the points that were ticked."""
        give_points(self._folder, str(message.get("file")), mark)


def mark_case_files(
    folder: str | Path, *, lang: str | None = None
) -> ClassFilesView:
    """Show the case files of a class side by side, with points to give for each row of the rubric.

    What is ticked goes into `case-marks.csv` in *folder*, which `class_case_files` reads. Raises
    `DataError` where there is no file.
    """
    return ClassFilesView(Path(folder), current(lang))


def _shown(name: str, case: Case) -> dict[str, Any]:
    """What is shown of one case file, in both languages."""
    return {
        "file": name,
        "case": case,
        "beyond": {
            lang: [
                f"[{number}] {say_check(check, lang)}"
                for number, pin in enumerate(case["pins"], start=1)
                for check in checks_of(pin)
                if check.fits == "beyond"
            ]
            for lang in ("en", "zh")
        },
    }


def _still(shown: list[dict[str, Any]], lang: str) -> str:
    """The briefs one under the other, for pages without scripts."""
    cases = [(one["file"], one["case"]) for one in shown]
    texts = [
        (case["name"] or file, case["brief"]["text"]) for file, case in cases
    ]
    return still_of(say("case_class", lang), texts)
