"""What is marked in a text: changes of the edition, findings, terms, hedges, lost words, the sound.

Marks may cross each other: a text is cut wherever one begins or ends, and each piece has all the
marks that are over it. What a mark means can be read on hovering or with the keyboard, and a clause
repeats below itself whatever is doubtful in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.corpus import data_folder, load_table
from egov_lib.show.messages import pick, say, word
from egov_lib.show.passages.documents import Source
from egov_lib.show.pinyin import sound_out
from egov_lib.show.remarks import remark
from egov_lib.show.safe_text import escape, write_out

GAP = "□"  # words that are lost
GAP_RE = re.compile(GAP)
BETWEEN_RIVALS = " | "  # in the log of an edition


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


# --- what is marked -----------------------------------------------------------------------------


def edits(source: Source, lang: str) -> list[Layer]:
    """The editor's changes, each with what it changed and why."""
    if source.log is None:
        return []
    by_editor = source.log[source.log["rule"].str.startswith("edit:")]
    return [
        Layer(
            change.new_start,
            change.new_end,
            kind=f"edit {change.certainty}",
            note=edit_note(change, lang),
        )
        for change in by_editor.itertuples()
    ]


def edit_note(change: Any, lang: str) -> str:
    """What a change is and what it rests on; *change* is a row of the edit log."""
    before = change.before.replace("\n", "¶") or "∅"
    after = change.after.replace("\n", "¶") or "∅"
    certainty = word(change.certainty, lang)
    grounds = remark(change.note, lang)
    note = f"{before} → {after} · {certainty} · {grounds}"
    return note + _rivals(change, lang)


def _rivals(change: Any, lang: str) -> str:
    """What else may have been at a change; what is said of it, in the language of the reader."""
    if not change.rivals:
        return ""
    readings = [
        remark(one, lang) for one in change.rivals.split(BETWEEN_RIVALS)
    ]
    return say("rivals", lang, rivals=BETWEEN_RIVALS.join(readings))


def doubt_note(change: Any, lang: str) -> str:
    """What is lost or doubtful at a change, on what grounds, and what else may have been there."""
    after = change.after.replace("\n", "¶") or "∅"
    certainty = word(change.certainty, lang)
    grounds = remark(change.note, lang)
    note = say(
        "doubt", lang, reading=after, certainty=certainty, grounds=grounds
    )
    return note + _rivals(change, lang)


def found(
    doc_id: str, findings: pd.DataFrame | None, lang: str
) -> list[Layer]:
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


def terms(text: str, lang: str) -> list[Layer]:
    """Every term of the glossary in a text; of terms within each other the longest."""
    notes = {}
    for term in load_table("glossary").itertuples():
        notes[term.simplified] = _term_note(term, lang)
    longest_first = sorted(notes, key=len, reverse=True)
    any_term = re.compile("|".join(map(re.escape, longest_first)))
    layers = []
    for there in any_term.finditer(text):
        note = notes[there[0]]
        layers.append(Layer(there.start(), there.end(), "term", note))
    return layers


def _term_note(term: Any, lang: str) -> str:
    """What hovering a term says; *term* is a row of the glossary."""
    named = f"{term.simplified} {term.pinyin}: {term.english}."
    return f"{named} {pick(term.definition, term.definition_zh, lang)}"


# --- words that soften --------------------------------------------------------------------------


class Hedge(NamedTuple):
    """A word that softens what a clause says, and what renders it in English."""

    chinese: str
    english: str
    rendered: re.Pattern
    meaning: dict[str, str]  # what it takes away, in each language

    def note(self, lang: str, message: str = "hedge") -> str:
        """What it takes away, as hovering or the legend says it."""
        return say(
            message,
            lang,
            chinese=self.chinese,
            english=self.english,
            meaning=self.meaning[lang],
        )


class HedgeList(NamedTuple):
    """All words that soften, and what finds them in a text."""

    hedges: dict[str, Hedge]
    # Of words within each other the longest; some of the longer ones soften nothing.
    any_word: re.Pattern


@lru_cache(maxsize=2)
def _hedge_list(_folder: object) -> HedgeList:
    hedges = {}
    words = []
    for row in load_table("hedges").itertuples():
        forms = "|".join(map(re.escape, row.forms.split("|")))
        hedges[row.word] = Hedge(
            row.word,
            row.english,
            re.compile(rf"\b(?:{forms})\b", re.IGNORECASE),
            {"en": row.meaning_en, "zh": row.meaning_zh},
        )
        words += [row.word, *filter(None, row.inside.split("|"))]
    longest_first = sorted(words, key=len, reverse=True)
    return HedgeList(
        hedges, re.compile("|".join(map(re.escape, longest_first)))
    )


def _hedge_places(
    text: str, start: int, end: int
) -> Iterator[tuple[int, Hedge]]:
    """Where in a part of a text something softens, and which word."""
    known = _hedge_list(data_folder())
    for there in known.any_word.finditer(text, start, end):
        if there[0] in known.hedges:
            yield there.start(), known.hedges[there[0]]


def hedges_of(text: str, start: int, end: int) -> list[Hedge]:
    """The words that soften something in a part of a Chinese text, each once, as they come."""
    there = [hedge for _, hedge in _hedge_places(text, start, end)]
    return list({hedge.chinese: hedge for hedge in there}.values())


def hedges(text: str, start: int, end: int, lang: str) -> list[Layer]:
    """The words that soften something in a part of a Chinese text, each with what it takes away."""
    return [
        Layer(at, at + len(hedge.chinese), "hedge", hedge.note(lang))
        for at, hedge in _hedge_places(text, start, end)
    ]


def hedges_in_english(english: str, clause: str, lang: str) -> list[Layer]:
    """What renders in a clause's English the words that soften its Chinese, as often as they are
    there.
    """
    layers = []
    for _, hedge in _hedge_places(clause, 0, len(clause)):
        for there in hedge.rendered.finditer(english):
            layer = Layer(*there.span(), "hedge", hedge.note(lang))
            if not any(own.touches(*there.span()) for own in layers):
                layers.append(layer)
                break
    return layers


# --- a text with its marks ----------------------------------------------------------------------


class Piece(NamedTuple):
    """A part of a text that is marked alike."""

    start: int
    end: int
    over: list[Layer]  # what marks it


def pieces(layers: Iterable[Layer], start: int, end: int) -> Iterator[Piece]:
    """Cut a text wherever a mark begins or ends, so that marks may cross."""
    near = [layer for layer in layers if layer.touches(start, end)]
    cuts = {start, end}
    for layer in near:
        cuts |= {max(layer.start, start), min(layer.end, end)}
    for first, last in pairwise(sorted(cuts)):
        over = [layer for layer in near if layer.covers(first, last)]
        yield Piece(first, last, over)


def marked_text(
    text: str,
    start: int,
    end: int,
    layers: Iterable[Layer],
    *,
    sounds: bool = False,
) -> str:
    """A part of a text with its marks; with *sounds*, pinyin is over each word."""
    show = sound_out if sounds else escape
    parts = []
    for piece in pieces(layers, start, end):
        shown = show(text[piece.start : piece.end])
        parts.append(_marked(show_gaps(shown), piece.over))
    return "".join(parts)


def _marked(shown: str, over: Sequence[Layer]) -> str:
    """A piece of text with all the marks that are over it."""
    noted = [layer for layer in over if layer.kind != "mark"]
    if noted:
        shown = _with_notes(shown, noted)
    is_finding = len(noted) < len(over)
    return f"<mark>{shown}</mark>" if is_finding else shown


def _with_notes(shown: str, noted: Sequence[Layer]) -> str:
    """A piece of text in a tag that shows the notes of the layers over it."""
    kinds = list(dict.fromkeys(layer.kind for layer in noted))
    notes = list(dict.fromkeys(layer.note for layer in noted))
    title = html.escape(write_out("\n".join(notes)))
    attributes = f'class="{" ".join(kinds)}" title="{title}"'
    if "hedge" not in kinds:
        return f"<span {attributes}>{shown}</span>"
    # Underlined without a style sheet, too, and said by a screen reader.
    return f'<u {attributes} aria-description="{title}">{shown}</u>'


def show_gaps(shown: str) -> str:
    """Put every □ of some HTML into a dashed box."""
    return GAP_RE.sub('<span class="gap">□</span>', shown)


def altered_places(source: Source) -> set[int]:
    """Offsets in the witness whose character is not unchanged in the reading text."""
    kept = set()
    for (start, end), character in zip(source.places.tolist(), source.text):
        if end - start == 1 and source.witness[start] == character:
            kept.add(start)
    return set(range(len(source.witness))) - kept


def marked_witness(
    raw: str, start: int, end: int, altered: Collection[int]
) -> str:
    """A part of the witness, the altered characters marked."""
    parts = []
    for is_altered, run in groupby(
        range(start, end), key=altered.__contains__
    ):
        piece = escape("".join(raw[offset] for offset in run))
        parts.append(f"<del>{piece}</del>" if is_altered else piece)
    return "".join(parts)
