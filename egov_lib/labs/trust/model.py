"""A year of sealed documents, one disaster, and a second look years later.

The unit of time is the hour. Each verdict comes from checking real signatures. Keys and signatures
differ each time Python is started; what happens does not, and only that is in the frame.

A thief uses a stolen key for thirty days. The disaster takes the archive and the machines with the
departments' keys. Data come back from the last usable backup. Keys come back from their copy; if
there is none, no list can be signed until every officer has a new certificate.
"""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.labs.trust.certificates import (
    Certificate,
    Holder,
    RevocationList,
    issue,
    revoke,
    sign_list,
)
from egov_lib.labs.trust.seals import Kept, Seal, check, seal, stamp
from egov_lib.labs.trust.settings import YEAR_HOURS, Settings

THIEF_HOURS = 30 * 24  # how long a thief uses a stolen key
NOBODY = -1  # the number of an officer or document that an event does not have
DAY = 24


# --- state --------------------------------------------------------------------------------------


class Event(NamedTuple):
    """What happens at some hour; `simulate` says what each column means."""

    hour: float
    kind: str
    officer: int = NOBODY
    document: int = NOBODY
    truth: str = ""
    verdict: str = ""


class Disaster(NamedTuple):
    """What chance decides about the one disaster.

    hour: when it comes
    backed_up: the hour of the last backup that can be used; 0 if none can
    tries: of the copies, one after another, until one is usable
    lists_again: the hour from which departments sign lists again
    takes_keys: whether departments need new keys then
    """

    hour: int
    backed_up: int
    tries: list[Event]
    lists_again: int
    takes_keys: bool


@dataclass(frozen=True)
class Badge:
    """A certificate that an officer has from some hour on.

    since: the hour
    last: until when it is valid
    name, issuer: whom it names, and who signs it
    """

    since: int
    last: int
    name: str
    issuer: Holder

    @cached_property
    def holder(self) -> Holder:
        """The key with its certificate; made when it is first used, since many never are."""
        return _certify_badge(self)


class Theft(NamedTuple):
    """What a thief does to an officer.

    hour: when the key is stolen
    revoked: the hour at which its certificate is revoked
    badge: whose key it is
    """

    hour: int
    revoked: int
    badge: Badge


class Officer(NamedTuple):
    """One officer's year.

    number: from 0
    wallet: the certificates, in the order in which they are used
    theft: None if the key is not stolen
    """

    number: int
    wallet: list[Badge]
    theft: Theft | None

    def badge_at(self, hour: int) -> Badge:
        """Return the certificate in use."""
        used = [badge for badge in self.wallet if badge.since <= hour]
        return used[-1]


class Paper(NamedTuple):
    """A document that is sealed.

    hour: of the seal
    officer: who seals it, or is named on it
    truth: honest, altered (on the way), forged (under an authority nobody knows) or stolen (sealed
        by a thief)
    claimed: the hour that the seal claims
    """

    hour: int
    officer: int
    truth: str
    claimed: int


class Archived(NamedTuple):
    """A document with its seal, its stamps, and the lists of its day."""

    number: int
    paper: Paper
    text: str
    mark: Seal
    stamps: tuple[Kept, ...]
    lists: tuple[RevocationList, ...]
    checked_at: int


@dataclass
class Department:
    """An authority that certifies officers and says which of them no longer count.

    holders: its keys, each with the hour from which it is used
    lists: those that it has signed, by their hour
    """

    holders: list[tuple[int, Holder]]
    officers: list[Officer] = field(default_factory=list)
    lists: dict[int, RevocationList] = field(default_factory=dict)

    def holder_at(self, hour: int) -> Holder:
        """Return the key in use."""
        used = [holder for since, holder in self.holders if since <= hour]
        return used[-1] if used else self.holders[0][1]

    def list_at(
        self, hour: int, s: Settings, disaster: Disaster
    ) -> RevocationList | None:
        """Return the last list before *hour*; None while no list can be signed."""
        period = DAY * s.list_days
        signed_at = hour // period * period
        if disaster.hour <= signed_at < disaster.lists_again:
            if hour < disaster.lists_again:
                return None
            signed_at = disaster.lists_again
        if signed_at not in self.lists:
            self.lists[signed_at] = self._sign(signed_at, s)
        return self.lists[signed_at]

    def _sign(self, signed_at: int, s: Settings) -> RevocationList:
        thefts = [officer.theft for officer in self.officers if officer.theft]
        entries = []
        for theft in thefts:
            if theft.revoked <= signed_at:
                since = theft.hour if s.states_theft else None
                certificate = theft.badge.holder.chain[0]
                entries.append((certificate, theft.revoked, since))
        holder = self.holder_at(signed_at)
        if not entries:
            return _empty_list(holder, signed_at, s.list_days)
        return sign_list(holder, entries, hour=signed_at, days=s.list_days)


@dataclass
class World:
    """All that a run is made of.

    authorities: the stamp authority's certificates, one after another
    stranger: a forger with an authority of his own
    """

    settings: Settings
    root: Holder
    departments: list[Department]
    authorities: list[Holder]
    stranger: Holder
    disaster: Disaster
    officers: list[Officer] = field(default_factory=list)
    root_lists: dict[int, RevocationList] = field(default_factory=dict)

    def department_of(self, officer: int) -> Department:
        """Return who certified an officer."""
        return self.departments[officer % len(self.departments)]

    def lists_at(self, officer: int, hour: int) -> tuple[RevocationList, ...]:
        """Return the lists that can be had at *hour*: of the department, and of the root."""
        department = self.department_of(officer)
        own = department.list_at(hour, self.settings, self.disaster)
        of_root = self.root_list_at(hour)
        return (of_root,) if own is None else (own, of_root)

    def root_list_at(self, hour: int) -> RevocationList:
        """The root signs a list a year; nothing is on it, since no authority is robbed here."""
        year = hour // YEAR_HOURS * YEAR_HOURS
        if year not in self.root_lists:
            self.root_lists[year] = _empty_list(self.root, year, 365)
        return self.root_lists[year]


# --- the world before its year ------------------------------------------------------------------

# Making keys and signatures takes longer than all else. Authorities have no fate of their own in a
# run, so they, and their lists with nothing on them, are made once and serve every run.


@lru_cache(maxsize=1)
def _found_root() -> Holder:
    return issue("root", authority=True)


@lru_cache(maxsize=1)
def _found_stranger() -> Holder:
    return issue("officer", issue("stranger", authority=True))


@lru_cache(maxsize=1024)
def _found_department(number: int, key_number: int) -> Holder:
    """A department with its key of that number: another one is a new key in the same name."""
    return issue(f"department-{number}", _found_root(), authority=True)


@lru_cache(maxsize=64)
def _found_stamper(first: int, last: int) -> Holder:
    return issue(
        "time stamps", _found_root(), stamps=True, hours=(first, last)
    )


# Runs of one seed with other settings have the same officers, who seal the same documents.


@lru_cache(maxsize=4096)
def _certify_badge(badge: Badge) -> Holder:
    return issue(badge.name, badge.issuer, hours=(badge.since, badge.last))


@lru_cache(maxsize=16_384)
def _seal_once(text: str, holder: Holder, hour: int) -> Seal:
    return seal(text, holder, hour=hour)


@lru_cache(maxsize=8192)
def _empty_list(issuer: Holder, hour: int, days: int) -> RevocationList:
    return revoke(issuer, [], hour=hour, days=days)


def _draw_disaster(s: Settings, rng: np.random.Generator) -> Disaster:
    """Draw one disaster at a random hour, and how long it takes until all works again."""
    hour = int(rng.integers(YEAR_HOURS))
    tries = _try_copies(s, hour, rng)
    has_copy = any(event.verdict == "usable" for event in tries)
    silent_hours = s.new_keys_days * DAY
    restoring = rng.gamma(4, s.restore_hours / 4)
    if s.keys_copied:
        silent_hours = restoring
    last_backup = hour // s.backup_hours * s.backup_hours
    works_again = hour + silent_hours
    return Disaster(
        hour=hour,
        backed_up=last_backup if has_copy else 0,
        tries=tries,
        lists_again=int(np.ceil(works_again)),
        takes_keys=not s.keys_copied,
    )


def _try_copies(
    s: Settings, disaster: int, rng: np.random.Generator
) -> list[Event]:
    """Try the copies in turn, until one is usable."""
    usable = rng.random(s.copies) < s.copy_survives
    # The standard deviation is half the mean
    hours = rng.gamma(4, s.restore_hours / 4, s.copies)
    ends = disaster + hours.cumsum()
    tries = []
    for is_usable, end in zip(usable, ends):
        if is_usable:
            tries.append(Event(end, "tried", verdict="usable"))
            break
        tries.append(Event(end, "tried", verdict="unusable"))
    return tries


def _build_world(s: Settings, rng: np.random.Generator) -> World:
    """Found root, departments and stamp authority, and certify the officers."""
    disaster = _draw_disaster(s, rng)
    departments = []
    for number in range(s.departments):
        holders = [(0, _found_department(number, 0))]
        if disaster.takes_keys:
            new = _found_department(number, 1)
            holders.append((disaster.lists_again, new))
        departments.append(Department(holders))
    world = World(
        settings=s,
        root=_found_root(),
        departments=departments,
        authorities=_stamp_authorities(s),
        stranger=_found_stranger(),
        disaster=disaster,
    )
    for number in range(s.officers):
        department = world.department_of(number)
        officer = _certify(number, department, world, rng)
        department.officers.append(officer)
        world.officers.append(officer)
    return world


def _stamp_authorities(s: Settings) -> list[Holder]:
    """Certificates of the stamp authority until the second look; each laps over the next a year."""
    if s.hour_from != "stamp":
        return []
    last_hour = YEAR_HOURS + s.later_days * DAY
    starts = range(0, last_hour, (s.stamp_years - 1) * YEAR_HOURS)
    if s.kept != "new stamps":
        starts = starts[:1]
    return [
        _found_stamper(start - 1, start + s.stamp_years * YEAR_HOURS)
        for start in starts
    ]


def _certify(
    number: int,
    department: Department,
    world: World,
    rng: np.random.Generator,
) -> Officer:
    """Draw one officer's year, and issue the certificates."""
    s = world.settings
    valid_hours = s.valid_days * DAY
    end = int(rng.integers(1, valid_hours + 1))
    is_renewed = rng.random() < s.renewed_share
    is_stolen = rng.random() < s.theft_share
    stolen_at = int(rng.integers(YEAR_HOURS))
    hours_unnoticed = rng.exponential(s.notice_days * DAY)
    noticed = int(stolen_at + hours_unnoticed) + 1

    def from_hour(since: int) -> Badge:
        issuer = department.holder_at(since)
        return Badge(since, since + valid_hours, f"officer-{number}", issuer)

    starts = [end - valid_hours]
    if is_renewed:  # a day before the old certificate ends
        starts += range(end - DAY, YEAR_HOURS, valid_hours - DAY)
    if world.disaster.takes_keys:
        starts.append(world.disaster.lists_again)
    wallet = [from_hour(since) for since in sorted(starts)]
    officer = Officer(number, wallet, theft=None)
    if not is_stolen:
        return officer
    badge = officer.badge_at(stolen_at)
    theft = Theft(stolen_at, noticed, badge)
    wallet.append(from_hour(noticed))
    wallet.sort(key=lambda badge: badge.since)
    return officer._replace(theft=theft)


def _note_officer(log: list[Event], officer: Officer) -> None:
    for badge in officer.wallet:
        log.append(Event(badge.since, "issued", officer.number))
    if officer.theft:
        log.append(Event(officer.theft.hour, "stolen", officer.number))
        log.append(Event(officer.theft.revoked, "revoked", officer.number))


# --- documents ----------------------------------------------------------------------------------


def _draw_papers(world: World, rng: np.random.Generator) -> list[Paper]:
    """Draw the documents of the year, and add those of thieves, in the order of their hours."""
    s = world.settings
    shares = {
        "honest": 1 - s.altered_share - s.forged_share,
        "altered": s.altered_share,
        "forged": s.forged_share,
    }
    truths = rng.choice(list(shares), s.documents, p=list(shares.values()))
    hours = rng.integers(YEAR_HOURS, size=s.documents)
    sealers = rng.integers(s.officers, size=s.documents)
    papers = []
    for hour, sealer, truth in zip(
        hours.tolist(), sealers.tolist(), truths.tolist()
    ):
        papers.append(Paper(hour, sealer, truth, claimed=hour))
    for officer in world.officers:
        papers += _papers_of_thief(officer, s, rng)
    return sorted(papers)


def _papers_of_thief(
    officer: Officer, s: Settings, rng: np.random.Generator
) -> list[Paper]:
    """What is sealed within the year with the key that was stolen from an officer.

    Some of it claims an hour before the theft, when the certificate was already in use.
    """
    after_theft = rng.integers(THIEF_HOURS, size=s.thief_documents)
    is_backdated = rng.random(s.thief_documents) < s.backdated_share
    if officer.theft is None:
        return []
    stolen = officer.theft.hour
    papers = []
    for hours, claims_earlier in zip(
        after_theft.tolist(), is_backdated.tolist()
    ):
        hour = stolen + hours
        claimed = max(stolen - hours - 1, 0) if claims_earlier else hour
        if hour < YEAR_HOURS:
            papers.append(Paper(hour, officer.number, "stolen", claimed))
    return papers


def _archive_paper(number: int, paper: Paper, world: World) -> Archived:
    """Seal a document with the key that its truth says, and lay beside it what its check needs.

    The check comes an hour later, or, if one waits, with the list that follows the seal.
    """
    s = world.settings
    officer = world.officers[paper.officer]
    if paper.truth == "stolen":
        holder = officer.theft.badge.holder
    elif paper.truth == "forged":
        holder = world.stranger
    else:
        holder = officer.badge_at(paper.hour).holder
    text = f"document {number}"
    mark = _seal_once(text, holder, paper.claimed)
    if paper.truth == "altered":
        text += " 改"  # changed
    checked_at = paper.hour + 1
    if s.waits:
        period = DAY * s.list_days
        checked_at = (paper.hour // period + 1) * period
    stamps = ()
    if s.hour_from == "stamp":
        # Whoever brings a seal gets a stamp, a thief too, with the true hour.
        first = world.authorities[0]
        stamps = (Kept(stamp(mark, first, hour=paper.hour, number=number)),)
    lists = world.lists_at(paper.officer, checked_at)
    return Archived(number, paper, text, mark, stamps, lists, checked_at)


def _verdict(
    document: Archived,
    world: World,
    *,
    hour: int,
    lists: tuple[RevocationList, ...],
    stamps: tuple[Kept, ...],
) -> str:
    """Check a document, if anything is checked."""
    if not world.settings.checked:
        return "not checked"
    return check(
        document.text,
        document.mark,
        root=_root_certificate(world),
        lists=lists,
        hour=hour,
        stamps=stamps,
        believes_claim=world.settings.hour_from == "claim",
    )


def _root_certificate(world: World) -> Certificate:
    return world.root.chain[0]


def _later_verdict(document: Archived, world: World) -> str:
    """Check a document years later, with today's lists and whatever was kept."""
    s = world.settings
    hour = YEAR_HOURS + s.later_days * DAY
    lists = world.lists_at(document.paper.officer, hour)
    stamps: tuple[Kept, ...] = ()
    if s.kept != "seal":
        lists += document.lists
        stamps = document.stamps
    if s.kept == "new stamps":
        stamps = _with_new_stamps(document, world, hour)
    return _verdict(document, world, hour=hour, lists=lists, stamps=stamps)


def _with_new_stamps(
    document: Archived, world: World, hour: int
) -> tuple[Kept, ...]:
    """Set a stamp with each new certificate of the stamp authority, over all that lies there."""
    stamps = document.stamps
    step = (world.settings.stamp_years - 1) * YEAR_HOURS
    half_a_year = YEAR_HOURS // 2
    for place, authority in enumerate(world.authorities[1:], start=1):
        stamped_at = place * step + half_a_year
        if stamped_at >= hour:
            break
        lists = (*document.lists, world.root_list_at(stamped_at))
        new = stamp(
            document.mark,
            authority,
            hour=stamped_at,
            number=document.number,
            earlier=[kept.stamp for kept in stamps],
            lists=lists,
        )
        stamps = (*stamps, Kept(new, lists))
    return stamps


# --- run ----------------------------------------------------------------------------------------


def simulate(settings: Settings, seed: int) -> pd.DataFrame:
    """Seal documents for a year, check each, lose the archive once; look again years later.

    Returns one row per event, in order of time:
    hour: from the beginning of the year
    kind: issued, revoked (a certificate), stolen (a key), checked, lost, restored, checked later (a
        document), backed up (the last usable time), disaster, tried (a copy), lists again (from
        when departments sign lists again)
    officer, document: numbers; -1 for none
    truth: of a document: honest, altered, forged or stolen
    verdict: of `check`, or not checked; of a copy: usable or unusable

    >>> events = simulate(Settings(documents=1, thief_documents=0), seed=1)
    >>> events.loc[events["kind"] == "checked", ["truth", "verdict"]].values.tolist()
    [['honest', 'valid']]
    """
    rng = np.random.default_rng(seed)
    world = _build_world(settings, rng)
    log: list[Event] = []
    for officer in world.officers:
        _note_officer(log, officer)
    archive = []
    for number, paper in enumerate(_draw_papers(world, rng)):
        document = _archive_paper(number, paper, world)
        archive.append(document)
        verdict = _verdict(
            document,
            world,
            hour=document.checked_at,
            lists=document.lists,
            stamps=document.stamps,
        )
        log.append(_event(document, "checked", document.checked_at, verdict))
    kept = _lose(archive, world.disaster, log)
    later = YEAR_HOURS + settings.later_days * DAY
    for document in kept:
        verdict = _later_verdict(document, world)
        log.append(_event(document, "checked later", later, verdict))
    log.sort(key=lambda event: event.hour)
    return pd.DataFrame(dict(zip(Event._fields, zip(*log))))


def _event(
    document: Archived, kind: str, hour: float, verdict: str = ""
) -> Event:
    paper = document.paper
    about = (paper.officer, document.number, paper.truth)
    return Event(hour, kind, *about, verdict)


def _lose(
    archive: list[Archived], disaster: Disaster, log: list[Event]
) -> list[Archived]:
    """Let the disaster come and restore what was in the backup; return what is left."""
    log.append(Event(disaster.backed_up, "backed up"))
    log.append(Event(disaster.hour, "disaster"))
    log.extend(disaster.tries)
    log.append(Event(disaster.lists_again, "lists again"))
    kept = []
    for document in archive:
        arrived = document.paper.hour
        if disaster.backed_up <= arrived <= disaster.hour:
            log.append(_event(document, "lost", disaster.hour))
            continue
        kept.append(document)
        if arrived < disaster.backed_up:
            end = disaster.tries[-1].hour
            log.append(_event(document, "restored", end))
    return kept
