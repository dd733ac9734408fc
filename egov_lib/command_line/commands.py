"""What can be typed after `python -m egov_lib`, and how a command ends.

A command ends with 0 when every file was read, with 1 when some were not (they are named on
stderr with what to do), and with 2 when nothing could be done: a wrong option, a folder that is
not there or can't be written to. An error is one line: the fact, the value, the remedy.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click
import pandas as pd

from egov_lib.command_line import work
from egov_lib.command_line.output import FORMATS, Output
from egov_lib.find.cited import (
    citation_edges,
    citation_graph,
    find_citations,
    to_graphml,
)
from egov_lib.findings import DataError
from egov_lib.measure.reuse import (
    Method,
    Transmission,
    compare_pairs,
    rank_passages,
    shared_passages,
    transmission,
)
from egov_lib.measure.words import segment
from egov_lib.publish.corpus_report import (
    Evidence,
    Picture,
    corpus_report,
    summarize,
)
from egov_lib.publish.pictures import missing, picture
from egov_lib.publish.snapshots import Snapshot, snapshot
from egov_lib.read.jobs import (
    has_pyarrow,
    map_documents,
    no_progress,
    process_pool,
)
from egov_lib.show import charts
from egov_lib.show.messages import LANGUAGES

SOME_NOT_READ = 1
NOTHING_DONE = 2
MIN_CHARS = 10
# The tables of `transmission`
TRANSMITTED = ("documents", "groups", "clauses", "clause_groups", "passages")
MOST_DRAWN = 40  # documents; more bars and bands than a page has room for


@dataclass(frozen=True)
class Job:
    """What every command begins with: the documents, the report, and where results go."""

    docs: pd.DataFrame
    report: pd.DataFrame
    output: Output
    executor: Executor | None


class OneLineErrors(click.Group):
    """A group of commands that say what is wrong in one line, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever it raises becomes a line on stderr."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except (DataError, ValueError) as error:
            raise _refusal(str(error)) from None
        except OSError as error:
            raise _refusal(_about_file(error)) from None
        except MemoryError:
            raise _refusal(
                "the memory is full: give fewer documents at a time, or fewer --jobs"
            ) from None
        except Exception as error:  # noqa: BLE001 - no traceback, whatever it was
            raise _refusal(
                f"this should not happen, {type(error).__name__}: {error}: report it, "
                "with the command and the file"
            ) from None


def _refusal(message: str) -> click.ClickException:
    refusal = click.ClickException(work.visible(message))
    refusal.exit_code = NOTHING_DONE
    return refusal


def _about_file(error: OSError) -> str:
    """Say what the system refused, for which file."""
    fact = error.strerror or str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{fact}: choose another --out, or make room and give rights"


@click.group(cls=OneLineErrors, epilog="docs/command-line.md shows a session.")
@click.version_option(package_name="egov_lib", prog_name="egov_lib")
def main() -> None:
    """Read Chinese official documents and write what is found as tables."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks characters
            stream.reconfigure(errors="replace")


def corpus_command(function: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function of a `Job`: its options, reading, and how it ends."""

    @wraps(function)
    def command(
        folder: Path,
        out: Path,
        format_: str | None,
        jobs: int,
        quiet: bool,
        **options: Any,
    ) -> None:
        _keep_apart(folder, out)
        output = Output(out, _choose_format(format_))
        with _spoken(quiet), process_pool(jobs) as executor:
            docs, report = work.read_corpus(folder, executor)
            _need_documents(docs, folder)
            output.table("documents", docs)
            output.csv("report", report)
            function(Job(docs, report, output, executor), **options)
        if len(work.unread(report)):
            sys.exit(SOME_NOT_READ)

    for decorate in reversed(COMMON_OPTIONS):
        command = decorate(command)
    return main.command()(command)


COMMON_OPTIONS = [
    click.argument("folder", type=click.Path(exists=True, path_type=Path)),
    click.option(
        "--out",
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        help="The folder for results; it is made if missing.",
    ),
    click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        help="Of the tables; parquet where pyarrow is installed, else csv.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="How many processes read and find.",
    ),
    click.option(
        "--quiet", is_flag=True, help="No progress bars and no warnings."
    ),
]


def _choose_format(named: str | None) -> str:
    if named == "parquet" and not has_pyarrow():
        raise click.UsageError(
            "--format parquet needs pyarrow: pip install pyarrow, or use --format csv"
        )
    return named or ("parquet" if has_pyarrow() else "csv")


def _keep_apart(folder: Path, out: Path) -> None:
    """Refuse results among the documents: the next run would read them as documents."""
    if folder.is_dir() and out.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError(
            f"--out {out} is inside {folder}: name a folder beside it"
        )


def _need_documents(docs: pd.DataFrame, folder: Path) -> None:
    if docs.empty:
        raise DataError(
            f"{folder}: no document could be read: give a folder, a zip or a table with documents"
        )


@contextmanager
def _spoken(quiet: bool) -> Iterator[None]:
    """Say warnings as plain lines, or, when *quiet*, neither warnings nor progress."""

    def say(message: Warning | str, *_where: object, **_more: object) -> None:
        if not quiet:
            click.echo(f"note: {work.visible(str(message))}", err=True)

    with warnings.catch_warnings(), no_progress(quiet):
        warnings.simplefilter("default")
        warnings.showwarning = say
        yield


min_chars_option = click.option(
    "--min-chars",
    type=click.IntRange(min=2),
    default=MIN_CHARS,
    show_default=True,
    help="The least length of a shared passage, in characters.",
)
central_option = click.option(
    "--central",
    multiple=True,
    metavar="DOC_ID",
    help="A central document of FOLDER or of the workbook: what of it is in which documents. "
    "May be given again.",
)


@corpus_command
def read(job: Job) -> None:
    """Read FOLDER: documents, and a report with a line for every file.

    FOLDER is a folder, a zip, a table or one file.
    """


@corpus_command
def find(job: Job) -> None:
    """Find letterheads, outline, dates, targets, names, numbers, directives.

    Each has its table. A run that was stopped goes on when it is called again.
    """
    for name in work.FINDERS:
        found = work.run_finder(name, job.docs, job.output, job.executor)
        job.output.table(name, found)
    work.forget_parts(job.output)


def _write_transmission(
    job: Job, central: tuple[str, ...], min_chars: int
) -> None:
    """Write what each document has of the central ones."""
    found = _transmission(job, central, min_chars)
    for name in TRANSMITTED:
        table = getattr(found, name)
        job.output.table(f"transmission_{name}", table)


@corpus_command
@min_chars_option
@central_option
def reuse(job: Job, min_chars: int, central: tuple[str, ...]) -> None:
    """Find the passages that documents share, and what each pair shares.

    Passages that chance hardly brings come first, stock phrases last. With --central also what
    each document has of central documents.
    """
    if central:
        _write_transmission(job, central, min_chars)
    passages = shared_passages(job.docs, min_chars=min_chars)
    pairs = compare_pairs(passages, job.docs, min_chars=min_chars)
    job.output.table("passages", rank_passages(passages, job.docs))
    job.output.table("pairs", pairs)


@corpus_command
def cite(job: Job) -> None:
    """Find which documents each document cites, as tables and as a graph."""
    citations = find_citations(job.docs)
    graph = citation_graph(citations)
    job.output.table("citations", citations)
    job.output.table("citation_edges", citation_edges(citations))
    job.output.text(
        "citations.graphml",
        to_graphml(graph),
        f"{graph.number_of_nodes():,} documents, {graph.number_of_edges():,} arrows",
    )


@corpus_command
@min_chars_option
@central_option
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of its titles.",
)
@click.option(
    "--figures/--no-figures",
    default=None,
    help="Charts as SVG and PDF; by itself where kaleido and a browser are there.",
)
def report(
    job: Job,
    min_chars: int,
    central: tuple[str, ...],
    lang: str,
    figures: bool | None,
) -> None:
    """Write one page, report.html, on the whole collection.

    Its tables are in report-snapshot.zip, with methods, versions and hashes.
    """
    if figures and missing():
        raise DataError(missing())
    travelled = _transmission(job, central, min_chars) if central else None
    found = _find_all(job, min_chars)
    tables = summarize(job.docs, job.report, found, travelled)
    parameters = {"min_chars": min_chars}
    if travelled:
        method = asdict(travelled.method)
        parameters |= {"central": list(central), **method}
    kept = _keep(job, tables, parameters)
    evidence = Evidence(kept.methods, kept.versions, kept.table("documents"))
    wanted = not missing() if figures is None else figures
    pictures = []
    if wanted:
        drawn = _charts_of(job, found["passages"], travelled, lang)
        pictures = _draw(job, drawn, lang)
    page = corpus_report(tables, evidence, pictures, lang=lang)
    job.output.text("report.html", page, f"{len(job.docs):,} documents")
    work.forget_parts(job.output)


def _transmission(
    job: Job, central: tuple[str, ...], min_chars: int
) -> Transmission:
    """Measure what the documents have of the central ones."""
    return transmission(
        job.docs,
        central,
        method=Method(min_chars=min_chars),
        executor=job.executor,
    )


def _find_all(job: Job, min_chars: int) -> dict[str, pd.DataFrame]:
    """Find what the report tells of."""
    found = {
        name: work.run_finder(name, job.docs, job.output, job.executor)
        for name in work.FINDERS
    }
    found["words"] = map_documents(segment, job.docs, executor=job.executor)
    passages = shared_passages(job.docs, min_chars=min_chars)
    found["passages"] = passages
    found["pairs"] = compare_pairs(passages, job.docs, min_chars=min_chars)
    found["citations"] = find_citations(job.docs)
    return found


def _keep(
    job: Job, tables: dict[str, pd.DataFrame], parameters: dict[str, Any]
) -> Snapshot:
    """Keep the tables as a snapshot, in the place of that of an earlier run."""
    with TemporaryDirectory() as aside:
        path = Path(aside) / "report-snapshot.zip"
        kept = snapshot(
            path,
            {f"report-{name}": table for name, table in tables.items()},
            docs=job.docs,
            parameters=parameters,
            about={"title": "A report on the collection"},
        )
        job.output.bytes(path.name, path.read_bytes(), f"{len(tables)} tables")
    return kept


class _Drawn(NamedTuple):
    """A chart of the report: its section, the name of its files, and a figure of plotly."""

    section: str
    name: str
    chart: Any


def _charts_of(
    job: Job, passages: pd.DataFrame, travelled: Transmission | None, lang: str
) -> list[_Drawn]:
    """Make the charts of the report; a large collection has no room on one of documents."""
    drawn = []
    if len(job.docs) <= MOST_DRAWN:
        lengths = charts.text_lengths(job.docs, lang=lang)
        bands = charts.flows(passages, job.docs, lang=lang)
        drawn += [
            _Drawn("documents", "lengths", lengths),
            _Drawn("reuse", "shared-passages", bands),
        ]
    if travelled:
        # The first column of groups: all documents come before it
        by = travelled.clause_groups["by"].tolist()[0]
        drawn += [
            _Drawn("transmission", name, chart(travelled, by=by, lang=lang))
            for name, chart in (
                ("transmission", charts.transmission),
                ("travels", charts.travels),
            )
        ]
    for _, _, chart in drawn:
        chart.update_yaxes(automargin=True)  # names of documents are long
    return drawn


def _draw(job: Job, drawn: list[_Drawn], lang: str) -> list[Picture]:
    """Draw charts for the page, and write each as SVG and PDF beside it, for a paper."""
    pictures = []
    for section, name, chart in drawn:
        svg = picture(chart, "svg")
        about = charts.describe(chart, lang=lang)
        job.output.bytes(f"figure-{name}.svg", svg, "for a page or a paper")
        job.output.bytes(
            f"figure-{name}.pdf", picture(chart, "pdf"), "for a paper"
        )
        pictures.append(Picture(section, svg, about))
    return pictures
