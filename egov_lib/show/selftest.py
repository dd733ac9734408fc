"""Is everything here as it should be? One row a check, green or with its remedy.

What Python can see is checked here: versions, encoding, data, converter. Whether charts, widgets and Chinese show on the
screen only eyes can tell; `00-start-here` shows one of each and says what to look for.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from egov_lib.read.cleaning import clean
from egov_lib.read.corpus import load_corpus, load_witness

# The oldest versions that will do: pandas 3 reads dates in microseconds; plotly 7.1 saves charts as data alone.
LEAST = {
    "pandas": "3.0",
    "plotly": "7.1",
    "ipywidgets": "8.1",
    "jupyterlab": "4.0",
    "jieba": "0.42",
    "OpenCC": "1.1",
}
AGAIN = "run `make setup` again, or install what binder/requirements.txt lists"


def check_setup() -> pd.DataFrame:
    """Check what the workbook needs. Columns: check, ok (true or false), remedy (empty where ok).

    >>> bool(check_setup()["ok"].all())
    True
    """
    rows = [
        (
            "Python 3.11 or newer",
            sys.version_info >= (3, 11),
            "install a newer Python from python.org",
        )
    ]
    rows += [
        (f"{name} {least} or newer", _at_least(name, least), AGAIN) for name, least in LEAST.items()
    ]
    sources = load_corpus()[["doc_id", "sha256"]].itertuples(index=False, name=None)
    whole = all(
        hashlib.sha256(load_witness(doc_id).encode("utf-8")).hexdigest() == known
        for doc_id, known in sources
    )
    rows += [
        (
            "texts are read as UTF-8",
            load_witness("opinion-2002").startswith("中共中央"),
            "set PYTHONUTF8=1",
        ),
        (
            "the five sources are as received",
            whole,
            "restore data/sources, for instance with `git checkout data`",
        ),
        ("traditional characters are converted", clean("電子政務").text == "电子政务", AGAIN),
    ]
    return pd.DataFrame(
        [(check, ok, "" if ok else remedy) for check, ok, remedy in rows],
        columns=["check", "ok", "remedy"],
    )


def _at_least(name: str, least: str) -> bool:
    try:
        found = version(name)
    except PackageNotFoundError:
        return False
    return [int(part) for part in found.split(".")[:2] if part.isdigit()] >= [
        int(part) for part in least.split(".")
    ]
