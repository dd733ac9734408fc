"""What of a document is compared: its stretches of eight characters, as numbers.

Blanks, punctuation and Latin letters are left out, and traditional characters are as their
simplified ones (`measure.reuse.normal`). Of a long document only a sample of the stretches
is kept: those whose number is small, so that two documents keep the same ones of what they
share (MinHash with a fixed share of the hashes; Broder 1997, Brown and Irber 2016). The
shorter a document, the larger the share that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from egov_lib.measure.arrays import run_starts
from egov_lib.measure.reuse.normal import BORDER, BREAK, normalise

SHINGLE = 8  # characters
BATCH_CHARS = 1_000_000
# A document with fewer stretches than this keeps one in so many of them.
SHARES = ((128, 1), (512, 4), (2**62, 16))
LEVELS = tuple(one_in for _, one_in in SHARES)
FACTOR, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
HALF, THIRD = np.uint64(32), np.uint64(29)


class Sample(NamedTuple):
    """The sampled stretches of all documents, by document and number.

    document: to which each belongs
    number: the stretch, as a hash
    firsts: where each document's begin; one more at the end
    levels: one in how many of its stretches a document keeps
    digests: of each document's whole normal form
    sizes: how many stretches each document has
    """

    document: np.ndarray
    number: np.ndarray
    firsts: np.ndarray
    levels: np.ndarray
    digests: list[bytes]
    sizes: np.ndarray


def sample_all(texts: Sequence[str]) -> Sample:
    """Sample the stretches of all documents, a batch at a time."""
    documents, numbers, digests = [], [], []
    sizes = np.zeros(len(texts), np.int64)
    for first, stop in _batches(texts):
        codes, starts, ends = _codes(texts[first:stop])
        digests += _digests(codes, starts, ends, texts[first:stop])
        size = np.maximum(ends - starts - SHINGLE + 1, 0)
        sizes[first:stop] = size
        at, document = _places(starts, size)
        number = hash_stretches(codes)[at]
        kept = number < _limits(size)[document]
        documents.append((document[kept] + first).astype(np.int32))
        numbers.append(number[kept])
    document = np.concatenate([np.zeros(0, np.int32), *documents])
    number = np.concatenate([np.zeros(0, np.uint64), *numbers])
    document, number = _distinct(document, number)
    return Sample(
        document=document,
        number=number,
        firsts=np.searchsorted(document, np.arange(len(texts) + 1)),
        levels=_levels(sizes),
        digests=digests,
        sizes=sizes,
    )


def stretches_of(text: str) -> np.ndarray:
    """Give all different stretches of one document, sorted."""
    codes, starts, ends = _codes([text])
    return np.unique(hash_stretches(codes[starts[0] : ends[0]]))


def hash_stretches(codes: np.ndarray) -> np.ndarray:
    """Give a number for each stretch of eight codes; equal ones have equal numbers."""
    count = max(len(codes) - SHINGLE + 1, 0)
    number = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        number *= FACTOR
        number += codes[place : place + count]
    number ^= number >> HALF
    number *= MIX
    number ^= number >> THIRD
    return number


def limit_of(one_in: int) -> np.uint64:
    """Give the largest number that is kept, where one stretch in so many is."""
    return np.uint64(2**64 // one_in - 1)


def _levels(sizes: np.ndarray) -> np.ndarray:
    below = np.array([size for size, _ in SHARES], np.int64)
    return np.array(LEVELS, np.int64)[np.searchsorted(below, sizes, "right")]


def _limits(sizes: np.ndarray) -> np.ndarray:
    limits = {one_in: limit_of(one_in) for one_in in LEVELS}
    levels = _levels(sizes).tolist()
    return np.array([limits[level] for level in levels], np.uint64)


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the documents in stretches of about a million characters."""
    first, chars = 0, 0
    for number, text in enumerate(texts):
        chars += len(text)
        if chars > BATCH_CHARS:
            yield first, number + 1
            first, chars = number + 1, 0
    if first < len(texts):
        yield first, len(texts)


def _codes(
    texts: Sequence[str],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the normal form of texts, and where each begins and ends in it."""
    normal = normalise(texts, BREAK)
    starts = normal.firsts
    ends = np.append(starts[1:], len(normal.codes) + 0) - BORDER
    return normal.codes, starts, ends


def _places(
    starts: np.ndarray, size: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give where each stretch begins, and to which document of the batch it belongs."""
    document = np.repeat(np.arange(len(size), dtype=np.int64), size)
    before = np.cumsum(size, dtype=np.int64) - size
    at = np.arange(len(document), dtype=np.int64)
    return at + np.repeat(starts - before, size), document


def _digests(
    codes: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    texts: Sequence[str],
) -> list[bytes]:
    """Give a digest of each text's normal form; of the text itself where that is empty."""
    digests = []
    for start, end, text in zip(starts.tolist(), ends.tolist(), texts):
        words = codes[start:end].tobytes() or text.strip().encode(
            "utf-8", "surrogatepass"
        )
        digests.append(
            blake2b(words, digest_size=16).digest() if words else b""
        )
    return digests


def _distinct(
    document: np.ndarray, number: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Keep each number of a document once, in order of documents and numbers."""
    order = np.lexsort((number, document))
    document, number = document[order], number[order]
    is_new = np.zeros(len(document), bool)
    is_new[run_starts(document)] = True
    is_new[run_starts(number)] = True
    return document[is_new], number[is_new]
