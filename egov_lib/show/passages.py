"""Show a text as a page: a passage in its context, the reading text beside its witness, a source's
card.

Everything here returns a `Page`, HTML that a notebook shows as such. Whatever comes from a document
is escaped, and characters that can't be seen (zero-width, direction marks) are written out, so a
hostile source is shown and never run. Changes of the edition, findings and terms are marked over
the text; marks may cross each other. Pages do nothing by themselves: `explorers` make them follow
controls.

>>> import egov_lib as egov
>>> shown = egov.passages.passage("yunnan-2006", 0, 4)
>>> shown.count("<mark>")  # in the reading text, and in the file as received
2
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise, repeat
from typing import Any, NamedTuple

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
from egov_lib.show.messages import current, label, say, word
from egov_lib.show.safe_text import escape, write_out
from egov_lib.show.style import FONTS, style_tag  # noqa: F401  FONTS: an old name for it

STYLE = style_tag()
CHANGES = ("editor", "all", "none")


class Page(str):
    """HTML that shows itself in a notebook."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """Say how long it is: the text itself would fill the screen."""
        return f"<page of {len(self)} characters>"


def page(content: str) -> Page:
    """Make a page of HTML that is safe already."""
    return Page(f"{STYLE}<div class='egov-page' lang='zh-Hans'>{content}</div>")


def font_sample() -> Page:
    """Show a few characters, large, in the fonts of the workbook: boxes mean that a Chinese font is
    missing.
    """
    sample = "电子政务网"  # e-government network
    words = [
        f"<span style='font-size:2em;font-weight:{weight};margin-right:1em'>{sample}</span>"
        for weight in (400, 700)
    ]
    return page("".join(words))


# --- the card of a source -----------------------------------------------------------------------

CARD_FIELDS = (
    "title_zh",
    "title_en",
    "kind",
    "issuer",
    "speaker",
    "relays",
    "event",
    "written",
    "issued",
    "posted",
    "script",
    "completeness",
    "damage",
    "withheld",
    "rights",
    "found_at",
    "file",
    "sha256",
)


def source_card(doc_id: str, *, lang: str | None = None) -> Page:
    """Show what is known of a source, its four dates apart, each with its grounds.

    >>> "<th style='width:11em'>Speaker</th>" in source_card("wuhai-2006")
    True
    """
    card = load_corpus().set_index("doc_id").loc[doc_id]
    rows = [_card_row(card, field, lang) for field in CARD_FIELDS]
    return page(f"<b>{escape(doc_id)}</b><table>{''.join(rows)}</table>")


def _card_row(card: pd.Series, field: str, lang: str | None) -> str:
    """One line of a card; nothing for a field that is empty."""
    is_date = f"{field}_grounds" in card
    value = _dated(card, field, lang) if is_date else card[field]
    if not value:
        return ""
    head = label(f"card_{field}", lang)
    return f"<tr><th style='width:11em'>{head}</th><td>{escape(value)}</td></tr>"


def _dated(card: pd.Series, layer: str, lang: str | None) -> str:
    """One of the four dates of a source as a sentence, with its grounds."""
    grounds = card[f"{layer}_grounds"]
    first = _day(card.get(f"{layer}_from", card.get(layer)))
    last = _day(card.get(f"{layer}_to", card.get(layer)))
    if first == last == "?":
        return grounds
    span = first if first == last else say("span", lang, first=first, last=last)
    return say("grounds", lang, span=span, grounds=grounds)


def _day(day: pd.Timestamp | None) -> str:
    return f"{day:%Y-%m-%d}" if pd.notna(day) else "?"


# --- documents ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """A document to be shown: its titles by language, its text, and its witness if it is one of
    the five sources.

    `places` has a row for each character of the text: where it begins and ends in the witness.
    """

    titles: Mapping[str, str]
    text: str
    witness: str | None = None
    places: np.ndarray | None = None

    def received(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* to *end* are in the witness."""
        first = int(self.places[min(start, len(self.places) - 1), 0])
        if end <= start:
            return first, first
        return first, max(first, int(self.places[end - 1, 1]))


def find_document(doc_id: str, docs: pd.DataFrame | None = None) -> Source:
    """Find a document in *docs* (None means the five sources).

    It has a witness only if its text is one of the workbook's own editions: a document of the
    reader's is its own witness. Raises `DataError` where there is no such document.
    """
    folder = data_folder()
    edition = _edition(doc_id, folder) if doc_id in _edition_ids(folder) else None
    if docs is None:
        _check_known(doc_id, _edition_ids(folder))
        return edition
    check_columns(docs, ["doc_id", "text"], "a page")
    known = docs["doc_id"].tolist()
    _check_known(doc_id, known)
    row = docs.iloc[known.index(doc_id)]
    is_edited = edition is not None and edition.text == row["text"]
    return edition if is_edited else Source(_titles(row), row["text"])


def _check_known(doc_id: str, known: Sequence[str]) -> None:
    if doc_id not in known:
        some = ", ".join(map(str, known[:6]))
        raise DataError(
            f"there is no document {doc_id!r} among {some} …: give the frame it was found in as "
            "docs="
        )


TITLE_COLUMNS = {
    "en": ("title_en", "title_zh", "title"),
    "zh": ("title_zh", "title", "title_en"),
}


def _titles(document: pd.Series) -> dict[str, str]:
    """The title of a document in each language; the other's where it has but one, or nothing."""
    titles = {}
    for lang, columns in TITLE_COLUMNS.items():
        there = [column for column in columns if pd.notna(document.get(column))]
        titles[lang] = str(document[there[0]]) if there else ""
    return titles


# Kept, because a page is asked for at every press of a key. The folder is part of what an edition
# is known by: tests read from another.
@lru_cache
def _edition(doc_id: str, _folder: object) -> Source:
    row = load_corpus().set_index("doc_id").loc[doc_id]
    starts = np.arange(len(row["text"]), dtype=np.int64)
    each = pd.DataFrame({"doc_id": doc_id, "start": starts, "end": starts + 1})
    places = to_witness(each)[["witness_start", "witness_end"]].to_numpy()
    return Source(_titles(row), row["text"], load_witness(doc_id), places)


@lru_cache
def _edition_ids(_folder: object) -> list[str]:
    return load_corpus()["doc_id"].tolist()


# --- a passage ----------------------------------------------------------------------------------


def passage(
    doc_id: str,
    start: int,
    end: int,
    *,
    docs: pd.DataFrame | None = None,
    width: int = 60,
    lang: str | None = None,
) -> Page:
    """Show one finding in its paragraph, and in the witness if the document is one of the five
    sources.

    Parameters
    ----------
    start, end: in characters of the reading text.
    docs: the frame that the finding was made in; None means the five sources.
    width: how many characters of context are shown on either side.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    Raises `DataError` for a place outside the text.

    >>> "reading text" in passage("yunnan-2006", 0, 4)
    True
    """
    lang = current(lang)
    source = find_document(doc_id, docs)
    _check_place(doc_id, source.text, start, end)
    marked = (start, end)
    around = _context(source.text, *marked, width)
    if source.witness is None:
        rows = _passage_row(label("own_text", lang), source.text, around, marked)
    else:
        rows = _passage_row(label("reading_text", lang), source.text, around, marked)
        rows += _passage_row(
            label("as_received", lang),
            source.witness,
            around=source.received(*around),
            marked=source.received(*marked),
        )
    title = source.titles[lang]
    where = f"{escape(doc_id)} · {escape(title)} · {start}–{end}"
    return page(f"<div class='where'>{where}</div><table>{rows}</table>")


def _check_place(doc_id: str, text: str, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(text):
        raise DataError(
            f"a finding in {doc_id} reaches from {start} to {end}, but the text has {len(text)} "
            "characters: was it found in another text?"
        )


def _context(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The part of the paragraph that is shown around a passage."""
    paragraph_start = text.rfind("\n", 0, start) + 1
    paragraph_end = text.find("\n", end)
    if paragraph_end < 0:
        paragraph_end = len(text)
    return max(paragraph_start, start - width), min(paragraph_end, end + width)


def _passage_row(
    name: str, text: str, around: tuple[int, int], marked: tuple[int, int]
) -> str:
    """A row of a passage's table: *marked* is marked within *around*."""
    (first, last), (start, end) = around, marked
    before = ("…" if first else "") + escape(text[first:start])
    after = escape(text[end:last]) + ("…" if last < len(text) else "")
    cell = f"{before}<mark>{escape(text[start:end])}</mark>{after}"
    return f"<tr><th style='width:9em'>{name}</th><td>{cell}</td></tr>"


# --- a whole text -------------------------------------------------------------------------------


class Layer(NamedTuple):
    """Something to be marked in a reading text."""

    start: int
    end: int
    kind: str  # its class in the style sheet
    note: str  # what hovering says

    def touches(self, start: int, end: int) -> bool:
        """Whether it marks anything between *start* and *end*."""
        return self.start < end and self.end > start

    def covers(self, start: int, end: int) -> bool:
        """Whether it marks everything between *start* and *end*."""
        return self.start <= start and self.end >= end


def side_by_side(  # noqa: PLR0913  every option of a page that is read
    doc_id: str,
    *,
    docs: pd.DataFrame | None = None,
    changes: str = "editor",
    span: tuple[int, int | None] = (0, None),
    findings: pd.DataFrame | None = None,
    aids: Collection[str] = (),
    lang: str | None = None,
) -> Page:
    """Show the reading text of a document beside its witness, paragraph by paragraph, as HTML.

    Parameters
    ----------
    docs: the frame it is in, None means the five sources. A document of the reader's own has no
        witness, so its text is shown alone.
    changes: which changes are marked: "editor" the editor's, each with its note on hovering; "all"
        those of the automatic rules, too, in the witness; "none".
    span: (start, end) in characters; only paragraphs that it touches are shown.
    findings: are highlighted; hovering says their label or quote.
    aids: with "glossary" the terms of the glossary explain themselves on hovering; "pinyin" sets
        the sound over each character.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> side_by_side("yunnan-2006").count('class="edit')  # changes by the editor
    4
    """
    if changes not in CHANGES:
        raise ValueError(f"changes is {changes!r}: use one of {', '.join(CHANGES)}")
    source = find_document(doc_id, docs)
    lang = current(lang)
    layers = _found(doc_id, findings, lang)
    if "glossary" in aids:
        layers += _terms(source.text)
    if source.witness is not None and changes != "none":
        layers += _edits(doc_id, lang)
    show = _sounded_edition if "pinyin" in aids else _marked_edition
    spans = _paragraphs(source.text, *span)
    left = [show(source.text, start, end, layers) for start, end in spans]
    if source.witness is None:
        return _columns([label("own_text", lang)], [left])
    altered = _altered(source) if changes == "all" else set()
    right = [
        _marked_witness(source.witness, *source.received(start, end), altered)
        for start, end in spans
    ]
    heads = [label("reading_text", lang), label("as_received", lang)]
    return _columns(heads, [left, right])


def _columns(heads: Sequence[str], columns: Sequence[Sequence[str]]) -> Page:
    """A table of columns that are HTML already."""
    rows = ["".join(f"<th>{head}</th>" for head in heads)]
    for cells in zip(*columns):
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return page(f"<table>{table}</table>")


def _paragraphs(text: str, start: int, end: int | None) -> list[tuple[int, int]]:
    """The paragraphs that touch the span from *start* to *end*."""
    spans = [found.span() for found in re.finditer(r"[^\n]+", text)]
    last = len(text) if end is None else end
    return [(first, after) for first, after in spans if after >= start and first < last]


def _edits(doc_id: str, lang: str) -> list[Layer]:
    """The editor's changes, each with what it changed and why."""
    log = load_log(doc_id)
    by_editor = log[log["rule"].str.startswith("edit:")]
    return [
        Layer(
            change.new_start,
            change.new_end,
            kind=f"edit {change.certainty}",
            note=_edit_note(change, lang),
        )
        for change in by_editor.itertuples()
    ]


def _edit_note(change: Any, lang: str) -> str:
    """What hovering a change says; *change* is a row of the edit log."""
    before = change.before.replace("\n", "¶") or "∅"
    after = change.after.replace("\n", "¶") or "∅"
    certainty = word(change.certainty, lang)
    note = f"{before} → {after} · {certainty} · {change.note}"
    return note + (say("rivals", lang, rivals=change.rivals) if change.rivals else "")


def _found(doc_id: str, findings: pd.DataFrame | None, lang: str) -> list[Layer]:
    """The findings of a document, each with its label or its quote."""
    if findings is None:
        return []
    located = findings[findings["start"].notna()]
    own = located[located["doc_id"] == doc_id]
    name = f"label_{lang}" if f"label_{lang}" in own else "quote"
    return [
        Layer(int(start), int(end), "found", str(note))
        for start, end, note in zip(own["start"], own["end"], own[name])
    ]


def _terms(text: str) -> list[Layer]:
    """Every term of the glossary in a text; of terms within each other the longest."""
    known = load_table("glossary").set_index("simplified")
    notes = {term.Index: _term_note(term) for term in known.itertuples()}
    longest_first = sorted(notes, key=len, reverse=True)
    any_term = re.compile("|".join(map(re.escape, longest_first)))
    layers = []
    for found in any_term.finditer(text):
        start, end = found.span()
        layers.append(Layer(start, end, "term", notes[found[0]]))
    return layers


def _term_note(term: Any) -> str:
    """What hovering a term says; *term* is a row of the glossary."""
    return f"{term.Index} {term.pinyin}: {term.english}. {term.definition}"


class Piece(NamedTuple):
    """A part of a paragraph that is marked alike."""

    start: int
    end: int
    over: list[Layer]  # what marks it


def _pieces(layers: Iterable[Layer], start: int, end: int) -> Iterator[Piece]:
    """Cut a paragraph wherever a mark begins or ends, so that marks may cross."""
    near = [layer for layer in layers if layer.touches(start, end)]
    cuts = {start, end}
    for layer in near:
        cuts |= {max(layer.start, start), min(layer.end, end)}
    for first, last in pairwise(sorted(cuts)):
        over = [layer for layer in near if layer.covers(first, last)]
        yield Piece(first, last, over)


def _marked_edition(text: str, start: int, end: int, layers: Iterable[Layer]) -> str:
    """A paragraph with its marks."""
    parts = []
    for piece in _pieces(layers, start, end):
        shown = escape(text[piece.start : piece.end])
        parts.append(_marked(shown, piece.over))
    return "".join(parts)


def _sounded_edition(text: str, start: int, end: int, layers: Iterable[Layer]) -> str:
    """A paragraph with its marks and with the sound over each character."""
    sounds = _sounds(text[start:end])
    parts = []
    for piece in _pieces(layers, start, end):
        shown = "".join(sounds[piece.start - start : piece.end - start])
        parts.append(_marked(shown, piece.over))
    return "".join(parts)


def _marked(shown: str, over: Sequence[Layer]) -> str:
    """A piece of text with all the marks that are over it."""
    if not over:
        return shown
    kinds = " ".join(dict.fromkeys(layer.kind for layer in over))
    notes = "\n".join(dict.fromkeys(layer.note for layer in over))
    title = html.escape(write_out(notes))
    return f'<span class="{kinds}" title="{title}" tabindex="0">{shown}</span>'


def _sounds(text: str) -> list[str]:
    """Each character of *text* with its sound over it, as HTML.

    Sounds are chosen by words, not character by character.
    """
    from pypinyin import Style, pinyin  # late: its dictionaries take time to load

    sounds = pinyin(text, style=Style.TONE, errors=lambda run: [[""]] * len(run))
    return [
        _with_sound(character, readings[0])
        for character, readings in zip(text, chain(sounds, repeat([""])))
    ]


def _with_sound(character: str, sound: str) -> str:
    base = escape(character)
    return f"<ruby>{base}<rt>{sound}</rt></ruby>" if sound else base


def _altered(source: Source) -> set[int]:
    """Offsets in the witness whose character is not unchanged in the reading text."""
    kept = set()
    for (start, end), character in zip(source.places.tolist(), source.text):
        if end - start == 1 and source.witness[start] == character:
            kept.add(start)
    return set(range(len(source.witness))) - kept


def _marked_witness(raw: str, start: int, end: int, altered: Collection[int]) -> str:
    """A part of the witness, the altered characters struck out."""
    pieces = []
    for is_altered, run in groupby(range(start, end), key=altered.__contains__):
        piece = escape("".join(raw[offset] for offset in run))
        pieces.append(f"<del>{piece}</del>" if is_altered else piece)
    return "".join(pieces)
