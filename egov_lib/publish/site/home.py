"""The first page of the book: the question, a picture of it, one passage of each year, three doors.

The picture is drawn here and not by plotly, so that the page shows at once, prints, and needs no
script. Where a date is not stated its mark is hollow and a pale bar shows the days it can be.
"""

from __future__ import annotations

from typing import NamedTuple

from egov_lib.publish.site.lessons import raw
from egov_lib.publish.site.plan import Group, Page
from egov_lib.publish.site.running import progress_box
from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import passage
from egov_lib.show.explorables.base import marked
from egov_lib.show.front.texts import short_name
from egov_lib.show.safe_text import escape
from egov_lib.show.style import SEALS

FIRST_YEAR, LAST_YEAR = 2002, 2011
LEFT, WIDTH = 38, 1200  # of the axis, in units of the picture
AXIS = 178  # its height
QUESTION = (
    "In 2002 the centre wanted a unified platform in about a year. In 2006 "
    "one network for the country was an aim for 2010. What happened between?"
)
# The two passages the whole workbook compares, each a range of segments
PROMISES = ("opinion-2002:2.1.13-2.1.15", "relay-2006:2.7.5")


class Promise(NamedTuple):
    """A promise on the axis: when it was made, when it was due, and its words."""

    doc_id: str
    address: str
    made: float  # years
    due: float
    due_from: float
    due_to: float
    words: str
    who: str
    label: str
    height: int


ARCS = [
    Promise(
        "opinion-2002",
        PROMISES[0],
        2002.59,
        2003.59,
        2003.43,
        2003.76,
        "“in about one year”",
        "the Party’s and the State Council’s offices, 5 August 2002",
        "due: about August 2003",
        74,
    ),
    Promise(
        "relay-2006",
        PROMISES[1],
        2006.45,
        2010.5,
        2010.0,
        2011.0,
        "“by 2010”, covering the country",
        "Zeng Peiyan, as relayed in Guizhou, symposium of June 2006",
        "due: some day of 2010",
        124,
    ),
]


class Report(NamedTuple):
    """What a place reports: a bar from one year to another."""

    doc_id: str
    address: str
    since: float
    until: float
    words: str


REPORTS = [
    Report(
        "wuhai-2006",
        "wuhai-2006:2.2.8",
        2005,
        2006,
        "Wuhai, a city: all Party and government organs on one office network, in 2005",
    ),
    Report(
        "yunnan-2006",
        "yunnan-2006:2.7",
        2001.9,
        2006,
        "Yunnan, a province: 24 province-wide business networks, some time in 2001–2005",
    ),
]


def home_page(groups: list[Group]) -> str:
    """The first page, as Markdown with HTML in it."""
    seals = "".join(_seal_link(doc_id) for doc_id in SEALS)
    characters = load_corpus()["text"].str.len().sum()
    body = (
        f'<div class="home"><p class="question">{QUESTION}</p>'
        f"{_picture()}"
        f'<div class="promises">{"".join(_promise(arc) for arc in ARCS)}</div>'
        f'<div class="doors">{_doors(groups)}</div>'
        f'<p class="seals">{seals}<span class="sum">Five damaged documents, '
        f"{characters:,} characters. Every number leads to its passage.</span></p>"
        f"{progress_box(_with_exercises(groups))}</div>"
    )
    hidden = "\n".join(page.name for group in groups for page in group.pages)
    return (
        f"# The E-Government Workbook\n\n{raw(body)}\n\n"
        f"```{{toctree}}\n:hidden:\n\n{hidden}\nsearch\npassage\n```\n"
    )


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
        f'lang="zh-Hans">{seal}</span> {escape(short_name(doc_id, "en"))}</a>'
    )


# --- the picture --------------------------------------------------------------------------------


def _x(year: float) -> float:
    """Where a year is on the axis."""
    share = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    return round(LEFT + share * WIDTH, 1)


def _picture() -> str:
    """The axis with both promises, the empty years, and what places report."""
    said = (
        "A line of years from 2002 to 2010. An arc leads from August 2002 to about August 2003, "
        "another from June 2006 to 2010. No main event of the five texts begins in 2003 or 2004."
    )
    parts = [_silence(), _axis()]
    parts += [_arc(arc) for arc in ARCS]
    parts += [
        _report(report, AXIS + 64 + 27 * number)
        for number, report in enumerate(REPORTS)
    ]
    return (
        f'<svg class="years" viewBox="0 0 1276 276" role="group" aria-label="{said}">'
        f"{''.join(parts)}</svg>"
    )


def _axis() -> str:
    ticks = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        ticks.append(f'<path class="line" d="M{_x(year)} {AXIS - 5}v10"/>')
        if year < LAST_YEAR:
            strong = " strong" if year in (2002, 2006) else ""
            ticks.append(
                f'<text class="year{strong}" x="{_x(year + 0.5)}" y="{AXIS + 21}">{year}</text>'
            )
    line = f'<path class="line" d="M{_x(FIRST_YEAR)} {AXIS}H{_x(LAST_YEAR)}"/>'
    return line + "".join(ticks)


def _silence() -> str:
    """The years of which no text tells an event."""
    left, right = _x(2003), _x(2005)
    middle = _x(2004.38)
    return (
        f'<rect class="silent" x="{left}" y="96" width="{right - left}" '
        f'height="{AXIS - 96}"/>'
        f'<text class="strong middle" x="{middle}" y="117">2003 and 2004</text>'
        f'<text class="quiet middle" x="{middle}" y="137">No main event of the</text>'
        f'<text class="quiet middle" x="{middle}" y="154">five texts begins here.</text>'
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
    below = AXIS + 40
    what = f'<text class="words" x="{left}" y="{above}">{promise.words}</text>'
    who = (
        f'<text class="quiet" x="{left}" y="{above + 20}">{promise.who}</text>'
    )
    label = promise.label
    due = f'<text class="words due-label middle" x="{end}" y="{below}">{label}</text>'
    return what + who + due


def _report(report: Report, height: int) -> str:
    left, right = _x(report.since), _x(report.until)
    return (
        f'<a href="{_link(report.address)}" data-doc="{report.doc_id}">'
        f'<rect class="bar" x="{left}" y="{height - 5}" width="{right - left}" height="9" rx="4"/>'
        f'<text class="told" x="{right + 12}" y="{height + 4}">{report.words}</text></a>'
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
        f'<p class="en">{escape(found["en"])}</p>'
        f'<p class="from">{escape(promise.who)} · '
        f'<a href="{_link(promise.address)}"><code>{promise.address}</code></a></p>'
        "</blockquote>"
    )


DOORS = [
    (
        "Student · no Chinese and no code needed",
        "Follow the question",
        "Twelve lessons, from the opinion of 2002 to the aims of 2006 and what places report. "
        "Every Chinese line has its English.",
        "lessons/00-start-here",
        "Begin: start here",
    ),
    (
        "Teacher · tomorrow",
        "Teach one hour of it",
        "Three paths with their minutes, a guide, a handout without answers, and the "
        "misunderstandings to expect.",
        "teaching/learning-paths",
        "Choose a path: 90 minutes or six weeks",
    ),
    (
        "Researcher · fork and extend",
        "Check every claim",
        "Five editions with every change logged, tables in which each row has its passage, and "
        "the same methods for your own documents.",
        "reference/data",
        "See the data and how sure we are",
    ),
]


def _doors(groups: list[Group]) -> str:
    times = {page.name: page.time for group in groups for page in group.pages}
    doors = []
    for who, title, words, name, step in DOORS:
        time = f", {times[name]}" if times.get(name) else ""
        doors.append(
            f'<section class="door"><p class="who">{marked(who)}</p><h2>{title}</h2>'
            f'<p>{words}</p><p><a href="{name}.html">{step}{time} →</a></p></section>'
        )
    return "".join(doors)
