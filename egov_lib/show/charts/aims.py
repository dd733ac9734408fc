"""The two aims that the course compares: when they were said and due, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import cos, pi, sin

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.charts.base import (
    NO_AXIS,
    NOTE_SIZE,
    QUIET,
    RULE,
    document_colour,
    draw,
    marker,
    note,
    rule,
    segments,
    under_title,
    unseen,
)
from egov_lib.show.layouts import story
from egov_lib.show.layouts.story import Aim, Piece
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import label
from egov_lib.show.style import BAND, INK

# --- two aims -----------------------------------------------------------------------------------

FIRST_YEAR, LAST_YEAR = 2002, 2011
ARC_HEIGHTS = (62, 96)
ARC_POINTS = 33
SILENCE_TOP = 62
TICK = 5  # of a New Year, above and below the line


def two_aims(
    targets: pd.DataFrame, events: pd.DataFrame, *, lang: str | None = None
) -> go.Figure:
    """Draw the two aims for a unified network on a line of years, and the years between them in
    which no main event of the texts begins: the first aim falls due in them, and no text tells
    what came of it.

    A filled mark is the day from which an aim is reckoned (the notice that forwards the opinion,
    the symposium), an open one the day on which it was due; a bar is a year in which it may be
    any day.

    Parameters
    ----------
    targets, events: as `load_table` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> two_aims(load_table("targets"), load_table("events")).layout.title.text
    'Two aims for a unified network, four years apart'
    """
    lang = current(lang)
    layout = story.two_aims(targets, events)
    traces = [_aim_spans(layout.aims)]
    for aim, height in zip(layout.aims, ARC_HEIGHTS):
        traces += [_arc(aim, height), *_aim_marks(aim, lang)]
    notes = [_silence_note(layout, lang)]
    for aim, height in zip(layout.aims, ARC_HEIGHTS):
        notes += _aim_notes(aim, height, lang)
    years = range(FIRST_YEAR, LAST_YEAR)
    return draw(
        traces,
        say("two_aims", lang),
        height=340,
        margin={"l": 12, "r": 12, "t": 45, "b": 50},
        showlegend=False,
        annotations=notes,
        shapes=[_silence(layout.silent), _axis_line(), *_new_years()],
        xaxis={
            "range": [FIRST_YEAR - 0.05, LAST_YEAR],
            "tickvals": [year + 0.5 for year in years],
            "ticktext": [str(year) for year in years],
            "showgrid": False,
        },
        yaxis={**NO_AXIS, "range": [-26, 182]},
    )


def _axis_line() -> dict:
    return {
        "type": "line",
        "x0": FIRST_YEAR,
        "x1": LAST_YEAR,
        "y0": 0,
        "y1": 0,
        "line": {"color": INK, "width": 1.5},
    }


def _new_years() -> Iterator[dict]:
    """A tick at each New Year; the number of a year stands in its middle."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        yield {
            "type": "line",
            "x0": year,
            "x1": year,
            "y0": -TICK,
            "y1": TICK,
            "line": {"color": INK, "width": 1.5},
        }


def _silence(years: Sequence[int]) -> dict:
    """The ground of the years without a main event."""
    first, last = (years[0], years[-1] + 1) if years else (0, 0)
    return {
        "type": "rect",
        "layer": "below",
        "x0": first,
        "x1": last,
        "y0": 0,
        "y1": SILENCE_TOP,
        "fillcolor": BAND,
        "line": {"width": 0},
    }


def _silence_note(layout: story.Aims, lang: str) -> dict:
    if not layout.silent:
        return note(FIRST_YEAR, 0, "")
    first, last = layout.silent[0], layout.silent[-1]
    text = say("aims_silence", lang, first=first, last=last)
    return note(last - 0.32, 32, text, colour=QUIET)


def _aim_spans(aims: Iterable[Aim]) -> dict:
    """The year in which an aim may be due on any day."""
    spans = [(aim.due_from, aim.due_to) for aim in aims]
    return {
        "x": segments(spans),
        "y": segments((0, 0) for _ in spans),
        "mode": "lines",
        "line": {"width": 14, "color": RULE},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _arc(aim: Aim, height: float) -> dict:
    """The way from the day on which an aim was said to the day on which it was due."""
    middle, half = (aim.said + aim.due) / 2, (aim.due - aim.said) / 2
    turns = [pi * step / (ARC_POINTS - 1) for step in range(ARC_POINTS)]
    return {
        "x": [round(middle - half * cos(turn), 3) for turn in turns],
        "y": [round(height * sin(turn), 2) for turn in turns],
        "mode": "lines",
        "line": {"width": 4, "color": document_colour(aim.doc_id)},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _aim_marks(aim: Aim, lang: str) -> Iterator[dict]:
    """The days of an aim: filled where it is reckoned from, open when it was due."""
    colour = document_colour(aim.doc_id)
    due = say(f"aim_due_{aim.target_id}", lang)
    due_side = "left" if aim.due > LAST_YEAR - 1 else "right"
    ends = (
        (aim.said, colour, say(f"aim_said_{aim.target_id}", lang), "center"),
        (aim.due, "white", due, due_side),
    )
    for x, fill, text, side in ends:
        yield {
            "x": [x],
            "y": [0],
            "ids": [aim.target_id],
            "mode": "markers+text",
            "name": label(aim.doc_id),
            "text": [text],
            "textposition": f"bottom {side}",
            "textfont": {"size": NOTE_SIZE, "color": colour},
            "hoverinfo": "text",
            "hovertext": [label(aim.quote)],
            "marker": {**marker(colour), "color": fill},
            "cliponaxis": False,
        }


def _aim_notes(aim: Aim, height: float, lang: str) -> Iterator[dict]:
    """What was said, in both languages, and by whom, above an arc."""
    left, foot = round(aim.said - 0.05, 3), height + 8
    words = say(f"aim_words_{aim.target_id}", lang)
    voice = say(f"aim_voice_{aim.target_id}", lang)
    colour = document_colour(aim.doc_id)
    lines = [f"<b>{words}</b>"] if words else []
    lines += [label(aim.quote), f"<i>{voice}</i>" if lang == "en" else voice]
    text = "<br>".join(lines)
    yield note(left, foot, text, yanchor="bottom", size=13, colour=colour)


# --- the words of both aims ---------------------------------------------------------------------

ASPECT_PLACES = (0, 0.14, 0.58)  # of the name of an aspect, and of either aim
ROW_STEP = 1


def aims_compared(
    targets: pd.DataFrame, *, lang: str | None = None
) -> go.Figure:
    """Draw the words of both aims beside each other, aspect by aspect: what both have is in bold
    ink, what one has alone is in its document's colour.

    Parameters
    ----------
    targets: as `load_table("targets")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> aims_compared(load_table("targets")).layout.title.text
    'One phrase, two aims: what is the same?'
    """
    lang = current(lang)
    aspects = story.aspects_compared(targets)
    rows = [*aspects, "voice"]
    notes = [under_title(say("aims_key", lang))]
    for y, aspect in enumerate(rows):
        notes += _aspect_notes(aspect, aspects, y, lang)
    colours = [
        document_colour(name) for name in ("opinion-2002", "relay-2006")
    ]
    for x, colour, year in zip(ASPECT_PLACES[1:], colours, ("2002", "2006")):
        notes.append(note(x, -0.75, f"<b>{year}</b>", size=16, colour=colour))
    return draw(
        [_aspect_marks(aspects, lang)],
        say("aims_compared", lang),
        height=390,
        margin={"l": 10, "r": 10, "t": 75, "b": 10},
        showlegend=False,
        annotations=notes,
        shapes=[rule(y - 0.5, 0, 1) for y in range(len(rows))],
        xaxis={**NO_AXIS, "range": [0, 1]},
        yaxis={**NO_AXIS, "range": [len(rows) - 0.45, -1.05]},
    )


def _aspect_notes(
    aspect: str, aspects: dict, y: int, lang: str
) -> Iterator[dict]:
    """One row: the name of an aspect, and the words of either aim."""
    name = say(f"aspect_{aspect}", lang)
    yield note(ASPECT_PLACES[0], y, name, colour=QUIET, size=14)
    documents = ("opinion-2002", "relay-2006")
    both = aspects.get(aspect, ([], []))
    sides = zip(ASPECT_PLACES[1:], documents, both)
    for x, doc_id, pieces in sides:
        colour = document_colour(doc_id)
        said = say(f"aspect_{aspect}_{doc_id}", lang)
        words = _coloured(pieces, colour)
        if words:
            words = f"{words}<br><span style='font-size:13px'>{said}</span>"
        yield note(x, y, words or said, size=16 if pieces else 14)


def _coloured(pieces: Iterable[Piece], colour: str) -> str:
    """The words of an aim: bold where both have them, in colour where only it has."""
    return "".join(
        f"<b>{piece.words}</b>"
        if piece.is_shared
        else f"<span style='color:{colour}'>{piece.words}</span>"
        for piece in pieces
    )


def _aspect_marks(aspects: dict, lang: str) -> dict:
    """Marks that nobody sees, for the table of the figure: one an aspect and an aim."""
    places, texts, ids = [], [], []
    for y, (aspect, both) in enumerate(aspects.items()):
        for x, target_id, pieces in zip(ASPECT_PLACES[1:], story.AIMS, both):
            places.append((x, y))
            words = "".join(piece.words for piece in pieces)
            texts.append(f"{say(f'aspect_{aspect}', lang)}: {words}")
            ids.append(target_id)
    return unseen(texts, say("aims_words", lang), places, ids=ids)
