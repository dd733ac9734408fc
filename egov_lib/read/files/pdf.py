"""PDF files with a text layer: lines joined to paragraphs again, page numbers dropped.

A line of a PDF ends where the page's line ends. A line goes on in the next if it is as long as the
longest, up to two characters, and ends no sentence. What was joined and dropped is counted. Not
done: scans (a PDF without text needs OCR first), columns, running heads, footnotes.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from egov_lib.read.files.common import BROKEN, Extracted, Refused, one_line

PAGE_NUMBER_RE = re.compile(
    r"[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页.{0,8}|\s*/\s*\d{1,4})?[-—–\s]*"
)  # - 3 -, 第3页 共9页 (page 3 of 9), 3 / 9
SENTENCE_END_RE = re.compile(r"[。：；！？…”）》]\s*$")
SHORTER = 2  # characters by which a full line may be shorter than the longest


def read_pdf(data: bytes) -> Extracted:
    """Read the text layer of a PDF; raises `Refused` for one that is locked or broken."""
    text, damage = join_lines(_pages(data))
    return Extracted(text, "pdf", damage=damage)


def _pages(data: bytes) -> list[str]:
    """Return the text of each page."""
    try:
        import pypdf  # late: most folders hold none
    except ImportError as error:
        raise Refused("PDF files need pypdf", "pip install pypdf") from error
    # It reports every flaw of every file on the screen.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(
                "locked with a password", "open it, and print it into a new PDF"
            )
        return [page.extract_text() for page in reader.pages]
    except (*BROKEN, pypdf.errors.PyPdfError) as error:
        raise Refused(
            f"a broken PDF ({one_line(error)})", "open it, and print it into a new PDF"
        ) from error


def join_lines(pages: list[str]) -> tuple[str, Counter]:
    """Join the lines of pages to paragraphs; return the text, and what was undone with its count.

    >>> text, damage = join_lines(["统一规划，分步\\n实施。\\n- 1 -"])  # planned, and done in steps
    >>> text, dict(damage)
    ('统一规划，分步实施。', {'page numbers': 1, 'broken lines': 1})
    """
    lines = [line.rstrip() for line in "\n".join(pages).split("\n") if line.strip()]
    kept = [line for line in lines if not PAGE_NUMBER_RE.fullmatch(line)]
    full = max(map(len, kept), default=0) - SHORTER
    parts = []
    joined = 0
    for line in kept:
        parts.append(line)
        if len(line) < full or SENTENCE_END_RE.search(line):
            parts.append("\n")
        else:
            joined += 1
    if full <= 0:  # lines of one or two characters are no page
        joined = 0
    damage = Counter({"page numbers": len(lines) - len(kept), "broken lines": joined})
    return "".join(parts).strip("\n"), damage
