"""Check an answer, and save it: `egov.check`, which the box of an exercise calls, too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from egov_lib.findings import DataError, whole_characters
from egov_lib.show.messages import say
from egov_lib.teach.exercises import looked_up
from egov_lib.teach.exercises.answers import (
    chosen_language,
    load_answers,
    note,
    problem,
)
from egov_lib.teach.exercises.bank import find_exercise, shared, similar_ids
from egov_lib.teach.exercises.feedback import Feedback, in_words, repeated
from egov_lib.teach.exercises.judge import judge


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
    value: a number, a letter or an option's words, names divided by commas (or a list), a passage
        or its address, a date, some sentences; for a claim {"who": …, "what": …}.
    claim: what you say the passage proves, in your own words; it is kept and not judged.
    keep: False leaves no trace in the file of answers.
    lang: "en" or "zh"; None is the language chosen in `progress()`, or else with `language()`.

    >>> check("00-3", "the first and the second", keep=False)
    That is none of the options, or of more than one: give a letter, or an option's words.
    """
    lang = lang or chosen_language(load_answers())
    exercise_id = whole_characters(str(exercise_id))
    try:
        spec = find_exercise(exercise_id)
    except DataError:
        given = repeated(exercise_id)
        known = ", ".join(similar_ids(str(exercise_id)))
        return Feedback(
            None, say("unknown_id", lang, given=given, known=known)
        )
    try:
        typed = as_typed(value)
    except ValueError:  # Python writes no number of thousands of digits
        why = "too_many_digits"
        return Feedback(None, say(f"judge_{why}", lang), "", "again", why)
    answer = value if isinstance(value, (Mapping, list, tuple, set)) else typed
    verdict = judge(spec, answer, shared())
    feedback = in_words(spec, verdict, lang)
    extra = looked_up.lines_about(spec, verdict, typed, lang)
    if extra:
        says = _joined(feedback.says, extra)
        feedback = replace(feedback, says=says, extra=tuple(extra))
    if not keep or verdict.verdict == "again":
        return feedback
    note(
        spec["id"],
        answer=typed,
        right=feedback.right,
        claim=claim,
        verdict=verdict.verdict,
        because=verdict.because,
    )
    return replace(feedback, says=f"{feedback.says}\n{problem()}".strip())


def as_typed(value: object) -> str:
    """An answer as text, as it is kept; "" for none. The slots of a claim are kept as JSON."""
    if value is None or value is ...:
        return ""
    if isinstance(value, Mapping):
        return _slots_as_json(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(item) for item in value)
    return whole_characters(str(value)).strip()


def _slots_as_json(claim: Mapping[object, object]) -> str:
    slots = {str(name): str(said) for name, said in claim.items()}
    return json.dumps(slots, ensure_ascii=False) if slots else ""


def _joined(says: str, extra: list[str]) -> str:
    """The extra lines after the first one."""
    first, *rest = says.splitlines()
    return "\n".join([first, *extra, *rest])
