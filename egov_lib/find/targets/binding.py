"""Find quantities and bind each to its clause: `find_targets`.

Lists that the text does not number (three aims, uncounted), slogans (三个代表, the Three
Represents) and vague amounts (一批, a number of; 大量, plenty) have no row, nor have the
numbers of documents, articles and items.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.dates import choose_anchor
from egov_lib.find.dates import dates as find_days
from egov_lib.find.numerals import plain
from egov_lib.find.targets.changes import change_of
from egov_lib.find.targets.clauses import (
    Clause,
    When,
    body_in,
    find_clauses,
    place_in,
    with_wide_marks,
    words_up_to_end,
)
from egov_lib.find.targets.cues import (
    COUNT,
    DONE,
    GOAL,
    INPUT,
    RULE,
    Verdict,
    goes_on_list,
    is_reached,
    judge,
)
from egov_lib.find.targets.quantities import find_quantities
from egov_lib.find.targets.sections import REPORT
from egov_lib.find.targets.subjects import subject_of
from egov_lib.findings import PLACES, Document, make

COLUMNS = {
    "value": "float64",
    "value_to": "float64",
    "unit": "str",
    "bound": "str",
    "change": "str",
    "base": "float64",
    "kind": "str",
    "cue": "str",
    "subject": "str",
    "date_from": "datetime64[us]",
    "date_to": "datetime64[us]",
    "date_quote": "str",
    "place": "str",
    "who": "str",
    "clause": "str",
}
# Of what `find_dates` returns: the fields of a `When`
DATE_FIELDS = ("start", "end", "date_from", "date_to", "precision", "role")
KIND = 2 + list(COLUMNS).index("kind")  # the cue comes after it
SUBJECT = 2 + list(COLUMNS).index("subject")  # after start and end
ONE_DAY = dt.timedelta(1)


class DatesOfText(NamedTuple):
    """The dates of a text, in its order, and the day that relative ones count from."""

    dates: list[When]
    anchor: dt.date | None


def find_targets(
    docs: pd.DataFrame, dates: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find quantities with a unit, and bind each to its clause.

    Parameters
    ----------
    docs: a frame with doc_id and text. Dates are resolved as in `find_dates`, with the
        column date or the signature as the anchor.
    dates: what `find_dates` found in the same documents; they are then not looked for
        again.

    Returns findings in the order of the texts. The quote is the number with its unit and
    以上 (or more) or the like. Columns:
    value, value_to, unit, bound: as in `find_numbers`; 174.5亿元 is 174.5e8 元
    change: by (下降12%, the size of a change), to (the level after one), from (the level
        before one); else empty
    base: of the level after a change the level before it: 6.1 of 由6.1%下降到0.95%
    kind: target, achievement or input; count, also of the items of a list (七项任务, seven
        tasks); rule, a limit or condition that a rule sets; ordinal
    cue: the word that tells the kind; empty where none does
    subject: what is counted
    date_from, date_to: first and last day of the due date, or of the date of the sentence;
        of what is wanted, reached or put in else the date that the paragraph names before
        (reached only), or the year or years of the heading or the title; empty where
        there is none
    date_quote: that date as the text has it
    place: as the sentence names it; empty where it does not
    who: the body responsible, as the sentence names it; empty where it does not
    clause: the stretch between two pauses

    Raises `DataError` where *docs* is no frame of documents.

    >>> text = "到2010年，50%以上的行政许可项目能够实现在线处理。"  # half of all permits online
    >>> found = find_targets(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    >>> found[["quote", "bound", "kind", "subject", "date_quote"]].values.tolist()
    [['50%以上', 'at least', 'target', '行政许可项目', '2010年']]
    """
    times_of = _find_dates if dates is None else _reader_of(dates)

    def find(document: Document) -> Iterator[tuple]:
        times = times_of(document)
        if dates is not None:
            times = _as_seen(times, document.get(PLACES))
        return _targets(document["text"], times)

    return make(docs, find, COLUMNS)


def _find_dates(document: Document) -> DatesOfText:
    """The dates of one document, as `find_dates` finds them."""
    text = document["text"]
    anchor, source = choose_anchor(None, document.get("date"), text)
    dates = []
    for start, end, span, role in find_days(text, anchor, source):
        last = span.after - ONE_DAY if span.after else None
        dates.append(When(start, end, span.first, last, span.precision, role))
    return DatesOfText(dates, anchor)


def _reader_of(frame: pd.DataFrame) -> Callable[[Document], DatesOfText]:
    """A function that gives the same for a document, from what `find_dates` returned."""
    times = _dates_by_document(frame)
    nothing = DatesOfText([], None)
    return lambda document: times.get(document["doc_id"], nothing)


def _dates_by_document(frame: pd.DataFrame) -> dict[object, DatesOfText]:
    """The dates of each document, in their order."""
    times: dict[object, DatesOfText] = {}
    dates = map(When._make, zip(*map(partial(_cells, frame), DATE_FIELDS)))
    for doc_id, anchor, date in zip(
        frame["doc_id"].tolist(), _cells(frame, "anchor"), dates
    ):
        if doc_id not in times:
            times[doc_id] = DatesOfText([], anchor)
        times[doc_id].dates.append(date)
    return times


def _cells(frame: pd.DataFrame, column: str) -> list:
    """The cells of a column of what `find_dates` returned; days as Python has them, or None."""
    if frame[column].dtype.kind == "M":
        return frame[column].to_numpy("datetime64[D]").tolist()
    return frame[column].tolist()


def _as_seen(times: DatesOfText, places: np.ndarray | None) -> DatesOfText:
    """Return dates whose offsets are in a text with offsets in that text as it is seen."""
    if places is None:
        return times
    moved = [
        date._replace(
            start=int(np.searchsorted(places, date.start)),
            end=int(np.searchsorted(places, date.end)),
        )
        for date in times.dates
    ]
    return DatesOfText(moved, times.anchor)


def _targets(text: str, times: DatesOfText) -> Iterator[tuple]:
    """Yield the targets of one text: start, end, then each of COLUMNS."""
    quantities = find_quantities(text)
    previous, told, before = None, "", Verdict("", "")
    flat = with_wide_marks(plain(text))
    for clause in find_clauses(flat, quantities, times.dates):
        row = _row(text, clause, previous, times.anchor, told, before)
        yield row
        previous, told = clause, row[SUBJECT]
        before = Verdict(row[KIND], row[KIND + 1])


def _row(
    text: str,
    clause: Clause,
    previous: Clause | None,
    anchor: dt.date | None,
    told: str,
    before: Verdict,
) -> tuple:
    quantity = clause.quantity
    change = change_of(clause, previous)
    verdict = judge(clause, change, anchor)
    if verdict == (COUNT, "") and goes_on_list(clause, previous):
        # 建设3条高速公路，1条铁路: both are to be built
        verdict = before if before.kind in (GOAL, DONE) else verdict
    bound = quantity.bound
    if verdict.kind == RULE and bound == "exact" and is_reached(clause):
        bound = "at least"  # 年产值达到3亿元的: of firms that reach so much
    is_dated_by_due = verdict.kind in (GOAL, INPUT)
    date = clause.named or (clause.due if is_dated_by_due else None)
    if (date is None or not date.last) and _is_of_year(verdict.kind, clause):
        date = _date_above(verdict.kind, clause) or date
    said = words_up_to_end(clause)
    return (
        quantity.start,
        quantity.end,
        quantity.value,
        quantity.value_to,
        quantity.unit,
        bound,
        change.how,
        change.base,
        verdict.kind,
        verdict.cue,
        subject_of(clause, change, previous, told),
        _numpy_day(date.first if date else None),
        _numpy_day(date.last if date else None),
        text[date.start : date.end] if date else "",
        place_in(said),
        body_in(said),
        text[clause.start : clause.end].strip(),
    )


def _date_above(kind: str, clause: Clause) -> When | None:
    """The date that the paragraph tells before of what was reached; else the heading's year."""
    told, about = clause.told, clause.about
    if kind not in (DONE, COUNT) or told is None:
        return about
    is_inside = about is None or about.first <= told.first <= about.last
    return told if is_inside and not told.is_due else about


def _is_of_year(kind: str, clause: Clause) -> bool:
    """Whether a quantity is one of the year that its heading or its title names."""
    if kind == COUNT:
        return clause.section == REPORT
    return kind in (GOAL, DONE, INPUT)


@lru_cache(maxsize=1024)  # a document repeats few days
def _numpy_day(day: dt.date | None) -> np.datetime64:
    return np.datetime64(day or "NaT", "us")
