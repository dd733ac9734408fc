"""What is packed for a Python in a web page; the page itself is in test_lite.py."""

import hashlib
import subprocess
import sys
import zipfile

import pytest
from build_lite import APART, PURE, closure, library, without_warnings
from lite_wheels import Wheel, installed, plain

from egov_lib._in_page import LATER

# Compiled libraries, which come with the page's Python
COMPILED = {"cryptography", "duckdb", "lxml", "numpy", "pandas", "scipy"}


@pytest.mark.parametrize("name", PURE)
def test_a_wheel_holds_python_alone(name, tmp_path):
    """No compiled part of another machine is packed, and the list's entry is that of the file."""
    entry = installed(name).write(tmp_path)
    packed = tmp_path / entry["file_name"]
    names = zipfile.ZipFile(packed).namelist()
    assert not [one for one in names if one.endswith((".so", ".pyd", ".pyc", ".map"))]
    assert entry["imports"], "no module was packed"
    assert entry["sha256"] == hashlib.sha256(packed.read_bytes()).hexdigest()


def test_a_wheel_has_the_same_bytes_each_time(tmp_path):
    """What did not change is not fetched again by a browser that has it."""
    wheel = installed("simpy")
    first = wheel.write(tmp_path)
    assert wheel.write(tmp_path) == first


def test_what_is_fetched_later_is_packed_or_compiled():
    """Every module that an import fetches is in a package of the page."""
    packed = {module for name in PURE for module in installed(name).imports}
    assert {*LATER} <= packed | COMPILED | {"opencc"}
    assert "opencc-py" in APART


def test_our_library_works_from_its_wheel_alone(tmp_path):
    """The wheel has modules and data: a Python that has only it reads the five texts."""
    entry = library([]).write(tmp_path)
    zipfile.ZipFile(tmp_path / entry["file_name"]).extractall(tmp_path / "site")
    ask = "import egov_lib as egov; print(egov.__file__, len(egov.load_corpus()), egov.repository)"
    ask = ask.replace("egov.repository", "egov.citations.repository()")
    told = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=tmp_path / "site",
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
    )
    place, texts, address = told.stdout.split()
    assert place.startswith(str(tmp_path)) and texts == "5"
    assert address.startswith("https://")


def test_patterns_are_made_raw_and_stay_the_same():
    """A page compiles jieba each time: its patterns are written so that Python does not warn."""
    source = b'import re\npattern = re.compile("([\\u4e00-\\u9fd5]+\\.)")\n'
    wheel = Wheel("a", "1", ["a"], [], {"a.py": source, "a.txt": source})
    mended = without_warnings(wheel).files
    assert mended["a.txt"] == source
    given = {}
    exec(compile(mended["a.py"], "a.py", "exec"), given)  # warnings are errors
    assert given["pattern"].match("政务.")


def test_a_list_of_packages_is_complete_and_no_longer():
    """A package brings all that it needs, however that is spelt, and nothing else."""
    packages = {
        "a-b": {"depends": ["C_D"]},
        "c-d": {"depends": []},
        "e": {"depends": []},
    }
    assert closure(packages, ["a-b", "not there"]) == {"a-b", "c-d"}
    assert plain("Typing_Extensions") == "typing-extensions"
