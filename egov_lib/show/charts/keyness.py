"""Words that mark a text: their log ratio with its interval, one row a word."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_whole
from egov_lib.show.charts.base import draw, marker
from egov_lib.show.messages import current, say
from egov_lib.show.safe_text import label
from egov_lib.show.style import COLOURS, INK
from egov_lib.show.tables import english_of

NEEDED = [
    "word",
    "log_ratio",
    "low",
    "high",
    "target",
    "reference",
    "verdict",
    "g2",
]
MOST_WORDS = 24  # half of them from either end
CLEAR = ["more", "less"]
TOO_FEW = "too few to say"


def keyness(
    keys: pd.DataFrame,
    *,
    sides: tuple[str, str] | None = None,
    lang: str | None = None,
) -> go.Figure:
    """Draw the words that mark a text most and least: log ratio in bits, with its interval.

    Words too rare to say anything of are left out; of many, the first and the last are drawn. In
    English a word has its meaning before it, where the glossary has one.

    Parameters
    ----------
    keys: as `keywords` gives them, sorted by log ratio.
    sides: what the two groups of texts are called, the target first, as in ("2002", "2006").
    """
    lang = current(lang)
    check_whole(keys, NEEDED, "a keyness chart")
    tested = keys[keys["verdict"] != TOO_FEW]
    rows = _both_ends(tested)
    is_clear = rows["verdict"].isin(CLEAR)
    kinds = (
        (rows[is_clear], "circle", say("clear", lang)),
        (rows[~is_clear], "circle-open", say("not_clear", lang)),
    )
    return draw(
        [_series(*kind, lang) for kind in kinds],
        _title(tested, len(rows), lang),
        height=130 + 22 * len(rows),
        xaxis={
            "title": {"text": _axis(sides, lang)},
            "zeroline": True,
            "zerolinecolor": INK,
        },
        yaxis={
            "categoryorder": "array",
            "categoryarray": [_named(word, lang) for word in rows["word"]],
            "dtick": 1,
        },
        margin={"l": 230 if lang == "en" else 110, "r": 20, "t": 80, "b": 50},
        legend={"orientation": "h", "y": 1.06, "x": 0},
    )


def _title(tested: pd.DataFrame, drawn: int, lang: str) -> str:
    """How many of the words that were tested differ clearly, and how many are drawn."""
    clear = int(tested["verdict"].isin(CLEAR).sum())
    return say("keyness", lang, clear=clear, words=len(tested), drawn=drawn)


def _axis(sides: tuple[str, str] | None, lang: str) -> str:
    """What the axis shows, and which side is whose where they have names."""
    if not sides:
        return say("keyness_axis", lang)
    here, there = map(label, sides)
    return say("keyness_sides", lang, here=here, there=there)


def _both_ends(keys: pd.DataFrame) -> pd.DataFrame:
    """The first and the last words, from the last to the first: plotly draws upwards."""
    if len(keys) > MOST_WORDS:
        half = MOST_WORDS // 2
        keys = pd.concat([keys.head(half), keys.tail(half)])
    return keys.iloc[::-1]


def _named(word: str, lang: str) -> str:
    """A word with its meaning before it, for a reader of English."""
    meaning = english_of(word) if lang == "en" else ""
    return label(f"{meaning} {word}" if meaning else word)


def _series(own: pd.DataFrame, symbol: str, name: str, lang: str) -> dict:
    """Marks with their intervals; hovering says how often the word is on either side."""
    above = own["high"] - own["log_ratio"]
    below = own["log_ratio"] - own["low"]
    counts = zip(own["target"], own["reference"])
    return {
        "x": own["log_ratio"].round(3).tolist(),
        "y": [_named(word, lang) for word in own["word"]],
        "ids": own["word"].tolist(),
        "mode": "markers",
        "name": name,
        "hovertext": [
            f"{target} : {reference}" for target, reference in counts
        ],
        "hoverinfo": "text+y",
        "error_x": {
            "array": above.round(3).tolist(),
            "arrayminus": below.round(3).tolist(),
            "symmetric": False,
            "thickness": 1.2,
        },
        "marker": marker(COLOURS[0], symbol=symbol, size=9),
    }
