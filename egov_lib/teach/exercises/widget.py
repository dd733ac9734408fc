"""A box for an exercise: answer field, Check, Hint and Answer.

The box does nothing that a cell can't: Check calls `check`, Answer shows the code that works the
answer out. Tab and Enter or Space reach and press everything. What was answered before, here or in
a restored file, is in the field again. A page without a kernel shows the task with its hints
folded.
"""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from egov_lib.show.explorers.base import Explorer
from egov_lib.show.messages import say
from egov_lib.show.safe_text import escape, show_unseen
from egov_lib.teach.exercises.answers import (
    Record,
    chosen_language,
    load_answers,
    note,
    problem,
    record_of,
)
from egov_lib.teach.exercises.cell import check
from egov_lib.teach.exercises.checks.choice import LETTERS
from egov_lib.teach.exercises.feedback import Feedback, proof, rubric_points
from egov_lib.teach.exercises.table import (
    answer_in_words,
    answer_to,
    find_exercise,
)

# As wide as the box; 100 % would reach over its right edge.
AS_WIDE = widgets.Layout(width="auto")


def exercise(
    exercise_id: str, *, lang: str | None = None, answer: bool = True
) -> Explorer:
    """Show an exercise: guess, answer, check; up to three hints; then the worked answer.

    Parameters
    ----------
    exercise_id: as in "03-1".
    lang: "en" or "zh"; None is the language chosen in `progress()`, or else with `language()`.
        Hints and reasons are in English.
    answer: False leaves the worked answer out, for a test in class.

    Raises `DataError` if there is no such exercise.

    >>> exercise("03-1")._name
    'exercise 03-1'
    """
    row = find_exercise(exercise_id)
    answers = load_answers()
    past = record_of(answers, row["exercise_id"])
    box = _ExerciseBox(row, past, lang or chosen_language(answers))
    return box.explorer(with_answer=answer)


def worked(row: pd.Series) -> str:
    """Show the worked answer as HTML: code, what it gives, reason, rubric, passage."""
    code = f"<pre>{escape(row['answer_code'])}</pre>"
    lines = [row["reason_en"], *rubric_points(row)]
    reason = Feedback(None, "\n".join(lines), proof(row))
    return code + _shown_answer(row) + reason._repr_html_()


def _shown_answer(row: pd.Series) -> str:
    """What the code of an answer gives, as HTML."""
    kind = row["kind"]
    answer = answer_to(row["exercise_id"])
    if kind == "open" and isinstance(answer, pd.DataFrame):
        return show_unseen(answer.to_html(border=0))
    return f"<p>{escape(answer_in_words(kind, answer))}</p>"


class _ExerciseBox:
    """The fields of the box, and what its buttons do.

    row: the exercise
    past: what is kept of it
    lang: "en" or "zh"
    """

    def __init__(self, row: pd.Series, past: Record, lang: str):
        self.row = row
        self.lang = lang
        self.exercise_id = row["exercise_id"]
        self.hints = [row["hint_1"], row["hint_2"], row["hint_3"]]
        self.hints_shown = 0
        self.guess = self._text_field("guess", past["guess"])
        self.claim = self._text_field("claim", past["claim"])
        self.field = self._answer_field(past["answer"])
        self.page = widgets.HTML(_line_about(past, lang))

    # --- what a button does ---

    def press_check(self) -> None:
        """Check the answer, and repeat the guess beside a right one."""
        guess = self.guess.value
        note(self.exercise_id, guess=guess)
        feedback = check(
            self.exercise_id,
            self.field.value,
            claim=self.claim.value,
            lang=self.lang,
        )
        shown = feedback._repr_html_()
        if guess and feedback.right:
            shown += f"<p>{escape(say('guessed', self.lang, guess=guess))}</p>"
        self.page.value = shown

    def press_hint(self) -> None:
        """Show one hint more."""
        self.hints_shown = min(self.hints_shown + 1, len(self.hints))
        note(self.exercise_id, hints=self.hints_shown)
        given = enumerate(self.hints[: self.hints_shown], start=1)
        lines = [f"{number}. {hint}" for number, hint in given]
        says = "\n".join([*lines, problem()]).strip()
        self.page.value = Feedback(None, says)._repr_html_()

    def press_answer(self) -> None:
        """Show the worked answer."""
        note(self.exercise_id, shown=True)
        self.page.value = worked(self.row)

    # --- what it looks like ---

    def explorer(self, *, with_answer: bool) -> Explorer:
        """Put the box together, with or without the button that shows the worked answer."""
        buttons = [
            self._button("check", self.press_check),
            self._button("hint", self.press_hint),
        ]
        if with_answer:
            buttons.append(self._button("answer", self.press_answer))
        fields = [self.guess, self.field]
        if self.row["kind"] == "quote" and self.row["level"] == "argue":
            fields.append(self.claim)
        task = widgets.HTML(self._task())
        children = [task, *fields, widgets.HBox(buttons), self.page]
        return Explorer(
            children, self._still(), f"exercise {self.exercise_id}"
        )

    def _button(self, key: str, press: Callable[[], None]) -> widgets.Button:
        def pressed(_: object) -> None:
            # An answer may take a second to work out, and what was said of the last try must not
            # stay until then.
            self.page.value = f"<p>{say('checking', self.lang)}</p>"
            press()

        button = widgets.Button(description=say(key, self.lang))
        button.on_click(pressed)
        return button

    def _text_field(self, key: str, value: str) -> widgets.Text:
        placeholder = say(key, self.lang)
        return widgets.Text(value, placeholder=placeholder, layout=AS_WIDE)

    def _answer_field(self, past: str) -> widgets.Widget:
        """The field for the answer, with what was answered before."""
        kind = self.row["kind"]
        if kind == "choice":
            value = past if past in [*LETTERS] else None
            return widgets.RadioButtons(
                options=self._options(), value=value, layout=AS_WIDE
            )
        field = widgets.Textarea if kind == "open" else widgets.Text
        return field(past, placeholder=say(kind, self.lang), layout=AS_WIDE)

    def _options(self) -> list[tuple[str, str]]:
        """The options of a choice: what is shown, the letter."""
        question = answer_to(self.exercise_id)
        return [(f"{x}. {question[f'option_{x}']}", x) for x in LETTERS]

    def _head(self) -> str:
        level = say(self.row["level"], self.lang)
        minutes = f"{self.row['minutes']} {say('min', self.lang)}"
        return f"<b>{escape(self.exercise_id)} · {level} · {minutes}</b>"

    def _task(self) -> str:
        # A lesson has the English task above the box already: there it is folded.
        state = "open" if self.lang == "zh" else ""
        task = escape(self.row[f"task_{self.lang}"])
        return f"<details {state}><summary>{self._head()}</summary>{task}</details>"

    def _still(self) -> str:
        """The exercise as a page without a kernel shows it."""
        parts = [self._head(), "<br>", escape(self.row[f"task_{self.lang}"])]
        if self.row["kind"] == "choice":
            parts += [f"<br>{escape(shown)}" for shown, _ in self._options()]
        for number, hint in enumerate(self.hints, start=1):
            summary = f"<summary>{say('hint', self.lang)} {number}</summary>"
            parts.append(f"<details>{summary}{escape(hint)}</details>")
        return f"<div>{''.join(parts)}</div>"


def _line_about(past: Record, lang: str) -> str:
    """A line for an exercise that was tried before; nothing for a new one."""
    if past["right"]:
        return Feedback(True, say("done", lang))._repr_html_()
    if past["tries"]:
        return Feedback(
            None, say("before", lang, tries=past["tries"])
        )._repr_html_()
    return ""
