"""Records of JSON as rows: a list of objects, one object a line, or one object alone.

Crawlers write them. The names of the objects become the columns, in the order in which they are
met; what is nested in a record stays JSON in its cell.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from egov_lib.read.files.common import Refused

SUFFIXES = (".json", ".jsonl", ".ndjson")
REMEDY = (
    "save the records as .csv, or as a list of objects with a text in each"
)


class Records(NamedTuple):
    """The records of a file, and the lines of it that are broken."""

    records: list[Any]
    broken: Sequence[str] = ()


def json_rows(text: str) -> tuple[list[list[Any]], Sequence[str]]:
    """Return the rows of a file of JSON, the head first, and the lines that can't be read.

    Raises `Refused` for a file without records.

    >>> json_rows('[{"title": "a", "text": "x"}, {"text": "y"}]')[0]
    [['title', 'text'], ['a', 'x'], [None, 'y']]
    """
    found = _find_records(text)
    records = [one for one in found.records if isinstance(one, dict)]
    if not records:
        raise Refused("JSON without records, or broken", REMEDY)
    names = list(dict.fromkeys(name for one in records for name in one))
    rows = [[_cell(record.get(name)) for name in names] for record in records]
    return [names, *rows], found.broken


def _find_records(text: str) -> Records:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return _by_line(text)
    if isinstance(found, list):
        return Records(found)
    if not isinstance(found, dict):
        return Records([])
    lists = [value for value in found.values() if _is_records(value)]
    if len(lists) == 1:
        return Records(lists[0])
    if found and all(isinstance(value, dict) for value in found.values()):
        # By their ids
        return Records([{"id": key} | value for key, value in found.items()])
    return Records([found])


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) for v in value)


def _by_line(text: str) -> Records:
    """Read a record a line; one that is broken does not stop the others."""
    records = []
    broken = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip().rstrip(",")
        if not words:
            continue
        try:
            records.append(json.loads(words))
        except json.JSONDecodeError:
            broken.append(f"line {number}: {words}")
    return Records(records, broken)


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
