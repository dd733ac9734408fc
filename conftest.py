"""No network for any test, doctest or notebook, however pytest is started, nor for a process that
one starts.
"""

import gc
import os
import runpy
from pathlib import Path

import pytest
from hypothesis import settings

collect_ignore = [
    "tests/no_network"
]  # Debian's Python has a sitecustomize of its own: two of a name clash

NO_NETWORK = Path(__file__).parent / "tests" / "no_network"

runpy.run_path(str(NO_NETWORK / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [str(NO_NETWORK), os.environ.get("PYTHONPATH")])
)

# `pytest --hypothesis-profile nightly`: tests that do not set a number of their own try so many.
settings.register_profile("nightly", max_examples=25_000, deadline=None)

# The files that keep a processor busy longest, and for about how many seconds. They run first:
# a worker that starts one of them last keeps the others waiting.
LONGEST = {
    "test_browser.py": 75,
    "test_other_machines.py": 45,
    "test_browser_exercises.py": 33,
    "test_jobs.py": 32,
    "test_rules.py": 30,
    "test_documents.py": 25,
    "answer-key.ipynb": 25,
    "evaluation.ipynb": 25,
}
SLOW_NOTEBOOKS = {"answer-key.ipynb", "evaluation.ipynb"}


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collect without the garbage collector, and spare it what collecting has made.

    Eight thousand tests are millions of objects that live to the end. The collector would walk
    through all of them again and again, which is a tenth of the time of the tests.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Put the longest files first, and mark the notebooks among them, which hold no marks."""
    items.sort(key=lambda item: -LONGEST.get(item.path.name, 0))
    for item in items:
        if item.path.name in SLOW_NOTEBOOKS:
            item.add_marker("slow")
