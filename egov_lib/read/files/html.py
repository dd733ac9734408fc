"""Pages: the text of HTML, a line a block, without scripts, styles and forms.

Only what a browser shows as text is taken. Which lines of it are furniture of the site is decided
later, by `cleaning`. Not done: pages whose text comes by script.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

PAGE_RE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
PAGE_NAME_RE = re.compile(r"\.[sx]?html?$", re.IGNORECASE)
HEAD_CHARS = 2_000  # of a file: a page shows what it is within them

BLOCK_RE = re.compile(
    "p|div|br|li|tr|table|h[1-6]|[uod]l|d[td]|section|article|header|footer|nav|hr|pre|center"
)
CELLS = {"td", "th"}
SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "select",
    "button",
    "textarea",
    "iframe",
    "title",
}
SPACES_RE = re.compile(r"\s+")
TAB_RE = re.compile(r" *\t *")


def is_page(name: str, text: str) -> bool:
    """Whether a text file is HTML, by how it begins or by its name.

    >>> is_page("notice.txt", "<p>通知</p>"), is_page("notice.txt", "通知")  # notice
    (True, False)
    """
    return bool(PAGE_RE.match(text[:HEAD_CHARS]) or PAGE_NAME_RE.search(name))


def text_of(page: str) -> str:
    """Return the text of a page, a line a block, cells of a table divided by tabs.

    >>> text_of("<p>电子<br>政务</p><script>x = 1</script>")  # e-, government
    '电子\\n政务'
    """
    parser = _Page()
    parser.feed(page)
    parser.close()
    lines = [_tidy(line) for line in "".join(parser.parts).split("\n")]
    return "\n".join(line for line in lines if line)


def _tidy(line: str) -> str:
    return TAB_RE.sub("\t", line).strip(" \t\xa0")


class _Page(HTMLParser):
    """Collects the parts of a page's text, with line breaks and tabs for its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent: list[str] = []  # open elements whose text is not shown

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        if BLOCK_RE.fullmatch(tag):
            self.parts.append("\n")
        elif tag in CELLS:
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if (
            tag in self.silent
        ):  # what was opened inside it and never closed ends with it
            del self.silent[self.silent.index(tag) :]
        if BLOCK_RE.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(SPACES_RE.sub(" ", data))
