"""Pages that are made from tables: the glossary, the handout, how to cite, the search."""

from __future__ import annotations

from egov_lib.publish.site.lessons import raw
from egov_lib.publish.site.plan import Group
from egov_lib.read.citations import cite, repository
from egov_lib.read.corpus import load_table
from egov_lib.show.explorables.base import marked
from egov_lib.show.safe_text import escape
from egov_lib.teach.exercises import load_exercises

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
            f"<dd><b>{escape(term.english)}</b>. {marked(term.definition)}</dd></div>"
        )
    head = (
        f"# Glossary\n\n{len(rows)} terms of the five texts, in the order of their sound. The "
        "search above finds them by Chinese, pinyin and English.\n\n"
    )
    return f"{head}{raw('<dl class=glossary>' + ''.join(rows) + '</dl>')}\n"


def cite_page() -> str:
    """How to cite the workbook and a passage."""
    shown = "\n\n".join(
        f"**{name}**\n\n```text\n{cite(EXAMPLE, style=style)}\n```"
        for style, name in STYLES.items()
    )
    return f"""# How to cite

## The workbook

The E-Government Workbook contributors. *The E-Government Workbook*. {repository()}

Give the version you used; `CITATION.cff` in the repository has it for reference managers.

## A passage

Every clause of the five texts has an address that does not change, such as `{EXAMPLE}`. In this
book it is `texts/opinion-2002.html#{EXAMPLE}`; `passage.html#{EXAMPLE}` leads there, too.
A range is `opinion-2002:2.1.13-2.1.15`, a whole section `opinion-2002:2.1`.

On the page of a text choose a clause and press **Copy citation** (or the key C). In Python,
`egov.cite("{EXAMPLE}")` gives the same. The edition in a citation says which reading text was read.

{shown}
"""


def handout_page(groups: list[Group]) -> str:
    """All exercises without hints and answers, to be printed."""
    titles = {
        page.name.rpartition("/")[2]: page.title
        for group in groups
        for page in group.pages
    }
    parts = [
        "# Handout\n\nAll exercises without hints and answers, to be printed. `make handout` "
        "writes the notebooks themselves without their worked answers."
    ]
    lesson = ""
    for asked in load_exercises().itertuples():
        if asked.lesson != lesson:
            lesson = asked.lesson
            parts.append(f"## {titles.get(lesson, lesson)}")
        task = (
            f'<p class="task"><b>{asked.exercise_id}</b> · {asked.level} · '
            f"{asked.minutes} min<br>{marked(asked.task_en)}</p>"
        )
        parts.append(raw(task))
    return "\n\n".join(parts) + "\n"


ASK = (
    '<div id="found-page"><p>Type into the field at the top: Chinese, English, or an address '
    "such as <code>opinion-2002:2.1.4</code>.</p></div>"
)
SEARCH_PAGE = f"# Search\n\n{raw(ASK)}\n"
