"""Log the changes made to a text, so that each can be shown and followed back.

The automatic rules of `cleaning` and an editor's corrections are both written as `Change` records:
what stood where, and what replaces it. A `Step` holds the changes that were made at once. From a
list of steps `offset_maps` computes where every character of the last text came from in the first.

Offsets count characters, from 0; `end` is the place after the last character, as in a Python slice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

COLUMNS = [
    "step",
    "rule",
    "start",
    "end",
    "before",
    "after",
    "new_start",
    "new_end",
    "note",
]


class Change(NamedTuple):
    """One replacement: `before` at [start, end) becomes `after` at [new_start, new_end)."""

    start: int
    end: int
    before: str
    after: str
    note: str = ""
    new_start: int = 0
    new_end: int = 0


# new_change(Change, seven values) is as fast as a tuple; a text may have thousands of changes
new_change = tuple.__new__


class Step(NamedTuple):
    """What one rule did: its name, the text it was given, and its changes in order."""

    rule: str
    text: str
    changes: tuple[Change, ...]


class Changed(NamedTuple):
    """A text after its changes, and the step that led there."""

    text: str
    step: Step


def list_changes(steps: Sequence[Step]) -> pd.DataFrame:
    """List the changes of all *steps* in the order in which they were made.

    Returns a frame with one row a change:
    step: number of the step, from 1
    rule: name of the rule that made it
    start: where the replaced words begin in the text before the step, in characters
    end: where they end
    before: the replaced words
    after: what replaces them
    new_start: where the replacement begins in the text after the step
    new_end: where it ends
    note: the reason

    >>> step = apply_changes("2006.", [Change(4, 5, ".", "。", "full stop")], rule="marks").step
    >>> list_changes([step])[["step", "rule", "before", "after"]].values.tolist()
    [[1, 'marks', '.', '。']]
    """
    rows = []
    for number, step in enumerate(steps, start=1):
        for change in step.changes:
            rows.append(
                {"step": number, "rule": step.rule, **change._asdict()}
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def apply_changes(
    text: str, changes: Sequence[Change], *, rule: str = ""
) -> Changed:
    """Make *changes* in *text*, and fill in where each replacement is in the new text.

    Parameters
    ----------
    text: the text that the offsets of the changes refer to.
    changes: sorted by start, not overlapping.
    rule: the name that the step will have.

    Returns the new text and the step. Raises `ValueError` for a change whose `before` is not what
    the text has there.

    >>> apply_changes("電子政務", [Change(0, 1, "電", "电")]).text
    '电子政務'
    """
    new_text = changed_text(text, changes)
    done = []
    moved = 0  # how much further on than in *text* the new text is
    for start, end, before, after, note, *_ in changes:
        new_start = start + moved
        new_end = new_start + len(after)
        done.append(
            new_change(
                Change, (start, end, before, after, note, new_start, new_end)
            )
        )
        moved = new_end - end
    return Changed(new_text, Step(rule, text, tuple(done)))


def changed_text(text: str, changes: Sequence[Change]) -> str:
    """Make *changes* in *text*; `apply_changes` also says where each is in the result.

    >>> changed_text("電子政務", [Change(0, 1, "電", "电")])
    '电子政務'
    """
    parts = []
    copied = 0  # characters of *text* that are in the new text
    # All seven are named: a star would make a list of each change, and a text may have thousands
    for start, end, before, after, _note, _new_start, _new_end in changes:
        if start < copied or text[start:end] != before:
            raise ValueError(
                f"change at {start} expects {before!r} but finds {text[start:end]!r}: "
                "changes must be sorted and fit"
            )
        parts.append(text[copied:start])
        parts.append(after)
        copied = end
    parts.append(text[copied:])
    return "".join(parts)


def offset_maps(
    raw: str, steps: Sequence[Sequence[Change]]
) -> tuple[np.ndarray, np.ndarray]:
    """Map offsets after all *steps* to offsets in *raw*.

    Inside a change that keeps the length, characters correspond one to one. Inside any other change
    they map to the whole of it. What was deleted at the edge of a span is left outside the span.

    Parameters
    ----------
    raw: the first text.
    steps: the changes of each step, in order, as `apply_changes` filled them in.

    Returns two arrays with len(last text) + 1 offsets each: where a span that begins at a place of
    the last text begins in *raw*, and where a span that ends there ends.

    >>> raw = "領(lǐng)導"  # leading, with pinyin
    >>> step = apply_changes(raw, [Change(1, 7, "(lǐng)", "")]).step
    >>> starts, ends = offset_maps(raw, [step.changes])
    >>> starts.tolist(), ends.tolist()
    ([0, 7, 8], [0, 1, 8])
    """
    starts = ends = _offsets(0, len(raw) + 1)
    for changes in steps:
        moving = [change for change in changes if _moves(change)]
        starts = starts[_starts_before(moving, len(starts))]
        ends = ends[_ends_before(moving, len(ends))]
    return starts, ends


def _moves(change: Change) -> bool:
    """Whether a change moves what is after it; one that keeps the length moves nothing."""
    return len(change.before) != len(change.after)


def _starts_before(moving: Sequence[Change], places: int) -> np.ndarray:
    """Return where spans that begin at each place after a step begin at the *places* before it."""
    parts = []
    at = 0
    for change in moving:
        inside = np.full(len(change.after), change.start, dtype=np.int64)
        parts += [_offsets(at, change.start), inside]
        at = change.end
    return np.concatenate([*parts, _offsets(at, places)])


def _ends_before(moving: Sequence[Change], places: int) -> np.ndarray:
    """Return where spans that end at each place after a step end at the *places* before it."""
    parts = []
    at = 0
    for change in moving:
        inside = np.full(len(change.after), change.end, dtype=np.int64)
        # A span that ends where the change begins has none of it
        inside[:1] = change.start
        parts += [_offsets(at, change.start), inside]
        at = change.end
    ends = np.concatenate([*parts, _offsets(at, places)])
    for change in moving:
        if not change.after:  # a span that ends at a deletion ends before it
            place = change.new_start
            ends[place] = min(ends[place], change.start)
    return ends


def _offsets(start: int, end: int) -> np.ndarray:
    return np.arange(start, end, dtype=np.int64)
