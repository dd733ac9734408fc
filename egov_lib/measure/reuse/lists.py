"""The same list in another order: 服务型、责任型、法治型政府 and 法治型、服务型、责任型政府.

(Government that serves, is accountable, is ruled by law.) No long run of characters need be shared.
In damaged copies every mark has become a full stop, so short pieces between any marks may be a
list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from egov_lib.measure.reuse.matching import (
    Match,
    Matches,
    TextForm,
    Thing,
    as_passages,
    find_meetings,
)

LEAST_ITEMS = 3
LEAST_WHOLE = 2  # characters of an item that two lists share
LEAST_PART = 3  # if it is but a part of both items
HAN = r"[^\W\d_]"
LIST_RE = re.compile(
    rf"""
      # Case 1: 服务型、责任型、法治型政府, joined by the enumeration comma
      (?:{HAN}{{2,14}}、)+{HAN}{{2,24}}
      # Case 2: 服务型.责任型.法治型, short pieces between flattened marks
    | (?:(?<!\w){HAN}{{2,10}}[.，,]){{2,}}{HAN}{{2,14}}
    """,
    re.VERBOSE,
)
# Words for "and" between two items, but not in 和谐 (harmony), 和平 (peace) or 及时 (in time).
JOINT_RE = re.compile(
    r"[、.，,]|(?<=\w\w)(?:以及|和(?![谐平])|[与與]|及(?!时))(?=\w\w)"
)


class Item(NamedTuple):
    """An item of a list.

    form: its normal form.
    may_be: the forms that it may have, since what is before the first item and behind the
        last may not belong to it.
    """

    form: str
    start: int
    end: int
    may_be: set[str]


class Shared(NamedTuple):
    """An item that two lists share: its form, and its number in each list."""

    form: str
    here: int
    there: int


def find_lists(
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    targets: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find lists that share at least three items in another order.

    Returns passages; matched counts the characters of the shared items. *targets* is not used.
    """
    matches: Matches = defaultdict(list)
    # Neighbouring items give keys, so lists that share three items share two keys at least.
    for meeting in find_meetings(docs, others, read_lists, LEAST_ITEMS - 1):
        match = _match_lists(meeting.here, meeting.there)
        if match is not None:
            matches[meeting.doc_id, meeting.other_doc_id].append(match)
    return as_passages(matches, docs, others, "lists")


def _match_lists(here: list[Item], there: list[Item]) -> Match | None:
    """Match two lists; None unless they share three items in another order."""
    shared = _shared_items(here, there)
    if not _are_reordered(shared):
        return None
    forms = [item.form for item in shared]
    span = _around(forms, [here[item.here] for item in shared])
    other_span = _around(forms, [there[item.there] for item in shared])
    return Match(*span, *other_span, sum(map(len, forms)), "、".join(forms))


def _are_reordered(shared: list[Shared]) -> bool:
    """Whether there are three items there at least, in another order than here."""
    order = [item.there for item in sorted(shared, key=_place_here)]
    return len(set(order)) >= LEAST_ITEMS and order != sorted(order)


def _place_here(item: Shared) -> int:
    return item.here


def read_lists(text: str) -> list[Thing]:
    """Read every list of at least three items, as things for `find_meetings`."""
    text_form = TextForm(text)
    things = []
    for match in LIST_RE.finditer(text):
        start, end = match.span()
        spans = _item_spans(text, start, end)
        forms = [text_form.between(*span) for span in spans]
        if len(spans) < LEAST_ITEMS or not all(forms):
            continue
        is_flat = "、" not in match[0]
        items = _read_items(forms, spans, is_flat)
        keys = _keys(forms)
        things.append(Thing(keys, items))
    return things


def _item_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give start and end of each item of the list in `text[start:end]`."""
    cuts = [start]
    for joint in JOINT_RE.finditer(text, start, end):
        cuts += joint.span()
    cuts.append(end)
    return list(zip(cuts[::2], cuts[1::2]))


def _read_items(
    forms: list[str], spans: list[tuple[int, int]], is_flat: bool
) -> list[Item]:
    """Make the items of a list.

    Before the first and behind the last there may be words that are not of the list. Between flat
    marks it can't be seen where a list begins and ends, so there it may be so with every item.
    """
    items = []
    last = len(forms) - 1
    for number, form in enumerate(forms):
        start, end = spans[number]
        may_be = {form}
        if is_flat or number == 0:
            may_be |= _endings(form)
        if is_flat or number == last:
            may_be |= _beginnings(form)
        item = Item(form, start, end, may_be)
        items.append(item)
    return items


def _endings(form: str) -> set[str]:
    """Give the ends of a form: 建设服务型… (build a …) may be 服务型 (that serves)."""
    return {form[at:] for at in range(len(form) - 1)}


def _beginnings(form: str) -> set[str]:
    """Give the beginnings of a form: …法治型政府 (government) may be 法治型 (ruled by law)."""
    return {form[:at] for at in range(2, len(form))}


def _keys(forms: list[str]) -> list[str]:
    """Give the ends of all items but the last, and the beginnings of all but the first."""
    endings = [form[-2:] for form in forms[:-1]]
    beginnings = [form[:2] + "…" for form in forms[1:]]
    return endings + beginnings


def _shared_items(here: list[Item], there: list[Item]) -> list[Shared]:
    """Give the items that two lists share, each item here at most once."""
    shared: dict[str, Shared] = {}
    for i, item in enumerate(here):
        for j, other in enumerate(there):
            form = _common_form(item, other)
            if form and not _is_taken(i, shared):
                shared[form] = Shared(form, i, j)
    return list(shared.values())


def _is_taken(number: int, shared: dict[str, Shared]) -> bool:
    return any(item.here == number for item in shared.values())


def _common_form(item: Item, other: Item) -> str:
    """Give the longest form that both items may have, or "" if none is long enough."""
    forms = item.may_be & other.may_be
    # Of equally long ones always the same is taken, since a set has no order.
    form = max(forms, key=lambda form: (len(form), form), default="")
    is_whole = form in (item.form, other.form)
    least = LEAST_WHOLE if is_whole else LEAST_PART
    return form if len(form) >= least else ""


def _around(forms: list[str], items: list[Item]) -> tuple[int, int]:
    """Give where shared items begin and end in a text.

    *forms* are those that are shared: of the first or last item of a list what is before or behind
    that is left out.
    """
    spans = list(map(_place_of, forms, items))
    starts, ends = zip(*spans)
    return min(starts), max(ends)


def _place_of(form: str, item: Item) -> tuple[int, int]:
    """Give where the part of an item that is shared begins and ends in the text."""
    if form == item.form:
        return item.start, item.end
    if item.form.endswith(form):
        return item.end - len(form), item.end
    return item.start, item.start + len(form)
