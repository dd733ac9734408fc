"""What a student codes in the game of lesson 11, as records of `my-answers.json`.

A draw of segments is a record, "coding-1" for the seed 1. Its answer has a line for each segment
that was coded: the address, the force, who is to act, with "-" for what is not chosen yet. So the
codes are downloaded, restored and handed in with all other answers.

`keep_games` lets every game that opens go on where the file stopped, and write into it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from egov_lib.show.explorables.codebook import BOUND_BY_CODE, FORCE_BY_CODE
from egov_lib.show.explorables.coding import keep_with
from egov_lib.show.front.widget import View
from egov_lib.teach.exercises.answers import (
    Answers,
    changing,
    forget,
    load_answers,
    plain,
    record_of,
)
from egov_lib.teach.kept_file import minute

ID_RE = re.compile(r"coding-(\d{1,3})")
UNSET = "-"
KNOWN = (FORCE_BY_CODE, BOUND_BY_CODE)


class Codes(NamedTuple):
    """The codes of a segment; "-" for one that is not chosen yet."""

    force: str = UNSET
    bound: str = UNSET

    @property
    def is_whole(self) -> bool:
        """Whether both are chosen."""
        return UNSET not in self


def codes_of(answers: Answers) -> dict[str, Codes]:
    """All segments that a student coded, by address; what was coded later stays.

    >>> record = {"answer": "opinion-2002:1.1.4 prohibited all", "last": ""}
    >>> codes_of({"exercises": {"coding-1": record}})
    {'opinion-2002:1.1.4': Codes(force='prohibited', bound='all')}
    """
    records = [
        record
        for name, record in answers["exercises"].items()
        if ID_RE.fullmatch(name)
    ]
    found: dict[str, Codes] = {}
    for record in sorted(records, key=lambda one: one["last"]):
        lines = read_lines(record["answer"])
        found |= {
            address: codes
            for address, codes in lines.items()
            if codes.is_whole
        }
    return found


def read_lines(answer: str) -> dict[str, Codes]:
    """Read the answer of a record; a line that is none of ours is left out.

    >>> read_lines("a:1 must -\\nwhat is this?")
    {'a:1': Codes(force='must', bound='-')}
    """
    found = {}
    for line in answer.splitlines():
        address, *codes = line.split(" ")
        if _are_known(codes):
            found[address] = Codes(*codes)
    return found


def _are_known(codes: list[str]) -> bool:
    """Whether these are as many codes as a segment has, each unset or one that is known."""
    if len(codes) != len(KNOWN):
        return False
    pairs = zip(codes, KNOWN)
    return all(code == UNSET or code in known for code, known in pairs)


def as_lines(codes: Mapping[str, Codes]) -> str:
    """Write codes as the answer of a record; what has no code is left out."""
    return "\n".join(
        " ".join((address, *one))
        for address, one in codes.items()
        if one != Codes()
    )


# --- the game in a notebook ---------------------------------------------------------------------


def keep_games() -> None:
    """Let `my-answers.json` keep what is coded in every game that opens from now on."""
    keep_with(_keep)


def _keep(view: View) -> None:
    """Open a game where the file stopped, and write every change into it."""
    answers = load_answers()
    state: dict[str, str] = {}
    for one in view.data["rounds"]:
        record = record_of(answers, _id_of(one))
        digits = _digits_of(record, one)
        if digits.strip(UNSET):
            seed = one["seed"]
            state[f"codes{seed}"] = digits
            state[f"open{seed}"] = "1" if record["shown"] else ""
            state.setdefault("guess", record["guess"])
    view.filters = {name: value for name, value in state.items() if value}
    view.observe(lambda _: _write(view), "filters")


def _digits_of(record: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    """What a record says of the segments of a round, as the page keeps it."""
    codes = read_lines(record["answer"])
    in_order = [codes.get(at, Codes()) for at in one["segments"]]
    return _as_digits(in_order)


def _id_of(one: Mapping[str, Any]) -> str:
    return f"coding-{one['seed']}"


def _as_digits(codes: Sequence[Codes]) -> str:
    """Codes as the state of a game has them: two digits for each segment."""
    places = [{code: str(at) for at, code in enumerate(one)} for one in KNOWN]
    return "".join(
        place.get(code, UNSET)
        for one in codes
        for place, code in zip(places, one)
    )


def _of_digits(digits: str, count: int) -> list[Codes]:
    """The codes of so many segments; what is no digit of a code is not chosen."""
    both = [[*known] for known in KNOWN]
    signs = digits[: 2 * count].ljust(2 * count, UNSET)
    return [
        Codes(*map(_code, both, signs[at : at + 2]))
        for at in range(0, 2 * count, 2)
    ]


def _code(known: Sequence[str], sign: str) -> str:
    place = "0123456789".find(sign)
    return known[place] if 0 <= place < len(known) else UNSET


def _write(view: View) -> None:
    """Write the codes of each draw that changed into the file."""
    answers = load_answers()
    for one in view.data["rounds"]:
        given = str(view.filters.get(f"codes{one['seed']}", ""))
        codes = _of_digits(given, len(one["segments"]))
        answer = as_lines(dict(zip(one["segments"], codes)))
        is_open = view.filters.get(f"open{one['seed']}") == "1"
        record = record_of(answers, _id_of(one))
        if (record["answer"], record["shown"]) == (answer, is_open):
            continue
        if not answer:
            forget(_id_of(one))
            continue
        news = {
            "answer": answer,
            "shown": is_open,
            "guess": plain(str(view.filters.get("guess", ""))),
            "tries": sum(code.is_whole for code in codes),
        }
        _note(_id_of(one), news)


def _note(name: str, news: Mapping[str, Any]) -> None:
    """Put the fields of a record into the file, with the minute."""
    now = minute()
    with changing() as answers:
        record = {**record_of(answers, name), **news, "last": now}
        record["first"] = record["first"] or now
        answers["exercises"][name] = record
