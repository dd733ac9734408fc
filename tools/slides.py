"""Make the slides of a class from notebooks/instructor/slides.yaml; `publish.py` calls this.

Nobody runs it by hand, and it writes nothing. A slide has one picture (`slide_figures.py`), one
sentence, the addresses of its passages, and notes for the teacher. A deck is one page for a
browser, which needs no network: arrow keys turn it, N opens the notes in a window of their own, and
printing gives a slide a page, with its notes below.
"""

from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple

import yaml
from notebook_files import NOTEBOOKS
from slide_figures import FIGURES, document_of, seal

from egov_lib.show.messages import pick

SLIDES = NOTEBOOKS / "instructor" / "slides.yaml"
PATHS = NOTEBOOKS / "learning-paths.md"
PAGE = Template((Path(__file__).parent / "slides.html").read_text(encoding="utf-8"))
LANGUAGES = ("en", "zh")
WORKBOOK = ("The E-Government Workbook", "电子政务工作簿")


class Step(NamedTuple):
    """A row of a learning path."""

    lesson: str  # as a file has it, without its ending
    minutes: int


def load_slides() -> dict:
    """The slides and decks, as the file has them."""
    return yaml.safe_load(SLIDES.read_text(encoding="utf-8"))


def steps_of(path: str) -> list[Step]:
    """The steps of the learning path under a heading that name one lesson."""
    text = PATHS.read_text(encoding="utf-8")
    section = text.partition(f"## {path}\n")[2].partition("\n## ")[0]
    steps = []
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        minutes = cells[-1]
        links = [cell for cell in cells[:-2] if cell.startswith("[`")]
        if links and minutes.isdigit():
            _, lesson, *_ = links[0].split("`")
            steps.append(Step(lesson, int(minutes)))
    return steps


def deck_page(name: str, lang: str, plotly: str = "assets/plotly.min.js") -> str:
    """Make the page of a deck; *plotly* leads from it to the script that draws its charts."""
    source = load_slides()
    deck = source["decks"][name]
    steps = steps_of(deck["path"])
    title = deck["title"][lang]
    pages = []
    for number, key in enumerate(deck["slides"], start=1):
        slide = source["slides"][key]
        place = f"{title} · {number}"
        minutes = minutes_of(slide["lesson"], steps)
        pages.append(slide_page(slide, lang, place, minutes))
    return PAGE.substitute(
        lang="zh-Hans" if lang == "zh" else "en",
        title=escape(f"{title} – {pick(*WORKBOOK, lang)}"),
        slides="\n".join(pages),
        plotly=plotly,
    )


def minutes_of(lesson: str, steps: list[Step]) -> int:
    """The minutes of the next step of a lesson, which is used up unless it is the last; 0 where
    the path has none.
    """
    own = [step for step in steps if step.lesson == lesson]
    if len(own) > 1:
        steps.remove(own[0])
    return own[0].minutes if own else 0


def slide_page(slide: dict, lang: str, place: str, minutes: int) -> str:
    """One slide with its notes."""
    sentence = escape(slide["sentence"][lang])
    figure = FIGURES[slide["figure"]](slide, lang) + curtain(slide, lang)
    addresses = " ".join(map(address_tag, slide["show"]))
    notes = (
        f"{lesson_and_minutes(slide['lesson'], minutes, lang)} {slide['notes'][lang]}"
    )
    return (
        f'<section class="slide {slide["figure"]}"><h2>{sentence}</h2>'
        f'<div class="figure">{figure}</div>'
        f"<footer><span>{addresses}</span><span>{escape(place)}</span></footer>"
        f'<aside class="notes">{escape(notes)}</aside></section>'
    )


def curtain(slide: dict, lang: str) -> str:
    """What covers a part of the picture until the class has guessed; nothing where nothing is
    covered.

    `cover` says from which side it hangs (below, right), how much of the picture it leaves free at
    first, and in how many steps it goes.
    """
    cover = slide.get("cover")
    if not cover:
        return ""
    words = pick("Uncover the next part", "再揭开一部分", lang)
    return (
        f'<button type="button" class="curtain {cover["side"]}" data-free="{cover["free"]}" '
        f'data-steps="{cover["steps"]}">{words}</button>'
    )


def address_tag(address: str) -> str:
    """An address behind the seal of its document."""
    return f"{seal(document_of(address))} <code>{escape(address)}</code>"


def lesson_and_minutes(lesson: str, minutes: int, lang: str) -> str:
    """From which lesson a slide is, and how long its step takes."""
    number = lesson.partition("-")[0]
    if not minutes:
        return pick(f"Lesson {number}.", f"第{number}课。", lang)
    return pick(
        f"Lesson {number}, {minutes} minutes.", f"第{number}课，{minutes}分钟。", lang
    )
