"""Check a quote: is it in a text, does it settle the matter, is the claim made of it too wide?

The answer to such an exercise is a frame of findings. A quote is right if it holds enough of one of
them; at the level "argue" the reader also says what it proves, and that is weighed against it.
"""

from __future__ import annotations

import re

import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.read.cleaning import HAN_RE
from egov_lib.show.passages import passage
from egov_lib.teach.exercises.claims import describe, wider_points
from egov_lib.teach.exercises.feedback import Attempt, Feedback, repeated
from egov_lib.teach.exercises.quotes import (
    covers_enough,
    is_too_short,
    overlapping,
    places_of,
    why_not_found,
)
from egov_lib.teach.exercises.table import answer_to

LATIN_RE = re.compile("[A-Za-z]")
# The columns of the frame that `overlapping` gives
QUOTED = ["doc_id", "start_found", "end_found", "quote_found"]
AROUND = "“”\"'「」 \n"  # marks that are often copied with a quote


def check(attempt: Attempt) -> Feedback:
    """Look a quote up, and compare its place with the passages that settle the matter."""
    quote = str(attempt.value).strip(AROUND)
    if LATIN_RE.search(quote) and not HAN_RE.search(quote):
        return attempt.unclear("english", quote)
    if is_too_short(quote):
        return attempt.unclear("short", quote)
    found = places_of(quote)
    if found.empty:
        return attempt.wrong("not_yet", why=why_not_found(quote, attempt.lang))
    answers = answer_to(attempt.exercise["exercise_id"])
    pairs = overlapping(answers, found)
    settling = pairs[covers_enough(pairs)]
    if not settling.empty:
        return _judge_claim(attempt, quote, settling.iloc[[0]])
    return _unsettled(attempt, quote, found, is_elsewhere=pairs.empty)


def _unsettled(
    attempt: Attempt, quote: str, found: pd.DataFrame, *, is_elsewhere: bool
) -> Feedback:
    """Answer a quote that is in a text but does not settle the matter."""
    key = "elsewhere" if is_elsewhere else "part"
    says = attempt.say(key, said=repeated(quote))
    return Feedback(False, f"{says}\n{describe(found, '', attempt.lang)}")


def _judge_claim(
    attempt: Attempt, quote: str, settling: pd.DataFrame
) -> Feedback:
    """Weigh the claim made of a quote that is the right one.

    *settling* is one row of `overlapping`: the passage that settles the matter, and the quote.
    """
    claim, lang = attempt.claim, attempt.lang
    place = settling[QUOTED].set_axis(FINDING, axis="columns")
    says = _about_quote(attempt, quote, place)
    if claim and wider_points(place, claim, lang):
        wide = attempt.say("wide")
        return Feedback(False, f"{wide}\n{says}")
    wants_claim = attempt.exercise["level"] == "argue"
    if wants_claim and not claim.strip():
        now_claim = attempt.say("now_claim")
        return Feedback(None, f"{now_claim}\n{says}")
    return Feedback(True, f"{says}\n", _page(settling))


def _about_quote(attempt: Attempt, quote: str, place: pd.DataFrame) -> str:
    """Say what the quote can carry, and how the text has it where that differs."""
    says = describe(place, attempt.claim, attempt.lang)
    there = place["quote"].iloc[0]
    if there == quote:
        return says
    as_there = attempt.say("as_there", quote=there)
    return f"{as_there}\n{says}"


def _page(settling: pd.DataFrame) -> str:
    """The passage that settles the matter, as HTML."""
    doc_id, start, end = settling[FINDING[:3]].iloc[0]
    return str(passage(doc_id, start, end))
