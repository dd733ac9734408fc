"""A chart that is drawn anew in its place and says which of its marks was clicked.

plotly's own FigureWidget checks every property of every change, sends each as a message of its own,
and carries five megabytes of plotly.js with every figure. Here a figure goes over as one text, and
plotly.js only to a page that has none: JupyterLab has it once it has drawn a saved chart; Voila
asks for the copy that came with plotly.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import anywidget
import plotly.graph_objects as go
import traitlets
from plotly.offline import get_plotlyjs

SCRIPT = """
function plotly(model) {
  return window.Plotly ?? new Promise((done) => {
    model.on("msg:custom", async (said, [packed]) => {
      const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
      const source = await new Response(unpacked).text(), module = {exports: {}};
      if (!window.Plotly) new Function("module", source)(module);
      done(window.Plotly ??= module.exports);
    });
    model.send({wants: "plotly"});
  });
}

async function render({model, el}) {
  const box = document.createElement("div");
  box.className = "egov-chart";
  el.append(box);
  const Plotly = await plotly(model);
  const draw = () => {
    const {data, layout} = JSON.parse(model.get("figure"));
    box.setAttribute("aria-label", layout.title?.text ?? "");
    return Plotly.react(box, data, layout, {displaylogo: false});
  };
  await draw();
  model.on("change:figure", draw);
  box.on("plotly_click", ({points: [point]}) => {
    if (point.sourceLinks) return;  // a node of a sankey: only its bands stand for passages
    const id = box.data[point.curveNumber].ids?.[point.pointNumber];
    if (id !== undefined) model.send({chosen: id});
  });
  return () => { model.off("change:figure", draw); Plotly.purge(box); };
}

export default {render};
"""

GUARD = """
export default {render({el}) {
  const guard = () => {
    const box = el.closest(".egov-explorer");
    if (!box) return requestAnimationFrame(guard);  // not yet on the page
    box.addEventListener("focusin", ({target}) => { target.dataset.lmSuppressShortcuts = "true"; });
  };
  guard();
}};
"""


class Guard(anywidget.AnyWidget):
    """Nothing to see: keeps keys that are pressed in an explorer from JupyterLab.

    There an arrow key in a list would choose the next cell, and the letters d d would delete it.
    """

    _esm = GUARD


class Chart(anywidget.AnyWidget):
    """A plotly figure on the page; `show` draws another in its place."""

    _esm = SCRIPT
    figure = traitlets.Unicode('{"data": [], "layout": {}}').tag(sync=True)

    def __init__(self, on_click: Callable[[str], None]):
        """Make a chart without a figure; *on_click* takes the id of a mark that was clicked."""
        super().__init__()
        self._on_click = on_click
        self.on_msg(self._answer)

    def show(self, figure: go.Figure) -> None:
        """Draw *figure* in place of the last one."""
        self.figure = figure.to_json()

    def _answer(self, _: object, message: dict, buffers: list) -> None:
        """Answer a message of the page."""
        if "chosen" in message:
            self._on_click(str(message["chosen"]))
        elif "wants" in message:
            packed = zlib.compress(get_plotlyjs().encode("utf-8"))
            self.send({"gives": "plotly"}, [packed])
