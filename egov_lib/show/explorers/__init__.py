"""Boxes of controls around charts and passages: choose, and the picture or the passage follows.

This file only hands names on.
"""

import warnings
from collections.abc import Callable

# Modules with the names of functions come first, so that the functions below keep the names.
import egov_lib.show.explorers.commitments
import egov_lib.show.explorers.lineage
import egov_lib.show.explorers.systems
import egov_lib.show.explorers.timeline  # noqa: F401

# isort: split
from egov_lib.show.explorers.dashboard import dashboard
from egov_lib.show.explorers.sources import reader
from egov_lib.show.explorers.tables import (
    atlas,
    browse,
    commitments,
    lineage,
    places,
    timeline,
    widget_test,
)
from egov_lib.show.explorers.words import concordance, keyness, parallels

__all__ = [
    "atlas",
    "browse",
    "commitments",
    "concordance",
    "dashboard",
    "keyness",
    "lineage",
    "parallels",
    "places",
    "reader",
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
