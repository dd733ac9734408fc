"""The pages of a topic: an index, and a page for each document with its exercises.

They need neither Python nor a network. Everything of a document or a sheet is escaped by
`egov_lib.show.safe_text`; no page has a script.
"""

from pathlib import Path
from urllib.parse import quote as url_quote

import pandas as pd

from egov_lib.read.writing import write_whole
from egov_lib.show.safe_text import escape, with_emphasis
from topic.drafts import DRAFT, read_exercises

STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;line-height:1.7;"
    "font-family:system-ui,sans-serif;color:#1c1c1c;background:#fff}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .6rem;"
    "border-bottom:1px solid #ccc;vertical-align:top}"
    ".text{white-space:pre-wrap;font-family:serif}mark{background:#fdf0c4}"
    ".draft{border:1px solid #96512a;padding:0 .3rem;color:#7a3f1e}"
    "section{border-top:1px solid #ccc;margin-top:1rem}"
)
KINDS = {
    "targets": "figures",
    "dates": "dates",
    "institutions": "bodies",
    "citations": "cited documents",
}


def write_book(
    home: Path, docs: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> tuple[Path, int]:
    """Write all pages; return the first and how many exercises are still drafts."""
    exercises = read_exercises(home / "exercises.yaml")
    kept = {name: rows[rows["keep"] == "yes"] for name, rows in tables.items()}
    book = home / "book"
    book.mkdir(exist_ok=True)
    for doc in docs.itertuples():
        own = [one for one in exercises if _doc_of(one) == doc.doc_id]
        page = document_page(doc, kept, own)
        write_whole(book / f"{doc.doc_id}.html", page.encode("utf-8"))
    others = [one for one in exercises if _doc_of(one) not in set(docs["doc_id"])]
    first = book / "index.html"
    index = index_page(home.name, docs, kept, others)
    write_whole(first, index.encode("utf-8"))
    return first, sum(is_draft(one) for one in exercises)


def _doc_of(exercise: dict) -> str:
    return exercise.get("passage", {}).get("doc", "")


def is_draft(exercise: dict) -> bool:
    """Whether nobody has written the reason of an exercise yet, in English or in Chinese."""
    return any(said.startswith(DRAFT) for said in exercise["reason"].values())


def index_page(
    topic: str,
    docs: pd.DataFrame,
    kept: dict[str, pd.DataFrame],
    exercises: list[dict],
) -> str:
    """The list of documents with what was kept of each, and the exercises of none."""
    heads = ["document", "issuer", "date", *[KINDS.get(name, name) for name in kept]]
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    rows = "".join(_index_row(doc, kept) for doc in docs.itertuples())
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return _page(topic, table + _exercises(exercises))


def _index_row(doc: tuple, kept: dict[str, pd.DataFrame]) -> str:
    counts = [str((rows["doc_id"] == doc.doc_id).sum()) for rows in kept.values()]
    address = escape(url_quote(f"{doc.doc_id}.html"))
    link = f'<a href="{address}">{escape(doc.title or doc.doc_id)}</a>'
    cells = [link, *map(escape, [doc.issuer, _day(doc.date), *counts])]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _day(date: pd.Timestamp) -> str:
    return "" if pd.isna(date) else f"{date:%Y-%m-%d}"


def document_page(
    doc: tuple, kept: dict[str, pd.DataFrame], exercises: list[dict]
) -> str:
    """A document: its card, its text with what was kept marked, its exercises."""
    card = " · ".join(
        filter(None, [doc.doc_id, doc.document_number, doc.issuer, _day(doc.date)])
    )
    back = '<p><a href="index.html">All documents</a></p>'
    text = f'<div class="text" lang="zh">{marked(doc, kept)}</div>'
    body = f"{back}<p>{escape(card)}</p>{text}{_exercises(exercises)}"
    return _page(doc.title or doc.doc_id, body)


def marked(doc: tuple, kept: dict[str, pd.DataFrame]) -> str:
    """The text with kept places marked; where two overlap, the earlier one."""
    places = [
        (row.start, row.end, KINDS.get(name, name))
        for name, rows in kept.items()
        for row in rows[rows["doc_id"] == doc.doc_id].itertuples()
    ]
    parts, done = [], 0
    for start, end, kind in sorted(places):
        if start < done:
            continue
        parts.append(escape(doc.text[done:start]))
        inside = escape(doc.text[start:end])
        parts.append(f'<mark title="{escape(kind)}">{inside}</mark>')
        done = end
    return "".join([*parts, escape(doc.text[done:])])


def _exercises(exercises: list[dict]) -> str:
    shown = "".join(map(_exercise, exercises))
    return f"<h2>Exercises</h2>{shown}" if shown else ""


def _exercise(one: dict) -> str:
    flag = ' <span class="draft">draft</span>' if is_draft(one) else ""
    tasks = _both(one["task"])
    hints = "".join(_fold(f"Hint {n}", _both(h)) for n, h in enumerate(one["hints"], 1))
    answer = _both(one["worked"]) if "worked" in one else ""
    if not is_draft(one):
        answer += _both(one["reason"])
    head = f"<h3>{escape(one['id'])}{flag}</h3>"
    return f"<section>{head}{tasks}{hints}{_fold('Answer', answer)}</section>"


def _both(said: dict[str, str]) -> str:
    english, chinese = with_emphasis(said["en"]), with_emphasis(said["zh"])
    return f'<p>{english}</p><p lang="zh">{chinese}</p>'


def _fold(title: str, inside: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )
