"""The look of everything shown: fonts, colours, sizes, and the style sheet of pages.

A chart takes its template from here and a page its style sheet, so a fork changes its look in one
place. Colours can be told apart by colour-blind readers and have a contrast of at least 4.5 : 1
with white. Fonts are named so that Chinese is drawn wherever a Chinese font is installed. Nothing
here draws: `charts.base` makes the plotly template, `passages` the pages.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

# Fonts with Chinese characters on each system, for pages and charts alike. DejaVu comes before the
# last, whose Latin letters are poor.
FONTS = (
    "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','DejaVu Sans',"
    "'WenQuanYi Micro Hei',sans-serif"
)

INK = "#222222"
FAINT = "#d9d9d9"  # grid lines, bands between two texts
BAND = "#f4f4f1"  # behind every second lane
GREY = "#9a9a9a"  # lines that carry no colour of their own
PALE_GREY = "#b0b0b0"  # relations behind marks
SILENT = "#8a8a8a"  # the dash of a text that says nothing
# Okabe and Ito's colours for colour-blind readers (2008), darkened until each has 4.5 : 1 against
# white.
COLOURS = ("#00619a", "#a84300", "#00704f", "#8f3f73", "#5c5400", "#444444")
BLUE, RED = COLOURS[:2]

CHART_WIDTH = 840  # pixels: what a notebook has room for on a screen 1024 wide
LEGEND_BELOW = {
    "orientation": "h",
    "y": 0,
    "yref": "container",
    "yanchor": "bottom",
    "x": 0,
}

# The layout of the plotly template. Small, because it is saved with every chart.
CHART_LAYOUT = {
    "font": {"family": FONTS, "size": 13, "color": INK},
    "title": {"x": 0, "xanchor": "left", "xref": "paper", "font": {"size": 16}},
    "paper_bgcolor": "white",
    "plot_bgcolor": "white",
    "colorway": COLOURS,
    "hoverlabel": {
        "bgcolor": "white",
        "align": "left",
        "font": {"family": FONTS, "size": 13, "color": INK},
    },
    "xaxis": {"gridcolor": FAINT, "zeroline": False},
    "yaxis": {"gridcolor": FAINT, "zeroline": False},
}

# The style sheet of pages. Everything is under .egov-page, so nothing else in a notebook changes.
PAGE_CSS = (
    f".egov-page{{font-family:{FONTS};\n"
    """line-height:1.75;font-size:15px;color:#222;background:#fff;padding:.4em .8em}
.egov-page table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0}
.egov-page td,.egov-page th{vertical-align:top;text-align:left!important;padding:.35em .7em;\
border-top:1px solid #ddd;
white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;color:#222}
.egov-page mark{background:#ffe9a8;color:#222;padding:0 .1em}
.egov-page .edit{background:#cfe8d5;color:#222}
.egov-page .edit.possible,.egov-page .edit.unknown{background:#f9d7c3;\
border-bottom:2px dotted #a84300}
.egov-page .found{background:#ffe9a8;color:#222}
.egov-page .term{border-bottom:1px dotted #00619a}
.egov-page rt{font-size:.62em;color:#555}
.egov-page del{text-decoration:none;background:#e8dff0;color:#222}
.egov-page .odd{font-size:.75em;border:1px solid #a84300;color:#a84300;border-radius:3px;\
padding:0 .2em}
.egov-page .where{color:#555;font-size:.85em}
"""
)

# The names of closed tabs are too pale by themselves: below 4.5 : 1 on their ground.
TABS_CSS = ".lm-TabBar-tabLabel,.p-TabBar-tabLabel{color:#222!important}"


def colour(number: int) -> str:
    """Return the colour of the series with this *number*; they come round again after the last."""
    return COLOURS[number % len(COLOURS)]


def colours_of(values: Iterable[Hashable]) -> dict[Hashable, str]:
    """Give each of the distinct *values* a colour, in their order.

    >>> colours_of(["network", "portal", "network"])
    {'network': '#00619a', 'portal': '#a84300'}
    """
    distinct = dict.fromkeys(values)
    return {value: colour(number) for number, value in enumerate(distinct)}


def style_tag(css: str = PAGE_CSS) -> str:
    """Return *css* as a `<style>` element.

    >>> style_tag("td{color:red}")
    '<style>\\ntd{color:red}</style>'
    """
    return f"<style>\n{css}</style>"
