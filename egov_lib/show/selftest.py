"""Check the installation: one row a check, true or with its remedy.

What Python can see is checked here: versions, encoding, data, converter. Whether charts, widgets
and Chinese show on the screen only eyes can say; `00-start-here` shows one of each and says what to
look for.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from egov_lib.read.cleaning import clean
from egov_lib.read.corpus import load_corpus, load_witness
from egov_lib.show.messages import say

LEAST_PYTHON = (3, 11)
# The oldest versions that will do: pandas 3 reads dates in microseconds; plotly 7.1 saves charts as
# data alone.
LEAST = {
    "pandas": "3.0",
    "plotly": "7.1",
    "ipywidgets": "8.1",
    "jupyterlab": "4.0",
    "jieba": "0.42",
    "OpenCC": "1.1",
}
# A Python in a web page fetches these when they are first imported, and one by another name.
IMPORTED = {"jieba": "jieba", "OpenCC": "opencc"}
OTHER_NAMES = {"OpenCC": "opencc-py"}


def check_setup(*, lang: str | None = None) -> pd.DataFrame:
    """Check what the workbook needs.

    Returns one row a check, with columns
    check: what is checked
    ok: true or false
    remedy: what to do, empty where ok

    >>> bool(check_setup()["ok"].all())
    True
    """
    again = say("setup_again", lang)
    rows = [
        (
            say("setup_python", lang, least=".".join(map(str, LEAST_PYTHON))),
            sys.version_info >= LEAST_PYTHON,
            say("setup_python_remedy", lang),
        )
    ]
    for name, least in LEAST.items():
        check = say("setup_library", lang, name=name, least=least)
        rows.append((check, _is_at_least(name, least), again))
    rows += [
        (
            say("setup_utf8", lang),
            load_witness("opinion-2002").startswith("中共中央"),
            say("setup_utf8_remedy", lang),
        ),
        (
            say("setup_sources", lang),
            _sources_are_whole(),
            say("setup_sources_remedy", lang),
        ),
        (
            say("setup_converter", lang),
            clean("電子政務").text == "电子政务",
            again,
        ),
    ]
    table = pd.DataFrame(rows, columns=["check", "ok", "remedy"])
    table.loc[table["ok"], "remedy"] = ""
    return table


def _sources_are_whole() -> bool:
    """Whether the bytes of every source are those that were received."""
    docs = load_corpus()
    for doc_id, known in zip(docs["doc_id"], docs["sha256"]):
        witness = load_witness(doc_id).encode("utf-8")
        if hashlib.sha256(witness).hexdigest() != known:
            return False
    return True


def _is_at_least(name: str, least: str) -> bool:
    """Whether a library is there in version *least* or newer."""
    if name in IMPORTED and not _can_import(IMPORTED[name]):
        return False
    for installed in (name, OTHER_NAMES.get(name, name)):
        with suppress(PackageNotFoundError):
            return _numbers(version(installed)) >= _numbers(least)
    return False


def _can_import(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _numbers(release: str) -> list[int]:
    """The first two numbers of a version."""
    return [int(part) for part in release.split(".")[:2] if part.isdigit()]
