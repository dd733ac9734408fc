"""Pages that are made from tables: the glossary, the handout, how to cite, the search."""

from __future__ import annotations

from typing import Any

from egov_lib.publish.site.lessons import raw
from egov_lib.publish.site.plan import Group, page_of_lesson
from egov_lib.publish.site.words import said
from egov_lib.read.citations import cite, repository
from egov_lib.read.corpus import load_table
from egov_lib.show.explorables.base import marked
from egov_lib.show.messages import language, say
from egov_lib.show.safe_text import escape, with_emphasis
from egov_lib.teach.exercises import load_exercises
from egov_lib.teach.exercises.bank import find_exercise
from egov_lib.teach.exercises.widget import choices_on_paper

DECKS = ("90-minutes", "half-day", "six-weeks")
EXAMPLE = "opinion-2002:2.1.13"
STYLES = {
    "chicago": "Chicago",
    "gbt7714": "GB/T 7714",
    "bibtex": "BibTeX",
    "csl": "CSL-JSON",
}


def glossary_page() -> str:
    """Every term with its sound, its English and what it is; its id is its anchor."""
    terms = load_table("glossary").sort_values("pinyin", kind="stable")
    rows = []
    for term in terms.itertuples():
        other = (
            f' <span class="traditional" lang="zh-Hant">{escape(term.traditional)}</span>'
            if term.traditional != term.simplified
            else ""
        )
        rows.append(
            f'<div class="term" id="{term.term_id}"><dt><b lang="zh-Hans">'
            f"{escape(term.simplified)}</b>{other} "
            f'<span class="sound" lang="zh-Latn">{escape(term.pinyin)}</span></dt>'
            f"<dd>{_meaning(term)}</dd></div>"
        )
    lead = said("glossary_lead", count=len(rows))
    listed = raw(f"<dl class=glossary>{''.join(rows)}</dl>")
    return (
        f"# {said('glossary')}\n\n{said('deciding_words')}\n\n{_deciding_words()}\n\n"
        f"{lead}\n\n{listed}\n"
    )


def _deciding_words() -> str:
    """The words on which the course turns, as the terms are listed."""
    rows = [
        f'<div class="term" id="word-{at}"><dt><b lang="zh-Hans">{escape(word.word)}</b> '
        f'<span class="sound" lang="zh-Latn">{escape(word.pinyin)}</span></dt>'
        f"<dd>{_meaning(word)}</dd></div>"
        for at, word in enumerate(
            load_table("deciding_words").itertuples(), start=1
        )
    ]
    return raw(f"<dl class=glossary>{''.join(rows)}</dl>")


def _meaning(term: Any) -> str:
    """What a term means: its English, and a sentence in the language of the page."""
    english = escape(term.english)
    if language() == "en":
        return f"<b>{english}</b>. {marked(term.definition)}"
    return f'{escape(term.definition_zh)} <b lang="en">{english}</b>'


def cite_page() -> str:
    """How to cite the workbook and a passage."""
    first = {} if language() == "en" else {"gbt7714": STYLES["gbt7714"]}
    styles = first | STYLES
    shown = "\n\n".join(
        f"**{name}**\n\n```text\n{cite(EXAMPLE, style=style)}\n```"
        for style, name in styles.items()
    )
    return said("cite_page", at=EXAMPLE, repository=repository(), styles=shown)


def handout_page(groups: list[Group]) -> str:
    """All exercises without hints and answers, to be printed."""
    titles = {
        page.name: page.title for group in groups for page in group.pages
    }
    parts = [
        f"# {said('handout')}\n\n{said('slides_lead')}\n\n{_decks()}\n\n{said('handout_lead')}",
    ]
    lesson, lang = "", language()
    for asked in load_exercises().itertuples():
        if asked.lesson != lesson:
            lesson = asked.lesson
            parts.append(f"## {titles[page_of_lesson(lesson)]}")
        level = say(asked.level)
        told = said("of_task", level=level, minutes=asked.minutes)
        words = with_emphasis(getattr(asked, f"task_{lang}"))
        choices = choices_on_paper(find_exercise(asked.exercise_id), lang)
        task = f'<p class="task"><b>{asked.exercise_id}</b> · {told}<br>{words}{choices}</p>'
        parts.append(raw(task))
    return "\n\n".join(parts) + "\n"


def _decks() -> str:
    """The slides that lie beside the book, one deck for each way to teach (`tools/slides.py`)."""
    links = " · ".join(
        f'<a href="slides/{name}.html">{said(f"deck_{name}")}</a>'
        for name in DECKS
    )
    return raw(f"<p>{links}</p>")


def search_page() -> str:
    """The page that shows all that the search finds."""
    example = "<code>opinion-2002:2.1.4</code>"
    asked = f'<div id="found-page"><p>{said("ask", example=example)}</p></div>'
    return f"# {said('search')}\n\n{raw(asked)}\n"
