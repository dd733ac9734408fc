"""Networks: what does one platform change, compared with lines that every office lays for itself?

The unit of time is the week; costs are in 万元 (10,000 yuan).

The opinion of 2002 splits the government network in two: an intranet, chiefly of the offices of
vice-province level and above, and an extranet for services to society and for business that need
not run on the intranet. The two are isolated physically from each other, and the extranet
logically from the internet. It complains that networks are built each for itself (各自为政) and
asks for one platform (统一平台). The lab lets the offices join one after another, lays every line
that somebody wishes for, refuses what the rules forbid, and lets attacks run from the internet.

Read the modules in this order: `settings`, what is known and what is assumed; `rules`, what may be
joined with what; `model`, how the network grows and how it is attacked; `results`, what is
measured. Costs and weeks are assumed; only their proportions between two layouts mean anything.
A memory stick that is carried across a wall is not in the model.
"""

from egov_lib.labs.networks.model import COLUMNS, Event, Line, simulate
from egov_lib.labs.networks.results import (
    MEASURES,
    compare_layouts,
    network_of,
    one_at_a_time,
    reach,
    summarise,
)
from egov_lib.labs.networks.rules import (
    INTERNET,
    offices_of,
    outlet_of,
    rule,
)
from egov_lib.labs.networks.settings import (
    LEVELS,
    PRESETS,
    UPPER,
    Settings,
    preset,
)

__all__ = [
    "COLUMNS",
    "INTERNET",
    "LEVELS",
    "MEASURES",
    "PRESETS",
    "UPPER",
    "Event",
    "Line",
    "Settings",
    "compare_layouts",
    "network_of",
    "offices_of",
    "one_at_a_time",
    "outlet_of",
    "preset",
    "reach",
    "rule",
    "simulate",
    "summarise",
]
