"""Explorers: a picture, a passage in both languages, and what leads from one to the other.

Each is a function that makes a widget (`front.widget.View`), in the module of the same name, with
its script beside it. This file only hands names on.

>>> import egov_lib as egov
>>> egov.explorers.timeline().name
'timeline'
"""

import warnings
from collections.abc import Callable

from egov_lib.show.explorers.browse import browse
from egov_lib.show.explorers.commitments import commitments
from egov_lib.show.explorers.concordance import concordance
from egov_lib.show.explorers.dashboard import dashboard
from egov_lib.show.explorers.keyness import keyness
from egov_lib.show.explorers.lineage import lineage
from egov_lib.show.explorers.own_files import own_files
from egov_lib.show.explorers.parallels import parallels
from egov_lib.show.explorers.places import places
from egov_lib.show.explorers.reader import reader
from egov_lib.show.explorers.speakers import speakers
from egov_lib.show.explorers.systems import atlas, systems
from egov_lib.show.explorers.timeline import timeline
from egov_lib.show.explorers.widget_test import widget_test

__all__ = [
    "atlas",
    "browse",
    "commitments",
    "concordance",
    "dashboard",
    "keyness",
    "lineage",
    "own_files",
    "parallels",
    "places",
    "reader",
    "speakers",
    "systems",
    "timeline",
    "widget_test",
]


def __getattr__(name: str) -> Callable:
    """Give the explorer of commitments under its name of the first edition."""
    if name != "ledger":
        raise AttributeError(
            f"explorers has no {name!r}; it has {', '.join(__all__)}"
        )
    message = "egov_lib.explorers.ledger is now called commitments"
    warnings.warn(message, DeprecationWarning, stacklevel=2)
    return commitments
