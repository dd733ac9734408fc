"""The first page of the book: the question, a picture of it, one passage of each year, three doors.

The picture is drawn here and not by plotly, so that the page shows at once, prints, and needs no
script. Where a date is not stated its mark is hollow and a pale bar shows the days it can be.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_lib.publish.site.lessons import raw
from egov_lib.publish.site.plan import Group, Page, edition_of, way_to
from egov_lib.publish.site.running import progress_box
from egov_lib.publish.site.words import said
from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import passage
from egov_lib.show.explorables.base import marked
from egov_lib.show.front.texts import short_name
from egov_lib.show.messages import language
from egov_lib.show.safe_text import escape
from egov_lib.show.style import SEALS

FIRST_YEAR, LAST_YEAR = 2002, 2011
LEFT, WIDTH = 38, 1200  # of the axis, in units of the picture
AXIS = 178  # its height
# The two passages the whole workbook compares, each a range of segments
PROMISES = ("opinion-2002:2.1.13-2.1.15", "relay-2006:2.7.5")


class Promise(NamedTuple):
    """A promise on the axis: when it was made, and when it was due."""

    doc_id: str
    address: str
    made: float  # years
    due: float
    due_from: float
    due_to: float
    key: str  # of its words: what was promised, by whom, when it was due
    height: int

    def said(self, what: str) -> str:
        """Its words, who said it, or when it was due ("words", "who", "due")."""
        return said(f"home_{self.key}_{what}")


ARCS = [
    Promise(
        "opinion-2002",
        PROMISES[0],
        2002.59,
        2003.59,
        2003.43,
        2003.76,
        "first",
        74,
    ),
    Promise(
        "relay-2006",
        PROMISES[1],
        2006.45,
        2010.5,
        2010.0,
        2011.0,
        "second",
        124,
    ),
]


class Report(NamedTuple):
    """What a place reports: a bar from one year to another."""

    doc_id: str
    address: str
    since: float
    until: float
    key: str  # of its words


REPORTS = [
    Report(
        "wuhai-2006",
        "wuhai-2006:2.2.8",
        2005,
        2006,
        "home_wuhai",
    ),
    Report(
        "yunnan-2006",
        "yunnan-2006:2.7",
        2001.9,
        2006,
        "home_yunnan",
    ),
]


def home_page(groups: list[Group]) -> str:
    """The first page, as Markdown with HTML in it."""
    seals = "".join(_seal_link(doc_id) for doc_id in SEALS)
    characters = load_corpus()["text"].str.len().sum()
    summed = said("home_sum", characters=f"{characters:,}")
    promises = "".join(_promise(arc) for arc in ARCS)
    exercised = _with_exercises(groups)
    body = (
        f'<div class="home"><p class="question">{said("home_question")}</p>'
        f"{_picture()}"
        f'<div class="promises">{promises}</div>'
        f'<div class="doors">{_doors(groups)}</div>'
        f'<p class="seals">{seals}<span class="sum">{summed}</span></p>'
        f"{progress_box(exercised)}</div>"
    )
    hidden = "\n".join(page.name for page in own_pages(groups))
    return (
        f"# {said('book')}\n\n{raw(body)}\n\n"
        f"```{{toctree}}\n:hidden:\n\n{hidden}\nsearch\npassage\n```\n"
    )


def own_pages(groups: list[Group]) -> list[Page]:
    """The pages of an edition, without those that it lists from another one."""
    pages = [page for group in groups for page in group.pages]
    return [page for page in pages if page.edition.lang == language()]


def _with_exercises(groups: list[Group]) -> list[Page]:
    """The lessons and labs, in their order."""
    return [
        page
        for group in groups
        for page in group.pages
        if page.name.startswith(("lessons/", "labs/"))
    ]


def _seal_link(doc_id: str) -> str:
    seal = SEALS[doc_id][0]
    return (
        f'<a href="texts/{doc_id}.html"><span class="seal" data-doc="{doc_id}" '
        f'lang="zh-Hans">{seal}</span> {escape(short_name(doc_id, language()))}</a>'
    )


# --- the picture --------------------------------------------------------------------------------


def _x(year: float) -> float:
    """Where a year is on the axis."""
    share = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    return round(LEFT + share * WIDTH, 1)


def _picture() -> str:
    """The axis with both promises, the empty years, and what places report."""
    parts = [_silence(), _axis()]
    parts += [_arc(arc) for arc in ARCS]
    parts += [
        _report(report, AXIS + 64 + 27 * number)
        for number, report in enumerate(REPORTS)
    ]
    return (
        f'<svg class="years" viewBox="0 0 1276 276" role="group" '
        f'aria-label="{said("home_picture")}">'
        f"{''.join(parts)}</svg>"
    )


def _axis() -> str:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    ticks = "".join(map(_tick, years))
    line = f'<path class="line" d="M{_x(FIRST_YEAR)} {AXIS}H{_x(LAST_YEAR)}"/>'
    return line + ticks


def _tick(year: int) -> str:
    """The stroke at the beginning of a year, and its number in the middle of the year."""
    stroke = f'<path class="line" d="M{_x(year)} {AXIS - 5}v10"/>'
    if year == LAST_YEAR:
        return stroke
    look = "year strong" if year in (2002, 2006) else "year"
    return stroke + _svg_text(look, _x(year + 0.5), AXIS + 21, str(year))


def _silence() -> str:
    """The years of which no text tells an event."""
    left, right = _x(2003), _x(2005)
    middle = _x(2004.38)
    return (
        f'<rect class="silent" x="{left}" y="96" width="{right - left}" '
        f'height="{AXIS - 96}"/>'
        f'<text class="strong middle" x="{middle}" y="117">{said("home_years")}</text>'
        f'<text class="quiet middle" x="{middle}" y="137">{said("home_silent_1")}</text>'
        f'<text class="quiet middle" x="{middle}" y="154">{said("home_silent_2")}</text>'
    )


def _arc(promise: Promise) -> str:
    """A promise: a filled mark when it was made, a hollow one when it was due."""
    marks = _due_span(promise) + _curve(promise)
    words = _promise_words(promise)
    link = _link(promise.address)
    return f'<a href="{link}" data-doc="{promise.doc_id}">{marks}{words}</a>'


def _due_span(promise: Promise) -> str:
    """The days on which a promise may have been due."""
    low = _x(promise.due_from)
    width = _x(promise.due_to) - low
    top = AXIS - 8
    return f'<rect class="span" x="{low}" y="{top}" width="{width}" height="16" rx="8"/>'


def _curve(promise: Promise) -> str:
    """The arc of a promise, with a mark at either end."""
    start, end = _x(promise.made), _x(promise.due)
    # A curve of the third degree rises to three quarters of its handles.
    top = AXIS - 4 * promise.height / 3
    path = f"M{start} {AXIS}C{start} {top} {end} {top} {end} {AXIS}"
    arc = f'<path class="arc" d="{path}"/>'
    made = f'<circle class="made" cx="{start}" cy="{AXIS}" r="7"/>'
    due = f'<circle class="due" cx="{end}" cy="{AXIS}" r="6"/>'
    return arc + made + due


def _promise_words(promise: Promise) -> str:
    """What was promised and by whom, over the arc; under its end, what was due."""
    left, end = _x(promise.made) - 4, _x(promise.due)
    above = AXIS - promise.height - 34
    what = _svg_text("words", left, above, promise.said("words"))
    who = _svg_text("quiet who", left, above + 20, promise.said("who"))
    due = promise.said("due")
    under_end = _svg_text("words due-label middle", end, AXIS + 40, due)
    return what + who + under_end


def _svg_text(look: str, x: float, y: float, words: str) -> str:
    """A line of text of the picture; *look* is its class, x and y are in the picture's units."""
    return f'<text class="{look}" x="{x}" y="{y}">{words}</text>'


def _report(report: Report, height: int) -> str:
    left, right = _x(report.since), _x(report.until)
    return (
        f'<a href="{_link(report.address)}" data-doc="{report.doc_id}">'
        f'<rect class="bar" x="{left}" y="{height - 5}" width="{right - left}" height="9" rx="4"/>'
        f'<text class="told" x="{right + 12}" y="{height + 4}">{said(report.key)}</text></a>'
    )


def _link(address: str) -> str:
    doc_id, _, _ = address.partition(":")
    return f"texts/{doc_id}.html#{address}"


# --- passages and doors -------------------------------------------------------------------------


def _promise(promise: Promise) -> str:
    """The passage of a promise in both languages, with its address."""
    found = passage(promise.address).iloc[0]
    return (
        f'<blockquote class="promise" data-doc="{promise.doc_id}">'
        f'<p class="zh" lang="zh-Hans">{escape(found["quote"])}</p>'
        f'<p class="en" lang="en">{escape(found["en"])}</p>'
        f'<p class="from">{escape(promise.said("who"))} · '
        f'<a href="{_link(promise.address)}"><code>{promise.address}</code></a></p>'
        "</blockquote>"
    )


# For whom a door is, and the page behind it
DOORS = [
    ("student", "lessons/00-start-here"),
    ("teacher", "teaching/learning-paths"),
    ("researcher", "reference/data"),
]


def _doors(groups: list[Group]) -> str:
    pages = {page.name: page for group in groups for page in group.pages}
    return "".join(_door(key, pages[name]) for key, name in DOORS)


def _door(key: str, page: Page) -> str:
    """One door; *page* is behind it."""
    who, title, words, step = (
        said(f"home_{key}_{what}")
        for what in ("who", "title", "words", "step")
    )
    minutes = re.split("[;；]", page.time)[0]  # of what everybody reads
    time = f"{said('listed')}{minutes}" if minutes else ""
    here = Page("index", "", "", edition=edition_of(language()))
    return (
        f'<section class="door"><p class="who">{marked(who)}</p><h2>{title}</h2>'
        f'<p>{words}</p><p><a href="{way_to(page, here)}">{step}{time} →</a></p></section>'
    )
