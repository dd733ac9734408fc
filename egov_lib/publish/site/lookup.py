"""What the search of the book looks through: segments, terms, and sections of pages.

A page opened from a disk can fetch nothing, so the index is a script. It holds whole texts, and the
page looks for substrings: enough for Chinese, which has no spaces, and quick for so few. It is
packed: unpacked, those of both languages are a megabyte and a half.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from egov_lib.publish.site.outputs import in_letters
from egov_lib.read.corpus import load_table
from egov_lib.read.translations import load_segments
from egov_lib.show.style import SEALS

HEADING_RE = re.compile(
    r'<section id="([^"]+)">\s*(?:<span[^>]*></span>\s*)*<h[1-4]>(.*?)</h[1-4]>',
    re.DOTALL,
)
# Code, pictures, what is folded, and tables of numbers, whose rows have the names of the code
UNSAID_RE = re.compile(
    r"<(script|style|pre|details|figure|svg)\b.*?</\1>"
    r'|<table [^>]*class="dataframe.*?</table>',
    re.DOTALL,
)
# Between two blocks words are apart; a mark within a line parts none: "a <b>half</b>, at least"
WITHIN_A_LINE_RE = re.compile(
    r"</?(a|abbr|b|code|em|i|mark|span|strong|sub|sup|u|wbr)\b[^>]*>"
)
TAG_RE = re.compile(r"<[^>]+>")
MOST_CHARS = 4000  # of a section


class Index:
    """The pages of an edition that the search looks through, added while they are written."""

    def __init__(self):
        """Begin with no page."""
        self._sections: list[list[str]] = []

    def add(self, address: str, title: str, body: str) -> None:
        """Add the sections of the page at an address: address, title, heading, text."""
        found = list(HEADING_RE.finditer(body))
        ends = [match.start() for match in found[1:]] + [len(body)]
        for match, end in zip(found, ends):
            text = _words(body[match.end() : end])[:MOST_CHARS]
            heading = _words(match[2]).rstrip("#¶ ")
            at = f"{address}#{match[1]}"
            self._sections.append([at, title, heading, text])

    def write(self, path: Path) -> None:
        """Write the sections as a script."""
        _write(path, self._sections)


def write_index(path: Path) -> None:
    """Write what the search finds in any language as a script: segments and terms."""
    index = {"segments": _segments(), "terms": _terms()}
    _write(path, index)


def _write(path: Path, part: object) -> None:
    """Write a part of the index as a script that puts it, packed, under the name of its file."""
    line = f'egovPool["{path.stem}"]="{in_letters(part)}";\n'
    path.write_text(line, encoding="utf-8")


def _segments() -> list[list[str]]:
    """Each segment: address, Chinese, English."""
    rows = []
    for doc_id in SEALS:
        found = load_segments(doc_id).assign(
            quote=lambda segments: segments["quote"].str.rstrip("\n")
        )
        rows += found[["address", "quote", "en"]].to_numpy().tolist()
    return rows


def _terms() -> list[list[str]]:
    """Each term: Chinese simplified and traditional, pinyin, English, what it is in both
    languages, its id.
    """
    terms = load_table("glossary")
    columns = [
        "simplified",
        "traditional",
        "pinyin",
        "english",
        "definition",
        "definition_zh",
        "term_id",
    ]
    return terms[columns].to_numpy().tolist()


def _words(page: str) -> str:
    """The words of a piece of a page, without code, figures, tables, and what is folded.

    >>> _words("<p>a <b>half</b>, at least</p><p>of it</p>")
    'a half, at least of it'
    """
    said = WITHIN_A_LINE_RE.sub("", UNSAID_RE.sub(" ", page))
    text = TAG_RE.sub(" ", said)
    return re.sub(r"\s+", " ", html.unescape(text)).strip()
