"""What explorables share in Python: words of both languages, passages, a still, the widget.

Python computes everything that is shown from the texts and tables, and hands it to the script as
plain data; the script only arranges it (`frame.js` says how). The still is what a page without
scripts shows: the question, the first and the last state, and the passage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.show.front.modules import in_order
from egov_lib.show.front.texts import place_rows, texts_of
from egov_lib.show.front.widget import View, make_view, script_path
from egov_lib.show.messages import (
    EXPLORABLE,
    FRONT,
    LANGUAGES,
    current,
    pick,
)
from egov_lib.show.safe_text import escape

FRAME = "explorables/frame.js"  # what every explorable's script needs
# The words of an explorable: {key: (English, Chinese)}.
Words = Mapping[str, tuple[str, str]]


class State(NamedTuple):
    """A state of an explorable as a page without scripts shows it."""

    caption: str
    rows: list[list[str]]  # cells of a table
    # What answers a task stays folded until it is asked for
    folded: bool = False


class Content(NamedTuple):
    """What an explorable is made of.

    data: what the script shows, as JSON.
    findings: the passages that it is about, the first of them first.
    title: the question, for pages without scripts.
    states: the first and the last state, for pages without scripts.
    stretches: further places whose clauses the script needs; it gets them as `data.stretches`.
    """

    data: Mapping[str, Any]
    findings: pd.DataFrame
    title: str
    states: Sequence[State]
    stretches: pd.DataFrame | None = None


def make_explorable(
    name: str,
    words: Words,
    content: Content,
    *,
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Make the widget of an explorable.

    Parameters
    ----------
    name: of the explorable, its module and its script.
    words: what only this explorable says; what all of them say is added.
    content: the script gets its data, its passages as `data.findings`, and the clauses that these
        need as `data.texts`.
    filters: the state it opens in; {} is the first state, before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.
    """
    lang = current(lang)
    places = place_rows(content.findings)
    further = (
        [] if content.stretches is None else place_rows(content.stretches)
    )
    texts = texts_of([*places, *further])
    whole = {
        **content.data,
        "words": words_of(name, words),
        "findings": places,
        "texts": texts,
    }
    if further:
        whole["stretches"] = further
    page = still(content, places, texts, lang)
    return make_view(name, whole, page, filters=filters, lang=lang)


def words_of(name: str, words: Words) -> dict[str, dict[str, str]]:
    """The words that an explorable needs, by language: its own, the frame's, and those of the
    front end that its scripts say.

    >>> words_of("byte_slip", {"lost": ("lost", "丢失")})["zh"]["undo"]
    '撤销一步'
    """
    shared = {key: FRONT[key] for key in _said_by(script_path(name))}
    return _by_language(shared | EXPLORABLE | dict(words))


@lru_cache
def frame_words() -> dict[str, dict[str, str]]:
    """The words that every explorable has, by language: those of the frame and of its script.

    >>> frame_words()["en"]["undo"]
    'Undo'
    """
    shared = {key: FRONT[key] for key in _said_by(FRAME)}
    return _by_language(shared | EXPLORABLE)


def _by_language(words: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        lang: {key: pick(*pair, lang) for key, pair in words.items()}
        for lang in LANGUAGES
    }


@lru_cache
def _said_by(path: str) -> list[str]:
    """The keys of `FRONT` that stand in a script or in what it needs."""
    scripts = "".join(module.body for module in in_order(path))
    quoted = set(re.findall(r'"(\w+)"', scripts))
    return [key for key in FRONT if key in quoted]


# --- without scripts ----------------------------------------------------------------------------


def still(
    content: Content,
    places: Sequence[Mapping[str, Any]],
    texts: Mapping[str, Mapping[str, Any]],
    lang: str,
) -> str:
    """The question, the states and the passages as HTML."""
    figures = "".join(_figure(state) for state in content.states)
    passages = "".join(
        _passage(place, texts[place["doc"]]) for place in places
    )
    tag = "zh-Hans" if lang == "zh" else "en"
    # No <section>: on a page of slides that would be a slide of its own.
    return (
        f'<div class="egov egov-still" lang="{tag}">'
        f"<h2>{marked(content.title)}</h2>{figures}{passages}</div>"
    )


def _figure(state: State) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{marked(cell)}</td>' for cell in row)}</tr>"
        for row in state.rows
    )
    caption, table = marked(state.caption), f"<table>{rows}</table>"
    if state.folded:
        folded = f"<details><summary>{caption}</summary>{table}</details>"
        return f"<figure>{folded}</figure>"
    return f"<figure><figcaption>{caption}</figcaption>{table}</figure>"


def _touches(clause: Mapping[str, Any], place: Mapping[str, Any]) -> bool:
    """Whether a clause and a finding have a character in common."""
    end = clause["start"] + len(clause["zh"])
    return clause["start"] < place["end"] and end > place["start"]


def _passage(place: Mapping[str, Any], text: Mapping[str, Any]) -> str:
    """The clauses that a finding touches, Chinese and English, and its address."""
    clauses = text["clauses"]
    touched = [clause for clause in clauses if _touches(clause, place)]
    chinese = escape("".join(clause["zh"] for clause in touched))
    english = escape(" ".join(clause["en"] for clause in touched))
    return (
        f'<blockquote><p lang="zh-Hans">{chinese}</p><p lang="en">{english}</p>'
        f"<p><code>{escape(place['address'])}</code></p></blockquote>"
    )


CHINESE_RUN_RE = re.compile("[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+")


def marked(text: str) -> str:
    """A text as HTML, with every run of Chinese marked as Chinese.

    >>> marked("省 & province")
    '<span lang="zh-Hans">省</span> &amp; province'
    """
    parts, at = [], 0
    for run in CHINESE_RUN_RE.finditer(text):
        parts.append(escape(text[at : run.start()]))
        parts.append(f'<span lang="zh-Hans">{escape(run[0])}</span>')
        at = run.end()
    parts.append(escape(text[at:]))
    return "".join(parts)
