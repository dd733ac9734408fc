"""Check a number, however it is typed: in digits of any width, in words, in a sentence.

The number is read by `find_numbers`, after a few habits of writing that it does not know (English
words, blanks between thousands, a decimal comma) have been turned into digits. What is near the
answer gets a line of its own, because the slip is usually one of a few: a share in place of per
cent, the wrong sign, a point between thousands, one too many.
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from egov_lib.find.numerals import find_numbers
from egov_lib.teach.exercises.feedback import Attempt, Feedback
from egov_lib.teach.exercises.table import answer_to

UNITS = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SMALL = f"zero|{UNITS}|{TEENS}"
# forty-two, forty, twelve
ENGLISH_RE = re.compile(
    rf"\b(?:(?P<tens>{TENS})(?:[\s-](?P<unit>{UNITS}))?|(?P<small>{SMALL}))\b"
)
VALUES = dict(zip(SMALL.split("|"), range(20)))
VALUES |= dict(zip(TENS.split("|"), range(20, 100, 10)))
BLANK_RE = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")  # 14 856
DECIMAL_COMMA_RE = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")  # 25,4
PER_CENT_RE = re.compile("per ?cent")
ROUNDING = 1e-9  # two floats that differ by less are equal


def check(attempt: Attempt) -> Feedback:
    """Compare a number with the answer, within the tolerance of the exercise."""
    exercise = attempt.exercise
    task = exercise["task_en"]
    numbers = read_numbers(attempt.value, task)
    if len(numbers) > 1:
        return attempt.unclear("numbers", attempt.value)
    if not numbers:
        return attempt.unclear("no_number", attempt.value)
    given = numbers.pop()
    right = float(answer_to(exercise["exercise_id"]))
    near = ROUNDING
    if pd.notna(exercise["tolerance"]):
        near += exercise["tolerance"]
    if abs(given - right) <= near:
        return Feedback(True, "")
    asks_per_cent = PER_CENT_RE.search(task) is not None
    slip = _slip(given, right, near, asks_per_cent=asks_per_cent)
    return attempt.wrong(slip, given=given)


def read_numbers(value: object, task: str) -> set[float]:
    """Read the numbers in *value*; empty if there are none that can be read."""
    typed = unicodedata.normalize("NFKC", str(value)).casefold()
    typed = ENGLISH_RE.sub(_words_to_digits, typed)
    if "亿" in task:  # it asks for so many 亿, hundred millions
        typed = typed.replace("亿", "")
    typed = typed.replace("−", "-")
    typed = BLANK_RE.sub("", typed)
    typed = DECIMAL_COMMA_RE.sub(".", typed)
    found = find_numbers(pd.DataFrame({"doc_id": [""], "text": [typed]}))
    return set(found["value"].dropna())


def _words_to_digits(words: re.Match) -> str:
    parts = [part for part in words.groups() if part]
    return str(sum(VALUES[part] for part in parts))


def _slip(
    given: float, right: float, near: float, *, asks_per_cent: bool
) -> str:
    """Find the sentence of `messages` that names how a wrong number came about."""
    is_share = abs(given * 100 - right) <= near + 0.5
    if asks_per_cent and right and is_share:
        return "share"
    if given * right < 0 and abs(given + right) <= near:
        return "sign"
    if given % 1 and abs(given * 1000 - right) <= near:  # 1.535 for 1535
        return "point"
    if abs(given - right) == 1:
        return "one_off"
    return "high" if given > right else "low"
