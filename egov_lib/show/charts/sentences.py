"""Sentences as figures: the search that misses a clause, and a demand that reads as a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import DataError
from egov_lib.measure.concordance import find_phrase
from egov_lib.show.charts.base import (
    NO_AXIS,
    QUIET,
    WRONG,
    box,
    document_colour,
    draw,
    note,
    under_title,
    unseen,
)
from egov_lib.show.layouts.sentences import (
    Cell,
    Stretch,
    laid_over,
    lines_of,
)
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import label
from egov_lib.show.style import BAND, INK

# --- a search laid over words -------------------------------------------------------------------

SEARCH = "政务?网"
DEADLINE = "opinion-2002"
# What the search finds, and the words of the deadline's clause that it misses
MET = ("政务内网", "政务外网", "政务内外网络平台")
LIT = {"fits": "#FFE394", "any": "#FFF4CF", "misfit": "#FFFFFF"}


def search_missed(docs: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Lay the search for the government's networks over what it finds and over what it misses.

    Parameters
    ----------
    docs: as `load_corpus` gives them.

    Raises `DataError` where the words that it misses stand in none of *docs*.

    >>> from egov_lib.read.corpus import load_corpus
    >>> search_missed(load_corpus()).layout.title.text
    'The clause we need slips through our search'
    """
    lang = current(lang)
    counts = [len(find_phrase(docs, words)) for words in MET]
    if not counts[-1]:
        raise DataError(f"no text has {MET[-1]!r}: give those of load_corpus")
    typed = [Cell(character, "typed") for character in SEARCH]
    rows = [typed, *(laid_over(SEARCH, words) for words in MET)]
    notes = [under_title(say("search_key", lang))]
    for y, (row, name) in enumerate(zip(rows, ("typed", *MET))):
        count = counts[y - 1] if y else 0
        notes.append(_row_name(y, name, count, lang))
        notes += _row_notes(y, row, name, lang)
    boxes = [box for y, row in enumerate(rows) for box in _boxes(y, row)]
    return draw(
        [_row_marks(rows)],
        say("search_missed", lang),
        height=330,
        margin={"l": 10, "r": 10, "t": 75, "b": 10},
        showlegend=False,
        annotations=notes,
        shapes=boxes,
        xaxis={**NO_AXIS, "range": [-3.6, 16]},
        yaxis={**NO_AXIS, "range": [3.7, -0.6]},
    )


def _row_name(y: int, name: str, count: int, lang: str) -> dict:
    """Whether the words of a row were typed, found (how often) or missed."""
    key = "search_typed" if not y else "search_found"
    if name == MET[-1]:
        key = "search_not_found"
    return note(-3.5, y, say(key, lang, count=count), colour=QUIET, size=14)


def _row_notes(
    y: int, row: Iterable[Cell], name: str, lang: str
) -> Iterator[dict]:
    """The characters of a row, and its meaning behind them."""
    x = 0
    for x, cell in enumerate(row):
        colour = WRONG if cell.state == "misfit" else INK
        look = {"size": 20, "colour": colour, "xanchor": "center"}
        yield note(x, y, label(cell.character), **look)
    meaning = say(f"search_{'any' if name == 'typed' else name}", lang)
    yield note(x + 0.8, y, meaning, size=13)


def _boxes(y: int, row: Iterable[Cell]) -> Iterator[dict]:
    """The box of each character that the search speaks of."""
    for x, cell in enumerate(row):
        is_wrong = cell.state == "misfit"
        if cell.state != "beyond":
            yield box(
                (x - 0.44, x + 0.44),
                (y - 0.4, y + 0.4),
                edge=WRONG if is_wrong else BAND,
                width=3 if is_wrong else 1,
                fillcolor=LIT.get(cell.state, BAND),
            )


def _row_marks(rows: Iterable[list[Cell]]) -> dict:
    """Marks that nobody sees, for the table of the figure: one a row."""
    texts = ["".join(cell.character for cell in row) for row in rows]
    return unseen([*map(label, texts)], label(SEARCH))


# --- a demand and a report ----------------------------------------------------------------------

DEMAND = ("relay-2006", "曾培炎最后强调，")
REPORT = ("article-2006", "当前，各地区、各部门")
DECIDING = ("要", "当前")  # "is to", "at present": the act hangs on them
LINE_CHARS = 42
LINE_STEP = 0.62


def demand_and_report(
    docs: pd.DataFrame, *, lang: str | None = None
) -> go.Figure:
    """Draw the demand that closes the speech above the sentence of the article that repeats it:
    what both have is in ink, what one has alone in its document's colour; what decides is large.

    Parameters
    ----------
    docs: as `load_corpus` gives them.

    Raises `DataError` where one of the two sentences is missing.

    >>> from egov_lib.read.corpus import load_corpus
    >>> demand_and_report(load_corpus()).layout.title.text
    'June 2006, and later that year: what is no longer there?'
    """
    lang = current(lang)
    texts = docs.set_index("doc_id")["text"]
    both = [_sentence(texts, *found) for found in (DEMAND, REPORT)]
    notes = [under_title(say("demand_key", lang))]
    y = 0.0
    for (doc_id, _), own, other in zip((DEMAND, REPORT), both, both[::-1]):
        lines = lines_of(own, other, LINE_CHARS)
        notes += _sentence_notes(doc_id, lines, y, lang)
        y = round(y + LINE_STEP * (len(lines) + 2) + 0.55, 3)
    marks = _row_marks([[Cell(own, "fits")] for own in both])
    return draw(
        [{**marks, "name": say("demand_key", lang)}],
        say("demand_and_report", lang),
        height=340,
        margin={"l": 10, "r": 10, "t": 75, "b": 10},
        showlegend=False,
        annotations=notes,
        xaxis={**NO_AXIS, "range": [0, 1]},
        yaxis={**NO_AXIS, "range": [round(y - 0.5, 3), -0.4]},
    )


def _sentence(texts: pd.Series, doc_id: str, begins: str) -> str:
    """The sentence of a document that begins with some words."""
    start = texts.get(doc_id, "").find(begins)
    if start < 0:
        raise DataError(f"{doc_id} has no sentence that begins {begins!r}")
    return texts[doc_id][start:].partition("。")[0] + "。"


def _sentence_notes(
    doc_id: str, lines: list[list[Stretch]], y: float, lang: str
) -> Iterator[dict]:
    """Whose sentence it is, its lines, and its English below them."""
    colour = document_colour(doc_id)
    voice = say(f"demand_voice_{doc_id}", lang)
    yield note(0, y, f"<b>{voice}</b>", size=14, colour=colour)
    for number, line in enumerate(lines, start=1):
        words = "".join(_coloured(stretch, colour) for stretch in line)
        yield note(0, round(y + LINE_STEP * number, 3), words, size=17)
    below = round(y + LINE_STEP * (len(lines) + 0.6), 3)
    lit = {"on": f"<span style='color:{colour}'>", "off": "</span>"}
    meaning = say(f"demand_says_{doc_id}", lang, **lit)
    yield note(0, below, meaning, size=13, yanchor="top")


def _coloured(stretch: Stretch, colour: str) -> str:
    words = label(stretch.words)
    if stretch.is_shared:
        return words
    for first in DECIDING:
        if words.startswith(first):
            lit = f"<span style='font-size:25px'>{first}</span>"
            words = lit + words.removeprefix(first)
    return f"<b><span style='color:{colour}'>{words}</span></b>"
