"""No network for any test, doctest or notebook, however pytest is started, nor for a process that
one starts.
"""

import os
import runpy
from pathlib import Path

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
