"""Markdown (.md): the text without its marks.

Lines stay as they are, and so do the numbers of lists. What only tells a program how to show the
text goes: the signs of headings and emphasis, the addresses behind links, the fences of code, and
the settings at the head of a file, which are counted with the rest.
"""

from __future__ import annotations

import re
from collections import Counter

NAME_RE = re.compile(r"\.(?:md|markdown|mdown|mkd)$", re.IGNORECASE)
MARKS = "Markdown marks"
SETTINGS = "settings at the head of the file"
SETTINGS_RE = re.compile(r"\A\ufeff?---\n((?:[^\n]*\n)*?)(?:---|\.\.\.)\n")
# Each mark and what stays of it; the order counts.
RULES = (
    (re.compile(r"<!--[^<>]*-->"), ""),
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.MULTILINE), ""),
    (
        re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE),
        r"\1",
    ),
    (
        re.compile(
            r"^ {0,3}(?:=+|-{3,}|(?:\* ?){3,}|(?:_ ?){3,})[ \t]*$",
            re.MULTILINE,
        ),
        "",
    ),
    (re.compile(r"^(?: {0,3}>[ \t]?)+", re.MULTILINE), ""),
    (
        re.compile(r"^([ \t]*)[*+-][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE),
        r"\1",
    ),
    (re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)"), ""),
    (re.compile(r"(?<!!)\[([^\[\]\n]+)\]\([^()\n]*\)"), r"\1"),
    (re.compile(r"^\[[^\[\]\n]+\]:[ \t]+\S+[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"\*\*([^*\n]+)\*\*"), r"\1"),
    (re.compile(r"(?<![*\w])\*([^*\s][^*\n]*)\*(?![*\w])"), r"\1"),
    (re.compile(r"(?<!_)__([^_\n]+)__(?!_)"), r"\1"),
    (re.compile(r"~~([^~\n]+)~~"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>|~-])"), r"\1"),
)
TABLE_LINE_RE = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)
TABLE_RULE_RE = re.compile(r"[\s|:-]+")
CELL_EDGE_RE = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")


def strip_markdown(text: str) -> tuple[str, Counter, dict[str, str]]:
    """Return a text without its marks, the number of marks, and the settings that were cut.

    >>> strip_markdown("## 一、目标\\n**统一**规划\\n")[:2]  # I. aims; planned as one
    ('一、目标\\n统一规划\\n', Counter({'Markdown marks': 2}))
    """
    damage: Counter = Counter()
    places = {}
    settings = SETTINGS_RE.match(text)
    if settings:
        text = text[settings.end() :]
        damage[SETTINGS] = 1
        places[SETTINGS] = " / ".join(settings[1].split("\n"))[:80]
    text, rows = TABLE_LINE_RE.subn(_row, text)
    damage[MARKS] += rows
    for pattern, kept in RULES:
        text, count = pattern.subn(kept, text)
        damage[MARKS] += count
    return text, +damage, places


def _row(match: re.Match) -> str:
    """Return a row of a table with tabs; the line below its head holds nothing."""
    if TABLE_RULE_RE.fullmatch(match[1]):
        return ""
    return CELL_EDGE_RE.sub("\t", match[1].strip())
