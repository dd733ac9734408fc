"""Boxes of widgets around the functions below: choose, and the chart or the passage follows. This file only hands names on."""

from egov_lib.explorers.sources import reader
from egov_lib.explorers.tables import atlas, browse, ledger, lineage, places, timeline, widget_test
from egov_lib.explorers.words import concordance, keyness

__all__ = [
    "atlas",
    "browse",
    "concordance",
    "keyness",
    "ledger",
    "lineage",
    "places",
    "reader",
    "timeline",
    "widget_test",
]
