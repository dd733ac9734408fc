"""What is packed for a Python in a web page; the page itself is in test_lite.py."""

import hashlib
import re
import subprocess
import sys
import zipfile

import pytest
from build_lite import APART, LIBRARIES_FIRST, PURE, closure, library
from lite_bytecode import compile_archive
from lite_compile import copy_of_use
from lite_wheels import installed, plain

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


@pytest.mark.parametrize("with_sources", [True, False])
def test_a_compiled_archive_needs_no_compiling(tmp_path, with_sources):
    """Its modules are imported from bytecode, and an error quotes its line if sources stay."""
    given, made = tmp_path / "given.whl", tmp_path / "made.whl"
    with zipfile.ZipFile(given, "w") as packed:
        packed.writestr("a/__init__.py", "from a.b import fail\n")
        packed.writestr("a/b.py", "import re\nfail = lambda: re.compile('\\(')[1]\n")
        packed.writestr("a/words.txt", "电子政务")
    compile_archive(given, made, with_sources=with_sources)
    zipfile.ZipFile(made).extractall(tmp_path / "site")
    written = {path.name for path in (tmp_path / "site" / "a").glob("*.*")}
    assert ("b.py" in written) == with_sources
    assert ("b.pyc" in written) != with_sources
    assert (tmp_path / "site" / "a" / "words.txt").read_text(
        encoding="utf-8"
    ) == "电子政务"
    # A loader that compiled would be heard: -v names each file that is read.
    told = subprocess.run(
        [sys.executable, "-v", "-c", "import a; a.fail()"],
        cwd=tmp_path / "site",
        env={"PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
    ).stderr
    assert re.search(r"code object from .*b(?:\.cpython-\d+)?\.pyc", told)
    assert ("fail = lambda" in told) == with_sources
    assert "SyntaxWarning" not in told


def test_what_no_page_reads_is_not_packed(tmp_path):
    """Tests of a library stay behind; modules whose names begin like them do not."""
    given, copy = tmp_path / "given.zip", tmp_path / "copy.zip"
    names = ["a/tests/test_a.py", "a/testing/__init__.py", "test/b.py", "c/latest.py"]
    with zipfile.ZipFile(given, "w") as packed:
        for name in names:
            packed.writestr(name, "")
    copy_of_use(given, copy)
    assert zipfile.ZipFile(copy).namelist() == ["a/testing/__init__.py", "c/latest.py"]


def test_the_folder_of_a_reader_is_looked_into_last(monkeypatch):
    """A module of a library is found without a look into the folder that the browser keeps."""
    monkeypatch.setattr(sys, "path", ["", "/lib"])
    for _ in range(2):
        exec(LIBRARIES_FIRST, {})
    assert sys.path == ["/lib", ""]


def test_a_list_of_packages_is_complete_and_no_longer():
    """A package brings all that it needs, however that is spelt, and nothing else."""
    packages = {
        "a-b": {"depends": ["C_D"]},
        "c-d": {"depends": []},
        "e": {"depends": []},
    }
    assert closure(packages, ["a-b", "not there"]) == {"a-b", "c-d"}
    assert plain("Typing_Extensions") == "typing-extensions"
