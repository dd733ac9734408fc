"""Records of JSON as rows: a list of objects, one object a line, or one object alone.

Crawlers write them. The names of the objects become the columns, in the order in which they are
met; what is nested in a record stays JSON in its cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from egov_lib.read.files.common import Refused

SUFFIXES = (".json", ".jsonl", ".ndjson")
REMEDY = (
    "save the records as .csv, or as a list of objects with a text in each"
)


def json_rows(text: str) -> Iterator[list[Any]]:
    """Go through the rows of a file of JSON, the head first; raises `Refused` for any other.

    >>> list(json_rows('[{"title": "a", "text": "x"}, {"text": "y"}]'))
    [['title', 'text'], ['a', 'x'], [None, 'y']]
    """
    records = [one for one in _records(text) if isinstance(one, dict)]
    if not records:
        raise Refused("JSON without records", REMEDY)
    names = list(dict.fromkeys(name for one in records for name in one))
    yield names
    for record in records:
        yield [_cell(record.get(name)) for name in names]


def _records(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return _by_line(text)
    if isinstance(found, dict):
        lists = [value for value in found.values() if _is_records(value)]
        return lists[0] if len(lists) == 1 else [found]
    return found if isinstance(found, list) else []


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) for v in value)


def _by_line(text: str) -> list[Any]:
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        return [json.loads(line.rstrip().rstrip(",")) for line in lines]
    except json.JSONDecodeError as error:
        raise Refused(f"broken JSON ({error.msg})", REMEDY) from error


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
