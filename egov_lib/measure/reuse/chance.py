"""How many shared runs chance alone would bring: the null model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from egov_lib.measure.reuse.normal import check_min_chars, normal_form

# Taken from every count of a step, since a step that was seen once will mostly not be seen again.
DISCOUNT = 0.75


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
    check_min_chars(min_chars)
    here, there = _chain(text), _chain(other_text)
    steps = sorted(here.steps.keys() & there.steps.keys())
    if not steps:
        return 0.0
    windows = _count_windows(here, there, steps, min_chars + 1)
    return round(windows[-2] - windows[-1], 6)


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
    # Of each step, in the order of the first character
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
        step = np.minimum(step, len(self.bounds) - 1)
        is_known = self.first[step] == now
        new = self.draw_any(len(now), rng)
        return np.where(is_known, self.second[step], new)


def _habits(form: str, characters: list[str]) -> _Habits:
    """Give the habits of a text in normal form, of which *characters* are all."""
    chain = _chain(form)
    steps = sorted(chain.steps)
    first, second = _number_steps(steps, characters)
    chances = np.array([chain.chance(step) for step in steps])
    bounds = _upper_bounds(first, chances, len(characters))
    text = _number_text(form, characters)
    return _Habits(text, first, second, bounds)


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


def _count_windows(
    here: _Chain, there: _Chain, steps: list[tuple[str, str]], most: int
) -> list[float]:
    """Give the windows of 1 to *most* characters that agree by chance.

    *steps* are those that both chains have.
    """
    characters = sorted(here.singles.keys() & there.singles.keys())
    begin = _products(here.singles.get, there.singles.get, characters)
    chances = _products(here.chance, there.chance, steps)
    first, second = _number_steps(steps, characters)
    # The chance that both go on alike from a character.
    ahead = np.ones(len(characters))
    windows = []
    for _ in range(most):
        windows.append(float(begin @ ahead))
        after_step = chances * ahead[second]
        ahead = np.bincount(first, after_step, minlength=len(ahead))
    return windows


def _products(here: Callable, there: Callable, things: list) -> np.ndarray:
    """Give the product of what both functions give for each thing."""
    return np.array([here(thing) * there(thing) for thing in things], float)


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
