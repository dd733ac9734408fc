"""It runs where people run it: any order, twice at once, no home, nothing writable, odd locales,
time zones and paths.
"""

import json
import locale
import marshal
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notebook_files import committed_notebooks

from egov_lib.find import documents
from egov_lib.read.files import Refused
from egov_lib.read.files.entries import check_name

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = committed_notebooks()
# What a visit does, in one script: editions, findings, words, a folder of damaged files, a chart,
# and prints of all of it.
VISIT = """
import hashlib, sys
import egov_lib as egov
from egov_lib.find import dates, targets
from egov_lib.measure import reuse, words as segmentation
from egov_lib.find.documents import read_documents
docs = egov.load_corpus()
own, report = read_documents(sys.argv[1])
events = egov.load_table("events")
parts = [
    docs,
    own,
    report,
    targets.find_targets(own),
    dates.find_dates(docs),
    segmentation.segment(docs.head(1)),
    reuse.shared_passages(docs, own),
    events,
]
tables = "".join(part.to_csv(encoding="utf-8") for part in parts)
print(hashlib.sha256(tables.encode()).hexdigest())
print(hashlib.sha256(egov.charts.timeline(events).to_json().encode()).hexdigest())
"""
SAMPLE = ROOT / "notebooks" / "sample-documents"


def visit(*arguments, before="", **environment):
    """Run a visit in a process of its own, and return what it prints."""
    keep = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ
    }
    done = subprocess.run(
        [sys.executable, "-c", before + VISIT, *map(str, arguments or [SAMPLE])],
        cwd=environment.pop("cwd", ROOT),
        env=keep | {"HOME": str(ROOT), "PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def usual():
    """What a visit prints under usual conditions."""
    return visit()


@pytest.fixture
def chinese_windows(tmp_path):
    """Return what makes a process use the locale of a Chinese Windows, which is compiled here if
    the machine lacks it.
    """
    try:
        before = locale.setlocale(locale.LC_ALL)
        locale.setlocale(locale.LC_ALL, "zh_CN.GBK")
        locale.setlocale(locale.LC_ALL, before)
        return {"LC_ALL": "zh_CN.GBK"}
    except locale.Error:
        command = [
            shutil.which("localedef"),
            "-f",
            "GBK",
            "-i",
            "zh_CN",
            str(tmp_path / "zh_CN.GBK"),
        ]
        if (
            not command[0]
            or subprocess.run(command, capture_output=True, check=False).returncode > 1
        ):
            pytest.skip(
                "no zh_CN.GBK here, and nothing to make it from (Debian: apt-get install locales)"
            )
        return {"LC_ALL": "zh_CN.GBK", "LOCPATH": str(tmp_path)}


ODD = {
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "gbk",
}  # a console in GBK, no escape to UTF-8


@pytest.mark.slow
def test_the_plainest_locale_changes_nothing(usual):
    """With LC_ALL=C and a console in GBK everything is the same, and no date of a document
    shifts with a clock that is behind.
    """
    assert visit(LC_ALL="C", TZ="America/Los_Angeles", **ODD) == usual


@pytest.mark.slow
def test_the_locale_of_a_chinese_windows_changes_nothing(usual, chinese_windows):
    """Where files are opened as GBK unless they are told otherwise, everything is the same."""
    assert (
        visit(
            before="import locale; assert locale.getencoding().upper() == 'GBK'\n",
            **ODD,
            **chinese_windows,
        )
        == usual
    )


@pytest.mark.slow
def test_no_home_and_a_strange_folder(usual, tmp_path):
    """Without a home directory, with blanks, Chinese, signs and a long name in the path, with
    another order of sets, and with a clock that is ahead.
    """
    there = tmp_path / "我的 文件 (1) & 100% é" / ("长" * 60)
    shutil.copytree(SAMPLE, there)
    assert (
        visit(
            there,
            HOME="/nonexistent",
            cwd=there.parent,
            PYTHONHASHSEED="4711",
            TZ="Pacific/Kiritimati",
        )
        == usual
    )
    assert list(there.parent.iterdir()) == [there]


READ_ONLY = """
import builtins, io, os, sys
ALLOWED = (os.devnull, *sys.argv[2:])
def guard(real, writes):
    def guarded(path, *rest, **options):
        if writes(*rest, **options) and not str(path).startswith(ALLOWED):
            raise OSError(30, "Read-only file system", str(path))
        return real(path, *rest, **options)
    return guarded
def flags_write(flags, *rest, **options):
    return flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
def mode_writes(mode="r", *rest, **options):
    return bool(set(mode) & set("wax+"))
def always(*rest, **options):
    return True
os.open = guard(os.open, flags_write)
builtins.open = io.open = guard(open, mode_writes)
os.mkdir = guard(os.mkdir, always)
os.replace = guard(os.replace, always)
os.rename = guard(os.rename, always)
"""


@pytest.mark.slow
def test_two_at_once_share_a_temporary_folder(usual, tmp_path):
    """Two visits at the same time, as with two notebooks open, give what one gives. They may write
    nowhere but into one temporary folder, and do not read the cache of jieba's that somebody left
    there, with a dictionary of one odd word.
    """
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps(({"电子政": 10**9}, 10**9)))

    def visit_there(_):
        return visit(
            SAMPLE,
            tmp_path,
            before=READ_ONLY,
            PYTHONDONTWRITEBYTECODE="1",
            TMPDIR=str(tmp_path),
        )

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(visit_there, range(2))) == [usual, usual]
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]


@pytest.mark.slow
def test_not_even_a_temporary_folder_is_needed(usual):
    """Nothing can be written anywhere at all."""
    assert visit(before=READ_ONLY, PYTHONDONTWRITEBYTECODE="1") == usual


def test_no_notebook_leans_on_another():
    """Run-all works in any order because no notebook writes but into a temporary folder, or runs
    another.
    """
    writes = ('to_csv("', 'to_parquet("', "write_text(", "write_bytes(")
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        source = "\n".join(
            "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"
        )
        signs = ("%store", "%run", "chdir(", "globals()") + (
            () if "tempfile" in source else writes
        )
        for sign in signs:
            assert sign not in source, (
                f"{path.name} uses {sign}: a notebook keeps what it makes to itself"
            )


@given(st.text(min_size=1, max_size=20))
def test_no_name_is_safe_here_and_not_on_windows(name):
    """A name that is accepted leads, as a Windows path too, nowhere but below its folder."""
    try:
        check_name(name)
    except Refused:
        return
    place = PureWindowsPath("C:/folder") / name
    assert place.is_relative_to("C:/folder") and ".." not in place.parts


@pytest.mark.parametrize(
    "name",
    [
        "C:\\Users\\王\\文件.txt",
        "\\\\nas\\share\\文件.txt",
        "..\\文件.txt",
        "\\文件.txt",
        "c:文件.txt",
    ],
)
def test_windows_paths_in_archives_are_seen_through(name):
    """Drives, shares and backslashes are refused on every system."""
    with pytest.raises(Refused, match="leads out of the folder"):
        check_name(name)


def test_windows_members_keep_their_stem():
    """A backslash in an archive divides folders, so the doc_id is the file's own name."""
    docs, _ = documents.read_documents(
        {"2006\\通知\\第一号.txt": "电子政务。".encode()}
    )
    assert docs["doc_id"].tolist() == ["第一号"]


def test_names_that_windows_reserves_are_read():
    """CON and a name with a colon or a dot at its end can stand in a zip: they are only names
    here, never opened.
    """
    files = {
        name: f"电子政务{n}。".encode()
        for n, name in enumerate(["CON.txt", "nul", "a:b.txt", "通知.", "a?.txt"])
    }
    docs, report = documents.read_documents(files)
    assert (
        docs["doc_id"].tolist() == ["CON", "nul", "通知.", "a?"]
        and "leads out" in report["remedy"][2]
    )


@pytest.mark.slow
def test_a_new_document_is_walked_in(tmp_path):
    """From a file in GBK to an edition that loads, in a copy of the data, with what remains said;
    under an id no fork has.
    """
    for part in (
        "data",
        "docs",
    ):  # making the data also writes the pages that follow from them
        shutil.copytree(ROOT / part, tmp_path / part)
    command = [
        sys.executable,
        str(ROOT / "tools" / "new_document.py"),
        str(SAMPLE / "linlan-2003-notice.txt"),
    ]
    environment = os.environ | {
        "EGOV_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    options = {"env": environment, "capture_output": True, "encoding": "utf-8"}
    done = subprocess.run([*command, "elsewhere-1900", "--yes"], check=True, **options)
    assert "tests/test_corpus.py -k theme" in done.stdout
    look = (
        "import egov_lib as egov; "
        "titles = egov.load_corpus().set_index('doc_id').title_zh; "
        "print(titles['elsewhere-1900'])"
    )
    shown = subprocess.run([sys.executable, "-c", look], check=True, **options).stdout
    assert shown.startswith("临岚市人民政府关于印发")
    package = json.loads(
        (tmp_path / "data" / "datapackage.json").read_text(encoding="utf-8")
    )
    own = [r for r in package["resources"] if r["name"].endswith("elsewhere-1900")]
    assert len(own) == 4 and all(r["hash"].startswith("sha256:") for r in own)
    assert (
        "already"
        in subprocess.run([*command, "elsewhere-1900", "--yes"], **options).stderr
    )
    assert (
        "is no doc_id here" in subprocess.run([*command, "My Notice"], **options).stderr
    )


def test_the_fork_guide_names_what_exists():
    """Each test, file and command that docs/forking.md names is there."""
    import re

    guide = (ROOT / "docs" / "forking.md").read_text(encoding="utf-8")
    tests = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py")
    )
    for name in re.findall(r"`(test_\w+)`", guide):
        assert f"def {name}(" in tests, name
    named = re.findall(
        r"(?:tests|notebooks|egov_lib|data)/[\w./-]+\.(?:py|ipynb|json|md)", guide
    )
    for path in [n for n in named if "<" not in n] + ["CITATION.cff"]:
        assert (ROOT / path).exists(), path
