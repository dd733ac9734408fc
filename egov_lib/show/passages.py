"""Show a text as a page: a passage in its context, the reading text beside its witness, every change marked.

Everything here returns a `Page`, HTML that a notebook shows as such. Whatever comes from a document is escaped, and
characters that can't be seen (zero-width, direction marks) are written out: a hostile source is shown and never run.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from egov_lib.findings import DataError, check_columns
from egov_lib.read.corpus import (
    data_folder,
    load_corpus,
    load_log,
    load_table,
    load_witness,
    to_witness,
)

# Fonts that hold Chinese on each system, for pages and charts alike; DejaVu goes before the last, whose Latin is poor.
FONTS = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','DejaVu Sans','WenQuanYi Micro Hei',sans-serif"
STYLE = (
    f"<style>\n.egov-page{{font-family:{FONTS};\n"
    + """line-height:1.75;font-size:15px;color:#222;background:#fff;padding:.4em .8em}
.egov-page table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0}
.egov-page td,.egov-page th{vertical-align:top;text-align:left!important;padding:.35em .7em;border-top:1px solid #ddd;
white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;color:#222}
.egov-page mark{background:#ffe9a8;color:#222;padding:0 .1em}
.egov-page .edit{background:#cfe8d5;color:#222}
.egov-page .edit.possible,.egov-page .edit.unknown{background:#f9d7c3;border-bottom:2px dotted #a84300}
.egov-page .found{background:#ffe9a8;color:#222}
.egov-page .term{border-bottom:1px dotted #00619a}
.egov-page rt{font-size:.62em;color:#555}
.egov-page del{text-decoration:none;background:#e8dff0;color:#222}
.egov-page .odd{font-size:.75em;border:1px solid #a84300;color:#a84300;border-radius:3px;padding:0 .2em}
.egov-page .where{color:#555;font-size:.85em}
</style>"""
)
CHANGES = ("editor", "all", "none")


class Page(str):
    """HTML that shows itself in a notebook."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """Say how long it is: the text itself would fill the screen."""
        return f"<page of {len(self)} characters>"


def escape(text: str) -> str:
    """Escape *text* for HTML and write out the characters that can't be seen.

    >>> escape("<b>" + chr(0x202e) + "网")
    '&lt;b&gt;<span class="odd">U+202E</span>网'
    """
    return write_out(html.escape(text), '<span class="odd">U+{:04X}</span>')


def write_out(text: str, form: str = "[U+{:04X}]") -> str:
    """Write the characters of *text* that can't be seen (zero-width, direction marks, controls) as their numbers.

    >>> write_out("网" + chr(0x200b) + "络")
    '网[U+200B]络'
    """
    return re.sub(
        r"[^\w\n\t -~]",
        lambda m: (
            form.format(ord(m[0])) if unicodedata.category(m[0]) in ("Cf", "Cc", "Cs") else m[0]
        ),
        text,
    )


def font_sample() -> Page:
    """Show a few characters, large, in the fonts of the workbook: boxes mean that a Chinese font is missing."""
    words = "".join(
        f"<span style='font-size:2em;font-weight:{weight};margin-right:1em'>电子政务网</span>"
        for weight in (400, 700)
    )
    return Page(f"{STYLE}<div class='egov-page' lang='zh-Hans'>{words}</div>")


CARD = {
    "title_zh": "Title 题名",
    "title_en": "In English 英译",
    "kind": "Kind 文种",
    "issuer": "Issued by 发文机关",
    "speaker": "Speaker 讲话人",
    "relays": "Passes on 转述",
    "event": "Event 事件日期",
    "written": "Written 撰写日期",
    "issued": "Issued 发布日期",
    "posted": "Posted 上网日期",
    "script": "Script 字体",
    "completeness": "Completeness 完缺",
    "damage": "Damage 损坏",
    "withheld": "Withheld 未收",
    "rights": "Rights 权利",
    "found_at": "Found at 来源",
    "file": "File 文件",
    "sha256": "SHA-256",
}


def source_card(doc_id: str) -> Page:
    """Show what is known of a source, its four dates apart, each with its grounds."""
    card = load_corpus().set_index("doc_id").loc[doc_id]
    rows = "".join(
        f"<tr><th style='width:11em'>{label}</th><td>{escape(value)}</td></tr>"
        for field, label in CARD.items()
        if (value := _dated(card, field) if f"{field}_grounds" in card else card[field])
    )
    return Page(
        f"{STYLE}<div class='egov-page' lang='zh-Hans'><b>{escape(doc_id)}</b><table>{rows}</table></div>"
    )


def _dated(card: pd.Series, layer: str) -> str:
    """One of the four dates of a source as a sentence, with its grounds."""
    first, last = (card.get(f"{layer}_{end}", card.get(layer)) for end in ("from", "to"))
    days = [f"{day:%Y-%m-%d}" if pd.notna(day) else "?" for day in (first, last)]
    span = days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    return f"{'' if span == '?' else span + ': '}{card[f'{layer}_grounds']}"


@dataclass(frozen=True)
class Source:
    """A document to be shown: its title, its text, and, of one of the five sources, its witness.

    places has a row for each character of the text: where it begins and ends in the witness.
    """

    title: str
    text: str
    witness: str | None = None
    places: np.ndarray | None = None

    def received(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* to *end* stand in the witness."""
        first = int(self.places[min(start, len(self.places) - 1), 0])
        return first, max(first, int(self.places[end - 1, 1])) if end > start else first


@lru_cache
def _edition(doc_id: str, _folder: object) -> Source:
    """A source of the workbook, kept: a page is asked for at every key press. Its folder is part of what it is known by."""
    row = load_corpus().set_index("doc_id").loc[doc_id]
    each = range(len(row["text"]) + 1)
    placed = to_witness(pd.DataFrame({"doc_id": doc_id, "start": each[:-1], "end": each[1:]}))
    places = placed[["witness_start", "witness_end"]].to_numpy()
    return Source(row["title_en"], row["text"], load_witness(doc_id), places)


@lru_cache
def _doc_ids(_folder: object) -> list[str]:
    return load_corpus()["doc_id"].tolist()


def find_document(doc_id: str, docs: pd.DataFrame | None = None) -> Source:
    """Find a document in *docs* (None means the five sources).

    It has a witness only if its text is one of the workbook's own editions: what a reader gave is its own witness.
    """
    folder = data_folder()
    if docs is not None:
        check_columns(docs, ["doc_id", "text"], "a page")
    known = _doc_ids(folder) if docs is None else docs["doc_id"]
    if not (here := np.flatnonzero(np.asarray(known) == doc_id)).size:
        some = ", ".join(map(str, known[:6]))
        raise DataError(
            f"there is no document {doc_id!r} among {some} …: give the frame it stands in as docs="
        )
    edition = _edition(doc_id, folder) if doc_id in _doc_ids(folder) else None
    if docs is None or (edition and docs["text"].iloc[here[0]] == edition.text):
        return edition
    row = docs.iloc[here[0]]
    titles = (row[column] for column in ("title_en", "title_zh", "title") if column in row)
    return Source(next((str(title) for title in titles if not pd.isna(title)), ""), row["text"])


def passage(
    doc_id: str, start: int, end: int, *, docs: pd.DataFrame | None = None, width: int = 60
) -> Page:
    """Show one finding in its paragraph, and in the witness if the document is one of the five sources.

    *docs* is the frame that the finding was made in; None means the five sources. *width* is how many characters of context.
    """
    source = find_document(doc_id, docs)
    text = source.text
    if not 0 <= start <= end <= len(text):
        raise DataError(
            f"a finding in {doc_id} reaches from {start} to {end}, but the text has {len(text)} characters: "
            "was it found in another text?"
        )
    first, last = max(text.rfind("\n", 0, start) + 1, start - width), min(len(text), end + width)
    last = min(last, text.find("\n", end)) if "\n" in text[end:last] else last
    rows = [(READING if source.witness else TEXT, text, first, start, end, last)]
    if source.witness is not None:
        (a, d), (b, c) = source.received(first, last), source.received(start, end)
        rows.append((RECEIVED, source.witness, a, b, c, d))
    cells = "".join(
        f"<tr><th style='width:9em'>{name}</th><td>{'…' if a else ''}{escape(t[a:b])}<mark>{escape(t[b:c])}</mark>"
        f"{escape(t[c:d])}{'…' if d < len(t) else ''}</td></tr>"
        for name, t, a, b, c, d in rows
    )
    where = f"<div class='where'>{escape(doc_id)} · {escape(source.title)} · {start}–{end}</div>"
    return Page(f"{STYLE}<div class='egov-page' lang='zh-Hans'>{where}<table>{cells}</table></div>")


READING, RECEIVED, TEXT = "reading text 校读本", "as received 原件", "text 文本"


def side_by_side(
    doc_id: str,
    *,
    docs: pd.DataFrame | None = None,
    changes: str = "editor",
    span: tuple[int, int | None] = (0, None),
    findings: pd.DataFrame | None = None,
    aids: Collection[str] = (),
) -> Page:
    """Show the reading text of a document beside its witness, paragraph by paragraph, as HTML.

    *docs* is the frame it stands in, None the five sources; a document of your own has no witness and stands alone.
    *changes* says which are marked: the "editor"'s (each with its note on hovering), "all" (the automatic rules' too, in
    the witness) or "none". *span* limits it to the paragraphs it touches. *findings* are highlighted. Of *aids*, with
    "glossary" the terms of the glossary explain themselves on hovering, and "pinyin" sets the sound over each character.
    """
    if changes not in CHANGES:
        raise ValueError(f"changes is {changes!r}: use one of {', '.join(CHANGES)}")
    source = find_document(doc_id, docs)
    text, (start, end) = source.text, span
    paragraphs = [
        m.span()
        for m in re.finditer(r"[^\n]+", text)
        if m.end() >= start and (end is None or m.start() < end)
    ]
    layers = [*_found(doc_id, findings), *(_terms(text) if "glossary" in aids else ())]
    layers += _edits(doc_id) if source.witness is not None and changes != "none" else []
    cells = [
        f"<td>{_marked_edition(text, s, e, layers, 'pinyin' in aids)}</td>" for s, e in paragraphs
    ]
    heads = f"<th>{TEXT}</th>"
    if source.witness is not None:
        heads = f"<th>{READING}</th><th>{RECEIVED}</th>"
        altered = _altered(source) if changes == "all" else set()
        ends = (source.received(s, e) for s, e in paragraphs)
        cells = [
            f"{cell}<td>{_marked_witness(source.witness, a, b, altered)}</td>"
            for cell, (a, b) in zip(cells, ends)
        ]
    rows = "".join(f"<tr>{row}</tr>" for row in (heads, *cells))
    return Page(f"{STYLE}<div class='egov-page' lang='zh-Hans'><table>{rows}</table></div>")


# What is to be marked in a reading text: start, end, class, what hovering says.
Layer = tuple[int, int, str, str]


def _edits(doc_id: str) -> list[Layer]:
    log = load_log(doc_id)
    edits = []
    for c in log[log["rule"].str.startswith("edit:")].itertuples():
        before, after = (part.replace("\n", "¶") or "∅" for part in (c.before, c.after))
        rivals = f" · rivals: {c.rivals}" if c.rivals else ""
        note = f"{before} → {after} · {c.certainty} · {c.note}{rivals}"
        edits.append((c.new_start, c.new_end, f"edit {c.certainty}", note))
    return edits


def _found(doc_id: str, findings: pd.DataFrame | None) -> list[Layer]:
    if findings is None:
        return []
    own = findings[(findings["doc_id"] == doc_id) & findings["start"].notna()]
    labels = own["label_en"] if "label_en" in own else own["quote"]
    return [
        (int(s), int(e), "found", str(label))
        for s, e, label in zip(own["start"], own["end"], labels)
    ]


def _terms(text: str) -> list[Layer]:
    known = load_table("glossary").set_index("simplified")
    longest_first = "|".join(map(re.escape, sorted(known.index, key=len, reverse=True)))
    terms = ((m, known.loc[m[0]]) for m in re.finditer(longest_first, text))
    return [
        (*m.span(), "term", f"{m[0]} {t['pinyin']}: {t['english']}. {t['definition']}")
        for m, t in terms
    ]


def _marked_edition(text: str, start: int, end: int, layers: list[Layer], pinyin: bool) -> str:
    """A paragraph cut at every place where a mark begins or ends, so that marks may cross each other."""
    near = [layer for layer in layers if layer[0] < end and layer[1] > start]
    cuts = sorted({start, end, *(p for a, b, _, _ in near for p in (a, b) if start < p < end)})
    sounds = _sounds(text[start:end]) if pinyin else None
    parts = []
    for a, b in pairwise(cuts):
        over = [(kind, note) for s, e, kind, note in near if s <= a and b <= e]
        shown = escape(text[a:b]) if sounds is None else "".join(sounds[a - start : b - start])
        if over:
            kinds, notes = (
                " ".join(dict.fromkeys(k for k, _ in over)),
                "\n".join(dict.fromkeys(n for _, n in over)),
            )
            shown = f'<span class="{kinds}" title="{html.escape(write_out(notes))}" tabindex="0">{shown}</span>'
        parts.append(shown)
    return "".join(parts)


def _sounds(text: str) -> list[str]:
    """Each character of *text* with its sound over it, as HTML; sounds are chosen by words, not character by character."""
    from pypinyin import Style, pinyin  # late: its dictionaries take time that few readers need

    sounds = iter(pinyin(text, style=Style.TONE, errors=lambda run: [[None]] * len(run)))
    return [
        f"<ruby>{escape(c)}<rt>{sound[0]}</rt></ruby>"
        if (sound := next(sounds, [None]))[0]
        else escape(c)
        for c in text
    ]


def _altered(source: Source) -> set[int]:
    """Offsets in the witness whose character does not stand unchanged in the reading text."""
    places = zip(source.places.tolist(), source.text)
    kept = {a for (a, b), c in places if b - a == 1 and source.witness[a] == c}
    return set(range(len(source.witness))) - kept


def _marked_witness(raw: str, start: int, end: int, altered: set[int]) -> str:
    runs = re.finditer("x+|[.]+", "".join("x" if i in altered else "." for i in range(start, end)))
    pieces = ((m[0][0] == "x", escape(raw[start + m.start() : start + m.end()])) for m in runs)
    return "".join(f"<del>{piece}</del>" if changed else piece for changed, piece in pieces)
