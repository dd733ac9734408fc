"""Charts of what documents share: a pair as a dot plot, and flows from clauses to other texts.

Every mark is a passage of `shared_passages` and has its row as its id; hovering shows both sides.
Both charts work without a kernel: layers and documents are switched in the legend.
`explorers.parallels` shows the passage of a mark that was clicked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_whole
from egov_lib.show.charts.base import draw, note, segments
from egov_lib.show.layouts.transmission import (
    SIDES,
    Band,
    Flows,
    Shared,
    flow_bands,
    shared_rows,
)
from egov_lib.show.messages import current, say, short_name, word
from egov_lib.show.safe_text import label, short
from egov_lib.show.style import FAINT, INK, colour, colours_of

LAYERS = ("exact", "edited", "lists", "frames", "targets")
QUOTE_CHARS = 40  # of each side, when hovering
PART_CHARS = 110  # of a clause's label, which has the width of the chart
HOVER_PASSAGES = 3  # of a band, when hovering


def dot_plot(
    passages: pd.DataFrame,
    docs: pd.DataFrame,
    *,
    named: Mapping[str, int] | None = None,
    lang: str | None = None,
) -> go.Figure:
    """Draw the passages that two documents share, each as a line from its place in one to its place
    in the other.

    What both say in the same order is along one slope; what was moved is off it; a sentence that is
    repeated makes a column or a row.

    Parameters
    ----------
    passages: of one pair: filter `shared_passages` by doc_id and other_doc_id.
    docs: has the two texts.
    named: what stands at a place of the first text, in words -> that place in characters; the name
        is written beside the longest line there.
    """
    check_whole(passages, [*SIDES, "layer", "matched"], "a dot plot")
    rows = shared_rows(passages)
    here, there = _one_pair(rows)
    across, down = (
        label(short_name(doc_id, lang)) for doc_id in (here, there)
    )
    title = say("dot_plot", lang, passages=len(rows), here=across, there=down)
    lines = []
    for number, layer in enumerate(LAYERS):
        own = [shared for shared in rows if shared.layer == layer]
        if own:
            lines.append(_layer(own, layer, colour(number), lang))
    length = docs.set_index("doc_id")["text"].str.len()
    return draw(
        lines,
        title,
        height=640,
        xaxis={
            "title": {"text": say("character_of", lang, doc_id=across)},
            "range": [0, int(length[here])],
        },
        yaxis={
            "title": {"text": say("character_of", lang, doc_id=down)},
            "range": [int(length[there]), 0],
        },
        legend={"orientation": "h", "y": -0.12},
        margin={"l": 70, "r": 20, "t": 60, "b": 90},
        hovermode="closest",
        annotations=list(_names(named or {}, rows, current(lang))),
    )


def _names(
    named: Mapping[str, int], rows: Sequence[Shared], lang: str
) -> Iterator[dict]:
    """The name of what stands at a place, left of the longest line there."""
    for name, place in named.items():
        over = [row for row in rows if row.here.start <= place < row.here.end]
        if over:
            longest = max(over, key=lambda row: row.matched)
            down = longest.there.start + place - longest.here.start
            yield note(
                place,
                down,
                label(word(name, lang)),
                xanchor="right",
                xshift=-7,
            )


def _one_pair(rows: Sequence[Shared]) -> tuple[str, str]:
    """The two documents that all rows are of."""
    pairs = {(shared.here.doc_id, shared.there.doc_id) for shared in rows}
    if len(pairs) != 1:
        raise ValueError(
            f"a dot plot shows one pair of documents, but there are passages of {len(pairs)}: "
            "filter them"
        )
    return pairs.pop()


def _layer(
    own: Sequence[Shared], layer: str, shade: str, lang: str | None
) -> dict:
    """The passages of one layer as lines; each has three points, its ends and a gap."""
    hover = [_hover(shared) for shared in own]
    return {
        "x": segments((shared.here.start, shared.here.end) for shared in own),
        "y": segments(
            (shared.there.start, shared.there.end) for shared in own
        ),
        "hovertext": [text for both in hover for text in (both, both, "")],
        "hoverinfo": "text",
        "ids": [str(shared.row) for shared in own for _ in range(3)],
        "mode": "lines+markers",
        "name": say(f"layer_{layer}", lang),
        "line": {"color": shade, "width": 4 if layer == "exact" else 2},
        "marker": {"size": 5},
    }


def _hover(shared: Shared) -> str:
    """Both sides of a passage, one line each."""
    lines = []
    for side in (shared.here, shared.there):
        quote = short(side.quote, QUOTE_CHARS)
        lines.append(f"<b>{label(side.doc_id)}</b> {side.start}: {quote}")
    return "<br>".join(lines)


def flows(
    passages: pd.DataFrame,
    docs: pd.DataFrame,
    *,
    clauses: pd.DataFrame | None = None,
    lang: str | None = None,
) -> go.Figure:
    """Draw how many characters of each clause of the central texts are in which other text.

    Bands are as wide as their passages have equal characters; passages marked as repeats are left
    out. A band is no arrow: it says that both texts have the words, not which had them first.

    Parameters
    ----------
    passages: as `shared_passages` gives them.
    docs: gives the order of the documents.
    clauses: as `load_table("clauses")` gives them; they name the parts of each document (the
        deepest clause that holds a passage whole). Without them a document is one part.
    """
    layout = flow_bands(passages, docs, clauses=clauses, lang=lang)
    title = say(
        "flows",
        lang,
        characters=layout.matched,
        passages=layout.passages,
    )
    return draw(
        [_sankey(layout)],
        title,
        height=160 + 28 * max(len(layout.parts), 8),
        margin={"l": 10, "r": 10, "t": 60, "b": 20},
    )


def _sankey(layout: Flows) -> dict:
    return {
        "type": "sankey",
        "ids": [str(band.longest) for band in layout.bands],
        "node": _nodes(layout),
        "link": _links(layout),
    }


def _nodes(layout: Flows) -> dict:
    """The parts on the left, then the documents on the right."""
    return {
        "label": [
            *(_part_label(*part) for part in layout.parts),
            *(label(doc_id) for doc_id in layout.others),
        ],
        "color": [*_part_colours(layout), *(INK for _ in layout.others)],
        "pad": 17,
        "thickness": 14,
    }


def _links(layout: Flows) -> dict:
    """The bands, each from the number of its part to the number of its document."""
    bands = layout.bands
    ends = [*layout.parts, *layout.others]
    number = {end: position for position, end in enumerate(ends)}
    return {
        "source": [number[band.doc_id, band.part] for band in bands],
        "target": [number[band.other_doc_id] for band in bands],
        "value": [band.matched for band in bands],
        "customdata": [_band_hover(band) for band in bands],
        "hovertemplate": "%{customdata}<extra>%{value}</extra>",
        "color": FAINT,
    }


def _part_label(doc_id: str, part: str) -> str:
    name = label(doc_id)
    return f"{name}: {short(part, PART_CHARS)}" if part else name


def _part_colours(layout: Flows) -> list[str]:
    """The colour of each part: one for each document."""
    doc_ids = [doc_id for doc_id, _ in layout.parts]
    colour_of = colours_of(doc_ids)
    return [colour_of[doc_id] for doc_id in doc_ids]


def _band_hover(band: Band) -> str:
    return "<br>".join(
        _hover(shared) for shared in band.passages[:HOVER_PASSAGES]
    )
