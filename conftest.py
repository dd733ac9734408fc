"""No network for any test, doctest or notebook, however pytest is started, nor for a process that
one starts.
"""

import gc
import os
import runpy
from pathlib import Path

import nbval.kernel
import pytest
from hypothesis import settings

collect_ignore = [
    "tests/no_network"
]  # Debian's Python has a sitecustomize of its own: two of a name clash

if os.environ.get("EGOV_LANGUAGES") != "all":
    # The notebooks of other languages run the same code (test_languages.py compares it): they are
    # run each month, with the schedule of .github/workflows/tests.yml.
    collect_ignore += [
        f"notebooks/{folder.name}"
        for folder in (Path(__file__).parent / "translations").iterdir()
        if folder.is_dir()
    ]

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
    "test_browser_front.py": 200,
    "test_site.py": 120,
    "test_browser_explorables.py": 120,
    "test_reliability.py": 66,
    "test_browser.py": 65,
    "test_escaping.py": 63,
    "test_browser_exercise_page.py": 55,
    "test_other_machines.py": 50,
    "test_explorers.py": 48,
    "test_browser_exercises.py": 45,
    "test_browser_dashboard.py": 45,
    "exchange.ipynb": 44,
    "approvals.ipynb": 39,
    "test_exercises.py": 35,
    "test_browser_case_file.py": 30,
    "rollout.ipynb": 28,
    "dashboard.ipynb": 23,
    "trust.ipynb": 23,
    "networks.ipynb": 22,
    "test_labs_exchange.py": 20,
    "test_labs_approvals.py": 18,
    "test_reuse.py": 18,
    "test_documents.py": 17,
    "test_rules.py": 16,
    "test_jobs.py": 14,
    "test_labs_networks.py": 14,
    "training.ipynb": 14,
    "evaluation.ipynb": 11,
    "answer-key.ipynb": 10,
}


# nbval lays out every message of a kernel for a log that nobody reads: the data of an explorer take
# it a second.
nbval.kernel.pformat = lambda message: message


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collect without the garbage collector, and spare it what collecting has made.

    Eight thousand tests are millions of objects that live to the end. The collector would walk
    through all of them again and again: collecting took 18.6 seconds of the processor, and takes
    14.6 without it.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Put the longest files first."""
    items.sort(key=lambda item: -LONGEST.get(item.path.name, 0))
