"""A model in a box: change its settings, and the picture and the measures follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.explorers.base import WIDE, Explorer, bind
from egov_lib.show.explorers.plotly_widget import Chart
from egov_lib.show.safe_text import escape, show_unseen


def model(
    settings: Any,
    choices: Mapping[str, Sequence],
    *,
    draw: Callable[[Any], go.Figure],
    measure: Callable[[Any], pd.Series],
) -> Explorer:
    """Explore a lab: a slider for each setting, a picture, and one line for each measure.

    Both are computed anew whenever a slider moves. Choices that the settings refuse are answered
    with the reason, and the last picture stays.

    Parameters
    ----------
    settings: the lab's settings at first, a dataclass.
    choices: the name of a setting -> its values, in order.
    draw, measure: take settings; give the picture, and the measures by name.
    """
    sliders = {
        name: _slider(name, values, getattr(settings, name))
        for name, values in choices.items()
    }
    chart, line = Chart(lambda mark_id: None), widgets.HTML()

    def update() -> None:
        chosen = {name: slider.value for name, slider in sliders.items()}
        try:
            changed = replace(settings, **chosen)
        except ValueError as refusal:
            line.value = f"<b>{escape(str(refusal))}</b>"
            return
        chart.show(draw(changed))
        measures = measure(changed).round(3)
        table = measures.to_frame().to_html(border=0, header=False)
        line.value = show_unseen(table)

    bind(sliders.values(), update)
    sliders_and_picture = [*sliders.values(), chart, line]
    return Explorer(sliders_and_picture, line.value, _lab_of(settings))


def _lab_of(settings: Any) -> str:
    """The name of the lab that settings belong to, be it a module or a package of several."""
    module = type(settings).__module__
    return module.rpartition("labs.")[2].partition(".")[0]


def _slider(name: str, values: Sequence, now: Any) -> widgets.SelectionSlider:
    """A slider that begins at *now*: numbers in their order, names after the one chosen."""
    is_name = isinstance(now, str)
    options = (
        list(dict.fromkeys([now, *values]))
        if is_name
        else sorted({*values, now})
    )
    return widgets.SelectionSlider(
        description=name.replace("_", " "),
        options=options,
        value=now,
        style={"description_width": "16em"},
        layout=WIDE["layout"],
        continuous_update=False,
    )
