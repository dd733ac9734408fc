"""Show a text as a page: a passage in its context, the reading text beside its witness, every change marked.

Everything here returns a `Page`, HTML that a notebook shows as such. Whatever comes from a document is escaped, and
characters that can't be seen (zero-width, direction marks) are written out: a hostile source is shown and never run.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise

import pandas as pd

from egov_lib.corpus import load_corpus, load_log, load_witness, to_witness

STYLE = """<style>
.egov-page{font-family:'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',
'DejaVu Sans','WenQuanYi Micro Hei',sans-serif;
line-height:1.75;font-size:15px;color:#222;background:#fff;padding:.4em .8em}
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
    return "".join(
        f'<span class="odd">U+{ord(c):04X}</span>'
        if unicodedata.category(c) in ("Cf", "Cc", "Cs") and c not in "\n\t"
        else html.escape(c)
        for c in text
    )


def font_sample() -> Page:
    """Show a few characters, large, in the fonts of the workbook: boxes mean that a Chinese font is missing."""
    words = "".join(
        f"<span style='font-size:2em;font-weight:{weight};margin-right:1em'>电子政务网</span>" for weight in (400, 700)
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
    return Page(f"{STYLE}<div class='egov-page' lang='zh-Hans'><b>{escape(doc_id)}</b><table>{rows}</table></div>")


def _dated(card: pd.Series, layer: str) -> str:
    """One of the four dates of a source as a sentence, with its grounds."""
    first, last = (card.get(f"{layer}_{end}", card.get(layer)) for end in ("from", "to"))
    days = [f"{day:%Y-%m-%d}" if pd.notna(day) else "?" for day in (first, last)]
    span = days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    return f"{'' if span == '?' else span + ': '}{card[f'{layer}_grounds']}"


def passage(doc_id: str, start: int, end: int, *, width: int = 60) -> Page:
    """Show one finding in its paragraph and in the witness, as HTML; *width* is how many characters of context."""
    docs = load_corpus().set_index("doc_id")
    text, title = docs.loc[doc_id, "text"], docs.loc[doc_id, "title_en"]
    first, last = max(text.rfind("\n", 0, start) + 1, start - width), min(len(text), end + width)
    last = min(last, text.find("\n", end)) if "\n" in text[end:last] else last
    spans = pd.DataFrame({"doc_id": doc_id, "start": [first, start], "end": [last, end]})
    (from_raw, at_raw), (to_raw, until_raw) = to_witness(spans)[["witness_start", "witness_end"]].to_numpy().T
    raw = load_witness(doc_id)
    rows = [
        ("reading text 校读本", text, first, start, end, last),
        ("as received 原件", raw, from_raw, at_raw, until_raw, to_raw),
    ]
    cells = "".join(
        f"<tr><th style='width:9em'>{name}</th><td>{'…' if a else ''}{escape(t[a:b])}<mark>{escape(t[b:c])}</mark>"
        f"{escape(t[c:d])}{'…' if d < len(t) else ''}</td></tr>"
        for name, t, a, b, c, d in rows
    )
    where = f"<div class='where'>{escape(doc_id)} · {escape(title)} · {start}–{end}</div>"
    return Page(f"{STYLE}<div class='egov-page' lang='zh-Hans'>{where}<table>{cells}</table></div>")


def side_by_side(
    doc_id: str,
    *,
    changes: str = "editor",
    span: tuple[int, int | None] = (0, None),
    findings: pd.DataFrame | None = None,
    glossary: pd.DataFrame | None = None,
    pinyin: bool = False,
) -> Page:
    """Show the reading text of a document beside its witness, paragraph by paragraph, as HTML.

    *changes* says which are marked: the "editor"'s (each with its note on hovering), "all" (the automatic rules' too, in
    the witness) or "none". *span* limits it to the paragraphs it touches. *findings* are highlighted, the terms of
    *glossary* explain themselves on hovering, and *pinyin* sets the sound over each character.
    """
    if changes not in CHANGES:
        raise ValueError(f"changes is {changes!r}: use one of {', '.join(CHANGES)}")
    text, raw = load_corpus().set_index("doc_id").loc[doc_id, "text"], load_witness(doc_id)
    start, end = span
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    paragraphs = [(s, e) for s, e in paragraphs if e >= start and (end is None or s < end)]
    frame = to_witness(pd.DataFrame(paragraphs, columns=["start", "end"]).assign(doc_id=doc_id))
    layers = _layers(doc_id, text, changes, findings, glossary)
    altered = _altered(doc_id, len(raw), text) if changes == "all" else set()
    rows = "".join(
        f"<tr><td>{_marked_edition(text, s, e, layers, pinyin)}</td><td>{_marked_witness(raw, a, b, altered)}</td></tr>"
        for s, e, a, b in frame[["start", "end", "witness_start", "witness_end"]].itertuples(index=False, name=None)
    )
    head = "<tr><th>reading text 校读本</th><th>as received 原件</th></tr>"
    return Page(f"{STYLE}<div class='egov-page' lang='zh-Hans'><table>{head}{rows}</table></div>")


def _layers(
    doc_id: str, text: str, changes: str, findings: pd.DataFrame | None, glossary: pd.DataFrame | None
) -> list[tuple[int, int, str, str]]:
    """Everything to be marked in the reading text: start, end, class, what hovering says."""
    layers = []
    if changes != "none":
        log = load_log(doc_id)
        for c in log[log["rule"].str.startswith("edit:")].itertuples():
            before, after = (part.replace("\n", "¶") or "∅" for part in (c.before, c.after))
            rivals = f" · rivals: {c.rivals}" if c.rivals else ""
            layers.append(
                (
                    c.new_start,
                    c.new_end,
                    f"edit {c.certainty}",
                    f"{before} → {after} · {c.certainty} · {c.note}{rivals}",
                )
            )
    if findings is not None:
        own = findings[(findings["doc_id"] == doc_id) & findings["start"].notna()]
        labels = own["label_en"] if "label_en" in own else own["quote"]
        layers += [(int(s), int(e), "found", label) for s, e, label in zip(own["start"], own["end"], labels)]
    if glossary is not None:
        known = glossary.set_index("simplified")
        longest_first = sorted(known.index, key=len, reverse=True)
        for m in re.finditer("|".join(map(re.escape, longest_first)), text):
            term = known.loc[m[0]]
            layers.append(
                (m.start(), m.end(), "term", f"{m[0]} {term['pinyin']}: {term['english']}. {term['definition']}")
            )
    return layers


def _marked_edition(text: str, start: int, end: int, layers: list[tuple[int, int, str, str]], pinyin: bool) -> str:
    """A paragraph cut at every place where a mark begins or ends, so that marks may cross each other."""
    near = [layer for layer in layers if layer[0] < end and layer[1] > start]
    cuts = sorted({start, end, *(p for a, b, _, _ in near for p in (a, b) if start < p < end)})
    sounds = _sounds(text[start:end]) if pinyin else None
    parts = []
    for a, b in pairwise(cuts):
        over = [(kind, note) for s, e, kind, note in near if s <= a and b <= e]
        shown = escape(text[a:b]) if sounds is None else "".join(sounds[a - start : b - start])
        if over:
            kinds, notes = " ".join(dict.fromkeys(k for k, _ in over)), "\n".join(dict.fromkeys(n for _, n in over))
            shown = f'<span class="{kinds}" title="{html.escape(notes)}" tabindex="0">{shown}</span>'
        parts.append(shown)
    return "".join(parts)


def _sounds(text: str) -> list[str]:
    """Each character of *text* with its sound over it, as HTML; sounds are chosen by words, not character by character."""
    from pypinyin import Style, pinyin  # late: its dictionaries take time that few readers need

    sounds = iter(pinyin(text, style=Style.TONE, errors=lambda run: [[None]] * len(run)))
    return [
        f"<ruby>{escape(c)}<rt>{sound[0]}</rt></ruby>" if (sound := next(sounds, [None]))[0] else escape(c)
        for c in text
    ]


def _altered(doc_id: str, length: int, text: str) -> set[int]:
    """Offsets in the witness whose character does not stand unchanged in the reading text."""
    frame = pd.DataFrame({"doc_id": doc_id, "start": range(len(text)), "end": range(1, len(text) + 1)})
    raw = load_witness(doc_id)
    placed = to_witness(frame)[["witness_start", "witness_end"]].to_numpy()
    kept = {int(a) for (a, b), c in zip(placed, text) if b - a == 1 and raw[a] == c}
    return set(range(length)) - kept


def _marked_witness(raw: str, start: int, end: int, altered: set[int]) -> str:
    runs = re.finditer("x+|[.]+", "".join("x" if i in altered else "." for i in range(start, end)))
    pieces = ((m[0][0] == "x", escape(raw[start + m.start() : start + m.end()])) for m in runs)
    return "".join(f"<del>{piece}</del>" if changed else piece for changed, piece in pieces)
