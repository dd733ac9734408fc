"""Judge names and terms, one or several, in any order and with any separator.

A name has equivalents: its English and its Chinese, an id with or without its module. They come
with the specification. Case, script, width, blanks, dashes, articles, and one or several don't
count; nor does what kind of thing it is ("the city of Wuhai", 乌海市). An answer without a single
name that the sources or the exercise use is no try: it is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from egov_lib.teach.exercises.judge.numbers import chinese_value
from egov_lib.teach.exercises.judge.plain import (
    AROUND,
    HAN,
    latin_words,
    pattern,
    plain,
    singular,
    without_fillers,
    words,
)
from egov_lib.teach.exercises.judge.verdict import (
    Verdict,
    again,
    not_yet,
    right,
)

APART = re.compile(
    rf"[\s_.()\[\]{{}}-]+|(?<=[{HAN}])(?=[0-9])|(?<=[0-9])(?=[{HAN}])"
)
MARKS = re.compile("['\"`]")
HAN_NAME = re.compile(f"[{HAN}〇]+")
WITH_MODULE = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+(\(\))?")
AN_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]+-[0-9]{4}")
CHINESE_YEAR = re.compile("[一二][零〇九][零〇一二三四五六七八九]{2}(?=年)")
OF = "的"
LEAST_HAN = 2  # characters of a Chinese name
MOST_SHOWN = 3  # names that a message repeats


def judge_names(
    spec: Mapping[str, Any], answer: object, shared: Mapping[str, Any]
) -> Verdict:
    """Compare names with those of `accept`; say which are missing and which don't belong."""
    simple = shared["simple"]
    known = _known(spec["accept"], simple)
    given = read_names(answer, known, simple)
    if not given:
        return again("no_names")
    named = [known.get(key) for key in given]
    found = {name for name in named if name is not None}
    extra = [shown for key, shown in given.items() if key not in known]
    if found:
        extra = [shown for shown in extra if not _is_remark(shown)]
    wanted = [accepted["name"] for accepted in spec["accept"]]
    if not extra and len(found) == len(wanted):
        in_order = [name for name in named if name is not None]
        if spec.get("order") and in_order != wanted:
            return not_yet("order")
        return right()
    if not found and not _is_try(extra, spec, shared):
        return again("no_names")
    mistake = _mistake(spec, found, given, simple)
    if mistake:
        return not_yet(mistake)
    counts = {"found": len(found), "all": len(wanted)}
    if extra:
        shown = ", ".join(extra[:MOST_SHOWN])
        return not_yet("extra", extra=shown, **counts)
    return not_yet("missing", **counts)


# --- how names are compared ---------------------------------------------------------------------


def key_of(name: str, simple: Mapping[str, str]) -> str:
    """A name as it is compared.

    >>> key_of("the Provinces", {}), key_of("egov.cleaning.mend_dashes()", {})
    ('provinc', 'menddash')
    """
    return "".join(_parts(name, simple))


def _parts(name: str, simple: Mapping[str, str]) -> list[str]:
    """The words of a name, without articles before it and without the module of an id."""
    shown = MARKS.sub("", plain(name, simple)).strip()
    shown = CHINESE_YEAR.sub(_year_in_figures, shown)
    if WITH_MODULE.fullmatch(shown):
        shown = shown.rpartition(".")[2]
    parts = [singular(part) for part in APART.split(shown) if part]
    return _without_articles(parts)


def _without_articles(parts: list[str]) -> list[str]:
    """The words of a name from the first on that is no article; at least the last one."""
    articles = words()["names"]["articles"]
    while len(parts) > 1 and parts[0] in articles:
        parts = parts[1:]
    return parts


def _year_in_figures(found: re.Match) -> str:
    """A year that is written in Chinese: 2002 for 二〇〇二."""
    return str(int(chinese_value(found[0])))


def _sorted_key(parts: list[str]) -> str:
    """A name as it is compared where the order of its words doesn't count."""
    little = words()["little"]
    return " ".join(sorted(part for part in parts if part not in little))


def _keys(name: str, simple: Mapping[str, str]) -> Iterator[str]:
    """The ways to look a given name up: as it is, and without the word for its kind."""
    parts = _parts(name, simple)
    yield "".join(parts)
    yield _sorted_key(parts)
    for shorter in _without_kind(parts):
        yield _sorted_key(shorter)
    if any(OF in part for part in parts):
        yield "".join(part.replace(OF, "") for part in parts)


def _without_kind(parts: list[str]) -> Iterator[list[str]]:
    """The words of a name without those for its kind: province, 市 (city)."""
    rules = words()["names"]
    kinds = [singular(kind) for kind in rules["classes"]]
    yield [part for part in parts if part not in kinds]
    yield _without_kinds_and_months(parts)
    if not parts:
        return
    *before, last = parts
    for shorter in _without_last_kinds(last):
        yield [*before, shorter]


def _without_kinds_and_months(parts: list[str]) -> list[str]:
    """The words of a name without those for its kind, and without months: 云泽省2006年."""
    rules = words()["names"]
    unnamed = {
        singular(kind) for kind in [*rules["classes"], *words()["months"]]
    }
    kept = [_without_all_kinds(part) for part in parts]
    return [part for part in kept if part and part not in unnamed]


def _without_all_kinds(name: str) -> str:
    """A Chinese name without the words for its kind at its end, 市报告, and the 年 of a year."""
    name = name.removeprefix("年")
    kinds = words()["names"]["classes_han"]
    ending = next((kind for kind in kinds if name.endswith(kind)), "")
    if not ending:
        return name
    return _without_all_kinds(name.removesuffix(ending))


def _without_last_kinds(name: str) -> Iterator[str]:
    """A Chinese name without the word for its kind, and without two of them: 云南省报道."""
    kinds = words()["names"]["classes_han"]
    for kind in kinds:
        if not name.endswith(kind):
            continue
        shorter = name.removesuffix(kind)
        yield shorter
        for other in kinds:
            if shorter.endswith(other):
                yield shorter.removesuffix(other)


def _known(
    accept: list[Mapping[str, Any]], simple: Mapping[str, str]
) -> dict[str, str]:
    """The name that each way of writing stands for."""
    known: dict[str, str] = {}
    for accepted in accept:
        name = accepted["name"]
        for written in [name, *accepted.get("also", [])]:
            parts = _parts(written, simple)
            joined = "".join(parts)
            known[joined] = name
            known.setdefault(_sorted_key(parts), name)
    known.pop("", None)
    return known


def _key_among(
    name: str, known: Mapping[str, str], simple: Mapping[str, str]
) -> str:
    """The key by which a name is known; "" where it is not."""
    for key in _keys(name, simple):
        if key in known:
            return key
    return ""


# --- the names of an answer ---------------------------------------------------------------------


@lru_cache
def _between() -> re.Pattern:
    return pattern("|".join(words()["names"]["between"]))


def read_names(
    answer: object, known: Mapping[str, str], simple: Mapping[str, str]
) -> dict[str, str]:
    """Read the names of an answer: as they are compared, and as they were given.

    Blanks, and an "and" inside a name, divide only where the whole is not *known*. What is denied
    ("not Beijing") is left out.
    """
    names = {}
    for item in _items(answer):
        for name in _divided(plain(item, simple), known, simple):
            key = _key_among(name, known, simple) or key_of(name, simple)
            if key:
                names[key] = name
    return names


def _items(answer: object) -> list[str]:
    if isinstance(answer, Iterable) and not isinstance(answer, str):
        return [str(item) for item in answer]
    return str(answer).split("\n")


def _divided(
    text: str, known: Mapping[str, str], simple: Mapping[str, str]
) -> list[str]:
    """The names in one line of an answer."""
    rules = words()["names"]
    text = pattern(rules["year_in_brackets"]).sub(r" \1", text)
    text = without_fillers(pattern(rules["brackets"]).sub(" ", text))
    if pattern(words()["names"]["denied"]).match(text):
        return []
    if not text or _key_among(text, known, simple):
        return [text] if text else []
    without_gloss = re.sub(r"\s*\([^()]*\)", "", text)
    if _key_among(without_gloss, known, simple):
        return [without_gloss]
    shorter = without_gloss
    for around in ("lead", "tail", "beside_id", "path"):
        shorter = pattern(rules[around]).sub("", shorter)
    if shorter != without_gloss and shorter:
        return _divided(shorter, known, simple)
    parts = [part.strip(AROUND) for part in _between().split(without_gloss)]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        return [
            name for part in parts for name in _divided(part, known, simple)
        ]
    blanks = text.split(" ")
    if any(_key_among(word, known, simple) for word in blanks):
        return _with_years(blanks)
    return [text]


def _with_years(blanks: list[str]) -> list[str]:
    """The words of a line that may be names; a year belongs to the name before it."""
    passed_over = {
        *words()["little"],
        *words()["names"]["classes"],
        *words()["months"],
    }
    names: list[str] = []
    for word in blanks:
        if word.strip(AROUND) in passed_over:
            continue
        if names and pattern(words()["names"]["year"]).fullmatch(word):
            names[-1] += f" {word}"
        else:
            names.append(word)
    return names


def _is_remark(shown: str) -> bool:
    """Tell whether something that stands beside names says something of them: "it is silent"."""
    remark = pattern(words()["names"]["remark"])
    return remark.match(shown) is not None


# --- what a wrong answer is ---------------------------------------------------------------------


def _is_try(
    given: list[str], spec: Mapping[str, Any], shared: Mapping[str, Any]
) -> bool:
    """Tell whether one of the given names is a word of the sources or of the exercise."""
    own = _all_text(spec, shared)
    known = {*shared.get("vocabulary", []), *latin_words(own)}
    known -= {singular(word) for word in words()["empty"]}
    texts = [text["bare"] for text in shared.get("texts", {}).values()]
    return any(_may_be_meant(name, known, [*texts, own]) for name in given)


def _may_be_meant(name: str, known: set[str], texts: list[str]) -> bool:
    """Tell whether a name is an id, or has a word that is *known* or is in a text."""
    if AN_ID.fullmatch(name):
        return True
    least = words()["names"]["least"]
    latin = [word for word in latin_words(name) if len(word) >= least]
    if not known.isdisjoint(latin):
        return True
    empty = words()["empty_han"]
    for han in HAN_NAME.findall(name):
        is_name = len(han) >= LEAST_HAN and han not in empty
        if is_name and any(han in text for text in texts):
            return True
    return False


def _all_text(value: object, shared: Mapping[str, Any]) -> str:
    """Every text inside a specification, in plain form."""
    if isinstance(value, str):
        return plain(value, shared["simple"])
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, list):
        return ""
    return " ".join(_all_text(inner, shared) for inner in value)


def _mistake(
    spec: Mapping[str, Any],
    found: set[str],
    given: Mapping[str, str],
    simple: Mapping[str, str],
) -> str:
    """The id of the usual mistake: a name that does not belong, or one that is missing."""
    for mistake in spec.get("mistakes", []):
        when = mistake["when"]
        if "has" in when:
            meant = _known(
                [{"name": when["has"], "also": when.get("also", [])}], simple
            )
            if any(
                _key_among(shown, meant, simple) for shown in given.values()
            ):
                return mistake["id"]
        if "lacks" in when and when["lacks"] not in found:
            return mistake["id"]
    return ""
