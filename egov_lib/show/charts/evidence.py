"""Charts of what the tables hold: texts, outlines, themes, shares, clauses taken up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import DataError
from egov_lib.show.charts.base import draw, marker, segments, xy
from egov_lib.show.layouts.evidence import (
    SHARE_KINDS,
    Branch,
    Cell,
    Lineage,
    Share,
    Thread,
    Threads,
    clause_threads,
    dated_shares,
    lineage_grid,
    outline_tree,
)
from egov_lib.show.messages import FRONT, current, pick, say, word
from egov_lib.show.safe_text import in_lines, label, short, two_lines
from egov_lib.show.style import COLOURS, INK, LEGEND_BELOW, SILENT, colours_of

# --- lengths of texts ---------------------------------------------------------------------------


def text_lengths(docs: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw the length of each document's text in characters, one bar a document.

    >>> docs = pd.DataFrame({"doc_id": ["a", "b"], "text": ["电子政务", "网"]})
    >>> text_lengths(docs).layout.title.text
    'a is the longest text'
    """
    lengths = docs["text"].str.len()
    longest = docs["doc_id"].iloc[int(lengths.argmax())]
    bars = {
        "type": "bar",
        "x": lengths.tolist(),
        "y": [label(doc_id) for doc_id in docs["doc_id"]],
        "orientation": "h",
        "text": lengths.tolist(),
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }
    return draw(
        [bars],
        say("longest", lang, doc_id=label(longest)),
        width=700,
        height=90 + 34 * len(docs),
        margin={"l": 110, "r": 20, "t": 45, "b": 45},
        xaxis={"title": {"text": say("characters", lang)}},
        yaxis={"autorange": "reversed"},
    )


# --- outlines -----------------------------------------------------------------------------------

# How many characters a column of the outline has room for
OUTLINE_CHARS = {"en": 42, "zh": 22}


def outline(
    clauses: pd.DataFrame, doc_id: str, *, lang: str | None = None
) -> go.Figure:
    """Draw the outline of one document as a tree that opens at a click: on a clause to go in, on
    the left bar to come back.

    The upper three levels are drawn. Two of them are seen at first, and each clause of the second
    is as high as its label needs. Hovering gives the words of the text. No kernel is needed.

    Parameters
    ----------
    clauses: as `load_table("clauses")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> outline(load_table("clauses"), "opinion-2002").layout.title.text
    'opinion-2002: 170 clauses, 10 at the top'
    """
    lang = current(lang)
    tree = outline_tree(clauses, doc_id, lang=lang)
    title = say(
        "outline",
        lang,
        doc_id=label(doc_id),
        clauses=len(tree.branches),
        top=sum(branch.depth == 1 for branch in tree.branches),
    )
    return draw(
        [_icicle(doc_id, tree.branches, OUTLINE_CHARS[lang])],
        title,
        height=60 + 19 * tree.rows,
        margin={"l": 0, "r": 0, "t": 50, "b": 10},
        uniformtext={"minsize": 10, "mode": "hide"},
    )


def _icicle(doc_id: str, branches: Sequence[Branch], most: int) -> dict:
    """The tree, with the document as its root; labels have at most *most* characters."""
    colour_of = colours_of(branch.kind for branch in branches)
    colours = [colour_of[branch.kind] for branch in branches]
    root = label(doc_id)
    return {
        "type": "icicle",
        "ids": [doc_id, *(branch.clause_id for branch in branches)],
        "labels": [root, *(short(branch.name, most) for branch in branches)],
        "parents": ["", *(branch.parent_id or doc_id for branch in branches)],
        "values": [0, *(branch.height for branch in branches)],
        "hovertext": [
            root,
            *(short(branch.quote, 60) for branch in branches),
        ],
        "hoverinfo": "label+text",
        "tiling": {"orientation": "h"},
        "maxdepth": 3,
        "sort": False,
        "leaf": {"opacity": 1},
        "textfont": {"color": "white", "size": 12},
        "marker": {
            "colors": [INK, *colours],
            "line": {"color": "white", "width": 1},
        },
    }


# --- lineages -----------------------------------------------------------------------------------

# The symbol and the colour of each manner in which a theme is taken up; symbols as in `echoes`.
MANNERS = {
    "sets": ("diamond-open", COLOURS[0]),
    "word for word": ("square", COLOURS[1]),
    "edited": ("square", COLOURS[2]),
    "in aim only": ("square-open", COLOURS[3]),
    "local form": ("diamond", COLOURS[4]),
    "reports done": ("circle", COLOURS[5]),
}
THEME_PIXELS = {"en": 345, "zh": 160}  # for the labels of themes


def lineage(themes: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw what each source says on each theme, silence included: one row a theme, one column a
    source and place.

    The sign says in what manner the theme is taken up; a dash is silence.

    Parameters
    ----------
    themes: as `load_table("themes")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> themes = load_table("themes")
    >>> isolation = themes[themes["theme_id"] == "network-isolation"]
    >>> lineage(isolation).layout.title.text
    '1 themes: 7 of 8 cells of the grid are silent'
    """
    lang = current(lang)
    grid = lineage_grid(themes, lang=lang)
    title = say(
        "lineage",
        lang,
        themes=len(grid.themes),
        silent=grid.silent,
        cells=len(grid.cells),
    )
    return draw(
        [_silence(grid.cells, lang), *_manners(grid.cells, lang)],
        title,
        height=150 + 23 * len(grid.themes),
        margin={"l": THEME_PIXELS[lang], "r": 10, "t": 130, "b": 70},
        legend=LEGEND_BELOW,
        xaxis=_voices_axis(grid, lang),
        yaxis={
            "tickvals": list(range(len(grid.themes))),
            "ticktext": [two_lines(theme.label, 54) for theme in grid.themes],
            "range": [-0.7, len(grid.themes) - 0.3],
            "tickfont": {"size": 11},
        },
    )


def _short_source(doc_id: str, lang: str) -> str:
    """A document of the workbook by its Chinese name, or any by its id, the year below."""
    if lang == "zh" and doc_id in FRONT:
        return label(pick(*FRONT[doc_id], lang))
    return "<br>".join(label(doc_id).rsplit("-", 1))


def _voices_axis(grid: Lineage, lang: str) -> dict:
    """The columns, with the source over the place."""
    heads = []
    for voice in grid.voices:
        source = _short_source(voice.doc_id, lang)
        heads.append(f"{source}<br>{label(word(voice.place, lang))}")
    return {
        "tickvals": list(range(len(heads))),
        "ticktext": heads,
        "side": "top",
        "tickangle": 0,
        "showgrid": False,
        "range": [-0.5, len(heads) - 0.5],
        "tickfont": {"size": 11},
    }


def _silence(cells: Sequence[Cell], lang: str) -> dict:
    """A dash for each cell that is silent."""
    silent = [cell for cell in cells if cell.silent]
    return {
        **xy(silent),
        "mode": "markers",
        "hoverinfo": "skip",
        "name": say("silent_cell", lang),
        "marker": {
            "symbol": "line-ew",
            "size": 9,
            "line": {"width": 2, "color": SILENT},
        },
    }


def _manners(cells: Sequence[Cell], lang: str) -> Iterator[dict]:
    """A trace for each manner in which themes are taken up."""
    for manner, (symbol, colour) in MANNERS.items():
        own = [cell for cell in cells if cell.manner == manner]
        yield {
            **xy(own),
            "ids": [cell.id for cell in own],
            "mode": "markers",
            "name": say(f"manner_{manner}", lang),
            "hovertext": [short(cell.quote, 20) for cell in own],
            "hoverinfo": "text",
            "marker": marker(colour, symbol=symbol),
        }


# --- shares -------------------------------------------------------------------------------------

SHARE_PIXELS = {"en": 425, "zh": 265}  # for the labels of shares
SHARE_SYMBOLS = {"achievement": "circle", "target": "circle-open"}
SHARE_DASHES = {"achievement": "solid", "target": "dot"}
SHARE_COLOURS = dict(zip(SHARE_KINDS, COLOURS))


def shares(targets: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw every percentage of the sources at its date: filled where it is reported as done, open
    where it is promised.

    Only shares of a whole with a date are drawn, one mark a thing said.

    Parameters
    ----------
    targets: as `load_table("targets")` gives them.

    >>> from egov_lib.read.corpus import load_table
    >>> targets = load_table("targets")
    >>> shares(targets[targets["place"] == "Shenzhen"]).layout.title.text
    '0 shares reported as done, 4 promised'
    """
    lang = current(lang)
    layout = dated_shares(targets, lang=lang)
    title = say("shares", lang, done=layout.done, promised=layout.promised)
    return draw(
        _share_traces(layout.rows, lang),
        title,
        xaxis={"range": [0, 120], "ticksuffix": " %", "dtick": 50},
        yaxis={
            "tickvals": [share.y for share in layout.rows],
            "ticktext": [_share_label(share, lang) for share in layout.rows],
            "showgrid": False,
        },
        legend=LEGEND_BELOW,
        margin={"l": SHARE_PIXELS[lang], "r": 10, "t": 50, "b": 80},
        height=140 + 42 * len(layout.rows),
    )


def _share_label(share: Share, lang: str) -> str:
    where = label(word(share.place, lang))
    return f"{short(share.label, 60)}<br><b>{where} {share.year}</b>"


def _share_traces(shares: Sequence[Share], lang: str) -> Iterator[dict]:
    """Lines and marks of what is done, then of what is promised."""
    for kind in SHARE_KINDS:
        own = [share for share in shares if share.kind == kind]
        yield _share_lines(own, kind)
        yield _share_signs(own, kind, lang)


def _share_lines(own: Sequence[Share], kind: str) -> dict:
    """Lines from nothing to each share."""
    return {
        "x": segments((0, share.x) for share in own),
        "y": segments((share.y, share.y) for share in own),
        "mode": "lines",
        "line": {
            "width": 3,
            "dash": SHARE_DASHES[kind],
            "color": SHARE_COLOURS[kind],
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _share_signs(own: Sequence[Share], kind: str, lang: str) -> dict:
    """The marks of the shares of one kind, with their values."""
    return {
        **xy(own),
        "ids": [share.target_id for share in own],
        "mode": "markers+text",
        "text": [_share_text(share, lang) for share in own],
        "textposition": "middle right",
        "name": say(f"share_{kind}", lang),
        "hovertext": [short(share.quote, 50) for share in own],
        "hoverinfo": "text",
        "marker": marker(SHARE_COLOURS[kind], symbol=SHARE_SYMBOLS[kind]),
    }


def _share_text(share: Share, lang: str) -> str:
    bound = "≥ " if share.at_least else ""
    sign = pick(" %", "%", lang)
    return f"\u00a0\u00a0{bound}{share.x:g}{sign}"


# --- threads ------------------------------------------------------------------------------------

THREAD_CHARS = {"en": 44, "zh": 22}  # of one line of a clause's label
THREAD_LINES = 3


def threads(
    earlier: pd.DataFrame,
    later: pd.DataFrame,
    relations: pd.DataFrame,
    *,
    follow: str | None = None,
    lang: str | None = None,
) -> go.Figure:
    """Draw which clauses of a later text take up which of an earlier one: two columns, a thread for
    each relation.

    A relation between clauses below these counts as theirs. A thread is dotted where no relation is
    more than "same_idea_as", and dashed where it takes up only a part of the earlier clause. A
    clause without a thread was not taken up, or is new.

    Parameters
    ----------
    earlier, later: rows of `load_table("clauses")`.
    relations: as `load_table("relations")` gives them.
    follow: the id of an earlier clause that a later one takes up as a whole: its thread is lit, and
        the title names it; None lights none.

    >>> from egov_lib.read.corpus import load_table
    >>> clauses, relations = load_table("clauses"), load_table("relations")
    >>> tasks = clauses[clauses["kind"] == "task"].groupby("doc_id").get_group
    >>> threads(tasks("opinion-2002"), tasks("relay-2006"), relations).layout.title.text
    '10 threads: no clause of either text is left without one'
    """
    lang = current(lang)
    layout = clause_threads(earlier, later, relations)
    columns = [
        _clause_column(earlier, 0, layout, lang),
        _clause_column(later, 1, layout, lang),
    ]
    is_loose = layout.loose_earlier or layout.loose_later
    title = say(
        "threads" if is_loose else "threads_all",
        lang,
        threads=len(layout.threads),
        earlier=layout.loose_earlier,
        later=layout.loose_later,
    )
    if follow is not None:
        title = _followed(earlier, later, layout, follow, lang)
    figure = draw(
        [*_thread_lines(layout, follow), *columns],
        title,
        height=110 + 52 * layout.rows,
        showlegend=False,
        margin={"l": 0, "r": 0, "t": 50, "b": 20},
        xaxis={"visible": False, "range": [-1.9, 2.9]},
        yaxis={"visible": False, "range": [layout.rows - 0.5, -0.6]},
    )
    return figure.update_layout(title={"x": 0.01, "xref": "container"})


LIT_THREAD = "#a84300"


def _followed(
    earlier: pd.DataFrame,
    later: pd.DataFrame,
    layout: Threads,
    follow: str,
    lang: str,
) -> str:
    """How many clauses there were and are, and which of them is lit.

    Raises `DataError` for a clause that no clause of the later text takes up as a whole.
    """
    taken_up = {thread.earlier for thread in layout.threads if thread.direct}
    if follow not in taken_up:
        raise DataError(f"no clause takes up {follow!r} as a whole")
    is_followed = earlier["clause_id"] == follow
    clause = earlier.loc[is_followed, f"label_{lang}"].iloc[0]
    return say(
        "threads_follow",
        lang,
        clause=label(clause),
        earlier=len(earlier),
        later=len(later),
    )


def _dash(thread: Thread) -> str:
    """Dotted: no more than a wish or two nouns; dashed: of a part of the earlier clause."""
    if not thread.takes_up:
        return "dot"
    return "solid" if thread.of_whole else "dash"


def _thread_lines(layout: Threads, follow: str | None) -> Iterator[dict]:
    for thread in layout.threads:
        is_lit = thread.direct and thread.earlier == follow
        yield {
            "x": [0, 1],
            "y": [
                layout.heights[thread.earlier],
                layout.heights[thread.later],
            ],
            "mode": "lines",
            "hoverinfo": "skip",
            "line": {
                "width": 3 if thread.takes_up else 1.5,
                "dash": _dash(thread),
                "color": LIT_THREAD if is_lit else COLOURS[0],
            },
            "opacity": 1 if is_lit else 0.8,
        }


def _clause_column(
    clauses: pd.DataFrame, x: int, layout: Threads, lang: str
) -> dict:
    """The clauses of one text as marks in a column, with their labels on the outer side."""
    ids = clauses["clause_id"].tolist()
    labels = clauses[f"label_{lang}"]
    names = [f"{number}. {name}" for number, name in enumerate(labels, 1)]
    return {
        "x": [x] * len(ids),
        "y": [layout.heights[clause] for clause in ids],
        "ids": ids,
        "mode": "markers+text",
        "text": [
            in_lines(name, THREAD_CHARS[lang], THREAD_LINES) for name in names
        ],
        "texttemplate": "\u00a0%{text}\u00a0",
        "hovertext": [short(quote, 50) for quote in clauses["quote"]],
        "hoverinfo": "text",
        "textposition": "middle left" if x == 0 else "middle right",
        "marker": {"size": 9, "color": INK},
    }
