"""A button that answers: to see whether widgets work on this screen."""

from __future__ import annotations

import ipywidgets as widgets

from egov_lib.show.messages import label


def widget_test(*, lang: str | None = None) -> widgets.HBox:
    """A button and a line beside it that answers: to see whether widgets work on this screen."""
    button = widgets.Button(description=label("press_me", lang))
    line = widgets.HTML(label("waiting", lang))
    answer = f"<b>{label('widgets_work', lang)}</b>"
    button.on_click(lambda _: line.set_trait("value", answer))
    return widgets.HBox([button, line])
