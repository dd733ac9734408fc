"""What the package offers by name, and how names of the first edition are answered."""

import importlib
import sys
from pathlib import Path

import api_page
import pytest

import egov_lib as egov
from egov_lib import _old_names

ROOT = Path(__file__).resolve().parent.parent


def test_a_reader_meets_few_names():
    """`dir(egov)` shows at most fifty names, all in the page of names."""
    assert len(dir(egov)) <= 50
    assert sorted(dir(egov)) == sorted(
        name for names in egov.SHOWN.values() for name in names
    )


def test_the_page_of_names_is_up_to_date():
    """docs/api.md follows from the docstrings: otherwise run `make api`."""
    assert api_page.PAGE.read_text(encoding="utf-8") == api_page.page()


def test_each_name_of_the_page_has_a_line_and_an_example():
    """No name is listed without saying what it does and showing it done."""
    for names in egov.SHOWN.values():
        for name in names:
            thing = getattr(egov, name)
            assert api_page.first_line(thing).endswith("."), name
            assert api_page.first_example(thing), name


@pytest.mark.parametrize("name", egov.MODULES)
def test_each_module_can_be_reached_after_a_plain_import(name):
    """`egov.exercises`, `egov.dates` and all others need no import of their own."""
    assert getattr(egov, name) is importlib.import_module(
        f"egov_lib.{egov.MODULES[name]}"
    )


def test_each_module_is_listed():
    """A module that is added is reachable as `egov.<module>` too."""
    library = ROOT / "egov_lib"
    packages = {"read", "find", "measure", "show", "teach", "publish"}
    places = {
        f"{p.parent.name}.{p.stem}"
        for p in library.glob("*/*.py")
        if p.stem != "__init__"
    }
    places |= {
        f"{p.parent.parent.name}.{p.parent.name}"
        for p in library.glob("*/*/__init__.py")
    }
    wanted = {place for place in places if place.partition(".")[0] in packages}
    missing = (
        wanted - set(egov.MODULES.values()) - {"measure.robustness"}
    )  # a function has that name
    assert not missing, f"add {sorted(missing)} to MODULES in egov_lib/__init__.py"


@pytest.mark.parametrize("name", _old_names.MODULES)
def test_a_module_of_the_first_edition_is_found_at_its_new_place(name):
    """`from egov_lib.dates import find_dates` still works in a fork's notebook."""
    new = f"egov_lib.{_old_names.MODULES[name]}"
    if name == new.rpartition(".")[2]:
        assert importlib.import_module(f"egov_lib.{name}") is importlib.import_module(
            new
        )
        return
    sys.modules.pop(f"egov_lib.{name}", None)
    with pytest.warns(DeprecationWarning, match=new):
        assert importlib.import_module(f"egov_lib.{name}") is importlib.import_module(
            new
        )
    assert sys.modules[new].__spec__.name == new


@pytest.mark.parametrize("name", _old_names.PARTS)
def test_a_renamed_part_of_a_package_is_found(name):
    """`from egov_lib.exercises.asking import worked` still works in a fork's answer key."""
    new = f"egov_lib.{_old_names.PARTS[name]}"
    sys.modules.pop(f"egov_lib.{name}", None)
    with pytest.warns(DeprecationWarning, match=new):
        old = importlib.import_module(f"egov_lib.{name}")
    assert old is importlib.import_module(new)


@pytest.mark.parametrize("name", _old_names.NAMES)
def test_a_renamed_function_answers_to_its_old_name(name):
    """The old name gives the same function, with a line that says the new one."""
    module, new = _old_names.NAMES[name]
    with pytest.warns(DeprecationWarning, match=new):
        old = getattr(egov, name)
    assert old is getattr(importlib.import_module(f"egov_lib.{module}"), new)


def test_a_language_chosen_once_is_the_default_of_all():
    """`egov.language("zh")` changes labels and sentences until another is chosen."""
    assert egov.language() == "en"
    try:
        egov.language("zh")
        assert egov.messages.word("nation") == "国家"
        assert egov.messages.word("nation", "en") == "Nation"
    finally:
        egov.language("en")
    with pytest.raises(ValueError, match="use 'en' or 'zh'"):
        egov.language("fr")
