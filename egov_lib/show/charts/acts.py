"""What is called whole, and what is done in each place: acts that can't be put in one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.charts.base import (
    NO_AXIS,
    document_colour,
    draw,
    marker,
    note,
    rule,
    under_title,
)
from egov_lib.show.layouts import story
from egov_lib.show.layouts.story import Act, Whole
from egov_lib.show.messages import current, in_words, say, word
from egov_lib.show.safe_text import label

# --- shares that are called whole ---------------------------------------------------------------

WHOLE_PIXELS = 74  # a row


def wholes(
    targets: pd.DataFrame, *, named: bool = True, lang: str | None = None
) -> go.Figure:
    """Draw whatever a text calls whole, 100 % or all, with the words that say of what: filled
    where it is reported as done, open where it is promised.

    Parameters
    ----------
    targets: as `load_table("targets")` gives them.
    named: whether each line says of what it is the whole; else only its mark does, when touched.

    >>> from egov_lib.read.corpus import load_table
    >>> wholes(load_table("targets")).layout.title.text
    'Four wholes, not one share'
    """
    lang = current(lang)
    rows = story.wholes(targets)
    done = sum(row.is_done for row in rows)
    title = "wholes" if named else "wholes_unnamed"
    counts = {"done": done, "promised": len(rows) - done}
    notes = [under_title(say(f"{title}_counted", lang, **counts))]
    for y, row in enumerate(rows):
        if named:
            notes.append(note(0.6, y - 0.27, _whole_name(row, lang), size=14))
        notes.append(_whole_end(row, y, lang))
    return draw(
        [
            trace
            for y, row in enumerate(rows)
            for trace in _whole(row, y, lang)
        ],
        say(title, lang, count=in_words(len(rows), lang)),
        height=115 + WHOLE_PIXELS * len(rows),
        margin={"l": 130, "r": 135, "t": 75, "b": 40},
        showlegend=False,
        annotations=notes,
        xaxis={
            "range": [0, 100],
            "ticksuffix": " %",
            "tickvals": [0, 50, 100],
        },
        yaxis={
            "range": [len(rows) - 0.5, -0.75],
            "tickvals": list(range(len(rows))),
            "ticktext": [_place_and_year(row, lang) for row in rows],
            "showgrid": False,
        },
    )


def _place_and_year(row: Whole, lang: str) -> str:
    return say(
        "place_and_year",
        lang,
        place=label(word(row.place, lang)),
        year=row.year,
    )


def _whole(row: Whole, y: int, lang: str) -> Iterator[dict]:
    """The line of a whole and its mark."""
    colour = document_colour(row.doc_id)
    yield {
        "x": [0, 100],
        "y": [y, y],
        "mode": "lines",
        "line": {
            "width": 4,
            "color": colour,
            "dash": "solid" if row.is_done else "dot",
        },
        "hoverinfo": "skip",
    }
    kind = "achievement" if row.is_done else "target"
    sign = marker(colour)
    yield {
        "x": [100],
        "y": [y],
        "ids": [row.target_id],
        "mode": "markers",
        "name": say(f"share_{kind}", lang),
        "hovertext": [_whole_name(row, lang)],
        "hoverinfo": "text",
        "marker": sign if row.is_done else {**sign, "color": "white"},
        "cliponaxis": False,
    }


def _whole_name(row: Whole, lang: str) -> str:
    """Of what a share is the whole."""
    if lang == "en":
        return f"{label(row.label)} · {label(row.words)}"
    return f"<b>{label(row.words)}</b>"


def _whole_end(row: Whole, y: int, lang: str) -> dict:
    """How the text says that it is whole, at the end of its line."""
    key = "whole_number" if row.as_number else "whole_word"
    kind = say(f"share_{'achievement' if row.is_done else 'target'}", lang)
    end = f"<b>{say(key, lang)}</b><br>{kind}"
    return note(
        100, y, end, xshift=14, size=13, colour=document_colour(row.doc_id)
    )


# --- what each place does -----------------------------------------------------------------------

SQUARES = 6  # in a line of a cell
ACT_WIDTH, ACT_LINE = 8, 1.3  # of a column and of a line, in squares


def acts(systems: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw what a text does with each system it names of a place, a square a system: reports it,
    announces it, requires it, wishes for it.

    Parameters
    ----------
    systems: rows of `load_table("systems")`.

    >>> from egov_lib.read.corpus import load_table
    >>> systems = load_table("systems")
    >>> acts(systems[systems["place"].isin(["Wuhai", "Beijing"])]).layout.title.text
    'Two places, different acts'
    """
    lang = current(lang)
    layout = story.acts_of_places(systems)
    names = [act for act in story.ACT_ORDER if _has(layout.acts, act)]
    tops = _row_tops(layout)
    counted = say(
        "acts_counted",
        lang,
        count=len(layout.acts),
        left_out=layout.left_out,
    )
    heads = [
        note(ACT_WIDTH * x, -1.9, f"<b>{say(f'act_{name}', lang)}</b>")
        for x, name in enumerate(names)
    ]
    return draw(
        [
            _squares(place, layout, names, tops, lang)
            for place in layout.places
        ],
        _count_of_places(layout.places, lang),
        height=int(145 + 20 * tops[""]),
        margin={"l": 120, "r": 10, "t": 75, "b": 10},
        showlegend=False,
        annotations=[under_title(counted), *heads],
        shapes=[
            rule(round(tops[place] - 0.9, 1), -0.7, ACT_WIDTH * len(names))
            for place in layout.places
        ],
        xaxis={
            **NO_AXIS,
            "range": [-0.7, ACT_WIDTH * len(names)],
        },
        yaxis={
            "range": [tops[""] - 0.5, -3.2],
            "tickvals": [tops[place] for place in layout.places],
            "ticktext": [
                _place_and_count(place, layout, lang)
                for place in layout.places
            ],
            "showgrid": False,
        },
    )


def _has(acts: Iterable[Act], name: str) -> bool:
    return any(act.act == name for act in acts)


def _count_of_places(places: Sequence[str], lang: str) -> str:
    return say("acts", lang, count=in_words(len(places), lang))


def _place_and_count(place: str, layout: story.Acts, lang: str) -> str:
    count = sum(act.place == place for act in layout.acts)
    return say(
        "place_and_count",
        lang,
        place=label(word(place, lang)),
        count=count,
    )


def _row_tops(layout: story.Acts) -> dict[str, float]:
    """Where the row of each place begins, and under "" where the last one ends."""
    tops, top = {}, 0.0
    for place in layout.places:
        tops[place] = top
        most = max(
            _in_cell(layout.acts, place, act) for act in story.ACT_ORDER
        )
        top = round(top + ACT_LINE * -(-most // SQUARES) + 1, 1)
    return {**tops, "": top}


def _in_cell(acts: Iterable[Act], place: str, name: str) -> int:
    return sum(act.place == place and act.act == name for act in acts)


def _squares(
    place: str,
    layout: story.Acts,
    names: Sequence[str],
    tops: dict[str, float],
    lang: str,
) -> dict:
    """The systems of one place, each in the column of its act."""
    own = [act for act in layout.acts if act.place == place]
    seen = dict.fromkeys(names, 0)
    x, y = [], []
    for act in own:
        line, column = divmod(seen[act.act], SQUARES)
        seen[act.act] += 1
        x.append(ACT_WIDTH * names.index(act.act) + column)
        y.append(round(tops[place] + ACT_LINE * line, 1))
    named = [act.label_en if lang == "en" else act.label_zh for act in own]
    hollow = {"announces it", "requires it", "wishes for it"}
    colours = [document_colour(act.doc_id) for act in own]
    fills = [
        "white" if act.act in hollow else document_colour(act.doc_id)
        for act in own
    ]
    return {
        "x": x,
        "y": y,
        "ids": [act.system_id for act in own],
        "mode": "markers",
        "name": label(word(place, lang)),
        "hovertext": [
            f"{say(f'act_{act.act}', lang)}: {label(name)}"
            for act, name in zip(own, named)
        ],
        "hoverinfo": "text",
        "marker": {
            "symbol": "circle",
            "size": 11,
            "color": fills,
            "line": {"width": 2, "color": colours},
        },
        "cliponaxis": False,
    }
