"""Make any text safe to show: nothing in a document is run, and nothing in it stays invisible.

Whatever comes from a document passes through here on its way to a page, a list or a label: names of
documents, files, columns, places and answers as well as texts. Tags are escaped, and characters
that can't be seen (zero-width, direction marks, controls) are written out as their numbers.
`escape` is for HTML, `with_emphasis` for words of our own in which emphasis and code are marked,
`label` for the labels of charts, `show_unseen` for HTML that another library has escaped,
`spreadsheet_cell` for CSV. `front/dom.js` writes out the same characters in the browser.
"""

from __future__ import annotations

import html
import re
import unicodedata

# Format, control, half of a character, ends of lines and paragraphs that HTML does not know
UNSEEN_CATEGORIES = ("Cf", "Cc", "Cs", "Zl", "Zp")
# Unseen, too, but of other categories: a joiner, fillers of Hangul, Khmer vowels, selectors
FILLERS = "\u115f\u1160\u3164\uffa0"
OTHER_UNSEEN_RE = re.compile(
    f"[\u034f{FILLERS}\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
# All that may be unseen: neither word nor ASCII, and the fillers, which count as letters
SUSPECT_RE = re.compile(rf"[^\w\n\t -~]|[{FILLERS}]")
# What a spreadsheet takes for the beginning of a formula
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Marks in words of our own: code between backquotes, emphasis between asterisks. A star between
# letters or digits, or with a space inside it, is a star.
MARKS_RE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|(?<![A-Za-z0-9*])\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![A-Za-z0-9*])"
)
WRITTEN_OUT = '<span class="odd">U+{:04X}</span>'


def escape(text: str) -> str:
    """Escape *text* for HTML and write out the characters that can't be seen.

    >>> escape("<b>" + chr(0x202e) + "网")
    '&lt;b&gt;<span class="odd">U+202E</span>网'
    """
    return show_unseen(html.escape(text))


def with_emphasis(text: str) -> str:
    """Escape *text*, in which we marked `code` and *emphasis*, and show these as such.

    >>> with_emphasis("*capable* of <b>, `2 * 3`, 2*3*4")
    '<em>capable</em> of &lt;b&gt;, <code>2 * 3</code>, 2*3*4'
    """
    parts, at = [], 0
    for mark in MARKS_RE.finditer(text):
        name = "code" if mark["code"] else "em"
        parts.append(escape(text[at : mark.start()]))
        parts.append(f"<{name}>{escape(mark[mark.lastgroup])}</{name}>")
        at = mark.end()
    parts.append(escape(text[at:]))
    return "".join(parts)


def without_emphasis(text: str) -> str:
    """Take the asterisks of emphasis out of *text*, for a table or a list; code keeps its marks.

    >>> without_emphasis("*capable* of `2 * 3`")
    'capable of `2 * 3`'
    """
    return MARKS_RE.sub(lambda mark: mark["emphasis"] or mark[0], text)


def show_unseen(page: str) -> str:
    """Write out the characters that can't be seen in HTML that is escaped already.

    >>> show_unseen("<td>网" + chr(0x200b) + "</td>")
    '<td>网<span class="odd">U+200B</span></td>'
    """
    return write_out(page, WRITTEN_OUT)


def write_out(text: str, form: str = "[U+{:04X}]") -> str:
    """Write the characters of *text* that can't be seen as their numbers, in the form *form*.

    >>> write_out("网" + chr(0x200b) + "络")
    '网[U+200B]络'
    """

    def visible(found: re.Match) -> str:
        character = found[0]
        is_unseen = unicodedata.category(character) in UNSEEN_CATEGORIES
        if is_unseen or OTHER_UNSEEN_RE.match(character):
            return form.format(ord(character))
        return character

    return SUSPECT_RE.sub(visible, text)


def spreadsheet_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell("网")
    ("'=1+1", '网')
    """
    is_formula = text.lstrip(" ").startswith(FORMULA_SIGNS)
    return f"'{text}" if is_formula else text


def one_line(text: str) -> str:
    """Return *text* with every run of white space as one space."""
    return " ".join(text.split())


def label(text: object) -> str:
    """Put *text* on one line, for a label of a chart: a title, a tick, a name in the legend.

    plotly draws a few HTML tags of a label, a link among them; those in *text* are escaped.

    >>> label("<a href='x'>notice</a>")
    "&lt;a href='x'>notice&lt;/a>"
    """
    return _escape_for_plotly(write_out(one_line(str(text))))


def short(text: str, most: int) -> str:
    """Make a `label` of *text*, cut after *most* characters: plotly does not cut.

    >>> short("<b>e-government</b>", 9)
    '&lt;b>e-gov…'
    """
    line = write_out(one_line(text))
    # Cut before it is escaped, so that no entity is cut
    is_long = len(line) > most
    return _escape_for_plotly(line[: most - 1] + "…" if is_long else line)


def _escape_for_plotly(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


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


def in_lines(text: str, most: int, lines: int) -> str:
    """Put *text* on at most so many lines of about *most* characters, broken at spaces where
    possible; only what has no room on the last is cut.

    >>> in_lines("Set up a sound mechanism for building and operating it", 24, 3)
    'Set up a sound mechanism<br>for building and<br>operating it'
    """
    rest = one_line(text)
    done = []
    while len(rest) > most and len(done) < lines - 1:
        space = rest.rfind(" ", most // 3, most + 1)
        cut = space if space > 0 else most
        done.append(label(rest[:cut]))
        rest = rest[cut:].lstrip()
    return "<br>".join([*done, short(rest, most)])
