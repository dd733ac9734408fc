"""Views that stay alive in a saved notebook, where no kernel runs.

A notebook keeps what a cell showed, not the widget behind it. So beside the still of a view, its
HTML output gets a script that draws the view from data packed into the notebook (`saved.js`): in
JupyterLab once the notebook is trusted, on nbviewer, and on a page that nbconvert made. Where
scripts are taken out (GitHub, an untrusted notebook) the still is left.

The script of the front end, its style sheet, and every part of the data are packed once a
notebook, by the first view that needs them. Exercises are left as they are: an answer belongs
into the reader's file, which only Python writes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from egov_lib.show.front import EXPLORABLES, EXPLORERS
from egov_lib.show.front.modules import front_object, plain_script
from egov_lib.show.front.widget import as_json, look, script_path

STATE = ("chosen", "filters", "lang")
ALIVE = {*EXPLORERS, *EXPLORABLES, "browse", "dashboard"}
SCRIPT_RE = re.compile(
    r'\s*<script class="egov-saved">.*?</script>', re.DOTALL
)


class SavedView(NamedTuple):
    """A view as a notebook was saved with it."""

    name: str  # one of ALIVE
    state: Mapping[
        str, Any
    ]  # the traits of its widget: data, chosen, filters, lang


def scripts(views: Sequence[SavedView]) -> Iterator[str]:
    """The script that draws each of the views of one notebook, to stand after its still."""
    names = tuple(dict.fromkeys(view.name for view in views))
    paths = tuple((name, script_path(name)) for name in names)
    code = front_object(paths)
    sheet = look(names)
    waker = plain_script("front/saved.js", "egovWake")
    brought: set[str] = set()
    for view in views:
        values = view.state["data"].items()
        data = {key: as_json(value) for key, value in values}
        texts = [code, sheet, *data.values()]
        carried = {
            _digest(text): _packed(text)
            for text in texts
            if _digest(text) not in brought
        }
        brought.update(carried)
        drawn = {
            "name": view.name,
            "state": {key: view.state[key] for key in STATE},
            "code": _digest(code),
            "look": _digest(sheet),
            "data": {key: _digest(text) for key, text in data.items()},
        }
        yield (
            f'\n<script class="egov-saved">\n{waker}'
            f"egovWake.wake(document.currentScript, {json.dumps(carried)}, "
            f"{as_json(drawn)});\n</script>"
        )


def without_script(page: str) -> str:
    """An HTML output as it is where no script runs.

    >>> without_script('<p>a</p>\\n<script class="egov-saved">\\n1;\\n</script>')
    '<p>a</p>'
    """
    return SCRIPT_RE.sub("", page)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _packed(text: str) -> str:
    """A text as gzip in base64; without a time, so that the same text is packed the same."""
    packed = gzip.compress(text.encode("utf-8"), 9, mtime=0)
    return base64.b64encode(packed).decode("ascii")
