"""Join lines that a page broke in the middle of a name, and lead back to the text.

A copy from a PDF breaks 市财政局 (the city's finance bureau) into 市财 and 政局. The
finders of names read the text without such breaks; `Joined` tells where a place of that
reading is in the text itself. A line that can end where it does is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

HAN = "\u4e00-\u9fff"
# A line end between two Chinese characters, unless the next line begins a numbered item.
# A list of persons is left: its lines end with an office.
BREAK_RE = re.compile(
    rf"\n(?<=[{HAN}]\n)(?=[{HAN}])"
    r"(?<![局厅处部科司院县市区省队]长\n)(?<!主[任席]\n)"
    r"(?<![程会计教]师\n)(?<!书记\n)"
    r"(?!第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]+、|附件)"
)
PAUSED = ("，\n", "、\n")
FULL_LINE = 20  # characters; so long a line is one that the page ended
MANY_PAUSED = (
    3  # lines that end with a comma, in a text that a page has broken
)
PAUSED_SHARE = 0.02  # of its lines


class Joined(NamedTuple):
    """A text without the breaks inside its words, and where they were."""

    text: str
    breaks: tuple[
        int, ...
    ]  # places in `text` before which a break was taken out

    def source(self, place: int) -> int:
        """Where the character at this place of the joined text is in the text itself."""
        if not self.breaks:
            return place
        return place + bisect_right(self.breaks, place)

    def source_end(self, end: int) -> int:
        """Where a stretch that ends here ends in the text itself."""
        return self.source(end - 1) + 1


def join_lines(text: str) -> Joined:
    """Take the breaks out that are inside a word, as far as can be seen.

    >>> join_lines("市科技局、\\n市财政局、\\n市司法局、\\n市卫健委、市财\\n政局").text[-4:]
    '市财政局'
    """
    if "\n" not in text:
        return Joined(text, ())
    everywhere = _is_broken(text)
    breaks = [
        found.start()
        for found in BREAK_RE.finditer(text)
        if everywhere or _is_full(text, found.start())
    ]
    pieces = []
    done = 0
    for place in breaks:
        pieces.append(text[done:place])
        done = place + 1
    pieces.append(text[done:])
    earlier = range(len(breaks))
    return Joined(
        "".join(pieces),
        tuple(place - count for place, count in zip(breaks, earlier)),
    )


def _is_broken(text: str) -> bool:
    """Whether a page has broken the lines all over the text."""
    paused = sum(map(text.count, PAUSED))
    return paused >= max(MANY_PAUSED, PAUSED_SHARE * text.count("\n"))


def _is_full(text: str, place: int) -> bool:
    """Whether the line that ends here is as long as one that a page ends."""
    start = max(place - FULL_LINE, 0)
    return place - start == FULL_LINE and "\n" not in text[start:place]
