"""A page: HTML that shows itself in a notebook, with the style sheet of pages."""

from __future__ import annotations

from egov_lib.show.messages import current
from egov_lib.show.style import style_tag

STYLE = style_tag()
LANGUAGE_TAGS = {"en": "en", "zh": "zh-Hans"}


class Page(str):
    """HTML that shows itself in a notebook."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """Say how long it is: the text itself would fill the screen."""
        return f"<page of {len(self)} characters>"


def page(
    content: str, *, lang: str | None = None, attributes: str = ""
) -> Page:
    """Make a page of HTML that is safe already; *attributes* are those of its outer element."""
    tag = LANGUAGE_TAGS[current(lang)]
    return Page(
        f"{STYLE}<div class='egov-page' lang='{tag}'{attributes}>{content}</div>"
    )


def font_sample() -> Page:
    """Show a few characters, large, in the fonts of the workbook: boxes mean that a Chinese font is
    missing.
    """
    sample = "电子政务网"  # e-government network
    words = [
        f"<span lang='zh-Hans' style='font-size:2em;font-weight:{weight};margin-right:1em'>"
        f"{sample}</span>"
        for weight in (400, 700)
    ]
    return page("".join(words))
