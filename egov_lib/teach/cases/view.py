"""The box of the case file, in a notebook and on a page.

The box is one script in both places, `case_file.js`. It does every change itself; in a notebook it
also reports the change, which is then done to the file here (`changes.py`). A page has the clauses
of all five texts with it, so that any address can be pinned without Python, and keeps the case file
in the browser in the same format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import traitlets

from egov_lib.findings import DataError
from egov_lib.read.corpus import data_folder, load_corpus, load_table
from egov_lib.read.translations import load_segments
from egov_lib.show.front import CASES
from egov_lib.show.front.modules import in_order, widget_module
from egov_lib.show.front.texts import texts_of
from egov_lib.show.front.widget import (
    View,
    look,
    page,
    script_path,
    without_halves,
)
from egov_lib.show.messages import CASE, FRONT, LANGUAGES, pick, say
from egov_lib.show.safe_text import escape
from egov_lib.teach.cases import brief as briefs
from egov_lib.teach.cases import facts
from egov_lib.teach.cases.casefile import (
    changing,
    load,
    passage_pin,
    problem,
)
from egov_lib.teach.cases.changes import change
from egov_lib.teach.cases.pins import RUBRIC, Case, Pin
from egov_lib.teach.exercises.bank import shared

NAME = CASES[0]
EXCERPT = (
    "seen as a search excerpt, not whole"  # as notes of context.csv say it
)
# Facts of context.csv that lie in the envelope of lesson 09: what came between the two aims.
ENVELOPE = (
    "yunnan-2002-plan",
    "info-resources-opinion",
    "licence-law",
    "signature-law",
    "framework-continues-17",
    "network-opinion-number",
    "network-opinion-content",
    "backbone-2007",
    "network-late-2008",
)


class CaseFileView(View):
    """The box of the case file in a notebook."""

    _esm = widget_module(script_path(NAME))
    _css = look((NAME,))
    name = "case file"
    kind = "box"
    # The case file as it is: a box re-opened without a kernel shows what it last knew
    case = traitlets.Dict().tag(sync=True)
    facts = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: str, ready: Pin | None = None):
        """*ready* is a pin that lies in the box, not yet pinned."""
        case = load()
        data = without_halves({**box_data(), "ready": ready})
        super().__init__(
            data,
            still(case, lang, ready),
            lang=lang,
            case=dict(case),
            facts=facts_of(case, ready),
        )
        self.on_msg(self._hear)

    def page(self) -> str:
        """The same box as a page that works from a disk and keeps pins in the browser."""
        data = {**box_data(), **texts_for_a_page(), "ready": None}
        return page(
            {NAME: without_halves(data)},
            title=say("case_file", self.lang),
            lang=self.lang,
            stills=[self._still],
        )

    def _hear(
        self, _widget: object, message: object, _buffers: object
    ) -> None:
        """Do what the box asks for, and send back what came of it."""
        if not isinstance(message, Mapping):
            return
        if message.get("do") == "look":
            self._look(str(message.get("address", "")))
        elif message.get("do") == "word":
            self._send_word()
        else:
            self._change(message)

    def _look(self, address: str) -> None:
        """Send the passage at an address as a pin, or None where there is none."""
        try:
            ready = passage_pin(address)
        except DataError:
            self.send({"did": "look", "address": address, "ready": None})
            return
        own = facts.facts_of_address(ready["address"])
        self.facts = {**self.facts, ready["address"]: own}
        self.send(
            {
                "did": "look",
                "address": address,
                "ready": ready,
                "facts": own,
            }
        )

    def _send_word(self) -> None:
        """Send the brief as a Word file."""
        # Only who saves a Word file waits for python-docx.
        from egov_lib.teach.cases.word import as_docx

        file = as_docx(briefs.blocks_of(load(), self.lang))
        self.send({"did": "word"}, [file])

    def _change(self, message: Mapping[str, Any]) -> None:
        try:
            with changing() as case:
                change(case, message)
        except (DataError, TypeError, KeyError, ValueError, AttributeError):
            case = load()
        self.case = dict(case)
        facts_of_pins = facts_of(case, None)
        self.facts = facts_of_pins | self.facts
        self.send({"did": "change", "problem": problem()})


# --- what the box is made of --------------------------------------------------------------------


def box_data() -> dict[str, Any]:
    """What the script needs wherever it runs (`case_file.js` names each part)."""
    return {
        "words": box_words(),
        "docs": _docs(),
        "rubric": list(RUBRIC),
        "known": {
            "words": facts.words(),
            "voices": facts.all_voices(),
            "simple": shared()["simple"],
        },
        "judge": _judge_words(),
        "envelope": envelope(),
        "style": briefs.STYLE,
    }


@lru_cache
def _judge_words() -> dict[str, Any]:
    here = files("egov_lib.teach.exercises")
    written = here.joinpath("judge/words.json").read_text(encoding="utf-8")
    return json.loads(written)


@lru_cache
def box_words() -> dict[str, dict[str, str]]:
    """What the boxes say, by language: their own sentences, and those of the passage.

    >>> box_words()["zh"]["case_file"]
    '案卷'
    """
    scripts = "".join(
        module.body for name in CASES for module in in_order(script_path(name))
    )
    quoted = set(re.findall(r'"(\w+)"', scripts))
    both = {key: pair for key, pair in FRONT.items() if key in quoted} | CASE
    return {
        lang: {key: pick(*pair, lang) for key, pair in both.items()}
        for lang in LANGUAGES
    }


def _docs() -> dict[str, dict[str, Any]]:
    """What is known of each document: its seal, titles, date, citation, edition."""
    ids = load_corpus()["doc_id"]
    silent = [{"doc": name, "start": None, "end": None} for name in ids]
    texts = texts_of(silent)
    for text in texts.values():
        del text["clauses"], text["voices"]
    return texts


def envelope() -> list[dict[str, str]]:
    """The facts from outside that are shown once a first version was submitted."""
    table = load_table("context").set_index("fact_id")
    known = [name for name in ENVELOPE if name in table.index]
    return [
        {
            "en": table.at[name, "statement_en"],
            "zh": table.at[name, "statement_zh"],
            "citation": _cited(table.loc[name]),
            "confidence": table.at[name, "confidence"],
        }
        for name in known
    ]


def _cited(fact: Mapping[str, str]) -> str:
    """Where a fact was read, and whether only an excerpt of the page was seen."""
    is_excerpt = EXCERPT in fact["note"] and "excerpt" not in fact["citation"]
    return fact["citation"] + (f"; {EXCERPT}" if is_excerpt else "")


def facts_of(case: Case, ready: Pin | None) -> dict[str, dict[str, Any]]:
    """The facts of all passages that are pinned, and of the one that lies ready, by address."""
    pins = [*case["pins"], ready] if ready else case["pins"]
    return {
        pin["address"]: facts.facts_of_address(pin["address"]) for pin in pins
    }


def texts_for_a_page() -> dict[str, Any]:
    """All clauses of the five texts with their English and their facts."""
    return _texts_for_a_page(data_folder())


@lru_cache(maxsize=4)
def _texts_for_a_page(_folder: object) -> dict[str, Any]:
    segments = load_segments()
    clauses: dict[str, list[list[str]]] = {}
    for row in segments.itertuples():
        own = [row.part, row.quote, row.en]
        clauses.setdefault(row.doc_id, []).append(own)
    return {
        "clauses": clauses,
        "clause_facts": {
            doc_id: facts.clause_facts(doc_id) for doc_id in clauses
        },
        "own": {doc_id: facts.document_facts(doc_id) for doc_id in clauses},
    }


def still(case: Case, lang: str, ready: Pin | None = None) -> str:
    """The case file as a page without scripts shows it: the pins, the brief, what lies ready."""
    tag = "zh-Hans" if lang == "zh" else "en"
    title = case["brief"]["question"] or say("case_file", lang)
    items = "".join(
        f"<li><b>{escape(_strength(pin, lang))}.</b> {_still_pin(pin)}</li>"
        for pin in case["pins"]
    )
    lies_ready = f"<p>{_still_pin(ready)}</p>" if ready else ""
    return (
        f'<div class="egov egov-still" lang="{tag}"><h2>{escape(title)}</h2>'
        f"<p>{escape(say('case_lead', lang))}</p>{lies_ready}"
        f"<ol>{items}</ol><p>{escape(case['brief']['text'])}</p></div>"
    )


def _strength(pin: Pin, lang: str) -> str:
    return say(f"case_{pin['strength']}", lang)


def _still_pin(pin: Pin) -> str:
    """A pinned passage in both languages, with its address."""
    chinese = f'<span lang="zh-Hans">{escape(pin["zh"])}</span>'
    address = f"<code>{escape(pin['address'])}</code>"
    return f"{chinese} {escape(pin['en'])} {address}"
