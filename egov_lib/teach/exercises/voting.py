"""The vote of the first lesson: kept without a verdict, and taken out again at the end.

Its record in `my-answers.json` is "vote-1": `guess` is the vote at the beginning, `answer` the one
at the end. A page keeps the same record in the browser. Nobody is told which option is right: the
course is about that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from egov_lib.show.front import VOTE
from egov_lib.show.front.modules import widget_module
from egov_lib.show.front.widget import View, look, page, script_path
from egov_lib.show.messages import EXERCISES, LANGUAGES, pick, say
from egov_lib.show.safe_text import escape
from egov_lib.teach.exercises.answers import (
    chosen_language,
    load_answers,
    note,
    problem,
    record_of,
)

VOTE_ID = "vote-1"
OPTIONS = ("same", "next", "other", "open")
NONE = ""  # of a vote that was taken back
FIRST, LAST = "first", "last"
NAMES = {FIRST: "vote first", LAST: "vote last"}
# Where the record keeps each of the two votes.
FIELDS = {FIRST: "guess", LAST: "answer"}


class VoteView(View):
    """The box of the vote in a notebook: a vote that its script reports is written down."""

    _esm = widget_module(script_path(VOTE))
    _css = look((VOTE,))
    kind = "box"
    record = traitlets.Dict().tag(sync=True)

    def __init__(self, when: str, lang: str):
        """Show the vote *when*: "first" or "last"."""
        self.name = NAMES[when]
        self.when = when
        record = record_of(load_answers(), VOTE_ID)
        super().__init__(
            box_data(when), still(when, lang), lang=lang, record=dict(record)
        )
        self.on_msg(self._hear)

    def page(self) -> str:
        """The same box as a page that works from a disk and keeps the vote in the browser."""
        return page({VOTE: self.data}, lang=self.lang, stills=[self._still])

    def _hear(
        self, _widget: object, message: object, _buffers: object
    ) -> None:
        """Write a vote down, and say what came of it."""
        if not isinstance(message, Mapping):
            return
        option = message.get("vote")
        if option not in (*OPTIONS, NONE):
            return
        note(VOTE_ID, **{FIELDS[self.when]: option})
        self.record = dict(record_of(load_answers(), VOTE_ID))
        self.send({"record": self.record, "problem": problem()})


def vote(*, lang: str | None = None) -> VoteView:
    """Ask for the vote at the beginning of the course: is it the same promise?

    One click keeps it, another click changes it.

    lang: "en" or "zh"; None is the language chosen in `progress()`, or else with `language()`.

    >>> vote()
    <box: vote first>
    """
    return VoteView(FIRST, lang or chosen_language(load_answers()))


def kept_vote(*, lang: str | None = None) -> VoteView:
    """Take the vote of the beginning out again, and ask for another one beside it.

    lang: "en" or "zh"; None is the language chosen in `progress()`, or else with `language()`.

    >>> kept_vote()
    <box: vote last>
    """
    return VoteView(LAST, lang or chosen_language(load_answers()))


def box_data(when: str) -> dict[str, Any]:
    """What the script of the box needs, in both languages (`vote.js` names each part)."""
    said = {
        key: pair
        for key, pair in EXERCISES.items()
        if key.startswith("vote_") or key in ("saved_browser", "not_kept")
    }
    words = {
        lang: {key: pick(*pair, lang) for key, pair in said.items()}
        for lang in LANGUAGES
    }
    return {
        "id": VOTE_ID,
        "field": FIELDS[when],
        "options": list(OPTIONS),
        "words": words,
    }


def still(when: str, lang: str) -> str:
    """The vote as a page without scripts shows it: the question and its options."""
    asked = escape(say(f"vote_asks_{FIELDS[when]}", lang))
    options = "".join(
        f"<li>{escape(say(f'vote_{option}', lang))}</li>" for option in OPTIONS
    )
    return f"<div><b>{asked}</b><ul>{options}</ul></div>"
