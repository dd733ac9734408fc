"""A student's answers, in one small file beside the notebooks.

`my-answers.json` is the same for all notebooks and goes nowhere else. It holds answers, tries,
hints and times, and no name unless one is typed. Where the folder can't be written to, the answers
live as long as the kernel, and the download link still gives them. A file that comes in is read
field by field, so nothing else gets in.

Every change goes through `save_answers`, which then calls what `when_saved` was given: the box that
shows the progress draws itself anew.
"""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from egov_lib.findings import DataError
from egov_lib.show.messages import LANGUAGES, language, say

FILE = "my-answers.json"
# All exercises, tried twenty times each, take some 300 KB: what is larger is another file.
MOST_BYTES = 1_000_000
MOST_CHARS = 2000  # of an answer, a claim or a guess
MOST_WRONG = (
    20  # wrong answers that are kept of an exercise: the last ones show the mistake
)
NAME_CHARS = 80
ID_CHARS = 40


class Record(TypedDict):
    """What is kept of one exercise."""

    tries: int
    right: bool  # at any time
    hints: int  # how many were shown
    shown: bool  # the worked answer was
    wrong: list[str]  # answers that were not right, the last at the end
    guess: str
    answer: str  # the last one
    claim: str
    first: str  # minute of the first try, in UTC, as in 2026-11-28T20:11Z
    last: str  # minute of the last change


class Answers(TypedDict):
    """What the file holds."""

    name: str
    lang: str  # chosen beside the progress; "" if none was
    exercises: dict[str, Record]


def new_record() -> Record:
    """Make the record of an exercise that nobody has tried."""
    return Record(
        tries=0,
        right=False,
        hints=0,
        shown=False,
        wrong=[],
        guess="",
        answer="",
        claim="",
        first="",
        last="",
    )


def new_answers() -> Answers:
    """Make the answers of a student who has not begun."""
    return Answers(name="", lang="", exercises={})


# The answers as this kernel last saved them, for a folder that can't be written to.
_held = new_answers()
# What is called after each change: at most one, since a kernel shows one progress box at a time.
_after_saving: list[Callable[[], None]] = []


def answers_file() -> Path:
    """Return the path of the file: the same for all notebooks, in whichever folder they are."""
    here = Path.cwd()
    is_below = here.name in ("labs", "instructor")
    return (here.parent if is_below else here) / FILE


def chosen_language(answers: Answers) -> str:
    """Return the language that a student chose beside the progress, else that of `language()`."""
    return answers["lang"] or language()


def record_of(answers: Answers, exercise_id: str) -> Record:
    """Return what is kept of an exercise; an empty record if it was never tried."""
    return {**new_record(), **answers["exercises"].get(exercise_id, {})}


# --- reading ------------------------------------------------------------------------------------


def load_answers() -> Answers:
    """Load this student's answers so far.

    Those of the kernel are returned where there is no file that can be read.
    """
    try:
        return read_answers(answers_file().read_bytes(), FILE)
    except (OSError, DataError):
        return copy.deepcopy(_held)


def read_answers(raw: bytes, who: str) -> Answers:
    """Read the bytes of a file of answers, field by field.

    Raises `DataError`, which calls the file *who*, for anything else.

    >>> kept = read_answers(b'{"exercises": {"03-1": {"tries": 2}}}', "a file")
    >>> kept["exercises"]["03-1"]["tries"]
    2
    """
    try:
        return _read_fields(raw)
    # What json and the conversions raise for fields of another type.
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
    ):
        raise DataError(
            f"{who} is no file of answers: choose the {FILE} that you downloaded here"
        ) from None


def _read_fields(raw: bytes) -> Answers:
    if len(raw) > MOST_BYTES:
        raise ValueError("too large")
    content = json.loads(raw.decode("utf-8"))
    lang = content.get("lang")
    records = {
        str(exercise_id)[:ID_CHARS]: _read_record(fields)
        for exercise_id, fields in content["exercises"].items()
    }
    return Answers(
        name=str(content.get("name", ""))[:NAME_CHARS],
        lang=lang if lang in LANGUAGES else "",
        exercises=records,
    )


def _read_record(fields: dict) -> Record:
    """Read the fields of one exercise; what is no field of `Record` is left out."""
    record = new_record()
    for name, empty in record.items():
        record[name] = _like(empty, fields.get(name, empty))
    return record


def _like(empty: object, value: object) -> object:
    """Turn *value* into what the field otherwise holds: texts, a text, a count, a yes or no."""
    if isinstance(empty, list):
        return [str(item)[:MOST_CHARS] for item in list(value)[-MOST_WRONG:]]
    if isinstance(empty, str):
        return str(value)[:MOST_CHARS]
    return type(empty)(value)


# --- writing ------------------------------------------------------------------------------------


def as_text(answers: Answers) -> str:
    """Write answers as the text of the file."""
    return json.dumps(answers, ensure_ascii=False, indent=1)


def save_answers(answers: Answers) -> None:
    """Keep the answers in this kernel and, if the folder lets us, in the file."""
    _held.update(answers)
    # A folder that is read-only: see the head of this module.
    with contextlib.suppress(OSError):
        answers_file().write_text(as_text(answers), encoding="utf-8")
    for call in _after_saving:
        call()


def when_saved(call: Callable[[], None]) -> None:
    """Call *call* after each change from now on, in place of what was called until now."""
    _after_saving[:] = [call]


def note(
    exercise_id: str,
    *,
    answer: str | None = None,
    right: bool | None = None,
    **news: object,
) -> None:
    """Write down what happened in one exercise.

    Parameters
    ----------
    answer: what was typed; it counts as a try.
    right: whether it was; an exercise that was right once stays right.
    news: other fields of `Record` with their new values; hints never become fewer.
    """
    answers = load_answers()
    now = f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%MZ}"
    record = record_of(answers, exercise_id)
    record["first"] = record["first"] or now
    if answer is not None:
        _note_try(record, answer[:MOST_CHARS], right)
    hints = max(record["hints"], int(news.pop("hints", 0)))
    for name, value in news.items():
        record[name] = value[:MOST_CHARS] if isinstance(value, str) else value
    record["hints"] = hints
    record["last"] = now
    answers["exercises"][exercise_id] = record
    save_answers(answers)


def _note_try(record: Record, answer: str, right: bool | None) -> None:
    record["tries"] += 1
    record["answer"] = answer
    record["right"] = record["right"] or bool(right)
    if right is False:
        record["wrong"] = [*record["wrong"], answer][-MOST_WRONG:]


# --- restoring ----------------------------------------------------------------------------------


def restore(source: str | Path | bytes) -> str:
    """Take answers back in from a file; of two records of an exercise the later one stays.

    Parameters
    ----------
    source: the path of the file, or its bytes.

    Returns a line that says what came of it, also where the file was none of ours.

    >>> restore(b"[]")
    'the upload is no file of answers: choose the my-answers.json that you downloaded here'
    """
    try:
        restored = _read_source(source)
    except (OSError, DataError) as error:
        return str(error)
    answers = load_answers()
    later = {
        exercise_id: record
        for exercise_id, record in restored["exercises"].items()
        if record["last"] >= record_of(answers, exercise_id)["last"]
    }
    answers["name"] = restored["name"] or answers["name"]
    answers["exercises"] |= later
    save_answers(answers)
    counts = {"later": len(later), "all": len(restored["exercises"])}
    return say("restored", chosen_language(answers), **counts)


def _read_source(source: str | Path | bytes) -> Answers:
    if isinstance(source, bytes):
        return read_answers(source, "the upload")
    return read_answers(Path(source).read_bytes(), str(source))
