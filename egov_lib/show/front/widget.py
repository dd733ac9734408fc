"""The two hosts of an explorer or explorable: an ipywidget for notebooks, and a page that needs no
kernel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from egov_lib.findings import HALF_RE, whole_characters
from egov_lib.show.front import (
    CASES,
    EXERCISE,
    EXPLORABLES,
    EXPLORERS,
    PANELS,
    VOTE,
)
from egov_lib.show.front.modules import page_script, widget_module
from egov_lib.show.messages import FRONT, LANGUAGES, VALUES, current, pick
from egov_lib.show.safe_text import escape
from egov_lib.show.style import SEALS


def script_path(name: str) -> str:
    """Where the script of a view is, below `egov_lib/show`.

    >>> script_path("timeline"), script_path("byte_slip")
    ('explorers/timeline.js', 'explorables/byte_slip.js')
    """
    if name in (EXERCISE, VOTE):
        return f"exercises/{name}.js"
    if name in CASES:
        return f"cases/{name}.js"
    if name in PANELS:
        return "explorables/panel.js"
    folder = "explorables" if name in EXPLORABLES else "explorers"
    return f"{folder}/{name}.js"


def _read_sheet(package: str, sheet: str) -> str:
    return files(package).joinpath(sheet).read_text(encoding="utf-8")


@lru_cache
def look(names: tuple[str, ...] = ()) -> str:
    """The style sheet of the front end, with the colours of the five documents; for the
    explorables among *names* the rules of their frame and their own.
    """
    sheets = ["front/look.css"]
    own = [name for name in names if name in EXPLORABLES]
    if own:
        sheets.append("explorables/frame.css")
        scripts = dict.fromkeys(script_path(name) for name in own)
        sheets += [script.replace(".js", ".css") for script in scripts]
    rules = "".join(_read_sheet("egov_lib.show", sheet) for sheet in sheets)
    if EXERCISE in names or VOTE in names:
        rules += _read_sheet("egov_lib.teach", "exercises/exercise.css")
    if set(names) & set(CASES):
        rules += _read_sheet("egov_lib.teach", "cases/case_file.css")
    seals = "".join(
        f".egov [data-doc={doc_id}]{{--seal:light-dark({light},{dark})}}\n"
        for doc_id, (_, light, dark) in SEALS.items()
    )
    return rules + seals


def words() -> dict[str, dict[str, str]]:
    """All words of the front end by language; the values of the tables have a "=" before them.

    Names of the columns of tables are not among them: Python says those (`column_name`).

    >>> words()["zh"]["table"], words()["en"]["=nation"]
    ('表', 'Nation')
    """
    return {
        lang: _front_words(lang) | _named_values(lang) for lang in LANGUAGES
    }


def _front_words(lang: str) -> dict[str, str]:
    return {
        key: pick(*pair, lang)
        for key, pair in FRONT.items()
        if not key.startswith("column_")
    }


def _named_values(lang: str) -> dict[str, str]:
    """Values that are said in other words; the script says any other as it is."""
    named = {key: pick(*pair, lang) for key, pair in VALUES.items()}
    return {f"={key}": said for key, said in named.items() if said != key}


class View(anywidget.AnyWidget):
    """An explorer in a notebook: an ipywidget whose state can be read, set, observed and linked.

    chosen: the id of the mark that is read, "" for the one it opens on
    filters: what is filtered, {name: value}; several values are joined by commas
    lang: "en" or "zh"
    """

    data = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    filters = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    host = traitlets.Unicode("notebook").tag(sync=True)

    name = ""
    kind = "explorer"

    def __init__(self, data: Mapping[str, Any], still: str, **state: Any):
        """Show *data* (JSON); *still* is HTML for pages where no script runs."""
        self._still = still
        super().__init__(data=dict(data), **state)

    def __repr__(self) -> str:
        """Say which view it is, without its data: boxes say what they hold."""
        return f"<{self.kind}: {self.name}>"

    def _repr_mimebundle_(self, **kwargs: object) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        plain = {"text/plain": repr(self), "text/html": self._still}
        if isinstance(bundle, tuple):
            return {**bundle[0], **plain}, bundle[1]
        return {**(bundle or {}), **plain}

    def page(self) -> str:
        """The same explorer as the text of an HTML page that works from a disk."""
        return page(
            {self.name: self.data},
            lang=self.lang,
            state=self._state(),
            stills=[self._still],
        )

    def _state(self) -> dict[str, Any]:
        return {"chosen": self.chosen, "filters": self.filters}


@lru_cache
def view_class(name: str) -> type[View]:
    """The widget class of the view *name*; its script is joined once."""
    own = {
        "name": name,
        "kind": "explorable" if name in EXPLORABLES else "explorer",
        "_esm": widget_module(script_path(name)),
        "_css": look((name,)),
        "__doc__": View.__doc__,
    }
    return type(f"{name.title()}View", (View,), own)


def make_view(
    name: str,
    data: Mapping[str, Any],
    still: str,
    *,
    chosen: str = "",
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Make the widget of the view *name*: its data with the words of both languages, which are
    all of the front end's unless the data have words of their own.
    """
    whole = {
        "words": words(),
        **data,
        "source_line": pick(*FRONT["source_line"], lang),
    }
    state = {"chosen": chosen, "filters": dict(filters or {})}
    return view_class(name)(
        without_halves(whole),
        still,
        **without_halves(state),
        lang=current(lang),
    )


def without_halves(data: dict[str, Any]) -> dict[str, Any]:
    """JSON with � for each half of a character: neither a message nor a page can hold one.

    >>> without_halves({"text": "a" + chr(0xD83D)})
    {'text': 'a�'}
    """
    written = json.dumps(data, ensure_ascii=False)
    if not HALF_RE.search(written):
        return data
    return json.loads(whole_characters(written))


# --- pages --------------------------------------------------------------------------------------


def as_json(data: object) -> str:
    """JSON that can be written into a page: no `<` in it can begin or end an element."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return whole_characters(written).replace("<", "\\u003c")


def page(
    explorers: Mapping[str, Mapping[str, Any]],
    *,
    title: str = "The E-Government Workbook",
    lang: str | None = None,
    state: Mapping[str, Any] | None = None,
    stills: Sequence[str] = (),
) -> str:
    """An HTML page that shows explorers under each other; it asks for nothing outside itself.

    Parameters
    ----------
    explorers: the data of each, by name.
    state: chosen and filters that the (only) explorer opens in.
    stills: HTML for browsers without scripts.
    """
    lang = current(lang)
    names = tuple(explorers)
    script = page_script(tuple((name, script_path(name)) for name in names))
    opening = {"chosen": "", "filters": {}, "lang": lang, **(state or {})}
    boxes = "".join(f'<main id="{name}"></main>\n' for name in names)
    values = {
        name: {**opening, "host": "page", "data": data}
        for name, data in explorers.items()
    }
    tag = "zh-Hans" if lang == "zh" else "en"
    is_alone = len(names) == 1 and names[0] in (*EXPLORERS, "dashboard")
    fills = ' class="egov-alone"' if is_alone else ""
    return f"""<!DOCTYPE html>
<html lang="{tag}" class="egov-auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{escape(title)}</title>
<style>
body{{margin:0;color-scheme:light dark;background:light-dark(#FBFAF6,#15181C)}}
{look(names)}</style>
</head>
<body{fills}>
{boxes}<noscript>{"".join(stills)}</noscript>
<script type="application/json" id="egov-data">{as_json(values)}</script>
<script>
{script}
const values = JSON.parse(document.getElementById("egov-data").textContent);
for (const [name, own] of Object.entries(values)) {{
  egov.mount(document.getElementById(name), name, own);
}}
</script>
</body>
</html>
"""
