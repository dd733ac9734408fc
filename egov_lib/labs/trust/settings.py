"""What the lab on trust takes as given: officers, thieves, lists, stamps, backup, and the grounds.

Two things rest on a text, that there is a trust system and that there is a backup; no number does.
Each assumed number has the range that we hold possible.
"""

from dataclasses import dataclass

from egov_lib.labs import common
from egov_lib.labs.common import Parameter, setting

YEAR_HOURS = 365 * 24
HOURS_FROM = ("check", "claim", "stamp")
KEPT = ("seal", "evidence", "new stamps")


@dataclass(frozen=True)
class Settings:
    """A year of sealed documents, some of them false, one disaster, and a second look years later.

    hour_from: the hour at which a seal must have been good: of the check, as the sealer claims, or
        as a time stamp proves
    waits: whether a check waits for the list that comes after the seal
    states_theft: whether a list says since when a key was in wrong hands
    kept: what lies in the archive: the seal alone; with the evidence of its day (time stamp, lists
        of the revoked); or with new stamps as well, before the old ones end
    keys_copied: whether the departments' keys have a copy elsewhere, too
    """

    checked: bool = setting(
        "systems",
        "e-government-trust-system",
        True,
        "there is a trust system: seals are checked",
    )
    hour_from: str = setting(
        value="check",
        why="no text asks for time stamps; the others to compare",
    )
    waits: bool = setting(
        value=False, why="a document is wanted at once; waiting to compare"
    )
    states_theft: bool = setting(
        value=True,
        why="RFC 5280 lets a list say it (invalidity date); the officer tells",
    )
    kept: str = setting(
        value="seal", why="no text says what is kept; the others to compare"
    )
    departments: int = setting(
        value=3, why="each certifies its own officers", span=(1, 30)
    )
    officers: int = setting(value=10, why="who may seal", span=(1, 500))
    documents: int = setting(
        value=40, why="in the year, at any hour", span=(1, 10000)
    )
    altered_share: float = setting(
        value=0.1, why="share of documents changed on the way", span=(0, 0.5)
    )
    forged_share: float = setting(
        value=0.1,
        why="share of documents sealed under an authority nobody knows",
        span=(0, 0.5),
    )
    theft_share: float = setting(
        value=0.1,
        why="share of officers whose key is stolen in the year",
        span=(0, 0.5),
    )
    thief_documents: int = setting(
        value=3, why="what a thief seals, within 30 days", span=(0, 100)
    )
    backdated_share: float = setting(
        value=0.5,
        why="share of a thief's documents that claim an hour before the theft",
        span=(0, 1),
    )
    notice_days: float = setting(
        value=10,
        why="mean time until a theft is noticed and the certificate revoked",
        span=(0.1, 90),
    )
    list_days: int = setting(
        value=7, why="between two lists of revoked certificates", span=(1, 31)
    )
    valid_days: int = setting(
        value=365,
        why="how long an officer's certificate is valid",
        span=(30, 1095),
    )
    renewed_share: float = setting(
        value=0.9, why="share of certificates renewed in time", span=(0.5, 1)
    )
    later_days: int = setting(
        value=3650,
        why="from the end of the year to the second look: ten years",
        span=(1, 10950),
    )
    stamp_years: int = setting(
        value=5,
        why="how long a certificate of the stamp authority is valid",
        span=(2, 15),
    )
    copies: int = setting(
        "systems",
        "data-disaster-backup",
        1,
        "a backup infrastructure is read as one copy elsewhere",
    )
    copy_survives: float = setting(
        value=0.9,
        why="probability that a copy is usable when it is needed",
        span=(0.3, 1),
    )
    backup_hours: int = setting(
        value=24, why="between two backups", span=(1, 2160)
    )
    restore_hours: float = setting(
        value=12,
        why="mean time to restore from one copy, or to find it unusable",
        span=(1, 336),
    )
    keys_copied: bool = setting(
        value=True, why="a backup of data is read as one of keys, too"
    )
    new_keys_days: float = setting(
        value=14,
        why="without a copy of the keys: until all have new certificates",
        span=(1, 90),
    )
    sources: tuple = ()

    def __post_init__(self):
        """Refuse what makes no sense, with the value and the range."""
        common.check_limits(
            self,
            officers=(1, 500),
            documents=(0, 10000),
            copies=(0, 9),
            copy_survives=(0, 1),
            departments=(1, self.officers),
            list_days=(1, 365),
            backup_hours=(1, YEAR_HOURS),
            altered_share=(0, 1 - self.forged_share),
            valid_days=(2, 3650),
            later_days=(1, 10950),
            stamp_years=(2, 30),
            new_keys_days=(0, 365),
        )
        _check_name("hour_from", self.hour_from, HOURS_FROM)
        _check_name("kept", self.kept, KEPT)


def _check_name(name: str, value: str, names: tuple[str, ...]) -> None:
    if value not in names:
        raise ValueError(f"{name} is {value!r}: use one of {', '.join(names)}")


# --- places -------------------------------------------------------------------------------------

YUNNAN = {
    "checked": Parameter(
        "systems",
        "yunnan-network-trust-system",
        True,
        "asked for; taken as there",
    ),
    "departments": Parameter(
        "targets",
        "yunnan-24-networks",
        24,
        "24 networks for business; we take a department for each",
    ),
    "officers": Parameter(
        value=48, why="two for each department", span=(24, 500)
    ),
    "copies": Parameter(
        value=1, why="one copy, as for the nation", span=(0, 3)
    ),
}
AIM_OF_THE_NATION = Parameter(
    value=True, why="the national aim of 2002, taken as reached"
)
NO_COPY = Parameter(
    "systems",
    "wuhai-disaster-backup-system",
    0,
    "to be started in 2006, so not yet there",
)
NO_KEYS = Parameter(value=False, why="no backup system yet, so none of keys")
PRESETS = {
    "nation-2002": {},
    "yunnan-2005": YUNNAN,
    "wuhai-2005": {
        "checked": AIM_OF_THE_NATION,
        "copies": NO_COPY,
        "keys_copied": NO_KEYS,
    },
}
preset = common.preset_of(Settings, PRESETS)
