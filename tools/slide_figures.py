"""The pictures of the slides, as HTML: charts of the lessons, and passages with what they show.

`slides.py` calls them; nobody runs this by hand, and it writes nothing. Each takes a slide, as it
is in notebooks/instructor/slides.yaml, and a language, and gives the picture. Nothing is typed in
here that a text or a table says: passages come from the editions, ladders, bytes, days and marks
from the explorables of the lessons.
"""

import base64
from collections.abc import Callable, Iterable, Iterator
from html import escape

import nbformat
from nbformat import NotebookNode
from notebook_files import NOTEBOOKS

import egov_lib as egov
from egov_lib.read.translations import parse_address, passage
from egov_lib.show.front.widget import as_json
from egov_lib.show.messages import pick, short_name
from egov_lib.show.messages import say as sentence
from egov_lib.show.passages.documents import find_document
from egov_lib.show.style import SEALS
from egov_lib.teach.exercises.voting import OPTIONS

CHART = "application/vnd.plotly.v1+json"
HOVER = ("hovertext", "hovertemplate", "hoverinfo", "customdata")
AREA = (1160, 520)  # pixels that a picture has on a slide
AIM = "relay-2006:2.7.5"  # the clause whose ladder of voices is drawn
TITLE_PIXELS = 35  # of a chart's head, which the slide has already
TIGHTEST = 0.85  # of a chart's height in the lesson: with less, its lines of text meet

WORDS = {
    "speaker": ("Who said it?", "谁说的？"),
    "occasion": ("On what occasion?", "在什么场合？"),
    "reporter": ("Who reports it?", "谁转述？"),
    "page": ("On which page?", "在哪个网页？"),
    "unknown": ("unknown", "不知道"),
    "written": ("as written", "原来"),
    "received": ("one byte damaged", "一个字节坏了"),
    "reader": ("yellow: reader a, reader b", "黄底：读者甲、读者乙"),
    "witness": ("second copy: none", "另一个本子：没有"),
    "lower": ("Offices below vice-province level", "副省级以下部门办公网"),
    "intranet": ("Intranet", "政务内网"),
    "extranet": ("Extranet", "政务外网"),
    "internet": ("Internet", "互联网"),
    "wall": ("physical isolation", "物理隔离"),
    "door": ("logical isolation", "逻辑隔离"),
    "typed": ("search", "查什么"),
    "places": ("places found", "查到几处"),
    "here": ("this clause", "这一句"),
    "found": ("found", "查到"),
    "missed": ("missed", "漏掉"),
    "clues": ("What do the clues leave?", "线索留下哪几天？"),
    "out": ("ruled out", "已排除"),
    "left": ("left", "剩下"),
    "unlikely": ("left, but a holiday", "剩下，但在假期"),
}


def say(key: str, lang: str) -> str:
    """A word of the pictures."""
    return escape(pick(*WORDS[key], lang))


def seal(doc_id: str) -> str:
    """The seal of a document in its colour."""
    sign, colour, _ = SEALS[doc_id]
    return f'<span class="seal" lang="zh" style="background:{colour}">{sign}</span>'


def document_of(address: str) -> str:
    """The document of an address."""
    return parse_address(address).doc_id


# --- passages -----------------------------------------------------------------------------------


def passages(slide: dict, lang: str) -> str:
    """The passages of a slide under each other, each in both languages."""
    return "".join(one_passage(address) for address in slide["show"])


def one_passage(address: str, marked: str = "") -> str:
    """A passage in both languages, in the colour of its document; *marked* is Chinese."""
    found = passage(address).iloc[0]
    doc_id = document_of(address)
    chinese = escape(found["quote"])
    if marked:
        chinese = chinese.replace(marked, f"<mark>{marked}</mark>", 1)
    from_where = f"<footer>{seal(doc_id)} <code>{address}</code></footer>"
    return (
        f'<blockquote style="border-color:{SEALS[doc_id][1]}"><p lang="zh">{chinese}</p>'
        f'<p lang="en">{escape(found["en"])}</p>{from_where}</blockquote>'
    )


def vote(slide: dict, lang: str) -> str:
    """The two sentences, each with its year and speaker, and what the class can vote for."""
    quoted = "".join(
        f'<p class="head">{year_and_speaker(address, lang)}</p>{one_passage(address)}'
        for address in slide["show"]
    )
    answers = "".join(
        f"<li>{escape(sentence(f'vote_{key}', lang))}</li>" for key in OPTIONS
    )
    return f"{quoted}<ol>{answers}</ol>"


def year_and_speaker(address: str, lang: str) -> str:
    """When a passage was said, and by whom, in both languages: "2006 · Zeng Peiyan 曾培炎"."""
    doc_id = document_of(address)
    found = passage(address).iloc[0]
    source = find_document(doc_id)
    touched = source.touched(found["start"], found["end"])
    voice = source.voices[touched[0]]
    english = escape(voice.speaker_en)
    chinese = f'<span lang="zh">{escape(voice.speaker_zh)}</span>'
    names = pick(f"{english} {chinese}", f"{chinese} {english}", lang)
    cards = egov.load_corpus().set_index("doc_id")
    said = cards.loc[doc_id, "event_from"]
    return f"{said.year} · {names}"


def must(slide: dict, lang: str) -> str:
    """The demand and the report, with the character that one of them lacks."""
    character = egov.explorables.copied().data["must"]
    relay, article = slide["show"]
    return one_passage(relay, character) + one_passage(article)


# --- from the explorables -----------------------------------------------------------------------


def ladder(slide: dict, lang: str) -> str:
    """Both papers' ladders of voices for the aim of 2010."""
    scenes = {scene["key"]: scene for scene in egov.explorables.voices().data["scenes"]}
    both = [scenes["aim_relay"], scenes["aim_article"]]
    heads = "".join(
        f"<th>{seal(scene['doc'])} {escape(short_name(scene['doc'], lang))}</th>"
        for scene in both
    )
    rows = "".join(
        f"<tr><th>{say(rungs[0]['key'], lang)}</th>"
        f"{''.join(rung_cell(rung, lang) for rung in rungs)}</tr>"
        for rungs in zip(*(scene["rungs"] for scene in both), strict=True)
    )
    words = escape(both[0]["words"])
    english = escape(passage(AIM).iloc[0]["en"]) if lang == "en" else ""
    return (
        f'<p class="lead" lang="zh">{words}</p><p lang="en">{english}</p>'
        f'<table class="ladder"><tr><th></th>{heads}</tr>{rows}</table>'
    )


def rung_cell(rung: dict, lang: str) -> str:
    """Who or what stands on a rung, with the words that tell; dashed where nobody is named."""
    options = rung["options"]
    if rung["truth"] >= len(options):
        name, look = say("unknown", lang), ' class="unknown"'
    else:
        name, look = escape(options[rung["truth"]][lang]), ""
    cue = f'<br><small lang="zh">{escape(rung["cue"])}</small>' if rung["cue"] else ""
    if cue and lang == "en":
        cue += f" <small>“{escape(rung['cue_en'])}”</small>"
    return f"<td{look}>{name}{cue}</td>"


def byte_rows(slide: dict, lang: str) -> str:
    """The bytes of the province's GDP, read whole, and with the first byte of 省 damaged."""
    data = egov.explorables.byte_slip().data
    province = data["slip"]["reading"][0]
    values = data["bytes"][province]
    lost = len(data["slip"]["before"].encode("gbk"))
    whole = data["states"][province]["-1"]["groups"]
    slipped = data["states"][province][str(lost)]["groups"]
    return byte_row("written", whole, values, lang) + byte_row(
        "received", slipped, values, lang
    )


def byte_row(head: str, groups: list, values: list[str], lang: str) -> str:
    """Characters over the bytes that each is read from; a damaged byte is `?`."""
    cells = []
    for character, start, count, state in groups:
        boxes = [
            "?" if state == "turned" else value
            for value in values[start : start + count]
        ]
        shown = "" if state == "nothing" else escape(character)
        tiles = "".join(f"<i>{box}</i>" for box in boxes)
        look = " odd" if state in ("turned", "alone") else ""
        cells.append(
            f'<div class="pair{look}"><b lang="zh">{shown}</b><span>{tiles}</span></div>'
        )
    return f'<p class="head">{say(head, lang)}</p><div class="bytes">{"".join(cells)}</div>'


def marks(slide: dict, lang: str) -> str:
    """Wuhai's sentence with the marks of both readers, of which no second copy tells."""
    scenes = egov.explorables.punctuate().data["scenes"]
    scene = next(scene for scene in scenes if scene["key"] == "wuhai")
    pieces = []
    for number, words in enumerate(scene["pieces"]):
        english = escape(scene["english"][number])
        pieces.append(
            f'<div class="piece"><p lang="zh">{escape(words)}</p><p lang="en">{english}</p></div>'
        )
        if number < len(scene["slots"]):
            slot = scene["slots"][number]
            both = f"{slot['a']} {slot['b']}"
            pieces.append(f'<div class="slot" lang="zh">{escape(both)}</div>')
    key = f"<p class='head'>{say('reader', lang)} · {say('witness', lang)}</p>"
    return f'<div class="pieces">{"".join(pieces)}</div>{key}'


def walls(slide: dict, lang: str) -> str:
    """Four zones, two walls and a door, each under the words that set it."""
    between, door, lower = slide["show"]
    return (
        '<div class="walls">'
        f"{zone('lower', lang)}{barrier('wall', lower, lang)}{zone('intranet', lang)}"
        f"{barrier('wall', between, lang)}{zone('extranet', lang)}"
        f"{barrier('door', door, lang)}{zone('internet', lang)}</div>"
    )


def zone(key: str, lang: str) -> str:
    """A network, in both languages."""
    english, chinese = WORDS[key]
    other = chinese if lang == "en" else english
    return f'<div class="zone"><b>{say(key, lang)}</b><br>{escape(other)}</div>'


def barrier(key: str, address: str, lang: str) -> str:
    """What stands between two networks, with its words in both languages."""
    found = passage(address).iloc[0]
    return (
        f'<div class="barrier"><div class="{key}"></div><b>{say(key, lang)}</b>'
        f'<p lang="zh">{escape(found["quote"])}</p><p lang="en">{escape(found["en"])}</p></div>'
    )


def search(slide: dict, lang: str) -> str:
    """What each search finds, and whether the clause is among it."""
    found = egov.explorables.cut().data["searches"]
    rows = "".join(search_row(row, lang) for row in found)
    heads = "".join(f"<th>{say(key, lang)}</th>" for key in ("typed", "places", "here"))
    clause = "".join(one_passage(address) for address in slide["show"])
    return f'{clause}<table class="search"><tr>{heads}</tr>{rows}</table>'


def search_row(row: dict, lang: str) -> str:
    """A search, how many places it finds, and whether it finds the clause."""
    typed = f'<code lang="zh">{escape(row["search"])}</code>'
    if row["here"]:
        outcome = f"<td>{say('found', lang)}</td>"
    else:
        outcome = f"<td class=unknown>{say('missed', lang)}</td>"
    return f"<tr><td>{typed}</td><td>{row['count']}</td>{outcome}</tr>"


def days(slide: dict, lang: str) -> str:
    """Every 30th of three years; what the clues rule out and leave shows when it is asked for."""
    rows: dict[str, list[str]] = {}
    for day in egov.explorables.date_bounds().data["days"]:
        year, month, _ = day["day"].split("-")
        look = "out" if day["out"] else "unlikely" if day["unlikely"] else "left"
        box = f'<td class="{look}">{int(month)}<small>/30</small></td>'
        rows.setdefault(year, ["<td></td>"] * 12)[int(month) - 1] = box
    body = "".join(
        f"<tr><th>{year}</th>{''.join(cells)}</tr>" for year, cells in rows.items()
    )
    key = "".join(
        f'<span class="{look}">{say(look, lang)}</span>'
        for look in ("out", "unlikely", "left")
    )
    first = one_passage(slide["show"][0])
    asked = f"<summary>{say('clues', lang)}</summary>"
    answer = f'<details class="answer">{asked}<p class="key">{key}</p></details>'
    return f'{first}{answer}<table class="days">{body}</table>'


def columns(slide: dict, lang: str) -> str:
    """What is shown, what is supported, what can't be known."""
    return f'<div class="columns">{"".join(column(one, lang) for one in slide["columns"])}</div>'


def column(one: dict, lang: str) -> str:
    """One of the three lists."""
    rows = "".join(f"<li>{escape(row[lang])}</li>" for row in one["rows"])
    return f"<div><h3>{escape(one['head'][lang])}</h3><ul>{rows}</ul></div>"


# --- charts of the lessons ----------------------------------------------------------------------


def chart(slide: dict, lang: str) -> str:
    """A chart of a lesson, without the title that the slide has, as large as there is room."""
    data = output_of(slide, lang)
    layout = {**data[CHART]["layout"]}
    layout.pop("title", None)
    margin = dict(layout.get("margin", {}))
    margin["t"] = margin.get("t", 80) - TITLE_PIXELS
    drawn_high = layout["height"] - TITLE_PIXELS
    scale = min(AREA[0] / layout["width"], AREA[1] / (TIGHTEST * drawn_high))
    width, height = int(AREA[0] / scale), min(drawn_high, int(AREA[1] / scale))
    layout |= {"margin": margin, "width": width, "height": height}
    traces = [without_hover(trace) for trace in data[CHART]["data"]]
    written = as_json({"data": traces, "layout": layout})
    encoded = "".join(data["image/png"]).replace("\n", "")
    base64.b64decode(encoded, validate=True)
    wide, high = round(layout["width"] * scale), round(height * scale)
    return (
        f'<div class="chart" style="width:{wide}px;height:{high}px">'
        f'<div class="plot" style="transform:scale({scale:.3f});width:{layout["width"]}px;'
        f'height:{height}px"><script type="application/json">{written}</script></div>'
        f'<noscript><img src="data:image/png;base64,{encoded}" alt=""></noscript></div>'
    )


def without_hover(trace: dict) -> dict:
    """A trace without what shows on hover: a slide is still."""
    return {name: value for name, value in trace.items() if name not in HOVER}


def output_of(slide: dict, lang: str) -> dict:
    """What the cell of a chart was saved with, in the notebook of a language."""
    folder = NOTEBOOKS if lang == "en" else NOTEBOOKS / lang
    path = folder / f"{slide['lesson']}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    outputs = list(charts_of(notebook.cells, slide["cell"]))
    if not outputs:
        raise SystemExit(
            f"{path.name} has no chart in cell {slide['cell']}: mend slides.yaml, or run the "
            "notebook"
        )
    return outputs[0]


def charts_of(cells: Iterable[NotebookNode], cell_id: str) -> Iterator[dict]:
    """The charts of one cell."""
    for cell in cells:
        if cell["id"] == cell_id:
            for output in cell.get("outputs", []):
                if CHART in output.get("data", {}):
                    yield output["data"]


FIGURES: dict[str, Callable[[dict, str], str]] = {
    "passages": passages,
    "vote": vote,
    "must": must,
    "ladder": ladder,
    "bytes": byte_rows,
    "marks": marks,
    "walls": walls,
    "search": search,
    "days": days,
    "columns": columns,
    "chart": chart,
}
