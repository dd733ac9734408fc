"""Where a reader of the article set another mark than the relay has: the clauses on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from egov_lib.read.corpus import load_corpus
from egov_lib.read.editions import compare_marks, load_reader
from egov_lib.read.translations import load_segments
from egov_lib.show.messages import current, say
from egov_lib.show.passages.page import Page, page
from egov_lib.show.safe_text import escape

READ, WITNESS = "article-2006", "relay-2006"
NEAR = 4  # characters on either side by which a place is found again
MARKS_RE = re.compile(r"[^\w%]+")


class Differing(NamedTuple):
    """A mark that differs: what stands before and after it, and the English of both."""

    before: str
    read: str
    relayed: str
    after: str
    english: str


def marks_differing(
    ends: Sequence[str] | Mapping[str, Sequence[str]] = (),
    *,
    reader: str = "a",
    lang: str | None = None,
) -> Page:
    """Show the places where a reader set another mark than the relay has, clause by clause.

    Parameters
    ----------
    ends: the last characters before the marks that are shown; () shows all. A table gives for each
        the English of both readings, the reader's first.
    reader: "a" or "b".

    >>> "统筹规划" in marks_differing(["统筹规划"], lang="en")
    True
    """
    lang = current(lang)
    texts = load_corpus().set_index("doc_id")["text"]
    marks = compare_marks(load_reader(READ, reader), texts[WITNESS])
    heads = "".join(
        f"<th>{say(key, lang)}</th>" for key in ("mark_read", "mark_relayed")
    )
    rows = [
        _row(one, lang, _both_readings(one, ends))
        for one in _with_clauses(marks[~marks["agree"]])
        if not ends or one.before.endswith(tuple(ends))
    ]
    return page(f"<table><tr>{heads}</tr>{''.join(rows)}</table>", lang=lang)


def _with_clauses(marks: pd.DataFrame) -> Iterator[Differing]:
    """Each mark in the clause, or between the two clauses, where it stands."""
    clauses = load_segments(READ)
    bare = clauses["quote"].str.replace(MARKS_RE, "", regex=True).tolist()
    english = clauses["en"].tolist()
    windows = [*zip(bare, english)]
    windows += [
        ("".join(both), " ".join(said))
        for both, said in zip(pairwise(bare), pairwise(english))
    ]
    for mark in marks.itertuples():
        left, right = mark.left[-NEAR:], mark.right[:NEAR]
        for words, said in windows:
            place = words.find(left + right)
            if place >= 0:
                cut = place + len(left)
                before, after = words[:cut], words[cut:]
                yield Differing(
                    before, mark.mark, mark.other_mark, after, said
                )
                break


def _both_readings(
    one: Differing, ends: Sequence[str] | Mapping[str, Sequence[str]]
) -> Sequence[str]:
    """The English of both readings; of a place that has no own one, of its clause."""
    if isinstance(ends, Mapping):
        return next(ends[end] for end in ends if one.before.endswith(end))
    return [one.english]


def _row(one: Differing, lang: str, english: Sequence[str]) -> str:
    before, after = escape(one.before), escape(one.after)
    cells = "".join(
        f"<td lang='zh-Hans'>{before}<b class='found'>{escape(mark)}</b>{after}</td>"
        for mark in (one.read, one.relayed)
    )
    if lang == "zh":
        return f"<tr>{cells}</tr>"
    wide = 2 // len(english)
    said = "".join(
        f"<td colspan='{wide}'><small>{escape(words)}</small></td>"
        for words in english
    )
    return f"<tr>{cells}</tr><tr>{said}</tr>"
