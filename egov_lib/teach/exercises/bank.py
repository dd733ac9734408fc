"""The bank of exercises: what `data/exercises.json` holds, and what the right answers are.

People write `data/exercises/<lesson>.yaml`; `tools/build_exercises.py` checks those files, works
out what is given as code, and writes the one file that is read here and by the pages. So an answer
can't drift from the tables, and nothing is worked out while a student waits.

The code in the specifications is the workbook's own and is run as it is by the build and by
`worked`: a fork that takes exercises from strangers runs strangers' code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.read.corpus import load_corpus, load_table, read
from egov_lib.show.messages import current, pick, say
from egov_lib.show.safe_text import without_emphasis
from egov_lib.teach.exercises.judge.dates import interval_of
from egov_lib.teach.exercises.judge.plain import HAN_RE

LEVELS = ("find", "explain", "compute", "argue")
KINDS = ("number", "choice", "names", "quote", "date", "claim", "open")
PASSAGE = ["doc_id", "start", "end", "quote"]
# Of an open question: a good answer, a weak one, and what is wrong with it.
MODELS = ("model_answer", "weak_answer", "weak_because")

# Columns of the answer key.
KEY = [
    "exercise_id",
    "level",
    "minutes",
    "task",
    "answer",
    "weak_answer",
    "weak_because",
    "reason",
    "rubric",
]

Spec = Mapping[str, Any]


# --- exercises ----------------------------------------------------------------------------------


@lru_cache
def _bank() -> dict[str, Any]:
    return json.loads(read("exercises.json"))


def shared() -> dict[str, Any]:
    """What all exercises share: "simple", the traditional characters, and "texts" (see `judge`)."""
    return _bank()["shared"]


@lru_cache
def _by_id() -> dict[str, Spec]:
    return {spec["id"]: spec for spec in _bank()["exercises"]}


def find_exercise(exercise_id: str) -> Spec:
    """Look up the specification of one exercise; its fields are told in `data/README.md`.

    Raises `DataError` with the ids of the lesson, or of all lessons, if there is no such exercise.

    >>> find_exercise("03-1")["lesson"]
    '03-the-2002-opinion'
    """
    spec = _by_id().get(str(exercise_id).strip())
    if spec is None:
        known = ", ".join(similar_ids(str(exercise_id)))
        raise DataError(
            f"there is no exercise {str(exercise_id)[:40]!r}; there are {known}"
        )
    return spec


def similar_ids(exercise_id: str) -> list[str]:
    """The ids of the lesson that *exercise_id* begins with; else the beginnings of all lessons."""
    lesson = exercise_id.split("-")[0]
    same = [known for known in _by_id() if known.split("-")[0] == lesson]
    lessons = {known.rpartition("-")[0] for known in _by_id()}
    return same or sorted(lessons)


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
    kind: one of `KINDS`
    task_en, task_zh: what to do
    hint_1_en, hint_1_zh to hint_3_zh: where to look, how to read, a parallel case
    worked_en, worked_zh: how the answer comes about, in words; empty where only code tells
    reason_en, reason_zh: why the answer is right
    code: a Python expression that works the answer out; empty where none does

    >>> set(load_exercises()["level"]) == set(LEVELS)
    True
    """
    return _as_frame().copy()


@lru_cache
def _as_frame() -> pd.DataFrame:
    return pd.DataFrame([_row(spec) for spec in _bank()["exercises"]])


def _row(spec: Spec) -> dict[str, Any]:
    hints = {
        f"hint_{number}_{lang}": hint[lang]
        for number, hint in enumerate(spec["hints"], start=1)
        for lang in ("en", "zh")
    }
    return {
        **dict(zip(PASSAGE, passage_of(spec) or (None,) * len(PASSAGE))),
        "exercise_id": spec["id"],
        "lesson": spec["lesson"],
        "number": int(spec["id"].rpartition("-")[2]),
        "level": spec["level"],
        "minutes": spec["minutes"],
        "kind": spec["kind"],
        "task_en": spec["task"]["en"],
        "task_zh": spec["task"]["zh"],
        **hints,
        "worked_en": spec.get("worked", {}).get("en", ""),
        "worked_zh": spec.get("worked", {}).get("zh", ""),
        "reason_en": spec["reason"]["en"],
        "reason_zh": spec["reason"]["zh"],
        "code": code_of(spec),
    }


def passage_of(spec: Spec) -> tuple[str, int, int, str] | None:
    """The passage that proves the answer, as a finding; None where no single one does.

    >>> passage_of(find_exercise("00-2"))[0]
    'article-2006'
    """
    passage = spec.get("passage")
    if passage is None:
        return None
    doc_id, quote = passage["doc"], passage["quote"]
    times = passage.get("occurrence", 1)
    start = _place_of(quote, _texts()[doc_id], times)
    return doc_id, start, start + len(quote), quote


def _place_of(quote: str, text: str, times: int) -> int:
    """Where a quote stands in a text for the so-many-th time, from 1."""
    start = -1
    for _ in range(times):
        start = text.index(quote, start + 1)
    return start


@lru_cache
def _texts() -> dict[str, str]:
    docs = load_corpus()
    return dict(zip(docs["doc_id"], docs["text"]))


def code_of(spec: Spec) -> str:
    """The code that works an answer out, or whose table an open question looks at; else ""."""
    return spec.get("code") or spec.get("looks_at") or ""


# --- the bank of questions ----------------------------------------------------------------------


def question(question_id: str) -> pd.Series:
    """Look up one question of the bank: its options, its answer, its passage, and why.

    Raises `DataError` if there is no such question.

    >>> question("notice-day")["answer"]
    'd'
    """
    questions = _questions()
    if question_id not in questions.index:
        first = ", ".join(questions.index[:3])
        raise DataError(
            f"there is no question {question_id!r} in questions.csv; its ids begin {first}"
        )
    return questions.loc[question_id].copy()


@lru_cache
def _questions() -> pd.DataFrame:
    return load_table("questions").set_index("question_id")


# --- answers ------------------------------------------------------------------------------------


def run(code: str) -> object:
    """Run the code of an exercise with the package by the name readers know."""
    return eval(code, {"egov": import_module("egov_lib")})


def answer_to(exercise_id: str) -> object:
    """The right answer as a student would give it; "" where no program knows one.

    A number, an option's words, a list of names, a quote that has all that decides, a date, or for
    a claim the options that its passage bears out.

    >>> answer_to("00-2"), answer_to("00-5")
    ('2008', 54)
    """
    spec = find_exercise(exercise_id)
    kind = spec["kind"]
    if kind == "number":
        return _bounded(spec["accept"])
    if kind == "choice":
        return right_option(spec)["id"]
    if kind == "names":
        return [accepted["name"] for accepted in spec["accept"]]
    if kind == "quote":
        return _quote_of(spec)
    if kind == "date":
        return briefly(*spec["accept"]["dates"][0])
    if kind == "claim":
        return {slot["slot"]: _slot_answer(slot) for slot in spec["slots"]}
    return ""


def right_option(spec: Spec) -> Mapping[str, Any]:
    """The option of a choice that is right."""
    return next(option for option in spec["options"] if option.get("right"))


def _quote_of(spec: Spec) -> str:
    """The passage if it decides, else the deciding words."""
    passage = spec.get("passage", {}).get("quote", "")
    group = spec["accept"]["deciding"][0]
    is_whole = all(part in passage for part in group)
    return passage if is_whole else "…".join(group)


def _slot_answer(slot: Mapping[str, Any]) -> object:
    if "options" in slot:
        return next(
            option["id"]
            for option in slot["options"]
            if option["fits"] == "says"
        )
    accept = slot["accept"]
    if "dates" in accept:
        return briefly(*accept["dates"][0])
    return _bounded(accept)


def _bounded(accept: Mapping[str, Any]) -> object:
    """A number, with the word that bounds it where an answer must have it.

    >>> _bounded({"value": 50, "bound": "at_least", "bound_needed": True})
    'at least 50'
    """
    if not accept.get("bound_needed") or "bound" not in accept:
        return accept["value"]
    return f"{accept['bound'].replace('_', ' ')} {accept['value']}"


def briefly(first: str, last: str) -> str:
    """Write an interval of days as briefly as it allows.

    >>> briefly("2010-01-01", "2010-12-31"), briefly("2002-08-05", "2002-08-05")
    ('2010', '2002-08-05')
    """
    if first == last:
        return first
    for written in (first[:4], first[:7]):
        if interval_of(written) == [first, last]:
            return written
    return f"{first} – {last}"


def answer_in_words(spec: Spec, lang: str | None = None) -> str:
    """Write an answer as a person would; of an open question it is the model answer.

    >>> answer_in_words(find_exercise("00-5"), "en")
    '54'
    """
    lang = current(lang)
    kind = spec["kind"]
    answer = answer_to(spec["id"])
    if kind == "number":
        if isinstance(answer, str):
            return _bound_in_words(spec["accept"], lang)
        return f"{answer:.4g}" if answer % 1 else f"{int(answer)}"
    if kind == "choice":
        return right_option(spec)["text"][lang]
    if kind == "names":
        return " / ".join(_name_in(lang, named) for named in spec["accept"])
    if kind == "quote":
        return " / ".join(
            pick("…", "……", lang).join(group)
            for group in spec["accept"]["deciding"]
        )
    if kind == "date":
        return " / ".join(briefly(*days) for days in spec["accept"]["dates"])
    written = spec.get("model_answer") or spec.get("worked") or {}
    return written.get(lang, "")


def _bound_in_words(accept: Mapping[str, Any], lang: str) -> str:
    """A number with the word that bounds it, in the language of the reader."""
    return say(f"bound_{accept['bound']}", lang, value=f"{accept['value']:g}")


def _name_in(lang: str, accepted: Mapping[str, Any]) -> str:
    """A name in the language of the reader; an id stays as the table has it.

    >>> _name_in("zh", {"name": "platform", "also": ["平台"]})
    '平台'
    """
    name = accepted["name"]
    if lang == "en" or not name.replace(" ", "").isalpha():
        return name
    in_chinese = (also for also in accepted["also"] if HAN_RE.search(also))
    return next(in_chinese, name)


def slot_label(slot: Mapping[str, Any], lang: str) -> str:
    """What a slot of a claim is called: by its own label, or by its kind.

    >>> slot_label({"slot": "by_when"}, "en")
    'by when'
    """
    own = slot.get("label", {}).get(lang)
    return own or say(f"slot_{slot['slot']}", lang)


def answer_key(
    lesson: str | None = None, *, lang: str | None = None
) -> pd.DataFrame:
    """All answers, or those of one lesson, for a teacher, in the order of the exercises.

    The marks of emphasis are left out of the texts: a cell of a table has none.

    Returns
    -------
    exercise_id, level, minutes: as in `load_exercises`
    task: what to do, in *lang*
    answer: the answer in words; of an open question a model answer
    weak_answer, weak_because: of an open question what is often written, and what is wrong with
        it; empty for the others
    reason: why
    rubric: what a full answer to an open question or a claim holds; empty for the others

    >>> answer_key("00-start-here")["answer"].iloc[1]
    '2008 / 2008-12 / 2008-12-31'
    """
    lang = current(lang)
    specs = [
        spec
        for spec in _bank()["exercises"]
        if lesson is None or spec["lesson"] == lesson
    ]
    rows = [
        {
            "exercise_id": spec["id"],
            "level": spec["level"],
            "minutes": spec["minutes"],
            "task": spec["task"][lang],
            "answer": answer_in_words(spec, lang),
            "weak_answer": spec.get("weak_answer", {}).get(lang, ""),
            "weak_because": spec.get("weak_because", {}).get(lang, ""),
            "reason": spec["reason"][lang],
            "rubric": " | ".join(
                point[lang] for point in spec.get("rubric", [])
            ),
        }
        for spec in specs
    ]
    key = pd.DataFrame(rows, columns=KEY)
    in_words = KEY[KEY.index("task") :]
    key[in_words] = key[in_words].map(without_emphasis)
    return key
