"""What a finding is: its columns, how findings are made, checked and located, and the way back to
the file.

Whatever says something about a text is a *finding*: a row that begins `doc_id, start, end, quote`,
where `text[start:end] == quote` holds for the text of that document. Finders make findings
(`make`), tables of `data/` become findings (`locate`), and every viewer takes them. So no figure
is without its passage.

Offsets count characters, from 0; `end` is the place after the last character, as in a Python slice.
"""

from __future__ import annotations

import contextlib
import gc
import re
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from egov_lib.seen import end_in_text, see, start_in_text

COLUMNS = ["doc_id", "start", "end", "quote"]
WITNESS_COLUMNS = ["witness_start", "witness_end", "witness_quote"]
# What `make` tells a finder of a text, see `seen.Seen`
PLACES = "places_in_text"
# Of texts whose strings are kept for the next finder
MOST_KEPT_BYTES = 3_000_000
SHOWN_CHARS = 40  # of a value, in an error message
# pandas' own texts
TEXT = pd.StringDtype(na_value=np.nan)
# Types of columns that numpy may make at once
NUMBERS = frozenset(("int64", "float64", "bool", "datetime64[us]"))
HALF_RE = re.compile("[\ud800-\udfff]")  # half of a surrogate pair

Document = Mapping[str, Any]  # a row of a frame of documents: column -> value


class DataError(ValueError):
    """Something in `data/` or in a frame doesn't fit; the message says what and where."""


class Trail(NamedTuple):
    """The way from a reading text back to its file as received.

    `starts[i]` and `ends[i]` are the places in `witness` of a span that begins or ends at place i
    of the reading text.
    """

    witness: str
    starts: np.ndarray
    ends: np.ndarray


# --- frames -------------------------------------------------------------------------------------


def check_columns(
    frame: pd.DataFrame, needed: Iterable[str], who: str
) -> None:
    """Raise `DataError` if *frame* is no DataFrame or lacks one of the columns that *who* needs."""
    needed = list(needed)
    if not isinstance(frame, pd.DataFrame):
        kind = type(frame).__name__
        shown = str(frame)[:SHOWN_CHARS]
        raise DataError(
            f"{who} needs a DataFrame with {', '.join(needed)}; "
            f"it got {kind}: {shown!r}"
        )
    missing = [column for column in needed if column not in frame.columns]
    if missing:
        there = ", ".join(map(str, frame.columns))
        raise DataError(
            f"{who} needs the column {missing[0]!r}; there are {there}"
        )


def check_whole(
    frame: pd.DataFrame, needed: Iterable[str], who: str
) -> pd.DataFrame:
    """Return *frame*, once it is sure that *who* can show it or write it down.

    Raises `DataError` as `check_columns` does, and for half a character (one unit of a pair of
    UTF-16), which no page, no file and no column of pandas' own texts can hold.
    """
    check_columns(frame, needed, who)
    for place, dtype in enumerate(frame.dtypes):
        # pandas' own texts never hold one
        if dtype.kind == "O":
            _check_texts(frame.iloc[:, place], who)
    return frame


def _check_texts(values: pd.Series, who: str) -> None:
    for number, value in enumerate(values):
        half = isinstance(value, str) and HALF_RE.search(value)
        if half:
            raise DataError(
                f"{who}: column {str(values.name)!r}, row {number} has half a character "
                f"(U+{ord(half[0]):04X}), which no page or file can hold: put another in its "
                "place, as text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace') does"
            )


def whole_characters(text: str) -> str:
    """Put � in the place of each half of a character, which no file or page can hold.

    >>> whole_characters("a" + chr(0xD83D))
    'a�'
    """
    return HALF_RE.sub("\ufffd", text)


def check_documents(
    docs: pd.DataFrame, who: str = "a finder", *, distinct: bool = False
) -> list[str]:
    """Return the texts of *docs*, a frame of documents that *who* needs.

    Raises `DataError` unless *docs* is a DataFrame with doc_id and text, and every text is a
    string. With *distinct*, each doc_id must also occur once, because results are looked up by it.
    """
    if not isinstance(docs, pd.DataFrame):
        example = f'pd.DataFrame({{"doc_id": ["mine"], "text": [{str(docs)[:20]!r}]}})'
        raise DataError(
            f"documents are a frame, not {type(docs).__name__}: use {example}"
        )
    check_columns(docs, ["doc_id", "text"], who)
    if distinct:
        _check_distinct(docs["doc_id"])
    texts = _strings(docs["text"])
    for doc_id, text in zip(docs["doc_id"].tolist(), texts):
        if not isinstance(text, str):
            raise DataError(
                f"document {doc_id!r} has {text!r} for a text: give a string ('' will do), or "
                "drop the row"
            )
    return texts


class _LastStrings:
    """The strings of the column of texts that was read last.

    One finder after another asks for the same documents, whose texts Arrow holds as bytes. What
    Arrow holds never changes, so the same array has the same strings.
    """

    def __init__(self) -> None:
        self.last: tuple[Callable[[], Any], list[str]] = (lambda: None, [])

    def read(self, column: pd.Series) -> list[str]:
        """Return the strings of a column, as a list of one's own."""
        if not isinstance(column.array, pd.arrays.ArrowStringArray):
            return column.tolist()
        array = column.array.__arrow_array__()
        array_of, strings = self.last
        if array_of() is array:
            return strings.copy()
        strings = column.tolist()
        if array.nbytes <= MOST_KEPT_BYTES:
            self.last = weakref.ref(array), strings.copy()
        return strings


_strings = _LastStrings().read


def _check_distinct(doc_ids: pd.Series) -> None:
    twice = doc_ids.duplicated()
    if twice.any():
        raise DataError(
            f"doc_id {doc_ids[twice].iloc[0]!r} stands twice: give each document its own"
        )


def check_findings(findings: pd.DataFrame, docs: pd.DataFrame) -> pd.DataFrame:
    """Check that `text[start:end] == quote` for every row, and return the findings unchanged.

    A row without start (silence, or a fact from outside) is not checked.
    """
    check_columns(findings, COLUMNS, "a frame of findings")
    texts = dict(zip(docs["doc_id"], docs["text"]))
    rows = findings[COLUMNS].itertuples(index=False, name=None)
    for number, (doc_id, start, end, quote) in enumerate(rows):
        if pd.isna(start):
            continue
        if doc_id not in texts:
            raise DataError(
                f"row {number}: {doc_id!r} is not among the documents: give the frame it was "
                "found in"
            )
        found = texts[doc_id][start:end]
        if found != quote:
            raise DataError(
                f"row {number}: at {start} to {end} of {doc_id} is {found!r}, not {quote!r}"
            )
    return findings


# --- making findings ----------------------------------------------------------------------------


def make(
    docs: pd.DataFrame,
    find: Callable[[Document], Iterable[tuple]],
    columns: Mapping[str, str],
) -> pd.DataFrame:
    """Run *find* over every document and return what it yields as findings, in the order of the
    documents.

    Parameters
    ----------
    docs: a frame with doc_id and text.
    find: takes one document, a dict of its columns; yields tuples (start, end, one value for each
        of *columns*). The text that it is given is the text as it is seen: without zero-width
        blanks, with 行 for the radical ⾏. What it finds is put back to its places.
    columns: the further columns, name to dtype.

    Raises `DataError` where *docs* is no frame of documents.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["2006年"]})  # the year 2006
    >>> make(docs, lambda document: [(0, 4, 2006)], {"value": "int64"}).values.tolist()
    [['a', 0, 4, '2006', 2006]]
    """
    texts = check_documents(docs)
    # The rows are gone again before the collector would look through them
    with collector_paused():
        return _frame_of_found(docs, texts, find, columns)


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python from looking for rings of objects meanwhile.

    What makes very many small tuples and no rings is done sooner so. To look through all
    of them again and again takes a tenth of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _frame_of_found(
    docs: pd.DataFrame,
    texts: list[str],
    find: Callable[[Document], Iterable[tuple]],
    columns: Mapping[str, str],
) -> pd.DataFrame:
    """Gather what is found by column, and make a frame of it."""
    cells: list[list] = [[] for _ in ("start", "end", "quote", *columns)]
    counts = []  # findings of each document
    for document, text in zip(_documents(docs, texts), texts):
        found = _found_in(document, text, find, columns)
        counts.append(len(found))
        if not found:
            continue
        starts, ends, *values = zip(*found)
        quotes = [text[start:end] for start, end in zip(starts, ends)]
        for column, more in zip(cells, (starts, ends, quotes, *values)):
            column.extend(more)
    whose = np.repeat(np.arange(len(counts), dtype=np.intp), counts)
    dtypes = {"start": "int64", "end": "int64", "quote": "str", **columns}
    doc_ids = docs["doc_id"].array.take(whose)
    # Said, lest pandas make texts of identifiers that can be none
    arrays = {"doc_id": pd.Series(doc_ids, dtype=doc_ids.dtype)}
    for (name, dtype), column in zip(dtypes.items(), cells):
        arrays[name] = _column(column, dtype)
    return pd.DataFrame(arrays, copy=False)


def _documents(docs: pd.DataFrame, texts: list[str]) -> Iterator[Document]:
    """Yield each document as a dict of its columns; its text is that of *texts*."""
    cells = [
        texts if name == "text" else column.tolist()
        for name, column in docs.items()
    ]
    names = docs.columns.tolist()
    for row in zip(*cells):
        yield dict(zip(names, row))


def _found_in(
    document: Document,
    text: str,
    find: Callable[[Document], Iterable[tuple]],
    columns: Mapping[str, str],
) -> list[tuple]:
    """Return what *find* yields for one document, with offsets in its text as it is."""
    seen = see(text)
    found = find(document | {"text": seen.text, PLACES: seen.places})
    if seen.places is not None:
        found = _put_back(found, columns, seen.places, len(text))
    return list(found)


def _put_back(
    findings: Iterable[tuple],
    columns: Mapping[str, str],
    places: np.ndarray,
    length: int,
) -> Iterator[list]:
    """Yield findings in a text as seen with their offsets in the text as it is.

    Offsets are start and end, and every column that is called …_start or …_end.
    """
    names = ("start", "end", *columns)
    for found in findings:
        yield [
            _place_in_text(name, value, places, length)
            for name, value in zip(names, found)
        ]


def _place_in_text(
    name: str, value: Any, places: np.ndarray, length: int
) -> Any:
    """Return an offset in the text as it is; a value that is none, as it is."""
    if name.endswith("start") and value >= 0:
        return start_in_text(places, value, length)
    if name.endswith("end") and value >= 0:
        return end_in_text(places, value)
    return value


def _column(cells: list, dtype: str) -> Any:
    """Return an array of *cells*; pandas looks at them where numpy takes them for another type."""
    if dtype == "str":
        return _texts(cells)
    values = np.array(cells) if dtype in NUMBERS else None
    if values is not None and values.dtype == dtype:
        return values
    return pd.Series(cells, dtype=dtype)


def _texts(cells: list) -> Any:
    try:
        return pd.array(cells, dtype=TEXT)
    except UnicodeEncodeError:
        # A lone surrogate (half a character) does not fit pandas' string type; a Python string
        # holds it.
        return pd.Series(cells, dtype=object)


# --- locating quotes ----------------------------------------------------------------------------


def locate(
    rows: pd.DataFrame, docs: pd.DataFrame, *, file: str = "the table"
) -> pd.DataFrame:
    """Turn rows with doc_id and quote into findings, computing start and end from the texts.

    Parameters
    ----------
    rows: columns doc_id, quote and, where a quote occurs more than once, occurrence (which one,
        from 1).
    docs: a frame with doc_id and text.
    file: what error messages call the table.

    Returns doc_id, start, end, quote, then the other columns. A row whose quote is empty (silence,
    or a fact from outside) stays, with start and end empty. Raises `DataError`, with the line, for
    a quote that is not there or is ambiguous.
    """
    check_columns(rows, ["doc_id", "quote"], file)
    texts = dict(zip(docs["doc_id"], docs["text"]))
    occurrences = (
        rows["occurrence"]
        if "occurrence" in rows
        else pd.Series(pd.NA, index=rows.index)
    )
    starts = []
    cells = zip(rows["doc_id"], rows["quote"], occurrences)
    # Line 1 of the file holds the column names
    for line, (doc_id, quote, occurrence) in enumerate(cells, start=2):
        starts.append(
            _start_of(
                texts, doc_id, quote, occurrence, where=f"{file}, line {line}"
            )
        )
    start = pd.array(starts, dtype="Int64")
    end = start + rows["quote"].fillna("").str.len().astype("Int64").array
    if not start.isna().any():
        start, end = start.astype("int64"), end.astype("int64")
    first = pd.DataFrame(
        {
            "doc_id": rows["doc_id"],
            "start": start,
            "end": end,
            "quote": rows["quote"],
        }
    )
    rest = [column for column in rows.columns if column not in COLUMNS]
    return first.join(rows[rest])


def _start_of(
    texts: Mapping[str, str],
    doc_id: str,
    quote: str,
    occurrence: int | None,
    *,
    where: str,
) -> int | None:
    """Return the offset of *quote* in its text, or None where there is no quote to find."""
    if pd.isna(quote) or quote == "":
        return None
    if doc_id not in texts:
        raise DataError(
            f"{where}, column doc_id: {doc_id!r} is none of {', '.join(texts)}: correct the doc_id"
        )
    places = _all_places(texts[doc_id], quote)
    if not places:
        raise DataError(
            f"{where}, column quote: {quote!r} does not stand in {doc_id}: copy it from the "
            "reading text"
        )
    if pd.isna(occurrence) and len(places) > 1:
        raise DataError(
            f"{where}, column quote: {quote!r} stands {len(places)} times in {doc_id}: quote "
            "more, or say which "
            "in the column occurrence"
        )
    number = 1 if pd.isna(occurrence) else int(occurrence)
    if not 1 <= number <= len(places):
        raise DataError(
            f"{where}, column occurrence: {number}, but {quote!r} stands {len(places)} times in "
            f"{doc_id}"
        )
    return places[number - 1]


def _all_places(text: str, quote: str) -> list[int]:
    """Every offset of *quote* in *text*, overlapping ones included."""
    places = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


# --- back to the file ---------------------------------------------------------------------------


def follow_back(
    findings: pd.DataFrame, trail_of: Callable[[str], Trail]
) -> pd.DataFrame:
    """Follow findings back to the files as received; `trail_of(doc_id)` gives the way.

    Returns *findings* with three more columns:
    witness_start: where the passage begins in the file, in characters
    witness_end: where it ends
    witness_quote: the words of the file

    Raises `DataError` for a finding that reaches past its reading text.
    """
    check_columns(findings, COLUMNS[:3], "to_witness")
    result = findings.copy()
    result[WITNESS_COLUMNS] = pd.DataFrame(
        [[0, 0, ""]] * len(result), index=result.index, columns=WITNESS_COLUMNS
    )
    for doc_id, rows in findings.groupby("doc_id", sort=False):
        found = _witnessed(doc_id, rows, trail_of(doc_id))
        for column, values in zip(WITNESS_COLUMNS, found):
            result.loc[rows.index, column] = values
    return result


def _witnessed(
    doc_id: str, rows: pd.DataFrame, trail: Trail
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Where the findings of one document begin and end in its file, and the words there."""
    _check_within(doc_id, rows, length=len(trail.starts) - 1)
    first = trail.starts[rows["start"].to_numpy(int)]
    last = np.maximum(first, trail.ends[rows["end"].to_numpy(int)])
    quotes = [trail.witness[start:end] for start, end in zip(first, last)]
    return first, last, quotes


def _check_within(doc_id: str, rows: pd.DataFrame, length: int) -> None:
    """Raise `DataError` for findings that reach past a text of *length* characters."""
    end = rows["end"].max()
    if end > length or rows["start"].min() < 0:
        raise DataError(
            f"a finding in {doc_id} reaches to {end}, past the reading text's "
            f"{length} characters: "
            "was it found in another text?"
        )
