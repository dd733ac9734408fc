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

from egov_lib.measure.arrays import distinct, expand_ranges, run_sizes
from egov_lib.measure.reuse.normal import BREAK, Normal

# 2**64 divided by the golden ratio, odd: multiplying by it spreads neighbours far apart.
FACTOR = np.uint64(0x9E3779B97F4A7C15)
CODE_BYTES = 2  # of a code of the normal form
# Bits of a key by which it is looked up: so many more than the number of keys has, within limits.
SPARE_BITS, LEAST_BITS, MOST_BITS = 5, 16, 26
CHUNK = 1 << 20  # codes that are winnowed at a time, a bound on memory


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
    count = max(0, (len(codes) - width) // stride + 1)
    grams = np.zeros(count, np.uint64)
    reading = _reading(width)
    for offset in reading.offsets if count else ():
        grams += read_codes(codes[offset:], reading.at_a_time, stride)[:count]
        grams *= FACTOR
    return grams


def _are_equal(codes: np.ndarray, seeds: Seeds, width: int) -> np.ndarray:
    """Say of each pair of places in *codes* whether the runs of *width* codes there are equal."""
    equal = np.ones(len(seeds.here), bool)
    reading = _reading(width)
    numbers = read_codes(codes, reading.at_a_time)
    for offset in reading.offsets:
        equal &= numbers[seeds.here + offset] == numbers[seeds.there + offset]
    return equal


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
        """Give the first bits; as signed integers, which index without being converted."""
        return (grams >> self.shift).view(np.int64)

    def find(self, grams: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give for each gram that may be a key whether it is one, and the number of the key."""
        number = self.slots.take(self._first_bits(grams), mode="clip")
        # Where several keys begin with these bits, it may be a later one.
        later = np.flatnonzero(self.keys[number] < grams)
        found = np.searchsorted(self.keys, grams[later])
        number[later] = np.minimum(found, len(self.keys) - 1)
        return self.keys[number] == grams, number


class Index(NamedTuple):
    """Where every run of *width* codes of some texts is.

    table: the runs, each once, as keys.
    bounds: `places[bounds[n]:bounds[n + 1]]` are the places of key n.
    left_out, left_out_run: the places of runs that occur too often, and a number for each such run.
    """

    width: int
    table: _KeyTable
    bounds: np.ndarray
    places: np.ndarray
    left_out: np.ndarray
    left_out_run: np.ndarray


def make_index(codes: np.ndarray, width: int, most_places: int) -> Index:
    """Index every run of *width* codes, except those that occur at more than *most_places*."""
    grams = _grams(codes, width)
    places = np.argsort(grams, kind="stable")
    keys, counts = np.unique(grams[places], return_counts=True)
    is_rare = counts <= most_places
    rare_ends = np.cumsum(counts[is_rare], dtype=np.intp)
    frequent = counts[~is_rare]
    frequent_numbers = np.arange(len(frequent), dtype=np.intp)
    # One for each place: places are sorted by their run.
    is_kept = np.repeat(is_rare, counts)
    return Index(
        width,
        table=_make_table(keys[is_rare]),
        bounds=np.append(0, rare_ends),
        places=places[is_kept],
        left_out=places[~is_kept],
        left_out_run=np.repeat(frequent_numbers, frequent),
    )


class Frequent(NamedTuple):
    """Stretches of codes that an index leaves out, because they occur too often.

    number: how many different ones
    start, end: where the longest of them is
    times: how often it occurs
    """

    number: int
    start: int
    end: int
    times: int


def find_frequent(
    index: Index, codes: np.ndarray, least: int
) -> Frequent | None:
    """Find stretches of *least* codes and more of which *index* has no run."""
    order = np.argsort(index.left_out, kind="stable")
    places = index.left_out[order]
    runs = index.left_out_run[order]
    # A run over the border of two texts is never looked for.
    inside = _is_free_of_borders(codes, places, index.width)
    places, runs = places[inside], runs[inside]
    firsts, lengths = _unbroken(places, index.width)
    is_long = lengths >= least
    if not is_long.any():
        return None
    firsts, lengths = firsts[is_long], lengths[is_long]
    # Two stretches that begin with the same run count as one.
    first_runs = runs[firsts]
    longest = int(np.argmax(lengths))
    start = int(places[firsts[longest]])
    return Frequent(
        number=len(np.unique(first_runs)),
        start=start,
        end=start + int(lengths[longest]),
        times=int(np.count_nonzero(runs == first_runs[longest])),
    )


def _unbroken(places: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Join runs of *width* codes whose places follow each other.

    Gives of each stretch the number of its first place in *places*, and how many codes it has.

    >>> firsts, lengths = _unbroken(np.array([3, 4, 5, 9]), 2)
    >>> firsts.tolist(), lengths.tolist()
    ([0, 3], [4, 2])
    """
    is_first = np.diff(places, prepend=-2) > 1
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


def look_up(index: Index, codes: np.ndarray, stride: int = 1) -> Seeds:
    """Find the seeds that *codes* share with the texts indexed, at every *stride*-th place.

    Raises `TooManyPairs` before it takes the memory for them.
    """
    grams = _grams(codes, index.width, stride)
    candidates = np.flatnonzero(index.table.may_hold(grams))
    is_key, keys = index.table.find(grams[candidates])
    keys = keys[is_key]
    there = candidates[is_key] * stride
    begin = index.bounds[keys]
    end = index.bounds[keys + 1]
    pairs = int((end - begin).sum(dtype=np.int64))
    if pairs > MOST_PAIRS:
        raise TooManyPairs(pairs)
    which, at = expand_ranges(begin, end)
    return Seeds(here=index.places[at], there=there[which])


# --- winnowing ----------------------------------------------------------------------------------


def winnowed_seeds(
    texts: Normal, width: int, window: int, most_places: int
) -> Seeds:
    """Find pairs of places in different texts that have the same seed, among thinned seeds.

    Of every *window* neighbouring seeds only the least is kept. Any run of width + window - 1 codes
    that two texts share holds a seed that is kept on both sides, unless that seed is at more than
    *most_places*.
    """
    keys, places = _sorted_seeds(texts, width, window)
    sizes = run_sizes(keys)
    is_wanted = (sizes > 1) & (sizes <= most_places)
    is_shared = np.repeat(is_wanted, sizes)
    pairs = _pair_equal_keys(keys[is_shared], places[is_shared])
    document_here = texts.document_of(pairs.here)
    document_there = texts.document_of(pairs.there)
    pairs = pairs.select(document_here != document_there)
    # A key is a part of a seed's number, so that two seeds may have the same by chance.
    return pairs.select(_are_equal(texts.codes, pairs, width))


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
    """Give a sorted key for each kept seed, and its place.

    Key and place are sorted as one number: the place takes the last bits of the seed.
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
    keys = ordered & ~place_mask
    places = ordered & place_mask
    return keys, places.astype(np.int64)


def _kept_seeds(
    texts: Normal, width: int, window: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Winnow the seeds of texts, chunk by chunk; give those kept and their places."""
    for start in range(0, len(texts.codes), CHUNK):
        codes = texts.codes[start : start + CHUNK + width + window - 2]
        grams = _grams(codes, width)
        kept = winnow(grams, window)
        kept = kept[_is_free_of_borders(codes, kept, width)]
        yield grams[kept], kept + start


def _is_free_of_borders(
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
