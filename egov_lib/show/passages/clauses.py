"""A passage as rows, a clause each: its address, the Chinese, and the English beside it.

There is one kind of row, and everything that shows a passage uses it: a finding in its paragraph
(`passage`), and a whole text beside its witness (`side_by_side`). The row under the pointer or with
the keyboard's focus is lit in both languages. Without scripts all of it can still be read, without
styles it is a plain table, and on a narrow page the English is under its clause.

What is doubtful is marked, and its grounds are below the clause. Who speaks is said before the
first clause of a stretch; the lines at the left say through how many it is told.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from egov_lib.findings import COLUMNS, DataError, check_columns
from egov_lib.read.citations import cite
from egov_lib.read.corpus import data_folder, read_table
from egov_lib.read.translations import address as address_of
from egov_lib.read.translations import passage as find_passage
from egov_lib.show.messages import (
    current,
    label,
    number_of,
    say,
    say_dates,
    word,
)
from egov_lib.show.passages import marks
from egov_lib.show.passages.documents import (
    Clause,
    Source,
    Voice,
    find_document,
)
from egov_lib.show.passages.marks import Layer
from egov_lib.show.passages.page import Page, page
from egov_lib.show.remarks import remark
from egov_lib.show.safe_text import escape
from egov_lib.show.style import seal_style

CHANGES = ("editor", "all", "none")
DOUBTFUL = ("possible", "unknown")
MOST_PASSAGES = 12  # of a frame of findings that are shown at once
CITATION_STYLES = ("chicago", "gbt7714")
# The keys of a page: up and down go from clause to clause, R opens the file as received, C copies
# the citation, Esc lets go. The attribute beside it keeps JupyterLab from taking the keys.
KEYS = (
    "let r=event.target.closest('tr[tabindex]');"
    "if(!r||event.ctrlKey||event.metaKey||event.altKey)return;"
    "let a=[...this.querySelectorAll('tr[tabindex]')],i=a.indexOf(r),k=event.key,"
    "d=r.querySelector('details'),c=this.querySelector('.copy');"
    "if(k=='ArrowDown')a[i+1]&&a[i+1].focus();"
    "else if(k=='ArrowUp')a[i-1]&&a[i-1].focus();"
    "else if(k=='r'&&d)d.open=!d.open;"
    "else if(k=='c'&&c)navigator.clipboard&&navigator.clipboard.writeText(c.textContent);"
    "else if(k=='Escape')r.blur();else return;"
    "event.preventDefault();event.stopPropagation()"
)
ATTRIBUTES = (
    f' data-lm-suppress-shortcuts="true" onkeydown="{html.escape(KEYS)}"'
)


# --- a passage ----------------------------------------------------------------------------------


def passage(
    what: str | pd.DataFrame | pd.Series | Sequence[Any],
    start: int | None = None,
    end: int | None = None,
    *,
    docs: pd.DataFrame | None = None,
    width: int = 60,
    lang: str | None = None,
) -> Page:
    """Show a passage clause by clause, Chinese and English facing, with who says it and when.

    Parameters
    ----------
    what: an address ("opinion-2002:2.1.3"); or a document, with *start* and *end*; or one finding,
        a row or (doc_id, start, end); or a frame of findings, of which the first twelve are shown.
    start, end: in characters of the reading text.
    docs: the frame that the finding was made in; None means the five sources. A document of the
        reader's own has neither English nor witness.
    width: how many characters of context are shown on either side, in whole clauses.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    The file as received is under each clause of the passage, to be opened, with what was changed
    there; at the end is the citation, which one click selects. Raises `DataError` for an unknown
    address or document, and for a place outside the text.

    >>> shown = passage("yunnan-2006:1.1")
    >>> "30日上午，" in shown, "On the morning of the 30th," in shown
    (True, True)
    """
    lang = current(lang)
    places = _places(what, start, end)
    parts = [
        _passage(*place, docs=docs, width=width, lang=lang)
        for place in places[:MOST_PASSAGES]
    ]
    more = len(places) - MOST_PASSAGES
    if more > 0:
        parts.append(
            f"<p class='where'>{say('more_rows', lang, count=more)}</p>"
        )
    return page("".join(parts), lang=lang, attributes=ATTRIBUTES)


# doc_id, start and end; both are missing for a silence
Place = tuple[str, Any, Any]


def _places(what: Any, start: int | None, end: int | None) -> list[Place]:
    """What is to be shown, as places."""
    if isinstance(what, str) and start is None:
        what = find_passage(what)
    elif isinstance(what, str):
        return [(what, start, end)]
    if isinstance(what, pd.Series):
        what = what.to_frame().T
    if isinstance(what, pd.DataFrame):
        check_columns(what, COLUMNS[:3], "a page of passages")
        return list(what[COLUMNS[:3]].itertuples(index=False, name=None))
    doc_id, start, end = what
    return [(doc_id, start, end)]


def _passage(
    doc_id: str,
    start: Any,
    end: Any,
    *,
    docs: pd.DataFrame | None,
    width: int,
    lang: str,
) -> str:
    """One passage in its paragraph, under its source line, with its citation below."""
    if pd.isna(start):
        return f"<p>{label('silent', lang)}</p>"
    source = find_document(doc_id, docs)
    start, end = int(start), int(end)
    _check_place(doc_id, source.text, start, end)
    first, last = _context(source.text, start, end, width)
    touched = source.touched(first, last)
    is_whole = source.is_filled(start, end, touched)
    view = View(source, lang, marked=(start, end), is_part=not is_whole)
    parts = [
        _source_line(view),
        view.table(first, last),
        view.hedges(first, last),
        _citations(view),
    ]
    return f"<div{seal_style(doc_id)}>{''.join(parts)}</div>"


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


def _source_line(view: View) -> str:
    """Where a passage is, what it is from, when that is from, and how the date is known."""
    source, lang = view.source, view.lang
    address = escape(view.address())
    parts = [f"<b class='address'>{address}</b>"]
    title = source.titles[lang]
    if title:
        is_english = lang == "en" and source.has_english
        tag = "en" if is_english else "zh-Hans"
        parts.append(f"<span lang='{tag}'>{escape(title)}</span>")
    if source.card is not None:
        date = dated(source.card, lang)
        parts.append(escape(date))
    line = " · ".join(parts)
    return f"<div class='where'>{line}</div>"


def dated(card: pd.Series, lang: str) -> str:
    """When a document is from, and whether the text says so."""
    days = say_dates(card["event_from"], card["event_to"], lang)
    is_stated = card["event_grounds"].startswith("stated")
    how = "date_stated" if is_stated else "date_inferred"
    return say(how, lang, days=days)


def _citations(view: View) -> str:
    """The citation of a passage, to be opened, and on what its date rests."""
    source, lang = view.source, view.lang
    if not source.has_english:
        return f"<p class='note'>{say('untranslated', lang)}</p>"
    styles = CITATION_STYLES if lang == "en" else CITATION_STYLES[::-1]
    tags = {"chicago": "en", "gbt7714": "zh-Hans"}
    address = view.address()
    fields = []
    for style in styles:
        citation = escape(cite(address, style=style))
        opening = f"<p class='copy' lang='{tags[style]}' tabindex='0'>"
        fields.append(f"{opening}{citation}</p>")
    ground = remark(source.card["event_grounds"], lang)
    grounds = say("date_grounds", lang, grounds=ground)
    return (
        f"<details class='cite'><summary>{label('cite', lang)}</summary>"
        f"{''.join(fields)}<p class='note'>{escape(grounds)}</p></details>"
    )


# --- a whole text -------------------------------------------------------------------------------


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
    """Show the reading text of a document, its English and its witness beside each other, clause by
    clause.

    Parameters
    ----------
    docs: the frame it is in, None means the five sources. A document of the reader's own has no
        witness and no English, so its text is shown alone.
    changes: which changes are marked: "editor" the editor's, each with its note on hovering; "all"
        those of the automatic rules, too, in the witness; "none".
    span: (start, end) in characters; only paragraphs that it touches are shown.
    findings: are highlighted; hovering says their label or quote.
    aids: with "glossary" the terms of the glossary explain themselves on hovering; "pinyin" sets
        the sound over each word.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> side_by_side("yunnan-2006").count('class="edit')  # changes by the editor
    4
    """
    if changes not in CHANGES:
        raise ValueError(
            f"changes is {changes!r}: use one of {', '.join(CHANGES)}"
        )
    source = find_document(doc_id, docs)
    lang = current(lang)
    layers = marks.found(doc_id, findings, lang)
    if "glossary" in aids:
        layers += marks.terms(source.text, lang)
    if changes != "none":
        layers += marks.edits(source, lang)
    view = View(
        source,
        lang,
        layers=layers,
        sounds="pinyin" in aids,
        witness_column=source.witness is not None,
        mark_rules=changes == "all",
    )
    first, last = _whole_paragraphs(source.text, *span)
    table = view.table(first, last)
    content = f"<div{seal_style(doc_id)}>{table}</div>"
    return page(content, lang=lang, attributes=ATTRIBUTES)


def _whole_paragraphs(
    text: str, start: int, end: int | None
) -> tuple[int, int]:
    """The span of all paragraphs that *start* to *end* touches."""
    last = len(text) if end is None else end
    first = text.rfind("\n", 0, max(start, 0)) + 1
    paragraph_end = text.find("\n", max(last - 1, first))
    return first, len(text) if paragraph_end < 0 else paragraph_end


# --- rows ---------------------------------------------------------------------------------------


@dataclass
class View:
    """How a text is shown: what is marked in it, and which columns there are."""

    source: Source
    lang: str
    marked: tuple[int, int] | None = None
    # Whether more is shown than what is marked: else a mark would set nothing off.
    is_part: bool = True
    layers: Sequence[Layer] = ()
    sounds: bool = False
    witness_column: bool = False
    mark_rules: bool = False
    altered: set[int] = field(init=False)

    def __post_init__(self) -> None:
        """Add the marks that every view has."""
        has_witness = self.source.witness is not None
        if self.marked is not None:
            doubts = [
                layer
                for layer in marks.edits(self.source, self.lang)
                if layer.kind.split()[-1] in DOUBTFUL
            ]
            mark = [Layer(*self.marked, "mark", "")] if self.is_part else []
            self.layers = [*mark, *doubts]
        shows_altered = self.mark_rules or self.marked is not None
        self.altered = set()
        if has_witness and shows_altered:
            self.altered = _altered(self.source)

    def address(self) -> str:
        """The address of the marked passage, or its place in a text without addresses."""
        doc_id = self.source.doc_id
        start, end = self.marked
        if not self.source.has_english:
            return f"{doc_id} {start}–{end}"
        finding = {"doc_id": [doc_id], "start": [start], "end": [end]}
        return address_of(pd.DataFrame(finding)).item()

    def table(self, first: int, last: int) -> str:
        """The clauses that touch a span, under the heads of their columns."""
        rows = self.rows(first, last)
        return f"<table class='clauses'>{self.head()}{rows}</table>"

    def head(self) -> str:
        """The heads of the columns."""
        if self.source.witness is None and not self.source.has_english:
            return f"<tr><th></th><th>{label('own_text', self.lang)}</th></tr>"
        names = ["reading_text", "english"]
        if self.witness_column:
            names.append("as_received")
        heads = "".join(f"<th>{label(name, self.lang)}</th>" for name in names)
        return f"<tr><th></th>{heads}</tr>"

    def rows(self, first: int, last: int) -> str:
        """The clauses that touch a span, with a line wherever another voice begins."""
        numbers = self.source.touched(first, last)
        parts = []
        voice = None
        for number in numbers:
            own = self._voice(number)
            if own is not None and own != voice:
                parts.append(self._voice_row(own))
            voice = own
            parts.append(self._row(number))
        return "".join(parts)

    def _voice(self, number: int) -> Voice | None:
        return self.source.voices[number] if self.source.voices else None

    def _row(self, number: int) -> str:
        """One clause: address, Chinese, English, and perhaps the file as received."""
        clause = self.source.clauses[number]
        is_hit = self._is_hit(number)
        kinds = ["hit"] if is_hit and self.is_part else []
        voice = self._voice(number)
        if voice is not None:
            kinds.append(f"voice{min(len(voice.through), 2)}")
        if number and self.source.text[clause.start - 1] == "\n":
            kinds.append("first")
        cells = [
            f"<td class='address'>{escape(clause.part)}</td>",
            self._chinese(clause, is_hit),
        ]
        if self.source.has_english:
            cells.append(self._english(clause, is_hit))
        if self.witness_column:
            received = self._received(clause)
            cells.append(f"<td class='received' lang='zh'>{received}</td>")
        return (
            f"<tr tabindex='0' class='{' '.join(kinds)}'>{''.join(cells)}</tr>"
        )

    def _is_hit(self, number: int) -> bool:
        """Whether a clause holds something of the marked passage."""
        return self.marked is not None and number in self.source.touched(
            *self.marked
        )

    def _chinese(self, clause: Clause, is_hit: bool) -> str:
        """The cell of the reading text, with what is doubtful in it and the file as received."""
        text = marks.marked_text(
            self.source.text,
            clause.start,
            clause.end,
            [*self.layers, *self._hedges(clause)],
            sounds=self.sounds,
        )
        below = self._doubts(clause)
        if is_hit and self.source.witness is not None:
            below += self._on_request(clause)
        return f"<td class='zh' lang='zh-Hans'>{text}{below}</td>"

    def _english(self, clause: Clause, is_hit: bool) -> str:
        """The cell of the English, marked where all of the clause is meant, with its note."""
        english = clause.english
        if self.marked is None:
            english = marks.show_gaps(escape(english))
        else:
            softened = marks.hedges_in_english(
                english,
                self.source.text[clause.start : clause.end],
                self.lang,
            )
            english = marks.marked_text(english, 0, len(english), softened)
        if is_hit and self.is_part and self._is_filled():
            english = f"<mark lang='en'>{english}</mark>"
        notes = []
        if clause.changed_from:
            notes.append(
                say(
                    "changed_from",
                    self.lang,
                    chinese=clause.changed_from.strip(),
                )
            )
        if clause.certainty != "certain":
            certainty = word(clause.certainty, self.lang)
            notes.append(say("english_is", self.lang, certainty=certainty))
        if clause.note and not self.witness_column:
            notes.append(remark(clause.note, self.lang))
        return f"<td class='en' lang='en'>{english}{_notes(notes)}</td>"

    def _is_filled(self) -> bool:
        """Whether the marked passage is whole clauses, so that their English is its English."""
        numbers = self.source.touched(*self.marked)
        return self.source.is_filled(*self.marked, numbers)

    def _hedges(self, clause: Clause) -> list[Layer]:
        """What softens the Chinese of a clause; only a passage has it marked."""
        if self.marked is None:
            return []
        return marks.hedges(
            self.source.text, clause.start, clause.end, self.lang
        )

    def hedges(self, first: int, last: int) -> str:
        """A line that says what each word takes away that softens something in the clauses of a
        span.
        """
        numbers = self.source.touched(first, last)
        if not numbers:
            return ""
        clauses = [self.source.clauses[number] for number in numbers]
        there = marks.hedges_of(
            self.source.text, clauses[0].start, clauses[-1].end
        )
        if not there:
            return ""
        words = [hedge.note(self.lang, "hedge_in_list") for hedge in there]
        divided_by = "; " if self.lang == "en" else "；"
        line = say("hedges", self.lang, words=divided_by.join(words))
        return f"<p class='note'>{escape(line)}</p>"

    def _doubts(self, clause: Clause) -> str:
        """The grounds of what is lost or doubtful in a clause."""
        if self.marked is None or self.source.log is None:
            return ""
        found = self.source.changes(clause.start, clause.end)
        doubtful = found[is_doubtful(found)]
        notes = [
            marks.doubt_note(change, self.lang)
            for change in doubtful.itertuples()
        ]
        return _notes(notes)

    def _on_request(self, clause: Clause) -> str:
        """The file as received, to be opened: how many changes there are, and the editor's."""
        found = self.source.changes(clause.start, clause.end)
        by_hand = found[found["rule"].str.startswith("edit:")]
        if found.empty:
            return f"<p class='note'>{say('received_same', self.lang)}</p>"
        summary = say(
            "received",
            self.lang,
            rules=number_of("changes", len(found) - len(by_hand), self.lang),
            hand=len(by_hand),
        )
        notes = [
            marks.edit_note(change, self.lang)
            for change in by_hand.itertuples()
            if change.rule != "edit:gap" and change.certainty not in DOUBTFUL
        ]
        return (
            f"<details><summary>{summary}</summary>"
            f"<span class='received' lang='zh'>{self._received(clause)}</span>"
            f"{_notes(notes)}</details>"
        )

    def _received(self, clause: Clause) -> str:
        """A clause as it is in the file, with the marked passage marked."""
        witness = self.source.witness
        first, last = self.source.received(clause.start, clause.end)
        if self.marked is None:
            return marks.marked_witness(witness, first, last, self.altered)
        start, end = self.marked
        start, end = max(start, clause.start), min(end, clause.end)
        within_first, within_last = self.source.received(start, end)
        before = marks.marked_witness(
            witness, first, within_first, self.altered
        )
        inside = marks.marked_witness(
            witness, within_first, within_last, self.altered
        )
        after = marks.marked_witness(witness, within_last, last, self.altered)
        marked = f"<mark>{inside}</mark>" if self.is_part else inside
        return f"{before}{marked}{after}"

    def _voice_row(self, voice: Voice) -> str:
        """Who speaks from here on, through whom, with what word, and how that is known."""
        speaker = _speaker(voice, self.lang)
        told = escape(_told(voice, self.lang))
        how_known = say(f"voice_{voice.how_known}", self.lang)
        line = f"<b>{escape(speaker)}</b>{told} · {how_known}"
        columns = 3 if self.witness_column else 2
        rail = f"voice{min(len(voice.through), 2)}"
        return (
            f"<tr class='speaks {rail}'><td class='address'></td>"
            f"<td colspan='{columns}'>{line}</td></tr>"
        )


def _speaker(voice: Voice, lang: str) -> str:
    return voice.speaker_zh if lang == "zh" else voice.speaker_en


def _told(voice: Voice, lang: str) -> str:
    """Through whom a voice reaches us, and with what word."""
    names = chinese_names(data_folder()) if lang == "zh" else {}
    told = ""
    for name in voice.through:
        said = names.get(name) or word(name, lang)
        told += say("voice_through", lang, name=said)
    if voice.verb:
        english = word(voice.verb, "en")
        told += say("voice_verb", lang, chinese=voice.verb, english=english)
    return told


def who_speaks(
    doc_id: str, start: int, end: int, lang: str | None = None
) -> list[str]:
    """Say whose the words of a passage of the five sources are, and through whom they reach us.

    There is one for each voice, in their order; none where the table `speakers` does not say.

    >>> import egov_lib as egov
    >>> start, end = egov.passage("yunnan-2006:2.9").iloc[0][["start", "end"]]
    >>> who_speaks("yunnan-2006", start, end, "en")
    ['unnamed, through Wang Yonggang · 据介绍 “according to what was explained”']
    """
    lang = current(lang)
    source = find_document(doc_id)
    if not source.voices:
        return []
    voices = [source.voices[number] for number in source.touched(start, end)]
    said = [
        _speaker(voice, lang) + _told(voice, lang)
        for voice in voices
        if voice is not None
    ]
    return list(dict.fromkeys(said))


def is_doubtful(changes: pd.DataFrame) -> pd.Series:
    """Whether each change is a gap, or one of the editor's that is not certain."""
    is_gap = changes["rule"] == "edit:gap"
    by_hand = changes["rule"].str.startswith("edit:")
    is_open = changes["certainty"].isin(DOUBTFUL)
    return is_gap | (by_hand & is_open)


def _notes(notes: Iterable[str]) -> str:
    """Notes below a text, each on its own line."""
    return "".join(
        f"<p class='note' lang='en'>{marks.show_gaps(escape(note))}</p>"
        for note in notes
    )


@lru_cache(maxsize=8)
def _altered_of(doc_id: str, text: str) -> set[int]:
    return marks.altered_places(find_document(doc_id))


def _altered(source: Source) -> set[int]:
    """The altered characters of a witness, kept: a page is asked for at every press of a key."""
    return _altered_of(source.doc_id, source.text)


@lru_cache(maxsize=2)
def chinese_names(_folder: object) -> dict[str, str]:
    """What those through whom others speak are called in Chinese, by their English name."""
    actors, speakers = read_table("actors"), read_table("speakers")
    names = dict(zip(actors["label_en"], actors["label_zh"]))
    return names | dict(zip(speakers["speaker_en"], speakers["speaker_zh"]))
