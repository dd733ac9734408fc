r"""Markdown (.md): the text without its marks.

Lines stay as they are, and so do the numbers of lists and whatever stands in code. What only tells
a program how to show the text goes: the signs of headings and emphasis, the addresses behind links,
the fences of code, tags of HTML, and the settings at the head of a file, which are counted with the
rest. Notes follow after the text, and pictures are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from egov_lib.read.files.word import NOTES, PICTURES

NAME_RE = re.compile(r"\.(?:md|markdown|mdown|mkd)$", re.IGNORECASE)
MARKS = "Markdown marks"
SETTINGS = "settings at the head of the file"
# In YAML between ---, in TOML between +++
SETTINGS_RE = re.compile(
    r"\A\ufeff?(?P<edge>---|\+\+\+)[ \t]*\n(?P<settings>(?:[^\n]*\n)*?)"
    r"(?:(?P=edge)|\.\.\.)[ \t]*(?:\n|\Z)"
)
SETTING_RE = re.compile(r"[ \t]*(?:[\w.\"'-]+[ \t]*[:=]|[#\[-])")
SHOWN_CHARS = 80
FENCED_RE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n(?P<code>(?:[^\n]*\n)*?)"
    r"(?: {0,3}(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE,
)
CODE_RE = re.compile(r"(?<!`)`(?!`)(?P<code>[^`\n]+)`(?!`)")
KEPT_RE = re.compile("\0(\\d+)\0")
NOTE_RE = re.compile(
    r"^\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>[^\n]*(?:\n(?: {2,}|\t)[^\n]+)*)\n?",
    re.MULTILINE,
)
NOTE_MARK_RE = re.compile(r"\[\^([^\]\s]+)\]")
PICTURE_RE = re.compile(
    r"!\[(?P<says>[^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])"
    r"|<img\b(?:[^<>]*?\balt\s*=\s*[\"'](?P<alt>[^\"'<>]*))?[^<>]*>",
    re.IGNORECASE,
)
ADDRESS_RE = re.compile(
    r"^\[[^\[\]^\n][^\[\]\n]*\]:[ \t]+\S+[^\n]*\n?", re.MULTILINE
)
LINK_BY_NAME_RE = re.compile(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
INLINE_TAGS = (
    "a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup"
    "|tt|u|var"
)
BLOCK_TAGS = (
    "address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure"
    "|footer|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead"
    "|tr|ul|video"
)
# Each mark and what stays of it; the order counts.
RULES = (
    (re.compile(r"<!--[^<>]*-->"), ""),
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
    (re.compile(r"(?<!!)\[([^\[\]\n]+)\]\([^()\n]*\)"), r"\1"),
    (re.compile(r"<((?:https?|ftp)://[^<>\s]+|[\w.+-]+@[\w.-]+)>"), r"\1"),
    (re.compile(rf"</?(?:{INLINE_TAGS})(?:\s[^<>]*)?/?>", re.I), ""),
    (re.compile(r"</?t[dh](?:\s[^<>]*)?>", re.I), "\t"),
    (re.compile(rf"</?(?:{BLOCK_TAGS})(?:\s[^<>]*)?/?>", re.I), "\n"),
    (re.compile(r"\*\*([^*\n]+)\*\*"), r"\1"),
    # In a sum, 3*4*5, they are no marks; between Chinese characters they are
    (
        re.compile(r"(?<![*A-Za-z0-9])\*([^*\s][^*\n]*)\*(?![*A-Za-z0-9])"),
        r"\1",
    ),
    (re.compile(r"(?<!_)__([^_\n]+)__(?!_)"), r"\1"),
    (re.compile(r"~~([^~\n]+)~~"), r"\1"),
    (re.compile(r"\\$", re.MULTILINE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>|~-])"), r"\1"),
)
TABLE_LINE_RE = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)
TABLE_RULE_RE = re.compile(r"[\s|:-]+")
# A table without bars at its edges: a head, a line of dashes, rows
BARE_TABLE_RE = re.compile(
    r"^[^|\n]+\|[^\n]*\n[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+(?:\n[^|\n]+\|[^\n]*)*$",
    re.MULTILINE,
)
CELL_EDGE_RE = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")


def strip_markdown(text: str) -> tuple[str, Counter, dict[str, str]]:
    """Return a text without its marks, what was cut with its count, and places.

    >>> strip_markdown("## 一、目标\\n**统一**规划\\n")[:2]  # I. aims; planned as one
    ('一、目标\\n统一规划\\n', Counter({'Markdown marks': 2}))
    """
    stripper = _Stripper()
    stripped = stripper.strip(text)
    return stripped, +stripper.damage, stripper.places


def _link_words(names: set[str], link: re.Match) -> str:
    """The words of a link whose address was taken out, under one of *names*; else the link."""
    name = link[2] or link[1]
    return link[1] if name.casefold() in names else link[0]


class _Stripper:
    """Takes the marks out of a text, and counts them."""

    def __init__(self) -> None:
        self.damage: Counter = Counter()
        self.places: dict[str, str] = {}
        self.code: list[str] = []

    def strip(self, text: str) -> str:
        """Return the text without marks, its notes at the end."""
        text = self._cut_settings(text).replace("\0", "")
        text = self._replace(FENCED_RE, self._keep_code, text)
        text = self._replace(CODE_RE, self._keep_code, text)
        text = PICTURE_RE.sub(self._picture, text)
        text, notes = self._take_notes(text)
        text = self._strip_links(text)
        text = self._replace(BARE_TABLE_RE, _bare_table, text)
        text = self._replace(TABLE_LINE_RE, _row, text)
        for pattern, kept in RULES:
            text = self._replace(pattern, kept, text)
        if notes:
            text = text.rstrip("\n") + "\n" + notes
        return KEPT_RE.sub(self._code_again, text)

    def _code_again(self, kept: re.Match) -> str:
        """The code whose number stands in its place."""
        number = int(kept[1])
        return self.code[number]

    def _replace(self, pattern: re.Pattern, kept: object, text: str) -> str:
        text, count = pattern.subn(kept, text)
        self.damage[MARKS] += count
        return text

    def _cut_settings(self, text: str) -> str:
        found = SETTINGS_RE.match(text)
        if found is None or not SETTING_RE.match(found["settings"]):
            return text  # two rules with text between them
        self.damage[SETTINGS] = 1
        shown = " / ".join(found["settings"].split("\n"))
        self.places[SETTINGS] = shown[:SHOWN_CHARS]
        return text[found.end() :]

    def _keep_code(self, match: re.Match) -> str:
        """Put code aside: a sign in it is no mark."""
        self.code.append(match["code"].removesuffix("\n"))
        return f"\0{len(self.code) - 1}\0"

    def _picture(self, match: re.Match) -> str:
        self.damage[PICTURES] += 1
        says = match["says"] or match["alt"]
        if says:
            self.places.setdefault(PICTURES, says)
        return ""

    def _take_notes(self, text: str) -> tuple[str, str]:
        """Take notes and their marks out; return the text, and the notes a line each."""
        notes = {note["name"]: note["text"] for note in NOTE_RE.finditer(text)}
        if not notes:
            return text, ""
        self.damage[NOTES] = len(notes)
        text = NOTE_RE.sub("", text)
        text = NOTE_MARK_RE.sub(
            lambda mark: "" if mark[1] in notes else mark[0], text
        )
        lines = []
        for number, note in enumerate(notes.values(), start=1):
            words = " ".join(note.split())
            lines.append(f"[{number}] {words}\n")
        return text, "".join(lines)

    def _strip_links(self, text: str) -> str:
        """Take out the addresses that stand on lines of their own, and the marks of their links."""
        found = ADDRESS_RE.findall(text)
        if not found:
            return text
        text = self._replace(ADDRESS_RE, "", text)
        names = {line[1:].partition("]:")[0].casefold() for line in found}
        return LINK_BY_NAME_RE.sub(partial(_link_words, names), text)


def _bare_table(match: re.Match) -> str:
    head, _, *rows = match[0].split("\n")
    lines = [CELL_EDGE_RE.sub("\t", line.strip()) for line in (head, *rows)]
    return "\n".join(lines)


def _row(match: re.Match) -> str:
    """Return a row of a table with tabs; the line below its head holds nothing."""
    if TABLE_RULE_RE.fullmatch(match[1]):
        return ""
    return CELL_EDGE_RE.sub("\t", match[1].strip())
