"""Exact and edited runs: from seeds to stretches to alignments, in arrays.

A *seed* is a run of a few characters that stands in both texts. All seeds of the smaller side are indexed; the other side
streams past. Where seeds lie on nearly the same diagonal (the distance between the two places hardly changes) they form a
*stretch*, and both sides of it are aligned character by character. The best-scoring parts of the alignment are the passages.

The scheme is BLAST's (Altschul et al., Journal of Molecular Biology 215, 1990); seeds for all pairs among thousands are
thinned by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from egov_lib.measure.reuse.normal import BAND, BORDER, BREAK, OTHER_BREAK, Normal

FACTOR = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio, odd: multiplying by it spreads neighbours far apart
EQUAL, EDIT = (
    2,
    1,
)  # what an equal character adds to the score of an alignment, and an edit takes away
LEAST_SCORE = 8  # what scores less has no place among passages
CHUNK = 1 << 20  # how many codes are winnowed at a time
FAR = 1 << 20  # what no score makes up for
LOW = np.uint64(0x7FFF7FFF7FFF7FFF)  # all but the first bit of each of four codes
LEAST_NEAR = 2  # of the 20 codes around a run that must be equal too before it may be part of an edited passage
MARGIN = 24  # how far beyond its seeds a passage may reach
PEEK = np.arange(
    -8, 40
)  # around the first seed: where a short passage would have its equal characters


@dataclass(frozen=True)
class Settings:
    """How edited passages are looked for; the fields stand in the order in which they act."""

    seed_chars: int = (
        4  # fewer find more and cost more: of the Laozi on bamboo 2 cover .96, 4 .85, 6 only .67
    )
    most_places: int = (
        12  # a seed at more places of `docs` starts no passage; without `others`, at twice as many
    )
    gap_chars: int = 32  # seeds farther apart than this belong to two passages
    least_seeded: int = 5  # characters that seeds must cover, half of what is inserted taken off
    least_matched: int = 8  # equal characters that an edited passage needs
    least_similarity: float = 50.0  # per cent, as in the column similarity
    winnow: bool = False  # thin the seeds out and drop those in more than most_places: for all pairs among thousands

    def __post_init__(self) -> None:
        """Refuse what can't work."""
        if not 1 <= self.gap_chars <= BORDER - BAND:
            raise ValueError(f"gap_chars is {self.gap_chars}: use 1 to {BORDER - BAND}")
        if self.seed_chars < 2:
            raise ValueError(f"seed_chars is {self.seed_chars}: use 2 or more")


# For short, much altered parallels in little text (up to a million characters); for most uses; for tens of thousands of
# documents; for all pairs among thousands.
PRESETS = {
    "sensitive": Settings(2, most_places=64, least_seeded=4),
    "careful": Settings(),
    "fast": Settings(
        5, most_places=12, gap_chars=24, least_seeded=12, least_matched=16, least_similarity=60.0
    ),
    "pairs": Settings(
        8,
        most_places=20,
        gap_chars=24,
        least_seeded=12,
        least_matched=16,
        least_similarity=60.0,
        winnow=True,
    ),
}


# --- seeds -----------------------------------------------------------------------------------------------------------


def _grams(codes: np.ndarray, width: int, stride: int = 1) -> np.ndarray:
    """A 64-bit number for the run of *width* codes at every *stride*-th place: a polynomial, so equal runs, equal numbers."""
    number = max(0, (len(codes) - width) // stride + 1)
    grams = np.zeros(number, np.uint64)
    # Four codes at a time, read as one number: the last four may overlap those before.
    for at in (
        (*range(0, width - 4, 4), width - 4)
        if width >= 4 and number
        else range(width if number else 0)
    ):
        read = (2 * stride,), "<u8" if width >= 4 else "<u2"
        grams += np.ndarray(number, read[1], codes, 2 * at, read[0])
        grams *= np.uint64(FACTOR)
    return grams


@dataclass(frozen=True)
class Index:
    """Where every run of `width` codes of some texts stands."""

    width: int
    keys: np.ndarray  # each run once, sorted
    bounds: np.ndarray  # places[bounds[n]:bounds[n + 1]] are those of keys[n]
    places: np.ndarray
    seen: np.ndarray  # over the first bits of a key: most runs of other texts fail here, cheaply
    slots: np.ndarray  # over the first bits: the number of the first key that begins so
    shift: np.uint64

    def hits(self, codes: np.ndarray, stride: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """Every pair of places, here and in *codes*, where the same run stands; in *codes* only every *stride*-th."""
        grams = _grams(codes, self.width, stride)
        at = np.flatnonzero(self.seen[bits := grams >> self.shift])
        grams, number = grams[at], self.slots[bits[at]]
        later = np.flatnonzero(self.keys[number] < grams)  # more than one key begins so
        number[later] = np.minimum(np.searchsorted(self.keys, grams[later]), len(self.keys) - 1)
        known = self.keys[number] == grams
        at, number = at[known] * stride, number[known]
        counts = self.bounds[number + 1] - self.bounds[number]
        first = np.repeat(self.bounds[number] - np.cumsum(counts) + counts, counts)
        return self.places[first + np.arange(len(first))], np.repeat(at, counts)


def make_index(codes: np.ndarray, width: int, most_places: int) -> Index:
    """Index every run of *width* codes, but for those that stand at more than *most_places*."""
    grams = _grams(codes, width)
    order = np.argsort(grams, kind="stable")
    keys, counts = np.unique(grams[order], return_counts=True)
    common = counts > most_places
    order, keys, counts = order[~np.repeat(common, counts)], keys[~common], counts[~common]
    bits = min(26, max(16, len(keys).bit_length() + 5))
    first, seen, slots = (
        keys >> np.uint64(64 - bits),
        np.zeros(1 << bits, bool),
        np.zeros(1 << bits, np.int32),
    )
    seen[first], slots[first[::-1]] = True, np.arange(len(keys))[::-1]
    return Index(
        width, keys, np.append(0, np.cumsum(counts)), order, seen, slots, np.uint64(64 - bits)
    )


def winnowed_hits(
    texts: Normal, width: int, window: int, most_places: int
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places in different texts with the same seed, of every *window* neighbouring seeds only the least.

    Any run of width + window - 1 codes that two texts share holds a seed kept on both sides, unless it stands at more than
    *most_places*.
    """
    parts = [
        (grams[kept], kept + start)
        for start in range(0, len(texts.codes), CHUNK)
        for grams, kept in [
            _winnow(texts.codes[start : start + CHUNK + width + window - 2], width, window)
        ]
    ]
    grams, at = (np.concatenate(side) for side in zip(*parts))
    bits = np.uint64(len(texts.codes).bit_length())
    packed = np.sort(
        grams >> bits << bits | at.astype(np.uint64)
    )  # the seed's first bits, then its place
    seeds, at = packed >> bits, (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    first = np.flatnonzero(np.append(True, seeds[1:] != seeds[:-1]))
    size = np.diff(np.append(first, len(seeds)))
    shared = np.repeat((size > 1) & (size <= most_places), size)
    seeds, at = seeds[shared], at[shared]
    pairs = [(at[:0], at[:0])]
    for step in range(1, min(most_places, int(size.max(initial=1)))):
        same = np.flatnonzero(seeds[step:] == seeds[:-step])
        i, j = at[same], at[same + step]
        other = texts.number(i) != texts.number(j)
        pairs.append((i[other], j[other]))
    return tuple(np.concatenate(side) for side in zip(*pairs))


def _winnow(codes: np.ndarray, width: int, window: int) -> tuple[np.ndarray, np.ndarray]:
    """All seeds of *codes*, and the places of those that are the least of some window and hold no border."""
    grams = _grams(codes, width)
    least = (
        np.lib.stride_tricks.sliding_window_view(grams, window).min(axis=1)
        if len(grams) >= window
        else grams[:0]
    )
    kept = np.zeros(len(grams), bool)
    for at in range(window):
        kept[at : at + len(least)] |= grams[at : at + len(least)] == least
    marks = np.append(0, np.cumsum(codes == ord(BREAK)))
    return grams, np.flatnonzero(kept & (marks[width:] == marks[: len(grams)]))


# --- runs and stretches ----------------------------------------------------------------------------------------------


def longest_runs(
    i: np.ndarray,
    j: np.ndarray,
    sides: tuple[Normal, Normal],
    *,
    width: int,
    reach: int,
    least: int,
) -> np.ndarray:
    """Every longest common run of at least *least* codes: rows of start, end, other start, other end.

    *i*, *j* are seeds of *width* codes, of which every such run holds one among its first and one among its last *reach*,
    and between them none farther from the next than *width*.
    """
    order = np.lexsort((j, i - j))
    i, j = i[order], j[order]
    apart = (np.diff(j) > width) | (np.diff(i - j) != 0)
    first = np.flatnonzero(np.append(True, apart)[: len(i)])
    last = np.append(first[1:], len(i))[: len(first)] - 1
    i0, j0, i1, j1 = i[first], j[first], i[last] + width, j[last] + width
    here, there = (side.codes for side in sides)
    for _ in range(reach if len(i) else 0):
        back, on = here[i0 - 1] == there[j0 - 1], here[i1] == there[j1]
        i0, j0, i1, j1 = i0 - back, j0 - back, i1 + on, j1 + on
    return np.column_stack([i0, i1, j0, j1])[i1 - i0 >= least]


def find_stretches(
    here: np.ndarray, there: np.ndarray, sides: tuple[Normal, Normal], settings: Settings
) -> tuple[np.ndarray, np.ndarray]:
    """Where seeds gather near a diagonal: rows of start, end, other start, other end, and how well their seeds score.

    Diagonals are cut into bands, so that seeds can be sorted; insertions may shift the two sides by so much. Bands begin with
    each text, lest a text's neighbours change what is found in it. The score is that of the best seeds one after another, if
    of what lies between them nothing counts but insertions.
    """
    phase, other_phase = (side.phases for side in sides)
    here, there = here - phase[here], there - other_phase[there]
    width, bits = settings.seed_chars, int(there.max(initial=0)).bit_length()
    diagonals, mask = here - there + (BAND << bits), (1 << bits) - 1
    found, scores = [np.zeros((0, 4), np.int64)], [np.zeros(0, np.int64)]
    for shift in (
        (0, BAND // 2) if len(here) else ()
    ):  # twice, so that the edge of a band cuts no passage both times
        diagonal = diagonals + shift
        packed = np.sort((diagonal // BAND << bits | there) * BAND | diagonal % BAND)
        step = np.diff(packed // BAND)  # between two bands it is far too long
        apart = step > settings.gap_chars
        gain = EQUAL * np.minimum(step, width) - EDIT * np.abs(np.diff(packed % BAND))
        gain[apart] = -FAR
        total, first = np.cumsum(np.append(0, gain)), np.flatnonzero(np.append(True, apart))
        last = np.append(first[1:], len(packed)) - 1
        best = EQUAL * width + np.maximum.reduceat(total - np.minimum.accumulate(total), first)
        enough = best >= EQUAL * settings.least_seeded
        if shift:  # one run alone was there the first time too
            enough &= best != EQUAL * (packed[last] // BAND - packed[first] // BAND + width)
        ends = packed[first[enough]], packed[last[enough]]
        (j0, j1), (i0, i1) = zip(*((j, (end // BAND >> bits) * BAND + end % BAND - (BAND << bits) - shift + j)
                                   for end in ends for j in [end // BAND & mask]))  # fmt: skip
        back, other_back = phase[i0], other_phase[j0]
        found.append(
            np.column_stack(
                [i0 + back, i1 + back + width, j0 + other_back, j1 + other_back + width]
            )
        )
        scores.append(best[enough])
    return np.concatenate(found), np.concatenate(scores)


def keep_promising(
    stretches: np.ndarray, scores: np.ndarray, sides: tuple[Normal, Normal], settings: Settings
) -> np.ndarray:
    """Drop stretches that are but one run, which is no edited passage, or would score too little if they were aligned.

    First what costs least, since most stretches are a seed by chance: how many codes just before and behind are equal too.
    """
    i0, i1, j0, j1 = stretches.T
    here, there = (
        np.ndarray(len(side.codes) - 3, "<u8", side.codes, 0, (2,)) for side in sides
    )  # four codes at a time
    around = [here[i + step] ^ there[j + step]
              for i, j, steps in ((i0, j0, (-8, -4)), (i1, j1, (0, 4, 8))) for step in steps]  # fmt: skip
    unequal = sum(np.bitwise_count(((differ & LOW) + LOW | differ) & ~LOW) for differ in around)
    near = 4 * len(around) - unequal.astype(np.int64)
    bare = (near < LEAST_NEAR) | (j1 - j0 + near < settings.least_matched)
    chain = scores != EQUAL * (j1 - j0)  # else the seeds are one run
    codes, other_codes = (side.codes for side in sides)
    ask = np.flatnonzero(
        bare & chain & (i1 - i0 == j1 - j0)
    )  # one run, perhaps, of which some seeds are too common
    rows = stretches[ask].tolist()
    chain[ask] = [codes[a:b].tobytes() != other_codes[c:d].tobytes() for a, b, c, d in rows]
    sure = chain & (
        scores >= 2 * EQUAL * settings.seed_chars
    )  # two seeds: aligned, whatever lies between
    unsure = stretches[~sure & (chain | ~bare)]
    return np.unique(
        np.concatenate([stretches[sure], unsure[_scores_enough(unsure, sides)]]), axis=0
    )


def _scores_enough(stretches: np.ndarray, sides: tuple[Normal, Normal]) -> np.ndarray:
    """Which stretches score enough, and more than their longest run, on the diagonals of their first and last seed."""
    here, there = (side.codes for side in sides)
    i0, i1, j0, j1 = stretches.T
    at = j0[:, None] + PEEK
    beside, score, longest, place = (
        there[np.minimum(at, len(there) - 1)],
        [],
        0,
        np.arange(len(PEEK), dtype=np.int16),
    )
    for diagonal in (i0 - j0, i1 - j1):
        equal = here[np.minimum(at + diagonal[:, None], len(here) - 1)] == beside
        score.append(
            np.cumsum(np.where(equal, np.int16(EQUAL), np.int16(-EDIT)), axis=1, dtype=np.int16)
        )
        run = place - np.maximum.accumulate(np.where(equal, np.int16(-1), place), axis=1)
        longest = np.maximum(longest, run.max(axis=1))
    # The best score of what ends at each place: on the first diagonal, or gone over to the second at some place before.
    first = score[0] - np.minimum.accumulate(np.minimum(score[0], 0), axis=1)
    change = EDIT * np.abs(i0 - j0 - i1 + j1).astype(np.int16)[:, None]
    both = np.maximum.accumulate(np.maximum(first - change, 0) - score[1], axis=1) + score[1]
    best = np.maximum(first.max(axis=1), both.max(axis=1))
    return (best > EQUAL * longest) & (best >= LEAST_SCORE) | (j1 - j0 > PEEK[-1])


def merge_stretches(stretches: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Join stretches that overlap on both sides: a passage that drifts by more than a band is one all the same."""
    merged, open_boxes = [], []
    for i0, i1, j0, j1 in stretches[np.argsort(stretches[:, 2], kind="stable")].tolist():
        open_boxes = [box for box in open_boxes if box[3] > j0]
        for box in open_boxes:
            if box[0] < i1 and i0 < box[1] and abs(box[0] - box[2] - i0 + j0) <= BORDER:
                box[:] = min(box[0], i0), max(box[1], i1), box[2], max(box[3], j1)
                break
        else:
            open_boxes.append([i0, i1, j0, j1])
            merged.append(open_boxes[-1])
    return sorted(map(tuple, merged), key=lambda box: box[2] - box[3])


# --- alignment -------------------------------------------------------------------------------------------------------


def align(here: str, there: str) -> list[tuple]:
    """Align two strings at the least cost: blocks of kind (equal, replace, delete, insert), start, end, other start and end."""
    return Levenshtein.opcodes(here, there).as_list()


def _best_blocks(blocks: list[tuple], seeded: tuple[int, int]) -> Iterator[list[tuple]]:
    """The parts of an alignment that are worth keeping, best first by their score.

    Each begins and ends with an equal block; what lies before and after the best one is searched again, as far as it was
    *seeded*.
    """
    waiting = [blocks]
    while waiting:
        blocks, score, top, first, best = waiting.pop(), 0, 0, 0, (0, 0)
        for number, (kind, i, j, k, m) in enumerate(blocks, start=1):
            if kind == "equal":
                score += EQUAL * (j - i)
                if score >= top:
                    top, best = score, (first, number)
            else:
                score -= EDIT * (j - i if j - i > m - k else m - k)
                if score <= 0:
                    score, first = 0, number
        if top >= LEAST_SCORE:
            yield blocks[best[0] : best[1]]
            rest = blocks[best[1] :], blocks[: best[0]]
            waiting += [
                part for part in rest if part and part[-1][2] > seeded[0] and part[0][1] < seeded[1]
            ]


def align_stretches(
    stretches: np.ndarray, sides: tuple[str, str], settings: Settings, min_chars: int
) -> list[tuple]:
    """Align stretches, the longest first; rows of start, end, other start, other end, matched, longest run, alignment."""
    (here, there), found = sides, []
    near: dict[int, list[tuple]] = {}  # what is done already, by diagonal

    def done(a: int, b: int, c: int, d: int) -> bool:
        rows = near.get(a - c >> 8, ())
        return any(
            i <= a and b <= j and k <= c and d <= m and abs(i - k - a + c) <= BORDER
            for i, j, k, m in rows
        )

    for i0, i1, j0, j1 in merge_stretches(stretches):
        if done(i0, i1, j0, j1):
            continue
        i, j = i0 - MARGIN, j0 - MARGIN
        for blocks in _best_blocks(
            align(here[i : i1 + MARGIN], there[j : j1 + MARGIN]), (MARGIN, i1 - i)
        ):
            matched = [b - a for kind, a, b, _, _ in blocks if kind == "equal"]
            a, b, c, d = i + blocks[0][1], i + blocks[-1][2], j + blocks[0][3], j + blocks[-1][4]
            total, size = sum(matched), b - a + d - c
            if (
                total < settings.least_matched
                or 200 * total < settings.least_similarity * size
                or done(a, b, c, d)
            ):
                continue
            for key in {a - c - BORDER >> 8, a - c + BORDER >> 8}:
                near.setdefault(key, []).append((a, b, c, d))
            if (
                len(blocks) > 1 and max(b - a, d - c) >= min_chars
            ):  # without an edit it is an exact run
                found.append((a, b, c, d, total, max(matched), write_alignment(blocks)))
    return found


def write_alignment(blocks: list[tuple]) -> str:
    """Write an alignment in short: =12 equal, ~2:3 two characters for three, -1 dropped, +4 added in the other.

    >>> write_alignment(align("加快建设电子政务", "加快电子政务网"))  # speed up building e-government; e-government network
    '=2 -2 =4 +1'
    """
    return " ".join([
        f"={j - i}" if kind == "equal" else f"~{j - i}:{m - k}" if kind == "replace" else
        f"-{j - i}" if kind == "delete" else f"+{m - k}" for kind, i, j, k, m in blocks
    ])  # fmt: skip


def read_alignment(alignment: str) -> list[tuple[str, int, int]]:
    """Read what `write_alignment` wrote: sign, how many characters here, how many in the other.

    >>> read_alignment("=2 ~1:2 +3")
    [('=', 2, 2), ('~', 1, 2), ('+', 0, 3)]
    """
    sizes = {"=": lambda n: (n, n), "-": lambda n: (n, 0), "+": lambda n: (0, n)}
    parts = [(part[0], part[1:].split(":")) for part in alignment.split()]
    return [(sign, *(map(int, n) if sign == "~" else sizes[sign](int(n[0])))) for sign, n in parts]


def as_other(texts: Normal) -> Normal:
    """The same texts as the other side, with borders that are not equal to those here."""
    codes = np.where(texts.codes == ord(BREAK), np.uint16(ord(OTHER_BREAK)), texts.codes)
    return Normal(codes, texts.places, texts.firsts, texts.offsets)
