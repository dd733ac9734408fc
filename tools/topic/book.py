"""The pages of a topic: an index, what was kept side by side, a page for each document.

`about.txt` has the title of the book in its first line, and below it what a reader should know.
They need neither Python nor a network. Everything of a document or a sheet is escaped by
`egov_lib.show.safe_text`; no page has a script.
"""

from pathlib import Path
from urllib.parse import quote as url_quote

import pandas as pd

from egov_lib.read.writing import write_whole
from egov_lib.show.safe_text import escape, with_emphasis
from topic.drafts import DRAFT, document_of, read_exercises

STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;line-height:1.7;"
    "font-family:system-ui,sans-serif;color:#1c1c1c;background:#fff}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .6rem;"
    "border-bottom:1px solid #ccc;vertical-align:top}td{min-width:4rem}"
    ".wide{overflow-x:auto}.day{white-space:nowrap}"
    ".kept{max-width:90rem}.kept td:last-child{min-width:20rem}"
    ".text{white-space:pre-wrap}mark{background:#fdf0c4}:target{outline:2px solid #96512a}"
    ".draft{border:1px solid #96512a;padding:0 .3rem;color:#7a3f1e}"
    "section{border-top:1px solid #ccc;margin-top:1rem}"
)
KINDS = {
    "targets": "figures",
    "dates": "dates",
    "institutions": "bodies",
    "citations": "cited documents",
}
# What the page of kept rows shows of each table, under which head
SHOWN = {
    "targets": {
        "subject": "of what",
        "bound": "bound",
        "change": "change",
        "base": "value before",
    },
    "dates": {"date_from": "from", "date_to": "to", "role": "role"},
    "institutions": {"full_name": "full name", "level": "level"},
    "citations": {"number": "number", "kind": "cited how"},
}
INDEX_PAGE = "index.html"
BACK = f'<p><a href="{INDEX_PAGE}">All documents</a></p>'
KEPT_PAGE = "kept.html"
OURS = '<meta name="generator" content="make new-book">'


def write_book(
    home: Path, docs: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> tuple[Path, int]:
    """Write all pages; return the first and how many exercises are still drafts."""
    exercises = read_exercises(home / "exercises.yaml")
    kept = _kept_rows(tables)
    pages = {}
    for doc in docs.itertuples():
        own = [one for one in exercises if document_of(one) == doc.doc_id]
        pages[f"{doc.doc_id}.html"] = document_page(doc, kept, own)
    pages[KEPT_PAGE] = kept_page(docs, kept)
    others = [one for one in exercises if not document_of(one)]
    pages[INDEX_PAGE] = index_page(about(home), docs, kept, others)
    book = home / "book"
    book.mkdir(exist_ok=True)
    for name, page in pages.items():
        write_whole(book / name, page.encode("utf-8"))
    _drop_old_pages(book, set(pages))
    return book / INDEX_PAGE, sum(map(is_draft, exercises))


def _kept_rows(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What a reader kept of each table: those that a page names by kind first, others by name."""
    named = [name for name in KINDS if name in tables]
    others = sorted(set(tables) - set(KINDS))
    return {
        name: tables[name][tables[name]["keep"] == "yes"] for name in [*named, *others]
    }


def _drop_old_pages(book: Path, wanted: set[str]) -> None:
    """Take out pages written before, of documents that are no longer wanted; no page of others."""
    for path in book.glob("*.html"):
        if path.name not in wanted and OURS in path.read_text(encoding="utf-8"):
            path.unlink()


def about(home: Path) -> tuple[str, list[str]]:
    """The title of the book and its paragraphs: the first line of `about.txt`, and the others."""
    path = home / "about.txt"
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return (lines[0], lines[1:]) if lines else (home.name, [])


def is_draft(exercise: dict) -> bool:
    """Whether nobody has written the reason of an exercise yet, in English or in Chinese."""
    return any(said.startswith(DRAFT) for said in exercise["reason"].values())


def index_page(
    said: tuple[str, list[str]],
    docs: pd.DataFrame,
    kept: dict[str, pd.DataFrame],
    exercises: list[dict],
) -> str:
    """The list of documents with what was kept of each, and the exercises of none.

    said: the title, and the paragraphs below it
    """
    title, paragraphs = said
    intro = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    link = f'<p><a href="{KEPT_PAGE}">What was kept, side by side</a></p>'
    heads = ["document", "issuer", "date", *[KINDS.get(name, name) for name in kept]]
    rows = [_index_row(doc, kept) for doc in docs.itertuples()]
    return _page(title, intro + link + _table(heads, rows) + _exercises(exercises))


def _table(heads: list[str], rows: list[str]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="wide">{table}</div>'


def _index_row(doc: tuple, kept: dict[str, pd.DataFrame]) -> str:
    counts = [str((rows["doc_id"] == doc.doc_id).sum()) for rows in kept.values()]
    address = escape(url_quote(f"{doc.doc_id}.html"))
    link = f'<a href="{address}">{escape(doc.title or doc.doc_id)}</a>'
    day = f'<span class="day">{escape(_day(doc.date))}</span>'
    return _row([link, escape(doc.issuer), day, *map(escape, counts)])


def _row(cells: list[str]) -> str:
    """A row of a table; the cells are escaped already."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def kept_page(docs: pd.DataFrame, kept: dict[str, pd.DataFrame]) -> str:
    """Every kept row, table by table, each linked with its place in its document."""
    parts = [BACK]
    titles = {doc.doc_id: doc.title or doc.doc_id for doc in docs.itertuples()}
    for name, rows in kept.items():
        if len(rows):
            shown = SHOWN.get(name, {})
            heads = ["document", "passage", *shown.values(), "sentence"]
            lines = [_kept_row(row, shown, titles) for _, row in rows.iterrows()]
            parts.append(f"<h2>{escape(KINDS.get(name, name))}</h2>")
            parts.append(_table(heads, lines))
    return _page("What was kept", "".join(parts), "kept")


def _kept_row(row: pd.Series, shown: dict[str, str], titles: dict[str, str]) -> str:
    address = escape(url_quote(f"{row['doc_id']}.html"))
    passage = f'<a href="{address}#p{row["start"]}">{escape(row["quote"])}</a>'
    values = [escape(str(row.get(name, ""))) for name in shown]
    document = escape(titles[row["doc_id"]])
    return _row([document, passage, *values, escape(row["sentence"])])


def _day(date: pd.Timestamp) -> str:
    return "" if pd.isna(date) else f"{date:%Y-%m-%d}"


def document_page(
    doc: tuple, kept: dict[str, pd.DataFrame], exercises: list[dict]
) -> str:
    """A document: its card, its text with what was kept marked, its exercises."""
    card = " · ".join(
        filter(None, [doc.doc_id, doc.document_number, doc.issuer, _day(doc.date)])
    )
    text = f'<div class="text" lang="zh">{marked(doc, kept)}</div>'
    body = f"{BACK}<p>{escape(card)}</p>{text}{_exercises(exercises)}"
    return _page(doc.title or doc.doc_id, body)


def marked(doc: tuple, kept: dict[str, pd.DataFrame]) -> str:
    """The text with kept places marked; where two overlap, the earlier one.

    Each place has an address, `#p` and its start, that of an overlapped one behind the mark.
    """
    places = [
        (row.start, row.end, KINDS.get(name, name))
        for name, rows in kept.items()
        for row in rows[rows["doc_id"] == doc.doc_id].itertuples()
    ]
    parts, done, last = [], 0, -1
    for start, end, kind in sorted(places):
        if start < done:
            if start != last:
                parts.append(f'<a id="p{start}"></a>')
        else:
            parts.append(escape(doc.text[done:start]))
            inside = escape(doc.text[start:end])
            parts.append(f'<mark id="p{start}" title="{escape(kind)}">{inside}</mark>')
            done = end
        last = start
    return "".join([*parts, escape(doc.text[done:])])


def _exercises(exercises: list[dict]) -> str:
    shown = "".join(map(_exercise, exercises))
    return f"<h2>Exercises</h2>{shown}" if shown else ""


def _exercise(one: dict) -> str:
    """One exercise: task, hints and answer, folded; a draft says so and has no reason yet."""
    name = escape(one["id"])
    answer = _both(one["worked"]) if "worked" in one else ""
    if is_draft(one):
        name += ' <span class="draft">draft</span>'
    else:
        answer += _both(one["reason"])
    hints = [
        _fold(f"Hint {number}", _both(hint))
        for number, hint in enumerate(one["hints"], start=1)
    ]
    parts = [f"<h3>{name}</h3>", _both(one["task"]), *hints, _fold("Answer", answer)]
    return f"<section>{''.join(parts)}</section>"


def _both(said: dict[str, str]) -> str:
    english, chinese = with_emphasis(said["en"]), with_emphasis(said["zh"])
    return f'<p>{english}</p><p lang="zh">{chinese}</p>'


def _fold(title: str, inside: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"


def _page(title: str, body: str, style: str = "") -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">{OURS}'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f'<body class="{style}"><h1>{escape(title)}</h1>{body}</body></html>\n'
    )
