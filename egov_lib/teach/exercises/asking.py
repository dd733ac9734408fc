"""Ask: a plain check for a cell, and a box with answer field, Check, Hint and Answer.

The box does nothing a cell can't: Check calls `check`, Answer shows the code that works the answer out. Tab and Enter or Space
reach and press everything. What was answered before, here or in a restored file, stands in the field again. A page without a
kernel shows the task with its hints folded.
"""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from egov_lib.show import passages as reading
from egov_lib.show.explorers.base import Explorer
from egov_lib.show.messages import say
from egov_lib.teach.exercises import checks
from egov_lib.teach.exercises.checks import Feedback
from egov_lib.teach.exercises.record import EMPTY, FIELD, load_answers, note
from egov_lib.teach.exercises.table import answer_in_words, answer_to, find_exercise


def check(
    exercise_id: str,
    value: object = ...,
    *,
    claim: str = "",
    keep: bool = True,
    lang: str | None = None,
) -> Feedback:
    """Check an answer and say why; whatever is typed gets a line in answer, not an error.

    *value*: a number, a letter, names divided by commas (or a list), a passage, or some sentences. *claim*: what you say the
    passage proves; it is weighed against it. *keep* false leaves no trace in the file of answers. *lang* "en" or "zh"; None
    is the language chosen in `progress()`.

    >>> check("01-1", "the first", keep=False)
    'the first' is none of the choices: give a, b, c or d.
    """
    lang = lang or load_answers()["lang"]
    try:
        row, typed = find_exercise(exercise_id), str(value).strip()
    except ValueError as error:  # a DataError, or a number of thousands of digits
        return Feedback(None, f"Sorry, {error}.")
    if value is None or value is ... or not typed:
        return Feedback(None, say("nothing", lang, what=say(row["kind"], lang)))
    feedback = checks.judge(row, value, claim=claim, lang=lang)
    if keep and (feedback.right is not None or row["kind"] == "open"):
        note(row["exercise_id"], answer=str(value), right=feedback.right, claim=claim)
    return feedback


def exercise(exercise_id: str, *, lang: str | None = None, answer: bool = True) -> Explorer:
    """Show an exercise: guess, answer, check; up to three hints; then the worked answer, unless *answer* is false.

    *lang* "en" or "zh"; None is the language chosen in `progress()`. Hints and reasons are in English.

    >>> exercise("03-1")._name
    'exercise 03-1'
    """
    row, record = find_exercise(exercise_id), load_answers()
    lang, past = (
        lang or record["lang"],
        {**EMPTY, **record["exercises"].get(row["exercise_id"], {})},
    )
    guess, claim = (
        widgets.Text(past[key], placeholder=say(key, lang), layout=FIELD)
        for key in ("guess", "claim")
    )
    field, page = _field(row, past["answer"], lang), widgets.HTML(_so_far(past, lang))
    hints, given = [row[f"hint_{i}"] for i in (1, 2, 3)], []

    def press_check(_: object) -> None:
        note(row["exercise_id"], guess=guess.value)
        feedback = check(row["exercise_id"], field.value, claim=claim.value, lang=lang)
        guessed = reading.escape(say("guessed", lang, guess=guess.value))
        page.value = feedback._repr_html_() + f"<p>{guessed}</p>" * bool(
            guess.value and feedback.right
        )

    def press_hint(_: object) -> None:
        given[:] = hints[: len(given) + 1]
        note(row["exercise_id"], hints=len(given))
        page.value = Feedback(
            None, "\n".join(f"{i}. {hint}" for i, hint in enumerate(given, 1))
        )._repr_html_()

    def press_answer(_: object) -> None:
        note(row["exercise_id"], shown=True)
        page.value = worked(row)

    presses = {"check": press_check, "hint": press_hint} | (
        {"answer": press_answer} if answer else {}
    )
    buttons = [widgets.Button(description=say(key, lang)) for key in presses]
    for button, press in zip(buttons, presses.values()):
        # First of all, since an answer may take a second to work out: the last try's line would stand there meanwhile.
        button.on_click(lambda _: setattr(page, "value", f"<p>{say('checking', lang)}</p>"))
        button.on_click(press)
    head = f"{row['exercise_id']} · {say(row['level'], lang)} · {row['minutes']} {say('min', lang)}"
    told = reading.escape(row[f"task_{lang}"])
    # A lesson has the English task above the box already: there it is folded.
    task = f"<details {'open' * (lang == 'zh')}><summary><b>{head}</b></summary>{told}</details>"
    weighed = [claim] if row["kind"] == "quote" and row["level"] == "argue" else []
    box = [widgets.HTML(task), guess, field, *weighed, widgets.HBox(buttons), page]
    options = "".join(f"<br>{reading.escape(label)}" for label, _ in getattr(field, "options", ()))
    folded = "".join(
        f"<details><summary>{say('hint', lang)} {i}</summary>{reading.escape(hint)}</details>"
        for i, hint in enumerate(hints, 1)
    )
    return Explorer(
        box,
        f"<div><b>{head}</b><br>{told}{options}{folded}</div>",
        f"exercise {row['exercise_id']}",
    )


def worked(row: pd.Series) -> str:
    """The worked answer as HTML: the code, what it gives, the reason, the rubric, the passage."""
    right = answer_to(row["exercise_id"])
    is_table = row["kind"] == "open" and isinstance(right, pd.DataFrame)
    told = (
        right.to_html(border=0)
        if is_table
        else f"<p>{reading.escape(answer_in_words(row['kind'], right))}</p>"
    )
    said = "\n".join(
        [row["reason_en"], *(f"☐ {point.strip()}" for point in row["rubric"].split("|") if point)]
    )
    code = f"<pre>{reading.escape(row['answer_code'])}</pre>"
    return code + told + Feedback(None, said, checks.proof(row))._repr_html_()


def _so_far(past: dict, lang: str) -> str:
    """A line for an exercise that was tried before; nothing for a new one."""
    if not past["tries"]:
        return ""
    return Feedback(
        past["right"] or None, say("done" if past["right"] else "before", lang, **past)
    )._repr_html_()


def _field(row: pd.Series, past: str, lang: str) -> widgets.Widget:
    if row["kind"] == "choice":
        asked = answer_to(row["exercise_id"])
        options = [(f"{letter}. {asked[f'option_{letter}']}", letter) for letter in "abcd"]
        return widgets.RadioButtons(
            options=options, value=past if past in [*"abcd"] else None, layout=FIELD
        )
    kind = widgets.Textarea if row["kind"] == "open" else widgets.Text
    return kind(past, placeholder=say(row["kind"], lang), layout=FIELD)
