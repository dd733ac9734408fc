"""The box of an exercise, in a notebook and on a page, and its worked answer.

The box is one script, `exercise.js`, in both places: it asks for a guess, checks an answer with
the judge's rules, gives hints, and shows the worked answer after a try. Python prepares what it
shows, and in a notebook writes into `my-answers.json` what happened. A page without scripts shows
the task with its hints folded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import pandas as pd
import traitlets

from egov_lib.read.corpus import load_corpus
from egov_lib.show.front import EXERCISE
from egov_lib.show.front.modules import in_order, widget_module
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import (
    View,
    look,
    page,
    script_path,
    without_halves,
)
from egov_lib.show.messages import (
    EXERCISES,
    FRONT,
    LANGUAGES,
    column_name,
    current,
    pick,
    say,
    short_name,
)
from egov_lib.show.safe_text import escape, with_emphasis
from egov_lib.show.tables import in_reading, reading
from egov_lib.teach.exercises.answers import (
    chosen_language,
    forget,
    load_answers,
    note,
    problem,
    record_of,
)
from egov_lib.teach.exercises.bank import (
    MODELS,
    PASSAGE,
    Spec,
    answer_in_words,
    find_exercise,
    passage_of,
    run,
    shared,
    similar_ids,
    slot_label,
)
from egov_lib.teach.exercises.cell import check
from egov_lib.teach.exercises.feedback import (
    Feedback,
    model_answer,
    proof,
    rubric_points,
)
from egov_lib.teach.exercises.judge.choices import LETTERS

MOST_ROWS = 12  # of a table that an open question looks at
# What the box shows or judges by; code stays in Python.
SHOWN = (
    "id",
    "level",
    "minutes",
    "kind",
    "task",
    "predict",
    "hints",
    "options",
    "slots",
    "accept",
    "mistakes",
    "least",
    "reason",
    "rubric",
)


class ExerciseView(View):
    """The box of an exercise in a notebook: what its script reports is written into the file."""

    _esm = widget_module(script_path(EXERCISE))
    _css = look((EXERCISE,))
    kind = "exercise"
    # What is kept of the exercise: a box re-opened without a kernel shows what it last knew
    record = traitlets.Dict().tag(sync=True)

    def __init__(
        self, spec: Spec, data: Mapping[str, Any], still: str, lang: str
    ):
        """Show the exercise *spec*; *data* is what its script needs."""
        self.exercise_id = spec["id"]
        self.name = spec["id"]
        self.spec = spec
        record = record_of(load_answers(), self.exercise_id)
        super().__init__(data, still, lang=lang, record=dict(record))
        self.on_msg(self._hear)

    def page(self) -> str:
        """The same exercise as a page that works from a disk and keeps answers in the browser."""
        return page(
            {EXERCISE: self.data}, lang=self.lang, stills=[self._still]
        )

    def _hear(
        self, _widget: object, message: object, _buffers: object
    ) -> None:
        """Write down what happened in the box, and say what came of it."""
        if (
            not isinstance(message, Mapping)
            or message.get("id") != self.exercise_id
        ):
            return
        extra = self._write(message)
        record = record_of(load_answers(), self.exercise_id)
        self.record = dict(record)
        self.send(
            {
                "id": self.exercise_id,
                "record": record,
                "problem": problem(),
                "extra": extra,
            }
        )

    def _write(self, message: Mapping[str, Any]) -> list[str]:
        """Do what a message asks for; returns the lines that only Python can look up."""
        done = message.get("do")
        if done == "check":
            return self._check(message.get("answer"))
        if done == "guess":
            note(self.exercise_id, guess=str(message.get("guess", "")))
        if done == "hint":
            given = message.get("hints")
            most = len(self.spec["hints"])
            note(
                self.exercise_id,
                hints=given if given in range(most + 1) else 0,
            )
        if done == "answer":
            note(self.exercise_id, shown=True)
        if done == "ticks":
            numbers = range(1, len(self.spec.get("rubric", [])) + 1)
            ticked = message.get("ticks") or []
            note(
                self.exercise_id,
                ticks=[str(n) for n in numbers if str(n) in ticked],
            )
        if done == "afresh":
            forget(self.exercise_id)
        return []

    def _check(self, answer: object) -> list[str]:
        feedback = check(self.exercise_id, answer, lang=self.lang)
        return list(feedback.extra)


def exercise(
    exercise_id: str, *, lang: str | None = None, answer: bool = True
) -> ExerciseView:
    """Show an exercise: guess, answer, check; up to three hints; then the worked answer.

    Parameters
    ----------
    exercise_id: as in "03-1".
    lang: "en" or "zh"; None is the language chosen in `progress()`, or else with `language()`.
    answer: False leaves the worked answer out, for a test in class.

    Raises `DataError` if there is no such exercise.

    >>> exercise("03-1").name
    '03-1'
    """
    spec = find_exercise(exercise_id)
    lang = lang or chosen_language(load_answers())
    data = box_data(spec, with_answer=answer)
    return ExerciseView(spec, without_halves(data), still(spec, lang), lang)


# --- what the box is made of --------------------------------------------------------------------


def box_data(spec: Spec, *, with_answer: bool = True) -> dict[str, Any]:
    """What the script of the box needs, in both languages (`exercise.js` names each part)."""
    found = passage_of(spec)
    passages = pd.DataFrame([found] if found else [], columns=PASSAGE)
    places = place_rows(passages) if found else []
    shown = {name: spec[name] for name in SHOWN if name in spec}
    if with_answer:
        told = ("worked", *MODELS)
        shown |= {name: spec[name] for name in told if name in spec}
    return {
        "spec": shown,
        "shared": _shared_for(spec),
        "words": box_words(),
        "titles": _titles(),
        "findings": places,
        "texts": texts_of(places),
        "answer": _answer_words(spec) if with_answer else {},
        "code": spec.get("code", "") if with_answer else "",
        "table": _table(spec),
        "next": _next_id(spec["id"]),
        "with_answer": with_answer,
    }


def _shared_for(spec: Spec) -> dict[str, Any]:
    """What the judge needs beside the exercise; the texts only for quotes and names."""
    known = {"simple": shared()["simple"], "words": _judge_words()}
    if spec["kind"] in ("quote", "names"):
        known["texts"] = shared()["texts"]
    if spec["kind"] == "names":
        known["vocabulary"] = shared()["vocabulary"]
    return known


@lru_cache
def _judge_words() -> dict[str, Any]:
    here = files("egov_lib.teach.exercises")
    written = here.joinpath("judge/words.json").read_text(encoding="utf-8")
    return json.loads(written)


@lru_cache
def box_words() -> dict[str, dict[str, str]]:
    """What the box says, by language: the sentences of exercises, and those of the passage.

    >>> box_words()["zh"]["judge_right"]
    '对。'
    """
    scripts = "".join(
        module.body for module in in_order(script_path(EXERCISE))
    )
    quoted = set(re.findall(r'"(\w+)"', scripts))
    front = {key: pair for key, pair in FRONT.items() if key in quoted}
    both = front | {
        key: pair for key, pair in EXERCISES.items() if _is_said(key, quoted)
    }
    return {
        lang: {key: pick(*pair, lang) for key, pair in both.items()}
        for lang in LANGUAGES
    }


def _is_said(key: str, quoted: set[str]) -> bool:
    """Whether the script says a sentence: by its name, or by the beginning of it."""
    begins = ("judge_", "slot_", "fits_", "asked_", "unit_", "next_")
    levels = ("find", "explain", "compute", "argue")
    return key in quoted or key in levels or key.startswith(begins)


@lru_cache
def _titles() -> dict[str, dict[str, str]]:
    return {
        doc_id: {lang: short_name(doc_id, lang) for lang in LANGUAGES}
        for doc_id in load_corpus()["doc_id"]
    }


def _answer_words(spec: Spec) -> dict[str, str]:
    return {lang: answer_in_words(spec, lang) for lang in LANGUAGES}


def _table(spec: Spec) -> dict[str, Any] | None:
    """The table that an open question looks at, as texts by language; None for the others."""
    looked_at = _looked_at(spec)
    if looked_at is None:
        return None
    return {lang: _table_in(looked_at, lang) for lang in LANGUAGES}


def _looked_at(spec: Spec) -> pd.DataFrame | None:
    """The first rows of the table that an open question looks at; None where there is none."""
    found = run(spec["looks_at"]) if "looks_at" in spec else None
    if isinstance(found, pd.Series):
        found = found.reset_index()
    return found.head(MOST_ROWS) if isinstance(found, pd.DataFrame) else None


def _table_in(table: pd.DataFrame, lang: str) -> dict[str, Any]:
    """The heads and the rows of a table in the words of a reader."""
    names = [str(name) for name in table.columns]
    rows = table.itertuples(index=False)
    return {
        "head": [column_name(name)[lang] for name in names],
        "rows": [
            [in_reading(value, name, lang) for name, value in zip(names, row)]
            for row in rows
        ],
    }


def _next_id(exercise_id: str) -> str:
    """The exercise that comes next in the lesson; "" after the last one."""
    ids = similar_ids(exercise_id)
    lesson = exercise_id.rpartition("-")[0]
    same = [known for known in ids if known.rpartition("-")[0] == lesson]
    place = same.index(exercise_id) + 1
    return same[place] if place < len(same) else ""


def still(spec: Spec, lang: str) -> str:
    """The exercise as a page without scripts shows it: the task, and its hints folded."""
    level = say(spec["level"], lang)
    minutes = f"{spec['minutes']} {say('min', lang)}"
    head = f"<b>{spec['id']} · {level} · {minutes}</b><br>"
    task = with_emphasis(spec["task"][lang])
    choices = choices_on_paper(spec, lang)
    hints = "".join(_still_hints(spec, lang))
    return f"<div>{head}{task}{choices}{hints}</div>"


def choices_on_paper(spec: Spec, lang: str) -> str:
    """Return what can be chosen, as lines of HTML; "" where an answer is written.

    A choice has an option on a line, with its letter. A claim has a line for each of its slots;
    there the options are in the order of their words, which does not show which is right.
    """
    if spec["kind"] == "choice":
        return "".join(_lines_of_options(spec["options"], lang))
    if spec["kind"] == "claim":
        return "".join(_line_of_slot(slot, lang) for slot in spec["slots"])
    return ""


def _lines_of_options(
    options: Sequence[Mapping[str, Any]], lang: str
) -> Iterator[str]:
    for letter, option in zip(LETTERS, options):
        words = with_emphasis(option["text"][lang])
        yield f"<br>{letter}. {words}"


def _line_of_slot(slot: Mapping[str, Any], lang: str) -> str:
    """The label of a slot and its options; a line to write on where there are none."""
    label = slot_label(slot, lang)
    texts = sorted(option["text"][lang] for option in slot.get("options", []))
    options = " / ".join(map(with_emphasis, texts)) or "____________"
    mark = "：" if lang == "zh" else ": "
    return f"<br><b>{with_emphasis(label)}</b>{mark}{options}"


def _still_hints(spec: Spec, lang: str) -> Iterator[str]:
    """The hints, each folded below its number."""
    for number, hint in enumerate(spec["hints"], start=1):
        summary = f"<summary>{say('hint', lang)} {number}</summary>"
        words = with_emphasis(hint[lang])
        yield f"<details>{summary}{words}</details>"


# --- the worked answer in a cell ----------------------------------------------------------------


def worked(exercise_id: str, *, lang: str | None = None) -> Feedback:
    """Show the worked answer to an exercise: in words, why, its rubric, and the passage.

    Code that works it out is folded below.

    >>> worked("00-2", lang="en").says.splitlines()[0]
    '2008 / 2008-12 / 2008-12-31'
    """
    spec = find_exercise(exercise_id)
    lang = current(lang)
    is_open = spec["kind"] == "open"
    lines = model_answer(spec, lang) if is_open else _why(spec, lang)
    page = proof(spec) + _folded_table(spec, lang) + _folded_code(spec, lang)
    return Feedback(None, "\n".join(lines).strip(), page)


def _why(spec: Spec, lang: str) -> list[str]:
    """The answer, how it is worked out in words, the reason, and the rubric."""
    is_said = spec["kind"] == "claim" or "worked" not in spec
    return [
        answer_in_words(spec, lang),
        *([] if is_said else [spec["worked"][lang]]),
        spec["reason"][lang],
        *rubric_points(spec, lang),
    ]


def _folded_table(spec: Spec, lang: str) -> str:
    """The table that an open question looks at, folded, as HTML; "" where there is none."""
    looked_at = _looked_at(spec)
    if looked_at is None:
        return ""
    summary = f"<summary>{say('looked_at', lang)}</summary>"
    return f"<details>{summary}{reading(looked_at, lang=lang)}</details>"


def _folded_code(spec: Spec, lang: str) -> str:
    """The code that works the answer out, folded, as HTML; "" where there is none."""
    if "code" not in spec:
        return ""
    summary = f"<summary>{say('code_behind', lang)}</summary>"
    code = f"<pre><code>{escape(spec['code'].strip())}</code></pre>"
    return f"<details>{summary}{code}</details>"
