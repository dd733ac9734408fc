"""What a check says, in words: the sentence for a verdict, with the passage below it.

`judge` gives a verdict and a reason; here the reason becomes a sentence: the exercise's own where
it has one for this very mistake, else a general one of `messages`. A feedback shows itself in a
notebook, as lines with an edge, and the passage that they speak of below them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from egov_lib.show.messages import current, pick, say, short_name
from egov_lib.show.passages import STYLE, passage
from egov_lib.show.safe_text import with_emphasis
from egov_lib.teach.exercises.bank import Spec, passage_of, slot_label
from egov_lib.teach.exercises.judge.verdict import Verdict

# The colour at the left edge: right, not right, or nothing that a program can judge.
EDGES = {True: "#00796b", False: "#a84300", None: "#bbb"}
RIGHT = {"right": True, "not_yet": False, "unjudged": None, "again": None}
REPEATED_CHARS = 60  # of an answer, where a message repeats it


@dataclass(frozen=True)
class Feedback:
    """What a check says.

    right: True or False; None where a program can't tell, or where nothing could be read
    says: lines of text; a part between backquotes is code, one between asterisks emphasis
    page: a passage as HTML, or nothing
    verdict: "right", "not_yet", "unjudged" or "again"; "" for what is no answer to an exercise
    because: the reason, as in `Verdict`
    extra: those of the lines that were looked up in the texts
    """

    right: bool | None
    says: str
    page: str = ""
    verdict: str = ""
    because: str = ""
    extra: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """The lines alone, for a plain cell."""
        return self.says

    def _repr_html_(self) -> str:
        text = "<br>".join(map(with_emphasis, self.says.splitlines()))
        edge = f"border-left:4px solid {EDGES[self.right]}"
        return f"{STYLE}<div class='egov-page' style='{edge}'>{text}</div>{self.page}"


def in_words(
    spec: Spec, verdict: Verdict, lang: str | None = None
) -> Feedback:
    """Say a verdict: the reason for this very mistake, and what a right answer rests on.

    A right answer comes with its reason and the passage that proves it; a wrong one with neither.
    """
    lang = current(lang)
    lines = [sentence(spec, verdict, lang), *slot_lines(spec, verdict, lang)]
    page = ""
    if verdict.verdict == "right":
        lines.append(spec["reason"][lang])
        page = proof(spec)
    if verdict.verdict == "unjudged":
        lines += model_answer(spec, lang)
        page = proof(spec)
    return Feedback(
        RIGHT[verdict.verdict],
        "\n".join(line for line in lines if line),
        page,
        verdict.verdict,
        verdict.because,
    )


def sentence(spec: Spec, verdict: Verdict, lang: str) -> str:
    """The sentence for a verdict: the exercise's own, or the general one for its reason."""
    if verdict.verdict == "right":
        key = (
            "judge_right_share"
            if "percent" in verdict.found
            else "judge_right"
        )
        return say(key, lang, **verdict.found)
    own = own_words(spec, verdict.because)
    if own:
        return say("judge_not_yet", lang, why=own[lang])
    found = {**verdict.found, **_named(verdict.found, spec, lang)}
    return say(f"judge_{verdict.because}", lang, **found)


def own_words(spec: Spec, because: str) -> dict[str, str] | None:
    """What the exercise itself says to a mistake or to an option."""
    for said in [*spec.get("mistakes", []), *spec.get("options", [])]:
        if said["id"] == because:
            return said["says"]
    return None


def _named(found: dict[str, Any], spec: Spec, lang: str) -> dict[str, str]:
    """What a verdict found, by the names that a reader knows."""
    named = {"what": say(f"asked_{spec['kind']}", lang)}
    if "docs" in found:
        doc_ids = found["docs"].split(", ")
        names = [short_name(doc, lang) for doc in doc_ids]
        named["docs"] = pick("; ", "；", lang).join(names)
    if "unit" in found:
        unit = found["unit"]
        named["unit"] = say(f"unit_{unit}", lang)
    if "empty" in found:
        slots = [say(f"slot_{slot}", lang) for slot in found["empty"]]
        named["empty"] = pick(", ", "、", lang).join(slots)
    return named


def slot_lines(spec: Spec, verdict: Verdict, lang: str) -> list[str]:
    """A line for each slot of a claim: whether its passage bears it, and the words."""
    if verdict.verdict == "again":
        return []
    slots = {slot["slot"]: slot for slot in spec.get("slots", [])}
    lines = []
    for judged in verdict.slots:
        slot = slots[judged["slot"]]
        label = slot_label(slot, lang)
        fits = say(f"fits_{judged['fits']}", lang)
        words = _slot_words(slot, judged["because"], lang)
        beside, behind = ("：", "。") if lang == "zh" else (" – ", ". ")
        lines.append(f"{label}{beside}{fits}{behind}{words}".rstrip())
    return lines


def _slot_words(slot: dict[str, Any], because: str, lang: str) -> str:
    for option in slot.get("options", []):
        if option["id"] == because:
            address = option.get("address")
            beside = pick(" ({})", "（{}）", lang)
            where = beside.format(address) if address else ""
            return f"{option['says'][lang]}{where}"
    return slot.get("says", {}).get(lang, "")


def model_answer(spec: Spec, lang: str) -> list[str]:
    """The model answer, a weak one with its fault, and the points of a full answer to tick."""
    lines = [
        *_line_of(
            spec.get("model_answer") or spec.get("worked"), "model", lang
        ),
        *_line_of(spec.get("weak_answer"), "weak", lang),
        *_line_of(spec.get("weak_because"), "weak_because", lang),
    ]
    return [*lines, spec["reason"][lang], *rubric_points(spec, lang)]


def _line_of(
    written: Mapping[str, str] | None, key: str, lang: str
) -> list[str]:
    """A line that says what kind of answer this is; none where nothing is written."""
    if not written:
        return []
    return [say(f"judge_{key}", lang, answer=written[lang])]


def rubric_points(spec: Spec, lang: str | None = None) -> list[str]:
    """List what a full answer holds, each point with a box to tick."""
    lang = current(lang)
    return [f"☐ {point[lang]}" for point in spec.get("rubric", [])]


def repeated(value: object) -> str:
    """Write *value* in quotation marks, cut to what a message can hold."""
    return repr(str(value)[:REPEATED_CHARS])


def proof(spec: Spec) -> str:
    """Show the passage that proves an answer, as HTML; empty where no single passage does."""
    found = passage_of(spec)
    if found is None:
        return ""
    doc_id, start, end, _ = found
    return str(passage(doc_id, start, end))
