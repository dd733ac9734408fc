"""Read a stranger's documents: their texts from files, and what their letterheads say.

`read_documents` is what most callers want. The files are read by `read.files`, which knows nothing
of what official documents look like; the letterhead is read by `find.structure`. What a table
states of a document (its title, its date) goes before what the letterhead seems to say.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from egov_lib.find.structure import read_letterhead
from egov_lib.read.files import REPORT, Columns, Limits, read_files
from egov_lib.read.jobs import map_documents
from egov_lib.read.repair import repair_documents

__all__ = ["REPORT", "Limits", "read_documents", "repair_documents"]


def read_documents(  # noqa: PLR0913 - columns are named one by one, as in pandas
    path: Any,
    *,
    text: str = "",
    doc_id: str = "",
    title: str = "",
    date: str = "",
    limits: Limits | None = None,
    executor: Any = None,
    raw: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a folder, a zip, a table, one file or an upload of Chinese documents.

    Parameters
    ----------
    path: a folder (with all below it), a .zip, a table (.csv, .tsv, .json, .xlsx or .parquet
        with a column of texts, in all its sheets), one file, {name: bytes}, or the `value` of an
        ipywidgets `FileUpload`. Read are .txt, .md, .html, .mht, .docx, .odt, .epub and .pdf with a
        text layer.
    text, doc_id, title, date: what these columns of tables are called; '' means the usual names
        (text, content, full_text, 正文, 内容, 全文; 标题; date, 成文日期 and more). A table without
        a column that is named here is refused.
    limits: what is refused as too large; None means `Limits()`.
    executor: None reads one file after the other; see `jobs.map_documents`.
    raw: also keep each text as decoded, before it is mended and cleaned; `clean(raw).to_raw` leads
        back where nothing was mended.

    Returns two frames. The documents, in the order of the files (a folder is sorted by name):
    doc_id: from the file's name, or what a table calls it
    file: the name in the report
    title: what a table calls it, else from the letterhead
    document_number: from the letterhead, as issuer
    issuer: who issued it
    date: the day that a table states, else the date of signing in the letterhead
    a table's other columns: as table_… where a name is taken
    raw: the text as decoded, if asked for
    text: the text, mended and cleaned

    And the report, with a line for every file, read or not: `read.files.read_files` explains its
    columns. Raises `DataError` for a path that does not exist.

    >>> files = {"notice.txt": "關於電子政務的通知。".encode("big5"), "empty.txt": b""}
    >>> docs, report = read_documents(files)  # a notice on e-government
    >>> docs[["doc_id", "text"]].values.tolist()
    [['notice', '关于电子政务的通知。']]
    >>> report["remedy"].tolist()
    ['', 'the file is empty: download it again, or take it out']
    """
    columns = Columns(text, doc_id, title, date)
    docs, report = read_files(
        path, columns=columns, limits=limits, executor=executor, raw=raw
    )
    heads = map_documents(
        read_letterhead, docs[["doc_id", "text"]], executor=executor
    )
    return _add_letterhead(docs, heads), report


def _add_letterhead(docs: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """Fill in title and date where no table states them, and add number and issuer."""
    docs["title"] = docs["title"].where(docs["title"] != "", heads["title"])
    docs["date"] = docs["date"].fillna(heads["date"])
    after_title = docs.columns.get_loc("title") + 1
    docs.insert(after_title, "document_number", heads["document_number"])
    docs.insert(after_title + 1, "issuer", heads["issuer"])
    return docs
