"""A frame in, a plotly Figure out; one look for every figure.

Titles say what a chart shows, counted from the frame; every mark stands for rows of it. Each module
here turns a layout (`egov_lib.show.layouts`) into a figure; the template and colours are in
`charts.base` and `egov_lib.show.style`. This file only hands names on.

>>> import egov_lib as egov
>>> egov.charts.timeline(egov.load_table("events").head(2)).layout.title.text
'2 events in one text, 2 of them beginning in 2002 (eventful years are drawn wider)'
"""

from egov_lib.show.charts.acts import acts, wholes
from egov_lib.show.charts.aims import aims_compared, two_aims
from egov_lib.show.charts.atlas import atlas, places
from egov_lib.show.charts.base import TEMPLATE
from egov_lib.show.charts.description import describe, table
from egov_lib.show.charts.drawings import (
    byte_pairs,
    two_walls,
    voice_ladders,
)
from egov_lib.show.charts.echoes import echoes, ladder
from egov_lib.show.charts.evidence import (
    lineage,
    outline,
    shares,
    text_lengths,
    threads,
)
from egov_lib.show.charts.firmness import firmness
from egov_lib.show.charts.gaps import empty_years, files
from egov_lib.show.charts.keyness import keyness
from egov_lib.show.charts.plan import plan
from egov_lib.show.charts.sentences import demand_and_report, search_missed
from egov_lib.show.charts.timeline import as_events, draw_events, timeline
from egov_lib.show.charts.transmission import dot_plot, flows
from egov_lib.show.charts.travels import transmission, travels
from egov_lib.show.messages import say_dates, word
from egov_lib.show.style import COLOURS, FONTS

HOUSE = TEMPLATE  # its name in the first edition

__all__ = [
    "COLOURS",
    "FONTS",
    "HOUSE",
    "TEMPLATE",
    "acts",
    "aims_compared",
    "as_events",
    "atlas",
    "byte_pairs",
    "demand_and_report",
    "describe",
    "dot_plot",
    "draw_events",
    "echoes",
    "empty_years",
    "files",
    "firmness",
    "flows",
    "keyness",
    "ladder",
    "lineage",
    "outline",
    "places",
    "plan",
    "say_dates",
    "search_missed",
    "shares",
    "table",
    "text_lengths",
    "threads",
    "timeline",
    "transmission",
    "travels",
    "two_aims",
    "two_walls",
    "voice_ladders",
    "wholes",
    "word",
]
