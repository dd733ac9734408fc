"""Texts with the habits of many documents at a time, for the null model.

The habits are those of `chance.texts_by_chance`: a text is a Markov chain of its own characters,
each step as often as it has it less a discount, and what the discount leaves leads to any of its
places. There one text is made many times, here each of many texts once, so that a batch takes as
many steps as its longest text. Each text has random numbers of its own: what is made of it does
not depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from egov_lib.measure.reuse.chance import DISCOUNT, LETTERS

MOST_CHARS = 1_000  # made of a text: the share by chance is that of any part
DRAWS = 3  # random numbers for each character


class _Habits(NamedTuple):
    """Which place of a text may follow which; places are numbered over all texts.

    codes: the character at each place
    group: of each place, the number of its character in its text
    order: all places, sorted by their group
    firsts, sizes: where each group begins in *order*, and its size
    kept: of each place, the chance that the step to the next place is taken; 0 at an end
    """

    codes: np.ndarray
    group: np.ndarray
    order: np.ndarray
    firsts: np.ndarray
    sizes: np.ndarray
    kept: np.ndarray

    def draw_next(self, now: np.ndarray, draws: np.ndarray) -> np.ndarray:
        """Draw a place with the same character, and step on; -1 where the step is not taken.

        *draws*: two columns of random numbers.
        """
        group = self.group[now]
        sizes = self.sizes[group]
        number = np.minimum((draws[:, 0] * sizes).astype(np.intp), sizes - 1)
        alike = self.order[self.firsts[group] + number]
        is_taken = draws[:, 1] < self.kept[alike]
        return np.where(is_taken, alike + 1, -1)


def made_by_chance(
    forms: Sequence[str], *, times: int, seed: int
) -> list[list[str]]:
    """Make texts with the habits of each text.

    Parameters
    ----------
    forms: texts in normal form.
    times: how many texts are made of each.
    seed: of the random numbers, which depend on it, on the text, and on which of the times it is.

    Returns *times* lists of texts as long as *forms*, of 1,000 characters at most.

    >>> made_by_chance(["政务政务政务政务", ""], times=2, seed=1)
    [['务政务政务务政务', ''], ['务政务政务政务政', '']]
    """
    sizes = np.array([len(form) for form in forms], np.intp)
    habits = _habits(forms, sizes)
    first_places = np.tile(np.cumsum(sizes) - sizes, times)
    sizes = np.tile(sizes, times)
    wanted = np.minimum(sizes, MOST_CHARS)
    begins = np.cumsum(wanted) - wanted
    draws = _draws(forms, times, seed)
    made = np.zeros(len(draws), np.uint16)
    now = np.full(len(sizes), -1)
    for step, own in enumerate(_going_on(wanted)):
        at = begins[own] + step
        own_sizes = sizes[own]
        place = np.minimum(
            (draws[at, 2] * own_sizes).astype(np.intp), own_sizes - 1
        )
        place += first_places[own]
        if step:
            following = habits.draw_next(now[own], draws[at])
            place = np.where(following < 0, place, following)
        now[own] = place
        made[at] = habits.codes[place]
    written = made.tobytes().decode("utf-16-le", "replace")
    ends = (begins + wanted).tolist()
    texts = [written[at:end] for at, end in zip(begins.tolist(), ends)]
    return [
        texts[number * len(forms) :][: len(forms)] for number in range(times)
    ]


def _going_on(wanted: np.ndarray) -> Iterator[np.ndarray]:
    """Give for each step the numbers of the texts that are longer."""
    order = np.argsort(-wanted, kind="stable")  # the longest first
    steps = np.arange(wanted.max(initial=0))
    counts = np.searchsorted(-wanted[order], -steps)
    for count in counts.tolist():
        yield order[:count]


def _draws(forms: Sequence[str], times: int, seed: int) -> np.ndarray:
    """Give three random numbers for each character, from a generator for each text and time."""
    parts = [np.zeros((0, DRAWS), np.float32)]
    for number in range(times):
        for form in forms:
            digest = blake2b(form.encode("utf-16-le", "surrogatepass"))
            own = int.from_bytes(digest.digest()[:8], "little")
            rng = np.random.default_rng([seed, number, own])
            size = min(len(form), MOST_CHARS)
            parts.append(rng.random((size, DRAWS), np.float32))
    return np.concatenate(parts)


def _habits(forms: Sequence[str], sizes: np.ndarray) -> _Habits:
    joined = "".join(forms).encode("utf-16-le", "surrogatepass")
    codes = np.frombuffer(joined, "<u2").astype(np.int64)
    text = np.repeat(np.arange(len(forms), dtype=np.int64), sizes)
    _, group, counts = np.unique(
        text * LETTERS + codes, return_inverse=True, return_counts=True
    )
    step = group[:-1] * LETTERS + codes[1:]
    _, number, times = np.unique(step, return_inverse=True, return_counts=True)
    is_inside = text[1:] == text[:-1]
    # A step across two texts is none; it is counted with no other, for its group is of one text.
    kept = np.where(
        is_inside, 1 - DISCOUNT / _times(number, times, is_inside), 0
    )
    return _Habits(
        codes=codes.astype(np.uint16),
        group=group,
        order=np.argsort(group, kind="stable"),
        firsts=np.cumsum(counts) - counts,
        sizes=counts,
        kept=np.append(kept, 0.0),
    )


def _times(
    number: np.ndarray, times: np.ndarray, is_inside: np.ndarray
) -> np.ndarray:
    """Count how often each step is taken inside its text; 1 at least."""
    inside = np.bincount(number, is_inside, minlength=len(times))
    return np.maximum(inside, 1)[number]
