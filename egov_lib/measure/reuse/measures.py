"""How much is shared, how much of it everybody says, and how much chance alone would bring.

Each measure says its direction. None says who copied: two texts may share a third, a later page may keep an earlier wording.
What speaks for a direction, dates and known lineage, is put beside the shares and left to the reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import pairwise

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_columns, check_documents
from egov_lib.measure.reuse.normal import check_min_chars, normal_form
from egov_lib.measure.reuse.parallels import pairs_of
from egov_lib.measure.reuse.runs import read_alignment

# Set phrases that documents of these years repeat whoever they are from.
FORMULAS = {
    "以邓小平理论和三个代表重要思想为指导": "guided by Deng Xiaoping Theory and the important thought of the Three Represents",
    "贯彻落实科学发展观": "put into practice the scientific outlook on development",
    "全面落实科学发展观": "fully put into practice the scientific outlook on development",
    "以信息化带动工业化": "let informatization drive industrialization",
    "以工业化促进信息化": "let industrialization further informatization",
    "走新型工业化道路": "take the new road to industrialization",
    "全面建设小康社会": "build a moderately prosperous society in all respects",
    "构建社会主义和谐社会": "build a harmonious socialist society",
    "又快又好": "fast and well",
    "国民经济和社会发展": "national economic and social development",
    "改革开放以来": "since reform and opening up",
    "改革开放和社会主义现代化建设": "reform, opening up and socialist modernization",
    "具有十分重要的意义": "is of very great significance",
    "重要性和紧迫性": "importance and urgency",
    "认真贯彻落实": "conscientiously carry out",
    "方针政策": "lines and policies",
    "加强领导": "strengthen leadership",
    "统一思想提高认识": "unify thinking, raise awareness",
    "中共中央政治局委员": "member of the Political Bureau of the Central Committee",
    "国务院副总理": "Vice Premier of the State Council",
    "国家信息化领导小组": "State Informatization Leading Group",
    "国务院信息化工作办公室": "State Council Informatization Office",
}
SIDE = ["doc_id", "start", "end", "with"]
HERE, THERE = (
    ["doc_id", "start", "end", "other_doc_id"],
    ["other_doc_id", "other_start", "other_end", "doc_id"],
)
DISCOUNT = (
    0.75  # taken from every count of a step: what was seen once will mostly not be seen again
)


def weigh_passages(
    passages: pd.DataFrame, documents: int, *, formulas: Collection[str] = tuple(FORMULAS)
) -> pd.DataFrame:
    """Weigh passages down by how much of them everybody says; nothing is dropped.

    Parameters: *passages* of `shared_passages`; how many *documents* were compared in all; *formulas*, set phrases that count
    for nothing (an empty tuple switches the list off).

    Returns *passages* with formula (the set phrases inside, divided by ；), spread (in how many documents, this one among them,
    the passage's characters stand on average, as far as *passages* tell) and weight, from 0 (nothing of its own) to 1: the mean
    over its characters of log(documents / spread) / log(documents / 2), and of 0 inside a set phrase. So a passage that only two
    documents share weighs 1, one that all share 0 (inverse document frequency, Spärck Jones 1972, scaled). With only two
    documents the spread says nothing, and the set phrases alone weigh.
    """
    check_columns(passages, [*HERE, *THERE, "quote"], "weigh_passages")
    if not isinstance(documents, (int, np.integer)) or (len(passages) and documents < 2):
        raise ValueError(
            f"documents is {documents!r}: say how many were compared, len(docs), which are 2 or more"
        )
    formulas = [formulas] if isinstance(formulas, str) else formulas
    phrases = {form: phrase for phrase in formulas if (form := normal_form(phrase)[0])}
    spreads, found, weights = [], [], []
    sides = [passages[names].set_axis(SIDE, axis=1) for names in (HERE, THERE)]
    places = pd.concat(sides)
    places = places[places["doc_id"].isin(set(passages["doc_id"]))]
    reach = {doc_id: np.ones(end) for doc_id, end in places.groupby("doc_id")["end"].max().items()}
    for (doc_id, _), rows in places.groupby(["doc_id", "with"]):
        covered = np.zeros(len(reach[doc_id]), bool)
        for start, end in zip(rows["start"], rows["end"]):
            covered[start:end] = True
        reach[doc_id] += covered
    for doc_id, start, end, quote in passages[["doc_id", "start", "end", "quote"]].itertuples(
        index=False, name=None
    ):
        form, places = normal_form(quote)
        spread, own = reach[doc_id][start:end][places], np.ones(len(form))
        inside = [phrase for phrase in phrases if phrase in form]
        for phrase in inside:
            for at in range(len(form)):
                if form.startswith(phrase, at):
                    own[at : at + len(phrase)] = 0
        if documents > 2:
            own *= np.log(np.maximum(documents / spread, 1)) / np.log(documents / 2)
        spreads.append(round(float(spread.mean()), 2) if len(form) else 0.0)
        found.append("；".join(phrases[phrase] for phrase in inside))
        weights.append(round(float(own.mean()), 3) if len(form) else 0.0)
    return passages.assign(formula=found, spread=spreads, weight=weights)


def compare_pairs(
    passages: pd.DataFrame,
    docs: pd.DataFrame,
    others: pd.DataFrame | None = None,
    *,
    min_chars: int = 10,
    chance: bool = True,
) -> pd.DataFrame:
    """Measure what each document shares with each other one, in both directions, beside dates, lineage and chance.

    Parameters: *passages* of `shared_passages` for *docs* and *others* with the same *min_chars*; *chance* False leaves out the
    null model, which takes about a millisecond a pair.

    Returns a row for each document and each it was compared with: doc_id, other_doc_id; chars, the length of doc_id in normal
    form; shared, how many of them stand equal in the other; share, shared / chars: how much of *doc_id* the other has too (from
    0 to 1, directional: a short text may stand whole in a long one that hardly notices); weighted, the same with each passage's
    weight, if *passages* were weighed; runs, places of doc_id with an exact run, those inside a longer one not counted;
    longest_run; chance_runs, how many such runs chance would bring (see `expected_by_chance`); and, where *docs* have them,
    date and relays of both sides.
    """
    check_columns(passages, ["doc_id", "other_doc_id", "layer", "alignment"], "compare_pairs")
    check_min_chars(min_chars)
    for side in [docs] if others is None else [docs, others]:
        check_documents(side, "compare_pairs", distinct=True)
    both = (
        pd.concat([docs] if others is None else [docs, others])
        .drop_duplicates("doc_id")
        .set_index("doc_id")
    )
    if strange := [
        name
        for name in pd.concat([passages["doc_id"], passages["other_doc_id"]])
        if name not in both.index
    ]:
        raise DataError(
            f"there are passages of {strange[0]!r}, which is not among the documents: give those compared"
        )
    forms = {doc_id: normal_form(text) for doc_id, text in both["text"].items()}
    runs = passages[passages["layer"].isin(["exact", "edited"])]
    found = dict(iter(runs.groupby(["doc_id", "other_doc_id"])))
    rows = []
    for a, b in pairs_of(docs, others):
        by_chance = expected_by_chance(forms[a][0], forms[b][0], min_chars) if chance else np.nan
        for here, there, side in ((a, b, ""), (b, a, "other_")):
            form, places = forms[here]
            measured = _measure(
                found.get((a, b), runs.iloc[:0]), side, len(both["text"][here]), max(1, len(places))
            )
            rows.append((here, there, len(form), *measured, by_chance))
    compared = pd.DataFrame(rows, columns=COMPARED).drop(
        columns=[] if "weight" in passages else "weighted"
    )
    for fact in (name for name in ("date", "relays") if name in both):
        compared[fact], compared[f"other_{fact}"] = (
            compared[n].map(both[fact]) for n in ("doc_id", "other_doc_id")
        )
    return compared


COMPARED = [
    "doc_id",
    "other_doc_id",
    "chars",
    "shared",
    "share",
    "weighted",
    "runs",
    "longest_run",
    "chance_runs",
]


def _measure(rows: pd.DataFrame, side: str, length: int, chars: int) -> tuple:
    """One side of the passages of a pair: shared, share, weighted, runs, longest run."""
    weight = np.zeros(length + 1)
    equal = np.zeros(length + 1, bool)
    weights = rows["weight"] if "weight" in rows else np.ones(len(rows))
    for start, quote, signs, own in zip(
        rows[f"{side}start"], rows[f"{side}quote"], rows["alignment"], weights
    ):
        cuts, at = start + np.append(normal_form(quote)[1], len(quote)), 0
        for sign, *sizes in read_alignment(signs):
            size = sizes[bool(side)]
            if sign == "=":
                equal[cuts[at : at + size]] = True
                weight[cuts[at : at + size]] = np.maximum(weight[cuts[at : at + size]], own)
            at += size
    exact = rows[rows["layer"] == "exact"].sort_values(
        [f"{side}start", f"{side}end"], ascending=[True, False]
    )
    ends = exact[f"{side}end"].to_numpy()
    inside = np.append(False, ends[1:] <= np.maximum.accumulate(ends)[:-1])[: len(ends)]
    longest = int(exact["chars"].max()) if len(exact) else 0
    shares = (round(float(values.sum()) / chars, 4) for values in (equal, weight))
    return int(equal.sum()), *shares, int((~inside).sum()), longest


def expected_by_chance(text: str, other_text: str, min_chars: int = 10) -> float:
    """Expect so many longest common runs of at least *min_chars* if two authors knew only which character follows which.

    The null model: each text is a Markov chain of its own characters. A run of n equal characters begins at a pair of places
    with the chance that both chains take the same n - 1 steps; summed over all pairs of places that gives W(n), the windows of n
    that agree, and W(n) - W(n + 1) runs of at least n, since each run of length m holds m - n + 1 windows of n. Steps are
    discounted (absolute discounting, Ney, Essen and Kneser 1994), or a step seen once would be certain. So it allows for the
    vocabulary and set phrases of both texts, yet not for a common source: what exceeds it wants explaining.

    >>> expected_by_chance("天地玄黄", "宇宙洪荒")  # heaven, earth, dark, yellow; universe, vast: no character in common
    0.0
    """
    check_min_chars(min_chars)
    here, there = normal_form(text)[0], normal_form(other_text)[0]
    shared = {c: n for n, c in enumerate(sorted(set(here) & set(there)))}
    steps = [Counter(pairwise(form)) for form in (here, there)]
    singles = [Counter(form) for form in (here, there)]
    both = sorted(steps[0].keys() & steps[1].keys())
    if not both:
        return 0.0
    starts = np.array([shared[a] for a, _ in both])
    ends = np.array([shared[b] for _, b in both])
    chances = np.array([
        np.prod([(step[a, b] - DISCOUNT) / single[a] for step, single in zip(steps, singles)]) for a, b in both
    ])  # fmt: skip
    begin = np.array([float(singles[0][c] * singles[1][c]) for c in shared])
    ahead, windows = np.ones(len(shared)), []
    for _ in range(min_chars):
        windows.append(float(begin @ ahead))
        ahead = np.bincount(starts, chances * ahead[ends], minlength=len(shared))
    return round(windows[-1] - float(begin @ ahead), 6)
