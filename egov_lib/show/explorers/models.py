"""A model in a box: change its settings, and the picture and the measures follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from egov_lib.show.explorers.base import WIDE, Explorer, follow, watch
from egov_lib.show.passages import escape


def model(
    settings: Any,
    choices: dict[str, Sequence],
    *,
    draw: Callable[[Any], go.Figure],
    measure: Callable[[Any], pd.Series],
) -> widgets.VBox:
    """Explore a lab: a slider for each setting in *choices* (its values, in order), a picture and a line a measure.

    *draw* and *measure* take settings; both are called anew whenever a slider moves. Choices that the settings refuse are
    answered with the reason, and the last picture stays.
    """
    sliders = {}
    for name, values in choices.items():
        now = getattr(settings, name)
        options = (
            sorted({*values, now})
            if not isinstance(now, str)
            else list(dict.fromkeys([now, *values]))
        )
        look = {**WIDE, "style": {"description_width": "16em"}, "continuous_update": False}
        sliders[name] = widgets.SelectionSlider(
            description=name.replace("_", " "), options=options, value=now, **look
        )
    line, last = widgets.HTML(), {"settings": settings}

    def chosen() -> Any:
        try:
            last["settings"] = replace(
                settings, **{name: slider.value for name, slider in sliders.items()}
            )
        except ValueError as refusal:
            line.value = f"<b>{escape(str(refusal))}</b>"
        return last["settings"]

    def tell() -> None:
        line.value = ""
        measures = measure(chosen())
        line.value = line.value or measures.round(3).to_frame().to_html(border=0, header=False)

    panel = follow(sliders.values(), lambda: draw(chosen()), lambda _: None)
    watch(sliders.values(), tell)
    return Explorer(
        [*sliders.values(), panel, line], line.value, type(settings).__module__.rsplit(".", 1)[-1]
    )
