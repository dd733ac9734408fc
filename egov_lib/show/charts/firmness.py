"""How firmly documents speak: the share of each force, with its interval."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from egov_lib.findings import check_whole
from egov_lib.show.charts.base import draw, marker
from egov_lib.show.messages import SENTENCES, current, say
from egov_lib.show.safe_text import label
from egov_lib.show.style import COLOURS

NEEDED = ["doc_id", "code", "count", "of", "share", "low", "high"]


def firmness(shares: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw the share of each force in each document, with its interval: a row a document.

    A mark is a share of the directives of its document; hovering gives the count and the whole.

    Parameters
    ----------
    shares: as `egov.firmness.shares(coded)` gives them.

    >>> import egov_lib as egov
    >>> shares = egov.firmness.shares(egov.firmness.load_coded())
    >>> firmness(shares).layout.title.text
    'What is said most in 5 documents: is to in 4, goal in 1'
    """
    check_whole(shares, NEEDED, "a chart of firmness")
    lang = current(lang)
    by_code = list(shares.groupby("code", sort=False))
    traces = [
        _series(rows, _name(code, lang), COLOURS[place % len(COLOURS)])
        for place, (code, rows) in enumerate(by_code)
    ]
    return draw(
        traces,
        _title(shares, lang),
        height=150 + 21 * len(shares),
        margin={"l": 200, "r": 20, "t": 50, "b": 60},
        showlegend=False,
        xaxis={
            "title": {"text": say("firmness_axis", lang)},
            "tickformat": ".0%",
            "range": [-0.02, 1.02],
        },
        yaxis={"autorange": "reversed"},
    )


def _name(code: str, lang: str) -> str:
    """must, or what another cut calls it."""
    key = f"force_{code}"
    return say(key, lang) if key in SENTENCES else label(code)


def _title(shares: pd.DataFrame, lang: str) -> str:
    """Which force leads in how many documents."""
    leading = shares.loc[shares.groupby("doc_id")["share"].idxmax(), "code"]
    counts = leading.value_counts()
    leaders = _listed(
        [
            say("firmness_leads", lang, code=_name(code, lang), count=count)
            for code, count in counts.items()
        ],
        lang,
    )
    return say("firmness", lang, docs=len(leading), leaders=leaders)


def _listed(parts: Sequence[str], lang: str) -> str:
    return ("，" if lang == "zh" else ", ").join(parts)


def _series(rows: pd.DataFrame, name: str, colour: str) -> dict:
    """The marks of one force, with what their interval takes to either side."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": rows["share"].round(4).tolist(),
        "y": [
            [name] * len(rows),
            [label(doc_id) for doc_id in rows["doc_id"]],
        ],
        "hovertext": [
            f"{count} / {of}"
            for count, of in zip(rows["count"], rows["of"], strict=True)
        ],
        "hoverinfo": "text+x+y",
        "error_x": {
            "array": (rows["high"] - rows["share"]).round(4).tolist(),
            "arrayminus": (rows["share"] - rows["low"]).round(4).tolist(),
            "symmetric": False,
            "thickness": 1.2,
        },
        "marker": marker(colour, size=9),
    }
