"""A box for an exercise: answer field, Check, Hint and Answer.

The box does nothing that a cell can't: Check calls `check`, Answer shows the code that works the
answer out. Tab and Enter or Space reach and press everything. What was answered before, here or in
a restored file, is in the field again. A page without a kernel shows the task with its hints
folded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import ipywidgets as widgets
import pandas as pd

from egov_lib.show.explorers.base import Explorer
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import escape, show_unseen
from egov_lib.teach.exercises.answers import (
    Record,
    chosen_language,
    load_answers,
    note,
    problem,
    record_of,
)
from egov_lib.teach.exercises.bank import (
    Spec,
    answer_in_words,
    code_of,
    find_exercise,
    run,
)
from egov_lib.teach.exercises.cell import check
from egov_lib.teach.exercises.feedback import Feedback, proof, rubric_points
from egov_lib.teach.exercises.judge.choices import LETTERS

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
    answer: False leaves the worked answer out, for a test in class.

    Raises `DataError` if there is no such exercise.

    >>> exercise("03-1")._name
    'exercise 03-1'
    """
    spec = find_exercise(exercise_id)
    answers = load_answers()
    past = record_of(answers, spec["id"])
    box = _ExerciseBox(spec, past, lang or chosen_language(answers))
    return box.explorer(with_answer=answer)


def worked(exercise_id: str, *, lang: str | None = None) -> Feedback:
    """Show the worked answer to an exercise: in words, why, its rubric, and the passage.

    >>> worked("00-2", lang="en").says.splitlines()[0]
    '2010 / 2010-12-31'
    """
    spec = find_exercise(exercise_id)
    lines = [answer_in_words(spec, lang), *_why(spec, current(lang))]
    return Feedback(None, "\n".join(lines).strip(), proof(spec))


def _why(spec: Spec, lang: str) -> list[str]:
    """The worked answer in words, the reason, and the rubric."""
    is_said = spec["kind"] in ("claim", "open")
    words = [] if is_said or "worked" not in spec else [spec["worked"][lang]]
    return [*words, spec["reason"][lang], *rubric_points(spec, lang)]


def _worked_page(spec: Spec, lang: str) -> str:
    """The worked answer as HTML: code, what it gives, why, the passage."""
    code = f"<pre>{escape(code_of(spec))}</pre>" if code_of(spec) else ""
    reason = Feedback(None, "\n".join(_why(spec, lang)), proof(spec))
    return code + _shown_answer(spec, lang) + reason._repr_html_()


def _shown_answer(spec: Spec, lang: str) -> str:
    """The answer in words, or the table that an open question looks at, as HTML."""
    if "looks_at" in spec:
        table = run(spec["looks_at"])
        if isinstance(table, pd.DataFrame):
            return show_unseen(table.to_html(border=0))
    return f"<p>{escape(answer_in_words(spec, lang))}</p>"


class _ExerciseBox:
    """The fields of the box, and what its buttons do.

    spec: the exercise
    past: what is kept of it
    lang: "en" or "zh"
    """

    def __init__(self, spec: Spec, past: Record, lang: str):
        self.spec = spec
        self.lang = lang
        self.exercise_id = spec["id"]
        self.hints = [hint[lang] for hint in spec["hints"]]
        self.hints_shown = 0
        self.guess = self._text_field("guess", past["guess"])
        self.field = self._answer_field(past["answer"])
        self.page = widgets.HTML(_line_about(past, lang))

    # --- what a button does ---

    def press_check(self) -> None:
        """Check the answer, and repeat the guess beside a right one."""
        guess = self.guess.value
        note(self.exercise_id, guess=guess)
        feedback = check(self.exercise_id, self._answer(), lang=self.lang)
        shown = feedback._repr_html_()
        if guess and feedback.verdict != "again":
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
        self.page.value = _worked_page(self.spec, self.lang)

    # --- what it looks like ---

    def explorer(self, *, with_answer: bool) -> Explorer:
        """Put the box together, with or without the button that shows the worked answer."""
        buttons = [
            self._button("check", self.press_check),
            self._button("hint", self.press_hint),
        ]
        if with_answer:
            buttons.append(self._button("answer", self.press_answer))
        fields = [self.guess] if "predict" in self.spec else []
        fields.append(self.field)
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

    def _answer(self) -> object:
        """What stands in the field; of a claim, what stands in its slots."""
        if self.spec["kind"] == "claim":
            slots = zip(self.spec["slots"], self.field.children)
            return {slot["slot"]: field.value or "" for slot, field in slots}
        return self.field.value

    def _answer_field(self, past: str) -> widgets.Widget:
        """The field for the answer, with what was answered before."""
        kind = self.spec["kind"]
        if kind == "claim":
            return self._slot_fields(past)
        if kind == "choice":
            options = self._options()
            known = [option_id for _, option_id in options]
            return widgets.RadioButtons(
                options=options,
                value=past if past in known else None,
                layout=AS_WIDE,
            )
        field = widgets.Textarea if kind == "open" else widgets.Text
        placeholder = say(f"asked_{kind}", self.lang)
        return field(past, placeholder=placeholder, layout=AS_WIDE)

    def _slot_fields(self, past: str) -> widgets.VBox:
        """A field for each slot of a claim: a list to choose from, or a line to type in."""
        before = json.loads(past) if past.startswith("{") else {}
        fields = [
            self._slot_field(slot, before.get(slot["slot"], ""))
            for slot in self.spec["slots"]
        ]
        return widgets.VBox(fields)

    def _slot_field(self, slot: Mapping, value: str) -> widgets.Widget:
        label = slot.get("label", {}).get(self.lang) or say(
            f"slot_{slot['slot']}", self.lang
        )
        if "options" not in slot:
            return widgets.Text(value, description=label, layout=AS_WIDE)
        options = [("", "")] + [
            (option["text"][self.lang], option["id"])
            for option in slot["options"]
        ]
        known = [option_id for _, option_id in options]
        return widgets.Dropdown(
            options=options,
            value=value if value in known else "",
            description=label,
            layout=AS_WIDE,
        )

    def _options(self) -> list[tuple[str, str]]:
        """The options of a choice: what is shown, the id."""
        lettered = zip(LETTERS, self.spec["options"])
        return [
            (f"{letter}. {option['text'][self.lang]}", option["id"])
            for letter, option in lettered
        ]

    def _head(self) -> str:
        level = say(self.spec["level"], self.lang)
        minutes = f"{self.spec['minutes']} {say('min', self.lang)}"
        return f"<b>{self.exercise_id} · {level} · {minutes}</b>"

    def _task(self) -> str:
        # A lesson has the English task above the box already: there it is folded.
        state = "open" if self.lang == "zh" else ""
        task = escape(self.spec["task"][self.lang])
        return f"<details {state}><summary>{self._head()}</summary>{task}</details>"

    def _still(self) -> str:
        """The exercise as a page without a kernel shows it."""
        parts = [self._head(), "<br>", escape(self.spec["task"][self.lang])]
        if self.spec["kind"] == "choice":
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
