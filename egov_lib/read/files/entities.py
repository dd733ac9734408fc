"""Entities of HTML left in a text: &nbsp; &ldquo; &#37; where a reader should see a character.

Crawlers that cut the tags out of a page often forget them. Only entities that end with a semicolon
count, so that no address (a?b=1&copy=2) changes. One between quotation marks is talked about, and
stays.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from html.entities import html5

ENTITY_RE = re.compile(
    r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
)
OPENING = tuple("“‘\"'`「『")
CLOSING = tuple("”’\"'`」』")
ENTITIES = "entities"
# Two or more Chinese characters or marks as a program writes them: \\u7535\\u5b50
CODE = r"\\u(?:[4-9][0-9a-fA-F]{3}|30[0-9a-fA-F]{2}|ff[0-9a-fA-F]{2}|201[0-9a-fA-F])"
ESCAPES_RE = re.compile(rf"(?<![\\\"'])(?:{CODE}){{2,}}(?![\"'])")
ESCAPES = "escaped characters"


def _unescaped(match: re.Match) -> str:
    codes = match[0].split("\\u")[1:]
    return "".join(chr(int(code, 16)) for code in codes)


def undo_entities(text: str) -> tuple[str, Counter]:
    """Write the characters of entities; return the text and their number.

    >>> text, damage = undo_entities("&ldquo;十一五&rdquo;&amp;nbsp;60&#37;")  # eleventh plan
    >>> text, damage["entities"]
    ('“十一五”\\xa060%', 4)
    """
    damage: Counter = Counter()
    if "\\u" in text:
        text, damage[ESCAPES] = ESCAPES_RE.subn(_unescaped, text)
    if "&" not in text:
        return text, +damage

    def undo(match: re.Match) -> str:
        start, end = match.span()
        before = text[start - 1 : start]
        after = text[end : end + 1]
        entity = match[0]
        if before in OPENING and after in CLOSING:
            return entity
        if entity != "&amp;":
            entity = entity.replace("&amp;", "&", 1)
        known = entity[1] == "#" or entity[1:] in html5
        damage[ENTITIES] += known
        return html.unescape(entity) if known else match[0]

    return ENTITY_RE.sub(undo, text), +damage
