"""What is measured in a year of the lab on trust, and what a stolen key breaks."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.labs.trust.certificates import Holder, issue, revoke
from egov_lib.labs.trust.model import Event
from egov_lib.labs.trust.seals import Kept, Seal, check, seal, stamp

ACCEPTED = ("valid", "not checked")


def summarise(events: pd.DataFrame) -> pd.Series:
    """Measure one year.

    Returns:
    documents: checked
    bad_accepted_share: of the altered, forged and stolen ones, those that were not refused
    good_refused_share: of the honest ones, those that were refused
    later_bad_share: of the bad ones in the archive, those that are not refused years later
    later_good_share: of the honest ones in the archive, those that still count years later
    theft_hours: from theft to revocation, mean; empty without a theft
    lost_documents: in the disaster
    lost_hours: recovery point: work lost, from the last usable backup to the disaster
    down_hours: recovery time: until all was restored; empty where no copy was usable
    silent_hours: during which no list could be signed

    >>> from egov_lib.labs.trust import Settings, simulate
    >>> float(summarise(simulate(Settings(checked=False), seed=1))["bad_accepted_share"])
    1.0
    """
    rows = defaultdict(list)
    # Far quicker than asking the frame for each row
    columns = [events[name].tolist() for name in Event._fields]
    for cells in zip(*columns):
        row = Event(*cells)
        rows[row.kind].append(row)
    disaster = rows["disaster"][0].hour
    restored = [row.hour for row in rows["tried"] if row.verdict == "usable"]
    bad_accepted, good_accepted = _accepted(rows["checked"])
    later_bad, later_good = _accepted(rows["checked later"])
    measures = {
        "documents": len(rows["checked"]),
        "bad_accepted_share": bad_accepted,
        "good_refused_share": 1 - good_accepted,
        "later_bad_share": later_bad,
        "later_good_share": later_good,
        "theft_hours": _mean_hour(rows["revoked"])
        - _mean_hour(rows["stolen"]),
        "lost_documents": len(rows["lost"]),
        "lost_hours": disaster - rows["backed up"][0].hour,
        "down_hours": restored[0] - disaster if restored else np.nan,
        "silent_hours": rows["lists again"][0].hour - disaster,
    }
    return pd.Series(measures, dtype=float)


def _accepted(checks: list) -> tuple[float, float]:
    """The share that is accepted of the bad documents, and of the honest ones."""
    bad = [row.verdict for row in checks if row.truth != "honest"]
    good = [row.verdict for row in checks if row.truth == "honest"]
    return _accepted_share(bad), _accepted_share(good)


def _accepted_share(verdicts: list[str]) -> float:
    if not verdicts:
        return np.nan
    accepted = [verdict for verdict in verdicts if verdict in ACCEPTED]
    return len(accepted) / len(verdicts)


def _mean_hour(rows: list) -> float:
    if not rows:
        return np.nan
    return sum(row.hour for row in rows) / len(rows)


# --- which key breaks what ----------------------------------------------------------------------

STOLEN, REVOKED, CHECKED = 200, 240, 400  # hours
HONEST_HOUR = 100


class Offices(NamedTuple):
    """Everybody who holds a key."""

    root: Holder
    finance: Holder
    officer: Holder
    colleague: Holder
    stamper: Holder


KEYS = ("nobody's", "an officer's", "a department's", "the stamp authority's")


def stolen_keys(*, stamped: bool) -> pd.DataFrame:
    """Steal one key after another, and let a stranger check five documents.

    The key is stolen at hour 200; at hour 240 it is revoked, and a list says since when it was in
    wrong hands. What is honest was sealed at hour 100, by the officer whose key it is or by a
    colleague. The thief seals what the key lets him, and claims hour 100. With a stamp
    authority's key he also stamps for hour 100. The root's key is not among these: above it there
    is nobody who could revoke it.

    Parameters
    ----------
    stamped: whether every seal gets a time stamp.

    Returns one row per stolen key:
    key: whose
    false, before the list: what is said of the false document at hour 230
    false, after the list: the same at hour 400
    officer, honest; colleague, honest: what is said of their documents at hour 400

    >>> table = stolen_keys(stamped=True).set_index("key")
    >>> table.loc["an officer's"].tolist()
    ['valid', 'revoked', 'valid', 'valid']
    """
    rows = [[key, *_robbed(key, stamped)] for key in KEYS]
    columns = [
        "key",
        "false, before the list",
        "false, after the list",
        "officer, honest",
        "colleague, honest",
    ]
    return pd.DataFrame(rows, columns=columns)


def _found_offices() -> Offices:
    root = issue("root", authority=True)
    finance = issue("finance", root, authority=True)
    return Offices(
        root=root,
        finance=finance,
        officer=issue("officer", finance, hours=(0, 8760)),
        colleague=issue("colleague", finance, hours=(0, 8760)),
        stamper=issue("time stamps", root, stamps=True, hours=(0, 43800)),
    )


def _robbed(key: str, stamped: bool) -> list[str]:
    """The verdicts of one row of `stolen_keys`."""
    offices = _found_offices()
    false_mark, false_hour = _false_seal(key, offices)
    honest = [
        seal("honest", holder, hour=HONEST_HOUR)
        for holder in (offices.officer, offices.colleague)
    ]
    false_stamps: tuple[Kept, ...] = ()
    honest_stamps: list[tuple[Kept, ...]] = [(), ()]
    if stamped:
        false_stamps = _stamped(false_mark, offices.stamper, false_hour)
        honest_stamps = [
            _stamped(mark, offices.stamper, HONEST_HOUR) for mark in honest
        ]
    nothing = [
        revoke(issuer, [], hour=0, days=30)
        for issuer in (offices.root, offices.finance)
    ]
    lists = _lists_after(key, offices)
    root = offices.root.chain[0]
    verdicts = [
        check(
            "false",
            false_mark,
            root=root,
            lists=known,
            hour=hour,
            stamps=false_stamps,
        )
        for known, hour in ((nothing, 230), (lists, CHECKED))
    ]
    for mark, stamps in zip(honest, honest_stamps):
        verdict = check(
            "honest",
            mark,
            root=root,
            lists=lists,
            hour=CHECKED,
            stamps=stamps,
        )
        verdicts.append(verdict)
    return verdicts


def _false_seal(key: str, offices: Offices) -> tuple[Seal, int]:
    """What a thief seals, and the hour that a stamp on it has."""
    sealer = _forger(key, offices)
    # Who has the stamp authority's key alone seals nothing: the thief has an officer's, too.
    stamps_at_will = key == "the stamp authority's"
    stamped = HONEST_HOUR if stamps_at_will else STOLEN + 10
    return seal("false", sealer, hour=HONEST_HOUR), stamped


def _forger(key: str, offices: Offices) -> Holder:
    """Under whose name a thief seals who has this key."""
    if key in ("an officer's", "the stamp authority's"):
        return offices.officer
    if key == "a department's":
        return issue("nobody", offices.finance, hours=(0, 8760))
    pretended = issue("finance", authority=True)
    return issue("officer", pretended)


def _stamped(mark: Seal, stamper: Holder, hour: int) -> tuple[Kept, ...]:
    return (Kept(stamp(mark, stamper, hour=hour)),)


def _lists_after(key: str, offices: Offices) -> list:
    """The lists of hour 240: what was stolen is on its issuer's."""
    of_root, of_finance = [], []
    if key in ("an officer's", "the stamp authority's"):
        of_finance.append(offices.officer.chain[0])
    if key == "the stamp authority's":
        of_root.append(offices.stamper.chain[0])
    if key == "a department's":
        of_root.append(offices.finance.chain[0])
    return [
        revoke(issuer, bad, hour=REVOKED, days=30, since=STOLEN)
        for issuer, bad in (
            (offices.root, of_root),
            (offices.finance, of_finance),
        )
    ]
