"""Looser ways of repeating: the same list in another order, the same frame filled anew, the same target with another value.

No long run of characters need be shared here, so each layer looks for something of its own: items that stand together on both
sides, clause openings that a text uses again and again, quantities whose wording agrees and whose number does not. All work on
pauses of any kind, since in damaged copies every mark has become a full stop. They propose; what they find must be read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise

import numpy as np
import pandas as pd

from egov_lib.findings import check_columns
from egov_lib.measure.reuse.normal import normal_form
from egov_lib.measure.reuse.runs import align, write_alignment

LEAST_ITEMS = 3
LEAST_OPENING = 4  # characters of the first of a frame's two openings
LEAST_NEXT_OPENING = 2  # of a third clause and those after it
LEAST_AGREEMENT = 0.5  # of the wording of two targets, in pairs of characters
MOST_ALIKE = 80.0  # per cent; clauses more alike than this are an edited run, no frame
HAN = r"[^\W\d_]"
LIST_RE = re.compile(
    rf"""
      (?:{HAN}{{2,14}}、)+{HAN}{{2,24}}                       # Case 1: 服务型、责任型、法治型政府, what 、 joins
    | (?:(?<!\w){HAN}{{2,10}}[.，,]){{2,}}{HAN}{{2,14}}      # Case 2: 服务型.责任型.法治型, short pieces between flat marks
    """,
    re.VERBOSE,
)
JOINT_RE = re.compile(
    r"[、.，,]|(?<=\w\w)(?:以及|和(?![谐平])|[与與]|及(?!时))(?=\w\w)"
)  # "and"; not 和谐 harmony, 及时 in time
CLAUSE_RE = re.compile(r"[^\s，,。；;：:！!？?.]+")
LEAD_RE = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、是]?|[（(][一二三四五六七八九十]+[）)]|[要须應应将]|必须|同时)+(?=\w{4})"
)
PAUSE_RE = re.compile(r"[\s，,。；;：:！!？?]|(?<!\d)\.|\.(?!\d)")  # 2.5 has none
MOST_CLAUSE_CHARS = 80  # before and behind a quantity
SENTENCE_END_RE = re.compile(r"[。\n]")
# What a clause may be built like, each under its name; with the longer ones no filling need be shared.
SKELETONS = {
    "以…为…": re.compile(r"(?:坚持|形成|突出)?以(.{2,14}?)为(.{1,10})"),  # with … as …
    "以…促…": re.compile(r"以(.{1,10}?)(?:促进?|带动?|推动?)(.{1,10})"),  # let … further …
    "从…向…": re.compile(
        r"(?:实现|促进|推动)?[从由](.{2,16}?)(?:走?向|到)(.{2,16}?)(?:转变|转化|过渡)?"
    ),  # from … to …
    "把…作为…": re.compile(r"把(.{2,16}?)作为(.{2,16})"),  # take … for …
    "坚持…与…相结合": re.compile(
        r"坚持(.{1,10}?)[与和同](.{1,10}?)相结合"
    ),  # hold to … together with …
}
LONG_SKELETON = 7  # characters of its name, the dots among them
Row = tuple[
    int, int, int, int, int | None, str
]  # both places, matched characters (None: count them), note


def _meet(
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    read: Callable[[str], list[tuple[Iterable, tuple]]],
    least: int,
) -> Iterator[tuple[str, str, tuple, tuple]]:
    """Pairs of things that share at least *least* keys, in texts that may meet: doc_id, other doc_id, thing, other thing.

    *read* gives the things of a text, each with its keys.
    """
    places, things = defaultdict(list), []
    for number, (doc_id, text) in enumerate(zip(docs["doc_id"], docs["text"])):
        for keys, thing in read(text):
            for key in dict.fromkeys(keys):
                places[key].append(len(things))
            things.append((number, doc_id, thing))
    there = docs if others is None else others
    for number, (doc_id, text) in enumerate(zip(there["doc_id"], there["text"])):
        for keys, thing in read(text):
            counts = Counter(at for key in dict.fromkeys(keys) for at in places.get(key, ()))
            for at, count in counts.items():
                first, other_id, found = things[at]
                if count >= least and (first < number if others is None else other_id != doc_id):
                    yield other_id, doc_id, found, thing


def _forms(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The normal forms of parts of a text, which is brought into it once."""
    form, places = normal_form(text)
    cuts = np.searchsorted(places, np.array(spans, np.int64).reshape(-1, 2)).tolist()
    return [form[start:end] for start, end in cuts]


# --- lists in another order ------------------------------------------------------------------------------------------


def _lists(text: str) -> list[tuple[Iterable, tuple]]:
    """Every list of at least three items: its items as form, place, end, and the forms that it may stand for.

    The first item may have other words before it and the last one after it (建设服务型 … 法治型政府), so any end of the first
    and any beginning of the last may be the item; between flat marks, where a list begins and ends can't be seen, of all.
    """
    lists = []
    for m in LIST_RE.finditer(text):
        cuts = [
            m.start(),
            *(at for joint in JOINT_RE.finditer(text, *m.span()) for at in joint.span()),
            m.end(),
        ]
        if len(cuts) >= 2 * LEAST_ITEMS:
            lists.append((m[0], list(zip(cuts[::2], cuts[1::2]))))
    every, found = iter(_forms(text, [span for _, spans in lists for span in spans])), []
    for matched, spans in lists:
        forms = list(islice(every, len(spans)))
        if not all(forms):
            continue
        flat, last = "、" not in matched, len(forms) - 1
        may_be = [
            {form}
            | {form[at:] for at in range(len(form) - 1) if flat or number == 0}
            | {form[:at] for at in range(2, len(form)) if flat or number == last}
            for number, form in enumerate(forms)
        ]
        keys = [form[-2:] for form in forms[:-1]] + [form[:2] + "…" for form in forms[1:]]
        found.append((keys, tuple(zip(forms, spans, may_be))))
    return found


def _share(here: tuple, there: tuple) -> dict[str, tuple[int, int]]:
    """The items that two lists share, each with its number here and there."""
    shared = {}
    for i, (form, _, forms) in enumerate(here):
        for j, (other, _, others) in enumerate(there):
            item = max(forms & others, key=len, default="")
            whole = item in (form, other)
            if len(item) >= (2 if whole else 3) and i not in {n for n, _ in shared.values()}:
                shared[item] = (i, j)
    return shared


def find_lists(
    docs: pd.DataFrame, others: pd.DataFrame | None, targets: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find lists that share at least three items in another order; matched counts the characters of those items."""
    rows = defaultdict(list)
    for doc_id, other_id, here, there in _meet(docs, others, _lists, LEAST_ITEMS - 1):
        shared = _share(here, there)
        order = [j for _, j in sorted(shared.values())]
        if len(set(order)) < LEAST_ITEMS or order == sorted(order):
            continue
        spans = [_around(items, numbers, shared) for items, numbers in ((here, 0), (there, 1))]
        rows[doc_id, other_id].append(
            (*spans[0], *spans[1], sum(map(len, shared)), "、".join(shared))
        )
    return _frame(rows, docs, others, "lists")


def _around(items: tuple, side: int, shared: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Where the shared items begin and end, without what stands before the first or behind the last item of the list."""
    ends = []
    for item, numbers in shared.items():
        form, (start, end), _ = items[numbers[side]]
        first = end - len(item) if form != item and form.endswith(item) else start
        ends.append((first, start + len(item) if form != item and first == start else end))
    return min(a for a, _ in ends), max(b for _, b in ends)


# --- parallel frames -------------------------------------------------------------------------------------------------


def _clauses(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """The clauses of each sentence, as form and place, without what leads in: 第一，要 … (first, we must …)."""
    spans = [
        (lead.end() if (lead := LEAD_RE.match(text, *m.span())) else m.start(), m.end())
        for m in CLAUSE_RE.finditer(text)
    ]
    sentence: list[tuple[str, int, int]] = []
    for form, (start, end) in zip(_forms(text, spans), spans):
        if sentence and SENTENCE_END_RE.search(text, sentence[-1][2], start):
            yield sentence
            sentence = []
        sentence.append((form, start, end))
    yield sentence


def _openings(text: str) -> list[tuple[Iterable, tuple]]:
    """Every place in a sentence where the openings of two clauses may be a frame: its clauses from there, how often it recurs."""
    found = [
        (a[0][:LEAST_OPENING] + b[0][0], sentence[n:])
        for sentence in _clauses(text)
        for n, (a, b) in enumerate(pairwise(sentence))
        if len(a[0]) > LEAST_OPENING and b[0]
    ]
    counts = Counter(key for key, _ in found)
    return [([key], (clauses, counts[key])) for key, clauses in found]


def _skeletons(text: str) -> list[tuple[Iterable, tuple]]:
    """Every run of clauses with the same skeleton, which must share a filling: its clauses, how often the text uses it."""
    found, times = [], Counter()
    for sentence in _clauses(text):
        told = [
            (next((name for name, r in SKELETONS.items() if r.fullmatch(c[0])), None), c)
            for c in sentence
        ]
        for name, run in groupby(told, key=lambda row: row[0]):
            if name:
                found.append((name, [clause for _, clause in run]))
                times[name] += len(found[-1][1])
    things = []
    for name, run in found:
        slots = [slot for clause in run for slot in SKELETONS[name].fullmatch(clause[0]).groups()]
        keys = [f"{name}{part}" for slot in slots for part in (slot[:2] + "-", "-" + slot[-2:])]
        things.append((keys if len(name) < LONG_SKELETON else [name], (name, run, times[name])))
    return things


def find_frames(
    docs: pd.DataFrame, others: pd.DataFrame | None, targets: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find clauses that are built alike on both sides and filled differently.

    Either two clauses or more open alike, 紧紧围绕…，推进…，实现… (centre on …, promote …, bring about …), or each has one of the
    SKELETONS, 以…为… (with … as …), and one filling is shared. A frame is what a text uses in parallel, so one of the two must
    have it at least twice.
    """
    rows = defaultdict(list)
    for doc_id, other_id, (here, times), (there, other_times) in _meet(docs, others, _openings, 1):
        openings = [_common(a[0], b[0]) for a, b in zip(here, there)]
        more = next(
            (n for n, o in enumerate(openings[2:], 2) if len(o) < LEAST_NEXT_OPENING), len(openings)
        )
        if max(times, other_times) > 1 and openings[0] not in (here[0][0], there[0][0]):
            rows[doc_id, other_id] += _frame_row(
                here[:more], there[:more], "…，".join(openings[:more]) + "…"
            )
    for doc_id, other_id, (name, here, times), (_, there, other_times) in _meet(
        docs, others, _skeletons, 1
    ):
        if max(times, other_times) > 1:
            rows[doc_id, other_id] += _frame_row(here, there, name)
    return _frame(rows, docs, others, "frames")


def _frame_row(here: list[tuple], there: list[tuple], note: str) -> list[Row]:
    """The row of two runs of clauses; none if they are so alike that they are an edited run."""
    forms = ["".join(form for form, _, _ in side) for side in (here, there)]
    alike = _similarity(*forms) >= MOST_ALIKE
    return [] if alike else [(here[0][1], here[-1][2], there[0][1], there[-1][2], None, note)]


def _common(a: str, b: str) -> str:
    """The beginning that two strings share."""
    return a[: next((n for n, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))]


def _similarity(here: str, there: str) -> float:
    equal = sum(j - i for kind, i, j, _, _ in align(here, there) if kind == "equal")
    return 200 * equal / max(1, len(here) + len(there))


# --- the same target, another value ----------------------------------------------------------------------------------


def find_same_targets(
    docs: pd.DataFrame, others: pd.DataFrame | None, targets: pd.DataFrame
) -> pd.DataFrame:
    """Find quantities of the same unit and much the same wording whose value or due date differs.

    *targets* has doc_id, start, end, value, unit, date_to (its due date) and perhaps date_role. The wording is that of the
    clause, without its digits; two agree if they share half of their pairs of characters (Dice's coefficient).
    """
    check_columns(
        targets, ["doc_id", "start", "end", "value", "unit", "date_to"], "the layer 'targets'"
    )
    texts = {
        **dict(zip(docs["doc_id"], docs["text"])),
        **({} if others is None else dict(zip(others["doc_id"], others["text"]))),
    }
    known = targets[targets["value"].notna() & targets["doc_id"].isin(texts)]
    known = (
        known[known["written"].fillna(True)] if "written" in known else known
    )  # a list we counted is no wording
    things = defaultdict(list)
    for row in known.itertuples():
        start, end = _clause(texts[row.doc_id], row.start, row.end)
        form = re.sub(r"\d", "", normal_form(texts[row.doc_id][start:end])[0])
        due = row.date_to if getattr(row, "date_role", "due") == "due" else pd.NaT
        things[row.doc_id].append(
            (start, end, row.unit, float(row.value), due, Counter(pairwise(form)))
        )
    rows = defaultdict(list)
    for doc_id, other_id in pairs_of(docs, others):
        for start, end, unit, value, due, pairs in things.get(doc_id, ()):
            for (
                other_start,
                other_end,
                other_unit,
                other_value,
                other_due,
                other_pairs,
            ) in things.get(other_id, ()):
                same = value == other_value and (
                    due == other_due or pd.isna(due) or pd.isna(other_due)
                )
                if unit == other_unit and not same and _dice(pairs, other_pairs) >= LEAST_AGREEMENT:
                    note = f"{_say(value, unit, due)} | {_say(other_value, unit, other_due)}"
                    rows[doc_id, other_id].append((start, end, other_start, other_end, None, note))
    return _frame(rows, docs, others, "targets")


def pairs_of(docs: pd.DataFrame, others: pd.DataFrame | None) -> Iterator[tuple[str, str]]:
    """The doc_ids of every two documents that are compared."""
    ids = docs["doc_id"].tolist()
    for number, doc_id in enumerate(ids):
        for other_id in ids[number + 1 :] if others is None else others["doc_id"]:
            if doc_id != other_id:
                yield doc_id, other_id


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around [start, end), as far as it is no longer than a clause can be."""
    first, last = max(0, start - MOST_CLAUSE_CHARS), min(len(text), end + MOST_CLAUSE_CHARS)
    before = [m.end() for m in PAUSE_RE.finditer(text, first, start)]
    after = PAUSE_RE.search(text, end, last)
    return before[-1] if before else first, after.start() if after else last


def _dice(a: Counter, b: Counter) -> float:
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _say(value: float, unit: str, due: pd.Timestamp) -> str:
    return f"{value:g} {unit}".strip() + ("" if pd.isna(due) else f" by {due:%Y-%m-%d}")


# --- rows ------------------------------------------------------------------------------------------------------------

FINDERS = {"lists": find_lists, "frames": find_frames, "targets": find_same_targets}


def _frame(
    rows: dict[tuple[str, str], list[Row]],
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    layer: str,
) -> pd.DataFrame:
    """Rows as findings, aligned."""
    here = dict(zip(docs["doc_id"], docs["text"]))
    there = here if others is None else dict(zip(others["doc_id"], others["text"]))
    done = []
    for (doc_id, other_id), found in rows.items():
        for start, end, other_start, other_end, matched, note in dict.fromkeys(found):
            quote, other = here[doc_id][start:end], there[other_id][other_start:other_end]
            forms = normal_form(quote)[0], normal_form(other)[0]
            blocks = align(*forms)
            equal = [j - i for kind, i, j, _, _ in blocks if kind == "equal"]
            matched = sum(equal) if matched is None else matched
            similarity = round(200 * matched / max(1, sum(map(len, forms))), 1)
            places = (doc_id, start, end, quote, other_id, other_start, other_end, other)
            measures = (
                layer,
                len(forms[0]),
                matched,
                similarity,
                max(equal, default=0),
                False,
                note,
            )
            done.append((*places, *measures, write_alignment(blocks)))
    return pd.DataFrame(done, columns=COLUMNS)


COLUMNS = [
    *("doc_id", "start", "end", "quote", "other_doc_id", "other_start", "other_end", "other_quote"),
    *("layer", "chars", "matched", "similarity", "longest_run", "repeat", "note", "alignment"),
]
