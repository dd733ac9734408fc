"""Pictures of single runs of labs: a network as it was built, copies that are right or wrong, a year of sealed documents.

Each draws the events of `simulate` and nothing besides; what many runs have in common is drawn by `bands`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from egov_lib.findings import check_columns
from egov_lib.show.charts.house import BAND, COLOURS, HOUSE, INK, WIDTH, sign

BLUE, RED = COLOURS[:2]
HEIGHTS = {"internet": 2.4, "extranet": 1.0, "intranet": 0.0, "office": 0.0}
ZONES = {
    "internet": "internet 互联网",
    "extranet": "extranet 外网",
    "intranet": "intranet 内网",
    "office": "office nets 办公网",
}
VERDICTS = {
    "valid": "circle",
    "altered": "x",
    "unknown issuer": "diamond",
    "revoked": "square",
    "out of date": "cross",
}


def networks(runs: Mapping[str, pd.DataFrame]) -> go.Figure:
    """Draw networks side by side as they were built: a dot a host, a line a line, red what an attack has taken.

    *runs* holds the events of `labs.networks.simulate` by name. Between the upper row (extranet) and the lower one (intranet
    and offices' own networks) no line is ever drawn where physical isolation holds. Columns of hosts are offices, by level.
    """
    figure, titles = make_subplots(1, len(runs), horizontal_spacing=0.03), []
    for column, (name, events) in enumerate(runs.items(), start=1):
        check_columns(events, ["kind", "what", "host", "other", "gate"], "a chart of networks")
        at, built, place = (
            {"row": 1, "col": column},
            events[events["kind"] == "builds"],
            _hosts(events),
        )
        taken = {"internet:world", *events.loc[events["kind"] == "taken", "host"]}
        doors = built["other"].eq("internet:world").sum()
        titles.append(
            f"{name}: lines {len(built)}, doors to the internet {doors}, hosts taken {len(taken) - 1}"
        )
        _draw_zones(figure, place, at)
        red = built["host"].isin(taken) & built["other"].isin(taken)
        for lines, colour, width in ((built[~red], BLUE, 0.8), (built[red], RED, 1.6)):
            x, y = _arcs(lines, place)
            look = {"mode": "lines", "hoverinfo": "skip", "showlegend": False, "opacity": 0.6}
            figure.add_scatter(x=x, y=y, line={"color": colour, "width": width}, **look, **at)
        dots = {
            "color": [RED if h in taken else INK for h in place],
            "size": [9 if "hub" in h else 5 for h in place],
        }
        points = {
            "x": [x for x, _ in place.values()],
            "y": [y for _, y in place.values()],
            "text": list(place),
        }
        hover = {"hovertemplate": "%{text}<extra></extra>", "showlegend": False}
        figure.add_scatter(**points, mode="markers", name=name, marker=dots, **hover, **at)
    figure.update_xaxes(visible=False).update_yaxes(visible=False, range=[-1.0, 2.55])
    look = {"title": {"text": "<br>".join(titles)}, "margin": {"l": 10, "r": 10, "t": 80, "b": 10}}
    return figure.update_layout(template=HOUSE, width=WIDTH, height=520, **look)


def _draw_zones(figure: go.Figure, place: Mapping[str, tuple[float, float]], at: dict) -> None:
    """A band and a name for each zone; the internet's reaches over all."""
    for zone, height in HEIGHTS.items():
        xs = [
            x
            for host, (x, y) in place.items()
            if zone == "internet" or (host.startswith(zone) and y == height)
        ]
        if xs:
            left, right = min(xs) - 0.7, max(xs) + 0.7
            box = {"x0": left, "x1": right, "y0": height - 0.12, "y1": height + 0.12}
            figure.add_shape(**box, fillcolor=BAND, line_width=0, layer="below", **at)
            label = {
                "x": left,
                "y": height - 0.13,
                "xanchor": "left",
                "yanchor": "top",
                "text": ZONES[zone],
            }
            figure.add_annotation(**label, showarrow=False, bgcolor="rgba(255,255,255,0.8)", **at)


def _hosts(events: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Where each host stands: offices in columns by level, nodes of the platform above or below their level's middle."""
    hosts = events.loc[events["kind"] == "joins", "host"].tolist()
    offices = list(dict.fromkeys(host.split(":")[1] for host in hosts if "hub" not in host))
    levels = ["centre", "province", "city", "county"]
    offices.sort(key=lambda name: (levels.index(name.split("-")[0]), int(name.split("-")[1])))
    column = {name: at + 1.5 * levels.index(name.split("-")[0]) for at, name in enumerate(offices)}
    middle = {
        level: np.mean([x for name, x in column.items() if name.startswith(level)] or [0])
        for level in levels
    }
    place = {"internet:world": (float(np.mean(list(column.values()) or [0])), HEIGHTS["internet"])}
    for host in hosts:
        zone, name = host.split(":")
        if name.startswith("hub-"):
            place[host] = (round(float(middle[name[4:]]), 2), 1.55 if zone == "extranet" else -0.55)
        else:
            place[host] = (column[name], HEIGHTS[zone])
    return place


def _arcs(lines: pd.DataFrame, place: Mapping[str, tuple[float, float]]) -> tuple[list, list]:
    """Lines as points: bowed between hosts of one row, away from the other row; straight elsewhere; None between two."""
    xs, ys = [], []
    for a, b in lines[["host", "other"]].itertuples(index=False):
        (x0, y0), (x1, y1) = place[a], place[b]
        at = np.linspace(0, 1, 9) if y0 == y1 else np.array([0.0, 1.0])
        bow = (0.25 + abs(x1 - x0) / 55) * (1 if y0 >= 1 else -1) if y0 == y1 else 0.0
        x1 = x0 if b == "internet:world" else x1  # a door goes straight up
        xs += [*(x0 + (x1 - x0) * at).round(2).tolist(), None]
        ys += [*(y0 + (y1 - y0) * at + 4 * bow * at * (1 - at)).round(2).tolist(), None]
    return xs, ys


def copies(runs: Mapping[str, pd.DataFrame]) -> go.Figure:
    """Draw how many copies were wrong on each day, a line a run; *runs* holds the events of `labs.exchange.simulate` by name.

    A copy is one department's record of one person's address; it is wrong from the day the person moves until the department
    learns of it.
    """
    figure = go.Figure(layout={"template": HOUSE, "width": WIDTH, "height": 420})
    said = []
    for number, (name, events) in enumerate(runs.items()):
        check_columns(
            events, ["day", "kind", "department", "person", "address"], "a chart of copies"
        )
        audited = events[events["kind"] == "audited"]
        days, wrong = np.arange(audited["day"].max() + 1), 0.0
        for department in audited["department"].unique():
            for _, own in events.groupby("person"):
                truth, held = own[own["kind"] == "moved"], own[own["department"] == department]
                wrong = wrong + (_steps(truth, days) != _steps(held, days))
        share, forms = wrong / len(audited), (events["kind"] == "form").sum()
        said.append(f"{name}: {forms} forms, {share.mean():.0%} of copies wrong on an average day")
        line = {"color": COLOURS[number], "width": 3, "shape": "hv"}
        figure.add_scatter(
            x=days[::5].tolist(), y=share[::5].round(4).tolist(), mode="lines", name=name, line=line
        )
    figure.update_yaxes(
        tickformat=".0%", rangemode="tozero", title={"text": "copies that are wrong"}
    )
    return figure.update_xaxes(title={"text": "day"}).update_layout(
        title={"text": "<br>".join(said)}, margin={"t": 90}
    )


def _steps(changes: pd.DataFrame, days: np.ndarray) -> np.ndarray:
    """The address that holds on each day, from rows with day and address; the last one of a day counts."""
    changes = changes[changes["kind"].isin(["moved", "form", "delivered"])].sort_values(
        ["day", "address"]
    )
    numbers = np.concatenate([[0], changes["address"].to_numpy(int)])
    return numbers[np.searchsorted(changes["day"].to_numpy(int), days, side="right")]


def papers(events: pd.DataFrame) -> go.Figure:
    """Draw a year of sealed documents: when each was checked, what it was, what the check said; what the disaster took.

    *events* as `labs.trust.simulate` gives them. A hollow sign is a document that was lost; the shaded span, work without a
    backup.
    """
    check_columns(events, ["hour", "kind", "document", "truth", "verdict"], "a chart of papers")
    checked, lost = (
        events[events["kind"] == "checked"],
        set(events.loc[events["kind"] == "lost", "document"]),
    )
    figure = go.Figure(layout={"template": HOUSE, "width": WIDTH, "height": 400})
    hour = {kind: rows["hour"].tolist() for kind, rows in events.groupby("kind")}
    safe, lost_from = hour["backed up"][0] / 24, hour["disaster"][0] / 24
    figure.add_vrect(x0=safe, x1=lost_from, fillcolor=RED, opacity=0.15, line_width=0)
    label = {"text": "disaster", "yanchor": "bottom"}
    figure.add_vline(x=lost_from, line={"color": RED, "width": 3}, annotation=label)
    keys = events[events["kind"].isin(["stolen", "revoked"])].groupby("officer")["hour"]
    spans = [day for _, hours in keys for day in (*(hours / 24).round(2), None)]
    bar = {
        "x": spans,
        "y": ["stolen"] * len(spans),
        "name": "a key in wrong hands",
        "mode": "lines",
    }
    figure.add_scatter(**bar, line={"color": RED, "width": 22}, opacity=0.25)
    for number, (verdict, rows) in enumerate(checked.groupby("verdict")):
        shape = VERDICTS.get(verdict, "circle")
        symbols = [f"{shape}-open" if document in lost else shape for document in rows["document"]]
        days = (rows["hour"] / 24).round(2).tolist()
        marker = sign(COLOURS[number], symbol=symbols)
        figure.add_scatter(
            x=days, y=rows["truth"].tolist(), mode="markers", name=verdict, marker=marker
        )
    bad = checked[checked["truth"] != "honest"]
    passed = bad["verdict"].isin(["valid", "not checked"]).sum()
    title = f"{len(checked)} documents, {len(bad)} of them false; {passed} of these passed; {len(lost)} documents lost"
    figure.update_xaxes(title={"text": "day of the year"}, range=[0, 370])
    figure.update_yaxes(
        categoryorder="array", categoryarray=["stolen", "forged", "altered", "honest"]
    )
    return figure.update_layout(title={"text": title}, margin={"t": 80})
