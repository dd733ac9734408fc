"""Boxes of widgets around the functions below: choose, and the chart or the passage follows. This file only hands names on."""

from egov_lib.show.explorers.dashboard import dashboard
from egov_lib.show.explorers.sources import reader
from egov_lib.show.explorers.tables import (
    atlas,
    browse,
    ledger,
    lineage,
    places,
    timeline,
    widget_test,
)
from egov_lib.show.explorers.words import concordance, keyness, parallels

__all__ = [
    "atlas",
    "browse",
    "concordance",
    "dashboard",
    "keyness",
    "ledger",
    "lineage",
    "parallels",
    "places",
    "reader",
    "timeline",
    "widget_test",
]
