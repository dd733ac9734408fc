"""Find the citations of documents, resolve them, and say with what intent they are made.

The grammar of `mentions` says where a document is named, the `register` which one it is,
`cues` with what intent. What remains is what only the whole document tells: its own title,
which is no citation; what it issues itself; the short names that it gives to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from egov_lib.find.cited.cues import (
    AMEND,
    BASIS,
    ISSUE,
    MENTION,
    REPEAL,
    SELF,
    Cue,
    cue_before,
    cue_behind,
)
from egov_lib.find.cited.mentions import (
    BROKEN_MARKS,
    IN_MARKS,
    ITSELF,
    NUMBER,
    WITHOUT_MARKS,
    Mention,
    grammar_of,
)
from egov_lib.find.cited.register import (
    DOCUMENTS,
    NOT_THERE,
    Register,
    Resolution,
    entries_of_documents,
    entries_of_table,
    known_documents,
    number_key,
)
from egov_lib.find.cited.titles import (
    ADDITION_RE,
    STATE,
    full_forms,
    plain_title,
    short_forms,
)
from egov_lib.find.rules import Grammar
from egov_lib.find.structure.document_numbers import document_numbers
from egov_lib.find.structure.letterhead import letterhead_fields
from egov_lib.find.structure.lines import line_around, plain_form
from egov_lib.findings import Document, check_documents, make

COLUMNS = {
    "title": "str",
    "number": "str",
    "version": "str",
    "form": "str",
    "kind": "str",
    "cue": "str",
    "cue_certainty": "str",
    "target": "str",
    "target_in": "str",
    "how_known": "str",
    "certainty": "str",
    "candidates": "str",
}
SURE, LIKELY, CANDIDATE, OPEN = "sure", "likely", "candidate", "open"
HAN_RE = re.compile("[\u4e00-\u9fff]{4}")
LONGEST_SHORT_NAME = 6
SHORTEST_OWN = 6  # a title that is looked for in its own text

# What stands between two titles of one list: 《……》和民政部《……》
LIST_RE = re.compile(
    r"[\s、，]*(?:和|及|与|以及|或|或者)?[\s]*(?:[\u4e00-\u9fff、\s]{2,40})?"
    r"|第[^，。；《》]{1,16}[、和及]?\s*"
)
BETWEEN_CUES_RE = re.compile(
    "根据|按照|依据|依照|贯彻|落实|制定|印发|执行|修[订改]|参照"
)
# 附件：1. (annexes): what is listed there is only enclosed
ANNEX_RE = re.compile(
    r"(?:^|\n)[\s　]*附[件表录][\d一二三四五]?[:：\s\d.．、]*\Z"
    r"|附件[:：][^。]{0,400}\n\s*\d{1,2}\s?[.．、]\s*\Z"
)
ANNEX_CHARS = 420
NEXT_TITLE_RE = re.compile(r"\s*《[^《》]{4,150}》(?:的通知)?")
# 民政部《……》: who is named right before a title
NAMED_BEFORE_RE = re.compile(
    r"(?:国务院办公厅|国务院|中共中央办公厅|中共中央|中办|国办|党中央|[我本][省市县区州]"
    r"|[\u4e00-\u9fff]{2,10}?(?:政府办公[厅室]|人民政府|政府|委员会|总局|总署|[部厅局省市县区]))"
    r"(?:印发|发布|下发|出台|制定|公布)?(?:的)?\s*\Z"
)
HEAD_OF_NAMED_RE = re.compile(
    "^.*(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|和|及|与|《|关于|认真|严格|符合)"
)
ISSUED_RE = re.compile("(?:印发|发布|下发|出台|制定|公布)?的?\\s*$")


class Own(NamedTuple):
    """What a document is called itself.

    forms: of its title, and of the title of what it encloses
    title: in plain form, with all that it issues
    number: its key
    places: where the title is in the text
    """

    forms: frozenset[str]
    title: str
    number: str
    places: list[tuple[int, int]]


class Reading(NamedTuple):
    """A text while it is read: in plain form, and with the mentions blanked out."""

    flat: str
    blanked: str
    own: Own
    doc_id: str


def find_citations(
    docs: pd.DataFrame, known: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find which documents each document cites, resolve them, and say with what intent.

    Parameters
    ----------
    docs: a frame with doc_id and text; title, document_number and issuer where it has them,
        else they are read from the letterhead.
    known: a table with known_id and title; short_titles (divided by ；), number and issuer
        where it has them. Left out, it is `data/gazetteers/known_documents.csv`; a frame
        without rows is no table at all.

    Returns findings in the order of the texts; a title keeps its marks, and the number in
    brackets behind it. The document's own letterhead and its list of annexes are left out.
    Columns:
    title: as written, without its marks; "" for a number alone
    number: in the standard form, 国发〔2002〕17号
    version: which version of a law is cited, in the text's words: 2018年修正
    form: title; title, mark lost; title without marks; number; itself (本办法, these
        measures)
    kind: basis, carry out, issue, amend, repeal, refer, self or mention
    cue: the words that say so
    cue_certainty: sure where they are right before or behind; likely farther off; "" for none
    target: doc_id or known_id of what is cited; "" where it is not resolved
    target_in: documents or known documents
    how_known: itself, number, title, short title, similar title (one character differs),
        short name (that this document gave it), last named, several, not in the tables
    certainty: sure, likely, candidate (its marks are lost, or it may be several
        documents), or open (a document in neither table)
    candidates: where it may be several, their ids, divided by ；

    Raises `DataError` where *docs* is no frame of documents with ids of their own, or
    *known* lacks a column.

    >>> text = "根据《行政许可法》，制定本办法。"  # on the basis of the Licensing Law, …
    >>> docs = pd.DataFrame({"doc_id": ["d"], "text": [text]})
    >>> find_citations(docs)[["quote", "kind", "certainty"]].values.tolist()
    [['《行政许可法》', 'basis', 'sure'], ['本办法', 'self', 'sure']]
    """
    check_documents(docs, "find_citations", distinct=True)
    register, grammar = _tables(known)
    register = register.joined(entries_of_documents(docs))
    return make(
        docs,
        lambda document: _find(document, register, grammar),
        COLUMNS,
    )


def _tables(known: pd.DataFrame | None) -> tuple[Register, Grammar]:
    if known is None:
        return _default_tables()
    return _read_tables(known)


@lru_cache(maxsize=1)
def _default_tables() -> tuple[Register, Grammar]:
    return _read_tables(known_documents())


def _read_tables(known: pd.DataFrame) -> tuple[Register, Grammar]:
    register = Register(entries_of_table(known))
    titles = [*known["title"], *register.further_titles]
    bare = {title.removeprefix(STATE) for title in titles}
    bare = {title for title in bare if HAN_RE.search(title)}
    return register, grammar_of(sorted(bare))


def _find(
    document: Document, register: Register, grammar: Grammar
) -> Iterator[tuple]:
    text = document["text"]
    flat = plain_form(text)
    own = _own(document, flat)
    mentions = _mentions(flat, own, grammar)
    names = _ShortNames(register, own, str(document["doc_id"]))
    blanked = _blank_out(flat, mentions)
    mentions = [*mentions, *_plain_short_names(blanked, mentions)]
    mentions.sort(key=lambda mention: mention.start)
    blanked = _blank_out(flat, mentions)
    cues = _cues(blanked, mentions)
    for mention, cue in zip(mentions, cues):
        named = _named_before(flat, mention.start)
        resolution = names.resolve(mention, named)
        if mention.ends_as_document or resolution.target:
            yield _row(mention, cue, resolution, flat)


def _row(
    mention: Mention, cue: Cue | None, resolution: Resolution, flat: str
) -> tuple:
    kind = SELF if mention.form == ITSELF else MENTION
    words, certainty = "", ""
    if cue and mention.form != ITSELF:
        kind = cue.kind
        words = "".join(flat[cue.start : cue.end].split())
        certainty = SURE if cue.is_near else LIKELY
        if resolution.how_known == "itself" and kind == AMEND:
            kind = ISSUE  # it is issued as it was amended
    return (
        mention.start,
        mention.end,
        "" if mention.form == NUMBER else mention.title,
        mention.number,
        mention.version,
        mention.form,
        kind,
        words,
        certainty,
        resolution.target,
        resolution.where,
        resolution.how_known,
        _certainty(mention, resolution),
        "；".join(resolution.candidates),
    )


def _certainty(mention: Mention, resolution: Resolution) -> str:
    if mention.form == BROKEN_MARKS or resolution.candidates:
        return CANDIDATE
    if mention.form == WITHOUT_MARKS:
        is_whole = resolution.how_known in {"title", "number", "itself"}
        return LIKELY if is_whole else CANDIDATE
    if not resolution.target:
        return OPEN
    if resolution.how_known in {"title", "number", "itself"}:
        return SURE
    return LIKELY


# --- the document itself ------------------------------------------------------------


def _own(document: Document, flat: str) -> Own:
    """Read from columns and letterhead what a document is called."""
    head = letterhead_fields(document["text"])
    titles = {head["title"], head["enclosed_title"]}
    titles |= {str(document.get(name) or "") for name in ("title", "title_zh")}
    titles = {title for title in titles if plain_title(title)}
    titles |= set(_with_what_follows(head["title"], flat))
    forms: set[str] = set()
    for title in titles:
        forms |= full_forms(title) | short_forms(title)
    number = head["document_number"] or str(
        document.get("document_number") or ""
    )
    return Own(
        forms=frozenset(forms),
        title="\n".join(plain_title(title) for title in sorted(titles)),
        number=number_key(number) if number else "",
        places=[
            place for title in titles for place in _places_of(title, flat)
        ],
    )


def _with_what_follows(title: str, flat: str) -> Iterator[str]:
    """Yield a title that ends with 印发 (issuing) with the 《》 in the next line."""
    if title.endswith(("印发", "转发", "发布")):
        for _, end in _places_of(title, flat):
            issued = NEXT_TITLE_RE.match(flat, end)
            if issued:
                yield title + issued[0].strip()


def _places_of(title: str, flat: str) -> Iterator[tuple[int, int]]:
    """Yield where a title is in the text, whatever the blanks and line ends in it."""
    words = re.sub(r"\s", "", plain_form(title))
    if len(words) >= SHORTEST_OWN:
        pattern = r"\s*".join(map(re.escape, words))
        for found in re.finditer(pattern, flat):
            is_all = found[0].strip() == flat.strip()
            if not is_all:
                yield found.span()


def _is_own_head(mention: Mention, flat: str, own: Own) -> bool:
    """Whether a mention is part of the document's title, its number, or a list of annexes."""
    start, end = mention.start, mention.title_end or mention.end
    for first, last in own.places:
        if first <= start and end <= last:
            return True
    if mention.form == NUMBER:
        if _is_alone_on_line(flat, start, end):
            return True
        return number_key(mention.number) == own.number
    before = flat[max(start - ANNEX_CHARS, 0) : start]
    return ANNEX_RE.search(before) is not None


def _is_alone_on_line(flat: str, start: int, end: int) -> bool:
    """Whether a number has its line for itself, perhaps in brackets."""
    written = line_around(flat, start, end).strip(" \u3000（）")
    return len(written) <= end - start + 2


# --- mentions -----------------------------------------------------------------------


def _mentions(flat: str, own: Own, grammar: Grammar) -> list[Mention]:
    """Return what is named in titles and in numbers, without the document's own head."""
    mentions = [found.record for found in grammar.run(flat)]
    taken = [(mention.start, mention.end) for mention in mentions]
    for number in document_numbers(flat):
        if not any(
            first < number.end and number.start < last for first, last in taken
        ):
            mentions.append(
                Mention(
                    number.start,
                    number.end,
                    NUMBER,
                    "",
                    number.standard,
                    title_end=number.end,
                )
            )
    mentions.sort(key=lambda mention: mention.start)
    return [
        mention for mention in mentions if not _is_own_head(mention, flat, own)
    ]


def _blank_out(flat: str, mentions: list[Mention]) -> str:
    """Put 《》 without words in the place of each mention, so that no cue is read in it."""
    parts = []
    done = 0
    for mention in mentions:
        width = mention.end - mention.start
        parts += [flat[done : mention.start], "《" + "　" * (width - 2) + "》"]
        done = mention.end
    return "".join([*parts, flat[done:]])


def _plain_short_names(
    blanked: str, mentions: list[Mention]
) -> Iterator[Mention]:
    """Yield where a short name stands without marks: 处罚法, where the text introduced it so."""
    for definition in mentions:
        name = definition.short_name
        is_plain = name and name.endswith(("法", "条例", "规定", "办法"))
        if not is_plain or len(name) < 3:
            continue
        for found in re.finditer(re.escape(name), blanked[definition.end :]):
            start = definition.end + found.start()
            yield Mention(
                start,
                start + len(name),
                "short name",
                name,
                title_end=start + len(name),
            )


class _ShortNames:
    """Resolves the mentions of one document, in order, and keeps what it calls them."""

    def __init__(self, register: Register, own: Own, doc_id: str) -> None:
        self.register = register
        self.own = own
        self.itself = Resolution(doc_id, DOCUMENTS, "itself")
        self.named: dict[str, Resolution] = {}
        self.last: list[tuple[str, Resolution]] = []

    def resolve(self, mention: Mention, issuer: str) -> Resolution:
        """Resolve a mention; *issuer* is who is named right before it."""
        resolution = self._resolve(mention, issuer)
        plain = plain_title(mention.title)
        if mention.short_name:
            self.named[plain_title(mention.short_name)] = resolution
        if mention.form == IN_MARKS and plain not in self.named:
            bare = ADDITION_RE.sub("", plain)
            self.last.append((bare, resolution))
        return resolution

    def _resolve(self, mention: Mention, issuer: str) -> Resolution:
        if mention.form == ITSELF:
            return self.itself
        plain = plain_title(mention.title)
        if plain in self.named:
            return self.named[plain]._replace(how_known="short name")
        if self._is_own(plain, mention.number):
            return self.itself
        found = self.register.resolve(
            mention.title, mention.number, issuer, mention.version
        )
        is_short = len(plain) <= LONGEST_SHORT_NAME
        if found == NOT_THERE and is_short and mention.ends_as_document:
            return self._last_named(plain)
        return found

    def _is_own(self, plain: str, number: str) -> bool:
        if number and number_key(number) == self.own.number:
            return True
        if number and self.own.number:
            return False
        return plain in self.own.forms or self._is_issued(plain)

    def _is_issued(self, plain: str) -> bool:
        """Whether a title is one of those that the document, a notice, issues."""
        if len(plain) < SHORTEST_OWN:
            return False
        for title in self.own.title.split("\n"):
            _, issues, issued = title.partition("印发")
            if issues and plain in issued:
                return True
        return False

    def _last_named(self, plain: str) -> Resolution:
        """The last document named that this can be short for: 《纲要》 (the outline)."""
        for title, resolution in reversed(self.last):
            if title != plain and title.endswith(plain):
                return resolution._replace(how_known="last named")
        if plain and any(form.endswith(plain) for form in self.own.forms):
            return self.itself._replace(how_known="last named")
        return NOT_THERE


def _named_before(flat: str, start: int) -> str:
    """Give the body that is named right before a title; "" for none."""
    before = flat[max(start - 24, 0) : start]
    named = NAMED_BEFORE_RE.search(before)
    if named is None:
        return ""
    return ISSUED_RE.sub("", HEAD_OF_NAMED_RE.sub("", named[0].strip()))


# --- cues ---------------------------------------------------------------------------


def _cues(blanked: str, mentions: list[Mention]) -> list[Cue | None]:
    """Return the cue of each mention; in a list of titles the first one's holds for all."""
    cues: list[Cue | None] = []
    before: Mention | None = None
    ends = _ends_of_lists(blanked, mentions)
    for mention, end in zip(mentions, ends):
        earliest = before.end if before else 0
        found = cue_before(blanked, mention.start, earliest)
        between = blanked[earliest : mention.start]
        if found is None and before and _continues(between):
            found = cues[-1]
        behind = cue_behind(blanked, end)
        cues.append(_governing(found, behind))
        before = mention
    return cues


def _governing(found: Cue | None, behind: Cue | None) -> Cue | None:
    """Which of the two cues says what is done: repealing behind comes before all."""
    if behind is None:
        return found
    if found is None or behind.kind == REPEAL:
        return behind
    if found.is_weak and behind.kind != BASIS:
        return behind
    return found


def _continues(between: str) -> bool:
    """Whether what is between two titles makes them one list."""
    is_list = LIST_RE.fullmatch(between) is not None
    return is_list and BETWEEN_CUES_RE.search(between) is None


def _ends_of_lists(blanked: str, mentions: list[Mention]) -> list[int]:
    """Return where the list ends that each mention is in."""
    ends = [mention.end for mention in mentions]
    pairs = list(enumerate(pairwise(mentions)))
    for at, (mention, following) in reversed(pairs):
        if _continues(blanked[mention.end : following.start]):
            ends[at] = ends[at + 1]
    return ends
