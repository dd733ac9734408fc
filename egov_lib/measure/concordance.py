"""Find a phrase, and show any finding in its context; say how evenly a word is spread.

A concordance needs no index: a text is searched from end to end in less time than an index would take to load, and no hit
is lost. Positions are found first and contexts cut after, since a pattern that takes its context with it (`.{0,20}政务.{0,20}`)
swallows the next hit. Phrases are sought as characters, whatever a dictionary says of words; given words, only hits that
begin and end where words do are kept. Everything found is a finding, and any finding, whoever found it, can be shown in
context, carried to its heading or its witness (`to_witness`), and written with `to_csv`. Nothing is ranked or interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from numbers import Integral

import numpy as np
import pandas as pd

from egov_lib.findings import COLUMNS as FINDING
from egov_lib.findings import DataError, check_columns, check_documents
from egov_lib.measure.words import SENTENCE_END_RE, number

Spans = list[tuple[int, int]]
UNITS = {"sentence": SENTENCE_END_RE, "paragraph": re.compile(r"\n\s*")}
MOST_WILD = (
    10  # so many characters * may stand for: more would cross from one statement into the next
)
WILD = {"*": rf"\w{{0,{MOST_WILD}}}?", "?": r"\w"}
FAR = 1 << 30  # between documents laid on one line: farther than any distance asked for


def find_phrase(
    docs: pd.DataFrame,
    phrase: str | Iterable[str],
    *,
    kind: str = "plain",
    words: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find every place where a phrase, or any of several, stands.

    Parameters: *kind* "plain" takes the phrase as it is, "wildcard" lets ? be any one character and * up to ten, none of
    them a mark or a space (信息*共享); both count places that overlap. A "regex" is Python's, its hits one after another.
    *words* (from `segment`) keeps only hits that begin and end where words do.

    Returns findings in the order of the texts: doc_id, start, end, quote, phrase (which one it was).

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["信息共享，信息资源共享"]})  # sharing of information (resources)
    >>> find_phrase(docs, "信息*共享", kind="wildcard")["quote"].tolist()
    ['信息共享', '信息资源共享']
    """
    line, phrases = (
        _Line(docs),
        list(phrase) if isinstance(phrase, Iterable) and not isinstance(phrase, str) else [phrase],
    )
    spans = [find(text) for find in [_finder(one, kind) for one in phrases] for text in line.texts]
    which, row = np.divmod(np.repeat(np.arange(len(spans)), [*map(len, spans)]), max(len(docs), 1))
    start, end = (
        np.fromiter(chain.from_iterable(chain.from_iterable(spans)), "int64").reshape(-1, 2).T
    )
    row, start, end, which = np.stack([row, start, end, which])[
        :, np.lexsort((which, end, start, row))
    ]
    asked = pd.array(phrases, dtype="str").take(which)
    quote = asked if kind == "plain" else pd.array(line.cut(row, start, end), dtype="str")
    place = {"doc_id": docs["doc_id"].array.take(row), "start": start, "end": end}
    found = pd.DataFrame(place | {"quote": quote, "phrase": asked})
    if words is None:
        return found
    first, last, _ = line.words(words)
    keep = np.isin(line.place(found, "start"), first) & np.isin(line.place(found, "end"), last)
    return found[keep].reset_index(drop=True)


def _finder(phrase: str, kind: str) -> Callable[[str], Spans]:
    if kind not in ("plain", "wildcard", "regex"):
        raise ValueError(f"kind is {kind!r}: use 'plain', 'wildcard' or 'regex'")
    if (
        not isinstance(phrase, str)
        or not phrase
        or (kind == "wildcard" and "*" in (phrase[0], phrase[-1]))
    ):
        raise ValueError(
            f"phrase is {phrase!r}: it must begin and end with a character to be found"
        )
    if kind == "regex":
        try:
            pattern = re.compile(phrase)
        except re.error as error:
            raise ValueError(
                f"phrase is {phrase!r}, no regular expression ({error}): for signs as they are, 'plain'"
            ) from None
        return lambda text: [m.span() for m in pattern.finditer(text) if m[0]]
    if kind == "wildcard":
        pattern = re.compile(f"(?=({''.join(WILD.get(c) or re.escape(c) for c in phrase)}))")
        return lambda text: [m.span(1) for m in pattern.finditer(text)]

    def find(text: str) -> Spans:
        spans, at = [], text.find(phrase)
        while at >= 0:
            spans.append((at, at + len(phrase)))
            at = text.find(phrase, at + 1)
        return spans

    return find


def near(
    docs: pd.DataFrame,
    phrases: tuple[str | pd.DataFrame, str | pd.DataFrame],
    *,
    within: int | str = 10,
    words: pd.DataFrame | None = None,
    ordered: bool = False,
) -> pd.DataFrame:
    """Find where two phrases stand near each other.

    Parameters: *phrases* are two phrases, or two frames of findings; *within* so many characters between them (words, if
    *words* are given), or "sentence" or "paragraph"; *ordered* asks for the first before the second.

    Returns findings that reach from one to the other, in the order of the texts: doc_id, start, end, quote, first, second
    (the two as they stand, from left to right), gap (characters or words between them; 0 is side by side). Phrases that
    overlap are not near each other, and each pair counts, so that one place may stand in several rows.

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["信息资源的共享"]})  # the sharing of information resources
    >>> near(docs, ("共享", "信息"))[["quote", "gap"]].values.tolist()
    [['信息资源的共享', 3]]
    """
    _check_unit(within, "within")
    if isinstance(phrases, str) or len(phrases) != 2:
        raise ValueError(f"phrases is {phrases!r}: give two, as ('信息', '共享')")
    one, other = (p if isinstance(p, pd.DataFrame) else find_phrase(docs, p) for p in phrases)
    check_columns(one, FINDING, "near"), check_columns(other, FINDING, "near")
    line = _Line(docs)
    pairs = (
        [(one, other)]
        if ordered or one[FINDING].equals(other[FINDING])
        else [(one, other), (other, one)]
    )
    found = pd.concat([_pairs(line, left, right, within, words) for left, right in pairs])
    found = found.iloc[np.lexsort((found["end"], line.place(found, "start")))].reset_index(
        drop=True
    )
    found.insert(3, "quote", line.cut(line.rows(found), found["start"], found["end"]))
    return found


def _pairs(
    line: _Line,
    left: pd.DataFrame,
    right: pd.DataFrame,
    within: int | str,
    words: pd.DataFrame | None,
) -> pd.DataFrame:
    """Every finding of *left* with every one of *right* that begins after it and near enough."""
    right = right.iloc[np.argsort(line.place(right, "start"), kind="stable")]
    ends, begins = line.place(left, "end"), line.place(right, "start")
    gap_ends, gap_begins = ends, begins
    if (
        words is not None
    ):  # then the gap is counted in words; two phrases inside one word have none between them
        first, last, _ = line.words(words)
        gap_ends = np.searchsorted(first, ends) + FAR * line.rows(left)
        gap_begins = np.searchsorted(last, begins, "right") + FAR * line.rows(right)
    if isinstance(within, str):
        low, high = (
            np.searchsorted(begins, ends),
            np.searchsorted(begins, line.unit_bounds(within, left)[1]),
        )
    else:
        low, high = (
            np.searchsorted(gap_begins, gap_ends - 1),
            np.searchsorted(gap_begins, gap_ends + within, "right"),
        )
    counts = np.maximum(high - low, 0)
    i = np.repeat(np.arange(len(left)), counts)
    j = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + low[i]
    i, j = i[ends[i] <= begins[j]], j[ends[i] <= begins[j]]
    found = (
        left[["doc_id", "start"]]
        .iloc[i]
        .reset_index(drop=True)
        .assign(end=right["end"].to_numpy()[j])
    )
    quotes = {"first": left["quote"].to_numpy()[i], "second": right["quote"].to_numpy()[j]}
    return found.assign(**quotes, gap=np.maximum(gap_begins[j] - gap_ends[i], 0))


def in_context(
    docs: pd.DataFrame,
    findings: pd.DataFrame,
    *,
    width: int | str = 15,
    words: pd.DataFrame | None = None,
    sort: str = "position",
    headings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Show findings in their context: a concordance (keyword in context, KWIC) of anything that was found.

    Parameters: *width* so many characters on each side (words, if *words* are given), or the whole "sentence" or
    "paragraph"; *sort* "position" keeps the order, "left" and "right" bring like contexts together, read away from the
    finding; *headings* is any frame of findings, say the outline's.

    Returns *findings* and: left, right (what stands beside, exactly), line (all three to read: the finding in 【】, a line
    break as ¶), position (share of the document that stands before, 0 to 1: what a dispersion plot shows), left_word and
    right_word (the next whole words, if *words* are given), heading (the last that begins before or with the finding; "").

    >>> docs = pd.DataFrame({"doc_id": ["a"], "text": ["加快建设政务内网。"]})  # speed up building the intranet
    >>> in_context(docs, find_phrase(docs, "政务内网"), width=2)["line"].tolist()
    ['建设【政务内网】。']
    """
    check_columns(findings, FINDING, "in_context")
    _check_unit(width, "width")
    if sort not in ("position", "left", "right"):
        raise ValueError(f"sort is {sort!r}: use 'position', 'left' or 'right'")
    line, shown = _Line(docs), findings.copy()
    row = line.rows(findings)
    begin, text_end = line.begins[row], line.begins[row] + line.lengths[row]
    start, end = (
        begin + findings["start"].to_numpy("int64"),
        begin + findings["end"].to_numpy("int64"),
    )
    low, high = (
        line.unit_bounds(width, findings)
        if isinstance(width, str)
        else (start - width, end + width)
    )
    if words is not None:
        first, last, quotes = line.words(words)
        i, j = (
            np.searchsorted(last, start, "right") - 1,
            np.searchsorted(first, end),
        )  # the next words left and right
        shown["left_word"] = np.where(np.r_[last, -1][i] > begin, quotes[i], "")
        shown["right_word"] = np.where(np.r_[first, FAR * len(docs)][j] < text_end, quotes[j], "")
        if isinstance(
            width, Integral
        ):  # from the width-th word to the left to the end of the width-th to the right
            low = np.r_[first, -1][np.maximum(i - width + 1, -1)]
            high = np.r_[last, FAR * len(docs)][np.minimum(j + width - 1, len(last))]
    left = line.cut(row, np.maximum(low, begin) - begin, start - begin)
    right = line.cut(row, end - begin, np.minimum(high, text_end) - begin)
    right = [text.rstrip() for text in right] if isinstance(width, str) else right
    shown["left"], shown["right"] = (
        pd.Series(side, shown.index, dtype="str") for side in (left, right)
    )
    lines = shown["left"] + "【" + shown["quote"].astype("str") + "】" + shown["right"]
    shown["line"] = lines.str.replace("\n", "¶", regex=False)
    shown["position"] = (start - begin) / np.maximum(line.lengths[row], 1)
    if headings is not None:
        shown["heading"] = _last_heading(line, headings, findings)
    if sort == "position":
        return shown
    beside = shown["left"].str[::-1] if sort == "left" else shown["right"]
    return shown.iloc[np.lexsort((beside, shown.get(f"{sort}_word", beside)))].reset_index(
        drop=True
    )


class _Line:
    """The documents laid on one line, far apart, so that a place in any of them is one number."""

    def __init__(self, docs: pd.DataFrame) -> None:
        self.texts, self.doc_ids = (
            check_documents(docs, "a concordance", distinct=True),
            pd.Index(docs["doc_id"]),
        )
        self.lengths = np.array([*map(len, self.texts)], "int64")
        self.begins = FAR * np.arange(len(docs))

    def rows(self, findings: pd.DataFrame) -> np.ndarray:
        """The row of each finding's document."""
        check_columns(findings, FINDING[:3], "a frame of findings or words")
        if findings["start"].isna().any():
            raise DataError(
                "there are findings without a place (silences): leave them out, dropna(subset=['start'])"
            )
        codes, doc_ids = number(findings["doc_id"])
        rows = self.doc_ids.get_indexer(pd.Index(doc_ids))
        if (rows < 0).any():
            raise DataError(
                f"there are findings in {doc_ids[rows < 0][0]!r}, which is none of the documents given"
            )
        return rows[codes]

    def place(self, findings: pd.DataFrame, column: str) -> np.ndarray:
        """Where each finding starts or ends on the line."""
        return self.begins[self.rows(findings)] + findings[column].to_numpy("int64")

    def cut(self, rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> list[str]:
        """What stands from start to end in the documents of these rows."""
        return [
            self.texts[row][a:b] for row, a, b in zip(rows.tolist(), starts.tolist(), ends.tolist())
        ]

    def words(self, words: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where each word starts and ends, in their order; and the words, with an empty one at the end."""
        start, end = self.place(words, "start"), self.place(words, "end")
        order = np.argsort(start, kind="stable")
        return start[order], end[order], np.append(words["quote"].to_numpy(dtype=object)[order], "")

    def unit_bounds(self, unit: str, findings: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """Where the sentence or paragraph begins in which a finding starts, and where that ends in which it ends."""
        places = zip(self.begins.tolist(), self.texts)
        stops = [
            b + at
            for b, text in places
            for at in (0, *(m.end() for m in UNITS[unit].finditer(text)), len(text))
        ]
        stops, low, high = (
            np.array(stops),
            self.place(findings, "start"),
            self.place(findings, "end"),
        )
        return stops[np.searchsorted(stops, low, "right") - 1], stops[np.searchsorted(stops, high)]


def _check_unit(width: int | str, name: str) -> None:
    if (
        width not in UNITS
        if isinstance(width, str)
        else not isinstance(width, Integral) or width < 0
    ):
        raise ValueError(f"{name} is {width!r}: use a number from 0, 'sentence' or 'paragraph'")


def _last_heading(line: _Line, headings: pd.DataFrame, findings: pd.DataFrame) -> np.ndarray:
    """The heading that was begun last when a finding begins, in the same document."""
    headings = headings.iloc[np.argsort(line.place(headings, "start"), kind="stable")]
    at = np.searchsorted(line.place(headings, "start"), line.place(findings, "start"), "right") - 1
    same = (at >= 0) & (np.append(line.rows(headings), -1)[at] == line.rows(findings))
    return np.append(headings["quote"].to_numpy(), "")[np.where(same, at, -1)]


def dispersion(words: pd.DataFrame, *, parts: str | int = "doc_id") -> pd.DataFrame:
    """Measure how evenly each word is spread over the parts of a corpus.

    Parameters: *words* from `segment`; *parts* is a column that says which part a word is in, or a number of equal parts
    into which all words are divided in their order. A part without words is none.

    Returns a row a word, the commonest first: word; count; parts (how many there are); range (in how many of them it
    stands); dp (Gries's deviation of proportions, half the sum of |share of the word in a part − share of all words in
    it|: 0 is perfectly even, near 1 is all in one small part); dp_norm (dp divided by 1 − the smallest part's share, so
    that 1 can be reached); juilland_d (1 − coefficient of variation of the word's rates in the parts, divided by
    √(parts − 1): the other way about, 1 is perfectly even, 0 is all in one part). With a single part the last two are
    undefined (NaN). A word that stands once can't be even: compare only words of like count.

    >>> words = pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "word": ["网", "务", "网", "政"]})
    >>> dispersion(words).iloc[:1][["word", "range", "dp", "juilland_d"]].values.tolist()
    [['网', 2, 0.0, 1.0]]

    References: Gries (2008), International Journal of Corpus Linguistics 13(4), 403–437; Lijffijt & Gries (2012), ibid.
    17(1), 147–149; Juilland, Brodin & Davidovitch (1970), Frequency Dictionary of French Words.
    """
    check_columns(words, ["word", parts] if isinstance(parts, str) else ["word"], "dispersion")
    if not isinstance(parts, str) and not (isinstance(parts, Integral) and parts > 0):
        raise ValueError(f"parts is {parts!r}: use the name of a column, or a number from 1")
    codes, kinds = number(words["word"])
    part = (
        np.arange(len(words)) * parts // max(len(words), 1)
        if isinstance(parts, Integral)
        else number(words[parts])[0]
    )
    sizes, count = np.bincount(part), np.bincount(codes, minlength=len(kinds))
    n, width = np.count_nonzero(sizes), max(len(sizes), 1)
    pairs, here = np.unique(codes.astype("int64") * width + part, return_counts=True)
    word, size = pairs // width, sizes[pairs % width]

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(word, values, minlength=len(kinds))

    frame = pd.DataFrame(
        {"word": kinds, "count": count, "parts": n, "range": total(np.ones(len(word))).astype(int)}
    )
    # Shares that are too large make up half of all deviations, so the parts where a word is missing need not be visited.
    frame["dp"] = total(np.maximum(here / count[word] - size / max(len(words), 1), 0))
    mean, square = total(here / size) / max(n, 1), total((here / size) ** 2) / max(n, 1)
    spread = np.sqrt(np.maximum(square - mean**2, 0)) / mean
    frame["dp_norm"] = frame["dp"] / (1 - sizes[sizes > 0].min() / len(words)) if n > 1 else np.nan
    frame["juilland_d"] = (
        np.maximum(1 - spread / np.sqrt(n - 1), 0) if n > 1 else np.nan
    )  # a hair below by rounding
    return frame.sort_values("count", ascending=False, kind="stable", ignore_index=True)
