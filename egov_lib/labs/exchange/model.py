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
    is_told = rng.random((len(moves.day), s.departments)) < s.report_share
    is_granted = rng.random(s.departments) < s.grant_share

    move, office = np.nonzero(is_told)
    told = moves.only(move)._replace(office=office)
    # Office 0 collects and needs no grant.
    offices = np.arange(s.departments, dtype=np.int64)[1:]
    if not s.sharing:
        return Town(moves, told, supplied=offices[:0], refused=offices[:0])
    return Town(
        moves,
        told,
        supplied=offices[is_granted[1:]],
        refused=offices[~is_granted[1:]],
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
    office = collecting.repeat(s.people)
    everybody = np.arange(s.people, dtype=np.int64)
    person = np.tile(everybody, len(collecting))
    nought = np.zeros_like(person)
    at_start = Told(nought, office, person, nought)
    later = town.told.only(np.isin(town.told.office, collecting))
    return _one_after_another(at_start, later)


def _deliver(forms: Told, town: Town, s: Settings) -> Told:
    """What the exchange brings to each office that is supplied: the forms of office 0."""
    of_base = forms.only(forms.office == 0)
    due = _due_day(of_base.day, s)
    in_time = due <= s.days
    of_base = of_base.only(in_time)._replace(day=due[in_time])
    deliveries = [
        of_base._replace(office=np.full_like(of_base.day, office))
        for office in town.supplied
    ]
    return _one_after_another(*deliveries)


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


def _audit(learnt: Told, moves: Told, s: Settings) -> Audit:
    """Follow each copy from change to change: what is true, and what it says.

    A change is a move or something learnt; on one day moves come first.
    """
    copies = s.departments * s.people
    start = np.arange(copies, dtype=np.int64)
    offices = np.arange(s.departments, dtype=np.int64)
    nobody = np.zeros(copies + len(moves.day) * s.departments, dtype=np.int64)
    # A copy's number: all of office 0, then all of office 1, …
    of_moves = np.add.outer(offices * s.people, moves.person).ravel()
    copy = np.concatenate(
        [start, of_moves, learnt.office * s.people + learnt.person]
    )
    moved_on = np.tile(moves.day, s.departments)
    day = np.concatenate([np.zeros_like(start), moved_on, learnt.day])
    moved_to = np.tile(moves.address, s.departments)
    actual = np.concatenate(
        [np.zeros_like(start), moved_to, np.zeros_like(learnt.day)]
    )
    # One more than the address: nought is a copy that says nothing yet
    held = np.concatenate([nobody, learnt.address + 1])

    in_order = np.lexsort((held, day, copy))
    copy, day = copy[in_order], day[in_order]
    truth = _largest_so_far(actual[in_order], copy)
    says = _largest_so_far(held[in_order], copy) - 1
    is_last = np.append(copy[1:] != copy[:-1], True)
    lasts = np.where(is_last, s.days, np.append(day[1:], s.days)) - day
    is_wrong = (truth != says) & (says != NOTHING)
    wrong_days = np.bincount(copy, weights=lasts * is_wrong, minlength=copies)
    return Audit(
        office=start // s.people,
        person=start % s.people,
        says=says[is_last],
        truth=truth[is_last],
        wrong_days=wrong_days.astype(np.int64),
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
    town = draw_town(settings, np.random.default_rng(seed))
    forms = _fill_in_forms(town, settings)
    delivered = _deliver(forms, town, settings)
    learnt = _one_after_another(forms, delivered)
    audit = _audit(learnt, town.moves, settings)
    parts = {
        "audited": [settings.days, *audit],
        "delivered": [*delivered],
        "form": [*forms],
        "moved": [*town.moves, town.moves.address],
        "refused": [min(settings.fetch_days, settings.days), town.refused],
    }
    return _frame_of(parts)


def _frame_of(parts: dict[str, list]) -> pd.DataFrame:
    """The events as a frame, in order; columns that a kind of event has not are empty."""
    # Every kind has its second column whole; others may be one number for all
    counts = [len(columns[1]) for columns in parts.values()]
    kind = np.arange(len(KINDS), dtype=np.int64).repeat(counts)
    cells = np.full((len(NUMBERS), len(kind)), NOTHING, dtype=np.int64)
    end = 0
    for columns, count in zip(parts.values(), counts, strict=True):
        begin, end = end, end + count
        for row, column in zip(cells, columns):
            row[begin:end] = column
    day, department, person, address, *_ = cells
    in_order = np.lexsort((address, person, department, kind, day))
    return _with_names(kind[in_order], cells[:, in_order])


def _with_names(kind: np.ndarray, cells: np.ndarray) -> pd.DataFrame:
    """The events as a frame: the number of their kind, and a row of cells for each column."""
    day, *others = cells
    columns = {"day": day, "kind": np.array(KINDS)[kind]}
    for name, row in zip(NUMBERS[1:], others, strict=True):
        columns[name] = pd.arrays.IntegerArray(row, row == NOTHING)
    return pd.DataFrame(columns)
