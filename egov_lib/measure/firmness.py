"""Measure how firmly things are said: shares of each force, and what becomes of a passage.

It rests on `data/directives.csv`, in which two coders coded every segment of the five texts
(`data/README.md`, "How firmly it is said"), or on any frame of the same columns, such as
`find_directives` makes. Every share says of what it is a share. Intervals are drawn by
resampling whole paragraphs, for segments of one paragraph hang together: a 必须 (must) at its
head reaches them all.

What it cannot show: whether an order was obeyed. And five texts are no sample of all
documents: an interval tells how much of a share hangs on single paragraphs of this text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.find.directives.cues import (
    ENCOURAGED,
    FORCES,
    HOPED,
    MAY,
    MUST,
    NONE,
    PROHIBITED,
    SHOULD,
    TRIED,
)
from egov_lib.findings import DataError, check_columns
from egov_lib.measure.reuse import shared_passages
from egov_lib.read.corpus import load_corpus, load_table

# The weight of a force. From "may" up it is a rung, and only the order of rungs counts, no
# distance. A goal has none: it asks no act of anybody, and yet whoever is set it is measured by
# it. Its weight here only says that of the segments of one passage a task counts before a goal.
FIRMNESS = {
    PROHIBITED: 5,
    MUST: 5,
    SHOULD: 4,
    TRIED: 3,
    ENCOURAGED: 2,
    MAY: 2,
    HOPED: 1,
    NONE: 0,
}
# Coarser codebooks: code -> code of the cut. "published" is CAPC-CG's, as far as we know it.
CUTS: dict[str, dict[str, str]] = {
    "ours": {force: force for force in FORCES},
    "published": {
        PROHIBITED: "red",
        MUST: "yellow",
        SHOULD: "black",
        MAY: "black",
        ENCOURAGED: "charcoal",
        TRIED: "grey",
        HOPED: "grey",
        NONE: "none",
    },
    "firm or soft": {
        PROHIBITED: "firm",
        MUST: "firm",
        SHOULD: "asked",
        TRIED: "soft",
        ENCOURAGED: "soft",
        MAY: "soft",
        HOPED: "soft",
        NONE: "none",
    },
    "goals are no directives": {force: force for force in FORCES}
    | {HOPED: NONE},
}
CODED = ["force", "bound", "measurable", "dated", "named", "hedges"]
RESAMPLES = 2000
SEED = 2002
CONFIDENCE = (2.5, 97.5)  # percentiles: an interval of 95 %
LEAST_ALIKE = 0.5  # of two segments inside a shared passage
LEAST_CHARS = 4  # that a segment has inside a shared passage
SOFTER, SAME, FIRMER = "softer", "same", "firmer"
BESIDE = "beside"  # one side is a goal, which has no rung
FOOT = "foot"  # where other codebooks put goals
CHANGES = (SOFTER, SAME, FIRMER, BESIDE)
SETTLED = "settled"
CITIES = ("Beijing", "Shenzhen", "Chongqing", "Wuhai")
YEARS, TO_PROVINCE, TO_CITY = (
    "2002 to 2006",
    "nation to province",
    "nation to city",
)
EARLIER = "opinion-2002"


# --- the coded segments -------------------------------------------------------------------------


def load_coded(
    *, coder: str = SETTLED, cut: str = "ours", doubtful: bool = True
) -> pd.DataFrame:
    """Load the coded segments, as settled or as one coder had them.

    Parameters
    ----------
    coder: "settled", "a" or "b".
    cut: a key of `CUTS`; its codes stand in the column `code`.
    doubtful: False leaves out the segments that a coder marked as open to another code, or in which
        the two differed about the force.

    Returns findings, one row for each segment, as `load_table("directives")` gives them, and:
    code: the force in the codebook's cut
    paragraph: doc_id and the part without its last number; what is resampled together

    >>> load_coded(cut="firm or soft")["code"].isin(["firm", "asked", "soft", "none"]).all()
    np.True_
    """
    table = load_table("directives")
    if coder not in (SETTLED, "a", "b"):
        raise DataError(
            f'no coder {coder!r}: there are "settled", "a" and "b"'
        )
    if coder != SETTLED:
        for column in CODED:
            if f"{column}_{coder}" in table:
                table[column] = table[f"{column}_{coder}"]
    if not doubtful:
        table = table[~table["doubtful"]].reset_index(drop=True)
    return with_cut(with_paragraphs(table), cut)


def with_cut(coded: pd.DataFrame, cut: str) -> pd.DataFrame:
    """Add the column `code`: the force in another cut of the codebook."""
    if cut not in CUTS:
        raise DataError(f"no cut {cut!r}: there are {', '.join(CUTS)}")
    return coded.assign(code=coded["force"].map(CUTS[cut]))


def with_paragraphs(coded: pd.DataFrame) -> pd.DataFrame:
    """Add the column `paragraph`: what the resampling keeps together.

    >>> coded = pd.DataFrame({"address": ["opinion-2002:2.1.5", "opinion-2002:t"]})
    >>> with_paragraphs(coded)["paragraph"].tolist()
    ['opinion-2002:2.1', 'opinion-2002:t']
    """
    paragraphs = coded["address"].str.replace(r"\.\d+$", "", regex=True)
    return coded.assign(paragraph=paragraphs)


# --- shares with intervals ----------------------------------------------------------------------


class Share(NamedTuple):
    """A share with its interval of 95 %, and what it is a share of."""

    count: int
    of: int
    share: float
    low: float
    high: float


def shares(
    coded: pd.DataFrame,
    *,
    by: str = "doc_id",
    column: str = "code",
    among: str = "directives",
    together: str | None = "paragraph",
) -> pd.DataFrame:
    """Give the share of each code in each group, with its interval and its denominator.

    Parameters
    ----------
    coded: as `load_coded` gives it.
    by: the column of groups.
    column: what is counted: "code", "force", "bound", or a column of yes and no ("dated").
    among: "directives", the segments whose force is not none; or "segments", all of them.
    together: the column whose equal values are resampled together; None: each segment by itself.

    Returns one row for each group and code, the codes in the order in which they first stand:
    <by>: the group
    <column>: the code
    count, of: how many have it, of how many
    share, low, high: the share and its interval of 95 %, by bootstrap; NaN of nothing

    >>> coded = load_coded()
    >>> found = shares(coded, column="dated").query("dated")
    >>> found["of"].tolist() == (coded[coded["force"] != "none"].groupby("doc_id").size()
    ...     .loc[found["doc_id"]].tolist())
    True
    """
    check_columns(coded, [by, column, "force"], "coded segments")
    counted = _among(coded, among)
    codes = list(dict.fromkeys(counted[column]))
    rows = []
    for group, inside in counted.groupby(by, sort=False):
        clusters = None if together is None else inside[together]
        values = inside[column]
        for code in codes:
            found = share_of(values == code, clusters)
            rows.append((group, code, *found))
    columns = [by, column, *Share._fields]
    return pd.DataFrame(rows, columns=columns)


def _among(coded: pd.DataFrame, among: str) -> pd.DataFrame:
    if among == "segments":
        return coded
    if among == "directives":
        return coded[coded["force"] != NONE]
    raise DataError(
        f'no denominator {among!r}: there are "directives" and "segments"'
    )


def share_of(is_so: pd.Series, clusters: pd.Series | None = None) -> Share:
    """Give the share for which something is so, with its interval by resampling clusters.

    >>> share_of(pd.Series([True, True, False, False]))[:3]
    (2, 4, 0.5)
    """
    of = len(is_so)
    if not of:
        return Share(0, 0, np.nan, np.nan, np.nan)
    if clusters is None:
        clusters = pd.Series(range(of))
    drawn = _resampled(is_so, clusters, SEED)
    low, high = np.percentile(drawn, CONFIDENCE)
    count = int(is_so.sum())
    return Share(
        count=count,
        of=of,
        share=count / of,
        low=float(low),
        high=float(high),
    )


def _resampled(is_so: pd.Series, clusters: pd.Series, seed: int) -> np.ndarray:
    """The share for which something is so, in samples of as many clusters with replacement."""
    which, _ = pd.factorize(clusters)
    return _resampled_means(is_so.to_numpy(dtype=np.int64), which, seed)


def _resampled_means(
    values: np.ndarray, cluster: np.ndarray, seed: int
) -> np.ndarray:
    """The mean of the values, in samples of as many clusters with replacement.

    *cluster* is the number of each value's cluster.
    """
    sizes = np.bincount(cluster)
    sums = np.bincount(cluster, weights=values)
    chance = np.random.default_rng(seed)
    shape = (RESAMPLES, len(sizes))
    drawn = chance.integers(len(sizes), size=shape, dtype=np.int64)
    return sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)


def difference(
    coded: pd.DataFrame,
    codes: Iterable[str],
    earlier: Sequence[str],
    later: Sequence[str],
    *,
    among: str = "directives",
) -> tuple[float, float, float]:
    """Give by how much the share of some codes rises from one group of documents to another.

    A measure for `robustness`; neutral is 0. Parameters are those of `shares`; *codes* are values
    of `code`, *earlier* and *later* lists of doc_ids.

    Returns (value, low, high), a difference of shares: 0.1 is ten percentage points.

    >>> value, low, high = difference(load_coded(), ["hoped"], ["opinion-2002"], ["article-2006"])
    >>> low < value < high
    True
    """
    counted = _among(coded, among)
    codes = set(codes)
    before, drawn_before = _share_in(counted, codes, earlier, SEED)
    after, drawn_after = _share_in(counted, codes, later, SEED + 1)
    low, high = np.percentile(drawn_after - drawn_before, CONFIDENCE)
    return after - before, float(low), float(high)


def _share_in(
    counted: pd.DataFrame, codes: set[str], documents: Sequence[str], seed: int
) -> tuple[float, np.ndarray]:
    """The share of some codes in some documents, and the same in resampled paragraphs."""
    documents = list(documents)
    inside = counted[counted["doc_id"].isin(documents)]
    if inside.empty:
        raise DataError(
            f"nothing is coded in {documents}: name other documents"
        )
    is_so = inside["code"].isin(codes)
    drawn = _resampled(is_so, inside["paragraph"], seed)
    return float(is_so.mean()), drawn


# --- what becomes of a passage ------------------------------------------------------------------


def changed_pairs(
    coded: pd.DataFrame,
    *,
    between: str = "themes",
    layers: Sequence[str] = ("exact", "edited"),
) -> pd.DataFrame:
    """Pair what two documents say alike, and say whether the later one says it less firmly.

    Parameters
    ----------
    coded: as `load_coded` gives it.
    between: "themes": what the 2002 opinion says on a theme of `data/themes.csv`, and what each
        later text says on it (where the opinion is silent, what the nation said in 2006);
        "passages": segments that share words, by `shared_passages`.
    layers: of shared passages, for "passages".

    Returns one row for each pair:
    theme_id: the theme; "" of passages
    route: "2002 to 2006", "nation to province", "nation to city"; "" of other pairs
    address, quote, force, hedges: the earlier, or the nation's
    other_address, other_quote, other_force, other_hedges: the later, or the local
    place: whose the later one is
    manner: of a theme, how the later text takes it up (reports done, in aim only …); else ""
    change: softer, same or firmer; beside, where either of them is a goal, which has no rung
    hedge_change: gained, lost, same (as many words as before)

    The press article repeats much of the relayed speech, so that a theme may stand twice on the way
    from 2002 to 2006; intervals resample whole themes for that reason.

    Pairs in which either side binds nobody stay in: a report that it was done is no softer order.
    Leave them out with `binding_pairs`, and those with a goal with `on_ladder`.
    """
    if between == "themes":
        rows = list(_theme_pairs(coded))
    elif between == "passages":
        rows = list(_passage_pairs(coded, layers))
    else:
        raise DataError(
            f'no pairs by {between!r}: there are "themes" and "passages"'
        )
    return pd.DataFrame(rows, columns=PAIR_COLUMNS)


PAIR_COLUMNS = [
    "theme_id",
    "route",
    "address",
    "quote",
    "force",
    "hedges",
    "other_address",
    "other_quote",
    "other_force",
    "other_hedges",
    "place",
    "manner",
    "change",
    "hedge_change",
]


def binding_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep the pairs in which both sides ask for something (neither is of force none)."""
    binds = (pairs["force"] != NONE) & (pairs["other_force"] != NONE)
    return pairs[binds].reset_index(drop=True)


def on_ladder(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep the pairs of which neither side is a goal: those that can be softer or firmer."""
    return pairs[pairs["change"] != BESIDE].reset_index(drop=True)


def goals_at_foot(pairs: pd.DataFrame) -> pd.DataFrame:
    """Compare the pairs as if a goal stood on a rung of its own, under "may".

    That is how codebooks with one scale have it. It makes a goal softer than any task.

    >>> pairs = pd.DataFrame({"force": ["should"], "other_force": ["hoped"], "change": ["beside"]})
    >>> goals_at_foot(pairs)["change"].tolist()
    ['softer']
    """
    sides = zip(pairs["force"], pairs["other_force"], strict=True)
    return pairs.assign(change=[_step(one, other) for one, other in sides])


def change_shares(pairs: pd.DataFrame, *, by: str = "route") -> pd.DataFrame:
    """Give how often passages become softer or firmer on their way, with intervals.

    Give it the pairs `on_ladder`, and the shares are of what can be softer or firmer.

    Parameters
    ----------
    pairs: as `changed_pairs` gives them; themes (or paragraphs) are resampled together.
    by: the column of groups.

    Returns one row for each group and change of `CHANGES` (beside only where the pairs have it):
    count, of, share, low, high.
    """
    together = pairs["theme_id"].where(
        pairs["theme_id"] != "", pairs["address"].str.rpartition(".")[0]
    )
    has_goals = pairs["change"].eq(BESIDE).any()
    changes = CHANGES if has_goals else CHANGES[:-1]
    rows = []
    for group, inside in pairs.groupby(by, sort=False):
        for change in changes:
            found = share_of(
                inside["change"] == change, together.loc[inside.index]
            )
            rows.append((group, change, *found))
    return pd.DataFrame(rows, columns=[by, "change", *Share._fields])


def softening(
    coded: pd.DataFrame,
    route: str,
    *,
    between: str = "themes",
    binding: bool = True,
    goals: str = BESIDE,
) -> tuple[float, float, float]:
    """Give by how much softer passages outnumber firmer ones on a route, of all its pairs.

    A measure for `robustness`; neutral is 0: as many become softer as firmer. *goals* is "beside"
    (pairs with a goal are left out) or "foot" (`goals_at_foot`). Returns (value, low, high), from
    -1 (all firmer) to 1 (all softer).
    """
    if goals not in (BESIDE, FOOT):
        raise DataError(f'goals {goals!r}: they are "beside" or at the "foot"')
    pairs = changed_pairs(coded, between=between)
    if binding:
        pairs = binding_pairs(pairs)
    pairs = on_ladder(pairs) if goals == BESIDE else goals_at_foot(pairs)
    pairs = pairs[pairs["route"] == route]
    if pairs.empty:
        raise DataError(f"no pairs on the route {route!r}")
    steps = pairs["change"].map({SOFTER: 1, SAME: 0, FIRMER: -1})
    # Pairs of a theme are resampled together
    themes = pairs["theme_id"]
    together = themes.where(themes != "", pairs["address"])
    clusters, _ = pd.factorize(together)
    resampled = _resampled_means(steps.to_numpy(), clusters, SEED)
    low, high = np.percentile(resampled, CONFIDENCE)
    return float(steps.mean()), float(low), float(high)


class _Side(NamedTuple):
    """One side of a pair: a segment, or the firmest of those that a passage touches."""

    address: str
    quote: str
    force: str
    hedges: str


def _pair(
    theme: str, route: str, one: _Side, other: _Side, place: str, manner: str
) -> tuple:
    is_goal = HOPED in (one.force, other.force)
    change = BESIDE if is_goal else _step(one.force, other.force)
    hedges = _count_hedges(other.hedges) - _count_hedges(one.hedges)
    hedge_change = "gained" if hedges > 0 else "lost" if hedges < 0 else "same"
    return (theme, route, *one, *other, place, manner, change, hedge_change)


def _step(before: str, after: str) -> str:
    """Whether a passage lies lower or higher than another, by the weight of their forces."""
    weight, later = FIRMNESS[before], FIRMNESS[after]
    if weight == later:
        return SAME
    return SOFTER if later < weight else FIRMER


def _count_hedges(hedges: str) -> int:
    return len(hedges.split("；")) if hedges else 0


class _Segments:
    """The coded segments of each document, in order, to look up what a passage touches."""

    def __init__(self, coded: pd.DataFrame) -> None:
        """Keep the rows by document."""
        columns = ["doc_id", "start", "end", *_Side._fields]
        self.rows: dict[str, list[dict]] = {}
        for row in coded[columns].to_dict("records"):
            self.rows.setdefault(row["doc_id"], []).append(row)

    def touched(
        self, doc_id: str, start: int, end: int, least: int = 1
    ) -> list[dict]:
        """The segments that share at least so many characters with a passage."""
        return [
            row
            for row in self.rows.get(doc_id, [])
            if min(row["end"], end) - max(row["start"], start) >= least
        ]

    def side(self, passage: Mapping) -> _Side | None:
        """What a passage says: the firmest of the segments it touches, and all their hedges."""
        inside = self.touched(
            passage["doc_id"], passage["start"], passage["end"]
        )
        if not inside:
            return None
        firmest = max(inside, key=lambda row: FIRMNESS[row["force"]])
        hedges = [row["hedges"] for row in inside if row["hedges"]]
        return _as_side(firmest)._replace(hedges="；".join(hedges))


def _theme_pairs(coded: pd.DataFrame) -> Iterable[tuple]:
    """Pair, theme by theme, what the nation says first with what each later text says."""
    segments = _Segments(coded)
    themes = load_table("themes")
    themes = themes[~themes["silent"]]
    for theme, rows in themes.groupby("theme_id", sort=False):
        rows = rows.to_dict("records")
        national = [row for row in rows if row["place"] == "China"]
        national.sort(key=lambda row: row["doc_id"] != EARLIER)
        if not national:
            continue
        first = national[0]
        one = segments.side(first)
        if one is None:
            continue
        for row in rows:
            route = _route(first, row)
            other = segments.side(row)
            if route and other:
                yield _pair(
                    theme, route, one, other, row["place"], row["manner"]
                )


def _route(first: Mapping, row: Mapping) -> str:
    """On which way a passage came from the nation's first word on its theme."""
    if row["place"] in CITIES:
        return TO_CITY
    if row["place"] == "China":
        is_later = first["doc_id"] == EARLIER and row["doc_id"] != EARLIER
        return YEARS if is_later else ""
    return TO_PROVINCE


def _passage_pairs(
    coded: pd.DataFrame, layers: Sequence[str]
) -> Iterable[tuple]:
    """Pair the segments that lie in passages which two documents share."""
    segments = _Segments(coded)
    docs = load_corpus()
    levels = dict(zip(docs["doc_id"], docs["level"]))
    passages = shared_passages(docs)
    passages = passages[passages["layer"].isin(list(layers))]
    seen = set()
    for passage in passages.to_dict("records"):
        here = segments.touched(
            passage["doc_id"], passage["start"], passage["end"], LEAST_CHARS
        )
        there = segments.touched(
            passage["other_doc_id"],
            passage["other_start"],
            passage["other_end"],
            LEAST_CHARS,
        )
        for row in here:
            match = _most_alike(row, there)
            key = (row["address"], match["address"] if match else "")
            if match is None or key in seen:
                continue
            seen.add(key)
            earlier, later = _in_order(row, match, levels)
            route = _passage_route(earlier, later, levels)
            yield _pair(
                "",
                route,
                _as_side(earlier),
                _as_side(later),
                later["doc_id"],
                "",
            )


def _most_alike(row: Mapping, others: list[dict]) -> dict | None:
    """The segment with the most words in common; None where none has enough."""
    best, most = None, LEAST_ALIKE
    for other in others:
        alike = SequenceMatcher(
            None, row["quote"], other["quote"], autojunk=False
        ).ratio()
        if alike >= most:
            best, most = other, alike
    return best


ORDER = ("nation", "province", "prefecture-level city")


def _in_order(
    row: dict, other: dict, levels: Mapping[str, str]
) -> tuple[dict, dict]:
    """The earlier or the higher of two segments first; else the relay before the article."""

    def key(side: dict) -> tuple:
        doc_id = side["doc_id"]
        return doc_id != EARLIER, ORDER.index(levels[doc_id])

    return (row, other) if key(row) <= key(other) else (other, row)


def _passage_route(
    earlier: Mapping, later: Mapping, levels: Mapping[str, str]
) -> str:
    level = levels[later["doc_id"]]
    if level == "province":
        return TO_PROVINCE
    if level != "nation":
        return TO_CITY
    return YEARS if earlier["doc_id"] == EARLIER else ""


def _as_side(row: Mapping) -> _Side:
    return _Side(row["address"], row["quote"], row["force"], row["hedges"])


# --- hedges around a target ---------------------------------------------------------------------


def hedges_around(
    coded: pd.DataFrame, words: str, *, context: int = 1
) -> pd.DataFrame:
    """Show how firmly, and with which hedges, each text says something with these words.

    Parameters
    ----------
    coded: as `load_coded` gives it.
    words: what is looked for in the segments, such as "50%".
    context: how many segments before and after are looked at for hedges.

    Returns findings, one row for each segment that has the words: its columns, and
    hedges_near: the hedges of the segments around, with the segment's own
    """
    rows = []
    for _, inside in coded.groupby("doc_id", sort=False):
        rows += _rows_with(inside, words, context)
    return pd.DataFrame(rows, columns=[*coded.columns, "hedges_near"])


def _rows_with(
    inside: pd.DataFrame, words: str, context: int
) -> Iterator[dict]:
    """The segments of one document that have the words, with the hedges around each."""
    inside = inside.sort_values("start", kind="stable")
    hedges = inside["hedges"].tolist()
    for place, row in enumerate(inside.to_dict("records")):
        if words in row["quote"]:
            first = max(place - context, 0)
            near = filter(None, hedges[first : place + context + 1])
            yield {**row, "hedges_near": "；".join(near)}


# --- does it hold otherwise? --------------------------------------------------------------------


def coding_variants() -> dict[str, dict]:
    """Make the usual variations of the coding, for `robustness` with `softening`.

    They are: as settled; as coder a had it, and coder b; without doubtful segments; and with goals
    on a rung, at the foot of the ladder. Each is {"coded": a frame}, the last with "goals", too.

    >>> list(coding_variants())
    ['as settled', 'coder a', 'coder b', 'without doubtful segments', 'goals at the foot']
    """
    settled = load_coded()
    return {
        "as settled": {"coded": settled},
        "coder a": {"coded": load_coded(coder="a")},
        "coder b": {"coded": load_coded(coder="b")},
        "without doubtful segments": {"coded": load_coded(doubtful=False)},
        "goals at the foot": {"coded": settled, "goals": FOOT},
    }
