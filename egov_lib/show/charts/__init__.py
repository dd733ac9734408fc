"""A frame in, a plotly Figure out; one look for every figure.

Titles state what a chart shows, counted from the frame; every mark stands for rows of it. This file only hands names on.
"""

from egov_lib.show.charts.atlas import atlas, keyness, places
from egov_lib.show.charts.evidence import lineage, outline, shares, text_lengths, threads
from egov_lib.show.charts.house import COLOURS, FONTS, HOUSE, describe, say_dates, table, word
from egov_lib.show.charts.timeline import as_events, timeline
from egov_lib.show.charts.transmission import dot_plot, flows

__all__ = [
    "COLOURS",
    "FONTS",
    "HOUSE",
    "as_events",
    "atlas",
    "describe",
    "dot_plot",
    "flows",
    "keyness",
    "lineage",
    "outline",
    "places",
    "say_dates",
    "shares",
    "table",
    "text_lengths",
    "threads",
    "timeline",
    "word",
]
