"""A box that takes a reader's own files: what came out of each, what it leaves open, and how much
of it stands in a national text, too.
"""

from __future__ import annotations

from collections.abc import Mapping

import ipywidgets as widgets
import pandas as pd

from egov_lib.find.documents import read_documents
from egov_lib.measure.reuse.transmission import transmission
from egov_lib.read.corpus import load_corpus
from egov_lib.show.charts.gaps import files as draw_files
from egov_lib.show.explorers.base import Explorer
from egov_lib.show.explorers.plotly_widget import Chart
from egov_lib.show.messages import current, say
from egov_lib.show.remarks import remark
from egov_lib.show.safe_text import escape
from egov_lib.show.tables import reading

MOST_FILES = 20
MOST_BYTES = 10_000_000  # of all files together: more makes a page with its own Python crawl
NATIONAL = ["opinion-2002", "relay-2006", "article-2006"]
ACCEPTED = (
    ".txt,.md,.html,.htm,.mht,.docx,.odt,.epub,.pdf,.csv,.tsv,.json,.xlsx,.zip"
)


def own_files(*, lang: str | None = None) -> Explorer:
    """Let a reader choose up to 20 files, of 10 MB together, and show what is in them: a line for
    every file with what is wrong with it and what to do, the questions that it leaves open, and
    what share of each document stands in one of the three texts on national policy, too.

    The files stay in memory; nothing is saved with the notebook. A page without Python says what to
    do instead.

    >>> own_files(lang="en")._name
    'own_files'
    """
    return _OwnFiles(current(lang)).explorer()


class _OwnFiles:
    """The controls of the box, and what they show."""

    def __init__(self, lang: str):
        self.lang = lang
        self.upload = widgets.FileUpload(
            accept=ACCEPTED,
            multiple=True,
            description=say("own_choose", lang),
            layout=widgets.Layout(width="auto"),
        )
        self.told = widgets.HTML()
        self.chart = Chart(lambda mark_id: None)
        self.chart.layout.display = "none"
        self.shared = widgets.HTML()

    def explorer(self) -> Explorer:
        """Draw the box, and let every choice of files draw it again."""
        self.upload.observe(self.look, names="value")
        bounds = say("own_bounds", self.lang, **_bounds())
        lead = widgets.HTML(f"<p>{escape(bounds)}</p>")
        still = f"<p>{escape(say('own_not_run', self.lang))}</p>"
        parts = [lead, self.upload, self.told, self.chart, self.shared]
        return Explorer(parts, still, "own_files")

    def look(self, _: object) -> None:
        """Read the files that were chosen, and show what they are."""
        chosen = self.upload.value
        size = sum(len(upload["content"]) for upload in chosen)
        refusal = _refusal(len(chosen), size, self.lang)
        self.chart.layout.display = "none"
        self.shared.value = ""
        if refusal or not chosen:
            self.told.value = f"<p><b>{escape(refusal)}</b></p>"
            return
        docs, report = read_documents(chosen)
        self.told.value = _told(docs, report, self.lang)
        if docs.empty:
            return
        self.chart.show(draw_files(docs, report, lang=self.lang))
        self.chart.layout.display = ""
        self.shared.value = _shared(docs, self.lang)


def _bounds() -> Mapping[str, int]:
    """What the box takes at most, as the messages name it."""
    return {"files": MOST_FILES, "megabytes": MOST_BYTES // 1_000_000}


def _refusal(count: int, size: int, lang: str) -> str:
    """Why so many files, or so large ones, are not read; '' if they are."""
    if count > MOST_FILES:
        return say("own_too_many", lang, count=count, **_bounds())
    if size > MOST_BYTES:
        megabytes = f"{size / 1_000_000:.1f}"
        return say("own_too_large", lang, size=megabytes, **_bounds())
    return ""


def _told(docs: pd.DataFrame, report: pd.DataFrame, lang: str) -> str:
    """A line for every file: what came out of it, what is wrong with it, what to do."""
    read = say(
        "own_read", lang, files=len(report), read=int(report["read"].sum())
    )
    heads = docs[["doc_id", "title", "date"]]
    lines = report.merge(heads, on="doc_id", how="left")
    lines["remedy"] = [remark(remedy, lang) for remedy in lines["remedy"]]
    columns = ["file", "title", "date", "damage", "remedy"]
    table = reading(lines[columns], lang=lang)
    return f"<p>{escape(read)}</p>{table}"


def _shared(docs: pd.DataFrame, lang: str) -> str:
    """How much of each document stands in one of the national texts, too."""
    corpus = load_corpus()
    national = corpus[corpus["doc_id"].isin(NATIONAL)]
    travelled = transmission(docs, national).documents
    shown = travelled.merge(docs[["doc_id", "title"]], on="doc_id")
    shown = shown.sort_values("share", ascending=False, kind="stable")
    table = reading(shown[["doc_id", "title", "share"]], lang=lang)
    return f"<p>{escape(say('own_shared', lang))}</p>{table}"
