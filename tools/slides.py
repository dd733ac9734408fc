"""Turn a notebook into a page of slides for a browser; `publish.py` calls this for every lesson.

Nobody runs it by hand, and it writes nothing. Each section of the notebook is a column of slides. A
text opens a slide, and code and outputs join it as far as they fit. Of long paragraphs the first
sentences are shown; the rest is in the notes for the speaker (key S), and so is what a cell prints
beside a figure. How high a piece will be is guessed; where the guess is short, the slide scrolls.
"""

import html
import json
import re
from typing import NamedTuple

import mistune
from nbformat import NotebookNode
from notebook_files import is_method
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from egov_lib.show.front.saved import without_script

PLOTLY = "application/vnd.plotly.v1+json"
# A slide is no place to try something, or for a list of books.
LEFT_OUT = ("Exercises", "Sources")
MOST_ROWS = 12  # of a table
MOST_WORDS = 60  # of running text
ROOM = 640  # pixels of height on a slide
GAP = 14  # pixels between two blocks
PARAGRAPHS = "\n\n"
MARKDOWN = mistune.create_markdown(escape=False, plugins=["table"])
SECTION_RE = re.compile(r"^(?=## )", re.MULTILINE)
BLOCK_RE = re.compile(r"<(p|li|h[1-3]|tr|pre)\b[^>]*>(.*?)</\1>", re.DOTALL)
NOT_SHOWN_RE = re.compile(r"<style>.*?</style>|<aside.*?</aside>", re.DOTALL)
FIGURE_RE = re.compile(r"<script type='application/json'>(.*?)</script>", re.DOTALL)
TAG_RE = re.compile(r"<[^>]+>")
LINK_RE = re.compile(r"\.ipynb(?=\))")
SENTENCE_END_RE = re.compile(r"(?<=[.!?。])[*_]*\s")
WHOLE_RE = re.compile(r"\s*([#|>*+-]|\d+\.|```|<)")  # headings, lists, tables, code


class Line(NamedTuple):
    """A line of text in one kind of block."""

    pixels: int  # its height
    characters: int  # how many narrow ones go into it


HEADING_LINE = Line(50, 60)
LINES = {
    "p": Line(34, 98),
    "li": Line(34, 94),
    "tr": Line(20, 112),
    "pre": Line(23, 108),
    "h1": HEADING_LINE,
    "h2": HEADING_LINE,
    "h3": HEADING_LINE,
}
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{up}assets/dist/reset.css">
<link rel="stylesheet" href="{up}assets/dist/reveal.css">
<link rel="stylesheet" href="{up}assets/dist/theme/white.css">
<style>{style}
.reveal{{
  font-size:26px;
  font-family:'Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif
}}
.reveal section{{text-align:left;max-height:680px;overflow:auto}}
.reveal h1,.reveal h2,.reveal h3{{text-transform:none;font-family:inherit;font-size:1.5em}}
.reveal pre{{font-size:.7em;width:100%;white-space:pre-wrap;overflow-wrap:anywhere}}
.reveal .made pre{{font-size:.66em}}
.reveal table{{font-size:.75em;margin:.5em 0}} .reveal .made{{overflow-x:auto}}
.reveal .egov-page{{font-size:20px;line-height:1.5}} .reveal .egov-page table{{font-size:1em}}
.reveal section.tall::after{{
  content:'▼ scroll';position:sticky;bottom:0;float:right;background:#ffe08a;font-size:.6em
}}
</style></head><body><div class="reveal"><div class="slides">
{slides}
</div></div>
<script src="{up}assets/plotly.min.js"></script><script src="{up}assets/dist/reveal.js"></script>
<script src="{up}assets/plugin/notes/notes.js"></script>
<script>
const drawOne = box => {{
  const {{data, layout}} = JSON.parse(box.querySelector('script').textContent);
  box.classList.add('drawn');
  // What is taller than a slide by far is left so: its slide scrolls.
  const height = layout.height > 1000 ? layout.height : Math.min(layout.height || 600, 640);
  Plotly.newPlot(box, data, {{...layout, width: undefined, height, autosize: true}});
}};
const show = () => {{
  document.querySelectorAll('section.present .figure:not(.drawn)').forEach(drawOne);
  const slide = Reveal.getCurrentSlide();
  slide.classList.toggle('tall', slide.scrollHeight > slide.clientHeight + 4);
}};
const options = {{hash: true, width: 1280, height: 720, center: false, plugins: [RevealNotes]}};
Reveal.initialize(options).then(show);
Reveal.on('slidechanged', show);
</script></body></html>
"""


def page_of(notebook: NotebookNode, up: str = "") -> str:
    """Make the whole page; *up* leads from it to the folder that holds `assets`."""
    first_line = notebook.cells[0].source.split("\n")[0]
    return PAGE.format(
        title=html.escape(first_line.lstrip("# ")),
        up=up,
        style=HtmlFormatter().get_style_defs(".highlight"),
        slides=slides_of(notebook),
    )


def is_worked_answer(cell: NotebookNode) -> bool:
    """Whether a cell is a worked answer, or the folded heading above them."""
    tags = cell.metadata.get("tags", [])
    folded_heading = "jp-MarkdownHeadingCollapsed" in cell.metadata
    return "solution" in tags or (folded_heading and "method" not in tags)


def slides_of(notebook: NotebookNode) -> str:
    """Make the slides of a notebook, as the sections that reveal.js reads."""
    columns = []
    heading = ""
    for part in parts_of(notebook):
        if isinstance(part, str) and (part.startswith(("# ", "## ")) or not columns):
            heading = part.split("\n")[0].lstrip("# ")
            columns.append([])
        if heading in LEFT_OUT:
            continue
        if isinstance(part, str):
            columns[-1].append([text_piece(part)])
        else:
            pack(columns[-1], code_pieces(part))
    return "\n".join(column_page(column) for column in columns if column)


def parts_of(notebook: NotebookNode):
    """Give the parts of a notebook in order: each section of a text as a string, or a code cell."""
    for cell in notebook.cells:
        if is_worked_answer(cell) or is_method(cell):
            continue
        if cell.cell_type == "markdown":
            yield from filter(str.strip, SECTION_RE.split(cell.source))
        else:
            yield cell


def column_page(slides: list[list[str]]) -> str:
    """One column: a section that holds a section for each slide."""
    pages = [f"<section>{''.join(pieces)}</section>\n" for pieces in slides]
    return f"<section>\n{''.join(pages)}</section>"


def pack(slides: list[list[str]], pieces: list[str]) -> None:
    """Add pieces to the last slide while there is room, then to another one."""
    for piece in pieces:
        if not slides or sum(map(height_of, [*slides[-1], piece])) > ROOM:
            slides.append([])
        slides[-1].append(piece)


def height_of(piece: str) -> int:
    """Guess the pixels that a piece takes on a slide."""
    figure = FIGURE_RE.search(piece)
    if figure:
        layout = json.loads(figure[1].replace("<\\/", "</"))["layout"]
        return min(layout.get("height", 600), ROOM)
    height = 0
    for block in BLOCK_RE.finditer(NOT_SHOWN_RE.sub("", piece)):
        tag, inner = block.groups()
        text = html.unescape(TAG_RE.sub("", inner)).strip("\n")
        height += lines_needed(tag, text) * LINES[tag].pixels + GAP
    return height


def lines_needed(tag: str, text: str) -> int:
    """How many lines a text fills in one kind of block; only `pre` keeps its own line ends."""
    across = LINES[tag].characters
    widths = [width_of(line) for line in text.split("\n")]
    if tag == "pre":
        return sum(wrapped(width, across) for width in widths)
    return wrapped(sum(widths), across)


def wrapped(width: int, across: int) -> int:
    """How many lines so much text fills; an empty text fills one."""
    return max(1, -(-width // across))


def width_of(line: str) -> int:
    """The width of a line in narrow characters; a Chinese one is two wide."""
    return sum(2 if character > "\u2e7f" else 1 for character in line)


def text_piece(source: str) -> str:
    """Make a text's piece: of paragraphs the first sentences, anything else whole.

    A paragraph that is not shown to its end is in the notes. The first paragraph shows one sentence
    at least, however long it is.
    """
    shown, notes = [], []
    words_left = MOST_WORDS
    for block in re.split(r"\n\s*\n", source.strip()):
        if WHOLE_RE.match(block) and not block.startswith("**"):
            shown.append(block)
            continue
        start = fitting_start(block, words_left, at_least_one=words_left == MOST_WORDS)
        if start:
            shown.append(start.rstrip())
        if start == block:
            words_left -= len(block.split())
        else:
            words_left = 0
            notes.append(block)
    page = MARKDOWN(LINK_RE.sub(".html", PARAGRAPHS.join(shown)))
    return page + aside(MARKDOWN(PARAGRAPHS.join(notes)) if notes else "")


def fitting_start(block: str, words: int, at_least_one: bool) -> str:
    """The sentences of a paragraph, from its start, that have no more words than that.

    With *at_least_one* the first sentence is given even if it is too long.
    """
    ends = [match.end() for match in SENTENCE_END_RE.finditer(block)]
    ends.append(len(block))
    fitting = [end for end in ends if len(block[:end].split()) <= words]
    if fitting:
        return block[: fitting[-1]]
    return block[: ends[0]] if at_least_one else ""


def aside(page: str) -> str:
    """What only the speaker sees; nothing without a text."""
    return f"<aside class='notes'>{page}</aside>" if page else ""


def code_pieces(cell: NotebookNode) -> list[str]:
    """Make two pieces of a code cell: its source, and its outputs.

    What a cell prints beside a figure is a description of it, and for the speaker.
    """
    has_figure = any(PLOTLY in output.get("data", {}) for output in cell.outputs)
    made, spoken = "", ""
    for output in cell.outputs:
        if has_figure and output.output_type == "stream":
            spoken += output_page(output)
        else:
            made += output_page(output)
    return [
        highlight(cell.source, PythonLexer(), HtmlFormatter()),
        f"<div class='made'>{made}</div>{aside(spoken)}",
    ]


def output_page(output: NotebookNode) -> str:
    """A figure as data for the shared plotly, a page or table as it is, anything else as text."""
    data = output.get("data", {})
    if PLOTLY in data:
        figure = {name: data[PLOTLY].get(name) for name in ("data", "layout")}
        drawn = json.dumps(figure, ensure_ascii=False).replace("</", "<\\/")
        script = f"<script type='application/json'>{drawn}</script>"
        return f"<div class='figure'>{script}</div>"
    if "text/html" in data:
        return shortened(without_script(data["text/html"]))
    text = output.get("text") or data.get("text/plain", "")
    return f"<pre>{html.escape(text)}</pre>"


def shortened(page: str) -> str:
    """Leave the first rows of a long table, and say how many follow in the notebook."""
    # A frame has a body; cards and passages have none.
    head, body, rest = page.partition("<tbody>")
    rows = re.split(r"(?=<tr)", rest)[1:]
    if len(rows) <= MOST_ROWS:
        return page
    more = len(rows) - MOST_ROWS
    last_row = f"<tr><td colspan='9'>… {more} more rows in the notebook</td></tr>"
    shown = "".join(rows[:MOST_ROWS])
    return f"{head}{body}{shown}{last_row}</tbody></table></div>"
