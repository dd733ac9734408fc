"""Is this answer right? One judge, written twice: here, and in JavaScript beside each module.

An exercise is data (`data/exercises/`). `judge` takes its specification, an answer as it was typed
and what all exercises share, and gives a `Verdict`. The same specification is judged in the page
by `judge.js`; `tests/cases/judge/` holds answers with their verdicts that run through both. Nothing
here opens a file of the workbook, computes an answer or writes a sentence for a student.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from egov_lib.teach.exercises.judge.attempts import judge_open
from egov_lib.teach.exercises.judge.choices import judge_choice
from egov_lib.teach.exercises.judge.claims import judge_claim
from egov_lib.teach.exercises.judge.dates import judge_date
from egov_lib.teach.exercises.judge.names import judge_names
from egov_lib.teach.exercises.judge.numbers import judge_number
from egov_lib.teach.exercises.judge.plain import plain
from egov_lib.teach.exercises.judge.quotes import judge_quote
from egov_lib.teach.exercises.judge.verdict import VERDICTS, Verdict, again

__all__ = ["VERDICTS", "Verdict", "judge"]


def judge(
    spec: Mapping[str, Any], answer: object, shared: Mapping[str, Any]
) -> Verdict:
    """Judge an answer.

    Parameters
    ----------
    spec: an exercise of `data/exercises.json`.
    answer: text as it was typed; a number, a list of names; for a claim {slot: value}.
    shared: what all exercises share: "simple", "texts" and "vocabulary" (the last two only where
        quotes or names are asked for).

    >>> eight = {"kind": "number", "accept": {"value": 8}}
    >>> [judge(eight, said, {"simple": {}}).verdict for said in ("eight", "七", "many")]
    ['right', 'not_yet', 'again']
    """
    simple = shared["simple"]
    kind = spec["kind"]
    if kind == "claim":
        return judge_claim(spec, answer, simple)
    text = plain(_written(answer), simple)
    if not text:
        return again("empty")
    if kind == "number":
        return judge_number(spec, text)
    if kind == "date":
        return judge_date(spec, text)
    if kind == "choice":
        return judge_choice(spec, answer, simple)
    if kind == "names":
        return judge_names(spec, answer, shared)
    if kind == "quote":
        return judge_quote(spec, _written(answer), shared)
    return judge_open(spec, text)


def _written(answer: object) -> str:
    """An answer as text; "" for none."""
    if answer is None:
        return ""
    if isinstance(answer, (list, tuple, set, frozenset)):
        return "\n".join(str(item) for item in answer)
    return str(answer)
