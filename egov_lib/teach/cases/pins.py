"""The format of a case file: pins, a brief, and how both are read from a file.

`my-case-file.json` holds what a student pinned while reading and what they wrote of it. A page
without a kernel keeps the same JSON in the browser, so a file moves between page and notebook by
download and restore. A file that comes in is read field by field: a field of another type, a
strength that there is none of, too many pins are refused in one line, and nothing else gets in.

A *pin* carries its passage in both languages and the hash of the edition that it was read in, so a
case file can be read and printed where the texts are not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypedDict

from egov_lib.findings import DataError
from egov_lib.show.messages import LANGUAGES
from egov_lib.teach.kept_file import MOST_BYTES, plain

FILE = "my-case-file.json"
FORMAT = "egov-case-file"
VERSION = 1
MOST_PINS = 60
PASSAGE_CHARS = 4000  # of a passage, in each language
BRIEF_CHARS = 6000
FIELD_CHARS = 300
NOTE_CHARS = 2000
SHORT_CHARS = 80  # of a name, an address, a time

# What a passage does for a claim; the last two are the counter-evidence.
STRENGTHS = ("states", "supports", "compatible", "against", "silent")
# What a claim is made of.
FIELDS = ("who", "where", "what", "how_much", "when", "whose_word", "verb")
# How strongly the passage puts it.
VERBS = ("", "done", "doing", "ordered", "planned", "proposed")
# The rubric: 0 not there, 1 asserted, 2 small gap, 3 tested.
RUBRIC = ("answer", "claims", "voice", "counter", "limits")
MOST_POINTS = 3


class Pin(TypedDict):
    """A passage with a claim that it is to carry."""

    id: str
    address: str  # as egov.address gives it; of a silent text its doc_id
    zh: str
    en: str
    edition: str  # the first digits of the hash of the text that was read
    claim: dict[str, str]  # by FIELDS
    strength: str
    note: str
    changed: str  # the minute of the last change, in UTC


class Brief(TypedDict):
    """What was written of the pins."""

    question: str
    text: str  # as it is now
    first: str  # as it was submitted, before the envelope was opened; "" until then
    submitted: str  # when
    changed: str


class Case(TypedDict):
    """What the file holds."""

    format: str
    version: int
    name: str
    pins: list[Pin]
    brief: Brief
    ticks: dict[str, int]  # the student's own points, by RUBRIC


def new_claim(**fields: str) -> dict[str, str]:
    """Make a claim with every field, empty where nothing is said of it."""
    return {name: fields.get(name, "") for name in FIELDS}


def new_case() -> Case:
    """Make the case file of a student who has not begun."""
    brief = Brief(question="", text="", first="", submitted="", changed="")
    return Case(
        format=FORMAT, version=VERSION, name="", pins=[], brief=brief, ticks={}
    )


def free_id(case: Case, address: str) -> str:
    """An id for one more pin: its address, with a number from the second pin there on.

    >>> free_id(new_case(), "opinion-2002:t")
    'opinion-2002:t'
    """
    taken = {pin["id"] for pin in case["pins"]}
    number = 1
    name = address
    while name in taken:
        number += 1
        name = f"{address}#{number}"
    return name


# --- reading ------------------------------------------------------------------------------------


def read_case(raw: bytes, who: str) -> Case:
    """Read the bytes of a case file, field by field.

    Raises `DataError`, which calls the file *who*, for anything else.

    >>> read_case(b'{"format": "egov-case-file", "pins": []}', "a file")["pins"]
    []
    """
    try:
        if len(raw) > MOST_BYTES:
            raise ValueError("too large")
        content = json.loads(raw.decode("utf-8-sig"))
        if content["format"] != FORMAT:
            raise ValueError("another format")
        return read_fields(content, who)
    except DataError:
        raise
    # What json raises, and what a field of another type does.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DataError(
            f"{who} is no case file: choose the {FILE} that you downloaded here"
        ) from None


def read_fields(content: Mapping[str, Any], who: str) -> Case:
    """Read the fields of a case file that is JSON already; `DataError` for more than it holds."""
    pins = content.get("pins", [])
    if len(pins) > MOST_PINS:
        raise DataError(
            f"{who} has {len(pins):,} pins, and a case file holds at most {MOST_PINS}: take some "
            "out"
        )
    case = new_case()
    case["name"] = plain(content.get("name", ""), SHORT_CHARS)
    case["brief"] = _read_brief(content.get("brief", {}))
    case["ticks"] = _read_ticks(content.get("ticks", {}), who)
    for number, fields in enumerate(pins, start=1):
        pin = read_pin(fields, f"{who}, pin {number}")
        taken = [other["id"] for other in case["pins"]]
        if pin["id"] in taken:
            pin["id"] = free_id(case, pin["address"])
        case["pins"].append(pin)
    return case


def _read_brief(fields: Mapping[str, Any]) -> Brief:
    return Brief(
        question=plain(fields.get("question", ""), FIELD_CHARS),
        text=plain(fields.get("text", ""), BRIEF_CHARS),
        first=plain(fields.get("first", ""), BRIEF_CHARS),
        submitted=plain(fields.get("submitted", ""), SHORT_CHARS),
        changed=plain(fields.get("changed", ""), SHORT_CHARS),
    )


def _read_ticks(fields: Mapping[str, Any], who: str) -> dict[str, int]:
    """The points of the rubric; a name that the rubric lacks is left out."""
    ticks = {}
    for name in RUBRIC:
        points = fields.get(name)
        if points is None:
            continue
        if type(points) is not int or not 0 <= points <= MOST_POINTS:
            raise DataError(
                f"{who}: the points for {name} are {_short(points)}: they are 0 to {MOST_POINTS}"
            )
        ticks[name] = points
    return ticks


def read_pin(fields: Mapping[str, Any], where: str) -> Pin:
    """Read the fields of one pin; what is no field of `Pin` is left out."""
    strength = fields.get("strength", "states")
    if strength not in STRENGTHS:
        known = ", ".join(STRENGTHS)
        raise DataError(
            f"{where}: the strength is {_short(strength)}: use {known}"
        )
    address = plain(fields["address"], SHORT_CHARS)
    if not address:
        raise DataError(f"{where} has no address: pin a passage by its own")
    return Pin(
        id=plain(fields.get("id", "") or address, SHORT_CHARS),
        address=address,
        zh=plain(fields.get("zh", ""), PASSAGE_CHARS),
        en=plain(fields.get("en", ""), PASSAGE_CHARS),
        edition=plain(fields.get("edition", ""), SHORT_CHARS),
        claim=read_claim(fields.get("claim", {}), where),
        strength=strength,
        note=plain(fields.get("note", ""), NOTE_CHARS),
        changed=plain(fields.get("changed", ""), SHORT_CHARS),
    )


def read_claim(fields: Mapping[str, Any], where: str) -> dict[str, str]:
    """Read the fields of a claim.

    Raises `DataError` for a field that a claim has not, and for a verb that is none of `VERBS`.

    >>> read_claim({"when": "2010"}, "the claim")["when"]
    '2010'
    """
    claim = new_claim()
    for name, value in fields.items():
        if name not in FIELDS:
            known = ", ".join(FIELDS)
            raise DataError(
                f"{where}: a claim has no {_short(name)}: use {known}"
            )
        claim[name] = plain(value, FIELD_CHARS)
    if claim["verb"] not in VERBS:
        known = ", ".join(verb for verb in VERBS if verb)
        raise DataError(
            f"{where}: the verb is {_short(claim['verb'])}: use {known}"
        )
    return claim


def _short(value: object) -> str:
    """Write a value for a message; a number may have more digits than Python writes."""
    try:
        return repr(value)[:SHORT_CHARS]
    except ValueError:
        return "a number of thousands of digits"


# --- writing ------------------------------------------------------------------------------------


def as_text(case: Case) -> str:
    """Write a case as the text of the file, which is never larger than what is read back.

    Chinese takes three bytes a character, so a full file is cut: the notes go first, then passages,
    which their addresses bring back.
    """
    text = json.dumps(case, ensure_ascii=False, indent=1)
    if len(text.encode("utf-8")) <= MOST_BYTES:
        return text
    pins = [{**pin, "note": "", "zh": "", "en": ""} for pin in case["pins"]]
    return json.dumps({**case, "pins": pins}, ensure_ascii=False, indent=1)


def merge(case: Case, other: Case) -> int:
    """Add the pins and the brief of a second case file; of two versions the later one stays.

    Returns how many pins were taken over. What is more than a file can hold is left out.
    """
    places = {pin["id"]: place for place, pin in enumerate(case["pins"])}
    taken = 0
    for pin in other["pins"]:
        place = places.get(pin["id"])
        if place is None and len(case["pins"]) < MOST_PINS:
            case["pins"].append(pin)
            taken += 1
        elif place is not None and (
            pin["changed"] >= case["pins"][place]["changed"]
        ):
            case["pins"][place] = pin
            taken += 1
    _merge_briefs(case["brief"], other["brief"])
    case["name"] = other["name"] or case["name"]
    case["ticks"] |= other["ticks"]
    return taken


def _merge_briefs(brief: Brief, other: Brief) -> None:
    """The later text stays; of two first versions the earlier one: it was written before the
    envelope was opened.
    """
    if other["changed"] >= brief["changed"]:
        for part in ("question", "text"):
            brief[part] = other[part] or brief[part]
        brief["changed"] = other["changed"]
    if _has_earlier_first(other, brief):
        brief["first"] = other["first"]
        brief["submitted"] = other["submitted"]


def _has_earlier_first(other: Brief, brief: Brief) -> bool:
    """Whether *other* has a first version that is the earlier one, or the only one."""
    is_earlier = other["submitted"] < brief["submitted"]
    is_first = is_earlier or not brief["first"]
    return bool(other["first"]) and is_first


def language_in(text: str) -> str:
    """The language that a text is mostly written in: "zh" where it has more Chinese characters than
    words of letters.

    >>> language_in("五篇文献没有报告结果"), language_in("No text reports an outcome")
    ('zh', 'en')
    """
    han = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    latin = sum(word[0].isascii() for word in text.split())
    return LANGUAGES[1] if han > latin else LANGUAGES[0]
