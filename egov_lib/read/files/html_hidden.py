"""What of a page nobody sees: hidden by a style, off the page, or in the colour of its ground.

Sites put signs between words against copying, lines for search engines, and labels that only a
screen reader speaks; dialogs wait to be opened. `aria-hidden` hides nothing from eyes. Styles count
that stand in the page itself, on the element or in a rule for one class or name; what files of
their own say is not known, so a colour only hides where the page says what it stands on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

END = r"\s*(?:!|;|$)"
HIDDEN_STYLE_RE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|(?<![\w-])font-size\s*:\s*0(?:px|pt|em|%)?{END}"
    rf"|(?<![\w-])opacity\s*:\s*(?:0+(?:\.0+)?|\.0+)%?{END}"
    rf"|(?<![\w-])color\s*:\s*transparent{END}"
    # Far off the page, or cut to nothing
    r"|(?:text-indent|(?<![\w-])(?:margin-)?(?:left|top))\s*:\s*-\d{3,}(?:\.\d+)?(?:px|em|pt|%)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
# A rule of a style sheet with one class or name: .jammer{display:none}
STYLE_NAME_RE = re.compile(r"[a-z0-9]*([.#][\w-]+)")
PRINT_RE = re.compile(r"@media\s+print\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
NOTES_RE = re.compile(r"/\*.*?\*/", re.DOTALL)
JAMMERS = {".jammer"}  # what forums put between words against copying
COLOUR_RE = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
GROUND_RE = re.compile(
    r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE
)
MOST_AROUND = 50  # elements around one, whose colours are looked at
WHITE = {"white", "#fff", "#ffffff", "rgb(255,255,255)"}


class Unseen:
    """Knows which elements of a page are hidden."""

    def __init__(self, root: Any) -> None:
        """Look at the style sheets in the page."""
        self.names = _hidden_names(root)
        self.may_colour = any(
            "stylesheet" in link.get("rel", "").lower()
            for link in root.iter("link")
        ) or any("background" in (s.text or "") for s in root.iter("style"))

    def hides(self, element: Any) -> bool:
        """Whether an element is hidden, with all in it."""
        attributes = element.attrib
        if element.tag == "dialog":
            return "open" not in attributes
        if not attributes:
            return False
        if "hidden" in attributes or _style(element).hides:
            return True
        classes = attributes.get("class", "").split()
        own_id = attributes.get("id", "")
        names = {f".{name}" for name in classes}
        names.add(f"#{own_id}")
        if not names.isdisjoint(self.names):
            return True
        colour = _colour(element)
        return bool(colour) and colour == self._ground(element)

    def _ground(self, element: Any) -> str:
        """Return the colour on which an element stands; '' where the page does not say."""
        is_known = True
        around = islice(element.iterancestors(), MOST_AROUND)
        for outer in (element, *around):
            ground = _background(outer)
            if ground:
                return ground if is_known else ""
            # A rule for it may be in a sheet that we don't have
            if "class" in outer.attrib or "id" in outer.attrib:
                is_known = False
        return "#ffffff" if is_known and not self.may_colour else ""


class Style(NamedTuple):
    """What a style says: whether it hides, the colour of letters and ground, '' where not."""

    hides: bool = False
    colour: str = ""
    ground: str = ""


NO_STYLE = Style()


def _style(element: Any) -> Style:
    text = element.get("style")
    return _read_style(text) if text else NO_STYLE


@lru_cache(maxsize=1_000)  # programs give many elements one style
def _read_style(text: str) -> Style:
    colour = COLOUR_RE.search(text)
    ground = GROUND_RE.search(text)
    return Style(
        hides=HIDDEN_STYLE_RE.search(text) is not None,
        colour=_plain(colour[1]) if colour else "",
        ground=_plain(ground[1]) if ground else "",
    )


def _colour(element: Any) -> str:
    return _style(element).colour or _plain(element.get("color", ""))


def _background(element: Any) -> str:
    """Return the colour that an element puts behind its text; a picture is one of its own."""
    if element.get("background"):
        return "picture"
    return _style(element).ground or _plain(element.get("bgcolor", ""))


def _plain(colour: str) -> str:
    name = "".join(colour.lower().split())
    if name in WHITE:
        return "#ffffff"
    if re.fullmatch("#[0-9a-f]{3}", name):
        return "#" + "".join(digit * 2 for digit in name[1:])
    return "" if name in ("inherit", "none", "transparent") else name


def _hidden_names(root: Any) -> set[str]:
    """Return the classes and names that the page's own style sheets hide: .a, #b."""
    names = set(JAMMERS)
    for sheet in root.iter("style"):
        media = sheet.get("media", "")
        if media.strip().lower() == "print":
            continue
        text = NOTES_RE.sub("", sheet.text or "")
        shown = PRINT_RE.sub("", text)
        for part in shown.split("}"):
            selectors, _, rule = part.partition("{")
            if not HIDDEN_STYLE_RE.search(rule):
                continue
            listed = selectors.strip().split(",")
            for selector in listed:
                name = STYLE_NAME_RE.fullmatch(selector.strip())
                if name:
                    names.add(name[1])
    return names
