"""The command line: what it writes, how it ends, and the session that its page shows."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner
from lxml import html

import egov_lib as egov
from egov_lib.command_line import commands, main, work
from egov_lib.find.dates import find_dates
from egov_lib.find.documents import read_documents
from egov_lib.publish import corpus_report
from egov_lib.publish.snapshots import open_snapshot
from egov_lib.read.jobs import process_pool
from egov_lib.show.messages import say
from egov_lib.show.safe_text import escape

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "notebooks" / "sample-documents"
PAGE = ROOT / "docs" / "command-line.md"
TEXT = "关于建设电子政务网络的通知\n2008年年底前建成统一的网络，覆盖率达到80%。\n"


def run(*words):
    """Run a command in this process; its result has exit_code, stdout and stderr."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path):
    """A folder with two documents that share a sentence."""
    given = tmp_path / "given"
    given.mkdir()
    (given / "a.txt").write_text(TEXT, encoding="utf-8")
    (given / "b.txt").write_text(TEXT + "县政府负责。", encoding="utf-8")
    return given


@pytest.fixture
def out(tmp_path):
    """Where results go; nothing is there yet."""
    return tmp_path / "out"


# --- the session of the page --------------------------------------------------------------------


def session(page):
    """Yield the commands that a page shows, each with what is below it."""
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            yield command, shown


def typed(command, last_code):
    """Do what a shell would; return what it prints, and the exit code."""
    if command == "echo $?":
        return f"{last_code}\n", 0
    command, is_parted, _ = command.partition(" 2> ")
    program, *words = shlex.split(command)
    if program == "ls":
        names = sorted(path.name for path in Path(words[0]).iterdir())
        return "".join(f"{name}\n" for name in names), 0
    assert [program, *words[:2]] == ["python", "-m", "egov_lib"], command
    result = run(*words[2:])
    return result.stdout if is_parted else result.output, result.exit_code


def test_the_session_of_the_page_is_what_the_commands_print(tmp_path, monkeypatch):
    """Line by line, exit codes included. It runs every command on the sample: some seconds."""
    shutil.copytree(SAMPLE, tmp_path / "notebooks" / "sample-documents")
    monkeypatch.chdir(tmp_path)
    steps = list(session(PAGE.read_text(encoding="utf-8")))
    assert len(steps) >= 5
    code = 0
    for command, shown in steps:
        printed, code = typed(command, code)
        assert printed.splitlines() == shown.splitlines(), command


# --- what is written ----------------------------------------------------------------------------


def test_parquet_holds_what_the_library_finds(folder, out):
    """The tables are those of the functions, to the last column."""
    assert run("find", folder, "--out", out).exit_code == 0
    docs, _ = read_documents(str(folder))
    pd.testing.assert_frame_equal(pd.read_parquet(out / "documents.parquet"), docs)
    found = pd.read_parquet(out / "dates.parquet")
    pd.testing.assert_frame_equal(found, find_dates(docs), check_dtype=False)
    tables = {path.stem for path in out.glob("*.parquet")}
    assert tables == {"documents", *work.FINDERS}


def test_csv_is_for_excel_and_runs_no_formula(folder, out):
    """A mark of UTF-8 at the start, an apostrophe before what a spreadsheet would run."""
    (folder / "c.txt").write_text("=cmd|' /C calc'!A0 网络", encoding="utf-8")
    run("read", folder, "--out", out, "--format", "csv")
    assert (out / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    docs = pd.read_csv(out / "documents.csv", encoding="utf-8-sig")
    assert docs["text"].iloc[-1].startswith("'=cmd")
    assert docs["text"].iloc[0].startswith("关于建设")


def test_reuse_measures_the_pair(folder, out):
    """Both directions of the pair that shares a text."""
    assert run("reuse", folder, "--out", out, "--min-chars", "8").exit_code == 0
    pairs = pd.read_parquet(out / "pairs.parquet")
    assert pairs["share"].tolist()[0] == 1
    passages = pd.read_parquet(out / "passages.parquet")
    assert len(passages) and passages["surprise"].is_monotonic_decreasing


def test_reuse_says_what_of_a_central_document_is_where(folder, out):
    """One of the folder, and one of the workbook; the tables are those of the function."""
    opinion = egov.load_corpus()["text"].iloc[0]
    (folder / "c.txt").write_text(opinion[600:900], encoding="utf-8")
    (folder / "d.txt").write_text(opinion[:900], encoding="utf-8")
    done = run(
        "reuse", folder, "--out", out, "--central", "d", "--central", "wuhai-2006"
    )
    assert done.exit_code == 0, done.output
    docs, _ = read_documents(str(folder))
    found = egov.transmission(docs, ["d", "wuhai-2006"])
    for name in commands.TRANSMITTED:
        table = pd.read_parquet(out / f"transmission_{name}.parquet")
        wanted = getattr(found, name)
        pd.testing.assert_frame_equal(table, wanted, check_dtype=False)
    documents = found.documents.set_index("doc_id")
    assert documents.at["c", "share"] > 0.95
    assert documents.at["d", "note"].startswith("a central document")


def test_a_central_document_that_is_not_there_is_one_line(folder, out):
    """With what may be named instead."""
    asked = run("reuse", folder, "--out", out, "--central", "nobody")
    assert asked.exit_code == 2
    assert "no document 'nobody': name one of the documents, or one of" in asked.stderr
    assert asked.stderr.count("\n") == 1


def test_report_tells_of_a_central_document(folder, out, monkeypatch):
    """A section with groups, clauses and silence, drawn; its settings are kept."""
    module = "egov_lib.command_line.commands"
    monkeypatch.setattr(f"{module}.missing", lambda: "")
    monkeypatch.setattr(f"{module}.picture", lambda chart, kind: b"<svg/>")
    opinion = egov.load_corpus()["text"].iloc[0]
    (folder / "c.txt").write_text(opinion[600:900], encoding="utf-8")
    asked = ["report", folder, "--out", out, "--central", "opinion-2002"]
    done = run(*asked)
    assert done.exit_code == 0, done.output
    page = (out / "report.html").read_text(encoding="utf-8")
    for name in corpus_report.SECTIONS["transmission"]:
        assert escape(say(f"report_table_{name}")) in page
    assert page.count('src="data:image/svg+xml;base64,') == 4
    kept = open_snapshot(out / "report-snapshot.zip")
    assert kept.table("report-transmission_clauses")["documents"].tolist()[0] == 1
    assert kept.parameters["central"] == ["opinion-2002"]
    assert kept.parameters["min_matched"] == 20


def test_cite_writes_a_graph(folder, out):
    """Other programs read the GraphML."""
    (folder / "c.txt").write_text("落实国发〔2015〕40号文件。", encoding="utf-8")
    assert run("cite", folder, "--out", out).exit_code == 0
    graph = nx.read_graphml(out / "citations.graphml")
    assert graph.out_degree("c") == 1
    edges = pd.read_parquet(out / "citation_edges.parquet")
    assert edges["doc_id"].tolist() == ["c"]


def test_report_is_one_page_that_asks_for_nothing_else(folder, out):
    """No script, no address outside, nothing of a document as markup; its tables are kept."""
    (folder / "c.txt").write_text("<img src=x onerror=y>网络", encoding="utf-8")
    (folder / "d.txt").write_text("市政府负责，各部门配合。", encoding="utf-8")
    done = run("report", folder, "--out", out, "--no-figures")
    assert done.exit_code == 0, done.output
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert not re.search('<script|<img|<link|src="http|url\\(', page)
    for section in corpus_report.SECTIONS.keys() - {"transmission"}:
        assert say(f"report_{section}") in page
    kept = open_snapshot(out / "report-snapshot.zip")
    assert kept.id in page
    assert kept.table("documents")["sha256"].iloc[0] in page
    assert kept.table("report-targets")["quote"].tolist()
    assert "Wuhai" not in page  # the English of our sources is not that of others


def test_a_report_in_chinese_says_nothing_in_english(out):
    """Heads, codes, remedies, notes and methods; what stays is names of files and versions."""
    asked = ["report", SAMPLE, "--out", out, "--lang", "zh", "--no-figures"]
    done = run(*asked, "--central", "opinion-2002")
    assert done.exit_code == 1, done.output  # some of the files are not read
    page = html.fromstring((out / "report.html").read_text(encoding="utf-8"))
    cells = [
        cell.text_content() for cell in page.iter("p", "h2", "caption", "th", "td")
    ]
    in_english = [cell for cell in cells if re.search("[A-Za-z]+ [a-z]+ [a-z]+", cell)]
    assert in_english == []
    heads = [head.text_content() for head in page.iter("th")]
    assert [head for head in heads if not re.search("[\u4e00-\u9fff]", head)] == []


def test_report_draws_charts_where_they_can_be_drawn(folder, out, monkeypatch):
    """They are images within the page."""
    commands = "egov_lib.command_line.commands"
    monkeypatch.setattr(f"{commands}.missing", lambda: "")
    monkeypatch.setattr(f"{commands}.picture", lambda chart, kind: b"<svg/>")
    assert run("report", folder, "--out", out, "--lang", "zh").exit_code == 0
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/svg+xml;base64,') == 2
    assert say("report_reuse", "zh") in page
    for name in ("lengths", "shared-passages"):
        for kind in ("svg", "pdf"):
            assert (out / f"figure-{name}.{kind}").read_bytes() == b"<svg/>"
    monkeypatch.setattr(f"{commands}.missing", lambda: "pictures need kaleido")
    asked = run("report", folder, "--out", out, "--figures")
    assert (asked.exit_code, "need kaleido" in asked.stderr) == (2, True)


def test_without_pyarrow_tables_are_csv(folder, out, monkeypatch):
    """Parquet needs pyarrow, which not every machine has: CSV by itself, or a clear no."""
    for module in ("work", "commands"):
        monkeypatch.setattr(
            f"egov_lib.command_line.{module}.has_pyarrow", lambda: False
        )
    assert run("find", folder, "--out", out).exit_code == 0
    assert (out / "dates.csv").exists()
    asked = run("read", folder, "--out", out, "--format", "parquet")
    assert asked.exit_code == 2
    assert "pip install pyarrow" in asked.stderr


def test_a_run_that_was_stopped_goes_on(folder, out, monkeypatch):
    """What was found before is not looked for again; afterwards no part is left."""

    def stop(docs):
        raise OSError("the disk is full")

    names = list(work.FINDERS)
    monkeypatch.setitem(work.FINDERS, names[1], stop)
    assert run("find", folder, "--out", out).exit_code == 2
    assert list(out.glob(f"parts/*/{names[0]}/*.parquet"))
    monkeypatch.undo()
    monkeypatch.setitem(work.FINDERS, names[0], stop)  # its part is there
    assert run("find", folder, "--out", out).exit_code == 0
    assert not (out / "parts").exists()


def test_parts_of_other_documents_are_not_taken(folder, out, monkeypatch):
    """A changed collection begins anew."""
    docs, _ = read_documents(str(folder))
    output = work.Output(out, "parquet")
    before = work._parts_folder(output, docs)
    docs.loc[0, "text"] += "。"
    assert work._parts_folder(output, docs) != before


# --- how it ends --------------------------------------------------------------------------------


def test_a_file_that_is_not_read_is_named_with_its_remedy(folder, out):
    """Exit code 1, and the rest is there; a copy of another file is not missed."""
    (folder / "a-copy.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", folder, "--out", out).exit_code == 0
    (folder / "empty.txt").write_bytes(b"")
    result = run("read", folder, "--out", out)
    assert result.exit_code == 1
    assert "empty.txt: the file is empty: download it again" in result.stderr
    assert "copy" not in result.stderr
    assert len(pd.read_csv(out / "report.csv", encoding="utf-8-sig")) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["read", "nowhere", "--out", "x"], "does not exist"),
        (["read", "."], "Missing option '--out'"),
        (["read", ".", "--out", "x"], "inside"),
        (["find", ".", "--out", "../x", "--jobs", "0"], "0 is not in the range"),
        (["reuse", ".", "--out", "../x", "--min-chars", "1"], "1 is not in the range"),
        (["read", ".", "--out", "../x", "--format", "xls"], "'xls' is not one of"),
        (["write"], "No such command 'write'"),
    ],
)
def test_wrong_use_ends_with_two_and_no_traceback(folder, monkeypatch, words, said):
    """The message names what was wrong."""
    monkeypatch.chdir(folder)
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_nothing_to_read_is_said(tmp_path, out):
    """An empty folder is no collection."""
    (tmp_path / "given").mkdir()
    result = run("find", tmp_path / "given", "--out", out)
    assert result.exit_code == 2
    assert "no document could be read" in result.stderr


@pytest.mark.parametrize("error", [KeyError("date"), OSError(28, "No space left", "x")])
def test_an_error_is_one_line(folder, out, monkeypatch, error):
    """Whatever happens within, nobody sees a traceback."""

    def fail(docs):
        raise error

    monkeypatch.setattr("egov_lib.command_line.commands.find_citations", fail)
    result = run("cite", folder, "--out", out)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1


def test_names_can_not_steer_the_terminal(folder, out):
    """Control characters of a file's name are written out."""
    (folder / "z\x1b[31m.txt").write_bytes(b"")
    result = run("read", folder, "--out", out)
    assert "\x1b" not in result.stderr
    assert "[U+001B]" in result.stderr


def test_a_shell_starts_it(folder, out):
    """As a program of its own: the module, with nothing on stderr where nothing is wrong."""
    words = ["read", str(folder), "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "egov_lib", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "documents.parquet: 2 rows\nreport.csv: 2 rows\n"


def test_jobs_are_processes():
    """One job is a plain loop; more are a pool, whose processes begin anew."""
    with process_pool(1) as none, process_pool(2) as pool:
        assert none is None
        assert list(pool.map(abs, [-1, 2])) == [1, 2]
