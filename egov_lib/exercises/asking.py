"""Ask: a plain check for a cell, and a box with answer field, Check, Hint and Answer.

The box does nothing a cell can't: Check calls `check`, Answer shows the code that works the answer out. Tab and Enter or Space
reach and press everything. A page without a kernel shows the task with its hints folded.
"""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from egov_lib import reading
from egov_lib.exercises import checks
from egov_lib.exercises.checks import Feedback
from egov_lib.exercises.record import note
from egov_lib.exercises.table import answer_to, find_exercise, load_rooms
from egov_lib.explorers.base import WIDE, Explorer

TEXTS = {
    "check": ("Check", "检查"),
    "hint": ("Hint", "提示"),
    "answer": ("Answer", "答案"),
    "guess": ("a first guess, before you look", "先猜一猜"),
    "claim": ("what the passage proves, in your words", "原文说明什么"),
    "number": ("a number", "数字"),
    "set": ("names, divided by commas", "名称，用逗号分开"),
    "quote": ("a Chinese passage, copied from a text", "一段原文"),
    "open": ("some sentences, with the passages they rest on", "几句话，并附原文"),
    "choice": ("a, b, c or d", "a、b、c或d"),
}


def check(exercise_id: str, value: object = ..., *, claim: str = "", keep: bool = True) -> Feedback:
    """Check an answer and say why; whatever is typed gets a line in answer, not an error.

    *value*: a number, a letter, names divided by commas (or a list), a passage, or some sentences. *claim*: what you say the
    passage proves; it is weighed against it. *keep* false leaves no trace in the file of answers.

    >>> check("01-1", "the first", keep=False)
    'the first' is none of the choices: give a, b, c or d.
    """
    try:
        row, typed = find_exercise(exercise_id), str(value).strip()
    except ValueError as error:  # a DataError, or a number of thousands of digits
        return Feedback(None, f"Sorry, {error}.")
    if value is None or value is ... or not typed:
        return Feedback(None, f"Nothing to check yet: give {TEXTS[row['kind']][0]}.")
    feedback = checks.judge(row, value, claim)
    if keep and (feedback.right is not None or row["kind"] == "open"):
        note(row["exercise_id"], answer=str(value), right=feedback.right)
    return feedback


def exercise(exercise_id: str, *, lang: str = "en", answer: bool = True) -> Explorer:
    """Show an exercise: guess, answer, check; up to three hints; then the worked answer, unless *answer* is false.

    >>> exercise("03-1")._name
    'exercise 03-1'
    """
    row, zh = find_exercise(exercise_id), lang == "zh"
    load_rooms(row["answer_code"])  # so that the worked answer runs in the cell below
    guess, claim = (widgets.Text(placeholder=TEXTS[key][zh], layout=WIDE) for key in ("guess", "claim"))
    field, page = _field(row, zh), widgets.HTML()
    given: list[str] = []

    def press_check(_: object) -> None:
        note(row["exercise_id"], guess=guess.value)
        feedback = check(row["exercise_id"], field.value, claim=claim.value)
        page.value = feedback._repr_html_() + (
            f"<p>{reading.escape(guess.value)} ← {TEXTS['guess'][zh]}</p>" * bool(guess.value)
        )

    def press_hint(_: object) -> None:
        given[len(given) :] = [row[f"hint_{len(given) + 1}"]] * (len(given) < 3)
        note(row["exercise_id"], hints=len(given))
        page.value = Feedback(None, "\n".join(f"{i}. {hint}" for i, hint in enumerate(given, 1)))._repr_html_()

    def press_answer(_: object) -> None:
        note(row["exercise_id"], shown=True)
        page.value = worked(row)

    presses = {"check": press_check, "hint": press_hint} | ({"answer": press_answer} if answer else {})
    buttons = [widgets.Button(description=TEXTS[key][zh]) for key in presses]
    for button, press in zip(buttons, presses.values()):
        button.on_click(press)
    task = (
        f"<b>{row['exercise_id']} · {row['level']} · {row['minutes']} min</b><br>{reading.escape(row[f'task_{lang}'])}"
    )
    weighed = [claim] if row["kind"] == "quote" and row["level"] == "argue" else []
    box = [widgets.HTML(task), guess, field, *weighed, widgets.HBox(buttons), page]
    options = "".join(f"<br>{reading.escape(label)}" for label, _ in getattr(field, "options", ()))
    hints = "".join(
        f"<details><summary>{TEXTS['hint'][zh]} {i}</summary>{reading.escape(row[f'hint_{i}'])}</details>"
        for i in (1, 2, 3)
    )
    return Explorer(box, f"<div>{task}{options}{hints}</div>", f"exercise {row['exercise_id']}")


def worked(row: pd.Series) -> str:
    """The worked answer as HTML: the code, what it gives, the reason, the rubric, the passage."""
    right = answer_to(row["exercise_id"])
    frame = right.to_frame() if isinstance(right, pd.Series) else right
    frame = frame[["doc_id", "quote"]] if row["kind"] == "quote" else frame
    shown = frame.to_html(border=0) if isinstance(frame, pd.DataFrame) else f"<p>{reading.escape(str(right))}</p>"
    said = "\n".join([row["reason_en"], *(f"☐ {point.strip()}" for point in row["rubric"].split("|") if point)])
    return (
        f"<pre>{reading.escape(row['answer_code'])}</pre>{shown}"
        + Feedback(None, said, checks.proof(row))._repr_html_()
    )


def _field(row: pd.Series, zh: bool) -> widgets.Widget:
    if row["kind"] == "choice":
        asked = answer_to(row["exercise_id"])
        options = [(f"{letter}. {asked[f'option_{letter}']}", letter) for letter in "abcd"]
        return widgets.RadioButtons(options=options, value=None, layout=widgets.Layout(width="100%"))
    kind = widgets.Textarea if row["kind"] == "open" else widgets.Text
    return kind(placeholder=TEXTS[row["kind"]][zh], layout=WIDE)
