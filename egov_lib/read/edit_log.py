"""A text's changes, logged and reversible.

A repaired text is worth no more than the way back from it. So whoever changes a text here, the automatic rules of
`cleaning` as well as an editor, states each replacement as a `Change` with its place before and after; a `Step` holds the
changes made at once; and `offset_maps` follows any character of the last text back through all steps to the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

COLUMNS = ["step", "rule", "start", "end", "before", "after", "new_start", "new_end", "note"]


class Change(NamedTuple):
    """One replacement: `before` stood at [start, end) and `after` stands at [new_start, new_end) of the next text."""

    start: int
    end: int
    before: str
    after: str
    note: str = ""
    new_start: int = 0
    new_end: int = 0


class Step(NamedTuple):
    """What one rule did: its name, the text it met, and its changes in order."""

    rule: str
    text: str
    changes: tuple[Change, ...]


def list_changes(steps: Sequence[Step]) -> pd.DataFrame:
    """List the changes of all *steps*, one a row, in the order they were made.

    Columns: step (from 1), rule, start, end (in the text before the step), before, after, new_start, new_end (in the
    text after it), note.
    """
    rows = [
        (number, step.rule, c.start, c.end, c.before, c.after, c.new_start, c.new_end, c.note)
        for number, step in enumerate(steps, start=1)
        for c in step.changes
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def apply_changes(text: str, changes: Sequence[Change], *, rule: str = "") -> tuple[str, Step]:
    """Make *changes* (sorted, not overlapping) in *text*; give the new text and the step with both offsets filled in."""
    parts, done, at, length = [], [], 0, 0
    for start, end, before, after, note, *_ in changes:
        if start < at or text[start:end] != before:
            found = text[start:end]
            raise ValueError(
                f"change at {start} expects {before!r} but finds {found!r}: changes must be sorted and fit"
            )
        parts += (text[at:start], after)
        length, at = length + start - at, end
        done.append(Change(start, end, before, after, note, length, length := length + len(after)))
    return "".join([*parts, text[at:]]), Step(rule, text, tuple(done))


def offset_maps(raw: str, steps: Sequence[Sequence[Change]]) -> tuple[np.ndarray, np.ndarray]:
    """Map offsets after all *steps* to offsets in *raw*: one array for where a span starts, one for where it ends.

    Inside a change of equal length characters correspond one to one; inside any other change they map to the whole of
    it. What was deleted at the edge of a span is left outside it.
    """
    starts = ends = np.arange(len(raw) + 1)
    for changes in steps:
        lefts, rights, at = [], [], 0
        for c in changes:
            lefts.append(np.arange(at, c.start))
            rights.append(np.arange(at, c.start))
            if len(c.before) == len(c.after):
                lefts.append(np.arange(c.start, c.end))
                rights.append(np.arange(c.start, c.end))
            elif c.after:
                lefts.append(np.full(len(c.after), c.start))
                rights.append(np.concatenate([[c.start], np.full(len(c.after) - 1, c.end)]))
            at = c.end
        lefts.append(np.arange(at, len(starts)))
        rights.append(np.arange(at, len(starts)))
        left, right = np.concatenate(lefts), np.concatenate(rights)
        # A deletion is skipped by a span that starts there and left out of one that ends there.
        for c in changes:
            if not c.after:
                right[c.new_start] = min(right[c.new_start], c.start)
        starts, ends = starts[left], ends[right]
    return starts, ends
