"""Segments: the reading texts clause by clause, each with its address and its English.

`data/translations/<doc_id>.csv` divides a reading text into segments; every character lies in
exactly one. A segment's *address* is the document and the segment's part, `opinion-2002:2.1.3`: it
follows the outline of the document, never changes, and can be cited. A range of segments is
`opinion-2002:2.1.3-2.1.5`; some characters of a segment, `opinion-2002:2.1.3@4-9`, counted from 0
as in a Python slice.

The tables keep the Chinese of each segment as it was translated. When an edition is changed later,
the segments are laid against the new text: an address leads to the same place with the new words,
and says so. An address that had to be given up is listed in `data/translations/moved.csv` with the
one that took its place.

What it does not do: translate. The English was written by people and revised; `data/README.md`
says how.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from difflib import Match, SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import COLUMNS, DataError, check_columns
from egov_lib.read.corpus import (
    NEWLINE,
    data_folder,
    load_corpus,
    read,
    read_table,
)

SEGMENT_COLUMNS = [
    *COLUMNS,
    "address",
    "part",
    "en",
    "note",
    "certainty",
    "changed_from",
]
PASSAGE_COLUMNS = [
    *COLUMNS,
    "address",
    "en",
    "note",
    "certainty",
    "changed_from",
]
ADDRESS_RE = re.compile(
    r"""
    (?P<doc_id>[^:\s]+)
    :(?P<first>[\w.]+)                # the first segment
    (?:[-–](?P<last>[\w.]+))?         # to the last one
    (?:@(?P<start>\d+)-(?P<end>\d+))? # characters of them
    """,
    re.VERBOSE,
)


class Address(NamedTuple):
    """An address taken apart; `start` and `end` count characters from the first segment's
    beginning, or are None.
    """

    doc_id: str
    first: str
    last: str
    start: int | None
    end: int | None


# --- the table of segments ----------------------------------------------------------------------


def load_segments(doc_id: str | None = None) -> pd.DataFrame:
    """Load the segments of all documents that are translated, or of one.

    Returns findings in reading order; columns after doc_id, start, end, quote:
    address: where the segment is, for citing, such as opinion-2002:2.1.3
    part: the address without the document
    en: its English
    note: what a reader of the English should know; often empty
    certainty: certain, probable or possible: how sure the translation is
    changed_from: the Chinese that was translated, where the edition has other words by now; else
        empty

    >>> load_segments("yunnan-2006")[["address", "quote", "en"]].values.tolist()[0]
    ['yunnan-2006:1.1', '30日上午，', 'On the morning of the 30th,']
    """
    if doc_id is not None:
        known = read_table("documents")["doc_id"]
        if not known.eq(doc_id).any():
            raise DataError(
                f"there is no document {doc_id!r}: {', '.join(load_corpus()['doc_id'])}"
            )
        return _segments_of(doc_id, read(f"editions/{doc_id}.txt")).copy()
    docs = load_corpus()
    frames = [
        _segments_of(one, text)
        for one, text in zip(docs["doc_id"], docs["text"])
    ]
    return pd.concat(frames, ignore_index=True)


@lru_cache(maxsize=32)
def _segments_of(doc_id: str, text: str) -> pd.DataFrame:
    """The segments of one reading text; an untranslated document has none."""
    path = data_folder() / "translations" / f"{doc_id}.csv"
    if not path.is_file():
        return pd.DataFrame(columns=SEGMENT_COLUMNS)
    rows = pd.read_csv(
        path, dtype="str", keep_default_na=False, encoding="utf-8"
    )
    check_columns(rows, ["part", "zh", "en", "note", "certainty"], path.name)
    chinese = [zh.replace(NEWLINE, "\n") for zh in rows["zh"]]
    borders = _borders(chinese, text)
    starts, ends = borders[:-1], borders[1:]
    quotes = [text[start:end] for start, end in zip(starts, ends)]
    changed_from = [
        "" if quote == translated else translated
        for quote, translated in zip(quotes, chinese)
    ]
    return pd.DataFrame(
        {
            "doc_id": doc_id,
            "start": starts,
            "end": ends,
            "quote": quotes,
            "address": [f"{doc_id}:{part}" for part in rows["part"]],
            "part": rows["part"],
            "en": rows["en"],
            "note": rows["note"],
            "certainty": rows["certainty"],
            "changed_from": changed_from,
        }
    )


def _borders(chinese: list[str], text: str) -> list[int]:
    """Where each segment begins in *text*, and where the last ends."""
    borders = [0]
    for segment in chinese:
        borders.append(borders[-1] + len(segment))
    translated = "".join(chinese)
    if translated == text:
        return borders
    return carry_offsets(translated, text, borders)


def carry_offsets(old: str, new: str, offsets: list[int]) -> list[int]:
    """Carry *offsets* in *old* to the places of the same characters in *new*.

    What was inserted at an offset falls to the segment before it; what was deleted leaves the
    offset where the deleted characters were. The ends of the text stay its ends.

    >>> carry_offsets("统一规划建设", "统一规划，统一建设", [0, 4, 6])  # unified planning, building
    [0, 7, 9]
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = matcher.get_matching_blocks()
    carried = [_carry_offset(offset, blocks) for offset in offsets]
    carried[0], carried[-1] = 0, len(new)
    return carried


def _carry_offset(offset: int, blocks: list[Match]) -> int:
    """Carry one offset, given the stretches that both texts have, in order."""
    # The last block that begins at or before the offset holds the character before or at it.
    number = bisect_right(blocks, offset, key=lambda block: block.a) - 1
    if number < 0:
        return 0
    block = blocks[number]
    inside = min(offset - block.a, block.size)
    return block.b + inside


# --- addresses ----------------------------------------------------------------------------------


def parse_address(address: str) -> Address:
    """Take an address apart; `DataError` if it is not one.

    >>> parse_address("opinion-2002:2.1.3-2.1.5")
    Address(doc_id='opinion-2002', first='2.1.3', last='2.1.5', start=None, end=None)
    """
    found = ADDRESS_RE.fullmatch(str(address).strip())
    if not found:
        raise DataError(
            f"{address!r} is not an address: write one such as opinion-2002:2.1.3"
        )
    start, end = found["start"], found["end"]
    return Address(
        found["doc_id"],
        found["first"],
        found["last"] or found["first"],
        None if start is None else int(start),
        None if end is None else int(end),
    )


def passage(address: str | Iterable[str]) -> pd.DataFrame:
    """Return the passage at an address, or those at several, as findings.

    *address* names a segment (opinion-2002:2.1.3), a range (…:2.1.3-2.1.5), a whole paragraph or
    chapter by the beginning of its parts (…:2.1), or characters of one of these (…:2.1.3@4-9).

    Returns a frame of one row for an address; columns after doc_id, start, end, quote:
    address: as it is written today
    en: the English of the segments
    note: their notes, one after another
    certainty: that of the least certain segment
    changed_from: the Chinese that was translated, where the edition has other words by now; else
        empty

    >>> passage("opinion-2002:2.1.4")["quote"].item()
    '电子政务网络由政务内网和政务外网构成，'
    """
    several = isinstance(address, Iterable) and not isinstance(address, str)
    addresses = list(address) if several else [address]
    segments_of = lru_cache(load_segments)
    rows = []
    for one in addresses:
        segments = segments_of(parse_address(one).doc_id)
        rows.append(_passage_row(one, segments))
    return pd.DataFrame(rows, columns=PASSAGE_COLUMNS)


def _passage_row(address: str, segments: pd.DataFrame) -> dict:
    """The row of `passage` for one address; *segments* are those of its document."""
    wanted = parse_address(address)
    moved = moved_addresses()
    first, last = (
        moved.get(f"{wanted.doc_id}:{part}", part)
        for part in (wanted.first, wanted.last)
    )
    from_row, _ = _rows_of(segments, first, wanted.doc_id)
    _, to_row = _rows_of(segments, last, wanted.doc_id)
    if to_row < from_row:
        raise DataError(
            f"{address!r} ends before it begins: write the earlier part first"
        )
    chosen = segments.iloc[from_row : to_row + 1]
    start, end = int(chosen["start"].iloc[0]), int(chosen["end"].iloc[-1])
    quote = "".join(chosen["quote"])
    if wanted.start is not None:
        if not wanted.start < wanted.end <= len(quote):
            raise DataError(
                f"{address!r}: the passage has {len(quote)} characters, give two places within them"
            )
        start, end = start + wanted.start, start + wanted.end
        quote = quote[wanted.start : wanted.end]
    else:
        end -= len(quote) - len(quote.rstrip("\n"))
        quote = quote.rstrip("\n")
    return {
        "doc_id": wanted.doc_id,
        "start": start,
        "end": end,
        "quote": quote,
        "address": _write_address(chosen, wanted.start, wanted.end),
        "en": " ".join(chosen["en"]),
        "note": " ".join(note for note in chosen["note"] if note),
        "certainty": _least_certain(chosen["certainty"]),
        "changed_from": "".join(chosen["changed_from"]),
    }


def _rows_of(
    segments: pd.DataFrame, part: str, doc_id: str
) -> tuple[int, int]:
    """The first and last row of a part: of one segment, or of all whose part begins with it."""
    parts = segments["part"]
    rows = [
        row
        for row, own in enumerate(parts)
        if own == part or own.startswith(f"{part}.")
    ]
    if not rows:
        near = ", ".join(
            parts[parts.str.startswith(part.partition(".")[0])][:5]
        ) or ", ".join(parts[:5])
        raise DataError(
            f"{doc_id} has no part {part!r}; there are {near}, …: load_table('translations') "
            "lists all"
        )
    return rows[0], rows[-1]


def _write_address(
    segments: pd.DataFrame, start: int | None = None, end: int | None = None
) -> str:
    """The address of neighbouring segments, and of some characters of them."""
    first, last = segments["address"].iloc[0], segments["part"].iloc[-1]
    written = first if len(segments) == 1 else f"{first}-{last}"
    return written if start is None else f"{written}@{start}-{end}"


def _least_certain(certainties: pd.Series) -> str:
    """The weakest of some certainties."""
    order = ["possible", "probable", "certain"]
    return min(certainties, key=order.index)


@lru_cache(maxsize=1)
def moved_addresses() -> dict[str, str]:
    """Addresses that were given up: address -> the part that took its place."""
    path = data_folder() / "translations" / "moved.csv"
    rows = pd.read_csv(
        path, dtype="str", keep_default_na=False, encoding="utf-8"
    )
    return {
        old: new.partition(":")[2]
        for old, new in zip(rows["address"], rows["now"])
    }


def address(findings: pd.DataFrame, *, exact: bool = False) -> pd.Series:
    """Return the address of each finding: the segments that it touches.

    With *exact*, a finding that does not fill its segments is addressed to the character, `…@4-9`,
    so that `passage` gives back exactly its quote. A finding without a place (silence, a fact from
    outside) has an empty address. `DataError` for a finding in a document without segments.

    >>> found = pd.DataFrame({"doc_id": ["opinion-2002"], "start": [0], "end": [5]})
    >>> address(found).tolist(), address(found, exact=True).tolist()
    (['opinion-2002:t'], ['opinion-2002:t@0-5'])
    """
    check_columns(findings, COLUMNS[:3], "address")
    # A table is mostly of few documents
    segments_of = lru_cache(load_segments)
    written = []
    for doc_id, start, end in findings[COLUMNS[:3]].itertuples(
        index=False, name=None
    ):
        if pd.isna(start):
            written.append("")
            continue
        start, end = int(start), int(end)
        touched = touched_segments(segments_of(doc_id), doc_id, start, end)
        first = int(touched["start"].iloc[0])
        last = int(touched["end"].iloc[-1])
        fills = start == first and end == last
        if exact and not fills:
            text = _write_address(touched, start - first, end - first)
        else:
            text = _write_address(touched)
        written.append(text)
    return pd.Series(
        written, index=findings.index, name="address", dtype="str"
    )


def touched_segments(
    segments: pd.DataFrame, doc_id: str, start: int, end: int
) -> pd.DataFrame:
    """The segments of which *start* to *end* of a reading text has at least a character, in
    reading order; *segments* are all of its document.
    """
    _check_inside(segments, doc_id, start, end)
    # Segments follow one another without a gap: those touched are a slice, found by bisection.
    ends = segments["end"].to_numpy()
    starts = segments["start"].to_numpy()
    first = ends.searchsorted(start, side="right")
    beyond = starts.searchsorted(max(end, start + 1), side="left")
    touched = segments.iloc[first:beyond]
    return segments.tail(1) if touched.empty else touched


def _check_inside(
    segments: pd.DataFrame, doc_id: str, start: int, end: int
) -> None:
    """Raise `DataError` where a document has no segments, or the place is not in its text."""
    if segments.empty:
        raise DataError(
            f"{doc_id} has no segments: data/translations/{doc_id}.csv is missing"
        )
    length = int(segments["end"].iloc[-1])
    if not 0 <= start <= end <= length:
        raise DataError(
            f"{doc_id} has {length} characters, and the finding is at {start} to {end}: another "
            "text?"
        )


def translate(findings: pd.DataFrame) -> pd.DataFrame:
    """Add to each finding its address and the English of the segments it lies in.

    Returns *findings* with three more columns:
    address: of the segments that it touches; empty where the finding has no place
    en: their English, whole segments, since a part of a sentence seldom has an English of its own
    en_fills: whether the finding is all of these segments, up to marks and spaces at the ends

    >>> found = pd.DataFrame({"doc_id": ["yunnan-2006"], "start": [0], "end": [5]})
    >>> translate(found)[["address", "en"]].values.tolist()
    [['yunnan-2006:1.1', 'On the morning of the 30th,']]
    """
    addresses = address(findings)
    segments_of = lru_cache(load_segments)
    english = []
    fills = []
    places = findings[COLUMNS[:3]].itertuples(index=False, name=None)
    for (doc_id, start, end), written in zip(places, addresses):
        if not written:
            english.append("")
            fills.append(False)
            continue
        start, end = int(start), int(end)
        touched = touched_segments(segments_of(doc_id), doc_id, start, end)
        english.append(" ".join(touched["en"]))
        fills.append(_fills(touched, start, end))
    return findings.assign(address=addresses, en=english, en_fills=fills)


def _fills(touched: pd.DataFrame, start: int, end: int) -> bool:
    """Whether a place is all of the segments that it touches, but for marks at the ends."""
    text = "".join(touched["quote"])
    offset = int(touched["start"].iloc[0])
    outside = text[: start - offset] + text[end - offset :]
    return not re.search(r"\w|□", outside)
