"""The segments of the coding game: which are drawn, their codes, and how a force is known.

A draw is balanced: so many segments of each force, equally many of each text. The first segment of
each force is left out, because lesson 11 shows it. How a force is known is told by
`find_directives`, and only where it comes to the code that was settled: the word of the segment,
what is handed on to it, its list, or a bare imperative.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.directives import find_directives, judge_units
from egov_lib.find.directives.finder import CARRIED, LISTED, OWN
from egov_lib.read.corpus import load_corpus, load_table
from egov_lib.read.translations import load_segments

# How many segments of each force are drawn, the rarest first; may is coded nowhere.
QUOTA = {
    "encouraged": 1,
    "prohibited": 2,
    "tried": 2,
    "must": 3,
    "hoped": 3,
    "none": 4,
    "should": 5,
}
SIZE = sum(QUOTA.values())
OF_EACH_TEXT = SIZE // 5
LEAST_CHARS = 6  # of a segment: a shorter one says too little
BEFORE, AFTER = 1, 1  # segments of the same paragraph that are shown beside it

# Words of the English row that tell a force. A segment is drawn only if a reader of English alone
# can tell its force: in Chinese the word may stand in another segment than in English. What has the
# code none begins with no participle and has no word that asks.
TOLD_IN_ENGLISH = {
    "prohibited": r"forbidden|\band prevent|\bavoid|\bnot to\b|may not",
    "must": r"\bmust\b|\bshall\b",
    "should": r"\b(?:is|are) to\b|please|^(?:\w+, )?(?:and )?(?:strengthen|push|establish|build"
    r"|advance|raise|make|do|take|deepen|improve|promote|widen|achieve|hold|speed|continue)\b",
    "tried": r"striv|efforts|explor|\bstud(?:y|ied)\b",
    "encouraged": r"encourag|support|guid(?:e|ed|ing)\b",
    "hoped": r"\bwill\b|\bby 20\d\d",
    "none": r"^(?!\w+ing\b)(?!.*(?:\b(?:must|is to|are to|will|calls? for|requires?)\b))",
}

CUES_IN_ENGLISH = {
    "也将": "will also",
    "从中央预算内基本建设资金安排": "be provided from the central budget",
    "优先支持": "support first",
    "使": "so that",
    "保证": "guarantee",
    "关键是": "the key is",
    "努力": "make efforts to",
    "可": "can",
    "将": "will",
    "将初步": "will in a first form",
    "将强化": "will strengthen",
    "将得到": "will get",
    "将着力": "will put its weight on",
    "将着重": "will stress",
    "将继续": "will go on",
    "将达": "will reach",
    "将逐步": "will step by step",
    "将重点": "will above all",
    "引导": "guide",
    "必须": "must",
    "抓好试点": "get trials right",
    "探索": "explore",
    "物理隔离": "be physically isolated",
    "由国务院办公厅牵头": "be led by the General Office",
    "由财政部商有关部门在预算中予以": "by the Ministry of Finance, in the budget",
    "研究建立": "study and establish",
    "确保": "make sure",
    "组织电子政务建设的试点": "organise trials",
    "给予": "give",
    "要": "is to",
    "请": "please",
    "负责": "be responsible for it",
    "还将": "will also",
    "逻辑隔离": "be logically isolated",
    "避免": "avoid",
    "采取中央政府和地方政府分别负担的方式": "centre and localities each bear their part",
    "防止": "prevent",
    "严禁": "strictly forbidden",
}


def draw(seed: int) -> pd.DataFrame:
    """Draw the segments of a round, in the order of the texts.

    Returns rows of `load_table("directives")`, SIZE of them: as many of each force as QUOTA says,
    equally many of each text. The same seed draws the same, on every machine.

    >>> drawn = draw(1)
    >>> len(drawn), drawn["doc_id"].value_counts().tolist()
    (20, [4, 4, 4, 4, 4])
    """
    coded = load_table("directives")
    is_shown = ~coded["force"].duplicated()
    is_long = coded["quote"].str.len() >= LEAST_CHARS
    open_ones = coded[is_long & ~is_shown & is_told_in_english(coded)]
    order = np.random.default_rng(seed).permutation(len(open_ones))
    shuffled = open_ones.iloc[order].drop_duplicates("quote")
    chosen: list[int] = []
    of_texts: Counter[str] = Counter()
    for force, count in QUOTA.items():
        doc_ids = shuffled[shuffled["force"] == force]["doc_id"]
        chosen += _first(doc_ids, count, of_texts)
    return coded.loc[sorted(chosen)]


def is_told_in_english(coded: pd.DataFrame) -> pd.Series:
    """Whether the English of each coded segment has a word that tells its force."""
    segments = load_segments().set_index("address")["en"]
    english = coded["address"].map(segments).fillna("")
    told = [
        re.search(TOLD_IN_ENGLISH.get(force, ""), words, re.IGNORECASE)
        for force, words in zip(coded["force"], english, strict=True)
    ]
    return pd.Series([found is not None for found in told], coded.index)


def _first(
    doc_ids: pd.Series, count: int, of_texts: Counter[str]
) -> Iterator[int]:
    """The first so many rows whose texts have room; *of_texts* counts those of each text."""
    for row, doc_id in doc_ids.items():
        if count and of_texts[doc_id] < OF_EACH_TEXT:
            of_texts[doc_id] += 1
            count -= 1
            yield row


# --- how a force is known -----------------------------------------------------------------------


class How(NamedTuple):
    """How the force of a segment is known.

    kind: own word, carried, list, imperative; "" where no rule tells
    cue, english: the word that tells it, here or where it is carried from
    at: where the cue begins in the segment; -1 where it does not stand there
    source: the address it is carried from
    """

    kind: str = ""
    cue: str = ""
    english: str = ""
    at: int = -1
    source: str = ""


def how_known(drawn: pd.DataFrame) -> list[How]:
    """Say how the force of each drawn segment is known."""
    docs = load_corpus()
    coded = load_table("directives")
    judged = judge_units(docs, drawn[["doc_id", "start", "end"]])
    agrees = judged["force"] == drawn["force"]
    kinds = judged["how_known"].where(agrees, "")
    texts = docs.set_index("doc_id")["text"]
    clauses = find_directives(docs).groupby("doc_id", sort=False)
    of_texts = dict(list(clauses))
    found = []
    for row in drawn.assign(kind=kinds, cue=judged["cue"]).itertuples():
        if row.kind == CARRIED:
            text = texts[row.doc_id]
            found.append(_carried(row, of_texts[row.doc_id], text, coded))
        else:
            found.append(_own(row))
    return found


def _own(row: Any) -> How:
    """The word of the segment itself; of a list or an imperative only that it is one."""
    if row.kind != OWN:
        return How(row.kind)
    if row.cue not in row.quote:
        return How(
            CARRIED
        )  # a clause of two segments: the word is in the other
    english = CUES_IN_ENGLISH.get(row.cue, "")
    return How(row.kind, row.cue, english, row.quote.find(row.cue))


def _carried(
    row: Any, clauses: pd.DataFrame, text: str, coded: pd.DataFrame
) -> How:
    """The word that is carried to a segment: the last one before it, else the next one behind."""
    is_cue = (clauses["how_known"] == OWN) & (clauses["force"] == row.force)
    cues = clauses[is_cue]
    before = cues[cues["end"] <= row.start].tail(1)
    behind = cues[cues["start"] >= row.end].head(1)
    for found in (before, behind):
        if found.empty:
            continue
        cue = found.iloc[0]
        first = min(cue["end"], row.end)
        last = max(cue["start"], row.start)
        if "。" not in text[first:last]:
            source = _address_at(coded, row.doc_id, cue["start"])
            english = CUES_IN_ENGLISH.get(cue["cue"], "")
            return How(CARRIED, cue["cue"], english, source=source)
    return How(CARRIED)


def _address_at(coded: pd.DataFrame, doc_id: str, place: int) -> str:
    """The address of the segment in which a character is."""
    is_there = (coded["doc_id"] == doc_id) & (coded["start"] <= place)
    return coded.loc[is_there, "address"].iloc[-1]


# --- what is shown of a segment -----------------------------------------------------------------


class Around(NamedTuple):
    """What stands around a segment: a stretch of its paragraph, and what opens its list."""

    start: int
    end: int
    under: str  # the address of the segment that opens the list, or ""


def around(address: str, kind: str, segments: pd.DataFrame) -> Around:
    """Find what is shown around the segment of an address, whose force is known in a way.

    *segments* are those of its text, as `load_segments` gives them.
    """
    paragraphs = segments["part"].str.rpartition(".")[0].tolist()
    place = segments["address"].tolist().index(address)
    inside = [
        number
        for number in range(place - BEFORE, place + AFTER + 1)
        if 0 <= number < len(segments)
        and paragraphs[number] == paragraphs[place]
    ]
    first, last = segments.iloc[inside[0]], segments.iloc[inside[-1]]
    start, end = int(first["start"]), int(last["end"])
    if kind != LISTED:
        return Around(start, end, "")
    before = segments.iloc[:place]
    opening = before[before["quote"].str.rstrip().str.endswith("：")]
    is_shown = opening.empty or opening.iloc[-1]["start"] >= start
    return Around(start, end, "" if is_shown else opening.iloc[-1]["address"])


def segments_by_text() -> dict[str, pd.DataFrame]:
    """All segments of the five texts, by text."""
    return dict(list(load_segments().groupby("doc_id", sort=False)))
