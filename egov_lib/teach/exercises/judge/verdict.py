"""What a judge says of an answer: one of four verdicts, and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

VERDICTS = ("right", "not_yet", "unjudged", "again")


@dataclass(frozen=True)
class Verdict:
    """What came of an answer.

    verdict: "right"; "not_yet"; "unjudged", which no program can tell, or "again", for what could
        not be read and is asked once more
    because: the id of a mistake of the exercise, or a general reason of `messages`; "" if right
    found: what the sentence of that reason needs
    slots: of a claim, what holds of each slot
    """

    verdict: str
    because: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    slots: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The verdict as both judges hand it out."""
        return {
            "verdict": self.verdict,
            "because": self.because,
            "found": self.found,
            "slots": self.slots,
        }


def right(**found: Any) -> Verdict:
    """The answer is right; *found* is what is said to it beside that."""
    return Verdict("right", "", found)


def not_yet(because: str, **found: Any) -> Verdict:
    """The answer is not right yet, for this reason."""
    return Verdict("not_yet", because, found)


def again(because: str, **found: Any) -> Verdict:
    """Nothing could be judged: ask once more."""
    return Verdict("again", because, found)


def unjudged(
    because: str, slots: list[dict[str, str]] | None = None
) -> Verdict:
    """No program can judge it."""
    return Verdict("unjudged", because, slots=slots or [])
