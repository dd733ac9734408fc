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


def undo_entities(text: str) -> tuple[str, Counter]:
    """Write the characters of entities; return the text and their number.

    >>> text, damage = undo_entities("&ldquo;十一五&rdquo;&amp;nbsp;60&#37;")  # eleventh plan
    >>> text, damage["entities"]
    ('“十一五”\\xa060%', 4)
    """
    if "&" not in text:
        return text, Counter()
    damage: Counter = Counter()

    def undo(match: re.Match) -> str:
        before, after = (
            text[match.start() - 1 : match.start()],
            text[match.end() : match.end() + 1],
        )
        if before in OPENING and after in CLOSING:
            return match[0]
        entity = match[0].replace("&amp;", "&", 1) if match[0] != "&amp;" else match[0]
        known = entity[1] == "#" or entity[1:] in html5
        character = html.unescape(entity) if known else match[0]
        damage[ENTITIES] += known
        return character

    return ENTITY_RE.sub(undo, text), damage
