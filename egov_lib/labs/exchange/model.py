"""People who move house, tell some offices and not others, and the copies that offices keep.

The unit of time is the day. The model asks what becomes of copies and forms when each department
collects for itself, and when one collects and the others are supplied. Addresses of a person are
numbered as they come, so the largest that an office knows is the newest. `in_sql` has the same
model once more, as a query.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.labs.exchange.settings import Settings

# The kinds of events, in the order in which those of one day are listed
KINDS = ("audited", "delivered", "form", "moved", "refused")
# The columns of events beside their kind
NUMBERS = ("day", "department", "person", "address", "truth", "wrong_days")
NOTHING = -1  # a cell that is empty in the frame


# --- state: people who move ---------------------------------------------------------------------


class Told(NamedTuple):
    """Addresses that somebody learns of; one array a column.

    day: when
    office: who learns it; NOTHING for a move, which happens whether or not anybody learns of it
    person: whose address it is
    address: number, from 0
    """

    day: np.ndarray
    office: np.ndarray
    person: np.ndarray
    address: np.ndarray

    def only(self, chosen: np.ndarray) -> "Told":
        """The chosen rows: a mask, or their numbers."""
        return Told(*(column[chosen] for column in self))


class Town(NamedTuple):
    """What chance decides.

    moves: in the order of persons and days; the address of day 0 is not among them
    told: the moves that a person told an office, as far as anybody was asked
    supplied: the offices that were granted the address, if anything is shared
    refused: those that were not
    """

    moves: Told
    told: Told
    supplied: np.ndarray
    refused: np.ndarray


def draw_town(s: Settings, rng: np.random.Generator) -> Town:
    """Draw all that chance decides, in a fixed order.

    So people move alike with and without sharing.
    """
    moves = _draw_moves(s, rng)
    each_office = (len(moves.day), s.departments)
    is_told = rng.random(each_office) < s.report_share
    is_granted = rng.random(s.departments) < s.grant_share

    move, office = np.nonzero(is_told)
    told = moves.only(move)._replace(office=office)
    # Office 0 collects and needs no grant.
    asking = np.arange(1, s.departments, dtype=np.int64)
    if not s.sharing:
        nobody = asking[:0]
        return Town(moves, told, supplied=nobody, refused=nobody)
    gets_it = is_granted[1:]
    return Town(
        moves,
        told,
        supplied=asking[gets_it],
        refused=asking[~gets_it],
    )


def _draw_moves(s: Settings, rng: np.random.Generator) -> Told:
    """Draw who moves on which day, and number the addresses of each person from 1."""
    expected = s.moves_per_year * s.days / 365
    count = rng.poisson(expected, s.people).astype(np.int64)
    everybody = np.arange(s.people, dtype=np.int64)
    person = everybody.repeat(count)
    day = rng.integers(1, s.days + 1, len(person))
    in_order = np.lexsort((day, person))
    return Told(
        day=day[in_order],
        office=np.full_like(person, NOTHING),
        person=person,
        address=_counted_from_one(count),
    )


def _counted_from_one(count: np.ndarray) -> np.ndarray:
    """1, 2, 3 and so on for each person: as many numbers as *count* says, one after another."""
    moves_of_others = count.cumsum() - count
    numbers = np.arange(count.sum(), dtype=np.int64)
    return numbers - moves_of_others.repeat(count) + 1


# --- step: who learns what ----------------------------------------------------------------------


def _fill_in_forms(town: Town, s: Settings) -> Told:
    """The forms: everybody's at the start, then those of all who tell an office that they moved.

    An office that is supplied takes none.
    """
    offices = np.arange(s.departments, dtype=np.int64)
    collecting = np.setdiff1d(offices, town.supplied)
    at_start = _forms_at_start(collecting, s.people)
    is_collected = np.isin(town.told.office, collecting)
    later = town.told.only(is_collected)
    return _one_after_another(at_start, later)


def _forms_at_start(offices: np.ndarray, people: int) -> Told:
    """Everybody's form for each of the offices, on day 0, with address 0."""
    everybody = np.arange(people, dtype=np.int64)
    person = np.tile(everybody, len(offices))
    nought = np.zeros_like(person)
    return Told(
        day=nought,
        office=offices.repeat(people),
        person=person,
        address=nought,
    )


def _deliver(forms: Told, town: Town, s: Settings) -> Told:
    """What the exchange brings to each office that is supplied: the forms of office 0."""
    of_base = forms.only(forms.office == 0)
    due = _due_day(of_base.day, s)
    in_time = due <= s.days
    of_base = of_base.only(in_time)._replace(day=due[in_time])
    deliveries = [_as_told_to(office, of_base) for office in town.supplied]
    return _one_after_another(*deliveries)


def _as_told_to(office: int, forms: Told) -> Told:
    """The same, told to this office."""
    return forms._replace(office=np.full_like(forms.day, office))


def _due_day(day: np.ndarray, s: Settings) -> np.ndarray:
    """When what a form tells on some day reaches an office that is supplied.

    It goes up level by level, one gathering each, and then waits for the next delivery.
    """
    known = day
    if s.levels > 1:
        gathered = _next(day, s.gather_days) + (s.levels - 2) * s.gather_days
        known = np.where(day == 0, day, gathered)
    return _next(known, s.fetch_days)


def _next(day: np.ndarray, every: int) -> np.ndarray:
    """The next day that is a multiple of *every*."""
    return -(-day // every) * every


def _one_after_another(*parts: Told) -> Told:
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Told(nothing, nothing, nothing, nothing)
    return Told(*(np.concatenate(columns) for columns in zip(*parts)))


# --- step: how long copies are wrong --------------------------------------------------------------


class Audit(NamedTuple):
    """Every copy at the end; one array a column.

    says: the address in the copy
    truth: the address where the person lives
    wrong_days: how long in all the two differed
    """

    office: np.ndarray
    person: np.ndarray
    says: np.ndarray
    truth: np.ndarray
    wrong_days: np.ndarray


class Changes(NamedTuple):
    """What changes in any copy, an element each: in order of copies, days, and what is learnt.

    copy: its number: all of office 0, then all of office 1, …
    truth: the address where the person lives from then on
    says: the address in the copy from then on; NOTHING as long as nothing was learnt
    """

    copy: np.ndarray
    day: np.ndarray
    truth: np.ndarray
    says: np.ndarray


def _audit(learnt: Told, moves: Told, s: Settings) -> Audit:
    """Follow each copy from change to change: what is true, and what it says.

    A change is a move or something learnt; on one day moves come first.
    """
    copies = np.arange(s.departments * s.people, dtype=np.int64)
    changes = _changes(learnt, moves, s)
    is_last = np.append(changes.copy[1:] != changes.copy[:-1], True)
    wrong_days = np.bincount(
        changes.copy,
        weights=_wrong_days(changes, is_last, s.days),
        minlength=len(copies),
    )
    return Audit(
        office=copies // s.people,
        person=copies % s.people,
        says=changes.says[is_last],
        truth=changes.truth[is_last],
        wrong_days=wrong_days.astype(np.int64),
    )


def _wrong_days(changes: Changes, is_last: np.ndarray, end: int) -> np.ndarray:
    """For how many days a copy is wrong after each change, until the next one or the *end*."""
    next_day = np.append(changes.day[1:], end)
    until = np.where(is_last, end, next_day)
    differs = changes.truth != changes.says
    is_wrong = differs & (changes.says != NOTHING)
    return (until - changes.day) * is_wrong


def _changes(learnt: Told, moves: Told, s: Settings) -> Changes:
    """The beginning of every copy, and then what is told of it, put in order."""
    copies = np.arange(s.departments * s.people, dtype=np.int64)
    in_all = [
        _at_the_start(copies),
        _of_moves(moves, s),
        _of_learnt(learnt, s),
    ]
    # In these parts `says` is one more than the address: nought is a copy that says nothing yet
    copy, day, actual, held = map(np.concatenate, zip(*in_all))
    in_order = np.lexsort((held, day, copy))
    copy = copy[in_order]
    return Changes(
        copy=copy,
        day=day[in_order],
        truth=_largest_so_far(actual[in_order], copy),
        says=_largest_so_far(held[in_order], copy) - 1,
    )


def _at_the_start(copies: np.ndarray) -> Changes:
    """Every copy on day 0: people live at address 0, and the copies say nothing yet."""
    nought = np.zeros_like(copies)
    return Changes(copies, day=nought, truth=nought, says=nought)


def _of_moves(moves: Told, s: Settings) -> Changes:
    """What each move makes true in the copies of all offices."""
    offices = np.arange(s.departments, dtype=np.int64)
    copy = np.add.outer(offices * s.people, moves.person).ravel()
    return Changes(
        copy,
        day=np.tile(moves.day, s.departments),
        truth=np.tile(moves.address, s.departments),
        says=np.zeros_like(copy),
    )


def _of_learnt(learnt: Told, s: Settings) -> Changes:
    """What an office learns from what it is told."""
    return Changes(
        copy=learnt.office * s.people + learnt.person,
        day=learnt.day,
        truth=np.zeros_like(learnt.day),
        says=learnt.address + 1,
    )


def _largest_so_far(values: np.ndarray, copy: np.ndarray) -> np.ndarray:
    """The largest of the values of the same copy up to here; copies come one after another."""
    # Each copy's numbers lie above all of those before it
    step = values.max(initial=0) + 1
    return np.maximum.accumulate(values + copy * step) - copy * step


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Let people move and tell some offices.

    The same seed gives the same moves with and without sharing.

    Returns one row per event; what does not apply is empty:
    day: from the beginning
    kind: form (somebody fills one in), delivered (the exchange brings a change), moved, refused
        (a department has no grant and collects for itself) or audited (a copy at the end)
    department: number; 0 answers for collecting
    person: number, from 0
    address: number, from 0; what the form or the copy says
    truth: the address where the person lives
    wrong_days: how long in all the copy was wrong

    >>> events = simulate(Settings(people=10, moves_per_year=0), seed=1)
    >>> sorted(set(events["kind"]))
    ['audited', 'delivered', 'form', 'refused']
    """
    rng = np.random.default_rng(seed)
    town = draw_town(settings, rng)
    moves = town.moves
    forms = _fill_in_forms(town, settings)
    delivered = _deliver(forms, town, settings)
    learnt = _one_after_another(forms, delivered)
    audit = _audit(learnt, moves, settings)
    refused_on = min(settings.fetch_days, settings.days)
    parts = {
        "audited": [settings.days, *audit],
        "delivered": [*delivered],
        "form": [*forms],
        "moved": [*moves, moves.address],
        "refused": [refused_on, town.refused],
    }
    return _frame_of(parts)


def _frame_of(parts: dict[str, list]) -> pd.DataFrame:
    """The events as a frame, in order; columns that a kind of event has not are empty."""
    # Every kind has its second column whole; others may be one number for all
    counts = [len(columns[1]) for columns in parts.values()]
    kind = np.arange(len(KINDS), dtype=np.int64).repeat(counts)
    cells = _cells_of(parts, counts)
    day, department, person, address, *_ = cells
    in_order = np.lexsort((address, person, department, kind, day))
    return _with_names(kind[in_order], cells[:, in_order])


def _cells_of(parts: dict[str, list], counts: list[int]) -> np.ndarray:
    """Kind after kind, as many events as *counts* says: a row a number, a column an event."""
    shape = (len(NUMBERS), sum(counts))
    cells = np.full(shape, NOTHING, dtype=np.int64)
    ends = np.cumsum(counts)
    for columns, count, end in zip(parts.values(), counts, ends, strict=True):
        for row, column in zip(cells, columns):
            row[end - count : end] = column
    return cells


def _with_names(kind: np.ndarray, cells: np.ndarray) -> pd.DataFrame:
    """The events as a frame: the number of their kind, and a row of cells for each column."""
    day, *others = cells
    columns = {"day": day, "kind": np.array(KINDS)[kind]}
    for name, row in zip(NUMBERS[1:], others, strict=True):
        columns[name] = pd.arrays.IntegerArray(row, row == NOTHING)
    return pd.DataFrame(columns)
