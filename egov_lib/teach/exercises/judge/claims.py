"""Judge a claim that is built of slots: who, where, what, how much, by when, said by whom.

A program can say of each slot whether the passage bears it; it can't say that a claim is right. So
a claim whose slots all hold "fits" and stays unjudged, and one that goes beyond its passage is not
yet there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from egov_lib.teach.exercises.judge.choices import read_choice
from egov_lib.teach.exercises.judge.dates import judge_date
from egov_lib.teach.exercises.judge.numbers import judge_number
from egov_lib.teach.exercises.judge.plain import plain
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    unjudged,
)

HOLDS = ("says", "inferred")


def judge_claim(
    spec: Mapping[str, Any], answer: object, simple: Mapping[str, str]
) -> Verdict:
    """Look at each slot of a claim.

    *answer* gives for each slot the id of an option, or what was typed: {"who": "departments"}.
    """
    given = answer if isinstance(answer, Mapping) else {}
    slots = [
        _judge_slot(slot, given.get(slot["slot"]), simple)
        for slot in spec["slots"]
    ]
    empty = [slot["slot"] for slot in slots if slot["fits"] == "empty"]
    if empty:
        return again("slots", empty=empty)
    beyond = [slot for slot in slots if slot["fits"] not in HOLDS]
    if beyond:
        return Verdict("not_yet", "beyond", {"count": len(beyond)}, slots)
    return unjudged("fits", slots)


def _judge_slot(
    slot: Mapping[str, Any], value: object, simple: Mapping[str, str]
) -> dict[str, str]:
    """What holds of one slot: says, inferred, elsewhere, more; empty where nothing can be read."""
    name = slot["slot"]
    if value is None or not str(value).strip():
        return {"slot": name, "fits": "empty", "because": ""}
    if "options" in slot:
        chosen = read_choice(slot["options"], value, simple)
        if chosen is None:
            return {"slot": name, "fits": "empty", "because": "no_choice"}
        return {"slot": name, "fits": chosen["fits"], "because": chosen["id"]}
    judge = judge_date if "dates" in slot["accept"] else judge_number
    verdict = judge(slot, plain(value, simple))
    fits = {"right": "says", "again": "empty"}.get(verdict.verdict, "more")
    return {"slot": name, "fits": fits, "because": verdict.because}
