"""Drawings of what a lesson tells: ladders of voices, a line of bytes, walls between networks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import DataError
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
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import label
from egov_lib.show.style import BAND, INK


def _line(x: Sequence[float], y: Sequence[float], **look: object) -> dict:
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {"type": "line", **ends, "line": look}


# --- ladders of voices --------------------------------------------------------------------------

RUNGS = ("speaker", "occasion", "reporter", "page")
LADDERS = {"relay-2006": 1.0, "article-2006": 2.75}  # where each stands
LADDER_WIDTH = 1.5
RUNG_CHARS = 30  # what is longer is broken at its commas
SEPARATOR_RE = re.compile("(, |，)")


def voice_ladders(
    ladders: Mapping[str, Sequence[str]], *, lang: str | None = None
) -> go.Figure:
    """Draw from whom the aim for 2010 comes down to us, in two papers; an empty rung is a voice
    that no word of the text names.

    Parameters
    ----------
    ladders: {doc_id: who said it, on what occasion, who reports it, on which page}, "" for what
        is not known, as `egov.explorables.voices_known` gives them.

    >>> rungs = ["Zeng Peiyan", "a symposium", "Tian Qiansheng", ""]
    >>> both = {"relay-2006": rungs, "article-2006": [""] * 4}
    >>> voice_ladders(both).layout.title.text
    'One aim: a speaker in one paper, none in the other'
    """
    lang = current(lang)
    for doc_id in LADDERS:
        if len(ladders.get(doc_id, ())) != len(RUNGS):
            raise DataError(
                f"{doc_id} has no ladder of {len(RUNGS)} rungs here: give those of "
                "egov.explorables.voices_known"
            )
    notes = [
        note(0, y, say(f"rung_{rung}", lang), colour=QUIET, size=14)
        for y, rung in enumerate(RUNGS)
    ]
    boxes: list[dict] = []
    for doc_id, x in LADDERS.items():
        notes += _ladder_notes(doc_id, ladders[doc_id], x, lang)
        boxes += _ladder_boxes(doc_id, ladders[doc_id], x)
    words = [
        f"{say(f'ladder_{doc_id}', lang)}: {rung}"
        for doc_id in LADDERS
        for rung in ladders[doc_id]
    ]
    return draw(
        [unseen([*map(label, words)], say("voice_ladders", lang))],
        say("voice_ladders", lang),
        height=430,
        margin={"l": 10, "r": 10, "t": 75, "b": 10},
        showlegend=False,
        annotations=[under_title(say("ladder_key", lang)), *notes],
        shapes=boxes,
        xaxis={**NO_AXIS, "range": [0, 4.3]},
        yaxis={**NO_AXIS, "range": [3.6, -1.1]},
    )


def _ladder_notes(
    doc_id: str, rungs: Sequence[str], x: float, lang: str
) -> Iterator[dict]:
    """The paper at the head, and what stands on each rung."""
    colour = document_colour(doc_id)
    middle = x + LADDER_WIDTH / 2
    look = {"xanchor": "center", "align": "center", "colour": colour}
    head = say(f"ladder_{doc_id}", lang)
    yield note(middle, -0.78, f"<b>{head}</b>", size=14, **look)
    for y, rung in enumerate(rungs):
        nobody = f"<i>{say('ladder_unknown', lang)}</i>"
        words = label(rung) if rung else nobody
        if len(rung) > RUNG_CHARS:
            words = SEPARATOR_RE.sub(r"\1<br>", words)
        yield note(middle, y, words, size=12, **look)


def _ladder_boxes(
    doc_id: str, rungs: Sequence[str], x: float
) -> Iterator[dict]:
    """A box a rung, dashed where nothing is known, and the poles between them."""
    colour = document_colour(doc_id)
    for y, rung in enumerate(rungs):
        yield box(
            (x, x + LADDER_WIDTH),
            (y - 0.38, y + 0.38),
            edge=colour,
            is_open=not rung,
            fillcolor=BAND if rung else "white",
        )
    for above, below in pairwise(range(len(rungs))):
        for at in (x + 0.2, x + LADDER_WIDTH - 0.2):
            yield _line(
                (at, at), (above + 0.38, below - 0.38), color=colour, width=3
            )


# --- a line of bytes ----------------------------------------------------------------------------

ENCODING = "gb18030"
UNREADABLE = "?"  # what a page shows for a byte that is no character
ASCII = 0x80  # bytes below are a character each


class Sign(NamedTuple):
    """A character and the bytes it is read from: *first* is the place of the first of them."""

    character: str
    first: int
    count: int


def read_in_pairs(data: bytes) -> list[Sign]:
    """Read bytes two by two, as GBK is read; a byte that begins no pair is `?`.

    >>> [sign.character for sign in read_in_pairs("省2".encode("gbk"))]
    ['省', '2']
    >>> [sign.character for sign in read_in_pairs(b"?" + "省2".encode("gbk")[1:])]
    ['?', '?', '2']
    """
    signs, place = [], 0
    while place < len(data):
        pair = data[place : place + 2]
        try:
            count = 1 if data[place] < ASCII else 2
            character = pair[:count].decode(ENCODING)
        except UnicodeDecodeError:
            count, character = 1, UNREADABLE
        signs.append(Sign(character, place, count))
        place += count
    return signs


def byte_pairs(
    written: str, lost: int, *, lang: str | None = None
) -> go.Figure:
    """Draw a line as its bytes, read two by two: as it was written, and after one byte became `?`.

    Parameters
    ----------
    written: the line, of characters that GBK has.
    lost: the place of the byte that became `?`, from 0.

    >>> byte_pairs("全省ＧＤＰ2.5%", 2).layout.title.text
    'One damaged byte, 5 wrong signs'
    """
    lang = current(lang)
    whole = written.encode(ENCODING)
    if not 0 <= lost < len(whole):
        raise DataError(
            f"there is no byte {lost} in {written!r}: it has {len(whole)}, from 0"
        )
    damaged = whole[:lost] + UNREADABLE.encode() + whole[lost + 1 :]
    rows = [read_in_pairs(whole), read_in_pairs(damaged)]
    as_written = {(sign.first, sign.character) for sign in rows[0]}
    wrong = [
        sign
        for sign in rows[1]
        if (sign.first, sign.character) not in as_written
    ]
    notes, boxes = [], []
    for y, (data, row) in enumerate(zip((whole, damaged), rows)):
        name = say("bytes_damaged" if y else "bytes_written", lang)
        notes.append(note(-3.4, 2 * y, name, colour=QUIET, size=14))
        notes += _byte_notes(data, row, wrong, 2 * y)
        boxes += _byte_boxes(row, wrong, 2 * y)
    lines = ["".join(sign.character for sign in row) for row in rows]
    return draw(
        [unseen([*map(label, lines)], label(written))],
        say("byte_pairs", lang, count=len(wrong)),
        height=300,
        margin={"l": 10, "r": 10, "t": 75, "b": 10},
        showlegend=False,
        annotations=[under_title(say("bytes_key", lang)), *notes],
        shapes=boxes,
        xaxis={**NO_AXIS, "range": [-3.5, len(whole)]},
        yaxis={**NO_AXIS, "range": [3.1, -0.7]},
    )


def _byte_notes(
    data: bytes, row: Sequence[Sign], wrong: Sequence[Sign], y: float
) -> Iterator[dict]:
    """The characters of a row above their bytes."""
    for sign in row:
        is_wrong = bool(y) and sign in wrong
        colour = WRONG if is_wrong else INK
        look = {"xanchor": "center", "colour": colour}
        end = sign.first + sign.count
        middle = (sign.first + end - 1) / 2
        shown = label(sign.character)
        yield note(middle, y, shown, size=21, **look)
        for at in range(sign.first, end):
            byte = f"{data[at]:02X}"
            yield note(at, y + 0.62, byte, size=12, **look)


def _byte_boxes(
    row: Sequence[Sign], wrong: Sequence[Sign], y: float
) -> Iterator[dict]:
    """A box around the bytes of each character."""
    for sign in row:
        is_wrong = bool(y) and sign in wrong
        yield box(
            (sign.first - 0.45, sign.first + sign.count - 0.55),
            (y - 0.45, y + 0.9),
            edge=WRONG if is_wrong else INK,
            fillcolor="white" if is_wrong else BAND,
        )


# --- walls between networks ---------------------------------------------------------------------

PLAN = "opinion-2002"
# Each network by the words of the plan that name it: left, right, top, bottom
NETWORKS = {
    "政务内网": (0.0, 1.55, 0.0, 1.0),
    "政务外网": (1.95, 3.5, 0.0, 1.0),
    "互联网": (3.9, 5.2, 0.0, 1.0),
    "副省级以下政务部门的办公网": (0.0, 1.55, 1.5, 2.5),
}
# What stands between two of them, and in which words of the plan
WALLS = {
    "两网之间物理隔离": ((1.75, 1.75), (-0.1, 1.1)),
    "与副省级以下政务部门的办公网物理隔离": ((-0.05, 1.6), (1.25, 1.25)),
}
GATE = "政务外网与互联网之间逻辑隔离"
ISOLATION = "逻辑隔离"
GATE_AT = 3.7
UNTOLD = ((1.6, 2.0), (1.55, 1.06))  # from lower offices to the extranet
TOP = {"yanchor": "top"}


def two_walls(docs: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw the networks of the plan of 2002 with what it puts between them: two walls, and a gate.

    Parameters
    ----------
    docs: as `load_corpus` gives them.

    Raises `DataError` where the plan is not among *docs*, or has other words.

    >>> from egov_lib.read.corpus import load_corpus
    >>> two_walls(load_corpus()).layout.title.text
    'Two physical walls, one guarded door'
    """
    lang = current(lang)
    texts = docs.set_index("doc_id")["text"]
    for words in (*NETWORKS, *WALLS, GATE):
        if words not in texts.get(PLAN, ""):
            raise DataError(
                f"{PLAN} has no {words!r}: give the documents of load_corpus"
            )
    colour = document_colour(PLAN)
    shapes = [
        box(place[:2], place[2:], edge=colour, fillcolor=BAND)
        for place in NETWORKS.values()
    ]
    shapes += [_line(x, y, color=INK, width=9) for x, y in WALLS.values()]
    for y in ((-0.1, 0.35), (0.65, 1.1)):
        shapes.append(_line((GATE_AT, GATE_AT), y, color=INK, width=9))
    shapes.append(_line(*UNTOLD, color=INK, width=2, dash="dot"))
    notes = [
        note(
            (left + right) / 2,
            (top + bottom) / 2,
            _two_lines(say(f"network_{words}", lang), words, lang),
            size=13,
            xanchor="center",
            align="center",
        )
        for words, (left, right, top, bottom) in NETWORKS.items()
    ]
    between, below = WALLS
    told = (
        ("wall_between", between, 1.95, 1.45),
        ("gate", GATE[-len(ISOLATION) :], GATE_AT, 1.45),
        ("wall_below", below, 1.95, 2.15),
    )
    notes.append(note(1.68, 1.24, "<b>?</b>", size=13))
    notes += [
        note(x, y, _with_words(say(key, lang), words, lang), size=13, **TOP)
        for key, words, x, y in told
    ]
    return draw(
        [
            unseen(
                [*map(label, [*NETWORKS, *WALLS, GATE])],
                say("two_walls", lang),
            )
        ],
        say("two_walls", lang),
        height=360,
        margin={"l": 10, "r": 10, "t": 75, "b": 10},
        showlegend=False,
        annotations=[under_title(say("walls_key", lang)), *notes],
        shapes=shapes,
        xaxis={**NO_AXIS, "range": [-0.1, 5.4]},
        yaxis={**NO_AXIS, "range": [2.8, -0.25]},
    )


def _with_words(english: str, words: str, lang: str) -> str:
    """What stands between two networks, with the words of the plan below it."""
    return english if lang == "zh" else f"{english}<br>{words}"


def _two_lines(name: str, words: str, lang: str) -> str:
    """The name of a network, in English with the words of the plan below it."""
    return name if lang == "zh" else f"<b>{name}</b><br>{words}"
