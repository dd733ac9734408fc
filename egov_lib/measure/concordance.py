"""Find a phrase, show any finding in its context, and say how evenly a word is spread.

A concordance needs no index: searching the texts takes less time than loading an index would, and
no hit is lost. Places are found first and contexts cut afterwards, because a pattern that takes its
context with it (`.{0,20}政务.{0,20}`, government affairs) swallows the next hit. A phrase is sought
as characters, independent of any dictionary; given words, only hits are kept that begin and end
where words do. Everything found is a finding, and any finding can be shown in context, carried to
its heading or its file as received (`to_witness`), and written with `to_csv`. Nothing is ranked or
interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from numbers import Integral
from typing import NamedTuple

import numpy as np
import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import (
    DataError,
    check_columns,
    check_documents,
    check_whole,
)
from egov_lib.measure.arrays import expand_ranges
from egov_lib.measure.words import SENTENCE_END_RE, as_codes

Span = tuple[int, int]
Finder = Callable[[str], list[Span]]
KINDS = ("plain", "wildcard", "regex")
SORTS = ("position", "left", "right")
UNITS = {"sentence": SENTENCE_END_RE, "paragraph": re.compile(r"\n\s*")}
# How many characters * may match: more would cross from one statement into the next.
MOST_WILD = 10
WILDCARDS = {"*": rf"\w{{0,{MOST_WILD}}}?", "?": r"\w"}
# Between two documents on one line: farther than any distance asked for
FAR = 1 << 30


# --- documents on one line ----------------------------------------------------------------------


class _Spots(NamedTuple):
    """Where findings are on the line: the row of their document, their start, their end."""

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray


class _Words(NamedTuple):
    """Words in the order of the line: start, end, and the word with an empty one at the end."""

    start: np.ndarray
    end: np.ndarray
    quote: np.ndarray


class _Line:
    """Documents laid on one line, far apart, so that a place in any of them is one number.

    Then one sorted array answers "what is the next word?" for the findings of all documents.
    """

    def __init__(self, docs: pd.DataFrame) -> None:
        self.texts = check_documents(docs, "a concordance", distinct=True)
        self.doc_ids = pd.Index(docs["doc_id"])
        self.lengths = np.array([len(text) for text in self.texts], np.int64)
        self.begins = FAR * np.arange(len(docs), dtype=np.int64)
        self.end = FAR * len(docs)  # after every place

    def rows(self, findings: pd.DataFrame) -> np.ndarray:
        """Give the row of each finding's document."""
        codes, doc_ids = as_codes(findings["doc_id"])
        rows = self.doc_ids.get_indexer(pd.Index(doc_ids))
        is_stray = rows < 0
        if is_stray.any():
            stray = doc_ids[is_stray][0]
            raise DataError(
                f"there are findings in {stray!r}, which is none of the documents given"
            )
        return rows[codes]

    def locate(self, findings: pd.DataFrame) -> _Spots:
        """Give the place of each finding on the line."""
        check_columns(findings, FINDING[:3], "a frame of findings or words")
        if findings["start"].isna().any():
            raise DataError(
                "there are findings without a place (silences): leave them out, "
                "dropna(subset=['start'])"
            )
        start = findings["start"].to_numpy(np.int64)
        end = findings["end"].to_numpy(np.int64)
        return self.spots(self.rows(findings), start, end)

    def spots(
        self, row: np.ndarray, start: np.ndarray, end: np.ndarray
    ) -> _Spots:
        """Carry places in the documents of these rows to the line."""
        begin = self.begins[row]
        return _Spots(row, begin + start, begin + end)

    def locate_words(self, words: pd.DataFrame) -> _Words:
        """Give the places of words, sorted."""
        spots = self.locate(words)
        order = np.argsort(spots.start, kind="stable")
        quotes = words["quote"].to_numpy(dtype=object)[order]
        return _Words(
            spots.start[order], spots.end[order], np.append(quotes, "")
        )

    def cut(
        self, row: np.ndarray, start: np.ndarray, end: np.ndarray
    ) -> list[str]:
        """Cut the texts between places of the line; *row* says in which documents these are."""
        begin = self.begins[row]
        first = np.maximum(start - begin, 0).tolist()
        last = np.minimum(end - begin, self.lengths[row]).tolist()
        texts = self.texts
        return [texts[n][a:b] for n, a, b in zip(row.tolist(), first, last)]

    def shares_before(self, spots: _Spots) -> np.ndarray:
        """Give the share of its document that lies before each place."""
        before = spots.start - self.begins[spots.row]
        return before / np.maximum(self.lengths[spots.row], 1)

    def unit_edges(self, unit: str) -> np.ndarray:
        """Give the places where sentences or paragraphs begin or end, sorted."""
        edges = []
        for begin, text in zip(self.begins.tolist(), self.texts):
            ends = [match.end() for match in UNITS[unit].finditer(text)]
            edges += [begin + place for place in (0, *ends, len(text))]
        return np.array(edges, np.int64)


# --- finding phrases ----------------------------------------------------------------------------


def find_phrase(
    docs: pd.DataFrame,
    phrase: str | Iterable[str],
    *,
    kind: str = "plain",
    words: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find every place where a phrase, or one of several phrases, occurs.

    Parameters
    ----------
    docs: a frame with doc_id and text.
    phrase: one phrase, or several.
    kind:
        "plain" takes the phrase as it is.
        "wildcard" lets ? match any one character and * up to ten, none of them punctuation or
        space, as in 信息*共享.
        "regex" is a Python regular expression.
        The first two also find places that overlap; hits of a "regex" follow one another.
    words: from `segment`; then only hits are kept that begin and end where words do.

    Returns findings in the order of the texts:
    doc_id, start, end, quote: where the hit is
    phrase: which of the phrases it is a hit of

    Raises `ValueError` for a phrase or kind that can't be sought.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["信息共享，信息资源共享"]})
    >>> find_phrase(docs, "信息*共享", kind="wildcard")["quote"].tolist()  # sharing of information
    ['信息共享', '信息资源共享']
    """
    check_whole(docs, ["doc_id", "text"], "find_phrase")
    line = _Line(docs)
    phrases = _as_list(phrase)
    finders = [_finder(one, kind) for one in phrases]
    hits = _search(line.texts, finders)
    asked = pd.array(phrases, dtype="str").take(hits.which)
    quote = asked
    if kind != "plain":
        spots = line.spots(hits.row, hits.start, hits.end)
        quote = line.cut(*spots)
    doc_ids = docs["doc_id"].array
    columns = {
        "doc_id": doc_ids.take(hits.row),
        "start": hits.start,
        "end": hits.end,
        "quote": pd.array(quote, dtype="str"),
        "phrase": asked,
    }
    found = pd.DataFrame(columns)
    if words is None:
        return found
    return _keep_whole_words(line, found, words)


def _as_list(phrase: str | Iterable[str]) -> list[str]:
    """Give the phrases asked for; what is no phrase is refused later."""
    if isinstance(phrase, str) or not isinstance(phrase, Iterable):
        return [phrase]
    return list(phrase)


class _Hits(NamedTuple):
    """Hits of several finders: which finder, the row of the text, start and end in it."""

    which: np.ndarray
    row: np.ndarray
    start: np.ndarray
    end: np.ndarray


def _search(texts: list[str], finders: list[Finder]) -> _Hits:
    """Run every finder over every text; hits come in the order of the texts."""
    spans: list[Span] = []
    counts = []
    for find in finders:
        for text in texts:
            found = find(text)
            spans += found
            counts.append(len(found))
    return _in_text_order(spans, counts, len(texts))


def _in_text_order(spans: list[Span], counts: list[int], texts: int) -> _Hits:
    """Sort hits that were found finder by finder; *counts* says how many in each text."""
    searches = np.repeat(np.arange(len(counts)), counts)
    which, row = np.divmod(searches, max(texts, 1))
    places = np.fromiter(chain.from_iterable(spans), np.int64)
    hits = _Hits(which, row, places[::2], places[1::2])
    order = np.lexsort((hits.which, hits.end, hits.start, hits.row))
    return _Hits(*(column[order] for column in hits))


def _keep_whole_words(
    line: _Line, found: pd.DataFrame, words: pd.DataFrame
) -> pd.DataFrame:
    """Keep the hits that begin and end where words do."""
    spots = line.locate(found)
    known = line.locate(words)
    begins = _occurs_in(spots.start, known.start)
    ends = _occurs_in(spots.end, known.end)
    return found[begins & ends].reset_index(drop=True)


def _occurs_in(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Say of each value whether it is among the known ones.

    Words come nearly sorted, so this is many times as fast as `np.isin`.
    """
    known = np.sort(known, kind="stable")
    first = np.searchsorted(known, values)
    after = np.searchsorted(known, values, "right")
    return first < after


def _finder(phrase: str, kind: str) -> Finder:
    """Make the function that finds a phrase in a text."""
    if kind not in KINDS:
        raise ValueError(
            f"kind is {kind!r}: use 'plain', 'wildcard' or 'regex'"
        )
    open_ended = (
        kind == "wildcard"
        and isinstance(phrase, str)
        and "*" in (phrase[:1], phrase[-1:])
    )
    if not isinstance(phrase, str) or not phrase or open_ended:
        raise ValueError(
            f"phrase is {phrase!r}: it must begin and end with a character to be found"
        )
    if kind == "regex":
        return _regex_finder(phrase)
    if kind == "wildcard":
        return _wildcard_finder(phrase)
    return _plain_finder(phrase)


def _plain_finder(phrase: str) -> Finder:
    def find(text: str) -> list[Span]:
        spans = []
        at = text.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            spans.append((at, end))
            at = text.find(phrase, at + 1)
        return spans

    return find


def _wildcard_finder(phrase: str) -> Finder:
    parts = [
        WILDCARDS.get(character) or re.escape(character)
        for character in phrase
    ]
    # A lookahead, so that hits may overlap.
    pattern = re.compile(f"(?=({''.join(parts)}))")
    return lambda text: [match.span(1) for match in pattern.finditer(text)]


def _regex_finder(phrase: str) -> Finder:
    try:
        pattern = re.compile(phrase)
    except re.error as error:
        raise ValueError(
            f"phrase {phrase!r} is not a regular expression ({error}): use kind='plain' to find "
            "it as it is written"
        ) from None
    return lambda text: [
        match.span() for match in pattern.finditer(text) if match[0]
    ]


# --- phrases near each other --------------------------------------------------------------------


def near(
    docs: pd.DataFrame,
    phrases: tuple[str | pd.DataFrame, str | pd.DataFrame],
    *,
    within: int | str = 10,
    words: pd.DataFrame | None = None,
    ordered: bool = False,
) -> pd.DataFrame:
    """Find where two phrases occur near each other.

    Parameters
    ----------
    docs: a frame with doc_id and text.
    phrases: two phrases, or two frames of findings.
    within: how many characters may lie between them (how many words, if *words* are given), or
        "sentence" or "paragraph".
    words: from `segment`, to count the gap in words.
    ordered: whether the first must come before the second.

    Returns findings that reach from one phrase to the other, in the order of the texts:
    doc_id, start, end, quote: where they are
    first, second: the two quotes, from left to right
    gap: how many characters or words lie between them; 0 is side by side

    Each pair counts, so one place may be in several rows; phrases that overlap are not a pair.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["信息资源的共享"]})
    >>> near(docs, ("共享", "信息"))[["quote", "gap"]].values.tolist()  # sharing, information
    [['信息资源的共享', 3]]
    """
    _check_unit(within, "within")
    one, other = _two_findings(docs, phrases)
    line = _Line(docs)
    found = _pairs(line, one, other, within, words)
    if not ordered and not one[FINDING].equals(other[FINDING]):
        found = pd.concat([found, _pairs(line, other, one, within, words)])
    return _with_quotes(line, found)


def _with_quotes(line: _Line, found: pd.DataFrame) -> pd.DataFrame:
    """Add the quotes, and bring findings into the order of the texts."""
    spots = line.locate(found)
    found.insert(3, "quote", line.cut(*spots))
    order = np.lexsort((found["end"], spots.start))
    return found.iloc[order].reset_index(drop=True)


def _two_findings(
    docs: pd.DataFrame, phrases: Sequence[str | pd.DataFrame]
) -> list[pd.DataFrame]:
    """Find two phrases; a frame of findings is returned as it is."""
    if isinstance(phrases, str) or len(phrases) != 2:
        raise ValueError(
            f"phrases is {phrases!r}: give two, as ('信息', '共享')"
        )
    found = []
    for phrase in phrases:
        findings = phrase
        if not isinstance(phrase, pd.DataFrame):
            findings = find_phrase(docs, phrase)
        check_columns(findings, FINDING, "near")
        found.append(findings)
    return found


def _pairs(
    line: _Line,
    left: pd.DataFrame,
    right: pd.DataFrame,
    within: int | str,
    words: pd.DataFrame | None,
) -> pd.DataFrame:
    """Pair every finding of *left* with each of *right* that begins after it and near enough."""
    spots = line.locate(right)
    order = np.argsort(spots.start, kind="stable")
    right = right.iloc[order]
    pairs = _pair_places(line, left, right, within, words)
    left = left.iloc[pairs.left]
    right = right.iloc[pairs.right]
    columns = {
        "doc_id": left["doc_id"].array,
        "start": left["start"].array,
        "end": right["end"].to_numpy(),
        "first": left["quote"].to_numpy(),
        "second": right["quote"].to_numpy(),
        "gap": pairs.gap,
    }
    return pd.DataFrame(columns)


class _Pairs(NamedTuple):
    """Pairs of findings: the row of the left one, of the right one, the gap between them."""

    left: np.ndarray
    right: np.ndarray
    gap: np.ndarray


def _pair_places(
    line: _Line,
    left: pd.DataFrame,
    right: pd.DataFrame,
    within: int | str,
    words: pd.DataFrame | None,
) -> _Pairs:
    """Pair findings as `_pairs` does; those on the right are sorted."""
    here = line.locate(left)
    there = line.locate(right)
    ends, starts = here.end, there.start
    if words is not None:
        placed_words = line.locate_words(words)
        ends, starts = _word_places(placed_words, here, there)
    if isinstance(within, str):
        i, j = _in_the_same_unit(line, within, here, there)
    else:
        i, j = _near_enough(ends, starts, within)
    gap = np.maximum(starts[j] - ends[i], 0)
    pairs = _Pairs(left=i, right=j, gap=gap)
    return _only_apart(pairs, here, there)


def _only_apart(pairs: _Pairs, left: _Spots, right: _Spots) -> _Pairs:
    """The pairs of which the left finding ends before the right one begins."""
    is_apart = left.end[pairs.left] <= right.start[pairs.right]
    return _Pairs(*(column[is_apart] for column in pairs))


def _in_the_same_unit(
    line: _Line, unit: str, left: _Spots, right: _Spots
) -> tuple[np.ndarray, np.ndarray]:
    """Pair findings with those, sorted, that begin between their end and that of their unit."""
    unit_ends = _unit_bounds(line, unit, left)[1]
    low = np.searchsorted(right.start, left.end)
    high = np.searchsorted(right.start, unit_ends)
    return expand_ranges(low, high)


def _near_enough(
    ends: np.ndarray, starts: np.ndarray, within: int
) -> tuple[np.ndarray, np.ndarray]:
    """Pair each end with the starts, sorted, from one before it up to *within* after it."""
    low = np.searchsorted(starts, ends - 1)
    high = np.searchsorted(starts, ends + within, "right")
    return expand_ranges(low, high)


def _word_places(
    words: _Words, left: _Spots, right: _Spots
) -> tuple[np.ndarray, np.ndarray]:
    """Count words up to the end of each left finding, and up to the start of each right one.

    The difference is the number of words between two findings, or -1 if both are in one word.
    """
    ends = np.searchsorted(words.start, left.end)
    starts = np.searchsorted(words.end, right.start, "right")
    # So that those of two documents are far apart.
    begin = FAR * left.row.astype(np.int64)
    other_begin = FAR * right.row.astype(np.int64)
    return ends + begin, starts + other_begin


# --- contexts -----------------------------------------------------------------------------------


def in_context(
    docs: pd.DataFrame,
    findings: pd.DataFrame,
    *,
    width: int | str = 15,
    words: pd.DataFrame | None = None,
    sort: str = "position",
    headings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Show findings in their context: a concordance (keyword in context, KWIC).

    Parameters
    ----------
    docs: a frame with doc_id and text.
    findings: any findings in *docs*.
    width: how many characters to show on each side (how many words, if *words* are given), or the
        whole "sentence" or "paragraph".
    words: from `segment`, to count the width in words.
    sort: "position" keeps the order; "left" and "right" bring similar contexts together, reading
        away from the finding.
    headings: findings that are headings, as of the outline.

    Returns *findings* with further columns:
    left_word, right_word: only if *words* are given: the next whole word on each side, or ""
    left, right: the text beside the finding, unchanged
    line: left, 【finding】 and right to read, a line break shown as ¶
    position: the share of the document before the finding, 0 to 1, as a dispersion plot shows it
    heading: only if *headings* are given: the last that begins before or with the finding, or ""

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["加快建设政务内网。"]})
    >>> hits = find_phrase(docs, "政务内网")  # (speed up building the) government intranet
    >>> in_context(docs, hits, width=2)["line"].tolist()
    ['建设【政务内网】。']
    """
    check_columns(findings, FINDING, "in_context")
    _check_unit(width, "width")
    if sort not in SORTS:
        raise ValueError(
            f"sort is {sort!r}: use 'position', 'left' or 'right'"
        )
    line = _Line(docs)
    spots = line.locate(findings)
    shown = findings.copy()
    placed_words = None
    if words is not None:
        placed_words = line.locate_words(words)
        shown["left_word"] = _word_before(line, spots, placed_words)
        shown["right_word"] = _word_after(line, spots, placed_words)
    low, high = _bounds(line, spots, width, placed_words)
    shown["left"] = _as_column(line.cut(spots.row, low, spots.start), shown)
    right = line.cut(spots.row, spots.end, high)
    if isinstance(width, str):
        right = [text.rstrip() for text in right]  # without the line break
    shown["right"] = _as_column(right, shown)
    shown["line"] = _lines_to_read(shown)
    shown["position"] = line.shares_before(spots)
    if headings is not None:
        shown["heading"] = _last_heading(line, headings, spots)
    if sort == "position":
        return shown
    return _sorted_by(shown, sort)


def _as_column(texts: list[str], frame: pd.DataFrame) -> pd.Series:
    return pd.Series(texts, frame.index, dtype="str")


def _check_unit(width: int | str, name: str) -> None:
    known = (
        width in UNITS
        if isinstance(width, str)
        else isinstance(width, Integral) and width >= 0
    )
    if not known:
        raise ValueError(
            f"{name} is {width!r}: use a number from 0, 'sentence' or 'paragraph'"
        )


def _bounds(
    line: _Line, spots: _Spots, width: int | str, words: _Words | None
) -> tuple[np.ndarray, np.ndarray]:
    """Give where the context of each finding begins and ends on the line."""
    if isinstance(width, str):
        return _unit_bounds(line, width, spots)
    if words is not None:
        return _word_bounds(line, spots, width, words)
    return spots.start - width, spots.end + width


def _unit_bounds(
    line: _Line, unit: str, spots: _Spots
) -> tuple[np.ndarray, np.ndarray]:
    """From the start of the unit in which a finding begins to the end of that in which it ends."""
    edges = line.unit_edges(unit)
    low = edges[np.searchsorted(edges, spots.start, "right") - 1]
    high = edges[np.searchsorted(edges, spots.end)]
    return low, high


def _word_bounds(
    line: _Line, spots: _Spots, width: int, words: _Words
) -> tuple[np.ndarray, np.ndarray]:
    """From the start of the *width*-th word before a finding to the end of that after it."""
    starts = np.append(words.start, line.end)
    ends = np.concatenate([[-1], words.end, [line.end]])
    first = np.searchsorted(words.end, spots.start, "right") - width
    last = np.searchsorted(words.start, spots.end) + width
    low = np.where(first < 0, -1, starts[np.maximum(first, 0)])
    high = ends[np.minimum(last, len(words.end) + 1)]
    return low, high


def _word_before(line: _Line, spots: _Spots, words: _Words) -> np.ndarray:
    """Give the last whole word before each finding, "" where its document has none."""
    # -1 before all words
    at = np.searchsorted(words.end, spots.start, "right") - 1
    word_end = np.append(words.end, -1)[at]
    in_document = word_end > line.begins[spots.row]
    return np.where(in_document, words.quote[at], "")


def _word_after(line: _Line, spots: _Spots, words: _Words) -> np.ndarray:
    """Give the first whole word after each finding, "" where its document has none."""
    at = np.searchsorted(words.start, spots.end)
    word_start = np.append(words.start, line.end)[at]
    in_document = word_start < line.begins[spots.row] + line.lengths[spots.row]
    return np.where(in_document, words.quote[at], "")


def _lines_to_read(shown: pd.DataFrame) -> pd.Series:
    lines = (
        shown["left"]
        + "【"
        + shown["quote"].astype("str")
        + "】"
        + shown["right"]
    )
    return lines.str.replace("\n", "¶", regex=False)


def _last_heading(
    line: _Line, headings: pd.DataFrame, spots: _Spots
) -> np.ndarray:
    """Give the heading that began last when a finding begins, in the same document."""
    placed = line.locate(headings)
    order = np.argsort(placed.start, kind="stable")
    at = np.searchsorted(placed.start[order], spots.start, "right") - 1
    heading_row = np.append(placed.row[order], -1)[at]
    same_document = (at >= 0) & (heading_row == spots.row)
    quotes = np.append(headings["quote"].to_numpy()[order], "")
    return quotes[np.where(same_document, at, -1)]


def _sorted_by(shown: pd.DataFrame, side: str) -> pd.DataFrame:
    """Sort a concordance by what is on one side, reading away from the finding."""
    beside = shown["left"].str[::-1] if side == "left" else shown["right"]
    next_word = shown.get(f"{side}_word", beside)
    return shown.iloc[np.lexsort((beside, next_word))].reset_index(drop=True)


# --- dispersion ---------------------------------------------------------------------------------


class _Cells(NamedTuple):
    """The parts in which each word occurs: one entry for each word and part.

    word: the integer of the word.
    count: how often it is in the part.
    part_size: how many words the part has in all.
    """

    word: np.ndarray
    count: np.ndarray
    part_size: np.ndarray


def dispersion(
    words: pd.DataFrame, *, parts: str | int = "doc_id"
) -> pd.DataFrame:
    """Measure how evenly each word is spread over the parts of a corpus.

    Parameters
    ----------
    words: from `segment`.
    parts: the column that says which part a word is in, or a number of equal parts into which all
        words are divided in their order. A part without words does not count.

    Returns one row for each word, the commonest first:
    word, count: the word and how often it occurs
    parts: how many parts there are
    range: in how many of them the word occurs
    dp: Gries's deviation of proportions, half the sum over parts of |share of the word in the
        part - share of all words in it|: 0 is perfectly even, near 1 is all in one small part
    dp_norm: dp divided by 1 - the smallest part's share, so that 1 can be reached
    juilland_d: 1 - coefficient of variation of the word's rates in the parts, divided by
        sqrt(parts - 1). Its direction is the opposite: 1 is perfectly even, 0 is all in one part

    With a single part dp_norm and juilland_d are undefined (NaN). A word that occurs once can't be
    even: compare only words of similar count.

    >>> words = pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "word": ["网", "务", "网", "政"]})
    >>> dispersion(words).iloc[:1][["word", "range", "dp", "juilland_d"]].values.tolist()
    [['网', 2, 0.0, 1.0]]

    References: Gries (2008), International Journal of Corpus Linguistics 13(4), 403-437; Lijffijt
    and Gries (2012), ibid. 17(1), 147-149; Juilland, Brodin and Davidovitch (1970), Frequency
    Dictionary of French Words.
    """
    needed = ["word", parts] if isinstance(parts, str) else ["word"]
    check_columns(words, needed, "dispersion")
    codes, kinds = as_codes(words["word"])
    part = _part_of_each(words, parts)
    counts = np.bincount(codes, minlength=len(kinds))
    sizes = np.bincount(part)
    used = sizes[sizes > 0]
    cells = _count_cells(codes, part, sizes)
    in_parts = np.bincount(cells.word, minlength=len(kinds))
    frame = pd.DataFrame(
        {
            "word": kinds,
            "count": counts.astype(np.int64),
            "parts": len(used),
            "range": in_parts.astype(np.int64),
        }
    )
    frame["dp"] = _deviation_of_proportions(cells, counts, len(words))
    if len(used) > 1:
        frame["dp_norm"] = frame["dp"] / (1 - used.min() / len(words))
        frame["juilland_d"] = _juilland(cells, len(kinds), len(used))
    else:
        frame["dp_norm"] = np.nan
        frame["juilland_d"] = np.nan
    return frame.sort_values(
        "count", ascending=False, kind="stable", ignore_index=True
    )


def _part_of_each(words: pd.DataFrame, parts: str | int) -> np.ndarray:
    """Give the number of the part in which each word is."""
    if isinstance(parts, str):
        return as_codes(words[parts])[0]
    if not isinstance(parts, Integral) or parts <= 0:
        raise ValueError(
            f"parts is {parts!r}: use the name of a column, or a number from 1"
        )
    places = np.arange(len(words), dtype=np.int64)
    total = max(len(words), 1)
    part = places * parts // total
    return part.astype(np.intp)


def _count_cells(
    codes: np.ndarray, part: np.ndarray, sizes: np.ndarray
) -> _Cells:
    """Count each word in each part in which it occurs."""
    parts = max(len(sizes), 1)
    keys, counts = np.unique(
        codes.astype(np.int64) * parts + part, return_counts=True
    )
    word = (keys // parts).astype(np.intp)
    return _Cells(word, counts, sizes[keys % parts])


def _deviation_of_proportions(
    cells: _Cells, counts: np.ndarray, total: int
) -> np.ndarray:
    """Give Gries's DP of each word.

    Shares that are too large make up half of all deviations, so the parts in which a word does not
    occur need not be visited.
    """
    share_of_word = cells.count / counts[cells.word]
    share_of_all = cells.part_size / max(total, 1)
    excess = np.maximum(share_of_word - share_of_all, 0)
    return np.bincount(cells.word, excess, minlength=len(counts))


def _juilland(cells: _Cells, kinds: int, parts: int) -> np.ndarray:
    """Give Juilland's D of each of *kinds* words."""
    rate = cells.count / cells.part_size
    mean = np.bincount(cells.word, rate, minlength=kinds) / parts
    mean_square = np.bincount(cells.word, rate**2, minlength=kinds) / parts
    variation = np.sqrt(np.maximum(mean_square - mean**2, 0)) / mean
    # Rounding can leave it slightly below 0.
    return np.maximum(1 - variation / np.sqrt(parts - 1), 0)
