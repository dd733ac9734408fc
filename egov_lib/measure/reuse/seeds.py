"""Seeds: short runs of characters that two texts share.

All seeds of the one side are indexed; the other side is looked up in the index, place by place. For
all pairs among thousands of documents there is no other side: there the seeds are thinned by
winnowing and sorted, so that equal ones lie next to each other.

Source of winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from egov_lib.measure.arrays import (
    distinct,
    expand_ranges,
    run_sizes,
    run_starts,
)
from egov_lib.measure.reuse.normal import BREAK, Normal

# 2**64 divided by the golden ratio, odd: multiplying by it spreads neighbours far apart.
FACTOR = np.uint64(0x9E3779B97F4A7C15)
CODE_BYTES = 2  # of a code of the normal form
# Bits of a key by which it is looked up: so many more than the number of keys has, within limits.
SPARE_BITS, LEAST_BITS, MOST_BITS = 5, 16, 24
CHUNK = 1 << 20  # codes that are winnowed at a time, a bound on memory
# Runs that are made numbers at a time: so many that these stay in the processor's cache.
AT_ONCE = 1 << 15


# Pairs of places that are listed at a time: 32 bytes each, and as many again on the way.
MOST_PAIRS = 20_000_000


class TooManyPairs(Exception):
    """Two sides share more seeds than memory should hold at a time: its argument says how many."""


class Seeds(NamedTuple):
    """Pairs of places, here and there, at which the same seed begins."""

    here: np.ndarray
    there: np.ndarray

    def select(self, which: np.ndarray) -> Seeds:
        """Keep some of the pairs."""
        return Seeds(self.here[which], self.there[which])


# --- runs of codes as numbers -------------------------------------------------------------------


class _Reading(NamedTuple):
    """How a run of codes is read: so many codes at a time as one number, at these offsets."""

    at_a_time: int
    offsets: list[int]


def _reading(width: int) -> _Reading:
    """Give how to read runs of *width* codes: four at a time, which may overlap at the end."""
    at_a_time = 4 if width >= 4 else 1
    last = width - at_a_time
    return _Reading(at_a_time, [*range(0, last, at_a_time), last])


def read_codes(
    codes: np.ndarray, at_a_time: int, stride: int = 1
) -> np.ndarray:
    """Give the codes from every *stride*-th place on as numbers, without copying them."""
    kind = f"<u{CODE_BYTES * at_a_time}"
    count = max(0, (len(codes) - at_a_time) // stride + 1)
    return np.ndarray(count, kind, codes, strides=(CODE_BYTES * stride,))


def _grams(codes: np.ndarray, width: int, stride: int = 1) -> np.ndarray:
    """Give a 64-bit number for the run of *width* codes at every *stride*-th place.

    Equal runs have equal numbers. Different runs of up to four codes have different ones; two
    longer ones agree by chance once in 2**64.
    """
    count = _how_many_runs(codes, width, stride)
    if not count:
        return np.zeros(0, np.uint64)
    at_a_time, (first, *others) = _reading(width)
    grams = read_codes(codes[first:], at_a_time, stride)[:count] * FACTOR
    for offset in others:
        grams += read_codes(codes[offset:], at_a_time, stride)[:count]
        grams *= FACTOR
    return grams


def _how_many_runs(codes: np.ndarray, width: int, stride: int) -> int:
    """Give how many runs of *width* codes begin at every *stride*-th place."""
    return max(0, (len(codes) - width) // stride + 1)


def grams_at(codes: np.ndarray, width: int, at: np.ndarray) -> np.ndarray:
    """Give the numbers of `_grams` for the runs that begin at some places."""
    grams = np.zeros(len(at), np.uint64)
    reading = _reading(width)
    numbers = read_codes(codes, reading.at_a_time)
    for offset in reading.offsets:
        grams += numbers[at + offset]
        grams *= FACTOR
    return grams


# --- an index -----------------------------------------------------------------------------------


class _KeyTable(NamedTuple):
    """Sorted keys, which are looked up by their first bits.

    seen: whether a key begins with these bits: most runs of other texts are refused here.
    slots: the number of the first key that begins with these bits.
    shift: how many bits are cut off a key to get the first bits.
    """

    keys: np.ndarray
    seen: np.ndarray
    slots: np.ndarray
    shift: np.uint64

    def may_hold(self, grams: np.ndarray) -> np.ndarray:
        """Say of each gram whether it may be a key."""
        return self.seen.take(self._first_bits(grams), mode="clip")

    def _first_bits(self, grams: np.ndarray) -> np.ndarray:
        """Give the first bits, as integers that index without being converted."""
        signed = (grams >> self.shift).view(np.int64)
        # "p" is the machine's own index: where that has 32 bits, `take` refuses wider ones.
        return signed.astype("p", copy=False)

    def find(self, grams: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give for each gram that may be a key whether it is one, and the number of the key."""
        number = self.slots.take(self._first_bits(grams), mode="clip")
        # Where several keys begin with these bits, it may be a later one.
        later = np.flatnonzero(self.keys.take(number) < grams)
        found = np.searchsorted(self.keys, grams[later])
        number[later] = np.minimum(found, len(self.keys) - 1)
        return self.keys.take(number) == grams, number


class Frequent(NamedTuple):
    """Runs of codes that occur at too many places.

    keys: the runs as numbers, sorted.
    times: how often each occurs.
    firsts: where each occurs first; -1 for one that begins in other texts than these.
    """

    keys: np.ndarray
    times: np.ndarray
    firsts: np.ndarray


class Index(NamedTuple):
    """Where every run of *width* codes of some texts is.

    table: the runs, each once, as keys.
    bounds: `places[bounds[n]:bounds[n + 1]]` are the places of key n.
    frequent: the runs that occur too often; of these no place is kept, or the first alone.
    """

    width: int
    table: _KeyTable
    bounds: np.ndarray
    places: np.ndarray
    frequent: Frequent


class Rule(NamedTuple):
    """What an index does with runs that occur at more than *most_places*.

    keep_first: their first place is kept, so that each other place still meets one; else none is.
    known: the runs that occur too often, where more texts count than those that are indexed.
    """

    most_places: int
    keep_first: bool = False
    known: Frequent | None = None


def make_index(
    codes: np.ndarray, width: int, rule: Rule, at: np.ndarray | None = None
) -> Index:
    """Index every run of *width* codes, or only those that begin *at* some places."""
    grams = _grams(codes, width) if at is None else grams_at(codes, width, at)
    order = np.argsort(grams, kind="stable")
    places = order if at is None else at[order]
    ordered = grams[order]
    starts = run_starts(ordered)
    counts = np.diff(np.append(starts, len(ordered)))
    keys, firsts = ordered[starts], places[starts]
    frequent = rule.known or _find_frequent_runs(keys, counts, firsts, rule)
    kept = _how_many_kept(keys, counts, frequent, rule)
    rank = np.arange(len(places), dtype=np.intp) - np.repeat(starts, counts)
    is_key = kept > 0
    return Index(
        width,
        table=_make_table(keys[is_key]),
        bounds=np.append(0, np.cumsum(kept[is_key], dtype=np.intp)),
        places=places[rank < np.repeat(kept, counts)],
        frequent=frequent,
    )


def _find_frequent_runs(
    keys: np.ndarray, counts: np.ndarray, firsts: np.ndarray, rule: Rule
) -> Frequent:
    many = counts > rule.most_places
    return Frequent(keys[many], counts[many], firsts[many])


def _how_many_kept(
    keys: np.ndarray, counts: np.ndarray, frequent: Frequent, rule: Rule
) -> np.ndarray:
    """Say how many of its places, from the first on, are kept of each run."""
    is_frequent, number = find_keys(frequent.keys, keys)
    kept = np.where(is_frequent, 0, counts)
    if rule.keep_first:
        number = number[is_frequent]
        kept[is_frequent] = frequent.firsts[number] >= 0
    return kept


def find_keys(
    known: np.ndarray, keys: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Say of each key whether it is among those *known*, which are sorted, and where.

    >>> is_known, number = find_keys(np.array([2, 5]), np.array([1, 5]))
    >>> is_known.tolist(), number.tolist()
    ([False, True], [0, 1])
    """
    if not len(known):
        return np.zeros(len(keys), bool), np.zeros(len(keys), np.intp)
    number = np.searchsorted(known, keys)
    number = np.minimum(number, len(known) - 1)
    return known[number] == keys, number


class Stretch(NamedTuple):
    """A stretch of codes that is said too often: where it is first, and how often it occurs."""

    start: int
    end: int
    times: int


def frequent_stretches(
    frequent: Frequent, texts: Normal, width: int, least: int, step: int = 1
) -> list[Stretch]:
    """Find the stretches of *least* codes and more that are all of runs that occur too often.

    Runs that begin at most *step* codes from each other are of one stretch. Each is given where it
    is said first; how often, of the part of it that occurs most often.
    """
    codes = texts.codes
    is_here = frequent.firsts >= 0
    places, times = frequent.firsts[is_here], frequent.times[is_here]
    # A run over the border of two texts is never looked for.
    inside = is_free_of_borders(codes, places, width)
    order = np.argsort(places[inside], kind="stable")
    places, times = places[inside][order], times[inside][order]
    firsts, lengths = _unbroken(places, width, step)
    if not len(firsts):
        return []
    most = np.maximum.reduceat(times, firsts)
    starts = places[firsts]
    rows = zip(starts.tolist(), (starts + lengths).tolist(), most.tolist())
    found = [Stretch(*row) for row in rows]
    return [row for row in found if row.end - row.start >= least]


def _unbroken(
    places: np.ndarray, width: int, step: int
) -> tuple[np.ndarray, np.ndarray]:
    """Join runs of *width* codes that begin at most *step* codes from each other.

    Gives of each stretch the number of its first place in *places*, and how many codes it has.

    >>> firsts, lengths = _unbroken(np.array([3, 4, 5, 9]), 2, 1)
    >>> firsts.tolist(), lengths.tolist()
    ([0, 3], [4, 2])
    """
    is_first = np.diff(places, prepend=-1 - step) > step
    is_last = np.roll(is_first, -1)  # the next begins, or there is none
    firsts = np.flatnonzero(is_first)
    lasts = np.flatnonzero(is_last)
    return firsts, places[lasts] - places[firsts] + width


def _make_table(keys: np.ndarray) -> _KeyTable:
    bits = len(keys).bit_length() + SPARE_BITS
    bits = min(MOST_BITS, max(LEAST_BITS, bits))
    shift = np.uint64(64 - bits)
    first_bits = keys >> shift
    seen = np.zeros(1 << bits, bool)
    seen[first_bits] = True
    return _KeyTable(keys, seen, _first_slots(first_bits, 1 << bits), shift)


def _first_slots(first_bits: np.ndarray, size: int) -> np.ndarray:
    """Give, under the first bits of a key, the number of the first key that begins so."""
    slots = np.zeros(size, np.int32)
    numbers = np.arange(len(first_bits), dtype=np.int32)
    # From the last to the first, so that the first remains.
    slots[first_bits[::-1]] = numbers[::-1]
    return slots


def look_up(
    index: Index, codes: np.ndarray, at: np.ndarray | int = 1
) -> Seeds:
    """Find the seeds that *codes* share with the texts indexed.

    They are looked up *at* some places, or at every so many. Raises `TooManyPairs` before it takes
    the memory for them.
    """
    if isinstance(at, int):
        candidates, grams = _candidates(index, codes, at)
    else:
        grams = grams_at(codes, index.width, at)
        may_be_key = index.table.may_hold(grams)
        candidates, grams = at[may_be_key], grams[may_be_key]
    is_key, keys = index.table.find(grams)
    keys = keys[is_key]
    there = candidates[is_key]
    begin = index.bounds.take(keys)
    end = index.bounds.take(keys + 1)
    pairs = int((end - begin).sum(dtype=np.int64))
    if pairs > MOST_PAIRS:
        raise TooManyPairs(pairs)
    which, at_key = expand_ranges(begin, end)
    return Seeds(index.places.take(at_key), there.take(which))


def _candidates(
    index: Index, codes: np.ndarray, stride: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give the places, of every *stride*-th, whose run may be a key, and the runs as numbers."""
    count = _how_many_runs(codes, index.width, stride)
    parts = [(np.zeros(0, np.intp), np.zeros(0, np.uint64))]
    for first in range(0, count, AT_ONCE):
        runs = range(first, min(count, first + AT_ONCE))
        parts.append(_candidates_among(index, codes, runs, stride))
    places, grams = zip(*parts)
    return np.concatenate(places), np.concatenate(grams)


def _candidates_among(
    index: Index, codes: np.ndarray, runs: range, stride: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give what `_candidates` gives, of some of the runs."""
    begin = runs.start * stride
    end = (runs.stop - 1) * stride + index.width
    grams = _grams(codes[begin:end], index.width, stride)
    found = np.flatnonzero(index.table.may_hold(grams))
    return (found + runs.start) * stride, grams.take(found)


# --- winnowing ----------------------------------------------------------------------------------


def winnowed_seeds(
    texts: Normal, width: int, window: int, most_places: int
) -> tuple[Seeds, Frequent]:
    """Find pairs of places in different texts that have the same seed, among thinned seeds.

    Of every *window* neighbouring seeds only the least is kept. Any run of width + window - 1 codes
    that two texts share holds a seed that is kept on both sides. Of a seed at more than
    *most_places* each place is paired with the first alone; these seeds are given, too.
    """
    keys, places = _sorted_seeds(texts, width, window)
    starts, sizes = run_starts(keys), run_sizes(keys)
    many = sizes > most_places
    first = starts[many]
    frequent = Frequent(keys[first], sizes[many], places[first])
    is_paired = np.repeat((sizes > 1) & ~many, sizes)
    pairs = _pair_equal_keys(keys[is_paired], places[is_paired])
    is_frequent = np.repeat(many, sizes)
    firsts = np.repeat(frequent.firsts, frequent.times)
    here = np.append(pairs.here, firsts)
    there = np.append(pairs.there, places[is_frequent])
    return _between_texts(Seeds(here, there), texts), frequent


def _between_texts(seeds: Seeds, texts: Normal) -> Seeds:
    """Keep the pairs whose places are in different texts."""
    document_here = texts.document_of(seeds.here)
    document_there = texts.document_of(seeds.there)
    return seeds.select(document_here != document_there)


def _pair_equal_keys(key: np.ndarray, at: np.ndarray) -> Seeds:
    """Pair all places with the same key; keys are sorted."""
    here, there = [at[:0]], [at[:0]]
    largest = int(run_sizes(key).max(initial=1))
    for step in range(1, largest):
        same = np.flatnonzero(key[step:] == key[:-step])
        here.append(at[same])
        there.append(at[same + step])
    return Seeds(np.concatenate(here), np.concatenate(there))


def _sorted_seeds(
    texts: Normal, width: int, window: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give the sorted numbers of all kept seeds, and their places, sorted for each number.

    A part of the number and the place are sorted as one: the place takes the last bits.
    """
    place_bits = len(texts.codes).bit_length()
    place_mask = np.uint64((1 << place_bits) - 1)
    packed = []
    for grams, places in _kept_seeds(texts, width, window):
        keys = grams & ~place_mask
        keys |= places.astype(np.uint64)
        packed.append(keys)
    # Chunks overlap: a place may be there twice.
    ordered = distinct(np.concatenate(packed))
    places = (ordered & place_mask).astype(np.int64)
    keys = grams_at(texts.codes, width, places)
    # Where two seeds agree in the first bits, their places are mixed.
    same_bits = ((keys[1:] ^ keys[:-1]) & ~place_mask) == 0
    if (same_bits & (keys[1:] != keys[:-1])).any():
        order = np.lexsort((places, keys))
        keys, places = keys[order], places[order]
    return keys, places


def _kept_seeds(
    texts: Normal, width: int, window: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Winnow the seeds of texts, chunk by chunk; give those kept and their places."""
    for start in range(0, len(texts.codes), CHUNK):
        codes = texts.codes[start : start + CHUNK + width + window - 2]
        grams = _grams(codes, width)
        kept = winnow(grams, window)
        kept = kept[is_free_of_borders(codes, kept, width)]
        yield grams[kept], kept + start


def winnowed_places(texts: Normal, width: int, window: int) -> np.ndarray:
    """Give the places of the seeds that winnowing keeps, sorted."""
    places = [at for _, at in _kept_seeds(texts, width, window)]
    return distinct(np.concatenate([np.zeros(0, np.intp), *places]))


def is_free_of_borders(
    codes: np.ndarray, at: np.ndarray, width: int
) -> np.ndarray:
    """Say of the run of *width* codes at each place whether it holds no border between texts."""
    borders = np.append(0, np.cumsum(codes == ord(BREAK), dtype=np.int64))
    return borders[at + width] == borders[at]


def winnow(grams: np.ndarray, window: int) -> np.ndarray:
    """Give the places of the grams that are the least of some *window* neighbours.

    >>> winnow(np.array([5, 3, 8, 9, 7], np.uint64), 3).tolist()
    [1, 4]
    """
    if len(grams) < window:
        return np.zeros(0, np.intp)
    windows = sliding_window_view(grams, window)
    least = windows.min(axis=1)
    kept = np.zeros(len(grams), bool)
    for offset in range(window):
        last = offset + len(least)
        is_least = grams[offset:last] == least
        kept[offset:last] |= is_least
    return np.flatnonzero(kept)
