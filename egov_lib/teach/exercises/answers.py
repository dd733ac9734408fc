"""A student's answers, in one small file beside the notebooks.

`my-answers.json` is the same for all notebooks and goes nowhere else. It holds answers, tries,
hints and times, and no name unless one is typed. A file that comes in is read field by field, so
nothing else gets in.

Every change is made inside `changing`, which `kept_file` explains: under a lock, whole or not at
all. What can't be written is kept as long as the kernel runs; the student is warned, and the
download link still gives it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from egov_lib.findings import DataError
from egov_lib.show.messages import LANGUAGES, language, say
from egov_lib.teach import kept_file
from egov_lib.teach.kept_file import MOST_BYTES, minute, read_bytes

FILE = "my-answers.json"
# All exercises, tried twenty times each, take some 300 KB: far less than MOST_BYTES.
MOST_EXERCISES = 1000
MOST_TRIES = 10_000  # of an exercise, and of its hints
MOST_CHARS = 2000  # of an answer, a claim or a guess
MOST_WRONG = 20  # wrong answers that are kept of an exercise: the last ones show the mistake
NAME_CHARS = 80
ID_CHARS = 40


class Record(TypedDict):
    """What is kept of one exercise."""

    tries: int
    right: bool  # at any time
    verdict: str  # the last one, as it was shown: right, not_yet, unjudged
    because: str  # its reason: a mistake of the exercise, or a general one
    ticks: list[str]  # points of the rubric that the student ticked
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
        verdict="",
        because="",
        ticks=[],
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


@dataclass
class Session(kept_file.Session[Answers]):
    """What this kernel knows of the answers."""

    held: Answers = field(default_factory=new_answers)


_session = Session()


def answers_file() -> Path:
    """Return the path of the file: the same for all notebooks, in whichever folder they are."""
    return _kept().path()


def _kept() -> kept_file.KeptFile[Answers]:
    """How the file of answers is kept."""
    return kept_file.KeptFile(
        FILE, read_answers, as_text, merge, chosen_language
    )


def chosen_language(answers: Answers) -> str:
    """Return the language that a student chose beside the progress, else that of `language()`."""
    return answers["lang"] or language()


def record_of(answers: Answers, exercise_id: str) -> Record:
    """Return what is kept of an exercise; an empty record if it was never tried."""
    return {**new_record(), **answers["exercises"].get(exercise_id, {})}


# --- reading ------------------------------------------------------------------------------------


def load_answers() -> Answers:
    """Load this student's answers so far.

    Those of the kernel are returned where there is no file that can be read, and merged in where
    the last change could not be written.
    """
    return _kept().load(_session)


def merge(answers: Answers, other: Answers) -> int:
    """Add *other* answers; of two records of an exercise the later one stays.

    Returns how many records were taken over.
    """
    later = {}
    for exercise_id, record in other["exercises"].items():
        own = record_of(answers, exercise_id)
        if record["last"] >= own["last"]:
            later[exercise_id] = record
    answers["name"] = other["name"] or answers["name"]
    answers["exercises"] |= later
    return len(later)


def read_file(path: Path, who: str) -> Answers:
    """Read a file of answers, and never more of it than such a file can hold.

    Raises `DataError`, which calls the file *who*, for anything else, and `OSError` where there is
    no file or it may not be read.
    """
    return read_answers(read_bytes(path, who), who)


def read_answers(raw: bytes, who: str) -> Answers:
    """Read the bytes of a file of answers, field by field.

    Raises `DataError`, which calls the file *who*, for anything else, for a number that can't have
    been counted, and for more exercises than there are.

    >>> kept = read_answers(b'{"exercises": {"03-1": {"tries": 2}}}', "a file")
    >>> kept["exercises"]["03-1"]["tries"]
    2
    """
    try:
        if len(raw) > MOST_BYTES:
            raise ValueError("too large")
        content = json.loads(raw.decode("utf-8-sig"))
        return _read_fields(content, who)
    except DataError:
        raise
    # What json raises, and what a field of another type does.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DataError(
            f"{who} is no file of answers: choose the {FILE} that you downloaded here"
        ) from None


def _read_fields(content: dict, who: str) -> Answers:
    exercises = content["exercises"]
    if len(exercises) > MOST_EXERCISES:
        raise DataError(
            f"{who} has answers to {len(exercises):,} exercises, and the workbook has fewer than "
            f"{MOST_EXERCISES:,}: ask for an untouched file"
        )
    records = {}
    for exercise_id, fields in exercises.items():
        name = plain(exercise_id, ID_CHARS)
        records[name] = _read_record(fields, f"{who}, exercise {name}")
    lang = content.get("lang")
    return Answers(
        name=plain(content.get("name", ""), NAME_CHARS),
        lang=lang if lang in LANGUAGES else "",
        exercises=records,
    )


def _read_record(fields: dict, where: str) -> Record:
    """Read the fields of one exercise; what is no field of `Record` is left out."""
    record = new_record()
    for name, empty in record.items():
        value = fields.get(name, empty)
        try:
            record[name] = _like(empty, value)
        except (TypeError, ValueError):
            raise DataError(
                f"{where}: {name} is {_short(value)}, which is never written there: ask for an "
                "untouched file"
            ) from None
    return record


def _like(empty: object, value: object) -> object:
    """Return *value* as a field holds it: texts, a text, a yes or no, or a count.

    *empty* is what the field holds at first. Raises `TypeError` or `ValueError` for anything else.
    """
    if type(value) is not type(empty):
        raise TypeError
    if isinstance(value, list):
        return [plain(item) for item in value[-MOST_WRONG:]]
    if isinstance(value, str):
        return plain(value)
    if not 0 <= value <= MOST_TRIES:
        raise ValueError
    return value


def _short(value: object) -> str:
    """Write a value for a message; a number may have more digits than Python writes."""
    try:
        return repr(value)[:ID_CHARS]
    except ValueError:
        return "a number of thousands of digits"


def plain(text: str, most: int = MOST_CHARS) -> str:
    """Cut a text to *most* characters, and replace halves of characters, which no file can hold.

    Raises `TypeError` for anything but a text.
    """
    return kept_file.plain(text, most)


# --- writing ------------------------------------------------------------------------------------


def as_text(answers: Answers) -> str:
    """Write answers as the text of the file, which is never larger than what is read back.

    Long wrong answers go first, the oldest of them; then whatever is long, from its end.
    """
    kept = copy.deepcopy(answers)
    most_wrong, most_chars = MOST_WRONG, MOST_CHARS
    while True:
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        size = len(text.encode("utf-8"))
        if size <= MOST_BYTES or most_chars == 0:
            return text
        most_wrong //= 2
        if most_wrong == 0:
            most_chars //= 2
        for record in kept["exercises"].values():
            _shorten(record, most_wrong, most_chars)


def _shorten(record: Record, most_wrong: int, most_chars: int) -> None:
    """Keep so many of the wrong answers, the last ones, and so much of each text."""
    record["wrong"] = record["wrong"][-most_wrong:] if most_wrong else []
    for name in ("guess", "answer", "claim"):
        record[name] = record[name][:most_chars]


def problem() -> str:
    """Return what the student must know about the file after the last change, or ""."""
    return _session.problem


def when_saved(call: Callable[[], None]) -> None:
    """Call *call* after each change from now on, in place of what was called until now.

    One is enough: a kernel shows one progress box at a time.
    """
    _session.after_saving = call


@contextmanager
def changing() -> Iterator[Answers]:
    """Hand out the answers, to be changed inside `with changing() as answers:`, and save them.

    They are read under a lock, with what another notebook has written. What can't be written is
    kept in this kernel, and `problem` says why.
    """
    with _kept().changing(_session) as answers:
        yield answers


def note(
    exercise_id: str,
    *,
    answer: str | None = None,
    right: bool | None = None,
    **news: object,
) -> None:
    """Write down what happened in one exercise; `problem` says if that failed.

    Parameters
    ----------
    answer: what was typed; it counts as a try.
    right: whether it was; an exercise that was right once stays right.
    news: other fields of `Record` with their new values; hints never become fewer.
    """
    now = minute()
    with changing() as answers:
        record = record_of(answers, exercise_id)
        hints_before = record["hints"]
        for name, value in news.items():
            record[name] = plain(value) if isinstance(value, str) else value
        record["hints"] = max(hints_before, record["hints"])
        if answer is not None:
            _note_try(record, plain(answer), right)
        record["first"] = record["first"] or now
        record["last"] = now
        answers["exercises"][exercise_id] = record


def forget(exercise_id: str) -> None:
    """Take out what is kept of one exercise, for a fresh start."""
    with changing() as answers:
        answers["exercises"].pop(exercise_id, None)


def _note_try(record: Record, answer: str, right: bool | None) -> None:
    record["tries"] = min(record["tries"] + 1, MOST_TRIES)
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
    together = {**load_answers()["exercises"], **restored["exercises"]}
    if len(together) > MOST_EXERCISES:
        # Written down, they would make a file that nobody can read
        return (
            f"with it there would be answers to {len(together):,} exercises, and the workbook has "
            f"fewer than {MOST_EXERCISES:,}: choose a file of this workbook"
        )
    with changing() as answers:
        later = merge(answers, restored)
    counts = {"later": later, "all": len(restored["exercises"])}
    says = say("restored", chosen_language(answers), **counts)
    return f"{says} {problem()}".strip()


def _read_source(source: str | Path | bytes) -> Answers:
    if isinstance(source, bytes):
        return read_answers(source, "the upload")
    return read_file(Path(source), str(source))
