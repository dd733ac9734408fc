"""The verdict of the course and a model brief, folded: to be opened after one's own.

`model.json` has the sentences in both languages, each with the addresses that carry it. The
passages beside them are taken from the editions, so that what is quoted is what stands there; a
test asks of the model brief what the case file asks of a student's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from egov_lib.read.translations import passage
from egov_lib.show.messages import FRONT, LANGUAGES, current, pick, say
from egov_lib.show.passages.page import Page, page
from egov_lib.show.safe_text import escape
from egov_lib.teach.cases import brief as briefs
from egov_lib.teach.cases.casefile import passage_pin
from egov_lib.teach.cases.pins import RUBRIC, Case, Pin, new_case
from egov_lib.teach.cases.view import envelope

STYLE = (
    "<style>.egov-verdict{display:flex;flex-wrap:wrap;gap:0 1.6em}"
    ".egov-verdict section{flex:1 1 15em}.egov-verdict li{margin:0 0 .7em}"
    ".egov-verdict small,.egov-model li small{display:block;opacity:.8;overflow-wrap:anywhere}"
    ".egov-model summary{cursor:pointer;font-weight:700}</style>"
)


def verdict(*, lang: str | None = None) -> Page:
    """Show what the five texts show, what they support and what can't be known from them, folded.

    Each line has its address, or the texts that are silent.

    >>> "relay-2006:2.7.4-2.7.5" in verdict(lang="en")
    True
    """
    lang = current(lang)
    known = _written()["verdict"]
    columns = "".join(_column(column, lang) for column in known["columns"])
    inside = f"<div class='egov-verdict'>{columns}</div>"
    inside += f"<p>{_said(known['vote'], lang)}</p>"
    return _folded(known["fold"], inside, lang)


def model_brief(*, lang: str | None = None) -> Page:
    """Show a brief as it was written first and as it was revised, with its passages, folded.

    >>> "[7]" in model_brief(lang="en")
    True
    """
    lang = current(lang)
    known = _written()["brief"]
    case = model_case(lang)
    faults = "".join(
        f"<li>{_said(fault, lang)}</li>" for fault in known["why"]
    )
    first, text = case["brief"]["first"], case["brief"]["text"]
    parts = [
        f"<h4>{_said(known['question'], lang)}</h4>",
        f"<p><b>{_said(known['first_head'], lang)}</b></p>",
        f"<blockquote>{_paragraphs(first)}</blockquote><ul>{faults}</ul>",
        f"<p><b>{_said(known['text_head'], lang)}</b></p>{_paragraphs(text)}",
        f"<p class='note'>{escape(briefs.word_count(text, lang))}</p>",
        f"<ol>{''.join(_pin(pin, lang) for pin in case['pins'])}</ol>",
        f"<p>{escape(_rubric(lang))}</p><p>{_said(known['points'], lang)}</p>",
    ]
    return _folded(known["fold"], "".join(parts), lang)


def outside(*, lang: str | None = None) -> Page:
    """Show what happened outside the five papers, folded: each fact with its source.

    These are the facts of the envelope, for whoever doesn't write the brief.

    >>> "2004" in outside(lang="en")
    True
    """
    lang = current(lang)
    known = _written()["outside"]
    facts = "".join(_fact(fact, lang) for fact in envelope())
    inside = f"<ul>{facts}</ul><p>{_said(known['after'], lang)}</p>"
    return _folded(known["fold"], inside, lang)


def _fact(fact: Mapping[str, str], lang: str) -> str:
    """A fact, how plain the words are that were seen of it, and where."""
    sure = say(f"case_sure_{fact['confidence']}", lang)
    source = f"{escape(sure)} · {escape(fact['citation'])}"
    return f"<li>{_said(fact, lang)}<small>{source}</small></li>"


def model_case(lang: str | None = None) -> Case:
    """The case file of the model brief, as a student's would be.

    >>> len(model_case("en")["pins"])
    8
    """
    lang = current(lang)
    known = _written()["brief"]
    case = new_case()
    for pin in known["pins"]:
        own = passage_pin(pin["address"])
        case["pins"].append({**own, "strength": pin["strength"]})
    for name in ("question", "first", "text"):
        case["brief"][name] = known[name][lang]
    return case


@lru_cache
def _written() -> dict[str, Any]:
    """What `model.json` holds."""
    here = files("egov_lib.teach.cases").joinpath("model.json")
    return json.loads(here.read_text(encoding="utf-8"))


def _said(both: Mapping[str, str], lang: str) -> str:
    """A sentence in one of the languages, escaped."""
    return escape(pick(both["en"], both["zh"], lang))


def _folded(fold: Mapping[str, str], inside: str, lang: str) -> Page:
    """A page whose content opens under a line."""
    head = f"<summary>{_said(fold, lang)}</summary>"
    folded = f"<details class='egov-model'>{head}{inside}</details>"
    return page(STYLE + folded, lang=lang)


def _column(column: Mapping[str, Any], lang: str) -> str:
    """One of the three columns of the verdict."""
    lines = []
    for line in column["lines"]:
        quoted = "".join(_passage(one, lang) for one in line["addresses"])
        silent = _silent(line.get("silent", ()), lang)
        lines.append(f"<li>{_said(line, lang)}{quoted}{silent}</li>")
    head = f"<b>{_said(column['head'], lang)}</b>"
    return f"<section>{head}<ul>{''.join(lines)}</ul></section>"


def _passage(address: str, lang: str) -> str:
    """An address with its words: the English first, or the Chinese alone."""
    found = passage(address).iloc[0]
    chinese = f"<span lang='zh-Hans'>{escape(found['quote'].strip())}</span>"
    english = "" if lang == "zh" else f"“{escape(found['en'])}” "
    return f"<small><code>{escape(address)}</code> {english}{chinese}</small>"


def _silent(doc_ids: Iterable[str], lang: str) -> str:
    """Which texts say nothing of it."""
    place = LANGUAGES.index(lang)
    names = [FRONT[doc_id][place] for doc_id in doc_ids]
    if not names:
        return ""
    colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    told = say("case_silent", lang) + colon + comma.join(names)
    return f"<small>{escape(told)}</small>"


def _pin(pin: Pin, lang: str) -> str:
    """A pin of the model brief: what it does for the answer, and its words."""
    said = say(f"case_{pin['strength']}", lang)
    strength = f"<b>{escape(said)}</b>"
    if ":" not in pin["address"]:
        return f"<li>{_silent([pin['address']], lang)}</li>"
    return f"<li>{strength} {_passage(pin['address'], lang)}</li>"


def _rubric(lang: str) -> str:
    """The rows of the rubric on one line."""
    rows = [say(f"case_rubric_{row}", lang) for row in RUBRIC]
    colon, comma = ("：", "；") if lang == "zh" else (": ", "; ")
    return say("case_rubric", lang) + colon + comma.join(rows)


def _paragraphs(text: str) -> str:
    """The lines of a text as paragraphs."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
