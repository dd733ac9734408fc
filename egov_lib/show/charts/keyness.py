"""Words that mark a text: their log ratio with its interval, one row a word."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_whole
from egov_lib.show.charts.base import draw, marker
from egov_lib.show.messages import say
from egov_lib.show.safe_text import label
from egov_lib.show.style import COLOURS, INK

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


def keyness(keys: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw the words that mark a text most and least: log ratio in bits, with its interval.

    Words too rare to say anything of are left out; of many, the first and the last are drawn.

    Parameters
    ----------
    keys: as `keywords` gives them, sorted by log ratio.
    """
    check_whole(keys, NEEDED, "a keyness chart")
    rows = _both_ends(keys[keys["verdict"] != TOO_FEW])
    is_clear = rows["verdict"].isin(CLEAR)
    return draw(
        [
            _series(rows[is_clear], "circle", say("clear", lang)),
            _series(rows[~is_clear], "circle-open", say("not_clear", lang)),
        ],
        say("keyness", lang, clear=int(is_clear.sum()), words=len(rows)),
        height=130 + 22 * len(rows),
        xaxis={
            "title": {"text": say("keyness_axis", lang)},
            "zeroline": True,
            "zerolinecolor": INK,
        },
        yaxis={
            "categoryorder": "array",
            "categoryarray": [label(word) for word in rows["word"]],
            "dtick": 1,
        },
        margin={"l": 110, "r": 20, "t": 50, "b": 50},
        legend={"orientation": "h", "y": 1.06, "x": 0.6},
    )


def _both_ends(keys: pd.DataFrame) -> pd.DataFrame:
    """The first and the last words, from the last to the first: plotly draws upwards."""
    if len(keys) > MOST_WORDS:
        half = MOST_WORDS // 2
        keys = pd.concat([keys.head(half), keys.tail(half)])
    return keys.iloc[::-1]


def _series(own: pd.DataFrame, symbol: str, name: str) -> dict:
    """Marks with their intervals; hovering says how often the word is on either side."""
    above = own["high"] - own["log_ratio"]
    below = own["log_ratio"] - own["low"]
    counts = zip(own["target"], own["reference"])
    return {
        "x": own["log_ratio"].round(3).tolist(),
        "y": [label(word) for word in own["word"]],
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
