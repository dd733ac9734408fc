"""Tables that the finders seed: what they found, with the sentence around it, for a decision.

A row says where (`doc_id`, `start`, `end`, `quote`), in what sentence, and what a finder makes of
it. `keep` is empty: the finders are not right often enough to be believed unread (`make accuracy`).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

import egov_lib as egov
from egov_lib.find.cited import find_citations
from topic.sheets import PLACE

SENTENCE_ENDS = re.compile(r"[。；;！？!?\n]")
BRACKET_RE = re.compile("[(（][^()（）]*[)）]")


class Table(NamedTuple):
    """A finder, the columns to review, and which of its rows are worth a review."""

    find: Callable[[pd.DataFrame], pd.DataFrame]
    columns: list[str]
    is_wanted: Callable[[pd.DataFrame], pd.Series]


def _names_another(rows: pd.DataFrame) -> pd.Series:
    """Citations of something else: 本通知 (this notice) names the document itself."""
    return rows["kind"] != "self"


TABLES = {
    "targets": Table(
        egov.find_targets,
        ["value", "value_to", "unit", "bound", "change", "base", "kind", "subject"],
        lambda rows: rows["quote"].ne(""),
    ),
    "dates": Table(
        egov.find_dates,
        ["date_from", "date_to", "precision", "role", "how_known", "grounds"],
        lambda rows: rows["date_from"].notna(),
    ),
    "institutions": Table(
        egov.find_institutions,
        ["full_name", "level", "place"],
        lambda rows: rows["quote"].ne(""),
    ),
    "citations": Table(
        find_citations, ["title", "number", "kind", "cue", "how_known"], _names_another
    ),
}


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds a place begins and ends, without blanks around it.

    >>> text = "一、总则。限额为1200元；自6月1日起。"
    >>> first, last = sentence_around(text, 8, 13)
    >>> text[first:last]
    '限额为1200元'

    Whoever is named in brackets after a sentence is named for that sentence.

    >>> text = "一、总则。推进房票。（市财政局、市住房局）"
    >>> first, last = sentence_around(text, 15, 20)
    >>> text[first:last]
    '推进房票。（市财政局、市住房局）'
    """
    first = max((m.end() for m in SENTENCE_ENDS.finditer(text, 0, start)), default=0)
    after = SENTENCE_ENDS.search(text, end)
    last = after.start() if after else len(text)
    if first and BRACKET_RE.fullmatch(text[first:last].strip()):
        first = sentence_around(text, first - 1, first - 1)[0]
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def seed_table(name: str, docs: pd.DataFrame) -> pd.DataFrame:
    """What one finder finds in all documents, as rows to be decided."""
    table = TABLES[name]
    rows = table.find(docs)
    rows = rows[table.is_wanted(rows)].reset_index(drop=True)
    texts = dict(zip(docs["doc_id"], docs["text"]))
    rows["sentence"] = [_sentence(texts[row.doc_id], row) for row in rows.itertuples()]
    rows["keep"] = ""
    return rows[PLACE + table.columns]


def _sentence(text: str, row: tuple) -> str:
    first, last = sentence_around(text, row.start, row.end)
    return text[first:last]


def merge_decisions(
    rows: pd.DataFrame, decided: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows found anew with what was decided before; also the kept rows that no finder has.

    A decided row is taken whole, since a reader may have corrected it.
    """
    decided = decided[decided["keep"].ne("")]
    decided = decided.reindex(columns=rows.columns, fill_value="")
    found_places = _places_of(rows)
    decided_places = _places_of(decided)
    open_rows = rows[~found_places.isin(decided_places)]
    is_lost = ~decided_places.isin(found_places) & decided["keep"].eq("yes")
    merged = pd.concat([open_rows.astype(object), decided.astype(object)])
    in_order = merged.sort_values(["doc_id", "start"], kind="stable")
    return in_order.reset_index(drop=True), decided[is_lost]


def _places_of(rows: pd.DataFrame) -> pd.Index:
    """Where each row stands, and its words: what makes two rows the same."""
    return rows.set_index(["doc_id", "start", "quote"]).index
