"""Make, pip, conda and Binder install the same libraries, and every documented command exists."""

import ast
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
START = "notebooks/00-start-here.ipynb"
RELOCK = (
    "run `make lock` and commit requirements.lock, binder/requirements.txt and "
    "environment.yml together"
)


def read(path):
    """Return the text of one of the project's files."""
    return (ROOT / path).read_text(encoding="utf-8")


def pins(lines):
    """Return {library: (version, marker)} of the lines; stop at a line that pins none."""
    found = {}
    for line in lines:
        requirement = Requirement(line)
        version = re.fullmatch(r"==([^*,]+)", str(requirement.specifier))
        assert version, f"{line!r} does not pin one version: {RELOCK}"
        found[canonicalize_name(requirement.name)] = (
            version[1],
            str(requirement.marker),
        )
    return found


def lock_pins(path):
    """Return the pins of a file that pip reads, where each begins a line and its hashes follow."""
    return pins(
        line.rstrip("\\ ") for line in read(path).splitlines() if re.match(r"\w", line)
    )


def conda_pip_lines():
    """Return what environment.yml hands to pip."""
    *_, last = yaml.safe_load(read("environment.yml"))["dependencies"]
    return last["pip"]


PROJECT = tomllib.loads(read("pyproject.toml"))["project"]
README = read("README.md")
README_COMMANDS = [
    line.partition(" #")[0].strip()
    for block in re.findall(r"```(?:sh|powershell)\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]


def test_binder_and_the_lock_pin_the_same_versions():
    """What Binder installs is a part of what the tests ran on."""
    lock, binder = lock_pins("requirements.lock"), lock_pins("binder/requirements.txt")
    # A library may be for all systems in the lock, because a test needs it, and for some on Binder.
    there = {name: pin for name, pin in lock.items() if name in binder}
    differing = {
        n: (pin, there.get(n))
        for n, pin in binder.items()
        if there.get(n) not in (pin, (pin[0], "None"))
    }
    assert not differing, (
        f"binder and requirements.lock differ in {differing}: {RELOCK}"
    )


def test_conda_and_binder_pin_the_same_versions():
    """A conda user has every library at the version that Binder has, and then egov_lib."""
    *libraries, last = conda_pip_lines()
    assert last == "-e .", (
        f"environment.yml should install egov_lib last, not {last!r}: {RELOCK}"
    )
    assert pins(libraries) == lock_pins("binder/requirements.txt"), (
        f"environment.yml and binder differ: {RELOCK}"
    )


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (
            "requirements.lock",
            PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"],
        ),
        ("binder/requirements.txt", PROJECT["dependencies"]),
    ],
)
def test_each_direct_dependency_is_locked(path, wanted):
    """A library of pyproject.toml is in the lock, at a version that pyproject.toml admits."""
    locked = lock_pins(path)
    for requirement in map(Requirement, wanted):
        version, _ = locked.get(canonicalize_name(requirement.name), (None, None))
        assert version is not None, f"{requirement.name} is not in {path}: {RELOCK}"
        assert requirement.specifier.contains(version), (
            f"{path} has {version}, but we need {requirement}: {RELOCK}"
        )


def test_each_library_that_the_workbook_imports_is_declared():
    """What egov_lib imports is named in pyproject.toml, not only brought along by others."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in (ROOT / "egov_lib").rglob("*.py")
    ]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {
        alias.name
        for node in nodes
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {
        node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.level == 0
    }
    imported = {name.partition(".")[0] for name in names} - sys.stdlib_module_names
    imported -= {
        "egov_lib",
        "traitlets",  # ipywidgets is made of traitlets, and cannot come without
        "pyodide",  # these two are parts of a Python in a web page
        "pyodide_js",
    }
    wanted = sum(PROJECT["optional-dependencies"].values(), PROJECT["dependencies"])
    declared = {canonicalize_name(Requirement(line).name) for line in wanted}
    known = packages_distributions()
    missing = [
        name
        for name in sorted(imported)
        if not declared & {canonicalize_name(n) for n in known.get(name, [])}
    ]
    assert not missing, (
        f"egov_lib imports {missing}: name it in pyproject.toml, then {RELOCK}"
    )


@pytest.mark.parametrize("path", ["requirements.lock", "binder/requirements.txt"])
def test_a_lock_has_hashes_and_names_no_place(path):
    """Each pin has its hashes; nothing is left of the machine that made the lock."""
    entries = re.split(r"\n(?=\w)", read(path))[1:]
    bare = [
        entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry
    ]
    assert not bare, f"{path} has no hash for {bare}: {RELOCK}"
    assert not re.search(r"https?:|file:|index-url|find-links", read(path)), (
        f"{path} names an index: {RELOCK}"
    )


def test_the_running_libraries_are_the_locked_ones():
    """The tests run on what the lock says, not on what happened to be installed."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "list", "--format=json"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    installed = {
        canonicalize_name(library["name"]): library["version"]
        for library in json.loads(listed)
    }
    wrong = {
        name: (version, installed[name])
        for name, (version, _) in lock_pins("requirements.lock").items()
        if name in installed and installed[name] != version
    }
    assert not wrong, (
        f"locked and installed versions differ in {wrong}: run `make clean setup`"
    )


def test_each_make_command_of_the_documents_exists():
    """README and CONTRIBUTING name no target that the Makefile lacks."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(
        re.findall(
            r"(?:`|^)make ([a-z]+)", README + read("CONTRIBUTING.md"), re.MULTILINE
        )
    )
    assert {"lab", "test"} <= named
    assert named <= targets, (
        f"the Makefile has no target {sorted(named - targets)}: add it or mend the document"
    )


def test_each_command_of_the_readme_can_be_given():
    """Every command in a block of README is of a known tool, and the files it names are there."""
    assert README_COMMANDS[:2] == ["make lab", "make test"]
    tools = {"make", "conda", "jupyter", "py", r".venv\Scripts\python"}
    for command in README_COMMANDS:
        tool, *words = command.split()
        assert tool in tools, (
            f"README says {command!r}, but {tool} is not a tool it tells the reader to have"
        )
        for path in (word.rpartition("=")[2] for word in words):
            if re.search(r"/|\.(yml|txt|lock|ipynb)$", path):
                assert (ROOT / path).exists(), (
                    f"README says {command!r}, but {path} does not exist"
                )


def test_one_name_and_one_address_everywhere():
    """A fork that renames itself finds every place: address and title are written once."""
    address = PROJECT["urls"]["Repository"].partition("github.com/")[2]
    for path in (
        "CITATION.cff",
        "README.md",
        "README.zh.md",
        "CONTRIBUTING.md",
        "LICENSE-sources.md",
    ):
        found = set(
            re.findall(
                r"(?:github\.com|mybinder\.org/v2/gh)/([\w-]+/[\w-]+)", read(path)
            )
        )
        assert found == {address}, f"{path} names {found}, pyproject.toml {address}"
    title = yaml.safe_load(read("CITATION.cff"))["title"]
    for path in (
        "README.md",
        "data/datapackage.json",
        "egov_lib/read/citations.py",
        "Makefile",
    ):
        assert title in read(path), (
            f"{path} does not name {title}, the title of CITATION.cff"
        )


def test_a_fork_sets_its_address_once(tmp_path, monkeypatch, capsys):
    """`make address` writes it wherever the old one is, and leaves other links alone."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    set_address = importlib.import_module("set_address")
    ours = set_address.written()
    named = {p.relative_to(ROOT) for p in set_address.files_that_name(ours)}
    assert {Path("README.md"), Path("egov_lib/read/citations.py")} <= named
    assert any(path.suffix == ".ipynb" for path in named)
    for path in ("pyproject.toml", "CITATION.cff"):
        shutil.copy(ROOT / path, tmp_path)
    project = read("pyproject.toml").replace(ours, "you/your.workbook")
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    page = f"https://github.com/{ours}/issues, https://github.com/dasmiq/passim"
    (tmp_path / "a.md").write_text(page, encoding="utf-8")
    owner, name = ours.split("/")
    book = f"[the book](https://{owner}.github.io/{name}/zh/index.html)"
    (tmp_path / "book.md").write_text(book, encoding="utf-8")
    monkeypatch.setattr(set_address, "ROOT", tmp_path)
    set_address.main()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == (
        "https://github.com/you/your.workbook/issues, https://github.com/dasmiq/passim"
    )
    assert (tmp_path / "book.md").read_text(encoding="utf-8") == (
        "[the book](https://you.github.io/your.workbook/zh/index.html)"
    )
    assert "a.md: now names you/your.workbook" in capsys.readouterr().out
    set_address.main()
    assert "nothing to write" in capsys.readouterr().out


def test_each_link_of_the_documents_leads_to_a_file():
    """No link inside the project is dead."""
    documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    documents += ["docs/forking.md", "docs/command-line.md"]
    for document in documents:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", read(document)):
            assert (ROOT / document).parent.joinpath(target).exists(), (
                f"{document} links to {target}, which is not there"
            )


def test_binder_installs_the_lock_and_then_egov_lib():
    """Binder installs binder/requirements.txt, then runs postBuild; not environment.yml."""
    pytest.importorskip("repo2docker")
    rendered = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    python = read("binder/runtime.txt").strip().removeprefix("python-")
    assert f"python={python}" in rendered.stderr, (
        f"Binder ignores binder/runtime.txt: {rendered.stderr}"
    )
    steps = [
        'pip install --no-cache-dir -r "binder/requirements.txt"',
        "COPY --chown=",
        "RUN ./binder/postBuild",
    ]
    places = [rendered.stdout.rfind(step) for step in steps]
    assert -1 not in places and places == sorted(places), (
        f"`make binder` should show {steps} in this order"
    )
    assert "environment.yml" not in rendered.stdout


def test_post_build_can_be_run():
    """Binder runs binder/postBuild only if it is executable; git keeps that bit."""
    assert os.access(ROOT / "binder/postBuild", os.X_OK), (
        "run `git update-index --chmod=+x binder/postBuild`"
    )
    assert "pip install --no-cache-dir --no-deps -e ." in read("binder/postBuild")


def test_jupyterlab_opens_on_the_first_notebook():
    """Binder, its badge, `make lab` and README's commands all lead to the first notebook."""
    path = "binder/jupyter_server_config.json"
    config = json.loads(read(path))
    assert f"urlpath=lab/tree/{START}" in README
    assert all(
        f"jupyter lab --config={path}" in line
        for line in README_COMMANDS
        if "jupyter lab" in line
    )
    assert f"jupyter lab --config={path}" in read("Makefile") and path in read(
        "binder/postBuild"
    )
    assert (
        config["LabApp"]["default_url"]
        == config["JupyterNotebookApp"]["default_url"]
        == f"/lab/tree/{START}"
    )


def test_one_python_is_the_floor_everywhere():
    """conda and Binder take the same Python, one that pyproject.toml admits."""
    python = read("binder/runtime.txt").strip().removeprefix("python-")
    assert f"python={python}" in yaml.safe_load(read("environment.yml"))["dependencies"]
    assert Requirement(f"x{PROJECT['requires-python']}").specifier.contains(python)


def test_the_citation_names_this_version():
    """CITATION.cff has what the format requires, and the version of pyproject.toml."""
    citation = yaml.safe_load(read("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == PROJECT["version"], (
        "CITATION.cff and pyproject.toml must give the same version"
    )
    assert f"version {PROJECT['version']}" in README, (
        "README's citation must give the version of pyproject.toml"
    )


def test_pre_commit_runs_the_locked_ruff():
    """A commit and `make test` are judged by the same ruff."""
    version, _ = lock_pins("requirements.lock")["ruff"]
    assert f"rev: v{version}" in read(".pre-commit-config.yaml"), (
        f"set the rev of ruff-pre-commit to v{version}"
    )


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_setup_leaves_the_environment_of_another_folder_alone(tmp_path):
    """A .venv that is a link is refused before anything is installed, with what to do."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    (tmp_path / "binder").mkdir()
    (tmp_path / "binder" / "overrides.json").touch()
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "theirs", target_is_directory=True)
    done = subprocess.run(
        ["make", "setup"], cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert done.returncode and "rm .venv" in done.stderr
    assert not list((tmp_path / "theirs").iterdir())


def test_a_tool_writes_only_into_its_own_folder(tmp_path, monkeypatch):
    """Where Python finds another folder's egov_lib, nothing is written, and both are named."""
    import build_data

    monkeypatch.delenv("EGOV_DATA", raising=False)
    monkeypatch.setattr(build_data, "ROOT", tmp_path)
    written = []
    monkeypatch.setattr(
        build_data, "save_text", lambda path, text: written.append(path)
    )
    monkeypatch.setattr(build_data, "write_changed_alone", lambda: written.append(""))
    with pytest.raises(SystemExit, match="nothing was written") as stopped:
        build_data.build_data()
    assert not written
    assert str(tmp_path) in str(stopped.value) and str(ROOT) in str(stopped.value)
