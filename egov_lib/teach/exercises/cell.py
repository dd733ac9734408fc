"""Check an answer that is typed in a cell, and save it."""

from __future__ import annotations

from dataclasses import replace

from egov_lib.findings import DataError, whole_characters
from egov_lib.show.messages import say
from egov_lib.teach.exercises import checks
from egov_lib.teach.exercises.answers import (
    chosen_language,
    load_answers,
    note,
    problem,
)
from egov_lib.teach.exercises.feedback import Feedback, repeated
from egov_lib.teach.exercises.table import find_exercise, similar_ids


def check(
    exercise_id: str,
    value: object = ...,
    *,
    claim: str = "",
    keep: bool = True,
    lang: str | None = None,
) -> Feedback:
    """Check an answer and say why; an answer that can't be read gets a reply, never an error.

    Parameters
    ----------
    exercise_id: as in "03-1".
    value: a number, a letter, names divided by commas (or a list), a passage, or some sentences.
    claim: what you say the passage proves; the check says where it goes further than the passage.
    keep: False leaves no trace in the file of answers.
    lang: "en" or "zh"; None is the language chosen in `progress()`, or else with `language()`.

    >>> check("01-1", "the first", keep=False)
    'the first' is none of the choices: give a, b, c or d.
    """
    lang = lang or chosen_language(load_answers())
    exercise_id = whole_characters(str(exercise_id))
    try:
        row = find_exercise(exercise_id)
    except DataError:
        given = repeated(exercise_id)
        known = ", ".join(similar_ids(str(exercise_id)))
        return Feedback(
            None, say("unknown_id", lang, given=given, known=known)
        )
    try:
        typed = str(value).strip()
    except ValueError:  # Python writes no number of thousands of digits
        return Feedback(None, say("too_long", lang))
    if value is None or value is ... or not typed:
        what = say(row["kind"], lang)
        return Feedback(None, say("nothing", lang, what=what))
    feedback = checks.judge(row, value, claim=claim, lang=lang)
    was_tried = feedback.right is not None or row["kind"] == "open"
    if not keep or not was_tried:
        return feedback
    note(
        row["exercise_id"],
        answer=str(value),
        right=feedback.right,
        claim=claim,
    )
    says = f"{feedback.says}\n{problem()}".strip()
    return replace(feedback, says=says)
