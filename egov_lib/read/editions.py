"""Build the reading texts, and compare what two readers made of the same text.

An edition is a witness, the automatic rules, and an editor's logged changes. Nothing in
`data/editions/` is typed: `make data` writes it (`tools/build_data.py`), and a test builds it
again. How far an edition can be trusted where a copy lost its marks is measured by two readers who
worked alone: how often they chose the same mark, and how many of each other's findings they have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import pandas as pd

from egov_lib.findings import DataError, locate
from egov_lib.read.characters import HAN
from egov_lib.read.cleaning import clean
from egov_lib.read.corpus import (
    data_folder,
    load_corpus,
    load_witness,
    read,
    read_changes,
    to_changes,
)
from egov_lib.read.edit_log import Step, apply_changes, list_changes

EDIT_COLUMNS = [
    "start",
    "end",
    "before",
    "after",
    "kind",
    "certainty",
    "note",
    "rivals",
]
CERTAINTIES = ("certain", "probable", "possible", "unknown")
# The note of a rule that had to choose
UNKNOWN_PAUSE = "a pause of unknown kind"


def build_edition(doc_id: str) -> tuple[str, pd.DataFrame]:
    """Make the reading text of a source from the witness, the rules and `data/edits/`.

    Returns the text, and the log of all changes with the columns of `corpus.load_log`. Raises
    `DataError` for an edit that doesn't fit the cleaned text.

    >>> text, log = build_edition("yunnan-2006")
    >>> text[:6], log["rule"].iloc[-1]
    ('30日上午，', 'edit:width')
    """
    cleaned = clean(load_witness(doc_id))
    edits = _read_edits(doc_id)
    try:
        text, step = apply_changes(
            cleaned.text, to_changes(edits), rule="edit"
        )
    except ValueError as error:
        raise DataError(f"edits/{doc_id}.csv: {error}") from error
    return text, _full_log([*cleaned.steps, step], edits)


def _full_log(steps: Sequence[Step], edits: pd.DataFrame) -> pd.DataFrame:
    """List the changes of all *steps*, the last with what the editor says of each."""
    log = list_changes(steps)
    log["certainty"] = "certain"
    log["rivals"] = ""
    is_unknown = log["note"] == UNKNOWN_PAUSE
    log.loc[is_unknown, "certainty"] = "unknown"
    by_hand = log.index[log["rule"] == "edit"]
    said = edits.set_axis(by_hand)
    log.loc[by_hand, "certainty"] = said["certainty"]
    log.loc[by_hand, "rivals"] = said["rivals"]
    log.loc[by_hand, "rule"] = "edit:" + said["kind"]
    return log


def _read_edits(doc_id: str) -> pd.DataFrame:
    edits = read_changes(f"edits/{doc_id}.csv", EDIT_COLUMNS)
    for certainty in edits["certainty"]:
        if certainty not in CERTAINTIES:
            raise DataError(
                f"edits/{doc_id}.csv, column certainty: {certainty!r} is none of "
                f"{', '.join(CERTAINTIES)}"
            )
    return edits


def load_reader(doc_id: str, reader: str) -> str:
    """Load a text as one reader ("a" or "b") punctuated it alone, without seeing the other texts.

    >>> load_reader("article-2006", "a")[:8]  # to speed up the building of e-government
    '加快电子政务建设'
    """
    return read(f"edits/readers/{doc_id}.{reader}.txt")


# --- marks ----------------------------------------------------------------------------------------

WORD_RE = re.compile(f"([^{HAN}A-Za-z0-9]*)([{HAN}A-Za-z0-9])")
NOT_COMPARED_RE = re.compile(r"[\s□]")
CONTEXT_CHARS = 6  # shown on either side of a mark


class Marked(NamedTuple):
    """A text with its marks set apart.

    bare: its Chinese characters, letters and digits
    marks: what is before each of them, without white space and □
    starts: the offset in the text of each with its marks
    """

    bare: str
    marks: list[str]
    starts: list[int]


def split_marks(text: str) -> Marked:
    """Set the marks of *text* apart from its characters, letters and digits.

    >>> split_marks("规划，建设")  # planning, construction
    Marked(bare='规划建设', marks=['', '', '，', ''], starts=[0, 1, 2, 4])
    """
    found = list(WORD_RE.finditer(text))
    bare = "".join(match[2] for match in found)
    marks = [NOT_COMPARED_RE.sub("", match[1]) for match in found]
    starts = [match.start() for match in found]
    return Marked(bare, marks, starts)


def compare_marks(
    text: str, other: str, *, shortest: int = 10
) -> pd.DataFrame:
    """Compare the punctuation of two texts wherever they share a run of characters.

    Parameters
    ----------
    text, other: two readings of the same or of partly the same text.
    shortest: the length of the shortest shared run that is compared, in characters without marks.

    Returns a frame with a row wherever either text has a mark inside a shared run:
    start: offset of the marks in *text*
    left: the six characters before
    mark: the marks of *text*, '' for none
    other_mark: the marks of *other*
    right: the six characters after
    agree: whether both are the same

    >>> one = "统一规划、统一建设，统一平台。"  # unified planning, unified construction, …
    >>> other = "统一规划，统一建设，统一平台。"
    >>> compare_marks(one, other, shortest=4)["agree"].tolist()
    [False, True]
    """
    one = split_marks(text)
    two = split_marks(other)
    matcher = SequenceMatcher(None, one.bare, two.bare, autojunk=False)
    rows = []
    for run in matcher.get_matching_blocks():
        if run.size < shortest:
            continue
        # A mark before the run is not inside it
        for offset in range(1, run.size):
            place = run.a + offset
            mark = one.marks[place]
            other_mark = two.marks[run.b + offset]
            if not mark and not other_mark:
                continue
            left_from = max(0, place - CONTEXT_CHARS)
            left = one.bare[left_from:place]
            right = one.bare[place : place + CONTEXT_CHARS]
            rows.append((one.starts[place], left, mark, other_mark, right))
    frame = pd.DataFrame(
        rows, columns=["start", "left", "mark", "other_mark", "right"]
    )
    return frame.assign(agree=frame["mark"] == frame["other_mark"])


# --- tables ---------------------------------------------------------------------------------------


def compare_annotations(name: str) -> pd.DataFrame:
    """Compare the tables that two readers made of the same texts, each alone.

    An item counts as found if the other reader has one that quotes some of the same words.

    Parameters
    ----------
    name: events, targets or systems.

    Returns a frame with a row for each reader:
    reader: a or b
    items: how many items the reader has
    found_by_other: how many of them the other has too
    share: found_by_other / items; below 1 is what the other alone would have missed or left out

    >>> compare_annotations("systems").columns.tolist()
    ['reader', 'items', 'found_by_other', 'share']
    """
    docs = load_corpus()
    table_a = _load_annotations(name, "a", docs)
    table_b = _load_annotations(name, "b", docs)
    agreement = pd.DataFrame(
        {
            "reader": ["a", "b"],
            "items": [len(table_a), len(table_b)],
            "found_by_other": [
                _count_overlapping(table_a, table_b),
                _count_overlapping(table_b, table_a),
            ],
        }
    )
    return agreement.assign(
        share=agreement["found_by_other"] / agreement["items"]
    )


def _load_annotations(
    name: str, reader: str, docs: pd.DataFrame
) -> pd.DataFrame:
    file = f"readers/{name}.{reader}.csv"
    rows = pd.read_csv(
        data_folder() / file,
        encoding="utf-8",
        keep_default_na=False,
        na_values={"occurrence": ""},
    )
    return locate(rows, docs, file=file)


def _count_overlapping(findings: pd.DataFrame, others: pd.DataFrame) -> int:
    """Return how many of *findings* share a character with one of *others*."""
    pairs = findings.reset_index().merge(
        others, on="doc_id", suffixes=("", "_other")
    )
    overlap = (pairs["start"] < pairs["end_other"]) & (
        pairs["start_other"] < pairs["end"]
    )
    return pairs.loc[overlap, "index"].nunique()
