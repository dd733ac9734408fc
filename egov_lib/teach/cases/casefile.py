"""The case file of this notebook: pin a passage, order and edit the pins, write and save the brief.

`case_file()` shows it, and every method changes the one file that all notebooks share
(`pins.py` has its format, `kept_file` keeps it). What a method did is told in a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_lib.findings import COLUMNS, DataError, whole_characters
from egov_lib.read.citations import edition_of
from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import address as address_of
from egov_lib.read.translations import passage
from egov_lib.read.writing import write_whole
from egov_lib.show.messages import current, say
from egov_lib.teach import kept_file
from egov_lib.teach.cases import brief as briefs
from egov_lib.teach.cases.facts import facts_of_address
from egov_lib.teach.cases.fit import Check, check_claim
from egov_lib.teach.cases.pins import (
    BRIEF_CHARS,
    FIELD_CHARS,
    FIELDS,
    FILE,
    MOST_PINS,
    Case,
    Pin,
    as_text,
    free_id,
    merge,
    new_case,
    read_case,
    read_claim,
    read_pin,
)
from egov_lib.teach.exercises.bank import shared

if TYPE_CHECKING:
    from egov_lib.teach.cases.view import CaseFileView


@dataclass
class Session(kept_file.Session[Case]):
    """What this kernel knows of the case file."""

    held: Case = field(default_factory=new_case)


_session = Session()
_KEPT = kept_file.KeptFile(
    FILE, read_case, as_text, merge, not_saved="case_not_saved"
)


def load() -> Case:
    """Load the case file as it is now."""
    return _KEPT.load(_session)


@contextmanager
def changing() -> Iterator[Case]:
    """Hand out the case, to be changed inside a `with`, and save it."""
    with _KEPT.changing(_session) as case:
        yield case


def problem() -> str:
    """What the student must know about the file after the last change, or ""."""
    return _session.problem


# --- pins ---------------------------------------------------------------------------------------


def passage_pin(where: str | pd.DataFrame) -> Pin:
    """Make a pin of an address, of a document that is silent (its doc_id), or of a finding.

    Raises `DataError` where there is no such passage, and for a frame of more than one row.

    >>> passage_pin("yunnan-2006:1.1")["en"]
    'On the morning of the 30th,'
    """
    if isinstance(where, (pd.DataFrame, pd.Series)):
        where = _address_of_finding(where)
    address = str(where).strip()
    if ":" not in address:
        _check_document(address)
        edition = edition_of(address)
        return read_pin({"address": address, "edition": edition}, address)
    found = passage(address).iloc[0]
    return read_pin(
        {
            "address": found["address"],
            "zh": found["quote"].strip(),
            "en": found["en"],
            "edition": edition_of(found["doc_id"]),
        },
        address,
    )


def _address_of_finding(found: pd.DataFrame | pd.Series) -> str:
    rows = found.to_frame().T if isinstance(found, pd.Series) else found
    if len(rows) != 1:
        raise DataError(
            f"a pin is one passage, and the frame has {len(rows)} rows: choose one, as in "
            "found.head(1)"
        )
    if pd.isna(rows["start"].iloc[0]):
        return str(rows["doc_id"].iloc[0])
    return address_of(rows[COLUMNS[:3]], exact=True).iloc[0]


def _check_document(doc_id: str) -> None:
    known = load_corpus()["doc_id"].tolist()
    if doc_id not in known:
        raise DataError(
            f"{doc_id!r} is neither an address nor a document: write one such as "
            f"opinion-2002:2.1.3, or, where a text is silent, {', '.join(known)}"
        )


def checks_of(pin: Pin) -> list[Check]:
    """Lay the claim of a pin beside its passage; nothing for a silent text, or for a passage that
    is no longer there.
    """
    facts = facts_of_address(pin["address"])
    if not facts:
        return []
    return check_claim(pin["claim"], facts, shared()["simple"])


def say_check(check: Check, lang: str | None = None) -> str:
    """A check in words: the field, whether it fits, and why."""
    lang = current(lang)
    label = say(f"case_{check.field}", lang)
    fits = say(f"case_check_{check.fits}", lang)
    found = check.found if lang == "zh" else check.found_en or check.found
    why = say(f"case_{check.because}", lang, found=found)
    if lang == "zh":
        return f"{label}：{fits}。{why}"
    return f"{label} – {fits}. {why}"


# --- the case file ------------------------------------------------------------------------------


class CaseFile:
    """The case file: what was pinned, and the brief that is written of it.

    Every method reads the file again before it changes it. Pins are numbered from 1, in their
    order.
    """

    def __init__(self, lang: str | None = None, ready: Pin | None = None):
        """*ready* is a passage that lies in the box, not yet pinned."""
        self.lang = current(lang)
        self.ready = ready

    @property
    def pins(self) -> pd.DataFrame:
        """The pins in their order.

        Columns:
        number: from 1
        address, strength, note, edition: as in the file
        zh, en: the passage
        who, where, what, how_much, when, whose_word, verb: the fields of the claim
        beyond: how many of them go beyond the passage
        """
        rows = []
        for number, pin in enumerate(load()["pins"], start=1):
            beyond = [
                check for check in checks_of(pin) if check.fits == "beyond"
            ]
            own = {name: pin[name] for name in PIN_COLUMNS}
            rows.append(
                {
                    "number": number,
                    **own,
                    **pin["claim"],
                    "beyond": len(beyond),
                }
            )
        columns = ["number", *PIN_COLUMNS, *FIELDS, "beyond"]
        return pd.DataFrame(rows, columns=columns)

    def pin(
        self,
        where: str | pd.DataFrame,
        *,
        claim: Mapping[str, str] | None = None,
        strength: str = "states",
        note: str = "",
    ) -> str:
        """Pin a passage with the claim that it is to carry.

        Parameters
        ----------
        where: an address, a finding (one row), or the doc_id of a text that is silent.
        claim: {"who": …, "where": …, "what": …, "how_much": …, "when": …, "whose_word": …,
            "verb": "done" | "doing" | "ordered" | "planned" | "proposed"}; any of them.
        strength: "states", "supports", "compatible", "against" or "silent".
        note: what you want to remember.

        Returns what was pinned, and what the check of its fields says.
        Raises `DataError` for an unknown address, field, strength or verb.
        """
        pin = passage_pin(where)
        fields = {
            "claim": dict(claim or {}),
            "strength": strength,
            "note": note,
        }
        pin = read_pin({**pin, **fields}, pin["address"])
        with changing() as case:
            add_pin(case, pin)
            number = len(case["pins"])
        head = say(
            "case_pinned", self.lang, number=number, where=pin["address"]
        )
        checks = [say_check(check, self.lang) for check in checks_of(pin)]
        return "\n".join([head, *checks, problem()]).strip()

    def edit(self, number: int, **news: object) -> str:
        """Change a pin: `edit(2, strength="against", note=…, when="2010")`; a field of the claim is
        named by itself.
        """
        with changing() as case:
            place = _place(case, number)
            case["pins"][place] = changed_pin(case["pins"][place], news)
        return problem() or say("case_changed", self.lang, number=number)

    def remove(self, number: int) -> str:
        """Take a pin out."""
        with changing() as case:
            gone = case["pins"].pop(_place(case, number))
        return problem() or say(
            "case_removed", self.lang, where=gone["address"]
        )

    def order(self, numbers: Sequence[int]) -> str:
        """Put the pins in another order: `order([3, 1])` puts the third first, then the first; the
        others follow as they were.
        """
        with changing() as case:
            first = [_place(case, number) for number in dict.fromkeys(numbers)]
            rest = [n for n in range(len(case["pins"])) if n not in first]
            case["pins"] = [case["pins"][place] for place in [*first, *rest]]
        return problem() or say("case_ordered", self.lang)

    def write(
        self, text: str | None = None, *, question: str | None = None
    ) -> str:
        """Write the brief: its question, its text, or both. [1] in the text means the first pin.

        Returns how many words it has, and what is still missing.
        """
        with changing() as case:
            write_brief(case, text=text, question=question)
        return self._state(case)

    def submit(self) -> str:
        """Keep the text as the first version, and open the envelope: then revise with `write`."""
        with changing() as case:
            submit_brief(case)
        return self._state(case)

    def missing(self) -> list[str]:
        """What the brief still lacks, a sentence each."""
        return briefs.missing(load(), self.lang)

    def markdown(self) -> str:
        """The brief as Markdown."""
        return briefs.as_markdown(load(), self.lang)

    def html(self) -> str:
        """The brief as a page of its own."""
        return briefs.as_html(load(), self.lang)

    def docx(self) -> bytes:
        """The brief as a Word file."""
        # Only who saves a Word file waits for python-docx.
        from egov_lib.teach.cases.word import as_docx

        return as_docx(briefs.blocks_of(load(), self.lang))

    def save(self, path: str | Path = "brief.docx") -> str:
        """Save the brief; the ending of *path* says how: .docx, .html or .md; .json is the case
        file itself.

        Returns where it is, and what it still lacks. Raises `DataError` for another ending.
        """
        path = Path(path)
        write = _writer_of(path)
        write_whole(path, write(self))
        saved = say("case_saved", self.lang, path=str(path))
        return "\n".join([saved, *self.missing()])

    def restore(self, source: str | Path | bytes) -> str:
        """Take a case file in, from a page or another computer; of two versions of a pin the later
        one stays.

        Returns a line that says what came of it, also where the file was none of ours.
        """
        try:
            if isinstance(source, bytes):
                other = read_case(source, "the upload")
            else:
                raw = kept_file.read_bytes(Path(source), str(source))
                other = read_case(raw, str(source))
        except (OSError, DataError) as error:
            return str(error)
        with changing() as case:
            taken = merge(case, other)
        counts = {"taken": taken, "all": len(other["pins"])}
        return (
            f"{say('case_restored', self.lang, **counts)} {problem()}".strip()
        )

    def _state(self, case: Case) -> str:
        words = briefs.word_count(case["brief"]["text"], self.lang)
        lacks = briefs.missing(case, self.lang)
        return "\n".join([words, *lacks, problem()]).strip()

    def view(self) -> CaseFileView:
        """The box: pins to be ordered and edited, and the brief. It shows itself in a notebook."""
        # The box needs this module, and this module needs no box to work without a screen.
        from egov_lib.teach.cases.view import CaseFileView

        return CaseFileView(self.lang, self.ready)

    def page(self) -> str:
        """The box as the text of an HTML page, which keeps its pins in the browser."""
        return self.view().page()

    def _repr_mimebundle_(self, **kwargs: object) -> Any:
        return self.view()._repr_mimebundle_(**kwargs)

    def __repr__(self) -> str:
        """How much is in it."""
        case = load()
        words = briefs.count_words(case["brief"]["text"])
        return f"<case file: {len(case['pins'])} pins, {words} words>"


def _writer_of(path: Path) -> Callable[[CaseFile], bytes]:
    """What writes a file with this ending; raises `DataError` for any other."""
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        ending = path.suffix or "nothing"
        known = ", ".join(WRITERS)
        raise DataError(f"{path.name} ends in {ending}: end it in {known}")
    return write


PIN_COLUMNS = ("address", "strength", "zh", "en", "note", "edition")
WRITERS: dict[str, Callable[[CaseFile], bytes]] = {
    ".docx": CaseFile.docx,
    ".html": lambda case: case.html().encode("utf-8"),
    ".md": lambda case: case.markdown().encode("utf-8"),
    ".json": lambda _case: as_text(load()).encode("utf-8"),
}


def _place(case: Case, number: int) -> int:
    """The place of a pin in the list; `DataError` where there is none of that number."""
    count = len(case["pins"])
    if isinstance(number, bool) or number not in range(1, count + 1):
        raise DataError(
            f"there is no pin {number!r}: the case file has {count}, numbered from 1"
        )
    return int(number) - 1


def add_pin(case: Case, pin: Pin) -> None:
    """Add a pin at the end; `DataError` where the file is full."""
    if len(case["pins"]) >= MOST_PINS:
        raise DataError(
            f"the case file has {MOST_PINS} pins, which is all it holds: take one out with remove"
        )
    name = free_id(case, pin["address"])
    case["pins"].append({**pin, "id": name, "changed": kept_file.minute()})


def changed_pin(pin: Pin, news: Mapping[str, Any]) -> Pin:
    """A pin with other fields; those of its claim are named by themselves."""
    claim = dict(pin["claim"])
    fields = dict(pin)
    for name, value in news.items():
        if name in FIELDS:
            claim[name] = value
        elif name in ("strength", "note"):
            fields[name] = value
        else:
            known = ", ".join(["strength", "note", *FIELDS])
            raise DataError(f"a pin has no {name!r} to change: use {known}")
    fields["claim"] = read_claim(claim, pin["address"])
    fields["changed"] = kept_file.minute()
    return read_pin(fields, pin["address"])


def write_brief(
    case: Case, *, text: str | None = None, question: str | None = None
) -> None:
    """Put a text, a question or both into the brief."""
    brief = case["brief"]
    if text is not None:
        brief["text"] = whole_characters(text)[:BRIEF_CHARS]
    if question is not None:
        brief["question"] = whole_characters(question)[:FIELD_CHARS]
    brief["changed"] = kept_file.minute()


def submit_brief(case: Case) -> None:
    """Keep the text as the first version; a second submission changes nothing."""
    brief = case["brief"]
    if brief["first"] or not brief["text"].strip():
        return
    brief["first"] = brief["text"]
    brief["submitted"] = kept_file.minute()


def case_file(
    where: str | pd.DataFrame | None = None, *, lang: str | None = None
) -> CaseFile:
    """Show your case file: the passages that you pinned, and the brief that you write of them.

    Parameters
    ----------
    where: an address or a finding: its passage lies ready to be pinned.
    lang: "en" or "zh"; None is the language chosen with `language()`.

    `.pin(…)` pins a passage, `.order`, `.edit` and `.remove` change the pins, `.write` and
    `.submit` the brief, `.save("brief.docx")` exports it.
    Raises `DataError` for an unknown address.

    >>> case_file("opinion-2002:2.1.13").ready["zh"]
    '要用一年左右的时间，'
    """
    ready = None if where is None else passage_pin(where)
    return CaseFile(lang, ready)
