r"""Run a grammar, written as a table of small rules, over a text.

A rule is one row: a name, the characters it can start with, a short regular expression, what it
makes of a match, and an example in Chinese with its English, which is also its test. `Grammar`
takes such rows and finds the stretches that they match. To teach a finder a new form, add a row.

How it is fast: one expression, built from `starts` of all rows, looks for places where any rule
can begin; there the rules that can start with those characters are tried, in the order of the
table. `starts` never decides what is found: a rule must find the same without it (the tests
compare with a slow reader that tries every rule at every place).

It does not resolve overlaps beyond "leftmost place, then first row", and keeps no state: what a
match leans on (the document's row, what was found before it) comes in through `context`. Where a
form has parts, each part is a grammar of its own: the parts of a year are rows of one table, whose
alternatives are a piece of the pattern for a date, and which reads what that piece matched.

>>> def read_plan(match, document):
...     return int(match["number"]), document["doc_id"]
>>> example = Example("第3期工程", "the third phase of the works", {"quote": "第3期"})
>>> phases = Grammar([Rule("phase", "第", r"第 (?P<number>\d+) 期", read_plan, example)])
>>> list(phases.run("在第12期", {"doc_id": "d"}))
[Found(start=1, end=5, rule='phase', record=(12, 'd'))]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from egov_lib.seen import code_points

# {month} in a pattern; {1,2} is left to `re`
PIECE_RE = re.compile(r"\{([a-z_]+)\}")
GROUP_NAME_RE = re.compile(r"\(\?P<\w+>")
# One character, or a class of them
START_ITEM_RE = re.compile(r"\[[^\]]+\]|\\.|.", re.DOTALL)
# A bar that is not inside a class
ALTERNATIVE_RE = re.compile(r"\|(?![^\[]*\])")

START_CHARS = 3  # as many characters `starts` can tell of
MOST_STARTS = 10_000  # kept; a grammar meets a few hundred in ordinary texts

MOST_PAIRS = 50_000  # likewise, of two characters
LONG_TEXT = 400  # characters; tables are worth asking of it

# `Beginnings`: code points with a place of their own, the last for all others, and bits.
CODES = 0x10000
BEYOND = chr(CODES - 1)
GROUPS = 63
EVERY_BIT = np.uint64(2**64 - 1)

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Example(NamedTuple):
    """What a rule is for, as a text that a test runs.

    chinese: a text, as short as it can be, in which the rule applies
    english: what that text says
    result: the one finding it gives, column -> value (only the columns that matter; a day as
        2006-08-07); a list of such for several findings; None where nothing may be found
    given: further columns of the document, such as {"date": "2006-08-07"}
    """

    chinese: str
    english: str
    result: Mapping[str, Any] | list[Mapping[str, Any]] | None
    given: Mapping[str, Any] = NOTHING


class Rule(NamedTuple):
    """One row of a grammar.

    name: what it is, in English; unique in its table
    starts: with which characters a match can begin, one to three: "第" or "[今去明]年|春节"; the
        more it says, the fewer places are tried
    pattern: a verbose regular expression (blanks must be escaped); {name} puts in a piece
    make: takes the match and the context; gives a record, or None where it is nothing after all.
        No function, but None: the rule only keeps its words from being read by another
    example: see `Example`
    """

    name: str
    starts: str
    pattern: str
    make: Callable[[re.Match, Any], Any] | None
    example: Example


def always(value: Any) -> Callable[[re.Match, Any], Any]:
    """A `make` that gives the same value for every match."""
    return lambda match, context: value


class Found(NamedTuple):
    """What `Grammar.run` yields: the place in the text, the rule's name and what it made."""

    start: int
    end: int
    rule: str
    record: Any


class Grammar:
    """A table of rules that can be run over texts.

    Parameters
    ----------
    rules: the rows, `Rule` each; where two match at one place, the first row wins.
    pieces: name -> regular expression, or another grammar, whose rules become alternatives. A
        piece may use other pieces, and `starts` may name a grammar or the inside of a class.

    Expressions are compiled when they are first needed, so making a grammar costs nothing.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        pieces: Mapping[str, str | Grammar] = NOTHING,
    ) -> None:
        """Keep the rows; see the class for what they are."""
        self.rules = tuple(rules)
        self.pieces = pieces
        self._rules_by_start = _RulesByStart(self)

    def part(self, names: Iterable[str]) -> Grammar:
        """Return a grammar of the rules with these names, in the order of the table."""
        wanted = set(names)
        rows = [row for row in self.rows if row.rule.name in wanted]
        part = Grammar([row.rule for row in rows], self.pieces)
        # What is compiled already; the tables may let a few places too many through
        part.rows, part._beginnings = rows, self._beginnings
        return part

    def match(self, text: str, at: int) -> tuple[Rule, re.Match] | None:
        """Return the first rule that matches at this place, with its match; None where none does.

        A match of no characters does not count.
        """
        beginning = text[at : at + self._start_chars]
        for rule, expression in self._rules_by_start[beginning]:
            match = expression.match(text, at)
            if match and match.end() > at:
                return rule, match
        return None

    def read(self, text: str, at: int, context: Any = None) -> Any:
        """Return what the first rule that matches at this place makes; None where none does."""
        beginning = text[at : at + self._start_chars]
        for rule, expression in self._rules_by_start[beginning]:
            match = expression.match(text, at)
            if match and match.end() > at:
                return rule.make(match, context) if rule.make else None
        return None

    def match_whole(
        self, text: str, start: int = 0, end: int | None = None
    ) -> tuple[Rule, re.Match] | None:
        """Return the first rule that matches the whole stretch, with its match."""
        end = len(text) if end is None else end
        beginning = text[start : start + self._start_chars]
        for rule, expression in self._rules_by_start[beginning]:
            match = expression.fullmatch(text, start, end)
            if match:
                return rule, match
        return None

    def match_before(
        self, text: str, end: int, reach: int
    ) -> tuple[Rule, re.Match] | None:
        """Return the first rule that matches a stretch ending at *end*, the longest stretch first.

        The stretch has at most *reach* characters.
        """
        for start in range(max(end - reach, 0), end):
            beginning = text[start : start + START_CHARS]
            for rule, expression in self._rules_by_start[beginning]:
                match = expression.fullmatch(text, start, end)
                if match:
                    return rule, match
        return None

    def search(self, text: str, at: int = 0) -> tuple[Rule, re.Match] | None:
        """Return the first rule that matches at this place or after it, with its match."""
        for cue in self._cue.finditer(text, at):
            found = self.match(text, cue.start())
            if found:
                return found
        return None

    def matches(self, text: str) -> Iterator[tuple[Rule, re.Match]]:
        """Yield each rule that applies, with its match, from left to right; none overlap.

        A rule that makes nothing is not yielded, but its words are passed over.
        """
        if not self.rules:
            return
        end = 0
        rules_by_start, start_chars = self._rules_by_start, self._start_chars
        for at in self.places_in(text):
            if at < end:
                continue
            for rule, expression in rules_by_start[
                text[at : at + start_chars]
            ]:
                match = expression.match(text, at)
                if match and match.end() > at:
                    if rule.make:
                        yield rule, match
                    end = match.end()
                    break

    def places_in(self, text: str) -> list[int]:
        """Return the places where a rule may begin, by their first characters, in order.

        The tables say more than an expression can, but cost more to ask of a short text.
        """
        if len(text) >= LONG_TEXT:
            return self._beginnings.places_in(text)
        begins_any = self._rules_by_start.begins_any
        places = []
        for cue in self._cue.finditer(text):
            at = cue.start()
            if begins_any[text[at : at + 2]]:
                places.append(at)
        return places

    @cached_property
    def _beginnings(self) -> Beginnings:
        """The first characters of every rule."""
        return Beginnings(_read_starts(self.starts))

    def run(self, text: str, context: Any = None) -> Iterator[Found]:
        """Yield what the rules make of a text.

        *context* is what `make` gets beside the match: the document's row (a dict of its
        columns), or a record that the finder built from it.
        """
        for rule, match in self.matches(text):
            record = rule.make(match, context)
            if record is not None:
                yield Found(match.start(), match.end(), rule.name, record)

    @cached_property
    def piece(self) -> str:
        """All rules as one expression of alternatives, for use in another grammar's patterns.

        A look at the first character comes first, since mostly none of the alternatives matches.
        """
        patterns = [
            GROUP_NAME_RE.sub("(?:", self._expand(rule.pattern))
            for rule in self.rules
        ]
        alternatives = "|".join(f"(?:{pattern})" for pattern in patterns)
        return f"(?=[{self._firsts}])(?:{alternatives})"

    @cached_property
    def starts(self) -> str:
        """With which characters any of the rules can begin."""
        return "|".join(
            self._expand_starts(rule.starts)
            for rule in self.rules
            if rule.starts
        )

    def expression(self, rule: Rule) -> re.Pattern:
        """Return a rule's pattern, compiled, with its pieces put in."""
        pattern = self._expand(rule.pattern)
        try:
            return re.compile(pattern, re.VERBOSE)
        except re.error as error:
            raise ValueError(
                f"rule {rule.name!r}: {error} in {pattern!r}: correct its pattern or a piece"
            ) from error

    def _expand(self, pattern: str) -> str:
        """Put the pieces in, and the pieces that they use."""

        def piece(match: re.Match) -> str:
            name = match[1]
            if name not in self.pieces:
                known = ", ".join(self.pieces) or "none"
                raise ValueError(
                    f"{match[0]} in {pattern!r} is no piece; there are {known}"
                )
            found = self.pieces[name]
            inner = (
                found.piece
                if isinstance(found, Grammar)
                else self._expand(found)
            )
            return f"(?:{inner})"

        return PIECE_RE.sub(piece, pattern)

    def _expand_starts(self, starts: str) -> str:
        """Put in the starts of the grammars that are named, and pieces of classes."""

        def piece(match: re.Match) -> str:
            found = self.pieces[match[1]]
            return found.starts if isinstance(found, Grammar) else found

        return PIECE_RE.sub(piece, starts)

    @cached_property
    def rows(self) -> list[_Row]:
        """The rules with their expressions."""
        rows = {}
        for rule in self.rules:
            if rule.name in rows:
                raise ValueError(
                    f"two rules are called {rule.name!r}: rename one"
                )
            starts = _read_starts(self._expand_starts(rule.starts))
            start = "|".join(
                "".join(f"[{c}]" for c in classes) for classes in starts
            )
            first = _class_of_all(classes[0] for classes in starts)
            rows[rule.name] = _Row(
                rule,
                starts,
                re.compile(f"[{first}]"),
                re.compile(start),
                self.expression(rule),
            )
        return list(rows.values())

    @cached_property
    def _start_chars(self) -> int:
        """How many characters the longest of the `starts` has."""
        return max(map(len, _read_starts(self.starts)))

    @cached_property
    def _firsts(self) -> str:
        """The characters with which any rule can begin, as a class without its brackets."""
        return _class_of_all(
            classes[0] for classes in _read_starts(self.starts)
        )

    @cached_property
    def _cue(self) -> re.Pattern:
        """Where any rule can begin, roughly: any of the first characters, before any second one.

        Plain sets of characters are what `re` scans fastest; the rules' `starts` say more.
        """
        starts = _read_starts(self.starts)
        if any(len(classes) == 1 for classes in starts):
            return re.compile(f"[{self._firsts}]")
        seconds = _class_of_all(classes[1] for classes in starts)
        return re.compile(f"[{self._firsts}](?=[{seconds}])")


class Beginnings:
    """With which characters a match can begin, as one table a place: code point -> bits.

    Every beginning of `starts` has a bit, in the first table at its first characters, in the
    second at those that may follow, and so on. Where a bit is set in all of them, a match may
    begin. Of more than 63 beginnings several share a bit, so a few places too many are let
    through, never one too few.
    """

    def __init__(self, starts: list[list[str]]) -> None:
        """Make the tables of these beginnings: up to `START_CHARS` classes each."""
        longest = max(map(len, starts))
        self.tables = [
            np.zeros(CODES, dtype=np.uint64) for _ in range(longest)
        ]
        beginnings = dict.fromkeys(map(tuple, starts))
        for number, classes in enumerate(beginnings):
            bit = np.uint64(1 << number % GROUPS)
            for place, table in enumerate(self.tables):
                known = place < len(classes)
                codes = _codes_in(classes[place]) if known else slice(None)
                table[codes] |= bit
        for table in self.tables:
            table[-1] = EVERY_BIT  # what is beyond the tables may be anything
        self.begins = self.tables[0] != 0

    def places_in(self, text: str) -> list[int]:
        """Return where in *text* a match may begin; anything may follow the last character."""
        codes = _padded_codes(text)
        begins = self.begins.take(codes[: len(text)], mode="clip")
        # Few characters begin a rule: what follows is looked up for these alone
        places = begins.nonzero()[0]
        bits = self.tables[0].take(codes[places], mode="clip")
        for place, table in enumerate(self.tables[1:], start=1):
            following = codes[places + place]
            bits &= table.take(following, mode="clip")
        return places[bits != 0].tolist()


@lru_cache(maxsize=2)  # a finder asks for one text again and again
def _padded_codes(text: str) -> np.ndarray:
    """The code points of a text, with places behind its end where anything may be."""
    codes = code_points(text + BEYOND * (START_CHARS - 1))
    return codes.astype(np.intp)  # as every look-up wants them


@lru_cache
def _codes_in(inside: str) -> np.ndarray:
    """Return the code points of 16 bits in a class, given without its brackets."""
    if len(inside) == 1:
        return np.array([ord(inside)], dtype=np.int64)
    found = re.findall(f"[{inside}]", _all_characters())
    return np.array([ord(character) for character in found], dtype=np.int64)


@lru_cache
def _all_characters() -> str:
    return "".join(map(chr, range(CODES)))


class _Row(NamedTuple):
    """A rule, compiled: its `starts` as classes, with which character and up to three it can begin.

    And its pattern.
    """

    rule: Rule
    starts: list[list[str]]
    first: re.Pattern
    start: re.Pattern
    expression: re.Pattern


class _RulesByStart(dict):
    """The first characters at a place -> the rules that can begin there, looked up once.

    Texts have many beginnings of three characters, but few first ones: of these the rules
    are kept too, so that a new beginning is compared with few of them.
    """

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self.grammar = grammar
        self.by_first: dict[str, list[_Row]] = {}
        self.begins_any = _BeginsAny(self)
        self._seconds: dict[str, re.Pattern] = {}

    def __missing__(self, start: str) -> list[tuple[Rule, re.Pattern]]:
        if len(self) >= MOST_STARTS:
            self.clear()
        self[start] = [
            (row.rule, row.expression)
            for row in self.rows_of(start[:1])
            if row.start.match(start)
        ]
        return self[start]

    def rows_of(self, first: str) -> list[_Row]:
        """The rules that can begin with this character."""
        rows = self.by_first.get(first)
        if rows is None:
            rows = [row for row in self.grammar.rows if row.first.match(first)]
            self.by_first[first] = rows
        return rows

    def seconds_of(self, first: str) -> re.Pattern:
        """What may follow this character where a rule begins with it."""
        seconds = self._seconds.get(first)
        if seconds is None:
            seconds = _followers(first, self.rows_of(first))
            self._seconds[first] = seconds
        return seconds


def _followers(first: str, rows: Iterable[_Row]) -> re.Pattern:
    """Return the class of the second characters of the `starts` that begin with *first*.

    Where one of them says no more than the first character, that is an empty pattern.
    """
    classes: list[str] = []
    for row in rows:
        for one, *more in row.starts:
            if not re.match(f"[{one}]", first):
                continue
            if not more:
                return re.compile("")
            classes.append(more[0])
    alternatives = [f"[{inside}]" for inside in dict.fromkeys(classes)]
    return re.compile("|".join(alternatives) or "(?!)")


class _BeginsAny(dict):
    """Two characters -> whether any rule can begin with them; mostly none does.

    So most places are left without asking for their rules.
    """

    def __init__(self, rules: _RulesByStart) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, pair: str) -> bool:
        if len(self) >= MOST_PAIRS:
            self.clear()
        follows = self.rules.seconds_of(pair[:1])
        self[pair] = follows.match(pair, 1) is not None
        return self[pair]


def _read_starts(starts: str) -> list[list[str]]:
    """Read what a rule says of its first characters, as classes without their brackets.

    >>> _read_starts("[今去]年|春")
    [['今去', '年'], ['春']]
    """
    found = []
    for alternative in ALTERNATIVE_RE.split(starts):
        classes = [
            _class_of(item) for item in START_ITEM_RE.findall(alternative)
        ]
        if not 1 <= len(classes) <= START_CHARS:
            raise ValueError(
                f"starts {starts!r}: {alternative!r} is {len(classes)} characters; "
                f"give one to {START_CHARS}"
            )
        found.append(classes)
    return found


def _class_of(item: str) -> str:
    """What to write between [ and ] for a character, a class or an escape such as \\d."""
    if item.startswith("\\"):
        return item
    if not item.startswith("["):
        return re.escape(item)
    inside = item[1:-1]
    # Classes are put one after another, and a dash between two would become a range.
    return inside.replace("-", "\\-", 1) if inside.startswith("-") else inside


def _class_of_all(classes: Iterable[str]) -> str:
    return "".join(dict.fromkeys(classes))
