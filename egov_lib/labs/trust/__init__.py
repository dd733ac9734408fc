"""Trust: which false documents pass, which honest ones outlive their certificates, and backup.

The opinion of 2002 asks for a trust system (信任体系), rules for electronic seals (电子签章) and
backup against disaster (灾难备份). Here a root certifies departments, departments certify
officers, officers seal documents, and a stamp authority says by when a seal was there. All
certificates and signatures are real.

Read the modules in this order: `settings`, what is known and what is assumed; `certificates`, who
vouches for whom, and lists of what no longer counts; `seals`, seals and time stamps, and how a
stranger checks them; `model`, a year with thieves and one disaster, and a look years later;
`results`, what is measured, and what a stolen key breaks.

What a seal can't say, whether what it seals is true or was rightly decided, is not in the model.
"""

from egov_lib.labs.trust.certificates import (
    Holder,
    issue,
    name_of,
    revoke,
)
from egov_lib.labs.trust.model import simulate
from egov_lib.labs.trust.results import ACCEPTED, stolen_keys, summarise
from egov_lib.labs.trust.seals import (
    Kept,
    Seal,
    Stamp,
    check,
    proved_hour,
    seal,
    stamp,
)
from egov_lib.labs.trust.settings import PRESETS, Settings, preset

__all__ = [
    "ACCEPTED",
    "PRESETS",
    "Holder",
    "Kept",
    "Seal",
    "Settings",
    "Stamp",
    "check",
    "issue",
    "name_of",
    "preset",
    "proved_hour",
    "revoke",
    "seal",
    "simulate",
    "stamp",
    "stolen_keys",
    "summarise",
]
