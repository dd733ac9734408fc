"""Search documents for exact and edited passages: which texts meet, and in what portions.

With two sides, or all documents against one another, the one side is indexed and the other passes
by in batches, so that memory depends on the indexed side only. For all pairs among thousands of
documents the seeds are thinned instead, and all documents meet at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import DataError
from egov_lib.measure.arrays import expand_ranges, keep_memory
from egov_lib.measure.reuse.edited import NOTHING, Edited, align_stretches
from egov_lib.measure.reuse.left_out import LeftOut, not_listed
from egov_lib.measure.reuse.normal import (
    BORDER,
    BREAK,
    OTHER_BREAK,
    Normal,
    Sides,
    normalise,
)
from egov_lib.measure.reuse.runs import (
    Boxes,
    as_boxes,
    join_boxes,
    longest_runs,
)
from egov_lib.measure.reuse.seeds import (
    Frequent,
    Index,
    Rule,
    Seeds,
    TooManyPairs,
    frequent_stretches,
    grams_at,
    is_free_of_borders,
    look_up,
    make_index,
    winnowed_places,
    winnowed_seeds,
)
from egov_lib.measure.reuse.settings import Settings
from egov_lib.measure.reuse.stretches import (
    find_stretches,
    keep_promising,
    merge_stretches,
)
from egov_lib.read.jobs import show_progress

# What is worked on at a time: enough for the cost of a call not to count
BATCH_CHARS = 1_000_000
EXACT, EDITED = 0, 1  # the numbers of layers
PAIR_BYTES = 64  # of memory, for each place that is shared


class Query(NamedTuple):
    """What is looked for.

    min_chars: the length that a passage has at least.
    exact, edited: which kinds are looked for.
    settings: how edited passages are looked for.
    """

    min_chars: int
    exact: bool
    edited: bool
    settings: Settings

    @property
    def run_width(self) -> int:
        """The length of the seeds of exact runs."""
        return (2 * self.min_chars + 2) // 3

    @property
    def run_reach(self) -> int:
        """How far apart these may begin: a run of min_chars holds one of them all the same."""
        return self.min_chars - self.run_width + 1

    @property
    def window(self) -> int:
        """How many neighbouring seeds are thinned to one."""
        seed_chars = self.settings.seed_chars
        return min(seed_chars, max(1, self.min_chars - seed_chars + 1))


class Side(NamedTuple):
    """Where passages are on one side: the number of the document, start and end in its text."""

    document: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def select(self, which: np.ndarray) -> Side:
        """Keep some of them, or give them in another order."""
        return Side(*(column[which] for column in self))


class Found(NamedTuple):
    """Passages found: an entry for each.

    layer: the number of its layer, EXACT or EDITED.
    here, there: where they are on both sides.
    chars, other_chars: their lengths in characters of the normal form.
    matched: how many characters are equal.
    longest_run: how many of them in a row.
    alignments: how they correspond, as `write_alignment` writes it.
    """

    layer: np.ndarray
    here: Side
    there: Side
    chars: np.ndarray
    other_chars: np.ndarray
    matched: np.ndarray
    longest_run: np.ndarray
    alignments: np.ndarray

    def select(self, which: np.ndarray) -> Found:
        """Keep some of them, or give them in another order."""
        layer, here, there, *columns = self
        return Found(
            layer[which],
            here.select(which),
            there.select(which),
            *(column[which] for column in columns),
        )


def join_found(parts: Sequence[Found]) -> Found:
    """Put what was found in several portions one after the other."""
    layers, here, there, *columns = zip(*parts)
    return Found(
        np.concatenate(layers),
        _join_sides(here),
        _join_sides(there),
        *map(np.concatenate, columns),
    )


def _join_sides(sides: Sequence[Side]) -> Side:
    return Side(*map(np.concatenate, zip(*sides)))


def search(
    docs: pd.DataFrame, others: pd.DataFrame | None, query: Query
) -> tuple[list[LeftOut], Iterator[Found]]:
    """Find exact and edited passages; with *others* None all *docs* meet one another.

    *docs* and *others* have doc_id and text. Gives what is left out, and portions in the order of
    *others* (or of *docs*, if there are no others).
    """
    if others is None and query.settings.winnow:
        return _search_at_once(docs, query)
    indexed = _index_side(docs, others, query)
    left_out = left_out_of(indexed, query, is_within=others is None)
    return left_out, _search_in_batches(indexed, docs, others, query)


# --- all pairs at once --------------------------------------------------------------------------


def _search_at_once(
    docs: pd.DataFrame, query: Query
) -> tuple[list[LeftOut], Iterator[Found]]:
    """Find what any two of *docs* share, from thinned seeds."""
    texts = normalise(docs["text"].tolist(), BREAK)
    sides = Sides(texts, texts.as_other_side())
    width = query.settings.seed_chars
    most_places = query.settings.most_places
    seeds, frequent = winnowed_seeds(texts, width, query.window, most_places)
    indexed = Indexed(texts, None, None, frequent)
    left_out = left_out_of(indexed, query, is_within=True)
    return left_out, iter([_grow_thinned(seeds, sides, query, first=0)])


def _grow_thinned(
    seeds: Seeds, sides: Sides, query: Query, first: int
) -> Found:
    """Grow exact runs and edited passages from the same thinned seeds."""
    width, reach, least = (
        query.settings.seed_chars,
        query.window,
        query.min_chars,
    )
    exact = as_boxes([])
    edited = NOTHING
    if query.exact:
        exact = longest_runs(
            seeds, sides, width=width, reach=reach, least=least
        )
    if query.edited:
        edited = _edited_passages(seeds, sides, query)
    return _as_found(exact, edited, sides, first)


# --- an index, and batches ----------------------------------------------------------------------


class Indexed(NamedTuple):
    """Texts in normal form, with an index for exact runs and one for seeds.

    thinned: what is known of thinned seeds, which take the place of both; else None.
    has_frequent_runs: whether some seeds of exact runs are said too often.
    """

    texts: Normal
    runs: Index | None
    seeds: Index | None
    thinned: Frequent | None
    has_frequent_runs: bool = False


def _search_in_batches(
    indexed: Indexed,
    docs: pd.DataFrame,
    others: pd.DataFrame | None,
    query: Query,
) -> Iterator[Found]:
    """Look up the other side batch by batch."""
    keep_memory()
    there = docs if others is None else others
    texts = there["text"].tolist()
    meets = _who_meets(docs, others)
    for first, last in show_progress(batches(texts), "comparing"):
        yield from search_batch(indexed, texts, (first, last), meets, query)


def search_batch(
    indexed: Indexed,
    texts: Sequence[str],
    places: tuple[int, int],
    meets: Callable[[int, int], np.ndarray | None],
    query: Query,
) -> Iterator[Found]:
    """Look up the texts from the first to before the last of *places*, in parts if need be."""
    parts = [places]
    while parts:
        first, last = parts.pop()
        try:
            found = _search_part(
                indexed, texts[first:last], meets(first, last), query, first
            )
        except TooManyPairs as error:
            parts += _halves(first, last, error)
        else:
            yield found


def _search_part(
    indexed: Indexed,
    texts: Sequence[str],
    allowed: np.ndarray | None,
    query: Query,
    first: int,
) -> Found:
    """Look up some texts of the other side; *first* is the number of the first there."""
    if indexed.runs is None:
        return _search_thinned(indexed, texts, allowed, query, first)
    batch = normalise(texts, OTHER_BREAK)
    sides = Sides(indexed.texts, batch)
    exact = as_boxes([])
    edited = NOTHING
    if query.exact:
        exact = _exact_runs(indexed, sides, allowed, query)
    if query.edited:
        seeds = _meet(indexed.seeds, sides, allowed)
        edited = _edited_passages(seeds, sides, query)
    return _as_found(exact, edited, sides, first)


def _search_thinned(
    indexed: Indexed,
    texts: Sequence[str],
    allowed: np.ndarray | None,
    query: Query,
    first: int,
) -> Found:
    """Look up thinned seeds, which are found with the same borders on both sides."""
    batch = normalise(texts, BREAK)
    at = winnowed_places(batch, query.settings.seed_chars, query.window)
    sides = Sides(indexed.texts, batch.as_other_side())
    seeds = _meet(indexed.seeds, sides, allowed, at)
    return _grow_thinned(seeds, sides, query, first)


def _halves(
    first: int, last: int, error: TooManyPairs
) -> list[tuple[int, int]]:
    """Divide a batch that shares too much; the first half is the last of the list."""
    if last - first == 1:
        (number,) = error.args
        gigabytes = number * PAIR_BYTES / 1e9
        raise DataError(
            f"document {first + 1} of the other side shares {number:,} places with docs, "
            f"which would take {gigabytes:.1f} GB: the same is said again and again. "
            "Keep one of each copy, divide docs, or use a greater min_chars"
        )
    middle = (first + last) // 2
    return [(middle, last), (first, middle)]


def _index_side(
    docs: pd.DataFrame, others: pd.DataFrame | None, query: Query
) -> Indexed:
    """Index *docs*; with *others* the index is kept, because the same side comes again."""
    texts = tuple(docs["text"])
    rules = index_rules(query, is_within=others is None)
    width, seed_chars = query.run_width, query.settings.seed_chars
    if others is None:
        return _index(texts, width, seed_chars, rules)
    return _cached_index(texts, width, seed_chars, rules)


def index_rules(query: Query, *, is_within: bool) -> tuple[Rule, Rule]:
    """Give the rules of the index for exact runs, and of that for seeds."""
    settings = query.settings
    # Both sides of what is shared within are counted, so a seed is at twice as many places.
    places = settings.most_places * (2 if is_within else 1)
    return Rule(settings.most_copies, keep_first=True), Rule(places)


def _index(
    texts: tuple[str, ...],
    width: int,
    seed_chars: int,
    rules: tuple[Rule, Rule],
) -> Indexed:
    done = normalise(texts, BREAK)
    runs = make_index(done.codes, width, rules[0])
    seeds = make_index(done.codes, seed_chars, rules[1])
    frequent = frequent_stretches(runs.frequent, done, width, width)
    return Indexed(done, runs, seeds, None, len(frequent) > 0)


_cached_index = lru_cache(maxsize=2)(_index)


def index_block(
    texts: Sequence[str], query: Query, known: dict[str, Frequent]
) -> Indexed:
    """Index a part of the documents, of all of which it is *known* what is said too often."""
    done = normalise(texts, BREAK)
    seed_chars = query.settings.seed_chars
    if query.settings.winnow:
        thinned = known["thinned"]
        at = winnowed_places(done, seed_chars, query.window)
        rule = Rule(query.settings.most_places, keep_first=True, known=thinned)
        seeds = make_index(done.codes, seed_chars, rule, at)
        return Indexed(done, None, seeds, thinned)
    exact, edited = index_rules(query, is_within=True)
    exact = exact._replace(known=known.get("exact"))
    edited = edited._replace(known=known.get("edited"))
    runs = make_index(done.codes, query.run_width, exact)
    seeds = make_index(done.codes, seed_chars, edited)
    return Indexed(done, runs, seeds, None, len(runs.frequent.keys) > 0)


def all_grams(
    texts: Normal, query: Query, kind: str
) -> tuple[np.ndarray, np.ndarray]:
    """Give the seeds of texts as numbers, and their places.

    *kind* is "exact" or "edited", for the seeds of either, or "thinned".
    """
    seed_chars = query.settings.seed_chars
    width = query.run_width if kind == "exact" else seed_chars
    if kind == "thinned":
        at = winnowed_places(texts, width, query.window)
    else:
        at = np.arange(max(0, len(texts.codes) - width + 1), dtype=np.int64)
        at = at[is_free_of_borders(texts.codes, at, width)]
    return grams_at(texts.codes, width, at), at


def left_out_of(
    indexed: Indexed, query: Query, *, is_within: bool
) -> list[LeftOut]:
    """List the passages that are said too often for all their pairs to be found."""
    found = []
    for layer, width, frequent in _frequent_of(indexed, query):
        step = query.window if indexed.thinned is not None else 1
        stretches = frequent_stretches(
            frequent, indexed.texts, width, query.min_chars, step
        )
        for start, end, times in stretches:
            place = indexed.texts.span(start, end)
            pairs = not_listed(times, layer, is_within=is_within)
            found.append(LeftOut(layer, *place, times, pairs))
    return found


def _frequent_of(
    indexed: Indexed, query: Query
) -> Iterator[tuple[str, int, Frequent]]:
    """Give, layer by layer, the width of seeds, and those that are too frequent."""
    if indexed.thinned is not None:
        yield "exact", query.settings.seed_chars, indexed.thinned
        return
    if query.exact:
        yield "exact", indexed.runs.width, indexed.runs.frequent
    if query.edited:
        yield "edited", indexed.seeds.width, indexed.seeds.frequent


def batches(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Divide texts into batches of about BATCH_CHARS characters: first and last of each."""
    lengths = np.array([len(text) for text in texts], np.int64)
    batch = np.cumsum(lengths, dtype=np.int64) // BATCH_CHARS
    cuts = np.flatnonzero(np.diff(batch)) + 1
    return list(pairwise([0, *cuts.tolist(), len(texts)]))


def _who_meets(
    docs: pd.DataFrame, others: pd.DataFrame | None
) -> Callable[[int, int], np.ndarray | None]:
    """Give what says which of *docs* (rows) may meet which documents of a batch (columns).

    It is asked for the first and the last of a batch; None is all. With *others*, those of another
    doc_id may; without, those that come before.
    """
    if others is None:
        order = np.arange(len(docs), dtype=np.intp)
        return lambda first, last: order[:, None] < order[first:last]
    ids = docs["doc_id"].to_numpy(object)
    other_ids = others["doc_id"].to_numpy(object)
    if set(ids).isdisjoint(other_ids):
        return lambda _first, _last: None
    return lambda first, last: ids[:, None] != other_ids[first:last]


def _meet(
    index: Index,
    sides: Sides,
    allowed: np.ndarray | None,
    at: np.ndarray | int = 1,
) -> Seeds:
    """Find the seeds that two sides share, in texts that may meet."""
    seeds = look_up(index, sides.there.codes, at)
    if allowed is None:
        return seeds
    document = sides.here.document_of(seeds.here)
    other_document = sides.there.document_of(seeds.there)
    return seeds.select(allowed[document, other_document])


def _exact_runs(
    indexed: Indexed, sides: Sides, allowed: np.ndarray | None, query: Query
) -> Boxes:
    """Find exact runs; only every so many places of the other side need be looked up."""
    width, reach = query.run_width, query.run_reach
    # Where every seed is found, it makes no difference from where on places are counted.
    at = reach
    if indexed.has_frequent_runs:
        at = _every(sides.there, reach, width)
    seeds = _meet(indexed.runs, sides, allowed, at)
    return longest_runs(
        seeds, sides, width=width, reach=reach, least=query.min_chars
    )


def _every(texts: Normal, step: int, width: int) -> np.ndarray:
    """Give every so many places of each text, counted from its beginning, for runs of *width*.

    So the places don't depend on what other texts there are.
    """
    ends = np.append(texts.firsts[1:], len(texts.codes)) - BORDER
    sizes = np.maximum(0, (ends - texts.firsts - width) // step + 1)
    text, number = expand_ranges(np.zeros_like(sizes), sizes)
    return texts.firsts[text] + step * number


# --- from seeds to what was found ---------------------------------------------------------------


def _edited_passages(seeds: Seeds, sides: Sides, query: Query) -> Edited:
    """Grow edited passages from seeds."""
    stretches = find_stretches(seeds, sides, query.settings)
    promising = keep_promising(stretches, sides, query.settings)
    if promising.how_many == 0:
        return NOTHING
    merged = merge_stretches(promising)
    strings = (sides.here.string(), sides.there.string())
    return align_stretches(merged, strings, query.settings, query.min_chars)


def _as_found(exact: Boxes, edited: Edited, sides: Sides, first: int) -> Found:
    """Carry passages back to the texts; *first* is the number of the first text there."""
    boxes = join_boxes([exact, edited.boxes])
    here = sides.here.spans(boxes.start, boxes.end)
    document, start, end = sides.there.spans(
        boxes.other_start, boxes.other_end
    )
    there = Side(document + first, start, end)
    layers = np.array([EXACT, EDITED], np.intp)
    written = _write_runs(exact) + edited.alignments
    return Found(
        layer=np.repeat(layers, [exact.how_many, edited.boxes.how_many]),
        here=Side(*here),
        there=there,
        chars=boxes.lengths,
        other_chars=boxes.other_lengths,
        matched=np.append(exact.lengths, edited.matched),
        longest_run=np.append(exact.lengths, edited.longest_run),
        alignments=np.array(written, object),
    )


def _write_runs(exact: Boxes) -> list[str]:
    return [f"={length}" for length in exact.lengths.tolist()]
