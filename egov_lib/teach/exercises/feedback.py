"""What a check gets and what it gives back: an `Attempt` goes in, a `Feedback` comes out.

A check of any kind takes an `Attempt` and returns a `Feedback`, so a new kind of exercise is one
more function of that form (see `checks`). A feedback shows itself in a notebook, as lines with a
coloured edge, and the passage that they speak of below them. Nothing here decides what is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from egov_lib.show.messages import say
from egov_lib.show.passages import STYLE, passage
from egov_lib.show.safe_text import escape

CODE_RE = re.compile("`([^`]+)`")
# The colour at the left edge: right, not right, or nothing that a program can judge.
EDGES = {True: "#00796b", False: "#a84300", None: "#bbb"}
REPEATED_CHARS = 60  # of an answer, where a message repeats it


@dataclass(frozen=True)
class Feedback:
    """What a check says.

    right: True or False; None where a program can't tell, or where nothing could be read
    says: lines of text; a part between backquotes is code
    page: a passage as HTML, or nothing
    """

    right: bool | None
    says: str
    page: str = ""

    def __repr__(self) -> str:
        """The lines alone, for a plain cell."""
        return self.says

    def _repr_html_(self) -> str:
        lines = [escape(line) for line in self.says.splitlines()]
        text = CODE_RE.sub(r"<code>\1</code>", "<br>".join(lines))
        edge = f"border-left:4px solid {EDGES[self.right]}"
        return f"{STYLE}<div class='egov-page' style='{edge}'>{text}</div>{self.page}"


class Attempt(NamedTuple):
    """An answer that is to be checked.

    exercise: a row of `load_exercises`
    value: the answer as it was given: a text, a number, a list of names …
    claim: what the reader says the quoted passage proves, or nothing
    lang: the language of the reply, "en" or "zh"; None is that of `language()`
    """

    exercise: pd.Series
    value: object
    claim: str = ""
    lang: str | None = None

    def say(self, key: str, **found: object) -> str:
        """Say a sentence of `messages` in the language of the reply."""
        return say(key, self.lang, **found)

    def wrong(self, key: str, **found: object) -> Feedback:
        """Answer that it is not right, with the sentence that says why."""
        return Feedback(False, self.say(key, **found))

    def unclear(self, key: str, value: object) -> Feedback:
        """Answer that *value* can't be judged, with the sentence that says what to give."""
        return Feedback(None, self.say(key, said=repeated(value)))


def repeated(value: object) -> str:
    """Write *value* in quotation marks, cut to what a message can hold."""
    return repr(str(value)[:REPEATED_CHARS])


def proof(row: pd.Series) -> str:
    """Show the passage that proves an answer, as HTML; empty where no single passage does."""
    if pd.isna(row["start"]):
        return ""
    return str(passage(row["doc_id"], int(row["start"]), int(row["end"])))


def rubric_points(row: pd.Series) -> list[str]:
    """List what a full answer to an open exercise holds, each point with a box to tick."""
    points = row["rubric"].split("|")
    return [f"☐ {point.strip()}" for point in points if point]
