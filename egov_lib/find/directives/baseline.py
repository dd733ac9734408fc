"""The plainest way to tell a force: the firmest of a few words, anywhere in a passage.

It is what `find_directives` has to be better than, and no more.
"""

from __future__ import annotations

import pandas as pd

from egov_lib.find.directives.cues import (
    ENCOURAGED,
    HOPED,
    MAY,
    MUST,
    NONE,
    PROHIBITED,
    SHOULD,
    TRIED,
)

KEYWORDS = {
    PROHIBITED: ("严禁", "禁止", "不得", "防止", "避免"),
    MUST: ("必须", "应当", "务必", "一律", "确保", "负责"),
    SHOULD: (
        *("要", "请", "应", "加快", "加强", "推进", "推动"),
        *("完善", "建立", "落实"),
    ),
    TRIED: ("探索", "试点", "力争", "争取", "努力"),
    ENCOURAGED: ("鼓励", "支持", "引导"),
    MAY: ("可以", "可", "允许"),
    HOPED: ("目标", "将", "到20", "希望"),
}


def keyword_baseline(docs: pd.DataFrame, units: pd.DataFrame) -> pd.Series:
    """Give the force of each unit by plain keywords.

    Parameters are those of `judge_units`. Returns the forces, with the index of *units*.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["必须重视"]})  # weight must be given
    >>> units = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [4]})
    >>> keyword_baseline(docs, units).tolist()
    ['must']
    """
    texts = dict(zip(docs["doc_id"], docs["text"]))
    found = []
    for unit in units.itertuples():
        words = texts[unit.doc_id][unit.start : unit.end]
        found.append(_by_keyword(words))
    return pd.Series(found, index=units.index, dtype="str")


def _by_keyword(words: str) -> str:
    for force, cues in KEYWORDS.items():
        if any(cue in words for cue in cues):
            return force
    return NONE
