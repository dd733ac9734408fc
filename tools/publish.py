"""Make what a teacher hands out, from the same notebooks: `make handout` and `make slides`, or `python tools/publish.py handout`.

The handout is the notebooks without their worked answers: solution cells are left out, and exercises have no Answer button. (The
table of exercises stays in `data/`: a handout is no vault.) The slides are pages for a browser, one a notebook, with reveal.js,
and need no network: each section is a column; a text opens a slide, and the code under it joins it as far as it fits; of long
paragraphs the first sentences are shown, and the rest is for the speaker (key S). Figures are drawn by one plotly.min.js for all,
from the installed plotly. All goes to `build/`.
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import mistune
import nbformat
import plotly
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
REVEAL = "reveal.js@5.2.1"
LESSONS = [
    *sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")),
    *sorted((ROOT / "notebooks" / "labs").glob("*.ipynb")),
]
LEFT_OUT = ("Exercises", "Sources")  # a slide is no place to try something, or for a list of books
PLOTLY = "application/vnd.plotly.v1+json"
MOST_ROWS, MOST_WORDS, ROOM = (
    12,
    60,
    640,
)  # rows of a table, words of running text, and pixels of height on a slide
BLOCK_RE = re.compile(r"<(p|li|h[1-3]|tr|pre)\b[^>]*>(.*?)</\1>", re.DOTALL)
LINES = {"p": (34, 98), "li": (34, 94), "tr": (20, 112), "pre": (23, 108)} | dict.fromkeys(
    ["h1", "h2", "h3"], (50, 60)
)
LINK_RE = re.compile(r"\.ipynb(?=\))")
BREAK = "\n\n"
MARKDOWN = mistune.create_markdown(escape=False, plugins=["table"])
SENTENCE_RE = re.compile(r"(?<=[.!?。])[*_]*\s")
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{up}assets/dist/reset.css"><link rel="stylesheet" href="{up}assets/dist/reveal.css">
<link rel="stylesheet" href="{up}assets/dist/theme/white.css">
<style>{style}
.reveal{{font-size:26px;font-family:'Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif}}
.reveal section{{text-align:left;max-height:680px;overflow:auto}}
.reveal h1,.reveal h2,.reveal h3{{text-transform:none;font-family:inherit;font-size:1.5em}}
.reveal pre{{font-size:.7em;width:100%;white-space:pre-wrap;overflow-wrap:anywhere}} .reveal .made pre{{font-size:.66em}}
.reveal table{{font-size:.75em;margin:.5em 0}} .reveal .made{{overflow-x:auto}}
.reveal .egov-page{{font-size:20px;line-height:1.5}} .reveal .egov-page table{{font-size:1em}}
.reveal section.tall::after{{content:'▼ scroll';position:sticky;bottom:0;float:right;background:#ffe08a;font-size:.6em}}
</style></head><body><div class="reveal"><div class="slides">
{slides}
</div></div>
<script src="{up}assets/plotly.min.js"></script><script src="{up}assets/dist/reveal.js"></script>
<script src="{up}assets/plugin/notes/notes.js"></script>
<script>
const draw = () => document.querySelectorAll('section.present .figure:not(.drawn)').forEach(box => {{
  const {{data, layout}} = JSON.parse(box.querySelector('script').textContent);
  box.classList.add('drawn');
  const height = layout.height > 1000 ? layout.height : Math.min(layout.height || 600, 640);  // taller ones scroll
  Plotly.newPlot(box, data, {{...layout, width: undefined, height, autosize: true}});
}});
const show = () => {{
  draw();
  const slide = Reveal.getCurrentSlide();
  slide.classList.toggle('tall', slide.scrollHeight > slide.clientHeight + 4);
}};
Reveal.initialize({{hash: true, width: 1280, height: 720, center: false, plugins: [RevealNotes]}}).then(show);
Reveal.on('slidechanged', show);
</script></body></html>
"""


def hand_out(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Leave worked answers out of a notebook, and the button that shows them."""
    notebook.cells = [c for c in notebook.cells if not _tells(c)]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = re.sub(r'(egov\.exercise\("[^"]+")\)', r"\1, answer=False)", cell.source)
    return notebook


def _tells(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell is a worked answer, or the folded heading above them."""
    return (
        "solution" in cell.metadata.get("tags", [])
        or "jp-MarkdownHeadingCollapsed" in cell.metadata
    )


def slides_of(notebook: nbformat.NotebookNode) -> str:
    """Turn a notebook into slides: a column a section; a text opens a slide, code and outputs join it as far as they fit."""
    columns, heading = [], ""
    for cell in notebook.cells:
        if _tells(cell):
            continue
        parts = (
            re.split(r"^(?=## )", cell.source, flags=re.MULTILINE)
            if cell.cell_type == "markdown"
            else [None]
        )
        for part in parts:
            if part is not None and not part.strip():
                continue
            if part is not None and (part.startswith(("# ", "## ")) or not columns):
                heading = part.split("\n")[0].lstrip("# ")
                columns.append([])
            if part is not None and heading not in LEFT_OUT:
                columns[-1].append([_text(part)])
            elif heading not in LEFT_OUT:
                _pack(columns[-1], _code(cell))
    slides = [
        "".join(f"<section>{''.join(slide)}</section>\n" for slide in column)
        for column in columns
        if column
    ]
    return "\n".join(f"<section>\n{column}</section>" for column in slides)


def _pack(slides: list[list[str]], pieces: list[str]) -> None:
    """Add pieces to the last slide while there is room, then to another one."""
    for piece in pieces:
        if not slides or sum(map(_height, [*slides[-1], piece])) > ROOM:
            slides.append([])
        slides[-1].append(piece)


def _height(page: str) -> int:
    """Guess the pixels that a piece takes on a slide; where the guess is short, the slide scrolls and says so."""
    if drawn := re.search(r"<script type='application/json'>(.*?)</script>", page, re.DOTALL):
        return min(json.loads(drawn[1].replace("<\\/", "</"))["layout"].get("height", 600), ROOM)
    height = 0
    for match in BLOCK_RE.finditer(re.sub(r"(?s)<style>.*?</style>|<aside.*?</aside>", "", page)):
        pixels, across = LINES[match[1]]
        words = html.unescape(re.sub(r"<[^>]+>", "", match[2]))
        wide = [
            sum(2 if char > "\u2e7f" else 1 for char in line)
            for line in words.strip("\n").split("\n")
        ]
        lines = (
            sum(max(1, -(-width // across)) for width in wide)
            if match[1] == "pre"
            else -(-sum(wide) // across) or 1
        )
        height += pixels * lines + 14
    return height


def _text(source: str) -> str:
    """Headings, lists and tables as they are; of paragraphs the first sentences, with the whole in the notes."""
    shown, notes, left = [], [], MOST_WORDS
    for block in re.split(r"\n\s*\n", source.strip()):
        if re.match(r"\s*([#|>*+-]|\d+\.|```|<)", block) and not block.startswith("**"):
            shown.append(block)
            continue
        ends = [m.end() for m in SENTENCE_RE.finditer(block)] + [len(block)]
        fit = [end for end in ends if len(block[:end].split()) <= left] or ends[
            : left == MOST_WORDS
        ]
        shown += [block[: fit[-1]].rstrip()] if fit else []
        left = left - len(block.split()) if fit == ends else 0
        notes += [] if fit == ends else [block]
    told = f"<aside class='notes'>{MARKDOWN(BREAK.join(notes))}</aside>" if notes else ""
    return MARKDOWN(LINK_RE.sub(".html", BREAK.join(shown))) + told


def _code(cell: nbformat.NotebookNode) -> list[str]:
    """Source and outputs; what a cell prints beside a figure (its description) is for the speaker."""
    drawn = any(PLOTLY in output.get("data", {}) for output in cell.outputs)
    spoken = [o for o in cell.outputs if drawn and o.output_type == "stream"]
    made = "".join(_output(output) for output in cell.outputs if output not in spoken)
    notes = f"<aside class='notes'>{''.join(map(_output, spoken))}</aside>" if spoken else ""
    return [
        highlight(cell.source, PythonLexer(), HtmlFormatter()),
        f"<div class='made'>{made}</div>{notes}",
    ]


def _output(output: nbformat.NotebookNode) -> str:
    """A figure as data for the shared plotly, a page or table as it is, anything else as text."""
    data = output.get("data", {})
    if PLOTLY in data:
        figure = {name: data[PLOTLY].get(name) for name in ("data", "layout")}
        drawn = json.dumps(figure, ensure_ascii=False).replace("</", "<\\/")
        return f"<div class='figure'><script type='application/json'>{drawn}</script></div>"
    if "text/html" in data:
        return _shorten(data["text/html"])
    return f"<pre>{html.escape(output.get('text') or data.get('text/plain', ''))}</pre>"


def _shorten(page: str) -> str:
    """Leave the first rows of a long table, and say how many follow in the notebook."""
    head, body, rest = page.partition("<tbody>")  # a frame has one; cards and passages have none
    _, *rows = re.split(r"(?=<tr)", rest)
    if len(rows) <= MOST_ROWS:
        return page
    told = f"<tr><td colspan='9'>… {len(rows) - MOST_ROWS} more rows in the notebook</td></tr>"
    return head + body + "".join(rows[:MOST_ROWS]) + told + "</tbody></table></div>"


def fetch_reveal(folder: Path) -> None:
    """Copy reveal.js from npm's registry into *folder*, unless it is there already."""
    if (folder / "dist" / "reveal.js").exists():
        return
    if not (npm := shutil.which("npm")):
        sys.exit(
            "make slides takes reveal.js from npm, and there is no npm here: install Node.js (nodejs.org) and try again."
        )
    with tempfile.TemporaryDirectory() as place:
        got = subprocess.run(
            [npm, "pack", "--silent", REVEAL],
            cwd=place,
            capture_output=True,
            text=True,
            check=False,
        )
        if got.returncode:
            sys.exit(
                f"npm could not fetch {REVEAL}; is there a network? It said: {got.stderr.strip()[-300:]}"
            )
        shutil.unpack_archive(next(Path(place).glob("*.tgz")), place, filter="data")
        for name in ("dist", "plugin", "LICENSE"):
            source, target = Path(place, "package", name), folder / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def publish(what: str, build: Path = BUILD) -> Path:
    """Make the handout or the slides of all lessons and labs; give their folder."""
    folder = build / what
    for path in LESSONS:
        notebook, inside = nbformat.read(path, as_version=4), path.relative_to(ROOT / "notebooks")
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        if what == "handout":
            nbformat.write(hand_out(notebook), target)
        else:
            title = notebook.cells[0].source.split("\n")[0].lstrip("# ")
            style, up = (
                HtmlFormatter().get_style_defs(".highlight"),
                "../" * (len(inside.parts) - 1),
            )
            page = PAGE.format(
                title=html.escape(title), up=up, style=style, slides=slides_of(notebook)
            )
            target.with_suffix(".html").write_text(page, encoding="utf-8")
    if what == "slides":
        (folder / "assets").mkdir(exist_ok=True)
        shutil.copy(
            Path(plotly.__file__).parent / "package_data" / "plotly.min.js", folder / "assets"
        )
        fetch_reveal(folder / "assets")
    return folder


if __name__ == "__main__":
    if sys.argv[1:] not in (["handout"], ["slides"]):
        sys.exit("say handout or slides")
    print(f"{sys.argv[1]}: {publish(sys.argv[1])}")
