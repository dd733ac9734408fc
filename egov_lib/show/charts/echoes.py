"""Small marks in cells: what places take up of a plan, and what becomes of its force on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from egov_lib.measure.firmness import BESIDE, FIRMER, SAME, SOFTER
from egov_lib.read.corpus import load_table
from egov_lib.read.translations import load_segments
from egov_lib.show.charts.base import (
    NO_AXIS,
    QUIET,
    RULE,
    document_colour,
    draw,
    note,
    rule,
)
from egov_lib.show.layouts import echoes as layouts
from egov_lib.show.layouts.base import grouped
from egov_lib.show.layouts.echoes import Mark
from egov_lib.show.messages import SENTENCES, current, say, word
from egov_lib.show.safe_text import in_lines, label
from egov_lib.show.style import BAND, INK, SILENT
from egov_lib.show.tables import quote_in_english

GAP = 1  # between columns, in marks
LINE = 1.15  # from line to line, in marks
HEAD = 1.5  # from the name of a band to its first line
NATION = "China"  # where a text is silent on it, the nation is not: the text is named
TAIL = 0.9  # from its last line to the next rule


class Cells(NamedTuple):
    """Where columns begin, and bands: all in marks."""

    columns: dict[str, float]
    bands: dict[str, float]  # where the first line of a band is
    foot: float
    per_line: int

    @property
    def width(self) -> float:
        """From the left edge of the first column to the right edge of the last."""
        return len(self.columns) * (self.per_line + GAP)

    def at(self, mark: Mark) -> tuple[float, float]:
        """Where a mark stands."""
        line, seat = divmod(mark.place, self.per_line)
        x = self.columns[mark.column] + seat
        return x, round(self.bands[mark.band] + LINE * line, 2)


def _cells(
    columns: Sequence[str],
    bands: Iterable[str],
    marks: Iterable[Mark],
    per_line: int,
) -> Cells:
    """Bands as high as their fullest cell."""
    lines = dict.fromkeys(bands, 1)
    for mark in marks:
        needed = mark.place // per_line + 1
        lines[mark.band] = max(lines[mark.band], needed)
    tops, top = {}, 0.0
    for band, count in lines.items():
        tops[band] = round(top + HEAD, 2)
        top = round(tops[band] + LINE * (count - 1) + TAIL + 0.6, 2)
    starts = {
        column: number * (per_line + GAP)
        for number, column in enumerate(columns)
    }
    return Cells(starts, tops, top, per_line)


def _band_names(cells: Cells, names: Mapping[str, str]) -> Iterator[dict]:
    """The name of each band, above its first line."""
    for band, top in cells.bands.items():
        yield note(
            -0.6,
            round(top - HEAD + 0.35, 2),
            f"<b>{names[band]}</b>",
            colour=QUIET,
        )


def _band_rules(cells: Cells) -> list[dict]:
    """A line above each band."""
    return [
        rule(round(top - HEAD - 0.35, 2), -0.6, cells.width - 0.6)
        for top in cells.bands.values()
    ]


def _heads(cells: Cells, names: Mapping[str, str], y: float) -> Iterator[dict]:
    for column, start in cells.columns.items():
        yield note(start - 0.6, y, names[column], yanchor="bottom")


def _key(
    name: str, symbol: str, is_filled: bool = True, size: int = 9
) -> dict:
    """A line of the key, in ink: colours belong to texts."""
    return {
        "x": [None],
        "y": [None],
        "mode": "markers",
        "name": name,
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": INK if is_filled else "white",
            "line": {"width": 1.5, "color": INK},
        },
    }


def _plain_axes(cells: Cells, top: float, foot: float) -> dict:
    return {
        "xaxis": {**NO_AXIS, "range": [-0.8, cells.width - 0.4]},
        "yaxis": {**NO_AXIS, "range": [foot, top]},
    }


def _place_and_voice(place: str, marks: Iterable[Mark], lang: str) -> str:
    """A place over the text that tells of it, or most of it."""
    texts = Counter(mark.doc_id for mark in marks if mark.column == place)
    text = texts.most_common(1)[0][0]
    name = _voice(text, lang)
    if place == NATION:
        return f"<b>{name}</b>"
    return f"<b>{label(word(place, lang))}</b><br>{name}"


def _voice(doc_id: str, lang: str) -> str:
    """What a text is called that tells of a place."""
    key = f"voice_{doc_id}"
    return say(key, lang) if key in SENTENCES else label(doc_id)


# --- what places take up ------------------------------------------------------------------------

# The sign of each manner; silence is a small stroke. Filled is said in the words of the plan.
SIGNS = {
    "same words": ("square", True, 10),
    "same aim": ("square", False, 10),
    "own form": ("diamond", True, 11),
    "reported done": ("circle", True, 10),
    layouts.SILENT: ("line-ew", False, 5),
}
SEATS = 6  # themes in a line
ECHO_PIXELS = 17  # of a mark, from the top down
NARROWEST = 350  # pixels that a page leaves this picture
HOVER_CHARS, HOVER_LINES = 54, 5  # of the English of a passage


def echoes(
    themes: pd.DataFrame, *, named: bool = False, lang: str | None = None
) -> go.Figure:
    """Draw what each place takes up of a plan, a mark a theme, by groups of themes.

    The sign says how: in the plan's words, in its aim, in a form of the place's own, or reported as
    done; a stroke is silence. A theme has the same seat in every column. What every place is silent
    on is framed.

    Parameters
    ----------
    themes: rows of `load_table("themes")` of the places that are compared.
    named: whether each theme has a row of its own under its name; else a band has a whole group.

    >>> themes = load_table("themes")
    >>> places = ["Yunnan", "Wuhai", "Beijing", "Shenzhen", "Chongqing"]
    >>> echoes(themes[themes["place"].isin(places)]).layout.title.text
    '69 themes, 5 places: who takes up what, and how?'
    """
    lang = current(lang)
    layout = layouts.echoes(themes)
    names = _theme_names(lang)
    if named:
        layout = layouts.a_row_each(layout)
        heads_of_bands = {
            one: label(names.get(one, one)) for one in layout.groups
        }
    else:
        heads_of_bands = _group_names(layout.groups, lang)
    cells = _cells(layout.places, layout.groups, layout.marks, SEATS)
    heads = {
        place: _place_and_voice(place, layout.marks, lang)
        for place in layout.places
    }
    signs = list(_by_how(layout.marks, layouts.MANNERS))
    return draw(
        [
            *(_echo_trace(how, own, cells, names, lang) for how, own in signs),
            *(_key(say(f"echo_{how}", lang), *SIGNS[how]) for how, _ in signs),
        ],
        _echo_title(layout, lang),
        height=int(175 + ECHO_PIXELS * cells.foot),
        margin={"l": 6, "r": 6, "t": 62, "b": 74},
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        annotations=[
            *_heads(cells, heads, -0.9),
            *_band_names(cells, heads_of_bands),
        ],
        shapes=[*_band_rules(cells), *_frames(layout, cells)],
        meta={"least": NARROWEST},
        **_plain_axes(cells, -3.6, cells.foot - 0.3),
    )


def _echo_title(layout: layouts.Echoes, lang: str) -> str:
    counts = {"themes": layout.themes, "places": len(layout.places)}
    return say("echoes", lang, **counts)


def _by_how(
    marks: Iterable[Mark], order: Sequence[str]
) -> Iterator[tuple[str, list[Mark]]]:
    """Marks by their sign, in an order; signs that no mark has are left out."""
    own = grouped(marks, key=lambda mark: mark.how)
    for how in order:
        if how in own:
            yield how, own[how]


def _echo_trace(
    how: str,
    marks: Sequence[Mark],
    cells: Cells,
    names: Mapping[str, str],
    lang: str,
) -> dict:
    """The marks of one manner, in the colours of their texts."""
    symbol, is_filled, size = SIGNS[how]
    is_silent = how == layouts.SILENT
    voices = [document_colour(mark.doc_id) for mark in marks]
    colours = SILENT if is_silent else voices
    said = say(f"echo_{how}", lang)
    return {
        "x": [cells.at(mark)[0] for mark in marks],
        "y": [cells.at(mark)[1] for mark in marks],
        # Where a text is silent there is no passage to be found by an id.
        "ids": None if is_silent else [mark.mark_id for mark in marks],
        "mode": "markers",
        "name": said,
        "showlegend": False,
        "hovertext": [_theme_said(mark, names, said, lang) for mark in marks],
        "hoverinfo": "text",
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": colours if is_filled else "white",
            "line": {"width": 1.5, "color": colours},
        },
        "cliponaxis": False,
    }


def _theme_said(
    mark: Mark, names: Mapping[str, str], said: str, lang: str
) -> str:
    """A theme, how it is taken up, and the words in the reader's language."""
    name = label(names.get(mark.theme_id, mark.theme_id))
    is_nation = mark.column == NATION
    place = label(word(mark.column, lang))
    speaker = _voice(mark.doc_id, lang) if is_nation else place
    head = f"<b>{name}</b><br>{speaker}: {said}"
    if not mark.quote:
        return head
    english = quote_in_english(mark.quote, mark.doc_id) if lang == "en" else ""
    words = in_lines(english, HOVER_CHARS, HOVER_LINES) or label(mark.quote)
    return f"{head}<br>{words}"


def _frames(layout: layouts.Echoes, cells: Cells) -> Iterator[dict]:
    """A frame around what every place is silent on."""
    for mark in layout.marks:
        if mark.theme_id in layout.unheard:
            x, y = cells.at(mark)
            yield {
                "type": "rect",
                "x0": x - 0.5,
                "x1": x + 0.5,
                "y0": y - 0.5,
                "y1": y + 0.5,
                "line": {"width": 1.5, "color": INK},
            }


def _theme_names(lang: str) -> dict[str, str]:
    """The name of each theme in our table, short in English."""
    if lang == "en":
        groups = load_table("theme_groups")
        return dict(zip(groups["theme_id"], groups["short_en"]))
    themes = load_table("themes")
    return dict(zip(themes["theme_id"], themes["label_zh"]))


def _group_names(groups: Iterable[str], lang: str) -> dict[str, str]:
    table = load_table("theme_groups").set_index("group")[f"group_{lang}"]
    names = table.to_dict()
    return {group: label(names.get(group, group)) for group in groups}


# --- what becomes of the force ------------------------------------------------------------------

CHANGE_SIGNS = {
    layouts.SET: ("circle", 8),
    SOFTER: ("triangle-down", 9),
    SAME: ("circle", 8),
    FIRMER: ("triangle-up", 10),
    BESIDE: ("square", 7),
}
RUNG_SEATS = 8
RUNG_PIXELS = 15
RING = 16  # pixels of the ring around a passage that is followed
SCALE_WIDTH = 7  # of the scale of a column, in marks
SCALE_ROOM = 4.4  # of the scales under the lowest rung, in marks


def ladder(
    pairs: pd.DataFrame, *, follow: str = "", lang: str | None = None
) -> go.Figure:
    """Draw how firmly an order is said at its origin, and how firmly later and lower texts say the
    like: a mark a pair of passages, a rung a force.

    A triangle that points down is softer than the passage it is paired with, one that points up
    firmer. Under each column of the ladder stands the share of softer passages, with its interval
    of 95 %; there the ladder ends. A goal has no rung: it stands in a box of its own, and a passage
    of which either side is a goal is a square.

    Parameters
    ----------
    pairs: as `egov.firmness.binding_pairs(egov.firmness.changed_pairs(coded))` gives them.
    follow: the theme_id of the passages that get a ring.

    >>> import egov_lib as egov
    >>> coded = egov.firmness.load_coded()
    >>> pairs = egov.firmness.binding_pairs(egov.firmness.changed_pairs(coded))
    >>> ladder(pairs, follow="no-duplication").layout.title.text
    'Softer on the way to the cities?<br>Goals stand beside the ladder'
    """
    lang = current(lang)
    layout = layouts.ladder(pairs)
    bands = list(layouts.RUNGS.values())
    if layout.has_goals:
        bands.append(layouts.BY_ITSELF)
    cells = _cells(layout.columns, bands, layout.marks, RUNG_SEATS)
    end = _end_of_rungs(cells)
    cells = _set_apart(cells, layouts.BY_ITSELF)
    english = _english_of_segments() if lang == "en" else {}
    names = {band: say(f"rung_{band}", lang) for band in bands}
    heads = {name: _voice_head(name, layout, lang) for name in layout.columns}
    followed = [mark for mark in layout.marks if mark.theme_id == follow]
    scale_y = round(end + 0.9, 2)
    foot = max(cells.foot, end + SCALE_ROOM)
    signs = list(_by_how(layout.marks, tuple(CHANGE_SIGNS)))
    return draw(
        [
            *_rings(followed, cells, lang),
            *(
                _rung_trace(how, own, cells, english, lang)
                for how, own in signs
            ),
            *_key_of_changes(signs, lang),
            *_scales(layout, cells, scale_y, lang),
        ],
        _ladder_title(layout, lang),
        height=int(185 + RUNG_PIXELS * foot),
        margin={"l": 6, "r": 6, "t": 62, "b": 44},
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        annotations=[
            *_heads(cells, heads, -0.9),
            *_band_names(cells, names),
            note(
                -0.6,
                end,
                f"<b>{say('ladder_scale', lang)}</b>",
                colour=QUIET,
            ),
            *_scale_notes(layout, cells, scale_y, lang),
        ],
        shapes=[
            *_band_rules(cells),
            *_ground(cells, layouts.BY_ITSELF),
            rule(round(end - 0.6, 2), -0.6, cells.width - 0.6),
        ],
        **_plain_axes(cells, -4.0, foot - 1),
    )


def _key_of_changes(
    signs: Iterable[tuple[str, list[Mark]]], lang: str
) -> Iterator[dict]:
    for how, _ in signs:
        if how != layouts.SET:
            yield _key(say(f"ladder_{how}", lang), CHANGE_SIGNS[how][0])


def _end_of_rungs(cells: Cells) -> float:
    """Where the lowest rung ends."""
    if layouts.BY_ITSELF not in cells.bands:
        return cells.foot
    return round(cells.bands[layouts.BY_ITSELF] - HEAD, 2)


def _set_apart(cells: Cells, band: str) -> Cells:
    """The cells with room for the scales above their last band, if it is this one."""
    if band not in cells.bands:
        return cells
    bands = {**cells.bands, band: round(cells.bands[band] + SCALE_ROOM, 2)}
    return cells._replace(bands=bands, foot=round(cells.foot + SCALE_ROOM, 2))


def _ground(cells: Cells, band: str) -> Iterator[dict]:
    """A pale ground under a band that is no rung."""
    if band in cells.bands:
        yield {
            "type": "rect",
            "x0": -0.8,
            "x1": cells.width - 0.4,
            "y0": round(cells.bands[band] - HEAD - 0.35, 2),
            "y1": round(cells.foot - 0.6, 2),
            "fillcolor": BAND,
            "line": {"width": 0},
            "layer": "below",
        }


def _ladder_title(layout: layouts.Ladder, lang: str) -> str:
    return say("ladder" if layout.has_goals else "ladder_plain", lang)


def _voice_head(column: str, layout: layouts.Ladder, lang: str) -> str:
    """Whose passages a column has, over the text that tells them."""
    if column in (layouts.FIRST, NATION):
        return say(f"ladder_{column}", lang)
    return _place_and_voice(column, layout.marks, lang)


def _english_of_segments() -> dict[str, str]:
    segments = load_segments()
    return dict(zip(segments["address"], segments["en"]))


def _rings(
    followed: Sequence[Mark], cells: Cells, lang: str
) -> Iterator[dict]:
    """A ring around each passage on one theme; no line: that a demand travels is not known."""
    if not followed:
        return
    name = _theme_names(lang).get(followed[0].theme_id, "")
    places = [cells.at(mark) for mark in followed]
    yield {
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "mode": "markers",
        "name": say("ladder_way", lang, theme=label(name)),
        "hoverinfo": "skip",
        "marker": {
            "symbol": "circle",
            "size": RING,
            "color": "white",
            "line": {"width": 1.5, "color": INK},
        },
    }


def _rung_trace(
    how: str,
    marks: Sequence[Mark],
    cells: Cells,
    english: Mapping[str, str],
    lang: str,
) -> dict:
    """The passages of one change, each on its rung, in the colour of its text."""
    symbol, size = CHANGE_SIGNS[how]
    colours = [document_colour(mark.doc_id) for mark in marks]
    return {
        "x": [cells.at(mark)[0] for mark in marks],
        "y": [cells.at(mark)[1] for mark in marks],
        "ids": [mark.mark_id for mark in marks],
        "mode": "markers",
        "name": say(f"ladder_{how}", lang),
        "showlegend": False,
        "hovertext": [_both_languages(mark, english) for mark in marks],
        "hoverinfo": "text",
        "marker": {"symbol": symbol, "size": size, "color": colours},
        "cliponaxis": False,
    }


def _both_languages(mark: Mark, english: Mapping[str, str]) -> str:
    """The English of a passage over its words."""
    words = english.get(mark.address, "")
    said = f"{label(words)}<br>" if words else ""
    return f"{said}{label(mark.quote)}"


def _scales(
    layout: layouts.Ladder, cells: Cells, y: float, lang: str
) -> Iterator[dict]:
    """Under each column a line from none to all, the share of softer passages and its interval."""
    for column, share in layout.softer.items():
        if share.low == share.high:  # too few to draw an interval from
            continue
        start = cells.columns[column]
        colour = document_colour(layout.voices[column])
        yield _line([start, start + SCALE_WIDTH], y, RULE, 6)
        interval = [
            start + SCALE_WIDTH * end for end in (share.low, share.high)
        ]
        yield _line(interval, y, colour, 3)
        yield {
            "x": [start + SCALE_WIDTH * share.share],
            "y": [y],
            "mode": "markers",
            "name": say("ladder_share", lang),
            "showlegend": False,
            "hovertext": [f"{share.count} / {share.of}"],
            "hoverinfo": "text",
            "marker": {"size": 10, "color": colour},
        }


def _line(x: Sequence[float], y: float, colour: str, width: int) -> dict:
    return {
        "x": [round(value, 3) for value in x],
        "y": [y] * len(x),
        "mode": "lines",
        "line": {"width": width, "color": colour},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _scale_notes(
    layout: layouts.Ladder, cells: Cells, y: float, lang: str
) -> Iterator[dict]:
    """The share in words, with what it is a share of."""
    for column, share in layout.softer.items():
        text = say("ladder_of", lang, count=share.count, of=share.of)
        yield note(cells.columns[column] - 0.6, round(y + 1.2, 2), text)
