"""The house: floors, doors, sizes, and rules for notebooks, read from the files themselves."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from notebook_files import committed_notebooks, english_notebooks

import egov_lib
from egov_lib.teach.exercises import load_exercises

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "egov_lib"
MODULES = sorted(LIBRARY.rglob("*.py"))
NOTEBOOKS = committed_notebooks()
# A module imports only from its own package and from those before it in this list.
PACKAGES = [
    "seen",
    "findings",
    "read",
    "find",
    "measure",
    "labs",
    "show",
    "teach",
    "publish",
    "command_line",
]
LABS_MAY_USE = {
    "seen",
    "findings",
    "read",
    "labs",
}  # a lab is a model by itself: it rests on the tables, not on word counts
# Which modules may use a library or open files: everything else asks them.
DOORS = {
    "click": {"command_line"},
    "concurrent": {"read.jobs", "command_line"},
    "cryptography": {"labs.trust.certificates"},
    "distributed": {"read.jobs"},
    "docx": {"teach.cases.word"},
    "duckdb": {
        "labs.exchange.desk",
        "labs.exchange.in_sql",
        "labs.exchange.town",
    },
    "ipywidgets": {"show.explorers", "teach"},
    "jieba": {"measure.words"},
    "lxml": {"read.files"},
    "opencc": {"read.cleaning.script"},
    "openpyxl": {"read.files.grids"},
    "os": {"read", "publish", "teach"},
    "pathlib": {
        "read",
        "publish",
        "teach",
        "command_line",
        "measure.reuse.stream",  # its own parts
    },
    "plotly": {"show.charts", "show.explorers", "publish.pictures"},
    "pypdf": {"read.files.pdf"},
    "pypinyin": {"show.pinyin"},
    "networkx": {"find.cited.graph", "labs.networks"},
    "rapidfuzz": {"find.cited.register", "measure.reuse"},
    "rjieba": {"measure.words"},
    "simpy": {"labs.approvals.clock"},
    "sphinx": {"publish.site"},
    "zipfile": {"read.files", "publish"},
}
TAGS = {"solution", "exercise", "method"}


def module_of(path):
    """Return a file's place in the library: `find.dates` for `egov_lib/find/dates.py`."""
    parts = path.relative_to(LIBRARY).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path):
    """Return the names of all modules that a file imports, wherever in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_modules_import_only_from_packages_above_them(path):
    """The arrows of the library run one way: `show` may use `measure`, never the reverse."""
    package = module_of(path).partition(".")[0]
    if package not in PACKAGES:
        return  # the package itself, which only hands names on
    used = {
        name.split(".")[1] for name in imports(path) if name.startswith("egov_lib.")
    } & set(PACKAGES)
    allowed = (
        LABS_MAY_USE
        if package == "labs"
        else set(PACKAGES[: PACKAGES.index(package) + 1])
    )
    assert used <= allowed, f"{module_of(path)} may not import {sorted(used - allowed)}"


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_doors_are_kept(path):
    """Files, OpenCC, plotly, widgets and engines are reached from one place each."""
    module = module_of(path)
    used = {name.split(".")[0] for name in imports(path)}
    for library in used & DOORS.keys():
        places = DOORS[library]
        inside = any(
            module == place or module.startswith(place + ".") for place in places
        )
        assert inside, (
            f"{module} may not import {library}: that belongs in {sorted(places)}"
        )


UTF8 = ("utf-8", "utf-8-sig")  # the second with a mark, for Excel


@pytest.mark.parametrize(
    "path",
    [
        *MODULES,
        *sorted((ROOT / "tests").glob("*.py")),
        *sorted((ROOT / "tools").glob("*.py")),
    ],
    ids=lambda p: p.stem,
)
def test_every_file_is_opened_as_utf8(path):
    """On a Chinese Windows the default encoding is GBK: every open of a text file says utf-8."""
    openers = {"open", "read_text", "write_text", "read_csv", "to_csv"}
    for call in (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        said = {k.arg: getattr(k.value, "value", None) for k in call.keywords}
        if any(
            "b" in str(getattr(a, "value", ""))
            and len(str(getattr(a, "value", ""))) <= 3
            for a in call.args
        ):
            continue  # bytes have no encoding
        if "force_zip64" in said:
            continue  # so has a member of an archive
        assert name not in openers or said.get("encoding") in UTF8, (
            f"{path.name}, line {call.lineno}: add encoding='utf-8'"
        )


def test_importing_the_library_does_nothing():
    """`import egov_lib` loads no other library: what is slow waits until it is asked for."""
    slow = {"pandas", "plotly", "jieba", "scipy", "duckdb", "ipywidgets"}
    ask = f"import sys, egov_lib; print(sorted({slow} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert loaded.strip() == "[]"


def test_what_every_lesson_shows_waits_for_no_lab_and_no_statistics():
    """Explorers and explorables load neither scipy nor what one lab alone needs."""
    slow = {"scipy", "simpy", "duckdb", "cryptography", "multiprocessing"}
    ask = (
        "import sys, egov_lib as egov; egov.explorers.reader, egov.explorables.cut;"
        f"print(sorted({slow} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert loaded.strip() == "[]"


def test_every_name_of_the_library_is_there():
    """Each name that the package offers can be fetched, and an unknown one is answered with the
    known ones.
    """
    assert all(getattr(egov_lib, name) is not None for name in egov_lib.__all__)
    with pytest.raises(
        AttributeError, match="no 'loadcorpus'; it has address, case_file, "
    ):
        egov_lib.loadcorpus  # noqa: B018  asking for it raises


def unstable_sorts(code):
    """Return the lines of code that sort by one column and leave ties to chance.

    Sorting by a list of columns keeps the order of ties by itself.
    """
    for node in ast.walk(ast.parse(code)):
        name = getattr(getattr(node, "func", None), "attr", "")
        if name not in {"sort_values", "argsort"}:
            continue
        columns = node.args[0] if node.args else None
        said = {k.arg: getattr(k.value, "value", None) for k in node.keywords}
        is_list = isinstance(columns, ast.List) and len(columns.elts) > 1
        if said.get("kind") != "stable" and not (is_list and name == "sort_values"):
            yield ast.unparse(node)


@pytest.mark.parametrize(
    "path",
    [*MODULES, *sorted((ROOT / "tools").glob("*.py")), *NOTEBOOKS],
    ids=lambda p: p.stem,
)
def test_ties_keep_their_order(path):
    """numpy's usual sort orders equal rows by the processor's abilities: rows and lists that are
    shown say kind="stable".
    """
    codes = [path.read_text(encoding="utf-8")]
    if path.suffix == ".ipynb":
        codes = ["".join(c["source"]) for c in cells(path, "code")]
    sorts = [sort for code in codes for sort in unstable_sorts(code)]
    assert not sorts, f'add kind="stable": {sorts}'


def test_worked_answers_keep_the_order_of_ties():
    """So do the answers of the exercises."""
    for code in load_exercises()["code"]:
        assert not list(unstable_sorts(code)), code


def cells(path, kind):
    """Return the cells of one kind of a notebook."""
    return [
        c
        for c in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if c["cell_type"] == kind
    ]


@pytest.fixture(params=NOTEBOOKS, ids=lambda p: p.stem)
def notebook(request):
    """Each notebook in turn."""
    return request.param


@pytest.fixture(params=english_notebooks(), ids=lambda p: p.stem)
def lesson(request):
    """Each notebook in English in turn."""
    return request.param


def test_a_notebook_has_one_title(notebook):
    """One `#` heading, in the first cell."""
    first, *rest = ["".join(c["source"]) for c in cells(notebook, "markdown")]
    assert first.startswith("# ")
    assert not [text for text in rest if re.search(r"^# ", text, re.MULTILINE)]


def test_a_notebook_has_been_run_from_top_to_bottom(notebook):
    """Every code cell has run, in order, so that nbval has something to compare."""
    counts = [c["execution_count"] for c in cells(notebook, "code")]
    assert counts == list(range(1, len(counts) + 1))


def test_a_notebook_stays_small(notebook):
    """At most 1 MB, cells of at most 20 lines, no widget state."""
    assert notebook.stat().st_size <= 1_000_000
    assert max(len(c["source"]) for c in cells(notebook, "code")) <= 20
    assert "widgets" not in json.loads(notebook.read_text(encoding="utf-8"))["metadata"]


def lines_of_code(cell):
    """The lines of a code cell that are not empty, without the one that chooses the language."""
    lines = [line.strip() for line in cell["source"]]
    return [line for line in lines if line and not line.startswith("egov.language(")]


@pytest.mark.parametrize(
    "notebook", [path for path in NOTEBOOKS if path.parent.name == "labs"], ids=str
)
def test_a_lab_is_not_programmed_in_its_notebook(notebook):
    """Cells of one to three lines; the worked answers, which are folded, may be longer."""
    lines = [lines_of_code(cell) for cell in cells(notebook, "code")]
    own = [cell for cell in lines if not re.match("# .+, worked: ", cell[0])]
    assert len(own) > 10
    assert [cell for cell in own if not 1 <= len(cell) <= 3] == []


def test_a_notebook_shows_no_error_and_hides_no_output(notebook):
    """No cell ends in an error, writes to stderr or is left out of the comparison."""
    for cell in cells(notebook, "code"):
        assert set(cell["metadata"].get("tags", [])) <= TAGS
        bad = [
            o
            for o in cell["outputs"]
            if o["output_type"] == "error" or o.get("name") == "stderr"
        ]
        assert not bad, bad


def test_a_lesson_has_its_parts(lesson):
    """What you will learn, what this can't show, summary and sources are headings of every lesson
    and lab.
    """
    if lesson.stem == "dashboard" or lesson.parent.name == "instructor":
        return
    text = "\n".join("".join(c["source"]) for c in cells(lesson, "markdown"))
    for heading in (
        "What you will learn",
        "What this cannot show",
        "Summary",
        "Exercises",
        "Sources",
    ):
        assert re.search(rf"^## {heading}", text, re.MULTILINE), (
            f"{lesson.stem} lacks the heading {heading!r}"
        )


def test_chinese_in_a_lesson_is_glossed(lesson):
    """A paragraph of a lesson that holds a Chinese quote holds enough English to carry it."""
    for cell in cells(lesson, "markdown"):
        for paragraph in "".join(cell["source"]).split("\n\n"):
            chinese = len(re.findall(r"[\u4e00-\u9fff]", paragraph))
            assert chinese <= len(re.findall(r"[A-Za-z]", paragraph)), paragraph
