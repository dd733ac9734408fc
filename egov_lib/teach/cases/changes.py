"""What a reader does in the box of the case file: each change is a plain message.

The script does it at once (`changes.js`); in a notebook the message comes here and is done to the
file, under its lock, so that what another notebook has pinned stays. A message is read like a file
that comes in: what is no change leaves everything as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from egov_lib.findings import DataError
from egov_lib.teach import kept_file
from egov_lib.teach.cases.casefile import add_pin, submit_brief, write_brief
from egov_lib.teach.cases.pins import (
    MOST_POINTS,
    RUBRIC,
    SHORT_CHARS,
    Case,
    Pin,
    merge,
    read_fields,
    read_pin,
)

Message = Mapping[str, Any]


def change(case: Case, message: Message) -> None:
    """Do one change to a case.

    Raises `DataError`, `TypeError` or `KeyError` for what is none.
    """
    CHANGES[message["do"]](case, message)


def _pin(case: Case, message: Message) -> None:
    add_pin(case, read_pin(message["pin"], "the pin"))


def _edit(case: Case, message: Message) -> None:
    place = _place(case, message["id"])
    fields = {**case["pins"][place], **message["fields"]}
    fields["id"] = case["pins"][place]["id"]
    pin: Pin = read_pin(fields, "the pin")
    case["pins"][place] = {**pin, "changed": kept_file.minute()}


def _remove(case: Case, message: Message) -> None:
    case["pins"].pop(_place(case, message["id"]))


def _move(case: Case, message: Message) -> None:
    place = _place(case, message["id"])
    target = place + int(message["by"])
    if 0 <= target < len(case["pins"]):
        case["pins"].insert(target, case["pins"].pop(place))


def _brief(case: Case, message: Message) -> None:
    fields = message["fields"]
    write_brief(case, text=fields.get("text"), question=fields.get("question"))


def _submit(case: Case, _message: Message) -> None:
    submit_brief(case)


def _name(case: Case, message: Message) -> None:
    case["name"] = kept_file.plain(message["name"], SHORT_CHARS)


def _ticks(case: Case, message: Message) -> None:
    row, points = message["row"], message["points"]
    if row not in RUBRIC or points not in range(MOST_POINTS + 1):
        raise DataError(
            f"{row!r} with {points!r} points is no row of the rubric"
        )
    case["ticks"][row] = int(points)


def _merge(case: Case, message: Message) -> None:
    merge(case, read_fields(message["case"], "the file"))


CHANGES: dict[str, Callable[[Case, Message], None]] = {
    "pin": _pin,
    "edit": _edit,
    "remove": _remove,
    "move": _move,
    "brief": _brief,
    "submit": _submit,
    "name": _name,
    "ticks": _ticks,
    "merge": _merge,
}


def _place(case: Case, pin_id: str) -> int:
    for place, pin in enumerate(case["pins"]):
        if pin["id"] == pin_id:
            return place
    raise DataError(f"there is no pin {pin_id!r}: it was taken out elsewhere")
