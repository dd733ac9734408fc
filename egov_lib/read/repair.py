"""Repair one text or a frame of texts, and say what was wrong: mojibake undone, then the rules.

The damage is named as people speak of it, each kind with its count and, where a reader can still do
something, a remedy. A text that shows no damage is returned as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import check_whole, collector_paused
from egov_lib.read.characters import HAN_RUN_RE
from egov_lib.read.cleaning import RULES, clean
from egov_lib.read.edit_log import Step
from egov_lib.read.encodings import Mended, mend_mojibake
from egov_lib.read.reading_remedies import READING_REMEDIES
from egov_lib.seen import unusual_characters

# Links; lottery, betting, false invoices, pirate servers, forged papers, casinos.
SPAM = (
    "http://",
    "https://",
    "www.",
    "六合彩",
    "博彩",
    "代开发票",
    "私服",
    "彩票",
    "娱乐城",
)
PAUSES = "，。、；：,.;:"
UNMARKED_HAN = 200  # so many characters with less than a mark in a hundred are hardly punctuated
HAN_A_MARK = 100

# Characters that no font but one shows, and none at all; \x07 and \\x1e come from Word's files.
PRIVATE_RE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
CONTROL_RE = re.compile("[\x07\x1e\x80-\x9f]")
UNDOABLE = {
    "private-use characters": PRIVATE_RE,
    "control characters": CONTROL_RE,
}

FURNITURE = "drop_furniture"  # the rule whose lines are named in a report
SHOWN_LINES = 10
SHOWN_CHARS = 30  # of a line

COUNTS = {"chars": "int64", "lost": "int64"}  # columns that are numbers
# Kinds of damage that are there or not, without a count
FLAGS = ("almost no punctuation", "no Chinese")
# What to do about damage that the rules can't undo, or can't undo well.
REMEDIES = {
    "flattened marks": (
        "the rule cannot tell ， from 、 and 。: punctuate by reading where it matters"
    ),
    "spam lines": "read them, and cut them from your copy",
    "almost no punctuation": "sentences cannot be told apart: look for another copy",
    "private-use characters": (
        "only the font they were typed in shows them: look at the page, and put in what it shows"
    ),
    "control characters": (
        "they stand where a program lost something: look at the file in the program that made it"
    ),
    **READING_REMEDIES,
    "unread characters": "what they were cannot be known: look for another copy",
    "no Chinese": "take the file out if it was not meant",
}


class Repaired(NamedTuple):
    """A repaired text, and what a report says of it.

    text: the text, mended and cleaned
    script: traditional (as it came), simplified, or no Chinese
    chars: characters of the repaired text
    damage: each kind of damage with its count
    mended: how many lines had been misread, and how
    lost: places that nothing brings back
    removed: the lines that were taken out as page furniture, by their first words
    remedy: what to do about damage that could not be undone
    """

    text: str
    script: str
    chars: int
    damage: str
    mended: str
    lost: int
    removed: str
    remedy: str


def repair_documents(docs: pd.DataFrame) -> pd.DataFrame:
    """Mend and clean texts that are already in a frame.

    Each document is repaired by itself, so `jobs.map_documents` can spread the work.

    Parameters
    ----------
    docs: a frame with doc_id and text.

    Returns *docs* with the texts repaired, and seven more columns:
    script: traditional (as it came), simplified, or no Chinese
    chars: characters of the repaired text
    damage: each kind of damage with its count
    mended: how many lines had been misread, and how
    lost: places that nothing brings back
    removed: the lines that were taken out as page furniture, by their first words;
        `clean(text, without=["drop_furniture"])` keeps them
    remedy: what to do about damage that could not be undone

    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": ["鐢靛瓙鏀垮姟"]})  # e-government, misread
    >>> repair_documents(docs)[["text", "mended"]].values.tolist()
    [['电子政务', '1 line: utf-8 read as gb18030']]
    """
    check_whole(docs, ["doc_id", "text"], "repair_documents")
    repaired = [repair_text(text) for text in docs["text"]]
    # Without a row there is nothing to infer it from
    dtype = "str" if docs.empty else None
    columns = pd.DataFrame(
        repaired, columns=Repaired._fields, index=docs.index, dtype=dtype
    )
    return docs.assign(**columns.astype(COUNTS))


@collector_paused()  # changes are thousands of tuples, and gone again when the report is written
def repair_text(raw: str, undone: Counter | None = None) -> Repaired:
    """Mend and clean a text; *undone* is damage that its reader has met, by kind.

    >>> repair_text("電子政務").damage  # e-government, in traditional characters
    'traditional characters (2)'
    """
    mended = mend_mojibake(raw)
    cleaned = clean(mended.text)
    text = cleaned.text
    damage = Counter(undone)
    for step in cleaned.found:
        kind = RULES[step.rule].damage
        if kind:
            damage[kind] += _size(step)
    _count_damage_left(damage, text)
    damage["unread characters"] = mended.lost
    damage["no Chinese"] = int(not HAN_RUN_RE.search(text))
    kinds = [kind for kind, count in damage.items() if count]
    return Repaired(
        text=text,
        script=_script(damage),
        chars=len(text),
        damage=", ".join(_with_count(kind, damage[kind]) for kind in kinds),
        mended=_say_mended(mended),
        lost=mended.lost,
        removed=_say_removed(cleaned.found),
        remedy="; ".join(
            _remedy(kind, text) for kind in kinds if kind in REMEDIES
        ),
    )


def _size(step: Step) -> int:
    """Return how much a step undid: lines of furniture, traditional characters, or places."""
    if step.rule == FURNITURE:
        return len(_dropped_lines(step))
    if step.rule == "simplify":
        return len("".join([change.before for change in step.changes]))
    return len(step.changes)


def _dropped_lines(step: Step) -> list[str]:
    """Return the lines of furniture that a step took out, without the empty ones."""
    dropped = "".join(change.before for change in step.changes)
    return [line.strip() for line in dropped.split("\n") if line.strip()]


def _say_removed(steps: Sequence[Step]) -> str:
    """Return the first words of the lines that were taken out; '' for none."""
    lines = []
    for step in steps:
        if step.rule == FURNITURE:
            lines += _dropped_lines(step)
    shown = [line[:SHOWN_CHARS] for line in lines[:SHOWN_LINES]]
    more = len(lines) - len(shown)
    if more:
        shown.append(f"and {more:,} more")
    return " | ".join(shown)


def _count_damage_left(damage: Counter, text: str) -> None:
    """Add the damage of a cleaned text that no rule undoes."""
    damage["spam lines"] = len(_spam_lines(text))
    unusual = "".join(unusual_characters(text))
    for kind, pattern in UNDOABLE.items():
        damage[kind] = sum(map(text.count, pattern.findall(unusual)))
    if _is_unmarked(text):
        damage["almost no punctuation"] = 1


def _spam_lines(text: str) -> list[str]:
    """The lines of a text that advertise, as far as their words tell."""
    spam = [word for word in SPAM if word in text]
    if not spam:
        return []
    return [
        line for line in text.split("\n") if any(word in line for word in spam)
    ]


def _remedy(kind: str, text: str) -> str:
    """What to do about a kind of damage; of spam, also the first words of its lines."""
    remedy = f"{kind}: {REMEDIES[kind]}"
    if kind != "spam lines":
        return remedy
    lines = _spam_lines(text)[:SHOWN_LINES]
    shown = " | ".join(line.strip()[:SHOWN_CHARS] for line in lines)
    shown = shown.replace("; ", ";")  # which joins remedies
    return f"{remedy} ({shown})"


def _is_unmarked(text: str) -> bool:
    size = len(text)
    if size <= UNMARKED_HAN:
        return False
    marks = 0
    for pause in PAUSES:
        marks += text.count(pause)
        if marks * HAN_A_MARK >= size:
            return False  # most texts: ， alone is enough
    han = sum(map(len, HAN_RUN_RE.findall(text)))
    return han > UNMARKED_HAN and marks < han / HAN_A_MARK


def _script(damage: Counter) -> str:
    if damage["no Chinese"]:
        return "no Chinese"
    return "traditional" if damage["traditional characters"] else "simplified"


def _with_count(kind: str, count: int) -> str:
    return kind if kind in FLAGS else f"{kind} ({count:,})"


def _say_mended(mended: Mended) -> str:
    """Return how many lines were mended and how they had been misread; '' for none."""
    if not mended.lines:
        return ""
    lines = "1 line" if mended.lines == 1 else f"{mended.lines} lines"
    return f"{lines}: {mended.kind}"
