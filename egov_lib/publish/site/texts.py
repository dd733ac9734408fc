"""The five texts as pages: Chinese and English facing, the file as received, what was changed.

Every segment has the address that `egov.address` writes as its anchor
(`texts/opinion-2002.html#opinion-2002:2.1.4`), and so has every part that holds segments
(`#opinion-2002:2.1`). Everything is in the page itself; the script only folds and copies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from egov_lib.publish.site.elsewhere import Saying, sayings
from egov_lib.publish.site.figures import UP
from egov_lib.publish.site.lessons import raw
from egov_lib.publish.site.words import said
from egov_lib.read.citations import edition_of
from egov_lib.read.corpus import load_corpus, load_witness
from egov_lib.read.translations import load_segments, moved_addresses
from egov_lib.read.writing import write_whole
from egov_lib.show.explorables.base import marked
from egov_lib.show.front.texts import short_name, texts_of
from egov_lib.show.front.widget import as_json
from egov_lib.show.messages import language
from egov_lib.show.passages.documents import Source, find_document
from egov_lib.show.remarks import remark
from egov_lib.show.safe_text import escape, show_unseen
from egov_lib.show.style import SEALS

# The languages of a text as HTML says them
TAGS = {"en": "en", "zh": "zh-Hans"}


def text_page(doc_id: str) -> str:
    """The page of one text, as Markdown with HTML in it."""
    source = find_document(doc_id)
    whole = {"doc": doc_id, "start": 0, "end": len(source.text)}
    text = texts_of([whole])[doc_id]
    rows = _Rows(doc_id, source, text).html()
    lang = language()
    title = (
        f"# {short_name(doc_id, lang)}{said('colon')}{text[f'title_{lang}']}"
    )
    told = {
        "doc": doc_id,
        "cite_en": text["cite_en"],
        "cite_zh": text["cite_zh"],
        "edition": edition_of(doc_id),
    }
    body = (
        f"{_head(doc_id, text)}"
        f'<div class="reading" data-doc="{doc_id}">'
        f'<div class="segments">{rows}</div>'
        f'<aside class="about-clause" aria-label="{said("about_clause")}" hidden></aside>'
        f'</div><script type="application/json" class="text-data">'
        f"{as_json(told)}</script>"
    )
    return f"{title}\n\n{raw(body)}\n"


def _head(doc_id: str, text: Mapping[str, Any]) -> str:
    """Title in the other language, when the text is from, what is known of it, and the switches."""
    lang = language()
    other = "zh" if lang == "en" else "en"
    title = escape(text[f"title_{other}"])
    when = escape(text[f"when_{lang}"])
    seal = f'<span class="seal" data-doc="{doc_id}" lang="zh-Hans">{text["seal"]}</span>'
    columns = _switch("columns", _columns())
    received = _switch("received", _received())
    return (
        f'<p class="original" lang="{TAGS[other]}">{title}</p>'
        f'<p class="dated">{seal} {when}</p>'
        f"{_card(doc_id)}"
        '<div class="switches" hidden>'
        f'{columns}{received}<p class="how">{said("how_to_choose")}</p></div>'
    )


def _columns() -> list[tuple[str, str, str]]:
    """Which columns are shown; each language is named in itself."""
    return [
        ("both", said("chinese_and_english"), ""),
        ("zh", "只看中文", TAGS["zh"]),
        ("en", "English only", TAGS["en"]),
    ]


def _received() -> list[tuple[str, str, str]]:
    """Of which clauses the file as received is shown."""
    return [
        ("one", said("received_one"), ""),
        ("all", said("received_all"), ""),
        ("none", said("received_none"), ""),
    ]


def _switch(name: str, choices: Iterable[tuple[str, str, str]]) -> str:
    buttons = []
    for value, words, lang in choices:
        is_first = not buttons
        buttons.append(_button(value, words, lang, is_pressed=is_first))
    inside = "".join(buttons)
    return f'<div class="switch" data-switch="{name}">{inside}</div>'


def _button(value: str, words: str, lang: str, *, is_pressed: bool) -> str:
    """A button of a switch; *lang* is said where its words are of another language."""
    spoken = f' lang="{lang}"' if lang else ""
    pressed = "true" if is_pressed else "false"
    return (
        f'<button type="button" data-value="{value}" '
        f'aria-pressed="{pressed}"{spoken}>{words}</button>'
    )


# Columns of the source card that are shown
_CARD = [
    "kind",
    "place",
    "issuer",
    "author",
    "relays",
    "event_grounds",
    "completeness",
    "damage",
    "withheld",
    "rights",
    "found_at",
]


def _card(doc_id: str) -> str:
    """The source card, folded."""
    card = load_corpus().set_index("doc_id").loc[doc_id]
    rows = "".join(
        f"<dt>{said(f'card_{column}')}</dt><dd>{marked(words)}</dd>"
        for column, words in _card_rows(card)
    )
    root = UP + ("" if language() == "en" else "../")
    data = f"{root}texts/{doc_id}"
    files = {
        f"{data}.csv": said("file_table"),
        f"{data}.json": "JSON",
        f"{data}.xml": said("file_edition"),
        f"{data}.received.txt": said("file_received"),
    }
    links = said("listed").join(
        f'<a href="{href}">{words}</a>' for href, words in files.items()
    )
    return (
        f"<details class='card'><summary>{said('card_summary')}</summary>"
        f"<dl>{rows}</dl></details>"
        f'<p class="dated">{said("as_data")} {links}</p>'
    )


def _card_rows(card: pd.Series) -> Iterator[tuple[str, str]]:
    """The columns of a source card that say something, and what they say."""
    for name in _CARD:
        column = f"{name}_{language()}" if name == "author" else name
        if column in card and pd.notna(card[column]) and card[column]:
            yield column, remark(str(card[column]))


class _Rows:
    """The rows of a text: a clause each, with its anchors and what belongs to it."""

    def __init__(self, doc_id: str, source: Source, text: Mapping[str, Any]):
        self._doc_id = doc_id
        self._source = source
        self._text = text
        self._named: set[str] = set()  # the parts that have an anchor
        # In the order of where they end, so that those of a clause are a slice
        log = source.log.sort_values("at", kind="stable")
        self._changes = list(log.itertuples())
        self._ends = log["at"].tolist()
        own = f"{doc_id}:"
        self._moved = [
            (old, own + part)
            for old, part in moved_addresses().items()
            if old.startswith(own)
        ]

    def html(self) -> str:
        """All rows, each first clause of a voice under the name of who speaks."""
        rows, voice = [], None
        clauses = zip(self._text["clauses"], self._source.clauses, strict=True)
        for clause, own in clauses:
            before, voice = voice, clause.get("voice")
            if voice not in (before, None):
                spoken = self._text["voices"][voice]
                rows.append(_speaker(spoken))
            rows.append(self._row(clause, own))
        return "".join(rows)

    def _row(self, clause: Mapping[str, Any], own: Any) -> str:
        part = clause["part"]
        depth = clause.get("depth", 0)
        chinese = _layers(
            clause["zh"], clause.get("soft", []), clause.get("doubts", [])
        )
        english = _layers(clause["en"], _soft_english(clause), [])
        address = f"{self._doc_id}:{part}"
        self._named.add(part)
        voice = clause.get("voice", "")
        others = sayings(self._doc_id, own.start, own.end)
        counted = said("elsewhere", count=len(others))
        also = f' <span class="also">{counted}</span>'
        return (
            f"{self._anchors(part)}"
            f'<div class="segment voice{depth}" id="{address}" '
            f'data-voice="{voice}">'
            f'<a class="part" href="#{address}" aria-label="{address}">{part}'
            f"{also if others else ''}</a>"
            f'<p class="zh" lang="zh-Hans">{chinese}</p>'
            f'<p class="en" lang="en">{english}</p>{self._more(clause, own, others)}</div>'
        )

    def _anchors(self, part: str) -> str:
        """Anchors of the chapters and paragraphs that begin with a segment."""
        anchors = []
        steps = part.split(".")
        for count in range(1, len(steps)):
            above = ".".join(steps[:count])
            if above not in self._named:
                self._named.add(above)
                anchors.append(
                    f'<span class="anchor" id="{self._doc_id}:{above}"></span>'
                )
        # An address that was given up leads to what took its place.
        anchors += [
            f'<span class="anchor" id="{old}"></span>'
            for old, now in self._moved
            if now == f"{self._doc_id}:{part}"
        ]
        return "".join(anchors)

    def _more(
        self, clause: Mapping[str, Any], own: Any, others: list[Saying]
    ) -> str:
        """What belongs to a clause: the file as received, changes, notes, the other texts."""
        parts = []
        if clause.get("received"):
            runs = [show_unseen(escape(run)) for run in clause["received"]]
            runs[1::2] = [f"<u>{altered}</u>" for altered in runs[1::2]]
            parts.append(
                f'<p class="as-received"><b>{said("as_received")}</b> '
                f'<span lang="zh-Hant">{"".join(runs)}</span></p>'
            )
        first = bisect_right(self._ends, own.start)
        beyond = bisect_right(self._ends, own.end)
        parts += _apparatus(self._changes[first:beyond])
        if own.note:
            parts.append(_note(own.note))
        parts += _elsewhere(others)
        if not parts:
            return ""
        told = []
        if clause.get("received"):
            count = clause.get("changes", 0)
            told.append(
                said("changes_1" if count == 1 else "changes", count=count)
            )
        if own.note:
            told.append(said("note"))
        if others:
            told.append(said("said_elsewhere", count=len(others)))
        summary = said("listed").join(told)
        return (
            f'<details class="more"><summary>{summary}</summary>'
            f"{''.join(parts)}</details>"
        )


def _soft_english(clause: Mapping[str, Any]) -> list[list]:
    """Where the English of a clause softens, with the note of the Chinese that it renders."""
    soft = clause.get("soft", [])
    places = clause.get("soft_en", [])
    return [[start, end, soft[which][2]] for start, end, which in places]


def _speaker(voice: Mapping[str, Any]) -> str:
    """Who speaks from here on, and through whom."""
    lang = language()
    names = said("and").join(voice[f"through_{lang}"])
    through = said("through", names=names) if names else ""
    return f'<p class="says">{_name_of(voice, lang)}{escape(through)}</p>'


def _name_of(voice: Mapping[str, Any], lang: str) -> str:
    """A speaker's name, on an English page with the Chinese behind it; a Chinese page has no need
    of the English.
    """
    if lang == "zh":
        return escape(voice["zh"] or voice["en"])
    chinese = f' <span lang="{TAGS["zh"]}">{escape(voice["zh"])}</span>'
    return f"{escape(voice['en'])}{chinese if voice['zh'] else ''}"


def _apparatus(changes: Sequence[Any]) -> list[str]:
    """What was changed in a clause: by hand one by one, by rule counted."""
    by_hand = [one for one in changes if one.rule.startswith("edit:")]
    by_rule = Counter(
        one.rule for one in changes if not one.rule.startswith("edit:")
    )
    lines = []
    if by_rule:
        counted = said("listed").join(
            f"{said(f'rule_{rule}')} {number}"
            for rule, number in sorted(by_rule.items())
        )
        lines.append(f"<li>{escape(said('by_rule', counted=counted))}</li>")
    lines += [_change(one) for one in by_hand]
    if not lines:
        return []
    return [f'<ul class="apparatus">{"".join(lines)}</ul>']


def _elsewhere(others: Sequence[Saying]) -> list[str]:
    """Where a clause is said again, with the words of the other text in both languages."""
    if not others:
        return []
    head = said("said_elsewhere_head")
    lines = "".join(map(_said_again, others))
    return [
        f'<p class="elsewhere"><b>{head}</b></p>'
        f'<ul class="elsewhere">{lines}</ul>'
    ]


def _note(english: str) -> str:
    """A translator's note; what is only about the English has no Chinese and stays as it is."""
    note = remark(english)
    lang = "en" if note == english else "zh-Hans"
    return f'<p class="note" lang="{lang}">{marked(note)}</p>'


def _said_again(one: Saying) -> str:
    """A line of the list: a link to the place, how it says the same, and its words."""
    doc_id, _, _ = one.address.partition(":")
    lang = language()
    told = f"{short_name(doc_id, lang)}{said('colon')}{one.how}"
    note = english = ""
    if lang == "en":
        # The note is in English. A reader of Chinese finds the English where the link leads.
        note = f" {marked(one.note)}" if one.note else ""
        english = f' <span lang="en">{escape(one.en)}</span>'
    return (
        f'<li><a href="{doc_id}.html#{one.address}"><code>{one.address}</code></a> '
        f"{escape(told)}{said('sentence_end')}{note}<br>"
        f'<span lang="zh-Hans">{escape(one.zh)}</span>{english}</li>'
    )


def _change(change: Any) -> str:
    """A change by hand: what stood there, what is read, how sure, and why."""
    colon = said("colon")
    kind = escape(said(change.rule.replace("edit:", "edit_")))
    changed = f"{_visible(change.before)} → {_visible(change.after)}"
    sure = escape(said(change.certainty))
    ground = marked(remark(change.note))
    note = f"{colon}{ground}" if ground else ""
    return (
        f'<li>{kind}{colon}<span lang="zh-Hans">{changed}</span>'
        f"{said('listed')}{sure}{note}</li>"
    )


def _visible(words: str) -> str:
    """Words of a change with the end of a line shown; ∅ for none."""
    return show_unseen(escape(words.replace("\n", "¶"))) or "∅"


def _layers(text: str, soft: Iterable[list], doubts: Iterable[list]) -> str:
    """A clause with its softening words underlined and its lost places boxed.

    >>> _layers("基本形成", [[0, 2, "largely"]], [])
    '<span class="soft" title="largely">基本</span>形成'
    """
    opened: dict[int, str] = {}
    closed: set[int] = set()
    last = 0
    for start, end, note, *_ in sorted(soft):
        if start >= last:
            opened[start] = f'<span class="soft" title="{escape(note)}">'
            closed.add(end)
            last = end
    pieces = []
    for place, character in enumerate(text):
        if place in closed:
            pieces.append("</span>")
        pieces.append(opened.get(place, ""))
        pieces.append(
            '<span class="gap">□</span>'
            if character == "□"
            else escape(character)
        )
    if len(text) in closed:
        pieces.append("</span>")
    return "".join(pieces)


DATA_COLUMNS = ["address", "quote", "en", "note", "certainty"]


def write_data(folder: Path) -> None:
    """Write the segments of each text as CSV and as JSON beside its page, and its witness.

    Columns: address, zh, en, note (on the translation), certainty (of the translation).
    """
    for doc_id in SEALS:
        segments = load_segments(doc_id)[DATA_COLUMNS]
        segments = segments.rename(columns={"quote": "zh"})
        _write_segments(folder, doc_id, segments)
        # With a mark of its encoding, which a browser looks for that opens it from a disk
        received = load_witness(doc_id).encode("utf-8-sig")
        write_whole(folder / f"{doc_id}.received.txt", received)


def _write_segments(folder: Path, doc_id: str, segments: pd.DataFrame) -> None:
    """Write the segments of a text as CSV and as JSON."""
    table = segments.to_csv(index=False, lineterminator="\n", encoding="utf-8")
    records = segments.to_json(orient="records", force_ascii=False)
    # With a mark of its encoding, which Excel looks for
    write_whole(folder / f"{doc_id}.csv", table.encode("utf-8-sig"))
    write_whole(folder / f"{doc_id}.json", records.encode("utf-8"))


def addresses(doc_ids: Iterable[str] = SEALS) -> list[str]:
    """The addresses of all segments of the five texts."""
    return [
        f"{doc_id}:{clause.part}"
        for doc_id in doc_ids
        for clause in find_document(doc_id).clauses
    ]


EXAMPLE = (
    '<a href="texts/opinion-2002.html#opinion-2002:2.1.4">'
    "<code>opinion-2002:2.1.4</code></a>"
)


def passage_page() -> str:
    """The page that leads on to the passage whose address it is opened with."""
    told = said("resolving", example=EXAMPLE)
    body = raw(f'<p id="resolving">{told}</p>')
    return f"# {said('a_passage')}\n\n{body}\n"


def plain(html: str) -> str:
    """HTML without its elements."""
    return re.sub(r"<[^>]+>", "", html)
