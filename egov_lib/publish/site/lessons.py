"""A notebook as a page of the book, written in Markdown that Sphinx reads.

Text cells stay as they are. A code cell is its code, folded where the code is not the point (it
draws a figure, opens an explorer, or is folded in the notebook), and its outputs as they were
saved. An exercise is its box alone: its number and task are in the box. Worked answers are folded
one by one. A section of the method keeps its heading; what stands under it is folded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from egov_lib.publish.site.figures import Cell, Figures
from egov_lib.publish.site.outputs import (
    Shown,
    as_lines,
    description,
    figure_of,
    output_html,
    still_of,
    view_of,
)
from egov_lib.publish.site.plan import Links, Page
from egov_lib.publish.site.running import progress_box
from egov_lib.publish.site.views import Views
from egov_lib.publish.site.words import said
from egov_lib.show.safe_text import escape

# The task of an exercise, which its box says, too: "**3. find, 4 minutes.** …"
ASKED_RE = re.compile(r"\*\*\d+\. \w+(?:, |，)\d+ ?(?:minutes|分钟)[.。]")
# The first line of a worked answer: "# 01-5, worked: quote"
WORKED_RE = re.compile(r"# ([\w-]+), worked: (.+)")
CASE_FILE = Shown("box", "case file")
VOTES = (Shown("box", "vote first"), Shown("box", "vote last"))
# Boxes that a page without Python shows as they were saved
NEED_PYTHON = {"own_files"}
FENCE = "`````"  # longer than any fence inside a cell


# Anchors of figures that a lesson has no more, by the cell that tells the same now: an address that
# was published leads there.
MOVED = {"ties": "browse"}


def lesson(
    text: str, page: Page, links: Links, figures: Figures, views: Views
) -> str:
    """The page of a notebook; *text* is the notebook's file."""
    cells = json.loads(text)["cells"]
    blocks = _Blocks(page, links, figures, views)
    return "\n\n".join(blocks.of(cells)) + "\n"


class _Blocks:
    """The blocks of a page, cell by cell."""

    def __init__(
        self, page: Page, links: Links, figures: Figures, views: Views
    ):
        self._page = page
        self._links = links
        self._figures = figures
        self._views = views

    def of(self, cells: list[Mapping[str, Any]]) -> Iterator[str]:
        """The blocks of all cells, in order."""
        in_method = False
        for cell in cells:
            opens = is_heading_of_method(cell)
            if in_method and (opens or "method" not in tags_of(cell)):
                yield raw("</details>")
                in_method = False
            yield from self._one(cell)
            if opens:
                words = said("unfold_method")
                yield raw(
                    f'<details class="method"><summary>{words}</summary>'
                )
                in_method = True
        if in_method:
            yield raw("</details>")

    def _one(self, cell: Mapping[str, Any]) -> Iterator[str]:
        """The blocks of one cell."""
        if cell["id"] in MOVED:
            yield raw(f'<span id="{MOVED[cell["id"]]}"></span>')
        source = as_lines(cell["source"])
        tags = tags_of(cell)
        if cell["cell_type"] == "markdown":
            # The box of an exercise says its number and its task.
            if not ASKED_RE.match(source):
                yield self._links.rewrite(source, self._page)
        elif "solution" in tags:
            yield from self._solution(cell, source)
        elif "exercise" in tags:
            yield self._shown(cell)
        else:
            yield from self._cell(cell, source)

    def _cell(self, cell: Mapping[str, Any], source: str) -> Iterator[str]:
        """A code cell and its outputs."""
        drawn = [
            output
            for output in cell["outputs"]
            if figure_of(output) or view_of(output)
        ]
        lines = source.count("\n") + 1
        if drawn:
            summary = said("draws_1" if lines == 1 else "draws", count=lines)
            yield self._shown(cell)
            yield folded(
                summary, code(source), kind="code", anchor=f"code-{cell['id']}"
            )
        else:
            is_open = not is_folded(cell)
            yield folded(
                said("python"), code(source), kind="code", is_open=is_open
            )
            yield self._shown(cell)

    def _solution(self, cell: Mapping[str, Any], source: str) -> Iterator[str]:
        """A worked answer: its first line names the exercise."""
        first, _, rest = source.partition("\n")
        written = code(rest or first)
        inside = f"{written}\n\n{self._shown(cell)}"
        summary = first.lstrip("# ")
        named = WORKED_RE.fullmatch(first)
        if named:
            exercise, how = named.groups()
            summary = said("worked", exercise=exercise, how=how)
        yield folded(summary, inside, kind="worked")

    def _shown(self, cell: Mapping[str, Any]) -> str:
        """The outputs of a cell."""
        shown = [self._output(output, cell) for output in cell["outputs"]]
        return raw("\n".join(shown)) if shown else ""

    def _of(self, cell: Mapping[str, Any]) -> Cell:
        """What is said of a figure by the cell that draws it."""
        source = as_lines(cell["source"])
        return Cell(cell["id"], self._page, source, description(cell))

    def _output(
        self, output: Mapping[str, Any], cell: Mapping[str, Any]
    ) -> str:
        view = view_of(output)
        if view is None or view.name in NEED_PYTHON:
            return output_html(output, self._figures, self._of(cell))
        if view.name == "progress":
            return progress_box(self._links.lessons)
        still = still_of(output)
        if view.kind == "exercise":
            return self._views.exercise(view.name, still)
        if view in VOTES:
            return self._views.vote(view.name, still)
        source = as_lines(cell["source"])
        if view == CASE_FILE:
            return self._views.case_file(source, still)
        return self._views.of_notebook(self._page, source, still)


def tags_of(cell: Mapping[str, Any]) -> list[str]:
    """The tags of a cell, of which `method`, `exercise` and `solution` mean something here."""
    return cell["metadata"].get("tags", [])


def is_heading_of_method(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is the folded heading of a section of the method."""
    folded_heading = cell["metadata"].get("jp-MarkdownHeadingCollapsed", False)
    return folded_heading and "method" in tags_of(cell)


def is_folded(cell: Mapping[str, Any]) -> bool:
    """Whether JupyterLab folds the code of a cell."""
    return cell["metadata"].get("jupyter", {}).get("source_hidden", False)


def raw(html: str) -> str:
    """HTML as a block that is handed on as it is.

    >>> print(raw("<p>a</p>"))
    `````{raw} html
    <p>a</p>
    `````
    """
    return f"{FENCE}{{raw}} html\n{html}\n{FENCE}"


def code(source: str) -> str:
    """A block of Python."""
    return f"````python\n{source}\n````"


def folded(
    summary: str,
    inside: str,
    *,
    kind: str,
    is_open: bool = False,
    anchor: str = "",
) -> str:
    """Blocks that are folded under a line, or can be."""
    state = " open" if is_open else ""
    named = f' id="{anchor}"' if anchor else ""
    start = (
        f'<details class="{kind}"{named}{state}>'
        f"<summary>{escape(summary)}</summary>"
    )
    return f"{raw(start)}\n\n{inside}\n\n{raw('</details>')}"
