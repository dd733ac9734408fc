"""A Python in a web page fetches libraries when they are imported; here the page is made up."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from egov_lib import _in_page


@pytest.fixture
def page(monkeypatch, tmp_path):
    """A page with a kernel: what it fetches lies in a folder afterwards."""
    fetched = []

    def load(source):
        name = source.removeprefix("import ")
        fetched.append(name)
        (tmp_path / f"{name}.py").write_text("answer = 42\n", encoding="utf-8")
        return "a promise"

    state = SimpleNamespace(fetched=fetched, can_wait=True)
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(_in_page, "LATER", ("made_up_library",))
    inner = ModuleType("pyodide.ffi")
    inner.can_run_sync = lambda: state.can_wait
    inner.run_sync = lambda promise: promise
    monkeypatch.setitem(sys.modules, "pyodide", ModuleType("pyodide"))
    monkeypatch.setitem(sys.modules, "pyodide.ffi", inner)
    outer = ModuleType("pyodide_js")
    outer.loadPackagesFromImports = load
    monkeypatch.setitem(sys.modules, "pyodide_js", outer)
    yield state
    sys.modules.pop("made_up_library", None)


def test_an_import_fetches_its_package(page):
    """A module that is not there yet is fetched once, and then is there."""
    _in_page.fetch_on_import()
    import made_up_library

    assert made_up_library.answer == 42
    assert page.fetched == ["made_up_library"]


def test_an_unknown_module_is_missing_as_everywhere(page):
    """Only the libraries of the list are asked for: a misspelt name is an ImportError."""
    _in_page.fetch_on_import()
    with pytest.raises(ModuleNotFoundError):
        import a_library_that_nobody_made  # noqa: F401
    assert page.fetched == []


def test_a_browser_that_cannot_wait_is_asked_for_everything_before_the_next_cell(
    page, monkeypatch
):
    """The kernel sees the imports in the text of one cell; those after it run as they are."""
    page.can_wait = False
    shell = SimpleNamespace(input_transformers_post=[])
    notebook = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", notebook)
    _in_page.fetch_on_import()
    (ask,) = shell.input_transformers_post
    lines = ask(["x = 1\n"])
    assert lines == [_in_page.ASKING, "x = 1\n"]
    assert shell.input_transformers_post == []
    compile("".join(lines), "a cell", "exec")


def test_nothing_is_fetched_outside_a_page():
    """On a computer with its own Python, imports are left alone."""
    before = [*sys.meta_path]
    _in_page.fetch_on_import()
    assert sys.meta_path == before
