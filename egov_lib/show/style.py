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
    "title": {
        "x": 0,
        "xanchor": "left",
        "xref": "paper",
        "font": {"size": 16},
    },
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

# The five documents: a seal, and a colour on light and on dark ground. They can be told apart by
# colour-blind readers: do not change one alone. A document of the reader's own has the ink.
SEALS = {
    "opinion-2002": ("意", "#8F1D14", "#E8765F"),
    "relay-2006": ("传", "#6C2B82", "#B57BE6"),
    "article-2006": ("文", "#1F66CC", "#9FC0F2"),
    "yunnan-2006": ("滇", "#00524D", "#5BBDAC"),
    "wuhai-2006": ("乌", "#986A00", "#F0B04C"),
}

# The order of the five texts in every view: by the day they are from.
ORDER = (
    "opinion-2002",
    "yunnan-2006",
    "relay-2006",
    "article-2006",
    "wuhai-2006",
)

# The order of places: the nation first, then its provinces and cities as the texts come to them.
PLACES = (
    "China",
    "Yunnan",
    "Guizhou",
    "Inner Mongolia",
    "Wuhai",
    "Beijing",
    "Shenzhen",
    "Chongqing",
)

# What a page is drawn in, on light and on dark ground. `lit` means one thing: this passage, here.
LIGHT = {
    "card": "#FFFFFF",
    "ink": "#1D2329",
    "ink2": "#51585F",
    "rule": "#DDD8CC",
    "lit": "#FFE394",
    "pale": "#FFF4CF",
}
DARK = {
    "card": "#1C2025",
    "ink": "#ECE9E2",
    "ink2": "#B4BAC0",
    "rule": "#343A41",
    "lit": "#5C4A0C",
    "pale": "#3A3215",
}
TEXT_FONTS = "'Source Sans 3','Segoe UI',system-ui,Roboto,'Noto Sans','DejaVu Sans',sans-serif"


def _tokens(page: str, colours: dict[str, str], seal: str) -> str:
    """Rules that set the colours of a *page* (a selector), and the *seal* of a document in it."""
    named = ";".join(f"--{name}:{colour}" for name, colour in colours.items())
    return (
        f"{page}{{{named};--seal:var(--ink)}}{page} .sealed{{--seal:{seal}}}"
    )


_BOTH = _tokens(
    ".egov-page",
    {
        name: f"light-dark({on_light},{DARK[name]})"
        for name, on_light in LIGHT.items()
    },
    "light-dark(var(--on-light),var(--on-dark))",
)

# The style sheet of pages. Everything is under .egov-page, so nothing else in a notebook changes.
# Dark in a dark JupyterLab, and wherever a page says with `color-scheme` that it can be dark. A row
# of clauses is stacked where the page is narrow, whatever the width of the screen.
PAGE_CSS = (
    f"{_tokens('.egov-page', LIGHT, 'var(--on-light)')}\n"
    f".egov-page{{font-family:{TEXT_FONTS};\n"
    "container:egov-page/inline-size;line-height:1.5;font-size:15px;color:var(--ink);\n"
    "background:var(--card);padding:.4em .8em}\n"
    "body[data-jp-theme-light=false] .egov-page{color-scheme:dark}\n"
    f"@supports (color:light-dark(red,red)){{{_BOTH}}}\n"
    f".egov-page [lang|=zh]{{font-family:{FONTS};line-height:1.65}}\n"
    """.egov-page table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0;border:0}
.egov-page tr,.egov-page tbody tr:nth-child(odd){background:none}
.egov-page td,.egov-page th{vertical-align:top;text-align:left!important;padding:.35em .7em;\
border:0;border-top:1px solid var(--rule);
white-space:pre-wrap;overflow-wrap:anywhere;color:var(--ink);font-size:inherit}
.egov-page mark{background:var(--lit);color:var(--ink);padding:0}
.egov-page .edit{border-bottom:2px solid var(--rule)}
.egov-page .edit.possible,.egov-page .edit.unknown{border-bottom:2px dotted var(--ink2)}
.egov-page .found{background:var(--lit)}
.egov-page .term{border-bottom:1px dotted var(--ink2)}
.egov-page .hedge{text-decoration:underline double 1px;text-underline-offset:.22em}
.egov-page .gap{border:1px dashed var(--ink2);border-radius:3px;padding:0 .2em}
.egov-page rt{font-size:.62em;color:var(--ink2);padding:0 .35em}
.egov-page del{text-decoration:none;border-bottom:2px solid var(--ink2)}
.egov-page .odd{font-size:.75em;border:1px solid var(--ink2);border-radius:3px;padding:0 .2em}
.egov-page .where,.egov-page .note,.egov-page summary,.egov-page .clauses th{color:var(--ink2);\
font-size:12.5px;line-height:1.45;margin:.25em 0 0;font-weight:400}
.egov-page .where{margin:.5em 0 .4em}
.egov-page .where .address{color:var(--seal)}
.egov-page .clauses td.address{width:4.6em;padding-left:14px;color:var(--ink2);\
font:12.5px/2 ui-monospace,Consolas,'DejaVu Sans Mono',monospace}
.egov-page .clauses th:first-child{width:4.6em}
.egov-page .clauses td,.egov-page .clauses th{border-top:0;padding:.2em .7em}
.egov-page .clauses th{border-bottom:1px solid var(--rule)}
.egov-page .clauses .first td{border-top:1px solid var(--rule)}
.egov-page .clauses .zh{font-size:17px}
.egov-page .clauses .received{font-size:15px;color:var(--ink2)}
.egov-page .clauses .speaks td{font-size:12.5px;padding-top:.7em;color:var(--ink2)}
.egov-page .clauses .hit{--card:var(--pale)}
.egov-page .clauses tr:hover:not(.speaks),.egov-page .clauses tr:focus-within,\
.egov-page .clauses tr:focus{--card:var(--lit)}
.egov-page .clauses tr{background:var(--card)!important}
.egov-page .clauses tr:focus{outline:3px solid var(--ink);outline-offset:-3px}
.egov-page .clauses .voice0 .address{box-shadow:inset 3px 0 var(--seal)}
.egov-page .clauses .voice1 .address{box-shadow:inset 3px 0 var(--seal),inset 5px 0 var(--card),\
inset 8px 0 var(--seal)}
.egov-page .clauses .voice2 .address{box-shadow:inset 2px 0 var(--seal),inset 4px 0 var(--card),\
inset 6px 0 var(--seal),inset 8px 0 var(--card),inset 10px 0 var(--seal)}
.egov-page summary{cursor:pointer}
.egov-page .cite{border-top:1px solid var(--rule);margin-bottom:.6em}
.egov-page .copy{user-select:all;-webkit-user-select:all;font-size:13.5px;margin:.4em 0}
@container egov-page (max-width:600px){.egov-page .clauses tr{display:block;padding:.3em 0}
.egov-page .clauses td{display:block;padding:.1em 0 .1em 16px;box-sizing:border-box}
.egov-page .clauses td.address{width:auto;padding-left:16px}
.egov-page .clauses tr:first-child{display:none}
.egov-page .clauses .speaks .address{display:none}
.egov-page .clauses [class*=voice] td{box-shadow:inset 3px 0 var(--seal)}
.egov-page .clauses .voice1 td{box-shadow:inset 3px 0 var(--seal),inset 5px 0 var(--card),\
inset 8px 0 var(--seal)!important}
.egov-page .clauses .voice2 td{box-shadow:inset 2px 0 var(--seal),inset 4px 0 var(--card),\
inset 6px 0 var(--seal),inset 8px 0 var(--card),inset 10px 0 var(--seal)!important}
.egov-page .clauses .zh{font-size:19.5px}
.egov-page summary{min-height:44px;line-height:44px}}
"""
)


def seal_style(doc_id: str) -> str:
    """The colours of a document as attributes of an element of a page; none for others.

    >>> seal_style("yunnan-2006")
    " class='sealed' style='--on-light:#00524D;--on-dark:#5BBDAC'"
    """
    if doc_id not in SEALS:
        return ""
    _, light, dark = SEALS[doc_id]
    return f" class='sealed' style='--on-light:{light};--on-dark:{dark}'"


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
