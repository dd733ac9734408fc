"""How many shared runs chance alone would bring: the null model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from egov_lib.measure.arrays import expand_ranges
from egov_lib.measure.reuse.normal import check_min_chars, normal_form

# Taken from every count of a step, since a step that was seen once will mostly not be seen again.
DISCOUNT = 0.75
# Pairs that are counted at a time, a bound on memory: a text has some thousand steps.
MOST_AT_ONCE = 500
LETTERS = 1 << 16  # characters of the normal form have 16 bits
NO_CHARACTER = -1


class _Chain(NamedTuple):
    """A text as a Markov chain of its characters: how often it has each, and each pair."""

    singles: Counter
    steps: Counter

    def chance(self, step: tuple[str, str]) -> float:
        """Give the chance of a step from its first character to its second, discounted."""
        return (self.steps[step] - DISCOUNT) / self.singles[step[0]]


def expected_by_chance(
    text: str, other_text: str, min_chars: int = 10
) -> float:
    """Give the number of common runs to expect of authors who only know which character follows.

    The null model: each text is a Markov chain of its own characters. Two equal runs of n
    characters begin at a pair of places with the chance that both chains take the same n - 1 steps;
    summed over all pairs of places that gives W(n), the windows of n characters that agree. There
    are W(n) - W(n + 1) longest runs of at least n, since a run of m characters holds m - n + 1
    windows of n.

    It allows for the vocabulary and the set phrases of both texts, but not for a common source:
    what exceeds it needs an explanation.

    Parameters
    ----------
    text, other_text: any two texts.
    min_chars: the length of a run, in characters of the normal form, from 2.

    >>> expected_by_chance("天地玄黄", "宇宙洪荒")  # no character in common
    0.0

    Source of the discount: absolute discounting (Ney, Essen and Kneser 1994).
    """
    expected = expected_of_pairs([text, other_text], [0], [1], min_chars)
    return float(expected[0])


def expected_of_pairs(
    texts: Sequence[str],
    here: Sequence[int],
    there: Sequence[int],
    min_chars: int = 10,
) -> np.ndarray:
    """Give what `expected_by_chance` gives, of many pairs of texts at a time.

    Parameters
    ----------
    texts: each is read once, however many pairs it is in.
    here, there: the numbers of the two texts of each pair; fastest if sorted by *here*.
    min_chars: as there.

    Returns an array with one number for each pair.

    >>> texts = ["政务公开政务公开", "公开政务", "天地"]
    >>> expected_of_pairs(texts, [0, 0], [1, 2], 2).tolist()
    [0.667969, 0.0]
    """
    check_min_chars(min_chars)
    here = np.asarray(here, np.intp)
    there = np.asarray(there, np.intp)
    expected = np.zeros(len(here))
    chains = _all_chains(texts)
    for first, last in _same_text_ranges(here):
        met = _meet(chains, here[first], there[first:last])
        expected[first:last] = _expected_runs(met, last - first, min_chars)
    return expected


class _Chains(NamedTuple):
    """The chains of many texts, one behind the other; an entry for each step of each text.

    bounds: `[bounds[n]:bounds[n + 1]]` are the steps of text n.
    step: the number of the step among all steps of all texts, sorted within each text.
    chance: of this step, as `_Chain.chance`.
    times: how often the text has the first character of the step.
    steps: of each number, the first and second character, as one number: first · LETTERS + second.
    """

    bounds: np.ndarray
    step: np.ndarray
    chance: np.ndarray
    times: np.ndarray
    steps: np.ndarray


class _Met(NamedTuple):
    """The steps that one text has in common with each of some others, sorted by other and step.

    other: the number of the other text among those.
    first, second: the characters of the step.
    chance: that both chains take it.
    begin: at how many pairs of places both texts have its first character.
    """

    other: np.ndarray
    first: np.ndarray
    second: np.ndarray
    chance: np.ndarray
    begin: np.ndarray


def _all_chains(texts: Sequence[str]) -> _Chains:
    """Read each text as a chain, and number the steps of all of them."""
    parts = [_read_chain(text) for text in texts]
    keys = _join([part[0] for part in parts], np.int64)
    steps, numbers = np.unique(keys, return_inverse=True)
    sizes = np.array([len(part[0]) for part in parts], np.intp)
    return _Chains(
        bounds=np.append(0, np.cumsum(sizes, dtype=np.intp)),
        step=numbers,
        chance=_join([part[1] for part in parts], float),
        times=_join([part[2] for part in parts], float),
        steps=steps,
    )


def _read_chain(text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the steps of a text as numbers, their chances, and how often each can be taken."""
    form = normal_form(text)[0]
    codes = np.frombuffer(form.encode("utf-16-le"), "<u2").astype(np.int64)
    keys, counts = np.unique(
        codes[:-1] * LETTERS + codes[1:], return_counts=True
    )
    letters, letter_counts = np.unique(codes, return_counts=True)
    times = letter_counts[np.searchsorted(letters, keys // LETTERS)]
    return keys, (counts - DISCOUNT) / times, times


def _join(parts: list[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate([np.zeros(0, kind), *parts]).astype(kind)


def _same_text_ranges(here: np.ndarray) -> Iterator[tuple[int, int]]:
    """Give first and last of the pairs with the same text here, MOST_AT_ONCE at a time."""
    changes = np.flatnonzero(np.diff(here)) + 1
    for first, last in pairwise([0, *changes.tolist(), len(here)]):
        for start in range(first, last, MOST_AT_ONCE):
            yield start, min(last, start + MOST_AT_ONCE)


def _meet(chains: _Chains, here: int, there: np.ndarray) -> _Met:
    """Find the steps that text *here* has in common with each of those *there*."""
    own = slice(chains.bounds[here], chains.bounds[here + 1])
    own_chance = np.zeros(len(chains.steps))
    own_times = np.zeros(len(chains.steps))
    own_chance[chains.step[own]] = chains.chance[own]
    own_times[chains.step[own]] = chains.times[own]
    begin, end = chains.bounds[there], chains.bounds[there + 1]
    other, at = expand_ranges(begin, end)
    step = chains.step[at]
    is_common = own_times[step] > 0
    other, at, step = other[is_common], at[is_common], step[is_common]
    first, second = np.divmod(chains.steps[step], LETTERS)
    return _Met(
        other=other,
        first=first,
        second=second,
        chance=own_chance[step] * chains.chance[at],
        begin=own_times[step] * chains.times[at],
    )


def _expected_runs(met: _Met, others: int, min_chars: int) -> np.ndarray:
    """Give W(min_chars) - W(min_chars + 1) for each of *others* texts."""
    # A state is a character of one pair of texts from which both can go on alike.
    other = met.other.astype(np.int64)
    state_keys, state_firsts, state = np.unique(
        other * LETTERS + met.first,
        return_index=True,
        return_inverse=True,
    )
    states = len(state_keys)
    if not states:
        return np.zeros(others)
    next_keys = other * LETTERS + met.second
    next_state = np.searchsorted(state_keys, next_keys)
    next_state = np.minimum(next_state, states - 1)
    is_end = state_keys[next_state] != next_keys
    next_state[is_end] = states  # a run may end there, but can't go on
    # The chance that both go on alike from a state for so many characters.
    ahead = np.ones(states + 1)
    for _ in range(min_chars - 1):
        before = met.chance * ahead[next_state]
        ahead = np.bincount(state, before, minlength=states + 1)
    after = met.chance * ahead[next_state]
    farther = np.bincount(state, after, minlength=states + 1)
    other = met.other[state_firsts]
    begin = met.begin[state_firsts]
    windows = np.bincount(other, begin * ahead[:-1], minlength=others)
    longer = np.bincount(other, begin * farther[:-1], minlength=others)
    return np.round(windows - longer, 6)


def texts_by_chance(
    text: str, count: int, rng: np.random.Generator
) -> list[str]:
    """Make texts of an author who only knows which character follows which in *text*.

    A step is taken as often as the null model of `expected_by_chance` has it. What the discount
    leaves are steps that *text* never takes: they lead to any place of it.

    Parameters
    ----------
    text: whose habits are taken; the texts are as long as its normal form.
    count: how many texts.

    Returns a list of texts, in normal form.

    >>> texts_by_chance("政务政务政务政务", 2, np.random.default_rng(1))
    ['务政务政务政务政', '政务政务政务政务']
    """
    form = normal_form(text)[0]
    characters = sorted(set(form))
    habits = _habits(form, characters)
    made = np.empty((count, len(form)), np.intp)
    now = habits.draw_any(count, rng)
    for place in range(len(form)):
        made[:, place] = now
        now = habits.draw_next(now, rng)
    return ["".join(characters[n] for n in row) for row in made.tolist()]


class _Habits(NamedTuple):
    """Which character of a text follows which; characters are numbers."""

    text: np.ndarray
    # Of each step, in the order of the first character; behind the last one NO_CHARACTER
    first: np.ndarray
    second: np.ndarray
    bounds: np.ndarray

    def draw_any(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Draw characters from any places of the text."""
        places = rng.integers(len(self.text), size=count)
        return self.text[places]

    def draw_next(
        self, now: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """Draw a character that follows each of those of now."""
        drawn = now + rng.random(len(now))
        step = np.searchsorted(self.bounds, drawn, side="right")
        new = self.draw_any(len(now), rng)
        # Beyond the steps of its character there is another's, or behind the last of all none.
        is_known = self.first[step] == now
        return np.where(is_known, self.second[step], new)


def _habits(form: str, characters: list[str]) -> _Habits:
    """Give the habits of a text in normal form, of which *characters* are all."""
    chain = _chain(form)
    steps = sorted(chain.steps)
    first, second = _number_steps(steps, characters)
    chances = np.array([chain.chance(step) for step in steps])
    bounds = _upper_bounds(first, chances, len(characters))
    return _Habits(
        _number_text(form, characters),
        np.append(first, NO_CHARACTER),
        np.append(second, NO_CHARACTER),
        bounds,
    )


def _number_text(form: str, characters: list[str]) -> np.ndarray:
    """Give the number of each character of a text."""
    number = {character: n for n, character in enumerate(characters)}
    return np.array([number[character] for character in form], np.intp)


def _upper_bounds(
    first: np.ndarray, chances: np.ndarray, characters: int
) -> np.ndarray:
    """Give, for steps sorted by their first character, the number of that character plus the
    chance of this step or one before it; what is left up to 1 are steps never seen.
    """
    total = np.cumsum(chances)
    sums = np.bincount(first, chances, minlength=characters)
    before = np.cumsum(sums) - sums
    return first + total - before[first]


def _number_steps(
    steps: list[tuple[str, str]], characters: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Give the numbers of the first and of the second character of each step."""
    number = {character: n for n, character in enumerate(characters)}
    table = [(number[first], number[second]) for first, second in steps]
    first, second = np.array(table, np.intp).T
    return first, second


def _chain(text: str) -> _Chain:
    form = normal_form(text)[0]
    return _Chain(Counter(form), Counter(pairwise(form)))
