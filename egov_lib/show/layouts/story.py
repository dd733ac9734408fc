"""Layouts of the figures that carry the story of the lessons.

Two aims on a line of years, the words of both beside each other, shares that are called whole, what
each place does with its systems, the years in which events begin, and what a folder of files leaves
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.findings import DataError, check_whole
from egov_lib.show.style import PLACES, SEALS

# --- two aims -----------------------------------------------------------------------------------

# The rows of `targets` that the whole course compares, and the event at which each was said.
AIMS = {
    "opinion-one-year": "opinion-2002-forwarded",
    "relay-network-nation": "egov-symposium-2006",
}
DAYS_A_YEAR = 365.25


class Aim(NamedTuple):
    """An aim on the line of years; days are years with a fraction."""

    target_id: str
    doc_id: str
    quote: str
    said: float
    due: float
    due_from: float  # the same as *due* where the text gives a length of time
    due_to: float


class Aims(NamedTuple):
    """Two aims, and the years between them in which nothing begins."""

    aims: list[Aim]
    silent: list[int]
    events: int  # main events of all texts


def two_aims(targets: pd.DataFrame, events: pd.DataFrame) -> Aims:
    """When each aim was said and due, and the years between them without a main event.

    Parameters
    ----------
    targets, events: as `load_table` gives them.

    Raises `DataError` where one of the two aims is not in *targets*.

    >>> from egov_lib.read.corpus import load_table
    >>> layout = two_aims(load_table("targets"), load_table("events"))
    >>> [round(aim.due, 1) for aim in layout.aims], layout.silent
    ([2003.6, 2010.5], [2003, 2004])
    """
    check_whole(targets, ["target_id", "date_from", "date_to"], "two aims")
    check_whole(events, ["event_id", "date_from", "main"], "two aims")
    said_on = events.drop_duplicates("event_id").set_index("event_id")
    aims = [
        _aim(row, said_on.loc[AIMS[row.target_id], "date_from"])
        for row in _aim_rows(targets).itertuples()
    ]
    begun = _begun(events)
    between = range(int(aims[0].said) + 1, int(aims[-1].said))
    silent = _first_run([year for year in between if year not in begun])
    return Aims(aims, silent, len(begun))


def _aim_rows(targets: pd.DataFrame) -> pd.DataFrame:
    """The rows of the two aims, in their order."""
    rows = targets.drop_duplicates("target_id").set_index("target_id")
    missing = [name for name in AIMS if name not in rows.index]
    if missing:
        raise DataError(
            f"no target {missing[0]!r} in these rows: give the whole table, "
            'load_table("targets")'
        )
    return rows.loc[list(AIMS)].reset_index()


def _aim(row: Any, said_on: pd.Timestamp) -> Aim:
    """An aim; a calendar year is a span of days, a length of time ends on one day."""
    said, first, last = map(_year, (said_on, row.date_from, row.date_to))
    is_span = first > said
    due_from = first if is_span else last
    return Aim(
        target_id=row.target_id,
        doc_id=row.doc_id,
        quote=row.quote,
        said=said,
        due=round((due_from + last) / 2, 4),
        due_from=due_from,
        due_to=last,
    )


def _year(day: pd.Timestamp) -> float:
    """A day as a year with a fraction."""
    return round(day.year + (day.day_of_year - 1) / DAYS_A_YEAR, 3)


def _begun(events: pd.DataFrame) -> list[int]:
    """The year in which each main event begins, an event once."""
    main = events[events["main"] & events["date_from"].notna()]
    return main.drop_duplicates("event_id")["date_from"].dt.year.tolist()


def _first_run(years: Sequence[int]) -> list[int]:
    """The first years that follow each other without a gap."""
    run = list(years[:1])
    for year in years[1:]:
        if year != run[-1] + 1:
            break
        run.append(year)
    return run


# --- the words of both aims ---------------------------------------------------------------------

# The words of each aim that say what is to be, how far, and by when.
ASPECTS = {
    "object": ("统一的电子政务内外网络平台", "覆盖全国的统一的电子政务网络"),
    "degree": ("基本形成", "基本建成"),
    "date": ("一年左右", "到2010年"),
}
LEAST_SHARED = 2  # characters that stand in both, in a row


class Piece(NamedTuple):
    """Some words of one aim."""

    words: str
    is_shared: bool  # the other aim has them, too


def aspects_compared(
    targets: pd.DataFrame,
) -> dict[str, tuple[list[Piece], list[Piece]]]:
    """The words of both aims, aspect by aspect, divided into what both have and what one has.

    Parameters
    ----------
    targets: as `load_table("targets")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> degree = aspects_compared(load_table("targets"))["degree"]
    >>> [piece.words for piece in degree[0]], [piece.words for piece in degree[1]]
    (['基本', '形成'], ['基本', '建成'])
    """
    quotes = _aim_rows(targets)["quote"].tolist()
    for both in ASPECTS.values():
        for words, quote in zip(both, quotes):
            if words not in quote:
                raise DataError(f"{words!r} is not in {quote!r}")
    return {name: _divided(*both) for name, both in ASPECTS.items()}


def _divided(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both strings in pieces."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    blocks = [
        block
        for block in matcher.get_matching_blocks()
        if block.size >= LEAST_SHARED
    ]
    in_one = [(block.a, block.size) for block in blocks]
    in_other = [(block.b, block.size) for block in blocks]
    return list(_pieces(one, in_one)), list(_pieces(other, in_other))


def _pieces(words: str, shared: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, size in [*shared, (len(words), 0)]:
        if start > at:
            yield Piece(words[at:start], is_shared=False)
        if size:
            yield Piece(words[start : start + size], is_shared=True)
        at = start + size


# --- shares that are called whole ---------------------------------------------------------------

ALL_WORDS = "所有"  # "all", where no number is written


class Whole(NamedTuple):
    """Something of which a text says that it is whole: 100 %, or all."""

    target_id: str
    doc_id: str
    place: str
    year: int
    is_done: bool
    label: str  # of what
    words: str  # the same, as the table has it from the text
    as_number: bool


def wholes(targets: pd.DataFrame) -> list[Whole]:
    """What is said to be, or to become, 100 % or all; what is reported as done comes first.

    Parameters
    ----------
    targets: as `load_table("targets")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> [(whole.place, whole.year) for whole in wholes(load_table("targets"))]
    [('Wuhai', 2005), ('Shenzhen', 2008), ('Shenzhen', 2008), ('Shenzhen', 2008)]
    """
    needed = ["target_id", "value", "unit", "kind", "date_to", "subject_zh"]
    check_whole(targets, needed, "wholes")
    said_kind = targets["kind"].isin(["achievement", "target"])
    as_number = (targets["value"] == 100).fillna(False) & (
        targets["unit"] == "%"
    )
    as_word = targets["value"].isna() & targets["quote"].str.contains(
        ALL_WORDS
    )
    is_meant = said_kind & targets["date_to"].notna() & (as_number | as_word)
    rows = targets.assign(as_number=as_number)[is_meant]
    rows = rows.sort_values("kind", kind="stable")
    return [
        Whole(
            target_id=row.target_id,
            doc_id=row.doc_id,
            place=row.place,
            year=row.date_to.year,
            is_done=row.kind == "achievement",
            label=row.subject_en,
            words=row.subject_zh,
            as_number=bool(row.as_number),
        )
        for row in rows.itertuples()
    ]


# --- what each place does -----------------------------------------------------------------------

# What a text does when it gives a system each status.
ACTS = {
    "completed": "reports it there",
    "existing": "reports it there",
    "improving": "reports it under way",
    "under construction": "reports it under way",
    "planned": "announces it",
    "required": "requires it",
    "wanted": "wishes for it",
}
ACT_ORDER = tuple(dict.fromkeys(ACTS.values()))


class Act(NamedTuple):
    """One system, and what a text does when it names it."""

    system_id: str
    doc_id: str
    place: str
    act: str
    label_en: str
    label_zh: str


class Acts(NamedTuple):
    """Places and what is done there."""

    places: list[str]
    acts: list[Act]
    left_out: int  # systems of which the text does not say how far they are


def acts_of_places(systems: pd.DataFrame) -> Acts:
    """What is done with each system of a place: reported, announced, required, wished for.

    Parameters
    ----------
    systems: rows of `load_table("systems")`; those that stand for a group are left out.

    >>> from egov_lib.read.corpus import load_table
    >>> systems = load_table("systems")
    >>> layout = acts_of_places(systems[systems["place"].isin(["Wuhai", "Beijing"])])
    >>> layout.places, len(layout.acts)
    (['Wuhai', 'Beijing'], 39)
    """
    needed = ["system_id", "doc_id", "place", "status", "group"]
    check_whole(systems, needed, "acts")
    single = systems[~systems["group"].astype(bool)]
    known = single[single["status"].isin(ACTS)]
    acts = [
        Act(
            system_id=row.system_id,
            doc_id=row.doc_id,
            place=row.place,
            act=ACTS[row.status],
            label_en=row.label_en,
            label_zh=row.label_zh,
        )
        for row in known.itertuples()
    ]
    places = _in_order(known["place"], PLACES)
    return Acts(places, acts, len(single) - len(known))


# --- years --------------------------------------------------------------------------------------


class Begun(NamedTuple):
    """A main event at its place in the picture."""

    row: int  # of the table, which leads to its passage
    doc_id: str
    how_known: str
    year: int  # in which it begins; of a deadline the year in which it is due
    last_year: int  # of the time that its text gives it
    is_due: bool  # whether it is a deadline
    place: int  # among those of its text and year, from 0
    label_en: str
    label_zh: str


class Years(NamedTuple):
    """Main events by the year in which they begin, deadlines by the year in which they are due."""

    documents: list[str]
    begun: list[Begun]  # an event once for each text that tells it
    events: int  # how many they are
    earlier: int  # that begin before the first year drawn
    years: list[int]  # all from the first to the last
    gap: list[int]  # the first years in a row in which nothing begins


def years_begun(events: pd.DataFrame, first: int = 2000) -> Years:
    """Main events by text and by the year in which they begin, from the year *first* on.

    An event that two texts tell is in both; all deadlines go by one rule, the year in which they
    are due.

    Parameters
    ----------
    events: as `load_table("events")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> layout = years_begun(load_table("events"))
    >>> layout.events, len(layout.begun), layout.gap
    (68, 82, [2003, 2004])
    >>> [mark.is_due for mark in layout.begun if mark.year in layout.gap]
    [True, True]
    """
    needed = ["event_id", "doc_id", "date_from", "date_to", "how_known"]
    check_whole(events, [*needed, "kind", "main"], "years")
    main = events[events["main"] & events["date_from"].notna()]
    told = main.drop_duplicates(["event_id", "doc_id"])
    begins = told["date_from"].dt.year
    last = told["date_to"].dt.year.fillna(begins).astype(int)
    is_due = told["kind"] == "deadline"
    told = told.assign(
        year=begins.where(~is_due, last), last_year=last, is_due=is_due
    )
    drawn = told[told["year"] >= first].sort_values("date_from", kind="stable")
    place = drawn.groupby(["doc_id", "year"], observed=True).cumcount()
    begun = [
        Begun(
            row=row.Index,
            doc_id=row.doc_id,
            how_known=row.how_known,
            year=row.year,
            last_year=row.last_year,
            is_due=row.is_due,
            place=row.place_in_year,
            label_en=row.label_en,
            label_zh=row.label_zh,
        )
        for row in drawn.assign(place_in_year=place).itertuples()
    ]
    drawn_years = {mark.year for mark in begun} or {first}
    years = list(range(min(drawn_years), max(drawn_years) + 1))
    full = {mark.year for mark in begun if not mark.is_due}
    gap = _first_run([year for year in years if year not in full])
    documents = _in_order({mark.doc_id for mark in begun}, SEALS)
    count = told["event_id"].nunique()
    return Years(
        documents,
        begun,
        events=count,
        earlier=count - drawn["event_id"].nunique(),
        years=years,
        gap=gap,
    )


def _in_order(found: Iterable[str], known: Iterable[str]) -> list[str]:
    """Names in an order that is known, then the others by themselves."""
    there = set(found)
    first = [name for name in known if name in there]
    return first + sorted(there.difference(first))


# --- what files can't tell ----------------------------------------------------------------------

ASKED = ("who", "when", "number", "characters", "marks", "foreign", "whole")


class FileRow(NamedTuple):
    """What one file of a folder tells."""

    name: str
    is_read: bool
    told: Mapping[
        str, bool
    ]  # a question of ASKED: whether the file answers it


def files_told(docs: pd.DataFrame, report: pd.DataFrame) -> list[FileRow]:
    """Which questions each file of a folder answers: who issued it, when, under which number,
    whether all its characters and marks can be read, whether somebody else's lines are in it. That
    a file is whole no file tells.

    Parameters
    ----------
    docs, report: as `read_documents` gives them.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "issuer": [""], "document_number": [""]})
    >>> report = pd.DataFrame({"doc_id": ["a"], "read": [True], "lost": [1], "damage": [""]})
    >>> files_told(docs.assign(date=pd.NaT), report)[0].told["characters"]
    False
    """
    check_whole(docs, ["doc_id", "issuer", "document_number", "date"], "files")
    check_whole(report, ["doc_id", "read", "lost", "damage"], "files")
    heads = docs.drop_duplicates("doc_id").set_index("doc_id")
    rows = report.sort_values("read", ascending=False, kind="stable")
    return [
        FileRow(row.doc_id, bool(row.read), _told(row, heads))
        for row in rows.itertuples()
    ]


def _told(row: Any, heads: pd.DataFrame) -> dict[str, bool]:
    """What a file that was read tells; nothing of others."""
    if not row.read or row.doc_id not in heads.index:
        return dict.fromkeys(ASKED, False)
    head = heads.loc[row.doc_id]
    return {
        "who": head["issuer"] != "",
        "when": bool(pd.notna(head["date"])),
        "number": head["document_number"] != "",
        "characters": row.lost == 0,
        "marks": "flattened marks" not in row.damage,
        "foreign": "spam lines" not in row.damage,
        "whole": False,
    }
