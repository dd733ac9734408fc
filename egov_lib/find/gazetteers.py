"""What the finders know by name: the lists of `data/gazetteers/`, as words and as patterns.

A grammar says how a name is put together; the words it is put together from are in
tables that anybody can read and add to: places, bodies, offices, surnames, kinds of
documents. A word added there is found from the next start of Python on. The tables are
read when a finder is first used, never on import.

Nothing is looked up elsewhere, and nothing here knows what a name means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from egov_lib.find.rules import START_CHARS
from egov_lib.read.corpus import read_table

MOST_BRANCHES = 16  # of a pattern, that are tried one by one


@lru_cache
def words(table: str, **where: object) -> tuple[str, ...]:
    """List the first column of a gazetteer, in the order of its file.

    Parameters
    ----------
    table: the name of the table, as in `data/datapackage.json`.
    where: column=value, which the rows have to fulfil.

    >>> words("places", level="world")  # the EU, South-East Asia, South Asia …
    ('欧盟', '东南亚', '南亚', '中亚', '欧洲', '非洲', '亚洲', '东盟')
    """
    rows = read_table(table)
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return tuple(rows[rows.columns[0]])


def one_of(names: Iterable[str]) -> str:
    """Write a pattern that matches any of *names*, the longest first.

    A look at the first two characters comes first, which spares most places of a text the
    rest. That branches character by character, since to try 400 names one by one is slow. A
    name has two characters or more.

    >>> one_of(["云南", "云浮", "广州"])  # Yunnan, Yunfu, Guangzhou
    '(?=[云广][南州浮])(?:云[南浮]|广州)'
    """
    names = list(names)
    tree: dict = {}
    for name in names:
        branch = tree
        for character in name:
            branch = branch.setdefault(character, {})
        branch[""] = {}  # a name ends here
    return f"(?={starts_of(names)})(?:{'|'.join(_branches(tree))})"


def _branches(tree: dict) -> list[str]:
    """Write the patterns of a tree of names, character -> tree of what follows.

    Many of them are written in groups, each behind a look at its first characters.
    """
    firsts = sorted(filter(None, tree))
    branches = [
        re.escape(first) + _pattern_of(tree[first]) for first in firsts
    ]
    if len(branches) <= MOST_BRANCHES:
        return branches
    groups = []
    for at in range(0, len(firsts), MOST_BRANCHES):
        behind = "|".join(branches[at : at + MOST_BRANCHES])
        ahead = _class_of(firsts[at : at + MOST_BRANCHES])
        groups.append(f"(?={ahead})(?:{behind})")
    return groups


def _pattern_of(tree: dict) -> str:
    """Write what follows a character in a tree of names; "" where a name ends."""
    last = [
        first for first, rest in tree.items() if first and rest.keys() == {""}
    ]
    if len(last) == len(tree) > 1:
        return _class_of(sorted(last))  # which is tried at once
    branches = _branches(tree)
    if "" in tree:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _class_of(letters: Iterable[str]) -> str:
    """Write a pattern for any of some letters."""
    return f"[{re.escape(''.join(letters))}]"


def starts_of(names: Iterable[str]) -> str:
    """Write with which two characters *names* begin, as the `starts` of a rule.

    >>> starts_of(["云南", "云浮", "广州"])  # Yunnan, Yunfu, Guangzhou
    '[云广][南州浮]'
    """
    firsts = characters(name[0] for name in names)
    seconds = characters(name[1] for name in names)
    return f"[{firsts}][{seconds}]"


def openings_of(names: Iterable[str]) -> str:
    """Write the three characters that each of *names* begins with, as the `starts` of a rule.

    Of a long list fewer places are tried so than by `starts_of`, which mixes them.

    >>> openings_of(["财政局", "财政厅", "教育局"])  # finance bureau, its department; education
    '教育局|财政厅|财政局'
    """
    return "|".join(sorted({name[:START_CHARS] for name in names}))


def characters(letters: Iterable[str]) -> str:
    """Write each of *letters* once, in the order of their codes, for a set in a pattern."""
    return "".join(sorted(set(letters)))


@lru_cache
def body_endings() -> str:
    """Write a pattern for the last word of a body's name, as in 财政局 (finance bureau).

    Built from `body_parts.csv`: a word, what must stand before it or must not, which office
    may follow as part of the name, and what must not follow.
    """
    rows = read_table("body_parts")
    endings = rows[rows["part"] == "ending"].to_dict("records")
    endings.sort(key=lambda row: len(row["word"]), reverse=True)
    firsts = characters(row["word"][0] for row in endings)
    return f"(?=[{firsts}])(?:{'|'.join(map(_ending, endings))})"


def _ending(row: dict[str, str]) -> str:
    """The pattern of one ending. The word comes first, which is fast where it isn't there."""
    word = row["word"]
    parts = [word]
    if row["only_after"]:
        parts.append(f"(?<=[{row['only_after']}]{word})")
    if row["not_after"]:
        parts.append(f"(?<![{row['not_after']}]{word})")
    if row["office"]:
        parts.append(f"(?:{row['office']})?")
    if row["not_before"]:
        parts.append(f"(?!{_any_of(row['not_before'])})")
    return "".join(parts)


def _any_of(written: str) -> str:
    """The pattern of a cell that has words divided by |, or characters."""
    return written if "|" in written else f"[{written}]"
