"""Pictures of single runs of labs: a network as it was built, copies that are right or wrong, a
year of sealed documents.

Each draws the events of `simulate` and nothing besides; what many runs have in common is drawn by
`models.bands`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from egov_lib.findings import check_whole
from egov_lib.show.charts.base import TEMPLATE, marker, xy
from egov_lib.show.layouts.labs import (
    WORLD,
    Point,
    host_places,
    line_points,
    taken_shares,
    wrong_copies,
    zones,
)
from egov_lib.show.messages import code_word, say
from egov_lib.show.safe_text import label
from egov_lib.show.style import (
    BAND,
    BLUE,
    CHART_WIDTH,
    COLOURS,
    GREY,
    INK,
    RED,
)

# --- networks -----------------------------------------------------------------------------------

# From a host that no attack takes to one that every attack takes. The step at 1 % keeps a host that
# fell once in a hundred attacks apart from one that never fell.
TAKEN_COLOURS = [[0, INK], [0.01, "#d9a39a"], [1, RED]]


def networks(
    runs: Mapping[str, pd.DataFrame], *, lang: str | None = None
) -> go.Figure:
    """Draw networks side by side as they were built: hosts as dots, lines as lines. The more of the
    year's attacks took a host, the redder it is; a red line is one that an attack came over.

    Between the upper row (extranet) and the lower one (intranet and offices' own networks) no line
    is drawn where physical isolation holds. Columns of hosts are offices, by level.

    Parameters
    ----------
    runs: name -> events of `labs.networks.simulate`.
    """
    figure = make_subplots(1, len(runs), horizontal_spacing=0.03)
    titles = []
    for column, (name, events) in enumerate(runs.items(), start=1):
        needed = ["kind", "what", "host", "other", "gate", "attack"]
        check_whole(events, needed, "a chart of networks")
        built = events[events["kind"] == "builds"]
        falls = taken_shares(events)
        title = say(
            "networks",
            lang,
            name=label(code_word(name, lang)),
            lines=len(built),
            doors=int(built["other"].eq(WORLD).sum()),
            share=falls.mean,
            worst=falls.worst,
        )
        titles.append(title)
        places = host_places(events)
        at = {"row": 1, "col": column}
        _draw_zones(figure, places, at, lang)
        for trace in (
            *_lines(built, falls.lines, places),
            _hosts(code_word(name, lang), falls.hosts, places),
        ):
            figure.add_scatter(**trace, **at)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, range=[-1.0, 2.55])
    return figure.update_layout(
        template=TEMPLATE,
        width=CHART_WIDTH,
        height=520,
        title={"text": "<br>".join(titles)},
        margin={"l": 10, "r": 10, "t": 80, "b": 10},
    )


def _draw_zones(
    figure: go.Figure, places: Mapping[str, Point], at: dict, lang: str | None
) -> None:
    """Draw a band and a name for each network."""
    for zone in zones(places):
        figure.add_shape(
            x0=zone.left,
            x1=zone.right,
            y0=zone.height - 0.12,
            y1=zone.height + 0.12,
            fillcolor=BAND,
            line_width=0,
            layer="below",
            **at,
        )
        figure.add_annotation(
            x=zone.left,
            y=zone.height - 0.13,
            xanchor="left",
            yanchor="top",
            text=say(f"zone_{zone.name}", lang),
            showarrow=False,
            bgcolor="rgba(255,255,255,0.8)",
            **at,
        )


def _lines(
    built: pd.DataFrame,
    used: set[frozenset[str]],
    places: Mapping[str, Point],
) -> Iterator[dict]:
    """The lines that no attack came over, then those that one did."""
    ends = zip(built["host"], built["other"])
    is_red = np.array([frozenset(pair) in used for pair in ends], dtype=bool)
    for lines, colour, width in (
        (built[~is_red], BLUE, 0.8),
        (built[is_red], RED, 1.6),
    ):
        x, y = _coordinates(lines, places)
        yield {
            "x": x,
            "y": y,
            "mode": "lines",
            "line": {"color": colour, "width": width},
            "hoverinfo": "skip",
            "showlegend": False,
            "opacity": 0.6,
        }


def _coordinates(
    lines: pd.DataFrame, places: Mapping[str, Point]
) -> tuple[list, list]:
    """The coordinates of lines in one trace, with a gap after each."""
    xs, ys = [], []
    for host, other in zip(lines["host"], lines["other"]):
        is_door = other == WORLD
        for point in line_points(
            places[host], places[other], to_world=is_door
        ):
            xs.append(round(float(point.x), 2))
            ys.append(round(float(point.y), 2))
        xs.append(None)
        ys.append(None)
    return xs, ys


def _hosts(
    name: str, taken: Mapping[str, float], places: Mapping[str, Point]
) -> dict:
    """A dot a host, coloured by the share of attacks that took it; the internet is red."""
    shares = [taken.get(host, 0.0) for host in places if host != WORLD]
    return {
        **xy(places.values()),
        "text": list(places),
        "mode": "markers",
        "name": label(name),
        "marker": {
            "color": [1.0, *shares],
            "colorscale": TAKEN_COLOURS,
            "cmin": 0,
            "cmax": 1,
            "size": [9 if "hub" in host else 6 for host in places],
        },
        "customdata": [1.0, *shares],
        "hovertemplate": "%{text}: %{customdata:.0%}<extra></extra>",
        "showlegend": False,
    }


def attack(
    events: pd.DataFrame, *, number: int = 0, lang: str | None = None
) -> go.Figure:
    """Draw one attack, hop by hop: a slider and a button play it, and each host that falls has the
    number of its hop, so a still picture tells the same.

    The colours mean what they mean in `networks`: blue are lines, red is what the attack took and
    the lines that it came over.

    Parameters
    ----------
    events: of `labs.networks.simulate`.
    number: of the attack, from 1; 0 is the one that took most hosts.
    """
    needed = ["kind", "host", "other", "attack", "hop"]
    check_whole(events, needed, "a chart of an attack")
    fallen = _fallen(events, number)
    places = host_places(events)
    hops = range(int(fallen["hop"].max() if len(fallen) else 0) + 1)
    steps = [_after_hop(hop, fallen, places, lang) for hop in hops]
    built = events[events["kind"] == "builds"]
    figure = make_subplots(1, 1)
    _draw_zones(figure, places, {"row": 1, "col": 1}, lang)
    grey, _ = _lines(built, set(), places)
    # The picture opens with the whole attack; Play begins at the internet.
    figure.add_traces([go.Scatter(grey), *steps[-1].traces])
    figure.frames = [
        go.Frame(
            name=str(hop),
            data=[step.traces[0], _changing(step.traces[1])],
            traces=[1, 2],
            layout={"title": {"text": step.title}},
        )
        for hop, step in enumerate(steps)
    ]
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, range=[-1.0, 2.55])
    return figure.update_layout(
        template=TEMPLATE,
        width=CHART_WIDTH,
        height=560,
        showlegend=False,
        title={"text": steps[-1].title},
        margin={"l": 10, "r": 10, "t": 60, "b": 90},
        sliders=[_hop_slider(len(steps), lang)],
        updatemenus=[_play_button(lang)],
    )


def _changing(hosts: go.Scatter) -> go.Scatter:
    """What differs from hop to hop; a frame need not repeat the rest."""
    return go.Scatter(text=hosts.text, marker=hosts.marker)


class Step(NamedTuple):
    """The picture of an attack after some hop: the lines it came over, the hosts, and a title."""

    traces: list[go.Scatter]
    title: str


def _fallen(events: pd.DataFrame, number: int) -> pd.DataFrame:
    """The hosts that an attack took, in their order."""
    taken = events[events["kind"] == "taken"]
    if not number and len(taken):
        counts = taken["attack"].value_counts()
        number = min(counts.index[counts == counts.max()])
    return taken[taken["attack"] == number]


def _after_hop(
    hop: int,
    fallen: pd.DataFrame,
    places: Mapping[str, Point],
    lang: str | None,
) -> Step:
    """Draw what an attack has taken after some hop."""
    so_far = fallen[fallen["hop"] <= hop]
    x, y = _coordinates(so_far, places)
    lines = {
        "x": x,
        "y": y,
        "mode": "lines",
        "line": {"color": RED, "width": 1.8},
        "hoverinfo": "skip",
    }
    hop_of = dict(zip(so_far["host"], so_far["hop"]))
    is_taken = [host in hop_of or host == WORLD for host in places]
    hosts = {
        **xy(places.values()),
        "mode": "markers+text",
        "text": [str(hop_of.get(host, "")) for host in places],
        "textposition": "middle center",
        "textfont": {"color": "white", "size": 10},
        "hovertext": list(places),
        "hoverinfo": "text",
        "marker": {
            "color": [RED if taken else INK for taken in is_taken],
            "size": [15 if taken else 6 for taken in is_taken],
        },
    }
    title = say(
        "attack_hop",
        lang,
        hop=hop,
        taken=len(so_far),
        hosts=len(places) - 1,
        now=int((so_far["hop"] == hop).sum()),
    )
    return Step([go.Scatter(lines), go.Scatter(hosts)], title)


AT_ONCE = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}}
A_SECOND_EACH = {"fromcurrent": False, "frame": {"duration": 1000}}


def _hop_slider(count: int, lang: str | None) -> dict:
    steps = [
        {
            "label": str(hop),
            "method": "animate",
            "args": [[str(hop)], AT_ONCE],
        }
        for hop in range(count)
    ]
    return {
        "active": count - 1,
        "steps": steps,
        "currentvalue": {"prefix": say("hop", lang) + " "},
        "x": 0.14,
        "len": 0.84,
    }


def _play_button(lang: str | None) -> dict:
    play = {
        "label": say("play", lang),
        "method": "animate",
        "args": [None, A_SECOND_EACH],
    }
    return {
        "type": "buttons",
        "buttons": [play],
        "x": 0.02,
        "xanchor": "left",
        "y": -0.03,
        "yanchor": "top",
    }


# --- copies -------------------------------------------------------------------------------------

DAYS_A_POINT = 5  # enough for a line, and a fifth of the size


def copies(
    runs: Mapping[str, pd.DataFrame], *, lang: str | None = None
) -> go.Figure:
    """Draw which share of copies was wrong on each day, one line a run.

    A copy is one department's record of one person's address; it is wrong from the day on which the
    person moves until the department learns of it.

    Parameters
    ----------
    runs: name -> events of `labs.exchange.simulate`.
    """
    figure = go.Figure(
        layout={"template": TEMPLATE, "width": CHART_WIDTH, "height": 420}
    )
    titles = []
    for number, (name, events) in enumerate(runs.items()):
        wrong, forms = wrong_copies(events)
        mean = float(wrong.mean())
        named = label(code_word(name, lang))
        title = say("copies", lang, name=named, forms=forms, share=mean)
        titles.append(title)
        figure.add_scatter(
            x=np.arange(len(wrong), dtype=np.int64)[::DAYS_A_POINT].tolist(),
            y=wrong[::DAYS_A_POINT].round(4).tolist(),
            mode="lines",
            name=named,
            line={"color": COLOURS[number], "width": 3, "shape": "hv"},
        )
    figure.update_xaxes(title={"text": say("day", lang)})
    figure.update_yaxes(
        tickformat=".0%",
        rangemode="tozero",
        title={"text": say("copies_y", lang)},
    )
    return figure.update_layout(
        title={"text": "<br>".join(titles)}, margin={"t": 90}
    )


# --- papers -------------------------------------------------------------------------------------

# The colour says whether a document is accepted, the shape why not. Red is the disaster's alone,
# and grey the stolen keys'.
VERDICT_SYMBOLS = {
    "valid": "circle",
    "altered": "x",
    "unknown issuer": "diamond",
    "no authority": "hexagon",
    "revoked": "square",
    "out of date": "cross",
    "no list": "triangle-up",
    "dated ahead": "star",
    "not checked": "circle",
}
PASSES = ["valid", "not checked"]
ACCEPTED_COLOUR, REFUSED_COLOUR = COLOURS[0], COLOURS[4]  # blue, dark yellow
TRUTHS = ["stolen", "forged", "altered", "honest"]  # from below


def papers(events: pd.DataFrame, *, lang: str | None = None) -> go.Figure:
    """Draw a year of sealed documents: when each was checked, what it was, what the check said, and
    what the disaster took.

    A hollow sign is a document that was lost; the shaded span is work without a backup.

    Parameters
    ----------
    events: as `labs.trust.simulate` gives them.
    """
    needed = ["hour", "kind", "document", "truth", "verdict"]
    check_whole(events, needed, "a chart of papers")
    checked = events[events["kind"] == "checked"]
    lost = set(events.loc[events["kind"] == "lost", "document"])
    figure = go.Figure(
        layout={"template": TEMPLATE, "width": CHART_WIDTH, "height": 400}
    )
    _draw_disaster(figure, events, lang)
    figure.add_scatter(**_stolen_keys(events, lang))
    for verdict, rows in checked.groupby("verdict"):
        figure.add_scatter(**_checks(rows, verdict, lost, lang))
    false = checked[checked["truth"] != "honest"]
    title = say(
        "papers",
        lang,
        documents=len(checked),
        false=len(false),
        passed=int(false["verdict"].isin(PASSES).sum()),
        lost=len(lost),
    )
    figure.update_xaxes(
        title={"text": say("day_of_year", lang)}, range=[0, 370]
    )
    truths = [code_word(truth, lang) for truth in TRUTHS]
    figure.update_yaxes(categoryorder="array", categoryarray=truths)
    return figure.update_layout(title={"text": title}, margin={"t": 80})


def _draw_disaster(
    figure: go.Figure, events: pd.DataFrame, lang: str | None
) -> None:
    """Draw the disaster, and the span whose work was in no backup."""
    first_hour = events.groupby("kind")["hour"].first()
    backed_up = round(first_hour["backed up"] / 24, 2)
    disaster = round(first_hour["disaster"] / 24, 2)
    figure.add_vrect(
        x0=backed_up, x1=disaster, fillcolor=RED, opacity=0.15, line_width=0
    )
    figure.add_vline(
        x=disaster,
        line={"color": RED, "width": 3},
        annotation={"text": say("disaster", lang), "yanchor": "bottom"},
    )


def _stolen_keys(events: pd.DataFrame, lang: str | None) -> dict:
    """Bars from the theft of each key to its revocation."""
    keys = events[events["kind"].isin(["stolen", "revoked"])]
    days = []
    for _, hours in keys.groupby("officer")["hour"]:
        days += [*(hours / 24).round(2).tolist(), None]
    return {
        "x": days,
        "y": [code_word("stolen", lang)] * len(days),
        "name": say("stolen_key", lang),
        "mode": "lines",
        "line": {"color": GREY, "width": 22},
        "opacity": 0.4,
    }


def _checks(
    rows: pd.DataFrame, verdict: str, lost: set, lang: str | None
) -> dict:
    """The documents of which a check said the same."""
    colour = ACCEPTED_COLOUR if verdict in PASSES else REFUSED_COLOUR
    symbol = VERDICT_SYMBOLS.get(verdict, "pentagon")
    symbols = [
        f"{symbol}-open" if document in lost else symbol
        for document in rows["document"]
    ]
    return {
        "x": (rows["hour"] / 24).round(2).tolist(),
        "y": [code_word(truth, lang) for truth in rows["truth"]],
        "mode": "markers",
        "name": label(code_word(verdict, lang)),
        "marker": marker(colour, symbol=symbols),
    }
