"""Make what a class is given: notebooks without worked answers, and sheets to print and write on.

`publish.py` calls this; nobody runs it by hand, and it writes nothing. A sheet goes with a lesson
on the screen: its opening, its charts, its exercises with room to write, and the sentence that
nobody should forget. What is left out of a notebook or a sheet is not spoken of in it.
"""

import re
from collections.abc import Iterator
from html import escape

import mistune
import pandas as pd
from nbformat import NotebookNode
from notebook_files import is_method

from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import load_segments
from egov_lib.show.messages import pick
from egov_lib.show.style import SEALS
from egov_lib.teach.exercises import load_exercises

PICTURE = "image/png"
ASKING_RE = re.compile(r'(egov\.exercise\("[^"]+")\)')
ASKED_RE = re.compile(r'egov\.exercise\("([^"]+)"')
HINTS_RE = re.compile(r"<details>.*?</details>", re.DOTALL)
KEPT_RE = re.compile(r"\*\*(?:Never forget:\*\*|记住\*\*：)[^\n]*")
MARKDOWN = mistune.create_markdown(plugins=["table"])
# What a notebook says of its worked answers, and what the handout says instead.
ANSWER_SENTENCES = (
    (
        "It has three hints; after a try its button *Show the worked answer* shows how the answer "
        "comes about.",
        "There are three hints.",
    ),
    ("three hints, and a worked answer.", "and three hints."),
    (
        "每题有三条提示；试过一次，按“看完整解答”可以看到怎样得出答案。",
        "每题有三条提示。",
    ),
    ("有三条提示和参考答案。", "有三条提示。"),
)
# Lines to write on
ROOM = {"open": 6, "claim": 6, "choice": 2, "quote": 3}
OTHER_ROOM = 2
WORDS = {
    "sheet": ("To go with the lesson on the screen.", "与屏幕上的课一起用。"),
    "name": ("Name or number:", "姓名或编号："),
    "exercises": ("Exercises", "练习"),
    "why": ("Why:", "理由："),
    "texts": ("The five texts", "五篇文献"),
}


def say(key: str, lang: str) -> str:
    """A word of the sheets."""
    return pick(*WORDS[key], lang)


# --- notebooks ----------------------------------------------------------------------------------


def is_worked_answer(cell: NotebookNode) -> bool:
    """Whether a cell is a worked answer, or the folded heading above them."""
    tags = cell.metadata.get("tags", [])
    folded_heading = "jp-MarkdownHeadingCollapsed" in cell.metadata
    return "solution" in tags or (folded_heading and "method" not in tags)


def hand_out(notebook: NotebookNode) -> NotebookNode:
    """Leave worked answers out of a notebook, the button that shows them, and all word of them."""
    notebook.cells = [cell for cell in notebook.cells if not is_worked_answer(cell)]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = ASKING_RE.sub(r"\1, answer=False)", cell.source)
            continue
        for sentence, instead in ANSWER_SENTENCES:
            cell.source = cell.source.replace(sentence, instead)
    return notebook


# --- sheets -------------------------------------------------------------------------------------

STYLE = """@page{size:A4;margin:18mm 18mm 20mm 28mm}
body{font:10.5pt/1.45 Georgia,'Noto Serif','DejaVu Serif','Songti SC',SimSun,'Noto Serif CJK SC',
'WenQuanYi Micro Hei',serif;color:#000;max-width:170mm;margin:0 auto;padding:1em}
h1{font-size:18pt;margin:0 0 4pt}h2{font-size:13pt;margin:14pt 0 4pt;break-after:avoid}
img{max-width:100%;max-height:110mm;display:block;margin:6pt 0}
.task{break-inside:avoid;margin:0 0 14pt}.room hr{height:8mm;margin:0;
border:0;border-bottom:.75pt solid #999}
.head,.name{color:#444;font-size:9.5pt}.keep{border:1.5px solid #000;padding:6pt 10pt;
break-inside:avoid;margin-top:12pt}table{border-collapse:collapse;width:100%}
td,th{border-top:1px solid #bbb;padding:3pt 6pt;text-align:left;vertical-align:top}
table{table-layout:fixed;font-size:9pt;line-height:1.3}td{padding:2pt 4pt}
td.address{font:7.5pt monospace;width:13mm;color:#444}td.zh{width:42%}tr{break-inside:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}"""


def page(title: str, body: str, lang: str) -> str:
    """A page that prints on A4."""
    named = "zh-Hans" if lang == "zh" else "en"
    return (
        f'<!doctype html><html lang="{named}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def sheet(notebook: NotebookNode, lang: str) -> str:
    """The sheet of a lesson or lab."""
    title = notebook.cells[0].source.split("\n")[0].lstrip("# ")
    kept = [
        found[0] for cell in notebook.cells for found in KEPT_RE.finditer(cell.source)
    ]
    parts = [
        f"<h1>{escape(title)}</h1><p class='head'>{say('sheet', lang)}</p>",
        f"<p class='name'>{say('name', lang)} ______________________</p>",
        MARKDOWN(opening(notebook.cells[0].source)),
        *pictures(notebook),
        f"<h2>{say('exercises', lang)}</h2>",
        *tasks(notebook, lang),
        *(f"<div class='keep'>{MARKDOWN(sentence)}</div>" for sentence in kept),
    ]
    return page(title, "".join(parts), lang)


def opening(source: str) -> str:
    """What stands between the title and the table of a lesson's head."""
    return source.partition("\n")[2].partition("| | |")[0]


def pictures(notebook: NotebookNode) -> Iterator[str]:
    """The charts of a lesson's track for everybody, as they were saved."""
    for cell in notebook.cells:
        if is_method(cell) or is_worked_answer(cell):
            continue
        for output in cell.get("outputs", []):
            if PICTURE in output.get("data", {}):
                encoded = "".join(output["data"][PICTURE]).replace("\n", "")
                yield f'<img src="data:{PICTURE};base64,{encoded}" alt="">'


def tasks(notebook: NotebookNode, lang: str) -> Iterator[str]:
    """The exercises of a notebook, each once, with room to write."""
    kinds = load_exercises().set_index("exercise_id")["kind"]
    cells = {
        asked[1]: cell
        for cell in notebook.cells
        if (asked := ASKED_RE.match(cell.source))
    }
    for exercise_id, cell in cells.items():
        for output in cell["outputs"]:
            task = HINTS_RE.sub("", "".join(output["data"]["text/html"]))
            kind = kinds[exercise_id]
            why = f"<p class='head'>{say('why', lang)}</p>" if kind == "choice" else ""
            lines = "<hr>" * ROOM.get(kind, OTHER_ROOM)
            yield f"<div class='task'>{task}{why}<div class='room'>{lines}</div></div>"


def texts_page(lang: str) -> str:
    """The five texts clause by clause, Chinese and English facing, with their addresses."""
    parts = [f"<h1>{say('texts', lang)}</h1>"]
    for card in load_corpus().itertuples():
        title = card.title_en if lang == "en" else card.title_zh
        seal = SEALS[card.doc_id][0]
        parts.append(f"<h2>{seal} {card.doc_id} · {escape(title)}</h2>")
        parts.append(text_table(load_segments(card.doc_id)))
    return page(say("texts", lang), "".join(parts), lang)


def text_table(segments: pd.DataFrame) -> str:
    """One text: address, Chinese, English."""
    rows = "".join(
        f'<tr><td class="address">{escape(row.part)}</td>'
        f'<td class="zh" lang="zh">{escape(row.quote)}</td>'
        f'<td lang="en">{escape(row.en)}</td></tr>'
        for row in segments.itertuples()
    )
    return f"<table>{rows}</table>"
