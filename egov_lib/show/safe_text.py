"""Make any text safe to show: nothing in a document is run, and nothing in it stays invisible.

Whatever comes from a document passes through here on its way to a page, a list or a label. Tags
are escaped, and characters that can't be seen (zero-width, direction marks, controls) are written
out as their numbers. Labels of charts are also shortened here, because plotly neither breaks nor
cuts them.
"""

from __future__ import annotations

import html
import re
import unicodedata

UNSEEN_CATEGORIES = ("Cf", "Cc", "Cs")  # format, control, half of a character
# All that may be unseen: neither word nor ASCII
SUSPECT_RE = re.compile(r"[^\w\n\t -~]")


def escape(text: str) -> str:
    """Escape *text* for HTML and write out the characters that can't be seen.

    >>> escape("<b>" + chr(0x202e) + "网")
    '&lt;b&gt;<span class="odd">U+202E</span>网'
    """
    return write_out(html.escape(text), '<span class="odd">U+{:04X}</span>')


def write_out(text: str, form: str = "[U+{:04X}]") -> str:
    """Write the characters of *text* that can't be seen as their numbers, in the form *form*.

    >>> write_out("网" + chr(0x200b) + "络")
    '网[U+200B]络'
    """

    def visible(found: re.Match) -> str:
        character = found[0]
        if unicodedata.category(character) in UNSEEN_CATEGORIES:
            return form.format(ord(character))
        return character

    return SUSPECT_RE.sub(visible, text)


def one_line(text: str) -> str:
    """Return *text* with every run of white space as one space."""
    return " ".join(text.split())


def short(text: str, most: int) -> str:
    """Put *text* on one line, cut after *most* characters, for a label of a chart.

    plotly draws a few HTML tags of a label; those in *text* are escaped.

    >>> short("<b>e-government</b>", 9)
    '&lt;b>e-…'
    """
    line = write_out(one_line(text)).replace("&", "&amp;").replace("<", "&lt;")
    return line if len(line) <= most else line[: most - 1] + "…"


def two_lines(text: str, most: int) -> str:
    """Put *text* on at most two lines of about *most* characters, broken at a space where possible.

    >>> two_lines("Supervision and oversight of government", 24)
    'Supervision and<br>oversight of government'
    >>> two_lines("统一的电子政务网络", 5)  # unified e-government network
    '统一的电子<br>政务网络'
    """
    line = one_line(text)
    if len(line) <= most:
        return short(line, most)
    space = line.rfind(" ", most // 3, most + 1)
    cut = space if space > 0 else most
    return f"{short(line[:cut], most)}<br>{short(line[cut:], most)}"
