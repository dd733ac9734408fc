"""Where everything goes on a picture: plain functions from frames to records with named fields.

A layout decides what is a mark, in which order marks come, and where each stands; it draws nothing
and loads no drawing library. `charts` draws layouts with plotly; a page can be given the same
records as JSON (every field is a string, a number, a truth value or None).
"""

from egov_lib.show.layouts import (
    atlas,
    echoes,
    evidence,
    labs,
    plan,
    sentences,
    story,
    timeline,
    transmission,
    travels,
)

__all__ = [
    "atlas",
    "echoes",
    "evidence",
    "labs",
    "plan",
    "sentences",
    "story",
    "timeline",
    "transmission",
    "travels",
]
